// SPDX-License-Identifier: Apache-2.0

//! One account, one role: how a role begins, what it excludes, and how it ends.

use super::*;
use chungnam_ports::{Investors, Merchants as _, People as _, ShopAct, WardAct};
use chungnam_primitives::{CohortId, MerchantId, PersonId};

frame_support::parameter_types! {
	/// Institutions that may hold units.
	pub static AttestedAccounts: Vec<AccountId> = Vec::new();
}

/// Knows the accounts of a list.
pub struct Attested;

impl Investors<AccountId> for Attested {
	fn is_investor(who: &AccountId) -> bool {
		AttestedAccounts::get().contains(who)
	}
}

const NEW: AccountId = 50;
const TILL: AccountId = 110;
const DELAY: Moment = 3 * DAYS;

fn phone_of(person: PersonId) -> RoleOffer {
	RoleOffer::Key { person, kind: KeyKind::Phone }
}

fn add(consent: ConsentOf<Test>) -> DispatchResult {
	Registry::add_key(by(PHONE), consent, KeyKind::Phone)
}

#[test]
fn a_consent_is_of_one_account_one_role_one_chain_and_a_month() {
	ExtBuilder::default().build_and_execute(|| {
		pass(40 * DAYS);
		let good = agreed(NEW, phone_of(PersonId(0)));
		let of_another = Consent { account: NEW + 1, ..good.clone() };
		assert_noop!(add(of_another), Error::<Test>::ConsentInvalid);
		for other in
			[phone_of(PersonId(1)), RoleOffer::Key { person: PersonId(0), kind: KeyKind::Card }]
		{
			assert_noop!(add(agreed(NEW, other)), Error::<Test>::ConsentInvalid);
		}
		let elsewhere = consent_payload(H256::repeat_byte(7), &NEW, &phone_of(PersonId(0)), now());
		let elsewhere = Consent { signature: TestSignature(NEW, elsewhere), ..good.clone() };
		assert_noop!(add(elsewhere), Error::<Test>::ConsentInvalid);
		let moved = Consent { at: now() - 1, ..good.clone() };
		assert_noop!(add(moved), Error::<Test>::ConsentInvalid);
		let early = agreed_at(now() + 1, NEW, phone_of(PersonId(0)));
		assert_noop!(add(early), Error::<Test>::ConsentExpired);
		let old = agreed_at(now() - ConsentPeriod::get(), NEW, phone_of(PersonId(0)));
		assert_noop!(add(old), Error::<Test>::ConsentExpired);
		assert_ok!(add(agreed_at(now() + 1 - ConsentPeriod::get(), NEW, phone_of(PersonId(0)))));
		assert_eq!(Registry::person_of(NEW), Some(PersonId(0)));
	});
}

#[test]
fn a_consent_is_signed_plain_or_as_wallets_sign_messages() {
	ExtBuilder::default().build_and_execute(|| {
		let plain = agreed(NEW, phone_of(PersonId(0)));
		let payload = Registry::consent_to(NEW, phone_of(PersonId(0)), now());
		let wrapped = [b"<Bytes>", &payload[..], b"</Bytes>"].concat();
		let signature = TestSignature(NEW, wrapped);
		assert_ok!(add(Consent { signature, ..plain }));
	});
}

