// SPDX-License-Identifier: Apache-2.0

//! Random elections: the count in whole units against the count in exact fractions.

use std::cmp::Ordering::{Greater, Less};

use super::{exact, random, replay::judged, Dice, Size, SMALL};
use crate::{complete, equal_shares, scores, Class, Completion, Election, Utility, Verdict};

/// Plays elections from `seed` on: the same winners in the same order, prices that enclose the exact ones, a right trace,
/// and no budget exceeded. Tells how many ties there were and how many rounds in all.
fn compare(elections: u64, seed: u64, size: &Size) -> (u64, u64) {
	let (mut ties, mut rounds) = (0, 0);
	for seed in seed..seed + elections {
		let mut dice = Dice::new(seed);
		let (election, ballots) = random(&mut dice, size);
		let utility = if dice.one_in(2) { Utility::Cost } else { Utility::Count };
		let exact = exact::shares(&election, utility, &ballots);
		let trace = equal_shares(&election, utility, &ballots).unwrap();
		let winners: Vec<_> = trace.rounds.iter().map(|round| round.option).collect();
		let expected: Vec<_> = exact.iter().map(|(option, _)| *option).collect();
		assert_eq!(winners, expected, "seed {seed}: {election:?} {utility:?} {ballots:?}");
		for (round, (_, price)) in trace.rounds.iter().zip(&exact) {
			assert_ne!(price.compared(round.price), Less, "seed {seed}: {round:?} {price:?}");
			if round.leader == round.option {
				assert_ne!(
					price.compared(round.bound),
					Greater,
					"seed {seed}: {round:?} {price:?}"
				);
			} else {
				ties += 1;
			}
			rounds += 1;
		}
		assert_eq!(
			judged(&election, utility, &ballots, trace.clone()),
			Verdict::Right(trace.winners()),
			"seed {seed}"
		);
		within_budget(&election, &trace, &ballots, seed);
	}
	(ties, rounds)
}

fn within_budget(election: &Election, trace: &crate::Trace, ballots: &[Vec<u8>], seed: u64) {
	let approvals = crate::approvals(election, ballots).unwrap();
	for completion in [Completion::None, Completion::Greedy] {
		let outcome = complete(election, trace, completion, &approvals).unwrap();
		for (heading, budget) in election.headings() {
			let of_heading = |number: &u8| election.option(*number).unwrap().heading == heading;
			let paid: u64 = outcome
				.winners
				.numbers()
				.filter(of_heading)
				.map(|number| election.option(number).unwrap().cost)
				.sum();
			let parts: u64 = outcome
				.parts
				.iter()
				.filter(|part| of_heading(&part.number))
				.map(|part| part.won)
				.sum();
			let left = outcome.left[usize::from(heading)];
			assert_eq!(paid + parts + left, budget, "seed {seed}");
		}
	}
}

#[test]
fn whole_units_elect_as_exact_fractions_do() {
	let (ties, rounds) = compare(100_000, 0, &SMALL);
	// Ties in which the first by the rule is not the leader: without them this test would show little.
	assert!(ties > 1_000 && rounds > 100_000, "{ties} ties, {rounds} rounds");
}

#[test]
fn whole_units_elect_as_exact_fractions_do_when_prices_are_uneven() {
	let size = Size { voters: 90, options: 6, headings: 1, cost: 4_000, budget: 12_000 };
	let (_, rounds) = compare(1_000, 1 << 40, &size);
	assert!(rounds > 1_000, "{rounds} rounds");
}

#[test]
fn whole_units_elect_as_exact_fractions_do_when_the_purse_just_reaches() {
	// One cost, which is the budget or half of it: each winner takes all that its voters have.
	for seed in 0..20_000 {
		let mut dice = Dice::new(seed);
		let budget = dice.between(2, 50) * 2;
		let half = dice.between(1, 2);
		let costs = vec![budget / half; dice.between(1, 4) as usize];
		let election = super::list(budget, &costs, crate::TieRule::Number);
		let ballots: Vec<Vec<u8>> = (0..dice.between(1, 30))
			.map(|_| (0..costs.len() as u8).filter(|_| dice.below(8) > 0).collect())
			.collect();
		for utility in [Utility::Cost, Utility::Count] {
			let exact = exact::shares(&election, utility, &ballots);
			let trace = equal_shares(&election, utility, &ballots).unwrap();
			let winners: Vec<_> = trace.rounds.iter().map(|round| round.option).collect();
			let expected: Vec<_> = exact.iter().map(|(option, _)| *option).collect();
			assert_eq!(winners, expected, "seed {seed}: {election:?} {ballots:?}");
		}
	}
}

/// Two classes compared as fractions: `w₁ n₁ / v₁ + w₂ n₂ / v₂`.
#[test]
fn scores_order_options_as_fractions_do() {
	for seed in 0..20_000 {
		let mut dice = Dice::new(seed);
		let election = super::list(10, &[1, 1], crate::TieRule::Number);
		let valid = [dice.below(50), dice.below(50)];
		let weight = dice.between(1, 9_999);
		let counts: Vec<Vec<u32>> =
			valid.iter().map(|v| (0..2).map(|_| dice.below(*v + 1) as u32).collect()).collect();
		let classes = [0, 1].map(|at| Class {
			weight: [weight, 10_000 - weight][at] as u16,
			valid: valid[at] as u32,
			counts: &counts[at],
		});
		let scores = scores(&election, &classes).unwrap();
		let fraction = |option: usize| {
			let of = |at: usize| {
				let class = &classes[at];
				let part = u64::from(class.weight) * u64::from(class.counts[option]);
				// A class without a ballot counts for nobody.
				if class.valid == 0 {
					(0, 1)
				} else {
					(part, u64::from(class.valid))
				}
			};
			let ((a, b), (c, d)) = (of(0), of(1));
			(a * d + c * b, b * d)
		};
		let ((a, b), (c, d)) = (fraction(0), fraction(1));
		assert_eq!(scores[0].cmp(&scores[1]), (a * d).cmp(&(c * b)), "seed {seed}");
	}
}
