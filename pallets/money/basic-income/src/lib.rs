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
mod impl_pots;
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

use chungnam_primitives::IncomeId;
use frame_support::pallet_macros::*;

pub use pallet::*;
pub use types::*;
pub use weights::WeightInfo;

#[import_section(errors::errors)]
#[import_section(events::events)]
#[frame_support::pallet]
// The macros write these; by hand they stay forbidden.
#[allow(clippy::as_conversions, clippy::expect_used)]
pub mod pallet {
	use alloc::vec::Vec;
	use chungnam_frame_kit::{count, Institutions, WonExt};
	use chungnam_ports::{Agenda, Coming, Debts, Drops, ManagedCohorts, People};
	use chungnam_primitives::{
		CohortId, KoreanDay, KoreanMonth, Moment, PersonId, RegionId, SeriesId, Won,
	};
	use frame_support::{pallet_prelude::*, traits::UnixTime, PalletId};
	use frame_system::pallet_prelude::*;

	use super::*;

	/// People of one call.
	pub const MAX_PEOPLE: u32 = 100;
	/// Incomes whose next payment [`Pallet::coming`] tells.
	pub const MAX_COMING: u32 = 8;
	/// Days for which a stopped income is kept after its last series opened: longer than any series lives and its money
	/// can come back to the pool.
	pub const KEPT_DAYS: KoreanDay = 730;

	/// People named in one call.
	pub type PeopleList = BoundedVec<PersonId, ConstU32<MAX_PEOPLE>>;
	/// Newcomers of one call.
	pub type Newcomers = BoundedVec<Newcomer, ConstU32<MAX_PEOPLE>>;
	/// The rules of series, as the currency of this chain knows them.
	pub type TemplateOf<T> =
		<<T as Config>::Drops as Drops<<T as frame_system::Config>::AccountId>>::Template;
	/// Tiers to be made on this chain.
	pub type NewTiers<T> = BoundedVec<NewTier<TemplateOf<T>>, ConstU32<MAX_TIERS>>;
	/// [`Income`] over the accounts and rules of this chain.
	pub type IncomeOf<T> = Income<<T as frame_system::Config>::AccountId, TemplateOf<T>>;
	/// [`GenesisIncome`] over the accounts and rules of this chain.
	pub type GenesisIncomeOf<T> =
		GenesisIncome<<T as frame_system::Config>::AccountId, TemplateOf<T>>;

	#[pallet::config]
	pub trait Config: frame_system::Config {
		/// Plain won, in which the pools are kept.
		type Won: WonExt<Self::AccountId>;
		/// Who lives, and where.
		type People: People<Self::AccountId>;
		/// Keeps the tiers. No attester must be able to enrol in them directly, or someone could be in two.
		type Cohorts: ManagedCohorts;
		/// Opens the series, and keeps debts from what they give.
		type Drops: Drops<Self::AccountId> + Debts;
		/// Institutions, by what they were appointed to. `None` stands for the governing origin.
		type MandateOrigin: Institutions<Self::RuntimeOrigin, Self::AccountId>;
		/// What is due when. What this pallet sets there comes back to it by [`OnDue`](chungnam_ports::OnDue).
		type Agenda: Agenda;
		/// The clock. Promises are kept by the clock and never by block numbers.
		type Time: UnixTime;
		/// Pools derive from it. Never changes after genesis.
		#[pallet::constant]
		type PalletId: Get<PalletId>;
		/// Milliseconds between announcing new terms and the first month for which they hold. Too short, and people are
		/// surprised.
		#[pallet::constant]
		type ChangeDelay: Get<Moment>;
		/// Weights of the calls and of the hook, generated on the runtime.
		type WeightInfo: WeightInfo;
	}

	#[pallet::pallet]
	pub struct Pallet<T>(_);

	/// The number of the next income.
	#[pallet::storage]
	pub type NextIncome<T> = StorageValue<_, IncomeId, ValueQuery>;

	/// Incomes by number. Made by institutions only; deleted by [`Pallet::remove`].
	#[pallet::storage]
	pub type Incomes<T: Config> = StorageMap<_, Twox64Concat, IncomeId, IncomeOf<T>>;

	/// The money of each income. Lives and goes with [`Incomes`].
	#[pallet::storage]
	pub type Ledgers<T> = StorageMap<_, Twox64Concat, IncomeId, Ledger, ValueQuery>;

