// SPDX-License-Identifier: Apache-2.0

//! The plain ledger: who has how much of what, in ordinary maps, and what time alone does to it.

use std::collections::{BTreeMap, BTreeSet};

use crate::rules::*;

/// Why something is refused: the names of the errors that the documents allow for it.
pub type Reasons = Vec<&'static str>;
pub type Verdict = Result<(), Reasons>;

/// Refuses with these names unless the condition holds.
macro_rules! need {
	($holds:expr, $($reason:expr),+) => {
		if !$holds {
			return Err(vec![$($reason),+]);
		}
	};
}
pub(crate) use need;

pub const NATION: &str = "Nation";
pub const PROVINCE: &str = "Province";
pub const COUNTY: &str = "Cheongyang";
/// Accounts that no key controls.
pub const POOL: &str = "the pool of the income";
pub const RESPEND: &str = "the pot of the re-spend bonus";

pub fn budget_of(programme: u32) -> String {
	format!("the budget of programme {programme}")
}

/// Series that exist from the first block on.
pub const INCENTIVE: u32 = 0;
pub const COUNTY_PAY: u32 = 1;
pub const TOURIST: u32 = 2;

/// What is left of one series.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lot {
	pub amount: Won,
	/// Bought or given in all, less what was given on.
	pub face: Won,
	/// Incentive that the money in it got.
	pub earned: Won,
}

/// A share of a drop that was not claimed yet.
#[derive(Clone, Debug)]
pub struct Share {
	pub series: u32,
	pub amount: Won,
	pub until: Moment,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Use {
	Mart,
	Bought,
	Incentive,
	IncentiveOfYear,
	Given,
}

#[derive(Clone, Debug, Default)]
pub struct Person {
	/// Region 0 is outside the province.
	pub home: Zone,
	/// The key that counts now; none for a ward, or after a death.
	pub key: Option<String>,
	/// Keys that counted earlier.
	pub former: Vec<String>,
	pub is_frozen: bool,
	pub is_dead: bool,
	pub guardian: Option<u32>,
	/// When the guardian begins: the ward's key could have objected until then.
	pub guarded_from: Moment,
	pub lots: BTreeMap<u32, Lot>,
	/// In the order in which the drops opened.
	pub latent: Vec<Share>,
	/// Something ended in this wallet, which may still be told as the reason of a refusal.
	pub lost_lots: bool,
	/// By use and month; of a year under month 0.
	pub used: BTreeMap<(Use, u32), Won>,
	/// What the person owes the income.
	pub debt: Won,
	/// When it was charged last.
	pub debt_since: Moment,
	/// When a recovery ends, and the new key.
	pub recovery: Option<(Moment, String)>,
	/// A refund came back to a lot that had been emptied: how much of it is used is not known exactly any more.
	pub is_vague: bool,
	/// Stays in cohorts, open and ended.
	pub stays: u32,
	/// The tier of the income in which the person was last.
	pub last_tier: Option<usize>,
}

#[derive(Clone, Debug)]
pub struct Shop {
	pub owner: String,
	pub zone: Zone,
	pub trade: u8,
	pub sales: Sales,
	pub is_suspended: bool,
	/// Won taken and not spent on, cashed out or refunded: all of it, and the part that lots paid.
	pub takings: Won,
	pub cashed_out: BTreeMap<u32, Won>,
	pub bonus: BTreeMap<u32, Won>,
}

#[derive(Clone, Debug)]
pub struct Series {
	pub class: Class,
	pub opener: Option<Opener>,
	/// The tier of an income's series.
	pub tier: Option<usize>,
	pub rules: Rules,
	pub funders: Vec<Funder>,
	/// Percent.
	pub to_router: u32,
	pub ends: Moment,
	pub budget: Won,
	pub has_ended: bool,
	/// The first moment at which won that was refunded after the end is worth nothing.
	pub grace_until: Moment,
	/// Won whose grace is over, which waits until no refund can come.
	pub limbo: Won,
}

#[derive(Clone, Debug)]
pub struct Part {
	pub series: u32,
	pub amount: Won,
	/// The face of a lot that this payment emptied.
	pub face: Won,
	/// Incentive that this money got.
	pub earned: Won,
}

#[derive(Clone, Debug)]
pub struct Receipt {
	pub person: u32,
	pub shop: u32,
	pub at: Moment,
	pub parts: Vec<Part>,
	pub plain: Won,
	/// The account that paid the plain won.
	pub key: Option<String>,
	pub is_capped: bool,
}

#[derive(Clone, Debug)]
pub struct CashOut {
	pub account: String,
	/// The shop that asks, or a buyer.
	pub shop: Option<u32>,
	pub amount: Won,
	pub at: Moment,
	pub is_reviewed: bool,
	/// The moment until which the bank may be paying, since the teller took it.
	pub paying_until: Moment,
}

/// Why a person is in no tier of the income.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Case {
	Checking { since: Moment, until: Moment },
	Suspended { since: Moment },
	Banned { until: Moment },
}

