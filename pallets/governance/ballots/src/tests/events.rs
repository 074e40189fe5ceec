// SPDX-License-Identifier: Apache-2.0

//! Events suffice: a reader of the events alone knows every ballot, every vote, every count and every outcome.

use std::collections::BTreeMap;

use chungnam_count::Trace;
use chungnam_ports::Ties;
use chungnam_testkit::Replay;

use super::*;

/// What a reader of events keeps.
#[derive(Default)]
struct Reader {
	ballots: BTreeMap<BallotId, Ballot>,
	lists: BTreeMap<BallotId, List>,
	votes: BTreeMap<BallotId, BTreeMap<Holder<AccountId>, Vote>>,
	outcomes: BTreeMap<BallotId, Outcome>,
	gaps: Vec<(Moment, Moment)>,
	removing: BTreeMap<BallotId, u32>,
	traces: BTreeMap<BallotId, (AccountId, Trace)>,
	sealings: BTreeMap<BallotId, Sealing>,
	requests: BTreeMap<(BallotId, PersonId), Request>,
	sealed: BTreeMap<(BallotId, Alias), SealedVote>,
	secrets: BTreeMap<BallotId, Secret>,
}

impl Reader {
	fn own(&mut self, ballot: BallotId) -> &mut Ballot {
		self.ballots.get_mut(&ballot).expect("it was opened")
	}

	fn votes(&mut self, ballot: BallotId) -> &mut BTreeMap<Holder<AccountId>, Vote> {
		self.votes.entry(ballot).or_default()
	}

	/// What a reader counts of the votes of a class and source.
	fn count(&self, ballot: BallotId, class: ClassId, source: SourceId) -> (u64, u64) {
		let votes = self.votes.get(&ballot).into_iter().flat_map(BTreeMap::values);
		let own: Vec<_> =
			votes.filter(|vote| (vote.class, vote.source) == (class, source)).collect();
		let blank = own.iter().filter(|vote| vote.choice == Choice::Blank);
		(own.iter().map(|vote| vote.weight).sum(), blank.map(|vote| vote.weight).sum())
	}
}

impl Reader {
	/// The tallies of an event are what a reader counts.
	fn assert_counted(&self, ballot: BallotId, tallies: Vec<SourceTally>) {
		for tally in tallies {
			let own = self.count(ballot, tally.class, tally.source);
			assert_eq!(own, (tally.voted, tally.blank));
		}
	}
}

impl Replay<Test> for Reader {
	type Event = Event<Test>;

