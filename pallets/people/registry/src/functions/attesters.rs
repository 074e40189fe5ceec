// SPDX-License-Identifier: Apache-2.0

//! Attesters: appointed and dismissed.

use chungnam_frame_kit::Clock;
use chungnam_primitives::RegionSet;
use frame_support::ensure;
use sp_runtime::DispatchResult;

use crate::{
	Attester, Attesters, Config, Error, Event, MandateOffers, MandateSuspension, Pallet,
	Suspensions, MAX_ATTESTERS, SUSPENSION, SUSPENSION_REST,
};

impl<T: Config> Pallet<T> {
	/// Changes the mandate of an institution at once, and offers one to an account that is none yet. Neither the old nor the
	/// new one is wider than what the decision can give.
	pub(crate) fn do_offer_mandate(
		who: T::AccountId,
		attester: Attester,
		widest: &Attester,
	) -> DispatchResult {
		ensure!(widest.covers(&attester), Error::<T>::MandateTooWide);
		Self::ensure_covers_own(widest, &who)?;
		if Attesters::<T>::contains_key(&who) {
			return Self::do_appoint_attester(who, attester);
		}
		Self::ensure_mandate(&attester)?;
		let has_room =
			MandateOffers::<T>::contains_key(&who) || MandateOffers::<T>::count() < MAX_ATTESTERS;
		ensure!(has_room, Error::<T>::MaxAttestersExceeded);
		let Attester { regions, scopes } = attester.clone();
		MandateOffers::<T>::insert(&who, attester);
		Self::deposit_event(Event::MandateOffered { attester: who, regions, scopes });
		Ok(())
	}

	pub(crate) fn do_accept_mandate(who: T::AccountId) -> DispatchResult {
		let attester = MandateOffers::<T>::get(&who).ok_or(Error::<T>::AttesterNotFound)?;
		Self::do_appoint_attester(who.clone(), attester)?;
		MandateOffers::<T>::remove(&who);
		Ok(())
	}

	fn ensure_mandate(attester: &Attester) -> DispatchResult {
		let is_empty = attester.regions.is_empty() || attester.scopes.is_empty();
		ensure!(!is_empty, Error::<T>::NothingGranted);
		ensure!(RegionSet::province().covers(&attester.regions), Error::<T>::RegionNotFound);
		ensure!(attester.scopes.are_of_one_office(), Error::<T>::ConflictingScopes);
		Ok(())
	}

	pub(crate) fn do_appoint_attester(who: T::AccountId, attester: Attester) -> DispatchResult {
		Self::ensure_mandate(&attester)?;
		let Attester { regions, scopes } = attester;
		if !Attesters::<T>::contains_key(&who) {
			Self::ensure_no_role(&who)?;
			let has_room = Attesters::<T>::count() < MAX_ATTESTERS;
			ensure!(has_room, Error::<T>::MaxAttestersExceeded);
		}
		Attesters::<T>::insert(&who, attester);
		Self::deposit_event(Event::AttesterAppointed { attester: who, regions, scopes });
		Ok(())
	}

	/// What an account holds, or is offered, when a decision is carried out can be more than when it was made.
	fn ensure_covers_own(widest: &Attester, who: &T::AccountId) -> DispatchResult {
		let own = [Attesters::<T>::get(who), MandateOffers::<T>::get(who)];
		let is_covered = own.iter().flatten().all(|own| widest.covers(own));
		ensure!(is_covered, Error::<T>::MandateTooWide);
		Ok(())
	}

	pub(crate) fn do_dismiss_attester(who: T::AccountId, widest: &Attester) -> DispatchResult {
		Self::ensure_covers_own(widest, &who)?;
		let was_offered = MandateOffers::<T>::take(&who).is_some();
		let was_attester = Attesters::<T>::take(&who).is_some();
		ensure!(was_offered || was_attester, Error::<T>::AttesterNotFound);
		Self::deposit_event(Event::AttesterDismissed { attester: who });
		Ok(())
	}

	pub(crate) fn do_suspend_attester(who: T::AccountId) -> DispatchResult {
		ensure!(Attesters::<T>::contains_key(&who), Error::<T>::AttesterNotFound);
		let at = T::Time::moment();
		let mut suspensions = Suspensions::<T>::get();
		suspensions.retain(|_, own| at < own.at.saturating_add(SUSPENSION_REST));
		ensure!(!suspensions.contains_key(&who), Error::<T>::AlreadySuspended);
		let until = at.saturating_add(SUSPENSION);
		suspensions
			.try_insert(who.clone(), MandateSuspension { at, until })
			.map_err(|_| Error::<T>::MaxSuspensionsExceeded)?;
		Suspensions::<T>::put(suspensions);
		Self::deposit_event(Event::AttesterSuspended { attester: who, until });
		Ok(())
	}

	pub(crate) fn do_lift_suspension(who: T::AccountId) -> DispatchResult {
		let now = T::Time::moment();
		Suspensions::<T>::try_mutate(|suspensions| {
			let own = suspensions.get_mut(&who).filter(|own| now < own.until);
			own.ok_or(Error::<T>::NotSuspended)?.until = now;
			Ok::<_, Error<T>>(())
		})?;
		Self::deposit_event(Event::SuspensionLifted { attester: who });
		Ok(())
	}

	/// True if an institution may not attest now, though it has a mandate.
	pub(crate) fn is_suspended(who: &T::AccountId) -> bool {
		let suspensions = Suspensions::<T>::get();
		suspensions.get(who).is_some_and(|own| T::Time::moment() < own.until)
	}
}
