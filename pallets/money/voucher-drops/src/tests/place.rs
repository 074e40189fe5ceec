// SPDX-License-Identifier: Apache-2.0

//! Visitors at a place: seen by beacons, once a pass and programme. A sight for anything else is refused.

use crate::BeaconId;
use chungnam_primitives::{PersonId, ProgrammeId};
use core::slice::from_ref;

use super::*;

fn claim(who: AccountId, number: ProgrammeId, all: &[Sight]) -> DispatchResult {
	VoucherDrops::claim_at_place(signed(who), number, sights(all))
}

#[test]
fn a_visitor_who_was_seen_gets_it_once() {
	ExtBuilder::default().build_and_execute(|| {
		let (number, pair, id) = at_place(visit(), 100);
		assert_eq!(budget(number), 0, "the budget for all claims is set aside");
		let seen = sight(&pair, number, id, GUEST_ID);
		assert_ok!(VoucherDrops::can_claim_at_place(GUEST_ID, number));
		assert_ok!(claim(GUEST, number, from_ref(&seen)));
		assert_eq!(
			last_event(),
			Event::PlaceClaimed {
				programme: number,
				person: GUEST_ID,
				amount: 5_000,
				seen: BoundedVec::truncate_from(vec![(id, seen.slot)]),
			}
		);
		assert_eq!(Currency::given_to(GUEST_ID), 5_000);
		assert_noop!(claim(GUEST, number, &[seen]), Error::<Test>::AlreadyClaimed);
		let again = Err(Error::<Test>::AlreadyClaimed.into());
		assert_eq!(VoucherDrops::can_claim_at_place(GUEST_ID, number), again);
		// Another key of the same person is the same pass.
		MockRegistry::add_person(account(40), GUEST_ID, ZoneId::OUTSIDE);
		let other = sight(&pair, number, id, GUEST_ID);
		assert_noop!(claim(account(40), number, &[other]), Error::<Test>::AlreadyClaimed);
	});
}

#[test]
fn a_sight_of_another_programme_is_refused() {
	ExtBuilder::default().build_and_execute(|| {
		let (first, pair, id) = at_place(visit(), 100);
		let second = open(Plan::Place(visit()));
		let other = beacon(second, &pair, 100);
		let seen = sight(&pair, first, id, KIM_ID);
		assert_noop!(claim(KIM, second, from_ref(&seen)), Error::<Test>::BeaconNotFound);
		let renamed = Sight { beacon: other, ..seen };
		assert_noop!(claim(KIM, second, &[renamed]), Error::<Test>::SignatureInvalid);
	});
}

#[test]
fn a_sight_of_another_chain_is_refused() {
	ExtBuilder::default().build_and_execute(|| {
		let (number, pair, id) = at_place(visit(), 100);
		let slot = VoucherDrops::current_slot(number).unwrap();
		let elsewhere = sp_core::H256::repeat_byte(1);
		let payload = sight_payload(&elsewhere, number, id, slot, KIM_ID);
		let signature = MultiSignature::Sr25519(pair.sign(&payload));
		let seen = Sight { beacon: id, slot, signature };
		assert_noop!(claim(KIM, number, &[seen]), Error::<Test>::SignatureInvalid);
	});
}

#[test]
fn a_sight_of_another_slot_is_refused() {
	ExtBuilder::default().build_and_execute(|| {
		let (number, pair, id) = at_place(visit(), 100);
		let seen = sight(&pair, number, id, KIM_ID);
		let renamed = Sight { slot: seen.slot - 1, ..seen.clone() };
		assert_noop!(claim(KIM, number, &[renamed]), Error::<Test>::SignatureInvalid);
		let future = sight_in(seen.slot + 1, &pair, number, id, KIM_ID);
		assert_noop!(claim(KIM, number, &[future]), Error::<Test>::StaleSight);
		// It counts in the next slot, up to its last moment.
		let slots_end = (seen.slot + 2) * visit().slot;
		at(slots_end);
		assert_noop!(claim(KIM, number, from_ref(&seen)), Error::<Test>::StaleSight);
		at(slots_end - 1);
		assert_ok!(claim(KIM, number, &[seen]));
	});
}

#[test]
fn a_sight_of_another_beacon_is_refused() {
	ExtBuilder::default().build_and_execute(|| {
		let (number, pair, id) = at_place(visit(), 100);
		let other = beacon(number, &device(2), 100);
		let seen = sight(&pair, number, id, KIM_ID);
		let renamed = Sight { beacon: other, ..seen };
		assert_noop!(claim(KIM, number, &[renamed]), Error::<Test>::SignatureInvalid);
		let forged = sight(&device(3), number, id, KIM_ID);
		assert_noop!(claim(KIM, number, &[forged]), Error::<Test>::SignatureInvalid);
	});
}

