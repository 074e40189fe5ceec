// SPDX-License-Identifier: Apache-2.0

//! Chungnam Pay: how the reserve and the regional currency are tied to won, people and shops, and to each other.

use chungnam_primitives::{Moment, DAYS, HOURS};
use frame_support::{parameter_types, PalletId};
use pallet_registry::EnsureAttester;

use super::{
	calls::PaymentBrakes,
	limits::{Notice, RefundWindow},
	powers::SetsTerms,
};
use crate::{
	Agenda, Balances, FundRouter, RegionalCurrency, Registry, Reserve, Runtime, RuntimeHoldReason,
	Timestamp, VoucherDrops,
};

parameter_types! {
	/// Pots of all series derive from it. Changing it would lose sight of their won.
	pub const CurrencyPalletId: PalletId = PalletId(*b"chn/rcur");
	/// The pot of the re-spend bonus derives from it. Changing it would lose sight of its won.
	pub const ReservePalletId: PalletId = PalletId(*b"chn/rsrv");
	/// Won is made against a bank statement for fourteen days: the longest holiday takes ten.
	pub const StatementAge: Moment = 14 * DAYS;
	/// An investigation of a cash-out keeps its won for ninety days at most.
	pub const InvestigationPeriod: Moment = 90 * DAYS;
	/// Three days for an operator to have a cash-out paid by the bank and to say so: a bank's transfer takes minutes, and a
	/// claimant who was forgotten waits no longer than a weekend.
	pub const PaymentWindow: Moment = 3 * DAYS;
	/// A week to spend what was refunded after the end of its series.
	pub const RefundGrace: Moment = 7 * DAYS;
}

parameter_types! {
	/// A payment lives for an hour at most: long enough for a queue at a town hall's terminal, too short for a payment that
	/// was given up in the morning to be made in the evening.
	pub const PaymentLife: Moment = HOURS;
}

impl pallet_regional_currency::Config for Runtime {
	type Won = Balances;
	type Issuance = Reserve;
	type Takings = Reserve;
	type Paybacks = VoucherDrops;
	type People = Registry;
	type Cohorts = Registry;
	type Merchants = Registry;
	type Brakes = PaymentBrakes;
	type MandateOrigin = EnsureAttester<Runtime>;
	type Agenda = Agenda;
	type Time = Timestamp;
	type Sources = FundRouter;
	type PalletId = CurrencyPalletId;
	type ChangeDelay = Notice;
	type PaymentLife = PaymentLife;
	type RefundWindow = RefundWindow;
	type RefundGrace = RefundGrace;
	type WeightInfo = pallet_regional_currency::weights::Measured<Runtime>;
}

impl pallet_reserve::Config for Runtime {
	type Won = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Merchants = Registry;
	type TakingsFeed = RegionalCurrency;
	type MandateOrigin = EnsureAttester<Runtime>;
	type GovernorOrigin = SetsTerms;
	type Time = Timestamp;
	type StatementAge = StatementAge;
	type InvestigationPeriod = InvestigationPeriod;
	type PaymentWindow = PaymentWindow;
	type PalletId = ReservePalletId;
	type WeightInfo = pallet_reserve::weights::Measured<Runtime>;
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::{configs::assert_weighed, RuntimeOrigin};
	use frame_support::traits::EnsureOrigin;
	use pallet_civic_governance::Power;

	#[test]
	fn everything_is_weighed() {
		assert_weighed!(pallet_regional_currency, pallet_reserve);
	}

	#[test]
	fn terms_are_set_by_a_referendum_about_parameters_only() {
		type Origin = <Runtime as pallet_reserve::Config>::GovernorOrigin;
		let alice = sp_keyring::Sr25519Keyring::Alice.to_account_id();
		assert!(Origin::try_origin(RuntimeOrigin::signed(alice)).is_err());
		assert!(Origin::try_origin(RuntimeOrigin::root()).is_err());
		assert!(Origin::try_origin(RuntimeOrigin::from(Power::Parameters)).is_ok());
	}
}
