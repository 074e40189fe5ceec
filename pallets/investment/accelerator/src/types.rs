// SPDX-License-Identifier: Apache-2.0

//! Intakes, applications and awards. Nothing here knows `Config`.

use chungnam_ports::{
	Body, EnvelopePlan, MilestonePlan, Objectors, Payee, PeopleBehind, Refund, RefundShare,
	Reviewers, Silence, MAX_MILESTONES,
};
use chungnam_primitives::{FieldSet, IntakeId, Moment, PersonId, RegionSet, Won, DAYS};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{ensure, traits::ConstU32, BoundedVec};
use scale_info::TypeInfo;
use sp_core::H256;
use sp_runtime::Perbill;

/// Intakes there can be at a time.
pub const MAX_INTAKES: u32 = 32;
/// Intakes that one office has at a time, so that no office takes the room of all others.
pub const MAX_OF_OFFICE: usize = 4;
/// Firms that one intake awards.
pub const MAX_FIRMS: u8 = 16;
/// Applications to one intake.
pub const MAX_APPLICATIONS: u32 = 64;
/// Experts who score one application.
pub const MAX_SCORES: u32 = 32;
/// The most points that an expert gives.
pub const MAX_POINTS: u8 = 100;
/// With so many awards no intake is opened. Those that are open may still award as many as they announced.
pub const MAX_AWARDS: u32 = 4_096;
/// Applications open so long after the intake does, at most.
pub const MAX_AHEAD: Moment = 180 * DAYS;
/// The shortest window of applications, and of scores.
pub const MIN_WINDOW: Moment = 7 * DAYS;
/// The longest window of applications, and of scores.
pub const MAX_WINDOW: Moment = 180 * DAYS;
/// An application without enough scores, or whose envelope cannot be opened, is waited for so long after the scores: the chain
/// may have stood still, or a reviewer be missing.
pub const PATIENCE: Moment = 60 * DAYS;
/// The least time between two milestones.
pub const APART: Moment = 30 * DAYS;
/// How long after the award the last milestone is due, at most.
pub const MAX_AFTER: Moment = 1_095 * DAYS;
/// Evidence still comes in time so long after a due moment.
pub const GRACE: Moment = 30 * DAYS;
/// The longest time in which a firm returns a part of its profit.
pub const MAX_TERM: Moment = 3_650 * DAYS;
/// After each payment an award stands at least so long, so that the firm can tell of it and return its part.
pub const LAST_WORD: Moment = 90 * DAYS;

/// What is announced to firms. Frozen from the opening on.
#[derive(Clone, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct IntakePlan {
	/// The hash of the call for firms.
	pub document: H256,
	/// Shops of these regions apply, and institutions.
	pub regions: RegionSet,
	/// The first moment at which firms apply.
	pub opens: Moment,
	/// Firms apply before. Then experts score.
	pub closes: Moment,
	/// Experts score before. Then awards begin.
	pub scored_by: Moment,
	/// So many firms are awarded at most.
	pub firms: u8,
	/// Each gets so many won at most.
	pub most: Won,
	/// Experts with at least one of these fields score, and look at evidence.
	pub fields: FieldSet,
	/// An application with fewer scores is not awarded.
	pub scores: u8,
	/// The part of what a firm was paid that it returns of its profit.
	pub share: Perbill,
	/// Milliseconds after the award in which it does.
	pub term: Moment,
}

/// What is wrong with the plan of an intake, or with an application.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unsound {
	/// No region, or one that does not exist.
	Regions,
	/// No firm, too many, or no money.
	Offer,
	/// The applications open in the past or too late, or a window is too short or too long.
	Windows,
	/// No field, no score or too many.
	Judges,
	/// A part is returned in no time, or for too long.
	Return,
	/// There are no milestones, one pays nothing, or they are too near to one another or too late.
	Steps,
	/// The milestones pay more than a firm gets.
	Sum,
}

