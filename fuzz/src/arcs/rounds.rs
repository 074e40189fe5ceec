// SPDX-License-Identifier: Apache-2.0

//! Ways through a round of the participatory budget, from the first idea to another payee.

use chungnam_ports::{
	Body, Class, Completion, EscrowOwner, Payee, Question, Rule, Silence, Ties, Utility, ALL_BP,
};
use chungnam_primitives::{
	IdeaId, Moment, RegionId, RegionSet, RoundId, Scope, ZoneId, DAYS, HOURS, MINUTES, SECONDS,
};
use chungnam_runtime::{AccountId, Runtime, RuntimeCall};
use pallet_budget_rounds::{
	Awards, Call, Ground, Heading, Idea, Ideas, Judgement, MergeOffer, Phase, Plans, Review, Round,
	RoundPlan, Rounds, Stage, Terms, Windows,
};
use pallet_escrow::Envelopes;
use sp_core::H256;
use sp_runtime::{BoundedVec, Perbill};

use super::{decide, envelopes, votes, Scene, Way};
use crate::steps::Step;

/// A round with its plan.
type Open = (RoundId, Round<AccountId>, RoundPlan<AccountId>);

/// The ranks of states: see `Phase::rank`.
const IDEAS: u8 = 0;
const MERGING: u8 = 1;
const FEASIBILITY: u8 = 2;
const APPEALS: u8 = 4;
const VOTING: u8 = 7;
const LAPSING_AGAIN: u8 = 13;

/// The next steps to a call of the pallet.
pub fn way(call: &str, scene: &mut Scene) -> Way {
	match call {
		"offer_merge" => merge(scene, false),
		"accept_merge" => merge(scene, true),
		"lapse_idea" => lapse(scene),
		"judge_idea" => {
			let is_feasible = scene.aim.dice.one_in(2);
			judge(is_feasible, scene)
		}
		"appeal" => appeal(scene),
		"decide_appeal" => decide_appeal(scene),
		"accept_award" => accept(scene),
		"replace_payee" => match another_payee(scene) {
			Some(step) => Some(vec![step]),
			None => accept(scene),
		},
		_ => None,
	}
}

/// Rounds that are not over, the furthest first.
fn rounds() -> Vec<Open> {
	let with_plan = |(id, round)| Some((id, round, Plans::<Runtime>::get(id)?));
	let mut all: Vec<Open> = Rounds::<Runtime>::iter().filter_map(with_plan).collect();
	all.retain(|(_, round, _)| round.phase.is_noted());
	all.sort_unstable_by_key(|(id, round, _)| (u8::MAX - round.phase.rank(), *id));
	all
}

/// The ideas of a round, in order.
fn ideas(round: RoundId) -> Vec<(IdeaId, Idea<AccountId>)> {
	let mut all: Vec<_> = Ideas::<Runtime>::iter_prefix(round).collect();
	all.sort_unstable_by_key(|(number, _)| *number);
	all
}

/// True if the state of a round does not end within a minute.
fn lasts(round: &Round<AccountId>, scene: &Scene) -> bool {
	round.phase.until().is_some_and(|until| until > scene.now() + MINUTES)
}

/// A plan in whose region somebody can vote. Its windows are short: the chain takes no longer pause for a stop.
fn plan(region: Option<RegionId>, scene: &mut Scene) -> Option<RoundPlan<AccountId>> {
	let (payee, reviewers) = envelopes::offices(scene)?;
	let heading = |budget| Heading { title: H256::repeat_byte(1), budget };
	let stage = |percent, after| Stage { share: Perbill::from_percent(percent), after };
	let body = region.map_or(Body::Province, |own| Body::Regions(RegionSet::of(&[own])));
	let class = Class { body, weight_bp: ALL_BP, quorum_bp: 0 };
	let dice = &mut scene.aim.dice;
	let rule = if dice.one_in(4) {
		Rule::Greedy { ties: Ties::Number }
	} else {
		Rule::EqualShares {
			ties: if dice.one_in(2) { Ties::Number } else { Ties::CheaperThenNumber },
			utility: if dice.one_in(2) { Utility::Cost } else { Utility::Count },
			completion: if dice.one_in(2) { Completion::None } else { Completion::Greedy },
		}
	};
	let question = if dice.one_in(2) {
		Question::Approval { least: 1, most: 3, per_heading: false }
	} else {
		Question::Knapsack { budget_bp: ALL_BP }
	};
	let window: Moment = 5 * MINUTES;
	let windows = Windows {
		ideas: window,
		sponsoring: MINUTES,
		merging: MINUTES,
		feasibility: window,
		appealing: window,
		appeals: window,
		notice: MINUTES,
		voting: window,
		contest: window,
		acceptance: window,
	};
	Some(RoundPlan {
		title: scene.text(),
		region,
		headings: BoundedVec::truncate_from(vec![heading(5_000), heading(3_000)]),
		least: 100,
		most: 3_000,
		sponsors: 1,
		part_bp: 5_000,
		classes: BoundedVec::truncate_from(vec![class]),
		question,
		rule,
		paper_cap_bp: ALL_BP,
		shown: true,
		windows,
		terms: Terms {
			payee: Payee::Institution(payee),
			stages: BoundedVec::truncate_from(vec![stage(40, 20 * DAYS), stage(60, 40 * DAYS)]),
			reviewers,
			silence: Silence::Release,
			objectors: Some(envelopes::objectors()),
			grace: HOURS,
		},
	})
}

