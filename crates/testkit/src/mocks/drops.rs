// SPDX-License-Identifier: Apache-2.0

//! Opens series and gives from them, and moves real won of the mock runtime's balances.

use core::marker::PhantomData;
use std::collections::BTreeMap;

use chungnam_ports::{
	Charged, Cohorts, Counted, Debts, Drops, Opened, Opener, Part, ReceiptFacts, Receipts, Spent,
	Standing,
};
use chungnam_primitives::{
	korean_day, start_of_day, CohortId, KoreanDay, MerchantId, Moment, PersonId, ReceiptId,
	RegionSet, SeriesId, Won, DAYS,
};
use codec::{Codec, Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{
	ensure,
	pallet_prelude::ValueQuery,
	storage::with_storage_layer,
	storage_alias,
	traits::{fungible::Mutate, tokens::Preservation},
	weights::Weight,
	Identity,
};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};
use sp_runtime::{DispatchError, DispatchResult, Percent};

use super::{account_of, key_of, Key, MockRegistry, Now};

/// Rules of which the mock knows only whose they are, whether they make sense and who gets the rest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct MockTemplate {
	/// The regions that issue by it.
	pub issuers: RegionSet,
	/// True if [`Drops::ensure_sound`] accepts the rules.
	pub is_sound: bool,
	/// The account of the only funder, as the mock remembers it, if one was named.
	pub funder: Option<[u8; 32]>,
}

impl MockTemplate {
	/// Sound rules issued by `issuers`.
	pub fn sound(issuers: RegionSet) -> Self {
		Self { issuers, is_sound: true, funder: None }
	}
}

/// A series the mock opened.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct MockSeries {
	/// The pallet that opened it.
	pub opener: Opener,
	/// The rules.
	pub template: MockTemplate,
	/// For whom, if it was a drop.
	pub cohort: Option<CohortId>,
	/// Won for each of them.
	pub per_head: Won,
	/// How many they were.
	pub heads: u32,
	/// When its people counted.
	pub opened_at: Moment,
	/// Until when a drop can be claimed.
	pub claim_until: Option<Moment>,
	/// Given to people one by one.
	pub given: BTreeMap<PersonId, Won>,
	/// Not given to anyone yet.
	pub budget: Won,
	/// The account that paid for it, as the mock remembers it.
	pub payer: Key,
	/// The first moment at which it is worth nothing.
	pub ends: Moment,
}

/// [`ReceiptFacts`], which are not made to be stored: the person, the shop, when, won of each kind, and the payback.
type StoredFacts = (PersonId, MerchantId, Moment, [Won; 4], Option<(SeriesId, Won)>);

#[storage_alias(verbatim)]
type AllSeries = StorageMap<Testkit, Identity, SeriesId, MockSeries>;
#[storage_alias(verbatim)]
type NextSeries = StorageValue<Testkit, SeriesId, ValueQuery>;
#[storage_alias(verbatim)]
type Owed = StorageDoubleMap<Testkit, Identity, Opener, Identity, PersonId, (Won, Percent)>;
#[storage_alias(verbatim)]
type Facts = StorageMap<Testkit, Identity, ReceiptId, StoredFacts>;
#[storage_alias(verbatim)]
type Kept = StorageDoubleMap<Testkit, Identity, CohortId, Identity, Opener, u32>;
#[storage_alias(verbatim)]
type Room = StorageValue<Testkit, u32>;
#[storage_alias(verbatim)]
type Refuses = StorageValue<Testkit, bool, ValueQuery>;
#[storage_alias(verbatim)]
type Full = StorageMap<Testkit, Identity, PersonId, bool, ValueQuery>;
#[storage_alias(verbatim)]
type IsLate = StorageValue<Testkit, bool, ValueQuery>;

/// Days for which every series of the mock is valid.
pub const MOCK_VALID_DAYS: u16 = 180;

/// The end of the account of every pot.
pub(super) const POT: [u8; 28] = [0xD7; 28];

/// A currency over the balances `Balances`.
pub struct MockDrops<Balances>(PhantomData<Balances>);

impl<Balances> MockDrops<Balances> {
	/// What a drop weighs that lapses at an opening.
	pub const LAPSE: Weight = Weight::from_parts(1_000, 0);

	/// Every series opened, in order of numbers from 0.
	pub fn series() -> Vec<MockSeries> {
		Self::given_numbers().filter_map(AllSeries::get).collect()
	}

