// SPDX-License-Identifier: Apache-2.0

//! What a round does by itself: each state ends at its deadline, and what takes many steps takes one a block.

use chungnam_frame_kit::Clock;
use chungnam_ports::{
	Agenda, BallotPlan, BallotUser, Ballots, Candidate, Due, Method, Outcome, Verdict,
	MAX_COUNTING, MAX_OUTAGE, MAX_SHIFT,
};
use chungnam_primitives::{BallotId, Moment, RoundId, DAYS};
use frame_support::{storage::with_storage_layer, weights::Weight, BoundedVec};
use sp_core::H256;
use sp_runtime::DispatchError;

use crate::{pallet::*, types::*, WeightInfo};

impl<T: Config> Pallet<T> {
	/// The clock came to a round.
	pub(crate) fn turn(id: RoundId) {
		let (Ok(round), Ok(plan)) = (Self::round_of(id), Self::plan_of(id)) else { return };
		let now = T::Time::moment();
		let is_waiting = !matches!(round.phase, Phase::Accepting { .. }) || round.awards > 0;
		if let Some(until) = round.phase.until().filter(|until| now < *until && is_waiting) {
			return T::Agenda::set(Due::Round(id), until);
		}
		let windows = plan.windows;
		match round.phase {
			Phase::Ideas { .. } => {
				let next = if Registers::<T>::get(id).qualified.is_empty() {
					Phase::Returning
				} else {
					Phase::Merging { until: Self::after(windows.merging) }
				};
				Self::advance(id, round, next);
			}
			Phase::Merging { .. } => {
				let until = Self::after(windows.feasibility);
				Self::advance(id, round, Phase::Feasibility { until });
			}
			Phase::Feasibility { .. } => {
				let until = Self::after(windows.appealing);
				Self::advance(id, round, Phase::Appealing { until });
			}
			Phase::Appealing { .. } => {
				let until = Self::after(windows.appeals);
				Self::advance(id, round, Phase::Appeals { until });
			}
			Phase::Appeals { .. } => {
				Registers::<T>::mutate(id, |register| register.qualified.sort());
				Self::advance(id, round, Phase::Listing { next: 0 });
			}
			Phase::Listing { next } => Self::make_list(id, round, next),
			Phase::Opening { tries, is_repeat } => {
				Self::open_ballot(id, round, &plan, tries, is_repeat);
			}
			Phase::Voting { ballot, .. } => match T::Ballots::outcome(ballot) {
				Some(outcome) => Self::take_outcome(id, round, ballot, &outcome),
				None => {
					// Whatever comes of it, it is not waited for any longer.
					let _ = T::Ballots::annul(ballot, H256::zero());
					Self::take_void(id, round, ballot);
				}
			},
			Phase::Awarding { next, is_second } => {
				Self::award(id, round, &plan, next, is_second);
			}
			Phase::Accepting { is_second, .. } if round.awards == 0 => {
				Self::accepted(id, round, is_second);
			}
			Phase::Accepting { is_second, .. } => {
				Self::advance(id, round, Phase::Lapsing { next: 0, is_second });
			}
			Phase::Lapsing { next, is_second } => Self::lapse(id, round, next, is_second),
			Phase::Returning => Self::try_return(id, round),
			Phase::Running | Phase::Closed => (),
		}
	}

	/// Puts the next qualified ideas on the list.
	fn make_list(id: RoundId, round: RoundOf<T>, next: u16) {
		let qualified = Registers::<T>::get(id).qualified;
		let mut list = Lists::<T>::get(id);
		let (from, step) = (usize::from(next), usize::from(STEP));
		for number in qualified.iter().skip(from).take(step) {
			let Some(idea) = Ideas::<T>::get(id, number) else { continue };
			if !idea.review.is_listed() {
				continue;
			}
			let option = u8::try_from(list.len()).unwrap_or(u8::MAX);
			let Idea { heading, cost, .. } = idea;
			// There is room for all that are qualified.
			if list.try_push(Listed { idea: *number, heading, cost }).is_ok() {
				Self::deposit_event(Event::IdeaListed { round: id, idea: *number, option, cost });
			}
		}
		let is_done = from.saturating_add(step) >= qualified.len();
		let next = match (is_done, list.is_empty()) {
			(false, _) => Phase::Listing { next: next.saturating_add(STEP) },
			(true, true) => Phase::Returning,
			(true, false) => Phase::Opening { tries: 0, is_repeat: false },
		};
		if !list.is_empty() {
			Lists::<T>::insert(id, list);
		}
		Self::advance(id, round, next);
	}

	/// What is put to the vote.
	fn ballot_plan(id: RoundId, plan: &PlanOf<T>, opens: Moment, is_repeat: bool) -> BallotPlan {
		let option = |listed: Listed| Candidate {
			cost: listed.cost,
			part_from: plan.part_from(listed.cost),
			heading: listed.heading,
		};
		let options = Lists::<T>::get(id).into_iter().map(option).collect();
		let headings = plan.headings.iter().map(|heading| heading.budget).collect();
		BallotPlan {
			title: plan.title,
			classes: plan.classes.clone(),
			question: plan.question,
			rule: plan.rule.clone(),
			// As many as there are on the list and in the plan.
			options: BoundedVec::truncate_from(options),
			headings: BoundedVec::truncate_from(headings),
			opens,
			closes: opens.saturating_add(plan.windows.voting), // bounded
			contest: plan.windows.contest,
			conflicts: BoundedVec::new(),
			paper_cap_bp: plan.paper_cap_bp,
			early: false,
			shown: plan.shown,
			can_be_annulled: !is_repeat,
			method: Method::Open,
		}
	}

