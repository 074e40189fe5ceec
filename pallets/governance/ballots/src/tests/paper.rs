// SPDX-License-Identifier: Apache-2.0

//! Paper and kiosk, entered by an office for a person.

use super::*;

#[test]
fn paper_counts_apart_by_the_office_of_the_place() {
	run(|| {
		let ballot = open_now(plan());
		vote(ballot, 1, YES_VOTE);
		let sheet = H256::repeat_byte(9);
		assert_ok!(Ballots::cast_for(signed(CLERK), ballot, PersonId(2), NO_VOTE, sheet));
		let vote = Vote { class: 0, source: BORYEONG, weight: 1, choice: NO_VOTE };
		let voter = Holder::Person(PersonId(2));
		assert_eq!(last_event(), Event::Cast { ballot, voter, vote, sheet: Some(sheet) });
		assert_ok!(paper(ballot, 11, YES_VOTE));
		assert_eq!(counts(ballot, KEYS), (1, 0, vec![0, 1]));
		assert_eq!(counts(ballot, BORYEONG), (1, 0, vec![1, 0]));
		assert_eq!(counts(ballot, ASAN), (1, 0, vec![0, 1]));
		let total = finish(ballot).classes[0];
		assert_eq!((total.heads, total.voted, total.yes, total.no), (14, 3, 2, 1));
	});
}

#[test]
fn only_the_office_of_the_place_enters_paper() {
	run(|| {
		let ballot = open_now(plan());
		let sheet = H256::zero();
		let elsewhere = Ballots::cast_for(signed(CLERK), ballot, PersonId(11), NO_VOTE, sheet);
		assert_noop!(elsewhere, DispatchError::BadOrigin);
		let oneself = Ballots::cast_for(signed(key(1)), ballot, PersonId(1), NO_VOTE, sheet);
		assert_noop!(oneself, DispatchError::BadOrigin);
	});
}

#[test]
fn paper_is_refused_after_a_key_vote() {
	run(|| {
		let ballot = open_now(plan());
		vote(ballot, 1, YES_VOTE);
		assert_noop!(paper(ballot, 1, NO_VOTE), Error::<Test>::KeyVoted);
	});
}

#[test]
fn key_takes_the_place_of_paper() {
	run(|| {
		let ballot = open_now(plan());
		assert_ok!(paper(ballot, 1, NO_VOTE));
		assert_noop!(paper(ballot, 1, YES_VOTE), Error::<Test>::PaperEntered);
		vote(ballot, 1, YES_VOTE);
		assert_eq!(counts(ballot, BORYEONG), (0, 0, vec![0, 0]));
		assert_eq!(counts(ballot, KEYS), (1, 0, vec![0, 1]));
		assert_noop!(paper(ballot, 1, NO_VOTE), Error::<Test>::KeyVoted);
	});
}

#[test]
fn sheet_replaces_when_frozen() {
	run(|| {
		let ballot = open_now(plan());
		vote(ballot, 1, NO_VOTE);
		MockRegistry::set_standing(PersonId(1), Standing::Frozen);
		assert_ok!(paper(ballot, 1, YES_VOTE));
		assert_noop!(paper(ballot, 1, NO_VOTE), Error::<Test>::PaperEntered);
		assert_eq!(counts(ballot, BORYEONG), (1, 0, vec![0, 1]));
		MockRegistry::set_standing(PersonId(1), Standing::Active);
		vote(ballot, 1, YES_VOTE);
		assert_eq!(counts(ballot, KEYS), (1, 0, vec![0, 1]));
	});
}

#[test]
fn paper_stops_at_the_cap_of_its_office() {
	run(|| {
		// 30 % of 10 heads.
		let ballot = open_now(plan());
		for person in 1..=3 {
			assert_ok!(paper(ballot, person, YES_VOTE));
		}
		assert_noop!(paper(ballot, 4, YES_VOTE), Error::<Test>::PaperCapReached);
		// 30 % of 4 heads are one person, rounded down.
		assert_ok!(paper(ballot, 11, YES_VOTE));
		assert_noop!(paper(ballot, 12, YES_VOTE), Error::<Test>::PaperCapReached);
		// A key makes room.
		vote(ballot, 1, YES_VOTE);
		assert_ok!(paper(ballot, 4, YES_VOTE));
	});
}

