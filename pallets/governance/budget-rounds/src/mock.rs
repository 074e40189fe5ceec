// SPDX-License-Identifier: Apache-2.0

//! The smallest chain with rounds.

use chungnam_testkit::{
	account, EnsureMockOffice, MockAgenda, MockBallots, MockEscrow, MockRegistry,
};
use frame_support::{parameter_types, PalletId};
use frame_system::EnsureRoot;

use crate as pallet_budget_rounds;

chungnam_testkit::mock_runtime! {
	about: BudgetRounds,
	due: BudgetRounds,
	pallets: { 3 => BudgetRounds = pallet_budget_rounds },
}

parameter_types! {
	pub const RoundsPalletId: PalletId = PalletId(*b"cn/round");
	pub Budget: AccountId = account(1);
}

impl pallet_budget_rounds::Config for Test {
	type Won = Balances;
	type MandateOrigin = EnsureMockOffice;
	type CommitteeOrigin = EnsureRoot<AccountId>;
	type Budget = Budget;
	type People = MockRegistry;
	type Electors = MockRegistry;
	type Payees = MockRegistry;
	type Ballots = MockBallots;
	type Escrow = MockEscrow<Balances, BudgetRounds>;
	type Agenda = MockAgenda;
	type Time = Timestamp;
	type PalletId = RoundsPalletId;
	type WeightInfo = crate::weights::Measured<Self>;
}
