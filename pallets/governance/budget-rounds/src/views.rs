// SPDX-License-Identifier: Apache-2.0

//! What wallets ask. Off chain only.

use alloc::vec::Vec;
use chungnam_primitives::{IdeaId, RoundId};
use sp_runtime::DispatchError;

use crate::{pallet::*, types::*};

/// Ideas of one answer.
pub const MAX_LISTED: usize = 100;

impl<T: Config> Pallet<T> {
	pub(crate) fn view_ideas(id: RoundId, from: IdeaId) -> Vec<(IdeaId, IdeaOf<T>)> {
		let numbers = from.until(Registers::<T>::get(id).next);
		let idea = |number| Ideas::<T>::get(id, number).map(|idea| (number, idea));
		numbers.filter_map(idea).take(MAX_LISTED).collect()
	}

	pub(crate) fn view_awards(id: RoundId) -> Vec<(u8, Award)> {
		let options = 0..=u8::MAX;
		options.filter_map(|option| Awards::<T>::get(id, option).map(|own| (option, own))).collect()
	}

	pub(crate) fn view_can_propose(
		who: &T::AccountId,
		id: RoundId,
		new: NewIdea,
	) -> Result<(), DispatchError> {
		Ok(Self::ensure_can_propose(who, id, new).map(|_| ())?)
	}

	pub(crate) fn view_can_sponsor(
		who: &T::AccountId,
		id: RoundId,
		number: IdeaId,
	) -> Result<(), DispatchError> {
		Ok(Self::ensure_can_sponsor(who, id, number).map(|_| ())?)
	}
}
