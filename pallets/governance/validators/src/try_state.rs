// SPDX-License-Identifier: Apache-2.0

//! The invariants of the README, under the same numbers. Checked after every test, by `try-runtime`, and by the stories
//! of the runtime.

use alloc::collections::BTreeSet;
use chungnam_frame_kit::{check_all, Check};
use frame_support::{ensure, traits::Get};
use frame_system::pallet_prelude::BlockNumberFor;
use pallet_session::{
	disabling::UpToLimitDisablingStrategy, historical::StoredRange, CurrentIndex, NextKeys,
	QueuedKeys, Validators,
};
use sp_runtime::traits::SaturatedConversion;

use crate::{pallet::*, types::*};

impl<T: Config> Pallet<T> {
	/// Checks every invariant. The error begins with the number of the first that does not hold.
	pub fn do_try_state() -> Check {
		check_all! {
			Self:
			check_members, check_keys, check_sets, check_disabled, check_calendar,
			check_history,
		}
	}

	/// I1: there are members, never more than there may be, and none was added or suspended in a session to come:
	/// `0 < |members| <= MaxValidators`, `since <= suspension.session <= now`.
	fn check_members() -> Check {
		let members = Members::<T>::get();
		ensure!(!members.is_empty(), "I1: there is no member");
		let max: usize = T::MaxValidators::get().saturated_into();
		ensure!(members.len() <= max, "I1: more members than there may be");
		let now = CurrentIndex::<T>::get();
		for member in members.values() {
			ensure!(member.since <= now, "I1: a member of a session to come");
			let suspended = member.suspension.map(|suspension| suspension.session);
			ensure!(
				suspended.is_none_or(|session| member.since <= session && session <= now),
				"I1: a suspension from before the member or from a session to come"
			);
		}
		Ok(())
	}

	/// I2: every member has session keys: `|{member without keys}| = 0`.
	fn check_keys() -> Check {
		let have_keys = Members::<T>::get().keys().all(NextKeys::<T>::contains_key);
		ensure!(have_keys, "I2: a member has no session keys");
		Ok(())
	}

	/// I3: the sets of this session and the next are neither empty nor too large, name nobody twice, and everyone in
	/// them has keys: `0 < |set| <= MaxValidators`, `|{who in the set without keys}| = 0`.
	fn check_sets() -> Check {
		let max: usize = T::MaxValidators::get().saturated_into();
		let next: alloc::vec::Vec<_> =
			QueuedKeys::<T>::get().into_iter().map(|(who, _)| who).collect();
		for set in [Validators::<T>::get(), next] {
			ensure!(!set.is_empty(), "I3: a set is empty");
			ensure!(set.len() <= max, "I3: a set is too large");
			let names: BTreeSet<_> = set.iter().collect();
			ensure!(names.len() == set.len(), "I3: a set names somebody twice");
			let have_keys = set.iter().all(NextKeys::<T>::contains_key);
			ensure!(have_keys, "I3: somebody acts whose keys are gone");
		}
		Ok(())
	}

	/// I4: less than a third of the set is disabled, a disabled member is suspended, and a suspended member makes
	/// blocks only where that third is full: `3 * |disabled| < |set|`,
	/// `|{suspended, not disabled}| = 0 or |disabled| = (|set| - 1) / 3`.
	fn check_disabled() -> Check {
		let members = Members::<T>::get();
		let seats = Self::all_seats();
		let active = seats.iter().filter(|seat| seat.active);
		let set = active.clone().count();
		let limit = UpToLimitDisablingStrategy::<3>::disable_limit(set);
		let disabled = active.clone().filter(|seat| seat.disabled).count();
		ensure!(disabled <= limit, "I4: a third of the set or more is disabled");
		for seat in active.clone().filter(|seat| seat.disabled && seat.member) {
			let suspension = members.get(&seat.who).and_then(|member| member.suspension);
			ensure!(suspension.is_some(), "I4: a member is disabled that is not suspended");
		}
		let spared = active.filter(|seat| seat.suspension.is_some() && !seat.disabled).count();
		ensure!(spared == 0 || disabled == limit, "I4: a suspended member makes blocks");
		Ok(())
	}

	/// I5: the running session began not later than now, and sessions have at least 10 blocks: `began <= now`,
	/// `length >= 10`.
	fn check_calendar() -> Check {
		let Some(schedule) = Calendar::<T>::get() else {
			return Err("I5: there is no calendar".into());
		};
		let now = frame_system::Pallet::<T>::block_number();
		ensure!(schedule.began <= now, "I5: the session began later than now");
		let shortest: BlockNumberFor<T> = MIN_SESSION_LENGTH.into();
		ensure!(schedule.length >= shortest, "I5: sessions are too short");
		Ok(())
	}

	/// I6: owners of keys are remembered up to the planned session, and for no more sessions than are kept:
	/// `end = now + 2`, `end - first <= KeptSessions + 3`.
	fn check_history() -> Check {
		let Some((first, end)) = StoredRange::<T>::get() else {
			return Err("I6: no session is remembered".into());
		};
		let now = CurrentIndex::<T>::get();
		ensure!(end == now.saturating_add(2), "I6: the planned session is not remembered");
		// The kept ones, the one that runs, and the one that is planned.
		let most = T::KeptSessions::get().saturating_add(3);
		ensure!(end.saturating_sub(first) <= most, "I6: more sessions are remembered than kept");
		Ok(())
	}
}
