// SPDX-License-Identifier: Apache-2.0

//! Weights of `pallet_registry`: what each call costs.
//!
//! Placeholder in the shape of the generated file, from the storage each call touches. `scripts/weights` measures the
//! runtime's own on the runtime.

#![cfg_attr(rustfmt, rustfmt_skip)]
#![allow(missing_docs)]

use core::marker::PhantomData;
use frame_support::{
	traits::Get,
	weights::{constants::ParityDbWeight as Db, Weight},
};

/// Weight functions needed for `pallet_registry`.
pub trait WeightInfo {
	fn appoint_attester() -> Weight;
	fn dismiss_attester() -> Weight;
	fn register_people(n: u32) -> Weight;
	fn add_key() -> Weight;
	fn remove_key() -> Weight;
	fn issue_key() -> Weight;
	fn revoke_key() -> Weight;
	fn freeze() -> Weight;
	fn unfreeze() -> Weight;
	fn start_recovery() -> Weight;
	fn cancel_recovery() -> Weight;
	fn finish_recovery() -> Weight;
	fn forget_stale_key() -> Weight;
	fn move_house() -> Weight;
	fn record_death() -> Weight;
	fn appoint_guardian() -> Weight;
	fn dismiss_guardian() -> Weight;
	fn apply_merchant() -> Weight;
	fn withdraw_application() -> Weight;
	fn register_merchants(n: u32) -> Weight;
	fn approve_merchant() -> Weight;
	fn reject_merchant() -> Weight;
	fn suspend_merchant() -> Weight;
	fn appeal() -> Weight;
	fn decide_appeal() -> Weight;
	fn reinstate_merchant() -> Weight;
	fn recheck_merchant() -> Weight;
	fn amend_merchant() -> Weight;
	fn close_merchant() -> Weight;
	fn replace_owner() -> Weight;
	fn add_till() -> Weight;
	fn remove_till() -> Weight;
	fn create_cohort() -> Weight;
	fn confirm_key() -> Weight;
	fn enrol(n: u32) -> Weight;
	fn unenrol(n: u32) -> Weight;
	fn authorize() -> Weight;
}

