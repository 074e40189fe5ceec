// SPDX-License-Identifier: Apache-2.0

//! The state of the pallet next to the model, number by number.

use std::collections::BTreeMap;

use chungnam_primitives::Won;
use frame_support::traits::fungible::InspectHold;

use super::money::{Counter, MLot, MPart, MReceipt, MRequest, MTill, MTotals, Money};
use crate::{
	tests::*, CashOuts, Claimant, HoldReason, NextCashOut, NextSeries, OldestReceipt, Period,
	ReserveState, SeriesById, Tills, UsageKey,
};

fn lots_and_usage(
) -> (BTreeMap<(PersonId, SeriesId), MLot>, BTreeMap<(PersonId, Counter, u32), Won>) {
	let (mut lots, mut usage) = (BTreeMap::new(), BTreeMap::new());
	for (person, wallet) in Wallets::<Test>::iter() {
		for lot in &wallet.lots {
			let own = MLot { amount: lot.amount, face: lot.face, graced: lot.graced };
			lots.insert((person, lot.series), own);
		}
		for used in &wallet.usage {
			let counter = match used.key {
				UsageKey::Cap(id) => Counter::Cap(id),
				UsageKey::Purchase(_) => Counter::Bought,
				UsageKey::IncentiveOfMonth(_) => Counter::ExtraOfMonth,
				UsageKey::IncentiveOfYear(_) => Counter::ExtraOfYear,
				UsageKey::Gift(series) => Counter::Given(series),
			};
			let (Period::Month(period) | Period::Year(period)) = used.period;
			usage.insert((person, counter, period), used.amount);
		}
	}
	(lots, usage)
}

fn all_totals() -> BTreeMap<SeriesId, MTotals> {
	let own = |(series, totals): (SeriesId, Totals)| {
		let sums = MTotals {
			budget: totals.budget,
			issued: totals.issued,
			outstanding: totals.outstanding,
			graced: totals.graced,
			spent: totals.spent,
			expired: totals.expired,
			clawed_back: totals.clawed_back,
			refunded: totals.refunded,
			grace_until: totals.grace_until,
			pot: pot(series),
		};
		(series, sums)
	};
	TotalsBySeries::<Test>::iter().map(own).collect()
}

fn receipts() -> BTreeMap<u64, MReceipt> {
	let own = |(id, receipt): (u64, ReceiptOf<Test>)| {
		let parts = receipt.parts.iter().map(|part| MPart {
			series: part.series,
			amount: part.amount,
			face: part.face,
			cap: part.cap,
		});
		let receipt = MReceipt {
			person: receipt.person,
			account: receipt.account,
			merchant: receipt.merchant,
			at: receipt.at,
			parts: parts.collect(),
			plain: receipt.plain,
		};
		(id, receipt)
	};
	Receipts::<Test>::iter().map(own).collect()
}

fn requests() -> BTreeMap<u64, MRequest> {
	CashOuts::<Test>::iter()
		.map(|(id, request)| {
			let shop = match request.claimant {
				Claimant::Merchant(shop) => Some(shop),
				Claimant::Buyer(..) => None,
			};
			let request = MRequest {
				account: request.account,
				shop,
				amount: request.amount,
				asked: request.requested_at,
				payable: request.payable_at,
				reviewer: request.reviewer,
			};
			(id, request)
		})
		.collect()
}

impl Money {
	/// Panics, saying where, unless the pallet has the same money in the same places.
	pub fn assert_same(&self, step: &str) {
		let (lots, usage) = lots_and_usage();
		assert_eq!(lots, self.lots, "lots after {step}");
		assert_eq!(usage, self.usage, "counters after {step}");
		assert_eq!(all_totals(), self.totals, "totals after {step}");
		assert_eq!(receipts(), self.receipts, "receipts after {step}");
		assert_eq!(requests(), self.requests, "cash-outs after {step}");
		self.assert_same_balances(step);
		for (id, till) in Tills::<Test>::iter() {
			let found = MTill {
				takings: till.takings,
				cashed_out: (till.cashed_out.month, till.cashed_out.amount),
				bonus: (till.bonus.month, till.bonus.amount),
			};
			assert_eq!(Some(&found), self.tills.get(&id), "till {id} after {step}");
		}
		let numbers = (self.next_series, self.next_receipt, self.oldest_receipt, self.next_request);
		let found = (
			NextSeries::<Test>::get(),
			NextReceipt::<Test>::get(),
			OldestReceipt::<Test>::get(),
			NextCashOut::<Test>::get(),
		);
		assert_eq!(found, numbers, "numbers after {step}");
	}

	/// As [`Money::assert_same`], for what is read only, so that it need not be compared after each step.
	pub fn assert_same_series(&self, step: &str) {
		for (id, series) in &self.series {
			let found = SeriesById::<Test>::get(id).map(|series| series.paused);
			assert_eq!(found, Some(series.paused), "series {id} after {step}");
			let rules = RegionalCurrency::rules(*id);
			assert_eq!(rules, Some(series.at(self.now).to_rules()), "rules {id} after {step}");
		}
	}

	fn assert_same_balances(&self, step: &str) {
		for (who, amount) in &self.plain {
			assert_eq!(Balances::balance(who), *amount, "won of {who} after {step}");
		}
		for (who, amount) in &self.held {
			let found = Balances::balance_on_hold(&HoldReason::CashOut.into(), who);
			assert_eq!(found, *amount, "held won of {who} after {step}");
		}
		let respend = plain(RegionalCurrency::respend_pot());
		assert_eq!(respend, self.respend_pot, "re-spend pot after {step}");
		assert_eq!(Balances::total_issuance(), self.issuance, "issuance after {step}");
		assert_eq!(ReserveState::<Test>::get().balance, self.reserve, "reserve after {step}");
	}
}
