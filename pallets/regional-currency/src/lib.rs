// SPDX-License-Identifier: Apache-2.0

#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]
#![deny(missing_docs)]
#![cfg_attr(
	not(test),
	deny(
		clippy::unwrap_used,
		clippy::expect_used,
		clippy::panic,
		clippy::indexing_slicing,
		clippy::as_conversions,
		clippy::arithmetic_side_effects
	)
)]

extern crate alloc;

use frame_support::pallet_macros::*;

pub use pallet::*;
pub use plan::{Plan, Quote, Refusal, RefusedLot};
pub use types::*;
pub use weights::WeightInfo;

#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
mod claims;
mod errors;
mod events;
mod functions;
mod impl_debts;
mod impl_drops;
mod impl_receipts;
#[cfg(test)]
mod mock;
mod plan;
#[cfg(test)]
mod tests;
#[cfg(any(feature = "std", feature = "try-runtime"))]
mod try_state;
mod types;
mod views;
pub mod weights;

pub use views::{LotView, WalletView};

// The macros write these; by hand they stay forbidden.
#[allow(clippy::as_conversions, clippy::expect_used)]
#[import_section(errors::errors)]
#[import_section(events::events)]
#[frame_support::pallet]
pub mod pallet {
	use chungnam_frame_kit::{count, has_clock};
	use chungnam_primitives::{
		CohortId, Cohorts, KoreanDay, KoreanMonth, Mandate, MerchantId, Merchants, Moment,
		MoneyClass, Opener, People, PersonId, ReceiptId, RegionSet, SeriesId, Sources, Won,
		MAX_ENROLMENTS,
	};
	use frame_support::{
		pallet_prelude::*,
		traits::{
			fungible::{Inspect, Mutate, MutateHold},
			EnsureOriginWithArg, UnixTime,
		},
		PalletId,
	};
	use frame_system::pallet_prelude::*;
	use sp_runtime::Percent;

	use super::*;

	/// Payments of one issue, and confirmations of one settlement.
	pub const MAX_BATCH: u32 = 100;

	/// People and what each is given.
	pub type Payments = BoundedVec<(PersonId, Won), ConstU32<MAX_BATCH>>;
	/// Cash-outs that were paid, each with the hash of the bank's own document.
	pub type Confirmations = BoundedVec<(CashOutId, DocumentHash), ConstU32<MAX_BATCH>>;
	/// The weight of a call, and of series that it looks at besides.
	pub(crate) fn full<T: Config>(call: Weight, series: u32) -> Weight {
		call.saturating_add(<T as Config>::WeightInfo::look_at(series))
	}

	/// The weight of a call that may turn latent lots of one person into lots: it looks at all lots there were, at drops
	/// whose end may have moved, and at all lots there are then.
	pub(crate) fn with_claim<T: Config>(call: Weight) -> Weight {
		full::<T>(call, MAX_LOTS.saturating_mul(3))
			.saturating_add(<T as Config>::WeightInfo::claim(MAX_ENROLMENTS))
			.saturating_add(<T as Config>::WeightInfo::withhold(MAX_CLAIMED))
	}

	/// The most that giving to `people` weighs: all their lots ended, and all owe something.
	pub(crate) fn issue_weight<T: Config>(people: u32) -> Weight {
		let call = <T as Config>::WeightInfo::issue(people);
		full::<T>(call, people.saturating_mul(MAX_LOTS))
			.saturating_add(<T as Config>::WeightInfo::withhold(people))
	}

	/// [`Series`] over the accounts of this chain.
	pub type SeriesOf<T> = Series<<T as frame_system::Config>::AccountId>;
	/// [`Funders`] over the accounts of this chain.
	pub type FundersOf<T> = Funders<<T as frame_system::Config>::AccountId>;
	/// [`Receipt`] over the accounts of this chain.
	pub type ReceiptOf<T> = Receipt<<T as frame_system::Config>::AccountId>;
	/// [`CashOut`] over the accounts of this chain.
	pub type CashOutOf<T> = CashOut<<T as frame_system::Config>::AccountId>;