impl IntakePlan {
	/// Whether an intake can stand with it, whatever the time is.
	pub fn check(&self) -> Result<(), Unsound> {
		let is_known = RegionSet::province().covers(&self.regions);
		ensure!(is_known && !self.regions.is_empty(), Unsound::Regions);
		let is_offer = self.firms > 0 && self.firms <= MAX_FIRMS && self.most > 0;
		ensure!(is_offer, Unsound::Offer);
		let fits = |from: Moment, until: Moment| {
			let window = until.checked_sub(from);
			window.is_some_and(|own| (MIN_WINDOW..=MAX_WINDOW).contains(&own))
		};
		let are_windows = fits(self.opens, self.closes) && fits(self.closes, self.scored_by);
		ensure!(are_windows, Unsound::Windows);
		let scores = u32::from(self.scores);
		let is_judged = !self.fields.is_empty() && scores > 0 && scores <= MAX_SCORES;
		ensure!(is_judged, Unsound::Judges);
		ensure!(self.term > 0 && self.term <= MAX_TERM, Unsound::Return);
		Ok(())
	}

	/// Whether an intake can be opened with it now.
	pub fn check_at(&self, now: Moment) -> Result<(), Unsound> {
		self.check()?;
		let last = now.saturating_add(MAX_AHEAD); // now is far from the end of time
		ensure!(self.opens >= now && self.opens <= last, Unsound::Windows);
		Ok(())
	}

	/// The most that it can award. `None` for more than any number holds.
	pub fn reserve(&self) -> Option<Won> {
		self.most.checked_mul(Won::from(self.firms))
	}

	/// From then on nobody waits for scores, or for an envelope that cannot be opened.
	pub fn patience_ends(&self) -> Moment {
		self.scored_by.saturating_add(PATIENCE) // bounded
	}
}

/// One milestone of an application.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Step {
	/// How much it pays.
	pub amount: Won,
	/// Milliseconds after the award, until when there should be evidence.
	pub after: Moment,
}

/// The milestones of an application, at least one.
pub type Steps = BoundedVec<Step, ConstU32<MAX_MILESTONES>>;

/// What milestones pay together, if they are sound and that is no more than `most`.
pub fn check_steps(steps: &[Step], most: Won) -> Result<Won, Unsound> {
	ensure!(steps.iter().all(|own| own.amount > 0), Unsound::Steps);
	let first = steps.first().map(|own| own.after).filter(|after| *after > 0);
	let last = steps.last().map(|own| own.after).filter(|after| *after <= MAX_AFTER);
	let pairs = steps.iter().zip(steps.iter().skip(1));
	let mut gaps = pairs.map(|(one, next)| next.after.checked_sub(one.after));
	let are_apart = gaps.all(|gap| gap.is_some_and(|gap| gap >= APART));
	ensure!(first.is_some() && last.is_some() && are_apart, Unsound::Steps);
	let sum = steps.iter().try_fold(0, |sum: Won, own| sum.checked_add(own.amount));
	sum.filter(|sum| *sum <= most).ok_or(Unsound::Sum)
}

/// A firm that applied, with its scores, in the order of applications.
#[derive(Clone, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Entry<AccountId> {
	/// The firm.
	pub firm: Payee<AccountId>,
	/// The people behind it when it applied, as far as the chain knows them.
	pub people: PeopleBehind,
	/// How many experts scored it.
	pub scores: u8,
	/// The points that they gave, together.
	pub points: u16,
}

impl<AccountId> Entry<AccountId> {
	/// True if its mean score is above that of another one. Both have scores.
	fn is_above(&self, other: &Self) -> bool {
		// No product has more than 32 bits.
		let own = u32::from(self.points).saturating_mul(u32::from(other.scores));
		own > u32::from(other.points).saturating_mul(u32::from(self.scores))
	}
}

/// A call for firms that is not over.
#[derive(Clone, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Intake<AccountId> {
	/// What was announced.
	pub plan: IntakePlan,
	/// The office that opened it, if one did. It does not apply.
	pub office: Option<AccountId>,
	/// Firms whose applications wait, in the order in which they applied.
	pub entries: BoundedVec<Entry<AccountId>, ConstU32<MAX_APPLICATIONS>>,
	/// Firms that were awarded.
	pub awarded: u8,
	/// Won that went into their envelopes.
	pub spent: Won,
}

