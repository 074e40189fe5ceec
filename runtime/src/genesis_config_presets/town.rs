// SPDX-License-Identifier: Apache-2.0

//! A small town in which a newcomer can pay within a minute: residents, shops and money, all with well-known keys.
//!
//! | person | key | lives in | has |
//! |---|---|---|---|
//! | 0 | `//Alice` | Cheonan | 10,000,000 plain won, Cheonan Pay, a tourist voucher |
//! | 1 | `//Bob` | Cheongyang, living zone 1 | a month of basic income, no plain won |
//! | 2 | `//Charlie` | Cheongyang town | a month of basic income, no plain won |
//! | 3 | `//Grandma`, card `//GrandmaCard` | Cheongyang, living zone 2 | a month of basic income |
//! | 4 | `//Hana` | Cheongyang, living zone 1 | a basic income that arrives by itself, see [`super::arrivals`] |
//! | 5 | `//Duri` | Cheongyang town | the same |
//! | 6 | `//Boksun` | Boryeong | a pensioner's voucher that arrives by itself |
//!
//! | shop | owner | where | trade | sales |
//! |---|---|---|---|---|
//! | 0 | `//Dave` | Cheonan | restaurant | small |
//! | 1 | `//Eve` | Cheongyang town | grocery | micro |
//! | 2 | `//Ferdie` | Cheongyang, living zone 1 | Hanaro mart | large |
//! | 3 | `//Pharmacy` | Cheongyang, living zone 2 | pharmacy | small |
//! | 4 | `//Corner` | Cheongyang, living zone 1 | convenience store | small |
//! | 5 | `//Market` | Cheongyang, living zone 1 | grocery | micro |
//! | 6 | `//Inn` | Boryeong | lodging | micro |

use alloc::{vec, vec::Vec};
use chungnam_primitives::{
	category::*, CategoryId, CategorySet, FieldSet, Moment, MoneyClass, PersonId, RegionSet,
	SalesClass, SalesClassSet, SeriesId, Won, ZoneId, DAYS, SECONDS,
};
use pallet_civic_governance::{GenesisSeat, Terms, Track};
use pallet_regional_currency::{
	CapId, CategoryCap, Funder, FunderLevel, Funders, GiftRule, IncentiveTerms, LimitId, Places,
	RefundRule, Rules, SaleTerms,
};
use pallet_registry::{GenesisMerchant, GenesisPerson};
use sp_io::hashing::blake2_256;
use sp_runtime::{Perbill, Percent};

use super::account;
use crate::{AccountId, CivicGovernanceConfig};

const CHEONAN: ZoneId = ZoneId::new(1, 0);
const BORYEONG: ZoneId = ZoneId::new(3, 0);
/// The county town (읍), and the two living zones of townships (면).
const CHEONGYANG_TOWN: ZoneId = ZoneId::new(12, 0);
const CHEONGYANG_1: ZoneId = ZoneId::new(12, 1);
const CHEONGYANG_2: ZoneId = ZoneId::new(12, 2);

/// 1 January 2036 in Korea: the town's money outlives every test.
const FAR_AHEAD: Moment = 2_082_726_000_000;

/// How long a recovery takes here, in milliseconds.
pub const RECOVERY_DELAY: Moment = 10 * SECONDS;

/// Adds to purchases in Cheonan.
pub const INCENTIVE: SeriesId = SeriesId(0);
/// Cheonan Pay, bought.
pub const CHEONAN_PAY: SeriesId = SeriesId(1);
/// A month of basic income for residents of townships.
pub const INCOME_TOWNSHIP: SeriesId = SeriesId(2);
/// A month of basic income for residents of the county town.
pub const INCOME_TOWN: SeriesId = SeriesId(3);
/// A voucher for visitors, spent in restaurants and inns of the province.
pub const TOURIST_VOUCHER: SeriesId = SeriesId(4);

/// The residents who are on the rolls of their regions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Electors {
	/// Alice, who decides alone.
	Alice,
	/// All of them.
	All,
}

