// SPDX-License-Identifier: Apache-2.0

//! What happens by itself, when the agenda says so.

use chungnam_testkit::{at, begin_block};
use frame_support::assert_ok;

use super::*;
use crate::{BookSpan, Error, Paid, WeightInfo};

type Weights = <Test as crate::Config>::WeightInfo;

fn everything_to_the_pool() -> ExtBuilder {
	let chain = ExtBuilder::default();
	Source::ALL.into_iter().fold(chain, |chain, source| chain.route(source, all_to(POOL)))
}

/// Blocks a second apart, in a state that was broken on purpose: the invariants do not hold after them.
fn broken_blocks(first: Moment, count: u64) {
	for second in 0..count {
		begin_block::<Test>();
		at::<Test>(first + second * 1_000);
	}
}

#[test]
fn each_source_is_flushed_once_a_day() {
	everything_to_the_pool().build_and_execute(|| {
		settle_at(TODAY + 1_000);
		for source in Source::ALL {
			pay_in(source, 10);
		}
		// Today had its turn.
		blocks(20);
		assert_eq!(won(&POOL), 0);
		// Midnight in Seoul; hooks see it one block later.
		block_at(TODAY + 15 * HOURS);
		assert_eq!(won(&POOL), 0);
		// A block has room for eight turns.
		blocks(2);
		let all = 10 * Source::ALL.len() as Won;
		assert_eq!(won(&POOL), all);
		pay_in(Source::Fees, 1);
		blocks(20);
		assert_eq!(won(&POOL), all);
	});
}

#[test]
fn after_an_outage_a_day_has_its_turn_once() {
	everything_to_the_pool().build_and_execute(|| {
		settle_at(TODAY);
		pay_in(Source::Fees, 10);
		settle_at(TODAY + 5 * DAYS);
		let flushes = |event: &Event<Test>| matches!(event, Event::Flushed { .. });
		assert_eq!(events().iter().filter(|event| flushes(event)).count(), 1);
		assert_eq!(won(&POOL), 10);
	});
}

#[test]
fn a_block_with_nothing_to_do_weighs_little() {
	everything_to_the_pool().build_and_execute(|| {
		settle_at(TODAY);
		assert_eq!(block_at(now() + 1_000), Weight::zero());
		block_at(TODAY + DAYS);
		// A block has room for eight turns.
		let turns = block_at(now() + 1_000) + block_at(now() + 1_000);
		assert_eq!(turns, Weights::take_turn() * Source::ALL.len() as u64);
		assert_eq!(block_at(now() + 1_000), Weight::zero());
	});
}

#[test]
fn the_turn_of_a_month_and_a_change_are_weighed() {
	everything_to_the_pool().build_and_execute(|| {
		assert_ok!(schedule(Source::Fees, circle(), APRIL));
		settle_at(TODAY);
		block_at(APRIL);
		let weight = block_at(APRIL + 1_000) + block_at(APRIL + 2_000);
		let flushes = Weights::take_turn() * Source::ALL.len() as u64;
		assert_eq!(weight, Weights::turn_month() + Weights::switch_route() + flushes);
	});
}

#[test]
fn the_first_block_knows_no_time_and_does_nothing() {
	ExtBuilder::default().build_and_execute(|| {
		assert_eq!(BookSpan::<Test>::get(), Default::default());
		blocks(1);
		assert_eq!(BookSpan::<Test>::get().month, month_no(2026, 3));
	});
}

#[test]
fn a_flush_that_fails_by_itself_says_so_and_moves_nothing() {
	let chain = with_fees();
	chain.build().execute_with(|| {
		settle_at(TODAY);
		pay_in(Source::Fees, 100);
		let full = (month_no(2026, 3), (Source::Fees, BONUS));
		Paid::<Test>::insert(full.0, &full.1, Won::MAX);
		broken_blocks(TODAY + DAYS, 10);
		let error = Error::<Test>::Overflow.into();
		assert_eq!(last_event(), Event::FlushFailed { source: Source::Fees, error });
		assert_eq!((waiting(Source::Fees), won(&POOL)), (100, 0));
		Paid::<Test>::remove(full.0, &full.1);
		settle_at(TODAY + 2 * DAYS);
		assert_eq!((waiting(Source::Fees), won(&POOL)), (0, 70));
		assert_ok!(FundRouter::do_try_state());
	});
}

#[test]
fn a_route_does_not_change_over_money_that_could_not_be_moved() {
	let chain = with_fees();
	chain.build().execute_with(|| {
		settle_at(TODAY);
		let from = soonest();
		assert_ok!(schedule(Source::Fees, all_to(PROVINCE), from));
		settle_at(from - 1 - 20_000);
		pay_in(Source::Fees, 100);
		let full = (month_no(2026, 3), (Source::Fees, BONUS));
		Paid::<Test>::insert(full.0, &full.1, Won::MAX);
		broken_blocks(from, 3);
		let error = Error::<Test>::Overflow.into();
		assert_eq!(last_event(), Event::FlushFailed { source: Source::Fees, error });
		assert_eq!(FundRouter::route(Source::Fees).0, Some(circle()));
		Paid::<Test>::remove(full.0, &full.1);
		blocks(1);
		assert_eq!(FundRouter::route(Source::Fees).0, Some(all_to(PROVINCE)));
		assert_eq!((won(&POOL), won(&PROVINCE)), (70, 0));
		assert_ok!(FundRouter::do_try_state());
	});
}
