// SPDX-License-Identifier: Apache-2.0

//! Who is who, and what they may do free of charge.

use chungnam_primitives::{Moment, DAYS, HOURS, MINUTES, SECONDS};
use frame_support::{
	parameter_types,
	traits::{ConstU32, ConstU64},
};
use pallet_citizen_quota::{Budget, Budgets};
use pallet_registry::EnsureAttester;
use sp_runtime::{transaction_validity::TransactionPriority, Perbill};

use super::{
	calls::FreeCalls,
	powers::{AppointsAttesters, DismissesAttesters, MajorityOrEmergency, SetsTerms},
};
use crate::{
	constants::SLOT_DURATION, Balances, Ballots, BasicIncome, RegionalCurrency, Registry, Runtime,
	RuntimeFreezeReason, Securities, Signature, Timestamp, VoucherDrops,
};

parameter_types! {
	/// Two days in which the holder of the old key can object.
	pub const RecoveryDelay: Moment = 48 * HOURS;
	/// A town hall has a month from the counter to the chain.
	pub const ConsentPeriod: Moment = 30 * DAYS;
	/// Longer than consents hold and shops refund.
	pub const RoleMemory: Moment = 60 * DAYS;
	/// A month to notice a death that was recorded by mistake. No heir is named earlier.
	pub const EstateDelay: Moment = 30 * DAYS;
	/// Shops are checked every year, with a month of grace.
	pub const RecheckPeriod: Moment = 396 * DAYS;
	/// A month to decide about a shop.
	pub const ApplicationPeriod: Moment = 30 * DAYS;
	/// Longer than anything lasts that is opened for a cohort.
	pub const EnrolmentMemory: Moment = 400 * DAYS;
}

impl pallet_registry::Config for Runtime {
	type AttesterOrigin = AppointsAttesters;
	type CeilingOrigin = SetsTerms;
	type DismissalOrigin = DismissesAttesters;
	type SuspensionOrigin = MajorityOrEmergency;
	type MandateOrigin = EnsureAttester<Runtime>;
	type Won = Balances;
	type RuntimeFreezeReason = RuntimeFreezeReason;
	type Signature = Signature;
	#[cfg(feature = "runtime-benchmarks")]
	type Signers = KeystoreSigners;
	type Time = Timestamp;
	type RecoveryDelay = RecoveryDelay;
	type ConsentPeriod = ConsentPeriod;
	type RoleMemory = RoleMemory;
	type EstateDelay = EstateDelay;
	type RecheckPeriod = RecheckPeriod;
	type ApplicationPeriod = ApplicationPeriod;
	type EnrolmentMemory = EnrolmentMemory;
	type StayAskers = (RegionalCurrency, BasicIncome, VoucherDrops, Ballots);
	type Investors = Securities;
	type MaxBatch = ConstU32<250>;
	type WeightInfo = pallet_registry::weights::Measured<Runtime>;
}

/// Accounts in the keystore of the machine that measures.
#[cfg(feature = "runtime-benchmarks")]
pub struct KeystoreSigners;

#[cfg(feature = "runtime-benchmarks")]
impl pallet_registry::BenchmarkSigners<crate::AccountId, Signature> for KeystoreSigners {
	fn account(number: u32) -> crate::AccountId {
		let phrase = alloc::format!("//Role//{number}").into_bytes();
		sp_io::crypto::sr25519_generate(ROLE_KEYS, Some(phrase)).0.into()
	}

	fn sign(who: &crate::AccountId, payload: &[u8]) -> Signature {
		let public = sp_core::sr25519::Public::from_raw(who.clone().into());
		let signed = sp_io::crypto::sr25519_sign(ROLE_KEYS, &public, payload);
		#[allow(clippy::expect_used)] // Never part of a chain.
		Signature::Sr25519(signed.expect("the keystore has the account"))
	}

	fn pass(time: Moment) {
		pallet_timestamp::Now::<Runtime>::mutate(|now| *now = now.saturating_add(time));
	}
}

#[cfg(feature = "runtime-benchmarks")]
const ROLE_KEYS: sp_core::crypto::KeyTypeId = sp_core::crypto::KeyTypeId(*b"role");

