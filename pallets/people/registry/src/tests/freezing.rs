// SPDX-License-Identifier: Apache-2.0

//! Won is frozen in the ledger with its person or shop, and free again with them.

use super::*;
use chungnam_ports::Merchants as MerchantsOfChain;
use chungnam_primitives::PersonId;
use frame_support::traits::fungible::Mutate;

const FINDER: AccountId = 77;
const NEW: AccountId = 50;

fn give(who: AccountId, won: u64) {
	assert_ok!(Balances::mint_into(&who, won));
}

fn send(from: AccountId) -> DispatchResult {
	Balances::transfer_allow_death(by(from), FINDER, 10)
}

#[track_caller]
fn assert_frozen(who: AccountId) {
	assert!(send(who).is_err(), "{who} sends won");
	let before = Balances::free_balance(who);
	assert_ok!(Balances::transfer_all(by(who), FINDER, false));
	assert_eq!(Balances::free_balance(who), before, "{who} sends all won");
}

#[test]
fn a_frozen_person_sends_nothing_from_any_key_until_the_freeze_ends() {
	ExtBuilder::default().build_and_execute(|| {
		give(OTHER_PHONE, 100);
		give(PHONE, 100);
		assert_ok!(Registry::freeze(by(CHEONGYANG), PersonId(1)));
		// The card had no won when it was frozen.
		give(CARD, 100);
		assert_frozen(OTHER_PHONE);
		assert_frozen(CARD);
		assert_ok!(send(PHONE));
		assert_ok!(Registry::unfreeze(by(CHEONGYANG), PersonId(1)));
		for key in [OTHER_PHONE, CARD] {
			assert_ok!(send(key));
		}
	});
}

#[test]
fn a_key_that_joins_a_frozen_person_is_frozen_and_one_that_was_voided_stays_so() {
	ExtBuilder::default().build_and_execute(|| {
		give(OTHER_PHONE, 100);
		assert_ok!(Registry::freeze(by(CHEONGYANG), PersonId(1)));
		assert_ok!(start_recovery(by(CHEONGYANG), PersonId(1), NEW, KeyKind::Phone));
		pass(RecoveryDelay::get());
		assert_ok!(Registry::finish_recovery(by(FINDER), PersonId(1)));
		give(NEW, 100);
		assert_frozen(NEW);
		assert_ok!(Registry::unfreeze(by(CHEONGYANG), PersonId(1)));
		assert_ok!(send(NEW));
		assert_frozen(OTHER_PHONE);
		// The record is forgotten only when nothing lies there, and the account is then as any other.
		pass(RoleMemory::get());
		System::set_block_number(10);
		let forget = || Registry::forget_stale_key(by(FINDER), OTHER_PHONE);
		assert_noop!(forget(), Error::<Test>::AccountInUse);
		assert_ok!(Balances::force_set_balance(RuntimeOrigin::root(), OTHER_PHONE, 0));
		assert_ok!(forget());
		give(OTHER_PHONE, 100);
		assert_ok!(send(OTHER_PHONE));
	});
}

#[test]
fn a_key_that_an_office_revokes_is_frozen_and_one_that_its_person_gives_up_is_not() {
	ExtBuilder::default().build_and_execute(|| {
		for who in [OTHER_PHONE, CARD] {
			give(who, 100);
		}
		assert_ok!(Registry::remove_key(by(OTHER_PHONE), CARD));
		assert_ok!(send(CARD));
		assert_ok!(Registry::revoke_key(by(CHEONGYANG), OTHER_PHONE));
		assert_frozen(OTHER_PHONE);
	});
}

#[test]
fn a_suspended_shop_sends_nothing_until_the_suspension_ends() {
	let ends: [fn(); 3] = [
		|| {
			assert_ok!(Registry::reinstate_merchant(by(CHEONGYANG), MerchantId(0)));
		},
		|| {
			assert_ok!(Registry::appeal(by(OWNER)));
			assert_ok!(Registry::decide_appeal(by(CHEONGYANG), MerchantId(0), true));
		},
		|| {
			assert_ok!(Registry::close_merchant(by(CHEONGYANG), MerchantId(0)));
		},
	];
	for end in ends {
		ExtBuilder::default().build_and_execute(|| {
			give(OWNER, 100);
			assert_ok!(Registry::suspend_merchant(by(CHEONGYANG), MerchantId(0), REASON));
			assert_frozen(OWNER);
			end();
			assert_ok!(send(OWNER));
		});
	}
}

#[test]
fn the_word_of_a_suspended_shop_s_owner_takes_no_won_out_of_the_suspension() {
	ExtBuilder::default().build_and_execute(|| {
		for who in [OWNER, NEW] {
			give(who, 100);
		}
		assert_ok!(Registry::suspend_merchant(by(CHEONGYANG), MerchantId(0), REASON));
		let agreed = agreed(NEW, RoleOffer::Owner { merchant: MerchantId(0) });
		assert_ok!(Registry::replace_owner(by(CHEONGYANG), MerchantId(0), agreed));
		let finish = || Registry::finish_replacement(by(OWNER), MerchantId(0));
		assert_noop!(finish(), Error::<Test>::TooEarly);
		pass(RecoveryDelay::get());
		assert_ok!(finish());
		assert_eq!(
			<Registry as MerchantsOfChain<AccountId>>::lost_account_of(&OWNER),
			Some(MerchantId(0))
		);
		for who in [OWNER, NEW] {
			assert_frozen(who);
		}
		assert_ok!(Registry::reinstate_merchant(by(CHEONGYANG), MerchantId(0)));
		assert_ok!(send(NEW));
		assert_frozen(OWNER);
	});
}