#[test]
fn a_sight_of_another_pass_is_refused() {
	ExtBuilder::default().build_and_execute(|| {
		let (number, pair, id) = at_place(visit(), 100);
		let seen = sight(&pair, number, id, KIM_ID);
		assert_noop!(claim(LEE, number, &[seen]), Error::<Test>::SignatureInvalid);
	});
}

#[test]
fn two_sights_are_of_two_beacons_with_two_keys() {
	ExtBuilder::default().build_and_execute(|| {
		let (number, pair, id) = at_place(PlacePlan { sights: 2, ..visit() }, 100);
		let twin = beacon(number, &pair, 100);
		let second = device(2);
		let other = beacon(number, &second, 100);
		let seen = sight(&pair, number, id, KIM_ID);
		let seen_twice = sight(&pair, number, twin, KIM_ID);
		let seen_elsewhere = sight(&second, number, other, KIM_ID);
		assert_noop!(claim(KIM, number, from_ref(&seen)), Error::<Test>::WrongSights);
		assert_noop!(claim(KIM, number, &[]), Error::<Test>::WrongSights);
		let both = [seen.clone(), seen.clone()];
		assert_noop!(claim(KIM, number, &both), Error::<Test>::SameBeacon);
		let both = [seen.clone(), seen_twice];
		assert_noop!(claim(KIM, number, &both), Error::<Test>::SameBeacon);
		assert_ok!(claim(KIM, number, &[seen, seen_elsewhere]));
		let single = open(Plan::Place(visit()));
		let here = beacon(single, &pair, 100);
		let there = beacon(single, &second, 100);
		let both = [sight(&pair, single, here, KIM_ID), sight(&second, single, there, KIM_ID)];
		assert_noop!(claim(KIM, single, &both), Error::<Test>::WrongSights);
	});
}

#[test]
fn a_beacon_sees_so_many_in_each_slot_and_no_more() {
	ExtBuilder::default().build_and_execute(|| {
		let (number, pair, id) = at_place(visit(), 1);
		let old = sight(&pair, number, id, LEE_ID);
		assert_ok!(claim(KIM, number, &[sight(&pair, number, id, KIM_ID)]));
		assert_noop!(claim(LEE, number, from_ref(&old)), Error::<Test>::MaxVisitorsExceeded);
		at(morning(today()) + visit().slot);
		// The new slot has a budget of its own; the old one stays used up.
		assert_ok!(claim(PARK, number, &[sight(&pair, number, id, PARK_ID)]));
		assert_noop!(claim(LEE, number, &[old]), Error::<Test>::MaxVisitorsExceeded);
		at(morning(today()) + 5 * visit().slot);
		let slot = VoucherDrops::current_slot(number).unwrap();
		let before = sight_in(slot - 1, &pair, number, id, LEE_ID);
		assert_ok!(claim(GUEST, number, &[sight(&pair, number, id, GUEST_ID)]));
		assert_ok!(claim(LEE, number, &[before]));
	});
}

#[test]
fn a_beacon_counts_two_slots_and_forgets_older_ones() {
	let new = Beacon::new(account(1), EUP, 1);
	let first = new.clone().after_sight(5).unwrap();
	assert_eq!((first.slot, first.used, first.used_before), (5, 1, 0));
	let second = first.clone().after_sight(6).unwrap();
	assert_eq!((second.slot, second.used, second.used_before), (6, 1, 1));
	assert_eq!(second.clone().after_sight(5), None);
	assert_eq!(second.clone().after_sight(4), None);
	let later = second.after_sight(9).unwrap();
	assert_eq!((later.slot, later.used, later.used_before), (9, 1, 0));
	let late = later.after_sight(8).unwrap();
	assert_eq!((late.slot, late.used, late.used_before), (9, 1, 1));
}

#[test]
fn only_active_people_claim() {
	use chungnam_ports::Standing;
	ExtBuilder::default().build_and_execute(|| {
		let (number, pair, id) = at_place(visit(), 100);
		let seen = [sight(&pair, number, id, KIM_ID)];
		assert_noop!(claim(STRANGER, number, &seen), Error::<Test>::NotRegistered);
		MockRegistry::set_standing(KIM_ID, Standing::Frozen);
		assert_noop!(claim(KIM, number, &seen), Error::<Test>::PersonFrozen);
		let unknown = VoucherDrops::can_claim_at_place(PersonId(99), number);
		assert_eq!(unknown, Err(Error::<Test>::NotRegistered.into()));
	});
}

#[test]
fn a_place_for_visitors_gives_nothing_to_those_who_live_here() {
	ExtBuilder::default().build_and_execute(|| {
		let (number, pair, id) = at_place(PlacePlan { visitors_only: true, ..visit() }, 100);
		let seen = |person| [sight(&pair, number, id, person)];
		assert_noop!(claim(KIM, number, &seen(KIM_ID)), Error::<Test>::NotVisitor);
		assert_ok!(claim(GUEST, number, &seen(GUEST_ID)));
	});
}

