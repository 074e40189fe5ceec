// SPDX-License-Identifier: Apache-2.0

#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]
#![cfg_attr(test, allow(clippy::restriction))]

extern crate alloc;

pub use pallet::*;
pub use types::*;
pub use weights::WeightInfo;

#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
mod errors;
mod events;
mod functions;
mod impl_on_ballot;
mod impl_on_due;
mod impl_on_escrow;
#[cfg(test)]
mod mock;
#[cfg(test)]
mod tests;
#[cfg(any(feature = "std", feature = "try-runtime"))]
mod try_state;
mod types;
mod views;
pub use views::{RoundView, MAX_LISTED};
pub mod weights;

use frame_support::pallet_macros::*;

// The macros write these; by hand they stay forbidden.
#[allow(clippy::as_conversions, clippy::expect_used)]
#[import_section(errors::errors)]
#[import_section(events::events)]
#[frame_support::pallet]
pub mod pallet {
	use alloc::{boxed::Box, vec::Vec};
	use chungnam_frame_kit::{Institutions, MandateExt, WonExt};
	use chungnam_ports::{Agenda, Ballots, Electors, Escrow, Payee, Payees, People};
	use chungnam_primitives::{
		BallotId, EnvelopeId, IdeaId, PersonId, RegionId, RoundId, Scope, Won, ZoneId,
	};
	use frame_support::{pallet_prelude::*, traits::UnixTime, PalletId};
	use frame_system::pallet_prelude::*;
	use sp_core::H256;

	use super::*;

	/// [`Round`] over the accounts of this chain.
	pub type RoundOf<T> = Round<<T as frame_system::Config>::AccountId>;
	/// [`RoundPlan`] over the accounts of this chain.
	pub type PlanOf<T> = RoundPlan<<T as frame_system::Config>::AccountId>;
	/// [`Idea`] over the accounts of this chain.
	pub type IdeaOf<T> = Idea<<T as frame_system::Config>::AccountId>;
	/// [`Judgement`] over the accounts of this chain.
	pub type JudgementOf<T> = Judgement<<T as frame_system::Config>::AccountId>;
	/// [`Payee`] over the accounts of this chain.
	pub type PayeeOf<T> = Payee<<T as frame_system::Config>::AccountId>;

	#[pallet::config]
	pub trait Config: frame_system::Config {
		/// Plain won. Its existential deposit must be 1: an account that does not exist yet must be able to get any part.
		type Won: WonExt<Self::AccountId>;
		/// Institutions, by what they were appointed to. `None` stands for the governing origin.
		type MandateOrigin: Institutions<Self::RuntimeOrigin, Self::AccountId>;
		/// Decides about appeals.
		type CommitteeOrigin: EnsureOrigin<Self::RuntimeOrigin>;
		/// Pays for rounds that the governing origin opens. An account that somebody else holds could be emptied.
		#[pallet::constant]
		type Budget: Get<Self::AccountId>;
		/// The people behind the accounts.
		type People: People<Self::AccountId>;
		/// The rolls.
		type Electors: Electors<Self::AccountId>;
		/// Who is behind a payee.
		type Payees: Payees<Self::AccountId>;
		/// On which residents choose. What becomes final there must come back by [`OnBallot`](chungnam_ports::OnBallot).
		type Ballots: Ballots;
		/// In which winners' money waits. What happens there must come back by [`OnEscrow`](chungnam_ports::OnEscrow).
		type Escrow: Escrow<Self::AccountId>;
		/// What is due when. What this pallet sets there comes back to it by [`OnDue`](chungnam_ports::OnDue).
		type Agenda: Agenda;
		/// The clock. Promises are kept by the clock and never by block numbers.
		type Time: UnixTime;
		/// The pots derive from it. Never changes after genesis, or their won is lost sight of.
		#[pallet::constant]
		type PalletId: Get<PalletId>;
		/// Weights of the calls and hooks, generated on the runtime.
		type WeightInfo: WeightInfo;
	}

	#[pallet::pallet]
	pub struct Pallet<T>(_);

	/// The number of the next round.
	#[pallet::storage]
	pub type NextRound<T> = StorageValue<_, RoundId, ValueQuery>;

	/// How many rounds of a region, or of the province under 0, are not swept: at most [`MAX_ROUNDS_OF_A_REGION`] and
	/// [`MAX_ROUNDS_OF_THE_PROVINCE`]. Paid for by the funder of the rounds; deleted with the last of them.
	#[pallet::storage]
	pub type RoundsOf<T> = StorageMap<_, Twox64Concat, RegionId, u8, ValueQuery>;

