// SPDX-License-Identifier: Apache-2.0

//! What each sink gets: the pure arithmetic.

use proptest::prelude::*;

use super::*;
use crate::{Unsound, MAX_SINKS};

const BILLION: u32 = 1_000_000_000;

fn amounts(route: &RouteOf<Test>, amount: Won) -> Vec<Won> {
	let parts = route.divide(amount).expect("the route is sound");
	parts.into_iter().map(|(_, part)| part).collect()
}

#[test]
fn each_gets_a_share_rounded_down_and_the_named_sink_the_rest() {
	let third = 333_333_333;
	let sinks = [(POOL, third), (PROJECTS, third), (BONUS, third + 1)];
	let first = route(&sinks);
	assert_eq!(amounts(&first, 100), [34, 33, 33]);
	assert_eq!(amounts(&first, 2), [2, 0, 0]);
	let last = Route { rest: BONUS, ..first };
	assert_eq!(amounts(&last, 100), [33, 33, 34]);
	assert_eq!(amounts(&last, 1), [0, 0, 1]);
	assert_eq!(amounts(&last, 0), [0, 0, 0]);
}

#[test]
fn the_largest_amount_is_divided() {
	assert_eq!(amounts(&all_to(POOL), Won::MAX), [Won::MAX]);
	assert_eq!(amounts(&circle(), Won::MAX).into_iter().sum::<Won>(), Won::MAX);
}

#[test]
fn an_unsound_route_divides_nothing() {
	let nobody = Route { sinks: BoundedVec::new(), rest: POOL };
	assert_eq!(nobody.divide(1), None);
	assert_eq!(route(&[(POOL, BILLION), (BONUS, BILLION)]).divide(10), None);
}

#[test]
fn every_rule_of_a_route_is_checked() {
	let check = |route: RouteOf<Test>| route.check(|who| *who == PROVINCE);
	assert_eq!(check(circle()), Ok(()));
	assert_eq!(check(route(&[])), Err(Unsound::Shares));
	assert_eq!(check(route(&[(POOL, BILLION - 1)])), Err(Unsound::Shares));
	assert_eq!(check(route(&[(POOL, BILLION), (BONUS, 1)])), Err(Unsound::Shares));
	let half = BILLION / 2;
	assert_eq!(check(route(&[(POOL, half), (POOL, half)])), Err(Unsound::Duplicate));
	assert_eq!(check(Route { rest: BONUS, ..all_to(POOL) }), Err(Unsound::Rest));
	assert_eq!(check(all_to(PROVINCE)), Err(Unsound::Loop));
	// Who only takes what rounding leaves is a sink with no share.
	assert_eq!(check(route(&[(BONUS, 0), (POOL, BILLION)])), Ok(()));
}

proptest! {
	#[test]
	fn the_parts_sum_to_the_amount_and_none_is_short(
		amount in any::<Won>(),
		cuts in prop::collection::vec(0..=BILLION, 0..MAX_SINKS as usize),
		rest in 0u8..8,
	) {
		let mut cuts = cuts;
		cuts.sort_unstable();
		cuts.push(BILLION);
		let mut from = 0;
		let mut sinks = Vec::new();
		for (i, cut) in (1u8..).zip(cuts) {
			sinks.push((account(i), cut - from));
			from = cut;
		}
		let rest = sinks[usize::from(rest) % sinks.len()].0.clone();
		let route = Route { rest: rest.clone(), ..route(&sinks) };
		prop_assert_eq!(route.check(|_| false), Ok(()));

		let parts = route.divide(amount).unwrap();
		prop_assert_eq!(parts.iter().map(|(_, part)| part).sum::<Won>(), amount);
		for ((to, part), sink) in parts.iter().zip(&route.sinks) {
			let floor = sink.share.mul_floor(amount);
			prop_assert!(*part >= floor);
			// Rounding leaves less than one won a sink.
			let most = if *to == rest { floor.saturating_add(sinks.len() as Won) } else { floor };
			prop_assert!(*part <= most);
		}
	}
}
