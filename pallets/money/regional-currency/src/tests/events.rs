// SPDX-License-Identifier: Apache-2.0

//! Events suffice: a reader of the events alone knows every lot and every total.

use std::collections::BTreeMap;

use chungnam_ports::{Debts, Receipts as _};
use chungnam_primitives::{ReceiptId, SeriesId};
use chungnam_testkit::Replay;
use frame_support::assert_ok;

use super::*;
use crate::{ClawBackReason, DropsByCohort};

/// What a reader of events keeps.
#[derive(Default)]
struct Reader {
	lots: BTreeMap<(PersonId, SeriesId), Won>,
	totals: BTreeMap<SeriesId, Totals>,
	ends: BTreeMap<SeriesId, Moment>,
	openers: BTreeMap<SeriesId, Opener>,
	/// Number, series, and shares that nobody claimed.
	drops: BTreeMap<CohortId, Vec<(u32, SeriesId, Won, u32)>>,
	seen: BTreeMap<PersonId, u32>,
	debts: BTreeMap<(PersonId, Opener), Won>,
	pledged: BTreeMap<ReceiptId, bool>,
}

impl Reader {
	fn totals(&mut self, series: SeriesId) -> &mut Totals {
		self.totals.get_mut(&series).expect("it was created")
	}

	fn lot(&mut self, person: PersonId, series: SeriesId) -> &mut Won {
		self.lots.entry((person, series)).or_default()
	}

	fn given(&mut self, person: PersonId, series: SeriesId, amount: Won) {
		*self.lot(person, series) += amount;
		let totals = self.totals(series);
		totals.issued += amount;
		totals.outstanding += amount;
	}

	fn gone(&mut self, person: PersonId, series: SeriesId, amount: Won) {
		*self.lot(person, series) -= amount;
		self.totals(series).outstanding -= amount;
	}

	fn clawed_back(&mut self, person: PersonId, series: SeriesId, amount: Won) {
		self.gone(person, series, amount);
		let totals = self.totals(series);
		totals.clawed_back += amount;
		totals.budget += amount;
	}

	fn forget_drop(&mut self, series: SeriesId) {
		self.drops.values_mut().for_each(|drops| drops.retain(|(_, own, ..)| *own != series));
		self.drops.retain(|_, drops| !drops.is_empty());
	}

	fn read_drops(&mut self, event: Event<Test>) {
		match event {
			Event::DropOpened { drop, cohort, series, per_head, heads, .. } => {
				let amount = per_head * Won::from(heads);
				let totals = self.totals(series);
				totals.budget -= amount;
				totals.issued += amount;
				totals.outstanding += amount;
				self.drops.entry(cohort).or_default().push((drop, series, per_head, heads));
			}
			Event::Claimed { person, seen, drops } => {
				self.seen.insert(person, seen);
				for (series, amount) in drops {
					*self.lot(person, series) += amount;
					let mut all = self.drops.values_mut().flatten();
					let own = all.find(|(_, own, ..)| *own == series).expect("it was opened");
					own.3 -= 1;
				}
			}
			Event::Withheld { series, person, amount } => {
				self.clawed_back(person, series, amount);
				let opener = self.openers[&series];
				*self.debts.get_mut(&(person, opener)).expect("it was owed") -= amount;
			}
			Event::Lapsed { series, amount, .. } => {
				let totals = self.totals(series);
				totals.outstanding -= amount;
				totals.lapsed += amount;
				self.forget_drop(series);
			}
			Event::DebtSet { person, opener, amount, .. } => {
				self.debts.insert((person, opener), amount);
			}
			Event::PledgeSet { receipt, is_pledged } => {
				self.pledged.insert(receipt, is_pledged);
			}
			// Where plain won lies, the events of balances say.
			_ => (),
		}
	}
}

impl Replay<Test> for Reader {
	type Event = Event<Test>;

