// SPDX-License-Identifier: Apache-2.0

//! Events suffice: a reader of them alone knows every intake, every application and every award.

use std::collections::BTreeMap;

use chungnam_testkit::Replay;

use super::*;

/// What a reader of events keeps. The firms of an intake stand in the order of their applications.
#[derive(Default)]
pub struct Reader {
	intakes: BTreeMap<IntakeId, IntakeOf<Test>>,
	applications: BTreeMap<(IntakeId, Vec<u8>), Application>,
	awards: BTreeMap<EnvelopeId, AwardOf<Test>>,
}

fn key(intake: IntakeId, firm: &FirmOf<Test>) -> (IntakeId, Vec<u8>) {
	(intake, codec::Encode::encode(firm))
}

impl Reader {
	fn intake(&mut self, id: IntakeId) -> &mut IntakeOf<Test> {
		self.intakes.get_mut(&id).expect("it was opened")
	}

	fn award(&mut self, id: EnvelopeId) -> &mut AwardOf<Test> {
		self.awards.get_mut(&id).expect("it was given")
	}

	/// An application does not wait any longer.
	fn forget(&mut self, id: IntakeId, firm: &FirmOf<Test>) -> Application {
		self.intake(id).entries.retain(|own| own.firm != *firm);
		self.applications.remove(&key(id, firm)).expect("it was made")
	}
}

impl Replay<Test> for Reader {
	type Event = Event<Test>;

	fn read(&mut self, event: Event<Test>, at: Moment) {
		match event {
			Event::Opened { intake, office, plan, .. } => {
				self.intakes.insert(intake, Intake::new(plan, office));
			}
			Event::Applied { intake, firm, people, plan, steps } => {
				self.applications.insert(key(intake, &firm), Application::new(plan, steps));
				let entry = Entry { firm, people, scores: 0, points: 0 };
				self.intake(intake).entries.try_push(entry).unwrap();
			}
			Event::Withdrawn { intake, firm } | Event::PassedOver { intake, firm, .. } => {
				self.forget(intake, &firm);
			}
			Event::Scored { intake, firm, expert, points } => {
				let own = self.applications.get_mut(&key(intake, &firm)).unwrap();
				own.experts.try_push(expert).unwrap();
				let mut entries = self.intake(intake).entries.iter_mut();
				let entry = entries.find(|own| own.firm == firm).unwrap();
				entry.scores += 1;
				entry.points += u16::from(points);
			}
			Event::Awarded { intake, firm, award, sum, until } => {
				let steps = self.forget(intake, &firm).steps;
				let own = self.intake(intake);
				own.awarded += 1;
				own.spent += sum;
				let (milestones, share) = (steps.len() as u8, own.plan.share);
				let new = Award::new(intake, firm, sum, milestones, share, until);
				self.awards.insert(award, new);
			}
			Event::Closed { intake, .. } | Event::Cancelled { intake, .. } => {
				self.intakes.remove(&intake);
				self.applications.retain(|(id, _), _| *id != intake);
			}
			Event::MilestonePaid { award, milestone, won } => {
				let own = self.award(award);
				own.paid += won;
				own.reached |= 1 << milestone;
				own.until = own.until.max(at + LAST_WORD);
			}
			Event::Returned { award, won } => self.award(award).returned += won,
			Event::Reported { award, milestone, figures } => {
				let own = self.award(award);
				own.told |= 1 << milestone;
				own.jobs += u32::from(figures.jobs);
				own.trainings += u32::from(figures.trainings);
			}
			Event::ReturnPaid { award, won, .. } => self.award(award).repaid += won,
			Event::AwardEnded { award, .. } => drop(self.awards.remove(&award)),
			Event::__Ignore(..) => unreachable!(),
		}
	}

	fn assert_same(&self, said: &str) {
		assert_eq!(self.intakes, Intakes::<Test>::iter().collect(), "{said}");
		let applications = Applications::<Test>::iter();
		let applications: BTreeMap<_, _> =
			applications.map(|(id, firm, own)| (key(id, &firm), own)).collect();
		assert_eq!(self.applications, applications, "{said}");
		assert_eq!(self.awards, Awards::<Test>::iter().collect(), "{said}");
	}
}

#[test]
fn events_tell_the_whole_life_of_an_intake() {
	run(|| {
		let mut reader = Reader::default();
		to_applied();
		reader.catch_up();
		assert_ok!(withdraw(LAB, lab()));
		assert_ok!(apply(LAB, lab()));
		reader.catch_up();
		sleep(10 * DAYS);
		assert_ok!(score(11, bakery(), 80));
		assert_ok!(score(12, bakery(), 70));
		assert_ok!(score(11, lab(), 5));
		reader.catch_up();
		sleep(10 * DAYS);
		for _ in 0..3 {
			assert_ok!(award());
			reader.catch_up();
		}
		Envelopes::pay(ENVELOPE, 0, &BAKER);
		assert_ok!(report(BAKER, 0));
		assert_ok!(pay_return(BAKER, 7));
		reader.catch_up();
		abort();
		reader.catch_up();
		sleep(365 * DAYS);
		assert_ok!(end_award());
		reader.catch_up();
		assert_eq!((reader.intakes.len(), reader.awards.len()), (0, 1));
		assert_ok!(open_intake(plan()));
		let next = IntakeId(1);
		assert_ok!(Accelerator::apply(signed(LAB), next, lab(), hash(2), steps()));
		reader.catch_up();
		assert_eq!((reader.intakes.len(), reader.applications.len()), (1, 1));
		assert_ok!(Accelerator::cancel_intake(signed(OFFICE), next, hash(8)));
		reader.catch_up();
		assert_eq!((reader.intakes.len(), reader.applications.len()), (0, 0));
	});
}
