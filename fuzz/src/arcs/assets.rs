// SPDX-License-Identifier: Apache-2.0

//! Ways of shared assets: an institution proposes one, experts look at it, its units are sold, and a manager runs it.

use chungnam_ports::Holder;
use chungnam_primitives::{BallotId, InstrumentId, OfferingId, DAYS};
use chungnam_runtime::{AccountId, AssetFractions, Ballots, Runtime, RuntimeCall};
use pallet_asset_fractions::{
	Asset, Call, Challenges, Fractions, HandOvers, Ideas, Plan, Purchases, Status, Valuations,
};
use pallet_ballots::{Ballot, Votes};
use pallet_registry::Keys;
use pallet_securities::{
	Bid, Credential, Credentials, InvestorClass, Offerings, Pledges, Positions, SaleState, Seat,
};
use sp_runtime::{MultiAddress, Perbill};

use super::{
	decide, made,
	shares::{self, first, first_of, gift, instruments, sorted, PAPER},
	votes, Scene, Way, ASSETS, HANDED_OVER,
};
use crate::{
	calls::{
		assets::{kept_out, works},
		securities,
	},
	steps::Step,
};

type Own = Asset<AccountId>;

/// Won that suffices for an income of some units.
const INCOME: u128 = 5_000;

/// The next steps to a call of the pallet.
pub fn way(call: &'static str, scene: &mut Scene) -> Way {
	match call {
		"propose" => propose(scene),
		"name_experts" => name_experts(scene),
		"appraise" => appraise(scene),
		"confirm_title" => confirm_title(scene),
		"offer" => offer(scene),
		"advance" => advance(scene),
		"withdraw" => withdraw(scene),
		"pay_income" => pay_income(scene),
		"give_back" => give_back(scene),
		"report" => report(scene),
		"name_manager" => name_manager(scene),
		"ask_value" => ask_value(scene),
		"ask_holders" => ask_holders(scene),
		"ask_hand_over" => ask_hand_over(scene),
		"hand_in_idea" => hand_in_idea(scene),
		"support_idea" => support_idea(scene),
		"offer_purchase" => offer_purchase(scene),
		event if event == HANDED_OVER.1 => hand_over(scene),
		_ => None,
	}
}

fn assets() -> Vec<(InstrumentId, Own)> {
	sorted(Fractions::<Runtime>::iter())
}

/// The first that somebody could send of the calls about each asset.
fn of_each(call: impl Fn(InstrumentId) -> Call<Runtime>, scene: &mut Scene) -> Way {
	first_of(assets(), call, scene)
}

/// Without works, so that the asset runs as soon as it is sold. Experts are the first of those who may not buy.
fn propose(scene: &mut Scene) -> Way {
	let own = instruments().into_iter().filter_map(|asset| {
		let manager = kept_out(asset).into_iter().nth(3)?;
		let (share, term) = (Perbill::one(), 150 * DAYS);
		let plan = Plan { document: PAPER, share, works: None, manager, term };
		Some(Call::propose { asset, plan: Box::new(plan) })
	});
	first(own, scene).or_else(|| create(scene))
}

/// The same with works, for which residents can have ideas.
fn propose_works(scene: &mut Scene) -> Way {
	let mut calls = Vec::new();
	for asset in instruments() {
		let Some(manager) = kept_out(asset).into_iter().nth(3) else { continue };
		let works = Some(works(scene.aim));
		let (share, term) = (Perbill::one(), 150 * DAYS);
		let plan = Plan { document: PAPER, share, works, manager, term };
		calls.push(Call::<Runtime>::propose { asset, plan: Box::new(plan) });
	}
	first(calls, scene).or_else(|| create(scene))
}

/// Appraisers look at an asset with works, and a resident has an idea for them.
fn hand_in_idea(scene: &mut Scene) -> Way {
	let (document, note) = (scene.text(), PAPER);
	let call = |asset| Call::hand_in_idea { asset, document, note };
	if let Some(way) = of_each(call, scene) {
		return Some(way);
	}
	let waits = |(_, own): &(InstrumentId, Own)| {
		let is_early = matches!(own.status, Status::Proposed { .. } | Status::DueDiligence { .. });
		is_early && own.plan.works.is_some()
	};
	if assets().iter().any(waits) {
		appraise(scene)
	} else {
		propose_works(scene)
	}
}

