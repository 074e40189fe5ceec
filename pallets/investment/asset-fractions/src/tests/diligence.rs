// SPDX-License-Identifier: Apache-2.0

//! Experts are named by the committee, and say what an asset is worth.

use sp_runtime::DispatchError;

use super::*;

#[test]
fn only_the_committee_names_experts() {
	run(|| {
		assert_noop!(name_experts(experts()), Error::<Test>::AssetNotFound);
		assert_ok!(propose(CITY, plan()));
		for origin in [signed(CITY), signed(STRANGER), RuntimeOrigin::none()] {
			let named = AssetFractions::name_experts(origin, CENTRE, experts());
			assert_eq!(named, Err(DispatchError::BadOrigin));
		}
		assert_ok!(name_experts(experts()));
		let until = TODAY + DILIGENCE;
		let status = Status::DueDiligence { until };
		assert!(events().contains(&Event::ExpertsNamed { asset: CENTRE, experts: experts() }));
		assert_eq!(last_event(), Event::Advanced { asset: CENTRE, status });
	});
}

#[test]
fn related_is_refused() {
	run(|| {
		assert_ok!(propose(CITY, plan()));
		let of =
			|first, second, notary| name_experts(Experts { appraisers: [first, second], notary });
		let unsound = || Error::<Test>::ExpertsUnsound;
		assert_noop!(of(NOTARY, NOTARY, FIRST_APPRAISER), unsound());
		assert_noop!(of(NOTARY, FIRST_APPRAISER, NOTARY), unsound());
		assert_noop!(of(FIRST_APPRAISER, NOTARY, NOTARY), unsound());
		assert_noop!(of(CITY, FIRST_APPRAISER, NOTARY), unsound());
		assert_noop!(of(FIRST_APPRAISER, SECOND_APPRAISER, MANAGER), unsound());
		// Who may buy does not say what it is worth.
		assert_noop!(of(STRANGER, SECOND_APPRAISER, NOTARY), Error::<Test>::MayBuy);
		assert_noop!(of(FIRST_APPRAISER, SECOND_APPRAISER, STRANGER), Error::<Test>::MayBuy);
	});
}

#[test]
fn both_appraisers_speak_once_and_the_sale_can_open() {
	run(|| {
		assert_ok!(propose(CITY, plan()));
		assert_noop!(appraise(FIRST_APPRAISER, VALUE), Error::<Test>::WrongStatus);
		assert_ok!(name_experts(experts()));
		assert_noop!(appraise(NOTARY, VALUE), Error::<Test>::NotAuthorized);
		assert_noop!(appraise(FIRST_APPRAISER, 0), Error::<Test>::ZeroValue);
		assert_ok!(appraise(SECOND_APPRAISER, VALUE));
		let said = Event::Appraised { asset: CENTRE, place: 1, value: VALUE, report: hash(2) };
		assert_eq!(last_event(), said);
		assert_noop!(appraise(SECOND_APPRAISER, 1), Error::<Test>::AlreadySaid);
		assert_eq!(asset().most(), None);
		assert_ok!(appraise(FIRST_APPRAISER, VALUE - 1));
		// There are works, for which residents can have ideas.
		let status = Status::Ideas { until: TODAY + IDEAS };
		assert_eq!(last_event(), Event::Advanced { asset: CENTRE, status });
		assert_eq!(asset().most(), Some(VALUE / 2 - 1), "half of the lower value, rounded down");
		assert_noop!(appraise(FIRST_APPRAISER, VALUE), Error::<Test>::WrongStatus);
		assert_noop!(name_experts(experts()), Error::<Test>::WrongStatus);
	});
}

#[test]
fn others_replace_experts_without_more_time() {
	run(|| {
		to_diligence(plan());
		assert_ok!(appraise(FIRST_APPRAISER, VALUE));
		assert_ok!(confirm_title(NOTARY));
		sleep(DAYS);
		let others =
			Experts { appraisers: [OTHER_MANAGER, SECOND_APPRAISER], notary: FIRST_APPRAISER };
		assert_ok!(name_experts(others));
		assert_eq!(status(), Status::DueDiligence { until: TODAY + DILIGENCE });
		assert_eq!((asset().values, asset().deed), ([None; 2], None));
		assert_noop!(appraise(FIRST_APPRAISER, VALUE), Error::<Test>::NotAuthorized);
		assert_noop!(confirm_title(NOTARY), Error::<Test>::NotAuthorized);
		assert_ok!(confirm_title(FIRST_APPRAISER));
	});
}

#[test]
fn proposal_is_rejected_when_an_appraiser_is_silent() {
	run(|| {
		to_diligence(plan());
		assert_ok!(appraise(FIRST_APPRAISER, VALUE));
		sleep(DILIGENCE);
		assert_noop!(appraise(SECOND_APPRAISER, VALUE), Error::<Test>::TooLate);
		assert_ok!(advance());
		assert_eq!(last_event(), Event::Ended { asset: CENTRE, end: End::Rejected, stray: 0 });
	});
}

#[test]
fn notary_speaks_once_before_the_money_is_paid() {
	run(|| {
		assert_noop!(confirm_title(NOTARY), Error::<Test>::AssetNotFound);
		to_diligence(plan());
		assert_noop!(confirm_title(FIRST_APPRAISER), Error::<Test>::NotAuthorized);
		assert_ok!(confirm_title(NOTARY));
		assert_eq!(last_event(), Event::TitleConfirmed { asset: CENTRE, deed: hash(3) });
		assert_noop!(confirm_title(NOTARY), Error::<Test>::AlreadySaid);
		assert_noop!(appraise(NOTARY, VALUE), Error::<Test>::NotAuthorized);
		assert_ok!(appraise(FIRST_APPRAISER, VALUE));
		assert_ok!(appraise(SECOND_APPRAISER, VALUE));
		skip_ideas();
		assert_ok!(offer(CITY, sale(VALUE / 2)));
		Market::decide::<AccountId>(SALE, 9_001);
		assert_ok!(advance());
		assert_noop!(confirm_title(NOTARY), Error::<Test>::WrongStatus);
	});
}
