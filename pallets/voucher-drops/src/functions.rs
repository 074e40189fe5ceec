// SPDX-License-Identifier: Apache-2.0

//! The bodies of the calls, one file a subject, and what they share.

mod access;
mod arrears;
mod beacon;
mod change;
mod genesis;
mod list;
mod opening;
mod payback;
mod place;
mod programme;

pub(crate) use genesis::build as build_genesis;

use chungnam_primitives::{
	korean_day, Drops, KoreanDay, Moment, People, PersonId, PersonProfile, SeriesId, Standing,
	Untimely, Won,
};
use frame_support::{
	ensure,
	traits::{
		fungible::{Inspect, Mutate},
		tokens::{Fortitude, Preservation},
		Get, UnixTime,
	},
};
use frame_system::pallet_prelude::BlockNumberFor;
use sp_runtime::{
	traits::{AccountIdConversion, Zero},
	DispatchResult,
};

use crate::{pallet::*, types::*};

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

	/// The Korean day of now.
	pub(crate) fn today() -> KoreanDay {
		korean_day(Self::now())
	}

	/// The hash of the first block, which names the chain.
	pub(crate) fn genesis_hash() -> T::Hash {
		frame_system::Pallet::<T>::block_hash(BlockNumberFor::<T>::zero())
	}

	/// The account that holds the budget of a programme.
	pub(crate) fn account_of(programme: ProgrammeId) -> T::AccountId {
		T::PalletId::get().into_sub_account_truncating((*b"prog", programme))
	}

	pub(crate) fn load(programme: ProgrammeId) -> Result<ProgrammeOf<T>, Error<T>> {
		Programmes::<T>::get(programme).ok_or(Error::ProgrammeNotFound)
	}

	/// Won of a programme's budget that can be spent to the last.
	pub(crate) fn budget_of(programme: ProgrammeId) -> Won {
		let account = Self::account_of(programme);
		T::Won::reducible_balance(&account, Preservation::Expendable, Fortitude::Polite)
	}

	/// Moves plain won; moving nothing is nothing to do.
	pub(crate) fn transfer(from: &T::AccountId, to: &T::AccountId, amount: Won) -> DispatchResult {
		if amount == 0 {
			return Ok(());
		}
		T::Won::transfer(from, to, amount, Preservation::Expendable).map(|_| ())
	}

	/// The one way in which a programme gets another status.
	pub(crate) fn advance(programme: &mut ProgrammeOf<T>, step: Step) -> Result<(), Error<T>> {
		programme.status = programme.status.after(step).ok_or(Error::AlreadyInState)?;
		Ok(())
	}

	/// The active person whose key `who` is.
	pub(crate) fn ensure_person(who: &T::AccountId) -> Result<PersonId, Error<T>> {
		T::People::person_of(who).ok_or(Error::NotRegistered)
	}

	/// The person may act now.
	pub(crate) fn ensure_active(person: PersonId) -> Result<PersonProfile, Error<T>> {
		let profile = T::People::profile(person).ok_or(Error::NotRegistered)?;
		ensure!(profile.standing == Standing::Active, Error::PersonNotActive);
		Ok(profile)
	}

	/// The person may be given something: frozen people lose nothing.
	pub(crate) fn ensure_alive(person: PersonId) -> Result<(), Error<T>> {
		let profile = T::People::profile(person).ok_or(Error::NotRegistered)?;
		ensure!(profile.standing != Standing::Deceased, Error::PersonNotActive);
		Ok(())
	}

	/// The series from which claims of a programme are given at `now`.
	pub(crate) fn ensure_open(
		programme: &ProgrammeOf<T>,
		now: Moment,
	) -> Result<SeriesId, Error<T>> {
		let window = programme.plan.claim_window().ok_or(Error::WrongKind)?;
		ensure!(now >= window.opens, Error::TooEarly);
		ensure!(now < window.closes, Error::TooLate);
		programme.claim_series().ok_or(Error::NotOpen)
	}

	/// An active person who has not claimed yet, and for whom the programme is. Returns the tally before the claim.
	pub(crate) fn ensure_may_claim(
		programme: ProgrammeId,
		definition: &ProgrammeOf<T>,
		person: PersonId,
		(claims, visitors_only): (u32, bool),
	) -> Result<Tally, Error<T>> {
		let profile = Self::ensure_active(person)?;
		let lives_here = T::Drops::issuers(&definition.template).contains(profile.zone.region);
		ensure!(!(visitors_only && lives_here), Error::NotVisitor);
		ensure!(!Claims::<T>::contains_key(programme, person), Error::AlreadyClaimed);
		let tally = Tallies::<T>::get(programme);
		ensure!(tally.claims < claims, Error::MaxClaimsExceeded);
		Ok(tally)
	}
}
