// SPDX-License-Identifier: Apache-2.0

//! What each call costs. The runtime uses weights that `scripts/weights` measured on it; these are for tests.

use core::marker::PhantomData;

use frame_support::{traits::Get, weights::Weight};

/// Weight of each call in its worst case, and of pruning `n` receipts.
pub trait WeightInfo {
	/// `attest_reserve`.
	fn attest_reserve() -> Weight;
	/// `mint`.
	fn mint() -> Weight;
	/// `burn`.
	fn burn() -> Weight;
	/// `create_series`.
	fn create_series() -> Weight;
	/// `schedule_change`.
	fn schedule_change() -> Weight;
	/// `cancel_change`.
	fn cancel_change() -> Weight;
	/// `pause_series`.
	fn pause_series() -> Weight;
	/// `resume_series`.
	fn resume_series() -> Weight;
	/// `fund`.
	fn fund() -> Weight;
	/// `sell`.
	fn sell() -> Weight;
	/// `buy`.
	fn buy() -> Weight;
	/// `issue` of `n` items.
	fn issue(n: u32) -> Weight;
	/// `claw_back`.
	fn claw_back() -> Weight;
	/// `pay`.
	fn pay() -> Weight;
	/// `pay_for`.
	fn pay_for() -> Weight;
	/// `gift`.
	fn gift() -> Weight;
	/// `refund`.
	fn refund() -> Weight;
	/// `refund_rest`.
	fn refund_rest() -> Weight;
	/// `request_cash_out`.
	fn request_cash_out() -> Weight;
	/// `cancel_cash_out`.
	fn cancel_cash_out() -> Weight;
	/// `review_cash_out`.
	fn review_cash_out() -> Weight;
	/// `confirm_cash_outs` of `n` items.
	fn confirm_cash_outs(n: u32) -> Weight;
	/// `reject_cash_out`.
	fn reject_cash_out() -> Weight;
	/// `pay_shop`.
	fn pay_shop() -> Weight;
	/// `sweep`.
	fn sweep() -> Weight;
	/// `remove_series`.
	fn remove_series() -> Weight;
	/// `set_cash_out_terms`.
	fn set_cash_out_terms() -> Weight;
	/// `set_respend_terms`.
	fn set_respend_terms() -> Weight;
	/// `reclaim_won`.
	fn reclaim_won() -> Weight;
	/// `prune_receipts` of `n` items.
	fn prune_receipts(n: u32) -> Weight;
}

