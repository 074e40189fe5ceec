// SPDX-License-Identifier: Apache-2.0

//! Lists: the chain knows a root, anyone brings an entry with its proof, and only the person it names is paid.

use super::*;
use chungnam_primitives::{PersonId, ProgrammeId};

const LINES: [(PersonId, Won); 5] =
	[(KIM_ID, 1_000), (LEE_ID, 2_000), (KIM_ID, 3_000), (PARK_ID, 4_000), (GUEST_ID, 5_000)];

/// An open list of five entries.
fn listed() -> (ProgrammeId, Tree) {
	let tree = Tree::new(LIST, &LINES);
	let number = open(Plan::List(tree.plan()));
	(number, tree)
}

fn claim(number: ProgrammeId, entry: ListEntry, proof: Proof) -> DispatchResult {
	VoucherDrops::claim_listed(signed(STRANGER), number, entry, proof)
}

#[test]
fn every_entry_is_paid_once_to_the_person_it_names() {
	ExtBuilder::default().build_and_execute(|| {
		let (number, tree) = listed();
		for index in [4, 0, 2, 1, 3] {
			assert_ok!(tree.claim(number, index));
			assert_noop!(tree.claim(number, index), Error::<Test>::AlreadyClaimed);
		}
		let (index, person) = (3, PARK_ID);
		let event = Event::ListClaimed { programme: number, index, person, amount: 4_000 };
		assert_eq!(last_event(), event);
		let given = [KIM_ID, LEE_ID, PARK_ID, GUEST_ID].map(Currency::given_to);
		assert_eq!(given, [4_000, 2_000, 4_000, 5_000]);
		assert_eq!(Tallies::<Test>::get(number), Tally { claims: 5, amount: 15_000 });
	});
}

#[test]
fn whatever_is_changed_in_an_entry_or_its_proof_does_not_stand_in_the_list() {
	ExtBuilder::default().build_and_execute(|| {
		let (number, tree) = listed();
		let (entry, proof) = (tree.entries[1].clone(), tree.proof(1));
		let wrong = [
			ListEntry { index: 2, ..entry.clone() },
			ListEntry { index: 5, ..entry.clone() },
			// The same bits below the depth of the tree.
			ListEntry { index: 1 + 8, ..entry.clone() },
			ListEntry { person: KIM_ID, ..entry.clone() },
			ListEntry { amount: 2_001, ..entry.clone() },
			ListEntry { salt: [0; 32], ..entry.clone() },
		];
		for other in wrong {
			assert_noop!(claim(number, other, proof.clone()), Error::<Test>::ProofInvalid);
		}
		let mut shorter = proof.clone();
		shorter.pop();
		assert_noop!(claim(number, entry.clone(), shorter), Error::<Test>::ProofInvalid);
		let mut longer = proof.clone();
		longer.try_push([0; 32]).unwrap();
		assert_noop!(claim(number, entry.clone(), longer), Error::<Test>::ProofInvalid);
		assert_noop!(claim(number, entry.clone(), tree.proof(0)), Error::<Test>::ProofInvalid);
		assert_ok!(claim(number, entry, proof));
	});
}

#[test]
fn a_proof_of_another_list_or_chain_is_refused() {
	ExtBuilder::default().build_and_execute(|| {
		let (_, tree) = listed();
		// The same root under another name proves nothing, for the leaves name theirs.
		let second = open(Plan::List(ListPlan { name: [1; 32], ..tree.plan() }));
		assert_noop!(tree.claim(second, 0), Error::<Test>::ProofInvalid);
		let elsewhere = sp_core::H256::repeat_byte(1);
		let entry = &tree.entries[0];
		assert_ne!(leaf(&elsewhere, &LIST, entry), leaf(&System::block_hash(0), &LIST, entry));
	});
}

#[test]
fn list_is_worth_as_much_when_another_programme_is_created_first() {
	ExtBuilder::default().build_and_execute(|| {
		let tree = Tree::new(LIST, &LINES);
		create(weekly());
		create(weekly());
		let number = open(Plan::List(tree.plan()));
		assert_ok!(tree.claim(number, 3));
		assert_eq!(Currency::given_to(PARK_ID), 4_000);
	});
}

#[test]
fn a_node_does_not_pass_for_a_leaf() {
	let hash = [7; 32];
	// Nodes and leaves begin with different bytes, and a leaf's preimage is longer than two hashes.
	let entry = ListEntry { index: 0, person: PersonId(0), amount: 0, salt: [0; 32] };
	let preimage = codec::Encode::encode(&(0u8, LEAF_DOMAIN, hash, LIST, &entry));
	assert_eq!(preimage.len(), 1 + 18 + 32 + 32 + 4 + 4 + 16 + 32);
	assert_ne!(node(&hash, &hash), sp_io::hashing::blake2_256(&[hash, hash].concat()));
}

