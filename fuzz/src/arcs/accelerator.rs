// SPDX-License-Identifier: Apache-2.0

//! Ways of firms: an office opens an intake, firms apply, experts score, the best are awarded, and what they were paid comes
//! back in part.

use chungnam_ports::Payee;
use chungnam_primitives::{EnvelopeId, IntakeId, RegionSet, Scope};
use chungnam_runtime::{
	configs::funds::AcceleratorAccount, AccountId, Balances, Runtime, RuntimeCall,
};
use frame_support::traits::fungible::Inspect;
use pallet_accelerator::{Award, Awards, Call, Figures, Intake, Intakes};
use pallet_escrow::Envelopes;

use super::{
	projects,
	shares::{first, sorted, PAPER},
	Scene, Way,
};
use crate::{
	calls::accelerator::{plan, steps, RESERVE},
	steps::Step,
};

/// The next steps to a call of the pallet.
pub fn way(call: &str, scene: &mut Scene) -> Way {
	match call {
		"open_intake" => open(scene),
		"apply" => apply(scene),
		"withdraw" => withdraw(scene),
		"score" => score(scene),
		"award" => award(scene),
		"report" => report(scene),
		"pay_return" => pay_return(scene),
		"end_award" => end(scene),
		"cancel_intake" => cancel(scene),
		_ => None,
	}
}

fn intakes() -> Vec<(IntakeId, Intake<AccountId>)> {
	sorted(Intakes::<Runtime>::iter())
}

fn awards() -> Vec<(EnvelopeId, Award<AccountId>)> {
	sorted(Awards::<Runtime>::iter())
}

/// All firms whose applications wait, each with its intake.
fn applications() -> Vec<(IntakeId, Payee<AccountId>)> {
	let of = |(id, own): (IntakeId, Intake<AccountId>)| {
		own.entries.into_iter().map(move |entry| (id, entry.firm))
	};
	intakes().into_iter().flat_map(of).collect()
}

/// An office opens an intake. The fund is filled before.
fn open(scene: &mut Scene) -> Way {
	if Balances::balance(&AcceleratorAccount::get()) < RESERVE {
		let by = scene.rich(20 * RESERVE)?;
		let dest = AcceleratorAccount::get().into();
		let give = pallet_balances::Call::transfer_allow_death { dest, value: 5 * RESERVE };
		return Some(vec![Step::Send(by, give.into())]);
	}
	let by = scene.office(Scope::Budget, RegionSet::province())?;
	let open = RuntimeCall::from(Call::open_intake { plan: Box::new(plan(scene.now())) });
	if scene.works(by, &open) {
		return Some(vec![Step::Send(by, open)]);
	}
	// There is no room, for all or for this office: the first that can end does.
	go_on(scene)
}

/// An intake goes on, or ends, as soon as one can. `None` if there is none, or if one should but fails.
fn go_on(scene: &mut Scene) -> Way {
	let calls = intakes().into_iter().map(|(intake, _)| Call::<Runtime>::award { intake });
	if let Some(way) = first(calls, scene) {
		return Some(way);
	}
	let now = scene.now();
	let all = intakes().into_iter().map(|(_, own)| own.goes_on());
	let next = all.filter(|at| now < *at).min()?;
	Some(scene.until(next))
}

/// An office thinks better of an intake to which firms may still apply.
fn cancel(scene: &mut Scene) -> Way {
	let all = intakes().into_iter();
	let calls = all.map(|(intake, _)| Call::<Runtime>::cancel_intake { intake, why: PAPER });
	first(calls, scene).or_else(|| open(scene))
}

/// An institution applies.
fn apply(scene: &mut Scene) -> Way {
	let now = scene.now();
	let mut all = intakes();
	all.retain(|(_, own)| now < own.plan.closes);
	for (intake, own) in all {
		if now < own.plan.opens {
			return Some(scene.until(own.plan.opens));
		}
		for (by, _) in scene.offices() {
			let (firm, steps) = (Payee::Institution(scene.account(by)), steps());
			let apply = RuntimeCall::from(Call::apply { intake, firm, plan: PAPER, steps });
			if scene.works(by, &apply) {
				return Some(vec![Step::Send(by, apply)]);
			}
		}
	}
	open(scene)
}

fn withdraw(scene: &mut Scene) -> Way {
	let all = applications().into_iter();
	let calls = all.map(|(intake, firm)| Call::<Runtime>::withdraw { intake, firm });
	first(calls, scene).or_else(|| apply(scene))
}

/// An expert scores an application.
fn score(scene: &mut Scene) -> Way {
	let all = applications().into_iter();
	let calls = all.map(|(intake, firm)| Call::<Runtime>::score { intake, firm, points: 70 });
	if let Some(way) = first(calls, scene) {
		return Some(way);
	}
	let now = scene.now();
	let waits = |own: &Intake<AccountId>| !own.entries.is_empty() && now < own.plan.closes;
	let all = intakes().into_iter().filter(|(_, own)| waits(own));
	match all.map(|(_, own)| own.plan.closes).min() {
		Some(closes) => Some(scene.until(closes)),
		None => apply(scene),
	}
}

fn award(scene: &mut Scene) -> Way {
	go_on(scene).or_else(|| open(scene))
}

/// A firm is awarded.
fn grant(scene: &mut Scene) -> Way {
	let best = intakes().into_iter().find(|(_, own)| own.best().is_some());
	let Some((intake, own)) = best else { return score(scene) };
	if scene.now() < own.plan.scored_by {
		return Some(scene.until(own.plan.scored_by));
	}
	first([Call::<Runtime>::award { intake }], scene)
}

fn report(scene: &mut Scene) -> Way {
	let figures = Figures { evidence: PAPER, jobs: 2, trainings: 1 };
	let of = |(award, own): (EnvelopeId, Award<AccountId>)| {
		let untold = own.reached & !own.told;
		let open = (0..own.milestones).filter(move |milestone| untold & (1u16 << *milestone) != 0);
		open.map(move |milestone| Call::<Runtime>::report { award, milestone, figures })
	};
	let calls: Vec<_> = awards().into_iter().flat_map(of).collect();
	first(calls, scene).or_else(|| pay(scene))
}

/// A milestone of an award is paid.
fn pay(scene: &mut Scene) -> Way {
	match awards().into_iter().find(|(id, _)| Envelopes::<Runtime>::contains_key(id)) {
		Some((id, _)) => projects::reach(id, scene),
		None => grant(scene),
	}
}

fn pay_return(scene: &mut Scene) -> Way {
	let owed = awards().into_iter().filter(|(_, own)| own.unpaid() > 0);
	let calls: Vec<_> =
		owed.map(|(award, _)| Call::<Runtime>::pay_return { award, amount: 1 }).collect();
	first(calls, scene).or_else(|| pay(scene))
}

/// All of an award is paid, and its time of return passes.
fn end(scene: &mut Scene) -> Way {
	let all = awards();
	let calls = all.iter().map(|(award, _)| Call::<Runtime>::end_award { award: *award });
	if let Some(way) = first(calls, scene) {
		return Some(way);
	}
	match all.first() {
		Some((id, _)) if Envelopes::<Runtime>::contains_key(id) => projects::reach(*id, scene),
		Some((_, own)) => Some(scene.until(own.until)),
		None => grant(scene),
	}
}
