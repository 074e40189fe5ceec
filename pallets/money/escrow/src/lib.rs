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
mod impl_escrow;
mod impl_on_ballot;
mod impl_on_due;
#[cfg(test)]
mod mock;
#[cfg(test)]
mod tests;
#[cfg(any(feature = "std", feature = "try-runtime"))]
mod try_state;
mod types;
mod views;
pub use views::MAX_LISTED;
pub mod weights;

use frame_support::pallet_macros::*;

// The macros write these; by hand they stay forbidden.
#[allow(clippy::as_conversions, clippy::expect_used)]
#[import_section(errors::errors)]
#[import_section(events::events)]
#[frame_support::pallet]
pub mod pallet {
	use alloc::vec::Vec;
	use chungnam_frame_kit::{Institutions, WonExt};
	use chungnam_ports::{
		Agenda, Ballots, EnvelopePlan, OnEscrow, OwnerAct, Payee, Payees, People, PeopleBehind,
		Seats, Sources,
	};
	use chungnam_primitives::{BallotId, EnvelopeId, Moment, PersonId, Won};
	use frame_support::{pallet_prelude::*, traits::UnixTime, PalletId};
	use frame_system::pallet_prelude::*;
	use sp_core::H256;

	use super::*;

	/// [`Envelope`] over the accounts of this chain.
	pub type EnvelopeOf<T> = Envelope<<T as frame_system::Config>::AccountId>;
	/// [`EnvelopePlan`] over the accounts of this chain.
	pub type PlanOf<T> = EnvelopePlan<<T as frame_system::Config>::AccountId>;
	/// [`Payee`] over the accounts of this chain.
	pub type PayeeOf<T> = Payee<<T as frame_system::Config>::AccountId>;
	/// [`PayeeChange`] over the accounts of this chain.
	pub type PayeeChangeOf<T> = PayeeChange<<T as frame_system::Config>::AccountId>;
	/// [`OwnerAct`] over the accounts of this chain.
	pub type OwnerActOf<T> = OwnerAct<<T as frame_system::Config>::AccountId>;
	/// [`Parts`] over the accounts of this chain.
	pub type PartsOf<T> = Parts<<T as frame_system::Config>::AccountId>;

	#[pallet::config]
	pub trait Config: frame_system::Config {
		/// Plain won. Its existential deposit must be 1: an account that does not exist yet must be able to get any part.
		type Won: WonExt<Self::AccountId>;
		/// Opens envelopes that stand alone and acts for them. Gives the account whose won goes in: an account that somebody
		/// else holds could be emptied.
		type OpenOrigin: EnsureOrigin<Self::RuntimeOrigin, Success = Self::AccountId>;
		/// Decides about milestones of which reviewers and payee make no end.
		type CommitteeOrigin: EnsureOrigin<Self::RuntimeOrigin>;
		/// Institutions, by what they were appointed to. `None` stands for the governing origin.
		type MandateOrigin: Institutions<Self::RuntimeOrigin, Self::AccountId>;
		/// The people behind the accounts.
		type People: People<Self::AccountId>;
		/// Who is behind a payee, and where it is paid.
		type Payees: Payees<Self::AccountId>;
		/// The committee.
		type Seats: Seats;
		/// On which objectors object. What becomes final there must come back by [`OnBallot`](chungnam_ports::OnBallot).
		type Ballots: Ballots;
		/// Those who open envelopes hear of them.
		type Owners: OnEscrow<Self::AccountId>;
		/// Where money goes that nobody else gets back.
		type Sources: Sources<Self::AccountId>;
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

	/// The number of the next envelope.
	#[pallet::storage]
	pub type NextEnvelope<T> = StorageValue<_, EnvelopeId, ValueQuery>;

	/// Envelopes with money in them, at most [`MAX_ENVELOPES`]. Paid for by its owner, who puts at least a won in; deleted
	/// when nothing is held any more.
	#[pallet::storage]
	pub type Envelopes<T: Config> =
		CountedStorageMap<_, Twox64Concat, EnvelopeId, EnvelopeOf<T>, OptionQuery>;

	/// The milestones of each envelope, at most [`MAX_MILESTONES`](chungnam_ports::MAX_MILESTONES) of one. Live and go with
	/// it.
	#[pallet::storage]
	pub type Milestones<T> =
		StorageDoubleMap<_, Twox64Concat, EnvelopeId, Twox64Concat, u8, Milestone>;