/// Weights for `pallet_registry` with the database weights of the runtime.
pub struct SubstrateWeight<T>(PhantomData<T>);
impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	fn appoint_attester() -> Weight {
		Weight::from_parts(12_000_000, 5_400)
			.saturating_add(T::DbWeight::get().reads(2_u64))
			.saturating_add(T::DbWeight::get().writes(2_u64))
	}
	fn dismiss_attester() -> Weight {
		Weight::from_parts(12_000_000, 5_400)
			.saturating_add(T::DbWeight::get().reads(2_u64))
			.saturating_add(T::DbWeight::get().writes(2_u64))
	}
	fn register_people(n: u32) -> Weight {
		Weight::from_parts(15_000_000, 4_000)
			.saturating_add(Weight::from_parts(9_000_000, 7_800).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(1_u64))
			.saturating_add(T::DbWeight::get().reads(3_u64.saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(2_u64))
			.saturating_add(T::DbWeight::get().writes(4_u64.saturating_mul(n.into())))
	}
	fn add_key() -> Weight {
		Weight::from_parts(20_000_000, 10_800)
			.saturating_add(T::DbWeight::get().reads(4_u64))
			.saturating_add(T::DbWeight::get().writes(3_u64))
	}
	fn remove_key() -> Weight {
		Weight::from_parts(20_000_000, 10_800)
			.saturating_add(T::DbWeight::get().reads(4_u64))
			.saturating_add(T::DbWeight::get().writes(3_u64))
	}
	fn issue_key() -> Weight {
		Weight::from_parts(20_000_000, 10_800)
			.saturating_add(T::DbWeight::get().reads(4_u64))
			.saturating_add(T::DbWeight::get().writes(3_u64))
	}
	fn revoke_key() -> Weight {
		Weight::from_parts(20_000_000, 13_500)
			.saturating_add(T::DbWeight::get().reads(5_u64))
			.saturating_add(T::DbWeight::get().writes(3_u64))
	}
	fn freeze() -> Weight {
		Weight::from_parts(14_000_000, 5_400)
			.saturating_add(T::DbWeight::get().reads(2_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn unfreeze() -> Weight {
		Weight::from_parts(14_000_000, 5_400)
			.saturating_add(T::DbWeight::get().reads(2_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn start_recovery() -> Weight {
		Weight::from_parts(20_000_000, 13_500)
			.saturating_add(T::DbWeight::get().reads(5_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn cancel_recovery() -> Weight {
		Weight::from_parts(18_000_000, 10_800)
			.saturating_add(T::DbWeight::get().reads(4_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn finish_recovery() -> Weight {
		Weight::from_parts(24_000_000, 13_500)
			.saturating_add(T::DbWeight::get().reads(5_u64))
			.saturating_add(T::DbWeight::get().writes(4_u64))
	}
	fn forget_stale_key() -> Weight {
		Weight::from_parts(18_000_000, 8_100)
			.saturating_add(T::DbWeight::get().reads(3_u64))
			.saturating_add(T::DbWeight::get().writes(2_u64))
	}
	fn move_house() -> Weight {
		Weight::from_parts(18_000_000, 10_800)
			.saturating_add(T::DbWeight::get().reads(4_u64))
			.saturating_add(T::DbWeight::get().writes(3_u64))
	}
	fn record_death() -> Weight {
		Weight::from_parts(70_000_000, 51_300)
			.saturating_add(T::DbWeight::get().reads(19_u64))
			.saturating_add(T::DbWeight::get().writes(20_u64))
	}
	fn appoint_guardian() -> Weight {
		Weight::from_parts(18_000_000, 10_800)
			.saturating_add(T::DbWeight::get().reads(4_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn dismiss_guardian() -> Weight {
		Weight::from_parts(18_000_000, 10_800)
			.saturating_add(T::DbWeight::get().reads(4_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn apply_merchant() -> Weight {
		Weight::from_parts(20_000_000, 10_800)
			.saturating_add(T::DbWeight::get().reads(4_u64))
			.saturating_add(T::DbWeight::get().writes(4_u64))
	}
	fn withdraw_application() -> Weight {
		Weight::from_parts(18_000_000, 8_100)
			.saturating_add(T::DbWeight::get().reads(3_u64))
			.saturating_add(T::DbWeight::get().writes(3_u64))
	}
	fn register_merchants(n: u32) -> Weight {
		Weight::from_parts(15_000_000, 4_000)
			.saturating_add(Weight::from_parts(9_000_000, 5_200).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(2_u64))
			.saturating_add(T::DbWeight::get().reads(2_u64.saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(1_u64))
			.saturating_add(T::DbWeight::get().writes(3_u64.saturating_mul(n.into())))
	}
	fn approve_merchant() -> Weight {
		Weight::from_parts(16_000_000, 8_100)
			.saturating_add(T::DbWeight::get().reads(3_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn reject_merchant() -> Weight {
		Weight::from_parts(16_000_000, 8_100)
			.saturating_add(T::DbWeight::get().reads(3_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn suspend_merchant() -> Weight {
		Weight::from_parts(15_000_000, 5_400)
			.saturating_add(T::DbWeight::get().reads(2_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn appeal() -> Weight {
		Weight::from_parts(15_000_000, 5_400)
			.saturating_add(T::DbWeight::get().reads(2_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn decide_appeal() -> Weight {
		Weight::from_parts(16_000_000, 5_400)
			.saturating_add(T::DbWeight::get().reads(2_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn reinstate_merchant() -> Weight {
		Weight::from_parts(15_000_000, 5_400)
			.saturating_add(T::DbWeight::get().reads(2_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn recheck_merchant() -> Weight {
		Weight::from_parts(16_000_000, 8_100)
			.saturating_add(T::DbWeight::get().reads(3_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn amend_merchant() -> Weight {
		Weight::from_parts(15_000_000, 5_400)
			.saturating_add(T::DbWeight::get().reads(2_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn close_merchant() -> Weight {
		Weight::from_parts(70_000_000, 56_700)
			.saturating_add(T::DbWeight::get().reads(21_u64))
			.saturating_add(T::DbWeight::get().writes(20_u64))
	}
	fn replace_owner() -> Weight {
		Weight::from_parts(24_000_000, 13_500)
			.saturating_add(T::DbWeight::get().reads(5_u64))
			.saturating_add(T::DbWeight::get().writes(5_u64))
	}
	fn add_till() -> Weight {
		Weight::from_parts(22_000_000, 13_500)
			.saturating_add(T::DbWeight::get().reads(5_u64))
			.saturating_add(T::DbWeight::get().writes(3_u64))
	}
	fn remove_till() -> Weight {
		Weight::from_parts(20_000_000, 10_800)
			.saturating_add(T::DbWeight::get().reads(4_u64))
			.saturating_add(T::DbWeight::get().writes(3_u64))
	}
	fn create_cohort() -> Weight {
		Weight::from_parts(14_000_000, 5_400)
			.saturating_add(T::DbWeight::get().reads(2_u64))
			.saturating_add(T::DbWeight::get().writes(2_u64))
	}
	fn confirm_key() -> Weight {
		Weight::from_parts(14_000_000, 5_400)
			.saturating_add(T::DbWeight::get().reads(2_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn enrol(n: u32) -> Weight {
		Weight::from_parts(15_000_000, 4_000)
			.saturating_add(Weight::from_parts(5_000_000, 2_600).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(3_u64))
			.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(1_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(n.into())))
	}
	fn unenrol(n: u32) -> Weight {
		Weight::from_parts(15_000_000, 4_000)
			.saturating_add(Weight::from_parts(5_000_000, 2_600).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(3_u64))
			.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(1_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(n.into())))
	}
	fn authorize() -> Weight {
		Weight::from_parts(14_000_000, 5_400)
			.saturating_add(T::DbWeight::get().reads(2_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
}

// For tests.
impl WeightInfo for () {
	fn appoint_attester() -> Weight {
		Weight::from_parts(12_000_000, 5_400)
			.saturating_add(Db::get().reads(2_u64))
			.saturating_add(Db::get().writes(2_u64))
	}
	fn dismiss_attester() -> Weight {
		Weight::from_parts(12_000_000, 5_400)
			.saturating_add(Db::get().reads(2_u64))
			.saturating_add(Db::get().writes(2_u64))
	}
	fn register_people(n: u32) -> Weight {
		Weight::from_parts(15_000_000, 4_000)
			.saturating_add(Weight::from_parts(9_000_000, 7_800).saturating_mul(n.into()))
			.saturating_add(Db::get().reads(1_u64))
			.saturating_add(Db::get().reads(3_u64.saturating_mul(n.into())))
			.saturating_add(Db::get().writes(2_u64))
			.saturating_add(Db::get().writes(4_u64.saturating_mul(n.into())))
	}
	fn add_key() -> Weight {
		Weight::from_parts(20_000_000, 10_800)
			.saturating_add(Db::get().reads(4_u64))
			.saturating_add(Db::get().writes(3_u64))
	}
	fn remove_key() -> Weight {
		Weight::from_parts(20_000_000, 10_800)
			.saturating_add(Db::get().reads(4_u64))
			.saturating_add(Db::get().writes(3_u64))
	}
	fn issue_key() -> Weight {
		Weight::from_parts(20_000_000, 10_800)
			.saturating_add(Db::get().reads(4_u64))
			.saturating_add(Db::get().writes(3_u64))
	}
	fn revoke_key() -> Weight {
		Weight::from_parts(20_000_000, 13_500)
			.saturating_add(Db::get().reads(5_u64))
			.saturating_add(Db::get().writes(3_u64))
	}
	fn freeze() -> Weight {
		Weight::from_parts(14_000_000, 5_400)
			.saturating_add(Db::get().reads(2_u64))
			.saturating_add(Db::get().writes(1_u64))
	}
	fn unfreeze() -> Weight {
		Weight::from_parts(14_000_000, 5_400)
			.saturating_add(Db::get().reads(2_u64))
			.saturating_add(Db::get().writes(1_u64))
	}
	fn start_recovery() -> Weight {
		Weight::from_parts(20_000_000, 13_500)
			.saturating_add(Db::get().reads(5_u64))
			.saturating_add(Db::get().writes(1_u64))
	}
	fn cancel_recovery() -> Weight {
		Weight::from_parts(18_000_000, 10_800)
			.saturating_add(Db::get().reads(4_u64))
			.saturating_add(Db::get().writes(1_u64))
	}
	fn finish_recovery() -> Weight {
		Weight::from_parts(24_000_000, 13_500)
			.saturating_add(Db::get().reads(5_u64))
			.saturating_add(Db::get().writes(4_u64))
	}
	fn forget_stale_key() -> Weight {
		Weight::from_parts(18_000_000, 8_100)
			.saturating_add(Db::get().reads(3_u64))
			.saturating_add(Db::get().writes(2_u64))
	}
	fn move_house() -> Weight {
		Weight::from_parts(18_000_000, 10_800)
			.saturating_add(Db::get().reads(4_u64))
			.saturating_add(Db::get().writes(3_u64))
	}
	fn record_death() -> Weight {
		Weight::from_parts(70_000_000, 51_300)
			.saturating_add(Db::get().reads(19_u64))
			.saturating_add(Db::get().writes(20_u64))
	}
	fn appoint_guardian() -> Weight {
		Weight::from_parts(18_000_000, 10_800)
			.saturating_add(Db::get().reads(4_u64))
			.saturating_add(Db::get().writes(1_u64))
	}
	fn dismiss_guardian() -> Weight {
		Weight::from_parts(18_000_000, 10_800)
			.saturating_add(Db::get().reads(4_u64))
			.saturating_add(Db::get().writes(1_u64))
	}
	fn apply_merchant() -> Weight {
		Weight::from_parts(20_000_000, 10_800)
			.saturating_add(Db::get().reads(4_u64))
			.saturating_add(Db::get().writes(4_u64))
	}
	fn withdraw_application() -> Weight {
		Weight::from_parts(18_000_000, 8_100)
			.saturating_add(Db::get().reads(3_u64))
			.saturating_add(Db::get().writes(3_u64))
	}
	fn register_merchants(n: u32) -> Weight {
		Weight::from_parts(15_000_000, 4_000)
			.saturating_add(Weight::from_parts(9_000_000, 5_200).saturating_mul(n.into()))
			.saturating_add(Db::get().reads(2_u64))
			.saturating_add(Db::get().reads(2_u64.saturating_mul(n.into())))
			.saturating_add(Db::get().writes(1_u64))
			.saturating_add(Db::get().writes(3_u64.saturating_mul(n.into())))
	}
	fn approve_merchant() -> Weight {
		Weight::from_parts(16_000_000, 8_100)
			.saturating_add(Db::get().reads(3_u64))
			.saturating_add(Db::get().writes(1_u64))
	}
	fn reject_merchant() -> Weight {
		Weight::from_parts(16_000_000, 8_100)
			.saturating_add(Db::get().reads(3_u64))
			.saturating_add(Db::get().writes(1_u64))
	}
	fn suspend_merchant() -> Weight {
		Weight::from_parts(15_000_000, 5_400)
			.saturating_add(Db::get().reads(2_u64))
			.saturating_add(Db::get().writes(1_u64))
	}
	fn appeal() -> Weight {
		Weight::from_parts(15_000_000, 5_400)
			.saturating_add(Db::get().reads(2_u64))
			.saturating_add(Db::get().writes(1_u64))
	}
	fn decide_appeal() -> Weight {
		Weight::from_parts(16_000_000, 5_400)
			.saturating_add(Db::get().reads(2_u64))
			.saturating_add(Db::get().writes(1_u64))
	}
	fn reinstate_merchant() -> Weight {
		Weight::from_parts(15_000_000, 5_400)
			.saturating_add(Db::get().reads(2_u64))
			.saturating_add(Db::get().writes(1_u64))
	}
	fn recheck_merchant() -> Weight {
		Weight::from_parts(16_000_000, 8_100)
			.saturating_add(Db::get().reads(3_u64))
			.saturating_add(Db::get().writes(1_u64))
	}
	fn amend_merchant() -> Weight {
		Weight::from_parts(15_000_000, 5_400)
			.saturating_add(Db::get().reads(2_u64))
			.saturating_add(Db::get().writes(1_u64))
	}
	fn close_merchant() -> Weight {
		Weight::from_parts(70_000_000, 56_700)
			.saturating_add(Db::get().reads(21_u64))
			.saturating_add(Db::get().writes(20_u64))
	}
	fn replace_owner() -> Weight {
		Weight::from_parts(24_000_000, 13_500)
			.saturating_add(Db::get().reads(5_u64))
			.saturating_add(Db::get().writes(5_u64))
	}
	fn add_till() -> Weight {
		Weight::from_parts(22_000_000, 13_500)
			.saturating_add(Db::get().reads(5_u64))
			.saturating_add(Db::get().writes(3_u64))
	}
	fn remove_till() -> Weight {
		Weight::from_parts(20_000_000, 10_800)
			.saturating_add(Db::get().reads(4_u64))
			.saturating_add(Db::get().writes(3_u64))
	}
	fn create_cohort() -> Weight {
		Weight::from_parts(14_000_000, 5_400)
			.saturating_add(Db::get().reads(2_u64))
			.saturating_add(Db::get().writes(2_u64))
	}
	fn confirm_key() -> Weight {
		Weight::from_parts(14_000_000, 5_400)
			.saturating_add(Db::get().reads(2_u64))
			.saturating_add(Db::get().writes(1_u64))
	}
	fn enrol(n: u32) -> Weight {
		Weight::from_parts(15_000_000, 4_000)
			.saturating_add(Weight::from_parts(5_000_000, 2_600).saturating_mul(n.into()))
			.saturating_add(Db::get().reads(3_u64))
			.saturating_add(Db::get().reads(1_u64.saturating_mul(n.into())))
			.saturating_add(Db::get().writes(1_u64))
			.saturating_add(Db::get().writes(1_u64.saturating_mul(n.into())))
	}
	fn unenrol(n: u32) -> Weight {
		Weight::from_parts(15_000_000, 4_000)
			.saturating_add(Weight::from_parts(5_000_000, 2_600).saturating_mul(n.into()))
			.saturating_add(Db::get().reads(3_u64))
			.saturating_add(Db::get().reads(1_u64.saturating_mul(n.into())))
			.saturating_add(Db::get().writes(1_u64))
			.saturating_add(Db::get().writes(1_u64.saturating_mul(n.into())))
	}
	fn authorize() -> Weight {
		Weight::from_parts(14_000_000, 5_400)
			.saturating_add(Db::get().reads(2_u64))
			.saturating_add(Db::get().writes(1_u64))
	}
}