impl<AccountId: PartialEq> Intake<AccountId> {
	/// An intake that is opened now.
	pub fn new(plan: IntakePlan, office: Option<AccountId>) -> Self {
		Self { plan, office, entries: BoundedVec::new(), awarded: 0, spent: 0 }
	}

	/// True if the firm's application waits.
	pub fn has(&self, firm: &Payee<AccountId>) -> bool {
		self.entries.iter().any(|own| own.firm == *firm)
	}

	/// True if the firm is the office that opened it.
	pub fn is_of(&self, firm: &Payee<AccountId>) -> bool {
		match firm {
			Payee::Institution(account) => self.office.as_ref() == Some(account),
			Payee::Person(_) | Payee::Merchant(_) => false,
		}
	}

	/// True if the person is one of those behind a firm whose application waits, as of the moment at which it applied.
	pub fn is_behind(&self, person: PersonId) -> bool {
		self.entries.iter().any(|own| own.people.contains(&person))
	}

	/// Experts score a firm's application before. One without enough scores is waited for.
	pub fn scored_until(&self, firm: &Payee<AccountId>) -> Moment {
		let lacks = |own: &Entry<AccountId>| own.firm == *firm && own.scores < self.plan.scores;
		if self.entries.iter().any(lacks) {
			self.plan.patience_ends()
		} else {
			self.plan.scored_by
		}
	}

	/// From then on the best application is awarded, or the intake ends. Nobody waits for scores when no application is left;
	/// while there is a place, those without enough scores are waited for.
	pub fn goes_on(&self) -> Moment {
		let is_full = self.awarded >= self.plan.firms;
		if self.entries.is_empty() {
			self.plan.closes
		} else if is_full || self.best().is_some() {
			self.plan.scored_by
		} else {
			self.plan.patience_ends()
		}
	}

	/// Counts a score of a firm.
	pub fn count(&mut self, firm: &Payee<AccountId>, points: u8) {
		if let Some(own) = self.entries.iter_mut().find(|own| own.firm == *firm) {
			own.scores = own.scores.saturating_add(1); // at most MAX_SCORES
			own.points = own.points.saturating_add(u16::from(points)); // at most MAX_SCORES * MAX_POINTS
		}
	}

	/// Removes a firm whose application does not wait any longer.
	pub fn forget(&mut self, firm: &Payee<AccountId>) {
		self.entries.retain(|own| own.firm != *firm);
	}

	/// The application that is awarded next: of those with enough scores that with the highest mean; of equal ones the one
	/// that came first. `None` when all places are taken, or when no application has enough scores.
	pub fn best(&self) -> Option<&Entry<AccountId>> {
		if self.awarded >= self.plan.firms {
			return None;
		}
		let scored = self.entries.iter().filter(|own| own.scores >= self.plan.scores);
		let mut best: Option<&Entry<AccountId>> = None;
		for own in scored {
			if best.is_none_or(|other| own.is_above(other)) {
				best = Some(own);
			}
		}
		best
	}
}

/// What a firm plans.
#[derive(Clone, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Application {
	/// The hash of the document that experts read.
	pub plan: H256,
	/// Its milestones.
	pub steps: Steps,
	/// Experts who scored it.
	pub experts: BoundedVec<PersonId, ConstU32<MAX_SCORES>>,
}

impl Application {
	/// An application on which nobody has spoken.
	pub fn new(plan: H256, steps: Steps) -> Self {
		Self { plan, steps, experts: BoundedVec::new() }
	}

	/// What it asks for.
	pub fn sum(&self) -> Won {
		// It was asked whether they have a sum.
		self.steps.iter().fold(0, |sum: Won, own| sum.saturating_add(own.amount))
	}

