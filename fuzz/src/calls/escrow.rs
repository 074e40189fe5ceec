// SPDX-License-Identifier: Apache-2.0

//! Envelopes whose plans are sound, and acts of those who can act.

use chungnam_ports::{
	Body, EnvelopePlan, MilestonePlan, Objectors, OwnerAct, Payee, Refund, RefundShare, Reviewers,
	Silence, Source,
};
use chungnam_primitives::{EnvelopeId, Moment, RegionSet, Scope, DAYS, REGIONS};
use chungnam_runtime::{configs::funds::BudgetAccount, AccountId, Escrow, Runtime, RuntimeCall};
use pallet_escrow::{Call, Decision, Envelopes, MilestoneState, Milestones, NextEnvelope};
use pallet_registry::{Attesters, Merchants};
use sp_core::H256;
use sp_runtime::{BoundedVec, Perbill};

use super::Aim;
use crate::pools::{id, number};

/// The accounts that escrow derives, of all envelopes there ever were, and the budget that fills them.
pub fn pots() -> Vec<AccountId> {
	let mut pots = vec![BudgetAccount::get()];
	let last = number(NextEnvelope::<Runtime>::get());
	pots.extend((0..last).map(|envelope| Escrow::pot(id(envelope))));
	pots
}

/// Won for the budget, and at times won that strays.
pub fn aim_budget(call: &str, aim: &mut Aim) -> Option<RuntimeCall> {
	if call != "transfer_allow_death" {
		return None;
	}
	let to =
		if aim.dice.one_in(3) { aim.dice.pick(&pots())?.clone() } else { BudgetAccount::get() };
	aim.by = Some(aim.cast.number("Nation"));
	Some(pallet_balances::Call::transfer_allow_death { dest: to.into(), value: 500_000 }.into())
}

/// The parts of all envelopes that wait in a state.
fn parts(fits: impl Fn(&MilestoneState) -> bool) -> Vec<(EnvelopeId, u8)> {
	let all = Milestones::<Runtime>::iter();
	let mut own: Vec<_> = all
		.filter(|(_, _, milestone)| fits(&milestone.state))
		.map(|(envelope, milestone, _)| (envelope, milestone))
		.collect();
	own.sort_unstable();
	own
}

fn signer_of(payee: &Payee<AccountId>, aim: &Aim) -> Option<usize> {
	match payee {
		Payee::Institution(account) => aim.cast.find(account),
		Payee::Person(person) => aim.key_of(*person),
		Payee::Merchant(shop) => aim.cast.find(&Merchants::<Runtime>::get(shop)?.owner),
	}
}

fn reviewer_of(reviewers: &Reviewers<AccountId>, aim: &Aim) -> Option<usize> {
	match reviewers {
		Reviewers::Office { account, .. } => aim.cast.find(account),
		Reviewers::Person(person) => aim.key_of(*person),
		Reviewers::Seats(_) => None,
	}
}

fn attester(aim: &mut Aim) -> Option<(AccountId, pallet_registry::Attester)> {
	let mut all: Vec<_> = Attesters::<Runtime>::iter().collect();
	all.sort_unstable_by(|(one, _), (other, _)| one.cmp(other));
	aim.dice.pick(&all).cloned()
}

fn payee(aim: &mut Aim) -> Option<Payee<AccountId>> {
	Some(match aim.dice.below(3) {
		0 => Payee::Institution(attester(aim)?.0),
		1 => Payee::Person(id(aim.dice.below(aim.pools.next_person as usize) as u64)),
		_ => Payee::Merchant(id(aim.dice.below(aim.pools.next_merchant as usize) as u64)),
	})
}

fn reviewers(aim: &mut Aim) -> Option<Reviewers<AccountId>> {
	if aim.dice.one_in(2) {
		let person = aim.dice.below(aim.pools.next_person as usize) as u64;
		return Some(Reviewers::Person(id(person)));
	}
	let (account, mandate) = attester(aim)?;
	let scope = Scope::ALL.into_iter().find(|scope| mandate.scopes.contains(*scope))?;
	let region = (1..=REGIONS).find(|region| mandate.regions.contains(*region))?;
	Some(Reviewers::Office { account, scope, regions: RegionSet::of(&[region]) })
}

/// Residents who can object, in half of the plans: few are enough, for the town is small.
fn objectors(aim: &mut Aim) -> Option<Objectors> {
	if aim.dice.one_in(2) {
		return None;
	}
	let body = match aim.dice.below(3) {
		0 => Body::Regions(RegionSet::of(&[12])),
		_ => Body::Province,
	};
	Some(Objectors { body, least: 1 + aim.dice.below(3) as u64 })
}