	/// Rounds that are not swept. Bounded by [`RoundsOf`]; paid for by the funder; deleted by the last step of
	/// [`Call::sweep_round`].
	#[pallet::storage]
	pub type Rounds<T: Config> = StorageMap<_, Twox64Concat, RoundId, RoundOf<T>>;

	/// What was agreed when each round was opened. Lives and goes with the round.
	#[pallet::storage]
	pub type Plans<T: Config> = StorageMap<_, Twox64Concat, RoundId, PlanOf<T>>;

	/// The ideas of each round by number. Lives and goes with the round.
	#[pallet::storage]
	pub type Registers<T> = StorageMap<_, Twox64Concat, RoundId, Register, ValueQuery>;

	/// Ideas, at most [`MAX_IDEAS`] of a round. The proposer pays with the vote quota; deleted when the idea lapses or is
	/// merged, and by [`Call::sweep_round`].
	#[pallet::storage]
	pub type Ideas<T: Config> =
		StorageDoubleMap<_, Twox64Concat, RoundId, Twox64Concat, IdeaId, IdeaOf<T>>;

	/// The idea of a person in a heading: one. Lives and goes with the idea.
	#[pallet::storage]
	pub type Proposed<T> =
		StorageDoubleMap<_, Twox64Concat, RoundId, Twox64Concat, (PersonId, u8), IdeaId>;

	/// The ideas that a person sponsors in a round, at most [`MAX_SPONSORING`]. The person pays with the vote quota;
	/// numbers of ideas that are gone go with the person's next one, the rest by [`Call::sweep_round`].
	#[pallet::storage]
	pub type Sponsoring<T> = StorageDoubleMap<
		_,
		Twox64Concat,
		RoundId,
		Twox64Concat,
		PersonId,
		BoundedVec<IdeaId, ConstU32<MAX_SPONSORING>>,
		ValueQuery,
	>;

	/// The list of each round, at most [`MAX_QUALIFIED`] options. Lives from the end of appeals on, and goes with the round.
	#[pallet::storage]
	pub type Lists<T> = StorageMap<
		_,
		Twox64Concat,
		RoundId,
		BoundedVec<Listed, ConstU32<MAX_QUALIFIED>>,
		ValueQuery,
	>;

	/// What the ballot of each round said. Deleted when all is awarded and what is left went back.
	#[pallet::storage]
	pub type Counts<T> = StorageMap<_, Twox64Concat, RoundId, Count>;

	/// Money offered to payees, by the number of the option. Deleted when the payee accepts, or when the award lapses.
	#[pallet::storage]
	pub type Awards<T> = StorageDoubleMap<_, Twox64Concat, RoundId, Twox64Concat, u8, Award>;

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[pallet::call(weight = <T as Config>::WeightInfo)]
	impl<T: Config> Pallet<T> {
		/// Opens a round. All of its money moves in now: from the office that opens it, or from the budget where the governing
		/// origin does.
		///
		/// Origin: an office with the scope Budget for the region, or for all of them. Emits [`Event::Opened`].
		/// Errors: `RegionNotFound`, `HeadingsMissing`, `CostsOutOfRange`, `ClassesUnsound`, `QuestionUnsound`, `RuleUnsound`,
		/// `WindowsUnsound`, `TermsUnsound`, `PayeeGone`, `MaxRoundsExceeded`, `Overflow`, `InsufficientBalance`.
		#[pallet::call_index(0)]
		pub fn open_round(origin: OriginFor<T>, plan: Box<PlanOf<T>>) -> DispatchResult {
			let by = T::MandateOrigin::ensure_over(origin, Scope::Budget, plan.regions())?;
			Self::do_open_round(by.unwrap_or_else(T::Budget::get), *plan)
		}

		/// Hands in an idea: the hash of its text, its heading, where it is and what it costs.
		///
		/// Origin: a resident, one idea in a heading. Emits [`Event::IdeaProposed`].
		/// Errors: `RoundNotFound`, `TooLate`, `NotRegistered`, `PersonFrozen`, `PersonDeceased`, `NotCounted`, `WrongZone`,
		/// `CostOutOfRange`, `AlreadyProposed`, `MaxIdeasExceeded`, `Overflow`.
		#[pallet::call_index(1)]
		pub fn propose_idea(
			origin: OriginFor<T>,
			round: RoundId,
			heading: u8,
			zone: ZoneId,
			cost: u64,
			text: H256,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_propose_idea(&who, round, NewIdea { heading, zone, cost, text })
		}

