// SPDX-License-Identifier: Apache-2.0

//! Routes whose shares are whole.

use chungnam_ports::{Pot, Pots, Source};
use chungnam_primitives::{
	IncomeId, InstrumentId, IntakeId, Moment, OfferingId, PersonId, ProgrammeId, SeriesId, DAYS,
};
use chungnam_runtime::{AccountId, Balances, Runtime, RuntimeCall};
use frame_support::{
	traits::{
		fungible::Inspect,
		tokens::{Fortitude, Preservation},
	},
	Hashable,
};
use pallet_fund_router::{Call, Changes, Sink, Sinks};
use pallet_registry::{Keys, People};
use sp_runtime::Perbill;

use super::Aim;

/// What knows the pots of all pallets.
type AllPots = <Runtime as pallet_fund_router::Config>::Pots;

/// Numbers among which something may be gone.
const NEXT: usize = 20;

/// Aims at a call.
pub fn aim(call: &str, aim: &mut Aim) -> Option<RuntimeCall> {
	let source = *aim.dice.pick(&Source::ALL)?;
	Some(match call {
		"schedule_route" => {
			let (to, rest) = (aim.account(), aim.account());
			let first = 1 + aim.dice.below(100) as u32;
			let mut sinks = vec![Sink { to, share: Perbill::from_percent(first) }];
			if first < 100 {
				let share = Perbill::from_percent(100 - first);
				sinks.push(Sink { to: rest.clone(), share });
			}
			let from = aim.pools.now + (7 + aim.dice.below(3) as Moment) * DAYS;
			let sinks = Sinks::truncate_from(sinks);
			Call::schedule_route { source, sinks, rest, from }.into()
		}
		"cancel_route_change" => {
			let mut open: Vec<_> = Changes::<Runtime>::iter().collect();
			open.sort_by_key(|(source, _)| *source as u8);
			let (source, changes) = aim.dice.pick(&open)?.clone();
			let now = aim.pools.now;
			let from =
				changes.iter().map(|change| change.from).filter(|from| *from > now).last()?;
			Call::cancel_route_change { source, from }.into()
		}
		"sweep_pot" => {
			let all = pots(aim);
			let left: Vec<_> = all.iter().copied().filter(|pot| has_stray(*pot)).collect();
			let pot = *aim.dice.pick(&left).or_else(|| all.first())?;
			Call::sweep_pot { pot }.into()
		}
		"sweep_estate" => {
			let is_dead = |person: PersonId| {
				People::<Runtime>::get(person).is_some_and(|own| !own.is_living())
			};
			let mut keys: Vec<_> = Keys::<Runtime>::iter()
				.filter(|(_, own)| is_dead(own.person))
				.map(|(key, _)| key)
				.collect();
			keys.sort();
			let from = aim.dice.pick(&keys)?.clone();
			Call::sweep_estate { from }.into()
		}
		_ => return None,
	})
}

/// A pot of each kind, by every number among which something may be gone, from any of them on.
fn pots(aim: &mut Aim) -> Vec<Pot> {
	let institution = Pot::Institution(aim.account().blake2_256().into());
	let numbers = (0..NEXT as u32).flat_map(|number| {
		[
			Pot::Programme(ProgrammeId(number)),
			Pot::Income(IncomeId(number)),
			Pot::Series(SeriesId(number)),
			Pot::Sale(OfferingId(number)),
			Pot::Instrument(InstrumentId(number)),
			Pot::Person(PersonId(number)),
			Pot::Asset(InstrumentId(number)),
			Pot::Project(InstrumentId(number)),
			Pot::Intake(IntakeId(number)),
		]
	});
	let mut all: Vec<_> = numbers.chain([institution]).collect();
	let first = aim.dice.below(all.len());
	all.rotate_left(first);
	all
}

/// True if won lies there that is nobody's.
fn has_stray(pot: Pot) -> bool {
	let Some(account) = <AllPots as Pots<AccountId>>::left(pot) else { return false };
	let (expendable, polite) = (Preservation::Expendable, Fortitude::Polite);
	let there = Balances::reducible_balance(&account, expendable, polite);
	there > <AllPots as Pots<AccountId>>::owed(pot)
}
