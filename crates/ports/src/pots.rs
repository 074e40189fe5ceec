// SPDX-License-Identifier: Apache-2.0

//! Accounts that pallets derive for what they keep, after it is gone.

use chungnam_primitives::{IncomeId, ProgrammeId, SeriesId};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

use crate::Source;

/// An account that a pallet derived, by what it is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
#[allow(clippy::as_conversions)] // in what the codec derives
pub enum Pot {
	/// The budget of a programme.
	#[codec(index = 0)]
	Programme(ProgrammeId),
	/// The pool of an income.
	#[codec(index = 1)]
	Income(IncomeId),
	/// The money of a series.
	#[codec(index = 2)]
	Series(SeriesId),
}

impl Pot {
	/// The source of the circle that gets what is sent to the account after its end.
	pub fn source(self) -> Source {
		match self {
			Self::Programme(_) => Source::ReturnedProjects,
			Self::Income(_) => Source::ForfeitedIncome,
			Self::Series(_) => Source::ExpiredSeries,
		}
	}
}

/// Knows which of its accounts serve nothing any more.
pub trait Pots<AccountId> {
	/// The account of something that was deleted, for good. `None` if it exists, if its number was never given, and for a
	/// pot of another.
	fn left(pot: Pot) -> Option<AccountId>;

	/// The pot of something that was deleted.
	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_left() -> Pot;
}

impl<AccountId, A, B, C> Pots<AccountId> for (A, B, C)
where
	A: Pots<AccountId>,
	B: Pots<AccountId>,
	C: Pots<AccountId>,
{
	fn left(pot: Pot) -> Option<AccountId> {
		A::left(pot).or_else(|| B::left(pot)).or_else(|| C::left(pot))
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_left() -> Pot {
		A::benchmark_left()
	}
}
