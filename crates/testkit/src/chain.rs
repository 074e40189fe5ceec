// SPDX-License-Identifier: Apache-2.0

//! The chain of a test: its genesis, its blocks, its clock.

use chungnam_primitives::Moment;
use frame_support::weights::Weight;
use frame_system::{Pallet as System, RawOrigin};
use sp_core::H256;
use sp_io::TestExternalities;
use sp_runtime::{AccountId32, BuildStorage, Storage, TryRuntimeError};
use sp_state_machine::BasicExternalities;

use crate::{assert_sound, mocks};

/// A mock runtime. [`mock_runtime`](crate::mock_runtime) implements it.
pub trait Chain: frame_system::Config {
	/// The hooks of the pallets that the mock names, in order, at the beginning of a block. Returns what they weighed.
	fn on_initialize(number: frame_system::pallet_prelude::BlockNumberFor<Self>) -> Weight;
	/// Sets the clock.
	fn set_clock(now: Moment);
	/// The numbered invariants of the pallet under test.
	fn invariants() -> Result<(), TryRuntimeError>;
}

/// The account that is 32 times `byte`.
pub const fn account(byte: u8) -> AccountId32 {
	AccountId32::new([byte; 32])
}

/// The hash that is 32 times `byte`.
pub const fn hash(byte: u8) -> H256 {
	H256::repeat_byte(byte)
}

/// The origin of a call that `who` signed.
pub fn signed<AccountId, Origin: From<RawOrigin<AccountId>>>(who: AccountId) -> Origin {
	RawOrigin::Signed(who).into()
}

/// A chain before its first block, with a genesis. `settle` is told to the mocks before, so that the genesis can ask them.
#[track_caller]
pub fn begin(genesis: impl BuildStorage, settle: impl FnOnce()) -> TestExternalities {
	let mut storage = Storage::default();
	BasicExternalities::execute_with_storage(&mut storage, settle);
	genesis.assimilate_storage(&mut storage).expect("the genesis is sound");
	storage.into()
}

/// As [`begin`], in the first block, at the moment `now`.
#[track_caller]
pub fn begin_at<T: Chain>(
	now: Moment,
	genesis: impl BuildStorage,
	settle: impl FnOnce(),
) -> TestExternalities {
	let mut chain = begin(genesis, settle);
	chain.execute_with(|| {
		System::<T>::set_block_number(1u32.into());
		T::set_clock(now);
	});
	chain
}

/// A chain that is just begun, in its second block, at the moment `now`: the hooks of both have run.
#[track_caller]
pub fn in_second_block<T: Chain>(mut chain: TestExternalities, now: Moment) -> TestExternalities {
	chain.execute_with(|| {
		next_block::<T>(now);
		next_block::<T>(now);
	});
	chain
}

/// Runs a test, and proves the numbered invariants after it.
#[track_caller]
pub fn execute<T: Chain>(mut chain: TestExternalities, test: impl FnOnce()) {
	chain.execute_with(|| {
		test();
		assert_sound::<T>();
	});
}

/// The time of this block.
pub fn now() -> Moment {
	mocks::Now::get()
}

/// Sets the clock inside the block.
pub fn at<T: Chain>(now: Moment) {
	T::set_clock(now);
}

/// The next block begins: its hooks still see the time of the block before. Returns what they weighed.
pub fn begin_block<T: Chain>() -> Weight {
	let number = System::<T>::block_number() + 1u32.into();
	System::<T>::set_block_number(number);
	T::on_initialize(number)
}

/// The next block, at the moment `now`: hooks see the time of the block before, calls that of this one. Every invariant
/// holds after the hooks. Returns what they weighed.
#[track_caller]
pub fn next_block<T: Chain>(now: Moment) -> Weight {
	let weight = begin_block::<T>();
	T::set_clock(now);
	assert_sound::<T>();
	weight
}

/// So many blocks, a second apart.
#[track_caller]
pub fn next_blocks<T: Chain>(count: u64) {
	for _ in 0..count {
		next_block::<T>(now() + 1_000);
	}
}

/// Time passes: the last block is at `moment`, and what the mock of the agenda had due by then is done.
#[track_caller]
pub fn pass_until<T: Chain>(moment: Moment) {
	next_block::<T>(moment);
	while mocks::MockAgenda::is_behind() {
		next_block::<T>(moment);
	}
}

/// `execute` and `pass_until` of this mock runtime, on the chain that the expression begins.
#[macro_export]
macro_rules! test_chain {
	($test:ty, $chain:expr) => {
		/// Runs a test, and proves the numbered invariants after it.
		#[track_caller]
		pub fn execute(test: impl FnOnce()) {
			$crate::execute::<$test>($chain, test);
		}

		/// Time passes: the last block is at `moment`, and what was due by then is done.
		#[track_caller]
		pub fn pass_until(moment: $crate::__private::Moment) {
			$crate::pass_until::<$test>(moment);
		}
	};
}

/// `run`, `sleep`, `won` and `give` of this mock runtime, for tests in one block that set its clock themselves, on the chain
/// that the expression begins.
#[macro_export]
macro_rules! test_block {
	($test:ty, $chain:expr, $balances:ty) => {
		/// Runs a test, and proves the numbered invariants after it.
		#[track_caller]
		pub fn run(test: impl FnOnce()) {
			$crate::execute::<$test>($chain, test);
		}

		/// Time passes.
		pub fn sleep(time: $crate::__private::Moment) {
			$crate::at::<$test>($crate::now() + time);
		}

		/// Won of an account.
		pub fn won(who: &<$test as frame_system::Config>::AccountId) -> $crate::__private::Won {
			use $crate::__private::frame_support::traits::fungible::Inspect;
			<$balances as Inspect<_>>::balance(who)
		}

		/// Makes won on an account.
		#[track_caller]
		pub fn give(
			who: &<$test as frame_system::Config>::AccountId,
			amount: $crate::__private::Won,
		) {
			use $crate::__private::frame_support::traits::fungible::Mutate;
			let made = <$balances as Mutate<_>>::mint_into(who, amount);
			assert!(made.is_ok(), "{made:?}");
		}
	};
}
