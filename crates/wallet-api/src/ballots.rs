// SPDX-License-Identifier: Apache-2.0

//! Ballots of a voter as JSON: what is asked, until when, how they voted, and whether they may.

use alloc::{format, string::String, vec::Vec};
use chungnam_ports::{Answer, BallotUser, Choice, Question};
use chungnam_primitives::{BallotId, Moment};
use pallet_ballots::{MyBallot, Roll, SourceId, Vote, KEYS};
use serde::Serialize;

use crate::Reason;

/// For whom a ballot is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Serialize)]
#[serde(rename_all = "camelCase", tag = "kind", content = "number")]
enum UserJson {
	Referendum(u32),
	Motion(u32),
	Round(u32),
	Envelope(u32),
	Asset(u32),
	Project(u32),
}

impl From<BallotUser> for UserJson {
	fn from(user: BallotUser) -> Self {
		match user {
			BallotUser::Referendum(number) => Self::Referendum(number),
			BallotUser::Motion(number) => Self::Motion(number),
			BallotUser::Round(number) => Self::Round(number),
			BallotUser::Envelope(number) => Self::Envelope(number),
			BallotUser::Asset(number) => Self::Asset(number),
			BallotUser::Project(number) => Self::Project(number),
		}
	}
}

/// What is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Serialize)]
#[serde(rename_all = "camelCase", rename_all_fields = "camelCase", tag = "kind")]
enum QuestionJson {
	YesNo,
	Support,
	Approval { options: u16, least: u8, most: u8, per_heading: bool },
	Knapsack { options: u16, budget_bp: u16 },
	Scores { criteria: u8 },
}

impl QuestionJson {
	const fn new(question: &Question, options: u16) -> Self {
		match *question {
			Question::YesNo => Self::YesNo,
			Question::Support => Self::Support,
			Question::Approval { least, most, per_heading } => {
				Self::Approval { options, least, most, per_heading }
			}
			Question::Knapsack { budget_bp } => Self::Knapsack { options, budget_bp },
			Question::Scores { criteria } => Self::Scores { criteria },
		}
	}
}

/// What a voter said: a word, or numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
enum ChoiceJson {
	Blank,
	No,
	Yes,
	Support,
	Picks(Vec<u8>),
	Scores(Vec<u8>),
}

impl From<Choice> for ChoiceJson {
	fn from(choice: Choice) -> Self {
		match choice {
			Choice::Blank => Self::Blank,
			Choice::Vote(Answer::No) => Self::No,
			Choice::Vote(Answer::Yes) => Self::Yes,
			Choice::Support => Self::Support,
			Choice::Picks(picks) => Self::Picks(picks.into_inner()),
			Choice::Scores(scores) => Self::Scores(scores.into_inner()),
		}
	}
}

/// The vote that stands.
#[derive(Clone, Debug, PartialEq, Eq)]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct VoteJson {
	/// The place of the class in which it counts.
	class: u8,
	/// The office that entered it on paper; null for a vote by key.
	office: Option<SourceId>,
	/// 1 for a person, the units for a holder, as decimal digits: it can be larger than JavaScript holds exactly.
	weight: String,
	choice: ChoiceJson,
}

impl From<Vote> for VoteJson {
	fn from(vote: Vote) -> Self {
		let office = (vote.source != KEYS).then_some(vote.source);
		let weight = format!("{}", vote.weight);
		Self { class: vote.class, office, weight, choice: vote.choice.into() }
	}
}

/// A group of voters.
#[derive(Clone, Debug, PartialEq, Eq)]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ClassJson {
	/// Its weight in basis points.
	weight_bp: u16,
	/// The share of its heads that must vote, in basis points.
	quorum_bp: u16,
	/// How many can vote, as decimal digits.
	heads: String,
}

impl From<Roll> for ClassJson {
	fn from(roll: Roll) -> Self {
		let heads = format!("{}", roll.heads);
		Self { weight_bp: roll.weight_bp, quorum_bp: roll.quorum_bp, heads }
	}
}