#[test]
fn k1a_an_office_makes_no_account_a_key_that_did_not_sign() {
	ExtBuilder::default().build_and_execute(|| {
		let forged = |offer| Consent {
			signature: TestSignature(CHEONGYANG, Registry::consent_to(NEW, offer, now())),
			..agreed(NEW, offer)
		};
		let offer = RoleOffer::FirstPhone { commitment: commitment(1) };
		let newcomer =
			NewPerson { commitment: commitment(1), zone: HERE, key: Some(forged(offer)) };
		assert_ok!(Registry::register_people(by(CHEONGYANG), batch(vec![newcomer])));
		assert_eq!(last_event(), Event::KeyRefused { person: PersonId(4), key: NEW });
		let visitor = RoleOffer::FirstPhone { commitment: commitment(2) };
		let visitor = NewVisitor { commitment: commitment(2), key: forged(visitor) };
		assert_ok!(Registry::register_visitors(by(CHEONGYANG), 12, batch(vec![visitor])));
		assert_eq!(last_event(), Event::KeyRefused { person: PersonId(5), key: NEW });
		let card = RoleOffer::Key { person: PersonId(3), kind: KeyKind::Card };
		assert_noop!(
			Registry::issue_key(by(CHEONGYANG), PersonId(3), forged(card), KeyKind::Card),
			Error::<Test>::ConsentInvalid
		);
		assert_noop!(
			Registry::start_recovery(
				by(CHEONGYANG),
				PersonId(0),
				forged(phone_of(PersonId(0))),
				KeyKind::Phone
			),
			Error::<Test>::ConsentInvalid
		);
		assert_eq!((Registry::person_of(NEW), Registry::former_key_of(&NEW)), (None, None));
	});
}

#[test]
fn k1a_a_key_that_was_given_up_cannot_take_a_role_whose_money_its_person_could_claim() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(add_key(by(PHONE), NEW, KeyKind::Phone));
		assert_ok!(Registry::remove_key(by(NEW), NEW));
		pass(1);
		assert_eq!(Registry::former_key_of(&NEW), Some(PersonId(0)));
		assert_noop!(
			Registry::apply_merchant(by(NEW), HERE, 0, SalesClass::Micro),
			Error::<Test>::KeyAlreadyRegistered
		);
		assert_noop!(
			replace_owner(by(CHEONGYANG), MerchantId(0), NEW),
			Error::<Test>::KeyAlreadyRegistered
		);
		assert_noop!(add_till(by(OWNER), NEW, 5), Error::<Test>::KeyAlreadyRegistered);
		pass(RoleMemory::get());
		assert_ok!(Registry::forget_stale_key(by(77), NEW));
		let shop = apply(NEW);
		assert_eq!(Registry::former_key_of(&NEW), None);
		assert_eq!(Registry::acting(NEW), Some(Acting { merchant: shop, role: Role::Owner }));
	});
}

#[test]
fn k1b_a_shop_gets_no_owner_who_did_not_agree_and_the_old_tills_end() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(add_till(by(OWNER), TILL, 500));
		let offer = RoleOffer::Owner { merchant: MerchantId(0) };
		let forged = Consent {
			signature: TestSignature(CHEONGYANG, Registry::consent_to(NEW, offer, now())),
			..agreed(NEW, offer)
		};
		assert_noop!(
			Registry::replace_owner(by(CHEONGYANG), MerchantId(0), forged),
			Error::<Test>::ConsentInvalid
		);
		// Nor an account that has a role.
		assert_noop!(
			replace_owner(by(CHEONGYANG), MerchantId(0), PHONE),
			Error::<Test>::KeyAlreadyRegistered
		);
		assert_noop!(
			replace_owner(by(CHEONGYANG), MerchantId(0), BORYEONG),
			Error::<Test>::AccountIsAttester
		);
		assert_ok!(replace_owner(by(CHEONGYANG), MerchantId(0), NEW));
		for former in [OWNER, TILL] {
			for act in [ShopAct::Refund, ShopAct::Spend, ShopAct::CashOut] {
				let refused = Registry::authorize(&former, act, 1, 1);
				assert_eq!(refused, Err(Error::<Test>::NotAuthorized.into()));
			}
			assert_eq!(Registry::merchant_of(&former), None);
		}
		assert!(Tills::<Test>::get(MerchantId(0)).is_empty());
	});
}

#[test]
fn k1c_nobody_becomes_the_operator_of_a_shop_by_naming_its_account_as_a_key() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(add_key(by(PHONE), OWNER, KeyKind::Phone), Error::<Test>::AccountAlreadyActs);
		assert_eq!(Merchants::<Test>::get(MerchantId(0)).unwrap().operator, None);
	});
}

