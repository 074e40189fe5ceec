// SPDX-License-Identifier: Apache-2.0

//! The worst case of each call: as many intakes as fit, a full list of firms with as many people as can be behind them, a
//! plan with as many milestones as fit, a firm that is a shop, and a full committee.

#![allow(clippy::restriction)]

use alloc::{boxed::Box, vec::Vec};
use chungnam_frame_kit::{
	benchmarking::{assert_last, hash, set_now, Mandated},
	MandateExt,
};
use chungnam_ports::{
	EscrowNews, EscrowOwner, Merchants, OnEscrow, Payee, People, PeopleBehind, Seats,
	MAX_MILESTONES, MAX_PEOPLE_BEHIND,
};
use chungnam_primitives::{
	category, EnvelopeId, FieldSet, IntakeId, Moment, PersonId, RegionSet, Scope, Won, ZoneId,
};
use frame_benchmarking::v2::*;
use frame_support::{
	traits::{fungible::Mutate, Get},
	BoundedVec,
};
use frame_system::RawOrigin;
use sp_runtime::Perbill;

use super::*;

const NOW: Moment = 1_800_000_000_000;
const PLENTY: Won = 1_000_000_000;
const FIRST: IntakeId = IntakeId(0);
const ENVELOPE: EnvelopeId = EnvelopeId(0);
const HOME: ZoneId = ZoneId::new(12, 1);
/// Members of a full committee.
const SEATS: u32 = 50;

fn plan() -> IntakePlan {
	IntakePlan {
		document: hash(1),
		regions: RegionSet::province(),
		opens: NOW,
		closes: NOW + MIN_WINDOW,
		scored_by: NOW + 2 * MIN_WINDOW,
		firms: MAX_FIRMS,
		most: 1_000_000,
		fields: FieldSet::ALL,
		scores: 1,
		share: Perbill::from_percent(10),
		term: MAX_TERM,
	}
}

/// As many milestones as fit.
fn steps() -> Steps {
	let step = |number: u32| Step { amount: 1_000, after: APART * Moment::from(number) };
	BoundedVec::truncate_from((1..=MAX_MILESTONES).map(step).collect())
}

/// An application with so many scores.
fn application(scores: u32) -> Application {
	let experts = (0..scores).map(|number| PersonId(1_000_000 + number)).collect();
	Application { plan: hash(2), steps: steps(), experts: BoundedVec::truncate_from(experts) }
}

/// The account of the shop.
fn owner<T: Config>() -> T::AccountId {
	account("owner", 0, 0)
}

fn anyone<T: Config>() -> T::AccountId {
	account("anyone", 0, 0)
}

fn make<T: Config>(to: &T::AccountId) {
	T::Won::mint_into(to, PLENTY).expect("so much can be made");
}

/// A shop that is open.
fn shop<T: Config>() -> FirmOf<T> {
	Payee::Merchant(T::Merchants::benchmark_merchant(&owner::<T>(), HOME, category::GOODS))
}

/// A person who sits on the committee.
fn expert<T: Config>() -> (T::AccountId, PersonId) {
	let key = account("expert", 0, 0);
	let person = T::People::benchmark_person(&key, HOME);
	T::Seats::benchmark_seat(person);
	(key, person)
}

/// The firm with a number, with so many scores of one point, and with as many people behind it as there can be.
fn entry<T: Config>(number: u32, scores: u8) -> Entry<T::AccountId> {
	let person = |place: u32| PersonId(2_000_000 + number * MAX_PEOPLE_BEHIND + place);
	let people = PeopleBehind::truncate_from((0..MAX_PEOPLE_BEHIND).map(person).collect());
	let firm = Payee::Institution(account("firm", number, 0));
	Entry { firm, people, scores, points: u16::from(scores) }
}

