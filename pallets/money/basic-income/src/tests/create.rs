// SPDX-License-Identifier: Apache-2.0

//! An income is defined once and soundly.

use super::*;
use chungnam_primitives::{korean_day, IncomeId};
use sp_runtime::DispatchError;

fn create_with(
	region: RegionId,
	tiers: Vec<NewTier<MockTemplate>>,
	first: KoreanMonth,
) -> DispatchResult {
	let tiers = BoundedVec::truncate_from(tiers);
	BasicIncome::create(signed(COUNTY), region, tiers, terms(), first, TREASURY)
}

#[test]
fn an_income_has_a_cohort_for_each_tier_and_waits_for_its_first_day() {
	ExtBuilder::default().build_and_execute(|| {
		let made = income();
		assert_eq!((made.region, made.issuers, made.next), (CHEONGYANG, county(), APRIL));
		assert_eq!(made.day(), Some(korean_day(pay_day(APRIL))));
		for tier in &made.tiers {
			assert_eq!(MockRegistry::region_of(tier.cohort), Some(CHEONGYANG));
		}
		assert_eq!(ledger(), Ledger::default());
	});
}

#[test]
fn pool_is_the_only_funder_when_the_rules_name_another() {
	ExtBuilder::bare().build_and_execute(|| {
		let named = MockTemplate { funder: Some([9; 32]), ..MockTemplate::sound(county()) };
		let tiers = vec![NewTier { template: named, ..tier(&[EUP]) }];
		assert_ok!(create_with(CHEONGYANG, tiers, APRIL));
		let pool: [u8; 32] = BasicIncome::pool(ID).into();
		assert_eq!(income().tiers[0].template.funder, Some(pool));
	});
}

#[test]
fn pools_of_two_incomes_are_two_accounts() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(create(terms()));
		assert_ne!(BasicIncome::pool(IncomeId(0)), BasicIncome::pool(IncomeId(1)));
		assert_eq!(Incomes::<Test>::iter().count(), 2);
	});
}

#[test]
fn tiers_must_be_sound() {
	ExtBuilder::bare().build_and_execute(|| {
		for broken in [
			vec![],
			vec![tier(&[])],
			vec![tier(&[EUP]), tier(&[MYEON_1, EUP])],
			vec![tier(&[EUP, EUP])],
			vec![tier(&[EUP]), tier(&[BORYEONG_TOWN])],
		] {
			let create = create_with(CHEONGYANG, broken, APRIL);
			assert_eq!(create, Err(Error::<Test>::TiersUnsound.into()));
		}
	});
}

#[test]
fn a_region_that_does_not_exist_has_no_income() {
	ExtBuilder::bare().build_and_execute(|| {
		let nowhere = vec![tier(&[ZoneId::new(16, 0)])];
		let tiers = BoundedVec::truncate_from(nowhere);
		MockRegistry::add_attester(COUNTY, ScopeSet::of(&[Scope::Issue]), RegionSet::ALL);
		let create = BasicIncome::create(signed(COUNTY), 16, tiers, terms(), APRIL, TREASURY);
		assert_eq!(create, Err(Error::<Test>::TiersUnsound.into()));
	});
}

#[test]
fn terms_must_be_sound() {
	ExtBuilder::bare().build_and_execute(|| {
		let broken = Terms { pay_day: 32, ..terms() };
		assert_noop!(create(broken), Error::<Test>::TermsUnsound);
	});
}

#[test]
fn rules_that_the_currency_refuses_are_refused_in_its_own_words() {
	ExtBuilder::bare().build_and_execute(|| {
		let unsound = MockTemplate { is_sound: false, ..MockTemplate::sound(county()) };
		let tiers = vec![NewTier { template: unsound, ..tier(&[EUP]) }];
		let create = create_with(CHEONGYANG, tiers, APRIL);
		assert_eq!(create, Err(DispatchError::Other("RulesUnsound")));
	});
}

#[test]
fn the_first_pay_day_may_be_today_and_not_before() {
	ExtBuilder::bare().build_and_execute(|| {
		at(pay_day(APRIL) + DAYS);
		assert_noop!(create(terms()), Error::<Test>::TooLate);
		at(pay_day(APRIL) + DAYS - 1);
		assert_ok!(create(terms()));
	});
}

#[test]
fn only_who_may_issue_everywhere_founds_an_income() {
	ExtBuilder::bare().build_and_execute(|| {
		for who in [OFFICE, STRANGER] {
			let create =
				BasicIncome::create(signed(who), CHEONGYANG, tiers(), terms(), APRIL, TREASURY);
			assert_noop!(create, DispatchError::BadOrigin);
		}
		// Rules of another city need its mandate too.
		let both = MockTemplate::sound(RegionSet::of(&[3, CHEONGYANG]));
		let tiers = vec![NewTier { template: both, ..tier(&[EUP]) }];
		assert_noop!(create_with(CHEONGYANG, tiers, APRIL), DispatchError::BadOrigin);
	});
}

#[test]
fn a_number_beyond_the_last_is_refused() {
	ExtBuilder::default().build_and_execute(|| {
		crate::NextIncome::<Test>::put(IncomeId::MAX);
		assert_noop!(create(terms()), Error::<Test>::Overflow);
		crate::NextIncome::<Test>::put(IncomeId(1));
	});
}
