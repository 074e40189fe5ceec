// SPDX-License-Identifier: Apache-2.0

//! What the calls do.

use alloc::{collections::BTreeSet, vec::Vec};
use frame_support::{dispatch::DispatchResult, ensure, traits::Get, weights::Weight};
use frame_system::{pallet_prelude::BlockNumberFor, RawOrigin};
use pallet_session::{CurrentIndex, NextKeys, QueuedKeys, Validators};
use sp_runtime::{traits::SaturatedConversion, Perbill};
use sp_staking::{offence::OffenceSeverity, SessionIndex};

use crate::{pallet::*, types::*};

impl<T: Config> Pallet<T> {
	/// What `on_initialize` weighs in every block.
	pub fn mandatory_weight() -> Weight {
		T::DbWeight::get().reads(1)
	}

	pub(crate) fn do_add(who: T::AccountId) -> DispatchResult {
		let mut members = Members::<T>::get();
		ensure!(!members.contains_key(&who), Error::<T>::AlreadyExists);
		ensure!(NextKeys::<T>::contains_key(&who), Error::<T>::KeysMissing);
		let session = CurrentIndex::<T>::get();
		members
			.try_insert(who.clone(), Member { since: session, suspension: None })
			.map_err(|_| Error::<T>::MaxValidatorsExceeded)?;

		Members::<T>::put(members);
		// It may have been removed while it was disabled, and act still.
		Self::enable(&who);
		Self::deposit_event(Event::Added { who, session });
		Ok(())
	}

	pub(crate) fn do_remove(who: T::AccountId) -> DispatchResult {
		let mut members = Members::<T>::get();
		members.remove(&who).ok_or(Error::<T>::NotFound)?;
		ensure!(members.len() >= Self::minimum(), Error::<T>::BelowMinimum);

		Members::<T>::put(members);
		Self::deposit_event(Event::Removed { who });
		Ok(())
	}

	pub(crate) fn do_suspend(who: T::AccountId, share: Perbill) -> DispatchResult {
		let members = Members::<T>::get();
		let member = members.get(&who).ok_or(Error::<T>::NotFound)?;
		ensure!(member.suspension.is_none(), Error::<T>::AlreadySuspended);
		let oldest = CurrentIndex::<T>::get().saturating_sub(T::KeptSessions::get());
		let suspended = members.values().filter(|own| own.is_suspended_by_decision_since(oldest));
		let most = most_suspended(share, members.len());
		ensure!(suspended.count() < most, Error::<T>::MaxSuspensionsExceeded);

		Self::keep_out(who, Cause::Decision);
		Ok(())
	}

	pub(crate) fn do_reinstate(who: T::AccountId, clears_proof: bool) -> DispatchResult {
		let mut members = Members::<T>::get();
		let member = members.get_mut(&who).ok_or(Error::<T>::NotFound)?;
		let suspension = member.suspension.ok_or(Error::<T>::NotSuspended)?;
		let may_clear = clears_proof || suspension.cause == Cause::Decision;
		ensure!(may_clear, Error::<T>::SuspendedByProof);
		let session = CurrentIndex::<T>::get();
		*member = Member { since: session, suspension: None };

		Members::<T>::put(members);
		Self::enable(&who);
		Self::deposit_event(Event::Reinstated { who, session });
		Ok(())
	}

	pub(crate) fn do_end_session() -> DispatchResult {
		let schedule = Self::schedule();
		ensure!(!schedule.ends_early, Error::<T>::AlreadyEnding);

		Calendar::<T>::put(Schedule { ends_early: true, ..schedule });
		Self::deposit_event(Event::SessionEndRequested);
		Ok(())
	}

	pub(crate) fn do_withdraw_keys(who: T::AccountId) -> DispatchResult {
		ensure!(NextKeys::<T>::contains_key(&who), Error::<T>::KeysMissing);
		ensure!(!Members::<T>::get().contains_key(&who), Error::<T>::StillValidator);
		ensure!(!Self::acting().contains(&who), Error::<T>::StillValidator);

		pallet_session::Pallet::<T>::purge_keys(RawOrigin::Signed(who.clone()).into())?;
		Self::deposit_event(Event::KeysWithdrawn { who });
		Ok(())
	}

	/// Suspends a member for `cause` and disables it. Keeps the older suspension of one that is suspended already. An
	/// account that is not a member but still acts is disabled.
	pub(crate) fn keep_out(who: T::AccountId, cause: Cause) {
		let session = CurrentIndex::<T>::get();
		let is_new = Members::<T>::mutate(|members| match members.get_mut(&who) {
			Some(member) if member.suspension.is_none() => {
				member.suspension = Some(Suspension { cause, session });
				true
			}
			_ => false,
		});
		if is_new {
			Self::deposit_event(Event::Suspended { who: who.clone(), cause, session });
		}
		Self::disable(who);
	}

	/// True if reports of what `who` did in `session` change nothing: of one that is kept out already, of what was before it
	/// was added or reinstated, and of one that is no member and does not act any more.
	pub(crate) fn is_settled(who: &T::AccountId, session: Option<SessionIndex>) -> bool {
		match Members::<T>::get().get(who) {
			Some(Member { suspension: Some(_), .. }) => true,
			Some(member) => session.is_some_and(|session| session < member.since),
			None => !Validators::<T>::get().contains(who) || Self::is_disabled(who),
		}
	}

	/// Takes block making from a validator of the running session, unless a third of the set is without already. The
	/// session pallet's strategy draws that line.
	fn disable(who: T::AccountId) {
		pallet_session::Pallet::<T>::report_offence(who, OffenceSeverity::max_severity());
	}

