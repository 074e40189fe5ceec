// SPDX-License-Identifier: Apache-2.0

//! Money for everyone who holds units, in one write for any number of holders.
//!
//! What a unit has earned since the beginning is one number, the points of a unit, which only grows. Each holder keeps the
//! points up to which the own units were settled. Won is counted here in units of `1 / SCALE`, so that moving, splitting
//! and inheriting units lose nothing: `SCALE * received = sum of what is due + sum of what is not settled + carry`, exactly,
//! before anything is paid out.

use crate::Won;

/// Parts of a won in which dues are kept.
pub const SCALE: u128 = 1_000_000_000_000_000_000;
/// Won that one instrument can ever receive. With it `units * points` stays below `10^36` and fits a `u128`.
pub const MAX_RECEIVED: Won = 1_000_000_000_000_000_000;

/// Units of one instrument.
pub type Units = u64;

/// What the units of one instrument have earned.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Earnings {
	/// Points of one unit since the beginning, in `1 / SCALE` won. Only grows.
	pub points: u128,
	/// What no unit has earned, in `1 / SCALE` won: what division left, or what came while there were no units. It is
	/// divided with the next won.
	pub carry: u128,
	/// Won received since the beginning.
	pub received: Won,
}

impl Earnings {
	/// Divides `amount` won among `base` units. Without units the won waits in `carry`. `None` when more than
	/// [`MAX_RECEIVED`] would have been received.
	pub fn receive(self, amount: Won, base: Units) -> Option<Self> {
		let received = self.received.checked_add(amount).filter(|sum| *sum <= MAX_RECEIVED)?;
		let scaled = amount.checked_mul(SCALE)?.checked_add(self.carry)?;
		let base = u128::from(base);
		let (each, carry) = match scaled.checked_div(base) {
			Some(each) => (each, scaled.checked_rem(base)?),
			None => (0, scaled),
		};
		Some(Self { points: self.points.checked_add(each)?, carry, received })
	}
}

/// What one holder is owed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Dues {
	/// The points of a unit up to which the holder's units are settled.
	pub index: u128,
	/// Owed for the time until then, in `1 / SCALE` won.
	pub due: u128,
}

impl Dues {
	/// Of someone who begins to hold units now: they earn from here on.
	pub fn since(points: u128) -> Self {
		Self { index: points, due: 0 }
	}

	/// Adds what `units` have earned up to `points`. Comes before every change of the number of units. `None` for points
	/// that are lower than those of the last time.
	pub fn settle(self, units: Units, points: u128) -> Option<Self> {
		let earned = points.checked_sub(self.index)?.checked_mul(units.into())?;
		Some(Self { index: points, due: self.due.checked_add(earned)? })
	}

	/// The whole won that can be paid now, and what stays owed after it: less than a won.
	pub fn pay(self) -> (Won, Self) {
		let (won, due) = in_won(self.due);
		(won, Self { due, ..self })
	}
}

/// The whole won in an amount of `1 / SCALE` won, and what is left of it.
fn in_won(scaled: u128) -> (Won, u128) {
	// SCALE is no zero, so neither of both fails.
	(scaled.checked_div(SCALE).unwrap_or(0), scaled.checked_rem(SCALE).unwrap_or(0))
}

/// What one unit gets, in `1 / SCALE` won, when `pool` won is given for all `base` units, and what division leaves for the
/// carry. `None` without units, and for a pool that no instrument can receive.
pub fn rate_of(pool: Won, base: Units) -> Option<(u128, u128)> {
	let scaled = Some(pool).filter(|pool| *pool <= MAX_RECEIVED)?.checked_mul(SCALE)?;
	let base = u128::from(base);
	Some((scaled.checked_div(base)?, scaled.checked_rem(base)?))
}

#[cfg(test)]
mod tests {
	use super::*;
	use proptest::{collection::vec, prelude::*};

	#[test]
	fn three_units_share_a_hundred_won_and_carry_the_rest() {
		let earned = Earnings::default().receive(100, 3).unwrap();
		assert_eq!(earned.points, 33_333_333_333_333_333_333);
		assert_eq!(earned.carry, 1);
		let (won, left) = Dues::since(0).settle(1, earned.points).unwrap().pay();
		assert_eq!((won, left.due), (33, 333_333_333_333_333_333));
		// Two more won: with what is left of before it is a whole one.
		let later = earned.receive(2, 3).unwrap();
		assert_eq!((later.points, later.carry), (34 * SCALE, 0));
		assert_eq!(left.settle(1, later.points).unwrap().pay().0, 1);
	}

	#[test]
	fn won_without_units_waits_for_the_next_ones() {
		let waiting = Earnings::default().receive(70, 0).unwrap();
		assert_eq!((waiting.points, waiting.carry), (0, 70 * SCALE));
		let earned = waiting.receive(30, 10).unwrap();
		assert_eq!((earned.points, earned.carry), (10 * SCALE, 0));
	}

	#[test]
	fn units_that_come_later_earn_nothing_of_before() {
		let earned = Earnings::default().receive(1_000, 10).unwrap();
		let late = Dues::since(earned.points);
		assert_eq!(late.settle(10, earned.points).unwrap().pay().0, 0);
		let more = earned.receive(1_000, 20).unwrap();
		assert_eq!(late.settle(10, more.points).unwrap().pay().0, 500);
	}

