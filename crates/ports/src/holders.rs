// SPDX-License-Identifier: Apache-2.0

//! The holders of instruments, who vote by their units.

use chungnam_primitives::{InstrumentId, Moment, PersonId};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use sp_runtime::DispatchError;

/// A person by all their keys, or an account that is not a person's: an institution.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
#[allow(clippy::as_conversions)] // in what the codec derives
pub enum Holder<AccountId> {
	/// A person.
	#[codec(index = 0)]
	Person(PersonId),
	/// An account of an institution.
	#[codec(index = 1)]
	Account(AccountId),
}

/// How many units of an instrument there are and who holds them.
pub trait Holders<AccountId> {
	/// All units of an instrument, at the present. `None` for a number never given.
	fn units(instrument: InstrumentId) -> Option<u64>;
	/// The units that [`Self::lock`] would give.
	fn held(instrument: InstrumentId, who: &Holder<AccountId>) -> u64;
	/// Locks all units that the holder can move, and gives their number: they stay where they are until `until`, so that
	/// nobody votes with them again. A lock ends by time. All locked units together never exceed [`Self::units`].
	fn lock(
		instrument: InstrumentId,
		who: &Holder<AccountId>,
		until: Moment,
	) -> Result<u64, DispatchError>;

	/// An instrument of which `who` holds all units.
	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_instrument(who: &Holder<AccountId>, units: u64) -> InstrumentId;
}

/// Knows the institutions that may hold units, each by its account.
pub trait Investors<AccountId> {
	/// True if an office attested the account as an institution's and that is not forgotten: its units would be lost to it if
	/// it were a person's key.
	fn is_investor(who: &AccountId) -> bool;
}

/// A chain without instruments.
impl<AccountId> Holders<AccountId> for () {
	fn units(_: InstrumentId) -> Option<u64> {
		None
	}

	fn held(_: InstrumentId, _: &Holder<AccountId>) -> u64 {
		0
	}

	fn lock(_: InstrumentId, _: &Holder<AccountId>, _: Moment) -> Result<u64, DispatchError> {
		Ok(0)
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_instrument(_: &Holder<AccountId>, _: u64) -> InstrumentId {
		InstrumentId(0)
	}
}
