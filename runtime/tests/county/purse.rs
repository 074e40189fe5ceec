// SPDX-License-Identifier: Apache-2.0

//! What people and shops do with money: claim, pay, refund, buy, give, cash out.

use crate::{ledger::*, rules::*};

fn percent(share: Won, of: Won) -> Won {
	of * share / 100
}

impl Ledger {
	/// The person behind a key who may act.
	pub fn ensure_active(&self, id: u32) -> Verdict {
		let person = &self.people[&id];
		need!(!person.is_dead, "PersonDeceased", "NotRegistered");
		need!(person.key.is_some(), "NotRegistered");
		need!(!person.is_frozen, "PersonFrozen");
		Ok(())
	}

	/// Gives a lot, less what a debt to the income keeps of it for the budget.
	pub fn receive(&mut self, id: u32, series: u32, amount: Won) {
		let is_of_income = self.series[&series].opener == Some(Opener::Income);
		let person = self.person(id);
		let kept = if is_of_income { percent(DEBT_PERCENT, amount).min(person.debt) } else { 0 };
		person.debt -= kept;
		if amount > kept {
			let lot = person.lots.entry(series).or_default();
			lot.amount += amount - kept;
			lot.face += amount - kept;
		}
		self.series(series).budget += kept;
	}

	/// Turns all unclaimed shares into lots. Says how many there were.
	pub fn claim_all(&mut self, id: u32) -> usize {
		let shares = core::mem::take(&mut self.person(id).latent);
		for share in &shares {
			self.receive(id, share.series, share.amount);
		}
		shares.len()
	}

	pub fn claim(&mut self, id: u32) -> Verdict {
		self.ensure_active(id)?;
		need!(self.claim_all(id) > 0, "NothingToClaim");
		Ok(())
	}

	/// A person pays with their key, or a guardian pays from the lots of a ward alone.
	pub fn pay(&mut self, id: u32, by: Option<u32>, shop_id: u32, amount: Won) -> Verdict {
		match by {
			Some(guardian) => {
				self.ensure_active(guardian)?;
				need!(!self.people[&id].is_dead, "PersonDeceased", "NotAuthorized");
				let ward = &self.people[&id];
				let guards = ward.guardian == Some(guardian) && self.now >= ward.guarded_from;
				need!(guards, "NotAuthorized");
				need!(!self.people[&id].is_frozen, "PersonFrozen");
			}
			None => self.ensure_active(id)?,
		}
		let shop = self.shops[&shop_id].clone();
		need!(!shop.is_suspended, "MerchantNotOpen");
		need!(amount > 0, "ZeroAmount");
		self.claim_all(id);
		let (parts, is_capped, mut why) = self.spend_lots(id, &shop, amount);
		let plain = amount - parts.iter().map(|part| part.amount).sum::<Won>();
		let key = self.people[&id].key.clone().filter(|_| by.is_none());
		if plain > 0 {
			why.push("InsufficientBalance");
			if self.people[&id].lost_lots {
				why.push("Expired");
			}
			let own = key.as_ref().map_or(0, |key| self.has(key));
			if own < plain {
				return Err(why);
			}
			self.lose(key.as_deref().unwrap_or_default(), plain)?;
		}
		self.gain(&shop.owner, amount);
		let from_lots = amount - plain;
		let shop = self.shop(shop_id);
		shop.takings += from_lots;
		let at = self.now;
		let receipt = Receipt { person: id, shop: shop_id, at, parts, plain, key, is_capped };
		self.receipts.insert(self.next_receipt, receipt);
		self.next_receipt += 1;
		Ok(())
	}

