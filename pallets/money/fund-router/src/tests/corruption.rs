// SPDX-License-Identifier: Apache-2.0

//! Each numbered invariant can fail: the state is broken by hand, and `try_state` says under which number.

use frame_support::{assert_ok, traits::fungible::Mutate};

use super::*;
use chungnam_primitives::Announced;
use chungnam_testkit::assert_broken;

use crate::{Book, BookSpan, Books, Changes, Paid, Routes, Span};

const IN_MARCH: KoreanMonth = month_no(2026, 3);
const IN_APRIL: KoreanMonth = month_no(2026, 4);

/// A chain in April, on which everything there is exists once, sound.
fn sound(test: impl FnOnce()) {
	with_fees().build().execute_with(|| {
		pay_in(Source::Fees, 1_000);
		pay_in(Source::Slashes, 50);
		settle_at(APRIL);
		assert_ok!(schedule(Source::Fees, all_to(POOL), soonest()));
		assert_ok!(FundRouter::do_try_state());
		test();
	});
}

fn break_route(route: RouteOf<Test>) {
	Routes::<Test>::insert(Source::Fees, route);
}

fn break_change(route: RouteOf<Test>) {
	Changes::<Test>::mutate(Source::Fees, |changes| {
		let from = changes.next().expect("it is announced");
		*changes = Announced::without_notice([(from, route)]);
	});
}

fn break_book(month: KoreanMonth, source: Source, change: impl FnOnce(&mut Book)) {
	Books::<Test>::mutate(month, source, change);
}

fn break_span(change: impl FnOnce(&mut Span)) {
	BookSpan::<Test>::mutate(change);
}

#[test]
fn i1_shares_that_do_not_sum_to_one() {
	sound(|| {
		break_route(route(&[(POOL, 1)]));
		assert_broken::<Test>("I1");
	});
}

#[test]
fn i1_a_sink_named_twice() {
	sound(|| {
		break_change(route(&[(POOL, 500_000_000), (POOL, 500_000_000)]));
		assert_broken::<Test>("I1");
	});
}

#[test]
fn i1_a_rest_that_goes_to_no_sink() {
	sound(|| {
		break_change(Route { rest: BONUS, ..all_to(POOL) });
		assert_broken::<Test>("I1");
	});
}

#[test]
fn i2_a_source_as_a_sink() {
	for (in_force, source) in [(true, Source::Fees), (false, Source::ProjectProfits)] {
		sound(|| {
			let to_source = all_to(FundRouter::account_of(source));
			if in_force {
				break_route(to_source);
			} else {
				break_change(to_source);
			}
			assert_broken::<Test>("I2");
		});
	}
}

#[test]
fn i3_an_account_that_lives_only_by_its_balance() {
	sound(|| {
		let account = FundRouter::account_of(Source::Slashes);
		assert_ok!(System::dec_providers(&account));
		assert_broken::<Test>("I3");
	});
}

#[test]
fn i3_an_account_that_does_not_exist() {
	sound(|| {
		let account = FundRouter::account_of(Source::AssetIncome);
		assert_ok!(System::dec_providers(&account));
		assert_broken::<Test>("I3");
	});
}

#[test]
fn i3_an_account_on_which_something_depends() {
	sound(|| {
		assert_ok!(System::inc_consumers(&FundRouter::account_of(Source::Slashes)));
		assert_broken::<Test>("I3");
	});
}

#[test]
fn i4_routed_money_that_nobody_got() {
	sound(|| {
		break_book(IN_MARCH, Source::Fees, |book| book.routed += 1);
		assert_broken::<Test>("I4");
	});
}

#[test]
fn i4_a_sink_that_got_what_was_not_routed() {
	sound(|| {
		Paid::<Test>::insert(IN_MARCH, (Source::AssetIncome, POOL), 1);
		assert_broken::<Test>("I4");
	});
}

#[test]
fn i4_a_sink_that_got_nothing() {
	sound(|| {
		Paid::<Test>::insert(IN_MARCH, (Source::Fees, PROVINCE), 0);
		assert_broken::<Test>("I4");
	});
}

#[test]
fn i5_a_month_that_begins_with_other_than_was_left() {
	sound(|| {
		break_book(IN_MARCH, Source::Slashes, |book| book.closing += 1);
		assert_broken::<Test>("I5");
	});
}

#[test]
fn i5_a_month_in_which_less_than_nothing_arrived() {
	sound(|| {
		break_book(IN_MARCH, Source::Fees, |book| book.opening = 1_001);
		assert_broken::<Test>("I5");
	});
}

#[test]
fn i5_won_that_left_a_source_without_a_flush() {
	sound(|| {
		let account = FundRouter::account_of(Source::Slashes);
		assert_ok!(Balances::transfer_allow_death(signed(account), DONOR, 1));
		assert_broken::<Test>("I5");
	});
}

#[test]
fn i5_what_a_month_left_in_no_later_book() {
	sound(|| {
		Books::<Test>::remove(IN_APRIL, Source::Slashes);
		assert_broken::<Test>("I5");
	});
}

#[test]
fn i5_a_running_month_that_has_ended() {
	sound(|| {
		break_book(IN_APRIL, Source::Slashes, |book| book.closing = 50);
		assert_broken::<Test>("I5");
	});
}

#[test]
fn i6_a_book_of_the_future() {
	sound(|| {
		Books::<Test>::insert(IN_APRIL + 1, Source::AssetIncome, Book::default());
		assert_broken::<Test>("I6");
	});
}

#[test]
fn i6_a_book_older_than_the_oldest() {
	sound(|| {
		break_span(|span| span.oldest = IN_APRIL);
		assert_broken::<Test>("I6");
	});
}

#[test]
fn i6_an_oldest_month_of_the_future() {
	sound(|| {
		break_span(|span| span.oldest = IN_APRIL + 1);
		assert_broken::<Test>("I6");
	});
}

#[test]
fn i6_books_that_do_not_turn() {
	for at in [None, Some(0), Some(Moment::MAX)] {
		sound(|| {
			MockAgenda::tamper(Due::Month, at);
			assert_broken::<Test>("I6");
		});
	}
}

#[test]
fn i6_a_source_without_a_turn() {
	for at in [None, Some(APRIL + 2 * DAYS), Some(Moment::MAX)] {
		sound(|| {
			MockAgenda::tamper(Due::Flush(Source::Slashes), at);
			assert_broken::<Test>("I6");
		});
	}
}

#[test]
fn i7_an_announced_route_that_nobody_waits_for() {
	for at in [None, Some(APRIL), Some(Moment::MAX)] {
		sound(|| {
			MockAgenda::tamper(Due::Route(Source::Fees), at);
			assert_broken::<Test>("I7");
		});
	}
	sound(|| {
		MockAgenda::tamper(Due::Route(Source::Slashes), Some(now()));
		assert_broken::<Test>("I7");
	});
}

#[test]
fn won_that_is_sent_to_a_source_breaks_nothing() {
	sound(|| {
		assert_ok!(Balances::mint_into(&FundRouter::account_of(Source::Slashes), 5));
		assert_ok!(FundRouter::do_try_state());
	});
}
