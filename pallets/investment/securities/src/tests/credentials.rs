// SPDX-License-Identifier: Apache-2.0

//! What offices attest of investors: until when, and what becomes of it.

use sp_runtime::DispatchError;

use super::*;

fn attest(holder: Holder<AccountId>, credential: Credential) -> sp_runtime::DispatchResult {
	Securities::attest_investor(signed(OFFICE), holder, credential)
}

#[test]
fn credential_holds_until_its_end_and_is_replaced_by_a_later_one() {
	run(|| {
		let (smith, class) = (person(SMITH), InvestorClass::Professional);
		let first = credential(Seat::Abroad, class, 10 * DAYS);
		assert_ok!(attest(smith.clone(), first));
		assert_eq!(last(), Event::CredentialSet { holder: smith.clone(), credential: first });
		let later = credential(Seat::Korea, InvestorClass::Retail, MAX_CREDENTIAL);
		assert_ok!(attest(smith.clone(), later));
		assert_eq!(Credentials::<Test>::get(smith), Some(later));
	});
}

#[test]
fn credential_is_refused_when_it_could_not_hold() {
	run(|| {
		let sound = credential(Seat::Abroad, InvestorClass::Retail, DAYS);
		assert_noop!(attest(person(PersonId(77)), sound), Error::<Test>::NotRegistered);
		let of_key = Holder::Account(KIM_PHONE);
		assert_noop!(attest(of_key, sound), Error::<Test>::AccountOfPerson);
		MockRegistry::recover_key(LEE_PHONE, account(41));
		let of_former_key = Holder::Account(LEE_PHONE);
		assert_noop!(attest(of_former_key, sound), Error::<Test>::AccountOfPerson);
		let here = Credential { seat: Seat::Here, ..sound };
		assert_noop!(attest(person(SMITH), here), Error::<Test>::SeatUnsound);
		for until in [now(), now() + MAX_CREDENTIAL + 1] {
			let unsound = Credential { until, ..sound };
			assert_noop!(attest(person(SMITH), unsound), Error::<Test>::EndOutOfRange);
		}
		assert_ok!(attest(person(SMITH), Credential { until: now() + MAX_CREDENTIAL, ..sound }));
		assert_ok!(attest(Holder::Account(STRANGER), Credential { until: now() + 1, ..sound }));
	});
}

#[test]
fn revoked_credential_ends_now_and_stays_known() {
	run(|| {
		let smith = person(SMITH);
		let revoke = |holder| Securities::revoke_credential(signed(OFFICE), holder);
		assert_noop!(revoke(smith.clone()), Error::<Test>::CredentialNotFound);
		assert_ok!(attest(smith.clone(), credential(Seat::Abroad, InvestorClass::Retail, DAYS)));
		sleep(DAYS / 2);
		assert_ok!(revoke(smith.clone()));
		assert_eq!(last(), Event::CredentialEnded { holder: smith.clone(), until: now() });
		let kept = Credentials::<Test>::get(&smith).unwrap();
		assert_eq!((kept.seat, kept.until), (Seat::Abroad, now()));
		assert_noop!(revoke(smith), Error::<Test>::TooLate);
	});
}

/// Smith, attested for long, and Kim have ten units each of a sale that everyone may pledge for.
fn pledged() {
	open_sale();
	at::<Test>(sale().opens_abroad + OPENING);
	assert_ok!(attest(
		person(SMITH),
		credential(Seat::Abroad, InvestorClass::Professional, 300 * DAYS)
	));
	for key in [SMITH_PHONE, KIM_PHONE] {
		assert_ok!(Securities::pledge(signed(key), SALE, bid(10)));
	}
}

fn revoke_smith() {
	assert_ok!(Securities::revoke_credential(signed(OFFICE), person(SMITH)));
}

#[test]
fn revoked_credential_releases_open_pledges_whose_won_comes_back_at_once() {
	run(|| {
		pledged();
		at::<Test>(sale().closes - 1);
		revoke_smith();
		let released = Event::PledgeReleased { offering: SALE, holder: person(SMITH) };
		assert!(events().contains(&released));
		let own = Securities::offering(SALE).unwrap();
		assert_eq!((own.live.total(), own.pledges), (Some(10), 2));
		let raise = Securities::pledge(signed(SMITH_PHONE), SALE, bid(2));
		assert_eq!(raise, Err(Error::<Test>::Refused(Reason::CredentialEnded).into()));
		let before = won(&SMITH_PHONE);
		assert_ok!(Securities::refund(signed(SMITH_PHONE), SALE));
		assert_eq!(won(&SMITH_PHONE), before + 1_000);
		assert_eq!(Securities::book(person(SMITH)), Book::default());
		// A second refund finds nothing, and others are not touched.
		let again = Securities::refund(signed(SMITH_PHONE), SALE);
		assert_eq!(again.map_err(|why| why.error), Err(Error::<Test>::PledgeNotFound.into()));
		assert_eq!(Securities::pledge_of(SALE, person(KIM)).unwrap().units, 10);
	});
}

