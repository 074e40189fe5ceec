// SPDX-License-Identifier: Apache-2.0

//! The committee: one member decides at once, several move, vote and close.

use chungnam_runtime::{
	configs::governance::CommitteeInstance, Hash, Runtime, RuntimeCall, RuntimeOrigin,
};
use codec::{Decode, Encode};
use frame_support::weights::Weight;
use pallet_collective::{Call, Members, ProposalCount, ProposalOf, Proposals};
use sp_io::hashing::blake2_256;

use super::Aim;

type Instance = CommitteeInstance;

/// The members who can sign, by number.
fn members(aim: &Aim) -> Vec<usize> {
	let members = Members::<Runtime, Instance>::get();
	members.iter().filter_map(|member| aim.cast.find(member)).collect()
}

/// As all of the committee decide.
pub fn unanimous() -> RuntimeOrigin {
	let count = Members::<Runtime, Instance>::get().len().max(1) as u32;
	pallet_collective::RawOrigin::<_, Instance>::Members(count, count).into()
}

/// The call behind the hash of a motion.
pub fn proposal(hash: Hash) -> Option<RuntimeCall> {
	ProposalOf::<Runtime, Instance>::get(hash)
}

/// Motions that are open.
pub fn open_motions() -> Vec<[u8; 32]> {
	Proposals::<Runtime, Instance>::get().iter().map(|hash| hash.0).collect()
}

/// The way on which the committee does something: who sends what, one after the other.
pub fn governed(call: RuntimeCall, aim: &mut Aim) -> Vec<(usize, RuntimeCall)> {
	let who = members(aim);
	let Some(first) = who.first().copied() else { return Vec::new() };
	let all = Members::<Runtime, Instance>::get().len() as u32;
	let length_bound = call.encoded_size() as u32;
	let proposal_hash = Hash::from(blake2_256(&call.encode()));
	let threshold = if all < 2 { 1 } else { (2 * all).div_ceil(3).max(2) };
	let proposal = Box::new(call);
	let mut plan: Vec<(usize, RuntimeCall)> = vec![(
		first,
		Call::<Runtime, Instance>::propose { threshold, proposal, length_bound }.into(),
	)];
	if threshold > 1 {
		let index = ProposalCount::<Runtime, Instance>::get();
		let vote =
			Call::<Runtime, Instance>::vote { proposal: proposal_hash, index, approve: true };
		plan.extend(
			who.iter().take(threshold as usize).map(|member| (*member, vote.clone().into())),
		);
		plan.push((first, close(proposal_hash, index, length_bound)));
	}
	plan
}

fn close(proposal_hash: Hash, index: u32, length_bound: u32) -> RuntimeCall {
	let proposal_weight_bound = Weight::from_parts(300_000_000_000, u64::MAX);
	Call::<Runtime, Instance>::close { proposal_hash, index, proposal_weight_bound, length_bound }
		.into()
}

/// Votes on what is open, and small committees of people who can sign.
pub fn aim(call: &str, aim: &mut Aim) -> Option<RuntimeCall> {
	match call {
		"set_members" => {
			let count = 1 + aim.dice.below(4);
			let new_members: Vec<_> =
				(0..count).map(|number| aim.cast.members[number].account.clone()).collect();
			let old_count = Members::<Runtime, Instance>::get().len() as u32;
			Some(
				Call::<Runtime, Instance>::set_members { new_members, prime: None, old_count }
					.into(),
			)
		}
		"vote" | "close" => {
			let hash = Hash::from(*aim.dice.pick(&open_motions())?);
			let length = proposal(hash)?.encoded_size() as u32;
			// The number of a motion comes first in what is stored of its votes.
			let votes = pallet_collective::Voting::<Runtime, Instance>::get(hash)?.encode();
			let index = u32::decode(&mut votes.as_slice()).ok()?;
			let approve = !aim.dice.one_in(3);
			Some(match call {
				"vote" => Call::<Runtime, Instance>::vote { proposal: hash, index, approve }.into(),
				_ => close(hash, index, length),
			})
		}
		_ => None,
	}
}
