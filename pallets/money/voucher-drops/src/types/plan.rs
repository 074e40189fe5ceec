// SPDX-License-Identifier: Apache-2.0

//! What a programme gives, to whom, and when.

use alloc::vec::Vec;
use chungnam_primitives::{
	is_within, korean_day, korean_month, share_of, start_of_day, CategorySet, CohortId, KoreanDay,
	Moment, MoneySet, RegionSet, Won, ZoneId, DAYS, MINUTES,
};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{ensure, traits::ConstU32, BoundedVec};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};
use sp_runtime::Perbill;

use super::{Claim, Digest, End, Schedule, MAX_ENTRIES};

/// Zones one programme may name.
pub const MAX_ZONES: u32 = 16;
/// Heads that arrears can be granted to for one drop.
pub const MAX_ARREARS: u32 = 1_000;

/// Zones by name.
pub type Zones = BoundedVec<ZoneId, ConstU32<MAX_ZONES>>;

/// A stretch of time `[opens, closes)`, in milliseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
#[derive(Serialize, Deserialize)]
pub struct Window {
	/// The first moment of it.
	pub opens: Moment,
	/// The first moment after it.
	pub closes: Moment,
}

/// Drops for all who are in a cohort on the day of each.
#[derive(Clone, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
#[derive(Serialize, Deserialize)]
pub struct CohortPlan {
	/// For whom.
	pub cohort: CohortId,
	/// Won for each of them.
	#[codec(compact)]
	pub per_head: Won,
	/// On which days.
	pub schedule: Schedule,
	/// How long.
	pub end: End,
	/// Days, that of the opening included, in which a person must use or claim it; else until the series ends.
	pub claim_days: Option<u16>,
	/// People who may be given each drop later, at most [`MAX_ARREARS`].
	pub max_arrears: u32,
	/// True if dates that were missed, in an outage or for want of a budget, open all the same, one after the other: money
	/// for a month. False if a date is over when the next has come: a lunch for a day.
	pub catches_up: bool,
}

/// A drop for those who come to a place.
#[derive(Clone, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
#[derive(Serialize, Deserialize)]
pub struct PlacePlan {
	/// Won for each of them.
	#[codec(compact)]
	pub per_head: Won,
	/// How many people can have it. The budget is set aside for all of them.
	pub claims: u32,
	/// When it can be claimed.
	pub window: Window,
	/// Where beacons may stand.
	pub zones: Zones,
	/// How many different beacons a person must have seen: 1 or 2.
	pub sights: u8,
	/// Milliseconds of a time slot, from a minute to a day. A sight counts in its slot and in the next.
	pub slot: Moment,
	/// Only for people who do not live in the issuing regions.
	pub visitors_only: bool,
}

/// How much comes back of what was spent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
#[derive(Serialize, Deserialize)]
#[allow(clippy::as_conversions)] // in what the codec derives
pub enum Reward {
	/// So many won.
	#[codec(index = 0)]
	Flat(Won),
	/// A share of the sum, rounded down.
	#[codec(index = 1)]
	Share {
		/// Of what was spent.
		rate: Perbill,
		/// At most so many won.
		most: Won,
	},
	/// A share of each payment, rounded down, claimed as often as there are payments.
	#[codec(index = 2)]
	Each {
		/// Of each payment.
		rate: Perbill,
		/// At most so many won for the payments of one Korean month.
		per_month: Won,
	},
}

/// A drop for those who spent enough: computed from their own receipts.
#[derive(Clone, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
#[derive(Serialize, Deserialize)]
pub struct PaybackPlan {
	/// How much each gets.
	pub reward: Reward,
	/// How many people can have it. The most that each can get is set aside for all of them.
	pub claims: u32,
	/// Payments of this time count.
	pub receipts: Window,
	/// It can be claimed from the first payment that counts until before this moment.
	pub closes: Moment,
	/// Won to be spent at least: in all, or with [`Reward::Each`] in each payment.
	#[codec(compact)]
	pub minimum: Won,
	/// Payments count as far as they were made of this money.
	pub money: MoneySet,
	/// Payments in shops of these categories count.
	pub categories: CategorySet,
	/// Payments in shops of these regions count,
	pub regions: RegionSet,
	/// and of these zones as well.
	pub zones: Zones,
	/// Only for people who do not live in the issuing regions.
	pub visitors_only: bool,
}

/// A drop for people of a list that is not on the chain: only its root is.
#[derive(Clone, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
#[derive(Serialize, Deserialize)]
pub struct ListPlan {
	/// The name of the list, which every leaf was made with: random bytes that the office chose. The list does not hang on
	/// the number that the programme gets.
	pub name: Digest,
	/// The root of the tree.
	pub root: Digest,
	/// How many entries the list has. Decides the depth of the tree.
	pub entries: u32,
	/// Won of all entries.
	#[codec(compact)]
	pub total: Won,
	/// When it can be claimed.
	pub window: Window,
}

