// SPDX-License-Identifier: Apache-2.0

//! What people, shops and offices do: each act is drawn, tried on the chain, and written into the ledger.

use crate::{known, ledger::*, play::County, rules::*};

type Done = Result<(), String>;
type Act = fn(&mut County) -> Done;

/// What is drawn: how often, by which name it is left out, and how it is done.
const ACTS: [(u64, &str, Act); 23] = [
	(45, "pay", County::pay),
	(8, "refund", County::refund),
	(4, "claim", County::claim),
	(5, "buy", County::buy),
	(3, "gift", County::gift),
	(3, "rest", County::refund_rest),
	(5, "cash-out", County::request_cash_out),
	(7, "settle", County::settle_cash_out),
	(5, "shop", County::pay_shop),
	(4, "move", County::move_house),
	(2, "leave", County::leave_or_return),
	(6, "newcomer", County::newcomer),
	(4, "suspend", County::suspend_or_resume),
	(2, "sanction", County::sanction_or_forgive),
	(1, "die", County::die),
	(4, "freeze", County::freeze_or_unfreeze),
	(4, "phone", County::lose_or_find_a_phone),
	(5, "tourist", County::tourist),
	(5, "group", County::group),
	(3, "latecomer", County::latecomer),
	(2, "claw-back", County::claw_back),
	(9, "ward", County::pay_for_a_ward),
	(4, "office", County::office),
];

impl County {
	pub fn act_for_a_while(&mut self) -> Done {
		for _ in 0..self.dice.below(9) + 3 {
			self.act()?;
		}
		Ok(())
	}

	fn act(&mut self) -> Done {
		let all = ACTS.iter().map(|(weight, ..)| weight).sum();
		let mut drawn = self.dice.below(all);
		for (weight, kind, act) in ACTS {
			if drawn < weight {
				// Left out, to narrow a difference down.
				return if self.without.iter().any(|own| own == kind) { Ok(()) } else { act(self) };
			}
			drawn -= weight;
		}
		Ok(())
	}

	fn anyone(&mut self) -> u32 {
		self.dice.small(self.ledger.people.len() as u32)
	}

	/// Somebody for whom the condition holds.
	fn someone(&mut self, is_meant: impl Fn(&Person) -> bool) -> Option<u32> {
		let people = self.ledger.people.iter().filter(|(_, person)| is_meant(person));
		let ids: Vec<_> = people.map(|(id, _)| *id).collect();
		self.dice.pick_any(&ids)
	}

	fn any_shop(&mut self) -> u32 {
		self.dice.small(self.ledger.shops.len() as u32)
	}

	fn key_of(&self, id: u32) -> String {
		let person = &self.ledger.people[&id];
		let former = person.former.last().cloned();
		person.key.clone().or(former).unwrap_or("Nobody".into())
	}

	/// Won: mostly a purchase of the day, at times nothing, or more than anybody has.
	fn price(&mut self) -> Won {
		match self.dice.below(30) {
			0 => 0,
			1 => 2_000_000,
			2..=9 => Won::from(self.dice.below(160)) * 1_000 + 1,
			_ => Won::from(self.dice.below(40_000)) + 1,
		}
	}

	/// One in some calls that would be accepted goes through signature, pool and quota.
	fn signed(&mut self, verdict: &Verdict) -> bool {
		verdict.is_ok() && self.dice.one_in(15)
	}

	fn pay(&mut self) -> Done {
		let id = if self.dice.one_in(10) {
			self.anyone()
		} else {
			let is_usual = |own: &Person| own.key.is_some() && !own.is_frozen;
			let Some(id) = self.someone(is_usual) else { return Ok(()) };
			id
		};
		let shop = match self.dice.below(3) {
			0 => self.any_shop(),
			_ => {
				let home = self.ledger.people[&id].home;
				let near = self.ledger.shops.iter().filter(|(_, shop)| shop.zone == home);
				let near: Vec<_> = near.map(|(id, _)| *id).collect();
				self.dice.pick_any(&near).unwrap_or(14)
			}
		};
		let (key, amount) = (self.key_of(id), self.price());
		let verdict = self.ledger.attempt(|ledger| ledger.pay(id, None, shop, amount));
		let signed = self.signed(&verdict);
		let done = self.chain.pay(signed, &key, shop, amount);
		let what = format!("{amount} by {id} in shop {shop}");
		self.judge(("pay", what), done, verdict, &[id], &[shop])
	}

