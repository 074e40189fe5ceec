// SPDX-License-Identifier: Apache-2.0

//! A secret ballot of ten people, one of whom has two phones: everybody sees who has a credential, nobody whose vote is whose,
//! and nobody what it says before the close.

mod driver;

use std::collections::BTreeSet;

use chungnam_credential::{
	answer, blind,
	example::{EXPONENT, KEY},
	finish, public, seal, Blinding, Number,
};
use chungnam_ports::{Answer, BallotUser, Ballots as _, Choice, Method, Verdict};
use chungnam_primitives::{BallotId, RegionSet, Scope, ScopeSet, MINUTES};
use chungnam_runtime::{
	plain_extension, Ballots, Executive, Runtime, RuntimeCall, System, UncheckedExtrinsic,
};
use codec::Encode;
use driver::{account, add_person, genesis, story_from, why, People, Province};
use pallet_ballots::{
	sealed_about, signed_bytes, Alias, BallotKeys, Call as Votes, Error, Proof, Refusal, Request,
	Sealing,
};
use sp_core::{sr25519, Pair};
use sp_io::hashing::blake2_256;
use sp_runtime::transaction_validity::{InvalidTransaction, TransactionValidityError};

/// Keeps the keys.
const OFFICE: &str = "Cheongyang";
/// The secret half of the opening key.
const SECRET: [u8; 32] = [5; 32];
/// The town, and three who moved there.
const PEOPLE: [&str; 10] =
	["Alice", "Bob", "Charlie", "Grandma", "Hana", "Duri", "Boksun", "Sera", "Yeseul", "Ilgop"];

/// What the wallet of a voter keeps for one ballot.
struct Wallet {
	alias: sr25519::Pair,
	blinding: Blinding,
}

impl Wallet {
	fn new(name: &str) -> Self {
		// A wallet takes all of this from the phone's source of randomness.
		let seed = blake2_256(name.as_bytes());
		let alias = sr25519::Pair::from_seed(&seed);
		let mut random = [seed[0]; 256];
		random[0] = 1;
		let blinding = blind(&KEY, alias.public().as_ref(), &[seed[1]; 48], &random).unwrap();
		Self { alias, blinding }
	}

	/// The credential in the office's answer.
	fn credential(&self, answer: &Number) -> Number {
		let alias = self.alias.public();
		finish(&KEY, alias.as_ref(), answer, &self.blinding.inverse).expect("the answer is right")
	}

	/// A vote, sealed and signed by the alias.
	fn vote(&self, ballot: BallotId, answer: &Number, sequence: u8, says: Answer) -> RuntimeCall {
		let alias: Alias = self.alias.public();
		let choice = Choice::Vote(says).encode();
		let once = blake2_256(&(self.blinding.inverse, sequence).encode());
		let about = sealed_about(ballot, &alias);
		let sealed = seal(&public(&SECRET), &once, &about, &choice).unwrap();
		let message = signed_bytes(&System::block_hash(0), ballot, &alias, sequence, &sealed);
		let (credential, signature) = (self.credential(answer), self.alias.sign(&message));
		let proof = Proof { alias, credential, sequence, signature };
		Votes::<Runtime>::cast_sealed { ballot, proof, sealed }.into()
	}
}

/// A transaction that nobody signs.
fn unsigned(call: RuntimeCall) -> UncheckedExtrinsic {
	UncheckedExtrinsic::new_transaction(call, plain_extension(0))
}

/// The town with three more people.
fn story(tell: impl FnOnce(&mut Province)) {
	let mut town = genesis("development");
	for name in &PEOPLE[7..] {
		add_person(&mut town, &[*name]);
	}
	story_from(town, |province| {
		province.enrols_the_town();
		tell(province);
	});
}

/// A sealed question to the province, which opens in a minute for five, with the keys of the office.
fn open(province: &mut Province) -> BallotId {
	province.decided(People::appoint_attester {
		who: account(OFFICE),
		regions: RegionSet::province(),
		scopes: ScopeSet::of(&[Scope::People, Scope::Ballots]),
	});
	let plan = province.question(Method::Sealed);
	let ballot = Ballots::open(BallotUser::Referendum(0), plan).expect("the plan is sound");
	let keys = BallotKeys { credential: KEY, opening: public(&SECRET) };
	province.does(OFFICE, Votes::<Runtime>::publish_keys { ballot, keys });
	ballot
}

/// The office answers everybody who asks.
fn office_answers(province: &mut Province, ballot: BallotId) {
	let asked: Vec<_> = pallet_ballots::Requests::<Runtime>::iter_prefix(ballot).collect();
	for (person, request) in asked {
		if let Request::Waiting(blinded) = request {
			let answer = answer(&KEY, &EXPONENT, &blinded).expect("it is below the key");
			province.does(OFFICE, Votes::<Runtime>::issue_credential { ballot, person, answer });
		}
	}
}

fn answer_to(province: &Province, name: &str, ballot: BallotId) -> Number {
	match Ballots::credential(province.person(name).unwrap(), ballot) {
		Some(Request::Issued(answer)) => answer,
		other => panic!("{name} has {other:?}"),
	}
}

