// SPDX-License-Identifier: Apache-2.0

//! Why a programme says no.

use frame_support::pallet_macros::*;

#[pallet_section]
mod errors {
	#[pallet::error]
	#[derive(PartialEq, Eq)]
	pub enum Error<T> {
		/// There is no such programme, or it was cleared away.
		ProgrammeNotFound,
		/// There is no such cohort.
		CohortNotFound,
		/// The programme has no such beacon.
		BeaconNotFound,
		/// No drop of that day was opened, or it is too long ago.
		OpeningNotFound,
		/// No change of the terms is announced for this day.
		ChangeNotFound,
		/// As many changes are announced as can be. Call one off, or open the drops that are late and try again.
		MaxChangesExceeded,
		/// The person has claimed nothing of this programme.
		ClaimNotFound,
		/// There is no such receipt: fully refunded, or older than the refund window.
		ReceiptNotFound,
		/// The plan contradicts itself, gives nothing, or names places that do not exist.
		PlanUnsound,
		/// Claims would stay open so long that their series would live for more than 366 days: its days count from the last
		/// claim.
		WindowTooLong,
		/// Programmes of this kind do not have this.
		WrongKind,
		/// The cohort is of a region that does not issue by these rules, or other regions would issue than before.
		WrongIssuers,
		/// All numbers are given.
		WrongNumber,
		/// Nobody is in the cohort yet. The drop waits until somebody is, or until the next is due.
		NobodyEnrolled,
		/// An amount of at least 1 won is needed.
		ZeroAmount,
		/// The sum is larger than any number here can hold.
		Overflow,
		/// The budget does not cover it. Anyone pays in with `fund`.
		BudgetExhausted,
		/// The account does not have so much.
		InsufficientBalance,
		/// Too soon: it is not due, not open, or a delay is not over.
		TooEarly,
		/// Too late: it has closed, was stopped, or holds already.
		TooLate,
		/// It is not open: the programme waits for its budget, or for its day to be gone through.
		NotOpen,
		/// It is so already.
		AlreadyInState,
		/// The cohort has as many programmes as it can have.
		MaxProgrammesExceeded,
		/// The programme has as many beacons as it can have.
		MaxBeaconsExceeded,
		/// As many people as the plan says have claimed.
		MaxClaimsExceeded,
		/// More people than the plan says would be given the drop later.
		MaxArrearsExceeded,
		/// The account is not a key of a registered person. Register at a town hall.
		NotRegistered,
		/// The person is frozen. Ask the call centre.
		PersonFrozen,
		/// The person has died.
		PersonDeceased,
		/// The programme is for visitors, and the person lives here.
		NotVisitor,
		/// The person, or this entry of the list, has claimed it.
		AlreadyClaimed,
		/// The person was in the cohort when the drop was opened, and has it.
		AlreadyEnrolled,
		/// The person was given this drop later, or is named twice.
		AlreadyGranted,
		/// The programme asks for another number of sights.
		WrongSights,
		/// Two sights must be of different beacons with different keys.
		SameBeacon,
		/// The beacon is switched off.
		BeaconNotActive,
		/// The beacon has seen as many visitors in this time slot as it may.
		MaxVisitorsExceeded,
		/// The sight is of another time slot than the current or the last one. Be seen again.
		StaleSight,
		/// The beacon did not sign this: another programme, chain, slot, beacon or pass, or another key.
		SignatureInvalid,
		/// A receipt is named twice.
		SameReceipt,
		/// The receipt is someone else's.
		ForeignReceipt,
		/// Something was paid back by the receipt already.
		ReceiptPledged,
		/// The payment is of another time.
		ReceiptOutsideWindow,
		/// Payments in this shop do not count: another place, another trade, or closed for good.
		ShopNotAllowed,
		/// Less was spent than must be.
		BelowMinimum,
		/// What can be had for the months of these payments is used up.
		MonthUsedUp,
		/// Part of the payback was spent already. A refund takes its share all the same.
		PaybackSpent,
		/// The entry does not stand in the list.
		ProofInvalid,
		/// Nothing is left to clear away.
		NothingToPrune,
		/// The account is not a key of a guardian who may claim for the ward.
		NotAuthorized,
	}
}
