// SPDX-License-Identifier: Apache-2.0

//! The committee pulls the brakes and lets go of them, with real motions, and an operator sees each of them.

mod driver;

use chungnam_ports::{Answer, Choice};
use chungnam_primitives::{MerchantId, PersonId};
use chungnam_runtime::{
	configs::{calls::PaymentBrakes, system::MigrationsFailed},
	operator_api::{pulse, validators, Brakes, MigrationState, SafeModeState, Validator, Vitals},
	Balances, BlockNumber, CivicGovernance, RegionalCurrency, Runtime, RuntimeCall, SafeMode,
	SessionKeys, System, TxPause,
};
use codec::Decode;
use driver::{account, story_on, why, Province};
use frame_support::{
	migrations::FailedMigrationHandler,
	traits::{GetCallMetadata, Hooks},
};
use pallet_civic_governance::Power;
use pallet_regional_currency::Refusal;
use sp_core::{
	ed25519, proof_of_possession::ProofOfPossessionGenerator, sr25519, Encode, Pair, H256,
};
use sp_runtime::DispatchError;

type Brake = pallet_safe_mode::Call<Runtime>;
type Pause = pallet_tx_pause::Call<Runtime>;
type Members = pallet_validators::Call<Runtime>;
type Motion = pallet_civic_governance::Call<Runtime>;
type Votes = pallet_ballots::Call<Runtime>;

const HOUR: BlockNumber = 3_600;

/// Plays a story on four validators, with a committee of Alice, Bob and Charlie. Dave has won for fees.
fn committee_story(tell: impl FnOnce(&mut Province)) {
	story_on("local_testnet", |province| {
		let (dest, value) = (account("Dave").into(), 1_000_000);
		province.does("Alice", pallet_balances::Call::transfer_keep_alive { dest, value });
		tell(province);
	});
}

/// Two of the three members decide, each with a signed transaction of its own. Gives what came of the call.
fn committee_votes(
	province: &mut Province,
	call: impl Into<RuntimeCall>,
) -> Result<(), DispatchError> {
	let (call, title) = (Box::new(call.into()), H256::repeat_byte(2));
	province.does("Alice", Motion::motion { call, title });
	let [view] = &CivicGovernance::motions()[..] else { panic!("one motion is open") };
	for member in ["Bob", "Charlie"] {
		let choice = Choice::Vote(Answer::Yes);
		province.does(member, Votes::cast { ballot: view.motion.ballot, choice });
	}
	let made = |event| match event {
		chungnam_runtime::RuntimeEvent::Scheduler(pallet_scheduler::Event::Dispatched {
			result,
			..
		}) => Some(result),
		_ => None,
	};
	// The ballot is counted in the next block, and the call made in the one after it.
	for _ in 0..4 {
		province.next_block();
		let result = System::events().into_iter().rev().find_map(|record| made(record.event));
		if let Some(result) = result {
			return result;
		}
	}
	panic!("the motion was not carried out");
}

/// Jumps to a height: what happens in between is not played, and safe mode looks at nothing but the height. The scheduler
/// would walk through all of it, in which nothing was to be made.
fn go_on_for(blocks: BlockNumber) {
	let height = System::block_number() + blocks;
	System::set_block_number(height);
	pallet_scheduler::IncompleteSince::<Runtime>::kill();
	SafeMode::on_initialize(height);
}

fn transfer() -> pallet_balances::Call<Runtime> {
	pallet_balances::Call::transfer_keep_alive { dest: account("Bob").into(), value: 1 }
}

fn people_are_stopped(province: &mut Province) -> bool {
	match province.send("Dave", transfer()).expect("a valid transaction") {
		Ok(()) => false,
		Err(error) => {
			assert_eq!(error, frame_system::Error::<Runtime>::CallFiltered.into());
			true
		}
	}
}

fn name(pallet: &str, call: &str) -> pallet_tx_pause::RuntimeCallNameOf<Runtime> {
	let bounded = |text: &str| text.as_bytes().to_vec().try_into().unwrap();
	(bounded(pallet), bounded(call))
}

#[test]
fn a_brake_is_pulled_and_lifted_by_vote() {
	committee_story(|province| {
		assert_eq!(pulse().brakes, Brakes::default());
		committee_votes(province, Brake::force_enter {}).unwrap();
		assert!(people_are_stopped(province));
		let left = |hours: BlockNumber| SafeModeState::EndsIn(hours * HOUR);
		assert_eq!(pulse().brakes.safe_mode, left(4));
		go_on_for(HOUR);
		assert_eq!(pulse().brakes.safe_mode, left(3));
		assert!(people_are_stopped(province));
		// A second pull is answered by name, and changes nothing.
		let again = committee_votes(province, Brake::force_enter {});
		assert_eq!(again, Err(pallet_safe_mode::Error::<Runtime>::Entered.into()));

		committee_votes(province, Brake::force_exit {}).unwrap();
		assert!(!people_are_stopped(province));
		assert_eq!(pulse().brakes, Brakes::default());
	});
}