	/// Whose tier a cohort is. At most [`MAX_TIERS`] an income; goes with [`Incomes`].
	#[pallet::storage]
	pub type IncomeOfCohort<T> = StorageMap<_, Twox64Concat, CohortId, IncomeId>;

	/// Who is checked, suspended or banned: one small value, written by an attester. Deleted when it is decided; a ban
	/// that is over, or whose person has died, by [`Pallet::refresh`] of anyone; bans of a stopped income by
	/// [`Pallet::prune`].
	#[pallet::storage]
	pub type Cases<T> = StorageDoubleMap<_, Twox64Concat, IncomeId, Twox64Concat, PersonId, Case>;

	/// Who is owed months that waited when they came in: one small value for a person who was admitted or resumed in such a
	/// time, with at most [`MAX_COUNTS`] times. Deleted by [`Pallet::refresh`] of anyone, once none of these months waits any more.
	#[pallet::storage]
	pub type OwedLater<T> =
		StorageDoubleMap<_, Twox64Concat, IncomeId, Twox64Concat, PersonId, OwedTimes>;

	#[pallet::genesis_config]
	#[derive(frame_support::DefaultNoBound)]
	pub struct GenesisConfig<T: Config> {
		/// Incomes, in order of their numbers. Their pools are what balances put there; see
		/// [`Pallet::pool`].
		pub incomes: Vec<GenesisIncomeOf<T>>,
	}