	/// The proposed change of an envelope's payee, at most one an envelope. Deleted when it holds or lapses.
	#[pallet::storage]
	pub type PayeeChanges<T: Config> = StorageMap<_, Twox64Concat, EnvelopeId, PayeeChangeOf<T>>;

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[pallet::call(weight = <T as Config>::WeightInfo)]
	impl<T: Config> Pallet<T> {
		/// Opens an envelope that stands alone. All of its money moves in now.
		///
		/// Origin: the opening origin, from whose account the money comes. Emits [`Event::Opened`].
		/// Errors: `MilestonesMissing`, `ZeroAmount`, `DueOutOfRange`, `MaxGraceExceeded`, `SharesNotOne`, `ThresholdZero`,
		/// `PayeeGone`, `Conflict`, `ReviewerMissing`, `MaxEnvelopesExceeded`, `Overflow`, `InsufficientBalance`.
		#[pallet::call_index(0)]
		pub fn open_envelope(origin: OriginFor<T>, plan: PlanOf<T>) -> DispatchResult {
			let from = T::OpenOrigin::ensure_origin(origin)?;
			Self::do_open_alone(&from, plan)
		}

		/// Acts for an envelope that stands alone, as the owner of another one does.
		///
		/// Origin: the opening origin. Emits [`Event::Aborted`] and perhaps [`Event::Ended`], or [`Event::MilestonePayable`], or
		/// [`Event::PayeeChangeProposed`].
		/// Errors: `EnvelopeNotFound`, `MilestoneNotFound`, `NotAuthorized`, `NothingToReturn`, `NotEscalated`, `TooLate`,
		/// `AlreadyInState`, `PayeeGone`, `Conflict`.
		#[pallet::call_index(1)]
		#[pallet::weight(Pallet::<T>::with_news(T::WeightInfo::settle_envelope()))]
		pub fn settle_envelope(
			origin: OriginFor<T>,
			id: EnvelopeId,
			act: OwnerActOf<T>,
		) -> DispatchResult {
			T::OpenOrigin::ensure_origin(origin)?;
			Self::do_settle(Self::alone(id), id, act)
		}

		/// Shows evidence for a milestone: the hash of what reviewers look at.
		///
		/// Origin: the payee. Emits [`Event::EvidenceSubmitted`].
		/// Errors: `EnvelopeNotFound`, `MilestoneNotFound`, `NotAuthorized`, `PayeeGone`, `PayeeStopped`, `NotWaiting`,
		/// `TooLate`, `EvidenceUsed`, and the ballots' own.
		#[pallet::call_index(2)]
		pub fn submit_evidence(
			origin: OriginFor<T>,
			id: EnvelopeId,
			milestone: u8,
			evidence: H256,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_submit_evidence(&who, id, milestone, evidence)
		}

		/// Accepts evidence. The milestone is payable, at once or when objectors had their time.
		///
		/// Origin: a reviewer of the envelope. Emits [`Event::Accepted`] and perhaps [`Event::MilestonePayable`].
		/// Errors: `EnvelopeNotFound`, `MilestoneNotFound`, `NotInReview`, `TooLate`, `EvidenceMismatch`, `AlreadyInState`,
		/// `NotAuthorized`, `Conflict`, `NotRegistered`, `PersonFrozen`, `PersonDeceased`.
		#[pallet::call_index(3)]
		#[pallet::weight(Pallet::<T>::with_news(T::WeightInfo::accept()))]
		pub fn accept(
			origin: OriginFor<T>,
			id: EnvelopeId,
			milestone: u8,
			evidence: H256,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_accept(&who, id, milestone, evidence)
		}

		/// Rejects evidence, with the hash of the reason. The payee can mend it twice; then the committee decides.
		///
		/// Origin: a reviewer of the envelope. Emits [`Event::Rejected`] and perhaps [`Event::MilestoneEscalated`].
		/// Errors: `EnvelopeNotFound`, `MilestoneNotFound`, `NotInReview`, `TooLate`, `EvidenceMismatch`, `AlreadyInState`,
		/// `NotAuthorized`, `Conflict`, `NotRegistered`, `PersonFrozen`, `PersonDeceased`.
		#[pallet::call_index(4)]
		#[pallet::weight(Pallet::<T>::with_news(T::WeightInfo::reject()))]
		pub fn reject(
			origin: OriginFor<T>,
			id: EnvelopeId,
			milestone: u8,
			evidence: H256,
			reason: H256,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_reject(&who, id, milestone, evidence, reason)
		}

