// SPDX-License-Identifier: Apache-2.0

//! Which institution may do what: it needs a mandate over all regions that issue by the programme's rules.

use chungnam_frame_kit::MandateExt;
use chungnam_ports::Drops;
use chungnam_primitives::{ProgrammeId, Scope};
use frame_system::pallet_prelude::OriginFor;
use sp_runtime::DispatchError;

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
}
