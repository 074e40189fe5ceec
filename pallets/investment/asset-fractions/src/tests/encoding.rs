// SPDX-License-Identifier: Apache-2.0

//! Bytes in state, and in what clients send, do not change by accident.

use super::*;
use crate::{Answer, ChallengeStage};
use chungnam_testkit::{assert_bounded, pinned, pinned_errors};
use frame_support::traits::StorageInfoTrait;

#[test]
fn statuses_keep_their_bytes() {
	let (until, one) = (1, "0100000000000000");
	pinned(Status::Proposed { until }, &format!("00 {one}"));
	pinned(Status::DueDiligence { until }, &format!("01 {one}"));
	pinned(Status::Ready { until }, &format!("02 {one}"));
	pinned(Status::Offering { sale: OfferingId(7) }, "03 07000000");
	pinned(Status::Development { works: EnvelopeId(7) }, "04 07000000");
	pinned(Status::Operating { report_due: until }, &format!("05 {one}"));
	pinned(Status::HandedOver { report_due: until }, &format!("06 {one}"));
	pinned(Status::Ideas { until }, &format!("07 {one}"));
	pinned(Status::Choosing { ballot: BallotId(7), until }, &format!("08 07000000 {one}"));
	let ends = [End::Withdrawn, End::Rejected, End::Failed, End::Redeemed];
	for (index, end) in ends.into_iter().enumerate() {
		pinned(end, &format!("0{index}"));
	}
}

#[test]
fn asset_keeps_its_bytes() {
	let share = "0065cd1d";
	let account = |byte: &str| byte.repeat(32);
	let stage = Stage { share: Perbill::one(), after: 1 };
	let built = Works::<AccountId> {
		stages: BoundedVec::truncate_from(vec![stage]),
		least: 2,
		grace: 3,
		..works()
	};
	let built_bytes = format!(
		"{share} 00 {} 04 00ca9a3b 0100000000000000 02 01000000 00 0200000000000000 \
		 0300000000000000",
		account("07")
	);
	pinned(built.clone(), &built_bytes);
	let own = Plan { works: Some(built), term: 4, ..plan() };
	let plan_bytes =
		format!("{} {share} 01 {built_bytes} {} 0400000000000000", account("01"), account("05"));
	pinned(own.clone(), &plan_bytes);
	let manager = Manager { account: MANAGER, until: Some(5), missed: 1 };
	let manager_bytes = format!("{} 01 0500000000000000 01", account("05"));
	pinned(manager.clone(), &manager_bytes);
	let experts_bytes = format!("{} {} {}", account("02"), account("03"), account("04"));
	pinned(experts(), &experts_bytes);
	let asset = Asset {
		experts: Some(experts()),
		values: [Some(6), None],
		deed: Some(hash(8)),
		taken: 7,
		manager,
		idea: Some(hash(9)),
		..Asset::new(CITY, own, 0)
	};
	let until = "00c87e9a00000000"; // thirty days
	let won = |first: &str| format!("{first}{}", "00".repeat(15));
	let bytes = format!(
		"{} {plan_bytes} 00 {until} 01 {experts_bytes} 01 {} 00 01 {} {} {manager_bytes} 01 {}",
		account("01"),
		won("06"),
		account("08"),
		won("07"),
		account("09")
	);
	pinned(asset, &bytes);
}

#[test]
fn valuation_keeps_its_bytes() {
	let own = Valuation { document: hash(1), values: [Some(2), None], until: 3 };
	pinned(own, &format!("{} 01 02{} 00 0300000000000000", "01".repeat(32), "00".repeat(15)));
}

#[test]
fn challenge_keeps_its_bytes() {
	let (ballot, until, one) = (BallotId(7), 1, "0100000000000000");
	pinned(ChallengeStage::Signing { ballot, until }, &format!("00 07000000 {one}"));
	pinned(ChallengeStage::Voting { ballot, until }, &format!("01 07000000 {one}"));
	let stage = ChallengeStage::Resting { until };
	pinned(stage, &format!("02 {one}"));
	let own = Challenge { document: hash(1), term_ends: 2, stage };
	pinned(own, &format!("{} 0200000000000000 02 {one}", "01".repeat(32)));
	for (index, answer) in [Answer::Goes, Answer::Stays, Answer::Silent].into_iter().enumerate() {
		pinned(answer, &format!("0{index}"));
	}
}

#[test]
fn hand_over_keeps_its_bytes() {
	let stage = ChallengeStage::Resting { until: 1 };
	let own = HandOver { document: hash(1), to: ASSOCIATION, stage };
	let bytes = format!("{} {} 02 0100000000000000", "01".repeat(32), "0a".repeat(32));
	pinned(own, &bytes);
}

#[test]
fn purchase_keeps_its_bytes() {
	let stage = ChallengeStage::Resting { until: 1 };
	let own = Purchase { document: hash(1), from: STRANGER, won: 2, stage };
	let won = format!("02{}", "00".repeat(15));
	let bytes = format!("{} {} {won} 02 0100000000000000", "01".repeat(32), "09".repeat(32));
	pinned(own, &bytes);
}

#[test]
fn idea_keeps_its_bytes() {
	let own = Idea::new(hash(1), hash(2), PersonId(3), 4);
	let bytes = format!("{} {} 0400000000000000 04 03000000", "01".repeat(32), "02".repeat(32));
	pinned(own, &bytes);
}

#[test]
fn errors_keep_their_numbers() {
	pinned_errors::<Error<Test>>(
		"AssetNotFound InstrumentNotFound AlreadyExists MaxAssetsExceeded NotAuthorized \
		 ShareUnsound WorksUnsound TermUnsound MayBuy ExpertsUnsound WrongStatus TooEarly TooLate \
		 AlreadySaid ZeroValue PriceTooHigh WrongDocument NothingToDo ManagerServes PayeeGone \
		 InsufficientBalance ValuationRuns NobodyServes ChallengeRuns ChallengedLately HasRole \
		 HandOverRuns RefusedLately NotRegistered PersonFrozen PersonDeceased NotResident IdeaExists \
		 IdeaNotFound StandsBehindOne EnoughSupport MaxIdeasExceeded LostPlace \
		 NotValued PriceTooLow PurchaseRuns PurchaseRefusedLately",
	);
}

#[test]
fn everything_in_state_is_bounded() {
	assert_bounded(AssetFractions::storage_info(), 2_048);
}
