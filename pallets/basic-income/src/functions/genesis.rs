// SPDX-License-Identifier: Apache-2.0

//! Incomes at block 0, and the first day on which there is a clock.

use chungnam_primitives::{month_of_day, KoreanDay};
use frame_support::{traits::Get, weights::Weight};

use crate::{pallet::*, types::*};

impl<T: Config> Pallet<T> {
	/// Writes the incomes through the same checks as the calls. There is no time yet: they begin with the first day.
	// A genesis that contradicts itself must stop the chain before it starts.
	#[allow(clippy::expect_used)]
	pub(crate) fn build_genesis(config: &GenesisConfig<T>) {
		let incomes = u32::try_from(config.incomes.len()).unwrap_or(u32::MAX);
		assert!(incomes <= MAX_GENESIS_INCOMES, "one block begins all incomes of the genesis");
		for GenesisIncome { region, tiers, terms, first, refund_to, members } in &config.incomes {
			let tiers =
				NewTiers::<T>::try_from(tiers.clone()).expect("an income has at most 8 tiers");
			let first = first.unwrap_or(0);
			let (id, _) = Self::define(*region, tiers, terms.clone(), first, refund_to.clone())
				.expect("an income of the genesis is sound");
			for people in members.chunks(100) {
				let people = PeopleList::try_from(people.to_vec()).expect("100 fit");
				Self::do_enrol(id, people).expect("members exist, once, with homes in a tier");
			}
		}
	}

	/// Puts the incomes of the genesis into the agenda when there is a clock for the first time. Free ever after.
	pub(crate) fn begin_genesis(today: KoreanDay) -> Weight {
		if Reached::<T>::get() != 0 {
			return Weight::zero();
		}
		let incomes = NextIncome::<T>::get();
		for id in 0..incomes {
			let Some(mut income) = Incomes::<T>::get(id) else { continue };
			if income.stage == Stage::Stopped {
				continue;
			}
			if income.next == 0 {
				income.next = month_of_day(today);
			}
			// A pay day that is over this month: at once.
			let day = income.pay_day().max(today);
			Self::put_off(id, &mut income, day, None, today);
			let (month, day) = (income.next, income.day().unwrap_or(day));
			Self::deposit_event(Event::IncomeBegan { income: id, month, day });
		}
		Self::weight_of_beginning(incomes)
	}

	/// What beginning so many incomes weighs. Two values an income are written, and the agenda is read and written with
	/// each.
	pub(crate) fn weight_of_beginning(incomes: u32) -> Weight {
		let incomes = u64::from(incomes);
		T::DbWeight::get()
			.reads_writes(incomes.saturating_mul(2).saturating_add(1), incomes.saturating_mul(3))
	}
}
