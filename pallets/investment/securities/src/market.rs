// SPDX-License-Identifier: Apache-2.0

//! Units that holders offer to others, and what a trade costs. Nothing here knows `Config`.

use chungnam_ports::Holder;
use chungnam_primitives::{dividends::Units, InstrumentId, Moment, Won, DAYS};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use sp_core::H256;

/// The longest time for which units are on offer.
pub const MAX_OFFER: Moment = 30 * DAYS;
/// Offers that one holder has at a time.
pub const MAX_OFFERS: u32 = 8;
/// The time for which bought and given units stay with the taker.
pub const LOCK_UP: Moment = 30 * DAYS;
/// Lock-ups of one position that are kept apart.
pub const MAX_LOCK_UPS: u32 = 6;
/// The largest market fee, in hundredths of a percent.
pub const MAX_FEE_BP: u16 = 500;
/// Hundredths of a percent in a whole.
const WHOLE_BP: Won = 10_000;
/// How far a price can be from that of the last sale, in hundredths.
pub const BAND: Won = 30;

/// By what units of an instrument change hands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Licence {
	/// The hash of its document.
	pub document: H256,
	/// The part of the seller's won that goes to the fund router, in hundredths of a percent, at most [`MAX_FEE_BP`]. 0 is none.
	pub fee_bp: u16,
}

/// Units that one holder offers.
#[derive(Clone, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Offer<AccountId> {
	/// Of which instrument.
	pub instrument: InstrumentId,
	/// Whose they are.
	pub from: Holder<AccountId>,
	/// How many are left.
	pub left: Units,
	/// Won for one of them. 0 is a gift, which names its taker.
	pub price: Won,
	/// Who may take them. `None` for everyone.
	pub to: Option<Holder<AccountId>>,
	/// The first moment at which it is over.
	pub until: Moment,
	/// The market fee of the licence when it was made, in hundredths of a percent of the won.
	pub fee_bp: u16,
}

/// Units that stay with their holder until a moment, for they were bought or given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct LockUp {
	/// How many.
	pub units: Units,
	/// The first moment at which they can leave.
	pub until: Moment,
}

/// What the seller pays of so much won, at so many hundredths of a percent, rounded up: at most all of it.
pub fn fee(won: Won, fee_bp: u16) -> Won {
	let parts = won.saturating_mul(fee_bp.into()); // an offer is of no more than MAX_RECEIVED
	parts.div_ceil(WHOLE_BP).min(won)
}

/// True if a price lies within the band around that of the last sale.
pub fn is_in_band(price: Won, last: Won) -> bool {
	let scaled = |won: Won, parts: Won| won.checked_mul(parts);
	let bounds = scaled(last, 100 - BAND).zip(scaled(last, 100 + BAND));
	let bounds = scaled(price, 100).zip(bounds);
	bounds.is_some_and(|(price, (least, most))| (least..=most).contains(&price))
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn fee_is_rounded_up_and_never_more_than_the_won() {
		let of = |fee_bp| [0, 1, 999, 1_000, 1_001, 1_000_000].map(|won| fee(won, fee_bp));
		assert_eq!(of(10), [0, 1, 1, 1, 2, 1_000]);
		assert_eq!(of(MAX_FEE_BP), [0, 1, 50, 50, 51, 50_000]);
		assert_eq!(of(1), [0, 1, 1, 1, 1, 100]);
		assert_eq!(of(0), [0; 6], "no fee is none");
		assert_eq!(of(u16::MAX), [0, 1, 999, 1_000, 1_001, 1_000_000]);
	}

	#[test]
	fn band_is_thirty_hundredths_to_both_sides() {
		let within = [6, 7, 13, 14].map(|price| is_in_band(price, 10));
		assert_eq!(within, [false, true, true, false]);
		assert!(!is_in_band(Won::MAX, 10) && !is_in_band(1, Won::MAX));
		// Of 1 won nothing lies within but 1 won.
		assert_eq!([0, 1, 2].map(|price| is_in_band(price, 1)), [false, true, false]);
	}
}