	/// The envelope, opened now: experts look at evidence, one more of them can send a payment to the committee, which also
	/// decides where they are silent, and what is not paid goes back to `fund`.
	pub fn envelope<AccountId>(
		&self,
		fields: FieldSet,
		firm: Payee<AccountId>,
		fund: AccountId,
		now: Moment,
	) -> EnvelopePlan<AccountId> {
		let payment = |own: &Step| {
			let due = now.saturating_add(own.after); // bounded
			MilestonePlan { amount: own.amount, due }
		};
		let back = RefundShare { to: Refund::Account(fund), share: Perbill::one() };
		EnvelopePlan {
			title: self.plan,
			payee: firm,
			// As many as there are steps.
			milestones: BoundedVec::truncate_from(self.steps.iter().map(payment).collect()),
			reviewers: Reviewers::Seats(fields),
			silence: Silence::Escalate,
			// What one expert accepts, another one can send to the committee.
			objectors: Some(Objectors { body: Body::Seats(fields), least: 1 }),
			grace: GRACE,
			refunds: BoundedVec::truncate_from(alloc::vec![back]),
		}
	}
}

/// What a firm tells of a milestone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Figures {
	/// The hash of the evidence that was shown for it.
	pub evidence: H256,
	/// Jobs that it created.
	pub jobs: u16,
	/// Training places that it created.
	pub trainings: u16,
}

/// What a firm was awarded. Its number is that of the envelope.
#[derive(Clone, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Award<AccountId> {
	/// The intake.
	pub intake: IntakeId,
	/// The firm.
	pub firm: Payee<AccountId>,
	/// Won that went into the envelope.
	pub sum: Won,
	/// Milestones there are.
	pub milestones: u8,
	/// Won of it that the firm was paid.
	pub paid: Won,
	/// Won of it that went back to the fund.
	pub returned: Won,
	/// The part of what was paid that the firm agreed to return of its profit.
	pub share: Perbill,
	/// It does so until then, at least until [`LAST_WORD`] after the last payment.
	pub until: Moment,
	/// Won that it returned.
	pub repaid: Won,
	/// Milestones that were paid, a bit each.
	pub reached: u16,
	/// Milestones of which the firm told, a bit each.
	pub told: u16,
	/// Jobs that it told of.
	pub jobs: u32,
	/// Training places that it told of.
	pub trainings: u32,
}

impl<AccountId> Award<AccountId> {
	/// An award of which nothing was paid and nothing told.
	pub fn new(
		intake: IntakeId,
		firm: Payee<AccountId>,
		sum: Won,
		milestones: u8,
		share: Perbill,
		until: Moment,
	) -> Self {
		Self {
			intake,
			firm,
			sum,
			milestones,
			paid: 0,
			returned: 0,
			share,
			until,
			repaid: 0,
			reached: 0,
			told: 0,
			jobs: 0,
			trainings: 0,
		}
	}

	/// Won of it that waits in the envelope. Nothing is left of an envelope without won.
	pub fn held(&self) -> Won {
		self.sum.saturating_sub(self.paid).saturating_sub(self.returned) // no more is paid and went back
	}

	/// Won that the firm agreed to return, by what it was paid until now. Rounded down.
	pub fn agreed(&self) -> Won {
		self.share.mul_floor(self.paid)
	}

	/// Won of it that was not returned.
	pub fn unpaid(&self) -> Won {
		self.agreed().saturating_sub(self.repaid) // no more is returned than was agreed
	}

	/// The bit of a milestone. `None` if there is no such milestone.
	pub fn bit(&self, milestone: u8) -> Option<u16> {
		let is_there = milestone < self.milestones;
		1u16.checked_shl(u32::from(milestone)).filter(|_| is_there)
	}

	/// True if the milestone with this bit was paid.
	pub fn has_reached(&self, bit: u16) -> bool {
		self.reached & bit != 0
	}

	/// True if the firm told of the milestone with this bit.
	pub fn has_told(&self, bit: u16) -> bool {
		self.told & bit != 0
	}

	/// Notes what the firm tells of the milestone with this bit.
	pub fn tell(&mut self, bit: u16, figures: &Figures) {
		self.told |= bit;
		self.jobs = self.jobs.saturating_add(u32::from(figures.jobs)); // twelve times at most
		self.trainings = self.trainings.saturating_add(u32::from(figures.trainings)); // the same
	}
}
