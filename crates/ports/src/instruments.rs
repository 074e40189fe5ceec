// SPDX-License-Identifier: Apache-2.0

//! Instruments and their sales, for those whose life cycle they are a part of.

use chungnam_primitives::{dividends::Units, InstrumentId, Moment, OfferingId, RegionSet, Won};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::Parameter;
use scale_info::TypeInfo;
use sp_core::H256;
use sp_runtime::{DispatchError, DispatchResult};

use crate::Holder;

/// How many units of an instrument there can ever be, by its terms, which never change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Allotment {
	/// All of them.
	pub all: Units,
	/// Those that the issuer takes for nothing, at any time.
	pub own: Units,
}

/// Instruments, and what their units earn.
pub trait Instruments<AccountId> {
	/// The holder who issues an instrument. `None` for a number never given, and once the instrument was retired.
	fn issuer(instrument: InstrumentId) -> Option<Holder<AccountId>>;
	/// True if this account acts for the issuer now: the institution itself, or a phone of a person who may act.
	fn is_issuer(instrument: InstrumentId, who: &AccountId) -> bool;
	/// The regions whose residents count as here. `None` as for [`Self::issuer`].
	fn regions(instrument: InstrumentId) -> Option<RegionSet>;
	/// How many units there can be. `None` as for [`Self::issuer`].
	fn allotment(instrument: InstrumentId) -> Option<Allotment>;
	/// True if the terms of an instrument keep the holder from buying for whom this account acts.
	fn is_kept_out(instrument: InstrumentId, who: &AccountId) -> bool;
	/// True if this account acts now for a holder with units that vote: a phone of a person who may act, or an institution. Who
	/// needs a credential must have one that holds.
	fn is_holder(instrument: InstrumentId, who: &AccountId) -> bool;
	/// Pays in an income for all units of a day. Its public share goes to the fund router.
	fn distribute(
		instrument: InstrumentId,
		from: &AccountId,
		gross: Won,
		pays_at: Moment,
	) -> DispatchResult;
	/// Pays in won for all units of a day that was theirs before, so nothing of it is public.
	fn give_back(
		instrument: InstrumentId,
		from: &AccountId,
		won: Won,
		pays_at: Moment,
	) -> DispatchResult;
	/// Pays won for all units, of which each holder takes a part from now on: the instrument ends. Who calls it has asked those
	/// whom it concerns. Refused while a sale runs.
	fn redeem_all(instrument: InstrumentId, from: &AccountId, won: Won) -> DispatchResult;

	/// An instrument of which this account is the issuer and has units, and which keeps others out.
	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_issued(issuer: &AccountId, kept_out: &[AccountId]) -> InstrumentId;
}

/// How instruments end.
pub trait Endings {
	/// True once won was paid for all units of an instrument, which end with it, and once nothing is left of the instrument.
	fn has_ended(instrument: InstrumentId) -> bool;
}

/// What the things behind instruments are worth, and what holders say of them.
pub trait Appraisals {
	/// The least won for which all units of an instrument end together. 0 where nobody has to be asked.
	fn least(instrument: InstrumentId) -> Won;
	/// True while holders vote about what is behind an instrument, while they sign that it be handed over, and until a purchase to
	/// which they agreed is paid. All votes are no more than the units of when the vote began, so units that are made meanwhile
	/// would take the place of others, or a part of what a buyer deposited for theirs.
	fn is_voted_about(instrument: InstrumentId) -> bool;
	/// True once what is behind an instrument belongs to the association of its holders: the issuer takes no units any more, and
	/// pays nothing in.
	fn is_handed_over(instrument: InstrumentId) -> bool;
}

/// Nobody has to be asked.
impl Appraisals for () {
	fn least(_: InstrumentId) -> Won {
		0
	}

	fn is_voted_about(_: InstrumentId) -> bool {
		false
	}

	fn is_handed_over(_: InstrumentId) -> bool {
		false
	}
}

/// Where a sale stands, for one who waits for its money.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
#[allow(clippy::as_conversions)] // in what the codec derives
pub enum SaleOutcome {
	/// It is open, or will be.
	#[codec(index = 0)]
	Open,
	/// So much can be handed over now. For a limited time: then it goes back.
	#[codec(index = 1)]
	Decided(Won),
	/// There is nothing to hand over, and there never will be: it was handed over, missed or stopped, or never opened.
	#[codec(index = 2)]
	Over,
}

/// What one who opens a sale knows of what is agreed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SaleFacts {
	/// Won that comes in if all units are sold.
	pub most: Won,
	/// How many units that are.
	pub units: Units,
	/// The hash of the document that investors read.
	pub document: H256,
}

/// Sales of units: all or nothing.
pub trait Offerings<AccountId> {
	/// What is agreed about a sale.
	type Sale: Parameter + MaxEncodedLen;

	/// What is agreed, as far as it concerns who opens it.
	fn facts(sale: &Self::Sale) -> SaleFacts;
	/// Opens a sale. One at a time for each instrument.
	fn open(instrument: InstrumentId, sale: Self::Sale) -> Result<OfferingId, DispatchError>;
	/// Where a sale stands by now.
	fn outcome(id: OfferingId) -> SaleOutcome;
	/// Pays all of what is decided, in these parts, and makes the units.
	fn hand_over(id: OfferingId, to: &[(AccountId, Won)]) -> DispatchResult;

	/// A sale of an instrument by [`Instruments::benchmark_issued`] that can be opened now.
	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_sale() -> Self::Sale;
	/// As much is pledged in an open sale as it sells, and it is closed.
	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_decide(id: OfferingId);
}
