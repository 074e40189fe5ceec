// SPDX-License-Identifier: Apache-2.0

//! Opening series for those who decide who gets what. A drop costs the same for one person as for two million.

use alloc::{collections::BTreeSet, vec::Vec};
use chungnam_frame_kit::{Clock, PeopleExt, WonExt};
use chungnam_ports::{Cohorts, Drops, Opener, Part};
use chungnam_primitives::{CohortId, Moment, MoneyClass, PersonId, RegionSet, SeriesId, Won};
use frame_support::{ensure, BoundedVec};
use sp_runtime::{DispatchError, DispatchResult, Perbill};

use crate::{functions::Purse, pallet::*, types::*};

/// One part of a drop that is about to open, with everything that is checked before anything is written.
struct Opening<T: Config> {
	cohort: CohortId,
	definition: SeriesOf<T>,
	heads: u32,
	amount: Won,
	claim_until: Moment,
	/// The cohort's open drops that stay, and those that lapse to make room.
	living: DropList,
	over: Vec<OpenDrop>,
}

/// What all parts of a drop share.
#[derive(Clone, Copy)]
struct Terms {
	opener: Opener,
	number: u32,
	per_head: Won,
	now: Moment,
}

impl<T: Config> Drops<T::AccountId> for Pallet<T> {
	type Template = Template<T::AccountId>;

	fn ensure_sound(template: &Self::Template) -> DispatchResult {
		ensure!(template.is_sound(), Error::<T>::UnsoundRules);
		Self::check_funders(&template.funders)?;
		Ok(())
	}

	fn issuers(template: &Self::Template) -> RegionSet {
		template.issuers
	}

	fn valid_days(template: &Self::Template) -> u16 {
		template.valid_days
	}

	/// Errors: [`Error::MaxDropsExceeded`].
	fn reserve(opener: Opener, cohort: CohortId, drops: u32) -> DispatchResult {
		let mut reserved = RoomByCohort::<T>::get(cohort);
		reserved.retain(|own| own.opener != opener);
		if drops > 0 {
			let own = Reserved { opener, drops };
			reserved.try_push(own).map_err(|_| Error::<T>::MaxDropsExceeded)?;
			// A genesis has no clock, and no open drops.
			let open: Vec<_> = match DropsByCohort::<T>::contains_key(cohort) {
				true => Self::sort_drops(cohort, T::Time::moment()).0,
				false => DropList::new(),
			}
			.iter()
			.map(|drop| drop.opener)
			.collect();
			let taken = room_taken(&open, &reserved);
			ensure!(taken <= MAX_DROPS, Error::<T>::MaxDropsExceeded);
		}

		if reserved.is_empty() {
			RoomByCohort::<T>::remove(cohort);
		} else {
			RoomByCohort::<T>::insert(cohort, reserved);
		}
		Self::deposit_event(Event::RoomReserved { cohort, opener, drops });
		Ok(())
	}

	/// Its level is [`FunderLevel::Other`].
	fn with_funder(template: Self::Template, funder: &T::AccountId) -> Self::Template {
		let account = funder.clone();
		let only = Funder { account, level: FunderLevel::Other, share: Perbill::one() };
		let funders = BoundedVec::truncate_from(alloc::vec![only]); // one fits
		Template { funders, to_router: Perbill::zero(), ..template }
	}

	/// Errors: [`Error::ZeroAmount`], [`Error::UnsoundRules`] (also when a cohort is named twice),
	/// [`Error::SharesNotOne`], [`Error::DuplicateFunder`], [`Error::CohortNotFound`], [`Error::TooLate`],
	/// [`Error::MaxDropsExceeded`],
	/// [`Error::InsufficientBalance`] when `payer` does not have the whole sum.
	fn open(
		opener: Opener,
		parts: &[Part<Self::Template>],
		per_head: Won,
		claim_until: Option<Moment>,
		payer: &T::AccountId,
	) -> Result<Vec<Option<SeriesId>>, DispatchError> {
		ensure!(per_head > 0, Error::<T>::ZeroAmount);
		let cohorts: BTreeSet<_> = parts.iter().map(|part| part.cohort).collect();
		ensure!(cohorts.len() == parts.len(), Error::<T>::UnsoundRules);
		let now = T::Time::moment();
		let mut book = PaymentState::<T>::get();
		let number = book.last_drop.checked_add(1).ok_or(Error::<T>::Overflow)?;
		let terms = Terms { opener, number, per_head, now };
		let mut openings = Vec::new();
		let mut total: Won = 0;
		for part in parts {
			let opening = Self::prepare_part(part, terms, claim_until)?;
			let amount = opening.as_ref().map_or(0, |opening| opening.amount);
			total = total.checked_add(amount).ok_or(Error::<T>::Overflow)?;
			openings.push(opening);
		}
		if total == 0 {
			return Ok(openings.iter().map(|_| None).collect());
		}
		ensure!(T::Won::spendable(payer) >= total, Error::<T>::InsufficientBalance);

		book.last_drop = number;
		PaymentState::<T>::put(book);
		let mut opened = Vec::new();
		for opening in openings {
			opened.push(match opening {
				Some(opening) => Some(Self::open_part(opening, terms, payer)?),
				None => None,
			});
		}
		Self::note_given(total)?;
		Ok(opened)
	}

