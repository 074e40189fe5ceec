// SPDX-License-Identifier: Apache-2.0

//! The smallest chain with ballots.

use chungnam_testkit::{
	EnsureMockAttester, MockAgenda, MockBallotUser, MockHolders, MockRegistry, MockSeats,
	MockSources,
};
use frame_system::EnsureRoot;

use crate as pallet_ballots;

chungnam_testkit::mock_runtime! {
	about: Ballots,
	due: Ballots,
	pallets: { 3 => Ballots = pallet_ballots },
}

impl pallet_ballots::Config for Test {
	type People = MockRegistry;
	type Electors = MockRegistry;
	type Cohorts = MockRegistry;
	type Seats = MockSeats;
	type Holders = MockHolders;
	type OnBallot = MockBallotUser;
	type Won = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Sources = MockSources;
	type MandateOrigin = EnsureMockAttester;
	type CommitteeOrigin = EnsureRoot<AccountId>;
	type Agenda = MockAgenda;
	type Time = Timestamp;
	type WeightInfo = crate::weights::Measured<Self>;
}
