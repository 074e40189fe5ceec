// SPDX-License-Identifier: Apache-2.0

//! Equal Shares: a trace is handed in, replayed over the votes, and decides; or greedy does, 14 days after the close.

use chungnam_count::{
	complete, equal_shares, Completion, Election, Listing, Round, TieRule, Trace, Utility,
};
use chungnam_ports::{Source, Sources as _, Ties, MAX_COUNTING, MAX_LIFE, MAX_OUTAGE, MAX_SHIFT};
use chungnam_primitives::{FieldSet, InstrumentId};
use chungnam_testkit::{Dice, MockSources};
use frame_support::{
	dispatch::Pays,
	traits::{fungible::Mutate as _, Hooks},
	weights::Weight,
};

use super::*;
use crate::mock::{Balances, RuntimeHoldReason};

const COUNTER: AccountId = account(103);
const RULE: Rule =
	Rule::EqualShares { ties: Ties::Number, utility: Utility::Cost, completion: Completion::None };

fn approval() -> Question {
	Question::Approval { least: 1, most: 5, per_heading: false }
}

/// Costs 60, 40 and 40 of 100 won.
pub fn shares_plan() -> BallotPlan {
	let option = |cost| Candidate { cost, part_from: 0, heading: 0 };
	BallotPlan {
		options: vec![option(60), option(40), option(40)].try_into().unwrap(),
		headings: vec![100].try_into().unwrap(),
		contest: HOURS,
		..list_plan(approval(), RULE)
	}
}

/// Nine voters for options 0 and 1, four for 2, one for none.
pub fn cast_all(ballot: BallotId) {
	vote_all(ballot, 1..=9, picks(&[0, 1]));
	vote(ballot, 10, Choice::Blank);
	vote_all(ballot, 11..=14, picks(&[2]));
}

/// A ballot that waits for a trace.
pub fn awaiting() -> BallotId {
	let ballot = open_now(shares_plan());
	cast_all(ballot);
	pass(HOURS);
	assert!(matches!(phase(ballot), Phase::Counting { .. }));
	ballot
}

fn phase(ballot: BallotId) -> Phase {
	Ballots::ballot(ballot).expect("it is there").ballot.phase
}

/// The ballots that count, as a program reads them from the state.
fn read(ballot: BallotId) -> Vec<Vec<u8>> {
	let own = Ballots::ballot(ballot).unwrap().ballot;
	let votes =
		Votes::<Test>::iter_prefix_values(ballot).filter(|vote| !own.is_struck(vote.source));
	let picks = votes.map(|vote| match vote.choice {
		Choice::Picks(picks) => picks.into_inner(),
		_ => vec![],
	});
	picks.collect()
}

fn election(ballot: BallotId, ties: TieRule) -> Election {
	let List { options, headings } = Ballots::list(ballot);
	let listing = |own: &Candidate| Listing {
		cost: own.cost,
		part_from: own.part_from,
		heading: own.heading,
	};
	Election::new(options.iter().map(listing).collect(), headings.to_vec(), ties).unwrap()
}

pub fn right_trace(ballot: BallotId) -> Trace {
	let election = election(ballot, TieRule::Number);
	equal_shares(&election, Utility::Cost, &read(ballot)).unwrap()
}

/// A trace of the right shape with a price that is one unit too high.
pub fn wrong_trace(ballot: BallotId) -> Trace {
	let mut trace = right_trace(ballot);
	trace.rounds[0].price += 1;
	trace.rounds[0].bound += 1;
	trace
}

/// Gives the submitter won for three bonds.
pub fn fund() {
	Balances::mint_into(&COUNTER, 3 * TRACE_BOND).unwrap();
}

fn held(who: &AccountId) -> u128 {
	use frame_support::traits::fungible::InspectHold;
	Balances::balance_on_hold(&RuntimeHoldReason::from(HoldReason::Trace), who)
}

/// Hands a trace in.
pub fn submit(ballot: BallotId, trace: Trace) -> frame_support::dispatch::DispatchResult {
	Ballots::submit_trace(signed(COUNTER), ballot, trace)
}

/// Replays to the end, so many votes a call. Returns how many calls it took.
pub fn replay_all(ballot: BallotId, limit: u32) -> u32 {
	let mut calls = 0;
	while Replays::<Test>::contains_key(ballot) {
		assert_ok!(Ballots::replay(signed(key(1)), ballot, limit));
		calls += 1;
	}
	calls
}

fn winners(ballot: BallotId) -> Vec<u8> {
	Outcomes::<Test>::get(ballot).expect("it was counted").winners.iter().collect()
}

