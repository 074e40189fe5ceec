// SPDX-License-Identifier: Apache-2.0

//! Holders hand an asset over to their association, and to another one.

use chungnam_ports::{Appraisals, BallotUser, Ballots, Body, Question, Rule};

use super::*;
use crate::{challenge::*, hand_over::*};

/// The ballot that is waited for.
#[track_caller]
fn ballot() -> chungnam_primitives::BallotId {
	hand_over().and_then(|own| own.stage.ballot()).expect("a ballot is waited for")
}

#[test]
fn association_asks_holders_sign_vote_and_it_owns_and_runs_the_centre() {
	run(|| {
		to_operating();
		assert_ok!(ask_hand_over(ASSOCIATION));
		let stage = ChallengeStage::Signing { ballot: ballot(), until: TODAY + SIGNING + SLACK };
		let own = HandOver { document: hash(8), to: ASSOCIATION, stage };
		let asked = |hand_over| Event::<Test>::HandOverAsked { asset: CENTRE, hand_over };
		assert_eq!(last_event(), asked(own.clone()));
		assert_eq!(AssetFractions::hand_over(CENTRE), Some(own.clone()));
		let (user, plan) = MockBallots::opened(ballot()).unwrap();
		assert_eq!((user, plan.title), (BallotUser::Asset(CENTRE.0), hash(8)));
		assert_eq!((plan.question, plan.rule), (Question::Support, Rule::Reached { least: 30 }));
		assert_noop!(advance(), Error::<Test>::NothingToDo);
		decide_hand_over(30, 0);
		sleep(SIGNING);
		assert_ok!(advance());
		let stage = ChallengeStage::Voting { ballot: ballot(), until: now() + VOTING + SLACK };
		assert_eq!(last_event(), asked(HandOver { stage, ..own }));
		let (_, plan) = MockBallots::opened(ballot()).unwrap();
		assert_eq!((plan.question, plan.title), (Question::YesNo, hash(8)));
		assert_eq!(
			(plan.classes[0].body, plan.classes[0].quorum_bp),
			(Body::Holders(CENTRE), 3_333)
		);
		assert_eq!((plan.closes, plan.can_be_annulled), (now() + VOTING, false));
		assert_noop!(advance(), Error::<Test>::NothingToDo);
		// Two thirds, and the rest cannot keep them.
		decide_hand_over(400, 200);
		sleep(VOTING);
		assert_ok!(advance());
		let status = Status::HandedOver { report_due: TODAY + QUARTER };
		let manager = Manager::without_term(ASSOCIATION);
		let all = events();
		let told: [Event<Test>; 3] = [
			Event::HandedOver { asset: CENTRE, owner: ASSOCIATION },
			Event::ManagerNamed { asset: CENTRE, manager: manager.clone() },
			Event::Advanced { asset: CENTRE, status },
		];
		assert_eq!(all[all.len() - 3..], told);
		assert_eq!(
			(asset().owner, asset().manager, asset().status),
			(ASSOCIATION, manager, status)
		);
		assert_eq!(hand_over(), None);
	});
}

#[test]
fn third_of_all_units_and_two_thirds_of_those_that_speak_agree() {
	let said = |heads: u64, blank: u64, yes: u64, no: u64| {
		let mut outcome = MockBallots::outcome_of(Verdict::Passed);
		let total = &mut outcome.classes[0];
		(total.heads, total.blank, total.yes, total.no) = (heads, blank, yes, no);
		total.voted = blank + yes + no;
		outcome
	};
	assert!(is_agreed(&said(90, 0, 30, 0)));
	assert!(!is_agreed(&said(90, 0, 29, 0)), "less than a third");
	assert!(!is_agreed(&said(91, 0, 30, 0)), "less than a third");
	assert!(is_agreed(&said(90, 28, 2, 0)), "who is blank votes, and says nothing");
	assert!(is_agreed(&said(90, 0, 40, 20)));
	assert!(!is_agreed(&said(90, 0, 39, 20)), "less than two thirds");
	assert!(is_agreed(&said(u64::MAX, 0, u64::MAX, 0)));
	assert!(!is_agreed(&said(u64::MAX, 0, u64::MAX / 3, u64::MAX / 3)));
	for verdict in [Verdict::Rejected, Verdict::NoQuorum, Verdict::Annulled(hash(1))] {
		assert!(!is_agreed(&chungnam_ports::Outcome { verdict, ..said(90, 0, 90, 0) }));
	}
}

