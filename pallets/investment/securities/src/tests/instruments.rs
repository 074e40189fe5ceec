// SPDX-License-Identifier: Apache-2.0

//! Instruments: created, and retired.

use sp_runtime::DispatchError;

use super::*;

#[test]
fn instrument_keeps_the_terms_with_which_it_was_created() {
	run(|| {
		assert_eq!((create(city()), create(person(KIM))), (FIRST, InstrumentId(1)));
		let created =
			Event::InstrumentCreated { instrument: FIRST, terms: Box::new(terms(city())) };
		assert!(events().contains(&created));
		assert_eq!(Securities::instrument(FIRST), Some((terms(city()), Instrument::default())));
		assert_eq!(Securities::instrument(InstrumentId(2)), None);
	});
}

#[test]
fn instrument_is_refused_when_its_terms_are_unsound() {
	run(|| {
		let refused = |change: fn(&mut Terms<AccountId>), why: Error<Test>| {
			let mut own = terms(city());
			change(&mut own);
			assert_noop!(Securities::create_instrument(governor(), Box::new(own)), why);
		};
		refused(|own| own.regions = RegionSet::EMPTY, Error::RegionsUnsound);
		refused(|own| own.regions = RegionSet::of(&[12, 16]), Error::RegionsUnsound);
		refused(|own| own.resident_before = Some(0), Error::RegionsUnsound);
		refused(|own| own.units = 0, Error::UnitsOutOfRange);
		refused(|own| own.units = MAX_UNITS + 1, Error::UnitsOutOfRange);
		refused(|own| own.own_units = 1_001, Error::UnitsOutOfRange);
		refused(|own| own.outside_most = 1_001, Error::UnitsOutOfRange);
		refused(|own| own.abroad_most = 601, Error::UnitsOutOfRange);
		refused(|own| own.caps = Caps::default(), Error::ClassesMissing);
		let twice = |own: &mut Terms<AccountId>| {
			own.related = vec![person(KIM), person(KIM)].try_into().unwrap();
		};
		refused(twice, Error::RelatedUnsound);
		let unordered = |own: &mut Terms<AccountId>| {
			own.related = vec![person(LEE), person(KIM)].try_into().unwrap();
		};
		refused(unordered, Error::RelatedUnsound);
		refused(|own| own.issuer = person(PersonId(77)), Error::IssuerUnknown);
		refused(|own| own.issuer = Holder::Account(STRANGER), Error::IssuerUnknown);
		let mut most = terms(city());
		(most.units, most.own_units) = (MAX_UNITS, MAX_UNITS);
		(most.outside_most, most.abroad_most) = (MAX_UNITS, MAX_UNITS);
		most.resident_before = Some(1);
		most.related = vec![person(KIM), person(LEE), city()].try_into().unwrap();
		assert_ok!(Securities::create_instrument(governor(), Box::new(most)));
	});
}

#[test]
fn instrument_is_refused_when_no_more_fit() {
	begin().execute_with(|| {
		for id in 0..MAX_INSTRUMENTS {
			AllTerms::<Test>::insert(InstrumentId(1_000_000 + id), terms(city()));
		}
		let create = || Securities::create_instrument(governor(), Box::new(terms(city())));
		assert_noop!(create(), Error::<Test>::MaxInstrumentsExceeded);
		AllTerms::<Test>::remove(InstrumentId(1_000_000));
		assert_ok!(create());
		AllTerms::<Test>::remove(InstrumentId(1_000_001));
		NextInstrument::<Test>::put(InstrumentId(u32::MAX));
		assert_noop!(create(), Error::<Test>::MaxInstrumentsExceeded);
	});
}

#[test]
fn retiring_leaves_nothing_of_an_instrument_without_units() {
	run(|| {
		create(city());
		assert_ok!(Securities::retire_instrument(governor(), FIRST));
		assert_eq!(last(), Event::InstrumentRetired { instrument: FIRST, left: 0 });
		assert_eq!(Securities::instrument(FIRST), None);
		assert_noop!(
			Securities::retire_instrument(governor(), FIRST),
			Error::<Test>::InstrumentNotFound
		);
		assert_eq!(create(city()), InstrumentId(1), "a number is never given again");
	});
}

#[test]
fn retiring_is_refused_while_a_unit_is_left() {
	run(|| {
		create(city());
		assert_ok!(Securities::issue(signed(CITY), FIRST, 1));
		assert_noop!(Securities::retire_instrument(governor(), FIRST), Error::<Test>::UnitsLeft);
	});
}

#[test]
fn retiring_waits_for_pledges_whose_money_was_not_fetched() {
	run(|| {
		open_sale();
		fill(10);
		at::<Test>(sale().closes);
		assert_ok!(Securities::decide(signed(STRANGER), SALE));
		let retire = || Securities::retire_instrument(governor(), FIRST);
		assert_noop!(retire(), Error::<Test>::UnitsLeft);
		assert_ok!(Securities::refund(signed(BUYERS[0].clone()), SALE));
		assert_ok!(retire());
	});
}

#[test]
fn only_the_governing_origin_creates_and_retires() {
	run(|| {
		create(city());
		for origin in [signed(CITY), signed(OFFICE), RuntimeOrigin::none()] {
			assert_noop!(
				Securities::create_instrument(origin.clone(), Box::new(terms(city()))),
				DispatchError::BadOrigin
			);
			assert_noop!(Securities::retire_instrument(origin, FIRST), DispatchError::BadOrigin);
		}
	});
}
