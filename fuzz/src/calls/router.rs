// SPDX-License-Identifier: Apache-2.0

//! Routes whose shares are whole.

use chungnam_ports::{Pot, Source};
use chungnam_primitives::{
	IncomeId, InstrumentId, IntakeId, Moment, OfferingId, PersonId, ProgrammeId, SeriesId, DAYS,
};
use chungnam_runtime::{Runtime, RuntimeCall};
use frame_support::Hashable;
use pallet_fund_router::{Call, Changes, Sink, Sinks};
use pallet_registry::{Keys, People};
use sp_runtime::Perbill;

use super::Aim;

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
			let pot = match aim.dice.below(10) {
				0 => Pot::Programme(ProgrammeId(aim.dice.below(NEXT) as u32)),
				1 => Pot::Income(IncomeId(aim.dice.below(NEXT) as u32)),
				2 => Pot::Series(SeriesId(aim.dice.below(NEXT) as u32)),
				3 => Pot::Sale(OfferingId(aim.dice.below(NEXT) as u32)),
				4 => Pot::Instrument(InstrumentId(aim.dice.below(NEXT) as u32)),
				5 => Pot::Person(PersonId(aim.dice.below(NEXT) as u32)),
				6 => Pot::Institution(aim.account().blake2_256().into()),
				7 => Pot::Asset(InstrumentId(aim.dice.below(NEXT) as u32)),
				8 => Pot::Project(InstrumentId(aim.dice.below(NEXT) as u32)),
				_ => Pot::Intake(IntakeId(aim.dice.below(NEXT) as u32)),
			};
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
