// SPDX-License-Identifier: Apache-2.0

//! The worst case of each call and step: routes of as many sinks as fit, none of which exists yet; every source full and
//! with an announced route; a dead person whose heir accepted and died as well.

#![allow(clippy::restriction)]

use chungnam_frame_kit::{
	benchmarking::{assert_last, set_now, Passing},
	WonExt,
};
use chungnam_ports::{Agenda, Due, Pots, Source, Unclaimed};
use chungnam_primitives::{korean_month, Announced, KoreanMonth, Moment, Won};
use frame_benchmarking::v2::*;
use frame_support::{
	traits::{fungible::Mutate, Get},
	BoundedVec,
};
use frame_system::RawOrigin;
use sp_runtime::Perbill;

use super::*;

const NOW: Moment = 1_800_000_000_000;
const PLENTY: Won = 1_000_000_000_000;
const SOURCE: Source = Source::ProjectProfits;

fn mint<T: Config>(to: &T::AccountId) {
	T::Won::mint_into(to, PLENTY).expect("so much can be made");
}

/// As many sinks as fit. `seed` makes them others.
fn route<T: Config>(seed: u32) -> RouteOf<T> {
	let share = Perbill::from_parts(1_000_000_000 / MAX_SINKS);
	let sink = |n| Sink { to: account("sink", n, seed), share };
	let sinks = BoundedVec::truncate_from((0..MAX_SINKS).map(sink).collect());
	Route { sinks, rest: account("sink", MAX_SINKS - 1, seed) }
}

/// The first moment for which a route can be announced.
fn later<T: Config>() -> Moment {
	NOW + T::ChangeDelay::get()
}

/// Every source is full, has a route and as many announced ones as fit, had its turn today, and its books are open.
fn prepare<T: Config>() {
	set_now::<T::Time>(NOW);
	for (seed, source) in (0..).zip(Source::ALL) {
		mint::<T>(&Pallet::<T>::collector(source));
		Routes::<T>::insert(source, route::<T>(seed));
		let changes = [0, 1].map(|nth| (later::<T>() + nth, route::<T>(100 + seed)));
		Changes::<T>::insert(source, Announced::without_notice(changes));
		T::Agenda::set(Due::Route(source), later::<T>());
	}
	let month = korean_month(NOW);
	BookSpan::<T>::put(Span { month, oldest: month });
}

#[benchmarks]
mod benchmarks {
	use super::*;

	#[benchmark]
	fn schedule_route() -> Result<(), BenchmarkError> {
		prepare::<T>();
		let governor = T::GovernorOrigin::passing()?;
		let route = route::<T>(200);
		let from = later::<T>() + 1; // in the place of one that is announced
		let Route { sinks, rest } = route.clone();

		#[extrinsic_call]
		_(governor as T::RuntimeOrigin, SOURCE, sinks, rest, from);

		assert_last::<T>(Event::RouteScheduled { source: SOURCE, from, route });
		Ok(())
	}

	#[benchmark]
	fn cancel_route_change() -> Result<(), BenchmarkError> {
		prepare::<T>();
		let (governor, from) = (T::GovernorOrigin::passing()?, later::<T>());

		#[extrinsic_call]
		_(governor as T::RuntimeOrigin, SOURCE, from);

		assert_last::<T>(Event::RouteChangeCancelled { source: SOURCE, from });
		Ok(())
	}

	#[benchmark]
	fn flush() {
		prepare::<T>();
		let who: T::AccountId = whitelisted_caller();
		let amount = T::Won::spendable(&Pallet::<T>::collector(SOURCE));
		let to = Routes::<T>::get(SOURCE).unwrap().divide(amount).unwrap();

		#[extrinsic_call]
		_(RawOrigin::Signed(who), SOURCE);

		let month = korean_month(NOW);
		assert_last::<T>(Event::Flushed { source: SOURCE, month, amount, to });
	}

	#[benchmark]
	fn pay_in() {
		let who: T::AccountId = whitelisted_caller();
		mint::<T>(&who);

		#[extrinsic_call]
		_(RawOrigin::Signed(who.clone()), SOURCE, PLENTY);

		assert_last::<T>(Event::PaidIn { source: SOURCE, from: who, amount: PLENTY });
	}

