// SPDX-License-Identifier: Apache-2.0

//! Envelopes, their milestones and the change of a payee. Nothing here knows `Config`.

use chungnam_ports::{
	EscrowOwner, Objectors, Payee, PeopleBehind, RefundShares, Reviewers, Silence, Verdict,
	MAX_MILESTONES, MAX_REFUNDS,
};
use chungnam_primitives::{apportion, weight_of, BallotId, EnvelopeId, Moment, Won, DAYS};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedVec};
use scale_info::TypeInfo;
use sp_core::H256;

/// Envelopes there can be at a time.
pub const MAX_ENVELOPES: u32 = 16_384;
/// From the opening to the last due moment, at most.
pub const MAX_TERM: Moment = 3_650 * DAYS;
/// The longest grace after a due moment.
pub const MAX_GRACE: Moment = 90 * DAYS;
/// How long reviewers and objectors have.
pub const REVIEW: Moment = 14 * DAYS;
/// How long a payee has to mend what was rejected.
pub const CURE: Moment = 30 * DAYS;
/// How long the committee has to decide.
pub const ESCALATION: Moment = 14 * DAYS;
/// How long a payee has to collect.
pub const UNCLAIMED: Moment = 5 * 365 * DAYS;
/// How long the old and the new payee have to agree.
pub const SIGNING: Moment = 30 * DAYS;
/// Evidence for one due moment: the first, and twice mended.
pub const MAX_TRIES: u8 = 3;
/// Evidence of one milestone: its due moment can be moved once.
pub const MAX_EVIDENCE: u32 = 6;
/// The part of an envelope that is the change of its payee. Milestones have the numbers below.
pub const PAYEE_PART: u8 = 15;
/// Envelopes can have the numbers below, so that a part of one is a number of 32 bits.
pub const END_OF_ENVELOPES: u32 = 1 << 28;

/// What one refund gave to whom. What rounding left is with the first.
pub type Parts<AccountId> = BoundedVec<(AccountId, Won), ConstU32<MAX_REFUNDS>>;

/// Where a milestone stands. Each state that waits ends by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
#[allow(clippy::as_conversions)] // in what the codec derives
pub enum MilestoneState {
	/// The payee has not shown evidence.
	#[codec(index = 0)]
	Waiting {
		/// The due moment and the grace. Then the committee decides.
		until: Moment,
	},
	/// Reviewers look at evidence.
	#[codec(index = 1)]
	Review {
		/// Until then.
		until: Moment,
		/// True if a reviewer accepted, and objectors can still object.
		accepted: bool,
		/// The ballot on which they object.
		objection: Option<BallotId>,
	},
	/// Evidence was rejected.
	#[codec(index = 2)]
	Cure {
		/// Until then the payee can show better evidence. Then the committee decides.
		until: Moment,
	},
	/// The committee decides.
	#[codec(index = 3)]
	Escalated {
		/// Until then. Then the envelope is aborted.
		until: Moment,
	},
	/// Owed to the payee.
	#[codec(index = 4)]
	Payable {
		/// Until then anyone can have it paid. Then it goes back.
		until: Moment,
	},
	/// Paid.
	#[codec(index = 5)]
	Paid,
	/// Went back.
	#[codec(index = 6)]
	Returned,
}

impl MilestoneState {
	/// The moment at which the state ends by itself. `None` for one that is final.
	pub fn until(&self) -> Option<Moment> {
		match self {
			Self::Waiting { until }
			| Self::Review { until, .. }
			| Self::Cure { until }
			| Self::Escalated { until }
			| Self::Payable { until } => Some(*until),
			Self::Paid | Self::Returned => None,
		}
	}

	/// True if the money is still in the envelope.
	pub fn is_held(&self) -> bool {
		self.until().is_some()
	}

	/// True if the money goes back when the envelope is aborted: it is there and not owed yet.
	pub fn is_open(&self) -> bool {
		self.is_held() && !matches!(self, Self::Payable { .. })
	}

	/// The ballot of objectors that is under way.
	pub fn objection(&self) -> Option<BallotId> {
		match self {
			Self::Review { objection, .. } => *objection,
			_ => None,
		}
	}
}