	/// Gives block making back. The place among the disabled is free for one for whom there was none.
	fn enable(who: &T::AccountId) {
		let index = pallet_session::Pallet::<T>::validator_id_to_index(who);
		if index.is_some_and(pallet_session::Pallet::<T>::reenable_index) {
			Self::disable_suspended();
		}
	}

	/// Disables the suspended members that are in the running set.
	pub(crate) fn disable_suspended() {
		let suspended = Members::<T>::get().into_iter();
		suspended
			.filter(|(who, member)| member.suspension.is_some() && !Self::is_disabled(who))
			.for_each(|(who, _)| Self::disable(who));
	}

	fn is_disabled(who: &T::AccountId) -> bool {
		let disabled = pallet_session::Pallet::<T>::disabled_validators();
		pallet_session::Pallet::<T>::validator_id_to_index(who)
			.is_some_and(|index| disabled.contains(&index))
	}

	/// Everyone in the set of the running session or the next.
	fn acting() -> BTreeSet<T::AccountId> {
		let next = QueuedKeys::<T>::get().into_iter().map(|(who, _)| who);
		Validators::<T>::get().into_iter().chain(next).collect()
	}

	/// Members that must remain.
	pub(crate) fn minimum() -> usize {
		T::MinValidators::get().saturated_into()
	}

	/// The sessions' calendar. Genesis writes it; a chain without one begins now.
	pub(crate) fn schedule() -> Schedule<BlockNumberFor<T>> {
		Calendar::<T>::get().unwrap_or_else(|| Schedule {
			began: frame_system::Pallet::<T>::block_number(),
			length: T::SessionLength::get(),
			ends_early: false,
		})
	}

	pub(crate) fn all_seats() -> Vec<SeatOf<T>> {
		let members = Members::<T>::get();
		let active = Validators::<T>::get();
		let next: BTreeSet<_> = QueuedKeys::<T>::get().into_iter().map(|(who, _)| who).collect();
		let mut everyone = Self::acting();
		everyone.extend(members.keys().cloned());
		let seat = |who: T::AccountId| Seat {
			member: members.contains_key(&who),
			active: active.contains(&who),
			next: next.contains(&who),
			disabled: Self::is_disabled(&who),
			suspension: members.get(&who).and_then(|member| member.suspension),
			who,
		};
		everyone.into_iter().map(seat).collect()
	}

	/// Takes over the validators of the session's genesis, which was built before: the runtime lists it first.
	// Genesis is built by operators before there is a chain: a wrong one must not become one.
	#[allow(clippy::expect_used, clippy::panic)]
	pub(crate) fn build_genesis(session_length: Option<BlockNumberFor<T>>) {
		let length = session_length.unwrap_or_else(T::SessionLength::get);
		assert!(
			length >= MIN_SESSION_LENGTH.into(),
			"a session of fewer than {MIN_SESSION_LENGTH} blocks"
		);
		let mut members = MembersOf::<T>::new();
		for who in Validators::<T>::get() {
			members.try_insert(who, Member::default()).expect("more validators than there may be");
		}
		Members::<T>::put(members);
		Calendar::<T>::put(Schedule { began: Default::default(), length, ends_early: false });
	}

	/// Relations between constants, checked by every runtime's tests.
	// Runs in tests only.
	#[allow(clippy::panic)]
	pub(crate) fn check_constants() {
		let (min, max) = (T::MinValidators::get(), T::MaxValidators::get());
		assert!(min >= 1, "an empty set makes no blocks");
		assert!(min <= max, "no set has room for the minimum");
		assert!(T::SessionLength::get() >= MIN_SESSION_LENGTH.into(), "sessions are too short");
		assert!(T::KeptSessions::get() >= 2, "a double vote could not be proved a session later");
	}

	/// Forgets who owned which keys in sessions that are too old to be judged.
	pub(crate) fn forget_sessions(ended: SessionIndex) {
		if let Some(up_to) = ended.checked_sub(T::KeptSessions::get()).filter(|up_to| *up_to > 0) {
			pallet_session::historical::Pallet::<T>::prune_up_to(up_to);
		}
	}

	/// The set planned next, or `None` if it is the one of the session that just began, with the same keys.
	pub(crate) fn next_set() -> Option<Vec<T::AccountId>> {
		let members = Members::<T>::get();
		let planned = plan(&members, Self::minimum());
		// Every member has keys (I2). If one had not, the session pallet would leave it out.
		let next = || planned.iter().map(|who| (who.clone(), NextKeys::<T>::get(who)));
		let now = QueuedKeys::<T>::get();
		let is_same = next().eq(now.into_iter().map(|(who, keys)| (who, Some(keys))));
		// An empty set would end the chain: better the old one. Genesis has members, and no call takes the last.
		if is_same || planned.is_empty() {
			return None;
		}
		Some(planned)
	}

	/// Those whose keys are in the session's genesis. Asked before this pallet's own genesis is built.
	pub(crate) fn genesis_set() -> Vec<T::AccountId> {
		let mut all: Vec<_> = NextKeys::<T>::iter_keys().collect();
		all.sort();
		all
	}

	/// Notes that a session begins with this block.
	pub(crate) fn begin_session() {
		let began = frame_system::Pallet::<T>::block_number();
		let schedule = Self::schedule();
		Calendar::<T>::put(Schedule { began, ends_early: false, ..schedule });
		Self::disable_suspended();
	}
}
