// SPDX-License-Identifier: Apache-2.0

//! The rules of the county's money and its calendar, as the documents state them. Nothing of the chain is used here.

use std::collections::BTreeMap;

use crate::ledger::Shop;

pub type Won = u128;
/// Milliseconds since 1970 UTC.
pub type Moment = u64;
/// Days since 1970 in Korea.
pub type Day = u32;

pub const HOUR: Moment = 3_600_000;
pub const DAY: Moment = 24 * HOUR;
const SEOUL: Moment = 9 * HOUR;

/// 1 January 2026.
const NEW_YEAR: Day = 20_454;
const MONTHS_OF_2026: [Day; 12] = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

pub fn day_at(now: Moment) -> Day {
	((now + SEOUL) / DAY) as Day
}

/// The midnight in Seoul at which a day begins.
pub fn midnight(day: Day) -> Moment {
	Moment::from(day) * DAY - SEOUL
}

/// Month 1 to 12 and day of the month. The county lives in 2026 only.
pub fn date(day: Day) -> (u32, u32) {
	let mut left = day - NEW_YEAR;
	for (month, length) in (1..).zip(MONTHS_OF_2026) {
		if left < length {
			return (month, left + 1);
		}
		left -= length;
	}
	panic!("the county lives in 2026 only")
}

/// The day of a month, 1 to 12, or of a later year from 13 on.
pub fn day_of(month: u32, day: u32) -> Day {
	// The months of 2027 are as long as those of 2026.
	let before: Day = MONTHS_OF_2026.iter().cycle().take(month as usize - 1).sum();
	NEW_YEAR + before + day - 1
}

/// The month of a moment, 1 to 12.
pub fn month_at(now: Moment) -> u32 {
	date(day_at(now)).0
}

/// The region and the area of a home or a shop.
pub type Zone = (u8, u8);
pub const CHEONGYANG: u8 = 12;
/// Where newcomers come from and movers go to. No shop stands there.
pub const GONGJU: u8 = 2;
/// Where tourists spend.
pub const BORYEONG: u8 = 3;
pub const TOWN: Zone = (CHEONGYANG, 0);
/// The homes of each tier of the income: the town, and two zones of townships.
pub const TIERS: [Zone; 3] = [TOWN, (CHEONGYANG, 1), (CHEONGYANG, 2)];

