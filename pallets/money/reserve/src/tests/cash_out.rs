// SPDX-License-Identifier: Apache-2.0

//! Plain won becomes bank won: `request_cash_out`, `cancel_cash_out`, `review_cash_out`, `take_cash_outs`,
//! `confirm_cash_outs`, `reject_cash_out`.

use chungnam_primitives::{PersonId, SeriesId};
use frame_support::{assert_noop, assert_ok, traits::fungible::InspectHold};
use sp_runtime::{DispatchError, DispatchError::BadOrigin};

use super::*;
use crate::{
	CashOutId, CashOutRejection, CashOutSkip, Claimant, HoldReason, NextCashOut, ReserveState,
};

const SLIP: [u8; 32] = [3; 32];
/// How long a cash-out stays in payment.
const WINDOW: Moment = 3 * DAYS;

fn request(who: AccountId, amount: Won) -> DispatchResult {
	Reserve::request_cash_out(signed(who), amount)
}

fn take(who: AccountId, ids: &[CashOutId]) -> DispatchResult {
	Reserve::take_cash_outs(signed(who), BoundedVec::truncate_from(ids.to_vec()))
}

fn confirm(who: AccountId, ids: &[CashOutId]) -> DispatchResult {
	let paid = ids.iter().map(|id| (*id, SLIP)).collect();
	Reserve::confirm_cash_outs(signed(who), BoundedVec::truncate_from(paid))
}

/// Takes and confirms: the bank is quick.
fn pay_out(who: AccountId, ids: &[CashOutId]) -> DispatchResult {
	take(who.clone(), ids).and_then(|()| confirm(who, ids))
}

fn skipped(id: u64, reason: CashOutSkip) -> Event<Test> {
	Event::CashOutSkipped { id: CashOutId(id), reason }
}

fn review(who: AccountId, id: CashOutId) -> DispatchResult {
	Reserve::review_cash_out(signed(who), id)
}

fn reject(who: AccountId, id: CashOutId) -> DispatchResult {
	Reserve::reject_cash_out(signed(who), id, CashOutRejection::BankRefused)
}

fn cancel(who: AccountId, id: CashOutId) -> DispatchResult {
	Reserve::cancel_cash_out(signed(who), id)
}

fn held(who: &AccountId) -> Won {
	Balances::balance_on_hold(&HoldReason::CashOut.into(), who)
}

fn terms() -> CashOutTerms {
	CashOutTerms {
		minimum: 1_000,
		per_month_micro: 20_000,
		per_month_small: 50_000,
		per_month_large: 100_000,
		hold_back: DAYS,
		review_above: 30_000,
	}
}

/// Shops with plain won, and limits.
fn with_won() -> ExtBuilder {
	let shops = ExtBuilder::default().plain(COOK, 100_000).plain(BARISTA, 100_000);
	shops.plain(TYCOON, 200_000).cash_out_terms(terms())
}

#[test]
fn asked_for_won_is_held_until_the_bank_paid_and_then_destroyed() {
	with_won().build_and_execute(|| {
		let reserve = ReserveState::<Test>::get().balance;
		let issuance = Balances::total_issuance();
		assert_ok!(request(COOK, 30_000));
		assert_eq!((plain(COOK), held(&COOK)), (70_000, 30_000));
		let claimant = Claimant::Merchant(RESTAURANT);
		let asked =
			Event::CashOutRequested { id: CashOutId(0), claimant, account: COOK, amount: 30_000 };
		assert_eq!(last_event(), asked);

		at(TODAY + DAYS);
		assert_ok!(take(BANK, &[CashOutId(0)]));
		let until = TODAY + DAYS + WINDOW;
		let taken =
			Event::CashOutTaken { id: CashOutId(0), operator: Some(BANK), amount: 30_000, until };
		assert_eq!(last_event(), taken);
		assert_eq!((plain(COOK), held(&COOK)), (70_000, 30_000));
		assert_ok!(confirm(BANK, &[CashOutId(0)]));
		assert_eq!((plain(COOK), held(&COOK)), (70_000, 0));
		assert_eq!(Balances::total_issuance(), issuance - 30_000);
		assert_eq!(ReserveState::<Test>::get().balance, reserve - 30_000);
		let burnt = Event::Burnt { from: COOK, amount: 30_000 };
		let paid =
			Event::CashOutConfirmed { id: CashOutId(0), amount: 30_000, bank_document: SLIP };
		assert!(events().ends_with(&[burnt, paid]));
		assert_noop!(confirm(BANK, &[CashOutId(0)]), Error::<Test>::CashOutNotFound);
	});
}

