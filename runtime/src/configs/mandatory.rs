// SPDX-License-Identifier: Apache-2.0

//! A block has room for people: all work that it does even if nobody sends anything, added up.

use chungnam_primitives::{start_of_day, KoreanDay};
use frame_support::{
	dispatch::GetDispatchInfo,
	traits::{OnInitialize, PalletsInfoAccess},
	weights::Weight,
};
use pallet_ballots::WeightInfo as _;
use pallet_safe_mode::WeightInfo as _;
use pallet_timestamp::WeightInfo as _;
use sp_runtime::Perbill;

use super::limits::{HalfBlock, MANDATORY_SHARE};
use crate::{
	configs::system::RuntimeBlockWeights,
	genesis_config_presets::{native, preset_names},
	Agenda, AllPalletsWithSystem, CitizenQuota, Runtime, Validators,
};

/// The work that a pallet does in a block by itself.
enum Work {
	/// At the most this, in any block: the pallet's `on_initialize` returns no more.
	AtMost(Weight),
	/// `on_initialize` returns nothing. The work of `on_finalize` is within the measured base of a block.
	Base,
	/// The block has nothing else to do: no transaction is in it.
	WholeBlock,
	/// Calls that governance scheduled: they wait for the next block if there is no room.
	Scheduled,
}

/// The work of each pallet. A pallet that is new is not known here, and the test says so.
fn work_of(pallet: &str) -> Work {
	let database = <Runtime as frame_system::Config>::DbWeight::get();
	match pallet {
		"Timestamp" => {
			Work::AtMost(<Runtime as pallet_timestamp::Config>::WeightInfo::on_finalize())
		}
		"SafeMode" => {
			type Weights = <Runtime as pallet_safe_mode::Config>::WeightInfo;
			Work::AtMost(Weights::on_initialize_noop().max(Weights::on_initialize_exit()))
		}
		// The slot and the number of authorities are read, the slot is written.
		"Aura" => Work::AtMost(database.reads_writes(2, 1)),
		"Validators" => Work::AtMost(Validators::mandatory_weight()),
		"Ballots" => Work::AtMost(<Runtime as pallet_ballots::Config>::WeightInfo::note_time()),
		"CitizenQuota" => Work::AtMost(CitizenQuota::mandatory_weight()),
		// All that is due of the other pallets.
		"Agenda" => Work::AtMost(Agenda::mandatory_weight()),
		// The block in which a session ends declares itself full, once an hour.
		"Session" => Work::WholeBlock,
		// While migrations run, no transaction is accepted.
		"Migrations" => Work::WholeBlock,
		"Scheduler" => Work::Scheduled,
		"System" | "TxPause" | "Authorship" | "Grandpa" | "Historical" | "Offences"
		| "Balances" | "TransactionPayment" | "Registry" | "RegionalCurrency" | "VoucherDrops"
		| "BasicIncome" | "FundRouter" | "Escrow" | "Reserve" | "BudgetRounds"
		| "CivicGovernance" | "Securities" | "Assets" | "AssetFractions" | "ProjectTokens"
		| "Accelerator" | "Utility" | "Multisig" | "Proxy" | "Preimage" => Work::Base,
		new => panic!("nobody has said what {new} does in every block"),
	}
}

/// The hooks of every pallet, in blocks that carry transactions and without what was scheduled.
fn hooks() -> Weight {
	let pallets = AllPalletsWithSystem::infos();
	pallets.iter().fold(Weight::zero(), |sum, pallet| match work_of(pallet.name) {
		Work::AtMost(weight) => sum.saturating_add(weight),
		Work::Base | Work::WholeBlock | Work::Scheduled => sum,
	})
}

/// The one inherent: the clock.
fn inherents() -> Weight {
	let clock: crate::RuntimeCall = pallet_timestamp::Call::set { now: 0 }.into();
	let info = clock.get_dispatch_info();
	let base = RuntimeBlockWeights::get().get(info.class).base_extrinsic;
	info.total_weight().saturating_add(base)
}

fn share_of_a_block(weight: Weight) -> Perbill {
	Perbill::from_rational(weight.ref_time(), RuntimeBlockWeights::get().max_block.ref_time())
}

#[test]
fn a_block_keeps_three_quarters_for_transactions_when_everything_is_due() {
	let base = RuntimeBlockWeights::get().base_block;
	let all = base.saturating_add(hooks()).saturating_add(inherents());
	let share = share_of_a_block(all);
	assert!(share <= MANDATORY_SHARE, "{share:?} of a block: {base:?}, {:?}", hooks());
	// Of each kind something is counted.
	assert!(hooks().ref_time() > 0 && inherents().ref_time() > 0 && base.ref_time() > 0);
}

#[test]
fn a_quarter_of_a_block_is_left_for_payments_beside_what_is_scheduled() {
	let max_block = RuntimeBlockWeights::get().max_block;
	let scheduled = share_of_a_block(HalfBlock::get());
	assert!(share_of_a_block(max_block) - scheduled - MANDATORY_SHARE >= Perbill::from_percent(25));
	let most: Weight = <Runtime as pallet_scheduler::Config>::MaximumWeight::get();
	assert_eq!(most, HalfBlock::get());
}

/// Days on which blocks are made: the first of the chain and the next, after an outage of months, and later again.
const DAYS_OF_BLOCKS: [KoreanDay; 7] = [20_800, 20_801, 20_900, 20_901, 21_100, 21_101, 21_102];
/// Blocks of such a day: as many as it takes to do all that is due.
const BLOCKS_OF_A_DAY: u32 = 20;

#[test]
fn the_hooks_of_a_chain_that_begins_and_falls_behind_weigh_no_more_than_their_sum() {
	for id in preset_names() {
		let genesis = native::storage(&id, &[]).unwrap();
		sp_io::TestExternalities::new(genesis).execute_with(|| {
			let mut busiest = Weight::zero();
			for day in DAYS_OF_BLOCKS {
				// The clock is that of the block before.
				pallet_timestamp::Now::<Runtime>::put(start_of_day(day));
				for _ in 0..BLOCKS_OF_A_DAY {
					// Never the block in which a session ends.
					let weight = AllPalletsWithSystem::on_initialize(2);
					assert!(weight.all_lte(hooks()), "{id}: {weight:?} on day {day}");
					busiest = busiest.max(weight);
				}
			}
			assert!(busiest.ref_time() > 0, "{id}");
		});
	}
}
