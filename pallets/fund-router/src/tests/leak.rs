// SPDX-License-Identifier: Apache-2.0

//! Ten years of routes and books leave nothing behind but what is documented to stay.

use std::collections::BTreeSet;

use frame_support::{assert_ok, storage::storage_prefix};
use sp_core::hexdisplay::HexDisplay;

use super::*;

/// What stays: the routes in force, and how far the pallet is.
const STAYS: [&[u8]; 2] = [b"Routes", b"UpkeepState"];

/// Every key of the router and of balances, but for what stays.
fn keys() -> BTreeSet<Vec<u8>> {
	let stays = STAYS.map(|item| storage_prefix(b"FundRouter", item));
	let mut found = BTreeSet::new();
	let mut last = Vec::new();
	while let Some(key) = sp_io::storage::next_key(&last) {
		let is_clock = key.starts_with(&sp_io::hashing::twox_128(b"Timestamp"));
		let is_block = key.starts_with(&sp_io::hashing::twox_128(b"System"))
			&& !key.starts_with(&storage_prefix(b"System", b"Account"));
		if !is_clock && !is_block && !stays.iter().any(|prefix| key.starts_with(prefix)) {
			found.insert(key.clone());
		}
		last = key;
	}
	found
}

#[test]
fn ten_years_leave_nothing_behind() {
	ExtBuilder::default().route(Source::Fees, circle()).build_and_execute(|| {
		for sink in [POOL, PROJECTS, BONUS, PROVINCE] {
			assert_ok!(Balances::transfer_allow_death(signed(STRANGER), sink, 1));
		}
		let before = keys();

		assert_ok!(schedule(Source::Slashes, all_to(BONUS), soonest()));
		assert_ok!(schedule(Source::Fees, all_to(POOL), soonest()));
		assert_ok!(schedule(Source::AssetIncome, all_to(POOL), soonest()));
		assert_ok!(FundRouter::cancel_route_change(governor(), Source::AssetIncome, soonest()));
		for month in 1..6 {
			for source in Source::ALL {
				pay_in(source, 1_000);
			}
			settle_at(TODAY + month * 30 * DAYS);
		}
		for source in Source::ALL {
			assert_ok!(schedule(source, all_to(PROVINCE), soonest()));
		}
		settle_at(soonest());
		blocks(10);
		settle_at(now() + DAYS);
		assert_eq!(Source::ALL.map(waiting), [0; 7]);
		settle_at(now() + 3_700 * DAYS);
		for _ in 0..12 {
			FundRouter::on_idle(System::block_number(), Weight::MAX);
		}

		let after = keys();
		let left: Vec<_> = after.difference(&before).map(HexDisplay::from).collect();
		assert!(left.is_empty(), "left behind: {left:?}");
		assert_eq!(before.difference(&after).count(), 0, "and nothing else is gone");
	});
}
