// SPDX-License-Identifier: Apache-2.0

//! Rounds, ideas and awards. Nothing here knows `Config`.

mod refusal;

pub use chungnam_ports::Stage;
pub use refusal::Refusal;

use alloc::vec::Vec;
use chungnam_ports::{
	payments_of, Body, Class, MilestonePlans, Objectors, OptionSet, PartFunding, Payee, Question,
	Reviewers, Rule, Silence, ALL_BP, MAX_CLASSES, MAX_COUNTING, MAX_HEADINGS, MAX_LIFE,
	MAX_MILESTONES, MAX_OPTIONS, MAX_OUTAGE, MAX_PICKS, MAX_SHIFT,
};
use chungnam_primitives::{
	is_region, sum_to_one, BallotId, IdeaId, Moment, PersonId, RegionId, RegionSet, Won, ZoneId,
	DAYS,
};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{ensure, traits::ConstU32, BoundedVec};
use scale_info::TypeInfo;
use sp_core::H256;

/// Ideas of one round at a time.
pub const MAX_IDEAS: u16 = 512;
/// Ideas of one round with enough sponsors: as many as one list has options.
pub const MAX_QUALIFIED: u32 = MAX_OPTIONS;
/// Ideas that one person sponsors at a time in one round.
pub const MAX_SPONSORING: u32 = 8;
/// Rounds of one city or county that are not swept.
pub const MAX_ROUNDS_OF_A_REGION: u8 = 4;
/// Rounds of the province that are not swept.
pub const MAX_ROUNDS_OF_THE_PROVINCE: u8 = 8;
/// Won of one heading, at most: 17 trillion. The count of a list knows no larger budget.
pub const MAX_BUDGET: u64 = (1 << 44) - 1;
/// Each window of a round, at most.
pub const MAX_WINDOW: Moment = 90 * DAYS;
/// How long after its opening a project has to be done, at most.
pub const MAX_AFTER: Moment = 3_000 * DAYS;
/// The longest grace after a due moment.
pub const MAX_GRACE: Moment = 90 * DAYS;
/// Options that one block goes through.
pub const STEP: u16 = 16;
/// Entries that one call sweeps, at most.
pub const MAX_SWEPT: u32 = 64;
/// Days on which the chain tries to open a ballot that is refused.
pub const MAX_TRIES: u8 = 14;

/// A part of a budget, for one kind of ideas.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Heading {
	/// The hash of its name.
	pub title: H256,
	/// Won for its ideas.
	pub budget: u64,
}

/// How long each state of a round lasts, in milliseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Windows {
	/// Ideas are handed in and sponsored.
	pub ideas: Moment,
	/// An idea has so long to find its sponsors, before anyone can take it off.
	pub sponsoring: Moment,
	/// Ideas are merged.
	pub merging: Moment,
	/// The office says what can be done.
	pub feasibility: Moment,
	/// Proposers appeal.
	pub appealing: Moment,
	/// The committee decides about appeals.
	pub appeals: Moment,
	/// The list is known, and nobody votes yet.
	pub notice: Moment,
	/// People vote.
	pub voting: Moment,
	/// The count can be annulled.
	pub contest: Moment,
	/// Payees accept.
	pub acceptance: Moment,
}

impl Windows {
	/// All of them, in order.
	pub fn all(&self) -> [Moment; 10] {
		[
			self.ideas,
			self.sponsoring,
			self.merging,
			self.feasibility,
			self.appealing,
			self.appeals,
			self.notice,
			self.voting,
			self.contest,
			self.acceptance,
		]
	}
}

/// How every project of a round is paid.
#[derive(Clone, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Terms<AccountId> {
	/// Who is paid, unless the office names another payee for an idea.
	pub payee: Payee<AccountId>,
	/// The payments. Their shares sum to one.
	pub stages: BoundedVec<Stage, ConstU32<MAX_MILESTONES>>,
	/// Who looks at evidence.
	pub reviewers: Reviewers<AccountId>,
	/// What a review without a word means.
	pub silence: Silence,
	/// Who can stop a payment, if anyone can.
	pub objectors: Option<Objectors>,
	/// Milliseconds after a due moment in which evidence still comes in time.
	pub grace: Moment,
}

