// SPDX-License-Identifier: Apache-2.0

//! What stops everybody at once.

/// Tells whether the calls by which people pay are stopped, so that a quote says so before anybody tries.
pub trait Brakes {
	/// True if nobody can pay in shops for the time being.
	fn stop_payments() -> bool;
	/// True if no guardian can pay for a ward for the time being.
	fn stop_payments_for_wards() -> bool;
}
