// SPDX-License-Identifier: Apache-2.0

//! The invariants of the README, under the same numbers. Checked after every test, by `try-runtime`, and by the stories
//! of the runtime. They read all of the state: never for a call or a hook.

use alloc::{
	collections::{BTreeMap, BTreeSet},
	vec::Vec,
};
use chungnam_credential::public;
use chungnam_frame_kit::{check_all, Check};
use chungnam_ports::{
	Agenda, Body, Choice, Due, Holder, Holders, Method, Outcome, Verdict, MAX_COUNTING, MAX_LIFE,
	MAX_OUTAGE,
};
use chungnam_primitives::{BallotId, Won};
use frame_support::{ensure, traits::fungible::InspectHold};

use crate::{
	functions::{outcome_by, sums_of, yes_of},
	pallet::*,
	types::*,
};

impl<T: Config> Pallet<T> {
	/// Checks every invariant. The error begins with the number of the first that does not hold.
	pub fn do_try_state() -> Check {
		check_all! { Self: check_counts, check_voters, check_moments, check_room, check_outages, check_replays, check_sealings }
	}

	/// I1: until the removal of votes begins, each count is the sum of the votes that raise it: for each (ballot, class,
	/// source) `counts[o] = Σ weight · times(choice, o)`, `voted = Σ weight`, `blank = Σ weight of blanks`; and the sums
	/// of a ballot that can close early are those of its sources that were not struck.
	fn check_counts() -> Check {
		for (id, ballot) in Ballots::<T>::iter().filter(|(_, own)| !own.phase.is_final()) {
			let mut found: BTreeMap<(ClassId, SourceId), (u64, u64, Vec<u64>)> = BTreeMap::new();
			for vote in Votes::<T>::iter_prefix_values(id) {
				let zeros = || (0..ballot.counts()).map(|_| 0).collect();
				let own = found.entry((vote.class, vote.source)).or_insert_with(|| (0, 0, zeros()));
				own.0 = own.0.saturating_add(vote.weight);
				if vote.choice == Choice::Blank {
					own.1 = own.1.saturating_add(vote.weight);
				}
				for (option, times) in places(&vote.choice) {
					let count = own.2.get_mut(usize::from(option));
					let count = count.ok_or("I1: a vote for what is not on the list")?;
					*count = count.saturating_add(vote.weight.saturating_mul(times));
				}
			}
			let mut sums = Sums::default();
			for tally in Self::tallies_of(id, &ballot) {
				let key = (tally.class, tally.source);
				let zero = tally.voted == 0 && tally.counts.iter().all(|count| *count == 0);
				match found.remove(&key) {
					Some(own) => ensure!(
						own == (tally.voted, tally.blank, tally.counts.clone()),
						"I1: a tally is not its votes"
					),
					None => ensure!(zero && tally.blank == 0, "I1: a tally without votes"),
				}
				if !tally.is_struck {
					let yes = yes_of(&ballot.question, &tally.counts);
					sums.voted = sums.voted.saturating_add(tally.voted);
					sums.yes = sums.yes.saturating_add(yes);
				}
			}
			ensure!(found.is_empty(), "I1: votes without a tally");
			let expected = if ballot.can_end_early() { sums } else { Sums::default() };
			ensure!(EarlySums::<T>::get(id) == expected, "I1: running sums are not the votes");
		}
		Ok(())
	}

