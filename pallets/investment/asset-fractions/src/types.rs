// SPDX-License-Identifier: Apache-2.0

//! What is agreed about an asset, and the one function that says what follows. Nothing here knows `Config`.

use chungnam_ports::{
	payments_of, Body, EnvelopePlan, Objectors, Payee, Refund, RefundShare, Reviewers, Silence,
	Stage, MAX_MILESTONES,
};
use chungnam_primitives::{
	dividends::Units, share_of, sum_to_one, BallotId, EnvelopeId, InstrumentId, Moment, OfferingId,
	Won, DAYS,
};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{ensure, traits::ConstU32, BoundedVec};
use scale_info::TypeInfo;
use sp_core::H256;
use sp_runtime::Perbill;

use crate::idea::{CHOSEN_BY, IDEAS, ROOM};

/// Assets there can be at a time.
pub const MAX_ASSETS: u32 = 1_000;
/// The committee names the experts within so long.
pub const NAMING: Moment = 30 * DAYS;
/// The appraisers say what the asset is worth within so long.
pub const DILIGENCE: Moment = 60 * DAYS;
/// The owner opens the sale within so long.
pub const OFFERING: Moment = 60 * DAYS;
/// The manager reports once in so long.
pub const QUARTER: Moment = 91 * DAYS;
/// After so many reports in a row that did not come the manager is dismissed.
pub const MAX_MISSED: u8 = 2;
/// The longest term of a manager.
pub const MAX_TERM: Moment = 1_095 * DAYS;
/// What appraisers said of an asset that runs holds for so long.
pub const VALID: Moment = 365 * DAYS;
/// How long after the sale a work has to be done, at most.
pub const MAX_AFTER: Moment = 3_000 * DAYS;
/// The longest time after a due moment in which evidence still comes in time.
pub const MAX_GRACE: Moment = 90 * DAYS;

/// What is built or repaired with a part of the money.
#[derive(Clone, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Works<AccountId> {
	/// The part of the money of the sale that waits for the works, rounded down. The owner gets the rest.
	pub share: Perbill,
	/// Who is paid for them.
	pub payee: Payee<AccountId>,
	/// The payments. Their shares sum to one.
	pub stages: BoundedVec<Stage, ConstU32<MAX_MILESTONES>>,
	/// Who looks at evidence.
	pub reviewers: Reviewers<AccountId>,
	/// What a review without a word means.
	pub silence: Silence,
	/// Holders with so many units stop a payment when they object.
	pub least: u64,
	/// Milliseconds after a due moment in which evidence still comes in time.
	pub grace: Moment,
}

/// What the owner proposes. Frozen from the proposal on.
#[derive(Clone, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Plan<AccountId> {
	/// The hash of the document that appraisers and investors read.
	pub document: H256,
	/// The most that all units on sale cost together, as a part of the lower value. Rounded down.
	pub share: Perbill,
	/// What is built or repaired, if anything is.
	pub works: Option<Works<AccountId>>,
	/// Who runs the asset first.
	pub manager: AccountId,
	/// For so long, in milliseconds, from when the asset runs.
	pub term: Moment,
}

/// What is wrong with a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unsound {
	/// Nothing is sold.
	Share,
	/// The works get nothing or all, are not paid in whole, too late, or could be stopped by nobody.
	Works,
	/// The term.
	Term,
}

/// True if a manager can serve for so long.
pub fn is_term(term: Moment) -> bool {
	term > 0 && term <= MAX_TERM
}

impl<AccountId> Plan<AccountId> {
	/// Whether an asset can be proposed with it.
	pub fn check(&self) -> Result<(), Unsound> {
		ensure!(!self.share.is_zero(), Unsound::Share);
		ensure!(is_term(self.term), Unsound::Term);
		let Some(works) = &self.works else { return Ok(()) };
		let is_part = !works.share.is_zero() && works.share < Perbill::one();
		let is_whole = sum_to_one(works.stages.iter().map(|stage| stage.share));
		let is_soon = works.stages.iter().all(|own| own.after > 0 && own.after <= MAX_AFTER);
		let is_watched = works.least > 0 && works.grace <= MAX_GRACE;
		ensure!(is_part && is_whole && is_soon && is_watched, Unsound::Works);
		Ok(())
	}

