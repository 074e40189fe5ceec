// SPDX-License-Identifier: Apache-2.0

//! Calls that were decided, made by the scheduler.

use core::marker::PhantomData;

use frame_support::traits::{
	schedule::{v3::Named, DispatchTime, HARD_DEADLINE},
	Bounded, BoundedInline, OriginTrait, QueryPreimage, StorePreimage,
};
use frame_system::{pallet_prelude::BlockNumberFor, RawOrigin};
use sp_runtime::{
	traits::{Hash, Zero},
	DispatchResult,
};

use crate::{pallet::CallOf, Enact, EncodedCall, Power};

/// Origins as the scheduler keeps them.
type CallerOf<T> = <<T as frame_system::Config>::RuntimeOrigin as OriginTrait>::PalletsOrigin;

/// Schedules what was decided for the next block, where its weight is counted and its result told in an event. The
/// scheduler's own clock counts blocks, so nothing waits there: what waits, waits in this pallet, by the one clock.
pub struct BySchedule<T, Scheduler, Preimages>(PhantomData<(T, Scheduler, Preimages)>);

impl<T, Scheduler, Preimages> Enact for BySchedule<T, Scheduler, Preimages>
where
	T: frame_system::Config,
	Preimages: StorePreimage,
	Scheduler:
		Named<BlockNumberFor<T>, CallOf<T>, CallerOf<T>, Hasher = <Preimages as QueryPreimage>::H>,
	CallerOf<T>: From<Power> + From<RawOrigin<T::AccountId>>,
{
	fn enact(name: [u8; 32], power: Option<Power>, call: &EncodedCall) -> DispatchResult {
		let origin = match power {
			Some(power) => power.into(),
			None => RawOrigin::<T::AccountId>::Root.into(),
		};
		let now = DispatchTime::After(Zero::zero());
		let schedule = |call| {
			Scheduler::schedule_named(name, now, None, HARD_DEADLINE, origin, call).map(drop)
		};
		if let Ok(inline) = BoundedInline::try_from(call.to_vec()) {
			return schedule(Bounded::Inline(inline));
		}
		let len = u32::try_from(call.len()).unwrap_or(u32::MAX);
		let hash = <Preimages as QueryPreimage>::H::hash(call);
		// Storing bytes counts as a request, unless somebody had asked for them; the scheduler asks for them itself.
		let asked_before = Preimages::is_requested(&hash);
		Preimages::note(call.as_slice().into())?;
		let scheduled = schedule(Bounded::Lookup { hash, len });
		if !asked_before {
			Preimages::unrequest(&hash);
		}
		scheduled
	}
}