	fn read(&mut self, event: Event<Test>, at: Moment) {
		match event {
			Event::SeriesCreated { series, definition } => {
				self.totals.insert(series, Totals::default());
				self.ends.insert(series, definition.rules.expires);
				self.openers.extend(definition.opener.map(|opener| (series, opener)));
			}
			Event::Funded { series, amount, .. } => self.totals(series).budget += amount,
			Event::Sold { series, person, amount, incentive } => {
				self.given(person, series, amount);
				if let Some((from, extra)) = incentive {
					self.given(person, from, extra);
					self.totals(from).budget -= extra;
				}
			}
			Event::Issued { series, person, amount } => {
				self.given(person, series, amount);
				self.totals(series).budget -= amount;
			}
			Event::ClawedBack { series, person, amount, .. } => {
				self.clawed_back(person, series, amount);
			}
			Event::GivenUp { series, person, amount } => self.clawed_back(person, series, amount),
			Event::NotIssued { .. } => {}
			Event::Gifted { series, from, to, amount } => {
				*self.lot(from, series) -= amount;
				*self.lot(to, series) += amount;
			}
			Event::Paid { person, parts, .. } => {
				for part in parts {
					self.gone(person, part.series, part.amount);
					self.totals(part.series).spent += part.amount;
				}
			}
			Event::Refunded { person, parts, .. } => {
				for part in parts {
					*self.lot(person, part.series) += part.amount;
					assert!(at < self.ends[&part.series], "nothing is graced here");
					let totals = self.totals(part.series);
					totals.outstanding += part.amount;
					totals.spent -= part.amount;
				}
			}
			Event::RestReturned { series, person, amount, forfeited } => {
				self.gone(person, series, amount);
				self.totals(series).refunded += amount;
				for (from, amount) in forfeited {
					self.clawed_back(person, from, amount);
				}
			}
			Event::PurchaseUndone { series, person, amount, incentive, .. } => {
				self.gone(person, series, amount);
				self.totals(series).refunded += amount;
				if let Some((from, amount)) = incentive {
					self.clawed_back(person, from, amount);
				}
			}
			Event::Swept { series, .. } => {
				self.lots.retain(|(_, own), _| *own != series);
				let totals = self.totals(series);
				totals.expired += core::mem::take(&mut totals.outstanding);
				totals.budget = 0;
				self.forget_drop(series);
			}
			Event::SeriesRemoved { series } => {
				self.totals.remove(&series);
			}
			other => self.read_drops(other),
		}
	}

	fn assert_same(&self, _: &str) {
		let now = now();
		let stored = |(person, wallet): (PersonId, Wallet)| {
			let lots = wallet.lots.into_iter();
			lots.map(move |lot| ((person, lot.series), lot.amount)).collect::<Vec<_>>()
		};
		let ended = |series| self.ends[&series] <= now;
		let lots: BTreeMap<_, _> = Wallets::<Test>::iter()
			.flat_map(stored)
			.filter(|((_, series), _)| !ended(*series))
			.collect();
		let mut read = self.lots.clone();
		read.retain(|(_, series), amount| *amount > 0 && !ended(*series));
		assert_eq!(read, lots);
		assert_eq!(self.totals, TotalsBySeries::<Test>::iter().collect());
		self.assert_same_drops();
	}
}

impl Reader {
	fn assert_same_drops(&self) {
		let shown = |drops: crate::DropList| {
			let drops = drops.into_iter();
			drops.map(|drop| (drop.number, drop.series, drop.per_head, drop.unclaimed)).collect()
		};
		let stored = DropsByCohort::<Test>::iter().map(|(cohort, drops)| (cohort, shown(drops)));
		assert_eq!(self.drops, stored.collect());
		for (person, wallet) in Wallets::<Test>::iter() {
			assert_eq!(self.seen.get(&person).copied().unwrap_or(0), wallet.seen);
			let owed = wallet.debts.iter().map(|debt| ((person, debt.opener), debt.left));
			let mut known = self.debts.clone();
			known.retain(|(own, _), left| *own == person && *left > 0);
			assert_eq!(known, owed.collect());
		}
		for (id, receipt) in Receipts::<Test>::iter() {
			assert_eq!(self.pledged.get(&id).copied().unwrap_or(false), receipt.pledged);
		}
	}
}

