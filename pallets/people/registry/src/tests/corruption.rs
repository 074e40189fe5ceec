// SPDX-License-Identifier: Apache-2.0

//! Each invariant can fail: state that no call can make is found out by number.

use super::*;
use chungnam_ports::{Standing, Stays};
use chungnam_primitives::{CohortId, MerchantId, PersonId};

/// Spoils a sound state and expects the proof to fail with a message of that number.
#[track_caller]
fn assert_found_out(number: &str, spoil: impl FnOnce()) {
	ExtBuilder::default().build().execute_with(|| {
		chungnam_testkit::assert_breaks::<Test>(number, spoil);
	});
}

fn change_person(id: PersonId, change: impl FnOnce(&mut Person)) {
	People::<Test>::mutate_extant(id, change);
}

#[test]
fn i1_a_miscounted_or_foreign_key_is_found_out() {
	let record = |person, epoch| KeyRecord { person, epoch, kind: KeyKind::Phone, since: 0 };
	assert_found_out("I1", || change_person(PersonId(0), |person| person.keys = 2));
	assert_found_out("I1", || Keys::<Test>::remove(PHONE));
	assert_found_out("I1", || Keys::<Test>::insert(50, record(PersonId(99), 1)));
	assert_found_out("I1", || Keys::<Test>::insert(50, record(PersonId(0), 2)));
	assert_found_out("I1", || Keys::<Test>::insert(50, record(PersonId(3), 0)));
	assert_found_out("I1", || {
		change_person(PersonId(0), |person| person.keys = MAX_KEYS + 1);
		(50..55).for_each(|key| Keys::<Test>::insert(key, record(PersonId(0), 1)));
	});
}

#[test]
fn i2_a_commitment_to_nobody_or_a_second_one_is_found_out() {
	assert_found_out("I2", || Commitments::<Test>::insert(commitment(1), PersonId(99)));
	assert_found_out("I2", || Commitments::<Test>::insert(commitment(1), PersonId(0)));
	assert_found_out("I2", || Commitments::<Test>::remove(commitment(1_000)));
}

#[test]
fn i3_miscounted_residents_are_found_out() {
	assert_found_out("I3", || Residents::<Test>::insert(12, 9));
	assert_found_out("I3", || Residents::<Test>::remove(12));
	for nowhere in [ZoneId::new(0, 1), ZoneId::new(16, 0)] {
		assert_found_out("I3", || change_person(PersonId(3), |person| person.zone = nowhere));
	}
	// Outside is a home, but one that is counted.
	assert_found_out("I3", || change_person(PersonId(3), |person| person.zone = ZoneId::OUTSIDE));
	assert_found_out("I3", || Residents::<Test>::insert(0, 1));
}

#[test]
fn i4_miscounted_heads_double_stays_and_enrolled_visitors_are_found_out() {
	let stay = |cohort, until| Enrolment { cohort, since: 5, until };
	let add = |stay| change_person(PersonId(0), |person| person.enrolments.try_push(stay).unwrap());
	assert_found_out("I4", || {
		Cohorts::<Test>::mutate_extant(CohortId(0), |cohort| cohort.heads = 3)
	});
	assert_found_out("I4", || add(stay(CohortId(0), None)));
	assert_found_out("I4", || add(stay(CohortId(9), None)));
	assert_found_out("I4", || add(stay(CohortId(0), Some(4))));
	assert_found_out("I4", || {
		register_visitor(1, 50);
		change_person(PersonId(4), |person| {
			person.enrolments.try_push(stay(CohortId(0), None)).unwrap()
		});
		Cohorts::<Test>::mutate_extant(CohortId(0), |cohort| cohort.heads = 3);
	});
}

#[test]
fn i5_the_dead_with_anything_left_are_found_out() {
	let bury = |id: PersonId, what_is_left: fn()| {
		assert_found_out("I5", || {
			assert_ok!(Registry::record_death(RuntimeOrigin::root(), id));
			what_is_left();
		})
	};
	bury(PersonId(3), || {
		let guardian = Guardian { guardian: PersonId(0), acts: WardActs::ALL, since: 0, until: 5 };
		Guardians::<Test>::insert(PersonId(3), batch_of_one(guardian));
	});
	bury(PersonId(3), || Moves::<Test>::insert(PersonId(3), Move { zone: THERE, ready_at: 0 }));
	bury(PersonId(3), || {
		let recovery = Recovery { new_key: 50, kind: KeyKind::Card, ready_at: 0, started_by: None };
		Recoveries::<Test>::insert(PersonId(3), recovery);
	});
	bury(PersonId(3), || {
		let record = KeyRecord { person: PersonId(3), epoch: 1, kind: KeyKind::Card, since: 0 };
		Keys::<Test>::insert(50, record);
		System::inc_providers(&50);
		change_person(PersonId(3), |person| person.keys = 1);
	});
	assert_found_out("I5", || {
		assert_ok!(Registry::revoke_key(RuntimeOrigin::root(), PHONE));
		change_person(PersonId(0), |person| person.standing = Standing::Deceased);
		Residents::<Test>::insert(12, 2);
	});
}

