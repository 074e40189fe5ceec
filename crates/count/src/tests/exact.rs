// SPDX-License-Identifier: Apache-2.0

//! A second writing of Equal Shares, in exact fractions, from the words of the rule. It shares no line with the first.

use std::cmp::Ordering;

use crate::{Election, Number, Utility};

/// A fraction in lowest terms, with a denominator above 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fraction {
	over: i128,
	under: i128,
}

fn common_divisor(mut a: i128, mut b: i128) -> i128 {
	while b != 0 {
		(a, b) = (b, a % b);
	}
	a.abs().max(1)
}

impl Fraction {
	pub fn new(over: i128, under: i128) -> Self {
		assert!(under > 0);
		let divisor = common_divisor(over, under);
		Self { over: over / divisor, under: under / divisor }
	}

	fn minus(self, other: Self) -> Self {
		let divisor = common_divisor(self.under, other.under);
		let over = self.over * (other.under / divisor) - other.over * (self.under / divisor);
		Self::new(over, self.under / divisor * other.under)
	}

	fn divided(self, by: i128) -> Self {
		Self::new(self.over, self.under * by)
	}

	/// Compared with a number of units.
	pub fn compared(&self, units: u128) -> Ordering {
		let scaled = self.over.checked_mul(1 << 40).unwrap();
		// Of the whole part first: units times the denominator may be more than fits.
		let (whole, rest) = (scaled.div_euclid(self.under), scaled.rem_euclid(self.under));
		whole.cmp(&(units as i128)).then(rest.cmp(&0))
	}
}

impl PartialOrd for Fraction {
	fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
		Some(self.cmp(other))
	}
}

impl Ord for Fraction {
	fn cmp(&self, other: &Self) -> Ordering {
		(self.over * other.under).cmp(&(other.over * self.under))
	}
}

/// What each voter of an option pays, if they can: the poorest give all that they have as long as that is less than an
/// equal part of what is still missing.
fn price(cost: u64, mut purses: Vec<Fraction>) -> Option<Fraction> {
	purses.sort();
	let mut missing = Fraction::new(cost.into(), 1);
	let many = purses.len() as i128;
	for (before, purse) in purses.iter().enumerate() {
		let part = missing.divided(many - before as i128);
		if part <= *purse {
			return Some(part);
		}
		missing = missing.minus(*purse);
	}
	None
}

/// The winners in their order, each with what its voters pay.
pub fn shares(
	election: &Election,
	utility: Utility,
	ballots: &[Vec<Number>],
) -> Vec<(Number, Fraction)> {
	let mut rounds = Vec::new();
	for (heading, budget) in election.headings() {
		let mut purses = vec![Fraction::new(budget.into(), ballots.len() as i128); ballots.len()];
		let mut open: Vec<Number> = (0..election.options().len() as u8)
			.filter(|number| election.options()[usize::from(*number)].heading == heading)
			.collect();
		loop {
			let mut best: Option<(Fraction, Number, Fraction)> = None;
			for number in &open {
				let cost = election.options()[usize::from(*number)].cost;
				let of_voters =
					purses.iter().zip(ballots).filter(|(_, picks)| picks.contains(number));
				let Some(price) = price(cost, of_voters.map(|(purse, _)| *purse).collect()) else {
					continue;
				};
				let for_one = match utility {
					Utility::Cost => price.divided(cost.into()),
					Utility::Count => price,
				};
				let better = match best {
					None => true,
					Some((least, first, _)) => {
						for_one < least
							|| (for_one == least && election.rank(*number) < election.rank(first))
					}
				};
				if better {
					best = Some((for_one, *number, price));
				}
			}
			let Some((_, winner, price)) = best else { break };
			for (purse, picks) in purses.iter_mut().zip(ballots) {
				if picks.contains(&winner) {
					*purse = purse.minus(price.min(*purse));
				}
			}
			open.retain(|number| *number != winner);
			rounds.push((winner, price));
		}
	}
	rounds
}
