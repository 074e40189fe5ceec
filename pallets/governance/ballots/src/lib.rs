// SPDX-License-Identifier: Apache-2.0

#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]
#![cfg_attr(test, allow(clippy::restriction))]

extern crate alloc;

#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
mod errors;
mod events;
mod extension;
mod functions;
mod impl_ballots;
mod impl_on_due;
mod impl_stay_askers;
#[cfg(test)]
mod mock;
#[cfg(test)]
mod tests;
#[cfg(any(feature = "std", feature = "try-runtime"))]
mod try_state;
mod types;
mod views;
pub mod weights;

use frame_support::pallet_macros::*;

pub use extension::Authorized;
pub use pallet::*;
pub use types::*;
pub use views::*;
pub use weights::WeightInfo;

// The macros write these; by hand they stay forbidden.
#[allow(clippy::as_conversions, clippy::expect_used)]
#[import_section(errors::errors)]
#[import_section(events::events)]
#[frame_support::pallet]
pub mod pallet {
	use alloc::vec::Vec;
	use chungnam_count::Trace;
	use chungnam_credential::Number;
	use chungnam_frame_kit::{has_clock, Institutions, MandateExt, WonExt};
	use chungnam_ports::{
		Agenda, BallotUser, Choice, Electors, Holder, Holders, OnBallot, Outcome, People, Seats,
		Sources,
	};
	use chungnam_primitives::{BallotId, CohortId, Moment, PersonId, Scope, Won};
	use frame_support::{
		dispatch::DispatchResultWithPostInfo,
		pallet_prelude::*,
		traits::{fungible, UnixTime},
	};
	use frame_system::pallet_prelude::*;
	use sp_core::H256;

	use super::*;

	/// A voter of this chain.
	pub type VoterOf<T> = Holder<<T as frame_system::Config>::AccountId>;
	/// A replay of this chain.
	pub type ReplayingOf<T> = Replaying<<T as frame_system::Config>::AccountId, VoterOf<T>>;

	#[pallet::config]
	pub trait Config: frame_system::Config {
		/// People by their keys.
		type People: People<Self::AccountId>;
		/// The rolls. A change must count from the next moment on, or a person enrolled in the block of an opening votes
		/// without being a head.
		type Electors: Electors<Self::AccountId>;
		/// Groups of people, for the office that enters paper for one.
		type Cohorts: chungnam_ports::Cohorts;
		/// The committee.
		type Seats: Seats;
		/// Units of instruments.
		type Holders: Holders<Self::AccountId>;
		/// Hears of outcomes.
		type OnBallot: OnBallot;
		/// Plain won, for the bonds of traces.
		type Won: WonExt<Self::AccountId>
			+ fungible::MutateHold<Self::AccountId, Reason = Self::RuntimeHoldReason>;
		/// Overarching hold reason.
		type RuntimeHoldReason: From<HoldReason>;
		/// Takes the bonds of wrong traces.
		type Sources: Sources<Self::AccountId>;
		/// Institutions, by what they were appointed to. Enters paper.
		type MandateOrigin: Institutions<Self::RuntimeOrigin, Self::AccountId>;
		/// Strikes offices and annuls ballots: two thirds of the committee. An account that holds this origin can make
		/// any vote void.
		type CommitteeOrigin: EnsureOrigin<Self::RuntimeOrigin>;
		/// What is due when. What this pallet sets there comes back to it by [`OnDue`](chungnam_ports::OnDue).
		type Agenda: Agenda;
		/// The clock.
		type Time: UnixTime;
		/// Weights of the calls and hooks, generated on the runtime.
		type WeightInfo: WeightInfo;
	}

	#[pallet::pallet]
	pub struct Pallet<T>(_);

	/// The number of the next ballot.
	#[pallet::storage]
	pub type NextBallot<T: Config> = StorageValue<_, BallotId, ValueQuery>;

	/// Ballots, from the opening until their last vote is removed. Bounded by kind ([`BallotUser::bound`]); the user opens
	/// them, the last step of the removal deletes.
	#[pallet::storage]
	pub type Ballots<T: Config> = StorageMap<_, Twox64Concat, BallotId, Ballot>;

	/// How many ballots of each kind are not final. Six small values; deleted at zero.
	#[pallet::storage]
	pub type UnderWay<T: Config> = StorageMap<_, Twox64Concat, u8, u32, ValueQuery>;