#[test]
fn a_list_maker_builds_these_bytes() {
	let genesis = sp_core::H256::repeat_byte(0xAB);
	let entry = ListEntry { index: 3, person: PersonId(4), amount: 5, salt: [6; 32] };
	let mut bytes = vec![0];
	bytes.extend(b"chungnam/list-leaf");
	bytes.extend([0xAB; 32]);
	bytes.extend([2; 32]); // the name of the list
	bytes.extend([3, 0, 0, 0]); // the index
	bytes.extend([4, 0, 0, 0]); // the person
	bytes.extend([5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]); // won
	bytes.extend([6; 32]); // the salt
	let hash = sp_io::hashing::blake2_256;
	assert_eq!(leaf(&genesis, &[2; 32], &entry), hash(&bytes));
	let above = [vec![1], vec![8; 32], vec![9; 32]].concat();
	assert_eq!(node(&[8; 32], &[9; 32]), hash(&above));
}

#[test]
fn trees_are_as_deep_as_their_entries_ask() {
	let depths = [(1, 0), (2, 1), (3, 2), (4, 2), (5, 3), (256, 8), (257, 9), (MAX_ENTRIES, 24)];
	for (entries, depth) in depths {
		assert_eq!(depth_of(entries), depth, "{entries} entries");
	}
}

#[test]
fn a_list_of_one_entry_is_its_leaf() {
	ExtBuilder::default().build_and_execute(|| {
		let tree = Tree::new(LIST, &[(KIM_ID, 1_000)]);
		let number = open(Plan::List(tree.plan()));
		assert!(tree.proof(0).is_empty());
		assert_ok!(tree.claim(number, 0));
	});
}

#[test]
fn more_than_256_entries_have_a_second_chunk_of_marks() {
	ExtBuilder::default().build_and_execute(|| {
		let lines: Vec<_> = (0..300).map(|_| (KIM_ID, 10)).collect();
		let tree = Tree::new(LIST, &lines);
		let number = open(Plan::List(tree.plan()));
		for index in [0, 255, 256, 299] {
			assert_ok!(tree.claim(number, index));
			assert_noop!(tree.claim(number, index), Error::<Test>::AlreadyClaimed);
		}
		assert_eq!(ListClaims::<Test>::iter_prefix(number).count(), 2);
	});
}

#[test]
fn claims_never_exceed_the_total() {
	ExtBuilder::default().build_and_execute(|| {
		let tree = Tree::new(LIST, &LINES);
		let number = open(Plan::List(ListPlan { total: 9_000, ..tree.plan() }));
		assert_ok!(tree.claim(number, 4));
		assert_ok!(tree.claim(number, 3));
		assert_noop!(tree.claim(number, 0), Error::<Test>::BudgetExhausted);
	});
}

#[test]
fn the_frozen_are_paid_and_the_dead_are_not() {
	use chungnam_ports::Standing;
	ExtBuilder::default().build_and_execute(|| {
		let (number, tree) = listed();
		MockRegistry::set_standing(KIM_ID, Standing::Frozen);
		MockRegistry::set_standing(LEE_ID, Standing::Deceased);
		assert_ok!(tree.claim(number, 0));
		assert_noop!(tree.claim(number, 1), Error::<Test>::PersonDeceased);
	});
}

#[test]
fn entries_of_nobody_and_of_nothing_are_refused() {
	ExtBuilder::default().build_and_execute(|| {
		let tree = Tree::new(LIST, &[(PersonId(77), 5), (KIM_ID, 0)]);
		let number = open(Plan::List(tree.plan()));
		assert_noop!(tree.claim(number, 0), Error::<Test>::NotRegistered);
		assert_noop!(tree.claim(number, 1), Error::<Test>::ZeroAmount);
	});
}

#[test]
fn a_list_is_open_in_its_window() {
	ExtBuilder::default().build_and_execute(|| {
		let tree = Tree::new(LIST, &LINES);
		let number = create(Plan::List(tree.plan()));
		let cohort = create(weekly());
		assert_noop!(tree.claim(cohort, 0), Error::<Test>::WrongKind);
		assert_noop!(tree.claim(number, 0), Error::<Test>::NotOpen);
		at(tree.plan().window.closes);
		assert_noop!(tree.claim(number, 0), Error::<Test>::TooLate);
		let unsound = [
			ListPlan { entries: 0, ..tree.plan() },
			ListPlan { entries: MAX_ENTRIES + 1, ..tree.plan() },
			ListPlan { total: 0, ..tree.plan() },
		];
		for plan in unsound {
			assert_noop!(try_create(Plan::List(plan)), Error::<Test>::PlanUnsound);
		}
	});
}