/// A month that was paid.
#[derive(Clone, Debug)]
pub struct Paid {
	/// When it opened.
	pub at: Moment,
	/// When its people counted: on its pay day, or as soon as there was a block.
	pub counted_at: Moment,
	pub per_head: Won,
	/// The tier of everyone who was paid.
	pub counted: BTreeMap<u32, usize>,
}

/// A time in which a person was out and is owed the months that were counted.
#[derive(Clone, Copy, Debug)]
pub struct Out {
	/// Months paid before are not owed.
	pub paid: usize,
	pub since: Moment,
	pub until: Moment,
}

#[derive(Clone, Debug, Default)]
pub struct Income {
	/// Won was paid in since the last look.
	pub was_funded: bool,
	pub tier: BTreeMap<u32, usize>,
	pub cases: BTreeMap<u32, Case>,
	/// The next month to be paid.
	pub next: u32,
	pub is_waiting: bool,
	/// Who counted on the pay day of the month that waits, and when.
	pub waits_for: Option<(Moment, BTreeMap<u32, usize>)>,
	/// Who is owed the month that waited when they came in.
	pub owed: BTreeMap<u32, Out>,
	pub max_unclaimed: u32,
	pub ban_days: Day,
	pub paid: Vec<Paid>,
	/// The newest series of each tier.
	pub newest: BTreeMap<usize, u32>,
}

#[derive(Clone, Debug)]
pub struct Opening {
	pub day: Day,
	pub series: u32,
	/// From which latecomers are given, once the series of the day is too old for them.
	pub late: Option<u32>,
	pub counted: BTreeSet<u32>,
	pub granted: BTreeSet<u32>,
}

#[derive(Clone, Debug)]
pub struct Programme {
	pub members: BTreeSet<u32>,
	pub per_head: Won,
	/// Days on which drops are due, the next first.
	pub due: Vec<Day>,
	/// Who was in the group on the days of those that wait.
	pub waits_for: BTreeMap<Day, BTreeSet<u32>>,
	pub claim_days: Option<Day>,
	pub valid_days: Day,
	pub max_arrears: usize,
	pub openings: Vec<Opening>,
}

/// What time did since the last look, for the one who chooses the days of the comparison.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Happened {
	pub ended: u32,
	pub lapsed: u32,
	pub opened: u32,
	pub topped: u32,
	pub waiting: u32,
}

#[derive(Clone, Debug, Default)]
pub struct Ledger {
	pub now: Moment,
	pub people: BTreeMap<u32, Person>,
	pub shops: BTreeMap<u32, Shop>,
	pub series: BTreeMap<u32, Series>,
	/// Plain won that its account may spend.
	pub plain: BTreeMap<String, Won>,
	/// Plain won held for cash-out.
	pub held: BTreeMap<String, Won>,
	pub receipts: BTreeMap<u64, Receipt>,
	pub next_receipt: u64,
	pub cash_outs: BTreeMap<u64, CashOut>,
	pub next_cash_out: u64,
	pub income: Income,
	pub programmes: Vec<Programme>,
	/// The fund router's won, on its way or arrived.
	pub circle: Won,
	/// All won, and the bank balance behind it.
	pub issuance: Won,
	pub reserve: Won,
	pub happened: Happened,
	/// Ended series whose last won is free now: anyone may have them swept, and by itself it happens within days.
	pub to_sweep: Vec<u32>,
}

impl Ledger {
	/// Tries an act: an act that is refused changes nothing.
	pub fn attempt(&mut self, act: impl FnOnce(&mut Self) -> Verdict) -> Verdict {
		let before = self.clone();
		let verdict = act(self);
		if verdict.is_err() {
			*self = before;
		}
		verdict
	}

	pub fn month(&self) -> u32 {
		month_at(self.now)
	}

	pub fn today(&self) -> Day {
		day_at(self.now)
	}