#[test]
fn a_request_stays_within_what_the_shop_has_and_the_least_there_is() {
	with_won().build_and_execute(|| {
		assert_noop!(request(COOK, 0), Error::<Test>::ZeroAmount);
		assert_noop!(request(COOK, 999), Error::<Test>::BelowMinimum);
		assert_ok!(request(COOK, 1_000));
		assert_noop!(request(GROCER, 1_000), Error::<Test>::InsufficientBalance);
		ShopLedgers::<Test>::mutate(RESTAURANT, |ledger| ledger.cashed_out.amount = 2);
		assert_noop!(request(COOK, Won::MAX), Error::<Test>::Overflow);
	});
}

#[test]
fn each_sales_class_has_its_limit_of_the_month() {
	with_won().build_and_execute(|| {
		for (shop, limit) in [(BARISTA, 20_000), (COOK, 50_000), (TYCOON, 100_000)] {
			let exceeded = Error::<Test>::CashOutLimitExceeded;
			assert_noop!(request(shop.clone(), limit + 1), exceeded);
			assert_ok!(request(shop.clone(), limit));
			assert_noop!(request(shop.clone(), 1_000), Error::<Test>::CashOutLimitExceeded);
		}
		at(APRIL);
		assert_ok!(request(COOK, 50_000));
	});
}

#[test]
fn only_the_owner_of_an_open_shop_asks() {
	with_won().plain(WAITER, 5_000).plain(STRANGER, 5_000).build_and_execute(|| {
		assert_noop!(request(STRANGER, 1_000), Error::<Test>::MerchantNotFound);
		assert_noop!(request(WAITER, 1_000), DispatchError::Other("LimitExceeded"));
		MockRegistry::set_open(RESTAURANT, false);
		assert_noop!(request(COOK, 1_000), Error::<Test>::MerchantNotOpen);
	});
}

#[test]
fn a_shop_whose_yearly_check_is_overdue_cashes_out() {
	with_won().build_and_execute(|| {
		MockRegistry::let_check_lapse(RESTAURANT);
		assert_ok!(request(COOK, 10_000));
	});
}

#[test]
fn a_suspended_shop_is_not_paid_what_it_asked_for_before() {
	with_won().build_and_execute(|| {
		assert_ok!(request(COOK, 10_000));
		at(TODAY + DAYS);
		MockRegistry::set_open(RESTAURANT, false);
		assert_noop!(take(BANK, &[CashOutId(0)]), Error::<Test>::MerchantNotOpen);
		MockRegistry::set_open(RESTAURANT, true);
		assert_ok!(take(BANK, &[CashOutId(0)]));
		// What the bank is paying is confirmed all the same.
		MockRegistry::set_open(RESTAURANT, false);
		assert_ok!(confirm(BANK, &[CashOutId(0)]));
	});
}

#[test]
fn a_shop_that_closed_cashes_its_takings_out_and_its_tills_are_over() {
	with_won().build_and_execute(|| {
		assert_ok!(request(COOK, 10_000));
		MockRegistry::close_merchant(RESTAURANT);
		assert_ok!(cancel(COOK, CashOutId(0)));
		assert_ok!(request(COOK, 30_000));
		assert_noop!(request(WAITER, 1_000), Error::<Test>::MerchantNotFound);
		at(TODAY + DAYS);
		assert_ok!(pay_out(BANK, &[CashOutId(1)]));
		assert_eq!((plain(COOK), held(&COOK)), (70_000, 0));
	});
}

