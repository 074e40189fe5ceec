// SPDX-License-Identifier: Apache-2.0

//! Rounds of the participatory budget as JSON: where each stands, what it can pay for, its ideas, and whether a person may
//! sponsor them.

use alloc::{format, string::String, vec::Vec};
use chungnam_primitives::{BallotId, IdeaId, Moment, PersonId, RegionId, RoundId, ZoneId};
use codec::{Decode, Encode};
use pallet_budget_rounds::{Heading, Idea, Phase, Refusal, Rest, Review, RoundView, Windows};
use scale_info::TypeInfo;
use serde::Serialize;

use crate::{rules::LARGEST, Reason};

/// An idea of a round, as one person sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, TypeInfo)]
pub struct MyIdea<AccountId> {
	/// Its number in the round.
	pub number: IdeaId,
	/// The idea.
	pub idea: Idea<AccountId>,
	/// Whether the person may sponsor it now, or why not.
	pub may_sponsor: Result<(), Refusal>,
}

/// The state of a round, by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
enum PhaseName {
	Ideas,
	Merging,
	Feasibility,
	Appealing,
	Appeals,
	Listing,
	Opening,
	Voting,
	Awarding,
	Accepting,
	Lapsing,
	Returning,
	Running,
	Closed,
}

impl From<Phase> for PhaseName {
	fn from(phase: Phase) -> Self {
		match phase {
			Phase::Ideas { .. } => Self::Ideas,
			Phase::Merging { .. } => Self::Merging,
			Phase::Feasibility { .. } => Self::Feasibility,
			Phase::Appealing { .. } => Self::Appealing,
			Phase::Appeals { .. } => Self::Appeals,
			Phase::Listing { .. } => Self::Listing,
			Phase::Opening { .. } => Self::Opening,
			Phase::Voting { .. } => Self::Voting,
			Phase::Awarding { .. } => Self::Awarding,
			Phase::Accepting { .. } => Self::Accepting,
			Phase::Lapsing { .. } => Self::Lapsing,
			Phase::Returning => Self::Returning,
			Phase::Running => Self::Running,
			Phase::Closed => Self::Closed,
		}
	}
}

/// Where a round stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PhaseJson {
	kind: PhaseName,
	/// The moment at which it ends at the latest; null where the next blocks go on, or the last envelope ends it. Until when
	/// people vote, says the ballot.
	until: Option<Moment>,
}

impl From<Phase> for PhaseJson {
	fn from(phase: Phase) -> Self {
		Self { kind: phase.into(), until: phase.until() }
	}
}

/// A part of a round's budget. The number of a heading is its place.
#[derive(Clone, Debug, PartialEq, Eq)]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct HeadingJson {
	/// The hash of its name.
	title: String,
	/// Won for its ideas.
	budget: u64,
	/// Won of it that is nobody's yet.
	left: u64,
}

impl HeadingJson {
	fn new(heading: Heading, rest: Rest) -> Self {
		let title = format!("{:?}", heading.title);
		Self { title, budget: heading.budget, left: rest.left }
	}
}

/// How long ideas can be handed in and sponsored, in milliseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct WindowsJson {
	/// From the opening of the round on.
	ideas: Moment,
	/// From the moment on at which an idea was handed in. Afterwards anyone can take it off if it lacks sponsors.
	sponsoring: Moment,
}

impl From<Windows> for WindowsJson {
	fn from(windows: Windows) -> Self {
		Self { ideas: windows.ideas, sponsoring: windows.sponsoring }
	}
}

/// A round.
#[derive(Clone, Debug, PartialEq, Eq)]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RoundJson {
	id: RoundId,
	/// The hash of what residents read.
	title: String,
	/// The city or county; null for the province.
	region: Option<RegionId>,
	phase: PhaseJson,
	/// The ballot while people vote; null otherwise.
	ballot: Option<BallotId>,
	headings: Vec<HeadingJson>,
	/// The least that an idea can cost, in won.
	least: u64,
	/// The most that an idea can cost, in won, and never more than the budget of its heading.
	most: u64,
	/// How many sponsors an idea needs.
	sponsors: u32,
	windows: WindowsJson,
}

