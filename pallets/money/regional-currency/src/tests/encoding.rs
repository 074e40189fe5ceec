// SPDX-License-Identifier: Apache-2.0

//! Bytes in state, and in what clients send, do not change by accident.

use crate::CapId;
use crate::LimitId;
use chungnam_ports::Opener;
use chungnam_primitives::{Announced, CohortId, IncomeId, ProgrammeId, ReceiptId, SeriesId};
use chungnam_testkit::{assert_bounded, pinned};
use codec::{Encode, MaxEncodedLen};
use frame_support::traits::StorageInfoTrait;
use sp_core::hexdisplay::HexDisplay;

use super::*;
use crate::{
	CategoryCap, ClawBackReason, Debt, Earned, Lot, MonthFlow, OpenDrop, Part, Payback,
	PaymentBook, Period, Purchase, Receipt, Series, SpecialMonth, Usage, UsageKey,
};

#[test]
fn enums_keep_their_indices() {
	pinned(FunderLevel::Other, "03");
	pinned(UsageKey::Cap(CapId(1)), "00 01000000");
	pinned(UsageKey::Purchase(LimitId(1)), "01 01000000");
	pinned(UsageKey::IncentiveOfMonth(LimitId(1)), "02 01000000");
	pinned(UsageKey::IncentiveOfYear(LimitId(1)), "03 01000000");
	pinned(UsageKey::Gift(SeriesId(1)), "04 01000000");
	pinned(Period::Month(24_314), "00 fa5e0000");
	pinned(Period::Year(2026), "01 ea070000");
	pinned(ClawBackReason::FalseResidence, "00");
	pinned(ClawBackReason::Cashing, "01");
	pinned(ClawBackReason::Resale, "02");
	pinned(ClawBackReason::PaidInError, "03");
	pinned(ClawBackReason::Repayment, "04");
	pinned(Places::HomeZone, "00");
	pinned(Places::Zones(BoundedVec::truncate_from(vec![EUP])), "01 04 0c01");
	pinned(Places::HomeRegion, "02");
	pinned(Places::Regions(county()), "03 00100000");
	pinned(Places::Province, "04");
	pinned(Places::AnyHomeZone, "05");
	pinned(Places::AnyHomeRegion, "06");
}

#[test]
fn refusals_keep_their_indices() {
	let refusals = [
		Refusal::ZeroAmount,
		Refusal::NotRegistered,
		Refusal::PersonFrozen,
		Refusal::MerchantNotFound,
		Refusal::MerchantNotOpen,
		Refusal::SelfPayment,
		Refusal::SeriesPaused,
		Refusal::NotYetOpen,
		Refusal::Expired,
		Refusal::PlaceNotAllowed,
		Refusal::CategoryNotAllowed,
		Refusal::SalesClassNotAllowed,
		Refusal::CategoryCapReached,
		Refusal::InsufficientBalance,
		Refusal::MaxUsageExceeded,
		Refusal::NotAuthorized,
		Refusal::PersonDeceased,
		Refusal::OrderAlreadyPaid,
		Refusal::PaymentsStopped,
	];
	for (index, refusal) in (0u8..).zip(refusals) {
		assert_eq!(refusal.encode(), [index], "{refusal:?}");
	}
}

#[test]
fn a_wallet_keeps_its_bytes() {
	let lot = Lot { series: SeriesId(1), amount: 150_000, face: 150_000, graced: 0, ends: 64 };
	let usage =
		Usage { key: UsageKey::Cap(CapId(7)), period: Period::Month(24_314), amount: 50_000 };
	let debt = Debt {
		opener: Opener::Income(IncomeId(5)),
		left: 10,
		share: Percent::from_percent(30),
		since: 1,
	};
	pinned(lot.clone(), "01000000 c2270900 c2270900 00 0101");
	let earned = Earned { bought: SeriesId(1), from: SeriesId(2), amount: 10 };
	pinned(earned.clone(), "01000000 02000000 28");
	let purchase = Purchase {
		series: SeriesId(1),
		amount: 10,
		incentive: None,
		limits: LimitId(3),
		at: 1,
		until: 2,
		at_counter: true,
	};
	pinned(purchase.clone(), "01000000 28 00 03000000 04 08 01");
	let wallet = Wallet {
		lots: BoundedVec::truncate_from(vec![lot]),
		usage: BoundedVec::truncate_from(vec![usage]),
		seen: 3,
		debts: BoundedVec::truncate_from(vec![debt]),
		earned: BoundedVec::truncate_from(vec![earned]),
		purchases: BoundedVec::truncate_from(vec![purchase]),
	};
	let hex = "04 01000000 c2270900 c2270900 00 0101 04 00 07000000 00 fa5e0000 420d0300 0c 04 01 05000000 28 1e 0100000000000000 04 01000000 02000000 28 04 01000000 28 00 03000000 04 08 01";
	pinned(wallet, hex);
}

#[test]
fn a_receipt_keeps_its_bytes() {
	let bonuses = BoundedVec::truncate_from(vec![(SeriesId(2), 1)]);
	let (series, amount, cap) = (SeriesId(1), 10_000, Some(CapId(7)));
	let class = MoneyClass::Policy;
	let part = Part { series, class, amount, face: 0, cap, bonuses };
	let receipt = Receipt {
		person: KIM_ID,
		account: account(0xAB),
		merchant: MART,
		order: Some(Order { till: 3, reference: [0xCD; 16] }),
		at: TODAY,
		parts: BoundedVec::truncate_from(vec![part]),
		plain: 64,
		payback: Some(Payback { series: SeriesId(2), amount: 3 }),
	};
	let who = "ab".repeat(32);
	let at = HexDisplay::from(&TODAY.encode()).to_string();
	let bonus = HexDisplay::from(&1_u128.encode()).to_string();
	let order = format!("01 0300 {}", "cd".repeat(16));
	let hex =
		format!("01000000 {who} 02000000 {order} {at} 04 01000000 02 419c 00 01 07000000 04 02000000 {bonus} 0101 01 02000000 0c");
	pinned(receipt, &hex);
}

