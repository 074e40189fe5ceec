// SPDX-License-Identifier: Apache-2.0

//! The rules that the model knows, and how the pallet writes the same.

use crate::CapId;
use crate::LimitId;
use crate::{tests::*, CategoryCap};

/// Where a series of the model is spent.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Place {
	HomeZone = 0,
	HomeRegion = 2,
	Province = 4,
}

/// How a series of the model is sold.
#[derive(Clone, Debug, PartialEq)]
pub struct Sale {
	pub closes: Moment,
	pub per_month: Won,
	pub holding: Won,
	pub extra: Option<SeriesId>,
}

/// The rules of a series of the model.
#[derive(Clone, Debug, PartialEq)]
pub struct Terms {
	pub place: Place,
	/// None is all.
	pub categories: Vec<u8>,
	/// Under which number, and how much a month, in restaurants.
	pub cap: Option<(CapId, Won)>,
	pub small_only: bool,
	pub gift: bool,
	pub refund: bool,
	pub sale: Option<Sale>,
	pub opens: Moment,
	pub expires: Moment,
	pub router_percent: Won,
}

impl Terms {
	/// The usual series of the model: a county's money, for everything.
	pub fn new(opens: Moment, expires: Moment) -> Self {
		Self {
			place: Place::HomeRegion,
			categories: Vec::new(),
			cap: None,
			small_only: false,
			gift: false,
			refund: false,
			sale: None,
			opens,
			expires,
			router_percent: 0,
		}
	}

	/// The same rules, as the pallet stores them.
	pub fn to_rules(&self) -> Rules {
		let cap = self.cap.map(|(id, per_month)| CategoryCap {
			id,
			categories: CategorySet::of(&[category::RESTAURANT]),
			per_month,
		});
		let all = self.categories.is_empty();
		let sale = self.sale.as_ref().map(|sale| SaleTerms {
			limits: LimitId(0),
			closes: sale.closes,
			per_month: sale.per_month,
			special_months: BoundedVec::new(),
			holding: sale.holding,
			incentive: sale.extra.map(|series| IncentiveTerms {
				series,
				rate: Perbill::from_percent(10),
				per_month: 20_000,
				per_year: 60_000,
			}),
			undo_within: super::money::UNDO,
		});
		Rules {
			places: match self.place {
				Place::HomeZone => Places::HomeZone,
				Place::HomeRegion => Places::HomeRegion,
				Place::Province => Places::Province,
			},
			categories: if all { CategorySet::ALL } else { CategorySet::of(&self.categories) },
			caps: BoundedVec::truncate_from(cap.into_iter().collect()),
			sales_classes: if self.small_only {
				SalesClassSet::of(&[SalesClass::Small])
			} else {
				SalesClassSet::of(&[SalesClass::Micro, SalesClass::Small])
			},
			gift: self.gift.then(gift_rule),
			refund: self.refund.then(|| purchased(None).refund).flatten(),
			sale,
			opens: self.opens,
			expires: self.expires,
			to_router: Perbill::from_percent(self.router_percent as u32),
			..policy()
		}
	}
}
