// SPDX-License-Identifier: Apache-2.0

//! Rounds whose plans are sound, ideas that fit, and those who can act about each.

use chungnam_ports::{Body, Class, Payee, Question, Reviewers, Rule, Silence, Ties, ALL_BP};
use chungnam_primitives::{
	EnvelopeId, IdeaId, Moment, PersonId, RegionId, RegionSet, RoundId, Scope, ZoneId, DAYS, HOURS,
};
use chungnam_runtime::{AccountId, BudgetRounds, Runtime, RuntimeCall};
use pallet_budget_rounds::{
	Awards, Call, Ground, Heading, Idea, Ideas, Judgement, MergeOffer, NextRound, Phase, Plans,
	Review, RoundPlan, Rounds, Stage, Terms, Windows, STEP,
};
use pallet_registry::Attesters;
use sp_core::H256;
use sp_runtime::{BoundedVec, Perbill};

use super::Aim;

/// The accounts that rounds derive, of all there ever were.
pub fn pots() -> Vec<AccountId> {
	RoundId(0).until(NextRound::<Runtime>::get()).map(BudgetRounds::pot).collect()
}

/// An office for the budget, and the first of its regions.
fn office(aim: &mut Aim) -> Option<(AccountId, RegionId)> {
	let mut all: Vec<_> = Attesters::<Runtime>::iter()
		.filter(|(_, own)| own.scopes.contains(Scope::Budget))
		.filter_map(|(who, own)| {
			let region = (1..=15).find(|region| own.regions.contains(*region))?;
			Some((who, region))
		})
		.collect();
	all.sort_unstable();
	aim.dice.pick(&all).cloned()
}

fn plan(who: &AccountId, region: RegionId, aim: &mut Aim) -> RoundPlan<AccountId> {
	let heading = |budget| Heading { title: H256::repeat_byte(1), budget };
	let stage = |percent, after| Stage { share: Perbill::from_percent(percent), after };
	let body = Body::Regions(RegionSet::of(&[region]));
	let hours = |aim: &mut Aim| (1 + aim.dice.below(6) as Moment) * HOURS;
	RoundPlan {
		title: H256(aim.dice.bytes()),
		region: Some(region),
		headings: BoundedVec::truncate_from(vec![heading(5_000), heading(3_000)]),
		least: 100,
		most: 4_000,
		sponsors: 1,
		part_bp: 5_000,
		classes: BoundedVec::truncate_from(vec![Class { body, weight_bp: ALL_BP, quorum_bp: 0 }]),
		question: if aim.dice.one_in(2) {
			Question::Approval { least: 1, most: 3, per_heading: true }
		} else {
			Question::Knapsack { budget_bp: ALL_BP }
		},
		rule: Rule::Greedy { ties: Ties::CheaperThenNumber },
		paper_cap_bp: ALL_BP,
		shown: true,
		windows: Windows {
			ideas: hours(aim),
			sponsoring: HOURS,
			merging: hours(aim),
			feasibility: hours(aim),
			appealing: hours(aim),
			appeals: hours(aim),
			notice: HOURS,
			voting: hours(aim),
			contest: HOURS,
			acceptance: hours(aim),
		},
		terms: Terms {
			payee: Payee::Institution(who.clone()),
			stages: BoundedVec::truncate_from(vec![stage(40, DAYS), stage(60, 2 * DAYS)]),
			reviewers: Reviewers::Person(PersonId(1)),
			silence: Silence::Release,
			objectors: None,
			grace: HOURS,
		},
	}
}

/// A round in one of these states, by their place.
fn round(ranks: core::ops::RangeInclusive<u8>, aim: &mut Aim) -> Option<RoundId> {
	let mut all: Vec<_> = Rounds::<Runtime>::iter()
		.filter(|(_, own)| ranks.contains(&own.phase.rank()))
		.map(|(id, _)| id)
		.collect();
	all.sort_unstable();
	aim.dice.pick(&all).copied()
}

/// An idea of a round.
fn idea(
	round: RoundId,
	fits: impl Fn(&Idea<AccountId>) -> bool,
	aim: &mut Aim,
) -> Option<(IdeaId, Idea<AccountId>)> {
	let mut all: Vec<_> =
		Ideas::<Runtime>::iter_prefix(round).filter(|(_, own)| fits(own)).collect();
	all.sort_unstable_by_key(|(number, _)| *number);
	aim.dice.pick(&all).cloned()
}

