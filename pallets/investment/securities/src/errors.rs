// SPDX-License-Identifier: Apache-2.0

//! Why securities say no.

use frame_support::pallet_macros::*;

#[pallet_section]
mod errors {
	#[pallet::error]
	#[derive(PartialEq, Eq)]
	pub enum Error<T> {
		/// The rules of the instrument or of the law do not allow it, for this reason.
		Refused(Reason),
		/// There is no such instrument: the number was never given, or the instrument was retired.
		InstrumentNotFound,
		/// As many instruments stand as fit.
		MaxInstrumentsExceeded,
		/// No region is named, or one that does not exist, or residents are to have come before the moment 0.
		RegionsUnsound,
		/// There cannot be so many units, or a part of them is more than all.
		UnitsOutOfRange,
		/// No class of investors may hold.
		ClassesMissing,
		/// The related holders are not in order, or one of them stands there twice.
		RelatedUnsound,
		/// The issuer is neither a person nor an institution that an office attested.
		IssuerUnknown,
		/// Units of the instrument or of the holder are left, or pledges whose money nobody fetched.
		UnitsLeft,
		/// No unit is nothing to do.
		ZeroUnits,
		/// There is no such person.
		NotRegistered,
		/// The account is a key of a person, or was one lately: attest the person.
		AccountOfPerson,
		/// Who lives here is known by the registry: an office attests Korea or abroad.
		SeatUnsound,
		/// The end lies in the past, or further ahead than it can.
		EndOutOfRange,
		/// Nothing was attested of this holder.
		CredentialNotFound,
		/// Too early: others may still ask about it.
		TooEarly,
		/// Too late: it has ended already.
		TooLate,
		/// The holder has no unit of this instrument.
		PositionNotFound,
		/// It is so already.
		AlreadyInState,
		/// There is no such number.
		Overflow,
		/// There is no such sale: the number was never given, or nothing is left of the sale.
		SaleNotFound,
		/// A sale of the instrument runs.
		SaleRuns,
		/// The sale is not open: it has closed, or was stopped.
		SaleNotOpen,
		/// The sale is not decided, or nobody took the money in time.
		SaleNotDecided,
		/// Nothing was sold, or not yet.
		SaleNotSold,
		/// No price and no named taker, no won, or more than an instrument can receive.
		PriceUnsound,
		/// A ticket or a cap of nothing, one beyond another, or a soft cap that is too low.
		CapsUnsound,
		/// A moment that is over, out of order, too near or too far.
		WindowUnsound,
		/// The sale, or the pledge, was changed as often as it can be.
		MaxChangesExceeded,
		/// Too little is pledged for an early close.
		SoftCapMissed,
		/// Pledgers can still confirm.
		ConfirmationRuns,
		/// The account is not allowed to do this.
		NotAuthorized,
		/// The parts are not what was taken.
		PayeesMismatch,
		/// The holder has no pledge in this sale.
		PledgeNotFound,
		/// The pledge was not confirmed in time, or the pledger's credential was revoked. Its money can be fetched.
		PledgeReleased,
		/// There are not so many units.
		NotEnoughUnits,
		/// Nothing is there that could go back: the pledge buys units.
		NothingToReturn,
		/// The account has less won.
		InsufficientBalance,
		/// Units of a reward or a gift earn nothing, and have no market.
		EarnsNothing,
		/// No won is left for holders.
		ZeroAmount,
		/// As many dividends are announced as can be.
		MaxAnnouncedExceeded,
		/// Less than a won is due, and nothing was sold.
		NothingDue,
		/// The instrument was halted lately, and rests from it.
		AlreadyHalted,
		/// The instrument is not halted.
		NotHalted,
		/// The same office froze units of this holder within the year.
		AlreadyFrozen,
		/// The units are not frozen.
		NotFrozen,
		/// There is no such forced transfer: the number was never given, or it is executed, withdrawn or over.
		TransferNotFound,
		/// The office has proposed as many forced transfers as it can at a time.
		MaxTransfersExceeded,
		/// Another office than the proposing one must confirm it.
		SameOffice,
		/// No other office has confirmed it.
		NotConfirmed,
		/// Nothing is known of what this holder has and put in.
		BookNotFound,
		/// There is no such offer: the number was never given, or nothing is left of the offer.
		OfferNotFound,
		/// The units of the instrument are redeemed: nobody acquires them, and they earn nothing more.
		RedemptionRuns,
		/// What is behind the instrument is worth more.
		PriceTooLow,
		/// The market fee is higher than it can be.
		FeeTooHigh,
		/// Only a person buys Chungnam Pay: an institution takes its won.
		NotAPerson,
		/// Less won is due than is to buy.
		MoreThanDue,
		/// A rate of a tax is higher than it can be, or is rounded to steps of nothing.
		RateUnsound,
		/// Taxes go to an institution that an office attested.
		OfficeUnknown,
		/// Taxes go to this institution: name another one before.
		OfficeNamed,
	}
}
