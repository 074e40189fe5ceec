// SPDX-License-Identifier: Apache-2.0

//! Events suffice: a reader of them alone knows every project.

use std::collections::BTreeMap;

use chungnam_testkit::Replay;

use super::*;

/// What a reader of events keeps.
#[derive(Default)]
pub struct Reader {
	projects: BTreeMap<InstrumentId, ProjectOf<Test>>,
}

impl Reader {
	/// So much of a bond is gone.
	fn lower(&mut self, id: InstrumentId, won: Won) {
		self.project(id).bond.as_mut().expect("it was locked").won -= won;
	}

	fn project(&mut self, id: InstrumentId) -> &mut ProjectOf<Test> {
		self.projects.get_mut(&id).expect("it was proposed")
	}
}

impl Replay<Test> for Reader {
	type Event = Event<Test>;

	fn read(&mut self, event: Event<Test>, at: Moment) {
		match event {
			Event::Proposed { project, ballot, plan } => {
				self.projects.insert(project, Project::new(plan, ballot, at));
			}
			Event::Advanced { project, status } => self.project(project).status = status,
			Event::Paid { project, won, .. } => self.project(project).taken = won,
			Event::Returned { project, won } => self.project(project).returned += won,
			Event::GivenBack { project, .. } | Event::Routed { project, .. } => {
				let own = self.project(project);
				own.given = own.returned;
			}
			Event::BondLocked { project, from, won } => {
				self.project(project).bond = Some(Bond { from, won });
			}
			Event::BondReturned { project, won, .. }
			| Event::BondGiven { project, won, .. }
			| Event::BondSlashed { project, won } => self.lower(project, won),
			Event::ReportMissed { project, missed } => self.project(project).missed = missed,
			Event::Ended { project, .. } => drop(self.projects.remove(&project)),
			// The next due moment is told by the status.
			Event::Reported { .. } => (),
			Event::__Ignore(..) => unreachable!(),
		}
	}

	fn assert_same(&self, said: &str) {
		assert_eq!(self.projects, Projects::<Test>::iter().collect(), "{said}");
	}
}

#[test]
fn events_tell_the_whole_life_of_a_project() {
	run(|| {
		let mut reader = Reader::default();
		assert_ok!(propose(FOUNDER, plan()));
		reader.catch_up();
		judge(Verdict::Passed);
		assert_ok!(advance());
		reader.catch_up();
		assert_ok!(offer(FOUNDER, sale(MOST)));
		reader.catch_up();
		Market::decide::<AccountId>(SALE, 9_001);
		assert_ok!(advance());
		reader.catch_up();
		stop();
		reader.catch_up();
		for _ in 0..2 {
			assert_ok!(advance());
			reader.catch_up();
		}
		assert!(reader.projects.is_empty());
	});
	run(|| {
		let mut reader = Reader::default();
		to_running();
		reader.catch_up();
		assert_ok!(report(FOUNDER));
		reader.catch_up();
		sleep(2 * QUARTER);
		assert_ok!(advance());
		reader.catch_up();
	});
}
