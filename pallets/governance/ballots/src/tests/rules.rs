// SPDX-License-Identifier: Apache-2.0

//! Each rule on small ballots of the town.

use chungnam_ports::{PartFunding, Ties};

use super::*;

fn winners(outcome: &Outcome) -> Vec<u8> {
	outcome.winners.iter().collect()
}

fn majority(floor_bp: u16, bias: Bias) -> BallotPlan {
	BallotPlan { rule: Rule::Majority { floor_bp, bias }, ..plan() }
}

/// The verdict with so many yes, no and blank of 14.
fn verdict(plan: BallotPlan, yes: u32, no: u32, blank: u32) -> Verdict {
	let ballot = open_now(plan);
	vote_all(ballot, 1..=yes, YES_VOTE);
	vote_all(ballot, yes + 1..=yes + no, NO_VOTE);
	vote_all(ballot, yes + no + 1..=yes + no + blank, Choice::Blank);
	finish(ballot).verdict
}

#[test]
fn plain_majority_is_strict() {
	run(|| {
		let plain = || majority(0, Bias::Plain);
		assert_eq!(verdict(plain(), 3, 2, 1), Verdict::Passed);
		assert_eq!(verdict(plain(), 3, 3, 0), Verdict::Rejected);
		assert_eq!(verdict(plain(), 0, 0, 0), Verdict::Rejected);
	});
}

#[test]
fn floor_counts_blanks_and_is_met_exactly() {
	run(|| {
		// Half of 14.
		let floor = || majority(5_000, Bias::Plain);
		assert_eq!(verdict(floor(), 4, 2, 1), Verdict::Passed);
		assert_eq!(verdict(floor(), 4, 2, 0), Verdict::Rejected);
	});
}

#[test]
fn adaptive_majority_needs_more_agreement_when_fewer_vote() {
	run(|| {
		let adaptive = || majority(0, Bias::Adaptive);
		// 4 · 4 · 6 = 96 > 2 · 2 · 14 = 56, but 3 · 3 · 5 = 45 < 56.
		assert_eq!(verdict(adaptive(), 4, 2, 0), Verdict::Passed);
		assert_eq!(verdict(adaptive(), 3, 2, 0), Verdict::Rejected);
		// At full turnout half is enough, and a tie fails.
		assert_eq!(verdict(adaptive(), 8, 6, 0), Verdict::Passed);
		assert_eq!(verdict(adaptive(), 7, 7, 0), Verdict::Rejected);
		// Blanks are turnout: 3 · 3 · 8 = 72.
		assert_eq!(verdict(adaptive(), 3, 2, 3), Verdict::Passed);
	});
}

#[test]
fn share_is_of_all_heads() {
	run(|| {
		let share = || majority(0, Bias::Share(5_000));
		assert_eq!(verdict(share(), 8, 0, 0), Verdict::Passed);
		assert_eq!(verdict(share(), 7, 0, 0), Verdict::Rejected);
	});
}

#[test]
fn class_below_its_quorum_makes_the_ballot_void() {
	run(|| {
		let classes = vec![Class { quorum_bp: 5_000, ..class(Body::Province) }];
		let plan = || BallotPlan { classes: classes.clone().try_into().unwrap(), ..plan() };
		assert_eq!(verdict(plan(), 6, 0, 0), Verdict::NoQuorum);
		assert_eq!(verdict(plan(), 6, 0, 1), Verdict::Passed);
	});
}

/// Residents of Boryeong 3,000, a cohort of people 11 to 14 7,000.
fn two_classes(plan: BallotPlan) -> BallotPlan {
	let people: Vec<_> = (11..=14).map(PersonId).collect();
	let experts = MockRegistry::add_cohort(BORYEONG, &people);
	let boryeong = Body::Regions(RegionSet::of(&[BORYEONG]));
	let classes = vec![
		Class { weight_bp: 3_000, ..class(boryeong) },
		Class { weight_bp: 7_000, ..class(Body::Cohort(experts)) },
	];
	BallotPlan { classes: classes.try_into().unwrap(), ..plan }
}

#[test]
fn classes_count_by_their_weights() {
	run(|| {
		// Ten residents against, three of four experts for: 0.7 · 3/4 > 0.5.
		let ballot = open_now(two_classes(plan()));
		vote_all(ballot, 1..=10, NO_VOTE);
		vote_all(ballot, 11..=13, YES_VOTE);
		vote(ballot, 14, NO_VOTE);
		assert_eq!(finish(ballot).verdict, Verdict::Passed);
		// Two of four: 0.7 · 1/2 < 0.5.
		let ballot = open_now(two_classes(plan()));
		vote_all(ballot, 1..=10, NO_VOTE);
		vote_all(ballot, 11..=12, YES_VOTE);
		vote_all(ballot, 13..=14, NO_VOTE);
		assert_eq!(finish(ballot).verdict, Verdict::Rejected);
	});
}

