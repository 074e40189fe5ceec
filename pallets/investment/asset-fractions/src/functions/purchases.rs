// SPDX-License-Identifier: Apache-2.0

//! Somebody offers won for all units of an asset, and what comes of it.

use chungnam_frame_kit::{Clock, PeopleExt, WonExt};
use chungnam_ports::{BallotUser, Ballots, Endings, Instruments, Investors};
use chungnam_primitives::{InstrumentId, Moment, Won};
use frame_support::{ensure, storage::with_storage_layer};
use sp_core::H256;
use sp_runtime::DispatchResult;

use crate::{challenge::*, hand_over::*, pallet::*, purchase::*};

impl<T: Config> Pallet<T> {
	/// The account is that of an institution that an office attested, or a key of a person who may act.
	fn ensure_known(who: &T::AccountId) -> Result<(), Error<T>> {
		if T::Holders::is_investor(who) {
			return Ok(());
		}
		T::People::acting(who)?;
		Ok(())
	}

	/// Won in the pot of an asset that belongs to its units: all but the deposit of a buyer.
	pub(crate) fn returned_to(id: InstrumentId) -> Won {
		let deposited = Purchases::<T>::get(id).map_or(0, |own| own.deposited());
		T::Won::spendable(&Self::pot_of(id)).saturating_sub(deposited) // it lies in the pot, see I11
	}

	pub(crate) fn do_offer_purchase(
		from: T::AccountId,
		id: InstrumentId,
		won: Won,
		document: H256,
	) -> DispatchResult {
		let asset = Self::asset_of(id)?;
		let runs = asset.status.runs();
		ensure!(runs && !T::Instruments::has_ended(id), Error::<T>::WrongStatus);
		Self::ensure_known(&from)?;
		// Experts, and a manager who is not the owner, are among those whom the terms keep out.
		ensure!(!T::Instruments::is_kept_out(id, &from), Error::<T>::HasRole);
		let now = T::Time::moment();
		if let Some(own) = Purchases::<T>::get(id) {
			ensure!(own.stage.ballot().is_none(), Error::<T>::PurchaseRuns);
			ensure!(!own.keeps_out(won, now), Error::<T>::PurchaseRefusedLately);
		}
		// What was said at the sale, perhaps years ago, protects nobody who votes against it.
		let least = Valuations::<T>::get(id).and_then(|own| own.least(now));
		let least = least.ok_or(Error::<T>::NotValued)?;
		ensure!(won >= least, Error::<T>::PriceTooLow);

		let plan = hand_over_plan(id, document, now);
		let until = plan.closes.saturating_add(SLACK); // bounded
		let ballot = T::Ballots::open(BallotUser::Asset(id.0), plan)?;
		// The registry forgets no key whose account is in use: what goes back comes to the buyer or the heirs.
		frame_system::Pallet::<T>::inc_consumers(&from)?;
		T::Won::send(&from, &Self::pot_of(id), won, Error::<T>::InsufficientBalance)?;
		let stage = ChallengeStage::Voting { ballot, until };
		let purchase = Purchase { document, from, won, stage };
		Purchases::<T>::insert(id, purchase.clone());
		Self::deposit_event(Event::PurchaseOffered { asset: id, purchase });
		Ok(())
	}

	/// Does what comes of the offer of a buyer, if something does.
	pub(crate) fn turn_purchase(id: InstrumentId, asset: &AssetOf<T>) -> DispatchResult {
		let own = Purchases::<T>::get(id).ok_or(Error::<T>::NothingToDo)?;
		let now = T::Time::moment();
		let outcome = own.stage.ballot().and_then(T::Ballots::outcome);
		let agreed = own.answer(outcome.as_ref(), now).ok_or(Error::<T>::NothingToDo)?;
		if agreed {
			let done: DispatchResult =
				with_storage_layer(|| Self::buy(id, asset.clone(), &own, now));
			// What holders agreed to waits until then for a sale that ends, or an instrument that goes on.
			if done.is_ok() || now < own.stage.until() {
				return done;
			}
			Self::drop_purchase(id)?;
			Self::deposit_event(Event::PurchaseDropped { asset: id });
			return Ok(());
		}
		Self::drop_purchase(id)?;
		let until = now.saturating_add(REST); // now is far from the end of time
		let stage = ChallengeStage::Resting { until };
		Purchases::<T>::insert(id, Purchase { stage, ..own });
		Self::deposit_event(Event::PurchaseRefused { asset: id, until });
		Ok(())
	}

	/// The deposit pays for all units, with what else lies in the pot and belongs to them. The life of the asset ends.
	pub(crate) fn buy(
		id: InstrumentId,
		asset: AssetOf<T>,
		own: &PurchaseOf<T>,
		now: Moment,
	) -> DispatchResult {
		let all = own.won.saturating_add(Self::returned_to(id)); // both lie in the pot
		Purchases::<T>::remove(id);
		frame_system::Pallet::<T>::dec_consumers(&own.from);
		T::Instruments::redeem_all(id, &Self::pot_of(id), all)?;
		let (from, won) = (own.from.clone(), own.won);
		Self::deposit_event(Event::Purchased { asset: id, from, won });
		Self::end_redeemed(id, asset, now)
	}

	/// Forgets the offer of a buyer, with its ballot. The deposit goes back to the account that paid it.
	pub(crate) fn drop_purchase(id: InstrumentId) -> DispatchResult {
		let Some(own) = Purchases::<T>::take(id) else { return Ok(()) };
		let Some(ballot) = own.stage.ballot() else { return Ok(()) };
		// One that has ended stays as it is.
		let _ = T::Ballots::annul(ballot, own.document);
		let pot = Self::pot_of(id);
		T::Won::send(&pot, &own.from, own.won, Error::<T>::InsufficientBalance)?;
		frame_system::Pallet::<T>::dec_consumers(&own.from);
		Ok(())
	}
}
