// SPDX-License-Identifier: Apache-2.0

//! The close, the contest, and the final moment. Reads tallies and never votes, so it costs the same for any turnout.

use alloc::vec::Vec;
use chungnam_count::MAX_VOTERS;
use chungnam_frame_kit::Clock;
use chungnam_ports::{
	Agenda, ClassTotal, Due, OnBallot, Outcome, Question, Verdict, KEPT_OUTCOMES, MAX_COUNTING,
	MAX_OPTIONS,
};
use chungnam_primitives::{BallotId, Moment, DAYS};
use codec::Encode;
use frame_support::{ensure, traits::ConstU32, weights::Weight, BoundedVec};
use sp_core::H256;
use sp_io::hashing::blake2_256;
use sp_runtime::DispatchResult;

use crate::{pallet::*, types::*, SourceTally, WeightInfo};

impl<T: Config> Pallet<T> {
	/// What came in by class and source, in order, with the counts of all options.
	pub(crate) fn tallies_of(id: BallotId, ballot: &Ballot) -> Vec<SourceTally> {
		let mut tallies: Vec<_> = Tallies::<T>::iter_prefix(id).collect();
		tallies.sort_by_key(|(key, _)| *key);
		let whole = |((class, source), tally): ((ClassId, SourceId), Tally)| {
			let mut counts = tally.counts.into_inner();
			for page in ballot.pages() {
				let more = Pages::<T>::get(id, (class, source, page)).into_inner();
				let missing = usize::try_from(ballot.counts_on(page)).unwrap_or(usize::MAX);
				let zeros = missing.saturating_sub(more.len());
				counts.extend(more);
				counts.extend((0..zeros).map(|_| 0));
			}
			let is_struck = ballot.is_struck(source);
			let Tally { voted, blank, .. } = tally;
			SourceTally { class, source, is_struck, voted, blank, counts }
		};
		tallies.into_iter().map(whole).collect()
	}

	/// What the counts decide. By Equal Shares, what they decide without a trace.
	pub(crate) fn outcome_of(id: BallotId, ballot: &Ballot, tallies: &[SourceTally]) -> Outcome {
		let sums = sums_of(ballot, tallies);
		let list = if ballot.options > 0 { Lists::<T>::get(id) } else { List::default() };
		outcome_by(decide(&ballot.rule, &sums, &list), &ballot.question, &sums, tallies)
	}

	/// How the options of a list rank, from the close until the votes are swept.
	pub(crate) fn ranking_of(id: BallotId) -> BoundedVec<u8, ConstU32<MAX_OPTIONS>> {
		let closed = Ballots::<T>::get(id).filter(|ballot| !ballot.phase.is_running());
		let Some(ballot) = closed.filter(|ballot| ballot.options > 0) else {
			return BoundedVec::new();
		};
		let sums = sums_of(&ballot, &Self::tallies_of(id, &ballot));
		BoundedVec::truncate_from(ranking(&ballot.rule, &sums, &Lists::<T>::get(id)))
	}

	/// What a ballot decided, if it is final now, whether or not the clock has come to it.
	pub(crate) fn final_outcome(id: BallotId) -> Option<Outcome> {
		let Some(ballot) = Ballots::<T>::get(id) else { return Outcomes::<T>::get(id) };
		let time = Self::clockwork();
		let is_final = ballot.phase.is_final() || time.now >= time.final_of(&ballot);
		// Sealed choices are not counted before the clock says whether they were opened in time.
		if !is_final || ballot.phase.is_sealed() {
			return None;
		}
		let stored = Outcomes::<T>::get(id);
		stored.or_else(|| Some(Self::outcome_of(id, &ballot, &Self::tallies_of(id, &ballot))))
	}

	/// What the clock does with a ballot that is due: counts, tells the user, or forgets.
	pub(crate) fn turn(id: BallotId) -> Weight {
		let Some(ballot) = Ballots::<T>::get(id) else {
			Outcomes::<T>::remove(id);
			Self::deposit_event(Event::Forgotten { ballot: id });
			return T::WeightInfo::forget();
		};
		match ballot.phase {
			Phase::Running | Phase::Ended(_) | Phase::Sealed => Self::turn_open(id, ballot),
			Phase::Opening { at, until } => Self::turn_opening(id, ballot, at, until),
			Phase::Counting { at, until } => Self::turn_counting(id, ballot, at, until),
			Phase::Closed { final_at, .. } => Self::turn_closed(id, ballot, final_at),
			Phase::Final { .. } => {
				// Its votes are not all removed: the outcome waits with them.
				let later = T::Time::moment().saturating_add(DAYS);
				T::Agenda::set(Due::Ballot(id), later);
				T::WeightInfo::forget()
			}
		}
	}

