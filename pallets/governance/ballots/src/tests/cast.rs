// SPDX-License-Identifier: Apache-2.0

//! Votes by key.

use chungnam_ports::{ScoresGiven, Seats as _};
use chungnam_primitives::{FieldSet, InstrumentId};
use chungnam_testkit::{MockHolders, MockSeats};

use super::*;

#[track_caller]
fn refused(ballot: BallotId, person: u32, choice: Choice, why: Error<Test>) {
	assert_noop!(Ballots::cast(signed(key(person)), ballot, choice), why);
}

#[test]
fn vote_counts_once_it_is_cast() {
	run(|| {
		let ballot = open_now(plan());
		vote(ballot, 1, YES_VOTE);
		vote(ballot, 2, NO_VOTE);
		vote(ballot, 3, Choice::Blank);
		assert_eq!(counts(ballot, KEYS), (3, 1, vec![1, 1]));
		let vote = Vote { class: 0, source: KEYS, weight: 1, choice: Choice::Blank };
		let voter = Holder::Person(PersonId(3));
		assert_eq!(last_event(), Event::Cast { ballot, voter, vote, sheet: None });
	});
}

#[test]
fn last_vote_counts() {
	run(|| {
		let ballot = open_now(plan());
		for choice in [YES_VOTE, NO_VOTE, Choice::Blank, YES_VOTE] {
			vote(ballot, 1, choice);
		}
		assert_eq!(counts(ballot, KEYS), (1, 0, vec![0, 1]));
	});
}

#[test]
fn second_key_changes_the_same_vote() {
	run(|| {
		let ballot = open_now(plan());
		vote(ballot, 1, YES_VOTE);
		assert_ok!(Ballots::cast(signed(phone(1)), ballot, NO_VOTE));
		assert_eq!(counts(ballot, KEYS), (1, 0, vec![1, 0]));
		assert_eq!(Votes::<Test>::iter_prefix(ballot).count(), 1);
	});
}

#[test]
fn new_key_after_a_recovery_changes_the_same_vote() {
	run(|| {
		let ballot = open_now(plan());
		vote(ballot, 1, YES_VOTE);
		MockRegistry::recover_key(key(1), account(60));
		assert_ok!(Ballots::cast(signed(account(60)), ballot, NO_VOTE));
		refused(ballot, 1, YES_VOTE, Error::NotCounted);
		assert_eq!(counts(ballot, KEYS), (1, 0, vec![1, 0]));
	});
}

#[test]
fn vote_is_refused_outside_its_window() {
	run(|| {
		assert_noop!(
			Ballots::cast(signed(key(1)), BallotId(0), YES_VOTE),
			Error::<Test>::BallotNotFound
		);
		let plan = plan();
		let (opens, closes) = (plan.opens, plan.closes);
		let ballot = open(plan);
		at::<Test>(opens - 1);
		refused(ballot, 1, YES_VOTE, Error::NotOpen);
		pass_to(opens);
		vote(ballot, 1, YES_VOTE);
		pass_to(closes - 1);
		vote(ballot, 2, YES_VOTE);
		at::<Test>(closes);
		refused(ballot, 3, YES_VOTE, Error::Closed);
		pass(1);
		refused(ballot, 3, YES_VOTE, Error::Closed);
	});
}

#[test]
fn vote_is_refused_to_people_who_do_not_count() {
	run(|| {
		let boryeong = Body::Regions(RegionSet::of(&[BORYEONG]));
		let classes = vec![class(boryeong)].try_into().unwrap();
		let conflicts = vec![PersonId(2)].try_into().unwrap();
		let ballot = open_now(BallotPlan { classes, conflicts, ..plan() });
		refused(ballot, STRANGER.0, YES_VOTE, Error::NotCounted);
		refused(ballot, 11, YES_VOTE, Error::CountedElsewhere);
		refused(ballot, 2, YES_VOTE, Error::Conflict);
		let nobody = Ballots::cast(signed(account(77)), ballot, YES_VOTE);
		assert_noop!(nobody, Error::<Test>::NotCounted);
		MockRegistry::set_standing(PersonId(3), Standing::Frozen);
		refused(ballot, 3, YES_VOTE, Error::PersonFrozen);
		MockRegistry::bury(PersonId(4));
		refused(ballot, 4, YES_VOTE, Error::PersonDeceased);
		MockRegistry::make_card(&phone(5));
		let card = Ballots::cast(signed(phone(5)), ballot, YES_VOTE);
		assert_noop!(card, Error::<Test>::CardNeedsKiosk);
		vote(ballot, 5, YES_VOTE);
	});
}

