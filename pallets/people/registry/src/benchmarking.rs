// SPDX-License-Identifier: Apache-2.0

//! What each call costs at its worst.

#![allow(clippy::restriction)]

mod setup;

use super::*;
use alloc::vec::Vec;
use chungnam_frame_kit::{
	benchmarking::{assert_last, Mandated, Passing},
	Clock,
};
use chungnam_ports::{Merchants as _, ShopAct, StayAskers as _};
use chungnam_primitives::{
	CohortId, MerchantId, Moment, PersonId, RegionId, RegionSet, SalesClass, Scope, ScopeSet,
	ZoneId,
};
use frame_benchmarking::v2::*;
use frame_support::{traits::Get, BoundedVec};
use frame_system::RawOrigin;
use setup::*;

const REGION: RegionId = 12;
const HOME: ZoneId = ZoneId::new(REGION, 1);
const REASON: Reason = Reason { code: ReasonCode::IllegalExchange, document: None };

fn mandate<T: Config>(scope: Scope) -> Result<T::RuntimeOrigin, BenchmarkError> {
	Ok(T::MandateOrigin::of_region(scope, REGION)?)
}

#[benchmarks]
mod benchmarks {
	use super::*;

	#[benchmark]
	fn appoint_attester() -> Result<(), BenchmarkError> {
		let origin = T::AttesterOrigin::passing()?;
		let attester: T::AccountId = key::<T>(0);
		let (regions, scopes) = (RegionSet::province(), ScopeSet::of(&Scope::ALL[..6]));
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, attester.clone(), regions, scopes);
		assert_last::<T>(Event::MandateOffered { attester, regions, scopes });
		Ok(())
	}

	#[benchmark]
	fn dismiss_attester() -> Result<(), BenchmarkError> {
		let origin = T::DismissalOrigin::passing()?;
		let attester: T::AccountId = key::<T>(0);
		let (regions, scopes) = (RegionSet::province(), ScopeSet::of(&Scope::ALL[..6]));
		Pallet::<T>::do_appoint_attester(attester.clone(), Attester { regions, scopes })?;
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, attester.clone());
		assert_last::<T>(Event::AttesterDismissed { attester });
		Ok(())
	}

	/// As many are remembered as fit, but for one.
	#[benchmark]
	fn suspend_attester() -> Result<(), BenchmarkError> {
		let origin = T::SuspensionOrigin::passing()?;
		let attester = suspendable::<T>(MAX_SUSPENSIONS - 1)?;
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, attester.clone());
		assert!(Pallet::<T>::is_suspended(&attester));
		Ok(())
	}

	#[benchmark]
	fn lift_suspension() -> Result<(), BenchmarkError> {
		let origin = T::SuspensionOrigin::passing()?;
		let attester = suspendable::<T>(MAX_SUSPENSIONS - 1)?;
		Pallet::<T>::do_suspend_attester(attester.clone())?;
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, attester.clone());
		assert_last::<T>(Event::SuspensionLifted { attester });
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
		let (new, kind) = (fresh::<T>(), KeyKind::Card);
		let agreed = consent::<T>(new.clone(), RoleOffer::Key { person, kind });
		#[extrinsic_call]
		_(RawOrigin::Signed(key::<T>(person.0)), agreed, kind);
		assert_last::<T>(Event::KeyAdded { person, key: new, kind });
		Ok(())
	}

	#[benchmark]
	fn remove_key() -> Result<(), BenchmarkError> {
		let person = people::<T>(1)?;
		let old: T::AccountId = account("old", 0, 0);
		Pallet::<T>::do_add_key(person, old.clone(), KeyKind::Card)?;
		#[extrinsic_call]
		_(RawOrigin::Signed(key::<T>(person.0)), old.clone());
		assert_last::<T>(Event::KeyRemoved { person, key: old });
		Ok(())
	}

	#[benchmark]
	fn issue_key() -> Result<(), BenchmarkError> {
		let origin = mandate::<T>(Scope::People)?;
		let person = NextPerson::<T>::get();
		let commitment = commitment_of(person);
		let _numbers =
			Pallet::<T>::register_all(&[Newcomer { commitment, zone: HOME, key: None }])?;
		let (key, kind) = (key::<T>(person.0), KeyKind::Card);
		let agreed = consent::<T>(key.clone(), RoleOffer::Key { person, kind });
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, person, agreed, kind);
		assert_last::<T>(Event::KeyAdded { person, key, kind });
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
		fill_keys::<T>(person)?;
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
		fill_keys::<T>(person)?;
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
		let (old, kind) = (fresh::<T>(), KeyKind::Phone);
		Pallet::<T>::do_add_key(person, old.clone(), kind)?;
		Keys::<T>::mutate_extant(&old, |record| {
			record.epoch = 0;
			record.since = 0;
		});
		T::Signers::pass(1);
		let agreed = consent::<T>(old.clone(), RoleOffer::Key { person, kind });
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, person, agreed, kind);
		assert_eq!(Recoveries::<T>::get(person).map(|recovery| recovery.new_key), Some(old));
		Ok(())
	}

	#[benchmark]
	fn cancel_recovery() -> Result<(), BenchmarkError> {
		let person = people::<T>(1)?;
		Pallet::<T>::do_start_recovery(person, fresh::<T>(), KeyKind::Phone, None)?;
		#[extrinsic_call]
		_(RawOrigin::Signed(key::<T>(person.0)), person);
		assert_last::<T>(Event::RecoveryCancelled { person });
		Ok(())
	}

	#[benchmark]
	fn finish_recovery() -> Result<(), BenchmarkError> {
		let person = people::<T>(1)?;
		let (new_key, kind) = (fresh::<T>(), KeyKind::Phone);
		Pallet::<T>::do_start_recovery(person, new_key.clone(), kind, None)?;
		Recoveries::<T>::mutate_extant(person, |recovery| recovery.ready_at = 0);
		fill_keys::<T>(person)?;
		#[extrinsic_call]
		_(RawOrigin::Signed(account::<T::AccountId>("anyone", 0, 0)), person);
		assert_last::<T>(Event::RecoveryFinished { person, new_key, kind });
		Ok(())
	}

	#[benchmark]
	fn forget_stale_key() -> Result<(), BenchmarkError> {
		let person = people::<T>(1)?;
		let key = key::<T>(person.0);
		Pallet::<T>::do_record_death(person)?;
		People::<T>::mutate_extant(person, |person| person.key_epoch = 9);
		Keys::<T>::mutate_extant(&key, |record| record.since = 0);
		VoidedAt::<T>::insert(person, 0);
		frame_system::Pallet::<T>::set_block_number(100u32.into());
		T::Signers::pass(T::RoleMemory::get());
		Pallet::<T>::freeze_won(&key, FreezeReason::Person);
		#[extrinsic_call]
		_(RawOrigin::Signed(account::<T::AccountId>("anyone", 0, 0)), key.clone());
		assert_last::<T>(Event::KeyForgotten { person, key });
		Ok(())
	}

	#[benchmark]
	fn move_house() -> Result<(), BenchmarkError> {
		let origin = mandate::<T>(Scope::People)?;
		let person = people::<T>(1)?;
		Pallet::<T>::settle(person, ZoneId::new(1, 0))?;
		fill_stays::<T>(person, 0);
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, person, HOME);
		let ready_at = Pallet::<T>::after_delay();
		assert_last::<T>(Event::MoveStarted { person, zone: HOME, ready_at });
		Ok(())
	}

	#[benchmark]
	fn finish_move() -> Result<(), BenchmarkError> {
		let person = people::<T>(1)?;
		fill_stays::<T>(person, 0);
		fill_rolls::<T>(person)?;
		fill_departures::<T>(person);
		let (zone, ready_at) = (ZoneId::new(1, 0), Moment::MAX);
		Moves::<T>::insert(person, Move { zone, ready_at });
		#[extrinsic_call]
		_(RawOrigin::Signed(key::<T>(person.0)), person);
		let since = Pallet::<T>::next_moment(T::Time::moment());
		assert_last::<T>(Event::ElectorMoved { person, region: zone.region, since });
		Ok(())
	}

	#[benchmark]
	fn cancel_move() -> Result<(), BenchmarkError> {
		let person = people::<T>(1)?;
		fill_stays::<T>(person, 0);
		let (zone, ready_at) = (ZoneId::new(1, 0), Moment::MAX);
		Moves::<T>::insert(person, Move { zone, ready_at });
		#[extrinsic_call]
		_(RawOrigin::Signed(key::<T>(person.0)), person);
		assert_last::<T>(Event::MoveCancelled { person });
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
		guard::<T>(person, PersonId(person.0 + 1))?;
		guard::<T>(person, PersonId(person.0 + 2))?;
		fill_rolls::<T>(person)?;
		fill_keys::<T>(person)?;
		Pallet::<T>::do_start_recovery(person, fresh::<T>(), KeyKind::Phone, None)?;
		Moves::<T>::insert(person, Move { zone: ZoneId::new(1, 0), ready_at: Moment::MAX });
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, person);
		assert_last::<T>(Event::DeathRecorded { person });
		Ok(())
	}

	#[benchmark]
	fn undo_death() -> Result<(), BenchmarkError> {
		let origin = mandate::<T>(Scope::People)?;
		let person = people::<T>(3)?;
		// Stays of before and of now fill the list together.
		for _ in 0..MAX_ENROLMENTS / 2 {
			let cohort = Pallet::<T>::do_create_cohort(REGION, false)?;
			Pallet::<T>::do_enrol(cohort, batch::<T>(person, 1))?;
		}
		let guardian = PersonId(person.0 + 2);
		guard::<T>(person, PersonId(person.0 + 1))?;
		guard::<T>(person, guardian)?;
		let begun = Guardians::<T>::get(person).last().copied();
		let since = begun.map_or(0, |own| own.since);
		fill_rolls::<T>(person)?;
		fill_keys::<T>(person)?;
		Ceilings::<T>::insert(REGION, 1_000);
		Pallet::<T>::do_record_death(person)?;
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, person);
		let (ward, acts, until) = (person, WardActs::ALL, Moment::MAX);
		assert_last::<T>(Event::GuardianAppointed { ward, guardian, acts, since, until });
		assert!(People::<T>::get(person).is_some_and(|own| own.keys == MAX_KEYS));
		Ok(())
	}

	#[benchmark]
	fn name_heir() -> Result<(), BenchmarkError> {
		let origin = mandate::<T>(Scope::People)?;
		let person = people::<T>(3)?;
		let (heir, earlier) = (PersonId(person.0 + 1), PersonId(person.0 + 2));
		for id in [person, earlier, heir] {
			fill_stays::<T>(id, 0);
		}
		Pallet::<T>::do_record_death(person)?;
		// An heir who accepted and died too costs the most.
		T::Signers::pass(1);
		Pallet::<T>::do_record_death(earlier)?;
		T::Signers::pass(T::EstateDelay::get());
		Heirs::<T>::insert(person, Heir { person: earlier, has_accepted: true });
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, person, heir);
		assert_eq!(UnclaimedSince::<T>::get(person), VoidedAt::<T>::get(earlier));
		assert_last::<T>(Event::HeirNamed { person, heir });
		Ok(())
	}

	#[benchmark]
	fn accept_estate() -> Result<(), BenchmarkError> {
		let person = people::<T>(2)?;
		let heir = PersonId(person.0 + 1);
		fill_stays::<T>(heir, 0);
		Heirs::<T>::insert(person, Heir { person: heir, has_accepted: false });
		#[extrinsic_call]
		_(RawOrigin::Signed(key::<T>(heir.0)), person);
		assert_last::<T>(Event::EstateAccepted { person, heir });
		Ok(())
	}

	#[benchmark]
	fn forget_stay() -> Result<(), BenchmarkError> {
		let person = people::<T>(1)?;
		T::Signers::pass(100);
		// The last stays of cohorts that something could ask about.
		let stay = |n: u32| {
			let cohort = T::StayAskers::benchmark_cohort().unwrap_or(CohortId(n));
			let since = Moment::from(n);
			Enrolment { cohort, since, until: Some(since + 1) }
		};
		let stays: Vec<_> = (0..MAX_ENROLMENTS).map(stay).collect();
		People::<T>::mutate_extant(person, |own| own.enrolments = BoundedVec::truncate_from(stays));
		let stays = People::<T>::get(person).map(|own| own.enrolments).unwrap_or_default();
		let first = stays.first().copied();
		let stay = first.ok_or(BenchmarkError::Stop("the list is full"))?;
		#[extrinsic_call]
		_(RawOrigin::Signed(account::<T::AccountId>("anyone", 0, 0)), person);
		assert_last::<T>(Event::StayForgotten { person, stay });
		Ok(())
	}

	#[benchmark]
	fn appoint_guardian() -> Result<(), BenchmarkError> {
		let origin = mandate::<T>(Scope::People)?;
		let ward = people::<T>(3)?;
		guard::<T>(ward, PersonId(ward.0 + 1))?;
		let (guardian, acts, until) = (PersonId(ward.0 + 2), WardActs::ALL, Moment::MAX);
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, ward, guardian, acts, until);
		let since = Pallet::<T>::after_delay();
		assert_last::<T>(Event::GuardianAppointed { ward, guardian, acts, since, until });
		Ok(())
	}

	#[benchmark]
	fn dismiss_guardian() -> Result<(), BenchmarkError> {
		let ward = people::<T>(3)?;
		let (first, second) = (PersonId(ward.0 + 1), PersonId(ward.0 + 2));
		guard::<T>(ward, first)?;
		guard::<T>(ward, second)?;
		#[extrinsic_call]
		_(RawOrigin::Signed(key::<T>(second.0)), ward, second);
		assert_last::<T>(Event::GuardianDismissed { ward, guardian: second });
		Ok(())
	}

	#[benchmark]
	fn apply_merchant() -> Result<(), BenchmarkError> {
		let merchant = NextMerchant::<T>::get();
		let (owner, zone, category, sales_class) = (owner::<T>(0), HOME, 1, SalesClass::Small);
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
		let last = MerchantId(NextMerchant::<T>::get().0 + n - 1);
		let first = people::<T>(n)?;
		first.until(PersonId(first.0 + n)).for_each(|person| fill_stays::<T>(person, 0));
		let shops: Vec<_> = (0..n)
			.map(|index| NewMerchant {
				owner: consent::<T>(owner::<T>(index), RoleOffer::Shop),
				zone: HOME,
				category: 1,
				sales_class: SalesClass::Small,
				operator: Some(PersonId(first.0 + index)),
			})
			.collect();
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, BoundedVec::truncate_from(shops));
		assert!(Merchants::<T>::contains_key(last));
		Ok(())
	}

	#[benchmark]
	fn approve_merchant() -> Result<(), BenchmarkError> {
		let origin = mandate::<T>(Scope::Merchants)?;
		let (merchant, _) = application::<T>()?;
		let operator = Some(people::<T>(1)?);
		Pallet::<T>::do_set_operator(merchant, operator)?;
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
	fn publish_directory() -> Result<(), BenchmarkError> {
		let origin = mandate::<T>(Scope::Merchants)?;
		let (region, hash) = (REGION, [1; 32]);
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, region, hash);
		assert_last::<T>(Event::DirectoryPublished { region, hash });
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
		let (merchant, _) = shop::<T>()?;
		let operator = Some(people::<T>(1)?);
		Pallet::<T>::do_set_operator(merchant, operator)?;
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
		let (merchant, _) = shop::<T>()?;
		let operator = Some(people::<T>(1)?);
		Pallet::<T>::do_set_operator(merchant, operator)?;
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
			Pallet::<T>::do_add_till(merchant, till::<T>(n), 1)?;
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
		let owner = fresh::<T>();
		let agreed = consent::<T>(owner.clone(), RoleOffer::Owner { merchant });
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, merchant, agreed);
		let ready_at = Pallet::<T>::after_delay();
		assert_last::<T>(Event::ReplacementStarted { merchant, owner, ready_at });
		Ok(())
	}

	#[benchmark]
	fn finish_replacement() -> Result<(), BenchmarkError> {
		let (merchant, present) = shop::<T>()?;
		for n in 0..MAX_TILLS {
			Pallet::<T>::do_add_till(merchant, till::<T>(n), 1)?;
		}
		let owner = fresh::<T>();
		Pallet::<T>::do_start_replacement(merchant, owner.clone())?;
		#[extrinsic_call]
		_(RawOrigin::Signed(present), merchant);
		assert_last::<T>(Event::OwnerReplaced { merchant, owner, operator: None });
		Ok(())
	}

	#[benchmark]
	fn cancel_replacement() -> Result<(), BenchmarkError> {
		let (merchant, owner) = shop::<T>()?;
		Pallet::<T>::do_start_replacement(merchant, fresh::<T>())?;
		#[extrinsic_call]
		_(RawOrigin::Signed(owner), merchant);
		assert_last::<T>(Event::ReplacementCancelled { merchant });
		Ok(())
	}

	#[benchmark]
	fn add_till() -> Result<(), BenchmarkError> {
		let (merchant, owner) = shop::<T>()?;
		for n in 1..MAX_TILLS {
			Pallet::<T>::do_add_till(merchant, till::<T>(n), 1)?;
		}
		let till = till::<T>(0);
		let agreed = consent::<T>(till.clone(), RoleOffer::Till { merchant });
		#[extrinsic_call]
		_(RawOrigin::Signed(owner), agreed, 5);
		assert_last::<T>(Event::TillAdded { merchant, till, limit_per_day: 5 });
		Ok(())
	}

	#[benchmark]
	fn remove_till() -> Result<(), BenchmarkError> {
		let (merchant, owner) = shop::<T>()?;
		for n in 0..MAX_TILLS {
			Pallet::<T>::do_add_till(merchant, till::<T>(n), 1)?;
		}
		let till = till::<T>(0);
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
	fn set_ceiling() -> Result<(), BenchmarkError> {
		let origin = T::CeilingOrigin::passing()?;
		Ceilings::<T>::insert(REGION, 1);
		let adults = Some(u32::MAX);
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, REGION, adults);
		assert_last::<T>(Event::CeilingSet { region: REGION, adults });
		Ok(())
	}

	#[benchmark]
	fn grant_elector(n: Linear<1, { T::MaxBatch::get() }>) -> Result<(), BenchmarkError> {
		let origin = mandate::<T>(Scope::People)?;
		let first = people::<T>(n)?;
		for person in first.until(PersonId(first.0 + n)) {
			fill_rolls::<T>(person)?;
			// On the roll of a former home.
			ElectorStays::<T>::mutate(person, |stays| {
				for stay in stays.iter_mut() {
					stay.region = 1;
				}
			});
		}
		Rolls::<T>::insert(1, Rolls::<T>::get(REGION));
		Ceilings::<T>::insert(REGION, u32::MAX);
		let (people, since) = (batch::<T>(first, n), Pallet::<T>::next_moment(T::Time::moment()));
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, people.clone());
		assert_last::<T>(Event::ElectorsGranted { people, since });
		Ok(())
	}

	#[benchmark]
	fn withdraw_elector(n: Linear<1, { T::MaxBatch::get() }>) -> Result<(), BenchmarkError> {
		let origin = mandate::<T>(Scope::People)?;
		let first = people::<T>(n)?;
		for person in first.until(PersonId(first.0 + n)) {
			fill_rolls::<T>(person)?;
		}
		let (people, until) = (batch::<T>(first, n), Pallet::<T>::next_moment(T::Time::moment()));
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, people.clone());
		assert_last::<T>(Event::ElectorsWithdrawn { people, until });
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
	fn accept_mandate() -> Result<(), BenchmarkError> {
		let attester = fresh::<T>();
		let (regions, scopes) = (RegionSet::province(), ScopeSet::of(&Scope::ALL[..6]));
		Pallet::<T>::do_offer_mandate(
			attester.clone(),
			Attester { regions, scopes },
			&Attester::WIDEST,
		)?;
		#[extrinsic_call]
		_(RawOrigin::Signed(attester.clone()));
		assert_last::<T>(Event::AttesterAppointed { attester, regions, scopes });
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
		let key = Some(key::<T>(person.0));
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
		let till = till::<T>(0);
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

/// Every account signs.
#[cfg(test)]
pub struct TestSigners;

#[cfg(test)]
impl BenchmarkSigners<u64, sp_runtime::testing::TestSignature> for TestSigners {
	fn account(number: u32) -> u64 {
		10_000 + u64::from(number)
	}

	fn sign(who: &u64, payload: &[u8]) -> sp_runtime::testing::TestSignature {
		sp_runtime::testing::TestSignature(*who, payload.to_vec())
	}

	fn pass(time: Moment) {
		pallet_timestamp::Now::<crate::mock::Test>::mutate(|now| *now += time);
	}
}
