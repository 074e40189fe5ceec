// SPDX-License-Identifier: Apache-2.0

//! Events suffice: a reader of the events alone knows every instrument, credential and unit.

use std::collections::BTreeMap;

use chungnam_testkit::Replay;

use super::*;
use crate::{Dividend, SaleState, YearLimits};

type Who = Holder<AccountId>;

/// What a reader of events keeps.
#[derive(Default)]
pub struct Reader {
	terms: BTreeMap<InstrumentId, Terms<AccountId>>,
	credentials: BTreeMap<Who, Credential>,
	units: BTreeMap<(Who, InstrumentId), (Units, Seat)>,
	/// Units that stay with the holder, and until when.
	locks: BTreeMap<(Who, InstrumentId), (Units, Moment)>,
	limits: YearLimits,
	halts: BTreeMap<InstrumentId, crate::Halt>,
	/// What is sold, what is agreed, the state that was told, and until when pledges of which round can be confirmed.
	sales: BTreeMap<OfferingId, (InstrumentId, Sale, SaleState, u8, Moment)>,
	pledges: BTreeMap<(OfferingId, Who), Pledge>,
	/// Won that came into pots less what left them.
	pots: BTreeMap<OfferingId, Won>,
	/// The same of purses, with points, carry, won received and what is announced.
	purses: BTreeMap<InstrumentId, (Won, u128, u128, Won, Vec<Dividend>)>,
}

impl Reader {
	fn receive(&mut self, instrument: InstrumentId, holder: Who, units: Units, seat: Seat) {
		let own = self.units.entry((holder, instrument)).or_insert((0, seat));
		assert_eq!(own.1, seat, "a recount comes first");
		own.0 += units;
	}

	fn sale(&mut self, id: OfferingId) -> &mut (InstrumentId, Sale, SaleState, u8, Moment) {
		self.sales.get_mut(&id).expect("it was opened")
	}

	fn pot(&mut self, id: OfferingId) -> &mut Won {
		self.pots.entry(id).or_default()
	}

	fn take(&mut self, id: OfferingId, holder: Who) -> Pledge {
		self.pledges.remove(&(id, holder)).expect("it was made")
	}

	fn read_sale(&mut self, event: Event<Test>) {
		match event {
			Event::LimitsSet { limits } => self.limits = limits,
			Event::SaleOpened { offering, instrument, sale } => {
				let new = (instrument, sale, SaleState::Open, 0, 0);
				assert_eq!(self.sales.insert(offering, new), None);
			}
			Event::SaleChanged { offering, sale, round, confirm_until } => {
				let own = self.sale(offering);
				(own.1, own.3, own.4) = (sale, round, confirm_until);
			}
			Event::CloseMoved { offering, closes } => self.sale(offering).1.closes = closes,
			Event::SaleDecided { offering, .. } => self.sale(offering).2 = SaleState::Decided,
			Event::SaleEnded { offering, state, .. } => self.sale(offering).2 = state,
			Event::HandedOver { offering, taken, .. } => {
				self.sale(offering).2 = SaleState::Sold;
				*self.pot(offering) -= taken;
			}
			Event::Pledged { offering, holder, pledge, won } => {
				*self.pot(offering) += won;
				self.pledges.insert((offering, holder), pledge);
			}
			Event::Confirmed { offering, holder, pledge } => {
				self.pledges.insert((offering, holder), pledge);
			}
			Event::PledgeCancelled { offering, holder, units, won, .. } => {
				*self.pot(offering) -= won;
				let mut own = self.take(offering, holder.clone());
				own.units -= units;
				own.changes += 1;
				if own.units > 0 {
					self.pledges.insert((offering, holder), own);
				}
			}
			Event::PledgeReleased { offering, holder } => {
				self.pledges.get_mut(&(offering, holder)).expect("it was made").is_released = true;
			}
			Event::Collected { offering, holder, units, seat } => {
				assert_eq!(self.take(offering, holder.clone()).units, units);
				let instrument = self.sale(offering).0;
				self.receive(instrument, holder, units, seat);
			}
			Event::Refunded { offering, holder, won, .. }
			| Event::Swept { offering, holder, won } => {
				*self.pot(offering) -= won;
				self.take(offering, holder);
			}
			Event::SaleForgotten { offering, .. } => {
				assert!(self.sales.remove(&offering).is_some());
				assert_eq!(self.pots.remove(&offering).unwrap_or(0), 0);
			}
			Event::DividendAnnounced { instrument, dividend, .. } => {
				let own = self.purses.entry(instrument).or_default();
				own.0 += dividend.won;
				own.4.push(dividend);
				own.4.sort_by_key(|own| own.pays_at);
			}
			Event::DividendGiven { instrument, points, carry, received } => {
				let own = self.purses.get_mut(&instrument).expect("something was announced");
				let given = received - own.3;
				(own.1, own.2, own.3) = (points, carry, received);
				let mut sum = 0;
				while sum < given {
					sum += own.4.remove(0).won;
				}
				assert_eq!(sum, given);
			}
			Event::DividendTaken { instrument, won, .. } => {
				self.purses.get_mut(&instrument).expect("something was given").0 -= won;
			}
			other => unreachable!("{other:?}"),
		}
	}
}

