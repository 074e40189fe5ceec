// SPDX-License-Identifier: Apache-2.0

//! Giving bound money to another person, as far as its series allows.

use crate::CapId;
use chungnam_ports::Standing;
use chungnam_primitives::{PersonId, SeriesId};
use frame_support::{assert_noop, assert_ok};
use MoneyClass::{Incentive, Policy, Purchased};

use super::*;
use crate::{UsageKey, WeightInfo, MAX_GIFT_LOTS, MAX_LOTS, MAX_USAGE};

/// Kim has 200,000 won of purchased money.
fn kim_with_purchased() -> ExtBuilder {
	ExtBuilder::default().series(Purchased, purchased(None), 2_000_000).lot(
		KIM_ID,
		SeriesId(0),
		200_000,
	)
}

fn gift(who: AccountId, to: PersonId, amount: Won) -> DispatchResult {
	calls::gift(signed(who), SeriesId(0), to, amount)
}

fn face(person: PersonId) -> Won {
	wallet(person).lot(SeriesId(0)).map_or(0, |lot| lot.face)
}

#[test]
fn a_gift_moves_a_lot_with_its_face_and_no_won() {
	kim_with_purchased().build_and_execute(|| {
		let (pot_before, totals_before) = (pot(SeriesId(0)), totals(SeriesId(0)));
		assert_ok!(gift(KIM, LEE_ID, 20_000));

		assert_eq!((lot(KIM_ID, SeriesId(0)), lot(LEE_ID, SeriesId(0))), (180_000, 20_000));
		assert_eq!((face(KIM_ID), face(LEE_ID)), (180_000, 20_000));
		assert_eq!((pot(SeriesId(0)), totals(SeriesId(0))), (pot_before, totals_before));
		let given = Event::Gifted { series: SeriesId(0), from: KIM_ID, to: LEE_ID, amount: 20_000 };
		assert_eq!(last_event(), given);
	});
}

#[test]
fn a_gift_does_not_make_what_was_used_look_like_more() {
	kim_with_purchased().build_and_execute(|| {
		assert_ok!(pay(KIM, RESTAURANT, 100_000));
		assert_ok!(gift(KIM, LEE_ID, 30_000));
		// 100,000 of the 170,000 that stayed Kim's are used: 58.8 %.
		assert_eq!((lot(KIM_ID, SeriesId(0)), face(KIM_ID)), (70_000, 170_000));
		for who in [KIM, LEE] {
			let rest = calls::refund_rest(signed(who), SeriesId(0));
			assert_noop!(rest, Error::<Test>::RefundThresholdNotMet);
		}
	});
}

#[test]
fn the_whole_of_a_lot_can_be_given() {
	let builder = ExtBuilder::default().series(Incentive, incentive(), 10);
	builder.lot(KIM_ID, SeriesId(0), 10).build_and_execute(|| {
		assert_ok!(gift(KIM, LEE_ID, 10));
		assert_eq!((lot(KIM_ID, SeriesId(0)), lot(LEE_ID, SeriesId(0))), (0, 10));
		assert_noop!(gift(KIM, LEE_ID, 1), Error::<Test>::InsufficientBalance);
	});
}

#[test]
fn nothing_is_no_gift() {
	kim_with_purchased().build_and_execute(|| {
		assert_noop!(gift(KIM, LEE_ID, 0), Error::<Test>::ZeroAmount);
	});
}

#[test]
fn nobody_gives_to_themselves_with_another_key() {
	kim_with_purchased().build_and_execute(|| {
		assert_noop!(gift(KIM, KIM_ID, 1), Error::<Test>::SelfPayment);
		assert_noop!(gift(KIM_CARD, KIM_ID, 1), Error::<Test>::SelfPayment);
	});
}

