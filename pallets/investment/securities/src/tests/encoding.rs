// SPDX-License-Identifier: Apache-2.0

//! Bytes in state, and in what clients send, do not change by accident.

use chungnam_testkit::{assert_bounded, pinned};
use codec::Encode;
use frame_support::traits::StorageInfoTrait;

use super::*;
use crate::SaleState;

#[test]
fn stored_types_keep_their_bytes() {
	pinned(
		Credential { seat: Seat::Abroad, class: InvestorClass::Public, until: 1 },
		"02030100000000000000",
	);
	pinned(
		Position {
			seat: Seat::Korea,
			pledged: 2,
			index: 3,
			due: 4,
			locked: 5,
			locked_until: 6,
			silent: 7,
			silent_until: 8,
			offered: 9,
			cash: 10,
			bought: vec![crate::LockUp { units: 11, until: 12 }].try_into().unwrap(),
		},
		"01 0200000000000000 03000000000000000000000000000000 04000000000000000000000000000000
		0500000000000000 0600000000000000 0700000000000000 0800000000000000
		0900000000000000 0a000000000000000000000000000000 04 0b00000000000000 0c00000000000000",
	);
	let issued = Seats { here: 1, korea: 2, abroad: 3 };
	pinned(
		Instrument {
			issued,
			own_issued: 4,
			holders: 12,
			sale: Some(OfferingId(5)),
			points: 6,
			carry: 7,
			received: 8,
			paid: 9,
			announced: vec![crate::Dividend { won: 10, pays_at: 11 }].try_into().unwrap(),
			halt: Some(crate::Halt { since: 13, until: 14, reason: hash(1) }),
			licence: Some(crate::Licence { document: hash(1), fee_bp: 17 }),
			last_price: Some(15),
			cash: 16,
		},
		"0100000000000000 0200000000000000 0300000000000000 0400000000000000 0c000000 01 05000000
		06000000000000000000000000000000 07000000000000000000000000000000
		08000000000000000000000000000000 09000000000000000000000000000000
		04 0a000000000000000000000000000000 0b00000000000000
		01 0d00000000000000 0e00000000000000
		0101010101010101010101010101010101010101010101010101010101010101
		01 0101010101010101010101010101010101010101010101010101010101010101 1100
		01 0f000000000000000000000000000000 10000000000000000000000000000000",
	);
	let open = terms(person(KIM));
	let bound = Terms { resident_before: Some(7), ..open.clone() };
	assert_eq!([open.encode().len(), bound.encode().len()], [215, 223]);
	// Issuer 5, document 32, form and register 2, filing 33, regions 4.
	let (open, bound) = (open.encode(), bound.encode());
	assert_eq!((&open[..76], &open[76..77]), (&bound[..76], &[0][..]));
	assert_eq!((&bound[76..85], &bound[85..]), (&[1, 7, 0, 0, 0, 0, 0, 0, 0][..], &open[77..]));
}

#[test]
fn sales_and_pledges_keep_their_bytes() {
	pinned(
		Pledge { units: 1, round: 2, seat: Seat::Abroad, year: 3, changes: 4, is_released: true },
		"0100000000000000 02 02 03000000 04 01",
	);
	pinned(
		Book {
			positions: 1,
			pledges: vec![SALE].try_into().unwrap(),
			offers: 2,
			year: 3,
			won: 4,
			bought: vec![(FIRST, 4)].try_into().unwrap(),
		},
		"01000000 04 00000000 02000000 03000000 04000000000000000000000000000000
		04 00000000 04000000000000000000000000000000",
	);
	let states = [
		SaleState::Open,
		SaleState::Decided,
		SaleState::Sold,
		SaleState::Missed,
		SaleState::Stopped,
	];
	assert_eq!(states.map(|state| state.encode()[0]), [0, 1, 2, 3, 4]);
	assert_eq!(sale().encode().len(), 120);
	assert_eq!(crate::Offering::new(FIRST, sale()).encode().len(), 251);
}

#[test]
fn orders_keep_their_bytes() {
	let seven = "07".repeat(32);
	let freeze = crate::Freeze {
		units: Some(1),
		since: 2,
		until: 3,
		reason: hash(7),
		by: 5u8,
		second: Some(6u8),
	};
	pinned(
		freeze,
		&format!("01 0100000000000000 0200000000000000 0300000000000000 {seven} 05 0106"),
	);
	let order = crate::Transfer {
		instrument: FIRST,
		from: Holder::Account(1u8),
		to: Holder::Account(2u8),
		units: 3,
		document: hash(7),
		by: 4u8,
		confirmed: Some((5u8, 6)),
		ends_at: 7,
	};
	pinned(
		order,
		&format!(
			"00000000 0101 0102 0300000000000000 {seven} 04 01 05 0600000000000000 0700000000000000"
		),
	);
	let ways = [Way::Issue, Way::Forced, Way::Take, Way::Gift];
	assert_eq!(ways.map(|way| way.encode()[0]), [0, 1, 2, 3]);
	let offer = crate::Offer {
		instrument: FIRST,
		from: Holder::Account(1u8),
		left: 2,
		price: 3,
		to: Some(Holder::Account(4u8)),
		until: 5,
		fee_bp: 6,
	};
	pinned(
		offer,
		"00000000 0101 0200000000000000 03000000000000000000000000000000 010104
		0500000000000000 0600",
	);
}

