// SPDX-License-Identifier: Apache-2.0

//! Each numbered invariant can fail: the state is broken by hand, and `try_state` says under which number.

use core::cmp::Reverse;

use super::*;
use chungnam_ports::Due;
use chungnam_testkit::assert_breaks;

use crate::{Counts, Plans, Proposed, RoundsOf, Sponsoring};

/// Breaks a chain with a round in which payees accept: 600 and 300 are offered.
#[track_caller]
fn breaks(number: &str, break_it: impl FnOnce()) {
	chain().execute_with(|| {
		vote_on_three();
		choose(&[0, 2], &[0, 2, 1]);
		assert_breaks::<Test>(number, break_it);
	});
}

/// Breaks a chain with a round in which an idea qualified and another did not.
#[track_caller]
fn breaks_early(number: &str, break_it: impl FnOnce()) {
	chain().execute_with(|| {
		open();
		qualify(0, 0, 600);
		assert_ok!(propose(key(1), 1, 100));
		assert_breaks::<Test>(number, break_it);
	});
}

fn change(break_it: impl FnOnce(&mut Round<AccountId>)) {
	Rounds::<Test>::mutate_extant(FIRST, break_it);
}

fn change_award(option: u8, break_it: impl FnOnce(&mut Award)) {
	Awards::<Test>::mutate(FIRST, option, |own| break_it(own.as_mut().unwrap()));
}

#[test]
fn i1_fails_when_a_pot_lost_a_won() {
	breaks("I1", || {
		let pot = BudgetRounds::pot(FIRST);
		assert_ok!(Balances::transfer_allow_death(signed(pot), STRANGER, 1));
	});
}

#[test]
fn i1_fails_when_more_is_promised_than_there_is() {
	breaks("I1", || change(|own| own.rests[0].left += 1));
	breaks("I1", || change_award(0, |own| own.amount += 1));
	// The pot has enough, the heading does not.
	breaks("I1", || {
		change(|own| own.rests[0].left -= 300);
		change_award(2, |own| own.amount += 300);
	});
}

#[test]
fn i1_fails_when_awards_are_counted_otherwise() {
	breaks("I1", || change(|own| own.awards = 1));
	breaks("I1", || change_award(0, |own| own.heading = 7));
	breaks("I1", || change(|own| own.rests.truncate(1)));
}

#[test]
fn i2_fails_when_nobody_waits_for_a_deadline() {
	breaks("I2", || MockAgenda::tamper(Due::Round(FIRST), None));
	breaks("I2", || MockAgenda::tamper(Due::Round(FIRST), Some(Moment::MAX)));
	breaks_early("I2", || MockAgenda::tamper(Due::Round(FIRST), None));
	breaks("I2", || {
		change(|own| own.phase = Phase::Lapsing { next: 0, is_second: false });
		MockAgenda::tamper(Due::Round(FIRST), None);
	});
}

#[test]
fn i2_fails_when_a_round_runs_without_envelopes_or_is_over_with_some() {
	breaks("I2", || {
		MockAgenda::tamper(Due::Round(FIRST), None);
		change(|own| own.phase = Phase::Running);
	});
	breaks("I2", || {
		MockAgenda::tamper(Due::Round(FIRST), None);
		change(|own| (own.phase, own.envelopes) = (Phase::Closed, 1));
	});
}

#[test]
fn i2_fails_when_the_agenda_knows_a_round_that_is_gone() {
	breaks("I2", || MockAgenda::tamper(Due::Round(RoundId(9)), Some(TODAY)));
}

#[test]
fn i3_fails_when_ideas_are_counted_otherwise() {
	breaks_early("I3", || Registers::<Test>::mutate(FIRST, |own| own.ideas = 1));
	breaks_early("I3", || Registers::<Test>::mutate(FIRST, |own| own.next = IdeaId(1)));
	breaks_early("I3", || Ideas::<Test>::remove(FIRST, IdeaId(1)));
}

#[test]
fn i3_fails_when_a_person_has_two_ideas_in_a_heading() {
	breaks_early("I3", || Proposed::<Test>::remove(FIRST, (person(0), 0)));
	breaks_early("I3", || {
		Ideas::<Test>::mutate(FIRST, IdeaId(1), |own| {
			let own = own.as_mut().unwrap();
			(own.by, own.heading) = (person(0), 0);
		});
	});
}

