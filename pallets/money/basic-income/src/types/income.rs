// SPDX-License-Identifier: Apache-2.0

//! An income: its tiers, its stage, the periods it remembers, and its ledgers.

use chungnam_ports::Member;
use chungnam_primitives::{
	is_region, korean_day, month_of_day, Announced, CohortId, KoreanDay, KoreanMonth, Moment,
	RegionId, RegionSet, SeriesId, Won, ZoneId,
};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedVec};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};

use super::{Terms, Wait, MAX_HISTORY};

/// Tiers one income may have.
pub const MAX_TIERS: u32 = 8;
/// Zones one tier may have.
pub const MAX_ZONES: u32 = 16;

/// Days from the opening of a period, its own included, in which won that is paid in still tops it up. What comes in the
/// week before the next pay day is for the next month.
pub const TOP_UP_DAYS: KoreanDay = 21;

/// Days for which a month that waits remembers who counted on its pay day. A month that waits for longer pays those who
/// count when that time is over: half a year for the money to come, and half a year to claim it before stays in cohorts
/// are forgotten.
pub const LATE_DAYS: KoreanDay = 180;
/// Months that can wait at a time with the people of their pay days: as many pay days as there are in [`LATE_DAYS`].
pub const MAX_COUNTS: u32 = 7;

/// The homes of a tier.
pub type Zones = BoundedVec<ZoneId, ConstU32<MAX_ZONES>>;

/// A tier to be made: the homes of its people, and the rules by which they are paid.
#[derive(Clone, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, TypeInfo)]
#[derive(Serialize, Deserialize)]
pub struct NewTier<Template> {
	/// The homes.
	pub zones: Zones,
	/// The rules of the tier's series. The pool takes the place of any funders that the rules name.
	pub template: Template,
}

/// People with homes in some zones, paid by the same rules.
#[derive(Clone, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Tier<Template> {
	/// Who is in it.
	pub cohort: CohortId,
	/// The homes.
	pub zones: Zones,
	/// The rules of its series, funded by the pool alone.
	pub template: Template,
}

/// The people for whom a month is: those who counted in a tier at one moment.
#[derive(Clone, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Count {
	/// The month.
	pub month: KoreanMonth,
	/// When they counted: on the pay day, as soon as there was a block and the month was confirmed.
	pub at: Moment,
	/// How many there were in each tier.
	pub of_tiers: BoundedVec<u32, ConstU32<MAX_TIERS>>,
}

impl Count {
	/// How many there were. `None` for more than there are people.
	pub fn heads(&self) -> Option<u32> {
		self.of_tiers.iter().try_fold(0u32, |sum, heads| sum.checked_add(*heads))
	}

	/// True if the month still remembers them at `now`.
	pub fn holds(&self, now: Moment) -> bool {
		korean_day(now) < korean_day(self.at).saturating_add(LATE_DAYS) // days are few
	}
}

/// A time for which a person came in with arrears while months of that time waited: the person is paid these months when
/// they have opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Owed {
	/// This month and later ones,
	pub from: KoreanMonth,
	/// as far as they were counted after this moment
	pub since: Moment,
	/// and not after this one, the last at which the person was not in.
	pub until: Moment,
}

impl Owed {
	/// True if a month that was counted at `at` is owed to a person who did not count then.
	pub fn covers(&self, month: KoreanMonth, at: Moment) -> bool {
		month >= self.from && self.since < at && at <= self.until
	}
}

/// What a person is owed later: times apart from each other, each with a month that waits.
pub type OwedTimes = BoundedVec<Owed, ConstU32<MAX_COUNTS>>;

/// A month that was paid.
#[derive(Clone, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Period {
	/// Which.
	pub month: KoreanMonth,
	/// When the period opened.
	pub opened_at: Moment,
	/// For whom: people who counted in a tier at that moment were paid. Before `opened_at` for a month that waited.
	pub counted_at: Moment,
	/// Won each of them got, fixed then; more since it was topped up.
	#[codec(compact)]
	pub per_head: Won,
	/// Won a head that it lacks for the full amount of its month; 0 since it was topped up.
	#[codec(compact)]
	pub lacks: Won,
	/// The first moment at which what topped it up can no longer be claimed; 0 for a period that was not topped up.
	pub topped_until: Moment,
	/// How many they were.
	pub heads: u32,
	/// How many of them were in each tier.
	pub of_tiers: BoundedVec<u32, ConstU32<MAX_TIERS>>,
	/// The series of each tier, to which arrears go. `None` where nobody was in the tier.
	pub series: BoundedVec<Option<SeriesId>, ConstU32<MAX_TIERS>>,
}