/// An intake with its money, to which all firms but one applied. Each has so many scores of one point.
fn opened<T: Config>(scores: u8) {
	set_now::<T::Time>(NOW);
	NextIntake::<T>::put(IntakeId(1));
	let mut intake = Intake::new(plan(), None);
	for number in 1..MAX_APPLICATIONS {
		let entry = entry::<T>(number, scores);
		Applications::<T>::insert(FIRST, &entry.firm, application(u32::from(scores)));
		intake.entries.try_push(entry).expect("there is room");
	}
	Intakes::<T>::insert(FIRST, intake);
	make::<T>(&Pallet::<T>::pot_of(FIRST));
}

/// All intakes that fit but one, each of another office and with a full list.
fn crowded<T: Config>() {
	let last = MAX_INTAKES - 1;
	NextIntake::<T>::put(IntakeId(last));
	let entries: Vec<_> = (0..MAX_APPLICATIONS).map(|number| entry::<T>(number, 0)).collect();
	for number in 0..last {
		let office = account("office", number, 0);
		let mut intake: IntakeOf<T> = Intake::new(plan(), Some(office));
		intake.entries = BoundedVec::truncate_from(entries.clone());
		Intakes::<T>::insert(IntakeId(number), intake);
	}
}

/// The shop applied as well, the last of all, and has so many scores of all points.
fn applied<T: Config>(scores: u8) -> FirmOf<T> {
	let firm = shop::<T>();
	let points = u16::from(scores) * u16::from(MAX_POINTS);
	let entry = Entry { firm: firm.clone(), people: PeopleBehind::new(), scores, points };
	Intakes::<T>::mutate(FIRST, |intake| {
		let intake = intake.as_mut().expect("it is open");
		intake.entries.try_push(entry).expect("there is room");
	});
	Applications::<T>::insert(FIRST, &firm, application(u32::from(scores)));
	firm
}

/// An award of the shop, of which half was paid, and half went back.
fn awarded<T: Config>(until: Moment) {
	set_now::<T::Time>(NOW);
	let own = Award {
		intake: FIRST,
		firm: shop::<T>(),
		sum: 1_000_000,
		milestones: 12,
		paid: 500_000,
		returned: 500_000,
		share: Perbill::from_percent(10),
		until,
		repaid: 0,
		reached: u16::MAX >> 4,
		told: 0,
		jobs: 0,
		trainings: 0,
	};
	Awards::<T>::insert(ENVELOPE, own);
}

#[benchmarks]
mod benchmarks {
	use super::*;

	#[benchmark]
	fn open_intake() -> Result<(), BenchmarkError> {
		set_now::<T::Time>(NOW);
		make::<T>(&T::Fund::get());
		crowded::<T>();
		let origin = T::MandateOrigin::of_province(Scope::Budget)?;

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, Box::new(plan()));

