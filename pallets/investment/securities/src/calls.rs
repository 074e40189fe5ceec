// SPDX-License-Identifier: Apache-2.0

//! The calls, in the order of their numbers: instruments, credentials, sales, dividends, heirs, halts, orders, offers, redemptions. Each is two lines, the origin and then the
//! body in `functions/`.

use frame_support::pallet_macros::*;

#[pallet_section]
mod calls {
	#[pallet::call(weight = <T as Config>::WeightInfo)]
	impl<T: Config> Pallet<T> {
		/// Creates an instrument, whose terms are frozen from now on.
		///
		/// Origin: the terms origin. Emits [`Event::InstrumentCreated`].
		/// Errors: `RegionsUnsound`, `UnitsOutOfRange`, `ClassesMissing`, `RelatedUnsound`, `IssuerUnknown`,
		/// `MaxInstrumentsExceeded`, and the ledger's own.
		#[pallet::call_index(0)]
		pub fn create_instrument(origin: OriginFor<T>, terms: Box<TermsOf<T>>) -> DispatchResult {
			T::TermsOrigin::ensure_origin(origin)?;
			Self::do_create_instrument(*terms)
		}

		/// Ends an instrument of which there is no unit, and no pledge whose money waits. Nothing of it stays.
		///
		/// Origin: the terms origin; anyone where units were redeemed. Emits [`Event::InstrumentRetired`].
		/// Errors: `InstrumentNotFound`, `UnitsLeft`, `SaleRuns`, and the ledger's own.
		#[pallet::call_index(1)]
		pub fn retire_instrument(origin: OriginFor<T>, instrument: InstrumentId) -> DispatchResult {
			Self::ensure_may_retire(origin, instrument)?;
			Self::do_retire_instrument(instrument)
		}

		/// Issues units to the issuer itself, of those that the terms keep for the issuer. None come while residents agree to
		/// what is paid for all units, nor later, and none while holders vote about what is behind them or sign that it be handed
		/// over, nor once it was, to their association.
		///
		/// Origin: the issuer: a phone of the person, or the account of the institution. Emits [`Event::Issued`].
		/// Errors: `ZeroUnits`, `Refused` with the reason, and the ledger's own.
		#[pallet::call_index(2)]
		pub fn issue(
			origin: OriginFor<T>,
			instrument: InstrumentId,
			units: Units,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_issue(&who, instrument, units)
		}

		/// Attests an investor: where the investor belongs, the class, and until when that holds. Replaces what was attested.
		///
		/// Origin: an institution with the scope Investors for the province. Emits [`Event::CredentialSet`].
		/// Errors: `NotRegistered`, `AccountOfPerson`, `SeatUnsound`, `EndOutOfRange`.
		#[pallet::call_index(3)]
		pub fn attest_investor(
			origin: OriginFor<T>,
			holder: HolderOf<T>,
			credential: Credential,
		) -> DispatchResult {
			T::MandateOrigin::ensure_over(origin, Scope::Investors, RegionSet::province())?;
			Self::do_attest_investor(holder, credential)
		}

		/// Ends what was attested of an investor now. The investor keeps all units, and may not take more. The own pledges in
		/// open sales buy nothing any more, and their won can be fetched at once.
		///
		/// Origin: an institution with the scope Investors for the province. Emits [`Event::CredentialEnded`] and
		/// [`Event::PledgeReleased`]. Errors: `CredentialNotFound`, `TooLate`.
		#[pallet::call_index(4)]
		pub fn revoke_credential(origin: OriginFor<T>, holder: HolderOf<T>) -> DispatchResult {
			T::MandateOrigin::ensure_over(origin, Scope::Investors, RegionSet::province())?;
			Self::do_revoke_credential(holder)
		}

		/// Clears away what ended a year ago, of a holder without units. Free of charge when it is done.
		///
		/// Origin: anyone. Emits [`Event::CredentialForgotten`]. Errors: `CredentialNotFound`, `TooEarly`, `UnitsLeft`,
		/// `OfficeNamed`.
		#[pallet::call_index(5)]
		pub fn forget_credential(
			origin: OriginFor<T>,
			holder: HolderOf<T>,
		) -> DispatchResultWithPostInfo {
			ensure_signed(origin)?;
			Self::do_forget_credential(holder)
		}

