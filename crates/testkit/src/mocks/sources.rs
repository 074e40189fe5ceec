// SPDX-License-Identifier: Apache-2.0

//! Accounts that collect money.

use chungnam_ports::{Source, Sources};
use codec::Decode;

use super::{account_of, Key};

/// An account for each source: 32 times the byte `0xF0` plus its index.
pub struct MockSources;

impl<AccountId: Decode> Sources<AccountId> for MockSources {
	fn account_of(source: Source) -> AccountId {
		let index = Source::ALL.iter().position(|own| *own == source).expect("all are listed");
		let key: Key = [0xF0 + index as u8; 32];
		account_of(key)
	}
}
