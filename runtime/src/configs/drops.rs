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
	type WeightInfo = pallet_voucher_drops::weights::Measured<Runtime>;
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
	type WeightInfo = pallet_basic_income::weights::Measured<Runtime>;
}

#[cfg(test)]
mod tests {
	use chungnam_ports::{Due, OnDue};
	use chungnam_primitives::{IncomeId, ProgrammeId};
	use frame_support::{dispatch::GetDispatchInfo, weights::Weight};
	use pallet_basic_income::{WeightInfo as _, MAX_TIERS};
	use pallet_regional_currency::WeightInfo as _;
	use pallet_voucher_drops::WeightInfo as _;

	use crate::{
		configs::{agenda::Owners, assert_weighed},
		Runtime, RuntimeCall,
	};

	#[test]
	fn everything_is_weighed() {
		assert_weighed!(pallet_voucher_drops, pallet_basic_income);
	}

	/// Where the list of a cohort is full, a drop lapses inside an opening: both are declared, as both were measured.
	#[test]
	fn every_opening_declares_the_lapses_inside_it() {
		type Currency = <Runtime as pallet_regional_currency::Config>::WeightInfo;
		type Vouchers = <Runtime as pallet_voucher_drops::Config>::WeightInfo;
		type Incomes = <Runtime as pallet_basic_income::Config>::WeightInfo;
		let declared = |call: RuntimeCall| call.get_dispatch_info().call_weight;
		let assert_covered = |declared: Weight, opening: Weight, parts: u32| {
			let lapses = Currency::lapse(1).saturating_mul(parts.into());
			let needed = opening.saturating_add(lapses);
			assert!(needed.all_lte(declared), "{needed:?} of {declared:?}");
		};
		let (programme, income) = (ProgrammeId(0), IncomeId(0));
		let retry = declared(pallet_voucher_drops::Call::retry { programme }.into());
		assert_covered(retry, Vouchers::retry(), 1);
		let retry = declared(pallet_basic_income::Call::retry { income }.into());
		assert_covered(retry, Incomes::retry(), MAX_TIERS);
		let due = Owners::max_weight(Due::Programme(programme));
		assert_covered(due, Vouchers::open_next(), 1);
		let due = Owners::max_weight(Due::Income(income));
		assert_covered(due, Incomes::open_due(MAX_TIERS), MAX_TIERS);
	}
}
