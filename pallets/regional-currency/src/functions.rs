// SPDX-License-Identifier: Apache-2.0

//! The bodies of the calls, one file a subject, and what they share.

mod access;
mod genesis;
mod payment;
mod refund;
mod reserve;
mod sale;
mod series;
mod settlement;
mod sweep;

use alloc::vec::Vec;
use chungnam_primitives::{korean_month, Moment, People, PersonId, SeriesId, Standing, Won};
use frame_support::{
	ensure,
	traits::{
		fungible::{Inspect, Mutate},
		tokens::{Fortitude, Preservation},
		Get, UnixTime,
	},
};
use sp_runtime::{traits::AccountIdConversion, DispatchError, DispatchResult};

use crate::{half_year, pallet::*, plan::HeldLot, types::*, Refusal};

impl<T: Config> From<Refusal> for Error<T> {
	fn from(refusal: Refusal) -> Self {
		match refusal {
			Refusal::ZeroAmount => Error::ZeroAmount,
			Refusal::NotRegistered => Error::NotRegistered,
			Refusal::PersonNotActive => Error::PersonNotActive,
			Refusal::MerchantNotFound => Error::MerchantNotFound,
			Refusal::MerchantNotOpen => Error::MerchantNotOpen,
			Refusal::SelfPayment => Error::SelfPayment,
			Refusal::SeriesPaused => Error::SeriesPaused,
			Refusal::NotYetOpen => Error::NotYetOpen,
			Refusal::Expired => Error::Expired,
			Refusal::PlaceNotAllowed => Error::PlaceNotAllowed,
			Refusal::CategoryNotAllowed => Error::CategoryNotAllowed,
			Refusal::SalesClassNotAllowed => Error::SalesClassNotAllowed,
			Refusal::CategoryCapReached => Error::CategoryCapReached,
			Refusal::InsufficientBalance => Error::InsufficientBalance,
			Refusal::MaxUsageExceeded => Error::MaxUsageExceeded,
			Refusal::NotAuthorized => Error::NotAuthorized,
		}
	}
}

impl<T: Config> From<WalletFull> for Error<T> {
	fn from(full: WalletFull) -> Self {
		match full {
			WalletFull::Lots => Error::MaxLotsExceeded,
			WalletFull::Usage => Error::MaxUsageExceeded,
			WalletFull::Overflow => Error::Overflow,
		}
	}
}

impl<T: Config> Pallet<T> {
	/// Milliseconds since the epoch.
	pub(crate) fn now() -> Moment {
		// Moments beyond 2^64 ms lie 500 million years ahead.
		T::Time::now().as_millis().try_into().unwrap_or(Moment::MAX)
	}

	/// The account that holds the won of a series.
	pub(crate) fn pot_of(series: SeriesId) -> T::AccountId {
		T::PalletId::get().into_sub_account_truncating((*b"pot", series))
	}

	/// The account that pays the re-spend bonus.
	pub(crate) fn respend_account() -> T::AccountId {
		T::PalletId::get().into_sub_account_truncating(*b"respend")
	}

	pub(crate) fn load_series(series: SeriesId) -> Result<SeriesOf<T>, Error<T>> {
		SeriesById::<T>::get(series).ok_or(Error::SeriesNotFound)
	}

	/// Plain won that `who` can spend to the last.
	pub(crate) fn spendable(who: &T::AccountId) -> Won {
		T::Won::reducible_balance(who, Preservation::Expendable, Fortitude::Polite)
	}

	/// Moves plain won; moving nothing is nothing to do.
	pub(crate) fn transfer(from: &T::AccountId, to: &T::AccountId, amount: Won) -> DispatchResult {
		if amount == 0 {
			return Ok(());
		}
		ensure!(Self::spendable(from) >= amount, Error::<T>::InsufficientBalance);
		T::Won::transfer(from, to, amount, Preservation::Expendable).map(|_| ())
	}

	/// Changes the money of a series by `change`.
	pub(crate) fn update_totals(
		series: SeriesId,
		change: impl FnOnce(&mut Totals) -> Option<()>,
	) -> DispatchResult {
		TotalsBySeries::<T>::try_mutate(series, |totals| {
			change(totals).ok_or(DispatchError::from(Error::<T>::Overflow))
		})
	}

	/// Changes what is published of this half-year by `change`, with the reserve and the issuance as they are now.
	pub(crate) fn disclose(change: impl FnOnce(&mut Disclosure) -> Option<()>) -> DispatchResult {
		let half = half_year(korean_month(Self::now()));
		Disclosures::<T>::try_mutate(half, |disclosure| {
			disclosure.reserve = ReserveState::<T>::get().balance;
			disclosure.issuance = T::Won::total_issuance();
			change(disclosure).ok_or(DispatchError::from(Error::<T>::Overflow))
		})
	}

	/// The person may act now.
	pub(crate) fn ensure_active(person: PersonId) -> Result<(), Error<T>> {
		let profile = T::People::profile(person).ok_or(Error::NotRegistered)?;
		ensure!(profile.standing == Standing::Active, Error::PersonNotActive);
		Ok(())
	}

	/// The person may be given something: frozen people lose nothing.
	pub(crate) fn ensure_alive(person: PersonId) -> Result<(), Error<T>> {
		let profile = T::People::profile(person).ok_or(Error::NotRegistered)?;
		ensure!(profile.standing != Standing::Deceased, Error::PersonNotActive);
		Ok(())
	}

	/// The active person whose key `who` is.
	pub(crate) fn ensure_person(who: &T::AccountId) -> Result<PersonId, Error<T>> {
		let person = T::People::person_of(who).ok_or(Error::NotRegistered)?;
		Self::ensure_active(person)?;
		Ok(person)
	}

	/// The lots of a wallet with their series. A lot whose series is gone is worth nothing and left out.
	pub(crate) fn held_lots(wallet: &Wallet, now: Moment) -> Vec<HeldLot<T::AccountId>> {
		let held = |lot: &Lot| {
			let series = SeriesById::<T>::get(lot.series)?;
			let grace_until = if series.has_ended(now) {
				TotalsBySeries::<T>::get(lot.series).grace_until
			} else {
				0
			};
			Some(HeldLot { lot: lot.clone(), series, grace_until })
		};
		wallet.lots.iter().filter_map(held).collect()
	}

	/// The wallet of a person as it is worth at `now`: without counters of past months, without what has ended.
	pub(crate) fn current_wallet(
		person: PersonId,
		now: Moment,
	) -> (Wallet, Vec<HeldLot<T::AccountId>>) {
		let mut wallet = Wallets::<T>::get(person);
		wallet.forget_past(korean_month(now));
		let held = Self::held_lots(&wallet, now);
		wallet.cut_to(|lot| {
			held.iter().find(|own| own.lot.series == lot.series).map_or(0, |own| own.worth(now))
		});
		(wallet, held)
	}

	/// The wallet of a person, cut to what it is worth only if there is no room for another lot: cheap for most people.
	pub(crate) fn wallet_with_room(person: PersonId, series: SeriesId, now: Moment) -> Wallet {
		let wallet = Wallets::<T>::get(person);
		if wallet.lot(series).is_some() || !wallet.lots.is_full() {
			wallet
		} else {
			Self::current_wallet(person, now).0
		}
	}

	/// Keeps a wallet, or nothing when it is empty.
	pub(crate) fn store_wallet(person: PersonId, wallet: Wallet) {
		if wallet.is_empty() {
			Wallets::<T>::remove(person);
		} else {
			Wallets::<T>::insert(person, wallet);
		}
	}
}
