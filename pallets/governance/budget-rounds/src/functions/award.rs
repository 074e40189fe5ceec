// SPDX-License-Identifier: Apache-2.0

//! From winners to envelopes.

use chungnam_frame_kit::Clock;
use chungnam_ports::{
	Agenda, Due, EnvelopePlan, Escrow, EscrowOwner, OwnerAct, Refund, RefundShare,
};
use chungnam_primitives::{EnvelopeId, RoundId};
use frame_support::BoundedVec;
use sp_runtime::{DispatchResult, Perbill};

use crate::{pallet::*, types::*};

/// The place of the state in which payees accept, the first and the second time.
const ACCEPTING: [u8; 2] = [9, 12];
/// The place of the state in which the second awards are offered.
const AWARDING_AGAIN: u8 = 11;

impl<T: Config> Pallet<T> {
	/// The owner of the envelopes of a round.
	pub(crate) fn owner(id: RoundId) -> EscrowOwner {
		EscrowOwner::Round(id.0)
	}

	/// Offers the payee of a winner its money. A winner beyond what is left of the heading is passed over: a count never
	/// has one.
	pub(crate) fn offer(
		id: RoundId,
		round: &mut RoundOf<T>,
		option: u8,
		listed: Listed,
		amount: u64,
	) {
		let Some(rest) = round.rests.get_mut(usize::from(listed.heading)) else { return };
		let Some(left) = rest.left.checked_sub(amount) else { return };
		rest.left = left;
		round.awards = round.awards.saturating_add(1); // at most one an option
		let award = Award { idea: listed.idea, heading: listed.heading, amount };
		Awards::<T>::insert(id, option, award);
		Self::deposit_event(Event::AwardOffered { round: id, option, award });
	}

	/// Winners among the next options.
	pub(crate) fn award_winners(id: RoundId, round: &mut RoundOf<T>, next: u16) -> bool {
		let list = Lists::<T>::get(id);
		let Some(count) = Counts::<T>::get(id) else { return true };
		let (from, step) = (usize::from(next), usize::from(STEP));
		let options = (0..=u8::MAX).zip(list.iter().copied()).skip(from).take(step);
		for (option, listed) in options.filter(|(option, _)| count.winners.contains(*option)) {
			let amount = count.amount(option, listed.cost);
			Self::offer(id, round, option, listed, amount);
		}
		from.saturating_add(step) >= list.len()
	}

	/// For each award that lapsed the next of its heading that fits, among the next places of the ranking.
	pub(crate) fn award_next(id: RoundId, round: &mut RoundOf<T>, next: u16) -> bool {
		let list = Lists::<T>::get(id);
		let Some(count) = Counts::<T>::get(id) else { return true };
		let (from, step) = (usize::from(next), usize::from(STEP));
		let places = count.ranking.iter().copied().skip(from).take(step);
		for option in places.filter(|option| !count.winners.contains(*option)) {
			let Some(listed) = list.get(usize::from(option)).copied() else { continue };
			let Some(rest) = round.rests.get_mut(usize::from(listed.heading)) else { continue };
			if rest.lapsed > 0 && listed.cost <= rest.left {
				rest.lapsed = rest.lapsed.saturating_sub(1); // above zero
				Self::offer(id, round, option, listed, listed.cost);
			}
		}
		from.saturating_add(step) >= count.ranking.len()
	}

	/// Awards among the next options that nobody accepted.
	pub(crate) fn lapse_awards(id: RoundId, round: &mut RoundOf<T>, next: u16) -> bool {
		let options = usize::from(u8::MAX).saturating_add(1);
		let (from, step) = (usize::from(next), usize::from(STEP));
		for option in (0..=u8::MAX).skip(from).take(step) {
			let Some(award) = Awards::<T>::take(id, option) else { continue };
			round.awards = round.awards.saturating_sub(1); // it was counted
			if let Some(rest) = round.rests.get_mut(usize::from(award.heading)) {
				rest.left = rest.left.saturating_add(award.amount); // at most the budget
				rest.lapsed = rest.lapsed.saturating_add(1); // at most one an option
			}
			Self::deposit_event(Event::AwardLapsed { round: id, option });
		}
		from.saturating_add(step) >= options
	}

	pub(crate) fn do_accept_award(who: &T::AccountId, id: RoundId, option: u8) -> DispatchResult {
		let mut round = Self::round_of(id)?;
		let [first, second] = ACCEPTING;
		let is_second = round.phase.rank() >= AWARDING_AGAIN;
		let rank = if is_second { second } else { first };
		Self::check_phase(round.phase, rank, rank)?;
		let award = Awards::<T>::get(id, option).ok_or(Error::<T>::AwardNotFound)?;
		let idea = Self::idea_of(id, award.idea)?;
		let terms = Self::plan_of(id)?.terms;
		let payee = idea.payee.clone().unwrap_or_else(|| terms.payee.clone());
		Self::ensure_payee(&payee, who)?;
		let milestones = terms.payments(award.amount, T::Time::moment());
		let milestones = milestones.ok_or(Error::<T>::TermsUnsound)?;
		let back = RefundShare { to: Refund::Owner, share: Perbill::one() };
		let plan = EnvelopePlan {
			title: idea.text,
			payee,
			milestones,
			reviewers: terms.reviewers,
			silence: terms.silence,
			objectors: terms.objectors,
			grace: terms.grace,
			refunds: BoundedVec::truncate_from(alloc::vec![back]),
		};

		// The only step that can fail, so it comes before all that is written.
		let envelope = T::Escrow::open(Self::owner(id), &Self::pot_of(id), plan)?;
		Awards::<T>::remove(id, option);
		round.awards = round.awards.saturating_sub(1); // it was counted
		round.envelopes = round.envelopes.saturating_add(1); // at most one an option
		if round.awards == 0 {
			// Nobody is waited for.
			T::Agenda::set(Due::Round(id), T::Time::moment());
		}
		Rounds::<T>::insert(id, round);
		Self::deposit_event(Event::AwardAccepted { round: id, option, envelope });
		Ok(())
	}

	pub(crate) fn do_replace_payee(
		id: RoundId,
		envelope: EnvelopeId,
		payee: PayeeOf<T>,
	) -> DispatchResult {
		let act = OwnerAct::NewPayee(payee.clone());
		T::Escrow::settle(Self::owner(id), envelope, act)?;
		Self::deposit_event(Event::PayeeProposed { round: id, envelope, payee });
		Ok(())
	}

	/// An envelope of a round ended.
	pub(crate) fn envelope_ended(id: RoundId, envelope: EnvelopeId) {
		let Some(mut round) = Rounds::<T>::get(id) else { return };
		round.envelopes = round.envelopes.saturating_sub(1); // it was counted
		Self::deposit_event(Event::EnvelopeEnded { round: id, envelope });
		if round.envelopes == 0 && round.phase == Phase::Running {
			Self::advance(id, round, Phase::Closed);
		} else {
			Rounds::<T>::insert(id, round);
		}
	}
}
