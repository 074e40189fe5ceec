// SPDX-License-Identifier: Apache-2.0

//! Series that a test puts on sale, for real won of the mock runtime's balances.

use core::marker::PhantomData;

use chungnam_ports::{Purchases, Standing};
use chungnam_primitives::{PersonId, SeriesId, Won};
use codec::Codec;
use frame_support::{
	dispatch::{DispatchErrorWithPostInfo, DispatchResultWithPostInfo},
	ensure,
	pallet_prelude::ValueQuery,
	storage_alias,
	traits::{fungible::Mutate, tokens::Preservation},
	weights::Weight,
	Identity,
};
use sp_runtime::{DispatchError, DispatchResult, Percent};

use super::{key_of, MockDrops, MockRegistry};

/// What is given on top, and won that one person may buy.
#[storage_alias(verbatim)]
type OnSale = StorageMap<Testkit, Identity, SeriesId, (Percent, Won)>;
/// Won that a person bought, and what came on top.
#[storage_alias(verbatim)]
type Bought =
	StorageDoubleMap<Testkit, Identity, PersonId, Identity, SeriesId, (Won, Won), ValueQuery>;

/// A counter over the balances `Balances`. What it takes goes to the pot of the series.
pub struct MockPurchases<Balances>(PhantomData<Balances>);

impl<Balances> MockPurchases<Balances> {
	/// What a purchase is declared to weigh.
	pub const MOST: Weight = Weight::from_parts(2_000, 0);
	/// What each weighs.
	pub const USED: Weight = Weight::from_parts(1_000, 0);

	/// Puts a series on sale, with an incentive on top, and so many won for one person.
	pub fn sell(series: SeriesId, incentive: Percent, limit: Won) {
		OnSale::insert(series, (incentive, limit));
	}

	/// Sells a series no longer.
	pub fn stop(series: SeriesId) {
		OnSale::remove(series);
	}

	/// Won of a series that a person bought, and what came on top.
	pub fn bought(person: PersonId, series: SeriesId) -> (Won, Won) {
		Bought::get(person, series)
	}

	fn trade<AccountId: Codec + Eq>(
		who: &AccountId,
		series: SeriesId,
		amount: Won,
		least_incentive: Won,
	) -> DispatchResult
	where
		Balances: Mutate<AccountId, Balance = Won>,
	{
		let person = MockRegistry::person_of_key(key_of(who));
		let person = person.ok_or(DispatchError::Other("NotRegistered"))?;
		ensure!(amount > 0, DispatchError::Other("ZeroAmount"));
		let (rate, limit) = OnSale::get(series).ok_or(DispatchError::Other("NotForSale"))?;
		let profile = MockRegistry::profile_of(person);
		let is_active = profile.is_some_and(|own| own.standing == Standing::Active);
		ensure!(is_active, DispatchError::Other("PersonFrozen"));
		let (bought, given) = Bought::get(person, series);
		let bought = bought.saturating_add(amount);
		ensure!(bought <= limit, DispatchError::Other("PurchaseLimitExceeded"));
		let incentive = rate.mul_floor(amount);
		ensure!(incentive >= least_incentive, DispatchError::Other("BelowMinimumIncentive"));
		let pot: AccountId = MockDrops::<Balances>::pot(series);
		Balances::transfer(who, &pot, amount, Preservation::Expendable)?;
		Bought::insert(person, series, (bought, given.saturating_add(incentive)));
		Ok(())
	}
}

impl<AccountId: Codec + Eq, Balances: Mutate<AccountId, Balance = Won>> Purchases<AccountId>
	for MockPurchases<Balances>
{
	fn buy(
		who: &AccountId,
		series: SeriesId,
		amount: Won,
		least_incentive: Won,
	) -> DispatchResultWithPostInfo {
		let post_info = Some(Self::USED).into();
		match Self::trade(who, series, amount, least_incentive) {
			Ok(()) => Ok(post_info),
			Err(error) => Err(DispatchErrorWithPostInfo { post_info, error }),
		}
	}

	fn weight_of_purchase() -> Weight {
		Self::MOST
	}
}