	fn pay_for_a_ward(&mut self) -> Done {
		let Some(ward) = self.someone(|person| person.guardian.is_some()) else { return Ok(()) };
		let by = self.ledger.people[&ward].guardian.unwrap_or_default();
		let by = if self.dice.one_in(8) { self.anyone() } else { by };
		let (key, shop, amount) = (self.key_of(by), self.any_shop(), self.price());
		let done = self.chain.pay_for(&key, ward, shop, amount);
		let verdict = self.ledger.attempt(|ledger| ledger.pay(ward, Some(by), shop, amount));
		let what = format!("{amount} by {by} for {ward} in shop {shop}");
		self.judge(("pay for a ward", what), done, verdict, &[ward, by], &[shop])
	}

	/// True if an open case says nothing certain of this refund.
	fn is_refund_left_out(&self, receipt: &Receipt) -> bool {
		let payer = &self.ledger.people[&receipt.person];
		let was_sanctioned = payer.debt > 0
			|| matches!(self.ledger.income.cases.get(&receipt.person), Some(Case::Banned { .. }));
		let key_is_gone = receipt.plain > 0 && receipt.key != payer.key;
		let is_late = receipt.parts.iter().any(|part| {
			let own = &self.ledger.series[&part.series];
			own.limbo > 0
				|| (own.has_ended && own.grace_until > 0 && own.grace_until <= self.ledger.now)
		});
		(payer.is_dead && !known::S3_REFUNDS_TO_THE_DEAD)
			|| (was_sanctioned && !known::S3_REFUNDS_AFTER_SANCTIONS)
			|| (key_is_gone && !known::D1_REFUNDS_TO_FORMER_KEYS)
			|| (is_late && !known::REFUNDS_AFTER_THE_GRACE)
	}

	fn refund(&mut self) -> Done {
		let ids: Vec<_> = self.ledger.receipts.keys().copied().collect();
		let newest = self.ledger.next_receipt.max(1);
		let id = match self.dice.below(10) {
			0 => self.dice.below(newest),
			// Money whose series has ended meanwhile is tried more often than chance would.
			1..=3 => {
				let ended = |id: &&u64| {
					let parts = &self.ledger.receipts[id].parts;
					parts.iter().any(|part| self.ledger.series[&part.series].has_ended)
				};
				let ended: Vec<_> = ids.iter().filter(ended).copied().collect();
				self.dice.pick_any(&ended).unwrap_or(0)
			}
			_ => self.dice.pick_any(&ids).unwrap_or(0),
		};
		let mut shop = self.any_shop();
		let mut amount = self.price();
		let mut payer = None;
		if let Some(receipt) = self.ledger.receipts.get(&id).cloned() {
			if self.is_refund_left_out(&receipt) {
				return Ok(());
			}
			let sum = receipt.plain + receipt.parts.iter().map(|part| part.amount).sum::<Won>();
			shop = receipt.shop;
			payer = Some(receipt.person);
			amount = match self.dice.below(4) {
				0 => amount,
				1 => sum,
				_ => 1 + Won::from(self.dice.below(sum as u64)),
			};
		}
		let owner = self.ledger.shops[&shop].owner.clone();
		let verdict = self.ledger.attempt(|ledger| ledger.refund(shop, id, amount));
		let signed = self.signed(&verdict) && !self.ledger.shops[&shop].is_suspended;
		let done = self.chain.refund(signed, &owner, id, amount);
		let what = format!("{amount} of receipt {id} by shop {shop}");
		self.judge(("refund", what), done, verdict, payer.as_slice(), &[shop])
	}

	fn claim(&mut self) -> Done {
		let id = self.anyone();
		let key = self.key_of(id);
		let verdict = self.ledger.attempt(|ledger| ledger.claim(id));
		let signed = self.signed(&verdict);
		let done = self.chain.claim(signed, &key);
		self.judge(("claim", format!("by {id}")), done, verdict, &[id], &[])
	}

