// SPDX-License-Identifier: Apache-2.0

//! Numbers that name things, and small sets of them.

use crate::define_id;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};

define_id!(
	/// A human being the province knows once. Given in order of registration; says nothing about the person.
	PersonId(u32)
);
define_id!(
	/// A registered shop.
	MerchantId(u32)
);
define_id!(
	/// One kind of purpose-bound money.
	SeriesId(u32)
);
define_id!(
	/// A numbered group of people. The number is opaque: what the group stands for is known off chain only.
	CohortId(u32)
);
define_id!(
	/// A programme of voucher drops, in order of creation.
	ProgrammeId(u32)
);
define_id!(
	/// A basic income, in order of creation.
	IncomeId(u32)
);
define_id!(
	/// Money that waits for a payee and is paid by milestones, in order of creation.
	EnvelopeId(u32)
);
define_id!(
	/// One payment, kept for the refund window.
	ReceiptId(u64)
);
define_id!(
	/// One vote of people or holders on one question, in order of creation.
	BallotId(u32)
);
define_id!(
	/// A petition and the referendum that comes of it, in order of filing.
	PetitionId(u32)
);
define_id!(
	/// A motion of the committee, in order of tabling.
	MotionId(u32)
);
define_id!(
	/// A round of the participatory budget, in order of opening.
	RoundId(u32)
);
define_id!(
	/// An idea of one round, in order of handing in.
	IdeaId(u16)
);
define_id!(
	/// A call for firms that the accelerator awards, in order of opening.
	IntakeId(u32)
);
define_id!(
	/// A kind of units that people and institutions hold: the fractions of one asset, the tokens of one project.
	InstrumentId(u32)
);
define_id!(
	/// One sale of units of an instrument, in order of opening.
	OfferingId(u32)
);
define_id!(
	/// Units that one holder offers to others, in order of offering.
	OfferId(u32)
);
define_id!(
	/// A forced transfer of units, in order of proposal.
	TransferId(u32)
);
/// One of the 15 cities and counties, 1 to 15 as in `chungnam-regions.json`. 0 and above 31 are never valid.
pub type RegionId = u8;
/// The trade of a shop, 0 to 63. The names stand in `docs/glossary.md`.
pub type CategoryId = u8;

/// Cities and counties of the province.
pub const REGIONS: RegionId = 15;

/// The categories the province uses, by name. Further numbers are free for later ones.
pub mod category {
	use super::CategoryId;

	/// Restaurants and cafes (음식점).
	pub const RESTAURANT: CategoryId = 0;
	/// Groceries and traditional markets (식료품·전통시장).
	pub const GROCERY: CategoryId = 1;
	/// Clothing and household goods (의류·생활용품).
	pub const GOODS: CategoryId = 2;
	/// Lodging and tourism (숙박·관광).
	pub const LODGING: CategoryId = 3;
	/// Hospitals and clinics (병원·의원).
	pub const HOSPITAL: CategoryId = 4;
	/// Pharmacies (약국).
	pub const PHARMACY: CategoryId = 5;
	/// Private academies (학원).
	pub const ACADEMY: CategoryId = 6;
	/// Opticians (안경점).
	pub const OPTICIAN: CategoryId = 7;
	/// Cinemas (영화관).
	pub const CINEMA: CategoryId = 8;
	/// Hanaro marts of the farmers' cooperative (하나로마트).
	pub const HANARO_MART: CategoryId = 9;
	/// Petrol stations in a town (주유소, 읍·동).
	pub const PETROL_STATION: CategoryId = 10;
	/// Petrol stations in a township (주유소, 면).
	pub const PETROL_STATION_IN_MYEON: CategoryId = 11;
	/// Convenience stores (편의점).
	pub const CONVENIENCE_STORE: CategoryId = 12;
	/// Farm supplies (농자재).
	pub const FARM_SUPPLIES: CategoryId = 13;
	/// Services (서비스).
	pub const SERVICES: CategoryId = 14;
	/// Everything else (기타).
	pub const OTHER: CategoryId = 15;
}

/// A living area inside a region: a town, or a group of townships. Area 0 is the whole region's default area.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
#[derive(Serialize, Deserialize)]
pub struct ZoneId {
	/// The city or county.
	pub region: RegionId,
	/// The area inside it.
	pub area: u8,
}

