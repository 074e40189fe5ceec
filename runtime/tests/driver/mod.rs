// SPDX-License-Identifier: Apache-2.0

//! Plays days of the province on the real runtime: real blocks, real signatures, the development preset.
//! Every story ends with the invariants of all pallets of ours.

// Each story uses its own part of the driver.
#![allow(dead_code)]

pub mod centre;

use chungnam_ports::{
	Answer, BallotPlan, Bias, Body, Choice, Class, Method, Question, Rule, Source, ALL_BP,
};
use chungnam_primitives::{
	day_of, start_of_day, BallotId, MerchantId, Moment, PersonId, SeriesId, Won, DAYS, MINUTES,
};
use chungnam_runtime::{
	configs::{limits::MANDATORY_SHARE, powers::Table, system::RuntimeBlockWeights},
	genesis_config_presets::{self, native},
	plain_extension, Accelerator, AccountId, Agenda, AssetFractions, Aura, Balances, Ballots,
	BasicIncome, BudgetRounds, CitizenQuota, CivicGovernance, Escrow, Executive, FundRouter,
	Header, ProjectTokens, RegionalCurrency, Registry, Reserve, Runtime, RuntimeCall,
	RuntimeGenesisConfig, RuntimeOrigin, Securities, Session, Signature, SignedPayload, System,
	Timestamp, UncheckedExtrinsic, Validators, VoucherDrops,
};
use frame_support::{
	dispatch::DispatchClass,
	genesis_builder_helper::{build_state, get_preset},
	storage::{transactional::with_transaction_unchecked, TransactionOutcome},
	traits::fungible::{Inspect, InspectHold},
};
use pallet_civic_governance::{Power, Powers, Track};
use pallet_regional_currency::{Quote, Refusal};
use pallet_registry::{as_message, Consent, KeyKind, RoleOffer};
use pallet_reserve::HoldReason;
use serde_json::{json, Value};
use sp_consensus_aura::{Slot, AURA_ENGINE_ID};
use sp_core::{sr25519, Encode, Pair, H256};
use sp_io::hashing::blake2_256;
use sp_runtime::{
	generic::{Digest, DigestItem},
	transaction_validity::{InvalidTransaction, TransactionSource, TransactionValidity},
	ApplyExtrinsicResult, DispatchError,
};

/// Noon of 2 March 2026 in Korea.
pub const NOON: Moment = 1_772_420_400_000;

/// The province on the morning of a story.
pub struct Province {
	now: Moment,
	height: u32,
}

/// Plays a story on the development preset.
pub fn story(tell: impl FnOnce(&mut Province)) {
	story_on("development", tell);
}

/// Plays a story on the development preset in which all people of the town are electors.
pub fn town_story(tell: impl FnOnce(&mut Province)) {
	story(|province| {
		province.enrols_the_town();
		tell(province);
	});
}

/// Plays a story on a preset.
pub fn story_on(preset: &str, tell: impl FnOnce(&mut Province)) {
	story_from(genesis(preset), tell);
}

/// Plays a story on a whole genesis.
pub fn story_from(genesis: Value, tell: impl FnOnce(&mut Province)) {
	sp_io::TestExternalities::default().execute_with(|| {
		let mut province = Province::begin(genesis);
		tell(&mut province);
		province.check();
	});
}

/// The whole genesis of a preset.
pub fn genesis(preset: &str) -> Value {
	let full = get_preset::<RuntimeGenesisConfig>(&None, |_| None).expect("a default genesis");
	let mut config: Value = serde_json::from_slice(&full).expect("it is JSON");
	let patch = genesis_config_presets::get_preset(&preset.into()).expect("a preset");
	native::merge(&mut config, serde_json::from_slice(&patch).expect("it is JSON"));
	config
}

/// One more person in a whole genesis, like the first, with these keys.
pub fn add_person(genesis: &mut Value, keys: &[&str]) {
	let people = genesis["registry"]["people"].as_array_mut().expect("people live there");
	let mut person = people[0].clone();
	person["keys"] = keys.iter().map(|name| json!(account(name))).collect();
	person["commitment"] = json!(H256(blake2_256(keys[0].as_bytes())));
	people.push(person);
}

/// With whose power a call is made that was decided: of all that may, the committee first. `None` if nobody may.
pub fn origin_of_decision(call: &RuntimeCall) -> Option<RuntimeOrigin> {
	if Table::motion(call).is_some() {
		return Some(Power::Committee { yes: 1, heads: 1 }.into());
	}
	let track = Track::all().into_iter().find(|track| Table::may_enact(*track, call))?;
	Some(track.power().map_or_else(RuntimeOrigin::root, Into::into))
}

