// SPDX-License-Identifier: Apache-2.0

//! Stored bytes are pinned: a change of any is a migration.

use chungnam_primitives::{Announced, CohortId, SeriesId};
use chungnam_testkit::pinned;
use codec::{Encode, MaxEncodedLen};
use frame_support::traits::StorageInfoTrait;
use sp_core::hexdisplay::HexDisplay;

use super::*;
use crate::{Count, IncomeStanding, Owed, Tier};

const TERMS: &str = "821a0600 82380100 05 1e00 5a00 03 06 32 03 05 da02 00";

#[test]
fn enums_keep_their_indices() {
	pinned(SuspensionReason::Inquiry, "00");
	pinned(SuspensionReason::Absence, "01");
	pinned(SuspensionReason::Request, "02");
	pinned(SuspensionReason::Other, "03");
	pinned(Case::Checking { since: 1, until: 2 }, "00 0100000000000000 0200000000000000");
	let reason = SuspensionReason::Absence;
	pinned(Case::Suspended { since: 1, reason }, "01 0100000000000000 01");
	pinned(Case::Banned { until: 2 }, "02 0200000000000000");
	pinned(Wait::Confirmation, "00");
	pinned(Wait::Money { missing: 1 }, "01 04");
	pinned(Wait::Refused, "02");
	pinned(Wait::People, "03");
	pinned(Stage::Running { day: 1, wait: None }, "00 01000000 00");
	pinned(Stage::Stopped, "01");
	pinned(IncomeStanding::Enrolled { tier: 1 }, "00 01000000");
	pinned(IncomeStanding::Checking { since: 0, until: 0 }, &format!("01 {}", "00".repeat(16)));
	pinned(IncomeStanding::Suspended { since: 0, reason }, &format!("02 {} 01", "00".repeat(8)));
	pinned(IncomeStanding::Banned { until: 0 }, &format!("03 {}", "00".repeat(8)));
	pinned(IncomeStanding::HomeNotCovered, "04");
	pinned(IncomeStanding::NotEnrolled, "05");
	pinned(IncomeStanding::Deceased, "06");
	pinned(IncomeStanding::Stopped, "07");
}

#[test]
fn terms_keep_their_bytes() {
	pinned(terms(), TERMS);
	pinned(Announced::without_notice([(APRIL, terms())]), &format!("04 fb5e0000 {TERMS}"));
}

#[test]
fn a_period_keeps_its_bytes() {
	let series = BoundedVec::truncate_from(vec![Some(SeriesId(7)), None]);
	let period = Period {
		month: APRIL,
		opened_at: 1,
		counted_at: 2,
		per_head: FULL,
		lacks: 0,
		topped_until: 0,
		heads: 2,
		of_tiers: BoundedVec::truncate_from(vec![2]),
		series,
	};
	pinned(period, "fb5e0000 0100000000000000 0200000000000000 821a0600 00 0000000000000000 02000000 04 02000000 08 01 07000000 00");
}

#[test]
fn a_book_keeps_its_bytes() {
	let ledger = Ledger {
		funded: 1,
		paid: 2,
		returned: 3,
		cases: 4,
		open_cases: 5,
		owed: 8,
		opened_at: 6,
		admitted_at: 7,
	};
	pinned(ledger, "04 08 0c 04000000 05000000 08000000 0600000000000000 0700000000000000");
}

#[test]
fn what_waits_keeps_its_bytes() {
	let of_tiers = BoundedVec::truncate_from(vec![2]);
	pinned(Count { month: APRIL, at: 1, of_tiers }, "fb5e0000 0100000000000000 04 02000000");
	let owed = Owed { from: APRIL, since: 1, until: 2 };
	pinned(owed, "fb5e0000 0100000000000000 0200000000000000");
}

#[test]
fn an_income_keeps_its_bytes() {
	let template = MockTemplate::sound(county());
	let rules = HexDisplay::from(&template.encode()).to_string();
	let zones = BoundedVec::truncate_from(vec![EUP]);
	let tier = Tier { cohort: CohortId(3), zones, template };
	let income = IncomeOf::<Test> {
		region: CHEONGYANG,
		issuers: county(),
		refund_to: account(0xAB),
		tiers: BoundedVec::truncate_from(vec![tier]),
		terms: terms(),
		changes: Announced::default(),
		next: APRIL,
		confirmed: true,
		stage: Stage::Stopped,
		counts: BoundedVec::new(),
		history: BoundedVec::new(),
	};
	let who = "ab".repeat(32);
	let tiers = format!("04 03000000 04 0c01 {rules}");
	pinned(income, &format!("0c 00100000 {who} {tiers} {TERMS} 00 fb5e0000 01 01 00 00"));
}

#[test]
fn nothing_stored_is_large() {
	assert!(Case::max_encoded_len() <= 17);
	assert!(Ledger::max_encoded_len() <= 3 * 17 + 12 + 16);
	assert!(Period::max_encoded_len() <= 141);
}

#[test]
fn every_storage_item_is_known() {
	let names: Vec<_> = BasicIncome::storage_info()
		.into_iter()
		.map(|info| String::from_utf8(info.storage_name).unwrap())
		.collect();
	let known = ["NextIncome", "Incomes", "Ledgers", "IncomeOfCohort", "Cases", "OwedLater"];
	assert_eq!(names, known);
}
