// SPDX-License-Identifier: Apache-2.0

//! Since when people live where they live: registrations, and moves to another region.

use chungnam_ports::RETURN;
use chungnam_primitives::{Moment, PersonId, RegionId, RegionSet};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedVec};
use scale_info::TypeInfo;

/// Numbers of people whose registrations stand in one value.
pub const PEOPLE_A_PAGE: u32 = 64;
/// Moves to another region that are remembered of a person.
pub const MAX_DEPARTURES: u32 = 4;

/// When people were registered: the one with the number `first`, and those after it until the next registration begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Registration {
	/// The first of them.
	pub first: PersonId,
	/// When.
	pub at: Moment,
}

/// That a person left a region for another one, or for the outside, or came from there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Departure {
	/// The region that was home until then, 0 outside.
	pub from: RegionId,
	/// The first moment of the new home.
	pub at: Moment,
}

/// Registrations of [`PEOPLE_A_PAGE`] numbers, the earliest first. Each has a first number of its own, so there is room for all.
pub type Registered = BoundedVec<Registration, ConstU32<PEOPLE_A_PAGE>>;
/// The last moves of a person, the earliest first.
pub type Departed = BoundedVec<Departure, ConstU32<MAX_DEPARTURES>>;

/// The page on which the registration of a person stands.
pub fn page_of(person: PersonId) -> u32 {
	person.0.checked_div(PEOPLE_A_PAGE).unwrap_or(0)
}

/// True if the page of a person begins with that person.
pub fn begins_page(person: PersonId) -> bool {
	person.0.checked_rem(PEOPLE_A_PAGE) == Some(0)
}

/// The page with people registered from `first` on at `at`. Those of one moment are one registration. `None` if there is no
/// room.
#[must_use]
pub fn registered(page: &Registered, first: PersonId, at: Moment) -> Option<Registered> {
	let mut page = page.clone();
	if page.last().is_none_or(|last| last.at != at) {
		page.try_push(Registration { first, at }).ok()?;
	}
	Some(page)
}

/// When a person of this page was registered. 0 for the people of the genesis, and for those who are known for longer than
/// registrations are noted.
pub fn registered_at(page: &Registered, person: PersonId) -> Moment {
	page.iter().rev().find(|own| own.first <= person).map_or(0, |own| own.at)
}

/// The moves with one that leaves `from` at `at`. Where as many stand as fit, the first goes.
#[must_use]
pub fn departed(moves: &Departed, from: RegionId, at: Moment) -> Departed {
	let kept = moves.iter().copied().skip(usize::from(moves.is_full()));
	Departed::truncate_from(kept.chain([Departure { from, at }]).collect())
}

