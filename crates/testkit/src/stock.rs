// SPDX-License-Identifier: Apache-2.0

//! Stock pallets in a mock runtime, each configured once.

/// Sessions and their history, in a [`mock_runtime`](crate::mock_runtime) that names them `Session` and `Historical`. A
/// validator is the account of the same number, keys are held by a deposit, and `NoPurging` is a filter of calls under
/// which nobody takes keys away behind the manager's back.
///
/// - `manager`: the pallet that says when a session ends, and which validators come.
/// - `identity`: what the history knows of a validator.
///
/// ```ignore
/// chungnam_testkit::mock_sessions! { manager: Validators, identity: pallet_validators::AccountAlone }
/// ```
#[macro_export]
macro_rules! mock_sessions {
	(manager: $manager:ident, identity: $identity:ty $(,)?) => {
		/// Nobody purges keys through the session pallet.
		pub struct NoPurging;

		impl $crate::__private::frame_support::traits::Contains<RuntimeCall> for NoPurging {
			fn contains(call: &RuntimeCall) -> bool {
				!matches!(call, RuntimeCall::Session(pallet_session::Call::purge_keys {}))
			}
		}

		$crate::__private::sp_runtime::impl_opaque_keys! {
			pub struct Keys {
				pub dummy: $crate::__private::sp_runtime::testing::UintAuthorityId,
			}
		}

		$crate::__private::frame_support::parameter_types! {
			pub const KeyDeposit: u64 = 100;
		}

		impl pallet_session::Config for Test {
			type RuntimeEvent = RuntimeEvent;
			type ValidatorId = AccountId;
			type ValidatorIdOf = $crate::__private::sp_runtime::traits::ConvertInto;
			type ShouldEndSession = $manager;
			type NextSessionRotation = $manager;
			type SessionManager = pallet_session::historical::NoteHistoricalRoot<Test, $manager>;
			type SessionHandler = pallet_session::TestSessionHandler;
			type Keys = Keys;
			type DisablingStrategy = pallet_session::disabling::UpToLimitDisablingStrategy;
			type WeightInfo = ();
			type Currency = Balances;
			type KeyDeposit = KeyDeposit;
		}

		impl pallet_session::historical::Config for Test {
			type RuntimeEvent = RuntimeEvent;
			type FullIdentification = ();
			type FullIdentificationOf = $identity;
		}
	};
}

/// Fees, batches and proxies, in a [`mock_runtime`](crate::mock_runtime) that names them `TransactionPayment`, `Utility` and
/// `Proxy` and takes `BlockWeights` as its own. One unit of weight and one byte cost one unit of money each, and a block
/// lasts a second, of which three quarters are for transactions.
#[macro_export]
macro_rules! mock_transactions {
	() => {
		$crate::__private::frame_support::parameter_types! {
			pub BlockWeights: frame_system::limits::BlockWeights =
				frame_system::limits::BlockWeights::with_sensible_defaults(
					$crate::__private::one_second(),
					$crate::__private::sp_runtime::Perbill::from_percent(75),
				);
		}

		#[derive_impl(pallet_transaction_payment::config_preludes::TestDefaultConfig)]
		impl pallet_transaction_payment::Config for Test {
			type OnChargeTransaction = pallet_transaction_payment::FungibleAdapter<Balances, ()>;
			type WeightToFee = $crate::__private::frame_support::weights::IdentityFee<u64>;
			type LengthToFee = $crate::__private::frame_support::weights::IdentityFee<u64>;
		}

		impl pallet_utility::Config for Test {
			type RuntimeEvent = RuntimeEvent;
			type RuntimeCall = RuntimeCall;
			type PalletsOrigin = OriginCaller;
			type WeightInfo = ();
		}

		impl pallet_proxy::Config for Test {
			type RuntimeEvent = RuntimeEvent;
			type RuntimeCall = RuntimeCall;
			type Currency = Balances;
			type ProxyType = ();
			type ProxyDepositBase = $crate::__private::frame_support::traits::ConstU64<1>;
			type ProxyDepositFactor = $crate::__private::frame_support::traits::ConstU64<1>;
			type MaxProxies = $crate::__private::frame_support::traits::ConstU32<4>;
			type WeightInfo = ();
			type MaxPending = $crate::__private::frame_support::traits::ConstU32<4>;
			type CallHasher = $crate::__private::sp_runtime::traits::BlakeTwo256;
			type AnnouncementDepositBase = $crate::__private::frame_support::traits::ConstU64<1>;
			type AnnouncementDepositFactor = $crate::__private::frame_support::traits::ConstU64<1>;
			type BlockNumberProvider = System;
		}
	};
}
