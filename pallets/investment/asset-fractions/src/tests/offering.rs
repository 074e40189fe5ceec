// SPDX-License-Identifier: Apache-2.0

//! Units are sold, and their money is paid once the trust has title.

use chungnam_ports::{Allotment, Body, Escrow, EscrowOwner, OwnerAct};

use super::*;

#[test]
fn owner_opens_a_sale_that_the_appraisers_bear_out() {
	run(|| {
		assert_noop!(offer(CITY, sale(1)), Error::<Test>::AssetNotFound);
		to_diligence(plan());
		assert_noop!(offer(CITY, sale(1)), Error::<Test>::WrongStatus);
		assert_ok!(appraise(FIRST_APPRAISER, VALUE));
		assert_ok!(appraise(SECOND_APPRAISER, VALUE + 100));
		assert_noop!(offer(CITY, sale(1)), Error::<Test>::WrongStatus);
		skip_ideas();
		assert_noop!(offer(MANAGER, sale(1)), Error::<Test>::NotAuthorized);
		assert_noop!(offer(CITY, sale(VALUE / 2 + 1)), Error::<Test>::PriceTooHigh);
		let other = MockSale { document: hash(9), ..sale(1) };
		assert_noop!(offer(CITY, other), Error::<Test>::WrongDocument);
		assert!(offer(CITY, sale(0)).is_err(), "the sale itself is unsound");
		assert_ok!(offer(CITY, sale(VALUE / 2)));
		let status = Status::Offering { sale: SALE };
		assert_eq!(last_event(), Event::Advanced { asset: CENTRE, status });
		assert_noop!(offer(CITY, sale(1)), Error::<Test>::WrongStatus);
	});
}

#[test]
fn unit_costs_no_more_than_its_part_of_the_value() {
	run(|| {
		to_ready(plan());
		// Of 400 units 100 are on sale, and 300 cost the owner nothing.
		Market::allot(CENTRE, Allotment { all: 400, own: 300 });
		assert_noop!(offer(CITY, sale(VALUE / 4 + 1)), Error::<Test>::PriceTooHigh);
		assert_ok!(offer(CITY, sale(VALUE / 4)));
	});
}

#[test]
fn proposal_ends_when_nobody_opens_the_sale() {
	run(|| {
		to_ready(plan());
		sleep(OFFERING);
		assert_noop!(offer(CITY, sale(1)), Error::<Test>::TooLate);
		assert_ok!(advance());
		assert_eq!(last_event(), Event::Ended { asset: CENTRE, end: End::Withdrawn, stray: 0 });
	});
}

#[test]
fn money_waits_in_the_sale_until_there_is_title() {
	run(|| {
		to_offering(plan());
		assert_noop!(advance(), Error::<Test>::NothingToDo);
		Market::decide::<AccountId>(SALE, 9_001);
		assert_noop!(advance(), Error::<Test>::NothingToDo);
		let before = won(&CITY);
		assert_ok!(confirm_title(NOTARY));
		assert_ok!(advance());
		// Half of it, rounded down, waits for the works.
		assert_eq!((won(&CITY), pot()), (before + 4_501, 0));
		let paid = Event::Paid { asset: CENTRE, offering: SALE, owner: 4_501, works: 4_500 };
		assert!(events().contains(&paid));
		assert_eq!(status(), Status::Development { works: WORKS });
		assert_eq!(asset().taken, 9_001);
		let facts = <Envelopes as Escrow<AccountId>>::facts(WORKS).unwrap();
		assert_eq!((facts.owner, facts.total), (EscrowOwner::Asset(0), 4_500));
		assert_noop!(advance(), Error::<Test>::NothingToDo);
	});
}

#[test]
fn holders_can_stop_a_payment_of_the_works() {
	let envelope = plan().envelope(CENTRE, CITY, 100, TODAY).unwrap();
	let objectors = envelope.objectors.unwrap();
	assert_eq!((objectors.body, objectors.least), (Body::Holders(CENTRE), 100));
	let payments: Vec<_> = envelope.milestones.iter().map(|own| (own.amount, own.due)).collect();
	assert_eq!(payments, [(30, TODAY + 30 * DAYS), (70, TODAY + 90 * DAYS)]);
}

#[test]
fn asset_runs_at_once_without_works() {
	run(|| {
		let before = won(&CITY);
		to_operating();
		assert_eq!((won(&CITY), pot()), (before + 9_001, 0));
		assert_eq!(status(), Status::Operating { report_due: TODAY + QUARTER });
		let until = Some(TODAY + 365 * DAYS);
		assert_eq!(asset().manager, Manager { account: MANAGER, until, missed: 0 });
	});
}

#[test]
fn asset_runs_when_the_works_are_done() {
	run(|| {
		to_paid(plan());
		Envelopes::pay(WORKS, 0, &BUILDER);
		assert_noop!(advance(), Error::<Test>::NothingToDo);
		assert_noop!(report(MANAGER), Error::<Test>::WrongStatus);
		sleep(90 * DAYS);
		Envelopes::pay(WORKS, 1, &BUILDER);
		assert_eq!(won(&BUILDER), 4_500);
		assert_ok!(advance());
		assert_eq!(status(), Status::Operating { report_due: now() + QUARTER });
	});
}

#[test]
fn money_that_works_do_not_need_goes_to_all_units() {
	run(|| {
		to_paid(plan());
		let give_back = |who| AssetFractions::give_back(signed(who), CENTRE, now() + 8 * DAYS);
		assert_noop!(give_back(MANAGER), Error::<Test>::NothingToDo);
		Envelopes::pay(WORKS, 0, &BUILDER);
		let (owner, act) = (EscrowOwner::Asset(0), OwnerAct::Abort(hash(7)));
		assert_ok!(<Envelopes as Escrow<AccountId>>::settle(owner, WORKS, act));
		assert_eq!((pot(), AssetFractions::returned(CENTRE)), (3_150, 3_150));
		assert_ok!(advance());
		assert_noop!(give_back(CITY), Error::<Test>::NotAuthorized);
		assert_ok!(give_back(MANAGER));
		let pays_at = now() + 8 * DAYS;
		assert_eq!(last_event(), Event::GivenBack { asset: CENTRE, won: 3_150, pays_at });
		assert_eq!((pot(), won(&Market::purse())), (0, 3_150));
		assert_eq!(won(&Market::router()), 0, "nothing of it is public");
	});
}

#[test]
fn asset_ends_when_its_sale_ends_without_money() {
	run(|| {
		to_offering(plan());
		Market::end(SALE);
		assert_ok!(advance());
		assert_eq!(last_event(), Event::Ended { asset: CENTRE, end: End::Failed, stray: 0 });
		assert_ok!(propose(CITY, plan()));
	});
}
