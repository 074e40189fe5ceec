// SPDX-License-Identifier: Apache-2.0

#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]
#![cfg_attr(test, allow(clippy::restriction))]

extern crate alloc;

#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
mod errors;
mod events;
mod functions;
mod impl_enact;
mod impl_on_ballot;
mod impl_on_due;
mod impl_seats;
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

pub use impl_enact::BySchedule;
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
	use alloc::{boxed::Box, vec::Vec};
	use chungnam_frame_kit::{Institutions, MandateExt};
	use chungnam_ports::{Agenda, BallotUser, Ballots, Electors, Method, People};
	use chungnam_primitives::{
		BallotId, FieldSet, Moment, MotionId, PersonId, PetitionId, RegionSet, Scope,
	};
	use frame_support::{pallet_prelude::*, traits::UnixTime};
	use frame_system::pallet_prelude::*;
	use sp_core::H256;

	use super::*;

	/// A call of this chain.
	pub type CallOf<T> = <T as frame_system::Config>::RuntimeCall;

	#[pallet::config]
	pub trait Config: frame_system::Config {
		/// People by their keys.
		type People: People<Self::AccountId>;
		/// The rolls: who can sponsor, and how many must.
		type Electors: Electors<Self::AccountId>;
		/// On which residents and the committee decide. What becomes final there must come back by
		/// [`OnBallot`](chungnam_ports::OnBallot), or nothing is ever enacted.
		type Ballots: Ballots;
		/// Which calls each power may make. What is listed for the track of upgrades is made as Root.
		type Powers: Powers<CallOf<Self>>;
		/// Makes the calls that were decided.
		type Enact: Enact;
		/// The most that a call weighs. More than the scheduler does in a block, and a call that passed is never made.
		#[pallet::constant]
		type MaxCallWeight: Get<Weight>;
		/// Institutions, by what they were appointed to. Name the chair, and file without sponsors.
		type MandateOrigin: Institutions<Self::RuntimeOrigin, Self::AccountId>;
		/// Appoints and dismisses experts.
		type InstitutionsOrigin: EnsureOrigin<Self::RuntimeOrigin>;
		/// Sets the terms of tracks.
		type ParametersOrigin: EnsureOrigin<Self::RuntimeOrigin>;
		/// Cancels referenda and enactments.
		type EmergencyOrigin: EnsureOrigin<Self::RuntimeOrigin>;
		/// More than half of the committee.
		type MajorityOrigin: EnsureOrigin<Self::RuntimeOrigin>;
		/// Two thirds of the committee.
		type SupermajorityOrigin: EnsureOrigin<Self::RuntimeOrigin>;
		/// What is due when. What this pallet sets there comes back to it by [`OnDue`](chungnam_ports::OnDue).
		type Agenda: Agenda;
		/// The clock.
		type Time: UnixTime;
		/// Weights of the calls and hooks, generated on the runtime.
		type WeightInfo: WeightInfo;
	}

	/// The origin of what was decided.
	#[pallet::origin]
	pub type Origin = Power;

	#[pallet::pallet]
	pub struct Pallet<T>(_);

	/// The number of the next petition.
	#[pallet::storage]
	pub type NextPetition<T> = StorageValue<_, PetitionId, ValueQuery>;

	/// Petitions, 90 days longer than they last. Nobody pays but by the quota of votes: a person files one at a time and
	/// one a month, and a track holds at most 32. The clock deletes them.
	#[pallet::storage]
	pub type Petitions<T> = StorageMap<_, Twox64Concat, PetitionId, Petition>;

	/// The calls of petitions and motions that have not ended, by whose ballot it is. Deleted at the end.
	#[pallet::storage]
	pub type Calls<T> = StorageMap<_, Twox64Concat, BallotUser, EncodedCall>;

	/// The petitions of each track that have not ended. Deleted when there are none.
	#[pallet::storage]
	pub type Queues<T> = StorageMap<_, Twox64Concat, Track, Queue, ValueQuery>;

	/// The last petition of each person. Deleted with the petition's record.
	#[pallet::storage]
	pub type Filings<T> = StorageMap<_, Twox64Concat, PersonId, Filing>;

	/// What each person sponsors, at most five. Dead numbers go with the person's next sponsoring, or when anyone tidies.
	#[pallet::storage]
	pub type Sponsoring<T> = StorageMap<_, Twox64Concat, PersonId, Sponsorships, ValueQuery>;

	/// The terms of tracks, where they are not those of the code. One value a track, overwritten.
	#[pallet::storage]
	pub type TrackTerms<T> = StorageMap<_, Twox64Concat, Track, Terms>;

	/// Announced terms, one a track. They hold, and are deleted here, when no referendum of the track runs.
	#[pallet::storage]
	pub type NextTerms<T> = StorageMap<_, Twox64Concat, Track, Terms>;

	/// The tracks whose votes are secret. Absent means open.
	#[pallet::storage]
	pub type SealedTracks<T> = StorageMap<_, Twox64Concat, Track, ()>;

	/// Calls that the committee put on the whitelist, at most four. They go with the next one when their time is over.
	#[pallet::storage]
	pub type Whitelist<T> = StorageValue<_, BoundedVec<Fix, ConstU32<MAX_FIXES>>, ValueQuery>;

	/// The seats of the committee, at most 50 and as many that ended. They go with the next appointment when no ballot can
	/// ask for them.
	#[pallet::storage]
	pub type SeatList<T> = StorageValue<_, SeatsOf, ValueQuery>;

	/// Fewer seats than these decide nothing. Set by the genesis, five if not.
	#[pallet::storage]
	pub type LeastSeats<T> = StorageValue<_, u32, ValueQuery, ConstU32<5>>;

	/// The number of the next motion.
	#[pallet::storage]
	pub type NextMotion<T> = StorageValue<_, MotionId, ValueQuery>;

	/// Motions that have not ended, at most 64. Paid for by the member's fee; the end deletes them.
	#[pallet::storage]
	pub type Motions<T> = CountedStorageMap<_, Twox64Concat, MotionId, Motion>;

	/// The committee and the terms with which a chain begins.
	#[pallet::genesis_config]
	#[derive(frame_support::DefaultNoBound)]
	pub struct GenesisConfig<T: Config> {
		/// Seats, which are accepted.
		pub seats: Vec<GenesisSeat>,
		/// The fewest seats that decide, five if not given.
		pub least_seats: Option<u32>,
		/// Terms that differ from those of the code.
		pub terms: Vec<(Track, Terms)>,
		#[serde(skip)]
		#[doc(hidden)]
		pub _config: PhantomData<T>,
	}

	#[pallet::genesis_build]
	impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
		fn build(&self) {
			Pallet::<T>::begin(self);
		}
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[pallet::call(weight = <T as Config>::WeightInfo)]
	impl<T: Config> Pallet<T> {
		/// Files a petition: that this call is made with the origin of this track. The person is its first sponsor. `title`
		/// is the hash of what people read.
		///
		/// Origin: a person's key. Emits [`Event::Filed`], [`Event::Sponsored`], and [`Event::Completed`] and
		/// [`Event::Opened`] if one sponsor is enough.
		/// Errors: `TrackNotFound`, `NotRegistered`, `PersonFrozen`, `PersonDeceased`, `CardNeedsKiosk`, `NotCounted`,
		/// `AlreadyFiled`, `TooEarly`, `MaxPetitionsExceeded`, `MaxSponsoringExceeded`, `NotListed`, `NotWhitelisted`,
		/// `CallTooHeavy`, `CallTooLong`, `Overflow`.
		#[pallet::call_index(0)]
		#[pallet::weight(T::WeightInfo::file().saturating_add(T::WeightInfo::open_next()))]
		pub fn file(
			origin: OriginFor<T>,
			track: Track,
			call: Box<CallOf<T>>,
			title: H256,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_file(&who, track, &call, title)
		}

		/// Sponsors a petition. With the last sponsor that was needed it comes to its vote.
		///
		/// Origin: a person's key. Emits [`Event::Sponsored`], and [`Event::Completed`] and [`Event::Opened`] with the last
		/// one. Errors: `PetitionNotFound`, `NotGathering`, `NotRegistered`, `PersonFrozen`, `PersonDeceased`,
		/// `CardNeedsKiosk`, `NotCounted`, `AlreadySponsored`, `MaxSponsoringExceeded`.
		#[pallet::call_index(1)]
		#[pallet::weight(T::WeightInfo::sponsor().saturating_add(T::WeightInfo::open_next()))]
		pub fn sponsor(origin: OriginFor<T>, petition: PetitionId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_sponsor(&who, petition)
		}

		/// Files without sponsors, on the tracks that allow it. Residents vote all the same.
		///
		/// Origin: two thirds of the committee, or an attester with scope `Budget` for the province. Emits
		/// [`Event::Filed`], [`Event::Completed`] and perhaps [`Event::Opened`]. Errors: `SponsorsNeeded`,
		/// `MaxPetitionsExceeded`, `NotListed`, `NotWhitelisted`, `CallTooHeavy`, `CallTooLong`, `Overflow`.
		#[pallet::call_index(2)]
		#[pallet::weight(T::WeightInfo::file().saturating_add(T::WeightInfo::open_next()))]
		pub fn file_for_office(
			origin: OriginFor<T>,
			track: Track,
			call: Box<CallOf<T>>,
			title: H256,
		) -> DispatchResult {
			if let Err(origin) = T::SupermajorityOrigin::try_origin(origin) {
				T::MandateOrigin::ensure_over(origin, Scope::Budget, RegionSet::province())?;
			}
			Self::do_file_for_office(track, &call, title)
		}

		/// Removes dead numbers from what a person sponsors.
		///
		/// Origin: anyone. Emits [`Event::Tidied`]. Errors: `NothingToTidy`.
		#[pallet::call_index(3)]
		pub fn tidy(origin: OriginFor<T>, person: PersonId) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_tidy(person)
		}

		/// Ends a petition wherever it stands: its ballot is annulled for the reason with this hash, an enactment is not
		/// made.
		///
		/// Origin: an emergency referendum. Emits [`Event::Ended`]. Errors: `PetitionNotFound`, `AlreadyEnded`.
		#[pallet::call_index(4)]
		#[pallet::weight(T::WeightInfo::cancel().saturating_add(T::WeightInfo::open_next()))]
		pub fn cancel(origin: OriginFor<T>, petition: PetitionId, reason: H256) -> DispatchResult {
			T::EmergencyOrigin::ensure_origin(origin)?;
			Self::do_cancel(petition, reason)
		}

		/// Puts a vote off that has not begun, by at most 14 days, or an enactment, by at most 7; once.
		///
		/// Origin: more than half of the committee. Emits [`Event::VoteDelayed`] or [`Event::EnactmentDelayed`]. Errors:
		/// `PetitionNotFound`, `NothingToDelay`, `AlreadyDelayed`, `MaxDelayExceeded`, and the ballots' own.
		#[pallet::call_index(5)]
		pub fn delay(origin: OriginFor<T>, petition: PetitionId, by: Moment) -> DispatchResult {
			T::MajorityOrigin::ensure_origin(origin)?;
			Self::do_delay(petition, by)
		}

		/// Announces the terms of a track. They hold as soon as no referendum of the track runs, and none is opened before.
		///
		/// Origin: a referendum about parameters. Emits [`Event::TermsAnnounced`], and [`Event::TermsChanged`] if none runs.
		/// Errors: `TrackNotFound`, `TermsUnsound`.
		#[pallet::call_index(6)]
		#[pallet::weight(T::WeightInfo::set_track_terms().saturating_add(T::WeightInfo::open_next()))]
		pub fn set_track_terms(origin: OriginFor<T>, track: Track, terms: Terms) -> DispatchResult {
			T::ParametersOrigin::ensure_origin(origin)?;
			Self::do_set_track_terms(track, terms)
		}

		/// Puts the call with this hash on the whitelist for 14 days: a petition for it comes to a vote of twelve hours.
		///
		/// Origin: two thirds of the committee. Emits [`Event::CallWhitelisted`]. Errors: `AlreadyWhitelisted`,
		/// `MaxWhitelistedExceeded`.
		#[pallet::call_index(7)]
		#[pallet::weight(T::WeightInfo::whitelist_call())]
		pub fn whitelist(origin: OriginFor<T>, call: H256) -> DispatchResult {
			T::SupermajorityOrigin::ensure_origin(origin)?;
			Self::do_whitelist(call)
		}

		/// Appoints experts, or seated ones for another term. A new seat begins when its person accepts it.
		///
		/// Origin: a referendum about institutions. Emits [`Event::SeatAppointed`] for each. Errors: `FieldsMissing`,
		/// `TermOutOfRange`, `NotRegistered`, `PersonDeceased`, `AlreadySeated`, `MaxTermsExceeded`, `MaxSeatsExceeded`.
		#[pallet::call_index(8)]
		pub fn appoint_seats(origin: OriginFor<T>, seats: Appointments) -> DispatchResult {
			T::InstitutionsOrigin::ensure_origin(origin)?;
			Self::do_appoint_seats(&seats)
		}

		/// Accepts a seat. It begins with this moment.
		///
		/// Origin: a person's key. Emits [`Event::SeatAccepted`]. Errors: `NotRegistered`, `PersonFrozen`,
		/// `PersonDeceased`, `SeatNotFound`, `AlreadyAccepted`.
		#[pallet::call_index(9)]
		pub fn accept_seat(origin: OriginFor<T>) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_accept_seat(&who)
		}

		/// Gives a seat up, accepted or not.
		///
		/// Origin: a person's key. Emits [`Event::SeatEnded`]. Errors: `NotRegistered`, `PersonFrozen`, `PersonDeceased`,
		/// `SeatNotFound`.
		#[pallet::call_index(10)]
		pub fn resign_seat(origin: OriginFor<T>) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_resign_seat(&who)
		}

		/// Ends a seat, the chair's too.
		///
		/// Origin: a referendum about institutions. Emits [`Event::SeatEnded`]. Errors: `SeatNotFound`.
		#[pallet::call_index(11)]
		pub fn dismiss_seat(origin: OriginFor<T>, person: PersonId) -> DispatchResult {
			T::InstitutionsOrigin::ensure_origin(origin)?;
			Self::end_seat(person)
		}

		/// Names the chair. The seat begins in seven days at the earliest, when the person has accepted it; the present
		/// chair's ends then.
		///
		/// Origin: an attester with scope `Chair` for the province. Emits [`Event::SeatEnded`] for the present chair and
		/// [`Event::SeatAppointed`]. Errors: `FieldsMissing`, `TermOutOfRange`, `NotRegistered`, `PersonDeceased`,
		/// `AlreadySeated`, `MaxTermsExceeded`, `MaxSeatsExceeded`.
		#[pallet::call_index(12)]
		pub fn name_chair(
			origin: OriginFor<T>,
			person: PersonId,
			fields: FieldSet,
			until: Moment,
		) -> DispatchResult {
			T::MandateOrigin::ensure_over(origin, Scope::Chair, RegionSet::province())?;
			Self::do_name_chair(person, fields, until)
		}

		/// Tables a motion: that the committee makes this call. Members vote on its ballot, which closes as soon as it is
		/// decided. Who has a stake of their own in the call neither counts nor votes.
		///
		/// Origin: a member's key. Emits [`Event::Tabled`]. Errors: `NotRegistered`, `PersonFrozen`, `PersonDeceased`,
		/// `NotSeated`, `TooFewSeats`, `MaxMotionsExceeded`, `NotListed`, `CallTooHeavy`, `CallTooLong`, `Overflow`, and
		/// the ballots' own.
		#[pallet::call_index(13)]
		pub fn motion(origin: OriginFor<T>, call: Box<CallOf<T>>, title: H256) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_motion(&who, &call, title)
		}

		/// Makes the votes of a track secret, or open again. Holds for votes that are opened from now on.
		///
		/// Origin: a referendum about parameters. Emits [`Event::MethodChanged`]. Errors: `TrackNotFound`, `TrackStaysOpen`.
		#[pallet::call_index(14)]
		pub fn set_method(origin: OriginFor<T>, track: Track, method: Method) -> DispatchResult {
			T::ParametersOrigin::ensure_origin(origin)?;
			Self::do_set_method(track, method)
		}
	}

	#[pallet::view_functions]
	impl<T: Config> Pallet<T> {
		/// A petition with its call.
		pub fn petition(petition: PetitionId) -> Option<PetitionView> {
			Self::view_petition(petition)
		}

		/// The petitions of a track that have not ended, in order of filing.
		pub fn petitions(track: Track) -> Vec<PetitionView> {
			Self::view_petitions(track)
		}

		/// What a person sponsors now.
		pub fn my_sponsoring(person: PersonId) -> Vec<PetitionId> {
			Self::alive_sponsoring(person).into_inner()
		}

		/// Whether a person may sponsor a petition by a key that is not a card, or why not. The code that decides answers.
		pub fn can_sponsor(person: PersonId, petition: PetitionId) -> Result<(), Refusal> {
			Self::may_sponsor(person, petition).map(drop)
		}

		/// Whether a person may file on a track by a key that is not a card, or why not. The code that decides answers.
		pub fn can_file(person: PersonId, track: Track) -> Result<(), Refusal> {
			Self::may_file(person, track)
		}

		/// The terms of a track, and those that are announced.
		pub fn terms(track: Track) -> (Terms, Option<Terms>) {
			(Self::terms_of(track), NextTerms::<T>::get(track))
		}

		/// How votes of a track come in.
		pub fn method(track: Track) -> Method {
			Self::method_of(track)
		}

		/// The seats that have not ended.
		pub fn seats() -> Vec<Seat> {
			Self::view_seats()
		}

		/// The motions that have not ended, in order, with their calls.
		pub fn motions() -> Vec<MotionView> {
			Self::view_motions()
		}
	}
}
