// SPDX-License-Identifier: Apache-2.0

//! Each numbered invariant can fail: the state is broken by hand, and `try_state` says under which number.

use super::*;

chungnam_testkit::test_broken!(Test, chain());

fn change(break_it: impl FnOnce(&mut IntakeOf<Test>)) {
	Intakes::<Test>::mutate(FIRST, |own| break_it(own.as_mut().unwrap()));
}

fn change_award(break_it: impl FnOnce(&mut AwardOf<Test>)) {
	Awards::<Test>::mutate(ENVELOPE, |own| break_it(own.as_mut().unwrap()));
}

fn change_application(break_it: impl FnOnce(&mut Application)) {
	Applications::<Test>::mutate(FIRST, bakery(), |own| break_it(own.as_mut().unwrap()));
}

#[test]
fn i1_fails_when_won_is_promised_twice() {
	breaks("I1", to_applied, || change(|own| own.plan.most += 1));
	breaks("I1", to_applied, || change(|own| own.plan.most = Won::MAX));
	breaks("I1", to_awarded, || change(|own| own.spent -= 1));
	breaks("I1", to_awarded, || change(|own| own.awarded = 0));
	breaks("I1", to_awarded, || change(|own| own.plan.firms = 0));
	breaks("I1", to_awarded, || {
		let all = frame_support::traits::tokens::Preservation::Expendable;
		assert_ok!(Balances::transfer(&Accelerator::pot(FIRST), &STRANGER, 1, all));
	});
}

#[test]
fn i2_fails_when_won_of_an_award_is_lost() {
	breaks("I2", to_awarded, || change_award(|own| own.paid = 1));
	breaks("I2", to_awarded, || change_award(|own| own.returned = 1));
	breaks("I2", to_awarded, || change_award(|own| own.repaid = 1));
	breaks("I2", to_awarded, || change_award(|own| own.told = 1));
	breaks("I2", to_awarded, || change_award(|own| own.reached = 4));
	breaks("I2", to_awarded, || {
		NextIntake::<Test>::put(IntakeId(8));
		change_award(|own| own.intake = IntakeId(7));
	});
}

#[test]
fn i3_fails_when_the_list_is_not_that_of_the_applications() {
	breaks("I3", to_applied, || Applications::<Test>::remove(FIRST, bakery()));
	breaks("I3", to_applied, || change(|own| own.entries.truncate(1)));
	breaks("I3", to_applied, || {
		change(|own| {
			let first = own.entries[0].clone();
			own.entries.try_push(first).unwrap();
		});
	});
	breaks("I3", to_scored, || change(|own| own.entries[0].scores = 1));
	breaks("I3", to_scored, || change(|own| own.entries[0].points = 201));
	breaks("I3", to_scored, || change_application(|own| own.experts[1] = own.experts[0]));
	breaks("I3", to_applied, || {
		change(|own| own.entries[1].people = own.entries[0].people.clone());
	});
	breaks("I3", to_applied, || {
		let own = Applications::<Test>::get(FIRST, bakery()).unwrap();
		Applications::<Test>::insert(IntakeId(7), bakery(), own);
	});
}

#[test]
fn i4_fails_when_something_waits_too_long_or_is_unsound() {
	breaks("I4", to_applied, || change(|own| own.plan.scores = 0));
	breaks("I4", to_applied, || {
		change(|own| {
			own.plan.opens = now() + MAX_AHEAD;
			own.plan.closes = own.plan.opens + MAX_WINDOW;
			own.plan.scored_by = own.plan.closes + MAX_WINDOW;
		});
		at::<Test>(TODAY - 1);
	});
	breaks("I4", to_awarded, || change_award(|own| own.until = now() + MAX_TERM + 1));
	breaks("I4", to_applied, || NextIntake::<Test>::put(IntakeId(0)));
}

#[test]
fn i4_fails_when_intakes_or_awards_are_counted_otherwise() {
	let forget = |item: &'static [u8]| {
		move || {
			let key = frame_support::storage::storage_prefix(b"Accelerator", item);
			frame_support::storage::unhashed::kill(&key);
		}
	};
	breaks("I4", to_applied, forget(b"CounterForIntakes"));
	breaks("I4", to_awarded, forget(b"CounterForAwards"));
}
