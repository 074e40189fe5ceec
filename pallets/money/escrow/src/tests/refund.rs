// SPDX-License-Identifier: Apache-2.0

//! Money that leaves an envelope: to the payee, and back.

use super::*;
use chungnam_ports::{EscrowNews, OwnerAct};
use chungnam_testkit::MockEscrowOwner;
use frame_support::traits::fungible::Mutate;

#[test]
fn collecting_pays_the_payee_whoever_asks() {
	execute(|| {
		open(plan());
		assert_noop!(collect(STRANGER, 0), Error::<Test>::NotPayable);
		make_payable();
		let paid = Escrow::collect(signed(STRANGER), FIRST, 0).expect("it is payable");
		assert_eq!(paid.pays_fee, frame_support::dispatch::Pays::No);
		assert_eq!((won(&SCHOOL), won(&STRANGER)), (1_000, PLENTY));
		assert_eq!((envelope().paid, envelope().held), (1_000, 2_000));
		let collected =
			Event::Collected { envelope: FIRST, milestone: 0, to: SCHOOL, amount: 1_000 };
		assert_eq!(last_event(), collected);
		assert_noop!(collect(STRANGER, 0), Error::<Test>::NotPayable);
	});
}

#[test]
fn person_is_paid_into_the_key_that_collects() {
	execute(|| {
		open(PlanOf::<Test> { payee: Payee::Person(PAINTER), ..plan() });
		for (number, key) in [(0, PAINTER_KEY), (1, PAINTER_CARD)] {
			assert_ok!(submit(PAINTER_KEY, number, number));
			assert_ok!(accept(ENGINEER_KEY, number, number));
			assert_noop!(collect(STRANGER, number), Error::<Test>::NotAuthorized);
			assert_ok!(collect(key, number));
		}
		assert_eq!((won(&PAINTER_KEY), won(&PAINTER_CARD)), (1_000, 2_000));
	});
}

#[test]
fn stopped_payee_is_not_paid_and_loses_nothing() {
	execute(|| {
		open(PlanOf::<Test> { payee: Payee::Merchant(SHOP), ..plan() });
		assert_ok!(submit(BUILDER, 0, 1));
		assert_ok!(accept(ENGINEER_KEY, 0, 1));
		MockRegistry::set_open(SHOP, false);
		assert_noop!(collect(STRANGER, 0), Error::<Test>::PayeeStopped);
		MockRegistry::set_open(SHOP, true);
		assert_ok!(collect(STRANGER, 0));
		assert_eq!(won(&BUILDER), 1_000);
	});
}

#[test]
fn closed_shop_is_gone_and_a_new_owner_is_paid() {
	execute(|| {
		open(PlanOf::<Test> { payee: Payee::Merchant(SHOP), ..plan() });
		assert_ok!(submit(BUILDER, 0, 1));
		assert_ok!(accept(ENGINEER_KEY, 0, 1));
		MockRegistry::lose_owner(SHOP, BUILDER, BUILDER_KEY);
		assert_ok!(collect(STRANGER, 0));
		assert_eq!((won(&BUILDER), won(&BUILDER_KEY)), (0, 1_000));
		assert_ok!(submit(BUILDER_KEY, 1, 2));
		assert_ok!(accept(ENGINEER_KEY, 1, 2));
		MockRegistry::close_merchant(SHOP);
		assert_noop!(collect(STRANGER, 1), Error::<Test>::PayeeGone);
	});
}

#[test]
fn collecting_ends_after_five_years() {
	execute(|| {
		open(plan());
		make_payable();
		chungnam_testkit::at::<Test>(TODAY + UNCLAIMED);
		assert_noop!(collect(STRANGER, 0), Error::<Test>::TooLate);
		chungnam_testkit::at::<Test>(TODAY + UNCLAIMED - 1);
		assert_ok!(collect(STRANGER, 0));
		chungnam_testkit::at::<Test>(TODAY);
	});
}

#[test]
fn pot_that_lost_money_pays_nothing() {
	execute(|| {
		open(plan());
		make_payable();
		assert_ok!(Balances::burn_from(
			&Escrow::pot(FIRST),
			2_500,
			frame_support::traits::tokens::Preservation::Expendable,
			frame_support::traits::tokens::Precision::Exact,
			frame_support::traits::tokens::Fortitude::Force,
		));
		assert_noop!(collect(STRANGER, 0), Error::<Test>::InsufficientBalance);
		assert_noop!(settle_alone(OwnerAct::Abort(hash(1))), Error::<Test>::InsufficientBalance);
		assert_ok!(Balances::mint_into(&Escrow::pot(FIRST), 2_500));
	});
}

