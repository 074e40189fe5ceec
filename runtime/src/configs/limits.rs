// SPDX-License-Identifier: Apache-2.0

//! Numbers that several configs share, each with its unit and its reason. A number of one config alone stands there.
//! Depends on no other config, so that every config can use it.

use chungnam_primitives::{Moment, DAYS};
use frame_support::{parameter_types, weights::Weight};
use sp_runtime::Perbill;

use crate::Runtime;

parameter_types! {
	/// Weight, half of a block: the most of one step of a migration, of what was scheduled for a block, and of what a
	/// motion of the committee does. Inherents and hooks always fit beside it, and of people's payments a quarter of a
	/// block.
	pub HalfBlock: Weight =
		Perbill::from_percent(50) * <Runtime as frame_system::Config>::BlockWeights::get().max_block;
	/// Weight, a tenth of a block: the most that one block does of what is due. The heaviest things, 16 milliseconds each,
	/// are all drops of a cohort that lapse and a month of eight tiers for which a drop lapses in each; three fit, and a
	/// payment waits for none of it longer than a block.
	pub DueWeight: Weight =
		Perbill::from_percent(10) * <Runtime as frame_system::Config>::BlockWeights::get().max_block;
	/// Milliseconds, a week: between the announcement of a rule about money and the moment from which it holds, people
	/// hear of it.
	pub const Notice: Moment = 7 * DAYS;
	/// Milliseconds, a month: as long as a shop can be asked to take something back. A programme of vouchers is closed no
	/// earlier, so that a payback can be undone.
	pub const RefundWindow: Moment = 30 * DAYS;
}

/// Share of a block's computing time (the reference time of its weight) that hooks and inherents take at the most,
/// whether anybody sends anything or not.
pub const MANDATORY_SHARE: Perbill = Perbill::from_percent(25);
