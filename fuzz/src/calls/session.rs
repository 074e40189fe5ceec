// SPDX-License-Identifier: Apache-2.0

//! Keys of validators, with the proof that they are the sender's.

use chungnam_runtime::{AccountId, Runtime, RuntimeCall, SessionKeys};
use codec::Encode;
use sp_core::{ed25519, proof_of_possession::ProofOfPossessionGenerator, sr25519, Pair};

use super::Aim;

type Validators = pallet_validators::Call<Runtime>;

/// Validators that are, and accounts that have keys and could be.
pub fn aim_validators(call: &str, aim: &mut Aim) -> Option<RuntimeCall> {
	let members: Vec<_> = pallet_validators::Members::<Runtime>::get().keys().cloned().collect();
	let has_keys = |account: &AccountId| pallet_session::NextKeys::<Runtime>::contains_key(account);
	let others: Vec<usize> = (0..aim.cast.members.len())
		.filter(|number| {
			let account = &aim.cast.members[*number].account;
			has_keys(account) && !members.contains(account)
		})
		.collect();
	Some(match call {
		"add" => {
			let who = aim.cast.members[*aim.dice.pick(&others)?].account.clone();
			Validators::add { who }.into()
		}
		"remove" => Validators::remove { who: aim.dice.pick(&members)?.clone() }.into(),
		"suspend" => Validators::suspend { who: aim.dice.pick(&members)?.clone() }.into(),
		"reinstate" => Validators::reinstate { who: aim.dice.pick(&members)?.clone() }.into(),
		"withdraw_keys" => {
			aim.by = Some(*aim.dice.pick(&others)?);
			Validators::withdraw_keys {}.into()
		}
		_ => return None,
	})
}

/// Keys that the sender's node could have made.
pub fn aim(call: &str, aim: &mut Aim) -> Option<RuntimeCall> {
	if call != "set_keys" {
		return None;
	}
	let by = aim.dice.below(aim.cast.members.len());
	aim.by = Some(by);
	let member = &aim.cast.members[by];
	let mut sr = sr25519::Pair::from_string(&format!("//{}", member.name), None).ok()?;
	let mut ed = ed25519::Pair::from_string(&format!("//{}", member.name), None).ok()?;
	let keys = SessionKeys { aura: sr.public().into(), grandpa: ed.public().into() };
	let owner = member.account.encode();
	let proof = (sr.generate_proof_of_possession(&owner), ed.generate_proof_of_possession(&owner));
	Some(pallet_session::Call::<Runtime>::set_keys { keys, proof: proof.encode() }.into())
}
