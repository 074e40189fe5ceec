// SPDX-License-Identifier: Apache-2.0

//! What offices attest of investors.

use chungnam_frame_kit::Clock;
use chungnam_ports::{Holder, People};
use frame_support::{
	dispatch::{DispatchResultWithPostInfo, Pays},
	ensure,
};
use sp_runtime::DispatchResult;

use crate::*;

impl<T: Config> Pallet<T> {
	pub(crate) fn do_attest_investor(
		holder: HolderOf<T>,
		credential: Credential,
	) -> DispatchResult {
		match &holder {
			Holder::Person(person) => {
				ensure!(T::People::profile(*person).is_some(), Error::<T>::NotRegistered);
			}
			Holder::Account(account) => {
				// What lies on a former key is its person's, and a death by mistake gives keys back.
				let person = T::People::person_of(account);
				let person = person.or_else(|| T::People::former_key_of(account));
				ensure!(person.is_none(), Error::<T>::AccountOfPerson);
			}
		}
		ensure!(credential.seat != Seat::Here, Error::<T>::SeatUnsound);
		let now = T::Time::moment();
		let last = now.saturating_add(MAX_CREDENTIAL); // now is far from the end of time
		let is_ahead = credential.until > now && credential.until <= last;
		ensure!(is_ahead, Error::<T>::EndOutOfRange);

		Credentials::<T>::insert(&holder, credential);
		Self::deposit_event(Event::CredentialSet { holder, credential });
		Ok(())
	}

	/// It ends now and stays known: a seat is counted by it. Pledges in open sales are released, at most [`MAX_PLEDGES`].
	pub(crate) fn do_revoke_credential(holder: HolderOf<T>) -> DispatchResult {
		let credential = Credentials::<T>::get(&holder).ok_or(Error::<T>::CredentialNotFound)?;
		let until = T::Time::moment();
		ensure!(until < credential.until, Error::<T>::TooLate);

		Credentials::<T>::insert(&holder, Credential { until, ..credential });
		for id in Books::<T>::get(&holder).pledges {
			Self::release(id, &holder)?;
		}
		Self::deposit_event(Event::CredentialEnded { holder, until });
		Ok(())
	}

	pub(crate) fn do_forget_credential(holder: HolderOf<T>) -> DispatchResultWithPostInfo {
		let credential = Credentials::<T>::get(&holder).ok_or(Error::<T>::CredentialNotFound)?;
		let forgotten_at = credential.until.saturating_add(CREDENTIAL_MEMORY); // bounded
		ensure!(T::Time::moment() >= forgotten_at, Error::<T>::TooEarly);
		// An institution without a credential could not reach its units and its money.
		ensure!(!Books::<T>::contains_key(&holder), Error::<T>::UnitsLeft);
		// Its account stays nobody's key as long as the credential is known.
		ensure!(!Self::is_tax_office(&holder), Error::<T>::OfficeNamed);

		Credentials::<T>::remove(&holder);
		Self::deposit_event(Event::CredentialForgotten { holder });
		Ok(Pays::No.into())
	}
}
