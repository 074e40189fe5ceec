// SPDX-License-Identifier: Apache-2.0

//! The rules of a series, as data.

use chungnam_primitives::{
	define_id, is_region, CategoryId, CategorySet, KoreanMonth, Moment, MoneyClass, RegionSet,
	SalesClassSet, SeriesId, Won, ZoneId,
};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedVec};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};
use sp_runtime::{Perbill, Percent};

define_id!(
	/// Names a monthly cap that several series share: a month of basic income and the next count together.
	CapId(u32)
);
define_id!(
	/// Names purchase limits that several series share: two years' issues of one county count together.
	LimitId(u32)
);

/// Zones one series may list.
pub const MAX_ZONES: u32 = 16;
/// Category caps one series may have.
pub const MAX_CAPS: u32 = 4;
/// Months with a purchase limit of their own.
pub const MAX_SPECIAL_MONTHS: u32 = 4;

/// Where lots of a series are spent. By the first and the third, money that a county issued for its own territory stays there
/// when its holder moves; by the last two the money follows the mover, at the issuers' cost.
#[derive(Clone, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
#[derive(Serialize, Deserialize)]
#[allow(clippy::as_conversions)] // in what the codec derives
pub enum Places {
	/// In the zone where the spender lives, if it lies in an issuing region. A spender who lives in none spends in all of them.
	#[codec(index = 0)]
	HomeZone,
	/// In these zones.
	#[codec(index = 1)]
	Zones(BoundedVec<ZoneId, ConstU32<MAX_ZONES>>),
	/// In the city or county where the spender lives, if it is an issuing region. A spender who lives in none spends in all of
	/// them.
	#[codec(index = 2)]
	HomeRegion,
	/// In these cities and counties.
	#[codec(index = 3)]
	Regions(RegionSet),
	/// In the whole province.
	#[codec(index = 4)]
	Province,
	/// In the zone where the spender lives, wherever that is.
	#[codec(index = 5)]
	AnyHomeZone,
	/// In the city or county where the spender lives, wherever that is.
	#[codec(index = 6)]
	AnyHomeRegion,
}

impl Places {
	/// True if someone who lives in `home` may spend what `issuers` issued in a shop in `shop`.
	pub fn allow(&self, issuers: RegionSet, home: ZoneId, shop: ZoneId) -> bool {
		let lives_here = issuers.contains(home.region);
		match self {
			Places::HomeZone | Places::HomeRegion if !lives_here => issuers.contains(shop.region),
			Places::HomeZone | Places::AnyHomeZone => home == shop,
			Places::Zones(zones) => zones.contains(&shop),
			Places::HomeRegion | Places::AnyHomeRegion => home.region == shop.region,
			Places::Regions(regions) => regions.contains(shop.region),
			Places::Province => true,
		}
	}

	/// How wide the places are: the smaller, the more restricted.
	fn width(&self) -> u8 {
		match self {
			Places::HomeZone | Places::AnyHomeZone => 0,
			Places::Zones(_) => 1,
			Places::HomeRegion | Places::AnyHomeRegion => 2,
			Places::Regions(_) => 3,
			Places::Province => 4,
		}
	}

	/// True if every place named exists.
	fn exist(&self) -> bool {
		match self {
			Places::Zones(zones) => !zones.is_empty() && zones.iter().all(ZoneId::is_valid),
			Places::Regions(regions) => {
				!regions.is_empty() && RegionSet::province().covers(regions)
			}
			Places::HomeZone | Places::AnyHomeZone => true,
			Places::HomeRegion | Places::AnyHomeRegion | Places::Province => true,
		}
	}
}

/// At most `per_month` won a person and Korean month in these categories, over all series that name the same cap.
#[derive(Clone, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
#[derive(Serialize, Deserialize)]
pub struct CategoryCap {
	/// Under which usage is counted.
	pub id: CapId,
	/// Where it counts.
	pub categories: CategorySet,
	/// Won.
	pub per_month: Won,
}

/// How much of a series a person may give to another person. Wages and resale stay forbidden by law.
#[derive(Clone, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
#[derive(Serialize, Deserialize)]
pub struct GiftRule {
	/// Won, at a time.
	pub per_gift: Won,
	/// Won, a giver and Korean month.
	pub per_month: Won,
}

/// When a buyer gets the rest back: in bank won once this share of what was bought is used, and after the end as plain won.
#[derive(Clone, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
#[derive(Serialize, Deserialize)]
pub struct RefundRule {
	/// The usual share (60 % by most ordinances).
	pub used: Percent,
	/// Bought at most this much in all, in won: the other share holds.
	pub small_amount: Won,
	/// The share for small amounts (80 %).
	pub small_used: Percent,
	/// Milliseconds after the end of the series in which its buyers take what they have left as their own plain won,
	/// however little is used. After that, and with 0 at once, it goes to the funders.
	pub after_end: Moment,
}

impl RefundRule {
	/// The share of what was bought that must be used.
	fn share(&self, face: Won) -> Percent {
		if face <= self.small_amount {
			self.small_used
		} else {
			self.used
		}
	}

	/// True if `next` gives the rest back at least as soon, whatever was bought.
	fn may_become(&self, next: &Self) -> bool {
		let edges = [self.small_amount, next.small_amount];
		// Saturating: above the largest number nothing is bought.
		let faces = edges.into_iter().flat_map(|edge| [edge, edge.saturating_add(1)]);
		let is_as_soon = faces.chain([0]).all(|face| next.share(face) <= self.share(face));
		is_as_soon && next.after_end >= self.after_end
	}

