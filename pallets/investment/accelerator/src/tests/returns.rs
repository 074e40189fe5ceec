// SPDX-License-Identifier: Apache-2.0

//! An awarded firm is paid, tells of what it created, and returns a part of its profit.

use chungnam_ports::{EscrowNews, OnEscrow, Source, Sources};
use chungnam_testkit::MockSources;

use super::*;

/// Where returns arrive.
fn profits() -> Won {
	won(&<MockSources as Sources<AccountId>>::account_of(Source::ProjectProfits))
}

#[test]
fn payments_and_what_goes_back_are_counted() {
	run(|| {
		to_awarded();
		Envelopes::pay(ENVELOPE, 0, &BAKER);
		assert_eq!(
			last_event(),
			Event::MilestonePaid { award: ENVELOPE, milestone: 0, won: 4_000 }
		);
		assert_eq!(first_award().agreed(), 400);
		let before = fund();
		abort();
		assert_eq!(last_event(), Event::Returned { award: ENVELOPE, won: 3_005 });
		let own = first_award();
		assert_eq!((own.paid, own.returned), (4_000, 3_005));
		assert_eq!(fund(), before + 3_005);
	});
}

#[test]
fn news_of_another_envelope_are_no_news() {
	run(|| {
		to_awarded();
		let before = first_award();
		let tell = |owner, envelope, what| {
			<Accelerator as OnEscrow<AccountId>>::on_event(owner, envelope, what);
		};
		let own = EscrowOwner::Intake(FIRST.0);
		tell(own, EnvelopeId(7), EscrowNews::Returned(5));
		tell(EscrowOwner::Project(FIRST.0), ENVELOPE, EscrowNews::Returned(5));
		tell(EscrowOwner::Intake(7), ENVELOPE, EscrowNews::Paid(0, 5));
		tell(own, ENVELOPE, EscrowNews::Payable(0));
		assert_eq!(first_award(), before);
		assert_eq!(<Accelerator as OnEscrow<AccountId>>::refund_to(own), None);
	});
}

#[test]
fn firm_tells_of_each_milestone_once() {
	run(|| {
		assert_noop!(report(BAKER, 0), Error::<Test>::AwardNotFound);
		to_awarded();
		assert_noop!(report(STRANGER, 0), Error::<Test>::NotTheFirm);
		assert_noop!(report(BAKER, 2), Error::<Test>::MilestoneNotFound);
		assert_noop!(report(BAKER, 1), Error::<Test>::MilestoneNotPaid);
		Envelopes::pay(ENVELOPE, 1, &BAKER);
		assert_ok!(report(BAKER, 1));
		let told = Event::Reported { award: ENVELOPE, milestone: 1, figures: figures() };
		assert_eq!(last_event(), told);
		assert_noop!(report(BAKER, 1), Error::<Test>::AlreadyReported);
		assert_noop!(report(BAKER, 0), Error::<Test>::MilestoneNotPaid);
		Envelopes::pay(ENVELOPE, 0, &BAKER);
		assert_ok!(report(BAKER, 0));
		assert_eq!((first_award().jobs, first_award().trainings), (8, 4));
	});
}

#[test]
fn firm_returns_what_was_agreed_of_what_it_was_paid() {
	run(|| {
		assert_noop!(pay_return(BAKER, 1), Error::<Test>::AwardNotFound);
		to_awarded();
		assert_noop!(pay_return(BAKER, 1), Error::<Test>::MoreThanAgreed);
		Envelopes::pay(ENVELOPE, 0, &BAKER);
		Envelopes::pay(ENVELOPE, 1, &BAKER);
		assert_eq!(first_award().unpaid(), 700, "rounded down");
		assert_noop!(pay_return(BAKER, 0), Error::<Test>::ZeroAmount);
		assert_noop!(pay_return(STRANGER, 1), Error::<Test>::InsufficientBalance);
		assert_ok!(pay_return(BAKER, 300));
		let paid = Event::ReturnPaid { award: ENVELOPE, from: BAKER, won: 300 };
		assert_eq!(last_event(), paid);
		assert_noop!(pay_return(BAKER, 401), Error::<Test>::MoreThanAgreed);
		give(&STRANGER, 400);
		assert_ok!(pay_return(STRANGER, 400));
		assert_eq!((profits(), first_award().unpaid()), (700, 0));
	});
}

#[test]
fn award_ends_when_its_envelope_is_empty_and_its_time_is_over() {
	run(|| {
		assert_noop!(end_award(), Error::<Test>::AwardNotFound);
		to_awarded();
		Envelopes::pay(ENVELOPE, 0, &BAKER);
		assert_noop!(end_award(), Error::<Test>::NotOver);
		sleep(365 * DAYS);
		assert_noop!(end_award(), Error::<Test>::NotOver);
		Envelopes::pay(ENVELOPE, 1, &BAKER);
		sleep(LAST_WORD - 1);
		assert_noop!(end_award(), Error::<Test>::NotOver);
		assert_ok!(report(BAKER, 1));
		assert_ok!(pay_return(BAKER, 1));
		sleep(1);
		assert_ok!(end_award());
		assert_eq!(last_event(), Event::AwardEnded { award: ENVELOPE, unpaid: 699 });
	});
	run(|| {
		to_awarded();
		abort();
		sleep(365 * DAYS - 1);
		assert_noop!(end_award(), Error::<Test>::NotOver);
		sleep(1);
		assert_ok!(end_award());
	});
}