#[test]
fn the_bank_refuses_and_the_buyer_of_a_rest_asks_again() {
	with_won().plain(KIM, 1_000).build_and_execute(|| {
		let ask = || Reserve::request_rest(&KIM, PersonId(1), SeriesId(2), CHEONGYANG, 400);
		let again = || Reserve::repeat_rest(&KIM, PersonId(1), SeriesId(2));
		assert_ok!(ask());
		assert_ok!(ask());
		assert_eq!(again(), Ok(false));
		assert_ok!(reject(BANK, CashOutId(0)));
		assert_ok!(reject(BANK, CashOutId(1)));
		assert_eq!((plain(KIM), held(&KIM)), (1_000, 0));
		assert_eq!(again(), Ok(true));
		assert_eq!((plain(KIM), held(&KIM)), (200, 800));
		let claimant = Claimant::Buyer(PersonId(1), SeriesId(2));
		let asked =
			Event::CashOutRequested { id: CashOutId(2), claimant, account: KIM, amount: 800 };
		assert_eq!(last_event(), asked);
		assert_eq!(again(), Ok(false));
	});
}

#[test]
fn a_refused_rest_that_was_spent_is_asked_for_later() {
	with_won().plain(KIM, 400).build_and_execute(|| {
		let again = || Reserve::repeat_rest(&KIM, PersonId(1), SeriesId(2));
		assert_ok!(Reserve::request_rest(&KIM, PersonId(1), SeriesId(2), CHEONGYANG, 400));
		assert_ok!(reject(BANK, CashOutId(0)));
		assert_ok!(Balances::transfer_allow_death(signed(KIM), STRANGER, 400));
		assert_noop!(again(), Error::<Test>::InsufficientBalance);
		assert_ok!(Balances::transfer_allow_death(signed(STRANGER), KIM, 300));
		assert_eq!(again(), Ok(true));
		assert_eq!(held(&KIM), 300);
	});
}

#[test]
fn a_rest_rejected_for_another_reason_is_not_asked_for_again() {
	with_won().plain(KIM, 400).build_and_execute(|| {
		for reason in [CashOutRejection::UnderInvestigation, CashOutRejection::Duplicate] {
			let id = NextCashOut::<Test>::get();
			assert_ok!(Reserve::request_rest(&KIM, PersonId(1), SeriesId(2), CHEONGYANG, 200));
			assert_ok!(Reserve::reject_cash_out(signed(BANK), id, reason));
			assert_eq!(Reserve::repeat_rest(&KIM, PersonId(1), SeriesId(2)), Ok(false));
		}
	});
}

#[test]
fn the_hold_back_is_kept() {
	with_won().build_and_execute(|| {
		assert_ok!(request(COOK, 1_000));
		at(TODAY + DAYS - 1);
		assert_noop!(take(BANK, &[CashOutId(0)]), Error::<Test>::TooEarly);
		at(TODAY + DAYS);
		assert_ok!(pay_out(BANK, &[CashOutId(0)]));
	});
}

#[test]
fn large_requests_need_two_operators() {
	with_won().build_and_execute(|| {
		assert_ok!(request(COOK, 30_001));
		at(TODAY + DAYS);
		assert_noop!(take(BANK, &[CashOutId(0)]), Error::<Test>::ReviewMissing);
		assert_ok!(review(BANK, CashOutId(0)));
		assert_eq!(last_event(), Event::CashOutReviewed { id: CashOutId(0), reviewer: Some(BANK) });
		assert_noop!(take(BANK, &[CashOutId(0)]), Error::<Test>::ReviewMissing);
		assert_noop!(review(AUDITOR, CashOutId(0)), Error::<Test>::AlreadyInState);
		assert_ok!(take(AUDITOR, &[CashOutId(0)]));
		assert_noop!(confirm(BANK, &[CashOutId(0)]), Error::<Test>::ReviewMissing);
		assert_ok!(confirm(AUDITOR, &[CashOutId(0)]));
	});
}