impl<AccountId> Terms<AccountId> {
	/// The payments of a project that gets this much and whose envelope is opened now.
	pub fn payments(&self, amount: u64, now: Moment) -> Option<MilestonePlans> {
		payments_of(&self.stages, Won::from(amount), now)
	}
}

/// Everything that is frozen when a round is opened.
#[derive(Clone, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct RoundPlan<AccountId> {
	/// The hash of what residents read.
	pub title: H256,
	/// The city or county. `None` for the province.
	pub region: Option<RegionId>,
	/// Its headings, at least one.
	pub headings: BoundedVec<Heading, ConstU32<MAX_HEADINGS>>,
	/// The least that an idea can cost.
	pub least: u64,
	/// The most that an idea can cost.
	pub most: u64,
	/// How many sponsors an idea needs.
	pub sponsors: u32,
	/// The share of its cost with which a project can begin when less is left, in hundredths of a percent. 0: no part of a
	/// project is funded. Rounded up.
	pub part_bp: u16,
	/// Who votes.
	pub classes: BoundedVec<Class, ConstU32<MAX_CLASSES>>,
	/// Some options of the list, or some that fit into the budgets.
	pub question: Question,
	/// How counts become winners.
	pub rule: Rule,
	/// The share of an office's heads for whom it can enter paper.
	pub paper_cap_bp: u16,
	/// True if views tell the running counts before the close.
	pub shown: bool,
	/// How long each state lasts.
	pub windows: Windows,
	/// How every project is paid.
	pub terms: Terms<AccountId>,
}

/// What is wrong with a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unsound {
	/// The region.
	Region,
	/// The headings: there is none, or one without money or with too much to be counted.
	Headings,
	/// The costs: none fits, or nobody sponsors.
	Costs,
	/// The classes and the shares.
	Classes,
	/// The question.
	Question,
	/// The rule.
	Rule,
	/// The windows.
	Windows,
	/// The terms.
	Terms,
}

impl<AccountId> RoundPlan<AccountId> {
	/// The regions that the round is for.
	pub fn regions(&self) -> RegionSet {
		self.region.map_or_else(RegionSet::province, |region| RegionSet::of(&[region]))
	}

	/// The residents that the round is for.
	pub fn residents(&self) -> Body {
		self.region.map_or(Body::Province, |region| Body::Regions(RegionSet::of(&[region])))
	}

	/// True if an idea can be there.
	pub fn covers(&self, zone: ZoneId) -> bool {
		zone.is_valid() && self.region.is_none_or(|region| zone.region == region)
	}

	/// True if an idea of a heading can cost that.
	pub fn allows(&self, heading: u8, cost: u64) -> bool {
		let budget = self.headings.get(usize::from(heading)).map_or(0, |own| own.budget);
		cost >= self.least && cost <= self.most && cost <= budget
	}

	/// The least with which a project of this cost can begin, rounded up. 0 if it needs all.
	pub fn part_from(&self, cost: u64) -> u64 {
		let whole = u128::from(ALL_BP);
		let part = u128::from(cost).saturating_mul(self.part_bp.into()).div_ceil(whole);
		// At most the cost.
		u64::try_from(part).unwrap_or(cost)
	}

	/// Won of all headings.
	pub fn budget(&self) -> Won {
		// At most 8 numbers of 64 bits.
		self.headings.iter().map(|own| Won::from(own.budget)).fold(0, Won::saturating_add)
	}

	/// Everything about a plan that can be said without the rolls.
	pub fn check(&self) -> Result<(), Unsound> {
		ensure!(self.region.is_none_or(is_region), Unsound::Region);
		let is_funded = self.headings.iter().all(|own| (1..=MAX_BUDGET).contains(&own.budget));
		ensure!(!self.headings.is_empty() && is_funded, Unsound::Headings);
		let is_sponsored = self.sponsors > 0 && self.part_bp <= ALL_BP;
		ensure!(self.least > 0 && self.least <= self.most && is_sponsored, Unsound::Costs);
		self.check_classes()?;
		self.check_question()?;
		self.check_windows()?;
		self.check_terms()
	}