	/// The list of a ballot that has one. Lives and goes with [`Ballots`].
	#[pallet::storage]
	pub type Lists<T: Config> = StorageMap<_, Twox64Concat, BallotId, List, ValueQuery>;

	/// Votes by ballot and voter: one a voter, whom the roll knows. Nobody pays but by the quota of votes. Removed in steps
	/// once the ballot is final. Voters that are accounts are hashed with Blake2, for an account can be chosen.
	#[pallet::storage]
	pub type Votes<T: Config> =
		StorageDoubleMap<_, Twox64Concat, BallotId, Blake2_128Concat, VoterOf<T>, Vote>;

	/// What came in by class and source, at most [`MAX_TALLIES`] a ballot. Deleted with [`Ballots`].
	#[pallet::storage]
	pub type Tallies<T: Config> =
		StorageDoubleMap<_, Twox64Concat, BallotId, Twox64Concat, (ClassId, SourceId), Tally>;

	/// Counts of options from the thirty-third on, at most seven pages a tally. Deleted with [`Ballots`].
	#[pallet::storage]
	pub type Pages<T: Config> =
		StorageDoubleMap<_, Twox64Concat, BallotId, Twox64Concat, PageKey, Counts, ValueQuery>;

	/// Sums of a ballot that can close early. Deleted with [`Ballots`].
	#[pallet::storage]
	pub type EarlySums<T: Config> = StorageMap<_, Twox64Concat, BallotId, Sums, ValueQuery>;

	/// What ballots decided, from the close on. Deleted by the clock 400 days after the final moment.
	#[pallet::storage]
	pub type Outcomes<T: Config> = StorageMap<_, Twox64Concat, BallotId, Outcome>;

	/// Ballots whose votes are being removed. Each goes with its last vote.
	#[pallet::storage]
	pub type Sweeps<T: Config> = StorageMap<_, Twox64Concat, BallotId, ()>;

	/// Traces that are being replayed, one a ballot that waits for one. The submitter pays by a bond. Up to 32 KB; deleted at
	/// the end of the replay.
	#[pallet::storage]
	pub type Replays<T: Config> = StorageMap<_, Twox64Concat, BallotId, ReplayingOf<T>>;

	/// When a ballot opened for a cohort last. One value a cohort that ever voted; never deleted.
	#[pallet::storage]
	pub type LastPoll<T: Config> = StorageMap<_, Twox64Concat, CohortId, Moment>;

	/// Sealed ballots: their keys, and how many credentials there are. Each goes with its ballot.
	#[pallet::storage]
	pub type Sealings<T: Config> = StorageMap<_, Twox64Concat, BallotId, Sealing>;

	/// Who asked for a credential, one a person on the roll. Removed with the votes.
	#[pallet::storage]
	pub type Requests<T: Config> =
		StorageDoubleMap<_, Twox64Concat, BallotId, Twox64Concat, PersonId, Request>;

	/// Sealed votes, one an alias, at most as many as credentials. Each becomes a vote when it is opened.
	#[pallet::storage]
	pub type SealedVotes<T: Config> =
		StorageDoubleMap<_, Twox64Concat, BallotId, Blake2_128Concat, Alias, SealedVote>;

	/// Secrets of ballots whose choices are being opened. Each goes with the last choice.
	#[pallet::storage]
	pub type Openings<T: Config> = StorageMap<_, Twox64Concat, BallotId, Secret>;

	/// Keys that served, two a sealed ballot. Never removed: a credential would vote twice, a choice be read too early.
	#[pallet::storage]
	pub type UsedKeys<T: Config> = StorageMap<_, Blake2_128Concat, H256, BallotId>;

	/// The last eight stops of the chain. One value, overwritten.
	#[pallet::storage]
	pub type Outages<T: Config> = StorageValue<_, Gaps, ValueQuery>;

	/// The time of the last block that was noted. One value, overwritten.
	#[pallet::storage]
	pub type Seen<T: Config> = StorageValue<_, Moment, ValueQuery>;

	#[pallet::extra_constants]
	impl<T: Config> Pallet<T> {
		/// Votes that one block removes, and one call.
		fn max_sweep() -> u32 {
			MAX_SWEEP
		}

		/// Votes that one block replays, and one call.
		fn max_replay() -> u32 {
			MAX_REPLAY
		}

		/// What a wrong trace costs, in won.
		fn trace_bond() -> Won {
			TRACE_BOND
		}
	}

