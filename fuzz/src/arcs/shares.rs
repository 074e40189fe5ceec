// SPDX-License-Identifier: Apache-2.0

//! Ways of units: an instrument is created, its sale opened, pledged for, changed, closed and handed over, units are
//! collected and earn, and investors are attested.

use chungnam_ports::Holder;
use chungnam_primitives::{
	InstrumentId, Moment, OfferId, OfferingId, PersonId, RegionSet, Scope, SeriesId, TransferId,
	Won, DAYS,
};
use chungnam_runtime::{AccountId, Balances, Registry, Runtime, RuntimeCall, Securities};
use frame_support::traits::fungible::Inspect;
use pallet_securities::{
	Agreement, Agreements, AllTerms, Bid, Books, Call, Credential, Credentials, Freezes,
	Instruments, InvestorClass, OfferOf, Offering, Offerings, Offers, Pledges, Position, Positions,
	Redemptions, SaleState, Seat, TransferOf, Transfers, CREDENTIAL_MEMORY, MAX_AGREED,
	MAX_LONG_FREEZE, NOTICE,
};
use sp_core::H256;
use sp_runtime::MultiAddress;

use super::{decide, made, taxes, Scene, Way, SHARES};
use crate::{
	calls::{currency::on_sale, securities::terms},
	steps::Step,
};

type Own = Holder<AccountId>;

/// The hash of a text whose words do not matter.
pub const PAPER: H256 = H256::repeat_byte(1);

/// The next steps to a call of the pallet.
pub fn way(call: &'static str, scene: &mut Scene) -> Way {
	match call {
		"create_instrument" => create(scene),
		"retire_instrument" => decided(call, scene).or_else(|| create(scene)),
		"set_limits" => decided(call, scene),
		"open_sale" => open(scene),
		"change_sale" => change(scene),
		"stop_sale" => decided(call, scene).or_else(|| open(scene)),
		"close_early" => close(scene),
		"pledge" => pledge(scene),
		"confirm" => confirm(scene),
		"cancel_pledge" => cancel(scene),
		"decide" => say(scene),
		"hand_over" => hand_over(scene),
		"collect" => collect(scene),
		"refund" => refund(scene),
		"sweep" => sweep(scene),
		"issue" => issue(scene),
		"distribute" => distribute(scene),
		"take_won" => take(scene),
		"take_pay" => take_pay(scene),
		"recount" => recount(scene),
		"inherit" => inherit(scene),
		"inherit_refund" => inherit_refund(scene),
		"attest_investor" => attest(scene),
		"revoke_credential" => revoke(scene),
		"forget_credential" => forget(scene),
		"halt" => decided(call, scene).or_else(|| create(scene)),
		"lift_halt" => lift_halt(scene),
		"freeze_units" => freeze(scene),
		"thaw_units" => thaw(scene),
		"forget_freeze" => forget_freeze(scene),
		"propose_transfer" => propose(scene),
		"confirm_transfer" => confirm_transfer(scene),
		"execute_transfer" => execute(scene),
		"withdraw_transfer" => withdraw(scene),
		"forget_transfer" => forget_transfer(scene),
		"forget_book" => forget_book(scene),
		"set_market" => decided(call, scene).or_else(|| create(scene)),
		"offer" => offer(scene),
		"take" => take_offer(scene),
		"cancel_offer" => cancel_offer(scene),
		"agree_redemption" => agree(scene),
		"open_redemption" => open_redemption(scene),
		"redeem" => redeem(scene),
		"lapse" => lapse(scene),
		"set_withholding" => taxes::withhold(scene),
		"remit_tax" => taxes::remit(scene),
		_ => None,
	}
}

/// Goes on with what residents decide about a call of the pallet, of a kind that would succeed now.
pub fn decided(call: &'static str, scene: &mut Scene) -> Way {
	decide::decided(&format!("{SHARES}.{call}"), scene, |scene| made((SHARES, call), scene))
}

/// Won that suffices for a fee and a small pledge.
const SMALL: Won = 20_000;

/// The first of these calls that somebody could send. Who has no won for the fee is given some before.
pub fn first(calls: impl IntoIterator<Item = impl Into<RuntimeCall>>, scene: &mut Scene) -> Way {
	let step = calls.into_iter().find_map(|call| scene.by_anyone(call))?;
	let gift = match &step {
		Step::Send(by, _) => gift(*by, scene),
		Step::Pass(_) => None,
	};
	Some(gift.into_iter().chain([step]).collect())
}