	fn check_classes(&self) -> Result<(), Unsound> {
		let classes = &self.classes;
		// At most 3 numbers of 16 bits.
		let sum = classes.iter().map(|own| u32::from(own.weight_bp)).fold(0, u32::saturating_add);
		let is_weighed = classes.iter().all(|own| own.weight_bp > 0 && own.quorum_bp <= ALL_BP);
		let is_share = self.paper_cap_bp <= ALL_BP;
		ensure!(sum == u32::from(ALL_BP) && is_weighed && is_share, Unsound::Classes);
		let bodies: Vec<_> = classes.iter().map(|own| own.body).collect();
		let is_once = |(at, body): (usize, &Body)| !bodies.iter().take(at).any(|own| own == body);
		let residents =
			bodies.iter().filter(|own| matches!(own, Body::Province | Body::Regions(_)));
		let are_people = bodies.iter().all(|own| !matches!(own, Body::Holders(_)));
		let are_apart = bodies.iter().enumerate().all(is_once) && residents.count() <= 1;
		ensure!(are_people && are_apart, Unsound::Classes);
		Ok(())
	}

	fn check_question(&self) -> Result<(), Unsound> {
		let is_sound = match self.question {
			Question::Approval { least, most, .. } => {
				least > 0 && least <= most && u32::from(most) <= MAX_PICKS
			}
			Question::Knapsack { budget_bp } => budget_bp > 0 && budget_bp <= ALL_BP,
			Question::YesNo | Question::Support | Question::Scores { .. } => false,
		};
		ensure!(is_sound, Unsound::Question);
		// Rules that know costs and budgets.
		let is_other = matches!(
			self.rule,
			Rule::Majority { .. } | Rule::Reached { .. } | Rule::Mean { .. } | Rule::Best { .. }
		);
		ensure!(!is_other, Unsound::Rule);
		// Each voter has one purse, and classes of different weights would have none in common.
		let is_by_shares = matches!(self.rule, Rule::EqualShares { .. });
		ensure!(!is_by_shares || self.classes.len() == 1, Unsound::Rule);
		Ok(())
	}

	fn check_windows(&self) -> Result<(), Unsound> {
		let windows = &self.windows;
		ensure!(windows.all().iter().all(|own| *own <= MAX_WINDOW), Unsound::Windows);
		// Bounded.
		let vote = windows.notice.saturating_add(windows.voting).saturating_add(windows.contest);
		let life = vote.saturating_add(MAX_SHIFT).saturating_add(MAX_OUTAGE);
		let life = life.saturating_add(MAX_COUNTING);
		let is_open = windows.ideas > 0 && windows.voting > 0 && windows.acceptance > 0;
		ensure!(is_open && life <= MAX_LIFE, Unsound::Windows);
		Ok(())
	}

	fn check_terms(&self) -> Result<(), Unsound> {
		let terms = &self.terms;
		let is_whole = sum_to_one(terms.stages.iter().map(|stage| stage.share));
		let is_soon = terms.stages.iter().all(|own| own.after > 0 && own.after <= MAX_AFTER);
		let can_object = terms.objectors.is_none_or(|own| own.least > 0);
		ensure!(is_whole && is_soon && can_object && terms.grace <= MAX_GRACE, Unsound::Terms);
		Ok(())
	}
}

/// Why something cannot be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
#[allow(clippy::as_conversions)] // in what the codec derives
pub enum Ground {
	/// The law does not allow it.
	#[codec(index = 0)]
	Unlawful,
	/// Somebody else decides about it.
	#[codec(index = 1)]
	NotOurs,
	/// It is done or planned already.
	#[codec(index = 2)]
	Duplicate,
	/// It cannot be done for what it may cost.
	#[codec(index = 3)]
	TooCostly,
	/// It is of a kind that the round does not pay: running costs, staff, one group alone.
	#[codec(index = 4)]
	NotEligible,
	/// Nobody can say what is meant.
	#[codec(index = 5)]
	Unclear,
}

/// What the office says of an idea. Each with the hash of its reason.
#[derive(Clone, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
#[allow(clippy::as_conversions)] // in what the codec derives
pub enum Judgement<AccountId> {
	/// It can be done.
	#[codec(index = 0)]
	Feasible {
		/// For so much.
		cost: u64,
		/// By this payee, where it is not that of the round.
		payee: Option<Payee<AccountId>>,
		/// Why.
		reason: H256,
	},
	/// It cannot be done.
	#[codec(index = 1)]
	Unfeasible {
		/// Of what kind the reason is.
		ground: Ground,
		/// Why.
		reason: H256,
	},
}

