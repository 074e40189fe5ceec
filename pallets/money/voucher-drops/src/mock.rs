// SPDX-License-Identifier: Apache-2.0

//! The smallest chain with programmes. People, shops and institutions come from the shared mock registry, series and
//! receipts from the shared mock currency.

use chungnam_primitives::{Moment, DAYS};
use chungnam_testkit::{EnsureMockAttester, MockAgenda, MockDrops, MockRegistry};
use frame_support::{parameter_types, PalletId};

use crate as pallet_voucher_drops;

chungnam_testkit::mock_runtime! {
	about: VoucherDrops,
	due: VoucherDrops,
	pallets: { 3 => VoucherDrops = pallet_voucher_drops },
}

parameter_types! {
	pub const ProgrammePalletId: PalletId = PalletId(*b"cn/drops");
	pub const ChangeDelay: Moment = 7 * DAYS;
	pub const ClosingDelay: Moment = 30 * DAYS;
}

impl pallet_voucher_drops::Config for Test {
	type Won = Balances;
	type People = MockRegistry;
	type Merchants = MockRegistry;
	type Cohorts = MockRegistry;
	type Drops = MockDrops<Balances>;
	type Debts = MockDrops<Balances>;
	type Receipts = MockDrops<Balances>;
	type MandateOrigin = EnsureMockAttester;
	type Agenda = MockAgenda;
	type Time = Timestamp;
	type PalletId = ProgrammePalletId;
	type ChangeDelay = ChangeDelay;
	type ClosingDelay = ClosingDelay;
	type WeightInfo = crate::weights::Measured<Self>;
}