/// One payment of an envelope.
#[derive(Clone, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Milestone {
	/// How much.
	pub amount: Won,
	/// Until when there should be evidence.
	pub due: Moment,
	/// Where it stands.
	pub state: MilestoneState,
	/// How often evidence was shown for this due moment.
	pub tries: u8,
	/// True if the committee moved the due moment, which it does once.
	pub was_moved: bool,
	/// The hashes of all evidence, the last at the end.
	pub evidence: BoundedVec<H256, ConstU32<MAX_EVIDENCE>>,
}

/// Money that waits for a payee.
#[derive(Clone, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Envelope<AccountId> {
	/// For whom it was opened.
	pub owner: EscrowOwner,
	/// The hash of what residents read.
	pub title: H256,
	/// Who is paid.
	pub payee: Payee<AccountId>,
	/// The people behind the payee when it became the payee. None of them reviews.
	pub people: PeopleBehind,
	/// Who looks at evidence.
	pub reviewers: Reviewers<AccountId>,
	/// What a review without a word means.
	pub silence: Silence,
	/// Who can stop a payment, if anyone can.
	pub objectors: Option<Objectors>,
	/// Milliseconds after a due moment in which evidence still comes in time.
	pub grace: Moment,
	/// Where money goes back.
	pub refunds: RefundShares<AccountId>,
	/// How many milestones it has.
	pub milestones: u8,
	/// Won that was put in.
	pub total: Won,
	/// Won that the payee got.
	pub paid: Won,
	/// Won that went back.
	pub refunded: Won,
	/// Won that waits.
	pub held: Won,
}

impl<AccountId> Envelope<AccountId> {
	/// The numbers of its milestones.
	pub fn numbers(&self) -> core::ops::Range<u8> {
		0..self.milestones
	}

	/// True if objectors could object and cannot: no ballot of theirs could be opened. Then neither a reviewer nor silence
	/// makes a milestone payable.
	pub fn is_unheard(&self, objection: Option<BallotId>) -> bool {
		self.objectors.is_some() && objection.is_none()
	}

	/// Divides what goes back. The shares sum to one, so there is a part for each.
	pub fn divide(&self, amount: Won) -> Option<alloc::vec::Vec<Won>> {
		let weights: alloc::vec::Vec<u128> =
			self.refunds.iter().map(|refund| weight_of(refund.share)).collect();
		apportion(amount, &weights)
	}
}

/// Where the change of a payee stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
#[allow(clippy::as_conversions)] // in what the codec derives
pub enum ChangeStage {
	/// The old and the new payee agree.
	#[codec(index = 0)]
	Signing {
		/// Until then. Then all stays as it is.
		until: Moment,
	},
	/// Both agreed; objectors can object.
	#[codec(index = 1)]
	Objecting {
		/// Until then. Then the new payee is the payee.
		until: Moment,
		/// The ballot on which they object.
		ballot: BallotId,
	},
}

impl ChangeStage {
	/// The moment at which the stage ends by itself.
	pub fn until(&self) -> Moment {
		match self {
			Self::Signing { until } | Self::Objecting { until, .. } => *until,
		}
	}

	/// The ballot of objectors that is under way.
	pub fn objection(&self) -> Option<BallotId> {
		match self {
			Self::Signing { .. } => None,
			Self::Objecting { ballot, .. } => Some(*ballot),
		}
	}
}

/// Another payee, proposed by the owner.
#[derive(Clone, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct PayeeChange<AccountId> {
	/// The new payee.
	pub to: Payee<AccountId>,
	/// True if the old payee agreed.
	pub old_agreed: bool,
	/// True if the new payee agreed.
	pub new_agreed: bool,
	/// Where it stands.
	pub stage: ChangeStage,
}

/// What the committee decides about a milestone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
#[allow(clippy::as_conversions)] // in what the codec derives
pub enum Decision {
	/// It is payable.
	#[codec(index = 0)]
	Pay,
	/// It has another due moment.
	#[codec(index = 1)]
	Later(Moment),
	/// The envelope is aborted, for the reason with this hash.
	#[codec(index = 2)]
	Abort(H256),
}

