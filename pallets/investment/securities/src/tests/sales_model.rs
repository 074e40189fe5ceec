// SPDX-License-Identifier: Apache-2.0

//! Random sales on the pallet and in a plain model, compared to the won and the unit, with jumps in time.

use std::collections::BTreeMap;

use chungnam_primitives::{dividends::SCALE, korean_month, year_of};
use chungnam_testkit::{steps_and_seed, Dice, Replay};

use super::{events::Reader, *};
use crate::{
	AFTER_CONFIRM, CONFIRM, FIRM, HAND_OVER, MAX_LIFE, MAX_PLEDGE_CHANGES, MAX_SALE_CHANGES, NOTICE,
};

/// Steps of a usual run. The variable `SECURITIES_SALES_STEPS` takes more.
const STEPS: u64 = 6_000;
/// Compared in full so often.
const CHECK_EVERY: u64 = 50;
/// The most units that one person may have.
const CAP: u64 = 50;
/// The most won that one person may put in within a year.
const YEARLY: u64 = 4_500;
/// The price of a unit.
const PRICE: u64 = 100;

/// A pledge of the model.
#[derive(Clone, Debug, PartialEq)]
struct Own {
	units: u64,
	round: u8,
	changes: u8,
	/// To which the won counts.
	year: u32,
	/// By an office that revoked a credential.
	released: bool,
	/// Earned by units that were bought and not collected, in `1 / SCALE` won.
	due: u128,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum St {
	Open,
	Decided,
	Sold,
	Back,
}

/// A sale of the model.
#[derive(Clone, Debug)]
struct Deal {
	st: St,
	opens: u64,
	closes: u64,
	soft: u64,
	keep: u64,
	round: u8,
	/// Rounds below are void.
	void: u8,
	confirm: u64,
	own: BTreeMap<usize, Own>,
}

impl Deal {
	fn is_pending(&self, own: &Own) -> bool {
		!own.released && own.round < self.round && own.round >= self.void && now() < self.confirm
	}

	fn is_live(&self, own: &Own) -> bool {
		!own.released && own.round == self.round
	}

	fn live(&self) -> u64 {
		self.own.values().filter(|own| self.is_live(own)).map(|own| own.units).sum()
	}

	fn kept(&self) -> u64 {
		let keeps = |own: &&Own| self.is_live(own) || self.is_pending(own);
		self.own.values().filter(keeps).map(|own| own.units).sum()
	}

	/// What ends by itself has ended.
	fn settle(&mut self) {
		let late = now() >= self.closes + HAND_OVER;
		let enough = self.live() >= self.soft;
		self.st = match self.st {
			St::Open if now() < self.closes => St::Open,
			St::Open if !enough => St::Back,
			St::Open | St::Decided if late => St::Back,
			St::Open => St::Decided,
			st => st,
		};
	}

	fn is_refundable(&self, own: &Own) -> bool {
		self.st == St::Back || !self.is_live(own) && !self.is_pending(own)
	}
}

#[derive(Default)]
struct Model {
	won: BTreeMap<usize, u64>,
	units: BTreeMap<usize, u64>,
	deals: BTreeMap<u32, Deal>,
	/// The sale that runs, as the chain was told.
	running: Option<u32>,
	next: u32,
	sold: u64,
	city: u64,
	/// Dividends to come: when and how much.
	coming: Vec<(u64, u64)>,
	/// Won that the city paid in for holders.
	paid_in: u64,
	/// Won that no unit earned, in `1 / SCALE` won.
	carry: u128,
	/// Owed to holders, in `1 / SCALE` won.
	due: BTreeMap<usize, u128>,
	/// Won that was withheld and not remitted, and what the office has.
	taxes: (u128, u128),
	/// The last year in which somebody put won in, and how much.
	books: BTreeMap<usize, (u32, u64)>,
}

/// A tenth in steps of ten, from 50 won on, and a tenth of that in steps of ten.
fn tax(won: u128) -> u128 {
	let income = won / 100 * 10;
	if income < 50 {
		0
	} else {
		income + income / 100 * 10
	}
}

fn this_year() -> u32 {
	year_of(korean_month(now()))
}

impl Model {
	/// Units that a person has or pledged to buy.
	fn held(&self, who: usize) -> u64 {
		let pledged = self.deals.values().filter_map(|deal| deal.own.get(&who));
		self.units.get(&who).copied().unwrap_or(0) + pledged.map(|own| own.units).sum::<u64>()
	}

