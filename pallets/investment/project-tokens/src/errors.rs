// SPDX-License-Identifier: Apache-2.0

//! Why a project says no.

use frame_support::pallet_macros::*;

#[pallet_section]
mod errors {
	#[pallet::error]
	#[derive(PartialEq, Eq)]
	pub enum Error<T> {
		/// There is no such project: it was never proposed, or nothing is left of it.
		ProjectNotFound,
		/// There is no such instrument.
		InstrumentNotFound,
		/// The project is proposed or funded already, or residents refused it and its rest is not over.
		AlreadyExists,
		/// As many projects stand as fit.
		MaxProjectsExceeded,
		/// The account is not allowed to do this.
		NotAuthorized,
		/// The project asks for no money.
		NothingAsked,
		/// The milestones pay not all or too much at once, are too near to one another or too late, or the grace is too long.
		MilestonesUnsound,
		/// The founder promises no reports, or for too long.
		PromiseUnsound,
		/// The payee has died, closed for good, or was dismissed.
		PayeeGone,
		/// Not at this stage of the project.
		WrongStatus,
		/// Too early: the quarter of the report has not begun.
		TooEarly,
		/// Too late: the time is over, and anyone can say what follows.
		TooLate,
		/// All units together would cost more than residents approved.
		PriceTooHigh,
		/// Investors would read another document than residents did.
		WrongDocument,
		/// Nothing has happened, and no time is over.
		NothingToDo,
		/// The founder has less plain won than the bond asks for, or no won more on an account that is nobody's key.
		InsufficientBalance,
		/// The terms of the instrument keep units for the founder, who would share in what comes back to those who paid.
		FounderKeepsUnits,
	}
}
