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
mod functions;
mod impl_issuance;
mod impl_takings;
#[cfg(test)]
mod mock;
#[cfg(test)]
mod tests;
#[cfg(any(feature = "std", feature = "try-runtime"))]
mod try_state;
mod types;
pub mod weights;

// The macros write these; by hand they stay forbidden.
#[allow(clippy::as_conversions, clippy::expect_used)]
#[frame_support::pallet]
pub mod pallet {
	use chungnam_frame_kit::{count, Institutions, WonExt};
	use chungnam_ports::{Merchants, TakingsFeed};
	use chungnam_primitives::{MerchantId, Moment, PersonId, SeriesId, Won};
	use frame_support::{
		pallet_prelude::*,
		traits::{fungible::MutateHold, UnixTime},
		PalletId,
	};
	use frame_system::pallet_prelude::*;

	use super::*;

	/// Cash-outs in a list.
	pub const MAX_BATCH: u32 = 100;

	/// Cash-outs that were paid, each with the hash of the bank's own document.
	pub type Confirmations = BoundedVec<(CashOutId, DocumentHash), ConstU32<MAX_BATCH>>;
	/// Cash-outs that a bank is about to pay.
	pub type CashOutIds = BoundedVec<CashOutId, ConstU32<MAX_BATCH>>;
	/// [`CashOut`] over the accounts of this chain.
	pub type CashOutOf<T> = CashOut<<T as frame_system::Config>::AccountId>;

	#[pallet::config]
	pub trait Config: frame_system::Config {
		/// Plain won. Nothing else may mint or burn it, or the reserve no longer covers it.
		type Won: WonExt<Self::AccountId>
			+ MutateHold<Self::AccountId, Reason = Self::RuntimeHoldReason>;
		/// Overarching hold reason.
		type RuntimeHoldReason: From<HoldReason>;
		/// Which shop is behind an account.
		type Merchants: Merchants<Self::AccountId>;
		/// Payments of residents, which tell takings while there is a bonus.
		type TakingsFeed: TakingsFeed;
		/// Institutions, by what they were appointed to. `None` stands for the governing origin.
		type MandateOrigin: Institutions<Self::RuntimeOrigin, Self::AccountId>;
		/// Sets the terms of cash-out and re-spending.
		type GovernorOrigin: EnsureOrigin<Self::RuntimeOrigin>;
		/// The clock. Promises are kept by the clock and never by block numbers.
		type Time: UnixTime;
		/// How long won may be made against a statement of the bank balance, in milliseconds. Too short, and residents cannot
		/// buy over a long holiday; too long, and won is made against a balance that the bank has no more.
		#[pallet::constant]
		type StatementAge: Get<Moment>;
		/// How long a cash-out stays in payment after an operator took it, in milliseconds. Too short, and its claimant
		/// cancels what the bank is still paying; too long, and a desk that vanished keeps the won from its claimant.
		#[pallet::constant]
		type PaymentWindow: Get<Moment>;
		/// How long an investigation keeps the won of a cash-out at most, in milliseconds. Too short, and what looks false is
		/// cashed out before anybody looked; too long, and an innocent shop waits.
		#[pallet::constant]
		type InvestigationPeriod: Get<Moment>;
		/// The pot of the re-spend bonus derives from it. Never changes after genesis.
		#[pallet::constant]
		type PalletId: Get<PalletId>;
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

	/// The number of the next cash-out.
	#[pallet::storage]
	pub type NextCashOut<T> = StorageValue<_, CashOutId, ValueQuery>;

	/// Open requests for cash-out. Each holds at least the minimum of won; deleted when settled.
	#[pallet::storage]
	pub type CashOuts<T> = StorageMap<_, Twox64Concat, CashOutId, CashOutOf<T>>;

	/// Rests that the bank refused to pay, by buyer and series. One small value each; deleted when the buyer asks again.
	#[pallet::storage]
	pub type RefusedRests<T> =
		StorageDoubleMap<_, Twox64Concat, PersonId, Twox64Concat, SeriesId, RefusedRest>;

	/// Limits of cash-out.
	#[pallet::storage]
	pub type CashOutLimits<T> = StorageValue<_, CashOutTerms, ValueQuery>;

