// SPDX-License-Identifier: Apache-2.0

//! The replay accepts the trace of the count and no other.

use codec::{Decode, Encode};
use sp_runtime::BoundedVec;

use super::{ballots, list, random, Dice, Size, SMALL};
use crate::{
	equal_shares, Election, Fault, Listing, Reason, Replay, ReplayError, Round, TieRule, Trace,
	Utility, Verdict, Wrong, MAX_SUMS,
};

/// Replays a trace with all ballots at once.
pub fn judged(election: &Election, utility: Utility, ballots: &[Vec<u8>], trace: Trace) -> Verdict {
	let mut replay = match Replay::new(election, utility, ballots.len() as u32, trace).unwrap() {
		Ok(replay) => replay,
		Err(wrong) => return Verdict::Wrong(wrong),
	};
	loop {
		replay.walk(election, ballots.iter().map(Vec::as_slice)).unwrap();
		match replay.end_pass(election).unwrap() {
			Verdict::NextPass => {}
			verdict => return verdict,
		}
	}
}

/// A trace of some rounds.
fn trace(rounds: Vec<Round>) -> Trace {
	Trace { rounds: BoundedVec::try_from(rounds).unwrap() }
}

/// Ten voters, 100 won: seven want the first option, six the second, two the third.
fn town() -> (Election, Vec<Vec<u8>>) {
	let election = list(100, &[40, 40, 30], TieRule::Number);
	(election, ballots(&[(4, &[0]), (3, &[0, 1]), (1, &[1]), (2, &[1, 2])]))
}

#[test]
fn right_trace_names_the_winners() {
	let (election, ballots) = town();
	let trace = equal_shares(&election, Utility::Cost, &ballots).unwrap();
	let Verdict::Right(winners) = judged(&election, Utility::Cost, &ballots, trace) else {
		panic!("it is right")
	};
	assert_eq!(winners.numbers().collect::<Vec<_>>(), [0, 1]);
}

#[test]
fn wrong_trace_falls_at_its_first_wrong_sum() {
	let (election, ballots) = town();
	let right = equal_shares(&election, Utility::Cost, &ballots).unwrap();
	let rounds = right.rounds.to_vec();
	let wrong = |round, option, reason| Verdict::Wrong(Wrong { round, option, reason });
	let judge = |rounds| judged(&election, Utility::Cost, &ballots, trace(rounds));
	for at in [0, 1] {
		for change in [-1, 1] {
			let mut other = rounds.clone();
			other[at].price = other[at].price.checked_add_signed(change).unwrap();
			other[at].bound = other[at].bound.max(other[at].price);
			assert_eq!(judge(other), wrong(at as u16, at as u8, Reason::Price));
		}
		let mut other = rounds.clone();
		other[at].bound += 1;
		assert_eq!(judge(other), wrong(at as u16, at as u8, Reason::LeaderBound));
	}
	// The rounds stop too early.
	assert_eq!(judge(rounds[..1].to_vec()), wrong(1, 1, Reason::Payable));
	assert_eq!(judge(vec![]), wrong(0, 0, Reason::Payable));
	// The second wins first, at the price at which it could.
	let second = equal_shares(&list(100, &[100, 40, 30], TieRule::Number), Utility::Cost, &ballots)
		.unwrap()
		.rounds[0]
		.clone();
	assert_eq!(second.option, 1);
	assert_eq!(judge(vec![second]), wrong(0, 0, Reason::Passed));
}

#[test]
fn later_option_that_is_cheaper_is_found() {
	// By number the dear one comes first; it is not in the tie.
	let election = list(100, &[40, 40], TieRule::Number);
	let ballots = ballots(&[(5, &[0]), (6, &[1])]);
	let right = equal_shares(&election, Utility::Cost, &ballots).unwrap();
	assert_eq!(right.rounds.iter().map(|round| round.option).collect::<Vec<_>>(), [1, 0]);
	// The dear one first, at its right price and with its right bound.
	let alone = list(100, &[40, 100], TieRule::Number);
	let rounds = equal_shares(&alone, Utility::Cost, &ballots).unwrap().rounds.to_vec();
	assert_eq!(rounds[0].option, 0);
	let verdict = judged(&election, Utility::Cost, &ballots, trace(rounds));
	let wrong = Wrong { round: 0, option: 1, reason: Reason::Cheaper };
	assert_eq!(verdict, Verdict::Wrong(wrong));
}