	/// Errors: those of a sound template, [`Error::ZeroAmount`], [`Error::InsufficientBalance`].
	fn open_budget(
		opener: Opener,
		template: &Self::Template,
		amount: Won,
		payer: &T::AccountId,
	) -> Result<SeriesId, DispatchError> {
		ensure!(amount > 0, Error::<T>::ZeroAmount);
		Self::ensure_sound(template)?;
		ensure!(T::Won::spendable(payer) >= amount, Error::<T>::InsufficientBalance);
		let now = T::Time::moment();
		let definition = opened_series(opener, None, template, now);
		let series = Self::define_series(definition)?;
		Self::pay_in(payer, series, amount)?;
		Ok(series)
	}

	/// Errors: [`Error::ZeroAmount`], [`Error::SeriesNotFound`], [`Error::WrongClass`], [`Error::SeriesPaused`],
	/// [`Error::Expired`], [`Error::NotRegistered`], [`Error::PersonDeceased`],
	/// [`Error::InsufficientBalance`] of the payer, [`Error::BudgetExhausted`], [`Error::MaxLotsExceeded`].
	fn give(
		series: SeriesId,
		person: PersonId,
		amount: Won,
		payer: Option<&T::AccountId>,
	) -> DispatchResult {
		ensure!(amount > 0, Error::<T>::ZeroAmount);
		let definition = Self::load_given(series)?;
		T::People::living(person).map_err(Error::<T>::from)?;
		let now = T::Time::moment();
		let mut purse = Purse::<T>::open(person, now);
		let ends = definition.rules_at(now).expires;
		let came = purse.wallet.receive(definition.opener, series, amount, ends);
		let withheld = came.map_err(Error::<T>::from)?;
		match payer {
			Some(payer) => {
				ensure!(T::Won::spendable(payer) >= amount, Error::<T>::InsufficientBalance);
				Self::pay_in(payer, series, amount)?;
			}
			None => {
				let budget = TotalsBySeries::<T>::get(series).budget;
				ensure!(budget >= amount, Error::<T>::BudgetExhausted);
			}
		}

		Self::update_totals(series, |totals| totals.issue(amount))?;
		purse.keep()?;
		Self::deposit_event(Event::Issued { series, person, amount });
		if withheld > 0 {
			Self::take_withheld(series, person, withheld)?;
		}
		Self::note_given(amount)
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_template() -> Self::Template {
		crate::benchmarking::template::<T>()
	}
}

/// A series of policy money, opened by `template` at `now`.
fn opened_series<AccountId: Clone>(
	opener: Opener,
	cohort: Option<CohortId>,
	template: &Template<AccountId>,
	now: Moment,
) -> Series<AccountId> {
	let (issuers, funders, rules) =
		(template.issuers, template.funders.clone(), template.rules(now));
	let by_hand = Series::by_hand(MoneyClass::Policy, issuers, funders, rules);
	Series { opener: Some(opener), cohort, ..by_hand }
}

impl<T: Config> Pallet<T> {
	/// Checks one part of a drop. `None` when its cohort is empty.
	fn prepare_part(
		part: &Part<Template<T::AccountId>>,
		terms: Terms,
		claim_until: Option<Moment>,
	) -> Result<Option<Opening<T>>, DispatchError> {
		let Part { cohort, template } = part;
		let Terms { opener, per_head, now, .. } = terms;
		Self::ensure_sound(template)?;
		let heads = T::Cohorts::heads_at(*cohort, now).ok_or(Error::<T>::CohortNotFound)?;
		let definition = opened_series(opener, Some(*cohort), template, now);
		let ends = definition.rules.expires;
		let claim_until = claim_until.map_or(ends, |until| until.min(ends));
		ensure!(now < claim_until, Error::<T>::TooLate);
		if heads == 0 {
			return Ok(None);
		}
		let (living, over) = Self::sort_drops(*cohort, now);
		let open: Vec<_> = living.iter().map(|drop| drop.opener).chain([opener]).collect();
		let taken = room_taken(&open, &RoomByCohort::<T>::get(cohort));
		ensure!(taken <= MAX_DROPS, Error::<T>::MaxDropsExceeded);
		let amount = per_head.checked_mul(heads.into()).ok_or(Error::<T>::Overflow)?;
		Ok(Some(Opening { cohort: *cohort, definition, heads, amount, claim_until, living, over }))
	}

	/// Opens one part of a drop that was checked.
	fn open_part(
		opening: Opening<T>,
		terms: Terms,
		payer: &T::AccountId,
	) -> Result<SeriesId, DispatchError> {
		let Opening { cohort, definition, heads, amount, claim_until, mut living, over } = opening;
		let Terms { opener, number, per_head, now } = terms;
		let ends = definition.rules.expires;
		let series = Self::define_series(definition)?;
		let drop = OpenDrop {
			number,
			series,
			opener,
			opened_at: now,
			per_head,
			ends,
			claim_until,
			unclaimed: heads,
		};
		living.try_push(drop).map_err(|_| Error::<T>::MaxDropsExceeded)?;
		Self::settle_drops(cohort, living, over)?;
		Self::expect_lapse(cohort, claim_until);
		Self::pay_in(payer, series, amount)?;
		Self::update_totals(series, |totals| totals.issue(amount))?;
		Self::deposit_event(Event::DropOpened {
			drop: number,
			opener,
			cohort,
			series,
			per_head,
			heads,
			claim_until,
		});
		Ok(series)
	}

	/// Moves won of `payer` into the budget of a series.
	fn pay_in(payer: &T::AccountId, series: SeriesId, amount: Won) -> DispatchResult {
		T::Won::send(payer, &Self::pot_of(series), amount, Error::<T>::InsufficientBalance)?;
		Self::update_totals(series, |totals| {
			totals.budget = totals.budget.checked_add(amount)?;
			Some(())
		})?;
		Self::deposit_event(Event::Funded { series, funder: payer.clone(), amount });
		Ok(())
	}
}
