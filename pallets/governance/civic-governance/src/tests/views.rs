// SPDX-License-Identifier: Apache-2.0

//! What wallets are told.

use super::*;

#[test]
fn petitions_are_told_with_their_calls() {
	run(|| {
		let id = complete(1, COUNTY, remark(1));
		let other = file(5, COUNTY, remark(2));
		let views = Civic::petitions(COUNTY);
		assert_eq!(views.iter().map(|own| own.id).collect::<Vec<_>>(), [id, other]);
		assert_eq!(views[0].call, remark(1).encode());
		assert_eq!(views[1].petition, petition(other));
		decide(id, Verdict::Rejected);
		assert_eq!(Civic::petitions(COUNTY).len(), 1);
		let ended = Civic::petition(id).unwrap();
		assert_eq!((ended.call, end(id)), (vec![], End::Rejected));
		assert_eq!(Civic::petition(PetitionId(9)), None);
	});
}

#[test]
fn wallet_is_told_why_somebody_cannot_file_or_sponsor() {
	run(|| {
		let file_as = |person, track| Civic::can_file(PersonId(person), track);
		assert_eq!(file_as(1, COUNTY), Ok(()));
		assert_eq!(file_as(1, Track::Region(16)), Err(Refusal::TrackNotFound));
		assert_eq!(file_as(101, COUNTY), Err(Refusal::NotCounted));
		assert_eq!(file_as(200, COUNTY), Err(Refusal::NotRegistered));
		let id = file(1, COUNTY, remark(1));
		assert_eq!(file_as(1, COUNTY), Err(Refusal::AlreadyFiled));
		let sponsor = |person| Civic::can_sponsor(PersonId(person), id);
		assert_eq!(sponsor(1), Err(Refusal::AlreadySponsored));
		assert_eq!((sponsor(2), sponsor(101)), (Ok(()), Err(Refusal::NotCounted)));
		assert_eq!(Civic::my_sponsoring(PersonId(1)), [id]);
		pass(7 * DAYS);
		assert_eq!(sponsor(2), Err(Refusal::NotGathering));
		assert_eq!(file_as(1, COUNTY), Err(Refusal::TooEarly));
		assert_eq!(Civic::my_sponsoring(PersonId(1)), []);
		for person in 10..26 {
			file(person, COUNTY, remark(1));
		}
		assert_eq!(file_as(2, COUNTY), Err(Refusal::MaxPetitionsExceeded));
	});
}

#[test]
fn motions_are_told_with_their_calls() {
	run(|| {
		let call = RuntimeCall::from(Call::whitelist { call: title() });
		assert_ok!(try_motion(91, call.clone()));
		let [view] = &Civic::motions()[..] else { panic!("one is open") };
		assert_eq!((view.id, view.motion.by), (MotionId(0), PersonId(91)));
		assert_eq!(view.call, call.encode());
	});
}