#[test]
fn ask_is_refused_to_who_is_no_association_or_has_another_role() {
	run(|| {
		assert_noop!(ask_hand_over(ASSOCIATION), Error::<Test>::AssetNotFound);
		to_paid(plan());
		assert_noop!(ask_hand_over(ASSOCIATION), Error::<Test>::WrongStatus);
		for number in [0, 1] {
			Envelopes::pay(WORKS, number, &BUILDER);
		}
		assert_ok!(advance());
		// A holder whom no office attested, and an institution without units.
		assert_noop!(ask_hand_over(HOLDER), Error::<Test>::NotAuthorized);
		MockHolders::attest(&STRANGER, true);
		assert_noop!(ask_hand_over(STRANGER), Error::<Test>::NotAuthorized);
		for who in [CITY, MANAGER, FIRST_APPRAISER, NOTARY] {
			to_association(&who);
			assert_noop!(ask_hand_over(who), Error::<Test>::HasRole);
		}
		assert_ok!(ask_hand_over(ASSOCIATION));
		assert_noop!(ask_hand_over(ASSOCIATION), Error::<Test>::HandOverRuns);
	});
}

#[test]
fn holders_are_asked_again_after_a_rest_and_at_once_when_too_few_signed() {
	run(|| {
		to_operating();
		assert_ok!(ask_hand_over(ASSOCIATION));
		sleep(SIGNING);
		assert_ok!(advance());
		assert_eq!(last_event(), Event::HandOverDropped { asset: CENTRE });
		assert_eq!(hand_over(), None);
		to_hand_over_vote();
		assert_noop!(ask_hand_over(ASSOCIATION), Error::<Test>::HandOverRuns);
		decide_hand_over(400, 201);
		sleep(VOTING);
		assert_ok!(advance());
		let until = now() + REST;
		assert_eq!(last_event(), Event::HandOverRefused { asset: CENTRE, until });
		assert_eq!(asset().owner, CITY);
		sleep(REST - 1);
		while advance().is_ok() {}
		assert_noop!(ask_hand_over(ASSOCIATION), Error::<Test>::RefusedLately);
		sleep(1);
		assert_ok!(ask_hand_over(ASSOCIATION));
	});
}

#[test]
fn another_association_asks_while_the_first_one_rests() {
	run(|| {
		to_operating();
		to_hand_over_vote();
		decide_hand_over(400, 201);
		sleep(VOTING);
		assert_ok!(advance());
		to_association(&STRANGER);
		assert_noop!(ask_hand_over(ASSOCIATION), Error::<Test>::RefusedLately);
		assert_ok!(ask_hand_over(STRANGER));
		assert_eq!(hand_over().map(|own| own.to), Some(STRANGER));
		assert_noop!(ask_hand_over(ASSOCIATION), Error::<Test>::HandOverRuns);
	});
}

#[test]
fn another_association_follows_by_the_same_vote() {
	run(|| {
		to_operating();
		to_handed_over();
		to_association(&STRANGER);
		assert_ok!(ask_hand_over(STRANGER));
		decide_hand_over(30, 0);
		sleep(SIGNING);
		assert_ok!(advance());
		decide_hand_over(400, 200);
		sleep(VOTING);
		// A report was due meanwhile, and comes first.
		while advance().is_ok() {}
		assert!(events().contains(&Event::HandedOver { asset: CENTRE, owner: STRANGER }));
		assert!(matches!(status(), Status::HandedOver { .. }));
		let manager = Manager::without_term(STRANGER);
		assert_eq!((asset().owner, asset().manager), (STRANGER, manager));
		assert_noop!(report(ASSOCIATION), Error::<Test>::NotAuthorized);
		assert_noop!(ask_hand_over(STRANGER), Error::<Test>::HasRole);
		// The first one comes back by the same vote only.
		assert_ok!(ask_hand_over(ASSOCIATION));
	});
}

