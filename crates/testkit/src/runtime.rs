// SPDX-License-Identifier: Apache-2.0

/// A runtime `Test` with `System` at index 0, `Timestamp` at 1, `Balances` at 2, and the pallets that are named, from the
/// first index that is given on. Writes what every mock runtime writes alike, and nothing of the pallets that are named:
/// their `Config` stands in the mock.
///
/// - `accounts`, `balance`: the types. Left out with `system`, they are accounts of 32 bytes and won: a pallet that has
///   accounts of its own needs them, for in fewer bytes its accounts would be one.
/// - `system`: what differs from `frame_system`'s configuration for tests.
/// - `about`: the pallet whose numbered invariants are proved.
/// - `due`: the owner of what is due in [`MockAgenda`](crate::MockAgenda), to which each block hands it.
///
/// ```ignore
/// chungnam_testkit::mock_runtime! {
///     about: FundRouter,
///     pallets: { 3 => FundRouter = pallet_fund_router },
/// }
/// ```
#[macro_export]
macro_rules! mock_runtime {
	(about: $about:ident, $(due: $due:ty,)? pallets: $pallets:tt $(,)?) => {
		$crate::mock_runtime! {
			accounts: $crate::__private::sp_runtime::AccountId32,
			balance: $crate::__private::Won,
			system: {},
			about: $about,
			$(due: $due,)?
			pallets: $pallets,
		}
	};
	(
		accounts: $account:ty,
		balance: $balance:ty,
		system: { $($system:tt)* },
		$(about: $about:ident,)?
		$(due: $due:ty,)?
		pallets: { $($index:tt => $name:ident = $pallet:ident $(:: $part:ident)*),* $(,)? } $(,)?
	) => {
		// `derive_impl` names itself without a path.
		use frame_support::derive_impl;

		/// Accounts of the mock runtime.
		pub type AccountId = $account;

		#[frame_support::runtime]
		mod runtime {
			#[runtime::runtime]
			#[runtime::derive(
				RuntimeCall,
				RuntimeEvent,
				RuntimeError,
				RuntimeOrigin,
				RuntimeFreezeReason,
				RuntimeHoldReason,
				RuntimeSlashReason,
				RuntimeLockId,
				RuntimeTask,
				RuntimeViewFunction
			)]
			pub struct Test;

			#[runtime::pallet_index(0)]
			pub type System = frame_system::Pallet<Test>;

			#[runtime::pallet_index(1)]
			pub type Timestamp = pallet_timestamp::Pallet<Test>;

			#[runtime::pallet_index(2)]
			pub type Balances = pallet_balances::Pallet<Test>;

			$(
				#[runtime::pallet_index($index)]
				pub type $name = $pallet $(:: $part)* ::Pallet<Test>;
			)*
		}

		#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
		impl frame_system::Config for Test {
			type AccountId = AccountId;
			type Lookup = $crate::__private::sp_runtime::traits::IdentityLookup<AccountId>;
			type Block = frame_system::mocking::MockBlock<Test>;
			type AccountData = pallet_balances::AccountData<$balance>;
			// As on the chain: the weights of the pallets are those of its runtime.
			type DbWeight =
				$crate::__private::frame_support::weights::constants::ParityDbWeight;
			$($system)*
		}

		#[derive_impl(pallet_timestamp::config_preludes::TestDefaultConfig)]
		impl pallet_timestamp::Config for Test {}

		#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
		impl pallet_balances::Config for Test {
			type Balance = $balance;
			type AccountStore = System;
			type FreezeIdentifier = RuntimeFreezeReason;
			type MaxFreezes =
				$crate::__private::frame_support::traits::VariantCountOf<RuntimeFreezeReason>;
		}

		impl $crate::Chain for Test {
			fn on_initialize(
				number: frame_system::pallet_prelude::BlockNumberFor<Test>,
			) -> $crate::__private::frame_support::weights::Weight {
				use $crate::__private::frame_support::{traits::OnInitialize, weights::Weight};
				System::on_initialize(number);
				Timestamp::on_initialize(number);
				Weight::zero()
					$(.saturating_add($name::on_initialize(number)))*
					$(.saturating_add($crate::MockAgenda::run::<$due, _>(number)))?
			}

			fn set_clock(now: $crate::__private::Moment) {
				Timestamp::set_timestamp(now);
			}

			fn invariants() -> Result<(), $crate::__private::sp_runtime::TryRuntimeError> {
				$($about::do_try_state()?;)?
				Ok(())
			}
		}
	};
}
