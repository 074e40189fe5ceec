// SPDX-License-Identifier: Apache-2.0

use chungnam_ports::{Agenda, Due, Source};
use chungnam_primitives::{IncomeId, Moment, ProgrammeId, DAYS};

use crate::{now, MockOwner};

/// A chain with an agenda, whose things all belong to [`MockOwner`].
pub trait Tower {
	/// The agenda under test.
	type Agenda: Agenda;

	/// The next block begins: hooks see the time of the block before. Then the clock shows `now`.
	fn block(now: Moment);
}

/// What is handed over until the block after one at `moment` has begun.
fn handed<T: Tower>(moment: Moment) -> Vec<Due> {
	T::block(moment);
	T::block(moment);
	MockOwner::<T::Agenda>::take_handed()
}

/// The contract of [`Agenda`] and of what hands it over, on a chain in its second block or later, whose agenda is empty.
pub fn agenda<T: Tower>() {
	stands_at_most_once::<T>();
	comes_in_order_of_moments::<T>();
	comes_once_a_block::<T>();
	makes_up_for_an_outage::<T>();
	assert_eq!(T::Agenda::all(), []);
}

fn stands_at_most_once<T: Tower>() {
	let (due, start) = (Due::Programme(ProgrammeId(1)), now());
	assert_eq!(T::Agenda::at(due), None);
	// The same, later, or earlier.
	for at in [start + DAYS, start + DAYS, start + 2 * DAYS, start + 3_000] {
		T::Agenda::set(due, at);
		assert_eq!(T::Agenda::at(due), Some(at));
	}
	assert_eq!(T::Agenda::all(), [(due, start + 3_000)]);
	T::Agenda::cancel(due);
	T::Agenda::cancel(due);
	assert_eq!((T::Agenda::at(due), T::Agenda::all()), (None, vec![]));
	assert_eq!(handed::<T>(start + 4_000), [], "what was cancelled is not due");
	T::Agenda::set(due, start);
	assert_eq!(T::Agenda::at(due), Some(start), "a moment that is over is kept");
	assert_eq!(handed::<T>(now()), [due]);
	assert_eq!(T::Agenda::at(due), None, "what was handed over is off");
}

fn comes_in_order_of_moments<T: Tower>() {
	let start = now() + 10_000;
	// Some of these moments differ in a high byte, some in a low one.
	let moments = [start + 65_536, start + 1, start + 16_777_216, start + 65_535];
	for (number, at) in (0..).zip(moments) {
		T::Agenda::set(Due::Programme(ProgrammeId(number)), at);
	}
	// Kinds decide at one moment only.
	T::Agenda::set(Due::Lapse(Default::default()), start + 1);
	T::Agenda::set(Due::Month, start + 65_536);
	assert_eq!(handed::<T>(start), []);
	let first = [Due::Programme(ProgrammeId(1)), Due::Lapse(Default::default())];
	assert_eq!(handed::<T>(start + 1), first);
	let next = [Due::Programme(ProgrammeId(3)), Due::Month, Due::Programme(ProgrammeId(0))];
	assert_eq!(handed::<T>(start + 16_777_215), next);
	assert_eq!(handed::<T>(start + 16_777_216), [Due::Programme(ProgrammeId(2))]);
}

fn comes_once_a_block<T: Tower>() {
	let (again, other) = (Due::Route(Source::Slashes), Due::Income(IncomeId(1)));
	MockOwner::<T::Agenda>::try_again(again);
	T::Agenda::set(again, now());
	T::Agenda::set(other, now());
	// A route comes before an income of the same moment. After the first block the route stands there again, so the block
	// is over; after the second it stands at a later moment, so the income's turn has come.
	for expected in [vec![again], vec![again, other], vec![again]] {
		T::block(now() + 1_000);
		assert_eq!(MockOwner::<T::Agenda>::take_handed(), expected, "once a block, then again");
	}
	T::Agenda::cancel(again);
}

fn makes_up_for_an_outage<T: Tower>() {
	let start = now();
	// A backlog of one owner, and a thing of another in the middle of it.
	for number in 0..40 {
		T::Agenda::set(
			Due::Programme(ProgrammeId(number)),
			start + DAYS * Moment::from(number + 1),
		);
	}
	T::Agenda::set(Due::Income(IncomeId(7)), start + 20 * DAYS + 1);
	T::block(start + 100 * DAYS);
	// What is tried again now comes behind all that is late, and what is set too late at its own moment.
	T::Agenda::set(Due::Month, now());
	T::Agenda::set(Due::Income(IncomeId(8)), start + 20 * DAYS + 2);
	let mut blocks = Vec::new();
	for second in 1..=42 {
		T::block(start + 100 * DAYS + second * 1_000);
		blocks.push(MockOwner::<T::Agenda>::take_handed());
	}
	let most = blocks.iter().map(Vec::len).max().unwrap_or(0);
	assert!((1..=8).contains(&most), "a bounded number in a block, not {most}");
	let all = blocks.concat();
	let programmes = |from: u32, to| (from..to).map(|id| Due::Programme(ProgrammeId(id)));
	let expected: Vec<_> = programmes(0, 20)
		.chain([Due::Income(IncomeId(7)), Due::Income(IncomeId(8))])
		.chain(programmes(20, 40))
		.chain([Due::Month])
		.collect();
	assert_eq!(all, expected, "everything once, in order of moments");
}
