// SPDX-License-Identifier: Apache-2.0

//! Brakes that a test pulls.

use chungnam_ports::Brakes;
use frame_support::{pallet_prelude::ValueQuery, storage_alias};

/// Payments, and payments for wards, are stopped.
#[storage_alias(verbatim)]
type Stopped = StorageValue<Testkit, (bool, bool), ValueQuery>;

/// Stops nothing until [`MockBrakes::stop`].
pub struct MockBrakes;

impl MockBrakes {
	/// Stops payments, payments for wards, or lets go of either.
	pub fn stop(payments: bool, for_wards: bool) {
		Stopped::put((payments, for_wards));
	}
}

impl Brakes for MockBrakes {
	fn stop_payments() -> bool {
		Stopped::get().0
	}

	fn stop_payments_for_wards() -> bool {
		Stopped::get().1
	}
}