	/// What the owner and the works get of the money of the sale.
	pub fn divide(&self, taken: Won) -> (Won, Won) {
		let works = self.works.as_ref().map_or(0, |works| share_of(works.share, taken));
		(taken.saturating_sub(works), works) // a share is no more than all
	}
}

impl<AccountId: Clone> Plan<AccountId> {
	/// The envelope of the works, opened now with this much: what it does not pay goes to the pot. `None` without money.
	pub fn envelope(
		&self,
		asset: InstrumentId,
		pot: AccountId,
		won: Won,
		now: Moment,
	) -> Option<EnvelopePlan<AccountId>> {
		let works = self.works.as_ref()?;
		let milestones = payments_of(&works.stages, won, now).filter(|own| !own.is_empty())?;
		let back = RefundShare { to: Refund::Account(pot), share: Perbill::one() };
		Some(EnvelopePlan {
			title: self.document,
			payee: works.payee.clone(),
			milestones,
			reviewers: works.reviewers.clone(),
			silence: works.silence,
			objectors: Some(Objectors { body: Body::Holders(asset), least: works.least }),
			grace: works.grace,
			refunds: BoundedVec::truncate_from(alloc::vec![back]),
		})
	}
}

/// Who says what an asset is worth, and that it belongs to the holders.
#[derive(Clone, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Experts<AccountId> {
	/// Say what the asset is worth, each alone.
	pub appraisers: [AccountId; 2],
	/// Says that the trust has title.
	pub notary: AccountId,
}

impl<AccountId: PartialEq> Experts<AccountId> {
	/// True if they are three, and none of them is one of these two.
	pub fn are_independent(&self, others: [&AccountId; 2]) -> bool {
		let [first, second] = &self.appraisers;
		let are_three = first != second && *first != self.notary && *second != self.notary;
		let mut all = [first, second, &self.notary].into_iter();
		are_three && all.all(|own| !others.contains(&own))
	}
}

/// What an asset that runs is worth, asked before its units end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Valuation {
	/// The hash of the document that says why it is asked.
	pub document: H256,
	/// What each appraiser said, in won.
	pub values: [Option<Won>; 2],
	/// Until then they speak; what both said holds until then.
	pub until: Moment,
}

impl Valuation {
	/// Appraisers are asked now.
	pub fn new(document: H256, now: Moment) -> Self {
		let until = now.saturating_add(DILIGENCE); // now is far from the end of time
		Self { document, values: [None; 2], until }
	}

	/// True if both have spoken.
	pub fn is_whole(&self) -> bool {
		self.values.iter().all(Option::is_some)
	}

	/// The lower value, while it holds.
	pub fn least(&self, now: Moment) -> Option<Won> {
		lower(self.values).filter(|_| now < self.until)
	}
}

/// The lower one of two values. `None` as long as one is missing.
fn lower([first, second]: [Option<Won>; 2]) -> Option<Won> {
	Some(first?.min(second?))
}

/// Who runs an asset.
#[derive(Clone, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Manager<AccountId> {
	/// The account.
	pub account: AccountId,
	/// The first moment after the term. `None` before the asset runs, and for the owner in the meantime.
	pub until: Option<Moment>,
	/// Reports in a row that did not come.
	pub missed: u8,
}

impl<AccountId> Manager<AccountId> {
	/// Somebody without a term.
	pub fn without_term(account: AccountId) -> Self {
		Self { account, until: None, missed: 0 }
	}

	/// True if the term is over.
	pub fn is_over(&self, now: Moment) -> bool {
		self.until.is_some_and(|until| now >= until)
	}
}

