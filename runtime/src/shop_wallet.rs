// SPDX-License-Identifier: Apache-2.0

//! The wallet of a shop, put together from the registry, the reserve and the won on the shop's account.

use alloc::vec::Vec;
use chungnam_primitives::{korean_day, korean_month, MerchantId};
use chungnam_wallet_api::{BonusView, CashOutView, ShopView, TillView};
use frame_support::traits::{
	fungible::{Inspect, InspectHold},
	tokens::{Fortitude, Preservation},
};
use pallet_registry::Role;
use pallet_reserve::{CashOutLimits, CashOuts, Claimant, RespendBonus, ShopLedgers};

use crate::{AccountId, Balance, Balances, Registry, Runtime, Timestamp};

/// The tills of a shop, and what each may still give out today.
fn tills(id: MerchantId) -> Vec<TillView<AccountId>> {
	let today = korean_day(Timestamp::get());
	let view = |account: AccountId| {
		let Role::Till(till) = Registry::acting(account.clone())?.role else { return None };
		let used = if till.day == today { till.used } else { 0 };
		let left_today = till.limit_per_day.saturating_sub(used); // a limit may be lowered below what was used
		Some(TillView { account, limit_per_day: till.limit_per_day, left_today })
	};
	pallet_registry::Tills::<Runtime>::get(id).into_iter().filter_map(view).collect()
}

/// The open cash-outs of a shop, oldest first. Reads all that are open: for a node that answers, never for a block.
fn cash_outs(id: MerchantId) -> Vec<CashOutView> {
	let own = CashOuts::<Runtime>::iter().filter(|(_, own)| own.claimant == Claimant::Merchant(id));
	let view = |(id, own): (pallet_reserve::CashOutId, pallet_reserve::CashOutOf<Runtime>)| {
		let (amount, requested_at, payable_at) = (own.amount, own.requested_at, own.payable_at);
		CashOutView { id: id.0, amount, requested_at, payable_at }
	};
	let mut all: Vec<_> = own.map(view).collect();
	all.sort_by_key(|own| own.id);
	all
}

/// The wallet of the shop for which an account acts, as its owner or as a till.
pub fn of(who: AccountId) -> Option<ShopView<AccountId>> {
	let id = Registry::acting(who).filter(|own| !own.role.is_former())?.merchant;
	let (shop, is_open) = Registry::merchant(id)?;
	let month = korean_month(Timestamp::get());
	let (ledger, bonus) = (ShopLedgers::<Runtime>::get(id), RespendBonus::<Runtime>::get());
	let limits = CashOutLimits::<Runtime>::get();
	let held = Balances::total_balance_on_hold(&shop.owner);
	Some(ShopView {
		merchant: id,
		is_open,
		spendable: Balances::reducible_balance(
			&shop.owner,
			Preservation::Expendable,
			Fortitude::Polite,
		),
		held,
		tills: tills(id),
		// What is asked of the bank is held.
		cash_outs: if held > 0 { cash_outs(id) } else { Vec::new() },
		cashed_out: ledger.cashed_out.in_month(month),
		cash_out_per_month: Some(limits.per_month(shop.sales_class))
			.filter(|won| *won < Balance::MAX),
		bonus: BonusView {
			takings: ledger.takings,
			rate: bonus.rate.deconstruct(),
			received: ledger.bonus.in_month(month),
			per_month: bonus.per_month,
		},
		account: shop.owner,
	})
}