/// The first that somebody could send of the calls about each instrument of a list.
pub fn first_of<T, C: Into<RuntimeCall>>(
	all: Vec<(InstrumentId, T)>,
	call: impl Fn(InstrumentId) -> C,
	scene: &mut Scene,
) -> Way {
	first(all.into_iter().map(|(id, _)| call(id)), scene)
}

/// Entries by number, for the order of a map is no order.
pub fn sorted<K: Copy + Ord, V>(entries: impl Iterator<Item = (K, V)>) -> Vec<(K, V)> {
	let mut all: Vec<_> = entries.collect();
	all.sort_unstable_by_key(|(id, _)| *id);
	all
}

/// Somebody gives won to who has little.
pub fn gift(to: usize, scene: &mut Scene) -> Option<Step> {
	let account = scene.account(to);
	if Balances::balance(&account) >= SMALL {
		return None;
	}
	let dest = MultiAddress::Id(account);
	scene.by_anyone(pallet_balances::Call::transfer_allow_death { dest, value: 2 * SMALL })
}

pub fn instruments() -> Vec<InstrumentId> {
	let mut all: Vec<_> = AllTerms::<Runtime>::iter_keys().collect();
	all.sort_unstable();
	all
}

/// Sales that are in such a state by now, the newest first.
fn sales(states: &[SaleState], scene: &Scene) -> Vec<(OfferingId, Offering)> {
	let now = scene.now();
	let mut all: Vec<_> = Offerings::<Runtime>::iter().collect();
	all.retain(|(_, own)| states.contains(&own.state_at(now)));
	all.sort_unstable_by_key(|(id, _)| std::cmp::Reverse(*id));
	all
}

/// All holders of pledges in a sale, in order, with the units.
fn pledgers(id: OfferingId) -> Vec<(Own, u64)> {
	let own = Pledges::<Runtime>::iter_prefix(id).map(|(holder, own)| (holder, own.units));
	let mut all: Vec<_> = own.collect();
	all.sort_unstable();
	all
}

fn positions() -> Vec<(InstrumentId, Own, Position)> {
	let mut all: Vec<_> =
		Positions::<Runtime>::iter().map(|(holder, id, own)| (id, holder, own)).collect();
	all.sort_unstable_by(|one, other| (one.0, &one.1).cmp(&(other.0, &other.1)));
	all
}

fn live(own: &Offering) -> u64 {
	own.live.total().unwrap_or(0)
}

fn create(scene: &mut Scene) -> Way {
	decided("create_instrument", scene)
}

fn open(scene: &mut Scene) -> Way {
	decided("open_sale", scene).or_else(|| create(scene))
}

fn change(scene: &mut Scene) -> Way {
	decided("change_sale", scene).or_else(|| open(scene))
}

/// Somebody pledges for what is left of a sale that opens or is open.
pub fn pledge(scene: &mut Scene) -> Way {
	for (id, own) in sales(&[SaleState::Open], scene) {
		if scene.now() < own.sale.opens_here {
			return Some(scene.until(own.sale.opens_here));
		}
		let left = own.sale.hard_cap.saturating_sub(live(&own));
		let (round, document) = (own.round, own.sale.document);
		let bid = |units| Bid { units, least: 1, round, document, dead_after: own.sale.closes };
		let bids = [left, left / 4, 1].map(|units| Call::pledge { id, bid: bid(units) });
		if let Some(way) = first(bids, scene) {
			return Some(way);
		}
	}
	open(scene)
}

fn confirm(scene: &mut Scene) -> Way {
	for (id, own) in sales(&[SaleState::Open], scene) {
		let confirm = Call::confirm { id, round: own.round, document: own.sale.document };
		if let Some(way) = first([confirm], scene) {
			return Some(way);
		}
		if live(&own) > 0 {
			return change(scene);
		}
	}
	pledge(scene)
}

fn cancel(scene: &mut Scene) -> Way {
	for (id, _) in sales(&[SaleState::Open], scene) {
		let own = pledgers(id).into_iter().map(|(_, units)| Call::cancel_pledge { id, units });
		if let Some(way) = first(own, scene) {
			return Some(way);
		}
	}
	pledge(scene)
}

