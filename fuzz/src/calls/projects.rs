// SPDX-License-Identifier: Apache-2.0

//! Projects that can be funded, and their founders.

use chungnam_ports::{Holder, Payee, Reviewers, Silence, Stage};
use chungnam_primitives::{InstrumentId, PersonId, DAYS};
use chungnam_runtime::{AccountId, ProjectTokens, Runtime, RuntimeCall};
use pallet_project_tokens::{Call, Plan, Project, Projects, Status};
use pallet_securities::{AllTerms, NextInstrument};
use sp_core::H256;
use sp_runtime::{BoundedVec, Perbill};

use super::{securities, Aim};

/// The accounts that projects derive, of all there ever were.
pub fn pots() -> Vec<AccountId> {
	InstrumentId(0).until(NextInstrument::<Runtime>::get()).map(ProjectTokens::pot).collect()
}

/// Who signs for the issuer of an instrument.
fn founder(id: InstrumentId, aim: &Aim) -> Option<usize> {
	match AllTerms::<Runtime>::get(id)?.issuer {
		Holder::Account(account) => aim.cast.find(&account),
		Holder::Person(person) => aim.key_of(person),
	}
}

/// A project that stands there. The founder signs, unless the generator says otherwise.
fn project(stands: impl Fn(&Status) -> bool, aim: &mut Aim) -> Option<InstrumentId> {
	let mut all: Vec<_> = Projects::<Runtime>::iter()
		.filter(|(_, own): &(_, Project<AccountId>)| stands(&own.status))
		.map(|(id, _)| id)
		.collect();
	all.sort_unstable();
	let id = aim.dice.pick(&all).copied()?;
	aim.by = founder(id, aim);
	Some(id)
}

/// Four milestones, a month apart.
pub fn plan(payee: Payee<AccountId>, reviewers: Reviewers<AccountId>) -> Plan<AccountId> {
	let stage =
		|(percent, days)| Stage { share: Perbill::from_percent(percent), after: days * DAYS };
	let stages = [(30, 30), (30, 60), (20, 90), (20, 120)].map(stage).to_vec();
	Plan {
		document: H256::repeat_byte(1),
		most: 1_000_000,
		payee,
		stages: BoundedVec::truncate_from(stages),
		reviewers,
		silence: Silence::Release,
		grace: DAYS,
		promise: 300 * DAYS,
	}
}

/// Calls that a random choice of values seldom gets right.
pub fn aim(call: &str, aim: &mut Aim) -> Option<RuntimeCall> {
	let now = aim.pools.now;
	Some(match call {
		"propose" => {
			let mut all: Vec<_> = AllTerms::<Runtime>::iter_keys().collect();
			all.sort_unstable();
			let project = aim.dice.pick(&all).copied()?;
			aim.by = founder(project, aim);
			let payee = Payee::Person(PersonId(aim.dice.below(4) as u32));
			let reviewers = Reviewers::Person(PersonId(4 + aim.dice.below(4) as u32));
			Call::propose { project, plan: Box::new(plan(payee, reviewers)) }.into()
		}
		"offer" => {
			let project = project(|own| matches!(own, Status::Ready { .. }), aim)?;
			Call::offer { project, sale: securities::sale(now, aim) }.into()
		}
		"advance" => Call::advance { project: project(|_| true, aim)? }.into(),
		"withdraw" => {
			let project = project(|own| matches!(own, Status::Ready { .. }), aim)?;
			Call::withdraw { project }.into()
		}
		"report" => {
			let project = project(|own| matches!(own, Status::Running { .. }), aim)?;
			Call::report { project, report: H256::repeat_byte(7) }.into()
		}
		_ => return None,
	})
}
