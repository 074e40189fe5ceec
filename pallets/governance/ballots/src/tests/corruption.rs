// SPDX-License-Identifier: Apache-2.0

//! Each numbered invariant can fail: the state is broken by hand, and `try_state` says under which number.

use chungnam_ports::{Agenda as _, Due};
use chungnam_testkit::{assert_breaks, MockAgenda, MockHolders};

use super::*;

const BALLOT: BallotId = BallotId(0);

fn kim() -> Holder<AccountId> {
	Holder::Person(PersonId(1))
}

/// On a chain with an open ballot in which people 1 to 3 voted by key and 11 on paper, breaks something, and expects that
/// the invariant of this number says so.
#[track_caller]
fn breaks(number: &str, break_it: impl FnOnce()) {
	begin().execute_with(|| {
		let ballot = open_now(plan());
		assert_eq!(ballot, BALLOT);
		vote_all(ballot, 1..=3, YES_VOTE);
		assert_ok!(paper(ballot, 11, NO_VOTE));
		assert_breaks::<Test>(number, break_it);
	});
}

/// As [`breaks`], on a ballot that is final and whose votes are not removed.
#[track_caller]
fn breaks_final(number: &str, break_it: impl FnOnce()) {
	begin().execute_with(|| {
		let ballot = open_now(plan());
		vote_all(ballot, 1..=3, YES_VOTE);
		finish(ballot);
		assert_breaks::<Test>(number, break_it);
	});
}

fn change(break_it: impl FnOnce(&mut Ballot)) {
	crate::Ballots::<Test>::mutate_extant(BALLOT, break_it);
}

fn change_vote(break_it: impl FnOnce(&mut Vote)) {
	Votes::<Test>::mutate(BALLOT, kim(), |vote| break_it(vote.as_mut().unwrap()));
}

fn change_keys(break_it: impl FnOnce(&mut Tally)) {
	Tallies::<Test>::mutate(BALLOT, (0, KEYS), |tally| break_it(tally.as_mut().unwrap()));
}

#[test]
fn i1_fails_when_a_count_is_not_its_votes() {
	breaks("I1", || change_keys(|tally| tally.counts[1] += 1));
}

#[test]
fn i1_fails_when_turnout_is_not_the_votes() {
	breaks("I1", || change_keys(|tally| tally.voted += 1));
}

#[test]
fn i1_fails_when_blanks_are_not_counted() {
	breaks("I1", || change_keys(|tally| tally.blank += 1));
}

#[test]
fn i1_fails_when_a_vote_is_lost() {
	breaks("I1", || drop(Votes::<Test>::take(BALLOT, kim())));
}

#[test]
fn i1_fails_when_a_tally_has_no_votes() {
	let tally = Tally { voted: 1, blank: 0, counts: vec![1, 0].try_into().unwrap() };
	breaks("I1", || Tallies::<Test>::insert(BALLOT, (0, BORYEONG), tally));
}

#[test]
fn i1_fails_when_a_tally_is_lost() {
	breaks("I1", || Tallies::<Test>::remove(BALLOT, (0, KEYS)));
}

#[test]
fn i1_fails_when_a_vote_names_what_is_not_on_the_list() {
	breaks("I1", || change_vote(|vote| vote.choice = picks(&[2])));
}

#[test]
fn i1_fails_when_running_sums_are_kept_for_nothing() {
	breaks("I1", || EarlySums::<Test>::insert(BALLOT, Sums { voted: 3, yes: 3 }));
}

#[test]
fn i1_fails_when_running_sums_are_not_the_votes() {
	begin().execute_with(|| {
		let ballot = open_now(BallotPlan { early: true, ..plan() });
		vote_all(ballot, 1..=3, YES_VOTE);
		assert_breaks::<Test>("I1", || {
			EarlySums::<Test>::mutate(ballot, |sums| sums.yes -= 1);
		});
	});
}

/// Makes the vote of person 1 another one, with its tally.
fn recount(change: impl FnOnce(&mut Vote)) {
	let mut vote = Votes::<Test>::get(BALLOT, kim()).unwrap();
	change_keys(|tally| {
		tally.voted -= 1;
		tally.counts[1] -= 1;
	});
	change(&mut vote);
	let fresh = || Tally { counts: vec![0, 0].try_into().unwrap(), ..Default::default() };
	let key = (vote.class, vote.source);
	let mut tally = Tallies::<Test>::get(BALLOT, key).unwrap_or_else(fresh);
	tally.voted += vote.weight;
	tally.counts[1] += vote.weight;
	Tallies::<Test>::insert(BALLOT, key, tally);
	Votes::<Test>::insert(BALLOT, kim(), vote);
}

