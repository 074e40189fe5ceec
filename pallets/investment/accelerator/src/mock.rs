// SPDX-License-Identifier: Apache-2.0

//! The smallest chain with an accelerator.

use chungnam_testkit::{
	account, EnsureMockOffice, MockEscrow, MockRegistry, MockSeats, MockSources,
};
use frame_support::{parameter_types, PalletId};

use crate as pallet_accelerator;

chungnam_testkit::mock_runtime! {
	about: Accelerator,
	pallets: { 3 => Accelerator = pallet_accelerator },
}

parameter_types! {
	pub const AcceleratorPalletId: PalletId = PalletId(*b"cn/intak");
	pub Fund: AccountId = account(100);
}

impl pallet_accelerator::Config for Test {
	type Won = Balances;
	type MandateOrigin = EnsureMockOffice;
	type Fund = Fund;
	type People = MockRegistry;
	type Merchants = MockRegistry;
	type Seats = MockSeats;
	type Payees = MockRegistry;
	type Escrow = MockEscrow<Balances, Accelerator>;
	type Sources = MockSources;
	type Time = Timestamp;
	type PalletId = AcceleratorPalletId;
	type WeightInfo = crate::weights::Measured<Self>;
}