#[test]
fn choice_answers_the_question_or_is_refused() {
	run(|| {
		let ballot = open_now(plan());
		for choice in [Choice::Support, picks(&[0]), Choice::Scores(ScoresGiven::default())] {
			refused(ballot, 1, choice, Error::WrongChoice);
		}
		let support =
			BallotPlan { question: Question::Support, rule: Rule::Reached { least: 9 }, ..plan() };
		let ballot = open_now(support);
		refused(ballot, 1, Choice::Blank, Error::WrongChoice);
		refused(ballot, 1, YES_VOTE, Error::WrongChoice);
		vote(ballot, 1, Choice::Support);
	});
}

#[test]
fn picks_are_on_the_list_in_order_and_as_many_as_asked() {
	run(|| {
		let question = Question::Approval { least: 2, most: 3, per_heading: false };
		let rule = Rule::Best { count: 2, ties: chungnam_ports::Ties::Number };
		let ballot = open_now(list_plan(question, rule));
		refused(ballot, 1, picks(&[]), Error::TooFew);
		refused(ballot, 1, picks(&[4]), Error::TooFew);
		refused(ballot, 1, picks(&[0, 1, 2, 3]), Error::TooMany);
		refused(ballot, 1, picks(&[1, 0]), Error::NotAscending);
		refused(ballot, 1, picks(&[1, 1]), Error::NotAscending);
		refused(ballot, 1, picks(&[3, 5]), Error::OptionNotFound);
		vote(ballot, 1, picks(&[0, 4]));
		vote(ballot, 2, picks(&[0, 1, 2]));
		assert_eq!(counts(ballot, KEYS), (2, 0, vec![2, 1, 1, 0, 1]));
	});
}

#[test]
fn picks_of_each_heading_are_as_many_as_asked() {
	run(|| {
		let question = Question::Approval { least: 2, most: 2, per_heading: true };
		let rule = Rule::Greedy { ties: chungnam_ports::Ties::Number };
		let ballot = open_now(list_plan(question, rule));
		refused(ballot, 1, picks(&[0, 1, 3]), Error::TooFew);
		refused(ballot, 1, picks(&[0, 1, 2]), Error::TooMany);
		vote(ballot, 1, picks(&[3, 4]));
		vote(ballot, 2, picks(&[0, 2, 3, 4]));
		assert_eq!(counts(ballot, KEYS), (2, 0, vec![1, 0, 1, 2, 2]));
	});
}

#[test]
fn knapsack_holds_the_voters_share_of_each_budget() {
	run(|| {
		let rule = Rule::Greedy { ties: chungnam_ports::Ties::Number };
		let half = list_plan(Question::Knapsack { budget_bp: 5_000 }, rule.clone());
		let ballot = open_now(half);
		refused(ballot, 1, picks(&[0]), Error::OverBudget);
		refused(ballot, 1, picks(&[3]), Error::OverBudget);
		vote(ballot, 1, picks(&[1]));
		let whole = open_now(list_plan(Question::Knapsack { budget_bp: 10_000 }, rule));
		refused(whole, 1, picks(&[0, 1]), Error::OverBudget);
		refused(whole, 1, picks(&[]), Error::TooFew);
		vote(whole, 1, picks(&[0, 2, 3]));
	});
}

