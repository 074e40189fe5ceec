// SPDX-License-Identifier: Apache-2.0

//! Keys and cards: added, removed, recovered, forgotten.

use chungnam_frame_kit::Clock;
use chungnam_ports::Standing;
use chungnam_primitives::{Moment, PersonId};
use frame_support::{ensure, traits::Get};
use sp_runtime::{traits::Zero, DispatchError, DispatchResult};

use crate::{
	Config, Error, Event, FreezeReason, GenesisRecoveryDelay, KeyKind, KeyRecord, Keys, KeysOf,
	Pallet, People, Person, Recoveries, Recovery, VoidedAt, MAX_KEYS, MAX_KEY_EPOCH,
};

impl<T: Config> Pallet<T> {
	/// The record of `who` and its person, if the key counts.
	pub(crate) fn live_key(who: &T::AccountId) -> Option<(KeyRecord, Person)> {
		let record = Keys::<T>::get(who)?;
		let person = People::<T>::get(record.person)?;
		(record.epoch == person.key_epoch).then_some((record, person))
	}

	/// The person whose key an account is now.
	pub(crate) fn person_behind(account: &T::AccountId) -> Option<PersonId> {
		Self::live_key(account).map(|(record, _)| record.person)
	}

	/// The person of `id` with `key` as a key that counts.
	fn load_with_key(id: PersonId, key: &T::AccountId) -> Result<Person, DispatchError> {
		let (record, person) = Self::live_key(key).ok_or(Error::<T>::KeyNotFound)?;
		ensure!(record.person == id, Error::<T>::KeyNotFound);
		Ok(person)
	}

	/// Checks that `key` can become a key of `person`: an account without a role and without units of its own, or one that was
	/// this person's before. Another's former key must be forgotten first, or that person could no longer claim what lies on it.
	pub(crate) fn ensure_free(key: &T::AccountId, person: PersonId) -> DispatchResult {
		let is_own = || Keys::<T>::get(key).is_none_or(|record| record.person == person);
		let is_free = Self::live_key(key).is_none() && is_own();
		ensure!(is_free, Error::<T>::KeyAlreadyRegistered);
		Self::ensure_no_investor(key)?;
		Self::ensure_no_office(key)
	}

	/// The moment of a change of roles. Genesis has no clock: its roles begin at 0.
	pub(crate) fn moment_of_change() -> Moment {
		if frame_system::Pallet::<T>::block_number().is_zero() {
			return 0;
		}
		T::Time::moment()
	}

	/// Makes `key` a key of `person`, whom the caller stores. Nothing is written on an error.
	pub(crate) fn bind_key(
		key: &T::AccountId,
		id: PersonId,
		person: &mut Person,
		kind: KeyKind,
	) -> DispatchResult {
		Self::ensure_free(key, id)?;
		person.keys = person
			.keys
			.checked_add(1)
			.filter(|keys| *keys <= MAX_KEYS)
			.ok_or(Error::<T>::MaxKeysExceeded)?;
		let mut listed = KeysOf::<T>::get(id);
		listed.try_push(key.clone()).map_err(|_| Error::<T>::MaxKeysExceeded)?;
		person.key_epoch = person.key_epoch.max(1);
		if !Keys::<T>::contains_key(key) {
			Self::hold_account(key);
		}
		let (epoch, since) = (person.key_epoch, Self::moment_of_change());
		Keys::<T>::insert(key, KeyRecord { person: id, epoch, kind, since });
		KeysOf::<T>::insert(id, listed);
		if person.standing == Standing::Frozen {
			Self::freeze_won(key, FreezeReason::Person);
		} else {
			Self::thaw_won(key, FreezeReason::Person);
		}
		Ok(())
	}

	pub(crate) fn do_add_key(id: PersonId, key: T::AccountId, kind: KeyKind) -> DispatchResult {
		let mut person = Self::load_living(id)?;
		Self::bind_key(&key, id, &mut person, kind)?;
		People::<T>::insert(id, person);
		Self::deposit_event(Event::KeyAdded { person: id, key, kind });
		Ok(())
	}

	pub(crate) fn do_issue_key(id: PersonId, key: T::AccountId, kind: KeyKind) -> DispatchResult {
		let person = Self::load_living(id)?;
		ensure!(person.key_epoch == 0, Error::<T>::KeyAlreadyIssued);
		Self::do_add_key(id, key, kind)
	}