	#[benchmark]
	fn sweep_pot() {
		let pot = T::Pots::benchmark_left();
		mint::<T>(&T::Pots::left(pot).expect("it is gone"));
		let who: T::AccountId = whitelisted_caller();

		#[extrinsic_call]
		_(RawOrigin::Signed(who), pot);

		let source = pot.source();
		assert_last::<T>(Event::PotSwept { pot, source, amount: PLENTY });
	}

	#[benchmark]
	fn sweep_estate() {
		set_now::<T::Time>(NOW);
		let from: T::AccountId = account("dead", 0, 0);
		let person = T::Unclaimed::benchmark_left(&from);
		mint::<T>(&from);
		set_now::<T::Time>(NOW + T::EstatePeriod::get());
		let who: T::AccountId = whitelisted_caller();

		#[extrinsic_call]
		_(RawOrigin::Signed(who), from.clone());

		assert_last::<T>(Event::EstateSwept { person, from, amount: PLENTY });
	}

	#[benchmark]
	fn turn_month() {
		prepare::<T>();
		let month = korean_month(NOW);
		BookSpan::<T>::mutate(|span| span.month = month - 1);
		for source in Source::ALL {
			let book = Book { opening: PLENTY, routed: PLENTY, closing: 0 };
			Books::<T>::insert(month - 1, source, book);
		}

		T::Agenda::cancel(Due::Month);

		#[block]
		{
			Pallet::<T>::turn_month(NOW);
		}

		assert_eq!(BookSpan::<T>::get().month, month);
		assert!(Books::<T>::get(month, SOURCE).opening >= PLENTY);
	}

	#[benchmark]
	fn switch_route() {
		prepare::<T>();
		let (due, next) = (route::<T>(200), route::<T>(201));
		let changes = [(NOW, due.clone()), (later::<T>(), next)];
		Changes::<T>::insert(SOURCE, Announced::without_notice(changes));
		T::Agenda::cancel(Due::Route(SOURCE));

		#[block]
		{
			Pallet::<T>::switch_route(SOURCE, NOW);
		}

		assert_last::<T>(Event::RouteChanged { source: SOURCE, from: NOW, route: due });
	}

	#[benchmark]
	fn take_turn() {
		prepare::<T>();
		T::Agenda::cancel(Due::Flush(SOURCE));
		let amount = T::Won::spendable(&Pallet::<T>::collector(SOURCE));
		let to = Routes::<T>::get(SOURCE).unwrap().divide(amount).unwrap();

		#[block]
		{
			Pallet::<T>::take_turn(SOURCE, NOW);
		}

		let month = korean_month(NOW);
		assert_last::<T>(Event::Flushed { source: SOURCE, month, amount, to });
		assert!(T::Agenda::at(Due::Flush(SOURCE)).is_some_and(|next| next > NOW));
	}

	#[benchmark]
	fn prune_books(n: Linear<0, MAX_PRUNED>) {
		prepare::<T>();
		let month: KoreanMonth = korean_month(NOW) - KEPT_MONTHS;
		BookSpan::<T>::mutate(|span| span.oldest = month);
		for source in Source::ALL {
			Books::<T>::insert(month, source, Book::default());
		}
		// One look finds that nothing is left, so `n` looks delete one less.
		for number in 1..n {
			let sink: T::AccountId = account("sink", number, 0);
			Paid::<T>::insert(month, (SOURCE, sink), PLENTY);
		}
		let remaining = T::WeightInfo::prune_books(n);

		#[block]
		{
			Pallet::<T>::prune_books(remaining);
		}

		assert_eq!(Books::<T>::iter_key_prefix(month).count(), 0);
		assert_eq!(Paid::<T>::iter_key_prefix(month).count(), 0);
	}

	impl_benchmark_test_suite!(
		Pallet,
		crate::tests::ExtBuilder::default().build(),
		crate::mock::Test
	);
}
