// SPDX-License-Identifier: Apache-2.0

//! Equal Shares, counted: off chain, by a program. The chain replays the trace.

use alloc::{collections::BTreeMap, vec::Vec};
use sp_runtime::BoundedVec;

use crate::{
	price::{purse, Bound},
	Election, Fault, Listing, Number, Round, Trace, Utility,
};

/// Counts by Equal Shares, each heading by itself: every voter has the same purse for the heading, blank ballots included.
/// In each round that option wins which its voters can pay at the lowest price for a worth of one, where each pays the
/// same price or all that is left; when several are equal, the first by the rule of ties. Until none can be paid.
pub fn equal_shares<B: AsRef<[u8]>>(
	election: &Election,
	utility: Utility,
	ballots: &[B],
) -> Result<Trace, Fault> {
	let voters = u32::try_from(ballots.len()).map_err(|_| Fault::TooManyVoters)?;
	let mut alike: BTreeMap<&[u8], u32> = BTreeMap::new();
	for ballot in ballots {
		let picks = ballot.as_ref();
		election.ensure_ballot(picks)?;
		let count = alike.entry(picks).or_default();
		*count = count.checked_add(1).ok_or(Fault::Overflow)?;
	}
	let mut rounds = Vec::new();
	for (heading, budget) in election.headings() {
		let mut table = Table::new(election, heading, &alike, purse(budget, voters)?);
		while let Some(round) = table.round(election, utility)? {
			table.pay(election, &round)?;
			rounds.push(round);
		}
	}
	Ok(Trace { rounds: BoundedVec::try_from(rounds).map_err(|_| Fault::Overflow)? })
}

/// Voters with the same picks, who always have the same left.
struct Group {
	voters: u128,
	left: u128,
}

/// An option that nobody has paid yet, with the groups that picked it.
struct Open {
	number: Number,
	groups: Vec<usize>,
}

/// An open option that its voters can pay.
#[derive(Clone, Copy)]
struct Priced {
	number: Number,
	worth: u128,
	/// Not above the exact price.
	price: u128,
	/// Not below the exact price.
	bound: u128,
}

/// One heading, while it is counted.
struct Table {
	groups: Vec<Group>,
	open: Vec<Open>,
	/// Units that rounding has added to what all voters have left.
	surplus: u128,
}

impl Table {
	fn new(
		election: &Election,
		heading: u8,
		alike: &BTreeMap<&[u8], u32>,
		(purse, surplus): (u128, u128),
	) -> Self {
		let groups = alike.values().map(|count| Group { voters: (*count).into(), left: purse });
		// By the order of ties, so that the first of equal ones is found first.
		let open = election
			.in_order()
			.filter(|(_, option)| option.heading == heading)
			.map(|(number, _)| {
				let picked = alike.keys().enumerate().filter(|(_, picks)| picks.contains(&number));
				Open { number, groups: picked.map(|(group, _)| group).collect() }
			})
			.collect();
		Self { groups: groups.collect(), open, surplus }
	}

	/// The next round; `None` once no open option can be paid.
	fn round(&self, election: &Election, utility: Utility) -> Result<Option<Round>, Fault> {
		let mut priced = Vec::new();
		for open in &self.open {
			priced.extend(self.priced(open, election.option(open.number)?, utility)?);
		}
		let Some(mut leader) = priced.first().copied() else { return Ok(None) };
		for each in &priced {
			let bound = Bound { price: leader.bound, worth: leader.worth };
			if bound.is_above(each.bound, each.worth)? {
				leader = *each;
			}
		}
		let bound = Bound { price: leader.bound, worth: leader.worth };
		for each in &priced {
			if bound.admits(each.price, each.worth)? {
				let (option, price) = (each.number, each.price);
				return Ok(Some(Round {
					option,
					price,
					leader: leader.number,
					bound: bound.price,
				}));
			}
		}
		Err(Fault::Overflow) // the leader's price is within its own bound
	}

	/// The price of an open option, if its voters can pay it.
	fn priced(
		&self,
		open: &Open,
		option: &Listing,
		utility: Utility,
	) -> Result<Option<Priced>, Fault> {
		let cost = option.units();
		let Some(least) = self.least(open, cost)? else { return Ok(None) };
		let price = if self.reach(open, least)?.sum == cost {
			least
		} else {
			least.checked_sub(1).ok_or(Fault::Overflow)?
		};
		let covered = cost.checked_add(self.surplus).ok_or(Fault::Overflow)?;
		let bound = match self.least(open, covered)? {
			Some(bound) => bound,
			None => self.purses(open).map(|group| group.left).max().unwrap_or_default(),
		};
		Ok(Some(Priced { number: open.number, worth: option.worth(utility), price, bound }))
	}

	/// The lowest price at which the voters of an option pay a sum together; `None` if they cannot.
	fn least(&self, open: &Open, sum: u128) -> Result<Option<u128>, Fault> {
		let (mut poor, mut rich) = (0u128, self.reach(open, 0)?.rich);
		loop {
			if rich == 0 {
				return Ok(None);
			}
			// Never above the price that is sought: those who are poor at a lower price pay as much at a higher one.
			let price = sum.saturating_sub(poor).div_ceil(rich); // poor voters alone pay less than the sum
			let reach = self.reach(open, price)?;
			if reach.sum >= sum {
				return Ok(Some(price));
			}
			(poor, rich) = (reach.poor, reach.rich);
		}
	}

	/// What the voters of an option pay together at a price.
	fn reach(&self, open: &Open, price: u128) -> Result<Reach, Fault> {
		let mut reach = Reach::default();
		for group in self.purses(open) {
			let paid = group.left.min(price).checked_mul(group.voters).ok_or(Fault::Overflow)?;
			reach.sum = reach.sum.checked_add(paid).ok_or(Fault::Overflow)?;
			if group.left < price {
				reach.poor = reach.poor.checked_add(paid).ok_or(Fault::Overflow)?;
			} else {
				reach.rich = reach.rich.checked_add(group.voters).ok_or(Fault::Overflow)?;
			}
		}
		Ok(reach)
	}

	fn purses<'a>(&'a self, open: &'a Open) -> impl Iterator<Item = &'a Group> + 'a {
		open.groups.iter().filter_map(|group| self.groups.get(*group))
	}

	/// The voters of the winner pay.
	fn pay(&mut self, election: &Election, round: &Round) -> Result<(), Fault> {
		let at = self.open.iter().position(|open| open.number == round.option);
		let winner = self.open.remove(at.ok_or(Fault::NoSuchOption(round.option))?);
		let paid = self.reach(&winner, round.price)?.sum;
		let cost = election.option(round.option)?.units();
		let added = cost.checked_sub(paid).ok_or(Fault::Overflow)?;
		self.surplus = self.surplus.checked_add(added).ok_or(Fault::Overflow)?;
		for group in winner.groups {
			if let Some(group) = self.groups.get_mut(group) {
				group.left = group.left.saturating_sub(round.price); // all that is left, if that is less
			}
		}
		Ok(())
	}
}

/// What voters pay together at some price.
#[derive(Default)]
struct Reach {
	/// All of them.
	sum: u128,
	/// Those with less than the price.
	poor: u128,
	/// The number of the others.
	rich: u128,
}