/// An office opens a round for the region of an elector, or for the province. Where there is no room, a round that is over
/// is swept.
fn open(scene: &mut Scene) -> Way {
	let electors = scene.electors();
	let (_, region) = *scene.aim.dice.pick(&electors)?;
	for region in [Some(region), None] {
		let plan = Box::new(plan(region, scene)?);
		if let Some(by) = scene.office(Scope::Budget, plan.regions()) {
			let open = RuntimeCall::from(Call::open_round { plan });
			if scene.works(by, &open) {
				return Some(vec![Step::Send(by, open)]);
			}
		}
	}
	let over = Rounds::<Runtime>::iter().filter(|(_, own)| own.phase == Phase::Closed);
	let mut over: Vec<_> = over.map(|(id, _)| id).collect();
	over.sort_unstable();
	let sweep = over.first().map(|round| Call::sweep_round { round: *round, limit: 64 })?;
	scene.by_anyone(sweep).map(|step| vec![step])
}

/// A resident hands in an idea, which nobody sponsors yet.
fn propose((round, _, plan): &Open, scene: &mut Scene) -> Option<Step> {
	for ((by, _), region) in scene.electors() {
		let heading = scene.aim.dice.below(plan.headings.len()) as u8;
		let cost = plan.least + scene.aim.dice.below((plan.most - plan.least) as usize) as u64;
		let zone = ZoneId::new(plan.region.unwrap_or(region), 0);
		let text = scene.text();
		let idea = Call::propose_idea { round: *round, heading, zone, cost, text };
		let idea = RuntimeCall::from(idea);
		if scene.works(by, &idea) {
			return Some(Step::Send(by, idea));
		}
	}
	None
}

/// Goes on with a round by one state.
fn push(own: &Open, scene: &mut Scene) -> Way {
	let (id, round, plan) = own;
	Some(match round.phase {
		Phase::Ideas { until } => {
			let all = ideas(*id);
			let qualified = all.iter().filter(|(_, idea)| idea.sponsors >= plan.sponsors).count();
			let lonely = all.iter().find(|(_, idea)| idea.sponsors < plan.sponsors);
			let sponsor = lonely
				.and_then(|(idea, _)| scene.by_anyone(Call::sponsor { round: *id, idea: *idea }));
			// Two ideas compete.
			let wanted = if qualified < 2 && scene.now() + SECONDS < until {
				sponsor.or_else(|| propose(own, scene))
			} else {
				None
			};
			wanted.map_or_else(|| scene.until(until), |step| vec![step])
		}
		Phase::Voting { ballot, .. } => return votes::go(ballot, scene),
		phase => scene.until(phase.until().unwrap_or(0)),
	})
}

/// A step to two ideas of one heading with sponsors, in a round that still takes ideas. `None` if it has them.
fn pair(scene: &mut Scene) -> Option<Step> {
	let open = rounds().into_iter().find(|(_, round, _)| round.phase.rank() == IDEAS)?;
	let all = ideas(open.0);
	let qualified = |heading: u8| {
		let own = all.iter().filter(|(_, idea)| idea.heading == heading);
		own.filter(|(_, idea)| idea.sponsors >= open.2.sponsors).count()
	};
	if !lasts(&open.1, scene) || (0..).zip(&open.2.headings).any(|(own, _)| qualified(own) > 1) {
		return None;
	}
	let lonely = all.iter().find(|(_, idea)| idea.sponsors < open.2.sponsors);
	let sponsor =
		lonely.and_then(|(idea, _)| scene.by_anyone(Call::sponsor { round: open.0, idea: *idea }));
	sponsor.or_else(|| propose(&open, scene))
}

/// One of two ideas of a heading is to become part of the other: its proposer offers it, and that of the other accepts.
fn merge(scene: &mut Scene, is_offered: bool) -> Way {
	let merging = rounds().into_iter().find(|(_, round, _)| round.phase.rank() == MERGING);
	let Some(open) = merging else {
		return pair(scene).map_or_else(|| push_below(MERGING, scene), |step| Some(vec![step]));
	};
	let (round, all) = (open.0, ideas(open.0));
	for (idea, own) in &all {
		if let (true, Some(offer)) = (is_offered, own.offer) {
			if let Some(step) = scene.by_anyone(Call::accept_merge { round, idea: *idea, offer }) {
				return Some(vec![step]);
			}
		}
	}
	for (idea, own) in &all {
		for (into, _) in &all {
			let offer = Some(MergeOffer { into: *into, text: scene.text(), cost: own.cost });
			if let Some(step) = scene.by_anyone(Call::offer_merge { round, idea: *idea, offer }) {
				return Some(vec![step]);
			}
		}
	}
	// No two are of one heading here.
	push(&open, scene)
}

