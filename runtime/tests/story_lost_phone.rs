// SPDX-License-Identifier: Apache-2.0

//! A lost phone: frozen at once, moved to a new key, nothing lost.

mod driver;

use chungnam_primitives::{MerchantId, SeriesId, HOURS};
use driver::{account, story, why, Currency, People};
use pallet_registry::KeyKind;

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
