// SPDX-License-Identifier: Apache-2.0

//! Into a source, and from it to its sinks.

use alloc::vec::Vec;
use chungnam_frame_kit::{Clock, WonExt};
use chungnam_ports::{Pot, Pots, Source, Unclaimed};
use chungnam_primitives::{KoreanMonth, Won};
use frame_support::{ensure, storage::with_storage_layer, traits::Get};
use sp_runtime::DispatchResult;

use crate::pallet::*;

impl<T: Config> Pallet<T> {
	pub(crate) fn do_pay_in(who: &T::AccountId, source: Source, amount: Won) -> DispatchResult {
		ensure!(amount > 0, Error::<T>::ZeroAmount);
		T::Won::send(who, &Self::collector(source), amount, Error::<T>::InsufficientBalance)?;
		Self::deposit_event(Event::PaidIn { source, from: who.clone(), amount });
		Ok(())
	}

	pub(crate) fn do_sweep_pot(pot: Pot) -> DispatchResult {
		let account = T::Pots::left(pot).ok_or(Error::<T>::PotInUse)?;
		let owed = T::Pots::owed(pot);
		let amount = T::Won::spendable(&account).saturating_sub(owed); // 0 if all is owed
		ensure!(amount > 0, Error::<T>::NothingToSweep);
		let source = pot.source();

		T::Won::send(&account, &Self::collector(source), amount, Error::<T>::InsufficientBalance)?;
		Self::deposit_event(Event::PotSwept { pot, source, amount });
		Ok(())
	}

	/// One account a call, as heirs take it.
	pub(crate) fn do_sweep_estate(from: &T::AccountId) -> DispatchResult {
		let (person, since) = T::Unclaimed::left_by(from).map_err(Error::<T>::from)?;
		let ends = since.saturating_add(T::EstatePeriod::get()); // the end of time is far
		ensure!(T::Time::moment() >= ends, Error::<T>::TooEarly);
		// The keys of the dead are frozen against their holder.
		let amount = T::Won::reachable(from);
		ensure!(amount > 0, Error::<T>::NothingToSweep);
		let to = Self::collector(Source::ForfeitedIncome);

		T::Won::send_frozen(from, &to, amount, Error::<T>::InsufficientBalance)?;
		Self::deposit_event(Event::EstateSwept { person, from: from.clone(), amount });
		Ok(())
	}

	/// By the route that is in force: one that is due and not in force yet is not for what lies here.
	pub(crate) fn do_flush(source: Source) -> DispatchResult {
		let route = Routes::<T>::get(source).ok_or(Error::<T>::RouteNotFound)?;
		let account = Self::collector(source);
		let amount = T::Won::spendable(&account);
		ensure!(amount > 0, Error::<T>::NothingToFlush);
		let mut to = route.divide(amount).ok_or(Error::<T>::Overflow)?;
		to.retain(|(_, part)| *part > 0);
		let month = Self::open_month();

		Self::enter(month, source, amount, &to)?;
		for (sink, part) in &to {
			T::Won::send(&account, sink, *part, Error::<T>::InsufficientBalance)?;
		}
		Self::deposit_event(Event::Flushed { source, month, amount, to });
		Ok(())
	}

	/// Writes into the books what goes from a source to its sinks.
	fn enter(
		month: KoreanMonth,
		source: Source,
		amount: Won,
		to: &[(T::AccountId, Won)],
	) -> DispatchResult {
		let mut book = Books::<T>::get(month, source);
		book.routed = book.routed.checked_add(amount).ok_or(Error::<T>::Overflow)?;
		let after = |(sink, part): &(T::AccountId, Won)| {
			Paid::<T>::get(month, (source, sink)).checked_add(*part).ok_or(Error::<T>::Overflow)
		};
		let sums = to.iter().map(after).collect::<Result<Vec<Won>, _>>()?;

		Books::<T>::insert(month, source, book);
		for ((sink, _), sum) in to.iter().zip(sums) {
			Paid::<T>::insert(month, (source, sink), sum);
		}
		Ok(())
	}

	/// A flush that nobody asked for. Where there is no route or no money there is nothing to do. `false` when it was not
	/// possible: then nothing moved, and an event says so.
	pub(crate) fn flush_by_itself(source: Source) -> bool {
		let has_work =
			Routes::<T>::contains_key(source) && T::Won::spendable(&Self::collector(source)) > 0;
		if !has_work {
			return true;
		}
		match with_storage_layer(|| Self::do_flush(source)) {
			Ok(()) => true,
			Err(error) => {
				Self::deposit_event(Event::FlushFailed { source, error });
				false
			}
		}
	}
}