/// Goes on with the furthest round that has not come so far, or opens one.
fn push_below(rank: u8, scene: &mut Scene) -> Way {
	let furthest = rounds().into_iter().find(|(_, round, _)| round.phase.rank() < rank);
	match furthest {
		Some(own) => push(&own, scene),
		None => open(scene),
	}
}

/// Goes on with a round whose plan fits until its vote is over.
pub fn to_vote(scene: &mut Scene, fits: impl Fn(&RoundPlan<AccountId>) -> bool) -> Way {
	let found =
		rounds().into_iter().find(|(_, round, plan)| round.phase.rank() <= VOTING && fits(plan));
	match found {
		Some(own) => push(&own, scene),
		None => open(scene),
	}
}

/// Nobody sponsors an idea for a minute.
fn lapse(scene: &mut Scene) -> Way {
	let young = rounds().into_iter().filter(|(_, round, _)| round.phase.rank() == IDEAS);
	for own in young {
		let (round, state, plan) = &own;
		let lonely = ideas(*round).into_iter().find(|(_, idea)| idea.sponsors < plan.sponsors);
		let Some((idea, facts)) = lonely else {
			match propose(&own, scene) {
				Some(step) => return Some(vec![step]),
				None => continue,
			}
		};
		if let Some(step) = scene.by_anyone(Call::lapse_idea { round: *round, idea }) {
			return Some(vec![step]);
		}
		let at = facts.since + plan.windows.sponsoring;
		if state.phase.until().is_some_and(|until| at + SECONDS < until) && at > scene.now() {
			return Some(vec![Step::Pass(at - scene.now())]);
		}
	}
	open(scene)
}

/// An office says of an idea whether it can be done.
fn judge(is_feasible: bool, scene: &mut Scene) -> Way {
	let reason = scene.text();
	for (round, state, plan) in rounds() {
		if state.phase.rank() != FEASIBILITY || !lasts(&state, scene) {
			continue;
		}
		for (idea, own) in ideas(round) {
			let judgement = if is_feasible {
				Judgement::Feasible { cost: own.cost, payee: None, reason }
			} else {
				Judgement::Unfeasible { ground: Ground::Duplicate, reason }
			};
			let judge = RuntimeCall::from(Call::judge_idea { round, idea, judgement });
			let by = scene.office(Scope::Budget, plan.regions())?;
			if scene.works(by, &judge) {
				return Some(vec![Step::Send(by, judge)]);
			}
		}
	}
	push_below(FEASIBILITY, scene)
}

/// The proposer appeals.
fn appeal(scene: &mut Scene) -> Way {
	for (round, ..) in rounds() {
		for (idea, own) in ideas(round) {
			if own.review != Review::Unfeasible {
				continue;
			}
			let reason = scene.text();
			if let Some(step) = scene.by_anyone(Call::appeal { round, idea, reason }) {
				return Some(vec![step]);
			}
		}
	}
	judge(false, scene)
}

/// The committee decides about an appeal.
fn decide_appeal(scene: &mut Scene) -> Way {
	for (round, state, _) in rounds() {
		let is_early = (FEASIBILITY..=APPEALS).contains(&state.phase.rank());
		let appealed = ideas(round).into_iter().find(|(_, own)| own.review == Review::Appealed);
		let Some((idea, _)) = appealed.filter(|_| is_early && lasts(&state, scene)) else {
			continue;
		};
		let (is_feasible, reason) = (scene.aim.dice.one_in(2), scene.text());
		let said = Call::decide_appeal { round, idea, is_feasible, reason };
		return decide::decided("BudgetRounds.decide_appeal", scene, |_| Some(said.into()));
	}
	appeal(scene)
}

/// The payee accepts what is offered.
fn accept(scene: &mut Scene) -> Way {
	let mut offered: Vec<_> =
		Awards::<Runtime>::iter().map(|(round, option, _)| (round, option)).collect();
	offered.sort_unstable();
	for (round, option) in offered {
		if let Some(step) = scene.by_anyone(Call::accept_award { round, option }) {
			return Some(vec![step]);
		}
	}
	push_below(LAPSING_AGAIN, scene)
}

/// An office proposes another payee of a project that is under way.
pub fn another_payee(scene: &mut Scene) -> Option<Step> {
	let mut under_way: Vec<_> = Envelopes::<Runtime>::iter()
		.filter_map(|(id, own)| match own.owner {
			EscrowOwner::Round(round) => Some((RoundId(round as _), id)),
			_ => None,
		})
		.collect();
	under_way.sort_unstable();
	for (round, envelope) in under_way.into_iter().rev().flat_map(|own| [own; envelopes::TRIES]) {
		let Some(plan) = Plans::<Runtime>::get(round) else { continue };
		let payee = Payee::Institution(envelopes::offices(scene)?.0);
		let replace = RuntimeCall::from(Call::replace_payee { round, envelope, payee });
		let by = scene.office(Scope::Budget, plan.regions())?;
		if scene.works(by, &replace) {
			return Some(Step::Send(by, replace));
		}
	}
	None
}
