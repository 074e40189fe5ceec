// SPDX-License-Identifier: Apache-2.0

//! The smallest chain with validators.

use core::cell::RefCell;
use frame_support::{derive_impl, parameter_types, traits::Contains};
use frame_system::{EnsureRoot, EnsureSignedBy};
use sp_runtime::{
	impl_opaque_keys,
	testing::UintAuthorityId,
	traits::{ConvertInto, IdentityLookup},
};
use sp_staking::{
	offence::{Offence, OffenceError, ReportOffence},
	SessionIndex,
};

use crate as pallet_validators;

pub type AccountId = u64;
type Block = frame_system::mocking::MockBlock<Test>;

/// The account that may suspend.
pub const WARDEN: AccountId = 911;

#[frame_support::runtime]
mod runtime {
	#[runtime::runtime]
	#[runtime::derive(
		RuntimeCall,
		RuntimeEvent,
		RuntimeError,
		RuntimeOrigin,
		RuntimeFreezeReason,
		RuntimeHoldReason,
		RuntimeSlashReason,
		RuntimeLockId,
		RuntimeTask,
		RuntimeViewFunction
	)]
	pub struct Test;

	#[runtime::pallet_index(0)]
	pub type System = frame_system::Pallet<Test>;

	#[runtime::pallet_index(1)]
	pub type Balances = pallet_balances::Pallet<Test>;

	#[runtime::pallet_index(2)]
	pub type Session = pallet_session::Pallet<Test>;

	#[runtime::pallet_index(3)]
	pub type Historical = pallet_session::historical::Pallet<Test>;

	#[runtime::pallet_index(4)]
	pub type Validators = pallet_validators::Pallet<Test>;
}

/// As on the chain: nobody purges keys but through `withdraw_keys`.
pub struct NoPurging;

impl Contains<RuntimeCall> for NoPurging {
	fn contains(call: &RuntimeCall) -> bool {
		!matches!(call, RuntimeCall::Session(pallet_session::Call::purge_keys {}))
	}
}

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type BaseCallFilter = NoPurging;
	type AccountId = AccountId;
	type Lookup = IdentityLookup<AccountId>;
	type Block = Block;
	type AccountData = pallet_balances::AccountData<u64>;
}

#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
impl pallet_balances::Config for Test {
	type AccountStore = System;
}

impl_opaque_keys! {
	pub struct Keys {
		pub dummy: UintAuthorityId,
	}
}

parameter_types! {
	pub const KeyDeposit: u64 = 100;
	pub const MinValidators: u32 = 4;
	pub const MaxValidators: u32 = 8;
	pub const SessionLength: u64 = 20;
	pub const KeptSessions: SessionIndex = 5;
}

impl pallet_session::Config for Test {
	type RuntimeEvent = RuntimeEvent;
	type ValidatorId = AccountId;
	type ValidatorIdOf = ConvertInto;
	type ShouldEndSession = Validators;
	type NextSessionRotation = Validators;
	type SessionManager = pallet_session::historical::NoteHistoricalRoot<Test, Validators>;
	type SessionHandler = pallet_session::TestSessionHandler;
	type Keys = Keys;
	type DisablingStrategy = pallet_session::disabling::UpToLimitDisablingStrategy;
	type WeightInfo = ();
	type Currency = Balances;
	type KeyDeposit = KeyDeposit;
}

impl pallet_session::historical::Config for Test {
	type RuntimeEvent = RuntimeEvent;
	type FullIdentification = ();
	type FullIdentificationOf = pallet_validators::AccountAlone;
}

pub struct Wardens;
impl frame_support::traits::SortedMembers<AccountId> for Wardens {
	fn sorted_members() -> Vec<AccountId> {
		vec![WARDEN]
	}
}

impl pallet_validators::Config for Test {
	type GovernorOrigin = EnsureRoot<AccountId>;
	type EmergencyOrigin = EnsureSignedBy<Wardens, AccountId>;
	type MinValidators = MinValidators;
	type MaxValidators = MaxValidators;
	type SessionLength = SessionLength;
	type KeptSessions = KeptSessions;
	type WeightInfo = ();
}

thread_local! {
	static RECORDS: RefCell<Vec<(AccountId, u64)>> = const { RefCell::new(Vec::new()) };
}

/// A double vote in a round, as pallet-grandpa reports it.
#[derive(Clone)]
pub struct DoubleVote {
	pub who: AccountId,
	pub round: u64,
	pub session: SessionIndex,
}

impl Offence<(AccountId, ())> for DoubleVote {
	const ID: sp_staking::offence::Kind = *b"test:double-vote";
	type Slot = u64;

	fn offenders(&self) -> Vec<(AccountId, ())> {
		vec![(self.who, ())]
	}
	fn session_index(&self) -> SessionIndex {
		self.session
	}
	fn validator_set_count(&self) -> u32 {
		4
	}
	fn slot(&self) -> u64 {
		self.round
	}
	fn slash_fraction(&self, _: u32) -> sp_runtime::Perbill {
		sp_runtime::Perbill::one()
	}
}

/// Remembers reports as pallet-offences does.
pub struct Records;

impl Records {
	pub fn count() -> usize {
		RECORDS.with_borrow(Vec::len)
	}
	pub fn clear() {
		RECORDS.with_borrow_mut(Vec::clear);
	}
}

impl ReportOffence<AccountId, (AccountId, ()), DoubleVote> for Records {
	fn report_offence(_: Vec<AccountId>, offence: DoubleVote) -> Result<(), OffenceError> {
		RECORDS.with_borrow_mut(|records| {
			let entry = (offence.who, offence.round);
			if records.contains(&entry) {
				return Err(OffenceError::DuplicateReport);
			}
			records.push(entry);
			Ok(())
		})
	}

	fn is_known_offence(offenders: &[(AccountId, ())], round: &u64) -> bool {
		RECORDS.with_borrow(|records| {
			offenders.iter().all(|(who, ())| records.contains(&(*who, *round)))
		})
	}
}

#[cfg(feature = "runtime-benchmarks")]
pub fn new_test_ext() -> sp_io::TestExternalities {
	crate::tests::begin(&crate::tests::FOUR)
}