/// A ballot as one voter sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct BallotJson {
	id: BallotId,
	/// For whom it is held.
	user: UserJson,
	/// The hash of what voters read.
	title: String,
	question: QuestionJson,
	classes: Vec<ClassJson>,
	opens: Moment,
	/// The first moment after the vote, with what stops of the chain add.
	closes: Moment,
	final_at: Moment,
	/// The vote that stands; null if there is none.
	vote: Option<VoteJson>,
	/// True if the voter can vote now by a key that is not a card.
	may_cast: bool,
	/// Why not; null if the voter can.
	reason: Option<Reason>,
}

impl From<MyBallot> for BallotJson {
	fn from(own: MyBallot) -> Self {
		let (about, ballot) = (own.about.clone(), own.about.ballot);
		Self {
			id: own.id,
			user: ballot.user.into(),
			title: format!("{:?}", ballot.title),
			question: QuestionJson::new(&ballot.question, ballot.options),
			classes: ballot.classes.into_iter().map(Into::into).collect(),
			opens: ballot.opens,
			closes: about.closes,
			final_at: about.final_at,
			vote: own.vote.map(Into::into),
			may_cast: own.may_cast.is_ok(),
			reason: own.may_cast.err().map(Into::into),
		}
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use chungnam_ports::{BallotPlan, Bias, Body, Method, Rule};
	use pallet_ballots::{Ballot, BallotView, Refusal};
	use serde_json::{json, to_value};

	fn own(vote: Option<Vote>, may_cast: Result<(), Refusal>) -> MyBallot {
		let roll = Roll {
			body: Body::Province,
			weight_bp: 10_000,
			quorum_bp: 0,
			heads: u64::MAX,
			offices: Default::default(),
		};
		let plan = BallotPlan {
			title: [7; 32].into(),
			classes: Default::default(),
			question: Question::YesNo,
			rule: Rule::Majority { floor_bp: 0, bias: Bias::Plain },
			options: Default::default(),
			headings: Default::default(),
			opens: 1,
			closes: 2,
			contest: 3,
			conflicts: Default::default(),
			paper_cap_bp: 0,
			early: false,
			shown: true,
			can_be_annulled: true,
			method: Method::Open,
		};
		let rolls = vec![roll].try_into().unwrap();
		let ballot = Ballot::new(BallotUser::Round(9), &plan, rolls, 0);
		MyBallot {
			id: BallotId(4),
			about: BallotView { ballot, closes: 5, final_at: 8 },
			vote,
			may_cast,
		}
	}

	#[test]
	fn ballot_tells_what_is_asked_and_how_the_voter_voted() {
		let choice = Choice::Vote(Answer::Yes);
		let vote = Vote { class: 0, source: 3, weight: 1, choice };
		let json = to_value(BallotJson::from(own(Some(vote), Ok(())))).unwrap();
		assert_eq!(
			json,
			json!({
				"id": 4,
				"user": { "kind": "round", "number": 9 },
				"title": format!("0x{}", "07".repeat(32)),
				"question": { "kind": "yesNo" },
				"classes": [{ "weightBp": 10_000, "quorumBp": 0, "heads": "18446744073709551615" }],
				"opens": 1,
				"closes": 5,
				"finalAt": 8,
				"vote": { "class": 0, "office": 3, "weight": "1", "choice": "yes" },
				"mayCast": true,
				"reason": null,
			})
		);
	}

	#[test]
	fn ballot_tells_why_the_voter_cannot_vote() {
		let json = to_value(BallotJson::from(own(None, Err(Refusal::PersonFrozen)))).unwrap();
		assert_eq!((&json["mayCast"], &json["vote"]), (&json!(false), &json!(null)));
		assert_eq!(json["reason"]["code"], "PersonFrozen");
	}

	#[test]
	fn choices_are_words_or_numbers() {
		let json = |choice: Choice| to_value(ChoiceJson::from(choice)).unwrap();
		assert_eq!(json(Choice::Blank), json!("blank"));
		assert_eq!(json(Choice::Picks(vec![1, 9].try_into().unwrap())), json!({ "picks": [1, 9] }));
		let question = Question::Approval { least: 1, most: 5, per_heading: true };
		assert_eq!(
			to_value(QuestionJson::new(&question, 44)).unwrap(),
			json!({ "kind": "approval", "options": 44, "least": 1, "most": 5, "perHeading": true })
		);
	}
}