	/// Takes from lots: the lot that ends first, then the most restricted, then the older series. Says what was taken,
	/// whether it counts under the cap, and why other lots did not pay.
	fn spend_lots(&mut self, id: u32, shop: &Shop, amount: Won) -> (Vec<Part>, bool, Reasons) {
		let home = self.people[&id].home;
		let month = self.month();
		let mut order: Vec<_> = self.people[&id].lots.keys().copied().collect();
		order.sort_by_key(|series| {
			let own = &self.series[series];
			(self.ends(*series), own.rules.restriction(own.class), *series)
		});
		let (mut parts, mut why, mut left, mut is_capped) = (vec![], vec![], amount, false);
		for series in order {
			let rules = self.series[&series].rules.clone();
			let reasons = rules.refuse(home, shop);
			if !reasons.is_empty() {
				why.extend(reasons);
				continue;
			}
			let cap = rules.cap.filter(|(trades, _)| trades.contains(&shop.trade));
			let person = self.person(id);
			let mut take = person.lots[&series].amount.min(left);
			if let Some((_, per_month)) = cap {
				let used = person.used.entry((Use::Mart, month)).or_insert(0);
				if take > per_month - *used {
					take = per_month - *used;
					why.push("CategoryCapReached");
				}
				*used += take;
				is_capped = true;
			}
			if take == 0 {
				continue;
			}
			left -= take;
			let lot = person.lots.entry(series).or_default();
			let earned = lot.earned * take / lot.amount;
			lot.earned -= earned;
			lot.amount -= take;
			let mut face = 0;
			if lot.amount == 0 {
				face = lot.face;
				person.lots.remove(&series);
			}
			parts.push(Part { series, amount: take, face, earned });
		}
		(parts, is_capped, why)
	}

	/// A shop gives back: plain won first, then the parts from the last to the first, each into its lot.
	pub fn refund(&mut self, shop_id: u32, id: u64, amount: Won) -> Verdict {
		need!(amount > 0, "ZeroAmount");
		let Some(mut receipt) = self.receipts.get(&id).cloned() else {
			return Err(vec!["ReceiptNotFound", "TooLate"]);
		};
		need!(receipt.shop == shop_id, "NotAuthorized");
		let sum = receipt.plain + receipt.parts.iter().map(|part| part.amount).sum::<Won>();
		need!(amount <= sum, "ReceiptExceeded");
		let owner = self.shops[&shop_id].owner.clone();
		self.lose(&owner, amount)?;
		let plain = amount.min(receipt.plain);
		receipt.plain -= plain;
		if plain > 0 {
			self.gain(receipt.key.as_deref().unwrap_or_default(), plain);
		}
		let mut left = amount - plain;
		while left > 0 {
			let Some(part) = receipt.parts.last_mut() else { break };
			let back = left.min(part.amount);
			let earned = (part.earned * back).div_ceil(part.amount);
			part.earned -= earned;
			part.amount -= back;
			left -= back;
			let (series, face) = (part.series, core::mem::take(&mut part.face));
			if part.amount == 0 {
				receipt.parts.pop();
			}
			self.put_back(&receipt, Part { series, amount: back, face, earned });
		}
		let shop = self.shop(shop_id);
		shop.takings = shop.takings.saturating_sub(amount - plain);
		if receipt.plain == 0 && receipt.parts.is_empty() {
			self.receipts.remove(&id);
		} else {
			self.receipts.insert(id, receipt);
		}
		Ok(())
	}

	/// Puts won back into a lot. After the end it lives for the grace, which begins anew for the whole series.
	fn put_back(&mut self, receipt: &Receipt, part: Part) {
		let Part { series, amount: back, face, earned } = part;
		let (now, month) = (self.now, month_at(receipt.at));
		let own = self.series(series);
		if own.has_ended {
			let last = own.ends + REFUND_WINDOW + REFUND_GRACE;
			own.grace_until = own.grace_until.max((now + REFUND_GRACE).min(last));
		}
		let has_cap = own.rules.cap.is_some();
		let person = self.person(receipt.person);
		let lot = person.lots.entry(series).or_default();
		// The face of a lot that was emptied comes back with the first refund; later ones, and what was bought meanwhile,
		// make it vague.
		let is_vague = if face > 0 { lot.face > 0 } else { lot.amount == 0 };
		lot.amount += back;
		lot.face += face;
		lot.earned += earned;
		person.is_vague |= is_vague && series == COUNTY_PAY;
		if receipt.is_capped && has_cap {
			if let Some(used) = person.used.get_mut(&(Use::Mart, month)) {
				*used -= back;
			}
		}
	}

