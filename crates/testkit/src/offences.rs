// SPDX-License-Identifier: Apache-2.0

//! Double votes, and the records of pallet-offences.

use frame_support::{storage_alias, Identity};
use sp_runtime::Perbill;
use sp_staking::{
	offence::{Kind, Offence, OffenceError, ReportOffence},
	SessionIndex,
};

/// A double vote in a round, as pallet-grandpa reports it.
#[derive(Clone)]
pub struct DoubleVote {
	/// The validator.
	pub who: u64,
	/// The round, the slot of this offence.
	pub round: u64,
	/// The session.
	pub session: SessionIndex,
}

impl Offence<(u64, ())> for DoubleVote {
	const ID: Kind = *b"test:double-vote";
	type Slot = u64;

	fn offenders(&self) -> Vec<(u64, ())> {
		vec![(self.who, ())]
	}

	fn session_index(&self) -> SessionIndex {
		self.session
	}

	fn validator_set_count(&self) -> u32 {
		4
	}

	fn slot(&self) -> u64 {
		self.round
	}

	fn slash_fraction(&self, _: u32) -> Perbill {
		Perbill::one()
	}
}

#[storage_alias(verbatim)]
type Reported = StorageMap<Testkit, Identity, (u64, u64), ()>;

/// Remembers reports as pallet-offences does.
pub struct Records;

impl Records {
	/// How many there are.
	pub fn count() -> usize {
		Reported::iter_keys().count()
	}
}

impl ReportOffence<u64, (u64, ()), DoubleVote> for Records {
	fn report_offence(_: Vec<u64>, offence: DoubleVote) -> Result<(), OffenceError> {
		let entry = (offence.who, offence.round);
		if Reported::contains_key(entry) {
			return Err(OffenceError::DuplicateReport);
		}
		Reported::insert(entry, ());
		Ok(())
	}

	fn is_known_offence(offenders: &[(u64, ())], round: &u64) -> bool {
		offenders.iter().all(|(who, ())| Reported::contains_key((*who, *round)))
	}
}
