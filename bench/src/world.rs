// SPDX-License-Identifier: Apache-2.0

//! The one state that everything is measured on.

use chungnam_primitives::{CohortId, KoreanDay};
use chungnam_runtime::{Hash, RuntimeCall, UncheckedExtrinsic};
use pallet_voucher_drops::{End, Schedule};
use sc_service::BasePath;
use sp_blockchain::{Error, Result};
use sp_core::sr25519;
use sp_storage::Storage;

use crate::{
	chain::{Built, Chain},
	province::{self, sign, Province, NOON},
	Options,
};

/// A province on a chain of its own.
pub struct World {
	/// Who lives there.
	pub province: Province,
	/// Its chain, one block after the beginning.
	pub chain: Chain,
	/// The hash of the first block, which every signature names.
	pub genesis: Hash,
	/// Cohorts for each of which a drop opens, one a day from the second day on. The first is there so that no other is the
	/// first drop ever; the last is that of everyone.
	pub cohorts: Vec<(CohortId, usize)>,
	/// Thrown away with its content in the end.
	_folder: BasePath,
}

/// People in the smaller cohorts.
const SIZES: [usize; 4] = [1, 1, 1_000, 100_000];
/// Drops that everyone gets in the end.
pub const DROPS: u32 = 8;
/// Blocks until nothing of the beginning is left to do.
const SETTLING: usize = 30;
/// A day that never comes.
const NEVER: KoreanDay = 100_000;

/// Everyone who lives there, and cohorts for each of which a drop opens.
pub fn people(options: &Options) -> (Province, Vec<(CohortId, usize)>) {
	let mut province = Province::new();
	let signers = options.transactions;
	let everyone = province.add_residents(options.residents, signers);
	province.add_shops(signers);
	// Those who pay, and those who receive transfers.
	province.give(0..2 * signers);
	let mut cohorts = Vec::new();
	for heads in SIZES.into_iter().filter(|heads| *heads <= options.bare()) {
		cohorts.push((province.add_cohort(0..0), heads));
	}
	cohorts.push((everyone, options.people));
	province.announce(calendar(&cohorts, everyone));
	(province, cohorts)
}

/// The state of a province in which nothing happened yet.
pub fn state(
	province: &Province,
	cohorts: &[(CohortId, usize)],
	options: &Options,
	wasm: &[u8],
) -> Storage {
	let mut storage = province.build_with(wasm);
	province::add_bare_people(&mut storage, options.bare(), cohorts);
	storage
}

impl World {
	/// Writes the state into a new database.
	pub fn new(options: &Options, wasm: &[u8]) -> Result<Self> {
		let (province, cohorts) = people(options);
		let storage = state(&province, &cohorts, options, wasm);
		Self::begin(province, cohorts, storage)
	}

	/// Begins a chain with a state, in a new database.
	pub fn begin(
		province: Province,
		cohorts: Vec<(CohortId, usize)>,
		storage: Storage,
	) -> Result<Self> {
		let folder = BasePath::new_temp_dir().map_err(|error| Error::Storage(error.to_string()))?;
		let mut chain = Chain::new(folder.path(), storage, NOON)?;
		let genesis = chain.best();
		// The first block does not know the time; in those after it, programmes count their days from it, and what ended
		// before the chain began is settled.
		for _ in 0..SETTLING {
			let block = chain.build(&[])?;
			chain.import(block)?;
		}
		Ok(Self { province, chain, genesis, cohorts, _folder: folder })
	}

	/// A transaction of one of those who can sign.
	pub fn sign(
		&self,
		pair: &sr25519::Pair,
		nonce: u32,
		call: impl Into<RuntimeCall>,
	) -> UncheckedExtrinsic {
		sign(pair, nonce, self.genesis, call)
	}

	/// A block of all of `transactions`, of which each must succeed.
	pub fn block_of(&self, transactions: &[UncheckedExtrinsic]) -> Result<Built> {
		let built = self.chain.build(transactions)?;
		if built.transactions != transactions.len() {
			let text = format!("{} of {}", built.transactions, transactions.len());
			return Err(Error::Storage(format!("a block holds only {text}")));
		}
		built.ensure_successful()?;
		Ok(built)
	}
}

/// A drop for each cohort, a day after the other, and then for everyone on every day until there were [`DROPS`]. Each
/// cohort has two programmes, so that nothing but its size tells one from another.
fn calendar(cohorts: &[(CohortId, usize)], everyone: CohortId) -> Vec<(CohortId, Schedule, End)> {
	let once = |cohort, day| (cohort, Schedule::Once(day), End::Never);
	let after = 1 + cohorts.len() as u32;
	let mut calendar: Vec<_> = (1..).zip(cohorts).map(|(day, (id, _))| once(*id, day)).collect();
	for (cohort, _) in cohorts {
		calendar.push(match *cohort == everyone {
			true => {
				let daily = Schedule::EveryDays { first: after, every: 1 };
				(everyone, daily, End::Count(DROPS - 1))
			}
			false => once(*cohort, NEVER),
		});
	}
	calendar
}
