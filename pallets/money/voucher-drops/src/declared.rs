// SPDX-License-Identifier: Apache-2.0

//! What calls and openings declare that they weigh: what is measured, and beyond it the lots that people can have in their
//! wallets and the drop that can lapse in a cohort's list.

use chungnam_ports::Drops;
use frame_support::weights::Weight;

use crate::{pallet::Config, WeightInfo};

/// The weight of a call that gives something to `people`.
fn giving<T: Config>(call: Weight, people: u32) -> Weight {
	call.saturating_add(T::Drops::weight_of_lots(people))
}

/// The weight of work that may open a drop for one cohort, in whose list another may lapse for it.
pub(crate) fn opening<T: Config>(work: Weight) -> Weight {
	work.saturating_add(T::Drops::weight_of_lapses(1))
}

/// The weight of a grant of arrears to `people`.
pub(crate) fn grant_arrears<T: Config>(people: u32) -> Weight {
	giving::<T>(<T as Config>::WeightInfo::grant_arrears(people), people)
}

/// The weight of a claim with so many sights.
pub(crate) fn claim_at_place<T: Config>(sights: u32) -> Weight {
	giving::<T>(<T as Config>::WeightInfo::claim_at_place(sights), 1)
}

/// The weight of a claim with so many receipts.
pub(crate) fn claim_payback<T: Config>(receipts: u32) -> Weight {
	giving::<T>(<T as Config>::WeightInfo::claim_payback(receipts), 1)
}

/// The weight of a claim with so many sights for a ward.
pub(crate) fn claim_at_place_for<T: Config>(sights: u32) -> Weight {
	giving::<T>(<T as Config>::WeightInfo::claim_at_place_for(sights), 1)
}

/// The weight of a claim with so many receipts for a ward.
pub(crate) fn claim_payback_for<T: Config>(receipts: u32) -> Weight {
	giving::<T>(<T as Config>::WeightInfo::claim_payback_for(receipts), 1)
}

/// The weight of a claim with so many hashes.
pub(crate) fn claim_listed<T: Config>(hashes: u32) -> Weight {
	giving::<T>(<T as Config>::WeightInfo::claim_listed(hashes), 1)
}

/// The weight of giving a payback back, before which all that is latent becomes lots.
pub(crate) fn undo_payback<T: Config>() -> Weight {
	<T as Config>::WeightInfo::undo_payback().saturating_add(T::Drops::weight_of_claims())
}