/// The residents.
pub fn people(electors: Electors) -> Vec<GenesisPerson<AccountId>> {
	let person = |name: &str, zone, cards: Vec<AccountId>| GenesisPerson {
		// Stands for a commitment that an attester salted; nobody real is behind these.
		commitment: blake2_256(name.as_bytes()).into(),
		zone,
		keys: vec![account(name)],
		cards,
		elector: electors == Electors::All || name == "//Alice",
	};
	vec![
		person("//Alice", CHEONAN, vec![]),
		person("//Bob", CHEONGYANG_1, vec![]),
		person("//Charlie", CHEONGYANG_TOWN, vec![]),
		person("//Grandma", CHEONGYANG_2, vec![account("//GrandmaCard")]),
		person("//Hana", CHEONGYANG_1, vec![]),
		person("//Duri", CHEONGYANG_TOWN, vec![]),
		person("//Boksun", BORYEONG, vec![]),
	]
}

/// The end of the terms of the committee: the year 2100, later than anybody plays with a test network.
pub const END_OF_TERMS: Moment = 4_102_444_800_000;

/// Referenda of ten seconds, which one sponsor opens and one vote passes if nobody votes against it, on every track; and
/// the first people of the town on the committee, as experts of every field.
pub fn governance(experts: u32) -> CivicGovernanceConfig {
	let terms = Terms {
		notice: 0,
		window: 10 * SECONDS,
		contest: 0,
		enactment: SECONDS,
		floor_bp: 0,
		sponsors_bp: 0,
		sponsors_least: 1,
		rest: 0,
		early: true,
	};
	let seat = |person| GenesisSeat {
		person: PersonId(person),
		fields: FieldSet::ALL,
		until: END_OF_TERMS,
	};
	CivicGovernanceConfig {
		seats: (0..experts).map(seat).collect(),
		least_seats: Some(experts),
		terms: Track::all().into_iter().map(|track| (track, terms)).collect(),
		..Default::default()
	}
}

/// The shops, approved.
pub fn merchants() -> Vec<GenesisMerchant<AccountId>> {
	let shop = |owner: &str, zone, category: CategoryId, sales_class| GenesisMerchant {
		owner: account(owner),
		zone,
		category,
		sales_class,
		check_due: None,
		operator: None,
	};
	vec![
		shop("//Dave", CHEONAN, RESTAURANT, SalesClass::Small),
		shop("//Eve", CHEONGYANG_TOWN, GROCERY, SalesClass::Micro),
		shop("//Ferdie", CHEONGYANG_1, HANARO_MART, SalesClass::Large),
		shop("//Pharmacy", CHEONGYANG_2, PHARMACY, SalesClass::Small),
		shop("//Corner", CHEONGYANG_1, CONVENIENCE_STORE, SalesClass::Small),
		shop("//Market", CHEONGYANG_1, GROCERY, SalesClass::Micro),
		shop("//Inn", BORYEONG, LODGING, SalesClass::Micro),
	]
}

/// One series of the genesis: class, issuers, funders, rules, and the budget in its pot.
pub type GenesisSeries = (MoneyClass, RegionSet, Funders<AccountId>, Rules, Won);

/// The money there is. The series of [`super::arrivals`] follow it.
pub fn series() -> Vec<GenesisSeries> {
	let income = |places| {
		GenesisSeries::from((
			MoneyClass::Policy,
			RegionSet::EMPTY.with(12),
			funders(&[(40, "//Nation"), (30, "//Province"), (30, "//Cheongyang")]),
			basic_income(places),
			10_000_000,
		))
	};
	vec![
		(
			MoneyClass::Incentive,
			RegionSet::EMPTY.with(1),
			funders(&[(50, "//Nation"), (20, "//Province"), (30, "//Cheonan")]),
			small_shops(Places::Regions(RegionSet::EMPTY.with(1))),
			100_000_000,
		),
		(
			MoneyClass::Purchased,
			RegionSet::EMPTY.with(1),
			funders(&[(100, "//Cheonan")]),
			cheonan_pay(),
			1_000_000,
		),
		income(Places::HomeZone),
		income(Places::Regions(RegionSet::EMPTY.with(12))),
		(
			MoneyClass::Policy,
			RegionSet::province(),
			funders(&[(100, "//Province")]),
			Rules {
				categories: CategorySet::of(&[RESTAURANT, LODGING]),
				..small_shops(Places::Province)
			},
			1_000_000,
		),
	]
}