/// What a programme is about. Never changes its kind.
#[derive(Clone, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
#[derive(Serialize, Deserialize)]
#[allow(clippy::as_conversions)] // in what the codec derives
// Stored once a programme, in a map of few.
#[allow(clippy::large_enum_variant)]
pub enum Plan {
	/// Drops for a cohort at set times.
	#[codec(index = 0)]
	Cohort(CohortPlan),
	/// A drop at a place.
	#[codec(index = 1)]
	Place(PlacePlan),
	/// A drop for spending.
	#[codec(index = 2)]
	Payback(PaybackPlan),
	/// A drop for a list.
	#[codec(index = 3)]
	List(ListPlan),
}

impl Window {
	/// True if `now` lies in the window.
	pub fn contains(&self, now: Moment) -> bool {
		is_within(now, self.opens, self.closes)
	}

	/// True if the window has an inside.
	pub fn is_sound(&self) -> bool {
		self.opens < self.closes
	}

	fn shifted(self, by: Moment) -> Self {
		// A window beyond the end of time never opens; saturating says the same.
		let later = |moment: Moment| moment.saturating_add(by);
		Self { opens: later(self.opens), closes: later(self.closes) }
	}
}

impl CohortPlan {
	fn is_sound(&self) -> bool {
		self.per_head > 0
			&& self.claim_days != Some(0)
			&& self.max_arrears <= MAX_ARREARS
			&& self.schedule.is_sound()
			&& self.first_due().is_some()
	}

	/// The first day on which something is due, if there is one before the end.
	fn first_due(&self) -> Option<KoreanDay> {
		self.schedule.first_from(0).filter(|day| self.end.allows(*day, 0))
	}
}

impl PlacePlan {
	fn is_sound(&self) -> bool {
		self.per_head > 0
			&& self.claims > 0
			&& self.window.is_sound()
			&& !self.zones.is_empty()
			&& self.zones.iter().all(ZoneId::is_valid)
			&& (1..=2).contains(&self.sights)
			&& (MINUTES..=DAYS).contains(&self.slot)
	}

	/// The number of the time slot in which `now` lies.
	pub fn slot_at(&self, now: Moment) -> u64 {
		now.checked_div(self.slot).unwrap_or(0)
	}

	/// True if a sight of `slot` still counts at `now`: in its slot and in the next.
	pub fn is_fresh(&self, slot: u64, now: Moment) -> bool {
		let current = self.slot_at(now);
		slot == current || slot.checked_add(1) == Some(current)
	}
}

/// Why payments earn nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unrewarded {
	/// Less was spent than must be.
	BelowMinimum,
	/// What can be had for the months of the payments is used up.
	NothingLeft,
	/// A payment is of a month that is no longer remembered.
	TooOld,
	/// The sum is larger than any number can hold.
	Overflow,
}

impl Reward {
	/// Won for someone who spent `sum`, in one payment where each counts by itself.
	pub fn for_spending(&self, sum: Won) -> Won {
		match *self {
			Self::Flat(amount) => amount,
			Self::Share { rate, most } => share_of(rate, sum).min(most),
			Self::Each { rate, per_month } => share_of(rate, sum).min(per_month),
		}
	}

	/// True if a person claims as often as there are payments.
	pub fn is_repeated(&self) -> bool {
		matches!(self, Self::Each { .. })
	}
}

impl PaybackPlan {
	fn is_sound(&self) -> bool {
		let least = self.reward.for_spending(self.minimum);
		// Nobody gets more than they spent: so a refund can always take its share back.
		(1..=self.minimum).contains(&least)
			&& self.claims > 0
			&& !self.money.is_empty()
			&& self.receipts.is_sound()
			&& self.closes >= self.receipts.closes
			&& !self.categories.is_empty()
			&& (!self.regions.is_empty() || !self.zones.is_empty())
			&& RegionSet::province().covers(&self.regions)
			&& self.zones.iter().all(ZoneId::is_valid)
	}

	/// The most won that someone can get, in all Korean months in which payments count. `None` if no number could hold it.
	pub fn most(&self) -> Option<Won> {
		match self.reward {
			Reward::Flat(amount) | Reward::Share { most: amount, .. } => Some(amount),
			Reward::Each { per_month, .. } => {
				let last = korean_month(self.receipts.closes.checked_sub(1)?);
				let months = last.checked_sub(korean_month(self.receipts.opens))?.checked_add(1)?;
				per_month.checked_mul(months.into())
			}
		}
	}