#[test]
fn terms_that_change_during_a_payment_stop_no_confirmation() {
	with_won().build_and_execute(|| {
		assert_ok!(request(COOK, 30_000));
		at(TODAY + DAYS);
		assert_ok!(take(BANK, &[CashOutId(0)]));
		let strict = CashOutTerms { review_above: 0, hold_back: 30 * DAYS, ..terms() };
		assert_ok!(Reserve::set_cash_out_terms(RuntimeOrigin::root(), strict));
		assert_ok!(confirm(BANK, &[CashOutId(0)]));
	});
}

#[test]
fn the_governing_origin_takes_and_confirms_alone_and_reviews_nothing() {
	with_won().build_and_execute(|| {
		assert_ok!(request(COOK, 40_000));
		at(TODAY + DAYS);
		let review = Reserve::review_cash_out(RuntimeOrigin::root(), CashOutId(0));
		assert_noop!(review, Error::<Test>::NotAuthorized);
		let ids = BoundedVec::truncate_from(vec![CashOutId(0)]);
		assert_ok!(Reserve::take_cash_outs(RuntimeOrigin::root(), ids));
		assert_noop!(reject(BANK, CashOutId(0)), Error::<Test>::InPayment);
		let paid = BoundedVec::truncate_from(vec![(CashOutId(0), SLIP)]);
		assert_ok!(Reserve::confirm_cash_outs(RuntimeOrigin::root(), paid));
	});
}

#[test]
fn what_is_in_payment_is_cancelled_rejected_reviewed_and_taken_by_nobody() {
	with_won().build_and_execute(|| {
		assert_ok!(request(COOK, 30_000));
		at(TODAY + DAYS);
		assert_ok!(take(BANK, &[CashOutId(0)]));
		for moment in [TODAY + DAYS, TODAY + DAYS + WINDOW - 1] {
			at(moment);
			assert_noop!(cancel(COOK, CashOutId(0)), Error::<Test>::InPayment);
			assert_noop!(reject(AUDITOR, CashOutId(0)), Error::<Test>::InPayment);
			assert_noop!(review(AUDITOR, CashOutId(0)), Error::<Test>::InPayment);
			assert_noop!(take(AUDITOR, &[CashOutId(0)]), Error::<Test>::InPayment);
			assert_noop!(take(BANK, &[CashOutId(0)]), Error::<Test>::InPayment);
		}
		assert_ok!(confirm(AUDITOR, &[CashOutId(0)]));
		assert_eq!(held(&COOK), 0);
	});
}

#[test]
fn a_payment_that_is_never_confirmed_ends_and_the_request_is_as_before() {
	with_won().build_and_execute(|| {
		for amount in [10_000, 11_000, 12_000] {
			assert_ok!(request(COOK, amount));
		}
		at(TODAY + DAYS);
		assert_ok!(take(BANK, &[CashOutId(0), CashOutId(1), CashOutId(2)]));
		at(TODAY + DAYS + WINDOW);
		assert_noop!(confirm(BANK, &[CashOutId(0)]), Error::<Test>::NotTaken);
		assert_ok!(cancel(COOK, CashOutId(0)));
		assert_ok!(reject(AUDITOR, CashOutId(1)));
		// The operator who is late takes it again, and then the bank and the chain agree.
		assert_ok!(pay_out(AUDITOR, &[CashOutId(2)]));
		assert_eq!((plain(COOK), held(&COOK)), (88_000, 0));
	});
}

#[test]
fn only_what_was_taken_is_confirmed() {
	with_won().build_and_execute(|| {
		assert_ok!(request(COOK, 30_000));
		at(TODAY + DAYS);
		assert_noop!(confirm(BANK, &[CashOutId(0)]), Error::<Test>::NotTaken);
		assert_ok!(cancel(COOK, CashOutId(0)));
		assert_eq!(plain(COOK), 100_000);
	});
}

