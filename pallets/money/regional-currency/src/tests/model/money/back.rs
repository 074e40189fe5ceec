// SPDX-License-Identifier: Apache-2.0

//! What goes back: purchases undone, refunds, rests, and what ends.

use super::*;

impl Money {
	/// As if the lot never had it.
	pub(super) fn take_out(&mut self, person: PersonId, id: SeriesId, amount: Won) -> Option<Won> {
		let lot = self.lots.get_mut(&(person, id))?;
		let face = amount.min(lot.face);
		lot.face -= face;
		lot.amount = lot.amount.checked_sub(amount)?;
		lot.graced = lot.graced.min(lot.amount);
		self.lots.retain(|_, lot| lot.amount > 0);
		Some(face)
	}

	/// The last purchase that is not used is as if it never was.
	pub fn undo_purchase(&mut self, who: &AccountId, id: SeriesId) -> Option<()> {
		let person = self.active_person(who)?;
		let series = self.series.get(&id)?;
		require(!series.paused && !series.ended(self.now))?;
		self.touch(person);
		let place = self.purchases.iter().rposition(|own| (own.person, own.series) == (person, id));
		let purchase = self.purchases.remove(place?);
		let month = korean_month(purchase.at);
		if let Some((from, extra)) = purchase.extra {
			if let Some(won) = self.earned.get_mut(&(person, id, from)) {
				*won = won.saturating_sub(extra);
			}
			self.earned.retain(|_, won| *won > 0);
			if !self.series.get(&from)?.ended(self.now) {
				self.take_out(person, from, extra)?;
				let totals = self.totals.get_mut(&from)?;
				totals.outstanding -= extra;
				totals.clawed_back += extra;
				totals.budget += extra;
			}
			self.uncount(person, Counter::ExtraOfMonth, month, extra);
			self.uncount(person, Counter::ExtraOfYear, year_of(month), extra);
		}
		self.take_out(person, id, purchase.amount)?;
		self.uncount(person, Counter::Bought, month, purchase.amount);
		let totals = self.totals.get_mut(&id)?;
		totals.outstanding -= purchase.amount;
		totals.refunded += purchase.amount;
		totals.pot -= purchase.amount;
		if purchase.over_the_counter {
			self.rests.push((person, id, purchase.amount));
		} else {
			self.give(who, purchase.amount);
		}
		let lots = &self.lots;
		self.earned.retain(|(own, bought, _), _| lots.contains_key(&(*own, *bought)));
		self.purchases.retain(|own| lots.contains_key(&(own.person, own.series)));
		Some(())
	}

	pub(super) fn uncount(&mut self, person: PersonId, counter: Counter, period: u32, amount: Won) {
		if let Some(used) = self.usage.get_mut(&(person, counter, period)) {
			*used = used.saturating_sub(amount);
		}
		self.usage.retain(|_, used| *used > 0);
	}

	pub fn refund(&mut self, who: &AccountId, id: ReceiptId, amount: Won) -> Option<()> {
		let now = self.now;
		let mut receipt = self.receipts.get(&id)?.clone();
		require(amount > 0 && now < receipt.at + WINDOW && amount <= receipt.left())?;
		require(self.shop_of(who)? == receipt.merchant && Self::may_act(who, amount))?;
		let owner = self.shops.get(&receipt.merchant)?.owner.clone();
		require(self.plain(&owner) >= amount)?;
		self.take(&owner, amount);
		self.touch(receipt.person);

		let plain = amount.min(receipt.plain);
		receipt.plain -= plain;
		let account = receipt.account.clone();
		self.give(&account, plain);
		let (mut missing, mut earned) = (amount - plain, Vec::new());
		for part in receipt.parts.iter_mut().rev() {
			let back = part.amount.min(missing);
			if back == 0 {
				break;
			}
			missing -= back;
			for (from, won) in part.earned.iter_mut() {
				let again = (*won * back).div_ceil(part.amount);
				*won -= again;
				earned.push((part.series, *from, again));
			}
			part.earned.retain(|(_, won)| *won > 0);
			part.amount -= back;
			let face = std::mem::take(&mut part.face);
			self.put_back(receipt.person, part, back, face, receipt.at)?;
			for (bought, from, won) in earned.drain(..) {
				self.earn(receipt.person, bought, from, won);
			}
		}
		receipt.parts.retain(|part| part.amount > 0);
		let takings = self.takings.entry(receipt.merchant).or_default();
		*takings = takings.saturating_sub(amount - plain);
		if receipt.left() == 0 {
			self.receipts.remove(&id);
		} else {
			self.receipts.insert(id, receipt);
		}
		Some(())
	}

