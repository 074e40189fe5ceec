// SPDX-License-Identifier: Apache-2.0

//! What a node asks the runtime, to show it to its operator.

// The macro writes modules of its own.
#![allow(missing_docs)]

use alloc::{collections::BTreeMap, vec::Vec};
use chungnam_primitives::{Moment, Won};
use codec::{Decode, Encode};
use frame_support::traits::SafeMode as _;
use scale_info::TypeInfo;

use crate::{
	configs::system::{MigrationsFailed, UntilLifted},
	AccountId, Balances, BlockNumber, Grandpa, Runtime, SafeMode, Session, SessionKeys, Validators,
};

/// Money and validators: the few numbers that must be right for the chain to be well. The whole pulse of version 1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct Vitals {
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

/// The state of safe mode, which stops people's calls.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub enum SafeModeState {
	/// It stops none.
	#[default]
	#[codec(index = 0)]
	Off,
	/// It holds since a migration failed, and goes on until it is ended by motion or by an emergency referendum.
	#[codec(index = 1)]
	Holds,
	/// It holds, and ends by itself after so many blocks. The committee entered it.
	#[codec(index = 2)]
	EndsIn(BlockNumber),
}

/// What migrations of stored data do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub enum MigrationState {
	/// None runs, and the last ones completed.
	#[default]
	#[codec(index = 0)]
	Idle,
	/// They run. No transaction is accepted meanwhile.
	#[codec(index = 1)]
	Running,
	/// The pallet holds them and accepts no transaction, not even the committee's. This runtime never asks for that.
	#[codec(index = 2)]
	Stuck,
	/// They failed at the height named, and the chain entered safe mode because of it.
	#[codec(index = 3)]
	Failed(BlockNumber),
}

/// What stops people's calls.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct Brakes {
	/// Safe mode.
	pub safe_mode: SafeModeState,
	/// How many calls are paused, one by one.
	pub paused_calls: u32,
	/// Migrations.
	pub migrations: MigrationState,
}

/// Everything that must be right for the chain to be well.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct Pulse {
	/// Money and validators.
	pub vitals: Vitals,
	/// What stops people's calls.
	pub brakes: Brakes,
}

/// A validator: whose it is, and with which keys it acts. The way from a key in a log or an alert to an office.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct Validator {
	/// The account of the office.
	pub who: AccountId,
	/// The keys with which it acts in the running session. `None` if it is not in the set.
	pub acts_with: Option<SessionKeys>,
	/// The keys with which it will act in the next session. `None` if it is not planned.
	pub next_with: Option<SessionKeys>,
	/// True if it is a member; if not, it was removed and acts for the last time.
	pub member: bool,
	/// True if it may make no blocks in the running session.
	pub disabled: bool,
	/// True if it is suspended.
	pub suspended: bool,
}

sp_api::decl_runtime_apis! {
	/// An operator's questions.
	#[api_version(3)]
	pub trait OperatorApi {
		/// The chain's pulse at a block.
		fn pulse() -> Pulse;
		/// Before version 2 the pulse knew nothing of what stops people's calls.
		#[changed_in(2)]
		fn pulse() -> Vitals;
		/// Every member, and everyone that still acts, with its keys.
		fn validators() -> Vec<Validator>;
		/// When the bank last stated the balance behind all won, in milliseconds; 0 for the balance of a genesis, which has no
		/// age. Since version 3.
		fn reserve_stated_at() -> Moment;
	}
}

/// Paused calls are counted up to this number, so that a reading costs a few values whatever the committee paused.
const COUNTED_PAUSES: usize = 1_000;

/// Reads [`Pulse`]. Its cost is that of a few values, whatever the number of people.
pub fn pulse() -> Pulse {
	Pulse { vitals: vitals(), brakes: brakes() }
}

/// Reads when the bank last stated its balance.
pub fn reserve_stated_at() -> Moment {
	pallet_reserve::ReserveState::<Runtime>::get().at
}

fn vitals() -> Vitals {
	let seats = Validators::seats();
	let count = |is: fn(&pallet_validators::SeatOf<Runtime>) -> bool| {
		u32::try_from(seats.iter().filter(|seat| is(seat)).count()).unwrap_or(u32::MAX)
	};
	Vitals {
		issuance: Balances::total_issuance(),
		reserve: pallet_reserve::ReserveState::<Runtime>::get().balance,
		members: count(|seat| seat.member),
		active: count(|seat| seat.active),
		disabled: count(|seat| seat.disabled),
		suspended: count(|seat| seat.suspension.is_some()),
	}
}

fn brakes() -> Brakes {
	let paused = pallet_tx_pause::PausedCalls::<Runtime>::iter_keys().take(COUNTED_PAUSES).count();
	Brakes {
		safe_mode: safe_mode(),
		paused_calls: u32::try_from(paused).unwrap_or(u32::MAX),
		migrations: migrations(),
	}
}

fn safe_mode() -> SafeModeState {
	// Entered for a hundred years, safe mode holds as far as anybody who reads this is concerned: half of them divides
	// what is meant to hold from what is meant to end.
	let holds = UntilLifted::get() / 2;
	match SafeMode::remaining() {
		None => SafeModeState::Off,
		Some(left) if left > holds => SafeModeState::Holds,
		Some(left) => SafeModeState::EndsIn(left),
	}
}

fn migrations() -> MigrationState {
	use pallet_migrations::MigrationCursor;
	match pallet_migrations::Cursor::<Runtime>::get() {
		Some(MigrationCursor::Active(_)) => MigrationState::Running,
		Some(MigrationCursor::Stuck) => MigrationState::Stuck,
		None => MigrationsFailed::get().map_or(MigrationState::Idle, MigrationState::Failed),
	}
}

/// Reads every [`Validator`].
pub fn validators() -> Vec<Validator> {
	// The session gives its validators to Aura and GRANDPA in one order.
	let keys = pallet_aura::Authorities::<Runtime>::get()
		.into_iter()
		.zip(Grandpa::grandpa_authorities())
		.map(|(aura, (grandpa, _))| SessionKeys { aura, grandpa });
	let mut acting: BTreeMap<_, _> = Session::validators().into_iter().zip(keys).collect();
	let mut next: BTreeMap<_, _> = Session::queued_keys().into_iter().collect();
	let validator = |seat: pallet_validators::SeatOf<Runtime>| Validator {
		acts_with: acting.remove(&seat.who),
		next_with: next.remove(&seat.who),
		member: seat.member,
		disabled: seat.disabled,
		suspended: seat.suspension.is_some(),
		who: seat.who,
	};
	Validators::seats().into_iter().map(validator).collect()
}