#[test]
fn class_that_says_nothing_is_left_out() {
	run(|| {
		let ballot = open_now(two_classes(plan()));
		vote_all(ballot, 1..=3, YES_VOTE);
		vote(ballot, 4, NO_VOTE);
		vote_all(ballot, 11..=14, Choice::Blank);
		assert_eq!(finish(ballot).verdict, Verdict::Passed);
	});
}

#[test]
fn best_options_win_and_ties_go_to_the_cheaper_or_the_lower_number() {
	run(|| {
		let question = Question::Approval { least: 1, most: 5, per_heading: false };
		let decide = |count, ties| {
			let ballot = open_now(list_plan(question, Rule::Best { count, ties }));
			vote(ballot, 1, picks(&[0, 1, 2]));
			vote(ballot, 2, picks(&[0, 1, 2]));
			vote(ballot, 3, picks(&[4]));
			winners(&finish(ballot))
		};
		assert_eq!(decide(2, Ties::Number), [0, 1]);
		assert_eq!(decide(2, Ties::CheaperThenNumber), [1, 2]);
		// Option 3, which nobody chose, does not win.
		assert_eq!(decide(5, Ties::Number), [0, 1, 2, 4]);
	});
}

#[test]
fn greedy_takes_what_fits_and_skips_what_does_not() {
	run(|| {
		let question = Question::Approval { least: 1, most: 5, per_heading: false };
		let ballot = open_now(list_plan(question, Rule::Greedy { ties: Ties::Number }));
		// 60 fits into 100, 50 does not fit into 40, 40 does; of the second heading one of two.
		vote_all(ballot, 1..=3, picks(&[0, 3, 4]));
		vote_all(ballot, 4..=5, picks(&[1, 3]));
		vote(ballot, 6, picks(&[2]));
		let ranking = || <Ballots as chungnam_ports::Ballots>::ranking(ballot).into_inner();
		assert!(ranking().is_empty(), "not before the close");
		let outcome = finish(ballot);
		assert_eq!(winners(&outcome), [0, 2, 3]);
		// Five, three, three, two and one vote.
		assert_eq!(ranking(), [3, 0, 4, 1, 2]);
		assert_eq!((outcome.verdict, outcome.parts.len()), (Verdict::Chosen, 0));
	});
}

#[test]
fn first_that_did_not_fit_gets_the_rest_if_it_can_begin_with_it() {
	run(|| {
		let option = |cost, part_from| Candidate { cost, part_from, heading: 0 };
		let decide = |part_from| {
			let question = Question::Approval { least: 1, most: 5, per_heading: false };
			let options = vec![option(70, 0), option(50, part_from), option(40, 1)];
			let plan = BallotPlan {
				options: options.try_into().unwrap(),
				..list_plan(question, Rule::Greedy { ties: Ties::Number })
			};
			let ballot = open_now(plan);
			vote(ballot, 1, picks(&[0, 1]));
			vote(ballot, 2, picks(&[0, 1]));
			vote(ballot, 3, picks(&[0, 2]));
			let outcome = finish(ballot);
			(winners(&outcome), outcome.parts.into_inner())
		};
		let part = PartFunding { option: 1, amount: 30 };
		assert_eq!(decide(30), (vec![0, 1], vec![part]));
		// Only the first gets it.
		assert_eq!(decide(31), (vec![0], vec![]));
		assert_eq!(decide(0), (vec![0], vec![]));
	});
}

#[test]
fn mean_is_weighed_by_criterion_and_rounded_down() {
	run(|| {
		let decide = |pass, least_voters| {
			let weights = vec![2_500, 7_500].try_into().unwrap();
			let rule = Rule::Mean { pass, least_voters, weights };
			let question = Question::Scores { criteria: 2 };
			let ballot = open_now(BallotPlan { question, rule, ..plan() });
			let scores = |own: [u8; 2]| Choice::Scores(own.to_vec().try_into().unwrap());
			vote(ballot, 1, scores([100, 70]));
			vote(ballot, 2, scores([80, 70]));
			vote(ballot, 3, scores([80, 71]));
			vote(ballot, 4, Choice::Blank);
			let outcome = finish(ballot);
			(outcome.verdict, outcome.mean)
		};
		// (0.25 · 260 + 0.75 · 211) / 3 = 74.416…
		assert_eq!(decide(7_441, 3), (Verdict::Passed, 7_441));
		assert_eq!(decide(7_442, 3), (Verdict::Rejected, 7_441));
		assert_eq!(decide(7_441, 4), (Verdict::Rejected, 7_441));
	});
}

#[test]
fn scores_of_nobody_pass_no_mark() {
	run(|| {
		let weights = vec![10_000].try_into().unwrap();
		let rule = Rule::Mean { pass: 0, least_voters: 0, weights };
		let question = Question::Scores { criteria: 1 };
		let ballot = open_now(BallotPlan { question, rule, ..plan() });
		vote(ballot, 1, Choice::Blank);
		let outcome = finish(ballot);
		assert_eq!((outcome.verdict, outcome.mean), (Verdict::Rejected, 0));
	});
}
