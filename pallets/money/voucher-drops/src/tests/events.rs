// SPDX-License-Identifier: Apache-2.0

//! Events suffice: a reader of them alone, and of the time of each block, knows every programme, claim and beacon.

use std::collections::{BTreeMap, BTreeSet};

use chungnam_primitives::{korean_day, Announced, Notice, ProgrammeId, SeriesId};
use chungnam_testkit::Replay;

use super::*;

/// What a reader of events keeps.
#[derive(Default)]
pub struct Reader {
	programmes: BTreeMap<ProgrammeId, ProgrammeOf<Test>>,
	tallies: BTreeMap<ProgrammeId, Tally>,
	claims: BTreeMap<(ProgrammeId, PersonId), Claim>,
	listed: BTreeSet<(ProgrammeId, u32)>,
	arrears: BTreeMap<(ProgrammeId, KoreanDay), BTreeSet<PersonId>>,
	beacons: BTreeMap<(ProgrammeId, BeaconId), Beacon>,
}

/// A status without what only the agenda needs.
fn plain(status: Status) -> Status {
	match status {
		Status::Running { due, .. } => Status::Running { due, noted: due, is_waiting: false },
		other => other,
	}
}

impl Reader {
	fn programme(&mut self, number: ProgrammeId) -> &mut ProgrammeOf<Test> {
		self.programmes.get_mut(&number).expect("it was created")
	}

	/// A claim was made.
	fn claimed(&mut self, number: ProgrammeId, amount: Won) {
		let tally = self.tallies.entry(number).or_default();
		*tally = tally.with(amount).expect("it fits");
	}

	fn opened(&mut self, number: ProgrammeId, opening: Opening, cost: Won) {
		let programme = self.programme(number);
		programme.money.spent += cost;
		if let Some(forgotten) = programme.note_opening(opening) {
			self.arrears.remove(&(number, forgotten.day));
		}
	}

	/// Latecomers were given an opening from a series.
	fn late(&mut self, number: ProgrammeId, day: KoreanDay, series: SeriesId) {
		let opening = self.programme(number).opening_of(day).expect("it was opened");
		opening.late = (series != opening.series).then_some(series);
	}

	/// A date is over.
	fn passed(&mut self, number: ProgrammeId, next: Option<KoreanDay>) {
		let programme = self.programme(number);
		if matches!(programme.plan, Plan::Cohort(_)) {
			programme.done += 1;
		}
		if let Some(due) = next {
			programme.status = Status::Running { due, noted: due, is_waiting: false };
			programme.counts.retain(|count| count.day >= due);
		}
	}

	fn forget(&mut self, number: ProgrammeId) {
		self.programmes.remove(&number);
		self.tallies.remove(&number);
		self.claims.retain(|(programme, _), _| *programme != number);
		self.listed.retain(|(programme, _)| *programme != number);
		self.arrears.retain(|(programme, _), _| *programme != number);
		self.beacons.retain(|(programme, _), _| *programme != number);
	}
}

impl Replay<Test> for Reader {
	type Event = Event<Test>;