/// The end of a ballot of objectors.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Objection {
	/// Enough objected; or the ballot did not end as it should, and nothing is paid on doubt.
	Raised,
	/// Too few objected.
	Missed,
}

impl From<Verdict> for Objection {
	fn from(verdict: Verdict) -> Self {
		match verdict {
			Verdict::Passed | Verdict::Annulled(_) => Self::Raised,
			Verdict::Rejected | Verdict::Chosen | Verdict::NoQuorum => Self::Missed,
		}
	}
}

/// One number for a part of an envelope, as ballots know their users.
pub fn subject(id: EnvelopeId, part: u8) -> u32 {
	// No envelope has a number for which this is too much.
	id.0.saturating_mul(16).saturating_add(part.into())
}

/// The part of an envelope that has this number.
pub fn part_of(subject: u32) -> (EnvelopeId, u8) {
	(EnvelopeId(subject / 16), u8::try_from(subject % 16).unwrap_or(PAYEE_PART))
}

/// How many milestones a list has.
pub fn number_of(milestones: usize) -> u8 {
	// A list has at most MAX_MILESTONES.
	u8::try_from(milestones).unwrap_or(PAYEE_PART)
}

const _: () = assert!(MAX_MILESTONES < 15, "the change of a payee has a number of its own");

#[cfg(test)]
mod tests {
	use super::*;
	use chungnam_ports::{Refund, RefundShare};
	use chungnam_primitives::PersonId;
	use sp_runtime::Perbill;

	#[test]
	fn part_of_an_envelope_is_one_number_and_back() {
		for (id, part) in [(0, 0), (1, 11), (7, PAYEE_PART), (END_OF_ENVELOPES - 1, PAYEE_PART)] {
			assert_eq!(part_of(subject(EnvelopeId(id), part)), (EnvelopeId(id), part));
		}
		assert_eq!(subject(EnvelopeId(END_OF_ENVELOPES - 1), PAYEE_PART), u32::MAX);
	}

	#[test]
	fn refund_rounds_down_and_the_first_gets_the_rest() {
		let share =
			|parts| RefundShare { to: Refund::<u64>::Owner, share: Perbill::from_parts(parts) };
		let envelope = Envelope::<u64> {
			owner: EscrowOwner::Round(1),
			title: H256::zero(),
			payee: Payee::Person(PersonId(1)),
			people: Default::default(),
			reviewers: Reviewers::Person(PersonId(2)),
			silence: Silence::Release,
			objectors: None,
			grace: 0,
			refunds: BoundedVec::truncate_from(vec![
				share(333_333_334),
				share(333_333_333),
				share(333_333_333),
			]),
			milestones: 1,
			total: 100,
			paid: 0,
			refunded: 0,
			held: 100,
		};
		assert_eq!(envelope.divide(100), Some(vec![34, 33, 33]));
		assert_eq!(envelope.divide(1), Some(vec![1, 0, 0]));
	}

	#[test]
	fn only_a_held_milestone_that_is_not_owed_goes_back_on_an_abort() {
		let until = 7;
		let review = MilestoneState::Review { until, accepted: true, objection: None };
		for open in [
			MilestoneState::Waiting { until },
			review,
			MilestoneState::Cure { until },
			MilestoneState::Escalated { until },
		] {
			assert!(open.is_open() && open.is_held() && open.until() == Some(7));
		}
		let payable = MilestoneState::Payable { until };
		assert!(payable.is_held() && !payable.is_open());
		for ended in [MilestoneState::Paid, MilestoneState::Returned] {
			assert!(!ended.is_held() && !ended.is_open());
		}
	}

	#[test]
	fn doubt_about_an_objection_is_an_objection() {
		assert_eq!(Objection::from(Verdict::Passed), Objection::Raised);
		assert_eq!(Objection::from(Verdict::Annulled(H256::zero())), Objection::Raised);
		assert_eq!(Objection::from(Verdict::Rejected), Objection::Missed);
		assert_eq!(Objection::from(Verdict::NoQuorum), Objection::Missed);
	}
}