	fn used(&self, id: u32, what: Use, month: u32) -> Won {
		self.people[&id].used.get(&(what, month)).copied().unwrap_or(0)
	}

	fn count(&mut self, id: u32, what: Use, month: u32, amount: Won) {
		*self.person(id).used.entry((what, month)).or_insert(0) += amount;
	}

	/// Won that is added to a purchase now.
	pub fn incentive(&self, id: u32, amount: Won) -> Won {
		let month = INCENTIVE_PER_MONTH.saturating_sub(self.used(id, Use::Incentive, self.month()));
		let year = INCENTIVE_PER_YEAR.saturating_sub(self.used(id, Use::IncentiveOfYear, 0));
		percent(INCENTIVE_PERCENT, amount).min(month).min(year).min(self.series[&INCENTIVE].budget)
	}

	/// A person buys: with own won, or over the counter of a sales agent with won that the bank received.
	pub fn buy(&mut self, id: u32, amount: Won, least: Won, over_the_counter: bool) -> Verdict {
		need!(amount > 0, "ZeroAmount");
		if over_the_counter {
			need!(!self.people[&id].is_dead, "PersonDeceased");
			need!(!self.people[&id].is_frozen, "PersonFrozen");
		} else {
			self.ensure_active(id)?;
		}
		let month = self.month();
		let is_within = self.used(id, Use::Bought, month) + amount <= BUY_PER_MONTH;
		need!(is_within, "PurchaseLimitExceeded", "HoldingLimitExceeded");
		let holds = self.people[&id].lots.get(&COUNTY_PAY).map_or(0, |lot| lot.amount);
		need!(holds + amount <= HOLDING, "HoldingLimitExceeded");
		let incentive = self.incentive(id, amount);
		need!(incentive >= least, "BelowMinimumIncentive", "InsufficientBalance");
		if over_the_counter {
			need!(self.issuance + amount <= self.reserve, "ReserveExceeded");
			self.issuance += amount;
		} else {
			let key = self.people[&id].key.clone().unwrap_or_default();
			self.lose(&key, amount)?;
		}
		self.receive(id, COUNTY_PAY, amount);
		self.count(id, Use::Bought, month, amount);
		if incentive > 0 {
			self.series(INCENTIVE).budget -= incentive;
			self.receive(id, INCENTIVE, incentive);
			self.person(id).lots.entry(COUNTY_PAY).or_default().earned += incentive;
			self.count(id, Use::Incentive, month, incentive);
			self.count(id, Use::IncentiveOfYear, 0, incentive);
		}
		Ok(())
	}

	/// A person gives purchased money to another person.
	pub fn gift(&mut self, id: u32, to: u32, amount: Won) -> Verdict {
		need!(amount > 0, "ZeroAmount");
		self.ensure_active(id)?;
		need!(id != to, "SelfPayment");
		need!(!self.people[&to].is_dead, "PersonDeceased");
		need!(!self.people[&to].is_frozen, "PersonFrozen");
		let month = self.month();
		let given = self.used(id, Use::Given, month) + amount;
		let is_within = amount <= GIFT && given <= GIFTS_PER_MONTH;
		need!(is_within, "GiftLimitExceeded", "InsufficientBalance");
		self.claim_all(id);
		let lot = self.person(id).lots.entry(COUNTY_PAY).or_default();
		need!(lot.amount >= amount, "InsufficientBalance");
		let earned = lot.earned * amount / lot.amount;
		lot.earned -= earned;
		lot.amount -= amount;
		lot.face = lot.face.saturating_sub(amount);
		if lot.amount == 0 {
			self.person(id).lots.remove(&COUNTY_PAY);
		}
		self.receive(to, COUNTY_PAY, amount);
		self.person(to).lots.entry(COUNTY_PAY).or_default().earned += earned;
		self.count(id, Use::Given, month, amount);
		Ok(())
	}