	pub(crate) fn do_remove_key(id: PersonId, key: T::AccountId) -> DispatchResult {
		let person = Self::load_with_key(id, &key)?;
		ensure!(person.keys > 1, Error::<T>::LastKey);
		Self::unbind_key(id, person, key)
	}

	pub(crate) fn do_revoke_key(id: PersonId, key: T::AccountId) -> DispatchResult {
		let person = Self::load_with_key(id, &key)?;
		// An office revokes what was lost or stolen: its finder gets none of the won on it.
		Self::freeze_won(&key, FreezeReason::Person);
		Self::unbind_key(id, person, key)
	}

	/// Voids a key. Its record stays as that of a former key, so that the person can claim what lies on the account, and
	/// what a shop still refunds to it.
	fn unbind_key(id: PersonId, mut person: Person, key: T::AccountId) -> DispatchResult {
		// A key that counts is counted (I1).
		person.keys = person.keys.saturating_sub(1);
		People::<T>::insert(id, person);
		Self::unlist_key(id, &key);
		let now = T::Time::moment();
		Keys::<T>::mutate_extant(&key, |record| {
			record.epoch = 0;
			record.since = now;
		});
		Self::deposit_event(Event::KeyRemoved { person: id, key });
		Ok(())
	}

	/// Takes a key off the list of its person.
	pub(crate) fn unlist_key(id: PersonId, key: &T::AccountId) {
		let mut listed = KeysOf::<T>::get(id);
		listed.retain(|own| own != key);
		if listed.is_empty() {
			KeysOf::<T>::remove(id);
		} else {
			KeysOf::<T>::insert(id, listed);
		}
	}

	/// The first moment at which a recovery, a guardian or a move that starts now takes effect.
	pub(crate) fn after_delay() -> Moment {
		let delay = GenesisRecoveryDelay::<T>::get().unwrap_or_else(T::RecoveryDelay::get);
		// Saturation would mean "never", and the end of time is far.
		T::Time::moment().saturating_add(delay)
	}

	pub(crate) fn do_start_recovery(
		id: PersonId,
		new_key: T::AccountId,
		kind: KeyKind,
		by: Option<T::AccountId>,
	) -> DispatchResult {
		let person = Self::load_living(id)?;
		ensure!(!Recoveries::<T>::contains_key(id), Error::<T>::RecoveryAlreadyStarted);
		ensure!(person.key_epoch < MAX_KEY_EPOCH, Error::<T>::MaxRecoveriesExceeded);
		Self::ensure_free(&new_key, id)?;
		let ready_at = Self::after_delay();
		let recovery =
			Recovery { new_key: new_key.clone(), kind, ready_at, started_by: by.clone() };
		Recoveries::<T>::insert(id, recovery);
		Self::deposit_event(Event::RecoveryStarted { person: id, new_key, kind, ready_at, by });
		Ok(())
	}

	pub(crate) fn do_cancel_recovery(id: PersonId) -> DispatchResult {
		ensure!(Recoveries::<T>::contains_key(id), Error::<T>::RecoveryNotFound);
		Recoveries::<T>::remove(id);
		Self::deposit_event(Event::RecoveryCancelled { person: id });
		Ok(())
	}

	/// One write voids every earlier key: the new epoch in the person's record. What lies on the old keys waits for the
	/// person, and not for the finder of a phone.
	pub(crate) fn do_finish_recovery(id: PersonId) -> DispatchResult {
		let recovery = Recoveries::<T>::get(id).ok_or(Error::<T>::RecoveryNotFound)?;
		ensure!(T::Time::moment() >= recovery.ready_at, Error::<T>::TooEarly);
		let mut person = Self::load_living(id)?;
		let Recovery { new_key, kind, .. } = recovery;
		Self::ensure_free(&new_key, id)?;
		person.keys = 0;
		person.key_epoch =
			person.key_epoch.checked_add(1).ok_or(Error::<T>::MaxRecoveriesExceeded)?;

		Self::freeze_keys(id);
		KeysOf::<T>::remove(id);
		Self::bind_key(&new_key, id, &mut person, kind)?;
		People::<T>::insert(id, person);
		VoidedAt::<T>::insert(id, T::Time::moment());
		Recoveries::<T>::remove(id);
		Self::deposit_event(Event::RecoveryFinished { person: id, new_key, kind });
		Ok(())
	}
}
