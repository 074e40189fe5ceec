// SPDX-License-Identifier: Apache-2.0

//! A chain of real blocks in memory.

use std::{
	cell::RefCell,
	panic::{catch_unwind, set_hook, take_hook, AssertUnwindSafe},
	sync::Once,
};

use chungnam_primitives::{Moment, DAYS};
use chungnam_runtime::{
	configs::{
		limits::{HalfBlock, MANDATORY_SHARE},
		system::RuntimeBlockWeights,
	},
	plain_extension, BlockNumber, Executive, Header, RuntimeCall, RuntimeEvent, Session, Signature,
	SignedPayload, System, UncheckedExtrinsic,
};
use codec::Encode;
use frame_support::{
	dispatch::DispatchClass,
	storage::{transactional::with_transaction_unchecked, TransactionOutcome},
};
use sp_consensus_aura::{Slot, AURA_ENGINE_ID};
use sp_core::Pair;
use sp_externalities::set_and_run_with_externalities;
use sp_runtime::generic::{Digest, DigestItem};
use sp_state_machine::BasicExternalities;
use sp_storage::Storage;

use crate::{
	failure::{Failure, Oracle},
	town::Member,
	track::{tracked, Access, Tracking},
};

/// Noon of 2 March 2026 in Korea.
pub const NOON: Moment = 1_772_420_400_000;
/// The longest jump of time.
pub const LONGEST: Moment = 400 * DAYS;

/// A chain of real blocks in memory, with the block at its head still open.
pub struct Chain {
	state: BasicExternalities,
	now: Moment,
	height: BlockNumber,
}

/// The work of a block that no transaction asked for.
pub struct Hooks {
	/// How the state was touched before the first transaction.
	pub access: Access,
	/// Picoseconds booked for it.
	pub booked: u64,
	/// Picoseconds that it may take at most. A block in which a session ends declares itself full, and what was scheduled
	/// may take half of a block besides.
	pub most: u64,
}

impl Chain {
	/// The first block of a genesis. Fails where the first block does.
	pub fn new(genesis: Storage) -> Result<Self, Failure> {
		let mut chain = Self { state: BasicExternalities::new(genesis), now: NOON, height: 0 };
		chain.run(|| open_block(1, NOON))?;
		chain.height = 1;
		Ok(chain)
	}

	/// Looks at, or works on, the state of the open block. A panic is a failure.
	pub fn run<R>(&mut self, what: impl FnOnce() -> R) -> Result<R, Failure> {
		listen_to_panics();
		let mut tracking = Tracking(&mut self.state);
		let run = || set_and_run_with_externalities(&mut tracking, what);
		CAUGHT.set(Some(String::new()));
		let result = catch_unwind(AssertUnwindSafe(run));
		let words = CAUGHT.take().unwrap_or_default();
		result.map_err(|_| Failure::new(Oracle::NoPanic, words))
	}

	/// Ends the open block, lets time pass, and begins the next block.
	pub fn next_block(&mut self, pass: Moment) -> Result<Hooks, Failure> {
		self.now += pass.clamp(1_000, LONGEST);
		let (height, mut now) = (self.height + 1, self.now);
		let hooks = self.run(|| {
			Executive::finalize_block();
			// A disabled validator lets the slot pass.
			let validators = Session::validators().len() as u64;
			let disabled = Session::disabled_validators();
			while disabled.contains(&((now / 1_000 % validators.max(1)) as u32)) {
				now += 1_000;
			}
			open_block(height, now)
		})?;
		(self.height, self.now) = (height, now);
		Ok(hooks)
	}

	/// The moment of the open block.
	pub fn now(&self) -> Moment {
		self.now
	}
}

thread_local! {
	/// The words of the last panic of a chain's work, `None` outside of such work.
	static CAUGHT: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// A panic in a chain's work is an answer: it is kept with its place, and not printed.
fn listen_to_panics() {
	static ONCE: Once = Once::new();
	ONCE.call_once(|| {
		let print = take_hook();
		set_hook(Box::new(move |panic| {
			let is_caught = CAUGHT.with_borrow_mut(|caught| {
				caught.as_mut().map(|words| *words = panic.to_string().replace('\n', " ")).is_some()
			});
			if !is_caught {
				print(panic);
			}
		}));
	});
}

fn open_block(height: BlockNumber, now: Moment) -> Hooks {
	let slot = DigestItem::PreRuntime(AURA_ENGINE_ID, Slot::from(now / 1_000).encode());
	let header = Header {
		parent_hash: System::parent_hash(),
		number: height,
		state_root: Default::default(),
		extrinsics_root: Default::default(),
		digest: Digest { logs: vec![slot] },
	};
	let session = Session::current_index();
	let (_, access) = tracked(|| Executive::initialize_block(&header));
	let clock = pallet_timestamp::Call::set { now };
	let inherent = UncheckedExtrinsic::new_bare(clock.into());
	Executive::apply_extrinsic(inherent).expect("the clock is valid").expect("the clock is set");
	let weights = RuntimeBlockWeights::get();
	let block = weights.max_block.ref_time();
	let is_scheduler = |event: &RuntimeEvent| matches!(event, RuntimeEvent::Scheduler(_));
	let has_scheduled =
		System::read_events_no_consensus().any(|record| is_scheduler(&record.event));
	let most = match (Session::current_index() != session, has_scheduled) {
		(true, _) => u64::MAX,
		(false, true) => (MANDATORY_SHARE * block).saturating_add(HalfBlock::get().ref_time()),
		(false, false) => MANDATORY_SHARE * block,
	};
	let booked = System::block_weight().get(DispatchClass::Mandatory).ref_time();
	// Migrations go a step before the first transaction, and that is no change by the transaction.
	Executive::inherents_applied();
	Hooks { access, booked: booked.saturating_add(weights.base_block.ref_time()), most }
}

/// Does something of which nothing stays.
pub fn dry<R>(what: impl FnOnce() -> R) -> R {
	with_transaction_unchecked(|| TransactionOutcome::Rollback(what()))
}

/// True if nobody signs the call: it proves by itself that it may come in.
pub fn is_unsigned(call: &RuntimeCall) -> bool {
	matches!(call, RuntimeCall::Ballots(pallet_ballots::Call::cast_sealed { .. }))
}

/// A transaction as a wallet signs it: no tip, the next nonce. Nobody signs what needs no signature.
pub fn sign(who: &Member, call: RuntimeCall) -> UncheckedExtrinsic {
	let nonce = System::account_nonce(&who.account);
	let extension = plain_extension(nonce);
	if is_unsigned(&call) {
		return UncheckedExtrinsic::new_transaction(call, extension);
	}
	let payload = SignedPayload::new(call.clone(), extension.clone()).expect("it can be signed");
	let signature: Signature = payload.using_encoded(|bytes| who.pair.sign(bytes)).into();
	UncheckedExtrinsic::new_signed(call, who.account.clone().into(), signature, extension)
}
