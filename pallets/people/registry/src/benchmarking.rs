// SPDX-License-Identifier: Apache-2.0

//! What each call costs at its worst.

#![allow(clippy::restriction)]

use super::*;
use alloc::vec::Vec;
use chungnam_ports::{Mandate, Merchants as _, ShopAct};
use chungnam_primitives::{
	CohortId, MerchantId, Moment, PersonId, RegionId, RegionSet, SalesClass, Scope, ScopeSet,
	ZoneId,
};
use frame_benchmarking::v2::*;
use frame_support::{
	traits::{EnsureOrigin, EnsureOriginWithArg, Get},
	BoundedVec,
};
use frame_system::RawOrigin;

const REGION: RegionId = 12;
const HOME: ZoneId = ZoneId::new(REGION, 1);
const REASON: Reason = Reason { code: ReasonCode::IllegalExchange, document: None };

fn assert_last<T: Config>(event: Event<T>) {
	frame_system::Pallet::<T>::assert_last_event(event.into());
}

fn mandate<T: Config>(scope: Scope) -> Result<T::RuntimeOrigin, BenchmarkError> {
	T::MandateOrigin::try_successful_origin(&Mandate::of(scope, REGION))
		.map_err(|_| BenchmarkError::Weightless)
}

fn key<T: Config>(n: u32) -> T::AccountId {
	account("key", n, 0)
}

fn new_people<T: Config>(n: u32) -> Vec<NewPersonOf<T>> {
	let first = NextPerson::<T>::get();
	first
		.until(PersonId(first.0 + n))
		.map(|id| NewPerson {
			commitment: Commitment::from(sp_io::hashing::blake2_256(&id.0.to_le_bytes())),
			zone: HOME,
			key: Some(key::<T>(id.0)),
		})
		.collect()
}

/// Registers `n` people in a row, person `id` with `key(id)`. Gives the first.
fn people<T: Config>(n: u32) -> Result<PersonId, BenchmarkError> {
	let first = NextPerson::<T>::get();
	Pallet::<T>::do_register_people(&new_people::<T>(n))?;
	Ok(first)
}

fn batch<T: Config>(first: PersonId, n: u32) -> BatchOf<T, PersonId> {
	BoundedVec::truncate_from(first.until(PersonId(first.0 + n)).collect())
}

fn new_merchant<T: Config>(n: u32) -> NewMerchantOf<T> {
	NewMerchant {
		owner: account("owner", n, 0),
		zone: HOME,
		category: 1,
		sales_class: SalesClass::Small,
	}
}

/// An active shop of `account("owner", 0, 0)`.
fn shop<T: Config>() -> Result<(MerchantId, T::AccountId), BenchmarkError> {
	let id = NextMerchant::<T>::get();
	let new = new_merchant::<T>(0);
	Pallet::<T>::do_register_merchants(core::slice::from_ref(&new))?;
	Ok((id, new.owner))
}

/// An application of `account("owner", 0, 0)`.
fn application<T: Config>() -> Result<(MerchantId, T::AccountId), BenchmarkError> {
	let owner = account("owner", 0, 0);
	Ok((application_of::<T>(&owner)?, owner))
}

/// Makes accounts keys of people in a bulk registration, which takes no notice of their shops.
fn know<T: Config>(accounts: &[T::AccountId]) -> Result<PersonId, BenchmarkError> {
	let first = NextPerson::<T>::get();
	for (id, account) in first.until(PersonId::MAX).zip(accounts) {
		let commitment = Commitment::from(sp_io::hashing::blake2_256(&id.0.to_le_bytes()));
		let key = Some(account.clone());
		Pallet::<T>::do_register_people(&[NewPerson { commitment, zone: HOME, key }])?;
		fill_stays::<T>(id, 0);
	}
	Ok(first)
}

/// An application of `owner`, so that nobody is known to run the shop.
fn application_of<T: Config>(owner: &T::AccountId) -> Result<MerchantId, BenchmarkError> {
	let id = NextMerchant::<T>::get();
	Pallet::<T>::do_apply_merchant(NewMerchant { owner: owner.clone(), ..new_merchant::<T>(0) })?;
	Ok(id)
}

