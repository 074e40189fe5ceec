// SPDX-License-Identifier: Apache-2.0

//! Units are sold, and their money waits in an envelope.

use chungnam_ports::Body;

use super::*;

#[test]
fn founder_opens_the_sale_that_residents_approved() {
	run(|| {
		assert_noop!(offer(FOUNDER, sale(1)), Error::<Test>::ProjectNotFound);
		to_ready();
		assert_noop!(offer(STRANGER, sale(1)), Error::<Test>::NotAuthorized);
		assert_noop!(offer(FOUNDER, sale(MOST + 1)), Error::<Test>::PriceTooHigh);
		let other = MockSale { document: hash(9), ..sale(1) };
		assert_noop!(offer(FOUNDER, other), Error::<Test>::WrongDocument);
		assert!(offer(FOUNDER, sale(0)).is_err(), "the sale itself is unsound");
		assert_ok!(offer(FOUNDER, sale(MOST)));
		let status = Status::Offering { sale: SALE };
		assert_eq!(last_event(), Event::Advanced { project: GARDEN, status });
		assert_noop!(offer(FOUNDER, sale(1)), Error::<Test>::WrongStatus);
		assert_noop!(withdraw(FOUNDER), Error::<Test>::WrongStatus);
	});
}

#[test]
fn proposal_ends_when_nobody_opens_the_sale() {
	run(|| {
		to_ready();
		sleep(OFFERING);
		assert_noop!(offer(FOUNDER, sale(1)), Error::<Test>::TooLate);
		assert_ok!(advance());
		assert_eq!(last_event(), Event::Ended { project: GARDEN, end: End::Withdrawn });
	});
}

#[test]
fn all_of_the_money_waits_in_an_envelope() {
	run(|| {
		to_offering();
		assert_noop!(advance(), Error::<Test>::NothingToDo);
		Market::decide::<AccountId>(SALE, 9_001);
		give(&ProjectTokens::pot(GARDEN), 5);
		assert_ok!(advance());
		assert_eq!((won(&FOUNDER), won(&BUILDER)), (PURSE - LOCKED, 0));
		assert_eq!(pot(), LOCKED + 5);
		assert!(events().contains(&Event::Paid { project: GARDEN, offering: SALE, won: 9_001 }));
		assert_eq!(status(), Status::Building { envelope: ENVELOPE });
		let facts = <Envelopes as Escrow<AccountId>>::facts(ENVELOPE).unwrap();
		assert_eq!((facts.owner, facts.total), (EscrowOwner::Project(0), 9_001));
		assert_noop!(advance(), Error::<Test>::NothingToDo);
	});
}

#[test]
fn holders_of_a_part_of_all_units_can_stop_a_payment() {
	let envelope = plan().envelope(GARDEN, FOUNDER, 101, 1_001, TODAY).unwrap();
	let objectors = envelope.objectors.unwrap();
	assert_eq!((objectors.body, objectors.least), (Body::Holders(GARDEN), 150));
	assert_eq!((crate::objection(0), crate::objection(6), crate::objection(14)), (1, 1, 2));
	let payments: Vec<_> = envelope.milestones.iter().map(|own| (own.amount, own.due)).collect();
	let due = |days| TODAY + days * DAYS;
	assert_eq!(payments, [(31, due(30)), (30, due(60)), (30, due(90)), (10, due(120))]);
	assert_eq!(plan().envelope(GARDEN, FOUNDER, 0, 9, TODAY), None, "without money there is none");
}

#[test]
fn project_ends_when_its_sale_ends_without_money() {
	run(|| {
		to_offering();
		Market::end(SALE);
		assert_ok!(advance());
		assert_eq!(last_event(), Event::Ended { project: GARDEN, end: End::Failed });
		assert_ok!(propose(FOUNDER, plan()));
	});
}
