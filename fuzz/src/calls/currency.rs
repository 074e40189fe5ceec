// SPDX-License-Identifier: Apache-2.0

//! Series with sound rules, announcements in time, and payments by the size of what people have.

use chungnam_primitives::{Moment, MoneyClass, SeriesId, DAYS, MINUTES};
use chungnam_runtime::{AccountId, RegionalCurrency, Runtime, RuntimeCall};
use pallet_regional_currency::{Call, Places, Rules, SaleTerms, SeriesById, SeriesOf, Template};

use super::Aim;
use crate::pools::{id, Pools};

/// A series that exists.
pub fn some_series(aim: &mut Aim) -> Option<(u64, SeriesOf<Runtime>)> {
	let number = *aim.dice.pick(&aim.pools.series)?;
	Some((number, SeriesById::<Runtime>::get(id::<SeriesId>(number))?))
}

/// Rules like those of a series that exists, with other dates and some other things.
fn like(mut rules: Rules, aim: &mut Aim) -> Rules {
	let now = aim.pools.now;
	rules.opens = if aim.dice.one_in(4) { now + DAYS } else { 0 };
	rules.expires = later(now, aim);
	if aim.dice.one_in(3) {
		rules.places = places(aim);
	}
	if let Some(sale) = &mut rules.sale {
		sale.closes = rules.expires;
		vary_sale(sale, aim);
	}
	if aim.dice.one_in(6) {
		rules.to_router = sp_runtime::Perbill::from_percent(aim.dice.below(101) as u32);
	}
	rules
}

fn vary_sale(sale: &mut SaleTerms, aim: &mut Aim) {
	if aim.dice.one_in(3) {
		sale.per_month = aim.some_won();
	}
	if aim.dice.one_in(4) {
		sale.holding = aim.some_won();
	}
	if aim.dice.one_in(4) {
		sale.incentive = None;
	}
	if let Some(incentive) = &mut sale.incentive {
		incentive.rate = sp_runtime::Perbill::from_percent(aim.dice.below(40) as u32);
	}
}

/// The end of something: minutes to a year away.
fn later(now: Moment, aim: &mut Aim) -> Moment {
	let days = [1, 2, 7, 10, 40, 100, 366];
	match aim.dice.below(8) {
		0 => now + MINUTES,
		_ => now + DAYS * aim.dice.pick(&days).copied().unwrap_or(1),
	}
}

fn places(aim: &mut Aim) -> Places {
	let places = [Places::HomeZone, Places::HomeRegion, Places::Province];
	aim.dice.pick(&places).cloned().unwrap_or(Places::Province)
}

/// A template like one that exists, valid for some days.
pub fn template_like(mut template: Template<AccountId>, aim: &mut Aim) -> Template<AccountId> {
	template.valid_days = [1, 3, 30, 60, 90, 180, 400][aim.dice.below(7)];
	if aim.dice.one_in(4) {
		template.places = places(aim);
	}
	template
}

/// Aims at a call.
pub fn aim(call: &str, aim: &mut Aim) -> Option<RuntimeCall> {
	let now = aim.pools.now;
	Some(match call {
		"create_series" => {
			let (_, like_this) = some_series(aim)?;
			let rules = like(like_this.rules_at(now).clone(), aim);
			let class = match aim.dice.below(6) {
				0 => MoneyClass::Purchased,
				_ => like_this.class,
			};
			let (issuers, funders) = (like_this.issuers, like_this.funders);
			Call::create_series { class, issuers, funders, rules }.into()
		}
		"schedule_change" => {
			let (series, own) = some_series(aim)?;
			let mut rules = own.rules_at(now).clone();
			let until = later(now + 8 * DAYS, aim);
			match aim.dice.below(4) {
				0 => rules.expires = until,
				1 => rules.places = places(aim),
				_ => {
					if let Some(sale) = &mut rules.sale {
						vary_sale(sale, aim);
					}
				}
			}
			let from = now + 7 * DAYS + aim.dice.below(3) as Moment * DAYS;
			Call::schedule_change { series: id(series), from, rules }.into()
		}
		"cancel_change" => {
			let (series, own) = some_series(aim)?;
			let from = own.changes.iter().map(|change| change.from).last()?;
			Call::cancel_change { series: id(series), from }.into()
		}
		"pay" => {
			let merchant = id(Pools::below(aim.dice, aim.pools.next_merchant));
			Call::pay { merchant, amount: aim.some_won() }.into()
		}
		"buy" | "sell" => {
			let (series, own) = some_series(aim)?;
			own.rules_at(now).sale.as_ref()?;
			let (series, amount, least_incentive) = (id(series), aim.some_won(), 0);
			if call == "buy" {
				return Some(Call::buy { series, amount, least_incentive }.into());
			}
			let person = id(Pools::below(aim.dice, aim.pools.next_person));
			Call::sell { series, person, amount, least_incentive }.into()
		}
		"refund" => {
			let receipt = *aim.dice.pick(&aim.pools.receipts)?;
			let found = RegionalCurrency::receipt(id(receipt))?;
			let whole = found.parts.iter().map(|part| part.amount).sum::<u128>() + found.plain;
			let amount = [whole, whole / 2, 1_000][aim.dice.below(3)];
			let shop = pallet_registry::Merchants::<Runtime>::get(found.merchant)?.owner;
			aim.by = aim.cast.find(&shop);
			Call::refund { receipt: id(receipt), amount }.into()
		}
		_ => return None,
	})
}
