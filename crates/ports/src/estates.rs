// SPDX-License-Identifier: Apache-2.0

//! What dead people leave.

use chungnam_primitives::PersonId;

/// Who takes what a dead person left.
pub trait Estates {
	/// The heir of a dead person, who accepted. `None` while the death can be undone, nobody is named, or nobody accepted.
	fn heir_of(dead: PersonId) -> Option<PersonId>;

	/// Records that `dead` has died, and that `heir` accepted what is left.
	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_heir(dead: PersonId, heir: PersonId);
}