	fn pledges(&self, who: usize) -> usize {
		self.deals.values().filter(|deal| deal.own.contains_key(&who)).count()
	}

	/// Won that a person put in this year, without an old pledge that is made anew.
	fn put_in(&self, who: usize, old: Option<&Own>) -> u64 {
		let own = self.books.get(&who).filter(|book| book.0 == this_year());
		let again = old.filter(|old| old.year == this_year()).map_or(0, |old| old.units * PRICE);
		own.map_or(0, |book| book.1 - again)
	}

	/// Won of a pledge of this year comes back.
	fn give_back(&mut self, who: usize, year: u32, units: u64) {
		if let Some(book) = self.books.get_mut(&who).filter(|book| book.0 == year) {
			book.1 -= units * PRICE;
		}
	}

	/// Dividends that are due by now go to those who have units, collected or not.
	fn give(&mut self) {
		self.coming.sort();
		while let Some((_, won)) = self.coming.first().copied().filter(|(at, _)| *at <= now()) {
			self.coming.remove(0);
			let base = u128::from(self.sold);
			let sum = u128::from(won) * SCALE + self.carry;
			let each = sum.checked_div(base).unwrap_or(0);
			let carry = sum - each * base;
			self.carry = carry;
			for (who, units) in &self.units {
				*self.due.entry(*who).or_default() += each * u128::from(*units);
			}
			for deal in self.deals.values_mut().filter(|deal| deal.st == St::Sold) {
				let round = deal.round;
				for own in deal.own.values_mut().filter(|own| own.round == round && !own.released) {
					own.due += each * u128::from(own.units);
				}
			}
		}
	}

	/// A call touched a sale: what it came to is told, and one that is over without a pledge is gone.
	fn touch(&mut self, id: u32) {
		let deal = &self.deals[&id];
		if matches!(deal.st, St::Back | St::Sold) {
			if self.running == Some(id) {
				self.running = None;
			}
			if deal.own.is_empty() {
				self.deals.remove(&id);
			}
		}
	}
}

struct World {
	dice: Dice,
	model: Model,
}

type Step = (String, bool, sp_runtime::DispatchResult);

fn plain(done: frame_support::dispatch::DispatchResultWithPostInfo) -> sp_runtime::DispatchResult {
	done.map(|_| ()).map_err(|why| why.error)
}

impl World {
	fn some_sale(&mut self) -> u32 {
		let ids: Vec<_> = self.model.deals.keys().copied().collect();
		self.dice.pick_any(&ids).unwrap_or(self.model.next)
	}

	fn deal(&mut self, id: u32) -> Option<Deal> {
		let mut deal = self.model.deals.get(&id).cloned()?;
		deal.settle();
		Some(deal)
	}

	fn open(&mut self) -> Step {
		let opens = now() + self.dice.below(3 * DAYS);
		let own = later(sale(), opens - TODAY);
		let can = self.model.running.is_none() && self.model.sold + 100 <= 600;
		if can {
			let deal = Deal {
				st: St::Open,
				opens,
				closes: own.closes,
				soft: 80,
				keep: own.refund_until,
				round: 0,
				void: 0,
				confirm: 0,
				own: BTreeMap::new(),
			};
			self.model.deals.insert(self.model.next, deal);
			self.model.running = Some(self.model.next);
			self.model.next += 1;
		}
		("open".into(), can, Securities::open_sale(governor(), FIRST, own))
	}

