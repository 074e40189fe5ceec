// SPDX-License-Identifier: Apache-2.0

//! What payer and shop agreed on before money moves.

use chungnam_primitives::{Moment, Won};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// The shop's own name of an order: a number, or a hash of one. Anyone can read it, so it must say nothing of the customer.
pub type Reference = [u8; 16];

/// What is paid for. Both values are the shop's own: the chain reads them to nobody's harm.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Order {
	/// The shop's number of the till that showed the order; 0 where the shop counts no tills.
	pub till: u16,
	/// Names the order. A shop is paid once for each reference, as long as the payment can be refunded.
	pub reference: Reference,
}

/// What the payer signs, besides the shop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Agreement {
	/// Won, lots and plain won together.
	pub amount: Won,
	/// What is paid for, if the shop says.
	pub order: Option<Order>,
	/// The most plain won that may be taken of the payer's own.
	pub most_own: Won,
	/// The first moment at which the payment is dead.
	pub until: Moment,
}