fn batch_of_one<S: frame_support::traits::Get<u32>>(guardian: Guardian) -> BoundedVec<Guardian, S> {
	BoundedVec::try_from(vec![guardian]).unwrap()
}

#[test]
fn i6_guardians_and_recoveries_that_cannot_be_are_found_out() {
	let put = |ward: PersonId, guardian: PersonId, acts: WardActs| {
		Guardians::<Test>::insert(
			ward,
			batch_of_one(Guardian { guardian, acts, since: 0, until: 5 }),
		);
	};
	assert_found_out("I6", || put(PersonId(99), PersonId(0), WardActs::ALL));
	assert_found_out("I6", || put(PersonId(0), PersonId(99), WardActs::ALL));
	assert_found_out("I6", || put(PersonId(0), PersonId(0), WardActs::ALL));
	assert_found_out("I6", || {
		put(PersonId(0), PersonId(1), WardActs { spend: false, claim: false })
	});
	assert_found_out("I6", || {
		let never = Guardian { guardian: PersonId(1), acts: WardActs::ALL, since: 5, until: 5 };
		Guardians::<Test>::insert(PersonId(0), batch_of_one(never));
	});
	assert_found_out("I6", || {
		Moves::<Test>::insert(PersonId(99), Move { zone: THERE, ready_at: 0 })
	});
	assert_found_out("I6", || Guardians::<Test>::insert(PersonId(0), BoundedVec::default()));
	assert_found_out("I6", || {
		let guardian = Guardian { guardian: PersonId(1), acts: WardActs::ALL, since: 0, until: 5 };
		Guardians::<Test>::insert(
			PersonId(0),
			BoundedVec::try_from(vec![guardian, guardian]).unwrap(),
		);
	});
	assert_found_out("I6", || {
		let recovery = Recovery { new_key: 50, kind: KeyKind::Card, ready_at: 0, started_by: None };
		Recoveries::<Test>::insert(PersonId(99), recovery);
	});
}

#[test]
fn i7_accounts_of_no_shop_shops_without_accounts_and_operators_who_are_nobody_are_found_out() {
	let acting = |merchant, role| Acting { merchant, role };
	let list = |tills: Vec<AccountId>| {
		Tills::<Test>::insert(MerchantId(0), BoundedVec::try_from(tills).unwrap())
	};
	assert_found_out("I7", || {
		MerchantAccounts::<Test>::insert(50, acting(MerchantId(9), Role::Owner))
	});
	assert_found_out("I7", || {
		MerchantAccounts::<Test>::insert(50, acting(MerchantId(0), Role::Owner))
	});
	assert_found_out("I7", || MerchantAccounts::<Test>::remove(OWNER));
	assert_found_out("I7", || {
		MerchantAccounts::<Test>::insert(
			50,
			acting(MerchantId(9), Role::Former { since: 0, lost: false }),
		);
	});
	assert_found_out("I7", || {
		Replacements::<Test>::insert(MerchantId(9), Replacement { owner: 50, ready_at: 0 });
	});
	assert_found_out("I7", || list(vec![50]));
	assert_found_out("I7", || list(vec![OWNER]));
	assert_found_out("I7", || {
		Tills::<Test>::insert(MerchantId(9), BoundedVec::try_from(vec![50]).unwrap())
	});
	assert_found_out("I7", || {
		let status = MerchantStatus::Closed;
		Merchants::<Test>::mutate_extant(MerchantId(0), |merchant| merchant.status = status);
	});
	assert_found_out("I7", || {
		list(vec![50]);
		let status = MerchantStatus::Closed;
		Merchants::<Test>::mutate_extant(MerchantId(0), |merchant| merchant.status = status);
	});
	assert_found_out("I7", || {
		let over = Till { limit_per_day: 1, day: 0, used: 2 };
		assert_ok!(add_till(by(OWNER), 50, 5));
		MerchantAccounts::<Test>::insert(50, acting(MerchantId(0), Role::Till(over)));
	});
	assert_found_out("I7", || {
		let second = Merchants::<Test>::get(MerchantId(0)).unwrap();
		Merchants::<Test>::insert(MerchantId(1), second);
	});
	assert_found_out("I7", || {
		Merchants::<Test>::mutate_extant(MerchantId(0), |merchant| {
			merchant.operator = Some(PersonId(99))
		});
	});
}