	/// I2: a voter counts once, in the first class in which they counted at the roll, by key or at the office of their
	/// place, and a person who is kept out does not: `weight = 1` for people, `Σ weight = voted(c) <= heads(c)`,
	/// `Σ locked units <= units(instrument)`, `conflicts ∩ voters = ∅`.
	fn check_voters() -> Check {
		for (id, ballot) in Ballots::<T>::iter().filter(|(_, own)| !own.phase.is_final()) {
			let mut voted: BTreeMap<ClassId, u64> = BTreeMap::new();
			for (voter, vote) in Votes::<T>::iter_prefix(id) {
				let class = ballot.classes.get(usize::from(vote.class));
				let class = class.ok_or("I2: a vote in no class")?;
				let is_of_holders = matches!(class.body, Body::Holders(_));
				let is_of_seats = matches!(class.body, Body::Seats(_));
				ensure!(is_of_holders || vote.weight == 1, "I2: a person has more than one vote");
				let is_office = ballot.office(vote.class, vote.source).is_some();
				ensure!(vote.source == KEYS || is_office, "I2: a vote from no office");
				if let Holder::Person(person) = &voter {
					let is_out = ballot.conflicts.contains(person);
					ensure!(!is_out, "I2: a person who is kept out has voted");
				}
				if Sealings::<T>::contains_key(id) {
					let is_alias = matches!(voter, Holder::Account(_)) && vote.source == KEYS;
					ensure!(is_alias, "I2: a sealed vote of no alias");
					let own = voted.entry(vote.class).or_default();
					*own = own.saturating_add(vote.weight);
					continue;
				}
				match Self::place_of(&ballot.classes, ballot.roll, &voter) {
					Ok(place) if !is_of_holders => {
						ensure!(place.class == vote.class, "I2: a vote in another class");
						let is_own = vote.source == KEYS || Some(vote.source) == place.office;
						ensure!(is_own, "I2: a vote from another office");
					}
					Ok(_) => (),
					// Who has voted can lose the seat, in the block of the roll too, or die. The vote stays.
					Err(_) => {
						ensure!(is_of_holders || is_of_seats, "I2: a vote of nobody who counts")
					}
				}
				let own = voted.entry(vote.class).or_default();
				*own = own.saturating_add(vote.weight);
			}
			for (class, roll) in (0..).zip(&ballot.classes) {
				let voted = voted.get(&class).copied().unwrap_or(0);
				ensure!(voted <= roll.heads, "I2: more votes than heads");
				if let Body::Holders(instrument) = roll.body {
					let units = T::Holders::units(instrument).unwrap_or(0);
					ensure!(voted <= units, "I2: more locked units than there are");
				}
			}
		}
		Ok(())
	}

	/// I3: a ballot has its moments in order and one outcome, which is the pure count of its tallies, or by Equal Shares of
	/// its votes, unless it was annulled: `roll <= opens < closes`, `closes + outage + opening + counting + contest <=
	/// roll + MAX_LIFE`, `outcome <=> closed`.
	fn check_moments() -> Check {
		for (id, ballot) in Ballots::<T>::iter() {
			let is_ordered = ballot.roll <= ballot.opens && ballot.opens < ballot.closes;
			ensure!(is_ordered, "I3: moments are not in order");
			let last = ballot.closes.saturating_add(MAX_OUTAGE).saturating_add(ballot.contest);
			let last = last.saturating_add(counting_of(&ballot.rule));
			let is_sealed = Sealings::<T>::contains_key(id);
			let method = if is_sealed { Method::Sealed } else { Method::Open };
			let last = last.saturating_add(opening_of(method));
			let end = ballot.roll.saturating_add(MAX_LIFE);
			ensure!(last <= end, "I3: the rolls are forgotten before the end");
			let outcome = Outcomes::<T>::get(id);
			match ballot.phase {
				Phase::Running | Phase::Sealed => {
					ensure!(outcome.is_none(), "I3: an outcome before the close")
				}
				Phase::Ended(at) => {
					ensure!(outcome.is_none(), "I3: an outcome before the close");
					let is_inside =
						at >= ballot.opens && at < ballot.closes.saturating_add(MAX_OUTAGE);
					ensure!(is_inside, "I3: it ended outside its window");
				}
				Phase::Opening { at, until } => {
					ensure!(outcome.is_none(), "I3: an outcome before the count");
					ensure!(at < until, "I3: it is opened before its close");
				}
				Phase::Counting { at, until } => {
					ensure!(outcome.is_none(), "I3: an outcome before the count");
					// Of a sealed ballot the wait begins when the last choice is opened.
					let counted = until.saturating_sub(MAX_COUNTING);
					let is_in_time = counted == at || is_sealed && counted > at;
					let is_so = Shares::of(&ballot.rule).is_some() && is_in_time;
					ensure!(is_so, "I3: a count that waits for nothing, or too long");
				}
				Phase::Closed { at, final_at } => {
					ensure!(at <= final_at, "I3: final before the close");
					Self::check_outcome(id, &ballot)?;
				}
				Phase::Final { .. } => Self::check_outcome(id, &ballot)?,
			}
		}
		Ok(())
	}