#[test]
fn trace_that_no_ballots_can_make_right_is_refused_at_once() {
	let (election, ballots) = town();
	let right = equal_shares(&election, Utility::Cost, &ballots).unwrap().rounds.to_vec();
	let at_once = |rounds: Vec<Round>| {
		Replay::new(&election, Utility::Cost, ballots.len() as u32, trace(rounds))
			.unwrap()
			.expect_err("it is wrong")
	};
	let wrong = |round, option, reason| Wrong { round, option, reason };
	let changed = |change: fn(&mut Vec<Round>)| {
		let mut rounds = right.clone();
		change(&mut rounds);
		at_once(rounds)
	};
	assert_eq!(changed(|rounds| rounds[0].option = 3), wrong(0, 3, Reason::NotOpen));
	assert_eq!(changed(|rounds| rounds[0].leader = 3), wrong(0, 3, Reason::NotOpen));
	assert_eq!(changed(|rounds| rounds[1] = rounds[0].clone()), wrong(1, 0, Reason::NotOpen));
	assert_eq!(changed(|rounds| rounds[0].price = 0), wrong(0, 0, Reason::OutOfRange));
	assert_eq!(changed(|rounds| rounds[0].price = u128::MAX), wrong(0, 0, Reason::OutOfRange));
	assert_eq!(changed(|rounds| rounds[0].bound = u128::MAX), wrong(0, 0, Reason::OutOfRange));
	assert_eq!(
		changed(|rounds| rounds[1].price = rounds[1].bound + 1),
		wrong(1, 1, Reason::NotFirst)
	);
	assert_eq!(
		changed(|rounds| {
			rounds[0].option = 1;
			rounds[0].leader = 0;
		}),
		wrong(0, 1, Reason::NotFirst)
	);
}

#[test]
fn rounds_of_a_heading_stand_together() {
	let options = [0, 1].map(|heading| Listing { cost: 10, part_from: 0, heading });
	let election = Election::new(options.to_vec(), vec![10, 10], TieRule::Number).unwrap();
	let ballots = ballots(&[(2, &[0, 1])]);
	let right = equal_shares(&election, Utility::Count, &ballots).unwrap();
	let mut rounds = right.rounds.to_vec();
	assert_eq!(
		judged(&election, Utility::Count, &ballots, right.clone()),
		Verdict::Right(right.winners())
	);
	rounds.reverse();
	let wrong = Wrong { round: 1, option: 0, reason: Reason::NotOpen };
	assert_eq!(judged(&election, Utility::Count, &ballots, trace(rounds)), Verdict::Wrong(wrong));
}

/// Each change of a right trace is refused, or says the same: another leader with the same bound for a worth of one.
#[test]
fn changed_traces_are_refused() {
	let (mut refused, mut changes) = (0u32, [0u32; 8]);
	for seed in 0..30_000 {
		let mut dice = Dice::new(seed);
		let (election, ballots) = random(&mut dice, &SMALL);
		let utility = if dice.one_in(2) { Utility::Cost } else { Utility::Count };
		let right = equal_shares(&election, utility, &ballots).unwrap();
		let mut rounds = right.rounds.to_vec();
		let any = |dice: &mut Dice| dice.below(election.options().len() as u64) as u8;
		if rounds.is_empty() {
			continue;
		}
		let at = dice.below(rounds.len() as u64) as usize;
		let step = [1, 1, 1 << 30, 1 << 40][dice.below(4) as usize];
		let kind = dice.below(8) as usize;
		match kind {
			0 => rounds[at].price = rounds[at].price.saturating_sub(step),
			1 => rounds[at].price += step,
			2 => rounds[at].bound = rounds[at].bound.saturating_sub(step),
			3 => rounds[at].bound += step,
			4 => rounds[at].option = any(&mut dice),
			5 => rounds[at].leader = any(&mut dice),
			6 => drop(rounds.remove(at)),
			_ => {
				let other = dice.below(rounds.len() as u64) as usize;
				rounds.swap(at, other);
			}
		}
		let changed = trace(rounds);
		if changed == right {
			continue;
		}
		changes[kind] += 1;
		match judged(&election, utility, &ballots, changed.clone()) {
			Verdict::Wrong(_) => refused += 1,
			Verdict::Right(winners) => {
				assert_eq!(winners, right.winners(), "seed {seed}");
				for (one, other) in right.rounds.iter().zip(&changed.rounds) {
					assert_eq!((one.option, one.price), (other.option, other.price), "seed {seed}");
				}
			}
			Verdict::NextPass => unreachable!(),
		}
	}
	assert!(changes.iter().all(|times| *times > 500), "{changes:?}");
	assert!(refused > 15_000, "{refused}");
}