/// What the residents have at the start.
pub fn lots() -> Vec<(PersonId, SeriesId, Won)> {
	vec![
		(PersonId(0), CHEONAN_PAY, 100_000),
		(PersonId(0), TOURIST_VOUCHER, 30_000),
		(PersonId(1), INCOME_TOWNSHIP, 150_000),
		(PersonId(2), INCOME_TOWN, 150_000),
		(PersonId(3), INCOME_TOWNSHIP, 150_000),
	]
}

/// Funders by percent of the whole, the first of them the nation's, the province's or a city's by its name.
pub fn funders(shares: &[(u32, &str)]) -> Funders<AccountId> {
	let funder = |(percent, name): &(u32, &str)| Funder {
		account: account(name),
		level: match *name {
			"//Nation" => FunderLevel::Nation,
			"//Province" => FunderLevel::Province,
			_ => FunderLevel::Municipality,
		},
		share: Perbill::from_percent(*percent),
	};
	Funders::truncate_from(shares.iter().map(funder).collect())
}

/// One account pays for all of it.
pub fn funded_by(account: AccountId) -> Funders<AccountId> {
	Funders::truncate_from(vec![Funder {
		account,
		level: FunderLevel::Other,
		share: Perbill::one(),
	}])
}

/// Spent on everything, in shops that may register for regional currency.
fn small_shops(places: Places) -> Rules {
	Rules {
		places,
		open_to_all: CategorySet::EMPTY,
		categories: CategorySet::ALL,
		caps: Default::default(),
		sales_classes: SalesClassSet::of(&[SalesClass::Micro, SalesClass::Small]),
		gift: None,
		refund: None,
		sale: None,
		opens: 0,
		expires: FAR_AHEAD,
		to_router: Perbill::zero(),
	}
}

/// Bought with 10 % on top: at most 700,000 won a month and 1,500,000 won held; 60 % used to get the rest back.
fn cheonan_pay() -> Rules {
	Rules {
		gift: Some(GiftRule { per_gift: 50_000, per_month: 100_000 }),
		refund: Some(RefundRule {
			used: Percent::from_percent(60),
			small_amount: 10_000,
			small_used: Percent::from_percent(80),
			after_end: 5 * 365 * DAYS,
		}),
		sale: Some(SaleTerms {
			limits: LimitId(1),
			closes: FAR_AHEAD,
			per_month: 700_000,
			special_months: Default::default(),
			holding: 1_500_000,
			incentive: Some(IncentiveTerms {
				series: INCENTIVE,
				rate: Perbill::from_percent(10),
				per_month: 70_000,
				per_year: 840_000,
			}),
			undo_within: 7 * DAYS,
		}),
		..small_shops(Places::Regions(RegionSet::EMPTY.with(1)))
	}
}

/// The rules of the Cheongyang rural basic income. Township residents spend in their own living zone.
pub fn basic_income(places: Places) -> Rules {
	/// The cap that all months of the income share.
	const MART_CAP: CapId = CapId(12_001);
	let capped = [HANARO_MART, PETROL_STATION_IN_MYEON, CONVENIENCE_STORE];
	let cap = CategoryCap { id: MART_CAP, categories: CategorySet::of(&capped), per_month: 50_000 };
	Rules {
		open_to_all: CategorySet::of(&[HOSPITAL, PHARMACY, ACADEMY, OPTICIAN, CINEMA]),
		caps: vec![cap].try_into().unwrap_or_default(),
		sales_classes: SalesClassSet::ALL,
		..small_shops(places)
	}
}
