// SPDX-License-Identifier: Apache-2.0

//! What wallets and town halls ask.

use alloc::vec::Vec;
use chungnam_frame_kit::{Clock, WonExt};
use chungnam_ports::{Cohorts, Coming, Standing};
use chungnam_primitives::{start_of_day, IncomeId, PersonId};
use frame_support::{traits::ConstU32, BoundedVec};

use crate::{functions::number, pallet::*, types::*};

impl<T: Config> Pallet<T> {
	pub(crate) fn coming_to(person: PersonId) -> BoundedVec<Coming, ConstU32<MAX_COMING>> {
		let stays = T::Cohorts::member(person).map(|member| member.enrolments).unwrap_or_default();
		let next = |cohort| {
			let id = IncomeOfCohort::<T>::get(cohort)?;
			let income = Incomes::<T>::get(id)?;
			let day = income.day()?;
			let at = start_of_day(if income.is_topping_up() { income.pay_day() } else { day });
			let amount = income.terms_for(income.next).full;
			Some(Coming { from: Self::opener(id), at, amount })
		};
		let open = stays.iter().filter(|stay| stay.is_open());
		let mut coming: Vec<_> = open.filter_map(|stay| next(stay.cohort)).collect();
		coming.sort_by_key(|coming| coming.at);
		BoundedVec::truncate_from(coming)
	}

	pub(crate) fn standing_of(id: IncomeId, person: PersonId) -> Option<IncomeStanding> {
		let income = Incomes::<T>::get(id)?;
		let member = T::Cohorts::member(person)?;
		if member.profile.standing == Standing::Deceased {
			return Some(IncomeStanding::Deceased);
		}
		if income.stage == Stage::Stopped {
			return Some(IncomeStanding::Stopped);
		}
		if let Some(tier) = income.tier_of_member(&member) {
			return Some(IncomeStanding::Enrolled { tier: number(tier) });
		}
		Some(match Cases::<T>::get(id, person) {
			Some(Case::Checking { since, until }) => IncomeStanding::Checking { since, until },
			Some(Case::Suspended { since, reason }) => IncomeStanding::Suspended { since, reason },
			Some(Case::Banned { until }) if T::Time::moment() < until => {
				IncomeStanding::Banned { until }
			}
			_ if income.tier_of_home(member.profile.zone).is_none() => {
				IncomeStanding::HomeNotCovered
			}
			_ => IncomeStanding::NotEnrolled,
		})
	}

	pub(crate) fn scale_of(id: IncomeId) -> Option<Scale> {
		let income = Incomes::<T>::get(id)?;
		let people = Self::count_of_next(&income, T::Time::moment()).heads()?;
		let pool = T::Won::spendable(&Self::pool_of(id));
		let terms = income.terms_for(income.next);
		let (month, per_head) = (income.next, terms.per_head(pool, people));
		let (full, least) = (terms.full, terms.least);
		Some(Scale { month, pool, people, full, per_head, least })
	}
}