#[test]
fn right_trace_decides_and_the_bond_is_free_again() {
	run(|| {
		fund();
		let ballot = awaiting();
		assert_ok!(submit(ballot, right_trace(ballot)));
		assert_eq!(held(&COUNTER), TRACE_BOND);
		assert_eq!(replay_all(ballot, 5), 3);
		let events = events();
		let [.., judged, closed] = &events[..] else { panic!("two events") };
		let (who, fate) = (COUNTER, Fate::Right);
		assert_eq!(judged, &Event::TraceJudged { ballot, who, fate });
		assert!(matches!(closed, Event::Closed { final_at, .. } if *final_at == now() + HOURS));
		assert_eq!(held(&COUNTER), 0);
		// A purse is 100 / 14 won: nine can pay 60 together, and four cannot pay 40.
		assert_eq!(winners(ballot), [0]);
		assert_eq!(<Ballots as chungnam_ports::Ballots>::outcome(ballot), None);
		pass(HOURS);
		let heard = MockBallotUser::take_heard();
		assert_eq!(heard, [(BallotUser::Referendum(1), ballot, outcome(ballot))]);
	});
}

#[test]
fn wrong_trace_falls_at_its_first_round() {
	run(|| {
		fund();
		let ballot = awaiting();
		assert_ok!(submit(ballot, wrong_trace(ballot)));
		replay_all(ballot, 500);
		let Event::TraceJudged { fate: Fate::Wrong(wrong), .. } = last_event() else {
			panic!("it was not judged")
		};
		assert_eq!((wrong.round, wrong.option), (0, 0));
		assert_eq!(held(&COUNTER), 0);
		let router: AccountId = MockSources::account_of(Source::Slashes);
		assert_eq!(Balances::free_balance(router), TRACE_BOND);
		// Another can be handed in.
		assert!(matches!(phase(ballot), Phase::Counting { .. }));
		assert_ok!(submit(ballot, right_trace(ballot)));
		replay_all(ballot, 500);
		assert_eq!(winners(ballot), [0]);
	});
}

#[test]
fn greedy_decides_when_no_trace_was_right_in_time() {
	run(|| {
		fund();
		let ballot = awaiting();
		let until = now() + MAX_COUNTING;
		assert_eq!(Ballots::ballot(ballot).unwrap().final_at, until + HOURS);
		assert_ok!(submit(ballot, right_trace(ballot)));
		next_block::<Test>(until);
		assert_noop!(submit(ballot, right_trace(ballot)), Error::<Test>::TooLate);
		let late = Ballots::replay(signed(key(1)), ballot, 500);
		assert_eq!(late.map_err(|why| why.error), Err(Error::<Test>::TooLate.into()));
		next_block::<Test>(until);
		// What was handed in and not replayed is dropped.
		assert_eq!((winners(ballot), held(&COUNTER)), (vec![0, 1], 0));
		assert!(matches!(phase(ballot), Phase::Closed { .. }));
		pass(HOURS);
		assert_eq!(MockBallotUser::take_heard().len(), 1);
	});
}

#[test]
fn outcome_without_a_trace_does_not_wait_for_the_clock() {
	run(|| {
		let ballot = open_now(shares_plan());
		cast_all(ballot);
		let final_at = Ballots::ballot(ballot).unwrap().final_at;
		pass(HOURS);
		at::<Test>(final_at - 1);
		assert_eq!(<Ballots as chungnam_ports::Ballots>::outcome(ballot), None);
		at::<Test>(final_at);
		let early = outcome(ballot);
		pass(0);
		pass(0);
		assert_eq!(outcome(ballot), early);
		assert_eq!(early.winners.iter().collect::<Vec<_>>(), [0, 1]);
	});
}

#[test]
fn paper_of_a_struck_office_is_not_walked() {
	run(|| {
		fund();
		let ballot = open_now(shares_plan());
		vote_all(ballot, 1..=2, picks(&[0]));
		for person in 3..=5 {
			assert_ok!(paper(ballot, person, picks(&[1])));
		}
		vote_all(ballot, 11..=12, picks(&[2]));
		assert_ok!(Ballots::strike(committee(), ballot, BORYEONG));
		pass(HOURS);
		assert_eq!(read(ballot).len(), 4);
		assert_ok!(submit(ballot, right_trace(ballot)));
		replay_all(ballot, 2);
		// Two of four voters hold 50 won: enough for 40, and not for 60.
		assert_eq!(winners(ballot), [2]);
	});
}

