// SPDX-License-Identifier: Apache-2.0

//! Payments, for those who pay back by them.

use chungnam_frame_kit::Clock;
use chungnam_ports::ReceiptFacts;
use chungnam_primitives::ReceiptId;
use sp_runtime::DispatchResult;

use crate::pallet::*;

impl<T: Config> chungnam_ports::Receipts for Pallet<T> {
	fn receipt(id: ReceiptId) -> Option<ReceiptFacts> {
		let receipt = Receipts::<T>::get(id)?;
		let is_closed = Self::has_closed(&receipt, T::Time::moment());
		let facts = ReceiptFacts {
			person: receipt.person,
			merchant: receipt.merchant,
			at: receipt.at,
			amount: receipt.left()?,
			is_pledged: receipt.pledged,
		};
		(!is_closed).then_some(facts)
	}

	/// Errors: [`Error::ReceiptNotFound`].
	fn set_pledged(id: ReceiptId, is_pledged: bool) -> DispatchResult {
		Receipts::<T>::try_mutate(id, |found| {
			let receipt = found.as_mut().ok_or(Error::<T>::ReceiptNotFound)?;
			receipt.pledged = is_pledged;
			Ok::<_, Error<T>>(())
		})?;
		Self::deposit_event(Event::PledgeSet { receipt: id, is_pledged });
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
