// SPDX-License-Identifier: Apache-2.0

//! `propose_idea`, `sponsor`, `lapse_idea`, `offer_merge` and `accept_merge`.

use super::*;
use chungnam_ports::Standing;

fn lapse(idea: u16) -> Result<frame_support::dispatch::Pays, sp_runtime::DispatchError> {
	let done = BudgetRounds::lapse_idea(signed(STRANGER), FIRST, IdeaId(idea));
	done.map(|post| post.pays_fee).map_err(|error| error.error)
}

fn offer(who: AccountId, idea: u16, offer: Option<MergeOffer>) -> DispatchResult {
	BudgetRounds::offer_merge(signed(who), FIRST, IdeaId(idea), offer)
}

fn agree(who: AccountId, idea: u16, offer: MergeOffer) -> DispatchResult {
	BudgetRounds::accept_merge(signed(who), FIRST, IdeaId(idea), offer)
}

fn into(idea: u16, cost: u64) -> MergeOffer {
	MergeOffer { into: IdeaId(idea), text: hash(70), cost }
}

#[test]
fn idea_is_one_a_person_and_heading_whatever_the_key() {
	execute(|| {
		open();
		assert_ok!(propose(key(0), 0, 100));
		for who in [key(0), SECOND_KEY] {
			assert_noop!(propose(who, 0, 200), Error::<Test>::AlreadyProposed);
		}
		assert_ok!(propose(SECOND_KEY, 1, 200));
		assert_eq!(idea(1).by, person(0));
		assert_eq!(Registers::<Test>::get(FIRST).ideas, 2);
	});
}

#[test]
fn idea_lies_where_the_round_is_for_and_costs_what_it_may() {
	execute(|| {
		open();
		for zone in [ZoneId::new(3, 1), ZoneId::new(0, 0), ZoneId::new(31, 0)] {
			let proposed = BudgetRounds::propose_idea(signed(key(0)), FIRST, 0, zone, 100, hash(7));
			assert_noop!(proposed, Error::<Test>::WrongZone);
		}
		// Below the least, above the most, above the budget of the heading, and in no heading.
		for (heading, cost) in [(0, 9), (0, 601), (1, 501), (2, 100)] {
			assert_noop!(propose(key(0), heading, cost), Error::<Test>::CostOutOfRange);
		}
		assert_ok!(propose(key(0), 0, 600));
		assert_ok!(propose(key(0), 1, 500));
	});
}

#[test]
fn only_residents_who_may_act_have_ideas_and_sponsor() {
	execute(|| {
		open();
		assert_ok!(propose(key(0), 0, 100));
		let both = |who: AccountId, why: Error<Test>| {
			assert_noop!(propose(who.clone(), 0, 100), why);
			let refusal = BudgetRounds::can_sponsor(who.clone(), FIRST, IdeaId(0)).unwrap_err();
			let why = Error::<Test>::from(refusal);
			assert_noop!(sponsor(who, 0), why);
		};
		both(STRANGER, Error::NotRegistered);
		both(VISITOR_KEY, Error::NotCounted);
		MockRegistry::set_standing(person(1), Standing::Frozen);
		both(key(1), Error::PersonFrozen);
		MockRegistry::bury(person(2));
		both(key(2), Error::PersonDeceased);
		MockRegistry::leave_roll(person(3));
		pass_until(now() + 1_000);
		both(key(3), Error::NotCounted);
	});
}

#[test]
fn nobody_asks_a_round_that_is_not_there() {
	execute(|| {
		let none = || Error::<Test>::RoundNotFound;
		assert_noop!(propose(key(0), 0, 100), none());
		assert_noop!(sponsor(key(0), 0), none());
		assert_noop!(judge(0, feasible(100)), none());
		assert_eq!(lapse(0), Err(none().into()));
		open();
		assert_noop!(sponsor(key(0), 0), Error::<Test>::IdeaNotFound);
		assert_eq!(lapse(0), Err(Error::<Test>::IdeaNotFound.into()));
	});
}

