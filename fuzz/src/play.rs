// SPDX-License-Identifier: Apache-2.0

//! Plays steps, and asks everything after each.

use std::collections::BTreeMap;

use chungnam_primitives::{Moment, Won};
use chungnam_runtime::{
	Accelerator, AccountId, Agenda, AssetFractions, Ballots, BasicIncome, BudgetRounds,
	CitizenQuota, CivicGovernance, Escrow, Executive, FundRouter, ProjectTokens, RegionalCurrency,
	Registry, Reserve, Runtime, RuntimeCall, RuntimeEvent, RuntimeOrigin, Securities, System,
	Validators, VoucherDrops,
};
use codec::Encode;
use frame_support::dispatch::GetDispatchInfo;
use pallet_balances::TotalIssuance;
use sp_runtime::{
	traits::Dispatchable, transaction_validity::TransactionSource, ApplyExtrinsicResult,
	DispatchError, TryRuntimeError,
};

use crate::{
	arcs::HANDED_OVER,
	calls::{
		nested::{flatten, Told},
		reserve,
	},
	chain::{dry, is_unsigned, sign, Chain, Hooks},
	dice::Dice,
	failure::{Failure, Oracle},
	keys, movers, oracles,
	pools::{number, pots},
	scheduled,
	steps::{name_of, Step},
	town::{genesis, Cast},
	track::{tracked, Access},
	views,
};

/// Steps between two proofs of all invariants.
pub const CHECK_EVERY: u64 = 25;
/// Views asked after each step.
const VIEWS: usize = 2;

/// A play on a preset.
pub struct Play {
	/// The chain.
	pub chain: Chain,
	/// Who can sign.
	pub cast: &'static Cast,
	/// How often each call succeeded: sent, nested, and made by the scheduler because it was decided; and [`HANDED_OVER`].
	pub succeeded: BTreeMap<String, u64>,
	/// How often each call was sent in a transaction that the pool took.
	pub sent: BTreeMap<String, u64>,
	/// How often each call was refused, by the reason.
	pub refused: BTreeMap<(String, String), u64>,
	/// Steps so far.
	pub steps: u64,
}

/// What is seen of one transaction.
struct Seen {
	failures: Vec<Failure>,
	succeeded: Vec<String>,
	is_included: bool,
	refused: Option<String>,
}

impl Play {
	/// A play at its beginning.
	pub fn new(preset: usize) -> Result<Self, Failure> {
		Ok(Self {
			chain: Chain::new(genesis(preset))?,
			cast: Cast::get(),
			succeeded: BTreeMap::new(),
			sent: BTreeMap::new(),
			refused: BTreeMap::new(),
			steps: 0,
		})
	}

	/// Plays a step. Returns what is wrong after it.
	pub fn step(&mut self, step: &Step) -> Vec<Failure> {
		self.steps += 1;
		let mut failures = match step {
			Step::Pass(time) => self.pass(*time),
			Step::Send(by, call) => self.send(*by, call),
		};
		if failures.iter().all(|failure| failure.oracle != Oracle::NoPanic) {
			failures.extend(self.ask_views());
			if self.steps.is_multiple_of(CHECK_EVERY) {
				failures.extend(self.check());
			}
		}
		failures
	}

	fn pass(&mut self, time: Moment) -> Vec<Failure> {
		let seen = || (TotalIssuance::<Runtime>::get(), all_pots(), scheduled::waiting());
		let (issuance, pots, waiting) = match self.chain.run(seen) {
			Ok(before) => before,
			Err(failure) => return vec![failure.at("hooks")],
		};
		let asked = self.chain.next_block(time).and_then(|hooks| {
			let ask = || (ask_block(issuance, &pots, &hooks), scheduled::made(&waiting));
			self.chain.run(ask)
		});
		let (failures, made) = match asked {
			Ok(answer) => answer,
			Err(failure) => return vec![failure.at("hooks")],
		};
		for made in made {
			match made {
				Ok(names) => names.into_iter().for_each(|name| self.note(name)),
				Err(why) => *self.refused.entry(why).or_default() += 1,
			}
		}
		failures.into_iter().map(|failure| failure.at("hooks")).collect()
	}

