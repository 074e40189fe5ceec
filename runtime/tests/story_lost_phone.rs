// SPDX-License-Identifier: Apache-2.0

//! A lost phone: frozen at once, moved to a new key, nothing lost; nor is it where a thief gets the new key.

mod driver;

use chungnam_ports::Holder;
use chungnam_primitives::{MerchantId, PersonId, SeriesId, DAYS, HOURS};
use chungnam_runtime::{AccountId, Assets, Runtime, Securities};
use driver::{
	account,
	centre::{self, CENTRE, SALE},
	story, why, Currency, People, Province,
};
use pallet_registry::KeyKind;
use pallet_securities::{Error, Reason, KEY_REST};
use sp_runtime::DispatchError;

const TOWN_GROCERY: MerchantId = MerchantId(1);
const INCOME_TOWN: SeriesId = SeriesId(3);

#[test]
fn charlie_loses_his_phone_and_keeps_his_money() {
	story(|province| {
		let charlie = province.person("Charlie").unwrap();
		let won = pallet_balances::Call::transfer_allow_death {
			dest: account("Charlie").into(),
			value: 7_000,
		};
		province.does("Alice", won);
		province.does("Cheongyang", People::freeze { person: charlie });
		assert!(!matches!(province.pays("Charlie", TOWN_GROCERY, 1_000), Ok(Ok(()))));
		assert_eq!(province.lot("Charlie", INCOME_TOWN), 150_000);
		let new_key = province.agreed_phone("CharliesNewPhone", charlie);
		let start = People::start_recovery { person: charlie, new_key, kind: KeyKind::Phone };
		province.does("Cheongyang", start);
		// The finder of the phone cannot stop it while it is frozen.
		let cancel = People::cancel_recovery { person: charlie };
		assert!(!matches!(province.send("Charlie", cancel), Ok(Ok(()))));
		province.sleep(48 * HOURS);
		province.does("Cheongyang", People::finish_recovery { person: charlie });
		province.does("Cheongyang", People::unfreeze { person: charlie });

		assert_eq!(province.person("Charlie"), None);
		assert_eq!(province.person("CharliesNewPhone"), Some(charlie));
		province.pays("CharliesNewPhone", TOWN_GROCERY, 1_000).unwrap().unwrap();
		assert_eq!(province.lot("CharliesNewPhone", INCOME_TOWN), 149_000);
		province.does("CharliesNewPhone", Currency::reclaim_won { from: account("Charlie") });
		// All of it: its finder could not even pay a fee from it.
		assert_eq!(province.won("CharliesNewPhone"), 7_000);
		assert_eq!(province.won("Charlie"), 0);
	});
}

#[test]
fn a_recovery_that_the_old_key_did_not_want_is_called_off() {
	story(|province| {
		let bob = province.person("Bob").unwrap();
		let new_key = province.agreed_phone("Thief", bob);
		let start = People::start_recovery { person: bob, new_key, kind: KeyKind::Phone };
		province.does("Cheongyang", start);
		province.does("Bob", People::cancel_recovery { person: bob });
		province.sleep(49 * HOURS);
		let finish = People::finish_recovery { person: bob };
		let _ = why(province.send("Cheongyang", finish));
		assert_eq!(province.person("Thief"), None);
	});
}

type Units = pallet_securities::Call<Runtime>;

/// Residents buy the centre of Alice. Bob has 50 units of it, which may change hands.
fn invest(province: &mut Province) -> Holder<AccountId> {
	let holder = |name| Holder::Person(province.person(name).unwrap());
	let (alice, bob) = (holder("Alice"), holder("Bob"));
	province.decided(Units::create_instrument { terms: Box::new(centre::terms(alice)) });
	let now = province.now();
	let sale = centre::sale(now, now + 60 * DAYS);
	province.decided(Units::open_sale { instrument: CENTRE, sale });
	centre::sell(province);
	let to = vec![(account("Cheongyang"), 90_000)].try_into().unwrap();
	province.decided(Units::hand_over { id: SALE, to });
	province.does("Duri", Units::collect { id: SALE, holder: bob.clone() });
	let licence = centre::licence();
	province.decided(Units::set_market { instrument: CENTRE, licence });
	bob
}

/// The town hall moves a person to another key, which has won for fees.
fn recover(province: &mut Province, person: PersonId, key: &str) {
	let (new_key, kind) = (province.agreed_phone(key, person), KeyKind::Phone);
	province.does("Cheongyang", People::start_recovery { person, new_key, kind });
	province.sleep(48 * HOURS);
	province.does("Cheongyang", People::finish_recovery { person });
	province.give(key, 100_000);
}

fn refused(reason: Reason) -> DispatchError {
	Error::<Runtime>::Refused(reason).into()
}

#[test]
fn a_recovery_that_a_thief_got_is_undone_before_any_unit_is_sold() {
	story(|province| {
		let bob = invest(province);
		let person = province.person("Bob").unwrap();
		let offer = |province: &Province| {
			let until = province.now() + 20 * DAYS;
			Units::offer { instrument: CENTRE, units: 10, price: 1_000, to: None, until }
		};
		recover(province, person, "Thief");
		assert_eq!(province.person("Thief"), Some(person));
		let call = offer(province);
		assert_eq!(why(province.send("Thief", call)), refused(Reason::KeyTooNew));

		// Bob comes to the town hall, which freezes him at once and moves him to a phone of his own.
		province.days(1);
		province.does("Cheongyang", People::freeze { person });
		recover(province, person, "BobsNewPhone");
		province.does("Cheongyang", People::unfreeze { person });
		let asked = Securities::may_offer(CENTRE, account("Thief"), 10, 1_000);
		assert_eq!(asked, Err(Reason::GiverUnknown));
		let account_of_bob = Securities::holder_account(bob.clone());
		assert_eq!(Assets::balance(CENTRE, &account_of_bob), 50, "nothing is gone");

		// His week begins anew, and he sells when it is over, to the second.
		let call = offer(province);
		assert_eq!(why(province.send("BobsNewPhone", call)), refused(Reason::KeyTooNew));
		let until = Securities::rests_until(bob.clone()).unwrap();
		assert!(until + DAYS > province.now() + KEY_REST);
		let may = || Securities::may_offer(CENTRE, account("BobsNewPhone"), 10, 1_000);
		province.sleep(until - province.now() - 2_000);
		assert_eq!((province.now(), may()), (until - 1_000, Err(Reason::KeyTooNew)));
		province.next_block();
		assert_eq!((province.now(), may()), (until, Ok(bob)));
		let call = offer(province);
		province.does("BobsNewPhone", call);
	});
}
