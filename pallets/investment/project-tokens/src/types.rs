// SPDX-License-Identifier: Apache-2.0

//! What is agreed about a project, and the one function that says what follows. Nothing here knows `Config`.

use chungnam_ports::{
	payments_of, BallotPlan, Bias, Body, Class, EnvelopePlan, Method, Objectors, Payee, Question,
	Refund, RefundShare, Reviewers, Rule, Silence, Stage, ALL_BP, MAX_CONFLICTS, MAX_MILESTONES,
};
use chungnam_primitives::{
	sum_to_one, BallotId, EnvelopeId, InstrumentId, Moment, OfferingId, PersonId, RegionSet, Won,
	DAYS,
};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{ensure, traits::ConstU32, BoundedVec};
use scale_info::TypeInfo;
use sp_core::H256;
use sp_runtime::Perbill;

/// Projects there can be at a time.
pub const MAX_PROJECTS: u32 = 1_000;
/// Residents read a proposal for so long before they vote.
pub const NOTICE: Moment = 7 * DAYS;
/// Residents vote for so long.
pub const VOTING: Moment = 21 * DAYS;
/// The committee can annul the vote within so long after its close.
pub const CONTEST: Moment = 7 * DAYS;
/// From the proposal to the latest outcome: notice, vote and contest, a shift, stops of the chain, and a day.
pub const JUDGING: Moment = 51 * DAYS;
/// The share of the electors that must vote, in hundredths of a percent.
pub const FLOOR_BP: u16 = 100;
/// The share of an office's electors for whom it can enter paper, in hundredths of a percent.
pub const PAPER_CAP_BP: u16 = 3_000;
/// So long a project that residents refused cannot be proposed again.
pub const REST: Moment = 180 * DAYS;
/// The founder opens the sale within so long.
pub const OFFERING: Moment = 60 * DAYS;
/// The largest share of the money that one milestone pays.
pub const MAX_SHARE: Perbill = Perbill::from_percent(30);
/// The least time between two milestones.
pub const APART: Moment = 30 * DAYS;
/// How long after the sale the last milestone is due, at most.
pub const MAX_AFTER: Moment = 3_000 * DAYS;
/// The longest time after a due moment in which evidence still comes in time.
pub const MAX_GRACE: Moment = 90 * DAYS;
/// Holders with this part of all units stop a payment when they object, rounded down.
pub const OBJECTION: Perbill = Perbill::from_percent(15);
/// Money that came back is given to the units of a day so long ahead.
pub const GIVEN_AFTER: Moment = 8 * DAYS;
/// The founder reports once in so long.
pub const QUARTER: Moment = 91 * DAYS;
/// The longest time for which a founder promises reports: forty quarters.
pub const MAX_PROMISE: Moment = 3_640 * DAYS;
/// The founder's bond, as a part of what all units on sale cost together, rounded up.
pub const BOND: Perbill = Perbill::from_percent(5);
/// The part of the bond that stays when all is built, rounded up, until the founder's promise is over.
pub const KEPT: Perbill = Perbill::from_percent(20);

/// What the founder proposes. Frozen from the proposal on.
#[derive(Clone, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Plan<AccountId> {
	/// The hash of the document that residents and investors read.
	pub document: H256,
	/// The most that all units on sale cost together, in won.
	pub most: Won,
	/// Who is paid.
	pub payee: Payee<AccountId>,
	/// The milestones. Their shares sum to one, none is above [`MAX_SHARE`], and they are [`APART`].
	pub stages: BoundedVec<Stage, ConstU32<MAX_MILESTONES>>,
	/// Who looks at evidence.
	pub reviewers: Reviewers<AccountId>,
	/// What a review without a word means.
	pub silence: Silence,
	/// Milliseconds after a due moment in which evidence still comes in time.
	pub grace: Moment,
	/// Milliseconds after the last milestone for which the founder reports.
	pub promise: Moment,
}

/// What is wrong with a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unsound {
	/// It asks for no money.
	Most,
	/// The milestones pay not all or too much at once, are too near to one another or too late, or the grace is too long.
	Stages,
	/// The promise is none, or too long.
	Promise,
}