		assert_eq!(Intakes::<T>::count(), MAX_INTAKES);
		Ok(())
	}

	#[benchmark]
	fn apply() -> Result<(), BenchmarkError> {
		opened::<T>(0);
		let (firm, who) = (shop::<T>(), owner::<T>());

		#[extrinsic_call]
		_(RawOrigin::Signed(who), FIRST, firm.clone(), hash(2), steps());

		let (people, plan, steps) = (PeopleBehind::new(), hash(2), steps());
		assert_last::<T>(Event::Applied { intake: FIRST, firm, people, plan, steps });
		Ok(())
	}

	#[benchmark]
	fn withdraw() -> Result<(), BenchmarkError> {
		opened::<T>(0);
		let firm = applied::<T>(0);

		#[extrinsic_call]
		_(RawOrigin::Signed(owner::<T>()), FIRST, firm.clone());

		assert_last::<T>(Event::Withdrawn { intake: FIRST, firm });
		Ok(())
	}

	#[benchmark]
	fn score() -> Result<(), BenchmarkError> {
		opened::<T>(0);
		let firm = applied::<T>(31);
		let (who, person) = expert::<T>();
		set_now::<T::Time>(NOW + MIN_WINDOW);

		#[extrinsic_call]
		_(RawOrigin::Signed(who), FIRST, firm.clone(), MAX_POINTS);

		let points = MAX_POINTS;
		assert_last::<T>(Event::Scored { intake: FIRST, firm, expert: person, points });
		Ok(())
	}

	#[benchmark]
	fn award() -> Result<(), BenchmarkError> {
		opened::<T>(1);
		applied::<T>(1);
		// Each is asked whether it lives.
		for number in 0..SEATS {
			let key: T::AccountId = account("seat", number, 0);
			T::Seats::benchmark_seat(T::People::benchmark_person(&key, HOME));
		}
		set_now::<T::Time>(NOW + 2 * MIN_WINDOW);

		#[extrinsic_call]
		_(RawOrigin::Signed(anyone::<T>()), FIRST);

		assert_eq!(Awards::<T>::count(), 1);
		Ok(())
	}

	/// No application can be awarded, and all of them are removed.
	#[benchmark]
	fn close_intake() -> Result<(), BenchmarkError> {
		opened::<T>(0);
		applied::<T>(0);
		set_now::<T::Time>(NOW + 2 * MIN_WINDOW + PATIENCE);

		#[block]
		{
			Pallet::<T>::do_award(FIRST).expect("it is over");
		}

		assert_last::<T>(Event::Closed { intake: FIRST, won: PLENTY });
		Ok(())
	}

	#[benchmark]
	fn report() -> Result<(), BenchmarkError> {
		awarded::<T>(NOW + MAX_TERM);
		let figures = Figures { evidence: hash(3), jobs: u16::MAX, trainings: u16::MAX };

		#[extrinsic_call]
		_(RawOrigin::Signed(owner::<T>()), ENVELOPE, 11, figures);

		assert_last::<T>(Event::Reported { award: ENVELOPE, milestone: 11, figures });
		Ok(())
	}

	#[benchmark]
	fn pay_return() -> Result<(), BenchmarkError> {
		awarded::<T>(NOW + MAX_TERM);
		let from = anyone::<T>();
		make::<T>(&from);

		#[extrinsic_call]
		_(RawOrigin::Signed(from.clone()), ENVELOPE, 50_000);

		assert_last::<T>(Event::ReturnPaid { award: ENVELOPE, from, won: 50_000 });
		Ok(())
	}

	#[benchmark]
	fn end_award() -> Result<(), BenchmarkError> {
		awarded::<T>(NOW);

		#[extrinsic_call]
		_(RawOrigin::Signed(anyone::<T>()), ENVELOPE);

		assert_last::<T>(Event::AwardEnded { award: ENVELOPE, unpaid: 50_000 });
		Ok(())
	}

	#[benchmark]
	fn cancel_intake() -> Result<(), BenchmarkError> {
		opened::<T>(0);
		applied::<T>(0);
		let origin: T::RuntimeOrigin = T::MandateOrigin::of_province(Scope::Budget)?;
		let by = T::MandateOrigin::ensure_over(origin.clone(), Scope::Budget, plan().regions)?;
		Intakes::<T>::mutate(FIRST, |own| own.as_mut().expect("it is open").office = by.clone());

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, FIRST, hash(4));

		let cancelled = Event::Cancelled { intake: FIRST, office: by, why: hash(4), won: PLENTY };
		assert_last::<T>(cancelled);
		Ok(())
	}

	/// A milestone of an award was paid.
	#[benchmark]
	fn money_moved() -> Result<(), BenchmarkError> {
		awarded::<T>(NOW + MAX_TERM);

		#[block]
		{
			let owner = EscrowOwner::Intake(FIRST.0);
			let news = EscrowNews::Paid(0, 1_000);
			<Pallet<T> as OnEscrow<T::AccountId>>::on_event(owner, ENVELOPE, news);
		}

		assert_last::<T>(Event::MilestonePaid { award: ENVELOPE, milestone: 0, won: 1_000 });
		Ok(())
	}

	impl_benchmark_test_suite!(Pallet, crate::tests::chain(), crate::mock::Test);
}
