// SPDX-License-Identifier: Apache-2.0

//! Holders are asked whether a manager stays.

use chungnam_ports::{Appraisals, BallotUser, Ballots, Body, Question, Rule};

use super::*;
use crate::challenge::*;

/// The ballot that is waited for.
#[track_caller]
fn ballot() -> chungnam_primitives::BallotId {
	challenge().and_then(|own| own.stage.ballot()).expect("a ballot is waited for")
}

/// Enough holders signed, and all of them vote.
#[track_caller]
fn to_vote() {
	assert_ok!(ask_holders(HOLDER));
	decide(Verdict::Passed, 0);
	sleep(SIGNING);
	assert_ok!(advance());
}

/// Holders vote, and anyone says so.
#[track_caller]
fn vote(verdict: Verdict, no: u64) {
	decide(verdict, no);
	sleep(VOTING);
	assert_ok!(advance());
}

#[test]
fn holder_asks_and_three_hundredths_of_all_units_sign() {
	run(|| {
		to_operating();
		assert_ok!(ask_holders(HOLDER));
		let stage = ChallengeStage::Signing { ballot: ballot(), until: TODAY + SIGNING + SLACK };
		let own = Challenge { document: hash(7), term_ends: TODAY + 365 * DAYS, stage };
		assert_eq!(last_event(), Event::Challenged { asset: CENTRE, challenge: own });
		assert_eq!(AssetFractions::challenge(CENTRE), Some(own));
		let (user, plan) = MockBallots::opened(ballot()).unwrap();
		assert_eq!(user, BallotUser::Asset(CENTRE.0));
		assert_eq!(plan.title, hash(7));
		assert_eq!(plan.question, Question::Support);
		assert_eq!(plan.rule, Rule::Reached { least: 30 });
		assert_eq!(plan.classes[0].body, Body::Holders(CENTRE));
		assert_eq!((plan.opens, plan.closes), (TODAY, TODAY + SIGNING));
		assert_noop!(advance(), Error::<Test>::NothingToDo);
		// They are enough, and vote.
		decide(Verdict::Passed, 0);
		sleep(SIGNING);
		assert_ok!(advance());
		let stage = ChallengeStage::Voting { ballot: ballot(), until: now() + VOTING + SLACK };
		let own = Challenge { stage, ..own };
		assert_eq!(last_event(), Event::PutToVote { asset: CENTRE, challenge: own });
		let (user, plan) = MockBallots::opened(ballot()).unwrap();
		assert_eq!(user, BallotUser::Asset(CENTRE.0));
		assert_eq!(plan.question, Question::YesNo);
		assert_eq!(plan.classes[0].quorum_bp, 2_000);
		assert_eq!(plan.classes[0].body, Body::Holders(CENTRE));
		assert_eq!(plan.closes, now() + VOTING);
		assert_noop!(advance(), Error::<Test>::NothingToDo);
	});
}

#[test]
fn signers_are_rounded_up_and_one_at_least() {
	let all = [0, 1, 33, 34, 100, 101, 1_000];
	assert_eq!(all.map(signers), [1, 1, 1, 2, 3, 4, 30]);
}

#[test]
fn ask_is_refused_to_others_and_where_nobody_serves() {
	run(|| {
		assert_noop!(ask_holders(HOLDER), Error::<Test>::AssetNotFound);
		to_paid(plan());
		assert_noop!(ask_holders(HOLDER), Error::<Test>::WrongStatus);
		for number in [0, 1] {
			Envelopes::pay(WORKS, number, &BUILDER);
		}
		assert_ok!(advance());
		for who in [STRANGER, MANAGER, CITY] {
			assert_noop!(ask_holders(who), Error::<Test>::NotAuthorized);
		}
		sleep(365 * DAYS - 1);
		assert_eq!(asset().serves_until(now()), Some(now() + 1));
		sleep(1);
		assert_noop!(ask_holders(HOLDER), Error::<Test>::NobodyServes);
		assert_ok!(advance());
		assert_noop!(ask_holders(HOLDER), Error::<Test>::NobodyServes);
	});
}

#[test]
fn owner_who_serves_for_a_term_is_not_challenged() {
	run(|| {
		to_paid(Plan { works: None, manager: CITY, ..plan() });
		assert_noop!(ask_holders(HOLDER), Error::<Test>::NobodyServes);
	});
}

