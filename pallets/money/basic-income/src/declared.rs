// SPDX-License-Identifier: Apache-2.0

//! What calls and openings declare that they weigh: what is measured, and beyond it the lots that a person can have in the
//! wallet and the drops that can lapse in the lists of the tiers.

use chungnam_ports::Drops;
use frame_support::weights::Weight;

use crate::{pallet::Config, WeightInfo};

/// The weight of a call that gives one person something, or forgives the person's debt.
pub(crate) fn with_lots<T: Config>(call: Weight) -> Weight {
	call.saturating_add(T::Drops::weight_of_lots(1))
}

/// The weight of a call that takes from one person, after all that is latent has become lots.
pub(crate) fn with_claims<T: Config>(call: Weight) -> Weight {
	call.saturating_add(T::Drops::weight_of_claims())
}

/// The weight of work that may open a period for so many tiers, in whose lists one drop each may lapse for it.
pub(crate) fn opening<T: Config>(work: Weight, tiers: u32) -> Weight {
	work.saturating_add(T::Drops::weight_of_lapses(tiers))
}

/// The weight of `refresh`, which moves a person and pays what waited.
pub(crate) fn refresh<T: Config>() -> Weight {
	let pays = with_lots::<T>(<T as Config>::WeightInfo::refresh_owed());
	pays.saturating_add(<T as Config>::WeightInfo::refresh())
}
