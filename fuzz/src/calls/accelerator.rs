// SPDX-License-Identifier: Apache-2.0

//! Intakes whose plans are sound, firms that can apply, and acts about their awards.

use chungnam_ports::Payee;
use chungnam_primitives::{
	EnvelopeId, FieldSet, IntakeId, MerchantId, Moment, RegionSet, Scope, Won, DAYS, MINUTES,
};
use chungnam_runtime::{
	configs::funds::AcceleratorAccount, Accelerator, AccountId, Runtime, RuntimeCall,
};
use pallet_accelerator::{
	Applications, Award, Awards, Call, Figures, IntakePlan, Intakes, NextIntake, Step, Steps,
	MIN_WINDOW,
};
use pallet_registry::{Attesters, Merchants};
use sp_core::H256;
use sp_runtime::{BoundedVec, Perbill};

use super::Aim;

/// Won that an intake of [`plan`] awards at most.
pub const RESERVE: Won = 20_000;

/// The accounts that intakes derive, of all there ever were, and the fund that fills them.
pub fn pots() -> Vec<AccountId> {
	let mut pots = vec![AcceleratorAccount::get()];
	let all = IntakeId(0).until(NextIntake::<Runtime>::get());
	pots.extend(all.map(Accelerator::pot));
	pots
}

/// An intake that opens in a minute, with the shortest windows.
pub fn plan(now: Moment) -> IntakePlan {
	let opens = now + MINUTES;
	IntakePlan {
		document: H256::repeat_byte(1),
		regions: RegionSet::province(),
		opens,
		closes: opens + MIN_WINDOW,
		scored_by: opens + 2 * MIN_WINDOW,
		firms: 2,
		most: RESERVE / 2,
		fields: FieldSet::ALL,
		scores: 1,
		share: Perbill::from_percent(50),
		term: DAYS,
	}
}

/// Two milestones, a month apart.
pub fn steps() -> Steps {
	let step = |(amount, days): (Won, Moment)| Step { amount, after: days * DAYS };
	BoundedVec::truncate_from([(4_000, 30), (5_000, 60)].map(step).to_vec())
}

/// Who signs for a firm.
fn signer(firm: &Payee<AccountId>, aim: &Aim) -> Option<usize> {
	match firm {
		Payee::Institution(account) => aim.cast.find(account),
		Payee::Person(person) => aim.key_of(*person),
		Payee::Merchant(shop) => aim.cast.find(&Merchants::<Runtime>::get(shop)?.owner),
	}
}

/// An office for the budget.
fn office(aim: &mut Aim) -> Option<AccountId> {
	let own = Attesters::<Runtime>::iter().filter(|(_, own)| own.scopes.contains(Scope::Budget));
	let mut all: Vec<AccountId> = own.map(|(who, _)| who).collect();
	all.sort_unstable();
	aim.dice.pick(&all).cloned()
}

/// A shop or an institution. It signs, unless the generator says otherwise.
fn firm(aim: &mut Aim) -> Option<Payee<AccountId>> {
	let firm = if aim.dice.one_in(2) {
		Payee::Merchant(MerchantId(aim.dice.below(7) as u32))
	} else {
		let mut all: Vec<AccountId> = Attesters::<Runtime>::iter_keys().collect();
		all.sort_unstable();
		Payee::Institution(aim.dice.pick(&all)?.clone())
	};
	aim.by = signer(&firm, aim);
	Some(firm)
}

/// An intake that is not over.
fn intake(aim: &mut Aim) -> Option<IntakeId> {
	let mut all: Vec<_> = Intakes::<Runtime>::iter_keys().collect();
	all.sort_unstable();
	aim.dice.pick(&all).copied()
}

/// An application, whose firm signs.
fn application(aim: &mut Aim) -> Option<(IntakeId, Payee<AccountId>)> {
	let own = Applications::<Runtime>::iter_keys();
	let mut all: Vec<(IntakeId, Payee<AccountId>)> = own.collect();
	all.sort_unstable_by_key(|(id, firm)| (*id, codec::Encode::encode(firm)));
	let (id, firm) = aim.dice.pick(&all)?.clone();
	aim.by = signer(&firm, aim);
	Some((id, firm))
}

/// An award, whose firm signs.
fn award(aim: &mut Aim) -> Option<EnvelopeId> {
	let mut all: Vec<(EnvelopeId, Award<AccountId>)> = Awards::<Runtime>::iter().collect();
	all.sort_unstable_by_key(|(id, _)| *id);
	let (id, own) = aim.dice.pick(&all)?.clone();
	aim.by = signer(&own.firm, aim);
	Some(id)
}

/// Calls that a random choice of values seldom gets right.
pub fn aim(call: &str, aim: &mut Aim) -> Option<RuntimeCall> {
	Some(match call {
		"open_intake" => {
			let who = office(aim)?;
			aim.by = aim.cast.find(&who);
			Call::open_intake { plan: Box::new(plan(aim.pools.now)) }.into()
		}
		"apply" => {
			let (intake, firm) = (intake(aim)?, firm(aim)?);
			Call::apply { intake, firm, plan: H256::repeat_byte(2), steps: steps() }.into()
		}
		"withdraw" => {
			let (intake, firm) = application(aim)?;
			Call::withdraw { intake, firm }.into()
		}
		"score" => {
			let (intake, firm) = application(aim)?;
			aim.by = None;
			Call::score { intake, firm, points: aim.dice.below(102) as u8 }.into()
		}
		"award" => Call::award { intake: intake(aim)? }.into(),
		"report" => {
			let award = award(aim)?;
			let figures = Figures { evidence: H256::repeat_byte(3), jobs: 2, trainings: 1 };
			Call::report { award, milestone: aim.dice.below(3) as u8, figures }.into()
		}
		"pay_return" => {
			let award = award(aim)?;
			Call::pay_return { award, amount: 1 + aim.dice.below(3_000) as Won }.into()
		}
		"end_award" => Call::end_award { award: award(aim)? }.into(),
		"cancel_intake" => {
			let intake = intake(aim)?;
			let office = Intakes::<Runtime>::get(intake)?.office?;
			aim.by = aim.cast.find(&office);
			Call::cancel_intake { intake, why: H256::repeat_byte(4) }.into()
		}
		_ => return None,
	})
}
