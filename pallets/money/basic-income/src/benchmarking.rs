// SPDX-License-Identifier: Apache-2.0

//! The worst case of each call and of the hook: tiers with every zone, a year of periods that nobody claimed, people with
//! as many stays as are kept.

#![allow(clippy::restriction)]

use alloc::{vec, vec::Vec};
use chungnam_frame_kit::{
	benchmarking::{assert_last, set_now, Mandated},
	Clock,
};
use chungnam_ports::{Agenda, Debts, Drops, Due, ManagedCohorts, People, MAX_ENROLMENTS};
use chungnam_primitives::{
	korean_day, month_of_day, start_of_day, IncomeId, KoreanMonth, Moment, PersonId, RegionId,
	Scope, Won, ZoneId, DAYS,
};
use frame_benchmarking::v2::*;
use frame_support::{
	traits::{fungible::Mutate, Get},
	BoundedVec,
};
use frame_system::RawOrigin;
use sp_runtime::Percent;

use super::*;

const NOW: Moment = 1_800_000_000_000;
const REGION: RegionId = 12;
const FULL: Won = 100_000;
const PLENTY: Won = 1_000_000_000_000;
const DAY_OF_MONTH: u8 = 28;

fn signer<T: Config>() -> T::AccountId {
	let who: T::AccountId = account("signer", 0, 0);
	T::Won::mint_into(&who, PLENTY).expect("won can be made");
	who
}

fn terms() -> Terms {
	Terms {
		full: FULL,
		least: 1,
		pay_day: DAY_OF_MONTH,
		newcomers_wait_days: 30,
		check_days: 1,
		max_arrears: MAX_HISTORY as u8,
		max_unclaimed: MAX_UNCLAIMED,
		debt_share: Percent::from_percent(50),
		sanction: Multiples { least: 3, most: 5 },
		ban_days: 730,
		confirm_monthly: false,
	}
}

/// Terms with another pay day: when they begin or are called off, the agenda moves.
fn other_terms() -> Terms {
	Terms { pay_day: DAY_OF_MONTH - 1, ..terms() }
}

/// An income whose next period is the first month that a change can begin with, with two changes announced. The month.
fn announced<T: Config>(
	id: IncomeId,
	first: Terms,
) -> Result<KoreanMonth, sp_runtime::DispatchError> {
	let from = month_of_day(korean_day(NOW + T::ChangeDelay::get())) + 1;
	update::<T>(id, |income| income.next = from);
	Pallet::<T>::do_schedule_change(id, from, first)?;
	Pallet::<T>::do_schedule_change(id, from + 1, terms())?;
	Ok(from)
}

fn first_month() -> KoreanMonth {
	month_of_day(korean_day(NOW)) + 1
}

/// The homes of tier `number`.
fn zones(number: u32) -> Zones {
	let area = |n| ZoneId::new(REGION, (number * MAX_ZONES + n) as u8);
	BoundedVec::truncate_from((0..MAX_ZONES).map(area).collect())
}

/// The home that is found last.
fn home(tier: u32) -> ZoneId {
	*zones(tier).last().expect("there are zones")
}

fn tiers<T: Config>(count: u32) -> NewTiers<T> {
	let tier = |n| NewTier { zones: zones(n), template: T::Drops::benchmark_template() };
	BoundedVec::truncate_from((0..count).map(tier).collect())
}

/// No income but the one that is made here.
fn prepare<T: Config>() {
	let _ = Incomes::<T>::clear(u32::MAX, None);
	set_now::<T::Time>(NOW);
}

/// An income of so many tiers with a rich pool, and its number.
fn income<T: Config>(count: u32) -> IncomeId {
	prepare::<T>();
	create::<T>(count)
}

/// An income of one tier beside those that there are.
pub(crate) fn one_more<T: Config>() -> IncomeId {
	create::<T>(1)
}

fn create<T: Config>(count: u32) -> IncomeId {
	let (id, refund_to) = (NextIncome::<T>::get(), account("treasury", 0, 0));
	Pallet::<T>::do_create(REGION, tiers::<T>(count), terms(), first_month(), refund_to)
		.expect("it is sound");
	T::Won::mint_into(&Pallet::<T>::pool_of(id), PLENTY).expect("won can be made");
	id
}