#[test]
fn ideas_come_before_the_deadline() {
	execute(|| {
		open();
		assert_ok!(propose(key(0), 0, 100));
		let until = now() + 40 * DAYS;
		chungnam_testkit::at::<Test>(until - 1);
		assert_ok!(propose(key(1), 0, 100));
		// The clock of the round has not come to it.
		chungnam_testkit::at::<Test>(until);
		assert_noop!(propose(key(2), 0, 100), Error::<Test>::TooLate);
		assert_noop!(sponsor(key(2), 0), Error::<Test>::TooLate);
		assert_eq!(lapse(0), Err(Error::<Test>::TooLate.into()));
	});
}

#[test]
fn two_keys_of_one_person_are_one_sponsor() {
	execute(|| {
		open();
		assert_ok!(propose(key(1), 0, 100));
		assert_ok!(sponsor(key(0), 0));
		for who in [key(0), SECOND_KEY] {
			assert_noop!(sponsor(who, 0), Error::<Test>::AlreadySponsored);
		}
		assert_eq!(idea(0).sponsors, 1);
		assert_eq!(
			last_event(),
			Event::IdeaSponsored { round: FIRST, idea: IdeaId(0), by: person(0), sponsors: 1 }
		);
	});
}

#[test]
fn idea_qualifies_with_its_last_sponsor() {
	execute(|| {
		open();
		assert_ok!(propose(key(1), 0, 100));
		for who in [1, 2] {
			assert_ok!(sponsor(key(who), 0));
		}
		assert!(Registers::<Test>::get(FIRST).qualified.is_empty());
		assert_ok!(sponsor(key(3), 0));
		assert_eq!(Registers::<Test>::get(FIRST).qualified.to_vec(), [IdeaId(0)]);
		assert_ok!(sponsor(key(4), 0));
		assert_eq!(Registers::<Test>::get(FIRST).qualified.len(), 1);
	});
}

#[test]
fn ninth_sponsoring_is_refused_until_an_idea_is_gone() {
	execute(|| {
		open();
		for by in 0..9 {
			assert_ok!(propose(key(by), 0, 100));
		}
		for idea in 0..8 {
			assert_ok!(sponsor(key(20), idea));
		}
		assert_noop!(sponsor(key(20), 8), Error::<Test>::MaxSponsoringExceeded);
		pass_until(TODAY + 14 * DAYS);
		assert_ok!(lapse(0));
		assert_ok!(sponsor(key(20), 8));
		let own = crate::Sponsoring::<Test>::get(FIRST, person(20));
		assert!(own.len() == 8 && !own.contains(&IdeaId(0)));
	});
}

#[test]
fn idea_without_sponsors_is_taken_off_after_its_time_and_makes_room() {
	execute(|| {
		open();
		assert_ok!(propose(key(0), 0, 100));
		let qualified = qualify(1, 0, 100);
		chungnam_testkit::at::<Test>(TODAY + 14 * DAYS - 1);
		assert_eq!(lapse(0), Err(Error::<Test>::TooEarly.into()));
		chungnam_testkit::at::<Test>(TODAY + 14 * DAYS);
		assert_eq!(lapse(0), Ok(frame_support::dispatch::Pays::No));
		assert_eq!(last_event(), Event::IdeaLapsed { round: FIRST, idea: IdeaId(0) });
		assert_eq!(lapse(qualified.0), Err(Error::<Test>::HasSponsors.into()));
		// The person can have another one.
		assert_ok!(propose(key(0), 0, 200));
		assert_eq!(Registers::<Test>::get(FIRST).ideas, 2);
	});
}

#[test]
fn idea_beyond_the_bound_is_refused() {
	execute(|| {
		open();
		assert_ok!(propose(key(0), 0, 100));
		// As if 511 others were there; the invariants are proved with the true number again.
		let register = Registers::<Test>::get(FIRST);
		Registers::<Test>::mutate(FIRST, |own| own.ideas = crate::MAX_IDEAS);
		assert_noop!(propose(key(1), 0, 100), Error::<Test>::MaxIdeasExceeded);
		Registers::<Test>::insert(FIRST, register);
	});
}

#[test]
fn idea_with_the_last_number_is_refused() {
	execute(|| {
		open();
		Registers::<Test>::mutate(FIRST, |own| own.next = IdeaId::MAX);
		assert_noop!(propose(key(1), 0, 100), Error::<Test>::Overflow);
	});
}

