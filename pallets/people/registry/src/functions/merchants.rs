// SPDX-License-Identifier: Apache-2.0

//! Shops: let in, checked, suspended, closed, and the accounts that act for them.

use alloc::collections::BTreeSet;
use chungnam_frame_kit::{count, Clock};
use chungnam_primitives::{CategoryId, MerchantId, Moment, PersonId, SalesClass, Won, ZoneId};
use frame_support::{ensure, traits::Get};
use sp_runtime::{DispatchError, DispatchResult};

use crate::{
	Acting, Config, Error, Event, Merchant, MerchantAccounts, MerchantOf, MerchantStatus,
	Merchants, NewMerchantOf, NextMerchant, Pallet, Reason, Role, StatusChange, Till, Tills,
	CATEGORIES,
};

impl<T: Config> Pallet<T> {
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

	fn ensure_place(zone: &ZoneId, category: CategoryId) -> DispatchResult {
		Self::ensure_zone(zone)?;
		ensure!(category < CATEGORIES, Error::<T>::InvalidCategory);
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

	/// Who runs a shop: who is known to, else the person behind the owner's account. What an attester said stays.
	fn operator_of(merchant: &MerchantOf<T>) -> Option<PersonId> {
		merchant.operator.or_else(|| Self::person_behind(&merchant.owner))
	}

	/// Takes notice that `key`, a key of `person` from now on, is the account of a shop that nobody is known to run. A key
	/// changes nothing where somebody is known, or an accomplice's could hide who runs the shop.
	pub(crate) fn recognise_operator(key: &T::AccountId, person: PersonId) {
		let Some(Acting { merchant: id, role: Role::Owner }) = MerchantAccounts::<T>::get(key)
		else {
			return;
		};
		let nobodys = Merchants::<T>::get(id).filter(|merchant| merchant.operator.is_none());
		if let Some(merchant) = nobodys {
			let operator = Some(person);
			Merchants::<T>::insert(id, Merchant { operator, ..merchant });
			Self::deposit_event(Event::OperatorSet { merchant: id, operator });
		}
	}

	/// Stores a shop that is new here under the next number.
	pub(crate) fn insert_merchant(
		new: NewMerchantOf<T>,
		status: MerchantStatus,
		check_due: Moment,
		operator: Option<PersonId>,
	) -> Result<MerchantId, DispatchError> {
		let id = NextMerchant::<T>::get();
		let next = id.checked_add(1).ok_or(Error::<T>::NumbersExhausted)?;
		let NewMerchantOf::<T> { owner, zone, category, sales_class } = new;
		Self::let_act(&owner, Acting { merchant: id, role: Role::Owner });
		Merchants::<T>::insert(
			id,
			Merchant { owner, zone, category, sales_class, status, check_due, operator },
		);
		NextMerchant::<T>::put(next);
		Ok(id)
	}

	fn let_act(who: &T::AccountId, acting: Acting) {
		Self::hold_account(who);
		MerchantAccounts::<T>::insert(who, acting);
	}

	fn dismiss_acting(who: &T::AccountId) -> DispatchResult {
		MerchantAccounts::<T>::remove(who);
		Self::release_account(who)
	}

	fn ensure_acts_for_none(who: &T::AccountId) -> DispatchResult {
		ensure!(!MerchantAccounts::<T>::contains_key(who), Error::<T>::AccountAlreadyActs);
		Ok(())
	}

	pub(crate) fn do_apply_merchant(new: NewMerchantOf<T>) -> DispatchResult {
		Self::ensure_place(&new.zone, new.category)?;
		let check_due = Self::due_in(T::ApplicationPeriod::get());
		let NewMerchantOf::<T> { owner, zone, category, sales_class } = new.clone();
		let merchant = match MerchantAccounts::<T>::get(&owner) {
			None => Self::insert_merchant(new, MerchantStatus::Applied, check_due, None)?,
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
		Self::dismiss_acting(&merchant.owner)?;
		Self::deposit_event(Event::ApplicationWithdrawn { merchant: id });
		Ok(())
	}

	/// Checks that no owner in the batch acts for a shop, and none is in it twice.
	pub(crate) fn ensure_merchants_registrable(merchants: &[NewMerchantOf<T>]) -> DispatchResult {
		let mut owners = BTreeSet::new();
		for new in merchants {
			Self::ensure_place(&new.zone, new.category)?;
			ensure!(owners.insert(&new.owner), Error::<T>::AccountAlreadyActs);
			Self::ensure_acts_for_none(&new.owner)?;
		}
		let fits = NextMerchant::<T>::get().checked_add(count(merchants)).is_some();
		ensure!(fits, Error::<T>::NumbersExhausted);
		Ok(())
	}

	pub(crate) fn do_register_merchants(merchants: &[NewMerchantOf<T>]) -> DispatchResult {
		Self::ensure_merchants_registrable(merchants)?;
		let check_due = Self::due_in(T::RecheckPeriod::get());
		for new in merchants {
			let (status, operator) = (MerchantStatus::Active, Self::person_behind(&new.owner));
			let merchant = Self::insert_merchant(new.clone(), status, check_due, operator)?;
			Self::deposit_event(Event::MerchantRegistered {
				merchant,
				owner: new.owner.clone(),
				zone: new.zone,
				category: new.category,
				sales_class: new.sales_class,
				check_due,
				operator,
			});
		}
		Ok(())
	}

	pub(crate) fn do_approve_merchant(id: MerchantId) -> DispatchResult {
		let mut merchant = Self::changed(id, StatusChange::Approve)?;
		let check_due = Self::due_in(T::RecheckPeriod::get());
		let operator = Self::operator_of(&merchant);
		merchant.check_due = check_due;
		merchant.operator = operator;
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
		Merchants::<T>::insert(id, merchant);
		Self::deposit_event(Event::MerchantReinstated { merchant: id });
		Ok(())
	}

	pub(crate) fn do_recheck_merchant(id: MerchantId, sales_class: SalesClass) -> DispatchResult {
		let mut merchant = Self::load_merchant(id)?;
		ensure!(merchant.status.is_approved(), Error::<T>::MerchantStatusForbids);
		let check_due = Self::due_in(T::RecheckPeriod::get());
		let operator = Self::operator_of(&merchant);
		merchant.sales_class = sales_class;
		merchant.check_due = check_due;
		merchant.operator = operator;
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
		let operator = Self::operator_of(&merchant);
		merchant.operator = operator;
		Merchants::<T>::insert(id, merchant);
		Self::deposit_event(Event::MerchantAmended { merchant: id, zone, category, operator });
		Ok(())
	}

	pub(crate) fn do_close_merchant(id: MerchantId) -> DispatchResult {
		let merchant = Self::changed(id, StatusChange::Close)?;
		let tills = Tills::<T>::get(id);
		for account in tills.iter().chain(core::iter::once(&merchant.owner)) {
			Self::ensure_releasable(account)?;
		}
		for account in tills.iter().chain(core::iter::once(&merchant.owner)) {
			Self::dismiss_acting(account)?;
		}
		Tills::<T>::remove(id);
		Merchants::<T>::insert(id, merchant);
		Self::deposit_event(Event::MerchantClosed { merchant: id });
		Ok(())
	}

	pub(crate) fn do_replace_owner(id: MerchantId, new_owner: T::AccountId) -> DispatchResult {
		let mut merchant = Self::load_merchant(id)?;
		ensure!(merchant.status.is_approved(), Error::<T>::MerchantStatusForbids);
		Self::ensure_acts_for_none(&new_owner)?;
		Self::ensure_releasable(&merchant.owner)?;
		Self::dismiss_acting(&merchant.owner)?;
		Self::let_act(&new_owner, Acting { merchant: id, role: Role::Owner });
		// Where the new account is nobody's key, the shop may still be run by who ran it: the owner lost the old account.
		let operator = Self::person_behind(&new_owner).or(merchant.operator);
		merchant.owner = new_owner.clone();
		merchant.operator = operator;
		Merchants::<T>::insert(id, merchant);
		Self::deposit_event(Event::OwnerReplaced { merchant: id, owner: new_owner, operator });
		Ok(())
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
		Self::ensure_acts_for_none(&till)?;
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
		Self::ensure_releasable(&till)?;
		if tills.is_empty() {
			Tills::<T>::remove(id);
		} else {
			Tills::<T>::insert(id, tills);
		}
		Self::dismiss_acting(&till)?;
		Self::deposit_event(Event::TillRemoved { merchant: id, till });
		Ok(())
	}
}
