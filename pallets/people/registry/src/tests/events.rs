// SPDX-License-Identifier: Apache-2.0

//! Events suffice: whoever listens knows people, shops and head counts.

use super::*;
use chungnam_ports::{ManagedCohorts, Standing};
use chungnam_primitives::{CohortId, PersonId};
use chungnam_testkit::take_events;
use std::collections::{BTreeMap, BTreeSet};

/// What a listener has pieced together.
#[derive(Default)]
pub struct Listener {
	people: BTreeMap<PersonId, (ZoneId, Standing)>,
	keys: BTreeMap<PersonId, BTreeSet<AccountId>>,
	/// Of the dead: the standing and the keys of before.
	before: BTreeMap<PersonId, (Standing, BTreeSet<AccountId>)>,
	heirs: BTreeMap<PersonId, (PersonId, bool)>,
	guardians: BTreeMap<PersonId, BTreeSet<PersonId>>,
	recoveries: BTreeSet<PersonId>,
	moves: BTreeMap<PersonId, ZoneId>,
	replacements: BTreeMap<MerchantId, AccountId>,
	cohorts: BTreeMap<CohortId, BTreeSet<PersonId>>,
	electors: BTreeMap<PersonId, u8>,
	ceilings: BTreeMap<u8, u32>,
	managed: BTreeSet<CohortId>,
	shops: BTreeMap<MerchantId, (AccountId, ZoneId, MerchantStatus)>,
	operators: BTreeMap<MerchantId, PersonId>,
	tills: BTreeMap<MerchantId, BTreeSet<AccountId>>,
}

impl Listener {
	/// Takes in the events of the block so far and clears them.
	pub fn listen(&mut self) {
		for event in take_events::<Test, Event<Test>>() {
			self.hear_of_people(&event);
			self.hear_of_cohorts(&event);
			self.hear_of_operators(&event);
			self.hear_of_shops(event);
		}
	}

	fn hear_of_people(&mut self, event: &Event<Test>) {
		match event.clone() {
			Event::PersonRegistered { person, zone, key } => {
				self.people.insert(person, (zone, Standing::Active));
				self.keys.insert(person, key.into_iter().collect());
			}
			Event::VisitorRegistered { person, key, .. } => {
				self.people.insert(person, (ZoneId::OUTSIDE, Standing::Active));
				self.keys.insert(person, key.into_iter().collect());
			}
			Event::KeyAdded { person, key, .. } => {
				self.keys.entry(person).or_default().insert(key);
			}
			Event::KeyRemoved { person, key } => {
				self.keys.entry(person).or_default().remove(&key);
			}
			Event::PersonFrozen { person } => self.stand(person, Standing::Frozen),
			Event::PersonUnfrozen { person } => self.stand(person, Standing::Active),
			Event::PersonMoved { person, zone } => self.move_to(person, zone),
			Event::MoveStarted { person, zone, .. } => {
				self.moves.insert(person, zone);
			}
			Event::MoveCancelled { person } => {
				self.moves.remove(&person);
			}
			Event::RecoveryStarted { person, .. } => {
				self.recoveries.insert(person);
			}
			Event::RecoveryCancelled { person } => {
				self.recoveries.remove(&person);
			}
			Event::RecoveryFinished { person, new_key, .. } => {
				self.recoveries.remove(&person);
				self.keys.insert(person, BTreeSet::from([new_key]));
			}
			Event::HeirNamed { person, heir } => {
				self.heirs.insert(person, (heir, false));
			}
			Event::EstateAccepted { person, heir } => {
				self.heirs.insert(person, (heir, true));
			}
			Event::DeathUndone { person } => {
				let (standing, keys) = self.before.remove(&person).unwrap();
				self.stand(person, standing);
				self.keys.insert(person, keys);
			}
			Event::DeathRecorded { person } => {
				let keys = self.keys.insert(person, BTreeSet::new()).unwrap();
				self.before.insert(person, (self.people[&person].1, keys));
				self.stand(person, Standing::Deceased);
				self.guardians.remove(&person);
				self.recoveries.remove(&person);
				self.moves.remove(&person);
				self.electors.remove(&person);
				self.cohorts.values_mut().for_each(|members| {
					members.remove(&person);
				});
			}
			Event::ElectorsGranted { people, .. } => {
				let homes = people.iter().map(|own| (*own, self.people[own].0.region));
				self.electors.extend(homes);
			}
			Event::ElectorsWithdrawn { people, .. } => {
				self.electors.retain(|own, _| !people.contains(own));
			}
			Event::CeilingSet { region, adults } => {
				self.ceilings.remove(&region);
				self.ceilings.extend(adults.map(|adults| (region, adults)));
			}
			Event::ElectorMoved { person, region, .. } => {
				self.electors.insert(person, region);
			}
			Event::GuardianAppointed { ward, guardian, .. } => {
				self.guardians.entry(ward).or_default().insert(guardian);
			}
			Event::GuardianDismissed { ward, guardian } => {
				self.guardians.entry(ward).or_default().remove(&guardian);
			}
			_ => {}
		}
	}

