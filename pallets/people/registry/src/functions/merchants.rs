// SPDX-License-Identifier: Apache-2.0

//! Shops: let in, checked, suspended, closed, and the accounts that act for them.

use alloc::vec::Vec;
use chungnam_frame_kit::{count, Clock};
use chungnam_primitives::{
	CategoryId, MerchantId, Moment, PersonId, RegionId, SalesClass, Won, ZoneId,
};
use frame_support::{ensure, traits::Get};
use sp_runtime::{DispatchError, DispatchResult};

use crate::{
	Acting, Config, Directories, Directory, DirectoryHash, Error, Event, FreezeReason, Merchant,
	MerchantAccounts, MerchantOf, MerchantStatus, Merchants, NewMerchantOf, NextMerchant, Opening,
	Pallet, Reason, Replacements, Role, RoleOffer, StatusChange, Till, Tills, CATEGORIES,
};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_publish_directory(region: RegionId, hash: DirectoryHash) -> DispatchResult {
		Directories::<T>::insert(region, Directory { hash, at: T::Time::moment() });
		Self::deposit_event(Event::DirectoryPublished { region, hash });
		Ok(())
	}

	pub(crate) fn ensure_operating(merchant: &MerchantOf<T>) -> DispatchResult {
		match merchant.status {
			MerchantStatus::Active => Ok(()),
			MerchantStatus::Suspended { .. } => Err(Error::<T>::MerchantSuspended.into()),
			MerchantStatus::Applied | MerchantStatus::Rejected(_) => {
				Err(Error::<T>::MerchantNotApproved.into())
			}
			MerchantStatus::Closed => Err(Error::<T>::MerchantStatusForbids.into()),
		}
	}

	pub(crate) fn ensure_place(zone: &ZoneId, category: CategoryId) -> DispatchResult {
		Self::ensure_zone(zone)?;
		ensure!(category < CATEGORIES, Error::<T>::CategoryNotFound);
		Ok(())
	}

	/// The shop `id` after `change`, not stored yet.
	fn changed(id: MerchantId, change: StatusChange) -> Result<MerchantOf<T>, DispatchError> {
		let mut merchant = Self::load_merchant(id)?;
		merchant.status = merchant.status.after(change).ok_or(Error::<T>::MerchantStatusForbids)?;
		Ok(merchant)
	}

	/// `period` milliseconds from now. Saturation would mean "never", and the end of time is far.
	fn due_in(period: Moment) -> Moment {
		T::Time::moment().saturating_add(period)
	}

	/// Stores a shop that is new here under the next number.
	pub(crate) fn insert_merchant(
		new: Opening<T::AccountId>,
		status: MerchantStatus,
		check_due: Moment,
	) -> Result<MerchantId, DispatchError> {
		let id = NextMerchant::<T>::get();
		let next = id.checked_add(1).ok_or(Error::<T>::NumbersExhausted)?;
		let Opening { owner, zone, category, sales_class, operator } = new;
		Self::let_act(&owner, Acting { merchant: id, role: Role::Owner });
		Merchants::<T>::insert(
			id,
			Merchant { owner, zone, category, sales_class, status, check_due, operator },
		);
		NextMerchant::<T>::put(next);
		Ok(id)
	}

	pub(crate) fn let_act(who: &T::AccountId, acting: Acting) {
		if !MerchantAccounts::<T>::contains_key(who) {
			Self::hold_account(who);
		}
		Self::thaw_won(who, FreezeReason::Shop);
		MerchantAccounts::<T>::insert(who, acting);
	}

	/// Takes every right from an account at once. What lies on a lost account is the shop's, and frozen against its finder.
	pub(crate) fn dismiss_acting(who: &T::AccountId, lost: bool) {
		if lost {
			Self::freeze_won(who, FreezeReason::Shop);
		}
		let role = Role::Former { since: T::Time::moment(), lost };
		MerchantAccounts::<T>::mutate_extant(who, |acting| acting.role = role);
	}

	/// Checks that an account has no role, or acted for this shop before.
	pub(crate) fn ensure_can_act(who: &T::AccountId, id: MerchantId) -> DispatchResult {
		match MerchantAccounts::<T>::get(who) {
			Some(acting) => {
				let was_here = acting.merchant == id && acting.role.is_former();
				ensure!(was_here, Error::<T>::AccountAlreadyActs);
				Ok(())
			}
			None => Self::ensure_no_role(who),
		}
	}

	pub(crate) fn do_apply_merchant(
		owner: T::AccountId,
		zone: ZoneId,
		category: CategoryId,
		sales_class: SalesClass,
	) -> DispatchResult {
		Self::ensure_place(&zone, category)?;
		let check_due = Self::due_in(T::ApplicationPeriod::get());
		let merchant = match MerchantAccounts::<T>::get(&owner) {
			None => {
				Self::ensure_no_role(&owner)?;
				let owner = owner.clone();
				let new = Opening { owner, zone, category, sales_class, operator: None };
				Self::insert_merchant(new, MerchantStatus::Applied, check_due)?
			}
			Some(acting) => {
				ensure!(acting.role == Role::Owner, Error::<T>::AccountAlreadyActs);
				let again = Self::changed(acting.merchant, StatusChange::Apply)
					.map_err(|_| Error::<T>::AccountAlreadyActs)?;
				let again = Merchant { zone, category, sales_class, check_due, ..again };
				Merchants::<T>::insert(acting.merchant, again);
				acting.merchant
			}
		};
		Self::deposit_event(Event::MerchantApplied {
			merchant,
			owner,
			zone,
			category,
			sales_class,
		});
		Ok(())
	}

	pub(crate) fn do_withdraw_application(id: MerchantId, who: &T::AccountId) -> DispatchResult {
		let merchant = Self::load_merchant(id)?;
		ensure!(merchant.status.is_application(), Error::<T>::MerchantStatusForbids);
		let may = merchant.owner == *who || T::Time::moment() >= merchant.check_due;
		ensure!(may, Error::<T>::TooEarly);
		Self::ensure_releasable(&merchant.owner)?;
		Merchants::<T>::remove(id);
		MerchantAccounts::<T>::remove(&merchant.owner);
		Self::release_account(&merchant.owner)?;
		Self::deposit_event(Event::ApplicationWithdrawn { merchant: id });
		Ok(())
	}

	/// Registers the shops whose account agreed and has no role, and tells which account did not: one account cannot hold
	/// up a batch.
	pub(crate) fn do_register_merchants(merchants: Vec<NewMerchantOf<T>>) -> DispatchResult {
		for new in &merchants {
			Self::ensure_place(&new.zone, new.category)?;
			if let Some(person) = new.operator {
				Self::load_living(person)?;
			}
		}
		let fits = NextMerchant::<T>::get().checked_add(count(&merchants)).is_some();
		ensure!(fits, Error::<T>::NumbersExhausted);
		for new in merchants {
			let NewMerchantOf::<T> { owner, zone, category, sales_class, operator } = new;
			let named = owner.account.clone();
			let agreed = Self::ensure_consent(owner, RoleOffer::Shop)
				.is_ok_and(|owner| Self::ensure_no_role(&owner).is_ok());
			if agreed {
				let new = Opening { owner: named, zone, category, sales_class, operator };
				Self::do_open_merchant(new)?;
			} else {
				Self::deposit_event(Event::OwnerRefused { owner: named });
			}
		}
		Ok(())
	}

	/// Lets in a shop whose account agreed.
	pub(crate) fn do_open_merchant(new: Opening<T::AccountId>) -> DispatchResult {
		let check_due = Self::due_in(T::RecheckPeriod::get());
		let Opening { owner, zone, category, sales_class, operator } = new.clone();
		let merchant = Self::insert_merchant(new, MerchantStatus::Active, check_due)?;
		Self::deposit_event(Event::MerchantRegistered {
			merchant,
			owner,
			zone,
			category,
			sales_class,
			check_due,
			operator,
		});
		Ok(())
	}

	pub(crate) fn do_approve_merchant(id: MerchantId) -> DispatchResult {
		let mut merchant = Self::changed(id, StatusChange::Approve)?;
		let check_due = Self::due_in(T::RecheckPeriod::get());
		let operator = merchant.operator;
		merchant.check_due = check_due;
		Merchants::<T>::insert(id, merchant);
		Self::deposit_event(Event::MerchantApproved { merchant: id, check_due, operator });
		Ok(())
	}

	pub(crate) fn do_reject_merchant(id: MerchantId, reason: Reason) -> DispatchResult {
		let mut merchant = Self::changed(id, StatusChange::Reject(reason))?;
		merchant.check_due = Self::due_in(T::ApplicationPeriod::get());
		Merchants::<T>::insert(id, merchant);
		Self::deposit_event(Event::MerchantRejected { merchant: id, reason });
		Ok(())
	}

	pub(crate) fn do_suspend_merchant(id: MerchantId, reason: Reason) -> DispatchResult {
		let merchant = Self::changed(id, StatusChange::Suspend(reason))?;
		Self::freeze_won(&merchant.owner, FreezeReason::Shop);
		Merchants::<T>::insert(id, merchant);
		Self::deposit_event(Event::MerchantSuspended { merchant: id, reason });
		Ok(())
	}

	pub(crate) fn do_appeal(id: MerchantId) -> DispatchResult {
		let merchant = Self::changed(id, StatusChange::Appeal)?;
		Merchants::<T>::insert(id, merchant);
		Self::deposit_event(Event::AppealFiled { merchant: id });
		Ok(())
	}

	pub(crate) fn do_decide_appeal(id: MerchantId, uphold: bool) -> DispatchResult {
		// Only a pending appeal can be dismissed, so this also checks that there is one.
		let dismissed = Self::changed(id, StatusChange::DismissAppeal)?;
		if uphold {
			return Self::do_reinstate_merchant(id);
		}
		Merchants::<T>::insert(id, dismissed);
		Self::deposit_event(Event::AppealDismissed { merchant: id });
		Ok(())
	}

	pub(crate) fn do_reinstate_merchant(id: MerchantId) -> DispatchResult {
		let merchant = Self::changed(id, StatusChange::Reinstate)?;
		Self::thaw_won(&merchant.owner, FreezeReason::Shop);
		Merchants::<T>::insert(id, merchant);
		Self::deposit_event(Event::MerchantReinstated { merchant: id });
		Ok(())
	}

	pub(crate) fn do_recheck_merchant(id: MerchantId, sales_class: SalesClass) -> DispatchResult {
		let mut merchant = Self::load_merchant(id)?;
		ensure!(merchant.status.is_approved(), Error::<T>::MerchantStatusForbids);
		let check_due = Self::due_in(T::RecheckPeriod::get());
		let operator = merchant.operator;
		merchant.sales_class = sales_class;
		merchant.check_due = check_due;
		Merchants::<T>::insert(id, merchant);
		Self::deposit_event(Event::MerchantRechecked {
			merchant: id,
			sales_class,
			check_due,
			operator,
		});
		Ok(())
	}

	pub(crate) fn do_amend_merchant(
		id: MerchantId,
		zone: ZoneId,
		category: CategoryId,
	) -> DispatchResult {
		let mut merchant = Self::load_merchant(id)?;
		ensure!(merchant.status.is_approved(), Error::<T>::MerchantStatusForbids);
		Self::ensure_place(&zone, category)?;
		merchant.zone = zone;
		merchant.category = category;
		let operator = merchant.operator;
		Merchants::<T>::insert(id, merchant);
		Self::deposit_event(Event::MerchantAmended { merchant: id, zone, category, operator });
		Ok(())
	}

	pub(crate) fn do_close_merchant(id: MerchantId) -> DispatchResult {
		let merchant = Self::changed(id, StatusChange::Close)?;
		// An office that closes a suspended shop ends the suspension: its owner winds it down.
		Self::thaw_won(&merchant.owner, FreezeReason::Shop);
		Self::dismiss_staff(id, &merchant.owner, false);
		Replacements::<T>::remove(id);
		Merchants::<T>::insert(id, merchant);
		Self::deposit_event(Event::MerchantClosed { merchant: id });
		Ok(())
	}

	/// Takes every right from the owner's account and from all tills of a shop.
	pub(crate) fn dismiss_staff(id: MerchantId, owner: &T::AccountId, lost: bool) {
		for till in Tills::<T>::take(id) {
			Self::dismiss_acting(&till, false);
		}
		Self::dismiss_acting(owner, lost);
	}

	pub(crate) fn do_set_operator(id: MerchantId, operator: Option<PersonId>) -> DispatchResult {
		let merchant = Self::load_merchant(id)?;
		let is_over = merchant.status == MerchantStatus::Closed;
		ensure!(!is_over, Error::<T>::MerchantStatusForbids);
		if let Some(person) = operator {
			Self::load_living(person)?;
		}
		Merchants::<T>::insert(id, Merchant { operator, ..merchant });
		Self::deposit_event(Event::OperatorSet { merchant: id, operator });
		Ok(())
	}

	pub(crate) fn do_add_till(
		id: MerchantId,
		till: T::AccountId,
		limit_per_day: Won,
	) -> DispatchResult {
		Self::ensure_operating(&Self::load_merchant(id)?)?;
		Self::ensure_can_act(&till, id)?;
		let mut tills = Tills::<T>::get(id);
		tills.try_push(till.clone()).map_err(|_| Error::<T>::MaxTillsExceeded)?;
		Tills::<T>::insert(id, tills);
		let role = Role::Till(Till::new(limit_per_day));
		Self::let_act(&till, Acting { merchant: id, role });
		Self::deposit_event(Event::TillAdded { merchant: id, till, limit_per_day });
		Ok(())
	}

	pub(crate) fn do_remove_till(id: MerchantId, till: T::AccountId) -> DispatchResult {
		let mut tills = Tills::<T>::get(id);
		let before = tills.len();
		tills.retain(|account| *account != till);
		ensure!(tills.len() < before, Error::<T>::TillNotFound);
		if tills.is_empty() {
			Tills::<T>::remove(id);
		} else {
			Tills::<T>::insert(id, tills);
		}
		Self::dismiss_acting(&till, false);
		Self::deposit_event(Event::TillRemoved { merchant: id, till });
		Ok(())
	}

	/// The closed shop that an account winds down as its last owner: it gives back and cashes out until the record of the
	/// role is forgotten, which takes an account with nothing on it.
	pub(crate) fn winds_down(who: &T::AccountId) -> Option<MerchantId> {
		let Acting { merchant: id, role } = MerchantAccounts::<T>::get(who)?;
		let is_over = matches!(role, Role::Former { lost: false, .. });
		let shop = Merchants::<T>::get(id).filter(|_| is_over)?;
		(shop.status == MerchantStatus::Closed && shop.owner == *who).then_some(id)
	}
}
