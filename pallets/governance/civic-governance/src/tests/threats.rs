// SPDX-License-Identifier: Apache-2.0

//! Attacks and mistakes, and what guards against each.

use super::*;

#[test]
fn full_track_empties_by_itself() {
	run(|| {
		for person in 1..=16 {
			file(person, COUNTY, remark(1));
		}
		assert_noop!(try_file(17, COUNTY, remark(1)), Error::<Test>::MaxPetitionsExceeded);
		// What few sponsor lapses after a week, eight in a block.
		pass(7 * DAYS);
		assert!(Queues::<Test>::get(COUNTY).is_empty());
		file(17, COUNTY, remark(1));
	});
}

#[test]
fn unlisted_call_never_opens() {
	run(|| {
		assert_noop!(try_file(1, COUNTY, repair()), Error::<Test>::NotListed);
		let votes = complete(1, COUNTY, remark(1));
		let waits = complete(5, COUNTY, remark(1));
		decide(votes, Verdict::Passed);
		let gathers = file(9, COUNTY, remark(1));
		// An upgrade takes the call from the list.
		TestPowers::unlist();
		pass(DAYS);
		assert_eq!((end(votes), end(waits)), (End::Unlisted, End::Unlisted));
		sponsor_all(gathers, [10, 11]);
		assert_eq!(end(gathers), End::Unlisted);
		assert_eq!((TestEnact::take(), petition(waits).ballot), (vec![], None));
	});
}

#[test]
fn bytes_that_an_upgrade_made_meaningless_end_the_petition() {
	run(|| {
		let id = complete(1, COUNTY, remark(1));
		decide(id, Verdict::Passed);
		let call = chungnam_ports::BallotUser::Referendum(id.0);
		Calls::<Test>::insert(call, EncodedCall::truncate_from(vec![0xff, 0xff]));
		pass(DAYS);
		assert_eq!(end(id), End::Unlisted);
		assert_eq!(TestEnact::take(), vec![]);
	});
}

#[test]
fn motion_that_an_upgrade_unlisted_is_not_enacted() {
	run(|| {
		assert_ok!(try_motion(91, Call::whitelist { call: title() }.into()));
		TestPowers::unlist();
		decide_ballot(BallotId(0), MockBallots::outcome_of(Verdict::Passed));
		assert_eq!((Motions::<Test>::count(), TestEnact::take()), (0, vec![]));
	});
}

#[test]
fn terms_wait_for_running_referenda() {
	run(|| {
		let terms = Terms { window: DAYS, notice: 0, ..COUNTY.first_terms() };
		let votes = complete(1, COUNTY, remark(1));
		let waits = complete(5, COUNTY, remark(1));
		assert_ok!(Civic::set_track_terms(by(Power::Parameters), COUNTY, terms));
		assert_eq!(last_event(), Event::TermsAnnounced { track: COUNTY, terms });
		assert_eq!(Civic::terms(COUNTY), (COUNTY.first_terms(), Some(terms)));
		decide(votes, Verdict::Passed);
		// Until the call is made, by the terms with which it was voted on.
		assert_eq!(Civic::terms(COUNTY), (COUNTY.first_terms(), Some(terms)));
		pass(DAYS);
		assert_eq!(Civic::terms(COUNTY), (terms, None));
		assert_eq!(state(waits), State::Voting);
		let plan = MockBallots::opened(petition(waits).ballot.unwrap()).unwrap().1;
		assert_eq!(plan.closes - plan.opens, DAYS);
	});
}

#[test]
fn second_enactment_fails_alone() {
	run(|| {
		let dismiss = |person| RuntimeCall::from(Call::dismiss_seat { person: PersonId(person) });
		let one = complete(1, Track::Institutions, dismiss(91));
		let two = complete(5, Track::Institutions, dismiss(91));
		assert_eq!((state(one), state(two)), (State::Voting, State::Voting));
		// Both are final at the same moment.
		let second = petition(two).ballot.unwrap();
		MockBallots::decide(second, MockBallots::outcome_of(Verdict::Passed));
		decide(one, Verdict::Passed);
		pass(DAYS);
		pass(DAYS);
		let results: Vec<_> = TestEnact::take().into_iter().map(|(.., result)| result).collect();
		assert_eq!(results, vec![Ok(()), Err(Error::<Test>::SeatNotFound.into())]);
		assert_eq!((end(one), end(two)), (End::Enacted, End::Enacted));
	});
}

#[test]
fn committee_files_without_sponsors_and_residents_vote_all_the_same() {
	run(|| {
		let call = Call::file_for_office {
			track: Track::Budget,
			call: Box::new(remark(1)),
			title: title(),
		};
		committee_says(4, call.into());
		assert_eq!(state(PetitionId(0)), State::Voting);
		decide(PetitionId(0), Verdict::Rejected);
		assert_eq!(end(PetitionId(0)), End::Rejected);
	});
}
