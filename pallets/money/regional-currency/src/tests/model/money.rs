// SPDX-License-Identifier: Apache-2.0

//! The money once more, in plain Rust with maps and numbers, written from the README and not from the pallet.
//! Each operation says whether it is allowed, and changes nothing if it is not.

mod back;

use crate::CapId;
use std::collections::BTreeMap;

use super::terms::{Place, Terms};
use crate::tests::*;
use chungnam_primitives::{korean_month, year_of, ReceiptId};
use chungnam_testkit::Attempt;

pub const WINDOW: Moment = 30 * DAYS;
pub const GRACE: Moment = 14 * DAYS;
pub const DELAY: Moment = 7 * DAYS;
pub const UNDO: Moment = 2 * DAYS;
/// Incentives that one lot can have got, and that one person's can.
const INCENTIVES: (usize, usize) = (2, 8);
const PURCHASES: usize = 6;
const LOTS: usize = 24;

#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct MLot {
	pub amount: Won,
	pub face: Won,
	pub graced: Won,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Counter {
	Cap(u32),
	Bought,
	ExtraOfMonth,
	ExtraOfYear,
	Given(SeriesId),
}

#[derive(Clone, Debug)]
pub struct MSeries {
	pub class: MoneyClass,
	pub terms: Terms,
	/// Announced and not in `terms`, by their first moment.
	pub coming: BTreeMap<Moment, Terms>,
	pub paused: bool,
}

impl MSeries {
	pub fn at(&self, now: Moment) -> &Terms {
		self.coming.range(..=now).next_back().map_or(&self.terms, |(_, terms)| terms)
	}

	pub fn ended(&self, now: Moment) -> bool {
		self.at(now).expires <= now
	}

	/// What is announced and does not hold at `now`.
	fn coming_after(&self, now: Moment) -> BTreeMap<Moment, Terms> {
		self.coming.range(now + 1..).map(|(from, terms)| (*from, terms.clone())).collect()
	}

	/// True if the terms of `now` may become each of `all` in turn.
	fn may_go_on(&self, now: Moment, all: &BTreeMap<Moment, Terms>) -> bool {
		let mut before = self.at(now);
		all.iter().all(|(from, terms)| {
			let alive = *from < before.expires;
			let kept = terms.opens == before.opens && terms.expires >= before.expires;
			before = terms;
			alive && kept
		})
	}
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct MTotals {
	pub budget: Won,
	pub issued: Won,
	pub outstanding: Won,
	pub graced: Won,
	pub spent: Won,
	pub expired: Won,
	pub clawed_back: Won,
	pub refunded: Won,
	pub grace_until: Moment,
	pub pot: Won,
}

#[derive(Clone, Debug, PartialEq)]
pub struct MPart {
	pub series: SeriesId,
	pub amount: Won,
	pub face: Won,
	pub cap: Option<CapId>,
	/// Incentive that its money got.
	pub earned: Vec<(SeriesId, Won)>,
}

/// A purchase of which nothing is used.
#[derive(Clone, Debug)]
pub struct MPurchase {
	person: PersonId,
	series: SeriesId,
	amount: Won,
	extra: Option<(SeriesId, Won)>,
	at: Moment,
	over_the_counter: bool,
}

#[derive(Clone, Debug, PartialEq)]
pub struct MReceipt {
	pub person: PersonId,
	pub account: AccountId,
	pub merchant: MerchantId,
	pub order: Option<Order>,
	pub at: Moment,
	pub parts: Vec<MPart>,
	pub plain: Won,
}

impl MReceipt {
	pub fn left(&self) -> Won {
		self.plain + self.parts.iter().map(|part| part.amount).sum::<Won>()
	}
}

#[derive(Clone, Debug)]
pub struct MShop {
	pub owner: AccountId,
	pub zone: ZoneId,
	pub category: u8,
	pub class: SalesClass,
	pub open: bool,
}

#[derive(Clone, Debug)]
pub struct MPerson {
	pub key: AccountId,
	pub zone: ZoneId,
	pub active: bool,
}

/// All money there is.
#[derive(Clone, Debug, Default)]
pub struct Money {
	pub now: Moment,
	pub reserve: Won,
	pub issuance: Won,
	pub plain: BTreeMap<AccountId, Won>,
	pub people: BTreeMap<PersonId, MPerson>,
	pub shops: BTreeMap<MerchantId, MShop>,
	pub series: BTreeMap<SeriesId, MSeries>,
	pub totals: BTreeMap<SeriesId, MTotals>,
	pub lots: BTreeMap<(PersonId, SeriesId), MLot>,
	pub usage: BTreeMap<(PersonId, Counter, u32), Won>,
	/// What lots of bought money got of which incentive: person, bought, incentive.
	pub earned: BTreeMap<(PersonId, SeriesId, SeriesId), Won>,
	/// The first one first.
	pub purchases: Vec<MPurchase>,
	pub receipts: BTreeMap<ReceiptId, MReceipt>,
	/// Bought money that is asked for in bank won, oldest first.
	pub rests: Vec<(PersonId, SeriesId, Won)>,
	pub takings: BTreeMap<MerchantId, Won>,
	pub next_series: SeriesId,
	pub next_receipt: ReceiptId,
	pub oldest_receipt: ReceiptId,
	/// True if passing takings on earns a bonus.
	pub earns: bool,
	pub bonus_pot: Won,
}

impl Attempt for Money {}

impl Money {
	pub fn month(&self) -> u32 {
		korean_month(self.now)
	}