/// Where an income stands. It runs until it is stopped, for good.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
#[allow(clippy::as_conversions)] // in what the codec derives
pub enum Stage {
	/// The next period is tried on `day`.
	#[codec(index = 0)]
	Running {
		/// The day under which the agenda has it.
		day: KoreanDay,
		/// Why it did not open when it was tried last.
		wait: Option<Wait>,
	},
	/// No period opens any more.
	#[codec(index = 1)]
	Stopped,
}

/// A basic income.
#[derive(Clone, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Income<AccountId, Template> {
	/// Whose attesters decide who is in.
	pub region: RegionId,
	/// Whose mandate is needed for everything else.
	pub issuers: RegionSet,
	/// Who gets what is left in the pool in the end.
	pub refund_to: AccountId,
	/// Groups of homes. No zone is in two of them.
	pub tiers: BoundedVec<Tier<Template>, ConstU32<MAX_TIERS>>,
	/// The terms before `changes`.
	pub terms: Terms,
	/// The terms that were announced for later months.
	pub changes: Announced<KoreanMonth, Terms>,
	/// The month that opens next. 0 for an income of the genesis before the first day.
	pub next: KoreanMonth,
	/// Eligibility was checked for that month.
	pub confirmed: bool,
	/// Where it stands.
	pub stage: Stage,
	/// Who counted on the pay days of the months that wait.
	pub counts: BoundedVec<Count, ConstU32<MAX_COUNTS>>,
	/// The last periods that opened, the oldest first.
	pub history: BoundedVec<Period, ConstU32<MAX_HISTORY>>,
}

impl<AccountId, Template> Income<AccountId, Template> {
	/// The terms that hold for `month`.
	pub fn terms_for(&self, month: KoreanMonth) -> &Terms {
		self.changes.at(month).unwrap_or(&self.terms)
	}

	/// Makes announced terms the terms when they hold both for the next period and for all else, in `this_month`.
	pub fn settle_changes(&mut self, this_month: KoreanMonth) {
		if let Some(terms) = self.changes.fold(self.next.min(this_month)) {
			self.terms = terms;
		}
	}

	/// The day on which the next period is to open, by the terms.
	pub fn pay_day(&self) -> KoreanDay {
		// There are months whose days have no number, in 11 million years.
		self.terms_for(self.next).pay_day_of(self.next).unwrap_or(KoreanDay::MAX)
	}

	/// True if the next period may open below the full amount by itself: when it is tried first, so on its pay day or, after
	/// an outage, as soon as there are blocks; when the currency refused it; and on each later pay day.
	pub fn may_open_short(&self, today: KoreanDay) -> bool {
		let pay_day = self.terms_for(self.next).pay_day_of(month_of_day(today));
		matches!(self.wait(), None | Some(Wait::Refused)) || pay_day == Some(today)
	}

	/// The newest period, if it opened below the full amount and won that is paid in on `today` tops it up: within
	/// [`TOP_UP_DAYS`], and before the pay day of the next.
	pub fn short_period(&self, today: KoreanDay) -> Option<&Period> {
		// There are days after those of any period.
		let last = |period: &Period| korean_day(period.opened_at).saturating_add(TOP_UP_DAYS);
		let is_open = self.wait().is_none() && today < self.pay_day();
		self.history.last().filter(|own| is_open && own.lacks > 0 && today < last(own))
	}

	/// True if the income is on the agenda of a day before its next pay day: to top up the newest period.
	pub fn is_topping_up(&self) -> bool {
		matches!(self.stage, Stage::Running { day, wait: None } if 0 < day && day < self.pay_day())
	}

	/// True if the pay day of the month after the next period's has come.
	pub fn is_over(&self, today: KoreanDay) -> bool {
		let after = self.next.checked_add(1);
		let pay_day = after.and_then(|month| self.terms_for(month).pay_day_of(month));
		pay_day.is_some_and(|day| day <= today)
	}

	/// The day under which the agenda has it.
	pub fn day(&self) -> Option<KoreanDay> {
		match self.stage {
			Stage::Running { day, .. } => Some(day),
			Stage::Stopped => None,
		}
	}

