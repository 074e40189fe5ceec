// SPDX-License-Identifier: Apache-2.0

//! The arithmetic of rules, against a second writing in fractions.

use chungnam_ports::{Ties, MAX_OUTAGE};
use frame_support::BoundedVec;
use proptest::prelude::*;

use super::*;

/// A class with small counts of four options.
fn some_class() -> impl Strategy<Value = ClassSum> {
	(1..10_000u16, 0..40u64, prop::collection::vec(0..30u64, 4)).prop_map(
		|(weight_bp, blank, counts)| {
			let said = counts.iter().max().copied().unwrap_or(0);
			let voted = said + blank;
			ClassSum { weight_bp, quorum_bp: 0, heads: voted + 3, voted, blank, counts }
		},
	)
}

/// `Σ w · n / said` as a fraction, in small numbers.
fn fraction(classes: &[ClassSum], option: usize) -> (u128, u128) {
	let mut sum = (0u128, 1u128);
	for class in classes {
		let said = u128::from(class.voted - class.blank);
		if said > 0 {
			let part = u128::from(class.weight_bp) * u128::from(class.counts[option]);
			sum = (sum.0 * said + part * sum.1, sum.1 * said);
		}
	}
	sum
}

/// Takes options one by one, best first, by looking for the best each time.
fn greedy_again(classes: &[ClassSum], list: &List) -> (Vec<u8>, Vec<(u8, u64)>) {
	let mut open: Vec<usize> = (0..list.options.len()).collect();
	let mut left = list.headings.to_vec();
	let (mut won, mut missed) = (vec![], vec![]);
	while !open.is_empty() {
		let better = |a: usize, b: usize| {
			let (x, y) = (fraction(classes, a), fraction(classes, b));
			let (above, below) = (x.0 * y.1, y.0 * x.1);
			let (one, other) = (list.options[a].cost, list.options[b].cost);
			above > below || above == below && (one < other || one == other && a < b)
		};
		let best = open.iter().copied().reduce(|a, b| if better(a, b) { a } else { b }).unwrap();
		open.retain(|own| *own != best);
		if fraction(classes, best).0 == 0 {
			continue;
		}
		let option = list.options[best];
		let rest = &mut left[usize::from(option.heading)];
		if option.cost <= *rest {
			*rest -= option.cost;
			won.push(best as u8);
		} else {
			missed.push((best as u8, option));
		}
	}
	let mut parts = vec![];
	for (heading, rest) in left.iter().enumerate() {
		let of = |(_, option): &&(u8, Candidate)| usize::from(option.heading) == heading;
		if let Some((number, option)) = missed.iter().find(of) {
			if option.part_from > 0 && option.part_from <= *rest {
				won.push(*number);
				parts.push((*number, *rest));
			}
		}
	}
	won.sort();
	(won, parts)
}

proptest! {
	#[test]
	fn scores_have_the_order_of_fractions(classes in prop::collection::vec(some_class(), 1..=3)) {
		let scores = scores_of(&classes, 4);
		for (a, b) in (0..4).flat_map(|a| (0..4).map(move |b| (a, b))) {
			let (x, y) = (fraction(&classes, a), fraction(&classes, b));
			prop_assert_eq!(scores[a].cmp(&scores[b]), (x.0 * y.1).cmp(&(y.0 * x.1)));
		}
	}

	#[test]
	fn greedy_does_what_the_second_writing_does(
		classes in prop::collection::vec(some_class(), 1..=3),
		options in prop::collection::vec((1..60u64, 0..60u64, 0..2u8), 4),
		headings in prop::collection::vec(0..120u64, 2),
	) {
		let candidate = |(cost, part, heading): (u64, u64, u8)| {
			Candidate { cost, part_from: part.min(cost), heading }
		};
		let options: Vec<_> = options.into_iter().map(candidate).collect();
		let list = List {
			options: options.try_into().unwrap(),
			headings: headings.try_into().unwrap(),
		};
		let rule = Rule::Greedy { ties: Ties::CheaperThenNumber };
		let found = decide(&rule, &classes, &list);
		let parts: Vec<_> = found.parts.iter().map(|part| (part.option, part.amount)).collect();
		prop_assert_eq!((found.winners.iter().collect(), parts), greedy_again(&classes, &list));
	}

	#[test]
	fn adaptive_is_the_formula(yes in 0..1_000u64, no in 0..1_000u64, others in 0..1_000u64) {
		let (voted, heads) = (yes + no, yes + no + others);
		let counts = vec![no, yes];
		let class = ClassSum { weight_bp: ALL_BP, heads, voted, counts, ..Default::default() };
		let rule = Rule::Majority { floor_bp: 0, bias: Bias::Adaptive };
		let found = decide(&rule, &[class], &List::default()).verdict == Verdict::Passed;
		prop_assert_eq!(found, yes * yes * voted > no * no * heads);
	}

	#[test]
	fn stops_move_a_close_by_what_was_lost_and_never_more_than_a_day(
		stops in prop::collection::vec((0..40u64, 11..200u64), 0..8),
		opens in 0..2_000u64,
		length in 1..2_000u64,
	) {
		let mut gaps = vec![];
		let mut time = 1_000_000;
		for (pause, stop) in stops {
			let from = time + pause * MINUTES;
			time = from + stop * MINUTES;
			gaps.push((from, time));
		}
		let (opens, closes) = (1_000_000 + opens * MINUTES, 1_000_000 + (opens + length) * MINUTES);
		let clockwork = Clockwork {
			gaps: BoundedVec::truncate_from(gaps.clone()),
			seen: time,
			now: time,
		};
		let end = closes + clockwork.moved(opens, closes);
		// Minute by minute: the vote has its length of minutes in which the chain ran, or a day was added.
		let runs = |at: Moment| gaps.iter().all(|(from, to)| at < *from || at >= *to);
		let minutes = (opens..end).step_by(MINUTES as usize).filter(|at| runs(*at)).count() as u64;
		prop_assert!(minutes == length || end == closes + MAX_OUTAGE, "{} {}", minutes, length);
	}
}