	fn turn_open(id: BallotId, ballot: Ballot) -> Weight {
		let time = Self::clockwork();
		let at = time.close_of(&ballot);
		if time.now < at {
			T::Agenda::set(Due::Ballot(id), at);
			return T::WeightInfo::forget();
		}
		if ballot.phase.is_sealed() {
			return Self::begin_opening(id, ballot, at);
		}
		let tallies = Self::tallies_of(id, &ballot);
		let next = if is_for_a_trace(&ballot, &tallies) {
			let until = at.saturating_add(MAX_COUNTING);
			let ballot = Self::begin_counting(id, ballot, at, until, tallies);
			Self::turn_counting(id, ballot, at, until)
		} else {
			let outcome = Self::outcome_of(id, &ballot, &tallies);
			let ballot = Self::conclude(id, ballot, (at, at), outcome, tallies);
			Self::turn_concluded(id, ballot)
		};
		T::WeightInfo::close().saturating_add(next)
	}

	/// No trace was right in time.
	fn turn_counting(id: BallotId, ballot: Ballot, at: Moment, until: Moment) -> Weight {
		if T::Time::moment() < until {
			T::Agenda::set(Due::Ballot(id), until);
			return T::WeightInfo::forget();
		}
		Self::drop_replay(id);
		let ballot = Self::close(id, ballot, at, until);
		let close = T::WeightInfo::close().saturating_add(T::WeightInfo::drop_replay());
		close.saturating_add(Self::turn_concluded(id, ballot))
	}

	/// All sealed choices are opened, at the moment `counted`: what a close counts.
	pub(crate) fn count_opened(id: BallotId, ballot: Ballot, at: Moment, counted: Moment) {
		let tallies = Self::tallies_of(id, &ballot);
		let due = if is_for_a_trace(&ballot, &tallies) {
			let until = counted.saturating_add(MAX_COUNTING);
			Self::begin_counting(id, ballot, at, until, tallies);
			until
		} else {
			let outcome = Self::outcome_of(id, &ballot, &tallies);
			let ballot = Self::conclude(id, ballot, (at, counted), outcome, tallies);
			Self::clockwork().final_of(&ballot)
		};
		T::Agenda::set(Due::Ballot(id), due);
	}

	/// The ballot decided nothing, and its user hears now.
	pub(crate) fn void(id: BallotId, ballot: Ballot, at: Moment, reason: H256) -> Weight {
		let now = T::Time::moment();
		let ballot = Self::close(id, ballot, at, now);
		let annulled = Self::annul_closed(id, ballot, now, reason);
		let close = T::WeightInfo::close().saturating_add(T::WeightInfo::forget());
		close.saturating_add(annulled.map_or(Weight::zero(), |own| Self::turn_concluded(id, own)))
	}

	pub(crate) fn turn_concluded(id: BallotId, ballot: Ballot) -> Weight {
		match ballot.phase {
			Phase::Closed { final_at, .. } => Self::turn_closed(id, ballot, final_at),
			_ => Weight::zero(),
		}
	}

	fn turn_closed(id: BallotId, ballot: Ballot, final_at: Moment) -> Weight {
		if T::Time::moment() < final_at {
			T::Agenda::set(Due::Ballot(id), final_at);
			return T::WeightInfo::forget();
		}
		Self::finish(id, ballot, final_at);
		T::WeightInfo::finish().saturating_add(T::OnBallot::weight())
	}

	/// The most that a turn weighs: the close, the end of the wait for a trace and the final moment at once.
	pub(crate) fn max_turn() -> Weight {
		let close = T::WeightInfo::close().saturating_mul(2);
		let close = close.saturating_add(T::WeightInfo::drop_replay());
		let finish = T::WeightInfo::finish().saturating_add(T::OnBallot::weight());
		let forget = T::WeightInfo::forget().saturating_mul(2);
		close.saturating_add(finish).saturating_add(forget)
	}

