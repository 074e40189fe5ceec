// SPDX-License-Identifier: Apache-2.0

//! Into a source: `pay_in`.

use frame_support::{assert_noop, assert_ok};

use super::*;
use crate::Error;

#[test]
fn who_pays_in_is_named_in_the_event() {
	ExtBuilder::default().build_and_execute(|| {
		pay_in(Source::AssetIncome, 40);
		assert_eq!(waiting(Source::AssetIncome), 40);
		assert_eq!(won(&DONOR), PLENTY - 40);
		let paid = Event::PaidIn { source: Source::AssetIncome, from: DONOR, amount: 40 };
		assert_eq!(last_event(), paid);
	});
}

#[test]
fn somebody_can_give_the_last_won() {
	ExtBuilder::default().build_and_execute(|| {
		pay_in(Source::Slashes, PLENTY);
		assert_eq!(won(&DONOR), 0);
	});
}

#[test]
fn nobody_pays_in_nothing_or_what_they_do_not_have() {
	ExtBuilder::default().build_and_execute(|| {
		let pay = |amount| FundRouter::pay_in(signed(DONOR), Source::Fees, amount);
		assert_noop!(pay(0), Error::<Test>::ZeroAmount);
		assert_noop!(pay(PLENTY + 1), Error::<Test>::InsufficientBalance);
		assert_ok!(pay(PLENTY));
		let unsigned = FundRouter::pay_in(RuntimeOrigin::none(), Source::Fees, 1);
		assert_noop!(unsigned, sp_runtime::DispatchError::BadOrigin);
	});
}
