// SPDX-License-Identifier: Apache-2.0

//! Random months of a network against a plain model: who is a member, who is suspended, and who acts when.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use sp_staking::offence::ReportOffence;

use super::*;
use crate::SuspendReported;

#[derive(Debug, Clone)]
enum Step {
	SetKeys(AccountId),
	Add(AccountId),
	Remove(AccountId),
	Suspend(AccountId),
	Reinstate(AccountId),
	VoteTwice(AccountId),
	Withdraw(AccountId),
	EndSession,
	Blocks(u64),
}

fn any_step() -> impl Strategy<Value = Step> {
	let who = || 1u64..=12;
	prop_oneof![
		2 => who().prop_map(Step::SetKeys),
		3 => who().prop_map(Step::Add),
		2 => who().prop_map(Step::Remove),
		1 => who().prop_map(Step::Suspend),
		2 => who().prop_map(Step::Reinstate),
		1 => who().prop_map(Step::VoteTwice),
		1 => who().prop_map(Step::Withdraw),
		1 => Just(Step::EndSession),
		3 => (1u64..25).prop_map(Step::Blocks),
	]
}

/// Plain sets instead of storage.
struct Model {
	keys: BTreeSet<AccountId>,
	members: BTreeMap<AccountId, bool>,
	active: BTreeSet<AccountId>,
	next: BTreeSet<AccountId>,
	session: SessionIndex,
}

impl Model {
	fn acts(&self, who: AccountId) -> bool {
		self.active.contains(&who) || self.next.contains(&who)
	}

	/// Two session ends away: what is planned now acts after the next.
	fn turn(&mut self) {
		while self.session < Session::current_index() {
			self.session += 1;
			self.active = std::mem::take(&mut self.next);
			let trusted: BTreeSet<_> =
				self.members.iter().filter(|(_, out)| !**out).map(|(who, _)| *who).collect();
			// Which of the suspended come back is the plan's own test; here it counts how many.
			self.next = if trusted.len() >= 4 {
				trusted
			} else {
				Session::queued_keys().into_iter().map(|(who, _)| who).collect()
			};
			assert!(self.next.len() >= self.members.len().min(4));
			assert!(self.next.iter().all(|who| self.members.contains_key(who)));
		}
	}
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(64))]
	#[test]
	fn the_pallet_does_what_the_model_does(steps in proptest::collection::vec(any_step(), 1..120)) {
		begin(&FOUR).execute_with(|| {
			let four = BTreeSet::from(FOUR);
			let mut model = Model {
				keys: four.clone(),
				members: four.iter().map(|who| (*who, false)).collect(),
				active: four.clone(),
				next: four,
				session: 0,
			};
			let mut round = 0;
			for step in steps {
				match step {
					Step::SetKeys(who) => {
						prop_assert!(set_keys(who, who).is_ok());
						model.keys.insert(who);
					}
					Step::Add(who) => {
						let may = model.keys.contains(&who)
							&& !model.members.contains_key(&who)
							&& model.members.len() < 8;
						prop_assert_eq!(add(who).is_ok(), may);
						if may {
							model.members.insert(who, false);
						}
					}
					Step::Remove(who) => {
						let may = model.members.contains_key(&who) && model.members.len() > 4;
						prop_assert_eq!(remove(who).is_ok(), may);
						if may {
							model.members.remove(&who);
						}
					}
					Step::Suspend(who) => {
						let may = model.members.get(&who) == Some(&false);
						prop_assert_eq!(suspend(who).is_ok(), may);
						if may {
							model.members.insert(who, true);
						}
					}
					Step::Reinstate(who) => {
						let may = model.members.get(&who) == Some(&true);
						prop_assert_eq!(reinstate(who).is_ok(), may);
						if may {
							model.members.insert(who, false);
						}
					}
					Step::VoteTwice(who) => {
						round += 1;
						let vote = DoubleVote { who, round, session: Session::current_index() };
						let taken = SuspendReported::<Test, Records>::report_offence(vec![], vote);
						if let Some(out) = model.members.get_mut(&who) {
							prop_assert_eq!(taken.is_ok(), !*out);
							*out = true;
						}
					}
					Step::Withdraw(who) => {
						let may = model.keys.contains(&who)
							&& !model.members.contains_key(&who)
							&& !model.acts(who);
						prop_assert_eq!(withdraw_keys(who).is_ok(), may);
						if may {
							model.keys.remove(&who);
						}
					}
					Step::EndSession => {
						let _ = end_session();
					}
					Step::Blocks(count) => {
						for _ in 0..count {
							next_blocks(1);
							model.turn();
						}
					}
				}
				prop_assert_eq!(active(), model.active.iter().copied().collect::<Vec<_>>());
				prop_assert!(Validators::do_try_state().is_ok(), "{:?}", Validators::do_try_state());
			}
			Ok(())
		})?;
	}
}