#[test]
fn i2_fails_when_a_person_has_more_than_one_vote() {
	breaks("I2", || recount(|vote| vote.weight = 2));
}

#[test]
fn i2_fails_when_a_vote_is_in_no_class() {
	breaks("I2", || recount(|vote| vote.class = 1));
}

#[test]
fn i2_fails_when_a_vote_is_from_no_office() {
	breaks("I2", || recount(|vote| vote.source = PROVINCE_OFFICE));
}

#[test]
fn i2_fails_when_a_vote_is_from_another_office() {
	breaks("I2", || recount(|vote| vote.source = ASAN));
}

#[test]
fn i2_fails_when_a_person_who_is_kept_out_has_voted() {
	breaks("I2", || change(|ballot| ballot.conflicts.try_push(PersonId(1)).unwrap()));
}

#[test]
fn i2_fails_when_somebody_votes_who_does_not_count() {
	breaks("I2", || {
		let vote = Votes::<Test>::take(BALLOT, kim()).unwrap();
		Votes::<Test>::insert(BALLOT, Holder::<AccountId>::Person(STRANGER), vote);
	});
}

#[test]
fn i2_fails_when_there_are_more_votes_than_heads() {
	breaks("I2", || change(|ballot| ballot.classes[0].heads = 3));
}

#[test]
fn i2_fails_when_a_vote_is_in_another_class() {
	begin().execute_with(|| {
		let people = [PersonId(1), PersonId(2)];
		let cohort = MockRegistry::add_cohort(BORYEONG, &people);
		let half = |body| Class { weight_bp: 5_000, ..class(body) };
		let classes = vec![half(Body::Province), half(Body::Cohort(cohort))];
		let ballot = open_now(BallotPlan { classes: classes.try_into().unwrap(), ..plan() });
		vote(ballot, 1, YES_VOTE);
		assert_breaks::<Test>("I2", || recount(|vote| vote.class = 1));
	});
}

#[test]
fn i2_fails_when_more_units_vote_than_there_are() {
	begin().execute_with(|| {
		let instrument = chungnam_primitives::InstrumentId(5);
		MockHolders::issue(instrument, &kim(), 10);
		let classes = vec![class(Body::Holders(instrument))].try_into().unwrap();
		let ballot = open_now(BallotPlan { classes, ..plan() });
		vote(ballot, 1, YES_VOTE);
		assert_breaks::<Test>("I2", || {
			change_vote(|vote| vote.weight = 11);
			change_keys(|tally| (tally.voted, tally.counts[1]) = (11, 11));
			change(|ballot| ballot.classes[0].heads = 11);
		});
	});
}

#[test]
fn i3_fails_when_moments_are_not_in_order() {
	breaks("I3", || change(|ballot| ballot.opens = ballot.closes));
	breaks("I3", || change(|ballot| ballot.roll = ballot.opens + 1));
}

#[test]
fn i3_fails_when_the_rolls_are_forgotten_before_the_end() {
	breaks("I3", || change(|ballot| ballot.contest = chungnam_ports::MAX_LIFE));
}

#[test]
fn i3_fails_when_a_running_ballot_has_an_outcome() {
	breaks("I3", || {
		let ballot = crate::Ballots::<Test>::get(BALLOT).unwrap();
		let outcome = Ballots::outcome_of(BALLOT, &ballot, &[]);
		Outcomes::<Test>::insert(BALLOT, outcome);
	});
}

#[test]
fn i3_fails_when_it_ended_outside_its_window() {
	breaks("I3", || change(|ballot| ballot.phase = Phase::Ended(ballot.opens - 1)));
}

#[test]
fn i3_fails_when_a_closed_ballot_has_no_outcome() {
	breaks_final("I3", || Outcomes::<Test>::remove(BALLOT));
}

#[test]
fn i3_fails_when_the_outcome_is_not_the_count() {
	let change = |change: fn(&mut Outcome)| {
		breaks_final("I3", || Outcomes::<Test>::mutate_extant(BALLOT, change));
	};
	change(|outcome| outcome.verdict = Verdict::Rejected);
	change(|outcome| outcome.classes[0].heads += 1);
	change(|outcome| {
		outcome.verdict = Verdict::Annulled(H256::zero());
		outcome.digest = H256::zero();
	});
}

