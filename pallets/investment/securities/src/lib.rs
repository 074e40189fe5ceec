// SPDX-License-Identifier: Apache-2.0

#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]
#![cfg_attr(test, allow(clippy::restriction))]

extern crate alloc;

pub use deal::*;
pub use estate::*;
pub use gate::Gate;
pub use history::*;
pub use market::*;
pub use offering::*;
pub use orders::*;
pub use pallet::*;
pub use redemption::*;
pub use tax::*;
pub use types::*;
pub use weights::WeightInfo;

#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
mod calls;
mod deal;
mod errors;
mod estate;
mod events;
mod functions;
mod gate;
mod history;
mod impl_holders;
mod impl_instruments;
mod impl_pots;
mod market;
#[cfg(test)]
mod mock;
mod offering;
mod orders;
mod redemption;
mod tax;
#[cfg(test)]
mod tests;
#[cfg(any(feature = "std", feature = "try-runtime"))]
mod try_state;
mod types;
mod views;
pub mod weights;

use frame_support::pallet_macros::*;

// The macros write these; by hand they stay forbidden.
#[allow(clippy::as_conversions, clippy::expect_used)]
#[import_section(calls::calls)]
#[import_section(errors::errors)]
#[import_section(events::events)]
#[frame_support::pallet]
pub mod pallet {
	use alloc::{boxed::Box, vec::Vec};
	use chungnam_frame_kit::MandateExt;
	use chungnam_ports::{
		Appraisals, Electors, Estates, Holder, Mandate, People, Purchases, Sources,
	};
	use chungnam_primitives::{
		dividends::Units, InstrumentId, Moment, OfferId, OfferingId, PersonId, RegionSet, Scope,
		SeriesId, TransferId, Won,
	};
	use frame_support::{
		pallet_prelude::*,
		traits::{fungible, fungibles, EnsureOriginWithArg, UnixTime},
		PalletId,
	};
	use frame_system::pallet_prelude::*;

	use super::*;

	/// [`Holder`] over the accounts of this chain.
	pub type HolderOf<T> = Holder<<T as frame_system::Config>::AccountId>;
	/// [`Terms`] over the accounts of this chain.
	pub type TermsOf<T> = Terms<<T as frame_system::Config>::AccountId>;
	/// [`Freeze`] over the accounts of this chain.
	pub type FreezeOf<T> = Freeze<<T as frame_system::Config>::AccountId>;
	/// [`Transfer`] over the accounts of this chain.
	pub type TransferOf<T> = Transfer<<T as frame_system::Config>::AccountId>;
	/// [`Offer`] over the accounts of this chain.
	pub type OfferOf<T> = Offer<<T as frame_system::Config>::AccountId>;
	/// [`Agreement`] over the accounts of this chain.
	pub type AgreementOf<T> = Agreement<<T as frame_system::Config>::AccountId>;
	/// [`Withholding`] over the accounts of this chain.
	pub type WithholdingOf<T> = Withholding<<T as frame_system::Config>::AccountId>;
	/// [`Payees`] over the accounts of this chain.
	pub type PayeesOf<T> = Payees<<T as frame_system::Config>::AccountId>;

	#[pallet::config]
	pub trait Config: frame_system::Config {
		/// Plain won. Its existential deposit must be 1: an account that does not exist yet must be able to get any part.
		type Won: fungible::Inspect<Self::AccountId, Balance = Won>
			+ fungible::Mutate<Self::AccountId>;
		/// The ledger of units: an instance of its own, without calls and with [`Gate`] as its freezer. Units that another hand
		/// moves break the caps.
		type Ledger: fungibles::Mutate<Self::AccountId, AssetId = InstrumentId, Balance = Units>
			+ fungibles::Create<Self::AccountId>
			+ fungibles::Destroy<Self::AccountId>;
		/// Creates and retires instruments, opens their markets, agrees to what is paid for all units, and limits what everyone may put
		/// in. An account that passes here decides who may issue what, and for how much it ends.
		type TermsOrigin: EnsureOrigin<Self::RuntimeOrigin>;
		/// Opens, changes and stops sales, and hands over what was taken. An account that passes here decides where the money
		/// of investors goes.
		type SaleOrigin: EnsureOrigin<Self::RuntimeOrigin>;
		/// Halts instruments and lets them go on, thaws units, and withdraws forced transfers. An account that passes here
		/// stops all buying for two weeks of four, and undoes what courts order.
		type BrakeOrigin: EnsureOrigin<Self::RuntimeOrigin>;
		/// Where money goes that nobody fetched within the time that the sale named.
		type Sources: Sources<Self::AccountId>;
		/// Institutions, by what they were appointed to. `None` stands for the governing origin.
		type MandateOrigin: EnsureOriginWithArg<
			Self::RuntimeOrigin,
			Mandate,
			Success = Option<Self::AccountId>,
		>;
		/// The people behind the accounts.
		type People: People<Self::AccountId>;
		/// Who takes what the dead left.
		type Estates: Estates;
		/// What the things behind instruments are worth: no units end for less.
		type Appraisals: Appraisals;
		/// Which keys are cards: a card sees, and acquires nothing.
		type Electors: Electors<Self::AccountId>;
		/// Sells Chungnam Pay to people for what is due to them.
		type Purchases: Purchases<Self::AccountId>;
		/// The clock. Credentials end by the clock and never by block numbers.
		type Time: UnixTime;
		/// The accounts of holders and the pots of sales derive from it. Never changes after genesis, or their units and won are
		/// lost sight of.
		#[pallet::constant]
		type PalletId: Get<PalletId>;
		/// Weights of the calls, generated on the runtime.
		type WeightInfo: WeightInfo;
	}

