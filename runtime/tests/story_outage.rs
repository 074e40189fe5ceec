// SPDX-License-Identifier: Apache-2.0

//! The network stands still, and makes up for it: everything that was due happens, in order, and people still pay.

mod driver;

use chungnam_ports::{Agenda as _, Due};
use chungnam_primitives::{MerchantId, Moment, ProgrammeId, MINUTES};
use chungnam_runtime::{Agenda, Executive, Runtime};
use driver::{payment, story, Province};
use sp_runtime::transaction_validity::{InvalidTransaction, TransactionValidityError};

const PROGRAMME: ProgrammeId = ProgrammeId(0);
const VOUCHER: u128 = 50_000;
const TOWNSHIP_GROCERY: MerchantId = MerchantId(5);

fn now() -> Moment {
	pallet_timestamp::Now::<Runtime>::get()
}

/// What was due by now, and is not done.
fn backlog() -> Vec<(Moment, Due)> {
	let mut late: Vec<_> = Agenda::all().into_iter().map(|(due, at)| (at, due)).collect();
	late.retain(|(at, _)| *at <= now());
	late.sort();
	late
}

/// A block, which does the oldest thing that is late.
fn do_first(province: &mut Province) {
	let (at, due) = backlog()[0];
	assert_eq!(Agenda::next(), Some((at, due)), "the oldest comes first");
	// Proves that the hooks leave three quarters of the block to people.
	province.next_block();
	assert_ne!(Agenda::at(due), Some(at), "{due:?} is done");
}

#[test]
fn a_network_that_stood_still_for_forty_days_catches_up_in_order() {
	story(|province| {
		province.catch_up();
		assert_eq!(province.lots("Boksun"), [VOUCHER]);
		let second = Agenda::at(Due::Programme(PROGRAMME)).expect("it goes on");
		province.days(40);
		assert!(backlog().contains(&(second, Due::Programme(PROGRAMME))));
		do_first(province);
		// Seven sources, a month, a programme and an income at least: more than one block does.
		assert!(province.catch_up() > 0);
		assert_eq!(backlog(), []);
		assert_eq!(province.lots("Boksun").last(), Some(&VOUCHER), "the second voucher came late");
		let third = Agenda::at(Due::Programme(PROGRAMME)).expect("it goes on");
		assert!(second < third && third > now());
	});
}

#[test]
fn a_payment_that_waited_through_an_outage_is_dead() {
	story(|province| {
		let transaction = province.sign("Bob", payment(TOWNSHIP_GROCERY, 12_000), 0);
		let waits = province.pool(transaction.clone()).expect("the payment is alive");
		assert_eq!(waits.longevity, 60, "a payment of a minute waits for a minute of blocks");
		// Bob pays cash meanwhile.
		province.sleep(10 * MINUTES);
		let dead = TransactionValidityError::Invalid(InvalidTransaction::Stale);
		assert_eq!(province.pool(transaction.clone()), Err(dead));
		assert_eq!(Executive::apply_extrinsic(transaction), Err(dead));
		assert_eq!(province.won("Market"), 0);
	});
}

#[test]
fn a_block_after_midnight_turns_the_books_first() {
	story(|province| {
		province.catch_up();
		province.until(2026, 3, 31);
		let turn = Agenda::at(Due::Month).expect("books turn");
		province.sleep(turn - now() - 1_000);
		assert_eq!(now(), turn, "midnight, the first of April");
		let [first, second] = [0, 1].map(|nth| backlog()[nth].1);
		assert_eq!(first, Due::Month);
		assert!(matches!(second, Due::Flush(_)));
		province.next_block();
		assert_eq!(chungnam_runtime::FundRouter::running_month(), 2026 * 12 + 3);
	});
}
