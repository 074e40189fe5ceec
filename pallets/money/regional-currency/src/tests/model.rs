// SPDX-License-Identifier: Apache-2.0

//! Random operations on the pallet and on a plain model of the money, compared after each step.
//!
//! `MONEY_MODEL_STEPS` and `MONEY_MODEL_SEED` choose how many and which; a million steps are
//! `MONEY_MODEL_STEPS=1000000 cargo test -p pallet-regional-currency model`.

mod compare;
mod money;
mod terms;

use crate::CapId;
use chungnam_ports::Standing;
use chungnam_primitives::{PersonId, ReceiptId, SeriesId};
use chungnam_testkit::{steps_and_seed, Attempt, Dice, Walk};
use frame_support::{traits::Hooks, weights::Weight};

use self::{
	money::{MPerson, MShop, Money, DELAY},
	terms::{Place, Sale, Terms},
};
use super::*;
use crate::ClawBackReason;

const STEPS: u64 = 10_000;
/// The numbered invariants read all of the state, so not after each step.
const CHECK_EVERY: u64 = 50;
const PLENTY: Won = 1_000_000_000;
/// Two more people than the county of the other tests has.
const PARK: AccountId = account(31);
const YOON: AccountId = account(32);
const PARK_ID: PersonId = PersonId(5);
const YOON_ID: PersonId = PersonId(6);

struct World {
	dice: Dice,
	money: Money,
	/// Keys that a recovery replaced, and the keys that are next.
	former: Vec<AccountId>,
	next_key: u16,
}

/// What was tried, whether the pallet did it, and whether the model did.
struct Step {
	what: String,
	done: DispatchResult,
	expected: bool,
}

/// Tries the same on both.
macro_rules! both {
	($self:ident, $method:ident($($arg:expr),*), $call:expr) => {{
		let what = format!("{}{:?}", stringify!($method), ($(&$arg,)*));
		let expected = $self.money.attempt(|money| money.$method($($arg),*));
		Step { what, expected, done: $call }
	}};
}

#[test]
fn the_pallet_and_a_plain_model_agree_about_every_won() {
	let (steps, seed) = steps_and_seed("MONEY_MODEL", STEPS);
	let chain = ExtBuilder::default().plain(COUNTY, PLENTY).plain(BANK, PLENTY);
	let chain = chain.with_bonus(1_000_000);
	chain.build_and_execute(|| {
		let mut world = World::new(seed);
		let (mut walk, mut in_grace) = (Walk::default(), 0u64);
		for number in 0..steps {
			let step = world.step();
			let said = walk.count(number, seed, (step.what, step.expected, step.done));
			world.money.assert_same(&said);
			in_grace += u64::from(world.money.totals.values().any(|own| own.graced > 0));
			chungnam_testkit::say_progress(number, steps);
			if number % CHECK_EVERY == 0 {
				world.money.assert_nothing_else(&said);
				RegionalCurrency::do_try_state().unwrap_or_else(|why| panic!("{said}: {why:?}"));
			}
			System::reset_events();
		}
		let series = world.money.next_series;
		println!("{walk}; {series} series, {in_grace} in grace");
		walk.assert_both_tried(3, 10);
		assert!(in_grace > 0 || steps < STEPS, "refunds come after the end, too");
	});
}

