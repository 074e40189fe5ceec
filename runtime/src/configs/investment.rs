// SPDX-License-Identifier: Apache-2.0

//! Units of assets and projects, and the ledger in which they lie.

use chungnam_primitives::{dividends::Units, InstrumentId};
use frame_support::{
	instances::Instance1,
	parameter_types,
	traits::{ConstU128, ConstU32},
	PalletId,
};
use frame_system::EnsureNever;
use pallet_registry::EnsureAttester;
use pallet_securities::Gate;

use super::{
	funds::AcceleratorAccount,
	powers::{Majority, MajorityOrEmergency, SetsInstruments, SpendsBudget},
};
use crate::{
	AccountId, AssetFractions, Assets, Balances, Ballots, CivicGovernance, Escrow, FundRouter,
	RegionalCurrency, Registry, Runtime, RuntimeEvent, Securities, Timestamp,
};

parameter_types! {
	/// Accounts of holders and pots of sales derive from it. Changing it would lose sight of their units and won.
	pub const SecuritiesPalletId: PalletId = PalletId(*b"cn/share");
}

/// The ledger of units. Its calls are not part of the runtime; only `Securities` makes and moves units, and nobody pays a
/// deposit, for a person's first unit must not need won.
impl pallet_assets::Config<Instance1> for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type Balance = Units;
	type RemoveItemsLimit = ConstU32<1>;
	type AssetId = InstrumentId;
	type AssetIdParameter = InstrumentId;
	type ReserveData = ();
	type Currency = Balances;
	type CreateOrigin = EnsureNever<AccountId>;
	type ForceOrigin = EnsureNever<AccountId>;
	type AssetDeposit = ConstU128<0>;
	type AssetAccountDeposit = ConstU128<0>;
	type MetadataDepositBase = ConstU128<0>;
	type MetadataDepositPerByte = ConstU128<0>;
	type ApprovalDeposit = ConstU128<0>;
	type StringLimit = ConstU32<32>;
	type Freezer = Gate<Runtime>;
	type Holder = ();
	type Extra = ();
	type CallbackHandle = ();
	type AssetIdAllocator = ();
	// Nothing asks: there are no calls.
	type WeightInfo = pallet_assets::weights::SubstrateWeight<Runtime>;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = NoBenchmarks;
}

/// The ledger has no calls to measure.
#[cfg(feature = "runtime-benchmarks")]
pub struct NoBenchmarks;

#[cfg(feature = "runtime-benchmarks")]
impl pallet_assets::BenchmarkHelper<InstrumentId, ()> for NoBenchmarks {
	fn create_asset_id_parameter(id: u32) -> InstrumentId {
		InstrumentId(id)
	}

	fn create_reserve_id_parameter(_: u32) {}
}

impl pallet_securities::Config for Runtime {
	type Won = Balances;
	type Ledger = Assets;
	type TermsOrigin = SetsInstruments;
	type SaleOrigin = SpendsBudget;
	type BrakeOrigin = MajorityOrEmergency;
	type Sources = FundRouter;
	type MandateOrigin = EnsureAttester<Runtime>;
	type People = Registry;
	type Estates = Registry;
	type Appraisals = AssetFractions;
	type Electors = Registry;
	type Purchases = RegionalCurrency;
	type Time = Timestamp;
	type PalletId = SecuritiesPalletId;
	type WeightInfo = pallet_securities::weights::Measured<Runtime>;
}

parameter_types! {
	/// The pot of each asset derives from it. Changing it would lose sight of their won.
	pub const AssetsPalletId: PalletId = PalletId(*b"cn/asset");
}

impl pallet_asset_fractions::Config for Runtime {
	type Won = Balances;
	// More than half of the committee.
	type CommitteeOrigin = Majority;
	type Instruments = Securities;
	type Offerings = Securities;
	type Holders = Securities;
	type People = Registry;
	type Ballots = Ballots;
	type Escrow = Escrow;
	type Payees = Registry;
	type Time = Timestamp;
	type PalletId = AssetsPalletId;
	type WeightInfo = pallet_asset_fractions::weights::Measured<Runtime>;
}

parameter_types! {
	/// The pot of each project derives from it. Changing it would lose sight of their won.
	pub const ProjectsPalletId: PalletId = PalletId(*b"cn/projt");
}

impl pallet_project_tokens::Config for Runtime {
	type Won = Balances;
	type Instruments = Securities;
	type Offerings = Securities;
	type Holders = Securities;
	type Ballots = Ballots;
	type Escrow = Escrow;
	type Payees = Registry;
	type Sources = FundRouter;
	type Time = Timestamp;
	type PalletId = ProjectsPalletId;
	type WeightInfo = pallet_project_tokens::weights::Measured<Runtime>;
}

parameter_types! {
	/// The pot of each intake derives from it. Changing it would lose sight of their won.
	pub const IntakesPalletId: PalletId = PalletId(*b"cn/intak");
}

