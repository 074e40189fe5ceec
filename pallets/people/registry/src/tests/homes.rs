// SPDX-License-Identifier: Apache-2.0

//! Since when people live where they live.

use super::*;
use chungnam_ports::RETURN;
use chungnam_primitives::PersonId;
use chungnam_testkit::Dice;

const MINUTE: Moment = 60_000;

/// Since when a person has lived in these regions.
fn since(person: PersonId, regions: &[u8]) -> Option<Moment> {
	<Registry as chungnam_ports::People<AccountId>>::resident_since(person, &RegionSet::of(regions))
}

fn move_to(person: PersonId, zone: ZoneId) {
	assert_ok!(Registry::move_house(RuntimeOrigin::root(), person, zone));
}

#[test]
fn people_of_the_genesis_have_always_lived_where_they_live_and_take_no_room_for_it() {
	ExtBuilder::default().build_and_execute(|| {
		assert_eq!([since(PersonId(0), &[12]), since(PersonId(2), &[4])], [Some(0); 2]);
		assert_eq!([since(PersonId(0), &[4]), since(PersonId(99), &[12])], [None; 2]);
		let noted = Registrations::<Test>::iter().count() + Departures::<Test>::iter().count();
		assert_eq!(noted, 0);
	});
}

#[test]
fn newcomer_lives_here_since_the_registration_whatever_keys_come() {
	ExtBuilder::default().build_and_execute(|| {
		pass(MINUTE);
		let (id, registered) = (register(1, HERE, Some(50)), now());
		assert_eq!(since(id, &[12]), Some(registered));
		pass(MINUTE);
		assert_ok!(add_key(by(50), 51, KeyKind::Phone));
		move_to(id, ZoneId::new(12, 2));
		for key in [50, 51] {
			let person = Registry::person_of(key).unwrap();
			assert_eq!(since(person, &[12]), Some(registered));
		}
	});
}

#[test]
fn people_of_one_moment_are_noted_once_on_each_page() {
	ExtBuilder::default().build_and_execute(|| {
		NextPerson::<Test>::put(PersonId(62));
		pass(MINUTE);
		let first = now();
		let people = (1..4).map(|n| NewPerson { commitment: commitment(n), zone: HERE, key: None });
		let people = batch(people.collect());
		assert_ok!(Registry::register_people(RuntimeOrigin::root(), people));
		let visitor = register_visitor(4, 50);
		pass(MINUTE);
		let last = register(5, HERE, None);
		assert_eq!((visitor, last), (PersonId(65), PersonId(66)));

		let noted = |page| {
			let page = Registrations::<Test>::get(page).into_iter();
			page.map(|own| (own.first.0, own.at)).collect::<Vec<_>>()
		};
		assert_eq!(noted(0), [(62, first)]);
		assert_eq!(noted(1), [(64, first), (66, now())]);
		let found = [62, 63, 64, 66].map(|id| since(PersonId(id), &[12]));
		assert_eq!(found, [Some(first), Some(first), Some(first), Some(now())]);
		assert_eq!(since(PersonId(0), &[12]), Some(0), "the genesis is older than the page");
	});
}

#[test]
fn move_away_and_back_begins_anew_and_one_among_the_regions_asked_for_does_not() {
	ExtBuilder::default().build_and_execute(|| {
		let kim = PersonId(0);
		pass(MINUTE);
		move_to(kim, THERE);
		let away = now();
		assert_eq!((since(kim, &[12]), since(kim, &[4])), (None, Some(away)));
		assert_eq!(since(kim, &[4, 12]), Some(0));
		pass(RETURN);
		move_to(kim, HERE);
		assert_eq!((since(kim, &[12]), since(kim, &[4, 12])), (Some(now()), Some(0)));
		let moves = [Departure { from: 12, at: away }, Departure { from: 4, at: now() }];
		assert_eq!(Departures::<Test>::get(kim).to_vec(), moves);
		// Out of the province and back: a break for everyone who asks.
		move_to(kim, ZoneId::OUTSIDE);
		assert_eq!(since(kim, &[4, 12]), None);
		pass(RETURN);
		move_to(kim, HERE);
		assert_eq!(since(kim, &[4, 12]), Some(now()));
	});
}

#[test]
fn wrong_move_that_is_put_right_within_fourteen_days_is_no_break() {
	for (away, is_break) in [(0, false), (RETURN - 1, false), (RETURN, true)] {
		for zone in [THERE, ZoneId::OUTSIDE] {
			ExtBuilder::default().build_and_execute(|| {
				pass(MINUTE);
				let (id, registered) = (register(1, HERE, None), now());
				pass(MINUTE);
				move_to(id, zone);
				assert_eq!(since(id, &[12]), None, "meanwhile the home is elsewhere");
				pass(away);
				move_to(id, HERE);
				assert_eq!(since(id, &[12]), Some(if is_break { now() } else { registered }));
			});
		}
	}
}

