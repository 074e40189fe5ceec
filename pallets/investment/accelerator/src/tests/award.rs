// SPDX-License-Identifier: Apache-2.0

//! The best applications are awarded, one by one, and what is left goes back.

use chungnam_ports::{Body, Objectors, Reviewers};

use super::*;

#[test]
fn best_applications_get_an_envelope_each() {
	run(|| {
		assert_noop!(award(), Error::<Test>::IntakeNotFound);
		to_scoring();
		assert_ok!(score(11, bakery(), 80));
		assert_ok!(score(12, bakery(), 60));
		assert_ok!(score(11, lab(), 60));
		assert_noop!(award(), Error::<Test>::TooEarly);
		sleep(10 * DAYS);

		assert_ok!(award());
		let until = now() + 365 * DAYS;
		let (firm, sum) = (bakery(), 7_005);
		let awarded = Event::Awarded { intake: FIRST, firm, award: ENVELOPE, sum, until };
		assert_eq!(last_event(), awarded);
		let facts = <Envelopes as Escrow<AccountId>>::facts(ENVELOPE).unwrap();
		assert_eq!((facts.owner, facts.total), (EscrowOwner::Intake(0), 7_005));
		assert_eq!((facts.payee, pot()), (bakery(), RESERVE - 7_005));
		assert_eq!(Accelerator::application(FIRST, bakery()), None);

		assert_ok!(award());
		assert_eq!(Awards::<Test>::get(EnvelopeId(1)).map(|own| own.firm), Some(lab()));
		assert_ok!(award());
		let rest = RESERVE - 2 * 7_005;
		assert_eq!(last_event(), Event::Closed { intake: FIRST, won: rest });
		assert_eq!((fund(), pot()), (PLENTY - 2 * 7_005, 0));
		assert_noop!(award(), Error::<Test>::IntakeNotFound);
	});
}

#[test]
fn mean_decides_and_of_equal_ones_the_earlier() {
	let entry = |number: u32, scores, points| {
		let firm: FirmOf<Test> = Payee::Merchant(MerchantId(number));
		Entry { firm, people: PeopleBehind::new(), scores, points }
	};
	let best = |entries: Vec<Entry<AccountId>>, scores: u8| {
		let mut own: IntakeOf<Test> = Intake::new(IntakePlan { scores, ..sound_plan() }, None);
		own.entries = BoundedVec::truncate_from(entries);
		own.best().map(|own| own.firm.clone())
	};
	let shop = |number| -> Option<FirmOf<Test>> { Some(Payee::Merchant(MerchantId(number))) };
	assert_eq!(best(vec![entry(1, 2, 120), entry(2, 1, 61)], 1), shop(2), "60 and 61");
	assert_eq!(best(vec![entry(1, 2, 120), entry(2, 1, 60)], 1), shop(1), "60 and 60");
	assert_eq!(best(vec![entry(1, 1, 60), entry(2, 2, 120)], 1), shop(1), "60 and 60");
	assert_eq!(best(vec![entry(1, 1, 100), entry(2, 2, 2)], 2), shop(2), "too few scores");
	assert_eq!(best(vec![entry(1, 1, 0)], 1), shop(1));
	assert_eq!(best(vec![entry(1, 0, 0)], 1), None);
}

/// A plan outside of a chain.
fn sound_plan() -> IntakePlan {
	IntakePlan {
		document: hash(1),
		regions: RegionSet::of(&[12]),
		opens: 0,
		closes: MIN_WINDOW,
		scored_by: 2 * MIN_WINDOW,
		firms: 1,
		most: 1,
		fields: FieldSet::ALL,
		scores: 1,
		share: Perbill::one(),
		term: 1,
	}
}

#[test]
fn no_more_firms_are_awarded_than_were_announced() {
	run(|| {
		let one = IntakePlan { firms: 1, ..plan() };
		assert_ok!(open_intake(one));
		assert_ok!(apply(BAKER, bakery()));
		assert_ok!(apply(LAB, lab()));
		sleep(10 * DAYS);
		assert_ok!(score(11, bakery(), 1));
		assert_ok!(score(11, lab(), 2));
		sleep(10 * DAYS);
		assert_ok!(award());
		assert_eq!(first_award().firm, lab());
		assert_ok!(award());
		assert_eq!(last_event(), Event::Closed { intake: FIRST, won: 10_000 - 7_005 });
	});
}

#[test]
fn intake_without_scores_ends_and_all_of_its_money_goes_back() {
	run(|| {
		to_applied();
		sleep(20 * DAYS);
		give(&Accelerator::pot(FIRST), 5);
		assert_noop!(award(), Error::<Test>::TooEarly);
		sleep(PATIENCE - 1);
		assert_noop!(award(), Error::<Test>::TooEarly);
		sleep(1);
		assert_ok!(award());
		assert_eq!(last_event(), Event::Closed { intake: FIRST, won: RESERVE + 5 });
		assert_eq!(fund(), PLENTY + 5);
	});
}

