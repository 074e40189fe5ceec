// SPDX-License-Identifier: Apache-2.0

//! Who shall be in the set, as pure arithmetic.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use super::*;
use crate::plan;

fn out(cause: Cause, session: SessionIndex) -> Member {
	Member { since: 0, suspension: Some(Suspension { cause, session }) }
}

#[test]
fn without_suspensions_everyone_is_in() {
	let members = BTreeMap::from([(3, Member::default()), (1, Member::default())]);
	assert_eq!(plan(&members, 4), [1, 3]);
	assert_eq!(plan(&members, 0), [1, 3]);
}

#[test]
fn who_is_suspended_is_out_while_enough_remain() {
	let mut members: BTreeMap<u64, _> = (1..=5).map(|who| (who, Member::default())).collect();
	members.insert(2, out(Cause::Equivocation, 7));
	assert_eq!(plan(&members, 4), [1, 3, 4, 5]);
	assert_eq!(plan(&members, 5), [1, 2, 3, 4, 5]);
}

#[test]
fn mishaps_come_back_before_thefts_and_older_before_newer() {
	let members = BTreeMap::from([
		(1, Member::default()),
		(2, out(Cause::Decision, 1)),
		(3, out(Cause::Equivocation, 9)),
		(4, out(Cause::Equivocation, 5)),
	]);
	assert_eq!(plan(&members, 2), [1, 4]);
	assert_eq!(plan(&members, 3), [1, 3, 4]);
	assert_eq!(plan(&members, 4), [1, 2, 3, 4]);
}

fn any_member() -> impl Strategy<Value = Member> {
	let cause = prop_oneof![Just(Cause::Equivocation), Just(Cause::Decision)];
	proptest::option::of((cause, 0u32..9)).prop_map(|suspension| Member {
		since: 0,
		suspension: suspension.map(|(cause, session)| Suspension { cause, session }),
	})
}

proptest! {
	/// A plan is of members, names nobody twice, has everyone trusted, the minimum where there are so many, and not one
	/// suspended more than it needs.
	#[test]
	fn a_plan_is_sound(
		members in proptest::collection::btree_map(0u64..40, any_member(), 0..32),
		minimum in 0usize..10,
	) {
		let planned = plan(&members, minimum);
		let set: BTreeSet<_> = planned.iter().copied().collect();
		prop_assert_eq!(set.len(), planned.len());
		prop_assert!(set.iter().all(|who| members.contains_key(who)));
		let trusted: BTreeSet<_> = members
			.iter()
			.filter(|(_, member)| member.suspension.is_none())
			.map(|(who, _)| *who)
			.collect();
		prop_assert!(trusted.is_subset(&set));
		prop_assert_eq!(set.len(), trusted.len().max(minimum.min(members.len())));
	}
}
