// SPDX-License-Identifier: Apache-2.0

//! The state at the start. A genesis that breaks a rule must not start a chain, so it panics here and only here.

use chungnam_primitives::{korean_month, MoneyClass};
use frame_support::traits::fungible::Mutate;

use crate::{pallet::*, types::Series};

impl<T: Config> Pallet<T> {
	pub(crate) fn build_genesis(config: &GenesisConfig<T>) {
		let mint = |to: &T::AccountId, amount: u128| {
			assert!(amount == 0 || T::Won::mint_into(to, amount).is_ok(), "genesis can mint");
		};
		for (class, issuers, funders, rules, budget) in &config.series {
			let series = NextSeries::<T>::get();
			let definition = Series::by_hand(*class, *issuers, funders.clone(), rules.clone());
			let created = Self::define_series(definition);
			assert!(created.is_ok(), "series {series} of the genesis is sound: {created:?}");
			mint(&Self::pot_of(series), *budget);
			TotalsBySeries::<T>::mutate(series, |totals| totals.budget = *budget);
		}
		for (person, series, amount) in &config.lots {
			let mut wallet = Wallets::<T>::get(person);
			let definition = SeriesById::<T>::get(series);
			let ends = definition.as_ref().map_or(0, |definition| definition.rules.expires);
			let is_sold = definition.is_some_and(|own| own.class == MoneyClass::Purchased);
			let fits = wallet.receive(None, *series, *amount, ends).is_ok()
				&& Self::update_totals(*series, |totals| totals.issue(*amount)).is_ok()
				&& Months::<T>::mutate(korean_month(0), |flow| {
					let sum = if is_sold { &mut flow.sold } else { &mut flow.issued };
					*sum = sum.checked_add(*amount)?;
					Some(())
				})
				.is_some();
			assert!(fits, "the budget of series {series} covers the lots of the genesis");
			Wallets::<T>::insert(person, wallet);
		}
	}
}
