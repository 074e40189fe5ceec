// SPDX-License-Identifier: Apache-2.0

//! Events suffice: a reader of them alone knows who is in which tier, every case, every period, and the pool.

use std::collections::BTreeMap;

use chungnam_testkit::Replay;

use super::*;
use crate::{Count, OwedLater, OwedTimes};

/// What a reader of events keeps.
#[derive(Default)]
struct Reader {
	members: BTreeMap<PersonId, u32>,
	cases: BTreeMap<PersonId, Case>,
	history: Vec<Period>,
	counts: BTreeMap<KoreanMonth, Count>,
	owed: BTreeMap<PersonId, OwedTimes>,
	next: KoreanMonth,
	ledger: Ledger,
}

impl Reader {
	fn pay(&mut self, person: PersonId, tier: u32, arrears: Won) {
		self.cases.remove(&person);
		self.members.insert(person, tier);
		self.ledger.paid += arrears;
	}
}

impl Replay<Test> for Reader {
	type Event = Event<Test>;

	fn read(&mut self, event: Event<Test>, at: Moment) {
		match event {
			Event::IncomeCreated { definition, .. } => self.next = definition.next,
			Event::Funded { amount, .. } => self.ledger.funded += amount,
			Event::PeriodSkipped { month, .. } => self.next = month + 1,
			Event::PeriodCounted { count, .. } => {
				self.counts.insert(count.month, count);
			}
			Event::ArrearsOwed { person, owed, .. } => {
				self.owed.insert(person, owed);
				self.owed.retain(|_, owed| !owed.is_empty());
			}
			Event::ArrearsPaid { person, arrears, .. } => {
				assert!(!self.owed.contains_key(&person));
				self.ledger.paid += arrears;
			}
			Event::PeriodOpened { period, .. } => {
				self.next = period.month + 1;
				self.counts.remove(&period.month);
				self.ledger.paid += period.per_head * Won::from(period.heads);
				self.history.push(period);
			}
			Event::PeriodToppedUp { amount, claim_until, .. } => {
				let last = self.history.last_mut().expect("a period was short");
				self.ledger.paid += amount * Won::from(last.heads);
				(last.per_head, last.lacks) = (last.per_head + amount, 0);
				last.topped_until = claim_until;
			}
			Event::ArrearsSeriesOpened { tier, series, .. } => {
				let last = self.history.last_mut().expect("something is owed");
				last.series[tier as usize] = Some(series);
			}
			Event::CheckBegun { people, since, until, .. } => {
				for person in people {
					self.cases.insert(person, Case::Checking { since, until });
				}
			}
			Event::Enrolled { people, .. } => {
				people.into_iter().for_each(|(person, tier)| self.pay(person, tier, 0));
			}
			Event::Unenrolled { people, .. } => {
				people.iter().for_each(|person| {
					self.members.remove(person);
				});
			}
			Event::Admitted { person, tier, arrears, .. }
			| Event::Resumed { person, tier, arrears, .. } => self.pay(person, tier, arrears),
			Event::Settled { person, arrears, .. } => {
				self.cases.remove(&person);
				self.ledger.paid += arrears;
			}
			Event::Suspended { person, reason, .. } => {
				self.members.remove(&person);
				self.cases.insert(person, Case::Suspended { since: at, reason });
			}
			Event::Moved { person, to, .. } => {
				self.members.insert(person, to);
			}
			Event::Sanctioned { person, until, .. } => {
				self.members.remove(&person);
				self.cases.insert(person, Case::Banned { until });
			}
			Event::Refused { person, .. }
			| Event::CaseClosed { person, .. }
			| Event::Forgiven { person, .. } => {
				self.cases.remove(&person);
			}
			Event::CasesPruned { people, .. } => {
				people.iter().for_each(|person| {
					self.cases.remove(person);
				});
			}
			Event::Returned { amount, .. } => self.ledger.returned += amount,
			_ => {}
		}
	}

	fn assert_same(&self, _: &str) {
		for person in [KIM, LEE, PARK, CHOI, HAN] {
			let tier = tier_of(person).map(|tier| tier as u32);
			assert_eq!(self.members.get(&person).copied(), tier, "{person}");
			assert_eq!(self.cases.get(&person).copied(), case(person), "{person}");
			assert_eq!(self.owed.get(&person).cloned(), OwedLater::<Test>::get(ID, person));
		}
		assert_eq!((self.history.clone(), self.next), (income().history.to_vec(), income().next));
		assert!(self.counts.values().eq(&income().counts));
		let Ledger { funded, paid, returned, .. } = ledger();
		assert_eq!((self.ledger.funded, self.ledger.paid), (funded, paid));
		assert_eq!(self.ledger.returned, returned);
		assert_eq!(pool(), funded - paid - returned);
	}
}

#[test]
fn reader_of_events_knows_the_state() {
	ExtBuilder::bare().build_and_execute(|| {
		let mut reader = Reader::default();
		at(TODAY);
		assert_ok!(create(terms()));
		assert_ok!(fund(RICH / 2));
		assert_ok!(enrol(&[KIM]));
		assert_ok!(begin_check(&[HAN, PARK]));
		reader.catch_up();

		run_at(pay_day(APRIL));
		reader.catch_up();
		at(pay_day(APRIL) + DAYS);
		assert_ok!(suspend(KIM));
		assert_ok!(refuse(PARK));
		assert_ok!(enrol(&[PARK]));
		reader.catch_up();
		open_months(APRIL + 1, APRIL + 2);
		reader.catch_up();

		let later = TODAY + 100 * DAYS;
		at(later);
		assert_ok!(admit(HAN));
		assert_ok!(resume(KIM, true));
		MockRegistry::move_person(KIM, EUP);
		assert_ok!(refresh(KIM));
		assert_ok!(sanction(PARK, 5, 3));
		assert_ok!(sanction(LEE, 5, 3));
		assert_ok!(BasicIncome::forgive(signed(COUNTY), ID, LEE));
		reader.catch_up();

		at(later + 1);
		assert_ok!(unenrol(&[KIM, HAN]));
		at(later + 2);
		run_at(pay_day(APRIL + 3));
		reader.catch_up();
		assert_ok!(stop());
		assert_ok!(BasicIncome::prune(signed(STRANGER), ID, 9));
		assert_ok!(BasicIncome::close(signed(STRANGER), ID));
		reader.catch_up();
	});
}

#[test]
fn reader_of_events_knows_for_whom_a_month_waits() {
	ExtBuilder::bare().build_and_execute(|| {
		let mut reader = Reader::default();
		at(TODAY);
		assert_ok!(create(Terms { check_days: 20, ..terms() }));
		assert_ok!(enrol(&[KIM]));
		assert_ok!(begin_check(&[HAN]));
		run_at(pay_day(APRIL));
		reader.catch_up();
		at(pay_day(APRIL) + DAYS);
		hook();
		assert_ok!(admit(HAN));
		reader.catch_up();
		assert_ok!(fund(2 * FULL));
		run_at(pay_day(APRIL) + DAYS + 1);
		assert_ok!(refresh(HAN));
		reader.catch_up();
		assert_eq!(reader.ledger.paid, 2 * FULL);
	});
}