#[test]
fn k1c_an_account_that_is_named_or_has_a_role_holds_up_no_batch() {
	ExtBuilder::default().build_and_execute(|| {
		// A stranger cannot be made a till.
		let till = agreed(NEW + 1, RoleOffer::Till { merchant: MerchantId(0) });
		let stranger = Consent { account: NEW, ..till };
		assert_noop!(Registry::add_till(by(OWNER), stranger, 5), Error::<Test>::ConsentInvalid);
		// An account that took a role after it had agreed stays behind, and nobody else.
		let late = first_phone(1, NEW);
		assert_ok!(add_till(by(OWNER), NEW, 5));
		let people = vec![
			NewPerson { commitment: commitment(1), zone: HERE, key: Some(late) },
			NewPerson { commitment: commitment(2), zone: HERE, key: Some(first_phone(2, 51)) },
		];
		assert_ok!(Registry::register_people(by(CHEONGYANG), batch(people)));
		assert_eq!(Registry::person(PersonId(4)).unwrap().keys, 0);
		assert_eq!(Registry::person_of(51), Some(PersonId(5)));
		assert_ok!(issue_key(by(CHEONGYANG), PersonId(4), 52, KeyKind::Phone));

		let shops = vec![new_shop(NEW, HERE, 0, None), new_shop(120, HERE, 0, None)];
		assert_ok!(Registry::register_merchants(by(CHEONGYANG), batch(shops)));
		let owner = Acting { merchant: MerchantId(1), role: Role::Owner };
		assert_eq!(Registry::acting(120), Some(owner));
	});
}

#[test]
fn an_account_with_a_role_takes_no_other_role() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(add_till(by(OWNER), TILL, 5));
		for (taken, why) in [
			(PHONE_THERE, Error::<Test>::KeyAlreadyRegistered),
			(CARD, Error::<Test>::KeyAlreadyRegistered),
			(OWNER, Error::<Test>::AccountAlreadyActs),
			(TILL, Error::<Test>::AccountAlreadyActs),
			(BORYEONG, Error::<Test>::AccountIsAttester),
		] {
			let why = sp_runtime::DispatchError::from(why);
			assert_noop!(add_key(by(PHONE), taken, KeyKind::Phone), why);
			assert_noop!(issue_key(by(CHEONGYANG), PersonId(3), taken, KeyKind::Card), why);
			assert_noop!(start_recovery(by(CHEONGYANG), PersonId(0), taken, KeyKind::Card), why);
			assert_noop!(replace_owner(by(CHEONGYANG), MerchantId(0), taken), why);
			assert_noop!(add_till(by(OWNER), taken, 5), why);
			assert_noop!(Registry::apply_merchant(by(taken), HERE, 0, SalesClass::Micro), why);
			let scopes = every_scope();
			if taken != BORYEONG {
				let offer = RegionSet::of(&[1]);
				assert_ok!(Registry::appoint_attester(RuntimeOrigin::root(), taken, offer, scopes));
				assert_noop!(Registry::accept_mandate(by(taken)), why);
				assert_ok!(Registry::dismiss_attester(RuntimeOrigin::root(), taken));
			}
		}
	});
}

#[test]
fn institution_that_may_hold_units_becomes_nobodys_key() {
	ExtBuilder::default().build_and_execute(|| {
		let why = sp_runtime::DispatchError::from(Error::<Test>::AccountIsInvestor);
		// It is attested while it waits to become a key.
		assert_ok!(start_recovery(by(CHEONGYANG), PersonId(1), NEW, KeyKind::Phone));
		AttestedAccounts::set(vec![NEW]);
		pass(DELAY);
		assert_noop!(Registry::finish_recovery(by(PHONE), PersonId(1)), why);
		assert_ok!(Registry::cancel_recovery(by(OTHER_PHONE), PersonId(1)));

		assert_noop!(add_key(by(PHONE), NEW, KeyKind::Phone), why);
		assert_noop!(issue_key(by(CHEONGYANG), PersonId(3), NEW, KeyKind::Card), why);
		assert_noop!(start_recovery(by(CHEONGYANG), PersonId(0), NEW, KeyKind::Card), why);
		let key = Some(first_phone(1, NEW));
		let newcomer = NewPerson { commitment: commitment(1), zone: HERE, key };
		assert_ok!(Registry::register_people(by(CHEONGYANG), batch(vec![newcomer])));
		assert_eq!(last_event(), Event::KeyRefused { person: PersonId(4), key: NEW });
		assert_eq!(Registry::person_of(NEW), None);

		// It may have a shop, and be a key when nobody attests it any more.
		AttestedAccounts::set(vec![NEW + 1]);
		assert_ok!(Registry::apply_merchant(by(NEW + 1), HERE, 0, SalesClass::Micro));
		AttestedAccounts::set(Vec::new());
		assert_ok!(add_key(by(PHONE), NEW, KeyKind::Phone));
	});
}

