// SPDX-License-Identifier: Apache-2.0

//! What wallets ask. Off chain only.

use alloc::vec::Vec;
use chungnam_primitives::{IdeaId, RoundId};
use codec::{Decode, DecodeWithMemTracking, Encode};
use scale_info::TypeInfo;

use crate::{pallet::*, types::*};

/// Ideas of one answer.
pub const MAX_LISTED: usize = 100;

/// A round with its plan.
#[derive(Clone, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub struct RoundView<AccountId> {
	/// Its number.
	pub id: RoundId,
	/// The round.
	pub round: Round<AccountId>,
	/// What was agreed when it was opened.
	pub plan: RoundPlan<AccountId>,
}

impl<T: Config> Pallet<T> {
	pub(crate) fn view_rounds() -> Vec<RoundView<T::AccountId>> {
		let with_plan = |(id, round)| Some(RoundView { id, round, plan: Plans::<T>::get(id)? });
		let mut rounds: Vec<_> = Rounds::<T>::iter().filter_map(with_plan).collect();
		rounds.sort_by_key(|own| own.id);
		rounds
	}

	/// Reads the ideas that are there, however many numbers were given.
	pub(crate) fn view_ideas(id: RoundId, from: IdeaId) -> Vec<(IdeaId, IdeaOf<T>)> {
		let ideas = Ideas::<T>::iter_prefix(id);
		let mut ideas: Vec<_> = ideas.filter(|(number, _)| *number >= from).collect();
		ideas.sort_by_key(|(number, _)| *number);
		ideas.truncate(MAX_LISTED);
		ideas
	}

	pub(crate) fn view_awards(id: RoundId) -> Vec<(u8, Award)> {
		let options = 0..=u8::MAX;
		options.filter_map(|option| Awards::<T>::get(id, option).map(|own| (option, own))).collect()
	}
}
