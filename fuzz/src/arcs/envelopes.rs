// SPDX-License-Identifier: Apache-2.0

//! Ways of money that waits for a payee: opened by residents, shown for, rejected, escalated, and another payee.

use chungnam_ports::{
	Body, EnvelopePlan, EscrowOwner, MilestonePlan, Objectors, OwnerAct, Payee, Refund,
	RefundShare, Reviewers, Silence,
};
use chungnam_primitives::{EnvelopeId, RegionSet, Scope, DAYS, MINUTES, REGIONS};
use chungnam_runtime::{
	configs::funds::BudgetAccount, AccountId, Balances, Escrow, Runtime, RuntimeCall,
};
use frame_support::traits::fungible::Inspect;
use pallet_escrow::{
	Call, Decision, Envelopes, Milestone, MilestoneState, Milestones, PayeeChanges,
};
use sp_runtime::{BoundedVec, MultiAddress, Perbill};

use super::{decide, rounds, Scene, Way};
use crate::steps::Step;

/// Won of an envelope of an arc.
const TOTAL: u128 = 60_000;

/// Payees that are tried for one envelope: some are its payee or its reviewer.
pub const TRIES: usize = 6;

/// The next steps to a call of the pallet.
pub fn way(call: &str, scene: &mut Scene) -> Way {
	match call {
		"open_envelope" => open(scene),
		"submit_evidence" => show(scene),
		"accept" | "reject" => review(call, scene),
		"decide" => escalated(scene),
		"settle_envelope" => settle(scene),
		"change_payee" => change(scene),
		"return_stray" => stray(scene),
		_ => None,
	}
}

/// Somebody sends won to the pot of an envelope, from which it goes on.
fn stray(scene: &mut Scene) -> Way {
	let mut all: Vec<_> = Envelopes::<Runtime>::iter_keys().collect();
	all.sort_unstable();
	let Some(id) = all.first().copied() else {
		return open(scene);
	};
	if let Some(step) = scene.by_anyone(Call::return_stray { id }) {
		return Some(vec![step]);
	}
	let dest = MultiAddress::Id(Escrow::pot(id));
	let sent = pallet_balances::Call::transfer_allow_death { dest, value: 1_000 };
	scene.by_anyone(sent).map(|step| vec![step])
}

/// All parts in a state, in order.
fn parts(fits: impl Fn(&MilestoneState) -> bool) -> Vec<(EnvelopeId, u8, Milestone)> {
	let all = Milestones::<Runtime>::iter();
	let mut own: Vec<_> = all.filter(|(_, _, part)| fits(&part.state)).collect();
	own.sort_unstable_by_key(|(id, number, _)| (*id, *number));
	own
}

/// Two different offices: one is paid, the other looks.
pub fn offices(scene: &mut Scene) -> Option<(AccountId, Reviewers<AccountId>)> {
	let all = scene.offices();
	let paid = scene.aim.dice.pick(&all)?.0;
	let others: Vec<_> = all.into_iter().filter(|(by, _)| *by != paid).collect();
	let (by, mandate) = scene.aim.dice.pick(&others)?.clone();
	let scope = Scope::ALL.into_iter().find(|scope| mandate.scopes.contains(*scope))?;
	let region = (1..=REGIONS).find(|region| mandate.regions.contains(*region))?;
	let (account, regions) = (scene.account(by), RegionSet::of(&[region]));
	Some((scene.account(paid), Reviewers::Office { account, scope, regions }))
}

/// Residents who can object: more than there are, so that one does not end it.
pub fn objectors() -> Objectors {
	Objectors { body: Body::Province, least: 30 }
}

fn plan(scene: &mut Scene) -> Option<EnvelopePlan<AccountId>> {
	let (payee, reviewers) = offices(scene)?;
	let part = |days| MilestonePlan { amount: TOTAL / 3, due: scene.now() + days * DAYS };
	let milestones = BoundedVec::truncate_from([20, 40, 60].map(part).to_vec());
	let back = RefundShare { to: Refund::Owner, share: Perbill::one() };
	Some(EnvelopePlan {
		title: scene.text(),
		payee: Payee::Institution(payee),
		milestones,
		reviewers,
		silence: if scene.aim.dice.one_in(2) { Silence::Release } else { Silence::Escalate },
		objectors: Some(objectors()),
		grace: 5 * DAYS,
		refunds: BoundedVec::truncate_from(vec![back]),
	})
}