	#[pallet::genesis_build]
	impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
		fn build(&self) {
			Pallet::<T>::build_genesis(self);
		}
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		fn integrity_test() {
			assert!(T::ChangeDelay::get() > 0, "new terms would surprise everyone");
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[pallet::call(weight = <T as Config>::WeightInfo)]
	impl<T: Config> Pallet<T> {
		/// Defines an income of a region: up to 8 tiers of homes with the rules of their series, the terms, its first month
		/// and the account that gets the rest in the end. The pool takes the place of any funders that the rules name.
		///
		/// Origin: an attester with scope `Issue` for the region and all regions that issue by the rules. Emits
		/// [`Event::IncomeCreated`]. Errors: `TooLate`, `TermsUnsound`, `TiersUnsound`, `Overflow`, and the own
		/// ones of the currency and the registry.
		#[pallet::call_index(0)]
		#[pallet::weight(<T as Config>::WeightInfo::create(count(tiers)))]
		pub fn create(
			origin: OriginFor<T>,
			region: RegionId,
			tiers: NewTiers<T>,
			terms: Terms,
			first: KoreanMonth,
			refund_to: T::AccountId,
		) -> DispatchResult {
			Self::ensure_founder(origin, region, &tiers)?;
			Self::do_create(region, tiers, terms, first, refund_to)
		}

		/// Announces terms that hold for the month `from` and later, which begins at least the change delay ahead. Two changes
		/// can be announced; one for the same month is replaced.
		///
		/// Origin: an issuer, that is an attester with scope `Issue` for all of the income's issuing regions. Emits
		/// [`Event::ChangeScheduled`]. Errors: `IncomeNotFound`, `Stopped`, `TermsUnsound`, `TooEarly`,
		/// `MaxChangesExceeded`, `Overflow`.
		#[pallet::call_index(1)]
		pub fn schedule_change(
			origin: OriginFor<T>,
			income: IncomeId,
			from: KoreanMonth,
			terms: Terms,
		) -> DispatchResult {
			Self::ensure_issuer(origin, income)?;
			Self::do_schedule_change(income, from, terms)
		}

		/// Calls off the terms that are announced for the month `from` and do not hold yet.
		///
		/// Origin: an issuer. Emits [`Event::ChangeCancelled`]. Errors: `IncomeNotFound`, `Stopped`, `ChangeNotFound`,
		/// `TooLate`.
		#[pallet::call_index(2)]
		pub fn cancel_change(
			origin: OriginFor<T>,
			income: IncomeId,
			from: KoreanMonth,
		) -> DispatchResult {
			Self::ensure_issuer(origin, income)?;
			Self::do_cancel_change(income, from)
		}

		/// Opens no period any more, for good. Open periods stay open.
		///
		/// Origin: an issuer. Emits [`Event::IncomeStopped`]. Errors: `IncomeNotFound`, `Stopped`.
		#[pallet::call_index(3)]
		pub fn stop(origin: OriginFor<T>, income: IncomeId) -> DispatchResult {
			Self::ensure_issuer(origin, income)?;
			Self::do_stop(income)
		}

		/// Says that eligibility was checked for `month`, the next to be paid.
		///
		/// Origin: an issuer. Emits [`Event::MonthConfirmed`], and [`Event::PeriodDue`] if the period waited for it.
		/// Errors: `IncomeNotFound`, `Stopped`, `TooLate`, `TooEarly`, `AlreadyInState`.
		#[pallet::call_index(4)]
		pub fn confirm_month(
			origin: OriginFor<T>,
			income: IncomeId,
			month: KoreanMonth,
		) -> DispatchResult {
			Self::ensure_issuer(origin, income)?;
			Self::do_confirm_month(income, month)
		}

		/// Pays own plain won into the pool. A period that opened below the full amount is topped up in the next block once
		/// the pool holds all that it lacks: `lacks * heads` won, within 21 days of its opening and before the next pay day.
		///
		/// Origin: anyone. Emits [`Event::Funded`], and [`Event::PeriodDue`] if a period waited for it. Errors:
		/// `ZeroAmount`, `IncomeNotFound`, `Stopped`, `InsufficientBalance`.
		#[pallet::call_index(5)]
		pub fn fund(
			origin: OriginFor<T>,
			income: IncomeId,
			#[pallet::compact] amount: Won,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_fund(&who, income, amount)
		}

		/// Opens a period that waits, at once, or says why it cannot open; never at a moment at which somebody was admitted.
		/// Without this call it is tried every day. Below the full amount it opens between pay days only by the word of an
		/// issuer, which is this call. Where no period waits it tops the newest one up, as [`Pallet::fund`] says. Where the list
		/// of a tier's cohort is full, one drop that is over lapses for it.
		///
		/// Origin: anyone; an issuer for less than the full amount. Emits [`Event::PeriodOpened`],
		/// [`Event::PeriodSkipped`] or [`Event::PeriodToppedUp`]. Errors: `IncomeNotFound`, `Stopped`, `NotWaiting`, `TooEarly`, `NotConfirmed`,
		/// `NobodyEnrolled`, `BelowMinimum`, and the currency's own.
		#[pallet::call_index(6)]
		#[pallet::weight(declared::opening::<T>(<T as Config>::WeightInfo::retry(), MAX_TIERS))]
		pub fn retry(origin: OriginFor<T>, income: IncomeId) -> DispatchResultWithPostInfo {
			let is_issuer = Self::ensure_issuer(origin.clone(), income).is_ok();
			if !is_issuer {
				ensure_signed(origin)?;
			}
			Self::do_retry(income, is_issuer)
		}

		/// Returns the won in the pool of a stopped income to the account named at the start. Can be called again when
		/// more came back from series.
		///
		/// Origin: anyone. Emits [`Event::Returned`]. Errors: `IncomeNotFound`, `NotStopped`, `CasesLeft`,
		/// `NothingToReturn`.
		#[pallet::call_index(7)]
		pub fn close(origin: OriginFor<T>, income: IncomeId) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_close(income)
		}

		/// Deletes up to `limit`, at most 100, bans of a stopped income.
		///
		/// Origin: anyone. Emits [`Event::CasesPruned`]. Errors: `IncomeNotFound`, `NotStopped`, `CasesLeft`,
		/// `NothingToPrune`.
		#[pallet::call_index(8)]
		#[pallet::weight(<T as Config>::WeightInfo::prune((*limit).min(MAX_PEOPLE)))]
		pub fn prune(origin: OriginFor<T>, income: IncomeId, limit: u32) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_prune(income, limit)
		}

		/// Deletes a stopped income with no members, no cases and an empty pool, 730 days after its last series opened.
		///
		/// Origin: an issuer. Emits [`Event::IncomeRemoved`]. Errors: `IncomeNotFound`, `NotStopped`, `CasesLeft`,
		/// `TooEarly`, `MembersLeft`, `PoolNotEmpty`.
		#[pallet::call_index(9)]
		pub fn remove(origin: OriginFor<T>, income: IncomeId) -> DispatchResult {
			Self::ensure_issuer(origin, income)?;
			Self::do_remove(income)
		}

