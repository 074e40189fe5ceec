// SPDX-License-Identifier: Apache-2.0

//! Secret ballots: who votes is known, what they vote is not before the close, and which vote is whose never.

use chungnam_credential::{
	answer, blind,
	example::{EXPONENT, KEY},
	finish as unblind, public, seal, Blinding, Number,
};
use chungnam_ports::{Completion, Ties, Utility, MAX_KEY_WAIT, MAX_OPENING};
use chungnam_testkit::leak::{own_keys_but, state_size};
use codec::Encode;
use frame_support::{
	dispatch::{DispatchResult, Pays},
	pallet_prelude::{InvalidTransaction, TransactionSource, ValidTransaction},
	traits::{Authorize, Hooks},
	weights::Weight,
};
use sp_core::{sr25519, Pair};
use sp_runtime::transaction_validity::TransactionValidityError;

use super::*;

/// The secret half of the opening key.
const SECRET: Secret = [5; 32];

pub fn keys() -> BallotKeys {
	BallotKeys { credential: KEY, opening: public(&SECRET) }
}

pub fn sealed_plan() -> BallotPlan {
	BallotPlan { method: Method::Sealed, ..plan() }
}

fn pair(person: u32) -> sr25519::Pair {
	sr25519::Pair::from_seed(&[person as u8; 32])
}

fn alias(person: u32) -> Alias {
	pair(person).public()
}

/// What a wallet makes of its alias.
fn blinding(person: u32) -> Blinding {
	let own = person as u8;
	blind(&KEY, alias(person).as_ref(), &[own; 48], &[own; 256]).unwrap()
}

fn right_answer(person: u32) -> Number {
	answer(&KEY, &EXPONENT, &blinding(person).blinded).unwrap()
}

#[track_caller]
fn publish_keys(ballot: BallotId) {
	assert_ok!(Ballots::publish_keys(signed(PROVINCE_CLERK), ballot, keys()));
}

fn request(ballot: BallotId, person: u32) -> DispatchResult {
	Ballots::request_credential(signed(key(person)), ballot, blinding(person).blinded)
}

fn issue(ballot: BallotId, person: u32) -> DispatchResult {
	let clerk = signed(PROVINCE_CLERK);
	Ballots::issue_credential(clerk, ballot, PersonId(person), right_answer(person))
}

/// A sealed ballot in its first moment, with credentials for people 1 to `people`.
#[track_caller]
pub fn begin(people: u32) -> BallotId {
	begin_with(sealed_plan(), people)
}

#[track_caller]
fn begin_with(plan: BallotPlan, people: u32) -> BallotId {
	let opens = plan.opens;
	let ballot = open(plan);
	publish_keys(ballot);
	for person in 1..=people {
		assert_ok!(request(ballot, person));
		assert_ok!(issue(ballot, person));
	}
	pass_to(opens);
	ballot
}

fn sealed(ballot: BallotId, person: u32, sequence: u8, choice: &Choice) -> SealedChoice {
	let about = sealed_about(ballot, &alias(person));
	let once = [person as u8 ^ (sequence << 5); 32];
	seal(&public(&SECRET), &once, &about, &choice.encode()).unwrap()
}

fn proof(ballot: BallotId, person: u32, sequence: u8, choice: &SealedChoice) -> Proof {
	let alias = alias(person);
	let inverse = blinding(person).inverse;
	let credential = unblind(&KEY, alias.as_ref(), &right_answer(person), &inverse).unwrap();
	let genesis = frame_system::Pallet::<Test>::block_hash(0);
	let message = signed_bytes(&genesis, ballot, &alias, sequence, choice);
	Proof { alias, credential, sequence, signature: pair(person).sign(&message) }
}

/// What the pool says.
fn ask(
	ballot: BallotId,
	proof: &Proof,
	sealed: &SealedChoice,
) -> Result<ValidTransaction, TransactionValidityError> {
	let call = Call::<Test>::cast_sealed { ballot, proof: proof.clone(), sealed: *sealed };
	let asked = call.authorize(TransactionSource::External).expect("nobody signs it");
	asked.map(|(valid, _)| valid)
}

