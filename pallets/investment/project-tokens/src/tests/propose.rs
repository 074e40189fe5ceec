// SPDX-License-Identifier: Apache-2.0

//! Projects are proposed by their founders, and put to the residents.

use chungnam_ports::{Allotment, BallotUser, Body};

use super::*;

#[test]
fn founder_proposes_a_project_once() {
	run(|| {
		assert_ok!(propose(FOUNDER, plan()));
		assert_eq!(last_event(), Event::Proposed { project: GARDEN, ballot: BALLOT, plan: plan() });
		assert_eq!(project(), Project::new(plan(), BALLOT, TODAY));
		assert_eq!(status(), Status::Judged { ballot: BALLOT, until: TODAY + JUDGING });
		assert_noop!(propose(FOUNDER, plan()), Error::<Test>::AlreadyExists);
	});
}

#[test]
fn residents_of_the_regions_judge_but_for_those_who_would_gain() {
	run(|| {
		assert_ok!(propose(FOUNDER, plan()));
		let (user, asked) = MockBallots::opened(BALLOT).unwrap();
		assert_eq!(user, BallotUser::Project(0));
		assert_eq!(asked.title, hash(1));
		assert_eq!(asked.classes[0].body, Body::Regions(RegionSet::province()));
		assert_eq!(asked.conflicts.into_inner(), [KIM]);
		let window = (TODAY + NOTICE, TODAY + NOTICE + VOTING);
		assert_eq!((asked.opens, asked.closes), window);
	});
}

#[test]
fn outcome_is_final_before_nobody_waits_for_it() {
	use chungnam_ports::{MAX_OUTAGE, MAX_SHIFT};
	let last = NOTICE + VOTING + CONTEST + MAX_SHIFT + MAX_OUTAGE;
	assert_eq!(last + DAYS, JUDGING);
}

#[test]
fn proposal_is_refused_when_it_is_unsound() {
	run(|| {
		let refused = |change: fn(&mut PlanOf<Test>), why: Error<Test>| {
			let mut own = plan();
			change(&mut own);
			assert_noop!(propose(FOUNDER, own), why);
		};
		refused(|own| own.most = 0, Error::NothingAsked);
		refused(|own| own.promise = 0, Error::PromiseUnsound);
		refused(|own| own.promise = MAX_PROMISE + 1, Error::PromiseUnsound);
		refused(|own| own.stages.truncate(3), Error::MilestonesUnsound);
		refused(|own| own.stages[0].after = 0, Error::MilestonesUnsound);
		refused(|own| own.stages[3].after = crate::MAX_AFTER + 1, Error::MilestonesUnsound);
		refused(|own| own.grace = crate::MAX_GRACE + 1, Error::MilestonesUnsound);
		refused(|own| own.payee = Payee::Institution(STRANGER), Error::PayeeGone);
	});
}

#[test]
fn two_milestones_never_pay_in_a_month_and_none_pays_a_third() {
	run(|| {
		let of = |stages: Vec<Stage>| Plan { stages: BoundedVec::truncate_from(stages), ..plan() };
		let all = || vec![stage(30, 30), stage(30, 60), stage(30, 90), stage(10, 120)];
		let mut near = all();
		near[1].after -= 1;
		let unsound = Error::<Test>::MilestonesUnsound;
		assert_noop!(propose(FOUNDER, of(near)), unsound);
		let mut backwards = all();
		backwards.swap(0, 1);
		let unsound = Error::<Test>::MilestonesUnsound;
		assert_noop!(propose(FOUNDER, of(backwards)), unsound);
		let large = vec![stage(31, 30), stage(30, 60), stage(30, 90), stage(9, 120)];
		let unsound = Error::<Test>::MilestonesUnsound;
		assert_noop!(propose(FOUNDER, of(large)), unsound);
		let most = MAX_MILESTONES as u64;
		let mut many: Vec<_> = (1..most).map(|number| stage(8, 30 * number)).collect();
		many.push(stage(12, 30 * most));
		assert_ok!(propose(FOUNDER, of(many)));
	});
}

#[test]
fn founder_keeps_no_units() {
	run(|| {
		Market::allot(GARDEN, Allotment { all: 101, own: 1 });
		assert_noop!(propose(FOUNDER, plan()), Error::<Test>::FounderKeepsUnits);
		Market::allot(GARDEN, Allotment { all: 101, own: 0 });
		assert_ok!(propose(FOUNDER, plan()));
	});
}

#[test]
fn only_the_issuer_proposes() {
	run(|| {
		assert_noop!(propose(STRANGER, plan()), Error::<Test>::NotAuthorized);
		let missing = InstrumentId(7);
		assert_noop!(
			ProjectTokens::propose(signed(FOUNDER), missing, Box::new(plan())),
			Error::<Test>::InstrumentNotFound
		);
	});
}

#[test]
fn projects_are_as_many_as_fit() {
	run(|| {
		for number in 1..=MAX_PROJECTS {
			let own = Project::new(plan(), BallotId(number), TODAY);
			Projects::<Test>::insert(InstrumentId(number), own);
		}
		assert_noop!(propose(FOUNDER, plan()), Error::<Test>::MaxProjectsExceeded);
	});
}
