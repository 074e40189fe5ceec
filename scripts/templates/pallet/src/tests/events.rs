// SPDX-License-Identifier: Apache-2.0

//! Events suffice: a reader of the events alone knows every entry.

use std::collections::BTreeMap;

use frame_support::assert_ok;

use super::*;

// To do: the reader keeps everything that the pallet keeps.

#[test]
fn events_rebuild_the_state() {
	run(|| {
		assert_ok!(NewNoun::add(governor(), 1));
		assert_ok!(NewNoun::add(governor(), 2));
		sleep(DAYS);
		assert_ok!(NewNoun::remove(governor(), 1));
		assert_ok!(NewNoun::add(governor(), 3));

		let mut read = BTreeMap::new();
		for event in events() {
			match event {
				Event::Added { id, since } => assert_eq!(read.insert(id, Entry { since }), None),
				Event::Removed { id } => assert!(read.remove(&id).is_some()),
				Event::__Ignore(..) => unreachable!(),
			}
		}
		assert_eq!(read, Entries::<Test>::iter().collect());
		assert_eq!(read.len(), 2);
	});
}
