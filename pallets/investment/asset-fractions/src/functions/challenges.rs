// SPDX-License-Identifier: Apache-2.0

//! Holders challenge a manager, and what comes of it.

use chungnam_frame_kit::Clock;
use chungnam_ports::{BallotUser, Ballots, Endings, Holders, Instruments};
use chungnam_primitives::{InstrumentId, Moment};
use frame_support::{
	dispatch::{DispatchResultWithPostInfo, Pays},
	ensure,
};
use sp_core::H256;
use sp_runtime::DispatchResult;

use crate::{challenge::*, pallet::*, types::*};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_ask_holders(
		who: &T::AccountId,
		id: InstrumentId,
		document: H256,
	) -> DispatchResult {
		let asset = Self::asset_of(id)?;
		let runs = matches!(asset.status, Status::Operating { .. });
		ensure!(runs && !T::Instruments::has_ended(id), Error::<T>::WrongStatus);
		ensure!(T::Instruments::is_holder(id, who), Error::<T>::NotAuthorized);
		let now = T::Time::moment();
		let term_ends = asset.serves_until(now).ok_or(Error::<T>::NobodyServes)?;
		if let Some(Challenge { stage, .. }) = Challenges::<T>::get(id) {
			ensure!(stage.ballot().is_none(), Error::<T>::ChallengeRuns);
			ensure!(now >= stage.until(), Error::<T>::ChallengedLately);
		}
		let units = T::Holders::units(id).ok_or(Error::<T>::WrongStatus)?;

		let plan = sign_plan(id, document, units, now);
		let until = plan.closes.saturating_add(SLACK); // bounded
		let ballot = T::Ballots::open(BallotUser::Asset(id.0), plan)?;
		let stage = ChallengeStage::Signing { ballot, until };
		let challenge = Challenge { document, term_ends, stage };
		Challenges::<T>::insert(id, challenge);
		Self::deposit_event(Event::Challenged { asset: id, challenge });
		Ok(())
	}

	/// Does what comes of the challenge of an asset, if something does.
	pub(crate) fn turn_challenge(
		id: InstrumentId,
		asset: AssetOf<T>,
	) -> DispatchResultWithPostInfo {
		let own = Challenges::<T>::get(id).ok_or(Error::<T>::NothingToDo)?;
		let now = T::Time::moment();
		let outcome = own.stage.ballot().and_then(T::Ballots::outcome);
		let turn = own.turn(outcome.as_ref(), asset.manager.until, now);
		match turn.ok_or(Error::<T>::NothingToDo)? {
			Turn::Vote => {
				let plan = vote_plan(id, own.document, now);
				let until = plan.closes.saturating_add(SLACK); // bounded
				let ballot = T::Ballots::open(BallotUser::Asset(id.0), plan)?;
				let challenge =
					Challenge { stage: ChallengeStage::Voting { ballot, until }, ..own };
				Challenges::<T>::insert(id, challenge);
				Self::deposit_event(Event::PutToVote { asset: id, challenge });
			}
			Turn::Answered(answer) => Self::heed(id, asset, own, answer, now),
			Turn::Dropped => Self::stop_challenge(id),
		}
		Ok(Pays::No.into())
	}

	/// Does what holders said of a manager.
	fn heed(id: InstrumentId, mut asset: AssetOf<T>, own: Challenge, answer: Answer, now: Moment) {
		let until = if answer == Answer::Goes {
			// About the next manager holders can be asked at once.
			Challenges::<T>::remove(id);
			now
		} else {
			let until = now.saturating_add(REST); // now is far from the end of time
			let stage = ChallengeStage::Resting { until };
			Challenges::<T>::insert(id, Challenge { stage, ..own });
			until
		};
		match answer {
			Answer::Goes => Self::let_owner_run(id, &mut asset),
			Answer::Stays => {
				// From the close of the vote, however late anyone says so: that is SLACK before the end of the stage.
				let closed = own.stage.until().saturating_sub(SLACK).min(now);
				// Bounded. No term becomes shorter.
				let term_ends = closed.saturating_add(asset.plan.term).max(own.term_ends);
				asset.manager.until = Some(term_ends);
				Self::tell_manager(id, &asset);
			}
			Answer::Silent => (),
		}
		Fractions::<T>::insert(id, asset);
		Self::deposit_event(Event::HoldersAnswered { asset: id, answer, until });
	}

	/// Ends a challenge that holders sign or vote about. One at rest stays.
	pub(crate) fn stop_challenge(id: InstrumentId) {
		let runs = |own: Challenge| own.stage.ballot().is_some();
		if Challenges::<T>::get(id).is_some_and(runs) {
			Self::drop_challenge(id);
			Self::deposit_event(Event::ChallengeDropped { asset: id });
		}
	}

	/// Forgets a challenge, with its ballot.
	pub(crate) fn drop_challenge(id: InstrumentId) {
		let Some(own) = Challenges::<T>::take(id) else { return };
		if let Some(ballot) = own.stage.ballot() {
			// One that has ended stays as it is.
			let _ = T::Ballots::annul(ballot, own.document);
		}
	}
}