impl Replay<Test> for Reader {
	type Event = Event<Test>;

	fn read(&mut self, event: Event<Test>, at: Moment) {
		match event {
			Event::InstrumentCreated { instrument, terms } => {
				assert_eq!(self.terms.insert(instrument, terms), None);
			}
			Event::InstrumentRetired { instrument, left } => {
				assert!(self.terms.remove(&instrument).is_some());
				self.halts.remove(&instrument);
				assert_eq!(self.purses.remove(&instrument).map_or(0, |own| own.0), left);
			}
			Event::Issued { instrument, holder, units, seat } => {
				self.receive(instrument, holder, units, seat);
			}
			Event::Recounted { instrument, holder, seat } => {
				self.units.get_mut(&(holder, instrument)).expect("it has units").1 = seat;
			}
			Event::Locked { instrument, holder, units, until } => {
				self.locks.insert((holder, instrument), (units, until));
			}
			Event::Inherited { instrument, from, heir, units, won, .. } => {
				if let Some(granted) = units {
					let giver = (person(from), instrument);
					let own = self.units.get_mut(&giver).expect("it has units");
					own.0 -= granted.units;
					if own.0 == 0 {
						self.units.remove(&giver);
						self.locks.remove(&giver);
					}
					self.receive(instrument, person(heir), granted.units, granted.seat);
				}
				self.purses.entry(instrument).or_default().0 -= won;
			}
			Event::Halted { instrument, halt } => {
				self.halts.insert(instrument, halt);
			}
			Event::HaltLifted { instrument } => {
				self.halts.get_mut(&instrument).expect("it was halted").until = at;
			}
			Event::CredentialSet { holder, credential } => {
				self.credentials.insert(holder, credential);
			}
			Event::CredentialEnded { holder, until } => {
				self.credentials.get_mut(&holder).expect("it was set").until = until;
			}
			Event::CredentialForgotten { holder } => {
				assert!(self.credentials.remove(&holder).is_some());
			}
			other => self.read_sale(other),
		}
	}

