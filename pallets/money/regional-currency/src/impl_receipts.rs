// SPDX-License-Identifier: Apache-2.0

//! Payments, for those who pay back by them.

use chungnam_frame_kit::Clock;
use chungnam_ports::ReceiptFacts;
use chungnam_primitives::{ReceiptId, SeriesId, Won};
use frame_support::ensure;
use sp_runtime::DispatchResult;

use crate::{pallet::*, types::*};

impl<T: Config> chungnam_ports::Receipts for Pallet<T> {
	fn receipt(id: ReceiptId) -> Option<ReceiptFacts> {
		let receipt = Receipts::<T>::get(id)?;
		let is_closed = Self::has_closed(&receipt, T::Time::moment());
		let facts = ReceiptFacts {
			person: receipt.person,
			merchant: receipt.merchant,
			at: receipt.at,
			spent: receipt.spent()?,
			is_pledged: receipt.payback.is_some(),
		};
		(!is_closed).then_some(facts)
	}

	/// Errors: [`Error::ReceiptNotFound`], [`Error::ReceiptExceeded`] for more than can be refunded.
	fn set_payback(id: ReceiptId, payback: Option<(SeriesId, Won)>) -> DispatchResult {
		let payback = payback.map(|(series, amount)| Payback { series, amount });
		Receipts::<T>::try_mutate(id, |found| {
			let receipt = found.as_mut().ok_or(Error::<T>::ReceiptNotFound)?;
			let fits =
				receipt.left().is_some_and(|left| payback.is_none_or(|own| own.amount <= left));
			ensure!(fits, Error::<T>::ReceiptExceeded);
			receipt.payback = payback;
			Ok::<_, Error<T>>(())
		})?;
		Self::deposit_event(Event::PaybackSet { receipt: id, payback });
		Ok(())
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_receipt(
		person: chungnam_primitives::PersonId,
		merchant: chungnam_primitives::MerchantId,
		amount: chungnam_primitives::Won,
	) -> ReceiptId {
		crate::benchmarking::receipt::<T>(person, merchant, amount)
	}
}
