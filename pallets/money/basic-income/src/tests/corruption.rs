// SPDX-License-Identifier: Apache-2.0

//! Each numbered invariant can fail: the state is broken by hand, and `try_state` says under which number.

use super::*;
use crate::{Count, IncomeOfCohort, NextIncome, Owed, OwedLater};
use chungnam_ports::ManagedCohorts;
use chungnam_primitives::{korean_day, Announced, CohortId, IncomeId};

/// A chain on which everything there is exists once, sound.
fn sound(test: impl FnOnce()) {
	ExtBuilder::default().members(&[KIM, LEE]).pool(RICH / 2).build().execute_with(|| {
		assert_ok!(begin_check(&[HAN]));
		assert_ok!(sanction(PARK, 1, 3));
		open_months(APRIL, APRIL + 1);
		assert_ok!(BasicIncome::do_try_state());
		test();
	});
}

/// The state is broken, and the invariant of this number says so.
#[track_caller]
fn assert_broken(number: &str) {
	chungnam_testkit::assert_broken::<Test>(number);
}

fn break_income(change: impl FnOnce(&mut IncomeOf<Test>)) {
	Incomes::<Test>::mutate(ID, |income| change(income.as_mut().expect("there is one")));
}

fn break_ledger(change: impl FnOnce(&mut Ledger)) {
	Ledgers::<Test>::mutate(ID, change);
}

fn cohort(tier: usize) -> u32 {
	income().tiers[tier].cohort.0
}

#[test]
fn i1_a_running_income_that_is_never_tried() {
	sound(|| {
		MockAgenda::tamper(Due::Income(ID), None);
		assert_broken("I1");
	});
}

#[test]
fn i1_an_income_that_is_tried_on_another_day() {
	sound(|| {
		let day = income().day().unwrap();
		MockAgenda::tamper(Due::Income(ID), Some(start_of_day(day + 1)));
		assert_broken("I1");
	});
}

#[test]
fn i1_an_income_that_nobody_knows_is_tried() {
	sound(|| {
		MockAgenda::tamper(Due::Income(IncomeId(99)), Some(TODAY));
		assert_broken("I1");
	});
}

#[test]
fn i2_a_month_that_opened_twice() {
	sound(|| {
		break_income(|income| income.history[1].month = income.history[0].month);
		assert_broken("I2");
	});
}

#[test]
fn i2_a_month_that_opened_and_comes_again() {
	sound(|| {
		break_income(|income| income.next -= 1);
		assert_broken("I2");
	});
}

#[test]
fn i2_an_opening_from_the_future() {
	sound(|| {
		break_income(|income| income.history[1].opened_at += 1);
		assert_broken("I2");
	});
}

#[test]
fn i2_a_period_that_paid_nobody() {
	sound(|| {
		break_income(|income| income.history[1].heads = 0);
		assert_broken("I2");
	});
}

#[test]
fn i2_a_period_that_was_counted_after_it_opened() {
	sound(|| {
		break_income(|income| income.history[1].counted_at += 1);
		assert_broken("I2");
	});
}

#[test]
fn i2_a_month_that_waits_and_is_miscounted() {
	let count =
		|| Count { month: APRIL + 2, at: TODAY, of_tiers: BoundedVec::truncate_from(vec![1, 1]) };
	for wrong in [
		vec![Count { month: APRIL + 1, ..count() }],
		vec![Count { at: pay_day(APRIL + 1) + 1, ..count() }],
		vec![Count { of_tiers: BoundedVec::truncate_from(vec![1]), ..count() }],
		vec![Count { of_tiers: BoundedVec::truncate_from(vec![0, 0]), ..count() }],
		vec![count(), count()],
	] {
		sound(|| {
			break_income(|income| income.counts = BoundedVec::truncate_from(wrong));
			assert_broken("I2");
		});
	}
}

#[test]
fn i3_a_person_in_two_tiers() {
	sound(|| {
		assert_ok!(MockRegistry::enrol(CohortId(cohort(0)), KIM));
		assert_broken("I3");
	});
}

#[test]
fn i4_a_newcomer_who_is_in() {
	sound(|| {
		assert_ok!(MockRegistry::enrol(CohortId(cohort(0)), HAN));
		assert_broken("I4");
	});
}

