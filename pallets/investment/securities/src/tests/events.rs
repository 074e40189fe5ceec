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
	/// Units that vote no more, and until when.
	silent: BTreeMap<(Who, InstrumentId), (Units, Moment)>,
	freezes: BTreeMap<(Who, InstrumentId), crate::FreezeOf<Test>>,
	orders: BTreeMap<TransferId, crate::TransferOf<Test>>,
	licences: BTreeMap<InstrumentId, crate::Licence>,
	offers: BTreeMap<OfferId, crate::OfferOf<Test>>,
	/// Won of sellers.
	cash: BTreeMap<(Who, InstrumentId), Won>,
	lock_ups: BTreeMap<(Who, InstrumentId), Vec<crate::LockUp>>,
	agreements: BTreeMap<InstrumentId, crate::AgreementOf<Test>>,
	redemptions: BTreeMap<InstrumentId, crate::Redemption>,
	limits: YearLimits,
	withholding: Option<crate::WithholdingOf<Test>>,
	/// Won that was withheld and is in the purse.
	taxes: BTreeMap<InstrumentId, Won>,
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

	/// Units leave a holder: those that voted last. Gives those of them that left.
	fn leave(&mut self, giver: (Who, InstrumentId), units: Units, at: Moment) -> Units {
		let own = self.units.get_mut(&giver).expect("it has units");
		own.0 -= units;
		let rest = own.0;
		if rest == 0 {
			self.units.remove(&giver);
		}
		self.locks.retain(|_, own| at < own.1);
		self.silent.retain(|_, own| at < own.1);
		let locked = self.locks.get(&giver).map_or(0, |own| own.0);
		let silent = self.silent.get(&giver).map_or(0, |own| own.0);
		let gone = (locked + silent).saturating_sub(rest);
		let of_silent = gone.min(silent);
		if let Some(own) = self.silent.get_mut(&giver) {
			own.0 -= of_silent;
		}
		if let Some(own) = self.locks.get_mut(&giver) {
			own.0 -= gone - of_silent;
		}
		self.silent.retain(|_, own| own.0 > 0);
		self.locks.retain(|_, own| own.0 > 0);
		gone
	}

	fn read_order(&mut self, event: Event<Test>, at: Moment) {
		match event {
			Event::UnitsFrozen { instrument, holder, freeze } => {
				self.freezes.insert((holder, instrument), freeze);
			}
			Event::UnitsThawed { instrument, holder } => {
				self.freezes.get_mut(&(holder, instrument)).expect("it is frozen").until = at;
			}
			Event::FreezeForgotten { instrument, holder } => {
				assert!(self.freezes.remove(&(holder, instrument)).is_some());
			}
			Event::TransferProposed { transfer, order } => {
				assert_eq!(self.orders.insert(transfer, order), None);
			}
			Event::TransferConfirmed { transfer, by, ready_at, ends_at } => {
				let own = self.orders.get_mut(&transfer).expect("it was proposed");
				(own.confirmed, own.ends_at) = (Some((by, ready_at)), ends_at);
			}
			Event::TransferExecuted { transfer, seat, silent } => {
				let own = self.orders.remove(&transfer).expect("it was proposed");
				let gone = self.leave((own.from, own.instrument), own.units, at);
				assert_eq!(gone, silent.map_or(0, |(units, _)| units));
				if let Some((units, until)) = silent {
					let key = (own.to.clone(), own.instrument);
					let taker = self.silent.entry(key).or_default();
					*taker = (taker.0 + units, taker.1.max(until));
				}
				self.receive(own.instrument, own.to, own.units, seat);
			}
			Event::TransferEnded { transfer } => {
				assert!(self.orders.remove(&transfer).is_some());
			}
			Event::MarketSet { instrument, licence } => {
				match licence {
					Some(licence) => self.licences.insert(instrument, licence),
					None => self.licences.remove(&instrument),
				};
			}
			Event::Offered { offer, terms } => {
				assert_eq!(self.offers.insert(offer, terms), None);
			}
			Event::OfferCancelled { offer } => {
				assert!(self.offers.remove(&offer).is_some());
			}
			Event::Traded { offer, to, units, seat, won, fee } => {
				let own = self.offers.get_mut(&offer).expect("it was made");
				own.left -= units;
				let own = own.clone();
				if own.left == 0 {
					self.offers.remove(&offer);
				}
				let key = (own.from, own.instrument);
				*self.cash.entry(key.clone()).or_default() += won - fee;
				self.purses.entry(own.instrument).or_default().0 += won - fee;
				assert_eq!(self.leave(key, units, at), 0, "what voted stays");
				self.receive(own.instrument, to, units, seat);
			}
			Event::LockedUp { instrument, holder, lock_ups } => {
				self.lock_ups.insert((holder, instrument), lock_ups.to_vec());
			}
			Event::ProceedsTaken { instrument, holder, won, .. } => {
				assert_eq!(self.cash.remove(&(holder, instrument)), Some(won));
				self.purses.get_mut(&instrument).expect("something was sold").0 -= won;
			}
			Event::BookForgotten { .. } | Event::Lapsed { .. } => {}
			Event::RedemptionAgreed { instrument, agreement } => {
				match agreement {
					Some(agreement) => self.agreements.insert(instrument, agreement),
					None => self.agreements.remove(&instrument),
				};
			}
			Event::RedemptionOpened { instrument, won, redemption, carry, .. } => {
				let agreed = self.agreements.remove(&instrument).expect("it was agreed");
				assert_eq!(agreed.won, won);
				assert_eq!(self.redemptions.insert(instrument, redemption), None);
				let own = self.purses.entry(instrument).or_default();
				(own.0, own.2, own.3) = (own.0 + won, carry, own.3 + won);
			}
			Event::Redeemed { instrument, holder, units } => {
				assert_eq!(self.leave((holder, instrument), units, at), 0, "what voted stays");
			}
			Event::Carried { instrument, dust } => {
				self.purses.get_mut(&instrument).expect("it earned").2 += dust;
			}
			other => self.read_sale(other),
		}
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
			Event::WithholdingSet { withholding } => self.withholding = Some(withholding),
			// It stays in the purse until it is remitted, also without the instrument.
			Event::TaxWithheld { instrument, tax, .. } => {
				self.purses.entry(instrument).or_default().0 -= tax.total();
				*self.taxes.entry(instrument).or_default() += tax.total();
			}
			Event::TaxRemitted { instrument, won, .. } => {
				assert_eq!(self.taxes.remove(&instrument), Some(won));
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
				assert_eq!(self.terms.insert(instrument, *terms), None);
			}
			Event::InstrumentRetired { instrument, left } => {
				assert!(self.terms.remove(&instrument).is_some());
				self.halts.remove(&instrument);
				self.licences.remove(&instrument);
				self.agreements.remove(&instrument);
				self.redemptions.remove(&instrument);
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
					self.leave(giver, granted.units, at);
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
			other => self.read_order(other, at),
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
			.filter(|(.., own)| own.locked_at(now()) > 0)
			.map(|(holder, id, own)| ((holder, id), (own.locked, own.locked_until)))
			.collect();
		let told = self.locks.iter().filter(|(_, own)| now() < own.1);
		assert!(told.eq(locks.iter()), "{said}: {locks:?}");
		let silent: BTreeMap<_, _> = Positions::<Test>::iter()
			.filter(|(.., own)| own.silent_at(now()) > 0)
			.map(|(holder, id, own)| ((holder, id), (own.silent, own.silent_until)))
			.collect();
		let told = self.silent.iter().filter(|(_, own)| now() < own.1);
		assert!(told.eq(silent.iter()), "{said}: {silent:?}");
		let freezes: BTreeMap<_, _> =
			crate::Freezes::<Test>::iter().map(|(who, id, own)| ((who, id), own)).collect();
		assert_eq!(self.freezes, freezes, "{said}");
		assert_eq!(self.orders, crate::Transfers::<Test>::iter().collect(), "{said}");
		let halts: BTreeMap<_, _> =
			Instruments::<Test>::iter().filter_map(|(id, own)| Some((id, own.halt?))).collect();
		assert_eq!(self.halts, halts, "{said}");
		let licences: BTreeMap<_, _> =
			Instruments::<Test>::iter().filter_map(|(id, own)| Some((id, own.licence?))).collect();
		assert_eq!(self.licences, licences, "{said}");
		assert_eq!(self.offers, crate::Offers::<Test>::iter().collect(), "{said}");
		assert_eq!(self.agreements, crate::Agreements::<Test>::iter().collect(), "{said}");
		assert_eq!(self.redemptions, crate::Redemptions::<Test>::iter().collect(), "{said}");
		let mut cash = self.cash.clone();
		cash.retain(|_, won| *won > 0);
		let real: BTreeMap<_, _> = Positions::<Test>::iter()
			.filter(|(.., own)| own.cash > 0)
			.map(|(holder, id, own)| ((holder, id), own.cash))
			.collect();
		assert_eq!(cash, real, "{said}");
		for (holder, id, own) in Positions::<Test>::iter() {
			let running = |all: &[crate::LockUp]| -> Vec<_> {
				all.iter().copied().filter(|own| now() < own.until).collect()
			};
			let told = self.lock_ups.get(&(holder, id)).map_or(vec![], |own| running(own));
			assert_eq!(told, running(&own.bought), "{said}");
		}
		assert_eq!(self.limits, crate::Limits::<Test>::get(), "{said}");
		assert_eq!(self.withholding, crate::TaxTerms::<Test>::get(), "{said}");
		assert_eq!(self.taxes, crate::TaxesDue::<Test>::iter().collect(), "{said}");
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
			let tax = self.taxes.get(id).copied().unwrap_or_default();
			assert_eq!(won(&Securities::purse(*id)), *amount + tax, "{said}");
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

#[test]
fn events_tell_what_was_frozen_and_transferred() {
	use chungnam_ports::Holders;
	run(|| {
		let mut reader = Reader::default();
		reader.catch_up();
		create(person(LEE));
		assert_ok!(Securities::issue(signed(LEE_PHONE), FIRST, 10));
		let freeze = |by| {
			let (holder, length) = (person(LEE), 20 * DAYS);
			assert_ok!(Securities::freeze_units(signed(by), FIRST, holder, None, length, hash(1)));
		};
		freeze(COURT);
		freeze(POLICE);
		let until = now() + 60 * DAYS;
		let locked = <Securities as Holders<AccountId>>::lock(FIRST, &person(LEE), until);
		assert_eq!(locked, Ok(10));
		let propose = |id, units| {
			let (from, to) = (person(LEE), person(KIM));
			let by = signed(COURT);
			assert_ok!(Securities::propose_transfer(by, FIRST, from, to, units, hash(1)));
			assert_ok!(Securities::confirm_transfer(signed(POLICE), TransferId(id), hash(1)));
		};
		propose(0, 3);
		propose(1, 7);
		propose(2, 1);
		reader.catch_up();
		let pays_at = now() + crate::MIN_NOTICE;
		assert_ok!(Securities::distribute(signed(LEE_PHONE), FIRST, 11, pays_at));
		sleep(crate::TRANSFER_DELAY);
		for id in [0, 1] {
			assert_ok!(Securities::execute_transfer(signed(STRANGER), TransferId(id)));
			reader.catch_up();
		}
		assert_ok!(Securities::withdraw_transfer(governor(), TransferId(2)));
		assert_ok!(Securities::thaw_units(signed(COURT), FIRST, person(LEE)));
		reader.catch_up();
		assert_ok!(Securities::take_won(signed(LEE_PHONE), FIRST));
		sleep(crate::MAX_LONG_FREEZE);
		assert_ok!(Securities::forget_freeze(signed(STRANGER), FIRST, person(LEE)));
		reader.catch_up();
		assert_eq!((reader.units.len(), reader.freezes.len(), reader.orders.len()), (1, 0, 0));
	});
}

#[test]
fn events_tell_what_was_traded() {
	run(|| {
		let mut reader = Reader::default();
		reader.catch_up();
		open_sale();
		fill(80);
		finish();
		for n in 0..2 {
			assert_ok!(Securities::collect(signed(STRANGER), SALE, buyer(n)));
		}
		assert_ok!(Securities::set_market(governor(), FIRST, licence()));
		reader.catch_up();
		let seller = || signed(BUYERS[0].clone());
		let until = now() + 20 * DAYS;
		assert_ok!(Securities::offer(seller(), FIRST, 6, 100, None, until));
		assert_ok!(Securities::offer(seller(), FIRST, 3, 0, Some(person(KIM)), until));
		assert_ok!(Securities::offer(seller(), FIRST, 1, 90, Some(person(LEE)), until));
		reader.catch_up();
		for (who, id, units, price) in
			[(KIM_PHONE, 0, 2, 100), (LEE_PHONE, 0, 4, 100), (KIM_PHONE, 1, 3, 0)]
		{
			assert_ok!(Securities::take(signed(who), OfferId(id), units, price, until));
			reader.catch_up();
			sleep(DAYS);
		}
		assert_ok!(Securities::cancel_offer(seller(), OfferId(2)));
		assert_ok!(Securities::set_market(governor(), FIRST, None));
		reader.catch_up();
		assert_ok!(Securities::take_won(seller(), FIRST));
		reader.catch_up();
		assert_eq!((reader.offers.len(), reader.cash.len(), reader.licences.len()), (0, 0, 0));
	});
}

#[test]
fn events_tell_what_was_redeemed() {
	run(|| {
		let mut reader = Reader::default();
		reader.catch_up();
		create(city());
		create(person(LEE));
		assert_ok!(Securities::issue(signed(CITY), FIRST, 7));
		assert_ok!(Securities::issue(signed(LEE_PHONE), InstrumentId(1), 3));
		assert_ok!(Securities::set_market(governor(), FIRST, licence()));
		let pays_at = now() + crate::MIN_NOTICE;
		assert_ok!(Securities::distribute(signed(CITY), FIRST, 100, pays_at));
		for instrument in [FIRST, InstrumentId(1)] {
			let until = now() + DAYS;
			let own = crate::Agreement { payer: KIM_PHONE, won: 1_000, document: hash(7), until };
			assert_ok!(Securities::agree_redemption(governor(), instrument, None));
			assert_ok!(Securities::agree_redemption(governor(), instrument, Some(own)));
			reader.catch_up();
			assert_ok!(Securities::open_redemption(signed(KIM_PHONE), instrument, 1_000));
			reader.catch_up();
		}
		assert_ok!(Securities::redeem(signed(CITY), FIRST));
		reader.catch_up();
		MockRegistry::bury(LEE);
		sleep(crate::REDEEM);
		assert_ok!(Securities::lapse(signed(STRANGER), InstrumentId(1), person(LEE)));
		reader.catch_up();
		assert_ok!(Securities::retire_instrument(signed(STRANGER), FIRST));
		reader.catch_up();
		assert_eq!((reader.units.len(), reader.redemptions.len()), (0, 1));
	});
}

#[test]
fn events_tell_what_was_withheld_and_remitted() {
	run(|| {
		let mut reader = Reader::default();
		reader.catch_up();
		create(person(LEE));
		assert_ok!(Securities::issue(signed(LEE_PHONE), FIRST, 10));
		assert_ok!(Securities::set_withholding(governor(), super::tax::withholding(1, 0)));
		let pays_at = now() + crate::MIN_NOTICE;
		assert_ok!(Securities::distribute(signed(LEE_PHONE), FIRST, 1_000, pays_at));
		at::<Test>(pays_at);
		assert_ok!(Securities::take_won(signed(LEE_PHONE), FIRST));
		reader.catch_up();
		assert_eq!(reader.taxes.get(&FIRST), Some(&100));
		assert_ok!(Securities::remit_tax(signed(STRANGER), FIRST));
		reader.catch_up();
		assert_eq!(reader.taxes.len(), 0);
	});
}
