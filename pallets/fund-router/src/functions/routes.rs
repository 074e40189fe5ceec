// SPDX-License-Identifier: Apache-2.0

//! Routes: announced, called off, and in force from their moment on.

use chungnam_primitives::{Moment, Source};
use frame_support::{ensure, traits::Get};
use sp_runtime::DispatchResult;

use crate::{pallet::*, types::*};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_schedule_route(
		source: Source,
		route: RouteOf<T>,
		from: Moment,
	) -> DispatchResult {
		let now = Self::now();
		// Saturating: a delay that reaches the end of time is never over.
		ensure!(from >= now.saturating_add(T::ChangeDelay::get()), Error::<T>::TooEarly);
		route.check(Self::is_source).map_err(Error::<T>::from)?;
		if let Some(announced) = Changes::<T>::get(source) {
			ensure!(now < announced.from, Error::<T>::TooLate);
		}

		Changes::<T>::insert(source, RouteChange { from, route: route.clone() });
		Self::note_next_change();
		Self::deposit_event(Event::RouteScheduled { source, from, route });
		Ok(())
	}

	pub(crate) fn do_cancel_route_change(source: Source) -> DispatchResult {
		let announced = Changes::<T>::get(source).ok_or(Error::<T>::ChangeNotFound)?;
		ensure!(Self::now() < announced.from, Error::<T>::TooLate);

		Changes::<T>::remove(source);
		Self::note_next_change();
		Self::deposit_event(Event::RouteChangeCancelled { source });
		Ok(())
	}

	/// The announced routes, by the order in which they are due.
	fn next_change() -> Option<(Source, RouteChangeOf<T>)> {
		let announced = |source| Changes::<T>::get(source).map(|change| (source, change));
		let all = Source::ALL.into_iter().filter_map(announced);
		all.min_by_key(|(source, change)| (change.from, *source))
	}

	/// Notes when the next announced route is due, so that a block without one reads nothing more.
	fn note_next_change() {
		let next = Self::next_change().map(|(_, change)| change.from);
		UpkeepState::<T>::mutate(|upkeep| upkeep.next_change = next);
	}

	/// Makes the announced route that is due first the route. What lies at the source until then goes the old way. Where
	/// that is not possible nothing changes, and the next block tries again.
	pub(crate) fn switch_route(now: Moment) {
		let Some((source, change)) = Self::next_change().filter(|(_, own)| own.from <= now) else {
			return;
		};
		if !Self::flush_by_itself(source) {
			return;
		}
		let route = change.route;
		Routes::<T>::insert(source, &route);
		Changes::<T>::remove(source);
		Self::note_next_change();
		Self::deposit_event(Event::RouteChanged { source, route });
	}
}
