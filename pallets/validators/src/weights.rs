// SPDX-License-Identifier: Apache-2.0

//! To be generated.

#![allow(missing_docs)]

use frame_support::weights::Weight;

pub trait WeightInfo {
	fn add() -> Weight;
	fn remove() -> Weight;
	fn suspend() -> Weight;
	fn reinstate() -> Weight;
	fn end_session() -> Weight;
	fn withdraw_keys() -> Weight;
	fn report() -> Weight;
}

impl WeightInfo for () {
	fn add() -> Weight { Weight::zero() }
	fn remove() -> Weight { Weight::zero() }
	fn suspend() -> Weight { Weight::zero() }
	fn reinstate() -> Weight { Weight::zero() }
	fn end_session() -> Weight { Weight::zero() }
	fn withdraw_keys() -> Weight { Weight::zero() }
	fn report() -> Weight { Weight::zero() }
}