	fn read(&mut self, event: Event<Test>, _: Moment) {
		match event {
			Event::Opened { ballot, about, list } => {
				if about.phase.is_sealed() {
					self.sealings.insert(ballot, Sealing::default());
				}
				assert!(self.ballots.insert(ballot, about).is_none());
				if !list.options.is_empty() {
					self.lists.insert(ballot, list);
				}
			}
			Event::Shifted { ballot, opens, closes } => {
				let own = self.own(ballot);
				(own.opens, own.closes, own.shifted) = (opens, closes, true);
			}
			Event::KeysPublished { ballot, keys } => {
				self.sealings.get_mut(&ballot).unwrap().keys = Some(keys);
			}
			Event::CredentialRequested { ballot, person, blinded } => {
				self.requests.insert((ballot, person), Request::Waiting(blinded));
			}
			Event::CredentialIssued { ballot, person, answer } => {
				self.sealings.get_mut(&ballot).unwrap().issued += 1;
				self.requests.insert((ballot, person), Request::Issued(answer));
			}
			Event::SealedCast { ballot, alias, vote } => {
				let is_new = self.sealed.insert((ballot, alias), vote).is_none();
				self.sealings.get_mut(&ballot).unwrap().cast += u32::from(is_new);
			}
			Event::SecretAwaited { ballot, at, until } => {
				self.own(ballot).phase = Phase::Opening { at, until };
			}
			Event::SecretPublished { ballot, secret, until } => {
				let own = self.own(ballot);
				let Phase::Opening { at, .. } = own.phase else { panic!("it is opened") };
				own.phase = Phase::Opening { at, until };
				self.secrets.insert(ballot, secret);
			}
			Event::ChoicesOpened { ballot, done, .. } if done => {
				self.secrets.remove(&ballot);
			}
			Event::ChoicesOpened { .. } => (),
			Event::Cast { ballot, voter: Holder::Account(voter), vote, .. }
				if self.sealings.contains_key(&ballot) =>
			{
				let alias = Alias::from_raw(voter.clone().into());
				assert!(self.sealed.remove(&(ballot, alias)).is_some());
				self.votes(ballot).insert(Holder::Account(voter), vote);
			}
			Event::Cast { ballot, voter, vote, .. } => {
				self.votes(ballot).insert(voter, vote);
			}
			Event::Withdrawn { ballot, voter } => {
				assert!(self.votes(ballot).remove(&voter).is_some());
			}
			Event::Recused { ballot, person } => {
				self.own(ballot).conflicts.try_push(person).unwrap();
				self.votes(ballot).remove(&Holder::Person(person));
				self.requests.remove(&(ballot, person));
			}
			Event::Struck { ballot, office } => self.own(ballot).strike(office),
			Event::Ended { ballot, at } => self.own(ballot).phase = Phase::Ended(at),
			Event::TraceAwaited { ballot, at, until, tallies } => {
				self.own(ballot).phase = Phase::Counting { at, until };
				self.assert_counted(ballot, tallies);
			}
			Event::TraceSubmitted { ballot, who, trace } => {
				assert!(self.traces.insert(ballot, (who, trace)).is_none());
			}
			Event::Replayed { .. } => (),
			Event::TraceJudged { ballot, who, .. } => {
				let own = self.traces.remove(&ballot).expect("it was handed in");
				assert_eq!(own.0, who);
			}
			Event::Closed { ballot, at, final_at, outcome, tallies } => {
				self.own(ballot).phase = Phase::Closed { at, final_at };
				self.assert_counted(ballot, tallies);
				self.outcomes.insert(ballot, outcome);
			}
			Event::Annulled { ballot, at, reason } => {
				let own = self.own(ballot);
				own.phase = own.phase.after(Step::Annul(at)).expect("it was closed");
				let outcome = self.outcomes.get_mut(&ballot).expect("it was counted");
				let Decision { verdict, winners, parts, mean } =
					Decision::of(Verdict::Annulled(reason));
				*outcome = Outcome { verdict, winners, parts, mean, ..outcome.clone() };
			}
			Event::OutcomeFinal { ballot, user, outcome } => {
				let own = self.own(ballot);
				own.phase = own.phase.after(Step::Finish).expect("it was closed");
				assert_eq!(own.user, user);
				assert_eq!(self.outcomes.get(&ballot), Some(&outcome));
				self.secrets.remove(&ballot);
				let votes = self.votes.remove(&ballot).unwrap_or_default().len();
				let requests = self.requests.keys().filter(|own| own.0 == ballot).count();
				let sealed = self.sealed.keys().filter(|own| own.0 == ballot).count();
				self.requests.retain(|own, _| own.0 != ballot);
				self.sealed.retain(|own, _| own.0 != ballot);
				self.removing.insert(ballot, (votes + requests + sealed) as u32);
			}
			Event::Swept { ballot, votes, done } => {
				let left = self.removing.get_mut(&ballot).expect("it is final");
				*left -= votes;
				assert_eq!(*left == 0, done);
				if done {
					self.removing.remove(&ballot);
					self.ballots.remove(&ballot);
					self.lists.remove(&ballot);
					self.sealings.remove(&ballot);
				}
			}
			Event::Forgotten { ballot } => {
				assert!(self.outcomes.remove(&ballot).is_some());
			}
			Event::OutageNoted { from, until } => self.gaps.push((from, until)),
			Event::__Ignore(..) => unreachable!(),
		}
	}

	fn assert_same(&self, said: &str) {
		assert_eq!(self.ballots, crate::Ballots::<Test>::iter().collect(), "{said}");
		assert_eq!(self.lists, Lists::<Test>::iter().collect(), "{said}");
		assert_eq!(self.outcomes, Outcomes::<Test>::iter().collect(), "{said}");
		assert_eq!(self.sealings, Sealings::<Test>::iter().collect(), "{said}");
		let is_kept = |ballot: &BallotId| !self.removing.contains_key(ballot);
		let requests = Requests::<Test>::iter().filter(|own| is_kept(&own.0));
		let requests = requests.map(|(ballot, person, own)| ((ballot, person), own));
		assert_eq!(self.requests, requests.collect(), "{said}");
		let sealed = SealedVotes::<Test>::iter().filter(|own| is_kept(&own.0));
		let sealed = sealed.map(|(ballot, alias, own)| ((ballot, alias), own));
		assert_eq!(self.sealed, sealed.collect(), "{said}");
		assert_eq!(self.secrets, Openings::<Test>::iter().collect(), "{said}");
		assert_eq!(self.gaps, Outages::<Test>::get().into_inner(), "{said}");
		let traces = Replays::<Test>::iter();
		let traces = traces.map(|(id, own)| (id, (own.who, own.replay.trace().clone())));
		assert_eq!(self.traces, traces.collect(), "{said}");
		for ballot in self.ballots.keys().filter(|own| !self.removing.contains_key(own)) {
			let votes = self.votes.get(ballot).cloned().unwrap_or_default();
			assert_eq!(votes, Votes::<Test>::iter_prefix(*ballot).collect(), "{said}");
			for ((class, source), tally) in Tallies::<Test>::iter_prefix(*ballot) {
				let own = self.count(*ballot, class, source);
				assert_eq!(own, (tally.voted, tally.blank), "{said}");
			}
		}
		for (ballot, left) in &self.removing {
			let found = Votes::<Test>::iter_prefix(*ballot).count()
				+ SealedVotes::<Test>::iter_prefix(*ballot).count()
				+ Requests::<Test>::iter_prefix(*ballot).count();
			assert_eq!(found, *left as usize, "{said}");
		}
	}
}