#[test]
fn ballot_without_a_voter_or_below_its_quorum_waits_for_no_trace() {
	run(|| {
		let nobody = open(shares_plan());
		let class = Class { quorum_bp: 5_000, ..class(Body::Province) };
		let classes = vec![class].try_into().unwrap();
		let few = open(BallotPlan { classes, ..shares_plan() });
		pass(HOURS);
		vote(few, 1, picks(&[0]));
		pass(HOURS);
		assert_eq!(winners(nobody), [0u8; 0]);
		let verdict = |ballot| Outcomes::<Test>::get(ballot).expect("it was counted").verdict;
		assert_eq!((verdict(nobody), verdict(few)), (Verdict::Chosen, Verdict::NoQuorum));
	});
}

#[test]
fn trace_is_refused_where_none_is_awaited() {
	run(|| {
		fund();
		let empty = Trace::default;
		assert_noop!(submit(BallotId(9), empty()), Error::<Test>::BallotNotFound);
		let ballot = open_now(shares_plan());
		assert_noop!(submit(ballot, empty()), Error::<Test>::NotCounting);
		let early = Ballots::replay(signed(key(1)), ballot, 1).map_err(|why| why.error);
		assert_eq!(early, Err(Error::<Test>::NotCounting.into()));
		cast_all(ballot);
		pass(HOURS);
		let idle = Ballots::replay(signed(key(1)), ballot, 1).map_err(|why| why.error);
		assert_eq!(idle, Err(Error::<Test>::NothingToReplay.into()));
		// An option that is not on the list.
		let round = Round { option: 9, price: 1, leader: 9, bound: 1 };
		let off = Trace { rounds: vec![round].try_into().unwrap() };
		assert_noop!(submit(ballot, off), Error::<Test>::TraceUnsound);
		assert_ok!(submit(ballot, right_trace(ballot)));
		assert_noop!(submit(ballot, right_trace(ballot)), Error::<Test>::ReplayUnderWay);
	});
}

#[test]
fn trace_without_a_bond_is_refused() {
	run(|| {
		let ballot = awaiting();
		assert!(submit(ballot, right_trace(ballot)).is_err());
		assert!(!Replays::<Test>::contains_key(ballot));
	});
}

#[test]
fn step_of_fewer_votes_than_fit_is_paid() {
	run(|| {
		fund();
		let ballot = awaiting();
		assert_ok!(submit(ballot, right_trace(ballot)));
		let step = Ballots::replay(signed(key(1)), ballot, 3).unwrap();
		assert_eq!(step.pays_fee, Pays::Yes);
		assert_eq!(last_event(), Event::Replayed { ballot, votes: 3 });
		let actual = step.actual_weight.unwrap();
		assert!(actual.all_lte(Pallet::<Test>::replay_weight(3)));
	});
}

#[test]
fn replay_goes_on_where_blocks_have_room() {
	run(|| {
		fund();
		let ballot = awaiting();
		assert_ok!(submit(ballot, right_trace(ballot)));
		let number = frame_system::Pallet::<Test>::block_number();
		let little = Ballots::on_idle(number, Pallet::<Test>::replay_weight(1));
		assert!(Replays::<Test>::contains_key(ballot));
		assert!(little.all_lte(Pallet::<Test>::replay_weight(1)));
		let none = Ballots::on_idle(number, Weight::from_parts(1, 0));
		assert_eq!(none, Weight::zero());
		Ballots::on_idle(number, Weight::MAX);
		assert_eq!(winners(ballot), [0]);
	});
}

#[test]
fn annulled_ballot_drops_its_replay() {
	run(|| {
		fund();
		let ballot = awaiting();
		assert_ok!(submit(ballot, right_trace(ballot)));
		assert_ok!(Ballots::annul(committee(), ballot, H256::zero()));
		assert_eq!(held(&COUNTER), 0);
		assert!(!Replays::<Test>::contains_key(ballot));
		pass(0);
		assert_eq!(outcome(ballot).verdict, Verdict::Annulled(H256::zero()));
	});
}

#[test]
fn completion_goes_on_with_what_shares_leave() {
	run(|| {
		fund();
		let completion = Completion::Greedy;
		let rule = Rule::EqualShares { ties: Ties::Number, utility: Utility::Cost, completion };
		let ballot = open_now(BallotPlan { rule, ..shares_plan() });
		cast_all(ballot);
		pass(HOURS);
		assert_ok!(submit(ballot, right_trace(ballot)));
		replay_all(ballot, 500);
		assert_eq!(winners(ballot), [0, 1]);
	});
}

