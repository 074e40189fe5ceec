// SPDX-License-Identifier: Apache-2.0

//! Four validators: one votes twice, is stopped, and is forgiven; a county joins; nobody gets out by a side door.

mod driver;

use chungnam_runtime::{
	Historical, Runtime, RuntimeCall, RuntimeEvent, Session, SessionKeys, System,
	UncheckedExtrinsic, Validators,
};
use driver::{account, story_on, why};
use frame_support::traits::KeyOwnerProofSystem;
use pallet_civic_governance::Track;
use pallet_validators::{Cause, Members};
use sp_consensus_grandpa::{
	localized_payload, AuthorityId, EquivocationProof, RoundNumber, SetId, KEY_TYPE,
};
use sp_core::{
	ed25519, proof_of_possession::ProofOfPossessionGenerator, sr25519, ByteArray, Encode, Pair,
	H256,
};
use sp_runtime::{
	traits::Dispatchable,
	transaction_validity::{InvalidTransaction, TransactionValidityError},
};

type Calls = pallet_validators::Call<Runtime>;

fn votes_with(name: &str) -> ed25519::Pair {
	ed25519::Pair::from_string(&format!("//{name}"), None).unwrap()
}

fn makes_blocks_with(name: &str) -> sr25519::Pair {
	sr25519::Pair::from_string(&format!("//{name}"), None).unwrap()
}

/// Two votes of one key in one round, for different blocks.
fn double_vote(
	name: &str,
	set: SetId,
	round: RoundNumber,
) -> EquivocationProof<H256, chungnam_runtime::BlockNumber> {
	let key = votes_with(name);
	let vote = |block: u8| {
		let vote = finality_grandpa::Prevote {
			target_hash: H256::repeat_byte(block),
			target_number: 5u32,
		};
		let payload =
			localized_payload(round, set, &finality_grandpa::Message::Prevote(vote.clone()));
		(vote, key.sign(&payload).into())
	};
	let equivocation = finality_grandpa::Equivocation {
		round_number: round,
		identity: AuthorityId::from_slice(key.public().as_ref()).unwrap(),
		first: vote(1),
		second: vote(2),
	};
	EquivocationProof::new(set, sp_consensus_grandpa::Equivocation::Prevote(equivocation))
}

/// The report of a double vote as a node's own block maker puts it into a block.
fn report(name: &str, set: SetId, round: RoundNumber) -> UncheckedExtrinsic {
	let voter = AuthorityId::from_slice(votes_with(name).public().as_ref()).unwrap();
	let key_owner_proof = Historical::prove((KEY_TYPE, voter)).expect("it validates");
	let call = pallet_grandpa::Call::<Runtime>::report_equivocation_unsigned {
		equivocation_proof: Box::new(double_vote(name, set, round)),
		key_owner_proof,
	};
	UncheckedExtrinsic::new_bare(call.into())
}

fn include(tx: UncheckedExtrinsic) -> sp_runtime::ApplyExtrinsicResult {
	chungnam_runtime::Executive::apply_extrinsic(tx)
}

fn disabled() -> Vec<chungnam_runtime::AccountId> {
	let set = Session::validators();
	Session::disabled_validators().into_iter().map(|turn| set[turn as usize].clone()).collect()
}

fn suspension(name: &str) -> Option<pallet_validators::Suspension> {
	Members::<Runtime>::get()[&account(name)].suspension
}

