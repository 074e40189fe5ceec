// SPDX-License-Identifier: Apache-2.0

//! Electors: entered, taken off, moved, dead; what the rolls say.

use super::*;
use chungnam_ports::{Body, Elector, Electors, MAX_LIFE};

const KIM: PersonId = PersonId(0);
const LEE: PersonId = PersonId(1);
const THERE_TOO: PersonId = PersonId(2);
const HOME: u8 = HERE.region;
const AWAY: u8 = THERE.region;

fn grant(people: &[PersonId]) -> DispatchResult {
	Registry::grant_elector(by(CHEONGYANG), batch(people.to_vec()))
}

fn withdraw(people: &[PersonId]) -> DispatchResult {
	Registry::withdraw_elector(by(CHEONGYANG), batch(people.to_vec()))
}

fn elector(person: PersonId) -> Elector {
	<Registry as Electors<AccountId>>::elector(person).expect("the person is known")
}

/// Heads of the province, the home and the other region.
fn heads() -> [u32; 3] {
	let regions = |region| Body::Regions(RegionSet::of(&[region]));
	[Body::Province, regions(HOME), regions(AWAY)]
		.map(|body| <Registry as Electors<AccountId>>::heads_at(&body, now()).unwrap())
}

fn settle(person: PersonId, zone: ZoneId) {
	assert_ok!(Registry::move_house(RuntimeOrigin::root(), person, zone));
}

#[test]
fn elector_counts_from_the_next_moment_on() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(grant(&[KIM, LEE]));
		let (people, since) = (batch(vec![KIM, LEE]), now() + 1);
		System::assert_last_event(Event::ElectorsGranted { people, since }.into());
		assert_eq!(heads(), [0, 0, 0]);
		assert_eq!(elector(KIM).region_at(now()), None);
		pass(1);
		assert_eq!(heads(), [2, 2, 0]);
		assert_eq!(elector(KIM).region_at(now()), Some(HOME));
		assert_ok!(withdraw(&[LEE]));
		let (people, until) = (batch(vec![LEE]), now() + 1);
		System::assert_last_event(Event::ElectorsWithdrawn { people, until }.into());
		assert_eq!(heads(), [2, 2, 0]);
		pass(1);
		assert_eq!(heads(), [1, 1, 0]);
	});
}

#[test]
fn electors_are_refused_by_name() {
	ExtBuilder::default().build_and_execute(|| {
		let refused = |people: &[PersonId], why: Error<Test>| {
			assert_noop!(grant(people), why);
		};
		refused(&[PersonId(99)], Error::NotRegistered);
		refused(&[KIM, KIM], Error::AlreadyElector);
		assert_ok!(grant(&[KIM]));
		refused(&[KIM], Error::AlreadyElector);
		assert_noop!(grant(&[THERE_TOO]), BadOrigin);
		assert_ok!(Registry::record_death(RuntimeOrigin::root(), LEE));
		refused(&[LEE], Error::PersonDeceased);
		settle(PersonId(3), ZoneId::OUTSIDE);
		let root = Registry::grant_elector(RuntimeOrigin::root(), batch(vec![PersonId(3)]));
		assert_noop!(root, Error::<Test>::NotResident);

		assert_noop!(withdraw(&[LEE]), Error::<Test>::NotElector);
		assert_noop!(withdraw(&[KIM, KIM]), Error::<Test>::NotElector);
		assert_noop!(withdraw(&[PersonId(99)]), Error::<Test>::NotRegistered);
		let elsewhere = Registry::withdraw_elector(by(BORYEONG), batch(vec![KIM]));
		assert_noop!(elsewhere, BadOrigin);
	});
}

#[test]
fn move_touches_two_regions_and_never_the_province() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(grant(&[KIM, LEE]));
		pass(1);
		let before = now();
		settle(KIM, THERE);
		let moved = Event::ElectorMoved { person: KIM, region: AWAY, since: now() + 1 };
		System::assert_last_event(moved.into());
		pass(1);
		assert_eq!(heads(), [2, 1, 1]);
		assert_eq!(elector(KIM).region_at(before), Some(HOME));
		assert_eq!(elector(KIM).region_at(now()), Some(AWAY));
		// Within the region nothing changes, and a person on no roll comes on none.
		let stays = ElectorStays::<Test>::get(KIM);
		settle(KIM, ZoneId::new(AWAY, 3));
		assert_eq!(ElectorStays::<Test>::get(KIM), stays);
		settle(PersonId(3), THERE);
		pass(1);
		assert_eq!(heads(), [2, 1, 1]);
	});
}

#[test]
fn two_moves_in_one_block_are_one() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(grant(&[KIM]));
		pass(1);
		settle(KIM, THERE);
		settle(KIM, HERE);
		assert_eq!(heads(), [1, 1, 0]);
		pass(1);
		assert_eq!(heads(), [1, 1, 0]);
		assert_eq!(elector(KIM).region_at(now() - 1), Some(HOME));
	});
}

