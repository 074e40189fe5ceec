// SPDX-License-Identifier: Apache-2.0

//! Ways of projects: a founder proposes one, residents judge it, its units are sold, its milestones are reached, and the
//! founder reports.

use chungnam_ports::Payee;
use chungnam_primitives::{EnvelopeId, InstrumentId, Moment};
use chungnam_runtime::{AccountId, Ballots, Runtime};
use pallet_escrow::{Call as Envelope, MilestoneState, Milestones};
use pallet_project_tokens::{Call, Project, Projects, Status};
use pallet_securities::{Offerings, SaleState};

use super::{
	assets, envelopes,
	shares::{self, first, first_of, instruments, sorted, PAPER},
	votes, Scene, Way,
};
use crate::calls::{projects::plan, securities};

type Own = Project<AccountId>;

/// The next steps to a call of the pallet.
pub fn way(call: &'static str, scene: &mut Scene) -> Way {
	match call {
		"propose" => propose(scene),
		"offer" => offer(scene),
		"advance" => advance(scene),
		"withdraw" => withdraw(scene),
		"report" => report(scene),
		_ => None,
	}
}

fn projects() -> Vec<(InstrumentId, Own)> {
	sorted(Projects::<Runtime>::iter())
}

/// The first that somebody could send of the calls about each project.
fn of_each(call: impl Fn(InstrumentId) -> Call<Runtime>, scene: &mut Scene) -> Way {
	first_of(projects(), call, scene)
}

/// One office is paid, another one looks.
fn propose(scene: &mut Scene) -> Way {
	let (payee, reviewers) = envelopes::offices(scene)?;
	let plan = plan(Payee::Institution(payee), reviewers);
	let own = instruments().into_iter();
	let own = own.map(|project| Call::propose { project, plan: Box::new(plan.clone()) });
	first(own, scene).or_else(|| assets::create(scene))
}

/// Residents judge a project, all of them in favour.
fn judge(scene: &mut Scene) -> Way {
	let judged = projects().into_iter().find_map(|(project, own)| match own.status {
		Status::Judged { ballot, until } => Some((project, ballot, until)),
		_ => None,
	});
	let Some((project, ballot, until)) = judged else { return propose(scene) };
	let way = first([Call::advance { project }], scene).or_else(|| votes::go(ballot, scene));
	way.or_else(|| Some(scene.until(until)))
}

fn offer(scene: &mut Scene) -> Way {
	let sale = securities::sale(scene.now(), scene.aim);
	of_each(|project| Call::offer { project, sale }, scene).or_else(|| judge(scene))
}

fn withdraw(scene: &mut Scene) -> Way {
	of_each(|project| Call::withdraw { project }, scene).or_else(|| judge(scene))
}

fn advance(scene: &mut Scene) -> Way {
	of_each(|project| Call::advance { project }, scene).or_else(|| judge(scene))
}

/// Units of a project are sold, and its money is put into an envelope.
fn sell(scene: &mut Scene) -> Way {
	for (project, own) in projects() {
		let Status::Offering { sale } = own.status else { continue };
		if let Some(way) = first([Call::advance { project }], scene) {
			return Some(way);
		}
		let Some(own) = Offerings::<Runtime>::get(sale) else { continue };
		let is_sold = own.live.total().is_some_and(|units| units >= own.sale.soft_cap);
		match own.state_at(scene.now()) {
			SaleState::Open if is_sold => return Some(scene.until(own.sale.closes)),
			SaleState::Open => return shares::pledge(scene),
			_ => {}
		}
	}
	offer(scene)
}

/// When a milestone goes on by itself: an objection that is closed can be contested for a while.
fn settled_at(state: &MilestoneState) -> Option<Moment> {
	let objection = state.objection().and_then(Ballots::ballot);
	state.until().max(objection.map(|own| own.final_at))
}

/// Every milestone of a project is reached.
fn build(scene: &mut Scene) -> Way {
	match projects().iter().find_map(|(_, own)| own.status.envelope()) {
		Some(id) => reach(id, scene),
		None => sell(scene),
	}
}

/// Every milestone of an envelope is shown, accepted, waited for and collected.
pub fn reach(id: EnvelopeId, scene: &mut Scene) -> Way {
	let mut parts: Vec<_> = Milestones::<Runtime>::iter_prefix(id).collect();
	parts.sort_unstable_by_key(|(milestone, _)| *milestone);
	let mut steps = Vec::new();
	for (milestone, own) in &parts {
		let milestone = *milestone;
		let shown = own.evidence.last().copied();
		let in_review = matches!(own.state, MilestoneState::Review { .. });
		let evidence = shown.filter(|_| in_review).unwrap_or_else(|| scene.text());
		let calls = [
			Envelope::<Runtime>::submit_evidence { id, milestone, evidence },
			Envelope::accept { id, milestone, evidence },
			Envelope::collect { id, milestone },
		];
		steps.extend(first(calls, scene).into_iter().flatten());
	}
	if steps.is_empty() {
		let until = parts.iter().filter_map(|(_, own)| settled_at(&own.state)).min()?;
		return Some(scene.until(until));
	}
	Some(steps)
}

/// All of a project is built.
fn run(scene: &mut Scene) -> Way {
	if let Some(way) = of_each(|project| Call::advance { project }, scene) {
		return Some(way);
	}
	let running =
		projects().into_iter().find(|(_, own)| matches!(own.status, Status::Running { .. }));
	match running.and_then(|(_, own)| own.status.until()) {
		Some(until) => Some(scene.until(until)),
		None => build(scene),
	}
}

fn report(scene: &mut Scene) -> Way {
	of_each(|project| Call::report { project, report: PAPER }, scene).or_else(|| run(scene))
}
