// SPDX-License-Identifier: Apache-2.0

//! Payments as JSON: what pays in a shop, what lies in a wallet, what can be refunded, what comes.

use alloc::vec::Vec;
use chungnam_ports::{Coming, Opener};
use chungnam_primitives::{
	IncomeId, MerchantId, Moment, MoneyClass, PersonId, ProgrammeId, RegionId, SeriesId, Won,
};
use pallet_regional_currency::{LotView, Part, Quote, Receipt, RefusedLot};
use serde::Serialize;

use crate::{rules::regions, OrderJson, Reason, RulesJson};

/// Won of one series.
#[derive(Clone, Debug)]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PartJson {
	series: SeriesId,
	amount: Won,
	#[serde(skip_serializing_if = "Option::is_none")]
	reason: Option<Reason>,
}

impl From<Part> for PartJson {
	fn from(part: Part) -> Self {
		Self { series: part.series, amount: part.amount, reason: None }
	}
}

impl From<RefusedLot> for PartJson {
	fn from(lot: RefusedLot) -> Self {
		Self { series: lot.series, amount: lot.amount, reason: Some(lot.reason.into()) }
	}
}

/// Each entry of a list as JSON.
pub(crate) fn each<From, To>(list: impl IntoIterator<Item = From>) -> Vec<To>
where
	From: Into<To>,
{
	list.into_iter().map(Into::into).collect()
}

/// The answer to "can I pay here?".
#[derive(Clone, Debug)]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct QuoteJson {
	payable: bool,
	parts: Vec<PartJson>,
	plain: Won,
	affordable: Won,
	reason: Option<Reason>,
	refused: Vec<PartJson>,
	/// The chain's clock, from which a wallet counts how long its payment lives.
	at: Moment,
}

impl From<Quote> for QuoteJson {
	fn from(quote: Quote) -> Self {
		let (plan, reason) = match quote.plan {
			Ok(plan) => (plan, None),
			Err(refusal) => (Default::default(), Some(refusal.into())),
		};
		Self {
			payable: reason.is_none(),
			parts: each(plan.parts),
			plain: plan.plain,
			affordable: quote.affordable,
			reason,
			refused: each(quote.refused),
			at: quote.at,
		}
	}
}

/// A lot in a wallet.
#[derive(Clone, Debug)]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct LotJson {
	series: SeriesId,
	class: MoneyClass,
	/// The cities and counties that issued it.
	issuers: Vec<RegionId>,
	amount: Won,
	opens: Moment,
	ends: Moment,
	paused: bool,
	/// Until when its buyer can take it back; there where the series has ended and it can no longer be spent.
	#[serde(skip_serializing_if = "Option::is_none")]
	to_take_back: Option<Moment>,
	/// True if it was claimed already. Either way it can be spent.
	claimed: bool,
	/// The programme or income that gave it.
	#[serde(skip_serializing_if = "Option::is_none")]
	from: Option<OpenerJson>,
	/// Where and on what it is spent.
	rules: RulesJson,
}

impl From<LotView> for LotJson {
	fn from(lot: LotView) -> Self {
		Self {
			series: lot.series,
			class: lot.class,
			issuers: regions(lot.issuers),
			amount: lot.amount,
			opens: lot.opens,
			ends: lot.ends,
			paused: lot.paused,
			to_take_back: lot.to_take_back,
			claimed: lot.claimed,
			from: lot.opener.map(Into::into),
			rules: lot.rules.into(),
		}
	}
}

/// The giver of a lot.
#[derive(Clone, Copy, Debug)]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub enum OpenerJson {
	/// A programme of vouchers.
	Programme(ProgrammeId),
	/// A basic income.
	Income(IncomeId),
}

impl From<Opener> for OpenerJson {
	fn from(opener: Opener) -> Self {
		match opener {
			Opener::Programme(number) => Self::Programme(number),
			Opener::Income(number) => Self::Income(number),
		}
	}
}

/// Money that comes next.
#[derive(Clone, Debug)]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ComingJson {
	from: OpenerJson,
	at: Moment,
	amount: Won,
}

impl From<Coming> for ComingJson {
	fn from(coming: Coming) -> Self {
		Self { from: coming.from.into(), at: coming.at, amount: coming.amount }
	}
}

/// A payment that can still be refunded.
#[derive(Clone, Debug)]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ReceiptJson {
	person: PersonId,
	merchant: MerchantId,
	order: Option<OrderJson>,
	at: Moment,
	parts: Vec<PartJson>,
	plain: Won,
}

impl<AccountId> From<Receipt<AccountId>> for ReceiptJson {
	fn from(receipt: Receipt<AccountId>) -> Self {
		Self {
			person: receipt.person,
			merchant: receipt.merchant,
			order: receipt.order.map(Into::into),
			at: receipt.at,
			parts: each(receipt.parts),
			plain: receipt.plain,
		}
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use pallet_regional_currency::{Order, Plan, Refusal};
	use serde_json::{json, to_value};

	fn part() -> Part {
		Part {
			series: SeriesId(3),
			amount: 200,
			face: 1_000,
			cap: None,
			bonuses: Default::default(),
		}
	}

	#[test]
	fn quote_is_payable_and_names_its_parts_when_there_is_a_plan() {
		let plan = Plan { parts: vec![part()].try_into().unwrap(), plain: 700 };
		let reason = Refusal::PlaceNotAllowed;
		let refused = RefusedLot { series: SeriesId(4), amount: 50, reason };
		let refused = vec![refused].try_into().unwrap();
		let quote = Quote { plan: Ok(plan), affordable: 900, refused, at: 7 };
		let json = to_value(QuoteJson::from(quote)).unwrap();
		assert_eq!(
			json,
			json!({
				"payable": true,
				"parts": [{ "series": 3, "amount": 200 }],
				"plain": 700,
				"affordable": 900,
				"reason": null,
				"refused": [{ "series": 4, "amount": 50, "reason": Reason::from(reason) }],
				"at": 7,
			})
		);
	}

	#[test]
	fn quote_is_not_payable_and_has_a_reason_when_it_is_refused() {
		let json = to_value(QuoteJson::from(Quote::refused(Refusal::ZeroAmount, 7))).unwrap();
		assert_eq!(json["payable"], false);
		assert_eq!(json["reason"]["code"], "ZeroAmount");
	}

	#[test]
	fn receipt_shows_what_can_be_refunded_and_no_account() {
		let receipt = Receipt {
			person: PersonId(1),
			account: 2_u64,
			merchant: MerchantId(5),
			order: Some(Order { till: 2, reference: [0xab; 16] }),
			at: 1_000,
			parts: vec![part()].try_into().unwrap(),
			plain: 30,
			pledged: false,
		};
		assert_eq!(
			to_value(ReceiptJson::from(receipt)).unwrap(),
			json!({
				"person": 1,
				"merchant": 5,
				"order": { "till": 2, "reference": format!("0x{}", "ab".repeat(16)) },
				"at": 1_000,
				"parts": [{ "series": 3, "amount": 200 }],
				"plain": 30,
			})
		);
	}

	#[test]
	fn opener_is_named_by_its_kind() {
		let coming = Coming { from: Opener::Income(IncomeId(2)), at: 9, amount: 100 };
		assert_eq!(
			to_value(ComingJson::from(coming)).unwrap(),
			json!({ "from": { "income": 2 }, "at": 9, "amount": 100 })
		);
		assert_eq!(
			to_value(OpenerJson::from(Opener::Programme(ProgrammeId(7)))).unwrap(),
			json!({ "programme": 7 })
		);
	}
}
