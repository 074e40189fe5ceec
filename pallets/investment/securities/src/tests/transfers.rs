// SPDX-License-Identifier: Apache-2.0

//! Two offices together transfer units; one alone moves nothing, and limits hold.

use chungnam_ports::{Holders, Standing};
use frame_support::dispatch::Pays;
use sp_runtime::{DispatchError, DispatchResult};

use super::*;
use crate::{
	Transfer, Transfers, TransfersBy, MAX_TRANSFERS, MIN_NOTICE, TRANSFER_DELAY, TRANSFER_LIFE,
};

const ORDER: TransferId = TransferId(0);

/// Lee issues 40 units to herself.
fn issue_to_lee() {
	create(person(LEE));
	assert_ok!(Securities::issue(signed(LEE_PHONE), FIRST, 40));
}

fn propose(to: Holder<AccountId>, units: Units) -> DispatchResult {
	Securities::propose_transfer(signed(COURT), FIRST, person(LEE), to, units, hash(7))
}

fn second(id: TransferId) -> DispatchResult {
	Securities::confirm_transfer(signed(POLICE), id, hash(7))
}

fn execute(id: TransferId) -> Result<Pays, DispatchError> {
	let done = Securities::execute_transfer(signed(STRANGER), id);
	done.map(|done| done.pays_fee).map_err(|why| why.error)
}

/// An order that can be executed. Returns its number.
#[track_caller]
fn order(to: Holder<AccountId>, units: Units) -> TransferId {
	let id = crate::NextTransfer::<Test>::get();
	assert_ok!(propose(to, units));
	assert_ok!(second(id));
	sleep(TRANSFER_DELAY);
	id
}

#[track_caller]
fn refused(to: Holder<AccountId>, units: Units, why: Reason) {
	let id = order(to, units);
	assert_eq!(Securities::may_execute(id), Err(why));
	assert_eq!(execute(id), Err(Error::<Test>::Refused(why).into()));
	assert_ok!(Securities::withdraw_transfer(signed(COURT), id));
}

#[test]
fn two_offices_transfer_units_and_what_they_earned_stays_the_givers() {
	run(|| {
		issue_to_lee();
		let pays_at = now() + MIN_NOTICE;
		assert_ok!(Securities::distribute(signed(LEE_PHONE), FIRST, 100, pays_at));
		assert_ok!(propose(person(KIM), 40));
		let (by, ends_at) = (COURT, now() + TRANSFER_LIFE);
		let own = Transfer {
			instrument: FIRST,
			from: person(LEE),
			to: person(KIM),
			units: 40,
			document: hash(7),
			by,
			confirmed: None,
			ends_at,
		};
		let told = Event::TransferProposed { transfer: ORDER, order: own.clone() };
		assert_eq!((last(), Securities::transfer(ORDER)), (told, Some(own)));
		sleep(DAYS);
		assert_ok!(second(ORDER));
		let ready_at = now() + TRANSFER_DELAY;
		let (by, ends_at) = (POLICE, ready_at + TRANSFER_LIFE);
		let told = Event::TransferConfirmed { transfer: ORDER, by, ready_at, ends_at };
		assert_eq!(last(), told);
		at::<Test>(ready_at);
		assert_eq!(Securities::may_execute(ORDER), Ok(Seat::Here));
		assert_eq!(execute(ORDER), Ok(Pays::No));
		let (seat, silent) = (Seat::Here, None);
		assert_eq!(last(), Event::TransferExecuted { transfer: ORDER, seat, silent });
		assert_eq!((units(&person(LEE)), units(&person(KIM))), (0, 40));
		assert_eq!((Securities::transfer(ORDER), TransfersBy::<Test>::get(COURT)), (None, 0));
		// She had them on the day of the dividend, and takes it though she has no unit left.
		assert_eq!(Securities::dues(FIRST, person(LEE)), 100);
		assert_ok!(Securities::take_won(signed(LEE_PHONE), FIRST));
		assert!(!Positions::<Test>::contains_key(person(LEE), FIRST));
		assert_eq!(Securities::book(person(LEE)), Book::default());
		assert_eq!(Securities::dues(FIRST, person(KIM)), 0);
	});
}