#[test]
fn events_tell_of_traces() {
	run(|| {
		let mut reader = Reader::default();
		let (right, wrong) = (shares::awaiting(), shares::awaiting());
		reader.catch_up();
		shares::fund();
		assert_ok!(shares::submit(right, shares::right_trace(right)));
		assert_ok!(shares::submit(wrong, shares::wrong_trace(wrong)));
		reader.catch_up();
		assert_eq!(reader.traces.len(), 2);
		assert_ok!(Ballots::replay(signed(key(1)), right, 3));
		reader.catch_up();
		shares::replay_all(right, 20);
		shares::replay_all(wrong, 20);
		reader.catch_up();
		assert_eq!(reader.traces.len(), 0);
		assert_eq!((reader.ballots.len(), reader.outcomes.len()), (2, 1));
	});
}

#[test]
fn events_tell_of_sealed_ballots() {
	run(|| {
		let mut reader = Reader::default();
		let ballot = sealed::begin(3);
		reader.catch_up();
		assert_ok!(sealed::send(ballot, 1, 1, YES_VOTE));
		assert_ok!(sealed::send(ballot, 2, 1, NO_VOTE));
		assert_ok!(sealed::send(ballot, 2, 2, YES_VOTE));
		reader.catch_up();
		assert_eq!(reader.sealed.len(), 2);
		pass(HOURS);
		assert_ok!(sealed::publish_secret(ballot));
		reader.catch_up();
		assert_ok!(Ballots::open_step(signed(key(9)), ballot, 1));
		reader.catch_up();
		assert_eq!(reader.sealed.len(), 1);
		assert_ok!(Ballots::open_step(signed(key(9)), ballot, 50));
		reader.catch_up();
		finish(ballot);
		reader.catch_up();
		assert_ok!(Ballots::sweep(signed(key(9)), ballot, 4));
		reader.catch_up();
		assert_ok!(Ballots::sweep(signed(key(9)), ballot, 200));
		reader.catch_up();
		assert_eq!((reader.ballots.len(), reader.sealings.len()), (0, 0));
	});
}

#[test]
fn events_rebuild_the_state() {
	run(|| {
		let mut reader = Reader::default();
		let question = Question::Approval { least: 1, most: 5, per_heading: false };
		let list = open(list_plan(question, Rule::Greedy { ties: Ties::Number }));
		let (question, rule) = (Question::Support, Rule::Reached { least: 2 });
		let support = open(BallotPlan { question, rule, ..plan() });
		let yes_no = open(plan());
		assert_ok!(<Ballots as chungnam_ports::Ballots>::shift(yes_no, MINUTES));
		reader.catch_up();
		pass(HOURS + MINUTES);
		vote_all(list, 1..=5, picks(&[0, 4]));
		vote(list, 1, Choice::Blank);
		assert_ok!(paper(list, 11, picks(&[2])));
		vote(support, 1, Choice::Support);
		assert_ok!(Ballots::withdraw(signed(key(1)), support));
		vote_all(support, 2..=3, Choice::Support);
		vote_all(yes_no, 1..=9, YES_VOTE);
		assert_ok!(paper(yes_no, 10, NO_VOTE));
		reader.catch_up();
		assert_ok!(Ballots::strike(committee(), yes_no, BORYEONG));
		assert_ok!(<Ballots as chungnam_ports::Ballots>::recuse(yes_no, PersonId(1)));
		reader.catch_up();
		next_block::<Test>(now() + 20 * MINUTES);
		pass(HOURS);
		reader.catch_up();
		assert_ok!(Ballots::annul(committee(), yes_no, H256::repeat_byte(4)));
		reader.catch_up();
		pass(2 * HOURS);
		reader.catch_up();
		assert_ok!(Ballots::sweep(signed(key(1)), yes_no, 3));
		reader.catch_up();
		for ballot in [list, support, yes_no] {
			assert_ok!(Ballots::sweep(signed(key(1)), ballot, 200));
		}
		reader.catch_up();
		assert_eq!((reader.ballots.len(), reader.outcomes.len()), (0, 3));
		next_block::<Test>(now() + chungnam_ports::KEPT_OUTCOMES);
		next_block::<Test>(now());
		reader.catch_up();
		assert_eq!(reader.outcomes.len(), 0);
	});
}