	pub(super) fn put_back(
		&mut self,
		person: PersonId,
		part: &MPart,
		back: Won,
		face: Won,
		paid_at: Moment,
	) -> Option<()> {
		let ended = self.series.get(&part.series)?.ended(self.now);
		let own = self.lots.get(&(person, part.series)).map(|lot| lot.face);
		let face = own.map_or(face.max(back), |own| face.saturating_sub(own));
		let graced = if ended { back } else { 0 };
		require(self.credit(person, part.series, back, face, graced))?;
		if let Some(cap) = part.cap {
			let key = (person, Counter::Cap(cap.0), korean_month(paid_at));
			if let Some(used) = self.usage.get_mut(&key) {
				*used = used.saturating_sub(back);
			}
			self.usage.retain(|_, used| *used > 0);
		}
		// A whole grace is for what was paid before the end.
		let last = self.series.get(&part.series)?.at(self.now).expires + WINDOW + GRACE;
		let until = (self.now + GRACE).min(last);
		let totals = self.totals.get_mut(&part.series)?;
		totals.spent -= back;
		totals.outstanding += back;
		totals.graced += graced;
		totals.pot += back;
		if ended {
			totals.grace_until = totals.grace_until.max(until);
		}
		Some(())
	}

	pub fn refund_rest(&mut self, who: &AccountId, id: SeriesId) -> Option<()> {
		let person = self.active_person(who)?;
		let series = self.series.get(&id)?.clone();
		let terms = series.at(self.now);
		require(series.class == MoneyClass::Purchased && !series.paused)?;
		require(!series.ended(self.now) && terms.refund)?;
		self.touch(person);
		let lot = *self.lots.get(&(person, id))?;
		let share = if lot.face <= 10_000 { 80 } else { 60 };
		require(lot.face.saturating_sub(lot.amount) * 100 >= lot.face * share)?;
		let (_, _, earned) = self.debit(person, id, lot.amount);
		let totals = self.totals.get_mut(&id)?;
		totals.outstanding -= lot.amount;
		totals.refunded += lot.amount;
		totals.pot -= lot.amount;
		for (extra, won) in earned {
			let lives = self.series.get(&extra).is_some_and(|own| !own.ended(self.now));
			if lives && self.lots.contains_key(&(person, extra)) {
				let forfeit = won.min(self.worth(person, extra));
				self.debit(person, extra, forfeit);
				let totals = self.totals.get_mut(&extra)?;
				totals.outstanding -= forfeit;
				totals.clawed_back += forfeit;
				totals.budget += forfeit;
			}
		}
		self.rests.push((person, id, lot.amount));
		Some(())
	}

	pub fn pay_shop(&mut self, who: &AccountId, to: MerchantId, amount: Won) -> Option<()> {
		let from = self.shop_of(who)?;
		let (payer, payee) = (self.shops.get(&from)?.clone(), self.shops.get(&to)?.clone());
		require(amount > 0 && from != to && payer.open && payee.open)?;
		require(self.plain(&payer.owner) >= amount && Self::may_act(who, amount))?;
		let takings = self.takings.entry(from).or_default();
		let passed_on = amount.min(*takings);
		*takings -= passed_on;
		let bonus = if self.earns { (passed_on / 20).min(self.bonus_pot) } else { 0 };
		self.bonus_pot -= bonus;
		self.take(&payer.owner, amount);
		self.give(&payee.owner, amount);
		self.give(&payer.owner, bonus);
		Some(())
	}

	pub fn sweep(&mut self, id: SeriesId) -> Option<()> {
		let series = self.series.get(&id)?;
		require(series.ended(self.now))?;
		let to_router = series.at(self.now).router_percent;
		let now = self.now;
		let totals = self.totals.get_mut(&id)?;
		let kept = if now < totals.grace_until + WINDOW { totals.graced } else { 0 };
		let (rest, gone) = (totals.pot - kept, totals.outstanding - kept);
		require(rest > 0 || gone > 0)?;
		totals.pot = kept;
		totals.expired += gone;
		(totals.outstanding, totals.graced, totals.budget) = (kept, kept, 0);
		let (county, bank) = (rest - rest * 40 / 100, rest * 40 / 100);
		let routed = |part: Won| part * to_router / 100;
		self.give(&router(), routed(county) + routed(bank));
		self.give(&COUNTY, county - routed(county));
		self.give(&BANK, bank - routed(bank));
		Some(())
	}

	pub fn remove(&mut self, id: SeriesId) -> Option<()> {
		let totals = self.totals.get(&id)?;
		let last = self.series.get(&id)?.at(self.now).expires.max(totals.grace_until);
		require(self.now >= last + WINDOW + GRACE)?;
		require(totals.budget == 0 && totals.outstanding == 0 && totals.pot == 0)?;
		self.series.remove(&id);
		self.totals.remove(&id);
		Some(())
	}

	/// The oldest receipts whose window is over go, at most 100 looked at.
	pub fn prune(&mut self) {
		for _ in 0..100 {
			let oldest = self.oldest_receipt;
			let open = self.receipts.get(&oldest).is_some_and(|own| self.now < own.at + WINDOW);
			if open || oldest == self.next_receipt {
				break;
			}
			self.receipts.remove(&oldest);
			self.oldest_receipt.0 += 1;
		}
	}

	/// A person's key is replaced, and the won follows.
	pub fn reclaim(&mut self, who: &AccountId, from: &AccountId, former: bool) -> Option<()> {
		self.active_person(who)?;
		let amount = self.plain(from);
		require(former && amount > 0)?;
		self.take(from, amount);
		self.give(who, amount);
		Some(())
	}
}
