// SPDX-License-Identifier: Apache-2.0

//! Why an asset says no.

use frame_support::pallet_macros::*;

#[pallet_section]
mod errors {
	#[pallet::error]
	#[derive(PartialEq, Eq)]
	pub enum Error<T> {
		/// There is no such asset: it was never proposed, or nothing is left of it.
		AssetNotFound,
		/// There is no such instrument.
		InstrumentNotFound,
		/// The asset is proposed or shared already.
		AlreadyExists,
		/// As many assets stand as fit.
		MaxAssetsExceeded,
		/// The account is not allowed to do this.
		NotAuthorized,
		/// No part of the value is sold.
		ShareUnsound,
		/// The works get nothing or all, are not paid in whole, too late, or could be stopped by nobody.
		WorksUnsound,
		/// A manager cannot serve for so long.
		TermUnsound,
		/// The terms of the instrument do not keep the account from buying.
		MayBuy,
		/// The experts are not three, or one of them is the owner or the manager.
		ExpertsUnsound,
		/// Not at this stage of the asset.
		WrongStatus,
		/// Too early: the quarter of the report has not begun.
		TooEarly,
		/// Too late: the time is over, and anyone can say what follows.
		TooLate,
		/// It was said already.
		AlreadySaid,
		/// An asset without value cannot be shared.
		ZeroValue,
		/// All units together would cost more than the part of the lower value that is sold.
		PriceTooHigh,
		/// Investors would read another document than the appraisers did.
		WrongDocument,
		/// Nothing has happened, and no time is over.
		NothingToDo,
		/// A manager serves, whose term is not over.
		ManagerServes,
		/// The payee of the works has died, closed for good, or was dismissed.
		PayeeGone,
		/// The account has less won.
		InsufficientBalance,
		/// The appraisers are asked, or what they said still holds.
		ValuationRuns,
		/// The owner runs the asset, or the term of the manager is over: there is nobody to challenge.
		NobodyServes,
		/// Holders sign or vote about the manager already.
		ChallengeRuns,
		/// Holders voted about a manager lately, who stayed.
		ChallengedLately,
		/// The account is the owner, or the terms of the instrument keep it from buying, as experts and managers.
		HasRole,
		/// Holders sign or vote about a hand-over already.
		HandOverRuns,
		/// Holders refused a hand-over to this association lately.
		RefusedLately,
		/// The account is not a key of anyone.
		NotRegistered,
		/// The person is frozen. Ask the call centre.
		PersonFrozen,
		/// The person has died.
		PersonDeceased,
		/// The person does not live in the regions of the instrument.
		NotResident,
		/// The document is the owner's, or that of an idea that was handed in.
		IdeaExists,
		/// No idea has this document: none ever had it, or one had it that lost its place.
		IdeaNotFound,
		/// The person is behind an idea for this asset already, as the author or as a supporter.
		StandsBehindOne,
		/// The idea has as many supporters as it needs.
		EnoughSupport,
		/// There are as many ideas as fit, and none of them can lose its place yet.
		MaxIdeasExceeded,
		/// An idea of the person for this asset lost its place. The person can support another one.
		LostPlace,
		/// The appraisers have not said lately what the asset is worth. A holder of units, the owner or the manager asks them.
		NotValued,
		/// The appraisers say that all units are worth more.
		PriceTooLow,
		/// Holders vote about an offer for all units already.
		PurchaseRuns,
		/// Holders refused an offer for all units lately, and this one is not 5 % higher.
		PurchaseRefusedLately,
	}
}