	#[pallet::config]
	pub trait Config: frame_system::Config {
		/// Plain won. Nothing else may mint or burn it, or the reserve no longer covers it.
		type Won: Inspect<Self::AccountId, Balance = Won>
			+ Mutate<Self::AccountId>
			+ MutateHold<Self::AccountId, Reason = Self::RuntimeHoldReason>;
		/// Overarching hold reason.
		type RuntimeHoldReason: From<HoldReason>;
		/// Who is behind an account.
		type People: People<Self::AccountId>;
		/// Who is in which cohort: to whom drops belong.
		type Cohorts: Cohorts;
		/// Which shop is behind an account.
		type Merchants: Merchants<Self::AccountId>;
		/// Institutions, by what they were appointed to. `None` stands for the governing origin.
		type MandateOrigin: EnsureOriginWithArg<
			Self::RuntimeOrigin,
			Mandate,
			Success = Option<Self::AccountId>,
		>;
		/// Sets the terms of cash-out and re-spending.
		type GovernorOrigin: EnsureOrigin<Self::RuntimeOrigin>;
		/// The clock. Promises are kept by the clock and never by block numbers.
		type Time: UnixTime;
		/// The accounts that get the router's share of unspent and unclaimed won. The accounts must always exist.
		type Sources: Sources<Self::AccountId>;
		/// Pots of series and of the re-spend bonus derive from it. Never changes after genesis.
		#[pallet::constant]
		type PalletId: Get<PalletId>;
		/// Milliseconds between announcing a change of rules and its earliest start. Too short, and people are surprised.
		#[pallet::constant]
		type ChangeDelay: Get<Moment>;
		/// Milliseconds for which a payment can be refunded. The payment's receipt takes state that long.
		#[pallet::constant]
		type RefundWindow: Get<Moment>;
		/// Milliseconds for which money refunded after the end of its series can still be spent.
		#[pallet::constant]
		type RefundGrace: Get<Moment>;
		/// Weights of the calls, generated on the runtime.
		type WeightInfo: WeightInfo;
	}

	#[pallet::pallet]
	pub struct Pallet<T>(_);

	/// The bank balance behind all won. One value.
	#[pallet::storage]
	pub type ReserveState<T> = StorageValue<_, Reserve, ValueQuery>;

	/// What the law publishes, by half-year. Grows by one small value in six months; kept for ever.
	#[pallet::storage]
	pub type Disclosures<T> = StorageMap<_, Twox64Concat, HalfYear, Disclosure, ValueQuery>;

	/// The number of the next series.
	#[pallet::storage]
	pub type NextSeries<T> = StorageValue<_, SeriesId, ValueQuery>;

	/// Series by number. Made by institutions only; deleted by [`Pallet::remove_series`].
	#[pallet::storage]
	pub type SeriesById<T> = StorageMap<_, Twox64Concat, SeriesId, SeriesOf<T>>;

	/// The money of each series. Lives and goes with [`SeriesById`].
	#[pallet::storage]
	pub type TotalsBySeries<T> = StorageMap<_, Twox64Concat, SeriesId, Totals, ValueQuery>;

	/// Everything the currency knows of a person, in one bounded value. Deleted when it is empty.
	#[pallet::storage]
	pub type Wallets<T> = StorageMap<_, Twox64Concat, PersonId, Wallet, ValueQuery>;

	/// What every payment reads and writes. One value.
	#[pallet::storage]
	pub type PaymentState<T> = StorageValue<_, PaymentBook, ValueQuery>;

	/// What happened to bound money, by Korean month, without the payments of the running one. Grows by one small value a
	/// month; kept for ever.
	#[pallet::storage]
	pub type Months<T> = StorageMap<_, Twox64Concat, KoreanMonth, MonthFlow, ValueQuery>;

	/// The money of all series that were deleted, summed up. One value.
	#[pallet::storage]
	pub type RemovedTotals<T> = StorageValue<_, Totals, ValueQuery>;