impl<AccountId> Plan<AccountId> {
	/// Whether a project can be proposed with it.
	pub fn check(&self) -> Result<(), Unsound> {
		ensure!(self.most > 0, Unsound::Most);
		let is_whole = sum_to_one(self.stages.iter().map(|stage| stage.share));
		let is_small = self.stages.iter().all(|own| own.share <= MAX_SHARE);
		let is_soon = self.stages.iter().all(|own| own.after > 0 && own.after <= MAX_AFTER);
		let pairs = self.stages.iter().zip(self.stages.iter().skip(1));
		let mut gaps = pairs.map(|(one, next)| next.after.checked_sub(one.after));
		let is_apart = gaps.all(|gap| gap.is_some_and(|gap| gap >= APART));
		let is_timely = is_soon && is_apart && self.grace <= MAX_GRACE;
		ensure!(is_whole && is_small && is_timely, Unsound::Stages);
		ensure!(self.promise > 0 && self.promise <= MAX_PROMISE, Unsound::Promise);
		Ok(())
	}

	/// The ballot on which the residents of these regions judge it, but for those who would gain.
	pub fn ballot(
		&self,
		regions: RegionSet,
		conflicts: BoundedVec<PersonId, ConstU32<MAX_CONFLICTS>>,
		now: Moment,
	) -> BallotPlan {
		let opens = now.saturating_add(NOTICE); // now is far from the end of time
		let class = Class { body: Body::Regions(regions), weight_bp: ALL_BP, quorum_bp: 0 };
		BallotPlan {
			title: self.document,
			classes: BoundedVec::truncate_from(alloc::vec![class]),
			question: Question::YesNo,
			rule: Rule::Majority { floor_bp: FLOOR_BP, bias: Bias::Adaptive },
			options: BoundedVec::new(),
			headings: BoundedVec::new(),
			opens,
			closes: opens.saturating_add(VOTING), // bounded
			contest: CONTEST,
			conflicts,
			paper_cap_bp: PAPER_CAP_BP,
			early: false,
			shown: false,
			can_be_annulled: true,
			method: Method::Open,
		}
	}
}

/// Units that stop a payment, of so many. At least one.
pub fn objection(units: u64) -> u64 {
	OBJECTION.mul_floor(units).max(1)
}

impl<AccountId: Clone> Plan<AccountId> {
	/// The envelope, opened now with this much: what it does not pay goes to the pot. `None` without money.
	pub fn envelope(
		&self,
		project: InstrumentId,
		pot: AccountId,
		won: Won,
		units: u64,
		now: Moment,
	) -> Option<EnvelopePlan<AccountId>> {
		let milestones = payments_of(&self.stages, won, now).filter(|own| !own.is_empty())?;
		let back = RefundShare { to: Refund::Account(pot), share: Perbill::one() };
		let objectors = Objectors { body: Body::Holders(project), least: objection(units) };
		Some(EnvelopePlan {
			title: self.document,
			payee: self.payee.clone(),
			milestones,
			reviewers: self.reviewers.clone(),
			silence: self.silence,
			objectors: Some(objectors),
			grace: self.grace,
			refunds: BoundedVec::truncate_from(alloc::vec![back]),
		})
	}
}

/// Won of the founder that answers for a project. It lies in the project's pot.
#[derive(Clone, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Bond<AccountId> {
	/// The account that paid it, into which it goes back. It is in use as long as the project stands.
	pub from: AccountId,
	/// How much of it is left, in won.
	pub won: Won,
}

/// The bond for units that cost so much together, in won, rounded up. Never less than that for a part of them.
pub fn bond_for(most: Won) -> Won {
	BOND.mul_ceil(most)
}

/// What stays of so much bond when all is built, in won, rounded up.
pub fn kept_of(bond: Won) -> Won {
	KEPT.mul_ceil(bond)
}

/// What a missed report costs of so much bond, in won: half of it, rounded up.
pub fn missed_of(bond: Won) -> Won {
	bond.div_ceil(2)
}