/// Anyone says how a sale ended that is over.
fn say(scene: &mut Scene) -> Way {
	use SaleState::{Decided, Missed, Open, Stopped};
	let over = sales(&[Decided, Missed, Stopped], scene);
	let way = first(over.into_iter().map(|(id, _)| Call::decide { id }), scene);
	way.or_else(|| match sales(&[Open], scene).first() {
		Some((_, own)) => Some(scene.until(own.sale.closes)),
		None => open(scene),
	})
}

fn close(scene: &mut Scene) -> Way {
	for (id, own) in sales(&[SaleState::Open], scene) {
		if live(&own) < own.sale.soft_cap {
			return pledge(scene);
		}
		if let Some(way) = first([Call::close_early { id }], scene) {
			return Some(way);
		}
		let may_at = own.confirm_until.max(own.sale.opens_abroad + NOTICE);
		if scene.now() < may_at {
			return Some(scene.until(may_at));
		}
	}
	open(scene)
}

fn hand_over(scene: &mut Scene) -> Way {
	if let Some(way) = decided("hand_over", scene) {
		return Some(way);
	}
	let open = sales(&[SaleState::Open], scene);
	match open.iter().find(|(_, own)| live(own) >= own.sale.soft_cap) {
		Some((_, own)) => Some(scene.until(own.sale.closes)),
		None => pledge(scene),
	}
}

fn collect(scene: &mut Scene) -> Way {
	for (id, _) in sales(&[SaleState::Sold], scene) {
		let own = pledgers(id).into_iter().map(|(holder, _)| Call::collect { id, holder });
		if let Some(way) = first(own, scene) {
			return Some(way);
		}
	}
	hand_over(scene)
}

/// The sale that ended without a buyer gives back, else one is stopped.
fn refund(scene: &mut Scene) -> Way {
	let ended = sales(&[SaleState::Missed, SaleState::Stopped], scene);
	let way = first(ended.into_iter().map(|(id, _)| Call::refund { id }), scene);
	way.or_else(|| match sales(&[SaleState::Open], scene).iter().any(|(_, own)| own.pledges > 0) {
		true => decided("stop_sale", scene),
		false => pledge(scene),
	})
}

/// Years pass after a sale from which somebody took nothing.
fn sweep(scene: &mut Scene) -> Way {
	use SaleState::{Missed, Open, Sold, Stopped};
	let over = sales(&[Missed, Sold, Stopped], scene);
	let way = first(over.iter().map(|(id, _)| Call::sweep { id: *id }), scene);
	way.or_else(|| match over.iter().find(|(_, own)| own.pledges > 0) {
		Some((_, own)) => Some(scene.until(own.sale.refund_until)),
		None => match sales(&[Open], scene).iter().find(|(_, own)| own.pledges > 0) {
			Some((_, own)) => Some(scene.until(own.sale.closes)),
			None => pledge(scene),
		},
	})
}

fn issue(scene: &mut Scene) -> Way {
	let own = instruments().into_iter().map(|instrument| Call::issue { instrument, units: 10 });
	first(own, scene).or_else(|| create(scene))
}

fn distribute(scene: &mut Scene) -> Way {
	let pays_at = scene.now() + 8 * DAYS;
	let own = instruments().into_iter();
	let own = own.map(|instrument| Call::distribute { instrument, gross: 10_000, pays_at });
	first(own, scene).or_else(|| create(scene))
}

/// A holder takes what units earned: they are issued, and a dividend is announced and due before.
fn take(scene: &mut Scene) -> Way {
	let own = instruments().into_iter().map(|instrument| Call::take_won { instrument });
	if let Some(way) = first(own, scene) {
		return Some(way);
	}
	for id in instruments() {
		let Some(own) = Instruments::<Runtime>::get(id) else { continue };
		if own.issued.total() == Some(0) {
			continue;
		}
		return match own.announced.first() {
			Some(next) => Some(scene.until(next.pays_at)),
			None => distribute(scene),
		};
	}
	issue(scene)
}