	/// Why the next period did not open when it was tried.
	pub fn wait(&self) -> Option<Wait> {
		match self.stage {
			Stage::Running { wait, .. } => wait,
			Stage::Stopped => None,
		}
	}

	/// The tier of those who live in `home`.
	pub fn tier_of_home(&self, home: ZoneId) -> Option<usize> {
		self.tiers.iter().position(|tier| tier.zones.contains(&home))
	}

	/// The tier in which a person is.
	pub fn tier_of_member(&self, member: &Member) -> Option<usize> {
		self.tiers.iter().position(|tier| member.is_enrolled(tier.cohort))
	}

	/// The tier in which a person was last, as far as their stays are remembered.
	pub fn last_tier_of(&self, member: &Member) -> Option<usize> {
		self.last_of(member).map(|(tier, _)| tier)
	}

	/// Since when the person was in that tier.
	pub fn last_stay_of(&self, member: &Member) -> Option<Moment> {
		self.last_of(member).map(|(_, since)| since)
	}

	fn last_of(&self, member: &Member) -> Option<(usize, Moment)> {
		let tier_of = |cohort| self.tiers.iter().position(|tier| tier.cohort == cohort);
		let stays =
			member.enrolments.iter().filter_map(|stay| Some((tier_of(stay.cohort)?, stay.since)));
		stays.max_by_key(|(_, since)| *since)
	}

	/// True if a person counted in any tier at `moment`.
	pub fn counted(&self, member: &Member, moment: Moment) -> bool {
		self.tiers.iter().any(|tier| member.was_enrolled(tier.cohort, moment))
	}

	/// Notes a period, and forgets the oldest when there is no room.
	pub fn remember(&mut self, period: Period) {
		if self.history.is_full() {
			self.history.remove(0);
		}
		// There is room now.
		let _ = self.history.try_push(period);
	}

	/// The newest period is topped up, and what it was topped up with can be claimed until a moment.
	pub fn note_top_up(&mut self, until: Moment) {
		if let Some(period) = self.history.last_mut() {
			// Together they are the full amount.
			period.per_head = period.per_head.saturating_add(period.lacks);
			(period.lacks, period.topped_until) = (0, until);
		}
	}

	/// Forgets what periods were topped up with and can no longer be claimed. True if there was any.
	pub fn forget_top_ups(&mut self, now: Moment) -> bool {
		let is_over = |period: &&mut Period| (1..=now).contains(&period.topped_until);
		let over = self.history.iter_mut().filter(is_over);
		over.map(|period| period.topped_until = 0).count() > 0
	}

	/// How many drops that topped periods up are open.
	pub fn top_ups(&self) -> u32 {
		let open = self.history.iter().filter(|period| period.topped_until > 0).count();
		u32::try_from(open).unwrap_or(MAX_HISTORY)
	}

	/// Who counted on the pay day of a month that waits, if that is still remembered.
	pub fn count_of(&self, month: KoreanMonth, now: Moment) -> Option<&Count> {
		self.counts.iter().find(|count| count.month == month && count.holds(now))
	}

	/// Notes for whom a month is that waits, in place of what is no longer remembered.
	pub fn note_count(&mut self, new: Count) {
		self.counts.retain(|count| count.month != new.month);
		// There is room for each month that [`Self::uncounted`] tells.
		let _ = self.counts.try_push(new);
	}

	/// The first month from the next on for whose people nobody looked yet though its pay day has come, and which needs no
	/// confirmation first.
	pub fn uncounted(&self, now: Moment) -> Option<KoreanMonth> {
		let months = (0..MAX_COUNTS).map_while(|later| self.next.checked_add(later));
		let is_due = |month: &KoreanMonth| {
			self.terms_for(*month).pay_day_of(*month).is_some_and(|day| day <= korean_day(now))
		};
		let mut due = months.take_while(is_due);
		due.find(|month| {
			let is_next = *month == self.next;
			let is_checked = !self.terms_for(*month).confirm_monthly || is_next && self.confirmed;
			is_checked && self.count_of(*month, now).is_none()
		})
	}

	/// True if months that wait are owed to a person: none for which the person counted.
	pub fn still_owes(&self, member: &Member, owed: &Owed) -> bool {
		let is_owed =
			|count: &Count| owed.covers(count.month, count.at) && !self.counted(member, count.at);
		self.counts.iter().any(is_owed)
	}

