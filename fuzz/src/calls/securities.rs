// SPDX-License-Identifier: Apache-2.0

//! Instruments and sales whose terms are sound, and those who can act about each.

use chungnam_ports::{Holder, Source};
use chungnam_primitives::{InstrumentId, Moment, OfferingId, PersonId, RegionSet, Won, DAYS};
use chungnam_runtime::{AccountId, Runtime, RuntimeCall, Securities};
use pallet_registry::Keys;
use pallet_securities::{
	Agreement, Agreements, AllTerms, Bid, Call, Cap, Caps, Credential, Credentials, Form,
	Instruments, InvestorClass, Licence, NextInstrument, NextOffering, Offering, Offerings, Offers,
	Payees, Pledges, Positions, Register, Sale, SaleChange, SaleState, Seat, TaxRate, Terms,
	Transfers, Withholding, MAX_FEE_BP, MIN_REFUND,
};
use sp_core::H256;
use sp_runtime::Perbill;

use super::{currency::on_sale, Aim};
use crate::chain::NOON;

/// The accounts that sales and instruments derive, of all there ever were.
pub fn pots() -> Vec<AccountId> {
	let pots = OfferingId(0).until(NextOffering::<Runtime>::get()).map(Securities::pot);
	let purses = InstrumentId(0).until(NextInstrument::<Runtime>::get()).map(Securities::purse);
	pots.chain(purses).collect()
}

/// People who can sign, with who signs for each, in order.
fn people(aim: &Aim) -> Vec<(PersonId, usize)> {
	let mut all: Vec<_> = Keys::<Runtime>::iter()
		.filter_map(|(account, key)| Some((key.person, aim.cast.find(&account)?)))
		.collect();
	all.sort_unstable();
	all
}

fn somebody(aim: &mut Aim) -> Option<(PersonId, usize)> {
	let all = people(aim);
	aim.dice.pick(&all).copied()
}

/// Who signs for a holder.
pub fn key_of(holder: &Holder<AccountId>, aim: &Aim) -> Option<usize> {
	match holder {
		Holder::Person(person) => {
			people(aim).into_iter().find(|(own, _)| own == person).map(|(_, by)| by)
		}
		Holder::Account(account) => aim.cast.find(account),
	}
}

/// Sound terms of a holder who issues.
pub fn terms(issuer: Holder<AccountId>) -> Terms<AccountId> {
	// As much as the dearest sale takes from one: a second one, or a trade after it, meets the cap.
	let cap = Some(Cap { units: 60, won_a_year: 10_000 });
	Terms {
		issuer,
		document: H256::repeat_byte(1),
		form: Form::TrustCertificate,
		register: Register::Book,
		filing: Some(H256::repeat_byte(2)),
		regions: RegionSet::province(),
		// Who comes later is in Korea.
		resident_before: Some(NOON),
		units: 1_000,
		own_units: 100,
		outside_most: 500,
		abroad_most: 100,
		public_share: Perbill::from_percent(10),
		public_source: Source::AssetIncome,
		caps: Caps { retail: cap, qualified: cap, professional: cap, public: cap },
		related: Default::default(),
	}
}

/// Terms of an institution that was attested, which keep out accounts of nobody who is known: they can look at an asset.
pub fn asset_terms(aim: &mut Aim) -> Option<Terms<AccountId>> {
	let known = Credentials::<Runtime>::iter_keys().filter_map(|holder| match holder {
		Holder::Account(account) => aim.cast.find(&account).map(|_| account),
		Holder::Person(_) => None,
	});
	let mut known: Vec<_> = known.collect();
	known.sort_unstable();
	let issuer = aim.dice.pick(&known).cloned()?;
	let members = aim.cast.members.iter().map(|member| member.account.clone());
	let is_free = |own: &AccountId| *own != issuer && !Keys::<Runtime>::contains_key(own);
	let mut related: Vec<_> = members.filter(is_free).take(6).map(Holder::Account).collect();
	related.sort_unstable();
	related.dedup();
	let terms = terms(Holder::Account(issuer));
	// A founder keeps none.
	let own_units = if aim.dice.one_in(2) { 0 } else { terms.own_units };
	Some(Terms { related: related.try_into().ok()?, own_units, ..terms })
}

