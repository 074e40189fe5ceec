// SPDX-License-Identifier: Apache-2.0

//! The 15 cities and counties, and the institutions that every network begins with.

use alloc::{format, vec::Vec};
use chungnam_primitives::{RegionId, RegionSet, Scope, ScopeSet};
use pallet_registry::Attester;

use super::account;
use crate::AccountId;

/// A city or county.
pub struct Region {
	/// Its number on this chain.
	pub id: RegionId,
	/// Its Korean administrative standard code (행정표준코드).
	pub code: u32,
	/// Its name.
	pub ko: &'static str,
	/// Its name in Latin letters.
	pub en: &'static str,
}

const fn region(id: RegionId, code: u32, ko: &'static str, en: &'static str) -> Region {
	Region { id, code, ko, en }
}

/// Chungcheongnam-do, code 44000.
pub const REGIONS: [Region; 15] = [
	region(1, 44130, "천안시", "Cheonan"),
	region(2, 44150, "공주시", "Gongju"),
	region(3, 44180, "보령시", "Boryeong"),
	region(4, 44200, "아산시", "Asan"),
	region(5, 44210, "서산시", "Seosan"),
	region(6, 44230, "논산시", "Nonsan"),
	region(7, 44250, "계룡시", "Gyeryong"),
	region(8, 44270, "당진시", "Dangjin"),
	region(9, 44710, "금산군", "Geumsan"),
	region(10, 44760, "부여군", "Buyeo"),
	region(11, 44770, "서천군", "Seocheon"),
	region(12, 44790, "청양군", "Cheongyang"),
	region(13, 44800, "홍성군", "Hongseong"),
	region(14, 44810, "예산군", "Yesan"),
	region(15, 44825, "태안군", "Taean"),
];

/// What a city hall attests for its own region.
fn city_hall() -> ScopeSet {
	ScopeSet::of(&[
		Scope::People,
		Scope::Freeze,
		Scope::Merchants,
		Scope::Cohorts,
		Scope::Series,
		Scope::Issue,
	])
}

/// The institutions under one secret URI: the bank and its second operator, the province, and 15 city halls, as
/// `{root}//Bank`, `{root}//Teller`, `{root}//Province` and `{root}//Cheongyang`.
pub fn attesters(root: &str) -> Vec<(AccountId, Attester)> {
	let province = RegionSet::province();
	let bank = ScopeSet::of(&[Scope::Reserve, Scope::Settle, Scope::Sell]);
	let teller = ScopeSet::of(&[Scope::Settle]);
	let of = |name: &str, regions, scopes| {
		(account(&format!("{root}//{name}")), Attester { regions, scopes })
	};
	let mut attesters = Vec::from([
		of("Bank", province, bank),
		of("Teller", province, teller),
		of("Province", province, city_hall()),
	]);
	attesters
		.extend(REGIONS.iter().map(|own| of(own.en, RegionSet::EMPTY.with(own.id), city_hall())));
	attesters
}

#[cfg(test)]
mod tests {
	use super::*;
	use serde_json::Value;

	#[test]
	fn the_regions_are_those_of_the_official_list() {
		let official: Value = serde_json::from_str(include_str!("chungnam-regions.json")).unwrap();
		let official = official["regions"].as_array().unwrap();
		assert_eq!(official.len(), REGIONS.len());
		for (own, official) in REGIONS.iter().zip(official) {
			assert_eq!(official["index"], own.id);
			assert_eq!(official["code"], own.code);
			assert_eq!(official["ko"], own.ko);
			assert_eq!(official["en"], own.en);
		}
	}

	#[test]
	fn every_region_has_a_city_hall_that_attests_for_it_alone() {
		let attesters = attesters("");
		for region in &REGIONS {
			let name = account(&format!("//{}", region.en));
			let (_, attester) = attesters.iter().find(|(who, _)| *who == name).unwrap();
			assert_eq!(attester.regions, RegionSet::EMPTY.with(region.id));
			assert!(!attester.scopes.contains(Scope::Reserve));
		}
	}
}
