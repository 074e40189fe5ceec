// SPDX-License-Identifier: Apache-2.0

//! Random operations against a plain model, which rebuilds petitions and seats from events alone and compares.

use std::collections::BTreeMap;

use chungnam_testkit::{Dice, Replay};

use super::*;

/// What a reader of events knows.
#[derive(Default)]
struct Reader {
	petitions: BTreeMap<PetitionId, Petition>,
	sponsoring: BTreeMap<PersonId, Vec<PetitionId>>,
	terms: BTreeMap<Track, Terms>,
	motions: BTreeMap<MotionId, Motion>,
	seats: Vec<Seat>,
}

impl Reader {
	fn own(&mut self, id: PetitionId) -> &mut Petition {
		self.petitions.get_mut(&id).expect("it was filed")
	}

	fn seat(&mut self, person: PersonId) -> &mut Seat {
		self.seats.iter_mut().rfind(|seat| seat.person == person).expect("it was appointed")
	}
}

impl Replay<Test> for Reader {
	type Event = Event<Test>;

	fn read(&mut self, event: Event<Test>, _: Moment) {
		match event {
			Event::Filed { petition, about, .. } => drop(self.petitions.insert(petition, about)),
			Event::Sponsored { petition, person, sponsors } => {
				self.own(petition).sponsors = sponsors;
				self.sponsoring.entry(person).or_default().push(petition);
			}
			Event::Completed { petition, since } => {
				self.own(petition).state = State::Line { since };
			}
			Event::Opened { petition, ballot } => {
				let own = self.own(petition);
				(own.state, own.ballot) = (State::Voting, Some(ballot));
			}
			Event::Repeated { petition, since } => {
				let own = self.own(petition);
				(own.state, own.repeated) = (State::Line { since }, true);
			}
			Event::Passed { petition, at } => self.own(petition).state = State::Enacting { at },
			Event::VoteDelayed { petition, .. } => self.own(petition).delayed = true,
			Event::EnactmentDelayed { petition, at } => {
				let own = self.own(petition);
				(own.state, own.delayed) = (State::Enacting { at }, true);
			}
			Event::Ended { petition, how, at } => {
				self.own(petition).state = State::Ended { how, at };
			}
			Event::Forgotten { petition } => drop(self.petitions.remove(&petition)),
			Event::TermsChanged { track, terms } => drop(self.terms.insert(track, terms)),
			// Another term of a seat that goes on, or a new one.
			Event::SeatAppointed { seat } if seat.since.is_some() => *self.seat(seat.person) = seat,
			Event::SeatAppointed { seat } => self.seats.push(seat),
			Event::SeatAccepted { person, since } => self.seat(person).since = Some(since),
			Event::SeatEnded { person, until } => self.seat(person).until = until,
			Event::Tabled { motion, about, .. } => drop(self.motions.insert(motion, about)),
			Event::MotionPassed { motion, power } => {
				self.motions.get_mut(&motion).expect("it was tabled").passed = Some(power);
			}
			Event::MotionEnded { motion, .. } => drop(self.motions.remove(&motion)),
			Event::TermsAnnounced { .. }
			| Event::MethodChanged { .. }
			| Event::Tidied { .. }
			| Event::CallWhitelisted { .. }
			| Event::__Ignore(..) => (),
		}
	}

	fn assert_same(&self, said: &str) {
		assert_eq!(self.petitions, Petitions::<Test>::iter().collect(), "{said}");
		assert_eq!(self.motions, Motions::<Test>::iter().collect(), "{said}");
		assert_eq!(self.terms, TrackTerms::<Test>::iter().collect(), "{said}");
		for (person, own) in &self.sponsoring {
			let gathers = |id: &&PetitionId| {
				self.petitions.get(id).is_some_and(|own| own.state == State::Gathering)
			};
			let alive: Vec<_> = own.iter().filter(gathers).copied().collect();
			assert_eq!(alive, Civic::my_sponsoring(*person), "{said}");
		}
		let running = |seats: &[Seat]| {
			let mut seats = crate::running(seats, now());
			seats.sort_by_key(|seat| (seat.person, seat.from));
			seats
		};
		assert_eq!(running(&self.seats), running(&SeatList::<Test>::get()), "{said}");
	}
}

/// One random act. Most are refused.
fn act(dice: &mut Dice) {
	let person = 1 + dice.small(110);
	let member = 91 + dice.small(6);
	let id = PetitionId(NextPetition::<Test>::get().0.saturating_sub(1 + dice.small(12)));
	let track = dice.pick(&[COUNTY, Track::Budget, Track::Validators]);
	let _ = match dice.below(16) {
		0..=2 => try_file(person, track, remark(1)),
		3..=8 => Civic::sponsor(signed(key(person)), id),
		9 => Civic::cancel(by(Power::Emergency), id, title()),
		10 => Civic::delay(majority(), id, DAYS),
		11 => {
			let terms = Terms { notice: dice.below(5) * DAYS, ..track.first_terms() };
			Civic::set_track_terms(by(Power::Parameters), track, terms)
		}
		12 => {
			let (person, fields) = (PersonId(member), FieldSet::of(&[Field::Finance]));
			let until = now() + dice.below(400) * DAYS;
			let seats = vec![Appointment { person, fields, until }];
			Civic::appoint_seats(by(Power::Institutions), seats.try_into().unwrap())
		}
		13 => Civic::accept_seat(signed(key(member))),
		14 => Civic::tidy(signed(key(1)), PersonId(person)),
		_ => try_motion(member, Call::delay { petition: id, by: DAYS }.into()),
	};
}

/// Every ballot that can be final gets a random outcome now and then.
fn decide_some(dice: &mut Dice) {
	let voting = Petitions::<Test>::iter_values().filter(|own| own.state == State::Voting);
	let motions = Motions::<Test>::iter_values().filter(|own| own.passed.is_none());
	let mut ballots: Vec<_> = voting.filter_map(|own| own.ballot).collect();
	ballots.extend(motions.map(|own| own.ballot));
	ballots.sort();
	for ballot in ballots {
		let verdicts = [Verdict::Passed, Verdict::Rejected, Verdict::Annulled(title())];
		let verdict = dice.pick(&verdicts);
		MockBallots::decide(ballot, MockBallots::outcome_of(verdict));
	}
	MockBallots::tell::<Civic>();
}

#[test]
fn random_operations_agree_with_a_reader_of_events() {
	let (steps, seed) = chungnam_testkit::steps_and_seed("CIVIC", 1_500);
	begin().execute_with(|| {
		let mut dice = Dice::new(seed);
		let mut reader =
			Reader { seats: SeatList::<Test>::get().into_inner(), ..Default::default() };
		for step in 0..steps {
			act(&mut dice);
			reader.read_all();
			if dice.one_in(12) {
				next_block::<Test>(now() + dice.below(3 * DAYS));
				decide_some(&mut dice);
				reader.read_all();
				reader.assert_same(&format!("step {step} of seed {seed}"));
				chungnam_testkit::assert_sound::<Test>();
			}
		}
		let (filed, tabled) = (NextPetition::<Test>::get().0, NextMotion::<Test>::get().0);
		assert!(filed > 20 && tabled > 5, "{filed} petitions, {tabled} motions");
	});
}