#[test]
fn the_operator_who_took_a_request_says_that_the_bank_refused() {
	with_won().build_and_execute(|| {
		assert_ok!(request(COOK, 30_000));
		at(TODAY + DAYS);
		assert_ok!(take(BANK, &[CashOutId(0)]));
		assert_ok!(reject(BANK, CashOutId(0)));
		assert_eq!((plain(COOK), held(&COOK)), (100_000, 0));
		assert_noop!(confirm(BANK, &[CashOutId(0)]), Error::<Test>::CashOutNotFound);
	});
}

#[test]
fn a_list_passes_over_what_is_gone_and_says_so() {
	with_won().build_and_execute(|| {
		for amount in [1_000, 2_000, 3_000] {
			assert_ok!(request(COOK, amount));
		}
		at(TODAY + DAYS);
		assert_ok!(request(BARISTA, 4_000));
		let ids = [0, 1, 2, 3, 7, 2].map(CashOutId);
		assert_ok!(cancel(COOK, CashOutId(1)));
		assert_ok!(take(AUDITOR, &[CashOutId(0)]));
		System::reset_events();
		assert_ok!(take(BANK, &ids));
		let until = TODAY + DAYS + WINDOW;
		let taken =
			Event::CashOutTaken { id: CashOutId(2), operator: Some(BANK), amount: 3_000, until };
		let reasons = [
			skipped(0, CashOutSkip::InPayment),
			skipped(1, CashOutSkip::Gone),
			taken,
			skipped(3, CashOutSkip::TooEarly),
			skipped(7, CashOutSkip::Gone),
			skipped(2, CashOutSkip::InPayment),
		];
		assert_eq!(events(), reasons);

		System::reset_events();
		assert_ok!(confirm(BANK, &ids));
		let passed_over: Vec<_> = events()
			.into_iter()
			.filter(|event| matches!(event, Event::CashOutSkipped { .. }))
			.collect();
		let reasons = [
			skipped(1, CashOutSkip::Gone),
			skipped(3, CashOutSkip::NotTaken),
			skipped(7, CashOutSkip::Gone),
			skipped(2, CashOutSkip::Gone),
		];
		assert_eq!(passed_over, reasons);
		assert_eq!((held(&COOK), held(&BARISTA)), (0, 4_000));
	});
}

#[test]
fn a_list_of_which_nothing_can_be_done_is_refused_for_the_reason_of_its_first() {
	with_won().build_and_execute(|| {
		assert_ok!(request(COOK, 1_000));
		assert_ok!(request(COOK, 40_000));
		for act in [take, confirm] {
			assert_noop!(act(BANK, &[]), Error::<Test>::CashOutNotFound);
			assert_noop!(act(BANK, &[CashOutId(7)]), Error::<Test>::CashOutNotFound);
			assert_noop!(act(BANK, &[CashOutId(7), CashOutId(0)]), Error::<Test>::CashOutNotFound);
		}
		assert_noop!(take(BANK, &[CashOutId(0), CashOutId(7)]), Error::<Test>::TooEarly);
		at(TODAY + DAYS);
		assert_noop!(take(BANK, &[CashOutId(1), CashOutId(7)]), Error::<Test>::ReviewMissing);
		assert_noop!(confirm(BANK, &[CashOutId(0), CashOutId(7)]), Error::<Test>::NotTaken);
	});
}

#[test]
fn a_shop_never_has_both_the_won_and_the_bank_s_money() {
	with_won().build_and_execute(|| {
		let all = plain(COOK) + held(&COOK);
		for moment in [0, DAYS, WINDOW - 1, WINDOW] {
			for taken_first in [false, true] {
				assert_ok!(request(COOK, 1_000));
				let id = CashOutId(NextCashOut::<Test>::get().0 - 1);
				at(chungnam_testkit::now() + DAYS);
				if taken_first {
					assert_ok!(take(BANK, &[id]));
				}
				at(chungnam_testkit::now() + moment);
				// The bank pays what its operator took, within the window.
				let bank_pays = taken_first && moment < WINDOW;
				let cancelled = cancel(COOK, id).is_ok();
				assert!(!(bank_pays && cancelled), "after {moment} ms");
				assert_eq!(confirm(BANK, &[id]).is_ok(), bank_pays, "after {moment} ms");
				if !bank_pays {
					assert!(cancelled);
				}
			}
		}
		let paid = all - plain(COOK) - held(&COOK);
		assert_eq!(paid, 3_000);
	});
}