impl<AccountId> From<RoundView<AccountId>> for RoundJson {
	fn from(view: RoundView<AccountId>) -> Self {
		let RoundView { id, round, plan } = view;
		let ballot = match round.phase {
			Phase::Voting { ballot, .. } => Some(ballot),
			_ => None,
		};
		let headings = plan.headings.into_iter().zip(round.rests);
		Self {
			id,
			title: format!("{:?}", plan.title),
			region: plan.region,
			phase: round.phase.into(),
			ballot,
			headings: headings.map(|(heading, rest)| HeadingJson::new(heading, rest)).collect(),
			least: plan.least.min(LARGEST),
			most: plan.most.min(LARGEST),
			sponsors: plan.sponsors,
			windows: plan.windows.into(),
		}
	}
}

/// Where the feasibility of an idea stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
enum ReviewJson {
	Open,
	Feasible,
	Unfeasible,
	Appealed,
	Dismissed,
}

impl From<Review> for ReviewJson {
	fn from(review: Review) -> Self {
		match review {
			Review::Open => Self::Open,
			Review::Feasible => Self::Feasible,
			Review::Unfeasible => Self::Unfeasible,
			Review::Appealed => Self::Appealed,
			Review::Dismissed => Self::Dismissed,
		}
	}
}

/// An idea of a round.
#[derive(Clone, Debug, PartialEq, Eq)]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct IdeaJson {
	number: IdeaId,
	/// The hash of its text.
	text: String,
	/// Where.
	zone: ZoneId,
	/// The place of the heading that pays.
	heading: u8,
	/// What it costs, in won.
	cost: u64,
	/// The person whose idea it is.
	by: PersonId,
	/// When it was handed in.
	since: Moment,
	sponsors: u32,
	review: ReviewJson,
	/// True if the person can sponsor it now.
	may_sponsor: bool,
	/// Why not; null if the person can.
	reason: Option<Reason>,
}