	fn note(&mut self, name: String) {
		*self.succeeded.entry(name).or_default() += 1;
	}

	fn send(&mut self, by: usize, call: &RuntimeCall) -> Vec<Failure> {
		let cast = self.cast;
		let name = name_of(call);
		let seen = match self.chain.run(|| transaction(cast, by, call)) {
			Ok(seen) => seen,
			Err(failure) => return vec![failure.at(&name)],
		};
		if seen.is_included {
			*self.sent.entry(name.clone()).or_default() += 1;
		}
		seen.succeeded.into_iter().for_each(|name| self.note(name));
		if let Some(reason) = seen.refused {
			*self.refused.entry((name.clone(), reason)).or_default() += 1;
		}
		seen.failures.into_iter().map(|failure| failure.at(&name)).collect()
	}

	fn ask_views(&mut self) -> Vec<Failure> {
		let (cast, seed, now) = (self.cast, self.steps, self.chain.now());
		let ask = || {
			let mut dice = Dice::new(seed);
			(0..VIEWS).filter_map(|_| views::ask(&mut dice, cast, now)).collect::<Vec<_>>()
		};
		self.chain.run(ask).unwrap_or_else(|failure| vec![failure.at("views")])
	}

	/// Proves the invariants of all pallets.
	pub fn check(&mut self) -> Vec<Failure> {
		match self.chain.run(invariants) {
			Ok(failures) => failures,
			Err(failure) => vec![failure.at("try_state")],
		}
	}
}

fn all_pots() -> Vec<AccountId> {
	let mut series: Vec<_> =
		pallet_regional_currency::SeriesById::<Runtime>::iter_keys().map(number).collect();
	series.sort_unstable();
	let programmes = number(pallet_voucher_drops::NextProgramme::<Runtime>::get());
	pots(&series, programmes, number(pallet_basic_income::NextIncome::<Runtime>::get()))
}

/// Accounts with less won than before.
fn fallen(access: &Access) -> Vec<(AccountId, Won, Won)> {
	let fell = |(key, before): (&Vec<u8>, &Option<Vec<u8>>)| {
		let account = keys::account_of(key)?;
		let now = sp_io::storage::get(key);
		let (before, after) = (keys::won_of(before.as_deref()), keys::won_of(now.as_deref()));
		(after < before).then_some((account, before, after))
	};
	access.written.iter().filter_map(fell).collect()
}

/// Up and down, by the events of the reserve since the event with this number.
fn told_by_events(from: usize) -> (Won, Won) {
	let events = System::read_events_no_consensus().skip(from);
	events.map(|record| reserve::moves(&record.event)).fold((0, 0), |sum, moves| {
		(Won::saturating_add(sum.0, moves.0), Won::saturating_add(sum.1, moves.1))
	})
}

fn ask_block(issuance: Won, pots: &[AccountId], hooks: &Hooks) -> Vec<Failure> {
	let mut may = pots.to_vec();
	may.extend(reserve::claimants());
	let after = TotalIssuance::<Runtime>::get();
	let answers = [
		oracles::hooks(hooks, keys::is_booked),
		oracles::issuance(issuance, after, told_by_events(0), reserve::balance()),
		oracles::own_word(&fallen(&hooks.access), |who| may.contains(who), |who| format!("{who}")),
	];
	answers.into_iter().flatten().collect()
}