#[test]
fn paper_of_people_who_do_not_count_is_refused() {
	run(|| {
		let conflicts = vec![PersonId(2)].try_into().unwrap();
		let ballot = open(BallotPlan { conflicts, ..plan() });
		assert_noop!(paper(ballot, 1, YES_VOTE), Error::<Test>::NotOpen);
		pass(HOURS);
		assert_noop!(paper(ballot, STRANGER.0, YES_VOTE), Error::<Test>::NotCounted);
		assert_noop!(paper(ballot, 99, YES_VOTE), Error::<Test>::NotRegistered);
		assert_noop!(paper(ballot, 2, YES_VOTE), Error::<Test>::Conflict);
		assert_noop!(paper(BallotId(9), 1, YES_VOTE), Error::<Test>::BallotNotFound);
		assert_noop!(paper(ballot, 1, Choice::Support), Error::<Test>::WrongChoice);
		MockRegistry::bury(PersonId(3));
		assert_noop!(paper(ballot, 3, YES_VOTE), Error::<Test>::PersonDeceased);
		pass(HOURS);
		assert_noop!(paper(ballot, 1, YES_VOTE), Error::<Test>::Closed);
	});
}

#[test]
fn seats_vote_by_key_only() {
	run(|| {
		let fields = chungnam_primitives::FieldSet::ALL;
		chungnam_testkit::MockSeats::seat(PersonId(1), fields, Moment::MAX);
		let classes = vec![class(Body::Seats(fields))].try_into().unwrap();
		let ballot = open_now(BallotPlan { classes, ..plan() });
		assert_noop!(paper(ballot, 1, YES_VOTE), Error::<Test>::NoPaper);
	});
}

#[test]
fn paper_of_a_cohort_is_entered_in_its_region() {
	run(|| {
		let workers = MockRegistry::add_cohort(BORYEONG, &[PersonId(1), PersonId(11)]);
		let classes = vec![class(Body::Cohort(workers))].try_into().unwrap();
		let ballot = open_now(BallotPlan { classes, paper_cap_bp: ALL_BP, ..plan() });
		let sheet = H256::zero();
		assert_ok!(Ballots::cast_for(signed(CLERK), ballot, PersonId(11), NO_VOTE, sheet));
		assert_eq!(counts(ballot, BORYEONG), (1, 0, vec![1, 0]));
	});
}

#[test]
fn struck_office_counts_nothing_and_frees_its_voters() {
	run(|| {
		let ballot = open_now(plan());
		for person in 1..=3 {
			assert_ok!(paper(ballot, person, NO_VOTE));
		}
		vote(ballot, 11, YES_VOTE);
		assert_noop!(Ballots::strike(signed(CLERK), ballot, BORYEONG), DispatchError::BadOrigin);
		assert_ok!(Ballots::strike(committee(), ballot, BORYEONG));
		assert_eq!(last_event(), Event::Struck { ballot, office: BORYEONG });
		assert_noop!(paper(ballot, 4, NO_VOTE), Error::<Test>::OfficeStruck);
		vote(ballot, 1, YES_VOTE);
		let outcome = finish(ballot);
		assert_eq!(outcome.verdict, Verdict::Passed);
		let total = outcome.classes[0];
		assert_eq!((total.voted, total.yes, total.no), (2, 2, 0));
	});
}

#[test]
fn office_is_struck_once_and_before_the_close() {
	run(|| {
		let ballot = open_now(plan());
		let strike = |office| Ballots::strike(committee(), ballot, office);
		assert_noop!(
			Ballots::strike(committee(), BallotId(9), ASAN),
			Error::<Test>::BallotNotFound
		);
		assert_noop!(strike(KEYS), Error::<Test>::OfficeNotFound);
		assert_noop!(strike(PROVINCE_OFFICE), Error::<Test>::OfficeNotFound);
		assert_ok!(strike(ASAN));
		assert_noop!(strike(ASAN), Error::<Test>::AlreadyStruck);
		pass(HOURS - MINUTES);
		at::<Test>(now() + MINUTES);
		assert_noop!(strike(BORYEONG), Error::<Test>::TooLate);
	});
}

#[test]
fn struck_paper_does_not_close_a_ballot_early() {
	run(|| {
		let support =
			BallotPlan { question: Question::Support, rule: Rule::Reached { least: 2 }, ..plan() };
		let ballot = open_now(support);
		assert_ok!(paper(ballot, 1, Choice::Support));
		assert_ok!(Ballots::strike(committee(), ballot, BORYEONG));
		vote(ballot, 2, Choice::Support);
		assert_eq!(Ballots::ballot(ballot).unwrap().ballot.phase, Phase::Running);
		vote(ballot, 1, Choice::Support);
		assert_eq!(Ballots::ballot(ballot).unwrap().ballot.phase, Phase::Ended(now()));
		assert_eq!(finish(ballot).verdict, Verdict::Passed);
	});
}
