// SPDX-License-Identifier: Apache-2.0

//! Programmes at block 0, where nobody knows the time yet.

use chungnam_primitives::KoreanDay;
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
	let due = Pallet::<T>::ensure_sound(&plan, &template)?;
	let number = Pallet::<T>::ensure_number(&plan)?;
	ensure!(number < MAX_PROGRAMMES, DispatchError::from(Error::<T>::MaxProgrammesExceeded));
	DueOnDay::<T>::insert(due, number, ());
	let status = Status::Running { due, noted: due, is_waiting: false };
	let programme = Pallet::<T>::new_programme(plan, template, refund_to, status);
	Pallet::<T>::insert_programme(number, programme)?;
	NextProgramme::<T>::put(number.saturating_add(1)); // below the bound above
	Ok(())
}

impl<T: Config> Pallet<T> {
	/// Lets the programmes of the genesis begin, on the first day that the chain knows: the first block does not know the
	/// time. Later there is nothing to do. Returns how many began.
	pub(crate) fn start_genesis(today: KoreanDay) -> u32 {
		if today == 0 || DayReached::<T>::get() != 0 {
			return 0;
		}
		// Without any, the first programme that is created starts the agenda.
		let programmes = NextProgramme::<T>::get().min(MAX_PROGRAMMES);
		if programmes == 0 {
			return 0;
		}
		DayReached::<T>::put(today);
		for number in 0..programmes {
			let Ok(mut programme) = Self::load(number) else { continue };
			let Status::Running { noted, .. } = programme.status else { continue };
			programme.plan = programme.plan.starting_on(today);
			let Some(due) = programme.plan.first_due() else { continue };
			AgendaOf::<T>::remove(number, noted);
			let noted = AgendaOf::<T>::add(number, due, today);
			let step = Step::Note { due, noted, is_waiting: false };
			if Self::advance(&mut programme, step).is_ok() {
				Programmes::<T>::insert(number, programme);
			}
		}
		Self::deposit_event(Event::GenesisStarted { day: today });
		programmes
	}
}