#[test]
fn one_challenge_runs_at_a_time_and_the_next_one_waits() {
	run(|| {
		to_operating();
		assert_ok!(ask_holders(HOLDER));
		assert_noop!(ask_holders(HOLDER), Error::<Test>::ChallengeRuns);
		decide(Verdict::Passed, 0);
		sleep(SIGNING);
		assert_noop!(ask_holders(HOLDER), Error::<Test>::ChallengeRuns);
		assert_ok!(advance());
		assert_noop!(ask_holders(HOLDER), Error::<Test>::ChallengeRuns);
		vote(Verdict::Rejected, 5);
		assert_noop!(ask_holders(HOLDER), Error::<Test>::ChallengedLately);
		sleep(REST - 1);
		assert_noop!(ask_holders(HOLDER), Error::<Test>::ChallengedLately);
		sleep(1);
		assert_ok!(ask_holders(HOLDER));
	});
}

#[test]
fn manager_goes_when_most_units_say_so_and_the_committee_names_another() {
	run(|| {
		to_operating();
		to_vote();
		assert_noop!(name_manager(OTHER_MANAGER, DAYS), Error::<Test>::ManagerServes);
		vote(Verdict::Passed, 0);
		let until = now();
		let answered = Event::HoldersAnswered { asset: CENTRE, answer: Answer::Goes, until };
		assert_eq!(last_event(), answered);
		assert_eq!(challenge(), None);
		let manager = Manager::without_term(CITY);
		assert_eq!(asset().manager, manager);
		assert!(events().contains(&Event::ManagerNamed { asset: CENTRE, manager }));
		assert_noop!(report(MANAGER), Error::<Test>::NotAuthorized);
		assert_ok!(name_manager(OTHER_MANAGER, MAX_TERM));
	});
}

#[test]
fn manager_who_went_and_is_named_again_is_challenged_at_once() {
	run(|| {
		to_operating();
		to_vote();
		vote(Verdict::Passed, 0);
		assert_ok!(name_manager(MANAGER, MAX_TERM));
		assert_ok!(ask_holders(HOLDER));
	});
}

#[test]
fn no_units_are_made_while_holders_vote() {
	run(|| {
		let is_voted_about = || <AssetFractions as Appraisals>::is_voted_about(CENTRE);
		assert!(!is_voted_about());
		to_operating();
		assert_ok!(ask_holders(HOLDER));
		assert!(!is_voted_about(), "who signs has no place that others take");
		decide(Verdict::Passed, 0);
		sleep(SIGNING);
		assert!(!is_voted_about());
		assert_ok!(advance());
		assert!(is_voted_about());
		sleep(VOTING + SLACK - 1);
		assert!(is_voted_about());
		sleep(1);
		assert!(!is_voted_about(), "nobody waits for it any more");
	});
	run(|| {
		to_operating();
		to_vote();
		vote(Verdict::Rejected, 1);
		assert!(!<AssetFractions as Appraisals>::is_voted_about(CENTRE));
	});
}

#[test]
fn manager_stays_for_another_term_when_most_units_say_so() {
	run(|| {
		to_operating();
		to_vote();
		vote(Verdict::Rejected, 1);
		let until = Some(now() + 365 * DAYS);
		let manager = Manager { account: MANAGER, until, missed: 0 };
		assert_eq!(asset().manager, manager);
		assert!(events().contains(&Event::ManagerNamed { asset: CENTRE, manager }));
		let answered =
			Event::HoldersAnswered { asset: CENTRE, answer: Answer::Stays, until: now() + REST };
		assert_eq!(last_event(), answered);
	});
}

#[test]
fn another_term_begins_with_the_close_of_the_vote_however_late_anyone_says_so() {
	run(|| {
		to_operating();
		to_vote();
		decide(Verdict::Rejected, 1);
		sleep(VOTING);
		let closed = now();
		sleep(30 * DAYS);
		assert_ok!(advance());
		assert_eq!(asset().manager.until, Some(closed + 365 * DAYS));
	});
}

#[test]
fn no_term_becomes_shorter() {
	run(|| {
		to_operating();
		sleep(365 * DAYS);
		while advance().is_ok() {}
		assert_ok!(name_manager(OTHER_MANAGER, MAX_TERM));
		let until = asset().manager.until;
		to_vote();
		vote(Verdict::Rejected, 1);
		assert_eq!(asset().manager.until, until);
	});
}