	fn buy(&mut self) -> Done {
		let over_the_counter = self.dice.one_in(3);
		let rich = |person: &Person| person.key.is_some() && !person.is_frozen;
		let Some(id) = self.someone(rich) else { return Ok(()) };
		let key = self.key_of(id);
		let own = if over_the_counter { 800_000 } else { self.ledger.has(&key) };
		let amount = match self.dice.below(6) {
			0 => self.price(),
			_ => Won::from(self.dice.below(own as u64 + 1)),
		};
		let least = match self.dice.below(4) {
			0 => amount / 10,
			1 => self.ledger.incentive(id, amount),
			_ => 0,
		};
		let done = if over_the_counter {
			self.chain.sell(id, amount, least)
		} else {
			self.chain.buy(&key, amount, least)
		};
		let verdict = self.ledger.attempt(|ledger| ledger.buy(id, amount, least, over_the_counter));
		let what =
			format!("{amount} by {id}, at least {least} on top, counter: {over_the_counter}");
		self.judge(("buy", what), done, verdict, &[id], &[])
	}

	/// Somebody who has bought money.
	fn holder(&mut self) -> Option<u32> {
		self.someone(|person| person.key.is_some() && person.lots.contains_key(&COUNTY_PAY))
	}

	fn gift(&mut self) -> Done {
		let Some(id) = self.holder() else { return Ok(()) };
		let to = self.anyone();
		let held = self.ledger.people[&to].lots.get(&COUNTY_PAY).map_or(0, |lot| lot.amount);
		if held + GIFT > HOLDING {
			return Ok(());
		}
		let amount = Won::from(self.dice.below(60_000));
		let key = self.key_of(id);
		let done = self.chain.gift(&key, to, amount);
		let verdict = self.ledger.attempt(|ledger| ledger.gift(id, to, amount));
		self.judge(("gift", format!("{amount} by {id} to {to}")), done, verdict, &[id, to], &[])
	}

	fn refund_rest(&mut self) -> Done {
		let has_used = |person: &Person| {
			let lot = person.lots.get(&COUNTY_PAY);
			person.key.is_some() && lot.is_some_and(|lot| lot.face >= 2 * lot.amount)
		};
		let users = if self.dice.one_in(3) { None } else { self.someone(has_used) };
		let Some(id) = users.or_else(|| self.holder()) else { return Ok(()) };
		if self.ledger.people[&id].is_vague {
			return Ok(());
		}
		let key = self.key_of(id);
		let done = self.chain.refund_rest(&key);
		let verdict = self.ledger.attempt(|ledger| ledger.refund_rest(id));
		self.judge(("refund the rest", format!("of {id}")), done, verdict, &[id], &[])
	}

	fn request_cash_out(&mut self) -> Done {
		let shop = self.any_shop();
		let owner = self.ledger.shops[&shop].owner.clone();
		let own = self.ledger.has(&owner);
		let amount = match self.dice.below(5) {
			0 => self.price(),
			1 => own,
			_ => Won::from(self.dice.below(own as u64 + 1)),
		};
		let done = self.chain.request_cash_out(&owner, amount);
		let verdict = self.ledger.attempt(|ledger| ledger.request_cash_out(shop, amount));
		let what = format!("{amount} by shop {shop}");
		self.judge(("ask for cash-out", what), done, verdict, &[], &[shop])
	}

	fn settle_cash_out(&mut self) -> Done {
		let ids: Vec<_> = self.ledger.cash_outs.keys().copied().collect();
		let id = self.dice.pick_any(&ids).unwrap_or(self.ledger.next_cash_out);
		let request = self.ledger.cash_outs.get(&id).cloned();
		let shop = request.as_ref().and_then(|request| request.shop);
		let (kind, done, verdict) = match self.dice.below(12) {
			0 => {
				let owner = request.as_ref().map_or("S0".into(), |request| request.account.clone());
				let done = self.chain.cancel_cash_out(&owner, id);
				("cancel a cash-out", done, self.ledger.attempt(|own| own.cancel_cash_out(id)))
			}
			1 => {
				let done = self.chain.reject_cash_out(id);
				("reject a cash-out", done, self.ledger.attempt(|own| own.free_cash_out(id)))
			}
			2..=4 => {
				let done = self.chain.review_cash_out(id);
				("review a cash-out", done, self.ledger.attempt(|own| own.review_cash_out(id)))
			}
			5..=7 => {
				let done = self.chain.take_cash_out(id);
				("take a cash-out", done, self.ledger.attempt(|own| own.take_cash_out(id)))
			}
			_ => {
				let done = self.chain.confirm_cash_out(id);
				("confirm a cash-out", done, self.ledger.attempt(|own| own.confirm_cash_out(id)))
			}
		};
		let what = format!("{id} of {:?}", request.map(|request| request.account));
		self.judge((kind, what), done, verdict, &[], shop.as_slice())
	}