/// What the call says once it is let in.
fn let_in(ballot: BallotId, proof: Proof, sealed: SealedChoice) -> DispatchResult {
	Ballots::cast_sealed(RawOrigin::Authorized.into(), ballot, proof, sealed)
}

/// A wallet votes: the pool takes it, and the block.
#[track_caller]
pub fn send(ballot: BallotId, person: u32, sequence: u8, choice: Choice) -> DispatchResult {
	let sealed = sealed(ballot, person, sequence, &choice);
	let proof = proof(ballot, person, sequence, &sealed);
	ask(ballot, &proof, &sealed).expect("the pool takes it");
	let_in(ballot, proof, sealed)
}

/// The same vote, of which the call knows better than the pool.
fn refused(ballot: BallotId, person: u32, sequence: u8, why: Error<Test>) {
	let sealed = sealed(ballot, person, sequence, &YES_VOTE);
	let proof = proof(ballot, person, sequence, &sealed);
	ask(ballot, &proof, &sealed).expect_err("the pool knows");
	assert_noop!(let_in(ballot, proof, sealed), why);
}

pub fn publish_secret(ballot: BallotId) -> DispatchResult {
	Ballots::publish_secret(signed(key(9)), ballot, SECRET)
}

#[track_caller]
fn open_all(ballot: BallotId) {
	assert_ok!(publish_secret(ballot));
	assert_ok!(Ballots::open_step(signed(key(9)), ballot, MAX_OPEN));
}

#[test]
fn nobody_reads_a_choice_before_the_close_and_everybody_counts_after_it() {
	run(|| {
		let ballot = begin(5);
		for (person, choice) in [(1, YES_VOTE), (2, NO_VOTE), (3, YES_VOTE), (4, Choice::Blank)] {
			assert_ok!(send(ballot, person, 1, choice));
		}
		// Changed: the last one counts.
		assert_ok!(send(ballot, 2, 2, YES_VOTE));
		assert_eq!(Ballots::sealing(ballot).map(|own| (own.issued, own.cast)), Some((5, 4)));
		assert_eq!(counts(ballot, KEYS), (0, 0, vec![]));
		assert_eq!(Ballots::result(ballot), Ok(ResultView::Counts(vec![])));
		pass(HOURS);
		assert!(matches!(last_phase(ballot), Phase::Opening { .. }));
		open_all(ballot);
		assert_eq!(counts(ballot, KEYS), (4, 1, vec![0, 3]));
		assert_eq!(SealedVotes::<Test>::iter().count(), 0);
		let outcome = finish(ballot);
		assert_eq!(outcome.verdict, Verdict::Passed);
		let total = outcome.classes[0];
		assert_eq!((total.heads, total.voted, total.blank, total.yes), (14, 4, 1, 3));
		assert_eq!(MockBallotUser::take_heard().len(), 1);
	});
}

fn last_phase(ballot: BallotId) -> Phase {
	Ballots::ballot(ballot).unwrap().ballot.phase
}

#[test]
fn a_life_leaves_the_keys_behind_that_must_not_serve_again() {
	run(|| {
		let before = own_keys_but("Ballots", &["NextBallot", "Seen", "Outages"]);
		let ballot = begin(3);
		assert_ok!(send(ballot, 1, 1, YES_VOTE));
		assert_ok!(request(ballot, 4));
		pass(HOURS);
		open_all(ballot);
		finish(ballot);
		// One vote and four requests.
		assert_ok!(Ballots::sweep(signed(key(9)), ballot, 200));
		let event = Event::Swept { ballot, votes: 5, done: true };
		assert_eq!(last_event(), event);
		let after = own_keys_but("Ballots", &["NextBallot", "Seen", "Outages", "Outcomes"]);
		assert_eq!(after.difference(&before).count(), 2);
		let next = open(sealed_plan());
		let again = Ballots::publish_keys(signed(PROVINCE_CLERK), next, keys());
		assert_noop!(again, Error::<Test>::KeyUsed);
		let other = BallotKeys { opening: public(&[6; 32]), ..keys() };
		let again = Ballots::publish_keys(signed(PROVINCE_CLERK), next, other);
		assert_noop!(again, Error::<Test>::KeyUsed);
	});
}

