// SPDX-License-Identifier: Apache-2.0

//! The reserve keeps the contracts of the ports that it serves, as their mock does.

use chungnam_primitives::korean_month;
use chungnam_testkit::{
	contract::{self, Vault},
	now,
};
use frame_support::assert_ok;

use super::*;
use crate::{half_year, CashOutId, CashOutRejection, Disclosures};

struct Real;

impl Vault for Real {
	type AccountId = AccountId;
	type Reserve = Reserve;
	const OWNER: AccountId = COOK;
	const SHOP: MerchantId = RESTAURANT;

	fn cover(more: Won) {
		let balance = Balances::total_issuance() + more;
		assert_ok!(Reserve::attest_reserve(signed(BANK), balance, [1; 32]));
	}

	fn refuse_rest() {
		let reason = CashOutRejection::BankRefused;
		assert_ok!(Reserve::reject_cash_out(signed(BANK), CashOutId(0), reason));
	}

	fn fall_short() {
		let balance = Balances::total_issuance() - 1;
		assert_ok!(Reserve::attest_reserve(signed(BANK), balance, [2; 32]));
	}

	fn let_the_statement_age() {
		at(now() + 14 * DAYS);
	}

	fn spendable() -> Won {
		plain(COOK)
	}

	fn published() -> [Won; 4] {
		let published = Disclosures::<Test>::get(half_year(korean_month(now())));
		[published.sold, published.incentive, published.policy, published.expired]
	}

	fn set_bonus(rate: Perbill, pot: Won) {
		let terms = RespendTerms { rate, per_month: Won::MAX };
		assert_ok!(Reserve::set_respend_terms(RuntimeOrigin::root(), terms));
		assert_ok!(Reserve::mint(signed(TREASURY), Reserve::respend_pot(), pot));
	}
}

#[test]
fn reserve_keeps_the_contract_of_issuance() {
	ExtBuilder::default().build_and_execute(contract::issuance::<Real>);
}

#[test]
fn reserve_keeps_the_contract_of_takings() {
	ExtBuilder::default().build_and_execute(contract::takings::<Real>);
}