#[test]
fn i8_an_account_that_is_not_held_is_found_out() {
	for account in [PHONE, CARD, OWNER] {
		assert_found_out("I8", || assert!(System::dec_providers(&account).is_ok()));
	}
	assert_found_out("I8", || {
		assert_ok!(Registry::remove_key(by(OTHER_PHONE), CARD));
		assert!(System::dec_providers(&CARD).is_ok());
	});
}

#[test]
fn i10_an_account_with_two_roles_is_found_out() {
	let former = Acting { merchant: MerchantId(0), role: Role::Former { since: 0, lost: false } };
	assert_found_out("I10", || {
		MerchantAccounts::<Test>::insert(PHONE, former);
		System::inc_providers(&PHONE);
	});
	assert_found_out("I10", || Attesters::<Test>::insert(PHONE, attester(12)));
	assert_found_out("I10", || Attesters::<Test>::insert(OWNER, attester(12)));
}

#[test]
fn i9_numbers_and_places_out_of_bounds_are_found_out() {
	assert_found_out("I9", || NextPerson::<Test>::put(PersonId(3)));
	assert_found_out("I9", || NextMerchant::<Test>::put(MerchantId(0)));
	assert_found_out("I9", || NextCohort::<Test>::put(CohortId(0)));
	let nowhere = ZoneId::new(16, 0);
	assert_found_out("I9", || {
		Merchants::<Test>::mutate_extant(MerchantId(0), |merchant| merchant.zone = nowhere)
	});
	let mandate = |regions| Attester { regions, scopes: every_scope() };
	assert_found_out("I9", || Attesters::<Test>::insert(910, mandate(RegionSet::ALL)));
	assert_found_out("I9", || Attesters::<Test>::insert(910, mandate(RegionSet::EMPTY)));
	for makes_won in [Scope::Mint, Scope::Sell] {
		assert_found_out("I9", || {
			let scopes = ScopeSet::of(&[Scope::Reserve, makes_won]);
			Attesters::<Test>::insert(910, Attester { regions: RegionSet::province(), scopes });
		});
	}
	assert_found_out("I9", || {
		(0..u64::from(MAX_ATTESTERS)).for_each(|who| {
			Attesters::<Test>::insert(2_000 + who, attester(12));
		})
	});
	for (at, until) in [(START, START + SUSPENSION + 1), (START, START - 1)] {
		assert_found_out("I9", || {
			Suspensions::<Test>::mutate(|all| {
				all.try_insert(910, MandateSuspension { at, until }).unwrap();
			});
		});
	}
}

#[test]
fn i11_fails_when_a_freeze_and_the_ledger_differ() {
	assert_found_out("I11", || {
		People::<Test>::mutate_extant(PersonId(0), |person| person.standing = Standing::Frozen);
	});
	assert_found_out("I11", || Registry::freeze_won(&PHONE, FreezeReason::Person));
	assert_found_out("I11", || Registry::freeze_won(&OWNER, FreezeReason::Shop));
	assert_found_out("I11", || KeysOf::<Test>::remove(PersonId(0)));
	assert_found_out("I11", || {
		assert_ok!(Registry::record_death(RuntimeOrigin::root(), PersonId(0)));
		Registry::thaw_won(&PHONE, FreezeReason::Person);
	});
	assert_found_out("I11", || {
		assert_ok!(Registry::record_death(RuntimeOrigin::root(), PersonId(0)));
		Keys::<Test>::mutate_extant(PHONE, |record| record.epoch = 0);
	});
}

#[test]
fn i13_deaths_of_the_living_and_heirs_that_cannot_be_are_found_out() {
	let death = || Death {
		standing: Standing::Active,
		is_elector: false,
		cohorts: Default::default(),
		guardians: Default::default(),
	};
	let heir = |person| Heir { person, has_accepted: false };
	let die = || {
		assert_ok!(Registry::record_death(RuntimeOrigin::root(), PersonId(3)));
	};
	assert_found_out("I13", || Deaths::<Test>::insert(PersonId(0), death()));
	assert_found_out("I13", || Heirs::<Test>::insert(PersonId(0), heir(PersonId(1))));
	assert_found_out("I13", || UnclaimedSince::<Test>::insert(PersonId(0), 1));
	assert_found_out("I13", || {
		die();
		Heirs::<Test>::insert(PersonId(3), heir(PersonId(1)));
	});
	for nobody in [PersonId(3), PersonId(99)] {
		assert_found_out("I13", || {
			die();
			Deaths::<Test>::remove(PersonId(3));
			Heirs::<Test>::insert(PersonId(3), heir(nobody));
		});
	}
	assert_found_out("I13", || {
		die();
		VoidedAt::<Test>::remove(PersonId(3));
	});
	assert_found_out("I13", || {
		die();
		VoidedAt::<Test>::insert(PersonId(3), now() + 1);
	});
	// Also of the living: they would sell nothing until then.
	assert_found_out("I13", || VoidedAt::<Test>::insert(PersonId(0), now() + 1));
	assert_found_out("I13", || VoidedAt::<Test>::insert(PersonId(99), now()));
}

