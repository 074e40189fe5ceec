// SPDX-License-Identifier: Apache-2.0

//! From a source to its sinks: `flush`.

use frame_support::{assert_noop, assert_ok};

use super::*;
use crate::{Books, Error, Paid};

#[test]
fn all_that_lies_at_a_source_goes_to_its_sinks_by_their_shares() {
	with_fees().build_and_execute(|| {
		pay_in(Source::Fees, 1_001);
		assert_ok!(flush(Source::Fees));
		// 700, 200, 100, and 1 that rounding leaves goes to the pool.
		assert_eq!((won(&POOL), won(&PROJECTS), won(&BONUS)), (701, 200, 100));
		assert_eq!(waiting(Source::Fees), 0);
		let to = vec![(POOL, 701), (PROJECTS, 200), (BONUS, 100)];
		let month = month_no(2026, 3);
		let flushed = Event::Flushed { source: Source::Fees, month, amount: 1_001, to };
		assert_eq!(last_event(), flushed);
	});
}

#[test]
fn money_counts_however_it_arrived() {
	ExtBuilder::default().route(Source::Slashes, all_to(POOL)).build_and_execute(|| {
		let source = FundRouter::account_of(Source::Slashes);
		assert_ok!(Balances::transfer_allow_death(signed(DONOR), source, 70));
		pay_in(Source::Slashes, 7);
		assert_ok!(flush(Source::Slashes));
		assert_eq!(won(&POOL), 77);
	});
}

#[test]
fn sources_do_not_touch_each_other() {
	let chain = ExtBuilder::default().route(Source::Fees, all_to(POOL));
	chain.route(Source::Slashes, all_to(BONUS)).build_and_execute(|| {
		pay_in(Source::Fees, 10);
		pay_in(Source::Slashes, 20);
		assert_ok!(flush(Source::Fees));
		assert_eq!((won(&POOL), won(&BONUS), waiting(Source::Slashes)), (10, 0, 20));
		assert_ok!(flush(Source::Slashes));
		assert_eq!((won(&POOL), won(&BONUS)), (10, 20));
	});
}

#[test]
fn a_share_of_less_than_one_won_moves_nothing() {
	with_fees().build_and_execute(|| {
		pay_in(Source::Fees, 4);
		assert_ok!(flush(Source::Fees));
		// 2 and what rounding leaves: 2. The projects would get 0.8 and the bonus 0.4.
		assert_eq!((won(&POOL), won(&PROJECTS), won(&BONUS)), (4, 0, 0));
		assert!(!System::account_exists(&PROJECTS));
		let to = vec![(POOL, 4)];
		let month = month_no(2026, 3);
		assert_eq!(last_event(), Event::Flushed { source: Source::Fees, month, amount: 4, to });
		assert_eq!(Paid::<Test>::iter().count(), 1);
	});
}

#[test]
fn the_account_of_a_source_outlives_its_last_won() {
	ExtBuilder::default().route(Source::Fees, all_to(POOL)).build_and_execute(|| {
		let source = FundRouter::account_of(Source::Fees);
		for _ in 0..3 {
			pay_in(Source::Fees, 1);
			assert_ok!(flush(Source::Fees));
			assert!(System::account_exists(&source));
		}
		assert_eq!(won(&POOL), 3);
	});
}

#[test]
fn a_source_without_a_route_keeps_its_money() {
	ExtBuilder::default().build_and_execute(|| {
		pay_in(Source::AssetIncome, 5);
		assert_noop!(flush(Source::AssetIncome), Error::<Test>::RouteNotFound);
		settle_at(TODAY + DAYS);
		assert_eq!(waiting(Source::AssetIncome), 5);
	});
}

#[test]
fn nothing_is_nothing_to_flush() {
	with_fees().build_and_execute(|| {
		assert_noop!(flush(Source::Fees), Error::<Test>::NothingToFlush);
		pay_in(Source::Fees, 1);
		assert_ok!(flush(Source::Fees));
		assert_noop!(flush(Source::Fees), Error::<Test>::NothingToFlush);
	});
}

#[test]
fn books_that_cannot_hold_the_sum_refuse_the_flush() {
	ExtBuilder::default().route(Source::Fees, all_to(POOL)).build().execute_with(|| {
		let month = month_no(2026, 3);
		pay_in(Source::Fees, 2);
		Paid::<Test>::insert(month, (Source::Fees, POOL), Won::MAX - 1);
		assert_noop!(flush(Source::Fees), Error::<Test>::Overflow);
		Books::<Test>::mutate(month, Source::Fees, |book| book.routed = Won::MAX - 1);
		assert_noop!(flush(Source::Fees), Error::<Test>::Overflow);
	});
}

#[test]
fn only_the_signed_flush() {
	with_fees().build_and_execute(|| {
		let unsigned = FundRouter::flush(RuntimeOrigin::none(), Source::Fees);
		assert_noop!(unsigned, sp_runtime::DispatchError::BadOrigin);
	});
}
