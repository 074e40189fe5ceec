// SPDX-License-Identifier: Apache-2.0

//! A series and its money.

use alloc::vec::Vec;
use chungnam_ports::Opener;
use chungnam_primitives::{
	apportion, is_within, sum_to_one, weight_of, Announced, CohortId, Moment, MoneyClass,
	RegionSet, Won,
};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{ensure, traits::ConstU32, BoundedVec};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};
use sp_runtime::{PerThing, Perbill};

use super::Rules;

/// Funders one series may have.
pub const MAX_FUNDERS: u32 = 8;

/// Whose budget a funder's money is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
#[derive(Serialize, Deserialize)]
#[allow(clippy::as_conversions)] // in what the codec derives
pub enum FunderLevel {
	/// The state (국비).
	#[codec(index = 0)]
	Nation,
	/// The province (도비).
	#[codec(index = 1)]
	Province,
	/// A city or county (시·군비).
	#[codec(index = 2)]
	Municipality,
	/// Anyone else: a donor, a special fund.
	#[codec(index = 3)]
	Other,
}

/// One who pays for a series, and gets back what is left by the same share.
#[derive(Clone, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
#[derive(Serialize, Deserialize)]
pub struct Funder<AccountId> {
	/// Pays, and is paid back.
	pub account: AccountId,
	/// Whose budget it is.
	pub level: FunderLevel,
	/// Share of the whole. The shares of a series sum to one.
	pub share: Perbill,
}

/// The funders of a series. What rounding leaves goes to the first.
pub type Funders<AccountId> = BoundedVec<Funder<AccountId>, ConstU32<MAX_FUNDERS>>;

/// True if the shares of `funders` sum to one.
pub fn are_whole<AccountId>(funders: &Funders<AccountId>) -> bool {
	sum_to_one(funders.iter().map(|funder| funder.share))
}

/// Why announced rules cannot follow one another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BrokenPromise {
	/// The series would have ended before they hold.
	AfterTheEnd,
	/// They would cut a promise short.
	Backward,
}

/// One kind of purpose-bound money.
#[derive(Clone, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Series<AccountId> {
	/// What kind of promise it is. Never changes.
	pub class: MoneyClass,
	/// Which cities and counties issue it. Never changes.
	pub issuers: RegionSet,
	/// Who pays for it. Never changes.
	pub funders: Funders<AccountId>,
	/// The rules as they were before `changes`.
	pub rules: Rules,
	/// The rules that were announced for later moments.
	pub changes: Announced<Moment, Rules>,
	/// Stopped by its issuer for the time being: nothing of it is sold, issued, given or spent.
	pub paused: bool,
	/// Which programme or income opened it; `None` for one that an institution defined by hand. Never changes.
	pub opener: Option<Opener>,
	/// The cohort it was dropped on, if it was. Never changes.
	pub cohort: Option<CohortId>,
}

impl<AccountId> Series<AccountId> {
	/// One that an institution defines.
	pub fn by_hand(
		class: MoneyClass,
		issuers: RegionSet,
		funders: Funders<AccountId>,
		rules: Rules,
	) -> Self {
		let (changes, paused, opener, cohort) = (Announced::default(), false, None, None);
		Self { class, issuers, funders, rules, changes, paused, opener, cohort }
	}

	/// The rules that hold at `now`.
	pub fn rules_at(&self, now: Moment) -> &Rules {
		self.changes.at(now).unwrap_or(&self.rules)
	}

	/// Makes announced rules that hold by `now` the rules.
	pub fn settle_changes(&mut self, now: Moment) {
		if let Some(rules) = self.changes.fold(now) {
			self.rules = rules;
		}
	}

	/// Checks that each announced change begins while the rules before it are alive, and keeps their promises.
	pub fn check_changes(&self) -> Result<(), BrokenPromise> {
		let mut before = &self.rules;
		for change in self.changes.iter() {
			ensure!(change.from < before.expires, BrokenPromise::AfterTheEnd);
			ensure!(before.may_become(&change.value), BrokenPromise::Backward);
			before = &change.value;
		}
		Ok(())
	}

	/// True if lots can be spent at `now`.
	pub fn is_live(&self, now: Moment) -> bool {
		let rules = self.rules_at(now);
		is_within(now, rules.opens, rules.expires)
	}

	/// The first moment at which nothing of the series that was bought can be taken back, as known at `now`: the end, where
	/// nothing can be taken after it.
	pub fn kept_until(&self, now: Moment) -> Moment {
		let rules = self.rules_at(now);
		let after_end = rules.refund.as_ref().map_or(0, |rule| rule.after_end);
		rules.expires.saturating_add(after_end) // until the end of time
	}

	/// True if the series is worth nothing from `now` on.
	pub fn has_ended(&self, now: Moment) -> bool {
		now >= self.rules_at(now).expires
	}
}

