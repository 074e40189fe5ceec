// SPDX-License-Identifier: Apache-2.0

//! Shops that pay shops.

use chungnam_frame_kit::{Clock, WonExt};
use chungnam_ports::{Merchants, ShopAct, ShopStanding, Takings};
use chungnam_primitives::{korean_day, MerchantId, Moment, Won};
use frame_support::ensure;
use sp_runtime::DispatchResult;

use crate::{pallet::*, types::Order};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_pay_shop(
		who: &T::AccountId,
		to: MerchantId,
		amount: Won,
		order: Option<Order>,
		until: Moment,
	) -> DispatchResult {
		ensure!(amount > 0, Error::<T>::ZeroAmount);
		let now = T::Time::moment();
		Self::ensure_alive(until, now)?;
		let from = T::Merchants::merchant_of(who).ok_or(Error::<T>::MerchantNotFound)?;
		let payer = T::Merchants::merchant(from, now).ok_or(Error::<T>::MerchantNotFound)?;
		let payee = T::Merchants::merchant(to, now).ok_or(Error::<T>::MerchantNotFound)?;
		// An overdue check stops residents' payments, and nothing between shops.
		let operate = [&payer, &payee].iter().all(|own| own.standing == ShopStanding::Operating);
		ensure!(operate, Error::<T>::MerchantNotOpen);
		// Passing takings between one's own shops earns nothing.
		let same_owner = payer.operator.is_some() && payer.operator == payee.operator;
		let same = from == to || payer.account == payee.account || same_owner;
		ensure!(!same, Error::<T>::SelfPayment);
		ensure!(T::Won::spendable(&payer.account) >= amount, Error::<T>::InsufficientBalance);
		T::Merchants::authorize(who, ShopAct::Spend, amount, korean_day(now))?;

		let account = &payer.account;
		T::Won::send(account, &payee.account, amount, Error::<T>::InsufficientBalance)?;
		let bonus = T::Takings::pass_on(from, account, amount)?;
		Self::deposit_event(Event::Respent { from, to, order, amount, bonus });
		Ok(())
	}
}
