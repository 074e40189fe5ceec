// SPDX-License-Identifier: Apache-2.0

//! Secret ballots: who may vote is asked when a credential is asked for; the vote itself comes from an alias.

use chungnam_credential::{answers, is_sound, is_sound_opening, public, verify, Number};
use chungnam_frame_kit::Clock;
use chungnam_ports::{Agenda, Body, Choice, Due, Holder, MAX_KEY_WAIT, MAX_OPENING};
use chungnam_primitives::{BallotId, Moment, PersonId, RegionSet};
use codec::{Decode, Encode};
use frame_support::{
	dispatch::{DispatchResultWithPostInfo, Pays, PostDispatchInfo},
	ensure,
	pallet_prelude::{
		InvalidTransaction, TransactionValidityError, TransactionValidityWithRefund,
		ValidTransaction,
	},
	traits::Get,
	weights::Weight,
};
use frame_system::pallet_prelude::BlockNumberFor;
use sp_core::H256;
use sp_io::hashing::blake2_256;
use sp_runtime::{traits::Zero, DispatchError, DispatchResult};

use crate::{pallet::*, types::*, WeightInfo};

impl<T: Config> Pallet<T> {
	/// A sealed ballot, with what is kept beside it.
	fn sealed(id: BallotId) -> Result<(Ballot, Sealing), Error<T>> {
		let ballot = Self::existing(id)?;
		let sealing = Sealings::<T>::get(id).ok_or(Error::NotSealed)?;
		Ok((ballot, sealing))
	}

	/// The regions for which an office must hold its mandate, to keep the keys of a ballot.
	pub(crate) fn keeper_regions(id: BallotId) -> Result<RegionSet, DispatchError> {
		let ballot = Self::existing(id)?;
		let body = ballot.classes.first().map(|class| class.body);
		Ok(match body {
			Some(Body::Regions(regions)) => regions,
			Some(Body::Cohort(cohort)) => match Self::office_of_cohort(cohort) {
				PROVINCE_OFFICE => RegionSet::province(),
				region => RegionSet::of(&[region]),
			},
			_ => RegionSet::province(),
		})
	}

	pub(crate) fn do_publish_keys(id: BallotId, keys: BallotKeys) -> DispatchResult {
		let (ballot, sealing) = Self::sealed(id)?;
		let is_early = ballot.phase.is_running() && T::Time::moment() < ballot.opens;
		ensure!(is_early, Error::<T>::TooLate);
		ensure!(sealing.keys.is_none(), Error::<T>::KeysPublished);
		let are_sound = is_sound(&keys.credential) && is_sound_opening(&keys.opening);
		ensure!(are_sound, Error::<T>::KeyUnsound);
		let used = [H256(blake2_256(&keys.credential)), H256(keys.opening)];
		let is_used = used.iter().any(UsedKeys::<T>::contains_key);
		ensure!(!is_used, Error::<T>::KeyUsed);

		used.iter().for_each(|key| UsedKeys::<T>::insert(key, id));
		Sealings::<T>::insert(id, Sealing { keys: Some(keys.clone()), ..sealing });
		Self::deposit_event(Event::KeysPublished { ballot: id, keys });
		Ok(())
	}

	/// Whoever counts asks from the keys on until the close.
	pub(crate) fn do_request(who: T::AccountId, id: BallotId, blinded: Number) -> DispatchResult {
		let (ballot, sealing) = Self::sealed(id)?;
		ensure!(sealing.keys.is_some(), Error::<T>::KeysMissing);
		let voter = Self::voter_behind(who.clone());
		let facts = Self::facts(id, &ballot, &voter, None, Some(&who)).map_err(Error::<T>::from)?;
		let facts = Facts { now: facts.now.max(ballot.opens), ..facts };
		facts.may_ask().map_err(Error::<T>::from)?;
		let Holder::Person(person) = voter else { return Err(Error::<T>::NotCounted.into()) };
		let request = Requests::<T>::get(id, person);
		let is_issued = matches!(request, Some(Request::Issued(_)));
		ensure!(!is_issued, Error::<T>::CredentialIssued);

		Requests::<T>::insert(id, person, Request::Waiting(blinded));
		Self::deposit_event(Event::CredentialRequested { ballot: id, person, blinded });
		Ok(())
	}

	pub(crate) fn do_issue(id: BallotId, person: PersonId, answer: Number) -> DispatchResult {
		let (ballot, mut sealing) = Self::sealed(id)?;
		let time = Self::clockwork();
		let is_before = ballot.phase.is_running() && time.now < time.close_of(&ballot);
		ensure!(is_before, Error::<T>::Closed);
		let request = Requests::<T>::get(id, person);
		let blinded = match request.ok_or(Error::<T>::NothingRequested)? {
			Request::Waiting(blinded) => blinded,
			Request::Issued(_) => return Err(Error::<T>::CredentialIssued.into()),
		};
		let keys = sealing.keys.as_ref().ok_or(Error::<T>::KeysMissing)?;
		let is_right = answers(&keys.credential, &blinded, &answer);
		ensure!(is_right, Error::<T>::WrongAnswer);

		sealing.issued = sealing.issued.checked_add(1).ok_or(Error::<T>::Overflow)?;
		Sealings::<T>::insert(id, sealing);
		Requests::<T>::insert(id, person, Request::Issued(answer));
		Self::deposit_event(Event::CredentialIssued { ballot: id, person, answer });
		Ok(())
	}

