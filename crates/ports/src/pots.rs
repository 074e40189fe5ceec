// SPDX-License-Identifier: Apache-2.0

//! Accounts that pallets derive and nobody has a key of, with won that is nobody's.

use chungnam_primitives::{
	IncomeId, InstrumentId, IntakeId, OfferingId, PersonId, ProgrammeId, SeriesId, Won,
};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use sp_core::H256;

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
	/// The won and the units of a sale.
	#[codec(index = 3)]
	Sale(OfferingId),
	/// What holders of an instrument earned, or will.
	#[codec(index = 4)]
	Instrument(InstrumentId),
	/// The units of a person.
	#[codec(index = 5)]
	Person(PersonId),
	/// The units of an institution, by the BLAKE2-256 hash of its account.
	#[codec(index = 6)]
	Institution(H256),
	/// The money of a shared asset.
	#[codec(index = 7)]
	Asset(InstrumentId),
	/// The money of a project.
	#[codec(index = 8)]
	Project(InstrumentId),
	/// The money of an intake of the accelerator.
	#[codec(index = 9)]
	Intake(IntakeId),
}

impl Pot {
	/// The source of the circle that gets what lies on the account and is nobody's.
	pub fn source(self) -> Source {
		match self {
			Self::Programme(_) | Self::Project(_) | Self::Intake(_) => Source::ReturnedProjects,
			Self::Income(_)
			| Self::Sale(_)
			| Self::Instrument(_)
			| Self::Person(_)
			| Self::Institution(_)
			| Self::Asset(_) => Source::ForfeitedIncome,
			Self::Series(_) => Source::ExpiredSeries,
		}
	}
}

/// Knows on which of its accounts won lies that is nobody's.
pub trait Pots<AccountId> {
	/// The account of something that was deleted, for good, or on which no won belongs but what [`Self::owed`] says. `None` if
	/// it serves something else, if its number was never given, and for a pot of another.
	fn left(pot: Pot) -> Option<AccountId>;

	/// Won on an account that [`Self::left`] names and that is somebody's all the same: it stays. 0 for a pot of another.
	fn owed(_: Pot) -> Won {
		0
	}

	/// The pot of something that was deleted.
	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_left() -> Pot;
}

impl<AccountId, A, B, C, D, E, F, G> Pots<AccountId> for (A, B, C, D, E, F, G)
where
	A: Pots<AccountId>,
	B: Pots<AccountId>,
	C: Pots<AccountId>,
	D: Pots<AccountId>,
	E: Pots<AccountId>,
	F: Pots<AccountId>,
	G: Pots<AccountId>,
{
	fn left(pot: Pot) -> Option<AccountId> {
		let first = A::left(pot).or_else(|| B::left(pot)).or_else(|| C::left(pot));
		let next = || D::left(pot).or_else(|| E::left(pot)).or_else(|| F::left(pot));
		first.or_else(next).or_else(|| G::left(pot))
	}

	/// Each pot is one pallet's, and the others owe nothing of it.
	fn owed(pot: Pot) -> Won {
		let first = A::owed(pot).max(B::owed(pot)).max(C::owed(pot));
		first.max(D::owed(pot)).max(E::owed(pot)).max(F::owed(pot)).max(G::owed(pot))
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_left() -> Pot {
		A::benchmark_left()
	}
}
