// SPDX-License-Identifier: Apache-2.0

//! What the currency keeps, and what a chain can begin with.

use frame_support::pallet_macros::*;

#[pallet_section]
mod storage {
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

	/// The oldest receipt that may still be there.
	#[pallet::storage]
	pub type OldestReceipt<T> = StorageValue<_, ReceiptId, ValueQuery>;

	/// Payments that can still be refunded. Deleted when fully refunded, or after the refund window by `on_idle`.
	#[pallet::storage]
	pub type Receipts<T> = StorageMap<_, Twox64Concat, ReceiptId, ReceiptOf<T>>;

	/// The receipt by which a shop was paid for an order. Written only by a payment that names an order; deleted with its
	/// receipt. The references are strangers' bytes, so the keys are hashed against crafted ones.
	#[pallet::storage]
	pub type ReceiptByOrder<T> =
		StorageMap<_, Blake2_128Concat, (MerchantId, Reference), ReceiptId>;

	#[pallet::genesis_config]
	#[derive(frame_support::DefaultNoBound)]
	pub struct GenesisConfig<T: Config> {
		/// Series, in order of their numbers: class, issuing regions, funders, rules, and the budget that is minted
		/// into the pot.
		pub series: alloc::vec::Vec<(MoneyClass, RegionSet, FundersOf<T>, Rules, Won)>,
		/// Lots that people have at the start, paid from the budget of their series: person, series, won.
		pub lots: alloc::vec::Vec<(PersonId, SeriesId, Won)>,
	}

	#[pallet::genesis_build]
	impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
		fn build(&self) {
			Pallet::<T>::build_genesis(self);
		}
	}
}