#[test]
fn less_than_a_won_of_who_has_nothing_more_goes_to_the_next_dividend() {
	run(|| {
		issue_to_lee();
		assert_ok!(Securities::issue(signed(LEE_PHONE), FIRST, 9));
		let id = order(person(KIM), 7);
		execute(id).unwrap();
		assert_ok!(Securities::distribute(signed(LEE_PHONE), FIRST, 10, now() + MIN_NOTICE));
		sleep(MIN_NOTICE);
		// Kim's 7 of 49 units got 1.43 won, Lee's 42 got 8.57.
		assert_ok!(Securities::take_won(signed(LEE_PHONE), FIRST));
		let id = order(person(KIM), 42);
		execute(id).unwrap();
		let dust = events().into_iter().find(|event| matches!(event, Event::Carried { .. }));
		assert!(dust.is_some(), "0.57 won");
		assert!(!Positions::<Test>::contains_key(person(LEE), FIRST));
		assert_ok!(Securities::take_won(signed(KIM_PHONE), FIRST));
		assert_eq!(won(&Securities::purse(FIRST)), 1);
	});
}

#[test]
fn one_office_moves_nothing() {
	run(|| {
		assert_noop!(propose(person(KIM), 1), Error::<Test>::PositionNotFound);
		issue_to_lee();
		assert_noop!(propose(person(KIM), 0), Error::<Test>::ZeroUnits);
		let same = Error::<Test>::Refused(Reason::SameHolder);
		assert_noop!(propose(person(LEE), 1), same);
		assert_noop!(second(ORDER), Error::<Test>::TransferNotFound);
		assert_eq!(execute(ORDER), Err(Error::<Test>::TransferNotFound.into()));
		assert_eq!(Securities::may_execute(ORDER), Err(Reason::WrongState));
		assert_ok!(propose(person(KIM), 1));
		let by = |who, document| Securities::confirm_transfer(signed(who), ORDER, document);
		assert_noop!(by(COURT, hash(7)), Error::<Test>::SameOffice);
		assert_noop!(by(POLICE, hash(8)), Error::<Test>::Refused(Reason::TermsChanged));
		sleep(TRANSFER_LIFE - 1);
		assert_eq!(execute(ORDER), Err(Error::<Test>::NotConfirmed.into()));
		assert_ok!(second(ORDER));
		assert_noop!(second(ORDER), Error::<Test>::AlreadyInState);
		sleep(TRANSFER_DELAY - 1);
		assert_eq!(execute(ORDER), Err(Error::<Test>::TooEarly.into()));
		sleep(1 + TRANSFER_LIFE);
		assert_eq!(execute(ORDER), Err(Error::<Test>::TooLate.into()));
		assert_ok!(propose(person(KIM), 1));
		sleep(TRANSFER_LIFE);
		assert_noop!(second(TransferId(1)), Error::<Test>::TooLate);
		for origin in [signed(OFFICE), signed(LEE_PHONE), governor(), RuntimeOrigin::none()] {
			let (from, to) = (person(LEE), person(KIM));
			let proposed =
				Securities::propose_transfer(origin.clone(), FIRST, from, to, 1, hash(1));
			let confirmed = Securities::confirm_transfer(origin, ORDER, hash(7));
			assert_eq!([proposed, confirmed], [Err(DispatchError::BadOrigin); 2]);
		}
		assert_eq!(units(&person(LEE)), 40);
	});
}

