// SPDX-License-Identifier: Apache-2.0

//! The events of the pallet under test, and whether they suffice.

use chungnam_primitives::Moment;
use frame_system::{Config, Pallet};

use crate::now;

/// The events of one pallet since the last reset, oldest first.
pub fn events<T: Config, E>() -> Vec<E>
where
	T::RuntimeEvent: TryInto<E>,
{
	Pallet::<T>::read_events_for_pallet()
}

/// As [`events`], and the next time only what came after them.
pub fn take_events<T: Config, E>() -> Vec<E>
where
	T::RuntimeEvent: TryInto<E>,
{
	let events = events::<T, E>();
	Pallet::<T>::reset_events();
	events
}

/// The last event of one pallet since the last reset.
#[track_caller]
pub fn last_event<T: Config, E>() -> E
where
	T::RuntimeEvent: TryInto<E>,
{
	events::<T, E>().pop().expect("something happened")
}

/// `last_event` and `events` of the pallet under test, whose `Event` is in scope.
#[macro_export]
macro_rules! test_events {
	($test:ty) => {
		/// The last event of the pallet.
		#[track_caller]
		#[allow(dead_code)] // not every pallet asks
		pub fn last_event() -> Event<$test> {
			$crate::last_event::<$test, _>()
		}

		/// The events of the pallet since the last reset, oldest first.
		#[allow(dead_code)]
		pub fn events() -> Vec<Event<$test>> {
			$crate::events::<$test, _>()
		}
	};
}

/// A reader who only knows the events and the time of each block, and compares what is known with the state.
pub trait Replay<T: Config> {
	/// The events of the pallet.
	type Event;

	/// Notes what an event of the block at the moment `at` says.
	fn read(&mut self, event: Self::Event, at: Moment);

	/// What the events said is what the state says. `said` names the step of a model.
	fn assert_same(&self, said: &str);

	/// Reads what happened in this block since the last time.
	fn read_all(&mut self)
	where
		T::RuntimeEvent: TryInto<Self::Event>,
	{
		let at = now();
		for event in take_events::<T, Self::Event>() {
			self.read(event, at);
		}
	}

	/// Reads what happened since the last time, and compares.
	#[track_caller]
	fn catch_up(&mut self)
	where
		T::RuntimeEvent: TryInto<Self::Event>,
	{
		self.read_all();
		self.assert_same("caught up");
	}
}
