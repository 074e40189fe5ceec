// SPDX-License-Identifier: Apache-2.0

//! The state at the start. A genesis that breaks a rule must not start a chain, so it panics here and only here.

use frame_support::traits::fungible::{Inspect, Mutate};

use crate::pallet::*;

impl<T: Config> Pallet<T> {
	pub(crate) fn build_genesis(config: &GenesisConfig<T>) {
		ReserveState::<T>::mutate(|reserve| reserve.balance = config.reserve);
		CashOutLimits::<T>::put(&config.cash_out);
		RespendBonus::<T>::put(&config.respend);
		let mint = |to: &T::AccountId, amount: u128| {
			assert!(amount == 0 || T::Won::mint_into(to, amount).is_ok(), "genesis can mint");
		};
		mint(&Self::respend_account(), config.respend_budget);
		for (class, issuers, funders, rules, budget) in &config.series {
			let series = NextSeries::<T>::get();
			let created = Self::define_series(*class, *issuers, funders.clone(), rules.clone());
			assert!(created.is_ok(), "series {series} of the genesis is sound: {created:?}");
			mint(&Self::pot_of(series), *budget);
			TotalsBySeries::<T>::mutate(series, |totals| totals.budget = *budget);
		}
		for (person, series, amount) in &config.lots {
			let mut wallet = Wallets::<T>::get(person);
			let fits = wallet.credit(*series, *amount, *amount, 0).is_ok()
				&& Self::update_totals(*series, |totals| totals.issue(*amount)).is_ok();
			assert!(fits, "the budget of series {series} covers the lots of the genesis");
			Wallets::<T>::insert(person, wallet);
		}
		assert!(
			T::Won::total_issuance() <= config.reserve,
			"the reserve of the genesis covers all won"
		);
	}
}