	/// Why won is held.
	#[pallet::composite_enum]
	pub enum HoldReason {
		/// A trace is being replayed.
		#[codec(index = 0)]
		Trace,
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		/// Notes the time of the block before.
		fn on_initialize(number: BlockNumberFor<T>) -> Weight {
			if !has_clock(number) {
				return Weight::zero();
			}
			Self::note_time();
			T::WeightInfo::note_time()
		}

		/// Opens sealed choices, replays a trace, and removes votes of ballots that are final.
		fn on_idle(_: BlockNumberFor<T>, left: Weight) -> Weight {
			let opened = Self::open_idly(left);
			let done = opened.saturating_add(Self::replay_idly(left.saturating_sub(opened)));
			done.saturating_add(Self::sweep_idly(left.saturating_sub(done)))
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[pallet::call(weight = <T as Config>::WeightInfo)]
	impl<T: Config> Pallet<T> {
		/// Votes, or changes a vote, until the close. The vote is the person's, whichever of their keys signs, and takes
		/// the place of paper. Holders' units stay locked until the ballot can no longer be open.
		///
		/// Origin: a person's key, or an institution that holds units. Emits [`Event::Cast`], and [`Event::Ended`] with the
		/// last vote that was needed. Errors: `BallotNotFound`, `NotOpen`, `Closed`, `PersonDeceased`, `Conflict`,
		/// `NotCounted`, `CountedElsewhere`, `SeatEnded`, `PersonFrozen`, `CardNeedsKiosk`, `SealedBallot`, `WrongChoice`,
		/// `NotAscending`, `OptionNotFound`, `TooFew`, `TooMany`, `OverBudget`, `ScoreOutOfRange`, `Overflow`, and those of the units.
		#[pallet::call_index(0)]
		pub fn cast(origin: OriginFor<T>, ballot: BallotId, choice: Choice) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_cast(who, ballot, choice)
		}

		/// Enters the paper of a person, with the hash of the sheet. Paper comes once and never replaces a vote by key,
		/// unless the person is frozen.
		///
		/// Origin: an attester with scope `Ballots` for the region where the person counts. Emits [`Event::Cast`], and
		/// [`Event::Ended`] with the last vote that was needed. Errors: `BallotNotFound`, `NotOpen`, `Closed`,
		/// `NotRegistered`, `PersonDeceased`, `Conflict`, `NotCounted`, `CountedElsewhere`, `SeatEnded`, `KeyVoted`,
		/// `PaperEntered`, `NoPaper`, `OfficeStruck`, `PaperCapReached`, `SealedBallot`, `WrongChoice`, `NotAscending`, `OptionNotFound`,
		/// `TooFew`, `TooMany`, `OverBudget`, `ScoreOutOfRange`.
		#[pallet::call_index(1)]
		pub fn cast_for(
			origin: OriginFor<T>,
			ballot: BallotId,
			person: PersonId,
			choice: Choice,
			sheet: H256,
		) -> DispatchResult {
			let regions = Self::office_regions(ballot, person)?;
			T::MandateOrigin::ensure_over(origin, Scope::Ballots, regions)?;
			Self::do_cast_for(ballot, person, choice, sheet)
		}

		/// Takes support back, until the close.
		///
		/// Origin: a person's key, or an institution that holds units. Emits [`Event::Withdrawn`]. Errors:
		/// `BallotNotFound`, `NotOpen`, `Closed`, `PersonDeceased`, `Conflict`, `NotCounted`, `CountedElsewhere`,
		/// `SeatEnded`, `PersonFrozen`, `CardNeedsKiosk`, `SealedBallot`, `WrongChoice`, `NothingToWithdraw`.
		#[pallet::call_index(2)]
		pub fn withdraw(origin: OriginFor<T>, ballot: BallotId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_withdraw(who, ballot)
		}

		/// Strikes an office before the close: its paper does not count, and it enters none any more. Voters whose paper
		/// it entered can vote by key.
		///
		/// Origin: the committee. Emits [`Event::Struck`]. Errors: `BallotNotFound`, `TooLate`, `OfficeNotFound`,
		/// `AlreadyStruck`.
		#[pallet::call_index(3)]
		pub fn strike(origin: OriginFor<T>, ballot: BallotId, office: SourceId) -> DispatchResult {
			T::CommitteeOrigin::ensure_origin(origin)?;
			Self::do_strike(ballot, office)
		}

		/// Annuls a ballot after its close and before its outcome is final, for the reason with this hash.
		///
		/// Origin: the committee. Emits [`Event::Annulled`], and [`Event::Closed`] before it if the clock had not counted.
		/// Errors: `BallotNotFound`, `TooEarly`, `TooLate`, `NotAnnullable`.
		#[pallet::call_index(4)]
		#[pallet::weight(T::WeightInfo::annul().saturating_add(T::WeightInfo::drop_replay()))]
		pub fn annul(origin: OriginFor<T>, ballot: BallotId, reason: H256) -> DispatchResult {
			T::CommitteeOrigin::ensure_origin(origin)?;
			Self::do_annul_in_contest(ballot, reason)
		}

		/// Removes up to `limit` votes of a ballot that is final. Happens by itself where blocks have room. Free of charge
		/// if as many were removed as one call can.
		///
		/// Origin: anyone. Emits [`Event::Swept`]. Errors: `NothingToSweep`.
		#[pallet::call_index(5)]
		#[pallet::weight(T::WeightInfo::sweep((*limit).min(MAX_SWEEP)))]
		pub fn sweep(
			origin: OriginFor<T>,
			ballot: BallotId,
			limit: u32,
		) -> DispatchResultWithPostInfo {
			ensure_signed(origin)?;
			Self::do_sweep(ballot, limit)
		}

		/// Hands in the rounds of a count by Equal Shares, which the chain then replays over the votes. A million won is held
		/// until the end of the replay, and lost if the trace is wrong.
		///
		/// Origin: anyone. Emits [`Event::TraceSubmitted`]. Errors: `BallotNotFound`, `NotCounting`, `TooLate`,
		/// `ReplayUnderWay`, `OptionUnsound`, `TraceUnsound`, `Overflow`, and those of the won.
		#[pallet::call_index(6)]
		pub fn submit_trace(
			origin: OriginFor<T>,
			ballot: BallotId,
			trace: Trace,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_submit_trace(who, ballot, trace)
		}

		/// Replays a trace over up to `limit` more votes. Happens by itself where blocks have room. Free of charge if as many
		/// were walked as one call can.
		///
		/// Origin: anyone. Emits [`Event::Replayed`], or [`Event::TraceJudged`] at the end, and [`Event::Closed`] after it if
		/// the trace is right. Errors: `BallotNotFound`, `NotCounting`, `TooLate`, `NothingToReplay`.
		#[pallet::call_index(7)]
		#[pallet::weight(Pallet::<T>::replay_weight((*limit).min(MAX_REPLAY)))]
		pub fn replay(
			origin: OriginFor<T>,
			ballot: BallotId,
			limit: u32,
		) -> DispatchResultWithPostInfo {
			ensure_signed(origin)?;
			Self::do_replay(ballot, limit)
		}

		/// Publishes the keys of a sealed ballot before its first moment.
		///
		/// Origin: an attester with scope `Ballots` for all regions of the ballot. Emits [`Event::KeysPublished`]. Errors:
		/// `BallotNotFound`, `NotSealed`, `TooLate`, `KeysPublished`, `KeyUnsound`, `KeyUsed`.
		#[pallet::call_index(8)]
		pub fn publish_keys(
			origin: OriginFor<T>,
			ballot: BallotId,
			keys: BallotKeys,
		) -> DispatchResult {
			let regions = Self::keeper_regions(ballot)?;
			T::MandateOrigin::ensure_over(origin, Scope::Ballots, regions)?;
			Self::do_publish_keys(ballot, keys)
		}

		/// Asks for a credential, with the blinded alias, or asks anew until the office has answered.
		///
		/// Origin: a person's key. Emits [`Event::CredentialRequested`]. Errors: `BallotNotFound`, `NotSealed`,
		/// `KeysMissing`, `Closed`, `PersonDeceased`, `Conflict`, `NotCounted`, `CountedElsewhere`, `SeatEnded`,
		/// `PersonFrozen`, `CardNeedsKiosk`, `CredentialIssued`.
		#[pallet::call_index(9)]
		pub fn request_credential(
			origin: OriginFor<T>,
			ballot: BallotId,
			blinded: Number,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_request(who, ballot, blinded)
		}

		/// Answers a person who asked for a credential. Each person has one.
		///
		/// Origin: an attester with scope `Ballots` for all regions of the ballot. Emits [`Event::CredentialIssued`].
		/// Errors: `BallotNotFound`, `NotSealed`, `Closed`, `NothingRequested`, `CredentialIssued`, `WrongAnswer`.
		#[pallet::call_index(10)]
		pub fn issue_credential(
			origin: OriginFor<T>,
			ballot: BallotId,
			person: PersonId,
			answer: Number,
		) -> DispatchResult {
			let regions = Self::keeper_regions(ballot)?;
			T::MandateOrigin::ensure_over(origin, Scope::Ballots, regions)?;
			Self::do_issue(ballot, person, answer)
		}

		/// Votes under an alias, or changes that vote, until the close. Nobody signs the transaction and nobody pays: the
		/// credential and the alias's signature let it in.
		///
		/// Origin: the holder of an alias with a credential. Emits [`Event::SealedCast`]. Errors: `BallotNotFound`, `NotSealed`,
		/// `NotOpen`, `Closed`, `KeysMissing`, `SequenceUsed`, `CredentialsUsedUp`.
		#[pallet::call_index(11)]
		#[pallet::authorize(|_, ballot, proof, sealed| Pallet::<T>::authorize_cast(*ballot, proof, sealed))]
		pub fn cast_sealed(
			origin: OriginFor<T>,
			ballot: BallotId,
			proof: Proof,
			sealed: SealedChoice,
		) -> DispatchResult {
			ensure_authorized(origin)?;
			Self::do_cast_sealed(ballot, proof, sealed)
		}

		/// Publishes the secret of a sealed ballot after its close.
		///
		/// Origin: anyone who knows it. Emits [`Event::SecretPublished`]. Errors: `BallotNotFound`, `NotSealed`, `NotOpening`,
		/// `TooLate`, `SecretPublished`, `WrongSecret`.
		#[pallet::call_index(12)]
		pub fn publish_secret(
			origin: OriginFor<T>,
			ballot: BallotId,
			secret: Secret,
		) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_publish_secret(ballot, secret)
		}

