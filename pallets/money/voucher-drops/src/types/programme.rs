// SPDX-License-Identifier: Apache-2.0

//! A programme: what was planned, what was opened, and what it cost.

use alloc::vec::Vec;
use chungnam_primitives::{
	korean_day, Announced, KoreanDay, KoreanMonth, Moment, ReceiptId, SeriesId, Won,
};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedVec};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};

use super::{CohortPlan, End, Plan};

/// Openings that a programme remembers: to these arrears can be granted.
pub const MAX_OPENINGS: u32 = 16;
/// Dates that wait with the people of their days at a time. A date that finds no room is counted when there is.
pub const MAX_COUNTS: u32 = 16;
/// Days for which a date that waits remembers who counted on its day. A date that waits for longer is for those who count
/// when that time is over.
pub const LATE_DAYS: KoreanDay = 180;
/// Days from the count in which a drop can be claimed at most. Stays in cohorts are remembered for longer.
pub const MAX_CLAIM_DAYS: KoreanDay = 366;
/// Receipts of one payback.
pub const MAX_RECEIPTS: u32 = 16;

/// Where a programme is in its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
#[allow(clippy::as_conversions)] // in what the codec derives
pub enum Status {
	/// Something is to be opened.
	#[codec(index = 0)]
	Running {
		/// The day on which it is due by its plan.
		due: KoreanDay,
		/// The day of the agenda on which it is tried.
		noted: KoreanDay,
		/// It was tried and could not be opened.
		is_waiting: bool,
	},
	/// Nothing more is opened. Open drops and claims stay open.
	#[codec(index = 1)]
	Completed {
		/// When the last claim ends; of drops for a cohort, when the last one was opened.
		at: Moment,
	},
	/// Stopped by hand before the end of its plan. Open drops stay open; nothing is claimed at a place, for spending or by a
	/// list any more.
	#[codec(index = 2)]
	Stopped {
		/// When.
		at: Moment,
	},
	/// The rest went back. Nothing remains but to clear up.
	#[codec(index = 3)]
	Closed,
}

/// What can happen to a [`Status`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
	/// Another opening, or another try, is noted.
	Note {
		/// The day on which it is due.
		due: KoreanDay,
		/// The day of the agenda.
		noted: KoreanDay,
		/// True if this is another try.
		is_waiting: bool,
	},
	/// Nothing more will be opened.
	Complete(Moment),
	/// Stopped by hand.
	Stop(Moment),
	/// The rest went back.
	Close,
}

impl Status {
	/// The one way from a status to the next. `None` where there is no way.
	pub fn after(self, step: Step) -> Option<Self> {
		match (self, step) {
			(Self::Running { .. }, Step::Note { due, noted, is_waiting }) => {
				Some(Self::Running { due, noted, is_waiting })
			}
			(Self::Running { .. }, Step::Complete(at)) => Some(Self::Completed { at }),
			(Self::Running { .. }, Step::Stop(at)) => Some(Self::Stopped { at }),
			// Claims are open until then.
			(Self::Completed { at: ends }, Step::Stop(at)) if at < ends => {
				Some(Self::Stopped { at })
			}
			(Self::Completed { .. } | Self::Stopped { .. }, Step::Close) => Some(Self::Closed),
			_ => None,
		}
	}
}

/// Something that was opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Opening {
	/// The day on which it was due.
	pub day: KoreanDay,
	/// What it is.
	pub series: SeriesId,
	/// When the drop opened.
	pub opened_at: Moment,
	/// For whom: people who were in the cohort at that moment have a share. Before `opened_at` for a date that waited.
	pub counted_at: Moment,
	/// Won for each. 0 where claims decide.
	#[codec(compact)]
	pub per_head: Won,
	/// How many were given it later.
	pub granted: u32,
	/// The series from which they were given, where the own one had too few days left.
	pub late: Option<SeriesId>,
}

impl Opening {
	/// What opens now, for the people who count now. Claims decide about the won of each, and nobody was given it later.
	pub fn new(day: KoreanDay, series: SeriesId, now: Moment) -> Self {
		Self { day, series, opened_at: now, counted_at: now, per_head: 0, granted: 0, late: None }
	}
}

/// The people for whom a date is: those who counted in the cohort at one moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Count {
	/// The date.
	pub day: KoreanDay,
	/// When they counted: on the day, as soon as there was a block.
	pub at: Moment,
	/// How many they were.
	pub heads: u32,
}

impl Count {
	/// True if the date still remembers them at `now`.
	pub fn holds(&self, now: Moment) -> bool {
		korean_day(now) < korean_day(self.at).saturating_add(LATE_DAYS) // days are few
	}
}

/// The last openings of a programme, oldest first.
pub type Openings = BoundedVec<Opening, ConstU32<MAX_OPENINGS>>;

