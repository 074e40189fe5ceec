// SPDX-License-Identifier: Apache-2.0

//! Random operations on the pallet and on a plain model, compared after each step.

use std::collections::BTreeMap;

use chungnam_testkit::{steps_and_seed, Dice, Replay};

use super::{events::Reader, *};

/// Steps of a usual run. The variable `SECURITIES_MODEL_STEPS` takes more.
const STEPS: u64 = 3_000;

/// Who acts in the model: the city, Kim, Lee and Smith.
const ACTORS: [(u8, AccountId); 4] = [(0, CITY), (1, KIM_PHONE), (2, LEE_PHONE), (3, SMITH_PHONE)];

fn holder(actor: u8) -> Holder<AccountId> {
	match actor {
		0 => city(),
		n => person(PersonId(n.into())),
	}
}

/// A second writing of the rules: instruments with their issuer, units by (instrument, seat), homes and credentials.
#[derive(Default)]
struct Model {
	issuers: BTreeMap<u32, u8>,
	next: u32,
	/// Of the issuer: units, and the seat under which they count (0 here, 1 Korea, 2 abroad).
	units: BTreeMap<u32, (u64, u8)>,
	/// Regions of homes.
	homes: BTreeMap<u8, u8>,
	/// Seat and end.
	papers: BTreeMap<u8, (u8, u64)>,
}

impl Model {
	fn seat(&self, actor: u8) -> Option<u8> {
		match self.homes.get(&actor) {
			Some(12) => Some(0),
			Some(0) | None => self.papers.get(&actor).map(|paper| paper.0),
			Some(_) => Some(1),
		}
	}

	fn may(&self, actor: u8, id: u32, more: u64) -> Option<u8> {
		let lives_here = self.homes.get(&actor).is_some_and(|home| *home != 0);
		let is_attested = self.papers.get(&actor).is_some_and(|paper| now() < paper.1);
		let seat = self.seat(actor)?;
		let had = self.units.get(&id).map_or(0, |own| own.0);
		let fits = match seat {
			0 => true,
			1 => had + more <= 600,
			_ => had + more <= 100,
		};
		let is_issuer = self.issuers.get(&id) == Some(&actor);
		let can = (lives_here || is_attested) && is_issuer && had + more <= 400 && more > 0;
		(can && fits).then_some(seat)
	}
}

#[test]
fn the_pallet_does_what_the_model_does() {
	let (steps, seed) = steps_and_seed("SECURITIES_MODEL", STEPS);
	run(|| {
		let (mut dice, mut reader) = (Dice::new(seed), Reader::default());
		let mut model = Model {
			homes: [(1, 12), (2, 3), (3, 0)].into(),
			papers: [(0, (1, TODAY + 700 * DAYS))].into(),
			..Default::default()
		};
		let (mut done, mut refused) = (0u64, 0u64);
		for step in 0..steps {
			let (actor, key) = dice.pick(&ACTORS);
			let id = dice.small(model.next.clamp(1, 40));
			let (what, expected, result) = match dice.below(12) {
				0 if model.issuers.len() < 30 => {
					let can = actor != 0 || model.papers.contains_key(&0);
					if can {
						model.issuers.insert(model.next, actor);
						model.next += 1;
					}
					let own = terms(holder(actor));
					("create", can, Securities::create_instrument(governor(), Box::new(own)))
				}
				1 => {
					let can = model.issuers.contains_key(&id) && !model.units.contains_key(&id);
					if can {
						model.issuers.remove(&id);
					}
					let id = InstrumentId(id);
					("retire", can, Securities::retire_instrument(governor(), id))
				}
				2..=6 => {
					let units = dice.below(60);
					let seat = model.may(actor, id, units);
					if let Some(seat) = seat {
						let own = model.units.entry(id).or_default();
						*own = (own.0 + units, seat);
					}
					let done = Securities::issue(signed(key), InstrumentId(id), units);
					("issue", seat.is_some(), done)
				}
				7 => {
					let (seat, days) = (dice.small(3) as u8, dice.below(400));
					let can = seat != 0 && days > 0;
					if can {
						model.papers.insert(actor, (seat, now() + days * DAYS));
					}
					let seat = [Seat::Here, Seat::Korea, Seat::Abroad][usize::from(seat)];
					let own = credential(seat, InvestorClass::Retail, days * DAYS);
					let done = Securities::attest_investor(signed(OFFICE), holder(actor), own);
					("attest", can, done)
				}
				8 => {
					let paper = model.papers.get_mut(&actor).filter(|paper| now() < paper.1);
					let can = paper.is_some();
					if let Some(paper) = paper {
						paper.1 = now();
					}
					("revoke", can, Securities::revoke_credential(signed(OFFICE), holder(actor)))
				}
				9 => {
					let has_units =
						model.units.keys().any(|id| model.issuers.get(id) == Some(&actor));
					let is_over = |paper: &(u8, u64)| now() >= paper.1 + CREDENTIAL_MEMORY;
					let can = model.papers.get(&actor).is_some_and(is_over) && !has_units;
					if can {
						model.papers.remove(&actor);
					}
					let done = Securities::forget_credential(signed(STRANGER), holder(actor));
					("forget", can, done.map(|_| ()).map_err(|why| why.error))
				}
				10 => {
					let owner = model.issuers.get(&id).copied().unwrap_or(actor);
					let now_at = model.seat(owner);
					let own = model.units.get_mut(&id);
					let can = own.is_some_and(|own| {
						let seat = now_at.unwrap_or(own.1);
						let is_new = seat != own.1;
						own.1 = seat;
						is_new
					});
					let (id, of) = (InstrumentId(id), holder(owner));
					let done = Securities::recount(signed(STRANGER), id, of);
					("recount", can, done.map(|_| ()).map_err(|why| why.error))
				}
				_ => {
					if actor != 0 {
						let home = dice.pick(&[12, 3, 0]);
						model.homes.insert(actor, home);
						let zone = if home == 0 { ZoneId::OUTSIDE } else { ZoneId::new(home, 1) };
						MockRegistry::move_person(PersonId(actor.into()), zone);
					}
					sleep(dice.below(20 * DAYS));
					("time passes", true, Ok(()))
				}
			};
			let said = format!("step {step} of seed {seed}: {what}");
			assert_eq!(result.is_ok(), expected, "{said}: {result:?}");
			*(if expected { &mut done } else { &mut refused }) += 1;
			reader.read_all();
			if step % 50 == 0 {
				reader.assert_same(&said);
				let real: BTreeMap<_, _> = Positions::<Test>::iter()
					.map(|(holder, id, own)| {
						let seat = match own.seat {
							Seat::Here => 0,
							Seat::Korea => 1,
							Seat::Abroad => 2,
						};
						(id.0, (Securities::units_of(id, &holder), seat))
					})
					.collect();
				assert_eq!(real, model.units, "{said}");
				Securities::do_try_state().unwrap_or_else(|why| panic!("{said}: {why:?}"));
			}
		}
		assert!(done > steps / 4 && refused > steps / 10, "{done} done, {refused} refused");
	});
}
