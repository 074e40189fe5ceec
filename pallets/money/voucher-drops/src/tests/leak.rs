// SPDX-License-Identifier: Apache-2.0

//! A whole life of programmes leaves nothing behind but the numbers that were given and the day that was reached; and a
//! drop writes the same for two people as for two million.

use chungnam_ports::Cohorts;
use chungnam_primitives::PersonId;
use std::collections::BTreeSet;

use chungnam_testkit::leak::{assert_nothing_left, keys_but};

use super::*;

/// Every key but for what stays.
fn keys() -> BTreeSet<Vec<u8>> {
	keys_but("VoucherDrops", &["NextProgramme", "NextBeacon", "LastCounted"])
}

#[test]
fn programmes_leave_nothing_behind() {
	ExtBuilder::default().build_and_execute(|| {
		let before = keys();
		let pensions = create_funded(weekly(), 500_000);
		let tower = open(Plan::Place(visit()));
		let spending = open(Plan::Payback(payback()));
		let lines: Vec<_> = (0..600).map(|_| (KIM_ID, 10)).collect();
		let tree = Tree::new(LIST, &lines);
		let listed = open(Plan::List(tree.plan()));
		let pair = device(1);
		let id = beacon(tower, &pair, 5);
		let seen = sight(&pair, tower, id, KIM_ID);
		assert_ok!(VoucherDrops::claim_at_place(signed(KIM), tower, sights(&[seen])));
		let spent = receipts(&[spend(KIM_ID, RESTAURANT, 40_000)]);
		assert_ok!(VoucherDrops::claim_payback(signed(KIM), spending, spent));
		[0, 300, 599].iter().for_each(|index| {
			tree.claim(listed, *index).unwrap();
		});
		let people = BoundedVec::truncate_from(vec![PARK_ID]);
		assert_ok!(VoucherDrops::grant_arrears(signed(COUNTY), pensions, today(), people));
		let (from, more) = (today() + 14, super::change::more());
		assert_ok!(VoucherDrops::schedule_change(signed(COUNTY), pensions, from, more));
		go_to(today() + 8);
		assert_ok!(VoucherDrops::stop(signed(COUNTY), pensions));
		at(morning(today()) + 100 * DAYS);
		for number in [pensions, tower, spending, listed] {
			assert_ok!(VoucherDrops::close(signed(STRANGER), number));
			assert_ok!(VoucherDrops::prune(signed(STRANGER), number, 100));
		}
		assert_nothing_left(&before, &keys());
	});
}

/// What opening a drop for as many writes into the state of this pallet.
fn written_for(heads: usize) -> Vec<(Vec<u8>, usize)> {
	let mut written = Vec::new();
	ExtBuilder::default().build_and_execute(|| {
		(1_000..1_000 + heads as u32).for_each(|person| {
			MockRegistry::enrol_since(PENSIONERS, PersonId(person), 0);
		});
		assert_eq!(MockRegistry::heads_at(PENSIONERS, 1), Some(2 + heads as u32));
		let number = create_funded(weekly(), PLENTY);
		block();
		assert_eq!(opened(number), [today()]);
		let own = keys().into_iter();
		let size = |key: &Vec<u8>| sp_io::storage::get(key).map_or(0, |value| value.len());
		written = own.map(|key| (key.clone(), size(&key))).collect();
	});
	written
}

#[test]
fn a_drop_for_many_writes_what_a_drop_for_two_writes() {
	assert_eq!(written_for(0), written_for(20_000));
}
