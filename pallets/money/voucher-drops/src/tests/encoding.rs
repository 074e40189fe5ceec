// SPDX-License-Identifier: Apache-2.0

//! Bytes in state, and in what clients send, do not change by accident.

use crate::BeaconId;
use chungnam_primitives::{Announced, PersonId, ProgrammeId, ReceiptId, SeriesId};
use chungnam_testkit::{assert_bounded, pinned};
use codec::{Encode, MaxEncodedLen};
use frame_support::traits::StorageInfoTrait;

use super::*;
use crate::{mock::RuntimeCall, Call};

#[test]
fn enums_keep_their_indices() {
	pinned(Schedule::Once(5), "00 05000000");
	pinned(Schedule::EveryDays { first: 5, every: 7 }, "01 05000000 0700");
	pinned(Schedule::DayOfMonth { first: 5, day: 31 }, "02 05000000 1f");
	pinned(End::Never, "00");
	pinned(End::Count(3), "01 03000000");
	pinned(End::Until(9), "02 09000000");
	pinned(Reward::Flat(1), "00 01000000000000000000000000000000");
	let half = Reward::Share { rate: Perbill::from_percent(50), most: 2 };
	pinned(half, "01 0065cd1d 02000000000000000000000000000000");
	let running = Status::Running { due: 5, noted: 6, is_waiting: true };
	pinned(running, "00 05000000 06000000 01");
	pinned(Status::Completed { at: 7 }, "01 0700000000000000");
	pinned(Status::Stopped { at: 7 }, "02 0700000000000000");
	pinned(Status::Closed, "03");
}

#[test]
fn plans_are_pinned() {
	let cohort = CohortPlan { claim_days: Some(30), ..pension(Schedule::Once(5)) };
	pinned(Plan::Cohort(cohort), "00 00000000 419c 00 05000000 00 01 1e00 03000000 01");
	let window = Window { opens: 1, closes: 2 };
	let zones: Zones = BoundedVec::truncate_from(vec![EUP]);
	let place = PlacePlan { window, zones: zones.clone(), ..visit() };
	pinned(
		Plan::Place(place),
		"01 214e 0a000000 0100000000000000 0200000000000000 04 0c01 01 c027090000000000 00",
	);
	let spending = PaybackPlan {
		reward: Reward::Flat(1),
		receipts: window,
		closes: 3,
		zones,
		visitors_only: true,
		..payback()
	};
	pinned(
		Plan::Payback(spending),
		"02 00 01000000000000000000000000000000 0a000000 0100000000000000 0200000000000000
		0300000000000000 c2d40100 ff 0300000000000000 00000000 04 0c01 01",
	);
	let list = ListPlan { name: [1; 32], root: [2; 32], entries: 3, total: 4, window };
	let root = "02".repeat(32);
	let rest = "03000000 10 0100000000000000 0200000000000000";
	pinned(Plan::List(list), &format!("03 {} {root} {rest}", "01".repeat(32)));
}

#[test]
fn stored_values_are_pinned() {
	let opening = Opening {
		day: 1,
		series: SeriesId(2),
		opened_at: 3,
		counted_at: 6,
		per_head: 4,
		granted: 5,
		late: None,
	};
	pinned(opening, "01000000 02000000 0300000000000000 0600000000000000 10 05000000 00");
	let count = Count { day: 1, at: 2, heads: 3 };
	pinned(count, "01000000 0200000000000000 03000000");
	let money = Money { funded: 1, spent: 2, returned: 3 };
	let won = |number: u8| format!("{number:02x}{}", "00".repeat(15));
	pinned(money, &[won(1), won(2), won(3)].concat());
	pinned(Tally { claims: 1, amount: 2 }, "01000000 08");
	let by_receipt = Claim { amount: 1, receipts: receipts(&[ReceiptId(9)]), ..Claim::default() };
	pinned(by_receipt, "04 04 0900000000000000 00");
	let months = BoundedVec::truncate_from(vec![(6, 7)]);
	let of_months = Claim { amount: 5_000, months, ..Claim::default() };
	pinned(of_months, &format!("214e 00 04 06000000 {}", won(7)));
	let mut device = Beacon::new(account(7), EUP, 2);
	(device.slot, device.used, device.used_before) = (3, 4, 5);
	let key = "07".repeat(32);
	pinned(device, &format!("{key} 0c01 01 02000000 0300000000000000 04000000 05000000"));
	let bits = Claimed::default().with(0).with(9);
	pinned(bits, &format!("0102{}", "00".repeat(30)));
	let terms = NewTerms { template: 2u8, per_head: 3, end: End::Never, claim_days: None };
	pinned(Announced::without_notice([(1u32, terms)]), "04 01000000 02 0c 00 00");
	let programme = Programme {
		plan: Plan::Cohort(pension(Schedule::Once(5))),
		template: 2u8,
		changes: Announced::default(),
		refund_to: 9u8,
		status: Status::Closed,
		done: 1,
		counts: BoundedVec::new(),
		openings: Openings::new(),
		beacons: 0,
		money: Money::default(),
	};
	let plan = "00 00000000 419c 00 05000000 00 00 03000000 01";
	let rest = format!("02 00 09 03 01000000 00 00 00000000 {}", "00".repeat(48));
	pinned(programme, &format!("{plan} {rest}"));
}

#[test]
fn what_a_citizen_sends_is_short() {
	let length = |call: Call<Test>| RuntimeCall::from(call).encoded_size();
	let signature = MultiSignature::Ecdsa(sp_core::ecdsa::Signature::from_raw([1; 65]));
	let sight = Sight { beacon: BeaconId(1), slot: 2, signature };
	let sights = sights(&[sight.clone(), sight]);
	assert_eq!(length(Call::claim_at_place { programme: ProgrammeId(1), sights }), 163);
	let receipts = receipts(&[ReceiptId(1); 16]);
	assert_eq!(length(Call::claim_payback { programme: ProgrammeId(1), receipts }), 135);
	assert_eq!(length(Call::undo_payback { programme: ProgrammeId(1) }), 6);
	let entry = ListEntry { index: 1, person: PersonId(2), amount: 3, salt: [4; 32] };
	let proof = BoundedVec::truncate_from(vec![[5; 32]; 24]);
	assert_eq!(length(Call::claim_listed { programme: ProgrammeId(1), entry, proof }), 831);
}

#[test]
fn every_value_in_state_is_bounded() {
	assert_bounded(VoucherDrops::storage_info(), 4_096);
	assert!(Claim::max_encoded_len() < 240);
}