	fn pay_shop(&mut self) -> Done {
		let (from, to) = (self.any_shop(), self.any_shop());
		let shop = &self.ledger.shops[&from];
		let own = self.ledger.has(&shop.owner);
		let owner = shop.owner.clone();
		let amount = match self.dice.below(6) {
			0 if own > 0 => own,
			1 => own + 1,
			_ => Won::from(self.dice.below(own as u64 + 1)),
		};
		let done = self.chain.pay_shop(&owner, to, amount);
		let verdict = self.ledger.attempt(|ledger| ledger.pay_shop(from, to, amount));
		let what = format!("{amount} by {from} to {to}");
		self.judge(("pay a shop", what), done, verdict, &[], &[from, to])
	}

	fn move_house(&mut self) -> Done {
		let is_here = |person: &Person| {
			person.home.0 == CHEONGYANG
				&& !person.is_dead
				&& (person.stays < 12 || known::P2_MANY_STAYS)
		};
		let Some(id) = self.someone(is_here) else { return Ok(()) };
		let home = self.dice.pick(&TIERS);
		let is_other = self.ledger.income.tier.get(&id).is_some_and(|tier| TIERS[*tier] != home);
		let done = self.chain.move_house(COUNTY, id, home, is_other);
		self.ledger.move_house(id, home);
		if is_other && self.ledger.owed_now().contains(&id) {
			// The pool may not suffice: then it waits, and the move is made.
			let _ = self.ledger.attempt(|ledger| ledger.pay_owed(id));
		}
		self.judge(("move", format!("{id} to {home:?}")), done, Ok(()), &[id], &[])
	}

	/// People leave the county for the next, or come.
	fn leave_or_return(&mut self) -> Done {
		let has_case = |county: &Self, id| county.ledger.income.cases.contains_key(&id);
		let may = |person: &Person| !person.is_dead && person.home.0 != 0 && person.stays < 12;
		let Some(id) = self.someone(may) else { return Ok(()) };
		let is_here = self.ledger.people[&id].home.0 == CHEONGYANG;
		// A person who is owed something does not leave the county here.
		if is_here && self.ledger.income.owed.contains_key(&id) {
			return Ok(());
		}
		if is_here && (self.dice.one_in(2) || (has_case(self, id) && !known::R2_MOVES_WITH_A_CASE))
		{
			return Ok(());
		}
		let (office, home) =
			if is_here { ("Gongju", (GONGJU, 0)) } else { (COUNTY, self.dice.pick(&TIERS)) };
		let is_in = self.ledger.income.tier.contains_key(&id);
		let done = self.chain.move_house(office, id, home, is_in);
		self.ledger.move_house(id, home);
		self.judge(("move", format!("{id} to {home:?}")), done, Ok(()), &[id], &[])
	}

	fn newcomer(&mut self) -> Done {
		let checking: Vec<_> = self.checks();
		if !checking.is_empty() && self.dice.one_in(2) {
			let now = self.ledger.now;
			let is_over = |id: &u32| {
				let case = self.ledger.income.cases.get(id);
				matches!(case, Some(Case::Checking { until, .. }) if *until <= now)
			};
			let over: Vec<_> = checking.iter().copied().filter(is_over).collect();
			let from = if over.is_empty() || self.dice.one_in(4) { &checking } else { &over };
			let id = self.dice.pick(from);
			if self.dice.one_in(20) {
				let done = self.chain.refuse(id);
				let verdict = self.ledger.attempt(|ledger| ledger.refuse(id));
				return self.judge(("refuse", format!("{id}")), done, verdict, &[id], &[]);
			}
			let done = self.chain.admit(id);
			let verdict = self.ledger.attempt(|ledger| ledger.admit(id));
			return self.judge(("admit", format!("{id}")), done, verdict, &[id], &[]);
		}
		let Some(id) = self.outsider() else { return Ok(()) };
		let moved_in = self.ledger.today() - 20 - self.dice.small(50);
		let done = self.chain.begin_check(id, moved_in);
		let verdict = self.ledger.attempt(|ledger| ledger.begin_check(id, moved_in));
		self.judge(("begin a check", format!("{id}")), done, verdict, &[id], &[])
	}