#[test]
fn limits_hold_for_an_order_as_for_everyone() {
	run(|| {
		let own = Terms { abroad_most: 4, outside_most: 50, ..terms(person(LEE)) };
		assert_ok!(Securities::create_instrument(governor(), Box::new(own)));
		assert_ok!(Securities::issue(signed(LEE_PHONE), FIRST, 50));
		refused(person(KIM), 51, Reason::NotEnoughUnits);
		refused(person(PersonId(77)), 1, Reason::TakerUnknown);
		refused(person(SMITH), 1, Reason::NoCredential);
		let attest = |holder, seat, class| {
			let own = credential(seat, class, 600 * DAYS);
			assert_ok!(Securities::attest_investor(signed(OFFICE), holder, own));
		};
		attest(person(SMITH), Seat::Abroad, InvestorClass::Professional);
		refused(person(SMITH), 5, Reason::ForeignCeiling);
		let id = order(person(SMITH), 4);
		execute(id).unwrap();
		let full = Book { positions: MAX_POSITIONS, ..Default::default() };
		Books::<Test>::insert(person(KIM), full);
		refused(person(KIM), 1, Reason::ListFull);
		Books::<Test>::remove(person(KIM));
		let id = order(person(KIM), 46);
		execute(id).unwrap();
		// Kim is here: a move out needs room outside.
		let back = |to, units| {
			let id = crate::NextTransfer::<Test>::get();
			let by = signed(COURT);
			let from = person(KIM);
			assert_ok!(Securities::propose_transfer(by, FIRST, from, to, units, hash(7)));
			assert_ok!(second(id));
			sleep(TRANSFER_DELAY);
			let done = execute(id);
			if done.is_err() {
				assert_ok!(Securities::withdraw_transfer(signed(COURT), id));
			}
			done
		};
		AllTerms::<Test>::mutate(FIRST, |own| own.as_mut().unwrap().outside_most = 5);
		let inside = Error::<Test>::Refused(Reason::ResidentMinimum);
		assert_eq!(back(person(LEE), 2), Err(inside.into()));
		assert_ok!(back(person(LEE), 1));
		// The cap of everyone is 50, and a court that keeps units for others has none.
		AllTerms::<Test>::mutate(FIRST, |own| {
			let own = own.as_mut().unwrap();
			own.caps.retail = Some(Cap { units: 4, won_a_year: 1 });
			(own.caps.qualified, own.outside_most) = (None, 60);
		});
		let full = Error::<Test>::Refused(Reason::CapUnits);
		assert_eq!(back(buyer(0), 5), Err(full.into()));
		attest(buyer(0), Seat::Korea, InvestorClass::Qualified);
		let no = Error::<Test>::Refused(Reason::ClassNotAllowed);
		assert_eq!(back(buyer(0), 1), Err(no.into()));
		attest(Holder::Account(COURT), Seat::Korea, InvestorClass::Custodian);
		assert_ok!(back(Holder::Account(COURT), 45));
	});
}

#[test]
fn order_takes_frozen_units_of_the_dead_to_the_frozen() {
	run(|| {
		issue_to_lee();
		let length = 60 * DAYS;
		let freeze =
			Securities::freeze_units(signed(COURT), FIRST, person(LEE), None, length, hash(1));
		assert_ok!(freeze);
		MockRegistry::set_standing(LEE, Standing::Deceased);
		MockRegistry::set_standing(KIM, Standing::Frozen);
		let id = order(person(KIM), 10);
		assert_eq!(execute(id), Ok(Pays::No));
		assert_eq!((units(&person(LEE)), units(&person(KIM))), (30, 10));
	});
}

#[test]
fn units_that_voted_go_last_and_vote_no_more_before_the_ballot_is_over() {
	run(|| {
		issue_to_lee();
		let lock = |who: &Holder<AccountId>, until| {
			<Securities as Holders<AccountId>>::lock(FIRST, who, until)
		};
		let held = |who: &Holder<AccountId>| <Securities as Holders<AccountId>>::held(FIRST, who);
		let until = now() + 40 * DAYS;
		assert_eq!(lock(&person(LEE), until), Ok(40));
		assert_ok!(Securities::issue(signed(LEE_PHONE), FIRST, 5));
		let id = order(person(KIM), 12);
		execute(id).unwrap();
		let silent = Some((7, until));
		let told = Event::TransferExecuted { transfer: id, seat: Seat::Here, silent };
		assert_eq!(last(), told);
		// Five came after the vote, and seven had voted.
		assert_eq!((held(&person(KIM)), held(&person(LEE))), (5, 33));
		assert_eq!(lock(&person(KIM), until), Ok(5));
		assert_eq!(lock(&person(LEE), until), Ok(33));
		// An order takes them further, and they stay silent.
		MockRegistry::move_person(KIM, HERE);
		let (by, from, to) = (signed(POLICE), person(KIM), buyer(0));
		let next = TransferId(1);
		assert_ok!(Securities::propose_transfer(by, FIRST, from, to, 10, hash(7)));
		assert_ok!(Securities::confirm_transfer(signed(COURT), next, hash(7)));
		sleep(TRANSFER_DELAY);
		execute(next).unwrap();
		assert_eq!((held(&buyer(0)), held(&person(KIM))), (0, 2));
		at::<Test>(until);
		assert_eq!((held(&buyer(0)), held(&person(KIM))), (10, 2));
	});
}