/// A person buys Chungnam Pay with what units earned: the person has some, and a dividend is announced and due before.
fn take_pay(scene: &mut Scene) -> Way {
	let mut own = positions();
	own.retain(|(_, holder, _)| matches!(holder, Holder::Person(_)));
	let (series, least_incentive) = (on_sale(scene.aim.pools), 0);
	let mut calls: Vec<Call<Runtime>> = Vec::new();
	for (instrument, holder, _) in &own {
		let amount = Securities::dues(*instrument, holder.clone()).min(SMALL);
		let of = |series: &SeriesId| Call::take_pay {
			instrument: *instrument,
			series: *series,
			amount,
			least_incentive,
		};
		calls.extend(series.iter().filter(|_| amount > 0).map(of));
	}
	if let Some(way) = first(calls, scene) {
		return Some(way);
	}
	let pays_at = scene.now() + 8 * DAYS;
	for (instrument, ..) in own {
		let Some(state) = Instruments::<Runtime>::get(instrument) else { continue };
		if let Some(next) = state.announced.first() {
			return Some(scene.until(next.pays_at));
		}
		let pay_in = Call::distribute { instrument, gross: 10_000, pays_at };
		if let Some(way) = first([pay_in], scene) {
			return Some(way);
		}
	}
	issue(scene)
}

/// An institution is attested in Korea, issues units to itself, is attested abroad, and is counted anew.
fn recount(scene: &mut Scene) -> Way {
	for (instrument, holder, own) in positions() {
		let recount = Call::recount { instrument, holder: holder.clone() };
		if let Some(way) = first([recount], scene) {
			return Some(way);
		}
		if matches!(holder, Holder::Account(_)) {
			let other = if own.seat == Seat::Korea { Seat::Abroad } else { Seat::Korea };
			return attest_as(holder, other, scene);
		}
	}
	let mut known: Vec<_> = Credentials::<Runtime>::iter_keys().collect();
	known.retain(|holder| matches!(holder, Holder::Account(_)));
	known.sort_unstable();
	let Some(holder) = known.first().cloned() else {
		return attest(scene);
	};
	let mut all = AllTerms::<Runtime>::iter();
	match all.find(|(_, terms)| terms.issuer == holder) {
		Some((instrument, _)) => first([Call::issue { instrument, units: 10 }], scene),
		None => decide::decided("Securities.create_instrument", scene, |_| {
			Some(RuntimeCall::from(Call::create_instrument { terms: Box::new(terms(holder)) }))
		}),
	}
}

/// The office attests an account of nobody who is known.
pub fn attest(scene: &mut Scene) -> Way {
	let members = scene.aim.cast.members.iter().rev();
	let mut free = members.map(|member| member.account.clone());
	let account = free.find(|account| Registry::person_of(account.clone()).is_none())?;
	attest_as(Holder::Account(account), Seat::Korea, scene)
}

fn attest_as(holder: Own, seat: Seat, scene: &mut Scene) -> Way {
	let by = scene.office(Scope::Investors, RegionSet::province())?;
	let until = scene.now() + 300 * DAYS;
	let credential = Credential { seat, class: InvestorClass::Public, until };
	Some(vec![Step::Send(by, Call::attest_investor { holder, credential }.into())])
}

fn revoke(scene: &mut Scene) -> Way {
	let mut known: Vec<_> = Credentials::<Runtime>::iter_keys().collect();
	known.sort_unstable();
	let own = known.into_iter().map(|holder| Call::revoke_credential { holder });
	first(own, scene).or_else(|| attest(scene))
}

/// A year after the end of what was attested of somebody who has nothing.
fn forget(scene: &mut Scene) -> Way {
	let mut known: Vec<(Own, Credential)> = Credentials::<Runtime>::iter().collect();
	known.sort_unstable_by(|(one, _), (other, _)| one.cmp(other));
	let own = known.iter().map(|(holder, _)| Call::forget_credential { holder: holder.clone() });
	if let Some(way) = first(own, scene) {
		return Some(way);
	}
	let idle = |holder: &Own| !Books::<Runtime>::contains_key(holder);
	let ends = known.iter().filter(|(holder, _)| idle(holder)).map(|(_, own)| own.until).min();
	match ends {
		Some(until) => Some(scene.until(until + CREDENTIAL_MEMORY)),
		None => attest(scene),
	}
}

/// The committee lets an instrument go on, or halts one before.
fn lift_halt(scene: &mut Scene) -> Way {
	let now = scene.now();
	let is_halted = Instruments::<Runtime>::iter_values().any(|own| own.is_halted(now));
	match is_halted {
		true => decided("lift_halt", scene),
		false => decided("halt", scene).or_else(|| create(scene)),
	}
}

/// An office freezes units that somebody has.
fn freeze(scene: &mut Scene) -> Way {
	let (units, length, reason) = (None, 10 * DAYS, PAPER);
	let own = positions().into_iter();
	let own = own.map(|(instrument, holder, _)| Call::freeze_units {
		instrument,
		holder,
		units,
		length,
		reason,
	});
	first(own, scene).or_else(|| issue(scene))
}

