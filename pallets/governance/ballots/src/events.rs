// SPDX-License-Identifier: Apache-2.0

//! What happens to ballots. An open vote is public, so its event says everything.

use frame_support::pallet_macros::*;

#[pallet_section]
mod events {
	#[pallet::event]
	#[pallet::generate_deposit(pub(crate) fn deposit_event)]
	// Each event is documented; its fields say by name what they are.
	// An event is encoded as soon as it is made; its size in memory does not matter.
	#[allow(missing_docs, clippy::large_enum_variant)]
	pub enum Event<T: Config> {
		/// A ballot was opened, on these rolls.
		Opened { ballot: BallotId, about: Ballot, list: List },
		/// A ballot was put off.
		Shifted { ballot: BallotId, opens: Moment, closes: Moment },
		/// A vote came in, in place of an earlier one of the voter. `sheet` is the hash of paper.
		Cast { ballot: BallotId, voter: VoterOf<T>, vote: Vote, sheet: Option<H256> },
		/// Support was taken back.
		Withdrawn { ballot: BallotId, voter: VoterOf<T> },
		/// A person is kept out from now on; their vote is gone.
		Recused { ballot: BallotId, person: PersonId },
		/// The paper of an office does not count.
		Struck { ballot: BallotId, office: SourceId },
		/// The vote is over before its time.
		Ended { ballot: BallotId, at: Moment },
		/// The office published the keys of a sealed ballot.
		KeysPublished { ballot: BallotId, keys: BallotKeys },
		/// A person asked for a credential, with the blinded alias.
		CredentialRequested { ballot: BallotId, person: PersonId, blinded: Number },
		/// The office answered: the person finds the credential in it.
		CredentialIssued { ballot: BallotId, person: PersonId, answer: Number },
		/// A sealed vote came in, in place of an earlier one of the alias. [`Event::Cast`] tells its choice once it is opened.
		SealedCast { ballot: BallotId, alias: Alias, vote: SealedVote },
		/// The vote is over, and the secret of a sealed ballot is awaited.
		SecretAwaited { ballot: BallotId, at: Moment, until: Moment },
		/// The secret is published, and choices can be opened.
		SecretPublished { ballot: BallotId, secret: Secret, until: Moment },
		/// So many choices were opened; those that say nothing that counts became blank. `done` with the last of them.
		ChoicesOpened { ballot: BallotId, votes: u32, invalid: u32, done: bool },
		/// The vote is over, and a trace of Equal Shares is awaited: what came in by class and source.
		TraceAwaited { ballot: BallotId, at: Moment, until: Moment, tallies: Vec<SourceTally> },
		/// A trace is being replayed, and a bond held for it.
		TraceSubmitted { ballot: BallotId, who: T::AccountId, trace: Trace },
		/// So many more votes were walked.
		Replayed { ballot: BallotId, votes: u32 },
		/// A replay is over.
		TraceJudged { ballot: BallotId, who: T::AccountId, fate: Fate },
		/// The votes are counted: what came in by class and source, with the counts of all options.
		Closed {
			ballot: BallotId,
			at: Moment,
			final_at: Moment,
			outcome: Outcome,
			tallies: Vec<SourceTally>,
		},
		/// The ballot is void.
		Annulled { ballot: BallotId, at: Moment, reason: H256 },
		/// The outcome is final.
		OutcomeFinal { ballot: BallotId, user: BallotUser, outcome: Outcome },
		/// So many votes were removed; `done` with the last of them, and the ballot with it.
		Swept { ballot: BallotId, votes: u32, done: bool },
		/// The outcome is forgotten.
		Forgotten { ballot: BallotId },
		/// The chain stood still.
		OutageNoted { from: Moment, until: Moment },
	}
}
