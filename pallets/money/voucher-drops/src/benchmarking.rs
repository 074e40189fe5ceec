// SPDX-License-Identifier: Apache-2.0

//! The worst case of each call: programmes with everything that they can have, cohorts with as many programmes as fit,
//! as many sights, receipts, people and hashes as fit.

#![allow(clippy::restriction)]

use crate::BeaconId;
use alloc::{vec, vec::Vec};
use chungnam_frame_kit::benchmarking::{assert_last, set_now, Mandated};
use chungnam_ports::{Agenda, Cohorts, Drops, Due, Merchants, People, Receipts};
use chungnam_primitives::{
	korean_day, start_of_day, Announced, CategorySet, CohortId, KoreanDay, Moment, MoneySet,
	PersonId, ReceiptId, RegionSet, Scope, SeriesId, Won, ZoneId, DAYS, MINUTES,
};
use frame_benchmarking::v2::*;
use frame_support::{
	traits::{fungible::Mutate, Get},
	BoundedVec,
};
use frame_system::RawOrigin;
use sp_runtime::{AccountId32, MultiSignature, Perbill};

use super::*;

const NOW: Moment = 1_800_000_000_000;
const ZONE: ZoneId = ZoneId::new(12, 1);
const CATEGORY: u8 = 3;
const PER_HEAD: Won = 10_000;
const PLENTY: Won = 1_000_000_000_000_000;

fn today() -> KoreanDay {
	korean_day(NOW)
}

fn issuer<T: Config>() -> Result<T::RuntimeOrigin, BenchmarkError> {
	let issuers = T::Drops::issuers(&T::Drops::benchmark_template());
	Ok(T::MandateOrigin::of_regions(Scope::Issue, issuers)?)
}

/// A person with a key.
fn person<T: Config>(number: u32) -> (T::AccountId, PersonId) {
	let key: T::AccountId = account("person", number, 0);
	let person = T::People::benchmark_person(&key, ZONE);
	(key, person)
}

fn funder<T: Config>() -> T::AccountId {
	let funder = account("funder", 0, 0);
	T::Won::mint_into(&funder, PLENTY).expect("the reserve covers it");
	funder
}

/// A cohort of the whole province's size.
fn cohort<T: Config>() -> CohortId {
	let (_, member) = person::<T>(1_000_000);
	T::Cohorts::benchmark_cohort(ZONE.region, 2_100_000, &[member])
}

/// Every month, for a cohort.
fn monthly(cohort: CohortId) -> Plan {
	Plan::Cohort(CohortPlan {
		cohort,
		per_head: PER_HEAD,
		schedule: Schedule::DayOfMonth { first: today(), day: 31 },
		end: End::Never,
		claim_days: Some(28),
		max_arrears: MAX_ARREARS,
		catches_up: true,
	})
}

fn window() -> Window {
	Window { opens: NOW, closes: NOW + 30 * DAYS }
}

/// As many zones as fit; the one in use stands last.
fn zones() -> Zones {
	let mut zones: Vec<_> = (1..MAX_ZONES as u8).map(|area| ZoneId::new(15, area)).collect();
	zones.push(ZONE);
	BoundedVec::truncate_from(zones)
}

fn place(sights: u8) -> Plan {
	Plan::Place(PlacePlan {
		per_head: PER_HEAD,
		claims: 1_000,
		window: window(),
		zones: zones(),
		sights,
		slot: 10 * MINUTES,
		visitors_only: false,
	})
}

fn payback() -> Plan {
	Plan::Payback(PaybackPlan {
		reward: Reward::Share { rate: Perbill::from_percent(50), most: PER_HEAD },
		claims: 1_000,
		receipts: Window { opens: 0, ..window() },
		closes: NOW + 60 * DAYS,
		minimum: PER_HEAD,
		money: MoneySet::ALL,
		categories: CategorySet::ALL,
		regions: RegionSet::EMPTY,
		zones: zones(),
		visitors_only: false,
	})
}

/// The clock, and a programme without a budget.
fn programme<T: Config>(plan: Plan) -> ProgrammeId {
	set_now::<T::Time>(NOW);
	let number = NextProgramme::<T>::get();
	let (template, refund_to) = (T::Drops::benchmark_template(), account("refund", 0, 0));
	Pallet::<T>::do_create_programme(plan, template, refund_to).expect("the plan is sound");
	number
}

