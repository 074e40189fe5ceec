// SPDX-License-Identifier: Apache-2.0

//! What a node asks the runtime, to show it to its operator.

// The macro writes modules of its own.
#![allow(missing_docs)]

use chungnam_primitives::Won;
use codec::{Decode, Encode};
use scale_info::TypeInfo;

use crate::{Balances, Validators};

/// The few numbers that must be right for the chain to be well.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct Pulse {
	/// All won there are. Never above the reserve.
	pub issuance: Won,
	/// Won that the bank holds, as attested last.
	pub reserve: Won,
	/// Validators that governance wants.
	pub members: u32,
	/// Validators in the set of the running session.
	pub active: u32,
	/// Of those, how many may make no blocks.
	pub disabled: u32,
	/// Members that are kept out.
	pub suspended: u32,
}

sp_api::decl_runtime_apis! {
	/// An operator's questions.
	pub trait OperatorApi {
		/// The chain's pulse at a block.
		fn pulse() -> Pulse;
	}
}

/// Reads [`Pulse`]. Its cost is that of a few values, whatever the number of people.
pub fn pulse() -> Pulse {
	let seats = Validators::seats();
	let count = |is: fn(&pallet_validators::SeatOf<crate::Runtime>) -> bool| {
		u32::try_from(seats.iter().filter(|seat| is(seat)).count()).unwrap_or(u32::MAX)
	};
	Pulse {
		issuance: Balances::total_issuance(),
		reserve: pallet_regional_currency::ReserveState::<crate::Runtime>::get().balance,
		members: count(|seat| seat.member),
		active: count(|seat| seat.active),
		disabled: count(|seat| seat.disabled),
		suspended: count(|seat| seat.suspension.is_some()),
	}
}