#[test]
fn office_publishes_sound_keys_once_and_in_time() {
	run(|| {
		let publish = |who, ballot, keys| {
			Ballots::publish_keys(signed::<_, RuntimeOrigin>(who), ballot, keys)
		};
		let ballot = open(sealed_plan());
		assert_noop!(publish(CLERK, ballot, keys()), DispatchError::BadOrigin);
		assert_noop!(publish(key(1), ballot, keys()), DispatchError::BadOrigin);
		let none = BallotId(9);
		assert_noop!(publish(PROVINCE_CLERK, none, keys()), Error::<Test>::BallotNotFound);
		let weak = BallotKeys { credential: [2; 256], ..keys() };
		assert_noop!(publish(PROVINCE_CLERK, ballot, weak), Error::<Test>::KeyUnsound);
		let bare = BallotKeys { opening: [0; 32], ..keys() };
		assert_noop!(publish(PROVINCE_CLERK, ballot, bare), Error::<Test>::KeyUnsound);
		assert_noop!(request(ballot, 1), Error::<Test>::KeysMissing);
		let is_open = open(plan());
		assert_noop!(publish(PROVINCE_CLERK, is_open, keys()), Error::<Test>::NotSealed);
		assert_ok!(publish(PROVINCE_CLERK, ballot, keys()));
		assert_noop!(publish(PROVINCE_CLERK, ballot, keys()), Error::<Test>::KeysPublished);
		let late = open(sealed_plan());
		pass(HOURS);
		assert_noop!(publish(PROVINCE_CLERK, late, keys()), Error::<Test>::TooLate);
	});
}

#[test]
fn clerk_of_a_region_keeps_the_keys_of_its_own_ballots() {
	run(|| {
		let of =
			|body| BallotPlan { classes: vec![class(body)].try_into().unwrap(), ..sealed_plan() };
		let own = open(of(Body::Regions(RegionSet::of(&[BORYEONG]))));
		assert_ok!(Ballots::publish_keys(signed(CLERK), own, keys()));
		let cohort = MockRegistry::add_cohort(ASAN, &[PersonId(1)]);
		let other = open(of(Body::Cohort(cohort)));
		let refused = Ballots::publish_keys(signed(CLERK), other, keys());
		assert_noop!(refused, DispatchError::BadOrigin);
	});
}

#[test]
fn person_has_one_credential_whichever_key_asks() {
	run(|| {
		let ballot = open(sealed_plan());
		publish_keys(ballot);
		let clerk = || signed::<_, RuntimeOrigin>(PROVINCE_CLERK);
		assert_noop!(issue(ballot, 1), Error::<Test>::NothingRequested);
		// The phone asks, then the tablet, before the office answers: the last one is answered.
		let phone = Ballots::request_credential(signed(phone(1)), ballot, blinding(2).blinded);
		assert_ok!(phone);
		assert_ok!(request(ballot, 1));
		let wrong = Ballots::issue_credential(clerk(), ballot, PersonId(1), right_answer(2));
		assert_noop!(wrong, Error::<Test>::WrongAnswer);
		let of_region =
			Ballots::issue_credential(signed(CLERK), ballot, PersonId(1), right_answer(1));
		assert_noop!(of_region, DispatchError::BadOrigin);
		assert_ok!(issue(ballot, 1));
		assert_eq!(
			Ballots::credential(PersonId(1), ballot),
			Some(Request::Issued(right_answer(1)))
		);
		assert_noop!(issue(ballot, 1), Error::<Test>::CredentialIssued);
		let again = Ballots::request_credential(signed(phone_of(1)), ballot, blinding(2).blinded);
		assert_noop!(again, Error::<Test>::CredentialIssued);
		let is_open = open(plan());
		assert_noop!(request(is_open, 2), Error::<Test>::NotSealed);
		assert_noop!(issue(is_open, 2), Error::<Test>::NotSealed);
		assert_noop!(request(BallotId(9), 2), Error::<Test>::BallotNotFound);
		pass(2 * HOURS);
		assert_noop!(request(ballot, 2), Error::<Test>::Closed);
		assert_noop!(issue(ballot, 2), Error::<Test>::Closed);
	});
}