#[test]
fn i4_a_banned_person_who_is_in() {
	sound(|| {
		assert_ok!(MockRegistry::enrol(CohortId(cohort(1)), PARK));
		assert_broken("I4");
	});
}

#[test]
fn i5_cases_that_are_not_counted() {
	sound(|| {
		break_ledger(|ledger| ledger.cases -= 1);
		assert_broken("I5");
	});
	sound(|| {
		break_ledger(|ledger| ledger.open_cases += 1);
		assert_broken("I5");
	});
	sound(|| {
		break_ledger(|ledger| ledger.owed += 1);
		assert_broken("I5");
	});
}

#[test]
fn i6_won_that_is_nowhere() {
	sound(|| {
		break_ledger(|ledger| ledger.funded += 1);
		assert_broken("I6");
	});
}

#[test]
fn i7_unsound_terms() {
	sound(|| {
		break_income(|income| income.terms.pay_day = 0);
		assert_broken("I7");
	});
	sound(|| {
		let unsound = Terms { least: 0, ..terms() };
		break_income(|income| {
			income.changes = Announced::without_notice([(APRIL + 9, unsound)]);
		});
		assert_broken("I7");
	});
}

#[test]
fn i7_a_home_in_two_tiers() {
	sound(|| {
		break_income(|income| income.tiers[0].zones = income.tiers[1].zones.clone());
		assert_broken("I7");
	});
}

#[test]
fn i7_a_cohort_that_is_nobodys() {
	sound(|| {
		IncomeOfCohort::<Test>::insert(CohortId(77), ID);
		assert_broken("I7");
	});
	sound(|| {
		break_income(|income| income.tiers[0].cohort = CohortId(77));
		assert_broken("I7");
	});
}

#[test]
fn i7_rules_by_which_nothing_can_be_opened() {
	sound(|| {
		break_income(|income| income.tiers[0].template.is_sound = false);
		assert_broken("I7");
	});
}

#[test]
fn i8_a_number_that_was_never_given() {
	sound(|| {
		NextIncome::<Test>::put(ID);
		assert_broken("I8");
	});
}

#[test]
fn i8_a_book_without_an_income() {
	sound(|| {
		Ledgers::<Test>::insert(IncomeId(ID.0 + 1), Ledger::default());
		assert_broken("I8");
	});
}

#[test]
fn i8_a_case_without_an_income() {
	sound(|| {
		Cases::<Test>::insert(IncomeId(ID.0 + 1), KIM, Case::Banned { until: 1 });
		assert_broken("I8");
	});
}

#[test]
fn i8_owed_by_no_income() {
	sound(|| {
		let owed = Owed { from: 0, since: 0, until: 0 };
		let owed = BoundedVec::truncate_from(vec![owed]);
		OwedLater::<Test>::insert(IncomeId(ID.0 + 1), KIM, owed);
		assert_broken("I8");
	});
}

#[test]
fn i9_owed_in_the_future_or_to_nobody() {
	let now = pay_day(APRIL + 1);
	for (person, since, until) in [(KIM, 0, now + 1), (KIM, 2, 1), (NOBODY, 0, 0)] {
		sound(|| {
			let owed = BoundedVec::truncate_from(vec![Owed { from: 0, since, until }]);
			OwedLater::<Test>::insert(ID, person, owed);
			break_ledger(|ledger| ledger.owed += 1);
			assert_broken("I9");
		});
	}
}

#[test]
fn i9_a_check_from_the_future() {
	sound(|| {
		let now = pay_day(APRIL + 1);
		let future = Case::Checking { since: now + 1, until: now + DAYS };
		Cases::<Test>::insert(ID, HAN, future);
		assert_broken("I9");
	});
}

#[test]
fn i9_a_check_that_ends_before_it_begins() {
	sound(|| {
		assert!(korean_day(TODAY) > 1);
		Cases::<Test>::insert(ID, HAN, Case::Checking { since: TODAY, until: 1 });
		assert_broken("I9");
	});
}

#[test]
fn i9_a_case_of_nobody() {
	sound(|| {
		Cases::<Test>::insert(ID, NOBODY, Case::Banned { until: 1 });
		break_ledger(|ledger| ledger.cases += 1);
		assert_broken("I9");
	});
}
