// SPDX-License-Identifier: Apache-2.0

//! One mock per port, shared by all tests. Their state is in the chain's storage, so a failed call rolls the mocks back
//! with all else, and every chain begins with mocks that know nothing.

mod agenda;
mod ballots;
mod brakes;
mod cohorts;
mod drops;
mod electors;
mod escrow;
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

pub use agenda::{MockAgenda, MockOwner};
pub use ballots::{MockBallotUser, MockBallots};
pub use brakes::MockBrakes;
pub use drops::{MockDrops, MockSeries, MockTemplate};
pub use escrow::{MockEscrow, MockEscrowOwner};
pub use holders::MockHolders;
pub use instruments::{MockAppraisals, MockInstruments, MockSale};
pub use mandates::{EnsureMockAttester, EnsureMockGovernor, EnsureMockOffice};
pub use pots::MockPots;
pub use purchases::MockPurchases;
pub use reserve::{MockReserve, MockRest, MockTakingsFeed};
pub use seats::MockSeats;
pub use sources::MockSources;

use chungnam_primitives::Moment;
use codec::{Decode, Encode};
use frame_support::{pallet_prelude::ValueQuery, storage_alias};

/// The storage of all mocks stands under this name, as that of a pallet.
pub const PREFIX: &str = "Testkit";

/// An account as the mocks remember it, of whatever type: its bytes, and zeros.
type Key = [u8; 32];

fn key_of(who: &impl Encode) -> Key {
	let mut key = Key::default();
	who.using_encoded(|bytes| key[..bytes.len()].copy_from_slice(bytes));
	key
}

fn account_of<AccountId: Decode>(key: Key) -> AccountId {
	AccountId::decode(&mut &key[..]).expect("an account has at most 32 bytes")
}

/// The clock of the mock runtime.
#[storage_alias(verbatim)]
pub(crate) type Now = StorageValue<Timestamp, Moment, ValueQuery>;

/// A registry of people, shops, cohorts and institutions.
pub struct MockRegistry;

/// A test of an account's storage key: true if the account is a pot of [`MockDrops`] or of [`MockReserve`].
pub(crate) fn is_pot(key: &[u8]) -> bool {
	let own = [escrow::POT, reserve::ACCOUNTS[0], reserve::ACCOUNTS[1]];
	key.ends_with(&drops::POT) || own.iter().any(|own| key.ends_with(own))
}