#[test]
fn intake_without_applications_ends_when_they_close() {
	run(|| {
		to_applied();
		assert_ok!(withdraw(BAKER, bakery()));
		assert_ok!(withdraw(LAB, lab()));
		sleep(10 * DAYS - 1);
		assert_noop!(award(), Error::<Test>::TooEarly);
		sleep(1);
		assert_ok!(award());
		assert_eq!(last_event(), Event::Closed { intake: FIRST, won: RESERVE });
	});
}

#[test]
fn firm_without_enough_scores_is_waited_for_while_there_is_a_place() {
	run(|| {
		to_scoring();
		assert_ok!(score(11, bakery(), 80));
		sleep(10 * DAYS);
		assert_ok!(award());
		assert_noop!(award(), Error::<Test>::TooEarly);
		assert_ok!(score(11, lab(), 1));
		assert_ok!(award());
		assert_eq!(Awards::<Test>::get(EnvelopeId(1)).map(|own| own.firm), Some(lab()));
	});
	run(|| {
		assert_ok!(open_intake(IntakePlan { firms: 1, ..plan() }));
		assert_ok!(apply(BAKER, bakery()));
		assert_ok!(apply(LAB, lab()));
		sleep(10 * DAYS);
		assert_ok!(score(11, bakery(), 80));
		sleep(10 * DAYS);
		assert_ok!(award());
		assert_ok!(award());
		assert_eq!(Accelerator::intake(FIRST), None, "no place is left");
	});
}

#[test]
fn firm_that_is_stopped_is_waited_for() {
	run(|| {
		to_scored();
		MockRegistry::set_open(MerchantId(1), false);
		assert_noop!(award(), Error::<Test>::NotTheFirm);
		MockRegistry::set_open(MerchantId(1), true);
		assert_ok!(award());
		assert_eq!(first_award().firm, bakery());
	});
	run(|| {
		to_scored();
		MockRegistry::set_open(MerchantId(1), false);
		sleep(PATIENCE - 1);
		assert_noop!(award(), Error::<Test>::NotTheFirm);
		sleep(1);
		assert_ok!(award());
		let (firm, why) = (bakery(), Error::<Test>::NotTheFirm.into());
		assert_eq!(last_event(), Event::PassedOver { intake: FIRST, firm, why });
		assert_ok!(award());
		assert_eq!(first_award().firm, lab());
	});
}

#[test]
fn firm_that_is_gone_is_passed_over() {
	run(|| {
		to_scored();
		MockRegistry::close_merchant(MerchantId(1));
		break_pot();
		assert_ok!(award());
		let events = events();
		let passed =
			|own: &Event<Test>| matches!(own, Event::PassedOver { firm, .. } if *firm == bakery());
		assert!(events.iter().any(passed));
		assert_eq!(intake().awarded, 0);
		give(&Accelerator::pot(FIRST), RESERVE);
		assert_ok!(award());
		assert_eq!(first_award().firm, lab());
	});
}

/// The mock opens envelopes of payees that are gone, so the pot lacks the won.
fn break_pot() {
	let to = STRANGER;
	let all = frame_support::traits::tokens::Preservation::Expendable;
	assert_ok!(Balances::transfer(&Accelerator::pot(FIRST), &to, RESERVE, all));
}

#[test]
fn envelope_that_cannot_be_opened_now_is_waited_for() {
	run(|| {
		to_scored();
		break_pot();
		assert!(award().is_err());
		sleep(PATIENCE - 1);
		assert!(award().is_err());
		assert!(intake().has(&bakery()));
		sleep(1);
		assert_ok!(award());
		assert!(matches!(last_event(), Event::PassedOver { .. }));
		give(&Accelerator::pot(FIRST), RESERVE);
		assert_ok!(award());
		assert_eq!(first_award().firm, lab());
	});
}

#[test]
fn experts_look_at_evidence_and_nobody_is_paid_before() {
	run(|| {
		to_awarded();
		assert_eq!((won(&BAKER), won(&LAB)), (0, 0));
		let own = Application::new(hash(2), steps());
		let fields = FieldSet::of(&[Field::Economy]);
		let envelope = own.envelope(fields, bakery(), Fund::get(), TODAY);
		assert_eq!(envelope.reviewers, Reviewers::Seats(fields));
		let another = Objectors { body: Body::Seats(fields), least: 1 };
		assert_eq!(envelope.objectors, Some(another));
		let due: Vec<_> = envelope.milestones.iter().map(|own| (own.amount, own.due)).collect();
		assert_eq!(due, [(4_000, TODAY + 30 * DAYS), (3_005, TODAY + 60 * DAYS)]);
		assert_eq!(own.sum(), 7_005);
	});
}