#[test]
fn an_institution_accepts_its_mandate_before_it_holds_one() {
	ExtBuilder::default().build_and_execute(|| {
		let (regions, scopes) = (RegionSet::of(&[12]), every_scope());
		assert_noop!(Registry::accept_mandate(by(NEW)), Error::<Test>::AttesterNotFound);
		assert_ok!(Registry::appoint_attester(RuntimeOrigin::root(), NEW, regions, scopes));
		assert_eq!(last_event(), Event::MandateOffered { attester: NEW, regions, scopes });
		assert_noop!(Registry::freeze(by(NEW), PersonId(0)), BadOrigin);
		assert_ok!(Registry::accept_mandate(by(NEW)));
		assert_eq!(last_event(), Event::AttesterAppointed { attester: NEW, regions, scopes });
		assert_ok!(Registry::freeze(by(NEW), PersonId(0)));
		assert_noop!(Registry::accept_mandate(by(NEW)), Error::<Test>::AttesterNotFound);
		// An offer is taken back like a mandate.
		assert_ok!(Registry::appoint_attester(RuntimeOrigin::root(), NEW + 1, regions, scopes));
		assert_ok!(Registry::dismiss_attester(RuntimeOrigin::root(), NEW + 1));
		assert_noop!(Registry::accept_mandate(by(NEW + 1)), Error::<Test>::AttesterNotFound);
	});
}

#[test]
fn a_consent_from_before_an_account_left_is_spent() {
	ExtBuilder::default().build_and_execute(|| {
		let key = agreed(NEW, phone_of(PersonId(0)));
		assert_ok!(add(key.clone()));
		pass(1);
		assert_ok!(Registry::remove_key(by(NEW), NEW));
		pass(1);
		assert_noop!(add(key), Error::<Test>::ConsentExpired);
		assert_ok!(add(agreed(NEW, phone_of(PersonId(0)))));

		let till = agreed(TILL, RoleOffer::Till { merchant: MerchantId(0) });
		assert_ok!(Registry::add_till(by(OWNER), till.clone(), 5));
		pass(1);
		assert_ok!(Registry::remove_till(by(TILL), TILL));
		pass(1);
		assert_noop!(Registry::add_till(by(OWNER), till, 5), Error::<Test>::ConsentExpired);
		assert_ok!(add_till(by(OWNER), TILL, 5));

		// A recovery voids every key without a write to it.
		let card = agreed(CARD, RoleOffer::Key { person: PersonId(1), kind: KeyKind::Card });
		assert_ok!(start_recovery(by(CHEONGYANG), PersonId(1), 60, KeyKind::Phone));
		pass(DELAY);
		assert_ok!(Registry::finish_recovery(by(77), PersonId(1)));
		assert_noop!(Registry::add_key(by(60), card, KeyKind::Card), Error::<Test>::ConsentExpired);
		pass(1);
		assert_ok!(add_key(by(60), CARD, KeyKind::Card));
	});
}

