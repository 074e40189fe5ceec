// SPDX-License-Identifier: Apache-2.0

mod encoding;
mod exact;
mod greedy;
mod random;
mod replay;
mod shares;

use crate::{Election, Listing, TieRule};

/// Options of one heading, by their costs.
fn list(budget: u64, costs: &[u64], ties: TieRule) -> Election {
	let options = costs.iter().map(|cost| Listing { cost: *cost, part_from: 0, heading: 0 });
	Election::new(options.collect(), vec![budget], ties).unwrap()
}

/// Ballots in which so many voters have the same picks.
fn ballots(groups: &[(usize, &[u8])]) -> Vec<Vec<u8>> {
	groups.iter().flat_map(|(voters, picks)| vec![picks.to_vec(); *voters]).collect()
}

/// The same numbers for the same seed, everywhere (xorshift64*).
struct Dice(u64);

impl Dice {
	fn new(seed: u64) -> Self {
		Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
	}

	fn below(&mut self, end: u64) -> u64 {
		self.0 ^= self.0 >> 12;
		self.0 ^= self.0 << 25;
		self.0 ^= self.0 >> 27;
		(self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 16) % end.max(1)
	}

	fn between(&mut self, least: u64, most: u64) -> u64 {
		least + self.below(most - least + 1)
	}

	fn one_in(&mut self, chances: u64) -> bool {
		self.below(chances) == 0
	}
}

/// How large a random election is.
struct Size {
	voters: u64,
	options: u64,
	headings: u64,
	cost: u64,
	budget: u64,
}

/// Small costs and few voters, so that ties and costs that just can be paid are common.
const SMALL: Size = Size { voters: 8, options: 6, headings: 2, cost: 12, budget: 40 };

/// A list and its ballots.
fn random(dice: &mut Dice, size: &Size) -> (Election, Vec<Vec<u8>>) {
	let headings = dice.between(1, size.headings);
	let step = dice.between(1, 5);
	let options: Vec<_> = (0..dice.between(1, size.options))
		.map(|_| Listing {
			cost: (dice.between(1, size.cost) / step * step).max(1),
			part_from: dice.below(4),
			heading: dice.below(headings) as u8,
		})
		.collect();
	let budgets = (0..headings).map(|_| dice.between(0, size.budget)).collect();
	let ties = if dice.one_in(2) { TieRule::Cheaper } else { TieRule::Number };
	let eager = dice.between(1, 4);
	let ballots = (0..dice.between(1, size.voters))
		.map(|_| (0..options.len() as u8).filter(|_| dice.below(5) < eager).collect())
		.collect();
	(Election::new(options, budgets, ties).unwrap(), ballots)
}
