// SPDX-License-Identifier: Apache-2.0

//! The rest of what was bought goes back to its buyer, once enough is used.

use chungnam_ports::Standing;
use chungnam_primitives::{ReceiptId, SeriesId};
use chungnam_testkit::MockRest;
use frame_support::{assert_noop, assert_ok};
use MoneyClass::{Incentive, Policy, Purchased};

use super::*;
use crate::mock::*;

const BOUGHT: SeriesId = SeriesId(1);
type Bank = MockReserve<Balances>;

/// Series 0 is the incentive, series 1 is sold and spent first.
fn on_sale() -> ExtBuilder {
	let sold = Rules { expires: EXPIRES - 1, ..purchased(Some(SeriesId(0))) };
	ExtBuilder::default().series(Incentive, incentive(), 100_000).series(Purchased, sold, 0)
}

fn sell(person: PersonId, amount: Won) {
	assert_ok!(calls::sell(signed(BANK), BOUGHT, person, amount, 0));
}

fn refund_rest(who: AccountId) -> DispatchResult {
	calls::refund_rest(signed(who), BOUGHT)
}

/// Won that a person asked for in bank won.
fn asked_by(person: PersonId) -> Won {
	let rests = MockReserve::rests().into_iter();
	rests.filter(|rest| rest.person == person).map(|rest| rest.amount).sum()
}

#[test]
fn the_rest_is_asked_for_in_bank_won() {
	on_sale().build_and_execute(|| {
		sell(KIM_ID, 100_000);
		assert_ok!(pay(KIM, RESTAURANT, 60_000));
		assert_ok!(refund_rest(KIM));

		assert_eq!((lot(KIM_ID, BOUGHT), asked_by(KIM_ID), plain(KIM)), (0, 40_000, 0));
		assert_eq!((totals(BOUGHT).refunded, totals(BOUGHT).outstanding), (40_000, 0));
		let asked = MockRest { person: KIM_ID, series: BOUGHT, region: CHEONGYANG, amount: 40_000 };
		assert_eq!(MockReserve::rests(), [asked]);
	});
}

#[test]
fn asking_for_the_rest_says_so() {
	on_sale().build_and_execute(|| {
		sell(KIM_ID, 100_000);
		assert_ok!(pay(KIM, RESTAURANT, 60_000));
		assert_ok!(refund_rest(KIM));
		let rest = Event::RestReturned {
			series: BOUGHT,
			person: KIM_ID,
			amount: 40_000,
			forfeited: BoundedVec::truncate_from(vec![(SeriesId(0), 4_000)]),
		};
		assert_eq!(last_event(), rest);
	});
}

#[test]
fn a_rest_that_the_bank_refused_is_asked_for_again() {
	on_sale().build_and_execute(|| {
		sell(KIM_ID, 100_000);
		assert_ok!(pay(KIM, RESTAURANT, 60_000));
		assert_ok!(refund_rest(KIM));
		assert_noop!(refund_rest(KIM), Error::<Test>::InsufficientBalance);
		assert_ok!(Bank::refuse_rest(&KIM));
		assert_eq!((plain(KIM), asked_by(KIM_ID)), (40_000, 0));
		assert_noop!(refund_rest(LEE), Error::<Test>::InsufficientBalance);
		assert_ok!(refund_rest(KIM));
		assert_eq!((plain(KIM), asked_by(KIM_ID)), (0, 40_000));
		assert_noop!(refund_rest(KIM), Error::<Test>::InsufficientBalance);
		assert_eq!(totals(BOUGHT).refunded, 40_000, "it went back once");
	});
}

#[test]
fn of_a_refused_rest_is_asked_for_as_much_as_is_left_of_it() {
	on_sale().build_and_execute(|| {
		sell(KIM_ID, 100_000);
		assert_ok!(pay(KIM, RESTAURANT, 60_000));
		assert_ok!(refund_rest(KIM));
		assert_ok!(Bank::refuse_rest(&KIM));
		assert_ok!(Balances::transfer_allow_death(signed(KIM), STRANGER, 15_000));
		assert_ok!(refund_rest(KIM));
		assert_eq!((plain(KIM), asked_by(KIM_ID)), (0, 25_000));
	});
}

#[test]
fn the_usual_share_must_be_used_to_the_won() {
	on_sale().build_and_execute(|| {
		sell(KIM_ID, 100_001);
		// 60 % of 100,001 won are 60,000.6 won.
		assert_ok!(pay(KIM, RESTAURANT, 60_000));
		assert_noop!(refund_rest(KIM), Error::<Test>::RefundThresholdNotMet);
		assert_ok!(pay(KIM, RESTAURANT, 1));
		assert_ok!(refund_rest(KIM));
	});
}

#[test]
fn of_small_amounts_the_larger_share_must_be_used() {
	on_sale().build_and_execute(|| {
		sell(KIM_ID, 10_000);
		sell(LEE_ID, 10_001);
		assert_ok!(pay(KIM, RESTAURANT, 7_999));
		assert_noop!(refund_rest(KIM), Error::<Test>::RefundThresholdNotMet);
		assert_ok!(pay(KIM, RESTAURANT, 1));
		assert_ok!(refund_rest(KIM));
		// One won more was bought, and the usual share is enough.
		assert_ok!(pay(LEE, MART, 6_000));
		assert_noop!(refund_rest(LEE), Error::<Test>::RefundThresholdNotMet);
		assert_ok!(pay(LEE, MART, 1));
		assert_ok!(refund_rest(LEE));
	});
}

