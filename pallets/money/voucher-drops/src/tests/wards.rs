// SPDX-License-Identifier: Apache-2.0

//! A guardian claims at a place and for payments of a ward, who holds no phone.

use chungnam_ports::Standing;
use chungnam_primitives::{PersonId, ProgrammeId, ReceiptId};

use super::*;

/// Kim is a guardian of Lee until the end of the day.
fn with_ward(test: impl FnOnce()) {
	ExtBuilder::default().build_and_execute(|| {
		MockRegistry::add_guardian(KIM_ID, LEE_ID, morning(today()) + HOURS);
		test();
	});
}

fn claim_at(who: AccountId, ward: PersonId, number: ProgrammeId, all: &[Sight]) -> DispatchResult {
	VoucherDrops::claim_at_place_for(signed(who), ward, number, sights(all))
}

fn claim_back(
	who: AccountId,
	ward: PersonId,
	number: ProgrammeId,
	all: &[ReceiptId],
) -> DispatchResult {
	VoucherDrops::claim_payback_for(signed(who), ward, number, receipts(all))
}

#[test]
fn guardian_claims_at_a_place_for_a_ward_whom_the_beacon_saw() {
	with_ward(|| {
		let (number, pair, id) = at_place(visit(), 100);
		let own = sight(&pair, number, id, KIM_ID);
		assert_noop!(claim_at(KIM, LEE_ID, number, &[own]), Error::<Test>::SignatureInvalid);
		let seen = sight(&pair, number, id, LEE_ID);
		assert_noop!(
			claim_at(GUEST, LEE_ID, number, std::slice::from_ref(&seen)),
			Error::<Test>::NotAuthorized
		);
		assert_ok!(claim_at(KIM, LEE_ID, number, std::slice::from_ref(&seen)));
		assert_eq!((Currency::given_to(LEE_ID), Currency::given_to(KIM_ID)), (5_000, 0));
		assert_noop!(claim_at(KIM, LEE_ID, number, &[seen]), Error::<Test>::AlreadyClaimed);
	});
}

#[test]
fn guardian_claims_back_for_payments_of_a_ward() {
	with_ward(|| {
		let number = open(Plan::Payback(payback()));
		let own = [spend(KIM_ID, RESTAURANT, 40_000)];
		assert_noop!(claim_back(KIM, LEE_ID, number, &own), Error::<Test>::ForeignReceipt);
		let spent = [spend(LEE_ID, RESTAURANT, 30_000)];
		assert_noop!(claim_back(GUEST, LEE_ID, number, &spent), Error::<Test>::NotAuthorized);
		assert_ok!(claim_back(KIM, LEE_ID, number, &spent));
		assert_eq!((Currency::given_to(LEE_ID), Currency::given_to(KIM_ID)), (15_000, 0));
		// The guardian's own claim is another.
		assert_ok!(VoucherDrops::claim_payback(signed(KIM), number, receipts(&own)));
	});
}

#[test]
fn nobody_claims_for_a_ward_who_may_not_act_or_after_the_end_of_the_guardianship() {
	with_ward(|| {
		let number = open(Plan::Payback(payback()));
		let spent = [spend(LEE_ID, RESTAURANT, 30_000)];
		MockRegistry::set_standing(LEE_ID, Standing::Frozen);
		assert_noop!(claim_back(KIM, LEE_ID, number, &spent), Error::<Test>::PersonFrozen);
		MockRegistry::set_standing(LEE_ID, Standing::Active);
		MockRegistry::set_standing(KIM_ID, Standing::Frozen);
		assert_noop!(claim_back(KIM, LEE_ID, number, &spent), Error::<Test>::PersonFrozen);
		MockRegistry::set_standing(KIM_ID, Standing::Active);
		at(morning(today()) + HOURS);
		assert_noop!(claim_back(KIM, LEE_ID, number, &spent), Error::<Test>::NotAuthorized);
	});
}
