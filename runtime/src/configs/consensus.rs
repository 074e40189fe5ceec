// SPDX-License-Identifier: Apache-2.0

//! Who makes blocks (Aura), who makes them final (GRANDPA), and with which keys (Session).

use alloc::vec::Vec;
use frame_support::{
	parameter_types,
	traits::{ConstBool, ConstU32, ConstU64},
	weights::Weight,
};
use frame_system::offchain::{CreateBare, CreateTransactionBase};
use pallet_session::historical;
use pallet_validators::WeightInfo as _;
use sp_consensus_aura::sr25519::AuthorityId as AuraId;
use sp_runtime::{
	impl_opaque_keys,
	traits::{ConvertInto, OpaqueKeys},
};
use sp_staking::SessionIndex;

use super::powers::{SetsValidators, SuspendsValidators};
use crate::{
	constants::{deposit, HOURS, SLOT_DURATION},
	AccountId, Aura, Balance, Balances, BlockNumber, Grandpa, Historical, Offences, Runtime,
	RuntimeCall, RuntimeEvent, Session, UncheckedExtrinsic, Validators,
};

/// Provincial offices, 15 cities and counties, and as many again in reserve.
pub type MaxAuthorities = ConstU32<32>;

impl_opaque_keys! {
	/// What a validator signs with. Hot keys: they can be replaced at any time by the validator's account.
	pub struct SessionKeys {
		pub aura: Aura,
		pub grandpa: Grandpa,
	}
}

impl pallet_aura::Config for Runtime {
	type AuthorityId = AuraId;
	type DisabledValidators = Session;
	type MaxAuthorities = MaxAuthorities;
	type AllowMultipleBlocksPerSlot = ConstBool<false>;
	type SlotDuration = ConstU64<SLOT_DURATION>;
}

/// The pallet's benchmarks do not cover its own trait. Its estimate for checking a proof is for a slower database than
/// ours and so errs on the safe side; what the report then does to the set is measured.
pub struct GrandpaWeight;

impl pallet_grandpa::WeightInfo for GrandpaWeight {
	fn report_equivocation(validators: u32, nominators_per_validator: u32) -> Weight {
		<() as pallet_grandpa::WeightInfo>::report_equivocation(
			validators,
			nominators_per_validator,
		)
		.saturating_add(ValidatorsWeight::report())
	}

	fn note_stalled() -> Weight {
		<() as pallet_grandpa::WeightInfo>::note_stalled()
	}
}

parameter_types! {
	/// A week of hourly sessions: a double vote can be proved that long.
	pub const KeptSessions: SessionIndex = 7 * 24;
	/// As many sets of GRANDPA: each session begins at most one.
	pub const KeptSets: u64 = 7 * 24;
	/// Blocks that a report waits in the pool. In a minute it is in a block or another node's report is.
	pub const ReportLongevity: u64 = 60;
}

/// Takes the proofs of double votes: files them once and suspends the offender in the same block.
pub type EquivocationReports = pallet_grandpa::EquivocationReportSystem<
	Runtime,
	pallet_validators::SuspendReported<Runtime, Offences>,
	Historical,
	ReportLongevity,
>;

impl pallet_grandpa::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type WeightInfo = GrandpaWeight;
	type MaxAuthorities = MaxAuthorities;
	type MaxNominators = ConstU32<0>;
	type MaxSetIdSessionEntries = KeptSets;
	type KeyOwnerProof = sp_session::MembershipProof;
	type EquivocationReportSystem = EquivocationReports;
}

impl<LocalCall> CreateTransactionBase<LocalCall> for Runtime
where
	RuntimeCall: From<LocalCall>,
{
	type Extrinsic = UncheckedExtrinsic;
	type RuntimeCall = RuntimeCall;
}

impl<LocalCall> CreateBare<LocalCall> for Runtime
where
	RuntimeCall: From<LocalCall>,
{
	fn create_bare(call: RuntimeCall) -> UncheckedExtrinsic {
		UncheckedExtrinsic::new_bare(call)
	}
}

