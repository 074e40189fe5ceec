// SPDX-License-Identifier: Apache-2.0

//! Programmes at block 0, where nobody knows the time yet.

use chungnam_primitives::{korean_day, Moment, ProgrammeId};
use frame_support::ensure;
use sp_runtime::{DispatchError, DispatchResult};

use crate::{pallet::*, types::*};

/// Writes programmes through the same checks as the calls, with days that count from the first day of the chain.
// A genesis that contradicts itself must stop the chain before it starts.
#[allow(clippy::expect_used)]
pub(crate) fn build<T: Config>(config: &GenesisConfig<T>) {
	for programme in &config.programmes {
		insert::<T>(programme).expect("a programme is sound, and its cohort is there");
	}
	for beacon in &config.beacons {
		let new = Beacon::new(beacon.key.clone(), beacon.zone, beacon.per_slot);
		Pallet::<T>::do_register_beacon(beacon.programme, new)
			.expect("a beacon stands in a zone of its programme");
	}
}

fn insert<T: Config>(new: &GenesisProgrammeOf<T>) -> DispatchResult {
	let (plan, template, refund_to) =
		(new.plan.clone(), new.template.clone(), new.refund_to.clone());
	let due = Pallet::<T>::ensure_sound(&plan, &template, 0)?;
	let number = NextProgramme::<T>::get();
	ensure!(number.0 < MAX_PROGRAMMES, DispatchError::from(Error::<T>::MaxProgrammesExceeded));
	// Due at once when there is a clock.
	Pallet::<T>::note(number, 0);
	let status = Status::Running { due, noted: 0, is_waiting: false };
	let programme = Pallet::<T>::new_programme(plan, template, refund_to, status);
	Pallet::<T>::insert_programme(number, programme)?;
	NextProgramme::<T>::put(number.checked_add(1).ok_or(Error::<T>::Overflow)?);
	Ok(())
}

impl<T: Config> Pallet<T> {
	/// Lets a programme of the genesis begin: its days count from the day of `now`, the first that the chain knows.
	pub(crate) fn begin(
		number: ProgrammeId,
		mut programme: ProgrammeOf<T>,
		now: Moment,
	) -> DispatchResult {
		let day = korean_day(now);
		let plan = programme.plan.clone().starting_on(day);
		let Some(due) = plan.first_due() else {
			// The calendar has no such day before the end.
			return Self::complete(number, programme, now);
		};
		programme.plan = plan;
		Self::deposit_event(Event::ProgrammeBegan { programme: number, day });
		Self::go_on(number, programme, due)
	}
}