#[test]
fn k3a_a_foreign_office_moves_nobody_alone_and_gets_no_mandate_by_trying() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(Registry::move_house(by(BORYEONG), PersonId(0), THERE));
		let ready_at = now() + DELAY;
		assert_eq!(last_event(), Event::MoveStarted { person: PersonId(0), zone: THERE, ready_at });
		assert_eq!(Registry::person(PersonId(0)).unwrap().zone, HERE);
		let guard = |who| {
			Registry::appoint_guardian(
				by(who),
				PersonId(0),
				PersonId(1),
				WardActs::ALL,
				now() + 30 * DAYS,
			)
		};
		assert_noop!(guard(BORYEONG), BadOrigin);
		for stranger in [OTHER_PHONE, BORYEONG, 77] {
			assert_noop!(
				Registry::finish_move(by(stranger), PersonId(0)),
				Error::<Test>::NotAuthorized
			);
		}
		for stranger in [OTHER_PHONE, 77] {
			assert_noop!(
				Registry::cancel_move(by(stranger), PersonId(0)),
				Error::<Test>::NotAuthorized
			);
		}
		// The person, the old region and the new one call it off.
		for who in [PHONE, CHEONGYANG, BORYEONG] {
			assert_ok!(Registry::move_house(by(BORYEONG), PersonId(0), THERE));
			assert_ok!(Registry::cancel_move(by(who), PersonId(0)));
			assert_eq!(last_event(), Event::MoveCancelled { person: PersonId(0) });
			pass(DELAY);
			assert_noop!(Registry::finish_move(by(77), PersonId(0)), Error::<Test>::MoveNotFound);
		}
		assert_eq!(Registry::person(PersonId(0)).unwrap().zone, HERE);
	});
}

#[test]
fn a_true_mover_is_moved_at_once_by_the_own_phone_or_the_old_office_and_else_after_the_delay() {
	ExtBuilder::default().build_and_execute(|| {
		for (person, who) in [(0, PHONE), (1, CHEONGYANG)] {
			assert_ok!(Registry::move_house(by(BORYEONG), PersonId(person), THERE));
			assert_ok!(Registry::finish_move(by(who), PersonId(person)));
			assert_eq!(last_event(), Event::PersonMoved { person: PersonId(person), zone: THERE });
		}
		assert_ok!(Registry::move_house(by(BORYEONG), PersonId(3), THERE));
		pass(DELAY - 1);
		assert_noop!(Registry::finish_move(by(77), PersonId(3)), Error::<Test>::NotAuthorized);
		pass(1);
		assert_ok!(Registry::finish_move(by(77), PersonId(3)));
		assert_eq!(Residents::<Test>::get(4), 4);
		// An office of both regions needs nobody.
		appoint_for_the_province(910);
		assert_ok!(Registry::move_house(by(910), PersonId(3), HERE));
		assert_eq!(Registry::person(PersonId(3)).unwrap().zone, HERE);
	});
}

#[test]
fn k3a_a_guardian_begins_after_a_delay_in_which_the_ward_and_the_own_office_can_stop_it() {
	ExtBuilder::default().build_and_execute(|| {
		let until = now() + 30 * DAYS;
		let appoint = || {
			Registry::appoint_guardian(
				by(CHEONGYANG),
				PersonId(0),
				PersonId(1),
				WardActs::ALL,
				until,
			)
		};
		let may = || Registry::is_guardian(PersonId(1), PersonId(0), WardAct::Spend, now());
		for who in [PHONE, CHEONGYANG] {
			assert_ok!(appoint());
			assert!(!may());
			assert_ok!(Registry::dismiss_guardian(by(who), PersonId(0), PersonId(1)));
		}
		assert_ok!(appoint());
		pass(DELAY - 1);
		assert!(!may());
		pass(1);
		assert!(may());
		// The ward ends it later as well, unless the phone is frozen.
		assert_ok!(Registry::freeze(by(CHEONGYANG), PersonId(0)));
		assert_noop!(
			Registry::dismiss_guardian(by(PHONE), PersonId(0), PersonId(1)),
			Error::<Test>::PersonFrozen
		);
		assert_ok!(Registry::unfreeze(by(CHEONGYANG), PersonId(0)));
		assert_ok!(Registry::dismiss_guardian(by(PHONE), PersonId(0), PersonId(1)));
		assert!(!may());
	});
}