fn phone_of(person: u32) -> AccountId {
	phone(person)
}

#[test]
fn only_who_counts_gets_a_credential() {
	run(|| {
		let conflicts = vec![PersonId(4)].try_into().unwrap();
		let ballot = open(BallotPlan { conflicts, ..sealed_plan() });
		publish_keys(ballot);
		MockRegistry::set_standing(PersonId(2), Standing::Frozen);
		MockRegistry::bury(PersonId(3));
		assert_noop!(request(ballot, 2), Error::<Test>::PersonFrozen);
		assert_noop!(request(ballot, 3), Error::<Test>::PersonDeceased);
		assert_noop!(request(ballot, 4), Error::<Test>::Conflict);
		assert_noop!(request(ballot, 15), Error::<Test>::NotCounted);
		assert_noop!(request(ballot, 50), Error::<Test>::NotCounted);
		assert_ok!(request(ballot, 5));
		assert_ok!(request(ballot, 6));
		assert_ok!(issue(ballot, 6));
		// Kept out in time, and too late: nobody knows which vote is whose.
		let recuse = |own| <Ballots as chungnam_ports::Ballots>::recuse(ballot, PersonId(own));
		assert_ok!(recuse(5));
		assert_noop!(issue(ballot, 5), Error::<Test>::NothingRequested);
		assert_noop!(recuse(6), Error::<Test>::CredentialIssued);
	});
}

#[test]
fn choices_of_some_ballots_cannot_be_sealed() {
	run(|| {
		let refused = |plan| {
			let plan = BallotPlan { method: Method::Sealed, ..plan };
			assert_noop!(Ballots::open(BallotUser::Round(1), plan), Error::<Test>::CannotBeSealed);
		};
		let (question, rule) = (Question::Support, Rule::Reached { least: 2 });
		refused(BallotPlan { question, rule, ..plan() });
		refused(BallotPlan { early: true, ..plan() });
		let cohort = MockRegistry::add_cohort(BORYEONG, &[PersonId(1)]);
		let half = |body| Class { weight_bp: 5_000, ..class(body) };
		let classes = vec![half(Body::Province), half(Body::Cohort(cohort))].try_into().unwrap();
		refused(BallotPlan { classes, ..plan() });
		let instrument = chungnam_primitives::InstrumentId(5);
		let kim = VoterOf::<Test>::Person(PersonId(1));
		chungnam_testkit::MockHolders::issue(instrument, &kim, 10);
		let classes = vec![class(Body::Holders(instrument))].try_into().unwrap();
		refused(BallotPlan { classes, ..plan() });
	});
}

#[test]
fn person_does_not_vote_openly_on_a_sealed_ballot() {
	run(|| {
		let ballot = begin(1);
		let cast = Ballots::cast(signed(key(1)), ballot, YES_VOTE);
		assert_noop!(cast, Error::<Test>::SealedBallot);
		assert_noop!(paper(ballot, 1, YES_VOTE), Error::<Test>::SealedBallot);
		let withdrawn = Ballots::withdraw(signed(key(1)), ballot);
		assert_noop!(withdrawn, Error::<Test>::SealedBallot);
		let can = Ballots::can_cast(PersonId(1), ballot, YES_VOTE);
		assert_eq!(can, Err(Refusal::SealedBallot));
		// Who may not vote at all hears why.
		assert_eq!(Ballots::can_cast(STRANGER, ballot, YES_VOTE), Err(Refusal::NotCounted));
	});
}

