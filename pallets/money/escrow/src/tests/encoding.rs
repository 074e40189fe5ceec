// SPDX-License-Identifier: Apache-2.0

//! Bytes in state, and in what clients send, do not change by accident.

use super::*;
use crate::{ChangeStage, PayeeChange};
use chungnam_testkit::{assert_bounded, pinned, pinned_errors};
use frame_support::traits::StorageInfoTrait;

#[test]
fn states_of_a_milestone_keep_their_bytes() {
	pinned(MilestoneState::Waiting { until: 1 }, "00 0100000000000000");
	let objection = Some(BallotId(7));
	let review = MilestoneState::Review { until: 1, accepted: true, objection };
	pinned(review, "01 0100000000000000 01 01 07000000");
	pinned(MilestoneState::Cure { until: 1 }, "02 0100000000000000");
	pinned(MilestoneState::Escalated { until: 1 }, "03 0100000000000000");
	pinned(MilestoneState::Payable { until: 1 }, "04 0100000000000000");
	pinned(MilestoneState::Paid, "05");
	pinned(MilestoneState::Returned, "06");
}

#[test]
fn milestone_keeps_its_bytes() {
	let evidence = "11".repeat(32);
	let milestone = Milestone {
		amount: 1,
		due: 2,
		state: MilestoneState::Paid,
		tries: 3,
		was_moved: true,
		evidence: BoundedVec::truncate_from(vec![hash(0x11)]),
	};
	let amount = format!("01{}", "00".repeat(15));
	pinned(milestone, &format!("{amount} 0200000000000000 05 03 01 04 {evidence}"));
}

#[test]
fn decisions_and_stages_keep_their_bytes() {
	pinned(Decision::Pay, "00");
	pinned(Decision::Later(1), "01 0100000000000000");
	pinned(Decision::Abort(hash(0x22)), &format!("02 {}", "22".repeat(32)));
	let stage = ChangeStage::Signing { until: 1 };
	let to = Payee::<AccountId>::Person(PersonId(7));
	let change = PayeeChange { to, old_agreed: true, new_agreed: false, stage };
	pinned(change, "01 07000000 01 00 00 0100000000000000");
	let objecting = ChangeStage::Objecting { until: 1, ballot: BallotId(7) };
	pinned(objecting, "01 0100000000000000 07000000");
}

#[test]
fn envelope_keeps_its_bytes() {
	execute(|| {
		open(plan());
		let title = "aa".repeat(32);
		let (school, funder) = ("04".repeat(32), "03".repeat(32));
		let zero = "00".repeat(16);
		let sum = format!("b80b{}", "00".repeat(14));
		let hex = format!(
			"03 00000000 {title} 00 {school} 00 00 01 00 00 002f0d3300000000 04 00 {funder} 00ca9a3b \
			 02 {sum} {zero} {zero} {sum}"
		);
		let grace = format!("{:016x}", GRACE.swap_bytes());
		pinned(envelope(), &hex.replace("002f0d3300000000", &grace));
	});
}

#[test]
fn pots_never_move() {
	let mut bytes = [0; 32];
	bytes[..12].copy_from_slice(b"modlcn/escrw");
	bytes[12] = 7;
	assert_eq!(Escrow::pot(EnvelopeId(7)), AccountId::new(bytes));
}

#[test]
fn errors_keep_their_names_and_indices() {
	pinned_errors::<Error<Test>>(
		"EnvelopeNotFound MilestoneNotFound MilestonesMissing ZeroAmount DueOutOfRange \
		 MaxGraceExceeded SharesNotOne ThresholdZero MaxEnvelopesExceeded Overflow \
		 InsufficientBalance ReviewerMissing Conflict PayeeGone PayeeStopped NotAuthorized \
		 NotRegistered PersonFrozen PersonDeceased NotWaiting NotInReview NotEscalated \
		 NotPayable TooLate EvidenceUsed EvidenceMismatch AlreadyInState AlreadyMoved \
		 NothingToReturn ChangeNotFound",
	);
}

#[test]
fn everything_in_state_is_bounded_and_small() {
	assert_bounded(Escrow::storage_info(), 512);
}