#[test]
fn without_room_for_the_moment_nobody_is_registered() {
	ExtBuilder::default().build().execute_with(|| {
		let all = 0..PEOPLE_A_PAGE;
		let full = all.map(|n| Registration { first: PersonId(n), at: Moment::from(n) });
		Registrations::<Test>::insert(0, Registered::truncate_from(full.collect()));
		let one = batch(vec![NewPerson { commitment: commitment(1), zone: HERE, key: None }]);
		let why = Error::<Test>::NumbersExhausted;
		assert_noop!(Registry::register_people(RuntimeOrigin::root(), one), why);
	});
}

#[test]
fn random_batches_over_many_pages_are_noted_for_everyone() {
	ExtBuilder::default().build_and_execute(|| {
		let mut dice = Dice::new(20_261_129);
		// The genesis has four people.
		let mut expected: Vec<Moment> = vec![0; 4];
		for _ in 0..40 {
			if dice.one_in(2) {
				pass(1 + dice.below(MINUTE));
			}
			let first = 10_000 + expected.len() as u64;
			let new = match dice.one_in(3) {
				true => {
					register_visitor(first, first);
					1
				}
				false => {
					let numbers = first..first + 1 + dice.below(50);
					let people = numbers.map(|n| {
						let commitment = commitment(n);
						NewPerson { commitment, zone: HERE, key: None }
					});
					let people: Vec<_> = people.collect();
					let new = people.len();
					let people = batch(people);
					assert_ok!(Registry::register_people(RuntimeOrigin::root(), people));
					new
				}
			};
			expected.resize(expected.len() + new, now());
		}
		assert_eq!(NextPerson::<Test>::get(), PersonId(expected.len() as u32));
		assert!(Registrations::<Test>::iter().count() > 5, "many pages");
		for (id, at) in (0..).zip(expected) {
			let page = Registrations::<Test>::get(page_of(PersonId(id)));
			assert_eq!(registered_at(&page, PersonId(id)), at, "{id}");
		}
	});
}

#[test]
fn visitor_who_stays_lives_here_since_the_move() {
	ExtBuilder::default().build_and_execute(|| {
		let id = register_visitor(1, 50);
		pass(MINUTE);
		move_to(id, HERE);
		assert_eq!(since(id, &[12]), Some(now()));
	});
}

#[test]
fn move_that_waits_counts_from_its_end() {
	ExtBuilder::default().build_and_execute(|| {
		let kim = PersonId(0);
		assert_ok!(Registry::move_house(by(BORYEONG), kim, THERE));
		pass(MINUTE);
		assert_eq!((since(kim, &[12]), since(kim, &[4])), (Some(0), None));
		assert_ok!(Registry::finish_move(by(PHONE), kim));
		assert_eq!((since(kim, &[12]), since(kim, &[4])), (None, Some(now())));
	});
}

#[test]
fn four_moves_are_remembered_and_what_was_before_them_does_not_count() {
	ExtBuilder::default().build_and_execute(|| {
		let kim = PersonId(0);
		let mut moments = vec![];
		for zone in [THERE, HERE, THERE, HERE, THERE] {
			pass(MINUTE);
			move_to(kim, zone);
			moments.push(now());
			let first = moments.iter().rev().nth(3).copied().unwrap_or(0);
			assert_eq!(since(kim, &[4, 12]), Some(first));
		}
		assert_eq!(Departures::<Test>::get(kim).len(), 4);
	});
}

#[test]
fn newcomers_are_charged_for_each_page_on_which_they_are_noted() {
	use crate::{weights::Measured, WeightInfo};

	let written = |writes| <Test as frame_system::Config>::DbWeight::get().writes(writes);
	assert!(written(1).ref_time() > 0, "a write costs something here");
	let pages = |n: u32| {
		let counted = Measured::<Test>::register_visitors(n) + written(n.into());
		(Registry::weight_of_visitors(n) - counted).ref_time()
	};
	let page = <Test as frame_system::Config>::DbWeight::get().reads_writes(1, 1).ref_time();
	// The first of them has the last number of a page.
	let charged = [1, 64, 65, 250].map(pages);
	assert_eq!(charged, [1, 2, 2, 5].map(|count| count * page));
	let people = Registry::weight_of_registering(1) - Measured::<Test>::register_people(1);
	assert_eq!(people, Registry::weight_of_visitors(1) - Measured::<Test>::register_visitors(1));
}

#[test]
fn death_that_was_a_mistake_changes_no_home() {
	ExtBuilder::default().build_and_execute(|| {
		pass(MINUTE);
		let (id, registered) = (register(1, HERE, Some(50)), now());
		pass(MINUTE);
		assert_ok!(Registry::record_death(RuntimeOrigin::root(), id));
		assert_ok!(Registry::undo_death(RuntimeOrigin::root(), id));
		assert_eq!(since(id, &[12]), Some(registered));
	});
}