#[test]
fn idea_cannot_qualify_beyond_the_options_of_a_list() {
	execute(|| {
		open();
		assert_ok!(propose(key(0), 0, 100));
		for who in [1, 2] {
			assert_ok!(sponsor(key(who), 0));
		}
		let full: Vec<_> = (1_000..1_256).map(IdeaId).collect();
		Registers::<Test>::mutate(FIRST, |own| own.qualified = full.try_into().unwrap());
		let told = BudgetRounds::can_sponsor(key(3), FIRST, IdeaId(0));
		assert_eq!(told, Err(Refusal::MaxQualifiedExceeded));
		assert_noop!(sponsor(key(3), 0), Error::<Test>::MaxQualifiedExceeded);
		Registers::<Test>::mutate(FIRST, |own| own.qualified = BoundedVec::new());
	});
}

#[test]
fn merged_idea_keeps_the_larger_number() {
	execute(|| {
		open();
		qualify(0, 0, 100);
		qualify(1, 0, 200);
		assert_ok!(sponsor(key(20), 0));
		pass_deadline();
		assert_ok!(offer(key(0), 0, Some(into(1, 250))));
		assert_ok!(agree(key(1), 0, into(1, 250)));
		assert_eq!(Ideas::<Test>::get(FIRST, IdeaId(0)), None);
		let merged = idea(1);
		assert_eq!((merged.cost, merged.text, merged.sponsors), (250, hash(70), 4));
		let register = Registers::<Test>::get(FIRST);
		assert_eq!((register.ideas, register.qualified.to_vec()), (1, vec![IdeaId(1)]));
		assert_eq!(
			last_event(),
			Event::IdeasMerged { round: FIRST, idea: IdeaId(0), offer: into(1, 250), sponsors: 4 }
		);
	});
}

#[test]
fn merge_needs_both_proposers_and_what_was_offered() {
	execute(|| {
		open();
		qualify(0, 0, 100);
		qualify(1, 0, 200);
		assert_noop!(offer(key(0), 0, Some(into(1, 250))), Error::<Test>::TooEarly);
		assert_noop!(agree(key(1), 0, into(1, 250)), Error::<Test>::TooEarly);
		pass_deadline();
		assert_noop!(agree(key(1), 0, into(1, 250)), Error::<Test>::OfferMismatch);
		assert_noop!(offer(key(1), 0, Some(into(1, 250))), Error::<Test>::NotAuthorized);
		assert_ok!(offer(SECOND_KEY, 0, Some(into(1, 250))));
		assert_noop!(agree(key(0), 0, into(1, 250)), Error::<Test>::NotAuthorized);
		assert_noop!(agree(key(1), 0, into(1, 300)), Error::<Test>::OfferMismatch);
		assert_ok!(offer(key(0), 0, None));
		assert_noop!(agree(key(1), 0, into(1, 250)), Error::<Test>::OfferMismatch);
		MockRegistry::set_standing(person(0), Standing::Frozen);
		assert_noop!(offer(key(0), 0, Some(into(1, 250))), Error::<Test>::PersonFrozen);
		pass_deadline();
		assert_noop!(offer(key(0), 0, Some(into(1, 250))), Error::<Test>::TooLate);
		assert_noop!(agree(key(1), 0, into(1, 250)), Error::<Test>::TooLate);
	});
}

#[test]
fn merge_is_of_two_ideas_of_one_heading_that_qualified() {
	execute(|| {
		open();
		qualify(0, 0, 100);
		qualify(1, 1, 200);
		qualify(3, 0, 200);
		assert_ok!(propose(key(2), 0, 100));
		pass_deadline();
		assert_noop!(offer(key(0), 0, Some(into(1, 250))), Error::<Test>::MergeUnsound);
		assert_noop!(offer(key(0), 0, Some(into(0, 250))), Error::<Test>::MergeUnsound);
		assert_noop!(offer(key(0), 0, Some(into(3, 250))), Error::<Test>::NotQualified);
		assert_noop!(offer(key(0), 0, Some(into(9, 250))), Error::<Test>::IdeaNotFound);
		assert_noop!(offer(key(0), 0, Some(into(2, 601))), Error::<Test>::CostOutOfRange);
	});
}