		/// Decides about an escalated milestone: it is payable, it has another due moment, or the envelope is aborted.
		///
		/// Origin: the committee. Emits [`Event::MilestonePayable`], [`Event::DueMoved`], or [`Event::Aborted`] and perhaps
		/// [`Event::Ended`].
		/// Errors: `EnvelopeNotFound`, `MilestoneNotFound`, `NotEscalated`, `TooLate`, `AlreadyMoved`, `DueOutOfRange`.
		#[pallet::call_index(5)]
		#[pallet::weight(Pallet::<T>::with_news(T::WeightInfo::decide()))]
		pub fn decide(
			origin: OriginFor<T>,
			id: EnvelopeId,
			milestone: u8,
			decision: Decision,
		) -> DispatchResult {
			T::CommitteeOrigin::ensure_origin(origin)?;
			Self::do_decide(id, milestone, decision)
		}

		/// Has a payable milestone paid to its payee. Free of charge when it is paid.
		///
		/// Origin: anyone; for a person with one of the person's own keys, into which it is paid. Emits [`Event::Collected`]
		/// and perhaps [`Event::Ended`].
		/// Errors: `EnvelopeNotFound`, `MilestoneNotFound`, `NotPayable`, `TooLate`, `PayeeGone`, `PayeeStopped`,
		/// `NotAuthorized`, `InsufficientBalance`.
		#[pallet::call_index(6)]
		#[pallet::weight(Pallet::<T>::with_news(T::WeightInfo::collect()))]
		pub fn collect(
			origin: OriginFor<T>,
			id: EnvelopeId,
			milestone: u8,
		) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			Self::do_collect(&who, id, milestone)
		}

		/// Agrees to a change of the payee that the owner proposed.
		///
		/// Origin: the old or the new payee. Emits [`Event::PayeeChangeSigned`], and when both agreed or the old one is gone
		/// [`Event::PayeeObjectionOpened`] or [`Event::PayeeChanged`].
		/// Errors: `EnvelopeNotFound`, `ChangeNotFound`, `TooLate`, `NotAuthorized`, `AlreadyInState`, `PayeeGone`, `Conflict`,
		/// and the ballots' own.
		#[pallet::call_index(7)]
		#[pallet::weight(Pallet::<T>::with_news(T::WeightInfo::change_payee()))]
		pub fn change_payee(origin: OriginFor<T>, id: EnvelopeId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_change_payee(&who, id)
		}

		/// Sends won that lies in a pot beyond what is held to the fund router. Free of charge when there is some.
		///
		/// Origin: anyone. Emits [`Event::StrayReturned`]. Errors: `NothingToReturn`, `InsufficientBalance`.
		#[pallet::call_index(8)]
		pub fn return_stray(origin: OriginFor<T>, id: EnvelopeId) -> DispatchResultWithPostInfo {
			ensure_signed(origin)?;
			Self::do_return_stray(id)
		}
	}

	#[pallet::view_functions]
	impl<T: Config> Pallet<T> {
		/// An envelope with its milestones in order.
		pub fn envelope(id: EnvelopeId) -> Option<(EnvelopeOf<T>, Vec<Milestone>)> {
			Self::view_envelope(id)
		}

		/// The change of an envelope's payee that is under way.
		pub fn payee_change(id: EnvelopeId) -> Option<PayeeChangeOf<T>> {
			PayeeChanges::<T>::get(id)
		}

		/// The people behind the payee of an envelope, when it became the payee and now. None of them decides about it.
		pub fn people_behind(id: EnvelopeId) -> Vec<PersonId> {
			Envelopes::<T>::get(id).map(|own| Self::conflicts(&own)).unwrap_or_default()
		}

		/// Milestones whose evidence an account can accept or reject now, at most [`MAX_LISTED`](crate::MAX_LISTED).
		pub fn my_reviews(account: T::AccountId) -> Vec<(EnvelopeId, u8)> {
			Self::view_reviews(&account)
		}

		/// The pot of an envelope.
		pub fn pot(id: EnvelopeId) -> T::AccountId {
			Self::pot_of(id)
		}
	}
}