#[test]
fn a_guardians_time_is_prolonged_without_a_gap_and_new_acts_wait() {
	ExtBuilder::default().build_and_execute(|| {
		let spend = WardActs { spend: true, claim: false };
		let appoint = |acts, until| {
			Registry::appoint_guardian(
				by(CHEONGYANG),
				PersonId(3),
				PersonId(0),
				acts,
				START + until,
			)
		};
		let may = |act| Registry::is_guardian(PersonId(0), PersonId(3), act, now());
		assert_ok!(appoint(spend, 10 * DAYS));
		pass(DELAY);
		assert_ok!(appoint(spend, 40 * DAYS));
		assert!(may(WardAct::Spend));
		assert_ok!(appoint(WardActs::ALL, 40 * DAYS));
		assert!(!may(WardAct::Claim));
		pass(DELAY);
		assert!(may(WardAct::Claim));
	});
}

#[test]
fn g5_a_person_who_leaves_the_province_becomes_a_visitor_and_leaves_the_cohorts_of_attesters() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(Registry::move_house(by(BORYEONG), PersonId(0), ZoneId::OUTSIDE), BadOrigin);
		assert_ok!(Registry::move_house(by(CHEONGYANG), PersonId(0), ZoneId::OUTSIDE));
		assert_eq!(last_event(), Event::PersonMoved { person: PersonId(0), zone: ZoneId::OUTSIDE });
		let person = Registry::person(PersonId(0)).unwrap();
		assert!(person.is_visitor() && !person.is_enrolled(CohortId(0)));
		assert!(was_enrolled(PersonId(0), CohortId(0), now()), "what was earned stays");
		assert_eq!((heads(CohortId(0)), Residents::<Test>::get(0)), (1, 1));
		assert_eq!(Registry::person_of(PHONE), Some(PersonId(0)));
		assert_noop!(enrol(CohortId(0), &[PersonId(0)]), Error::<Test>::NotResident);
		// Back home again.
		assert_ok!(Registry::move_house(by(CHEONGYANG), PersonId(0), HERE));
		assert_ok!(Registry::finish_move(by(PHONE), PersonId(0)));
		assert_ok!(enrol(CohortId(0), &[PersonId(0)]));
	});
}

#[test]
fn g7_the_nonce_of_an_account_never_begins_again() {
	ExtBuilder::default().build_and_execute(|| {
		let nonce = |who| System::account_nonce(who);
		System::set_block_number(1_000);
		// An earlier life of the account, which ended: its transactions had the numbers 0 to 6.
		assert_ok!(add_key(by(PHONE), NEW, KeyKind::Phone));
		assert_eq!(nonce(NEW), 1_000, "no transaction of an earlier life fits");
		(0..7).for_each(|_| System::inc_account_nonce(NEW));
		assert_ok!(Registry::remove_key(by(NEW), NEW));
		pass(RoleMemory::get());
		// The account has used more numbers than there were blocks: it is kept.
		assert_noop!(Registry::forget_stale_key(by(77), NEW), Error::<Test>::AccountInUse);
		System::set_block_number(1_007);
		assert_ok!(Registry::forget_stale_key(by(77), NEW));
		assert!(!System::account_exists(&NEW));
		System::set_block_number(2_000);
		assert_ok!(add_key(by(PHONE), NEW, KeyKind::Phone));
		assert_eq!(nonce(NEW), 2_000, "the transactions 1,000 to 1,006 are stale");
		// The same for shops and tills.
		assert_ok!(add_till(by(OWNER), TILL, 5));
		apply(101);
		assert_eq!((nonce(TILL), nonce(101)), (2_000, 2_000));
	});
}

