// SPDX-License-Identifier: Apache-2.0

use core::fmt::Debug;
use std::collections::BTreeSet;

use chungnam_ports::{Source, Sources};

/// The contract of [`Sources`]: one account for each source, always the same, and `exists` says that it always exists.
pub fn sources<S: Sources<AccountId>, AccountId: Clone + Debug + Ord>(
	exists: impl Fn(&AccountId) -> bool,
) {
	let accounts = || Source::ALL.map(S::account_of);
	let distinct: BTreeSet<_> = accounts().into_iter().collect();
	assert_eq!(distinct.len(), Source::ALL.len(), "no two sources share an account");
	assert_eq!(accounts(), accounts());
	for account in distinct {
		assert!(exists(&account), "{account:?} exists");
	}
}
