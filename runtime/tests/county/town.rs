// SPDX-License-Identifier: Apache-2.0

//! The invented county: its people, shops and first won, by a seed.

use std::collections::{BTreeMap, BTreeSet};

use chungnam_testkit::Dice;

use crate::{driver::NOON, ledger::*, rules::*, welfare::voucher_funders};

const RESIDENTS: u32 = 220;
/// People of a neighbouring county, who may move in.
const NEIGHBOURS: u32 = 25;
const TOURISTS: u32 = 20;
/// Children without a phone.
const WARDS: u32 = 12;
const INCOME_FIRST: u32 = 3;
/// Days on which the second programme is due, from the first on.
const EVERY: Day = 10;

const SHOPS: [(Zone, u8, Sales); 16] = [
	(TIERS[0], GROCERY, Sales::Micro),
	(TIERS[0], RESTAURANT, Sales::Small),
	(TIERS[0], HOSPITAL, Sales::Small),
	(TIERS[0], HANARO_MART, Sales::Large),
	(TIERS[0], CONVENIENCE, Sales::Small),
	(TIERS[0], ACADEMY, Sales::Small),
	(TIERS[1], GROCERY, Sales::Micro),
	(TIERS[1], RESTAURANT, Sales::Micro),
	(TIERS[1], HANARO_MART, Sales::Large),
	(TIERS[1], CONVENIENCE, Sales::Small),
	(TIERS[2], GROCERY, Sales::Small),
	(TIERS[2], PHARMACY, Sales::Small),
	(TIERS[2], PETROL_IN_MYEON, Sales::Small),
	(TIERS[2], RESTAURANT, Sales::Micro),
	((BORYEONG, 0), RESTAURANT, Sales::Small),
	((BORYEONG, 0), LODGING, Sales::Micro),
];

/// The county on the noon of 2 March 2026, before its first block.
pub fn county(dice: &mut Dice) -> Ledger {
	let mut county = Ledger { now: NOON, reserve: 1_000_000_000_000, ..Ledger::default() };
	settle_people(&mut county, dice);
	open_shops(&mut county);
	first_series(&mut county);
	programmes(&mut county, dice);
	// Months lapse within the half-year, or not; people are shut out for a while, or for good.
	county.income.max_unclaimed = if dice.one_in(2) { 3 } else { 6 };
	county.income.ban_days = if dice.one_in(2) { BAN_DAYS } else { 40 };
	county.income.next = INCOME_FIRST;
	let heads = county.income.tier.len() as Won;
	for (account, won) in [
		(NATION.into(), 100_000_000_000),
		(PROVINCE.into(), 1_000_000),
		(COUNTY.into(), 1_000_000),
		(RESPEND.into(), 1_500_000),
		(POOL.into(), heads * FULL + won_below(dice, 5_000_000)),
		(budget_of(0), 20_000_000),
		(budget_of(1), 20_000_000),
	] {
		county.plain.insert(account, won);
	}
	let pots: Won = county.series.values().map(|series| series.budget).sum();
	county.issuance = county.plain.values().sum::<Won>() + pots;
	county
}

fn won_below(dice: &mut Dice, end: u64) -> Won {
	dice.below(end).into()
}

fn settle_people(county: &mut Ledger, dice: &mut Dice) {
	let kinds = [RESIDENTS, NEIGHBOURS, TOURISTS, WARDS];
	let mut id = 0;
	for (kind, count) in kinds.into_iter().enumerate() {
		for _ in 0..count {
			let home = match kind {
				0 | 3 => dice.pick(&TIERS),
				1 => (GONGJU, 0),
				_ => (0, 0),
			};
			let key = (kind != 3).then(|| format!("P{id}"));
			if let Some(key) = &key {
				let own = if dice.one_in(3) { won_below(dice, 900_000) } else { 0 };
				county.plain.insert(key.clone(), own);
			}
			let person = Person { home, key, ..Person::default() };
			county.people.insert(id, person);
			// Some people of the county never asked for the income.
			if (kind == 0 || kind == 3) && !dice.one_in(20) {
				let tier = TIERS.iter().position(|zone| *zone == home).expect("it is a tier's");
				county.income.tier.insert(id, tier);
				county.person(id).stays = 1;
				county.person(id).last_tier = Some(tier);
			}
			id += 1;
		}
	}
}

fn open_shops(county: &mut Ledger) {
	for (id, (zone, trade, sales)) in (0..).zip(SHOPS) {
		let owner = format!("S{id}");
		county.plain.insert(owner.clone(), 0);
		let shop = Shop {
			owner,
			zone,
			trade,
			sales,
			is_suspended: false,
			takings: 0,
			cashed_out: BTreeMap::new(),
			bonus: BTreeMap::new(),
		};
		county.shops.insert(id, shop);
	}
}

fn first_series(county: &mut Ledger) {
	let by_hand = |class, rules, funders, to_router, ends, budget| Series {
		class,
		opener: None,
		tier: None,
		rules,
		funders,
		to_router,
		ends,
		budget,
		has_ended: false,
		grace_until: 0,
		limbo: 0,
	};
	let never = Moment::MAX;
	let own = vec![(COUNTY.into(), false, 100)];
	let (pay, tourist) = (Rules::county_pay, Rules::tourist());
	county.open(by_hand(Class::Incentive, pay(), voucher_funders(), 0, never, 3_000_000));
	county.open(by_hand(Class::Purchased, pay(), own, 0, never, 0));
	let province = vec![(PROVINCE.into(), false, 70), (NATION.into(), true, 30)];
	let ends = midnight(day_of(7, 15));
	county.open(by_hand(Class::Policy, tourist, province, 25, ends, 2_000_001));
}

fn programmes(county: &mut Ledger, dice: &mut Dice) {
	let mut group = |county: &mut Ledger, one_in| -> BTreeSet<u32> {
		let members: BTreeSet<u32> = (0..RESIDENTS).filter(|_| dice.one_in(one_in)).collect();
		for id in &members {
			county.person(*id).stays += 1;
		}
		members
	};
	let monthly = (3..=9).map(|month| day_of(month, 5)).collect();
	let (first, second) = (group(county, 3), group(county, 9));
	county.programmes.push(Programme {
		members: first,
		per_head: 50_001,
		due: monthly,
		claim_days: Some(20),
		valid_days: 60,
		max_arrears: 5,
		waits_for: BTreeMap::new(),
		openings: vec![],
	});
	let today = day_at(NOON);
	county.programmes.push(Programme {
		members: second,
		per_head: 7_777,
		due: (1..25).map(|turn| today + turn * EVERY).collect(),
		claim_days: None,
		valid_days: 14,
		max_arrears: 3,
		waits_for: BTreeMap::new(),
		openings: vec![],
	});
}