		/// Opens up to `limit` choices, and counts after the last. Happens by itself where blocks have room. Free of charge if
		/// as many were opened as one call can.
		///
		/// Origin: anyone. Emits [`Event::ChoicesOpened`], [`Event::Cast`] for each, and [`Event::Closed`] after the last.
		/// Errors: `BallotNotFound`, `NothingToOpen`.
		#[pallet::call_index(13)]
		#[pallet::weight(Pallet::<T>::open_weight((*limit).min(MAX_OPEN)))]
		pub fn open_step(
			origin: OriginFor<T>,
			ballot: BallotId,
			limit: u32,
		) -> DispatchResultWithPostInfo {
			ensure_signed(origin)?;
			Self::do_open_step(ballot, limit)
		}
	}

	#[pallet::view_functions]
	impl<T: Config> Pallet<T> {
		/// A ballot, with its window and its final moment as they stand now.
		pub fn ballot(ballot: BallotId) -> Option<BallotView> {
			Self::view_of(ballot)
		}

		/// The list of a ballot.
		pub fn list(ballot: BallotId) -> List {
			Lists::<T>::get(ballot)
		}

		/// The ballots that are not final in which a person counts, with their vote and what they may do, or why not.
		pub fn my_ballots(person: PersonId) -> Vec<MyBallot> {
			Self::ballots_of(Holder::Person(person))
		}

