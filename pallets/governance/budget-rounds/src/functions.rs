// SPDX-License-Identifier: Apache-2.0

//! Rounds: opened, and over. What the subjects below share.

mod award;
mod ideas;
mod review;
mod turn;

use chungnam_frame_kit::{errors_from, Clock, WonExt};
use chungnam_ports::{Agenda, Due, Payee, PayeeReason, Payees};
use chungnam_primitives::{IdeaId, Moment, RoundId, Won};
use frame_support::{
	dispatch::{DispatchResultWithPostInfo, Pays},
	ensure,
	traits::Get,
	BoundedVec,
};
use sp_core::H256;
use sp_runtime::{traits::AccountIdConversion, DispatchResult};

use crate::{pallet::*, types::*};

errors_from!(Unfit);
errors_from!(PayeeReason);

impl<T: Config> From<Unsound> for Error<T> {
	fn from(why: Unsound) -> Self {
		match why {
			Unsound::Region => Self::RegionNotFound,
			Unsound::Headings => Self::HeadingsMissing,
			Unsound::Costs => Self::CostsOutOfRange,
			Unsound::Classes => Self::ClassesUnsound,
			Unsound::Question => Self::QuestionUnsound,
			Unsound::Rule => Self::RuleUnsound,
			Unsound::Windows => Self::WindowsUnsound,
			Unsound::Terms => Self::TermsUnsound,
		}
	}
}

impl<T: Config> From<Refusal> for Error<T> {
	fn from(refusal: Refusal) -> Self {
		match refusal {
			Refusal::RoundNotFound => Self::RoundNotFound,
			Refusal::IdeaNotFound => Self::IdeaNotFound,
			Refusal::TooLate => Self::TooLate,
			Refusal::NotRegistered => Self::NotRegistered,
			Refusal::PersonFrozen => Self::PersonFrozen,
			Refusal::PersonDeceased => Self::PersonDeceased,
			Refusal::NotCounted => Self::NotCounted,
			Refusal::WrongZone => Self::WrongZone,
			Refusal::CostOutOfRange => Self::CostOutOfRange,
			Refusal::AlreadyProposed => Self::AlreadyProposed,
			Refusal::MaxIdeasExceeded => Self::MaxIdeasExceeded,
			Refusal::AlreadySponsored => Self::AlreadySponsored,
			Refusal::MaxSponsoringExceeded => Self::MaxSponsoringExceeded,
			Refusal::MaxQualifiedExceeded => Self::MaxQualifiedExceeded,
		}
	}
}

impl<T: Config> Pallet<T> {
	/// The account in which the money of a round waits.
	pub(crate) fn pot_of(id: RoundId) -> T::AccountId {
		T::PalletId::get().into_sub_account_truncating(id.0)
	}

	pub(crate) fn round_of(id: RoundId) -> Result<RoundOf<T>, Error<T>> {
		Rounds::<T>::get(id).ok_or(Error::<T>::RoundNotFound)
	}

	pub(crate) fn plan_of(id: RoundId) -> Result<PlanOf<T>, Error<T>> {
		Plans::<T>::get(id).ok_or(Error::<T>::RoundNotFound)
	}

	pub(crate) fn idea_of(id: RoundId, idea: IdeaId) -> Result<IdeaOf<T>, Error<T>> {
		Ideas::<T>::get(id, idea).ok_or(Error::<T>::IdeaNotFound)
	}

	/// A reason is given.
	pub(crate) fn check_reason(reason: H256) -> Result<(), Error<T>> {
		ensure!(!reason.is_zero(), Error::<T>::ReasonMissing);
		Ok(())
	}

	/// The state of a round lies between these two, and the last of them is not over.
	pub(crate) fn check_phase(phase: Phase, first: u8, last: u8) -> Result<(), Error<T>> {
		let rank = phase.rank();
		ensure!(rank >= first, Error::<T>::TooEarly);
		let is_over = phase.until().is_some_and(|until| T::Time::moment() >= until);
		ensure!(rank < last || rank == last && !is_over, Error::<T>::TooLate);
		Ok(())
	}

	/// An idea of a round whose state lies between these two, and the last of them is not over.
	pub(crate) fn idea_while(
		id: RoundId,
		number: IdeaId,
		first: u8,
		last: u8,
	) -> Result<IdeaOf<T>, Error<T>> {
		Self::check_phase(Self::round_of(id)?.phase, first, last)?;
		Self::idea_of(id, number)
	}

	/// A payee that is there. One that is frozen or suspended comes back.
	pub(crate) fn check_payee(payee: &PayeeOf<T>) -> Result<(), Error<T>> {
		let nobody = T::PalletId::get().into_account_truncating();
		let is_gone = T::Payees::account_of(payee, &nobody) == Err(PayeeReason::Gone);
		ensure!(!is_gone, Error::<T>::PayeeGone);
		Ok(())
	}

	/// The signer acts for a payee.
	pub(crate) fn ensure_payee(
		payee: &Payee<T::AccountId>,
		who: &T::AccountId,
	) -> Result<(), Error<T>> {
		let account = T::Payees::account_of(payee, who)?;
		ensure!(account == *who, Error::<T>::NotAuthorized);
		Ok(())
	}