#[test]
fn abort_gives_back_all_but_what_is_payable() {
	execute(|| {
		open(plan());
		make_payable();
		MockEscrowOwner::take_heard();
		assert_ok!(settle_alone(OwnerAct::Abort(hash(9))));
		assert_eq!((won(&FUNDER), envelope().held, envelope().refunded), (2_000, 1_000, 2_000));
		assert_eq!(
			MockEscrowOwner::take_heard(),
			[(EscrowOwner::Envelope(0), FIRST, EscrowNews::Returned(2_000))]
		);
		assert_noop!(settle_alone(OwnerAct::Abort(hash(9))), Error::<Test>::NothingToReturn);
		assert_ok!(collect(STRANGER, 0));
		assert!(Escrow::envelope(FIRST).is_none());
		let owner = EscrowOwner::Envelope(0);
		let heard = [EscrowNews::Paid(0, 1_000), EscrowNews::Ended];
		assert_eq!(MockEscrowOwner::take_heard(), heard.map(|news| (owner, FIRST, news)));
	});
}

#[test]
fn abort_ends_the_ballots_of_objectors() {
	execute(|| {
		open(contested());
		assert_ok!(submit(SCHOOL, 0, 1));
		let ballot = objection(0);
		assert_ok!(settle_alone(OwnerAct::Abort(hash(9))));
		let outcome = <MockBallots as chungnam_ports::Ballots>::outcome(ballot);
		assert_eq!(outcome.map(|own| own.verdict), Some(Verdict::Annulled(hash(9))));
		MockBallots::tell::<Escrow>();
	});
}

#[test]
fn shares_round_down_and_the_rest_goes_to_the_first() {
	execute(|| {
		let third = Perbill::from_parts(333_333_333);
		let first = Perbill::from_parts(333_333_334);
		let refunds = vec![
			RefundShare { to: Refund::Account(FUNDER), share: first },
			RefundShare { to: Refund::Source(Source::Fees), share: third },
			RefundShare { to: Refund::Owner, share: third },
		];
		let payments = vec![payment(100, TODAY + DAYS)];
		open(PlanOf::<Test> {
			refunds: BoundedVec::truncate_from(refunds),
			milestones: BoundedVec::truncate_from(payments),
			..plan()
		});
		assert_ok!(settle_alone(OwnerAct::Abort(hash(9))));
		let fees = won(&<MockSources as Sources<AccountId>>::account_of(Source::Fees));
		assert_eq!((won(&FUNDER), fees, returned()), (34, 33, 33));
	});
}

#[test]
fn refund_of_a_closed_round_reaches_the_router() {
	execute(|| {
		let owner = EscrowOwner::Round(7);
		let refunds = BoundedVec::truncate_from(all_to(Refund::Owner));
		let to_owner = PlanOf::<Test> { refunds, ..plan() };
		MockEscrowOwner::set_refund_to(owner, FUNDER);
		for id in [0, 1] {
			let plan = to_owner.clone();
			assert_ok!(<Escrow as chungnam_ports::Escrow<AccountId>>::open(
				if id == 0 { owner } else { EscrowOwner::Round(8) },
				&OWNER_POT,
				plan,
			));
		}
		assert_ok!(Escrow::settle(owner, FIRST, OwnerAct::Abort(hash(9))));
		assert_eq!((won(&FUNDER), returned()), (3_000, 0));
		assert_ok!(Escrow::settle(EscrowOwner::Round(8), EnvelopeId(1), OwnerAct::Abort(hash(9))));
		assert_eq!((won(&FUNDER), returned()), (3_000, 3_000));
	});
}

#[test]
fn stray_won_goes_to_the_router_at_any_time() {
	execute(|| {
		open(plan());
		let stray = || Escrow::return_stray(signed(STRANGER), FIRST).map_err(|error| error.error);
		assert_noop!(stray(), Error::<Test>::NothingToReturn);
		assert_ok!(Balances::mint_into(&Escrow::pot(FIRST), 7));
		assert_eq!(stray().map(|done| done.pays_fee), Ok(frame_support::dispatch::Pays::No));
		assert_eq!((returned(), won(&Escrow::pot(FIRST))), (7, 3_000));
		assert_eq!(last_event(), Event::StrayReturned { envelope: FIRST, amount: 7 });
		// What lies there at the end goes with it, and what comes later as well.
		assert_ok!(Balances::mint_into(&Escrow::pot(FIRST), 5));
		assert_ok!(settle_alone(OwnerAct::Abort(hash(9))));
		assert_eq!((returned(), won(&Escrow::pot(FIRST))), (12, 0));
		assert_ok!(Balances::mint_into(&Escrow::pot(FIRST), 3));
		assert_ok!(stray());
		assert_eq!(returned(), 15);
	});
}