/// A person with a home in a tier and as many stays as are kept, but for `free`.
fn person<T: Config>(id: IncomeId, number: u32, tier: u32, free: u32) -> PersonId {
	let key: T::AccountId = account("person", number, 0);
	let person = T::People::benchmark_person(&key, home(tier));
	let cohort = Incomes::<T>::get(id).expect("it exists").tiers[tier as usize].cohort;
	for _ in 0..MAX_ENROLMENTS - free {
		T::Cohorts::enrol(cohort, person).expect("there is room");
		T::Cohorts::unenrol(cohort, person).expect("the person is in");
	}
	person
}

fn people<T: Config>(id: IncomeId, count: u32, free: u32) -> PeopleList {
	let last = Incomes::<T>::get(id).expect("it exists").tiers.len() as u32 - 1;
	let people: Vec<_> = (0..count).map(|n| person::<T>(id, n, last, free)).collect();
	BoundedVec::truncate_from(people)
}

fn enrol<T: Config>(id: IncomeId, people: PeopleList) {
	Pallet::<T>::do_enrol(id, people).expect("they qualify");
}

fn update<T: Config>(id: IncomeId, change: impl FnOnce(&mut IncomeOf<T>)) {
	Incomes::<T>::mutate(id, |income| change(income.as_mut().expect("it exists")));
}

/// Goes to the pay day of the next period.
fn go_to_pay_day<T: Config>(id: IncomeId) {
	let day = Incomes::<T>::get(id).and_then(|income| income.day()).expect("it runs");
	set_now::<T::Time>(start_of_day(day));
}

/// What the agenda does on the day.
fn open<T: Config>(id: IncomeId) {
	T::Agenda::cancel(Due::Income(id));
	Pallet::<T>::do_next(id);
}

/// A year of periods, each to one person in every tier.
fn with_history<T: Config>(id: IncomeId) {
	let count = Incomes::<T>::get(id).expect("it exists").tiers.len() as u32;
	for tier in 0..count {
		let member = person::<T>(id, 1_000 + tier, tier, MAX_ENROLMENTS);
		enrol::<T>(id, vec![member].try_into().expect("one fits"));
	}
	for month in 0..MAX_HISTORY as usize {
		go_to_pay_day::<T>(id);
		open::<T>(id);
		assert_eq!(Incomes::<T>::get(id).expect("it exists").history.len(), month + 1);
	}
	set_now::<T::Time>(T::Time::moment() + 1);
}

/// What topped the newest period up can no longer be claimed: the next opening gives its room in each list up.
fn with_room_to_give_up<T: Config>(id: IncomeId) {
	update::<T>(id, |income| income.note_top_up(1));
	let topped = Incomes::<T>::get(id).expect("it exists");
	assert_eq!(topped.top_ups(), 1);
	Pallet::<T>::reserve_room(id, &topped).expect("there is room");
}

/// The newest period is that of the month after a year, and room that was given up is given up.
fn assert_opened<T: Config>(id: IncomeId) {
	let income = Incomes::<T>::get(id).expect("it exists");
	assert_eq!(income.history.last().map(|p| p.month), Some(first_month() + MAX_HISTORY));
	assert_eq!(income.top_ups(), 0);
	Pallet::<T>::reserve_room(id, &income).expect("the opening could as well");
}

/// Makes the next period wait until some day after all others.
fn make_wait<T: Config>(id: IncomeId, why: Wait) {
	update::<T>(id, |income| {
		let day = korean_day(T::Time::moment()) + 1;
		Pallet::<T>::note(id, day);
		income.stage = Stage::Running { day, wait: Some(why) };
	});
}

/// Goes on until every series has ended, with no period due and one that waits with its people counted.
fn outlive_series<T: Config>(id: IncomeId) {
	set_now::<T::Time>(T::Time::moment() + 400 * DAYS);
	make_wait::<T>(id, Wait::Refused);
	update::<T>(id, |income| {
		income.note_count(Pallet::<T>::count_now(income, income.next, T::Time::moment()));
	});
}

#[benchmarks]
mod benchmarks {
	use super::*;