	fn pledge(&mut self) -> Step {
		let (id, who) = (self.some_sale(), self.dice.below(8) as usize);
		let (units, least) = (self.dice.below(30), 1 + self.dice.below(3));
		let deal = self.deal(id);
		let round = deal.as_ref().map_or(0, |deal| deal.round);
		let document = hash(1 + round);
		let mut got = None;
		if let Some(deal) = deal.filter(|deal| deal.st == St::Open && now() >= deal.opens) {
			let old = deal.own.get(&who).cloned();
			let had = old.as_ref().map_or(0, |own| own.units);
			let counted = old.as_ref().is_some_and(|own| deal.is_live(own) || deal.is_pending(own));
			let left = 100 - (deal.kept() - if counted { had } else { 0 });
			let more = units.min(left.saturating_sub(had));
			let first_day = now() < deal.opens + OPENING;
			let fits = units > 0
				&& had + units >= 2
				&& more >= least
				&& had + more >= 2
				&& (!first_day || had + more <= 10)
				&& self.model.held(who) + more <= CAP
				&& self.model.put_in(who, old.as_ref()) + (had + more) * PRICE <= YEARLY
				&& self.model.won[&who] >= more * PRICE
				&& (old.is_some() || self.model.pledges(who) < 8);
			let usable = old.as_ref().is_none_or(|own| {
				(deal.is_live(own) || deal.is_pending(own)) && own.changes < MAX_PLEDGE_CHANGES
			});
			if fits && usable {
				got = Some(more);
				let put_in = self.model.put_in(who, old.as_ref());
				let changes = old.map_or(0, |own| own.changes + 1);
				let (units, round, year) = (had + more, deal.round, this_year());
				self.model.books.insert(who, (year, put_in + units * PRICE));
				let own = Own { units, round, changes, year, released: false, due: 0 };
				self.model.deals.get_mut(&id).unwrap().own.insert(who, own);
				*self.model.won.get_mut(&who).unwrap() -= more * PRICE;
			}
		}
		let bid = Bid { units, least, round, document, dead_after: now() + 1 };
		let done = Securities::pledge(signed(BUYERS[who].clone()), OfferingId(id), bid);
		(format!("{who} pledges {units} of {id}"), got.is_some(), done)
	}

	fn cancel(&mut self) -> Step {
		let (id, who) = (self.some_sale(), self.dice.below(8) as usize);
		let units = if self.dice.one_in(2) { 100 } else { 1 + self.dice.below(20) };
		let deal = self.deal(id).filter(|deal| deal.st == St::Open);
		let own = deal.as_ref().and_then(|deal| deal.own.get(&who).cloned());
		let units = own.as_ref().map_or(units, |own| units.min(own.units));
		let can = deal.zip(own.as_ref()).is_some_and(|(deal, own)| {
			let released = !deal.is_live(own) && !deal.is_pending(own);
			let rest = own.units - units;
			let part = rest == 0 || rest >= 2 && own.changes < MAX_PLEDGE_CHANGES;
			(released || now() < deal.closes - FIRM) && part
		});
		if can {
			let deal = self.model.deals.get_mut(&id).unwrap();
			let own = deal.own.get_mut(&who).unwrap();
			let year = own.year;
			own.units -= units;
			own.changes += 1;
			if own.units == 0 {
				deal.own.remove(&who);
			}
			self.model.give_back(who, year, units);
			*self.model.won.get_mut(&who).unwrap() += units * PRICE;
		}
		let key = BUYERS[who].clone();
		let done = Securities::cancel_pledge(signed(key), OfferingId(id), units);
		(format!("{who} cancels {units} of {id}"), can, done)
	}

