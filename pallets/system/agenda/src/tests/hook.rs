// SPDX-License-Identifier: Apache-2.0

//! What one block does: a bounded number of things, within a bounded weight, and nothing without a clock.

use chungnam_primitives::{IncomeId, ProgrammeId};
use chungnam_testkit::begin;
use frame_support::traits::Hooks;

use super::*;
use crate::{WeightInfo, MAX_DUE};

type Weights = <Test as crate::Config>::WeightInfo;

#[test]
fn block_with_nothing_due_weighs_one_look() {
	run(|| {
		Agenda::set(Due::Month, now() + DAYS);
		assert_eq!(block(), (vec![], Weights::nothing_due()));
	});
}

#[test]
fn block_hands_over_so_many_things_and_the_next_block_the_rest() {
	run(|| {
		for number in 0..20 {
			Agenda::set(Due::Income(IncomeId(number)), TODAY);
		}
		let [_, light] = Owner::WEIGHT;
		let (handed, weight) = block();
		assert_eq!(handed.len(), MAX_DUE);
		assert_eq!(weight, Weights::nothing_due() + (Weights::take() + light) * MAX_DUE as u64);
		assert_eq!((block().0.len(), block().0.len(), block().0.len()), (MAX_DUE, 4, 0));
	});
}

#[test]
fn thing_that_does_not_fit_waits_and_nothing_passes_it() {
	run(|| {
		let routes = [Source::Fees, Source::Slashes, Source::AssetIncome].map(Due::Route);
		for (nth, due) in (0..).zip(routes) {
			Agenda::set(due, TODAY + 1 + nth);
		}
		Agenda::set(Due::Month, TODAY + 4);
		block();
		let [first, second, third] = routes;
		assert_eq!(block().0, [first, second], "two heavy things fill the block");
		assert_eq!(block().0, [third, Due::Month], "the light one has not overtaken");
	});
}

#[test]
fn first_block_has_no_clock_and_hands_nothing_over() {
	let mut chain = begin(RuntimeGenesisConfig::default(), || ());
	chain.execute_with(|| {
		Agenda::set(Due::Income(IncomeId(1)), 5);
		Agenda::set(Due::Programme(ProgrammeId(1)), 0);
		Agenda::set(Due::Month, TODAY + DAYS);
		assert_eq!(next_block::<Test>(TODAY), Weight::zero());
		assert_eq!(block().0, [Due::Programme(ProgrammeId(1)), Due::Income(IncomeId(1))]);
		assert_eq!(Agenda::next(), Some((TODAY + DAYS, Due::Month)));
	});
}

#[test]
fn next_tells_how_far_the_chain_is_behind() {
	run(|| {
		assert_eq!(Agenda::next(), None);
		Agenda::set(Due::Month, TODAY + DAYS);
		Agenda::set(Due::Income(IncomeId(3)), TODAY + 5);
		next_block::<Test>(TODAY + 3 * DAYS);
		assert_eq!(Agenda::next(), Some((TODAY + 5, Due::Income(IncomeId(3)))));
		block();
		assert_eq!(Agenda::next(), None);
	});
}

#[test]
fn everything_finds_room() {
	run(|| {
		for number in 0..1_000 {
			Agenda::set(Due::Programme(ProgrammeId(number)), TODAY + DAYS);
		}
		assert_eq!(Agenda::all().len(), 1_000);
		next_block::<Test>(TODAY + DAYS);
		let mut handed: Vec<_> = (0..125).flat_map(|_| block().0).collect();
		handed.sort();
		assert!(
			handed.into_iter().eq((0..1_000).map(|id| Due::Programme(ProgrammeId(id)))),
			"each of them once"
		);
	});
}

#[test]
fn each_kind_fits_into_a_block() {
	<Agenda as Hooks<_>>::integrity_test();
}
