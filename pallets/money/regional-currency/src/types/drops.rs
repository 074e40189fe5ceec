// SPDX-License-Identifier: Apache-2.0

//! Drops: lots that nobody has to write down until somebody spends them.

use chungnam_ports::Opener;
use chungnam_primitives::{
	korean_day, start_of_day, CategorySet, Moment, MoneyClass, RegionSet, SalesClassSet, SeriesId,
	Won,
};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedVec};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};
use sp_runtime::{Perbill, Percent};

use super::{CategoryCap, Funders, Places, Rules, MAX_CAPS};

/// Drops that one cohort may have open at a time.
pub const MAX_DROPS: u32 = 16;
/// Latent lots that become lots at one touch. Further ones come at the next touch.
pub const MAX_CLAIMED: u32 = 32;
/// Openers to whom one person may owe something at a time.
pub const MAX_DEBTS: u32 = 4;
/// Days for which a series of a drop may be valid.
pub const MAX_VALID_DAYS: u16 = 366;

/// A drop as its cohort knows it: what each of its members may still turn into a lot.
///
/// Every number is as wide as it gets, so that the size says nothing of how many people there are.
#[derive(Clone, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct OpenDrop {
	/// The number of the drop. Its other parts, for other cohorts, have the same.
	pub number: u32,
	/// The series of this part.
	pub series: SeriesId,
	/// Who opened it.
	pub opener: Opener,
	/// When the drop opened, or the earlier one that it adds to. A person who counted in the cohort at this moment has a
	/// share.
	pub opened_at: Moment,
	/// The share, in won.
	pub per_head: Won,
	/// The end of the series, as last known. The real end is never earlier.
	pub ends: Moment,
	/// The first moment at which it can no longer be claimed. Equal to `ends` if it lasts as long as the series.
	pub claim_until: Moment,
	/// Shares that nobody turned into a lot yet.
	pub unclaimed: u32,
}

impl OpenDrop {
	/// True if the drop can be claimed as long as its series lives.
	pub fn lasts_as_its_series(&self) -> bool {
		self.claim_until == self.ends
	}

	/// Notes the end of the series, which may have moved later.
	pub fn extend(&mut self, ends: Moment) {
		if ends > self.ends {
			if self.lasts_as_its_series() {
				self.claim_until = ends;
			}
			self.ends = ends;
		}
	}

	/// Won in shares that nobody turned into a lot yet. `None` if no number could hold it.
	pub fn latent(&self) -> Option<Won> {
		self.per_head.checked_mul(self.unclaimed.into())
	}
}

/// The open drops of a cohort, in order of their numbers.
pub type DropList = BoundedVec<OpenDrop, ConstU32<MAX_DROPS>>;

/// Room in a cohort's list that is kept for one opener.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Reserved {
	/// For whom.
	pub opener: Opener,
	/// How many open drops of that opener find room. Never zero in state.
	pub drops: u32,
}

/// What is kept for the openers of one cohort, each once.
pub type Reservations = BoundedVec<Reserved, ConstU32<MAX_DROPS>>;

/// How much room of a cohort is taken or kept when drops of these openers are open, in drops: for an opener with reserved
/// room this or, if more drops are open, as many as there are; for all others one a drop.
///
/// At most [`MAX_DROPS`]: so nobody's open drops take the room that was promised to another.
pub fn room_taken(open: &[Opener], reserved: &[Reserved]) -> u32 {
	let of = |opener| open.iter().filter(|own| **own == opener).count();
	let kept = reserved
		.iter()
		.map(|own| usize::try_from(own.drops).unwrap_or(usize::MAX).max(of(own.opener)));
	let is_free = |opener: &&Opener| reserved.iter().all(|own| own.opener != **opener);
	let free = open.iter().filter(is_free).count();
	// Saturating: more than any list holds is more than there is.
	let taken = kept.fold(free, usize::saturating_add);
	u32::try_from(taken).unwrap_or(u32::MAX)
}

/// Series with what each gave a person before anything was withheld.
pub type ClaimedDrops = BoundedVec<(SeriesId, Won), ConstU32<MAX_CLAIMED>>;

/// What a person must give back to one who gave.
#[derive(Clone, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Debt {
	/// To whom. Only what this one gives is withheld.
	pub opener: Opener,
	/// Won left. Never zero in state.
	#[codec(compact)]
	pub left: Won,
	/// The most of a lot that is withheld, rounded down.
	pub share: Percent,
	/// When it was last charged: money of earlier payments that comes back is kept whole.
	pub since: Moment,
}

impl Debt {
	/// What is withheld of a lot of `amount`.
	pub fn withholds(&self, amount: Won) -> Won {
		self.share.mul_floor(amount).min(self.left)
	}
}

/// The rules of series that are opened again and again: all of [`Rules`] but the dates. Always policy money, which is
/// neither sold nor given away.
#[derive(Clone, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
#[derive(Serialize, Deserialize)]
pub struct Template<AccountId> {
	/// Which cities and counties issue it.
	pub issuers: RegionSet,
	/// Who pays for it, and gets back what is left by the same shares.
	pub funders: Funders<AccountId>,
	/// Where it is spent.
	pub places: Places,
	/// In these categories it is spent in all of the issuing regions, wherever the spender lives.
	pub open_to_all: CategorySet,
	/// On what it is spent.
	pub categories: CategorySet,
	/// Monthly caps. No category stands in two of them.
	pub caps: BoundedVec<CategoryCap, ConstU32<MAX_CAPS>>,
	/// Which shops take it.
	pub sales_classes: SalesClassSet,
	/// Share of what is left at the end that goes to the fund router, rounded down.
	pub to_router: Perbill,
	/// Korean days for which it is spent, the day of the opening included: it ends at a midnight. 1 to 366.
	pub valid_days: u16,
}

impl<AccountId> Template<AccountId> {
	/// When a series ends that is given last at a moment.
	pub fn ends_from(&self, last: Moment) -> Moment {
		// Days beyond u32 lie eleven million years ahead.
		start_of_day(korean_day(last).saturating_add(self.valid_days.into()))
	}

	/// The rules of a series that is opened at `now`.
	pub fn rules(&self, now: Moment) -> Rules {
		Rules {
			places: self.places.clone(),
			open_to_all: self.open_to_all,
			categories: self.categories,
			caps: self.caps.clone(),
			sales_classes: self.sales_classes,
			gift: None,
			refund: None,
			sale: None,
			opens: now,
			expires: self.ends_from(now),
			to_router: self.to_router,
		}
	}

	/// True if series opened by this template make sense.
	pub fn is_sound(&self) -> bool {
		// Its rules differ from moment to moment by the dates only, and these are sound for any number of days.
		(1..=MAX_VALID_DAYS).contains(&self.valid_days)
			&& self.rules(Moment::default()).are_sound(MoneyClass::Policy, self.issuers)
	}
}