	#[pallet::pallet]
	pub struct Pallet<T>(_);

	/// The number of the next instrument.
	#[pallet::storage]
	pub type NextInstrument<T> = StorageValue<_, InstrumentId, ValueQuery>;

	/// What was agreed about each instrument, at most [`MAX_INSTRUMENTS`]. Paid for by who governs; deleted when the
	/// instrument is retired.
	#[pallet::storage]
	pub type AllTerms<T: Config> = CountedStorageMap<_, Twox64Concat, InstrumentId, TermsOf<T>>;

	/// What became of each instrument. Lives and goes with its terms.
	#[pallet::storage]
	pub type Instruments<T> = StorageMap<_, Twox64Concat, InstrumentId, Instrument>;

	/// What offices attested of investors, one a holder. Paid for by the office; deleted by the office, or by anyone a year
	/// after its end.
	#[pallet::storage]
	pub type Credentials<T: Config> = StorageMap<_, Blake2_128Concat, HolderOf<T>, Credential>;

	/// Instruments of which a holder has units, at most [`MAX_POSITIONS`] of one. Paid for by who takes the units; deleted
	/// with the last of them.
	#[pallet::storage]
	pub type Positions<T: Config> =
		StorageDoubleMap<_, Blake2_128Concat, HolderOf<T>, Twox64Concat, InstrumentId, Position>;

	/// What a holder has and put in within a year. Paid for by the holder, who pledges or takes units; deleted when nothing is
	/// left in it.
	#[pallet::storage]
	pub type Books<T: Config> = StorageMap<_, Blake2_128Concat, HolderOf<T>, Book, ValueQuery>;

	/// What holders may put in within a year.
	#[pallet::storage]
	pub type Limits<T> = StorageValue<_, YearLimits, ValueQuery>;

	/// The number of the next sale.
	#[pallet::storage]
	pub type NextOffering<T> = StorageValue<_, OfferingId, ValueQuery>;

	/// Sales, of which one runs an instrument. Paid for by who opens it; deleted with the last pledge, or when it ends without
	/// one.
	#[pallet::storage]
	pub type Offerings<T> = StorageMap<_, Twox64Concat, OfferingId, Offering>;

	/// Pledges, one a holder and sale, at most as many as tickets fit into the hard cap of each round. Paid for by the
	/// pledger, with won that waits; deleted when it is cancelled, collected or refunded, or by anyone when the sale's time
	/// for that is over.
	#[pallet::storage]
	pub type Pledges<T: Config> =
		StorageDoubleMap<_, Twox64Concat, OfferingId, Blake2_128Concat, HolderOf<T>, Pledge>;

	/// Units of a holder that do not leave for a while, one freeze a position. Paid for by the office; deleted by anyone a year
	/// after its beginning.
	#[pallet::storage]
	pub type Freezes<T: Config> =
		StorageDoubleMap<_, Blake2_128Concat, HolderOf<T>, Twox64Concat, InstrumentId, FreezeOf<T>>;

	/// The number of the next forced transfer.
	#[pallet::storage]
	pub type NextTransfer<T> = StorageValue<_, TransferId, ValueQuery>;

	/// Forced transfers that are under way, at most [`MAX_TRANSFERS`] an office. Paid for by the office; deleted when it is
	/// executed or withdrawn, or by anyone after its end.
	#[pallet::storage]
	pub type Transfers<T: Config> = StorageMap<_, Twox64Concat, TransferId, TransferOf<T>>;