/// Opens tomorrow or the day after: residents decide about it before.
pub fn sale(now: Moment, aim: &mut Aim) -> Sale {
	let opens = now + (1 + aim.dice.below(2) as Moment) * DAYS;
	let closes = opens + (21 + aim.dice.below(10) as Moment) * DAYS;
	Sale {
		price: 1 + aim.dice.below(500) as Won,
		ticket: 1,
		hard_cap: 20,
		soft_cap: 16,
		opening_cap: 20,
		opens_here: opens,
		opens_korea: opens,
		opens_abroad: opens,
		closes,
		document: H256::repeat_byte(1),
		refund_until: closes + MIN_REFUND,
	}
}

/// An instrument.
fn instrument(aim: &mut Aim) -> Option<(InstrumentId, Terms<AccountId>)> {
	let mut all: Vec<_> = AllTerms::<Runtime>::iter().collect();
	all.sort_unstable_by_key(|(id, _)| *id);
	aim.dice.pick(&all).cloned()
}

/// A sale in one of these states, by now.
fn offering(states: &[SaleState], aim: &mut Aim) -> Option<(OfferingId, Offering)> {
	let now = aim.pools.now;
	let mut all: Vec<_> = Offerings::<Runtime>::iter()
		.filter(|(_, own)| states.contains(&own.state_at(now)))
		.collect();
	all.sort_unstable_by_key(|(id, _)| *id);
	aim.dice.pick(&all).copied()
}

/// The holder of a pledge in a sale, and who signs for the holder.
fn pledger(id: OfferingId, aim: &mut Aim) -> Option<(Holder<AccountId>, usize)> {
	let mut all: Vec<_> = Pledges::<Runtime>::iter_prefix(id).map(|(holder, _)| holder).collect();
	all.sort_unstable();
	let holder = aim.dice.pick(&all).cloned()?;
	let by = key_of(&holder, aim)?;
	Some((holder, by))
}

/// An instrument and a holder of it.
fn position(aim: &mut Aim) -> Option<(InstrumentId, Holder<AccountId>)> {
	let mut all: Vec<_> =
		Positions::<Runtime>::iter_keys().map(|(holder, id)| (id, holder)).collect();
	all.sort_unstable();
	aim.dice.pick(&all).cloned()
}

