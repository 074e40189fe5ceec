// SPDX-License-Identifier: Apache-2.0

#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]
#![cfg_attr(test, allow(clippy::restriction))]

extern crate alloc;

#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
mod declared;
mod errors;
mod events;
mod functions;
mod impl_on_due;
mod impl_paybacks;
#[cfg(test)]
mod mock;
#[cfg(test)]
mod tests;
#[cfg(any(feature = "std", feature = "try-runtime"))]
mod try_state;
mod types;
mod views;
pub mod weights;

use chungnam_primitives::ProgrammeId;
use frame_support::pallet_macros::*;

pub use pallet::*;
pub use types::*;
pub use weights::WeightInfo;

// The macros write these; by hand they stay forbidden.
#[allow(clippy::as_conversions, clippy::expect_used)]
#[import_section(errors::errors)]
#[import_section(events::events)]
#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use alloc::vec::Vec;
	use chungnam_frame_kit::count;
	use chungnam_ports::{
		Agenda, Cohorts, Coming, Debts, Drops, Mandate, Merchants, People, Receipts,
	};
	use chungnam_primitives::{CohortId, KoreanDay, Moment, PersonId, SeriesId, Won, ZoneId};
	use frame_support::{
		pallet_prelude::*,
		traits::{
			fungible::{Inspect, Mutate},
			EnsureOriginWithArg, UnixTime,
		},
		PalletId,
	};
	use frame_system::pallet_prelude::*;
	use sp_runtime::AccountId32;

	/// Programmes of one cohort that are running, and what a wallet is told will come.
	pub const MAX_PROGRAMMES: u32 = 16;
	/// People of one grant of arrears.
	pub const MAX_LATECOMERS: u32 = 100;
	/// Entries deleted by one `prune`.
	pub const MAX_PRUNED: u32 = 200;

	/// The rules of series, as the currency knows them.
	pub type TemplateOf<T> =
		<<T as Config>::Drops as Drops<<T as frame_system::Config>::AccountId>>::Template;
	/// A programme of this chain.
	pub type ProgrammeOf<T> = Programme<<T as frame_system::Config>::AccountId, TemplateOf<T>>;
	/// [`NewTerms`] over the rules of this chain.
	pub type NewTermsOf<T> = NewTerms<TemplateOf<T>>;
	/// A programme as the genesis of this chain names it.
	pub type GenesisProgrammeOf<T> =
		GenesisProgramme<<T as frame_system::Config>::AccountId, TemplateOf<T>>;
	/// People who are given a drop later.
	pub type Latecomers = BoundedVec<PersonId, ConstU32<MAX_LATECOMERS>>;

	/// The layout of what is stored.
	const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

	#[pallet::config]
	pub trait Config: frame_system::Config {
		/// Plain won, in which budgets are paid in and given back.
		type Won: Inspect<Self::AccountId, Balance = Won> + Mutate<Self::AccountId>;
		/// Who is behind an account.
		type People: People<Self::AccountId>;
		/// Which shop is behind a receipt.
		type Merchants: Merchants<Self::AccountId>;
		/// Who is in which cohort.
		type Cohorts: Cohorts;
		/// Opens series and gives from them. Must open all or nothing, at the same cost for any number of people.
		type Drops: Drops<Self::AccountId>;
		/// Takes paybacks back.
		type Debts: Debts;
		/// What people spent.
		type Receipts: Receipts;
		/// Institutions, by what they were appointed to. `None` stands for the governing origin.
		type MandateOrigin: EnsureOriginWithArg<
			Self::RuntimeOrigin,
			Mandate,
			Success = Option<Self::AccountId>,
		>;
		/// What is due when. What this pallet sets there comes back to it by [`OnDue`](chungnam_ports::OnDue).
		type Agenda: Agenda;
		/// The clock. Promises are kept by the clock and never by block numbers.
		type Time: UnixTime;
		/// Accounts of programmes derive from it. Never changes after genesis, or their won is lost from sight.
		#[pallet::constant]
		type PalletId: Get<PalletId>;
		/// Milliseconds between announcing other terms and the first drop by them. Too short, and people are surprised.
		#[pallet::constant]
		type ChangeDelay: Get<Moment>;
		/// Milliseconds after the end of a programme in which arrears can be granted and paybacks given back. Then anyone
		/// may close it. Too short, and someone who was forgotten asks in vain; too long, and funders wait for their rest.
		#[pallet::constant]
		type ClosingDelay: Get<Moment>;
		/// Weights of the calls, generated on the runtime.
		type WeightInfo: WeightInfo;
	}

	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	/// The number of the next programme.
	#[pallet::storage]
	pub type NextProgramme<T> = StorageValue<_, ProgrammeId, ValueQuery>;

	/// Programmes by number. Made by institutions only; deleted by [`Pallet::prune`] after their end.
	#[pallet::storage]
	pub type Programmes<T: Config> =
		StorageMap<_, Twox64Concat, ProgrammeId, ProgrammeOf<T>, OptionQuery>;

	/// What was claimed of a programme. Lives and goes with [`Programmes`].
	#[pallet::storage]
	pub type Tallies<T> = StorageMap<_, Twox64Concat, ProgrammeId, Tally, ValueQuery>;

	/// Running programmes of a cohort, by which a wallet sees what comes. One list a cohort that has any.
	#[pallet::storage]
	pub type ProgrammesByCohort<T> = StorageMap<
		_,
		Twox64Concat,
		CohortId,
		BoundedVec<ProgrammeId, ConstU32<MAX_PROGRAMMES>>,
		ValueQuery,
	>;

	/// Who was given a drop later, in order of numbers: at most [`MAX_ARREARS`] people for each of the last
	/// [`MAX_OPENINGS`] drops of a programme. Deleted when the opening is forgotten, and with the programme.
	#[pallet::storage]
	pub type Arrears<T> = StorageDoubleMap<
		_,
		Twox64Concat,
		ProgrammeId,
		Twox64Concat,
		KoreanDay,
		BoundedVec<PersonId, ConstU32<MAX_ARREARS>>,
		ValueQuery,
	>;

	/// The number of the next beacon.
	#[pallet::storage]
	pub type NextBeacon<T> = StorageValue<_, BeaconId, ValueQuery>;

	/// Beacons, at most [`MAX_BEACONS`] a programme. Made by institutions; deleted by them or by [`Pallet::prune`].
	#[pallet::storage]
	pub type Beacons<T> =
		StorageDoubleMap<_, Twox64Concat, ProgrammeId, Twox64Concat, BeaconId, Beacon, OptionQuery>;

	/// Who claimed at a place or for spending: one a person and programme, at most as many as its budget covers. Deleted
	/// when a payback is undone, and by [`Pallet::prune`].
	#[pallet::storage]
	pub type Claims<T> =
		StorageDoubleMap<_, Twox64Concat, ProgrammeId, Twox64Concat, PersonId, Claim, OptionQuery>;

	/// Which entries of a list were claimed: 256 a value. Deleted by [`Pallet::prune`].
	#[pallet::storage]
	pub type ListClaims<T> =
		StorageDoubleMap<_, Twox64Concat, ProgrammeId, Twox64Concat, u32, Claimed, ValueQuery>;

	#[pallet::genesis_config]
	#[derive(frame_support::DefaultNoBound)]
	pub struct GenesisConfig<T: Config> {
		/// Programmes, numbered in this order, at most [`MAX_PROGRAMMES`]. Their budgets are balances of the genesis.
		pub programmes: Vec<GenesisProgrammeOf<T>>,
		/// Beacons, numbered in this order.
		pub beacons: Vec<GenesisBeacon>,
	}

	#[pallet::genesis_build]
	impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
		fn build(&self) {
			functions::build_genesis(self);
		}
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		fn integrity_test() {
			assert!(T::ChangeDelay::get() > 0, "people must hear of a change before it holds");
			assert!(T::ClosingDelay::get() > 0, "arrears could never be granted for the last drop");
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[pallet::call(weight = <T as Config>::WeightInfo)]
	impl<T: Config> Pallet<T> {
		/// Creates a programme with a budget account of its own, which begins empty; see [`Pallet::programme_account`].
		/// The rest of the budget goes to `refund_to` in the end. Nothing in the plan may be due before today.
		///
		/// Origin: an attester with scope `Issue` for all regions that issue by `template`. Emits
		/// [`Event::ProgrammeCreated`]. Errors: `UnsoundPlan`, `CohortNotFound`, `WrongIssuers`, `MaxProgrammesExceeded`,
		/// `Overflow`, `TooLate`, `WrongNumber`, `WindowTooLong`, and the currency's own for `template`.
		#[pallet::call_index(0)]
		pub fn create_programme(
			origin: OriginFor<T>,
			plan: Plan,
			template: TemplateOf<T>,
			refund_to: T::AccountId,
		) -> DispatchResult {
			Self::ensure_issuer_by(origin, &template)?;
			Self::do_create_programme(plan, template, refund_to)
		}

		/// Pays own plain won into the budget of a programme. A waiting drop is opened in one of the next blocks.
		///
		/// Origin: anyone. Emits [`Event::Funded`]. Errors: `ZeroAmount`, `ProgrammeNotFound`, `TooLate`,
		/// `InsufficientBalance`.
		#[pallet::call_index(1)]
		pub fn fund(
			origin: OriginFor<T>,
			programme: ProgrammeId,
			#[pallet::compact] amount: Won,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_fund(&who, programme, amount)
		}

		/// Opens what is due of a programme at once, as the agenda would.
		///
		/// Origin: anyone. Emits [`Event::DropOpened`], [`Event::DropSkipped`] or [`Event::ClaimsOpened`], and
		/// [`Event::ProgrammeCompleted`] at the end. Errors: `ProgrammeNotFound`, `TooLate`, `TooEarly`, `BudgetExhausted`,
		/// `NobodyEnrolled`, `Overflow`, and the currency's own.
		#[pallet::call_index(2)]
		pub fn retry(origin: OriginFor<T>, programme: ProgrammeId) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_retry(programme)
		}

		/// Announces other terms for the drops of a cohort that are due on the day `from` or later, however late they open.
		/// Two changes can be announced; one for the same day is replaced.
		///
		/// Origin: an attester with scope `Issue` for all issuing regions. Emits [`Event::ChangeScheduled`]. Errors:
		/// `ProgrammeNotFound`, `WrongKind`, `TooLate`, `UnsoundPlan`, `WrongIssuers`, `TooEarly`, `MaxChangesExceeded`,
		/// `Overflow`, and the currency's own for the new rules.
		#[pallet::call_index(3)]
		pub fn schedule_change(
			origin: OriginFor<T>,
			programme: ProgrammeId,
			from: KoreanDay,
			terms: NewTermsOf<T>,
		) -> DispatchResult {
			Self::ensure_issuer(origin, programme)?;
			Self::do_schedule_change(programme, from, terms)
		}

		/// Calls off the terms that are announced for the day `from` and do not hold yet.
		///
		/// Origin: an attester with scope `Issue` for all issuing regions. Emits [`Event::ChangeCancelled`]. Errors:
		/// `ProgrammeNotFound`, `ChangeNotFound`, `TooLate`.
		#[pallet::call_index(4)]
		pub fn cancel_change(
			origin: OriginFor<T>,
			programme: ProgrammeId,
			from: KoreanDay,
		) -> DispatchResult {
			Self::ensure_issuer(origin, programme)?;
			Self::do_cancel_change(programme, from)
		}

		/// Ends what is still to be opened, and claims at a place, for spending or by a list. What people have and open drops
		/// of a cohort stay as promised; what nobody claimed of claims goes back to the funders.
		///
		/// Origin: an attester with scope `Issue` for all issuing regions. Emits [`Event::ProgrammeStopped`]. Errors:
		/// `ProgrammeNotFound`, `AlreadyInState`.
		#[pallet::call_index(5)]
		pub fn stop(origin: OriginFor<T>, programme: ProgrammeId) -> DispatchResult {
			Self::ensure_issuer(origin, programme)?;
			Self::do_stop(programme)
		}

		/// Gives back what is left of the budget of a programme that is over: `ClosingDelay` after its end or the end of
		/// its claims, at once if it never opened anything.
		///
		/// Origin: anyone. Emits [`Event::ProgrammeClosed`]. Errors: `ProgrammeNotFound`, `TooEarly`, `AlreadyInState`,
		/// `Overflow`.
		#[pallet::call_index(6)]
		pub fn close(origin: OriginFor<T>, programme: ProgrammeId) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_close(programme)
		}

		/// Deletes at most `limit` (at most [`MAX_PRUNED`]) marks and beacons of a closed programme, and with the last of
		/// them the programme. Won that was sent to its account since goes the way of the rest.
		///
		/// Origin: anyone. Emits [`Event::Pruned`], and [`Event::ProgrammeRemoved`] at the end. Errors:
		/// `ProgrammeNotFound`, `TooEarly`, `NothingToPrune`.
		#[pallet::call_index(7)]
		#[pallet::weight(<T as Config>::WeightInfo::prune((*limit).min(MAX_PRUNED)))]
		pub fn prune(origin: OriginFor<T>, programme: ProgrammeId, limit: u32) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_prune(programme, limit)
		}

		/// Gives the drop of a past day to up to 100 people who were not in the cohort then, from the programme's budget, and
		/// names those who cannot get it. Where its series has less than half of its days left, they get it from a new one.
		///
		/// Origin: an attester with scope `Issue` for all issuing regions. Emits [`Event::ArrearsGranted`], and
		/// [`Event::ArrearsRefused`] if some could not be paid. Errors: `ProgrammeNotFound`, `WrongKind`, `TooLate`,
		/// `OpeningNotFound`, `NotRegistered`, `PersonDeceased`, `AlreadyEnrolled`, `AlreadyGranted`, `MaxArrearsExceeded`,
		/// `ZeroAmount`, `BudgetExhausted`, and the currency's own.
		#[pallet::call_index(8)]
		#[pallet::weight(declared::grant_arrears::<T>(count(people)))]
		pub fn grant_arrears(
			origin: OriginFor<T>,
			programme: ProgrammeId,
			day: KoreanDay,
			people: Latecomers,
		) -> DispatchResult {
			Self::ensure_issuer(origin, programme)?;
			Self::do_grant_arrears(programme, day, people)
		}

		/// Lets a device in a zone of the programme say who was there, `per_slot` visitors in a time slot.
		///
		/// Origin: an attester with scope `Issue` for all issuing regions. Emits [`Event::BeaconRegistered`]. Errors:
		/// `ProgrammeNotFound`, `WrongKind`, `TooLate`, `UnsoundPlan`, `MaxBeaconsExceeded`, `WrongNumber`.
		#[pallet::call_index(9)]
		pub fn register_beacon(
			origin: OriginFor<T>,
			programme: ProgrammeId,
			key: AccountId32,
			zone: ZoneId,
			per_slot: u32,
		) -> DispatchResult {
			Self::ensure_issuer(origin, programme)?;
			Self::do_register_beacon(programme, Beacon::new(key, zone, per_slot))
		}

		/// Switches a beacon off, or on again.
		///
		/// Origin: an attester with scope `Issue` for all issuing regions. Emits [`Event::BeaconSwitched`]. Errors:
		/// `ProgrammeNotFound`, `BeaconNotFound`, `AlreadyInState`.
		#[pallet::call_index(10)]
		pub fn switch_beacon(
			origin: OriginFor<T>,
			programme: ProgrammeId,
			beacon: BeaconId,
			is_active: bool,
		) -> DispatchResult {
			Self::ensure_issuer(origin, programme)?;
			Self::do_switch_beacon(programme, beacon, is_active)
		}

		/// Removes a beacon. Claims by its sights stay.
		///
		/// Origin: an attester with scope `Issue` for all issuing regions. Emits [`Event::BeaconRemoved`]. Errors:
		/// `ProgrammeNotFound`, `BeaconNotFound`.
		#[pallet::call_index(11)]
		pub fn remove_beacon(
			origin: OriginFor<T>,
			programme: ProgrammeId,
			beacon: BeaconId,
		) -> DispatchResult {
			Self::ensure_issuer(origin, programme)?;
			Self::do_remove_beacon(programme, beacon)
		}

		/// Claims what a programme gives at a place, with the signature of each beacon that saw the visitor; see
		/// [`Pallet::sight_payload`]. Once a person and programme.
		///
		/// Origin: a key of an active person, the visitor's pass. Emits [`Event::PlaceClaimed`]. Errors: `NotRegistered`,
		/// `PersonFrozen`, `PersonDeceased`, `ProgrammeNotFound`, `WrongKind`, `TooEarly`, `TooLate`, `NotOpen`,
		/// `NotVisitor`, `AlreadyClaimed`, `MaxClaimsExceeded`, `WrongSights`, `BeaconNotFound`, `SameBeacon`,
		/// `BeaconNotActive`, `StaleSight`, `InvalidSignature`, `MaxVisitorsExceeded`, and the currency's own.
		#[pallet::call_index(12)]
		#[pallet::weight(declared::claim_at_place::<T>(count(sights)))]
		pub fn claim_at_place(
			origin: OriginFor<T>,
			programme: ProgrammeId,
			sights: Sights,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_claim_at_place(&who, programme, sights)
		}

		/// Claims what a programme pays back for the person's own payments: once a person and programme, or for each payment.
		/// A refund of such a payment takes the same share of the payback back.
		///
		/// Origin: a key of an active person. Emits [`Event::PaybackClaimed`]. Errors: `NotRegistered`, `PersonFrozen`,
		/// `PersonDeceased`, `ProgrammeNotFound`, `WrongKind`, `TooEarly`, `TooLate`, `NotOpen`, `NotVisitor`,
		/// `AlreadyClaimed`, `MaxClaimsExceeded`, `SameReceipt`, `ReceiptNotFound`, `ForeignReceipt`, `ReceiptPledged`,
		/// `ReceiptOutsideWindow`, `ShopNotAllowed`, `BelowMinimum`, `MonthUsedUp`, and the currency's own.
		#[pallet::call_index(13)]
		#[pallet::weight(declared::claim_payback::<T>(count(receipts)))]
		pub fn claim_payback(
			origin: OriginFor<T>,
			programme: ProgrammeId,
			receipts: ReceiptIds,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_claim_payback(&who, programme, receipts)
		}

		/// Gives a payback back in full, less what refunds took of it already, so that its receipts can be claimed for with
		/// others. Not where each payment counts by itself.
		///
		/// Origin: a key of the active person who claimed it. Emits [`Event::PaybackUndone`]. Errors: `NotRegistered`,
		/// `PersonFrozen`, `PersonDeceased`, `ProgrammeNotFound`, `WrongKind`, `TooLate`, `ClaimNotFound`, `PaybackSpent`,
		/// and the currency's own.
		#[pallet::call_index(14)]
		#[pallet::weight(declared::undo_payback::<T>())]
		pub fn undo_payback(origin: OriginFor<T>, programme: ProgrammeId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_undo_payback(&who, programme)
		}

		/// Claims an entry of a list for the person it names, once.
		///
		/// Origin: anyone. Emits [`Event::ListClaimed`]. Errors: `ProgrammeNotFound`, `WrongKind`, `TooEarly`, `TooLate`,
		/// `NotOpen`, `InvalidProof`, `AlreadyClaimed`, `ZeroAmount`, `NotRegistered`, `PersonDeceased`, `BudgetExhausted`,
		/// and the currency's own.
		#[pallet::call_index(15)]
		#[pallet::weight(declared::claim_listed::<T>(count(proof)))]
		pub fn claim_listed(
			origin: OriginFor<T>,
			programme: ProgrammeId,
			entry: ListEntry,
			proof: Proof,
		) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_claim_listed(programme, entry, proof)
		}
	}

	#[pallet::view_functions]
	impl<T: Config> Pallet<T> {
		/// The account that holds the budget of a programme. `fund` pays in and counts it.
		pub fn programme_account(programme: ProgrammeId) -> T::AccountId {
			Self::account_of(programme)
		}

		/// Won that the budget of a programme lacks for its next opening, if it opened now. `None` when nothing is to be
		/// opened.
		pub fn missing_budget(programme: ProgrammeId) -> Option<Won> {
			Self::missing_of(programme)
		}

		/// The next drop of each programme of a person's cohorts, soonest first. Waiting ones lie in the past.
		pub fn coming(person: PersonId) -> BoundedVec<Coming, ConstU32<MAX_PROGRAMMES>> {
			Self::coming_for(person)
		}

		/// Nothing if a person who was seen could claim at the place now, or the reason against it.
		pub fn can_claim_at_place(
			person: PersonId,
			programme: ProgrammeId,
		) -> Result<(), DispatchError> {
			Self::could_claim_at_place(person, programme)
		}

		/// Won that a person would get back by these receipts now; else why nothing.
		pub fn can_claim_payback(
			person: PersonId,
			programme: ProgrammeId,
			receipts: ReceiptIds,
		) -> Result<Won, DispatchError> {
			Self::could_claim_payback(person, programme, &receipts)
		}

		/// The number of the time slot in which beacons of a programme sign now.
		pub fn current_slot(programme: ProgrammeId) -> Option<u64> {
			Self::slot_of(programme)
		}

		/// The bytes that a beacon signs for the pass of a visitor.
		pub fn sight_payload(
			programme: ProgrammeId,
			beacon: BeaconId,
			slot: u64,
			person: PersonId,
		) -> Vec<u8> {
			types::sight_payload(&Self::genesis_hash(), programme, beacon, slot, person)
		}
	}
}
