// SPDX-License-Identifier: Apache-2.0

//! The smallest chain with a regional currency. Its neighbours are the shared mocks.
use crate as pallet_regional_currency;
use chungnam_primitives::{Moment, DAYS, HOURS};
use chungnam_testkit::mocks::*;

chungnam_testkit::mock_runtime! {
	about: RegionalCurrency, due: RegionalCurrency,
	pallets: { 3 => RegionalCurrency = pallet_regional_currency },
}

frame_support::parameter_types! {
	pub const CurrencyPalletId: frame_support::PalletId = frame_support::PalletId(*b"cn/money");
	pub const ChangeDelay: Moment = 7 * DAYS;
	pub const PaymentLife: Moment = HOURS;
	pub const RefundWindow: Moment = 30 * DAYS;
	pub const RefundGrace: Moment = 14 * DAYS;
}

impl pallet_regional_currency::Config for Test {
	type Won = Balances;
	type Issuance = MockReserve<Balances>;
	type Takings = MockReserve<Balances>;
	type Paybacks = ();
	type People = MockRegistry;
	type Cohorts = MockRegistry;
	type Merchants = MockRegistry;
	type Brakes = MockBrakes;
	type MandateOrigin = EnsureMockAttester;
	type Agenda = MockAgenda;
	type Time = Timestamp;
	type Sources = MockSources;
	type PalletId = CurrencyPalletId;
	type ChangeDelay = ChangeDelay;
	type PaymentLife = PaymentLife;
	type RefundWindow = RefundWindow;
	type RefundGrace = RefundGrace;
	type WeightInfo = crate::weights::Measured<Self>;
}
