// SPDX-License-Identifier: Apache-2.0

//! The calls, in the order of their numbers. Each is the origin and then the body in `functions/`. What they weigh is declared
//! in `declared.rs`, what they read and write in `storage.rs`.

use frame_support::pallet_macros::*;

#[pallet_section]
mod calls {
	#[pallet::call(weight = <T as Config>::WeightInfo)]
	impl<T: Config> Pallet<T> {
		/// Defines a series: its class, issuers and funders for ever, its rules for now.
		///
		/// Origin: an attester with scope `Series` for all issuing regions. Emits [`Event::SeriesCreated`].
		/// Errors: `TooLate`, `RulesUnsound`, `SharesNotOne`, `DuplicateFunder`, `SeriesNotFound`, `WrongClass`.
		#[pallet::call_index(0)]
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
		/// Errors: `SeriesNotFound`, `TooEarly`, `MaxChangesExceeded`, `TooLate`, `BackwardChange`, `SeriesTooLong`, `RestDiverted`,
		/// `RulesUnsound`, `WrongClass`.
		#[pallet::call_index(1)]
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
		/// Errors: `SeriesNotFound`, `TooLate`, `ChangeNotFound`.
		#[pallet::call_index(2)]
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
		/// Errors: `SeriesNotFound`, `AlreadyInState`.
		#[pallet::call_index(3)]
		pub fn pause_series(origin: OriginFor<T>, series: SeriesId) -> DispatchResult {
			Self::ensure_series_issuer(origin, series)?;
			Self::do_set_paused(series, true)
		}

		/// Lets a stopped series go on.
		///
		/// Origin: an attester with scope `Series` for all issuing regions. Emits [`Event::SeriesResumed`].
		/// Errors: `SeriesNotFound`, `AlreadyInState`.
		#[pallet::call_index(4)]
		pub fn resume_series(origin: OriginFor<T>, series: SeriesId) -> DispatchResult {
			Self::ensure_series_issuer(origin, series)?;
			Self::do_set_paused(series, false)
		}

		/// Pays own plain won into the budget of a series.
		///
		/// Origin: one of the series' funders. Emits [`Event::Funded`].
		/// Errors: `ZeroAmount`, `SeriesNotFound`, `NotAuthorized`, `TooLate`, `InsufficientBalance`.
		#[pallet::call_index(5)]
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
		/// Origin: an attester with scope `Sell` for all issuing regions. Emits [`Event::Sold`].
		/// Errors: `SeriesNotFound`, `ZeroAmount`, `WrongClass`, `SeriesPaused`, `NotForSale`, `TooLate`, `NotRegistered`,
		/// `PersonFrozen`, `PersonDeceased`, `Overflow`, `PurchaseLimitExceeded`, `HoldingLimitExceeded`, `BelowMinimumIncentive`,
		/// `MaxUsageExceeded`, `MaxLotsExceeded`, `MaxIncentivesExceeded`, and the reserve's own.
		#[pallet::call_index(6)]
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
		/// Errors: `NotRegistered`, `PersonFrozen`, `PersonDeceased`, `ZeroAmount`, `SeriesNotFound`, `WrongClass`, `SeriesPaused`,
		/// `NotForSale`, `TooLate`, `Overflow`, `PurchaseLimitExceeded`, `HoldingLimitExceeded`, `BelowMinimumIncentive`,
		/// `MaxUsageExceeded`, `MaxLotsExceeded`, `MaxIncentivesExceeded`, `InsufficientBalance`.
		#[pallet::call_index(7)]
		#[pallet::weight(full::<T>(<T as Config>::WeightInfo::buy(), MAX_LOTS))]
		pub fn buy(
			origin: OriginFor<T>,
			series: SeriesId,
			#[pallet::compact] amount: Won,
			#[pallet::compact] least_incentive: Won,
		) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			<Self as Purchases<T::AccountId>>::buy(&who, series, amount, least_incentive)
		}