	#[benchmark]
	fn create(t: Linear<1, MAX_TIERS>) -> Result<(), BenchmarkError> {
		prepare::<T>();
		let (origin, tiers) = (T::MandateOrigin::of_province(Scope::Issue)?, tiers::<T>(t));
		let refund_to: T::AccountId = account("treasury", 0, 0);
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, REGION, tiers, terms(), first_month(), refund_to);
		let income = IncomeId(NextIncome::<T>::get().0 - 1);
		let definition = Incomes::<T>::get(income).expect("it was created");
		assert_last::<T>(Event::IncomeCreated { income, definition });
		Ok(())
	}

	#[benchmark]
	fn schedule_change() -> Result<(), BenchmarkError> {
		let id = income::<T>(MAX_TIERS);
		let from = announced::<T>(id, terms())?;
		let (origin, terms) = (T::MandateOrigin::of_province(Scope::Issue)?, other_terms());
		let before = T::Agenda::at(Due::Income(id));
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, id, from, terms.clone());
		assert_last::<T>(Event::ChangeScheduled { income: id, from, terms });
		assert_ne!(T::Agenda::at(Due::Income(id)), before);
		Ok(())
	}

	#[benchmark]
	fn cancel_change() -> Result<(), BenchmarkError> {
		let id = income::<T>(MAX_TIERS);
		let from = announced::<T>(id, other_terms())?;
		let origin = T::MandateOrigin::of_province(Scope::Issue)?;
		let before = T::Agenda::at(Due::Income(id));
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, id, from);
		assert_last::<T>(Event::ChangeCancelled { income: id, from });
		assert_ne!(T::Agenda::at(Due::Income(id)), before);
		Ok(())
	}

	#[benchmark]
	fn stop() -> Result<(), BenchmarkError> {
		let id = income::<T>(MAX_TIERS);
		let origin = T::MandateOrigin::of_province(Scope::Issue)?;
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, id);
		assert_last::<T>(Event::IncomeStopped { income: id });
		Ok(())
	}

	#[benchmark]
	fn confirm_month() -> Result<(), BenchmarkError> {
		let id = income::<T>(MAX_TIERS);
		go_to_pay_day::<T>(id);
		make_wait::<T>(id, Wait::Confirmation);
		let (origin, month) = (T::MandateOrigin::of_province(Scope::Issue)?, first_month());
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, id, month);
		let day = korean_day(T::Time::moment());
		assert_last::<T>(Event::PeriodDue { income: id, month, day });
		Ok(())
	}

	#[benchmark]
	fn fund() {
		let id = income::<T>(MAX_TIERS);
		with_history::<T>(id);
		make_wait::<T>(id, Wait::Money { missing: 1 });
		let (who, month) = (signer::<T>(), first_month() + MAX_HISTORY);
		#[extrinsic_call]
		_(RawOrigin::Signed(who), id, PLENTY / 2);
		let day = korean_day(T::Time::moment());
		assert_last::<T>(Event::PeriodDue { income: id, month, day });
	}

	#[benchmark]
	fn retry() -> Result<(), BenchmarkError> {
		let id = income::<T>(MAX_TIERS);
		with_history::<T>(id);
		with_room_to_give_up::<T>(id);
		make_wait::<T>(id, Wait::Refused);
		let origin = T::MandateOrigin::of_province(Scope::Issue)?;
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, id);
		assert_opened::<T>(id);
		Ok(())
	}

	#[benchmark]
	fn close() {
		let id = income::<T>(MAX_TIERS);
		let _ = Pallet::<T>::do_stop(id);
		let (who, to) = (signer::<T>(), account("treasury", 0, 0));
		#[extrinsic_call]
		_(RawOrigin::Signed(who), id);
		assert_last::<T>(Event::Returned { income: id, to, amount: PLENTY });
	}

	#[benchmark]
	fn prune(n: Linear<1, MAX_PEOPLE>) -> Result<(), BenchmarkError> {
		let id = income::<T>(MAX_TIERS);
		let mut ledger = Ledgers::<T>::get(id);
		for person in 0..n {
			let ban = Case::Banned { until: Moment::MAX };
			Pallet::<T>::set_case(id, PersonId(person), Some(ban), &mut ledger);
		}
		Ledgers::<T>::insert(id, ledger);
		Pallet::<T>::do_stop(id)?;
		let who = signer::<T>();
		#[extrinsic_call]
		_(RawOrigin::Signed(who), id, n);
		assert_eq!(Ledgers::<T>::get(id).cases, 0);
		Ok(())
	}

	#[benchmark]
	fn remove() -> Result<(), BenchmarkError> {
		let id = income::<T>(MAX_TIERS);
		Pallet::<T>::do_stop(id)?;
		Pallet::<T>::do_close(id)?;
		let origin = T::MandateOrigin::of_province(Scope::Issue)?;
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, id);
		assert_last::<T>(Event::IncomeRemoved { income: id });
		Ok(())
	}

	#[benchmark]
	fn begin_check(n: Linear<1, MAX_PEOPLE>) -> Result<(), BenchmarkError> {
		let id = income::<T>(MAX_TIERS);
		let people = people::<T>(id, n, 0);
		let newcomer = |person: &PersonId| Newcomer { person: *person, moved_in: 0 };
		let newcomers = BoundedVec::truncate_from(people.iter().map(newcomer).collect());
		let origin = T::MandateOrigin::of_province(Scope::Cohorts)?;
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, id, newcomers);
		assert_eq!(Ledgers::<T>::get(id).open_cases, n);
		Ok(())
	}

	/// With arrears of a year, for which a series has to be opened.
	#[benchmark]
	fn admit() -> Result<(), BenchmarkError> {
		let id = income::<T>(MAX_TIERS);
		let person = person::<T>(id, 0, MAX_TIERS - 1, 1);
		let newcomer = Newcomer { person, moved_in: 0 };
		Pallet::<T>::do_begin_check(id, vec![newcomer].try_into().expect("one fits"))?;
		with_history::<T>(id);
		outlive_series::<T>(id);
		let origin = T::MandateOrigin::of_province(Scope::Cohorts)?;
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, id, person);
		let (tier, periods) = (MAX_TIERS - 1, MAX_HISTORY);
		let arrears = FULL * Won::from(periods);
		assert_last::<T>(Event::Admitted { income: id, person, tier, arrears, periods });
		Ok(())
	}

	#[benchmark]
	fn refuse() -> Result<(), BenchmarkError> {
		let id = income::<T>(MAX_TIERS);
		let person = person::<T>(id, 0, MAX_TIERS - 1, 0);
		let newcomer = Newcomer { person, moved_in: 0 };
		Pallet::<T>::do_begin_check(id, vec![newcomer].try_into().expect("one fits"))?;
		let origin = T::MandateOrigin::of_province(Scope::Cohorts)?;
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, id, person);
		assert_last::<T>(Event::Refused { income: id, person });
		Ok(())
	}

	#[benchmark]
	fn enrol(n: Linear<1, MAX_PEOPLE>) -> Result<(), BenchmarkError> {
		let id = income::<T>(MAX_TIERS);
		let people = people::<T>(id, n, 1);
		let mut ledger = Ledgers::<T>::get(id);
		for person in &people {
			Pallet::<T>::set_case(id, *person, Some(Case::Banned { until: 0 }), &mut ledger);
		}
		Ledgers::<T>::insert(id, ledger);
		let origin = T::MandateOrigin::of_province(Scope::Cohorts)?;
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, id, people);
		assert_eq!(Ledgers::<T>::get(id).cases, 0);
		Ok(())
	}

	#[benchmark]
	fn unenrol(n: Linear<1, MAX_PEOPLE>) -> Result<(), BenchmarkError> {
		let id = income::<T>(MAX_TIERS);
		let people = people::<T>(id, n, 1);
		super::enrol::<T>(id, people.clone());
		let origin = T::MandateOrigin::of_province(Scope::Cohorts)?;
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, id, people.clone());
		assert_last::<T>(Event::Unenrolled { income: id, people });
		Ok(())
	}

	#[benchmark]
	fn suspend() -> Result<(), BenchmarkError> {
		let id = income::<T>(MAX_TIERS);
		let person = person::<T>(id, 0, MAX_TIERS - 1, 1);
		super::enrol::<T>(id, vec![person].try_into().expect("one fits"));
		let (origin, reason) =
			(T::MandateOrigin::of_province(Scope::Cohorts)?, SuspensionReason::Other);
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, id, person, reason);
		assert_last::<T>(Event::Suspended { income: id, person, reason });
		Ok(())
	}

	/// With arrears of a year, for which a series has to be opened.
	#[benchmark]
	fn resume() -> Result<(), BenchmarkError> {
		let id = income::<T>(MAX_TIERS);
		let person = person::<T>(id, 0, MAX_TIERS - 1, 2);
		super::enrol::<T>(id, vec![person].try_into().expect("one fits"));
		Pallet::<T>::do_suspend(id, person, SuspensionReason::Other)?;
		with_history::<T>(id);
		outlive_series::<T>(id);
		let origin = T::MandateOrigin::of_province(Scope::Cohorts)?;
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, id, person, true);
		let (tier, periods) = (MAX_TIERS - 1, MAX_HISTORY);
		let arrears = FULL * Won::from(periods);
		assert_last::<T>(Event::Resumed { income: id, person, tier, arrears, periods });
		Ok(())
	}

	/// A move from the last tier but one to the last.
	#[benchmark]
	fn refresh() {
		let id = income::<T>(MAX_TIERS);
		let (from, to) = (MAX_TIERS - 2, MAX_TIERS - 1);
		let person = person::<T>(id, 0, from, 2);
		super::enrol::<T>(id, vec![person].try_into().expect("one fits"));
		update::<T>(id, |income| {
			income.tiers[from as usize].zones = zones(to);
			income.tiers[to as usize].zones = zones(from);
		});
		let who = signer::<T>();
		#[extrinsic_call]
		_(RawOrigin::Signed(who), id, person);
		assert_last::<T>(Event::Moved { income: id, person, from, to });
	}

	/// A year of months that waited when the person came in, for which a series has to be opened.
	#[benchmark]
	fn refresh_owed() {
		let id = income::<T>(MAX_TIERS);
		let person = person::<T>(id, 0, MAX_TIERS - 1, 1);
		with_history::<T>(id);
		outlive_series::<T>(id);
		update::<T>(id, |income| income.counts = BoundedVec::new());
		let mut ledger = Ledgers::<T>::get(id);
		let owed = Owed { from: 0, since: 0, until: T::Time::moment() };
		let owed = BoundedVec::truncate_from(vec![owed]);
		Pallet::<T>::set_owed(id, person, owed, &mut ledger);
		Ledgers::<T>::insert(id, ledger);
		let who = signer::<T>();
		#[extrinsic_call]
		refresh(RawOrigin::Signed(who), id, person);
		let periods = MAX_HISTORY;
		let arrears = FULL * Won::from(periods);
		assert_last::<T>(Event::ArrearsPaid { income: id, person, arrears, periods });
	}

	/// Of someone with a year of income that was never claimed.
	#[benchmark]
	fn sanction() -> Result<(), BenchmarkError> {
		let id = income::<T>(MAX_TIERS);
		let person = person::<T>(id, 0, MAX_TIERS - 1, 1);
		super::enrol::<T>(id, vec![person].try_into().expect("one fits"));
		with_history::<T>(id);
		let origin = T::MandateOrigin::of_province(Scope::Issue)?;
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, id, person, PLENTY, 3);
		assert!(T::Drops::debt(Pallet::<T>::opener(id), person) > 0);
		assert!(matches!(Cases::<T>::get(id, person), Some(Case::Banned { .. })));
		Ok(())
	}

	#[benchmark]
	fn forgive() -> Result<(), BenchmarkError> {
		let id = income::<T>(MAX_TIERS);
		let person = person::<T>(id, 0, MAX_TIERS - 1, 1);
		Pallet::<T>::do_sanction(id, person, FULL, 3)?;
		let origin = T::MandateOrigin::of_province(Scope::Issue)?;
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, id, person);
		assert_last::<T>(Event::Forgiven { income: id, person, debt: 4 * FULL });
		Ok(())
	}

	/// What is handed over when a period of `t` tiers opens.
	#[benchmark]
	fn open_due(t: Linear<1, MAX_TIERS>) {
		let id = income::<T>(t);
		with_history::<T>(id);
		with_room_to_give_up::<T>(id);
		go_to_pay_day::<T>(id);
		T::Agenda::cancel(Due::Income(id));
		#[block]
		{
			Pallet::<T>::do_next(id);
		}
		assert_opened::<T>(id);
	}

	impl_benchmark_test_suite!(
		Pallet,
		crate::tests::ExtBuilder::default().build(),
		crate::mock::Test
	);
}
