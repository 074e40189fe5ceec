// SPDX-License-Identifier: Apache-2.0

//! The state at the start. A genesis that breaks a rule must not start a chain, so it panics here and only here.

use chungnam_ports::TakingsFeed;
use frame_support::traits::fungible::{Inspect, Mutate};

use crate::pallet::*;

impl<T: Config> Pallet<T> {
	pub(crate) fn build_genesis(config: &GenesisConfig<T>) {
		ReserveState::<T>::mutate(|reserve| reserve.balance = config.reserve);
		CashOutLimits::<T>::put(&config.cash_out);
		RespendBonus::<T>::put(&config.respend);
		T::TakingsFeed::tell_takings(config.respend.is_paid());
		let budget = config.respend_budget;
		let has_pot = budget == 0 || T::Won::mint_into(&Self::respend_account(), budget).is_ok();
		assert!(has_pot, "genesis can mint");
		// The reserve comes after all who mint in their genesis: the pallets of a runtime are built in its order.
		assert!(
			T::Won::total_issuance() <= config.reserve,
			"the reserve of the genesis covers all won"
		);
	}
}