#[test]
fn only_active_people_give_and_get() {
	kim_with_purchased().build_and_execute(|| {
		assert_noop!(gift(STRANGER, LEE_ID, 1), Error::<Test>::NotRegistered);
		assert_noop!(gift(KIM, PersonId(999), 1), Error::<Test>::NotRegistered);
		for (standing, reason) in [
			(Standing::Frozen, Error::<Test>::PersonFrozen),
			(Standing::Deceased, Error::<Test>::PersonDeceased),
		] {
			MockRegistry::set_standing(LEE_ID, standing);
			assert_noop!(gift(KIM, LEE_ID, 1), reason);
		}
		MockRegistry::set_standing(LEE_ID, Standing::Active);
		MockRegistry::set_standing(KIM_ID, Standing::Frozen);
		assert_noop!(gift(KIM, LEE_ID, 1), Error::<Test>::PersonFrozen);
	});
}

#[test]
fn only_a_transferable_series_is_given() {
	let bound = Rules { gift: None, ..purchased(None) };
	ExtBuilder::default()
		.series(Purchased, bound, 10)
		.series(Policy, policy(), 10)
		.lot(KIM_ID, SeriesId(0), 10)
		.lot(KIM_ID, SeriesId(1), 10)
		.build_and_execute(|| {
			assert_noop!(gift(KIM, LEE_ID, 1), Error::<Test>::NotTransferable);
			let welfare = calls::gift(signed(KIM), SeriesId(1), LEE_ID, 1);
			assert_noop!(welfare, Error::<Test>::NotTransferable);
			let unknown = calls::gift(signed(KIM), SeriesId(9), LEE_ID, 1);
			assert_noop!(unknown, Error::<Test>::SeriesNotFound);
		});
}

#[test]
fn a_gift_is_limited_at_a_time_and_in_a_month() {
	kim_with_purchased().build_and_execute(|| {
		assert_noop!(gift(KIM, LEE_ID, 30_001), Error::<Test>::GiftLimitExceeded);
		assert_ok!(gift(KIM, LEE_ID, 30_000));
		assert_noop!(gift(KIM_CARD, CHOI_ID, 20_001), Error::<Test>::GiftLimitExceeded);
		assert_ok!(gift(KIM_CARD, CHOI_ID, 20_000));
		at(APRIL - 1);
		assert_noop!(gift(KIM, LEE_ID, 1), Error::<Test>::GiftLimitExceeded);
		at(APRIL);
		assert_ok!(gift(KIM, LEE_ID, 30_000));
	});
}

#[test]
fn a_gift_is_made_while_its_series_lives_and_is_not_paused() {
	kim_with_purchased().build_and_execute(|| {
		at(OPENS - 1);
		assert_noop!(gift(KIM, LEE_ID, 1), Error::<Test>::NotYetOpen);
		at(OPENS);
		assert_ok!(gift(KIM, LEE_ID, 1));
		assert_ok!(RegionalCurrency::pause_series(signed(COUNTY), SeriesId(0)));
		assert_noop!(gift(KIM, LEE_ID, 1), Error::<Test>::SeriesPaused);
		assert_ok!(RegionalCurrency::resume_series(signed(COUNTY), SeriesId(0)));
		at(EXPIRES - 1);
		assert_ok!(gift(KIM, LEE_ID, 1));
		at(EXPIRES);
		assert_noop!(gift(KIM, LEE_ID, 1), Error::<Test>::Expired);
	});
}

#[test]
fn more_than_the_lot_cannot_be_given() {
	let builder = ExtBuilder::default().series(Purchased, purchased(None), 100);
	builder.lot(KIM_ID, SeriesId(0), 10).plain(KIM, 100).build_and_execute(|| {
		assert_noop!(gift(KIM, LEE_ID, 11), Error::<Test>::InsufficientBalance);
		assert_noop!(gift(LEE, KIM_ID, 1), Error::<Test>::InsufficientBalance);
	});
}