	/// The re-spend bonus.
	#[pallet::storage]
	pub type RespendBonus<T> = StorageValue<_, RespendTerms, ValueQuery>;

	/// What the reserve knows of a shop. One small value a shop that ever took money; bounded by the shops there are.
	#[pallet::storage]
	pub type ShopLedgers<T> = StorageMap<_, Twox64Concat, MerchantId, ShopLedger, ValueQuery>;

	#[pallet::genesis_config]
	#[derive(frame_support::DefaultNoBound)]
	pub struct GenesisConfig<T: Config> {
		/// Won in the bank at the start. Must cover all won of the genesis.
		pub reserve: Won,
		/// Limits of cash-out.
		pub cash_out: CashOutTerms,
		/// The re-spend bonus.
		pub respend: RespendTerms,
		/// Won minted into the re-spend pot.
		pub respend_budget: Won,
		/// Of which chain.
		#[serde(skip)]
		pub _config: PhantomData<T>,
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

	#[pallet::event]
	#[pallet::generate_deposit(pub(crate) fn deposit_event)]
	// Each event is documented; its fields say by name what they are. Amounts are won.
	#[allow(missing_docs)]
	pub enum Event<T: Config> {
		/// The bank balance was stated. `missing` won exists beyond it: more than 0 stops minting and is an alarm.
		ReserveAttested { old: Won, new: Won, missing: Won, statement: DocumentHash },
		/// Won was made against the reserve.
		Minted { to: T::AccountId, amount: Won },
		/// Won was destroyed, and the reserve fell by as much.
		Burnt { from: T::AccountId, amount: Won },
		/// Bank won was asked for.
		CashOutRequested { id: CashOutId, claimant: Claimant, account: T::AccountId, amount: Won },
		/// A second operator looked at a large cash-out.
		CashOutReviewed { id: CashOutId, reviewer: Option<T::AccountId> },
		/// An operator is about to have it paid: until then nobody cancels.
		CashOutTaken { id: CashOutId, operator: Option<T::AccountId>, amount: Won, until: Moment },
		/// A list passed over it.
		CashOutSkipped { id: CashOutId, reason: CashOutSkip },
		/// The bank paid.
		CashOutConfirmed { id: CashOutId, amount: Won, bank_document: DocumentHash },
		/// The bank did not pay; the won is free again.
		CashOutRejected { id: CashOutId, amount: Won, reason: CashOutRejection },
		/// Its sales look false: the won stays held, and nobody pays, cancels or confirms it until the moment named.
		CashOutInvestigated { id: CashOutId, until: Moment },
		/// The investigation found nothing; the request is as before.
		InvestigationEnded { id: CashOutId },
		/// The account that asked took the request back; the won is free again.
		CashOutCancelled { id: CashOutId, amount: Won },
		/// Limits of cash-out changed.
		CashOutTermsSet { old: CashOutTerms, new: CashOutTerms },
		/// The re-spend bonus changed.
		RespendTermsSet { old: RespendTerms, new: RespendTerms },
	}

