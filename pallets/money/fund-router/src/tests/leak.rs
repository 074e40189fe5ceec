// SPDX-License-Identifier: Apache-2.0

//! Ten years of routes and books leave nothing behind but what is documented to stay.

use std::collections::BTreeSet;

use chungnam_testkit::leak::{assert_nothing_left, keys_but};
use frame_support::assert_ok;

use super::*;

/// Every key but for what stays: the routes in force, and how far the pallet is.
fn keys() -> BTreeSet<Vec<u8>> {
	keys_but("FundRouter", &["Routes", "BookSpan"])
}

#[test]
fn ten_years_leave_nothing_behind() {
	with_fees().build_and_execute(|| {
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
		assert_eq!(Source::ALL.map(waiting), [0; Source::ALL.len()]);
		settle_at(now() + 3_700 * DAYS);
		for _ in 0..12 {
			FundRouter::on_idle(System::block_number(), Weight::MAX);
		}

		let after = keys();
		assert_nothing_left(&before, &after);
		assert_eq!(before.difference(&after).count(), 0, "and nothing else is gone");
	});
}