	/// Keeps a round in another state, and notes when the clock comes to it.
	pub(crate) fn advance(id: RoundId, mut round: RoundOf<T>, phase: Phase) {
		round.phase = phase;
		if phase.is_noted() {
			let at = phase.until().unwrap_or_else(T::Time::moment);
			T::Agenda::set(Due::Round(id), at);
		} else {
			T::Agenda::cancel(Due::Round(id));
		}
		Rounds::<T>::insert(id, round);
		Self::deposit_event(Event::Advanced { round: id, phase });
	}

	/// A moment that comes after a window.
	pub(crate) fn after(window: Moment) -> Moment {
		T::Time::moment().saturating_add(window) // now is far from the end of time
	}

	pub(crate) fn do_open_round(funder: T::AccountId, plan: PlanOf<T>) -> DispatchResult {
		plan.check().map_err(Error::<T>::from)?;
		Self::check_payee(&plan.terms.payee)?;
		let (region, most) = match plan.region {
			Some(region) => (region, MAX_ROUNDS_OF_A_REGION),
			None => (0, MAX_ROUNDS_OF_THE_PROVINCE),
		};
		let others = RoundsOf::<T>::get(region);
		ensure!(others < most, Error::<T>::MaxRoundsExceeded);
		let id = NextRound::<T>::get();
		let next = id.checked_add(1).ok_or(Error::<T>::Overflow)?;
		let rest = |heading: &Heading| Rest { left: heading.budget, lapsed: 0 };
		// As many as there are headings.
		let rests = BoundedVec::truncate_from(plan.headings.iter().map(rest).collect());
		let until = Self::after(plan.windows.ideas);
		let phase = Phase::Ideas { until };

		// The only step that can fail, so it comes before all that is written.
		T::Won::send(&funder, &Self::pot_of(id), plan.budget(), Error::<T>::InsufficientBalance)?;
		NextRound::<T>::put(next);
		RoundsOf::<T>::insert(region, others.saturating_add(1)); // below a bound
		Registers::<T>::insert(id, Register::default());
		Plans::<T>::insert(id, &plan);
		Self::deposit_event(Event::Opened { round: id, funder: funder.clone(), plan });
		let round = Round { funder, region, phase, rests, awards: 0, envelopes: 0 };
		Self::advance(id, round, phase);
		Ok(())
	}

	/// What is left of the headings goes back to the funder; then envelopes are waited for.
	pub(crate) fn do_return(id: RoundId, mut round: RoundOf<T>) -> DispatchResult {
		// At most 8 numbers of 64 bits.
		let left = round.rests.iter().map(|own| Won::from(own.left)).fold(0, Won::saturating_add);
		T::Won::send(&Self::pot_of(id), &round.funder, left, Error::<T>::InsufficientBalance)?;
		for rest in &mut round.rests {
			*rest = Rest { left: 0, lapsed: 0 };
		}
		Counts::<T>::remove(id);
		Self::deposit_event(Event::RestReturned { round: id, amount: left });
		let phase = if round.envelopes == 0 { Phase::Closed } else { Phase::Running };
		Self::advance(id, round, phase);
		Ok(())
	}

	pub(crate) fn do_sweep_round(id: RoundId, limit: u32) -> DispatchResultWithPostInfo {
		let round = Self::round_of(id)?;
		ensure!(round.phase == Phase::Closed, Error::<T>::TooEarly);
		ensure!(limit > 0, Error::<T>::NothingToSweep);
		let entries = Self::sweep_entries(id, limit);
		if entries == limit {
			Self::deposit_event(Event::Swept { round: id, entries });
			return Ok(Pays::No.into());
		}
		let pot = Self::pot_of(id);
		let stray = T::Won::spendable(&pot);
		T::Won::send(&pot, &round.funder, stray, Error::<T>::InsufficientBalance)?;
		RoundsOf::<T>::mutate_exists(round.region, |count| {
			*count = count.and_then(|own| own.checked_sub(1)).filter(|own| *own > 0);
		});
		Lists::<T>::remove(id);
		Registers::<T>::remove(id);
		Plans::<T>::remove(id);
		Rounds::<T>::remove(id);
		Self::deposit_event(Event::Removed { round: id, stray });
		Ok(Pays::No.into())
	}

	/// Removes up to `limit` entries: sponsors first, then proposers, then ideas. Returns how many.
	fn sweep_entries(id: RoundId, limit: u32) -> u32 {
		let mut left = usize::try_from(limit).unwrap_or(usize::MAX);
		let all = left;
		let people: alloc::vec::Vec<_> = Sponsoring::<T>::iter_key_prefix(id).take(left).collect();
		for person in &people {
			Sponsoring::<T>::remove(id, person);
		}
		left = left.saturating_sub(people.len());
		let proposed: alloc::vec::Vec<_> = Proposed::<T>::iter_key_prefix(id).take(left).collect();
		for key in &proposed {
			Proposed::<T>::remove(id, key);
		}
		left = left.saturating_sub(proposed.len());
		let ideas: alloc::vec::Vec<_> = Ideas::<T>::iter_key_prefix(id).take(left).collect();
		for idea in &ideas {
			Ideas::<T>::remove(id, idea);
		}
		left = left.saturating_sub(ideas.len());
		// At most the limit.
		u32::try_from(all.saturating_sub(left)).unwrap_or(limit)
	}
}