	fn hear_of_cohorts(&mut self, event: &Event<Test>) {
		match event.clone() {
			Event::CohortCreated { cohort, managed, .. } => {
				self.cohorts.insert(cohort, BTreeSet::new());
				if managed {
					self.managed.insert(cohort);
				}
			}
			Event::PeopleEnrolled { cohort, people, .. } => self.join(cohort, &people),
			Event::PeopleUnenrolled { cohort, people, .. } => self.leave(cohort, &people),
			Event::EnrolmentsTransferred { from, to, people, .. } => {
				self.leave(from, &people);
				self.join(to, &people);
			}
			_ => {}
		}
	}

	fn join(&mut self, cohort: CohortId, people: &[PersonId]) {
		self.cohorts.get_mut(&cohort).unwrap().extend(people);
	}

	fn leave(&mut self, cohort: CohortId, people: &[PersonId]) {
		let members = self.cohorts.get_mut(&cohort).unwrap();
		members.retain(|member| !people.contains(member));
	}

	/// The last event that speaks of it says who runs a shop.
	fn hear_of_operators(&mut self, event: &Event<Test>) {
		let (merchant, operator) = match event {
			Event::MerchantRegistered { merchant, operator, .. }
			| Event::MerchantApproved { merchant, operator, .. }
			| Event::MerchantRechecked { merchant, operator, .. }
			| Event::MerchantAmended { merchant, operator, .. }
			| Event::OwnerReplaced { merchant, operator, .. }
			| Event::OperatorSet { merchant, operator } => (*merchant, *operator),
			Event::ApplicationWithdrawn { merchant } => (*merchant, None),
			_ => return,
		};
		self.operators.remove(&merchant);
		self.operators.extend(operator.map(|person| (merchant, person)));
	}

	/// A person who leaves the province leaves the cohorts of attesters.
	fn move_to(&mut self, person: PersonId, zone: ZoneId) {
		self.people.get_mut(&person).unwrap().0 = zone;
		self.moves.remove(&person);
		if zone == ZoneId::OUTSIDE {
			self.electors.remove(&person);
			let attested = self.cohorts.iter_mut().filter(|(id, _)| !self.managed.contains(id));
			attested.for_each(|(_, members)| {
				members.remove(&person);
			});
		}
	}

	fn stand(&mut self, person: PersonId, standing: Standing) {
		self.people.get_mut(&person).unwrap().1 = standing;
	}