	/// A buyer asks for the rest in bank won, once enough is used. The incentive that this money got goes back.
	pub fn refund_rest(&mut self, id: u32) -> Verdict {
		self.ensure_active(id)?;
		self.claim_all(id);
		let Some(lot) = self.people[&id].lots.get(&COUNTY_PAY).cloned() else {
			return Err(vec!["InsufficientBalance", "ZeroAmount"]);
		};
		let share = if lot.face <= SMALL_AMOUNT { SMALL_USED_PERCENT } else { USED_PERCENT };
		let used = lot.face.saturating_sub(lot.amount);
		need!(used * 100 >= share * lot.face, "RefundThresholdNotMet");
		self.person(id).lots.remove(&COUNTY_PAY);
		let mut taken = 0;
		if let Some(own) = self.person(id).lots.get_mut(&INCENTIVE) {
			taken = lot.earned.min(own.amount);
			own.amount -= taken;
			if own.amount == 0 {
				self.person(id).lots.remove(&INCENTIVE);
			}
		}
		self.series(INCENTIVE).budget += taken;
		let key = self.people[&id].key.clone().unwrap_or_default();
		self.hold(key, None, lot.amount);
		Ok(())
	}

	fn hold(&mut self, account: String, shop: Option<u32>, amount: Won) {
		*self.held.entry(account.clone()).or_insert(0) += amount;
		let at = self.now;
		let request = CashOut { account, shop, amount, at, is_reviewed: false, paying_until: 0 };
		self.cash_outs.insert(self.next_cash_out, request);
		self.next_cash_out += 1;
	}

	pub fn request_cash_out(&mut self, shop_id: u32, amount: Won) -> Verdict {
		let shop = self.shops[&shop_id].clone();
		need!(!shop.is_suspended, "MerchantNotOpen", "ZeroAmount", "BelowMinimum");
		need!(amount >= LEAST_CASH_OUT, "BelowMinimum", "ZeroAmount");
		let month = self.month();
		let most = if shop.sales == Sales::Micro { CASH_OUT_MICRO } else { CASH_OUT_OTHERS };
		let asked = shop.cashed_out.get(&month).copied().unwrap_or(0) + amount;
		need!(asked <= most, "CashOutLimitExceeded", "InsufficientBalance");
		self.lose(&shop.owner, amount)?;
		let own = self.shop(shop_id);
		own.cashed_out.insert(month, asked);
		self.hold(shop.owner, Some(shop_id), amount);
		Ok(())
	}

	fn take_request(&mut self, id: u64) -> Result<CashOut, Reasons> {
		let request = self.cash_outs.remove(&id).ok_or(vec!["CashOutNotFound"])?;
		let held = self.held.entry(request.account.clone()).or_insert(0);
		*held -= request.amount;
		Ok(request)
	}

	/// The shop called it off, which it cannot while the bank may be paying: the won is free again.
	pub fn cancel_cash_out(&mut self, id: u64) -> Verdict {
		let paying_until = self.cash_outs.get(&id).map_or(0, |request| request.paying_until);
		need!(self.now >= paying_until, "InPayment");
		self.free_cash_out(id)
	}

	/// The bank refused, says the one teller there is: the won is free again.
	pub fn free_cash_out(&mut self, id: u64) -> Verdict {
		let request = self.take_request(id)?;
		self.gain(&request.account, request.amount);
		if let Some(shop) = request.shop {
			if let Some(asked) = self.shop(shop).cashed_out.get_mut(&month_at(request.at)) {
				*asked -= request.amount;
			}
		}
		Ok(())
	}