		/// Sponsors an idea.
		///
		/// Origin: a resident, an idea once. Emits [`Event::IdeaSponsored`].
		/// Errors: `RoundNotFound`, `IdeaNotFound`, `TooLate`, `NotRegistered`, `PersonFrozen`, `PersonDeceased`, `NotCounted`,
		/// `AlreadySponsored`, `MaxSponsoringExceeded`, `MaxQualifiedExceeded`.
		#[pallet::call_index(2)]
		pub fn sponsor(origin: OriginFor<T>, round: RoundId, idea: IdeaId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_sponsor(&who, round, idea)
		}

		/// Takes off an idea that did not find its sponsors in its time. Free of charge.
		///
		/// Origin: anyone. Emits [`Event::IdeaLapsed`].
		/// Errors: `RoundNotFound`, `IdeaNotFound`, `HasSponsors`, `TooEarly`, `TooLate`.
		#[pallet::call_index(3)]
		pub fn lapse_idea(
			origin: OriginFor<T>,
			round: RoundId,
			idea: IdeaId,
		) -> DispatchResultWithPostInfo {
			ensure_signed(origin)?;
			Self::do_lapse_idea(round, idea)
		}

		/// Offers to merge an idea into that of somebody else, or takes the offer back.
		///
		/// Origin: the proposer of the idea. Emits [`Event::MergeOffered`].
		/// Errors: `RoundNotFound`, `IdeaNotFound`, `TooEarly`, `TooLate`, `NotRegistered`, `PersonFrozen`, `PersonDeceased`,
		/// `NotAuthorized`, `NotQualified`, `MergeUnsound`, `CostOutOfRange`.
		#[pallet::call_index(4)]
		pub fn offer_merge(
			origin: OriginFor<T>,
			round: RoundId,
			idea: IdeaId,
			offer: Option<MergeOffer>,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_offer_merge(&who, round, idea, offer)
		}

		/// Agrees to an offer: the idea goes into the own one, which has the larger number of sponsors from then on.
		///
		/// Origin: the proposer of the idea that stays. Emits [`Event::IdeasMerged`].
		/// Errors: `RoundNotFound`, `IdeaNotFound`, `TooEarly`, `TooLate`, `NotRegistered`, `PersonFrozen`, `PersonDeceased`,
		/// `NotAuthorized`, `OfferMismatch`.
		#[pallet::call_index(5)]
		pub fn accept_merge(
			origin: OriginFor<T>,
			round: RoundId,
			idea: IdeaId,
			offer: MergeOffer,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_accept_merge(&who, round, idea, offer)
		}

		/// Says whether an idea can be done, and why.
		///
		/// Origin: an office with the scope Budget for the round's regions. Emits [`Event::IdeaJudged`].
		/// Errors: `RoundNotFound`, `IdeaNotFound`, `TooEarly`, `TooLate`, `NotQualified`, `AlreadyJudged`, `ReasonMissing`,
		/// `CostOutOfRange`, `PayeeGone`.
		#[pallet::call_index(6)]
		pub fn judge_idea(
			origin: OriginFor<T>,
			round: RoundId,
			idea: IdeaId,
			judgement: JudgementOf<T>,
		) -> DispatchResult {
			let plan = Self::plan_of(round)?;
			let by = T::MandateOrigin::ensure_over(origin, Scope::Budget, plan.regions())?;
			Self::do_judge_idea(by, &plan, round, idea, judgement)
		}

		/// Appeals against the judgement that an idea cannot be done, with the hash of the reason. Once.
		///
		/// Origin: the proposer of the idea. Emits [`Event::Appealed`].
		/// Errors: `RoundNotFound`, `IdeaNotFound`, `TooEarly`, `TooLate`, `NotRegistered`, `PersonFrozen`, `PersonDeceased`,
		/// `NotAuthorized`, `NotUnfeasible`, `AlreadyAppealed`, `ReasonMissing`.
		#[pallet::call_index(7)]
		pub fn appeal(
			origin: OriginFor<T>,
			round: RoundId,
			idea: IdeaId,
			reason: H256,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_appeal(&who, round, idea, reason)
		}

