// SPDX-License-Identifier: Apache-2.0

//! Room in a cohort's list: what was promised first is never pushed out.

use chungnam_ports::{Debts, Drops, Opener};
use chungnam_primitives::{CohortId, IncomeId, Moment, ProgrammeId};
use frame_support::{assert_noop, assert_ok};

use super::*;
use crate::{room_taken, Error, Reserved, RoomByCohort, SeriesById, MAX_DROPS};

const INCOME: Opener = Opener::Income(IncomeId(0));
const OTHER: Opener = Opener::Programme(ProgrammeId(99));

fn open_by(opener: Opener, cohort: CohortId) -> DispatchResult {
	let until = Some(end_of_claims());
	RegionalCurrency::open(opener, &[part(cohort)], 1, until, &COUNTY).map(|_| ())
}

/// The end of claims of all drops by [`open_by`].
fn end_of_claims() -> Moment {
	TODAY + 10 * DAYS
}

fn reserve(opener: Opener, cohort: CohortId, drops: u32) -> DispatchResult {
	RegionalCurrency::reserve(opener, cohort, drops)
}

#[test]
fn vouchers_leave_the_room_of_an_income_free() {
	rich_county().build_and_execute(|| {
		let cohort = cohort_of(&[KIM_ID]);
		assert_ok!(reserve(INCOME, cohort, 7));
		for _ in 0..MAX_DROPS - 7 {
			assert_ok!(open_by(PROGRAMME, cohort));
		}
		let full = Err(Error::<Test>::MaxDropsExceeded.into());
		assert_eq!(open_by(PROGRAMME, cohort), full);
		for _ in 0..7 {
			assert_ok!(open_by(INCOME, cohort));
		}
		assert_eq!(open_by(INCOME, cohort), full);
	});
}

#[test]
fn promise_that_cannot_be_kept_is_refused_when_it_is_made() {
	rich_county().build_and_execute(|| {
		let cohort = cohort_of(&[KIM_ID]);
		assert_ok!(reserve(INCOME, cohort, 7));
		assert_ok!(open_by(OTHER, cohort));
		assert_noop!(reserve(PROGRAMME, cohort, 9), Error::<Test>::MaxDropsExceeded);
		assert_ok!(reserve(PROGRAMME, cohort, 8));
		assert_noop!(reserve(INCOME, cohort, 8), Error::<Test>::MaxDropsExceeded);
		assert_eq!(open_by(OTHER, cohort), Err(Error::<Test>::MaxDropsExceeded.into()));
		// The open drop of another is over. Once it has lapsed, its room can be kept.
		at(end_of_claims());
		assert_noop!(reserve(PROGRAMME, cohort, 9), Error::<Test>::MaxDropsExceeded);
		assert_ok!(RegionalCurrency::lapse(signed(KIM), cohort));
		assert_ok!(reserve(PROGRAMME, cohort, 9));
	});
}

#[test]
fn open_drops_keep_their_room_when_their_opener_gives_the_rest_up() {
	rich_county().build_and_execute(|| {
		let cohort = cohort_of(&[KIM_ID]);
		assert_ok!(reserve(PROGRAMME, cohort, 10));
		for _ in 0..4 {
			assert_ok!(open_by(PROGRAMME, cohort));
		}
		assert_ok!(reserve(PROGRAMME, cohort, 0));
		assert!(!RoomByCohort::<Test>::contains_key(cohort));
		assert_noop!(reserve(INCOME, cohort, 13), Error::<Test>::MaxDropsExceeded);
		assert_ok!(reserve(INCOME, cohort, 12));
		let event = Event::RoomReserved { cohort, opener: INCOME, drops: 12 };
		assert_eq!(last_event(), event);
	});
}