	/// What can be said of a sealed vote without its proof.
	fn may_cast_sealed(
		id: BallotId,
		proof: &Proof,
	) -> Result<(Sealing, BallotKeys, Option<SealedVote>), Error<T>> {
		let (ballot, sealing) = Self::sealed(id)?;
		let time = Self::clockwork();
		ballot.is_open(time.now, time.close_of(&ballot))?;
		let keys = sealing.keys.clone().ok_or(Error::KeysMissing)?;
		let own = SealedVotes::<T>::get(id, proof.alias);
		let last = own.as_ref().map_or(0, |own| own.sequence);
		let is_next = proof.sequence > last && proof.sequence <= MAX_SEQUENCE;
		ensure!(is_next, Error::<T>::SequenceUsed);
		let has_room = own.is_some() || sealing.cast < sealing.issued;
		ensure!(has_room, Error::<T>::CredentialsUsedUp);
		Ok((sealing, keys, own))
	}

	/// Whether a sealed vote may come into a block. Free of charge, so what is cheap is asked first. A vote that waits in the pool
	/// makes way for a later one of the alias.
	pub(crate) fn authorize_cast(
		id: BallotId,
		proof: &Proof,
		sealed: &SealedChoice,
	) -> TransactionValidityWithRefund {
		let asked = Self::may_cast_sealed(id, proof).map_err(|why| match why {
			Error::NotOpen | Error::KeysMissing | Error::CredentialsUsedUp => {
				InvalidTransaction::Future
			}
			_ => InvalidTransaction::Stale,
		});
		let (_, keys, _) = asked.map_err(TransactionValidityError::from)?;
		let is_proven = Self::is_signed(id, proof, sealed)
			&& verify(&keys.credential, proof.alias.as_ref(), &proof.credential);
		ensure!(is_proven, TransactionValidityError::from(InvalidTransaction::BadProof));
		let valid = ValidTransaction {
			priority: proof.sequence.into(),
			provides: [("sealed-vote", id, proof.alias).encode()].into(),
			longevity: SEALED_LIFE,
			propagate: true,
			..Default::default()
		};
		Ok((valid, Weight::zero()))
	}

	fn is_signed(id: BallotId, proof: &Proof, sealed: &SealedChoice) -> bool {
		let genesis = frame_system::Pallet::<T>::block_hash(BlockNumberFor::<T>::zero());
		let message = signed_bytes(&genesis, id, &proof.alias, proof.sequence, sealed);
		sp_io::crypto::sr25519_verify(&proof.signature, &message, &proof.alias)
	}

	/// The proof was checked when the transaction was let in, in this state.
	pub(crate) fn do_cast_sealed(
		id: BallotId,
		proof: Proof,
		choice: SealedChoice,
	) -> DispatchResult {
		let (mut sealing, _, own) = Self::may_cast_sealed(id, &proof)?;
		if own.is_none() {
			sealing.cast = sealing.cast.checked_add(1).ok_or(Error::<T>::Overflow)?;
			Sealings::<T>::insert(id, sealing);
		}
		let (alias, vote) = (proof.alias, SealedVote { sequence: proof.sequence, choice });
		SealedVotes::<T>::insert(id, alias, &vote);
		Self::deposit_event(Event::SealedCast { ballot: id, alias, vote });
		Ok(())
	}

	/// The vote is over. Without keys, or without votes, there is nothing to wait for.
	pub(crate) fn begin_opening(id: BallotId, mut ballot: Ballot, at: Moment) -> Weight {
		let sealing = Sealings::<T>::get(id).unwrap_or_default();
		if sealing.keys.is_none() {
			return Self::void(id, ballot, at, NO_KEY);
		}
		let now = T::Time::moment();
		let until = at.max(now).saturating_add(MAX_KEY_WAIT);
		let Some(phase) = ballot.phase.after(Step::Open { at, until }) else {
			return T::WeightInfo::forget();
		};
		ballot.phase = phase;
		if sealing.cast == 0 {
			Self::count_opened(id, ballot, at, now);
			return T::WeightInfo::close().saturating_add(T::WeightInfo::forget());
		}
		Ballots::<T>::insert(id, &ballot);
		T::Agenda::set(Due::Ballot(id), until);
		Self::deposit_event(Event::SecretAwaited { ballot: id, at, until });
		T::WeightInfo::close()
	}

	/// Nobody waits any more for the secret, or for the last choice.
	pub(crate) fn turn_opening(id: BallotId, ballot: Ballot, at: Moment, until: Moment) -> Weight {
		if T::Time::moment() < until {
			T::Agenda::set(Due::Ballot(id), until);
			return T::WeightInfo::forget();
		}
		let reason = if Openings::<T>::contains_key(id) { NOT_OPENED } else { NO_KEY };
		Self::void(id, ballot, at, reason)
	}