impl World {
	fn new(seed: u64) -> Self {
		MockReserve::state(100 * PLENTY);
		for (key, person, zone) in [(PARK, PARK_ID, EUP), (YOON, YOON_ID, MYEON_2)] {
			MockRegistry::add_person(key.clone(), person, zone);
			System::inc_providers(&key);
		}
		MockRegistry::add_guardian(KIM_ID, CHILD_ID, Moment::MAX);
		for shop in [CLINIC, STORE] {
			MockRegistry::close_merchant(shop);
		}
		let mut money = Money {
			now: TODAY,
			reserve: 100 * PLENTY,
			issuance: 2 * PLENTY + 1_000_000,
			bonus_pot: 1_000_000,
			earns: true,
			..Default::default()
		};
		money.plain.extend([(COUNTY, PLENTY), (BANK, PLENTY)]);
		let people = [
			(KIM_ID, KIM, MYEON_1),
			(LEE_ID, LEE, EUP),
			(CHILD_ID, CHILD, MYEON_1),
			(CHOI_ID, CHOI, BORYEONG_TOWN),
			(PARK_ID, PARK, EUP),
			(YOON_ID, YOON, MYEON_2),
		];
		for (id, key, zone) in people {
			money.people.insert(id, MPerson { key, zone, active: true });
		}
		let shops = [
			(RESTAURANT, COOK, MYEON_1, category::RESTAURANT, SalesClass::Small),
			(MART, GROCER, EUP, category::HANARO_MART, SalesClass::Small),
			(CAFE, BARISTA, BORYEONG_TOWN, category::RESTAURANT, SalesClass::Micro),
			(FARM_STAND, KIM, MYEON_1, category::GROCERY, SalesClass::Micro),
		];
		for (id, owner, zone, category, class) in shops {
			money.shops.insert(id, MShop { owner, zone, category, class, open: true });
		}
		let mut world = Self { dice: Dice::new(seed), money, former: Vec::new(), next_key: 0 };
		for series in 0..6 {
			let step = world.create(true);
			assert!(step.expected && step.done.is_ok(), "the first series are sound");
			let step = world.fund_with(COUNTY, SeriesId(series), 2_000_000);
			assert!(step.expected && step.done.is_ok(), "the county is rich");
		}
		world
	}

	fn step(&mut self) -> Step {
		let money = &mut self.money;
		money.now += match self.dice.below(100) {
			0 => self.dice.below(12) * DAYS,
			1..=30 => self.dice.below(DAYS / 4),
			_ => self.dice.below(1_000),
		};
		at(money.now);
		match self.dice.below(100) {
			0..=3 => self.reserve(),
			4..=11 => self.define(),
			12..=14 => self.fund(),
			15 => self.undo_purchase(),
			16..=26 => self.purchase(),
			27..=33 => self.issue(),
			34..=35 => self.claw_back(),
			36..=58 => self.pay(),
			59..=63 => self.gift(),
			64..=72 => self.refund(),
			73..=75 => self.refund_rest(),
			76..=81 => self.cash_out(),
			82..=90 => self.pay_shop(),
			91..=93 => self.end(),
			94..=95 => self.bonus(),
			96..=97 => self.registry(),
			98 => self.reclaim(),
			_ => self.prune(),
		}
	}

	fn a_person(&mut self) -> PersonId {
		let all = if self.dice.one_in(40) { 9 } else { 6 };
		PersonId(self.dice.below(all) as u32 + 1)
	}

	fn a_key(&mut self) -> AccountId {
		if self.dice.one_in(12) {
			return self.dice.pick(&[KIM_CARD, STRANGER, COOK]);
		}
		let person = PersonId(self.dice.below(6) as u32 + 1);
		self.money.people[&person].key.clone()
	}

	fn a_shop(&mut self) -> MerchantId {
		if self.dice.one_in(40) {
			return CLINIC;
		}
		self.dice.pick(&[RESTAURANT, MART, CAFE, FARM_STAND])
	}

	/// Mostly one of those that are young, at times any number.
	fn a_series(&mut self) -> SeriesId {
		let next = self.money.next_series;
		let back = if self.dice.one_in(10) { 20 } else { 8 };
		SeriesId(next.0.saturating_sub(self.dice.below(back) as u32))
	}

	/// One of this class if there is any.
	fn a_series_of(&mut self, class: MoneyClass) -> SeriesId {
		let now = self.money.now;
		let all = self.money.series.iter().filter(|(_, own)| own.class == class);
		let live: Vec<_> = all.filter(|(_, own)| !own.ended(now)).map(|(id, _)| *id).collect();
		if live.is_empty() || self.dice.one_in(15) {
			return self.a_series();
		}
		let young = live.len().saturating_sub(4);
		self.dice.pick(&live[young..])
	}

