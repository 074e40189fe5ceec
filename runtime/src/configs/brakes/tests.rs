// SPDX-License-Identifier: Apache-2.0

//! Each limit of the committee's brakes, to the block.

use frame_support::{
	assert_noop, assert_ok,
	migrations::FailedMigrationHandler,
	traits::{GetCallMetadata, Hooks, SafeMode as SafeModeTrait},
};
use pallet_civic_governance::Powers;
use sp_runtime::traits::BadOrigin;

use super::*;
use crate::{
	configs::{
		powers::Table,
		system::{MigrationsFailed, StopPeopleNotGovernance},
	},
	SafeMode, TxPause,
};

type Way = <Runtime as pallet_civic_governance::Config>::Enact;

const POWER: Power = Power::Committee { yes: 3, heads: 5 };

fn committee() -> RuntimeOrigin {
	POWER.into()
}

/// Jumps to a block. The scheduler would walk through all in between, in which nothing was to be made.
fn go_to(block: BlockNumber) {
	System::set_block_number(block);
	pallet_scheduler::IncompleteSince::<Runtime>::kill();
	SafeMode::on_initialize(block);
	Scheduler::on_initialize(block);
}

fn from_block_one(test: impl FnOnce()) {
	sp_io::TestExternalities::default().execute_with(|| {
		go_to(1);
		test();
	});
}

fn is_listed(call: impl Into<RuntimeCall>) -> bool {
	Table::motion(&call.into()).is_some()
}

fn enter() -> pallet_safe_mode::Call<Runtime> {
	pallet_safe_mode::Call::force_enter {}
}

fn extend() -> pallet_safe_mode::Call<Runtime> {
	pallet_safe_mode::Call::force_extend {}
}

#[test]
fn safe_mode_of_the_committee_is_72_hours_in_30_days() {
	from_block_one(|| {
		assert_ok!(SafeMode::force_enter(committee()));
		for _ in 1..18 {
			assert!(is_listed(extend()));
			assert_ok!(SafeMode::force_extend(committee()));
		}
		assert_eq!(<SafeMode as SafeModeTrait>::remaining(), Some(72 * HOURS));
		assert!(!is_listed(extend()) && !is_listed(enter()));
		assert_noop!(SafeMode::force_extend(committee()), BadOrigin);
		go_to(1 + 72 * HOURS + 1);
		assert!(!SafeMode::is_entered());
		assert_noop!(SafeMode::force_enter(committee()), BadOrigin);
		// An hour of it was thirty days ago: an hour can be decided.
		go_to(1 + 30 * DAYS + HOURS + 1);
		assert_ok!(SafeMode::force_enter(committee()));
		assert_eq!(<SafeMode as SafeModeTrait>::remaining(), Some(HOURS));
		assert_noop!(SafeMode::force_extend(committee()), BadOrigin);
	});
}

#[test]
fn hours_that_the_committee_did_not_use_are_left() {
	from_block_one(|| {
		assert_ok!(SafeMode::force_enter(committee()));
		assert_eq!(left_of_window(), 68 * HOURS);
		go_to(1 + HOURS);
		assert_ok!(SafeMode::force_exit(committee()));
		assert_eq!(left_of_window(), 71 * HOURS);
		assert_eq!(Stretches::get().into_inner(), [Stretch { from: 1, until: Some(1 + HOURS) }]);
		// The value forgets what is over for longer than it counts.
		go_to(1 + 31 * DAYS);
		assert_ok!(SafeMode::force_enter(committee()));
		assert_eq!(Stretches::get().len(), 1);
	});
}

#[test]
fn committee_cannot_enter_more_often_than_is_remembered() {
	from_block_one(|| {
		for block in 1..=MAX_STRETCHES {
			go_to(2 * block);
			assert_ok!(SafeMode::force_enter(committee()));
			assert_ok!(SafeMode::force_exit(committee()));
		}
		assert!(!is_listed(enter()));
		assert_noop!(SafeMode::force_enter(committee()), BadOrigin);
		go_to(31 * DAYS);
		assert_ok!(SafeMode::force_enter(committee()));
	});
}

