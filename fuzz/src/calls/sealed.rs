// SPDX-License-Identifier: Apache-2.0

//! Secret ballots: the office with a key that everybody knows, and wallets that make the same alias for the same ballot.

use chungnam_credential::{answer, blind, example, finish, public, seal, Blinding};
use chungnam_ports::Choice;
use chungnam_primitives::{BallotId, PersonId};
use chungnam_runtime::{Ballots, Runtime, RuntimeCall, System};
use codec::Encode;
use pallet_ballots::{
	sealed_about, signed_bytes, Alias, BallotKeys, Call, Openings, Phase, Proof, Refusal, Request,
	Requests, SealedVotes, Secret, MAX_OPEN, MAX_SEQUENCE,
};
use sp_core::{sr25519, Pair};
use sp_io::hashing::blake2_256;

use super::{
	ballots::{ballots, choice, office, voters_who},
	Aim,
};

/// The secret of a ballot's opening key.
fn secret(ballot: BallotId) -> Secret {
	[1 + ballot.0 as u8; 32]
}

/// The key that a person's wallet makes for a ballot.
fn pair(ballot: BallotId, person: PersonId) -> sr25519::Pair {
	sr25519::Pair::from_seed(&blake2_256(&(ballot, person).encode()))
}

/// Under which a person votes.
pub fn alias(ballot: BallotId, person: PersonId) -> Alias {
	pair(ballot, person).public()
}

/// What the wallet keeps until the office has answered.
fn blinding(ballot: BallotId, person: PersonId) -> Option<Blinding> {
	let seed = alias(ballot, person).0;
	// Below the key, whose first byte is 163.
	blind(&example::KEY, &seed, &[seed[1]; 48], &[1 + seed[2] % 160; 256])
}

/// The keys of a ballot. That for credentials serves one ballot of a play.
pub fn publish_keys(ballot: BallotId) -> RuntimeCall {
	let keys = BallotKeys { credential: example::KEY, opening: public(&secret(ballot)) };
	Call::publish_keys { ballot, keys }.into()
}

/// A person asks.
pub fn request(ballot: BallotId, person: PersonId) -> Option<RuntimeCall> {
	let blinded = blinding(ballot, person)?.blinded;
	Some(Call::request_credential { ballot, blinded }.into())
}

/// The office answers.
pub fn issue(ballot: BallotId, person: PersonId) -> Option<RuntimeCall> {
	let (Request::Waiting(asked) | Request::Issued(asked)) =
		Requests::<Runtime>::get(ballot, person)?;
	let answer = answer(&example::KEY, &example::EXPONENT, &asked)?;
	Some(Call::issue_credential { ballot, person, answer }.into())
}

/// A person with a credential votes, or votes anew.
pub fn vote(ballot: BallotId, person: PersonId, choice: &Choice) -> Option<RuntimeCall> {
	let Request::Issued(answer) = Requests::<Runtime>::get(ballot, person)? else { return None };
	let pair = pair(ballot, person);
	let alias = pair.public();
	let inverse = blinding(ballot, person)?.inverse;
	let credential = finish(&example::KEY, alias.as_ref(), &answer, &inverse)?;
	let own = SealedVotes::<Runtime>::get(ballot, alias);
	let sequence = own.map_or(0, |own| own.sequence).checked_add(1)?;
	let once = blake2_256(&(alias, sequence).encode());
	let about = sealed_about(ballot, &alias);
	let sealed = seal(&public(&secret(ballot)), &once, &about, &choice.encode())?;
	let message = signed_bytes(&System::block_hash(0), ballot, &alias, sequence, &sealed);
	let proof = Proof { alias, credential, sequence, signature: pair.sign(&message) };
	Some(Call::cast_sealed { ballot, proof, sealed }.into())
}

/// The secret of a ballot.
pub fn publish_secret(ballot: BallotId) -> RuntimeCall {
	Call::publish_secret { ballot, secret: secret(ballot) }.into()
}

/// A vote with something wrong in its proof, one of three.
fn bent(call: RuntimeCall, aim: &mut Aim) -> RuntimeCall {
	let RuntimeCall::Ballots(Call::cast_sealed { ballot, mut proof, mut sealed }) = call else {
		return call;
	};
	let at = aim.dice.below(96);
	match aim.dice.below(12) {
		0 => proof.credential[at] ^= 1,
		1 => proof.sequence = aim.dice.below(usize::from(MAX_SEQUENCE) + 2) as u8,
		2 => proof.alias.0[at % 32] ^= 1,
		3 => sealed[at] ^= 1,
		_ => (),
	}
	Call::cast_sealed { ballot, proof, sealed }.into()
}

/// Aims at a call.
pub fn aim(call: &str, aim: &mut Aim) -> Option<RuntimeCall> {
	let mut requests: Vec<_> = Requests::<Runtime>::iter_keys().collect();
	requests.sort_unstable();
	Some(match call {
		"publish_keys" => {
			let all = ballots(|phase| *phase == Phase::Sealed);
			let ballot = aim.dice.pick(&all)?.0;
			aim.by = office(aim);
			publish_keys(ballot)
		}
		"request_credential" => {
			let all = voters_who(aim, |may| *may == Err(Refusal::SealedBallot));
			let (by, person, ballot) = *aim.dice.pick(&all)?;
			aim.by = Some(by);
			request(ballot, person)?
		}
		"issue_credential" => {
			let (ballot, person) = *aim.dice.pick(&requests)?;
			aim.by = office(aim);
			issue(ballot, person)?
		}
		"cast_sealed" => {
			let (ballot, person) = *aim.dice.pick(&requests)?;
			let choice = choice(&Ballots::ballot(ballot)?.ballot, aim);
			bent(vote(ballot, person, &choice)?, aim)
		}
		"publish_secret" => {
			let all = ballots(|phase| matches!(phase, Phase::Opening { .. }));
			publish_secret(aim.dice.pick(&all)?.0)
		}
		"open_step" => {
			let mut all: Vec<_> = Openings::<Runtime>::iter_keys().collect();
			all.sort_unstable();
			let ballot = *aim.dice.pick(&all)?;
			Call::open_step { ballot, limit: aim.dice.below(MAX_OPEN as usize) as u32 }.into()
		}
		_ => return None,
	})
}
