// SPDX-License-Identifier: Apache-2.0

//! A vote of the province: free of charge, once a person, changed until the close, counted by the clock.

mod driver;

use chungnam_count::{equal_shares, Completion, Trace, Utility};
use chungnam_ports::{
	Answer, BallotPlan, BallotUser, Ballots as _, Body, Candidate, Choice, Class, Method, Question,
	Rule, Source, Sources as _, Ties, Verdict, ALL_BP,
};
use chungnam_primitives::{BallotId, PersonId, RegionSet, Scope, ScopeSet, ZoneId, MINUTES};
use chungnam_runtime::{Balances, Ballots, FundRouter, Runtime, RuntimeCall};
use driver::{account, cast, town_story, why, People, Province};
use pallet_ballots::{election_of, Call as Votes, Error, Refusal, ResultView, KEYS, TRACE_BOND};
use sp_core::H256;

const CHEONGYANG: u8 = 12;
const BORYEONG: u8 = 3;

fn open(province: &Province) -> BallotId {
	let plan = province.question(Method::Open);
	Ballots::open(BallotUser::Referendum(0), plan).expect("the plan is sound")
}

#[test]
fn residents_vote_free_of_charge_and_the_clock_counts() {
	town_story(|province| {
		let ballot = open(province);
		let before = province.won("Alice");
		province.sleep(MINUTES);
		province.does("Alice", cast(ballot, Answer::No));
		province.does("Alice", cast(ballot, Answer::Yes));
		// Bob has no won at all.
		province.does("Bob", cast(ballot, Answer::Yes));
		province.does("Charlie", cast(ballot, Answer::No));
		assert_eq!(province.won("Alice"), before);
		assert_eq!(Ballots::result(ballot), Err(Refusal::CountHidden));
		let early = Ballots::outcome(ballot);
		assert_eq!(early, None);
		for _ in 0..4 {
			province.sleep(2 * MINUTES);
			province.catch_up();
		}
		let outcome = Ballots::outcome(ballot).expect("it is final");
		assert_eq!(outcome.verdict, Verdict::Passed);
		let total = outcome.classes[0];
		assert_eq!((total.heads, total.voted, total.yes, total.no), (7, 3, 2, 1));
		assert_eq!(Ballots::result(ballot), Ok(ResultView::Final(outcome)));
		// The blocks removed the votes by themselves.
		province.blocks(2);
		assert_eq!(Ballots::ballot(ballot), None);
	});
}

#[test]
fn mover_votes_where_counted_and_a_card_at_the_counter() {
	town_story(|province| {
		let (bob, grandma) = (province.person("Bob").unwrap(), province.person("Grandma").unwrap());
		let offices = [Scope::People, Scope::Ballots];
		province.decided(People::appoint_attester {
			who: account("Cheongyang"),
			regions: RegionSet::of(&[CHEONGYANG, BORYEONG]),
			scopes: ScopeSet::of(&offices),
		});
		let in_region = |region| Class {
			body: Body::Regions(RegionSet::of(&[region])),
			weight_bp: ALL_BP,
			quorum_bp: 0,
		};
		let open_in = |province: &Province, region| {
			let classes = vec![in_region(region)].try_into().unwrap();
			let plan = BallotPlan { classes, ..province.question(Method::Open) };
			Ballots::open(BallotUser::Referendum(0), plan).unwrap()
		};
		let (here, there) = (open_in(province, CHEONGYANG), open_in(province, BORYEONG));
		let zone = ZoneId::new(BORYEONG, 0);
		province.does("Cheongyang", People::move_house { person: bob, zone });
		province.sleep(MINUTES);
		province.does("Bob", cast(here, Answer::Yes));
		let elsewhere = why(province.send("Bob", cast(there, Answer::Yes)));
		assert_eq!(elsewhere, Error::<Runtime>::CountedElsewhere.into());

		let by_card = why(province.send("GrandmaCard", cast(here, Answer::No)));
		assert_eq!(by_card, Error::<Runtime>::CardNeedsKiosk.into());
		let sheet = H256::repeat_byte(7);
		let choice = Choice::Vote(Answer::No);
		let kiosk = Votes::cast_for { ballot: here, person: grandma, choice, sheet };
		province.does("Cheongyang", kiosk.clone());
		let twice = why(province.send("Cheongyang", kiosk));
		assert_eq!(twice, Error::<Runtime>::PaperEntered.into());
		// At home, with a phone, the key counts.
		province.does("Grandma", cast(here, Answer::Yes));
		let vote = Ballots::my_vote(grandma, here).unwrap();
		assert_eq!((vote.source, vote.choice), (KEYS, Choice::Vote(Answer::Yes)));
	});
}

