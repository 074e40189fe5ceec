// SPDX-License-Identifier: Apache-2.0

//! Opens and gives in memory, and moves real won of the test's own balances.

use alloc::{collections::BTreeMap, vec::Vec};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use core::{cell::RefCell, marker::PhantomData};
use frame_support::{
	ensure,
	traits::{fungible::Mutate, tokens::Preservation},
};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};
use sp_runtime::{DispatchError, DispatchResult, Percent};

use super::{MockAccount, MockRegistry};
use crate::{
	CohortId, Cohorts, Debts, Drops, Moment, Opener, Part, PersonId, ReceiptFacts, ReceiptId,
	Receipts, RegionSet, SeriesId, Won,
};

/// Rules of which the mock knows only whose they are, whether they make sense and who gets the rest.
#[derive(Clone, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
#[derive(Serialize, Deserialize)]
pub struct MockTemplate {
	/// Who issues by it.
	pub issuers: RegionSet,
	/// Whether [`Drops::ensure_sound`] accepts it.
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
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MockSeries {
	/// Who opened it.
	pub opener: Opener,
	/// By which rules.
	pub template: MockTemplate,
	/// For whom, if it was a drop.
	pub cohort: Option<CohortId>,
	/// Won for each of them.
	pub per_head: Won,
	/// How many they were.
	pub heads: u32,
	/// When.
	pub opened_at: Moment,
	/// Until when a drop can be claimed.
	pub claim_until: Option<Moment>,
	/// Given to people one by one.
	pub given: BTreeMap<PersonId, Won>,
	/// Not given to anyone yet.
	pub budget: Won,
}

#[derive(Default)]
struct State {
	series: Vec<MockSeries>,
	debts: BTreeMap<(Opener, PersonId), (Won, Percent)>,
	receipts: BTreeMap<ReceiptId, ReceiptFacts>,
	refuses: bool,
}

std::thread_local! {
	static STATE: RefCell<State> = RefCell::new(State::default());
}

fn with<R>(f: impl FnOnce(&mut State) -> R) -> R {
	STATE.with(|state| f(&mut state.borrow_mut()))
}

/// A currency in memory over the balances `Balances`.
pub struct MockDrops<Balances>(PhantomData<Balances>);

impl<Balances> MockDrops<Balances> {
	/// Forgets everything.
	pub fn reset() {
		with(|s| *s = State::default());
	}

	/// Every series opened, in order of numbers from 0.
	pub fn series() -> Vec<MockSeries> {
		with(|s| s.series.clone())
	}

	/// From now on refuses to open anything with `Other("NoRoom")`, or opens again.
	pub fn refuse(refuses: bool) {
		with(|s| s.refuses = refuses);
	}

	/// Notes a payment.
	pub fn add_receipt(id: ReceiptId, facts: ReceiptFacts) {
		with(|s| s.receipts.insert(id, facts));
	}

	/// The debt and the share that is kept.
	pub fn debt_and_share(opener: Opener, person: PersonId) -> Option<(Won, Percent)> {
		with(|s| s.debts.get(&(opener, person)).copied())
	}

	/// The pot of a series.
	pub fn pot<A: MockAccount>(series: SeriesId) -> A {
		let mut key = [0xD7; 32];
		if let Some(number) = key.first_chunk_mut() {
			*number = series.to_le_bytes();
		}
		A::from_key(key)
	}

	/// What a person was given one by one, over all series.
	pub fn given_to(person: PersonId) -> Won {
		with(|s| s.series.iter().filter_map(|series| series.given.get(&person)).sum())
	}

	fn note(series: MockSeries) -> Result<SeriesId, DispatchError> {
		with(|s| {
			ensure!(!s.refuses, DispatchError::Other("NoRoom"));
			let id = SeriesId::try_from(s.series.len()).unwrap_or(SeriesId::MAX);
			s.series.push(series);
			Ok(id)
		})
	}
}

impl<A: MockAccount + Eq, Balances: Mutate<A, Balance = Won>> Drops<A> for MockDrops<Balances> {
	type Template = MockTemplate;

	fn ensure_sound(template: &MockTemplate) -> DispatchResult {
		ensure!(template.is_sound, DispatchError::Other("UnsoundRules"));
		Ok(())
	}

	fn issuers(template: &MockTemplate) -> RegionSet {
		template.issuers
	}