#[test]
fn it_is_open_in_its_window_and_when_it_is_funded() {
	ExtBuilder::default().build_and_execute(|| {
		let window = Window { opens: morning(today()) + HOURS, closes: morning(today()) + DAYS };
		let cohort = create(weekly());
		let wrong = VoucherDrops::can_claim_at_place(KIM_ID, cohort);
		assert_eq!(wrong, Err(Error::<Test>::WrongKind.into()));
		let number = create(Plan::Place(PlacePlan { window, ..visit() }));
		let can = || VoucherDrops::can_claim_at_place(KIM_ID, number);
		assert_eq!(can(), Err(Error::<Test>::TooEarly.into()));
		at(window.opens);
		block();
		assert_eq!(can(), Err(Error::<Test>::NotOpen.into()));
		fund(number, 50_000);
		block();
		assert_ok!(can());
		at(window.closes - 1);
		assert_ok!(can());
		at(window.closes);
		assert_eq!(can(), Err(Error::<Test>::TooLate.into()));
	});
}

#[test]
fn the_last_claim_is_the_last() {
	ExtBuilder::default().build_and_execute(|| {
		let (number, pair, id) = at_place(PlacePlan { claims: 2, ..visit() }, 100);
		let seen = |person| [sight(&pair, number, id, person)];
		assert_ok!(claim(KIM, number, &seen(KIM_ID)));
		assert_ok!(claim(LEE, number, &seen(LEE_ID)));
		assert_noop!(claim(PARK, number, &seen(PARK_ID)), Error::<Test>::MaxClaimsExceeded);
		assert_eq!(Tallies::<Test>::get(number), Tally { claims: 2, amount: 10_000 });
	});
}

#[test]
fn a_device_maker_builds_these_bytes() {
	ExtBuilder::default().build_and_execute(|| {
		let mut expected = b"chungnam/sight".to_vec();
		expected.extend(System::block_hash(0).as_bytes());
		expected.extend([7, 0, 0, 0]); // the programme
		expected.extend([1, 2, 0, 0]); // the beacon, 513
		expected.extend([0, 0, 0, 0, 1, 0, 0, 0]); // the slot, 2^32
		expected.extend([4, 0, 0, 0]); // the person
		assert_eq!(
			VoucherDrops::sight_payload(ProgrammeId(7), BeaconId(513), 1 << 32, PersonId(4)),
			expected
		);
		assert_eq!(expected.len(), 66);
	});
}

#[test]
fn ed25519_and_ecdsa_devices_sign_as_well() {
	use sp_runtime::{traits::IdentifyAccount, MultiSigner};
	ExtBuilder::default().build_and_execute(|| {
		let number = open(Plan::Place(visit()));
		let slot = VoucherDrops::current_slot(number).unwrap();
		let ed = sp_core::ed25519::Pair::from_seed(&[7; 32]);
		let ec = sp_core::ecdsa::Pair::from_seed(&[8; 32]);
		let keys = [MultiSigner::from(ed.public()), MultiSigner::from(ec.public())];
		for key in keys {
			let key = key.into_account();
			assert_ok!(VoucherDrops::register_beacon(signed(COUNTY), number, key, MYEON, 9));
		}
		let payload = VoucherDrops::sight_payload(number, BeaconId(0), slot, KIM_ID);
		let signature = MultiSignature::Ed25519(ed.sign(&payload));
		assert_ok!(claim(KIM, number, &[Sight { beacon: BeaconId(0), slot, signature }]));
		let payload = VoucherDrops::sight_payload(number, BeaconId(1), slot, LEE_ID);
		let signature = MultiSignature::Ecdsa(ec.sign(&payload));
		assert_ok!(claim(LEE, number, &[Sight { beacon: BeaconId(1), slot, signature }]));
	});
}

#[test]
fn plans_of_places_that_make_no_sense_are_refused() {
	ExtBuilder::default().build_and_execute(|| {
		let Window { opens, closes } = visit().window;
		let nowhere = BoundedVec::truncate_from(vec![ZoneId::new(16, 0)]);
		let unsound = [
			PlacePlan { per_head: 0, ..visit() },
			PlacePlan { claims: 0, ..visit() },
			PlacePlan { window: Window { opens: closes, closes }, ..visit() },
			PlacePlan { window: Window { opens: closes, closes: opens }, ..visit() },
			PlacePlan { zones: BoundedVec::new(), ..visit() },
			PlacePlan { zones: nowhere, ..visit() },
			PlacePlan { sights: 0, ..visit() },
			PlacePlan { sights: 3, ..visit() },
			PlacePlan { slot: MINUTES - 1, ..visit() },
			PlacePlan { slot: DAYS + 1, ..visit() },
		];
		for plan in unsound {
			assert_noop!(try_create(Plan::Place(plan)), Error::<Test>::PlanUnsound);
		}
		let all_won = Plan::Place(PlacePlan { per_head: Won::MAX, ..visit() });
		assert_noop!(try_create(all_won), Error::<Test>::Overflow);
	});
}
