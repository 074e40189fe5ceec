// SPDX-License-Identifier: Apache-2.0

//! Events suffice: whoever only reads them knows every lot, every total, the reserve, and every open cash-out.

use std::collections::BTreeMap;

use chungnam_primitives::{Debts, ReceiptId, Receipts as _};
use chungnam_testkit::Replay;
use frame_support::assert_ok;

use super::*;
use crate::{CashOutId, CashOutRejection, CashOuts, ClawBackReason, DropsByCohort, ReserveState};

/// What a reader of events keeps.
#[derive(Default)]
struct Reader {
	reserve: Won,
	issuance: Won,
	lots: BTreeMap<(PersonId, SeriesId), Won>,
	totals: BTreeMap<SeriesId, Totals>,
	ends: BTreeMap<SeriesId, Moment>,
	cash_outs: BTreeMap<CashOutId, Won>,
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
			money => self.read_money(money),
		}
	}

	fn read_money(&mut self, event: Event<Test>) {
		match event {
			Event::ReserveAttested { new, .. } => self.reserve = new,
			Event::Minted { amount, .. } => self.issuance += amount,
			Event::Burnt { amount, .. } => {
				self.issuance -= amount;
				self.reserve -= amount;
			}
			Event::CashOutRequested { id, amount, .. } => {
				self.cash_outs.insert(id, amount);
			}
			Event::CashOutConfirmed { id, .. }
			| Event::CashOutRejected { id, .. }
			| Event::CashOutCancelled { id, .. } => {
				self.cash_outs.remove(&id);
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
				if let Some((from, amount)) = forfeited {
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
		assert_eq!(self.reserve, ReserveState::<Test>::get().balance);
		assert_eq!(self.issuance, Balances::total_issuance());
		self.assert_same_drops();
		let open = CashOuts::<Test>::iter().map(|(id, request)| (id, request.amount)).collect();
		assert_eq!(self.cash_outs, open);
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
	assert_ok!(RegionalCurrency::charge(PROGRAMME, KIM_ID, 400, share));
	drop_on(first, 1_000);
	let until = Some(TODAY + DAYS);
	let parts = [part(first), part(second)];
	assert_ok!(RegionalCurrency::open(PROGRAMME, &parts, 2_000, until, &COUNTY));
	assert_ok!(pay(KIM, RESTAURANT, 100));
	assert_ok!(calls::claim(signed(LEE)));
	let last = PaymentState::<Test>::get().next_receipt - 1;
	assert_ok!(RegionalCurrency::set_pledged(last, true));
	assert_eq!(RegionalCurrency::take_back(PROGRAMME, LEE_ID, 1_500), Ok(1_500));
	let budget = RegionalCurrency::open_budget(PROGRAMME, &template(), 500, &COUNTY);
	assert_ok!(RegionalCurrency::give(budget.expect("it opens"), KIM_ID, 500, None));
	at(TODAY + DAYS);
	assert_ok!(calls::lapse(signed(STRANGER), second));
}

fn prepare() {
	assert_ok!(RegionalCurrency::attest_reserve(signed(BANK), 1_000_000, [0; 32]));
	assert_ok!(RegionalCurrency::mint(signed(BANK), COUNTY, 200_000));
	assert_ok!(RegionalCurrency::mint(signed(BANK), BANK, 10));
	assert_ok!(RegionalCurrency::burn(signed(BANK), 10));
	let series = [
		(MoneyClass::Incentive, incentive()),
		(MoneyClass::Purchased, purchased(Some(0))),
		(MoneyClass::Policy, policy()),
	];
	for (class, rules) in series {
		let funders = funded_by_county();
		let by = signed(COUNTY);
		assert_ok!(RegionalCurrency::create_series(by, class, county(), funders, rules));
	}
	assert_ok!(RegionalCurrency::fund(signed(COUNTY), 0, 50_000));
	assert_ok!(RegionalCurrency::fund(signed(COUNTY), 2, 100_000));
}

fn trade() {
	assert_ok!(calls::sell(signed(BANK), 1, KIM_ID, 100_000, 0));
	assert_ok!(RegionalCurrency::mint(signed(BANK), LEE, 7_000));
	assert_ok!(calls::buy(signed(LEE), 1, 5_000, 0));
	let payments = BoundedVec::truncate_from(vec![(LEE_ID, 30_000), (CHILD_ID, 20_000)]);
	assert_ok!(calls::issue(signed(COUNTY), 2, payments));
	let reason = ClawBackReason::PaidInError;
	assert_ok!(calls::claw_back(signed(COUNTY), 2, CHILD_ID, 1_000, reason));
	assert_ok!(calls::gift(signed(KIM), 1, CHOI_ID, 9_000));
	assert_ok!(calls::gift(signed(KIM), 0, LEE_ID, 2_000));
	assert_ok!(pay(KIM, RESTAURANT, 70_000));
	assert_ok!(pay(LEE, RESTAURANT, 35_000));
	assert_ok!(RegionalCurrency::pay_for(signed(KIM), CHILD_ID, RESTAURANT, 4_000));
	assert_ok!(calls::refund(signed(COOK), 1, 12_000));
	assert_ok!(calls::refund_rest(signed(KIM), 1));
}

fn settle() {
	assert_ok!(RegionalCurrency::pay_shop(signed(COOK), MART, 5_000));
	for amount in [10_000, 20_000, 30_000] {
		assert_ok!(RegionalCurrency::request_cash_out(signed(COOK), amount));
	}
	assert_ok!(RegionalCurrency::review_cash_out(signed(AUDITOR), 1));
	let paid = BoundedVec::truncate_from(vec![(1, [0; 32])]);
	assert_ok!(RegionalCurrency::confirm_cash_outs(signed(BANK), paid));
	assert_ok!(RegionalCurrency::cancel_cash_out(signed(COOK), 2));
	let reason = CashOutRejection::Duplicate;
	assert_ok!(RegionalCurrency::reject_cash_out(signed(BANK), 3, reason));
}

#[test]
fn whoever_reads_the_events_knows_the_money() {
	ExtBuilder::default().reserve(0).build_and_execute(|| {
		let mut reader = Reader::default();
		for act in [prepare, trade, settle] {
			act();
			reader.catch_up();
		}
		drops();
		reader.catch_up();
		at(EXPIRES);
		for series in 0..3 {
			assert_ok!(RegionalCurrency::sweep(signed(STRANGER), series));
		}
		reader.catch_up();
		at(EXPIRES + 60 * DAYS);
		assert_ok!(RegionalCurrency::remove_series(signed(COUNTY), 2));
		reader.catch_up();
		for series in [3, 4, 6] {
			assert_ok!(RegionalCurrency::sweep(signed(STRANGER), series));
		}
		reader.catch_up();
	});
}
