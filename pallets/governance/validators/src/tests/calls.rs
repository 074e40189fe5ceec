// SPDX-License-Identifier: Apache-2.0

//! Each call: success, every error by name, the boundary, and who may not.

use frame_support::{assert_noop, traits::fungible::InspectHold};
use sp_runtime::traits::Dispatchable;

use super::*;

#[test]
fn only_the_governing_origin_adds_removes_and_ends() {
	on_four(|| {
		assert_ok!(set_keys(COUNTY, COUNTY));
		for who in [STRANGER, WARDEN, 1] {
			let origin = || RuntimeOrigin::from(RawOrigin::Signed(who));
			assert_noop!(Validators::add(origin(), COUNTY), DispatchError::BadOrigin);
			assert_noop!(Validators::remove(origin(), 1), DispatchError::BadOrigin);
			assert_noop!(Validators::end_session(origin()), DispatchError::BadOrigin);
		}
	});
}

#[test]
fn only_the_emergency_origin_suspends() {
	on_four(|| {
		let origin = RuntimeOrigin::from(RawOrigin::Signed(STRANGER));
		assert_noop!(Validators::suspend(origin.clone(), 1), DispatchError::BadOrigin);
		assert_ok!(suspend(1));
		assert_noop!(Validators::reinstate(origin, 1), DispatchError::BadOrigin);
	});
}

#[test]
fn emergency_origin_clears_what_was_decided_and_no_proof() {
	on_four(|| {
		let reinstate = |who| Validators::reinstate(signed(DEPUTY), who);
		Validators::keep_out(1, Cause::Equivocation);
		assert_noop!(reinstate(1), Error::<Test>::SuspendedByProof);
		assert_ok!(super::reinstate(1));
		assert_ok!(suspend(1));
		assert_ok!(reinstate(1));
		assert_noop!(reinstate(1), Error::<Test>::NotSuspended);
	});
}

#[test]
fn limited_origin_suspends_its_share_in_the_sessions_that_are_remembered() {
	on_four(|| {
		let suspend = |who| Validators::suspend(signed(DEPUTY), who);
		// A quarter of four.
		assert_ok!(suspend(1));
		assert_noop!(suspend(2), Error::<Test>::MaxSuspensionsExceeded);
		// Of seven it is one as well, and of eight two. A proof is no decision.
		(5..=7).for_each(join);
		assert_noop!(suspend(2), Error::<Test>::MaxSuspensionsExceeded);
		join(8);
		Validators::keep_out(3, Cause::Equivocation);
		assert_ok!(suspend(2));
		assert_noop!(suspend(4), Error::<Test>::MaxSuspensionsExceeded);
		// The origin without a limit goes on.
		assert_ok!(super::suspend(4));
		// Suspensions that are older than what is remembered count no more.
		next_sessions(6);
		assert_ok!(suspend(5));
	});
}

#[test]
fn one_member_may_be_suspended_whatever_the_share() {
	use crate::most_suspended;
	let fifth = sp_runtime::Perbill::from_percent(20);
	let most = [1, 4, 5, 9, 10, 16, 32].map(|members| most_suspended(fifth, members));
	assert_eq!(most, [1, 1, 1, 1, 2, 3, 6]);
	assert_eq!(most_suspended(sp_runtime::Perbill::one(), 16), 16);
}

#[test]
fn who_has_keys_can_be_added() {
	on_four(|| {
		assert_noop!(add(COUNTY), Error::<Test>::KeysMissing);
		assert_ok!(set_keys(COUNTY, COUNTY));
		assert_ok!(add(COUNTY));
		System::assert_last_event(Event::Added { who: COUNTY, session: 0 }.into());
		assert_noop!(add(COUNTY), Error::<Test>::AlreadyExists);
		assert_noop!(add(1), Error::<Test>::AlreadyExists);
	});
}

#[test]
fn there_are_at_most_as_many_members_as_may_be() {
	on_four(|| {
		(5..=8).for_each(join);
		assert_ok!(set_keys(9, 9));
		assert_noop!(add(9), Error::<Test>::MaxValidatorsExceeded);
		assert_ok!(remove(8));
		assert_ok!(add(9));
	});
}

#[test]
fn a_removal_leaves_the_minimum() {
	on_four(|| {
		assert_noop!(remove(COUNTY), Error::<Test>::NotFound);
		assert_noop!(remove(1), Error::<Test>::BelowMinimum);
		join(COUNTY);
		assert_ok!(remove(1));
		System::assert_last_event(Event::Removed { who: 1 }.into());
		assert_noop!(remove(2), Error::<Test>::BelowMinimum);
		assert_noop!(remove(1), Error::<Test>::NotFound);
	});
}

#[test]
fn a_suspended_member_can_be_removed() {
	on_four(|| {
		join(COUNTY);
		assert_ok!(suspend(1));
		assert_ok!(remove(1));
		// Still disabled while it acts, though it is no member any more.
		assert_eq!(disabled(), [1]);
	});
}