	#[test]
	fn an_instrument_receives_its_last_won_and_no_more() {
		let full = Earnings::default().receive(MAX_RECEIVED, 1).unwrap();
		assert_eq!(full.points, MAX_RECEIVED * SCALE);
		assert_eq!(Dues::since(0).settle(1, full.points).unwrap().pay().0, MAX_RECEIVED);
		assert_eq!(full.receive(1, 1), None);
		assert_eq!(Earnings::default().receive(MAX_RECEIVED + 1, 1), None);
	}

	#[test]
	fn points_never_fall() {
		assert_eq!(Dues::since(5).settle(1, 4), None);
	}

	#[test]
	fn a_pool_is_given_for_all_units_and_the_rest_carried() {
		assert_eq!(rate_of(100, 3), Some((33_333_333_333_333_333_333, 1)));
		assert_eq!(rate_of(0, 3), Some((0, 0)));
		assert_eq!(rate_of(100, 0), None);
		assert_eq!(rate_of(MAX_RECEIVED + 1, 3), None);
	}

	/// Something that happens to the units of an instrument: won comes in, units come into being, units move, won is paid.
	#[derive(Clone, Debug)]
	enum Act {
		Receive(Won),
		Make(usize, u32),
		Move(usize, usize, u32),
		Pay(usize),
	}

	/// Holders of the model.
	const HOLDERS: usize = 4;

	fn act() -> impl Strategy<Value = Act> {
		let holder = || 0..HOLDERS;
		prop_oneof![
			(0..1_000_000_000u128).prop_map(Act::Receive),
			(holder(), 1..1_000u32).prop_map(|(who, units)| Act::Make(who, units)),
			(holder(), holder(), 1..1_000u32)
				.prop_map(|(from, to, units)| Act::Move(from, to, units)),
			holder().prop_map(Act::Pay),
		]
	}

	/// The units and dues of all holders.
	#[derive(Default)]
	struct Book {
		earnings: Earnings,
		units: [Units; HOLDERS],
		dues: [Dues; HOLDERS],
		paid: Won,
	}

	impl Book {
		fn settle(&mut self, who: usize) {
			self.dues[who] = self.dues[who].settle(self.units[who], self.earnings.points).unwrap();
		}

		fn play(&mut self, act: Act) {
			match act {
				Act::Receive(won) => {
					let base = self.units.iter().sum();
					self.earnings = self.earnings.receive(won, base).unwrap();
				}
				Act::Make(who, units) => {
					self.settle(who);
					self.units[who] += Units::from(units);
				}
				Act::Move(from, to, units) => {
					self.settle(from);
					self.settle(to);
					let units = self.units[from].min(units.into());
					self.units[from] -= units;
					self.units[to] += units;
				}
				Act::Pay(who) => {
					self.settle(who);
					let (won, left) = self.dues[who].pay();
					self.dues[who] = left;
					self.paid += won;
				}
			}
		}

		/// Owed to all holders, in `1 / SCALE` won.
		fn owed(&self) -> u128 {
			let points = self.earnings.points;
			let each = self.dues.iter().zip(self.units);
			each.map(|(dues, units)| dues.settle(units, points).unwrap().due).sum()
		}
	}

	proptest! {
		/// `SCALE * received = SCALE * paid + owed + carry`, exactly, whatever happens in whatever order.
		#[test]
		fn all_that_came_in_was_paid_is_owed_or_is_carried(acts in vec(act(), 0..60)) {
			let mut book = Book::default();
			for act in acts {
				book.play(act);
				let Earnings { received, carry, .. } = book.earnings;
				prop_assert_eq!(received * SCALE, book.paid * SCALE + book.owed() + carry);
				prop_assert!(book.paid <= received);
			}
		}

		/// Who moves units to and fro, or is settled often, gets the same as who does nothing.
		#[test]
		fn splitting_never_gains(
			units in 2..1_000_000u64,
			cut in 1..1_000_000u64,
			others in 0..1_000_000u64,
			first in 0..1_000_000_000u128,
			second in 0..1_000_000_000u128,
		) {
			let cut = cut % units;
			let base = units + others;
			let middle = Earnings::default().receive(first, base).unwrap();
			let end = middle.receive(second, base).unwrap();
			let whole = Dues::since(0).settle(units, end.points).unwrap();
			let often = Dues::since(0)
				.settle(units, middle.points)
				.and_then(|dues| dues.settle(units, end.points));
			prop_assert_eq!(often, Some(whole));
			let part = |units| Dues::since(0).settle(units, end.points).unwrap();
			prop_assert_eq!(part(cut).due + part(units - cut).due, whole.due);
			let paid_apart = part(cut).pay().0 + part(units - cut).pay().0;
			prop_assert!(paid_apart <= whole.pay().0);
		}

		/// All units together get the pool and not a won more.
		#[test]
		fn a_pool_covers_all_units(pool in 0..=MAX_RECEIVED, base in 1..=1_000_000_000_000u64) {
			let (rate, left) = rate_of(pool, base).unwrap();
			prop_assert_eq!(rate * u128::from(base) + left, pool * SCALE);
			prop_assert!(left < u128::from(base));
		}
	}
}