/// Another one supports it.
fn support_idea(scene: &mut Scene) -> Way {
	let mut calls = Vec::new();
	for (asset, _) in assets() {
		for own in Ideas::<Runtime>::get(asset) {
			let document = own.document;
			calls.push(Call::<Runtime>::support_idea { asset, document });
		}
	}
	first(calls, scene).or_else(|| hand_in_idea(scene))
}

/// Residents make an instrument of an institution, which an office attested before.
pub fn create(scene: &mut Scene) -> Way {
	let made = |scene: &mut Scene| {
		let terms = securities::asset_terms(scene.aim)?;
		Some(pallet_securities::Call::create_instrument { terms: Box::new(terms) }.into())
	};
	let way = decide::decided("Securities.create_instrument", scene, made);
	way.or_else(|| attest(scene))
}

fn attest(scene: &mut Scene) -> Way {
	let until = scene.now() + 300 * DAYS;
	let credential = Credential { seat: Seat::Korea, class: InvestorClass::Public, until };
	let accounts: Vec<_> = scene.aim.cast.members.iter().map(|own| own.account.clone()).collect();
	let own = accounts.into_iter().filter(|own| !Keys::<Runtime>::contains_key(own));
	let own = own.map(|account| {
		let holder = Holder::Account(account);
		pallet_securities::Call::attest_investor { holder, credential }
	});
	first(own, scene)
}

fn name_experts(scene: &mut Scene) -> Way {
	let own = |scene: &mut Scene| made((ASSETS, "name_experts"), scene);
	decide::decided("AssetFractions.name_experts", scene, own).or_else(|| propose(scene))
}

fn appraise(scene: &mut Scene) -> Way {
	let call = |asset| Call::appraise { asset, value: 1_000_000, report: PAPER };
	of_each(call, scene).or_else(|| name_experts(scene))
}

fn confirm_title(scene: &mut Scene) -> Way {
	let call = |asset| Call::confirm_title { asset, deed: PAPER };
	of_each(call, scene).or_else(|| name_experts(scene))
}

fn offer(scene: &mut Scene) -> Way {
	let sale = securities::sale(scene.now(), scene.aim);
	let call = |asset| Call::offer { asset, sale };
	of_each(call, scene).or_else(|| appraise(scene))
}

fn withdraw(scene: &mut Scene) -> Way {
	of_each(|asset| Call::withdraw { asset }, scene).or_else(|| propose(scene))
}

/// What follows by itself for one of these assets, now or when its status ends.
fn follow(scene: &mut Scene) -> Way {
	if let Some(way) = of_each(|asset| Call::advance { asset }, scene) {
		return Some(way);
	}
	let ends = assets().into_iter().filter_map(|(_, own)| own.status.until());
	ends.min().map(|at| scene.until(at))
}

fn advance(scene: &mut Scene) -> Way {
	follow(scene).or_else(|| propose(scene))
}

