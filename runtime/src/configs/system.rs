// SPDX-License-Identifier: Apache-2.0

//! Blocks, time, upgrades, and the two brakes: safe mode and the pause of single calls.

use frame_support::migrations::{
	FailedMigrationHandler, FailedMigrationHandling, MigrationStatusHandler,
};
use frame_support::{
	derive_impl,
	dispatch::DispatchClass,
	parameter_types, storage_alias,
	traits::{ConstU32, ConstU64, SafeMode as SafeModeTrait, SafeModeNotify},
	weights::{constants::WEIGHT_REF_TIME_PER_MILLIS, RuntimeDbWeight, Weight},
};
use frame_system::{
	limits::{BlockLength, BlockWeights},
	EnsureRoot,
};
use sp_runtime::{traits::AccountIdLookup, Perbill};
use sp_version::RuntimeVersion;

use super::{
	brakes::{self, ForHours},
	calls::{CallFilter, NeverPaused, SafeModeWhitelist},
	limits::HalfBlock,
	powers::{Majority, MajorityOrEmergency},
};
use crate::{
	constants::{DAYS, SLOT_DURATION, SS58_PREFIX},
	migrations,
	weights::machine,
	AccountId, Aura, Balance, Balances, Block, BlockNumber, Hash, Migrations, Nonce, PalletInfo,
	Runtime, RuntimeCall, RuntimeEvent, RuntimeHoldReason, RuntimeOrigin, RuntimeTask, SafeMode,
	System, VERSION,
};

/// Part of a block that ordinary transactions may fill. The rest is kept for inherents, hooks and emergencies.
pub const NORMAL_DISPATCH_RATIO: Perbill = Perbill::from_percent(85);

/// 0.6 of the one second between blocks: the rest is for sending the block, importing it and voting on it.
pub const MAXIMUM_BLOCK_WEIGHT: Weight =
	Weight::from_parts(WEIGHT_REF_TIME_PER_MILLIS.saturating_mul(600), u64::MAX);

/// Values that are alone under their name, such as the time or the number of the next receipt, in all pallets together, and
/// some to come. However many transactions of a block use such a value, the block reads it from the database once and writes
/// it once: that is booked with the block, and no call weighs it again.
pub const SINGLE_VALUES: u64 = 128;

/// Classes as the SDK proposes them; what a block and a transaction cost by themselves is measured on this runtime.
fn block_weights() -> BlockWeights {
	let normal = NORMAL_DISPATCH_RATIO * MAXIMUM_BLOCK_WEIGHT;
	BlockWeights::builder()
		.base_block(base_block())
		.for_class(DispatchClass::all(), |class| class.base_extrinsic = machine::TRANSACTION)
		.for_class(DispatchClass::Normal, |class| class.max_total = Some(normal))
		.for_class(DispatchClass::Operational, |class| {
			class.max_total = Some(MAXIMUM_BLOCK_WEIGHT);
			class.reserved = Some(MAXIMUM_BLOCK_WEIGHT.saturating_sub(normal));
		})
		.avg_block_initialization(Perbill::from_percent(10))
		.build_or_panic()
}

/// What a block weighs before its first transaction and without its hooks.
const fn base_block() -> Weight {
	let RuntimeDbWeight { read, write } = machine::DATABASE;
	let single = SINGLE_VALUES.saturating_mul(read.saturating_add(write));
	machine::BLOCK.saturating_add(Weight::from_parts(single, 0))
}

/// The proposer of the node stops at 4 MiB as well.
pub const MAXIMUM_BLOCK_LENGTH: u32 = 4 * 1024 * 1024;

parameter_types! {
	pub const Version: RuntimeVersion = VERSION;
	/// More than an hour of one-second blocks, so that a till that was offline can still sign mortal transactions.
	pub const BlockHashCount: BlockNumber = 4_096;
	pub const SS58Prefix: u16 = SS58_PREFIX;
	pub RuntimeBlockWeights: BlockWeights = block_weights();
	pub const DatabaseWeight: RuntimeDbWeight = machine::DATABASE;
	pub RuntimeBlockLength: BlockLength = BlockLength::builder()
		.max_length(MAXIMUM_BLOCK_LENGTH)
		.modify_max_length_for_class(DispatchClass::Normal, |max| {
			*max = NORMAL_DISPATCH_RATIO * MAXIMUM_BLOCK_LENGTH
		})
		.build();
}

