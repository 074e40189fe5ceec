// SPDX-License-Identifier: Apache-2.0

//! What each call costs. The runtime uses weights that `scripts/weights` measured on it; these are for tests.

use frame_support::weights::Weight;

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