#[test]
fn nothing_changes_when_too_few_vote_or_as_many_say_one_thing_as_the_other() {
	for verdict in [Verdict::NoQuorum, Verdict::Rejected] {
		run(|| {
			to_operating();
			let before = asset().manager;
			to_vote();
			vote(verdict, 0);
			assert_eq!(asset().manager, before);
			let until = now() + REST;
			let answered = Event::HoldersAnswered { asset: CENTRE, answer: Answer::Silent, until };
			assert_eq!(last_event(), answered);
		});
	}
}

#[test]
fn holders_can_be_asked_again_when_too_few_signed() {
	run(|| {
		to_operating();
		assert_ok!(ask_holders(HOLDER));
		sleep(SIGNING);
		assert_ok!(advance());
		assert_eq!(last_event(), Event::ChallengeDropped { asset: CENTRE });
		assert_eq!(challenge(), None);
		assert_ok!(ask_holders(HOLDER));
	});
}

#[test]
fn challenge_is_dropped_when_the_manager_goes_by_another_way() {
	run(|| {
		to_operating();
		sleep(2 * QUARTER - DAYS);
		assert_ok!(ask_holders(HOLDER));
		let signed_on = ballot();
		assert_ok!(advance());
		sleep(DAYS);
		assert_ok!(advance());
		assert_eq!(asset().manager, Manager::without_term(CITY), "two reports did not come");
		assert!(events().contains(&Event::ChallengeDropped { asset: CENTRE }));
		assert_eq!(challenge(), None);
		let outcome = MockBallots::outcome(signed_on).unwrap();
		assert_eq!(outcome.verdict, Verdict::Annulled(hash(7)));
		assert_ok!(name_manager(OTHER_MANAGER, DAYS));
		assert_ok!(ask_holders(HOLDER));
	});
}

#[test]
fn challenge_is_dropped_with_the_term_of_the_manager() {
	run(|| {
		to_operating();
		sleep(350 * DAYS);
		assert_ok!(ask_holders(HOLDER));
		decide(Verdict::Passed, 0);
		sleep(30 * DAYS);
		assert_ok!(advance());
		assert_eq!(last_event(), Event::ChallengeDropped { asset: CENTRE });
		assert_eq!(asset().manager, Manager::without_term(CITY));
	});
}

#[test]
fn challenge_of_a_manager_is_nothing_to_the_next_one() {
	run(|| {
		to_operating();
		sleep(364 * DAYS);
		while advance().is_ok() {}
		assert_ok!(name_manager(MANAGER, 40 * DAYS));
		assert_ok!(ask_holders(HOLDER));
		decide(Verdict::Passed, 0);
		sleep(40 * DAYS);
		// The same account, for another term.
		assert_ok!(name_manager(MANAGER, 40 * DAYS));
		assert_ok!(advance());
		assert_eq!(last_event(), Event::ChallengeDropped { asset: CENTRE });
	});
}

#[test]
fn challenge_ends_by_itself_when_nothing_is_known_of_its_ballot() {
	run(|| {
		to_operating();
		assert_ok!(ask_holders(HOLDER));
		MockBallots::put_off(ballot(), 10 * DAYS);
		sleep(SIGNING + SLACK - 1);
		assert_noop!(advance(), Error::<Test>::NothingToDo);
		sleep(1);
		assert_ok!(advance());
		assert_eq!(last_event(), Event::ChallengeDropped { asset: CENTRE });
		to_vote();
		MockBallots::put_off(ballot(), 10 * DAYS);
		sleep(VOTING + SLACK);
		assert_ok!(advance());
		let until = now() + REST;
		let answered = Event::HoldersAnswered { asset: CENTRE, answer: Answer::Silent, until };
		assert_eq!(last_event(), answered);
	});
}

#[test]
fn nobody_is_asked_about_an_asset_whose_units_are_redeemed() {
	run(|| {
		to_operating();
		to_vote();
		let voted_on = ballot();
		Market::retire(CENTRE);
		assert_noop!(ask_holders(HOLDER), Error::<Test>::WrongStatus);
		assert_ok!(advance());
		assert_eq!(last_event(), Event::Ended { asset: CENTRE, end: End::Redeemed, stray: 0 });
		assert_eq!(challenge(), None);
		let outcome = MockBallots::outcome(voted_on).unwrap();
		assert_eq!(outcome.verdict, Verdict::Annulled(hash(7)));
	});
}
