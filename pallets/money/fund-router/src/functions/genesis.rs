// SPDX-License-Identifier: Apache-2.0

//! The state at the start. A genesis that breaks a rule must not start a chain, so it panics here and only here.

use chungnam_ports::Source;

use crate::pallet::*;

impl<T: Config> Pallet<T> {
	pub(crate) fn build_genesis(config: &GenesisConfig<T>) {
		for source in Source::ALL {
			// So the account exists without a balance, can get a single won, and can be flushed to the last.
			frame_system::Pallet::<T>::inc_providers(&Self::collector(source));
		}
		Self::begin_upkeep();
		for (source, route) in &config.routes {
			let is_sound = route.check(Self::is_source);
			assert!(is_sound.is_ok(), "the route of {source:?} is sound: {is_sound:?}");
			assert!(!Routes::<T>::contains_key(source), "{source:?} has one route");
			Routes::<T>::insert(source, route);
		}
	}
}