/// Residents open an envelope. The budget is filled before.
fn open(scene: &mut Scene) -> Way {
	if Balances::balance(&BudgetAccount::get()) < 2 * TOTAL {
		let by = scene.rich(10 * TOTAL)?;
		let dest = BudgetAccount::get().into();
		let give = pallet_balances::Call::transfer_allow_death { dest, value: 5 * TOTAL };
		return Some(vec![Step::Send(by, give.into())]);
	}
	decide::decided("Escrow.open_envelope", scene, |scene| {
		Some(Call::open_envelope { plan: plan(scene)? }.into())
	})
}

/// The payee shows evidence, the first time or after a rejection.
fn show(scene: &mut Scene) -> Way {
	use MilestoneState::{Cure, Waiting};
	// What was rejected comes first.
	let mut own = parts(|state| matches!(state, Cure { .. }));
	own.extend(parts(|state| matches!(state, Waiting { .. })));
	for (id, milestone, _) in own {
		let evidence = scene.text();
		let show = Call::submit_evidence { id, milestone, evidence };
		if let Some(step) = scene.by_anyone(show) {
			return Some(vec![step]);
		}
	}
	open(scene)
}

/// Evidence against which residents can object.
pub fn objection(scene: &mut Scene) -> Way {
	for (id, milestone, _) in parts(|state| matches!(state, MilestoneState::Waiting { .. })) {
		if Envelopes::<Runtime>::get(id).is_none_or(|own| own.objectors.is_none()) {
			continue;
		}
		let evidence = scene.text();
		if let Some(step) = scene.by_anyone(Call::submit_evidence { id, milestone, evidence }) {
			return Some(vec![step]);
		}
	}
	open(scene)
}

/// The reviewer looks at what was shown, and says yes or no.
fn review(call: &str, scene: &mut Scene) -> Way {
	for (id, milestone, own) in parts(|state| matches!(state, MilestoneState::Review { .. })) {
		let Some(evidence) = own.evidence.last().copied() else { continue };
		let said = match call {
			"accept" => Call::accept { id, milestone, evidence },
			_ => Call::reject { id, milestone, evidence, reason: scene.text() },
		};
		if let Some(step) = scene.by_anyone(said) {
			return Some(vec![step]);
		}
	}
	show(scene)
}

/// The committee decides about a part that nobody showed anything for, or that was contested.
fn escalated(scene: &mut Scene) -> Way {
	use MilestoneState::{Cure, Escalated, Waiting};
	let later = scene.now() + MINUTES;
	let all = parts(|state| matches!(state, Escalated { until } if *until > later));
	if let Some((id, milestone, own)) = all.first() {
		let decision = match scene.aim.dice.below(3) {
			0 => Decision::Pay,
			1 if !own.was_moved => Decision::Later(scene.now() + 20 * DAYS),
			_ => Decision::Abort(scene.text()),
		};
		let said = Call::decide { id: *id, milestone: *milestone, decision };
		return decide::decided("Escrow.decide", scene, |_| Some(said.into()));
	}
	let waiting = parts(|state| matches!(state, Waiting { .. } | Cure { .. }));
	let first = waiting.iter().filter_map(|(.., own)| own.state.until()).min();
	match first {
		Some(until) => Some(scene.until(until)),
		None => open(scene),
	}
}

/// Residents name another payee of an envelope that stands alone.
fn settle(scene: &mut Scene) -> Way {
	let mut alone: Vec<_> = Envelopes::<Runtime>::iter()
		.filter(|(_, own)| matches!(own.owner, EscrowOwner::Envelope(_)))
		.map(|(id, _)| id)
		.collect();
	alone.sort_unstable();
	if alone.is_empty() {
		return open(scene);
	}
	decide::decided("Escrow.settle_envelope", scene, |scene| {
		for id in alone.into_iter().rev().flat_map(|id| [id; TRIES]) {
			let act = OwnerAct::NewPayee(Payee::Institution(offices(scene)?.0));
			let settle = RuntimeCall::from(Call::settle_envelope { id, act });
			let origin = decide::origin(&settle)?;
			if scene.works_as(&settle, origin) {
				return Some(settle);
			}
		}
		None
	})
}

/// The old and the new payee agree.
fn change(scene: &mut Scene) -> Way {
	let mut changes: Vec<_> = PayeeChanges::<Runtime>::iter_keys().collect();
	changes.sort_unstable();
	for id in changes {
		if let Some(step) = scene.by_anyone(Call::change_payee { id }) {
			return Some(vec![step]);
		}
	}
	if let Some(step) = rounds::another_payee(scene) {
		return Some(vec![step]);
	}
	settle(scene)
}
