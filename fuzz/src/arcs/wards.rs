// SPDX-License-Identifier: Apache-2.0

//! Ways to a ward who spent where a programme pays back, or is at a place, and a guardian who claims it.

use chungnam_primitives::{PersonId, Won, DAYS, HOURS, SECONDS};
use chungnam_runtime::{Runtime, RuntimeCall, VoucherDrops};
use pallet_regional_currency::Call as Money;
use pallet_registry::{Call, Guardians, WardActs};
use pallet_voucher_drops::{Beacons, Call as Drops, Plan, Programmes};

use super::{Scene, Way, TRIES};
use crate::{calls::make, steps::Step};

/// Where the payback is.
const DROPS: &str = "VoucherDrops";

/// The next steps to what a guardian claims: a payback, or a drop at a place.
pub fn way(call: &str, scene: &mut Scene) -> Way {
	if let Some(step) = tried(DROPS, call, scene) {
		return Some(vec![step]);
	}
	let people = scene.people();
	let is_key = |person: PersonId| people.iter().any(|(_, own)| *own == person);
	let mut wards: Vec<_> = Guardians::<Runtime>::iter().collect();
	wards.retain(|(ward, all)| is_key(*ward) && all.iter().any(|own| is_key(own.guardian)));
	wards.sort_by_key(|(ward, _)| *ward);
	let Some((ward, guardians)) = wards.into_iter().next() else {
		return appoint(&people, scene).map(|step| vec![step]);
	};
	if let Some(since) = guardians.iter().map(|own| own.since).min() {
		if since > scene.now() {
			return Some(scene.until(since));
		}
	}
	let is_place = call == "claim_at_place_for";
	if let Some(step) = fund(is_place, scene) {
		return Some(vec![step, Step::Pass(HOURS)]);
	}
	if is_place {
		return place(scene);
	}
	let (by, _) = people.into_iter().find(|(_, person)| *person == ward)?;
	let paid = least(scene).and_then(|amount| pay(by, amount, scene));
	let step = paid.or_else(|| tried(DROPS, "create_programme", scene))?;
	Some(vec![step, Step::Pass(SECONDS)])
}

/// A programme at a place, and its beacons. Where the ward was already, another is opened.
fn place(scene: &mut Scene) -> Way {
	let is_lit = |programme| Beacons::<Runtime>::iter_prefix(programme).count() >= 2;
	let mut all: Vec<_> = Programmes::<Runtime>::iter().collect();
	all.retain(|(_, own)| matches!(own.plan, Plan::Place(_)));
	let lit = all.iter().filter(|(programme, _)| is_lit(*programme)).count();
	let call = if lit < all.len() { "register_beacon" } else { "create_programme" };
	let step = tried(DROPS, call, scene)?;
	Some(vec![step, Step::Pass(SECONDS)])
}

/// The budget that a programme with claims lacks.
fn fund(is_place: bool, scene: &mut Scene) -> Option<Step> {
	let mut all: Vec<_> = Programmes::<Runtime>::iter().collect();
	all.retain(|(_, own)| match own.plan {
		Plan::Place(_) => is_place,
		Plan::Payback(_) => !is_place,
		_ => false,
	});
	all.sort_by_key(|(programme, _)| *programme);
	all.into_iter().rev().find_map(|(programme, _)| {
		let amount = VoucherDrops::missing_budget(programme).filter(|missing| *missing > 0)?;
		scene.by_anyone(Drops::fund { programme, amount })
	})
}

/// The least for which receipts of now count in a programme whose claims are open.
fn least(scene: &Scene) -> Option<Won> {
	let minimum = |plan| match plan {
		Plan::Payback(own) if own.receipts.opens <= scene.now() => {
			(scene.now() < own.receipts.closes).then_some(own.minimum)
		}
		_ => None,
	};
	let open = Programmes::<Runtime>::iter_values().filter(|own| !own.openings.is_empty());
	open.filter_map(|own| minimum(own.plan)).min()
}

/// A payment of so much in a shop that takes it.
fn pay(by: usize, amount: Won, scene: &mut Scene) -> Option<Step> {
	for _ in 0..TRIES {
		let made = make("RegionalCurrency", "pay", scene.aim);
		let Some(RuntimeCall::RegionalCurrency(Money::pay { merchant, order, until, .. })) = made
		else {
			continue;
		};
		let paid = Money::pay { merchant, amount, order, most_own: amount, until }.into();
		if scene.works(by, &paid) {
			return Some(Step::Send(by, paid));
		}
	}
	None
}

/// A guardian of somebody who has a key.
fn appoint(people: &[(usize, PersonId)], scene: &mut Scene) -> Option<Step> {
	let (acts, until) = (WardActs { spend: true, claim: true }, scene.now() + 300 * DAYS);
	let pairs = people.iter().flat_map(|ward| people.iter().map(move |own| (ward.1, own.1)));
	pairs.into_iter().filter(|(ward, guardian)| ward != guardian).find_map(|(ward, guardian)| {
		scene.by_anyone(Call::appoint_guardian { ward, guardian, acts, until })
	})
}

/// A call of a generator that would succeed, by the one whom it names.
fn tried(pallet: &str, call: &str, scene: &mut Scene) -> Option<Step> {
	for _ in 0..TRIES {
		let Some(made) = make(pallet, call, scene.aim) else { continue };
		let step = match scene.aim.by {
			Some(by) => scene.works(by, &made).then_some(Step::Send(by, made)),
			None => scene.by_anyone(made),
		};
		if step.is_some() {
			return step;
		}
	}
	None
}