/// The money of a programme.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Money {
	/// Won paid in with `fund`. Won that was simply sent to the account is not counted.
	pub funded: Won,
	/// Won that became series and arrears.
	pub spent: Won,
	/// Won that went back at the end.
	pub returned: Won,
}

/// Other terms for the drops of a cohort, whole. Drops that are due on their first day or later are opened by them.
#[derive(Clone, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct NewTerms<Template> {
	/// The rules of the series. The same regions issue them.
	pub template: Template,
	/// Won for each.
	#[codec(compact)]
	pub per_head: Won,
	/// How long the schedule goes on.
	pub end: End,
	/// Days in which a person must use or claim a drop.
	pub claim_days: Option<u16>,
}

/// The terms of one drop for a cohort.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Terms<'a, Template> {
	/// The rules of the series.
	pub template: &'a Template,
	/// Won for each.
	pub per_head: Won,
	/// How long the schedule goes on.
	pub end: End,
	/// Days in which a person must use or claim it.
	pub claim_days: Option<u16>,
}

/// A programme.
#[derive(Clone, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Programme<AccountId, Template> {
	/// What it gives, to whom, and when.
	pub plan: Plan,
	/// The rules of its series.
	pub template: Template,
	/// Terms that were announced for later days.
	pub changes: Announced<KoreanDay, NewTerms<Template>>,
	/// Who gets what is left of its budget.
	pub refund_to: AccountId,
	/// Where it is in its life.
	pub status: Status,
	/// Dates of the schedule that are over, opened or skipped.
	pub done: u32,
	/// Who counted on the days of the dates that wait, the next date first.
	pub counts: BoundedVec<Count, ConstU32<MAX_COUNTS>>,
	/// The last openings.
	pub openings: Openings,
	/// How many beacons it has.
	pub beacons: u32,
	/// Its money.
	pub money: Money,
}

impl<AccountId, Template> Programme<AccountId, Template> {
	/// The terms by which a drop for a cohort that is due on `day` is opened, however late. `None` for other plans.
	pub fn terms_for(&self, day: KoreanDay) -> Option<Terms<'_, Template>> {
		let Plan::Cohort(plan) = &self.plan else { return None };
		Some(match self.changes.at(day) {
			Some(new) => Terms {
				template: &new.template,
				per_head: new.per_head,
				end: new.end,
				claim_days: new.claim_days,
			},
			None => Terms {
				template: &self.template,
				per_head: plan.per_head,
				end: plan.end,
				claim_days: plan.claim_days,
			},
		})
	}

	/// The terms of a drop that is due on `day`, if the schedule goes on until then.
	pub fn terms_if_due(&self, day: KoreanDay) -> Option<Terms<'_, Template>> {
		self.terms_for(day).filter(|terms| terms.end.allows(day, self.done))
	}

	/// The date after `day`, when `self.done` dates are over.
	pub fn next_due(&self, day: KoreanDay) -> Option<KoreanDay> {
		let Plan::Cohort(plan) = &self.plan else { return None };
		let next = plan.schedule.next_due(day)?;
		if self.terms_if_due(next).is_some() {
			return Some(next);
		}
		// The schedule would be over, had nobody announced that it goes on later.
		let later = self.changes.after(next).filter_map(|new| plan.schedule.first_from(new.from));
		later.into_iter().find(|day| self.terms_if_due(*day).is_some())
	}

	/// True if a drop that is due on `day` is over on `today`, because the next has come and dates that were missed do not
	/// open any more.
	pub fn is_missed(&self, day: KoreanDay, today: KoreanDay) -> bool {
		let Plan::Cohort(plan) = &self.plan else { return false };
		let next = plan.schedule.next_due(day).filter(|next| *next <= today);
		!plan.catches_up && next.is_some()
	}

	/// Makes announced terms those of the programme, if they hold on `today` and for the drop that is due next.
	pub fn settle_changes(&mut self, today: KoreanDay) {
		let Status::Running { due, .. } = self.status else { return };
		let Plan::Cohort(plan) = &mut self.plan else { return };
		let Some(new) = self.changes.fold(today.min(due)) else { return };
		self.template = new.template;
		plan.per_head = new.per_head;
		plan.end = new.end;
		plan.claim_days = new.claim_days;
	}

	/// Who counted on the day of a date that waits, if that is still remembered.
	pub fn count_of(&self, day: KoreanDay, now: Moment) -> Option<Count> {
		self.counts.iter().find(|count| count.day == day && count.holds(now)).copied()
	}

	/// Notes that so many count now for each date from `due` on whose day has come, and which nobody counted yet. Returns
	/// what is new.
	pub fn count_dates(&mut self, due: KoreanDay, now: Moment, heads: u32) -> Vec<Count> {
		let Plan::Cohort(CohortPlan { schedule, .. }) = self.plan else { return Vec::new() };
		let dates = core::iter::successors(Some(due), |day| schedule.next_due(*day));
		let dates = dates.take_while(|day| *day <= korean_day(now));
		let mut new = Vec::new();
		// No more than are remembered, together with those that are.
		for day in dates.take(usize::try_from(MAX_COUNTS).unwrap_or(0)) {
			if self.count_of(day, now).is_none() {
				let count = Count { day, at: now, heads };
				self.counts.retain(|own| own.day != day);
				if self.counts.try_push(count).is_ok() {
					new.push(count);
				}
			}
		}
		self.counts.sort_by_key(|count| count.day);
		new
	}

	/// Notes an opening. Returns the one that is forgotten for it.
	pub fn note_opening(&mut self, opening: Opening) -> Option<Opening> {
		let is_full = self.openings.is_full();
		let forgotten = is_full.then(|| self.openings.remove(0));
		// There is room now.
		let _ = self.openings.try_push(opening);
		forgotten
	}

	/// The opening that was due on `day`.
	pub fn opening_of(&mut self, day: KoreanDay) -> Option<&mut Opening> {
		self.openings.iter_mut().find(|opening| opening.day == day)
	}

	/// The series from which claims are given, once it is open.
	pub fn claim_series(&self) -> Option<SeriesId> {
		self.plan.claim_window().and(self.openings.first()).map(|opening| opening.series)
	}
}