		/// As `my_ballots`, for an institution that holds units.
		pub fn ballots_of_account(who: T::AccountId) -> Vec<MyBallot> {
			Self::ballots_of(Holder::Account(who))
		}

		/// The vote of a person that stands.
		pub fn my_vote(person: PersonId, ballot: BallotId) -> Option<Vote> {
			Votes::<T>::get(ballot, VoterOf::<T>::Person(person))
		}

		/// Whether a person may cast this choice by a key that is not a card, or why not. The code that decides answers.
		pub fn can_cast(person: PersonId, ballot: BallotId, choice: Choice) -> Result<(), Refusal> {
			Self::may_cast_by_key(&Holder::Person(person), ballot, Some(&choice))
		}

		/// The keys of a sealed ballot, and how many credentials there are and were used.
		pub fn sealing(ballot: BallotId) -> Option<Sealing> {
			Sealings::<T>::get(ballot)
		}

		/// A person's way to a credential for a sealed ballot.
		pub fn credential(person: PersonId, ballot: BallotId) -> Option<Request> {
			Requests::<T>::get(ballot, person)
		}

		/// The outcome once it is final, else the counts so far if the ballot shows them, or why not.
		pub fn result(ballot: BallotId) -> Result<ResultView, Refusal> {
			Self::result_of(ballot)
		}
	}
}
