// SPDX-License-Identifier: Apache-2.0

//! Counting: each vote touches its tally, and a page where it names an option beyond the first thirty-two.

use chungnam_frame_kit::Clock;
use chungnam_ports::{Agenda, Due};
use chungnam_primitives::BallotId;
use sp_runtime::DispatchResult;

use crate::{pallet::*, types::*};

/// Applies `sign` to one count.
fn apply(counts: &mut Counts, place: usize, by: u64, sign: Sign) -> Option<()> {
	let count = counts.get_mut(place)?;
	*count = sign.apply(*count, by)?;
	Some(())
}

/// Counts that are all zero.
fn zeros(ballot: &Ballot, page: u8) -> Counts {
	let zeros = (0..ballot.counts_on(page)).map(|_| 0);
	Counts::truncate_from(zeros.collect())
}

impl<T: Config> Pallet<T> {
	/// Adds a vote to what came in.
	pub(crate) fn count(id: BallotId, ballot: &Ballot, vote: &Vote) -> DispatchResult {
		Self::change(id, ballot, vote, Sign::Add).ok_or(Error::<T>::Overflow)?;
		Ok(())
	}

	/// Takes a vote out of what came in.
	pub(crate) fn uncount(id: BallotId, ballot: &Ballot, vote: &Vote) -> DispatchResult {
		Self::change(id, ballot, vote, Sign::Subtract).ok_or(Error::<T>::Overflow)?;
		Ok(())
	}

	fn change(id: BallotId, ballot: &Ballot, vote: &Vote, sign: Sign) -> Option<()> {
		let key = (vote.class, vote.source);
		let fresh = || Tally { counts: zeros(ballot, 0), ..Default::default() };
		let mut tally = Tallies::<T>::get(id, key).unwrap_or_else(fresh);
		tally.voted = sign.apply(tally.voted, vote.weight)?;
		if vote.choice == chungnam_ports::Choice::Blank {
			tally.blank = sign.apply(tally.blank, vote.weight)?;
		}
		let mut page: Option<(u8, Counts)> = None;
		for (option, times) in places(&vote.choice) {
			let by = vote.weight.checked_mul(times)?;
			let (number, place) = place_on_page(option);
			if number == 0 {
				apply(&mut tally.counts, place, by, sign)?;
				continue;
			}
			// Picks ascend, so each page is read and written once.
			if page.as_ref().is_none_or(|(own, _)| *own != number) {
				Self::put_page(id, vote, page.take());
				page = Some((number, Self::page(id, ballot, vote, number)));
			}
			apply(&mut page.as_mut()?.1, place, by, sign)?;
		}
		Self::put_page(id, vote, page);
		Tallies::<T>::insert(id, key, tally);
		Self::change_sums(id, ballot, vote, sign)
	}

	fn page(id: BallotId, ballot: &Ballot, vote: &Vote, number: u8) -> Counts {
		let page = Pages::<T>::get(id, (vote.class, vote.source, number));
		if page.is_empty() {
			zeros(ballot, number)
		} else {
			page
		}
	}

	fn put_page(id: BallotId, vote: &Vote, page: Option<(u8, Counts)>) {
		if let Some((number, counts)) = page {
			Pages::<T>::insert(id, (vote.class, vote.source, number), counts);
		}
	}

	/// Keeps the running sums of a ballot that can close early. Paper of a struck office is not in them.
	fn change_sums(id: BallotId, ballot: &Ballot, vote: &Vote, sign: Sign) -> Option<()> {
		if !ballot.can_end_early() || ballot.is_struck(vote.source) {
			return Some(());
		}
		let mut sums = EarlySums::<T>::get(id);
		sums.voted = sign.apply(sums.voted, vote.weight)?;
		if is_yes(&vote.choice) {
			sums.yes = sign.apply(sums.yes, vote.weight)?;
		}
		EarlySums::<T>::insert(id, sums);
		Some(())
	}

	/// Closes a ballot for which no further vote is needed. The clock counts with the next block.
	pub(crate) fn end_early(id: BallotId, mut ballot: Ballot) -> DispatchResult {
		if !ballot.can_end_early() {
			return Ok(());
		}
		// A ballot that can close early has one class.
		let heads = ballot.classes.first().map_or(0, |class| class.heads);
		if !EarlySums::<T>::get(id).are_enough(&ballot.rule, ballot.early, heads) {
			return Ok(());
		}
		let at = T::Time::moment();
		ballot.phase = ballot.phase.after(Step::End(at)).ok_or(Error::<T>::TooLate)?;
		Ballots::<T>::insert(id, &ballot);
		T::Agenda::set(Due::Ballot(id), at);
		Self::deposit_event(Event::Ended { ballot: id, at });
		Ok(())
	}
}