#[test]
fn room_is_given_up_also_while_drops_that_are_over_take_it() {
	rich_county().build_and_execute(|| {
		let cohort = cohort_of(&[KIM_ID]);
		assert_ok!(reserve(INCOME, cohort, 13));
		for _ in 0..3 {
			assert_ok!(open_by(OTHER, cohort));
		}
		// They are over and have not lapsed, and two others open in their place.
		at(end_of_claims());
		let until = Some(end_of_claims() + DAYS);
		for _ in 0..2 {
			assert_ok!(RegionalCurrency::open(PROGRAMME, &[part(cohort)], 1, until, &COUNTY));
		}
		assert_noop!(reserve(INCOME, cohort, 14), Error::<Test>::MaxDropsExceeded);
		assert_ok!(reserve(INCOME, cohort, 12));
		assert_noop!(reserve(INCOME, cohort, 13), Error::<Test>::MaxDropsExceeded);
		assert_ok!(RegionalCurrency::lapse(signed(KIM), cohort));
		assert_ok!(reserve(INCOME, cohort, 13));
	});
}

#[test]
fn room_counts_once_whether_it_is_used_or_kept() {
	let reserved = [Reserved { opener: INCOME, drops: 2 }];
	assert_eq!(room_taken(&[], &reserved), 2);
	assert_eq!(room_taken(&[INCOME], &reserved), 2);
	assert_eq!(room_taken(&[INCOME, INCOME, INCOME], &reserved), 3);
	assert_eq!(room_taken(&[INCOME, OTHER, PROGRAMME], &reserved), 4);
}

#[test]
fn series_of_an_opener_is_not_extended_beyond_366_days() {
	rich_county().build_and_execute(|| {
		let series = drop_on(cohort_of(&[KIM_ID]), 1_000);
		let rules = SeriesById::<Test>::get(series).expect("it exists").rules;
		let longest = rules.opens + 366 * DAYS;
		let change = |expires| {
			let (from, rules) = (TODAY + 8 * DAYS, Rules { expires, ..rules.clone() });
			RegionalCurrency::schedule_change(signed(COUNTY), series, from, rules)
		};
		assert_noop!(change(longest + 1), Error::<Test>::SeriesTooLong);
		assert_ok!(change(longest));
	});
}

#[test]
fn rest_of_a_series_is_not_diverted_from_its_opener() {
	rich_county().build_and_execute(|| {
		let series = drop_on(cohort_of(&[KIM_ID]), 1_000);
		let rules = SeriesById::<Test>::get(series).expect("it exists").rules;
		let to_router = Perbill::from_parts(rules.to_router.deconstruct() + 1);
		let diverted = Rules { to_router, ..rules };
		let from = TODAY + 8 * DAYS;
		let change = RegionalCurrency::schedule_change(signed(COUNTY), series, from, diverted);
		assert_noop!(change, Error::<Test>::RestDiverted);
	});
}

#[test]
fn wallet_shows_when_a_latent_lot_lapses_and_after_the_claim_when_its_series_ends() {
	rich_county().build_and_execute(|| {
		let cohort = cohort_of(&[KIM_ID]);
		assert_ok!(open_by(INCOME, cohort));
		let shown = || RegionalCurrency::wallet(KIM).expect("Kim is registered").lots[0].ends;
		assert_eq!(shown(), end_of_claims());
		assert_ok!(calls::claim(signed(KIM)));
		assert_eq!(shown(), DROPS_END);
	});
}

#[test]
fn only_the_opener_gives_what_a_sanction_took() {
	rich_county().build_and_execute(|| {
		let series = drop_on(cohort_of(&[KIM_ID]), 1_000);
		assert_eq!(RegionalCurrency::take_back(PROGRAMME, KIM_ID, 400), Ok(400));
		let payments = BoundedVec::truncate_from(vec![(LEE_ID, 400)]);
		let issue = || calls::issue(signed(COUNTY), series, payments.clone());
		assert_noop!(issue(), Error::<Test>::OpenedByOther);
		assert_ok!(RegionalCurrency::give(series, LEE_ID, 400, None));
	});
}