	/// How many of them each office proposed. Lives and goes with them.
	#[pallet::storage]
	pub type TransfersBy<T: Config> =
		StorageMap<_, Blake2_128Concat, T::AccountId, u32, ValueQuery>;

	/// The number of the next offer.
	#[pallet::storage]
	pub type NextOffer<T> = StorageValue<_, OfferId, ValueQuery>;

	/// Units that holders offer, at most [`MAX_OFFERS`] a holder. Paid for by the holder; deleted with the last unit, by the
	/// holder, or by anyone after its end.
	#[pallet::storage]
	pub type Offers<T: Config> = StorageMap<_, Twox64Concat, OfferId, OfferOf<T>>;

	/// What residents agreed to pay for all units of an instrument, one an instrument. Paid for by who governs; deleted when
	/// it is paid or taken back, and with the instrument.
	#[pallet::storage]
	pub type Agreements<T: Config> = StorageMap<_, Twox64Concat, InstrumentId, AgreementOf<T>>;

	/// Instruments whose units bring won and end with it. Paid for by who pays for the units; lives on until the instrument is
	/// retired.
	#[pallet::storage]
	pub type Redemptions<T> = StorageMap<_, Twox64Concat, InstrumentId, Redemption>;

	/// What units of an instrument had earned when years began, of the last years with a dividend. Paid for by who pays it in;
	/// deleted with the instrument.
	#[pallet::storage]
	pub type Histories<T> = StorageMap<_, Twox64Concat, InstrumentId, History, ValueQuery>;

	/// What is withheld of dividends, and who gets it. Nothing is, until it is set; paid for by who governs, and never deleted,
	/// so that nothing is withheld for nobody.
	#[pallet::storage]
	pub type TaxTerms<T: Config> = StorageValue<_, WithholdingOf<T>>;

	/// Won that was withheld of the dividends of an instrument and waits in its purse. Paid for by who takes them; deleted when
	/// anyone brings it to the office, also after the end of the instrument.
	#[pallet::storage]
	pub type TaxesDue<T> = StorageMap<_, Twox64Concat, InstrumentId, Won, ValueQuery>;

	/// The account that units are leaving. Set inside one call only.
	#[pallet::storage]
	pub type Moving<T: Config> = StorageValue<_, (InstrumentId, T::AccountId)>;

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[pallet::view_functions]
	impl<T: Config> Pallet<T> {
		/// What was agreed about an instrument, and what became of it.
		pub fn instrument(id: InstrumentId) -> Option<(TermsOf<T>, Instrument)> {
			Some((AllTerms::<T>::get(id)?, Instruments::<T>::get(id)?))
		}

		/// The holder for whom an account acts.
		pub fn holder_of(account: T::AccountId) -> Option<HolderOf<T>> {
			Self::holder_behind(&account)
		}

		/// The account on which the units of a holder lie in the ledger. Nobody has a key of it.
		pub fn holder_account(holder: HolderOf<T>) -> T::AccountId {
			Self::account_of(&holder)
		}

		/// The instruments of which a holder has units, and how many. Reads up to [`MAX_POSITIONS`].
		pub fn holdings(holder: HolderOf<T>) -> Vec<(InstrumentId, Units, Position)> {
			Self::view_holdings(&holder)
		}

		/// Whether a holder could have so many more units in this way, or the reason why not.
		pub fn may(
			way: Way,
			instrument: InstrumentId,
			to: HolderOf<T>,
			units: Units,
		) -> Result<Seat, Reason> {
			Self::ask(way, instrument, &to, units)
		}

		/// A sale. Its state is that of the last touch: what ends by itself ends with the next one.
		pub fn offering(id: OfferingId) -> Option<Offering> {
			Offerings::<T>::get(id)
		}

		/// The sales that have not closed, with those that open later, of the next [`MAX_LISTED`] numbers from this one on, ascending;
		/// and the number from which the next page goes on, if there is one.
		pub fn open_offerings(
			from: OfferingId,
		) -> (Vec<(OfferingId, Offering)>, Option<OfferingId>) {
			Self::view_open_offerings(from)
		}

		/// The pledge of a holder in a sale.
		pub fn pledge_of(id: OfferingId, holder: HolderOf<T>) -> Option<Pledge> {
			Pledges::<T>::get(id, holder)
		}