/// What the proposer of an idea offers to that of another: one idea instead of both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct MergeOffer {
	/// The idea that stays.
	pub into: IdeaId,
	/// The hash of its text from then on.
	pub text: H256,
	/// Its cost from then on.
	pub cost: u64,
}

/// Where the feasibility of an idea stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
#[allow(clippy::as_conversions)] // in what the codec derives
pub enum Review {
	/// Nobody has said. At the deadline it is on the list at its own cost, "not reviewed".
	#[codec(index = 0)]
	Open,
	/// It can be done.
	#[codec(index = 1)]
	Feasible,
	/// It cannot be done.
	#[codec(index = 2)]
	Unfeasible,
	/// Its proposer appealed. At the deadline it is on the list at its own cost, "not reviewed".
	#[codec(index = 3)]
	Appealed,
	/// The committee said that it cannot be done. Final.
	#[codec(index = 4)]
	Dismissed,
}

impl Review {
	/// True if the idea is on the list when the list is made.
	pub fn is_listed(self) -> bool {
		match self {
			Self::Open | Self::Feasible | Self::Appealed => true,
			Self::Unfeasible | Self::Dismissed => false,
		}
	}
}

/// An idea of a person.
#[derive(Clone, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Idea<AccountId> {
	/// The hash of its text.
	pub text: H256,
	/// Where.
	pub zone: ZoneId,
	/// The heading that pays.
	pub heading: u8,
	/// What it costs.
	pub cost: u64,
	/// Whose idea it is.
	pub by: PersonId,
	/// When it was handed in.
	pub since: Moment,
	/// How many people sponsor it.
	pub sponsors: u32,
	/// What its proposer offers.
	pub offer: Option<MergeOffer>,
	/// Where its feasibility stands.
	pub review: Review,
	/// Who is paid, where it is not the payee of the round.
	pub payee: Option<Payee<AccountId>>,
}

/// The ideas of a round.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Register {
	/// The number of the next idea.
	pub next: IdeaId,
	/// How many ideas there are.
	pub ideas: u16,
	/// Those with enough sponsors, in the order in which they found them; ascending once the list is made.
	pub qualified: BoundedVec<IdeaId, ConstU32<MAX_QUALIFIED>>,
}

/// An option of a round's list. Its number is its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Listed {
	/// The idea.
	pub idea: IdeaId,
	/// The heading that pays.
	pub heading: u8,
	/// What it costs.
	pub cost: u64,
}

/// What a ballot said, until all is awarded.
#[derive(Clone, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Count {
	/// The options that won.
	pub winners: OptionSet,
	/// Winners that get less than their cost.
	pub parts: BoundedVec<PartFunding, ConstU32<MAX_HEADINGS>>,
	/// The options that anyone chose, best first.
	pub ranking: BoundedVec<u8, ConstU32<MAX_OPTIONS>>,
}

impl Count {
	/// What a winner gets.
	pub fn amount(&self, option: u8, cost: u64) -> u64 {
		let part = self.parts.iter().find(|own| own.option == option);
		part.map_or(cost, |own| own.amount)
	}
}

/// What is left of one heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Rest {
	/// Won that is nobody's yet.
	pub left: u64,
	/// Awards that lapsed and were not offered again.
	pub lapsed: u16,
}