	fn read(&mut self, event: Event<Test>, now: Moment) {
		match event {
			Event::ProgrammeCreated { programme, mut definition } => {
				definition.status = plain(definition.status);
				self.programmes.insert(programme, definition);
				self.tallies.insert(programme, Tally::default());
			}
			Event::ProgrammeBegan { .. } => unreachable!("there is no genesis here"),
			Event::Funded { programme, amount, .. } => {
				self.programme(programme).money.funded += amount;
			}
			Event::DropCounted { programme, count } => {
				let counts = &mut self.programme(programme).counts;
				counts.retain(|own| own.day != count.day);
				counts.try_push(count).unwrap();
				counts.sort_by_key(|count| count.day);
			}
			Event::DropOpened { programme, day, series, per_head, heads, counted_at, next } => {
				let opening = Opening { counted_at, per_head, ..Opening::new(day, series, now) };
				self.opened(programme, opening, per_head * Won::from(heads));
				self.passed(programme, next);
			}
			Event::DropSkipped { programme, next, .. } => self.passed(programme, next),
			Event::DropWaiting { .. } | Event::DropRefused { .. } => {}
			Event::ClaimsOpened { programme, day, series, amount } => {
				self.opened(programme, Opening::new(day, series, now), amount);
			}
			Event::ProgrammeCompleted { programme, at } => {
				let programme = self.programme(programme);
				programme.status = Status::Completed { at };
				programme.changes = Announced::default();
				programme.counts = BoundedVec::new();
			}
			Event::ChangeScheduled { programme, from, terms } => {
				let programme = self.programme(programme);
				programme.settle_changes(korean_day(now));
				let notice = Notice { now: 0, delay: 0 };
				assert_ok!(programme.changes.announce(from, Some(0), terms, notice));
			}
			Event::ChangeCancelled { programme, from } => {
				assert_ok!(self.programme(programme).changes.cancel(from, korean_day(now)));
			}
			Event::ProgrammeStopped { programme } => {
				let programme = self.programme(programme);
				programme.status = Status::Stopped { at: now };
				programme.changes = Announced::default();
				programme.counts = BoundedVec::new();
			}
			Event::ProgrammeClosed { programme, amount, .. } => {
				let programme = self.programme(programme);
				programme.status = Status::Closed;
				programme.money.returned += amount;
			}
			// Which marks of a closed programme are left matters to nobody.
			Event::Pruned { .. } => {}
			// Nothing was given.
			Event::ArrearsRefused { .. } => {}
			Event::ProgrammeRemoved { programme } => self.forget(programme),
			Event::PaybackTakenBack { programme, person, amount } => {
				let claim = self.claims.get_mut(&(programme, person)).expect("it was claimed");
				claim.amount -= amount;
				let tally = self.tallies.get_mut(&programme).expect("it was claimed");
				tally.amount -= amount;
			}
			Event::ArrearsGranted { programme, day, people, amount, series } => {
				self.late(programme, day, series);
				let granted = self.arrears.entry((programme, day)).or_default();
				granted.extend(people.iter());
				let count = granted.len() as u32;
				let programme = self.programme(programme);
				programme.money.spent += amount * people.len() as Won;
				programme.opening_of(day).expect("it was opened").granted = count;
			}
			Event::BeaconRegistered { programme, beacon, key, zone, per_slot } => {
				self.programme(programme).beacons += 1;
				self.beacons.insert((programme, beacon), Beacon::new(key, zone, per_slot));
			}
			Event::BeaconSwitched { programme, beacon, is_active } => {
				let beacon = self.beacons.get_mut(&(programme, beacon));
				beacon.expect("it was registered").is_active = is_active;
			}
			Event::BeaconRemoved { programme, beacon } => {
				self.programme(programme).beacons -= 1;
				self.beacons.remove(&(programme, beacon));
			}
			Event::PlaceClaimed { programme, person, amount, seen } => {
				for (beacon, slot) in seen {
					let own = self.beacons.get_mut(&(programme, beacon)).expect("it signed");
					*own = own.clone().after_sight(slot).expect("it may");
				}
				self.claimed(programme, amount);
				let claim = Claim { amount, ..Claim::default() };
				self.claims.insert((programme, person), claim);
			}
			Event::PaybackClaimed { programme, person, amount, receipts } => {
				self.claimed(programme, amount);
				let claim = Claim { amount, receipts, ..Claim::default() };
				self.claims.insert((programme, person), claim);
			}
			Event::PaybackUndone { programme, person, amount } => {
				let tally = self.tallies.get_mut(&programme).expect("it was claimed");
				*tally = tally.without(amount).expect("it was claimed");
				self.claims.remove(&(programme, person));
			}
			Event::ListClaimed { programme, index, amount, .. } => {
				self.claimed(programme, amount);
				self.listed.insert((programme, index));
			}
			Event::__Ignore(..) => unreachable!("nobody makes it"),
		}
	}

