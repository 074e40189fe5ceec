// SPDX-License-Identifier: Apache-2.0

//! The reserve once more, in plain Rust with maps and numbers, written from the README and not from the pallet.
//! Each operation says whether it is allowed, and changes nothing if it is not.

use crate::CashOutId;
use std::collections::BTreeMap;

use chungnam_ports::TakingsFeed;
use chungnam_primitives::korean_month;
use chungnam_testkit::Attempt;
use frame_support::traits::fungible::InspectHold;

use super::SHOPS;
use crate::{
	half_year, tests::*, CashOuts, Claimant, Disclosure, Disclosures, HoldReason, NextCashOut,
	ReserveState,
};

#[derive(Clone, Debug, PartialEq)]
pub struct Asked {
	pub account: AccountId,
	shop: Option<MerchantId>,
	amount: Won,
	asked: Moment,
	payable: Moment,
	pub reviewer: Option<AccountId>,
	/// Who took it, and when the time for it is over.
	pub taken: Option<(AccountId, Moment)>,
}

/// Takings, and what was cashed out and paid as a bonus in which month.
#[derive(Clone, Debug, Default, PartialEq)]
struct Shop {
	takings: Won,
	cashed_out: (u32, Won),
	bonus: (u32, Won),
}

/// All won there is, and who waits for bank won.
#[derive(Clone, Debug, Default)]
pub struct Vault {
	pub now: Moment,
	reserve: Won,
	/// When the bank stated its balance. Nothing is made against an old statement.
	stated: Option<Moment>,
	issuance: Won,
	plain: BTreeMap<AccountId, Won>,
	held: BTreeMap<AccountId, Won>,
	pot: Won,
	shops: BTreeMap<MerchantId, Shop>,
	pub open: BTreeMap<MerchantId, bool>,
	pub requests: BTreeMap<CashOutId, Asked>,
	next: CashOutId,
	/// None as long as nobody set any.
	pub terms: Option<CashOutTerms>,
	/// The most a month, if there is a bonus: of five in a hundred.
	pub bonus: Option<Won>,
	pub paid_bonus: Won,
	/// Made, destroyed, and the reserve and all won at the last change, by half-year.
	published: BTreeMap<u32, [Won; 4]>,
}

fn in_month(sum: (u32, Won), month: u32) -> Won {
	if sum.0 == month {
		sum.1
	} else {
		0
	}
}

fn require(condition: bool) -> Option<()> {
	condition.then_some(())
}

impl Attempt for Vault {}

impl Vault {
	pub fn new<const N: usize>(
		now: Moment,
		reserve: Won,
		pot: Won,
		plain: [(AccountId, Won); N],
	) -> Self {
		let issuance = pot + plain.iter().map(|(_, won)| won).sum::<Won>();
		let plain = plain.into_iter().collect();
		let open = SHOPS.map(|(_, shop)| (shop, true)).into_iter().collect();
		Self { now, reserve, issuance, pot, plain, open, ..Default::default() }
	}

	pub fn plain(&self, who: &AccountId) -> Won {
		self.plain.get(who).copied().unwrap_or(0)
	}

	fn give(&mut self, who: &AccountId, amount: Won) {
		*self.plain.entry(who.clone()).or_default() += amount;
	}

	fn take(&mut self, who: &AccountId, amount: Won) -> Option<()> {
		require(self.plain(who) >= amount)?;
		*self.plain.entry(who.clone()).or_default() -= amount;
		Some(())
	}

	fn month(&self) -> u32 {
		korean_month(self.now)
	}

	/// Two halves of six months each year.
	fn publish(&mut self, made: Won, destroyed: Won) {
		let half = self.published.entry(self.month() / 6).or_default();
		half[0] += made;
		half[1] += destroyed;
		(half[2], half[3]) = (self.reserve, self.issuance);
	}

	pub fn attest(&mut self, who: &AccountId, balance: Won) -> Option<()> {
		require(*who == BANK)?;
		self.reserve = balance;
		self.stated = Some(self.now);
		self.publish(0, 0);
		Some(())
	}

	pub fn mint(&mut self, to: &AccountId, amount: Won) -> Option<()> {
		require(amount > 0 && self.issuance + amount <= self.reserve)?;
		require(self.stated.is_none_or(|stated| self.now < stated + 14 * DAYS))?;
		self.issuance += amount;
		self.give(to, amount);
		self.publish(amount, 0);
		Some(())
	}

