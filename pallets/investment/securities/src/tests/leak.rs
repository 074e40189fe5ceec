// SPDX-License-Identifier: Apache-2.0

//! A whole life leaves nothing behind but the number of the next instrument.

use chungnam_testkit::leak::{assert_nothing_left, own_keys_but};

use super::*;

fn keys() -> std::collections::BTreeSet<Vec<u8>> {
	own_keys_but(
		"Securities",
		&["CounterForAllTerms", "NextInstrument", "NextOffer", "NextOffering", "NextTransfer"],
	)
}

#[test]
fn an_instrument_and_a_credential_leave_nothing_behind() {
	run(|| {
		let before = keys();
		create(city());
		let own = credential(Seat::Abroad, InvestorClass::Retail, DAYS);
		assert_ok!(Securities::attest_investor(signed(OFFICE), person(SMITH), own));
		assert!(keys().len() > before.len());
		assert_ok!(Securities::retire_instrument(governor(), FIRST));
		sleep(DAYS + CREDENTIAL_MEMORY);
		assert_ok!(Securities::forget_credential(signed(STRANGER), person(SMITH)));
		assert_nothing_left(&before, &keys());
		assert_eq!(AllTerms::<Test>::count(), 0);
	});
}

#[test]
fn a_sale_that_is_missed_leaves_nothing_behind() {
	run(|| {
		create(city());
		let before = keys();
		assert_ok!(Securities::open_sale(governor(), FIRST, sale()));
		fill(70);
		assert!(keys().len() > before.len());
		at::<Test>(sale().closes);
		for key in &BUYERS[..7] {
			assert_ok!(Securities::refund(signed(key.clone()), SALE));
		}
		assert_nothing_left(&before, &keys());
		assert_eq!(won(&Securities::pot(SALE)), 0);
	});
}

#[test]
fn orders_leave_nothing_behind() {
	run(|| {
		create(person(LEE));
		assert_ok!(Securities::issue(signed(LEE_PHONE), FIRST, 10));
		let before = keys();
		let (by, holder) = (signed(COURT), person(LEE));
		assert_ok!(Securities::freeze_units(by, FIRST, holder, None, DAYS, hash(1)));
		for id in [0, 1] {
			let (by, from, to) = (signed(COURT), person(LEE), person(KIM));
			assert_ok!(Securities::propose_transfer(by, FIRST, from, to, 10, hash(1)));
			assert_ok!(Securities::confirm_transfer(signed(POLICE), TransferId(id), hash(1)));
		}
		sleep(crate::TRANSFER_DELAY);
		assert_ok!(Securities::execute_transfer(signed(STRANGER), TransferId(0)));
		sleep(crate::MAX_LONG_FREEZE);
		assert_ok!(Securities::forget_transfer(signed(STRANGER), TransferId(1)));
		assert_ok!(Securities::forget_freeze(signed(STRANGER), FIRST, person(LEE)));
		// A position and a book of another holder.
		assert_eq!(keys().len(), before.len());
	});
}

#[test]
fn an_offer_that_is_over_leaves_nothing_behind() {
	run(|| {
		create(person(LEE));
		assert_ok!(Securities::issue(signed(LEE_PHONE), FIRST, 10));
		assert_ok!(Securities::set_market(governor(), FIRST, licence()));
		let before = keys();
		let until = now() + DAYS;
		for units in [3, 4] {
			let (who, to) = (signed(LEE_PHONE), Some(person(KIM)));
			assert_ok!(Securities::offer(who, FIRST, units, 0, to, until));
		}
		assert_ok!(Securities::cancel_offer(signed(LEE_PHONE), OfferId(0)));
		at::<Test>(until);
		assert_ok!(Securities::cancel_offer(signed(STRANGER), OfferId(1)));
		assert_nothing_left(&before, &keys());
	});
}
