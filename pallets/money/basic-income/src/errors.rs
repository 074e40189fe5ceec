// SPDX-License-Identifier: Apache-2.0

//! Why an income says no.

use frame_support::pallet_macros::*;

#[pallet_section]
mod errors {
	#[pallet::error]
	#[derive(PartialEq, Eq)]
	pub enum Error<T> {
		/// An amount of at least 1 won is needed.
		ZeroAmount,
		/// The sum is larger than any number here can hold.
		Overflow,
		/// There is no such income.
		IncomeNotFound,
		/// The income was stopped.
		Stopped,
		/// The income still runs. Stop it first.
		NotStopped,
		/// The terms contradict each other.
		TermsUnsound,
		/// An income needs tiers, each with homes in its region, and no home in two places.
		TiersUnsound,
		/// Too soon: the delay, the check or the wait is not over. Try again later.
		TooEarly,
		/// Too late: the month or the day is over.
		TooLate,
		/// No change of the terms is announced for this month.
		ChangeNotFound,
		/// As many changes are announced as can be. Call one off, or wait until the next holds.
		MaxChangesExceeded,
		/// It is so already.
		AlreadyInState,
		/// The account does not have so much.
		InsufficientBalance,
		/// The pool does not give the least amount a head, or between pay days not the full amount. Pay in with `fund`; an
		/// issuer may open the period short.
		BelowMinimum,
		/// No attester said yet that eligibility was checked for this month.
		NotConfirmed,
		/// Nobody is there to be paid.
		NobodyEnrolled,
		/// No period waits.
		NotWaiting,
		/// A period is due and opens within a few blocks. Try again after it, so that nobody misses it.
		PeriodDue,
		/// The pool does not cover the arrears. Anyone pays in with `fund`; what series did not give comes back to the pool
		/// of a stopped income, and two years after its last series people get what there is.
		BudgetExhausted,
		/// There is no such person.
		NotRegistered,
		/// The person has died.
		PersonDeceased,
		/// The person lives where this income does not pay.
		HomeNotCovered,
		/// The person is in already.
		AlreadyEnrolled,
		/// The person is not in.
		NotEnrolled,
		/// The person is shut out for the time being.
		Banned,
		/// A check or a suspension of the person must be decided first.
		CaseOpen,
		/// No check of the person is under way.
		NotChecking,
		/// The person is not suspended.
		NotSuspended,
		/// Nothing is to be decided about the person.
		CaseNotFound,
		/// The person stands where they belong.
		NothingToRefresh,
		/// The terms do not allow this multiple.
		SanctionOutOfRange,
		/// The person owes nothing and is not shut out.
		NothingToForgive,
		/// Checks, suspensions or bans are left, or arrears of months that waited. Decide them, `refresh` the people, or `prune`
		/// the bans.
		CasesLeft,
		/// People are still enrolled.
		MembersLeft,
		/// Won is left in the pool. `close` returns it.
		PoolNotEmpty,
		/// The pool is empty.
		NothingToReturn,
		/// No ban is left.
		NothingToPrune,
	}
}
