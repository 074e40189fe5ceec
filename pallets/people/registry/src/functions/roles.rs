// SPDX-License-Identifier: Apache-2.0

//! One account, one role: begun with the account's signature, left with a record that stays for a while.

use alloc::vec::Vec;
use chungnam_frame_kit::Clock;
use chungnam_ports::Investors;
use chungnam_primitives::Moment;
use frame_support::{ensure, storage::with_storage_layer, traits::Get};
use frame_system::pallet_prelude::BlockNumberFor;
use sp_runtime::{
	traits::{UniqueSaturatedInto, Verify, Zero},
	DispatchError, DispatchResult,
};

use crate::{
	as_message, consent_payload, Acting, Attesters, Config, ConsentOf, Error, Event, FreezeReason,
	KeyRecord, Keys, MerchantAccounts, Pallet, People, Role, RoleOffer, VoidedAt,
};

impl<T: Config> Pallet<T> {
	/// The bytes that `account` signs to take the role of `offer` on this chain.
	pub(crate) fn payload_of(account: &T::AccountId, offer: &RoleOffer, at: Moment) -> Vec<u8> {
		let genesis = frame_system::Pallet::<T>::block_hash(BlockNumberFor::<T>::zero());
		consent_payload(genesis, account, offer, at)
	}

	/// The account of a consent to `offer` that holds now. A consent from before the account last left a role is spent.
	pub(crate) fn ensure_consent(
		consent: ConsentOf<T>,
		offer: RoleOffer,
	) -> Result<T::AccountId, DispatchError> {
		let ConsentOf::<T> { account, at, signature } = consent;
		let now = T::Time::moment();
		ensure!(at <= now, Error::<T>::ConsentExpired);
		let ends = at.saturating_add(T::ConsentPeriod::get()); // the end of time is far
		ensure!(now < ends, Error::<T>::ConsentExpired);
		ensure!(Self::left_at(&account).is_none_or(|left| at > left), Error::<T>::ConsentExpired);
		let payload = Self::payload_of(&account, &offer, at);
		let is_signed = signature.verify(&payload[..], &account)
			|| signature.verify(&as_message(&payload)[..], &account);
		ensure!(is_signed, Error::<T>::ConsentInvalid);
		Ok(account)
	}

	/// When an account left the role whose record still stands. `None` without a record, and while the role lasts.
	fn left_at(who: &T::AccountId) -> Option<Moment> {
		if let Some(record) = Keys::<T>::get(who) {
			return Self::key_left_at(&record);
		}
		match MerchantAccounts::<T>::get(who)?.role {
			Role::Former { since, .. } => Some(since),
			Role::Owner | Role::Till(_) => None,
		}
	}

	/// When a key stopped to count: it was removed, or a recovery or the death of its person voided it.
	fn key_left_at(record: &KeyRecord) -> Option<Moment> {
		let person = People::<T>::get(record.person)?;
		if record.epoch == person.key_epoch {
			return None;
		}
		let voided = VoidedAt::<T>::get(record.person).filter(|_| record.epoch > 0);
		Some(record.since.max(voided.unwrap_or_default()))
	}

	/// Checks that an account neither acts for a shop nor lately did, and is not an institution.
	pub(crate) fn ensure_no_office(who: &T::AccountId) -> DispatchResult {
		ensure!(!MerchantAccounts::<T>::contains_key(who), Error::<T>::AccountAlreadyActs);
		ensure!(!Attesters::<T>::contains_key(who), Error::<T>::AccountIsAttester);
		Ok(())
	}

	/// Checks that an account holds no units as an institution, and may not: as a key it would act for the person alone.
	pub(crate) fn ensure_no_investor(who: &T::AccountId) -> DispatchResult {
		ensure!(!T::Investors::is_investor(who), Error::<T>::AccountIsInvestor);
		Ok(())
	}