#[test]
fn transfer_is_withdrawn_by_either_office_or_the_brake_and_forgotten_by_anyone() {
	run(|| {
		issue_to_lee();
		let withdraw = |origin| Securities::withdraw_transfer(origin, ORDER);
		assert_noop!(withdraw(signed(COURT)), Error::<Test>::TransferNotFound);
		for (n, origin) in (0..).zip([signed(COURT), signed(POLICE), governor()]) {
			assert_ok!(propose(person(KIM), 1));
			let id = TransferId(n);
			let early = Securities::withdraw_transfer(signed(POLICE), id);
			assert_eq!(early, Err(Error::<Test>::NotAuthorized.into()));
			assert_ok!(second(id));
			assert_ok!(Securities::withdraw_transfer(origin, id));
			assert_eq!(last(), Event::TransferEnded { transfer: id });
		}
		assert_eq!(withdraw(signed(OFFICE)), Err(DispatchError::BadOrigin));
		let forget = |n| Securities::forget_transfer(signed(STRANGER), TransferId(n));
		assert_noop!(forget(3), Error::<Test>::TransferNotFound);
		assert_ok!(propose(person(KIM), 1));
		sleep(TRANSFER_LIFE - 1);
		assert_noop!(forget(3), Error::<Test>::TooEarly);
		sleep(1);
		assert_eq!(forget(3).unwrap().pays_fee, Pays::No);
		assert_eq!(
			(Transfers::<Test>::iter().count(), TransfersBy::<Test>::iter().count()),
			(0, 0)
		);
	});
}

#[test]
fn an_office_proposes_ten_at_a_time() {
	run(|| {
		issue_to_lee();
		for _ in 0..MAX_TRANSFERS {
			assert_ok!(propose(person(KIM), 1));
		}
		assert_noop!(propose(person(KIM), 1), Error::<Test>::MaxTransfersExceeded);
		assert_ok!(Securities::withdraw_transfer(signed(COURT), ORDER));
		assert_ok!(propose(person(KIM), 1));
	});
}

#[test]
fn what_was_put_in_counts_for_its_year_also_when_nothing_is_left() {
	run(|| {
		open_sale();
		fill(80);
		finish();
		assert_ok!(Securities::collect(signed(STRANGER), SALE, buyer(0)));
		let forget = |n| Securities::forget_book(signed(STRANGER), buyer(n));
		assert_noop!(forget(0), Error::<Test>::UnitsLeft);
		let (by, to) = (signed(COURT), person(KIM));
		assert_ok!(Securities::propose_transfer(by, FIRST, buyer(0), to, 10, hash(7)));
		assert_ok!(second(ORDER));
		sleep(TRANSFER_DELAY);
		execute(ORDER).unwrap();
		let book = Securities::book(buyer(0));
		assert_eq!((book.positions, book.won), (0, 1_000));
		assert_noop!(forget(0), Error::<Test>::TooEarly);
		sleep(366 * DAYS);
		assert_eq!(forget(0).unwrap().pays_fee, Pays::No);
		assert_eq!(last(), Event::BookForgotten { holder: buyer(0) });
		assert_noop!(forget(0), Error::<Test>::BookNotFound);
	});
}