impl pallet_offences::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type IdentificationTuple = historical::IdentificationTuple<Runtime>;
	// What a report does is done by [`EquivocationReports`], which knows who was suspended and forgiven before.
	type OnOffenceHandler = ();
}

impl pallet_authorship::Config for Runtime {
	type FindAuthor = pallet_session::FindAccountFromAuthorIndex<Self, Aura>;
	type EventHandler = ();
}

parameter_types! {
	/// An hour, where genesis does not say otherwise: new keys of a validator act after one to two of them.
	pub const SessionLength: BlockNumber = HOURS;
	/// One fault of four can be borne, and none of three.
	pub const MinValidators: u32 = 4;
	/// Given back when the keys are withdrawn. Keeps strangers from filling the map of keys.
	pub const KeyDeposit: Balance = deposit(100, 0);
}

impl pallet_session::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type ValidatorId = AccountId;
	type ValidatorIdOf = ConvertInto;
	type ShouldEndSession = Validators;
	type NextSessionRotation = Validators;
	type SessionManager = historical::NoteHistoricalRoot<Runtime, Validators>;
	type SessionHandler = <SessionKeys as OpaqueKeys>::KeyTypeIdProviders;
	type Keys = SessionKeys;
	// Less than a third, so that the others can go on without them.
	type DisablingStrategy = pallet_session::disabling::UpToLimitDisablingStrategy;
	type WeightInfo = pallet_session::weights::SubstrateWeight<Runtime>;
	type Currency = Balances;
	type KeyDeposit = KeyDeposit;
}

impl historical::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type FullIdentification = ();
	type FullIdentificationOf = pallet_validators::AccountAlone;
}

/// What the calls of the validators pallet weigh.
type ValidatorsWeight = pallet_validators::weights::Measured<Runtime>;

impl pallet_validators::Config for Runtime {
	type GovernorOrigin = SetsValidators;
	type EmergencyOrigin = SuspendsValidators;
	type MinValidators = MinValidators;
	type MaxValidators = MaxAuthorities;
	type SessionLength = SessionLength;
	type KeptSessions = KeptSessions;
	type WeightInfo = ValidatorsWeight;
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::configs::assert_weighed;
	use frame_support::traits::Get;

	#[test]
	fn everything_is_weighed() {
		assert_weighed!(pallet_grandpa, pallet_session, pallet_validators);
	}

	#[test]
	fn a_slot_is_a_second_and_a_session_an_hour() {
		let slot: u64 = <Runtime as pallet_aura::Config>::SlotDuration::get();
		assert_eq!(slot, 1_000);
		assert_eq!(u64::from(SessionLength::get()) * SLOT_DURATION, 3_600_000);
	}

	#[test]
	fn one_validator_makes_at_most_one_block_a_slot() {
		let many: bool = <Runtime as pallet_aura::Config>::AllowMultipleBlocksPerSlot::get();
		assert!(!many);
	}

	#[test]
	fn every_city_and_county_can_validate() {
		let most: u32 = MaxAuthorities::get();
		assert!(most > u32::from(chungnam_primitives::REGIONS));
	}

	#[test]
	fn double_votes_can_be_proved_as_long_as_keys_and_sets_are_remembered() {
		assert_eq!(u64::from(KeptSessions::get()), KeptSets::get());
	}

	#[test]
	fn four_to_thirty_two_validate() {
		let max: u32 = <Runtime as pallet_validators::Config>::MaxValidators::get();
		assert_eq!((MinValidators::get(), max), (4, 32));
		let room: u32 = MaxAuthorities::get();
		assert_eq!(max, room);
	}

	#[test]
	fn session_keys_are_aura_then_grandpa() {
		use sp_core::crypto::key_types::{AURA, GRANDPA};
		assert_eq!(SessionKeys::key_ids(), &[AURA, GRANDPA]);
	}
}