#[test]
fn d1_a_refund_to_a_removed_key_still_finds_its_person() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(add_key(by(PHONE), NEW, KeyKind::Phone));
		// With nothing on it, and whoever would like its record gone.
		assert_ok!(Registry::remove_key(by(NEW), PHONE));
		assert_noop!(Registry::forget_stale_key(by(77), PHONE), Error::<Test>::TooEarly);
		assert_eq!(Registry::former_key_of(&PHONE), Some(PersonId(0)));
		assert_ok!(start_recovery(by(CHEONGYANG), PersonId(0), 60, KeyKind::Phone));
		pass(DELAY);
		assert_ok!(Registry::finish_recovery(by(77), PersonId(0)));
		for former in [PHONE, NEW] {
			assert_noop!(Registry::forget_stale_key(by(77), former), Error::<Test>::TooEarly);
			assert_eq!(Registry::former_key_of(&former), Some(PersonId(0)));
		}
	});
}

#[test]
fn k5b_a_shop_whose_owner_lost_the_account_gets_another_after_a_delay_and_keeps_its_takings() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(add_till(by(OWNER), TILL, 5));
		let start = || {
			let agreed = agreed(NEW, RoleOffer::Owner { merchant: MerchantId(0) });
			assert_ok!(Registry::replace_owner(by(CHEONGYANG), MerchantId(0), agreed));
		};
		start();
		let ready_at = now() + DELAY;
		let started = Event::ReplacementStarted { merchant: MerchantId(0), owner: NEW, ready_at };
		assert_eq!(last_event(), started);
		for who in [CHEONGYANG, NEW, TILL, 77] {
			assert_noop!(
				Registry::finish_replacement(by(who), MerchantId(0)),
				Error::<Test>::TooEarly
			);
		}
		for stranger in [BORYEONG, NEW, TILL, 77] {
			let cancel = Registry::cancel_replacement(by(stranger), MerchantId(0));
			assert_noop!(cancel, Error::<Test>::NotAuthorized);
		}
		// The present owner, whose account is not lost, or an attester calls it off.
		for who in [OWNER, CHEONGYANG] {
			assert_ok!(Registry::cancel_replacement(by(who), MerchantId(0)));
			assert_eq!(last_event(), Event::ReplacementCancelled { merchant: MerchantId(0) });
			let again = Registry::cancel_replacement(by(who), MerchantId(0));
			assert_noop!(again, Error::<Test>::ReplacementNotFound);
			start();
		}
		// The finder of the account cannot, once the shop is suspended.
		assert_ok!(Registry::suspend_merchant(by(CHEONGYANG), MerchantId(0), REASON));
		let cancel = Registry::cancel_replacement(by(OWNER), MerchantId(0));
		assert_noop!(cancel, Error::<Test>::MerchantSuspended);
		pass(DELAY);
		assert_ok!(Registry::finish_replacement(by(77), MerchantId(0)));
		assert_eq!(Registry::merchant_of(&NEW), Some(MerchantId(0)));
		assert_eq!(Registry::lost_account_of(&OWNER), Some(MerchantId(0)));
		assert_eq!(Registry::lost_account_of(&TILL), None);
		// What lies on the lost account keeps its record.
		System::inc_providers(&OWNER);
		pass(RoleMemory::get());
		assert_noop!(Registry::forget_stale_key(by(77), OWNER), Error::<Test>::AccountInUse);
		assert_ok!(System::dec_providers(&OWNER));
		assert_ok!(Registry::forget_stale_key(by(77), OWNER));
	});
}

#[test]
fn an_owner_who_agrees_hands_over_at_once_and_keeps_what_lies_on_the_account() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(replace_owner(by(CHEONGYANG), MerchantId(0), NEW));
		assert_eq!(Registry::merchant_of(&NEW), Some(MerchantId(0)));
		assert_eq!(Registry::lost_account_of(&OWNER), None);
		// A shop that closes is handed over to nobody.
		let agreed = agreed(NEW + 1, RoleOffer::Owner { merchant: MerchantId(0) });
		assert_ok!(Registry::replace_owner(by(CHEONGYANG), MerchantId(0), agreed));
		assert_ok!(Registry::close_merchant(by(NEW), MerchantId(0)));
		assert!(!Replacements::<Test>::contains_key(MerchantId(0)));
	});
}
