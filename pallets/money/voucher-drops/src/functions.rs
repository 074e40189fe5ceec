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

use chungnam_frame_kit::{errors_from, PeopleExt, WonExt};
use chungnam_ports::Drops;
use chungnam_primitives::{Moment, PersonId, ProgrammeId, SeriesId, Won};
use frame_support::{ensure, traits::Get};
use frame_system::pallet_prelude::BlockNumberFor;
use sp_runtime::traits::{AccountIdConversion, Zero};

use crate::{pallet::*, types::*};

/// Who may claim, and how often.
#[derive(Clone, Copy)]
pub(crate) struct Limits {
	/// How many people.
	pub claims: u32,
	/// Only people who do not live in the issuing regions.
	pub visitors_only: bool,
	/// A person may claim again.
	pub is_repeated: bool,
}

impl<T> From<Unrewarded> for Error<T> {
	fn from(why: Unrewarded) -> Self {
		match why {
			Unrewarded::BelowMinimum => Error::BelowMinimum,
			Unrewarded::NothingLeft => Error::MonthUsedUp,
			Unrewarded::TooOld => Error::ReceiptOutsideWindow,
			Unrewarded::Overflow => Error::Overflow,
		}
	}
}

errors_from!(Unfit);
errors_from!(Untimely);

impl<T: Config> Pallet<T> {
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
		T::Won::spendable(&Self::account_of(programme))
	}

	/// The one way in which a programme gets another status.
	pub(crate) fn advance(programme: &mut ProgrammeOf<T>, step: Step) -> Result<(), Error<T>> {
		programme.status = programme.status.after(step).ok_or(Error::AlreadyInState)?;
		Ok(())
	}

	/// The series from which claims of a programme are given at `now`.
	pub(crate) fn ensure_open(
		programme: &ProgrammeOf<T>,
		now: Moment,
	) -> Result<SeriesId, Error<T>> {
		let window = programme.plan.claim_window().ok_or(Error::WrongKind)?;
		ensure!(!matches!(programme.status, Status::Stopped { .. }), Error::TooLate);
		ensure!(now >= window.opens, Error::TooEarly);
		ensure!(now < window.closes, Error::TooLate);
		programme.claim_series().ok_or(Error::NotOpen)
	}

	/// An active person who may claim, and for whom the programme is. Returns the tally before the claim.
	pub(crate) fn ensure_may_claim(
		programme: ProgrammeId,
		definition: &ProgrammeOf<T>,
		person: PersonId,
		Limits { claims, visitors_only, is_repeated }: Limits,
	) -> Result<Tally, Error<T>> {
		let profile = T::People::active(person)?;
		let lives_here = T::Drops::issuers(&definition.template).contains(profile.zone.region);
		ensure!(!(visitors_only && lives_here), Error::NotVisitor);
		let has_claimed = Claims::<T>::contains_key(programme, person);
		ensure!(!has_claimed || is_repeated, Error::AlreadyClaimed);
		let tally = Tallies::<T>::get(programme);
		ensure!(has_claimed || tally.claims < claims, Error::MaxClaimsExceeded);
		Ok(tally)
	}
}