#[test]
fn plan_of_shares_has_one_class_of_people_and_costs_that_count() {
	run(|| {
		let refused = |plan, why: Error<Test>| {
			assert_noop!(Ballots::open(BallotUser::Round(1), plan), why);
		};
		let halves = [Body::Province, Body::Seats(FieldSet::ALL)];
		let half = |body| Class { weight_bp: 5_000, ..class(body) };
		let classes = halves.map(half).to_vec().try_into().unwrap();
		refused(BallotPlan { classes, ..shares_plan() }, Error::OneClassOnly);
		let classes = vec![class(Body::Holders(InstrumentId(1)))].try_into().unwrap();
		refused(BallotPlan { classes, ..shares_plan() }, Error::RuleMismatch);
		refused(BallotPlan { question: Question::YesNo, ..plan_of(RULE) }, Error::RuleMismatch);
		for rule in [RULE, Rule::Greedy { ties: Ties::Number }] {
			let option = |cost| Candidate { cost, part_from: 0, heading: 0 };
			for cost in [0, 1 << 44] {
				let options = vec![option(cost)].try_into().unwrap();
				let plan = BallotPlan { options, rule: rule.clone(), ..shares_plan() };
				refused(plan, Error::OptionUnsound);
			}
			let headings = vec![1 << 44].try_into().unwrap();
			let plan = BallotPlan { headings, rule, ..shares_plan() };
			refused(plan, Error::OptionUnsound);
		}
		let last = now() + MAX_LIFE - MAX_SHIFT - MAX_OUTAGE - MAX_COUNTING - HOURS;
		let until = |closes| BallotPlan { closes, ..shares_plan() };
		refused(until(last + 1), Error::MaxLifeExceeded);
		open(until(last));
	});
}

/// A plan without a list, by this rule.
fn plan_of(rule: Rule) -> BallotPlan {
	BallotPlan { rule, ..plan() }
}

/// A list with costs that tie and fit often, of two headings, counted by a random form of the rule.
fn random_plan(dice: &mut Dice) -> (BallotPlan, TieRule, Utility, Completion) {
	let options: Vec<_> = (0..1 + dice.below(6))
		.map(|_| {
			let cost = 1 + dice.below(12);
			Candidate { cost, part_from: dice.below(cost + 1), heading: dice.below(2) as u8 }
		})
		.collect();
	let headings: Vec<_> = (0..2).map(|_| dice.below(40)).collect();
	let (ties, own) = match dice.below(2) {
		0 => (Ties::Number, TieRule::Number),
		_ => (Ties::CheaperThenNumber, TieRule::Cheaper),
	};
	let utility = if dice.one_in(2) { Utility::Cost } else { Utility::Count };
	let completion = if dice.one_in(2) { Completion::None } else { Completion::Greedy };
	let plan = BallotPlan {
		options: options.try_into().unwrap(),
		headings: headings.try_into().unwrap(),
		opens: now(),
		closes: now() + MINUTES,
		contest: 0,
		..list_plan(approval(), Rule::EqualShares { ties, utility, completion })
	};
	(plan, own, utility, completion)
}

#[test]
fn chain_decides_what_the_program_counts() {
	let (steps, seed) = chungnam_testkit::steps_and_seed("SHARES", 300);
	run(|| {
		fund();
		let mut dice = Dice::new(seed);
		for _ in 0..steps {
			let (plan, ties, utility, completion) = random_plan(&mut dice);
			let options = plan.options.len() as u64;
			let ballot = open(plan);
			for person in 1..=1 + dice.below(14) {
				let picked: Vec<_> =
					(0..options as u8).filter(|_| dice.one_in(2)).take(5).collect();
				let choice = if picked.is_empty() { Choice::Blank } else { picks(&picked) };
				vote(ballot, person as u32, choice);
			}
			next_block::<Test>(now() + MINUTES);
			next_block::<Test>(now());
			let (ballots, election) = (read(ballot), election(ballot, ties));
			let trace = equal_shares(&election, utility, &ballots).unwrap();
			let approvals = chungnam_count::approvals(&election, &ballots).unwrap();
			let counted = complete(&election, &trace, completion, &approvals).unwrap();
			assert_ok!(submit(ballot, trace));
			replay_all(ballot, 1 + dice.below(20) as u32);
			let mut expected: Vec<_> = counted.winners.numbers().collect();
			expected.extend(counted.parts.iter().map(|part| part.number));
			expected.sort_unstable();
			if approvals.iter().all(|count| *count == 0) {
				expected.clear();
			}
			assert_eq!(winners(ballot), expected);
			chungnam_testkit::assert_sound::<Test>();
			next_block::<Test>(now());
			assert_ok!(Ballots::sweep(signed(key(1)), ballot, 200));
			frame_system::Pallet::<Test>::reset_events();
		}
		assert_eq!(held(&COUNTER), 0);
	});
}