#[test]
fn safe_mode_after_a_failed_migration_has_no_limit() {
	from_block_one(|| {
		assert_ok!(SafeMode::force_enter(committee()));
		go_to(1 + HOURS);
		StopPeopleNotGovernance::failed(None);
		go_to(365 * DAYS);
		assert!(SafeMode::is_entered() && MigrationsFailed::exists());
		assert_eq!(Stretches::get().into_inner(), [Stretch { from: 1, until: Some(1 + HOURS) }]);
		assert_ok!(SafeMode::force_exit(committee()));
		assert_eq!(left_of_window(), 72 * HOURS);
		StopPeopleNotGovernance::failed(None);
		assert_eq!(Stretches::get().len(), 1);
	});
}

fn name(call: &str) -> RuntimeCallNameOf<Runtime> {
	let bounded = |text: &str| text.as_bytes().to_vec().try_into().unwrap();
	(bounded("RegionalCurrency"), bounded(call))
}

fn pause(call: &str) -> pallet_tx_pause::Call<Runtime> {
	pallet_tx_pause::Call::pause { full_name: name(call) }
}

/// The committee pauses a call: with the next block it is paused.
fn paused_at(block: BlockNumber, call: &str) {
	go_to(block);
	let decided = RuntimeCall::from(pause(call));
	assert!(Table::motion(&decided).is_some(), "{call}");
	let bytes = EncodedCall::try_from(decided.encode()).unwrap();
	assert_ok!(Way::enact(blake2_256(&(call, block).encode()), Some(POWER), &bytes));
	go_to(block + 1);
	assert!(TxPause::is_paused(&name(call)));
}

#[test]
fn pause_ends_by_itself_after_a_week() {
	from_block_one(|| {
		paused_at(10, "pay");
		go_to(10 + 7 * DAYS);
		assert!(TxPause::is_paused(&name("pay")));
		go_to(10 + 7 * DAYS + 1);
		assert!(!TxPause::is_paused(&name("pay")));
	});
}

#[test]
fn call_is_paused_once_in_two_weeks() {
	from_block_one(|| {
		paused_at(10, "pay");
		let unpaused = TxPause::unpause(committee(), name("pay"));
		assert_ok!(unpaused);
		go_to(10 + 14 * DAYS - 1);
		assert!(!is_listed(pause("pay")) && is_listed(pause("gift")));
		paused_at(10 + 14 * DAYS, "pay");
		assert_eq!(Pauses::get().len(), 1);
	});
}

#[test]
fn committee_pauses_sixteen_calls_in_a_week() {
	let calls = RuntimeCall::get_call_names("RegionalCurrency");
	let (first, more) = (&calls[..16], &calls[16..]);
	from_block_one(|| {
		for (call, block) in first.iter().zip(10..) {
			paused_at(2 * block, call);
		}
		assert!(more.iter().all(|call| !is_listed(pause(call))));
		go_to(2 * 10 + 7 * DAYS);
		assert!(is_listed(pause(more[0])) && !is_listed(pause(first[0])));
	});
}

#[test]
fn nothing_that_is_no_call_or_governs_is_paused() {
	from_block_one(|| {
		let named = |pallet: &str, call: &str| {
			let bounded = |text: &str| text.as_bytes().to_vec().try_into().unwrap();
			pallet_tx_pause::Call::pause { full_name: (bounded(pallet), bounded(call)) }
		};
		assert!(is_listed(named("RegionalCurrency", "pay")));
		assert!(!is_listed(named("RegionalCurrency", "nothing")) && !is_listed(named("", "")));
		assert!(!is_listed(named("Ballots", "cast")));
		assert!(!is_listed(named("CivicGovernance", "file")));
	});
}