#[test]
fn scores_are_one_a_criterion_and_at_most_the_best() {
	run(|| {
		let weights = vec![4_000, 6_000].try_into().unwrap();
		let rule = Rule::Mean { pass: 7_000, least_voters: 1, weights };
		let question = Question::Scores { criteria: 2 };
		let ballot = open_now(BallotPlan { question, rule, ..plan() });
		let scores = |own: &[u8]| Choice::Scores(own.to_vec().try_into().unwrap());
		refused(ballot, 1, scores(&[1]), Error::TooFew);
		refused(ballot, 1, scores(&[1, 2, 3]), Error::TooMany);
		refused(ballot, 1, scores(&[1, 101]), Error::ScoreOutOfRange);
		vote(ballot, 1, scores(&[100, 50]));
		vote(ballot, 2, scores(&[0, 71]));
		assert_eq!(counts(ballot, KEYS), (2, 0, vec![100, 121]));
	});
}

#[test]
fn options_beyond_the_first_page_are_counted_on_theirs() {
	run(|| {
		let rule = Rule::Best { count: 256, ties: chungnam_ports::Ties::Number };
		let question = Question::Approval { least: 1, most: 32, per_heading: false };
		let option = Candidate { cost: 1, part_from: 0, heading: 0 };
		let options = vec![option; 256].try_into().unwrap();
		let ballot = open_now(BallotPlan { options, ..list_plan(question, rule) });
		vote(ballot, 1, picks(&[0, 31, 32, 33, 64, 255]));
		vote(ballot, 2, picks(&[33, 255]));
		vote(ballot, 2, picks(&[33, 254]));
		assert_eq!(Pages::<Test>::get(ballot, (0, KEYS, 1))[..3], [1, 2, 0]);
		assert_eq!(Pages::<Test>::get(ballot, (0, KEYS, 7))[30..], [1, 1]);
		let outcome = finish(ballot);
		let winners: Vec<_> = outcome.winners.iter().collect();
		assert_eq!(winners, [0, 31, 32, 33, 64, 254, 255]);
	});
}

#[test]
fn support_is_taken_back_until_the_close() {
	run(|| {
		let support =
			BallotPlan { question: Question::Support, rule: Rule::Reached { least: 2 }, ..plan() };
		let ballot = open_now(support);
		let withdraw = |person| Ballots::withdraw(signed(key(person)), ballot);
		assert_noop!(withdraw(1), Error::<Test>::NothingToWithdraw);
		vote(ballot, 1, Choice::Support);
		assert_ok!(Ballots::withdraw(signed(phone(1)), ballot));
		let voter = Holder::Person(PersonId(1));
		assert_eq!(last_event(), Event::Withdrawn { ballot, voter });
		assert_eq!(counts(ballot, KEYS), (0, 0, vec![0]));
		// So the next supporter is the first.
		vote(ballot, 2, Choice::Support);
		assert_eq!(finish(ballot).verdict, Verdict::Rejected);
		assert_noop!(withdraw(2), Error::<Test>::Closed);

		let yes_no = open_now(plan());
		vote(yes_no, 1, YES_VOTE);
		let withdrawn = Ballots::withdraw(signed(key(1)), yes_no);
		assert_noop!(withdrawn, Error::<Test>::WrongChoice);
	});
}

#[test]
fn seat_votes_while_it_lasts() {
	run(|| {
		let (law, all) = (FieldSet::of(&[chungnam_primitives::Field::Law]), FieldSet::ALL);
		MockSeats::seat(PersonId(1), law, Moment::MAX);
		MockSeats::seat(PersonId(2), law, now() + HOURS + MINUTES);
		MockSeats::seat(PersonId(3), FieldSet::EMPTY, Moment::MAX);
		assert_eq!(MockSeats::seats_at(all, now()), 2);
		let classes = vec![class(Body::Seats(law))].try_into().unwrap();
		let ballot = open_now(BallotPlan { classes, ..plan() });
		vote(ballot, 1, YES_VOTE);
		vote(ballot, 2, YES_VOTE);
		refused(ballot, 3, YES_VOTE, Error::NotCounted);
		pass(2 * MINUTES);
		refused(ballot, 2, NO_VOTE, Error::SeatEnded);
		// Seats after the roll do not count.
		MockSeats::seat(PersonId(3), law, Moment::MAX);
		assert_eq!(finish(ballot).classes[0].heads, 2);
	});
}