	/// Drops that can still be claimed, by cohort, in order of their numbers. Written when one opens, paid by the
	/// programme; shrinks when one lapses or ends.
	#[pallet::storage]
	pub type DropsByCohort<T> = StorageMap<_, Twox64Concat, CohortId, DropList, ValueQuery>;

	/// Room for open drops that is kept for openers, by cohort. Written when a programme or an income is created, changed
	/// or over; paid by its issuer.
	#[pallet::storage]
	pub type RoomByCohort<T> = StorageMap<_, Twox64Concat, CohortId, Reservations, ValueQuery>;

	/// The day up to which ends of series were gone through.
	#[pallet::storage]
	pub type EndsReached<T> = StorageValue<_, KoreanDay, ValueQuery>;

	/// Series by the day on which they are next looked at. One entry a series, deleted with it.
	#[pallet::storage]
	pub type EndingSeries<T> =
		StorageDoubleMap<_, Twox64Concat, KoreanDay, Twox64Concat, SeriesId, ()>;

	/// The day up to which lapses were gone through.
	#[pallet::storage]
	pub type LapsesReached<T> = StorageValue<_, KoreanDay, ValueQuery>;

	/// Cohorts by the days on which drops of theirs lapse. At most one entry an open drop, deleted on its day.
	#[pallet::storage]
	pub type LapsingCohorts<T> =
		StorageDoubleMap<_, Twox64Concat, KoreanDay, Twox64Concat, CohortId, ()>;

	/// The oldest receipt that may still be there.
	#[pallet::storage]
	pub type OldestReceipt<T> = StorageValue<_, ReceiptId, ValueQuery>;

	/// Payments that can still be refunded. Deleted when fully refunded, or after the refund window by `on_idle`.
	#[pallet::storage]
	pub type Receipts<T> = StorageMap<_, Twox64Concat, ReceiptId, ReceiptOf<T>>;

	/// The number of the next cash-out.
	#[pallet::storage]
	pub type NextCashOut<T> = StorageValue<_, CashOutId, ValueQuery>;

	/// Open requests for cash-out. Each holds at least the minimum of won; deleted when settled.
	#[pallet::storage]
	pub type CashOuts<T> = StorageMap<_, Twox64Concat, CashOutId, CashOutOf<T>>;

	/// Limits of cash-out.
	#[pallet::storage]
	pub type CashOutLimits<T> = StorageValue<_, CashOutTerms, ValueQuery>;

	/// The re-spend bonus.
	#[pallet::storage]
	pub type RespendBonus<T> = StorageValue<_, RespendTerms, ValueQuery>;

	/// What the currency knows of a shop. One small value a shop that ever took money; bounded by the shops there are.
	#[pallet::storage]
	pub type ShopLedgers<T> = StorageMap<_, Twox64Concat, MerchantId, ShopLedger, ValueQuery>;

	#[pallet::genesis_config]
	#[derive(frame_support::DefaultNoBound)]
	pub struct GenesisConfig<T: Config> {
		/// Won in the bank at the start. Must cover all won of the genesis.
		pub reserve: Won,
		/// Series, in order of their numbers: class, issuing regions, funders, rules, and the budget that is minted
		/// into the pot.
		pub series: alloc::vec::Vec<(MoneyClass, RegionSet, FundersOf<T>, Rules, Won)>,
		/// Lots that people have at the start, paid from the budget of their series: person, series, won.
		pub lots: alloc::vec::Vec<(PersonId, SeriesId, Won)>,
		/// Limits of cash-out.
		pub cash_out: CashOutTerms,
		/// The re-spend bonus.
		pub respend: RespendTerms,
		/// Won minted into the re-spend pot.
		pub respend_budget: Won,
	}

