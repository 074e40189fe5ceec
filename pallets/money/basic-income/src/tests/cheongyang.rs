// SPDX-License-Identifier: Apache-2.0

//! The rural basic income of Cheongyang county, with every figure read from the file of the county. No line of the pallet
//! knows of it. Where the money is spent is the currency's matter, and tested there.

use chungnam_primitives::SeriesId;
use chungnam_testkit::RULES_OF_CHEONGYANG;
use serde::Deserialize;
use std::collections::BTreeMap;

use super::*;

/// What the file says. A rule that the file gains later must be read here or be named as not our matter.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct County {
	people: u32,
	amount_won_per_month: Won,
	zones: BTreeMap<String, Zone>,
	newcomers: Arrivals,
	unspent: String,
	fraud: BTreeMap<String, String>,
	eligibility: String,
	// Where and on what it is spent is in the rules of the series, which are the currency's.
	#[serde(rename = "what")]
	_what: String,
	#[serde(rename = "categories_open_county_wide_to_everyone")]
	_open: serde_json::Value,
	#[serde(rename = "category_cap")]
	_cap: serde_json::Value,
	#[serde(rename = "merchant_annual_sales_limit_won")]
	_limit: serde_json::Value,
	#[serde(rename = "over_limit_merchants")]
	_over_limit: String,
	// Proxies and cards pay with lots: the currency's `pay_for`, and the registry's cards.
	#[serde(rename = "minors_and_wards")]
	_minors: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Zone {
	unspent_after_days: u16,
	#[serde(rename = "where")]
	_where: Option<String>,
	#[serde(rename = "townships")]
	_townships: Option<u32>,
	#[serde(rename = "residents_may_spend_in")]
	_places: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Arrivals {
	may_apply_after_days: u16,
	residence_check_days: u16,
	then: String,
}

fn read() -> County {
	serde_json::from_str(RULES_OF_CHEONGYANG).expect("the file says what we read")
}

/// The words of the file, as terms.
fn terms_of(county: &County) -> Terms {
	let arrears = "the three months of the check are paid at once, in arrears";
	assert_eq!(county.newcomers.then, arrears);
	assert_eq!(county.eligibility, "checked again every month");
	assert_eq!(county.unspent, "returns to its funder by itself");
	let fraud: Vec<_> = county.fraud.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect();
	let rule = "claw back, with a sanction of 3 to 5 times, then a ban of 2 years";
	assert_eq!(fraud, [("fake move-in, cashing, resale", rule)]);
	let longest = county.zones.values().map(|zone| zone.unspent_after_days).max();
	Terms {
		full: county.amount_won_per_month,
		// The file has no rule for a short year; a third is what this county would still pay out.
		least: county.amount_won_per_month / 3,
		pay_day: 1,
		newcomers_wait_days: county.newcomers.may_apply_after_days,
		check_days: county.newcomers.residence_check_days,
		max_arrears: 3,
		max_unclaimed: u8::try_from(longest.expect("there are zones") / 30).expect("months"),
		debt_share: Percent::from_percent(50),
		sanction: Multiples { least: 3, most: 5 },
		ban_days: 2 * 365,
		confirm_monthly: true,
	}
}

fn home(name: &str) -> ZoneId {
	match name {
		"eup" => EUP,
		"myeon_zone_1" => MYEON_1,
		"myeon_zone_2" => MYEON_2,
		other => panic!("no zone is called {other}"),
	}
}

const AMOUNT: Won = 150_000;
const MAY: KoreanMonth = APRIL + 1;

fn first_of(month: KoreanMonth) -> Moment {
	midnight(month / 12, month % 12 + 1, 1)
}

/// A month goes by: the county checks who is still eligible, and the first of the month comes.
fn pay_month(month: KoreanMonth) {
	assert_ok!(BasicIncome::confirm_month(signed(COUNTY), ID, month));
	run_at(first_of(month));
}

/// The county's income with one tier a zone, Kim, Lee and Park in, and the budget of a year for everyone.
fn in_cheongyang(test: impl FnOnce()) {
	ExtBuilder::bare().build_and_execute(|| {
		let county = read();
		let tiers = county.zones.keys().map(|name| tier(&[home(name)])).collect();
		let tiers = BoundedVec::truncate_from(tiers);
		let terms = terms_of(&county);
		assert_eq!((county.people, terms.full), (24_330, AMOUNT));
		let year = 12 * Won::from(county.people) * terms.full;
		let origin = signed(COUNTY);
		assert_ok!(BasicIncome::create(origin, CHEONGYANG, tiers, terms, APRIL, TREASURY));
		assert_ok!(enrol(&[KIM, LEE, PARK]));
		assert_ok!(fund(year));
		test();
	});
}

#[test]
fn a_year_for_everyone_is_paid_to_the_last_won() {
	let county = read();
	let terms = terms_of(&county);
	assert!(terms.are_sound());
	let month = Won::from(county.people) * AMOUNT;
	assert_eq!(terms.per_head(month, county.people), AMOUNT);
	assert_eq!(terms.per_head(month - 1, county.people), AMOUNT - 1);
	assert_eq!(terms.per_head(month, county.people + 1), month / Won::from(county.people + 1));
}

#[test]
fn residents_are_paid_each_month_in_the_series_of_their_zone() {
	in_cheongyang(|| {
		pay_month(APRIL);
		let series = Currency::series();
		assert_eq!(series.len(), 3);
		assert!(series.iter().all(|s| (s.heads, s.per_head) == (1, AMOUNT)));
		pay_month(MAY);
		for person in [KIM, LEE, PARK] {
			assert_eq!(got(person), 2 * AMOUNT);
		}
	});
}

#[test]
fn eligibility_is_checked_again_every_month() {
	in_cheongyang(|| {
		run_at(first_of(APRIL));
		assert_eq!((paid(), income().wait()), (vec![], Some(Wait::Confirmation)));
		// Park moved to her son in Boryeong; the town hall finds out, and confirms the rest.
		MockRegistry::move_person(PARK, BORYEONG_TOWN);
		assert_ok!(refresh(PARK));
		at(first_of(APRIL) + HOURS);
		assert_ok!(BasicIncome::confirm_month(signed(COUNTY), ID, APRIL));
		hook();
		assert_eq!((got(KIM), got(LEE), got(PARK)), (AMOUNT, AMOUNT, 0));
	});
}

#[test]
fn a_newcomer_applies_after_thirty_days_and_gets_three_months_after_ninety_more() {
	in_cheongyang(|| {
		let county = read();
		let moved_in = chungnam_primitives::korean_day(TODAY);
		let apply = || {
			let newcomers = BoundedVec::truncate_from(vec![Newcomer { person: HAN, moved_in }]);
			BasicIncome::begin_check(signed(OFFICE), ID, newcomers)
		};
		let may_apply = TODAY + Moment::from(county.newcomers.may_apply_after_days) * DAYS;
		pay_month(APRIL);
		at(may_apply - 1);
		assert_noop!(apply(), Error::<Test>::TooEarly);
		at(may_apply);
		assert_ok!(apply());
		(MAY..MAY + 3).for_each(pay_month);
		let checked = may_apply + Moment::from(county.newcomers.residence_check_days) * DAYS;
		at(checked - 1);
		assert_noop!(admit(HAN), Error::<Test>::TooEarly);
		at(checked);
		assert_ok!(admit(HAN));
		assert_eq!(got(HAN), 3 * AMOUNT);
		pay_month(MAY + 3);
		assert_eq!((got(HAN), got(LEE)), (4 * AMOUNT, 5 * AMOUNT));
	});
}

#[test]
fn a_fake_move_in_costs_three_to_five_times_and_two_years() {
	in_cheongyang(|| {
		(APRIL..APRIL + 3).for_each(pay_month);
		at(first_of(APRIL + 3) - DAYS);
		let taken = 3 * AMOUNT;
		for multiple in [2, 6] {
			let sanction = sanction(PARK, taken, multiple);
			assert_eq!(sanction, Err(Error::<Test>::SanctionOutOfRange.into()));
		}
		assert_ok!(sanction(PARK, taken, 4));
		let (debt, share) = Currency::debt_and_share(Opener::Income(ID), PARK).unwrap();
		assert_eq!((debt, share), (5 * taken, Percent::from_percent(50)));
		let free_again = first_of(APRIL + 3) - DAYS + 730 * DAYS;
		at(free_again - 1);
		assert_noop!(begin_check(&[PARK]), Error::<Test>::Banned);
		at(free_again);
		assert_ok!(begin_check(&[PARK]));
	});
}

#[test]
fn what_is_not_claimed_in_half_a_year_returns_to_the_pool() {
	in_cheongyang(|| {
		pay_month(APRIL);
		let series = Currency::series();
		assert!(series.iter().all(|s| s.claim_until == Some(first_of(APRIL + 6))));
		let pool_key: [u8; 32] = BasicIncome::pool(ID).into();
		assert!(series.iter().all(|s| s.template.funder == Some(pool_key)));
		let before = pool();
		come_back(SeriesId(0), AMOUNT);
		assert_eq!(pool(), before + AMOUNT);
	});
}

#[test]
fn a_short_year_pays_everyone_the_same() {
	in_cheongyang(|| {
		// The province cut the budget: 100 won a head less in June.
		(APRIL..APRIL + 2).for_each(pay_month);
		let rest = 3 * AMOUNT - 300;
		use frame_support::traits::{fungible::Mutate, tokens::Preservation};
		let cut = pool() - rest;
		let pool = BasicIncome::pool(ID);
		assert_ok!(Balances::transfer(&pool, &TREASURY, cut, Preservation::Expendable));
		// Money that left the pool by hand is missing in the books, so the invariants do not hold meanwhile.
		let pay_month = |month| {
			assert_ok!(BasicIncome::confirm_month(signed(COUNTY), ID, month));
			at(first_of(month));
			chungnam_testkit::begin_block::<Test>();
		};
		pay_month(APRIL + 2);
		assert_eq!(paid().last(), Some(&(APRIL + 2, AMOUNT - 100)));
		pay_month(APRIL + 3);
		assert_eq!(income().wait(), Some(Wait::Money { missing: AMOUNT }));
		assert_ok!(Balances::transfer(&TREASURY, &pool, cut, Preservation::Expendable));
	});
}