fn freezes() -> Vec<(InstrumentId, Own, Moment)> {
	let own = Freezes::<Runtime>::iter().map(|(holder, id, own)| (id, holder, own.since));
	let mut all: Vec<_> = own.collect();
	all.sort_unstable();
	all
}

fn thaw(scene: &mut Scene) -> Way {
	let own = freezes().into_iter();
	let own = own.map(|(instrument, holder, _)| Call::thaw_units { instrument, holder });
	first(own, scene).or_else(|| freeze(scene))
}

/// A year after the beginning of a freeze.
fn forget_freeze(scene: &mut Scene) -> Way {
	let all = freezes();
	let own = all.iter().map(|(instrument, holder, _)| Call::forget_freeze {
		instrument: *instrument,
		holder: holder.clone(),
	});
	let way = first(own, scene);
	way.or_else(|| match all.iter().map(|(.., since)| *since).min() {
		Some(since) => Some(scene.until(since + MAX_LONG_FREEZE)),
		None => freeze(scene),
	})
}

fn transfers() -> Vec<(TransferId, TransferOf<Runtime>)> {
	sorted(Transfers::<Runtime>::iter())
}

/// An office proposes to transfer units of somebody to somebody else.
fn propose(scene: &mut Scene) -> Way {
	let people = scene.people();
	for (instrument, from, _) in positions() {
		let others = people.iter().map(|(_, person)| Holder::Person(*person));
		let to = others.filter(|to| *to != from);
		let document = PAPER;
		let own = to.take(2).map(|to| {
			let from = from.clone();
			Call::propose_transfer { instrument, from, to, units: 1, document }
		});
		if let Some(way) = first(own, scene) {
			return Some(way);
		}
	}
	issue(scene)
}

fn confirm_transfer(scene: &mut Scene) -> Way {
	let own = transfers().into_iter();
	let own = own.map(|(id, own)| Call::confirm_transfer { id, document: own.document });
	first(own, scene).or_else(|| propose(scene))
}

fn execute(scene: &mut Scene) -> Way {
	let (all, now) = (transfers(), scene.now());
	if let Some(way) = first(all.iter().map(|(id, _)| Call::execute_transfer { id: *id }), scene) {
		return Some(way);
	}
	let ready = all.iter().filter_map(|(_, own)| own.confirmed.as_ref().map(|(_, at)| *at));
	match ready.filter(|at| now < *at).min() {
		Some(at) => Some(scene.until(at)),
		None => confirm_transfer(scene),
	}
}

fn withdraw(scene: &mut Scene) -> Way {
	let own = transfers().into_iter().map(|(id, _)| Call::withdraw_transfer { id });
	first(own, scene).or_else(|| propose(scene))
}

fn forget_transfer(scene: &mut Scene) -> Way {
	let all = transfers();
	let way = first(all.iter().map(|(id, _)| Call::forget_transfer { id: *id }), scene);
	way.or_else(|| match all.iter().map(|(_, own)| own.ends_at).min() {
		Some(at) => Some(scene.until(at)),
		None => propose(scene),
	})
}

/// The year is over of somebody who bought units and has none any more.
fn forget_book(scene: &mut Scene) -> Way {
	let mut idle: Vec<_> = Books::<Runtime>::iter()
		.filter(|(_, own)| own.positions == 0 && own.pledges.is_empty())
		.map(|(holder, _)| holder)
		.collect();
	idle.sort_unstable();
	let own = idle.iter().map(|holder| Call::forget_book { holder: holder.clone() });
	if let Some(way) = first(own, scene) {
		return Some(way);
	}
	if !idle.is_empty() {
		return Some(scene.until(scene.now() + 366 * DAYS));
	}
	let bought = |from: &Own| {
		let mut all = Securities::holdings(from.clone()).into_iter();
		Books::<Runtime>::get(from).won > 0 && all.any(|(_, units, _)| units > 0)
	};
	let Some((_, from, _)) = positions().into_iter().find(|(_, from, _)| bought(from)) else {
		return collect(scene);
	};
	match transfers().iter().any(|(_, own)| own.from == from) {
		true => execute(scene),
		false => propose_all(&from, scene),
	}
}