#[test]
fn largest_numbers_are_counted_exactly() {
	// Three classes of units that fill 64 bits, and one unit of difference.
	let class = |counts: Vec<u64>| ClassSum {
		weight_bp: 3_333,
		quorum_bp: ALL_BP,
		heads: u64::MAX,
		voted: u64::MAX,
		blank: 0,
		counts,
	};
	let half = u64::MAX / 2;
	let equal = class(vec![half, half]);
	let classes = [equal.clone(), equal, class(vec![half, half + 1])];
	let rule = Rule::Majority { floor_bp: 0, bias: Bias::Plain };
	assert_eq!(decide(&rule, &classes, &List::default()).verdict, Verdict::Passed);
	let scores = scores_of(&classes, 2);
	assert!(scores[1] > scores[0] && scores[1] < sp_core::U256::MAX);
}

#[test]
fn sums_are_enough_at_the_boundary() {
	let share = |share_bp| Rule::Majority { floor_bp: 5_000, bias: Bias::Share(share_bp) };
	let enough = |yes, voted, rule: &Rule| Sums { voted, yes }.are_enough(rule, true, 9);
	// 6 of 9 are two thirds, by 6,666 hundredths of a percent.
	assert!(!enough(5, 5, &share(6_666)) && enough(6, 6, &share(6_666)));
	// Lost with the fourth who does not agree: 5 of 9 at most.
	assert!(!enough(0, 3, &share(6_666)) && enough(0, 4, &share(6_666)));
	// Everyone has voted.
	let plain = Rule::Majority { floor_bp: 0, bias: Bias::Plain };
	assert!(!enough(8, 8, &plain) && enough(1, 9, &plain));
	let late = Sums { voted: 9, yes: 9 };
	assert!(!late.are_enough(&plain, false, 9));
}

#[test]
fn life_has_no_step_back() {
	let close = Step::Close { at: 1, final_at: 2 };
	let closed = Phase::Closed { at: 1, final_at: 2 };
	assert_eq!(Phase::Running.after(Step::End(1)), Some(Phase::Ended(1)));
	assert_eq!(Phase::Running.after(close), Some(closed));
	assert_eq!(Phase::Ended(1).after(close), Some(closed));
	let annulled = Phase::Closed { at: 1, final_at: 9 };
	assert_eq!(closed.after(Step::Annul(9)), Some(annulled));
	assert_eq!(closed.after(Step::Finish), Some(Phase::Final));
	for step in [Step::End(1), close, Step::Annul(1), Step::Finish] {
		assert_eq!(Phase::Final.after(step), None);
	}
	for step in [Step::Annul(1), Step::Finish] {
		assert_eq!(Phase::Running.after(step), None);
		assert_eq!(Phase::Ended(1).after(step), None);
	}
	assert_eq!(closed.after(close), None);
}