	pub fn review_cash_out(&mut self, id: u64) -> Verdict {
		let request = self.cash_outs.get_mut(&id).ok_or(vec!["CashOutNotFound"])?;
		need!(!request.is_reviewed, "AlreadyInState");
		need!(self.now >= request.paying_until, "InPayment");
		request.is_reviewed = true;
		Ok(())
	}

	/// The teller has the bank pay. For three days nobody else has a say.
	pub fn take_cash_out(&mut self, id: u64) -> Verdict {
		let now = self.now;
		let shop = self.cash_outs.get(&id).and_then(|request| request.shop);
		let is_suspended = shop.is_some_and(|shop| self.shops[&shop].is_suspended);
		let request = self.cash_outs.get_mut(&id).ok_or(vec!["CashOutNotFound"])?;
		need!(now >= request.paying_until, "InPayment");
		need!(!is_suspended, "MerchantNotOpen");
		need!(now >= request.at + HOLD_BACK, "TooEarly", "ReviewMissing");
		need!(request.amount <= REVIEW_ABOVE || request.is_reviewed, "ReviewMissing");
		request.paying_until = now + PAYING;
		Ok(())
	}

	/// The bank paid: the won is destroyed, and the reserve falls.
	pub fn confirm_cash_out(&mut self, id: u64) -> Verdict {
		let request = self.take_request(id)?;
		need!(self.now < request.paying_until, "NotTaken");
		if let Some(shop) = request.shop {
			let own = self.shop(shop);
			own.takings = own.takings.saturating_sub(request.amount);
		}
		self.issuance -= request.amount;
		self.reserve -= request.amount;
		Ok(())
	}

	/// A shop pays another shop, and earns the bonus for what it passes on of its takings.
	pub fn pay_shop(&mut self, from: u32, to: u32, amount: Won) -> Verdict {
		need!(amount > 0, "ZeroAmount");
		let (shop, other) = (self.shops[&from].clone(), self.shops[&to].clone());
		need!(!shop.is_suspended && !other.is_suspended, "MerchantNotOpen", "SelfPayment");
		need!(from != to, "SelfPayment");
		self.lose(&shop.owner, amount)?;
		self.gain(&other.owner, amount);
		let month = self.month();
		let earned = shop.bonus.get(&month).copied().unwrap_or(0);
		let bonus = percent(BONUS_PERCENT, amount.min(shop.takings));
		let bonus = bonus.min(BONUS_PER_MONTH - earned).min(self.has(RESPEND));
		self.lose(RESPEND, bonus)?;
		self.gain(&shop.owner, bonus);
		let own = self.shop(from);
		own.takings = own.takings.saturating_sub(amount);
		own.bonus.insert(month, earned + bonus);
		Ok(())
	}

	/// An office gives tourist vouchers from their budget.
	pub fn issue(&mut self, id: u32, amount: Won) -> Verdict {
		need!(!self.people[&id].is_dead, "PersonDeceased");
		need!(!self.series[&TOURIST].has_ended, "Expired", "BudgetExhausted", "SeriesNotFound");
		need!(self.series[&TOURIST].budget >= amount, "BudgetExhausted");
		self.series(TOURIST).budget -= amount;
		self.receive(id, TOURIST, amount);
		Ok(())
	}

	/// An office takes money of a series back into its budget.
	pub fn claw_back(&mut self, id: u32, series: u32, amount: Won) -> Verdict {
		need!(!self.series[&series].has_ended, "Expired", "InsufficientBalance");
		self.claim_all(id);
		let lot = self.person(id).lots.entry(series).or_default();
		need!(lot.amount >= amount, "InsufficientBalance");
		lot.amount -= amount;
		if lot.amount == 0 {
			self.person(id).lots.remove(&series);
		}
		self.series(series).budget += amount;
		Ok(())
	}
}
