// SPDX-License-Identifier: Apache-2.0

//! The worst case of each call.

#![allow(
	clippy::unwrap_used,
	clippy::expect_used,
	clippy::panic,
	clippy::indexing_slicing,
	clippy::as_conversions,
	clippy::arithmetic_side_effects
)]

use frame_benchmarking::v2::*;
use frame_support::traits::{EnsureOrigin, Get};

use super::*;

fn assert_last_event<T: Config>(event: Event<T>) {
	let event: <T as frame_system::Config>::RuntimeEvent = event.into();
	frame_system::Pallet::<T>::assert_last_event(event);
}

// To do: one benchmark for each call and each weighed step of a hook, in its worst case.
#[benchmarks]
mod benchmarks {
	use super::*;

	#[benchmark]
	fn add() -> Result<(), BenchmarkError> {
		let governor =
			T::GovernorOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)?;
		for id in 1..T::MaxEntries::get() {
			Entries::<T>::insert(id, Entry { since: 0 });
		}

		#[extrinsic_call]
		_(governor as T::RuntimeOrigin, 0);

		assert_last_event::<T>(Event::Added { id: 0, since: Pallet::<T>::now() });
		Ok(())
	}

	#[benchmark]
	fn remove() -> Result<(), BenchmarkError> {
		let governor =
			T::GovernorOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)?;
		for id in 0..T::MaxEntries::get() {
			Entries::<T>::insert(id, Entry { since: 0 });
		}

		#[extrinsic_call]
		_(governor as T::RuntimeOrigin, 0);

		assert_last_event::<T>(Event::Removed { id: 0 });
		Ok(())
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::new_test_ext(), crate::mock::Test);
}