/// Calls that a random choice of values seldom gets right.
pub fn aim(call: &str, aim: &mut Aim) -> Option<RuntimeCall> {
	let text = H256(aim.dice.bytes());
	Some(match call {
		"open_round" => {
			let (who, region) = office(aim)?;
			aim.by = aim.cast.find(&who);
			Call::open_round { plan: Box::new(plan(&who, region, aim)) }.into()
		}
		"propose_idea" => {
			let round = round(0..=0, aim)?;
			let region = Plans::<Runtime>::get(round)?.region?;
			let (heading, zone) = (aim.dice.below(2) as u8, ZoneId::new(region, 0));
			let cost = 100 + aim.dice.below(3_900) as u64;
			Call::propose_idea { round, heading, zone, cost, text }.into()
		}
		"sponsor" | "lapse_idea" => {
			let round = round(0..=0, aim)?;
			let (idea, _) = idea(round, |_| true, aim)?;
			if call == "sponsor" {
				Call::sponsor { round, idea }.into()
			} else {
				Call::lapse_idea { round, idea }.into()
			}
		}
		"offer_merge" => {
			let round = round(1..=1, aim)?;
			let (number, own) = idea(round, |_| true, aim)?;
			let (into, _) = idea(round, |other| other.heading == own.heading, aim)?;
			aim.by = aim.key_of(own.by);
			let offer = Some(MergeOffer { into, text, cost: own.cost });
			Call::offer_merge { round, idea: number, offer }.into()
		}
		"accept_merge" => {
			let round = round(1..=1, aim)?;
			let (number, own) = idea(round, |own| own.offer.is_some(), aim)?;
			let offer = own.offer?;
			aim.by = aim.key_of(Ideas::<Runtime>::get(round, offer.into)?.by);
			Call::accept_merge { round, idea: number, offer }.into()
		}
		"judge_idea" => {
			let round = round(2..=2, aim)?;
			let (number, own) = idea(round, |own| own.review == Review::Open, aim)?;
			let (who, _) = office(aim)?;
			aim.by = aim.cast.find(&who);
			let judgement = if aim.dice.one_in(2) {
				Judgement::Feasible { cost: own.cost, payee: None, reason: text }
			} else {
				Judgement::Unfeasible { ground: Ground::Duplicate, reason: text }
			};
			Call::judge_idea { round, idea: number, judgement }.into()
		}
		"appeal" => {
			let round = round(2..=3, aim)?;
			let (number, own) = idea(round, |own| own.review == Review::Unfeasible, aim)?;
			aim.by = aim.key_of(own.by);
			Call::appeal { round, idea: number, reason: text }.into()
		}
		"decide_appeal" => {
			let round = round(2..=4, aim)?;
			let (number, _) = idea(round, |own| own.review == Review::Appealed, aim)?;
			let is_feasible = aim.dice.one_in(2);
			Call::decide_appeal { round, idea: number, is_feasible, reason: text }.into()
		}
		"accept_award" => {
			let mut all: Vec<_> =
				Awards::<Runtime>::iter().map(|(id, option, _)| (id, option)).collect();
			all.sort_unstable();
			let (round, option) = *aim.dice.pick(&all)?;
			if let Payee::Institution(who) = Plans::<Runtime>::get(round)?.terms.payee {
				aim.by = aim.cast.find(&who);
			}
			Call::accept_award { round, option }.into()
		}
		"replace_payee" => {
			let round = round(9..=15, aim)?;
			let (who, _) = office(aim)?;
			aim.by = aim.cast.find(&who);
			let last = pallet_escrow::NextEnvelope::<Runtime>::get().0;
			let envelope = EnvelopeId(aim.dice.below(last as usize) as u32);
			let payee = Payee::Person(PersonId(aim.dice.below(7) as u32));
			Call::replace_payee { round, envelope, payee }.into()
		}
		"sweep_round" => {
			let is_over = |own: &Phase| *own == Phase::Closed;
			let mut all: Vec<_> = Rounds::<Runtime>::iter()
				.filter(|(_, own)| is_over(&own.phase))
				.map(|(id, _)| id)
				.collect();
			all.sort_unstable();
			let round = *aim.dice.pick(&all)?;
			Call::sweep_round { round, limit: u32::from(STEP) }.into()
		}
		_ => return None,
	})
}
