// SPDX-License-Identifier: Apache-2.0

//! Instruments in a list, and sales that a test decides. Moves real won of the mock runtime's balances.

use core::marker::PhantomData;

use chungnam_ports::{
	Allotment, Appraisals, Endings, Holder, Holders, Instruments, Offerings, SaleFacts, SaleOutcome,
};
use chungnam_primitives::{InstrumentId, Moment, OfferingId, RegionSet, Won};
use codec::{Codec, Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{
	ensure,
	pallet_prelude::ValueQuery,
	storage_alias,
	traits::{
		fungible::{Inspect, Mutate},
		tokens::Preservation,
	},
	Identity,
};
use scale_info::TypeInfo;
use sp_core::H256;
use sp_runtime::{DispatchError, DispatchResult};

use super::{account_of, key_of, Key, MockHolders};

/// The pot of all sales.
const POT: Key = [0xA1; 32];
/// The purse of all instruments.
const PURSE: Key = [0xA2; 32];
/// Where public shares go: a tenth of each income.
const ROUTER: Key = [0xA3; 32];

/// Units of each sale.
const SOLD: u64 = 100;

/// The account that issues, and those that are kept out.
#[storage_alias(verbatim)]
type Issued = StorageMap<Testkit, Identity, InstrumentId, (Key, Vec<Key>)>;
#[storage_alias(verbatim)]
type Sales = StorageMap<Testkit, Identity, OfferingId, (InstrumentId, SaleOutcome)>;
#[storage_alias(verbatim)]
type NextSale = StorageValue<Testkit, OfferingId, ValueQuery>;

/// How many units there can be, where a test says so.
#[storage_alias(verbatim)]
type Allotted = StorageMap<Testkit, Identity, InstrumentId, Allotment>;
#[storage_alias(verbatim)]
type HasNoPlace = StorageMap<Testkit, Identity, InstrumentId, bool, ValueQuery>;

#[storage_alias(verbatim)]
type Least = StorageMap<Testkit, Identity, InstrumentId, Won, ValueQuery>;
#[storage_alias(verbatim)]
type VotedAbout = StorageMap<Testkit, Identity, InstrumentId, bool, ValueQuery>;
#[storage_alias(verbatim)]
type HandedOver = StorageMap<Testkit, Identity, InstrumentId, bool, ValueQuery>;

/// What the things behind instruments are worth, and whether holders vote about them, in a list.
pub struct MockAppraisals;

impl MockAppraisals {
	/// Appraises what is behind an instrument.
	pub fn set(instrument: InstrumentId, least: Won) {
		Least::insert(instrument, least);
	}

	/// Holders begin or end to vote about what is behind an instrument.
	pub fn set_voted_about(instrument: InstrumentId, is_voted_about: bool) {
		VotedAbout::insert(instrument, is_voted_about);
	}

	/// What is behind an instrument belongs to the association of its holders.
	pub fn hand_over(instrument: InstrumentId) {
		HandedOver::insert(instrument, true);
	}
}

impl Appraisals for MockAppraisals {
	fn least(instrument: InstrumentId) -> Won {
		Least::get(instrument)
	}

	fn is_voted_about(instrument: InstrumentId) -> bool {
		VotedAbout::get(instrument)
	}

	fn is_handed_over(instrument: InstrumentId) -> bool {
		HandedOver::get(instrument)
	}
}

/// What is agreed about a sale of [`MockInstruments`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct MockSale {
	/// Won of all units.
	pub most: Won,
	/// The hash of the document.
	pub document: H256,
}

/// Instruments and their sales, over the balances of the mock runtime.
pub struct MockInstruments<Balances>(PhantomData<Balances>);

impl<Balances> MockInstruments<Balances> {
	/// Makes an instrument that an account issues, and that keeps others out.
	pub fn issue<AccountId: Encode>(id: InstrumentId, issuer: &AccountId, kept_out: &[AccountId]) {
		let kept_out: Vec<_> = kept_out.iter().map(key_of).collect();
		Issued::insert(id, (key_of(issuer), kept_out));
	}

	/// Retires an instrument.
	pub fn retire(id: InstrumentId) {
		Issued::remove(id);
	}

	/// There can be so many units. Where nothing is said, there can be as many as a sale sells.
	pub fn allot(id: InstrumentId, allotment: Allotment) {
		Allotted::insert(id, allotment);
	}

	/// All places for dividends are taken from now on: nothing is distributed or given back any more.
	pub fn fill(id: InstrumentId) {
		HasNoPlace::insert(id, true);
	}

	fn ensure_place(id: InstrumentId) -> DispatchResult {
		ensure!(!HasNoPlace::get(id), DispatchError::Other("MaxAnnouncedExceeded"));
		Ok(())
	}

	/// So much was pledged, and the sale closes.
	pub fn decide<AccountId>(id: OfferingId, won: Won)
	where
		AccountId: Codec + Eq,
		Balances: Inspect<AccountId, Balance = Won> + Mutate<AccountId>,
	{
		let (instrument, _) = Sales::get(id).expect("it was opened");
		Balances::mint_into(&account_of(POT), won).expect("so much can be made");
		Sales::insert(id, (instrument, SaleOutcome::Decided(won)));
	}

	/// A sale ends without money.
	pub fn end(id: OfferingId) {
		Sales::mutate(id, |own| own.as_mut().expect("it was opened").1 = SaleOutcome::Over);
	}

	/// Won that waits for holders.
	pub fn purse<AccountId: Decode>() -> AccountId {
		account_of(PURSE)
	}

	/// Where public shares go.
	pub fn router<AccountId: Decode>() -> AccountId {
		account_of(ROUTER)
	}