	fn change(&mut self) -> Step {
		let id = self.some_sale();
		let deal = self.deal(id);
		let closes = deal.as_ref().map_or(0, |deal| deal.closes) + self.dice.below(9 * DAYS);
		let soft_cap = deal.as_ref().map_or(80, |deal| deal.soft) + self.dice.below(3);
		let round = deal.as_ref().map_or(0, |deal| deal.round);
		let until = now() + CONFIRM;
		let after = closes.max(until + AFTER_CONFIRM);
		let can = deal.is_some_and(|deal| {
			deal.st == St::Open
				&& deal.round < MAX_SALE_CHANGES
				&& soft_cap <= 100
				&& after <= deal.opens + MAX_LIFE
		});
		if can {
			let deal = self.model.deals.get_mut(&id).unwrap();
			if now() >= deal.confirm {
				deal.void = deal.round;
			}
			deal.round += 1;
			deal.confirm = until;
			deal.keep += after - deal.closes;
			(deal.closes, deal.soft) = (after, soft_cap);
		}
		let change = SaleChange { document: hash(2 + round), closes, soft_cap };
		let done = Securities::change_sale(governor(), OfferingId(id), change);
		(format!("{id} changes"), can, done)
	}

	fn confirm(&mut self) -> Step {
		let (id, who) = (self.some_sale(), self.dice.below(8) as usize);
		let deal = self.deal(id);
		let round = deal.as_ref().map_or(0, |deal| deal.round);
		let own = deal.as_ref().and_then(|deal| deal.own.get(&who).cloned());
		let put_in = self.model.put_in(who, own.as_ref());
		// It counts to the year of now, as a whole.
		let after = put_in + own.as_ref().map_or(0, |own| own.units * PRICE);
		let can = deal.zip(own).is_some_and(|(deal, own)| {
			let first_day = now() < deal.opens + OPENING;
			deal.st == St::Open
				&& now() >= deal.opens
				&& deal.is_pending(&own)
				&& (!first_day || own.units <= 10)
				&& after <= YEARLY
		});
		if can {
			let own = self.model.deals.get_mut(&id).unwrap().own.get_mut(&who).unwrap();
			(own.round, own.year) = (round, this_year());
			self.model.books.insert(who, (this_year(), after));
		}
		let key = signed(BUYERS[who].clone());
		let done = Securities::confirm(key, OfferingId(id), round, hash(1 + round));
		(format!("{who} confirms {id}"), can, done)
	}

	fn end(&mut self) -> Step {
		let id = self.some_sale();
		let deal = self.deal(id);
		match self.dice.below(8) {
			0 => {
				let can = deal.is_some_and(|deal| matches!(deal.st, St::Open | St::Decided));
				if can {
					self.model.deals.get_mut(&id).unwrap().st = St::Back;
					self.model.touch(id);
				}
				let done = Securities::stop_sale(governor(), OfferingId(id), hash(1));
				(format!("{id} is stopped"), can, done)
			}
			1..=2 => {
				let can = deal.as_ref().is_some_and(|deal| deal.st != self.model.deals[&id].st);
				if can {
					self.model.deals.insert(id, deal.unwrap());
					self.model.touch(id);
				}
				let done = Securities::decide(signed(STRANGER), OfferingId(id));
				(format!("{id} is decided"), can, plain(done))
			}
			3 => {
				let closes = now() + NOTICE;
				let can = deal.is_some_and(|deal| {
					deal.st == St::Open
						&& now() >= deal.opens + 14 * DAYS + NOTICE
						&& deal.live() >= deal.soft
						&& now() >= deal.confirm
						&& closes < deal.closes
				});
				if can {
					self.model.deals.get_mut(&id).unwrap().closes = closes;
				}
				(
					format!("{id} closes early"),
					can,
					Securities::close_early(signed(CITY), OfferingId(id)),
				)
			}
			_ => {
				let can = deal.as_ref().is_some_and(|deal| deal.st == St::Decided);
				let units = deal.as_ref().map_or(1, Deal::live);
				if can {
					let mut deal = deal.unwrap();
					deal.st = St::Sold;
					self.model.deals.insert(id, deal);
					self.model.touch(id);
					self.model.sold += units;
					self.model.city += units * PRICE;
				}
				let to = vec![(CITY, Won::from(units * PRICE))].try_into().unwrap();
				let done = Securities::hand_over(governor(), OfferingId(id), to);
				(format!("{id} is handed over"), can, done)
			}
		}
	}