#[derive_impl(frame_system::config_preludes::SolochainDefaultConfig)]
impl frame_system::Config for Runtime {
	type BaseCallFilter = CallFilter;
	type Block = Block;
	type BlockWeights = RuntimeBlockWeights;
	type BlockLength = RuntimeBlockLength;
	type AccountId = AccountId;
	type Lookup = AccountIdLookup<AccountId, ()>;
	type Nonce = Nonce;
	type Hash = Hash;
	type BlockHashCount = BlockHashCount;
	type DbWeight = DatabaseWeight;
	type Version = Version;
	type AccountData = pallet_balances::AccountData<Balance>;
	type SystemWeightInfo = crate::weights::frame_system::WeightInfo<Runtime>;
	type ExtensionsWeightInfo = crate::weights::frame_system_extensions::WeightInfo<Runtime>;
	type SS58Prefix = SS58Prefix;
	type MaxConsumers = ConstU32<128>;
	type SingleBlockMigrations = migrations::SingleBlock;
	type MultiBlockMigrator = Migrations;
}

impl pallet_timestamp::Config for Runtime {
	type Moment = u64;
	type OnTimestampSet = Aura;
	type MinimumPeriod = ConstU64<{ SLOT_DURATION / 2 }>;
	type WeightInfo = crate::weights::pallet_timestamp::WeightInfo<Runtime>;
}

/// The height at which migrations failed: that of the block before, if the upgrade itself finds the failure. Deleted when
/// a later run of migrations completes, or when the safe mode that came of the failure is left. No pallet of the SDK keeps
/// this, and without it nobody could tell this safe mode from one that the committee entered. The operators' pulse reads it.
#[storage_alias]
pub type MigrationsFailed = StorageValue<Brakes, BlockNumber>;

/// A migration that failed leaves data half changed. People's calls stop (safe mode), the committee's go on, so that a
/// repair can be voted: freezing everything would leave nobody able to act.
pub struct StopPeopleNotGovernance;

impl FailedMigrationHandler for StopPeopleNotGovernance {
	fn failed(_migration: Option<u32>) -> FailedMigrationHandling {
		MigrationsFailed::put(System::block_number());
		brakes::end_stretch();
		// A safe mode that is entered already and would end by itself is prolonged, so that the failure outlives it.
		let entered = if <SafeMode as SafeModeTrait>::is_entered() {
			<SafeMode as SafeModeTrait>::extend(UntilLifted::get())
		} else {
			<SafeMode as SafeModeTrait>::enter(UntilLifted::get())
		};
		if entered.is_err() {
			frame_support::print("Safe mode could not be entered after a failed migration.");
		}
		FailedMigrationHandling::ForceUnstuck
	}
}

/// Forgets a failed migration once it is repaired: by a later run that completes, or by the committee, which leaves safe
/// mode when it has repaired by hand.
pub struct ForgetFailure;

impl MigrationStatusHandler for ForgetFailure {
	fn completed() {
		MigrationsFailed::kill();
	}
}

/// Counts what the committee uses of its hours. Safe mode that came of a failure is not the committee's.
impl SafeModeNotify for ForgetFailure {
	fn entered() {
		if !MigrationsFailed::exists() {
			brakes::begin_stretch();
		}
	}

	fn exited() {
		MigrationsFailed::kill();
		brakes::end_stretch();
	}
}

impl pallet_migrations::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type Migrations = migrations::MultiBlock;
	type CursorMaxLen = ConstU32<65_536>;
	type IdentifierMaxLen = ConstU32<256>;
	type MigrationStatusHandler = ForgetFailure;
	type FailedMigrationHandler = StopPeopleNotGovernance;
	type MaxServiceWeight = HalfBlock;
	type WeightInfo = crate::weights::pallet_migrations::WeightInfo<Runtime>;
}

parameter_types! {
	/// Nobody enters safe mode by paying for it: an institution does, by vote.
	pub const NoDeposit: Option<Balance> = None;
	pub const NoRelease: Option<BlockNumber> = None;
	/// Safe mode after a failed migration holds until somebody lifts it: payments must not start again at night because nobody
	/// was awake to prolong it. The pallet wants a number of blocks, so this is a hundred years. Not the highest number there
	/// is, to which the pallet's own benchmarks would add.
	pub const UntilLifted: BlockNumber = 100 * 365 * DAYS;
}

