// SPDX-License-Identifier: Apache-2.0

//! The figures of Korean practice fit in as data: each is read from the file, put into rules, and holds.

use chungnam_primitives::{korean_month, KoreanMonth, SeriesId};
use frame_support::{assert_noop, assert_ok};
use serde::Deserialize;
use MoneyClass::{Incentive, Purchased};

use super::*;

/// What the file says about money. What it gains later must be read here or be named as not our matter.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Figures {
	#[serde(rename = "what")]
	_what: String,
	validity_years_default: u32,
	refund_of_remainder: RefundFigures,
	purchase_limit_won_per_month: PurchaseFigures,
	holding_limit_won: Won,
	discount_percent: DiscountFigures,
	incentive_funding: String,
	unused_balance_and_interest: String,
	merchants_in_chungnam_2020: u64,
	buyeo_goodtrae_pay: String,
	// Codes at the till, load, and outages are the matter of wallets, weights and the node.
	#[serde(rename = "qr")]
	_qr: serde_json::Value,
	#[serde(rename = "demand")]
	_demand: serde_json::Value,
	#[serde(rename = "chak_outage")]
	_chak_outage: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RefundFigures {
	usual_used_share_percent: u8,
	small_notes_percent: u8,
	small_note_at_most_won: Won,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PurchaseFigures {
	guideline_2023: Won,
	seosan_2026: Won,
	seosan_2026_lunar_new_year: Won,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DiscountFigures {
	usual: u32,
	dangjin_2025: [u32; 2],
	boryeong_2025: u32,
}

fn read() -> Figures {
	let file = include_str!("data/practice-figures.json");
	serde_json::from_str(file).expect("the file says what we read")
}

const SEOSAN: RegionId = 5;
const DANGJIN: RegionId = 8;

/// Sold under `sale`, from the beginning of 2026 for the usual years.
fn sold_under(sale: SaleTerms) -> Rules {
	let RefundFigures { usual_used_share_percent, small_notes_percent, small_note_at_most_won } =
		read().refund_of_remainder;
	let (opens, expires) =
		(midnight(2026, 1, 1), midnight(2026 + read().validity_years_default, 1, 1));
	Rules {
		refund: Some(RefundRule {
			used: Percent::from_percent(usual_used_share_percent),
			small_amount: small_note_at_most_won,
			small_used: Percent::from_percent(small_notes_percent),
			after_end: 0,
		}),
		sale: Some(SaleTerms { closes: expires, ..sale }),
		opens,
		expires,
		..purchased(None)
	}
}

/// An incentive of some percent, without limits for a person.
fn incentive_of(percent: u32) -> SaleTerms {
	let rate = Perbill::from_percent(percent);
	let terms =
		IncentiveTerms { series: SeriesId(0), rate, per_month: Won::MAX, per_year: Won::MAX };
	SaleTerms { incentive: Some(terms), ..sale_terms(None) }
}

/// Series 0 is an incentive with a budget, series 1 is sold.
fn on_sale(sale: SaleTerms) -> ExtBuilder {
	let rules = sold_under(sale);
	let (opens, expires) = (rules.opens, rules.expires);
	ExtBuilder::default()
		.series(Incentive, Rules { opens, expires, ..incentive() }, 10_000_000)
		.series(Purchased, rules, 0)
}

fn sell(amount: Won) -> DispatchResult {
	calls::sell(signed(BANK), SeriesId(1), KIM_ID, amount, 0)
}

fn month(year: u32, month: u32) -> KoreanMonth {
	korean_month(midnight(year, month, 1))
}

#[test]
fn purchased_money_is_valid_for_the_usual_years() {
	let years = read().validity_years_default;
	assert_eq!(years, 5);
	on_sale(sale_terms(None)).build_and_execute(|| {
		assert_ok!(sell(1_000));
		let ends = midnight(2026 + years, 1, 1);
		at(ends - 1);
		assert_ok!(pay(KIM, RESTAURANT, 1));
		at(ends);
		assert_refused(KIM, RESTAURANT, 1, Refusal::Expired);
	});
}

#[test]
fn the_rest_is_given_back_once_the_usual_share_is_used() {
	let figures = read().refund_of_remainder;
	let small = figures.small_note_at_most_won;
	assert_eq!(small, 10_000);
	let cases = [
		(small, figures.small_notes_percent),
		(small + 10, figures.usual_used_share_percent),
		(100_000, figures.usual_used_share_percent),
	];
	for (bought, percent) in cases {
		on_sale(sale_terms(None)).build_and_execute(|| {
			assert_ok!(sell(bought));
			let needed = bought * Won::from(percent) / 100;
			assert_ok!(pay(KIM, RESTAURANT, needed - 1));
			let early = calls::refund_rest(signed(KIM), SeriesId(1));
			assert_noop!(early, Error::<Test>::RefundThresholdNotMet);
			assert_ok!(pay(KIM, RESTAURANT, 1));
			assert_ok!(calls::refund_rest(signed(KIM), SeriesId(1)));
			assert_eq!(totals(SeriesId(1)).refunded, bought - needed);
		});
	}
}

#[test]
fn a_month_of_purchases_is_limited_by_the_guideline() {
	let per_month = read().purchase_limit_won_per_month.guideline_2023;
	on_sale(SaleTerms { per_month, ..sale_terms(None) }).build_and_execute(|| {
		assert_noop!(sell(per_month + 1), Error::<Test>::PurchaseLimitExceeded);
		assert_ok!(sell(per_month - 1));
		assert_noop!(sell(2), Error::<Test>::PurchaseLimitExceeded);
		assert_ok!(sell(1));
		at(APRIL);
		assert_ok!(sell(per_month));
	});
}

#[test]
fn seosan_sells_more_at_lunar_new_year() {
	let figures = read().purchase_limit_won_per_month;
	let (usual, festive) = (figures.seosan_2026, figures.seosan_2026_lunar_new_year);
	assert!(festive > usual);
	// Lunar New Year was on 17 February 2026.
	let special_months = BoundedVec::truncate_from(vec![(month(2026, 2), festive)]);
	let rules = sold_under(SaleTerms { per_month: usual, special_months, ..sale_terms(None) });
	let seosan = RegionSet::of(&[SEOSAN]);
	let builder = ExtBuilder::default().series(Incentive, incentive(), 0).series_of(
		Purchased,
		seosan,
		funded_by_county(),
		rules,
		0,
	);
	builder.build_and_execute(|| {
		let limits = [(1, 31, usual), (2, 1, festive), (2, 28, 0), (3, 1, usual)];
		for (month, day, limit) in limits {
			at(midnight(2026, month, day));
			assert_noop!(sell(limit + 1), Error::<Test>::PurchaseLimitExceeded);
			if limit > 0 {
				assert_ok!(sell(limit));
			}
		}
	});
}

#[test]
fn nobody_holds_more_than_the_limit() {
	let holding = read().holding_limit_won;
	let sale = SaleTerms { per_month: Won::MAX, holding, ..sale_terms(None) };
	on_sale(sale).build_and_execute(|| {
		assert_noop!(sell(holding + 1), Error::<Test>::HoldingLimitExceeded);
		assert_ok!(sell(holding));
		assert_noop!(sell(1), Error::<Test>::HoldingLimitExceeded);
		// Spending makes room.
		assert_ok!(pay(KIM, RESTAURANT, 1));
		assert_ok!(sell(1));
	});
}

#[test]
fn every_discount_of_practice_is_an_incentive_rounded_down() {
	let DiscountFigures { usual, dangjin_2025: [first, second], boryeong_2025 } =
		read().discount_percent;
	assert_eq!([usual, first, second, boryeong_2025], [10, 13, 5, 15]);
	for percent in [usual, first, second, boryeong_2025] {
		for bought in [100_000, 99_999, 7, 1] {
			on_sale(incentive_of(percent)).build_and_execute(|| {
				let expected = bought * Won::from(percent) / 100;
				let sell_for =
					|least| calls::sell(signed(BANK), SeriesId(1), KIM_ID, bought, least);
				assert_noop!(sell_for(expected + 1), Error::<Test>::BelowMinimumIncentive);
				assert_ok!(sell_for(expected));
				assert_eq!(
					(lot(KIM_ID, SeriesId(0)), lot(KIM_ID, SeriesId(1))),
					(expected, bought)
				);
			});
		}
	}
}

#[test]
fn dangjin_lowers_its_discount_by_an_announced_change() {
	let [first, second] = read().discount_percent.dangjin_2025;
	let rules = sold_under(incentive_of(first));
	let next = sold_under(incentive_of(second));
	let dangjin = RegionSet::of(&[DANGJIN]);
	let office = ScopeSet::of(&[Scope::Series]);
	let (opens, expires) = (rules.opens, rules.expires);
	ExtBuilder::default()
		.series(Incentive, Rules { opens, expires, ..incentive() }, 100_000)
		.series_of(Purchased, dangjin, funded_by_county(), rules, 0)
		.build_and_execute(|| {
			MockRegistry::add_attester(CHOI, office, dangjin);
			assert_ok!(RegionalCurrency::schedule_change(signed(CHOI), SeriesId(1), APRIL, next));
			at(APRIL - 1);
			assert_ok!(sell(100_000));
			assert_eq!(lot(KIM_ID, SeriesId(0)), 1_000 * Won::from(first));
			at(APRIL);
			assert_ok!(sell(100_000));
			assert_eq!(lot(KIM_ID, SeriesId(0)), 1_000 * Won::from(first + second));
		});
}

/// The nation pays `of_face` percent of face value, the province 2, and the city what is missing to the usual 10.
fn funders_of(of_face: u32) -> FundersOf<Test> {
	let usual = read().discount_percent.usual;
	let share = |percent| Perbill::from_rational(percent, usual);
	let funder = |number, level, share| Funder { account: account(number), level, share };
	BoundedVec::truncate_from(vec![
		funder(41, FunderLevel::Nation, share(of_face)),
		funder(42, FunderLevel::Province, share(2)),
		funder(43, FunderLevel::Municipality, share(usual - 2 - of_face)),
	])
}

#[test]
fn an_incentive_records_what_each_level_pays_and_gives_it_back() {
	assert!(read().incentive_funding.contains("(3, 5 or 7 percent of face value)"));
	for of_face in [3, 5, 7] {
		let rules = sold_under(incentive_of(read().discount_percent.usual));
		let (opens, expires) = (rules.opens, rules.expires);
		let gift = Rules { opens, expires: expires - DAYS, ..incentive() };
		ExtBuilder::default()
			.series_of(Incentive, county(), funders_of(of_face), gift.clone(), 100_000)
			.series(Purchased, rules, 0)
			.build_and_execute(|| {
				let definition = crate::SeriesById::<Test>::get(SeriesId(0)).expect("it exists");
				let levels: Vec<_> = definition.funders.iter().map(|f| f.level).collect();
				use FunderLevel::*;
				assert_eq!(levels, [Nation, Province, Municipality]);
				// 10,000 won of incentive on a face of 100,000 won stay unspent, and 90,000 were never given.
				assert_ok!(sell(100_000));
				at(gift.expires);
				assert_ok!(RegionalCurrency::sweep(signed(STRANGER), SeriesId(0)));
				let back = [41, 42, 43].map(|number| plain(account(number)));
				let ten_thousand = |percent: u32| Won::from(percent) * 10_000;
				let expected = [ten_thousand(of_face), ten_thousand(2), ten_thousand(8 - of_face)];
				assert_eq!(back, expected);
			});
	}
}

#[test]
fn shares_that_do_not_divide_leave_their_rest_to_the_first_funder() {
	// 3 of 13 percent of face: no whole number of billionths.
	let [discount, _] = read().discount_percent.dangjin_2025;
	let nation = Perbill::from_rational(3, discount);
	let city = Perbill::from_parts(1_000_000_000 - nation.deconstruct());
	let funders = BoundedVec::truncate_from(vec![
		Funder { account: account(41), level: FunderLevel::Nation, share: nation },
		Funder { account: account(43), level: FunderLevel::Municipality, share: city },
	]);
	let builder =
		ExtBuilder::default().series_of(Incentive, county(), funders, incentive(), 100_001);
	builder.build_and_execute(|| {
		at(EXPIRES);
		assert_ok!(RegionalCurrency::sweep(signed(STRANGER), SeriesId(0)));
		let of_city = city.mul_floor(100_001u128);
		assert_eq!((plain(account(41)), plain(account(43))), (100_001 - of_city, of_city));
	});
}

#[test]
fn what_is_issued_is_counted_for_publication() {
	assert!(read().unused_balance_and_interest.contains("published half-yearly"));
	on_sale(incentive_of(10)).build_and_execute(|| {
		assert_ok!(sell(1_000));
		assert_ok!(sell(2_000));
		assert_eq!(MockReserve::published(), [3_000, 300, 0, 0]);
	});
}

#[test]
fn shops_of_the_province_have_numbers() {
	assert!(read().merchants_in_chungnam_2020 < u64::from(MerchantId::MAX.0));
}

#[test]
fn shops_that_spend_their_takings_in_shops_get_a_bonus() {
	assert!(read()
		.buyeo_goodtrae_pay
		.contains("spend their takings at other merchants get a bonus"));
	let builder = ExtBuilder::default()
		.with_bonus(10_000)
		.series(MoneyClass::Policy, policy(), 1_000)
		.lot(KIM_ID, SeriesId(0), 1_000);
	builder.build_and_execute(|| {
		assert_ok!(pay(KIM, RESTAURANT, 999));
		assert_ok!(RegionalCurrency::pay_shop(signed(COOK), MART, 999, None, soon()));
		// 5 % of 999 won are 49.95 won.
		assert_eq!((plain(COOK), plain(GROCER)), (49, 999));
	});
}