#[test]
fn a_member_that_is_removed_suspended_and_added_again_begins_anew() {
	on_four(|| {
		join(COUNTY);
		assert_ok!(suspend(1));
		assert_ok!(remove(1));
		assert_ok!(add(1));
		assert!(disabled().is_empty());
		assert_eq!(member(1).suspension, None);
	});
}

#[test]
fn a_suspended_member_makes_no_blocks_from_now_on() {
	on_four(|| {
		assert_noop!(suspend(COUNTY), Error::<Test>::NotFound);
		assert_ok!(suspend(3));
		assert_eq!(disabled(), [3]);
		let suspension = Suspension { cause: Cause::Decision, session: 0 };
		assert_eq!(member(3), Member { since: 0, suspension: Some(suspension) });
		assert_noop!(suspend(3), Error::<Test>::AlreadySuspended);
	});
}

#[test]
fn a_reinstated_member_acts_at_once() {
	on_four(|| {
		assert_noop!(reinstate(COUNTY), Error::<Test>::NotFound);
		assert_noop!(reinstate(3), Error::<Test>::NotSuspended);
		next_sessions(1);
		assert_ok!(suspend(3));
		assert_ok!(reinstate(3));
		System::assert_last_event(Event::Reinstated { who: 3, session: 1 }.into());
		assert!(disabled().is_empty());
		assert_eq!(member(3), Member { since: 1, suspension: None });
		assert_noop!(reinstate(3), Error::<Test>::NotSuspended);
	});
}

#[test]
fn no_more_than_a_third_is_disabled_and_the_next_takes_a_free_place() {
	on_four(|| {
		assert_ok!(suspend(1));
		assert_ok!(suspend(2));
		assert_eq!(disabled(), [1]);
		assert_ok!(reinstate(1));
		assert_eq!(disabled(), [2]);
	});
}

#[test]
fn a_session_ends_early_once() {
	on_four(|| {
		assert_ok!(end_session());
		System::assert_last_event(Event::SessionEndRequested.into());
		assert_noop!(end_session(), Error::<Test>::AlreadyEnding);
		next_blocks(1);
		assert_eq!(Session::current_index(), 1);
		assert_ok!(end_session());
		next_blocks(1);
		assert_eq!(Session::current_index(), 2);
		// The next one has its full length again.
		next_blocks(19);
		assert_eq!(Session::current_index(), 2);
		next_blocks(1);
		assert_eq!(Session::current_index(), 3);
	});
}

#[test]
fn who_is_no_validator_takes_keys_and_deposit_back() {
	on_four(|| {
		assert_noop!(withdraw_keys(COUNTY), Error::<Test>::KeysMissing);
		assert_ok!(set_keys(COUNTY, COUNTY));
		let reason = pallet_session::HoldReason::Keys.into();
		let held = || Balances::balance_on_hold(&reason, &COUNTY);
		assert_eq!(held(), KeyDeposit::get());
		assert_ok!(withdraw_keys(COUNTY));
		System::assert_last_event(Event::KeysWithdrawn { who: COUNTY }.into());
		assert_eq!(held(), 0);
		assert_noop!(withdraw_keys(COUNTY), Error::<Test>::KeysMissing);
		// The keys are free again.
		assert_ok!(set_keys(6, COUNTY));
	});
}

#[test]
fn a_validator_keeps_its_keys_until_it_acts_no_more() {
	on_four(|| {
		assert_noop!(withdraw_keys(1), Error::<Test>::StillValidator);
		join(COUNTY);
		assert_noop!(withdraw_keys(COUNTY), Error::<Test>::StillValidator);
		assert_ok!(remove(1));
		for _ in 0..2 {
			assert_noop!(withdraw_keys(1), Error::<Test>::StillValidator);
			next_sessions(1);
		}
		assert_eq!(active(), [2, 3, 4, COUNTY]);
		assert_ok!(withdraw_keys(1));
	});
}

#[test]
fn a_validator_cannot_leave_by_purging_its_keys() {
	on_four(|| {
		let purge = RuntimeCall::from(pallet_session::Call::purge_keys {});
		let refused: DispatchError = frame_system::Error::<Test>::CallFiltered.into();
		let signed = RuntimeOrigin::from(RawOrigin::Signed(1));
		assert_eq!(purge.dispatch(signed).unwrap_err().error, refused);
	});
}

#[test]
fn seats_tell_what_everyone_does_now_and_next() {
	on_four(|| {
		join(COUNTY);
		assert_ok!(suspend(2));
		assert_ok!(remove(1));
		next_sessions(1);
		let seats = Validators::seats();
		let of = |who| seats.iter().find(|seat| seat.who == who).unwrap().clone();
		assert_eq!((of(1).member, of(1).active, of(1).next), (false, true, false));
		assert!(of(2).disabled && of(2).suspension.is_some() && of(2).active);
		// Without it there would be three.
		assert!(of(2).next);
		assert_eq!((of(COUNTY).member, of(COUNTY).active, of(COUNTY).next), (true, false, true));
		assert_eq!(seats.len(), 5);
		assert_eq!(Validators::session(), (1, 20, 40));
	});
}