	fn hear_of_shops(&mut self, event: Event<Test>) {
		match event {
			Event::MerchantApplied { merchant, owner, zone, .. } => {
				self.shops.insert(merchant, (owner, zone, MerchantStatus::Applied));
			}
			Event::MerchantRegistered { merchant, owner, zone, .. } => {
				self.shops.insert(merchant, (owner, zone, MerchantStatus::Active));
			}
			Event::ApplicationWithdrawn { merchant } => {
				self.shops.remove(&merchant);
			}
			Event::MerchantApproved { merchant, .. } => {
				self.change(merchant, StatusChange::Approve)
			}
			Event::MerchantRejected { merchant, reason } => {
				self.change(merchant, StatusChange::Reject(reason))
			}
			Event::MerchantSuspended { merchant, reason } => {
				self.change(merchant, StatusChange::Suspend(reason))
			}
			Event::AppealFiled { merchant } => self.change(merchant, StatusChange::Appeal),
			Event::AppealDismissed { merchant } => {
				self.change(merchant, StatusChange::DismissAppeal)
			}
			Event::MerchantReinstated { merchant } => {
				self.change(merchant, StatusChange::Reinstate)
			}
			Event::MerchantAmended { merchant, zone, .. } => {
				self.shops.get_mut(&merchant).unwrap().1 = zone
			}
			Event::MerchantClosed { merchant } => {
				self.change(merchant, StatusChange::Close);
				self.tills.remove(&merchant);
				self.replacements.remove(&merchant);
			}
			Event::OwnerReplaced { merchant, owner, .. } => {
				self.shops.get_mut(&merchant).unwrap().0 = owner;
				self.tills.remove(&merchant);
				self.replacements.remove(&merchant);
			}
			Event::ReplacementStarted { merchant, owner, .. } => {
				self.replacements.insert(merchant, owner);
			}
			Event::ReplacementCancelled { merchant } => {
				self.replacements.remove(&merchant);
			}
			Event::TillAdded { merchant, till, .. } => {
				self.tills.entry(merchant).or_default().insert(till);
			}
			Event::TillRemoved { merchant, till } => {
				self.tills.entry(merchant).or_default().remove(&till);
			}
			_ => {}
		}
	}

	fn change(&mut self, merchant: MerchantId, change: StatusChange) {
		let shop = self.shops.get_mut(&merchant).unwrap();
		shop.2 = shop.2.after(change).unwrap();
	}

	/// Compares what was heard with what is stored.
	pub fn assert_knows_everything(&self) {
		let people: BTreeMap<_, _> =
			People::<Test>::iter().map(|(id, p)| (id, (p.zone, p.standing))).collect();
		assert_eq!(self.people, people);
		for (id, keys) in &self.keys {
			let found: BTreeSet<_> = Keys::<Test>::iter_keys()
				.filter(|k| Registry::person_of(*k) == Some(*id))
				.collect();
			assert_eq!(*keys, found, "keys of {id}");
		}
		assert_eq!(self.ceilings, Ceilings::<Test>::iter().collect());
		let recoveries: BTreeSet<_> = Recoveries::<Test>::iter_keys().collect();
		assert_eq!(self.recoveries, recoveries);
		let heirs: BTreeMap<_, _> =
			Heirs::<Test>::iter().map(|(id, own)| (id, (own.person, own.has_accepted))).collect();
		assert_eq!(self.heirs, heirs);
		let moves: BTreeMap<_, _> = Moves::<Test>::iter().map(|(id, m)| (id, m.zone)).collect();
		assert_eq!(self.moves, moves);
		let replacements: BTreeMap<_, _> =
			Replacements::<Test>::iter().map(|(id, started)| (id, started.owner)).collect();
		assert_eq!(self.replacements, replacements);
		let electors: BTreeMap<_, _> = ElectorStays::<Test>::iter()
			.filter_map(|(id, stays)| Some((id, roll_of(&stays)?)))
			.collect();
		assert_eq!(self.electors, electors);
		for (ward, guardians) in Guardians::<Test>::iter() {
			// A guardian whose time is over may have made room without an event.
			assert!(guardians.iter().all(|g| self.guardians[&ward].contains(&g.guardian)));
		}
		assert_eq!(self.cohorts.len(), Cohorts::<Test>::iter().count());
		for (id, members) in &self.cohorts {
			assert_eq!(heads(*id), members.len() as u32);
			assert_eq!(Cohorts::<Test>::get(id).unwrap().managed, self.managed.contains(id));
			let enrolled =
				|id: &PersonId, cohort| Registry::person(*id).unwrap().is_enrolled(cohort);
			assert!(members.iter().all(|member| enrolled(member, *id)));
		}
		let operators: BTreeMap<_, _> =
			Merchants::<Test>::iter().filter_map(|(id, m)| Some((id, m.operator?))).collect();
		assert_eq!(self.operators, operators);
		let shops: BTreeMap<_, _> =
			Merchants::<Test>::iter().map(|(id, m)| (id, (m.owner, m.zone, m.status))).collect();
		assert_eq!(self.shops, shops);
		for (id, tills) in Tills::<Test>::iter() {
			assert_eq!(self.tills[&id], tills.into_iter().collect());
		}
	}
}