#[test]
fn i3_fails_when_an_idea_qualified_otherwise() {
	breaks_early("I3", || Registers::<Test>::mutate(FIRST, |own| own.qualified.clear()));
	breaks_early("I3", || {
		Registers::<Test>::mutate(FIRST, |own| own.qualified.try_push(IdeaId(1)).unwrap());
	});
	breaks_early("I3", || {
		Registers::<Test>::mutate(FIRST, |own| own.qualified.try_push(IdeaId(0)).unwrap());
	});
}

#[test]
fn i3_fails_when_sponsors_are_counted_otherwise() {
	breaks_early("I3", || {
		Ideas::<Test>::mutate(FIRST, IdeaId(0), |own| own.as_mut().unwrap().sponsors += 1);
	});
	breaks_early("I3", || Sponsoring::<Test>::remove(FIRST, person(0)));
	breaks_early("I3", || {
		Sponsoring::<Test>::mutate(FIRST, person(0), |own| own.try_push(IdeaId(0)).unwrap());
	});
}

#[test]
fn i4_fails_when_a_list_holds_other_ideas() {
	breaks("I4", || {
		Lists::<Test>::mutate(FIRST, |own| own.sort_by_key(|listed| Reverse(listed.idea)))
	});
	breaks("I4", || {
		Lists::<Test>::mutate(FIRST, |own| {
			own.remove(1);
		});
	});
	breaks("I4", || {
		Ideas::<Test>::mutate(FIRST, IdeaId(1), |own| {
			own.as_mut().unwrap().review = Review::Dismissed;
		});
	});
}

#[test]
fn i4_fails_when_an_award_is_for_another_idea() {
	breaks("I4", || change_award(0, |own| own.idea = IdeaId(1)));
}

#[test]
fn i4_fails_when_a_count_is_missing_or_left() {
	breaks("I4", || Counts::<Test>::remove(FIRST));
	breaks_early("I4", || {
		let (parts, ranking) = (BoundedVec::new(), BoundedVec::new());
		let winners = OptionSet::default();
		Counts::<Test>::insert(FIRST, crate::Count { winners, parts, ranking });
	});
}

#[test]
fn i5_fails_when_rounds_are_counted_otherwise() {
	breaks("I5", || RoundsOf::<Test>::insert(COUNTY, 2));
	breaks("I5", || RoundsOf::<Test>::insert(3, 1));
	breaks("I5", || crate::NextRound::<Test>::put(FIRST));
}

#[test]
fn i5_fails_when_there_are_too_many_rounds() {
	breaks_early("I5", || {
		for id in 1..=4 {
			let other = Round { phase: Phase::Closed, rests: BoundedVec::new(), ..round() };
			Rounds::<Test>::insert(RoundId(id), other);
			let empty = PlanOf::<Test> { headings: BoundedVec::new(), ..plan() };
			Plans::<Test>::insert(RoundId(id), empty);
			Registers::<Test>::insert(RoundId(id), crate::Register::default());
		}
		crate::NextRound::<Test>::put(RoundId(5));
	});
}

#[test]
fn i5_fails_when_something_is_left_of_a_round_that_is_gone() {
	let gone = RoundId(9);
	breaks("I5", || Plans::<Test>::insert(gone, plan()));
	breaks("I5", || Registers::<Test>::insert(gone, crate::Register::default()));
	breaks("I5", || Ideas::<Test>::insert(gone, IdeaId(0), idea(0)));
	breaks("I5", || Proposed::<Test>::insert(gone, (person(0), 0), IdeaId(0)));
	breaks("I5", || {
		Sponsoring::<Test>::mutate(gone, person(0), |own| own.try_push(IdeaId(0)).unwrap());
	});
	breaks("I5", || Lists::<Test>::insert(gone, Lists::<Test>::get(FIRST)));
	breaks("I5", || Awards::<Test>::insert(gone, 0, award(0)));
	breaks("I5", || Plans::<Test>::remove(FIRST));
}
