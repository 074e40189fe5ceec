// SPDX-License-Identifier: Apache-2.0

//! The smallest chain that is governed.

use chungnam_testkit::{EnsureMockAttester, MockAgenda, MockBallots, MockRegistry};
use frame_support::{parameter_types, weights::Weight};

use crate::{
	self as pallet_civic_governance,
	tests::{TestEnact, TestPowers},
	ByEmergency, ByInstitutions, ByMajority, ByParameters, BySupermajority, EnsurePower,
};

chungnam_testkit::mock_runtime! {
	about: Civic,
	due: Civic,
	pallets: { 3 => Civic = pallet_civic_governance },
}

parameter_types! {
	pub const MaxCallWeight: Weight = Weight::from_parts(10_000_000_000, u64::MAX);
}

impl pallet_civic_governance::Config for Test {
	type People = MockRegistry;
	type Electors = MockRegistry;
	type Ballots = MockBallots;
	type Powers = TestPowers;
	type Enact = TestEnact;
	type MaxCallWeight = MaxCallWeight;
	type MandateOrigin = EnsureMockAttester;
	type InstitutionsOrigin = EnsurePower<ByInstitutions>;
	type ParametersOrigin = EnsurePower<ByParameters>;
	type EmergencyOrigin = EnsurePower<ByEmergency>;
	type MajorityOrigin = EnsurePower<ByMajority>;
	type SupermajorityOrigin = EnsurePower<BySupermajority>;
	type Agenda = MockAgenda;
	type Time = Timestamp;
	type WeightInfo = crate::weights::Measured<Self>;
}
