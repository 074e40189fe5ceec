// SPDX-License-Identifier: Apache-2.0

//! The bodies of the calls and hooks, one file a subject, and what they share.

mod books;
mod flush;
mod genesis;
mod routes;
mod upkeep;

use chungnam_primitives::{Moment, Source, Untimely, Won};
use frame_support::{
	ensure,
	traits::{
		fungible::{Inspect, Mutate},
		tokens::{Fortitude, Preservation},
		Get, UnixTime,
	},
};
use sp_runtime::{traits::AccountIdConversion, DispatchResult};

use crate::{pallet::*, types::*};

impl<T: Config> From<Unsound> for Error<T> {
	fn from(unsound: Unsound) -> Self {
		match unsound {
			Unsound::Shares => Error::SharesNotOne,
			Unsound::Duplicate => Error::DuplicateSink,
			Unsound::Rest => Error::RestNotASink,
			Unsound::Loop => Error::SinkIsSource,
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

impl<T: Config> Pallet<T> {
	/// Milliseconds since the epoch.
	pub(crate) fn now() -> Moment {
		// Moments beyond 2^64 ms lie 500 million years ahead.
		T::Time::now().as_millis().try_into().unwrap_or(Moment::MAX)
	}

	/// The account that collects a source.
	pub(crate) fn collector(source: Source) -> T::AccountId {
		T::PalletId::get().into_sub_account_truncating((*b"source", source))
	}

	/// Whether `who` collects a source.
	pub(crate) fn is_source(who: &T::AccountId) -> bool {
		Source::ALL.into_iter().any(|source| Self::collector(source) == *who)
	}

	/// Won that `who` can spend to the last.
	pub(crate) fn spendable(who: &T::AccountId) -> Won {
		T::Won::reducible_balance(who, Preservation::Expendable, Fortitude::Polite)
	}

	/// Moves won; moving nothing is nothing to do.
	pub(crate) fn transfer(from: &T::AccountId, to: &T::AccountId, amount: Won) -> DispatchResult {
		if amount == 0 {
			return Ok(());
		}
		ensure!(Self::spendable(from) >= amount, Error::<T>::InsufficientBalance);
		T::Won::transfer(from, to, amount, Preservation::Expendable).map(|_| ())
	}

	/// Relations between the constants that no call could make up for.
	pub(crate) fn check_constants() {
		assert!(T::ChangeDelay::get() > 0, "people must hear of a route before it holds");
		assert!(T::Won::minimum_balance() == 1, "a sink must be able to get a single won");
		for (i, source) in Source::ALL.into_iter().enumerate() {
			let mut others = Source::ALL.into_iter().take(i);
			let is_own = others.all(|other| Self::collector(other) != Self::collector(source));
			assert!(is_own, "the accounts of sources differ: account ids are too short");
		}
	}
}
