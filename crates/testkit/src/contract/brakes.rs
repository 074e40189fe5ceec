// SPDX-License-Identifier: Apache-2.0

use chungnam_ports::Brakes;

/// The contract of [`Brakes`]. `stop` stops payments, payments for wards, or lets go of either.
pub fn brakes<T: Brakes>(stop: impl Fn(bool, bool)) {
	let are_stopped = || (T::stop_payments(), T::stop_payments_for_wards());
	assert_eq!(are_stopped(), (false, false), "nothing is stopped from the start");
	for stopped in [(true, false), (true, true), (false, true), (false, false)] {
		stop(stopped.0, stopped.1);
		assert_eq!(are_stopped(), stopped);
	}
}