	fn destroy(&mut self, amount: Won) {
		self.issuance -= amount;
		self.reserve = self.reserve.saturating_sub(amount);
		self.publish(0, amount);
	}

	pub fn burn(&mut self, amount: Won) -> Option<()> {
		require(amount > 0)?;
		self.take(&BANK, amount)?;
		self.destroy(amount);
		Some(())
	}

	pub fn note(&mut self, shop: MerchantId, amount: Won) -> Option<()> {
		self.shops.entry(shop).or_default().takings += amount;
		Some(())
	}

	pub fn forget(&mut self, shop: MerchantId, amount: Won) -> Option<()> {
		let own = self.shops.entry(shop).or_default();
		own.takings -= amount.min(own.takings);
		Some(())
	}

	/// Returns the bonus.
	pub fn pass_on(&mut self, shop: MerchantId, owner: &AccountId, amount: Won) -> Option<Won> {
		let (month, most, pot) = (self.month(), self.bonus.unwrap_or(0), self.pot);
		let percent = if self.bonus.is_some() { 5 } else { 0 };
		let own = self.shops.entry(shop).or_default();
		let passed_on = amount.min(own.takings);
		own.takings -= passed_on;
		let so_far = in_month(own.bonus, month);
		let paid = (passed_on * percent / 100).min(most.saturating_sub(so_far)).min(pot);
		own.bonus = (month, so_far + paid);
		self.pot -= paid;
		self.paid_bonus += paid;
		self.give(owner, paid);
		Some(paid)
	}

	pub fn hold(&mut self, who: &AccountId, shop: Option<MerchantId>, amount: Won) -> Option<()> {
		require(amount > 0)?;
		self.take(who, amount)?;
		*self.held.entry(who.clone()).or_default() += amount;
		let wait = self.terms.as_ref().map_or(0, |terms| terms.hold_back);
		let (account, payable) = (who.clone(), self.now + wait);
		let asked = self.now;
		let request = Asked { account, shop, amount, asked, payable, reviewer: None, taken: None };
		self.requests.insert(self.next, request);
		self.next.0 += 1;
		Some(())
	}

	pub fn request(&mut self, who: &AccountId, amount: Won) -> Option<()> {
		let (_, shop) = SHOPS.iter().find(|(owner, _)| owner == who)?;
		require(amount > 0 && self.open[shop])?;
		let month = self.month();
		let own = self.shops.entry(*shop).or_default();
		let sum = in_month(own.cashed_out, month) + amount;
		if let Some(terms) = &self.terms {
			let limit = match *shop {
				CAFE => terms.per_month_micro,
				RESTAURANT => terms.per_month_small,
				_ => terms.per_month_large,
			};
			require(amount >= terms.minimum && sum <= limit)?;
		}
		own.cashed_out = (month, sum);
		self.hold(who, Some(*shop), amount)
	}

	/// The operator who is having a request paid now.
	pub fn payer(&self, id: CashOutId) -> Option<AccountId> {
		let (payer, until) = self.requests.get(&id)?.taken.clone()?;
		(self.now < until).then_some(payer)
	}

	/// The bank does not pay: the account that asked takes the request back.
	pub fn cancel(&mut self, id: CashOutId, by: &AccountId) -> Option<()> {
		require(self.requests.get(&id)?.account == *by && self.payer(id).is_none())?;
		self.release(id)
	}

	/// The bank does not pay: an operator says so.
	pub fn reject(&mut self, id: CashOutId, by: &AccountId) -> Option<()> {
		require(self.payer(id).is_none_or(|payer| payer == *by))?;
		self.release(id)
	}

	fn release(&mut self, id: CashOutId) -> Option<()> {
		let request = self.requests.remove(&id)?;
		*self.held.get_mut(&request.account)? -= request.amount;
		self.give(&request.account, request.amount);
		if let Some(own) = request.shop.and_then(|shop| self.shops.get_mut(&shop)) {
			if own.cashed_out.0 == korean_month(request.asked) {
				own.cashed_out.1 -= request.amount;
			}
		}
		Some(())
	}