impl<AccountId> From<MyIdea<AccountId>> for IdeaJson {
	fn from(own: MyIdea<AccountId>) -> Self {
		let idea = own.idea;
		Self {
			number: own.number,
			text: format!("{:?}", idea.text),
			zone: idea.zone,
			heading: idea.heading,
			cost: idea.cost,
			by: idea.by,
			since: idea.since,
			sponsors: idea.sponsors,
			review: idea.review.into(),
			may_sponsor: own.may_sponsor.is_ok(),
			reason: own.may_sponsor.err().map(Into::into),
		}
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use chungnam_ports::{Payee, Question, Reviewers, Rule, Silence, Ties};
	use pallet_budget_rounds::{Round, RoundPlan, Terms};
	use serde_json::{json, to_value};

	type Account = u64;

	fn plan() -> RoundPlan<Account> {
		let heading = |number: u8, budget| Heading { title: [number; 32].into(), budget };
		RoundPlan {
			title: [7; 32].into(),
			region: Some(12),
			headings: vec![heading(1, 1_000), heading(2, 500)].try_into().unwrap(),
			least: 10,
			most: u64::MAX,
			sponsors: 3,
			part_bp: 0,
			classes: Default::default(),
			question: Question::Approval { least: 1, most: 5, per_heading: true },
			rule: Rule::Greedy { ties: Ties::Number },
			paper_cap_bp: 0,
			shown: false,
			windows: Windows {
				ideas: 40,
				sponsoring: 14,
				merging: 10,
				feasibility: 30,
				appealing: 3,
				appeals: 7,
				notice: 7,
				voting: 10,
				contest: 3,
				acceptance: 30,
			},
			terms: Terms {
				payee: Payee::Institution(9),
				stages: Default::default(),
				reviewers: Reviewers::Person(PersonId(8)),
				silence: Silence::Release,
				objectors: None,
				grace: 0,
			},
		}
	}

	fn told(phase: Phase) -> serde_json::Value {
		let rest = |left| Rest { left, lapsed: 0 };
		let round = Round {
			funder: 9,
			region: 12,
			phase,
			rests: vec![rest(1_000), rest(200)].try_into().unwrap(),
			awards: 0,
			envelopes: 0,
		};
		to_value(RoundJson::from(RoundView { id: RoundId(4), round, plan: plan() })).unwrap()
	}

	fn own(may_sponsor: Result<(), Refusal>) -> MyIdea<Account> {
		let idea = Idea {
			text: [5; 32].into(),
			zone: ZoneId::new(12, 1),
			heading: 1,
			cost: 300,
			by: PersonId(3),
			since: 1_000,
			sponsors: 2,
			offer: None,
			review: Review::Open,
			payee: None,
		};
		MyIdea { number: IdeaId(6), idea, may_sponsor }
	}

	#[test]
	fn round_tells_where_it_stands_and_what_it_can_pay_for() {
		let expected = json!({
			"id": 4,
			"title": format!("0x{}", "07".repeat(32)),
			"region": 12,
			"phase": { "kind": "ideas", "until": 1_000 },
			"ballot": null,
			"headings": [
				{ "title": format!("0x{}", "01".repeat(32)), "budget": 1_000, "left": 1_000 },
				{ "title": format!("0x{}", "02".repeat(32)), "budget": 500, "left": 200 },
			],
			"least": 10,
			"most": 9_007_199_254_740_991_u64,
			"sponsors": 3,
			"windows": { "ideas": 40, "sponsoring": 14 },
		});
		assert_eq!(told(Phase::Ideas { until: 1_000 }), expected);
	}

	#[test]
	fn ballot_is_told_while_people_vote() {
		let voting = told(Phase::Voting { ballot: BallotId(2), until: 5, is_repeat: false });
		assert_eq!(voting["ballot"], json!(2));
		assert_eq!(voting["phase"], json!({ "kind": "voting", "until": 5 }));
		let running = told(Phase::Running);
		assert_eq!(running["ballot"], json!(null));
		assert_eq!(running["phase"], json!({ "kind": "running", "until": null }));
	}

	#[test]
	fn states_and_reviews_have_their_names() {
		let (until, next, is_second) = (5, 0, false);
		let phases = [
			Phase::Merging { until },
			Phase::Feasibility { until },
			Phase::Appealing { until },
			Phase::Appeals { until },
			Phase::Listing { next },
			Phase::Opening { tries: 0, is_repeat: false },
			Phase::Awarding { next, is_second },
			Phase::Accepting { until, is_second },
			Phase::Lapsing { next, is_second },
			Phase::Returning,
			Phase::Closed,
		];
		let names = phases.map(|phase| to_value(PhaseName::from(phase)).unwrap());
		let expected = [
			"merging",
			"feasibility",
			"appealing",
			"appeals",
			"listing",
			"opening",
			"awarding",
			"accepting",
			"lapsing",
			"returning",
			"closed",
		];
		assert_eq!(names, expected);
		let reviews = [
			Review::Open,
			Review::Feasible,
			Review::Unfeasible,
			Review::Appealed,
			Review::Dismissed,
		];
		let names = reviews.map(|review| to_value(ReviewJson::from(review)).unwrap());
		assert_eq!(names, ["open", "feasible", "unfeasible", "appealed", "dismissed"]);
	}

	#[test]
	fn idea_tells_what_it_costs_and_how_far_it_is() {
		let expected = json!({
			"number": 6,
			"text": format!("0x{}", "05".repeat(32)),
			"zone": { "region": 12, "area": 1 },
			"heading": 1,
			"cost": 300,
			"by": 3,
			"since": 1_000,
			"sponsors": 2,
			"review": "open",
			"maySponsor": true,
			"reason": null,
		});
		assert_eq!(to_value(IdeaJson::from(own(Ok(())))).unwrap(), expected);
	}

	#[test]
	fn idea_tells_why_the_person_cannot_sponsor() {
		let IdeaJson { may_sponsor, reason, .. } = own(Err(Refusal::TooLate)).into();
		assert!(!may_sponsor);
		assert_eq!(to_value(reason).unwrap()["code"], "TooLate");
	}
}