	pub fn has(&self, account: &str) -> Won {
		self.plain.get(account).copied().unwrap_or(0)
	}

	pub fn gain(&mut self, account: &str, amount: Won) {
		*self.plain.entry(account.into()).or_insert(0) += amount;
	}

	pub fn lose(&mut self, account: &str, amount: Won) -> Verdict {
		let own = self.plain.entry(account.into()).or_insert(0);
		*own = own.checked_sub(amount).ok_or(vec!["InsufficientBalance"])?;
		Ok(())
	}

	pub fn person(&mut self, id: u32) -> &mut Person {
		self.people.get_mut(&id).expect("the person lives in the county's book")
	}

	pub fn shop(&mut self, id: u32) -> &mut Shop {
		self.shops.get_mut(&id).expect("the shop stands in the county's book")
	}

	pub fn series(&mut self, id: u32) -> &mut Series {
		self.series.get_mut(&id).expect("the series was opened")
	}

	/// The first moment at which a lot is worth nothing.
	pub fn ends(&self, series: u32) -> Moment {
		let series = &self.series[&series];
		if series.has_ended {
			series.grace_until
		} else {
			series.ends
		}
	}

	/// Won in all lots and unclaimed shares of a series.
	pub fn outstanding(&self, id: u32) -> Won {
		let of = |person: &Person| {
			let latent = person.latent.iter().filter(|share| share.series == id);
			let lot = person.lots.get(&id).map_or(0, |lot| lot.amount);
			lot + latent.map(|share| share.amount).sum::<Won>()
		};
		self.people.values().map(of).sum()
	}

	/// Won in the pot of a series.
	pub fn pot(&self, id: u32) -> Won {
		let series = &self.series[&id];
		series.budget + series.limbo + self.outstanding(id)
	}

	/// Defines a series and says its number in this book.
	pub fn open(&mut self, series: Series) -> u32 {
		let id = self.series.len() as u32;
		self.series.insert(id, series);
		id
	}

	/// Lets time pass to a moment, and does everything that is due by then.
	pub fn settle(&mut self, now: Moment) {
		self.now = now;
		self.receipts.retain(|_, receipt| now < receipt.at + REFUND_WINDOW);
		self.end_series();
		self.lapse();
		self.open_vouchers();
		self.open_months();
	}

	fn end_series(&mut self) {
		for id in self.series.keys().copied().collect::<Vec<_>>() {
			let now = self.now;
			if !self.series[&id].has_ended && self.series[&id].ends <= now {
				let rest = self.pot(id);
				self.forget_lots(id);
				self.series(id).budget = 0;
				self.series(id).has_ended = true;
				self.give_back(id, rest);
				self.happened.ended += 1;
			}
			let series = &self.series[&id];
			if series.has_ended && series.budget > 0 {
				// What a refund brought for a debt.
				let rest = core::mem::take(&mut self.series(id).budget);
				self.give_back(id, rest);
			}
			let series = &self.series[&id];
			if series.has_ended && series.grace_until <= now {
				let worthless = self.outstanding(id);
				self.forget_lots(id);
				self.series(id).limbo += worthless;
			}
			let series = self.series(id);
			if series.limbo > 0 && series.grace_until + REFUND_WINDOW <= now {
				let rest = core::mem::take(&mut series.limbo);
				self.give_back(id, rest);
				self.to_sweep.push(id);
			}
		}
	}

	fn forget_lots(&mut self, id: u32) {
		for person in self.people.values_mut() {
			person.lost_lots |= person.lots.remove(&id).is_some();
			person.latent.retain(|share| share.series != id);
		}
	}

	/// Pays what is left of a series to its funders and to the fund router.
	pub fn give_back(&mut self, id: u32, rest: Won) {
		let series = &self.series[&id];
		let (each, router) = divide(rest, &series.funders, series.to_router);
		for (account, amount) in each {
			self.gain(&account, amount);
		}
		self.circle += router;
	}

	/// Shares that nobody claimed in time go back.
	fn lapse(&mut self) {
		let now = self.now;
		let mut lost: BTreeMap<u32, Won> = BTreeMap::new();
		for person in self.people.values_mut() {
			for share in person.latent.iter().filter(|share| share.until <= now) {
				*lost.entry(share.series).or_insert(0) += share.amount;
			}
			person.latent.retain(|share| share.until > now);
		}
		for (id, sum) in lost {
			self.give_back(id, sum);
			self.happened.lapsed += 1;
		}
	}
}