#[test]
fn ten_people_vote_and_nobody_knows_whose_vote_is_whose() {
	story(|province| {
		let ballot = open(province);
		let before = province.won("Alice");
		// Alice asks with her phone, then with her tablet before the office answers: she has one credential.
		let alice = province.person("Alice").unwrap();
		let key = province.agreed_phone("AlicesTablet", alice);
		let kind = pallet_registry::KeyKind::Phone;
		province.does("Alice", People::add_key { key, kind });
		let lost = Wallet::new("lost");
		let ask = |blinded| Votes::<Runtime>::request_credential { ballot, blinded };
		province.does("AlicesTablet", ask(lost.blinding.blinded));
		let wallets = PEOPLE.map(Wallet::new);
		for (name, wallet) in PEOPLE.iter().zip(&wallets) {
			province.does(name, ask(wallet.blinding.blinded));
			province.next_block();
		}
		office_answers(province, ballot);
		let again = why(province.send("AlicesTablet", ask(lost.blinding.blinded)));
		assert_eq!(again, Error::<Runtime>::CredentialIssued.into());
		assert_eq!(Ballots::sealing(ballot).map(|own| own.issued), Some(10));

		province.sleep(MINUTES);
		let openly = Votes::<Runtime>::cast { ballot, choice: Choice::Vote(Answer::Yes) };
		let openly = why(province.send("Alice", openly));
		assert_eq!(openly, Error::<Runtime>::SealedBallot.into());
		// Six say yes and three no; one of them said yes before. Ilgop stays at home.
		let vote = |province: &mut Province, at: usize, sequence, says| {
			let answer = answer_to(province, PEOPLE[at], ballot);
			let tx = unsigned(wallets[at].vote(ballot, &answer, sequence, says));
			province.pool(tx.clone()).expect("the pool takes it");
			Executive::apply_extrinsic(tx.clone()).expect("it is valid").expect("it counts");
			tx
		};
		let mut old = None;
		for at in (0..9).rev() {
			old = Some(vote(province, at, 1, if at < 7 { Answer::Yes } else { Answer::No }));
			province.next_block();
		}
		vote(province, 0, 2, Answer::No);
		// The old vote is not taken again, and a copied proof with another choice is none.
		let stale: TransactionValidityError = InvalidTransaction::Stale.into();
		assert_eq!(province.pool(old.unwrap()), Err(stale));
		assert_eq!(province.won("Alice"), before, "asking and voting is free of charge");

		// Everybody sees that nine of ten voted, and no more.
		let sealing = Ballots::sealing(ballot).unwrap();
		assert!(matches!(sealing, Sealing { issued: 10, cast: 9, .. }));
		assert_eq!(Ballots::result(ballot), Err(Refusal::CountHidden));
		assert_eq!(pallet_ballots::Votes::<Runtime>::iter_prefix(ballot).count(), 0);
		let early = Votes::<Runtime>::publish_secret { ballot, secret: SECRET };
		assert_eq!(why(province.send(OFFICE, early.clone())), Error::<Runtime>::NotOpening.into());

		for _ in 0..3 {
			province.sleep(2 * MINUTES);
			province.catch_up();
		}
		province.does(OFFICE, early);
		// Blocks open the choices by themselves.
		province.blocks(2);
		let aliases: BTreeSet<_> = pallet_ballots::Votes::<Runtime>::iter_key_prefix(ballot)
			.map(|voter| match voter {
				chungnam_ports::Holder::Account(alias) => alias,
				other => panic!("{other:?} has a name"),
			})
			.collect();
		assert_eq!(aliases.len(), 9);
		assert!(PEOPLE.iter().all(|name| !aliases.contains(&account(name))));
		province.sleep(2 * MINUTES);
		province.catch_up();
		let outcome = Ballots::outcome(ballot).expect("it is final");
		let total = outcome.classes[0];
		assert_eq!(outcome.verdict, Verdict::Passed);
		assert_eq!((total.heads, total.voted, total.yes, total.no), (10, 9, 6, 3));
		province.blocks(2);
		assert_eq!(Ballots::ballot(ballot), None);
		assert_eq!(Ballots::sealing(ballot), None);
	});
}

#[test]
fn junk_takes_no_place_in_a_block() {
	story(|province| {
		let ballot = open(province);
		let wallet = Wallet::new("Bob");
		let ask = Votes::<Runtime>::request_credential { ballot, blinded: wallet.blinding.blinded };
		province.does("Bob", ask);
		office_answers(province, ballot);
		province.sleep(MINUTES);
		let answer = answer_to(province, "Bob", ballot);
		let call = wallet.vote(ballot, &answer, 1, Answer::Yes);
		let RuntimeCall::Ballots(Votes::cast_sealed { ballot, proof, sealed }) = call else {
			panic!("it is a vote");
		};
		let weight = System::block_weight().total();
		for number in 0..200u8 {
			let mut junk = proof.clone();
			junk.credential[usize::from(number)] ^= 1;
			let call = Votes::<Runtime>::cast_sealed { ballot, proof: junk, sealed };
			let bad: TransactionValidityError = InvalidTransaction::BadProof.into();
			assert_eq!(Executive::apply_extrinsic(unsigned(call.into())), Err(bad));
		}
		assert_eq!(System::block_weight().total(), weight);
		// Signed by an account, or wrapped, it is no vote.
		let call: RuntimeCall = Votes::<Runtime>::cast_sealed { ballot, proof, sealed }.into();
		let signed = why(province.send("Alice", call.clone()));
		assert_eq!(signed, sp_runtime::DispatchError::BadOrigin);
		let calls = vec![call.clone()];
		let wrapped = pallet_utility::Call::batch_all { calls };
		assert_eq!(why(province.send("Alice", wrapped)), sp_runtime::DispatchError::BadOrigin);
		// As tools/lib/secret.mjs writes it: a general transaction whose extensions are zeros.
		let written = [&[0x45, 0, 0, 0, 0, 0], call.encode().as_slice()].concat();
		assert_eq!(unsigned(call.clone()).encode(), written.encode());
		Executive::apply_extrinsic(unsigned(call)).unwrap().unwrap();
	});
}