/// Where a round stands. Each state ends by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
#[allow(clippy::as_conversions)] // in what the codec derives
pub enum Phase {
	/// Ideas are handed in and sponsored.
	#[codec(index = 0)]
	Ideas {
		/// Until then. Ideas without enough sponsors lapse.
		until: Moment,
	},
	/// Proposers merge ideas.
	#[codec(index = 1)]
	Merging {
		/// Until then. Others stay apart.
		until: Moment,
	},
	/// The office says what can be done.
	#[codec(index = 2)]
	Feasibility {
		/// Until then. Others are on the list as they are.
		until: Moment,
	},
	/// Proposers appeal.
	#[codec(index = 3)]
	Appealing {
		/// Until then. Other judgements stand.
		until: Moment,
	},
	/// The committee decides about appeals.
	#[codec(index = 4)]
	Appeals {
		/// Until then. Others are on the list as they are.
		until: Moment,
	},
	/// The list is made, step by step.
	#[codec(index = 5)]
	Listing {
		/// The place of the next qualified idea.
		next: u16,
	},
	/// The list is there, and the ballot is opened by the next blocks.
	#[codec(index = 6)]
	Opening {
		/// How often it was refused.
		tries: u8,
		/// True for the second ballot.
		is_repeat: bool,
	},
	/// The ballot is under way.
	#[codec(index = 7)]
	Voting {
		/// The ballot.
		ballot: BallotId,
		/// Nobody waits for it any longer from then on.
		until: Moment,
		/// True for the second ballot.
		is_repeat: bool,
	},
	/// Winners are offered their money, step by step.
	#[codec(index = 8)]
	Awarding {
		/// The next option, or the next place of the ranking.
		next: u16,
		/// True for those that come instead of awards that lapsed.
		is_second: bool,
	},
	/// Payees accept.
	#[codec(index = 9)]
	Accepting {
		/// Until then. Other awards lapse.
		until: Moment,
		/// True for the second awards.
		is_second: bool,
	},
	/// Awards lapse, step by step.
	#[codec(index = 10)]
	Lapsing {
		/// The next option.
		next: u16,
		/// True for the second awards.
		is_second: bool,
	},
	/// What is left goes back.
	#[codec(index = 11)]
	Returning,
	/// Envelopes are under way. Each ends by itself.
	#[codec(index = 12)]
	Running,
	/// All is over, and the round can be swept.
	#[codec(index = 13)]
	Closed,
}

impl Phase {
	/// The place of the state in the life of a round.
	pub fn rank(&self) -> u8 {
		match self {
			Self::Ideas { .. } => 0,
			Self::Merging { .. } => 1,
			Self::Feasibility { .. } => 2,
			Self::Appealing { .. } => 3,
			Self::Appeals { .. } => 4,
			Self::Listing { .. } => 5,
			Self::Opening { .. } => 6,
			Self::Voting { .. } => 7,
			Self::Awarding { is_second, .. } => second(8, *is_second),
			Self::Accepting { is_second, .. } => second(9, *is_second),
			Self::Lapsing { is_second, .. } => second(10, *is_second),
			Self::Returning => 14,
			Self::Running => 15,
			Self::Closed => 16,
		}
	}

	/// The moment at which a state that waits for people ends by itself.
	pub fn until(&self) -> Option<Moment> {
		match self {
			Self::Ideas { until }
			| Self::Merging { until }
			| Self::Feasibility { until }
			| Self::Appealing { until }
			| Self::Appeals { until }
			| Self::Voting { until, .. }
			| Self::Accepting { until, .. } => Some(*until),
			_ => None,
		}
	}

	/// The ballot on which residents vote now.
	pub fn ballot(&self) -> Option<BallotId> {
		match self {
			Self::Voting { ballot, .. } => Some(*ballot),
			_ => None,
		}
	}

	/// True if ideas are handed in and sponsored at this moment.
	pub fn takes_ideas(&self, now: Moment) -> bool {
		matches!(self, Self::Ideas { until } if now < *until)
	}

	/// True if the clock has something to do.
	pub fn is_noted(&self) -> bool {
		!matches!(self, Self::Running | Self::Closed)
	}
}

/// The place of a state that comes twice.
fn second(rank: u8, is_second: bool) -> u8 {
	if is_second {
		rank.saturating_add(3) // at most 13
	} else {
		rank
	}
}

/// A round.
#[derive(Clone, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Round<AccountId> {
	/// The account that paid in, and gets back what is left.
	pub funder: AccountId,
	/// The city or county, 0 for the province.
	pub region: RegionId,
	/// Where it stands.
	pub phase: Phase,
	/// What is left of each heading.
	pub rests: BoundedVec<Rest, ConstU32<MAX_HEADINGS>>,
	/// Awards that were not accepted yet.
	pub awards: u16,
	/// Envelopes that have not ended.
	pub envelopes: u16,
}

/// Money offered to the payee of a winner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Award {
	/// The idea.
	pub idea: IdeaId,
	/// The heading that pays.
	pub heading: u8,
	/// How much.
	pub amount: u64,
}

/// An idea that is handed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NewIdea {
	/// The heading that pays.
	pub heading: u8,
	/// Where.
	pub zone: ZoneId,
	/// What it costs.
	pub cost: u64,
	/// The hash of its text.
	pub text: H256,
}