	/// Opens the ballot; where it is refused the chain tries again every day, and in the end the money goes back.
	fn open_ballot(id: RoundId, round: RoundOf<T>, plan: &PlanOf<T>, tries: u8, is_repeat: bool) {
		let ballot_plan = Self::ballot_plan(id, plan, Self::after(plan.windows.notice), is_repeat);
		// All bounded. Nobody waits for a ballot that a shift, an outage and a trace together could not explain.
		let until = ballot_plan.closes.saturating_add(ballot_plan.contest);
		let until = until.saturating_add(MAX_SHIFT).saturating_add(MAX_OUTAGE);
		let until = until.saturating_add(MAX_COUNTING).saturating_add(DAYS);
		let user = BallotUser::Round(id.0);
		match with_storage_layer(|| T::Ballots::open(user, ballot_plan)) {
			Ok(ballot) => Self::advance(id, round, Phase::Voting { ballot, until, is_repeat }),
			Err(error) => Self::refused(id, round, tries, is_repeat, error),
		}
	}

	fn refused(id: RoundId, round: RoundOf<T>, tries: u8, is_repeat: bool, error: DispatchError) {
		Self::deposit_event(Event::BallotRefused { round: id, error });
		let tries = tries.saturating_add(1); // at most MAX_TRIES
		if tries >= MAX_TRIES {
			return Self::advance(id, round, Phase::Returning);
		}
		Self::advance(id, round, Phase::Opening { tries, is_repeat });
		T::Agenda::set(Due::Round(id), Self::after(DAYS));
	}

	/// The most that an outcome weighs.
	pub(crate) fn final_weight() -> Weight {
		T::WeightInfo::ballot_is_final().saturating_add(T::Ballots::ranking_weight())
	}

	/// The ballot that is under way is final.
	pub(crate) fn ballot_is_final(id: RoundId, ballot: BallotId, outcome: &Outcome) {
		let Some(round) = Rounds::<T>::get(id) else { return };
		if round.phase.ballot() == Some(ballot) {
			Self::take_outcome(id, round, ballot, outcome);
		}
	}

	fn take_outcome(id: RoundId, round: RoundOf<T>, ballot: BallotId, outcome: &Outcome) {
		if outcome.verdict != Verdict::Chosen {
			return Self::take_void(id, round, ballot);
		}
		let count = Count {
			winners: outcome.winners,
			parts: outcome.parts.clone(),
			ranking: T::Ballots::ranking(ballot),
		};
		Counts::<T>::insert(id, &count);
		Self::deposit_event(Event::Counted { round: id, ballot, count });
		Self::advance(id, round, Phase::Awarding { next: 0, is_second: false });
	}

	/// The ballot decided nothing: it is repeated once.
	fn take_void(id: RoundId, round: RoundOf<T>, ballot: BallotId) {
		Self::deposit_event(Event::VoteVoided { round: id, ballot });
		let is_repeat = matches!(round.phase, Phase::Voting { is_repeat: true, .. });
		let next =
			if is_repeat { Phase::Returning } else { Phase::Opening { tries: 0, is_repeat: true } };
		Self::advance(id, round, next);
	}

	/// The next step of awards.
	fn award(id: RoundId, mut round: RoundOf<T>, plan: &PlanOf<T>, next: u16, is_second: bool) {
		let is_done = if is_second {
			Self::award_next(id, &mut round, next)
		} else {
			Self::award_winners(id, &mut round, next)
		};
		let next = match (is_done, round.awards) {
			(false, _) => Phase::Awarding { next: next.saturating_add(STEP), is_second },
			(true, 0) => Phase::Returning,
			(true, _) => {
				Phase::Accepting { until: Self::after(plan.windows.acceptance), is_second }
			}
		};
		Self::advance(id, round, next);
	}

	/// The next step of awards that lapse.
	fn lapse(id: RoundId, mut round: RoundOf<T>, next: u16, is_second: bool) {
		if Self::lapse_awards(id, &mut round, next) {
			Self::accepted(id, round, is_second);
		} else {
			let next = next.saturating_add(STEP);
			Self::advance(id, round, Phase::Lapsing { next, is_second });
		}
	}

	/// Everybody accepted or did not.
	fn accepted(id: RoundId, round: RoundOf<T>, is_second: bool) {
		let has_lapsed = round.rests.iter().any(|rest| rest.lapsed > 0);
		let next = if has_lapsed && !is_second {
			Phase::Awarding { next: 0, is_second: true }
		} else {
			Phase::Returning
		};
		Self::advance(id, round, next);
	}

	/// Gives back what is left; where that is not possible nothing changes, and the chain tries again in a day.
	fn try_return(id: RoundId, round: RoundOf<T>) {
		if let Err(error) = with_storage_layer(|| Self::do_return(id, round)) {
			T::Agenda::set(Due::Round(id), Self::after(DAYS));
			Self::deposit_event(Event::ReturnFailed { round: id, error });
		}
	}
}
