// SPDX-License-Identifier: Apache-2.0

//! Calls in calls: batches, proxies, shared accounts.

use chungnam_runtime::{AccountId, Runtime, RuntimeCall, SafeMode};
use codec::Encode;
use sp_io::hashing::blake2_256;

use super::Aim;
use crate::{
	steps::{all_calls, is_ours},
	town::derivative,
	values::CALLS,
};

/// A call for a place inside another call.
pub fn inner(aim: &mut Aim, depth: u32) -> RuntimeCall {
	let remark = || frame_system::Call::remark { remark: vec![] }.into();
	if depth < 3 {
		return remark();
	}
	let all = all_calls();
	for _ in 0..3 {
		let Some((pallet, call)) = aim.dice.pick(&all).copied() else { break };
		let is_flat = !["Utility", "Multisig", "Proxy", "Scheduler"].contains(&pallet);
		if is_flat && (is_ours(pallet) || aim.dice.one_in(4)) {
			if let Some(call) = CALLS.call(pallet, call, aim) {
				return call;
			}
		}
	}
	remark()
}

/// The same call by another way: who sends what, one after the other.
pub fn wrapped(by: usize, call: RuntimeCall, aim: &mut Aim) -> Vec<(usize, RuntimeCall)> {
	use pallet_utility::Call::{as_derivative, batch, batch_all, force_batch, if_else};
	let cast = aim.cast;
	let boxed = Box::new(call.clone());
	let one = |call: RuntimeCall| vec![(by, call)];
	match aim.dice.below(10) {
		0 => one(batch { calls: vec![call, inner(aim, 9)] }.into()),
		1 => one(batch { calls: vec![inner(aim, 9), call] }.into()),
		2 => one(batch_all { calls: vec![call.clone(), call] }.into()),
		3 => one(batch_all { calls: vec![call] }.into()),
		4 => one(force_batch { calls: vec![inner(aim, 9), call, inner(aim, 9)] }.into()),
		5 => one(if_else { main: Box::new(inner(aim, 9)), fallback: boxed }.into()),
		6 => {
			let own = aim.cast.derived.iter().find(|(who, ..)| *who == by);
			let index = own.map_or(0, |(_, index, _)| *index);
			one(as_derivative { index, call: boxed }.into())
		}
		7 | 8 => {
			let other = aim.dice.below(cast.members.len());
			let add = pallet_proxy::Call::add_proxy {
				delegate: cast.members[other].account.clone().into(),
				proxy_type: Default::default(),
				delay: 0,
			};
			let real = cast.members[by].account.clone().into();
			let act = pallet_proxy::Call::proxy { real, force_proxy_type: None, call: boxed };
			vec![(by, add.into()), (other, act.into())]
		}
		_ => {
			let shared = aim.dice.below(cast.shared.len());
			let (who, threshold, account) = &cast.shared[shared];
			let first = who[0];
			let give = pallet_balances::Call::transfer_allow_death {
				dest: account.clone().into(),
				value: 5_000,
			};
			let rest = others(aim, shared, first);
			let call: RuntimeCall = if *threshold == 1 {
				pallet_multisig::Call::as_multi_threshold_1 { other_signatories: rest, call: boxed }
					.into()
			} else {
				let (threshold, max_weight) = (*threshold, weight_of(&call));
				pallet_multisig::Call::as_multi {
					threshold,
					other_signatories: rest,
					maybe_timepoint: None,
					call: boxed,
					max_weight,
				}
				.into()
			};
			vec![(first, give.into()), (first, call)]
		}
	}
}

fn weight_of(call: &RuntimeCall) -> frame_support::weights::Weight {
	use frame_support::dispatch::GetDispatchInfo;
	call.get_dispatch_info().call_weight
}

/// Those who share an account besides one of them, as the call wants them.
fn others(aim: &Aim, shared: usize, but: usize) -> Vec<AccountId> {
	let who = aim.cast.shared[shared].0.iter().filter(|number| **number != but);
	let mut others: Vec<_> = who.map(|number| aim.cast.members[*number].account.clone()).collect();
	others.sort();
	others
}

