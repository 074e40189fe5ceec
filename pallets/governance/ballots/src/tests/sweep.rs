// SPDX-License-Identifier: Apache-2.0

//! Votes are removed in steps.

use chungnam_testkit::MockHolders;
use frame_support::{dispatch::Pays, traits::Hooks, weights::Weight};

use super::*;
use crate::weights::Measured;

/// A final ballot with so many votes.
fn final_ballot(votes: u32) -> BallotId {
	let instrument = chungnam_primitives::InstrumentId(5);
	let holder = |number: u32| {
		let mut bytes = [200; 32];
		bytes[..4].copy_from_slice(&number.to_le_bytes());
		AccountId::new(bytes)
	};
	for number in 0..votes {
		MockHolders::issue(instrument, &Holder::Account(holder(number)), 1);
	}
	let classes = vec![class(Body::Holders(instrument))].try_into().unwrap();
	let ballot = open_now(BallotPlan { classes, ..plan() });
	for number in 0..votes {
		assert_ok!(Ballots::cast(signed(holder(number)), ballot, YES_VOTE));
	}
	finish(ballot);
	ballot
}

fn votes(ballot: BallotId) -> usize {
	Votes::<Test>::iter_prefix(ballot).count()
}

#[test]
fn anyone_removes_votes_in_steps_and_full_steps_are_free() {
	run(|| {
		let ballot = final_ballot(450);
		let sweep = |limit| Ballots::sweep(signed(account(60)), ballot, limit).unwrap();
		assert_eq!(sweep(1_000).pays_fee, Pays::No);
		assert_eq!(last_event(), Event::Swept { ballot, votes: 200, done: false });
		assert_eq!(votes(ballot), 250);
		let part = sweep(100);
		assert_eq!(
			(part.pays_fee, part.actual_weight),
			(Pays::Yes, Some(Measured::<Test>::sweep(100)))
		);
		assert_eq!(sweep(200).pays_fee, Pays::Yes);
		assert_eq!(last_event(), Event::Swept { ballot, votes: 150, done: true });
		assert_eq!((votes(ballot), Ballots::ballot(ballot)), (0, None));
		assert_noop!(Ballots::sweep(signed(account(60)), ballot, 1), Error::<Test>::NothingToSweep);
		assert_eq!(outcome(ballot).classes[0].yes, 450);
	});
}

#[test]
fn ballot_that_is_not_final_is_not_swept() {
	run(|| {
		let ballot = open_now(plan());
		vote(ballot, 1, YES_VOTE);
		let sweep = Ballots::sweep(signed(key(1)), ballot, 200);
		assert_noop!(sweep, Error::<Test>::NothingToSweep);
	});
}

#[test]
fn chain_removes_votes_where_blocks_have_room() {
	run(|| {
		let ballot = final_ballot(300);
		let idle = |left| <Ballots as Hooks<u64>>::on_idle(1, left);
		let step = Measured::<Test>::sweep;
		assert_eq!(idle(step(0) - Weight::from_parts(1, 0)), Weight::zero());
		assert_eq!(votes(ballot), 300);
		// Where there is room for it, choices to open and rounds to replay are looked for first.
		let look = |times| <Test as frame_system::Config>::DbWeight::get().reads(times);
		// Room for 60 is used for 50.
		assert_eq!(idle(step(60)), step(50) + look(1));
		assert_eq!(votes(ballot), 250);
		assert_eq!(idle(Weight::MAX), step(200) + look(2));
		assert_eq!(idle(Weight::MAX), step(50) + look(2));
		assert_eq!(Ballots::ballot(ballot), None);
		assert!(idle(Weight::MAX).ref_time() < step(0).ref_time());
	});
}

#[test]
fn other_ballots_keep_their_votes() {
	run(|| {
		let first = final_ballot(5);
		let running = open_now(plan());
		vote_all(running, 1..=3, YES_VOTE);
		assert_ok!(Ballots::sweep(signed(key(1)), first, 200));
		assert_eq!((votes(first), votes(running)), (0, 3));
	});
}
