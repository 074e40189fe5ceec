// SPDX-License-Identifier: Apache-2.0

//! Assets that can be shared, and those who can act about each.

use chungnam_ports::{Holder, Payee, Reviewers, Silence, Stage};
use chungnam_primitives::{InstrumentId, PersonId, DAYS};
use chungnam_runtime::{AccountId, AssetFractions, Runtime, RuntimeCall};
use pallet_asset_fractions::{
	Asset, Call, Experts, Fractions, Ideas, Plan, Status, Valuations, Works,
};
use pallet_securities::{AllTerms, NextInstrument, Positions};
use sp_core::H256;
use sp_runtime::{BoundedVec, Perbill};

use super::{securities, Aim};

/// The accounts that assets derive, of all there ever were.
pub fn pots() -> Vec<AccountId> {
	InstrumentId(0).until(NextInstrument::<Runtime>::get()).map(AssetFractions::pot).collect()
}

/// Accounts that the terms of an instrument keep out, in order.
pub fn kept_out(id: InstrumentId) -> Vec<AccountId> {
	let related = AllTerms::<Runtime>::get(id).map(|terms| terms.related).unwrap_or_default();
	let accounts = related.into_iter().filter_map(|holder| match holder {
		Holder::Account(account) => Some(account),
		Holder::Person(_) => None,
	});
	accounts.collect()
}

/// An instrument of an institution, and the institution.
fn issued(aim: &mut Aim) -> Option<(InstrumentId, AccountId)> {
	let own = AllTerms::<Runtime>::iter().filter_map(|(id, terms)| match terms.issuer {
		Holder::Account(account) => Some((id, account)),
		Holder::Person(_) => None,
	});
	let mut all: Vec<_> = own.collect();
	all.sort_unstable();
	aim.dice.pick(&all).cloned()
}

/// An asset that stands there.
fn asset(
	stands: impl Fn(&Status) -> bool,
	aim: &mut Aim,
) -> Option<(InstrumentId, Asset<AccountId>)> {
	let mut all: Vec<_> =
		Fractions::<Runtime>::iter().filter(|(_, own)| stands(&own.status)).collect();
	all.sort_unstable_by_key(|(id, _)| *id);
	aim.dice.pick(&all).cloned()
}

/// Works that people do and look at.
pub fn works(aim: &mut Aim) -> Works<AccountId> {
	let stage = |after| Stage { share: Perbill::from_percent(50), after };
	Works {
		share: Perbill::from_percent(40),
		payee: Payee::Person(PersonId(aim.dice.below(4) as u32)),
		stages: BoundedVec::truncate_from(vec![stage(20 * DAYS), stage(40 * DAYS)]),
		reviewers: Reviewers::Person(PersonId(4 + aim.dice.below(4) as u32)),
		silence: Silence::Release,
		least: 5,
		grace: DAYS,
	}
}

fn plan(id: InstrumentId, owner: &AccountId, aim: &mut Aim) -> Plan<AccountId> {
	let manager = kept_out(id).pop().unwrap_or_else(|| owner.clone());
	let works = if aim.dice.one_in(2) { Some(works(aim)) } else { None };
	let document = H256::repeat_byte(1);
	Plan { document, share: Perbill::one(), works, manager, term: 200 * DAYS }
}

