// SPDX-License-Identifier: Apache-2.0

//! What wallets ask. Bounded, computed from the same state and by the same code as the calls.

use alloc::vec::Vec;
use chungnam_frame_kit::Clock;
use chungnam_ports::{Cohorts, Coming, Opener};
use chungnam_primitives::{start_of_day, PersonId, ProgrammeId, Won};
use frame_support::{traits::ConstU32, BoundedVec};

use crate::{pallet::*, types::*};

impl<T: Config> Pallet<T> {
	pub(crate) fn coming_for(person: PersonId) -> BoundedVec<Coming, ConstU32<MAX_PROGRAMMES>> {
		let member = T::Cohorts::member(person);
		let stays = member.iter().flat_map(|member| &member.enrolments);
		let mut coming: Vec<Coming> = stays
			.filter(|stay| stay.is_open())
			.flat_map(|stay| ProgrammesByCohort::<T>::get(stay.cohort))
			.filter_map(Self::next_drop_of)
			.collect();
		coming.sort_by_key(|drop| (drop.at, drop.from));
		BoundedVec::truncate_from(coming)
	}

	/// What a programme will open next for its cohort.
	fn next_drop_of(number: ProgrammeId) -> Option<Coming> {
		let programme = Self::load(number).ok()?;
		let Status::Running { due, .. } = programme.status else { return None };
		let terms = programme.terms_if_due(due)?;
		let from = Opener::Programme(number);
		Some(Coming { from, at: start_of_day(due), amount: terms.per_head })
	}

	pub(crate) fn missing_of(number: ProgrammeId) -> Option<Won> {
		let programme = Self::load(number).ok()?;
		matches!(programme.status, Status::Running { .. })
			.then(|| Self::missing_for(number, &programme).ok())?
	}

	pub(crate) fn slot_of(number: ProgrammeId) -> Option<u64> {
		match Self::load(number).ok()?.plan {
			Plan::Place(plan) => Some(plan.slot_at(T::Time::moment())),
			_ => None,
		}
	}
}
