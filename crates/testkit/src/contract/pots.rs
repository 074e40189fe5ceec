// SPDX-License-Identifier: Apache-2.0

use core::fmt::Debug;

use chungnam_ports::{Pot, Pots};

/// The contract of [`Pots`]: the account of what is gone, always the same, and of nothing that exists or never was. Of
/// what is gone nothing is owed.
pub fn pots<P: Pots<AccountId>, AccountId: Debug + PartialEq>(
	gone: (Pot, AccountId),
	others: &[Pot],
) {
	assert_eq!(P::left(gone.0), Some(gone.1));
	assert_eq!(P::owed(gone.0), 0);
	for pot in others {
		assert_eq!(P::left(*pot), None, "{pot:?}");
	}
}
