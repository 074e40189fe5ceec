// SPDX-License-Identifier: Apache-2.0

//! The bodies of the calls and hooks, one file a subject, and what they share.

mod books;
mod flush;
mod genesis;
mod routes;
mod upkeep;

use chungnam_frame_kit::errors_from;
use chungnam_ports::{Source, StillClaimed};
use chungnam_primitives::{first_day_of, start_of_day, KoreanMonth, Moment};
use frame_support::traits::{fungible::Inspect, Get};
use sp_runtime::traits::AccountIdConversion;

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

impl<T: Config> From<StillClaimed> for Error<T> {
	fn from(reason: StillClaimed) -> Self {
		match reason {
			StillClaimed::NotDeceased => Error::PersonNotDeceased,
			StillClaimed::Inherited => Error::EstateAccepted,
		}
	}
}

errors_from!(Untimely);

impl<T: Config> Pallet<T> {
	/// The account that collects a source.
	pub(crate) fn collector(source: Source) -> T::AccountId {
		T::PalletId::get().into_sub_account_truncating((*b"source", source))
	}

	/// True if `who` collects a source.
	pub(crate) fn is_source(who: &T::AccountId) -> bool {
		Source::ALL.into_iter().any(|source| Self::collector(source) == *who)
	}

	/// Relations between the constants that no call could make up for.
	pub(crate) fn check_constants() {
		assert!(T::ChangeDelay::get() > 0, "people must hear of a route before it holds");
		assert!(T::EstatePeriod::get() > 0, "heirs must have time");
		assert!(T::Won::minimum_balance() == 1, "a sink must be able to get a single won");
		for (i, source) in Source::ALL.into_iter().enumerate() {
			let mut others = Source::ALL.into_iter().take(i);
			let is_own = others.all(|other| Self::collector(other) != Self::collector(source));
			assert!(is_own, "the accounts of sources differ: account ids are too short");
		}
	}
}

/// The first moment after a Korean month. There are months whose days have no number, in 11 million years.
pub(crate) fn end_of(month: KoreanMonth) -> Moment {
	first_day_of(month.saturating_add(1)).map_or(Moment::MAX, start_of_day)
}
