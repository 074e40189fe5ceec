// SPDX-License-Identifier: Apache-2.0

//! Plain won of an account that a shop's owner lost follows the shop.

use frame_support::{assert_noop, assert_ok};

use super::*;

const NEW_OWNER: AccountId = account(8);

fn reclaim(who: AccountId, from: AccountId) -> DispatchResult {
	RegionalCurrency::reclaim_takings(signed(who), from)
}

#[test]
fn the_takings_of_a_lost_account_move_to_the_shops_account_of_now() {
	ExtBuilder::default().plain(COOK, 5_000).build_and_execute(|| {
		System::inc_providers(&NEW_OWNER);
		assert_noop!(reclaim(COOK, COOK), Error::<Test>::NotAuthorized);
		MockRegistry::lose_owner(RESTAURANT, COOK, NEW_OWNER);
		assert_noop!(reclaim(GROCER, COOK), Error::<Test>::NotAuthorized);
		assert!(reclaim(KIM, COOK).is_err());
		assert_ok!(reclaim(NEW_OWNER, COOK));
		assert_eq!((plain(COOK), plain(NEW_OWNER)), (0, 5_000));
		let moved = Event::TakingsReclaimed {
			merchant: RESTAURANT,
			from: COOK,
			to: NEW_OWNER,
			amount: 5_000,
		};
		assert_eq!(last_event(), moved);
		assert_noop!(reclaim(NEW_OWNER, COOK), Error::<Test>::ZeroAmount);
	});
}
