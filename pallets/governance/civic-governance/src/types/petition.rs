// SPDX-License-Identifier: Apache-2.0

//! A petition, and the referendum that comes of it.

use chungnam_primitives::{BallotId, Moment, PersonId, PetitionId, DAYS, HOURS, MINUTES};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedVec};
use scale_info::TypeInfo;
use sp_core::H256;

use crate::Track;

/// How long sponsors are gathered.
pub const GATHERING: Moment = 30 * DAYS;
/// When a petition that few sponsor lapses.
pub const FIRST_CHECK: Moment = 7 * DAYS;
/// So many sponsors are not few, if the threshold is higher.
pub const FIRST_SPONSORS: u32 = 20;
/// How often a petition that waits looks whether its turn has come.
pub const LOOK: Moment = HOURS;
/// When an enactment that found no room is tried again.
pub const AGAIN: Moment = MINUTES;
/// How long the record of a petition stays after its end.
pub const KEPT: Moment = 90 * DAYS;
/// By how much the committee can put an enactment off.
pub const MAX_DELAY: Moment = 7 * DAYS;
/// Bytes of a call that is voted on.
pub const MAX_CALL: u32 = 8 * 1_024;
/// Petitions that one person sponsors at a time.
pub const MAX_SPONSORING: u32 = 5;

/// A call as it is stored.
pub type EncodedCall = BoundedVec<u8, ConstU32<MAX_CALL>>;
/// The petitions of one track that have not ended, in order of filing.
pub type Queue = BoundedVec<PetitionId, ConstU32<{ crate::MAX_OF_TRACK }>>;
/// What one person sponsors. Numbers of petitions that no longer gather mean nothing.
pub type Sponsorships = BoundedVec<PetitionId, ConstU32<MAX_SPONSORING>>;

/// How a petition ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
#[allow(clippy::as_conversions)] // in what the codec derives
pub enum End {
	/// Too few sponsors.
	#[codec(index = 0)]
	Lapsed,
	/// Its track may no longer make the call, or an upgrade made the bytes mean nothing.
	#[codec(index = 1)]
	Unlisted,
	/// The vote said no, or too few voted.
	#[codec(index = 2)]
	Rejected,
	/// The vote was annulled, and so was the repeated one.
	#[codec(index = 3)]
	Void,
	/// Handed over: the call is made with the next block, and its result stands in the scheduler's event.
	#[codec(index = 4)]
	Enacted,
	/// Stopped by an emergency referendum.
	#[codec(index = 5)]
	Cancelled,
}

/// Where a petition stands. Each state but the vote has a moment in the clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
#[allow(clippy::as_conversions)] // in what the codec derives
pub enum State {
	/// Looks for sponsors.
	#[codec(index = 0)]
	Gathering,
	/// Has sponsors and waits for its turn.
	#[codec(index = 1)]
	Line {
		/// Since when. The first in line is the first that is opened.
		since: Moment,
	},
	/// Its ballot is open: notice, vote and contest, by the clock of ballots.
	#[codec(index = 2)]
	Voting,
	/// Passed, and not yet enacted.
	#[codec(index = 3)]
	Enacting {
		/// When.
		at: Moment,
	},
	/// Over.
	#[codec(index = 4)]
	Ended {
		/// How.
		how: End,
		/// When.
		at: Moment,
	},
}

/// What happens to a petition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
	/// It has its sponsors, or needs none.
	Complete(Moment),
	/// Its ballot opens.
	Open,
	/// Its ballot passed: enacted at this moment.
	Pass(Moment),
	/// Its ballot was annulled: it waits for another.
	Repeat(Moment),
	/// Its enactment is put off to this moment.
	Delay(Moment),
	/// It ends.
	End(End, Moment),
}

impl State {
	/// The state after a step, `None` if there is no such step from here.
	pub const fn after(self, step: Step) -> Option<Self> {
		match (self, step) {
			(Self::Gathering, Step::Complete(since)) | (Self::Voting, Step::Repeat(since)) => {
				Some(Self::Line { since })
			}
			(Self::Line { .. }, Step::Open) => Some(Self::Voting),
			(Self::Voting, Step::Pass(at)) | (Self::Enacting { .. }, Step::Delay(at)) => {
				Some(Self::Enacting { at })
			}
			(Self::Ended { .. }, _) => None,
			(_, Step::End(how, at)) => Some(Self::Ended { how, at }),
			_ => None,
		}
	}

	/// True until the end.
	pub const fn is_open(&self) -> bool {
		!matches!(self, Self::Ended { .. })
	}

	/// True while a referendum of the track runs: its terms stay as they are.
	pub const fn is_running(&self) -> bool {
		matches!(self, Self::Voting | Self::Enacting { .. })
	}
}

/// A petition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Petition {
	/// Its subject.
	pub track: Track,
	/// The hash of what people read.
	pub title: H256,
	/// The person who filed it. `None` for an office or the committee.
	pub by: Option<PersonId>,
	/// When.
	pub filed: Moment,
	/// How many sponsor it.
	pub sponsors: u32,
	/// How many must.
	pub threshold: u32,
	/// Its ballot, the second one if the first was annulled.
	pub ballot: Option<BallotId>,
	/// True from the annulment of the first ballot on.
	pub repeated: bool,
	/// True once the committee has put it off.
	pub delayed: bool,
	/// Where it stands.
	pub state: State,
}

impl Petition {
	/// True if it lapses at this moment.
	pub fn lapses(&self, now: Moment) -> bool {
		let few = self.sponsors < self.threshold.min(FIRST_SPONSORS);
		let passed = |time: Moment| now >= self.filed.saturating_add(time);
		self.state == State::Gathering && (passed(GATHERING) || few && passed(FIRST_CHECK))
	}
}

/// The last petition of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Filing {
	/// The petition.
	pub petition: PetitionId,
	/// When it was filed.
	pub at: Moment,
}

/// A call that Root may make by the short track, because the committee said so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Fix {
	/// The hash of the call.
	pub call: H256,
	/// The first moment at which a petition for it is refused.
	pub until: Moment,
}