#[test]
fn hand_over_gives_what_works_left_to_all_units() {
	run(|| {
		to_operating();
		give(&AssetFractions::pot(CENTRE), 7);
		to_handed_over();
		let given = Event::GivenBack { asset: CENTRE, won: 7, pays_at: now() + GIVEN_AFTER };
		assert!(events().contains(&given));
		assert_eq!((pot(), won(&ASSOCIATION)), (0, 0));
		assert_eq!(won(&Market::purse()), 7);
	});
}

#[test]
fn association_that_lost_its_credential_or_units_gets_nothing() {
	run(|| {
		to_operating();
		assert_ok!(ask_hand_over(ASSOCIATION));
		MockHolders::attest(&ASSOCIATION, false);
		assert_ok!(advance());
		assert_eq!(last_event(), Event::HandOverDropped { asset: CENTRE });
		MockHolders::attest(&ASSOCIATION, true);
		to_hand_over_vote();
		let voted_on = ballot();
		decide_hand_over(1_000, 0);
		let (from, to) = (Holder::Account(ASSOCIATION), Holder::Account(HOLDER));
		assert_ok!(MockHolders::give(CENTRE, &from, &to, 50));
		assert_noop!(advance(), Error::<Test>::NothingToDo);
		sleep(VOTING + SLACK - 1);
		assert_noop!(advance(), Error::<Test>::NothingToDo);
		sleep(1);
		assert_ok!(advance());
		assert_eq!(last_event(), Event::HandOverDropped { asset: CENTRE });
		assert_eq!((hand_over(), asset().owner), (None, CITY));
		assert_eq!(MockBallots::outcome(voted_on).unwrap().verdict, Verdict::Passed);
	});
}

#[test]
fn credential_that_is_renewed_in_time_costs_no_vote() {
	run(|| {
		to_operating();
		to_hand_over_vote();
		decide_hand_over(400, 200);
		MockHolders::attest(&ASSOCIATION, false);
		sleep(VOTING);
		assert_noop!(advance(), Error::<Test>::NothingToDo);
		MockHolders::attest(&ASSOCIATION, true);
		assert_ok!(advance());
		assert_eq!(asset().owner, ASSOCIATION);
	});
}

#[test]
fn question_ends_by_itself_when_nothing_is_known_of_its_ballot() {
	run(|| {
		to_operating();
		assert_ok!(ask_hand_over(ASSOCIATION));
		MockBallots::put_off(ballot(), 10 * DAYS);
		sleep(SIGNING + SLACK - 1);
		assert_noop!(advance(), Error::<Test>::NothingToDo);
		sleep(1);
		assert_ok!(advance());
		assert_eq!(last_event(), Event::HandOverDropped { asset: CENTRE });
		to_hand_over_vote();
		MockBallots::put_off(ballot(), 10 * DAYS);
		sleep(VOTING + SLACK);
		assert_ok!(advance());
		let until = now() + REST;
		assert_eq!(last_event(), Event::HandOverRefused { asset: CENTRE, until });
	});
}