impl ZoneId {
	/// Home of visitors: no place in the province.
	pub const OUTSIDE: Self = Self { region: 0, area: 0 };

	/// The zone `area` of `region`.
	pub const fn new(region: RegionId, area: u8) -> Self {
		Self { region, area }
	}

	/// True if the region exists in this province.
	pub const fn is_valid(&self) -> bool {
		is_region(self.region)
	}
}

/// True if `region` is one of the province's cities and counties.
pub const fn is_region(region: RegionId) -> bool {
	region >= 1 && region <= REGIONS
}

/// How much a shop sells in a year, as Korean card-fee law groups it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
#[derive(Serialize, Deserialize)]
#[allow(clippy::as_conversions)] // in what the codec derives
pub enum SalesClass {
	/// Up to 300 million won a year (영세).
	#[codec(index = 0)]
	Micro,
	/// Above that, up to 3 billion won a year (중소): the limit for registration in regional currency.
	#[codec(index = 1)]
	Small,
	/// Above 3 billion won a year: takes policy money only where the issuer allows it.
	#[codec(index = 2)]
	Large,
}

/// What kind of promise a series is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
#[derive(Serialize, Deserialize)]
#[allow(clippy::as_conversions)] // in what the codec derives
pub enum MoneyClass {
	/// Bought by a person with their own won.
	#[codec(index = 0)]
	Purchased,
	/// Added by a public budget when a person buys or spends.
	#[codec(index = 1)]
	Incentive,
	/// Given for a public purpose: a voucher, a welfare payment, basic income.
	#[codec(index = 2)]
	Policy,
}

/// What a payment can be made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MoneyKind {
	/// Plain won of the payer.
	Own,
	/// Money of a series.
	Bound(MoneyClass),
}

impl MoneyKind {
	/// The bit of this kind in a [`MoneySet`].
	const fn bit(self) -> u8 {
		match self {
			MoneyKind::Own => 0,
			MoneyKind::Bound(MoneyClass::Purchased) => 1,
			MoneyKind::Bound(MoneyClass::Incentive) => 2,
			MoneyKind::Bound(MoneyClass::Policy) => 3,
		}
	}
}

/// What an attester may do, for the regions it is appointed to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
#[derive(Serialize, Deserialize)]
#[allow(clippy::as_conversions)] // in what the codec derives
pub enum Scope {
	/// Register people, change their keys, cards, guardians and homes.
	#[codec(index = 0)]
	People,
	/// Freeze and unfreeze people at once (call centre).
	#[codec(index = 1)]
	Freeze,
	/// Approve, re-check, suspend and close shops.
	#[codec(index = 2)]
	Merchants,
	/// Create cohorts and enrol people in them.
	#[codec(index = 3)]
	Cohorts,
	/// Define series and change their rules.
	#[codec(index = 4)]
	Series,
	/// Issue policy money from a funded series.
	#[codec(index = 5)]
	Issue,
	/// Sell purchased money for bank won (a sales agent), which makes won. Never together with [`Scope::Reserve`].
	#[codec(index = 6)]
	Sell,
	/// Take a cash-out into payment, and confirm that the bank paid it.
	#[codec(index = 7)]
	Settle,
	/// State the bank balance behind all won, and destroy won that the bank paid out. Province-wide: needs every region.
	#[codec(index = 8)]
	Reserve,
	/// Make won against the reserve. Never together with [`Scope::Reserve`]. Province-wide: needs every region.
	#[codec(index = 9)]
	Mint,
	/// Enter paper and kiosk votes of people who count in its regions.
	#[codec(index = 10)]
	Ballots,
	/// Open rounds of the participatory budget, and say what can be done.
	#[codec(index = 11)]
	Budget,
	/// Name the chair of the expert committee. Province-wide: needs every region.
	#[codec(index = 12)]
	Chair,
	/// Attest which investors from outside, and which institutions, may hold units. Province-wide: needs every region.
	#[codec(index = 13)]
	Investors,
	/// Freeze units of a holder and transfer them by order of a court, two offices together. Province-wide: needs every
	/// region.
	#[codec(index = 14)]
	Orders,
}