#[test]
fn old_vote_cannot_be_sent_again() {
	run(|| {
		let ballot = begin(2);
		let first = sealed(ballot, 1, 1, &NO_VOTE);
		let old = proof(ballot, 1, 1, &first);
		assert_ok!(let_in(ballot, old.clone(), first));
		assert_ok!(send(ballot, 1, 2, YES_VOTE));
		let again = ask(ballot, &old, &first);
		assert_eq!(again, Err(InvalidTransaction::Stale.into()));
		refused(ballot, 1, 1, Error::SequenceUsed);
		refused(ballot, 1, 2, Error::SequenceUsed);
		refused(ballot, 1, MAX_SEQUENCE + 1, Error::SequenceUsed);
		assert_ok!(send(ballot, 1, MAX_SEQUENCE, NO_VOTE));
		refused(ballot, 1, 0, Error::SequenceUsed);
	});
}

#[test]
fn pool_keeps_the_later_vote_of_an_alias() {
	run(|| {
		let ballot = begin(2);
		let asked = |person, sequence| {
			let sealed = sealed(ballot, person, sequence, &YES_VOTE);
			ask(ballot, &proof(ballot, person, sequence, &sealed), &sealed).unwrap()
		};
		let (first, second, other) = (asked(1, 1), asked(1, 2), asked(2, 1));
		assert_eq!(first.provides, second.provides);
		assert!(second.priority > first.priority);
		assert_ne!(first.provides, other.provides);
		assert_eq!((first.longevity, first.propagate), (SEALED_LIFE, true));
	});
}

#[test]
fn vote_without_its_proof_is_refused() {
	run(|| {
		let ballot = begin(2);
		let choice = sealed(ballot, 1, 1, &YES_VOTE);
		let right = proof(ballot, 1, 1, &choice);
		let bad = |proof: Proof, choice: &SealedChoice| {
			let asked = ask(ballot, &proof, choice);
			assert_eq!(asked, Err(InvalidTransaction::BadProof.into()));
		};
		let other = proof(ballot, 2, 1, &choice);
		bad(Proof { credential: other.credential, ..right.clone() }, &choice);
		bad(Proof { signature: other.signature, ..right.clone() }, &choice);
		bad(Proof { sequence: 2, ..right.clone() }, &choice);
		bad(right.clone(), &sealed(ballot, 1, 2, &YES_VOTE));
		assert!(ask(ballot, &right, &choice).is_ok());
		// Nobody signs it, and nobody may.
		let signed_by_kim = Ballots::cast_sealed(signed(key(1)), ballot, right, choice);
		assert_noop!(signed_by_kim, DispatchError::BadOrigin);
	});
}

#[test]
fn ten_thousand_pieces_of_junk_cost_validation_alone() {
	run(|| {
		let ballot = begin(1);
		let before = state_size();
		let choice = sealed(ballot, 1, 1, &YES_VOTE);
		let right = proof(ballot, 1, 1, &choice);
		for number in 0..10_000u32 {
			let mut junk = right.clone();
			let at = 1 + number as usize % 255;
			match number % 3 {
				0 => junk.credential[at] ^= 1,
				1 => junk.alias = Alias::from_raw(sp_io::hashing::blake2_256(&number.encode())),
				_ => junk.sequence = 2 + (number % 18) as u8,
			}
			assert_eq!(ask(ballot, &junk, &choice), Err(InvalidTransaction::BadProof.into()));
		}
		assert_eq!(state_size(), before);
		assert!(ask(ballot, &right, &choice).is_ok());
	});
}

#[test]
fn votes_are_never_more_than_credentials() {
	run(|| {
		let ballot = begin(1);
		assert_ok!(send(ballot, 1, 1, YES_VOTE));
		// The office signed in secret: nobody asked for it.
		let sealed_2 = sealed(ballot, 2, 1, &YES_VOTE);
		let secret = proof(ballot, 2, 1, &sealed_2);
		assert_eq!(ask(ballot, &secret, &sealed_2), Err(InvalidTransaction::Future.into()));
		assert_noop!(let_in(ballot, secret, sealed_2), Error::<Test>::CredentialsUsedUp);
	});
}