	pub fn plain(&self, who: &AccountId) -> Won {
		self.plain.get(who).copied().unwrap_or(0)
	}

	pub fn give(&mut self, who: &AccountId, amount: Won) {
		*self.plain.entry(who.clone()).or_default() += amount;
	}

	pub fn take(&mut self, who: &AccountId, amount: Won) {
		*self.plain.entry(who.clone()).or_default() -= amount;
	}

	fn is_active(&self, person: PersonId) -> bool {
		self.people.get(&person).is_some_and(|person| person.active)
	}

	pub fn person_of(&self, key: &AccountId) -> Option<PersonId> {
		let known = self.people.iter().find(|(_, person)| person.key == *key).map(|(id, _)| *id);
		known.or((*key == KIM_CARD).then_some(KIM_ID))
	}

	fn active_person(&self, key: &AccountId) -> Option<PersonId> {
		self.person_of(key).filter(|person| self.is_active(*person))
	}

	pub fn shop_of(&self, who: &AccountId) -> Option<MerchantId> {
		let own = self.shops.iter().find(|(_, shop)| shop.owner == *who).map(|(id, _)| *id);
		own.or((*who == WAITER).then_some(RESTAURANT))
	}

	/// Owners do what they like; the waiter refunds and spends within a limit.
	pub fn may_act(who: &AccountId, amount: Won) -> bool {
		*who != WAITER || amount <= WAITERS_LIMIT
	}

	/// What a lot is worth now.
	pub fn worth(&self, person: PersonId, id: SeriesId) -> Won {
		let lot = self.lots.get(&(person, id)).copied().unwrap_or_default();
		match self.series.get(&id) {
			None => 0,
			Some(series) if !series.ended(self.now) => lot.amount,
			Some(_) if self.now < self.totals[&id].grace_until => lot.graced,
			Some(_) => 0,
		}
	}

	pub fn lots_of(&self, person: PersonId) -> Vec<SeriesId> {
		self.lots.keys().filter(|(own, _)| *own == person).map(|(_, id)| *id).collect()
	}

	/// A wallet that is used forgets what is over.
	fn touch(&mut self, person: PersonId) {
		for id in self.lots_of(person) {
			let worth = self.worth(person, id);
			let lot = self.lots.get_mut(&(person, id)).unwrap();
			lot.amount = lot.amount.min(worth);
			lot.graced = lot.graced.min(lot.amount);
		}
		self.lots.retain(|_, lot| lot.amount > 0);
		let lots = &self.lots;
		self.earned.retain(|(own, bought, _), _| lots.contains_key(&(*own, *bought)));
		self.purchases.retain(|own| lots.contains_key(&(own.person, own.series)));
		let now = self.now;
		self.purchases.retain(|own| own.person != person || now < own.at + UNDO);
		let month = self.month();
		self.usage.retain(|(own, counter, period), _| {
			let present = if *counter == Counter::ExtraOfYear { year_of(month) } else { month };
			*own != person || *period >= present
		});
	}

	fn used(&self, person: PersonId, counter: Counter, period: u32) -> Won {
		self.usage.get(&(person, counter, period)).copied().unwrap_or(0)
	}

	fn count(&mut self, person: PersonId, counter: Counter, period: u32, amount: Won) {
		if amount > 0 {
			*self.usage.entry((person, counter, period)).or_default() += amount;
		}
	}

