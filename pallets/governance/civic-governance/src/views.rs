// SPDX-License-Identifier: Apache-2.0

//! What wallets ask.

use alloc::vec::Vec;
use chungnam_frame_kit::Clock;
use chungnam_primitives::{MotionId, PetitionId};
use codec::{Decode, DecodeWithMemTracking, Encode};
use scale_info::TypeInfo;

use crate::{
	functions::{user_of, user_of_motion},
	pallet::*,
	types::*,
};

/// A petition with its call.
#[derive(Clone, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub struct PetitionView {
	/// Its number.
	pub id: PetitionId,
	/// The petition.
	pub petition: Petition,
	/// The bytes of its call. Empty once it has ended.
	pub call: Vec<u8>,
}

/// A motion with its call.
#[derive(Clone, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub struct MotionView {
	/// Its number.
	pub id: MotionId,
	/// The motion.
	pub motion: Motion,
	/// The bytes of its call.
	pub call: Vec<u8>,
}

impl<T: Config> Pallet<T> {
	pub(crate) fn view_petition(id: PetitionId) -> Option<PetitionView> {
		let petition = Petitions::<T>::get(id)?;
		let call = Calls::<T>::get(user_of(id)).unwrap_or_default().into_inner();
		Some(PetitionView { id, petition, call })
	}

	pub(crate) fn view_petitions(track: Track) -> Vec<PetitionView> {
		Queues::<T>::get(track).into_iter().filter_map(Self::view_petition).collect()
	}

	pub(crate) fn view_seats() -> Vec<Seat> {
		running(&SeatList::<T>::get(), T::Time::moment())
	}

	pub(crate) fn view_motions() -> Vec<MotionView> {
		let call = |id| Calls::<T>::get(user_of_motion(id)).unwrap_or_default().into_inner();
		let mut motions: Vec<_> = Motions::<T>::iter()
			.map(|(id, motion)| MotionView { id, motion, call: call(id) })
			.collect();
		motions.sort_by_key(|own| own.id);
		motions
	}
}