/// What was claimed of a programme. Beside it, so that a claim writes little.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Tally {
	/// How many claims.
	pub claims: u32,
	/// Won of all of them.
	#[codec(compact)]
	pub amount: Won,
}

impl Tally {
	/// With one more claim.
	pub fn with(self, amount: Won) -> Option<Self> {
		let (claims, amount) = (self.claims.checked_add(1)?, self.amount.checked_add(amount)?);
		Some(Self { claims, amount })
	}

	/// With more of a claim that is counted.
	pub fn with_more(self, amount: Won) -> Option<Self> {
		Some(Self { amount: self.amount.checked_add(amount)?, ..self })
	}

	/// With less of a claim that stays counted.
	#[must_use]
	pub fn with_less(self, amount: Won) -> Self {
		// Never more than was given.
		Self { amount: self.amount.saturating_sub(amount), ..self }
	}

	/// With one claim undone.
	pub fn without(self, amount: Won) -> Option<Self> {
		let (claims, amount) = (self.claims.checked_sub(1)?, self.amount.checked_sub(amount)?);
		Some(Self { claims, amount })
	}
}

/// Receipts by which something is paid back.
pub type ReceiptIds = BoundedVec<ReceiptId, ConstU32<MAX_RECEIPTS>>;

/// Months for which a claim remembers what was paid back. Receipts are kept for a shorter time.
pub const MAX_MONTHS: u32 = 4;

/// What a person got of a programme.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Claim {
	/// Won, less what refunds took back.
	#[codec(compact)]
	pub amount: Won,
	/// By which receipts. None for a claim at a place, and where each payment counts by itself.
	pub receipts: ReceiptIds,
	/// Where each payment counts by itself: won for the payments of each of the last months, the oldest first.
	pub months: BoundedVec<(KoreanMonth, Won), ConstU32<MAX_MONTHS>>,
}

impl Claim {
	/// Uses as much of `wanted` as `most` leaves for a month. Returns it; `None` for a month that is no longer remembered.
	pub fn use_month(&mut self, month: KoreanMonth, wanted: Won, most: Won) -> Option<Won> {
		if let Some((_, used)) = self.months.iter_mut().find(|(own, _)| *own == month) {
			let part = wanted.min(most.saturating_sub(*used));
			*used = used.checked_add(part)?;
			return Some(part);
		}
		if self.months.is_full() {
			let oldest = self.months.first()?.0;
			if month < oldest {
				return None;
			}
			self.months.remove(0);
		}
		let place = self.months.iter().take_while(|(own, _)| *own < month).count();
		let part = wanted.min(most);
		self.months.try_insert(place, (month, part)).ok()?;
		Some(part)
	}

	/// A refund of a payment of `month` took `amount` back.
	pub fn give_back(&mut self, month: KoreanMonth, amount: Won) {
		// Never more than was given.
		self.amount = self.amount.saturating_sub(amount);
		for (_, used) in self.months.iter_mut().filter(|(own, _)| *own == month) {
			*used = used.saturating_sub(amount);
		}
	}
}

/// A programme as a genesis names it. All its days and moments count from the first day of the chain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GenesisProgramme<AccountId, Template> {
	/// What it gives, to whom, and when.
	pub plan: Plan,
	/// The rules of its series.
	pub template: Template,
	/// Who gets what is left of its budget.
	pub refund_to: AccountId,
}