	/// Whether there is room for the lot, which it then has.
	fn credit(
		&mut self,
		person: PersonId,
		id: SeriesId,
		amount: Won,
		face: Won,
		graced: Won,
	) -> bool {
		if !self.lots.contains_key(&(person, id)) && self.lots_of(person).len() >= LOTS {
			return false;
		}
		let lot = self.lots.entry((person, id)).or_default();
		*lot = MLot {
			amount: lot.amount + amount,
			face: lot.face + face,
			graced: lot.graced + graced,
		};
		true
	}

	/// Notes incentive that bought money got, if there is room.
	fn earn(&mut self, person: PersonId, bought: SeriesId, from: SeriesId, won: Won) -> bool {
		let of_person = self.earned.keys().filter(|(own, ..)| *own == person);
		let of_lot = of_person.clone().filter(|(_, own, _)| *own == bought).count();
		let has_room = of_lot < INCENTIVES.0 && of_person.count() < INCENTIVES.1;
		let key = (person, bought, from);
		if won > 0 && (has_room || self.earned.contains_key(&key)) {
			*self.earned.entry(key).or_default() += won;
			return true;
		}
		won == 0
	}

	/// What goes with `amount` out of a lot of `whole`, rounded down.
	fn unearn(
		&mut self,
		person: PersonId,
		bought: SeriesId,
		(amount, whole): (Won, Won),
	) -> Vec<(SeriesId, Won)> {
		let mut gone = Vec::new();
		for ((own, series, from), won) in self.earned.iter_mut() {
			let part = *won * amount / whole;
			if (*own, *series) == (person, bought) && part > 0 {
				*won -= part;
				gone.push((*from, part));
			}
		}
		self.earned.retain(|_, won| *won > 0);
		gone
	}

	/// A lot shrank: what was bought first is used first.
	fn use_purchases(&mut self, person: PersonId, id: SeriesId) {
		let mut left = self.lots.get(&(person, id)).map_or(0, |lot| lot.amount);
		for place in (0..self.purchases.len()).rev() {
			let own = &self.purchases[place];
			let bought = if own.series == id { own.amount } else { 0 };
			let extra = own.extra.filter(|(from, _)| *from == id).map_or(0, |(_, won)| won);
			if own.person != person || bought + extra == 0 {
				continue;
			}
			if bought + extra > left {
				left = 0;
				self.purchases.remove(place);
			} else {
				left -= bought + extra;
			}
		}
	}

	/// Takes from a lot. Returns what was graced of it, the face if nothing is left, and the incentive that it got.
	fn debit(
		&mut self,
		person: PersonId,
		id: SeriesId,
		amount: Won,
	) -> (Won, Won, Vec<(SeriesId, Won)>) {
		let whole = self.lots[&(person, id)].amount;
		let earned = self.unearn(person, id, (amount, whole));
		let (graced, face) = self.shrink(person, id, amount);
		self.use_purchases(person, id);
		(graced, face, earned)
	}

	fn shrink(&mut self, person: PersonId, id: SeriesId, amount: Won) -> (Won, Won) {
		let lot = self.lots.get_mut(&(person, id)).unwrap();
		let graced = amount.saturating_sub(lot.amount - lot.graced);
		lot.amount -= amount;
		lot.graced -= graced;
		if lot.amount > 0 {
			return (graced, 0);
		}
		(graced, self.lots.remove(&(person, id)).unwrap().face)
	}

	/// Makes won, if the reserve covers it.
	fn make(&mut self, amount: Won) -> Option<()> {
		require(amount > 0 && self.issuance + amount <= self.reserve)?;
		self.issuance += amount;
		Some(())
	}

	pub fn mint(&mut self, to: &AccountId, amount: Won) -> Option<()> {
		self.make(amount)?;
		self.give(to, amount);
		Some(())
	}

	fn is_incentive(&self, id: SeriesId) -> bool {
		self.series.get(&id).is_some_and(|series| series.class == MoneyClass::Incentive)
	}

	fn incentive_is_fine(&self, terms: &Terms) -> bool {
		let extra = terms.sale.as_ref().and_then(|sale| sale.extra);
		extra.is_none_or(|id| self.is_incentive(id))
	}

	pub fn create(&mut self, class: MoneyClass, terms: Terms) -> Option<()> {
		require(terms.expires > self.now && terms.opens < terms.expires)?;
		require(self.incentive_is_fine(&terms))?;
		let series = MSeries { class, terms, coming: BTreeMap::new(), paused: false };
		self.series.insert(self.next_series, series);
		self.totals.insert(self.next_series, MTotals::default());
		self.next_series.0 += 1;
		Some(())
	}

