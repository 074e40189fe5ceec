// SPDX-License-Identifier: Apache-2.0

//! Routes are announced, called off, and hold for what arrives later: `schedule_route`, `cancel_route_change`.

use frame_support::{assert_noop, assert_ok};
use sp_runtime::DispatchError;

use super::*;
use crate::{Changes, Error};
use chungnam_primitives::Announced;

const BILLION: u32 = 1_000_000_000;

fn with_fees() -> ExtBuilder {
	ExtBuilder::default().route(Source::Fees, all_to(POOL))
}

fn in_force(source: Source) -> Option<RouteOf<Test>> {
	FundRouter::route(source).0
}

#[test]
fn an_announced_route_can_be_seen_before_it_holds() {
	with_fees().build_and_execute(|| {
		let from = soonest();
		assert_ok!(schedule(Source::Fees, circle(), from));
		let announced = Announced::without_notice([(from, circle())]);
		assert_eq!(FundRouter::route(Source::Fees), (Some(all_to(POOL)), announced));
		let scheduled = Event::RouteScheduled { source: Source::Fees, from, route: circle() };
		assert_eq!(last_event(), scheduled);
	});
}

#[test]
fn what_arrived_before_goes_the_old_way_and_what_arrives_later_the_new_way() {
	with_fees().build_and_execute(|| {
		let from = soonest();
		assert_ok!(schedule(Source::Fees, all_to(BONUS), from));
		block_at(from - 1);
		pay_in(Source::Fees, 100);
		block_at(from);
		assert_eq!(in_force(Source::Fees), Some(all_to(POOL)));
		block_at(from + 1_000);
		assert_eq!((won(&POOL), won(&BONUS)), (100, 0));
		assert_eq!(FundRouter::route(Source::Fees), (Some(all_to(BONUS)), Announced::default()));
		let changed = Event::RouteChanged { source: Source::Fees, from, route: all_to(BONUS) };
		assert_eq!(last_event(), changed);

		pay_in(Source::Fees, 10);
		assert_ok!(flush(Source::Fees));
		assert_eq!((won(&POOL), won(&BONUS)), (100, 10));
	});
}

#[test]
fn a_flush_before_the_switch_goes_the_old_way() {
	with_fees().build_and_execute(|| {
		let from = soonest();
		assert_ok!(schedule(Source::Fees, all_to(BONUS), from));
		block_at(from);
		// The one block in which the route is due and does not hold yet.
		pay_in(Source::Fees, 100);
		assert_ok!(flush(Source::Fees));
		pay_in(Source::Fees, 1);
		blocks(1);
		assert_eq!((won(&POOL), won(&BONUS)), (101, 0));
	});
}

#[test]
fn a_route_changes_although_nothing_lies_there() {
	with_fees().build_and_execute(|| {
		let from = soonest();
		assert_ok!(schedule(Source::Fees, all_to(BONUS), from));
		block_at(from);
		block_after_turns();
		assert_eq!(in_force(Source::Fees), Some(all_to(BONUS)));
	});
}

#[test]
fn the_first_route_of_a_source_takes_what_waited_for_one() {
	ExtBuilder::default().build_and_execute(|| {
		let from = soonest();
		assert_ok!(schedule(Source::Slashes, circle(), from));
		pay_in(Source::Slashes, 100);
		block_at(from);
		assert_noop!(flush(Source::Slashes), Error::<Test>::RouteNotFound);
		block_after_turns();
		assert_ok!(flush(Source::Slashes));
		assert_eq!((won(&POOL), won(&PROJECTS), won(&BONUS)), (70, 20, 10));
	});
}

#[test]
fn routes_that_are_due_together_change_in_order_of_their_moments() {
	with_fees().build_and_execute(|| {
		let from = soonest();
		assert_ok!(schedule(Source::Fees, circle(), from + 1));
		assert_ok!(schedule(Source::Slashes, circle(), from));
		assert_ok!(schedule(Source::AssetIncome, circle(), from + 1));
		assert_ok!(schedule(Source::ProjectProfits, circle(), from + DAYS));
		block_at(from + 1);
		System::reset_events();
		block_after_turns();
		let changed = events().into_iter().filter_map(|event| match event {
			Event::RouteChanged { source, .. } => Some(source),
			_ => None,
		});
		assert!(changed.eq([Source::Slashes, Source::Fees, Source::AssetIncome]));
		blocks(5);
		assert_eq!(in_force(Source::ProjectProfits), None);
		block_at(from + DAYS);
		block_after_turns();
		assert_eq!(in_force(Source::ProjectProfits), Some(circle()));
	});
}

#[test]
fn a_route_begins_after_the_delay_at_the_earliest() {
	with_fees().build_and_execute(|| {
		let from = soonest();
		let early = schedule(Source::Fees, circle(), from - 1);
		assert_noop!(early, Error::<Test>::TooEarly);
		assert_ok!(schedule(Source::Fees, circle(), from));
		assert_ok!(schedule(Source::Fees, circle(), Moment::MAX));
	});
}