#[test]
fn bob_votes_twice_is_stopped_in_the_same_session_and_forgiven_later() {
	story_on("local_testnet", |province| {
		// Nobody outside can hand a report to the pool: only who makes the block.
		assert!(province.pool(report("Bob", 0, 3)).is_err());
		assert_eq!(include(report("Bob", 0, 3)), Ok(Ok(())));
		assert_eq!(Session::current_index(), 0);
		assert_eq!(disabled(), [account("Bob")]);
		assert_eq!(suspension("Bob").unwrap().cause, Cause::Equivocation);
		let is_filed = |event: &frame_system::EventRecord<RuntimeEvent, H256>| {
			matches!(event.event, RuntimeEvent::Offences(pallet_offences::Event::Offence { .. }))
		};
		assert!(System::events().iter().any(is_filed));

		// The other server of his goes on voting twice: one report is enough.
		let stale = Err(TransactionValidityError::Invalid(InvalidTransaction::Stale));
		for round in 3..20 {
			assert_eq!(include(report("Bob", 0, round)), stale);
		}
		assert_eq!(pallet_offences::Reports::<Runtime>::iter().count(), 1);

		// The three others go on; Bob stays in the set, for there are only four, and makes no blocks.
		for _ in 0..3 {
			province.next_session();
			assert_eq!(Session::validators().len(), 4);
			assert_eq!(disabled(), [account("Bob")]);
		}
		// What a proof did is not the committee's to undo.
		let committee = pallet_civic_governance::Power::Committee { yes: 3, heads: 3 };
		let refused = Validators::reinstate(committee.into(), account("Bob"));
		assert_eq!(refused, Err(pallet_validators::Error::<Runtime>::SuspendedByProof.into()));
		province.decided_on(Track::Validators, Calls::reinstate { who: account("Bob") });
		assert!(disabled().is_empty());
		province.blocks(8);
	});
}

#[test]
fn a_forged_double_vote_is_no_offence() {
	story_on("local_testnet", |_| {
		// Charlie's proof of ownership does not make Bob's votes his.
		let voter = AuthorityId::from_slice(votes_with("Charlie").public().as_ref()).unwrap();
		let call = pallet_grandpa::Call::<Runtime>::report_equivocation_unsigned {
			equivocation_proof: Box::new(double_vote("Bob", 0, 3)),
			key_owner_proof: Historical::prove((KEY_TYPE, voter)).unwrap(),
		};
		assert!(include(UncheckedExtrinsic::new_bare(call.into())).is_err());
		// One vote sent twice is not a double vote.
		let equivocation = |round| {
			let proof = double_vote("Bob", 0, 3);
			let mut bytes = proof.encode();
			// The round that was signed is another one.
			bytes[9] = round;
			codec::Decode::decode(&mut &bytes[..]).unwrap()
		};
		let voter = AuthorityId::from_slice(votes_with("Bob").public().as_ref()).unwrap();
		let call = pallet_grandpa::Call::<Runtime>::report_equivocation_unsigned {
			equivocation_proof: Box::new(equivocation(4)),
			key_owner_proof: Historical::prove((KEY_TYPE, voter)).unwrap(),
		};
		let failed = include(UncheckedExtrinsic::new_bare(call.into()));
		assert_eq!(why(failed), pallet_grandpa::Error::<Runtime>::InvalidEquivocationProof.into());
		assert!(disabled().is_empty());
	});
}

#[test]
fn seocheon_county_joins_with_keys_it_proves_to_hold_and_takes_them_back_after_it_left() {
	story_on("local_testnet", |province| {
		let county = account("Seocheon");
		let keys = SessionKeys {
			aura: makes_blocks_with("SeocheonServer").public().into(),
			grandpa: votes_with("SeocheonServer").public().into(),
		};
		let owner = county.encode();
		let proof = (
			makes_blocks_with("SeocheonServer").generate_proof_of_possession(&owner),
			votes_with("SeocheonServer").generate_proof_of_possession(&owner),
		)
			.encode();
		let set_keys =
			|proof| pallet_session::Call::<Runtime>::set_keys { keys: keys.clone(), proof };
		// A thief of the proof cannot use it for an account of their own.
		let copied = province.send("Yesan", set_keys(proof.clone()));
		assert_eq!(why(copied), pallet_session::Error::<Runtime>::InvalidProof.into());
		province.does("Seocheon", set_keys(proof));

		province.decided(Calls::add { who: county.clone() });
		province.next_session();
		province.next_session();
		assert!(Session::validators().contains(&county));
		province.blocks(6);

		let withdraw = || Calls::withdraw_keys {};
		let early = province.send("Seocheon", withdraw());
		assert_eq!(why(early), pallet_validators::Error::<Runtime>::StillValidator.into());
		province.decided(Calls::remove { who: county.clone() });
		province.next_session();
		province.next_session();
		assert_eq!(Session::validators().len(), 4);
		province.does("Seocheon", withdraw());
	});
}