	/// Compares with the state; of closed programmes only what stays until they are removed.
	#[track_caller]
	fn assert_same(&self, said: &str) {
		let own = |number: &ProgrammeId| self.programmes[number].status != Status::Closed;
		let stored: BTreeMap<_, _> = Programmes::<Test>::iter()
			.map(|(number, mut programme)| {
				programme.status = plain(programme.status);
				if programme.status == Status::Closed {
					programme.beacons = self.programmes[&number].beacons;
				}
				(number, programme)
			})
			.collect();
		assert_eq!(stored, self.programmes, "{said}");
		let tallies: BTreeMap<_, _> = Tallies::<Test>::iter().filter(|(n, _)| own(n)).collect();
		let known = self.tallies.iter().filter(|(n, _)| own(n)).map(|(n, tally)| (*n, *tally));
		assert_eq!(tallies, known.collect(), "{said}");
		let claims: BTreeMap<_, _> = Claims::<Test>::iter()
			.filter(|(n, ..)| own(n))
			.map(|(n, person, claim)| ((n, person), claim))
			.collect();
		let mut known = self.claims.clone();
		known.retain(|(n, _), _| own(n));
		assert_eq!(claims, known, "{said}");
		let arrears: BTreeMap<_, BTreeSet<_>> = Arrears::<Test>::iter()
			.map(|(n, day, people)| ((n, day), people.into_iter().collect()))
			.collect();
		assert_eq!(arrears, self.arrears, "{said}");
		let beacons: BTreeMap<_, _> = Beacons::<Test>::iter()
			.filter(|(n, ..)| own(n))
			.map(|(n, id, beacon)| ((n, id), beacon))
			.collect();
		let mut known = self.beacons.clone();
		known.retain(|(n, _), _| own(n));
		assert_eq!(beacons, known, "{said}");
		for (number, index) in self.listed.iter().filter(|(n, _)| own(n)) {
			let chunk = ListClaims::<Test>::get(number, Claimed::chunk_of(*index));
			assert!(chunk.contains(*index), "{said}");
		}
	}
}

#[test]
fn a_reader_of_events_knows_every_programme() {
	ExtBuilder::default().build_and_execute(|| {
		let mut reader = Reader::default();
		let mut read = |said: &str| {
			reader.read_all();
			reader.assert_same(said);
		};
		let daily = Schedule::EveryDays { first: today(), every: 1 };
		let pensions = create_funded(Plan::Cohort(pension(daily)), 2_000_000);
		block();
		let people = BoundedVec::truncate_from(vec![PARK_ID]);
		assert_ok!(VoucherDrops::grant_arrears(signed(COUNTY), pensions, today(), people));
		read("a drop with arrears");
		let tower = open(Plan::Place(visit()));
		let pair = device(1);
		let id = beacon(tower, &pair, 5);
		let seen = sight(&pair, tower, id, KIM_ID);
		assert_ok!(VoucherDrops::claim_at_place(signed(KIM), tower, sights(&[seen])));
		assert_ok!(VoucherDrops::switch_beacon(signed(COUNTY), tower, id, false));
		read("a claim at a place");
		let spending = open(Plan::Payback(payback()));
		let spent = receipts(&[spend(KIM_ID, RESTAURANT, 40_000)]);
		assert_ok!(VoucherDrops::claim_payback(signed(KIM), spending, spent));
		read("a payback");
		assert_ok!(VoucherDrops::undo_payback(signed(KIM), spending));
		let tree = Tree::new(LIST, &[(KIM_ID, 100), (LEE_ID, 200)]);
		let listed = open(Plan::List(tree.plan()));
		assert_ok!(tree.claim(listed, 1));
		let change = |from| {
			let more = super::change::more();
			VoucherDrops::schedule_change(signed(COUNTY), pensions, from, more)
		};
		assert_ok!(change(today() + 9));
		read("a list and a change");
		for day in 1..20 {
			go_to(today() + day);
			read("another day");
		}
		let later = today() + 40;
		assert_ok!(change(later));
		read("the next change");
		assert_ok!(VoucherDrops::cancel_change(signed(COUNTY), pensions, later));
		assert_ok!(VoucherDrops::remove_beacon(signed(COUNTY), tower, id));
		assert_ok!(VoucherDrops::stop(signed(COUNTY), pensions));
		read("a stop");
		at(morning(today()) + 100 * DAYS);
		for number in [pensions, tower, spending, listed] {
			assert_ok!(VoucherDrops::close(signed(STRANGER), number));
			read("a close");
			assert_ok!(VoucherDrops::prune(signed(STRANGER), number, 100));
			read("a removal");
		}
	});
}