/// Calls that a random choice of values seldom gets right.
pub fn aim(call: &str, aim: &mut Aim) -> Option<RuntimeCall> {
	let now = aim.pools.now;
	let evidence = H256::repeat_byte(7);
	Some(match call {
		"propose" => {
			let (asset, owner) = issued(aim)?;
			aim.by = aim.cast.find(&owner);
			let plan = Box::new(plan(asset, &owner, aim));
			Call::propose { asset, plan }.into()
		}
		"name_experts" => {
			let is_early =
				|own: &Status| matches!(own, Status::Proposed { .. } | Status::DueDiligence { .. });
			let (asset, _) = asset(is_early, aim)?;
			let mut all = kept_out(asset).into_iter();
			let appraisers = [all.next()?, all.next()?];
			let experts = Experts { appraisers, notary: all.next()? };
			Call::name_experts { asset, experts }.into()
		}
		"ask_value" => {
			let (asset, own) = asset(Status::runs, aim)?;
			aim.by = aim.cast.find(&own.owner);
			Call::ask_value { asset, document: evidence }.into()
		}
		"ask_holders" => {
			let (asset, _) = asset(|own| matches!(own, Status::Operating { .. }), aim)?;
			let own = Positions::<Runtime>::iter().filter(|(_, id, _)| *id == asset);
			let mut all: Vec<_> = own.map(|(holder, ..)| holder).collect();
			all.sort_unstable();
			let holder = aim.dice.pick(&all).cloned()?;
			aim.by = securities::key_of(&holder, aim);
			Call::ask_holders { asset, document: evidence }.into()
		}
		"ask_hand_over" => {
			let (asset, own) = asset(Status::runs, aim)?;
			let others = Positions::<Runtime>::iter().filter_map(|(holder, id, _)| match holder {
				Holder::Account(who) if id == asset && who != own.owner => Some(who),
				_ => None,
			});
			let mut all: Vec<_> = others.collect();
			all.sort_unstable();
			let association = aim.dice.pick(&all).cloned()?;
			aim.by = aim.cast.find(&association);
			Call::ask_hand_over { asset, document: evidence }.into()
		}
		"offer_purchase" => {
			let (asset, _) = asset(Status::runs, aim)?;
			let more = aim.dice.below(2) as u128;
			let won = AssetFractions::least(asset).saturating_add(more);
			Call::offer_purchase { asset, won, document: evidence }.into()
		}
		"hand_in_idea" => {
			let (asset, _) = asset(|own| matches!(own, Status::Ideas { .. }), aim)?;
			Call::hand_in_idea { asset, document: H256(aim.dice.bytes()), note: evidence }.into()
		}
		"support_idea" => {
			let (asset, _) = asset(|own| matches!(own, Status::Ideas { .. }), aim)?;
			let document = aim.dice.pick(&Ideas::<Runtime>::get(asset))?.document;
			Call::support_idea { asset, document }.into()
		}
		"appraise" if aim.dice.one_in(3) => {
			let (asset, own) = asset(Status::runs, aim)?;
			let values = Valuations::<Runtime>::get(asset)?.values;
			let silent = values.iter().position(Option::is_none)?;
			aim.by = aim.cast.find(own.experts?.appraisers.get(silent)?);
			let value = 1 + aim.some_won();
			Call::appraise { asset, value, report: evidence }.into()
		}
		"appraise" => {
			let (asset, own) = asset(|own| matches!(own, Status::DueDiligence { .. }), aim)?;
			let silent = own.values.iter().position(Option::is_none)?;
			aim.by = aim.cast.find(own.experts?.appraisers.get(silent)?);
			let value = 1_000_000 + aim.some_won();
			Call::appraise { asset, value, report: evidence }.into()
		}
		"confirm_title" => {
			let (asset, own) = asset(|own| !own.is_shared(), aim)?;
			aim.by = aim.cast.find(&own.experts?.notary);
			Call::confirm_title { asset, deed: evidence }.into()
		}
		"offer" => {
			let (asset, own) = asset(|own| matches!(own, Status::Ready { .. }), aim)?;
			aim.by = aim.cast.find(&own.owner);
			Call::offer { asset, sale: securities::sale(now, aim) }.into()
		}
		"advance" => {
			let (asset, _) = asset(|_| true, aim)?;
			Call::advance { asset }.into()
		}
		"withdraw" => {
			let (asset, own) = asset(|own| !own.is_shared(), aim)?;
			aim.by = aim.cast.find(&own.owner);
			Call::withdraw { asset }.into()
		}
		"pay_income" => {
			let (asset, own) = asset(Status::is_shared, aim)?;
			aim.by = aim.cast.find(own.manager_at(now));
			let (gross, pays_at) = (aim.some_won(), now + 8 * DAYS);
			Call::pay_income { asset, gross, pays_at, evidence }.into()
		}
		"give_back" => {
			let (asset, own) = asset(Status::is_shared, aim)?;
			aim.by = aim.cast.find(own.manager_at(now));
			Call::give_back { asset, pays_at: now + 8 * DAYS }.into()
		}
		"report" => {
			let (asset, own) = asset(Status::runs, aim)?;
			aim.by = aim.cast.find(own.manager_at(now));
			Call::report { asset, report: evidence }.into()
		}
		"name_manager" => {
			let (asset, _) = asset(|own| matches!(own, Status::Operating { .. }), aim)?;
			let account = kept_out(asset).pop()?;
			Call::name_manager { asset, account, term: 100 * DAYS }.into()
		}
		_ => return None,
	})
}
