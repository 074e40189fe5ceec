// SPDX-License-Identifier: Apache-2.0

//! The reserve: won is made, destroyed and cashed out. One file, because these calls are a matter of their own.

use chungnam_primitives::{MerchantId, Won};
use chungnam_runtime::{AccountId, Reserve, Runtime, RuntimeCall, RuntimeEvent};
use pallet_reserve::{Call, CashOutId, CashOutRejection, CashOuts, Event, ReserveState};

use super::Aim;
use crate::pools::{id, number};

/// The pallet in which these calls stand.
pub const PALLET: &str = "Reserve";

/// Cash-outs that are open.
pub fn cash_outs() -> Vec<u64> {
	let mut ids: Vec<_> = CashOuts::<Runtime>::iter_keys().map(number).collect();
	ids.sort_unstable();
	ids
}

/// The balance of the bank, and what is asked back of it.
pub fn amounts() -> Vec<Won> {
	let mut amounts = vec![balance()];
	amounts.extend(CashOuts::<Runtime>::iter_values().map(|cash_out| cash_out.amount));
	amounts
}

/// The attested balance of the bank.
pub fn balance() -> Won {
	ReserveState::<Runtime>::get().balance
}

/// The accounts that the reserve derives.
pub fn pots() -> Vec<AccountId> {
	vec![Reserve::respend_pot()]
}

/// The accounts from which the bank pays what was asked for.
pub fn claimants() -> Vec<AccountId> {
	CashOuts::<Runtime>::iter_values().map(|cash_out| cash_out.account).collect()
}

/// By how much an event of the reserve moves the issuance: up, down.
pub fn moves(event: &RuntimeEvent) -> (Won, Won) {
	let RuntimeEvent::Reserve(event) = event else { return (0, 0) };
	match event {
		Event::Minted { amount, .. } => (*amount, 0),
		Event::Burnt { amount, .. } => (0, *amount),
		_ => (0, 0),
	}
}

/// Calls that a random choice of values seldom gets right.
pub fn aim(call: &str, aim: &mut Aim) -> Option<RuntimeCall> {
	let issuance = pallet_balances::TotalIssuance::<Runtime>::get();
	Some(match call {
		"attest_reserve" => {
			let up = aim.won();
			let balance = match aim.dice.below(4) {
				0 => issuance,
				1 => balance().saturating_add(up),
				_ => issuance.saturating_add(up).saturating_add(1_000_000_000),
			};
			Call::attest_reserve { balance, statement: aim.dice.bytes() }.into()
		}
		"mint" => {
			let room = balance().saturating_sub(issuance);
			let amount = if aim.dice.one_in(6) { room } else { aim.won() };
			Call::mint { to: aim.account(), amount }.into()
		}
		"confirm_cash_outs" => {
			let ids = cash_outs();
			let first = aim.dice.below(ids.len());
			let count = 1 + aim.dice.below(3);
			let paid: Vec<_> = ids
				.iter()
				.skip(first)
				.take(count)
				.map(|cash_out| (id(*cash_out), aim.dice.bytes()))
				.collect();
			Call::confirm_cash_outs { paid: paid.try_into().ok()? }.into()
		}
		"take_cash_outs" => {
			let ids = cash_outs();
			let first = aim.dice.below(ids.len());
			let count = 1 + aim.dice.below(3);
			let ids: Vec<CashOutId> =
				ids.iter().skip(first).take(count).map(|own| id(*own)).collect();
			Call::take_cash_outs { ids: ids.try_into().ok()? }.into()
		}
		"request_cash_out" => {
			let shop = (aim.dice.below(aim.pools.next_merchant as usize)) as u64;
			let owner = pallet_registry::Merchants::<Runtime>::get(id::<MerchantId>(shop))?.owner;
			aim.by = aim.cast.find(&owner);
			Call::request_cash_out { amount: aim.some_won() }.into()
		}
		"cancel_cash_out" | "review_cash_out" | "reject_cash_out" => {
			let cash_out: u64 = *aim.dice.pick(&cash_outs())?;
			let account = CashOuts::<Runtime>::get(id::<CashOutId>(cash_out))?.account;
			let reasons = [CashOutRejection::Duplicate, CashOutRejection::UnderInvestigation];
			let (id, reason) = (id(cash_out), *aim.dice.pick(&reasons)?);
			match call {
				"cancel_cash_out" => {
					aim.by = aim.cast.find(&account);
					Call::cancel_cash_out { id }.into()
				}
				"review_cash_out" => Call::review_cash_out { id }.into(),
				_ => Call::reject_cash_out { id, reason }.into(),
			}
		}
		"end_investigation" => {
			let mut ids = cash_outs();
			ids.retain(|own| {
				let found = CashOuts::<Runtime>::get(id::<CashOutId>(*own));
				found.is_some_and(|own| own.is_investigated(aim.pools.now))
			});
			Call::end_investigation { id: id(*aim.dice.pick(&ids)?) }.into()
		}
		_ => return None,
	})
}
