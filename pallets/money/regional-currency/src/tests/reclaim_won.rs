// SPDX-License-Identifier: Apache-2.0

//! Plain won of a lost key follows its person. Lots need no moving.

use chungnam_ports::Standing;
use chungnam_primitives::SeriesId;
use frame_support::{assert_noop, assert_ok};
use MoneyClass::Policy;

use super::*;

const NEW_KEY: AccountId = account(8);

/// Kim lost the phone, with 5,000 won on it, and got a new key.
fn lost_phone() -> ExtBuilder {
	ExtBuilder::default()
		.series(Policy, policy(), 100)
		.lot(KIM_ID, SeriesId(0), 100)
		.plain(KIM, 5_000)
}

fn recover() {
	System::inc_providers(&NEW_KEY);
	MockRegistry::recover_key(KIM, NEW_KEY);
}

fn reclaim(who: AccountId) -> DispatchResult {
	RegionalCurrency::reclaim_won(signed(who), KIM)
}

#[test]
fn plain_won_of_a_lost_key_moves_to_the_new_one() {
	lost_phone().build_and_execute(|| {
		recover();
		assert_ok!(reclaim(NEW_KEY));
		assert_eq!((plain(KIM), plain(NEW_KEY)), (0, 5_000));
		let moved = Event::WonReclaimed { person: KIM_ID, from: KIM, to: NEW_KEY, amount: 5_000 };
		assert_eq!(last_event(), moved);
		assert_noop!(reclaim(NEW_KEY), Error::<Test>::ZeroAmount);
	});
}

#[test]
fn any_key_of_the_person_reclaims() {
	lost_phone().build_and_execute(|| {
		recover();
		assert_ok!(reclaim(KIM_CARD));
		assert_eq!(plain(KIM_CARD), 5_000);
	});
}

#[test]
fn lots_are_spent_with_the_new_key_at_once_and_not_with_the_old() {
	lost_phone().build_and_execute(|| {
		recover();
		assert_refused(KIM, RESTAURANT, 1, Refusal::NotRegistered);
		assert_ok!(pay(NEW_KEY, RESTAURANT, 100));
	});
}

#[test]
fn nobody_reclaims_a_key_in_use_or_of_someone_else() {
	lost_phone().build_and_execute(|| {
		assert_noop!(reclaim(KIM_CARD), Error::<Test>::NotAuthorized);
		assert_noop!(reclaim(KIM), Error::<Test>::NotAuthorized);
		recover();
		assert_noop!(reclaim(LEE), Error::<Test>::NotAuthorized);
		assert_noop!(reclaim(STRANGER), Error::<Test>::NotRegistered);
		assert_noop!(reclaim(KIM), Error::<Test>::NotRegistered);
	});
}

#[test]
fn a_frozen_person_does_not_reclaim() {
	lost_phone().build_and_execute(|| {
		recover();
		MockRegistry::set_standing(KIM_ID, Standing::Frozen);
		assert_noop!(reclaim(NEW_KEY), Error::<Test>::PersonFrozen);
	});
}
