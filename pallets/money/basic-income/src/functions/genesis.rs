// SPDX-License-Identifier: Apache-2.0

//! Incomes at block 0, and the first day on which there is a clock.

use chungnam_ports::ManagedCohorts;
use chungnam_primitives::{month_of_day, IncomeId, KoreanDay};
use frame_support::{traits::Get, weights::Weight};

use crate::{pallet::*, types::*};

impl<T: Config> Pallet<T> {
	/// Writes the incomes through the same checks as the calls. There is no time yet: they begin with the first day.
	// A genesis that contradicts itself must stop the chain before it starts.
	#[allow(clippy::expect_used)]
	pub(crate) fn build_genesis(config: &GenesisConfig<T>) {
		for GenesisIncome { region, tiers, terms, first, refund_to, members } in &config.incomes {
			let tiers =
				NewTiers::<T>::try_from(tiers.clone()).expect("an income has at most 8 tiers");
			let first = first.unwrap_or(0);
			let (id, _) = Self::define(*region, tiers, terms.clone(), first, refund_to.clone())
				.expect("an income of the genesis is sound");
			// Due at once when there is a clock.
			Self::note(id, 0);
			for people in members.chunks(100) {
				let people = PeopleList::try_from(people.to_vec()).expect("100 fit");
				Self::enrol_by(T::Cohorts::enrol_at_genesis, id, people, 0)
					.expect("members exist, once, with homes in a tier");
			}
		}
	}

	/// Lets an income of the genesis begin, on the first day that the chain knows. True if its first period is due today:
	/// then it is for the caller to try it.
	pub(crate) fn begin(id: IncomeId, income: &mut IncomeOf<T>, today: KoreanDay) -> bool {
		if income.next == 0 {
			income.next = month_of_day(today);
		}
		// A pay day that is over this month: at once.
		let (month, day) = (income.next, income.pay_day().max(today));
		Self::deposit_event(Event::IncomeBegan { income: id, month, day });
		let is_due = day == today;
		if !is_due {
			Self::put_off(id, income, day, None);
		}
		is_due
	}

	/// What beginning weighs beyond the period: the income and the agenda are read and written.
	pub(crate) fn weight_of_beginning() -> Weight {
		T::DbWeight::get().reads_writes(2, 3)
	}
}