		/// Counts the units of a holder under the seat of now: the holder moved, or was attested anew. Free of charge when it is
		/// done.
		///
		/// Origin: anyone. Emits [`Event::Recounted`]. Errors: `PositionNotFound`, `AlreadyInState`.
		#[pallet::call_index(6)]
		pub fn recount(
			origin: OriginFor<T>,
			instrument: InstrumentId,
			holder: HolderOf<T>,
		) -> DispatchResultWithPostInfo {
			ensure_signed(origin)?;
			Self::do_recount(instrument, holder)
		}

		/// Sets what holders may put in within a year, from now on. What was put in stays.
		///
		/// Origin: the terms origin. Emits [`Event::LimitsSet`]. Errors: none.
		#[pallet::call_index(7)]
		pub fn set_limits(origin: OriginFor<T>, limits: YearLimits) -> DispatchResult {
			T::TermsOrigin::ensure_origin(origin)?;
			Self::do_set_limits(limits)
		}

		/// Opens a sale of units of an instrument, of which no other sale runs, and for whose units no payment is agreed.
		///
		/// Origin: the sale origin. Emits [`Event::SaleOpened`].
		/// Errors: `InstrumentNotFound`, `RedemptionRuns`, `Refused` with the reason, `SaleRuns`, `PriceUnsound`, `CapsUnsound`,
		/// `WindowUnsound`, `Overflow`.
		#[pallet::call_index(8)]
		pub fn open_sale(
			origin: OriginFor<T>,
			instrument: InstrumentId,
			sale: Sale,
		) -> DispatchResult {
			T::SaleOrigin::ensure_origin(origin)?;
			Self::do_open_sale(instrument, sale)
		}

		/// Changes what was agreed about an open sale. Each pledge must be confirmed within a week, or its money goes back.
		///
		/// Origin: the sale origin. Emits [`Event::SaleChanged`].
		/// Errors: `SaleNotFound`, `SaleNotOpen`, `CapsUnsound`, `WindowUnsound`, `MaxChangesExceeded`.
		#[pallet::call_index(9)]
		pub fn change_sale(
			origin: OriginFor<T>,
			id: OfferingId,
			change: SaleChange,
		) -> DispatchResult {
			T::SaleOrigin::ensure_origin(origin)?;
			Self::do_change_sale(id, change)
		}

		/// Closes a sale in five days of which enough is pledged.
		///
		/// Origin: the issuer, with a phone or the institution's account. Emits [`Event::CloseMoved`].
		/// Errors: `SaleNotFound`, `SaleNotOpen`, `NotAuthorized`, `Refused` with the reason, `TooEarly`, `SoftCapMissed`,
		/// `ConfirmationRuns`, `AlreadyInState`.
		#[pallet::call_index(10)]
		pub fn close_early(origin: OriginFor<T>, id: OfferingId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_close_early(&who, id)
		}

		/// Stops a sale before the money is handed over, for the reason with this hash. All money goes back.
		///
		/// Origin: the sale origin. Emits [`Event::SaleEnded`]. Errors: `SaleNotFound`, `SaleNotOpen`.
		#[pallet::call_index(11)]
		pub fn stop_sale(
			origin: OriginFor<T>,
			id: OfferingId,
			reason: sp_core::H256,
		) -> DispatchResult {
			T::SaleOrigin::ensure_origin(origin)?;
			Self::do_stop_sale(id, reason)
		}

		/// Says how a sale that is closed ended: decided, missed, or stopped because nobody took the money. Free of charge
		/// when it is done.
		///
		/// Origin: anyone. Emits [`Event::SaleDecided`] or [`Event::SaleEnded`]. Errors: `SaleNotFound`, `AlreadyInState`.
		#[pallet::call_index(12)]
		pub fn decide(origin: OriginFor<T>, id: OfferingId) -> DispatchResultWithPostInfo {
			ensure_signed(origin)?;
			Self::do_decide(id)
		}

		/// Pays what was taken, and makes the units, which wait for their holders.
		///
		/// Origin: the sale origin. Emits [`Event::HandedOver`].
		/// Errors: `SaleNotFound`, `SaleNotDecided`, `Refused` with the reason, `PayeesMismatch`, `Overflow`, and the ledger's
		/// own.
		#[pallet::call_index(13)]
		pub fn hand_over(origin: OriginFor<T>, id: OfferingId, to: PayeesOf<T>) -> DispatchResult {
			T::SaleOrigin::ensure_origin(origin)?;
			Self::do_hand_over(id, to)
		}