#[test]
fn the_incentive_of_the_rest_is_forfeited_rounded_up() {
	on_sale().build_and_execute(|| {
		sell(KIM_ID, 99_995);
		assert_eq!(lot(KIM_ID, SeriesId(0)), 9_999, "rounded down when it was given");
		assert_ok!(pay(KIM, RESTAURANT, 60_000));
		let budget = totals(SeriesId(0)).budget;
		// 10 % of 39,995 won are 3,999.5 won.
		assert_ok!(refund_rest(KIM));
		assert_eq!((lot(KIM_ID, SeriesId(0)), totals(SeriesId(0)).clawed_back), (5_999, 4_000));
		assert_eq!(totals(SeriesId(0)).budget, budget + 4_000);
	});
}

#[test]
fn no_more_incentive_is_forfeited_than_is_left() {
	// The incentive is spent first here: all ends alike, and it is the more restricted.
	ExtBuilder::default()
		.series(Incentive, incentive(), 100_000)
		.series(Purchased, purchased(Some(SeriesId(0))), 0)
		.build_and_execute(|| {
			sell(KIM_ID, 100_000);
			assert_ok!(pay(KIM, RESTAURANT, 9_000));
			assert_eq!((lot(KIM_ID, SeriesId(0)), lot(KIM_ID, BOUGHT)), (1_000, 100_000));
			assert_ok!(pay(KIM, RESTAURANT, 61_000 - 1));
			assert_noop!(refund_rest(KIM), Error::<Test>::RefundThresholdNotMet);
			assert_ok!(pay(KIM, RESTAURANT, 1));
			assert_ok!(refund_rest(KIM));
			assert_eq!((lot(KIM_ID, SeriesId(0)), totals(SeriesId(0)).clawed_back), (0, 0));
		});
}

#[test]
fn an_incentive_that_has_ended_is_not_forfeited() {
	let sold = Rules { expires: EXPIRES + DAYS, ..purchased(Some(SeriesId(0))) };
	ExtBuilder::default()
		.series(Incentive, incentive(), 100_000)
		.series(Purchased, sold, 0)
		.build_and_execute(|| {
			sell(KIM_ID, 100_000);
			at(EXPIRES);
			assert_ok!(pay(KIM, RESTAURANT, 60_000));
			assert_ok!(refund_rest(KIM));
			assert_eq!((totals(SeriesId(0)).clawed_back, asked_by(KIM_ID)), (0, 40_000));
		});
}

#[test]
fn a_refund_of_a_shop_makes_less_used() {
	on_sale().build_and_execute(|| {
		sell(KIM_ID, 100_000);
		assert_ok!(pay(KIM, RESTAURANT, 60_000));
		assert_ok!(calls::refund(signed(COOK), ReceiptId(0), 1));
		assert_noop!(refund_rest(KIM), Error::<Test>::RefundThresholdNotMet);
	});
}

#[test]
fn only_purchased_money_with_a_refund_rule_is_given_back() {
	let bound = Rules { refund: None, ..purchased(None) };
	ExtBuilder::default()
		.series(Incentive, incentive(), 10)
		.series(Purchased, bound, 10)
		.series(Policy, policy(), 10)
		.lots(KIM_ID, 3, 10)
		.build_and_execute(|| {
			let rest = |series| calls::refund_rest(signed(KIM), series);
			assert_noop!(rest(SeriesId(0)), Error::<Test>::WrongClass);
			assert_noop!(rest(SeriesId(1)), Error::<Test>::RefundThresholdNotMet);
			assert_noop!(rest(SeriesId(2)), Error::<Test>::WrongClass);
			assert_noop!(rest(SeriesId(3)), Error::<Test>::SeriesNotFound);
		});
}

#[test]
fn only_an_active_person_with_a_lot_asks_for_the_rest() {
	on_sale().build_and_execute(|| {
		sell(KIM_ID, 100_000);
		assert_ok!(pay(KIM, RESTAURANT, 100_000));
		assert_noop!(refund_rest(KIM), Error::<Test>::InsufficientBalance);
		assert_noop!(refund_rest(LEE), Error::<Test>::InsufficientBalance);
		assert_noop!(refund_rest(STRANGER), Error::<Test>::NotRegistered);
		MockRegistry::set_standing(KIM_ID, Standing::Frozen);
		assert_noop!(refund_rest(KIM), Error::<Test>::PersonFrozen);
	});
}

#[test]
fn the_rest_is_asked_for_while_the_series_lives_and_is_not_paused() {
	on_sale().build_and_execute(|| {
		sell(KIM_ID, 100_000);
		assert_ok!(pay(KIM, RESTAURANT, 60_000));
		assert_ok!(RegionalCurrency::pause_series(signed(COUNTY), BOUGHT));
		assert_noop!(refund_rest(KIM), Error::<Test>::SeriesPaused);
		assert_ok!(RegionalCurrency::resume_series(signed(COUNTY), BOUGHT));
		at(OPENS - 1);
		assert_noop!(refund_rest(KIM), Error::<Test>::NotYetOpen);
		at(EXPIRES - 1);
		assert_noop!(refund_rest(KIM), Error::<Test>::Expired);
	});
	on_sale().build_and_execute(|| {
		sell(KIM_ID, 100_000);
		assert_ok!(pay(KIM, RESTAURANT, 60_000));
		at(EXPIRES - 2);
		assert_ok!(refund_rest(KIM));
	});
}

#[test]
fn any_key_of_the_buyer_gets_the_rest() {
	on_sale().build_and_execute(|| {
		sell(KIM_ID, 100_000);
		assert_ok!(pay(KIM, RESTAURANT, 60_000));
		assert_ok!(refund_rest(KIM_CARD));
		assert_eq!((plain(KIM_CARD), asked_by(KIM_ID)), (0, 40_000));
	});
}
