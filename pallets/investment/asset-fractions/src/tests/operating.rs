// SPDX-License-Identifier: Apache-2.0

//! A manager runs an asset, pays in what it earns, and reports; otherwise the owner runs it.

use sp_runtime::DispatchError;

use super::*;

#[test]
fn manager_pays_in_what_an_asset_earns() {
	run(|| {
		assert_noop!(pay_income(MANAGER, 10), Error::<Test>::AssetNotFound);
		to_offering(plan());
		assert_noop!(pay_income(MANAGER, 10), Error::<Test>::WrongStatus);
		assert_ok!(confirm_title(NOTARY));
		Market::decide::<AccountId>(SALE, 9_001);
		assert_ok!(advance());
		// While works are done rent comes in already.
		assert_noop!(pay_income(CITY, 10), Error::<Test>::NotAuthorized);
		assert_ok!(pay_income(MANAGER, 1_000));
		let (gross, pays_at, evidence) = (1_000, now() + 8 * DAYS, hash(4));
		assert_eq!(last_event(), Event::IncomePaid { asset: CENTRE, gross, pays_at, evidence });
		assert_eq!((won(&Market::purse()), won(&Market::router())), (900, 100));
		assert!(pay_income(MANAGER, 0).is_err(), "the dividend itself is refused");
	});
}

#[test]
fn manager_reports_once_a_quarter() {
	run(|| {
		assert_noop!(report(MANAGER), Error::<Test>::AssetNotFound);
		to_offering(plan());
		assert_noop!(report(MANAGER), Error::<Test>::WrongStatus);
		assert_ok!(confirm_title(NOTARY));
		Market::decide::<AccountId>(SALE, 9_001);
		assert_ok!(advance());
		for number in [0, 1] {
			Envelopes::pay(WORKS, number, &BUILDER);
		}
		assert_ok!(advance());
		assert_noop!(report(CITY), Error::<Test>::NotAuthorized);
		assert_ok!(report(MANAGER));
		assert!(events().contains(&Event::Reported { asset: CENTRE, report: hash(5) }));
		let status = Status::Operating { report_due: now() + 2 * QUARTER };
		assert_eq!(last_event(), Event::Advanced { asset: CENTRE, status });
		assert_noop!(report(MANAGER), Error::<Test>::TooEarly);
		sleep(QUARTER);
		assert_ok!(report(MANAGER));
		sleep(2 * QUARTER);
		assert_noop!(report(MANAGER), Error::<Test>::TooLate);
	});
}

#[test]
fn owner_runs_an_asset_after_two_reports_in_a_row_that_did_not_come() {
	run(|| {
		to_operating();
		sleep(QUARTER);
		assert_ok!(advance());
		assert!(events().contains(&Event::ReportMissed { asset: CENTRE, missed: 1 }));
		assert_noop!(advance(), Error::<Test>::NothingToDo);
		// One that comes begins anew.
		assert_ok!(report(MANAGER));
		assert_eq!(asset().manager.missed, 0);
		sleep(2 * QUARTER);
		assert_ok!(advance());
		assert_eq!(asset().manager.missed, 1);
		sleep(QUARTER);
		assert_ok!(advance());
		assert_eq!(asset().manager, Manager::without_term(CITY));
		assert_noop!(report(MANAGER), Error::<Test>::NotAuthorized);
		assert_ok!(report(CITY));
	});
}

#[test]
fn owner_runs_an_asset_after_the_term_until_the_committee_names_a_manager() {
	run(|| {
		assert_noop!(name_manager(OTHER_MANAGER, DAYS), Error::<Test>::AssetNotFound);
		to_offering(plan());
		assert_noop!(name_manager(OTHER_MANAGER, DAYS), Error::<Test>::WrongStatus);
		assert_ok!(AssetFractions::confirm_title(signed(NOTARY), CENTRE, hash(3)));
		Market::decide::<AccountId>(SALE, 9_001);
		assert_ok!(advance());
		for number in [0, 1] {
			Envelopes::pay(WORKS, number, &BUILDER);
		}
		assert_ok!(advance());
		assert_noop!(name_manager(OTHER_MANAGER, DAYS), Error::<Test>::ManagerServes);
		sleep(365 * DAYS - 1);
		assert_eq!(AssetFractions::manager(CENTRE), Some(MANAGER));
		assert_noop!(name_manager(OTHER_MANAGER, DAYS), Error::<Test>::ManagerServes);
		sleep(1);
		assert_eq!(AssetFractions::manager(CENTRE), Some(CITY), "whether or not anyone said so");
		assert_noop!(pay_income(MANAGER, 10), Error::<Test>::NotAuthorized);
		assert_ok!(pay_income(CITY, 10));
		assert_ok!(advance());
		let manager = Manager::without_term(CITY);
		assert_eq!(last_event(), Event::ManagerNamed { asset: CENTRE, manager });
		assert_noop!(name_manager(OTHER_MANAGER, 0), Error::<Test>::TermUnsound);
		assert_noop!(name_manager(OTHER_MANAGER, MAX_TERM + 1), Error::<Test>::TermUnsound);
		assert_noop!(name_manager(STRANGER, DAYS), Error::<Test>::MayBuy);
		for origin in [signed(CITY), signed(OTHER_MANAGER), RuntimeOrigin::none()] {
			let named = AssetFractions::name_manager(origin, CENTRE, OTHER_MANAGER, DAYS);
			assert_eq!(named, Err(DispatchError::BadOrigin));
		}
		assert_ok!(name_manager(OTHER_MANAGER, MAX_TERM));
		let until = Some(now() + MAX_TERM);
		let manager = Manager { account: OTHER_MANAGER, until, missed: 0 };
		assert_eq!(last_event(), Event::ManagerNamed { asset: CENTRE, manager });
	});
}

#[test]
fn missed_reports_are_told_one_by_one_after_a_long_silence() {
	run(|| {
		to_operating();
		sleep(5 * QUARTER);
		// The term is over first, then five reports did not come.
		let mut told = 0;
		while advance().is_ok() {
			told += 1;
		}
		assert_eq!(told, 6);
		assert_eq!(status(), Status::Operating { report_due: TODAY + 6 * QUARTER });
		assert_eq!(asset().manager, Manager { missed: 1, ..Manager::without_term(CITY) });
	});
}
