// SPDX-License-Identifier: Apache-2.0

//! Chungnam Pay: how the regional currency is tied to won, people and shops.

use chungnam_primitives::{Moment, DAYS};
use frame_support::{parameter_types, PalletId};
use pallet_registry::EnsureAttester;

use super::{
	governance::EnsureGovernor,
	limits::{Notice, RefundWindow},
};
use crate::{Agenda, Balances, FundRouter, Registry, Runtime, RuntimeHoldReason, Timestamp};

parameter_types! {
	/// Pots of all series derive from it. Changing it would lose sight of their won.
	pub const CurrencyPalletId: PalletId = PalletId(*b"chn/rcur");
	/// A week to spend what was refunded after the end of its series.
	pub const RefundGrace: Moment = 7 * DAYS;
}

impl pallet_regional_currency::Config for Runtime {
	type Won = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type People = Registry;
	type Cohorts = Registry;
	type Merchants = Registry;
	type MandateOrigin = EnsureAttester<Runtime>;
	type GovernorOrigin = EnsureGovernor;
	type Agenda = Agenda;
	type Time = Timestamp;
	type Sources = FundRouter;
	type PalletId = CurrencyPalletId;
	type ChangeDelay = Notice;
	type RefundWindow = RefundWindow;
	type RefundGrace = RefundGrace;
	type WeightInfo = crate::weights::pallet_regional_currency::WeightInfo<Runtime>;
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::{configs::assert_weighed, RuntimeOrigin};
	use frame_support::traits::EnsureOrigin;

	#[test]
	fn everything_is_weighed() {
		assert_weighed!(<Runtime as pallet_regional_currency::Config>::WeightInfo);
	}

	#[test]
	fn terms_are_set_by_the_governing_origin_only() {
		type Origin = <Runtime as pallet_regional_currency::Config>::GovernorOrigin;
		let alice = sp_keyring::Sr25519Keyring::Alice.to_account_id();
		assert!(Origin::try_origin(RuntimeOrigin::signed(alice)).is_err());
		assert!(Origin::try_origin(RuntimeOrigin::root()).is_ok());
	}
}