		/// Gives policy money from the budget of a series to up to 100 people. Those who cannot be paid are named; a list in
		/// which nobody can be paid is refused for the reason of its first.
		///
		/// Origin: an attester with scope `Issue` for all issuing regions. Emits [`Event::Issued`] or [`Event::NotIssued`] for
		/// each person.
		/// Errors: `SeriesNotFound`, `WrongClass`, `SeriesPaused`, `Expired`, `OpenedByOther`, `ZeroAmount`, `Overflow`,
		/// `BudgetExhausted`, `NotRegistered`, `PersonDeceased`, `MaxLotsExceeded`.
		#[pallet::call_index(8)]
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
		/// Errors: `SeriesNotFound`, `ZeroAmount`, `WrongClass`, `InsufficientBalance`.
		#[pallet::call_index(9)]
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

		/// Pays a shop: the lot that ends first, then the most restricted, then plain won, of which at most `most_own`. Dead
		/// from the moment `until` on. A shop is paid once for each order. Ask [`Pallet::quote`] first: its plain won is what
		/// the payer agrees to. Declared for a full wallet; what the payer's wallet does not hold is given back.
		///
		/// Origin: a key or card of an active person. Emits [`Event::Paid`].
		/// Errors: `NotRegistered`, `PaymentExpired`, `TooFarAhead`, `PersonFrozen`, `PersonDeceased`, `MerchantNotFound`,
		/// `MerchantNotOpen`, `SelfPayment`, `OrderAlreadyPaid`, `ZeroAmount`, `Expired`, `SeriesPaused`, `NotYetOpen`,
		/// `CategoryNotAllowed`, `SalesClassNotAllowed`, `PlaceNotAllowed`, `MaxUsageExceeded`, `CategoryCapReached`,
		/// `InsufficientBalance`, `MoreOfOwn`.
		#[pallet::call_index(10)]
		#[pallet::weight(ordered::<T>(<T as Config>::WeightInfo::pay(MAX_LOTS), order))]
		pub fn pay(
			origin: OriginFor<T>,
			merchant: MerchantId,
			#[pallet::compact] amount: Won,
			order: Option<Order>,
			#[pallet::compact] most_own: Won,
			#[pallet::compact] until: Moment,
		) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			let agreement = Agreement { amount, order, most_own, until };
			Self::weighed(<T as Config>::WeightInfo::pay, |effort| {
				Self::do_pay(&who, merchant, agreement, effort)
			})
		}

		/// Pays a shop from the lots of a ward, as [`Pallet::pay`]. Plain won is never touched. Declared for a full wallet.
		///
		/// Origin: a key of a guardian of `ward` who may spend for it. Emits [`Event::Paid`].
		/// Errors: `NotRegistered`, `PersonFrozen`, `PersonDeceased`, `NotAuthorized`, `PaymentExpired`, `TooFarAhead`,
		/// `MerchantNotFound`, `MerchantNotOpen`, `SelfPayment`, `OrderAlreadyPaid`, `ZeroAmount`, `Expired`, `SeriesPaused`,
		/// `NotYetOpen`, `CategoryNotAllowed`, `SalesClassNotAllowed`, `PlaceNotAllowed`, `MaxUsageExceeded`,
		/// `CategoryCapReached`, `InsufficientBalance`.
		#[pallet::call_index(11)]
		#[pallet::weight(ordered::<T>(<T as Config>::WeightInfo::pay_for(MAX_LOTS), order))]
		pub fn pay_for(
			origin: OriginFor<T>,
			ward: PersonId,
			merchant: MerchantId,
			#[pallet::compact] amount: Won,
			order: Option<Order>,
			#[pallet::compact] until: Moment,
		) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			let agreement = Agreement { amount, order, most_own: 0, until };
			Self::weighed(<T as Config>::WeightInfo::pay_for, |effort| {
				Self::do_pay_for(&who, ward, merchant, agreement, effort)
			})
		}

		/// Gives money of a series to another person, as far as the series allows.
		///
		/// Origin: a key of an active person. Emits [`Event::Gifted`].
		/// Errors: `ZeroAmount`, `NotRegistered`, `PersonFrozen`, `PersonDeceased`, `SelfPayment`, `SeriesNotFound`, `SeriesPaused`,
		/// `Expired`, `NotYetOpen`, `NotTransferable`, `GiftLimitExceeded`, `Overflow`, `InsufficientBalance`,
		/// `HoldingLimitExceeded`, `MaxLotsExceeded`, `MaxUsageExceeded`, `MaxIncentivesExceeded`.
		#[pallet::call_index(12)]
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
		/// can be spent for the refund grace. Of what a payback gave for the receipt the same share is taken back, rounded up: first
		/// from the payback's series, then from what the refund would give. What the person lacks goes to the budget of that series.
		///
		/// Origin: an account that acts for the paid shop. Emits [`Event::Refunded`].
		/// Errors: `ZeroAmount`, `ReceiptNotFound`, `TooLate`, `ReceiptExceeded`, `NotAuthorized`, `InsufficientBalance`,
		/// `MaxLotsExceeded`, and the registry's own.
		#[pallet::call_index(13)]
		#[pallet::weight(refund_weight::<T>())]
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

		/// Asks for the rest of a bought series in bank won, once enough of it is used; after the end, takes it as plain won, for
		/// as long as the series says. The won is held until an operator confirms that the bank paid. The incentive that this
		/// money got goes back to its budget, as far as it is unspent.
		///
		/// Origin: a key of an active person. Emits [`Event::RestReturned`].
		/// Errors: `NotRegistered`, `PersonFrozen`, `PersonDeceased`, `SeriesNotFound`, `WrongClass`, `SeriesPaused`, `Expired`,
		/// `NotYetOpen`, `RefundThresholdNotMet`, `InsufficientBalance`, and the reserve's own.
		#[pallet::call_index(14)]
		#[pallet::weight(with_claim::<T>(<T as Config>::WeightInfo::refund_rest()))]
		pub fn refund_rest(origin: OriginFor<T>, series: SeriesId) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			Self::weighed(
				|_| <T as Config>::WeightInfo::refund_rest(),
				|effort| Self::do_refund_rest(&who, series, effort),
			)
		}

		/// Pays another shop from a shop's plain won, for an order if that shop named one. Dead from the moment `until` on.
		/// Paying from takings earns the re-spend bonus while it lasts.
		///
		/// Origin: an account that may spend for its shop. Emits [`Event::Respent`].
		/// Errors: `ZeroAmount`, `PaymentExpired`, `TooFarAhead`, `MerchantNotFound`, `MerchantNotOpen`, `SelfPayment`,
		/// `InsufficientBalance`, and the registry's own.
		#[pallet::call_index(15)]
		pub fn pay_shop(
			origin: OriginFor<T>,
			to: MerchantId,
			#[pallet::compact] amount: Won,
			order: Option<Order>,
			#[pallet::compact] until: Moment,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_pay_shop(&who, to, amount, order, until)
		}

		/// Moves the rest of an ended series to the fund router and to its funders, by their shares. Costs the same
		/// for one person's rest as for two million people's.
		///
		/// Origin: anyone. Emits [`Event::Swept`].
		/// Errors: `SeriesNotFound`, `TooEarly`, `NothingToSweep`.
		#[pallet::call_index(16)]
		pub fn sweep(origin: OriginFor<T>, series: SeriesId) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_sweep(series)
		}

		/// Deletes a series that ended, was swept, and can get nothing back any more.
		///
		/// Origin: an attester with scope `Series` for all issuing regions. Emits [`Event::SeriesRemoved`].
		/// Errors: `SeriesNotFound`, `TooEarly`, `SeriesNotEmpty`.
		#[pallet::call_index(17)]
		pub fn remove_series(origin: OriginFor<T>, series: SeriesId) -> DispatchResult {
			Self::ensure_series_issuer(origin, series)?;
			Self::do_remove_series(series)
		}

		/// Moves the plain won of a key that a recovery replaced to the signer's key, or that of a dead person's key to a key of
		/// the heir who accepted. Lots are the person's, not the key's: they need no moving, and end with their series.
		///
		/// Origin: a key of the active person whose former key `from` is, or of the heir. Emits [`Event::WonReclaimed`].
		/// Errors: `NotRegistered`, `PersonFrozen`, `PersonDeceased`, `NotAuthorized`, `ZeroAmount`.
		#[pallet::call_index(18)]
		pub fn reclaim_won(origin: OriginFor<T>, from: T::AccountId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_reclaim_won(&who, &from)
		}

		/// Turns the signer's latent lots into lots now. Nobody needs to: paying does the same.
		///
		/// Origin: a key of an active person. Emits [`Event::Claimed`], [`Event::Withheld`] for what a debt keeps.
		/// Errors: `NotRegistered`, `PersonFrozen`, `PersonDeceased`, `NothingToClaim`.
		#[pallet::call_index(19)]
		#[pallet::weight(with_claim::<T>(<T as Config>::WeightInfo::claim(0)))]
		pub fn claim(origin: OriginFor<T>) -> DispatchResultWithPostInfo {
			let (who, cost) = (ensure_signed(origin)?, <T as Config>::WeightInfo::claim(0));
			Self::weighed(|_| cost, |effort| Self::do_claim(&who, effort))
		}

		/// Turns a ward's latent lots into lots now, or those of a person who is frozen: so no share of theirs lapses meanwhile.
		///
		/// Origin: a key of a guardian of `ward` who may claim for it; anyone, for a person who is frozen.
		/// Emits [`Event::Claimed`], [`Event::Withheld`] for what a debt keeps.
		/// Errors: `NotRegistered`, `PersonFrozen`, `PersonDeceased`, `NotAuthorized`, `NothingToClaim`.
		#[pallet::call_index(20)]
		#[pallet::weight(with_claim::<T>(<T as Config>::WeightInfo::claim_for()))]
		pub fn claim_for(origin: OriginFor<T>, ward: PersonId) -> DispatchResultWithPostInfo {
			let (who, cost) = (ensure_signed(origin)?, <T as Config>::WeightInfo::claim_for());
			Self::weighed(|_| cost, |effort| Self::do_claim_for(&who, ward, effort))
		}

		/// Gives the unclaimed won of a cohort's drops that are over to funders and fund router; by itself a little later.
		///
		/// Origin: anyone. Emits [`Event::Lapsed`] for each drop.
		/// Errors: `NothingToLapse`.
		#[pallet::call_index(21)]
		#[pallet::weight(lapses::<T>(MAX_DROPS))]
		pub fn lapse(origin: OriginFor<T>, cohort: CohortId) -> DispatchResultWithPostInfo {
			ensure_signed(origin)?;
			Self::weighed(lapses::<T>, |effort| Self::do_lapse(cohort, effort))
		}

		/// Gives the own lot of a series up: its won goes back into the budget of the series.
		///
		/// Origin: a key of an active person. Emits [`Event::GivenUp`].
		/// Errors: `NotRegistered`, `PersonFrozen`, `PersonDeceased`, `InsufficientBalance`.
		#[pallet::call_index(22)]
		#[pallet::weight(full::<T>(<T as Config>::WeightInfo::give_up(), MAX_LOTS))]
		pub fn give_up(origin: OriginFor<T>, series: SeriesId) -> DispatchResultWithPostInfo {
			let (who, cost) = (ensure_signed(origin)?, <T as Config>::WeightInfo::give_up());
			Self::weighed(|_| cost, |effort| Self::do_give_up(&who, series, effort))
		}

		/// Undoes the last unused purchase of a series, for as long as the series said then: the incentive goes back to its budget,
		/// the month's limits are free again, and the won is the buyer's, or asked for in bank won if it was paid at a counter.
		///
		/// Origin: a key of an active person. Emits [`Event::PurchaseUndone`].
		/// Errors: `NotRegistered`, `PersonFrozen`, `PersonDeceased`, `SeriesNotFound`, `SeriesPaused`, `Expired`,
		/// `PurchaseNotFound`, and the reserve's own.
		#[pallet::call_index(23)]
		#[pallet::weight(full::<T>(<T as Config>::WeightInfo::undo_purchase(), MAX_LOTS))]
		pub fn undo_purchase(origin: OriginFor<T>, series: SeriesId) -> DispatchResultWithPostInfo {
			let (who, cost) = (ensure_signed(origin)?, <T as Config>::WeightInfo::undo_purchase());
			Self::weighed(|_| cost, |effort| Self::do_undo_purchase(&who, series, effort))
		}

		/// Moves the plain won of an account that the owner of the signer's shop lost to the signer's, once an attester has given
		/// the shop another account.
		///
		/// Origin: the owner of the shop, also the last owner of a closed one, unless it is suspended. Emits [`Event::TakingsReclaimed`].
		/// Errors: `NotAuthorized`, `ZeroAmount`, and the registry's own.
		#[pallet::call_index(32)]
		#[pallet::weight(<T as Config>::WeightInfo::reclaim_won())]
		pub fn reclaim_takings(origin: OriginFor<T>, from: T::AccountId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_reclaim_takings(&who, &from)
		}
	}
}
