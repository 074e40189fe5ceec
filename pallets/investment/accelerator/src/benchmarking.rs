// SPDX-License-Identifier: Apache-2.0

//! The worst case of each call: a full list of firms, a plan with as many milestones as fit, and a firm that is a shop.

#![allow(clippy::restriction)]

use alloc::boxed::Box;
use chungnam_frame_kit::benchmarking::{assert_last, hash, set_now, Mandated};
use chungnam_ports::{
	EscrowNews, EscrowOwner, Merchants, OnEscrow, Payee, People, Seats, MAX_MILESTONES,
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

/// An intake with its money, to which all firms but one applied. Each has so many scores of one point.
fn opened<T: Config>(scores: u8) {
	set_now::<T::Time>(NOW);
	NextIntake::<T>::put(IntakeId(1));
	let mut intake = Intake::new(plan(), None);
	for number in 1..MAX_APPLICATIONS {
		let firm: FirmOf<T> = Payee::Institution(account("firm", number, 0));
		Applications::<T>::insert(FIRST, &firm, application(u32::from(scores)));
		let entry = Entry { firm, scores, points: u16::from(scores) };
		intake.entries.try_push(entry).expect("there is room");
	}
	Intakes::<T>::insert(FIRST, intake);
	make::<T>(&Pallet::<T>::pot_of(FIRST));
}

/// The shop applied as well, the last of all, and has so many scores of all points.
fn applied<T: Config>(scores: u8) -> FirmOf<T> {
	let firm = shop::<T>();
	let points = u16::from(scores) * u16::from(MAX_POINTS);
	let entry = Entry { firm: firm.clone(), scores, points };
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
		let origin = T::MandateOrigin::of_province(Scope::Budget)?;

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, Box::new(plan()));

		assert!(Intakes::<T>::contains_key(FIRST));
		Ok(())
	}

	#[benchmark]
	fn apply() -> Result<(), BenchmarkError> {
		opened::<T>(0);
		let (firm, who) = (shop::<T>(), owner::<T>());

		#[extrinsic_call]
		_(RawOrigin::Signed(who), FIRST, firm.clone(), hash(2), steps());

		let (plan, steps) = (hash(2), steps());
		assert_last::<T>(Event::Applied { intake: FIRST, firm, plan, steps });
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
		expert::<T>();
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
		set_now::<T::Time>(NOW + 2 * MIN_WINDOW);

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

		assert_last::<T>(Event::MilestonePaid { award: ENVELOPE, won: 1_000 });
		Ok(())
	}

	impl_benchmark_test_suite!(Pallet, crate::tests::chain(), crate::mock::Test);
}
