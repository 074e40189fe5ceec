// SPDX-License-Identifier: Apache-2.0

//! Events suffice: a reader of them alone knows every route, every announced one, and the books.

use std::collections::BTreeMap;

use chungnam_primitives::Announcement;
use chungnam_testkit::Replay;
use frame_support::assert_ok;

use super::*;
use crate::{Book, BookSpan, Books, Changes, Paid, Routes};

/// What a reader of events keeps.
#[derive(Default)]
struct Reader {
	routes: BTreeMap<Source, RouteOf<Test>>,
	changes: BTreeMap<(Source, Moment), RouteOf<Test>>,
	books: BTreeMap<(KoreanMonth, Source), Book>,
	paid: BTreeMap<(KoreanMonth, (Source, AccountId)), Won>,
	month: KoreanMonth,
	paid_in: Won,
}

impl Replay<Test> for Reader {
	type Event = Event<Test>;

	fn read(&mut self, event: Event<Test>, _: Moment) {
		match event {
			Event::PaidIn { amount, .. } => self.paid_in += amount,
			Event::Flushed { source, month, amount, to } => {
				self.books.entry((month, source)).or_default().routed += amount;
				for (sink, part) in to {
					*self.paid.entry((month, (source, sink))).or_default() += part;
				}
			}
			Event::RouteScheduled { source, from, route } => {
				self.changes.insert((source, from), route);
			}
			Event::RouteChangeCancelled { source, from } => {
				self.changes.remove(&(source, from));
			}
			Event::RouteChanged { source, from, route } => {
				self.changes.remove(&(source, from));
				self.routes.insert(source, route);
			}
			Event::MonthTurned { ended, begun, carried } => {
				self.month = begun;
				for (source, left) in carried {
					self.books.entry((ended, source)).or_default().closing = left;
					self.books.entry((begun, source)).or_default().opening = left;
				}
			}
			Event::MonthForgotten { month } => {
				self.books.retain(|(own, _), _| *own != month);
				self.paid.retain(|(own, _), _| *own != month);
			}
			// What arrives at a source is derived from the books.
			Event::FlushFailed { .. } | Event::PotSwept { .. } | Event::EstateSwept { .. } => (),
			Event::__Ignore(..) => unreachable!(),
		}
	}

	fn assert_same(&self, _: &str) {
		assert_eq!(self.routes, Routes::<Test>::iter().collect());
		let changes = Changes::<Test>::iter().flat_map(|(source, changes)| {
			let each =
				|own: &Announcement<Moment, RouteOf<Test>>| ((source, own.from), own.value.clone());
			changes.iter().map(each).collect::<Vec<_>>()
		});
		assert_eq!(self.changes, changes.collect());
		let books = Books::<Test>::iter().map(|(month, source, book)| ((month, source), book));
		assert_eq!(self.books, books.collect());
		let paid = Paid::<Test>::iter().map(|(month, to, amount)| ((month, to), amount));
		assert_eq!(self.paid, paid.collect());
		assert_eq!(self.month, BookSpan::<Test>::get().month);
		assert_eq!(self.paid_in, PLENTY - won(&DONOR));
	}
}

#[test]
fn reader_of_events_knows_routes_and_books() {
	ExtBuilder::default().build_and_execute(|| {
		let mut reader = Reader::default();
		let from = soonest();
		for source in [Source::Fees, Source::Slashes, Source::AssetIncome] {
			assert_ok!(schedule(source, circle(), from));
		}
		assert_ok!(schedule(Source::Slashes, all_to(BONUS), from + DAYS));
		assert_ok!(FundRouter::cancel_route_change(governor(), Source::AssetIncome, from));
		blocks(1);
		reader.catch_up();

		settle_at(from + DAYS);
		for source in Source::ALL {
			pay_in(source, 1_001);
		}
		assert_ok!(flush(Source::Fees));
		reader.catch_up();

		assert_ok!(schedule(Source::Fees, all_to(PROVINCE), soonest()));
		for day in [8, 40, 41, 120] {
			pay_in(Source::Fees, 333);
			settle_at(from + day * DAYS);
			pay_in(Source::ForfeitedIncome, 5);
			reader.catch_up();
		}

		settle_at(from + 3_700 * DAYS);
		for _ in 0..6 {
			FundRouter::on_idle(System::block_number(), Weight::MAX);
		}
		reader.catch_up();
		assert!(!reader.books.is_empty(), "what is still carried");
	});
}
