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
mod managed;
mod merchants;
mod neighbours;
mod operators;
mod people;
mod recovery;
mod transfers;
mod visitors;

use crate::{mock::*, *};
use chungnam_primitives::{
	CohortId, Cohorts as CohortsOfChain, MerchantId, Moment, PersonId, RegionSet, SalesClass,
	Scope, ScopeSet, ZoneId,
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

fn heads(cohort: CohortId) -> u32 {
	Cohorts::<Test>::get(cohort).unwrap().heads
}

fn was_enrolled(person: PersonId, cohort: CohortId, moment: Moment) -> bool {
	<Registry as CohortsOfChain>::member(person)
		.is_some_and(|member| member.was_enrolled(cohort, moment))
}

/// Whatever is opened for the cohort in a block: as many are counted as are found enrolled one by one.
fn assert_counted_one_by_one(cohort: CohortId) {
	let now = Timestamp::get();
	let found = People::<Test>::iter_keys().filter(|id| was_enrolled(*id, cohort, now));
	assert_eq!(<Registry as CohortsOfChain>::heads_at(cohort, now), Some(found.count() as u32));
}

/// Registers a visitor with a phone, by an attester of Cheongyang, and gives the number.
fn register_visitor(n: u64, key: AccountId) -> PersonId {
	let id = NextPerson::<Test>::get();
	let new = NewVisitor { commitment: commitment(n), key };
	assert_ok!(Registry::register_visitors(by(CHEONGYANG), 12, batch(vec![new])));
	id
}

/// An attester with every scope in the whole province.
fn appoint_for_the_province(who: AccountId) {
	let attester = Attester { regions: RegionSet::province(), scopes: ScopeSet::of(&Scope::ALL) };
	assert_ok!(Registry::do_appoint_attester(who, attester));
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
