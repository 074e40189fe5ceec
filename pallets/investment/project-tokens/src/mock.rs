// SPDX-License-Identifier: Apache-2.0

//! The smallest chain with projects.

use chungnam_testkit::{
	MockBallots, MockEscrow, MockHolders, MockInstruments, MockRegistry, MockSources,
};
use frame_support::{parameter_types, PalletId};

use crate as pallet_project_tokens;

chungnam_testkit::mock_runtime! {
	about: ProjectTokens,
	pallets: { 3 => ProjectTokens = pallet_project_tokens },
}

parameter_types! {
	pub const ProjectsPalletId: PalletId = PalletId(*b"cn/projt");
}

impl pallet_project_tokens::Config for Test {
	type Won = Balances;
	type Instruments = MockInstruments<Balances>;
	type Offerings = MockInstruments<Balances>;
	type Holders = MockHolders;
	type Ballots = MockBallots;
	type Escrow = MockEscrow<Balances, ProjectTokens>;
	type Payees = MockRegistry;
	type Sources = MockSources;
	type Time = Timestamp;
	type PalletId = ProjectsPalletId;
	type WeightInfo = crate::weights::Measured<Self>;
}