/// Fills a person's list of stays but for `room` entries.
fn fill_stays<T: Config>(person: PersonId, room: u32) {
	People::<T>::mutate_extant(person, |person| {
		for n in 0..MAX_ENROLMENTS.saturating_sub(room) {
			let stay = Enrolment {
				cohort: CohortId(CohortId::MAX.0 - n),
				since: 0,
				until: Some(Moment::MAX),
			};
			let _ = person.enrolments.try_push(stay);
		}
	});
}

fn guardian(guardian: PersonId) -> Guardian {
	Guardian { guardian, acts: WardActs::ALL, until: Moment::MAX }
}

#[benchmarks]
mod benchmarks {
	use super::*;

	#[benchmark]
	fn appoint_attester() -> Result<(), BenchmarkError> {
		let origin =
			T::AttesterOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)?;
		let attester: T::AccountId = key::<T>(0);
		let (regions, scopes) = (RegionSet::province(), ScopeSet::of(&Scope::ALL[..9]));
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, attester.clone(), regions, scopes);
		assert_last::<T>(Event::AttesterAppointed { attester, regions, scopes });
		Ok(())
	}

	#[benchmark]
	fn dismiss_attester() -> Result<(), BenchmarkError> {
		let origin =
			T::AttesterOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)?;
		let attester: T::AccountId = key::<T>(0);
		let (regions, scopes) = (RegionSet::province(), ScopeSet::of(&Scope::ALL[..9]));
		Pallet::<T>::do_appoint_attester(attester.clone(), Attester { regions, scopes })?;
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, attester.clone());
		assert_last::<T>(Event::AttesterDismissed { attester });
		Ok(())
	}

	#[benchmark]
	fn register_people(n: Linear<1, { T::MaxBatch::get() }>) -> Result<(), BenchmarkError> {
		let origin = mandate::<T>(Scope::People)?;
		let people: BatchOf<T, NewPersonOf<T>> = BoundedVec::truncate_from(new_people::<T>(n));
		let person = PersonId(PersonId(NextPerson::<T>::get().0 + n).0 - 1);
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, people);
		let key = Some(key::<T>(person.0));
		assert_last::<T>(Event::PersonRegistered { person, zone: HOME, key });
		Ok(())
	}

	#[benchmark]
	fn add_key() -> Result<(), BenchmarkError> {
		let person = people::<T>(1)?;
		let (new, kind) = (account::<T::AccountId>("new", 0, 0), KeyKind::Card);
		let merchant = application_of::<T>(&new)?;
		#[extrinsic_call]
		_(RawOrigin::Signed(key::<T>(person.0)), new, kind);
		assert_last::<T>(Event::OperatorSet { merchant, operator: Some(person) });
		Ok(())
	}

	#[benchmark]
	fn remove_key() -> Result<(), BenchmarkError> {
		let person = people::<T>(1)?;
		let old: T::AccountId = account("old", 0, 0);
		Pallet::<T>::do_add_key(person, old.clone(), KeyKind::Card, true)?;
		#[extrinsic_call]
		_(RawOrigin::Signed(key::<T>(person.0)), old.clone());
		assert_last::<T>(Event::KeyRemoved { person, key: old });
		Ok(())
	}

	#[benchmark]
	fn issue_key() -> Result<(), BenchmarkError> {
		let origin = mandate::<T>(Scope::People)?;
		let person = NextPerson::<T>::get();
		let mut new = new_people::<T>(1);
		new[0].key = None;
		Pallet::<T>::do_register_people(&new)?;
		let key = key::<T>(person.0);
		let merchant = application_of::<T>(&key)?;
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, person, key, KeyKind::Card);
		assert_last::<T>(Event::OperatorSet { merchant, operator: Some(person) });
		Ok(())
	}

	#[benchmark]
	fn revoke_key() -> Result<(), BenchmarkError> {
		let origin = mandate::<T>(Scope::People)?;
		let person = people::<T>(1)?;
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, key::<T>(person.0));
		assert_last::<T>(Event::KeyRemoved { person, key: key::<T>(person.0) });
		Ok(())
	}

	#[benchmark]
	fn freeze() -> Result<(), BenchmarkError> {
		let origin = mandate::<T>(Scope::Freeze)?;
		let person = people::<T>(1)?;
		fill_stays::<T>(person, 0);
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, person);
		assert_last::<T>(Event::PersonFrozen { person });
		Ok(())
	}

	#[benchmark]
	fn unfreeze() -> Result<(), BenchmarkError> {
		let origin = mandate::<T>(Scope::Freeze)?;
		let person = people::<T>(1)?;
		fill_stays::<T>(person, 0);
		Pallet::<T>::do_freeze(person)?;
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, person);
		assert_last::<T>(Event::PersonUnfrozen { person });
		Ok(())
	}

	#[benchmark]
	fn start_recovery() -> Result<(), BenchmarkError> {
		let origin = mandate::<T>(Scope::People)?;
		let person = people::<T>(1)?;
		// A former key of the same person costs the most to check.
		let old: T::AccountId = account("old", 0, 0);
		Pallet::<T>::do_add_key(person, old.clone(), KeyKind::Phone, true)?;
		Keys::<T>::mutate_extant(&old, |record| record.epoch = 0);
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, person, old.clone(), KeyKind::Phone);
		assert_eq!(Recoveries::<T>::get(person).map(|recovery| recovery.new_key), Some(old));
		Ok(())
	}

	#[benchmark]
	fn cancel_recovery() -> Result<(), BenchmarkError> {
		let person = people::<T>(1)?;
		let new: T::AccountId = account("new", 0, 0);
		Pallet::<T>::do_start_recovery(person, new, KeyKind::Phone, None)?;
		#[extrinsic_call]
		_(RawOrigin::Signed(key::<T>(person.0)), person);
		assert_last::<T>(Event::RecoveryCancelled { person });
		Ok(())
	}

	#[benchmark]
	fn finish_recovery() -> Result<(), BenchmarkError> {
		let person = people::<T>(1)?;
		let (new_key, kind) = (account::<T::AccountId>("new", 0, 0), KeyKind::Phone);
		let merchant = application_of::<T>(&new_key)?;
		Pallet::<T>::do_start_recovery(person, new_key, kind, None)?;
		Recoveries::<T>::mutate_extant(person, |recovery| recovery.ready_at = 0);
		#[extrinsic_call]
		_(RawOrigin::Signed(account::<T::AccountId>("anyone", 0, 0)), person);
		assert_last::<T>(Event::OperatorSet { merchant, operator: Some(person) });
		Ok(())
	}

	#[benchmark]
	fn forget_stale_key() -> Result<(), BenchmarkError> {
		let person = people::<T>(1)?;
		let key = key::<T>(person.0);
		Pallet::<T>::do_record_death(person)?;
		#[extrinsic_call]
		_(RawOrigin::Signed(account::<T::AccountId>("anyone", 0, 0)), key.clone());
		assert_last::<T>(Event::KeyForgotten { person, key });
		Ok(())
	}

	#[benchmark]
	fn move_house() -> Result<(), BenchmarkError> {
		let origin = mandate::<T>(Scope::People)?;
		let person = people::<T>(1)?;
		Pallet::<T>::do_move_house(person, ZoneId::new(1, 0))?;
		fill_stays::<T>(person, 0);
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, person, HOME);
		assert_last::<T>(Event::PersonMoved { person, zone: HOME });
		Ok(())
	}

	#[benchmark]
	fn record_death() -> Result<(), BenchmarkError> {
		let origin = mandate::<T>(Scope::People)?;
		let person = people::<T>(3)?;
		for _ in 0..MAX_ENROLMENTS {
			let cohort = Pallet::<T>::do_create_cohort(REGION, false)?;
			Pallet::<T>::do_enrol(cohort, batch::<T>(person, 1))?;
		}
		Pallet::<T>::do_appoint_guardian(person, guardian(PersonId(person.0 + 1)))?;
		Pallet::<T>::do_appoint_guardian(person, guardian(PersonId(person.0 + 2)))?;
		let new: T::AccountId = account("new", 0, 0);
		Pallet::<T>::do_start_recovery(person, new, KeyKind::Phone, None)?;
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, person);
		assert_last::<T>(Event::DeathRecorded { person });
		Ok(())
	}

	#[benchmark]
	fn appoint_guardian() -> Result<(), BenchmarkError> {
		let origin = mandate::<T>(Scope::People)?;
		let ward = people::<T>(3)?;
		Pallet::<T>::do_appoint_guardian(ward, guardian(PersonId(ward.0 + 1)))?;
		let Guardian { guardian, acts, until } = guardian(PersonId(ward.0 + 2));
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, ward, guardian, acts, until);
		assert_last::<T>(Event::GuardianAppointed { ward, guardian, acts, until });
		Ok(())
	}

	#[benchmark]
	fn dismiss_guardian() -> Result<(), BenchmarkError> {
		let ward = people::<T>(3)?;
		let (first, second) = (PersonId(ward.0 + 1), PersonId(ward.0 + 2));
		Pallet::<T>::do_appoint_guardian(ward, guardian(first))?;
		Pallet::<T>::do_appoint_guardian(ward, guardian(second))?;
		#[extrinsic_call]
		_(RawOrigin::Signed(key::<T>(second.0)), ward, second);
		assert_last::<T>(Event::GuardianDismissed { ward, guardian: second });
		Ok(())
	}

	#[benchmark]
	fn apply_merchant() -> Result<(), BenchmarkError> {
		let merchant = NextMerchant::<T>::get();
		let NewMerchant { owner, zone, category, sales_class } = new_merchant::<T>(0);
		#[extrinsic_call]
		_(RawOrigin::Signed(owner.clone()), zone, category, sales_class);
		assert_last::<T>(Event::MerchantApplied { merchant, owner, zone, category, sales_class });
		Ok(())
	}

	#[benchmark]
	fn withdraw_application() -> Result<(), BenchmarkError> {
		let (merchant, _) = application::<T>()?;
		Merchants::<T>::mutate_extant(merchant, |merchant| merchant.check_due = 0);
		#[extrinsic_call]
		_(RawOrigin::Signed(account::<T::AccountId>("anyone", 0, 0)), merchant);
		assert_last::<T>(Event::ApplicationWithdrawn { merchant });
		Ok(())
	}

	#[benchmark]
	fn register_merchants(n: Linear<1, { T::MaxBatch::get() }>) -> Result<(), BenchmarkError> {
		let origin = mandate::<T>(Scope::Merchants)?;
		let last = MerchantId(MerchantId(NextMerchant::<T>::get().0 + n).0 - 1);
		let shops: Vec<_> = (0..n).map(new_merchant::<T>).collect();
		let owners: Vec<_> = shops.iter().map(|shop| shop.owner.clone()).collect();
		know::<T>(&owners)?;
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, BoundedVec::truncate_from(shops));
		assert!(Merchants::<T>::contains_key(last));
		Ok(())
	}

	#[benchmark]
	fn approve_merchant() -> Result<(), BenchmarkError> {
		let origin = mandate::<T>(Scope::Merchants)?;
		let (merchant, owner) = application::<T>()?;
		let operator = Some(know::<T>(&[owner])?);
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, merchant);
		let check_due = Merchants::<T>::get(merchant).map_or(0, |merchant| merchant.check_due);
		assert_last::<T>(Event::MerchantApproved { merchant, check_due, operator });
		Ok(())
	}

	#[benchmark]
	fn reject_merchant() -> Result<(), BenchmarkError> {
		let origin = mandate::<T>(Scope::Merchants)?;
		let (merchant, _) = application::<T>()?;
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, merchant, REASON);
		assert_last::<T>(Event::MerchantRejected { merchant, reason: REASON });
		Ok(())
	}

	#[benchmark]
	fn suspend_merchant() -> Result<(), BenchmarkError> {
		let origin = mandate::<T>(Scope::Merchants)?;
		let (merchant, _) = shop::<T>()?;
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, merchant, REASON);
		assert_last::<T>(Event::MerchantSuspended { merchant, reason: REASON });
		Ok(())
	}

	#[benchmark]
	fn appeal() -> Result<(), BenchmarkError> {
		let (merchant, owner) = shop::<T>()?;
		Pallet::<T>::do_suspend_merchant(merchant, REASON)?;
		#[extrinsic_call]
		_(RawOrigin::Signed(owner));
		assert_last::<T>(Event::AppealFiled { merchant });
		Ok(())
	}

	#[benchmark]
	fn decide_appeal() -> Result<(), BenchmarkError> {
		let origin = mandate::<T>(Scope::Merchants)?;
		let (merchant, _) = shop::<T>()?;
		Pallet::<T>::do_suspend_merchant(merchant, REASON)?;
		Pallet::<T>::do_appeal(merchant)?;
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, merchant, true);
		assert_last::<T>(Event::MerchantReinstated { merchant });
		Ok(())
	}

	#[benchmark]
	fn reinstate_merchant() -> Result<(), BenchmarkError> {
		let origin = mandate::<T>(Scope::Merchants)?;
		let (merchant, _) = shop::<T>()?;
		Pallet::<T>::do_suspend_merchant(merchant, REASON)?;
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, merchant);
		assert_last::<T>(Event::MerchantReinstated { merchant });
		Ok(())
	}

	#[benchmark]
	fn recheck_merchant() -> Result<(), BenchmarkError> {
		let origin = mandate::<T>(Scope::Merchants)?;
		let (merchant, owner) = shop::<T>()?;
		let operator = Some(know::<T>(&[owner])?);
		let sales_class = SalesClass::Large;
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, merchant, sales_class);
		let check_due = Merchants::<T>::get(merchant).map_or(0, |merchant| merchant.check_due);
		assert_last::<T>(Event::MerchantRechecked { merchant, sales_class, check_due, operator });
		Ok(())
	}

	#[benchmark]
	fn amend_merchant() -> Result<(), BenchmarkError> {
		let origin = mandate::<T>(Scope::Merchants)?;
		let (merchant, owner) = shop::<T>()?;
		let operator = Some(know::<T>(&[owner])?);
		let (zone, category) = (ZoneId::new(REGION, 2), 5);
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, merchant, zone, category);
		assert_last::<T>(Event::MerchantAmended { merchant, zone, category, operator });
		Ok(())
	}

	#[benchmark]
	fn close_merchant() -> Result<(), BenchmarkError> {
		let (merchant, owner) = shop::<T>()?;
		for n in 0..MAX_TILLS {
			Pallet::<T>::do_add_till(merchant, account("till", n, 0), 1)?;
		}
		#[extrinsic_call]
		_(RawOrigin::Signed(owner), merchant);
		assert_last::<T>(Event::MerchantClosed { merchant });
		Ok(())
	}

	#[benchmark]
	fn replace_owner() -> Result<(), BenchmarkError> {
		let origin = mandate::<T>(Scope::Merchants)?;
		let (merchant, _) = shop::<T>()?;
		let owner: T::AccountId = account("new", 0, 0);
		let operator = Some(know::<T>(core::slice::from_ref(&owner))?);
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, merchant, owner.clone());
		assert_last::<T>(Event::OwnerReplaced { merchant, owner, operator });
		Ok(())
	}

	#[benchmark]
	fn add_till() -> Result<(), BenchmarkError> {
		let (merchant, owner) = shop::<T>()?;
		for n in 1..MAX_TILLS {
			Pallet::<T>::do_add_till(merchant, account("till", n, 0), 1)?;
		}
		let till: T::AccountId = account("till", 0, 0);
		#[extrinsic_call]
		_(RawOrigin::Signed(owner), till.clone(), 5);
		assert_last::<T>(Event::TillAdded { merchant, till, limit_per_day: 5 });
		Ok(())
	}

	#[benchmark]
	fn remove_till() -> Result<(), BenchmarkError> {
		let (merchant, owner) = shop::<T>()?;
		for n in 0..MAX_TILLS {
			Pallet::<T>::do_add_till(merchant, account("till", n, 0), 1)?;
		}
		let till: T::AccountId = account("till", 0, 0);
		#[extrinsic_call]
		_(RawOrigin::Signed(owner), till.clone());
		assert_last::<T>(Event::TillRemoved { merchant, till });
		Ok(())
	}

	#[benchmark]
	fn create_cohort() -> Result<(), BenchmarkError> {
		let origin = mandate::<T>(Scope::Cohorts)?;
		let cohort = NextCohort::<T>::get();
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, REGION);
		assert_last::<T>(Event::CohortCreated { cohort, region: REGION, managed: false });
		Ok(())
	}

	#[benchmark]
	fn enrol(n: Linear<1, { T::MaxBatch::get() }>) -> Result<(), BenchmarkError> {
		let origin = mandate::<T>(Scope::Cohorts)?;
		let cohort = Pallet::<T>::do_create_cohort(REGION, false)?;
		let first = people::<T>(n)?;
		first.until(PersonId(first.0 + n)).for_each(|person| fill_stays::<T>(person, 1));
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, cohort, batch::<T>(first, n));
		assert_eq!(Cohorts::<T>::get(cohort).map(|cohort| cohort.heads), Some(n));
		Ok(())
	}

	#[benchmark]
	fn unenrol(n: Linear<1, { T::MaxBatch::get() }>) -> Result<(), BenchmarkError> {
		let origin = mandate::<T>(Scope::Cohorts)?;
		let cohort = Pallet::<T>::do_create_cohort(REGION, false)?;
		let first = people::<T>(n)?;
		first.until(PersonId(first.0 + n)).for_each(|person| fill_stays::<T>(person, 1));
		Pallet::<T>::do_enrol(cohort, batch::<T>(first, n))?;
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, cohort, batch::<T>(first, n));
		assert_eq!(Cohorts::<T>::get(cohort).map(|cohort| cohort.heads), Some(0));
		Ok(())
	}

	#[benchmark]
	fn confirm_key() -> Result<(), BenchmarkError> {
		let person = people::<T>(1)?;
		let new: T::AccountId = account("new", 0, 0);
		Pallet::<T>::do_add_key(person, new.clone(), KeyKind::Card, false)?;
		#[extrinsic_call]
		_(RawOrigin::Signed(new.clone()));
		assert_last::<T>(Event::KeyConfirmed { person, key: new });
		Ok(())
	}

	#[benchmark]
	fn transfer_enrolments(n: Linear<1, { T::MaxBatch::get() }>) -> Result<(), BenchmarkError> {
		let origin = mandate::<T>(Scope::Cohorts)?;
		let from = Pallet::<T>::do_create_cohort(REGION, false)?;
		let to = Pallet::<T>::do_create_cohort(REGION, false)?;
		let first = people::<T>(n)?;
		first.until(PersonId(first.0 + n)).for_each(|person| fill_stays::<T>(person, 2));
		Pallet::<T>::do_enrol(from, batch::<T>(first, n))?;
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, from, to, batch::<T>(first, n));
		assert_eq!(Cohorts::<T>::get(from).map(|cohort| cohort.heads), Some(0));
		assert_eq!(Cohorts::<T>::get(to).map(|cohort| cohort.heads), Some(n));
		Ok(())
	}

	#[benchmark]
	fn register_visitors(n: Linear<1, { T::MaxBatch::get() }>) -> Result<(), BenchmarkError> {
		let origin = mandate::<T>(Scope::People)?;
		let person = PersonId(PersonId(NextPerson::<T>::get().0 + n).0 - 1);
		let visitors = new_people::<T>(n)
			.into_iter()
			.filter_map(|new| Some(NewVisitor { commitment: new.commitment, key: new.key? }))
			.collect();
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, REGION, BoundedVec::truncate_from(visitors));
		let key = key::<T>(person.0);
		assert_last::<T>(Event::VisitorRegistered { person, region: REGION, key });
		Ok(())
	}

	#[benchmark]
	fn set_operator() -> Result<(), BenchmarkError> {
		let origin = mandate::<T>(Scope::Merchants)?;
		let (merchant, _) = shop::<T>()?;
		let person = people::<T>(1)?;
		fill_stays::<T>(person, 0);
		let operator = Some(person);
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, merchant, operator);
		assert_last::<T>(Event::OperatorSet { merchant, operator });
		Ok(())
	}

	/// What a neighbour pays to ask whether a till may give out money.
	#[benchmark]
	fn authorize() -> Result<(), BenchmarkError> {
		let (merchant, _) = shop::<T>()?;
		let till: T::AccountId = account("till", 0, 0);
		Pallet::<T>::do_add_till(merchant, till.clone(), 5)?;
		let authorized;
		#[block]
		{
			authorized = Pallet::<T>::authorize(&till, ShopAct::Refund, 5, 1);
		}
		assert_eq!(authorized, Ok(merchant));
		Ok(())
	}

	impl_benchmark_test_suite!(
		Pallet,
		crate::tests::ExtBuilder::default().build(),
		crate::mock::Test
	);
}
