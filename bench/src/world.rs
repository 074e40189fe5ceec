// SPDX-License-Identifier: Apache-2.0

//! The one state that everything is measured on.

use chungnam_primitives::CohortId;
use chungnam_runtime::{Hash, RuntimeCall, UncheckedExtrinsic};
use sc_service::BasePath;
use sp_core::sr25519;

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
	/// The cohort that everyone is in.
	pub everyone: CohortId,
	/// Thrown away with its content in the end.
	_folder: BasePath,
}

impl World {
	/// Writes the state into a new database.
	pub fn new(options: &Options, wasm: &[u8]) -> sp_blockchain::Result<Self> {
		let mut province = Province::new();
		let signers = options.transactions;
		let everyone = province.add_residents(options.residents, signers);
		province.add_shops(signers);
		// Those who pay, and those who receive transfers.
		province.give(0..2 * signers);
		let mut storage = province.build_with(wasm);
		let bare = options.people.saturating_sub(options.residents);
		province::add_bare_people(&mut storage, bare, everyone);

		let folder = BasePath::new_temp_dir()
			.map_err(|error| sp_blockchain::Error::Storage(error.to_string()))?;
		let mut chain = Chain::new(folder.path(), storage, NOON)?;
		let genesis = chain.best();
		let first = chain.build(&[])?;
		chain.import(first)?;
		Ok(Self { province, chain, genesis, everyone, _folder: folder })
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
	pub fn block_of(&self, transactions: &[UncheckedExtrinsic]) -> sp_blockchain::Result<Built> {
		let built = self.chain.build(transactions)?;
		if built.transactions != transactions.len() {
			let text = format!("{} of {}", built.transactions, transactions.len());
			return Err(sp_blockchain::Error::Storage(format!("a block holds only {text}")));
		}
		built.ensure_successful()?;
		Ok(built)
	}
}