/// Calls that a random choice of values seldom gets right.
pub fn aim(call: &str, aim: &mut Aim) -> Option<RuntimeCall> {
	use SaleState::{Decided, Missed, Open, Sold, Stopped};
	let now = aim.pools.now;
	Some(match call {
		"create_instrument" if aim.dice.one_in(3) => {
			Call::create_instrument { terms: Box::new(asset_terms(aim)?) }.into()
		}
		"create_instrument" => {
			Call::create_instrument { terms: Box::new(terms(Holder::Person(somebody(aim)?.0))) }
				.into()
		}
		"issue" => {
			let (instrument, terms) = instrument(aim)?;
			aim.by = key_of(&terms.issuer, aim);
			Call::issue { instrument, units: 1 + aim.dice.below(20) as u64 }.into()
		}
		"open_sale" => {
			let (instrument, _) = instrument(aim)?;
			Call::open_sale { instrument, sale: sale(now, aim) }.into()
		}
		"change_sale" => {
			let (id, own) = offering(&[Open], aim)?;
			let Sale { closes, soft_cap, .. } = own.sale;
			let document = H256::repeat_byte(own.round + 2);
			Call::change_sale { id, change: SaleChange { document, closes, soft_cap } }.into()
		}
		"pledge" => {
			let (id, own) = offering(&[Open], aim)?;
			let (_, by) = somebody(aim)?;
			aim.by = Some(by);
			let (units, dead_after) = (1 + aim.dice.below(20) as u64, aim.soon());
			let (round, document) = (own.round, own.sale.document);
			let bid = Bid { units, least: 1, round, document, dead_after };
			Call::pledge { id, bid }.into()
		}
		"confirm" => {
			let (id, own) = offering(&[Open], aim)?;
			let (_, by) = pledger(id, aim)?;
			aim.by = Some(by);
			Call::confirm { id, round: own.round, document: own.sale.document }.into()
		}
		"cancel_pledge" => {
			let (id, _) = offering(&[Open], aim)?;
			let (holder, by) = pledger(id, aim)?;
			aim.by = Some(by);
			let units = Pledges::<Runtime>::get(id, holder)?.units;
			Call::cancel_pledge { id, units }.into()
		}
		"hand_over" => {
			let (id, own) = offering(&[Decided], aim)?;
			let won = own.sale.won(own.live.total()?);
			let to = Payees::truncate_from(vec![(aim.account(), won)]);
			Call::hand_over { id, to }.into()
		}
		"collect" => {
			let (id, _) = offering(&[Sold], aim)?;
			let (holder, _) = pledger(id, aim)?;
			Call::collect { id, holder }.into()
		}
		"refund" => {
			let (id, _) = offering(&[Missed, Stopped, Sold], aim)?;
			let (_, by) = pledger(id, aim)?;
			aim.by = Some(by);
			Call::refund { id }.into()
		}
		"attest_investor" => {
			let holder = match aim.dice.one_in(3) {
				true => Holder::Account(aim.account()),
				false => Holder::Person(somebody(aim)?.0),
			};
			let seat = if aim.dice.one_in(2) { Seat::Korea } else { Seat::Abroad };
			let until = now + (1 + aim.dice.below(100) as Moment) * DAYS;
			let credential = Credential { seat, class: InvestorClass::Qualified, until };
			Call::attest_investor { holder, credential }.into()
		}
		"recount" => {
			let (instrument, holder) = position(aim)?;
			Call::recount { instrument, holder }.into()
		}
		"close_early" => {
			let (id, own) = offering(&[Open], aim)?;
			let terms = AllTerms::<Runtime>::get(own.instrument)?;
			aim.by = key_of(&terms.issuer, aim);
			Call::close_early { id }.into()
		}
		"stop_sale" => {
			let (id, _) = offering(&[Open, Decided], aim)?;
			Call::stop_sale { id, reason: H256(aim.dice.bytes()) }.into()
		}
		"take_won" => {
			let (instrument, _) = instrument(aim)?;
			Call::take_won { instrument }.into()
		}
		"take_pay" => {
			let (instrument, holder) = position(aim)?;
			aim.by = key_of(&holder, aim);
			let due = Securities::dues(instrument, holder);
			let series = *aim.dice.pick(&on_sale(aim.pools))?;
			let amount = if aim.dice.one_in(4) { aim.some_won() } else { due };
			Call::take_pay { instrument, series, amount, least_incentive: 0 }.into()
		}
		"distribute" => {
			let (instrument, terms) = instrument(aim)?;
			aim.by = key_of(&terms.issuer, aim);
			let (gross, pays_at) = (aim.some_won(), now + 8 * DAYS);
			Call::distribute { instrument, gross, pays_at }.into()
		}
		"halt" => {
			let (instrument, _) = instrument(aim)?;
			let length = (1 + aim.dice.below(14) as Moment) * DAYS;
			Call::halt { instrument, length, reason: H256(aim.dice.bytes()) }.into()
		}
		"freeze_units" | "thaw_units" | "forget_freeze" => {
			let (instrument, holder) = position(aim)?;
			match call {
				"freeze_units" => {
					let units = aim.dice.one_in(2).then_some(1);
					let length = (1 + aim.dice.below(90) as Moment) * DAYS;
					let reason = H256(aim.dice.bytes());
					Call::freeze_units { instrument, holder, units, length, reason }.into()
				}
				"thaw_units" => Call::thaw_units { instrument, holder }.into(),
				_ => Call::forget_freeze { instrument, holder }.into(),
			}
		}
		"propose_transfer" => {
			let (instrument, from) = position(aim)?;
			let to = Holder::Person(somebody(aim)?.0);
			let (units, document) = (1 + aim.dice.below(5) as u64, H256::repeat_byte(1));
			Call::propose_transfer { instrument, from, to, units, document }.into()
		}
		"confirm_transfer" | "execute_transfer" | "withdraw_transfer" | "forget_transfer" => {
			let mut all: Vec<_> = Transfers::<Runtime>::iter().collect();
			all.sort_unstable_by_key(|(id, _)| *id);
			let (id, own) = aim.dice.pick(&all).cloned()?;
			match call {
				"confirm_transfer" => Call::confirm_transfer { id, document: own.document }.into(),
				"execute_transfer" => Call::execute_transfer { id }.into(),
				"withdraw_transfer" => Call::withdraw_transfer { id }.into(),
				_ => Call::forget_transfer { id }.into(),
			}
		}
		"set_market" => {
			let (instrument, _) = instrument(aim)?;
			let fee_bp = aim.dice.below(usize::from(MAX_FEE_BP) + 2) as u16;
			let licence = Some(Licence { document: H256::repeat_byte(5), fee_bp });
			Call::set_market { instrument, licence }.into()
		}
		"offer" => {
			let (instrument, from) = position(aim)?;
			aim.by = key_of(&from, aim);
			let to = aim.dice.one_in(2).then_some(Holder::Person(somebody(aim)?.0));
			let last = Instruments::<Runtime>::get(instrument)?.last_price;
			let price = if to.is_some() && aim.dice.one_in(2) { 0 } else { last? };
			let until = now + (1 + aim.dice.below(30) as Moment) * DAYS;
			Call::offer { instrument, units: 1 + aim.dice.below(4) as u64, price, to, until }.into()
		}
		"take" | "cancel_offer" => {
			let mut all: Vec<_> = Offers::<Runtime>::iter().collect();
			all.sort_unstable_by_key(|(id, _)| *id);
			let (id, own) = aim.dice.pick(&all).cloned()?;
			if call == "cancel_offer" {
				aim.by = key_of(&own.from, aim);
				return Some(Call::cancel_offer { id }.into());
			}
			aim.by = match &own.to {
				Some(to) => key_of(to, aim),
				None => Some(somebody(aim)?.1),
			};
			let units = 1 + aim.dice.below(own.left as usize) as u64;
			Call::take { id, units, price: own.price, dead_after: aim.soon() }.into()
		}
		"agree_redemption" => {
			let mut all: Vec<_> = Instruments::<Runtime>::iter()
				.filter(|(_, own)| own.sale.is_none() && own.issued.total() != Some(0))
				.map(|(id, _)| id)
				.collect();
			all.sort_unstable();
			let instrument = *aim.dice.pick(&all)?;
			let (_, by) = somebody(aim)?;
			let payer = aim.cast.members.get(by)?.account.clone();
			let won = 1 + aim.dice.below(5_000) as Won;
			let (document, until) = (H256::repeat_byte(1), now + 80 * DAYS);
			let agreement = Some(Agreement { payer, won, document, until });
			Call::agree_redemption { instrument, agreement }.into()
		}
		"open_redemption" => {
			let mut all: Vec<_> = Agreements::<Runtime>::iter().collect();
			all.sort_unstable_by_key(|(id, _)| *id);
			let (instrument, own) = aim.dice.pick(&all).cloned()?;
			aim.by = aim.cast.find(&own.payer);
			Call::open_redemption { instrument, won: own.won }.into()
		}
		"redeem" | "lapse" => {
			let (instrument, holder) = position(aim)?;
			if call == "redeem" {
				aim.by = key_of(&holder, aim);
				return Some(Call::redeem { instrument }.into());
			}
			Call::lapse { instrument, holder }.into()
		}
		"set_withholding" => {
			let mut known: Vec<_> = Credentials::<Runtime>::iter_keys()
				.filter_map(|holder| match holder {
					Holder::Account(account) => Some(account),
					Holder::Person(_) => None,
				})
				.collect();
			known.sort_unstable();
			let office = aim.dice.pick(&known).cloned()?;
			let mut rate = || TaxRate {
				bp: 500 + aim.dice.below(1_000) as u16,
				local_bp: 1_000,
				step: 1 + aim.dice.below(10) as u32,
				least: aim.dice.below(100) as u32,
			};
			let (korea, abroad) = (rate(), rate());
			Call::set_withholding { withholding: Withholding { office, korea, abroad } }.into()
		}
		"remit_tax" => {
			let (instrument, _) = instrument(aim)?;
			Call::remit_tax { instrument }.into()
		}
		"lift_halt" => {
			let (instrument, _) = instrument(aim)?;
			Call::lift_halt { instrument }.into()
		}
		"decide" => {
			let (id, _) = offering(&[Decided, Missed, Stopped], aim)?;
			Call::decide { id }.into()
		}
		_ => return None,
	})
}
