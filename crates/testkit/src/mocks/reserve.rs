// SPDX-License-Identifier: Apache-2.0

//! The bank behind all won, and what shops take. Moves real won of the mock runtime's balances.

use core::marker::PhantomData;

use chungnam_ports::{Issuance, Published, Takings, TakingsFeed};
use chungnam_primitives::{MerchantId, PersonId, RegionId, SeriesId, Won};
use codec::{Codec, Decode, Encode};
use frame_support::{
	ensure,
	pallet_prelude::{OptionQuery, ValueQuery},
	storage_alias,
	traits::{
		fungible::{Inspect, Mutate},
		tokens::Preservation,
	},
	Identity,
};
use sp_runtime::{DispatchError, DispatchResult, Perbill};

use super::{account_of, Key};

/// Won in the bank. Without it there is no bound.
#[storage_alias(verbatim)]
type BankBalance = StorageValue<Testkit, Won, OptionQuery>;
/// True if the statement of the balance is too old.
#[storage_alias(verbatim)]
type IsOld = StorageValue<Testkit, bool, ValueQuery>;
/// Won that was counted: sold, added to purchases, given, expired.
#[storage_alias(verbatim)]
type Counted = StorageValue<Testkit, [Won; 4], ValueQuery>;
/// Requests for the rest of a series, oldest first.
#[storage_alias(verbatim)]
type Rests = StorageValue<Testkit, Vec<MockRest>, ValueQuery>;
/// Rests that the bank refused to pay.
#[storage_alias(verbatim)]
type Refused = StorageValue<Testkit, Vec<MockRest>, ValueQuery>;
/// The takings of each shop.
#[storage_alias(verbatim)]
type TakingsByShop = StorageMap<Testkit, Identity, MerchantId, Won, ValueQuery>;
/// The share of passed-on takings that is the bonus.
#[storage_alias(verbatim)]
type BonusRate = StorageValue<Testkit, Perbill, ValueQuery>;
/// True if payments tell takings.
#[storage_alias(verbatim)]
type Tells = StorageValue<Testkit, bool, ValueQuery>;

/// Where won lies that buyers asked for in bank won.
const DESK: Key = [0xB0; 32];
/// Pays the bonus.
const BONUS_POT: Key = [0xB1; 32];
/// Accounts of the mock.
pub(super) const ACCOUNTS: [Key; 2] = [DESK, BONUS_POT];

/// A request for the rest of a series.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct MockRest {
	/// The buyer.
	pub person: PersonId,
	/// Of which series.
	pub series: SeriesId,
	/// Whose operators settle it.
	pub region: RegionId,
	/// Won.
	pub amount: Won,
}

/// A reserve over the balances of the mock runtime.
pub struct MockReserve<Balances>(PhantomData<Balances>);

impl MockReserve<()> {
	/// States the bank balance.
	pub fn state(balance: Won) {
		BankBalance::put(balance);
		IsOld::kill();
	}

	/// From now on the statement is too old to make won against.
	pub fn let_the_statement_age() {
		IsOld::put(true);
	}

	/// Won that was counted as sold, added to purchases, given, and expired.
	pub fn published() -> [Won; 4] {
		Counted::get()
	}

	/// Requests for the rest of a series, oldest first.
	pub fn rests() -> Vec<MockRest> {
		Rests::get()
	}

	/// From now on passing takings on earns this share of them, while the pot lasts.
	pub fn set_bonus(rate: Perbill) {
		BonusRate::put(rate);
	}

	/// Won that a shop took and did not pass on.
	pub fn takings(shop: MerchantId) -> Won {
		TakingsByShop::get(shop)
	}

	/// Pays the bonus.
	pub fn bonus_pot<AccountId: Decode>() -> AccountId {
		account_of(BONUS_POT)
	}
}

impl<Balances> MockReserve<Balances> {
	/// The bank refuses the oldest request for a rest: its won is with `who` again.
	pub fn refuse_rest<AccountId: Codec + Eq>(who: &AccountId) -> DispatchResult
	where
		Balances: Inspect<AccountId, Balance = Won> + Mutate<AccountId>,
	{
		let mut rests = Rests::get();
		ensure!(!rests.is_empty(), DispatchError::Other("CashOutNotFound"));
		let rest = rests.remove(0);
		Balances::transfer(&account_of(DESK), who, rest.amount, Preservation::Expendable)?;
		Rests::put(rests);
		Refused::append(rest);
		Ok(())
	}
}