/// Finishes what a shared account began.
pub fn aim(call: &str, aim: &mut Aim) -> Option<RuntimeCall> {
	let mut pending: Vec<_> = pallet_multisig::Multisigs::<Runtime>::iter().collect();
	pending.sort_by_key(|(_, hash, _)| *hash);
	let (account, hash, open) = aim.dice.pick(&pending)?.clone();
	let shared = aim.cast.shared.iter().position(|(.., own)| *own == account)?;
	let (who, threshold, _) = &aim.cast.shared[shared];
	let by = *aim.dice.pick(who)?;
	aim.by = Some(by);
	let (threshold, other_signatories) = (*threshold, others(aim, shared, by));
	let max_weight = frame_support::weights::Weight::from_parts(1 << 38, 1 << 20);
	let call_hash = hash;
	let maybe_timepoint = Some(open.when);
	Some(match call {
		"approve_as_multi" => pallet_multisig::Call::approve_as_multi {
			threshold,
			other_signatories,
			maybe_timepoint,
			call_hash,
			max_weight,
		}
		.into(),
		"cancel_as_multi" => {
			aim.by = aim.cast.find(&open.depositor);
			let other_signatories = others(aim, shared, aim.by?);
			let timepoint = open.when;
			pallet_multisig::Call::cancel_as_multi {
				threshold,
				other_signatories,
				timepoint,
				call_hash,
			}
			.into()
		}
		_ => return None,
	})
}

/// What lifts a brake, if one is pulled: with it on, nothing else is tried.
pub fn release() -> Option<RuntimeCall> {
	if SafeMode::is_entered() {
		return Some(pallet_safe_mode::Call::<Runtime>::force_exit {}.into());
	}
	let ident = pallet_tx_pause::PausedCalls::<Runtime>::iter_keys().next()?;
	Some(pallet_tx_pause::Call::<Runtime>::unpause { ident }.into())
}

/// The second signature under a call that a shared account began.
pub fn second(call: &RuntimeCall, aim: &mut Aim) -> Option<(usize, RuntimeCall)> {
	let RuntimeCall::Multisig(pallet_multisig::Call::as_multi {
		threshold, call, max_weight, ..
	}) = call
	else {
		return None;
	};
	let hash = blake2_256(&call.encode());
	let shared = aim.cast.shared.iter().position(|(_, own, _)| own == threshold)?;
	let (who, _, account) = &aim.cast.shared[shared];
	let open = pallet_multisig::Multisigs::<Runtime>::get(account, hash)?;
	let by = *who.get(1)?;
	let call = pallet_multisig::Call::as_multi {
		threshold: *threshold,
		other_signatories: others(aim, shared, by),
		maybe_timepoint: Some(open.when),
		call: call.clone(),
		max_weight: *max_weight,
	};
	Some((by, call.into()))
}

/// A call inside another one, with the account on whose word it is done, if it is one.
pub type Told = (Option<AccountId>, RuntimeCall);

/// All calls in a call, itself first, each with its principal.
pub fn flatten(origin: Option<AccountId>, call: &RuntimeCall) -> Vec<Told> {
	use pallet_utility::Call as U;
	let mut found = vec![(origin.clone(), call.clone())];
	let mut add =
		|origin: Option<AccountId>, call: &RuntimeCall| found.extend(flatten(origin, call));
	let shared = |others: &[AccountId], threshold| {
		let mut who: Vec<_> = others.to_vec();
		who.extend(origin.clone());
		who.sort();
		pallet_multisig::Pallet::<Runtime>::multi_account_id(&who, threshold)
	};
	match call {
		RuntimeCall::Utility(
			U::batch { calls } | U::batch_all { calls } | U::force_batch { calls },
		) => calls.iter().for_each(|call| add(origin.clone(), call)),
		RuntimeCall::Utility(U::as_derivative { index, call }) => {
			add(origin.as_ref().map(|who| derivative(who, *index)), call)
		}
		RuntimeCall::Utility(U::if_else { main, fallback }) => {
			add(origin.clone(), main);
			add(origin.clone(), fallback);
		}
		RuntimeCall::Proxy(
			pallet_proxy::Call::proxy { real, call, .. }
			| pallet_proxy::Call::proxy_announced { real, call, .. },
		) => {
			if let sp_runtime::MultiAddress::Id(real) = real {
				add(Some(real.clone()), call);
			}
		}
		RuntimeCall::Multisig(pallet_multisig::Call::as_multi_threshold_1 {
			other_signatories,
			call,
		}) => add(Some(shared(other_signatories, 1)), call),
		RuntimeCall::Multisig(pallet_multisig::Call::as_multi {
			threshold,
			other_signatories,
			call,
			..
		}) => add(Some(shared(other_signatories, *threshold)), call),
		_ => {}
	}
	found
}
