// SPDX-License-Identifier: Apache-2.0

//! The invariants of the README, under the same numbers. Checked after every test, by `try-runtime`, and by the stories
//! of the runtime. They read all of the state: never for a call or a hook.

use alloc::collections::BTreeMap;
use chungnam_frame_kit::{check_all, sum_of, Check, Clock, WonExt};
use chungnam_ports::{Agenda, Due, Source};
use chungnam_primitives::{start_of_day, KoreanMonth, Won};
use frame_support::{ensure, traits::fungible::Inspect};

use crate::{functions::end_of, pallet::*, types::*};

impl<T: Config> Pallet<T> {
	/// Checks every invariant. The error begins with the number of the first that does not hold.
	pub fn do_try_state() -> Check {
		check_all! {
			Self:
			check_shares, check_loops, check_accounts, check_paid, check_books, check_months,
			check_changes,
		}
	}

	/// Every route, in force or announced.
	fn all_routes() -> impl Iterator<Item = RouteOf<T>> {
		let announced = |changes: AnnouncedRoutesOf<T>| {
			changes.iter().map(|change| change.value.clone()).collect::<alloc::vec::Vec<_>>()
		};
		Routes::<T>::iter_values().chain(Changes::<T>::iter_values().flat_map(announced))
	}

	/// I1: the shares of every route, in force or announced, sum to one, each sink is named once, and what rounding
	/// leaves goes to one of the sinks: `sum(shares) = 1`, `rest in sinks`.
	fn check_shares() -> Check {
		for route in Self::all_routes() {
			match route.check(|_| false) {
				Ok(()) => (),
				Err(Unsound::Shares) => return Err("I1: shares do not sum to one".into()),
				Err(Unsound::Duplicate) => return Err("I1: a sink is named twice".into()),
				Err(_) => return Err("I1: what rounding leaves goes to no sink".into()),
			}
		}
		Ok(())
	}

	/// I2: no sink is the account of a source, so money cannot flow in a circle:
	/// `|sinks and accounts of sources in common| = 0`.
	fn check_loops() -> Check {
		for route in Self::all_routes() {
			let is_loop = route.sinks.iter().any(|sink| Self::is_source(&sink.to));
			ensure!(!is_loop, "I2: the account of a source is a sink");
		}
		Ok(())
	}

	/// I3: the account of each source exists by a reference of its own, nothing depends on the account, and all won
	/// there can be moved: `providers > (1 if balance > 0 else 0)`, `consumers = 0`, `spendable = balance`.
	fn check_accounts() -> Check {
		for source in Source::ALL {
			let account = Self::collector(source);
			let (balance, movable) = (T::Won::total_balance(&account), T::Won::spendable(&account));
			let by_balance = u32::from(balance > 0);
			ensure!(
				frame_system::Pallet::<T>::providers(&account) > by_balance,
				"I3: the account of a source lives only by its balance"
			);
			ensure!(
				frame_system::Pallet::<T>::consumers(&account) == 0,
				"I3: something depends on the account of a source"
			);
			ensure!(movable == balance, "I3: won at a source cannot be moved");
		}
		Ok(())
	}

	/// I4: of each source and month, the sinks got exactly what was routed: `sum(paid) = routed`, each `paid > 0`.
	fn check_paid() -> Check {
		let running = Self::open_month();
		let mut paid = BTreeMap::<(KoreanMonth, Source), Won>::new();
		for (month, (source, _), amount) in Paid::<T>::iter() {
			ensure!(amount > 0, "I4: a sink got nothing");
			// Of a month that is being forgotten some entries are gone.
			if !is_forgotten(month, running) {
				let own = paid.entry((month, source)).or_default();
				*own = sum_of([*own, amount], "I4: what the sinks got overflows")?;
			}
		}
		for (month, source, book) in Books::<T>::iter() {
			let got = paid.remove(&(month, source)).unwrap_or_default();
			ensure!(
				got == book.routed || is_forgotten(month, running),
				"I4: sinks did not get what was routed"
			);
		}
		ensure!(paid.is_empty(), "I4: a sink got what was not routed");
		Ok(())
	}

	/// I5: of each source, a month begins with what the month before ended with (the running month ends with what lies
	/// there now), and nothing below zero arrived: `opening[m] = closing[m - 1]`,
	/// `received = routed + closing - opening >= 0`.
	fn check_books() -> Check {
		let running = Self::open_month();
		let mut last = BTreeMap::<Source, Won>::new();
		let mut books: alloc::vec::Vec<_> = Books::<T>::iter().collect();
		books.sort_by_key(|(month, source, _)| (*month, *source));
		for (month, source, book) in books {
			let closing = if month == running {
				ensure!(book.closing == 0, "I5: the running month has ended");
				T::Won::spendable(&Self::collector(source))
			} else {
				book.closing
			};
			let used = sum_of([book.routed, closing], "I5: the books overflow")?;
			ensure!(book.opening <= used, "I5: less than nothing arrived");
			if let Some(before) = last.insert(source, closing) {
				ensure!(before == book.opening, "I5: a month begins with other than was left");
			}
		}
		for (source, left) in last {
			let has_running = Books::<T>::contains_key(running, source);
			ensure!(has_running || left == 0, "I5: what a month left is in no later book");
		}
		Ok(())
	}

	/// I6: books are of months that are kept, they turn with the month, and each source has its turn within a day:
	/// `oldest <= month <= running`, `at(month) = end(running)`, `at(flush of a source) <= start of tomorrow`.
	fn check_months() -> Check {
		let Span { oldest, month: running } = BookSpan::<T>::get();
		ensure!(oldest <= running, "I6: the oldest month is in the future");
		let months = Books::<T>::iter().map(|(month, _, _)| month);
		for month in months.chain(Paid::<T>::iter().map(|(month, _, _)| month)) {
			ensure!(month <= Self::open_month(), "I6: a book is from the future");
			ensure!(month >= oldest, "I6: a book is older than the oldest");
		}
		// Those of the genesis begin with the clock.
		let turn = if running == 0 { 0 } else { end_of(running) };
		ensure!(
			T::Agenda::at(Due::Month) == Some(turn),
			"I6: the books do not turn with the month"
		);
		let tomorrow = start_of_day(T::Time::today().saturating_add(1));
		for source in Source::ALL {
			let at = T::Agenda::at(Due::Flush(source));
			ensure!(at.is_some_and(|at| at <= tomorrow), "I6: a source has no turn tomorrow");
		}
		Ok(())
	}

	/// I7: the agenda knows when the next announced route of each source begins; one that is due and could not begin is
	/// tried with the next block: `max(at(route of a source), now) = max(next(changes), now)`.
	fn check_changes() -> Check {
		ensure!(!Changes::<T>::iter_values().any(|own| own.is_empty()), "I7: nothing is announced");
		let now = T::Time::moment();
		for source in Source::ALL {
			let at = T::Agenda::at(Due::Route(source)).map(|at| at.max(now));
			let next = Changes::<T>::get(source).next().map(|from| from.max(now));
			ensure!(at == next, "I7: an announced route begins at another time than is noted");
		}
		Ok(())
	}
}
