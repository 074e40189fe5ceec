// SPDX-License-Identifier: Apache-2.0

//! How far the committee can go with its brakes: 72 hours of safe mode in 30 days, four hours for each decision; a pause of
//! a call for a week, the same call once in two weeks, sixteen calls in a week. Periods are counted in blocks of a second,
//! as the pallets behind the brakes and the scheduler count.

use core::marker::PhantomData;

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{
	pallet_prelude::ValueQuery,
	parameter_types,
	storage::with_storage_layer,
	storage_alias,
	traits::{
		schedule::{v3::Named, DispatchTime, HARD_DEADLINE},
		ConstU32, EnsureOrigin, StorePreimage,
	},
	BoundedVec,
};
use pallet_civic_governance::{Enact, EncodedCall, Power};
use pallet_tx_pause::RuntimeCallNameOf;
use scale_info::TypeInfo;
use sp_io::hashing::blake2_256;
use sp_runtime::DispatchResult;

use super::calls::{rules_by_name, Pause as CanBePaused};
use crate::{
	constants::{DAYS, HOURS},
	BlockNumber, OriginCaller, Preimage, Runtime, RuntimeCall, RuntimeOrigin, Scheduler, System,
};

parameter_types! {
	/// How long safe mode of the committee lasts. Then it decides again, and nobody needs to be there to end it.
	pub const CommitteeBrake: BlockNumber = 4 * HOURS;
	/// The time over which its safe modes are added up.
	pub const BrakeWindow: BlockNumber = 30 * DAYS;
	/// How long all of them may last in that time.
	pub const MostOfWindow: BlockNumber = 72 * HOURS;
	/// How long a call stays paused.
	pub const PauseLength: BlockNumber = 7 * DAYS;
	/// How long after its pause a call can be paused again.
	pub const PauseRest: BlockNumber = 14 * DAYS;
}

/// Safe modes of the committee in 30 days, at most. It cannot enter more often.
const MAX_STRETCHES: u32 = 64;
/// Calls that are paused at one time, at most.
pub const MAX_PAUSED: u32 = 16;
/// As many in each of the two weeks in which a pause is remembered.
const MAX_PAUSES: u32 = 2 * MAX_PAUSED;

/// Blocks in which safe mode of the committee was on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Stretch {
	/// The first.
	pub from: BlockNumber,
	/// The first in which it was off again. `None` while it is on.
	pub until: Option<BlockNumber>,
}

/// A pause that the committee decided.
#[derive(Clone, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Pause {
	/// The call.
	pub call: RuntimeCallNameOf<Runtime>,
	/// When.
	pub at: BlockNumber,
}

/// The safe modes of the committee of the last 30 days. One value; those that are older go with the next one.
#[storage_alias]
pub type Stretches = StorageValue<Brakes, BoundedVec<Stretch, ConstU32<MAX_STRETCHES>>, ValueQuery>;

/// The pauses of the committee of the last two weeks. One value; those that are older go with the next one.
#[storage_alias]
pub type Pauses = StorageValue<Brakes, BoundedVec<Pause, ConstU32<MAX_PAUSES>>, ValueQuery>;

/// How many blocks of safe mode the committee may decide now.
pub fn left_of_window() -> BlockNumber {
	let now = System::block_number();
	let since = now.saturating_sub(BrakeWindow::get());
	// What was granted and is still to come is used.
	let granted = pallet_safe_mode::EnteredUntil::<Runtime>::get().unwrap_or(now);
	let stretches = Stretches::get();
	let mut used: BlockNumber = 0;
	for stretch in &stretches {
		let until = stretch.until.unwrap_or(granted);
		used = used.saturating_add(until.saturating_sub(stretch.from.max(since)));
	}
	let kept = stretches.iter().filter(|own| !is_over(own, since)).count();
	let has_room = u32::try_from(kept).is_ok_and(|kept| kept < MAX_STRETCHES);
	if has_room || stretches.last().is_some_and(|own| own.until.is_none()) {
		MostOfWindow::get().saturating_sub(used)
	} else {
		0
	}
}

/// True if a stretch ended before the window began.
fn is_over(stretch: &Stretch, since: BlockNumber) -> bool {
	stretch.until.is_some_and(|until| until <= since)
}

