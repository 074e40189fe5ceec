// SPDX-License-Identifier: Apache-2.0

//! The worst case of each call.

#![allow(clippy::restriction)]

use chungnam_frame_kit::{
	benchmarking::{assert_last, set_now, Passing},
	Clock,
};
use chungnam_primitives::Moment;
use frame_benchmarking::v2::*;
use frame_support::traits::Get;

use super::*;

const NOW: Moment = 1_800_000_000_000;

/// All entries that fit but for `free`, and the governing origin.
fn prepare<T: Config>(free: u32) -> Result<T::RuntimeOrigin, BenchmarkError> {
	set_now::<T::Time>(NOW);
	for id in free..T::MaxEntries::get() {
		Entries::<T>::insert(id, Entry { since: 0 });
	}
	Ok(T::GovernorOrigin::passing()?)
}

// To do: one benchmark for each call and each weighed step of a hook, in its worst case.
#[benchmarks]
mod benchmarks {
	use super::*;

	#[benchmark]
	fn add() -> Result<(), BenchmarkError> {
		let governor = prepare::<T>(1)?;

		#[extrinsic_call]
		_(governor as T::RuntimeOrigin, 0);

		assert_last::<T>(Event::Added { id: 0, since: T::Time::moment() });
		Ok(())
	}

	#[benchmark]
	fn remove() -> Result<(), BenchmarkError> {
		let governor = prepare::<T>(0)?;

		#[extrinsic_call]
		_(governor as T::RuntimeOrigin, 0);

		assert_last::<T>(Event::Removed { id: 0 });
		Ok(())
	}

	impl_benchmark_test_suite!(Pallet, crate::tests::begin(), crate::mock::Test);
}