parameter_types! {
	/// A person pays fifty times in a row, and then every five minutes. A shop serves a market day.
	pub const FreeBudgets: Budgets = Budgets {
		payment: Budget { max: 50, refill: 5 * MINUTES },
		vote: Budget { max: 20, refill: 10 * MINUTES },
		claim: Budget { max: 20, refill: 10 * MINUTES },
		shop: Budget { max: 1_000, refill: 30 * SECONDS },
	};
	/// People who pay a fee keep 15 % of the ordinary part of every block, which citizens cannot take.
	pub const FreeShare: Perbill = Perbill::from_percent(85);
	/// Below any fee.
	pub const FreePriority: TransactionPriority = 1;
}

impl pallet_citizen_quota::Config for Runtime {
	type Classify = FreeCalls;
	type People = Registry;
	type Merchants = Registry;
	type Time = Timestamp;
	type Budgets = FreeBudgets;
	// A claim from a list of a million with its proof.
	type MaxLength = ConstU32<1_024>;
	type BlockShare = FreeShare;
	type FreePriority = FreePriority;
	// Ten minutes. A node keeps up to 60,000 that wait, and its blocks take over 700 a second: what was acknowledged is not
	// dropped before its turn, as it was after 64 blocks.
	type FreeLongevity = ConstU64<600>;
	type BlockTime = ConstU64<SLOT_DURATION>;
	type WeightInfo = pallet_citizen_quota::weights::Measured<Runtime>;
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::{configs::assert_weighed, RuntimeOrigin};
	use chungnam_ports::Mandate;
	use chungnam_primitives::Scope;
	use frame_support::traits::{EnsureOrigin, EnsureOriginWithArg};
	use pallet_civic_governance::Power;
	use sp_keyring::Sr25519Keyring::Alice;

	#[test]
	fn everything_is_weighed() {
		assert_weighed!(pallet_registry, pallet_citizen_quota);
	}

	#[test]
	fn a_former_key_is_remembered_longer_than_shops_refund() {
		let window = <Runtime as pallet_regional_currency::Config>::RefundWindow::get();
		assert!(RoleMemory::get() > window);
		assert!(RoleMemory::get() >= ConsentPeriod::get());
	}

	#[test]
	fn a_thousand_people_are_registered_in_one_block() {
		use crate::configs::system::RuntimeBlockWeights;
		use frame_support::{dispatch::DispatchClass, traits::Get};
		let batch: u32 = <Runtime as pallet_registry::Config>::MaxBatch::get();
		let batches = 1_000_u64.div_ceil(batch.into());
		let needed = Registry::weight_of_registering(batch).saturating_mul(batches);
		let block = RuntimeBlockWeights::get();
		let normal = block.get(DispatchClass::Normal).max_total.unwrap_or(block.max_block);
		assert!(needed.all_lte(normal), "{needed:?} of {normal:?}");
	}

	#[test]
	fn only_referenda_about_institutions_and_of_regions_appoint_attesters() {
		type Origin = <Runtime as pallet_registry::Config>::AttesterOrigin;
		let may = |origin| <Origin as EnsureOrigin<RuntimeOrigin>>::try_origin(origin).is_ok();
		assert!(!may(RuntimeOrigin::signed(Alice.to_account_id())));
		assert!(!may(RuntimeOrigin::root()) && !may(Power::Emergency.into()));
		assert!(may(Power::Institutions.into()) && may(Power::Region(3).into()));
	}

	#[test]
	fn an_account_without_a_mandate_holds_none() {
		sp_io::TestExternalities::default().execute_with(|| {
			type Origin = <Runtime as pallet_registry::Config>::MandateOrigin;
			let alice = RuntimeOrigin::signed(Alice.to_account_id());
			for scope in Scope::ALL {
				assert!(Origin::try_origin(alice.clone(), &Mandate::of(scope, 1)).is_err());
			}
		});
	}

	#[test]
	fn a_fee_goes_before_a_free_transaction() {
		assert_eq!(FreePriority::get(), 1);
		assert_eq!(FreeShare::get(), Perbill::from_percent(85));
	}
}
