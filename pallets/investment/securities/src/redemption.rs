// SPDX-License-Identifier: Apache-2.0

//! The end of an instrument: won for all of its units, of which each holder fetches a part. Nothing here knows `Config`.

use chungnam_primitives::{
	dividends::{rate_of, Units, MAX_RECEIVED},
	Moment, Won, DAYS,
};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use sp_core::H256;

use crate::{deal::Giver, offering::MIN_REFUND, types::*};

/// The longest time for which what residents agreed to waits for its payer.
pub const MAX_AGREED: Moment = 90 * DAYS;
/// How long holders have to fetch what their units bring, at least. Then anyone can clear it away.
pub const REDEEM: Moment = MIN_REFUND;

/// What residents agreed to: who pays how much for all units together.
#[derive(Clone, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Agreement<AccountId> {
	/// Who pays.
	pub payer: AccountId,
	/// How much.
	pub won: Won,
	/// The hash of the document that residents read: why the instrument ends, and what was appraised.
	pub document: H256,
	/// The first moment at which it does not hold any more.
	pub until: Moment,
}

/// That units of an instrument bring won, and end with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Redemption {
	/// What one unit brings, in `1 / SCALE` won.
	pub rate: u128,
	/// From then on anyone can clear away what nobody fetched.
	pub until: Moment,
}

impl<AccountId> Agreement<AccountId> {
	/// True if an instrument can receive as much.
	pub fn is_payable(&self) -> bool {
		(1..=MAX_RECEIVED).contains(&self.won)
	}

	/// True if it ends ahead of `now`, and not too far.
	pub fn ends_soon(&self, now: Moment) -> bool {
		let ahead = self.until.saturating_sub(now); // 0 is over
		(1..=MAX_AGREED).contains(&ahead)
	}
}

impl Instrument {
	/// After so much won came for all units, with what one of them brings in `1 / SCALE` won. What division leaves is
	/// carried. `None` without units, or if there is no such number.
	#[must_use]
	pub fn paid_out(mut self, won: Won) -> Option<(Self, u128)> {
		let (rate, rest) = rate_of(won, self.issued.total()?)?;
		self.received = self.received.checked_add(won).filter(|sum| *sum <= MAX_RECEIVED)?;
		self.carry = self.carry.checked_add(rest)?;
		Some((self, rate))
	}
}

/// Units of a holder that end now, or the first reason why it is none. Those that were bought lately end as well: nobody
/// else acquires them.
pub fn can_redeem(giver: &Giver) -> Result<Units, Reason> {
	let ensure = |holds: bool, otherwise| if holds { Ok(()) } else { Err(otherwise) };
	ensure(giver.units > 0, Reason::NotEnoughUnits)?;
	ensure(giver.voting < giver.units, Reason::Voting)?;
	ensure(giver.frozen < giver.units, Reason::UnitsFrozen)?;
	// A unit can stay for several reasons at once.
	let stay = giver.voting.max(giver.frozen).saturating_add(giver.offered); // beyond all if it is not a sum
	let free = giver.units.saturating_sub(stay); // 0 if all stay
	ensure(free > 0, Reason::OnOffer)?;
	Ok(free)
}

#[cfg(test)]
mod tests {
	use super::*;
	use chungnam_primitives::dividends::SCALE;

	fn giver(voting: Units, frozen: Units, offered: Units) -> Giver {
		let (person, credential) = (None, None);
		Giver {
			person,
			acts_since: None,
			credential,
			seat: Seat::Here,
			units: 10,
			bought: 9,
			voting,
			frozen,
			offered,
		}
	}

	#[test]
	fn units_stay_for_the_longest_reason_and_those_on_offer_beside_it() {
		assert_eq!(can_redeem(&giver(0, 0, 0)), Ok(10));
		assert_eq!(can_redeem(&giver(3, 5, 2)), Ok(3));
		assert_eq!(can_redeem(&giver(10, 10, 0)), Err(Reason::Voting));
		assert_eq!(can_redeem(&giver(1, Units::MAX, 0)), Err(Reason::UnitsFrozen));
		assert_eq!(can_redeem(&giver(5, 5, 5)), Err(Reason::OnOffer));
		let nothing = Giver { units: 0, ..giver(0, 0, 0) };
		assert_eq!(can_redeem(&nothing), Err(Reason::NotEnoughUnits));
	}

	#[test]
	fn won_is_divided_among_all_units_and_the_rest_is_carried() {
		let issued = Seats { here: 1, korea: 2, abroad: 0 };
		let own = Instrument { issued, carry: 5, received: 7, ..Default::default() };
		let (own, rate) = own.paid_out(100).unwrap();
		assert_eq!((rate, own.carry, own.received), (100 * SCALE / 3, 6, 107));
		assert_eq!(own.clone().paid_out(MAX_RECEIVED), None);
		assert_eq!(Instrument::default().paid_out(1), None);
	}

	#[test]
	fn agreement_is_payable_and_ends_soon() {
		let own = |won, until| Agreement { payer: 1u8, won, document: H256::zero(), until };
		let payable = [0, 1, MAX_RECEIVED, MAX_RECEIVED + 1].map(|won| own(won, 1).is_payable());
		assert_eq!(payable, [false, true, true, false]);
		let soon = [9, 10, 11, 10 + MAX_AGREED, 11 + MAX_AGREED];
		let soon = soon.map(|until| own(1, until).ends_soon(10));
		assert_eq!(soon, [false, false, true, true, false]);
	}
}
