// SPDX-License-Identifier: Apache-2.0

//! What benchmarks of every pallet need.

#![allow(clippy::restriction)]

use chungnam_ports::Mandate;
use chungnam_primitives::{Moment, RegionId, RegionSet, Scope};
use frame_support::{
	storage::{storage_prefix, unhashed},
	traits::{EnsureOrigin, EnsureOriginWithArg, UnixTime},
};
use sp_core::H256;

use crate::Clock;

/// Sets the clock. A pallet only knows how to read it, so this writes where pallet-timestamp keeps it.
pub fn set_now<Time: UnixTime>(now: Moment) {
	unhashed::put(&storage_prefix(b"Timestamp", b"Now"), &now);
	assert_eq!(Time::moment(), now, "the runtime's clock is pallet-timestamp");
}

/// The last event is this one.
pub fn assert_last<T: frame_system::Config>(event: impl Into<T::RuntimeEvent>) {
	frame_system::Pallet::<T>::assert_last_event(event.into());
}

/// A hash that differs from those of other numbers in its first bytes.
pub fn hash(number: u64) -> H256 {
	let mut bytes = [0; 32];
	bytes[..8].copy_from_slice(&number.to_be_bytes());
	H256(bytes)
}

/// Origins of benchmarks. A chain on which an origin cannot exist does not measure the calls that need it.
pub trait Passing<Origin>: EnsureOrigin<Origin> {
	/// An origin that passes.
	fn passing() -> Result<Origin, &'static str> {
		Self::try_successful_origin().map_err(|()| "no origin passes")
	}
}

impl<Origin, Ensure: EnsureOrigin<Origin>> Passing<Origin> for Ensure {}

/// Institutions of benchmarks, asked by scope and region.
pub trait Mandated<Origin>: EnsureOriginWithArg<Origin, Mandate> {
	/// An institution that may do this in all of these regions.
	fn of_regions(scope: Scope, regions: RegionSet) -> Result<Origin, &'static str> {
		Self::try_successful_origin(&Mandate::over(scope, regions))
			.map_err(|()| "no institution may do this")
	}

	/// An institution that may do this in the whole province.
	fn of_province(scope: Scope) -> Result<Origin, &'static str> {
		Self::of_regions(scope, RegionSet::province())
	}

	/// An institution that may do this in the region.
	fn of_region(scope: Scope, region: RegionId) -> Result<Origin, &'static str> {
		Self::of_regions(scope, RegionSet::EMPTY.with(region))
	}
}

impl<Origin, Ensure: EnsureOriginWithArg<Origin, Mandate>> Mandated<Origin> for Ensure {}