	/// Somebody of the county who is not paid, mostly; else anybody but a tourist.
	fn outsider(&mut self) -> Option<u32> {
		let is_out = |id: &u32| {
			self.ledger.people[id].home.0 == CHEONGYANG && !self.ledger.income.tier.contains_key(id)
		};
		let out: Vec<_> = self.ledger.people.keys().copied().filter(is_out).collect();
		if self.dice.one_in(3) {
			return self.someone(|person| person.home.0 != 0 && person.stays < 12);
		}
		self.dice.pick_any(&out)
	}

	fn checks(&self) -> Vec<u32> {
		let cases = self.ledger.income.cases.iter();
		cases.filter(|(_, case)| matches!(case, Case::Checking { .. })).map(|(id, _)| *id).collect()
	}

	fn suspend_or_resume(&mut self) -> Done {
		let cases = self.ledger.income.cases.iter();
		let suspended: Vec<_> = cases
			.filter(|(_, case)| matches!(case, Case::Suspended { .. }))
			.map(|(id, _)| *id)
			.collect();
		if let (Some(id), true) = (self.dice.pick_any(&suspended), self.dice.one_in(3)) {
			let with_arrears = self.dice.one_in(2);
			let done = self.chain.resume(id, with_arrears);
			let verdict = self.ledger.attempt(|ledger| ledger.resume(id, with_arrears));
			let what = format!("{id}, arrears: {with_arrears}");
			return self.judge(("resume", what), done, verdict, &[id], &[]);
		}
		let Some(id) = self.someone(|person| person.stays < 12) else { return Ok(()) };
		let done = self.chain.suspend(id);
		let verdict = self.ledger.attempt(|ledger| ledger.suspend(id));
		self.judge(("suspend", format!("{id}")), done, verdict, &[id], &[])
	}

	fn sanction_or_forgive(&mut self) -> Done {
		let owes = |ledger: &Ledger, id: u32| {
			ledger.people[&id].debt > 0
				|| matches!(ledger.income.cases.get(&id), Some(Case::Banned { .. }))
		};
		let cheats: Vec<_> =
			self.ledger.people.keys().copied().filter(|id| owes(&self.ledger, *id)).collect();
		if self.dice.one_in(4) {
			let id = self.dice.pick_any(&cheats).unwrap_or(0);
			if !known::S1_SECOND_SANCTIONS && !self.ledger.people[&id].latent.is_empty() {
				return Ok(());
			}
			let done = self.chain.forgive(id);
			let verdict = self.ledger.attempt(|ledger| ledger.forgive(id));
			return self.judge(("forgive", format!("{id}")), done, verdict, &[id], &[]);
		}
		let members: Vec<_> = self.ledger.income.tier.keys().copied().collect();
		let Some(id) = self.dice.pick_any(&members) else { return Ok(()) };
		if owes(&self.ledger, id) && !known::S1_SECOND_SANCTIONS {
			return Ok(());
		}
		let multiple = 2 + self.dice.small(5) as u8;
		let left = self.ledger.of_income(id);
		let mut amount = Won::from(self.dice.below(4)) * FULL;
		if !known::T7_SMALL_SANCTIONS {
			amount = amount.max(left.div_ceil(3));
		}
		let done = self.chain.sanction(id, amount, multiple);
		let verdict = self.ledger.attempt(|ledger| ledger.sanction(id, amount, multiple));
		let what = format!("{id} for {amount} and {multiple} times as much");
		self.judge(("sanction", what), done, verdict, &[id], &[])
	}