/// The key pair behind a name like `Alice`.
fn pair(name: &str) -> sr25519::Pair {
	sr25519::Pair::from_string(&format!("//{name}"), None).expect("a well-formed name")
}

/// The account behind a name.
pub fn account(name: &str) -> AccountId {
	pair(name).public().into()
}

/// An answer to a ballot.
pub fn cast(ballot: BallotId, answer: Answer) -> pallet_ballots::Call<Runtime> {
	pallet_ballots::Call::cast { ballot, choice: Choice::Vote(answer) }
}

/// Won that came back from projects and waits in the fund router.
pub fn returned() -> Won {
	FundRouter::waiting(Source::ReturnedProjects).1
}

/// All won there is.
pub fn issuance() -> Won {
	<Balances as Inspect<_>>::total_issuance()
}

/// Why a transaction that got into a block failed.
pub fn why(result: ApplyExtrinsicResult) -> DispatchError {
	result.expect("it is valid").expect_err("it fails")
}

/// Checks that what the block did before its first transaction leaves the rest to people.
fn assert_room_for_people() {
	let done = System::block_weight().get(DispatchClass::Mandatory).ref_time();
	let block = RuntimeBlockWeights::get().max_block.ref_time();
	assert!(done <= MANDATORY_SHARE * block, "{done} of {block}");
}

impl Province {
	/// Builds the state of a genesis and begins the first block.
	pub fn begin(genesis: Value) -> Self {
		build_state::<RuntimeGenesisConfig>(genesis.to_string().into_bytes()).expect("it builds");
		let mut province = Self { now: NOON, height: 0 };
		province.next_block();
		province
	}

	/// The moment of this block.
	pub fn now(&self) -> Moment {
		self.now
	}

	/// Blocks until the second of the next session: the block in which a session begins takes no transactions, and GRANDPA
	/// takes over when that block is made.
	pub fn next_session(&mut self) {
		let now = Session::current_index();
		while Session::current_index() == now {
			self.next_block();
		}
		self.next_block();
	}

	/// Ends this block, if one is open, and begins the next a second later.
	pub fn next_block(&mut self) {
		if self.height > 0 {
			Executive::finalize_block();
		}
		// A story may have jumped to a later height.
		self.height = System::block_number() + 1;
		self.now += 1_000;
		// A disabled validator lets the slot pass.
		let validators = Session::validators().len() as u64;
		let is_disabled = |now| {
			let turn = (now / 1_000 % validators) as u32;
			Session::disabled_validators().contains(&turn)
		};
		while is_disabled(self.now) {
			self.now += 1_000;
		}
		let slot = DigestItem::PreRuntime(AURA_ENGINE_ID, Slot::from(self.now / 1_000).encode());
		let header = Header {
			parent_hash: System::parent_hash(),
			number: self.height,
			state_root: Default::default(),
			extrinsics_root: Default::default(),
			digest: Digest { logs: vec![slot] },
		};
		let session = Session::current_index();
		Executive::initialize_block(&header);
		let clock = pallet_timestamp::Call::set { now: self.now };
		let inherent = UncheckedExtrinsic::new_bare(clock.into());
		Executive::apply_extrinsic(inherent).expect("valid").expect("the clock is set");
		assert_eq!(Aura::slot_duration(), 1_000);
		// The block in which a session ends declares itself full.
		if Session::current_index() == session {
			assert_room_for_people();
		}
	}

	/// Lets time pass.
	pub fn sleep(&mut self, milliseconds: Moment) {
		self.now += milliseconds;
		self.next_block();
	}

	/// Lets days pass.
	pub fn days(&mut self, days: Moment) {
		self.sleep(days * DAYS);
	}

	/// Lets days pass one by one, as blocks would see them, with all that is due.
	pub fn wait(&mut self, days: u32) {
		for _ in 0..days {
			self.days(1);
			self.catch_up();
		}
	}

	/// Lets time pass to noon of a day in Korea, and then the few blocks in which what is due happens by itself.
	pub fn until(&mut self, year: u32, month: u32, day: u32) {
		let day = day_of(year, month, day).expect("the day exists");
		let noon = start_of_day(day) + DAYS / 2;
		assert!(noon > self.now, "time goes forward");
		// A day at a time, as blocks would see it.
		while self.now + DAYS < noon {
			self.sleep(DAYS);
			self.catch_up();
		}
		self.sleep(noon.saturating_sub(self.now));
		self.blocks(4);
		self.catch_up();
	}

