// SPDX-License-Identifier: Apache-2.0

//! `open_round`: what is agreed, and all money at once.

use super::*;
use chungnam_ports::{Bias, Completion, Objectors, Standing, Utility};
use chungnam_primitives::CohortId;
use sp_runtime::traits::BadOrigin;

fn open_with(change: impl FnOnce(&mut PlanOf<Test>)) -> DispatchResult {
	let mut plan = plan();
	change(&mut plan);
	open_round(signed(OFFICE), plan)
}

#[track_caller]
fn refused(why: Error<Test>, change: impl FnOnce(&mut PlanOf<Test>)) {
	let mut plan = plan();
	change(&mut plan);
	assert_noop!(open_round(signed(OFFICE), plan), why);
}

#[test]
fn round_takes_the_money_of_all_headings_when_it_is_opened() {
	execute(|| {
		open();
		assert_eq!((won(&OFFICE), pot()), (PLENTY - 1_500, 1_500));
		let until = now() + 40 * DAYS;
		assert_eq!(phase(), Phase::Ideas { until });
		assert_eq!(last_event(), Event::Advanced { round: FIRST, phase: Phase::Ideas { until } });
	});
}

#[test]
fn governing_origin_opens_a_round_of_the_province_from_the_budget() {
	execute(|| {
		let plan = PlanOf::<Test> { region: None, ..plan() };
		assert_ok!(open_round(governor(), plan));
		assert_eq!((won(&BUDGET), pot()), (PLENTY - 1_500, 1_500));
		// Residents of every county.
		assert_ok!(propose(VISITOR_KEY, 0, 100));
	});
}

#[test]
fn only_an_office_of_the_whole_area_opens_a_round() {
	execute(|| {
		for who in [STRANGER, BUILDER] {
			assert_noop!(open_round(signed(who), plan()), BadOrigin);
		}
		assert_noop!(open_with(|plan| plan.region = None), BadOrigin);
		assert_noop!(open_with(|plan| plan.region = Some(3)), BadOrigin);
	});
}

#[test]
fn round_of_a_region_that_is_not_there_is_refused() {
	execute(|| {
		let plan = PlanOf::<Test> { region: Some(31), ..plan() };
		assert_noop!(open_round(governor(), plan), Error::<Test>::RegionNotFound);
	});
}

#[test]
fn headings_need_money() {
	execute(|| {
		refused(Error::HeadingsMissing, |plan| plan.headings = BoundedVec::new());
		refused(Error::HeadingsMissing, |plan| plan.headings[1].budget = 0);
		refused(Error::HeadingsMissing, |plan| plan.headings[1].budget = crate::MAX_BUDGET + 1);
	});
}

#[test]
fn costs_and_sponsors_must_be_possible() {
	execute(|| {
		refused(Error::CostsOutOfRange, |plan| plan.least = 0);
		refused(Error::CostsOutOfRange, |plan| plan.least = 601);
		refused(Error::CostsOutOfRange, |plan| plan.sponsors = 0);
		refused(Error::CostsOutOfRange, |plan| plan.part_bp = 10_001);
	});
}

#[test]
fn classes_sum_to_one_and_stand_once() {
	execute(|| {
		refused(Error::ClassesUnsound, |plan| plan.classes = BoundedVec::new());
		refused(Error::ClassesUnsound, |plan| plan.classes[0].weight_bp = 9_999);
		refused(Error::ClassesUnsound, |plan| plan.classes[0].quorum_bp = 10_001);
		refused(Error::ClassesUnsound, |plan| plan.paper_cap_bp = 10_001);
		refused(Error::ClassesUnsound, |plan| plan.classes[0].body = Body::Holders(1.into()));
		for twice in [Body::Province, Body::Regions(RegionSet::of(&[COUNTY]))] {
			refused(Error::ClassesUnsound, |plan| {
				plan.classes[0].weight_bp = 3_000;
				let class = Class { body: twice, weight_bp: 7_000, quorum_bp: 0 };
				plan.classes.try_push(class).unwrap();
			});
		}
		assert_ok!(open_with(|plan| {
			plan.classes[0].weight_bp = 3_000;
			let body = Body::Cohort(CohortId(1));
			plan.classes.try_push(Class { body, weight_bp: 7_000, quorum_bp: 0 }).unwrap();
		}));
	});
}

