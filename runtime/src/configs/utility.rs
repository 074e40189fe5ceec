// SPDX-License-Identifier: Apache-2.0

//! Stock tools: batches, shared accounts, proxies, and what is to happen later.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{
	parameter_types,
	traits::{
		fungible::HoldConsideration, ConstU32, EqualPrivilegeOnly, InstanceFilter,
		LinearStoragePrice,
	},
	weights::Weight,
};
use scale_info::TypeInfo;
use sp_runtime::{traits::BlakeTwo256, Perbill};

use super::{governance::EnsureGovernor, system::RuntimeBlockWeights};
use crate::{
	constants::deposit, AccountId, Balance, Balances, OriginCaller, Preimage, Runtime, RuntimeCall,
	RuntimeEvent, RuntimeHoldReason, RuntimeOrigin, System,
};

impl pallet_utility::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type RuntimeCall = RuntimeCall;
	type PalletsOrigin = OriginCaller;
	type WeightInfo = crate::weights::pallet_utility::WeightInfo<Runtime>;
}

parameter_types! {
	/// One entry of 88 bytes: the open call of a shared account.
	pub const MultisigDepositBase: Balance = deposit(1, 88);
	/// 32 bytes for each who must sign.
	pub const MultisigDepositFactor: Balance = deposit(0, 32);
}

impl pallet_multisig::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type RuntimeCall = RuntimeCall;
	type Currency = Balances;
	type DepositBase = MultisigDepositBase;
	type DepositFactor = MultisigDepositFactor;
	type MaxSignatories = ConstU32<100>;
	type WeightInfo = crate::weights::pallet_multisig::WeightInfo<Runtime>;
	type BlockNumberProvider = System;
}

/// What a proxy may do for the account it stands for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub enum ProxyType {
	/// Everything.
	#[default]
	#[codec(index = 0)]
	Any,
	/// Everything that moves no money.
	#[codec(index = 1)]
	NonTransfer,
	/// Vote in the committee and prepare what it decides.
	#[codec(index = 2)]
	Governance,
	/// Refuse what other proxies announced.
	#[codec(index = 3)]
	CancelProxy,
}

impl InstanceFilter<RuntimeCall> for ProxyType {
	fn filter(&self, call: &RuntimeCall) -> bool {
		match self {
			ProxyType::Any => true,
			// What is named here is allowed: a pallet that is new is not until someone has thought of it.
			ProxyType::NonTransfer => matches!(
				call,
				RuntimeCall::System(_)
					| RuntimeCall::Session(_)
					| RuntimeCall::Committee(_)
					| RuntimeCall::Utility(_)
					| RuntimeCall::Multisig(_)
					| RuntimeCall::Proxy(_)
					| RuntimeCall::Preimage(_)
			),
			ProxyType::Governance => matches!(
				call,
				RuntimeCall::Committee(_) | RuntimeCall::Preimage(_) | RuntimeCall::Utility(_)
			),
			ProxyType::CancelProxy => {
				matches!(call, RuntimeCall::Proxy(pallet_proxy::Call::reject_announcement { .. }))
			}
		}
	}

	fn is_superset(&self, other: &Self) -> bool {
		match (self, other) {
			(ProxyType::Any, _) => true,
			(_, ProxyType::Any) => false,
			(ProxyType::NonTransfer, _) => true,
			(one, another) => one == another,
		}
	}
}

parameter_types! {
	pub const ProxyDepositBase: Balance = deposit(1, 8);
	pub const ProxyDepositFactor: Balance = deposit(0, 37);
	pub const AnnouncementDepositBase: Balance = deposit(1, 8);
	pub const AnnouncementDepositFactor: Balance = deposit(0, 68);
}