/// Drops for two cohorts, of which one lapses.
fn drops() {
	let (first, second) = (cohort_of(&[KIM_ID, LEE_ID]), cohort_of(&[KIM_ID, CHOI_ID]));
	let share = Percent::from_percent(30);
	assert_ok!(RegionalCurrency::set_debt(PROGRAMME, KIM_ID, 400, share));
	drop_on(first, 1_000);
	let until = Some(TODAY + DAYS);
	let parts = [part(first), part(second)];
	assert_ok!(RegionalCurrency::open(PROGRAMME, &parts, 2_000, until, &COUNTY));
	assert_ok!(pay(KIM, RESTAURANT, 100));
	assert_ok!(calls::claim(signed(LEE)));
	let last = ReceiptId(PaymentState::<Test>::get().next_receipt.0 - 1);
	assert_ok!(RegionalCurrency::set_pledged(last, true));
	assert_eq!(RegionalCurrency::take_back(PROGRAMME, LEE_ID, 1_500), Ok(1_500));
	let budget = RegionalCurrency::open_budget(PROGRAMME, &template(), 500, &COUNTY);
	assert_ok!(RegionalCurrency::give(budget.expect("it opens"), KIM_ID, 500, None));
	at(TODAY + DAYS);
	assert_ok!(calls::lapse(signed(STRANGER), second));
}

fn prepare() {
	mint(&COUNTY, 200_000);
	let series = [
		(MoneyClass::Incentive, incentive()),
		(MoneyClass::Purchased, purchased(Some(SeriesId(0)))),
		(MoneyClass::Policy, policy()),
	];
	for (class, rules) in series {
		let funders = funded_by_county();
		let by = signed(COUNTY);
		assert_ok!(RegionalCurrency::create_series(by, class, county(), funders, rules));
	}
	assert_ok!(RegionalCurrency::fund(signed(COUNTY), SeriesId(0), 50_000));
	assert_ok!(RegionalCurrency::fund(signed(COUNTY), SeriesId(2), 100_000));
}

fn trade() {
	assert_ok!(calls::sell(signed(BANK), SeriesId(1), KIM_ID, 100_000, 0));
	mint(&LEE, 7_000);
	assert_ok!(calls::buy(signed(LEE), SeriesId(1), 5_000, 0));
	let payments = BoundedVec::truncate_from(vec![(LEE_ID, 30_000), (CHILD_ID, 20_000)]);
	assert_ok!(calls::issue(signed(COUNTY), SeriesId(2), payments));
	let reason = ClawBackReason::PaidInError;
	assert_ok!(calls::claw_back(signed(COUNTY), SeriesId(2), CHILD_ID, 1_000, reason));
	assert_ok!(calls::gift(signed(KIM), SeriesId(1), CHOI_ID, 9_000));
	assert_ok!(calls::gift(signed(KIM), SeriesId(0), LEE_ID, 2_000));
	assert_ok!(pay(KIM, RESTAURANT, 70_000));
	assert_ok!(pay(LEE, RESTAURANT, 35_000));
	assert_ok!(pay_for(KIM, CHILD_ID, RESTAURANT, 4_000));
	assert_ok!(calls::refund(signed(COOK), ReceiptId(1), 12_000));
	assert_ok!(calls::refund_rest(signed(KIM), SeriesId(1)));
}

fn pass_on() {
	assert_ok!(RegionalCurrency::pay_shop(signed(COOK), MART, 5_000, None, soon()));
}

#[test]
fn a_reader_of_the_events_knows_the_money() {
	ExtBuilder::default().build_and_execute(|| {
		let mut reader = Reader::default();
		for act in [prepare, trade, pass_on] {
			act();
			reader.catch_up();
		}
		drops();
		reader.catch_up();
		at(EXPIRES);
		for series in 0..3 {
			assert_ok!(RegionalCurrency::sweep(signed(STRANGER), SeriesId(series)));
		}
		reader.catch_up();
		at(EXPIRES + 60 * DAYS);
		assert_ok!(RegionalCurrency::remove_series(signed(COUNTY), SeriesId(2)));
		reader.catch_up();
		for series in [3, 4, 6] {
			assert_ok!(RegionalCurrency::sweep(signed(STRANGER), SeriesId(series)));
		}
		reader.catch_up();
	});
}
