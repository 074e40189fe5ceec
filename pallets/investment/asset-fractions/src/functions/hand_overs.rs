// SPDX-License-Identifier: Apache-2.0

//! An association of holders asks for an asset, and what comes of it.

use chungnam_frame_kit::Clock;
use chungnam_ports::{BallotUser, Ballots, Endings, Holders, Instruments, Investors};
use chungnam_primitives::{InstrumentId, Moment};
use frame_support::{
	dispatch::{DispatchResultWithPostInfo, Pays},
	ensure,
	storage::with_storage_layer,
};
use sp_core::H256;
use sp_runtime::{DispatchError, DispatchResult};

use crate::{challenge::*, hand_over::*, pallet::*, types::*};

impl<T: Config> Pallet<T> {
	/// True if an account is an institution that an office attested and that holds units which vote. A key of a person is none.
	fn is_association(id: InstrumentId, who: &T::AccountId) -> bool {
		T::Holders::is_investor(who) && T::Instruments::is_holder(id, who)
	}

	pub(crate) fn do_ask_hand_over(
		who: T::AccountId,
		id: InstrumentId,
		document: H256,
	) -> DispatchResult {
		let asset = Self::asset_of(id)?;
		let runs = asset.status.runs();
		ensure!(runs && !T::Instruments::has_ended(id), Error::<T>::WrongStatus);
		ensure!(Self::is_association(id, &who), Error::<T>::NotAuthorized);
		// Experts, and a manager who is not the owner, are among those whom the terms keep out.
		let is_free = asset.owner != who && !T::Instruments::is_kept_out(id, &who);
		ensure!(is_free, Error::<T>::HasRole);
		let now = T::Time::moment();
		if let Some(HandOver { stage, to, .. }) = HandOvers::<T>::get(id) {
			ensure!(stage.ballot().is_none(), Error::<T>::HandOverRuns);
			// Another association does not wait for what this one was refused.
			ensure!(to != who || now >= stage.until(), Error::<T>::RefusedLately);
		}
		let units = T::Holders::units(id).ok_or(Error::<T>::WrongStatus)?;

		let plan = sign_plan(id, document, units, now);
		let until = plan.closes.saturating_add(SLACK); // bounded
		let ballot = T::Ballots::open(BallotUser::Asset(id.0), plan)?;
		let stage = ChallengeStage::Signing { ballot, until };
		Self::tell_hand_over(id, HandOver { document, to: who, stage });
		Ok(())
	}

	/// Keeps what holders are asked now.
	fn tell_hand_over(id: InstrumentId, hand_over: HandOverOf<T>) {
		HandOvers::<T>::insert(id, hand_over.clone());
		Self::deposit_event(Event::HandOverAsked { asset: id, hand_over });
	}

	/// Does what comes of what holders are asked. One thing that cannot be done now does not keep the others.
	pub(crate) fn turn(id: InstrumentId, asset: AssetOf<T>) -> DispatchResultWithPostInfo {
		let purchase: DispatchResult = with_storage_layer(|| Self::turn_purchase(id, &asset));
		if purchase.is_ok() {
			return Ok(Pays::No.into());
		}
		let hand_over: DispatchResult = with_storage_layer(|| Self::turn_hand_over(id, &asset));
		if hand_over.is_ok() {
			return Ok(Pays::No.into());
		}
		let other = Self::turn_challenge(id, asset);
		let nothing = DispatchError::from(Error::<T>::NothingToDo);
		let mut reasons = [purchase, hand_over].into_iter().filter_map(Result::err);
		match (other, reasons.find(|why| *why != nothing)) {
			// Why nothing came of what holders signed or agreed to is told.
			(Err(_), Some(why)) => Err(why.into()),
			(other, _) => other,
		}
	}

	/// Does what comes of the question about a hand-over, if something does.
	fn turn_hand_over(id: InstrumentId, asset: &AssetOf<T>) -> DispatchResult {
		let own = HandOvers::<T>::get(id).ok_or(Error::<T>::NothingToDo)?;
		let now = T::Time::moment();
		let outcome = own.stage.ballot().and_then(T::Ballots::outcome);
		let turn = own.turn(outcome.as_ref(), Self::is_association(id, &own.to), now);
		match turn.ok_or(Error::<T>::NothingToDo)? {
			HandOverTurn::Vote => {
				let plan = hand_over_plan(id, own.document, now);
				let until = plan.closes.saturating_add(SLACK); // bounded
				let ballot = T::Ballots::open(BallotUser::Asset(id.0), plan)?;
				let stage = ChallengeStage::Voting { ballot, until };
				Self::tell_hand_over(id, HandOver { stage, ..own });
			}
			HandOverTurn::Agreed => Self::give_to(id, asset.clone(), own.to, now)?,
			HandOverTurn::Refused => {
				Self::drop_hand_over(id);
				let until = now.saturating_add(REST); // now is far from the end of time
				let stage = ChallengeStage::Resting { until };
				HandOvers::<T>::insert(id, HandOver { stage, ..own });
				Self::deposit_event(Event::HandOverRefused { asset: id, until });
			}
			HandOverTurn::Dropped => {
				Self::drop_hand_over(id);
				Self::deposit_event(Event::HandOverDropped { asset: id });
			}
		}
		Ok(())
	}

	/// The association owns the asset from now on, and runs it without a term. What lies in the pot is not its own to keep.
	fn give_to(
		id: InstrumentId,
		mut asset: AssetOf<T>,
		to: T::AccountId,
		now: Moment,
	) -> DispatchResult {
		let step = next(asset.status, Act::HandedOver, now).ok_or(Error::<T>::WrongStatus)?;
		HandOvers::<T>::remove(id);
		Self::give_rest_back(id, now);
		asset.owner = to.clone();
		Self::deposit_event(Event::HandedOver { asset: id, owner: to });
		Self::let_owner_run(id, &mut asset);
		Self::apply(id, asset, step)
	}

	/// Gives all units what the works left. Where no place for a dividend is free it waits for who runs the asset.
	pub(crate) fn give_rest_back(id: InstrumentId, now: Moment) {
		let pot = Self::pot_of(id);
		let won = Self::returned_to(id);
		let pays_at = now.saturating_add(GIVEN_AFTER); // now is far from the end of time
		let given: DispatchResult =
			with_storage_layer(|| T::Instruments::give_back(id, &pot, won, pays_at));
		if given.is_ok() {
			Self::deposit_event(Event::GivenBack { asset: id, won, pays_at });
		}
	}

	/// Forgets what holders are asked about a hand-over, with its ballot.
	pub(crate) fn drop_hand_over(id: InstrumentId) {
		let Some(own) = HandOvers::<T>::take(id) else { return };
		if let Some(ballot) = own.stage.ballot() {
			// One that has ended stays as it is.
			let _ = T::Ballots::annul(ballot, own.document);
		}
	}
}
