// SPDX-License-Identifier: Apache-2.0

//! Openings, and what changes before the first moment.

use chungnam_ports::{Ties, MAX_LIFE, MAX_OUTAGE, MAX_SHIFT};
use chungnam_primitives::{CohortId, InstrumentId};

use super::*;

#[track_caller]
fn refused(plan: BallotPlan, why: Error<Test>) {
	assert_noop!(Ballots::open(BallotUser::Referendum(1), plan), why);
}

fn classes(own: &[Class]) -> BallotPlan {
	BallotPlan { classes: own.to_vec().try_into().unwrap(), ..plan() }
}

#[test]
fn roll_counts_the_electors_of_the_opening() {
	run(|| {
		let ballot = open(plan());
		let stored = Ballots::ballot(ballot).unwrap().ballot;
		let roll = &stored.classes[0];
		assert_eq!((roll.heads, roll.offices.len()), (14, 15));
		assert_eq!(stored.office(0, BORYEONG).unwrap().heads, 10);
		assert_eq!(stored.office(0, ASAN).unwrap().heads, 4);
		assert_eq!(stored.roll, now());
		let event = Event::Opened { ballot, about: stored, list: List::default() };
		assert_eq!(last_event(), event);
	});
}

#[test]
fn people_who_are_kept_out_are_not_heads() {
	run(|| {
		let conflicts = vec![PersonId(1), PersonId(11), STRANGER].try_into().unwrap();
		let ballot = open(BallotPlan { conflicts, ..plan() });
		let stored = Ballots::ballot(ballot).unwrap().ballot;
		assert_eq!(stored.classes[0].heads, 12);
		assert_eq!(stored.office(0, BORYEONG).unwrap().heads, 9);
		assert_eq!(stored.office(0, ASAN).unwrap().heads, 3);
	});
}

#[test]
fn plan_with_unsound_classes_is_refused() {
	run(|| {
		refused(classes(&[]), Error::WeightsNotOne);
		let part = |weight_bp, body| Class { weight_bp, ..class(body) };
		refused(classes(&[part(9_999, Body::Province)]), Error::WeightsNotOne);
		let cohort = Body::Cohort(CohortId(0));
		let nothing = [part(10_000, Body::Province), part(0, cohort)];
		refused(classes(&nothing), Error::WeightsNotOne);
		let twice = [part(5_000, cohort), part(5_000, cohort)];
		refused(classes(&twice), Error::DuplicateBody);
		let boryeong = Body::Regions(RegionSet::of(&[BORYEONG]));
		let residents = [part(5_000, Body::Province), part(5_000, boryeong)];
		refused(classes(&residents), Error::DuplicateBody);
		let quorum = Class { quorum_bp: 10_001, ..class(Body::Province) };
		refused(classes(&[quorum]), Error::ShareOutOfRange);
		refused(BallotPlan { paper_cap_bp: 10_001, ..plan() }, Error::ShareOutOfRange);
	});
}

#[test]
fn voters_that_do_not_exist_are_refused() {
	run(|| {
		let beyond = RegionSet::of(&[BORYEONG, 16]);
		let bodies = [
			Body::Regions(RegionSet::EMPTY),
			Body::Regions(beyond),
			Body::Cohort(CohortId(9)),
			Body::Holders(InstrumentId(9)),
		];
		for body in bodies {
			refused(classes(&[class(body)]), Error::BodyNotFound);
		}
		// The neighbours answer alike.
		let heads = <MockRegistry as chungnam_ports::Electors<AccountId>>::heads_at;
		assert_eq!(heads(&Body::Regions(beyond), now()), None);
	});
}

#[test]
fn question_out_of_range_is_refused() {
	run(|| {
		let rule = Rule::Greedy { ties: Ties::Number };
		let ask = |question| list_plan(question, rule.clone());
		let approval = |least, most| Question::Approval { least, most, per_heading: false };
		for question in [approval(0, 1), approval(2, 1), approval(1, 33)] {
			refused(ask(question), Error::QuestionOutOfRange);
		}
		for budget_bp in [0, 10_001] {
			refused(ask(Question::Knapsack { budget_bp }), Error::QuestionOutOfRange);
		}
		for criteria in [0, 11] {
			let question = Question::Scores { criteria };
			refused(BallotPlan { question, ..plan() }, Error::QuestionOutOfRange);
		}
	});
}