/// Placeholder in the generated format, until `scripts/weights` has run on this pallet.
pub struct SubstrateWeight<T>(PhantomData<T>);
impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	fn attest_reserve() -> Weight {
		Weight::from_parts(80_000_000, 0).saturating_add(T::DbWeight::get().reads_writes(3, 2))
	}
	fn mint() -> Weight {
		Weight::from_parts(80_000_000, 0).saturating_add(T::DbWeight::get().reads_writes(4, 3))
	}
	fn burn() -> Weight {
		Weight::from_parts(80_000_000, 0).saturating_add(T::DbWeight::get().reads_writes(4, 3))
	}
	fn create_series() -> Weight {
		Weight::from_parts(80_000_000, 0).saturating_add(T::DbWeight::get().reads_writes(3, 3))
	}
	fn schedule_change() -> Weight {
		Weight::from_parts(80_000_000, 0).saturating_add(T::DbWeight::get().reads_writes(3, 1))
	}
	fn cancel_change() -> Weight {
		Weight::from_parts(80_000_000, 0).saturating_add(T::DbWeight::get().reads_writes(3, 1))
	}
	fn pause_series() -> Weight {
		Weight::from_parts(80_000_000, 0).saturating_add(T::DbWeight::get().reads_writes(2, 1))
	}
	fn resume_series() -> Weight {
		Weight::from_parts(80_000_000, 0).saturating_add(T::DbWeight::get().reads_writes(2, 1))
	}
	fn fund() -> Weight {
		Weight::from_parts(80_000_000, 0).saturating_add(T::DbWeight::get().reads_writes(5, 3))
	}
	fn sell() -> Weight {
		Weight::from_parts(80_000_000, 0).saturating_add(T::DbWeight::get().reads_writes(40, 8))
	}
	fn buy() -> Weight {
		Weight::from_parts(80_000_000, 0).saturating_add(T::DbWeight::get().reads_writes(40, 8))
	}
	fn issue(n: u32) -> Weight {
		Weight::from_parts(80_000_000, 0)
			.saturating_add(T::DbWeight::get().reads_writes(6, 3))
			.saturating_add(T::DbWeight::get().reads_writes(20, 2).saturating_mul(u64::from(n)))
	}
	fn claw_back() -> Weight {
		Weight::from_parts(80_000_000, 0).saturating_add(T::DbWeight::get().reads_writes(36, 2))
	}
	fn pay() -> Weight {
		Weight::from_parts(80_000_000, 0).saturating_add(T::DbWeight::get().reads_writes(60, 40))
	}
	fn pay_for() -> Weight {
		Weight::from_parts(80_000_000, 0).saturating_add(T::DbWeight::get().reads_writes(60, 40))
	}
	fn gift() -> Weight {
		Weight::from_parts(80_000_000, 0).saturating_add(T::DbWeight::get().reads_writes(40, 3))
	}
	fn refund() -> Weight {
		Weight::from_parts(80_000_000, 0).saturating_add(T::DbWeight::get().reads_writes(60, 40))
	}
	fn refund_rest() -> Weight {
		Weight::from_parts(80_000_000, 0).saturating_add(T::DbWeight::get().reads_writes(45, 10))
	}
	fn request_cash_out() -> Weight {
		Weight::from_parts(80_000_000, 0).saturating_add(T::DbWeight::get().reads_writes(8, 5))
	}
	fn cancel_cash_out() -> Weight {
		Weight::from_parts(80_000_000, 0).saturating_add(T::DbWeight::get().reads_writes(5, 4))
	}
	fn review_cash_out() -> Weight {
		Weight::from_parts(80_000_000, 0).saturating_add(T::DbWeight::get().reads_writes(3, 1))
	}
	fn confirm_cash_outs(n: u32) -> Weight {
		Weight::from_parts(80_000_000, 0)
			.saturating_add(T::DbWeight::get().reads_writes(5, 5))
			.saturating_add(T::DbWeight::get().reads_writes(3, 3).saturating_mul(u64::from(n)))
	}
	fn reject_cash_out() -> Weight {
		Weight::from_parts(80_000_000, 0).saturating_add(T::DbWeight::get().reads_writes(5, 4))
	}
	fn pay_shop() -> Weight {
		Weight::from_parts(80_000_000, 0).saturating_add(T::DbWeight::get().reads_writes(12, 5))
	}
	fn sweep() -> Weight {
		Weight::from_parts(80_000_000, 0).saturating_add(T::DbWeight::get().reads_writes(16, 14))
	}
	fn remove_series() -> Weight {
		Weight::from_parts(80_000_000, 0).saturating_add(T::DbWeight::get().reads_writes(6, 2))
	}
	fn set_cash_out_terms() -> Weight {
		Weight::from_parts(80_000_000, 0).saturating_add(T::DbWeight::get().reads_writes(1, 1))
	}
	fn set_respend_terms() -> Weight {
		Weight::from_parts(80_000_000, 0).saturating_add(T::DbWeight::get().reads_writes(1, 1))
	}
	fn reclaim_won() -> Weight {
		Weight::from_parts(80_000_000, 0).saturating_add(T::DbWeight::get().reads_writes(6, 2))
	}
	fn prune_receipts(n: u32) -> Weight {
		Weight::from_parts(80_000_000, 0)
			.saturating_add(T::DbWeight::get().reads_writes(4, 1))
			.saturating_add(T::DbWeight::get().reads_writes(1, 1).saturating_mul(u64::from(n)))
	}
}

/// A round figure for tests, the same for every call.
const TEST: Weight = Weight::from_parts(1_000_000, 0);

impl WeightInfo for () {
	fn attest_reserve() -> Weight {
		TEST
	}
	fn mint() -> Weight {
		TEST
	}
	fn burn() -> Weight {
		TEST
	}
	fn create_series() -> Weight {
		TEST
	}
	fn schedule_change() -> Weight {
		TEST
	}
	fn cancel_change() -> Weight {
		TEST
	}
	fn pause_series() -> Weight {
		TEST
	}
	fn resume_series() -> Weight {
		TEST
	}
	fn fund() -> Weight {
		TEST
	}
	fn sell() -> Weight {
		TEST
	}
	fn buy() -> Weight {
		TEST
	}
	fn issue(n: u32) -> Weight {
		TEST.saturating_mul(u64::from(n))
	}
	fn claw_back() -> Weight {
		TEST
	}
	fn pay() -> Weight {
		TEST
	}
	fn pay_for() -> Weight {
		TEST
	}
	fn gift() -> Weight {
		TEST
	}
	fn refund() -> Weight {
		TEST
	}
	fn refund_rest() -> Weight {
		TEST
	}
	fn request_cash_out() -> Weight {
		TEST
	}
	fn cancel_cash_out() -> Weight {
		TEST
	}
	fn review_cash_out() -> Weight {
		TEST
	}
	fn confirm_cash_outs(n: u32) -> Weight {
		TEST.saturating_mul(u64::from(n))
	}
	fn reject_cash_out() -> Weight {
		TEST
	}
	fn pay_shop() -> Weight {
		TEST
	}
	fn sweep() -> Weight {
		TEST
	}
	fn remove_series() -> Weight {
		TEST
	}
	fn set_cash_out_terms() -> Weight {
		TEST
	}
	fn set_respend_terms() -> Weight {
		TEST
	}
	fn reclaim_won() -> Weight {
		TEST
	}
	fn prune_receipts(n: u32) -> Weight {
		TEST.saturating_mul(u64::from(n))
	}
}