	pub fn schedule(&mut self, id: SeriesId, from: Moment, terms: Terms) -> Option<()> {
		let now = self.now;
		require(self.incentive_is_fine(&terms))?;
		let series = self.series.get_mut(&id)?;
		// A later end alone needs no notice.
		let before = series.at(from).clone();
		let only_extends = terms.expires > before.expires
			&& Terms { expires: before.expires, ..terms.clone() } == before;
		require(from >= if only_extends { now } else { now + DELAY })?;
		let mut all = series.coming_after(now);
		all.insert(from, terms);
		require(all.len() <= 2 && series.may_go_on(now, &all))?;
		series.terms = series.at(now).clone();
		series.coming = all;
		Some(())
	}

	pub fn cancel_change(&mut self, id: SeriesId, from: Moment) -> Option<()> {
		let now = self.now;
		let series = self.series.get_mut(&id)?;
		require(from > now)?;
		let mut all = series.coming_after(now);
		all.remove(&from)?;
		require(series.may_go_on(now, &all))?;
		series.terms = series.at(now).clone();
		series.coming = all;
		Some(())
	}

	pub fn set_paused(&mut self, id: SeriesId, paused: bool) -> Option<()> {
		let series = self.series.get_mut(&id)?;
		require(series.paused != paused)?;
		series.paused = paused;
		Some(())
	}

	pub fn fund(&mut self, who: &AccountId, id: SeriesId, amount: Won) -> Option<()> {
		require(amount > 0 && (*who == COUNTY || *who == BANK))?;
		require(!self.series.get(&id)?.ended(self.now) && self.plain(who) >= amount)?;
		self.take(who, amount);
		let totals = self.totals.get_mut(&id)?;
		totals.pot += amount;
		totals.budget += amount;
		Some(())
	}

	/// Everything of a purchase but where the won comes from.
	fn purchase(
		&mut self,
		id: SeriesId,
		person: PersonId,
		amount: Won,
		(least, over_the_counter): (Won, bool),
	) -> Option<()> {
		let (now, month) = (self.now, self.month());
		let series = self.series.get(&id)?.clone();
		require(amount > 0 && series.class == MoneyClass::Purchased && !series.paused)?;
		let sale = series.at(now).sale.clone()?;
		require(now < sale.closes && !series.ended(now) && self.is_active(person))?;
		self.touch(person);
		require(self.used(person, Counter::Bought, month) + amount <= sale.per_month)?;
		require(self.held_of_purchases(person) + amount <= sale.holding)?;
		let extra = sale.extra.map_or(0, |extra| self.incentive(extra, person, amount));
		require(extra >= least)?;

		self.count(person, Counter::Bought, month, amount);
		require(self.credit(person, id, amount, amount, 0))?;
		let totals = self.totals.get_mut(&id)?;
		totals.issued += amount;
		totals.outstanding += amount;
		totals.pot += amount;
		if extra > 0 {
			self.count(person, Counter::ExtraOfMonth, month, extra);
			self.count(person, Counter::ExtraOfYear, year_of(month), extra);
			require(self.credit(person, sale.extra?, extra, extra, 0))?;
			require(self.earn(person, id, sale.extra?, extra))?;
			let totals = self.totals.get_mut(&sale.extra?)?;
			totals.budget -= extra;
			totals.issued += extra;
			totals.outstanding += extra;
		}
		let own = |purchase: &MPurchase| purchase.person == person;
		if self.purchases.iter().filter(|purchase| own(purchase)).count() == PURCHASES {
			let first = self.purchases.iter().position(own)?;
			self.purchases.remove(first);
		}
		let extra = sale.extra.filter(|_| extra > 0).map(|from| (from, extra));
		let purchase = MPurchase { person, series: id, amount, extra, at: now, over_the_counter };
		self.purchases.push(purchase);
		Some(())
	}

	fn held_of_purchases(&self, person: PersonId) -> Won {
		let counts = |id: &SeriesId| {
			self.series.get(id).is_some_and(|series| {
				series.class == MoneyClass::Purchased && series.at(self.now).sale.is_some()
			})
		};
		let lots = self.lots_of(person);
		lots.into_iter().filter(|id| counts(id)).map(|id| self.worth(person, id)).sum()
	}

