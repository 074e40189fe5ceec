// SPDX-License-Identifier: Apache-2.0

//! What wallets ask. Off chain only: some of it reads all envelopes.

use alloc::vec::Vec;
use chungnam_frame_kit::Clock;
use chungnam_primitives::EnvelopeId;

use crate::{pallet::*, types::*};

/// Milestones of one answer.
pub const MAX_LISTED: usize = 100;

impl<T: Config> Pallet<T> {
	pub(crate) fn view_envelope(id: EnvelopeId) -> Option<(EnvelopeOf<T>, Vec<Milestone>)> {
		let envelope = Envelopes::<T>::get(id)?;
		let numbers = envelope.numbers();
		let milestones = numbers.filter_map(|number| Milestones::<T>::get(id, number)).collect();
		Some((envelope, milestones))
	}

	pub(crate) fn view_reviews(who: &T::AccountId) -> Vec<(EnvelopeId, u8)> {
		let now = T::Time::moment();
		let own = Envelopes::<T>::iter()
			.filter(|(_, envelope)| Self::ensure_reviewer(envelope, who).is_ok());
		let parts = own.flat_map(|(id, envelope)| envelope.numbers().map(move |n| (id, n)));
		let is_open = |part: &(EnvelopeId, u8)| {
			Milestones::<T>::get(part.0, part.1).is_some_and(|own| {
				matches!(own.state, MilestoneState::Review { until, accepted: false, .. }
					if now < until)
			})
		};
		parts.filter(is_open).take(MAX_LISTED).collect()
	}
}
