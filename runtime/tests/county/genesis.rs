// SPDX-License-Identifier: Apache-2.0

//! The genesis of the chain on which the county lives: the ledger's first page in the words of the runtime.

use chungnam_ports::Source;
use chungnam_primitives::{CategorySet, MoneyClass, RegionSet, SalesClass, SalesClassSet, ZoneId};
use chungnam_runtime::{genesis_config_presets::native::merge, AccountId};
use pallet_basic_income::{GenesisIncome, Multiples, NewTier, Terms};
use pallet_fund_router::{Route, Sink, Sinks};
use pallet_regional_currency::CapId;
use pallet_regional_currency::LimitId;
use pallet_regional_currency::{
	CategoryCap, Funder, FunderLevel, Funders, GiftRule, IncentiveTerms, RefundRule, SaleTerms,
	Template,
};
use pallet_registry::{GenesisCohort, GenesisMerchant, GenesisPerson};
use pallet_reserve::{CashOutTerms, RespendTerms};
use pallet_voucher_drops::{CohortPlan, End, GenesisProgramme, Plan, Schedule};
use serde_json::{json, Value};
use sp_io::hashing::blake2_256;
use sp_runtime::{Perbill, Percent};

use crate::{
	chain::account_of,
	driver::{genesis, NOON},
	ledger::*,
	rules::{self, *},
	welfare::{voucher_funders, VOUCHER_TO_ROUTER},
};

/// Where the fund router sends what is left over: two accounts by halves.
pub const SINKS: [&str; 2] = ["Projects", "Savings"];
/// No series without a term ends within the county's year.
const FAR_AHEAD: u64 = 2_082_726_000_000;
const CAP: u32 = 12_001;

/// The development preset with the people, shops and money of the county in place of its small town.
pub fn of(county: &Ledger) -> Value {
	let mut whole = genesis("development");
	let balances: Vec<_> = county
		.plain
		.iter()
		.filter(|(name, won)| **won > 0 && name.as_str() != RESPEND)
		.map(|(name, won)| (account_of(name), *won))
		.collect();
	let routes = vec![(Source::ExpiredSeries, halves()), (Source::ForfeitedIncome, halves())];
	let patch = json!({
		"balances": { "balances": balances },
		"registry": {
			"people": people(county),
			"merchants": merchants(county),
			"cohorts": cohorts(county),
			"recoveryDelay": null,
		},
		"regionalCurrency": {
			"series": series(county),
			"lots": [],
		},
		"reserve": {
			"reserve": county.reserve,
			"cashOut": cash_out(),
			"respend": RespendTerms {
				rate: Perbill::from_percent(BONUS_PERCENT as u32),
				per_month: BONUS_PER_MONTH,
			},
			"respendBudget": county.has(RESPEND),
		},
		"voucherDrops": { "programmes": programmes(county) },
		"basicIncome": { "incomes": [income(county)] },
		"fundRouter": { "routes": routes },
	});
	merge(&mut whole, patch);
	whole
}

fn zone_of(zone: Zone) -> ZoneId {
	ZoneId::new(zone.0, zone.1)
}

fn people(county: &Ledger) -> Vec<GenesisPerson<AccountId>> {
	let person = |(number, person): (&u32, &Person)| GenesisPerson {
		commitment: blake2_256(&number.to_le_bytes()).into(),
		zone: zone_of(person.home),
		keys: person.key.iter().map(|key| account_of(key)).collect(),
		cards: vec![],
		elector: false,
	};
	county.people.iter().map(person).collect()
}

fn merchants(county: &Ledger) -> Vec<GenesisMerchant<AccountId>> {
	let shop = |shop: &Shop| GenesisMerchant {
		owner: account_of(&shop.owner),
		zone: zone_of(shop.zone),
		category: shop.trade,
		sales_class: match shop.sales {
			Sales::Micro => SalesClass::Micro,
			Sales::Small => SalesClass::Small,
			Sales::Large => SalesClass::Large,
		},
		check_due: None,
		operator: None,
	};
	county.shops.values().map(shop).collect()
}

fn cohorts(county: &Ledger) -> Vec<GenesisCohort> {
	let cohort = |programme: &Programme| GenesisCohort {
		region: CHEONGYANG,
		members: programme.members.iter().map(|person| (*person).into_number()).collect(),
	};
	county.programmes.iter().map(cohort).collect()
}

fn funders(of: &[rules::Funder]) -> Funders<AccountId> {
	let funder = |(name, is_nation, percent): &rules::Funder| Funder {
		account: account_of(name),
		level: if *is_nation { FunderLevel::Nation } else { FunderLevel::Municipality },
		share: Perbill::from_percent(*percent),
	};
	of.iter().map(funder).collect::<Vec<_>>().try_into().expect("they are few")
}

fn template(rules: &Rules, of: &[rules::Funder], to_router: u32, days: Day) -> Template<AccountId> {
	use pallet_regional_currency::Places as Where;
	let set = |trades: &[u8]| CategorySet::of(trades);
	let cap = |(trades, per_month): &(Vec<u8>, Won)| CategoryCap {
		id: CapId(CAP),
		categories: set(trades),
		per_month: *per_month,
	};
	let usual = [SalesClass::Micro, SalesClass::Small];
	let region = |region| RegionSet::EMPTY.with(region);
	Template {
		issuers: rules.issuer.map_or(RegionSet::province(), region),
		funders: funders(of),
		places: match rules.places {
			Places::HomeZone => Where::HomeZone,
			Places::Region(own) => Where::Regions(region(own)),
			Places::Province => Where::Province,
		},
		open_to_all: set(&rules.open_to_all),
		categories: rules.trades.as_deref().map_or(CategorySet::ALL, set),
		caps: rules.cap.iter().map(cap).collect::<Vec<_>>().try_into().expect("one cap"),
		sales_classes: if rules.takes_large {
			SalesClassSet::ALL
		} else {
			SalesClassSet::of(&usual)
		},
		to_router: Perbill::from_percent(to_router),
		valid_days: days as u16,
	}
}