/// A programme of a cohort that has as many others as fit, with an announced change and every opening remembered.
fn full_programme<T: Config>() -> ProgrammeId {
	let cohort = cohort::<T>();
	(1..MAX_PROGRAMMES).for_each(|_| {
		programme::<T>(monthly(cohort));
	});
	let number = programme::<T>(monthly(cohort));
	Programmes::<T>::mutate(number, |found| {
		let programme = found.as_mut().expect("it was created");
		let changes = [later::<T>(), later::<T>() + 1].map(|from| (from, new_terms::<T>()));
		programme.changes = Announced::without_notice(changes);
		for past in (1..=MAX_OPENINGS).rev() {
			let opening = Opening::new(today() - past, SeriesId(past), NOW - DAYS);
			programme.note_opening(Opening { per_head: PER_HEAD, ..opening });
		}
		programme.done = MAX_OPENINGS;
		let count = |later| Count { day: today() + later, at: NOW, heads: 1 };
		programme.counts = BoundedVec::truncate_from((1..=MAX_COUNTS).map(count).collect());
	});
	number
}

/// The first day for which a change can be announced, and one more.
fn later<T: Config>() -> KoreanDay {
	korean_day(NOW + T::ChangeDelay::get()) + 2
}

fn new_terms<T: Config>() -> NewTermsOf<T> {
	NewTerms {
		template: T::Drops::benchmark_template(),
		per_head: 2 * PER_HEAD,
		end: End::Until(later::<T>() + 1_000),
		claim_days: Some(28),
	}
}

fn fill<T: Config>(number: ProgrammeId) {
	let account = Pallet::<T>::account_of(number);
	T::Won::mint_into(&account, PLENTY).expect("the reserve covers it");
}

/// What is due of a programme, opened.
fn opened<T: Config>(plan: Plan) -> ProgrammeId {
	let number = programme::<T>(plan);
	fill::<T>(number);
	Pallet::<T>::do_retry(number).expect("the budget is there");
	number
}

/// A programme whose next opening is due now, with arrears of the opening that is forgotten for it.
fn due<T: Config>() -> ProgrammeId {
	let number = full_programme::<T>();
	fill::<T>(number);
	let people: Vec<_> = (0..MAX_ARREARS).map(PersonId).collect();
	Arrears::<T>::insert(number, today() - MAX_OPENINGS, BoundedVec::truncate_from(people));
	make_due::<T>(number);
	number
}

/// Makes a programme due now, alone on the day.
fn make_due<T: Config>(number: ProgrammeId) {
	Programmes::<T>::mutate(number, |found| {
		let programme = found.as_mut().expect("it was created");
		T::Agenda::set(Due::Programme(number), NOW);
		programme.status = Status::Running { due: today(), noted: today(), is_waiting: true };
	});
}

/// A key of a guardian, and the ward.
fn ward<T: Config>() -> (T::AccountId, PersonId) {
	let ((key, guardian), (_, ward)) = (person::<T>(0), person::<T>(1));
	T::People::benchmark_guardian(guardian, ward);
	(key, ward)
}

/// So many sights of a visitor, and what the claim tells of them.
fn sights<T: Config>(count: u32, number: ProgrammeId, person: PersonId) -> (Sights, Seen) {
	let slot = Pallet::<T>::slot_of(number).expect("it is at a place");
	let sight = |seed: u32| {
		let genesis = Pallet::<T>::genesis_hash();
		let signature = signed_by_device(seed as u8, |key| {
			let beacon = beacon::<T>(number, key);
			sight_payload(&genesis, number, beacon, slot, person)
		});
		let beacon = BeaconId(NextBeacon::<T>::get().0 - 1);
		Sight { beacon, slot, signature: MultiSignature::Sr25519(signature) }
	};
	let sights: Sights = BoundedVec::truncate_from((0..count).map(sight).collect());
	let seen: Vec<_> = sights.iter().map(|sight| (sight.beacon, slot)).collect();
	(sights, BoundedVec::truncate_from(seen))
}

/// A beacon of a programme.
fn beacon<T: Config>(number: ProgrammeId, key: AccountId32) -> BeaconId {
	let id = NextBeacon::<T>::get();
	let new = Beacon::new(key, ZONE, 1_000);
	Pallet::<T>::do_register_beacon(number, new).expect("it stands in a zone");
	id
}