	/// From now on refuses to open anything with `Other("NoRoom")`, or opens again.
	pub fn refuse(refuses: bool) {
		Refuses::put(refuses);
	}

	/// From now on the list of every cohort is full of drops that are over: one lapses for each part that opens.
	pub fn fill_lists() {
		IsLate::put(true);
	}

	/// From now on the wallet of a person takes nothing.
	pub fn fill(person: PersonId) {
		Full::insert(person, true);
	}

	/// From now on a cohort has room for so many drops. Before there is as much as anyone asks for.
	pub fn set_room(drops: u32) {
		Room::put(drops);
	}

	/// The room that an opener keeps on a cohort.
	pub fn room_of(opener: Opener, cohort: CohortId) -> u32 {
		Kept::get(cohort, opener).unwrap_or(0)
	}

	/// Notes a payment.
	pub fn add_receipt(id: ReceiptId, facts: ReceiptFacts) {
		let ReceiptFacts { person, merchant, at, spent, is_pledged } = facts;
		let Spent { own, purchased, incentive, policy } = spent;
		let payback = is_pledged.then_some((SeriesId(0), 0));
		Facts::insert(id, (person, merchant, at, [own, purchased, incentive, policy], payback));
	}

	/// What was paid back by a payment, and out of which series.
	pub fn payback_of(id: ReceiptId) -> Option<(SeriesId, Won)> {
		Facts::get(id).and_then(|facts| facts.4)
	}

	/// The debt and the share that is kept.
	pub fn debt_and_share(opener: Opener, person: PersonId) -> Option<(Won, Percent)> {
		Owed::get(opener, person)
	}

	/// The pot of a series.
	pub fn pot<AccountId: Decode>(series: SeriesId) -> AccountId {
		let mut key: Key = [POT[0]; 32];
		key[..4].copy_from_slice(&series.0.to_le_bytes());
		account_of(key)
	}

	/// What a person was given one by one, over all series.
	pub fn given_to(person: PersonId) -> Won {
		AllSeries::iter_values().filter_map(|series| series.given.get(&person).copied()).sum()
	}

	/// The numbers of all series.
	fn given_numbers() -> impl Iterator<Item = SeriesId> {
		SeriesId(0).until(NextSeries::get())
	}

	fn note(series: MockSeries) -> Result<SeriesId, DispatchError> {
		ensure!(!Refuses::get(), DispatchError::Other("NoRoom"));
		let id = NextSeries::get();
		NextSeries::put(SeriesId(id.0 + 1));
		AllSeries::insert(id, series);
		Ok(id)
	}
}

impl<Balances> MockDrops<Balances> {
	fn ensure_sound(template: &MockTemplate) -> DispatchResult {
		ensure!(template.is_sound, DispatchError::Other("RulesUnsound"));
		Ok(())
	}

	/// The end of a series that is given last at a moment.
	fn end_of_series(last: Moment) -> Moment {
		start_of_day(korean_day(last) + KoreanDay::from(MOCK_VALID_DAYS))
	}

	/// A series of which a living person can be given something now.
	fn check_gift(series: SeriesId, person: PersonId) -> Result<MockSeries, DispatchError> {
		let own = AllSeries::get(series).ok_or(DispatchError::Other("SeriesNotFound"))?;
		ensure!(Now::get() < own.ends, DispatchError::Other("Expired"));
		ensure!(!Full::get(person), DispatchError::Other("MaxLotsExceeded"));
		let profile = MockRegistry::profile_of(person);
		let lives = profile.is_some_and(|profile| profile.standing != Standing::Deceased);
		ensure!(lives, DispatchError::Other("NotRegistered"));
		Ok(own)
	}

	/// Keeps a debt's share of a lot. Returns what was kept.
	fn withhold(opener: Opener, person: PersonId, amount: Won) -> Won {
		let Some((owed, share)) = Owed::get(opener, person) else { return 0 };
		let kept = share.mul_floor(amount).min(owed);
		if kept == owed {
			Owed::remove(opener, person);
		} else {
			Owed::insert(opener, person, (owed - kept, share));
		}
		kept
	}

	fn pay<AccountId: Codec + Eq>(
		payer: &AccountId,
		series: SeriesId,
		amount: Won,
	) -> DispatchResult
	where
		Balances: Mutate<AccountId, Balance = Won>,
	{
		let pot = Self::pot(series);
		Balances::transfer(payer, &pot, amount, Preservation::Expendable)?;
		Ok(())
	}