#[test]
fn the_holding_limit_binds_who_gets_a_gift() {
	kim_with_purchased().lot(LEE_ID, SeriesId(0), 1_499_990).build_and_execute(|| {
		assert_noop!(gift(KIM, LEE_ID, 11), Error::<Test>::HoldingLimitExceeded);
		assert_ok!(gift(KIM, LEE_ID, 10));
	});
}

#[test]
fn a_full_wallet_gets_no_gift_of_another_series() {
	let mut builder = kim_with_purchased();
	for series in 1..=MAX_LOTS {
		builder = builder.series(Policy, policy(), 1).lot(LEE_ID, SeriesId(series), 1);
	}
	builder.build_and_execute(|| {
		assert_noop!(gift(KIM, LEE_ID, 1), Error::<Test>::MaxLotsExceeded);
		assert_ok!(pay(LEE, RESTAURANT, 1));
		assert_ok!(gift(KIM, LEE_ID, 1));
	});
}

#[test]
fn gifts_of_a_few_won_leave_room_for_public_money() {
	let mut builder = ExtBuilder::default();
	for series in 0..=MAX_GIFT_LOTS {
		builder = builder.series(Purchased, purchased(None), 2).lot(KIM_ID, SeriesId(series), 2);
	}
	let (last, income) = (SeriesId(MAX_GIFT_LOTS), SeriesId(MAX_GIFT_LOTS + 1));
	builder.series(Policy, policy(), 100).build_and_execute(|| {
		let gift = |series| calls::gift(signed(KIM), series, LEE_ID, 1);
		for series in 0..MAX_GIFT_LOTS {
			assert_ok!(gift(SeriesId(series)));
		}
		assert_noop!(gift(last), Error::<Test>::MaxLotsExceeded);
		assert_ok!(gift(SeriesId(0)));
		let payments = frame_support::BoundedVec::truncate_from(vec![(LEE_ID, 100)]);
		assert_ok!(calls::issue(signed(COUNTY), income, payments));
		assert_ok!(calls::give_up(signed(LEE), SeriesId(5)));
		assert_ok!(gift(last));
	});
}

#[test]
fn a_refused_gift_is_charged_for_what_it_looked_at() {
	let mut builder = kim_with_purchased();
	for series in 1..=10 {
		builder = builder.series(Policy, policy(), 1).lot(LEE_ID, SeriesId(series), 1);
	}
	builder.build_and_execute(|| {
		assert_ok!(gift(KIM, LEE_ID, 30_000));
		let refused = RegionalCurrency::gift(signed(KIM), SeriesId(0), LEE_ID, 30_000);
		let refused = refused.expect_err("it is above the limit of the month");
		assert_eq!(refused.error, Error::<Test>::GiftLimitExceeded.into());
		type Weights = <Test as crate::Config>::WeightInfo;
		let charged = Weights::gift() + Weights::look_at(11);
		assert_eq!(refused.post_info.actual_weight, Some(charged));
	});
}

#[test]
fn a_gift_that_cannot_be_counted_is_not_made() {
	kim_with_purchased().build_and_execute(|| {
		let period = crate::Period::Month(chungnam_primitives::korean_month(TODAY));
		Wallets::<Test>::mutate(KIM_ID, |wallet| {
			for cap in 0..MAX_USAGE {
				wallet.note_use(UsageKey::Cap(CapId(cap)), period, 1).expect("counters fit");
			}
		});
		assert_noop!(gift(KIM, LEE_ID, 1), Error::<Test>::MaxUsageExceeded);
	});
}

#[test]
fn what_was_given_is_spent_under_the_receivers_home() {
	let rules = Rules { places: Places::HomeZone, ..purchased(None) };
	let builder = ExtBuilder::default().series(Purchased, rules, 100).lot(KIM_ID, SeriesId(0), 100);
	builder.build_and_execute(|| {
		assert_ok!(gift(KIM, LEE_ID, 100));
		assert_refused(LEE, RESTAURANT, 1, Refusal::PlaceNotAllowed);
		assert_ok!(pay(LEE, MART, 100));
	});
}