		/// What a bid would get that an account signs, or the reason why it gets nothing.
		pub fn may_pledge(
			id: OfferingId,
			account: T::AccountId,
			bid: Bid,
		) -> Result<Granted, Reason> {
			Self::ask_pledge(id, &account, bid).map(|(_, granted)| granted)
		}

		/// What a holder has, and put in within a year.
		pub fn book(holder: HolderOf<T>) -> Book {
			Books::<T>::get(holder)
		}

		/// Units of a holder that could leave now and are not on offer. While keys rest ([`Self::rests_until`]) none leaves all the same.
		pub fn free_units(instrument: InstrumentId, holder: HolderOf<T>) -> Units {
			Self::giver(instrument, &holder).map_or(0, |own| own.free())
		}

		/// The first moment at which a holder sells, redeems and fetches without limit, if that is to come: soon after a recovery
		/// the reason is `KeyTooNew` until then.
		pub fn rests_until(holder: HolderOf<T>) -> Option<Moment> {
			Self::view_rest(&holder)
		}

		/// The freeze of a holder's units, while anyone needs to know of it.
		pub fn freeze_of(instrument: InstrumentId, holder: HolderOf<T>) -> Option<FreezeOf<T>> {
			Freezes::<T>::get(holder, instrument)
		}

		/// A forced transfer that is under way.
		pub fn transfer(id: TransferId) -> Option<TransferOf<T>> {
			Transfers::<T>::get(id)
		}

		/// The seat under which the units of a forced transfer would count, or the reason why they stay.
		pub fn may_execute(id: TransferId) -> Result<Seat, Reason> {
			let order = Transfers::<T>::get(id).ok_or(Reason::WrongState)?;
			Self::ask_transfer(&order)
		}

		/// All units of an instrument that are on offer. Reads all offers.
		pub fn offers(instrument: InstrumentId) -> Vec<(OfferId, OfferOf<T>)> {
			Self::view_offers(instrument)
		}

		/// The reason why an account cannot offer so many units for this price, or the holder who would.
		pub fn may_offer(
			instrument: InstrumentId,
			account: T::AccountId,
			units: Units,
			price: Won,
		) -> Result<HolderOf<T>, Reason> {
			Self::ask_offer(&account, instrument, units, price)
		}

		/// The seat under which so many units of an offer would count for an account, or the reason why it cannot take them.
		pub fn may_take(
			id: OfferId,
			account: T::AccountId,
			units: Units,
			price: Won,
		) -> Result<Seat, Reason> {
			let own = Offers::<T>::get(id).ok_or(Reason::WrongState)?;
			Self::ask_take(&account, &own, units, price, own.until).map(|(_, seat)| seat)
		}

		/// What residents agreed to pay for all units of an instrument.
		pub fn agreement(instrument: InstrumentId) -> Option<AgreementOf<T>> {
			Agreements::<T>::get(instrument)
		}

		/// What one unit of an instrument brings, and until when at least, if the units are redeemed.
		pub fn redemption(instrument: InstrumentId) -> Option<Redemption> {
			Redemptions::<T>::get(instrument)
		}

		/// How many units an account would redeem now, or the reason why it is none.
		pub fn may_redeem(
			instrument: InstrumentId,
			account: T::AccountId,
		) -> Result<Units, Reason> {
			Self::view_redeem(&account, instrument)
		}

		/// What is withheld of dividends that are paid now, and who gets it. `None`: nothing.
		pub fn withholding() -> Option<WithholdingOf<T>> {
			TaxTerms::<T>::get()
		}

		/// Won that was withheld of an instrument's dividends and is not with the office yet.
		pub fn tax_due(instrument: InstrumentId) -> Won {
			TaxesDue::<T>::get(instrument)
		}

		/// What a holder could take now as in `dues`, the tax by the rate of now, and what arrives.
		pub fn payout(instrument: InstrumentId, holder: HolderOf<T>) -> Payout {
			Self::view_payout(instrument, &holder).unwrap_or_default()
		}

		/// Won that a holder could take now of what the own units have earned, and of what sold ones brought, before tax.
		pub fn dues(instrument: InstrumentId, holder: HolderOf<T>) -> Won {
			Self::view_dues(instrument, &holder).unwrap_or(0)
		}

		/// The account on which won waits that holders of an instrument earned, or will. Nobody has a key of it.
		pub fn purse(instrument: InstrumentId) -> T::AccountId {
			Self::purse_of(instrument)
		}

		/// The account on which the won and the units of a sale wait. Nobody has a key of it.
		pub fn pot(id: OfferingId) -> T::AccountId {
			Self::pot_of(id)
		}
	}
}