	#[pallet::error]
	#[derive(PartialEq, Eq)]
	pub enum Error<T> {
		/// An amount of at least 1 won is needed.
		ZeroAmount,
		/// The account acts for no shop.
		MerchantNotFound,
		/// The shop is not approved, or suspended.
		MerchantNotOpen,
		/// There is not enough money.
		InsufficientBalance,
		/// The sum is larger than any number here can hold.
		Overflow,
		/// There is no such cash-out: settled, rejected or cancelled.
		CashOutNotFound,
		/// Won in existence would exceed the reserve, or exceeds it already. Attest a higher bank balance first.
		ReserveExceeded,
		/// The statement of the bank balance is too old to make won against. The bank states it anew.
		StatementTooOld,
		/// Too soon: the hold-back is not over. Try again later.
		TooEarly,
		/// It is so already.
		AlreadyInState,
		/// The account is not allowed to do this.
		NotAuthorized,
		/// Less than the least that can be cashed out.
		BelowMinimum,
		/// The shop's cash-out this month would exceed the limit.
		CashOutLimitExceeded,
		/// A second operator must review it first, and a reviewer leaves the rest to another one.
		ReviewMissing,
		/// An operator took the cash-out into payment. It is paid soon, or free again when the time for it is over.
		InPayment,
		/// Nobody took the cash-out into payment, or the time for it is over. Take it first.
		NotTaken,
		/// The won of the cash-out is held for an investigation, which ends by itself in the end.
		UnderInvestigation,
		/// The cash-out is not investigated.
		NotInvestigated,
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
		/// States the bank balance behind all won, with the blake2-256 hash of the statement it was read from. A balance below
		/// the won in existence is stated as well: then nothing is minted until it is covered again.
		///
		/// Origin: an attester with [`Scope::Reserve`](chungnam_primitives::Scope) for the whole province.
		/// Emits [`Event::ReserveAttested`]. Errors: none.
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
		/// Origin: an attester with [`Scope::Mint`](chungnam_primitives::Scope) for the whole province, which nobody holds
		/// together with `Scope::Reserve`. Emits [`Event::Minted`].
		/// Errors: `ZeroAmount`, `Overflow`, `StatementTooOld`, `ReserveExceeded`.
		#[pallet::call_index(1)]
		pub fn mint(
			origin: OriginFor<T>,
			to: T::AccountId,
			#[pallet::compact] amount: Won,
		) -> DispatchResult {
			Self::ensure_minter(origin)?;
			Self::do_mint(&to, amount)
		}

		/// Destroys own plain won after the bank paid it out; the reserve falls by as much.
		///
		/// Origin: an attester of the reserve, for its own account. Emits [`Event::Burnt`].
		/// Errors: `NotAuthorized`, `ZeroAmount`, `InsufficientBalance`.
		#[pallet::call_index(2)]
		pub fn burn(origin: OriginFor<T>, #[pallet::compact] amount: Won) -> DispatchResult {
			let who = Self::ensure_reserve_attester(origin)?.ok_or(Error::<T>::NotAuthorized)?;
			Self::do_burn(&who, amount)
		}

		/// Asks for a shop's plain won in bank won. The won is held until an operator confirms that the bank paid. A shop whose
		/// yearly check is overdue and a shop that closed ask as well.
		///
		/// Origin: the owner of a shop that is not suspended. Emits [`Event::CashOutRequested`].
		/// Errors: `ZeroAmount`, `MerchantNotFound`, `MerchantNotOpen`, `BelowMinimum`, `CashOutLimitExceeded`,
		/// `InsufficientBalance`, `Overflow`, and why the registry does not let the account act for the shop.
		#[pallet::call_index(3)]
		pub fn request_cash_out(
			origin: OriginFor<T>,
			#[pallet::compact] amount: Won,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_request_cash_out(&who, amount)
		}

		/// Takes a request for cash-out back, unless an operator has it in payment.
		///
		/// Origin: the account on which the won is held. Emits [`Event::CashOutCancelled`].
		/// Errors: `CashOutNotFound`, `NotAuthorized`, `InPayment`, `UnderInvestigation`.
		#[pallet::call_index(4)]
		pub fn cancel_cash_out(origin: OriginFor<T>, id: CashOutId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_cancel_cash_out(&who, id)
		}

		/// Says that a large cash-out was looked at. The reviewer can neither take nor confirm the same cash-out.
		///
		/// Origin: an attester with scope `Settle` for the region of the request. Emits [`Event::CashOutReviewed`].
		/// Errors: `CashOutNotFound`, `AlreadyInState`, `InPayment`, `NotAuthorized`.
		#[pallet::call_index(5)]
		pub fn review_cash_out(origin: OriginFor<T>, id: CashOutId) -> DispatchResult {
			let reviewer = Self::ensure_settler(origin, id)?;
			Self::do_review_cash_out(reviewer, id)
		}

