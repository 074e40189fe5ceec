// SPDX-License-Identifier: Apache-2.0

//! Money that arrives by itself in the small town of [`super::town`], and where what is left of it flows.
//!
//! | | who | what |
//! |---|---|---|
//! | programme 0 | cohort 0, pensioners of Boryeong: person 6 | 50,000 won every 30 days from the first day of the chain |
//! | income 0 | persons 4 and 5 of Cheongyang | 150,000 won a month, from the month in which the chain begins |
//! | series 5 | what persons 4 and 5 left of an earlier month | ended before the chain began: goes back to the pool by itself |

use alloc::{vec, vec::Vec};
use chungnam_ports::Source;
use chungnam_primitives::{
	category::*, CategorySet, CohortId, IncomeId, MoneyClass, PersonId, ProgrammeId, RegionSet,
	SalesClass, SalesClassSet, SeriesId, Won, ZoneId,
};
use pallet_basic_income::{GenesisIncome, Multiples, NewTier, Terms};
use pallet_fund_router::{Route, Sink, Sinks};
use pallet_regional_currency::{Places, Rules, Template};
use pallet_registry::GenesisCohort;
use pallet_voucher_drops::{CohortPlan, End, GenesisProgramme, Plan, Schedule};
use sp_runtime::{Perbill, Percent};

use super::{account, each, town};
use crate::{
	AccountId, Balance, BasicIncome, BasicIncomeConfig, FundRouterConfig, Reserve, VoucherDrops,
	VoucherDropsConfig,
};

const BORYEONG: u8 = 3;
const CHEONGYANG: u8 = 12;
/// 1 January 2026 in Korea, before any chain of this runtime begins.
const LONG_AGO: u64 = 1_767_193_200_000;

/// The income, its programme's first cohort, and their accounts.
const INCOME: IncomeId = IncomeId(0);
const PROGRAMME: ProgrammeId = ProgrammeId(0);
const PENSIONERS: CohortId = CohortId(0);
/// Who lives on the income, as [`town::people`] numbers them.
pub const ON_INCOME: [PersonId; 2] = [PersonId(4), PersonId(5)];
/// Who is a pensioner.
const PENSIONER: PersonId = PersonId(6);

/// What was left of an earlier month when it ended: the series after those of [`town::series`].
const EARLIER_MONTH: SeriesId = SeriesId(5);

/// Groups of people.
pub fn cohorts() -> Vec<GenesisCohort> {
	vec![GenesisCohort { region: BORYEONG, members: vec![PENSIONER] }]
}

/// Vouchers for pensioners.
pub fn voucher_drops() -> VoucherDropsConfig {
	let plan = CohortPlan {
		cohort: PENSIONERS,
		per_head: 50_000,
		schedule: Schedule::EveryDays { first: 0, every: 30 },
		end: End::Never,
		claim_days: None,
		max_arrears: 10,
		catches_up: true,
	};
	let template = Template {
		issuers: RegionSet::EMPTY.with(BORYEONG),
		funders: town::funders(&[(70, "//Nation"), (30, "//Boryeong")]),
		categories: CategorySet::of(&[RESTAURANT, GROCERY, HOSPITAL, PHARMACY, LODGING]),
		valid_days: 60,
		..everything(Places::HomeRegion)
	};
	let refund_to = account("//Boryeong");
	VoucherDropsConfig {
		programmes: vec![GenesisProgramme { plan: Plan::Cohort(plan), template, refund_to }],
		..Default::default()
	}
}

/// The rural basic income of Cheongyang: the rules of its ordinance.
pub fn basic_income() -> BasicIncomeConfig {
	let tier = |area, valid_days, places| NewTier {
		zones: vec![ZoneId::new(CHEONGYANG, area)].try_into().unwrap_or_default(),
		template: Template { valid_days, ..town_rules(places) },
	};
	let terms = Terms {
		full: 150_000,
		least: 50_000,
		pay_day: 1,
		newcomers_wait_days: 30,
		check_days: 90,
		max_arrears: 3,
		max_unclaimed: 6,
		debt_share: Percent::from_percent(50),
		sanction: Multiples { least: 3, most: 5 },
		ban_days: 730,
		confirm_monthly: false,
	};
	let county = Places::Regions(RegionSet::EMPTY.with(CHEONGYANG));
	BasicIncomeConfig {
		incomes: vec![GenesisIncome {
			region: CHEONGYANG,
			tiers: vec![
				tier(0, 90, county),
				tier(1, 180, Places::HomeZone),
				tier(2, 180, Places::HomeZone),
			],
			terms,
			first: None,
			refund_to: account("//Cheongyang"),
			members: ON_INCOME.to_vec(),
		}],
	}
}