#[test]
fn vote_comes_in_its_time() {
	run(|| {
		let ballot = open(sealed_plan());
		let unready = open(BallotPlan { opens: now(), ..sealed_plan() });
		publish_keys(ballot);
		refused(ballot, 1, 1, Error::NotOpen);
		refused(unready, 1, 1, Error::KeysMissing);
		refused(BallotId(9), 1, 1, Error::BallotNotFound);
		let is_open = open(plan());
		refused(is_open, 1, 1, Error::NotSealed);
		pass(2 * HOURS);
		refused(ballot, 1, 1, Error::Closed);
	});
}

#[test]
fn choice_that_says_nothing_that_counts_is_blank() {
	run(|| {
		let ballot = begin(4);
		// Not sealed at all; another's choice, copied; no answer to the question; and one that is right.
		let junk = [7; 96];
		assert_ok!(let_in(ballot, proof(ballot, 1, 1, &junk), junk));
		let copied = sealed(ballot, 4, 1, &YES_VOTE);
		assert_ok!(let_in(ballot, proof(ballot, 2, 1, &copied), copied));
		assert_ok!(send(ballot, 3, 1, picks(&[0])));
		assert_ok!(send(ballot, 4, 1, YES_VOTE));
		pass(HOURS);
		assert_ok!(publish_secret(ballot));
		let step = Ballots::open_step(signed(key(9)), ballot, MAX_OPEN).unwrap();
		assert_eq!(step.pays_fee, Pays::Yes);
		assert_eq!(counts(ballot, KEYS), (4, 3, vec![0, 1]));
		let told = Event::ChoicesOpened { ballot, votes: 4, invalid: 3, done: true };
		frame_system::Pallet::<Test>::assert_has_event(told.into());
	});
}

#[test]
fn choices_are_opened_by_steps_and_a_full_one_is_free() {
	run(|| {
		let ballot = begin(3);
		for person in 1..=3 {
			assert_ok!(send(ballot, person, 1, YES_VOTE));
		}
		assert_noop!(publish_secret(ballot), Error::<Test>::NotOpening);
		let step = |limit| Ballots::open_step(signed(key(9)), ballot, limit);
		assert_noop!(step(1), Error::<Test>::NothingToOpen);
		pass(HOURS);
		let wrong = Ballots::publish_secret(signed(key(9)), ballot, [6; 32]);
		assert_noop!(wrong, Error::<Test>::WrongSecret);
		assert_noop!(step(1), Error::<Test>::NothingToOpen);
		assert_ok!(publish_secret(ballot));
		assert_noop!(publish_secret(ballot), Error::<Test>::SecretPublished);
		assert_ok!(step(2));
		assert_eq!(counts(ballot, KEYS), (2, 0, vec![0, 2]));
		assert!(last_phase(ballot).is_sealed());
		assert_ok!(step(2));
		assert!(matches!(last_phase(ballot), Phase::Closed { .. }));
		assert_noop!(step(1), Error::<Test>::NothingToOpen);
		assert_noop!(publish_secret(BallotId(9)), Error::<Test>::BallotNotFound);
		let is_open = open(plan());
		assert_noop!(publish_secret(is_open), Error::<Test>::NotSealed);
		assert_noop!(
			Ballots::open_step(signed(key(9)), BallotId(9), 1),
			Error::<Test>::BallotNotFound
		);
	});
}

#[test]
fn blocks_open_choices_by_themselves() {
	run(|| {
		let ballot = begin(3);
		for person in 1..=3 {
			assert_ok!(send(ballot, person, 1, YES_VOTE));
		}
		pass(HOURS);
		assert_ok!(publish_secret(ballot));
		assert_eq!(Ballots::on_idle(1, Weight::zero()), Weight::zero());
		assert!(last_phase(ballot).is_sealed());
		Ballots::on_idle(1, Weight::MAX);
		assert!(matches!(last_phase(ballot), Phase::Closed { .. }));
		assert_eq!(finish(ballot).verdict, Verdict::Passed);
	});
}

#[test]
fn ballot_without_keys_is_void_at_its_close() {
	run(|| {
		let ballot = open(sealed_plan());
		pass(2 * HOURS);
		assert_eq!(outcome(ballot).verdict, Verdict::Annulled(NO_KEY));
		assert_eq!(MockBallotUser::take_heard().len(), 1);
	});
}