/// Where an asset stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
#[allow(clippy::as_conversions)] // in what the codec derives
pub enum Status {
	/// The committee names experts.
	#[codec(index = 0)]
	Proposed {
		/// Until then. Otherwise the proposal is withdrawn.
		until: Moment,
	},
	/// The appraisers say what the asset is worth.
	#[codec(index = 1)]
	DueDiligence {
		/// Until then. Otherwise the proposal is rejected.
		until: Moment,
	},
	/// The owner opens the sale.
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
	/// Works are done, each payment of which has an end of its own.
	#[codec(index = 4)]
	Development {
		/// The envelope with their money.
		works: EnvelopeId,
	},
	/// The asset runs.
	#[codec(index = 5)]
	Operating {
		/// The next report comes before. Otherwise it is missed.
		report_due: Moment,
	},
	/// The asset runs, and belongs to the association of its holders until they hand it over to another one.
	#[codec(index = 6)]
	HandedOver {
		/// The next report comes before. Otherwise it is missed.
		report_due: Moment,
	},
	/// Residents hand in ideas for the works.
	#[codec(index = 7)]
	Ideas {
		/// Until then. After it they vote about those with enough supporters.
		until: Moment,
	},
	/// Residents vote about ideas for the works.
	#[codec(index = 8)]
	Choosing {
		/// On this ballot.
		ballot: BallotId,
		/// From then on nobody waits for its outcome, and the plan of the owner stays.
		until: Moment,
	},
}

impl Status {
	/// The moment at which a status ends by itself that waits for people. A sale and an envelope have their own.
	pub fn until(&self) -> Option<Moment> {
		match self {
			Self::Proposed { until }
			| Self::DueDiligence { until }
			| Self::Ready { until }
			| Self::Ideas { until }
			| Self::Choosing { until, .. } => Some(*until),
			Self::Operating { report_due } | Self::HandedOver { report_due } => Some(*report_due),
			Self::Offering { .. } | Self::Development { .. } => None,
		}
	}

	/// The longest time for which a status waits.
	pub fn longest(&self) -> Moment {
		match self {
			Self::Proposed { .. } => NAMING,
			Self::DueDiligence { .. } => DILIGENCE,
			Self::Ready { .. } => OFFERING,
			Self::Ideas { .. } => IDEAS,
			Self::Choosing { .. } => CHOSEN_BY,
			// A report at the beginning of its quarter makes the next one due after another.
			Self::Operating { .. } | Self::HandedOver { .. } => {
				QUARTER.saturating_mul(2) // far from the end of time
			}
			Self::Offering { .. } | Self::Development { .. } => 0,
		}
	}

	/// True as long as the sale was not opened.
	pub fn is_proposal(&self) -> bool {
		!self.is_shared() && !matches!(self, Self::Offering { .. })
	}

	/// True if nobody is waited for any longer.
	pub fn is_late(&self, now: Moment) -> bool {
		self.until().is_some_and(|until| now >= until)
	}

	/// True if units are paid and the asset belongs to their holders.
	pub fn is_shared(&self) -> bool {
		matches!(self, Self::Development { .. }) || self.runs()
	}

	/// True if the asset runs: its works, if there were any, are done.
	pub fn runs(&self) -> bool {
		matches!(self, Self::Operating { .. } | Self::HandedOver { .. })
	}

	/// The same, with the next report due a quarter later.
	fn a_quarter_on(self) -> Self {
		match self {
			Self::Operating { report_due } => {
				Self::Operating { report_due: report_due.saturating_add(QUARTER) }
			}
			Self::HandedOver { report_due } => {
				Self::HandedOver { report_due: report_due.saturating_add(QUARTER) }
			}
			other => other,
		}
	}
}

/// How the life of an asset ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
#[allow(clippy::as_conversions)] // in what the codec derives
pub enum End {
	/// The owner took it back, nobody named experts, or nobody opened the sale.
	#[codec(index = 0)]
	Withdrawn,
	/// An appraiser did not say what the asset is worth.
	#[codec(index = 1)]
	Rejected,
	/// The sale ended, and its money is not here.
	#[codec(index = 2)]
	Failed,
	/// Won was paid for all units, and they are redeemed.
	#[codec(index = 3)]
	Redeemed,
}