	/// From now on a trace is awaited.
	fn begin_counting(
		id: BallotId,
		mut ballot: Ballot,
		at: Moment,
		until: Moment,
		tallies: Vec<SourceTally>,
	) -> Ballot {
		let Some(phase) = ballot.phase.after(Step::Count { at, until }) else { return ballot };
		ballot.phase = phase;
		Ballots::<T>::insert(id, &ballot);
		Self::deposit_event(Event::TraceAwaited { ballot: id, at, until, tallies });
		ballot
	}

	/// Counts without a trace. `at` is the first moment after the vote, and the contest begins at `counted`.
	pub(crate) fn close(id: BallotId, ballot: Ballot, at: Moment, counted: Moment) -> Ballot {
		let tallies = Self::tallies_of(id, &ballot);
		let outcome = Self::outcome_of(id, &ballot, &tallies);
		Self::conclude(id, ballot, (at, counted), outcome, tallies)
	}

	/// The outcome stands, and can be annulled from the moment `counted` on.
	pub(crate) fn conclude(
		id: BallotId,
		mut ballot: Ballot,
		(at, counted): (Moment, Moment),
		outcome: Outcome,
		tallies: Vec<SourceTally>,
	) -> Ballot {
		let final_at = counted.saturating_add(ballot.contest);
		let Some(phase) = ballot.phase.after(Step::Close { at, final_at }) else { return ballot };
		ballot.phase = phase;
		Ballots::<T>::insert(id, &ballot);
		Outcomes::<T>::insert(id, &outcome);
		Self::deposit_event(Event::Closed { ballot: id, at, final_at, outcome, tallies });
		ballot
	}

	/// The outcome is final: the user hears, and votes are removed from now on.
	pub(crate) fn finish(id: BallotId, mut ballot: Ballot, final_at: Moment) {
		let Some(phase) = ballot.phase.after(Step::Finish) else { return };
		let Some(outcome) = Outcomes::<T>::get(id) else { return };
		let user = ballot.user;
		ballot.phase = phase;
		Ballots::<T>::insert(id, &ballot);
		UnderWay::<T>::mutate_exists(user.kind(), |count| {
			*count = count.and_then(|own| own.checked_sub(1)).filter(|own| *own > 0);
		});
		Sweeps::<T>::insert(id, ());
		T::Agenda::set(Due::Ballot(id), final_at.saturating_add(KEPT_OUTCOMES));
		Self::deposit_event(Event::OutcomeFinal { ballot: id, user, outcome: outcome.clone() });
		T::OnBallot::on_final(user, id, &outcome);
	}

	/// Strikes an office before the close.
	pub(crate) fn do_strike(id: BallotId, office: SourceId) -> DispatchResult {
		let mut ballot = Self::existing(id)?;
		let time = Self::clockwork();
		let is_open = ballot.phase.is_running() && time.now < time.close_of(&ballot);
		ensure!(is_open, Error::<T>::TooLate);
		ensure!(ballot.has_office(office), Error::<T>::OfficeNotFound);
		ensure!(!ballot.is_struck(office), Error::<T>::AlreadyStruck);
		if ballot.can_end_early() {
			// One class.
			let tally = Tallies::<T>::get(id, (0, office)).unwrap_or_default();
			let yes = yes_of(&ballot.question, &tally.counts);
			EarlySums::<T>::try_mutate(id, |sums| {
				sums.voted = sums.voted.checked_sub(tally.voted).ok_or(Error::<T>::Overflow)?;
				sums.yes = sums.yes.checked_sub(yes).ok_or(Error::<T>::Overflow)?;
				Ok::<_, Error<T>>(())
			})?;
		}
		ballot.strike(office);
		Ballots::<T>::insert(id, &ballot);
		Self::deposit_event(Event::Struck { ballot: id, office });
		Ok(())
	}

	/// The committee annuls between the close and the final moment.
	pub(crate) fn do_annul_in_contest(id: BallotId, reason: H256) -> DispatchResult {
		let ballot = Self::existing(id)?;
		ensure!(ballot.can_be_annulled, Error::<T>::NotAnnullable);
		let time = Self::clockwork();
		ensure!(time.now >= time.close_of(&ballot), Error::<T>::TooEarly);
		Self::do_annul(id, reason)
	}