impl<AccountId: Codec + Eq, Balances> Issuance<AccountId> for MockReserve<Balances>
where
	Balances: Inspect<AccountId, Balance = Won> + Mutate<AccountId>,
{
	fn mint(to: &AccountId, amount: Won) -> DispatchResult {
		ensure!(amount > 0, DispatchError::Other("ZeroAmount"));
		let after = Balances::total_issuance().checked_add(amount);
		let is_covered = after.is_some_and(|won| won <= BankBalance::get().unwrap_or(Won::MAX));
		ensure!(is_covered, DispatchError::Other("ReserveExceeded"));
		ensure!(!IsOld::get(), DispatchError::Other("StatementTooOld"));
		Balances::mint_into(to, amount).map(|_| ())
	}

	fn publish(sum: Published) -> DispatchResult {
		Counted::mutate(|[sold, added, given, expired]| match sum {
			Published::Sold { amount, incentive } => {
				*sold += amount;
				*added += incentive;
			}
			Published::Given(amount) => *given += amount,
			Published::Expired(amount) => *expired += amount,
		});
		Ok(())
	}

	fn request_rest(
		who: &AccountId,
		person: PersonId,
		series: SeriesId,
		region: RegionId,
		amount: Won,
	) -> DispatchResult {
		ensure!(amount > 0, DispatchError::Other("ZeroAmount"));
		Balances::transfer(who, &account_of(DESK), amount, Preservation::Expendable)?;
		Rests::append(MockRest { person, series, region, amount });
		Ok(())
	}

	fn repeat_rest(
		who: &AccountId,
		person: PersonId,
		series: SeriesId,
	) -> Result<bool, DispatchError> {
		let mut refused = Refused::get();
		let is_theirs = |rest: &MockRest| (rest.person, rest.series) == (person, series);
		let Some(place) = refused.iter().position(is_theirs) else { return Ok(false) };
		let MockRest { region, amount, .. } = refused.swap_remove(place);
		let amount = amount.min(Balances::balance(who));
		Self::request_rest(who, person, series, region, amount)?;
		Refused::put(refused);
		Ok(true)
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_reserve() {
		BankBalance::kill();
	}
}

impl<AccountId: Codec + Eq, Balances> Takings<AccountId> for MockReserve<Balances>
where
	Balances: Inspect<AccountId, Balance = Won> + Mutate<AccountId>,
{
	fn note(shop: MerchantId, amount: Won) -> DispatchResult {
		TakingsByShop::mutate(shop, |takings| *takings += amount);
		Ok(())
	}

	fn forget(shop: MerchantId, amount: Won) {
		TakingsByShop::mutate_extant(shop, |takings| *takings = takings.saturating_sub(amount));
	}

	fn pass_on(shop: MerchantId, account: &AccountId, amount: Won) -> Result<Won, DispatchError> {
		let takings = TakingsByShop::get(shop);
		let passed_on = amount.min(takings);
		TakingsByShop::insert(shop, takings - passed_on);
		let pot = account_of(BONUS_POT);
		let bonus = BonusRate::get().mul_floor(passed_on).min(Balances::balance(&pot));
		if bonus > 0 {
			Balances::transfer(&pot, account, bonus, Preservation::Expendable)?;
		}
		Ok(bonus)
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_takings(shop: MerchantId) {
		const PLENTY: Won = 1_000_000_000_000;
		TakingsByShop::insert(shop, PLENTY);
		BonusRate::put(Perbill::from_percent(10));
		Balances::mint_into(&account_of(BONUS_POT), PLENTY).expect("there is no bound");
	}
}

/// Payments that nobody makes.
pub struct MockTakingsFeed;

impl TakingsFeed for MockTakingsFeed {
	fn tell_takings(tells: bool) {
		Tells::put(tells);
	}

	fn tells_takings() -> bool {
		Tells::get()
	}
}
