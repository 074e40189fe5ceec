// SPDX-License-Identifier: Apache-2.0

//! The worst case of each call: a plan with as many milestones as fit, and the step of `advance` that fills an envelope.

#![allow(clippy::restriction)]

use alloc::boxed::Box;
use chungnam_frame_kit::benchmarking::{assert_last, hash, set_now};
use chungnam_ports::{
	EscrowNews, EscrowOwner, Instruments, Offerings, OnEscrow, Payee, Payees, Reviewers, Silence,
	Stage, MAX_MILESTONES,
};
use chungnam_primitives::{
	BallotId, EnvelopeId, InstrumentId, Moment, OfferingId, RegionSet, Scope, Won, DAYS,
};
use frame_benchmarking::v2::*;
use frame_support::{traits::fungible::Mutate, BoundedVec};
use frame_system::RawOrigin;
use sp_runtime::Perbill;

use super::*;

const NOW: Moment = 1_800_000_000_000;
const PLENTY: Won = 1_000_000_000;
const BALLOT: BallotId = BallotId(0);
const SALE: OfferingId = OfferingId(0);
const ENVELOPE: EnvelopeId = EnvelopeId(0);

fn founder<T: Config>() -> T::AccountId {
	account("founder", 0, 0)
}

/// As many milestones as fit, and the institutions that reach and look at them.
fn plan<T: Config>() -> PlanOf<T> {
	let [payee, office]: [T::AccountId; 2] = [account("payee", 0, 0), account("office", 0, 0)];
	T::Payees::benchmark_institution(&payee);
	T::Payees::benchmark_institution(&office);
	let stage = |number: u32| Stage {
		share: Perbill::from_percent(if number == 1 { 12 } else { 8 }),
		after: APART * Moment::from(number),
	};
	Plan {
		document: sp_core::H256::repeat_byte(1),
		most: PLENTY,
		payee: Payee::Institution(payee),
		stages: BoundedVec::truncate_from((1..=MAX_MILESTONES).map(stage).collect()),
		reviewers: Reviewers::Office {
			account: office,
			scope: Scope::Reserve,
			regions: RegionSet::province(),
		},
		silence: Silence::Release,
		grace: DAYS,
		promise: MAX_PROMISE,
	}
}

/// An instrument of the founder.
fn issued<T: Config>() -> InstrumentId {
	set_now::<T::Time>(NOW);
	T::Instruments::benchmark_issued(&founder::<T>(), &[])
}

/// A project that stands there.
fn standing<T: Config>(status: Status) -> InstrumentId {
	let id = issued::<T>();
	let project = Project { status, ..Project::new(plan::<T>(), BALLOT, NOW) };
	Projects::<T>::insert(id, project);
	id
}

fn ready<T: Config>() -> InstrumentId {
	standing::<T>(Status::Ready { until: NOW + OFFERING })
}

#[benchmarks]
mod benchmarks {
	use super::*;

	#[benchmark]
	fn propose() -> Result<(), BenchmarkError> {
		let (project, founder, plan) = (issued::<T>(), founder::<T>(), plan::<T>());

		#[extrinsic_call]
		_(RawOrigin::Signed(founder), project, Box::new(plan.clone()));

		assert_last::<T>(Event::Proposed { project, ballot: BALLOT, plan });
		Ok(())
	}

	#[benchmark]
	fn offer() -> Result<(), BenchmarkError> {
		let project = ready::<T>();
		T::Won::mint_into(&founder::<T>(), PLENTY).expect("so much can be made");

		#[extrinsic_call]
		_(RawOrigin::Signed(founder::<T>()), project, T::Offerings::benchmark_sale());

		assert_last::<T>(Event::Advanced { project, status: Status::Offering { sale: SALE } });
		Ok(())
	}

	#[benchmark]
	fn advance() -> Result<(), BenchmarkError> {
		let project = ready::<T>();
		T::Won::mint_into(&founder::<T>(), PLENTY).expect("so much can be made");
		let sale = T::Offerings::benchmark_sale();
		Pallet::<T>::do_offer(&founder::<T>(), project, sale).expect("it costs no more");
		T::Offerings::benchmark_decide(SALE);

		#[extrinsic_call]
		_(RawOrigin::Signed(account("anyone", 0, 0)), project);

		let status = Projects::<T>::get(project).expect("it is funded").status;
		assert!(matches!(status, Status::Building { .. }));
		assert_last::<T>(Event::Advanced { project, status });
		Ok(())
	}

	#[benchmark]
	fn withdraw() -> Result<(), BenchmarkError> {
		let project = ready::<T>();

		#[extrinsic_call]
		_(RawOrigin::Signed(founder::<T>()), project);

		assert_last::<T>(Event::Ended { project, end: End::Withdrawn });
		Ok(())
	}

	#[benchmark]
	fn report() -> Result<(), BenchmarkError> {
		let until = NOW + MAX_PROMISE;
		let project = standing::<T>(Status::Running { report_due: NOW + QUARTER, until });

		#[extrinsic_call]
		_(RawOrigin::Signed(founder::<T>()), project, hash(5));

		let status = Status::Running { report_due: NOW + QUARTER + QUARTER, until };
		assert_last::<T>(Event::Advanced { project, status });
		Ok(())
	}

	/// Money came back from the envelope.
	#[benchmark]
	fn money_returned() -> Result<(), BenchmarkError> {
		let project = standing::<T>(Status::Building { envelope: ENVELOPE });

		#[block]
		{
			let owner = EscrowOwner::Project(project.0);
			let news = EscrowNews::Returned(PLENTY);
			<Pallet<T> as OnEscrow<T::AccountId>>::on_event(owner, ENVELOPE, news);
		}

		assert_last::<T>(Event::Returned { project, won: PLENTY });
		Ok(())
	}

	impl_benchmark_test_suite!(Pallet, crate::tests::chain(), crate::mock::Test);
}