	fn check_outcome(id: BallotId, ballot: &Ballot) -> Check {
		let outcome = Outcomes::<T>::get(id).ok_or("I3: closed without an outcome")?;
		let counted = Self::outcome_of(id, ballot, &Self::tallies_of(id, ballot));
		let is_annulled = matches!(outcome.verdict, Verdict::Annulled(_));
		// Once votes are removed, they cannot be counted by Equal Shares any more.
		let is_gone = ballot.phase.is_final() && Shares::of(&ballot.rule).is_some();
		let by_trace = || Self::outcome_by_votes(id, ballot).as_ref() == Some(&outcome);
		let is_counted = is_annulled || is_gone || outcome == counted || by_trace();
		ensure!(is_counted, "I3: the outcome is not the count");
		ensure!(outcome.digest == counted.digest, "I3: the outcome is of other counts");
		Ok(())
	}

	/// What Equal Shares decides, counted anew over all votes.
	fn outcome_by_votes(id: BallotId, ballot: &Ballot) -> Option<Outcome> {
		let shares = Shares::of(&ballot.rule)?;
		let list = Lists::<T>::get(id);
		let election = election_of(&list.options, &list.headings, shares.ties)?;
		let votes = Votes::<T>::iter_prefix_values(id).filter(|own| !ballot.is_struck(own.source));
		let picks = votes.map(|vote| match vote.choice {
			Choice::Picks(picks) => picks.into_inner(),
			_ => Vec::new(),
		});
		let picks: Vec<_> = picks.collect();
		let trace = chungnam_count::equal_shares(&election, shares.utility, &picks).ok()?;
		let tallies = Self::tallies_of(id, ballot);
		let sums = sums_of(ballot, &tallies);
		let decision = by_shares(&shares, &trace, &sums, &list)?;
		Some(outcome_by(decision, &ballot.question, &sums, &tallies))
	}

	/// I4: room is counted, and nothing stays for ever: `under_way[kind] = |ballots of the kind not final| <=
	/// bound(kind)`; a ballot stands in the agenda until it is final, then in the list of removals; an outcome of a ballot
	/// that is gone stands in the agenda; votes, tallies, pages, lists and sums belong to ballots; `id < next`.
	fn check_room() -> Check {
		let mut under_way: BTreeMap<u8, u32> = BTreeMap::new();
		let mut known = BTreeSet::new();
		for (id, ballot) in Ballots::<T>::iter() {
			ensure!(id < NextBallot::<T>::get(), "I4: a ballot beyond the next");
			known.insert(id);
			let is_final = ballot.phase.is_final();
			ensure!(Sweeps::<T>::contains_key(id) == is_final, "I4: votes are removed too early");
			ensure!(T::Agenda::at(Due::Ballot(id)).is_some(), "I4: the clock forgot a ballot");
			let has_list = Lists::<T>::contains_key(id);
			ensure!(has_list == (ballot.options > 0), "I4: a list is missing");
			if !is_final {
				let count = under_way.entry(ballot.user.kind()).or_default();
				*count = count.saturating_add(1);
				ensure!(*count <= ballot.user.bound(), "I4: too many ballots of a kind");
			}
		}
		ensure!(under_way == UnderWay::<T>::iter().collect(), "I4: room is miscounted");
		for id in Outcomes::<T>::iter_keys() {
			ensure!(T::Agenda::at(Due::Ballot(id)).is_some(), "I4: an outcome stays for ever");
		}
		let owners = Votes::<T>::iter_keys().map(|(id, _)| id);
		let owners = owners.chain(Tallies::<T>::iter_keys().map(|(id, _)| id));
		let owners = owners.chain(Pages::<T>::iter_keys().map(|(id, _)| id));
		let owners = owners.chain(Lists::<T>::iter_keys()).chain(EarlySums::<T>::iter_keys());
		let owners = owners.chain(Sealings::<T>::iter_keys()).chain(Openings::<T>::iter_keys());
		let owners = owners.chain(Requests::<T>::iter_keys().map(|(id, _)| id));
		let owners = owners.chain(SealedVotes::<T>::iter_keys().map(|(id, _)| id));
		let mut owners = owners.chain(Sweeps::<T>::iter_keys());
		ensure!(owners.all(|id| known.contains(&id)), "I4: something of no ballot");
		Ok(())
	}

