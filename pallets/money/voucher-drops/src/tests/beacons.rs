// SPDX-License-Identifier: Apache-2.0

//! Who may say that a visitor was there.

use super::*;
use crate::BeaconId;

#[test]
fn a_beacon_stands_in_a_zone_of_its_programme() {
	ExtBuilder::default().build_and_execute(|| {
		let number = create(Plan::Place(visit()));
		let key = key_of(&device(1));
		let register = |zone, per_slot| {
			VoucherDrops::register_beacon(signed(COUNTY), number, key.clone(), zone, per_slot)
		};
		assert_noop!(register(BEACH, 5), Error::<Test>::PlanUnsound);
		assert_noop!(register(EUP, 0), Error::<Test>::PlanUnsound);
		assert_ok!(register(MYEON, 5));
		let (programme, beacon) = (number, BeaconId(0));
		let (zone, per_slot) = (MYEON, 5);
		let event = Event::BeaconRegistered { programme, beacon, key, zone, per_slot };
		assert_eq!(last_event(), event);
		let cohort = create(weekly());
		assert_noop!(
			VoucherDrops::register_beacon(signed(COUNTY), cohort, account(1), EUP, 1),
			Error::<Test>::WrongKind
		);
	});
}

#[test]
fn a_beacon_that_is_off_or_gone_sees_nobody() {
	ExtBuilder::default().build_and_execute(|| {
		let (number, pair, id) = at_place(visit(), 5);
		let claim = || {
			let seen = sight(&pair, number, id, KIM_ID);
			VoucherDrops::claim_at_place(signed(KIM), number, sights(&[seen]))
		};
		let switch = |on| VoucherDrops::switch_beacon(signed(COUNTY), number, id, on);
		assert_noop!(switch(true), Error::<Test>::AlreadyInState);
		assert_ok!(switch(false));
		let off = Event::BeaconSwitched { programme: number, beacon: id, is_active: false };
		assert_eq!(last_event(), off);
		assert_noop!(claim(), Error::<Test>::BeaconNotActive);
		assert_ok!(switch(true));
		let remove = || VoucherDrops::remove_beacon(signed(COUNTY), number, id);
		assert_ok!(remove());
		assert_eq!(last_event(), Event::BeaconRemoved { programme: number, beacon: id });
		assert_noop!(claim(), Error::<Test>::BeaconNotFound);
		assert_noop!(remove(), Error::<Test>::BeaconNotFound);
		assert_noop!(switch(false), Error::<Test>::BeaconNotFound);
		assert_eq!(programme(number).beacons, 0);
	});
}

#[test]
fn a_programme_has_a_thousand_beacons_at_most() {
	ExtBuilder::default().build_and_execute(|| {
		let number = create(Plan::Place(visit()));
		let register = || VoucherDrops::register_beacon(signed(COUNTY), number, account(1), EUP, 1);
		for _ in 0..MAX_BEACONS {
			assert_ok!(register());
		}
		assert_noop!(register(), Error::<Test>::MaxBeaconsExceeded);
	});
}

#[test]
fn a_closed_programme_gets_no_beacons() {
	ExtBuilder::default().build_and_execute(|| {
		let number = create(Plan::Place(visit()));
		assert_ok!(VoucherDrops::stop(signed(COUNTY), number));
		assert_ok!(VoucherDrops::close(signed(COUNTY), number));
		assert_noop!(
			VoucherDrops::register_beacon(signed(COUNTY), number, account(1), EUP, 1),
			Error::<Test>::TooLate
		);
		NextBeacon::<Test>::put(BeaconId::MAX);
		let other = create(Plan::Place(visit()));
		assert_noop!(
			VoucherDrops::register_beacon(signed(COUNTY), other, account(1), EUP, 1),
			Error::<Test>::WrongNumber
		);
	});
}
