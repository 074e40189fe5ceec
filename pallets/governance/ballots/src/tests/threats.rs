// SPDX-License-Identifier: Apache-2.0

//! The attacks and mistakes of the design, one test each, that no other file names.

use super::*;

#[test]
fn mover_votes_where_counted_and_once() {
	run(|| {
		let region = |region| BallotPlan {
			classes: vec![class(Body::Regions(RegionSet::of(&[region])))].try_into().unwrap(),
			..plan()
		};
		let (boryeong, asan) = (open(region(BORYEONG)), open(region(ASAN)));
		let province = open(plan());
		// In the block of the roll, and in the middle of the vote.
		MockRegistry::enter_roll(PersonId(1), ASAN, now() + 1);
		pass(HOURS);
		MockRegistry::enter_roll(PersonId(2), ASAN, now() + 1);
		for person in [1, 2] {
			vote(boryeong, person, YES_VOTE);
			vote(province, person, YES_VOTE);
			assert_noop!(
				Ballots::cast(signed(key(person)), asan, YES_VOTE),
				Error::<Test>::CountedElsewhere
			);
		}
		// A ballot after the move has the other roll.
		pass(1);
		let later = open(BallotPlan { opens: now(), ..region(ASAN) });
		vote(later, 1, YES_VOTE);
		assert_eq!(counts(boryeong, KEYS), (2, 0, vec![0, 2]));
		assert_eq!(counts(asan, KEYS).0, 0);
		assert_eq!(Ballots::ballot(later).unwrap().ballot.classes[0].heads, 6);
	});
}

#[test]
fn enrolment_after_the_roll_changes_nothing() {
	run(|| {
		let ballot = open(plan());
		let heads = |ballot| Ballots::ballot(ballot).unwrap().ballot.classes[0].heads;
		let before = heads(ballot);
		// In its block, and later.
		for (late, person) in (1_000..2_000).enumerate() {
			let zone = ZoneId::new(BORYEONG, 1);
			let mut bytes = [77; 32];
			bytes[..4].copy_from_slice(&u32::to_le_bytes(person));
			let own = AccountId::new(bytes);
			MockRegistry::add_person(own, PersonId(person), zone);
			let since = if late < 500 { now() + 1 } else { now() + MINUTES };
			MockRegistry::enter_roll(PersonId(person), BORYEONG, since);
		}
		pass(HOURS);
		for person in 1_000..2_000u32 {
			let mut bytes = [77; 32];
			bytes[..4].copy_from_slice(&person.to_le_bytes());
			let cast = Ballots::cast(signed(AccountId::new(bytes)), ballot, YES_VOTE);
			assert_eq!(cast, Err(Error::<Test>::NotCounted.into()));
			assert_eq!(paper(ballot, person, YES_VOTE), Err(Error::<Test>::NotCounted.into()));
		}
		vote(ballot, 1, NO_VOTE);
		assert_eq!(heads(ballot), before);
		let total = finish(ballot).classes[0];
		assert_eq!((total.heads, total.voted, total.no), (14, 1, 1));
		assert_eq!(heads(open(plan())), before + 1_000);
	});
}

#[test]
fn person_who_leaves_the_roll_keeps_the_vote_of_the_roll() {
	run(|| {
		let ballot = open_now(plan());
		vote(ballot, 1, YES_VOTE);
		for person in [1, 2] {
			MockRegistry::leave_roll(PersonId(person));
		}
		pass(MINUTES);
		vote(ballot, 2, YES_VOTE);
		vote(ballot, 1, NO_VOTE);
		assert_eq!(counts(ballot, KEYS), (2, 0, vec![1, 1]));
	});
}

#[test]
fn vote_of_a_person_who_died_stays() {
	run(|| {
		let ballot = open_now(plan());
		vote(ballot, 1, YES_VOTE);
		MockRegistry::bury(PersonId(1));
		MockRegistry::leave_roll(PersonId(1));
		let total = finish(ballot).classes[0];
		assert_eq!((total.heads, total.yes), (14, 1));
	});
}

#[test]
fn running_ballot_never_changes() {
	run(|| {
		let ballot = open(plan());
		let before = Ballots::ballot(ballot).unwrap().ballot;
		MockRegistry::pretend_heads(BORYEONG, 1_000_000);
		pass(HOURS);
		vote_all(ballot, 1..=14, YES_VOTE);
		assert_ok!(open_another());
		assert_eq!(Ballots::ballot(ballot).unwrap().ballot, before);
	});
}

fn open_another() -> Result<BallotId, DispatchError> {
	Ballots::open(BallotUser::Round(3), plan())
}

#[test]
fn review_ends_by_itself_when_seats_are_empty() {
	run(|| {
		let fields = chungnam_primitives::FieldSet::ALL;
		chungnam_testkit::MockSeats::seat(PersonId(1), fields, now() + 1);
		let classes = vec![class(Body::Seats(fields))].try_into().unwrap();
		let ballot = open_now(BallotPlan { classes, early: true, ..plan() });
		assert_noop!(Ballots::cast(signed(key(1)), ballot, YES_VOTE), Error::<Test>::SeatEnded);
		assert_eq!(finish(ballot).verdict, Verdict::Rejected);
	});
}

/// Storage reads and writes of a cast, a close and a final moment do not depend on how many could vote or did: the same
/// keys are touched with a million heads.
#[test]
fn million_heads_cost_what_ten_cost() {
	let keys_of = |heads: u32| {
		let mut keys = 0;
		let mut chain = begin();
		chain.execute_with(|| {
			MockRegistry::pretend_heads(BORYEONG, heads);
			let ballot = open_now(plan());
			vote_all(ballot, 1..=14, YES_VOTE);
			finish(ballot);
			keys = chungnam_testkit::leak::all_keys().count();
		});
		keys
	};
	assert_eq!(keys_of(10), keys_of(1_000_000));
}

#[test]
fn card_cannot_cast_alone() {
	run(|| {
		let ballot = open_now(plan());
		MockRegistry::make_card(&phone(5));
		let card = Ballots::cast(signed(phone(5)), ballot, YES_VOTE);
		assert_noop!(card, Error::<Test>::CardNeedsKiosk);
		// At the kiosk, and by another key of the person.
		assert_ok!(paper(ballot, 5, YES_VOTE));
		vote(ballot, 5, NO_VOTE);
		assert_eq!(counts(ballot, KEYS), (1, 0, vec![1, 0]));
	});
}