/// The money of a series, in won. `issued = outstanding + spent + expired + clawed_back + refunded + lapsed`, and its
/// pot holds at least `budget + outstanding`. Numbers are as wide as they get: a drop for two million people is written in
/// as many bytes as one for one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Totals {
	/// Paid in by the funders and not yet given to anyone.
	pub budget: Won,
	/// Ever given or sold to people.
	pub issued: Won,
	/// In people's lots, latent ones included.
	pub outstanding: Won,
	/// The part of `outstanding` that refunds brought back after the end, spendable until `grace_until`.
	pub graced: Won,
	/// Spent in shops, less what shops gave back.
	pub spent: Won,
	/// Left over at the end.
	pub expired: Won,
	/// Taken back after fraud or error, into the budget.
	pub clawed_back: Won,
	/// Given back to buyers as bank won.
	pub refunded: Won,
	/// Never claimed in time.
	pub lapsed: Won,
	/// The first moment at which graced lots are worth nothing.
	pub grace_until: Moment,
}

impl Totals {
	/// Gives `amount` of the budget to a person. `None` when the budget does not cover it.
	pub fn issue(&mut self, amount: Won) -> Option<()> {
		self.budget = self.budget.checked_sub(amount)?;
		self.issued = self.issued.checked_add(amount)?;
		self.outstanding = self.outstanding.checked_add(amount)?;
		Some(())
	}

	/// Takes `amount` out of people's lots, of which `graced` had been refunded after the end.
	fn take(&mut self, amount: Won, graced: Won) -> Option<()> {
		self.outstanding = self.outstanding.checked_sub(amount)?;
		self.graced = self.graced.checked_sub(graced)?;
		Some(())
	}

	/// A person spent `amount` in a shop.
	pub fn spend(&mut self, amount: Won, graced: Won) -> Option<()> {
		self.take(amount, graced)?;
		self.spent = self.spent.checked_add(amount)?;
		Some(())
	}

	/// A shop gave `amount` back, of which `graced` outlives the end.
	pub fn unspend(&mut self, amount: Won, graced: Won) -> Option<()> {
		self.spent = self.spent.checked_sub(amount)?;
		self.outstanding = self.outstanding.checked_add(amount)?;
		self.graced = self.graced.checked_add(graced)?;
		Some(())
	}

	/// A buyer got `amount` back as bank won.
	pub fn refund(&mut self, amount: Won, graced: Won) -> Option<()> {
		self.take(amount, graced)?;
		self.refunded = self.refunded.checked_add(amount)?;
		Some(())
	}

	/// `amount` went back from a person into the budget.
	pub fn claw_back(&mut self, amount: Won, graced: Won) -> Option<()> {
		self.take(amount, graced)?;
		self.clawed_back = self.clawed_back.checked_add(amount)?;
		self.budget = self.budget.checked_add(amount)?;
		Some(())
	}

	/// The series has ended: only `kept` won stays in people's lots. Returns what expired.
	pub fn expire(&mut self, kept: Won) -> Option<Won> {
		let gone = self.outstanding.checked_sub(kept)?;
		self.expired = self.expired.checked_add(gone)?;
		self.outstanding = kept;
		self.graced = self.graced.min(kept);
		self.budget = 0;
		Some(gone)
	}

	/// `amount` was never claimed in time.
	pub fn lapse(&mut self, amount: Won) -> Option<()> {
		self.take(amount, 0)?;
		self.lapsed = self.lapsed.checked_add(amount)?;
		Some(())
	}

	/// Adds up what became of everything that was issued, without what may still be spent.
	pub fn add(&mut self, other: &Totals) -> Option<()> {
		self.issued = self.issued.checked_add(other.issued)?;
		self.spent = self.spent.checked_add(other.spent)?;
		self.expired = self.expired.checked_add(other.expired)?;
		self.clawed_back = self.clawed_back.checked_add(other.clawed_back)?;
		self.refunded = self.refunded.checked_add(other.refunded)?;
		self.lapsed = self.lapsed.checked_add(other.lapsed)?;
		Some(())
	}
}

/// How what is left over of a series is divided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Division {
	/// Won for each funder, in their order.
	pub to_each: Vec<Won>,
	/// The sum of it.
	pub to_funders: Won,
	/// Won for the next round.
	pub to_router: Won,
}

/// Divides `rest` by the funders' shares; what rounding leaves goes to the first. What belongs to the nation goes back to
/// it whole, before anything else is divided; of every other part the share `to_router`, rounded down, goes to the next
/// round. `None` when the shares do not sum to one.
pub fn divide<AccountId>(
	funders: &Funders<AccountId>,
	to_router: Perbill,
	rest: Won,
) -> Option<Division> {
	if !are_whole(funders) {
		return None;
	}
	let shares: Vec<_> = funders.iter().map(|funder| weight_of(funder.share)).collect();
	let mut to_each = apportion(rest, &shares)?;
	// The funder stands first, so the router's share is the one that is rounded down.
	let keeps = [weight_of(to_router.left_from_one()), weight_of(to_router)];
	let mut routed: Won = 0;
	for (funder, part) in funders.iter().zip(to_each.iter_mut()) {
		if funder.level != FunderLevel::Nation {
			let (kept, own) = match apportion(*part, &keeps)?.as_slice() {
				[kept, own] => (*kept, *own),
				_ => return None,
			};
			*part = kept;
			routed = routed.checked_add(own)?;
		}
	}
	Some(Division { to_each, to_funders: rest.checked_sub(routed)?, to_router: routed })
}