#[test]
fn list_is_there_exactly_where_it_is_asked_for() {
	run(|| {
		let question = Question::Approval { least: 1, most: 2, per_heading: false };
		let rule = Rule::Greedy { ties: Ties::Number };
		let sound = list_plan(question, rule);
		refused(BallotPlan { options: Default::default(), ..sound.clone() }, Error::ListMismatch);
		refused(BallotPlan { headings: Default::default(), ..sound.clone() }, Error::ListMismatch);
		refused(BallotPlan { options: sound.options.clone(), ..plan() }, Error::ListMismatch);
		let with = |option: Candidate| {
			let options = vec![option].try_into().unwrap();
			BallotPlan { options, ..sound.clone() }
		};
		let heading = Candidate { cost: 1, part_from: 0, heading: 2 };
		refused(with(heading), Error::OptionUnsound);
		let part = Candidate { cost: 1, part_from: 2, heading: 0 };
		refused(with(part), Error::OptionUnsound);
		open(with(Candidate { cost: 1, part_from: 1, heading: 1 }));
	});
}

#[test]
fn rule_that_does_not_decide_the_question_is_refused() {
	run(|| {
		let majority = |floor_bp, bias| Rule::Majority { floor_bp, bias };
		let with = |question, rule| BallotPlan { question, rule, ..plan() };
		let reached = |least| Rule::Reached { least };
		refused(with(Question::YesNo, reached(1)), Error::RuleMismatch);
		refused(with(Question::Support, majority(0, Bias::Plain)), Error::RuleMismatch);
		refused(with(Question::Support, reached(0)), Error::RuleMismatch);
		let over = [majority(10_001, Bias::Plain), majority(0, Bias::Share(10_000))];
		for rule in over {
			refused(with(Question::YesNo, rule), Error::ShareOutOfRange);
		}
		let mean = |pass, weights: &[u16]| {
			let weights = weights.to_vec().try_into().unwrap();
			Rule::Mean { pass, least_voters: 0, weights }
		};
		let scores = Question::Scores { criteria: 2 };
		for rule in [mean(1, &[10_000]), mean(1, &[1, 2]), mean(10_001, &[5_000, 5_000])] {
			refused(with(scores, rule), Error::RuleMismatch);
		}
		let approval = Question::Approval { least: 1, most: 2, per_heading: false };
		let best = Rule::Best { count: 0, ties: Ties::Number };
		refused(list_plan(approval, best), Error::RuleMismatch);
		refused(list_plan(approval, majority(0, Bias::Plain)), Error::RuleMismatch);
	});
}

#[test]
fn stay_in_a_cohort_that_voted_is_asked_for_as_long_as_ballots_live() {
	run(|| {
		let cohort = MockRegistry::add_cohort(BORYEONG, &[PersonId(1)]);
		let ask = |since, until| {
			let stay = chungnam_ports::Enrolment { cohort, since, until: Some(until) };
			<Ballots as chungnam_ports::StayAskers>::ask(PersonId(1), &stay)
		};
		let opened = now();
		assert!(!ask(0, opened + 1));
		open(classes(&[class(Body::Cohort(cohort))]));
		assert!(ask(0, opened + 1) && ask(opened, opened + 1));
		assert!(!ask(opened + 1, opened + 2));
		at::<Test>(opened + MAX_LIFE);
		assert!(ask(0, opened + 1));
		at::<Test>(opened + 1 + MAX_LIFE);
		assert!(!ask(0, opened + 1));
	});
}

