// SPDX-License-Identifier: Apache-2.0

//! Types and rules that know no `Config`.

use alloc::{collections::BTreeMap, vec::Vec};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use sp_runtime::{
	traits::{AtLeast32BitUnsigned, Saturating},
	Perbill,
};
use sp_staking::SessionIndex;

/// Blocks of the shortest session a genesis may ask for: GRANDPA must have voted on one set before the next comes.
pub const MIN_SESSION_LENGTH: u32 = 10;

/// Why a member is suspended. The order is that in which members come back when too few others remain.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
#[allow(clippy::as_conversions)] // in what the codec derives
pub enum Cause {
	/// It voted twice in one round of finality. Mostly two servers that run with the same keys.
	#[codec(index = 0)]
	Equivocation,
	/// The emergency origin said so. Mostly a server in strange hands.
	#[codec(index = 1)]
	Decision,
}

/// That a member is kept out, and since when.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Suspension {
	/// Why.
	pub cause: Cause,
	/// The session in which it was suspended.
	pub session: SessionIndex,
}

/// One of those who may make blocks and vote.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Member {
	/// The session from which double votes count: that in which it was added or reinstated last.
	pub since: SessionIndex,
	/// Its suspension, if it is kept out.
	pub suspension: Option<Suspension>,
}

impl Member {
	/// True if it was suspended by decision in this session or later.
	pub fn is_suspended_by_decision_since(&self, session: SessionIndex) -> bool {
		let is_so = |own: &Suspension| own.cause == Cause::Decision && own.session >= session;
		self.suspension.as_ref().is_some_and(is_so)
	}
}

/// How many of the members one origin may suspend by decision: its share of them, and one in any case.
pub fn most_suspended(share: Perbill, members: usize) -> usize {
	let members = u32::try_from(members).unwrap_or(u32::MAX);
	usize::try_from(share.mul_floor(members)).unwrap_or(usize::MAX).max(1)
}

/// How sessions follow each other.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Schedule<BlockNumber> {
	/// The block in which the running session began.
	pub began: BlockNumber,
	/// Blocks of a session.
	pub length: BlockNumber,
	/// True if the running one ends with the next block whatever its length.
	pub ends_early: bool,
}

impl<BlockNumber: AtLeast32BitUnsigned + Copy> Schedule<BlockNumber> {
	/// The first block of the next session, unless this one ends early.
	pub fn ends(&self) -> BlockNumber {
		// Heights are u32 in any runtime of ours: saturating is reached after 136 years.
		Saturating::saturating_add(self.began, self.length)
	}

	/// True if a session begins with block `now`.
	pub fn is_over(&self, now: BlockNumber) -> bool {
		self.ends_early || now >= self.ends()
	}
}

/// What a member, or somebody who still acts, does now and next.
#[derive(Encode, Decode, TypeInfo, Clone, PartialEq, Eq, Debug)]
pub struct Seat<AccountId> {
	/// Whose.
	pub who: AccountId,
	/// True if it is a member; if not, it was removed and acts for the last time.
	pub member: bool,
	/// True if it is in the set of the running session.
	pub active: bool,
	/// True if it is in the set of the next session.
	pub next: bool,
	/// True if it may make no blocks in the running session.
	pub disabled: bool,
	/// Its suspension, with the cause, if it is suspended.
	pub suspension: Option<Suspension>,
}

/// Who shall be in the set: every member that is not suspended; where these are fewer than `minimum`, as many of the
/// suspended as are missing, those first whose reason weighs least, then who was suspended first.
///
/// Who comes back that way is disabled in each session and makes no blocks, but its vote counts: a set of four of whom
/// one is not trusted bears that one fault, as a set of three bears none.
pub fn plan<AccountId: Ord + Clone>(
	members: &BTreeMap<AccountId, Member>,
	minimum: usize,
) -> Vec<AccountId> {
	let mut planned: Vec<_> = members
		.iter()
		.filter(|(_, member)| member.suspension.is_none())
		.map(|(who, _)| who.clone())
		.collect();
	let mut kept_out: Vec<_> = members
		.iter()
		.filter_map(|(who, member)| member.suspension.map(|suspension| (suspension, who.clone())))
		.collect();
	kept_out.sort();
	let missing = minimum.saturating_sub(planned.len());
	planned.extend(kept_out.into_iter().take(missing).map(|(_, who)| who));
	planned.sort();
	planned
}
