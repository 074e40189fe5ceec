// SPDX-License-Identifier: Apache-2.0

//! Proven double votes.

use sp_staking::offence::{OffenceError, ReportOffence};

use super::*;
use crate::SuspendReported;

type Desk = SuspendReported<Test, Records>;

fn report(who: AccountId, round: u64, session: SessionIndex) -> Result<(), OffenceError> {
	Desk::report_offence(vec![STRANGER], DoubleVote { who, round, session })
}

fn is_known(who: AccountId, round: u64) -> bool {
	<Desk as ReportOffence<_, _, DoubleVote>>::is_known_offence(&[(who, ())], &round)
}

#[test]
fn who_votes_twice_is_suspended_and_disabled_in_the_same_session() {
	on_four(|| {
		next_sessions(1);
		assert!(!is_known(2, 7));
		assert_eq!(report(2, 7, 1), Ok(()));
		assert_eq!(disabled(), [2]);
		let suspension = Suspension { cause: Cause::Equivocation, session: 1 };
		assert_eq!(member(2).suspension, Some(suspension));
		let event = Event::Suspended { who: 2, cause: Cause::Equivocation, session: 1 };
		assert!(events().contains(&event));
		assert_eq!(Session::current_index(), 1);
	});
}

#[test]
fn one_report_is_kept_however_often_it_votes_twice() {
	on_four(|| {
		assert_eq!(report(2, 1, 0), Ok(()));
		for round in 1..100 {
			assert!(is_known(2, round));
			assert_eq!(report(2, round, 0), Err(OffenceError::DuplicateReport));
		}
		assert_eq!(Records::count(), 1);
	});
}

#[test]
fn a_double_vote_of_an_earlier_session_counts() {
	on_four(|| {
		next_sessions(2);
		assert_eq!(report(2, 7, 0), Ok(()));
		assert_eq!(disabled(), [2]);
	});
}

#[test]
fn what_was_before_a_reinstatement_is_forgiven_and_what_comes_after_is_not() {
	on_four(|| {
		assert_eq!(report(2, 1, 0), Ok(()));
		next_sessions(1);
		assert_ok!(reinstate(2));
		assert_eq!(report(2, 2, 0), Err(OffenceError::DuplicateReport));
		assert_eq!(member(2).suspension, None);
		// The same round once more, and a new one in the session of the reinstatement.
		assert_eq!(report(2, 1, 1), Err(OffenceError::DuplicateReport));
		assert_eq!(report(2, 3, 1), Ok(()));
		assert_eq!(disabled(), [2]);
		assert_eq!(Records::count(), 2);
	});
}

#[test]
fn who_was_removed_is_disabled_while_it_acts_and_fills_no_records_after() {
	on_four(|| {
		join(COUNTY);
		next_sessions(2);
		assert_ok!(remove(1));
		assert_eq!(report(1, 5, 2), Ok(()));
		assert_eq!(disabled(), [1]);
		assert_eq!(report(1, 6, 2), Err(OffenceError::DuplicateReport));
		next_sessions(2);
		assert_eq!(active(), [2, 3, 4, COUNTY]);
		for round in 10..20 {
			assert!(is_known(1, round));
			assert_eq!(report(1, round, 2), Err(OffenceError::DuplicateReport));
		}
		assert_eq!(Records::count(), 1);
	});
}

#[test]
fn a_report_about_one_suspended_by_decision_changes_nothing() {
	on_four(|| {
		assert_ok!(suspend(2));
		assert_eq!(report(2, 1, 0), Err(OffenceError::DuplicateReport));
		assert_eq!(member(2).suspension.unwrap().cause, Cause::Decision);
	});
}
