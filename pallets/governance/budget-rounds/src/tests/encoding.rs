// SPDX-License-Identifier: Apache-2.0

//! Bytes in state, and in what clients send, do not change by accident.

use super::*;
use crate::{Count, Listed, Register, Rest};
use chungnam_testkit::{assert_bounded, pinned, pinned_errors};
use frame_support::traits::StorageInfoTrait;

#[test]
fn states_of_a_round_keep_their_bytes() {
	let (until, one) = (1, "0100000000000000");
	pinned(Phase::Ideas { until }, &format!("00 {one}"));
	pinned(Phase::Merging { until }, &format!("01 {one}"));
	pinned(Phase::Feasibility { until }, &format!("02 {one}"));
	pinned(Phase::Appealing { until }, &format!("03 {one}"));
	pinned(Phase::Appeals { until }, &format!("04 {one}"));
	pinned(Phase::Listing { next: 16 }, "05 1000");
	pinned(Phase::Opening { tries: 2, is_repeat: true }, "06 02 01");
	let voting = Phase::Voting { ballot: BallotId(7), until, is_repeat: false };
	pinned(voting, &format!("07 07000000 {one} 00"));
	pinned(Phase::Awarding { next: 16, is_second: true }, "08 1000 01");
	pinned(Phase::Accepting { until, is_second: false }, &format!("09 {one} 00"));
	pinned(Phase::Lapsing { next: 16, is_second: false }, "0a 1000 00");
	pinned(Phase::Returning, "0b");
	pinned(Phase::Running, "0c");
	pinned(Phase::Closed, "0d");
}

#[test]
fn idea_keeps_its_bytes() {
	let idea = Idea::<AccountId> {
		text: hash(0x11),
		zone: ZoneId::new(12, 3),
		heading: 1,
		cost: 2,
		by: PersonId(3),
		since: 4,
		sponsors: 5,
		offer: Some(MergeOffer { into: IdeaId(6), text: hash(0x22), cost: 7 }),
		review: Review::Appealed,
		payee: Some(Payee::Person(PersonId(8))),
	};
	let (text, other) = ("11".repeat(32), "22".repeat(32));
	let front = format!("{text} 0c03 01 0200000000000000 03000000 0400000000000000 05000000");
	let offer = format!("01 0600 {other} 0700000000000000");
	pinned(idea, &format!("{front} {offer} 03 01 01 08000000"));
}

#[test]
fn round_and_what_belongs_to_it_keep_their_bytes() {
	let rest = Rest { left: 1, lapsed: 2 };
	let round = Round::<AccountId> {
		funder: account(0x33),
		region: 12,
		phase: Phase::Running,
		rests: BoundedVec::truncate_from(vec![rest]),
		awards: 3,
		envelopes: 4,
	};
	let funder = "33".repeat(32);
	pinned(round, &format!("{funder} 0c 0c 04 0100000000000000 0200 0300 0400"));
	let qualified = BoundedVec::truncate_from(vec![IdeaId(5)]);
	pinned(Register { next: IdeaId(1), ideas: 2, qualified }, "0100 0200 04 0500");
	pinned(Listed { idea: IdeaId(1), heading: 2, cost: 3 }, "0100 02 0300000000000000");
	pinned(Award { idea: IdeaId(1), heading: 2, amount: 3 }, "0100 02 0300000000000000");
	let mut winners = OptionSet::default();
	winners.insert(0);
	let ranking = BoundedVec::truncate_from(vec![9]);
	let count = Count { winners, parts: BoundedVec::new(), ranking };
	pinned(count, &format!("01{} 00 04 09", "00".repeat(31)));
}

#[test]
fn judgements_keep_their_bytes() {
	let reason = hash(0x11);
	let hex = "11".repeat(32);
	pinned(
		Judgement::<AccountId>::Feasible { cost: 1, payee: None, reason },
		&format!("00 0100000000000000 00 {hex}"),
	);
	let grounds = [
		Ground::Unlawful,
		Ground::NotOurs,
		Ground::Duplicate,
		Ground::TooCostly,
		Ground::NotEligible,
		Ground::Unclear,
	];
	for (index, ground) in grounds.into_iter().enumerate() {
		let judgement = Judgement::<AccountId>::Unfeasible { ground, reason };
		pinned(judgement, &format!("01 0{index} {hex}"));
	}
	let reviews =
		[Review::Open, Review::Feasible, Review::Unfeasible, Review::Appealed, Review::Dismissed];
	for (index, review) in reviews.into_iter().enumerate() {
		pinned(review, &format!("0{index}"));
	}
}

#[test]
fn errors_keep_their_numbers() {
	pinned_errors::<Error<Test>>(
		"RoundNotFound IdeaNotFound AwardNotFound TooEarly TooLate NotAuthorized NotRegistered \
		 PersonFrozen PersonDeceased NotCounted RegionNotFound HeadingsMissing CostsOutOfRange \
		 ClassesUnsound QuestionUnsound RuleUnsound WindowsUnsound TermsUnsound PayeeGone PayeeStopped \
		 MaxRoundsExceeded InsufficientBalance Overflow WrongZone CostOutOfRange \
		 AlreadyProposed MaxIdeasExceeded MaxQualifiedExceeded AlreadySponsored \
		 MaxSponsoringExceeded HasSponsors NotQualified MergeUnsound OfferMismatch AlreadyJudged \
		 ReasonMissing NotUnfeasible AlreadyAppealed NotAppealed NothingToSweep",
	);
}

#[test]
fn refusals_keep_their_numbers() {
	pinned_errors::<Refusal>(
		"RoundNotFound IdeaNotFound TooLate NotRegistered PersonFrozen PersonDeceased NotCounted \
		 WrongZone CostOutOfRange AlreadyProposed MaxIdeasExceeded AlreadySponsored \
		 MaxSponsoringExceeded MaxQualifiedExceeded",
	);
}

#[test]
fn everything_in_state_is_bounded() {
	assert_bounded(BudgetRounds::storage_info(), 4_096);
}
