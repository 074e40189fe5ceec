// SPDX-License-Identifier: Apache-2.0

//! Events suffice: a reader of the events alone knows every entry.

use std::collections::BTreeMap;

use chungnam_testkit::Replay;
use frame_support::assert_ok;

use super::*;

// To do: the reader keeps everything that the pallet keeps.

/// What a reader of events keeps.
#[derive(Default)]
struct Reader(BTreeMap<EntryId, Entry>);

impl Replay<Test> for Reader {
	type Event = Event<Test>;

	fn read(&mut self, event: Event<Test>, _: Moment) {
		match event {
			Event::Added { id, since } => assert_eq!(self.0.insert(id, Entry { since }), None),
			Event::Removed { id } => assert!(self.0.remove(&id).is_some()),
			Event::__Ignore(..) => unreachable!(),
		}
	}

	fn assert_same(&self, said: &str) {
		assert_eq!(self.0, Entries::<Test>::iter().collect(), "{said}");
	}
}

#[test]
fn events_rebuild_the_state() {
	run(|| {
		let mut reader = Reader::default();
		assert_ok!(Escrow::add(governor(), 1));
		assert_ok!(Escrow::add(governor(), 2));
		reader.catch_up();
		sleep(DAYS);
		assert_ok!(Escrow::remove(governor(), 1));
		assert_ok!(Escrow::add(governor(), 3));
		reader.catch_up();
		assert_eq!(reader.0.len(), 2);
	});
}
