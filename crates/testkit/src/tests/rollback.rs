// SPDX-License-Identifier: Apache-2.0

//! What a failed call did to a mock is undone with the rest of the call.

use chungnam_ports::{
	Debts, Drops, Issuance, ManagedCohorts, Opener, Part, Published, Purchases, ReceiptFacts,
	Receipts, Standing, Takings, TakingsFeed,
};
use chungnam_primitives::{
	category, CohortId, IncomeId, MerchantId, PersonId, ProgrammeId, ReceiptId, RegionSet,
	SalesClass, Scope, ScopeSet, SeriesId, ZoneId,
};
use frame_support::storage::with_storage_layer;
use sp_runtime::{DispatchError, Percent};

use super::*;
use crate::{
	contract::state_root,
	offences::{DoubleVote, Records},
	MockDrops, MockPurchases, MockRegistry, MockReserve, MockTakingsFeed, MockTemplate,
};
use sp_staking::offence::ReportOffence;

type Currency = MockDrops<Balances>;

const HOME: ZoneId = ZoneId::new(12, 1);

/// After `before`, the change is seen, and gone once the call around it has failed.
#[track_caller]
fn assert_rolls_back(before: impl FnOnce(), change: impl FnOnce()) {
	chain().execute_with(|| {
		before();
		let root = state_root();
		let failed = with_storage_layer(|| -> Result<(), DispatchError> {
			change();
			assert_ne!(state_root(), root, "it changed something");
			Err(DispatchError::Other("a later step failed"))
		});
		assert_eq!(failed, Err(DispatchError::Other("a later step failed")));
		assert_eq!(state_root(), root, "nothing is left of it");
	});
}

fn kim() {
	MockRegistry::add_person(crate::account(1), PersonId(0), HOME);
}

#[test]
fn people_roll_back() {
	assert_rolls_back(|| (), kim);
	assert_rolls_back(kim, || MockRegistry::set_standing(PersonId(0), Standing::Frozen));
	assert_rolls_back(kim, || MockRegistry::move_person(PersonId(0), ZoneId::OUTSIDE));
	assert_rolls_back(kim, || MockRegistry::recover_key(crate::account(1), crate::account(2)));
	assert_rolls_back(kim, || MockRegistry::add_guardian(PersonId(0), PersonId(1), START + 1));
}

#[test]
fn merchants_roll_back() {
	let open = || {
		let (owner, class) = (crate::account(11), SalesClass::Small);
		MockRegistry::add_merchant(owner, MerchantId(5), HOME, category::GROCERY, class);
	};
	assert_rolls_back(|| (), open);
	assert_rolls_back(open, || MockRegistry::add_till(crate::account(12), MerchantId(5), 100));
	assert_rolls_back(open, || MockRegistry::set_open(MerchantId(5), false));
	assert_rolls_back(open, || MockRegistry::close_merchant(MerchantId(5)));
}

#[test]
fn cohorts_roll_back() {
	let cohort = || {
		kim();
		assert_eq!(MockRegistry::create(12), Ok(CohortId(0)));
	};
	let member = || {
		cohort();
		assert_eq!(MockRegistry::enrol(CohortId(0), PersonId(0)), Ok(()));
	};
	assert_rolls_back(kim, || assert_eq!(MockRegistry::create(12), Ok(CohortId(0))));
	assert_rolls_back(cohort, || assert_eq!(MockRegistry::enrol(CohortId(0), PersonId(0)), Ok(())));
	assert_rolls_back(member, || {
		assert_eq!(MockRegistry::unenrol(CohortId(0), PersonId(0)), Ok(()))
	});
	assert_rolls_back(member, || MockRegistry::bury(PersonId(0)));
	assert_rolls_back(member, || MockRegistry::set_heads(CohortId(0), 1_000));
}

#[test]
fn mandates_roll_back() {
	let (scopes, regions) = (ScopeSet::of(&[Scope::Issue]), RegionSet::province());
	assert_rolls_back(|| (), || MockRegistry::add_attester(crate::account(21), scopes, regions));
}