	/// Checks that an account can become the first key of somebody new.
	pub(crate) fn ensure_first_key(who: &T::AccountId) -> DispatchResult {
		Self::ensure_no_investor(who)?;
		Self::ensure_no_role(who)
	}

	/// Checks that an account has no role, and no record of one that it left lately.
	pub(crate) fn ensure_no_role(who: &T::AccountId) -> DispatchResult {
		ensure!(!Keys::<T>::contains_key(who), Error::<T>::KeyAlreadyRegistered);
		Self::ensure_no_office(who)
	}

	/// Lets an account with a role exist without a balance. Its nonce is at least the number of the block, so that no
	/// transaction from an earlier life of the account can be repeated: an account that is let go has used fewer
	/// numbers than there were blocks (`Self::release_account`).
	pub(crate) fn hold_account(who: &T::AccountId) {
		frame_system::Pallet::<T>::inc_providers(who);
		let floor: u32 = frame_system::Pallet::<T>::block_number().unique_saturated_into();
		frame_system::Account::<T>::mutate(who, |account| {
			account.nonce = account.nonce.max(floor.into());
		});
	}

	/// Checks that [`Self::release_account`] will succeed.
	pub(crate) fn ensure_releasable(who: &T::AccountId) -> DispatchResult {
		let block: u32 = frame_system::Pallet::<T>::block_number().unique_saturated_into();
		let may_restart = frame_system::Pallet::<T>::account_nonce(who) <= block.into();
		ensure!(may_restart, Error::<T>::AccountInUse);
		ensure!(frame_system::Pallet::<T>::can_dec_provider(who), Error::<T>::AccountInUse);
		Ok(())
	}

	/// Takes back one [`Self::hold_account`].
	pub(crate) fn release_account(who: &T::AccountId) -> DispatchResult {
		frame_system::Pallet::<T>::dec_providers(who).map_err(|_| Error::<T>::AccountInUse)?;
		Ok(())
	}

	/// Clears away the record of a role that was left `RoleMemory` ago. On the account of a former key, on a lost one of a
	/// shop, and on that of a shop that closed, nothing may lie that could still be claimed.
	pub(crate) fn do_forget_stale_key(who: T::AccountId) -> DispatchResult {
		with_storage_layer(|| Self::forget_role(who))
	}

	fn forget_role(who: T::AccountId) -> DispatchResult {
		let record = Keys::<T>::get(&who);
		let acting = MerchantAccounts::<T>::get(&who);
		ensure!(record.is_some() || acting.is_some(), Error::<T>::KeyNotFound);
		let left = Self::left_at(&who).ok_or(Error::<T>::KeyStillValid)?;
		let ends = left.saturating_add(T::RoleMemory::get()); // the end of time is far
		ensure!(T::Time::moment() >= ends, Error::<T>::TooEarly);
		Self::thaw_won(&who, FreezeReason::Person);
		Self::thaw_won(&who, FreezeReason::Shop);
		Self::ensure_releasable(&who)?;
		if let Some(record) = record {
			ensure!(Self::is_bare(&who), Error::<T>::AccountInUse);
			Keys::<T>::remove(&who);
			// The keys of the dead stay listed until they are forgotten.
			Self::unlist_key(record.person, &who);
			Self::release_account(&who)?;
			Self::deposit_event(Event::KeyForgotten { person: record.person, key: who });
		} else if let Some(Acting { merchant, role }) = acting {
			// What lies on a lost account is the shop's, and the owner of a shop that closed winds it down.
			let is_lost = matches!(role, Role::Former { lost: true, .. });
			let is_needed = is_lost || Self::winds_down(&who).is_some();
			ensure!(!is_needed || Self::is_bare(&who), Error::<T>::AccountInUse);
			MerchantAccounts::<T>::remove(&who);
			Self::release_account(&who)?;
			Self::deposit_event(Event::FormerAccountForgotten { merchant, account: who });
		}
		Ok(())
	}
}