/// Since when a person whose home is one of `regions` has lived in them without a break: since the last move from elsewhere
/// that was no direct return within [`RETURN`], or else the registration. Where as many moves stand as fit, what was before
/// the first of them is not known, and does not count.
pub fn lives_since(
	moves: &Departed,
	regions: &RegionSet,
	registered_at: impl FnOnce() -> Moment,
) -> Moment {
	let is_return = |place: usize, own: &Departure| {
		let left = place.checked_sub(1).and_then(|before| moves.get(before));
		// Moves are in order, see I14.
		left.is_some_and(|left| {
			regions.contains(left.from) && own.at.saturating_sub(left.at) < RETURN
		})
	};
	let mut all = moves.iter().enumerate().rev();
	let from_elsewhere =
		all.find(|&(place, own)| !regions.contains(own.from) && !is_return(place, own));
	let from_elsewhere = from_elsewhere.map(|(_, own)| own);
	let first_known = moves.first().filter(|_| moves.is_full());
	from_elsewhere.or(first_known).map_or_else(registered_at, |own| own.at)
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn people_of_one_moment_are_one_registration_and_the_oldest_have_none() {
		let page = registered(&Registered::default(), PersonId(10), 5).unwrap();
		assert_eq!(registered(&page, PersonId(12), 5), Some(page.clone()));
		let page = registered(&page, PersonId(20), 6).unwrap();
		let found = [0, 9, 10, 19, 20, 63].map(|person| registered_at(&page, PersonId(person)));
		assert_eq!(found, [0, 0, 5, 5, 6, 6]);
	}

	#[test]
	fn page_has_room_for_a_registration_of_each_number() {
		let mut page = Registered::default();
		for number in 0..PEOPLE_A_PAGE {
			page = registered(&page, PersonId(number), 1 + Moment::from(number)).unwrap();
		}
		assert_eq!(registered_at(&page, PersonId(PEOPLE_A_PAGE - 1)), Moment::from(PEOPLE_A_PAGE));
		assert_eq!([63, 64, 127, 128].map(|person| page_of(PersonId(person))), [0, 1, 1, 2]);
		assert_eq!([0, 63, 64, 65].map(|n| begins_page(PersonId(n))), [true, false, true, false]);
	}

	#[test]
	fn only_a_move_from_elsewhere_begins_anew() {
		let back = 10 + RETURN;
		let moves = departed(&departed(&Departed::default(), 3, 10), 4, back);
		let since = |regions: &[RegionId]| lives_since(&moves, &RegionSet::of(regions), || 1);
		// From 3 to 4, and on to 12.
		assert_eq!([since(&[12]), since(&[4, 12]), since(&[3, 4, 12])], [back, 10, 1]);
		assert_eq!(since(&[3, 12]), back, "a stay in between counts");
	}

	/// Since when a person lives in 3 who was registered at 1 and left these homes at these moments.
	fn since_in_three(left: &[(RegionId, Moment)]) -> Moment {
		let moves = left.iter().fold(Departed::default(), |all, own| departed(&all, own.0, own.1));
		lives_since(&moves, &RegionSet::of(&[3]), || 1)
	}

	#[test]
	fn a_direct_return_within_fourteen_days_is_no_break() {
		let (soon, late) = (10 + RETURN - 1, 10 + RETURN);
		assert_eq!(RETURN, 14 * 86_400_000);
		assert_eq!(since_in_three(&[(3, 10), (4, soon)]), 1);
		assert_eq!(since_in_three(&[(3, 10), (4, late)]), late);
		assert_eq!(since_in_three(&[(3, 10), (0, 10)]), 1, "in one block, from outside");
		assert_eq!(since_in_three(&[(3, 10), (4, 11), (5, 12)]), 12, "by a third region");
		assert_eq!(since_in_three(&[(4, 10), (3, 20), (4, 30)]), 10, "a newcomer who was away");
		assert_eq!(since_in_three(&[(4, 10)]), 10, "who never lived there");
	}

	#[test]
	fn returns_take_places_among_the_four_moves() {
		let trips = [(3, 10), (4, 20), (3, 30), (4, 40)];
		assert_eq!(since_in_three(&trips[..2]), 1);
		assert_eq!(since_in_three(&trips), 10, "the registration is not asked any more");
		assert_eq!(since_in_three(&[(3, 10), (4, 20), (3, 30), (4, 40), (3, 50), (4, 60)]), 30);
		assert_eq!(since_in_three(&[(5, 10), (3, 20), (4, 30), (3, 40), (4, 50)]), 20);
	}

	#[test]
	fn what_was_before_the_first_of_many_moves_does_not_count() {
		let mut moves = Departed::default();
		let regions = RegionSet::of(&[3, 4]);
		for (from, at) in [(3, 10), (4, 20), (3, 30), (4, 40)] {
			assert_eq!(lives_since(&moves, &regions, || 1), 1);
			moves = departed(&moves, from, at);
		}
		assert_eq!(lives_since(&moves, &regions, || 1), 10);
		moves = departed(&moves, 3, 50);
		assert_eq!((moves.len(), lives_since(&moves, &regions, || 1)), (4, 20));
	}
}
