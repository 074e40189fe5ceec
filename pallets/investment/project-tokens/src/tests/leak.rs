// SPDX-License-Identifier: Apache-2.0

//! A project that is over leaves nothing behind, and no won on its way.

use chungnam_testkit::leak::{assert_nothing_left, own_keys_but};

use super::*;

fn keys() -> std::collections::BTreeSet<Vec<u8>> {
	own_keys_but("ProjectTokens", &["CounterForProjects"])
}

#[test]
fn every_end_leaves_nothing_behind() {
	let fails = || {
		to_offering();
		Market::end(SALE);
		assert_ok!(advance());
	};
	let stops = || {
		to_stopped();
		assert_ok!(advance());
	};
	let finishes = || {
		to_running();
		sleep(365 * DAYS);
		while Projects::<Test>::contains_key(GARDEN) {
			assert_ok!(advance());
		}
	};
	for end in [fails as fn(), stops, finishes] {
		run(|| {
			let before = keys();
			end();
			assert_nothing_left(&before, &keys());
			assert_eq!((pot(), Projects::<Test>::count()), (0, 0));
		});
	}
}

#[test]
fn pot_without_a_project_is_left_and_no_other() {
	use chungnam_ports::Pot;
	run(|| {
		to_ready();
		let kept = [Pot::Project(GARDEN), Pot::Asset(GARDEN)];
		let other = InstrumentId(GARDEN.0 + 1);
		let gone = (Pot::Project(other), ProjectTokens::pot(other));
		chungnam_testkit::contract::pots::<ProjectTokens, _>(gone, &kept);
		assert_ok!(withdraw(FOUNDER));
		let gone = (Pot::Project(GARDEN), ProjectTokens::pot(GARDEN));
		chungnam_testkit::contract::pots::<ProjectTokens, _>(gone, &kept[1..]);
	});
}

#[test]
fn every_won_of_a_sale_comes_to_the_payee_or_the_holders() {
	run(|| {
		to_stopped();
		assert_eq!(won(&BUILDER) + won(&Market::purse()), 9_001);
	});
}