	/// The bank states another balance, or an institution gets plain won.
	fn reserve(&mut self) -> Step {
		if self.dice.one_in(3) {
			let spread = Won::from(self.dice.below(100_000_000_000));
			let balance = if self.dice.one_in(4) { spread } else { 100 * PLENTY };
			MockReserve::state(balance);
			self.money.reserve = balance;
			return Step { what: format!("state {balance}"), done: Ok(()), expected: true };
		}
		let (to, amount) = (self.a_key(), self.dice.won() * 20);
		let done = MockReserve::<Balances>::mint(&to, amount);
		let what = format!("mint {amount} to {to}");
		let expected = self.money.attempt(|money| money.mint(&to, amount));
		Step { what, expected, done }
	}

	/// Six kinds of series, all classes.
	fn some_terms(&mut self, kind: u64) -> (MoneyClass, Terms) {
		let now = self.money.now;
		let opens = now + if self.dice.one_in(3) { self.dice.below(3 * DAYS) } else { 0 };
		let base = Terms::new(opens, now + (10 + self.dice.below(40)) * DAYS);
		let extra = self.a_series_of(MoneyClass::Incentive);
		let sale = |extra| Sale {
			closes: base.expires - 2 * DAYS,
			per_month: 300_000,
			holding: 400_000,
			extra,
		};
		let sold = Terms { gift: true, refund: true, ..base.clone() };
		match kind {
			0 => (MoneyClass::Incentive, Terms { gift: true, router_percent: 7, ..base }),
			1 => (MoneyClass::Purchased, Terms { sale: Some(sale(Some(extra))), ..sold }),
			2 => (MoneyClass::Purchased, Terms { sale: Some(sale(None)), gift: false, ..sold }),
			3 => (MoneyClass::Policy, Terms { cap: Some((CapId(1), 40_000)), ..base }),
			4 => {
				let (place, cap) = (Place::HomeZone, Some((CapId(1), 25_000)));
				let terms = Terms { place, cap, small_only: true, router_percent: 50, ..base };
				(MoneyClass::Policy, terms)
			}
			_ => {
				let categories = vec![category::RESTAURANT, category::GROCERY];
				(MoneyClass::Policy, Terms { place: Place::Province, categories, ..base })
			}
		}
	}

	fn create(&mut self, first: bool) -> Step {
		let kind = if first { self.money.next_series.0.into() } else { self.dice.below(6) };
		let (class, mut terms) = self.some_terms(kind);
		if !first && self.dice.one_in(10) {
			terms.expires = terms.opens;
		}
		if let Some(sale) = terms.sale.as_mut().filter(|sale| first && sale.extra.is_some()) {
			sale.extra = Some(SeriesId(0));
		}
		let funder = |account, percent| Funder {
			account,
			level: FunderLevel::Other,
			share: Perbill::from_percent(percent),
		};
		let funders = BoundedVec::truncate_from(vec![funder(COUNTY, 60), funder(BANK, 40)]);
		let rules = terms.to_rules();
		let call = RegionalCurrency::create_series(signed(COUNTY), class, county(), funders, rules);
		both!(self, create(class, terms), call)
	}

	fn define(&mut self) -> Step {
		let series = self.a_series();
		match self.dice.below(8) {
			0 | 1 => self.create(false),
			2 | 3 => self.schedule(series),
			4 => {
				let own = self.money.series.get(&series);
				let known = own.and_then(|own| own.coming.keys().next_back().copied());
				let from = known.unwrap_or(self.money.now + self.dice.below(2) * DAYS);
				let call = RegionalCurrency::cancel_change(signed(COUNTY), series, from);
				both!(self, cancel_change(series, from), call)
			}
			5 => {
				let call = RegionalCurrency::pause_series(signed(COUNTY), series);
				both!(self, set_paused(series, true), call)
			}
			_ => {
				let paused = self.money.series.iter().find(|(_, own)| own.paused);
				let series = paused.map_or(series, |(id, _)| *id);
				let call = RegionalCurrency::resume_series(signed(COUNTY), series);
				both!(self, set_paused(series, false), call)
			}
		}
	}

