// SPDX-License-Identifier: Apache-2.0

//! Each numbered invariant can fail: the state is broken by hand, and `try_state` says under which number.

use super::*;

chungnam_testkit::test_broken!(Test, chain());

fn change(break_it: impl FnOnce(&mut ProjectOf<Test>)) {
	Projects::<Test>::mutate(GARDEN, |own| break_it(own.as_mut().unwrap()));
}

fn proposed() {
	assert_ok!(propose(FOUNDER, plan()));
}

/// Won came back, and waits in the pot.
fn returned() {
	to_building();
	stop();
}

#[test]
fn i1_fails_when_what_was_counted_does_not_fit_the_status() {
	breaks("I1", to_offering, || change(|own| own.taken = 1));
	breaks("I1", to_building, || change(|own| own.taken = 0));
	breaks("I1", to_ready, || change(|own| own.returned = 1));
	breaks("I1", to_building, || change(|own| own.given = 1));
	breaks("I1", to_building, || change(|own| own.missed = 1));
}

#[test]
fn i2_fails_when_two_projects_wait_for_the_same() {
	let twice = || Projects::<Test>::insert(InstrumentId(7), project());
	breaks("I2", proposed, twice);
	breaks("I2", to_offering, twice);
	breaks("I2", to_building, twice);
}

#[test]
fn i2_fails_when_the_envelope_is_anothers() {
	breaks("I2", to_building, || {
		let own = Projects::<Test>::take(GARDEN).unwrap();
		Projects::<Test>::insert(InstrumentId(7), own);
	});
}

#[test]
fn i3_fails_when_won_of_holders_is_lost() {
	breaks("I3", to_building, || change(|own| own.taken += 2));
	breaks("I3", returned, || change(|own| own.returned = own.taken + 1));
	breaks("I3", to_stopped, || change(|own| own.given += 1));
	breaks("I3", returned, || change(|own| own.returned += 1));
	breaks("I3", to_offering, || change(|own| own.bond.as_mut().unwrap().won += 1));
	breaks("I3", to_offering, || change(|own| own.bond.as_mut().unwrap().won = Won::MAX));
}

#[test]
fn i5_fails_when_no_bond_answers_for_the_money() {
	breaks("I5", to_offering, || change(|own| own.bond = None));
	breaks("I5", to_running, || change(|own| own.bond = None));
	breaks("I5", to_ready, || change(|own| own.bond = Some(Bond { from: FOUNDER, won: 0 })));
	// A twentieth of 9,001, rounded up.
	breaks("I5", to_building, || change(|own| own.bond.as_mut().unwrap().won = 450));
	breaks("I5", to_stopped, || change(|own| own.bond.as_mut().unwrap().won = 0));
	breaks("I5", to_offering, || frame_system::Pallet::<Test>::dec_consumers(&FOUNDER));
}

#[test]
fn i4_fails_when_a_status_waits_too_long() {
	let until = |time| TODAY + time + 1;
	breaks("I4", proposed, || {
		change(|own| own.status = Status::Judged { ballot: BALLOT, until: until(JUDGING) });
	});
	breaks("I4", proposed, || {
		change(|own| own.status = Status::Rejected { until: until(REST) });
	});
	breaks("I4", proposed, || {
		change(|own| own.status = Status::Ready { until: until(OFFERING) });
	});
	breaks("I4", to_running, || {
		let (report_due, until) = (now() + 2 * QUARTER + 1, now() + MAX_PROMISE);
		change(|own| own.status = Status::Running { report_due, until });
	});
	breaks("I4", to_running, || {
		let (report_due, until) = (now() + QUARTER, now() + MAX_PROMISE + 1);
		change(|own| own.status = Status::Running { report_due, until });
	});
}

#[test]
fn i4_fails_when_a_plan_is_unsound_or_projects_are_counted_otherwise() {
	breaks("I4", proposed, || change(|own| own.plan.most = 0));
	breaks("I4", proposed, || {
		frame_support::storage::unhashed::kill(&frame_support::storage::storage_prefix(
			b"ProjectTokens",
			b"CounterForProjects",
		));
	});
}
