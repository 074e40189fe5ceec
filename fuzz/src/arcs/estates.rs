// SPDX-License-Identifier: Apache-2.0

//! Ways to won that somebody left and nobody inherited.

use chungnam_primitives::{PersonId, Won};
use chungnam_runtime::{AccountId, Balances, Runtime};
use frame_support::traits::fungible::Inspect;
use pallet_fund_router::Call;
use pallet_registry::{Heirs, Keys, People, VoidedAt};
use sp_runtime::MultiAddress;

use super::{
	shares::{first, spare},
	Scene, Way,
};

/// Won that comes to a key of the dead.
const LEFT: Won = 1_000;

/// The next steps to a key that is swept: somebody dies, won lies on the key, and two years pass without an heir.
pub fn way(scene: &mut Scene) -> Way {
	let mut left: Vec<(AccountId, PersonId)> = Keys::<Runtime>::iter()
		.map(|(key, own)| (key, own.person))
		.filter(|(_, person)| has_no_heir(*person))
		.collect();
	left.sort();
	let (full, empty): (Vec<_>, Vec<_>) =
		left.into_iter().partition(|(key, _)| Balances::balance(key) > 0);
	let own = full.iter().map(|(from, _)| Call::<Runtime>::sweep_estate { from: from.clone() });
	if let Some(way) = first(own, scene) {
		return Some(way);
	}
	let period = <Runtime as pallet_fund_router::Config>::EstatePeriod::get();
	let died = full.iter().filter_map(|(_, person)| VoidedAt::<Runtime>::get(*person));
	let now = scene.now();
	if let Some(at) = died.map(|at| at + period).filter(|at| now < *at).min() {
		return Some(scene.until(at));
	}
	let gifts = empty.into_iter().map(|(key, _)| {
		let dest = MultiAddress::Id(key);
		pallet_balances::Call::<Runtime>::transfer_allow_death { dest, value: LEFT }
	});
	if let Some(way) = first(gifts, scene) {
		return Some(way);
	}
	let people = spare(scene).into_iter();
	let deaths =
		people.map(|(_, person)| pallet_registry::Call::<Runtime>::record_death { person });
	first(deaths, scene)
}

/// True if a person died, and nobody accepted what they left.
fn has_no_heir(person: PersonId) -> bool {
	let is_dead = People::<Runtime>::get(person).is_some_and(|own| !own.is_living());
	is_dead && Heirs::<Runtime>::get(person).is_none_or(|heir| !heir.has_accepted)
}
