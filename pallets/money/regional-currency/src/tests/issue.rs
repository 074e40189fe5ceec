// SPDX-License-Identifier: Apache-2.0

//! Policy money reaches people: `issue`.

use chungnam_ports::Standing;
use chungnam_primitives::{PersonId, SeriesId};
use frame_support::{assert_noop, assert_ok};
use sp_runtime::DispatchError::BadOrigin;

use super::*;
use crate::{Error, SeriesById, MAX_LOTS};

fn issue(payments: &[(PersonId, Won)]) -> DispatchResult {
	issue_of(SeriesId(0), payments)
}

fn issue_of(series: SeriesId, payments: &[(PersonId, Won)]) -> DispatchResult {
	let payments = BoundedVec::truncate_from(payments.to_vec());
	calls::issue(signed(COUNTY), series, payments)
}

fn with_budget(budget: Won) -> ExtBuilder {
	ExtBuilder::default().series(MoneyClass::Policy, policy(), budget)
}

#[test]
fn a_list_of_people_is_paid_from_the_budget() {
	with_budget(1_000).build_and_execute(|| {
		assert_ok!(issue(&[(KIM_ID, 500), (LEE_ID, 300), (KIM_ID, 100)]));
		assert_eq!((lot(KIM_ID, SeriesId(0)), lot(LEE_ID, SeriesId(0))), (600, 300));
		assert_eq!(wallet(KIM_ID).lot(SeriesId(0)).map(|lot| lot.face), Some(600));
		let Totals { budget, issued, outstanding, .. } = totals(SeriesId(0));
		assert_eq!((budget, issued, outstanding, pot(SeriesId(0))), (100, 900, 900, 1_000));
		let issued = |person, amount| Event::Issued { series: SeriesId(0), person, amount };
		assert_eq!(events(), [issued(KIM_ID, 500), issued(LEE_ID, 300), issued(KIM_ID, 100)]);
		assert_eq!(MockReserve::published(), [0, 0, 900, 0]);
	});
}

#[test]
fn the_budget_is_given_to_the_last_won_and_not_beyond() {
	with_budget(1_000).build_and_execute(|| {
		assert_noop!(issue(&[(KIM_ID, 600), (LEE_ID, 401)]), Error::<Test>::BudgetExhausted);
		assert_eq!(wallet(KIM_ID), Wallet::default());
		assert_ok!(issue(&[(KIM_ID, 600), (LEE_ID, 400)]));
	});
}

#[test]
fn an_empty_list_and_an_empty_payment_are_refused() {
	with_budget(1_000).build_and_execute(|| {
		assert_noop!(issue(&[]), Error::<Test>::ZeroAmount);
		assert_noop!(issue(&[(KIM_ID, 1), (LEE_ID, 0)]), Error::<Test>::ZeroAmount);
	});
}

#[test]
fn a_frozen_person_loses_nothing_but_the_dead_and_the_unknown_are_not_paid() {
	with_budget(1_000).build_and_execute(|| {
		MockRegistry::set_standing(KIM_ID, Standing::Frozen);
		assert_ok!(issue(&[(KIM_ID, 1)]));
		MockRegistry::set_standing(KIM_ID, Standing::Deceased);
		assert_noop!(issue(&[(KIM_ID, 1)]), Error::<Test>::PersonDeceased);
		assert_noop!(issue(&[(PersonId(99), 1)]), Error::<Test>::NotRegistered);
	});
}

#[test]
fn only_policy_money_is_issued() {
	ExtBuilder::default()
		.series(MoneyClass::Incentive, incentive(), 10)
		.series(MoneyClass::Purchased, purchased(Some(SeriesId(0))), 10)
		.build_and_execute(|| {
			assert_noop!(issue_of(SeriesId(0), &[(KIM_ID, 1)]), Error::<Test>::WrongClass);
			assert_noop!(issue_of(SeriesId(1), &[(KIM_ID, 1)]), Error::<Test>::WrongClass);
			assert_noop!(issue_of(SeriesId(2), &[(KIM_ID, 1)]), Error::<Test>::SeriesNotFound);
		});
}

#[test]
fn nothing_is_issued_of_a_stopped_or_ended_series() {
	with_budget(1_000).build_and_execute(|| {
		assert_ok!(RegionalCurrency::pause_series(signed(COUNTY), SeriesId(0)));
		assert_noop!(issue(&[(KIM_ID, 1)]), Error::<Test>::SeriesPaused);
		assert_ok!(RegionalCurrency::resume_series(signed(COUNTY), SeriesId(0)));
		at(EXPIRES);
		assert_noop!(issue(&[(KIM_ID, 1)]), Error::<Test>::Expired);
		at(EXPIRES - 1);
		assert_ok!(issue(&[(KIM_ID, 1)]));
	});
}

