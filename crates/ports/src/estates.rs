// SPDX-License-Identifier: Apache-2.0

//! What dead people leave.

use chungnam_primitives::{Moment, PersonId};

/// Who takes what a dead person left.
pub trait Estates {
	/// The heir of a dead person, who accepted. `None` while the death can be undone, nobody is named, or nobody accepted.
	fn heir_of(dead: PersonId) -> Option<PersonId>;

	/// Records that `dead` has died, and that `heir` accepted what is left.
	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_heir(dead: PersonId, heir: PersonId);
}

/// Why the won on an account is not unclaimed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StillClaimed {
	/// The account is neither a key nor a former key of somebody who died.
	NotDeceased,
	/// An heir accepted and lives.
	Inherited,
}

/// Knows the accounts of the dead on which won lies that nobody alive can claim.
pub trait Unclaimed<AccountId> {
	/// The dead person whose key `key` was, and the moment since which nobody alive can claim what lies there: that of the
	/// death, or of the death of the last heir who had accepted. Who was named and did not accept counts as nobody.
	fn left_by(key: &AccountId) -> Result<(PersonId, Moment), StillClaimed>;

	/// Makes `key` that of somebody who died, and whose heir accepted and died as well. Returns the former.
	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_left(key: &AccountId) -> PersonId;
}