/// Person 0 stands on the roll of Cheongyang.
fn entered() -> Stays {
	assert_ok!(Registry::do_grant_elector(batch(vec![PersonId(0)])));
	ElectorStays::<Test>::get(PersonId(0))
}

#[test]
fn i12_miscounted_rolls_and_stays_that_cannot_be_are_found_out() {
	assert_found_out("I12", || Rolls::<Test>::mutate(12, |roll| roll.heads = 1));
	assert_found_out("I12", || {
		entered();
		Rolls::<Test>::remove(PROVINCE_ROLL);
	});
	assert_found_out("I12", || {
		let stays = entered();
		ElectorStays::<Test>::insert(PersonId(99), stays);
	});
	assert_found_out("I12", || ElectorStays::<Test>::insert(PersonId(0), Stays::default()));
	assert_found_out("I12", || {
		let mut stays = entered();
		stays[0].region = 16;
		ElectorStays::<Test>::insert(PersonId(0), stays);
	});
	assert_found_out("I12", || {
		let mut stays = entered();
		let again = stays[0];
		stays.try_push(again).unwrap();
		ElectorStays::<Test>::insert(PersonId(0), stays);
	});
	assert_found_out("I12", || {
		let mut stays = entered();
		stays[0].until = Some(stays[0].since);
		ElectorStays::<Test>::insert(PersonId(0), stays);
	});
	assert_found_out("I12", || {
		let stays = entered();
		assert_ok!(Registry::record_death(RuntimeOrigin::root(), PersonId(0)));
		ElectorStays::<Test>::insert(PersonId(0), stays);
		for roll in [PROVINCE_ROLL, 12] {
			Rolls::<Test>::mutate(roll, |own| own.heads = 1);
		}
	});
}

/// Person 0 moves to Boryeong in a moment.
fn moved() -> Departed {
	pass(1_000);
	assert_ok!(Registry::move_house(RuntimeOrigin::root(), PersonId(0), THERE));
	Departures::<Test>::get(PersonId(0))
}

#[test]
fn i14_moves_and_registrations_that_cannot_be_are_found_out() {
	assert_found_out("I14", || {
		let moves = moved();
		Departures::<Test>::insert(PersonId(99), moves);
	});
	assert_found_out("I14", || Departures::<Test>::insert(PersonId(0), Departed::default()));
	for spoilt in [Departure { from: 4, at: 1 }, Departure { from: 12, at: Moment::MAX }] {
		assert_found_out("I14", || {
			moved();
			let moves = departed(&Departed::default(), spoilt.from, spoilt.at);
			Departures::<Test>::insert(PersonId(0), moves);
		});
	}
	assert_found_out("I14", || {
		let moves = moved();
		// From Cheongyang to Cheongyang, and then on.
		Departures::<Test>::insert(PersonId(0), departed(&moves, 12, now()));
	});
	let noted = |page: u32, own: &[(u32, Moment)]| {
		let own = own.iter().map(|(first, at)| Registration { first: PersonId(*first), at: *at });
		Registrations::<Test>::insert(page, Registered::truncate_from(own.collect()));
	};
	assert_found_out("I14", || noted(0, &[]));
	assert_found_out("I14", || noted(0, &[(4, 1)]));
	assert_found_out("I14", || noted(0, &[(3, Moment::MAX)]));
	assert_found_out("I14", || noted(1, &[(3, 1)]));
	assert_found_out("I14", || noted(0, &[(2, 1), (1, 2)]));
	assert_found_out("I14", || noted(0, &[(1, 2), (2, 2)]));
	// A page is missing, and a page does not begin.
	assert_found_out("I14", || {
		NextPerson::<Test>::put(PersonId(130));
		noted(0, &[(3, 1)]);
		noted(2, &[(128, 2)]);
	});
	assert_found_out("I14", || {
		NextPerson::<Test>::put(PersonId(66));
		noted(0, &[(3, 1)]);
		noted(1, &[(65, 2)]);
	});
	assert_found_out("I14", || {
		NextPerson::<Test>::put(PersonId(66));
		noted(0, &[(3, 1)]);
	});
}
