// SPDX-License-Identifier: Apache-2.0

//! One file per subject. Every test ends with the invariants.

mod block_share;
mod budget;
mod clean_buckets;
mod encoding;
mod fees;
mod invariants;
mod model;
mod pool;

use chungnam_primitives::{
	category, MerchantId, Moment, PersonId, SalesClass, ZoneId, DAYS, HOURS, MINUTES,
};
use chungnam_testkit::{assert_sound, at as set_clock, execute, Chain, MockRegistry};
use frame_support::{
	dispatch::{DispatchInfo, GetDispatchInfo, PostDispatchInfo},
	parameter_types,
};
use sp_io::TestExternalities;
use sp_runtime::{
	generic::{CheckedExtrinsic, ExtrinsicFormat},
	traits::{Applyable, TransactionExtension},
	transaction_validity::{
		InvalidTransaction, TransactionSource, TransactionValidity, TransactionValidityError,
	},
	ApplyExtrinsicResultWithInfo, Perbill, StateVersion,
};

use crate::{mock::*, Budget, Budgets, CitizenQuota, ClassifyCall, QuotaClass, Refusal, Subject};

/// Two keys of one person, a key of another, a shop with a till, and an account of nobody.
pub const JIWOO: AccountId = 1;
pub const JIWOO_CARD: AccountId = 2;
pub const MINSU: AccountId = 3;
pub const SHOP: AccountId = 11;
pub const TILL: AccountId = 12;
pub const STRANGER: AccountId = 21;

/// Jiwoo, Minsu and the shop in the registry.
pub const JIWOO_ID: PersonId = PersonId(7);
pub const MINSU_ID: PersonId = PersonId(8);
pub const SHOP_ID: MerchantId = MerchantId(5);

/// The clock of the first block: in November 2026.
pub const START: Moment = 20_780 * DAYS;
/// What everyone but Jiwoo's card has.
pub const RICH: u64 = 1_000_000_000_000;

/// What the budgets are at first.
pub const BUDGETS: Budgets = Budgets {
	payment: Budget { max: 50, refill: 5 * MINUTES },
	vote: Budget { max: 10, refill: HOURS },
	claim: Budget { max: 20, refill: HOURS },
	shop: Budget { max: 2_000, refill: MINUTES / 2 },
};

parameter_types! {
	pub storage TestBudgets: Budgets = BUDGETS;
	pub const BlockShare: Perbill = Perbill::from_percent(60);
}

/// A transfer stands for a payment, remarks for a vote and a claim, giving up proxies for what a shop does.
pub struct TestCalls;
impl ClassifyCall<RuntimeCall> for TestCalls {
	fn class(call: &RuntimeCall) -> Option<QuotaClass> {
		match call {
			RuntimeCall::Balances(pallet_balances::Call::transfer_keep_alive { .. }) => {
				Some(QuotaClass::Payment)
			}
			RuntimeCall::System(frame_system::Call::remark { .. }) => Some(QuotaClass::Vote),
			RuntimeCall::System(frame_system::Call::remark_with_event { .. }) => {
				Some(QuotaClass::Claim)
			}
			RuntimeCall::Proxy(pallet_proxy::Call::remove_proxies {}) => Some(QuotaClass::Shop),
			_ => None,
		}
	}

	/// A transfer of so much that it is a moment is dead from that moment on.
	fn until(call: &RuntimeCall) -> Option<Moment> {
		match call {
			RuntimeCall::Balances(pallet_balances::Call::transfer_keep_alive { value, .. }) => {
				Some(*value).filter(|value| *value >= START)
			}
			_ => None,
		}
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_call() -> RuntimeCall {
		frame_system::Call::remark { remark: vec![] }.into()
	}
}

/// Starts block `number` at the moment `now`.
pub fn begin_block(number: u64, now: Moment) {
	System::reset_events();
	System::initialize(&number, &Default::default(), &Default::default());
	Test::on_initialize(number);
	set_now(now);
	assert_sound::<Test>();
}

/// Moves the clock inside the block.
pub fn set_now(now: Moment) {
	set_clock::<Test>(now);
}

/// The people above, at the first block.
pub fn begin() -> TestExternalities {
	let rich = [JIWOO, MINSU, SHOP, TILL, STRANGER].map(|who| (who, RICH));
	let balances = pallet_balances::GenesisConfig { balances: rich.to_vec(), ..Default::default() };
	let genesis = RuntimeGenesisConfig { balances, ..Default::default() };
	let mut chain = chungnam_testkit::begin(genesis, || {
		let zone = ZoneId::new(3, 0);
		MockRegistry::add_person(JIWOO, JIWOO_ID, zone);
		MockRegistry::add_person(JIWOO_CARD, JIWOO_ID, zone);
		MockRegistry::add_person(MINSU, MINSU_ID, zone);
		MockRegistry::add_merchant(SHOP, SHOP_ID, zone, category::GROCERY, SalesClass::Small);
		MockRegistry::add_till(TILL, SHOP_ID, 100_000);
	});
	chain.execute_with(|| {
		// As the registry does: a card without a balance is an account.
		System::inc_providers(&JIWOO_CARD);
		begin_block(1, START);
	});
	chain
}

/// Runs a test and checks every invariant after it.
pub fn build_and_execute(test: impl FnOnce()) {
	execute::<Test>(begin(), test);
}

/// The pipeline of the chain, without the metadata hash, which is a crate of the runtime's.
pub type TxExtension = (
	frame_system::CheckNonZeroSender<Test>,
	frame_system::CheckSpecVersion<Test>,
	frame_system::CheckTxVersion<Test>,
	frame_system::CheckGenesis<Test>,
	frame_system::CheckEra<Test>,
	CitizenQuota<Test>,
	frame_system::WeightReclaim<Test>,
);

pub fn extension(nonce: u64, tip: u64) -> TxExtension {
	(
		frame_system::CheckNonZeroSender::new(),
		frame_system::CheckSpecVersion::new(),
		frame_system::CheckTxVersion::new(),
		frame_system::CheckGenesis::new(),
		frame_system::CheckEra::from(sp_runtime::generic::Era::Immortal),
		CitizenQuota::from(nonce, tip),
		frame_system::WeightReclaim::new(),
	)
}

/// A signed transaction as it stands after its signature was checked.
pub struct Tx {
	pub who: AccountId,
	pub call: RuntimeCall,
	pub nonce: u64,
	pub tip: u64,
	pub len: usize,
	/// Weight of the call, where it is not to be its own.
	pub weight: Option<frame_support::weights::Weight>,
}

/// A transaction of `who` with the account's next nonce and without a tip.
pub fn tx(who: AccountId, call: impl Into<RuntimeCall>) -> Tx {
	Tx { who, call: call.into(), nonce: System::account_nonce(who), tip: 0, len: 150, weight: None }
}

impl Tx {
	pub fn nonce(self, nonce: u64) -> Self {
		Self { nonce, ..self }
	}