	fn die(&mut self) -> Done {
		let Some(id) = self.someone(|person| !person.is_dead && person.home.0 == CHEONGYANG) else {
			return Ok(());
		};
		let done = self.chain.record_death(COUNTY, id);
		self.ledger.die(id);
		self.judge(("death", format!("of {id}")), done, Ok(()), &[id], &[])
	}

	fn freeze_or_unfreeze(&mut self) -> Done {
		let frozen = |person: &Person| {
			person.is_frozen && person.home.0 == CHEONGYANG && person.recovery.is_none()
		};
		if self.dice.one_in(2) {
			let Some(id) = self.someone(frozen) else { return Ok(()) };
			let done = self.chain.unfreeze(id);
			self.ledger.person(id).is_frozen = false;
			return self.judge(("unfreeze", format!("{id}")), done, Ok(()), &[id], &[]);
		}
		let Some(id) = self.someone(|person| person.home.0 == CHEONGYANG) else { return Ok(()) };
		let done = self.chain.freeze(id);
		let verdict = self.ledger.attempt(|ledger| {
			let person = ledger.person(id);
			need!(!person.is_dead, "PersonDeceased");
			need!(!person.is_frozen, "PersonFrozen");
			person.is_frozen = true;
			Ok(())
		});
		self.judge(("freeze", format!("{id}")), done, verdict, &[id], &[])
	}

	/// A phone is lost: frozen at once, a new key after the delay, and the old key's won is fetched.
	fn lose_or_find_a_phone(&mut self) -> Done {
		if let (Some(id), true) =
			(self.someone(|person| person.recovery.is_some()), self.dice.one_in(2))
		{
			return self.finish_recovery(id);
		}
		let may = |person: &Person| {
			person.key.is_some()
				&& !person.is_frozen
				&& person.home.0 == CHEONGYANG
				&& person.recovery.is_none()
		};
		let Some(id) = self.someone(may) else { return Ok(()) };
		let key = format!("P{id}x{}", self.ledger.people[&id].former.len());
		let done = self.chain.freeze(id).and_then(|()| self.chain.start_recovery(id, &key));
		let ready = self.ledger.now + RECOVERY;
		let person = self.ledger.person(id);
		person.is_frozen = true;
		person.recovery = Some((ready, key));
		self.judge(("lose a phone", format!("{id}")), done, Ok(()), &[id], &[])
	}

	fn finish_recovery(&mut self, id: u32) -> Done {
		let done = self.chain.finish_recovery(id);
		let verdict = self.ledger.attempt(|ledger| {
			let now = ledger.now;
			let person = ledger.person(id);
			let Some((ready, key)) = person.recovery.clone() else { return Ok(()) };
			need!(now >= ready, "TooEarly");
			person.recovery = None;
			person.former.extend(person.key.replace(key));
			Ok(())
		});
		let is_done = verdict.is_ok();
		self.judge(("finish a recovery", format!("{id}")), done, verdict, &[id], &[])?;
		let is_still_here = self.ledger.people[&id].home.0 == CHEONGYANG;
		if !is_done || !is_still_here {
			return Ok(());
		}
		let (key, old) = (self.key_of(id), self.ledger.people[&id].former.last().cloned());
		let old = old.unwrap_or_default();
		let own = self.ledger.has(&old);
		let mut done = self.chain.unfreeze(id);
		if own > 0 {
			done = done.and_then(|()| self.chain.reclaim_won(&key, &old));
		}
		self.ledger.person(id).is_frozen = false;
		let verdict = self.ledger.attempt(|ledger| {
			ledger.lose(&old, own)?;
			ledger.gain(&key, own);
			Ok(())
		});
		self.judge(("fetch the old key's won", format!("{own} of {id}")), done, verdict, &[id], &[])
	}

	fn tourist(&mut self) -> Done {
		let Some(id) = self.someone(|person| person.home.0 == 0) else { return Ok(()) };
		let amount = 1_000 + Won::from(self.dice.below(40_000));
		let done = self.chain.issue(id, amount);
		let verdict = self.ledger.attempt(|ledger| ledger.issue(id, amount));
		self.judge(("tourist voucher", format!("{amount} for {id}")), done, verdict, &[id], &[])
	}

