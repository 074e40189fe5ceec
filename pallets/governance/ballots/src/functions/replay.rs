// SPDX-License-Identifier: Apache-2.0

//! Equal Shares: a program counts and hands in a trace, and the chain replays it over the votes, in steps.

use alloc::vec::Vec;
use chungnam_count::{Election, Replay, Trace, Verdict, Wrong};
use chungnam_frame_kit::Clock;
use chungnam_ports::{Agenda, Choice, Due, Source, Sources};
use chungnam_primitives::{BallotId, Moment};
use frame_support::{
	dispatch::{DispatchResultWithPostInfo, Pays, PostDispatchInfo},
	ensure,
	traits::{
		fungible::MutateHold,
		tokens::{Fortitude, Precision, Restriction},
		Get,
	},
	weights::Weight,
};
use sp_runtime::DispatchResult;

use super::close::{outcome_by, sums_of};
use crate::{pallet::*, types::*, WeightInfo};

/// What a step found.
enum Found {
	/// More votes are to be walked.
	More,
	/// The trace is right.
	Right,
	/// The trace is wrong.
	Wrong(Wrong),
}

impl<T: Config> Pallet<T> {
	/// A ballot that waits for a trace, its moments, and how it is counted.
	fn awaiting(id: BallotId) -> Result<(Ballot, (Moment, Moment), Shares), Error<T>> {
		let ballot = Self::existing(id)?;
		let Phase::Counting { at, until } = ballot.phase else { return Err(Error::NotCounting) };
		let shares = Shares::of(&ballot.rule).ok_or(Error::NotCounting)?;
		Ok((ballot, (at, until), shares))
	}

	/// The list as it is counted.
	fn election_by(id: BallotId, shares: &Shares) -> Option<Election> {
		let List { options, headings } = Lists::<T>::get(id);
		election_of(&options, &headings, shares.ties)
	}

	/// How many votes are walked: blank ones, and none of an office that was struck.
	fn voters_of(id: BallotId, ballot: &Ballot) -> Option<u32> {
		let tallies = Tallies::<T>::iter_prefix(id);
		let own = tallies.filter(|((_, source), _)| !ballot.is_struck(*source));
		// Votes of one class are at most its heads.
		let voted = own.fold(0u64, |sum, (_, tally)| sum.saturating_add(tally.voted));
		u32::try_from(voted).ok()
	}

	pub(crate) fn do_submit_trace(who: T::AccountId, id: BallotId, trace: Trace) -> DispatchResult {
		let (ballot, (_, until), shares) = Self::awaiting(id)?;
		ensure!(T::Time::moment() < until, Error::<T>::TooLate);
		ensure!(!Replays::<T>::contains_key(id), Error::<T>::ReplayUnderWay);
		let election = Self::election_by(id, &shares).ok_or(Error::<T>::OptionUnsound)?;
		let voters = Self::voters_of(id, &ballot).ok_or(Error::<T>::Overflow)?;
		let replay = Replay::new(&election, shares.utility, voters, trace.clone())
			.map_err(|_| Error::<T>::Overflow)?
			.map_err(|_| Error::<T>::TraceUnsound)?;

		T::Won::hold(&HoldReason::Trace.into(), &who, TRACE_BOND)?;
		Replays::<T>::insert(id, Replaying { who: who.clone(), replay, last: None });
		Self::deposit_event(Event::TraceSubmitted { ballot: id, who, trace });
		Ok(())
	}

	pub(crate) fn do_replay(id: BallotId, limit: u32) -> DispatchResultWithPostInfo {
		let (ballot, (at, until), shares) = Self::awaiting(id)?;
		ensure!(T::Time::moment() < until, Error::<T>::TooLate);
		let running = Replays::<T>::get(id).ok_or(Error::<T>::NothingToReplay)?;
		let limit = limit.min(MAX_REPLAY);
		let (walked, weight) = Self::replay_step(id, ballot, at, shares, running, limit);
		let pays_fee = if walked == MAX_REPLAY { Pays::No } else { Pays::Yes };
		Ok(PostDispatchInfo { actual_weight: Some(weight), pays_fee })
	}

	/// The most that a step over so many votes weighs.
	pub(crate) fn replay_weight(votes: u32) -> Weight {
		T::WeightInfo::replay(votes).saturating_add(T::WeightInfo::close())
	}

	/// Replays as much as fits into `left`, and weighs that much.
	pub(crate) fn replay_idly(left: Weight) -> Weight {
		if !Self::replay_weight(1).all_lte(left) {
			return Weight::zero();
		}
		let read = T::DbWeight::get().reads(1);
		let Some(id) = Replays::<T>::iter_keys().next() else { return read };
		let Ok((ballot, (at, until), shares)) = Self::awaiting(id) else { return read };
		// The clock ends it.
		let running = Replays::<T>::get(id).filter(|_| T::Time::moment() < until);
		let Some(running) = running else { return T::DbWeight::get().reads(3) };
		let mut limit = MAX_REPLAY;
		while limit > 1 && !Self::replay_weight(limit).all_lte(left) {
			limit = limit.checked_div(2).unwrap_or(1);
		}
		Self::replay_step(id, ballot, at, shares, running, limit).1
	}