	fn schedule(&mut self, series: SeriesId) -> Step {
		let now = self.money.now;
		let known = self.money.series.get(&series).map(|own| own.at(now).clone());
		let mut terms = known.unwrap_or(Terms::new(now, now + DAYS));
		terms.place = self.dice.pick(&[Place::HomeZone, Place::HomeRegion, Place::Province]);
		terms.cap = terms.cap.map(|(id, _)| (id, Won::from(self.dice.below(60)) * 1_000));
		match self.dice.below(4) {
			0 => terms.expires += self.dice.below(20) * DAYS,
			1 => terms.expires -= self.dice.below(2) * DAYS,
			_ => (),
		}
		let from = now + DELAY - DAYS / 8 + self.dice.below(DAYS);
		let rules = terms.to_rules();
		let call = RegionalCurrency::schedule_change(signed(COUNTY), series, from, rules);
		both!(self, schedule(series, from, terms), call)
	}

	fn fund(&mut self) -> Step {
		let class = self.dice.pick(&[MoneyClass::Incentive, MoneyClass::Policy]);
		let (series, amount) = (self.a_series_of(class), self.dice.won() * 100);
		let who = self.dice.pick(&[COUNTY, COUNTY, COUNTY, BANK, KIM]);
		self.fund_with(who, series, amount)
	}

	fn fund_with(&mut self, who: AccountId, series: SeriesId, amount: Won) -> Step {
		let call = RegionalCurrency::fund(signed(who.clone()), series, amount);
		let what = format!("fund {series} with {amount} by {who}");
		let expected = self.money.attempt(|money| money.fund(&who, series, amount));
		Step { what, expected, done: call }
	}

	fn purchase(&mut self) -> Step {
		let series = self.a_series_of(MoneyClass::Purchased);
		let amount = self.dice.won();
		let least = if self.dice.one_in(4) { amount / 10 } else { 0 };
		if self.dice.one_in(2) {
			let person = self.a_person();
			let call = calls::sell(signed(BANK), series, person, amount, least);
			return both!(self, sell(series, person, amount, least), call);
		}
		let who = self.a_key();
		let call = calls::buy(signed(who.clone()), series, amount, least);
		let what = format!("buy {amount} of {series} by {who}");
		let expected = self.money.attempt(|money| money.buy(&who, series, amount, least));
		Step { what, expected, done: call }
	}

	fn issue(&mut self) -> Step {
		let series = self.a_series_of(MoneyClass::Policy);
		let count = self.dice.below(5);
		let payments: Vec<_> = (0..count).map(|_| (self.a_person(), self.dice.won())).collect();
		let list = BoundedVec::truncate_from(payments.clone());
		let call = calls::issue(signed(COUNTY), series, list);
		let what = format!("issue {payments:?} of {series}");
		let expected = self.money.attempt(|money| money.issue(series, &payments));
		Step { what, expected, done: call }
	}

	fn claw_back(&mut self) -> Step {
		let (series, person) = (self.a_series(), self.a_person());
		let amount = self.an_amount_of(person, series);
		let reason = ClawBackReason::PaidInError;
		let call = calls::claw_back(signed(COUNTY), series, person, amount, reason);
		both!(self, claw_back(series, person, amount), call)
	}

	/// Often exactly what the person has.
	fn an_amount_of(&mut self, person: PersonId, series: SeriesId) -> Won {
		let worth = self.money.worth(person, series);
		match self.dice.below(4) {
			0 => worth,
			1 | 2 => self.dice.won().min(worth),
			_ => self.dice.won(),
		}
	}