#[test]
fn a_second_announcement_for_a_moment_replaces_the_first() {
	with_fees().build_and_execute(|| {
		let from = soonest();
		assert_ok!(schedule(Source::Fees, circle(), from));
		assert_ok!(schedule(Source::Fees, all_to(BONUS), from));
		block_at(from);
		blocks(3);
		assert_eq!(in_force(Source::Fees), Some(all_to(BONUS)));
	});
}

#[test]
fn another_route_for_a_feast_and_the_old_one_after_it_are_announced_together() {
	with_fees().build_and_execute(|| {
		let from = soonest();
		let (until, third) = (from + DAYS, from + 2 * DAYS);
		assert_ok!(schedule(Source::Fees, all_to(POOL), until));
		assert_ok!(schedule(Source::Fees, all_to(BONUS), from));
		let one_more = schedule(Source::Fees, circle(), third);
		assert_noop!(one_more, Error::<Test>::MaxChangesExceeded);
		for (moment, pool, bonus) in [(from, 0, 0), (until, 0, 100), (third, 100, 100)] {
			block_at(moment);
			block_after_turns();
			assert_eq!((won(&POOL), won(&BONUS)), (pool, bonus));
			pay_in(Source::Fees, 100);
		}
		assert_eq!(FundRouter::route(Source::Fees), (Some(all_to(POOL)), Announced::default()));
	});
}

#[test]
fn two_routes_of_a_source_that_are_due_together_hold_in_turn() {
	with_fees().build_and_execute(|| {
		let from = soonest();
		assert_ok!(schedule(Source::Fees, all_to(BONUS), from));
		assert_ok!(schedule(Source::Fees, circle(), from + 1));
		block_at(from + DAYS);
		block_after_turns();
		assert_eq!(in_force(Source::Fees), Some(all_to(BONUS)));
		blocks(1);
		assert_eq!(in_force(Source::Fees), Some(circle()));
	});
}

#[test]
fn a_route_that_is_due_can_not_be_called_off() {
	with_fees().build_and_execute(|| {
		let from = soonest();
		assert_ok!(schedule(Source::Fees, circle(), from));
		block_at(from);
		let cancel = || FundRouter::cancel_route_change(governor(), Source::Fees, from);
		assert_noop!(cancel(), Error::<Test>::TooLate);
		assert_ok!(schedule(Source::Fees, all_to(BONUS), soonest()));
		block_after_turns();
		assert_eq!(in_force(Source::Fees), Some(circle()));
		// Also after it has become the route.
		assert_noop!(cancel(), Error::<Test>::TooLate);
	});
}

#[test]
fn a_route_that_was_called_off_never_holds() {
	with_fees().build_and_execute(|| {
		let from = soonest();
		let cancel = || FundRouter::cancel_route_change(governor(), Source::Fees, from);
		assert_ok!(schedule(Source::Fees, circle(), from));
		block_at(from - 1);
		assert_ok!(cancel());
		let called_off = Event::RouteChangeCancelled { source: Source::Fees, from };
		assert_eq!(last_event(), called_off);
		assert_noop!(cancel(), Error::<Test>::ChangeNotFound);
		block_at(from);
		blocks(3);
		assert_eq!(FundRouter::route(Source::Fees), (Some(all_to(POOL)), Announced::default()));
	});
}

#[test]
fn unsound_routes_are_refused_by_name() {
	with_fees().build_and_execute(|| {
		let refused = |route, error: Error<Test>| {
			assert_noop!(schedule(Source::Fees, route, soonest()), error);
		};
		refused(route(&[]), Error::SharesNotOne);
		refused(route(&[(POOL, BILLION - 1)]), Error::SharesNotOne);
		refused(route(&[(POOL, BILLION), (BONUS, 1)]), Error::SharesNotOne);
		refused(route(&[(POOL, BILLION / 2), (POOL, BILLION / 2)]), Error::DuplicateSink);
		refused(Route { rest: BONUS, ..all_to(POOL) }, Error::RestNotASink);
		for source in Source::ALL {
			refused(all_to(FundRouter::account_of(source)), Error::SinkIsSource);
		}
	});
}

#[test]
fn only_the_governor_decides_about_routes() {
	with_fees().build_and_execute(|| {
		let Route { sinks, rest } = circle();
		let by_donor =
			FundRouter::schedule_route(signed(DONOR), Source::Fees, sinks, rest, soonest());
		assert_noop!(by_donor, DispatchError::BadOrigin);
		assert_ok!(schedule(Source::Fees, circle(), soonest()));
		let by_donor = FundRouter::cancel_route_change(signed(DONOR), Source::Fees, soonest());
		assert_noop!(by_donor, DispatchError::BadOrigin);
		assert!(Changes::<Test>::contains_key(Source::Fees));
	});
}