	/// Won for each of these payments, which count with so many won, and the claim of the person after it.
	///
	/// With [`Reward::Each`] the share of each payment, rounded down, as far as its month is not used up. Else the reward for
	/// the sum, divided over the payments by what they count, rounded so that the parts make up the whole: no part is larger
	/// than its payment.
	pub fn reward_each(
		&self,
		mut claim: Claim,
		payments: &[(Moment, Won)],
	) -> Result<(Vec<Won>, Claim), Unrewarded> {
		let mut parts = Vec::with_capacity(payments.len());
		let overflow = Unrewarded::Overflow;
		if let Reward::Each { rate, per_month } = self.reward {
			for (at, won) in payments {
				ensure!(*won >= self.minimum, Unrewarded::BelowMinimum);
				let part = claim.use_month(korean_month(*at), share_of(rate, *won), per_month);
				parts.push(part.ok_or(Unrewarded::TooOld)?);
			}
		} else {
			let sum = payments.iter().try_fold(0, |sum: Won, (_, won)| sum.checked_add(*won));
			let sum = sum.ok_or(overflow)?;
			ensure!(sum >= self.minimum, Unrewarded::BelowMinimum);
			let (whole, mut counted, mut given) = (self.reward.for_spending(sum), 0, 0);
			for (_, won) in payments {
				counted = Won::checked_add(counted, *won).ok_or(overflow)?;
				let until = whole.checked_mul(counted).and_then(|x| x.checked_div(sum));
				let until = until.ok_or(overflow)?;
				parts.push(Won::checked_sub(until, given).ok_or(overflow)?);
				given = until;
			}
		}
		let gained = parts.iter().try_fold(0, |sum: Won, part| sum.checked_add(*part));
		let gained = gained.ok_or(overflow)?;
		ensure!(gained > 0, Unrewarded::NothingLeft);
		claim.amount = claim.amount.checked_add(gained).ok_or(overflow)?;
		Ok((parts, claim))
	}

	/// True if payments in a shop of this place and trade count.
	pub fn counts(&self, zone: ZoneId, category: u8) -> bool {
		let is_here = self.regions.contains(zone.region) || self.zones.contains(&zone);
		is_here && self.categories.contains(category)
	}
}

impl ListPlan {
	fn is_sound(&self) -> bool {
		(1..=MAX_ENTRIES).contains(&self.entries) && self.total > 0 && self.window.is_sound()
	}
}

impl Plan {
	/// True if the plan makes sense by itself.
	pub fn is_sound(&self) -> bool {
		match self {
			Self::Cohort(plan) => plan.is_sound(),
			Self::Place(plan) => plan.is_sound(),
			Self::Payback(plan) => plan.is_sound(),
			Self::List(plan) => plan.is_sound(),
		}
	}

	/// The first day on which something is to be opened.
	pub fn first_due(&self) -> Option<KoreanDay> {
		match self {
			Self::Cohort(plan) => plan.first_due(),
			_ => self.claim_window().map(|window| korean_day(window.opens)),
		}
	}

	/// When it can be claimed. Drops for a cohort need not be.
	pub fn claim_window(&self) -> Option<Window> {
		match self {
			Self::Cohort(_) => None,
			Self::Place(plan) => Some(plan.window),
			Self::Payback(plan) => Some(Window { opens: plan.receipts.opens, closes: plan.closes }),
			Self::List(plan) => Some(plan.window),
		}
	}

	/// Won that must be there for all claims. `None` for a cohort, and for a sum that is too large.
	pub fn claims_budget(&self) -> Option<Won> {
		match self {
			Self::Cohort(_) => None,
			Self::Place(plan) => plan.per_head.checked_mul(plan.claims.into()),
			Self::Payback(plan) => plan.most()?.checked_mul(plan.claims.into()),
			Self::List(plan) => Some(plan.total),
		}
	}

	/// The plan of a genesis, whose times count from the first day of the chain.
	#[must_use]
	pub fn starting_on(mut self, day: KoreanDay) -> Self {
		let by = start_of_day(day);
		match &mut self {
			Self::Cohort(plan) => {
				plan.schedule = plan.schedule.shifted(day);
				plan.end = plan.end.shifted(day);
			}
			Self::Place(plan) => plan.window = plan.window.shifted(by),
			Self::Payback(plan) => {
				plan.receipts = plan.receipts.shifted(by);
				plan.closes = plan.closes.saturating_add(by); // as in `Window::shifted`
			}
			Self::List(plan) => plan.window = plan.window.shifted(by),
		}
		self
	}
}
