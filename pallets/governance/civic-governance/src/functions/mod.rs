// SPDX-License-Identifier: Apache-2.0

//! The bodies of the calls and hooks, one file a subject, and what they share.

mod motions;
mod petitions;
mod referenda;
mod seats;
mod terms;

use chungnam_frame_kit::Clock;
use chungnam_ports::{Agenda, BallotUser, Due};
use chungnam_primitives::{MotionId, PetitionId};
use codec::{DecodeLimit, Encode};
use frame_support::{dispatch::GetDispatchInfo, ensure, traits::Get};
use sp_core::H256;
use sp_io::hashing::blake2_256;

use crate::{pallet::*, types::*};

chungnam_frame_kit::errors_from!(Unfit);

impl<T: Config> From<Refusal> for Error<T> {
	fn from(refusal: Refusal) -> Self {
		match refusal {
			Refusal::TrackNotFound => Error::TrackNotFound,
			Refusal::PetitionNotFound => Error::PetitionNotFound,
			Refusal::NotGathering => Error::NotGathering,
			Refusal::NotRegistered => Error::NotRegistered,
			Refusal::PersonFrozen => Error::PersonFrozen,
			Refusal::PersonDeceased => Error::PersonDeceased,
			Refusal::CardNeedsKiosk => Error::CardNeedsKiosk,
			Refusal::NotCounted => Error::NotCounted,
			Refusal::AlreadySponsored => Error::AlreadySponsored,
			Refusal::MaxSponsoringExceeded => Error::MaxSponsoringExceeded,
			Refusal::AlreadyFiled => Error::AlreadyFiled,
			Refusal::TooEarly => Error::TooEarly,
			Refusal::MaxPetitionsExceeded => Error::MaxPetitionsExceeded,
		}
	}
}

/// How deep calls may be nested in one another.
const MAX_DEPTH: u32 = 16;

/// For whom the ballot of a petition is held.
pub(crate) const fn user_of(petition: PetitionId) -> BallotUser {
	BallotUser::Referendum(petition.0)
}

/// For whom the ballot of a motion is held.
pub(crate) const fn user_of_motion(motion: MotionId) -> BallotUser {
	BallotUser::Motion(motion.0)
}

/// The name under which the call of a petition or a motion is made.
pub(crate) fn name_of(user: BallotUser) -> [u8; 32] {
	blake2_256(&(b"civic", user).encode())
}

/// The hash of a call, by which people and the whitelist know it.
pub(crate) fn hash_of(call: &EncodedCall) -> H256 {
	H256(blake2_256(call))
}

impl<T: Config> Pallet<T> {
	/// The bytes of a call that fits into the scheduler and into state.
	fn encoded(call: &CallOf<T>) -> Result<EncodedCall, Error<T>> {
		let weight = call.get_dispatch_info().call_weight;
		ensure!(weight.all_lte(T::MaxCallWeight::get()), Error::<T>::CallTooHeavy);
		EncodedCall::try_from(call.encode()).map_err(|_| Error::CallTooLong)
	}

	/// The call that is kept for a petition or a motion, if its bytes still mean one.
	pub(crate) fn call_of(user: BallotUser) -> Option<(EncodedCall, CallOf<T>)> {
		let bytes = Calls::<T>::get(user)?;
		let call = CallOf::<T>::decode_all_with_depth_limit(MAX_DEPTH, &mut bytes.as_slice());
		call.ok().map(|call| (bytes, call))
	}

	/// Has the clock look at a petition.
	fn look_at(petition: PetitionId, at: chungnam_primitives::Moment) {
		T::Agenda::set(Due::Petition(petition), at);
	}

	/// The present.
	fn now() -> chungnam_primitives::Moment {
		T::Time::moment()
	}
}
