// SPDX-License-Identifier: Apache-2.0

//! A chain of four validators with sessions of twenty blocks. Every test ends with the numbered invariants.

mod calls;
mod corruption;
mod encoding;
mod events;
mod genesis;
mod model;
mod offences;
mod plan;
mod sessions;

use chungnam_testkit::{
	execute,
	offences::{DoubleVote, Records},
	signed,
};
use codec::Encode;
use frame_support::{
	assert_ok,
	traits::{EitherOf, MapSuccess},
};
use frame_system::{EnsureSignedBy, RawOrigin};
use sp_io::TestExternalities;
use sp_runtime::{
	testing::UintAuthorityId, traits::Replace, DispatchError, DispatchResult, Perbill,
	RuntimeAppPublic,
};
use sp_staking::SessionIndex;

use crate::{mock::*, Cause, Error, Event, Member, Suspension};

/// The account that may suspend everyone.
pub const WARDEN: AccountId = 911;
/// The account that may suspend a quarter.
pub const DEPUTY: AccountId = 912;

frame_support::ord_parameter_types! {
	pub const Wardens: AccountId = WARDEN;
	pub const Deputies: AccountId = DEPUTY;
}

frame_support::parameter_types! {
	pub const All: Perbill = Perbill::one();
	pub const Quarter: Perbill = Perbill::from_percent(25);
}

/// Suspends.
pub type Emergency = EitherOf<
	MapSuccess<EnsureSignedBy<Wardens, AccountId>, Replace<All>>,
	MapSuccess<EnsureSignedBy<Deputies, AccountId>, Replace<Quarter>>,
>;

/// The validators of genesis.
pub const FOUR: [AccountId; 4] = [1, 2, 3, 4];
/// Has keys in most tests and is no member at first.
pub const COUNTY: AccountId = 5;
/// Has won and nothing to say.
pub const STRANGER: AccountId = 77;

/// A chain whose session keys in genesis are those of `validators`.
pub fn begin(validators: &[AccountId]) -> TestExternalities {
	begin_with(validators, Default::default())
}

pub fn begin_with(validators: &[AccountId], own: crate::GenesisConfig<Test>) -> TestExternalities {
	let balances = (1..=20).chain([STRANGER]).map(|who| (who, 10_000)).collect();
	let keys = validators.iter().map(|who| (*who, *who, keys_of(*who))).collect();
	let genesis = RuntimeGenesisConfig {
		balances: pallet_balances::GenesisConfig { balances, ..Default::default() },
		session: pallet_session::GenesisConfig { keys, ..Default::default() },
		validators: own,
		..Default::default()
	};
	let mut chain = chungnam_testkit::begin(genesis, || ());
	chain.execute_with(|| next_blocks(1));
	chain
}

/// Runs `test` on a chain of four, and then the invariants.
pub fn on_four(test: impl FnOnce()) {
	execute::<Test>(begin(&FOUR), test);
}

pub fn keys_of(number: u64) -> Keys {
	Keys { dummy: UintAuthorityId(number) }
}

/// Makes blocks, with the hooks in the runtime's order. Every invariant holds after each.
pub fn next_blocks(count: u64) {
	chungnam_testkit::next_blocks::<Test>(count);
}

/// Makes blocks until the next session has begun, and `count - 1` more sessions.
pub fn next_sessions(count: u32) {
	let until = Session::current_index() + count;
	while Session::current_index() < until {
		next_blocks(1);
	}
}

pub fn set_keys(who: AccountId, number: u64) -> DispatchResult {
	let keys = keys_of(number);
	let proof = UintAuthorityId(number).sign(&who.encode()).expect("any key signs here").encode();
	Session::set_keys(signed(who), keys, proof)
}

pub fn add(who: AccountId) -> DispatchResult {
	Validators::add(RawOrigin::Root.into(), who)
}

pub fn remove(who: AccountId) -> DispatchResult {
	Validators::remove(RawOrigin::Root.into(), who)
}

pub fn suspend(who: AccountId) -> DispatchResult {
	Validators::suspend(signed(WARDEN), who)
}

pub fn reinstate(who: AccountId) -> DispatchResult {
	Validators::reinstate(RawOrigin::Root.into(), who)
}

pub fn end_session() -> DispatchResult {
	Validators::end_session(RawOrigin::Root.into())
}

pub fn withdraw_keys(who: AccountId) -> DispatchResult {
	Validators::withdraw_keys(signed(who))
}

/// Adds a member that sets keys first.
pub fn join(who: AccountId) {
	assert_ok!(set_keys(who, who));
	assert_ok!(add(who));
}

/// The set of the running session, in order of accounts.
pub fn active() -> Vec<AccountId> {
	let mut active = Session::validators();
	active.sort();
	active
}

/// Who makes no blocks in the running session.
pub fn disabled() -> Vec<AccountId> {
	let set = Session::validators();
	Session::disabled_validators().into_iter().map(|index| set[index as usize]).collect()
}

pub fn member(who: AccountId) -> Member {
	crate::Members::<Test>::get()[&who]
}

chungnam_testkit::test_events!(Test);