/// The committee has entered safe mode.
pub fn begin_stretch() {
	let from = System::block_number();
	let since = from.saturating_sub(BrakeWindow::get());
	Stretches::mutate(|stretches| {
		stretches.retain(|own| !is_over(own, since));
		// There is room, or the committee could not have entered.
		let pushed = stretches.try_push(Stretch { from, until: None });
		debug_assert!(pushed.is_ok(), "there was room");
	});
}

/// Safe mode of the committee is over, or goes on for another reason.
pub fn end_stretch() {
	let now = System::block_number();
	Stretches::mutate_exists(|stretches| {
		let running = stretches.as_mut().and_then(|all| all.last_mut());
		if let Some(own) = running.filter(|own| own.until.is_none()) {
			own.until = Some(now);
		}
	});
}

/// Who enters or extends safe mode: as `Who` does, for four hours, or for what is left of the 72.
pub struct ForHours<Who>(PhantomData<Who>);

impl<Who: EnsureOrigin<RuntimeOrigin>> EnsureOrigin<RuntimeOrigin> for ForHours<Who> {
	type Success = BlockNumber;

	fn try_origin(origin: RuntimeOrigin) -> Result<Self::Success, RuntimeOrigin> {
		Who::try_origin(origin.clone()).map_err(|_| origin.clone())?;
		match left_of_window() {
			0 => Err(origin),
			left => Ok(left.min(CommitteeBrake::get())),
		}
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn try_successful_origin() -> Result<RuntimeOrigin, ()> {
		Who::try_successful_origin()
	}
}

/// True if the committee may pause this call now.
pub fn may_pause(name: &RuntimeCallNameOf<Runtime>) -> bool {
	let text = |bytes| core::str::from_utf8(bytes).unwrap_or_default();
	let rules = rules_by_name(text(&name.0), text(&name.1));
	let is_possible = rules.is_some_and(|rules| rules.pause == CanBePaused::Possible);
	let now = System::block_number();
	let within = |own: &Pause, period: BlockNumber| now < own.at.saturating_add(period);
	let pauses = Pauses::get();
	let rests = pauses.iter().any(|own| own.call == *name && within(own, PauseRest::get()));
	let running = pauses.iter().filter(|own| within(own, PauseLength::get())).count();
	is_possible && !rests && u32::try_from(running).is_ok_and(|running| running < MAX_PAUSED)
}

/// Makes calls as `Inner` does. With a pause it has the end of the pause made as well, a week later.
pub struct WithEndOfPauses<Inner>(PhantomData<Inner>);

impl<Inner: Enact> Enact for WithEndOfPauses<Inner> {
	fn enact(name: [u8; 32], power: Option<Power>, call: &EncodedCall) -> DispatchResult {
		let paused = match (RuntimeCall::decode(&mut call.as_slice()), power) {
			(Ok(RuntimeCall::TxPause(pallet_tx_pause::Call::pause { full_name })), Some(power)) => {
				Some((full_name, power))
			}
			_ => None,
		};
		// Both are made, or neither: then the clock tries again.
		with_storage_layer(|| {
			Inner::enact(name, power, call)?;
			paused.map_or(Ok(()), |(call, power)| end_pause_later(name, call, power))
		})
	}
}

fn end_pause_later(
	name: [u8; 32],
	call: RuntimeCallNameOf<Runtime>,
	power: Power,
) -> DispatchResult {
	let unpause = pallet_tx_pause::Call::<Runtime>::unpause { ident: call.clone() };
	let bound = <Preimage as StorePreimage>::bound(RuntimeCall::from(unpause))?;
	let end = blake2_256(&(b"end of a pause", name).encode());
	let after = DispatchTime::After(PauseLength::get());
	let origin = OriginCaller::from(power);
	<Scheduler as Named<_, _, _>>::schedule_named(end, after, None, HARD_DEADLINE, origin, bound)?;
	let at = System::block_number();
	Pauses::mutate(|pauses| {
		pauses.retain(|own| at < own.at.saturating_add(PauseRest::get()));
		// Sixteen in a week are at most 32 in two.
		let pushed = pauses.try_push(Pause { call, at });
		debug_assert!(pushed.is_ok(), "there was room");
	});
	Ok(())
}

#[cfg(test)]
mod tests;
