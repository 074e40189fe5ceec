// SPDX-License-Identifier: Apache-2.0

//! What the office says of ideas, and appeals.

use chungnam_primitives::{IdeaId, RoundId};
use frame_support::ensure;
use sp_core::H256;
use sp_runtime::DispatchResult;

use crate::{pallet::*, types::*};

/// The place of a state, by its name.
const FEASIBILITY: u8 = 2;
const APPEALING: u8 = 3;
const APPEALS: u8 = 4;

impl<T: Config> Pallet<T> {
	pub(crate) fn do_judge_idea(
		by: Option<T::AccountId>,
		plan: &PlanOf<T>,
		id: RoundId,
		number: IdeaId,
		judgement: JudgementOf<T>,
	) -> DispatchResult {
		let mut idea = Self::idea_while(id, number, FEASIBILITY, FEASIBILITY)?;
		ensure!(idea.sponsors >= plan.sponsors, Error::<T>::NotQualified);
		ensure!(idea.review == Review::Open, Error::<T>::AlreadyJudged);
		match &judgement {
			Judgement::Feasible { cost, payee, reason } => {
				Self::check_reason(*reason)?;
				ensure!(plan.allows(idea.heading, *cost), Error::<T>::CostOutOfRange);
				if let Some(payee) = payee {
					Self::check_payee(payee)?;
				}
				idea.cost = *cost;
				idea.payee = payee.clone();
				idea.review = Review::Feasible;
			}
			Judgement::Unfeasible { reason, .. } => {
				Self::check_reason(*reason)?;
				idea.review = Review::Unfeasible;
			}
		}

		Ideas::<T>::insert(id, number, idea);
		Self::deposit_event(Event::IdeaJudged { round: id, idea: number, by, judgement });
		Ok(())
	}

	pub(crate) fn do_appeal(
		who: &T::AccountId,
		id: RoundId,
		number: IdeaId,
		reason: H256,
	) -> DispatchResult {
		let mut idea = Self::idea_while(id, number, FEASIBILITY, APPEALING)?;
		Self::ensure_proposer(who, &idea)?;
		match idea.review {
			Review::Unfeasible => (),
			Review::Appealed | Review::Dismissed => return Err(Error::<T>::AlreadyAppealed.into()),
			Review::Open | Review::Feasible => return Err(Error::<T>::NotUnfeasible.into()),
		}
		Self::check_reason(reason)?;

		idea.review = Review::Appealed;
		Ideas::<T>::insert(id, number, idea);
		Self::deposit_event(Event::Appealed { round: id, idea: number, reason });
		Ok(())
	}

	pub(crate) fn do_decide_appeal(
		id: RoundId,
		number: IdeaId,
		is_feasible: bool,
		reason: H256,
	) -> DispatchResult {
		let mut idea = Self::idea_while(id, number, FEASIBILITY, APPEALS)?;
		ensure!(idea.review == Review::Appealed, Error::<T>::NotAppealed);
		Self::check_reason(reason)?;

		idea.review = if is_feasible { Review::Feasible } else { Review::Dismissed };
		Ideas::<T>::insert(id, number, idea);
		Self::deposit_event(Event::AppealDecided { round: id, idea: number, is_feasible, reason });
		Ok(())
	}
}
