// SPDX-License-Identifier: Apache-2.0

//! Which shop is behind an account, for the neighbours.

use chungnam_ports::{MerchantProfile, ShopAct, ShopStanding};
use chungnam_primitives::{KoreanDay, MerchantId, Moment, Won};
use frame_support::ensure;
use sp_runtime::DispatchError;

use crate::{Acting, Config, Error, MerchantAccounts, MerchantStatus, Merchants, Pallet, Role};

impl<T: Config> chungnam_ports::Merchants<T::AccountId> for Pallet<T> {
	/// Reads the shop. Applications are shops that are not open.
	fn merchant_or_closed(id: MerchantId, now: Moment) -> Option<MerchantProfile<T::AccountId>> {
		let merchant = Merchants::<T>::get(id)?;
		let is_open = merchant.is_open(now);
		let standing = match merchant.status {
			MerchantStatus::Active => ShopStanding::Operating,
			MerchantStatus::Closed => ShopStanding::Closed,
			MerchantStatus::Applied
			| MerchantStatus::Rejected(_)
			| MerchantStatus::Suspended { .. } => ShopStanding::Stopped,
		};
		Some(MerchantProfile {
			account: merchant.owner,
			operator: merchant.operator,
			zone: merchant.zone,
			category: merchant.category,
			sales_class: merchant.sales_class,
			is_open,
			standing,
		})
	}

	/// Reads the account and the shop. An applicant acts for no shop yet; the last owner of a closed shop winds it down.
	fn merchant_of(who: &T::AccountId) -> Option<MerchantId> {
		let acting = MerchantAccounts::<T>::get(who)?;
		if acting.role.is_former() {
			return Self::winds_down(who);
		}
		Merchants::<T>::get(acting.merchant)
			.is_some_and(|shop| shop.status.is_approved())
			.then_some(acting.merchant)
	}

	/// Reads the account.
	fn lost_account_of(who: &T::AccountId) -> Option<MerchantId> {
		let acting = MerchantAccounts::<T>::get(who)?;
		matches!(acting.role, Role::Former { lost: true, .. }).then_some(acting.merchant)
	}

	/// Reads the account and the shop; writes the account if it is a till. A suspended shop may only refund. An overdue
	/// yearly check keeps no shop from spending what it has.
	fn authorize(
		who: &T::AccountId,
		act: ShopAct,
		amount: Won,
		today: KoreanDay,
	) -> Result<MerchantId, DispatchError> {
		let Acting { merchant: id, role } =
			MerchantAccounts::<T>::get(who).ok_or(Error::<T>::NotAuthorized)?;
		if role.is_former() {
			ensure!(Self::winds_down(who) == Some(id), Error::<T>::NotAuthorized);
			ensure!(act != ShopAct::Spend, Error::<T>::MerchantStatusForbids);
			return Ok(id);
		}
		let merchant = Self::load_merchant(id)?;
		match act {
			ShopAct::Refund => {
				ensure!(merchant.status.is_approved(), Error::<T>::MerchantNotApproved)
			}
			ShopAct::Spend | ShopAct::CashOut => Self::ensure_operating(&merchant)?,
		}
		if let Role::Till(till) = role {
			ensure!(act != ShopAct::CashOut, Error::<T>::NotAuthorized);
			let till = till.after(amount, today).ok_or(Error::<T>::TillLimitExceeded)?;
			MerchantAccounts::<T>::insert(who, Acting { merchant: id, role: Role::Till(till) });
		}
		Ok(id)
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_merchant(
		owner: &T::AccountId,
		zone: chungnam_primitives::ZoneId,
		category: chungnam_primitives::CategoryId,
	) -> MerchantId {
		let merchant = crate::NextMerchant::<T>::get();
		let sales_class = chungnam_primitives::SalesClass::Small;
		let owner = owner.clone();
		let new = crate::Opening { owner, zone, category, sales_class, operator: None };
		let registered = Self::do_open_merchant(new);
		debug_assert!(registered.is_ok(), "the numbers of shops are used up");
		merchant
	}
}
