// SPDX-License-Identifier: Apache-2.0

//! Routes: announced, called off, and in force from their moment on.

use chungnam_frame_kit::Clock;
use chungnam_ports::{Agenda, Due, Source};
use chungnam_primitives::{Moment, Notice};
use frame_support::traits::Get;
use sp_runtime::DispatchResult;

use crate::pallet::*;

impl<T: Config> Pallet<T> {
	pub(crate) fn do_schedule_route(
		source: Source,
		route: RouteOf<T>,
		from: Moment,
	) -> DispatchResult {
		route.check(Self::is_source).map_err(Error::<T>::from)?;
		let notice = Notice { now: T::Time::moment(), delay: T::ChangeDelay::get() };
		let mut changes = Changes::<T>::get(source);
		let announced = changes.announce(from, Some(from), route.clone(), notice);
		announced.map_err(Error::<T>::from)?;

		Self::store_changes(source, changes);
		Self::deposit_event(Event::RouteScheduled { source, from, route });
		Ok(())
	}

	pub(crate) fn do_cancel_route_change(source: Source, from: Moment) -> DispatchResult {
		let mut changes = Changes::<T>::get(source);
		changes.cancel(from, T::Time::moment()).map_err(Error::<T>::from)?;

		Self::store_changes(source, changes);
		Self::deposit_event(Event::RouteChangeCancelled { source, from });
		Ok(())
	}

	/// Keeps the announced routes of a source, or nothing when there are none, and notes when the next one begins.
	fn store_changes(source: Source, changes: AnnouncedRoutesOf<T>) {
		let due = Due::Route(source);
		match changes.next() {
			Some(from) => {
				T::Agenda::set(due, from);
				Changes::<T>::insert(source, changes);
			}
			None => {
				T::Agenda::cancel(due);
				Changes::<T>::remove(source);
			}
		}
	}

	/// Makes the announced route of a source that is due the route. What lies at the source until then goes the old way.
	/// Where that is not possible nothing changes, and the next block tries again.
	pub(crate) fn switch_route(source: Source, now: Moment) {
		let mut changes = Changes::<T>::get(source);
		let Some(from) = changes.next().filter(|from| *from <= now) else { return };
		if !Self::flush_by_itself(source) {
			T::Agenda::set(Due::Route(source), now);
			return;
		}
		// Only this one: a later one that is due as well comes with the next block.
		if let Some(route) = changes.fold(from) {
			Routes::<T>::insert(source, &route);
			Self::store_changes(source, changes);
			Self::deposit_event(Event::RouteChanged { source, from, route });
		}
	}
}
