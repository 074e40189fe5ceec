// SPDX-License-Identifier: Apache-2.0

//! What life cycles get: the contracts of instruments and their sales.

use chungnam_testkit::contract::{self, Bourse};

use super::*;

struct Real;

impl Bourse for Real {
	type AccountId = AccountId;
	type Instruments = Securities;
	type Offerings = Securities;

	fn issued() -> (InstrumentId, AccountId, AccountId) {
		let related = vec![Holder::Account(OFFICE)].try_into().unwrap();
		let terms = Terms { related, ..terms(city()) };
		assert_ok!(Securities::create_instrument(governor(), Box::new(terms)));
		assert_ok!(Securities::issue(signed(CITY), FIRST, 10));
		(FIRST, CITY, OFFICE)
	}

	fn sale() -> Sale {
		sale()
	}

	fn fill(id: OfferingId) -> Won {
		assert_eq!(id, SALE);
		fill(80);
		at::<Test>(sale().closes);
		8_000
	}

	fn payee() -> AccountId {
		STRANGER
	}

	fn balance(who: &AccountId) -> Won {
		won(who)
	}
}

#[test]
fn securities_keep_the_contracts_of_instruments_and_offerings() {
	run(contract::instruments::<Real>);
	run(contract::offerings::<Real>);
}

#[test]
fn won_of_holders_that_comes_back_is_not_public() {
	use chungnam_ports::{Source, Sources};
	use chungnam_testkit::MockSources;

	run(|| {
		let public_share = sp_runtime::Perbill::from_percent(10);
		let terms = Terms { public_share, ..terms(city()) };
		assert_ok!(Securities::create_instrument(governor(), Box::new(terms)));
		assert_ok!(Securities::issue(signed(CITY), FIRST, 10));
		let router: AccountId = MockSources::account_of(Source::AssetIncome);
		let pays_at = now() + crate::MIN_NOTICE;
		let give_back = <Securities as chungnam_ports::Instruments<AccountId>>::give_back;
		assert_ok!(give_back(FIRST, &CITY, 1_000, pays_at));
		assert_eq!((won(&Securities::purse(FIRST)), won(&router)), (1_000, 0));
		assert_ok!(Securities::distribute(signed(CITY), FIRST, 1_000, pays_at));
		assert_eq!((won(&Securities::purse(FIRST)), won(&router)), (1_900, 100));
	});
}

#[test]
fn holders_act_with_a_phone_and_as_long_as_their_credential_holds() {
	use chungnam_ports::{Instruments as Port, Standing};

	run(|| {
		let holds = |who| <Securities as Port<AccountId>>::is_holder(FIRST, who);
		create(person(KIM));
		assert!(!holds(&KIM_PHONE), "without a unit");
		assert_ok!(Securities::issue(signed(KIM_PHONE), FIRST, 5));
		assert!(holds(&KIM_PHONE) && holds(&KIM_OTHER_PHONE));
		assert!(!holds(&KIM_CARD) && !holds(&LEE_PHONE) && !holds(&STRANGER));
		MockRegistry::set_standing(KIM, Standing::Frozen);
		assert!(!holds(&KIM_PHONE));
	});
	run(|| {
		create(city());
		assert_ok!(Securities::issue(signed(CITY), FIRST, 5));
		let holds = || <Securities as Port<AccountId>>::is_holder(FIRST, &CITY);
		assert!(holds());
		sleep(700 * DAYS);
		assert!(!holds(), "the credential has ended");
	});
}

#[test]
fn issuer_who_is_a_person_acts_with_a_phone_and_only_as_long_as_the_person_may() {
	use chungnam_ports::{Instruments as Port, Standing};

	run(|| {
		let acts = |who| <Securities as Port<AccountId>>::is_issuer(FIRST, who);
		assert_ok!(Securities::create_instrument(governor(), Box::new(terms(person(KIM)))));
		assert!(acts(&KIM_PHONE) && acts(&KIM_OTHER_PHONE));
		assert!(!acts(&KIM_CARD) && !acts(&LEE_PHONE) && !acts(&STRANGER));
		MockRegistry::set_standing(KIM, Standing::Frozen);
		assert!(!acts(&KIM_PHONE));
	});
}

#[test]
fn institution_that_became_a_key_of_a_person_issues_nothing() {
	use chungnam_ports::Instruments as Port;

	run(|| {
		let acts = || <Securities as Port<AccountId>>::is_issuer(FIRST, &CITY);
		assert_ok!(Securities::create_instrument(governor(), Box::new(terms(city()))));
		assert!(acts());
		MockRegistry::add_person(CITY, KIM, HERE);
		assert!(!acts());
	});
}
