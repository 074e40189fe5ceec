// SPDX-License-Identifier: Apache-2.0

//! What the committee decides.

use chungnam_ports::{BallotUser, Bias, Body, Rule};

use super::*;

fn whitelist() -> RuntimeCall {
	Call::whitelist { call: title() }.into()
}

#[test]
fn motion_is_a_ballot_of_the_seats_that_closes_once_decided() {
	run(|| {
		assert_ok!(try_motion(91, whitelist()));
		let (user, plan) = MockBallots::opened(BallotId(0)).unwrap();
		assert_eq!(user, BallotUser::Motion(0));
		assert_eq!(plan.classes[0].body, Body::Seats(FieldSet::ALL));
		assert_eq!(plan.rule, Rule::Majority { floor_bp: 0, bias: Bias::Share(6_666) });
		assert_eq!((plan.opens, plan.closes), (TODAY, TODAY + 7 * DAYS));
		assert!(plan.early && plan.shown && !plan.can_be_annulled);
		let rule = MotionRule { share: Share::TwoThirds, window: 7 * DAYS };
		let ballot = BallotId(0);
		let about = Motion { by: PersonId(91), title: title(), ballot, rule, passed: None };
		let call = H256(sp_io::hashing::blake2_256(&whitelist().encode()));
		assert_eq!(last_event(), Event::Tabled { motion: MotionId(0), about, call });
	});
}

#[test]
fn call_is_made_with_the_yeses_and_heads_of_the_ballot() {
	run(|| {
		let id = committee_says(4, whitelist());
		let power = Power::Committee { yes: 4, heads: 5 };
		assert_eq!(TestEnact::take(), vec![(Some(power), whitelist().encode(), Ok(()))]);
		assert_eq!(last_event(), Event::MotionEnded { motion: id, is_enacted: true });
		assert_eq!(Whitelist::<Test>::get()[0].call, title());
		assert_eq!(Motions::<Test>::count(), 0);
	});
}

#[test]
fn who_has_a_stake_in_the_call_is_kept_out_of_the_ballot() {
	run(|| {
		assert_ok!(try_motion(91, whitelist()));
		let (_, plan) = MockBallots::opened(BallotId(0)).unwrap();
		assert!(plan.conflicts.is_empty());
		let id = complete(1, COUNTY, remark(1));
		let by = petition(id).by.unwrap();
		assert_ok!(try_motion(91, Call::delay { petition: id, by: DAYS }.into()));
		let motion = Motions::<Test>::get(MotionId(1)).unwrap();
		let (_, plan) = MockBallots::opened(motion.ballot).unwrap();
		assert_eq!(plan.conflicts.into_inner(), [by]);
	});
}

#[test]
fn motion_without_its_majority_ends() {
	run(|| {
		let id = committee_says(3, whitelist());
		assert_eq!(TestEnact::take(), vec![]);
		assert_eq!(last_event(), Event::MotionEnded { motion: id, is_enacted: false });
		let id = complete(1, COUNTY, remark(1));
		committee_says(3, Call::delay { petition: id, by: DAYS }.into());
		assert!(petition(id).delayed);
	});
}

#[test]
fn only_members_table_what_the_committee_may_decide() {
	run(|| {
		assert_noop!(try_motion(1, whitelist()), Error::<Test>::NotSeated);
		assert_noop!(try_motion(91, remark(1)), Error::<Test>::NotListed);
		assert_noop!(try_motion(91, repair()), Error::<Test>::NotListed);
		let long = Call::file_for_office {
			track: Track::Budget,
			call: Box::new(remark(9_000)),
			title: title(),
		};
		assert_noop!(try_motion(91, long.into()), Error::<Test>::CallTooLong);
		MockRegistry::set_standing(PersonId(92), Standing::Frozen);
		assert_noop!(try_motion(92, whitelist()), Error::<Test>::PersonFrozen);
		MockRegistry::set_standing(PersonId(92), Standing::Deceased);
		assert_noop!(try_motion(92, whitelist()), Error::<Test>::PersonDeceased);
		// Four members decide nothing.
		assert_noop!(try_motion(91, whitelist()), Error::<Test>::TooFewSeats);
		LeastSeats::<Test>::put(4);
		assert_ok!(try_motion(91, whitelist()));
	});
}

#[test]
fn member_has_four_motions_at_a_time_and_the_committee_sixty_four() {
	run(|| {
		let until = TODAY + DAYS;
		let fields = FieldSet::ALL;
		let seats: Vec<_> = (1..=12)
			.map(|person| Appointment { person: PersonId(person), fields, until })
			.collect();
		let origin = by(Power::Institutions);
		assert_ok!(Civic::appoint_seats(origin, seats.try_into().unwrap()));
		(1..=12).for_each(|person| {
			assert_ok!(Civic::accept_seat(signed(key(person))));
		});
		next_block::<Test>(now() + 1);
		for person in (1..=12).chain(91..=94) {
			for _ in 0..4 {
				assert_ok!(try_motion(person, whitelist()));
			}
			assert_noop!(try_motion(person, whitelist()), Error::<Test>::MaxMotionsExceeded);
		}
		assert_eq!(Motions::<Test>::count(), 64);
		assert_noop!(try_motion(95, whitelist()), Error::<Test>::MaxMotionsExceeded);
	});
}

#[test]
fn shares_in_bp_are_the_shares_for_every_size_of_the_committee() {
	for heads in 1..=MAX_SEATS {
		for yes in 0..=heads {
			let power = Power::Committee { yes, heads };
			let passes = |share: Share| yes * 10_000 > u32::from(share.in_bp()) * heads;
			assert_eq!(passes(Share::Majority), power.is_majority(), "{yes} of {heads}");
			assert_eq!(passes(Share::TwoThirds), power.is_supermajority(), "{yes} of {heads}");
		}
	}
}
