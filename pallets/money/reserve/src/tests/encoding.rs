// SPDX-License-Identifier: Apache-2.0

//! Bytes in state, and in what clients send, do not change by accident.

use chungnam_primitives::{MerchantId, PersonId, SeriesId};
use chungnam_testkit::{assert_bounded, pinned, pinned_errors};
use codec::Encode;
use frame_support::traits::StorageInfoTrait;
use sp_core::hexdisplay::HexDisplay;

use super::*;
use crate::{
	mock::RuntimeHoldReason, CashOut, CashOutRejection, CashOutSkip, Claimant, Disclosure,
	HoldReason, MonthlySum, Payment, RefusedRest, ShopLedger,
};

#[test]
fn enums_keep_their_indices() {
	pinned(Claimant::Merchant(MerchantId(7)), "00 07000000");
	pinned(Claimant::Buyer(PersonId(1), SeriesId(2)), "01 01000000 02000000");
	pinned(CashOutRejection::BankRefused, "00");
	pinned(CashOutRejection::UnderInvestigation, "01");
	pinned(CashOutRejection::Duplicate, "02");
	pinned(CashOutSkip::Gone, "00");
	pinned(CashOutSkip::TooEarly, "01");
	pinned(CashOutSkip::ReviewMissing, "02");
	pinned(CashOutSkip::InPayment, "03");
	pinned(CashOutSkip::NotTaken, "04");
	pinned(CashOutSkip::UnderInvestigation, "05");
	pinned(CashOutSkip::MerchantNotOpen, "06");
	assert_eq!(RuntimeHoldReason::from(HoldReason::CashOut).encode(), [3, 0]);
}

#[test]
fn errors_keep_their_names_and_indices() {
	pinned_errors::<Error<Test>>(
		"ZeroAmount MerchantNotFound MerchantNotOpen InsufficientBalance Overflow \
		 CashOutNotFound ReserveExceeded StatementTooOld TooEarly AlreadyInState NotAuthorized \
		 BelowMinimum CashOutLimitExceeded ReviewMissing InPayment NotTaken UnderInvestigation \
		 NotInvestigated",
	);
}

#[test]
fn reserve_and_disclosure_keep_their_bytes() {
	pinned(
		crate::Reserve { balance: 1, statement: [0xEE; 32], at: 2, missing: 3 },
		&format!("04 {} 08 0c", "ee".repeat(32)),
	);
	let disclosure = Disclosure {
		minted: 1,
		burnt: 2,
		sold: 3,
		incentive: 4,
		policy: 5,
		expired: 6,
		reserve: 7,
		issuance: 8,
	};
	let wide = |won: Won| HexDisplay::from(&won.encode()).to_string();
	pinned(disclosure, &(1..=8).map(wide).collect::<String>());
}

#[test]
fn settlement_keeps_its_bytes() {
	let request = CashOut {
		account: account(0xAB),
		claimant: Claimant::Merchant(MerchantId(2)),
		region: CHEONGYANG,
		amount: 1,
		requested_at: 2,
		payable_at: 3,
		reviewer: None,
		payment: None,
		investigated_until: None,
	};
	let asked = format!("{} 00 02000000 0c 04 08 0c 00", "ab".repeat(32));
	pinned(request.clone(), &format!("{asked} 00 00"));
	let payment = Some(Payment { by: Some(account(0xCD)), until: 4 });
	let taken = CashOut { payment, investigated_until: Some(5), ..request };
	let later = "01 0500000000000000";
	pinned(taken, &format!("{asked} 01 01 {} 10 {later}", "cd".repeat(32)));
	pinned(RefusedRest { amount: 1, region: CHEONGYANG }, "04 0c");
	pinned(ShopLedger::default(), "00 0000 0000");
	let sum = |month, amount| MonthlySum { month, amount };
	let ledger = ShopLedger { takings: 1, cashed_out: sum(2, 3), bonus: sum(4, 5) };
	pinned(ledger, "04 080c 1014");
	let (zero, one, max) = ("00".repeat(16), format!("01{}", "00".repeat(15)), "ff".repeat(16));
	let terms = format!("{one}{max}{max}{max}{}{max}", "00".repeat(8));
	pinned(CashOutTerms::default(), &terms);
	pinned(RespendTerms::default(), &format!("00000000{zero}"));
}

#[test]
fn every_value_in_state_has_a_bound() {
	assert_bounded(Reserve::storage_info(), 200);
}
