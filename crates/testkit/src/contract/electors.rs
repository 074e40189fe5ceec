// SPDX-License-Identifier: Apache-2.0

use chungnam_ports::{Body, Electors, Standing};
use chungnam_primitives::{CohortId, FieldSet, InstrumentId, PersonId, RegionId, RegionSet};

use super::Town;
use crate::now;

/// A registry with rolls.
pub trait Booth: Town<Registry: Electors<<Self as Town>::AccountId>> {
	/// A region beside [`Town::ZONES`].
	const ELSEWHERE: RegionId;

	/// Enters a person on the roll of the region where they live.
	fn enter(person: PersonId);
	/// Takes a person off the roll.
	fn leave(person: PersonId);
	/// Moves an elector to another region.
	fn move_away(person: PersonId, region: RegionId);
	/// Gives a person a card.
	fn add_card(person: PersonId) -> Self::AccountId;
}

fn heads<T: Booth>(body: Body) -> Option<u32> {
	T::Registry::heads_at(&body, now())
}

fn regions(of: &[RegionId]) -> Body {
	Body::Regions(RegionSet::of(of))
}

/// In the province, its own region and the other one, so many count; and so do these of the people.
#[track_caller]
fn assert_counts<T: Booth>(people: &[PersonId], here: &[PersonId], elsewhere: &[PersonId]) {
	let counted = |body: Body| {
		let counts = |person: &&PersonId| {
			T::Registry::elector(**person).is_some_and(|own| own.counted(&body, now()))
		};
		people.iter().filter(counts).copied().collect::<Vec<_>>()
	};
	let (home, other) = (regions(&[T::region()]), regions(&[T::ELSEWHERE]));
	let all = here.len() + elsewhere.len();
	assert_eq!(heads::<T>(Body::Province), Some(all as u32));
	assert_eq!(heads::<T>(regions(&[T::region(), T::ELSEWHERE])), Some(all as u32));
	assert_eq!(counted(Body::Province).len(), all);
	for (body, expected) in [(home, here), (other, elsewhere)] {
		assert_eq!(heads::<T>(body), Some(expected.len() as u32));
		assert_eq!(counted(body), expected);
	}
}

/// The contract of [`Electors`]: a change counts from the next moment, in the count and person by person alike.
pub fn electors<T: Booth>() {
	let people = [1, 2].map(|number| T::register(&T::account(number), T::ZONES[0]));
	let [kim, lee] = people;
	assert_counts::<T>(&people, &[], &[]);
	T::enter(kim);
	T::enter(lee);
	assert_counts::<T>(&people, &[], &[]);
	T::pass(1);
	assert_counts::<T>(&people, &[kim, lee], &[]);

	let before = now();
	T::move_away(kim, T::ELSEWHERE);
	assert_counts::<T>(&people, &[kim, lee], &[]);
	T::pass(1);
	assert_counts::<T>(&people, &[lee], &[kim]);
	let mover = T::Registry::elector(kim).expect("Kim is known");
	assert_eq!(mover.region_at(before), Some(T::region()), "stays are remembered");
	assert_eq!(mover.region_at(now()), Some(T::ELSEWHERE));

	T::set_standing(lee, Standing::Frozen);
	T::pass(1);
	assert_counts::<T>(&people, &[lee], &[kim]);
	let frozen = T::Registry::elector(lee).map(|own| own.standing);
	assert_eq!(frozen, Some(Standing::Frozen), "frozen people count");
	T::set_standing(lee, Standing::Active);

	T::leave(lee);
	assert_counts::<T>(&people, &[lee], &[kim]);
	T::pass(1);
	assert_counts::<T>(&people, &[], &[kim]);

	let card = T::add_card(kim);
	assert!(T::Registry::is_card(&card) && !T::Registry::is_card(&T::account(1)));
	assert!(!T::Registry::is_card(&T::account(9)), "nobody's account");

	assert!(T::Registry::elector(PersonId(lee.0 + 1)).is_none(), "a number never given");
	let unknown = [
		regions(&[T::region(), 16]),
		Body::Cohort(CohortId(9)),
		Body::Seats(FieldSet::ALL),
		Body::Holders(InstrumentId(0)),
	];
	for body in unknown {
		assert_eq!(heads::<T>(body), None, "{body:?}");
	}
}
