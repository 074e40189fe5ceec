// SPDX-License-Identifier: Apache-2.0

//! The bodies of the calls, one file a subject, and what they share.

mod access;
mod agenda;
mod claim;
mod genesis;
mod payment;
mod purse;
mod refund;
mod reserve;
mod sale;
mod series;
mod settlement;
mod sweep;

use chungnam_primitives::{
	korean_day, korean_month, start_of_day, Cohorts, KoreanDay, KoreanMonth, Member, Moment,
	People, PersonId, SeriesId, Standing, Untimely, Won,
};
use frame_support::{
	dispatch::{DispatchErrorWithPostInfo, DispatchResultWithPostInfo},
	ensure,
	traits::{
		fungible::{Inspect, Mutate},
		tokens::{Fortitude, Preservation},
		Get, UnixTime,
	},
};
use sp_runtime::{traits::AccountIdConversion, DispatchError, DispatchResult, Weight};

use crate::{half_year, pallet::*, types::*, Refusal, WeightInfo};
#[cfg(feature = "runtime-benchmarks")]
pub(crate) use agenda::MAX_DAYS;
pub(crate) use purse::Purse;
#[cfg(any(feature = "std", feature = "try-runtime"))]
pub(crate) use purse::SeriesShelf;

/// What a call looked at, which decides what it costs.
#[derive(Default)]
pub(crate) struct Effort {
	/// Series that bind lots.
	pub lots: u32,
	/// Those of them whose money was moved, or drops that lapsed.
	pub parts: u32,
	/// Lists of open drops.
	pub lists: u32,
	/// Lots of which debts withheld something.
	pub withheld: u32,
}

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

impl<T: Config> From<Untimely> for Error<T> {
	fn from(untimely: Untimely) -> Self {
		match untimely {
			Untimely::TooEarly => Error::TooEarly,
			Untimely::TooLate => Error::TooLate,
			Untimely::NotFound => Error::ChangeNotFound,
			Untimely::Full => Error::MaxChangesExceeded,
			Untimely::Overflow => Error::Overflow,
		}
	}
}

impl<T: Config> From<BrokenPromise> for Error<T> {
	fn from(broken: BrokenPromise) -> Self {
		match broken {
			BrokenPromise::AfterTheEnd => Error::TooLate,
			BrokenPromise::Backward => Error::BackwardChange,
		}
	}
}

impl<T: Config> From<WalletFull> for Error<T> {
	fn from(full: WalletFull) -> Self {
		match full {
			WalletFull::Lots => Error::MaxLotsExceeded,
			WalletFull::Usage => Error::MaxUsageExceeded,
			WalletFull::Debts => Error::MaxDebtsExceeded,
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

	/// Runs the body of a call and says what it weighed, whether or not it succeeded: `weight` is that of the call itself,
	/// by the number of series whose money it moved.
	pub(crate) fn weighed(
		weight: impl FnOnce(u32) -> Weight,
		body: impl FnOnce(&mut Effort) -> DispatchResult,
	) -> DispatchResultWithPostInfo {
		let mut effort = Effort::default();
		let result = body(&mut effort);
		let Effort { lots, parts, lists, withheld } = effort;
		let mut actual = weight(parts);
		// Looking is part of moving, so only the others count.
		let looked_at = lots.saturating_sub(parts);
		if looked_at > 0 {
			actual = actual.saturating_add(T::WeightInfo::look_at(looked_at));
		}
		if lists > 0 {
			actual = actual.saturating_add(T::WeightInfo::claim(lists));
		}
		if withheld > 0 {
			actual = actual.saturating_add(T::WeightInfo::withhold(withheld));
		}
		let post_info = Some(actual).into();
		match result {
			Ok(()) => Ok(post_info),
			Err(error) => Err(DispatchErrorWithPostInfo { post_info, error }),
		}
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

	/// Changes the figures of this month by `change`.
	pub(crate) fn note_flow(change: impl FnOnce(&mut MonthFlow) -> Option<()>) -> DispatchResult {
		Months::<T>::try_mutate(korean_month(Self::now()), |flow| {
			change(flow).ok_or(DispatchError::from(Error::<T>::Overflow))
		})
	}

	/// The book of the running month: at the first entry of a month, what was in it goes to the figures of its own.
	pub(crate) fn turn_page(book: &mut PaymentBook, month: KoreanMonth) -> Result<(), Error<T>> {
		if book.month == month {
			return Ok(());
		}
		if book.spent > 0 || book.refunded > 0 {
			Months::<T>::try_mutate(book.month, |flow| {
				flow.add_payments(book).ok_or(Error::<T>::Overflow)
			})?;
		}
		(book.month, book.spent, book.refunded) = (month, 0, 0);
		Ok(())
	}

	/// The person with their cohorts.
	pub(crate) fn load_member(person: PersonId) -> Result<Member, Error<T>> {
		T::Cohorts::member(person).ok_or(Error::NotRegistered)
	}

	/// The person, who may act now.
	pub(crate) fn load_active(person: PersonId) -> Result<Member, Error<T>> {
		let member = Self::load_member(person)?;
		ensure!(member.profile.standing == Standing::Active, Error::PersonNotActive);
		Ok(member)
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

	/// Keeps a wallet, or nothing when it is empty.
	pub(crate) fn store_wallet(person: PersonId, wallet: Wallet) {
		if wallet.is_empty() {
			Wallets::<T>::remove(person);
		} else {
			Wallets::<T>::insert(person, wallet);
		}
	}
}

/// The first Korean day that begins at or after `moment`: the day on which what ends then is over from the start.
pub(crate) fn day_from(moment: Moment) -> KoreanDay {
	let day = korean_day(moment);
	if start_of_day(day) == moment {
		day
	} else {
		day.saturating_add(1) // days beyond u32 lie eleven million years ahead
	}
}
