// SPDX-License-Identifier: Apache-2.0

//! What calls declare that they weigh. What they did not look at is given back afterwards.

use chungnam_ports::MAX_ENROLMENTS;
use frame_support::weights::Weight;

use crate::{pallet::Config, types::*, WeightInfo};

/// The weight of a call, and of series that it looks at besides.
pub(crate) fn full<T: Config>(call: Weight, series: u32) -> Weight {
	call.saturating_add(<T as Config>::WeightInfo::look_at(series))
}

/// The weight of a call that may turn latent lots of one person into lots: it looks at all lots there were, at drops
/// whose end may have moved, and at all lots there are then.
pub(crate) fn with_claim<T: Config>(call: Weight) -> Weight {
	full::<T>(call, MAX_LOTS.saturating_mul(3))
		.saturating_add(<T as Config>::WeightInfo::claim(MAX_ENROLMENTS))
		.saturating_add(<T as Config>::WeightInfo::withhold(MAX_CLAIMED))
}

/// The weight of a payment that may claim, and that keeps its order if it names one.
pub(crate) fn ordered<T: Config>(call: Weight, order: &Option<Order>) -> Weight {
	let kept = order.map_or(Weight::zero(), |_| <T as Config>::WeightInfo::keep_order());
	with_claim::<T>(call).saturating_add(kept)
}

/// The weight of a refund, which may free an order.
pub(crate) fn refund_weight<T: Config>() -> Weight {
	full::<T>(<T as Config>::WeightInfo::refund(MAX_LOTS), MAX_LOTS)
		.saturating_add(<T as Config>::WeightInfo::keep_order())
}

/// The most that the wallets of `people` weigh to whom something is given: all their lots ended, and all owe something.
pub(crate) fn lots<T: Config>(people: u32) -> Weight {
	full::<T>(Weight::zero(), people.saturating_mul(MAX_LOTS))
		.saturating_add(<T as Config>::WeightInfo::withhold(people))
}

/// The weight of so many drops that lapse by the agenda or by a call. Each may have funders of its own, whom the drops of the
/// benchmark share. One at least: the list is read for none as well.
pub(crate) fn lapses<T: Config>(drops: u32) -> Weight {
	<T as Config>::WeightInfo::lapse(1).saturating_mul(drops.max(1).into())
}

/// The weight of opening a part of a drop beyond what is measured, which is a list of which no drop is over: series that ended
/// and were looked at, and drops that lapsed for the place.
pub(crate) fn late_opening<T: Config>(looked_at: u32, lapsed: u32) -> Weight {
	let lapses = <T as Config>::WeightInfo::lapse(1).saturating_mul(lapsed.into());
	match looked_at {
		0 => lapses,
		series => full::<T>(lapses, series),
	}
}

/// The most that giving to `people` weighs.
pub(crate) fn issue_weight<T: Config>(people: u32) -> Weight {
	<T as Config>::WeightInfo::issue(people).saturating_add(lots::<T>(people))
}
