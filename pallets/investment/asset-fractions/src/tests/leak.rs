// SPDX-License-Identifier: Apache-2.0

//! An asset that is not shared leaves nothing behind, and one that is shared leaves no won on its way.

use chungnam_testkit::leak::{assert_nothing_left, own_keys_but};

use super::*;

fn keys() -> std::collections::BTreeSet<Vec<u8>> {
	own_keys_but("AssetFractions", &["CounterForFractions"])
}

#[test]
fn proposal_that_ends_leaves_nothing_behind() {
	run(|| {
		let before = keys();
		to_offering(plan());
		assert!(keys().len() > before.len());
		give(&AssetFractions::pot(CENTRE), 3);
		Market::end(SALE);
		assert_ok!(advance());
		assert_nothing_left(&before, &keys());
		assert_eq!((pot(), Fractions::<Test>::count()), (0, 0));
	});
}

#[test]
fn pot_without_an_asset_is_left_and_no_other() {
	use chungnam_ports::Pot;
	run(|| {
		to_ready(plan());
		let kept = [Pot::Asset(CENTRE), Pot::Instrument(CENTRE)];
		let other = InstrumentId(CENTRE.0 + 1);
		let gone = (Pot::Asset(other), AssetFractions::pot(other));
		chungnam_testkit::contract::pots::<AssetFractions, _>(gone, &kept);
		assert_ok!(AssetFractions::withdraw(signed(CITY), CENTRE));
		let gone = (Pot::Asset(CENTRE), AssetFractions::pot(CENTRE));
		chungnam_testkit::contract::pots::<AssetFractions, _>(gone, &kept[1..]);
	});
}

#[test]
fn asset_whose_units_are_redeemed_leaves_nothing_behind() {
	run(|| {
		let before = keys();
		to_paid(plan());
		Market::retire(CENTRE);
		// The works come first.
		assert_noop!(advance(), Error::<Test>::NothingToDo);
		for number in [0, 1] {
			Envelopes::pay(WORKS, number, &BUILDER);
		}
		assert_ok!(advance());
		give(&AssetFractions::pot(CENTRE), 3);
		assert_ok!(ask_value(CITY));
		// Whatever else is due: a term that is over, a report that did not come.
		sleep(MAX_TERM);
		assert_ok!(advance());
		let (end, stray) = (End::Redeemed, 3);
		assert_eq!(last_event(), Event::Ended { asset: CENTRE, end, stray });
		assert_nothing_left(&before, &keys());
		assert_eq!((pot(), Fractions::<Test>::count()), (0, 0));
	});
}

/// All places are taken, and an idea loses its own.
fn displace_one() {
	for number in 0..16 {
		// Some are taken already.
		let _ = hand_in_idea(resident(60 + number), 160 + number);
	}
	sleep(crate::TRIAL);
	assert_ok!(hand_in_idea(resident(80), 180));
	assert_eq!(Displaced::<Test>::get(CENTRE).len(), 1);
}

#[test]
fn ideas_end_with_the_choice_and_with_the_proposal() {
	run(|| {
		let before = keys();
		to_valued(plan());
		back(101, 0);
		displace_one();
		assert_ok!(AssetFractions::withdraw(signed(CITY), CENTRE));
		assert_nothing_left(&before, &keys());
		to_valued(plan());
		displace_one();
		skip_ideas();
		assert_eq!((Ideas::<Test>::iter().count(), Displaced::<Test>::iter().count()), (0, 0));
		assert_ok!(AssetFractions::withdraw(signed(CITY), CENTRE));
		let ballot = to_choosing();
		assert_ok!(AssetFractions::withdraw(signed(CITY), CENTRE));
		assert_nothing_left(&before, &keys());
		let outcome = <MockBallots as chungnam_ports::Ballots>::outcome(ballot).unwrap();
		assert_eq!(outcome.verdict, Verdict::Annulled(hash(1)));
		let ballot = to_choosing();
		decide_idea(ballot, 1);
		sleep(crate::CHOSEN_BY);
		assert_ok!(advance());
		assert_eq!(Ideas::<Test>::iter().count(), 0);
	});
}

#[test]
fn challenge_ends_with_the_asset() {
	run(|| {
		let before = keys();
		to_operating();
		assert_ok!(ask_holders(HOLDER));
		Market::retire(CENTRE);
		assert_ok!(advance());
		assert_nothing_left(&before, &keys());
	});
}

#[test]
fn hand_over_ends_with_the_asset() {
	for is_handed in [false, true] {
		run(|| {
			let before = keys();
			to_operating();
			if is_handed {
				to_handed_over();
			} else {
				to_hand_over_vote();
			}
			Market::retire(CENTRE);
			assert_ok!(advance());
			assert_nothing_left(&before, &keys());
		});
	}
}

#[test]
fn offer_of_a_buyer_ends_with_the_asset() {
	for is_refused in [false, true] {
		run(|| {
			let before = keys();
			to_purchase_vote();
			if is_refused {
				sleep(crate::VOTING);
				assert_ok!(advance());
			}
			// Somebody else paid for all units.
			Market::retire(CENTRE);
			assert_ok!(advance());
			let (end, stray) = (End::Redeemed, 0);
			assert_eq!(last_event(), Event::Ended { asset: CENTRE, end, stray });
			assert_nothing_left(&before, &keys());
			assert_eq!((pot(), won(&STRANGER)), (0, PLENTY));
			assert_eq!(frame_system::Pallet::<Test>::consumers(&STRANGER), 0);
		});
	}
	run(|| {
		let before = keys();
		to_purchase_vote();
		decide_purchase(400, 200);
		sleep(crate::VOTING);
		assert_ok!(advance());
		assert_nothing_left(&before, &keys());
		assert_eq!((pot(), won(&STRANGER)), (0, PLENTY - VALUE));
	});
}

#[test]
fn every_won_of_a_sale_comes_to_the_owner_the_builder_or_the_holders() {
	run(|| {
		let before = won(&CITY);
		to_paid(plan());
		for number in [0, 1] {
			Envelopes::pay(WORKS, number, &BUILDER);
		}
		assert_ok!(advance());
		assert_eq!((won(&CITY) - before, won(&BUILDER), pot()), (4_501, 4_500, 0));
	});
}