/// The earlier month: class, issuers, funders, rules, and the budget, which people have in full.
pub fn earlier_month() -> town::GenesisSeries {
	let template = town_rules(Places::HomeZone);
	let rules = Rules { opens: 0, expires: LONG_AGO, ..template.rules(0) };
	let budget = lots().into_iter().map(|(_, _, left)| left).sum();
	(MoneyClass::Policy, template.issuers, template.funders, rules, budget)
}

/// What people have of the earlier month.
pub fn lots() -> Vec<(PersonId, SeriesId, Won)> {
	let [hana, duri] = ON_INCOME;
	vec![(hana, EARLIER_MONTH, 27_000), (duri, EARLIER_MONTH, 91_500)]
}

/// Fees feed the bonus for shops that pay on; what expires feeds the next income and the pensioners' vouchers.
pub fn fund_router() -> FundRouterConfig {
	let (pool, budget) = (pool(), VoucherDrops::programme_account(PROGRAMME));
	let all_to = |to: AccountId| route(vec![(to, 100)]);
	FundRouterConfig {
		routes: vec![
			(Source::Fees, all_to(Reserve::respend_pot())),
			(Source::ExpiredSeries, route(vec![(pool.clone(), 60), (budget, 40)])),
			(Source::ForfeitedIncome, all_to(pool)),
		],
	}
}

/// Won of the accounts that pay for all this.
pub fn balances() -> Vec<(AccountId, Balance)> {
	each([pool(), VoucherDrops::programme_account(PROGRAMME)], 10_000_000)
}

fn pool() -> AccountId {
	BasicIncome::pool(INCOME)
}

fn route(shares: Vec<(AccountId, u32)>) -> Route<AccountId> {
	let rest = shares.first().map_or_else(pool, |(first, _)| first.clone());
	let sink = |(to, percent)| Sink { to, share: Perbill::from_percent(percent) };
	Route { sinks: Sinks::truncate_from(shares.into_iter().map(sink).collect()), rest }
}

/// The rules of the income, funded by the pool.
fn town_rules(places: Places) -> Template<AccountId> {
	let Rules { open_to_all, caps, sales_classes, .. } = town::basic_income(places.clone());
	Template {
		issuers: RegionSet::EMPTY.with(CHEONGYANG),
		funders: town::funded_by(pool()),
		open_to_all,
		caps,
		sales_classes,
		..everything(places)
	}
}

/// Spent on everything, in shops that may register for regional currency.
fn everything(places: Places) -> Template<AccountId> {
	Template {
		issuers: RegionSet::province(),
		funders: town::funded_by(pool()),
		places,
		open_to_all: CategorySet::EMPTY,
		categories: CategorySet::ALL,
		caps: Default::default(),
		sales_classes: SalesClassSet::of(&[SalesClass::Micro, SalesClass::Small]),
		to_router: Perbill::zero(),
		valid_days: 90,
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use serde_json::Value;

	/// The rules of the county, as the tests of the income read them.
	const ORDINANCE: &str =
		include_str!("../../../crates/testkit/src/data/cheongyang-basic-income-2026.json");

	#[test]
	fn preset_with_the_name_of_an_ordinance_has_its_figures() {
		let ordinance: Value = serde_json::from_str(ORDINANCE).unwrap();
		let preset = basic_income();
		let [income] = &preset.incomes[..] else { panic!("the county has one income") };
		let terms = &income.terms;
		assert_eq!(ordinance["amount_won_per_month"].as_u64(), u64::try_from(terms.full).ok());
		let newcomers = &ordinance["newcomers"];
		assert_eq!(newcomers["may_apply_after_days"], terms.newcomers_wait_days);
		assert_eq!(newcomers["residence_check_days"], terms.check_days);
		assert_eq!(u64::from(terms.ban_days), 2 * 365);
		assert_eq!((terms.sanction.least, terms.sanction.most), (3, 5));
		let zones = ["eup", "myeon_zone_1", "myeon_zone_2"];
		for (zone, tier) in zones.into_iter().zip(&income.tiers) {
			let days = &ordinance["zones"][zone]["unspent_after_days"];
			assert_eq!(*days, tier.template.valid_days, "{zone}");
			// No month of the calendar makes it shorter: so many months are as many days at least.
			let months = u64::from(terms.max_unclaimed);
			let shortest = months * 30 + u64::from(months >= 6);
			assert!(days.as_u64().is_some_and(|days| days <= shortest), "{zone}");
		}
	}
}