#[test]
fn association_does_what_an_owner_and_a_manager_do() {
	run(|| {
		to_operating();
		assert_ok!(ask_value(CITY));
		to_handed_over();
		// Its credential is not asked for again.
		MockHolders::attest(&ASSOCIATION, false);
		give(&ASSOCIATION, PLENTY);
		for who in [CITY, MANAGER] {
			assert_noop!(pay_income(who.clone(), 100), Error::<Test>::NotAuthorized);
			assert_noop!(report(who), Error::<Test>::NotAuthorized);
		}
		assert_ok!(pay_income(ASSOCIATION, 100));
		assert_ok!(report(ASSOCIATION));
		assert_eq!(status(), Status::HandedOver { report_due: TODAY + 2 * QUARTER });
		assert_noop!(name_manager(OTHER_MANAGER, DAYS), Error::<Test>::WrongStatus);
		assert_noop!(ask_holders(HOLDER), Error::<Test>::WrongStatus);
		// What was asked before goes on, and its value holds.
		assert_ok!(name_experts(experts()));
		for who in [FIRST_APPRAISER, SECOND_APPRAISER] {
			assert_ok!(appraise(who, 7));
		}
		assert_eq!(AssetFractions::least(CENTRE), 7);
		assert_noop!(ask_value(MANAGER), Error::<Test>::NotAuthorized);
		// The issuer asks as well, who does not stop an end by silence.
		for who in [CITY, ASSOCIATION] {
			assert_noop!(ask_value(who), Error::<Test>::ValuationRuns);
		}
		// Reports that do not come are told.
		sleep(4 * QUARTER);
		while advance().is_ok() {}
		assert!(events().contains(&Event::ReportMissed { asset: CENTRE, missed: 1 }));
		assert_eq!(asset().manager.account, ASSOCIATION);
		assert_eq!(asset().manager.until, None);
		give(&AssetFractions::pot(CENTRE), 3);
		Market::retire(CENTRE);
		let before = won(&ASSOCIATION);
		assert_ok!(advance());
		assert_eq!(won(&ASSOCIATION), before + 3);
	});
}

#[test]
fn questions_about_the_manager_and_a_hand_over_run_side_by_side() {
	run(|| {
		to_operating();
		assert_ok!(ask_holders(HOLDER));
		let signed_on = challenge().and_then(|own| own.stage.ballot()).unwrap();
		to_hand_over_vote();
		// Of the challenge too few had signed.
		assert_ok!(advance());
		assert_eq!(last_event(), Event::ChallengeDropped { asset: CENTRE });
		assert_eq!(MockBallots::outcome(signed_on).unwrap().verdict, Verdict::Rejected);
		assert_ok!(ask_holders(HOLDER));
		decide_hand_over(400, 0);
		sleep(VOTING);
		assert_ok!(advance());
		assert!(events().contains(&Event::ChallengeDropped { asset: CENTRE }));
		assert_eq!((challenge(), asset().owner), (None, ASSOCIATION));
	});
}

#[test]
fn vote_about_a_hand_over_that_cannot_be_opened_does_not_keep_a_challenge() {
	run(|| {
		to_operating();
		for ask in [ask_hand_over(ASSOCIATION), ask_holders(HOLDER)] {
			assert_ok!(ask);
		}
		decide_hand_over(30, 0);
		sleep(SIGNING);
		// All places for ballots are taken.
		let plan = sign_plan(InstrumentId(7), hash(1), 1, now());
		while MockBallots::open(BallotUser::Asset(7), plan.clone()).is_ok() {}
		assert_ok!(advance());
		assert_eq!(last_event(), Event::ChallengeDropped { asset: CENTRE });
		assert!(matches!(hand_over().unwrap().stage, ChallengeStage::Signing { .. }));
		// The challenge is gone, and the reason is told.
		assert_noop!(advance(), sp_runtime::DispatchError::Other("MaxBallotsExceeded"));
	});
}

#[test]
fn issuer_hears_of_the_vote_and_of_the_hand_over() {
	run(|| {
		type Own = AssetFractions;
		let facts = || {
			(
				<Own as Appraisals>::is_voted_about(CENTRE),
				<Own as Appraisals>::is_handed_over(CENTRE),
			)
		};
		to_operating();
		assert_eq!(facts(), (false, false));
		assert_ok!(ask_hand_over(ASSOCIATION));
		assert_eq!(facts(), (true, false), "the issuer would vote with new units");
		sleep(SIGNING);
		assert_ok!(advance());
		assert_eq!(facts(), (false, false));
		to_hand_over_vote();
		assert_eq!(facts(), (true, false));
		decide_hand_over(400, 200);
		sleep(VOTING);
		assert_ok!(advance());
		assert_eq!(facts(), (false, true));
	});
}