	fn fetch(&mut self) -> Step {
		let (id, who) = (self.some_sale(), self.dice.below(8) as usize);
		let deal = self.deal(id);
		let own = deal.as_ref().and_then(|deal| deal.own.get(&who).cloned());
		let collects = self.dice.one_in(2);
		let can = deal.as_ref().zip(own.as_ref()).is_some_and(|(deal, own)| {
			if collects {
				deal.st == St::Sold && deal.is_live(own)
			} else {
				deal.is_refundable(own)
			}
		});
		if can {
			let (mut deal, own) = (deal.unwrap(), own.unwrap());
			deal.own.remove(&who);
			self.model.deals.insert(id, deal);
			self.model.touch(id);
			if collects {
				*self.model.units.entry(who).or_default() += own.units;
				*self.model.due.entry(who).or_default() += own.due;
			} else {
				*self.model.won.get_mut(&who).unwrap() += own.units * PRICE;
				self.model.give_back(who, own.year, own.units);
			}
		}
		let done = if collects {
			Securities::collect(signed(STRANGER), OfferingId(id), buyer(who))
		} else {
			Securities::refund(signed(BUYERS[who].clone()), OfferingId(id))
		};
		(format!("{who} fetches from {id}: {collects}"), can, plain(done))
	}

	fn sweep(&mut self) -> Step {
		let id = self.some_sale();
		let deal = self.deal(id);
		let can = deal.as_ref().is_some_and(|deal| now() >= deal.keep);
		if can {
			let mut deal = deal.unwrap();
			for (who, own) in core::mem::take(&mut deal.own) {
				if deal.is_refundable(&own) {
					self.model.give_back(who, own.year, own.units);
				} else {
					*self.model.units.entry(who).or_default() += own.units;
					*self.model.due.entry(who).or_default() += own.due;
				}
			}
			self.model.deals.insert(id, deal);
			self.model.touch(id);
		}
		(format!("{id} is swept"), can, Securities::sweep(signed(STRANGER), OfferingId(id)))
	}

	fn distribute(&mut self) -> Step {
		let (gross, days) = (self.dice.below(5_000), 5 + self.dice.below(20));
		let pays_at = now() + days * DAYS;
		let can = days >= 7 && gross > 0 && self.model.coming.len() < 2;
		if can {
			self.model.coming.push((pays_at, gross));
			self.model.paid_in += gross;
		}
		let done = Securities::distribute(signed(CITY), FIRST, gross.into(), pays_at);
		(format!("the city distributes {gross}"), can, done)
	}

	fn take(&mut self) -> Step {
		let who = self.dice.below(8) as usize;
		let due = self.model.due.get(&who).copied().unwrap_or(0);
		let can = due >= SCALE;
		if can {
			let tax = tax(due / SCALE);
			*self.model.won.get_mut(&who).unwrap() += (due / SCALE - tax) as u64;
			self.model.taxes.0 += tax;
			self.model.due.insert(who, due % SCALE);
		}
		let done = Securities::take_won(signed(BUYERS[who].clone()), FIRST);
		(format!("{who} takes dividends"), can, plain(done))
	}

	fn remit(&mut self) -> Step {
		let due = core::mem::take(&mut self.model.taxes.0);
		self.model.taxes.1 += due;
		let done = Securities::remit_tax(signed(STRANGER), FIRST);
		("taxes are remitted".into(), due > 0, plain(done))
	}

