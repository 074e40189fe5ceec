// SPDX-License-Identifier: Apache-2.0

//! What flowed in a month: the view `month`.

use frame_support::assert_ok;

use super::*;
use crate::{Books, SourceMonth};

const IN_MARCH: KoreanMonth = month_no(2026, 3);
const IN_APRIL: KoreanMonth = month_no(2026, 4);

#[test]
fn a_running_month_says_what_arrived_what_went_where_and_what_waits() {
	with_fees().build_and_execute(|| {
		pay_in(Source::Fees, 100);
		assert_ok!(flush(Source::Fees));
		pay_in(Source::Fees, 33);
		let view = SourceMonth {
			source: Source::Fees,
			opening: 0,
			received: 133,
			routed: 100,
			closing: 33,
			to: vec![(POOL, 70), (BONUS, 10), (PROJECTS, 20)],
		};
		assert_eq!(FundRouter::month(IN_MARCH), [view]);
		assert_eq!(FundRouter::running_month(), IN_MARCH);
	});
}

#[test]
fn what_a_month_leaves_is_what_the_next_begins_with() {
	with_fees().build_and_execute(|| {
		settle_at(APRIL - 60_000);
		block_at(APRIL - 1);
		pay_in(Source::Fees, 100);
		pay_in(Source::Slashes, 7);
		block_at(APRIL);
		// The books turn with the block that sees the time of this one; it also flushes the fees, into April.
		blocks(1);
		let march = book(IN_MARCH, Source::Fees).expect("something arrived");
		assert_eq!((march.opening, march.received, march.routed, march.closing), (0, 100, 0, 100));
		pay_in(Source::Fees, 11);
		let april = book(IN_APRIL, Source::Fees).expect("something was left");
		assert_eq!(
			(april.opening, april.received, april.routed, april.closing),
			(100, 11, 100, 11)
		);
		// Without a route money waits, and is carried.
		let april = book(IN_APRIL, Source::Slashes).expect("something was left");
		assert_eq!((april.opening, april.received, april.routed, april.closing), (7, 0, 0, 7));
		let carried = vec![(Source::Fees, 100), (Source::Slashes, 7)];
		let turned = Event::MonthTurned { ended: IN_MARCH, begun: IN_APRIL, carried };
		assert!(events().contains(&turned));
	});
}

#[test]
fn a_flush_in_the_first_block_of_a_month_belongs_to_the_books_that_are_open() {
	with_fees().build_and_execute(|| {
		settle_at(TODAY);
		block_at(APRIL);
		pay_in(Source::Fees, 100);
		assert_ok!(flush(Source::Fees));
		blocks(1);
		let march = book(IN_MARCH, Source::Fees).expect("it was flushed");
		assert_eq!((march.received, march.routed, march.closing), (100, 100, 0));
		assert_eq!(book(IN_APRIL, Source::Fees), None);
	});
}

#[test]
fn months_without_a_block_are_empty_and_nothing_is_lost_over_them() {
	with_fees().build_and_execute(|| {
		settle_at(TODAY);
		pay_in(Source::Slashes, 50);
		// Until 9 August.
		settle_at(TODAY + 152 * DAYS);
		assert_eq!(FundRouter::month(month_no(2026, 5)), []);
		let august = book(month_no(2026, 8), Source::Slashes).expect("it is still there");
		assert_eq!((august.opening, august.received, august.closing), (50, 0, 50));
	});
}

#[test]
fn what_lay_there_when_the_books_began_counts_as_received() {
	with_fees().build_and_execute(|| {
		pay_in(Source::Fees, 5);
		blocks(1);
		assert_eq!(Books::<Test>::iter().count(), 1, "flushed by itself");
		let march = book(IN_MARCH, Source::Fees).expect("it arrived");
		assert_eq!((march.opening, march.received, march.routed), (0, 5, 5));
	});
}

#[test]
fn months_of_the_future_and_of_before_are_empty() {
	with_fees().build_and_execute(|| {
		pay_in(Source::Fees, 5);
		blocks(1);
		for month in [0, IN_MARCH - 1, IN_APRIL, KoreanMonth::MAX] {
			assert_eq!(FundRouter::month(month), []);
		}
	});
}

#[test]
fn accounts_of_sources_can_be_asked_for() {
	with_fees().build_and_execute(|| {
		pay_in(Source::Fees, 5);
		let account = FundRouter::account_of(Source::Fees);
		assert_eq!(FundRouter::waiting(Source::Fees), (account, 5));
	});
}
