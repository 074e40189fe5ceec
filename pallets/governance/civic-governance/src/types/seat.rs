// SPDX-License-Identifier: Apache-2.0

//! Seats of the committee.

use alloc::vec::Vec;
use chungnam_ports::MAX_LIFE;
use chungnam_primitives::{FieldSet, Moment, PersonId, DAYS};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedVec};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};

/// Seats that have not ended.
pub const MAX_SEATS: u32 = 50;
/// Seats that are remembered: those, and as many that ended and on whose ballots the roll still names them.
pub const MAX_REMEMBERED: u32 = 100;
/// The longest term.
pub const MAX_TERM: Moment = 730 * DAYS;
/// Terms in a row, without a pause as long as a seat is remembered.
pub const MAX_TERMS: u8 = 2;
/// How long an appointment waits for the person to accept it.
pub const ACCEPTANCE: Moment = 30 * DAYS;
/// How long after its naming a chair begins.
pub const CHAIR_NOTICE: Moment = 7 * DAYS;

/// Who named a seat.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
#[allow(clippy::as_conversions)] // in what the codec derives
pub enum Role {
	/// An expert, appointed by a referendum.
	#[codec(index = 0)]
	Expert,
	/// The chair, named by an office.
	#[codec(index = 1)]
	Chair,
}

/// A seat. It begins when the person accepts it, and ends by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Seat {
	/// The person.
	pub person: PersonId,
	/// What they know.
	pub fields: FieldSet,
	/// Who named them.
	pub role: Role,
	/// The beginning of the term.
	pub from: Moment,
	/// Seated after this moment. `None` until accepted.
	pub since: Option<Moment>,
	/// No longer seated from this moment on.
	pub until: Moment,
	/// The how manieth term in a row.
	pub terms: u8,
}

impl Seat {
	/// True if the appointment was not accepted in time.
	pub const fn has_lapsed(&self, now: Moment) -> bool {
		self.since.is_none() && now >= self.from.saturating_add(ACCEPTANCE)
	}

	/// True if the seat has not ended: it counts, or will when its person accepts it.
	pub const fn is_running(&self, now: Moment) -> bool {
		now < self.until && !self.has_lapsed(now)
	}

	/// True if the seat counts at a moment for one of these fields. What changes at a moment counts from the millisecond
	/// after it, as everywhere on the rolls.
	pub fn counts(&self, fields: FieldSet, at: Moment) -> bool {
		let has_begun = self.since.is_some_and(|since| since < at);
		has_begun && at < self.until && self.fields.intersects(&fields)
	}

	/// True as long as a ballot can ask for it.
	pub const fn is_remembered(&self, now: Moment) -> bool {
		let is_over = now >= self.until.saturating_add(MAX_LIFE);
		!(is_over || self.has_lapsed(now))
	}
}

/// All seats, in order of appointment.
pub type SeatsOf = BoundedVec<Seat, ConstU32<MAX_REMEMBERED>>;

/// An expert that a referendum appoints.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Appointment {
	/// The person.
	pub person: PersonId,
	/// What they know.
	pub fields: FieldSet,
	/// The end of the term.
	pub until: Moment,
}

/// Experts that one referendum appoints.
pub type Appointments = BoundedVec<Appointment, ConstU32<MAX_SEATS>>;

/// A seat of the genesis, which is accepted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct GenesisSeat {
	/// The person.
	pub person: PersonId,
	/// What they know.
	pub fields: FieldSet,
	/// The end of the term.
	pub until: Moment,
}

/// The terms in a row that a new one would be the last of, from the seats that are remembered.
pub fn terms_with_another(seats: &[Seat], person: PersonId) -> u8 {
	let before = seats.iter().filter(|seat| seat.person == person).map(|seat| seat.terms).max();
	before.unwrap_or(0).saturating_add(1)
}

/// Those that have not ended.
pub fn running(seats: &[Seat], now: Moment) -> Vec<Seat> {
	seats.iter().filter(|seat| seat.is_running(now)).copied().collect()
}