#[test]
fn i3_fails_when_it_is_final_before_its_close() {
	breaks("I3", || {
		let ballot = crate::Ballots::<Test>::get(BALLOT).unwrap();
		let at = ballot.closes;
		Ballots::close(BALLOT, ballot, at, at);
		change(|ballot| ballot.phase = Phase::Closed { at, final_at: at - 1 });
	});
}

#[test]
fn i4_fails_when_room_is_miscounted() {
	breaks("I4", || UnderWay::<Test>::insert(0, 2));
	breaks("I4", || UnderWay::<Test>::insert(1, 1));
}

#[test]
fn i4_fails_when_the_clock_forgot_a_ballot() {
	breaks("I4", || MockAgenda::tamper(Due::Ballot(BALLOT), None));
}

#[test]
fn i4_fails_when_an_outcome_stays_for_ever() {
	breaks_final("I4", || {
		assert_ok!(Ballots::sweep(signed(key(1)), BALLOT, 200));
		MockAgenda::cancel(Due::Ballot(BALLOT));
	});
}

#[test]
fn i4_fails_when_votes_are_removed_too_early_or_never() {
	breaks("I4", || Sweeps::<Test>::insert(BALLOT, ()));
	breaks_final("I4", || Sweeps::<Test>::remove(BALLOT));
}

#[test]
fn i4_fails_when_a_list_is_missing_or_too_many() {
	breaks("I4", || Lists::<Test>::insert(BALLOT, List::default()));
}

#[test]
fn i4_fails_when_a_ballot_is_beyond_the_next() {
	breaks("I4", || NextBallot::<Test>::put(BALLOT));
}

#[test]
fn i4_fails_when_something_is_of_no_ballot() {
	let other = BallotId(7);
	let vote = Vote { class: 0, source: KEYS, weight: 1, choice: YES_VOTE };
	breaks("I4", || Votes::<Test>::insert(other, kim(), vote));
	breaks("I4", || Tallies::<Test>::insert(other, (0, KEYS), Tally::default()));
	breaks("I4", || Pages::<Test>::insert(other, (0, KEYS, 1), Counts::default()));
	breaks("I4", || EarlySums::<Test>::insert(other, Sums::default()));
	breaks("I4", || Sweeps::<Test>::insert(other, ()));
}

#[test]
fn i4_fails_when_too_many_ballots_of_a_kind_are_under_way() {
	begin().execute_with(|| {
		for _ in 0..64 {
			open(plan());
		}
		let envelope = Ballots::open(BallotUser::Envelope(1), plan()).unwrap();
		assert_breaks::<Test>("I4", || {
			crate::Ballots::<Test>::mutate_extant(envelope, |ballot| {
				ballot.user = BallotUser::Referendum(1);
			});
		});
	});
}

#[test]
fn i5_fails_when_stops_are_not_in_order() {
	let hours = |own: &[(u64, u64)]| {
		let gaps: Vec<_> = own.iter().map(|(from, to)| (from * HOURS, to * HOURS)).collect();
		breaks("I5", || Outages::<Test>::put(Gaps::truncate_from(gaps)));
	};
	hours(&[(3, 4), (1, 2)]);
	hours(&[(3, 3)]);
	hours(&[(3, 9_000_000)]);
}

/// As [`breaks`], on a ballot that waits for a trace, of which one is replayed.
#[track_caller]
fn breaks_replayed(number: &str, break_it: impl FnOnce()) {
	begin().execute_with(|| {
		shares::fund();
		let ballot = shares::awaiting();
		assert_eq!(ballot, BALLOT);
		assert_ok!(shares::submit(ballot, shares::right_trace(ballot)));
		assert_breaks::<Test>(number, break_it);
	});
}

#[test]
fn i3_fails_when_a_count_waits_too_long() {
	breaks_replayed("I3", || change(|ballot| ballot.phase = Phase::Counting { at: 1, until: 2 }));
}

#[test]
fn i3_fails_when_shares_are_of_other_votes() {
	begin().execute_with(|| {
		shares::fund();
		let ballot = shares::awaiting();
		assert_ok!(shares::submit(ballot, shares::right_trace(ballot)));
		shares::replay_all(ballot, 20);
		assert_breaks::<Test>("I3", || {
			Outcomes::<Test>::mutate_extant(BALLOT, |outcome| outcome.winners.insert(2));
		});
	});
}

#[test]
fn i6_fails_when_nobody_waits_for_a_replay() {
	breaks_replayed("I6", || {
		let other = open(plan());
		Replays::<Test>::insert(other, Replays::<Test>::take(BALLOT).unwrap());
	});
}

