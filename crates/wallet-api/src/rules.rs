// SPDX-License-Identifier: Apache-2.0

//! The rules of a lot as JSON. Every set is a list: a mask of 64 bits is more than a number in JavaScript can hold.

use alloc::vec::Vec;
use chungnam_primitives::{
	CategoryId, CategorySet, KoreanMonth, Moment, RegionId, RegionSet, SalesClass, SalesClassSet,
	SeriesId, Won, ZoneId, REGIONS,
};
use pallet_regional_currency::{
	CapId, CategoryCap, GiftRule, IncentiveTerms, LimitId, Places, RefundRule, Rules, SaleTerms,
};
use serde::Serialize;
use sp_runtime::{Perbill, Percent};

use crate::money::each;

/// The largest whole number that JavaScript holds exactly. It stands for itself and for everything above.
pub(crate) const LARGEST: u64 = (1 << 53) - 1;

/// A limit that JavaScript holds exactly.
fn limit(won: Won) -> Won {
	won.min(LARGEST.into())
}

/// A moment that JavaScript holds exactly.
fn moment(at: Moment) -> Moment {
	at.min(LARGEST)
}

/// The numbers in a set of categories. All 64 stand for everything, also what gets a number later.
fn categories(set: CategorySet) -> Vec<CategoryId> {
	(0..64).filter(|category| set.contains(*category)).collect()
}

/// The numbers in a set of cities and counties.
pub(crate) fn regions(set: RegionSet) -> Vec<RegionId> {
	(1..=REGIONS).filter(|region| set.contains(*region)).collect()
}

fn sales_classes(set: SalesClassSet) -> Vec<SalesClass> {
	let all = [SalesClass::Micro, SalesClass::Small, SalesClass::Large];
	all.into_iter().filter(|class| set.contains(*class)).collect()
}

/// Where a lot is spent: the name of a kind of place, or a kind with its list.
#[derive(Clone, Debug)]
#[derive(Serialize)]
pub enum PlacesJson {
	/// In the zone where the spender lives, among the issuing regions.
	HomeZone,
	/// In these zones.
	Zones(Vec<ZoneId>),
	/// In the city or county where the spender lives, among the issuing regions.
	HomeRegion,
	/// In these cities and counties.
	Regions(Vec<RegionId>),
	/// In the whole province.
	Province,
	/// In the zone where the spender lives, wherever that is.
	AnyHomeZone,
	/// In the city or county where the spender lives, wherever that is.
	AnyHomeRegion,
}

impl From<Places> for PlacesJson {
	fn from(places: Places) -> Self {
		match places {
			Places::HomeZone => Self::HomeZone,
			Places::Zones(zones) => Self::Zones(zones.into_inner()),
			Places::HomeRegion => Self::HomeRegion,
			Places::Regions(set) => Self::Regions(regions(set)),
			Places::Province => Self::Province,
			Places::AnyHomeZone => Self::AnyHomeZone,
			Places::AnyHomeRegion => Self::AnyHomeRegion,
		}
	}
}

/// A monthly cap on some categories.
#[derive(Clone, Debug)]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CapJson {
	id: CapId,
	categories: Vec<CategoryId>,
	per_month: Won,
}

impl From<CategoryCap> for CapJson {
	fn from(cap: CategoryCap) -> Self {
		Self { id: cap.id, categories: categories(cap.categories), per_month: limit(cap.per_month) }
	}
}

/// How much may be given away.
#[derive(Clone, Debug)]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct GiftJson {
	per_gift: Won,
	per_month: Won,
}

impl From<GiftRule> for GiftJson {
	fn from(gift: GiftRule) -> Self {
		Self { per_gift: limit(gift.per_gift), per_month: limit(gift.per_month) }
	}
}

/// When the rest is given back.
#[derive(Clone, Debug)]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RefundJson {
	used: Percent,
	small_amount: Won,
	small_used: Percent,
	after_end: Moment,
}

impl From<RefundRule> for RefundJson {
	fn from(rule: RefundRule) -> Self {
		let (used, small_used) = (rule.used, rule.small_used);
		let after_end = moment(rule.after_end);
		Self { used, small_amount: limit(rule.small_amount), small_used, after_end }
	}
}

/// What is added to a purchase. `rate` is in parts of a billion.
#[derive(Clone, Debug)]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct IncentiveJson {
	series: SeriesId,
	rate: Perbill,
	per_month: Won,
	per_year: Won,
}

impl From<IncentiveTerms> for IncentiveJson {
	fn from(terms: IncentiveTerms) -> Self {
		let IncentiveTerms { series, rate, per_month, per_year } = terms;
		Self { series, rate, per_month: limit(per_month), per_year: limit(per_year) }
	}
}

/// What buying gives, and how much may be bought.
#[derive(Clone, Debug)]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SaleJson {
	limits: LimitId,
	closes: Moment,
	per_month: Won,
	special_months: Vec<SpecialMonthJson>,
	holding: Won,
	incentive: Option<IncentiveJson>,
	undo_within: Moment,
}