	/// Lets the blocks pass in which everything that is due by now happens. Returns how many they were.
	pub fn catch_up(&mut self) -> u32 {
		let first = self.height;
		while Agenda::next().is_some_and(|(at, _)| at <= self.now) {
			assert!(self.height < first + 1_000, "what is due never ends");
			self.next_block();
		}
		self.height - first
	}

	/// Lets some blocks pass.
	pub fn blocks(&mut self, count: u32) {
		for _ in 0..count {
			self.next_block();
		}
	}

	/// A question to the province that opens in a minute for five, with a minute of contest.
	pub fn question(&self, method: Method) -> BallotPlan {
		let class = Class { body: Body::Province, weight_bp: ALL_BP, quorum_bp: 0 };
		BallotPlan {
			title: H256::repeat_byte(1),
			classes: vec![class].try_into().expect("one class fits"),
			question: Question::YesNo,
			rule: Rule::Majority { floor_bp: 0, bias: Bias::Plain },
			options: Default::default(),
			headings: Default::default(),
			opens: self.now + MINUTES,
			closes: self.now + 6 * MINUTES,
			contest: MINUTES,
			conflicts: Default::default(),
			paper_cap_bp: 5_000,
			early: false,
			shown: false,
			can_be_annulled: true,
			method,
		}
	}

	/// A transaction as a wallet signs it: no tip, the next nonce plus `ahead`.
	pub fn sign(&self, name: &str, call: impl Into<RuntimeCall>, ahead: u32) -> UncheckedExtrinsic {
		let call = call.into();
		let nonce = System::account_nonce(account(name)) + ahead;
		let extension = plain_extension(nonce);
		let payload =
			SignedPayload::new(call.clone(), extension.clone()).expect("it can be signed");
		let signature: Signature = payload.using_encoded(|bytes| pair(name).sign(bytes)).into();
		UncheckedExtrinsic::new_signed(call, account(name).into(), signature, extension)
	}

	/// Sends a transaction and puts it into this block. If this is a block in which a session ends, it waits for the next,
	/// as in a pool.
	pub fn send(&mut self, name: &str, call: impl Into<RuntimeCall>) -> ApplyExtrinsicResult {
		let call = call.into();
		let sent = Executive::apply_extrinsic(self.sign(name, call.clone(), 0));
		if sent != Err(InvalidTransaction::ExhaustsResources.into()) {
			return sent;
		}
		self.next_block();
		Executive::apply_extrinsic(self.sign(name, call, 0))
	}

	/// Sends a transaction that must succeed.
	pub fn does(&mut self, name: &str, call: impl Into<RuntimeCall>) {
		let outcome = self.send(name, call).expect("the transaction is valid");
		outcome.unwrap_or_else(|error| panic!("{name}'s call succeeds: {error:?}"));
	}

	/// What the pool says of a transaction.
	pub fn pool(&self, tx: UncheckedExtrinsic) -> TransactionValidity {
		// A node asks on a copy of the state: nothing of it stays.
		with_transaction_unchecked(|| {
			let parent = System::parent_hash();
			let source = TransactionSource::External;
			System::reset_events();
			TransactionOutcome::Rollback(Executive::validate_transaction(source, tx, parent))
		})
	}

	/// Plain won from Alice, who has enough.
	pub fn give(&mut self, name: &str, value: Won) {
		let dest = account(name).into();
		self.does("Alice", pallet_balances::Call::transfer_allow_death { dest, value });
	}

	/// A resident pays in a shop.
	pub fn pays(&mut self, name: &str, merchant: MerchantId, amount: Won) -> ApplyExtrinsicResult {
		self.send(name, payment(merchant, amount))
	}

	/// What a wallet answers to "can I pay here?".
	pub fn quote(&self, name: &str, merchant: MerchantId, amount: Won) -> Quote {
		RegionalCurrency::quote(account(name), merchant, amount, None)
	}

	/// Why one could not pay here.
	pub fn refusal(&self, name: &str, merchant: MerchantId, amount: Won) -> Option<Refusal> {
		self.quote(name, merchant, amount).plan.err()
	}

	/// Won a person has of a series.
	pub fn lot(&self, name: &str, series: SeriesId) -> Won {
		let wallet = RegionalCurrency::wallet(account(name)).expect("a registered person");
		wallet.lots.iter().find(|lot| lot.series == series).map_or(0, |lot| lot.amount)
	}

	/// Won a person has of everything that is bound, claimed or not.
	pub fn lots(&self, name: &str) -> Vec<Won> {
		let wallet = RegionalCurrency::wallet(account(name)).expect("a registered person");
		wallet.lots.iter().map(|lot| lot.amount).collect()
	}