#[test]
fn operators_settle_their_own_regions_only() {
	with_won().build_and_execute(|| {
		MockRegistry::add_attester(STRANGER, ScopeSet::of(&[Scope::Settle]), county());
		assert_ok!(request(COOK, 1_000));
		assert_ok!(request(BARISTA, 1_000));
		at(TODAY + DAYS);
		assert_noop!(take(STRANGER, &[CashOutId(0), CashOutId(1)]), BadOrigin);
		assert_noop!(take(COUNTY, &[CashOutId(0)]), BadOrigin);
		assert_ok!(take(STRANGER, &[CashOutId(0)]));
		assert_ok!(take(BANK, &[CashOutId(1)]));
		assert_noop!(confirm(STRANGER, &[CashOutId(0), CashOutId(1)]), BadOrigin);
		assert_noop!(review(STRANGER, CashOutId(1)), BadOrigin);
		assert_noop!(reject(STRANGER, CashOutId(1)), BadOrigin);
		assert_noop!(confirm(COUNTY, &[CashOutId(0)]), BadOrigin);
		assert_ok!(confirm(STRANGER, &[CashOutId(0)]));
	});
}

#[test]
fn investigated_won_stays_held_until_the_investigation_ends() {
	with_won().build_and_execute(|| {
		let investigate = |id| {
			let reason = CashOutRejection::UnderInvestigation;
			Reserve::reject_cash_out(signed(BANK), CashOutId(id), reason)
		};
		let end = |id| Reserve::end_investigation(signed(BANK), CashOutId(id));
		for _ in 0..3 {
			assert_ok!(request(COOK, 10_000));
			assert_ok!(investigate(NextCashOut::<Test>::get().0 - 1));
		}
		let until = TODAY + 90 * DAYS;
		assert_eq!(last_event(), Event::CashOutInvestigated { id: CashOutId(2), until });
		assert_eq!((plain(COOK), held(&COOK)), (70_000, 30_000));
		let all = Balances::transfer_all(signed(COOK), STRANGER, false);
		assert_ok!(all);
		assert_eq!((plain(COOK), held(&COOK)), (0, 30_000), "what is held is out of reach");
		at(until - 1);
		assert_noop!(cancel(COOK, CashOutId(0)), Error::<Test>::UnderInvestigation);
		assert_noop!(take(BANK, &[CashOutId(0)]), Error::<Test>::UnderInvestigation);
		assert_noop!(confirm(BANK, &[CashOutId(0)]), Error::<Test>::NotTaken);
		assert_noop!(investigate(0), Error::<Test>::AlreadyInState);
		assert_noop!(end(7), Error::<Test>::CashOutNotFound);

		// It found nothing, it found that the request must go, or it ends by itself.
		assert_ok!(end(0));
		assert_eq!(last_event(), Event::InvestigationEnded { id: CashOutId(0) });
		assert_noop!(end(0), Error::<Test>::NotInvestigated);
		assert_ok!(pay_out(BANK, &[CashOutId(0)]));
		assert_ok!(reject(BANK, CashOutId(1)));
		at(until);
		assert_noop!(end(2), Error::<Test>::NotInvestigated);
		assert_noop!(investigate(2), Error::<Test>::AlreadyInState);
		assert_ok!(cancel(COOK, CashOutId(2)));
		assert_eq!((plain(COOK), held(&COOK)), (20_000, 0));
	});
}

#[test]
fn the_operator_who_took_a_request_may_have_it_investigated_before_it_is_paid() {
	with_won().build_and_execute(|| {
		assert_ok!(request(COOK, 10_000));
		at(TODAY + DAYS);
		assert_ok!(take(BANK, &[CashOutId(0)]));
		let reason = CashOutRejection::UnderInvestigation;
		let by = |who| Reserve::reject_cash_out(signed(who), CashOutId(0), reason);
		assert_noop!(by(AUDITOR), Error::<Test>::InPayment);
		assert_ok!(by(BANK));
		assert_noop!(confirm(BANK, &[CashOutId(0)]), Error::<Test>::NotTaken);
		assert_eq!(held(&COOK), 10_000);
	});
}