/// The key of a device, and what it signs of the bytes that depend on its number.
#[cfg(feature = "std")]
fn signed_by_device(
	seed: u8,
	payload: impl FnOnce(AccountId32) -> Vec<u8>,
) -> sp_core::sr25519::Signature {
	use sp_core::Pair;
	let pair = sp_core::sr25519::Pair::from_seed(&[seed; 32]);
	pair.sign(&payload(pair.public().into()))
}

/// As above. In the runtime only the node can sign.
#[cfg(not(feature = "std"))]
fn signed_by_device(
	seed: u8,
	payload: impl FnOnce(AccountId32) -> Vec<u8>,
) -> sp_core::sr25519::Signature {
	use sp_core::crypto::key_types::DUMMY;
	let phrase = alloc::format!("//beacon/{seed}").into_bytes();
	let public = sp_io::crypto::sr25519_generate(DUMMY, Some(phrase));
	let payload = payload(AccountId32::from(public.0));
	sp_io::crypto::sr25519_sign(DUMMY, &public, &payload).expect("the key was just made")
}

/// As many receipts of a person, in a shop each.
fn receipts<T: Config>(count: u32, person: PersonId) -> ReceiptIds {
	let receipt = |number| -> ReceiptId {
		let owner: T::AccountId = account("shop", number, 0);
		let shop = T::Merchants::benchmark_merchant(&owner, ZONE, CATEGORY);
		T::Receipts::benchmark_receipt(person, shop, 2 * PER_HEAD)
	};
	BoundedVec::truncate_from((0..count).map(receipt).collect())
}

#[benchmarks]
mod benchmarks {
	use super::*;