#[test]
fn person_who_leaves_the_province_or_dies_is_on_no_roll() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(grant(&[KIM, LEE]));
		pass(1);
		let before = now();
		settle(KIM, ZoneId::OUTSIDE);
		assert_ok!(Registry::record_death(RuntimeOrigin::root(), LEE));
		assert_eq!(heads(), [2, 2, 0]);
		pass(1);
		assert_eq!(heads(), [0, 0, 0]);
		for person in [KIM, LEE] {
			assert_eq!(elector(person).region_at(before), Some(HOME));
			assert_eq!(elector(person).region_at(now()), None);
		}
		// A person who comes back is entered anew.
		settle(KIM, HERE);
		pass(1);
		assert_eq!(heads(), [0, 0, 0]);
		assert_ok!(grant(&[KIM]));
	});
}

#[test]
fn ninth_move_keeps_the_old_place() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(grant(&[KIM]));
		let mut last = HERE;
		for _ in 0..8 {
			pass(DAYS);
			last = if last == HERE { THERE } else { HERE };
			settle(KIM, last);
		}
		assert_eq!((last, ElectorStays::<Test>::get(KIM).len()), (HERE, 9));
		pass(DAYS);
		settle(KIM, THERE);
		pass(1);
		// The move is not refused, and no vote is lost or doubled.
		assert_eq!(Registry::person(KIM).unwrap().zone, THERE);
		assert_eq!(heads(), [1, 1, 0]);
		let anew = || Registry::grant_elector(RuntimeOrigin::root(), batch(vec![KIM]));
		assert_noop!(anew(), Error::<Test>::MaxStaysExceeded);
		// Once the first stay is forgotten, an attester brings the person to the roll of the home.
		pass(MAX_LIFE);
		assert_ok!(anew());
		pass(1);
		assert_eq!(heads(), [1, 0, 1]);
	});
}

#[test]
fn roll_stops_at_the_ceiling() {
	ExtBuilder::default().build_and_execute(|| {
		let limit = |adults| Registry::set_ceiling(RuntimeOrigin::root(), HOME, adults);
		assert_ok!(limit(Some(1)));
		System::assert_last_event(Event::CeilingSet { region: HOME, adults: Some(1) }.into());
		// All or none: a batch, and the second of two.
		assert_noop!(grant(&[KIM, LEE]), Error::<Test>::CeilingReached);
		assert_ok!(grant(&[KIM]));
		let alarm = Event::RollNearCeiling { region: HOME, heads: 1, adults: 1 };
		System::assert_last_event(alarm.into());
		assert_noop!(grant(&[LEE]), Error::<Test>::CeilingReached);
		pass(1);
		assert_noop!(grant(&[LEE]), Error::<Test>::CeilingReached);
		assert_eq!(heads(), [1, 1, 0]);
		// A lower number takes nobody off, and a death makes room.
		assert_ok!(limit(Some(0)));
		assert_eq!(heads(), [1, 1, 0]);
		assert_ok!(limit(Some(1)));
		assert_ok!(withdraw(&[KIM]));
		assert_ok!(grant(&[LEE]));
		assert_ok!(limit(None));
		assert_ok!(grant(&[KIM]));
	});
}

#[test]
fn mover_comes_to_a_roll_that_is_full() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(Registry::set_ceiling(RuntimeOrigin::root(), AWAY, Some(0)));
		assert_ok!(grant(&[KIM]));
		pass(1);
		settle(KIM, THERE);
		pass(1);
		assert_eq!(heads(), [1, 0, 1]);
	});
}

#[test]
fn ceiling_is_set_by_its_origin_for_a_region_that_exists() {
	ExtBuilder::default().build_and_execute(|| {
		let office = Registry::set_ceiling(by(CHEONGYANG), HOME, Some(1));
		assert_noop!(office, sp_runtime::DispatchError::BadOrigin);
		for region in [0, 16] {
			let nowhere = Registry::set_ceiling(RuntimeOrigin::root(), region, Some(1));
			assert_noop!(nowhere, Error::<Test>::RegionNotFound);
		}
	});
}

#[test]
fn elector_of_the_genesis_counts_from_the_first_moment() {
	let person = |n, elector| GenesisPerson {
		commitment: commitment(n),
		zone: HERE,
		keys: vec![],
		cards: vec![],
		elector,
	};
	let people = vec![person(1, true), person(2, false), person(3, true)];
	let genesis = GenesisConfig { people, ..Default::default() };
	ExtBuilder::with(genesis).build_and_execute(|| {
		assert_eq!(heads(), [2, 2, 0]);
		assert!(elector(KIM).counted(&Body::Province, 1));
		assert!(!elector(LEE).counted(&Body::Province, now()));
	});
}

#[test]
fn rolls_keep_their_bytes() {
	let roll = RollCount { heads: 2, heads_before: 1, changed_at: 9 };
	chungnam_testkit::pinned(roll, "02000000 01000000 0900000000000000");
}

#[test]
fn people_of_several_regions_are_charged_for_the_rolls_of_each() {
	use crate::{weights::Measured, WeightInfo};

	let further = |n| Registry::weight_of_granting(n) - Measured::<Test>::grant_elector(n);
	let rolls =
		|regions| <Test as frame_system::Config>::DbWeight::get().reads_writes(regions, regions);
	assert_eq!(further(1).ref_time(), 0);
	assert_eq!(further(2).ref_time(), rolls(3).ref_time());
	assert_eq!(further(15).ref_time(), rolls(14 * 3).ref_time());
	assert_eq!(further(250), further(15), "there are no more regions");
}