impl pallet_safe_mode::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type Currency = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type WhitelistedCalls = SafeModeWhitelist;
	type EnterDuration = UntilLifted;
	type ExtendDuration = UntilLifted;
	type EnterDepositAmount = NoDeposit;
	type ExtendDepositAmount = NoDeposit;
	type ForceEnterOrigin = ForHours<Majority>;
	type ForceExtendOrigin = ForHours<Majority>;
	type ForceExitOrigin = MajorityOrEmergency;
	type ForceDepositOrigin = EnsureRoot<AccountId>;
	type Notify = ForgetFailure;
	type ReleaseDelay = NoRelease;
	type WeightInfo = crate::weights::pallet_safe_mode::WeightInfo<Runtime>;
}

impl pallet_tx_pause::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type RuntimeCall = RuntimeCall;
	type PauseOrigin = Majority;
	type UnpauseOrigin = MajorityOrEmergency;
	type WhitelistedCalls = NeverPaused;
	type MaxNameLen = ConstU32<256>;
	type WeightInfo = crate::weights::pallet_tx_pause::WeightInfo<Runtime>;
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::{
		configs::assert_weighed,
		constants::{EXISTENTIAL_DEPOSIT, HOURS},
		TxPause,
	};
	use frame_support::{
		assert_noop, assert_ok,
		dispatch::DispatchClass,
		traits::{Get, Hooks, StorageInfoTrait},
	};
	use pallet_civic_governance::Power;
	use sp_keyring::Sr25519Keyring::Alice;
	use sp_runtime::{
		traits::{BadOrigin, Dispatchable},
		BuildStorage,
	};

	fn new_test_ext() -> sp_io::TestExternalities {
		let mut storage =
			frame_system::GenesisConfig::<Runtime>::default().build_storage().unwrap();
		pallet_balances::GenesisConfig::<Runtime> {
			balances: vec![(Alice.to_account_id(), 1_000_000)],
			dev_accounts: None,
		}
		.assimilate_storage(&mut storage)
		.unwrap();
		let mut ext = sp_io::TestExternalities::new(storage);
		ext.execute_with(|| System::set_block_number(1));
		ext
	}

	fn alice() -> RuntimeOrigin {
		RuntimeOrigin::signed(Alice.to_account_id())
	}

	/// More than half of the committee.
	fn majority() -> RuntimeOrigin {
		Power::Committee { yes: 3, heads: 5 }.into()
	}

	fn burn() -> RuntimeCall {
		pallet_balances::Call::burn { value: 1, keep_alive: true }.into()
	}

	fn remark() -> RuntimeCall {
		frame_system::Call::remark { remark: vec![] }.into()
	}

	fn transfer() -> RuntimeCall {
		pallet_balances::Call::transfer_keep_alive {
			dest: Alice.to_account_id().into(),
			value: EXISTENTIAL_DEPOSIT,
		}
		.into()
	}

	#[test]
	fn everything_is_weighed() {
		assert_weighed!(
			<Runtime as frame_system::Config>::SystemWeightInfo,
			<Runtime as frame_system::Config>::ExtensionsWeightInfo,
		);
		assert_weighed!(pallet_timestamp, pallet_migrations, pallet_safe_mode, pallet_tx_pause);
	}

	#[test]
	fn a_block_weighs_every_single_value_once() {
		let all = crate::AllPalletsWithSystem::storage_info();
		let single = all.iter().filter(|info| info.max_values == Some(1)).count() as u64;
		assert!(single <= SINGLE_VALUES, "{single} values: raise SINGLE_VALUES");
		let booked = RuntimeBlockWeights::get().base_block;
		let values = DatabaseWeight::get().reads_writes(single, single);
		assert!(booked.all_gte(machine::BLOCK.saturating_add(values)));
	}

	#[test]
	fn ordinary_transactions_leave_room_for_emergencies() {
		let weights = RuntimeBlockWeights::get();
		weights.clone().validate().unwrap();
		let normal = weights.get(DispatchClass::Normal).max_total.unwrap();
		assert!(normal.ref_time() < weights.max_block.ref_time());
		assert_eq!(weights.max_block.ref_time(), 600 * WEIGHT_REF_TIME_PER_MILLIS);
		assert!(HalfBlock::get().all_lt(weights.max_block));

		let length = RuntimeBlockLength::get();
		assert!(*length.max.get(DispatchClass::Normal) < MAXIMUM_BLOCK_LENGTH);
		assert_eq!(*length.max.get(DispatchClass::Operational), MAXIMUM_BLOCK_LENGTH);
	}

	#[test]
	fn a_slot_is_twice_the_minimum_period() {
		let period: u64 = <Runtime as pallet_timestamp::Config>::MinimumPeriod::get();
		assert_eq!(2 * period, SLOT_DURATION);
	}

	fn purge_keys() -> RuntimeCall {
		pallet_session::Call::purge_keys {}.into()
	}

	#[test]
	fn burning_and_purging_keys_are_refused_at_every_depth() {
		for call in [burn, purge_keys] {
			refused_at_every_depth(call);
		}
	}

	fn refused_at_every_depth(call: fn() -> RuntimeCall) {
		let batch = |calls| RuntimeCall::from(pallet_utility::Call::batch_all { calls });
		let as_proxy = RuntimeCall::from(pallet_proxy::Call::proxy {
			real: Alice.to_account_id().into(),
			force_proxy_type: None,
			call: Box::new(call()),
		});
		new_test_ext().execute_with(|| {
			let issuance = pallet_balances::TotalIssuance::<Runtime>::get();
			let refused: sp_runtime::DispatchError =
				frame_system::Error::<Runtime>::CallFiltered.into();
			assert_noop!(call().dispatch(alice()), refused);
			for wrapped in [batch(vec![call()]), batch(vec![batch(vec![remark(), call()])])] {
				assert_eq!(wrapped.dispatch(alice()).unwrap_err().error, refused);
			}
			let derived = pallet_utility::Call::as_derivative { index: 0, call: Box::new(call()) };
			assert_eq!(RuntimeCall::from(derived).dispatch(alice()).unwrap_err().error, refused);
			// Acting as one's own proxy is not a way round: the wrapped call fails, and that is only told in an event.
			let _ = as_proxy.dispatch(alice());
			assert_eq!(pallet_balances::TotalIssuance::<Runtime>::get(), issuance);
		});
	}

	#[test]
	fn safe_mode_stops_people_and_not_governance() {
		new_test_ext().execute_with(|| {
			assert_ok!(transfer().dispatch(alice()));
			assert_ok!(SafeMode::force_enter(majority()));
			assert_people_are_stopped();
			assert_ok!(remark().dispatch(alice()));
			assert_ok!(SafeMode::force_exit(majority()));
			assert_ok!(transfer().dispatch(alice()));
		});
	}

	#[test]
	fn nobody_buys_safe_mode() {
		new_test_ext().execute_with(|| {
			assert_noop!(
				SafeMode::enter(alice()),
				pallet_safe_mode::Error::<Runtime>::NotConfigured
			);
		});
	}

	#[test]
	fn a_paused_call_is_refused_and_the_brakes_cannot_be_paused() {
		let name = |pallet: &str, call: &str| {
			(
				pallet.as_bytes().to_vec().try_into().unwrap(),
				call.as_bytes().to_vec().try_into().unwrap(),
			)
		};
		new_test_ext().execute_with(|| {
			let full_name = name("Balances", "transfer_keep_alive");
			assert_ok!(TxPause::pause(majority(), full_name));
			assert_noop!(
				transfer().dispatch(alice()),
				frame_system::Error::<Runtime>::CallFiltered
			);
			for (pallet, call) in
				[("Timestamp", "set"), ("TxPause", "unpause"), ("Ballots", "cast")]
			{
				assert_noop!(
					TxPause::pause(majority(), name(pallet, call)),
					pallet_tx_pause::Error::<Runtime>::Unpausable
				);
			}
		});
	}

	/// Jumps to a block, as the blocks before it would have led there: safe mode looks at nothing but the height.
	fn go_to(block: BlockNumber) {
		System::set_block_number(block);
		SafeMode::on_initialize(block);
	}

	fn assert_people_are_stopped() {
		assert_noop!(transfer().dispatch(alice()), frame_system::Error::<Runtime>::CallFiltered);
	}

	/// The heights at which a brake that ends by itself would have let go, that of the committee after four hours first.
	const LATER: [BlockNumber; 5] =
		[4 * HOURS, 4 * HOURS + 2, 30 * DAYS, 3 * 365 * DAYS, 50 * 365 * DAYS];

	#[test]
	fn nobody_enters_or_leaves_safe_mode_as_root() {
		new_test_ext().execute_with(|| {
			let root = RuntimeOrigin::root;
			assert_noop!(SafeMode::force_enter(root()), BadOrigin);
			assert_ok!(SafeMode::force_enter(majority()));
			assert_noop!(SafeMode::force_extend(root()), BadOrigin);
			assert_noop!(SafeMode::force_exit(root()), BadOrigin);
		});
	}

	#[test]
	fn entering_twice_and_leaving_twice_are_refused_by_name() {
		new_test_ext().execute_with(|| {
			assert_noop!(
				SafeMode::force_exit(majority()),
				pallet_safe_mode::Error::<Runtime>::Exited
			);
			assert_noop!(
				SafeMode::force_extend(majority()),
				pallet_safe_mode::Error::<Runtime>::Exited
			);
			assert_ok!(SafeMode::force_enter(majority()));
			assert_noop!(
				SafeMode::force_enter(majority()),
				pallet_safe_mode::Error::<Runtime>::Entered
			);
			assert_people_are_stopped();
		});
	}

	#[test]
	fn safe_mode_of_the_committee_lasts_four_hours_for_each_decision() {
		new_test_ext().execute_with(|| {
			assert_ok!(SafeMode::force_enter(majority()));
			go_to(4 * HOURS);
			assert_ok!(SafeMode::force_extend(majority()));
			go_to(8 * HOURS + 1);
			assert_people_are_stopped();
			go_to(8 * HOURS + 2);
			assert_ok!(transfer().dispatch(alice()));
		});
	}

	#[test]
	fn a_failed_migration_stops_people_until_the_committee_acts() {
		new_test_ext().execute_with(|| {
			let handling = StopPeopleNotGovernance::failed(None);
			assert_eq!(handling, FailedMigrationHandling::ForceUnstuck);
			assert_eq!(MigrationsFailed::get(), Some(1));
			for block in LATER {
				go_to(block);
				assert_people_are_stopped();
			}
			assert_ok!(SafeMode::force_exit(majority()));
			assert_ok!(transfer().dispatch(alice()));
			assert_eq!(MigrationsFailed::get(), None);
		});
	}

	#[test]
	fn a_migration_that_fails_in_safe_mode_prolongs_it() {
		new_test_ext().execute_with(|| {
			pallet_safe_mode::EnteredUntil::<Runtime>::put(10);
			StopPeopleNotGovernance::failed(Some(0));
			go_to(11);
			assert_people_are_stopped();
			assert_eq!(MigrationsFailed::get(), Some(1));
		});
	}

	#[test]
	fn a_failure_is_remembered_until_a_later_run_completes() {
		use frame_support::{
			migrations::{MultiStepMigrator, SteppedMigrations},
			traits::OnRuntimeUpgrade,
		};

		new_test_ext().execute_with(|| {
			// An upgrade while the migrations of the one before still run: the pallet calls that a failure.
			let cursor =
				pallet_migrations::ActiveCursor { index: 0, inner_cursor: None, started_at: 1 };
			pallet_migrations::Cursor::<Runtime>::put(pallet_migrations::MigrationCursor::Active(
				cursor.clone(),
			));
			<Migrations as OnRuntimeUpgrade>::on_runtime_upgrade();
			assert_eq!(MigrationsFailed::get(), Some(1));
			assert!(SafeMode::is_entered());
			// Not stuck: the committee's calls are accepted.
			assert!(!pallet_migrations::Cursor::<Runtime>::exists());

			// A repaired runtime comes, and what it has to migrate completes.
			let last =
				pallet_migrations::ActiveCursor { index: migrations::MultiBlock::len(), ..cursor };
			pallet_migrations::Cursor::<Runtime>::put(pallet_migrations::MigrationCursor::Active(
				last,
			));
			<Migrations as MultiStepMigrator>::step();
			assert_eq!(MigrationsFailed::get(), None);
			// Safe mode is the committee's to leave.
			assert!(SafeMode::is_entered());
		});
	}
}