#[test]
fn missing_or_moved_vote_fells_a_trace() {
	let mut felled = 0;
	for seed in 0..5_000 {
		let mut dice = Dice::new(seed);
		let (election, mut ballots) = random(&mut dice, &SMALL);
		let trace = equal_shares(&election, Utility::Cost, &ballots).unwrap();
		let at = dice.below(ballots.len() as u64) as usize;
		ballots[at].clear();
		let again = equal_shares(&election, Utility::Cost, &ballots).unwrap();
		let verdict = judged(&election, Utility::Cost, &ballots, trace.clone());
		if again.winners() == trace.winners() {
			continue;
		}
		assert!(matches!(verdict, Verdict::Wrong(_)), "seed {seed}");
		felled += 1;
	}
	assert!(felled > 500, "{felled}");
}

/// More options than the sums of one pass have room for: steps of any size, stored between them, say the same.
#[test]
fn replay_needs_no_more_than_its_stored_state() {
	let size = Size { voters: 60, options: 256, headings: 3, cost: 300, budget: 9_000 };
	let mut passes = 0;
	for seed in 0..12 {
		let mut dice = Dice::new(seed);
		let (election, ballots) = random(&mut dice, &size);
		let right = equal_shares(&election, Utility::Cost, &ballots).unwrap();
		let mut replay = Replay::new(&election, Utility::Cost, ballots.len() as u32, right.clone())
			.unwrap()
			.unwrap();
		loop {
			let mut next = 0;
			while replay.remaining() > 0 {
				let many = dice.between(1, replay.remaining().into()) as usize;
				let some = ballots[next..next + many].iter().map(Vec::as_slice);
				replay.walk(&election, some).unwrap();
				next += many;
				replay = Replay::decode(&mut &replay.encode()[..]).unwrap();
			}
			passes += 1;
			match replay.end_pass(&election).unwrap() {
				Verdict::NextPass => assert_eq!(replay.remaining(), ballots.len() as u32),
				verdict => break assert_eq!(verdict, Verdict::Right(right.winners())),
			}
		}
	}
	assert!(passes > 24, "{passes} passes of {MAX_SUMS} sums");
}

#[test]
fn replay_counts_the_ballots() {
	let (election, ballots) = town();
	let right = equal_shares(&election, Utility::Cost, &ballots).unwrap();
	let mut replay = Replay::new(&election, Utility::Cost, 10, right).unwrap().unwrap();
	replay.walk(&election, ballots[..9].iter().map(Vec::as_slice)).unwrap();
	assert_eq!(replay.end_pass(&election), Err(ReplayError::Voters));
	assert_eq!(replay.remaining(), 1);
	// A step that fails changes nothing.
	let before = replay.clone();
	let two = [&[0][..], &[1]];
	assert_eq!(replay.walk(&election, two), Err(ReplayError::Voters));
	let unsorted = [&[1, 0][..]];
	let fault = ReplayError::Fault(Fault::NotAscending(0));
	assert_eq!(replay.walk(&election, unsorted), Err(fault));
	assert_eq!(replay, before);
}
