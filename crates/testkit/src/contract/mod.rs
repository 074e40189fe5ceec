// SPDX-License-Identifier: Apache-2.0

//! What each port promises. One function a port, run by the test of its mock and by a test of the real pallet, so that
//! the two cannot drift apart. A contract says what both hold to; what more the real pallet refuses, its own tests say.

mod agenda;
mod ballots;
mod brakes;
mod cohorts;
mod drops;
mod electors;
mod escrow;
mod estates;
mod holders;
mod instruments;
mod mandates;
mod merchants;
mod people;
mod pots;
mod purchases;
mod reserve;
mod seats;
mod sources;

pub use agenda::{agenda, Tower};
pub use ballots::{ballots, Hall};
pub use brakes::brakes;
pub use cohorts::cohorts;
pub use drops::{debts, drops, receipts, Bank};
pub use electors::{electors, Booth};
pub use escrow::{escrow, payees, Vaults};
pub use estates::{estates, unclaimed, Notary};
pub use holders::{holders, Exchange};
pub use instruments::{instruments, offerings, Bourse};
pub use mandates::{mandates, Office};
pub use merchants::merchants;
pub use people::{people, residence};
pub use pots::pots;
pub use purchases::{purchases, Counter};
pub use reserve::{issuance, takings, takings_feed, Vault};
pub use seats::{seats, Chamber};
pub use sources::sources;

use chungnam_ports::{ManagedCohorts, Merchants, People, Standing};
use chungnam_primitives::{CategoryId, MerchantId, Moment, PersonId, RegionId, Won, ZoneId};
use core::fmt::Debug;
use sp_runtime::StateVersion;

/// A registry as a contract needs it, and what the contract arranges there because no port does. Each function succeeds.
pub trait Town {
	/// Accounts.
	type AccountId: Clone + Debug + PartialEq;
	/// The registry under test.
	type Registry: People<Self::AccountId> + Merchants<Self::AccountId> + ManagedCohorts;
	/// Two zones of one region.
	const ZONES: [ZoneId; 2];

	/// An account that is nobody's, by a number from 1 on.
	fn account(number: u8) -> Self::AccountId;
	/// Registers a person with one key.
	fn register(key: &Self::AccountId, zone: ZoneId) -> PersonId;
	/// Moves a person.
	fn move_to(person: PersonId, zone: ZoneId);
	/// Freezes a person, lets a frozen one act again, or records a death.
	fn set_standing(person: PersonId, standing: Standing);
	/// Replaces the person's keys by `new`.
	fn recover(person: PersonId, old: &Self::AccountId, new: &Self::AccountId);
	/// Appoints a guardian for every act.
	fn appoint_guardian(guardian: PersonId, ward: PersonId, until: Moment);
	/// Registers and approves a shop that a person runs.
	fn open_shop(
		owner: &Self::AccountId,
		operator: PersonId,
		zone: ZoneId,
		category: CategoryId,
	) -> MerchantId;
	/// Lets an account refund and spend for the shop of `owner`.
	fn add_till(owner: &Self::AccountId, till: &Self::AccountId, shop: MerchantId, limit: Won);
	/// Lets the yearly check of a shop lapse.
	fn let_check_lapse(shop: MerchantId);
	/// Gives a shop another owner's account, because the old one was lost.
	fn lose_owner(shop: MerchantId, old: &Self::AccountId, new: &Self::AccountId);
	/// Suspends a shop.
	fn suspend(shop: MerchantId);
	/// Closes a shop for good.
	fn close(shop: MerchantId);
	/// Lets time pass.
	fn pass(time: Moment);

	/// The region of [`Self::ZONES`].
	fn region() -> RegionId {
		Self::ZONES[0].region
	}
}

/// The whole state, as a block header would name it.
pub fn state_root() -> Vec<u8> {
	sp_io::storage::root(StateVersion::V1)
}

/// The call is refused, and leaves no trace in state.
#[track_caller]
fn assert_refused<Done: Debug, Why: Debug>(call: impl FnOnce() -> Result<Done, Why>, why: &str) {
	let before = state_root();
	let done = call();
	assert!(done.is_err(), "{why}: {done:?}");
	assert_eq!(state_root(), before, "{why}: what is refused leaves no trace");
}
