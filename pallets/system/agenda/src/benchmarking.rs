// SPDX-License-Identifier: Apache-2.0

//! The hook, without the owners' work, which their own benchmarks measure: among many things that are due later, at
//! moments that share most of their bytes.

#![allow(clippy::restriction)]

use chungnam_frame_kit::benchmarking::set_now;
use chungnam_ports::{Agenda, Due};
use chungnam_primitives::{IncomeId, Moment, ProgrammeId};
use frame_benchmarking::v2::*;

use super::*;

const NOW: Moment = 1_800_000_000_000;
/// More than the province has series, programmes and incomes at a time.
const MANY: u32 = 1_000;

/// Many things are due later.
fn prepare<T: Config>() {
	frame_system::Pallet::<T>::set_block_number(2u32.into());
	set_now::<T::Time>(NOW);
	let _ = Entries::<T>::clear(u32::MAX, None);
	let _ = Moments::<T>::clear(u32::MAX, None);
	for number in 0..MANY {
		Pallet::<T>::set(Due::Programme(ProgrammeId(number)), NOW + 1 + Moment::from(number));
	}
}

#[benchmarks]
mod benchmarks {
	use super::*;

	/// A block in which nothing is due.
	#[benchmark]
	fn nothing_due() {
		prepare::<T>();

		#[block]
		{
			Pallet::<T>::do_due();
		}

		assert_eq!(Moments::<T>::iter().count(), MANY as usize);
	}

	/// One thing is taken off, and the next one looked at.
	#[benchmark]
	fn take() {
		prepare::<T>();
		let due = Due::Income(IncomeId(0));
		Pallet::<T>::set(due, NOW);

		#[block]
		{
			Pallet::<T>::take(NOW, due);
			let next = Pallet::<T>::first();
			assert_eq!(next, Some((NOW + 1, Due::Programme(ProgrammeId(0)))));
		}

		assert_eq!(Pallet::<T>::at(due), None);
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::new_test_ext(), crate::mock::Test);
}