#[test]
fn after_a_theft_two_early_ends_make_the_stolen_keys_worthless() {
	story_on("local_testnet", |province| {
		let session = Session::current_index();
		province.decided(Calls::suspend { who: account("Dave") });
		assert_eq!(disabled(), [account("Dave")]);
		let owner = account("Dave").encode();
		let keys = SessionKeys {
			aura: makes_blocks_with("DavesNewServer").public().into(),
			grandpa: votes_with("DavesNewServer").public().into(),
		};
		let proof = (
			makes_blocks_with("DavesNewServer").generate_proof_of_possession(&owner),
			votes_with("DavesNewServer").generate_proof_of_possession(&owner),
		)
			.encode();
		let won = pallet_balances::Call::transfer_keep_alive {
			dest: account("Dave").into(),
			value: 1_000_000,
		};
		province.does("Alice", won);
		province.does("Dave", pallet_session::Call::<Runtime>::set_keys { keys, proof });
		for _ in 0..2 {
			province.decided(Calls::end_session {});
			province.next_block();
		}
		assert_eq!(Session::current_index(), session + 2);
		// GRANDPA takes over when the block is made.
		province.next_block();
		let new = AuthorityId::from_slice(votes_with("DavesNewServer").public().as_ref()).unwrap();
		let voters = chungnam_runtime::Grandpa::grandpa_authorities();
		assert!(voters.iter().any(|(voter, _)| *voter == new));
		province.decided(Calls::reinstate { who: account("Dave") });
		province.blocks(8);
	});
}

#[test]
fn no_signed_call_and_no_wrapper_changes_the_set() {
	story_on("local_testnet", |province| {
		let add = RuntimeCall::from(Calls::suspend { who: account("Alice") });
		let wrapped = [
			pallet_utility::Call::<Runtime>::batch_all { calls: vec![add.clone()] }.into(),
			RuntimeCall::from(pallet_utility::Call::<Runtime>::as_derivative {
				index: 0,
				call: Box::new(add.clone()),
			}),
			pallet_proxy::Call::<Runtime>::proxy {
				real: account("Bob").into(),
				force_proxy_type: None,
				call: Box::new(add.clone()),
			}
			.into(),
			pallet_multisig::Call::<Runtime>::as_multi_threshold_1 {
				other_signatories: vec![account("Charlie")],
				call: Box::new(add.clone()),
			}
			.into(),
			add,
		];
		for call in wrapped {
			let _ = province.send("Bob", call.clone());
			let origin = chungnam_runtime::RuntimeOrigin::signed(account("Bob"));
			let _ = call.dispatch(origin);
			assert!(disabled().is_empty());
			assert_eq!(suspension("Alice"), None);
		}
		assert_eq!(Validators::seats().len(), 4);
	});
}

#[test]
fn the_pulse_shows_what_an_operator_must_see() {
	story_on("local_testnet", |province| {
		let pulse = chungnam_runtime::operator_api::pulse().vitals;
		assert!(pulse.issuance > 0 && pulse.issuance <= pulse.reserve);
		assert_eq!((pulse.members, pulse.active, pulse.disabled, pulse.suspended), (4, 4, 0, 0));
		province.decided(Calls::suspend { who: account("Dave") });
		let pulse = chungnam_runtime::operator_api::pulse().vitals;
		assert_eq!((pulse.disabled, pulse.suspended), (1, 1));
	});
}