/// Class, issuers, funders, rules and budget of the series that exist from the first block on.
fn series(county: &Ledger) -> Vec<Value> {
	let one = |(number, series): (&u32, &Series)| {
		let template = template(&series.rules, &series.funders, series.to_router, 1);
		let mut rules = template.rules(0);
		rules.expires = series.ends.min(FAR_AHEAD);
		let class = match series.class {
			Class::Purchased => MoneyClass::Purchased,
			Class::Incentive => MoneyClass::Incentive,
			Class::Policy => MoneyClass::Policy,
		};
		if *number == COUNTY_PAY {
			let percent = |share| Percent::from_percent(share as u8);
			rules.gift = Some(GiftRule { per_gift: GIFT, per_month: GIFTS_PER_MONTH });
			rules.refund = Some(RefundRule {
				used: percent(USED_PERCENT),
				small_amount: SMALL_AMOUNT,
				small_used: percent(SMALL_USED_PERCENT),
				after_end: 0,
			});
			rules.sale = Some(SaleTerms {
				limits: LimitId(1),
				closes: FAR_AHEAD,
				per_month: BUY_PER_MONTH,
				special_months: Default::default(),
				holding: HOLDING,
				incentive: Some(IncentiveTerms {
					series: INCENTIVE.into_number(),
					rate: Perbill::from_percent(INCENTIVE_PERCENT as u32),
					per_month: INCENTIVE_PER_MONTH,
					per_year: INCENTIVE_PER_YEAR,
				}),
				undo_within: UNDO_WITHIN,
			});
		}
		json!([class, template.issuers, template.funders, rules, series.budget])
	};
	county.series.iter().map(one).collect()
}

fn cash_out() -> CashOutTerms {
	CashOutTerms {
		minimum: LEAST_CASH_OUT,
		per_month_micro: CASH_OUT_MICRO,
		per_month_small: CASH_OUT_OTHERS,
		per_month_large: CASH_OUT_OTHERS,
		hold_back: HOLD_BACK,
		review_above: REVIEW_ABOVE,
	}
}

/// Programme `n` is for cohort `n`. Days of a genesis count from the chain's first day.
fn programmes(county: &Ledger) -> Vec<GenesisProgramme<AccountId, Template<AccountId>>> {
	let today = day_at(NOON);
	let one = |(number, programme): (usize, &Programme)| {
		let first = programme.due[0];
		let schedule = if number == 0 {
			Schedule::DayOfMonth { first: 0, day: date(first).1 as u8 }
		} else {
			let every = (programme.due[1] - first) as u16;
			Schedule::EveryDays { first: first - today, every }
		};
		let plan = CohortPlan {
			cohort: (number as u32).into_number(),
			per_head: programme.per_head,
			schedule,
			end: End::Never,
			claim_days: programme.claim_days.map(|days| days as u16),
			max_arrears: programme.max_arrears as u32,
			catches_up: true,
		};
		let days = programme.valid_days;
		GenesisProgramme {
			plan: Plan::Cohort(plan),
			template: template(&Rules::voucher(), &voucher_funders(), VOUCHER_TO_ROUTER, days),
			refund_to: account_of(COUNTY),
		}
	};
	county.programmes.iter().enumerate().map(one).collect()
}

fn income(county: &Ledger) -> GenesisIncome<AccountId, Template<AccountId>> {
	let pool = [(POOL.into(), false, 100)];
	let tier = |(number, zone): (usize, &Zone)| NewTier {
		zones: vec![zone_of(*zone)].try_into().expect("one fits"),
		template: template(
			&Rules::income(number),
			&pool,
			0,
			if number == 0 { TOWN_DAYS } else { TOWNSHIP_DAYS },
		),
	};
	let [least, most] = MULTIPLES;
	GenesisIncome {
		region: CHEONGYANG,
		tiers: TIERS.iter().enumerate().map(tier).collect(),
		terms: Terms {
			full: FULL,
			least: LEAST,
			pay_day: PAY_DAY as u8,
			newcomers_wait_days: WAIT_DAYS as u16,
			check_days: CHECK_DAYS as u16,
			max_arrears: MAX_ARREARS as u8,
			max_unclaimed: county.income.max_unclaimed as u8,
			debt_share: Percent::from_percent(DEBT_PERCENT as u8),
			sanction: Multiples { least, most },
			ban_days: county.income.ban_days as u16,
			confirm_monthly: false,
		},
		first: None,
		refund_to: account_of(COUNTY),
		members: county.income.tier.keys().map(|person| (*person).into_number()).collect(),
	}
}

fn halves() -> Route<AccountId> {
	let half = |name| Sink { to: account_of(name), share: Perbill::from_percent(50) };
	let sinks: Vec<_> = SINKS.into_iter().map(half).collect();
	let rest = account_of(SINKS[0]);
	Route { sinks: Sinks::truncate_from(sinks), rest }
}

/// A number as the runtime types it.
trait IntoNumber {
	fn into_number<T: From<u32>>(self) -> T;
}

impl IntoNumber for u32 {
	fn into_number<T: From<u32>>(self) -> T {
		T::from(self)
	}
}
