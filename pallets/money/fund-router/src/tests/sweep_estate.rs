// SPDX-License-Identifier: Apache-2.0

//! Won of the dead that nobody inherited: `sweep_estate`.

use chungnam_ports::Standing;
use chungnam_primitives::{PersonId, ZoneId};
use chungnam_testkit::{at, MockRegistry};
use frame_support::{
	assert_noop,
	traits::{fungible::Mutate, LockableCurrency, ReservableCurrency, WithdrawReasons},
};
use sp_runtime::DispatchError;

use super::*;
use crate::{mock::EstatePeriod, Error};

const KIM: PersonId = PersonId(1);
const LEE: PersonId = PersonId(2);
/// Kim's phone.
const PHONE: AccountId = account(21);
/// A key that Kim had before, and lost.
const OLD_PHONE: AccountId = account(22);
const LEES_PHONE: AccountId = account(23);
const FORFEITED: Source = Source::ForfeitedIncome;

fn sweep(from: AccountId) -> DispatchResult {
	FundRouter::sweep_estate(signed(STRANGER), from)
}

fn issuance() -> Won {
	<Balances as Inspect<AccountId>>::total_issuance()
}

/// Kim has 5,000 won on a phone and 700 on one that was lost. Lee has 60.
fn two_phones(test: impl FnOnce()) {
	ExtBuilder::default().build_and_execute(|| {
		let home = ZoneId::new(12, 1);
		MockRegistry::add_person(OLD_PHONE, KIM, home);
		MockRegistry::recover_key(OLD_PHONE, PHONE);
		MockRegistry::add_person(LEES_PHONE, LEE, home);
		for (key, amount) in [(PHONE, 5_000), (OLD_PHONE, 700), (LEES_PHONE, 60)] {
			// A key exists without won.
			System::inc_providers(&key);
			assert_ok!(Balances::mint_into(&key, amount));
		}
		test();
	});
}

/// The period passes after which anyone can sweep.
fn wait() {
	at::<Test>(now() + EstatePeriod::get());
}

#[test]
fn won_on_each_key_of_the_dead_goes_to_the_circle_by_a_call_of_its_own() {
	two_phones(|| {
		MockRegistry::bury(KIM);
		wait();
		let before = issuance();
		assert_ok!(sweep(PHONE));
		let swept = Event::EstateSwept { person: KIM, from: PHONE, amount: 5_000 };
		assert_eq!(last_event(), swept);
		assert_eq!((won(&PHONE), won(&OLD_PHONE), waiting(FORFEITED)), (0, 700, 5_000));
		assert_ok!(sweep(OLD_PHONE));
		assert_eq!((won(&OLD_PHONE), waiting(FORFEITED)), (0, 5_700));
		// No won is made or lost, and the circle tells it.
		assert_eq!(issuance(), before);
		let told = book(FundRouter::running_month(), FORFEITED).expect("won arrived");
		assert_eq!((told.received, told.closing), (5_700, 5_700));
		assert_eq!(won(&LEES_PHONE), 60);
	});
}

#[test]
fn nobody_sweeps_what_the_living_have_or_an_account_that_is_not_a_key() {
	two_phones(|| {
		wait();
		for own in [PHONE, OLD_PHONE, LEES_PHONE, DONOR, FundRouter::account_of(Source::Fees)] {
			assert_noop!(sweep(own), Error::<Test>::PersonNotDeceased);
		}
		MockRegistry::set_standing(KIM, Standing::Frozen);
		assert_noop!(sweep(PHONE), Error::<Test>::PersonNotDeceased);
		let unsigned = FundRouter::sweep_estate(RuntimeOrigin::none(), PHONE);
		assert_noop!(unsigned, DispatchError::BadOrigin);
	});
}

#[test]
fn won_of_the_dead_waits_for_an_heir_until_the_period_is_over() {
	two_phones(|| {
		MockRegistry::bury(KIM);
		assert_noop!(sweep(PHONE), Error::<Test>::TooEarly);
		at::<Test>(now() + EstatePeriod::get() - 1);
		assert_noop!(sweep(PHONE), Error::<Test>::TooEarly);
		at::<Test>(now() + 1);
		assert_ok!(sweep(PHONE));
	});
}

#[test]
fn nobody_sweeps_what_an_heir_accepted_until_the_heir_is_dead_as_long() {
	two_phones(|| {
		MockRegistry::bury(KIM);
		MockRegistry::make_heir(KIM, LEE);
		wait();
		assert_noop!(sweep(PHONE), Error::<Test>::EstateAccepted);
		MockRegistry::bury(LEE);
		at::<Test>(now() + EstatePeriod::get() - 1);
		assert_noop!(sweep(PHONE), Error::<Test>::TooEarly);
		at::<Test>(now() + 1);
		assert_ok!(sweep(PHONE));
		// The heir's own won as well.
		assert_ok!(sweep(LEES_PHONE));
		assert_eq!(waiting(FORFEITED), 5_060);
	});
}

#[test]
fn an_account_is_swept_again_when_more_won_came_and_not_without() {
	two_phones(|| {
		MockRegistry::bury(KIM);
		wait();
		assert_ok!(sweep(PHONE));
		assert_noop!(sweep(PHONE), Error::<Test>::NothingToSweep);
		// A shop gives a single won back.
		assert_ok!(Balances::mint_into(&PHONE, 1));
		assert_ok!(sweep(PHONE));
		assert_eq!((won(&PHONE), waiting(FORFEITED)), (0, 5_001));
	});
}

#[test]
fn frozen_won_is_swept_and_the_freeze_stays() {
	two_phones(|| {
		MockRegistry::bury(KIM);
		Balances::set_lock(*b"the dead", &PHONE, Won::MAX, WithdrawReasons::all());
		let locks = Balances::locks(&PHONE);
		wait();
		assert_ok!(sweep(PHONE));
		assert_eq!((won(&PHONE), waiting(FORFEITED)), (0, 5_000));
		assert_eq!(Balances::locks(&PHONE), locks);
	});
}

#[test]
fn held_won_stays_until_it_comes_back() {
	two_phones(|| {
		assert_ok!(Balances::reserve(&PHONE, 2_000));
		MockRegistry::bury(KIM);
		wait();
		assert_ok!(sweep(PHONE));
		assert_eq!((Balances::reserved_balance(&PHONE), waiting(FORFEITED)), (2_000, 3_000));
		assert_noop!(sweep(PHONE), Error::<Test>::NothingToSweep);
		Balances::unreserve(&PHONE, 2_000);
		assert_ok!(sweep(PHONE));
		assert_eq!((won(&PHONE), waiting(FORFEITED)), (0, 5_000));
	});
}
