// SPDX-License-Identifier: Apache-2.0

//! A buyer deposits won for the whole centre, and holders decide.

use chungnam_ports::{Appraisals, BallotUser, Ballots, Body, Offerings, Question, Standing};
use sp_runtime::DispatchError;

use super::*;
use crate::{challenge::*, MAX_MISSED};

/// The ballot that is waited for.
#[track_caller]
fn ballot() -> BallotId {
	purchase().and_then(|own| own.stage.ballot()).expect("a ballot is waited for")
}

/// The least that is offered after [`VALUE`] was refused.
const RAISED: Won = VALUE + VALUE / 20;

fn users_of_stranger() -> u32 {
	frame_system::Pallet::<Test>::consumers(&STRANGER)
}

#[test]
fn buyer_deposits_holders_agree_and_the_deposit_pays_for_all_units() {
	run(|| {
		let before = users_of_stranger();
		to_purchase_vote();
		let stage = ChallengeStage::Voting { ballot: ballot(), until: TODAY + VOTING + SLACK };
		let own = Purchase { document: hash(12), from: STRANGER, won: VALUE, stage };
		let told = Event::PurchaseOffered { asset: CENTRE, purchase: own.clone() };
		assert_eq!(last_event(), told);
		assert_eq!(AssetFractions::purchase(CENTRE), Some(own));
		assert_eq!((pot(), won(&STRANGER)), (VALUE, PLENTY - VALUE));
		assert_eq!(users_of_stranger(), before + 1);
		let (user, plan) = MockBallots::opened(ballot()).unwrap();
		assert_eq!((user, plan.title), (BallotUser::Asset(CENTRE.0), hash(12)));
		assert_eq!((plan.question, plan.closes), (Question::YesNo, TODAY + VOTING));
		let class = &plan.classes[0];
		assert_eq!((class.body, class.quorum_bp), (Body::Holders(CENTRE), 3_333));
		assert!(<AssetFractions as Appraisals>::is_voted_about(CENTRE));
		assert_noop!(advance(), Error::<Test>::NothingToDo);

		// What else lies in the pot belongs to the units.
		give(&AssetFractions::pot(CENTRE), 5);
		let purse = won(&Market::purse());
		decide_purchase(400, 200);
		sleep(VOTING);
		assert_ok!(advance());
		assert_eq!(won(&Market::purse()), purse + VALUE + 5);
		let bought = Event::Purchased { asset: CENTRE, from: STRANGER, won: VALUE };
		assert!(events().contains(&bought));
		let (end, stray) = (End::Redeemed, 0);
		assert_eq!(last_event(), Event::Ended { asset: CENTRE, end, stray });
		assert_eq!((pot(), won(&STRANGER)), (0, PLENTY - VALUE));
		assert_eq!((purchase(), users_of_stranger()), (None, before));
		assert_eq!(Fractions::<Test>::get(CENTRE), None);
	});
}

#[test]
fn rest_of_the_works_is_paid_with_the_deposit_though_no_dividend_has_room() {
	run(|| {
		to_purchase_vote();
		let rest = 7;
		give(&AssetFractions::pot(CENTRE), rest);
		// The manager can take all places for dividends: what the works left must not depend on it.
		Market::fill(CENTRE);
		let purse = won(&Market::purse());
		decide_purchase(400, 200);
		sleep(VOTING);
		assert_ok!(advance());
		assert_eq!(won(&Market::purse()), purse + VALUE + rest);
		assert_eq!(last_event(), Event::Ended { asset: CENTRE, end: End::Redeemed, stray: 0 });
	});
}

#[test]
fn owner_takes_no_units_until_an_agreed_purchase_is_paid() {
	run(|| {
		to_purchase_vote();
		decide_purchase(400, 200);
		sleep(VOTING + SLACK);
		let is_shut = || <AssetFractions as Appraisals>::is_voted_about(CENTRE);
		assert!(is_shut(), "a yes counts however late anyone says so");
		assert_ok!(advance());
		assert!(!is_shut());
	});
}

#[test]
fn raise_after_a_refusal_is_rounded_up() {
	let stage = ChallengeStage::Resting { until: 1 };
	let refused = |won| Purchase { document: hash(1), from: STRANGER, won, stage };
	for (won, least) in [(1, 2), (20, 21), (21, 23), (100, 105), (101, 107)] {
		assert!(refused(won).keeps_out(least - 1, 0), "{won}");
		assert!(!refused(won).keeps_out(least, 0), "{won}");
		assert!(!refused(won).keeps_out(0, 1), "the rest is over");
	}
}

#[test]
fn refused_deposit_goes_back_and_only_more_is_offered_for_a_while() {
	run(|| {
		to_purchase_vote();
		assert_noop!(offer_purchase(STRANGER, VALUE + 1), Error::<Test>::PurchaseRuns);
		decide_purchase(400, 201);
		sleep(VOTING);
		assert_ok!(advance());
		let until = now() + REST;
		assert_eq!(last_event(), Event::PurchaseRefused { asset: CENTRE, until });
		assert_eq!((pot(), won(&STRANGER), users_of_stranger()), (0, PLENTY, 0));
		assert!(!<AssetFractions as Appraisals>::is_voted_about(CENTRE));
		assert_noop!(advance(), Error::<Test>::NothingToDo);
		assert_noop!(offer_purchase(STRANGER, VALUE), Error::<Test>::PurchaseRefusedLately);
		assert_noop!(offer_purchase(STRANGER, RAISED - 1), Error::<Test>::PurchaseRefusedLately);
		// Too few vote about more.
		assert_ok!(offer_purchase(STRANGER, RAISED));
		decide_purchase(333, 0);
		sleep(VOTING);
		assert_ok!(advance());
		let until = now() + REST;
		assert_eq!(last_event(), Event::PurchaseRefused { asset: CENTRE, until });
		sleep(REST - 1);
		while advance().is_ok() {}
		let lately = Error::<Test>::PurchaseRefusedLately;
		assert_noop!(offer_purchase(STRANGER, RAISED), lately);
		sleep(1);
		assert_ok!(offer_purchase(STRANGER, VALUE));
	});
}

