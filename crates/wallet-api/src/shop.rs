// SPDX-License-Identifier: Apache-2.0

//! A shop's wallet: what it has, what its tills may still give out, what the bank owes it.

use alloc::vec::Vec;
use chungnam_primitives::{MerchantId, Moment, Won};
use codec::{Decode, Encode};
use scale_info::TypeInfo;
use serde::Serialize;

/// A till of a shop.
#[derive(Clone, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, TypeInfo, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct TillView<AccountId> {
	/// Its account.
	pub account: AccountId,
	/// Won that it may refund and spend in a Korean day.
	pub limit_per_day: Won,
	/// Won of it that are left today.
	pub left_today: Won,
}

/// A request for bank won that is neither paid nor rejected.
#[derive(Clone, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, TypeInfo, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CashOutView {
	/// Its number.
	pub id: u64,
	/// Won.
	pub amount: Won,
	/// When it was asked for.
	pub requested_at: Moment,
	/// The first moment at which the bank may pay it.
	pub payable_at: Moment,
}

/// The bonus for paying other shops.
#[derive(Clone, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, TypeInfo, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct BonusView {
	/// Won of takings that still earn it.
	pub takings: Won,
	/// Its share of what is passed on, in parts of a billion. 0 while there is none.
	pub rate: u32,
	/// Won received this month.
	pub received: Won,
	/// The most of a month, in won.
	pub per_month: Won,
}

/// What a shop sees of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, TypeInfo, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ShopView<AccountId> {
	/// Its number.
	pub merchant: MerchantId,
	/// The account that takes its money.
	pub account: AccountId,
	/// True if it may take money now.
	pub is_open: bool,
	/// Won on the account that can be spent, refunded or cashed out.
	pub spendable: Won,
	/// Won on the account that is held, for cash-outs.
	pub held: Won,
	/// The accounts of its staff.
	pub tills: Vec<TillView<AccountId>>,
	/// What it asked the bank for, oldest first.
	pub cash_outs: Vec<CashOutView>,
	/// Won that it asked the bank for this month.
	pub cashed_out: Won,
	/// The most that it can ask the bank for in a month, in won. `None` for no limit.
	pub cash_out_per_month: Option<Won>,
	/// The bonus for paying other shops.
	pub bonus: BonusView,
}

#[cfg(test)]
mod tests {
	use super::*;
	use serde_json::{json, to_value};

	#[test]
	fn shop_is_plain_json() {
		let till = TillView { account: 2_u64, limit_per_day: 50_000, left_today: 20_000 };
		let cash_out = CashOutView { id: 3, amount: 10_000, requested_at: 1, payable_at: 2 };
		let shop = ShopView {
			merchant: MerchantId(1),
			account: 9,
			is_open: true,
			spendable: 40_000,
			held: 10_000,
			tills: vec![till],
			cash_outs: vec![cash_out],
			cashed_out: 10_000,
			cash_out_per_month: Some(1_000_000),
			bonus: BonusView { takings: 5, rate: 50_000_000, received: 1, per_month: 100 },
		};
		let json = to_value(shop).unwrap();
		assert_eq!(
			json["tills"],
			json!([{ "account": 2, "limitPerDay": 50_000, "leftToday": 20_000 }])
		);
		assert_eq!(json["cashOuts"][0]["payableAt"], 2);
		assert_eq!((&json["isOpen"], &json["bonus"]["rate"]), (&json!(true), &json!(50_000_000)));
	}
}