/// An office proposes to transfer all units of a holder to somebody else.
fn propose_all(from: &Own, scene: &mut Scene) -> Way {
	let document = PAPER;
	let people = scene.people();
	let others = people.iter().map(|(_, person)| Holder::Person(*person));
	let to: Vec<_> = others.filter(|to| to != from).take(2).collect();
	let all = Securities::holdings(from.clone()).into_iter().filter(|(_, units, _)| *units > 0);
	let own = all.flat_map(|(instrument, units, _)| {
		let call = |to: &Own| {
			let (from, to) = (from.clone(), to.clone());
			Call::propose_transfer { instrument, from, to, units, document }
		};
		to.iter().map(call).collect::<Vec<_>>()
	});
	first(own, scene)
}

/// A holder offers a unit: a gift to somebody else, or for the price of the last sale where there was one.
fn offer(scene: &mut Scene) -> Way {
	let people = scene.people();
	let until = scene.now() + 20 * DAYS;
	for (instrument, from, _) in positions() {
		let price = Instruments::<Runtime>::get(instrument).and_then(|own| own.last_price);
		let others = people.iter().map(|(_, person)| Holder::Person(*person));
		let gift = others.filter(|to| *to != from).take(1).map(|to| (0, Some(to)));
		let deals: Vec<_> = price.map(|price| (price, None)).into_iter().chain(gift).collect();
		let own = deals.into_iter();
		let own = own.map(|(price, to)| Call::offer { instrument, units: 1, price, to, until });
		if let Some(way) = first(own, scene) {
			return Some(way);
		}
	}
	let is_open = Instruments::<Runtime>::iter_values()
		.any(|own| own.licence.is_some() && own.issued.total() != Some(0));
	match (positions().is_empty(), is_open) {
		(true, _) => issue(scene),
		(false, false) => decided("set_market", scene),
		(false, true) => None,
	}
}

fn offers() -> Vec<(OfferId, OfferOf<Runtime>)> {
	sorted(Offers::<Runtime>::iter())
}

fn take_offer(scene: &mut Scene) -> Way {
	let dead_after = scene.now() + DAYS;
	let own = offers().into_iter();
	let own = own.map(|(id, own)| Call::take { id, units: 1, price: own.price, dead_after });
	first(own, scene).or_else(|| offer(scene))
}

fn cancel_offer(scene: &mut Scene) -> Way {
	let own = offers().into_iter().map(|(id, _)| Call::cancel_offer { id });
	first(own, scene).or_else(|| offer(scene))
}

/// Residents agree to what somebody pays for all units of an instrument that has some.
fn agree(scene: &mut Scene) -> Way {
	let (now, document) = (scene.now(), PAPER);
	let has_units = |id: &InstrumentId| {
		Instruments::<Runtime>::get(id).is_some_and(|own| own.issued.total() != Some(0))
	};
	let mut own = instruments().into_iter();
	let Some(instrument) =
		own.find(|id| has_units(id) && !Redemptions::<Runtime>::contains_key(id))
	else {
		return issue(scene);
	};
	decide::decided("Securities.agree_redemption", scene, |scene| {
		let (by, _) = *scene.people().first()?;
		let (payer, until) = (scene.account(by), now + MAX_AGREED);
		let agreement = Agreement { payer, won: SMALL / 2, document, until };
		Some(Call::agree_redemption { instrument, agreement: Some(agreement) }.into())
	})
}

/// Who pays what was agreed is given won before.
fn open_redemption(scene: &mut Scene) -> Way {
	let now = scene.now();
	let all = sorted(Agreements::<Runtime>::iter().filter(|(_, own)| now < own.until));
	let own = all.iter();
	let own = own.map(|(id, own)| Call::open_redemption { instrument: *id, won: own.won });
	if let Some(way) = first(own, scene) {
		return Some(way);
	}
	for (_, own) in all {
		let payer = scene.aim.cast.find(&own.payer);
		if let Some(step) = payer.and_then(|by| gift(by, scene)) {
			return Some(vec![step]);
		}
	}
	agree(scene)
}

fn redeem(scene: &mut Scene) -> Way {
	let own = instruments().into_iter().map(|instrument| Call::redeem { instrument });
	first(own, scene).or_else(|| open_redemption(scene))
}

