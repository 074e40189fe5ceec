// SPDX-License-Identifier: Apache-2.0

//! Subjects of referenda: who votes on each, how many at once, and for how long.

use alloc::vec::Vec;
use chungnam_ports::{Body, ALL_BP};
use chungnam_primitives::{
	is_region, Moment, RegionId, RegionSet, DAYS, HOURS, MINUTES, REGIONS, SECONDS,
};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};

use crate::Power;

/// The longest period of a track. Three of them, a shift and a stop of the chain fit into what the rolls remember.
pub const MAX_PERIOD: Moment = 30 * DAYS;
/// The shortest window in which people vote.
pub const MIN_WINDOW: Moment = 10 * SECONDS;
/// The shortest notice of a secret vote, whatever the terms say: without one nobody could publish its keys.
pub const MIN_SECRET_NOTICE: Moment = MINUTES;
/// The longest rest between two petitions of one person.
pub const MAX_REST: Moment = 30 * DAYS;
/// Petitions of one subject of the province that have not ended.
pub const MAX_OF_TRACK: u32 = 32;
/// Petitions of one region that have not ended.
pub const MAX_OF_REGION: u32 = 16;

/// A subject of referenda. Numbers are code and never end: a track is never taken away.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
#[derive(Serialize, Deserialize)]
#[allow(clippy::as_conversions)] // in what the codec derives
pub enum Track {
	/// The runtime, and repairs by Root.
	#[codec(index = 0)]
	Upgrade,
	/// Validators.
	#[codec(index = 1)]
	Validators,
	/// Attesters of any region, and seats of the committee.
	#[codec(index = 2)]
	Institutions,
	/// The province's money.
	#[codec(index = 3)]
	Budget,
	/// Terms and limits.
	#[codec(index = 4)]
	Parameters,
	/// Brakes, and referenda that must not go on.
	#[codec(index = 5)]
	Emergency,
	/// A repair by Root that the committee whitelisted.
	#[codec(index = 6)]
	Whitelisted,
	/// The attesters of one city or county.
	#[codec(index = 7)]
	Region(RegionId),
}

impl Track {
	/// The tracks of the whole province, in order of index.
	pub const PROVINCE: [Self; 7] = [
		Self::Upgrade,
		Self::Validators,
		Self::Institutions,
		Self::Budget,
		Self::Parameters,
		Self::Emergency,
		Self::Whitelisted,
	];

	/// Every track.
	pub fn all() -> Vec<Self> {
		Self::PROVINCE.into_iter().chain((1..=REGIONS).map(Self::Region)).collect()
	}

	/// False for a region that does not exist.
	pub const fn exists(&self) -> bool {
		match self {
			Self::Region(region) => is_region(*region),
			_ => true,
		}
	}

	/// Who votes and who can sponsor.
	pub fn body(&self) -> Body {
		match self {
			Self::Region(region) => Body::Regions(RegionSet::of(&[*region])),
			_ => Body::Province,
		}
	}

	/// Referenda that can be under way together. Over all tracks 32, half of what ballots have room for.
	pub const fn at_once(&self) -> u32 {
		match self {
			Self::Upgrade | Self::Region(_) => 1,
			Self::Validators | Self::Institutions | Self::Budget | Self::Parameters => 2,
			Self::Emergency | Self::Whitelisted => 4,
		}
	}

	/// Petitions that have not ended, at most.
	pub const fn room(&self) -> u32 {
		match self {
			Self::Region(_) => MAX_OF_REGION,
			_ => MAX_OF_TRACK,
		}
	}

	/// The origin with which a call is enacted. `None` is Root, for listed calls only.
	pub const fn power(&self) -> Option<Power> {
		match self {
			Self::Upgrade | Self::Whitelisted => None,
			Self::Validators => Some(Power::Validators),
			Self::Institutions => Some(Power::Institutions),
			Self::Budget => Some(Power::Budget),
			Self::Parameters => Some(Power::Parameters),
			Self::Emergency => Some(Power::Emergency),
			Self::Region(region) => Some(Power::Region(*region)),
		}
	}

	/// True if an office or the committee can file without sponsors.
	pub const fn is_open_to_offices(&self) -> bool {
		matches!(self, Self::Budget | Self::Parameters | Self::Whitelisted)
	}

	/// True if votes can be secret. A secret vote waits up to 14 days for its choices, which what is urgent has not. And an
	/// office that keeps its keys back could stop the vote that opens a track again.
	pub const fn can_be_secret(&self) -> bool {
		!matches!(self, Self::Parameters | Self::Emergency | Self::Whitelisted)
	}

	/// The terms as long as nobody voted for others and the genesis named none.
	pub const fn first_terms(&self) -> Terms {
		let (notice, window, contest, enactment) = match self {
			Self::Upgrade => (7 * DAYS, 14 * DAYS, DAYS, 3 * DAYS),
			Self::Validators => (3 * DAYS, 7 * DAYS, DAYS, DAYS),
			Self::Institutions => (7 * DAYS, 10 * DAYS, DAYS, DAYS),
			Self::Budget => (7 * DAYS, 14 * DAYS, 2 * DAYS, 3 * DAYS),
			Self::Parameters => (7 * DAYS, 10 * DAYS, DAYS, 3 * DAYS),
			Self::Emergency => (0, 24 * HOURS, 0, 10 * MINUTES),
			Self::Whitelisted => (0, 12 * HOURS, 0, 10 * MINUTES),
			Self::Region(_) => (5 * DAYS, 10 * DAYS, DAYS, DAYS),
		};
		let (floor_bp, sponsors_bp) = match self {
			Self::Upgrade => (1_000, 50),
			Self::Emergency | Self::Whitelisted => (100, 10),
			Self::Region(_) => (500, 100),
			_ => (500, 50),
		};
		Terms {
			notice,
			window,
			contest,
			enactment,
			floor_bp,
			sponsors_bp,
			sponsors_least: 3,
			rest: MAX_REST,
			early: false,
		}
	}
}

/// How a referendum of a track goes. Periods are milliseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
#[derive(Serialize, Deserialize)]
pub struct Terms {
	/// From the opening of the ballot to its first moment. The roll is taken at its beginning.
	pub notice: Moment,
	/// How long people vote.
	pub window: Moment,
	/// From the close to the final moment, in which the committee can annul.
	pub contest: Moment,
	/// From the final moment to the enactment.
	pub enactment: Moment,
	/// The share of the heads that must vote.
	pub floor_bp: u16,
	/// The share of the heads that must sponsor a petition.
	pub sponsors_bp: u16,
	/// The fewest sponsors.
	pub sponsors_least: u32,
	/// From one petition of a person to their next.
	pub rest: Moment,
	/// True if the vote closes as soon as everyone has voted.
	pub early: bool,
}

impl Terms {
	/// True if ballots of these terms can be opened and end.
	pub fn are_sound(&self) -> bool {
		let periods = [self.notice, self.window, self.contest, self.enactment];
		let are_short = periods.iter().all(|period| *period <= MAX_PERIOD);
		let are_shares = self.floor_bp <= ALL_BP && self.sponsors_bp <= ALL_BP;
		let is_asked = self.sponsors_least > 0;
		are_short && are_shares && is_asked && self.window >= MIN_WINDOW && self.rest <= MAX_REST
	}

	/// How many must sponsor where so many people count. Rounded up, against the one who asks.
	pub fn threshold(&self, heads: u32) -> u32 {
		let share = u64::from(heads).saturating_mul(self.sponsors_bp.into());
		let share = share.div_ceil(ALL_BP.into());
		u32::try_from(share).unwrap_or(u32::MAX).max(self.sponsors_least)
	}
}
