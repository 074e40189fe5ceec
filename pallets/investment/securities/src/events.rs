// SPDX-License-Identifier: Apache-2.0

//! What happens to instruments and their holders. The events suffice to rebuild all of it.

use frame_support::pallet_macros::*;

#[pallet_section]
mod events {
	#[pallet::event]
	#[pallet::generate_deposit(pub(crate) fn deposit_event)]
	// Each event is documented; its fields say by name what they are.
	#[allow(missing_docs)]
	pub enum Event<T: Config> {
		/// An instrument was created.
		InstrumentCreated { instrument: InstrumentId, terms: Box<TermsOf<T>> },
		/// An instrument was retired, and nothing of it is left. Won that nobody had earned went to the fund router.
		InstrumentRetired { instrument: InstrumentId, left: Won },
		/// The issuer took units that the terms keep for it.
		Issued { instrument: InstrumentId, holder: HolderOf<T>, units: Units, seat: Seat },
		/// All units that a holder has of an instrument count under this seat.
		Recounted { instrument: InstrumentId, holder: HolderOf<T>, seat: Seat },
		/// An office attested an investor.
		CredentialSet { holder: HolderOf<T>, credential: Credential },
		/// An office ended what was attested of an investor. It does not hold from this moment on.
		CredentialEnded { holder: HolderOf<T>, until: chungnam_primitives::Moment },
		/// What ended long ago was cleared away.
		CredentialForgotten { holder: HolderOf<T> },
		/// Holders may put in so much within a year from now on.
		LimitsSet { limits: YearLimits },
		/// A sale was opened.
		SaleOpened { offering: OfferingId, instrument: InstrumentId, sale: Sale },
		/// What was agreed about a sale changed, and this is the sale now. Pledges are confirmed until then.
		SaleChanged { offering: OfferingId, sale: Sale, round: u8, confirm_until: Moment },
		/// A sale closes then.
		CloseMoved { offering: OfferingId, closes: Moment },
		/// Enough was pledged, and the money can be handed over until then.
		SaleDecided { offering: OfferingId, until: Moment },
		/// Nothing is sold, and all money waits for its holders. A sale that somebody stopped names the reason.
		SaleEnded { offering: OfferingId, state: SaleState, reason: Option<sp_core::H256> },
		/// The money was paid and the units made, which wait for their holders.
		HandedOver { offering: OfferingId, units: Seats, taken: Won, to: PayeesOf<T> },
		/// A holder pledged to buy units, and has this pledge now. So much won came in.
		Pledged { offering: OfferingId, holder: HolderOf<T>, pledge: Pledge, won: Won },
		/// A holder confirmed a pledge.
		Confirmed { offering: OfferingId, holder: HolderOf<T>, pledge: Pledge },
		/// A holder took units of a pledge back, and so much won went to an account.
		PledgeCancelled {
			offering: OfferingId,
			holder: HolderOf<T>,
			units: Units,
			to: T::AccountId,
			won: Won,
		},
		/// A pledge of an open sale buys nothing any more, and its won can be fetched.
		PledgeReleased { offering: OfferingId, holder: HolderOf<T> },
		/// The units of a pledge went to the holder.
		Collected { offering: OfferingId, holder: HolderOf<T>, units: Units, seat: Seat },
		/// The won of a pledge that bought nothing went to an account.
		Refunded { offering: OfferingId, holder: HolderOf<T>, to: T::AccountId, won: Won },
		/// Nobody fetched the won of a pledge, and it went to the fund router.
		Swept { offering: OfferingId, holder: HolderOf<T>, won: Won },
		/// No pledge of a sale is left, and nothing of the sale. Won that had strayed into its pot went to the fund router.
		SaleForgotten { offering: OfferingId, stray: Won },
		/// The issuer paid in won for all units of a day, and the public share to the fund router.
		DividendAnnounced {
			instrument: InstrumentId,
			from: T::AccountId,
			dividend: Dividend,
			public: Won,
		},
		/// All units got what was due. A unit has earned so much since the beginning, in parts of a won.
		DividendGiven { instrument: InstrumentId, points: u128, carry: u128, received: Won },
		/// What units of a holder had earned, less the tax, and what redeemed ones brought, went to an account.
		DividendTaken { instrument: InstrumentId, holder: HolderOf<T>, to: T::AccountId, won: Won },
		/// Nobody acquires units of an instrument for a while, for a reason with this hash.
		Halted { instrument: InstrumentId, halt: Halt },
		/// A halt ended before its time.
		HaltLifted { instrument: InstrumentId },
		/// What was less than a won of a holder who has nothing more goes to the next dividend, in parts of a won.
		Carried { instrument: InstrumentId, dust: u128 },
		/// An office froze units of a holder, or another one prolonged that.
		UnitsFrozen { instrument: InstrumentId, holder: HolderOf<T>, freeze: FreezeOf<T> },
		/// Frozen units can leave before the time.
		UnitsThawed { instrument: InstrumentId, holder: HolderOf<T> },
		/// A freeze is a year old, and cleared away.
		FreezeForgotten { instrument: InstrumentId, holder: HolderOf<T> },
		/// An office proposed a forced transfer.
		TransferProposed { transfer: TransferId, order: TransferOf<T> },
		/// Another office confirmed a forced transfer, which anyone can execute within these moments.
		TransferConfirmed {
			transfer: TransferId,
			by: T::AccountId,
			ready_at: Moment,
			ends_at: Moment,
		},
		/// The units of a forced transfer went to the taker. So many of them had voted, and are silent until then.
		TransferExecuted { transfer: TransferId, seat: Seat, silent: Option<(Units, Moment)> },
		/// A forced transfer was withdrawn, or is over.
		TransferEnded { transfer: TransferId },
		/// What a holder put in within a year that is over was cleared away.
		BookForgotten { holder: HolderOf<T> },
		/// Units of an instrument change hands by this licence, or no longer.
		MarketSet { instrument: InstrumentId, licence: Option<Licence> },
		/// A holder offers units.
		Offered { offer: OfferId, terms: OfferOf<T> },
		/// An offer was taken back, or is over.
		OfferCancelled { offer: OfferId },
		/// A holder took units of an offer, and paid so much won, of which the fee went to the fund router and the rest to the
		/// purse, for the seller.
		Traded { offer: OfferId, to: HolderOf<T>, units: Units, seat: Seat, won: Won, fee: Won },
		/// Units that a holder bought, or was given, stay until these moments.
		LockedUp {
			instrument: InstrumentId,
			holder: HolderOf<T>,
			lock_ups: BoundedVec<LockUp, ConstU32<MAX_LOCK_UPS>>,
		},
		/// A holder took what sold units had brought.
		ProceedsTaken { instrument: InstrumentId, holder: HolderOf<T>, to: T::AccountId, won: Won },
		/// Units that voted stay with their holder until a moment.
		Locked { instrument: InstrumentId, holder: HolderOf<T>, units: Units, until: Moment },
		/// Residents agreed to what is paid for all units of an instrument, or took that back.
		RedemptionAgreed { instrument: InstrumentId, agreement: Option<AgreementOf<T>> },
		/// Somebody paid for all units of an instrument. What division left is carried, with what was there, in parts of a won.
		RedemptionOpened {
			instrument: InstrumentId,
			from: T::AccountId,
			won: Won,
			redemption: Redemption,
			carry: u128,
		},
		/// Units of a holder ended, and what they bring is due to the holder.
		Redeemed { instrument: InstrumentId, holder: HolderOf<T>, units: Units },
		/// A holder did not ask in time: so many units ended, and all that was due went to the fund router.
		Lapsed { instrument: InstrumentId, holder: HolderOf<T>, units: Units, won: Won },
		/// An heir took units of a dead person, or none where all must stay; and the won that they had earned, less the tax, went
		/// to an account.
		Inherited {
			instrument: InstrumentId,
			from: PersonId,
			heir: PersonId,
			units: Option<Granted>,
			to: T::AccountId,
			won: Won,
		},
		/// From now on so much is withheld of dividends, and goes to that office.
		WithholdingSet { withholding: WithholdingOf<T> },
		/// Of so much won that units of a holder had earned this tax stayed in the purse, when the rest was paid.
		TaxWithheld { instrument: InstrumentId, holder: HolderOf<T>, gross: Won, tax: Tax },
		/// All tax that was withheld of an instrument's dividends went to the office.
		TaxRemitted { instrument: InstrumentId, to: T::AccountId, won: Won },
	}
}
