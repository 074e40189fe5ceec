// SPDX-License-Identifier: Apache-2.0

//! Who makes blocks (Aura), who makes them final (GRANDPA), and with which keys (Session).

use alloc::vec::Vec;
use frame_support::{
	parameter_types,
	traits::{ConstBool, ConstU32, ConstU64},
	weights::Weight,
};
use sp_consensus_aura::sr25519::AuthorityId as AuraId;
use sp_runtime::{
	impl_opaque_keys,
	traits::{ConvertInto, OpaqueKeys},
};

use crate::{
	constants::{deposit, HOURS, SLOT_DURATION},
	AccountId, Aura, Balance, Balances, BlockNumber, Grandpa, Runtime, RuntimeEvent, Session,
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

/// The pallet's benchmarks do not cover its own trait; its estimate is for a slower database than ours and so errs on
/// the safe side.
pub struct GrandpaWeight;

impl pallet_grandpa::WeightInfo for GrandpaWeight {
	fn report_equivocation(validators: u32, nominators_per_validator: u32) -> Weight {
		<() as pallet_grandpa::WeightInfo>::report_equivocation(
			validators,
			nominators_per_validator,
		)
	}

	fn note_stalled() -> Weight {
		<() as pallet_grandpa::WeightInfo>::note_stalled()
	}
}

impl pallet_grandpa::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type WeightInfo = GrandpaWeight;
	type MaxAuthorities = MaxAuthorities;
	type MaxNominators = ConstU32<0>;
	// Reports of double votes are not taken yet, so past sets need not be remembered.
	type MaxSetIdSessionEntries = ConstU64<0>;
	type KeyOwnerProof = sp_core::Void;
	type EquivocationReportSystem = ();
}

impl pallet_authorship::Config for Runtime {
	type FindAuthor = pallet_session::FindAccountFromAuthorIndex<Self, Aura>;
	type EventHandler = ();
}

parameter_types! {
	/// An hour: new keys of a validator act after one to two of them.
	pub const SessionPeriod: BlockNumber = HOURS;
	pub const SessionOffset: BlockNumber = 0;
	/// Given back when the keys are purged. Keeps strangers from filling the map of keys.
	pub const KeyDeposit: Balance = deposit(100, 0);
}

impl pallet_session::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type ValidatorId = AccountId;
	type ValidatorIdOf = ConvertInto;
	type ShouldEndSession = pallet_session::PeriodicSessions<SessionPeriod, SessionOffset>;
	type NextSessionRotation = pallet_session::PeriodicSessions<SessionPeriod, SessionOffset>;
	// The validators of genesis stay; governance gets a set of its own later.
	type SessionManager = ();
	type SessionHandler = <SessionKeys as OpaqueKeys>::KeyTypeIdProviders;
	type Keys = SessionKeys;
	type DisablingStrategy = pallet_session::disabling::UpToLimitDisablingStrategy;
	type WeightInfo = pallet_session::weights::SubstrateWeight<Runtime>;
	type Currency = Balances;
	type KeyDeposit = KeyDeposit;
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::configs::assert_weighed;
	use frame_support::traits::Get;

	#[test]
	fn everything_is_weighed() {
		assert_weighed!(
			<Runtime as pallet_grandpa::Config>::WeightInfo,
			<Runtime as pallet_session::Config>::WeightInfo,
		);
	}

	#[test]
	fn a_slot_is_a_second_and_a_session_an_hour() {
		let slot: u64 = <Runtime as pallet_aura::Config>::SlotDuration::get();
		assert_eq!(slot, 1_000);
		assert_eq!(u64::from(SessionPeriod::get()) * SLOT_DURATION, 3_600_000);
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
	fn session_keys_are_aura_then_grandpa() {
		use sp_core::crypto::key_types::{AURA, GRANDPA};
		assert_eq!(SessionKeys::key_ids(), &[AURA, GRANDPA]);
	}
}
