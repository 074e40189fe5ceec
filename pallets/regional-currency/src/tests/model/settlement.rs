// SPDX-License-Identifier: Apache-2.0

//! The shops' side of the model: bank won, and paying each other.

use super::money::{require, MRequest, Money};
use crate::tests::*;
use chungnam_primitives::korean_month;

fn in_month(sum: (u32, Won), month: u32) -> Won {
	if sum.0 == month {
		sum.1
	} else {
		0
	}
}

impl Money {
	pub fn hold(&mut self, who: &AccountId, shop: Option<MerchantId>, amount: Won) -> Option<()> {
		require(self.plain(who) >= amount)?;
		self.take(who, amount);
		*self.held.entry(who.clone()).or_default() += amount;
		let payable = self.now + self.cash_out.as_ref()?.hold_back;
		let (account, asked) = (who.clone(), self.now);
		let request = MRequest { account, shop, amount, asked, payable, reviewer: None };
		self.requests.insert(self.next_request, request);
		self.next_request += 1;
		Some(())
	}

	pub fn request(&mut self, who: &AccountId, amount: Won) -> Option<()> {
		let id = self.shop_of(who)?;
		let (shop, month) = (self.shops.get(&id)?, self.month());
		let terms = self.cash_out.clone()?;
		require(amount > 0 && shop.open && amount >= terms.minimum)?;
		let limit = match shop.class {
			SalesClass::Micro => terms.per_month_micro,
			SalesClass::Small => terms.per_month_small,
			SalesClass::Large => terms.per_month_large,
		};
		require(Self::may_act(who, amount, true))?;
		let ledger = self.ledgers.entry(id).or_default();
		let sum = in_month(ledger.cashed_out, month) + amount;
		require(sum <= limit)?;
		ledger.cashed_out = (month, sum);
		self.hold(who, Some(id), amount)
	}

	/// The bank does not pay: by the shop's wish, or the operator's.
	pub fn release(&mut self, id: u64, by: Option<&AccountId>) -> Option<()> {
		let request = self.requests.remove(&id)?;
		require(by.is_none_or(|who| *who == request.account))?;
		*self.held.get_mut(&request.account)? -= request.amount;
		self.give(&request.account, request.amount);
		if let Some(ledger) = request.shop.and_then(|shop| self.ledgers.get_mut(&shop)) {
			if ledger.cashed_out.0 == korean_month(request.asked) {
				ledger.cashed_out.1 -= request.amount;
			}
		}
		Some(())
	}

	pub fn review(&mut self, who: &AccountId, id: u64) -> Option<()> {
		let request = self.requests.get_mut(&id)?;
		require(request.reviewer.is_none())?;
		request.reviewer = Some(who.clone());
		Some(())
	}

	pub fn confirm(&mut self, who: &AccountId, ids: &[u64]) -> Option<()> {
		require(!ids.is_empty())?;
		let review_above = self.cash_out.as_ref()?.review_above;
		for id in ids {
			let request = self.requests.remove(id)?;
			require(self.now >= request.payable)?;
			let reviewed = request.reviewer.is_some() && request.reviewer.as_ref() != Some(who);
			require(request.amount <= review_above || reviewed)?;
			*self.held.get_mut(&request.account)? -= request.amount;
			self.issuance -= request.amount;
			self.reserve -= request.amount;
			if let Some(shop) = request.shop {
				let ledger = self.ledgers.entry(shop).or_default();
				ledger.takings = ledger.takings.saturating_sub(request.amount);
			}
		}
		Some(())
	}

	pub fn pay_shop(&mut self, who: &AccountId, to: MerchantId, amount: Won) -> Option<()> {
		let from = self.shop_of(who)?;
		let (payer, payee) = (self.shops.get(&from)?.clone(), self.shops.get(&to)?.clone());
		require(amount > 0 && from != to && payer.open && payee.open)?;
		require(self.plain(&payer.owner) >= amount && Self::may_act(who, amount, false))?;
		let (month, terms) = (self.month(), self.respend.clone());
		let ledger = self.ledgers.entry(from).or_default();
		let passed_on = amount.min(ledger.takings);
		let so_far = in_month(ledger.bonus, month);
		let bonus =
			(passed_on / 20).min(terms.per_month.saturating_sub(so_far)).min(self.respend_pot);
		ledger.takings -= passed_on;
		ledger.bonus = (month, so_far + bonus);
		self.respend_pot -= bonus;
		self.take(&payer.owner, amount);
		self.give(&payee.owner, amount);
		self.give(&payer.owner, bonus);
		Some(())
	}
}