	/// Walks up to `limit` votes, and decides at the end of the last pass. Returns how many were walked, and the weight.
	fn replay_step(
		id: BallotId,
		ballot: Ballot,
		at: Moment,
		shares: Shares,
		mut running: ReplayingOf<T>,
		limit: u32,
	) -> (u32, Weight) {
		let election = Self::election_by(id, &shares);
		let step = election.and_then(|own| Self::walk(id, &ballot, &own, &mut running, limit));
		let Some((walked, found)) = step else {
			// The votes are not those that were counted: greedy decides at its time.
			Self::drop_replay(id);
			return (0, Self::replay_weight(limit));
		};
		let weight = T::WeightInfo::replay(walked);
		match found {
			Found::More => {
				Replays::<T>::insert(id, running);
				Self::deposit_event(Event::Replayed { ballot: id, votes: walked });
				(walked, weight)
			}
			Found::Right => {
				Self::decide_by(id, ballot, at, &shares, running.replay.trace());
				(walked, Self::replay_weight(walked))
			}
			Found::Wrong(wrong) => {
				Self::forfeit(&running.who);
				Replays::<T>::remove(id);
				let (who, fate) = (running.who, Fate::Wrong(wrong));
				Self::deposit_event(Event::TraceJudged { ballot: id, who, fate });
				(walked, weight)
			}
		}
	}

	/// Adds votes to the sums of a pass, and ends the pass with the last vote. `None` if these are not the votes that were
	/// counted.
	fn walk(
		id: BallotId,
		ballot: &Ballot,
		election: &Election,
		running: &mut ReplayingOf<T>,
		limit: u32,
	) -> Option<(u32, Found)> {
		let votes = match &running.last {
			Some(voter) => Votes::<T>::iter_prefix_from(id, Votes::<T>::hashed_key_for(id, voter)),
			None => Votes::<T>::iter_prefix(id),
		};
		let mut walked: u32 = 0;
		let mut picks: Vec<Vec<u8>> = Vec::new();
		for (voter, vote) in votes.take(usize::try_from(limit).ok()?) {
			walked = walked.saturating_add(1); // at most `limit`
			running.last = Some(voter);
			if !ballot.is_struck(vote.source) {
				picks.push(match vote.choice {
					Choice::Picks(picks) => picks.into_inner(),
					_ => Vec::new(),
				});
			}
		}
		running.replay.walk(election, picks.iter().map(Vec::as_slice)).ok()?;
		if running.replay.remaining() > 0 {
			return (walked == limit).then_some((walked, Found::More));
		}
		running.last = None;
		let found = match running.replay.end_pass(election).ok()? {
			Verdict::NextPass => Found::More,
			Verdict::Right(_) => Found::Right,
			Verdict::Wrong(wrong) => Found::Wrong(wrong),
		};
		Some((walked, found))
	}

	/// A right trace decides, and the contest begins.
	fn decide_by(id: BallotId, ballot: Ballot, at: Moment, shares: &Shares, trace: &Trace) {
		let tallies = Self::tallies_of(id, &ballot);
		let sums = sums_of(&ballot, &tallies);
		let Some(decision) = by_shares(shares, trace, &sums, &Lists::<T>::get(id)) else {
			// No right trace spends more than there is.
			return Self::drop_replay(id);
		};
		Self::end_replay(id, Fate::Right);
		let outcome = outcome_by(decision, &ballot.question, &sums, &tallies);
		let ballot = Self::conclude(id, ballot, (at, T::Time::moment()), outcome, tallies);
		if let Phase::Closed { final_at, .. } = ballot.phase {
			T::Agenda::set(Due::Ballot(id), final_at);
		}
	}

	/// The ballot is decided without the trace that is being replayed, if there is one.
	pub(crate) fn drop_replay(id: BallotId) {
		Self::end_replay(id, Fate::Dropped);
	}

	/// A replay ends, and the bond is free again.
	fn end_replay(id: BallotId, fate: Fate) {
		let Some(Replaying { who, .. }) = Replays::<T>::take(id) else { return };
		Self::release(&who);
		Self::deposit_event(Event::TraceJudged { ballot: id, who, fate });
	}

	fn release(who: &T::AccountId) {
		let reason = HoldReason::Trace.into();
		// What is held is there (I6).
		let _ = T::Won::release(&reason, who, TRACE_BOND, Precision::BestEffort);
	}

	/// The bond of a wrong trace goes to the router.
	fn forfeit(who: &T::AccountId) {
		let (reason, to) = (HoldReason::Trace.into(), T::Sources::account_of(Source::Slashes));
		let moved = T::Won::transfer_on_hold(
			&reason,
			who,
			&to,
			TRACE_BOND,
			Precision::BestEffort,
			Restriction::Free,
			Fortitude::Force,
		);
		if moved.is_err() {
			Self::release(who);
		}
	}
}