#[test]
fn rule_of_one_class_is_refused_with_two() {
	run(|| {
		let cohort = Body::Cohort(MockRegistry::add_cohort(BORYEONG, &[PersonId(1)]));
		let half = |body| Class { weight_bp: 5_000, ..class(body) };
		let two = classes(&[half(Body::Province), half(cohort)]);
		let majority = |floor_bp, bias| Rule::Majority { floor_bp, bias };
		let rules =
			[majority(1, Bias::Plain), majority(0, Bias::Adaptive), majority(0, Bias::Share(1))];
		for rule in rules {
			refused(BallotPlan { rule, ..two.clone() }, Error::OneClassOnly);
		}
		let (question, rule) = (Question::Support, Rule::Reached { least: 1 });
		refused(BallotPlan { question, rule, ..two.clone() }, Error::OneClassOnly);
		refused(BallotPlan { early: true, ..two.clone() }, Error::OneClassOnly);
		open(two);
	});
}

#[test]
fn window_lies_ahead_and_the_rolls_remember_it() {
	run(|| {
		let window = |opens, closes| BallotPlan { opens, closes, ..plan() };
		refused(window(now() - 1, now() + 1), Error::WindowUnsound);
		refused(window(now() + 1, now() + 1), Error::WindowUnsound);
		let last = now() + MAX_LIFE - MAX_SHIFT - MAX_OUTAGE - HOURS;
		refused(window(now(), last + 1), Error::MaxLifeExceeded);
		open(window(now(), last));
		let conflicts = vec![PersonId(1), PersonId(1)].try_into().unwrap();
		refused(BallotPlan { conflicts, ..plan() }, Error::DuplicateConflict);
	});
}

#[test]
fn envelopes_cannot_block_a_referendum() {
	run(|| {
		for user in BallotUser::ONE_OF_EACH {
			for _ in 0..user.bound() {
				assert_ok!(Ballots::open(user, plan()));
			}
			assert_noop!(Ballots::open(user, plan()), Error::<Test>::MaxBallotsExceeded);
		}
	});
}

#[test]
fn ballot_is_put_off_once_before_it_begins() {
	run(|| {
		let ballot = open(plan());
		let shift = |by| <Ballots as chungnam_ports::Ballots>::shift(ballot, by);
		assert_noop!(shift(MAX_SHIFT + 1), Error::<Test>::MaxShiftExceeded);
		assert_ok!(shift(DAYS));
		let (opens, closes) = (now() + DAYS + HOURS, now() + DAYS + 2 * HOURS);
		assert_eq!(last_event(), Event::Shifted { ballot, opens, closes });
		assert_noop!(shift(1), Error::<Test>::AlreadyShifted);
		pass(HOURS);
		assert_noop!(Ballots::cast(signed(key(1)), ballot, YES_VOTE), Error::<Test>::NotOpen);
		pass(DAYS);
		vote(ballot, 1, YES_VOTE);
		let begun = open(BallotPlan { opens: now(), ..plan() });
		let late = <Ballots as chungnam_ports::Ballots>::shift(begun, 1);
		assert_noop!(late, Error::<Test>::TooLate);
	});
}

#[test]
fn person_with_a_later_conflict_loses_the_vote_and_stays_a_head() {
	run(|| {
		let ballot = open_now(plan());
		vote(ballot, 1, YES_VOTE);
		assert_ok!(paper(ballot, 2, YES_VOTE));
		let recuse =
			|person| <Ballots as chungnam_ports::Ballots>::recuse(ballot, PersonId(person));
		for person in [1, 2, 3] {
			assert_ok!(recuse(person));
			let event = Event::Recused { ballot, person: PersonId(person) };
			assert_eq!(last_event(), event);
		}
		assert_noop!(recuse(1), Error::<Test>::DuplicateConflict);
		assert_noop!(Ballots::cast(signed(key(1)), ballot, YES_VOTE), Error::<Test>::Conflict);
		for person in 100..129 {
			assert_ok!(recuse(person));
		}
		assert_noop!(recuse(129), Error::<Test>::MaxConflictsExceeded);
		pass(HOURS - MINUTES);
		at::<Test>(now() + MINUTES);
		assert_noop!(recuse(130), Error::<Test>::TooLate);
		let total = finish(ballot).classes[0];
		assert_eq!((total.heads, total.voted), (14, 0));
	});
}

#[test]
fn number_of_the_last_ballot_is_not_given() {
	run(|| {
		NextBallot::<Test>::put(BallotId::MAX);
		refused(plan(), Error::Overflow);
		NextBallot::<Test>::put(BallotId(0));
	});
}