#[test]
fn released_pledge_is_no_longer_confirmed_nor_counted_nor_collected() {
	run(|| {
		pledged();
		let change = SaleChange { document: hash(9), closes: sale().closes, soft_cap: 80 };
		assert_ok!(Securities::change_sale(governor(), SALE, change));
		revoke_smith();
		let own = credential(Seat::Abroad, InvestorClass::Professional, 300 * DAYS);
		assert_ok!(attest(person(SMITH), own));
		let confirm = Securities::confirm(signed(SMITH_PHONE), SALE, 1, hash(9));
		assert_eq!(confirm, Err(Error::<Test>::PledgeReleased.into()));
		let raise = Securities::pledge(signed(SMITH_PHONE), SALE, bid_of(2, 1, hash(9)));
		assert_eq!(raise, Err(Error::<Test>::PledgeReleased.into()));
		assert_eq!(Securities::offering(SALE).unwrap().pending.total(), Some(10));
		sell_without(SMITH, SMITH_PHONE);
	});
}

#[test]
fn revocation_changes_nothing_in_a_sale_that_has_closed() {
	run(|| {
		pledged();
		fill(70);
		at::<Test>(sale().closes);
		revoke_smith();
		assert!(!Securities::pledge_of(SALE, person(SMITH)).unwrap().is_released);
		finish();
		assert_ok!(Securities::collect(signed(STRANGER), SALE, person(SMITH)));
		assert_eq!(Securities::units_of(FIRST, &person(SMITH)), 10);
	});
}

#[test]
fn credential_is_forgotten_a_year_after_its_end_and_not_while_units_are_left() {
	run(|| {
		let smith = person(SMITH);
		let forget = |holder| Securities::forget_credential(signed(STRANGER), holder);
		assert_noop!(forget(smith.clone()), Error::<Test>::CredentialNotFound);
		assert_ok!(attest(smith.clone(), credential(Seat::Abroad, InvestorClass::Retail, DAYS)));
		sleep(DAYS + CREDENTIAL_MEMORY - 1);
		assert_noop!(forget(smith.clone()), Error::<Test>::TooEarly);
		sleep(1);
		let done = forget(smith.clone()).unwrap();
		assert_eq!(done.pays_fee, frame_support::dispatch::Pays::No);
		assert_eq!(last(), Event::CredentialForgotten { holder: smith.clone() });
		assert_eq!(Credentials::<Test>::get(smith), None);

		create(city());
		assert_ok!(Securities::issue(signed(CITY), FIRST, 1));
		sleep(700 * DAYS + CREDENTIAL_MEMORY);
		assert_noop!(forget(city()), Error::<Test>::UnitsLeft);
	});
}

#[test]
fn only_offices_for_the_province_attest() {
	run(|| {
		let sound = credential(Seat::Abroad, InvestorClass::Retail, DAYS);
		let regional = account(20);
		let scopes = ScopeSet::of(&[Scope::Investors]);
		MockRegistry::add_attester(regional.clone(), scopes, RegionSet::of(&[12]));
		for origin in [signed(CITY), signed(regional), RuntimeOrigin::none()] {
			let attested = Securities::attest_investor(origin.clone(), person(SMITH), sound);
			assert_eq!(attested, Err(DispatchError::BadOrigin));
			let revoked = Securities::revoke_credential(origin, city());
			assert_eq!(revoked, Err(DispatchError::BadOrigin));
		}
	});
}

#[test]
fn person_is_one_holder_by_all_keys_and_an_institution_by_its_account() {
	run(|| {
		for key in [KIM_PHONE, KIM_OTHER_PHONE, KIM_CARD] {
			assert_eq!(Securities::holder_of(key), Some(person(KIM)));
		}
		assert_eq!(Securities::holder_of(CITY), Some(city()));
		assert_eq!(Securities::holder_of(STRANGER), None);
		let holders = [person(KIM), person(LEE), city(), Holder::Account(STRANGER)];
		let accounts: std::collections::BTreeSet<_> =
			holders.into_iter().map(Securities::holder_account).collect();
		assert_eq!(accounts.len(), 4, "no two holders share an account");
	});
}