#[test]
fn money_can_be_issued_before_it_can_be_spent() {
	let rules = Rules { opens: TODAY + DAYS, ..policy() };
	ExtBuilder::default().series(MoneyClass::Policy, rules, 10).build_and_execute(|| {
		assert_ok!(issue(&[(KIM_ID, 10)]));
		assert_noop!(pay(KIM, RESTAURANT, 10), Error::<Test>::NotYetOpen);
	});
}

#[test]
fn only_who_may_issue_for_all_issuers_does() {
	with_budget(1_000).build_and_execute(|| {
		for who in [KIM, BANK] {
			let one = BoundedVec::truncate_from(vec![(KIM_ID, 1)]);
			assert_noop!(calls::issue(signed(who), SeriesId(0), one), BadOrigin);
		}
	});
}

/// A person with a lot of as many series as fit, and one series more.
fn with_full_wallet() -> ExtBuilder {
	let full = (0..MAX_LOTS).fold(ExtBuilder::default(), |chain, series| {
		chain.series(MoneyClass::Policy, policy(), 1).lot(KIM_ID, SeriesId(series), 1)
	});
	full.series(MoneyClass::Policy, Rules { expires: EXPIRES + DAYS, ..policy() }, 10)
}

#[test]
fn a_full_wallet_takes_no_further_series() {
	with_full_wallet().build_and_execute(|| {
		assert_noop!(issue_of(SeriesId(MAX_LOTS), &[(KIM_ID, 1)]), Error::<Test>::MaxLotsExceeded);
		assert_ok!(pay(KIM, RESTAURANT, 1));
		assert_ok!(issue_of(SeriesId(MAX_LOTS), &[(KIM_ID, 1)]));
	});
}

#[test]
fn a_list_pays_whom_it_can_and_names_whom_it_cannot() {
	with_full_wallet().build_and_execute(|| {
		let series = SeriesId(MAX_LOTS);
		let nobody = PersonId(99);
		System::reset_events();
		assert_ok!(issue_of(series, &[(KIM_ID, 3), (LEE_ID, 4), (nobody, 2), (LEE_ID, 1)]));
		let left_out = |person, amount, reason: Error<Test>| Event::NotIssued {
			series,
			person,
			amount,
			reason: reason.into(),
		};
		let told = [
			left_out(KIM_ID, 3, Error::MaxLotsExceeded),
			Event::Issued { series, person: LEE_ID, amount: 4 },
			left_out(nobody, 2, Error::NotRegistered),
			Event::Issued { series, person: LEE_ID, amount: 1 },
		];
		assert_eq!(events(), told);
		assert_eq!((totals(series).budget, totals(series).issued), (5, 5));
		assert_eq!((lot(LEE_ID, series), lot(KIM_ID, series)), (5, 0));
	});
}

#[test]
fn a_person_makes_room_by_giving_a_lot_up() {
	with_full_wallet().build_and_execute(|| {
		let give_up = |who, series| calls::give_up(signed(who), series);
		assert_noop!(give_up(LEE, SeriesId(3)), Error::<Test>::InsufficientBalance);
		assert_noop!(give_up(STRANGER, SeriesId(3)), Error::<Test>::NotRegistered);
		assert_ok!(give_up(KIM, SeriesId(3)));
		let given_up = Event::GivenUp { series: SeriesId(3), person: KIM_ID, amount: 1 };
		assert_eq!(last_event(), given_up);
		let Totals { budget, clawed_back, outstanding, .. } = totals(SeriesId(3));
		assert_eq!((budget, clawed_back, outstanding), (1, 1, 0));
		assert_noop!(give_up(KIM, SeriesId(3)), Error::<Test>::InsufficientBalance);
		assert_ok!(issue_of(SeriesId(MAX_LOTS), &[(KIM_ID, 1)]));
	});
}

#[test]
fn lots_of_ended_series_make_room() {
	with_full_wallet().build_and_execute(|| {
		at(EXPIRES);
		assert_ok!(issue_of(SeriesId(MAX_LOTS), &[(KIM_ID, 1)]));
		assert_eq!(wallet(KIM_ID).lots.len(), 1);
	});
}

#[test]
fn sums_that_no_number_holds_are_refused() {
	with_budget(1_000).build_and_execute(|| {
		let to_two = [(KIM_ID, Won::MAX), (LEE_ID, 1)];
		let to_one = [(KIM_ID, 1), (KIM_ID, Won::MAX)];
		for payments in [to_two, to_one] {
			assert_noop!(issue(&payments), Error::<Test>::Overflow);
		}
		assert!(SeriesById::<Test>::contains_key(SeriesId(0)));
	});
}
