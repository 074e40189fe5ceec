// SPDX-License-Identifier: Apache-2.0

//! Events suffice: from them alone the members can be rebuilt.

use std::collections::BTreeMap;

use super::*;
use crate::Members;

#[test]
fn members_can_be_rebuilt_from_events() {
	on_four(|| {
		let mut rebuilt: BTreeMap<_, _> = FOUR.map(|who| (who, Member::default())).into();
		(5..=7).for_each(join);
		assert_ok!(remove(1));
		next_sessions(2);
		assert_ok!(suspend(5));
		assert_ok!(suspend(6));
		next_sessions(1);
		assert_ok!(reinstate(5));
		assert_ok!(suspend(5));
		assert_ok!(remove(6));
		for event in events() {
			match event {
				Event::Added { who, session } => {
					rebuilt.insert(who, Member { since: session, suspension: None });
				}
				Event::Removed { who } => {
					rebuilt.remove(&who);
				}
				Event::Suspended { who, cause, session } => {
					rebuilt.get_mut(&who).unwrap().suspension = Some(Suspension { cause, session });
				}
				Event::Reinstated { who, session } => {
					rebuilt.insert(who, Member { since: session, suspension: None });
				}
				_ => (),
			}
		}
		assert_eq!(rebuilt, Members::<Test>::get().into_inner());
	});
}