/// Where a project stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
#[allow(clippy::as_conversions)] // in what the codec derives
pub enum Status {
	/// Residents judge it.
	#[codec(index = 0)]
	Judged {
		/// On this ballot.
		ballot: BallotId,
		/// From then on nobody waits for its outcome.
		until: Moment,
	},
	/// Residents refused it.
	#[codec(index = 1)]
	Rejected {
		/// From then on it can be proposed again.
		until: Moment,
	},
	/// Residents approved it, and the founder opens the sale.
	#[codec(index = 2)]
	Ready {
		/// Until then. Otherwise the proposal is withdrawn.
		until: Moment,
	},
	/// Units are sold, which has an end of its own.
	#[codec(index = 3)]
	Offering {
		/// The sale.
		sale: OfferingId,
	},
	/// The project is built, each milestone of which has an end of its own.
	#[codec(index = 4)]
	Building {
		/// The envelope with its money.
		envelope: EnvelopeId,
	},
	/// The project was stopped, and only what was payable before is still paid.
	#[codec(index = 5)]
	Stopped {
		/// The envelope with what is left.
		envelope: EnvelopeId,
	},
	/// All of it is built.
	#[codec(index = 6)]
	Running {
		/// The next report comes before. Otherwise it is missed.
		report_due: Moment,
		/// The founder promised reports until then.
		until: Moment,
	},
}

impl Status {
	/// The moment at which something follows by itself. A sale and an envelope have their own.
	pub fn until(&self) -> Option<Moment> {
		match self {
			Self::Judged { until, .. } | Self::Rejected { until } | Self::Ready { until } => {
				Some(*until)
			}
			Self::Running { report_due, until } => Some(*report_due.min(until)),
			Self::Offering { .. } | Self::Building { .. } | Self::Stopped { .. } => None,
		}
	}

	/// The longest time for which a status waits.
	pub fn longest(&self) -> Moment {
		match self {
			Self::Judged { .. } => JUDGING,
			Self::Rejected { .. } => REST,
			Self::Ready { .. } => OFFERING,
			// A report at the beginning of its quarter makes the next one due after another.
			Self::Running { .. } => QUARTER.saturating_mul(2), // far from the end of time
			Self::Offering { .. } | Self::Building { .. } | Self::Stopped { .. } => 0,
		}
	}

	/// True if nobody is waited for any longer.
	pub fn is_late(&self, now: Moment) -> bool {
		self.until().is_some_and(|until| now >= until)
	}

	/// The envelope that has money of the project.
	pub fn envelope(&self) -> Option<EnvelopeId> {
		match self {
			Self::Building { envelope } | Self::Stopped { envelope } => Some(*envelope),
			_ => None,
		}
	}

	/// True if its units are paid.
	pub fn is_funded(&self) -> bool {
		matches!(self, Self::Building { .. } | Self::Stopped { .. } | Self::Running { .. })
	}
}

/// How the life of a project ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
#[allow(clippy::as_conversions)] // in what the codec derives
pub enum End {
	/// The vote was annulled, or nobody asked about it in time.
	#[codec(index = 0)]
	Unjudged,
	/// Residents refused it, and its rest is over.
	#[codec(index = 1)]
	Rejected,
	/// The founder took it back, or did not open the sale.
	#[codec(index = 2)]
	Withdrawn,
	/// The sale ended, and its money is not here.
	#[codec(index = 3)]
	Failed,
	/// It was stopped, and what was not paid went back to all units.
	#[codec(index = 4)]
	Stopped,
	/// It was built, and the founder's promise is over.
	#[codec(index = 5)]
	Finished,
}

/// What happens to a project.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
	/// Residents approved it.
	Approved,
	/// Residents refused it, or too few voted.
	Refused,
	/// The vote was annulled.
	Annulled,
	/// The founder opened this sale.
	Offered(OfferingId),
	/// The money of the sale went into this envelope.
	Paid(EnvelopeId),
	/// The sale is over, and nobody paid here.
	SaleOver,
	/// Money came back from the envelope, and was given to all units.
	CameBack,
	/// Nothing is left in the envelope. The founder promised reports for so many milliseconds.
	Emptied(Moment),
	/// The founder reported.
	Reported,
	/// Somebody paid for all units: the founder owes nobody a report any more.
	Redeemed,
	/// The founder took the proposal back.
	TakenBack,
	/// Time passed.
	Clock,
}

/// What follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
	/// Another status.
	To(Status),
	/// Nothing is left of it.
	End(End),
}