		/// Notes that up to 100 newcomers applied today, all or none: their residence is checked for the days the terms
		/// say. Each must have moved in at least `newcomers_wait_days` ago.
		///
		/// Origin: an enroller, that is an attester with scope `Cohorts` for the income's region. Emits
		/// [`Event::CheckBegun`]. Errors: `IncomeNotFound`, `Stopped`, `NotRegistered`, `PersonDeceased`,
		/// `AlreadyEnrolled`, `HomeNotCovered`, `CaseOpen`, `TooEarly`, `Banned`.
		#[pallet::call_index(10)]
		#[pallet::weight(<T as Config>::WeightInfo::begin_check(count(newcomers)))]
		pub fn begin_check(
			origin: OriginFor<T>,
			income: IncomeId,
			newcomers: Newcomers,
		) -> DispatchResult {
			Self::ensure_enroller(origin, income)?;
			Self::do_begin_check(income, newcomers)
		}

		/// Takes a newcomer in after the check, and pays at once the periods that opened since it began, each at its own
		/// scale and at most `max_arrears` of them, the newest. After the stop these periods are paid, and the newcomer stays
		/// out. Months that wait, and were counted since it began, are paid by [`Pallet::refresh`] once they have opened.
		///
		/// Origin: an enroller. Emits [`Event::Admitted`] or, after the stop, [`Event::Settled`], [`Event::ArrearsOwed`] if
		/// months wait, and [`Event::ArrearsSeriesOpened`] if no open series takes the arrears. Errors: `IncomeNotFound`, `NotChecking`, `TooEarly`, `PersonDeceased`, `HomeNotCovered`,
		/// `PeriodDue`, `BudgetExhausted`, and the own ones of the currency and the registry.
		#[pallet::call_index(11)]
		#[pallet::weight(declared::with_lots::<T>(<T as Config>::WeightInfo::admit()))]
		pub fn admit(origin: OriginFor<T>, income: IncomeId, person: PersonId) -> DispatchResult {
			Self::ensure_enroller(origin, income)?;
			Self::do_admit(income, person)
		}

		/// Ends a check or a suspension for good, without payment.
		///
		/// Origin: an enroller. Emits [`Event::Refused`]. Errors: `IncomeNotFound`, `CaseNotFound`.
		#[pallet::call_index(12)]
		pub fn refuse(origin: OriginFor<T>, income: IncomeId, person: PersonId) -> DispatchResult {
			Self::ensure_enroller(origin, income)?;
			Self::do_refuse(income, person)
		}

		/// Takes up to 100 people in who qualify already, all or none, each into the tier of their home. They are paid
		/// from the next period on.
		///
		/// Origin: an enroller. Emits [`Event::Enrolled`]. Errors: `IncomeNotFound`, `Stopped`, `NotRegistered`,
		/// `PersonDeceased`, `AlreadyEnrolled`, `HomeNotCovered`, `CaseOpen`, `Banned`, and the registry's own.
		#[pallet::call_index(13)]
		#[pallet::weight(<T as Config>::WeightInfo::enrol(count(people)))]
		pub fn enrol(origin: OriginFor<T>, income: IncomeId, people: PeopleList) -> DispatchResult {
			Self::ensure_enroller(origin, income)?;
			Self::do_enrol(income, people)
		}

		/// Takes up to 100 people out who no longer qualify, all or none. They keep earlier months.
		///
		/// Origin: an enroller. Emits [`Event::Unenrolled`]. Errors: `IncomeNotFound`, `NotRegistered`, `NotEnrolled`.
		#[pallet::call_index(14)]
		#[pallet::weight(<T as Config>::WeightInfo::unenrol(count(people)))]
		pub fn unenrol(
			origin: OriginFor<T>,
			income: IncomeId,
			people: PeopleList,
		) -> DispatchResult {
			Self::ensure_enroller(origin, income)?;
			Self::do_unenrol(income, people)
		}

		/// Stops payments to a person. Months that opened before stay theirs.
		///
		/// Origin: an enroller. Emits [`Event::Suspended`]. Errors: `IncomeNotFound`, `Stopped`, `NotRegistered`,
		/// `NotEnrolled`.
		#[pallet::call_index(15)]
		pub fn suspend(
			origin: OriginFor<T>,
			income: IncomeId,
			person: PersonId,
			reason: SuspensionReason,
		) -> DispatchResult {
			Self::ensure_enroller(origin, income)?;
			Self::do_suspend(income, person, reason)
		}