	#[pallet::genesis_build]
	impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
		fn build(&self) {
			Pallet::<T>::build_genesis(self);
		}
	}

	/// Why won is held.
	#[pallet::composite_enum]
	pub enum HoldReason {
		/// Cash-out was asked for and is not settled.
		#[codec(index = 0)]
		CashOut,
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		fn on_initialize(number: BlockNumberFor<T>) -> Weight {
			if !has_clock(number) {
				return Weight::zero();
			}
			Self::do_due()
		}

		fn on_idle(_: BlockNumberFor<T>, remaining: Weight) -> Weight {
			Self::prune_receipts(remaining)
		}

		fn integrity_test() {
			Self::check_constants();
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[pallet::call(weight = <T as Config>::WeightInfo)]
	impl<T: Config> Pallet<T> {
		/// States the bank balance behind all won, with the blake2-256 hash of the statement it was read from.
		///
		/// Origin: an attester with [`Scope::Reserve`](chungnam_primitives::Scope) for the whole province. Refused with
		/// [`Error::BelowIssuance`] when less than the won in existence. Emits [`Event::ReserveAttested`].
		#[pallet::call_index(0)]
		pub fn attest_reserve(
			origin: OriginFor<T>,
			#[pallet::compact] balance: Won,
			statement: DocumentHash,
		) -> DispatchResult {
			Self::ensure_reserve_attester(origin)?;
			Self::do_attest_reserve(balance, statement)
		}

		/// Makes plain won for an institution, against the reserve.
		///
		/// Origin: an attester of the reserve. Emits [`Event::Minted`].
		#[pallet::call_index(1)]
		pub fn mint(
			origin: OriginFor<T>,
			to: T::AccountId,
			#[pallet::compact] amount: Won,
		) -> DispatchResult {
			Self::ensure_reserve_attester(origin)?;
			Self::do_mint(&to, amount)
		}

		/// Destroys own plain won after the bank paid it out; the reserve falls by as much.
		///
		/// Origin: an attester of the reserve, for its own account. Emits [`Event::Burnt`].
		#[pallet::call_index(2)]
		pub fn burn(origin: OriginFor<T>, #[pallet::compact] amount: Won) -> DispatchResult {
			let who = Self::ensure_reserve_attester(origin)?.ok_or(Error::<T>::NotAuthorized)?;
			Self::do_burn(&who, amount)
		}

		/// Defines a series: its class, issuers and funders for ever, its rules for now.
		///
		/// Origin: an attester with scope `Series` for all issuing regions. Emits [`Event::SeriesCreated`].
		#[pallet::call_index(3)]
		pub fn create_series(
			origin: OriginFor<T>,
			class: MoneyClass,
			issuers: RegionSet,
			funders: FundersOf<T>,
			rules: Rules,
		) -> DispatchResult {
			Self::ensure_series_attester(origin, issuers)?;
			Self::do_create_series(class, issuers, funders, rules)
		}

		/// Announces rules that hold from the moment `from` on, at least the change delay ahead. Two changes can be announced;
		/// one for the same moment is replaced.
		///
		/// Origin: an attester with scope `Series` for all issuing regions. Emits [`Event::ChangeScheduled`].
		#[pallet::call_index(4)]
		pub fn schedule_change(
			origin: OriginFor<T>,
			series: SeriesId,
			from: Moment,
			rules: Rules,
		) -> DispatchResult {
			Self::ensure_series_issuer(origin, series)?;
			Self::do_schedule_change(series, from, rules)
		}

		/// Calls off the rules that are announced for the moment `from` and do not hold yet.
		///
		/// Origin: an attester with scope `Series` for all issuing regions. Emits [`Event::ChangeCancelled`].
		#[pallet::call_index(5)]
		pub fn cancel_change(
			origin: OriginFor<T>,
			series: SeriesId,
			from: Moment,
		) -> DispatchResult {
			Self::ensure_series_issuer(origin, series)?;
			Self::do_cancel_change(series, from)
		}

		/// Stops a series: nothing of it is sold, issued, given or spent until it is resumed. Its time runs on.
		///
		/// Origin: an attester with scope `Series` for all issuing regions. Emits [`Event::SeriesPaused`].
		#[pallet::call_index(6)]
		pub fn pause_series(origin: OriginFor<T>, series: SeriesId) -> DispatchResult {
			Self::ensure_series_issuer(origin, series)?;
			Self::do_set_paused(series, true)
		}

		/// Lets a stopped series go on.
		///
		/// Origin: an attester with scope `Series` for all issuing regions. Emits [`Event::SeriesResumed`].
		#[pallet::call_index(7)]
		pub fn resume_series(origin: OriginFor<T>, series: SeriesId) -> DispatchResult {
			Self::ensure_series_issuer(origin, series)?;
			Self::do_set_paused(series, false)
		}

		/// Pays own plain won into the budget of a series.
		///
		/// Origin: one of the series' funders. Emits [`Event::Funded`].
		#[pallet::call_index(8)]
		pub fn fund(
			origin: OriginFor<T>,
			series: SeriesId,
			#[pallet::compact] amount: Won,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_fund(&who, series, amount)
		}

		/// Sells purchased money to a person who paid bank won over the counter. New won is made against the reserve.
		/// Refused when the incentive would be less than `least_incentive`, so nobody is surprised by an empty budget.
		///
		/// Origin: an attester with scope `Sell` for all issuing regions. Emits [`Event::Minted`], [`Event::Sold`].
		#[pallet::call_index(9)]
		#[pallet::weight(full::<T>(<T as Config>::WeightInfo::sell(), MAX_LOTS))]
		pub fn sell(
			origin: OriginFor<T>,
			series: SeriesId,
			person: PersonId,
			#[pallet::compact] amount: Won,
			#[pallet::compact] least_incentive: Won,
		) -> DispatchResultWithPostInfo {
			Self::ensure_seller(origin, series)?;
			Self::weighed(
				|_| <T as Config>::WeightInfo::sell(),
				|effort| Self::do_sell(series, person, amount, least_incentive, effort),
			)
		}

		/// Buys purchased money with the signer's own plain won.
		///
		/// Origin: a key of an active person. Emits [`Event::Sold`].
		#[pallet::call_index(10)]
		#[pallet::weight(full::<T>(<T as Config>::WeightInfo::buy(), MAX_LOTS))]
		pub fn buy(
			origin: OriginFor<T>,
			series: SeriesId,
			#[pallet::compact] amount: Won,
			#[pallet::compact] least_incentive: Won,
		) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			Self::weighed(
				|_| <T as Config>::WeightInfo::buy(),
				|effort| Self::do_buy(&who, series, amount, least_incentive, effort),
			)
		}

		/// Gives policy money from the budget of a series to up to 100 people, to all or to none.
		///
		/// Origin: an attester with scope `Issue` for all issuing regions. Emits [`Event::Issued`] for each person.
		#[pallet::call_index(11)]
		#[pallet::weight(issue_weight::<T>(count(payments)))]
		pub fn issue(
			origin: OriginFor<T>,
			series: SeriesId,
			payments: Payments,
		) -> DispatchResultWithPostInfo {
			Self::ensure_issuer(origin, series)?;
			let cost = <T as Config>::WeightInfo::issue(count(&payments));
			Self::weighed(|_| cost, |effort| Self::do_issue(series, payments, effort))
		}

		/// Takes money of a series back from a person into the budget, at most what the person has left.
		///
		/// Origin: an attester with scope `Issue` for all issuing regions. Emits [`Event::ClawedBack`].
		#[pallet::call_index(12)]
		#[pallet::weight(with_claim::<T>(<T as Config>::WeightInfo::claw_back()))]
		pub fn claw_back(
			origin: OriginFor<T>,
			series: SeriesId,
			person: PersonId,
			#[pallet::compact] amount: Won,
			reason: ClawBackReason,
		) -> DispatchResultWithPostInfo {
			Self::ensure_issuer(origin, series)?;
			Self::weighed(
				|_| <T as Config>::WeightInfo::claw_back(),
				|effort| Self::do_claw_back(series, person, amount, reason, effort),
			)
		}

		/// Pays a shop: the lot that ends first, then the most restricted, then plain won. Ask [`Pallet::quote`] first
		/// to see what would pay, or why nothing can.
		///
		/// Origin: a key or card of an active person. Emits [`Event::Paid`]. Declared for a full wallet; what the payer's
		/// wallet does not hold is given back.
		#[pallet::call_index(13)]
		#[pallet::weight(with_claim::<T>(<T as Config>::WeightInfo::pay(MAX_LOTS)))]
		pub fn pay(
			origin: OriginFor<T>,
			merchant: MerchantId,
			#[pallet::compact] amount: Won,
		) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			Self::weighed(<T as Config>::WeightInfo::pay, |effort| {
				Self::do_pay(&who, merchant, amount, effort)
			})
		}

		/// Pays a shop from the lots of a ward. Plain won is never touched.
		///
		/// Origin: a key of a guardian of `ward` who may spend for it. Emits [`Event::Paid`]. Declared for a full wallet.
		#[pallet::call_index(14)]
		#[pallet::weight(with_claim::<T>(<T as Config>::WeightInfo::pay_for(MAX_LOTS)))]
		pub fn pay_for(
			origin: OriginFor<T>,
			ward: PersonId,
			merchant: MerchantId,
			#[pallet::compact] amount: Won,
		) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			Self::weighed(<T as Config>::WeightInfo::pay_for, |effort| {
				Self::do_pay_for(&who, ward, merchant, amount, effort)
			})
		}

		/// Gives money of a series to another person, as far as the series allows.
		///
		/// Origin: a key of an active person. Emits [`Event::Gifted`].
		#[pallet::call_index(15)]
		#[pallet::weight(with_claim::<T>(full::<T>(<T as Config>::WeightInfo::gift(), MAX_LOTS)))]
		pub fn gift(
			origin: OriginFor<T>,
			series: SeriesId,
			to: PersonId,
			#[pallet::compact] amount: Won,
		) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			Self::weighed(
				|_| <T as Config>::WeightInfo::gift(),
				|effort| Self::do_gift(&who, series, to, amount, effort),
			)
		}

		/// Gives all or part of a payment back, the last part first, each part into the lot that paid. Won of an ended series
		/// can be spent for the refund grace. Refused while something was paid back by the receipt.
		///
		/// Origin: an account that acts for the paid shop. Emits [`Event::Refunded`].
		#[pallet::call_index(16)]
		#[pallet::weight(full::<T>(<T as Config>::WeightInfo::refund(MAX_LOTS), MAX_LOTS))]
		pub fn refund(
			origin: OriginFor<T>,
			receipt: ReceiptId,
			#[pallet::compact] amount: Won,
		) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			Self::weighed(<T as Config>::WeightInfo::refund, |effort| {
				Self::do_refund(&who, receipt, amount, effort)
			})
		}

		/// Asks for the rest of a bought series in bank won, once enough of it is used. The won is held until an operator
		/// confirms that the bank paid. The same share of unspent incentive goes back to its budget, rounded up.
		///
		/// Origin: a key of an active person. Emits [`Event::RestReturned`], [`Event::CashOutRequested`].
		#[pallet::call_index(17)]
		#[pallet::weight(with_claim::<T>(<T as Config>::WeightInfo::refund_rest()))]
		pub fn refund_rest(origin: OriginFor<T>, series: SeriesId) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			Self::weighed(
				|_| <T as Config>::WeightInfo::refund_rest(),
				|effort| Self::do_refund_rest(&who, series, effort),
			)
		}

		/// Asks for a shop's plain won in bank won. The won is held until an operator confirms that the bank paid.
		///
		/// Origin: the owner of an open shop. Emits [`Event::CashOutRequested`].
		#[pallet::call_index(18)]
		pub fn request_cash_out(
			origin: OriginFor<T>,
			#[pallet::compact] amount: Won,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_request_cash_out(&who, amount)
		}

		/// Takes a request for cash-out back.
		///
		/// Origin: the account on which the won is held. Emits [`Event::CashOutCancelled`].
		#[pallet::call_index(19)]
		pub fn cancel_cash_out(origin: OriginFor<T>, id: CashOutId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_cancel_cash_out(&who, id)
		}

		/// Says that a large cash-out was looked at. The reviewer cannot confirm the same cash-out.
		///
		/// Origin: an attester with scope `Settle` for the region of the request. Emits [`Event::CashOutReviewed`].
		#[pallet::call_index(20)]
		pub fn review_cash_out(origin: OriginFor<T>, id: CashOutId) -> DispatchResult {
			let reviewer = Self::ensure_settler(origin, id)?;
			Self::do_review_cash_out(reviewer, id)
		}

		/// Says that the bank paid up to 100 cash-outs, all or none of them. The won is destroyed and the reserve falls.
		///
		/// Origin: an attester with scope `Settle` for the regions of all of them.
		/// Emits [`Event::CashOutConfirmed`] for each.
		#[pallet::call_index(21)]
		#[pallet::weight(<T as Config>::WeightInfo::confirm_cash_outs(count(paid)))]
		pub fn confirm_cash_outs(origin: OriginFor<T>, paid: Confirmations) -> DispatchResult {
			let confirmer = Self::ensure_settler_of_all(origin, &paid)?;
			Self::do_confirm_cash_outs(confirmer, paid)
		}

		/// Says that the bank does not pay a cash-out. The won is free again.
		///
		/// Origin: an attester with scope `Settle` for the region of the request. Emits [`Event::CashOutRejected`].
		#[pallet::call_index(22)]
		pub fn reject_cash_out(
			origin: OriginFor<T>,
			id: CashOutId,
			reason: CashOutRejection,
		) -> DispatchResult {
			Self::ensure_settler(origin, id)?;
			Self::do_reject_cash_out(id, reason)
		}

		/// Pays another shop from a shop's plain won. Paying from takings earns the re-spend bonus while it lasts.
		///
		/// Origin: an account that may spend for its shop. Emits [`Event::Respent`].
		#[pallet::call_index(23)]
		pub fn pay_shop(
			origin: OriginFor<T>,
			to: MerchantId,
			#[pallet::compact] amount: Won,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_pay_shop(&who, to, amount)
		}

		/// Moves the rest of an ended series to the fund router and to its funders, by their shares. Costs the same
		/// for one person's rest as for two million people's.
		///
		/// Origin: anyone. Emits [`Event::Swept`].
		#[pallet::call_index(24)]
		pub fn sweep(origin: OriginFor<T>, series: SeriesId) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_sweep(series)
		}

		/// Deletes a series that ended, was swept, and can get nothing back any more.
		///
		/// Origin: an attester with scope `Series` for all issuing regions. Emits [`Event::SeriesRemoved`].
		#[pallet::call_index(25)]
		pub fn remove_series(origin: OriginFor<T>, series: SeriesId) -> DispatchResult {
			Self::ensure_series_issuer(origin, series)?;
			Self::do_remove_series(series)
		}

		/// Sets the limits of cash-out, for requests from now on.
		///
		/// Origin: the governing origin. Emits [`Event::CashOutTermsSet`].
		#[pallet::call_index(26)]
		pub fn set_cash_out_terms(origin: OriginFor<T>, terms: CashOutTerms) -> DispatchResult {
			T::GovernorOrigin::ensure_origin(origin)?;
			Self::do_set_cash_out_terms(terms)
		}

		/// Sets the re-spend bonus, for payments from now on.
		///
		/// Origin: the governing origin. Emits [`Event::RespendTermsSet`].
		#[pallet::call_index(27)]
		pub fn set_respend_terms(origin: OriginFor<T>, terms: RespendTerms) -> DispatchResult {
			T::GovernorOrigin::ensure_origin(origin)?;
			Self::do_set_respend_terms(terms)
		}

		/// Moves the plain won of a key that a recovery replaced to the signer's key. Lots need no moving: they are the
		/// person's, not the key's.
		///
		/// Origin: a key of the active person whose former key `from` is. Emits [`Event::WonReclaimed`].
		#[pallet::call_index(28)]
		pub fn reclaim_won(origin: OriginFor<T>, from: T::AccountId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_reclaim_won(&who, &from)
		}

		/// Turns the signer's latent lots into lots now. Nobody needs to: paying does the same.
		///
		/// Origin: a key of an active person. Emits [`Event::Claimed`], [`Event::Withheld`] for what a debt keeps.
		#[pallet::call_index(29)]
		#[pallet::weight(with_claim::<T>(<T as Config>::WeightInfo::claim(0)))]
		pub fn claim(origin: OriginFor<T>) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			Self::weighed(
				|_| <T as Config>::WeightInfo::claim(0),
				|effort| Self::do_claim(&who, effort),
			)
		}

		/// Turns a ward's latent lots into lots now.
		///
		/// Origin: a key of a guardian of `ward` who may claim for it. Emits as [`Pallet::claim`].
		#[pallet::call_index(30)]
		#[pallet::weight(with_claim::<T>(<T as Config>::WeightInfo::claim_for()))]
		pub fn claim_for(origin: OriginFor<T>, ward: PersonId) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			Self::weighed(
				|_| <T as Config>::WeightInfo::claim_for(),
				|effort| Self::do_claim_for(&who, ward, effort),
			)
		}

		/// Gives the unclaimed won of a cohort's drops back, once their time is over, to the funders and to the fund router.
		/// Happens by itself a little later.
		///
		/// Origin: anyone. Emits [`Event::Lapsed`] for each drop.
		#[pallet::call_index(31)]
		#[pallet::weight(<T as Config>::WeightInfo::lapse(MAX_DROPS))]
		pub fn lapse(origin: OriginFor<T>, cohort: CohortId) -> DispatchResultWithPostInfo {
			ensure_signed(origin)?;
			Self::weighed(<T as Config>::WeightInfo::lapse, |effort| Self::do_lapse(cohort, effort))
		}
	}

	#[pallet::view_functions]
	impl<T: Config> Pallet<T> {
		/// What would pay `amount` won in the shop for a key of a person, or why nothing can.
		pub fn quote(who: T::AccountId, merchant: MerchantId, amount: Won) -> Quote {
			Self::quote_for_account(&who, merchant, amount)
		}

		/// What would pay `amount` won in the shop when the guardian behind `who` pays for `ward`.
		pub fn quote_for(
			who: T::AccountId,
			ward: PersonId,
			merchant: MerchantId,
			amount: Won,
		) -> Quote {
			Self::quote_for_ward(&who, ward, merchant, amount)
		}

		/// Everything the person behind a key can spend: plain won, and each lot, soonest to end first.
		pub fn wallet(who: T::AccountId) -> Option<WalletView> {
			Self::wallet_of(&who)
		}

		/// What is left of a payment that can still be refunded.
		pub fn receipt(id: ReceiptId) -> Option<ReceiptOf<T>> {
			Receipts::<T>::get(id)
		}

		/// What happened to bound money in a Korean month, the running one included.
		pub fn month(month: KoreanMonth) -> MonthFlow {
			Self::flow_of(month)
		}

		/// The drops of a cohort that can still be claimed, or wait to lapse.
		pub fn drops(cohort: CohortId) -> DropList {
			DropsByCohort::<T>::get(cohort)
		}

		/// The rules of a series that hold now.
		pub fn rules(series: SeriesId) -> Option<Rules> {
			Self::current_rules(series)
		}

		/// The account that holds the won of a series.
		pub fn pot(series: SeriesId) -> T::AccountId {
			Self::pot_of(series)
		}

		/// The account that pays the re-spend bonus. Anyone may pay in.
		pub fn respend_pot() -> T::AccountId {
			Self::respend_account()
		}
	}
}