	/// 10 %, at most 20,000 won a month and 60,000 won a year.
	fn incentive(&self, id: SeriesId, person: PersonId, amount: Won) -> Won {
		let Some(series) = self.series.get(&id) else { return 0 };
		if series.paused || series.ended(self.now) {
			return 0;
		}
		let month = self.month();
		(amount / 10)
			.min(20_000 - self.used(person, Counter::ExtraOfMonth, month))
			.min(60_000 - self.used(person, Counter::ExtraOfYear, year_of(month)))
			.min(self.totals[&id].budget)
	}

	pub fn sell(&mut self, id: SeriesId, person: PersonId, amount: Won, least: Won) -> Option<()> {
		self.purchase(id, person, amount, (least, true))?;
		self.make(amount)
	}

	pub fn buy(&mut self, who: &AccountId, id: SeriesId, amount: Won, least: Won) -> Option<()> {
		let person = self.active_person(who)?;
		require(self.plain(who) >= amount)?;
		self.take(who, amount);
		self.purchase(id, person, amount, (least, false))
	}

	pub fn issue(&mut self, id: SeriesId, payments: &[(PersonId, Won)]) -> Option<()> {
		let series = self.series.get(&id)?;
		require(series.class == MoneyClass::Policy && !series.paused && !series.ended(self.now))?;
		let asked: Won = payments.iter().map(|(_, amount)| amount).sum();
		require(payments.iter().all(|(_, amount)| *amount > 0))?;
		require(asked > 0 && self.totals.get(&id)?.budget >= asked)?;
		// Each is paid who can be.
		let mut total = 0;
		for (person, amount) in payments {
			let paid = self.attempt(|own| {
				require(own.people.contains_key(person))?;
				own.touch(*person);
				require(own.credit(*person, id, *amount, *amount, 0))
			});
			if paid {
				total += amount;
			}
		}
		require(total > 0)?;
		let totals = self.totals.get_mut(&id)?;
		totals.budget -= total;
		totals.issued += total;
		totals.outstanding += total;
		Some(())
	}

	pub fn claw_back(&mut self, id: SeriesId, person: PersonId, amount: Won) -> Option<()> {
		require(amount > 0 && self.series.get(&id)?.class != MoneyClass::Purchased)?;
		self.touch(person);
		require(self.worth(person, id) >= amount)?;
		let (graced, ..) = self.debit(person, id, amount);
		let totals = self.totals.get_mut(&id)?;
		totals.outstanding -= amount;
		totals.graced -= graced;
		totals.clawed_back += amount;
		totals.budget += amount;
		Some(())
	}

	/// Lots that can pay in the shop, in the order in which they do, each with its cap.
	fn usable(&self, person: PersonId, shop: &MShop) -> Vec<(SeriesId, Option<(CapId, Won)>)> {
		let home = self.people[&person].zone;
		let mut found = Vec::new();
		for id in self.lots_of(person) {
			let series = &self.series[&id];
			let terms = series.at(self.now);
			let near = match terms.place {
				Place::HomeZone | Place::HomeRegion if home.region != CHEONGYANG => {
					shop.zone.region == CHEONGYANG
				}
				Place::HomeZone => home == shop.zone,
				Place::HomeRegion => home.region == shop.zone.region,
				Place::Province => true,
			};
			let listed = terms.categories.is_empty() || terms.categories.contains(&shop.category);
			let fits = !series.paused && self.now >= terms.opens && near && listed;
			if !fits || (terms.small_only && shop.class != SalesClass::Small) {
				continue;
			}
			let ended = series.ended(self.now);
			let ends = if ended { self.totals[&id].grace_until } else { terms.expires };
			let choice = if terms.categories.is_empty() { 64 } else { terms.categories.len() };
			let place = terms.place as u8;
			let class = match series.class {
				MoneyClass::Policy => 0,
				MoneyClass::Incentive => 1,
				MoneyClass::Purchased => 2,
			};
			let cap = terms.cap.filter(|_| shop.category == category::RESTAURANT);
			found.push(((ends, place, choice, class, id), cap));
		}
		found.sort();
		found.into_iter().map(|(order, cap)| (order.4, cap)).collect()
	}