impl pallet_proxy::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type RuntimeCall = RuntimeCall;
	type Currency = Balances;
	type ProxyType = ProxyType;
	type ProxyDepositBase = ProxyDepositBase;
	type ProxyDepositFactor = ProxyDepositFactor;
	type MaxProxies = ConstU32<32>;
	type WeightInfo = crate::weights::pallet_proxy::WeightInfo<Runtime>;
	type MaxPending = ConstU32<32>;
	type CallHasher = BlakeTwo256;
	type AnnouncementDepositBase = AnnouncementDepositBase;
	type AnnouncementDepositFactor = AnnouncementDepositFactor;
	type BlockNumberProvider = System;
}

parameter_types! {
	/// Half of a block for what was scheduled: people's payments go on beside it.
	pub MaximumSchedulerWeight: Weight =
		Perbill::from_percent(50) * RuntimeBlockWeights::get().max_block;
}

impl pallet_scheduler::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type RuntimeOrigin = RuntimeOrigin;
	type PalletsOrigin = OriginCaller;
	type RuntimeCall = RuntimeCall;
	type MaximumWeight = MaximumSchedulerWeight;
	type ScheduleOrigin = EnsureGovernor;
	type OriginPrivilegeCmp = EqualPrivilegeOnly;
	type MaxScheduledPerBlock = ConstU32<50>;
	type WeightInfo = crate::weights::pallet_scheduler::WeightInfo<Runtime>;
	type Preimages = Preimage;
	type BlockNumberProvider = System;
}

parameter_types! {
	pub const PreimageBaseDeposit: Balance = deposit(2, 64);
	pub const PreimageByteDeposit: Balance = deposit(0, 1);
	pub const PreimageHoldReason: RuntimeHoldReason =
		RuntimeHoldReason::Preimage(pallet_preimage::HoldReason::Preimage);
}

impl pallet_preimage::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type WeightInfo = crate::weights::pallet_preimage::WeightInfo<Runtime>;
	type Currency = Balances;
	type ManagerOrigin = EnsureGovernor;
	type Consideration = HoldConsideration<
		AccountId,
		Balances,
		PreimageHoldReason,
		LinearStoragePrice<PreimageBaseDeposit, PreimageByteDeposit, Balance>,
	>;
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::configs::assert_weighed;

	fn transfer() -> RuntimeCall {
		let dest = sp_keyring::Sr25519Keyring::Bob.to_account_id().into();
		pallet_balances::Call::transfer_keep_alive { dest, value: 1 }.into()
	}

	#[test]
	fn everything_is_weighed() {
		assert_weighed!(
			<Runtime as pallet_utility::Config>::WeightInfo,
			<Runtime as pallet_multisig::Config>::WeightInfo,
			<Runtime as pallet_proxy::Config>::WeightInfo,
			<Runtime as pallet_scheduler::Config>::WeightInfo,
			<Runtime as pallet_preimage::Config>::WeightInfo,
		);
	}

	#[test]
	fn only_a_full_proxy_moves_money() {
		assert!(ProxyType::Any.filter(&transfer()));
		for narrow in [ProxyType::NonTransfer, ProxyType::Governance, ProxyType::CancelProxy] {
			assert!(!narrow.filter(&transfer()), "{narrow:?} moves money");
			assert!(!narrow.is_superset(&ProxyType::Any));
		}
	}

	#[test]
	fn proxy_types_keep_their_bytes() {
		assert_eq!(ProxyType::Any.encode(), [0]);
		assert_eq!(ProxyType::NonTransfer.encode(), [1]);
		assert_eq!(ProxyType::Governance.encode(), [2]);
		assert_eq!(ProxyType::CancelProxy.encode(), [3]);
	}

	#[test]
	fn the_scheduler_leaves_room_in_a_block() {
		let max_block = RuntimeBlockWeights::get().max_block;
		assert!(<Runtime as pallet_scheduler::Config>::MaximumWeight::get().all_lt(max_block));
	}

	#[test]
	fn a_runtime_in_the_preimage_store_costs_a_sane_deposit() {
		let two_mebibytes = PreimageBaseDeposit::get() + 2_097_152 * PreimageByteDeposit::get();
		assert!(two_mebibytes < 50_000_000, "{two_mebibytes} won");
	}
}
