// SPDX-License-Identifier: Apache-2.0

//! A small circle: a few sinks, a governor, and a clock that moves by blocks. Every test ends with the numbered
//! invariants.

mod books;
mod corruption;
mod division;
mod encoding;
mod events;
mod flush;
mod genesis;
mod leak;
mod model;
mod pay_in;
mod prune;
mod routes;
mod sweep_estate;
mod sweep_pot;
mod upkeep;

use chungnam_ports::{Due, Source, Sources};
use chungnam_primitives::{korean_month, KoreanMonth, Moment, Won, DAYS, HOURS};
use chungnam_testkit::{account, month_no, next_block, now, signed, MockAgenda};
use frame_support::{
	assert_ok,
	traits::{fungible::Inspect, Hooks},
	weights::Weight,
	BoundedVec,
};
use frame_system::RawOrigin;
use sp_io::TestExternalities;
use sp_runtime::{DispatchResult, Perbill};

use crate::{
	mock::{
		AccountId, Balances, ChangeDelay, FundRouter, RuntimeGenesisConfig, RuntimeOrigin, System,
		Test,
	},
	Event, Route, RouteOf, Sink, SourceMonthOf,
};

// Sinks.
/// Pays basic income.
pub const POOL: AccountId = account(1);
/// Pays re-spend bonuses.
pub const BONUS: AccountId = account(2);
/// Pays projects of residents.
pub const PROJECTS: AccountId = account(3);
/// The province's budget.
pub const PROVINCE: AccountId = account(4);

/// Pays in.
pub const DONOR: AccountId = account(11);
/// Has won and nothing to say.
pub const STRANGER: AccountId = account(12);
/// Won each of the two has.
pub const PLENTY: Won = 1_000_000_000;

/// 1 March 2026, 00:00 in Seoul.
pub const MARCH: Moment = 1_772_290_800_000;
/// 10 March 2026, 09:00 in Seoul: tests begin.
pub const TODAY: Moment = MARCH + 9 * DAYS + 9 * HOURS;
/// 1 April 2026, 00:00 in Seoul.
pub const APRIL: Moment = MARCH + 31 * DAYS;

#[test]
fn the_days_of_the_tests_are_the_days_they_say() {
	assert_eq!(korean_month(MARCH), month_no(2026, 3));
	assert_eq!(korean_month(MARCH - 1), month_no(2026, 2));
	assert_eq!(korean_month(APRIL), month_no(2026, 4));
	assert_eq!(korean_month(APRIL - 1), month_no(2026, 3));
}

/// A route by shares in parts of a billion. What rounding leaves goes to the first.
pub fn route(sinks: &[(AccountId, u32)]) -> RouteOf<Test> {
	let rest = sinks.first().map_or(POOL, |(to, _)| to.clone());
	let sink = |(to, parts): &(AccountId, u32)| Sink {
		to: to.clone(),
		share: Perbill::from_parts(*parts),
	};
	Route { sinks: BoundedVec::truncate_from(sinks.iter().map(sink).collect()), rest }
}

/// Everything to one sink.
pub fn all_to(to: AccountId) -> RouteOf<Test> {
	route(&[(to, 1_000_000_000)])
}

/// Seven tenths to the pool, two to the projects, one to the bonus.
pub fn circle() -> RouteOf<Test> {
	route(&[(POOL, 700_000_000), (PROJECTS, 200_000_000), (BONUS, 100_000_000)])
}

/// A chain with routes.
#[derive(Default)]
pub struct ExtBuilder(crate::GenesisConfig<Test>);

impl ExtBuilder {
	/// A route from the start.
	pub fn route(mut self, source: Source, route: RouteOf<Test>) -> Self {
		self.0.routes.push((source, route));
		self
	}

	/// The chain, in its first block, on the morning of [`TODAY`].
	pub fn build(self) -> TestExternalities {
		let balances = vec![(DONOR, PLENTY), (STRANGER, PLENTY)];
		let balances = pallet_balances::GenesisConfig { balances, ..Default::default() };
		let genesis = RuntimeGenesisConfig { balances, fund_router: self.0, ..Default::default() };
		let mut chain = chungnam_testkit::begin(genesis, || ());
		chain.execute_with(|| block_at(TODAY));
		chain
	}

	/// Runs a test, and proves the numbered invariants after it.
	pub fn build_and_execute(self, test: impl FnOnce()) {
		chungnam_testkit::execute::<Test>(self.build(), test);
	}
}

/// The next block, after which every invariant holds. Returns what the hook weighed.
pub fn block_at(now: Moment) -> Weight {
	next_block::<Test>(now)
}

/// A second passes, `count` times.
pub fn blocks(count: u64) {
	chungnam_testkit::next_blocks::<Test>(count);
}

/// The first blocks of a day are over: every source had its turn, the month is turned.
pub fn settle_at(moment: Moment) {
	block_at(moment);
	blocks(2 + Source::ALL.len() as u64);
}

/// After days without blocks the turn of each source comes first and fills a block: the one after it is over.
pub fn block_after_turns() {
	blocks(2);
}

/// The governing origin.
pub fn governor() -> RuntimeOrigin {
	RawOrigin::Root.into()
}

/// [`DONOR`] pays in.
pub fn pay_in(source: Source, amount: Won) {
	assert_ok!(FundRouter::pay_in(signed(DONOR), source, amount));
}

/// Anyone flushes.
pub fn flush(source: Source) -> DispatchResult {
	FundRouter::flush(signed(STRANGER), source)
}

/// The governor announces a route.
pub fn schedule(source: Source, route: RouteOf<Test>, from: Moment) -> DispatchResult {
	FundRouter::schedule_route(governor(), source, route.sinks, route.rest, from)
}

/// The earliest moment at which a route announced now can begin.
pub fn soonest() -> Moment {
	now() + ChangeDelay::get()
}

/// Won of an account.
pub fn won(who: &AccountId) -> Won {
	Balances::balance(who)
}

/// Won that waits at a source.
pub fn waiting(source: Source) -> Won {
	won(&FundRouter::account_of(source))
}

/// What the view says of a source in a month.
pub fn book(month: KoreanMonth, source: Source) -> Option<SourceMonthOf<Test>> {
	FundRouter::month(month).into_iter().find(|own| own.source == source)
}

/// Fees go round.
pub fn with_fees() -> ExtBuilder {
	ExtBuilder::default().route(Source::Fees, circle())
}

chungnam_testkit::test_events!(Test);