		/// Lets payments to a person go on. If the suspension was wrong, `with_arrears` pays what was missed, at most
		/// `max_arrears` periods, the newest; so too after the stop, and to a person who lives elsewhere by now, who both stay
		/// out. Months that wait are paid as by [`Pallet::admit`].
		///
		/// Origin: an enroller. Emits [`Event::Resumed`] or, for a person who stays out, [`Event::Settled`],
		/// [`Event::ArrearsOwed`] if months wait, and [`Event::ArrearsSeriesOpened`] if no open series takes the arrears. Errors:
		/// `IncomeNotFound`, `Stopped`, `NotSuspended`, `PersonDeceased`, `HomeNotCovered`, `PeriodDue`,
		/// `BudgetExhausted`, and the own ones of the currency and the registry.
		#[pallet::call_index(16)]
		#[pallet::weight(declared::with_lots::<T>(<T as Config>::WeightInfo::resume()))]
		pub fn resume(
			origin: OriginFor<T>,
			income: IncomeId,
			person: PersonId,
			with_arrears: bool,
		) -> DispatchResult {
			Self::ensure_enroller(origin, income)?;
			Self::do_resume(income, person, with_arrears)
		}

		/// Puts a person where they belong: in the tier of their home, out if they live elsewhere or the income stopped,
		/// without a case that has ended by itself. Pays a person the months that waited when they came in, once these have
		/// opened. Does as much of it as can be done.
		///
		/// Origin: anyone. Emits [`Event::Moved`], [`Event::Unenrolled`] or [`Event::CaseClosed`], and
		/// [`Event::ArrearsPaid`], with [`Event::ArrearsSeriesOpened`] if no open series takes the arrears. Errors: `IncomeNotFound`, `NotRegistered`,
		/// `BudgetExhausted`, `NothingToRefresh`, and the own ones of the currency and the registry.
		#[pallet::call_index(17)]
		#[pallet::weight(declared::refresh::<T>())]
		pub fn refresh(origin: OriginFor<T>, income: IncomeId, person: PersonId) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_refresh(income, person)
		}

		/// After fraud: takes `amount` won back and `multiple` times as much on top, at once from what the person has left
		/// of this income, the rest as a debt kept from later income. The person is out and shut out for `ban_days`.
		///
		/// Origin: an issuer. Emits [`Event::Sanctioned`]. Errors: `IncomeNotFound`, `ZeroAmount`, `NotRegistered`,
		/// `SanctionOutOfRange`, `Overflow`, and the currency's own.
		#[pallet::call_index(18)]
		#[pallet::weight(declared::with_claims::<T>(<T as Config>::WeightInfo::sanction()))]
		pub fn sanction(
			origin: OriginFor<T>,
			income: IncomeId,
			person: PersonId,
			#[pallet::compact] amount: Won,
			multiple: u8,
		) -> DispatchResult {
			Self::ensure_issuer(origin, income)?;
			Self::do_sanction(income, person, amount, multiple)
		}

		/// After an appeal: ends the debt and the ban. Won that was taken already is given back outside this call.
		///
		/// Origin: an issuer. Emits [`Event::Forgiven`]. Errors: `IncomeNotFound`, `NothingToForgive`.
		#[pallet::call_index(19)]
		#[pallet::weight(declared::with_lots::<T>(<T as Config>::WeightInfo::forgive()))]
		pub fn forgive(origin: OriginFor<T>, income: IncomeId, person: PersonId) -> DispatchResult {
			Self::ensure_issuer(origin, income)?;
			Self::do_forgive(income, person)
		}
	}

	#[pallet::view_functions]
	impl<T: Config> Pallet<T> {
		/// The account that holds an income's won. Won paid in is for everyone.
		pub fn pool(income: IncomeId) -> T::AccountId {
			Self::pool_of(income)
		}

		/// What comes next to a person and when, the soonest first, at most [`MAX_COMING`].
		pub fn coming(person: PersonId) -> BoundedVec<Coming, ConstU32<MAX_COMING>> {
			Self::coming_to(person)
		}

		/// Where a person stands with an income, and why they are not paid. `None` if there is no such person or income.
		pub fn standing(income: IncomeId, person: PersonId) -> Option<IncomeStanding> {
			Self::standing_of(income, person)
		}

		/// What one head would get if the next period opened now.
		pub fn scale(income: IncomeId) -> Option<Scale> {
			Self::scale_of(income)
		}
	}
}