fn plan(aim: &mut Aim) -> Option<EnvelopePlan<AccountId>> {
	let mut milestones = Vec::new();
	for _ in 0..1 + aim.dice.below(3) {
		let amount = aim.some_won();
		let due = aim.pools.now + (1 + aim.dice.below(30) as Moment) * DAYS;
		milestones.push(MilestonePlan { amount, due });
	}
	let half = Perbill::from_percent(50);
	let refunds = vec![
		RefundShare { to: Refund::Source(Source::Fees), share: half },
		RefundShare { to: Refund::Owner, share: half },
	];
	Some(EnvelopePlan {
		title: H256(aim.dice.bytes()),
		payee: payee(aim)?,
		milestones: BoundedVec::truncate_from(milestones),
		reviewers: reviewers(aim)?,
		silence: if aim.dice.one_in(2) { Silence::Release } else { Silence::Escalate },
		objectors: objectors(aim),
		grace: aim.dice.below(5) as Moment * DAYS,
		refunds: BoundedVec::truncate_from(refunds),
	})
}

/// Calls that a random choice of values seldom gets right.
pub fn aim(call: &str, aim: &mut Aim) -> Option<RuntimeCall> {
	use MilestoneState::{Cure, Escalated, Payable, Review, Waiting};
	let own = match call {
		"open_envelope" => return Some(Call::open_envelope { plan: plan(aim)? }.into()),
		"return_stray" => {
			let last = number(NextEnvelope::<Runtime>::get());
			let envelope = id(aim.dice.below(last as usize) as u64);
			return Some(Call::return_stray { id: envelope }.into());
		}
		"submit_evidence" => parts(|own| matches!(own, Waiting { .. } | Cure { .. })),
		"accept" | "reject" => parts(|own| matches!(own, Review { .. })),
		"decide" => parts(|own| matches!(own, Escalated { .. })),
		"collect" => parts(|own| matches!(own, Payable { .. })),
		"settle_envelope" | "change_payee" => parts(|_| true),
		_ => return None,
	};
	let (envelope, milestone) = *aim.dice.pick(&own)?;
	let id = envelope;
	let facts = Envelopes::<Runtime>::get(id)?;
	let shown = || Milestones::<Runtime>::get(id, milestone)?.evidence.last().copied();
	Some(match call {
		"submit_evidence" => {
			aim.by = signer_of(&facts.payee, aim);
			Call::submit_evidence { id, milestone, evidence: H256(aim.dice.bytes()) }.into()
		}
		"accept" => {
			aim.by = reviewer_of(&facts.reviewers, aim);
			Call::accept { id, milestone, evidence: shown()? }.into()
		}
		"reject" => {
			aim.by = reviewer_of(&facts.reviewers, aim);
			let reason = H256(aim.dice.bytes());
			Call::reject { id, milestone, evidence: shown()?, reason }.into()
		}
		"collect" => {
			aim.by = signer_of(&facts.payee, aim);
			Call::collect { id, milestone }.into()
		}
		"decide" => {
			let decision = match aim.dice.below(4) {
				0 => Decision::Abort(H256(aim.dice.bytes())),
				1 => Decision::Later(aim.pools.now + 20 * DAYS),
				_ => Decision::Pay,
			};
			Call::decide { id, milestone, decision }.into()
		}
		"settle_envelope" => {
			let act = match aim.dice.below(5) {
				0 => OwnerAct::Abort(H256(aim.dice.bytes())),
				1 => OwnerAct::Pay(milestone),
				_ => OwnerAct::NewPayee(payee(aim)?),
			};
			Call::settle_envelope { id, act }.into()
		}
		_ => {
			let mut changes: Vec<_> = pallet_escrow::PayeeChanges::<Runtime>::iter().collect();
			changes.sort_unstable_by_key(|(id, _)| *id);
			let (id, change) = aim.dice.pick(&changes)?.clone();
			let old = Envelopes::<Runtime>::get(id)?.payee;
			let by = if aim.dice.one_in(2) { old } else { change.to };
			aim.by = signer_of(&by, aim);
			Call::change_payee { id }.into()
		}
	})
}

/// An acceptance that could go through: the part, the signer and the call.
pub fn some_review(aim: &mut Aim) -> Option<((EnvelopeId, u8), usize, RuntimeCall)> {
	let call = self::aim("accept", aim)?;
	let RuntimeCall::Escrow(Call::accept { id, milestone, .. }) = call else { return None };
	Some(((id, milestone), aim.by?, call))
}
