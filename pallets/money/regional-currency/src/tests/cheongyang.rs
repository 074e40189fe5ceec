// SPDX-License-Identifier: Apache-2.0

//! The rural basic income of Cheongyang county as rules of series, with every figure read from the file of the county.
//! No line of the pallet knows of it.

use crate::CapId;
use chungnam_primitives::{CategoryId, MerchantId, PersonId, SeriesId};
use chungnam_testkit::RULES_OF_CHEONGYANG;
use frame_support::{assert_noop, assert_ok};
use serde::Deserialize;
use MoneyClass::Policy;

use super::*;
use crate::{CategoryCap, ClawBackReason};

/// What the file says about spending. A rule that the file gains later must be read here or be named as not our matter.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct County {
	#[serde(rename = "what")]
	_what: String,
	people: Won,
	amount_won_per_month: Won,
	zones: Zones,
	categories_open_county_wide_to_everyone: Vec<String>,
	category_cap: Cap,
	merchant_annual_sales_limit_won: Won,
	over_limit_merchants: String,
	unspent: String,
	fraud: serde_json::Value,
	minors_and_wards: String,
	// Who may apply and is still eligible is the basic income's matter, not the money's.
	#[serde(rename = "newcomers")]
	_newcomers: serde_json::Value,
	#[serde(rename = "eligibility")]
	_eligibility: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Zones {
	eup: Zone,
	myeon_zone_1: Zone,
	myeon_zone_2: Zone,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Zone {
	#[serde(rename = "where")]
	_where: Option<String>,
	#[serde(rename = "townships")]
	_townships: Option<u32>,
	residents_may_spend_in: Vec<String>,
	unspent_after_days: Moment,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Cap {
	categories: Vec<String>,
	together_at_most_won_per_month: Won,
}

fn read() -> County {
	serde_json::from_str(RULES_OF_CHEONGYANG).expect("the file says what we read")
}

fn named(name: &str) -> CategoryId {
	match name {
		"hospital" => category::HOSPITAL,
		"pharmacy" => category::PHARMACY,
		"academy" => category::ACADEMY,
		"optician" => category::OPTICIAN,
		"cinema" => category::CINEMA,
		"hanaro_mart" => category::HANARO_MART,
		"petrol_station_in_myeon" => category::PETROL_STATION_IN_MYEON,
		"convenience_store" => category::CONVENIENCE_STORE,
		other => panic!("no category is called {other}"),
	}
}

fn all_named(names: &[String]) -> CategorySet {
	names.iter().fold(CategorySet::EMPTY, |set, name| set.with(named(name)))
}

/// Under which the cap is counted, by whatever month's money.
const CAP: crate::CapId = CapId(2026);

/// The rules of the money that residents of a zone get on `opens`.
fn rules_of(name: &str, zone: &Zone, county: &County, opens: Moment) -> Rules {
	let places = match zone.residents_may_spend_in.as_slice() {
		[all] if all == "the whole county" => Places::HomeRegion,
		[own] if own == name => Places::HomeZone,
		other => panic!("no places are called {other:?}"),
	};
	let cap = CategoryCap {
		id: CAP,
		categories: all_named(&county.category_cap.categories),
		per_month: county.category_cap.together_at_most_won_per_month,
	};
	Rules {
		places,
		open_to_all: all_named(&county.categories_open_county_wide_to_everyone),
		caps: BoundedVec::truncate_from(vec![cap]),
		opens,
		expires: opens + zone.unspent_after_days * DAYS,
		..policy()
	}
}

const FOR_EUP: SeriesId = SeriesId(0);
const FOR_MYEON: SeriesId = SeriesId(1);
const APRIL_FOR_MYEON: SeriesId = SeriesId(2);

const HAN: AccountId = account(31);
const HAN_ID: PersonId = PersonId(31);

/// March's money for the town and the townships, and April's for the townships. Lee lives in the town, Kim in the
/// first zone of townships, Han in the second. All got their month's money.
fn basic_income() -> ExtBuilder {
	let county = read();
	let Zones { eup, myeon_zone_1, myeon_zone_2 } = &county.zones;
	let town = rules_of("eup", eup, &county, OPENS);
	let march = rules_of("myeon_zone_1", myeon_zone_1, &county, OPENS);
	let april = rules_of("myeon_zone_1", myeon_zone_1, &county, APRIL);
	assert_eq!(march, rules_of("myeon_zone_2", myeon_zone_2, &county, OPENS), "one series is both");
	let (amount, budget) =
		(county.amount_won_per_month, county.people * county.amount_won_per_month);
	ExtBuilder::default()
		.series(Policy, town, budget)
		.series(Policy, march, budget)
		.series(Policy, april, budget)
		.lot(LEE_ID, FOR_EUP, amount)
		.lot(KIM_ID, FOR_MYEON, amount)
		.lot(CHILD_ID, FOR_MYEON, amount)
		.lot(HAN_ID, FOR_MYEON, amount)
		.lot(KIM_ID, APRIL_FOR_MYEON, amount)
}

/// Opens a small shop of its own owner, numbered from 100.
fn open_shop(number: u8, zone: ZoneId, category: CategoryId, class: SalesClass) -> MerchantId {
	let id = MerchantId(100 + u32::from(number));
	MockRegistry::add_merchant(account(100 + number), id, zone, category, class);
	id
}

/// Runs a test with Han in the second zone, and a small restaurant there, which is the argument.
fn with_han(test: impl FnOnce(MerchantId)) {
	basic_income().build_and_execute(|| {
		MockRegistry::add_person(HAN, HAN_ID, MYEON_2);
		test(open_shop(0, MYEON_2, category::RESTAURANT, SalesClass::Small));
	});
}

#[test]
fn residents_of_the_town_spend_in_the_whole_county() {
	with_han(|second_zone| {
		for shop in [MART, RESTAURANT, second_zone] {
			assert_ok!(pay(LEE, shop, 1_000));
		}
		assert_refused(LEE, CAFE, 1_000, Refusal::PlaceNotAllowed);
	});
}

#[test]
fn residents_of_townships_spend_in_their_own_zone() {
	with_han(|second_zone| {
		assert_ok!(pay(KIM, RESTAURANT, 1_000));
		assert_refused(KIM, second_zone, 1_000, Refusal::PlaceNotAllowed);
		assert_refused(KIM, MART, 1_000, Refusal::PlaceNotAllowed);
		assert_ok!(pay(HAN, second_zone, 1_000));
		assert_refused(HAN, RESTAURANT, 1_000, Refusal::PlaceNotAllowed);
		assert_refused(HAN, MART, 1_000, Refusal::PlaceNotAllowed);
	});
}

#[test]
fn some_categories_are_open_to_everyone_in_the_whole_county() {
	with_han(|_| {
		let open = read().categories_open_county_wide_to_everyone;
		assert_eq!(open.len(), 5);
		for (number, category) in (1..).zip(open.iter().map(|name| named(name))) {
			let in_town = open_shop(2 * number, EUP, category, SalesClass::Small);
			let elsewhere = open_shop(2 * number + 1, BORYEONG_TOWN, category, SalesClass::Small);
			for who in [KIM, HAN, LEE] {
				assert_ok!(pay(who.clone(), in_town, 1_000));
				assert_refused(who, elsewhere, 1_000, Refusal::PlaceNotAllowed);
			}
		}
	});
}

#[test]
fn the_cap_counts_its_categories_together() {
	with_han(|_| {
		let Cap { categories, together_at_most_won_per_month: most } = read().category_cap;
		let shops: Vec<_> = (1..)
			.zip(categories.iter().map(|name| named(name)))
			.map(|(number, category)| open_shop(number, MYEON_1, category, SalesClass::Small))
			.collect();
		let [mart, petrol, store] = shops[..] else { panic!("three categories are capped") };
		assert_ok!(pay(CHILD, mart, most - 20_000));
		assert_ok!(pay(CHILD, petrol, 19_999));
		assert_refused(CHILD, store, 2, Refusal::CategoryCapReached);
		assert_eq!(quote(CHILD, store, 2).affordable, 1);
		assert_ok!(pay(CHILD, store, 1));
		for shop in shops {
			assert_refused(CHILD, shop, 1, Refusal::CategoryCapReached);
		}
		// What is not capped is paid on.
		assert_ok!(pay(CHILD, RESTAURANT, 1_000));
	});
}

#[test]
fn the_cap_is_one_for_two_months_of_money_and_begins_anew_each_month() {
	with_han(|_| {
		let most = read().category_cap.together_at_most_won_per_month;
		let mart = open_shop(1, MYEON_1, category::HANARO_MART, SalesClass::Small);
		assert_ok!(pay(KIM, mart, most));
		// In April Kim holds money of two months. Together they pay the cap, and not twice.
		at(APRIL);
		assert_refused(KIM, mart, most + 1, Refusal::CategoryCapReached);
		assert_ok!(pay(KIM, RESTAURANT, lot(KIM_ID, FOR_MYEON) - 10_000));
		assert_ok!(pay(KIM, mart, most));
		let parts: Vec<_> = last_receipt().parts.iter().map(|p| (p.series, p.amount)).collect();
		assert_eq!(parts, [(FOR_MYEON, 10_000), (APRIL_FOR_MYEON, most - 10_000)]);
		assert_refused(KIM, mart, 1, Refusal::CategoryCapReached);
	});
}

#[test]
fn shops_above_the_sales_limit_do_not_take_it() {
	with_han(|_| {
		// The registry calls a shop large above this many won a year.
		assert_eq!(read().merchant_annual_sales_limit_won, 3_000_000_000);
		let large = open_shop(1, MYEON_1, category::RESTAURANT, SalesClass::Large);
		let micro = open_shop(2, MYEON_1, category::RESTAURANT, SalesClass::Micro);
		assert_refused(KIM, large, 1_000, Refusal::SalesClassNotAllowed);
		assert_refused(LEE, STORE, 1_000, Refusal::SalesClassNotAllowed);
		assert_ok!(pay(KIM, micro, 1_000));
	});
}

#[test]
fn shops_above_the_limit_take_it_where_the_issuer_allows() {
	assert!(read().over_limit_merchants.contains("only where the issuer allows it"));
	with_han(|_| {
		let now = RegionalCurrency::rules(FOR_EUP).expect("it exists");
		let from = TODAY + 7 * DAYS;
		let rules = Rules { sales_classes: SalesClassSet::ALL, ..now };
		assert_ok!(RegionalCurrency::schedule_change(signed(COUNTY), FOR_EUP, from, rules));
		assert_refused(LEE, STORE, 1_000, Refusal::SalesClassNotAllowed);
		at(from);
		assert_ok!(pay(LEE, STORE, 1_000));
	});
}

#[test]
fn unspent_money_ends_after_the_days_of_the_zone() {
	with_han(|_| {
		let Zones { eup, myeon_zone_1, .. } = read().zones;
		assert_eq!((eup.unspent_after_days, myeon_zone_1.unspent_after_days), (90, 180));
		let ends = OPENS + eup.unspent_after_days * DAYS;
		at(ends - 1);
		assert_ok!(pay(LEE, MART, 1_000));
		at(ends);
		assert_refused(LEE, MART, 1_000, Refusal::Expired);
		let ends = OPENS + myeon_zone_1.unspent_after_days * DAYS;
		at(ends - 1);
		assert_ok!(pay(CHILD, RESTAURANT, 1_000));
		at(ends);
		assert_refused(CHILD, RESTAURANT, 1_000, Refusal::Expired);
	});
}

#[test]
fn unspent_money_returns_to_its_funder() {
	let county = read();
	assert_eq!(county.unspent, "returns to its funder by itself");
	let budget = county.people * county.amount_won_per_month;
	with_han(|_| {
		assert_ok!(pay(LEE, MART, 30_000));
		at(OPENS + county.zones.eup.unspent_after_days * DAYS);
		assert_ok!(RegionalCurrency::sweep(signed(STRANGER), FOR_EUP));
		assert_eq!((plain(COUNTY), pot(FOR_EUP)), (budget - 30_000, 0));
		assert_eq!(totals(FOR_EUP).expired, county.amount_won_per_month - 30_000);
	});
}

#[test]
fn several_funders_get_their_shares_of_what_is_unspent() {
	let county = read();
	let budget = county.people * county.amount_won_per_month;
	let (nation, province) = (account(41), account(42));
	let share = Perbill::from_percent;
	let funders = BoundedVec::truncate_from(vec![
		Funder { account: nation.clone(), level: FunderLevel::Nation, share: share(40) },
		Funder { account: province.clone(), level: FunderLevel::Province, share: share(30) },
		Funder { account: COUNTY, level: FunderLevel::Municipality, share: share(30) },
	]);
	let rules = rules_of("eup", &county.zones.eup, &county, OPENS);
	let builder =
		ExtBuilder::default().series_of(Policy, super::county(), funders, rules.clone(), budget);
	builder.build_and_execute(|| {
		at(rules.expires);
		assert_ok!(RegionalCurrency::sweep(signed(STRANGER), SeriesId(0)));
		let back = [nation, province, COUNTY].map(plain);
		assert_eq!(back, [budget * 4 / 10, budget * 3 / 10, budget * 3 / 10]);
	});
}

#[test]
fn it_is_not_given_away_sold_or_paid_out() {
	with_han(|_| {
		let gift = calls::gift(signed(KIM), FOR_MYEON, LEE_ID, 1);
		assert_noop!(gift, Error::<Test>::NotTransferable);
		let rest = calls::refund_rest(signed(KIM), FOR_MYEON);
		assert_noop!(rest, Error::<Test>::WrongClass);
		let bought = calls::sell(signed(BANK), FOR_MYEON, KIM_ID, 1, 0);
		assert_noop!(bought, Error::<Test>::WrongClass);
	});
}

#[test]
fn fraud_is_taken_back() {
	assert!(read().fraud.to_string().contains("claw back"));
	with_han(|_| {
		assert_ok!(pay(HAN, MerchantId(100), 50_000));
		let left = lot(HAN_ID, FOR_MYEON);
		let claw_back = |amount| {
			let reason = ClawBackReason::FalseResidence;
			calls::claw_back(signed(COUNTY), FOR_MYEON, HAN_ID, amount, reason)
		};
		assert_noop!(claw_back(left + 1), Error::<Test>::InsufficientBalance);
		assert_ok!(claw_back(left));
		assert_refused(HAN, MerchantId(100), 1, Refusal::InsufficientBalance);
	});
}

#[test]
fn minors_spend_through_a_guardian_or_with_a_card() {
	let said = read().minors_and_wards;
	assert!(said.contains("through a proxy") && said.contains("a prepaid card"));
	with_han(|_| {
		assert_ok!(pay_for(KIM, CHILD_ID, RESTAURANT, 1_000));
		assert_ok!(pay(CHILD, RESTAURANT, 1_000));
		assert_eq!(lot(CHILD_ID, FOR_MYEON), read().amount_won_per_month - 2_000);
	});
}
