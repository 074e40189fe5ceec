// SPDX-License-Identifier: Apache-2.0

//! Series with sound rules, announcements in time, and payments by the size of what people have.

use chungnam_ports::Merchants as _;
use chungnam_primitives::{Moment, MoneyClass, PersonId, SeriesId, Won, DAYS, MINUTES};
use chungnam_runtime::{AccountId, RegionalCurrency, Registry, Runtime, RuntimeCall};
use pallet_regional_currency::{
	Call, Order, Places, Rules, SaleTerms, SeriesById, SeriesOf, Template,
};
use pallet_registry::{MerchantAccounts, Merchants};

use super::Aim;
use crate::pools::{id, Pools};

/// A series that exists.
pub fn some_series(aim: &mut Aim) -> Option<(u64, SeriesOf<Runtime>)> {
	let number = *aim.dice.pick(&aim.pools.series)?;
	Some((number, SeriesById::<Runtime>::get(id::<SeriesId>(number))?))
}

/// The series that are sold, in order.
pub fn on_sale(pools: &Pools) -> Vec<SeriesId> {
	let all = pools.series.iter().map(|number| id::<SeriesId>(*number));
	let is_sold =
		|own: &SeriesId| RegionalCurrency::rules(*own).is_some_and(|rules| rules.sale.is_some());
	all.filter(is_sold).collect()
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
	let places = [
		Places::HomeZone,
		Places::HomeRegion,
		Places::Province,
		Places::AnyHomeZone,
		Places::AnyHomeRegion,
	];
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

/// None, or one of a few orders, so that some are paid twice.
pub fn some_order(aim: &mut Aim) -> Option<Order> {
	let till = aim.dice.below(3) as u16;
	aim.dice.one_in(2).then(|| Order { till, reference: [aim.dice.below(40) as u8; 16] })
}

/// Aims at a call.
pub fn aim(call: &str, aim: &mut Aim) -> Option<RuntimeCall> {
	Some(match call {
		"pay" if aim.dice.one_in(2) => {
			// Most of what somebody bought, so that the rest can be asked back.
			let class = [MoneyClass::Purchased, MoneyClass::Policy][aim.dice.below(2)];
			let (holder, _, amount) = some_lot(aim, class)?;
			aim.by = holder;
			let merchant = id(aim.dice.below(7) as u64);
			let amount = amount / 100 * [30, 65, 85, 100][aim.dice.below(4)];
			let (order, until) = (some_order(aim), aim.soon());
			Call::pay { merchant, amount, order, most_own: amount, until }.into()
		}
		"pay" => {
			let merchant = id(Pools::below(aim.dice, aim.pools.next_merchant));
			let (amount, order, until) = (aim.some_won(), some_order(aim), aim.soon());
			let most_own = amount / [1, 1, 2][aim.dice.below(3)];
			Call::pay { merchant, amount, order, most_own, until }.into()
		}
		"pay_shop" => {
			let to = id(Pools::below(aim.dice, aim.pools.next_merchant));
			let mut owners: Vec<_> = pallet_registry::Merchants::<Runtime>::iter_values().collect();
			owners.sort_by(|one, other| one.owner.cmp(&other.owner));
			let owner = aim.dice.pick(&owners)?.owner.clone();
			// Or a till, by chance.
			if !aim.dice.one_in(4) {
				aim.by = aim.cast.members.iter().position(|member| member.account == owner);
			}
			let (amount, order, until) = (aim.some_won(), some_order(aim), aim.soon());
			Call::pay_shop { to, amount, order, until }.into()
		}
		"buy" | "sell" => {
			let series = *aim.dice.pick(&on_sale(aim.pools))?;
			let (amount, least_incentive) = (aim.some_won(), 0);
			if call == "buy" {
				return Some(Call::buy { series, amount, least_incentive }.into());
			}
			let person = id(Pools::below(aim.dice, aim.pools.next_person));
			Call::sell { series, person, amount, least_incentive }.into()
		}
		"issue" => {
			let person = id(Pools::below(aim.dice, aim.pools.next_person));
			let payments = vec![(person, 1 + aim.some_won() / 10)].try_into().ok()?;
			let series = id(some_series(aim)?.0);
			Call::issue { series, payments }.into()
		}
		"refund_rest" | "undo_purchase" => {
			let (holder, series, _) = some_lot(aim, MoneyClass::Purchased)?;
			aim.by = holder;
			if call == "undo_purchase" {
				return Some(Call::undo_purchase { series }.into());
			}
			Call::refund_rest { series }.into()
		}
		"gift" => {
			let (holder, series, amount) = some_lot(aim, MoneyClass::Purchased)?;
			aim.by = holder;
			let to = id(Pools::below(aim.dice, aim.pools.next_person));
			Call::gift { to, series, amount: 1 + amount / 20 }.into()
		}
		"pay_for" | "claim_for" => {
			let mut wards: Vec<_> = pallet_registry::Guardians::<Runtime>::iter().collect();
			wards.sort_by_key(|(ward, _)| *ward);
			let (ward, guardians) = aim.dice.pick(&wards)?.clone();
			let guardian = guardians.first()?.guardian;
			aim.by = key_of(guardian, aim);
			if call == "claim_for" {
				return Some(Call::claim_for { ward }.into());
			}
			let merchant = id(Pools::below(aim.dice, aim.pools.next_merchant));
			let (amount, order, until) = (aim.some_won(), some_order(aim), aim.soon());
			Call::pay_for { ward, merchant, amount, order, until }.into()
		}
		"reclaim_won" => {
			let mut keys: Vec<_> = pallet_registry::Keys::<Runtime>::iter().collect();
			keys.sort_by(|(one, _), (other, _)| one.cmp(other));
			let (from, own) = aim.dice.pick(&keys)?.clone();
			aim.by = key_of(own.person, aim);
			Call::reclaim_won { from }.into()
		}
		"reclaim_takings" => {
			let mut lost: Vec<_> = MerchantAccounts::<Runtime>::iter_keys()
				.filter_map(|from| Some((Registry::lost_account_of(&from)?, from)))
				.collect();
			lost.sort();
			let (merchant, from) = aim.dice.pick(&lost)?.clone();
			aim.by =
				Merchants::<Runtime>::get(merchant).and_then(|shop| aim.cast.find(&shop.owner));
			Call::reclaim_takings { from }.into()
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
		_ => return series(call, aim),
	})
}

/// Series and their rules.
fn series(call: &str, aim: &mut Aim) -> Option<RuntimeCall> {
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
		_ => return None,
	})
}

/// A member of the cast who has a key of a person.
pub(super) fn key_of(person: PersonId, aim: &mut Aim) -> Option<usize> {
	let is_theirs = |number: &usize| {
		let account = aim.cast.members[*number].account.clone();
		chungnam_runtime::Registry::person_of(account) == Some(person)
	};
	let keys: Vec<_> = (0..aim.cast.members.len()).filter(is_theirs).collect();
	aim.dice.pick(&keys).copied()
}

/// Who holds money of a class, of which series, and how much.
fn some_lot(aim: &mut Aim, class: MoneyClass) -> Option<(Option<usize>, SeriesId, Won)> {
	let of_class = |series: SeriesId| {
		SeriesById::<Runtime>::get(series).is_some_and(|series| series.class == class)
	};
	let mut lots: Vec<_> = pallet_regional_currency::Wallets::<Runtime>::iter()
		.flat_map(|(person, wallet)| wallet.lots.into_iter().map(move |lot| (person, lot)))
		.filter(|(_, lot)| of_class(lot.series))
		.collect();
	lots.sort_by_key(|(person, lot)| (*person, lot.series));
	let (person, lot) = aim.dice.pick(&lots)?.clone();
	Some((key_of(person, aim), lot.series, lot.amount))
}