#[test]
fn question_is_one_about_a_list() {
	execute(|| {
		let approval = |least, most| Question::Approval { least, most, per_heading: true };
		for question in [
			Question::YesNo,
			Question::Support,
			Question::Scores { criteria: 1 },
			approval(0, 5),
			approval(3, 2),
			approval(1, 33),
			Question::Knapsack { budget_bp: 0 },
			Question::Knapsack { budget_bp: 10_001 },
		] {
			refused(Error::QuestionUnsound, |plan| plan.question = question);
		}
		assert_ok!(open_with(|plan| plan.question = Question::Knapsack { budget_bp: 10_000 }));
	});
}

#[test]
fn equal_shares_are_for_one_class() {
	execute(|| {
		let rule = Rule::EqualShares {
			ties: Ties::CheaperThenNumber,
			utility: Utility::Count,
			completion: Completion::Greedy,
		};
		refused(Error::RuleUnsound, |plan| {
			plan.rule = rule.clone();
			plan.classes[0].weight_bp = 3_000;
			let body = Body::Cohort(CohortId(1));
			plan.classes.try_push(Class { body, weight_bp: 7_000, quorum_bp: 0 }).unwrap();
		});
		assert_ok!(open_with(|plan| plan.rule = rule));
	});
}

#[test]
fn rule_is_one_that_knows_costs() {
	execute(|| {
		for rule in [
			Rule::Majority { floor_bp: 0, bias: Bias::Plain },
			Rule::Reached { least: 1 },
			Rule::Best { count: 1, ties: Ties::Number },
			Rule::Mean { pass: 1, least_voters: 1, weights: BoundedVec::new() },
		] {
			refused(Error::RuleUnsound, |plan| plan.rule = rule);
		}
	});
}

#[test]
fn windows_are_open_and_the_vote_fits_into_the_life_of_a_roll() {
	execute(|| {
		refused(Error::WindowsUnsound, |plan| plan.windows.ideas = 0);
		refused(Error::WindowsUnsound, |plan| plan.windows.voting = 0);
		refused(Error::WindowsUnsound, |plan| plan.windows.acceptance = 0);
		refused(Error::WindowsUnsound, |plan| plan.windows.merging = 90 * DAYS + 1);
		refused(Error::WindowsUnsound, |plan| {
			(plan.windows.notice, plan.windows.voting) = (60 * DAYS, 60 * DAYS);
		});
		// Notice, vote and contest have what shift, stops and count leave of 122 days.
		let windows = |plan: &mut PlanOf<Test>, milliseconds| {
			plan.windows.notice = 50 * DAYS;
			plan.windows.voting = 40 * DAYS + milliseconds;
		};
		refused(Error::WindowsUnsound, |plan| windows(plan, 1));
		assert_ok!(open_with(|plan| windows(plan, 0)));
	});
}

#[test]
fn terms_divide_the_whole_of_a_project() {
	execute(|| {
		refused(Error::TermsUnsound, |plan| plan.terms.stages = BoundedVec::new());
		refused(Error::TermsUnsound, |plan| {
			plan.terms.stages[0].share = Perbill::from_percent(29);
		});
		refused(Error::TermsUnsound, |plan| plan.terms.stages[0].after = 0);
		refused(Error::TermsUnsound, |plan| plan.terms.stages[0].after = 3_001 * DAYS);
		refused(Error::TermsUnsound, |plan| plan.terms.grace = 91 * DAYS);
		refused(Error::TermsUnsound, |plan| {
			plan.terms.objectors = Some(Objectors { body: Body::Province, least: 0 });
		});
	});
}

#[test]
fn payee_of_a_round_is_there() {
	execute(|| {
		refused(Error::PayeeGone, |plan| plan.terms.payee = Payee::Institution(STRANGER));
		MockRegistry::set_standing(person(1), Standing::Frozen);
		// A frozen person comes back.
		assert_ok!(open_with(|plan| plan.terms.payee = Payee::Person(person(1))));
	});
}

#[test]
fn fifth_round_of_a_county_and_ninth_of_the_province_are_refused() {
	execute(|| {
		for _ in 0..4 {
			open();
		}
		refused(Error::MaxRoundsExceeded, |_| ());
		let plan = PlanOf::<Test> { region: None, ..plan() };
		for _ in 0..8 {
			assert_ok!(open_round(governor(), plan.clone()));
		}
		let ninth = open_round(governor(), plan);
		assert_noop!(ninth, Error::<Test>::MaxRoundsExceeded);
	});
}

#[test]
fn round_without_the_money_of_its_headings_is_refused() {
	execute(|| {
		let too_much = u64::try_from(PLENTY).unwrap();
		refused(Error::InsufficientBalance, |plan| plan.headings[0].budget = too_much);
	});
}

#[test]
fn last_number_is_never_given() {
	execute(|| {
		crate::NextRound::<Test>::put(RoundId::MAX);
		refused(Error::Overflow, |_| ());
	});
}
