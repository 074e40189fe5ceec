// SPDX-License-Identifier: Apache-2.0

//! Defining series, changing their rules forward, pausing them, and paying into their budgets.

use chungnam_frame_kit::{Clock, WonExt};
use chungnam_ports::{Agenda, Due};
use chungnam_primitives::{Moment, MoneyClass, Notice, RegionSet, SeriesId, Won};
use frame_support::{ensure, traits::Get};
use sp_runtime::{DispatchError, DispatchResult};

use crate::{pallet::*, types::*};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_create_series(
		class: MoneyClass,
		issuers: RegionSet,
		funders: FundersOf<T>,
		rules: Rules,
	) -> DispatchResult {
		ensure!(rules.expires > T::Time::moment(), Error::<T>::TooLate);
		let definition = Series::by_hand(class, issuers, funders, rules);
		Self::define_series(definition)?;
		Ok(())
	}

	/// Writes a sound series down. Returns its number. Asks no clock: the genesis has none.
	pub(crate) fn define_series(definition: SeriesOf<T>) -> Result<SeriesId, DispatchError> {
		let Series { class, issuers, funders, rules, .. } = &definition;
		ensure!(rules.are_sound(*class, *issuers), Error::<T>::RulesUnsound);
		Self::check_funders(funders)?;
		Self::ensure_incentive_exists(rules)?;
		let series = NextSeries::<T>::get();
		let next = series.checked_add(1).ok_or(Error::<T>::Overflow)?;

		NextSeries::<T>::put(next);
		SeriesById::<T>::insert(series, &definition);
		TotalsBySeries::<T>::insert(series, Totals::default());
		Self::expect_end(series, rules.expires);
		Self::deposit_event(Event::SeriesCreated { series, definition });
		Ok(series)
	}

	/// Checks that the shares of the funders sum to one, and that nobody is named twice.
	pub(crate) fn check_funders(funders: &FundersOf<T>) -> Result<(), Error<T>> {
		ensure!(are_whole(funders), Error::SharesNotOne);
		let is_new = |(i, own): (usize, &Funder<T::AccountId>)| {
			!funders.iter().take(i).any(|earlier| earlier.account == own.account)
		};
		ensure!(funders.iter().enumerate().all(is_new), Error::DuplicateFunder);
		Ok(())
	}

	/// What a purchase adds must come from a series of class incentive.
	fn ensure_incentive_exists(rules: &Rules) -> DispatchResult {
		if let Some(terms) = rules.sale.as_ref().and_then(|sale| sale.incentive.as_ref()) {
			let incentive = Self::load_series(terms.series)?;
			ensure!(incentive.class == MoneyClass::Incentive, Error::<T>::WrongClass);
		}
		Ok(())
	}

	pub(crate) fn do_schedule_change(
		series: SeriesId,
		from: Moment,
		rules: Rules,
	) -> DispatchResult {
		let mut definition = Self::load_series(series)?;
		let now = T::Time::moment();
		definition.settle_changes(now);
		// Holders need no notice of a later end alone.
		let before = definition.changes.at(from).unwrap_or(&definition.rules);
		let only_extends = rules.expires > before.expires
			&& Rules { expires: before.expires, ..rules.clone() } == *before;
		let delay = if only_extends { 0 } else { T::ChangeDelay::get() };
		let notice = Notice { now, delay };
		let announced = definition.changes.announce(from, Some(from), rules.clone(), notice);
		announced.map_err(Error::<T>::from)?;
		definition.check_changes().map_err(Error::<T>::from)?;
		ensure!(rules.are_sound(definition.class, definition.issuers), Error::<T>::RulesUnsound);
		Self::ensure_incentive_exists(&rules)?;

		SeriesById::<T>::insert(series, definition);
		Self::deposit_event(Event::ChangeScheduled { series, from, rules });
		Ok(())
	}

	pub(crate) fn do_cancel_change(series: SeriesId, from: Moment) -> DispatchResult {
		let mut definition = Self::load_series(series)?;
		let now = T::Time::moment();
		definition.settle_changes(now);
		definition.changes.cancel(from, now).map_err(Error::<T>::from)?;
		// A later change may count on the end that this one moved.
		definition.check_changes().map_err(Error::<T>::from)?;

		SeriesById::<T>::insert(series, definition);
		Self::deposit_event(Event::ChangeCancelled { series, from });
		Ok(())
	}

	pub(crate) fn do_set_paused(series: SeriesId, paused: bool) -> DispatchResult {
		let mut definition = Self::load_series(series)?;
		ensure!(definition.paused != paused, Error::<T>::AlreadyInState);

		definition.paused = paused;
		SeriesById::<T>::insert(series, definition);
		Self::deposit_event(if paused {
			Event::SeriesPaused { series }
		} else {
			Event::SeriesResumed { series }
		});
		Ok(())
	}

	pub(crate) fn do_fund(who: &T::AccountId, series: SeriesId, amount: Won) -> DispatchResult {
		ensure!(amount > 0, Error::<T>::ZeroAmount);
		let definition = Self::load_series(series)?;
		let is_funder = definition.funders.iter().any(|funder| funder.account == *who);
		ensure!(is_funder, Error::<T>::NotAuthorized);
		ensure!(!definition.has_ended(T::Time::moment()), Error::<T>::TooLate);

		Self::pay_in(who, series, amount)
	}

	/// Moves won of `payer` into the budget of a series.
	pub(crate) fn pay_in(payer: &T::AccountId, series: SeriesId, amount: Won) -> DispatchResult {
		T::Won::send(payer, &Self::pot_of(series), amount, Error::<T>::InsufficientBalance)?;
		Self::update_totals(series, |totals| {
			totals.budget = totals.budget.checked_add(amount)?;
			Some(())
		})?;
		Self::deposit_event(Event::Funded { series, funder: payer.clone(), amount });
		Ok(())
	}

	pub(crate) fn do_remove_series(series: SeriesId) -> DispatchResult {
		let definition = Self::load_series(series)?;
		let totals = TotalsBySeries::<T>::get(series);
		let now = T::Time::moment();
		ensure!(now >= Self::settled_at(&definition, &totals, now), Error::<T>::TooEarly);
		let is_empty = totals.budget == 0
			&& totals.outstanding == 0
			&& T::Won::spendable(&Self::pot_of(series)) == 0;
		ensure!(is_empty, Error::<T>::SeriesNotEmpty);

		RemovedTotals::<T>::try_mutate(|sum| sum.add(&totals).ok_or(Error::<T>::Overflow))?;
		SeriesById::<T>::remove(series);
		TotalsBySeries::<T>::remove(series);
		T::Agenda::cancel(Due::Series(series));
		Self::forget_drop(&definition, series);
		Self::deposit_event(Event::SeriesRemoved { series });
		Ok(())
	}
}