	#[benchmark]
	fn create_programme() -> Result<(), BenchmarkError> {
		let cohort = cohort::<T>();
		(1..MAX_PROGRAMMES).for_each(|_| {
			programme::<T>(monthly(cohort));
		});
		let (origin, refund_to) = (issuer::<T>()?, account::<T::AccountId>("refund", 0, 0));
		let (plan, template) = (monthly(cohort), T::Drops::benchmark_template());
		let number = NextProgramme::<T>::get();
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, plan, template, refund_to);
		let definition = Programmes::<T>::get(number).expect("it was created");
		assert_last::<T>(Event::ProgrammeCreated { programme: number, definition });
		Ok(())
	}

	#[benchmark]
	fn fund() {
		let number = full_programme::<T>();
		make_due::<T>(number);
		// It waits until tomorrow, and this suffices.
		T::Agenda::set(Due::Programme(number), start_of_day(today() + 1));
		Programmes::<T>::mutate(number, |found| {
			let programme = found.as_mut().expect("it was created");
			programme.status =
				Status::Running { due: today(), noted: today() + 1, is_waiting: true };
		});
		let (from, amount) = (funder::<T>(), PER_HEAD * 2_100_000);
		#[extrinsic_call]
		_(RawOrigin::Signed(from.clone()), number, amount);
		assert_eq!(T::Agenda::at(Due::Programme(number)), Some(start_of_day(today())));
		assert_last::<T>(Event::Funded { programme: number, from, amount });
	}

	#[benchmark]
	fn retry() {
		let number = due::<T>();
		#[extrinsic_call]
		_(RawOrigin::Signed(funder::<T>()), number);
		assert_eq!(Programmes::<T>::get(number).expect("it runs").done, MAX_OPENINGS + 1);
	}

	#[benchmark]
	fn schedule_change() -> Result<(), BenchmarkError> {
		let (number, terms) = (full_programme::<T>(), new_terms::<T>());
		let (origin, from) = (issuer::<T>()?, later::<T>() + 1);
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, number, from, terms.clone());
		assert_last::<T>(Event::ChangeScheduled { programme: number, from, terms });
		Ok(())
	}

	#[benchmark]
	fn cancel_change() -> Result<(), BenchmarkError> {
		let number = full_programme::<T>();
		let (origin, from) = (issuer::<T>()?, later::<T>());
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, number, from);
		assert_last::<T>(Event::ChangeCancelled { programme: number, from });
		Ok(())
	}

	#[benchmark]
	fn stop() -> Result<(), BenchmarkError> {
		let number = full_programme::<T>();
		let origin = issuer::<T>()?;
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, number);
		assert_last::<T>(Event::ProgrammeStopped { programme: number });
		Ok(())
	}

	#[benchmark]
	fn close() {
		let number = full_programme::<T>();
		fill::<T>(number);
		Pallet::<T>::do_stop(number).expect("it runs");
		set_now::<T::Time>(NOW + T::ClosingDelay::get());
		#[extrinsic_call]
		_(RawOrigin::Signed(funder::<T>()), number);
		let refund_to = account("refund", 0, 0);
		assert_last::<T>(Event::ProgrammeClosed { programme: number, refund_to, amount: PLENTY });
	}

	/// As many marks as are asked for, and then all that goes with the programme.
	#[benchmark]
	fn prune(n: Linear<1, MAX_PRUNED>) {
		let number = full_programme::<T>();
		Pallet::<T>::do_stop(number).expect("it runs");
		set_now::<T::Time>(NOW + T::ClosingDelay::get());
		Pallet::<T>::do_close(number).expect("it is over");
		fill::<T>(number);
		let people = BoundedVec::truncate_from((0..MAX_ARREARS).map(PersonId).collect::<Vec<_>>());
		for past in 1..=MAX_OPENINGS {
			Arrears::<T>::insert(number, today() - past, people.clone());
		}
		let receipts = BoundedVec::truncate_from(vec![ReceiptId(1); MAX_RECEIPTS as usize]);
		for person in (1..n).map(PersonId) {
			let claim = Claim { amount: PER_HEAD, receipts: receipts.clone(), ..Claim::default() };
			Claims::<T>::insert(number, person, claim);
		}
		#[extrinsic_call]
		_(RawOrigin::Signed(funder::<T>()), number, n);
		assert_last::<T>(Event::ProgrammeRemoved { programme: number });
	}

	/// So late that a series has to be opened for it.
	#[benchmark]
	fn grant_arrears(n: Linear<1, MAX_LATECOMERS>) -> Result<(), BenchmarkError> {
		let number = opened::<T>(monthly_from_today(cohort::<T>()));
		fill::<T>(number);
		let day = today();
		// Less than half of the days of the drop's series are left.
		let half = Moment::from(T::Drops::valid_days(&T::Drops::benchmark_template())) * DAYS / 2;
		set_now::<T::Time>(NOW + half + DAYS);
		let before: Vec<_> = (0..MAX_ARREARS - n)
			.map(|person| PersonId(PersonId(PersonId::MAX.0 - MAX_ARREARS).0 + person))
			.collect();
		Arrears::<T>::insert(number, day, BoundedVec::truncate_from(before));
		let people: Vec<_> = (0..n).map(|number| person::<T>(number).1).collect();
		let people: Latecomers = BoundedVec::truncate_from(people);
		let origin = issuer::<T>()?;
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, number, day, people.clone());
		let opening = Programmes::<T>::get(number).and_then(|mut own| own.opening_of(day).copied());
		let late = opening.expect("it was opened").late.expect("a series was opened");
		assert_last::<T>(Event::ArrearsGranted {
			programme: number,
			day,
			series: late,
			people,
			amount: PER_HEAD,
		});
		Ok(())
	}

	#[benchmark]
	fn register_beacon() -> Result<(), BenchmarkError> {
		let number = programme::<T>(place(1));
		let (origin, key) = (issuer::<T>()?, AccountId32::new([7; 32]));
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, number, key.clone(), ZONE, 5);
		let (programme, zone, per_slot) = (number, ZONE, 5);
		let beacon = BeaconId(NextBeacon::<T>::get().0 - 1);
		assert_last::<T>(Event::BeaconRegistered { programme, beacon, key, zone, per_slot });
		Ok(())
	}

	#[benchmark]
	fn switch_beacon() -> Result<(), BenchmarkError> {
		let number = programme::<T>(place(1));
		let beacon = beacon::<T>(number, AccountId32::new([7; 32]));
		let (origin, is_active) = (issuer::<T>()?, false);
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, number, beacon, is_active);
		assert_last::<T>(Event::BeaconSwitched { programme: number, beacon, is_active });
		Ok(())
	}

	#[benchmark]
	fn remove_beacon() -> Result<(), BenchmarkError> {
		let number = programme::<T>(place(1));
		let beacon = beacon::<T>(number, AccountId32::new([7; 32]));
		let origin = issuer::<T>()?;
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, number, beacon);
		assert_last::<T>(Event::BeaconRemoved { programme: number, beacon });
		Ok(())
	}

	#[benchmark]
	fn claim_at_place(s: Linear<1, MAX_SIGHTS>) {
		let number = opened::<T>(place(s as u8));
		let (key, person) = person::<T>(0);
		let (sights, seen) = super::sights::<T>(s, number, person);
		#[extrinsic_call]
		_(RawOrigin::Signed(key), number, sights);
		let amount = PER_HEAD;
		assert_last::<T>(Event::PlaceClaimed { programme: number, person, amount, seen });
	}

	#[benchmark]
	fn claim_at_place_for(s: Linear<1, MAX_SIGHTS>) {
		let number = opened::<T>(place(s as u8));
		let (key, person) = ward::<T>();
		let (sights, seen) = super::sights::<T>(s, number, person);
		#[extrinsic_call]
		_(RawOrigin::Signed(key), person, number, sights);
		let amount = PER_HEAD;
		assert_last::<T>(Event::PlaceClaimed { programme: number, person, amount, seen });
	}

	#[benchmark]
	fn claim_payback(r: Linear<1, MAX_RECEIPTS>) {
		let number = opened::<T>(super::payback());
		let (key, person) = person::<T>(0);
		let receipts = super::receipts::<T>(r, person);
		#[extrinsic_call]
		_(RawOrigin::Signed(key), number, receipts.clone());
		let amount = PER_HEAD;
		assert_last::<T>(Event::PaybackClaimed { programme: number, person, amount, receipts });
	}

	#[benchmark]
	fn claim_payback_for(r: Linear<1, MAX_RECEIPTS>) {
		let number = opened::<T>(super::payback());
		let (key, person) = ward::<T>();
		let receipts = super::receipts::<T>(r, person);
		#[extrinsic_call]
		_(RawOrigin::Signed(key), person, number, receipts.clone());
		let amount = PER_HEAD;
		assert_last::<T>(Event::PaybackClaimed { programme: number, person, amount, receipts });
	}

	#[benchmark]
	fn undo_payback() {
		let number = opened::<T>(super::payback());
		let (key, person) = person::<T>(0);
		let receipts = super::receipts::<T>(MAX_RECEIPTS, person);
		Pallet::<T>::do_claim_payback(person, number, receipts).expect("enough was spent");
		#[extrinsic_call]
		_(RawOrigin::Signed(key), number);
		assert_last::<T>(Event::PaybackUndone { programme: number, person, amount: PER_HEAD });
	}

	#[benchmark]
	fn claim_listed(d: Linear<0, MAX_DEPTH>) {
		set_now::<T::Time>(NOW);
		let (_, person) = person::<T>(0);
		let (programme, name) = (NextProgramme::<T>::get(), [7; 32]);
		let entries = 1u32 << d;
		let entry = ListEntry { index: entries - 1, person, amount: PER_HEAD, salt: [9; 32] };
		let leaf = leaf(&Pallet::<T>::genesis_hash(), &name, &entry);
		let proof: Proof = BoundedVec::truncate_from(vec![[3; 32]; d as usize]);
		let root = root_of(leaf, entry.index, &proof);
		let plan = ListPlan { name, root, entries, total: 2 * PER_HEAD, window: window() };
		let number = opened::<T>(Plan::List(plan));
		let index = entry.index;
		#[extrinsic_call]
		_(RawOrigin::Signed(funder::<T>()), number, entry, proof);
		let amount = PER_HEAD;
		assert_last::<T>(Event::ListClaimed { programme, index, person, amount });
	}

	/// One opening, for as many people as the province has.
	#[benchmark]
	fn open_next() {
		let number = due::<T>();
		T::Agenda::cancel(Due::Programme(number));
		#[block]
		{
			Pallet::<T>::do_next(number);
		}
		assert_eq!(Programmes::<T>::get(number).expect("it runs").done, MAX_OPENINGS + 1);
	}

	impl_benchmark_test_suite!(
		Pallet,
		crate::tests::ExtBuilder::default().build(),
		crate::mock::Test
	);
}

/// As [`monthly`], due today.
fn monthly_from_today(cohort: CohortId) -> Plan {
	let Plan::Cohort(plan) = monthly(cohort) else { panic!("it is for a cohort") };
	let schedule = Schedule::EveryDays { first: today(), every: 30 };
	Plan::Cohort(CohortPlan { schedule, ..plan })
}