		/// Says that the bank paid up to 100 cash-outs that were taken. Their won is destroyed and the reserve falls. Those
		/// that cannot be confirmed are passed over; a list of which none can is refused for the reason of its first.
		///
		/// Origin: an attester with scope `Settle` for the regions of all of them.
		/// Emits [`Event::Burnt`] and [`Event::CashOutConfirmed`], or [`Event::CashOutSkipped`], for each.
		/// Errors: `CashOutNotFound`, `NotTaken`, `ReviewMissing`.
		#[pallet::call_index(6)]
		#[pallet::weight(<T as Config>::WeightInfo::confirm_cash_outs(count(paid)))]
		pub fn confirm_cash_outs(origin: OriginFor<T>, paid: Confirmations) -> DispatchResult {
			let confirmer = Self::ensure_settler_of_all(origin, paid.iter().map(|(id, _)| *id))?;
			Self::do_confirm_cash_outs(confirmer, paid)
		}

		/// Says that the bank does not pay a cash-out. The won is free again, and if the bank refused the transfer, the buyer
		/// of a rest may ask again. In payment only the operator who took it knows that. For the reason `UnderInvestigation` the
		/// won stays held, once, for the investigation period at most.
		///
		/// Origin: an attester with scope `Settle` for the region of the request. Emits [`Event::CashOutRejected`] or
		/// [`Event::CashOutInvestigated`]. Errors: `CashOutNotFound`, `InPayment`, `AlreadyInState`.
		#[pallet::call_index(7)]
		pub fn reject_cash_out(
			origin: OriginFor<T>,
			id: CashOutId,
			reason: CashOutRejection,
		) -> DispatchResult {
			let operator = Self::ensure_settler(origin, id)?;
			Self::do_reject_cash_out(operator, id, reason)
		}

		/// Sets the limits of cash-out, for requests from now on.
		///
		/// Origin: the governing origin. Emits [`Event::CashOutTermsSet`]. Errors: none.
		#[pallet::call_index(8)]
		pub fn set_cash_out_terms(origin: OriginFor<T>, terms: CashOutTerms) -> DispatchResult {
			T::GovernorOrigin::ensure_origin(origin)?;
			Self::do_set_cash_out_terms(terms)
		}

		/// Sets the re-spend bonus, for payments from now on.
		///
		/// Origin: the governing origin. Emits [`Event::RespendTermsSet`]. Errors: none.
		#[pallet::call_index(9)]
		pub fn set_respend_terms(origin: OriginFor<T>, terms: RespendTerms) -> DispatchResult {
			T::GovernorOrigin::ensure_origin(origin)?;
			Self::do_set_respend_terms(terms)
		}

		/// Takes up to 100 cash-outs into payment, before the bank pays them: until the payment window is over nobody else
		/// takes, cancels or rejects them, and afterwards they are as before. Those that cannot be taken are passed over, and
		/// must not be paid; a list of which none can is refused for the reason of its first.
		///
		/// Origin: an attester with scope `Settle` for the regions of all of them.
		/// Emits [`Event::CashOutTaken`] or [`Event::CashOutSkipped`] for each.
		/// Errors: `CashOutNotFound`, `TooEarly`, `ReviewMissing`, `InPayment`, `UnderInvestigation`,
		/// `MerchantNotOpen`.
		#[pallet::call_index(10)]
		#[pallet::weight(<T as Config>::WeightInfo::take_cash_outs(count(ids)))]
		pub fn take_cash_outs(origin: OriginFor<T>, ids: CashOutIds) -> DispatchResult {
			let operator = Self::ensure_settler_of_all(origin, ids.iter().copied())?;
			Self::do_take_cash_outs(operator, ids)
		}

		/// Says that an investigation found nothing. The request is as before.
		///
		/// Origin: an attester with scope `Settle` for the region of the request. Emits [`Event::InvestigationEnded`].
		/// Errors: `CashOutNotFound`, `NotInvestigated`.
		#[pallet::call_index(11)]
		pub fn end_investigation(origin: OriginFor<T>, id: CashOutId) -> DispatchResult {
			Self::ensure_settler(origin, id)?;
			Self::do_end_investigation(id)
		}
	}

	#[pallet::view_functions]
	impl<T: Config> Pallet<T> {
		/// True figures of the reserve: if it covers all won, and how much can be made until when.
		pub fn coverage() -> Coverage {
			Self::reserve_coverage()
		}

		/// The account that pays the re-spend bonus. Anyone may pay in.
		pub fn respend_pot() -> T::AccountId {
			Self::respend_account()
		}
	}
}
