// SPDX-License-Identifier: Apache-2.0

//! Keys of validators, with the proof that they are the sender's.

use chungnam_runtime::{Runtime, RuntimeCall, SessionKeys};
use codec::Encode;
use sp_core::{ed25519, proof_of_possession::ProofOfPossessionGenerator, sr25519, Pair};

use super::Aim;

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
