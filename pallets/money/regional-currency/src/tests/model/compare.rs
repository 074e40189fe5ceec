// SPDX-License-Identifier: Apache-2.0

//! The state of the pallet next to the model, number by number.

use chungnam_primitives::{PersonId, ReceiptId, Won};
use std::collections::BTreeMap;

use super::money::{Counter, MLot, MPart, MReceipt, MTotals, Money};
use crate::{tests::*, NextSeries, OldestReceipt, Period, SeriesById, UsageKey};

/// Everyone there is.
const PEOPLE: [PersonId; 6] =
	[PersonId(1), PersonId(2), PersonId(3), PersonId(4), PersonId(5), PersonId(6)];

type Lots = BTreeMap<(PersonId, SeriesId), MLot>;
type Counters = BTreeMap<(PersonId, Counter, u32), Won>;

fn lots_and_usage() -> (Lots, Counters) {
	let (mut lots, mut usage) = (BTreeMap::new(), BTreeMap::new());
	for person in PEOPLE {
		let wallet = wallet(person);
		for lot in &wallet.lots {
			let own = MLot { amount: lot.amount, face: lot.face, graced: lot.graced };
			lots.insert((person, lot.series), own);
		}
		for used in &wallet.usage {
			let counter = match used.key {
				UsageKey::Cap(id) => Counter::Cap(id.0),
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

fn earned() -> BTreeMap<(PersonId, SeriesId, SeriesId), Won> {
	let own = |person: PersonId| {
		let earned = wallet(person).earned.into_iter();
		earned.map(move |own| ((person, own.bought, own.from), own.amount))
	};
	PEOPLE.into_iter().flat_map(own).collect()
}

fn all_totals(known: &BTreeMap<SeriesId, MTotals>) -> BTreeMap<SeriesId, MTotals> {
	let own = |series: SeriesId| {
		let totals = TotalsBySeries::<Test>::try_get(series).ok()?;
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
		Some((series, sums))
	};
	known.keys().copied().filter_map(own).collect()
}

/// In the order of the incentives, and not of the purchases.
fn sorted(mut earned: Vec<(SeriesId, Won)>) -> Vec<(SeriesId, Won)> {
	earned.sort_unstable();
	earned
}

fn receipts(known: &BTreeMap<ReceiptId, MReceipt>) -> BTreeMap<ReceiptId, MReceipt> {
	let own = |id: ReceiptId| {
		let receipt = Receipts::<Test>::get(id)?;
		let parts = receipt.parts.iter().cloned().map(|part| MPart {
			series: part.series,
			amount: part.amount,
			face: part.face,
			cap: part.cap,
			earned: sorted(part.bonuses.into_inner()),
		});
		let receipt = MReceipt {
			person: receipt.person,
			account: receipt.account,
			merchant: receipt.merchant,
			order: receipt.order,
			at: receipt.at,
			parts: parts.collect(),
			plain: receipt.plain,
		};
		Some((id, receipt))
	};
	known.keys().copied().filter_map(own).collect()
}

impl Money {
	/// Panics, saying where, unless the pallet has the same money in the same places. Looks where the model has some;
	/// that nothing is elsewhere, [`Money::assert_nothing_else`] says.
	pub fn assert_same(&self, step: &str) {
		let (lots, usage) = lots_and_usage();
		assert_eq!(lots, self.lots, "lots after {step}");
		assert_eq!(usage, self.usage, "counters after {step}");
		assert_eq!(earned(), self.earned, "incentives of bought lots after {step}");
		assert_eq!(all_totals(&self.totals), self.totals, "totals after {step}");
		assert_eq!(receipts(&self.receipts), self.receipts, "receipts after {step}");
		self.assert_same_balances(step);
		for id in self.shops.keys() {
			let takings = self.takings.get(id).copied().unwrap_or(0);
			assert_eq!(MockReserve::takings(*id), takings, "takings of {id} after {step}");
		}
		let rests: Vec<_> = MockReserve::rests()
			.into_iter()
			.map(|rest| (rest.person, rest.series, rest.amount))
			.collect();
		assert_eq!(rests, self.rests, "rests after {step}");
		let numbers = (self.next_series, self.next_receipt, self.oldest_receipt);
		let found = (
			NextSeries::<Test>::get(),
			PaymentState::<Test>::get().next_receipt,
			OldestReceipt::<Test>::get(),
		);
		assert_eq!(found, numbers, "numbers after {step}");
	}

	/// As [`Money::assert_same`], for what is slow to compare after each step: definitions, and that there is no more.
	pub fn assert_nothing_else(&self, step: &str) {
		assert!(Wallets::<Test>::iter_keys().all(|own| PEOPLE.contains(&own)), "{step}");
		assert_eq!(Receipts::<Test>::iter_keys().count(), self.receipts.len(), "{step}");
		assert_eq!(TotalsBySeries::<Test>::iter_keys().count(), self.totals.len(), "{step}");
		assert_eq!(SeriesById::<Test>::iter_keys().count(), self.series.len(), "{step}");
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
		let pot = plain(MockReserve::bonus_pot());
		assert_eq!(pot, self.bonus_pot, "pot of the bonus after {step}");
		assert_eq!(Balances::total_issuance(), self.issuance, "issuance after {step}");
	}
}