#[test]
fn drops_roll_back() {
	let by = Opener::Programme(ProgrammeId(0));
	let template = || MockTemplate::sound(RegionSet::of(&[12]));
	let open_budget = || {
		assert_eq!(Currency::open_budget(by, &template(), 1_000, &FUNDER, None), Ok(SeriesId(0)));
	};
	let cohort = || {
		kim();
		MockRegistry::add_cohort(12, &[PersonId(0)]);
	};
	let drop = || {
		let parts = [Part::new(CohortId(0), template())];
		assert_eq!(
			Currency::open(by, &parts, 1_000, None, &FUNDER).map(|it| it.series),
			Ok(vec![Some(SeriesId(0))])
		);
	};
	let budget = || {
		kim();
		open_budget();
	};
	let give = || {
		let nobody_pays: Option<&AccountId> = None;
		assert_eq!(Currency::give(SeriesId(0), PersonId(0), 10, nobody_pays), Ok(()));
	};
	assert_rolls_back(cohort, drop);
	assert_rolls_back(|| (), open_budget);
	assert_rolls_back(budget, give);
	assert_rolls_back(|| (), || Currency::refuse(true));
	let given = || {
		budget();
		give();
	};
	assert_rolls_back(given, || assert_eq!(Currency::take_back(by, PersonId(0), 5), Ok(5)));
}

#[test]
fn debts_roll_back() {
	let (by, share) = (Opener::Income(IncomeId(0)), Percent::one());
	let owe = || assert!(Currency::charge(by, PersonId(0), 5, share).is_ok());
	assert_rolls_back(|| (), owe);
	assert_rolls_back(owe, || assert_eq!(Currency::forgive(by, PersonId(0)), Ok(5)));
}

#[test]
fn receipts_roll_back() {
	let note = || {
		let facts = ReceiptFacts {
			person: PersonId(0),
			merchant: MerchantId(5),
			at: START,
			spent: chungnam_ports::Spent::own(9),
			is_pledged: false,
		};
		Currency::add_receipt(ReceiptId(8), facts);
	};
	assert_rolls_back(|| (), note);
	assert_rolls_back(note, || {
		assert_eq!(Currency::set_payback(ReceiptId(8), Some((SeriesId(0), 1))), Ok(()))
	});
}

#[test]
fn purchases_roll_back() {
	type Counter = MockPurchases<Balances>;
	let sell = || Counter::sell(SeriesId(0), Percent::zero(), 10);
	let settled = || {
		MockRegistry::add_person(FUNDER, PersonId(0), HOME);
		sell();
	};
	assert_rolls_back(|| (), sell);
	assert_rolls_back(sell, || Counter::stop(SeriesId(0)));
	assert_rolls_back(settled, || assert!(Counter::buy(&FUNDER, SeriesId(0), 5, 0).is_ok()));
}

#[test]
fn reserve_and_feed_roll_back() {
	type Reserve = MockReserve<Balances>;
	let note = || assert_eq!(<Reserve as Takings<AccountId>>::note(MerchantId(5), 10), Ok(()));
	assert_rolls_back(|| (), note);
	assert_rolls_back(note, || <Reserve as Takings<AccountId>>::forget(MerchantId(5), 4));
	assert_rolls_back(|| (), || assert_eq!(Reserve::mint(&FUNDER, 10), Ok(())));
	let publish =
		|| assert_eq!(<Reserve as Issuance<AccountId>>::publish(Published::Given(1)), Ok(()));
	assert_rolls_back(|| (), publish);
	assert_rolls_back(
		|| (),
		|| assert_eq!(Reserve::request_rest(&FUNDER, PersonId(0), SeriesId(1), 12, 9), Ok(())),
	);
	assert_rolls_back(|| (), || MockTakingsFeed::tell_takings(true));
}

#[test]
fn records_of_offences_roll_back() {
	let report = || {
		let vote = DoubleVote { who: 1, round: 2, session: 3 };
		assert_eq!(Records::report_offence(vec![], vote), Ok(()));
	};
	assert_rolls_back(|| (), report);
}