	/// True if someone who bought `face` and has `rest` left has used enough. Rounds against the asker:
	/// used * 100 must reach share * face exactly.
	pub fn is_met(&self, face: Won, rest: Won) -> bool {
		let needed = self.share(face).deconstruct();
		// More left than was bought means that nothing is used.
		let used = face.saturating_sub(rest);
		match (used.checked_mul(100), face.checked_mul(Won::from(needed))) {
			(Some(used), Some(needed)) => used >= needed,
			_ => false,
		}
	}
}

/// What buying from a series gives and how much a person may buy.
#[derive(Clone, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
#[derive(Serialize, Deserialize)]
pub struct SaleTerms {
	/// Under which purchases and incentives of a person are counted.
	pub limits: LimitId,
	/// The first moment at which no more is sold.
	pub closes: Moment,
	/// Won a person may buy in a Korean month.
	pub per_month: Won,
	/// Korean months with a limit of their own, as at Lunar New Year.
	pub special_months: BoundedVec<(KoreanMonth, Won), ConstU32<MAX_SPECIAL_MONTHS>>,
	/// Won a person may hold of purchased money under these limits.
	pub holding: Won,
	/// What is added to each purchase.
	pub incentive: Option<IncentiveTerms>,
	/// Milliseconds from a purchase in which its buyer can undo it, as long as nothing of it is used; 0 for never. A
	/// purchase keeps what held when it was made.
	pub undo_within: Moment,
}

impl SaleTerms {
	/// Won a person may buy in `month`.
	pub fn limit_in(&self, month: KoreanMonth) -> Won {
		self.special_months
			.iter()
			.find(|(special, _)| *special == month)
			.map_or(self.per_month, |(_, limit)| *limit)
	}
}

/// The public money added to a purchase. It is a series of its own, so its funders and its budget are its own.
#[derive(Clone, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
#[derive(Serialize, Deserialize)]
pub struct IncentiveTerms {
	/// The series of class incentive that gives it.
	pub series: SeriesId,
	/// Share of the purchase, rounded down.
	pub rate: Perbill,
	/// Won a person gets in a Korean month.
	pub per_month: Won,
	/// Won a person gets in a Korean year.
	pub per_year: Won,
}

/// Everything that decides where, on what and by when a series is spent.
#[derive(Clone, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
#[derive(Serialize, Deserialize)]
pub struct Rules {
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
	/// Whether and how much may be given away.
	pub gift: Option<GiftRule>,
	/// Whether and when the rest is given back to the buyer.
	pub refund: Option<RefundRule>,
	/// Whether and how it is sold.
	pub sale: Option<SaleTerms>,
	/// The first moment at which it can be spent.
	pub opens: Moment,
	/// The first moment at which it is worth nothing.
	pub expires: Moment,
	/// Share of what is left at the end that goes to the fund router, rounded down; the rest goes to the funders.
	pub to_router: Perbill,
}

/// How restricted a series is; smaller is spent first.
pub type Restriction = (u8, u32, u8);

impl Rules {
	/// True if the rules make sense for money of `class` issued by `issuers`.
	pub fn are_sound(&self, class: MoneyClass, issuers: RegionSet) -> bool {
		let issued_here = !issuers.is_empty() && RegionSet::province().covers(&issuers);
		let caps_disjoint = self.caps.iter().enumerate().all(|(i, cap)| {
			self.caps
				.iter()
				.skip(i.saturating_add(1))
				.all(|other| cap.id != other.id && !cap.categories.intersects(&other.categories))
		});
		let sold_as_purchased = match class {
			MoneyClass::Purchased => true,
			MoneyClass::Incentive | MoneyClass::Policy => {
				self.sale.is_none() && self.refund.is_none()
			}
		};
		// Welfare money is for the one it was given to.
		let given_as_allowed = class != MoneyClass::Policy || self.gift.is_none();
		issued_here
			&& self.places.exist()
			&& caps_disjoint
			&& sold_as_purchased
			&& given_as_allowed
			&& !self.categories.is_empty()
			&& !self.sales_classes.is_empty()
			&& self.opens < self.expires
	}

	/// True if `next` may follow `self`: a promise is never cut short.
	pub fn may_become(&self, next: &Rules) -> bool {
		let keeps_refund = match (&self.refund, &next.refund) {
			(Some(own), Some(next)) => own.may_become(next),
			(own, _) => own.is_none(),
		};
		next.opens == self.opens && next.expires >= self.expires && keeps_refund
	}

	/// True if someone living in `home` may spend in a shop of `category` in `shop`, by place alone.
	pub fn allow_place(
		&self,
		issuers: RegionSet,
		home: ZoneId,
		shop: ZoneId,
		category: CategoryId,
	) -> bool {
		let open_to_all = self.open_to_all.contains(category)
			&& issuers.contains(shop.region)
			&& is_region(shop.region);
		open_to_all || self.places.allow(issuers, home, shop)
	}

	/// The cap under which spending in `category` counts. There is at most one: caps are disjoint.
	pub fn cap_for(&self, category: CategoryId) -> Option<&CategoryCap> {
		self.caps.iter().find(|cap| cap.categories.contains(category))
	}

	/// How restricted the series is: places, then categories, then class (policy before incentive before purchased).
	pub fn restriction(&self, class: MoneyClass) -> Restriction {
		let by_class = match class {
			MoneyClass::Policy => 0,
			MoneyClass::Incentive => 1,
			MoneyClass::Purchased => 2,
		};
		(self.places.width(), self.categories.len(), by_class)
	}
}