	fn assert_same(&self, said: &str) {
		assert_eq!(self.terms, AllTerms::<Test>::iter().collect(), "{said}");
		assert_eq!(self.credentials, Credentials::<Test>::iter().collect(), "{said}");
		let units: BTreeMap<_, _> = Positions::<Test>::iter()
			.map(|(holder, id, own)| {
				let units = Securities::units_of(id, &holder);
				((holder, id), (units, own.seat))
			})
			.filter(|(_, (units, _))| *units > 0)
			.collect();
		assert_eq!(self.units, units, "{said}");
		let locks: BTreeMap<_, _> = Positions::<Test>::iter()
			.filter(|(.., own)| own.locked > 0)
			.map(|(holder, id, own)| ((holder, id), (own.locked, own.locked_until)))
			.collect();
		assert_eq!(self.locks, locks, "{said}");
		let halts: BTreeMap<_, _> =
			Instruments::<Test>::iter().filter_map(|(id, own)| Some((id, own.halt?))).collect();
		assert_eq!(self.halts, halts, "{said}");
		assert_eq!(self.limits, crate::Limits::<Test>::get(), "{said}");
		let sales: BTreeMap<_, _> = Offerings::<Test>::iter()
			.map(|(id, own)| {
				(id, (own.instrument, own.sale, own.state, own.round, own.confirm_until))
			})
			.collect();
		assert_eq!(self.sales, sales, "{said}");
		let pledges: BTreeMap<_, _> =
			Pledges::<Test>::iter().map(|(id, who, own)| ((id, who), own)).collect();
		assert_eq!(self.pledges, pledges, "{said}");
		for (id, (amount, points, carry, received, announced)) in &self.purses {
			let (_, own) = Securities::instrument(*id).expect("it stands");
			assert_eq!(won(&Securities::purse(*id)), *amount, "{said}");
			assert_eq!((own.points, own.carry), (*points, *carry), "{said}");
			assert_eq!(
				(own.received, own.announced.as_slice()),
				(*received, &announced[..]),
				"{said}"
			);
		}
		for (id, amount) in &self.pots {
			assert_eq!(won(&Securities::pot(*id)), *amount, "{said}");
		}
	}
}

#[test]
fn events_rebuild_the_state() {
	run(|| {
		let mut reader = Reader::default();
		reader.catch_up();
		create(city());
		create(person(KIM));
		assert_ok!(Securities::issue(signed(CITY), FIRST, 5));
		assert_ok!(Securities::issue(signed(KIM_PHONE), InstrumentId(1), 6));
		MockRegistry::move_person(KIM, NEXT_DOOR);
		assert_ok!(Securities::issue(signed(KIM_PHONE), InstrumentId(1), 1));
		let own = credential(Seat::Abroad, InvestorClass::Retail, DAYS);
		assert_ok!(Securities::attest_investor(signed(OFFICE), person(SMITH), own));
		reader.catch_up();
		assert_ok!(Securities::revoke_credential(signed(OFFICE), person(SMITH)));
		reader.catch_up();
		create(city());
		assert_ok!(Securities::halt(governor(), InstrumentId(2), DAYS, hash(1)));
		assert_ok!(Securities::halt(governor(), FIRST, DAYS, hash(2)));
		reader.catch_up();
		assert_ok!(Securities::lift_halt(governor(), FIRST));
		reader.catch_up();
		assert_ok!(Securities::retire_instrument(governor(), InstrumentId(2)));
		sleep(CREDENTIAL_MEMORY);
		assert_ok!(Securities::forget_credential(signed(STRANGER), person(SMITH)));
		reader.catch_up();
		assert_eq!(reader.units.len(), 2);
	});
}

#[test]
fn events_tell_what_was_locked_and_inherited() {
	use chungnam_ports::{Holders, Standing};
	run(|| {
		let mut reader = Reader::default();
		reader.catch_up();
		create(person(LEE));
		assert_ok!(Securities::issue(signed(LEE_PHONE), FIRST, 10));
		let until = now() + 20 * DAYS;
		let locked = <Securities as Holders<AccountId>>::lock(FIRST, &person(LEE), until);
		assert_eq!(locked, Ok(10));
		assert_ok!(Securities::issue(signed(LEE_PHONE), FIRST, 5));
		let pays_at = now() + crate::MIN_NOTICE;
		assert_ok!(Securities::distribute(signed(LEE_PHONE), FIRST, 100, pays_at));
		at::<Test>(pays_at);
		MockRegistry::set_standing(LEE, Standing::Deceased);
		MockRegistry::make_heir(LEE, KIM);
		assert_ok!(Securities::inherit(signed(KIM_PHONE), FIRST, LEE));
		reader.catch_up();
		at::<Test>(until);
		assert_ok!(Securities::inherit(signed(KIM_PHONE), FIRST, LEE));
		reader.catch_up();
		assert_eq!((reader.units.len(), reader.locks.len()), (1, 0));
	});
}