#[test]
fn locked_unit_votes_once() {
	run(|| {
		let instrument = InstrumentId(5);
		let bank = account(70);
		let (kim, institution) =
			(Holder::<AccountId>::Person(PersonId(1)), Holder::Account(bank.clone()));
		MockHolders::issue(instrument, &kim, 600);
		MockHolders::issue(instrument, &institution, 400);
		let classes = vec![class(Body::Holders(instrument))].try_into().unwrap();
		let ballot = open_now(BallotPlan { classes, ..plan() });
		refused(ballot, 2, YES_VOTE, Error::NotCounted);
		vote(ballot, 1, NO_VOTE);
		// The units stay where they are until no ballot can be open.
		let lee: Holder<AccountId> = Holder::Person(PersonId(2));
		assert!(MockHolders::give(instrument, &kim, &lee, 1).is_err());
		assert_ok!(Ballots::cast(signed(bank), ballot, YES_VOTE));
		vote(ballot, 1, YES_VOTE);
		assert_eq!(counts(ballot, KEYS), (1_000, 0, vec![0, 1_000]));
		let outcome = finish(ballot);
		assert_eq!((outcome.classes[0].heads, outcome.classes[0].yes), (1_000, 1_000));
		pass(2 * DAYS);
		assert_ok!(MockHolders::give(instrument, &kim, &lee, 600));
	});
}

#[test]
fn units_that_are_made_after_the_roll_find_no_place_beyond_the_heads() {
	run(|| {
		let instrument = InstrumentId(5);
		let [kim, lee, choi] = [1, 2, 3].map(|n| Holder::<AccountId>::Person(PersonId(n)));
		MockHolders::issue(instrument, &kim, 60);
		MockHolders::issue(instrument, &lee, 40);
		let classes = vec![class(Body::Holders(instrument))].try_into().unwrap();
		let ballot = open_now(BallotPlan { classes, ..plan() });
		MockHolders::issue(instrument, &kim, 500);
		vote(ballot, 2, NO_VOTE);
		for _ in 0..2 {
			vote(ballot, 1, YES_VOTE);
			assert_eq!(counts(ballot, KEYS), (100, 0, vec![40, 60]));
		}
		MockHolders::issue(instrument, &choi, 1);
		refused(ballot, 3, YES_VOTE, Error::NotCounted);
		let outcome = finish(ballot);
		assert_eq!((outcome.classes[0].heads, outcome.classes[0].voted), (100, 100));
	});
}

#[test]
fn person_votes_in_the_first_class_in_which_they_counted() {
	run(|| {
		let workers = MockRegistry::add_cohort(BORYEONG, &[PersonId(1), PersonId(11)]);
		let half = |body| Class { weight_bp: 5_000, ..class(body) };
		let boryeong = Body::Regions(RegionSet::of(&[BORYEONG]));
		let classes = vec![half(boryeong), half(Body::Cohort(workers))].try_into().unwrap();
		let ballot = open_now(BallotPlan { classes, ..plan() });
		vote(ballot, 1, YES_VOTE);
		vote(ballot, 11, NO_VOTE);
		refused(ballot, 12, NO_VOTE, Error::CountedElsewhere);
		let of = |person| Votes::<Test>::get(ballot, Holder::Person(PersonId(person))).unwrap();
		assert_eq!((of(1).class, of(11).class), (0, 1));
	});
}

#[test]
fn count_that_is_too_large_is_refused() {
	run(|| {
		let instrument = InstrumentId(5);
		MockHolders::issue(instrument, &Holder::<AccountId>::Person(PersonId(1)), u64::MAX / 50);
		let weights = vec![10_000].try_into().unwrap();
		let rule = Rule::Mean { pass: 7_000, least_voters: 1, weights };
		let classes = vec![class(Body::Holders(instrument))].try_into().unwrap();
		let question = Question::Scores { criteria: 1 };
		let ballot = open_now(BallotPlan { classes, question, rule, ..plan() });
		let score = |own: u8| Choice::Scores(vec![own].try_into().unwrap());
		refused(ballot, 1, score(51), Error::Overflow);
		vote(ballot, 1, score(50));
	});
}
