// SPDX-License-Identifier: Apache-2.0

#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]
#![cfg_attr(test, allow(clippy::restriction))]

extern crate alloc;

use frame_support::pallet_macros::*;

pub use pallet::*;
pub use plan::{Plan, Quote, Refusal, RefusedLot};
pub use types::*;
pub use weights::WeightInfo;

mod aliases;
#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
mod calls;
mod claims;
mod config;
mod declared;
mod errors;
mod events;
mod functions;
mod hooks;
mod impl_debts;
mod impl_drops;
mod impl_on_due;
mod impl_pots;
mod impl_purchases;
mod impl_receipts;
mod impl_stay_askers;
mod impl_takings_feed;
#[cfg(test)]
mod mock;
mod plan;
mod storage;
#[cfg(test)]
mod tests;
#[cfg(any(feature = "std", feature = "try-runtime"))]
mod try_state;
mod types;
mod views;
pub mod weights;

use declared::*;
pub use views::{LotView, WalletView};

// The macros write these; by hand they stay forbidden.
#[allow(clippy::as_conversions, clippy::expect_used)]
#[import_section(calls::calls)]
#[import_section(config::config)]
#[import_section(errors::errors)]
#[import_section(events::events)]
#[import_section(hooks::hooks)]
#[import_section(storage::storage)]
#[frame_support::pallet]
pub mod pallet {
	use chungnam_frame_kit::{count, Institutions, WonExt};
	use chungnam_ports::{
		Agenda, Cohorts, Issuance, Merchants, Opener, Paybacks, People, Purchases, Sources, Takings,
	};
	use chungnam_primitives::{
		CohortId, KoreanMonth, MerchantId, Moment, MoneyClass, PersonId, ReceiptId, RegionSet,
		SeriesId, Won,
	};
	use frame_support::{pallet_prelude::*, traits::UnixTime, PalletId};
	use frame_system::pallet_prelude::*;
	use sp_runtime::Percent;

	pub use super::aliases::*;
	use super::*;

	#[pallet::pallet]
	pub struct Pallet<T>(_);

	#[pallet::view_functions]
	impl<T: Config> Pallet<T> {
		/// What would pay `amount` won in the shop for a key of a person, or why nothing can.
		pub fn quote(
			who: T::AccountId,
			merchant: MerchantId,
			amount: Won,
			order: Option<Order>,
		) -> Quote {
			Self::quote_for_account(&who, merchant, amount, order)
		}

		/// What would pay `amount` won in the shop when the guardian behind `who` pays for `ward`.
		pub fn quote_for(
			who: T::AccountId,
			ward: PersonId,
			merchant: MerchantId,
			amount: Won,
			order: Option<Order>,
		) -> Quote {
			Self::quote_for_ward(&who, ward, merchant, amount, order)
		}

		/// What the person behind a key may buy of a series now and which limit says so, and what `amount` of it would get on
		/// top and which limit cuts that; else why nothing can be bought.
		pub fn purchase_room(who: T::AccountId, series: SeriesId, amount: Won) -> RoomToBuy {
			Self::room_to_buy(&who, series, amount)
		}

		/// Everything the person behind a key can spend: plain won, and each lot, soonest to end first.
		pub fn wallet(who: T::AccountId) -> Option<WalletView> {
			Self::wallet_behind(&who)
		}

		/// What is left of a payment that can still be refunded.
		pub fn receipt(id: ReceiptId) -> Option<ReceiptOf<T>> {
			Receipts::<T>::get(id)
		}

		/// The receipt by which a shop was paid for an order, while the payment can be refunded.
		pub fn paid_order(
			merchant: MerchantId,
			reference: Reference,
		) -> Option<(ReceiptId, ReceiptOf<T>)> {
			Self::receipt_of_order(merchant, reference)
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
	}
}