/// What happens to an asset.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
	/// The committee named experts.
	Named,
	/// The last appraiser has spoken, of an asset with works or without.
	Valued {
		/// True if there are works.
		has_works: bool,
	},
	/// A vote about ideas was opened.
	VoteOpened {
		/// On this ballot.
		ballot: BallotId,
		/// From then on nobody waits for its outcome.
		until: Moment,
	},
	/// Residents chose an idea, or the plan of the owner.
	Chosen,
	/// The owner opened this sale.
	Offered(OfferingId),
	/// The money of the sale was paid, that of works into an envelope.
	Paid(Option<EnvelopeId>),
	/// The sale is over, and nobody paid here.
	SaleOver,
	/// Nothing is left in the envelope of the works.
	WorksOver,
	/// The manager reported.
	Reported,
	/// Won was paid for all units.
	Redeemed,
	/// Holders agreed that their association owns it.
	HandedOver,
	/// The owner took the proposal back.
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
	// Now and the end of each status are far from the end of time.
	let after = |time: Moment| now.saturating_add(time);
	let ready = |from: Moment| Step::To(Status::Ready { until: from.saturating_add(OFFERING) });
	let operating = Status::Operating { report_due: after(QUARTER) };
	Some(match (status, act) {
		(Status::Proposed { .. }, Act::Named) if !is_late => {
			Step::To(Status::DueDiligence { until: after(DILIGENCE) })
		}
		// Experts who replace others have no more time than those had.
		(Status::DueDiligence { .. }, Act::Named) if !is_late => Step::To(status),
		(Status::Operating { .. } | Status::HandedOver { .. }, Act::Named) => Step::To(status),
		(Status::DueDiligence { .. }, Act::Valued { has_works: false }) if !is_late => ready(now),
		(Status::DueDiligence { .. }, Act::Valued { has_works: true }) if !is_late => {
			Step::To(Status::Ideas { until: after(IDEAS) })
		}
		(Status::Ideas { .. }, Act::VoteOpened { ballot, until }) if is_late => {
			Step::To(Status::Choosing { ballot, until })
		}
		// However late anyone says so: nothing is sold by what appraisers said long ago.
		(Status::Ideas { until }, Act::Clock) if is_late => {
			ready(now.min(until.saturating_add(ROOM)))
		}
		(Status::Choosing { until, .. }, Act::Chosen) => ready(now.min(until)),
		(Status::Choosing { until, .. }, Act::Clock) if is_late => ready(until),
		(Status::Ready { .. }, Act::Offered(sale)) if !is_late => {
			Step::To(Status::Offering { sale })
		}
		(_, Act::TakenBack) if status.is_proposal() => Step::End(End::Withdrawn),
		(Status::Proposed { .. } | Status::Ready { .. }, Act::Clock) if is_late => {
			Step::End(End::Withdrawn)
		}
		(Status::DueDiligence { .. }, Act::Clock) if is_late => Step::End(End::Rejected),
		(Status::Offering { .. }, Act::Paid(Some(works))) => {
			Step::To(Status::Development { works })
		}
		(Status::Offering { .. }, Act::Paid(None)) => Step::To(operating),
		(Status::Offering { .. }, Act::SaleOver) => Step::End(End::Failed),
		(Status::Development { .. }, Act::WorksOver) => Step::To(operating),
		(Status::Operating { .. } | Status::HandedOver { .. }, Act::Redeemed) => {
			Step::End(End::Redeemed)
		}
		(Status::Operating { report_due } | Status::HandedOver { report_due }, Act::HandedOver) => {
			Step::To(Status::HandedOver { report_due })
		}
		(Status::Operating { .. } | Status::HandedOver { .. }, Act::Reported) if !is_late => {
			Step::To(status.a_quarter_on())
		}
		(Status::Operating { .. } | Status::HandedOver { .. }, Act::Clock) if is_late => {
			Step::To(status.a_quarter_on())
		}
		_ => return None,
	})
}

