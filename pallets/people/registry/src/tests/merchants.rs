// SPDX-License-Identifier: Apache-2.0

use super::*;
use chungnam_primitives::{MerchantId, PersonId};

const APPLICANT: AccountId = 101;

fn status(id: MerchantId) -> MerchantStatus {
	Merchants::<Test>::get(id).unwrap().status
}

fn is_open(id: MerchantId) -> bool {
	Registry::merchant(id).unwrap().1
}

#[test]
fn a_shop_applies_and_is_let_in_for_a_year() {
	ExtBuilder::default().build_and_execute(|| {
		let shop = apply(APPLICANT);
		let applied = Event::MerchantApplied {
			merchant: MerchantId(1),
			owner: APPLICANT,
			zone: HERE,
			category: 3,
			sales_class: SalesClass::Small,
		};
		assert_eq!(last_event(), applied);
		assert_eq!(System::providers(&APPLICANT), 1);
		assert!(!is_open(shop));
		assert_ok!(Registry::approve_merchant(by(CHEONGYANG), shop));
		let check_due = START + RecheckPeriod::get();
		assert_eq!(
			last_event(),
			Event::MerchantApproved { merchant: shop, check_due, operator: None }
		);
		assert!(is_open(shop));
		pass(RecheckPeriod::get() - 1);
		assert!(is_open(shop));
		pass(1);
		assert!(!is_open(shop));
		assert_ok!(Registry::recheck_merchant(by(CHEONGYANG), shop, SalesClass::Large));
		assert!(is_open(shop));
		assert_eq!(Registry::merchant(shop).unwrap().0.sales_class, SalesClass::Large);
	});
}

#[test]
fn a_rejected_shop_applies_again_under_the_same_number() {
	ExtBuilder::default().build_and_execute(|| {
		let shop = apply(APPLICANT);
		assert_ok!(Registry::reject_merchant(by(CHEONGYANG), shop, REASON));
		assert_eq!(last_event(), Event::MerchantRejected { merchant: shop, reason: REASON });
		assert_eq!(status(shop), MerchantStatus::Rejected(REASON));
		assert_ok!(Registry::apply_merchant(by(APPLICANT), THERE, 5, SalesClass::Micro));
		assert_eq!(status(shop), MerchantStatus::Applied);
		assert_eq!(System::providers(&APPLICANT), 1);
		assert_noop!(Registry::approve_merchant(by(CHEONGYANG), shop), BadOrigin);
		assert_ok!(Registry::approve_merchant(by(BORYEONG), shop));
	});
}

#[test]
fn directory_of_a_region_is_published_by_its_own_attester() {
	ExtBuilder::default().build_and_execute(|| {
		let region = HERE.region;
		assert_eq!(Registry::directory(region), None);
		for hash in [[1; 32], [2; 32]] {
			assert_ok!(Registry::publish_directory(by(CHEONGYANG), region, hash));
			assert_eq!(last_event(), Event::DirectoryPublished { region, hash });
			let published = Registry::directory(region).map(|own| own.hash);
			assert_eq!(published, Some(hash), "the last one holds");
		}
		let elsewhere = if region == 1 { 2 } else { 1 };
		let foreign = Registry::publish_directory(by(CHEONGYANG), elsewhere, [1; 32]);
		assert_noop!(foreign, BadOrigin);
		assert_noop!(Registry::publish_directory(by(PHONE), region, [1; 32]), BadOrigin);
		let nowhere = Registry::publish_directory(RuntimeOrigin::root(), 16, [1; 32]);
		assert_noop!(nowhere, Error::<Test>::RegionNotFound);
	});
}

#[test]
fn an_account_acts_for_one_shop_only() {
	ExtBuilder::default().build_and_execute(|| {
		apply(APPLICANT);
		assert_ok!(add_till(by(OWNER), 110, 5));
		for who in [APPLICANT, OWNER, 110] {
			assert_noop!(
				Registry::apply_merchant(by(who), HERE, 0, SalesClass::Micro),
				Error::<Test>::AccountAlreadyActs
			);
			let shops = batch(vec![new_shop(who, HERE, 0, None)]);
			assert_ok!(Registry::register_merchants(by(CHEONGYANG), shops));
			assert_eq!(last_event(), Event::OwnerRefused { owner: who });
		}
	});
}

#[test]
fn an_application_names_a_region_and_a_category_that_exist() {
	ExtBuilder::default().build_and_execute(|| {
		let apply = |zone, category| {
			Registry::apply_merchant(by(APPLICANT), zone, category, SalesClass::Micro)
		};
		assert_noop!(apply(ZoneId::new(16, 0), 0), Error::<Test>::RegionNotFound);
		assert_noop!(apply(HERE, CATEGORIES), Error::<Test>::CategoryNotFound);
		assert_ok!(apply(HERE, CATEGORIES - 1));
	});
}