	/// I5: stops of the chain are in order, longer than a pause, and over: `from + NO_OUTAGE < until <= seen`.
	fn check_outages() -> Check {
		let mut last = 0;
		for (from, until) in Outages::<T>::get() {
			ensure!(from >= last, "I5: stops are not in order");
			ensure!(gap(from, until).is_some(), "I5: a stop that was none");
			last = until;
		}
		ensure!(last <= Seen::<T>::get(), "I5: a stop is not over");
		Ok(())
	}

	/// I6: a trace is replayed for a ballot that waits for one, and each has its bond: `held(who) = bond · |replays of
	/// who|`.
	fn check_replays() -> Check {
		let mut bonds: BTreeMap<T::AccountId, Won> = BTreeMap::new();
		for (id, running) in Replays::<T>::iter() {
			let phase = Ballots::<T>::get(id).map(|ballot| ballot.phase);
			let is_awaited = matches!(phase, Some(Phase::Counting { .. }));
			ensure!(is_awaited, "I6: a replay that nobody waits for");
			let bond = bonds.entry(running.who).or_default();
			*bond = bond.saturating_add(TRACE_BOND);
		}
		for (who, bond) in bonds {
			let held = T::Won::balance_on_hold(&HoldReason::Trace.into(), &who);
			ensure!(held == bond, "I6: a bond is not held");
		}
		Ok(())
	}

	/// I7: of a sealed ballot nobody votes without a credential, and a person on the roll has one: until the removal of votes
	/// begins `|sealed votes| + |votes| = cast <= issued = |requests that were answered| <= heads`; a ballot that waits for
	/// sealed choices has its keys beside it, and only one whose secret is published is opened.
	fn check_sealings() -> Check {
		for (id, ballot) in Ballots::<T>::iter().filter(|(_, own)| !own.phase.is_final()) {
			let sealing = Sealings::<T>::get(id);
			ensure!(sealing.is_some() || !ballot.phase.is_sealed(), "I7: sealed without keys");
			let sealed = SealedVotes::<T>::iter_prefix(id).count();
			let Some(Sealing { keys, issued, cast }) = sealing else {
				let requests = Requests::<T>::iter_prefix(id).count();
				ensure!(sealed == 0 && requests == 0, "I7: sealed votes on an open ballot");
				continue;
			};
			let votes = Votes::<T>::iter_prefix(id).count().saturating_add(sealed);
			ensure!(u32::try_from(votes) == Ok(cast), "I7: votes are miscounted");
			ensure!(cast <= issued, "I7: more votes than credentials");
			let answered = Requests::<T>::iter_prefix_values(id);
			let answered = answered.filter(|own| matches!(own, Request::Issued(_))).count();
			ensure!(u32::try_from(answered) == Ok(issued), "I7: credentials are miscounted");
			let heads = ballot.classes.iter().map(|class| class.heads).max();
			ensure!(Some(u64::from(issued)) <= heads, "I7: more credentials than heads");
			ensure!(keys.is_some() || issued == 0, "I7: credentials without a key");
		}
		for (id, secret) in Openings::<T>::iter() {
			let phase = Ballots::<T>::get(id).map(|ballot| ballot.phase);
			ensure!(matches!(phase, Some(Phase::Opening { .. })), "I7: it is opened too early");
			let keys = Sealings::<T>::get(id).and_then(|sealing| sealing.keys);
			let is_own = keys.is_some_and(|keys| keys.opening == public(&secret));
			ensure!(is_own, "I7: the secret of another key");
		}
		Ok(())
	}
}