	pub fn tip(self, tip: u64) -> Self {
		Self { tip, ..self }
	}

	pub fn len(self, len: usize) -> Self {
		Self { len, ..self }
	}

	pub fn weight(self, ref_time: u64) -> Self {
		let weight = frame_support::weights::Weight::from_parts(ref_time, 0);
		Self { weight: Some(weight), ..self }
	}

	pub fn info(&self) -> DispatchInfo {
		let mut info = self.call.get_dispatch_info();
		info.extension_weight = extension(self.nonce, self.tip).weight(&self.call);
		info.call_weight = self.weight.unwrap_or(info.call_weight);
		info
	}

	fn checked(&self) -> CheckedExtrinsic<AccountId, RuntimeCall, TxExtension> {
		CheckedExtrinsic {
			format: ExtrinsicFormat::Signed(self.who, extension(self.nonce, self.tip)),
			function: self.call.clone(),
		}
	}

	/// What the pool asks.
	pub fn validate(&self) -> TransactionValidity {
		let source = TransactionSource::External;
		self.checked().validate::<NoUnsigned>(source, &self.info(), self.len)
	}

	/// What a block author does: a transaction that is refused leaves nothing behind.
	pub fn apply(self) -> ApplyExtrinsicResultWithInfo<PostDispatchInfo> {
		let (info, len) = (self.info(), self.len);
		let checked = self.checked();
		let result = frame_support::storage::with_transaction(|| {
			use sp_runtime::TransactionOutcome::{Commit, Rollback};
			match checked.apply::<NoUnsigned>(&info, len) {
				Ok(result) => Commit(Ok::<_, Refused>(Ok(result))),
				Err(refused) => Rollback(Ok(Err(refused))),
			}
		})
		.unwrap();
		if let Ok(dispatched) = &result {
			let post_info = dispatched.as_ref().unwrap_or_else(|e| &e.post_info);
			let done = dispatched.as_ref().map(|_| *post_info).map_err(|e| *e);
			System::note_applied_extrinsic(&done, info);
		}
		result
	}

	/// Includes the transaction; whether its call succeeds does not matter.
	pub fn include(self) {
		let _ = self.apply().expect("the transaction is included");
	}
}

struct Refused;
impl From<sp_runtime::DispatchError> for Refused {
	fn from(_: sp_runtime::DispatchError) -> Self {
		Refused
	}
}
impl core::fmt::Debug for Refused {
	fn fmt(&self, f: &mut core::fmt::Formatter) -> core::fmt::Result {
		f.write_str("too many storage layers")
	}
}

/// There are no unsigned transactions here.
pub struct NoUnsigned;
#[allow(deprecated)]
impl sp_runtime::traits::ValidateUnsigned for NoUnsigned {
	type Call = RuntimeCall;

	fn validate_unsigned(_: TransactionSource, _: &RuntimeCall) -> TransactionValidity {
		Err(InvalidTransaction::Call.into())
	}
}

pub fn pay(value: u64) -> RuntimeCall {
	pallet_balances::Call::transfer_keep_alive { dest: SHOP, value }.into()
}

pub fn vote() -> RuntimeCall {
	frame_system::Call::remark { remark: vec![] }.into()
}

pub fn claim() -> RuntimeCall {
	frame_system::Call::remark_with_event { remark: vec![] }.into()
}

pub fn cash_out() -> RuntimeCall {
	pallet_proxy::Call::remove_proxies {}.into()
}

pub fn refused(refusal: Refusal) -> TransactionValidityError {
	refusal.into()
}

pub fn jiwoo() -> Subject {
	Subject::Person(JIWOO_ID)
}

/// What the whole state is now, as the block header would name it.
pub fn state_root() -> sp_core::H256 {
	let raw = sp_io::storage::root(StateVersion::V1);
	sp_core::H256::from_slice(&raw)
}

/// What `who` lost while `run` ran.
pub fn spent_by(who: AccountId, run: impl FnOnce()) -> u64 {
	let before = Balances::free_balance(who);
	run();
	before - Balances::free_balance(who)
}
