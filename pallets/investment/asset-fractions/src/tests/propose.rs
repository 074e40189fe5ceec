// SPDX-License-Identifier: Apache-2.0

//! Assets are proposed by their issuers, and end where nobody goes on.

use super::*;

#[test]
fn owner_proposes_its_asset_once() {
	run(|| {
		assert_ok!(propose(CITY, plan()));
		let proposed = Event::Proposed { asset: CENTRE, owner: CITY, plan: plan() };
		assert_eq!(last_event(), proposed);
		assert_eq!(asset(), Asset::new(CITY, plan(), TODAY));
		assert_eq!(status(), Status::Proposed { until: TODAY + NAMING });
		assert_noop!(propose(CITY, plan()), Error::<Test>::AlreadyExists);
	});
}

#[test]
fn proposal_is_refused_when_it_is_unsound() {
	run(|| {
		let refused = |change: fn(&mut PlanOf<Test>), why: Error<Test>| {
			let mut own = plan();
			change(&mut own);
			assert_noop!(propose(CITY, own), why);
		};
		fn built(own: &mut PlanOf<Test>) -> &mut Works<AccountId> {
			own.works.as_mut().unwrap()
		}
		refused(|own| own.share = Perbill::zero(), Error::ShareUnsound);
		refused(|own| own.term = 0, Error::TermUnsound);
		refused(|own| own.term = MAX_TERM + 1, Error::TermUnsound);
		refused(|own| built(own).share = Perbill::zero(), Error::WorksUnsound);
		refused(|own| built(own).share = Perbill::one(), Error::WorksUnsound);
		refused(|own| built(own).stages.truncate(1), Error::WorksUnsound);
		refused(|own| built(own).stages[0].after = 0, Error::WorksUnsound);
		refused(|own| built(own).stages[0].after = crate::MAX_AFTER + 1, Error::WorksUnsound);
		refused(|own| built(own).least = 0, Error::WorksUnsound);
		refused(|own| built(own).grace = crate::MAX_GRACE + 1, Error::WorksUnsound);
		refused(|own| built(own).payee = Payee::Institution(STRANGER), Error::PayeeGone);
		refused(|own| own.manager = STRANGER, Error::MayBuy);
	});
}

#[test]
fn only_the_issuer_proposes_and_an_owner_may_run_its_asset() {
	run(|| {
		assert_noop!(propose(MANAGER, plan()), Error::<Test>::NotAuthorized);
		let missing = InstrumentId(7);
		assert_noop!(
			AssetFractions::propose(signed(CITY), missing, Box::new(plan())),
			Error::<Test>::InstrumentNotFound
		);
		assert_ok!(propose(CITY, Plan { manager: CITY, ..plan() }));
	});
}

#[test]
fn assets_are_as_many_as_fit() {
	run(|| {
		for number in 1..=MAX_ASSETS {
			Market::issue(InstrumentId(number), &CITY, &[MANAGER]);
			let own = Box::new(plan());
			assert_ok!(AssetFractions::propose(signed(CITY), InstrumentId(number), own));
		}
		assert_noop!(propose(CITY, plan()), Error::<Test>::MaxAssetsExceeded);
	});
}

#[test]
fn proposal_ends_when_nobody_names_experts() {
	run(|| {
		assert_noop!(advance(), Error::<Test>::AssetNotFound);
		assert_ok!(propose(CITY, plan()));
		sleep(NAMING - 1);
		assert_noop!(advance(), Error::<Test>::NothingToDo);
		sleep(1);
		assert_noop!(name_experts(experts()), Error::<Test>::TooLate);
		assert_ok!(advance());
		assert_eq!(last_event(), Event::Ended { asset: CENTRE, end: End::Withdrawn, stray: 0 });
		assert_ok!(propose(CITY, plan()));
	});
}

#[test]
fn owner_takes_a_proposal_back_before_the_sale() {
	run(|| {
		let withdraw = |who| AssetFractions::withdraw(signed(who), CENTRE);
		assert_noop!(withdraw(CITY), Error::<Test>::AssetNotFound);
		for reach in [to_diligence, to_ready] {
			reach(plan());
			give(&AssetFractions::pot(CENTRE), 5);
			let before = won(&CITY);
			assert_noop!(withdraw(MANAGER), Error::<Test>::NotAuthorized);
			assert_ok!(withdraw(CITY));
			let ended = Event::Ended { asset: CENTRE, end: End::Withdrawn, stray: 5 };
			assert_eq!(last_event(), ended);
			assert_eq!(won(&CITY), before + 5);
		}
		to_offering(plan());
		assert_noop!(withdraw(CITY), Error::<Test>::WrongStatus);
	});
}
