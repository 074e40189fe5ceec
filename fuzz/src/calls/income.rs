// SPDX-License-Identifier: Apache-2.0

//! Basic incomes with sound terms, and the people whose case fits a call.

use chungnam_primitives::{korean_day, korean_month, IncomeId, KoreanDay, KoreanMonth};
use chungnam_runtime::{BasicIncome, Runtime, RuntimeCall};
use pallet_basic_income::{
	Call, Cases, Incomes, NewTier, Newcomer, Stage, TemplateOf, Terms, Tier,
};
use sp_runtime::Percent;

use super::{currency::template_like, Aim};
use crate::pools::{id, number, Pools};

fn some(aim: &mut Aim) -> Option<(u64, pallet_basic_income::IncomeOf<Runtime>)> {
	let mut found: Vec<_> =
		Incomes::<Runtime>::iter().map(|(key, income)| (number(key), income)).collect();
	found.sort_by_key(|(key, _)| *key);
	aim.dice.pick(&found).cloned()
}

fn like(mut terms: Terms, aim: &mut Aim) -> Terms {
	terms.full = aim.some_won();
	terms.least = terms.full / [1, 2, 3][aim.dice.below(3)];
	terms.pay_day = 1 + aim.dice.below(28) as u8;
	terms.newcomers_wait_days = [0, 1, 30][aim.dice.below(3)];
	terms.check_days = [0, 1, 90][aim.dice.below(3)];
	terms.max_unclaimed = 1 + aim.dice.below(5) as u8;
	terms.debt_share = Percent::from_percent(aim.dice.below(101) as u8);
	terms.ban_days = [0, 1, 730][aim.dice.below(3)];
	terms.confirm_monthly = aim.dice.one_in(3);
	terms
}

/// Incomes that wait for a word or for money.
fn waiting() -> Vec<IncomeId> {
	let mut waiting: Vec<_> = Incomes::<Runtime>::iter()
		.filter(|(_, income)| income.wait().is_some())
		.map(|(key, _)| key)
		.collect();
	waiting.sort();
	waiting
}

/// A transfer to the pool of an income that waits, without telling the income.
pub fn aim_pool(call: &str, aim: &mut Aim) -> Option<RuntimeCall> {
	if call != "transfer_allow_death" {
		return None;
	}
	let dest = BasicIncome::pool(*aim.dice.pick(&waiting())?).into();
	aim.by = Some(aim.cast.number("Nation"));
	Some(pallet_balances::Call::transfer_allow_death { dest, value: 700_000 }.into())
}

/// Aims at a call.
pub fn aim(call: &str, aim: &mut Aim) -> Option<RuntimeCall> {
	Some(match call {
		"begin_check" => {
			let (income, _) = some(aim)?;
			let person = id(Pools::below(aim.dice, aim.pools.next_person));
			let moved_in =
				korean_day(aim.pools.now).saturating_sub(aim.dice.below(90) as KoreanDay);
			let newcomers = vec![Newcomer { person, moved_in }].try_into().ok()?;
			Call::begin_check { income: id(income), newcomers }.into()
		}
		"close" | "prune" | "remove" => {
			let mut stopped: Vec<_> = Incomes::<Runtime>::iter()
				.filter(|(_, income)| !matches!(income.stage, Stage::Running { .. }))
				.map(|(key, _)| key)
				.collect();
			stopped.sort();
			let income = *aim.dice.pick(&stopped)?;
			match call {
				"close" => Call::close { income }.into(),
				"prune" => Call::prune { income, limit: 10 }.into(),
				_ => Call::remove { income }.into(),
			}
		}
		"retry" => Call::retry { income: *aim.dice.pick(&waiting())? }.into(),
		"sanction" => {
			let (income, own) = some(aim)?;
			let person = id(Pools::below(aim.dice, aim.pools.next_person));
			let (amount, multiple) = (aim.some_won(), own.terms.sanction.least);
			Call::sanction { income: id(income), person, amount, multiple }.into()
		}
		"admit" | "refuse" | "resume" | "refresh" | "forgive" => {
			let mut cases: Vec<_> = Cases::<Runtime>::iter_keys().collect();
			cases.sort();
			let (income, person): (IncomeId, _) = *aim.dice.pick(&cases)?;
			let with_arrears = aim.dice.one_in(2);
			match call {
				"admit" => Call::admit { income, person }.into(),
				"refuse" => Call::refuse { income, person }.into(),
				"resume" => Call::resume { income, person, with_arrears }.into(),
				"refresh" => Call::refresh { income, person }.into(),
				_ => Call::forgive { income, person }.into(),
			}
		}
		_ => return terms(call, aim),
	})
}

/// Incomes and their terms.
fn terms(call: &str, aim: &mut Aim) -> Option<RuntimeCall> {
	let month = korean_month(aim.pools.now);
	Some(match call {
		"create" => {
			let (_, own) = some(aim)?;
			let make = |tier: &Tier<TemplateOf<Runtime>>| NewTier {
				zones: tier.zones.clone(),
				template: tier.template.clone(),
			};
			let mut tiers: Vec<_> = own.tiers.iter().map(make).collect();
			for tier in &mut tiers {
				tier.template = template_like(tier.template.clone(), aim);
			}
			let terms = like(own.terms.clone(), aim);
			let (region, first) = (own.region, month + aim.dice.below(2) as KoreanMonth);
			let (tiers, refund_to) = (tiers.try_into().ok()?, aim.account());
			Call::create { region, tiers, terms, first, refund_to }.into()
		}
		"schedule_change" => {
			let (income, own) = some(aim)?;
			let terms = like(own.terms.clone(), aim);
			let from = month + 1 + aim.dice.below(3) as KoreanMonth;
			Call::schedule_change { income: id(income), from, terms }.into()
		}
		"cancel_change" => {
			let (income, own) = some(aim)?;
			let from = own.changes.iter().map(|change| change.from).last()?;
			Call::cancel_change { income: id(income), from }.into()
		}
		"confirm_month" => {
			let (income, own) = some(aim)?;
			Call::confirm_month { income: id(income), month: own.next }.into()
		}
		_ => return None,
	})
}
