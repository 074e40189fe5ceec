// SPDX-License-Identifier: Apache-2.0

//! The bytes of what is stored. A change here is a migration.

use super::*;
use chungnam_ports::Standing;
use chungnam_primitives::{CohortId, MerchantId, PersonId};
use codec::Encode;
use sp_core::H256;

#[test]
fn people_and_keys_are_stored_in_these_bytes() {
	let mut person = Person::new(ZoneId::new(12, 1));
	assert_eq!(person.encode(), [12, 1, 0, 0, 0, 0, 0]);
	assert_eq!(Person::new(ZoneId::OUTSIDE).encode(), [0, 0, 0, 0, 0, 0, 0]);
	person.standing = Standing::Frozen;
	person.key_epoch = 2;
	person.keys = 1;
	let person = person.enrol(CohortId(7), 9, 0).unwrap();
	let stay = [4, 7, 0, 0, 0, 9, 0, 0, 0, 0, 0, 0, 0, 0];
	assert_eq!(person.encode(), [&[12, 1, 1, 2, 0, 1][..], &stay].concat());
	let record = KeyRecord { person: PersonId(3), epoch: 1, kind: KeyKind::Card, since: 9 };
	assert_eq!(record.encode(), [3, 0, 0, 0, 1, 0, 1, 9, 0, 0, 0, 0, 0, 0, 0]);
	assert_eq!(KeyKind::Phone.encode(), [0]);
}

#[test]
fn guardians_recoveries_and_attesters_are_stored_in_these_bytes() {
	let acts = WardActs { spend: true, claim: false };
	let guardian = Guardian { guardian: PersonId(5), acts, since: 1, until: 2 };
	assert_eq!(guardian.encode(), (5u32, true, false, 1u64, 2u64).encode());
	let death = Death {
		standing: Standing::Frozen,
		is_elector: true,
		cohorts: BoundedVec::truncate_from(vec![CohortId(7)]),
		guardians: BoundedVec::truncate_from(vec![guardian]),
	};
	let bytes = [&[1, 1, 4, 7, 0, 0, 0, 4][..], &guardian.encode()].concat();
	assert_eq!(death.encode(), bytes);
	let heir = Heir { person: PersonId(7), has_accepted: true };
	assert_eq!(heir.encode(), [7, 0, 0, 0, 1]);
	let moving = Move { zone: ZoneId::new(4, 1), ready_at: 7 };
	assert_eq!(moving.encode(), [4, 1, 7, 0, 0, 0, 0, 0, 0, 0]);
	let departure = Departure { from: 12, at: 7 };
	assert_eq!(departure.encode(), [12, 7, 0, 0, 0, 0, 0, 0, 0]);
	let registration = Registration { first: PersonId(3), at: 7 };
	assert_eq!(registration.encode(), [3, 0, 0, 0, 7, 0, 0, 0, 0, 0, 0, 0]);
	let recovery =
		Recovery { new_key: 8u8, kind: KeyKind::Phone, ready_at: 3, started_by: Some(9) };
	assert_eq!(recovery.encode(), [8, 0, 3, 0, 0, 0, 0, 0, 0, 0, 1, 9]);
	assert_eq!(attester(12).encode(), [0, 16, 0, 0, 191, 1]);
}

#[test]
fn shops_are_stored_in_these_bytes() {
	let merchant = Merchant {
		owner: 1u8,
		zone: ZoneId::new(4, 0),
		category: 9,
		sales_class: SalesClass::Small,
		status: MerchantStatus::Active,
		check_due: 7,
		operator: None,
	};
	assert_eq!(merchant.encode(), [1, 4, 0, 9, 1, 2, 7, 0, 0, 0, 0, 0, 0, 0, 0]);
	let run = Merchant { operator: Some(PersonId(3)), ..merchant };
	assert_eq!(run.encode(), [1, 4, 0, 9, 1, 2, 7, 0, 0, 0, 0, 0, 0, 0, 1, 3, 0, 0, 0]);
	let reason = |code| Reason { code, document: None };
	let suspended =
		|appeal| MerchantStatus::Suspended { reason: reason(ReasonCode::IllegalExchange), appeal };
	assert_eq!(MerchantStatus::Applied.encode(), [0]);
	let rejected = MerchantStatus::Rejected(reason(ReasonCode::NotEligible));
	assert_eq!(rejected.encode(), [1, 2, 0]);
	assert_eq!(suspended(Appeal::None).encode(), [3, 3, 0, 0]);
	assert_eq!(suspended(Appeal::Pending).encode(), [3, 3, 0, 1]);
	assert_eq!(suspended(Appeal::Dismissed).encode(), [3, 3, 0, 2]);
	assert_eq!(MerchantStatus::Closed.encode(), [4]);
	for (n, code) in [
		ReasonCode::IncompleteDocuments,
		ReasonCode::WrongStatement,
		ReasonCode::NotEligible,
		ReasonCode::IllegalExchange,
		ReasonCode::RefusedPayment,
		ReasonCode::FailedCheck,
		ReasonCode::UnderInvestigation,
	]
	.into_iter()
	.enumerate()
	{
		assert_eq!(code.encode(), [n as u8]);
	}
	let documented = Reason { code: ReasonCode::FailedCheck, document: Some(H256::zero()) };
	assert_eq!(documented.encode(), [&[5, 1][..], &[0; 32]].concat());
}

#[test]
fn acting_accounts_and_cohorts_are_stored_in_these_bytes() {
	let owner = Acting { merchant: MerchantId(2), role: Role::Owner };
	assert_eq!(owner.encode(), [2, 0, 0, 0, 0]);
	let former = Acting { merchant: MerchantId(2), role: Role::Former { since: 5, lost: true } };
	assert_eq!(former.encode(), [2, 0, 0, 0, 2, 5, 0, 0, 0, 0, 0, 0, 0, 1]);
	let replacement = Replacement { owner: 1u8, ready_at: 7 };
	assert_eq!(replacement.encode(), [1, 7, 0, 0, 0, 0, 0, 0, 0]);
	let till = Till { limit_per_day: 1, day: 2, used: 3 };
	let encoded = Acting { merchant: MerchantId(2), role: Role::Till(till) }.encode();
	assert_eq!(encoded, [&[2, 0, 0, 0, 1][..], &(1u128, 2u32, 3u128).encode()].concat());
	let cohort = Cohort { region: 12, heads: 1, heads_before: 2, changed_at: 3, managed: true };
	assert_eq!(cohort.encode(), (12u8, 1u32, 2u32, 3u64, true).encode());
	let suspension = MandateSuspension { at: 1, until: 2 };
	assert_eq!(suspension.encode(), (1u64, 2u64).encode());
}
