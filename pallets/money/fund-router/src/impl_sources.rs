// SPDX-License-Identifier: Apache-2.0

//! Where the neighbours pay in.

use chungnam_ports::{Source, Sources};

use crate::pallet::*;

impl<T: Config> Sources<T::AccountId> for Pallet<T> {
	fn account_of(source: Source) -> T::AccountId {
		Self::collector(source)
	}
}