#[test]
fn i6_fails_when_a_bond_is_not_held() {
	breaks_replayed("I6", || {
		let running = Replays::<Test>::get(BALLOT).unwrap();
		Replays::<Test>::insert(BALLOT, Replaying { who: key(1), ..running });
	});
}

/// As [`breaks`], on a sealed ballot with three credentials and two votes.
#[track_caller]
fn breaks_sealed(number: &str, break_it: impl FnOnce()) {
	begin().execute_with(|| {
		let ballot = sealed::begin(3);
		assert_eq!(ballot, BALLOT);
		assert_ok!(sealed::send(ballot, 1, 1, YES_VOTE));
		assert_ok!(sealed::send(ballot, 2, 1, YES_VOTE));
		assert_breaks::<Test>(number, break_it);
	});
}

fn change_sealing(break_it: impl FnOnce(&mut Sealing)) {
	Sealings::<Test>::mutate_extant(BALLOT, break_it);
}

#[test]
fn i7_fails_when_votes_or_credentials_are_miscounted() {
	breaks_sealed("I7", || change_sealing(|own| own.cast = 1));
	breaks_sealed("I7", || change_sealing(|own| own.issued = 4));
	breaks_sealed("I7", || Requests::<Test>::remove(BALLOT, PersonId(3)));
}

#[test]
fn i7_fails_when_there_are_more_votes_than_credentials() {
	breaks_sealed("I7", || {
		change_sealing(|own| own.issued = 1);
		Requests::<Test>::remove(BALLOT, PersonId(2));
		Requests::<Test>::remove(BALLOT, PersonId(3));
	});
}

#[test]
fn i7_fails_when_there_are_more_credentials_than_heads() {
	breaks_sealed("I7", || change(|ballot| ballot.classes[0].heads = 2));
}

#[test]
fn i7_fails_when_keys_are_missing() {
	breaks_sealed("I7", || change_sealing(|own| own.keys = None));
	breaks_sealed("I7", || Sealings::<Test>::remove(BALLOT));
}

#[test]
fn i7_fails_when_an_open_ballot_has_sealed_votes() {
	breaks("I7", || {
		let vote = SealedVote { sequence: 1, choice: [0; 96] };
		SealedVotes::<Test>::insert(BALLOT, Alias::from_raw([1; 32]), vote);
	});
}

#[test]
fn i7_fails_when_choices_are_opened_before_the_close() {
	breaks_sealed("I7", || Openings::<Test>::insert(BALLOT, [5; 32]));
}

#[test]
fn i7_fails_when_the_secret_is_that_of_another_key() {
	begin().execute_with(|| {
		let ballot = sealed::begin(1);
		assert_ok!(sealed::send(ballot, 1, 1, YES_VOTE));
		pass(HOURS);
		assert_breaks::<Test>("I7", || Openings::<Test>::insert(ballot, [6; 32]));
	});
}

#[test]
fn i3_fails_when_it_is_opened_before_its_close() {
	breaks_sealed("I3", || change(|ballot| ballot.phase = Phase::Opening { at: 2, until: 2 }));
}

#[test]
fn i2_fails_when_a_sealed_vote_is_of_a_person() {
	begin().execute_with(|| {
		let ballot = sealed::begin(2);
		assert_ok!(sealed::send(ballot, 1, 1, YES_VOTE));
		assert_ok!(sealed::send(ballot, 2, 1, YES_VOTE));
		pass(HOURS);
		assert_ok!(sealed::publish_secret(ballot));
		assert_ok!(Ballots::open_step(signed(key(9)), ballot, 1));
		assert_breaks::<Test>("I2", || {
			let (voter, vote) = Votes::<Test>::iter_prefix(ballot).next().unwrap();
			Votes::<Test>::remove(ballot, voter);
			Votes::<Test>::insert(ballot, kim(), vote);
		});
	});
}

#[test]
fn i4_fails_when_something_sealed_is_of_no_ballot() {
	let other = BallotId(7);
	let vote = SealedVote { sequence: 1, choice: [0; 96] };
	breaks("I4", || Sealings::<Test>::insert(other, Sealing::default()));
	breaks("I4", || Openings::<Test>::insert(other, [0; 32]));
	breaks("I4", || Requests::<Test>::insert(other, PersonId(1), Request::Waiting([0; 256])));
	breaks("I4", || SealedVotes::<Test>::insert(other, Alias::from_raw([1; 32]), vote));
}