#[test]
fn offer_is_refused_to_who_is_not_known_or_has_a_role_and_below_the_value() {
	run(|| {
		let try_it = || offer_purchase(STRANGER, VALUE);
		assert_noop!(try_it(), Error::<Test>::AssetNotFound);
		to_paid(plan());
		assert_noop!(try_it(), Error::<Test>::WrongStatus);
		for number in [0, 1] {
			Envelopes::pay(WORKS, number, &BUILDER);
		}
		assert_ok!(advance());
		assert_noop!(try_it(), Error::<Test>::NotRegistered);
		MockHolders::attest(&STRANGER, true);
		// What was said at the sale does not suffice.
		assert_noop!(try_it(), Error::<Test>::NotValued);
		value_anew(VALUE);
		assert_noop!(offer_purchase(STRANGER, VALUE - 1), Error::<Test>::PriceTooLow);
		for who in [MANAGER, FIRST_APPRAISER, NOTARY] {
			MockHolders::attest(&who, true);
			assert_noop!(offer_purchase(who, VALUE), Error::<Test>::HasRole);
		}
		// A won is left on the account, which is in use.
		assert_noop!(offer_purchase(STRANGER, PLENTY), Error::<Test>::InsufficientBalance);
		for (number, standing) in [(0, Standing::Frozen), (1, Standing::Deceased)] {
			give(&resident(number), PLENTY);
			MockRegistry::set_standing(person(number), standing);
		}
		assert_noop!(offer_purchase(resident(0), VALUE), Error::<Test>::PersonFrozen);
		assert_noop!(offer_purchase(resident(1), VALUE), Error::<Test>::PersonDeceased);
		give(&resident(2), PLENTY);
		assert_ok!(offer_purchase(resident(2), VALUE));
	});
	run(|| {
		to_operating();
		value_anew(VALUE);
		MockHolders::attest(&STRANGER, true);
		sleep(crate::VALID);
		while advance().is_ok() {}
		assert_noop!(offer_purchase(STRANGER, VALUE), Error::<Test>::NotValued);
		Market::retire(CENTRE);
		assert_noop!(offer_purchase(STRANGER, VALUE), Error::<Test>::WrongStatus);
	});
}

#[test]
fn what_holders_agreed_to_waits_for_a_sale_and_not_for_ever() {
	let begin = || {
		to_purchase_vote();
		decide_purchase(400, 200);
		assert_ok!(<Market as Offerings<AccountId>>::open(CENTRE, sale(1)));
		sleep(VOTING);
		assert_noop!(advance(), DispatchError::Other("SaleRuns"));
	};
	run(|| {
		begin();
		Market::end(OfferingId(1));
		assert_ok!(advance());
		assert_eq!(Fractions::<Test>::get(CENTRE), None);
	});
	run(|| {
		begin();
		sleep(SLACK);
		assert_ok!(advance());
		assert_eq!(last_event(), Event::PurchaseDropped { asset: CENTRE });
		assert_eq!((pot(), won(&STRANGER), users_of_stranger()), (0, PLENTY, 0));
		assert_eq!(purchase(), None);
		assert_ok!(offer_purchase(STRANGER, VALUE));
	});
}

#[test]
fn outcome_counts_however_late_anyone_says_so() {
	run(|| {
		to_purchase_vote();
		decide_purchase(400, 200);
		sleep(300 * DAYS);
		// Reports that did not come are told first.
		for _ in 0..MAX_MISSED {
			assert_ok!(advance());
		}
		while Fractions::<Test>::contains_key(CENTRE) {
			assert_ok!(advance());
		}
		assert_eq!((pot(), won(&STRANGER)), (0, PLENTY - VALUE));
	});
}

#[test]
fn purchase_ends_what_else_holders_are_asked() {
	run(|| {
		to_purchase_vote();
		assert_ok!(ask_hand_over(ASSOCIATION));
		assert_ok!(ask_holders(HOLDER));
		let others = [
			hand_over().and_then(|own| own.stage.ballot()).unwrap(),
			challenge().and_then(|own| own.stage.ballot()).unwrap(),
		];
		decide_purchase(400, 200);
		sleep(VOTING);
		assert_ok!(advance());
		assert_eq!((hand_over(), challenge()), (None, None));
		for own in others {
			let outcome = <MockBallots as Ballots>::outcome(own).unwrap();
			assert!(matches!(outcome.verdict, Verdict::Annulled(_)));
		}
	});
}

#[test]
fn deposit_is_not_given_to_units_before_holders_agree() {
	run(|| {
		to_purchase_vote();
		let give_back = || AssetFractions::give_back(signed(MANAGER), CENTRE, now() + 8 * DAYS);
		assert_noop!(give_back(), Error::<Test>::NothingToDo);
		give(&AssetFractions::pot(CENTRE), 3);
		assert_eq!(AssetFractions::returned(CENTRE), 3);
		assert_ok!(give_back());
		assert_eq!((pot(), AssetFractions::returned(CENTRE)), (VALUE, 0));
	});
}
