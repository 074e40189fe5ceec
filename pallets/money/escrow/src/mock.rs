// SPDX-License-Identifier: Apache-2.0

//! The smallest chain with escrow.

use chungnam_testkit::{
	account, EnsureMockAttester, MockAgenda, MockBallots, MockEscrowOwner, MockRegistry, MockSeats,
	MockSources,
};
use frame_support::{parameter_types, PalletId};
use frame_system::{EnsureRoot, EnsureRootWithSuccess};

use crate as pallet_escrow;

chungnam_testkit::mock_runtime! {
	about: Escrow,
	due: Escrow,
	pallets: { 3 => Escrow = pallet_escrow },
}

parameter_types! {
	pub const EscrowPalletId: PalletId = PalletId(*b"cn/escrw");
	pub Budget: AccountId = account(1);
}

impl pallet_escrow::Config for Test {
	type Won = Balances;
	type OpenOrigin = EnsureRootWithSuccess<AccountId, Budget>;
	type CommitteeOrigin = EnsureRoot<AccountId>;
	type MandateOrigin = EnsureMockAttester;
	type People = MockRegistry;
	type Payees = MockRegistry;
	type Seats = MockSeats;
	type Ballots = MockBallots;
	type Owners = MockEscrowOwner;
	type Sources = MockSources;
	type Agenda = MockAgenda;
	type Time = Timestamp;
	type PalletId = EscrowPalletId;
	type WeightInfo = crate::weights::Measured<Self>;
}