		/// Pledges to buy units, or more of them. The won waits in the pot of the sale from now on.
		///
		/// Origin: a holder, with a phone or the institution's account. Emits [`Event::Pledged`].
		/// Errors: `ZeroUnits`, `SaleNotFound`, `Refused` with the reason, `PledgeReleased`, `MaxChangesExceeded`, `Overflow`,
		/// `InsufficientBalance`.
		#[pallet::call_index(14)]
		pub fn pledge(origin: OriginFor<T>, id: OfferingId, bid: Bid) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_pledge(&who, id, bid)
		}

		/// Confirms a pledge after the sale was changed.
		///
		/// Origin: the pledger, with a phone or the institution's account. Emits [`Event::Confirmed`].
		/// Errors: `SaleNotFound`, `Refused` with the reason, `PledgeNotFound`, `PledgeReleased`, `AlreadyInState`,
		/// `Overflow`.
		#[pallet::call_index(15)]
		pub fn confirm(
			origin: OriginFor<T>,
			id: OfferingId,
			round: u8,
			document: sp_core::H256,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_confirm(&who, id, round, document)
		}

		/// Takes a pledge back, whole or in part, until two days before the close. The won goes to the key that signs.
		///
		/// Origin: a key of the pledger. Emits [`Event::PledgeCancelled`].
		/// Errors: `ZeroUnits`, `SaleNotFound`, `SaleNotOpen`, `Refused` with the reason, `PledgeNotFound`, `TooLate`,
		/// `NotEnoughUnits`, `MaxChangesExceeded`, `Overflow`, `InsufficientBalance`.
		#[pallet::call_index(16)]
		pub fn cancel_pledge(origin: OriginFor<T>, id: OfferingId, units: Units) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_cancel_pledge(&who, id, units)
		}

		/// Brings a holder the units that were bought. Free of charge when it is done.
		///
		/// Origin: anyone, for anyone. Emits [`Event::Collected`].
		/// Errors: `SaleNotFound`, `SaleNotSold`, `PledgeNotFound`, `PledgeReleased`, and the ledger's own.
		#[pallet::call_index(17)]
		pub fn collect(
			origin: OriginFor<T>,
			id: OfferingId,
			holder: HolderOf<T>,
		) -> DispatchResultWithPostInfo {
			ensure_signed(origin)?;
			Self::do_collect(id, holder)
		}

		/// Brings the won of a pledge back that bought nothing. It goes to the key that signs. Free of charge when it is done.
		///
		/// Origin: a key of the pledger. Emits [`Event::Refunded`].
		/// Errors: `SaleNotFound`, `Refused` with the reason, `PledgeNotFound`, `NothingToReturn`, `InsufficientBalance`.
		#[pallet::call_index(18)]
		pub fn refund(origin: OriginFor<T>, id: OfferingId) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			Self::do_refund(&who, id)
		}

		/// Clears away pledges when the sale's time for refunds is over, of the first [`MAX_SWEEP`]: units go to their holders, and
		/// won that nobody fetched goes to the fund router. Won of a frozen person, of one whose keys are new and of a dead one whom
		/// somebody may inherit waits; `TooEarly` where nothing else is among them.
		///
		/// Origin: anyone. Emits [`Event::Collected`] and [`Event::Swept`].
		/// Errors: `SaleNotFound`, `TooEarly`, `InsufficientBalance`, and the ledger's own.
		#[pallet::call_index(19)]
		#[pallet::weight(T::WeightInfo::sweep().max(T::WeightInfo::sweep_refunds()))]
		pub fn sweep(origin: OriginFor<T>, id: OfferingId) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_sweep(id)
		}

		/// Pays in won for all units of a day, at least a week ahead. The public share goes to the fund router at once. Not once
		/// what is behind them was handed over to the holders: then their association does it.
		///
		/// Origin: the issuer, with a phone or the institution's account. Emits [`Event::DividendAnnounced`].
		/// Errors: `InstrumentNotFound`, `NotAuthorized`, `Refused` with the reason, `EarnsNothing`, `RedemptionRuns`,
		/// `WindowUnsound`, `ZeroAmount`, `Overflow`, `MaxAnnouncedExceeded`, `InsufficientBalance`.
		#[pallet::call_index(20)]
		pub fn distribute(
			origin: OriginFor<T>,
			instrument: InstrumentId,
			gross: Won,
			pays_at: Moment,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_distribute(&who, instrument, gross, pays_at)
		}

		/// Takes what the own units have earned, in whole won, less the tax that is withheld, and what sold ones brought, to the key
		/// that signs. What is less than a won stays owed. Free of charge when it is done.
		///
		/// Origin: a key of the holder. Emits [`Event::TaxWithheld`], [`Event::DividendTaken`] and [`Event::ProceedsTaken`].
		/// Errors: `Refused` with the reason, `PositionNotFound`, `NothingDue`, `InsufficientBalance`.
		#[pallet::call_index(21)]
		pub fn take_won(
			origin: OriginFor<T>,
			instrument: InstrumentId,
		) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			Self::do_take_won(&who, instrument)
		}

		/// Takes what a dead person left of an instrument: the won that was due to the key that signs, less the tax that is withheld,
		/// and as many units as the heir's cap and the ceilings let in. What stays earns on for the heir. Of units that are
		/// redeemed, the won of all of them. Free of charge when it is done.
		///
		/// Origin: a key of the heir who accepted the estate. Emits [`Event::TaxWithheld`], [`Event::Inherited`] and
		/// [`Event::ProceedsTaken`], or [`Event::Redeemed`] and [`Event::DividendTaken`].
		/// Errors: `Refused` with the reason, `NotAuthorized`, `PositionNotFound`, `NothingDue`, `Overflow`,
		/// `InsufficientBalance`, and the ledger's own.
		#[pallet::call_index(22)]
		pub fn inherit(
			origin: OriginFor<T>,
			instrument: InstrumentId,
			from: PersonId,
		) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			Self::do_inherit(&who, instrument, from)
		}

		/// Brings the won back of a dead person's pledge that bought nothing. It goes to the key that signs. Free of charge when
		/// it is done.
		///
		/// Origin: a key of the heir who accepted the estate. Emits [`Event::Refunded`].
		/// Errors: `Refused` with the reason, `NotAuthorized`, `SaleNotFound`, `PledgeNotFound`, `NothingToReturn`,
		/// `InsufficientBalance`.
		#[pallet::call_index(23)]
		pub fn inherit_refund(
			origin: OriginFor<T>,
			id: OfferingId,
			from: PersonId,
		) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			Self::do_inherit_refund(&who, id, from)
		}

		/// Halts an instrument for a time in milliseconds, at most 14 days, for the reason with this hash: nobody acquires
		/// units, and no money of a sale is handed over. It ends by itself. Units and won that are somebody's are fetched,
		/// taken back and inherited all the same.
		///
		/// Origin: the brake origin. Emits [`Event::Halted`]. Errors: `InstrumentNotFound`, `AlreadyHalted`, `EndOutOfRange`.
		#[pallet::call_index(24)]
		pub fn halt(
			origin: OriginFor<T>,
			instrument: InstrumentId,
			length: Moment,
			reason: sp_core::H256,
		) -> DispatchResult {
			T::BrakeOrigin::ensure_origin(origin)?;
			Self::do_halt(instrument, length, reason)
		}

		/// Ends a halt before its time.
		///
		/// Origin: the brake origin. Emits [`Event::HaltLifted`]. Errors: `InstrumentNotFound`, `NotHalted`.
		#[pallet::call_index(25)]
		pub fn lift_halt(origin: OriginFor<T>, instrument: InstrumentId) -> DispatchResult {
			T::BrakeOrigin::ensure_origin(origin)?;
			Self::do_lift_halt(instrument)
		}

		/// Freezes units of a holder by order, so many or all of them, for a time in milliseconds: 90 days at most, and once a
		/// year by one office. Another office prolongs it, up to a year after its beginning. It ends by itself; units earn and
		/// vote meanwhile.
		///
		/// Origin: an institution with the scope Orders for the province. Emits [`Event::UnitsFrozen`].
		/// Errors: `ZeroUnits`, `PositionNotFound`, `AlreadyFrozen`, `EndOutOfRange`.
		#[pallet::call_index(26)]
		pub fn freeze_units(
			origin: OriginFor<T>,
			instrument: InstrumentId,
			holder: HolderOf<T>,
			units: Option<Units>,
			length: Moment,
			reason: sp_core::H256,
		) -> DispatchResult {
			let by = Self::ensure_office(origin)?;
			Self::do_freeze_units(by, instrument, holder, units, length, reason)
		}

		/// Lets frozen units leave before the time.
		///
		/// Origin: an office that froze them, or the brake origin. Emits [`Event::UnitsThawed`].
		/// Errors: `NotFrozen`, `NotAuthorized`.
		#[pallet::call_index(27)]
		pub fn thaw_units(
			origin: OriginFor<T>,
			instrument: InstrumentId,
			holder: HolderOf<T>,
		) -> DispatchResult {
			let by = Self::ensure_office_or_brake(origin)?;
			Self::do_thaw_units(by, instrument, holder)
		}

		/// Clears away a freeze that began a year ago. Free of charge when it is done.
		///
		/// Origin: anyone. Emits [`Event::FreezeForgotten`]. Errors: `NotFrozen`, `TooEarly`.
		#[pallet::call_index(28)]
		pub fn forget_freeze(
			origin: OriginFor<T>,
			instrument: InstrumentId,
			holder: HolderOf<T>,
		) -> DispatchResultWithPostInfo {
			ensure_signed(origin)?;
			Self::do_forget_freeze(instrument, holder)
		}

		/// Proposes to transfer units of a holder to another one, by the order with this hash.
		///
		/// Origin: an institution with the scope Orders for the province. Emits [`Event::TransferProposed`].
		/// Errors: `ZeroUnits`, `Refused` with the reason, `PositionNotFound`, `MaxTransfersExceeded`, `Overflow`.
		#[pallet::call_index(29)]
		pub fn propose_transfer(
			origin: OriginFor<T>,
			instrument: InstrumentId,
			from: HolderOf<T>,
			to: HolderOf<T>,
			units: Units,
			document: sp_core::H256,
		) -> DispatchResult {
			let by = Self::ensure_office(origin)?;
			Self::do_propose_transfer(by, instrument, from, to, units, document)
		}

		/// Confirms a forced transfer, which anyone can execute a week later and for a month.
		///
		/// Origin: another institution with the scope Orders for the province. Emits [`Event::TransferConfirmed`].
		/// Errors: `TransferNotFound`, `Refused` with the reason, `SameOffice`, `AlreadyInState`, `TooLate`.
		#[pallet::call_index(30)]
		pub fn confirm_transfer(
			origin: OriginFor<T>,
			id: TransferId,
			document: sp_core::H256,
		) -> DispatchResult {
			let by = Self::ensure_office(origin)?;
			Self::do_confirm_transfer(by, id, document)
		}

		/// Executes a forced transfer. Cap and ceilings hold for the taker; what the units have earned stays the giver's. Free
		/// of charge when it is done.
		///
		/// Origin: anyone. Emits [`Event::TransferExecuted`].
		/// Errors: `TransferNotFound`, `NotConfirmed`, `TooEarly`, `TooLate`, `Refused` with the reason, and the ledger's own.
		#[pallet::call_index(31)]
		pub fn execute_transfer(
			origin: OriginFor<T>,
			id: TransferId,
		) -> DispatchResultWithPostInfo {
			ensure_signed(origin)?;
			Self::do_execute_transfer(id)
		}

		/// Withdraws a forced transfer that is not executed.
		///
		/// Origin: one of its two offices, or the brake origin. Emits [`Event::TransferEnded`].
		/// Errors: `TransferNotFound`, `NotAuthorized`.
		#[pallet::call_index(32)]
		pub fn withdraw_transfer(origin: OriginFor<T>, id: TransferId) -> DispatchResult {
			let by = Self::ensure_office_or_brake(origin)?;
			Self::do_withdraw_transfer(by, id)
		}

		/// Clears away a forced transfer that is over. Free of charge when it is done.
		///
		/// Origin: anyone. Emits [`Event::TransferEnded`]. Errors: `TransferNotFound`, `TooEarly`.
		#[pallet::call_index(33)]
		pub fn forget_transfer(origin: OriginFor<T>, id: TransferId) -> DispatchResultWithPostInfo {
			ensure_signed(origin)?;
			Self::do_forget_transfer(id)
		}

		/// Clears away the book of a holder who has nothing, when its year is over. Free of charge when it is done.
		///
		/// Origin: anyone. Emits [`Event::BookForgotten`]. Errors: `BookNotFound`, `UnitsLeft`, `TooEarly`.
		#[pallet::call_index(34)]
		pub fn forget_book(
			origin: OriginFor<T>,
			holder: HolderOf<T>,
		) -> DispatchResultWithPostInfo {
			ensure_signed(origin)?;
			Self::do_forget_book(holder)
		}

		/// Lets units of an instrument change hands by a licence, which names the market fee, or stops that. An offer that was made
		/// keeps its fee.
		///
		/// Origin: the terms origin. Emits [`Event::MarketSet`].
		/// Errors: `InstrumentNotFound`, `EarnsNothing`, `FeeTooHigh`, `RedemptionRuns`.
		#[pallet::call_index(35)]
		pub fn set_market(
			origin: OriginFor<T>,
			instrument: InstrumentId,
			licence: Option<Licence>,
		) -> DispatchResult {
			T::TermsOrigin::ensure_origin(origin)?;
			Self::do_set_market(instrument, licence)
		}

		/// Offers units for a price each, to everyone or to one holder, until a moment at most 30 days ahead. For nothing, the
		/// taker is named.
		///
		/// Origin: a holder, with a phone or the institution's account. Emits [`Event::Offered`].
		/// Errors: `ZeroUnits`, `PriceUnsound`, `EndOutOfRange`, `Refused` with the reason, `Overflow`.
		#[pallet::call_index(36)]
		pub fn offer(
			origin: OriginFor<T>,
			instrument: InstrumentId,
			units: Units,
			price: Won,
			to: Option<HolderOf<T>>,
			until: Moment,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_offer(&who, instrument, units, price, to, until)
		}

		/// Takes units of an offer, all or some, for the price that the taker saw. The won waits for the seller, who takes it
		/// with any key; the units stay with the taker for 30 days.
		///
		/// Origin: a holder, with a phone or the institution's account. Emits [`Event::Traded`] and [`Event::LockedUp`].
		/// Errors: `ZeroUnits`, `OfferNotFound`, `Refused` with the reason, `Overflow`, `InsufficientBalance`, and the ledger's
		/// own.
		#[pallet::call_index(37)]
		pub fn take(
			origin: OriginFor<T>,
			id: OfferId,
			units: Units,
			price: Won,
			dead_after: Moment,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_take(&who, id, units, price, dead_after)
		}

		/// Takes an offer back, or clears one away that is over. Free of charge when it is done.
		///
		/// Origin: a key of the holder who offers; anyone after the end. Emits [`Event::OfferCancelled`].
		/// Errors: `OfferNotFound`, `Refused` with the reason, `NotAuthorized`.
		#[pallet::call_index(38)]
		pub fn cancel_offer(origin: OriginFor<T>, id: OfferId) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			Self::do_cancel_offer(&who, id)
		}

		/// Agrees to so much won for all units of an instrument, for the reasons in the document with this hash, which one
		/// account pays within 90 days; or takes that back. Until it is paid, over or taken back no new units come, but for
		/// those of a sale that runs already.
		///
		/// Origin: the terms origin. Emits [`Event::RedemptionAgreed`].
		/// Errors: `InstrumentNotFound`, `RedemptionRuns`, `PriceUnsound`, `PriceTooLow`, `EndOutOfRange`.
		#[pallet::call_index(39)]
		pub fn agree_redemption(
			origin: OriginFor<T>,
			instrument: InstrumentId,
			agreement: Option<AgreementOf<T>>,
		) -> DispatchResult {
			T::TermsOrigin::ensure_origin(origin)?;
			Self::do_agree_redemption(instrument, agreement)
		}

		/// Pays what residents agreed to for all units. From now on nobody acquires units, and each holder takes the own part,
		/// for ten years and longer. Dividends that are announced are given at once.
		///
		/// Origin: the account that was agreed. Emits [`Event::RedemptionOpened`], [`Event::DividendGiven`] and
		/// [`Event::MarketSet`].
		/// Errors: `NotAuthorized`, `TooLate`, `Refused` with the reason, `InstrumentNotFound`, `SaleRuns`, `ZeroUnits`,
		/// `Overflow`, `InsufficientBalance`.
		#[pallet::call_index(40)]
		pub fn open_redemption(
			origin: OriginFor<T>,
			instrument: InstrumentId,
			won: Won,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_open_redemption(&who, instrument, won)
		}

		/// Takes what the own units bring, and all else that is due, to the key that signs. The units end; those that voted, are
		/// frozen or on offer wait. Free of charge when it is done.
		///
		/// Origin: a key of the holder. Emits [`Event::Redeemed`], [`Event::TaxWithheld`], [`Event::DividendTaken`] and
		/// [`Event::ProceedsTaken`].
		/// Errors: `Refused` with the reason, `PositionNotFound`, `Overflow`, `InsufficientBalance`, and the ledger's own.
		#[pallet::call_index(41)]
		pub fn redeem(
			origin: OriginFor<T>,
			instrument: InstrumentId,
		) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			Self::do_redeem(&who, instrument)
		}

		/// Sends to the fund router what a holder did not ask for in ten whole years: dividends of that time; and where units are
		/// redeemed, which end with it, all that they bring and all else that is due. Dividends of the dead only where nobody could
		/// claim them for two years. Free of charge when it is done.
		///
		/// Origin: anyone. Emits [`Event::Lapsed`], [`Event::Redeemed`], [`Event::DividendTaken`] and [`Event::ProceedsTaken`].
		/// Errors: `Refused` with the reason, `TooEarly`, `PositionNotFound`, `NothingDue`, `Overflow`, `InsufficientBalance`, and
		/// the ledger's own.
		#[pallet::call_index(42)]
		#[pallet::weight(T::WeightInfo::lapse().max(T::WeightInfo::lapse_dividends()))]
		pub fn lapse(
			origin: OriginFor<T>,
			instrument: InstrumentId,
			holder: HolderOf<T>,
		) -> DispatchResultWithPostInfo {
			ensure_signed(origin)?;
			Self::do_lapse(instrument, holder)
		}

		/// Takes all that [`Pallet::take_won`] would bring, and buys Chungnam Pay of a series with `amount` of it in the same
		/// call. What the series gives on top is at least `least_incentive` won and comes from its own budget; the rest stays as
		/// won on the key. Where nothing can be bought nothing is taken: the currency says why, and the won can still be taken.
		/// Free of charge when it is done.
		///
		/// Origin: a key of a person who holds units. Emits [`Event::DividendTaken`], [`Event::TaxWithheld`] and
		/// [`Event::ProceedsTaken`].
		/// Errors: `Refused` with the reason, `NotAPerson`, `PositionNotFound`, `NothingDue`, `MoreThanDue`,
		/// `InsufficientBalance`, and the currency's own.
		#[pallet::call_index(43)]
		#[pallet::weight(Pallet::<T>::weight_of_pay())]
		pub fn take_pay(
			origin: OriginFor<T>,
			instrument: InstrumentId,
			series: SeriesId,
			amount: Won,
			least_incentive: Won,
		) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			Self::do_take_pay(&who, instrument, series, amount, least_incentive)
		}

		/// Sets what is withheld of dividends that are paid from now on, by people in Korea and abroad, and the institution that
		/// gets it, also what was withheld before. It takes a half of a dividend at most, and a rate of 0 withholds nothing.
		///
		/// Origin: the terms origin. Emits [`Event::WithholdingSet`]. Errors: `RateUnsound`, `OfficeUnknown`.
		#[pallet::call_index(44)]
		pub fn set_withholding(
			origin: OriginFor<T>,
			withholding: WithholdingOf<T>,
		) -> DispatchResult {
			T::TermsOrigin::ensure_origin(origin)?;
			Self::do_set_withholding(withholding)
		}

		/// Brings all tax that was withheld of an instrument's dividends to the office, also after the instrument's end. Free of
		/// charge when it is done.
		///
		/// Origin: anyone. Emits [`Event::TaxRemitted`]. Errors: `NothingDue`, `InsufficientBalance`.
		#[pallet::call_index(45)]
		pub fn remit_tax(
			origin: OriginFor<T>,
			instrument: InstrumentId,
		) -> DispatchResultWithPostInfo {
			ensure_signed(origin)?;
			Self::do_remit_tax(instrument)
		}
	}
}