#[test]
fn ballot_without_votes_waits_for_nothing() {
	run(|| {
		let ballot = begin(1);
		pass(HOURS);
		assert!(matches!(last_phase(ballot), Phase::Closed { .. }));
		assert_eq!(finish(ballot).verdict, Verdict::Rejected);
	});
}

#[test]
fn ballot_whose_secret_is_not_published_in_time_is_void() {
	run(|| {
		let ballot = begin(1);
		assert_ok!(send(ballot, 1, 1, YES_VOTE));
		pass(HOURS);
		let Phase::Opening { at, until } = last_phase(ballot) else { panic!("it waits") };
		assert_eq!(until, at + MAX_KEY_WAIT);
		pass_to(until - MINUTES);
		assert!(last_phase(ballot).is_sealed());
		pass(MINUTES);
		assert_eq!(outcome(ballot).verdict, Verdict::Annulled(NO_KEY));
		assert_noop!(publish_secret(ballot), Error::<Test>::NotOpening);
		// The vote that nobody read is removed like the others.
		assert_ok!(Ballots::sweep(signed(key(9)), ballot, 200));
		assert_eq!(last_event(), Event::Swept { ballot, votes: 2, done: true });
	});
}

#[test]
fn secret_comes_too_late_with_the_last_moment() {
	run(|| {
		let ballot = begin(1);
		assert_ok!(send(ballot, 1, 1, YES_VOTE));
		pass(HOURS);
		let Phase::Opening { until, .. } = last_phase(ballot) else { panic!("it waits") };
		at::<Test>(until);
		assert_noop!(publish_secret(ballot), Error::<Test>::TooLate);
	});
}

#[test]
fn ballot_that_nobody_opened_in_time_is_void() {
	run(|| {
		let ballot = begin(2);
		assert_ok!(send(ballot, 1, 1, YES_VOTE));
		assert_ok!(send(ballot, 2, 1, YES_VOTE));
		pass(HOURS + DAYS);
		assert_ok!(publish_secret(ballot));
		assert_ok!(Ballots::open_step(signed(key(9)), ballot, 1));
		pass(MAX_OPENING);
		assert_eq!(outcome(ballot).verdict, Verdict::Annulled(NOT_OPENED));
		assert_eq!(Openings::<Test>::iter().count(), 0);
	});
}

#[test]
fn committee_annuls_before_and_after_the_opening() {
	run(|| {
		let ballot = begin(2);
		assert_ok!(send(ballot, 1, 1, YES_VOTE));
		pass(HOURS);
		assert_ok!(publish_secret(ballot));
		assert_ok!(Ballots::annul(committee(), ballot, H256::repeat_byte(4)));
		pass(MINUTES);
		assert_eq!(outcome(ballot).verdict, Verdict::Annulled(H256::repeat_byte(4)));
		assert_eq!(Openings::<Test>::iter().count(), 0);
	});
}

#[test]
fn sealed_choices_are_counted_by_equal_shares_as_open_ones() {
	run(|| {
		let (ties, utility, completion) = (Ties::Number, Utility::Cost, Completion::None);
		let question = Question::Approval { least: 1, most: 5, per_heading: false };
		let rule = Rule::EqualShares { ties, utility, completion };
		let plan = BallotPlan { method: Method::Sealed, ..list_plan(question, rule) };
		let ballot = begin_with(plan, 3);
		for person in 1..=3 {
			assert_ok!(send(ballot, person, 1, picks(&[0, 3])));
		}
		pass(HOURS + DAYS);
		open_all(ballot);
		let Phase::Counting { at, until } = last_phase(ballot) else { panic!("it is counted") };
		assert!(until > at + chungnam_ports::MAX_COUNTING);
		shares::fund();
		assert_ok!(shares::submit(ballot, shares::right_trace(ballot)));
		shares::replay_all(ballot, 20);
		let winners: Vec<_> = finish(ballot).winners.iter().collect();
		assert_eq!(winners, [0, 3]);
	});
}
