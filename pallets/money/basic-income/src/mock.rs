// SPDX-License-Identifier: Apache-2.0

//! The smallest chain with a basic income. People, tiers and institutions come from the shared mock registry, series
//! from the shared mock currency.

use chungnam_primitives::{Moment, DAYS};
use chungnam_testkit::{EnsureMockAttester, MockAgenda, MockDrops, MockRegistry};
use frame_support::{parameter_types, PalletId};

use crate as pallet_basic_income;

/// The mock currency over the mock's balances.
pub type Currency = MockDrops<Balances>;

chungnam_testkit::mock_runtime! {
	about: BasicIncome,
	due: BasicIncome,
	pallets: { 3 => BasicIncome = pallet_basic_income },
}

parameter_types! {
	pub const IncomePalletId: PalletId = PalletId(*b"cn/incom");
	pub const ChangeDelay: Moment = 7 * DAYS;
}

impl pallet_basic_income::Config for Test {
	type Won = Balances;
	type People = MockRegistry;
	type Cohorts = MockRegistry;
	type Drops = Currency;
	type MandateOrigin = EnsureMockAttester;
	type Agenda = MockAgenda;
	type Time = Timestamp;
	type PalletId = IncomePalletId;
	type ChangeDelay = ChangeDelay;
	type WeightInfo = crate::weights::Measured<Self>;
}
