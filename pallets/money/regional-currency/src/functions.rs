// SPDX-License-Identifier: Apache-2.0

//! The bodies of the calls, one file a subject, and what they share.

mod access;
mod agenda;
mod claim;
mod genesis;
mod order;
mod payment;
mod purse;
mod refund;
mod respend;
mod sale;
mod series;
mod sweep;
mod takings;
mod undo;

use chungnam_frame_kit::{errors_from, Clock};
use chungnam_primitives::{KoreanMonth, PersonId, SeriesId};
use frame_support::{
	dispatch::{DispatchErrorWithPostInfo, DispatchResultWithPostInfo},
	traits::Get,
};
use sp_runtime::{traits::AccountIdConversion, DispatchError, DispatchResult, Weight};

use crate::{pallet::*, types::*, Refusal, WeightInfo};
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
	/// The order of a payment was looked up.
	pub order: bool,
}

impl<T: Config> From<Refusal> for Error<T> {
	fn from(refusal: Refusal) -> Self {
		match refusal {
			Refusal::ZeroAmount => Error::ZeroAmount,
			Refusal::NotRegistered => Error::NotRegistered,
			Refusal::PersonFrozen => Error::PersonFrozen,
			Refusal::PersonDeceased => Error::PersonDeceased,
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
			Refusal::OrderAlreadyPaid => Error::OrderAlreadyPaid,
			Refusal::PaymentsStopped => Error::PaymentsStopped,
		}
	}
}

errors_from!(Unfit);
errors_from!(Untimely);

impl<T: Config> From<BrokenPromise> for Error<T> {
	fn from(broken: BrokenPromise) -> Self {
		match broken {
			BrokenPromise::AfterTheEnd => Error::TooLate,
			BrokenPromise::Backward => Error::BackwardChange,
			BrokenPromise::TooLong => Error::SeriesTooLong,
			BrokenPromise::Diverted => Error::RestDiverted,
		}
	}
}

impl<T: Config> From<WalletFull> for Error<T> {
	fn from(full: WalletFull) -> Self {
		match full {
			WalletFull::Lots => Error::MaxLotsExceeded,
			WalletFull::Usage => Error::MaxUsageExceeded,
			WalletFull::Debts => Error::MaxDebtsExceeded,
			WalletFull::Earned => Error::MaxIncentivesExceeded,
			WalletFull::Overflow => Error::Overflow,
		}
	}
}

impl<T: Config> Pallet<T> {
	/// The account that holds the won of a series.
	pub(crate) fn pot_of(series: SeriesId) -> T::AccountId {
		T::PalletId::get().into_sub_account_truncating((*b"pot", series))
	}

	pub(crate) fn load_series(series: SeriesId) -> Result<SeriesOf<T>, Error<T>> {
		SeriesById::<T>::get(series).ok_or(Error::SeriesNotFound)
	}

	/// Runs the body of a call and says what it weighed, whether or not it succeeded: `weight` is that of the call itself,
	/// by the number of series whose money it moved.
	pub(crate) fn weighed(
		weight: impl FnOnce(u32) -> Weight,
		body: impl FnOnce(&mut Effort) -> DispatchResult,
	) -> DispatchResultWithPostInfo {
		let mut effort = Effort::default();
		let result = body(&mut effort);
		let Effort { lots, parts, lists, withheld, order } = effort;
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
		if order {
			actual = actual.saturating_add(T::WeightInfo::keep_order());
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

	/// Changes the figures of this month by `change`.
	pub(crate) fn note_flow(change: impl FnOnce(&mut MonthFlow) -> Option<()>) -> DispatchResult {
		Months::<T>::try_mutate(T::Time::this_month(), |flow| {
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

	/// Keeps a wallet, or nothing when it is empty.
	pub(crate) fn store_wallet(person: PersonId, wallet: Wallet) {
		if wallet.is_empty() {
			Wallets::<T>::remove(person);
		} else {
			Wallets::<T>::insert(person, wallet);
		}
	}
}
