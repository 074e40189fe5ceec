// SPDX-License-Identifier: Apache-2.0

//! Bytes in state, and in what clients send, do not change by accident.

use chungnam_count::{Reason, Wrong};
use chungnam_testkit::{assert_bounded, pinned, pinned_errors};
use frame_support::traits::StorageInfoTrait;

use super::*;

#[test]
fn votes_keep_their_bytes() {
	let vote = |source, weight, choice| Vote { class: 0, source, weight, choice };
	pinned(vote(KEYS, 1, YES_VOTE), "00 00 04 0101");
	pinned(vote(3, 1, Choice::Blank), "00 03 04 00");
	pinned(vote(KEYS, 1_000, picks(&[1, 40])), "00 00 a10f 03 08 01 28");
}

#[test]
fn voters_keep_their_bytes() {
	pinned(Holder::<AccountId>::Person(PersonId(7)), "00 07000000");
	let account = Holder::Account(account(9));
	assert_eq!(codec::Encode::encode(&account)[..2], [1, 9]);
}

#[test]
fn tallies_keep_their_bytes() {
	let tally = Tally { voted: 3, blank: 1, counts: vec![1, 1].try_into().unwrap() };
	let bytes = "0300000000000000 0100000000000000 08 0100000000000000 0100000000000000";
	pinned(tally, bytes);
	pinned(Sums { voted: 2, yes: 1 }, "0200000000000000 0100000000000000");
}

#[test]
fn phases_keep_their_bytes() {
	pinned(Phase::Running, "00");
	pinned(Phase::Ended(1), "01 0100000000000000");
	pinned(Phase::Closed { at: 1, final_at: 2 }, "02 0100000000000000 0200000000000000");
	pinned(Phase::Final { at: 1, final_at: 2 }, "03 0100000000000000 0200000000000000");
	pinned(Phase::Counting { at: 1, until: 2 }, "04 0100000000000000 0200000000000000");
	pinned(Phase::Sealed, "05");
	pinned(Phase::Opening { at: 1, until: 2 }, "06 0100000000000000 0200000000000000");
}

#[test]
fn requests_and_sealed_votes_keep_their_bytes() {
	let number = [7; 256];
	let bytes = "07".repeat(256);
	pinned(Request::Waiting(number), &format!("00 {bytes}"));
	pinned(Request::Issued(number), &format!("01 {bytes}"));
	pinned(SealedVote { sequence: 2, choice: [7; 96] }, &format!("02 {}", "07".repeat(96)));
	pinned(Sealing { keys: None, issued: 2, cast: 1 }, "00 02000000 01000000");
}

#[test]
fn fates_of_traces_keep_their_bytes() {
	let wrong = Wrong { round: 2, option: 7, reason: Reason::Price };
	pinned(Fate::Right, "00");
	pinned(Fate::Wrong(wrong), "01 0200 07 03");
	pinned(Fate::Dropped, "02");
}

#[test]
fn ballot_keeps_its_bytes() {
	let roll = Roll {
		body: Body::Province,
		weight_bp: 10_000,
		quorum_bp: 0,
		heads: 5,
		offices: vec![Office { source: 3, heads: 5 }].try_into().unwrap(),
	};
	let plan = BallotPlan { title: H256::zero(), opens: 2, closes: 3, contest: 4, ..plan_at(0) };
	let ballot = Ballot::new(BallotUser::Round(9), &plan, vec![roll].try_into().unwrap(), 1);
	let title = "00".repeat(32);
	let bytes = format!(
		"02 09000000 {title} 04 00 1027 0000 0500000000000000 04 03 05000000 00 00 0000 00 0000 \
		 0100000000000000 0200000000000000 0300000000000000 0400000000000000 00 b80b 00 01 01 00 \
		 00000000 00"
	);
	pinned(ballot, &bytes);
}

#[test]
fn errors_keep_their_names_and_indices() {
	pinned_errors::<Error<Test>>(
		"BallotNotFound NotOpen Closed NotRegistered PersonDeceased PersonFrozen Conflict \
		 NotCounted CountedElsewhere SeatEnded CardNeedsKiosk KeyVoted PaperEntered NoPaper \
		 OfficeStruck PaperCapReached WrongChoice NotAscending OptionNotFound TooFew TooMany \
		 OverBudget ScoreOutOfRange NothingToWithdraw TooEarly TooLate OfficeNotFound \
		 AlreadyStruck NotAnnullable NothingToSweep MaxBallotsExceeded WeightsNotOne \
		 ShareOutOfRange DuplicateBody OneClassOnly QuestionOutOfRange RuleMismatch \
		 ListMismatch OptionUnsound WindowUnsound MaxLifeExceeded DuplicateConflict \
		 BodyNotFound AlreadyShifted MaxShiftExceeded MaxConflictsExceeded Overflow NotCounting \
		 ReplayUnderWay NothingToReplay TraceUnsound SealedBallot CannotBeSealed NotSealed \
		 KeysPublished KeysMissing KeyUnsound KeyUsed NothingRequested CredentialIssued \
		 WrongAnswer SequenceUsed CredentialsUsedUp NotOpening SecretPublished WrongSecret \
		 NothingToOpen",
	);
}

#[test]
fn refusals_keep_their_indices() {
	use codec::Encode;
	assert_eq!(Refusal::BallotNotFound.encode(), [0]);
	assert_eq!(Refusal::CountHidden.encode(), [23]);
	assert_eq!(Refusal::SealedBallot.encode(), [24]);
}

#[test]
fn everything_in_state_is_bounded() {
	assert_bounded(Ballots::storage_info(), 30_000);
}