	pub fn review(&mut self, who: &AccountId, id: CashOutId) -> Option<()> {
		require(self.payer(id).is_none())?;
		let request = self.requests.get_mut(&id)?;
		require(request.reviewer.is_none())?;
		request.reviewer = Some(who.clone());
		request.taken = None;
		Some(())
	}

	/// Of each list what can be done is done, if anything can.
	fn each(
		&mut self,
		ids: &[CashOutId],
		act: impl Fn(&mut Self, CashOutId) -> Option<()>,
	) -> Option<()> {
		let done: Vec<_> = ids.iter().filter(|id| act(self, **id).is_some()).collect();
		require(!done.is_empty())
	}

	pub fn take_over(&mut self, who: &AccountId, ids: &[CashOutId]) -> Option<()> {
		let review_above = self.terms.as_ref().map_or(Won::MAX, |terms| terms.review_above);
		self.each(ids, |own, id| {
			let request = own.requests.get(&id)?;
			let is_free = own.payer(id).is_none() && own.now >= request.payable;
			require(is_free && request.reviewer.as_ref() != Some(who))?;
			require(request.shop.is_none_or(|shop| own.open[&shop]))?;
			require(request.amount <= review_above || request.reviewer.is_some())?;
			let taken = Some((who.clone(), own.now + 3 * DAYS));
			own.requests.get_mut(&id)?.taken = taken;
			Some(())
		})
	}

	pub fn confirm(&mut self, who: &AccountId, ids: &[CashOutId]) -> Option<()> {
		self.each(ids, |own, id| {
			own.payer(id)?;
			require(own.requests.get(&id)?.reviewer.as_ref() != Some(who))?;
			let request = own.requests.remove(&id)?;
			*own.held.get_mut(&request.account)? -= request.amount;
			own.destroy(request.amount);
			request.shop.map_or(Some(()), |shop| own.forget(shop, request.amount))
		})
	}
}

fn requests() -> BTreeMap<CashOutId, Asked> {
	let asked = |request: crate::CashOutOf<Test>| Asked {
		account: request.account,
		shop: match request.claimant {
			Claimant::Merchant(shop) => Some(shop),
			Claimant::Buyer(..) => None,
		},
		amount: request.amount,
		asked: request.requested_at,
		payable: request.payable_at,
		reviewer: request.reviewer,
		taken: request.payment.and_then(|payment| Some((payment.by?, payment.until))),
	};
	CashOuts::<Test>::iter().map(|(id, request)| (id, asked(request))).collect()
}

fn ledger(shop: MerchantId) -> Shop {
	let ledger = ShopLedgers::<Test>::get(shop);
	Shop {
		takings: ledger.takings,
		cashed_out: (ledger.cashed_out.month, ledger.cashed_out.amount),
		bonus: (ledger.bonus.month, ledger.bonus.amount),
	}
}

impl Vault {
	/// Panics, saying where, unless the pallet has the same money in the same places.
	pub fn assert_same(&self, step: &str) {
		assert_eq!(ReserveState::<Test>::get().balance, self.reserve, "reserve after {step}");
		assert_eq!(Balances::total_issuance(), self.issuance, "issuance after {step}");
		assert_eq!(plain(Reserve::respend_pot()), self.pot, "pot after {step}");
		for (who, amount) in &self.plain {
			assert_eq!(plain(who.clone()), *amount, "won of {who} after {step}");
		}
		for (who, amount) in &self.held {
			let found = Balances::balance_on_hold(&HoldReason::CashOut.into(), who);
			assert_eq!(found, *amount, "held won of {who} after {step}");
		}
		assert_eq!(requests(), self.requests, "cash-outs after {step}");
		assert_eq!(NextCashOut::<Test>::get(), self.next, "numbers after {step}");
		for (_, shop) in SHOPS {
			let own = self.shops.get(&shop).cloned().unwrap_or_default();
			assert_eq!(ledger(shop), own, "ledger of {shop} after {step}");
		}
		assert_eq!(MockTakingsFeed::tells_takings(), self.bonus.is_some(), "telling after {step}");
		for (half, [minted, burnt, reserve, issuance]) in self.published.clone() {
			let expected = Disclosure { minted, burnt, reserve, issuance, ..Default::default() };
			assert_eq!(Disclosures::<Test>::get(half), expected, "disclosure after {step}");
		}
		assert_eq!(half_year(self.month()), self.month() / 6);
	}
}