impl Scope {
	/// Every scope, in order of index.
	pub const ALL: [Scope; 15] = [
		Scope::People,
		Scope::Freeze,
		Scope::Merchants,
		Scope::Cohorts,
		Scope::Series,
		Scope::Issue,
		Scope::Sell,
		Scope::Settle,
		Scope::Reserve,
		Scope::Mint,
		Scope::Ballots,
		Scope::Budget,
		Scope::Chair,
		Scope::Investors,
		Scope::Orders,
	];

	/// The bit of this scope in a [`ScopeSet`].
	const fn bit(self) -> u8 {
		match self {
			Scope::People => 0,
			Scope::Freeze => 1,
			Scope::Merchants => 2,
			Scope::Cohorts => 3,
			Scope::Series => 4,
			Scope::Issue => 5,
			Scope::Sell => 6,
			Scope::Settle => 7,
			Scope::Reserve => 8,
			Scope::Mint => 9,
			Scope::Ballots => 10,
			Scope::Budget => 11,
			Scope::Chair => 12,
			Scope::Investors => 13,
			Scope::Orders => 14,
		}
	}
}

/// What an expert of the committee knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
#[derive(Serialize, Deserialize)]
#[allow(clippy::as_conversions)] // in what the codec derives
pub enum Field {
	/// Buildings, roads, machines.
	#[codec(index = 0)]
	Engineering,
	/// Budgets and accounts.
	#[codec(index = 1)]
	Finance,
	/// Law.
	#[codec(index = 2)]
	Law,
	/// Welfare and health.
	#[codec(index = 3)]
	Welfare,
	/// Trade and work.
	#[codec(index = 4)]
	Economy,
	/// Nature and climate.
	#[codec(index = 5)]
	Environment,
	/// The worth of land and things.
	#[codec(index = 6)]
	Valuation,
	/// The safety of computers.
	#[codec(index = 7)]
	Security,
}

impl Field {
	/// The bit of this field in a [`FieldSet`].
	const fn bit(self) -> u8 {
		match self {
			Field::Engineering => 0,
			Field::Finance => 1,
			Field::Law => 2,
			Field::Welfare => 3,
			Field::Economy => 4,
			Field::Environment => 5,
			Field::Valuation => 6,
			Field::Security => 7,
		}
	}
}

impl SalesClass {
	/// The bit of this class in a [`SalesClassSet`].
	const fn bit(self) -> u8 {
		match self {
			SalesClass::Micro => 0,
			SalesClass::Small => 1,
			SalesClass::Large => 2,
		}
	}
}