/// Trades, by the numbers of the glossary.
pub const RESTAURANT: u8 = 0;
pub const GROCERY: u8 = 1;
pub const LODGING: u8 = 3;
pub const HOSPITAL: u8 = 4;
pub const PHARMACY: u8 = 5;
pub const ACADEMY: u8 = 6;
pub const OPTICIAN: u8 = 7;
pub const CINEMA: u8 = 8;
pub const HANARO_MART: u8 = 9;
pub const PETROL_IN_MYEON: u8 = 11;
pub const CONVENIENCE: u8 = 12;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sales {
	Micro,
	Small,
	Large,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
	Purchased,
	Incentive,
	Policy,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Opener {
	Programme(u32),
	Income,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Places {
	HomeZone,
	Region(u8),
	Province,
}

/// Where and on what a kind of money is spent.
#[derive(Clone, Debug)]
pub struct Rules {
	pub issuer: Option<u8>,
	pub places: Places,
	pub open_to_all: Vec<u8>,
	/// `None`: on everything.
	pub trades: Option<Vec<u8>>,
	/// At most so many won a month in these trades together.
	pub cap: Option<(Vec<u8>, Won)>,
	pub takes_large: bool,
}

/// A funder: account, whether the money is the nation's, share in percent.
pub type Funder = (String, bool, u32);

// The figures of the ordinance, compared with its file below.
pub const FULL: Won = 150_000;
pub const LEAST: Won = 50_000;
pub const TOWN_DAYS: Day = 90;
pub const TOWNSHIP_DAYS: Day = 180;
pub const MART_CAP: Won = 50_000;
pub const WAIT_DAYS: Day = 30;
pub const CHECK_DAYS: Day = 90;
pub const MAX_ARREARS: usize = 3;
pub const MULTIPLES: [u8; 2] = [3, 5];
pub const BAN_DAYS: Day = 730;
pub const DEBT_PERCENT: Won = 50;
/// The county's own choice. The chain begins on it.
pub const PAY_DAY: u32 = 2;

// The figures of practice.
pub const INCENTIVE_PERCENT: Won = 10;
pub const BUY_PER_MONTH: Won = 700_000;
pub const HOLDING: Won = 1_500_000;
pub const INCENTIVE_PER_MONTH: Won = 70_000;
pub const INCENTIVE_PER_YEAR: Won = 840_000;
pub const UNDO_WITHIN: Moment = 7 * DAY;
pub const USED_PERCENT: Won = 60;
pub const SMALL_AMOUNT: Won = 10_000;
pub const SMALL_USED_PERCENT: Won = 80;
pub const GIFT: Won = 50_000;
pub const GIFTS_PER_MONTH: Won = 100_000;
pub const REFUND_WINDOW: Moment = 30 * DAY;
pub const REFUND_GRACE: Moment = 7 * DAY;
pub const RECOVERY: Moment = 2 * DAY;
/// Stays in groups and tiers that are remembered of a person.
pub const MAX_STAYS: u32 = 16;
pub const LEAST_CASH_OUT: Won = 1_000;
pub const HOLD_BACK: Moment = 2 * DAY;
/// How long a cash-out stays with the teller who took it.
pub const PAYING: Moment = 3 * DAY;
pub const REVIEW_ABOVE: Won = 1_000_000;
pub const CASH_OUT_MICRO: Won = 3_000_000;
pub const CASH_OUT_OTHERS: Won = 6_000_000;
pub const BONUS_PERCENT: Won = 5;
pub const BONUS_PER_MONTH: Won = 20_000;

impl Rules {
	/// Chungnam Pay of the county, and what is added to it.
	pub fn county_pay() -> Self {
		Self {
			issuer: Some(CHEONGYANG),
			places: Places::Region(CHEONGYANG),
			open_to_all: vec![],
			trades: None,
			cap: None,
			takes_large: false,
		}
	}

	/// A tier of the income.
	pub fn income(tier: usize) -> Self {
		let places = if tier == 0 { Places::Region(CHEONGYANG) } else { Places::HomeZone };
		let capped = vec![HANARO_MART, PETROL_IN_MYEON, CONVENIENCE];
		Self {
			places,
			open_to_all: vec![HOSPITAL, PHARMACY, ACADEMY, OPTICIAN, CINEMA],
			cap: Some((capped, MART_CAP)),
			takes_large: true,
			..Self::county_pay()
		}
	}

	/// A voucher for older people.
	pub fn voucher() -> Self {
		let trades = vec![RESTAURANT, GROCERY, HOSPITAL, PHARMACY];
		Self { trades: Some(trades), ..Self::county_pay() }
	}

	/// A voucher for tourists, in restaurants and inns of the province.
	pub fn tourist() -> Self {
		let trades = Some(vec![RESTAURANT, LODGING]);
		Self { issuer: None, places: Places::Province, trades, ..Self::county_pay() }
	}

	/// Why a person with this home cannot spend it in the shop; nothing if they can.
	pub fn refuse(&self, home: Zone, shop: &Shop) -> Vec<&'static str> {
		let issued_here = self.issuer.is_none_or(|region| region == shop.zone.0);
		let is_open = self.open_to_all.contains(&shop.trade) && issued_here;
		let is_here = match self.places {
			// Who moved away from the county spends in all of it.
			Places::HomeZone if self.issuer.is_some_and(|region| region != home.0) => issued_here,
			Places::HomeZone => home == shop.zone,
			Places::Region(region) => region == shop.zone.0,
			Places::Province => true,
		};
		let takes_trade = self.trades.as_ref().is_none_or(|trades| trades.contains(&shop.trade));
		let takes_class = self.takes_large || shop.sales != Sales::Large;
		let reasons = [
			(is_open || is_here, "PlaceNotAllowed"),
			(takes_trade, "CategoryNotAllowed"),
			(takes_class, "SalesClassNotAllowed"),
		];
		reasons.into_iter().filter(|(holds, _)| !holds).map(|(_, reason)| reason).collect()
	}

	/// The smaller, the earlier it is spent among lots of one end: by places, then trades, then class.
	pub fn restriction(&self, class: Class) -> (u8, usize, u8) {
		let width = match self.places {
			Places::HomeZone => 0,
			Places::Region(_) => 3,
			Places::Province => 4,
		};
		let class = match class {
			Class::Policy => 0,
			Class::Incentive => 1,
			Class::Purchased => 2,
		};
		(width, self.trades.as_ref().map_or(usize::MAX, Vec::len), class)
	}
}

/// Divides the rest of a series: each funder's share rounded down, what rounding leaves to the first; then of every part
/// that is not the nation's so many percent, rounded down, to the fund router.
pub fn divide(rest: Won, funders: &[Funder], to_router: u32) -> (BTreeMap<String, Won>, Won) {
	let mut parts: Vec<_> =
		funders.iter().map(|(_, _, percent)| rest * Won::from(*percent) / 100).collect();
	let rounding = rest - parts.iter().sum::<Won>();
	if let Some(first) = parts.first_mut() {
		*first += rounding;
	}
	let (mut each, mut router) = (BTreeMap::new(), 0);
	for ((account, is_nation, _), part) in funders.iter().zip(parts) {
		let routed = if *is_nation { 0 } else { part * Won::from(to_router) / 100 };
		router += routed;
		*each.entry(account.clone()).or_insert(0) += part - routed;
	}
	(each, router)
}

#[test]
fn the_countys_figures_are_those_of_the_ordinance_and_of_practice() {
	use serde_json::Value;
	let file = include_str!("../../../crates/testkit/src/data/cheongyang-basic-income-2026.json");
	let ordinance: Value = serde_json::from_str(file).unwrap();
	assert_eq!(ordinance["amount_won_per_month"], FULL as u64);
	let zones = &ordinance["zones"];
	assert_eq!(zones["eup"]["unspent_after_days"], TOWN_DAYS);
	for zone in ["myeon_zone_1", "myeon_zone_2"] {
		assert_eq!(zones[zone]["unspent_after_days"], TOWNSHIP_DAYS);
	}
	assert_eq!(ordinance["category_cap"]["together_at_most_won_per_month"], MART_CAP as u64);
	assert_eq!(ordinance["newcomers"]["may_apply_after_days"], WAIT_DAYS);
	assert_eq!(ordinance["newcomers"]["residence_check_days"], CHECK_DAYS);
	let open = ordinance["categories_open_county_wide_to_everyone"].as_array().unwrap();
	assert_eq!(open.len(), Rules::income(1).open_to_all.len());
	let [least, most] = MULTIPLES;
	let fraud = ordinance["fraud"].to_string();
	assert!(fraud.contains(&format!("{least} to {most} times")) && fraud.contains("2 years"));

	let file = include_str!(
		"../../../pallets/money/regional-currency/src/tests/data/practice-figures.json"
	);
	let practice: Value = serde_json::from_str(file).unwrap();
	let rest = &practice["refund_of_remainder"];
	assert_eq!(rest["usual_used_share_percent"], USED_PERCENT as u64);
	assert_eq!(rest["small_notes_percent"], SMALL_USED_PERCENT as u64);
	assert_eq!(rest["small_note_at_most_won"], SMALL_AMOUNT as u64);
	let limit = &practice["purchase_limit_won_per_month"];
	assert_eq!(limit["guideline_2023"], BUY_PER_MONTH as u64);
	assert_eq!(practice["holding_limit_won"], HOLDING as u64);
	assert_eq!(practice["discount_percent"]["usual"], INCENTIVE_PERCENT as u64);
}