impl pallet_accelerator::Config for Runtime {
	type Won = Balances;
	type MandateOrigin = EnsureAttester<Runtime>;
	type Fund = AcceleratorAccount;
	type People = Registry;
	type Merchants = Registry;
	type Seats = CivicGovernance;
	type Payees = Registry;
	type Escrow = Escrow;
	type Sources = FundRouter;
	type Time = Timestamp;
	type PalletId = IntakesPalletId;
	type WeightInfo = pallet_accelerator::weights::Measured<Runtime>;
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::{configs::assert_weighed, Accelerator, ProjectTokens, RuntimeCall, RuntimeOrigin};
	use chungnam_ports::{Holder, Mandate, Source, Sources};
	use chungnam_primitives::{EnvelopeId, IntakeId, OfferingId, PersonId, Scope};
	use frame_support::traits::{EnsureOrigin, EnsureOriginWithArg, GetCallMetadata};
	use pallet_civic_governance::Power;

	#[test]
	fn everything_is_weighed() {
		assert_weighed!(pallet_securities);
		assert_weighed!(pallet_asset_fractions);
		assert_weighed!(pallet_project_tokens);
		assert_weighed!(pallet_accelerator);
	}

	#[test]
	fn no_call_of_the_ledger_exists() {
		let names = RuntimeCall::get_module_names();
		assert!(names.contains(&"Securities") && !names.contains(&"Assets"));
	}

	#[test]
	fn residents_decide_about_instruments_and_sales() {
		type Terms = <Runtime as pallet_securities::Config>::TermsOrigin;
		type Sale = <Runtime as pallet_securities::Config>::SaleOrigin;
		let alice = sp_keyring::Sr25519Keyring::Alice.to_account_id();
		let refused = [RuntimeOrigin::signed(alice), RuntimeOrigin::root(), RuntimeOrigin::none()];
		for origin in refused {
			assert!(Terms::try_origin(origin.clone()).is_err());
			assert!(Sale::try_origin(origin).is_err());
		}
		assert!(Terms::try_origin(RuntimeOrigin::from(Power::Institutions)).is_ok());
		assert!(Sale::try_origin(RuntimeOrigin::from(Power::Budget)).is_ok());
		assert!(Sale::try_origin(RuntimeOrigin::from(Power::Institutions)).is_err());
	}

	#[test]
	fn experts_and_managers_are_named_by_the_committee() {
		type Origin = <Runtime as pallet_asset_fractions::Config>::CommitteeOrigin;
		let alice = sp_keyring::Sr25519Keyring::Alice.to_account_id();
		let signed = RuntimeOrigin::signed(alice);
		assert!(<Origin as EnsureOrigin<RuntimeOrigin>>::try_origin(signed).is_err());
		let of = |yes| Power::Committee { yes, heads: 4 }.into();
		assert!(<Origin as EnsureOrigin<RuntimeOrigin>>::try_origin(of(3)).is_ok());
		assert!(<Origin as EnsureOrigin<RuntimeOrigin>>::try_origin(of(2)).is_err());
	}

	#[test]
	fn committee_and_an_emergency_referendum_halt_instruments() {
		type Brake = <Runtime as pallet_securities::Config>::BrakeOrigin;
		for power in [Power::Committee { yes: 3, heads: 5 }, Power::Emergency] {
			assert!(Brake::try_origin(RuntimeOrigin::from(power)).is_ok());
		}
		for power in [Power::Committee { yes: 2, heads: 5 }, Power::Institutions] {
			assert!(Brake::try_origin(RuntimeOrigin::from(power)).is_err());
		}
	}

	#[test]
	fn only_offices_attest_investors_and_carry_out_orders() {
		type Origin = <Runtime as pallet_securities::Config>::MandateOrigin;
		let alice = sp_keyring::Sr25519Keyring::Alice.to_account_id();
		let mandates = [Scope::Investors, Scope::Orders].map(Mandate::province);
		sp_io::TestExternalities::default().execute_with(|| {
			for origin in [RuntimeOrigin::signed(alice.clone()), RuntimeOrigin::none()] {
				for mandate in &mandates {
					assert!(Origin::try_origin(origin.clone(), mandate).is_err());
				}
			}
		});
	}

	#[test]
	fn only_offices_for_the_budget_open_intakes() {
		type Origin = <Runtime as pallet_accelerator::Config>::MandateOrigin;
		let alice = sp_keyring::Sr25519Keyring::Alice.to_account_id();
		let mandate = Mandate::province(Scope::Budget);
		sp_io::TestExternalities::default().execute_with(|| {
			for origin in [RuntimeOrigin::signed(alice.clone()), RuntimeOrigin::root()] {
				assert!(Origin::try_origin(origin, &mandate).is_err());
			}
		});
	}

	#[test]
	fn no_account_of_a_holder_or_a_sale_is_another() {
		let source = <FundRouter as Sources<AccountId>>::account_of;
		let alice = sp_keyring::Sr25519Keyring::Alice.to_account_id();
		let mut all = vec![Securities::holder_account(Holder::Account(alice))];
		for id in [0, 1, u32::MAX] {
			all.push(Securities::pot(OfferingId(id)));
			all.push(Securities::holder_account(Holder::Person(PersonId(id))));
			all.push(Escrow::pot(EnvelopeId(id)));
			all.push(AssetFractions::pot(InstrumentId(id)));
			all.push(ProjectTokens::pot(InstrumentId(id)));
			all.push(Accelerator::pot(IntakeId(id)));
		}
		all.push(AcceleratorAccount::get());
		all.extend(Source::ALL.map(source));
		let count = all.len();
		all.sort();
		all.dedup();
		assert_eq!(all.len(), count);
	}
}