	fn with_funder(template: MockTemplate, funder: &A) -> MockTemplate {
		MockTemplate { funder: Some(funder.to_key()), ..template }
	}

	fn open(
		opener: Opener,
		parts: &[Part<MockTemplate>],
		per_head: Won,
		claim_until: Option<Moment>,
		payer: &A,
	) -> Result<Vec<Option<SeriesId>>, DispatchError> {
		let now = MockRegistry::now();
		let mut opened = Vec::new();
		for part in parts {
			let heads = MockRegistry::heads_at(part.cohort, now).unwrap_or(0);
			if heads == 0 {
				opened.push(None);
				continue;
			}
			let series = Self::note(MockSeries {
				opener,
				template: part.template.clone(),
				cohort: Some(part.cohort),
				per_head,
				heads,
				opened_at: now,
				claim_until,
				given: BTreeMap::new(),
				budget: 0,
			})?;
			let sum = per_head.saturating_mul(heads.into());
			Balances::transfer(payer, &Self::pot(series), sum, Preservation::Expendable)?;
			opened.push(Some(series));
		}
		Ok(opened)
	}

	fn open_budget(
		opener: Opener,
		template: &MockTemplate,
		amount: Won,
		payer: &A,
	) -> Result<SeriesId, DispatchError> {
		let series = Self::note(MockSeries {
			opener,
			template: template.clone(),
			cohort: None,
			per_head: 0,
			heads: 0,
			opened_at: MockRegistry::now(),
			claim_until: None,
			given: BTreeMap::new(),
			budget: amount,
		})?;
		Balances::transfer(payer, &Self::pot(series), amount, Preservation::Expendable)?;
		Ok(series)
	}

	fn give(series: SeriesId, person: PersonId, amount: Won, payer: Option<&A>) -> DispatchResult {
		if let Some(payer) = payer {
			Balances::transfer(payer, &Self::pot(series), amount, Preservation::Expendable)?;
		}
		with(|s| {
			let found = usize::try_from(series).ok().and_then(|index| s.series.get_mut(index));
			let own = found.ok_or(DispatchError::Other("SeriesNotFound"))?;
			if payer.is_none() {
				let rest = own.budget.checked_sub(amount);
				own.budget = rest.ok_or(DispatchError::Other("BudgetExhausted"))?;
			}
			let lot = own.given.entry(person).or_default();
			*lot = lot.saturating_add(amount);
			Ok(())
		})
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_template() -> MockTemplate {
		MockTemplate::sound(RegionSet::province())
	}
}

impl<Balances> Debts for MockDrops<Balances> {
	/// Takes what was given one by one, and forgets where the won lies.
	fn take_back(opener: Opener, person: PersonId, amount: Won) -> Result<Won, DispatchError> {
		with(|s| {
			let mut taken: Won = 0;
			for series in s.series.iter_mut().filter(|series| series.opener == opener) {
				if let Some(lot) = series.given.get_mut(&person) {
					let part = amount.saturating_sub(taken).min(*lot);
					*lot = lot.saturating_sub(part);
					taken = taken.saturating_add(part);
				}
			}
			Ok(taken)
		})
	}

	fn set_debt(opener: Opener, person: PersonId, amount: Won, share: Percent) -> DispatchResult {
		with(|s| {
			if amount == 0 {
				s.debts.remove(&(opener, person));
			} else {
				s.debts.insert((opener, person), (amount, share));
			}
		});
		Ok(())
	}

	fn debt(opener: Opener, person: PersonId) -> Won {
		with(|s| s.debts.get(&(opener, person)).map_or(0, |(amount, _)| *amount))
	}
}

impl<Balances> Receipts for MockDrops<Balances> {
	fn receipt(id: ReceiptId) -> Option<ReceiptFacts> {
		with(|s| s.receipts.get(&id).copied())
	}

	fn set_pledged(id: ReceiptId, is_pledged: bool) -> DispatchResult {
		with(|s| {
			let facts = s.receipts.get_mut(&id).ok_or(DispatchError::Other("ReceiptNotFound"))?;
			facts.is_pledged = is_pledged;
			Ok(())
		})
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_receipt(person: PersonId, merchant: crate::MerchantId, amount: Won) -> ReceiptId {
		let id = with(|s| s.receipts.keys().next_back().map_or(0, |last| last.saturating_add(1)));
		let at = MockRegistry::now();
		Self::add_receipt(id, ReceiptFacts { person, merchant, at, amount, is_pledged: false });
		id
	}
}
