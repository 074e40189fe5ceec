// SPDX-License-Identifier: Apache-2.0

//! Why the currency says no.

use frame_support::pallet_macros::*;

#[pallet_section]
mod errors {
	#[pallet::error]
	#[derive(PartialEq, Eq)]
	pub enum Error<T> {
		/// An amount of at least 1 won is needed.
		ZeroAmount,
		/// The account is not a key of a registered person. Register at a town hall.
		NotRegistered,
		/// The person is frozen. Ask the call centre.
		PersonFrozen,
		/// The person has died.
		PersonDeceased,
		/// There is no such shop, or it closed for good.
		MerchantNotFound,
		/// The shop is not approved, suspended, or its yearly check is overdue.
		MerchantNotOpen,
		/// Nobody pays themselves.
		SelfPayment,
		/// The issuer stopped the series for the time being.
		SeriesPaused,
		/// The series can be spent later.
		NotYetOpen,
		/// The series has ended.
		Expired,
		/// The shop lies outside the places of the series.
		PlaceNotAllowed,
		/// The shop's category is not among those of the series.
		CategoryNotAllowed,
		/// The shop sells more in a year than the series allows.
		SalesClassNotAllowed,
		/// This month's cap for the shop's category is used up. Pay less, or next month.
		CategoryCapReached,
		/// There is not enough money.
		InsufficientBalance,
		/// Too many limits are counted for this person this month. Next month the counters are gone.
		MaxUsageExceeded,
		/// The person holds lots of as many series as fit. Spending one up makes room.
		MaxLotsExceeded,
		/// The sum is larger than any number here can hold.
		Overflow,
		/// There is no such series.
		SeriesNotFound,
		/// There is no such receipt: fully refunded, or older than the refund window.
		ReceiptNotFound,
		/// The rules contradict each other, name places that do not exist, or do not fit the class.
		RulesUnsound,
		/// The shares of the funders must sum to one.
		SharesNotOne,
		/// A funder is named twice. Give it one share.
		DuplicateFunder,
		/// A change may not cut a promise short: the opening stays, the end may only move later, and the rest of bought money is
		/// given back no later than before.
		BackwardChange,
		/// A programme or an income opened the series, and only the opener gives from it.
		OpenedByOther,
		/// A series of a programme or an income lives 366 days at most.
		SeriesTooLong,
		/// What is left of a series of a programme or an income goes where its opener said.
		RestDiverted,
		/// Too soon: the delay or the grace is not over. Try again later.
		TooEarly,
		/// Too late: the window has closed.
		TooLate,
		/// No change of the series is announced for this moment.
		ChangeNotFound,
		/// As many changes are announced as can be. Call one off, or wait until the next holds.
		MaxChangesExceeded,
		/// It is so already.
		AlreadyInState,
		/// The account is not allowed to do this.
		NotAuthorized,
		/// Money of this class cannot be used this way.
		WrongClass,
		/// The series is not sold.
		NotForSale,
		/// The person's purchases this month would exceed the limit.
		PurchaseLimitExceeded,
		/// The person would hold more than the limit.
		HoldingLimitExceeded,
		/// The incentive now is less than the least the buyer accepts: its budget or the person's limit is used up.
		BelowMinimumIncentive,
		/// The budget of the series does not cover it. Its funders pay in with `fund`.
		BudgetExhausted,
		/// The series may not be given away.
		NotTransferable,
		/// The gift exceeds the limit at a time or in a month.
		GiftLimitExceeded,
		/// More than what is left of the receipt.
		ReceiptExceeded,
		/// Not enough is used yet to get the rest back.
		RefundThresholdNotMet,
		/// Nothing is left to sweep.
		NothingToSweep,
		/// The series still holds or owes money.
		SeriesNotEmpty,
		/// Nothing is latent that could be claimed now: no drop was open for the person, or there is no room for lots.
		NothingToClaim,
		/// No drop of the cohort is past the time in which it can be claimed.
		NothingToLapse,
		/// The cohort has as many open drops as it can. One must end or lapse first.
		MaxDropsExceeded,
		/// The person owes something to as many as one can.
		MaxDebtsExceeded,
		/// There is no such cohort.
		CohortNotFound,
		/// More of the payer's own plain won would be taken than was agreed. Ask for a quote again.
		MoreOfOwn,
		/// The payment is dead: the moment until which it was agreed is over. Ask for a quote again.
		PaymentExpired,
		/// The payment would live too long. Name an earlier moment.
		TooFarAhead,
		/// The shop was paid for this order already.
		OrderAlreadyPaid,
		/// Nothing was bought that can be undone: too long ago, or used in part. Ask for the rest with `refund_rest`.
		PurchaseNotFound,
		/// What the person has bought got incentives of as many series as can be remembered. Spend some of it first.
		MaxIncentivesExceeded,
		/// Payments are stopped for everybody for the time being. A quote says so; the call itself is refused before it gets
		/// here, as `System.CallFiltered`.
		PaymentsStopped,
	}
}