fn transaction(cast: &Cast, by: usize, call: &RuntimeCall) -> Seen {
	let member = &cast.members[by];
	let tx = sign(member, call.clone());
	let length = tx.encoded_size() as u32;
	let mut answers = Vec::new();

	let parent = System::parent_hash();
	let pool = dry(|| {
		System::reset_events();
		Executive::validate_transaction(TransactionSource::External, tx.clone(), parent)
	});
	let info = call.get_dispatch_info();
	let origin: RuntimeOrigin = if is_unsigned(call) {
		frame_system::RawOrigin::<AccountId>::Authorized.into()
	} else {
		RuntimeOrigin::signed(member.account.clone())
	};
	let (probe, access) = tracked(|| dry(|| call.clone().dispatch(origin)));
	let used = match &probe {
		Ok(post) => post.actual_weight,
		Err(error) => error.post_info.actual_weight,
	};
	answers.push(oracles::weight_declared(info.call_weight, used));
	let own = frame_system::Account::<Runtime>::hashed_key_for(&member.account);
	let price = oracles::price(&access, probe.is_err(), |key| keys::is_booked(key) || *key == own);
	let charged = used.unwrap_or(info.call_weight).min(info.call_weight).ref_time();
	answers.push(oracles::work_charged(charged, price));

	let told = flatten(Some(member.account.clone()), call);
	let pots = all_pots();
	let may = movers::may_fall(&told, &pots);
	let before = TotalIssuance::<Runtime>::get();
	let events = System::event_count() as usize;
	let is_free = chungnam_runtime::apis::is_free(&tx, length);
	let (block, access) = tracked(|| Executive::apply_extrinsic(tx));
	answers.push(oracles::pool_agrees(&pool, &block));
	if matches!(block, Ok(Err(_))) {
		let payers = [member.account.clone(), fees()];
		let is_allowed = |key: &Vec<u8>| keys::is_of_transactions(key, &payers);
		answers.push(oracles::failure_leaves_nothing(access.changed(), is_allowed, keys::name_of));
	}
	if block.is_ok() {
		answers.push(oracles::fee_agrees(is_free, fee_paid(events)));
	}
	let after = TotalIssuance::<Runtime>::get();
	answers.push(oracles::issuance(before, after, told_by_events(events), reserve::balance()));
	let name = |who: &AccountId| {
		let kind = if pots.contains(who) { "the pot " } else { "" };
		format!("{kind}{}", cast.name_of(who))
	};
	answers.push(oracles::own_word(&fallen(&access), |who| may.contains(who), name));
	let inside: Vec<_> = told.iter().skip(1).map(|(_, call)| name_of(call)).collect();
	let failures = answers.into_iter().flatten();
	Seen {
		failures: failures.map(|failure| Failure { inside: inside.clone(), ..failure }).collect(),
		succeeded: if matches!(block, Ok(Ok(()))) { succeeded(&told, events) } else { Vec::new() },
		is_included: block.is_ok(),
		refused: refusal(&block),
	}
}

/// Why a transaction failed, by the name of the error.
fn refusal(block: &ApplyExtrinsicResult) -> Option<String> {
	Some(match block {
		Ok(Ok(())) => return None,
		Ok(Err(error)) => reason_of(*error),
		Err(error) => format!("{error:?}"),
	})
}

/// The name of an error.
pub fn reason_of(error: DispatchError) -> String {
	match error {
		DispatchError::Module(error) => error.message.unwrap_or("an error").into(),
		error => format!("{error:?}"),
	}
}

fn fees() -> AccountId {
	FundRouter::waiting(chungnam_ports::Source::Fees).0
}

fn fee_paid(from: usize) -> Won {
	let events = System::read_events_no_consensus().skip(from);
	events
		.map(|record| match record.event {
			RuntimeEvent::TransactionPayment(
				pallet_transaction_payment::Event::TransactionFeePaid { actual_fee, .. },
			) => actual_fee,
			_ => 0,
		})
		.sum()
}