	/// Plain won that can be spent.
	pub fn won(&self, name: &str) -> Won {
		<Balances as Inspect<AccountId>>::balance(&account(name))
	}

	/// Won held for cash-out.
	pub fn held(&self, name: &str) -> Won {
		Balances::balance_on_hold(&HoldReason::CashOut.into(), &account(name))
	}

	/// The word of an account that it takes a role.
	pub fn agreed(&self, name: &str, offer: RoleOffer) -> Consent<AccountId, Signature> {
		let (account, at) = (account(name), pallet_timestamp::Now::<Runtime>::get());
		let payload = Registry::consent_to(account.clone(), offer, at);
		let signature = pair(name).sign(&as_message(&payload)).into();
		Consent { account, at, signature }
	}

	/// The word of an account that it becomes a phone of a person.
	pub fn agreed_phone(&self, name: &str, person: PersonId) -> Consent<AccountId, Signature> {
		self.agreed(name, RoleOffer::Key { person, kind: KeyKind::Phone })
	}

	/// Who a key is.
	pub fn person(&self, name: &str) -> Option<PersonId> {
		Registry::person_of(account(name))
	}

	/// Makes a call as if those who may decide about it had done so: the committee by motion, or residents by referendum. How
	/// they decide is told by the stories of governance.
	pub fn decided(&mut self, call: impl Into<RuntimeCall>) {
		let call: RuntimeCall = call.into();
		let origin = origin_of_decision(&call).expect("somebody decides about this call");
		sp_runtime::traits::Dispatchable::dispatch(call, origin).expect("it is made");
	}

	/// The same for a call about which residents decide on a track, where the committee may decide about it as well.
	pub fn decided_on(&mut self, track: Track, call: impl Into<RuntimeCall>) {
		let call: RuntimeCall = call.into();
		assert!(Table::may_enact(track, &call), "the track lists the call");
		let origin = track.power().map_or_else(RuntimeOrigin::root, Into::into);
		sp_runtime::traits::Dispatchable::dispatch(call, origin).expect("it is made");
	}

	/// The offices of the town put all of its people on the rolls.
	pub fn enrols_the_town(&mut self) {
		for (office, people) in [("Cheongyang", vec![1, 2, 3, 4, 5]), ("Boryeong", vec![6])] {
			let people: Vec<_> = people.into_iter().map(PersonId).collect();
			let people = people.try_into().expect("a batch");
			self.does(office, People::grant_elector { people });
		}
		self.next_block();
	}

	/// The invariants of all pallets of ours.
	pub fn check(&self) {
		Agenda::do_try_state().expect("the agenda is sound");
		Registry::do_try_state().expect("the registry is sound");
		RegionalCurrency::do_try_state().expect("the currency is sound");
		Reserve::do_try_state().expect("the reserve is sound");
		CitizenQuota::do_try_state().expect("the quota is sound");
		VoucherDrops::do_try_state().expect("the programmes are sound");
		BasicIncome::do_try_state().expect("the incomes are sound");
		Escrow::do_try_state().expect("envelopes are sound");
		Securities::do_try_state().expect("units are sound");
		AssetFractions::do_try_state().expect("shared assets are sound");
		ProjectTokens::do_try_state().expect("projects are sound");
		Accelerator::do_try_state().expect("intakes are sound");
		FundRouter::do_try_state().expect("the router is sound");
		Validators::do_try_state().expect("the validators are sound");
		Ballots::do_try_state().expect("the ballots are sound");
		BudgetRounds::do_try_state().expect("the rounds are sound");
		CivicGovernance::do_try_state().expect("governance is sound");
	}
}

/// Shorthand for the currency's calls.
pub type Currency = pallet_regional_currency::Call<Runtime>;

/// A payment of any of one's won, for no order, within a minute.
pub fn payment(merchant: MerchantId, amount: Won) -> RuntimeCall {
	let (order, most_own, until) = (None, amount, Timestamp::get() + 60_000);
	Currency::pay { merchant, amount, order, most_own, until }.into()
}
/// Shorthand for the reserve's calls.
pub type Bank = pallet_reserve::Call<Runtime>;
/// Shorthand for the income's calls.
pub type Income = pallet_basic_income::Call<Runtime>;
/// Shorthand for the programmes' calls.
pub type Vouchers = pallet_voucher_drops::Call<Runtime>;
/// Shorthand for the registry's calls.
pub type People = pallet_registry::Call<Runtime>;