	fn pay(&mut self) -> Step {
		let (who, shop) = (self.a_key(), self.a_shop());
		if self.dice.one_in(8) {
			let (ward, amount) = (self.dice.pick(&[CHILD_ID, CHILD_ID, LEE_ID]), self.dice.won());
			let who = self.dice.pick(&[KIM, KIM, LEE]);
			let done = pay_for(who.clone(), ward, shop, amount);
			let what = format!("{who} pays {amount} to {shop} for {ward}");
			let expected = self.money.attempt(|money| money.pay_for(&who, ward, shop, amount));
			return Step { what, expected, done };
		}
		let quoted = quote(who.clone(), shop, 1).affordable;
		let amount = match self.dice.below(5) {
			0 => quoted,
			1 => self.dice.won(),
			_ => self.dice.won().min(quoted),
		};
		let order = self.dice.one_in(2).then(|| order(self.dice.below(6) as u8));
		let told = RegionalCurrency::quote(who.clone(), shop, amount, order).plan;
		let own = told.as_ref().map_or(amount, |plan| plan.plain);
		let most_own = if self.dice.one_in(10) { own / 2 } else { own };
		let agreement = Agreement { amount, order, most_own, until: soon() };
		let call = pay_as_agreed(who.clone(), shop, agreement);
		let promised = told.is_ok() && own == most_own;
		assert_eq!(promised, call.is_ok(), "a quote is kept: {call:?}");
		let what = format!("{who} pays {amount} to {shop} for {order:?} with at most {most_own}");
		let expected = self.money.attempt(|money| money.pay(&who, shop, agreement));
		Step { what, expected, done: call }
	}

	fn gift(&mut self) -> Step {
		let (who, to) = (self.a_key(), self.a_person());
		let class = self.dice.pick(&[MoneyClass::Purchased, MoneyClass::Incentive]);
		let series = self.a_series_of(class);
		let from = self.money.person_of(&who).unwrap_or(PersonId(0));
		let amount = self.an_amount_of(from, series);
		let call = calls::gift(signed(who.clone()), series, to, amount);
		let what = format!("{who} gives {amount} of {series} to {to}");
		let expected = self.money.attempt(|money| money.gift(&who, series, to, amount));
		Step { what, expected, done: call }
	}

	fn refund(&mut self) -> Step {
		let (oldest, next) = (self.money.oldest_receipt, self.money.next_receipt);
		let id = ReceiptId(oldest.0 + self.dice.below(next.0 - oldest.0 + 1));
		let receipt = self.money.receipts.get(&id);
		let left = receipt.map_or(1, |receipt| receipt.left());
		let shop = receipt.and_then(|receipt| self.money.shops.get(&receipt.merchant));
		let owner = shop.map_or(COOK, |shop| shop.owner.clone());
		let who = if self.dice.one_in(6) { self.dice.pick(&[WAITER, GROCER, LEE]) } else { owner };
		let amount = if self.dice.one_in(2) { left } else { self.dice.won().min(left + 1) };
		let call = calls::refund(signed(who.clone()), id, amount);
		let what = format!("{who} refunds {amount} of receipt {id}");
		let expected = self.money.attempt(|money| money.refund(&who, id, amount));
		Step { what, expected, done: call }
	}

	fn undo_purchase(&mut self) -> Step {
		let (who, series) = (self.a_key(), self.a_series_of(MoneyClass::Purchased));
		let call = calls::undo_purchase(signed(who.clone()), series);
		let what = format!("{who} undoes a purchase of {series}");
		let expected = self.money.attempt(|money| money.undo_purchase(&who, series));
		Step { what, expected, done: call }
	}

	fn refund_rest(&mut self) -> Step {
		let (who, series) = (self.a_key(), self.a_series_of(MoneyClass::Purchased));
		let call = calls::refund_rest(signed(who.clone()), series);
		let what = format!("{who} asks for the rest of {series}");
		let expected = self.money.attempt(|money| money.refund_rest(&who, series));
		Step { what, expected, done: call }
	}

	/// The bank pays plain won of a shop out.
	fn cash_out(&mut self) -> Step {
		let who = self.dice.pick(&[COOK, GROCER, BARISTA]);
		let amount = self.dice.won().min(self.money.plain(&who));
		burn(&who, amount);
		self.money.take(&who, amount);
		self.money.issuance -= amount;
		Step { what: format!("{who} cashes {amount} out"), done: Ok(()), expected: true }
	}