	/// An office attests somebody, and revokes that at once: pledges in open sales are released.
	fn revoke(&mut self) -> Step {
		let who = self.dice.below(8) as usize;
		for deal in self.model.deals.values_mut() {
			let mut now_at = deal.clone();
			now_at.settle();
			if let Some(own) = deal.own.get_mut(&who).filter(|_| now_at.st == St::Open) {
				own.released |= now_at.is_live(own) || now_at.is_pending(own);
			}
		}
		let own = credential(Seat::Korea, InvestorClass::Retail, DAYS);
		assert_ok!(Securities::attest_investor(signed(OFFICE), buyer(who), own));
		let done = Securities::revoke_credential(signed(OFFICE), buyer(who));
		(format!("the credential of {who} is revoked"), true, done)
	}

	fn step(&mut self) -> Step {
		self.model.give();
		match self.dice.below(114) {
			112..=113 => self.remit(),
			110..=111 => self.revoke(),
			100..=102 => self.distribute(),
			103..=109 => self.take(),
			0..=4 => self.open(),
			5..=34 => self.pledge(),
			35..=44 => self.cancel(),
			45..=47 => self.change(),
			48..=57 => self.confirm(),
			58..=65 => self.end(),
			66..=83 => self.fetch(),
			84 => self.sweep(),
			85 => {
				let (who, won) = (self.dice.below(8) as usize, self.dice.below(10_000));
				*self.model.won.get_mut(&who).unwrap() += won;
				give(&BUYERS[who], won.into());
				("somebody earns".into(), true, Ok(()))
			}
			_ => {
				let time = match self.dice.below(400) {
					0 => 3_700 * DAYS,
					1..=20 => 30 * DAYS,
					_ => self.dice.below(3 * DAYS),
				};
				sleep(time);
				("time passes".into(), true, Ok(()))
			}
		}
	}

	/// The end: the city pays for all units, and each person takes the own part, to the won.
	fn close(&mut self) {
		if let Some(id) = self.model.running.take() {
			self.model.deals.get_mut(&id).unwrap().st = St::Back;
			let id = OfferingId(id);
			if Securities::stop_sale(governor(), id, hash(1)).is_err() {
				assert_ok!(Securities::decide(signed(STRANGER), id));
			}
		}
		for own in &mut self.model.coming {
			own.0 = now();
		}
		self.model.give();
		let (sold, paid) = (self.model.sold, 1 + self.dice.below(1_000_000));
		give(&CITY, paid.into());
		let own = crate::Agreement {
			payer: CITY,
			won: paid.into(),
			document: hash(7),
			until: now() + DAYS,
		};
		assert_ok!(Securities::agree_redemption(governor(), FIRST, Some(own)));
		assert_ok!(Securities::open_redemption(signed(CITY), FIRST, paid.into()));
		let rate = u128::from(paid) * SCALE / u128::from(sold);
		for (id, deal) in core::mem::take(&mut self.model.deals) {
			let id = OfferingId(id);
			for (who, own) in &deal.own {
				if deal.is_refundable(own) {
					assert_ok!(Securities::refund(signed(BUYERS[*who].clone()), id));
					*self.model.won.get_mut(who).unwrap() += own.units * PRICE;
				} else {
					assert_ok!(Securities::collect(signed(STRANGER), id, buyer(*who)));
					*self.model.units.entry(*who).or_default() += own.units;
					*self.model.due.entry(*who).or_default() += own.due;
				}
			}
		}
		for (who, key) in BUYERS.iter().enumerate() {
			let units = self.model.units.get(&who).copied().unwrap_or(0);
			let due = self.model.due.get(&who).copied().unwrap_or(0);
			let all = due + u128::from(units) * rate;
			let done = Securities::redeem(signed(key.clone()), FIRST);
			assert_eq!(done.is_ok(), units > 0 || all >= SCALE, "{who} redeems {units}: {done:?}");
			let own = Won::from(self.model.won[&who]) + all / SCALE - tax(due / SCALE);
			assert_eq!(won(key), own, "{who} redeemed {units}");
		}
		assert_ok!(Securities::retire_instrument(signed(STRANGER), FIRST));
	}