#[test]
fn redemptions_keep_their_bytes() {
	let seven = "07".repeat(32);
	pinned(
		crate::Agreement { payer: 1u8, won: 2, document: hash(7), until: 3 },
		&format!("01 02000000000000000000000000000000 {seven} 0300000000000000"),
	);
	pinned(
		crate::Redemption { rate: 1, until: 2 },
		"01000000000000000000000000000000 0200000000000000",
	);
	pinned(crate::History::default().noted(1, 2), "04 01000000 02000000000000000000000000000000");
}

#[test]
fn taxes_keep_their_bytes() {
	let korea = crate::TaxRate { bp: 1, local_bp: 2, step: 3, least: 4 };
	let abroad = crate::TaxRate { bp: 5, ..korea };
	pinned(
		crate::Withholding { office: 9u8, korea, abroad },
		"09 0100 0200 03000000 04000000 0500 0200 03000000 04000000",
	);
	let tax = crate::Tax { income: 1, local: 2 };
	let two = "01000000000000000000000000000000 02000000000000000000000000000000";
	pinned(tax, two);
	pinned(
		crate::Payout { gross: 4, tax, net: 1 },
		&format!("04000000000000000000000000000000 {two} 01000000000000000000000000000000"),
	);
}

#[test]
fn enums_keep_their_numbers() {
	let forms = [
		Form::TrustCertificate,
		Form::InvestmentContract,
		Form::CoopShare,
		Form::Reward,
		Form::Donation,
	];
	assert_eq!(forms.map(|form| form.encode()[0]), [0, 1, 2, 3, 4]);
	assert_eq!([Register::Mirror, Register::Book].map(|own| own.encode()[0]), [0, 1]);
	let classes = [
		InvestorClass::Retail,
		InvestorClass::Qualified,
		InvestorClass::Professional,
		InvestorClass::Public,
		InvestorClass::Custodian,
	];
	assert_eq!(classes.map(|class| class.encode()[0]), [0, 1, 2, 3, 4]);
	let reasons = [
		(Reason::UnknownInstrument, 0),
		(Reason::Halted, 1),
		(Reason::WrongState, 2),
		(Reason::MarketClosed, 3),
		(Reason::TooLate, 4),
		(Reason::TermsChanged, 5),
		(Reason::BelowTicket, 6),
		(Reason::SameHolder, 7),
		(Reason::GiverUnknown, 8),
		(Reason::GiverFrozen, 9),
		(Reason::GiverDead, 10),
		(Reason::KeyTooNew, 11),
		(Reason::GiverCredentialEnded, 12),
		(Reason::NotEnoughUnits, 13),
		(Reason::LockedUp, 14),
		(Reason::Voting, 15),
		(Reason::OnOffer, 16),
		(Reason::UnitsFrozen, 17),
		(Reason::TakerUnknown, 18),
		(Reason::TakerFrozen, 19),
		(Reason::TakerDead, 20),
		(Reason::NoCredential, 21),
		(Reason::CredentialEnded, 22),
		(Reason::Excluded, 23),
		(Reason::SeatNotAllowed, 24),
		(Reason::NotYetOpen, 25),
		(Reason::ClassNotAllowed, 27),
		(Reason::OpeningCap, 28),
		(Reason::CapUnits, 29),
		(Reason::CapWon, 30),
		(Reason::CapYear, 31),
		(Reason::ForeignCeiling, 32),
		(Reason::ResidentMinimum, 33),
		(Reason::SoldOut, 34),
		(Reason::PriceOutOfBand, 35),
		(Reason::ListFull, 36),
		(Reason::NotEnoughWon, 37),
	];
	for (reason, number) in reasons {
		assert_eq!(reason.encode(), [number]);
	}
}

#[test]
fn errors_keep_their_indices() {
	use crate::Error::*;
	assert_eq!(Refused::<Test>(Reason::SoldOut).encode(), [0, 34]);
	let others: [Error<Test>; 59] = [
		InstrumentNotFound,
		MaxInstrumentsExceeded,
		RegionsUnsound,
		UnitsOutOfRange,
		ClassesMissing,
		RelatedUnsound,
		IssuerUnknown,
		UnitsLeft,
		ZeroUnits,
		NotRegistered,
		AccountOfPerson,
		SeatUnsound,
		EndOutOfRange,
		CredentialNotFound,
		TooEarly,
		TooLate,
		PositionNotFound,
		AlreadyInState,
		Overflow,
		SaleNotFound,
		SaleRuns,
		SaleNotOpen,
		SaleNotDecided,
		SaleNotSold,
		PriceUnsound,
		CapsUnsound,
		WindowUnsound,
		MaxChangesExceeded,
		SoftCapMissed,
		ConfirmationRuns,
		NotAuthorized,
		PayeesMismatch,
		PledgeNotFound,
		PledgeReleased,
		NotEnoughUnits,
		NothingToReturn,
		InsufficientBalance,
		EarnsNothing,
		ZeroAmount,
		MaxAnnouncedExceeded,
		NothingDue,
		AlreadyHalted,
		NotHalted,
		AlreadyFrozen,
		NotFrozen,
		TransferNotFound,
		MaxTransfersExceeded,
		SameOffice,
		NotConfirmed,
		BookNotFound,
		OfferNotFound,
		RedemptionRuns,
		PriceTooLow,
		FeeTooHigh,
		NotAPerson,
		MoreThanDue,
		RateUnsound,
		OfficeUnknown,
		OfficeNamed,
	];
	for (index, error) in (1u8..).zip(others) {
		assert_eq!(error.encode(), [index], "{error:?}");
	}
}

#[test]
fn everything_in_state_is_bounded_and_small() {
	assert_bounded(Securities::storage_info(), 1_536);
}