/// What follows from an act at `now`. `None` if nothing does: the act does not belong to the status, comes too late, or,
/// for [`Act::Clock`], too early.
pub fn next(status: Status, act: Act, now: Moment) -> Option<Step> {
	let is_late = status.is_late(now);
	let after = |time: Moment| now.saturating_add(time); // now is far from the end of time
	Some(match (status, act) {
		(Status::Judged { .. }, Act::Approved) => {
			Step::To(Status::Ready { until: after(OFFERING) })
		}
		(Status::Judged { .. }, Act::Refused) => Step::To(Status::Rejected { until: after(REST) }),
		(Status::Judged { .. }, Act::Annulled) => Step::End(End::Unjudged),
		(Status::Judged { .. }, Act::Clock) if is_late => Step::End(End::Unjudged),
		(Status::Rejected { .. }, Act::Clock) if is_late => Step::End(End::Rejected),
		(Status::Ready { .. }, Act::Offered(sale)) if !is_late => {
			Step::To(Status::Offering { sale })
		}
		(Status::Ready { .. }, Act::TakenBack) => Step::End(End::Withdrawn),
		(Status::Ready { .. }, Act::Clock) if is_late => Step::End(End::Withdrawn),
		(Status::Offering { .. }, Act::Paid(envelope)) => Step::To(Status::Building { envelope }),
		(Status::Offering { .. }, Act::SaleOver) => Step::End(End::Failed),
		(Status::Building { envelope } | Status::Stopped { envelope }, Act::CameBack) => {
			Step::To(Status::Stopped { envelope })
		}
		(Status::Building { .. }, Act::Emptied(promise)) => {
			Step::To(Status::Running { report_due: after(QUARTER), until: after(promise) })
		}
		(Status::Stopped { .. }, Act::Emptied(_)) => Step::End(End::Stopped),
		(Status::Running { report_due, until }, Act::Reported) if !is_late => {
			Step::To(Status::Running { report_due: report_due.saturating_add(QUARTER), until })
		}
		// Reports that were missed come before the end, one by one.
		(Status::Running { report_due, until }, Act::Clock | Act::Redeemed)
			if report_due <= now.min(until) =>
		{
			Step::To(Status::Running { report_due: report_due.saturating_add(QUARTER), until })
		}
		(Status::Running { .. }, Act::Redeemed) => Step::End(End::Finished),
		(Status::Running { .. }, Act::Clock) if is_late => Step::End(End::Finished),
		_ => return None,
	})
}

/// A project that is proposed, built or built already. Its number is that of its instrument.
#[derive(Clone, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Project<AccountId> {
	/// What was proposed.
	pub plan: Plan<AccountId>,
	/// Where it stands.
	pub status: Status,
	/// Won of the sale that went into the envelope.
	pub taken: Won,
	/// Won of it that came back.
	pub returned: Won,
	/// Won of that which was given to all units.
	pub given: Won,
	/// Reports that did not come.
	pub missed: u8,
	/// What answers for it, from the beginning of the sale to the end.
	pub bond: Option<Bond<AccountId>>,
}

impl<AccountId> Project<AccountId> {
	/// A project that is proposed now, and judged on this ballot.
	pub fn new(plan: Plan<AccountId>, ballot: BallotId, now: Moment) -> Self {
		let until = now.saturating_add(JUDGING); // now is far from the end of time
		let status = Status::Judged { ballot, until };
		Self { plan, status, taken: 0, returned: 0, given: 0, missed: 0, bond: None }
	}

	/// Won that came back and waits to be given to all units.
	pub fn waiting(&self) -> Won {
		self.returned.saturating_sub(self.given) // no more is given than came back
	}

	/// Won of the bond that is left.
	pub fn bonded(&self) -> Won {
		self.bond.as_ref().map_or(0, |own| own.won)
	}

	/// So much of the bond is gone.
	pub fn lower_bond(&mut self, won: Won) {
		if let Some(own) = &mut self.bond {
			own.won = own.won.saturating_sub(won); // no more goes than is left
		}
	}

	/// Won of the sale that was paid out and did not come back.
	pub fn spent(&self) -> Won {
		self.taken.saturating_sub(self.returned) // no more comes back than was taken
	}
}