	fn pay_shop(&mut self) -> Step {
		let who = self.dice.pick(&[COOK, GROCER, BARISTA, KIM, WAITER, LEE]);
		let (to, amount) = (self.a_shop(), self.dice.won());
		let call = RegionalCurrency::pay_shop(signed(who.clone()), to, amount, None, soon());
		let what = format!("{who} passes {amount} on to {to}");
		let expected = self.money.attempt(|money| money.pay_shop(&who, to, amount));
		Step { what, expected, done: call }
	}

	fn end(&mut self) -> Step {
		let now = self.money.now;
		let known: Vec<SeriesId> = self.money.series.keys().copied().collect();
		let series = if self.dice.one_in(20) { 9_999 } else { self.dice.pick(&known).0 };
		if self.dice.one_in(2) {
			let unswept = self
				.money
				.totals
				.iter()
				.find(|(id, own)| self.money.series[id].ended(now) && own.pot > own.graced);
			let unswept = unswept.map_or(series, |(id, _)| id.0);
			let series = if self.dice.one_in(4) { series } else { unswept };
			let call = RegionalCurrency::sweep(signed(STRANGER), SeriesId(series));
			return both!(self, sweep(SeriesId(series)), call);
		}
		let empty = self.money.totals.iter().find(|(id, own)| {
			self.money.series[id].at(now).expires + 45 * DAYS < now && own.pot == 0
		});
		let empty = empty.map_or(series, |(id, _)| id.0);
		let series = if self.dice.one_in(4) { series } else { empty };
		let call = RegionalCurrency::remove_series(signed(COUNTY), SeriesId(series));
		both!(self, remove(SeriesId(series)), call)
	}

	/// Takings earn a bonus, or do not.
	fn bonus(&mut self) -> Step {
		let earns = self.dice.one_in(2);
		set_bonus(Perbill::from_percent(if earns { 5 } else { 0 }));
		self.money.earns = earns;
		Step { what: format!("takings earn: {earns}"), done: Ok(()), expected: true }
	}

	/// Freezes and unfreezes people, suspends and re-opens shops: mostly back.
	fn registry(&mut self) -> Step {
		let active = !self.dice.one_in(6);
		if self.dice.one_in(2) {
			let person = PersonId(self.dice.below(6) as u32 + 1);
			let standing = if active { Standing::Active } else { Standing::Frozen };
			MockRegistry::set_standing(person, standing);
			self.money.people.entry(person).and_modify(|own| own.active = active);
		} else {
			let shop = self.dice.pick(&[RESTAURANT, MART, CAFE, FARM_STAND]);
			MockRegistry::set_open(shop, active);
			self.money.shops.entry(shop).and_modify(|own| own.open = active);
		}
		Step { what: "registry".into(), done: Ok(()), expected: true }
	}

	/// Yoon loses a key, gets another, and the won follows later, or somebody else tries.
	fn reclaim(&mut self) -> Step {
		// Not more of them, or a million steps would compare ever more accounts.
		let few = self.former.len() < 30;
		if self.former.is_empty() || (few && self.dice.one_in(2)) {
			let old = self.money.people[&YOON_ID].key.clone();
			let mut bytes = [0xEE; 32];
			bytes[..2].copy_from_slice(&self.next_key.to_le_bytes());
			self.next_key += 1;
			let new = AccountId::new(bytes);
			System::inc_providers(&new);
			MockRegistry::recover_key(old.clone(), new.clone());
			self.money.people.entry(YOON_ID).and_modify(|own| own.key = new);
			self.former.push(old);
			return Step { what: "recovery".into(), done: Ok(()), expected: true };
		}
		let from = self.dice.pick(&self.former.clone());
		let who = if self.dice.one_in(4) { LEE } else { self.money.people[&YOON_ID].key.clone() };
		let call = RegionalCurrency::reclaim_won(signed(who.clone()), from.clone());
		let what = format!("{who} reclaims the won of {from}");
		let expected = self.money.attempt(|money| money.reclaim(&who, &from, who != LEE));
		Step { what, expected, done: call }
	}

	fn prune(&mut self) -> Step {
		RegionalCurrency::on_idle(1, Weight::MAX);
		self.money.prune();
		Step { what: "prune".into(), done: Ok(()), expected: true }
	}
}