#[test]
fn brake_that_nobody_prolongs_lets_go_by_itself() {
	committee_story(|province| {
		committee_votes(province, Brake::force_enter {}).unwrap();
		committee_votes(province, Brake::force_extend {}).unwrap();
		go_on_for(7 * HOUR);
		assert!(people_are_stopped(province));
		go_on_for(HOUR + 1);
		assert!(!people_are_stopped(province));
		assert_eq!(pulse().brakes, Brakes::default());
	});
}

#[test]
fn the_committee_lets_go_though_every_call_that_can_be_paused_is_paused() {
	committee_story(|province| {
		let mut paused = 0;
		for pallet in RuntimeCall::get_module_names() {
			for call in RuntimeCall::get_call_names(pallet) {
				let full_name = name(pallet, call);
				// More than it may pause at one time.
				let committee = Power::Committee { yes: 2, heads: 3 }.into();
				match TxPause::pause(committee, full_name) {
					Ok(()) => paused += 1,
					Err(error) => assert_eq!(
						error,
						pallet_tx_pause::Error::<Runtime>::Unpausable.into(),
						"{pallet}.{call}"
					),
				}
			}
		}
		assert!(paused > 50, "{paused} calls could be paused");
		assert_eq!(pulse().brakes.paused_calls, paused);
		committee_votes(province, Brake::force_enter {}).unwrap();
		province.blocks(3);

		committee_votes(province, Brake::force_exit {}).unwrap();
		assert!(people_are_stopped(province));
		let ident = name("Balances", "transfer_keep_alive");
		committee_votes(province, Pause::unpause { ident }).unwrap();
		assert!(!people_are_stopped(province));
		assert_eq!(pulse().brakes.paused_calls, paused - 1);
	});
}

#[test]
fn quote_says_that_payments_are_stopped_in_safe_mode_and_while_they_are_paused() {
	let (shop, stopped) = (MerchantId(1), Some(Refusal::PaymentsStopped));
	committee_story(|province| {
		let told = |province: &Province| {
			let ward = PersonId(2);
			let of_person = RegionalCurrency::quote_of(ward, shop, 1_000, None).plan.err();
			(province.refusal("Charlie", shop, 1_000), of_person)
		};
		let for_ward = || {
			let quote = RegionalCurrency::quote_for(account("Alice"), PersonId(2), shop, 1, None);
			quote.plan.err()
		};
		let no_guardian = Some(Refusal::NotAuthorized);
		assert_eq!((told(province), for_ward()), ((None, None), no_guardian));

		committee_votes(province, Brake::force_enter {}).unwrap();
		assert_eq!((told(province), for_ward()), ((stopped, stopped), stopped));
		let paid = why(province.pays("Charlie", shop, 1_000));
		assert_eq!(paid, frame_system::Error::<Runtime>::CallFiltered.into());
		committee_votes(province, Brake::force_exit {}).unwrap();
		assert_eq!((told(province), for_ward()), ((None, None), no_guardian));

		let full_name = name("RegionalCurrency", "pay");
		committee_votes(province, Pause::pause { full_name: full_name.clone() }).unwrap();
		assert_eq!((told(province), for_ward()), ((stopped, stopped), no_guardian));
		committee_votes(province, Pause::unpause { ident: full_name }).unwrap();
		assert_eq!(told(province), (None, None));
		province.pays("Charlie", shop, 1_000).unwrap().unwrap();
	});
}

#[test]
fn runtime_brakes_keep_the_contract_of_brakes() {
	committee_story(|_| {
		let committee = || Power::Committee { yes: 2, heads: 3 }.into();
		let set = |call, on| {
			let name = name("RegionalCurrency", call);
			let paused = pallet_tx_pause::PausedCalls::<Runtime>::contains_key(&name);
			if on && !paused {
				TxPause::pause(committee(), name).unwrap();
			} else if paused && !on {
				TxPause::unpause(committee(), name).unwrap();
			}
		};
		chungnam_testkit::contract::brakes::<PaymentBrakes>(|payments, for_wards| {
			set("pay", payments);
			set("pay_for", for_wards);
		});
	});
}