#[test]
fn a_rejected_request_frees_won_and_limit() {
	with_won().build_and_execute(|| {
		assert_ok!(request(COOK, 50_000));
		assert_ok!(reject(BANK, CashOutId(0)));
		let reason = CashOutRejection::BankRefused;
		assert_eq!(
			last_event(),
			Event::CashOutRejected { id: CashOutId(0), amount: 50_000, reason }
		);
		assert_eq!((plain(COOK), held(&COOK)), (100_000, 0));
		assert_ok!(request(COOK, 50_000));
	});
}

#[test]
fn a_cancelled_request_frees_won_and_limit_of_its_own_month() {
	with_won().build_and_execute(|| {
		assert_ok!(request(COOK, 50_000));
		assert_noop!(cancel(BARISTA, CashOutId(0)), Error::<Test>::NotAuthorized);
		at(APRIL);
		assert_ok!(request(COOK, 50_000));
		assert_ok!(cancel(COOK, CashOutId(0)));
		assert_eq!(last_event(), Event::CashOutCancelled { id: CashOutId(0), amount: 50_000 });
		assert_noop!(request(COOK, 1_000), Error::<Test>::CashOutLimitExceeded);
		assert_ok!(cancel(COOK, CashOutId(1)));
		assert_ok!(request(COOK, 50_000));
	});
}

#[test]
fn what_is_settled_is_gone() {
	with_won().build_and_execute(|| {
		let gone = || Error::<Test>::CashOutNotFound;
		assert_noop!(cancel(COOK, CashOutId(0)), gone());
		assert_noop!(reject(BANK, CashOutId(0)), gone());
		assert_noop!(review(BANK, CashOutId(0)), gone());
		assert_noop!(take(BANK, &[CashOutId(0)]), gone());
		assert_noop!(confirm(BANK, &[CashOutId(0)]), gone());
		NextCashOut::<Test>::put(CashOutId::MAX);
		assert_noop!(request(COOK, 1_000), Error::<Test>::Overflow);
	});
}

#[test]
fn takings_that_were_cashed_out_earn_no_bonus() {
	with_won().respend_terms(bonus(), 0).build_and_execute(|| {
		assert_ok!(Reserve::note(RESTAURANT, 9_000));
		assert_ok!(request(COOK, 5_000));
		at(TODAY + DAYS);
		assert_ok!(pay_out(BANK, &[CashOutId(0)]));
		assert_eq!(takings(), 4_000);
		assert_ok!(request(COOK, 5_000));
		at(TODAY + 2 * DAYS);
		assert_ok!(pay_out(BANK, &[CashOutId(1)]));
		assert_eq!(takings(), 0);
	});
}

#[test]
fn the_rest_of_a_series_is_asked_for_without_a_shop() {
	with_won().plain(KIM, 40_000).build_and_execute(|| {
		assert_ok!(Reserve::request_rest(&KIM, PersonId(1), SeriesId(2), CHEONGYANG, 500));
		let claimant = Claimant::Buyer(PersonId(1), SeriesId(2));
		let asked =
			Event::CashOutRequested { id: CashOutId(0), claimant, account: KIM, amount: 500 };
		assert_eq!(last_event(), asked);
		assert_eq!((plain(KIM), held(&KIM)), (39_500, 500));
		let short = Reserve::request_rest(&KIM, PersonId(1), SeriesId(2), CHEONGYANG, 39_501);
		assert_noop!(short, Error::<Test>::InsufficientBalance);
		assert_noop!(take(BANK, &[CashOutId(0)]), Error::<Test>::TooEarly);
		at(TODAY + DAYS);
		assert_ok!(pay_out(BANK, &[CashOutId(0)]));
		assert_eq!(held(&KIM), 0);
	});
}
