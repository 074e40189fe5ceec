// SPDX-License-Identifier: Apache-2.0

use chungnam_ports::{BallotPlan, BallotUser, Ballots, Outcome, Verdict, MAX_SHIFT};
use chungnam_primitives::{BallotId, Moment, PersonId};
use frame_support::BoundedVec;
use sp_core::H256;

use super::assert_refused;
use crate::{now, MockBallotUser};

/// A chain with ballots, whose user is [`MockBallotUser`].
pub trait Hall {
	/// The ballots under test.
	type Ballots: Ballots;

	/// A sound plan for one question of yes and no, which [`Self::elector`] and nobody else can answer, with these
	/// moments.
	fn plan(opens: Moment, closes: Moment, contest: Moment) -> BallotPlan;
	/// Someone who could vote.
	fn elector() -> PersonId;
	/// Blocks pass, the last of them at `moment`, and what is due by then is done.
	fn pass(moment: Moment);
}

/// Opens a ballot of ten seconds, in ten seconds, with a contest of five.
fn open<T: Hall>(user: BallotUser) -> BallotId {
	let plan = T::plan(now() + 10_000, now() + 20_000, 5_000);
	T::Ballots::open(user, plan).expect("the plan is sound")
}

fn heard() -> Vec<(BallotUser, BallotId, Outcome)> {
	MockBallotUser::take_heard()
}

/// The contract of [`Ballots`] and of what its users hear.
pub fn ballots<T: Hall>() {
	becomes_final_with_its_moment::<T>();
	is_put_off_once::<T>();
	is_annulled_before_it_is_final::<T>();
	keeps_a_person_out::<T>();
	refuses_one_too_many::<T>();
}

fn becomes_final_with_its_moment<T: Hall>() {
	let (user, start) = (BallotUser::Referendum(7), now());
	let ballot = open::<T>(user);
	let next = open::<T>(BallotUser::Motion(7));
	assert!(ballot < next, "numbers ascend");
	for passed in [0, 20_000, 24_999] {
		crate::mocks::Now::put(start + passed);
		assert_eq!(T::Ballots::outcome(ballot), None, "{passed}");
	}
	// Before the clock comes to it.
	crate::mocks::Now::put(start + 25_000);
	let outcome = T::Ballots::outcome(ballot).expect("it is final");
	assert_eq!(outcome.verdict, Verdict::Rejected, "nobody voted");
	T::pass(start + 30_000);
	assert_eq!(T::Ballots::outcome(ballot), Some(outcome.clone()), "nothing changes afterwards");
	let own: Vec<_> = heard().into_iter().filter(|(_, id, _)| *id == ballot).collect();
	assert_eq!(own, [(user, ballot, outcome)], "heard once");
	T::pass(now() + 10_000);
	assert_eq!(heard(), []);
	let unknown = BallotId(next.0 + 1);
	assert_eq!(T::Ballots::outcome(unknown), None);
}

fn is_put_off_once<T: Hall>() {
	let start = now();
	let ballot = open::<T>(BallotUser::Referendum(8));
	assert_refused(|| T::Ballots::shift(ballot, MAX_SHIFT + 1), "too far");
	T::Ballots::shift(ballot, 60_000).expect("it has not begun");
	assert_refused(|| T::Ballots::shift(ballot, 60_000), "it was put off");
	assert_refused(|| T::Ballots::shift(BallotId(ballot.0 + 1), 1), "there is none");
	crate::mocks::Now::put(start + 84_999);
	assert_eq!(T::Ballots::outcome(ballot), None);
	T::pass(start + 85_000);
	assert!(T::Ballots::outcome(ballot).is_some());
	let (ballot, start) = (open::<T>(BallotUser::Referendum(9)), now());
	T::pass(start + 10_000);
	assert_refused(|| T::Ballots::shift(ballot, 1), "it has begun");
	T::pass(start + 30_000);
	heard();
}

fn is_annulled_before_it_is_final<T: Hall>() {
	let (start, reason) = (now(), H256::repeat_byte(9));
	let ballot = open::<T>(BallotUser::Round(1));
	T::Ballots::annul(ballot, reason).expect("it is not final");
	T::pass(start + 5_000);
	let outcome = T::Ballots::outcome(ballot).expect("it has ended");
	assert_eq!(outcome.verdict, Verdict::Annulled(reason));
	assert_eq!(heard(), [(BallotUser::Round(1), ballot, outcome)]);
	assert_refused(|| T::Ballots::annul(ballot, reason), "it is final");
	assert_refused(|| T::Ballots::annul(BallotId(ballot.0 + 1), reason), "there is none");
}

fn keeps_a_person_out<T: Hall>() {
	let start = now();
	let ballot = open::<T>(BallotUser::Envelope(1));
	T::Ballots::recuse(ballot, T::elector()).expect("it is not final");
	assert_refused(|| T::Ballots::recuse(ballot, T::elector()), "kept out already");
	assert_refused(|| T::Ballots::recuse(BallotId(ballot.0 + 1), T::elector()), "there is none");
	let mut plan = T::plan(start + 10_000, start + 20_000, 5_000);
	plan.conflicts = BoundedVec::truncate_from(vec![T::elector(), T::elector()]);
	assert_refused(|| T::Ballots::open(BallotUser::Envelope(2), plan), "a conflict stands twice");
	T::pass(start + 30_000);
	assert_refused(|| T::Ballots::recuse(ballot, T::elector()), "it is final");
	let outcome = T::Ballots::outcome(ballot).expect("it is final");
	assert_eq!(outcome.classes.first().map(|class| class.voted), Some(0));
	heard();
}

fn refuses_one_too_many<T: Hall>() {
	let start = now();
	let user = BallotUser::Motion(1);
	for _ in 0..user.bound() {
		open::<T>(user);
	}
	let plan = || T::plan(start + 10_000, start + 20_000, 5_000);
	assert_refused(|| T::Ballots::open(user, plan()), "there is no room");
	T::Ballots::open(BallotUser::Referendum(1), plan()).expect("another kind has its own room");
	T::pass(start + 60_000);
	open::<T>(user);
	T::pass(now() + 60_000);
	heard();
}
