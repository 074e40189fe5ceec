// SPDX-License-Identifier: Apache-2.0

//! Residents say what is built with the money of the works: they hand in ideas, stand behind them, and vote. Nothing here
//! knows `Config`.

use chungnam_ports::{
	BallotPlan, Body, Candidate, Class, Method, Outcome, Question, Rule, Ties, Verdict, ALL_BP,
};
use chungnam_primitives::{Moment, PersonId, RegionSet, DAYS};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedVec};
use scale_info::TypeInfo;
use sp_core::H256;

use crate::challenge::SLACK;

/// Ideas of residents that one asset can have at a time, the plan of its owner not counted.
pub const MAX_IDEAS: u32 = 16;
/// Residents behind an idea that is voted about, its author among them.
pub const SUPPORTERS: u32 = 5;
/// Residents whose ideas for one asset can lose their places. After so many no idea loses its place.
pub const MAX_DISPLACED: u32 = 64;
/// Residents hand in ideas for so long.
pub const IDEAS: Moment = 30 * DAYS;
/// For so long an idea keeps its place, also with too few supporters. After that such an idea can lose it to a new one.
pub const TRIAL: Moment = 7 * DAYS;
/// For so long after the time of ideas a vote waits for room among the ballots. Then the plan of the owner stays.
pub const ROOM: Moment = 14 * DAYS;
/// Residents vote about ideas for so long.
pub const CHOOSING: Moment = 14 * DAYS;
/// The committee can annul the vote within so long after its close.
pub const IDEAS_CONTEST: Moment = 3 * DAYS;
/// From the opening of a vote about ideas to when nobody waits for it any longer.
pub const CHOSEN_BY: Moment = CHOOSING.saturating_add(IDEAS_CONTEST).saturating_add(SLACK);
/// The share of the electors that must vote, in hundredths of a percent.
pub const IDEAS_QUORUM_BP: u16 = 100;
/// The share of an office's electors for whom it can enter paper, in hundredths of a percent.
pub const IDEAS_PAPER_CAP_BP: u16 = 3_000;
/// Of how many options one voter approves at most, the plan of the owner among them.
pub const MOST_APPROVED: u8 = 3;

/// What residents would like to be built with the money of the works.
#[derive(Clone, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Idea {
	/// The hash of the document that says what is built.
	pub document: H256,
	/// The hash of the note that says why the money of the works suffices for it.
	pub note: H256,
	/// When it was handed in.
	pub since: Moment,
	/// Residents behind it. The first is its author.
	pub supporters: BoundedVec<PersonId, ConstU32<SUPPORTERS>>,
}

/// The ideas of one asset, in the order in which they were handed in.
pub type IdeaList = BoundedVec<Idea, ConstU32<MAX_IDEAS>>;

/// The authors whose ideas for one asset lost their places, in this order. They hand in no other for it.
pub type DisplacedList = BoundedVec<PersonId, ConstU32<MAX_DISPLACED>>;

impl Idea {
	/// An idea that somebody hands in now.
	pub fn new(document: H256, note: H256, by: PersonId, now: Moment) -> Self {
		let supporters = BoundedVec::truncate_from(alloc::vec![by]);
		Self { document, note, since: now, supporters }
	}

	/// True if enough residents are behind it, so that it is voted about.
	pub fn is_supported(&self) -> bool {
		self.supporters.is_full()
	}

	/// True if it can lose its place to a new one.
	pub fn is_stale(&self, now: Moment) -> bool {
		let ends = self.since.saturating_add(TRIAL); // a moment of the chain is far from the end of time
		!self.is_supported() && now >= ends
	}
}

/// True if a person is behind an idea of the list.
pub fn is_behind_one(ideas: &[Idea], person: PersonId) -> bool {
	ideas.iter().any(|own| own.supporters.contains(&person))
}

/// Takes an idea off a full list, for a new one, and notes its author. Of those that can lose their place that is the one with the
/// fewest supporters, and of two with as many the older one. The document that it had, or `None` if none can lose its place.
pub fn make_room(ideas: &mut IdeaList, displaced: &mut DisplacedList, now: Moment) -> Option<H256> {
	let can_go = ideas.iter().filter(|own| own.is_stale(now));
	let lost = can_go.min_by_key(|own| own.supporters.len())?;
	let (document, author) = (lost.document, *lost.supporters.first()?);
	displaced.try_push(author).ok()?;
	ideas.retain(|own| own.document != document);
	Some(document)
}

/// The ballot on which residents of these regions approve, from now on, of some of so many ideas and of the owner's plan. The
/// plan has the number 0, and the ideas have the numbers from 1 on. Of two with as many votes the lower number wins.
pub fn idea_plan(regions: RegionSet, title: H256, ideas: usize, now: Moment) -> BallotPlan {
	let class =
		Class { body: Body::Regions(regions), weight_bp: ALL_BP, quorum_bp: IDEAS_QUORUM_BP };
	// All works cost the same: what the plan leaves for them.
	let option = Candidate { cost: 0, part_from: 0, heading: 0 };
	BallotPlan {
		title,
		classes: BoundedVec::truncate_from(alloc::vec![class]),
		question: Question::Approval { least: 1, most: MOST_APPROVED, per_heading: false },
		rule: Rule::Best { count: 1, ties: Ties::Number },
		// Far below the most options of a list.
		options: BoundedVec::truncate_from(alloc::vec![option; ideas.saturating_add(1)]),
		headings: BoundedVec::truncate_from(alloc::vec![0]),
		opens: now,
		closes: now.saturating_add(CHOOSING), // now is far from the end of time
		contest: IDEAS_CONTEST,
		conflicts: BoundedVec::new(),
		paper_cap_bp: IDEAS_PAPER_CAP_BP,
		early: false,
		shown: false,
		can_be_annulled: true,
		method: Method::Open,
	}
}

/// The number of the option that a ballot by [`idea_plan`] chose. 0, the plan of the owner, where too few voted, nobody
/// approved of anything, or the vote was annulled.
pub fn winner(outcome: &Outcome) -> u8 {
	let is_chosen = outcome.verdict == Verdict::Chosen;
	outcome.winners.iter().next().filter(|_| is_chosen).unwrap_or(0)
}

/// The idea with a number of a ballot by [`idea_plan`]. `None` for the plan of the owner.
pub fn idea_of(ideas: &[Idea], number: u8) -> Option<&Idea> {
	let place = usize::from(number).checked_sub(1)?;
	ideas.get(place)
}
