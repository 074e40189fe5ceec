// SPDX-License-Identifier: Apache-2.0

//! The table of `docs/governance.md` as data, against the runtime: every call stands in one row, and no origin reaches a
//! call outside its row, nor misses one inside it.

use std::collections::{BTreeMap, BTreeSet};

use codec::{Decode, Encode};
use frame_support::{
	storage::{transactional::with_transaction_unchecked, TransactionOutcome},
	traits::GetCallMetadata,
};
use pallet_civic_governance::Power;
use pallet_registry::Attester;
use sp_keyring::Sr25519Keyring::Alice;
use sp_runtime::{
	traits::{Dispatchable, TrailingZeroInput},
	DispatchError,
};

use super::*;
use crate::{configs::brakes::CommitteeBrake, genesis_config_presets::native, RuntimeOrigin};

/// The calls of a pallet, by who decides about them.
type Row = (&'static str, &'static [(&'static str, &'static [&'static str])]);

/// Calls by pallet, with who decides about them: R0 upgrade and whitelisted tracks, V validators, I institutions, B
/// budget, P parameters, E emergency, r a region, C more than half of the committee, c two thirds of it; or `-` for those
/// whom no decision reaches, because a person, an office, a validator or nobody makes them, and `*` for those that anyone
/// may make and that decide nothing by themselves.
const ROWS: &[Row] = &[
	(
		"System",
		&[
			("R", &["authorize_upgrade"]),
			("*", &["apply_authorized_upgrade", "remark"]),
			(
				"-",
				&[
					"remark_with_event",
					"set_heap_pages",
					"set_code",
					"set_code_without_checks",
					"set_storage",
					"kill_storage",
					"kill_prefix",
					"authorize_upgrade_without_checks",
				],
			),
		],
	),
	("Timestamp", &[("-", &["set"])]),
	(
		"Migrations",
		&[(
			"R",
			&[
				"force_set_cursor",
				"force_set_active_cursor",
				"force_onboard_mbms",
				"clear_historic",
			],
		)],
	),
	(
		"SafeMode",
		&[
			("C", &["force_enter", "force_extend"]),
			("CE", &["force_exit"]),
			("R", &["force_release_deposit"]),
			("-", &["enter", "extend", "force_slash_deposit", "release_deposit"]),
		],
	),
	("TxPause", &[("C", &["pause"]), ("CE", &["unpause"])]),
	("Session", &[("-", &["set_keys", "purge_keys"])]),
	(
		"Grandpa",
		&[
			("R", &["note_stalled"]),
			("-", &["report_equivocation", "report_equivocation_unsigned"]),
		],
	),
	(
		"Validators",
		&[
			("V", &["add", "remove", "end_session"]),
			("VCE", &["reinstate"]),
			("CE", &["suspend"]),
			("-", &["withdraw_keys"]),
		],
	),
	(
		"Balances",
		&[
			("R", &["force_unreserve"]),
			(
				"-",
				&[
					"transfer_allow_death",
					"transfer_keep_alive",
					"transfer_all",
					"force_transfer",
					"upgrade_accounts",
					"force_set_balance",
					"force_adjust_total_issuance",
					"burn",
				],
			),
		],
	),
	(
		"Registry",
		&[
			("Ir", &["appoint_attester"]),
			("IEr", &["dismiss_attester"]),
			("CE", &["suspend_attester", "lift_suspension"]),
			("P", &["set_ceiling"]),
			("-", &[]),
		],
	),
	("CitizenQuota", &[("-", &[])]),
	("RegionalCurrency", &[("-", &[])]),
	("VoucherDrops", &[("-", &[])]),
	("BasicIncome", &[("-", &[])]),
	(
		"FundRouter",
		&[
			("B", &["schedule_route", "cancel_route_change"]),
			("-", &["flush", "pay_in", "sweep_pot", "sweep_estate"]),
		],
	),
	("Escrow", &[("B", &["open_envelope", "settle_envelope"]), ("C", &["decide"]), ("-", &[])]),
	(
		"Securities",
		&[
			("I", &["create_instrument", "retire_instrument", "set_limits", "set_market"]),
			("I", &["agree_redemption", "set_withholding"]),
			("B", &["open_sale", "change_sale", "stop_sale", "hand_over"]),
			("CE", &["halt", "lift_halt", "thaw_units", "withdraw_transfer"]),
			("-", &[]),
		],
	),
	("AssetFractions", &[("C", &["name_experts", "name_manager"]), ("-", &[])]),
	("ProjectTokens", &[("-", &[])]),
	("Accelerator", &[("-", &[])]),
	("Reserve", &[("P", &["set_cash_out_terms", "set_respend_terms"]), ("-", &[])]),
	(
		"Ballots",
		&[
			("c", &["strike", "annul"]),
			("-", &["cast", "cast_for", "withdraw", "sweep", "submit_trace", "replay"]),
			("-", &["publish_keys", "request_credential", "issue_credential"]),
			("-", &["cast_sealed", "publish_secret", "open_step"]),
		],
	),
	(
		"CivicGovernance",
		&[
			("I", &["appoint_seats", "dismiss_seat"]),
			("P", &["set_track_terms", "set_method"]),
			("E", &["cancel"]),
			("C", &["delay"]),
			("c", &["whitelist", "file_for_office"]),
			(
				"-",
				&["file", "sponsor", "tidy", "accept_seat", "resign_seat", "name_chair", "motion"],
			),
		],
	),
	("BudgetRounds", &[("C", &["decide_appeal"]), ("-", &[])]),
	(
		"Utility",
		&[
			("*", &["batch", "batch_all", "force_batch", "if_else"]),
			("-", &["as_derivative", "dispatch_as", "with_weight", "dispatch_as_fallible"]),
		],
	),
	("Multisig", &[("-", &[])]),
	("Proxy", &[("-", &[])]),
	("Scheduler", &[("-", &[])]),
	("Preimage", &[("-", &[])]),
];

/// Who decides about each call of the runtime. A pallet whose row `-` names none has all its other calls there.
fn table() -> BTreeMap<(String, String), String> {
	let mut table = BTreeMap::new();
	for (pallet, rows) in ROWS {
		let calls: BTreeSet<&str> = RuntimeCall::get_call_names(pallet).iter().copied().collect();
		let named: Vec<&str> = rows.iter().flat_map(|(_, calls)| calls.iter().copied()).collect();
		let rest: Vec<&str> = calls.iter().copied().filter(|call| !named.contains(call)).collect();
		for (who, own) in *rows {
			let own = if *who == "-" && own.is_empty() { &rest } else { &own.to_vec() };
			for call in own {
				assert!(calls.contains(call), "there is no {pallet}.{call}");
				let before = table.insert((pallet.to_string(), call.to_string()), who.to_string());
				assert_eq!(before, None, "{pallet}.{call} stands in two rows");
			}
		}
	}
	table
}

/// The first call of each kind that decodes from zeros, with arguments that a list looks at set to what it wants.
fn calls() -> Vec<(String, String, RuntimeCall)> {
	let mut calls = Vec::new();
	for pallet in 0..=u8::MAX {
		for call in 0..=u8::MAX {
			let bytes = [pallet, call];
			let Ok(call) = RuntimeCall::decode(&mut TrailingZeroInput::new(&bytes)) else {
				continue;
			};
			let names = call.get_call_metadata();
			let (pallet, name) = (names.pallet_name.to_string(), names.function_name.to_string());
			calls.push((pallet, name, fitting(call)));
		}
	}
	calls
}

fn attester() -> AccountId {
	AccountId::new([9; 32])
}

fn fitting(call: RuntimeCall) -> RuntimeCall {
	use pallet_registry::Call::{appoint_attester, dismiss_attester, suspend_attester};
	let who = attester();
	match call {
		RuntimeCall::Registry(appoint_attester { .. }) => {
			let regions = RegionSet::EMPTY.with(3);
			let scopes = ScopeSet::of(&[Scope::People]);
			appoint_attester { who, regions, scopes }.into()
		}
		RuntimeCall::Registry(dismiss_attester { .. }) => dismiss_attester { who }.into(),
		RuntimeCall::Registry(suspend_attester { .. }) => suspend_attester { who }.into(),
		RuntimeCall::TxPause(pallet_tx_pause::Call::pause { .. }) => {
			let bounded = |text: &str| text.as_bytes().to_vec().try_into().unwrap();
			let full_name = (bounded("RegionalCurrency"), bounded("pay"));
			pallet_tx_pause::Call::pause { full_name }.into()
		}
		other => other,
	}
}

/// Every kind of decision, its letter, and the track whose list it meets, if it meets one.
fn powers() -> Vec<(char, Option<Track>, RuntimeOrigin)> {
	let committee = |yes, heads| Power::Committee { yes, heads };
	vec![
		('V', Some(Track::Validators), Power::Validators.into()),
		('I', Some(Track::Institutions), Power::Institutions.into()),
		('B', Some(Track::Budget), Power::Budget.into()),
		('P', Some(Track::Parameters), Power::Parameters.into()),
		('E', Some(Track::Emergency), Power::Emergency.into()),
		('r', Some(Track::Region(3)), Power::Region(3).into()),
		('C', None, committee(3, 5).into()),
		('c', None, committee(4, 6).into()),
	]
}

/// Runs on the development chain, with an attester of Boryeong.
fn on_the_chain(test: impl FnOnce()) {
	let genesis = native::storage(&"development".into(), &[]).unwrap();
	sp_io::TestExternalities::new(genesis).execute_with(|| {
		crate::System::set_block_number(1);
		let regions = RegionSet::EMPTY.with(3);
		let scopes = ScopeSet::of(&[Scope::People]);
		Attesters::<Runtime>::insert(attester(), Attester { regions, scopes });
		test();
	});
}

/// What comes of a call, without effect.
fn result_of(origin: RuntimeOrigin, call: &RuntimeCall) -> Result<(), DispatchError> {
	with_transaction_unchecked(|| {
		let result = call.clone().dispatch(origin);
		TransactionOutcome::Rollback(result.map(drop).map_err(|failed| failed.error))
	})
}

/// True if the origin is refused.
fn is_refused(result: &Result<(), DispatchError>) -> bool {
	let filtered = frame_system::Error::<Runtime>::CallFiltered.into();
	*result == Err(DispatchError::BadOrigin) || *result == Err(filtered)
}

/// True if an origin reaches more of a call than an account that is nobody's.
fn reaches(origin: RuntimeOrigin, call: &RuntimeCall) -> bool {
	let (own, strangers) = (
		result_of(origin, call),
		result_of(RuntimeOrigin::signed(AccountId::new([200; 32])), call),
	);
	!is_refused(&own) && own != strangers
}

#[test]
fn every_call_stands_in_exactly_one_row() {
	let table = table();
	let mut all = BTreeSet::new();
	for pallet in RuntimeCall::get_module_names() {
		for call in RuntimeCall::get_call_names(pallet) {
			all.insert((pallet.to_string(), call.to_string()));
		}
	}
	let rows: BTreeSet<_> = table.keys().cloned().collect();
	assert_eq!(rows, all);
}

#[test]
fn every_call_is_walked() {
	let walked: BTreeSet<_> = calls().into_iter().map(|(pallet, call, _)| (pallet, call)).collect();
	let missing: Vec<_> = table().into_keys().filter(|call| !walked.contains(call)).collect();
	assert!(missing.is_empty(), "no zeros make {missing:?}");
}

#[test]
fn no_origin_reaches_a_call_outside_its_row() {
	on_the_chain(|| {
		let table = table();
		let mut wrong = Vec::new();
		for (pallet, name, call) in calls() {
			let row = &table[&(pallet.clone(), name.clone())];
			for (letter, track, origin) in powers() {
				// Two thirds are more than half.
				let is_own = row.contains(letter) || letter == 'c' && row.contains('C');
				let reached = reaches(origin, &call);
				if reached != is_own {
					wrong.push(format!("{letter} and {pallet}.{name}: reached {reached}"));
				}
				let listed = match track {
					Some(track) => Table::may_enact(track, &call),
					None => Table::motion(&call)
						.is_some_and(|rule| rule.share == Share::Majority || letter == 'c'),
				};
				if listed != is_own {
					wrong.push(format!("{letter} and {pallet}.{name}: listed {listed}"));
				}
			}
		}
		assert!(wrong.is_empty(), "{wrong:#?}");
	});
}

#[test]
fn committee_alone_reaches_no_other_call() {
	on_the_chain(|| {
		let table = table();
		for (pallet, name, call) in calls() {
			let share = Table::motion(&call).map(|rule| rule.share);
			let expected = match &table[&(pallet.clone(), name.clone())] {
				row if row.contains('C') => Some(Share::Majority),
				row if row.contains('c') => Some(Share::TwoThirds),
				_ => None,
			};
			assert_eq!(share, expected, "{pallet}.{name}");
		}
	});
}

#[test]
fn root_list_is_exactly_the_table() {
	on_the_chain(|| {
		let table = table();
		for (pallet, name, call) in calls() {
			let row = &table[&(pallet.clone(), name.clone())];
			for track in [Track::Upgrade, Track::Whitelisted] {
				let listed = Table::may_enact(track, &call);
				assert_eq!(listed, row.contains('R'), "{track:?} and {pallet}.{name}");
			}
			// What Root may make, Root can make.
			assert!(!row.contains('R') || reaches(RuntimeOrigin::root(), &call), "{pallet}.{name}");
		}
	});
}

/// Our own pallets: what of the stock ones asks for Root stands in no list.
const OWN: [&str; 17] = [
	"Accelerator",
	"Agenda",
	"ProjectTokens",
	"Validators",
	"Registry",
	"CitizenQuota",
	"RegionalCurrency",
	"VoucherDrops",
	"BasicIncome",
	"FundRouter",
	"Escrow",
	"Securities",
	"AssetFractions",
	"Reserve",
	"Ballots",
	"CivicGovernance",
	"BudgetRounds",
];

#[test]
fn no_decision_does_the_work_of_an_office() {
	use chungnam_ports::Mandate;
	use frame_support::traits::EnsureOriginWithArg;
	use pallet_registry::EnsureAttester;
	on_the_chain(|| {
		let decisions = powers().into_iter().map(|(_, _, origin)| origin);
		for origin in decisions.chain([RuntimeOrigin::root()]) {
			for scope in Scope::ALL {
				for mandate in [Mandate::of(scope, 3), Mandate::province(scope)] {
					let held = EnsureAttester::<Runtime>::try_origin(origin.clone(), &mandate);
					assert!(held.is_err(), "{scope:?}");
				}
			}
		}
		// By their calls as well: Root makes none of ours.
		for (pallet, name, call) in calls() {
			let is_own = OWN.contains(&pallet.as_str());
			assert!(!is_own || !reaches(RuntimeOrigin::root(), &call), "{pallet}.{name}");
		}
	});
}

#[test]
fn nobody_decides_alone() {
	on_the_chain(|| {
		let table = table();
		for (pallet, name, call) in calls() {
			let row = &table[&(pallet.clone(), name.clone())];
			if row != "*" && row != "-" {
				let alone = RuntimeOrigin::signed(Alice.to_account_id());
				// An office files as well: Alice is none on this chain.
				assert!(is_refused(&result_of(alone, &call)), "{pallet}.{name}");
			}
		}
	});
}

fn batch_all(calls: Vec<RuntimeCall>) -> RuntimeCall {
	pallet_utility::Call::batch_all { calls }.into()
}

#[test]
fn batch_of_listed_calls_is_listed_one_level_deep() {
	let upgrade = || {
		RuntimeCall::from(frame_system::Call::authorize_upgrade { code_hash: Default::default() })
	};
	let remark = || RuntimeCall::from(frame_system::Call::remark { remark: vec![] });
	let may = |call| Table::may_enact(Track::Upgrade, &call);
	assert!(may(upgrade()) && may(batch_all(vec![upgrade(), upgrade()])));
	assert!(!may(batch_all(vec![])) && !may(batch_all(vec![upgrade(), remark()])));
	assert!(!may(batch_all(vec![batch_all(vec![upgrade()])])));
	let batch = pallet_utility::Call::batch { calls: vec![upgrade()] };
	assert!(!may(batch.into()));
}

#[test]
fn region_appoints_and_dismisses_its_own_attesters_only() {
	use pallet_registry::Call::{appoint_attester, dismiss_attester};
	on_the_chain(|| {
		let (own, other) = (RegionSet::EMPTY.with(3), RegionSet::EMPTY.with(4));
		let people = ScopeSet::of(&[Scope::People]);
		let appoint = |who: u8, regions: RegionSet, scopes: ScopeSet| {
			let call = appoint_attester { who: AccountId::new([who; 32]), regions, scopes };
			Table::may_enact(Track::Region(3), &call.into())
		};
		assert!(appoint(1, own, people) && appoint(9, own, people));
		assert!(appoint(1, own, regional_scopes()));
		assert!(!appoint(1, other, people));
		assert!(!appoint(1, RegionSet::of(&[3, 4]), people));
		assert!(!appoint(1, RegionSet::province(), people));
		for scope in [
			Scope::Settle,
			Scope::Reserve,
			Scope::Mint,
			Scope::Ballots,
			Scope::Chair,
			Scope::Investors,
			Scope::Orders,
		] {
			assert!(!appoint(1, own, people.with(scope)), "{scope:?}");
		}
		let dismiss = |who: u8| {
			let call = dismiss_attester { who: AccountId::new([who; 32]) };
			Table::may_enact(Track::Region(3), &call.into())
		};
		assert!(dismiss(9) && !dismiss(1));
		let wide = Attester { regions: RegionSet::province(), scopes: people };
		Attesters::<Runtime>::insert(AccountId::new([8; 32]), wide);
		assert!(!dismiss(8) && !appoint(8, own, people));
		let settles = Attester { regions: own, scopes: ScopeSet::of(&[Scope::Settle]) };
		Attesters::<Runtime>::insert(AccountId::new([7; 32]), settles);
		assert!(!dismiss(7) && !appoint(7, own, people));
	});
}

#[test]
fn region_withdraws_its_own_offer_and_leaves_that_of_the_province() {
	use pallet_registry::{Call::dismiss_attester, MandateOffers};
	on_the_chain(|| {
		let who = AccountId::new([1; 32]);
		let dismiss = || RuntimeCall::from(dismiss_attester { who: who.clone() });
		let people = ScopeSet::of(&[Scope::People]);
		for (regions, is_own) in [(RegionSet::EMPTY.with(3), true), (RegionSet::province(), false)]
		{
			MandateOffers::<Runtime>::insert(&who, Attester { regions, scopes: people });
			assert_eq!(Table::may_enact(Track::Region(3), &dismiss()), is_own);
		}
	});
}

/// Between the moment at which a call is handed over and the block that makes it an office can get another mandate.
#[test]
fn region_is_held_to_its_own_mandates_when_its_call_is_made() {
	use frame_support::{assert_ok, traits::Hooks};
	use pallet_civic_governance::{BySchedule, Enact, EncodedCall};
	use pallet_registry::Call::{appoint_attester, dismiss_attester};
	type Way = BySchedule<Runtime, crate::Scheduler, crate::Preimage>;
	on_the_chain(|| {
		let (regions, scopes) = (RegionSet::province(), ScopeSet::of(&[Scope::People]));
		let widen: RuntimeCall = appoint_attester { who: attester(), regions, scopes }.into();
		let dismiss: RuntimeCall = dismiss_attester { who: attester() }.into();
		assert!(Table::may_enact(Track::Region(3), &dismiss));
		let bytes = |call: &RuntimeCall| EncodedCall::try_from(call.encode()).unwrap();
		assert_ok!(Way::enact([1; 32], Some(Power::Institutions), &bytes(&widen)));
		assert_ok!(Way::enact([2; 32], Some(Power::Region(3)), &bytes(&dismiss)));
		crate::System::set_block_number(2);
		crate::Scheduler::on_initialize(2);
		assert_eq!(Attesters::<Runtime>::get(attester()), Some(Attester { regions, scopes }));
		let too_wide: DispatchError = pallet_registry::Error::<Runtime>::MandateTooWide.into();
		for call in [dismiss, widen] {
			assert_eq!(result_of(Power::Region(3).into(), &call), Err(too_wide));
		}
	});
}

#[test]
fn everything_that_decides_passes_in_safe_mode_and_cannot_be_paused() {
	use crate::configs::calls::{rules_by_name, InSafeMode, Pause};
	for pallet in ["CivicGovernance", "Ballots"] {
		for call in RuntimeCall::get_call_names(pallet) {
			let rules = rules_by_name(pallet, call).unwrap();
			assert_eq!(rules.in_safe_mode, InSafeMode::Passes, "{pallet}.{call}");
			assert_eq!(rules.pause, Pause::Impossible, "{pallet}.{call}");
		}
	}
	// What custom origins enact meets the filter of calls, which Root does not.
	for ((pallet, call), row) in table() {
		if row.chars().any(|letter| "EI".contains(letter)) {
			let rules = rules_by_name(&pallet, &call).unwrap();
			assert_eq!(rules.in_safe_mode, InSafeMode::Passes, "{pallet}.{call}");
		}
	}
}

#[test]
fn safe_mode_of_the_committee_ends_by_itself() {
	use frame_support::{assert_ok, traits::Hooks};
	on_the_chain(|| {
		let committee = || RuntimeOrigin::from(Power::Committee { yes: 3, heads: 5 });
		assert_ok!(crate::SafeMode::force_enter(committee()));
		assert!(crate::SafeMode::is_entered());
		crate::SafeMode::on_initialize(1 + CommitteeBrake::get() + 1);
		assert!(!crate::SafeMode::is_entered());
	});
}

#[test]
fn any_majority_of_the_committee_lets_go_of_what_another_one_pulled() {
	use frame_support::assert_ok;
	let by = |yes, heads| RuntimeOrigin::from(Power::Committee { yes, heads });
	// All of the same committee, other three of it, and of one that has grown or shrunk since.
	for (yes, heads) in [(5, 5), (3, 5), (7, 12), (2, 3)] {
		on_the_chain(|| {
			let bounded = |text: &str| text.as_bytes().to_vec().try_into().unwrap();
			let ident: pallet_tx_pause::RuntimeCallNameOf<Runtime> =
				(bounded("Balances"), bounded("transfer_keep_alive"));
			assert_ok!(crate::TxPause::pause(by(3, 5), ident.clone()));
			assert_ok!(crate::SafeMode::force_enter(by(3, 5)));
			assert!(crate::SafeMode::force_exit(by(heads / 2, heads)).is_err());
			assert_ok!(crate::SafeMode::force_exit(by(yes, heads)));
			assert!(!crate::SafeMode::is_entered());
			assert_ok!(crate::TxPause::unpause(by(yes, heads), ident));
		});
	}
}

#[test]
fn long_calls_go_through_the_scheduler_and_leave_no_bytes() {
	use frame_support::{assert_ok, traits::Hooks};
	use pallet_civic_governance::{BySchedule, Enact, EncodedCall};
	type Way = BySchedule<Runtime, crate::Scheduler, crate::Preimage>;
	on_the_chain(|| {
		let dismiss = pallet_registry::Call::dismiss_attester { who: attester() };
		let calls = vec![RuntimeCall::from(dismiss.clone()); 10];
		let long = batch_all(calls).encode();
		assert!(long.len() > 128);
		let short = RuntimeCall::from(dismiss).encode();
		let bytes = |call: Vec<u8>| EncodedCall::try_from(call).unwrap();
		assert_ok!(Way::enact([1; 32], Some(Power::Institutions), &bytes(long.clone())));
		assert_ok!(Way::enact([2; 32], Some(Power::Institutions), &bytes(long)));
		assert_ok!(Way::enact([3; 32], Some(Power::Emergency), &bytes(short)));
		assert!(pallet_preimage::RequestStatusFor::<Runtime>::iter().count() == 1);
		crate::System::set_block_number(2);
		crate::Scheduler::on_initialize(2);
		// The batches dismiss twice and do nothing; the short call does it.
		assert!(!Attesters::<Runtime>::contains_key(attester()));
		assert_eq!(pallet_preimage::RequestStatusFor::<Runtime>::iter().count(), 0);
		assert_eq!(pallet_preimage::PreimageFor::<Runtime>::iter().count(), 0);
	});
}