	/// A payment from the lots of `person`, and with `plain` also from the won of `who`.
	fn pay_from(
		&mut self,
		who: &AccountId,
		person: PersonId,
		merchant: MerchantId,
		agreed: Agreement,
		with_plain: bool,
	) -> Option<()> {
		let Agreement { amount, order, most_own, .. } = agreed;
		let shop = self.shops.get(&merchant)?.clone();
		let name = order.map(|order| order.reference);
		let same = self.receipts.iter().filter(|(_, own)| {
			name.is_some() && own.merchant == merchant && own.order.map(|own| own.reference) == name
		});
		let same: Vec<_> = same.map(|(id, own)| (*id, own.at)).collect();
		require(same.iter().all(|(_, at)| self.now >= at + WINDOW))?;
		require(amount > 0 && self.is_active(person) && shop.open && shop.owner != *who)?;
		let owner = self.person_of(&shop.owner);
		require(owner.is_none() || (owner != Some(person) && owner != self.person_of(who)))?;
		self.touch(person);
		let month = self.month();
		let (mut missing, mut parts) = (amount, Vec::new());
		for (id, cap) in self.usable(person, &shop) {
			let room = cap.map_or(Won::MAX, |(cap, per_month)| {
				per_month.saturating_sub(self.used(person, Counter::Cap(cap.0), month))
			});
			let pays = self.worth(person, id).min(room).min(missing);
			if pays == 0 {
				continue;
			}
			missing -= pays;
			let (graced, face, earned) = self.debit(person, id, pays);
			let cap = cap.map(|(cap, _)| cap);
			if let Some(cap) = cap {
				self.count(person, Counter::Cap(cap.0), month, pays);
			}
			let totals = self.totals.get_mut(&id)?;
			totals.outstanding -= pays;
			totals.graced -= graced;
			totals.spent += pays;
			totals.pot -= pays;
			parts.push(MPart { series: id, amount: pays, face, cap, earned });
		}
		require(missing == 0 || (with_plain && self.plain(who) >= missing))?;
		require(missing <= most_own)?;
		self.receipts.retain(|id, _| same.iter().all(|(old, _)| old != id));
		self.take(who, missing);
		self.give(&shop.owner, amount);
		if self.earns {
			let from_lots = amount - missing;
			if from_lots > 0 {
				*self.takings.entry(merchant).or_default() += from_lots;
			}
		}
		let account = who.clone();
		let (at, plain) = (self.now, missing);
		let receipt = MReceipt { person, account, merchant, order, at, parts, plain };
		self.receipts.insert(self.next_receipt, receipt);
		self.next_receipt.0 += 1;
		Some(())
	}

	pub fn pay(&mut self, who: &AccountId, merchant: MerchantId, agreed: Agreement) -> Option<()> {
		let person = self.person_of(who)?;
		self.pay_from(who, person, merchant, agreed, true)
	}

	pub fn pay_for(
		&mut self,
		who: &AccountId,
		ward: PersonId,
		merchant: MerchantId,
		amount: Won,
	) -> Option<()> {
		let guardian = self.active_person(who)?;
		require((guardian, ward) == (KIM_ID, CHILD_ID))?;
		let agreed = Agreement { amount, order: None, most_own: 0, until: Moment::MAX };
		self.pay_from(who, ward, merchant, agreed, false)
	}

	pub fn gift(&mut self, who: &AccountId, id: SeriesId, to: PersonId, amount: Won) -> Option<()> {
		let from = self.active_person(who)?;
		let series = self.series.get(&id)?;
		let terms = series.at(self.now).clone();
		require(amount > 0 && from != to && self.is_active(to))?;
		require(!series.paused && !series.ended(self.now) && self.now >= terms.opens)?;
		require(terms.gift && amount <= 30_000)?;
		self.touch(from);
		self.touch(to);
		let month = self.month();
		require(self.used(from, Counter::Given(id), month) + amount <= 50_000)?;
		require(self.worth(from, id) >= amount)?;
		if let Some(sale) = &terms.sale {
			require(self.held_of_purchases(to) + amount <= sale.holding)?;
		}
		// Gifts leave room for other money.
		let may_be_given =
			|own: &SeriesId| self.series.get(own).is_some_and(|series| series.at(self.now).gift);
		let gifts = self.lots_of(to).into_iter().filter(may_be_given).count();
		require(self.lots.contains_key(&(to, id)) || gifts < 12)?;
		let whole = self.lots[&(from, id)].amount;
		let earned = self.unearn(from, id, (amount, whole));
		let face = self.take_out(from, id, amount)?;
		self.use_purchases(from, id);
		self.count(from, Counter::Given(id), month, amount);
		require(self.credit(to, id, amount, face, 0))?;
		require(earned.into_iter().all(|(extra, won)| self.earn(to, id, extra, won)))
	}
}

pub fn require(condition: bool) -> Option<()> {
	condition.then_some(())
}