/// Declares a fixed-width bit set over small numbers.
macro_rules! bit_set {
	($(#[$doc:meta])* $name:ident($repr:ty), $item:ty, |$x:ident| $bit:expr) => {
		$(#[$doc])*
		#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
		#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
		#[derive(Serialize, Deserialize)]
		pub struct $name(pub $repr);

		impl $name {
			/// Nothing.
			pub const EMPTY: Self = Self(0);
			/// Everything, also what gets a number later.
			pub const ALL: Self = Self(<$repr>::MAX);

			/// True if `item` is in the set. A number too large for the set is in no set.
			pub fn contains(&self, item: $item) -> bool {
				let $x = item;
				<$repr>::checked_shl(1, u32::from($bit)).is_some_and(|bit| self.0 & bit != 0)
			}

			/// The set with `item` in it as well.
			#[must_use]
			pub fn with(self, item: $item) -> Self {
				let $x = item;
				Self(self.0 | <$repr>::checked_shl(1, u32::from($bit)).unwrap_or(0))
			}

			/// The set of `items`.
			pub fn of(items: &[$item]) -> Self {
				items.iter().fold(Self::EMPTY, |set, item| set.with(*item))
			}

			/// True if nothing is in the set.
			pub const fn is_empty(&self) -> bool {
				self.0 == 0
			}

			/// How many numbers are in the set.
			pub const fn len(&self) -> u32 {
				self.0.count_ones()
			}

			/// True if everything in `other` is in this set too.
			pub const fn covers(&self, other: &Self) -> bool {
				other.0 & !self.0 == 0
			}

			/// True if the sets share anything.
			pub const fn intersects(&self, other: &Self) -> bool {
				self.0 & other.0 != 0
			}
		}
	};
}

bit_set!(
	/// A set of cities and counties. Bit `n` is region `n`.
	RegionSet(u32), RegionId, |x| x
);
bit_set!(
	/// A set of shop categories. Bit `n` is category `n`.
	CategorySet(u64), CategoryId, |x| x
);
bit_set!(
	/// A set of sales classes.
	SalesClassSet(u8), SalesClass, |x| x.bit()
);
bit_set!(
	/// A set of kinds of money: plain won (bit 0), purchased (1), incentives (2) and policy money (3).
	MoneySet(u8), MoneyKind, |x| x.bit()
);
bit_set!(
	/// A set of attester scopes.
	ScopeSet(u16), Scope, |x| x.bit()
);
bit_set!(
	/// A set of the committee's fields.
	FieldSet(u8), Field, |x| x.bit()
);

impl ScopeSet {
	/// Scopes by which won is made against the reserve: minted, or sold over the counter.
	const MAKE_WON: [Scope; 2] = [Scope::Mint, Scope::Sell];

	/// True if one account may hold them together: the office that states the reserve makes no won against it.
	pub fn are_of_one_office(&self) -> bool {
		!(self.contains(Scope::Reserve) && self.intersects(&Self::of(&Self::MAKE_WON)))
	}
}

impl RegionSet {
	/// All 15 cities and counties.
	pub fn province() -> Self {
		(1..=REGIONS).fold(Self::EMPTY, Self::with)
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn a_set_holds_what_was_put_in_and_nothing_else() {
		let set = RegionSet::of(&[1, 12]);
		assert!(set.contains(1) && set.contains(12));
		assert!(!set.contains(2) && !set.contains(0));
		assert_eq!(set.len(), 2);
		assert!(RegionSet::province().covers(&set));
		assert!(!set.covers(&RegionSet::province()));
	}

	#[test]
	fn a_number_beyond_the_width_is_never_in_a_set() {
		assert!(!RegionSet::ALL.contains(32));
		assert!(!RegionSet::ALL.contains(255));
		assert_eq!(CategorySet::EMPTY.with(64), CategorySet::EMPTY);
	}

	#[test]
	fn every_scope_has_its_own_bit() {
		assert_eq!(ScopeSet::of(&Scope::ALL).len(), 15);
	}

	#[test]
	fn stating_and_making_won_are_of_two_offices() {
		assert!(!ScopeSet::of(&Scope::ALL).are_of_one_office());
		let without = |missing: &[Scope]| {
			let others = Scope::ALL.into_iter().filter(|scope| !missing.contains(scope));
			others.fold(ScopeSet::EMPTY, ScopeSet::with)
		};
		assert!(without(&[Scope::Reserve]).are_of_one_office());
		assert!(without(&[Scope::Mint, Scope::Sell]).are_of_one_office());
		for makes_won in [Scope::Mint, Scope::Sell] {
			assert!(!without(&[makes_won]).are_of_one_office(), "the other way is left");
			assert!(!ScopeSet::of(&[Scope::Reserve, makes_won]).are_of_one_office());
		}
	}

	#[test]
	fn only_fifteen_regions_exist() {
		assert!(!ZoneId::new(0, 0).is_valid());
		assert!(ZoneId::new(1, 0).is_valid() && ZoneId::new(15, 9).is_valid());
		assert!(!ZoneId::new(16, 0).is_valid());
		assert_eq!(RegionSet::province().len(), 15);
	}

	#[test]
	fn encoding_is_pinned() {
		assert_eq!(ZoneId::new(12, 2).encode(), [12, 2]);
		assert_eq!(SalesClass::Large.encode(), [2]);
		assert_eq!(MoneyClass::Policy.encode(), [2]);
		assert_eq!(Scope::Reserve.encode(), [8]);
		assert_eq!(Scope::Mint.encode(), [9]);
		assert_eq!(Scope::Ballots.encode(), [10]);
		assert_eq!(Scope::Budget.encode(), [11]);
		assert_eq!(Scope::Chair.encode(), [12]);
		assert_eq!(Scope::Investors.encode(), [13]);
		assert_eq!(Scope::Orders.encode(), [14]);
		assert_eq!(CategorySet::of(&[0, 9]).encode(), 0x201u64.encode());
	}
}