	fn group(&mut self) -> Done {
		let number = self.dice.below(self.ledger.programmes.len() as u64) as usize;
		let Some(id) = self.someone(|person| person.home.0 != 0 && person.stays < 12) else {
			return Ok(());
		};
		if self.dice.one_in(2) {
			let done = self.chain.leave_group(number as u32, id);
			let verdict = self.ledger.attempt(|ledger| ledger.leave_group(number, id));
			return self.judge(
				("leave a group", format!("{number}: {id}")),
				done,
				verdict,
				&[id],
				&[],
			);
		}
		let done = self.chain.join_group(number as u32, id);
		let verdict = self.ledger.attempt(|ledger| ledger.join_group(number, id));
		self.judge(("join a group", format!("{number}: {id}")), done, verdict, &[id], &[])
	}

	fn latecomer(&mut self) -> Done {
		let number = self.dice.below(self.ledger.programmes.len() as u64) as usize;
		let openings = &self.ledger.programmes[number].openings;
		let days: Vec<_> = openings.iter().rev().take(2).map(|opening| opening.day).collect();
		let day = self.dice.pick_any(&days).unwrap_or(self.ledger.today());
		// Of whose stays one may be forgotten, nobody can say any more that the day did not count them.
		let is_meant = |person: &Person| person.home.0 == CHEONGYANG && person.stays < MAX_STAYS;
		let Some(id) = self.someone(is_meant) else { return Ok(()) };
		let done = self.chain.grant(number as u32, day, id);
		let verdict = self.ledger.attempt(|ledger| ledger.grant(number, day, id));
		let matched = self.chain.match_series(&self.ledger);
		matched.map_err(|why| self.failed("latecomer", &why))?;
		let what = format!("{id} is given the voucher of {:?} in {number}", date(day));
		self.judge(("latecomer", what), done, verdict, &[id], &[])
	}

	/// The county takes back what it gave by mistake.
	fn claw_back(&mut self) -> Done {
		let ledger = &self.ledger;
		let of = |id: &u32| {
			let lots = ledger.people[id].lots.iter();
			let policy = lots.filter(|(series, _)| {
				let own = &ledger.series[series];
				own.opener.is_some() && !own.has_ended
			});
			policy.map(|(series, lot)| (*id, *series, lot.amount)).collect::<Vec<_>>()
		};
		let all: Vec<_> = ledger.people.keys().flat_map(of).collect();
		let Some((id, series, left)) = self.dice.pick_any(&all) else { return Ok(()) };
		if self.ledger.people[&id].is_dead {
			return Ok(());
		}
		let amount = 1 + Won::from(self.dice.below(left as u64));
		let done = self.chain.claw_back(id, series, amount);
		let verdict = self.ledger.attempt(|ledger| ledger.claw_back(id, series, amount));
		let what = format!("{amount} of series {series} from {id}");
		self.judge(("claw back", what), done, verdict, &[id], &[])
	}

	fn office(&mut self) -> Done {
		if self.dice.one_in(2) {
			self.suspend_or_reinstate_a_shop()
		} else {
			self.enrol_or_unenrol()
		}
	}

	fn suspend_or_reinstate_a_shop(&mut self) -> Done {
		let here: Vec<_> = (0..14).collect();
		let id = self.dice.pick(&here);
		let is_suspended = self.ledger.shops[&id].is_suspended;
		let done =
			if is_suspended { self.chain.reinstate_shop(id) } else { self.chain.suspend_shop(id) };
		self.ledger.shop(id).is_suspended = !is_suspended;
		self.judge(("suspend or reinstate", format!("shop {id}")), done, Ok(()), &[], &[id])
	}

	fn enrol_or_unenrol(&mut self) -> Done {
		if self.dice.one_in(4) {
			let Some(id) = self.someone(|person| person.home.0 != 0) else { return Ok(()) };
			let done = self.chain.unenrol(id);
			let verdict = self.ledger.attempt(|ledger| ledger.unenrol(id));
			return self.judge(("unenrol", format!("{id}")), done, verdict, &[id], &[]);
		}
		let Some(id) = self.outsider() else { return Ok(()) };
		let done = self.chain.enrol(id);
		let verdict = self.ledger.attempt(|ledger| ledger.enrol(id));
		self.judge(("enrol", format!("{id}")), done, verdict, &[id], &[])
	}
}