/// A shared asset, or one that will be. Its number is that of its instrument.
#[derive(Clone, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Asset<AccountId> {
	/// The institution that issues the units, or the association to which it was handed over.
	pub owner: AccountId,
	/// What was proposed.
	pub plan: Plan<AccountId>,
	/// Where it stands.
	pub status: Status,
	/// Who looks at it, once the committee named them.
	pub experts: Option<Experts<AccountId>>,
	/// What each appraiser said, in won.
	pub values: [Option<Won>; 2],
	/// The hash of what the notary said about the title.
	pub deed: Option<H256>,
	/// Won of the sale that was paid.
	pub taken: Won,
	/// Who runs it, or will.
	pub manager: Manager<AccountId>,
	/// The hash of the document that residents chose for the works. `None` for the plan's.
	pub idea: Option<H256>,
}

impl<AccountId: Clone> Asset<AccountId> {
	/// An asset that is proposed now.
	pub fn new(owner: AccountId, plan: Plan<AccountId>, now: Moment) -> Self {
		let until = now.saturating_add(NAMING); // now is far from the end of time
		let manager = Manager::without_term(plan.manager.clone());
		Self {
			owner,
			plan,
			status: Status::Proposed { until },
			experts: None,
			values: [None; 2],
			deed: None,
			taken: 0,
			manager,
			idea: None,
		}
	}

	/// The hash of the document that says what the works are: the idea that residents chose, or the plan.
	pub fn title(&self) -> H256 {
		self.idea.unwrap_or(self.plan.document)
	}

	/// The envelope of the works by [`Plan::envelope`], under the document that residents chose.
	pub fn envelope(
		&self,
		asset: InstrumentId,
		pot: AccountId,
		won: Won,
		now: Moment,
	) -> Option<EnvelopePlan<AccountId>> {
		let plan = self.plan.envelope(asset, pot, won, now)?;
		Some(EnvelopePlan { title: self.title(), ..plan })
	}

	/// The most that all units on sale cost together: a part of the lower value. `None` as long as one is missing.
	pub fn most(&self) -> Option<Won> {
		Some(share_of(self.plan.share, lower(self.values)?))
	}

	/// True if so many of `all` units that there can ever be cost together, at `won`, no more than their part of the lower value.
	pub fn is_worth(&self, won: Won, units: Units, all: Units) -> bool {
		let dear = won.checked_mul(all.into());
		let part = lower(self.values).and_then(|value| value.checked_mul(units.into()));
		dear.zip(part).is_some_and(|(dear, part)| dear <= part)
	}

	/// The least for which all units end together: the lower value at the sale, or a later one where somebody asked.
	/// 0 before there are units, and more than anyone can pay from the beginning of the sale until the works are done: nobody
	/// knows yet what the units are worth, and what works leave belongs to them.
	pub fn least(&self, anew: Option<&Valuation>, now: Moment) -> Won {
		match self.status {
			Status::Operating { .. } | Status::HandedOver { .. } => {
				let anew = anew.and_then(|own| own.least(now));
				anew.or_else(|| lower(self.values)).unwrap_or(0) // such an asset has both, see I1
			}
			Status::Offering { .. } | Status::Development { .. } => Won::MAX,
			_ => 0,
		}
	}

	/// The account that runs it at `now`: the owner, after the term of a manager.
	pub fn manager_at(&self, now: Moment) -> &AccountId {
		if self.manager.is_over(now) {
			&self.owner
		} else {
			&self.manager.account
		}
	}
}

impl<AccountId: PartialEq> Asset<AccountId> {
	/// When the term ends of a manager who serves at `now` and is not the owner.
	pub fn serves_until(&self, now: Moment) -> Option<Moment> {
		let Manager { account, until, .. } = &self.manager;
		until.filter(|until| now < *until && *account != self.owner)
	}
}
