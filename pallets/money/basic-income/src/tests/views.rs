// SPDX-License-Identifier: Apache-2.0

//! What wallets and town halls ask.

use super::*;
use crate::{IncomeStanding, Scale};
use chungnam_ports::Coming;
use chungnam_primitives::IncomeId;

#[test]
fn a_person_sees_what_comes_next_and_when() {
	with_two(|| {
		let april = Coming { from: Opener::Income(ID), at: pay_day(APRIL), amount: FULL };
		assert_eq!(BasicIncome::coming(KIM).to_vec(), [april]);
		assert_eq!(BasicIncome::coming(HAN).to_vec(), []);
		assert_eq!(BasicIncome::coming(NOBODY).to_vec(), []);
		run_at(pay_day(APRIL));
		assert_eq!(BasicIncome::coming(KIM)[0].at, pay_day(APRIL + 1));
		assert_ok!(stop());
		assert_eq!(BasicIncome::coming(KIM).to_vec(), []);
	});
}

#[test]
fn the_soonest_comes_first() {
	with_two(|| {
		assert_ok!(create(Terms { pay_day: 1, full: 7_000, least: 1, ..terms() }));
		assert_ok!(BasicIncome::enrol(signed(OFFICE), IncomeId(1), people(&[KIM])));
		let from: Vec<_> = BasicIncome::coming(KIM).iter().map(|coming| coming.from).collect();
		assert_eq!(from, [Opener::Income(IncomeId(1)), Opener::Income(IncomeId(0))]);
	});
}

#[test]
fn a_new_amount_is_told_as_soon_as_it_is_the_next() {
	with_two(|| {
		let double = Terms { full: 2 * FULL, ..terms() };
		assert_ok!(BasicIncome::schedule_change(signed(COUNTY), ID, APRIL + 1, double));
		assert_eq!(BasicIncome::coming(KIM)[0].amount, FULL);
		run_at(pay_day(APRIL));
		assert_eq!(BasicIncome::coming(KIM)[0].amount, 2 * FULL);
	});
}

#[test]
fn a_person_hears_why_they_are_not_paid() {
	with_two(|| {
		let now = TODAY + 1_000;
		assert_ok!(begin_check(&[HAN]));
		assert_ok!(suspend(LEE));
		let is = |person| BasicIncome::standing(ID, person);
		let reason = SuspensionReason::Inquiry;
		assert_eq!(is(KIM), Some(IncomeStanding::Enrolled { tier: TOWNSHIPS }));
		assert_eq!(is(LEE), Some(IncomeStanding::Suspended { since: now, reason }));
		let until = TODAY + 90 * DAYS;
		assert_eq!(is(HAN), Some(IncomeStanding::Checking { since: now, until }));
		assert_eq!(is(PARK), Some(IncomeStanding::NotEnrolled));
		assert_eq!(is(CHOI), Some(IncomeStanding::HomeNotCovered));
		assert_eq!(is(NOBODY), None);
		assert_eq!(BasicIncome::standing(IncomeId(7), KIM), None);
		assert_ok!(sanction(PARK, 1, 3));
		let until = TODAY + 730 * DAYS;
		assert_eq!(is(PARK), Some(IncomeStanding::Banned { until }));
		at(until);
		assert_eq!(is(PARK), Some(IncomeStanding::NotEnrolled));
		MockRegistry::bury(PARK);
		assert_eq!(is(PARK), Some(IncomeStanding::Deceased));
		assert_ok!(stop());
		assert_eq!(is(KIM), Some(IncomeStanding::Stopped));
	});
}

#[test]
fn the_scale_tells_what_would_be_paid_now() {
	ExtBuilder::default().members(&[KIM, LEE, PARK]).pool(50_000).build_and_execute(|| {
		let now = Scale {
			month: APRIL,
			pool: 50_000,
			people: 3,
			full: FULL,
			per_head: 16_666,
			least: LEAST,
		};
		assert_eq!(BasicIncome::scale(ID), Some(now.clone()));
		assert_ok!(fund(RICH / 4));
		let full = Scale { pool: RICH / 4 + 50_000, per_head: FULL, ..now };
		assert_eq!(BasicIncome::scale(ID), Some(full));
		assert_eq!(BasicIncome::scale(IncomeId(7)), None);
	});
}
