// SPDX-License-Identifier: Apache-2.0

//! Purchases that are undone.

use chungnam_frame_kit::{Clock, PeopleExt, WonExt};
use chungnam_ports::Issuance;
use chungnam_primitives::SeriesId;
use frame_support::ensure;
use sp_runtime::DispatchResult;

use super::{refund::first_region, Effort, Purse};
use crate::{pallet::*, plan::Shelf};

impl<T: Config> Pallet<T> {
	/// What is latent stays latent: nothing of it was bought.
	pub(crate) fn do_undo_purchase(
		who: &T::AccountId,
		series: SeriesId,
		effort: &mut Effort,
	) -> DispatchResult {
		let person = T::People::acting(who).map_err(Error::<T>::from)?;
		let definition = Self::load_series(series)?;
		ensure!(!definition.paused, Error::<T>::SeriesPaused);
		let now = T::Time::moment();
		ensure!(!definition.has_ended(now), Error::<T>::Expired);
		let mut purse = Purse::<T>::open(person, now);
		let incentive = purse.wallet.last_purchase(series).and_then(|own| own.incentive);
		// An incentive that has ended went back already.
		let incentive = incentive.filter(|(from, _)| {
			purse.shelf.binding(*from).is_some_and(|own| !own.series.has_ended(now))
		});
		purse.note(effort);
		let undone = purse.wallet.undo(series, incentive.is_some());
		let undone = undone.ok_or(Error::<T>::PurchaseNotFound)?;
		let (amount, at_counter) = (undone.amount, undone.at_counter);

		purse.keep()?;
		Self::note_returned(series, amount, 0, incentive.as_slice())?;
		T::Won::send(&Self::pot_of(series), who, amount, Error::<T>::InsufficientBalance)?;
		Self::deposit_event(Event::PurchaseUndone {
			series,
			person,
			amount,
			incentive,
			at_counter,
		});
		if at_counter {
			let region = first_region(definition.issuers);
			T::Issuance::request_rest(who, person, series, region, amount)?;
		}
		Ok(())
	}
}
