// SPDX-License-Identifier: Apache-2.0

//! Orders of courts: units that are frozen, and units that two offices transfer. Nothing here knows `Config`.

use chungnam_ports::Holder;
use chungnam_primitives::{dividends::Units, InstrumentId, Moment, DAYS};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use sp_core::H256;

/// The longest time for which one office freezes units.
pub const MAX_FREEZE: Moment = 90 * DAYS;
/// The longest time for which two offices freeze units, from the beginning on. One office alone freezes once in it.
pub const MAX_LONG_FREEZE: Moment = 365 * DAYS;
/// The time between the confirmation of a forced transfer and the transfer.
pub const TRANSFER_DELAY: Moment = 7 * DAYS;
/// The time in which a forced transfer is confirmed, and that in which it is executed.
pub const TRANSFER_LIFE: Moment = 30 * DAYS;
/// Forced transfers that one office proposes at a time.
pub const MAX_TRANSFERS: u32 = 10;

/// That units of a holder do not leave for a while. They earn and vote on.
#[derive(Clone, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Freeze<AccountId> {
	/// How many of them. `None` for all, also for those that come later.
	pub units: Option<Units>,
	/// When it began.
	pub since: Moment,
	/// The first moment at which they can leave.
	pub until: Moment,
	/// The hash of the reason.
	pub reason: H256,
	/// The office that began it.
	pub by: AccountId,
	/// The office that prolonged it.
	pub second: Option<AccountId>,
}

/// Why units are not frozen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfrozen {
	/// The same office froze them within the year.
	Already,
	/// No time, or one that is too long.
	End,
}

impl<AccountId: Clone + PartialEq> Freeze<AccountId> {
	/// How many of `units` do not leave at `now`.
	pub fn frozen_at(&self, units: Units, now: Moment) -> Units {
		if now < self.until {
			self.units.unwrap_or(units)
		} else {
			0
		}
	}

	/// True if nobody needs to know of it any more at `now`.
	pub fn is_forgotten(&self, now: Moment) -> bool {
		now >= self.since.saturating_add(MAX_LONG_FREEZE) // bounded
	}

	/// What an office makes of it at `now`: another office prolongs it, up to a year after its beginning.
	pub fn by_office(
		old: Option<Self>,
		by: AccountId,
		units: Option<Units>,
		length: Moment,
		reason: H256,
		now: Moment,
	) -> Result<Self, Unfrozen> {
		let until = now.checked_add(length).filter(|_| length > 0).ok_or(Unfrozen::End)?;
		let Some(old) = old.filter(|old| !old.is_forgotten(now)) else {
			return match length <= MAX_FREEZE {
				true => Ok(Self { units, since: now, until, reason, by, second: None }),
				false => Err(Unfrozen::End),
			};
		};
		if by == old.by {
			return Err(Unfrozen::Already);
		}
		let last = old.since.saturating_add(MAX_LONG_FREEZE); // bounded
		match until <= last {
			true => Ok(Self { units, until, reason, second: Some(by), ..old }),
			false => Err(Unfrozen::End),
		}
	}
}

/// Units that two offices transfer.
#[derive(Clone, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Transfer<AccountId> {
	/// Of which instrument.
	pub instrument: InstrumentId,
	/// Whose they are.
	pub from: Holder<AccountId>,
	/// Who gets them.
	pub to: Holder<AccountId>,
	/// How many.
	pub units: Units,
	/// The hash of the order.
	pub document: H256,
	/// The office that proposed it.
	pub by: AccountId,
	/// The office that confirmed it, and from when on it is executed.
	pub confirmed: Option<(AccountId, Moment)>,
	/// The first moment at which it is over.
	pub ends_at: Moment,
}