/// Numbers of won, one after the other.
fn wide(numbers: core::ops::RangeInclusive<Won>) -> String {
	numbers.map(|won| HexDisplay::from(&won.encode()).to_string()).collect()
}

#[test]
fn drops_and_months_keep_their_bytes() {
	let drop = OpenDrop {
		number: 1,
		series: SeriesId(2),
		opener: Opener::Programme(ProgrammeId(3)),
		opened_at: 4,
		per_head: 5,
		ends: 6,
		claim_until: 7,
		unclaimed: 8,
	};
	let moment = |at: Moment| HexDisplay::from(&at.encode()).to_string();
	let hex =
		["01000000 02000000 00 03000000".into(), moment(4), wide(5..=5), moment(6), moment(7)];
	pinned(drop, &format!("{} 08000000", hex.join("")));
	let flow = MonthFlow {
		issued: 1,
		sold: 2,
		spent: 3,
		refunded: 4,
		expired: 5,
		lapsed: 6,
		clawed_back: 7,
		returned: 8,
		to_funders: 9,
		to_router: 10,
	};
	pinned(flow, &wide(1..=10));
	let book = PaymentBook {
		next_receipt: ReceiptId(1),
		last_drop: 2,
		notes_takings: true,
		month: 3,
		spent: 4,
		refunded: 5,
	};
	pinned(book, &format!("0100000000000000 02000000 01 03000000 {}", wide(4..=5)));
}

#[test]
fn the_money_of_a_series_keeps_its_bytes() {
	let totals = Totals {
		budget: 1,
		issued: 2,
		outstanding: 3,
		graced: 4,
		spent: 5,
		expired: 6,
		clawed_back: 7,
		refunded: 8,
		lapsed: 9,
		grace_until: 10,
	};
	pinned(totals, &format!("{} 0a00000000000000", wide(1..=9)));
}

/// Rules with everything in them.
fn full_rules() -> Rules {
	let categories = CategorySet::of(&[category::HANARO_MART]);
	let mut rules = purchased(Some(SeriesId(3)));
	rules.caps = BoundedVec::truncate_from(vec![CategoryCap {
		id: CapId(7),
		categories,
		per_month: 50_000,
	}]);
	if let Some(sale) = &mut rules.sale {
		sale.special_months = BoundedVec::truncate_from(vec![SpecialMonth {
			month: 24_313,
			per_month: 500_000,
			holding: 900_000,
		}]);
	}
	rules
}

#[test]
fn rules_keep_their_bytes() {
	let won = |amount: Won| HexDisplay::from(&amount.encode()).to_string();
	let moment = |at: Moment| HexDisplay::from(&at.encode()).to_string();
	let hex = [
		"02 0000000000000000 ffffffffffffffff".into(),
		format!("04 07000000 0002000000000000 {}", won(50_000)),
		"03".into(),
		format!("01 {} {}", won(30_000), won(50_000)),
		format!("01 3c {} 50 {}", won(10_000), moment(0)),
		format!("01 00000000 {} {}", moment(EXPIRES), won(700_000)),
		format!("04 f95e0000 {} {} {}", won(500_000), won(900_000), won(1_500_000)),
		format!("01 03000000 00e1f505 {} {}", won(70_000), won(500_000)),
		moment(7 * DAYS),
		moment(OPENS),
		moment(EXPIRES),
		"00000000".into(),
	];
	pinned(full_rules(), &hex.join(""));
}

#[test]
fn a_series_keeps_its_bytes() {
	let hex_of = |bytes: Vec<u8>| HexDisplay::from(&bytes).to_string();
	let changes = Announced::without_notice([(APRIL, full_rules())]);
	let series = Series {
		class: MoneyClass::Purchased,
		issuers: county(),
		funders: funded_by_county(),
		rules: full_rules(),
		changes,
		paused: true,
		opener: Some(Opener::Programme(ProgrammeId(5))),
		cohort: Some(CohortId(6)),
	};
	let funder = format!("04 {} 02 00ca9a3b", hex_of(COUNTY.encode()));
	let rules = hex_of(full_rules().encode());
	let from = hex_of(APRIL.encode());
	pinned(
		series,
		&format!("00 00100000 {funder} {rules} 04 {from} {rules} 01 01 00 05000000 01 06000000"),
	);
}

#[test]
fn a_resident_with_basic_income_costs_few_bytes() {
	let lot = Lot { series: SeriesId(1), amount: 150_000, face: 150_000, graced: 0, ends: EXPIRES };
	let usage =
		Usage { key: UsageKey::Cap(CapId(7)), period: Period::Month(24_314), amount: 50_000 };
	let wallet = Wallet {
		lots: BoundedVec::truncate_from(vec![lot]),
		usage: BoundedVec::truncate_from(vec![usage]),
		seen: 1_000,
		debts: BoundedVec::new(),
		earned: BoundedVec::new(),
		purchases: BoundedVec::new(),
	};
	assert_eq!(wallet.encoded_size(), 41);
	assert!(Wallet::max_encoded_len() < 3_072, "{}", Wallet::max_encoded_len());
}

#[test]
fn every_value_in_state_has_a_bound() {
	assert_bounded(RegionalCurrency::storage_info(), 4_095);
}