	/// Moves won of holders, and of the public.
	fn pay_in<AccountId>(
		instrument: InstrumentId,
		from: &AccountId,
		(won, public): (Won, Won),
	) -> DispatchResult
	where
		AccountId: Codec + Eq,
		Balances: Inspect<AccountId, Balance = Won> + Mutate<AccountId>,
	{
		ensure!(Issued::contains_key(instrument), DispatchError::Other("InstrumentNotFound"));
		ensure!(won > 0, DispatchError::Other("ZeroAmount"));
		for (to, part) in [(PURSE, won), (ROUTER, public)] {
			if part > 0 {
				Balances::transfer(from, &account_of(to), part, Preservation::Expendable)?;
			}
		}
		Ok(())
	}
}

impl<AccountId, Balances> Instruments<AccountId> for MockInstruments<Balances>
where
	AccountId: Codec + Eq,
	Balances: Inspect<AccountId, Balance = Won> + Mutate<AccountId>,
{
	fn issuer(instrument: InstrumentId) -> Option<Holder<AccountId>> {
		Issued::get(instrument).map(|(issuer, _)| Holder::Account(account_of(issuer)))
	}

	fn is_issuer(instrument: InstrumentId, who: &AccountId) -> bool {
		Issued::get(instrument).is_some_and(|(issuer, _)| issuer == key_of(who))
	}

	fn regions(instrument: InstrumentId) -> Option<RegionSet> {
		Issued::contains_key(instrument).then(RegionSet::province)
	}

	fn allotment(instrument: InstrumentId) -> Option<Allotment> {
		let usual = Allotment { all: SOLD, own: 0 };
		Issued::contains_key(instrument).then(|| Allotted::get(instrument).unwrap_or(usual))
	}

	fn is_kept_out(instrument: InstrumentId, who: &AccountId) -> bool {
		Issued::get(instrument).is_some_and(|(_, kept_out)| kept_out.contains(&key_of(who)))
	}

	/// Units are those of [`MockHolders`].
	fn is_holder(instrument: InstrumentId, who: &AccountId) -> bool {
		let holder: Holder<AccountId> = Holder::Account(account_of(key_of(who)));
		MockHolders::held(instrument, &holder) > 0
	}

	fn distribute(
		instrument: InstrumentId,
		from: &AccountId,
		gross: Won,
		_: Moment,
	) -> DispatchResult {
		Self::ensure_place(instrument)?;
		let public = gross / 10;
		Self::pay_in(instrument, from, (gross - public, public))
	}

	fn give_back(
		instrument: InstrumentId,
		from: &AccountId,
		won: Won,
		_: Moment,
	) -> DispatchResult {
		Self::ensure_place(instrument)?;
		Self::pay_in(instrument, from, (won, 0))
	}

	fn redeem_all(instrument: InstrumentId, from: &AccountId, won: Won) -> DispatchResult {
		let runs = |(own, outcome)| own == instrument && outcome != SaleOutcome::Over;
		ensure!(!Sales::iter_values().any(runs), DispatchError::Other("SaleRuns"));
		Self::pay_in(instrument, from, (won, 0))?;
		Self::retire(instrument);
		Ok(())
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_issued(issuer: &AccountId, kept_out: &[AccountId]) -> InstrumentId {
		Self::issue(InstrumentId(0), issuer, kept_out);
		let holder: Holder<AccountId> = Holder::Account(account_of(key_of(issuer)));
		MockHolders::issue(InstrumentId(0), &holder, 100);
		MockHolders::attest(issuer, true);
		InstrumentId(0)
	}
}

impl<Balances> Endings for MockInstruments<Balances> {
	fn has_ended(instrument: InstrumentId) -> bool {
		!Issued::contains_key(instrument)
	}
}

impl<AccountId, Balances> Offerings<AccountId> for MockInstruments<Balances>
where
	AccountId: Codec + Eq,
	Balances: Inspect<AccountId, Balance = Won> + Mutate<AccountId>,
{
	type Sale = MockSale;

	fn facts(sale: &MockSale) -> SaleFacts {
		SaleFacts { most: sale.most, units: SOLD, document: sale.document }
	}

	fn open(instrument: InstrumentId, sale: MockSale) -> Result<OfferingId, DispatchError> {
		ensure!(Issued::contains_key(instrument), DispatchError::Other("InstrumentNotFound"));
		ensure!(sale.most > 0, DispatchError::Other("PriceUnsound"));
		let runs = |(own, outcome)| own == instrument && outcome != SaleOutcome::Over;
		ensure!(!Sales::iter_values().any(runs), DispatchError::Other("SaleRuns"));
		let id = NextSale::get();
		NextSale::put(id.checked_add(1).expect("a test opens few"));
		Sales::insert(id, (instrument, SaleOutcome::Open));
		Ok(id)
	}

	fn outcome(id: OfferingId) -> SaleOutcome {
		Sales::get(id).map_or(SaleOutcome::Over, |(_, outcome)| outcome)
	}

	fn hand_over(id: OfferingId, to: &[(AccountId, Won)]) -> DispatchResult {
		let (instrument, outcome) = Sales::get(id).ok_or(DispatchError::Other("SaleNotFound"))?;
		let sum: Won = to.iter().map(|(_, won)| won).sum();
		ensure!(outcome == SaleOutcome::Decided(sum), DispatchError::Other("PayeesMismatch"));
		for (account, won) in to.iter().filter(|(_, won)| *won > 0) {
			Balances::transfer(&account_of(POT), account, *won, Preservation::Expendable)?;
		}
		Sales::insert(id, (instrument, SaleOutcome::Over));
		Ok(())
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_sale() -> MockSale {
		MockSale { most: 10_000, document: H256::repeat_byte(1) }
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_decide(id: OfferingId) {
		Self::decide::<AccountId>(id, 10_000);
	}
}
