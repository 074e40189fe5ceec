// SPDX-License-Identifier: Apache-2.0

//! What dead people leave.

use chungnam_primitives::{Moment, PersonId, DAYS};

/// What nobody alive can claim goes to the circle so long after nobody could. Two years: as long as an income keeps what it
/// owes somebody who was taken in late. Offices look for heirs longer than any refund or payment of the bank is under way.
pub const ESTATE_PERIOD: Moment = 730 * DAYS;

/// Who takes what a dead person left.
pub trait Estates {
	/// The heir of a dead person, who accepted. `None` while the death can be undone, nobody is named, or nobody accepted.
	fn heir_of(dead: PersonId) -> Option<PersonId>;

	/// The moment since which nobody alive can claim what a dead person left: that of the death, or of the death of the last
	/// heir who had accepted. `None` for the living, and as long as an heir who accepted lives. Who was named and did not
	/// accept counts as nobody.
	fn unclaimed_since(dead: PersonId) -> Option<Moment>;

	/// Records that `dead` has died, and that `heir` accepted what is left.
	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_heir(dead: PersonId, heir: PersonId);

	/// Records that `dead` has died, and that `heir` accepted what is left and died as well.
	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_unclaimed(dead: PersonId, heir: PersonId);
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
	/// The dead person whose key `key` was, and the moment of [`Estates::unclaimed_since`].
	fn left_by(key: &AccountId) -> Result<(PersonId, Moment), StillClaimed>;

	/// Makes `key` that of somebody who died, and whose heir accepted and died as well. Returns the former.
	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_left(key: &AccountId) -> PersonId;
}
