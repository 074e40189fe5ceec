// SPDX-License-Identifier: Apache-2.0

//! Units of instruments, and their locks.

use chungnam_ports::{Holder, Holders, Investors};
use chungnam_primitives::{InstrumentId, Moment};
use codec::{Codec, Encode};
use frame_support::{ensure, pallet_prelude::ValueQuery, storage_alias, Identity};
use sp_runtime::{DispatchError, DispatchResult};

use super::Now;

#[storage_alias(verbatim)]
type All = StorageMap<Testkit, Identity, InstrumentId, u64>;
/// The units, those of them that are locked, and until when.
#[storage_alias(verbatim)]
type Held = StorageDoubleMap<
	Testkit,
	Identity,
	InstrumentId,
	Identity,
	Vec<u8>,
	(u64, u64, Moment),
	ValueQuery,
>;

#[storage_alias(verbatim)]
type Institutions = StorageMap<Testkit, Identity, Vec<u8>, bool, ValueQuery>;

/// Instruments in a list.
pub struct MockHolders;

impl MockHolders {
	/// An office attests an account as an institution's, or forgets it.
	pub fn attest(who: &impl Encode, is_investor: bool) {
		Institutions::insert(who.encode(), is_investor);
	}

	/// Makes units of an instrument for a holder.
	pub fn issue(instrument: InstrumentId, who: &impl Encode, units: u64) {
		All::mutate(instrument, |all| *all = Some(all.unwrap_or_default() + units));
		Held::mutate(instrument, who.encode(), |own| own.0 += units);
	}

	/// Moves units to another holder, unless they are locked.
	pub fn give(
		instrument: InstrumentId,
		from: &impl Encode,
		to: &impl Encode,
		units: u64,
	) -> DispatchResult {
		let (held, locked, until) = Held::get(instrument, from.encode());
		let locked = if Now::get() < until { locked } else { 0 };
		ensure!(held - locked >= units, DispatchError::Other("Locked"));
		Held::mutate(instrument, from.encode(), |own| own.0 -= units);
		Held::mutate(instrument, to.encode(), |own| own.0 += units);
		Ok(())
	}
}

impl<AccountId: Codec> Holders<AccountId> for MockHolders {
	fn units(instrument: InstrumentId) -> Option<u64> {
		All::get(instrument)
	}

	fn held(instrument: InstrumentId, who: &Holder<AccountId>) -> u64 {
		Held::get(instrument, who.encode()).0
	}

	fn lock(
		instrument: InstrumentId,
		who: &Holder<AccountId>,
		until: Moment,
	) -> Result<u64, DispatchError> {
		ensure!(All::contains_key(instrument), DispatchError::Other("InstrumentNotFound"));
		Held::mutate(instrument, who.encode(), |(held, locked, own)| {
			(*locked, *own) = (*held, (*own).max(until));
			Ok(*held)
		})
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_instrument(who: &Holder<AccountId>, units: u64) -> InstrumentId {
		Self::issue(InstrumentId(1), who, units);
		InstrumentId(1)
	}
}

impl<AccountId: Codec> Investors<AccountId> for MockHolders {
	fn is_investor(who: &AccountId) -> bool {
		Institutions::get(who.encode())
	}
}