	pub(crate) fn do_publish_secret(id: BallotId, secret: Secret) -> DispatchResult {
		let (mut ballot, sealing) = Self::sealed(id)?;
		let Phase::Opening { at, until } = ballot.phase else {
			return Err(Error::<T>::NotOpening.into());
		};
		let now = T::Time::moment();
		ensure!(now < until, Error::<T>::TooLate);
		ensure!(!Openings::<T>::contains_key(id), Error::<T>::SecretPublished);
		let keys = sealing.keys.ok_or(Error::<T>::KeysMissing)?;
		ensure!(public(&secret) == keys.opening, Error::<T>::WrongSecret);

		let until = now.saturating_add(MAX_OPENING);
		let step = Step::Open { at, until };
		ballot.phase = ballot.phase.after(step).ok_or(Error::<T>::NotOpening)?;
		Ballots::<T>::insert(id, &ballot);
		Openings::<T>::insert(id, secret);
		T::Agenda::set(Due::Ballot(id), until);
		Self::deposit_event(Event::SecretPublished { ballot: id, secret, until });
		Ok(())
	}

	pub(crate) fn do_open_step(id: BallotId, limit: u32) -> DispatchResultWithPostInfo {
		let ballot = Self::existing(id)?;
		let secret = Openings::<T>::get(id).ok_or(Error::<T>::NothingToOpen)?;
		let (opened, weight) = Self::open_some(id, ballot, secret, limit.min(MAX_OPEN))?;
		let pays_fee = if opened == MAX_OPEN { Pays::No } else { Pays::Yes };
		Ok(PostDispatchInfo { actual_weight: Some(weight), pays_fee })
	}

	/// The most that a step over so many choices weighs.
	pub(crate) fn open_weight(votes: u32) -> Weight {
		T::WeightInfo::open_step(votes).saturating_add(T::WeightInfo::close())
	}

	/// Opens as many choices as fit into `left`, and weighs that much.
	pub(crate) fn open_idly(left: Weight) -> Weight {
		if !Self::open_weight(1).all_lte(left) {
			return Weight::zero();
		}
		let read = T::DbWeight::get().reads(1);
		let Some((id, secret)) = Openings::<T>::iter().next() else { return read };
		let Ok(ballot) = Self::existing(id) else { return read };
		let mut limit = MAX_OPEN;
		while limit > 1 && !Self::open_weight(limit).all_lte(left) {
			limit = limit.checked_div(2).unwrap_or(1);
		}
		let step = frame_support::storage::with_storage_layer(|| {
			Self::open_some(id, ballot, secret, limit)
		});
		step.map_or(Self::open_weight(limit), |(_, weight)| weight)
	}

	/// Opens up to `limit` choices. Each becomes a vote of its alias, as if it had been cast open; what is no answer to the question
	/// becomes blank. Counts with the last of them. Returns how many were opened, and the weight.
	fn open_some(
		id: BallotId,
		ballot: Ballot,
		secret: Secret,
		limit: u32,
	) -> Result<(u32, Weight), DispatchError> {
		let Phase::Opening { at, .. } = ballot.phase else {
			return Err(Error::<T>::NotOpening.into());
		};
		let keys = Sealings::<T>::get(id).and_then(|sealing| sealing.keys);
		let opening = keys.ok_or(Error::<T>::KeysMissing)?.opening;
		let most = usize::try_from(limit).unwrap_or(usize::MAX);
		let (mut opened, mut invalid) = (0u32, 0u32);
		for (alias, sealed) in SealedVotes::<T>::drain_prefix(id).take(most) {
			opened = opened.saturating_add(1); // at most `limit`
			let choice = open_choice(&secret, &opening, id, &alias, &sealed.choice);
			let choice = choice.filter(|choice| Self::may_say(id, &ballot, choice).is_ok());
			if choice.is_none() {
				invalid = invalid.saturating_add(1); // at most `limit`
			}
			let choice = choice.unwrap_or(Choice::Blank);
			let vote = Vote { class: 0, source: KEYS, weight: 1, choice };
			let voter = Self::voter_of(&alias)?;
			Self::count(id, &ballot, &vote)?;
			Votes::<T>::insert(id, &voter, &vote);
			Self::deposit_event(Event::Cast { ballot: id, voter, vote, sheet: None });
		}
		let done = opened < limit;
		Self::deposit_event(Event::ChoicesOpened { ballot: id, votes: opened, invalid, done });
		if !done {
			return Ok((opened, T::WeightInfo::open_step(opened)));
		}
		Openings::<T>::remove(id);
		Self::count_opened(id, ballot, at, T::Time::moment());
		Ok((opened, Self::open_weight(opened)))
	}

	/// An alias as the voter of an open vote.
	fn voter_of(alias: &Alias) -> Result<VoterOf<T>, Error<T>> {
		let account = T::AccountId::decode(&mut AsRef::<[u8]>::as_ref(alias));
		account.map(Holder::Account).map_err(|_| Error::Overflow)
	}
}