/// Names of the calls of a transaction that succeeded: the first one, and those inside if nothing inside failed and
/// something inside was done; and [`HANDED_OVER`], if its event is there.
fn succeeded(told: &[Told], from: usize) -> Vec<String> {
	let (mut done, mut failed) = (false, false);
	let mut reached = None;
	for record in System::read_events_no_consensus().skip(from) {
		use pallet_utility::Event as Batch;
		match record.event {
			RuntimeEvent::Utility(
				Batch::ItemCompleted | Batch::BatchCompleted | Batch::IfElseMainSuccess,
			) => done = true,
			RuntimeEvent::Utility(
				Batch::ItemFailed { .. }
				| Batch::BatchInterrupted { .. }
				| Batch::IfElseFallbackCalled { .. },
			) => failed = true,
			RuntimeEvent::Proxy(pallet_proxy::Event::ProxyExecuted { result })
			| RuntimeEvent::Multisig(pallet_multisig::Event::MultisigExecuted { result, .. }) => {
				done |= result.is_ok();
				failed |= result.is_err();
			}
			RuntimeEvent::AssetFractions(pallet_asset_fractions::Event::HandedOver { .. }) => {
				reached = Some(HANDED_OVER);
			}
			_ => {}
		}
	}
	let all = if done && !failed { told.len() } else { 1 };
	let calls = told.iter().take(all).map(|(_, call)| name_of(call));
	calls.chain(reached.map(|(pallet, event)| format!("{pallet}.{event}"))).collect()
}

/// The invariants of our pallets, the sum of all won, and the roles of accounts.
pub fn invariants() -> Vec<Failure> {
	let proofs: [(&str, Result<(), TryRuntimeError>); 17] = [
		("Registry", Registry::do_try_state()),
		("RegionalCurrency", RegionalCurrency::do_try_state()),
		("Reserve", Reserve::do_try_state()),
		("Agenda", Agenda::do_try_state()),
		("CitizenQuota", CitizenQuota::do_try_state()),
		("VoucherDrops", VoucherDrops::do_try_state()),
		("BasicIncome", BasicIncome::do_try_state()),
		("Escrow", Escrow::do_try_state()),
		("Securities", Securities::do_try_state()),
		("AssetFractions", AssetFractions::do_try_state()),
		("ProjectTokens", ProjectTokens::do_try_state()),
		("Accelerator", Accelerator::do_try_state()),
		("FundRouter", FundRouter::do_try_state()),
		("Validators", Validators::do_try_state()),
		("Ballots", Ballots::do_try_state()),
		("BudgetRounds", BudgetRounds::do_try_state()),
		("CivicGovernance", CivicGovernance::do_try_state()),
	];
	let mut failures: Vec<_> = proofs
		.into_iter()
		.filter_map(|(pallet, proof)| {
			let text = format!("{:?}", proof.err()?);
			Some(Failure::new(Oracle::Invariants, text).at(pallet))
		})
		.collect();
	let accounts = frame_system::Account::<Runtime>::iter_values();
	let sum: Won = accounts.map(|info| info.data.free + info.data.reserved).sum();
	let issuance = TotalIssuance::<Runtime>::get();
	if sum != issuance {
		let text = format!("accounts have {sum} won, of {issuance}");
		failures.push(Failure::new(Oracle::Invariants, text).at("Balances"));
	}
	failures.extend(oracles::roles(&all_pots(), &movers::with_a_role()).map(|f| f.at("Registry")));
	failures
}

/// Plays steps on a preset from the beginning. Returns the first failure of each step that has one, with its place.
pub fn replay(preset: usize, steps: &[Step], wanted: impl Fn(&Failure) -> bool) -> Option<Failure> {
	let mut play = match Play::new(preset) {
		Ok(play) => play,
		Err(failure) => return Some(failure.at("genesis")),
	};
	for step in steps {
		let failures = play.step(step);
		if let Some(found) = failures.iter().find(|failure| wanted(failure)) {
			return Some(found.clone());
		}
		if failures.iter().any(|failure| failure.oracle == Oracle::NoPanic) {
			return None;
		}
	}
	play.check().into_iter().find(|failure| wanted(failure))
}