/// A Korean month with limits of its own.
#[derive(Clone, Debug)]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SpecialMonthJson {
	/// Which.
	pub month: KoreanMonth,
	/// Won a person may buy in it.
	pub per_month: Won,
	/// Won a person may hold when buying in it.
	pub holding: Won,
}

impl From<SaleTerms> for SaleJson {
	fn from(sale: SaleTerms) -> Self {
		Self {
			limits: sale.limits,
			closes: moment(sale.closes),
			per_month: limit(sale.per_month),
			special_months: sale
				.special_months
				.into_iter()
				.map(|own| SpecialMonthJson {
					month: own.month,
					per_month: limit(own.per_month),
					holding: limit(own.holding),
				})
				.collect(),
			holding: limit(sale.holding),
			incentive: sale.incentive.map(Into::into),
			undo_within: moment(sale.undo_within),
		}
	}
}

/// Where, on what and by when a lot is spent.
#[derive(Clone, Debug)]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RulesJson {
	places: PlacesJson,
	open_to_all: Vec<CategoryId>,
	categories: Vec<CategoryId>,
	caps: Vec<CapJson>,
	sales_classes: Vec<SalesClass>,
	gift: Option<GiftJson>,
	refund: Option<RefundJson>,
	sale: Option<SaleJson>,
	opens: Moment,
	expires: Moment,
	to_router: Perbill,
}

impl From<Rules> for RulesJson {
	fn from(rules: Rules) -> Self {
		Self {
			places: rules.places.into(),
			open_to_all: categories(rules.open_to_all),
			categories: categories(rules.categories),
			caps: each(rules.caps),
			sales_classes: sales_classes(rules.sales_classes),
			gift: rules.gift.map(Into::into),
			refund: rules.refund.map(Into::into),
			sale: rules.sale.map(Into::into),
			opens: moment(rules.opens),
			expires: moment(rules.expires),
			to_router: rules.to_router,
		}
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use chungnam_primitives::category;
	use pallet_regional_currency::SpecialMonth;
	use serde_json::{json, to_value, Value};

	fn rules() -> Rules {
		Rules {
			places: Places::Regions(RegionSet::of(&[2, 15])),
			open_to_all: CategorySet::of(&[category::HOSPITAL, 63]),
			categories: CategorySet::ALL,
			caps: vec![CategoryCap {
				id: CapId(7),
				categories: CategorySet::of(&[62]),
				per_month: 50_000,
			}]
			.try_into()
			.unwrap(),
			sales_classes: SalesClassSet::of(&[SalesClass::Micro, SalesClass::Large]),
			gift: Some(GiftRule { per_gift: 1, per_month: 2 }),
			refund: Some(RefundRule {
				used: Percent::from_percent(60),
				small_amount: 10_000,
				small_used: Percent::from_percent(80),
				after_end: 9,
			}),
			sale: Some(SaleTerms {
				limits: LimitId(1),
				closes: 5,
				per_month: 700_000,
				special_months: vec![SpecialMonth {
					month: 24_314,
					per_month: 1_000_000,
					holding: 2_000_000,
				}]
				.try_into()
				.unwrap(),
				holding: 1_500_000,
				incentive: Some(IncentiveTerms {
					series: SeriesId(2),
					rate: Perbill::from_percent(10),
					per_month: 3,
					per_year: 4,
				}),
				undo_within: 604_800_000,
			}),
			opens: 1,
			expires: 2,
			to_router: Perbill::zero(),
		}
	}

	#[test]
	fn every_set_is_a_list() {
		let json = to_value(RulesJson::from(rules())).unwrap();
		assert_eq!(json["places"], json!({ "Regions": [2, 15] }));
		assert_eq!(json["openToAll"], json!([4, 63]));
		assert_eq!(json["categories"].as_array().map(Vec::len), Some(64));
		assert_eq!(json["caps"], json!([{ "id": 7, "categories": [62], "perMonth": 50_000 }]));
		assert_eq!(json["salesClasses"], json!(["Micro", "Large"]));
		assert_eq!(json["sale"]["undoWithin"], 604_800_000);
		assert_eq!(json["sale"]["incentive"]["rate"], 100_000_000);
		assert_eq!(to_value(PlacesJson::from(Places::HomeZone)).unwrap(), "HomeZone");
	}

	#[test]
	fn no_number_is_larger_than_javascript_holds() {
		fn check(value: &Value) {
			match value {
				Value::Number(number) => assert!(number.as_u64().is_some_and(|own| own <= LARGEST)),
				Value::Array(items) => items.iter().for_each(check),
				Value::Object(fields) => fields.values().for_each(check),
				Value::Null | Value::Bool(_) | Value::String(_) => (),
			}
		}
		check(&to_value(RulesJson::from(rules())).unwrap());
		let mut endless = rules();
		endless.expires = Moment::MAX;
		endless.gift = Some(GiftRule { per_gift: Won::MAX, per_month: Won::MAX });
		let sale = endless.sale.as_mut().unwrap();
		(sale.per_month, sale.holding, sale.closes) = (Won::MAX, Won::MAX, Moment::MAX);
		check(&to_value(RulesJson::from(endless)).unwrap());
	}
}
