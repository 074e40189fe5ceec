// SPDX-License-Identifier: Apache-2.0

//! Money that arrives by itself: programmes of vouchers, and basic income.

use frame_support::{parameter_types, PalletId};
use pallet_registry::EnsureAttester;

use super::limits::{Notice, RefundWindow};
use crate::{Agenda, Balances, RegionalCurrency, Registry, Runtime, Timestamp};

parameter_types! {
	/// The budgets of programmes derive from it. Changing it would lose sight of their won.
	pub const ProgrammePalletId: PalletId = PalletId(*b"chn/drop");
	/// The pools of basic income derive from it.
	pub const IncomePalletId: PalletId = PalletId(*b"chn/incm");
}

impl pallet_voucher_drops::Config for Runtime {
	type Won = Balances;
	type People = Registry;
	type Merchants = Registry;
	type Cohorts = Registry;
	type Drops = RegionalCurrency;
	type Debts = RegionalCurrency;
	type Receipts = RegionalCurrency;
	type MandateOrigin = EnsureAttester<Runtime>;
	type Agenda = Agenda;
	type Time = Timestamp;
	type PalletId = ProgrammePalletId;
	type ChangeDelay = Notice;
	// Someone who was forgotten can be given arrears, and a payback can be undone.
	type ClosingDelay = RefundWindow;
	type WeightInfo = crate::weights::pallet_voucher_drops::WeightInfo<Runtime>;
}

impl pallet_basic_income::Config for Runtime {
	type Won = Balances;
	type People = Registry;
	type Cohorts = Registry;
	type Drops = RegionalCurrency;
	type MandateOrigin = EnsureAttester<Runtime>;
	type Agenda = Agenda;
	type Time = Timestamp;
	type PalletId = IncomePalletId;
	type ChangeDelay = Notice;
	type WeightInfo = crate::weights::pallet_basic_income::WeightInfo<Runtime>;
}

#[cfg(test)]
mod tests {
	use crate::configs::assert_weighed;

	#[test]
	fn everything_is_weighed() {
		assert_weighed!(pallet_voucher_drops, pallet_basic_income);
	}
}