#[test]
fn a_failed_migration_is_told_apart_from_a_brake_and_lifted_by_vote() {
	committee_story(|province| {
		let block = System::block_number();
		chungnam_runtime::configs::system::StopPeopleNotGovernance::failed(Some(0));
		go_on_for(24 * HOUR);
		assert!(people_are_stopped(province));
		let seen = pulse().brakes;
		assert_eq!(seen.safe_mode, SafeModeState::Holds);
		assert_eq!(seen.migrations, MigrationState::Failed(block));

		committee_votes(province, Brake::force_exit {}).unwrap();
		assert!(!people_are_stopped(province));
		assert_eq!(pulse().brakes, Brakes::default());
		assert_eq!(MigrationsFailed::get(), None);

		// A brake that is pulled later is a brake again.
		committee_votes(province, Brake::force_enter {}).unwrap();
		assert_eq!(pulse().brakes.migrations, MigrationState::Idle);
		committee_votes(province, Brake::force_exit {}).unwrap();
	});
}

#[test]
fn migrations_that_run_or_are_stuck_are_seen() {
	use pallet_migrations::{ActiveCursor, Cursor, MigrationCursor};

	committee_story(|_| {
		let running = ActiveCursor { index: 0, inner_cursor: None, started_at: 1 };
		Cursor::<Runtime>::put(MigrationCursor::Active(running));
		assert_eq!(pulse().brakes.migrations, MigrationState::Running);
		Cursor::<Runtime>::put(MigrationCursor::Stuck);
		assert_eq!(pulse().brakes.migrations, MigrationState::Stuck);
		Cursor::<Runtime>::kill();
		assert_eq!(pulse().brakes.migrations, MigrationState::Idle);
	});
}

#[test]
fn a_node_of_the_first_version_reads_the_part_of_the_pulse_that_it_knows() {
	committee_story(|_| {
		let now = pulse();
		let known = Vitals::decode(&mut &now.encode()[..]).unwrap();
		assert_eq!(known, now.vitals);
		assert_eq!(known.issuance, Balances::total_issuance());
	});
}

fn keys_of(server: &str) -> (sr25519::Pair, ed25519::Pair) {
	let uri = format!("//{server}");
	let aura = sr25519::Pair::from_string(&uri, None).unwrap();
	(aura, ed25519::Pair::from_string(&uri, None).unwrap())
}

fn public(server: &str) -> SessionKeys {
	let (aura, grandpa) = keys_of(server);
	SessionKeys { aura: aura.public().into(), grandpa: grandpa.public().into() }
}

fn validator(name: &str) -> Validator {
	validators().into_iter().find(|each| each.who == account(name)).expect("a validator")
}

#[test]
fn each_office_is_found_by_the_keys_that_act_before_during_and_after_a_rotation() {
	committee_story(|province| {
		let names = ["Alice", "Bob", "Charlie", "Dave"];
		for name in names {
			let seen = validator(name);
			assert_eq!(seen.acts_with, Some(public(name)));
			assert!(seen.member && !seen.disabled && !seen.suspended);
		}
		let (aura, grandpa) = keys_of("DavesNewServer");
		let owner = account("Dave").encode();
		let proof = (
			aura.clone().generate_proof_of_possession(&owner),
			grandpa.clone().generate_proof_of_possession(&owner),
		)
			.encode();
		let keys = public("DavesNewServer");
		province
			.does("Dave", pallet_session::Call::<Runtime>::set_keys { keys: keys.clone(), proof });
		province.next_session();
		let seen = validator("Dave");
		assert_eq!((seen.acts_with, seen.next_with), (Some(public("Dave")), Some(keys.clone())));
		province.next_session();
		let seen = validator("Dave");
		assert_eq!((seen.acts_with, seen.next_with), (Some(keys.clone()), Some(keys.clone())));
		for name in ["Alice", "Bob", "Charlie"] {
			assert_eq!(validator(name).acts_with, Some(public(name)));
		}
		province.decided(Members::suspend { who: account("Dave") });
		let seen = validator("Dave");
		assert!(seen.disabled && seen.suspended && seen.acts_with == Some(keys));
	});
}

#[test]
fn a_member_without_any_won_decides_in_safe_mode() {
	committee_story(|province| {
		assert_eq!((province.won("Bob"), province.won("Charlie")), (0, 0));
		committee_votes(province, Brake::force_enter {}).unwrap();
		committee_votes(province, Brake::force_exit {}).unwrap();
		assert_eq!((province.won("Bob"), province.won("Charlie")), (0, 0));
	});
}

#[test]
fn one_member_alone_pulls_no_brake() {
	committee_story(|province| {
		for call in [RuntimeCall::from(Brake::force_enter {}), Brake::force_exit {}.into()] {
			let refused = why(province.send("Alice", call));
			assert_eq!(refused, DispatchError::BadOrigin);
		}
		assert_eq!(pulse().brakes, Brakes::default());
	});
}