/// Units of an asset are sold, and its money is paid.
fn share(scene: &mut Scene) -> Way {
	for (asset, own) in assets() {
		let Status::Offering { sale } = own.status else { continue };
		if own.deed.is_none() {
			return confirm_title(scene);
		}
		if let Some(way) = first([Call::advance { asset }], scene) {
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

fn pay_income(scene: &mut Scene) -> Way {
	let (pays_at, evidence) = (scene.now() + 8 * DAYS, PAPER);
	let call = |asset| Call::pay_income { asset, gross: INCOME, pays_at, evidence };
	if let Some(way) = of_each(call, scene) {
		return Some(way);
	}
	match assets().into_iter().find(|(_, own)| own.status.is_shared()) {
		Some((_, own)) => send(own.manager_at(scene.now()).clone(), scene),
		None => share(scene),
	}
}

/// Somebody sends won to an account.
fn send(to: AccountId, scene: &mut Scene) -> Way {
	let dest = MultiAddress::Id(to);
	first([pallet_balances::Call::transfer_allow_death { dest, value: 2 * INCOME }], scene)
}

/// Works would leave won in the pot. Here somebody sends some.
fn give_back(scene: &mut Scene) -> Way {
	let pays_at = scene.now() + 8 * DAYS;
	if let Some(way) = of_each(|asset| Call::give_back { asset, pays_at }, scene) {
		return Some(way);
	}
	let shared = assets().into_iter().find(|(_, own)| own.status.is_shared());
	match shared {
		Some((asset, _)) => send(AssetFractions::pot(asset), scene),
		None => share(scene),
	}
}

fn runs(own: &Own) -> bool {
	matches!(own.status, Status::Operating { .. })
}

/// An asset runs: it is sold, and its works are done.
fn run(scene: &mut Scene) -> Way {
	match assets().iter().any(|(_, own)| own.status.is_shared()) {
		true => follow(scene).or_else(|| Some(scene.until(scene.now() + 10 * DAYS))),
		false => share(scene),
	}
}

fn report(scene: &mut Scene) -> Way {
	of_each(|asset| Call::report { asset, report: PAPER }, scene).or_else(|| run(scene))
}

/// The asset is to be appraised anew.
fn ask_value(scene: &mut Scene) -> Way {
	of_each(|asset| Call::ask_value { asset, document: PAPER }, scene).or_else(|| run(scene))
}

/// An asset runs and is worth little. Somebody has more won, and offers it for all of its units.
fn offer_purchase(scene: &mut Scene) -> Way {
	let mut running = assets();
	running.retain(|(_, own)| own.status.runs());
	let mut calls = Vec::new();
	for (asset, _) in &running {
		let (asset, won) = (*asset, AssetFractions::least(*asset));
		calls.push(Call::<Runtime>::offer_purchase { asset, won, document: PAPER });
	}
	for (asset, _) in &running {
		let asset = *asset;
		calls.push(Call::appraise { asset, value: INCOME, report: PAPER });
		calls.push(Call::ask_value { asset, document: PAPER });
	}
	if let Some(way) = first(calls, scene) {
		return Some(way);
	}
	let now = scene.now();
	let waits = |(id, _): &&(InstrumentId, Own)| {
		let is_valued = Valuations::<Runtime>::get(id).is_some_and(|own| own.least(now).is_some());
		is_valued && !Purchases::<Runtime>::contains_key(id)
	};
	let Some((asset, _)) = running.iter().find(waits) else { return run(scene) };
	let (by, _) = *scene.people().first()?;
	let dest = MultiAddress::Id(scene.account(by));
	let value = AssetFractions::least(*asset).saturating_add(4 * INCOME);
	first([pallet_balances::Call::transfer_allow_death { dest, value }], scene)
}

/// Somebody collects units of an asset that runs, and asks the other holders about its manager.
fn ask_holders(scene: &mut Scene) -> Way {
	let call = |asset| Call::ask_holders { asset, document: PAPER };
	if let Some(way) = of_each(call, scene) {
		return Some(way);
	}
	let now = scene.now();
	let is_free = |(id, own): &(InstrumentId, Own)| {
		own.serves_until(now).is_some() && !Challenges::<Runtime>::contains_key(id)
	};
	match assets().iter().any(is_free) {
		true => shares::way("collect", scene),
		false => share(scene),
	}
}

/// Institutions that could be the association of an asset, each with its number in the cast.
fn associations(asset: InstrumentId, own: &Own, scene: &Scene) -> Vec<(usize, AccountId)> {
	let out = kept_out(asset);
	let can = |who: &AccountId| {
		*who != own.owner && !out.contains(who) && !Keys::<Runtime>::contains_key(who)
	};
	let all = scene.aim.cast.members.iter().map(|member| member.account.clone()).enumerate();
	all.filter(|(_, who)| can(who)).collect()
}

/// An institution is attested and pledges for one unit of an asset, if none has.
fn join(sale: OfferingId, others: &[(usize, AccountId)], scene: &mut Scene) -> Way {
	let own = Offerings::<Runtime>::get(sale)?;
	let (now, terms) = (scene.now(), own.sale);
	let has = |(_, who): &(usize, AccountId)| {
		Pledges::<Runtime>::contains_key(sale, Holder::Account(who.clone()))
	};
	let is_full = own.live.total().is_none_or(|units| units >= terms.hard_cap);
	if own.state_at(now) != SaleState::Open || is_full || others.iter().any(has) {
		return None;
	}
	if now < terms.opens_korea {
		return Some(scene.until(terms.opens_korea));
	}
	let is_attested = |(_, who): &&(usize, AccountId)| {
		let credential = Credentials::<Runtime>::get(Holder::Account(who.clone()));
		credential.is_some_and(|credential| credential.until > terms.closes + 100 * DAYS)
	};
	let Some((by, who)) = others.iter().find(is_attested) else {
		let until = terms.closes + 200 * DAYS;
		let credential = Credential { seat: Seat::Korea, class: InvestorClass::Public, until };
		let calls = others.iter().map(|(_, who)| {
			let holder = Holder::Account(who.clone());
			pallet_securities::Call::attest_investor { holder, credential }
		});
		return first(calls, scene);
	};
	let (round, document, dead_after) = (own.round, terms.document, terms.closes);
	let bid = Bid { units: 1, least: 1, round, document, dead_after };
	let pledge = RuntimeCall::from(pallet_securities::Call::pledge { id: sale, bid });
	match scene.works(*by, &pledge) {
		true => Some(vec![Step::Send(*by, pledge)]),
		false => send(who.clone(), scene),
	}
}

/// An institution buys a unit of an asset, collects it once the asset runs, and asks for the asset.
fn ask_hand_over(scene: &mut Scene) -> Way {
	let call = |asset| Call::ask_hand_over { asset, document: PAPER };
	if let Some(way) = of_each(call, scene) {
		return Some(way);
	}
	for (asset, own) in assets() {
		let others = associations(asset, &own, scene);
		let waits = |(id, holder): (OfferingId, Holder<AccountId>)| {
			let is_of = Offerings::<Runtime>::get(id).is_some_and(|own| own.instrument == asset);
			is_of && others.iter().any(|(_, who)| holder == Holder::Account(who.clone()))
		};
		let way = match own.status {
			Status::Offering { sale } => join(sale, &others, scene),
			Status::Operating { .. } if HandOvers::<Runtime>::contains_key(asset) => None,
			Status::Operating { .. } if Pledges::<Runtime>::iter_keys().any(waits) => {
				shares::way("collect", scene)
			}
			_ => None,
		};
		if way.is_some() {
			return way;
		}
	}
	share(scene)
}

/// Holders sign and vote that an asset goes to an association that asked for it, and what comes of it is done.
fn hand_over(scene: &mut Scene) -> Way {
	let asked = sorted(HandOvers::<Runtime>::iter()).into_iter();
	let mut asked = asked.map(|(asset, own)| (asset, own.stage));
	let Some((asset, stage)) = asked.find(|(_, stage)| stage.ballot().is_some()) else {
		return ask_hand_over(scene);
	};
	if let Some(way) = first([Call::<Runtime>::advance { asset }], scene) {
		return Some(way);
	}
	let id = stage.ballot()?;
	let ballot = Ballots::ballot(id).map(|view| view.ballot);
	let Some(ballot) = ballot.filter(|own| !own.phase.is_final()) else {
		return Some(scene.until(stage.until()));
	};
	let mut steps = institutions_cast(asset, id, &ballot, scene);
	steps.extend(votes::go(id, scene)?);
	Some(steps)
}

/// What institutions cast that hold units of an asset and have not voted.
fn institutions_cast(
	asset: InstrumentId,
	id: BallotId,
	own: &Ballot,
	scene: &mut Scene,
) -> Vec<Step> {
	let choice = votes::choice(own, scene);
	let cast = RuntimeCall::from(pallet_ballots::Call::cast { ballot: id, choice });
	let all = Positions::<Runtime>::iter().filter(|(_, instrument, _)| *instrument == asset);
	let silent = all.filter(|(holder, ..)| !Votes::<Runtime>::contains_key(id, holder));
	let institutions = silent.filter_map(|(holder, ..)| match holder {
		Holder::Account(who) => scene.aim.cast.find(&who),
		Holder::Person(_) => None,
	});
	let mut institutions: Vec<_> = institutions.collect();
	institutions.sort_unstable();
	let mut steps = Vec::new();
	for by in institutions {
		if scene.works(by, &cast) {
			steps.extend(gift(by, scene));
			steps.push(Step::Send(by, cast.clone()));
		}
	}
	steps
}

/// The term of the manager is over, or too many reports did not come.
fn name_manager(scene: &mut Scene) -> Way {
	let own = |scene: &mut Scene| made((ASSETS, "name_manager"), scene);
	let way = decide::decided("AssetFractions.name_manager", scene, own);
	way.or_else(|| match assets().iter().any(|(_, own)| runs(own)) {
		true => follow(scene),
		false => run(scene),
	})
}