	fn open_part<AccountId: Codec + Eq>(
		opener: Opener,
		part: &Part<MockTemplate>,
		per_head: Won,
		claim_until: Option<Moment>,
		payer: &AccountId,
	) -> Result<Option<SeriesId>, DispatchError>
	where
		Balances: Mutate<AccountId, Balance = Won>,
	{
		let now = Now::get();
		Self::ensure_sound(&part.template)?;
		let heads = MockRegistry::heads_at(part.cohort, now);
		let heads = heads.ok_or(DispatchError::Other("CohortNotFound"))?;
		let Counted { at: opened_at, heads } = part.counted.unwrap_or(Counted { at: now, heads });
		if heads == 0 {
			return Ok(None);
		}
		let series = Self::note(MockSeries {
			opener,
			template: part.template.clone(),
			cohort: Some(part.cohort),
			per_head,
			heads,
			opened_at,
			claim_until,
			given: BTreeMap::new(),
			budget: 0,
			payer: key_of(payer),
			ends: Self::end_of_series(now),
		})?;
		Self::pay(payer, series, per_head.saturating_mul(heads.into()))?;
		Ok(Some(series))
	}
}

impl<AccountId: Codec + Eq, Balances: Mutate<AccountId, Balance = Won>> Drops<AccountId>
	for MockDrops<Balances>
{
	type Template = MockTemplate;

	fn ensure_sound(template: &MockTemplate) -> DispatchResult {
		MockDrops::<Balances>::ensure_sound(template)
	}

	fn issuers(template: &MockTemplate) -> RegionSet {
		template.issuers
	}

	fn with_funder(template: MockTemplate, funder: &AccountId) -> MockTemplate {
		MockTemplate { funder: Some(key_of(funder)), ..template }
	}

	/// Every series lives so long.
	fn valid_days(_: &MockTemplate) -> u16 {
		MOCK_VALID_DAYS
	}

	fn reserve(opener: Opener, cohort: CohortId, drops: u32) -> DispatchResult {
		let others: u32 =
			Kept::iter_prefix(cohort).filter(|own| own.0 != opener).map(|own| own.1).sum();
		let fits = Room::get().is_none_or(|room| others.saturating_add(drops) <= room);
		let own = Kept::iter_prefix(cohort).find(|own| own.0 == opener);
		let before = own.map_or(0, |own| own.1);
		ensure!(fits || drops <= before, DispatchError::Other("RoomTaken"));
		match drops {
			0 => Kept::remove(cohort, opener),
			_ => Kept::insert(cohort, opener, drops),
		}
		Ok(())
	}

	fn open(
		opener: Opener,
		parts: &[Part<MockTemplate>],
		per_head: Won,
		claim_until: Option<Moment>,
		payer: &AccountId,
	) -> Result<Opened, DispatchError> {
		ensure!(per_head > 0, DispatchError::Other("ZeroAmount"));
		let series = with_storage_layer(|| {
			let open = |part| Self::open_part(opener, part, per_head, claim_until, payer);
			parts.iter().map(open).collect::<Result<Vec<_>, DispatchError>>()
		})?;
		let lapsed = series.iter().flatten().filter(|_| IsLate::get()).map(|_| Self::LAPSE);
		let lapses = lapsed.fold(Weight::zero(), Weight::saturating_add);
		Ok(Opened { series, lapses })
	}

	fn ends_after(_: &MockTemplate, opens: Moment, closes: Moment) -> Option<Moment> {
		let ends = Self::end_of_series(opens.max(closes.saturating_sub(1)));
		(ends - opens <= 366 * DAYS).then_some(ends)
	}

	fn ends(series: SeriesId) -> Option<Moment> {
		AllSeries::get(series).map(|series| series.ends)
	}

	fn can_give(series: SeriesId, person: PersonId, amount: Won) -> DispatchResult {
		Self::check_gift(series, person).and_then(|own| {
			ensure!(own.budget >= amount, DispatchError::Other("BudgetExhausted"));
			Ok(())
		})
	}

	/// To the funder that was named, else to the account that paid.
	fn give_back(series: SeriesId) -> Result<Won, DispatchError> {
		let mut own = AllSeries::get(series).ok_or(DispatchError::Other("SeriesNotFound"))?;
		let amount = core::mem::take(&mut own.budget);
		let to = account_of(own.template.funder.unwrap_or(own.payer));
		AllSeries::insert(series, own);
		let pot: AccountId = Self::pot(series);
		Balances::transfer(&pot, &to, amount, Preservation::Expendable)?;
		Ok(amount)
	}

	fn open_budget(
		opener: Opener,
		template: &MockTemplate,
		amount: Won,
		payer: &AccountId,
		closes: Option<Moment>,
	) -> Result<SeriesId, DispatchError> {
		ensure!(amount > 0, DispatchError::Other("ZeroAmount"));
		Self::ensure_sound(template)?;
		with_storage_layer(|| {
			let series = Self::note(MockSeries {
				opener,
				template: template.clone(),
				cohort: None,
				per_head: 0,
				heads: 0,
				opened_at: Now::get(),
				claim_until: None,
				given: BTreeMap::new(),
				budget: amount,
				payer: key_of(payer),
				ends: Self::end_of_series(closes.unwrap_or(0).saturating_sub(1).max(Now::get())),
			})?;
			Self::pay(payer, series, amount)?;
			Ok(series)
		})
	}

	fn give(
		series: SeriesId,
		person: PersonId,
		amount: Won,
		payer: Option<&AccountId>,
	) -> DispatchResult {
		let mut own = Self::check_gift(series, person)?;
		match payer {
			Some(payer) => Self::pay(payer, series, amount)?,
			None => {
				let rest = own.budget.checked_sub(amount);
				own.budget = rest.ok_or(DispatchError::Other("BudgetExhausted"))?;
			}
		}
		let withheld = Self::withhold(own.opener, person, amount);
		*own.given.entry(person).or_default() += amount - withheld;
		AllSeries::insert(series, own);
		Ok(())
	}

	fn weight_of_lots(_: u32) -> Weight {
		Weight::zero()
	}

	fn weight_of_claims() -> Weight {
		Weight::zero()
	}

	fn weight_of_lapses(parts: u32) -> Weight {
		Self::LAPSE.saturating_mul(parts.into())
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_template() -> MockTemplate {
		MockTemplate::sound(RegionSet::province())
	}
}

impl<Balances> Debts for MockDrops<Balances> {
	/// Takes what was given one by one, and forgets where the won lies.
	fn take_back(opener: Opener, person: PersonId, amount: Won) -> Result<Won, DispatchError> {
		let mut taken: Won = 0;
		for id in Self::given_numbers() {
			AllSeries::mutate_extant(id, |series| {
				let is_own = series.opener == opener;
				if let Some(lot) = series.given.get_mut(&person).filter(|_| is_own) {
					let part = (amount - taken).min(*lot);
					*lot -= part;
					taken += part;
				}
			});
		}
		Ok(taken)
	}

	fn charge(
		opener: Opener,
		person: PersonId,
		amount: Won,
		share: Percent,
	) -> Result<Charged, DispatchError> {
		let owed = <Self as Debts>::debt(opener, person).checked_add(amount);
		let owed = owed.ok_or(DispatchError::Other("Overflow"))?;
		let taken = Self::take_back(opener, person, owed)?;
		let debt = owed - taken;
		Owed::remove(opener, person);
		if debt > 0 {
			Owed::insert(opener, person, (debt, share));
		}
		Ok(Charged { taken, debt })
	}

	fn forgive(opener: Opener, person: PersonId) -> Result<Won, DispatchError> {
		Ok(Owed::take(opener, person).map_or(0, |(amount, _)| amount))
	}

	fn debt(opener: Opener, person: PersonId) -> Won {
		Owed::get(opener, person).map_or(0, |(amount, _)| amount)
	}
}

impl<Balances> Receipts for MockDrops<Balances> {
	fn receipt(id: ReceiptId) -> Option<ReceiptFacts> {
		let (person, merchant, at, [own, purchased, incentive, policy], payback) = Facts::get(id)?;
		let spent = Spent { own, purchased, incentive, policy };
		Some(ReceiptFacts { person, merchant, at, spent, is_pledged: payback.is_some() })
	}

	fn set_payback(id: ReceiptId, payback: Option<(SeriesId, Won)>) -> DispatchResult {
		let mut facts = Facts::get(id).ok_or(DispatchError::Other("ReceiptNotFound"))?;
		facts.4 = payback;
		Facts::insert(id, facts);
		Ok(())
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_receipt(
		person: PersonId,
		merchant: chungnam_primitives::MerchantId,
		amount: Won,
	) -> ReceiptId {
		let id = Facts::iter_keys().max().and_then(|last| last.checked_add(1)).unwrap_or_default();
		let at = Now::get();
		let spent = Spent::own(amount);
		Self::add_receipt(id, ReceiptFacts { person, merchant, at, spent, is_pledged: false });
		id
	}
}
