// SPDX-License-Identifier: Apache-2.0

//! What an asset that runs is worth, before all of its units end together.

use chungnam_ports::Appraisals;

use super::*;
use crate::VALID;

fn least() -> Won {
	let own = <AssetFractions as Appraisals>::least(CENTRE);
	assert_eq!(AssetFractions::least(CENTRE), own);
	own
}

#[test]
fn units_end_for_the_lower_value_of_before_the_sale_where_nobody_asks() {
	run(|| {
		assert_eq!(least(), 0);
		to_offering(plan());
		assert_eq!(least(), Won::MAX, "nobody knows what they will be worth");
		assert_ok!(confirm_title(NOTARY));
		Market::decide::<AccountId>(SALE, 9_001);
		assert_ok!(advance());
		assert_eq!(least(), Won::MAX, "works come first");
		for number in [0, 1] {
			Envelopes::pay(WORKS, number, &BUILDER);
		}
		assert_ok!(advance());
		assert_eq!(least(), VALUE);
	});
}

#[test]
fn both_appraisers_say_anew_what_a_running_asset_is_worth() {
	run(|| {
		to_operating();
		assert_ok!(ask_value(MANAGER));
		let valuation = Valuation::new(hash(6), TODAY);
		assert_eq!(last_event(), Event::ValueAsked { asset: CENTRE, valuation });
		assert_eq!(AssetFractions::valuation(CENTRE), Some(valuation));
		assert_noop!(appraise(FIRST_APPRAISER, 0), Error::<Test>::ZeroValue);
		assert_noop!(appraise(NOTARY, 1), Error::<Test>::NotAuthorized);
		assert_ok!(appraise(SECOND_APPRAISER, 5_000));
		let until = TODAY + DILIGENCE;
		let told = |place, value, until| Event::AppraisedAnew {
			asset: CENTRE,
			place,
			value,
			report: hash(2),
			until,
		};
		assert_eq!(last_event(), told(1, 5_000, until));
		assert_noop!(appraise(SECOND_APPRAISER, 1), Error::<Test>::AlreadySaid);
		assert_eq!(least(), VALUE, "one value is none");
		assert_ok!(appraise(FIRST_APPRAISER, 4_000));
		let until = TODAY + VALID;
		assert_eq!(last_event(), told(0, 4_000, until));
		assert_eq!(least(), 4_000);
		assert_noop!(appraise(FIRST_APPRAISER, 1), Error::<Test>::WrongStatus);
		assert_eq!(asset().values, [Some(VALUE), Some(VALUE + 100)], "as before the sale");
		// It holds for a year, whoever would like to hear another one.
		at::<Test>(until - 1);
		assert_noop!(ask_value(CITY), Error::<Test>::ValuationRuns);
		assert_eq!(least(), 4_000);
		sleep(1);
		assert_eq!(least(), VALUE);
		assert_ok!(ask_value(CITY));
	});
}

#[test]
fn owner_and_manager_ask_while_the_asset_runs() {
	run(|| {
		assert_noop!(ask_value(CITY), Error::<Test>::AssetNotFound);
		to_paid(plan());
		assert_noop!(ask_value(CITY), Error::<Test>::WrongStatus);
		for number in [0, 1] {
			Envelopes::pay(WORKS, number, &BUILDER);
		}
		assert_ok!(advance());
		for who in [STRANGER, OTHER_MANAGER, NOTARY] {
			assert_noop!(ask_value(who), Error::<Test>::NotAuthorized);
		}
		assert_noop!(appraise(FIRST_APPRAISER, 1), Error::<Test>::WrongStatus);
		assert_ok!(ask_value(CITY));
		assert_noop!(ask_value(MANAGER), Error::<Test>::ValuationRuns);
		sleep(DILIGENCE);
		assert_noop!(appraise(FIRST_APPRAISER, 1), Error::<Test>::WrongStatus);
		assert_ok!(ask_value(MANAGER));
	});
}

#[test]
fn committee_names_other_experts_while_they_are_asked() {
	run(|| {
		to_operating();
		let other = Experts { appraisers: [SECOND_APPRAISER, OTHER_MANAGER], notary: NOTARY };
		assert_noop!(name_experts(other.clone()), Error::<Test>::WrongStatus);
		assert_ok!(ask_value(CITY));
		assert_ok!(appraise(FIRST_APPRAISER, 7));
		let managed = Experts { appraisers: [SECOND_APPRAISER, MANAGER], notary: NOTARY };
		assert_noop!(name_experts(managed), Error::<Test>::ExpertsUnsound);
		assert_ok!(name_experts(other.clone()));
		// What was said before the sale stays, and so does title.
		assert_eq!(asset().experts, Some(other));
		assert_eq!(asset().values, [Some(VALUE), Some(VALUE + 100)]);
		assert_eq!(asset().deed, Some(hash(3)));
		assert_eq!(AssetFractions::valuation(CENTRE), Some(Valuation::new(hash(6), TODAY)));
		assert_noop!(appraise(FIRST_APPRAISER, 7), Error::<Test>::NotAuthorized);
		assert_ok!(appraise(OTHER_MANAGER, 7));
		assert_ok!(appraise(SECOND_APPRAISER, 8));
		assert_eq!(least(), 7);
		assert_noop!(name_experts(experts()), Error::<Test>::WrongStatus);
	});
}

#[test]
fn appraiser_who_runs_the_asset_says_nothing_about_it() {
	run(|| {
		to_operating();
		sleep(365 * DAYS);
		assert_ok!(name_manager(FIRST_APPRAISER, DAYS));
		assert_ok!(ask_value(FIRST_APPRAISER));
		assert_noop!(appraise(FIRST_APPRAISER, 1), Error::<Test>::NotAuthorized);
		assert_ok!(appraise(SECOND_APPRAISER, 1));
	});
}