	/// The user annuls before the final moment.
	pub(crate) fn do_annul(id: BallotId, reason: H256) -> DispatchResult {
		let ballot = Self::existing(id)?;
		let time = Self::clockwork();
		let now = time.now;
		let is_final = ballot.phase.is_final() || now >= time.final_of(&ballot);
		ensure!(!is_final, Error::<T>::TooLate);
		let is_counted = matches!(ballot.phase, Phase::Closed { .. });
		let at = now.min(time.close_of(&ballot));
		Self::drop_replay(id);
		let ballot = if is_counted { ballot } else { Self::close(id, ballot, at, at) };
		Self::annul_closed(id, ballot, now, reason).ok_or(Error::<T>::TooLate)?;
		Ok(())
	}

	/// The outcome of a ballot that is closed is void, and final with the next block. `None` if it is not closed.
	fn annul_closed(id: BallotId, mut ballot: Ballot, now: Moment, reason: H256) -> Option<Ballot> {
		ballot.phase = ballot.phase.after(Step::Annul(now))?;
		Openings::<T>::remove(id);
		Ballots::<T>::insert(id, &ballot);
		Outcomes::<T>::mutate_extant(id, |outcome| {
			let Decision { verdict, winners, parts, mean } =
				Decision::of(Verdict::Annulled(reason));
			*outcome = Outcome { verdict, winners, parts, mean, ..outcome.clone() };
		});
		T::Agenda::set(Due::Ballot(id), now);
		Self::deposit_event(Event::Annulled { ballot: id, at: now, reason });
		Some(ballot)
	}
}

/// True if a trace decides: the rule is Equal Shares, the quorum is met, and as many voted as can be counted.
fn is_for_a_trace(ballot: &Ballot, tallies: &[SourceTally]) -> bool {
	let sums = sums_of(ballot, tallies);
	let has_quorum = sums.iter().all(|sum| reaches(sum.voted, sum.quorum_bp, sum.heads));
	let has_voters = sums.iter().any(|sum| {
		let voters = 1..=u64::from(MAX_VOTERS);
		voters.contains(&sum.voted)
	});
	Shares::of(&ballot.rule).is_some() && has_quorum && has_voters
}

/// What a decision on these counts is called.
pub(crate) fn outcome_by(
	decision: Decision,
	question: &Question,
	sums: &[ClassSum],
	tallies: &[SourceTally],
) -> Outcome {
	let Decision { verdict, winners, parts, mean } = decision;
	let totals = sums.iter().map(|sum| total_of(question, sum)).collect();
	Outcome {
		verdict,
		classes: BoundedVec::truncate_from(totals),
		winners,
		parts,
		mean,
		digest: H256(blake2_256(&tallies.encode())),
	}
}

/// The sums of all classes.
pub(crate) fn sums_of(ballot: &Ballot, tallies: &[SourceTally]) -> Vec<ClassSum> {
	(0..).zip(&ballot.classes).map(|(class, roll)| sum_of(class, roll, tallies)).collect()
}

/// The sum of a class over all sources that were not struck.
fn sum_of(class: ClassId, roll: &Roll, tallies: &[SourceTally]) -> ClassSum {
	let mut sum = ClassSum {
		weight_bp: roll.weight_bp,
		quorum_bp: roll.quorum_bp,
		heads: roll.heads,
		..Default::default()
	};
	for tally in tallies.iter().filter(|own| own.class == class && !own.is_struck) {
		// Each count is a sum of weights of a class, and the weights of all heads fit into 64 bits.
		sum.voted = sum.voted.saturating_add(tally.voted);
		sum.blank = sum.blank.saturating_add(tally.blank);
		let missing = tally.counts.len().saturating_sub(sum.counts.len());
		sum.counts.extend((0..missing).map(|_| 0));
		for (count, by) in sum.counts.iter_mut().zip(&tally.counts) {
			*count = count.saturating_add(*by);
		}
	}
	sum
}

/// How many of these say yes or support.
pub(crate) fn yes_of(question: &Question, counts: &[u64]) -> u64 {
	let place = match question {
		Question::YesNo => YES,
		Question::Support => SUPPORT,
		_ => return 0,
	};
	counts.get(usize::from(place)).copied().unwrap_or(0)
}

fn total_of(question: &Question, sum: &ClassSum) -> ClassTotal {
	let no = if *question == Question::YesNo { sum.count(NO.into()) } else { 0 };
	ClassTotal {
		heads: sum.heads,
		voted: sum.voted,
		blank: sum.blank,
		yes: yes_of(question, &sum.counts),
		no,
	}
}
