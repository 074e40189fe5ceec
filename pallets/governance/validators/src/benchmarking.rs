// SPDX-License-Identifier: Apache-2.0

//! The worst case of each call: as many members as there may be, all acting, a third of them suspended.

#![allow(clippy::restriction)]

use alloc::vec::Vec;
use chungnam_frame_kit::benchmarking::{assert_last, Passing};
use codec::{Decode, Encode};
use frame_benchmarking::v2::*;
use frame_support::{traits::Get, Blake2_256, StorageHasher};
use frame_system::RawOrigin;
use pallet_session::{KeyOwner, NextKeys, QueuedKeys};
use sp_runtime::traits::{Convert, OpaqueKeys};
use sp_staking::offence::{Kind, Offence, OffenceError, ReportOffence};

use super::*;

/// Keys that nobody else has. They sign nothing here, so any bytes of the right length do.
fn keys<T: Config>(seed: u32) -> T::Keys {
	let bytes: Vec<u8> =
		(0..32u32).flat_map(|part| Blake2_256::hash(&(seed, part).encode())).collect();
	T::Keys::decode(&mut &bytes[..]).expect("public keys are any bytes")
}

/// An account that can pay for its keys and has set them.
fn candidate<T: Config>(seed: u32) -> T::AccountId {
	let who: T::AccountId = account("validator", seed, 0);
	let id = T::ValidatorIdOf::convert(who.clone()).expect("any account can validate");
	let keys = keys::<T>(seed);
	pallet_session::Pallet::<T>::ensure_can_pay_key_deposit(&who).expect("won can be made");
	frame_system::Pallet::<T>::inc_providers(&who);
	for key in T::Keys::key_ids() {
		KeyOwner::<T>::insert((*key, keys.get_raw(*key).to_vec()), &id);
	}
	NextKeys::<T>::insert(&id, keys);
	frame_system::Pallet::<T>::inc_consumers(&who).expect("the account exists");
	who
}

/// `count` members, all of whom act.
fn members<T: Config>(count: u32) -> Vec<T::AccountId> {
	let all: Vec<T::AccountId> = (0..count).map(candidate::<T>).collect();
	let mut members = MembersOf::<T>::new();
	for who in &all {
		members.try_insert(who.clone(), Member::default()).expect("there is room");
	}
	Members::<T>::put(members);
	pallet_session::Validators::<T>::put(all.clone());
	let queued: Vec<_> =
		all.iter().map(|who| (who.clone(), NextKeys::<T>::get(who).unwrap())).collect();
	QueuedKeys::<T>::put(queued);
	all
}

/// A full set; the first third but one is suspended by proof and disabled, so that one more may be, also by decision.
fn full_set<T: Config>() -> Vec<T::AccountId> {
	let all = members::<T>(T::MaxValidators::get());
	let third = (all.len() - 1) / 3;
	for who in all.iter().take(third - 1) {
		Pallet::<T>::keep_out(who.clone(), Cause::Equivocation);
	}
	all
}

/// A double vote as far as this pallet looks at it.
struct DoubleVote<AccountId>(AccountId);

impl<AccountId: Clone> Offence<(AccountId, ())> for DoubleVote<AccountId> {
	const ID: Kind = *b"bench:votestwice";
	type Slot = u64;

	fn offenders(&self) -> Vec<(AccountId, ())> {
		Vec::from([(self.0.clone(), ())])
	}
	fn session_index(&self) -> u32 {
		0
	}
	fn validator_set_count(&self) -> u32 {
		1
	}
	fn slot(&self) -> u64 {
		0
	}
	fn slash_fraction(&self, _: u32) -> sp_runtime::Perbill {
		sp_runtime::Perbill::zero()
	}
}

/// Takes every report: what pallet-offences writes is weighed where the report is.
struct NoRecords;

impl<AccountId, O: Offence<(AccountId, ())>> ReportOffence<AccountId, (AccountId, ()), O>
	for NoRecords
{
	fn report_offence(_: Vec<AccountId>, _: O) -> Result<(), OffenceError> {
		Ok(())
	}
	fn is_known_offence(_: &[(AccountId, ())], _: &O::Slot) -> bool {
		false
	}
}

#[benchmarks]
mod benchmarks {
	use super::*;

	#[benchmark]
	fn add() -> Result<(), BenchmarkError> {
		let origin = T::GovernorOrigin::passing()?;
		members::<T>(T::MaxValidators::get() - 1);
		let who = candidate::<T>(T::MaxValidators::get());
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, who.clone());
		let session = pallet_session::CurrentIndex::<T>::get();
		assert_last::<T>(Event::Added { who, session });
		Ok(())
	}

	#[benchmark]
	fn remove() -> Result<(), BenchmarkError> {
		let origin = T::GovernorOrigin::passing()?;
		let who = full_set::<T>().pop().unwrap();
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, who.clone());
		assert_last::<T>(Event::Removed { who });
		Ok(())
	}

	#[benchmark]
	fn suspend() -> Result<(), BenchmarkError> {
		let origin = T::EmergencyOrigin::passing()?;
		let who = full_set::<T>().pop().unwrap();
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, who.clone());
		assert!(Members::<T>::get()[&who].suspension.is_some());
		Ok(())
	}

	/// One more is suspended than may be disabled: it takes the place of the one that is cleared.
	#[benchmark]
	fn reinstate() -> Result<(), BenchmarkError> {
		let origin = T::GovernorOrigin::passing()?;
		let mut all = full_set::<T>();
		let first = all[0].clone();
		for who in [all.pop().unwrap(), all.pop().unwrap()] {
			Pallet::<T>::keep_out(who, Cause::Decision);
		}
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, first.clone());
		assert!(Members::<T>::get()[&first].suspension.is_none());
		Ok(())
	}

	#[benchmark]
	fn end_session() -> Result<(), BenchmarkError> {
		let origin = T::GovernorOrigin::passing()?;
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin);
		assert_last::<T>(Event::SessionEndRequested);
		Ok(())
	}

	#[benchmark]
	fn withdraw_keys() -> Result<(), BenchmarkError> {
		full_set::<T>();
		let who = candidate::<T>(T::MaxValidators::get());
		#[extrinsic_call]
		_(RawOrigin::Signed(who.clone()));
		assert_last::<T>(Event::KeysWithdrawn { who });
		Ok(())
	}

	/// What a proven double vote does here. The proof itself and the records are weighed by the runtime.
	#[benchmark]
	fn report() -> Result<(), BenchmarkError> {
		let who = full_set::<T>().pop().unwrap();
		let offence = DoubleVote(who.clone());
		#[block]
		{
			SuspendReported::<T, NoRecords>::report_offence(Vec::new(), offence)
				.map_err(|_| BenchmarkError::Stop("the report was refused"))?;
		}
		assert!(Members::<T>::get()[&who].suspension.is_some());
		Ok(())
	}

	impl_benchmark_test_suite!(Pallet, crate::tests::begin(&crate::tests::FOUR), crate::mock::Test);
}
