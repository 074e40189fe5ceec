// SPDX-License-Identifier: Apache-2.0

//! Why a round says no.

use frame_support::pallet_macros::*;

#[pallet_section]
mod errors {
	#[pallet::error]
	#[derive(PartialEq, Eq)]
	pub enum Error<T> {
		/// There is no such round: the number was never given, or nothing is left of it.
		RoundNotFound,
		/// There is no such idea: the number was never given, or the idea lapsed or went into another one.
		IdeaNotFound,
		/// Nothing is offered for this option.
		AwardNotFound,
		/// The round does not do this yet.
		TooEarly,
		/// Too late: the time is over, and the next blocks do what follows.
		TooLate,
		/// The account is not allowed to do this.
		NotAuthorized,
		/// The account is not a key of anyone.
		NotRegistered,
		/// The person is frozen. Ask the call centre.
		PersonFrozen,
		/// The person has died.
		PersonDeceased,
		/// The person is not on the roll of the round's residents.
		NotCounted,
		/// The region is not one of the province.
		RegionNotFound,
		/// A round needs headings, each with money, and not with more than can be counted.
		HeadingsMissing,
		/// The least cost, the most cost, the sponsors or the share of a part are out of range.
		CostsOutOfRange,
		/// The weights of the classes do not sum to one, or a class stands twice or cannot vote here.
		ClassesUnsound,
		/// The question is not one about a list.
		QuestionUnsound,
		/// The rule does not look at costs and budgets.
		RuleUnsound,
		/// A window is empty or longer than any can be.
		WindowsUnsound,
		/// The payments of a project do not sum to one, come too late, or could be stopped by nobody.
		TermsUnsound,
		/// There is no such payee: it has died, closed for good, or was dismissed.
		PayeeGone,
		/// The payee is frozen or suspended. Nothing is lost meanwhile.
		PayeeStopped,
		/// There are as many rounds as there can be. A round that is over can be swept.
		MaxRoundsExceeded,
		/// There is not enough money.
		InsufficientBalance,
		/// A number is used up.
		Overflow,
		/// The place does not lie where the round is for.
		WrongZone,
		/// An idea of this heading cannot cost that.
		CostOutOfRange,
		/// The person has an idea in this heading.
		AlreadyProposed,
		/// There are as many ideas as there can be. One without sponsors can be taken off after its time.
		MaxIdeasExceeded,
		/// As many ideas have enough sponsors as a list has options.
		MaxQualifiedExceeded,
		/// The person sponsors this idea.
		AlreadySponsored,
		/// The person sponsors as many ideas as one can.
		MaxSponsoringExceeded,
		/// The idea has enough sponsors.
		HasSponsors,
		/// The idea does not have enough sponsors.
		NotQualified,
		/// An idea is merged into another one of the same heading.
		MergeUnsound,
		/// The proposer of the idea does not offer this.
		OfferMismatch,
		/// The office has said what it thinks.
		AlreadyJudged,
		/// A reason is needed.
		ReasonMissing,
		/// The office did not say that it cannot be done.
		NotUnfeasible,
		/// There was an appeal. There is one.
		AlreadyAppealed,
		/// Nobody appealed, or the appeal is decided.
		NotAppealed,
		/// Nothing is to be swept.
		NothingToSweep,
	}
}