	/// What a person missed who is owed the periods of some times: won, and how many periods. At most `max` periods, the
	/// newest; none that paid the person.
	pub fn missed(&self, member: &Member, times: &[Owed], max: u8) -> Option<(Won, u32)> {
		let owed = |period: &&Period| {
			times.iter().any(|own| own.covers(period.month, period.counted_at))
				&& !self.counted(member, period.counted_at)
		};
		let newest = self.history.iter().rev().filter(owed).take(max.into());
		newest.into_iter().try_fold((0, 0), |(sum, count): (Won, u32), period| {
			Some((sum.checked_add(period.per_head)?, count.checked_add(1)?))
		})
	}
}

/// True if tiers make sense: there is one at least, each has homes in `region`, and no home is in two tiers.
pub fn are_sound<'a>(region: RegionId, tiers: impl Iterator<Item = &'a Zones>) -> bool {
	let mut homes = alloc::collections::BTreeSet::new();
	let mut count = 0u32;
	let each = tiers.into_iter().all(|zones| {
		count = count.saturating_add(1); // at most MAX_TIERS
		!zones.is_empty() && zones.iter().all(|z| z.region == region && homes.insert(*z))
	});
	each && count > 0 && is_region(region)
}

/// The money of an income and the number of its cases. The won in the pool is the balance of the pool's account.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Ledger {
	/// Won paid in with `fund`.
	#[codec(compact)]
	pub funded: Won,
	/// Won paid out, in periods and in arrears.
	#[codec(compact)]
	pub paid: Won,
	/// Won that went to `refund_to` after the end.
	#[codec(compact)]
	pub returned: Won,
	/// Cases there are, bans with them.
	pub cases: u32,
	/// Cases that an attester still has to decide.
	pub open_cases: u32,
	/// People who are owed months that waited when they came in.
	pub owed: u32,
	/// When a series was last opened.
	pub opened_at: Moment,
	/// When somebody was last enrolled with arrears. No period opens at that very moment, or they would miss it.
	pub admitted_at: Moment,
}

/// What one head would get if the next period opened now.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct Scale {
	/// The month.
	pub month: KoreanMonth,
	/// Won in the pool.
	pub pool: Won,
	/// How many share it.
	pub people: u32,
	/// Won a head when there is enough.
	pub full: Won,
	/// Won a head now. Below `least` the period waits.
	pub per_head: Won,
	/// The least won a head at which it opens.
	pub least: Won,
}

/// Where a person stands with an income, and why they are not paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
#[allow(clippy::as_conversions)] // in what the codec derives
pub enum IncomeStanding {
	/// Is paid.
	#[codec(index = 0)]
	Enrolled {
		/// In which tier, counted from 0.
		tier: u32,
	},
	/// Residence is checked.
	#[codec(index = 1)]
	Checking {
		/// Periods that open after this moment will be paid in arrears.
		since: Moment,
		/// The check's end.
		until: Moment,
	},
	/// Payments are stopped.
	#[codec(index = 2)]
	Suspended {
		/// Since when.
		since: Moment,
		/// Why.
		reason: super::SuspensionReason,
	},
	/// Shut out after fraud.
	#[codec(index = 3)]
	Banned {
		/// Until when.
		until: Moment,
	},
	/// Lives where this income does not pay.
	#[codec(index = 4)]
	HomeNotCovered,
	/// Could apply.
	#[codec(index = 5)]
	NotEnrolled,
	/// Has died.
	#[codec(index = 6)]
	Deceased,
	/// The income was stopped.
	#[codec(index = 7)]
	Stopped,
}

/// An income of the genesis.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct GenesisIncome<AccountId, Template> {
	/// Whose attesters decide who is in.
	pub region: RegionId,
	/// Groups of homes and the rules of their series.
	pub tiers: alloc::vec::Vec<NewTier<Template>>,
	/// What is promised.
	pub terms: Terms,
	/// The first month. Without one, the month in which the chain begins.
	#[serde(default)]
	pub first: Option<KoreanMonth>,
	/// Who gets what is left in the pool in the end.
	pub refund_to: AccountId,
	/// Who is in from the start, each in the tier of their home.
	#[serde(default = "alloc::vec::Vec::new")]
	pub members: alloc::vec::Vec<chungnam_primitives::PersonId>,
}
