// SPDX-License-Identifier: Apache-2.0

//! Which institution may do what: it needs a mandate over all regions that issue by the programme's rules. And who claims,
//! for themselves or for a ward.

use chungnam_frame_kit::{Clock, MandateExt, PeopleExt};
use chungnam_ports::{Drops, People, WardAct};
use chungnam_primitives::{PersonId, ProgrammeId, Scope};
use frame_support::ensure;
use frame_system::{ensure_signed, pallet_prelude::OriginFor};
use sp_runtime::{DispatchError, DispatchResult};

use crate::pallet::*;

/// The institution that acts; `None` for the governing origin.
type Actor<T> = Result<Option<<T as frame_system::Config>::AccountId>, DispatchError>;

impl<T: Config> Pallet<T> {
	pub(crate) fn ensure_issuer_by(origin: OriginFor<T>, template: &TemplateOf<T>) -> Actor<T> {
		T::MandateOrigin::ensure_over(origin, Scope::Issue, T::Drops::issuers(template))
	}

	pub(crate) fn ensure_issuer(origin: OriginFor<T>, programme: ProgrammeId) -> Actor<T> {
		Self::ensure_issuer_by(origin, &Self::load(programme)?.template)
	}

	/// The active person who acts, with a phone or a card.
	pub(crate) fn ensure_person(origin: OriginFor<T>) -> Result<PersonId, DispatchError> {
		let who = ensure_signed(origin)?;
		Ok(T::People::acting(&who).map_err(Error::<T>::from)?)
	}

	/// A guardian who may claim for the ward. Whether the ward may act is asked with the claim.
	pub(crate) fn ensure_guardian(origin: OriginFor<T>, ward: PersonId) -> DispatchResult {
		let guardian = Self::ensure_person(origin)?;
		let may_claim = T::People::is_guardian(guardian, ward, WardAct::Claim, T::Time::moment());
		ensure!(may_claim, Error::<T>::NotAuthorized);
		Ok(())
	}
}
