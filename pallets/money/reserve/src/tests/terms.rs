// SPDX-License-Identifier: Apache-2.0

//! What the governing origin sets: `set_cash_out_terms`, `set_respend_terms`.

use frame_support::{assert_noop, assert_ok};
use sp_runtime::DispatchError::BadOrigin;

use super::*;
use crate::{CashOutLimits, RespendBonus};

#[test]
fn cash_out_terms_hold_for_requests_from_then_on() {
	ExtBuilder::default().plain(COOK, 1_000).build_and_execute(|| {
		let request = |amount| Reserve::request_cash_out(signed(COOK), amount);
		assert_ok!(request(9));
		let (old, new) =
			(CashOutTerms::default(), CashOutTerms { minimum: 10, ..Default::default() });
		assert_ok!(Reserve::set_cash_out_terms(RuntimeOrigin::root(), new.clone()));
		assert_eq!(last_event(), Event::CashOutTermsSet { old, new: new.clone() });
		assert_eq!(CashOutLimits::<Test>::get(), new);
		assert_noop!(request(9), Error::<Test>::BelowMinimum);
		assert_ok!(request(10));
	});
}

#[test]
fn respend_terms_are_replaced() {
	ExtBuilder::default().build_and_execute(|| {
		let new = RespendTerms { rate: Perbill::from_percent(3), per_month: 9 };
		assert_ok!(Reserve::set_respend_terms(RuntimeOrigin::root(), new.clone()));
		assert_eq!(RespendBonus::<Test>::get(), new);
		assert_eq!(last_event(), Event::RespendTermsSet { old: RespendTerms::default(), new });
	});
}

#[test]
fn nobody_else_sets_terms() {
	ExtBuilder::default().build_and_execute(|| {
		for who in [KIM, BANK, COUNTY] {
			let cash_out = CashOutTerms::default();
			let call = Reserve::set_cash_out_terms(signed(who.clone()), cash_out);
			assert_noop!(call, BadOrigin);
			let call = Reserve::set_respend_terms(signed(who), RespendTerms::default());
			assert_noop!(call, BadOrigin);
		}
	});
}
