// SPDX-License-Identifier: Apache-2.0

//! Secret ballots: keys of the office, credentials, and choices that are sealed until the close.

use alloc::vec::Vec;
use chungnam_credential::{open, Number, PLAIN, SEALED, SECRET};
use chungnam_ports::{BallotPlan, Body, Choice, Question};
use chungnam_primitives::BallotId;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use sp_core::{sr25519, H256};

/// Choices that one block opens, and one call.
pub const MAX_OPEN: u32 = 50;
/// How often an alias can vote.
pub const MAX_SEQUENCE: u8 = 20;
/// Blocks for which a sealed vote waits in the pool.
pub const SEALED_LIFE: u64 = 600;
/// Says what an alias signs.
pub const SIGNED_DOMAIN: &[u8] = b"chungnam/sealed-vote/1";
/// Why a sealed ballot is void: the office published no keys before the vote, or not the secret after it.
pub const NO_KEY: H256 = H256(*b"chungnam/void: no key was there.");
/// Why a sealed ballot is void: the choices were not opened in time.
pub const NOT_OPENED: H256 = H256(*b"chungnam/void: it was not opened");

/// A fresh key of a voter for one ballot. Nothing ties it to the person.
pub type Alias = sr25519::Public;
/// A choice that nobody can read yet.
pub type SealedChoice = [u8; SEALED];
/// The secret half of an opening key.
pub type Secret = [u8; SECRET];

/// The keys of a sealed ballot.
#[derive(Clone, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct BallotKeys {
	/// With this RSA key the office signs credentials. The exponent is 65537.
	pub credential: Number,
	/// To this X25519 key choices are sealed.
	pub opening: [u8; SECRET],
}

/// What is kept of a sealed ballot beside it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Sealing {
	/// The keys, once they are published.
	pub keys: Option<BallotKeys>,
	/// How many people have a credential.
	pub issued: u32,
	/// How many aliases have voted.
	pub cast: u32,
}

/// A person's way to a credential.
#[derive(Clone, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
#[allow(clippy::as_conversions)] // in what the codec derives
pub enum Request {
	/// The blinded alias, which the office has not signed.
	#[codec(index = 0)]
	Waiting(Number),
	/// The office's answer, in which the person finds the credential.
	#[codec(index = 1)]
	Issued(Number),
}

/// What shows that a sealed vote may come in.
#[derive(Clone, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Proof {
	/// Who votes.
	pub alias: Alias,
	/// The office's signature on the alias.
	pub credential: Number,
	/// Above that of the vote that stands, so that an old vote cannot be sent again. From 1 to [`MAX_SEQUENCE`].
	pub sequence: u8,
	/// The alias's signature on [`signed_bytes`].
	pub signature: sr25519::Signature,
}

/// A sealed vote that stands.
#[derive(Clone, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct SealedVote {
	/// Its number.
	pub sequence: u8,
	/// What it says.
	pub choice: SealedChoice,
}

/// What an alias signs. `genesis` is the hash of the chain's first block.
pub fn signed_bytes<Hash: Encode>(
	genesis: &Hash,
	ballot: BallotId,
	alias: &Alias,
	sequence: u8,
	sealed: &SealedChoice,
) -> Vec<u8> {
	(SIGNED_DOMAIN, genesis, ballot, alias, sequence, sealed).encode()
}

/// What a choice is sealed with, so that it counts for one alias on one ballot only.
pub fn sealed_about(ballot: BallotId, alias: &Alias) -> Vec<u8> {
	(ballot, alias).encode()
}

/// The choice in what was sealed. `None` if it cannot be opened, or what is inside is not a choice padded with zeros.
pub fn open_choice(
	secret: &Secret,
	opening: &[u8; SECRET],
	ballot: BallotId,
	alias: &Alias,
	sealed: &SealedChoice,
) -> Option<Choice> {
	let plain: [u8; PLAIN] = open(secret, opening, &sealed_about(ballot, alias), sealed)?;
	let mut rest = plain.as_slice();
	let choice = Choice::decode(&mut rest).ok()?;
	rest.iter().all(|byte| *byte == 0).then_some(choice)
}

/// True if choices of a plan can be sealed: one class of people, of whom each has one vote; no support, which closes with the last that
/// is needed; and no early close, for nobody knows the count.
pub fn can_be_sealed(plan: &BallotPlan) -> bool {
	let [class] = plan.classes.as_slice() else { return false };
	let is_of_people = !matches!(class.body, Body::Holders(_));
	is_of_people && plan.question != Question::Support && !plan.early
}
