// SPDX-License-Identifier: Apache-2.0

//! Electors: stays on the roll of a region, and the heads of each roll.

use chungnam_ports::{Stay, Stays};
use chungnam_primitives::{Moment, RegionId};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// The number of the roll of the whole province among those of regions.
pub const PROVINCE_ROLL: RegionId = 0;

/// How many people stand on a roll. A change counts from the millisecond after it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct RollCount {
	/// Open stays.
	pub heads: u32,
	/// Open stays before the first change at `changed_at`.
	pub heads_before: u32,
	/// When the number last changed.
	pub changed_at: Moment,
}

impl RollCount {
	/// How many people count at `now`, the present.
	pub const fn heads_at(&self, now: Moment) -> u32 {
		if now > self.changed_at {
			self.heads
		} else {
			self.heads_before
		}
	}

	/// The count after its open stays became `heads` at `now`.
	#[must_use]
	pub const fn with_heads(&self, heads: u32, now: Moment) -> Self {
		Self { heads, heads_before: self.heads_at(now), changed_at: now }
	}
}

/// How many electors an office can bring a region of so many adults to: two in a hundred more, rounded down.
pub fn ceiling_of(adults: u32) -> u32 {
	adults.saturating_add(adults.checked_div(50).unwrap_or(0))
}

/// True if so many electors are at least 98 of 100 of the ceiling.
pub fn is_near_ceiling(heads: u32, adults: u32) -> bool {
	// A `u32` times 100 fits.
	u64::from(heads).saturating_mul(100) >= u64::from(ceiling_of(adults)).saturating_mul(98)
}

/// The region on whose roll a person stands, or will from the next moment on.
pub fn roll_of(stays: &Stays) -> Option<RegionId> {
	stays.iter().find(|stay| stay.until.is_none()).map(|stay| stay.region)
}

/// The stays after the open one ended at `until`. A stay that would have no moment goes.
#[must_use]
pub fn left(stays: &Stays, until: Moment) -> Stays {
	let mut stays = stays.clone();
	for stay in stays.iter_mut().filter(|stay| stay.until.is_none()) {
		stay.until = Some(until);
	}
	stays.retain(|stay| stay.until.is_none_or(|until| until > stay.since));
	stays
}

/// The stays with one in `region` from `since` on, in place of an open one. When the list is full, stays that ended at
/// `forget_until` or before go first. `None` if there is still no room.
#[must_use]
pub fn entered(
	stays: &Stays,
	region: RegionId,
	since: Moment,
	forget_until: Moment,
) -> Option<Stays> {
	let mut stays = left(stays, since);
	if stays.is_full() {
		stays.retain(|stay| stay.until.is_none_or(|until| until > forget_until));
	}
	stays.try_push(Stay { region, since, until: None }).ok()?;
	Some(stays)
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn stays_follow_each_other_without_a_gap() {
		let stays = entered(&Stays::default(), 3, 10, 0).unwrap();
		let stays = entered(&stays, 4, 20, 0).unwrap();
		assert_eq!(roll_of(&stays), Some(4));
		let stay = |region, since, until| Stay { region, since, until };
		assert_eq!(stays.to_vec(), [stay(3, 10, Some(20)), stay(4, 20, None)]);
		assert_eq!(roll_of(&left(&stays, 30)), None);
		// Two moves at one moment are one.
		let stays = entered(&stays, 5, 20, 0).unwrap();
		assert_eq!(stays.to_vec(), [stay(3, 10, Some(20)), stay(5, 20, None)]);
	}

	#[test]
	fn full_list_forgets_what_ended_long_ago_and_nothing_else() {
		let mut stays = Stays::default();
		for since in 1..=9 {
			stays = entered(&stays, 3, since * 10, 0).unwrap();
		}
		assert_eq!(entered(&stays, 4, 100, 19), None);
		let stays = entered(&stays, 4, 100, 20).unwrap();
		assert_eq!((stays.len(), stays[0].since), (9, 20));
	}

	#[test]
	fn ceiling_is_two_in_a_hundred_above_the_adults_rounded_down() {
		assert_eq!([0, 49, 50, 99, 100, u32::MAX].map(ceiling_of), [0, 49, 51, 100, 102, u32::MAX]);
		assert!(!is_near_ceiling(99, 100) && is_near_ceiling(100, 100));
	}

	#[test]
	fn change_of_a_roll_counts_from_the_next_moment() {
		let roll = RollCount::default().with_heads(5, 100);
		assert_eq!((roll.heads_at(100), roll.heads_at(101)), (0, 5));
		let roll = roll.with_heads(7, 200).with_heads(6, 200);
		assert_eq!((roll.heads_at(200), roll.heads_at(201)), (5, 6));
	}
}