	fn assert_same(&self, said: &str) {
		for (who, key) in BUYERS.iter().enumerate() {
			assert_eq!(won(key), Won::from(self.model.won[&who]), "{said}: won of {who}");
			let units = Securities::units_of(FIRST, &buyer(who));
			assert_eq!(units, self.model.units.get(&who).copied().unwrap_or(0), "{said}: {who}");
			assert!(self.model.held(who) <= CAP, "{said}: the cap of {who}");
			let (year, put_in) = (this_year(), self.model.put_in(who, None));
			let book = Securities::book(buyer(who));
			assert_eq!(book.won_into(FIRST, year), Won::from(put_in), "{said}: the year of {who}");
			assert!(put_in <= YEARLY, "{said}: {who} put in {put_in}");
		}
		let city = PLENTY + Won::from(self.model.city) - Won::from(self.model.paid_in);
		assert_eq!(won(&CITY), city, "{said}: the city");
		let taxes = (Securities::tax_due(FIRST), won(&OFFICE));
		assert_eq!(taxes, self.model.taxes, "{said}: taxes");
		let real: BTreeMap<_, _> = Pledges::<Test>::iter()
			.map(|(id, holder, own)| {
				((id.0, holder), (own.units, own.round, own.changes, own.is_released))
			})
			.collect();
		let model: BTreeMap<_, _> = self
			.model
			.deals
			.iter()
			.flat_map(|(id, deal)| deal.own.iter().map(move |(who, own)| (*id, *who, own)))
			.map(|(id, who, own)| {
				((id, buyer(who)), (own.units, own.round, own.changes, own.released))
			})
			.collect();
		assert_eq!(real, model, "{said}");
		assert_eq!(
			Instruments::<Test>::get(FIRST).unwrap().sale.map(|id| id.0),
			self.model.running
		);
	}
}

#[test]
fn sales_do_what_the_model_does() {
	let (steps, seed) = steps_and_seed("SECURITIES_SALES", STEPS);
	run(|| {
		let mut own = terms(city());
		own.caps.retail = Some(Cap { units: CAP, won_a_year: YEARLY.into() });
		assert_ok!(Securities::create_instrument(governor(), Box::new(own)));
		let own = credential(Seat::Korea, InvestorClass::Public, DAYS);
		assert_ok!(Securities::attest_investor(signed(OFFICE), Holder::Account(OFFICE), own));
		let own = crate::Withholding { office: OFFICE, ..super::tax::withholding(10, 50) };
		assert_ok!(Securities::set_withholding(governor(), own));
		let mut reader = Reader::default();
		let won = (0..8).map(|who| (who, PLENTY as u64)).collect();
		let model = Model { won, ..Default::default() };
		let mut world = World { dice: Dice::new(seed), model };
		let (mut done, mut refused) = (0u64, 0u64);
		for number in 0..steps {
			// The instrument is sold out: begin anew.
			if world.model.sold + 100 > 600 && world.model.deals.is_empty() {
				break;
			}
			let (what, expected, result) = world.step();
			let said = format!("step {number} of seed {seed}: {what}");
			assert_eq!(result.is_ok(), expected, "{said}: {result:?}");
			*(if expected { &mut done } else { &mut refused }) += 1;
			reader.read_all();
			if number % CHECK_EVERY == 0 {
				world.assert_same(&said);
				reader.assert_same(&said);
				Securities::do_try_state().unwrap_or_else(|why| panic!("{said}: {why:?}"));
			}
		}
		world.assert_same("the end");
		world.close();
		reader.read_all();
		reader.assert_same("the end");
		println!("{done} done, {refused} refused, {} sold", world.model.sold);
		assert!(done > 500 && refused > 100, "{done} done, {refused} refused");
		assert!(world.model.sold > 0, "something is sold");
	});
}
