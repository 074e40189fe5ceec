// SPDX-License-Identifier: Apache-2.0

//! The 15 cities and counties, and the institutions that every network begins with.

use alloc::{format, vec, vec::Vec};
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

/// What a city hall attests for its own region, and the province for all of them.
pub const CITY_HALL: [Scope; 6] =
	[Scope::People, Scope::Freeze, Scope::Merchants, Scope::Cohorts, Scope::Series, Scope::Issue];

/// The institutions that attest, each with an account of its own.
#[derive(Clone, Debug)]
pub struct Offices {
	/// States the balance of the bank account behind all won.
	pub reserve: AccountId,
	/// Makes won against that balance: another office, and nobody until governance appoints one if a launch names none.
	pub mint: Option<AccountId>,
	/// Confirm that the bank paid a cash-out. Two at least: one confirms what another one reviewed.
	pub settlement: Vec<AccountId>,
	/// Sell regional currency for won that the bank received.
	pub sales: Vec<AccountId>,
	/// The province: what a city hall attests, for every region.
	pub province: AccountId,
	/// The cities and counties, each for its own region.
	pub city_halls: Vec<(RegionId, AccountId)>,
}

impl Offices {
	/// Who may attest what at block 0.
	pub fn attesters(&self) -> Vec<(AccountId, Attester)> {
		let whole = |who: &AccountId, scopes: &[Scope]| {
			let regions = RegionSet::province();
			(who.clone(), Attester { regions, scopes: ScopeSet::of(scopes) })
		};
		let mut attesters = vec![whole(&self.reserve, &[Scope::Reserve])];
		attesters.extend(self.mint.iter().map(|who| whole(who, &[Scope::Mint])));
		attesters.extend(self.settlement.iter().map(|who| whole(who, &[Scope::Settle])));
		attesters.extend(self.sales.iter().map(|who| whole(who, &[Scope::Sell])));
		attesters.push(whole(&self.province, &CITY_HALL));
		attesters.extend(self.city_halls.iter().map(|(own, who)| {
			let regions = RegionSet::EMPTY.with(*own);
			(who.clone(), Attester { regions, scopes: ScopeSet::of(&CITY_HALL) })
		}));
		attesters
	}
}

/// The institutions under one secret URI, each with a key of its own: `{root}//Bank`, `{root}//Cheongyang`.
pub fn offices(root: &str) -> Offices {
	let of = |name: &str| account(&format!("{root}//{name}"));
	Offices {
		reserve: of("Bank"),
		mint: Some(of("Mint")),
		settlement: vec![of("Teller"), of("Reviewer")],
		sales: vec![of("Sales")],
		province: of("Province"),
		city_halls: REGIONS.iter().map(|own| (own.id, of(own.en))).collect(),
	}
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
		let attesters = offices("").attesters();
		for region in &REGIONS {
			let name = account(&format!("//{}", region.en));
			let (_, attester) = attesters.iter().find(|(who, _)| *who == name).unwrap();
			assert_eq!(attester.regions, RegionSet::EMPTY.with(region.id));
			let scopes = attester.scopes;
			assert!(!scopes.contains(Scope::Reserve) && !scopes.contains(Scope::Mint));
		}
	}

	#[test]
	fn money_has_one_job_for_each_key() {
		let money = [Scope::Reserve, Scope::Mint, Scope::Settle, Scope::Sell];
		for (_, attester) in offices("").attesters() {
			let jobs = money.iter().filter(|scope| attester.scopes.contains(**scope)).count();
			let is_hall = attester.scopes.contains(Scope::People);
			assert_eq!(jobs, usize::from(!is_hall), "{attester:?}");
		}
	}
}
