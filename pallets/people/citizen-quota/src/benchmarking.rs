// SPDX-License-Identifier: Apache-2.0

//! Worst cases. A person's registration costs what the runtime's registry makes of it.

#![allow(missing_docs, clippy::restriction)]

use alloc::collections::BTreeSet;
use chungnam_frame_kit::{benchmarking::set_now, Clock};
use chungnam_ports::People;
use chungnam_primitives::{Moment, PersonId, ZoneId};
use frame_benchmarking::v2::*;
use frame_support::{
	dispatch::{DispatchInfo, GetDispatchInfo, PostDispatchInfo},
	traits::{Get, Hooks},
	weights::Weight,
};
use frame_system::{pallet_prelude::BlockNumberFor, RawOrigin};
use pallet_transaction_payment::Config as PaymentConfig;
use sp_runtime::traits::{
	AsSystemOriginSigner, AsTransactionAuthorizedOrigin, DispatchTransaction, Dispatchable, Zero,
};

use crate::{extension::BalanceOf, *};

/// A moment long after every budget of the genesis has filled up.
const NOW: Moment = 1_800_000_000_000;

/// A registered person whose account has a provider but no won.
fn citizen<T: Config>() -> (T::AccountId, Subject) {
	set_now::<T::Time>(NOW);
	let who: T::AccountId = account("citizen", 0, 0);
	let person = T::People::benchmark_person(&who, ZoneId::new(1, 0));
	if !frame_system::Pallet::<T>::account_exists(&who) {
		frame_system::Pallet::<T>::inc_providers(&who);
	}
	(who, Subject::Person(person))
}

/// Half of every budget used a moment ago, so that each level is as long as it gets and still lets one in.
fn fill<T: Config>(subject: Subject, class: QuotaClass) {
	let at = T::Time::moment();
	let used = T::Budgets::get().of(class).max / 2;
	let level = Level { used, at };
	Buckets::<T>::insert(subject, SubjectBuckets::default().with(class, level));
}

#[benchmarks(where
	T: Config + PaymentConfig + Send + Sync,
	BalanceOf<T>: Send + Sync,
	T::RuntimeOrigin: AsSystemOriginSigner<T::AccountId> + AsTransactionAuthorizedOrigin + Clone,
	T::RuntimeCall: Dispatchable<Info = DispatchInfo, PostInfo = PostDispatchInfo>,
)]
mod benchmarks {
	use super::*;

	#[benchmark]
	fn on_initialize() {
		CitizenWeight::<T>::put(Pallet::<T>::share_limit());

		#[block]
		{
			Pallet::<T>::on_initialize(BlockNumberFor::<T>::zero());
		}

		assert_eq!(CitizenWeight::<T>::get(), Weight::zero());
	}

	/// Finding out that a transaction that could have been free is not: everything is read, nothing is left.
	#[benchmark]
	fn lookup() {
		let (who, subject) = citizen::<T>();
		let call = T::Classify::benchmark_call();
		let class = T::Classify::class(&call).expect("the benchmark's call is on the list");
		fill::<T>(subject, class);
		let found;

		#[block]
		{
			found = Pallet::<T>::candidate(&who, &call, 1)
				.map(|(subject, class)| Pallet::<T>::ensure_room(subject, class, u32::MAX));
		}

		assert_eq!(found, Some(Err(Refusal::TooManyPending)));
	}

	/// A whole free transaction but for its call: the nonce and weight checks are within it, a fee is not.
	#[benchmark]
	fn free_transaction() {
		let (who, subject) = citizen::<T>();
		let call = T::Classify::benchmark_call();
		let class = T::Classify::class(&call).expect("the benchmark's call is on the list");
		fill::<T>(subject, class);
		let left = Pallet::<T>::left(subject, class) - 1;
		let nonce = frame_system::Pallet::<T>::account_nonce(&who);
		let extension = CitizenQuota::<T>::from(nonce, Zero::zero());
		let mut info = call.get_dispatch_info();
		info.call_weight = Weight::from_parts(100, 0);
		info.extension_weight = Weight::from_parts(100, 0);
		let post = PostDispatchInfo {
			actual_weight: Some(Weight::from_parts(10, 0)),
			..Default::default()
		};
		let origin: T::RuntimeOrigin = RawOrigin::Signed(who).into();

		#[block]
		{
			extension.test_run(origin, &call, &info, 1, 0, |_| Ok(post)).unwrap().unwrap();
		}

		let event: <T as frame_system::Config>::RuntimeEvent =
			Event::<T>::QuotaUsed { subject, class, left }.into();
		frame_system::Pallet::<T>::assert_last_event(event);
	}

	#[benchmark]
	fn clean_buckets(n: Linear<1, MAX_CLEANED>) {
		set_now::<T::Time>(NOW);
		let who: T::AccountId = whitelisted_caller();
		let used = Level { used: 1, at: 0 };
		let buckets = SubjectBuckets { payment: used, vote: used, claim: used, shop: used };
		let subjects: BTreeSet<_> = (0..n).map(|id| Subject::Person(PersonId(id))).collect();
		for subject in &subjects {
			Buckets::<T>::insert(subject, buckets);
		}
		let subjects: Subjects = subjects.try_into().unwrap();

		#[extrinsic_call]
		_(RawOrigin::Signed(who), subjects.clone());

		let event: <T as frame_system::Config>::RuntimeEvent =
			Event::<T>::BucketsCleaned { subjects }.into();
		frame_system::Pallet::<T>::assert_last_event(event);
	}

	impl_benchmark_test_suite!(Pallet, crate::tests::begin(), crate::mock::Test);
}
