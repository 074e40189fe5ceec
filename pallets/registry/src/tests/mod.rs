// SPDX-License-Identifier: Apache-2.0

mod accounts;
mod attesters;
mod cohorts;
mod corruption;
mod encoding;
mod events;
mod genesis;
mod guardians;
mod invariants;
mod keys;
mod leak;
mod merchants;
mod neighbours;
mod people;
mod recovery;

use crate::{mock::*, *};
use chungnam_primitives::{
	CohortId, MerchantId, PersonId, RegionSet, SalesClass, Scope, ScopeSet, ZoneId,
};
use frame_support::{assert_noop, assert_ok, BoundedVec};
use sp_runtime::{DispatchError::BadOrigin, DispatchResult};

fn by(who: AccountId) -> RuntimeOrigin {
	RuntimeOrigin::signed(who)
}

fn batch<Item: core::fmt::Debug>(items: Vec<Item>) -> BatchOf<Test, Item> {
	BoundedVec::try_from(items).unwrap()
}

/// Registers one person and gives the number.
fn register(n: u64, zone: ZoneId, key: Option<AccountId>) -> PersonId {
	let id = NextPerson::<Test>::get();
	let new = NewPerson { commitment: commitment(n), zone, key };
	assert_ok!(Registry::register_people(RuntimeOrigin::root(), batch(vec![new])));
	id
}

fn enrol(cohort: CohortId, people: &[PersonId]) -> DispatchResult {
	Registry::enrol(by(CHEONGYANG), cohort, batch(people.to_vec()))
}

fn unenrol(cohort: CohortId, people: &[PersonId]) -> DispatchResult {
	Registry::unenrol(by(CHEONGYANG), cohort, batch(people.to_vec()))
}

/// A shop of `owner` in Cheongyang that waits for approval.
fn apply(owner: AccountId) -> MerchantId {
	let id = NextMerchant::<Test>::get();
	assert_ok!(Registry::apply_merchant(by(owner), HERE, 3, SalesClass::Small));
	id
}

const REASON: Reason = Reason { code: ReasonCode::IncompleteDocuments, document: None };

fn last_event() -> Event<Test> {
	match System::events().pop().map(|record| record.event) {
		Some(RuntimeEvent::Registry(event)) => event,
		other => panic!("no event of the registry: {other:?}"),
	}
}