#[test]
fn wrapped_cast_pays_and_counts_once() {
	town_story(|province| {
		let ballot = open(province);
		province.sleep(MINUTES);
		let calls: Vec<RuntimeCall> =
			[Answer::Yes, Answer::No].map(|answer| cast(ballot, answer).into()).to_vec();
		let before = province.won("Alice");
		province.does("Alice", pallet_utility::Call::batch_all { calls });
		assert!(province.won("Alice") < before, "a batch pays");
		let alice: PersonId = province.person("Alice").unwrap();
		let vote = Ballots::my_vote(alice, ballot).unwrap();
		assert_eq!(vote.choice, Choice::Vote(Answer::No));
		assert_eq!(pallet_ballots::Votes::<Runtime>::iter_prefix(ballot).count(), 1);
	});
}

/// What a program counts from the votes in the state.
fn count(ballot: BallotId) -> Trace {
	let list = Ballots::list(ballot);
	let election = election_of(&list.options, &list.headings, Ties::Number).unwrap();
	let votes = pallet_ballots::Votes::<Runtime>::iter_prefix_values(ballot);
	let picks = votes.map(|vote| match vote.choice {
		Choice::Picks(picks) => picks.into_inner(),
		_ => vec![],
	});
	equal_shares(&election, Utility::Cost, &picks.collect::<Vec<_>>()).unwrap()
}

#[test]
fn budget_is_counted_by_shares_and_a_false_count_costs_a_million() {
	town_story(|province| {
		let option = |cost| Candidate { cost, part_from: 0, heading: 0 };
		let (ties, utility, completion) = (Ties::Number, Utility::Cost, Completion::None);
		let plan = BallotPlan {
			question: Question::Approval { least: 1, most: 2, per_heading: false },
			rule: Rule::EqualShares { ties, utility, completion },
			options: vec![option(60), option(40), option(30)].try_into().unwrap(),
			headings: vec![100].try_into().unwrap(),
			..province.question(Method::Open)
		};
		let ballot = Ballots::open(BallotUser::Round(0), plan).expect("the plan is sound");
		province.sleep(MINUTES);
		for (name, picks) in [("Alice", vec![0, 1]), ("Bob", vec![0, 1]), ("Charlie", vec![2])] {
			let choice = Choice::Picks(picks.try_into().unwrap());
			province.does(name, Votes::<Runtime>::cast { ballot, choice });
		}
		for _ in 0..3 {
			province.sleep(2 * MINUTES);
			province.catch_up();
		}
		let submit = |trace| Votes::<Runtime>::submit_trace { ballot, trace };
		let slashes = FundRouter::account_of(Source::Slashes);
		let (before, trace) = (Balances::free_balance(&slashes), count(ballot));
		let mut wrong = trace.clone();
		wrong.rounds[0].price += 1;
		wrong.rounds[0].bound += 1;
		province.does("Nation", submit(wrong));
		// Blocks replay by themselves.
		province.blocks(2);
		assert_eq!(Balances::free_balance(&slashes), before + TRACE_BOND);
		let held = province.held("Nation");
		province.does("Nation", submit(trace));
		province.blocks(2);
		assert_eq!(province.held("Nation"), held);
		province.sleep(2 * MINUTES);
		province.catch_up();
		let winners: Vec<_> =
			Ballots::outcome(ballot).expect("it is final").winners.iter().collect();
		// Two of three pay 60 of their two thirds; the third pays 30 of the other. The greedy rule would leave the third nothing.
		assert_eq!(winners, [0, 2]);
	});
}