/// Nobody asks for ten years.
fn lapse(scene: &mut Scene) -> Way {
	let mut all = positions();
	all.retain(|(id, ..)| Redemptions::<Runtime>::contains_key(id));
	let own = all.iter();
	let own = own.map(|(instrument, holder, _)| Call::lapse {
		instrument: *instrument,
		holder: holder.clone(),
	});
	if let Some(way) = first(own, scene) {
		return Some(way);
	}
	let ends = all.iter().filter_map(|(id, ..)| Redemptions::<Runtime>::get(id));
	let next = ends.map(|own| own.until).filter(|until| scene.now() < *until).min();
	match next {
		Some(until) => Some(scene.until(until)),
		None => open_redemption(scene),
	}
}

/// People without whom the town decides all the same.
pub fn spare(scene: &Scene) -> Vec<(usize, PersonId)> {
	let electors: Vec<_> = scene.electors().into_iter().map(|(signer, _)| signer).collect();
	let mut others = scene.people();
	others.retain(|signer| !electors.contains(signer));
	if others.is_empty() {
		others.extend(electors.last().filter(|_| electors.len() > 3));
	}
	others
}

/// Nothing if an heir of this person has accepted, else the next steps until one has: death, delay, heir.
fn mourned(person: PersonId, scene: &mut Scene) -> Result<(), Way> {
	use pallet_registry::{Call, Heirs};
	if let Some(heir) = Heirs::<Runtime>::get(person) {
		if heir.has_accepted {
			return Ok(());
		}
		let accept = scene.by_anyone(Call::accept_estate { person });
		return Err(accept.map(|step| vec![step]));
	}
	if let Some(step) = scene.by_anyone(Call::record_death { person }) {
		return Err(Some(vec![step]));
	}
	for (_, heir) in scene.people().into_iter().take(3) {
		if let Some(step) = scene.by_anyone(Call::name_heir { person, heir }) {
			return Err(Some(vec![step]));
		}
	}
	let delay = <Runtime as pallet_registry::Config>::EstateDelay::get();
	Err(Some(scene.until(scene.now() + delay)))
}

/// True if somebody has died, or the town can do without.
fn may_leave(person: PersonId, scene: &Scene) -> bool {
	let lives = scene.people().iter().any(|(_, own)| *own == person);
	!lives || spare(scene).iter().any(|(_, own)| *own == person)
}

/// Somebody who issued units dies, and an heir takes them.
fn inherit(scene: &mut Scene) -> Way {
	let mut owners = Vec::new();
	for (instrument, holder, _) in positions() {
		let Holder::Person(from) = holder else { continue };
		if let Some(way) = first([Call::inherit { instrument, from }], scene) {
			return Some(way);
		}
		if may_leave(from, scene) {
			owners.push(from);
		}
	}
	if let Some(person) = owners.first() {
		return mourned(*person, scene).err().flatten();
	}
	let (_, person) = *spare(scene).first()?;
	let issuer = Holder::Person(person);
	let mut all = AllTerms::<Runtime>::iter();
	match all.find(|(_, terms)| terms.issuer == issuer) {
		Some((instrument, _)) => first([Call::issue { instrument, units: 10 }], scene),
		None => decide::decided("Securities.create_instrument", scene, |_| {
			Some(RuntimeCall::from(Call::create_instrument { terms: Box::new(terms(issuer)) }))
		}),
	}
}

/// A sale ends without a buyer of whom one pledger has died.
fn inherit_refund(scene: &mut Scene) -> Way {
	use SaleState::{Missed, Open, Stopped};
	for (id, _) in sales(&[Open, Missed, Stopped], scene) {
		for (holder, _) in pledgers(id) {
			let Holder::Person(from) = holder else { continue };
			if let Some(way) = first([Call::inherit_refund { id, from }], scene) {
				return Some(way);
			}
			if may_leave(from, scene) {
				let way = mourned(from, scene);
				return way.map_or_else(|way| way, |()| decided("stop_sale", scene));
			}
		}
	}
	for (id, own) in sales(&[Open], scene) {
		if scene.now() < own.sale.opens_here {
			return Some(scene.until(own.sale.opens_here));
		}
		let (round, document) = (own.round, own.sale.document);
		let bid = Bid { units: 1, least: 1, round, document, dead_after: own.sale.closes };
		let call = RuntimeCall::from(Call::pledge { id, bid });
		let spare = spare(scene);
		if let Some((by, _)) = spare.iter().find(|(by, _)| scene.works(*by, &call)) {
			return Some(vec![Step::Send(*by, call)]);
		}
		if let Some(step) = spare.first().and_then(|(by, _)| gift(*by, scene)) {
			return Some(vec![step]);
		}
	}
	open(scene)
}