#[test]
fn an_application_is_withdrawn_by_its_owner_at_once_and_by_anyone_later() {
	ExtBuilder::default().build_and_execute(|| {
		let shop = apply(APPLICANT);
		assert_noop!(Registry::withdraw_application(by(OWNER), shop), Error::<Test>::TooEarly);
		assert_ok!(System::inc_consumers(&APPLICANT));
		assert_noop!(
			Registry::withdraw_application(by(APPLICANT), shop),
			Error::<Test>::AccountInUse
		);
		System::dec_consumers(&APPLICANT);
		assert_ok!(Registry::withdraw_application(by(APPLICANT), shop));
		assert_eq!(last_event(), Event::ApplicationWithdrawn { merchant: shop });
		assert!(!System::account_exists(&APPLICANT));

		let again = apply(APPLICANT);
		assert!(again > shop);
		assert_ok!(Registry::reject_merchant(by(CHEONGYANG), again, REASON));
		pass(ApplicationPeriod::get());
		assert_ok!(Registry::withdraw_application(by(OWNER), again));
		assert_noop!(
			Registry::withdraw_application(by(OWNER), again),
			Error::<Test>::MerchantNotFound
		);
		assert_noop!(
			Registry::withdraw_application(by(OWNER), MerchantId(0)),
			Error::<Test>::MerchantStatusForbids
		);
	});
}

#[test]
fn shops_are_registered_but_those_whose_account_is_not_free() {
	ExtBuilder::default().build_and_execute(|| {
		let new = |owner, zone, category| new_shop(owner, zone, category, None);
		let register = |shops| {
			Registry::register_merchants(by(CHEONGYANG), BoundedVec::try_from(shops).unwrap())
		};
		let good = new(101, HERE, 1);
		assert_noop!(register(vec![good.clone(), new(102, THERE, 1)]), BadOrigin);
		assert_noop!(
			register(vec![good.clone(), new(102, HERE, 64)]),
			Error::<Test>::CategoryNotFound
		);
		assert_ok!(register(vec![good.clone(), good.clone(), new(102, HERE, 2)]));
		assert!(is_open(MerchantId(1)) && is_open(MerchantId(2)));
		NextMerchant::<Test>::put(MerchantId::MAX);
		assert_noop!(register(vec![new(103, HERE, 1)]), Error::<Test>::NumbersExhausted);
		assert_noop!(
			Registry::apply_merchant(by(103), HERE, 1, SalesClass::Micro),
			Error::<Test>::NumbersExhausted
		);
	});
}

#[test]
fn a_suspended_shop_is_closed_to_customers_and_may_appeal_once() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(Registry::appeal(by(OWNER)), Error::<Test>::MerchantStatusForbids);
		assert_ok!(Registry::suspend_merchant(by(CHEONGYANG), MerchantId(0), REASON));
		assert_eq!(
			last_event(),
			Event::MerchantSuspended { merchant: MerchantId(0), reason: REASON }
		);
		assert!(!is_open(MerchantId(0)));
		assert_noop!(
			Registry::decide_appeal(by(CHEONGYANG), MerchantId(0), true),
			Error::<Test>::MerchantStatusForbids
		);
		assert_noop!(Registry::appeal(by(77)), Error::<Test>::NotAuthorized);
		assert_ok!(Registry::appeal(by(OWNER)));
		assert_eq!(last_event(), Event::AppealFiled { merchant: MerchantId(0) });
		assert_ok!(Registry::decide_appeal(by(CHEONGYANG), MerchantId(0), false));
		assert_eq!(last_event(), Event::AppealDismissed { merchant: MerchantId(0) });
		assert_noop!(Registry::appeal(by(OWNER)), Error::<Test>::MerchantStatusForbids);
		assert_ok!(Registry::reinstate_merchant(by(CHEONGYANG), MerchantId(0)));
		assert!(is_open(MerchantId(0)));
	});
}

#[test]
fn an_upheld_appeal_opens_the_shop_again() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(Registry::suspend_merchant(by(CHEONGYANG), MerchantId(0), REASON));
		assert_ok!(Registry::appeal(by(OWNER)));
		assert_ok!(Registry::decide_appeal(by(CHEONGYANG), MerchantId(0), true));
		assert_eq!(last_event(), Event::MerchantReinstated { merchant: MerchantId(0) });
		assert!(is_open(MerchantId(0)));
	});
}

