// SPDX-License-Identifier: Apache-2.0

//! The circle in figures: what was given, spent, and left over, month by month.

use chungnam_primitives::{KoreanMonth, ReceiptId, Won};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// What every payment reads and writes, in one value, because each further one would cost every payment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct PaymentBook {
	/// The number of the next receipt.
	pub next_receipt: ReceiptId,
	/// The number of the last drop; 0 if there was none yet.
	pub last_drop: u32,
	/// Takings of shops are noted, because they earn a re-spend bonus.
	pub notes_takings: bool,
	/// The running month: that of the last payment or refund.
	pub month: KoreanMonth,
	/// Won of lots spent in the running month.
	pub spent: Won,
	/// Won of lots that shops gave back in the running month.
	pub refunded: Won,
}

/// What happened to bound money in one Korean month, in won. Numbers are as wide as they get, so that writing them costs
/// the same for any amount.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct MonthFlow {
	/// Public money given to people: policy money, drops as a whole when they open, incentives.
	pub issued: Won,
	/// Sold to people.
	pub sold: Won,
	/// Spent in shops.
	pub spent: Won,
	/// Spent, and given back by shops.
	pub refunded: Won,
	/// Left over in people's lots at the end of series.
	pub expired: Won,
	/// Never claimed.
	pub lapsed: Won,
	/// Taken back into the budgets.
	pub clawed_back: Won,
	/// Given back to buyers as bank won.
	pub returned: Won,
	/// Paid to funders out of what was left over, budgets included.
	pub to_funders: Won,
	/// Paid to the sources of the next round out of what was left over.
	pub to_router: Won,
}

impl MonthFlow {
	/// Adds the payments of a month.
	pub fn add_payments(&mut self, book: &PaymentBook) -> Option<()> {
		self.spent = self.spent.checked_add(book.spent)?;
		self.refunded = self.refunded.checked_add(book.refunded)?;
		Some(())
	}

	/// Adds the figures of another month.
	pub fn add(&mut self, other: &Self) -> Option<()> {
		self.issued = self.issued.checked_add(other.issued)?;
		self.sold = self.sold.checked_add(other.sold)?;
		self.spent = self.spent.checked_add(other.spent)?;
		self.refunded = self.refunded.checked_add(other.refunded)?;
		self.expired = self.expired.checked_add(other.expired)?;
		self.lapsed = self.lapsed.checked_add(other.lapsed)?;
		self.clawed_back = self.clawed_back.checked_add(other.clawed_back)?;
		self.returned = self.returned.checked_add(other.returned)?;
		self.to_funders = self.to_funders.checked_add(other.to_funders)?;
		self.to_router = self.to_router.checked_add(other.to_router)?;
		Some(())
	}
}