		/// Decides about an appeal, with the hash of the reason.
		///
		/// Origin: the committee. Emits [`Event::AppealDecided`].
		/// Errors: `RoundNotFound`, `IdeaNotFound`, `TooEarly`, `TooLate`, `NotAppealed`, `ReasonMissing`.
		#[pallet::call_index(8)]
		pub fn decide_appeal(
			origin: OriginFor<T>,
			round: RoundId,
			idea: IdeaId,
			is_feasible: bool,
			reason: H256,
		) -> DispatchResult {
			T::CommitteeOrigin::ensure_origin(origin)?;
			Self::do_decide_appeal(round, idea, is_feasible, reason)
		}

		/// Accepts what is offered to a winner: the money moves into an envelope.
		///
		/// Origin: the payee. Emits [`Event::AwardAccepted`].
		/// Errors: `RoundNotFound`, `AwardNotFound`, `TooEarly`, `TooLate`, `PayeeGone`, `PayeeStopped`, `NotAuthorized`, and
		/// the escrow's own.
		#[pallet::call_index(9)]
		pub fn accept_award(origin: OriginFor<T>, round: RoundId, option: u8) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_accept_award(&who, round, option)
		}

		/// Proposes another payee for a project whose envelope is under way. Both payees must agree.
		///
		/// Origin: an office with the scope Budget for the round's regions. Emits [`Event::PayeeProposed`].
		/// Errors: `RoundNotFound`, and the escrow's own.
		#[pallet::call_index(10)]
		pub fn replace_payee(
			origin: OriginFor<T>,
			round: RoundId,
			envelope: EnvelopeId,
			payee: PayeeOf<T>,
		) -> DispatchResult {
			let plan = Self::plan_of(round)?;
			T::MandateOrigin::ensure_over(origin, Scope::Budget, plan.regions())?;
			Self::do_replace_payee(round, envelope, payee)
		}

		/// Removes up to `limit` entries of a round that is over, at most [`MAX_SWEPT`], and the round with the last of them.
		/// Free of charge when there were as many, or when the round is gone.
		///
		/// Origin: anyone. Emits [`Event::Swept`] or [`Event::Removed`].
		/// Errors: `RoundNotFound`, `TooEarly`, `NothingToSweep`, `InsufficientBalance`.
		#[pallet::call_index(11)]
		#[pallet::weight(T::WeightInfo::sweep_round((*limit).min(MAX_SWEPT)))]
		pub fn sweep_round(
			origin: OriginFor<T>,
			round: RoundId,
			limit: u32,
		) -> DispatchResultWithPostInfo {
			ensure_signed(origin)?;
			Self::do_sweep_round(round, limit.min(MAX_SWEPT))
		}
	}

	#[pallet::view_functions]
	impl<T: Config> Pallet<T> {
		/// A round with its plan.
		pub fn round(round: RoundId) -> Option<(RoundOf<T>, PlanOf<T>)> {
			Rounds::<T>::get(round).zip(Plans::<T>::get(round))
		}

		/// The rounds that are not swept, with their plans, in order of opening.
		pub fn rounds() -> Vec<RoundView<T::AccountId>> {
			Self::view_rounds()
		}

		/// Ideas of a round from a number on, ascending, at most [`MAX_LISTED`](crate::MAX_LISTED).
		pub fn ideas(round: RoundId, from: IdeaId) -> Vec<(IdeaId, IdeaOf<T>)> {
			Self::view_ideas(round, from)
		}

		/// The list of a round. The number of an option is its place.
		pub fn list(round: RoundId) -> Vec<Listed> {
			Lists::<T>::get(round).into_inner()
		}

		/// What is offered to payees, by the number of the option, ascending.
		pub fn awards(round: RoundId) -> Vec<(u8, Award)> {
			Self::view_awards(round)
		}

		/// Whether an account can hand in an idea of this heading and cost now, or why not. The code that decides answers.
		pub fn can_propose(
			account: T::AccountId,
			round: RoundId,
			heading: u8,
			zone: ZoneId,
			cost: u64,
		) -> Result<(), Refusal> {
			let new = NewIdea { heading, zone, cost, text: H256::zero() };
			Self::ensure_can_propose(&account, round, new).map(drop)
		}

		/// Whether an account can sponsor an idea now, or why not. The code that decides answers.
		pub fn can_sponsor(
			account: T::AccountId,
			round: RoundId,
			idea: IdeaId,
		) -> Result<(), Refusal> {
			Self::ensure_can_sponsor(&account, round, idea).map(drop)
		}

		/// The pot of a round.
		pub fn pot(round: RoundId) -> T::AccountId {
			Self::pot_of(round)
		}
	}
}