#[test]
fn a_closed_shop_is_over_and_its_accounts_are_free() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(add_till(by(OWNER), 110, 5));
		// A held balance on a till's account does not keep the shop open.
		assert_ok!(System::inc_consumers(&110));
		assert_ok!(Registry::close_merchant(by(OWNER), MerchantId(0)));
		assert_eq!(last_event(), Event::MerchantClosed { merchant: MerchantId(0) });
		for account in [OWNER, 110] {
			assert!(Registry::acting(account).unwrap().role.is_former());
		}
		assert_eq!(status(MerchantId(0)), MerchantStatus::Closed);
		let over = sp_runtime::DispatchError::from(Error::<Test>::MerchantStatusForbids);
		assert_noop!(Registry::close_merchant(by(CHEONGYANG), MerchantId(0)), over);
		assert_noop!(Registry::close_merchant(by(OWNER), MerchantId(0)), over);
		assert_noop!(
			Registry::recheck_merchant(by(CHEONGYANG), MerchantId(0), SalesClass::Micro),
			over
		);
		assert_noop!(Registry::amend_merchant(by(CHEONGYANG), MerchantId(0), HERE, 1), over);
		assert_noop!(replace_owner(by(CHEONGYANG), MerchantId(0), 111), over);
		assert_noop!(Registry::set_operator(by(CHEONGYANG), MerchantId(0), None), over);
		assert_noop!(Registry::reinstate_merchant(by(CHEONGYANG), MerchantId(0)), over);
		assert_noop!(
			Registry::apply_merchant(by(OWNER), HERE, 0, SalesClass::Micro),
			Error::<Test>::AccountAlreadyActs
		);
		pass(RoleMemory::get());
		assert_ok!(Registry::forget_stale_key(by(77), OWNER));
		assert!(!System::account_exists(&OWNER));
		assert!(apply(OWNER) > MerchantId(0));
	});
}

#[test]
fn a_suspended_shop_is_closed_by_an_attester_and_not_by_its_owner() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(Registry::close_merchant(by(77), MerchantId(0)), Error::<Test>::NotAuthorized);
		assert_noop!(
			Registry::close_merchant(by(BORYEONG), MerchantId(0)),
			Error::<Test>::NotAuthorized
		);
		assert_ok!(Registry::suspend_merchant(by(CHEONGYANG), MerchantId(0), REASON));
		assert_noop!(
			Registry::close_merchant(by(OWNER), MerchantId(0)),
			Error::<Test>::MerchantSuspended
		);
		assert_ok!(Registry::close_merchant(by(CHEONGYANG), MerchantId(0)));
		let shop = apply(APPLICANT);
		assert_noop!(
			Registry::close_merchant(by(APPLICANT), shop),
			Error::<Test>::MerchantNotApproved
		);
	});
}

#[test]
fn a_shop_that_moves_needs_a_mandate_for_both_places() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(Registry::amend_merchant(by(CHEONGYANG), MerchantId(0), ZoneId::new(12, 2), 9));
		let zone = ZoneId::new(12, 2);
		let amended =
			Event::MerchantAmended { merchant: MerchantId(0), zone, category: 9, operator: None };
		assert_eq!(last_event(), amended);
		for attester in [CHEONGYANG, BORYEONG] {
			assert_noop!(
				Registry::amend_merchant(by(attester), MerchantId(0), THERE, 9),
				BadOrigin
			);
		}
		assert_ok!(Registry::amend_merchant(RuntimeOrigin::root(), MerchantId(0), THERE, 9));
		assert_noop!(
			Registry::amend_merchant(RuntimeOrigin::root(), MerchantId(0), THERE, 64),
			Error::<Test>::CategoryNotFound
		);
	});
}

#[test]
fn only_an_attester_of_the_place_decides_about_a_shop() {
	ExtBuilder::default().build_and_execute(|| {
		for who in [BORYEONG, OWNER, 77] {
			assert_noop!(Registry::approve_merchant(by(who), MerchantId(0)), BadOrigin);
			assert_noop!(Registry::reject_merchant(by(who), MerchantId(0), REASON), BadOrigin);
			assert_noop!(Registry::suspend_merchant(by(who), MerchantId(0), REASON), BadOrigin);
			assert_noop!(Registry::decide_appeal(by(who), MerchantId(0), true), BadOrigin);
			assert_noop!(Registry::reinstate_merchant(by(who), MerchantId(0)), BadOrigin);
			assert_noop!(
				Registry::recheck_merchant(by(who), MerchantId(0), SalesClass::Micro),
				BadOrigin
			);
			assert_noop!(replace_owner(by(who), MerchantId(0), 111), BadOrigin);
			assert_noop!(
				Registry::set_operator(by(who), MerchantId(0), Some(PersonId(0))),
				BadOrigin
			);
		}
		assert_noop!(
			Registry::approve_merchant(by(CHEONGYANG), MerchantId(9)),
			Error::<Test>::MerchantNotFound
		);
	});
}