/// The genesis tells nothing, so a listener starts from an empty chain.
pub fn listened(test: impl FnOnce(&mut Listener)) {
	let attesters = vec![(CHEONGYANG, attester(12)), (BORYEONG, attester(4))];
	let genesis = GenesisConfig { attesters, ..Default::default() };
	ExtBuilder::with(genesis).build_and_execute(|| {
		let mut listener = Listener::default();
		test(&mut listener);
		listener.listen();
		listener.assert_knows_everything();
	});
}

#[test]
fn a_listener_knows_people_cohorts_and_shops_from_events_alone() {
	listened(|_| {
		for n in 0..5 {
			register(n, HERE, Some(n));
		}
		assert_ok!(Registry::create_cohort(by(CHEONGYANG), 12));
		assert_ok!(enrol(CohortId(0), &[PersonId(0), PersonId(1), PersonId(2), PersonId(3)]));
		assert_ok!(unenrol(CohortId(0), &[PersonId(1)]));
		let electors = batch((0..5).map(PersonId).collect());
		assert_ok!(Registry::grant_elector(by(CHEONGYANG), electors));
		assert_ok!(Registry::withdraw_elector(by(CHEONGYANG), batch(vec![PersonId(1)])));
		pass(1);
		assert_ok!(Registry::record_death(by(CHEONGYANG), PersonId(2)));
		assert_ok!(Registry::record_death(by(CHEONGYANG), PersonId(3)));
		assert_ok!(Registry::undo_death(by(CHEONGYANG), PersonId(3)));
		assert_ok!(Registry::freeze(by(CHEONGYANG), PersonId(3)));
		assert_ok!(Registry::move_house(by(BORYEONG), PersonId(4), THERE));
		assert_ok!(Registry::finish_move(by(4), PersonId(4)));
		assert_ok!(Registry::move_house(by(BORYEONG), PersonId(0), THERE));
		assert_ok!(add_key(by(0), 50, KeyKind::Card));
		assert_ok!(start_recovery(by(CHEONGYANG), PersonId(0), 51, KeyKind::Phone));
		pass(RecoveryDelay::get());
		assert_ok!(Registry::finish_recovery(by(77), PersonId(0)));
		let shop = apply(100);
		assert_ok!(Registry::approve_merchant(by(CHEONGYANG), shop));
		assert_ok!(add_till(by(100), 110, 5));
		assert_ok!(replace_owner(by(CHEONGYANG), shop, 111));
		assert_ok!(Registry::suspend_merchant(by(CHEONGYANG), shop, REASON));
		assert_ok!(Registry::appeal(by(111)));
		assert_ok!(Registry::decide_appeal(by(CHEONGYANG), shop, false));
		let rejected = apply(102);
		assert_ok!(Registry::reject_merchant(by(CHEONGYANG), rejected, REASON));
		register_visitor(9, 60);
		assert_ok!(Registry::create_cohort(by(CHEONGYANG), 12));
		assert_ok!(Registry::transfer_enrolments(
			by(CHEONGYANG),
			CohortId(0),
			CohortId(1),
			batch(vec![PersonId(0), PersonId(3)])
		));
		let managed = <Registry as ManagedCohorts>::create(12).unwrap();
		assert_ok!(<Registry as ManagedCohorts>::enrol(managed, PersonId(0)));
		assert_ok!(Registry::move_house(by(CHEONGYANG), PersonId(3), ZoneId::OUTSIDE));
		let own = apply(104);
		assert_ok!(Registry::approve_merchant(by(CHEONGYANG), own));
		assert_ok!(Registry::set_operator(by(CHEONGYANG), shop, Some(PersonId(3))));
		assert_ok!(add_key(by(1), 52, KeyKind::Card));
		pass(EstateDelay::get());
		for heir in [PersonId(4), PersonId(1)] {
			assert_ok!(Registry::name_heir(by(CHEONGYANG), PersonId(2), heir));
		}
		assert_ok!(Registry::accept_estate(by(52), PersonId(2)));
	});
}
