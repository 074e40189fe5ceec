// SPDX-License-Identifier: Apache-2.0

//! Orders that were paid, and how long a payment lives.

use chungnam_primitives::{MerchantId, Moment, ReceiptId};
use frame_support::{ensure, traits::Get};

use crate::{pallet::*, plan::Refusal, types::*};

impl<T: Config> Pallet<T> {
	/// Checks that a payment lives at `now`, and not for longer than payments may.
	pub(crate) fn ensure_alive(until: Moment, now: Moment) -> Result<(), Error<T>> {
		ensure!(now < until, Error::PaymentExpired);
		// Saturating: the end of time is near enough.
		ensure!(until <= now.saturating_add(T::PaymentLife::get()), Error::TooFarAhead);
		Ok(())
	}

	/// Checks that a shop was not paid for an order by a receipt that can be refunded. Returns an earlier receipt that
	/// cannot, and waits to be pruned.
	pub(crate) fn ensure_unpaid(
		merchant: MerchantId,
		order: &Order,
		now: Moment,
	) -> Result<Option<ReceiptId>, Refusal> {
		let Some(earlier) = ReceiptByOrder::<T>::get((merchant, order.reference)) else {
			return Ok(None);
		};
		let is_paid = Receipts::<T>::get(earlier).is_some_and(|own| !Self::has_closed(&own, now));
		ensure!(!is_paid, Refusal::OrderAlreadyPaid);
		Ok(Some(earlier))
	}

	/// Notes by which receipt a shop was paid for an order. An earlier receipt that cannot be refunded makes room.
	pub(crate) fn keep_order(
		merchant: MerchantId,
		order: &Order,
		receipt: ReceiptId,
		earlier: Option<ReceiptId>,
	) {
		if let Some(earlier) = earlier {
			Receipts::<T>::remove(earlier);
		}
		ReceiptByOrder::<T>::insert((merchant, order.reference), receipt);
	}

	/// Deletes a receipt, and frees its order.
	pub(crate) fn delete_receipt(id: ReceiptId, receipt: &ReceiptOf<T>) {
		Receipts::<T>::remove(id);
		if let Some(order) = receipt.order {
			ReceiptByOrder::<T>::remove((receipt.merchant, order.reference));
		}
	}

	/// True if a payment can no longer be refunded at `now`.
	pub(crate) fn has_closed(receipt: &ReceiptOf<T>, now: Moment) -> bool {
		// Saturating: a window that reaches the end of time never closes.
		now >= receipt.at.saturating_add(T::RefundWindow::get())
	}
}
