// SPDX-License-Identifier: Apache-2.0

//! What is stored and what is passed, without any `Config`: the reserve, what is published, cash-out, the shops' side.

use chungnam_ports::Published;
use chungnam_primitives::{
	define_id, KoreanMonth, MerchantId, Moment, PersonId, RegionId, SalesClass, SeriesId, Won,
};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};
use sp_runtime::Perbill;

define_id!(
	/// One request for cash-out, in order of asking.
	CashOutId(u64)
);
/// The blake2-256 hash of a document that stays with its author: a bank statement, a transfer slip.
pub type DocumentHash = [u8; 32];
/// Half-years since the year 0 in Korean time: `year * 2`, plus 1 from July on.
pub type HalfYear = u32;

/// The half-year of a Korean month.
pub fn half_year(month: KoreanMonth) -> HalfYear {
	month.checked_div(6).unwrap_or(0)
}

/// The bank balance behind all won, as an attester of the reserve last stated it, less what was paid out since.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Reserve {
	/// Won in the bank. Nothing is minted beyond it.
	#[codec(compact)]
	pub balance: Won,
	/// The bank statement it was read from.
	pub statement: DocumentHash,
	/// When it was stated. 0 for the balance of the genesis, which has no clock: it has no age.
	#[codec(compact)]
	pub at: Moment,
	/// Won that existed beyond the balance when it was stated, less what was paid out since.
	#[codec(compact)]
	pub missing: Won,
}

impl Reserve {
	/// The first moment at which the statement is too old to mint against. `None` for the balance of the genesis.
	pub fn mints_until(&self, statement_age: Moment) -> Option<Moment> {
		// Saturating: a statement that reaches the end of time is never too old.
		(self.at > 0).then(|| self.at.saturating_add(statement_age))
	}

	/// The reserve after the bank paid out `amount`.
	#[must_use]
	pub fn less(self, amount: Won) -> Self {
		let from_balance = amount.min(self.balance);
		// Saturating: a bank that pays more than it stated is short by less then, and never by less than nothing.
		let beyond = amount.saturating_sub(from_balance);
		Self {
			balance: self.balance.saturating_sub(from_balance),
			missing: self.missing.saturating_sub(beyond),
			..self
		}
	}
}

/// The answer of the reserve to "is all won covered, and may more be made?".
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Coverage {
	/// Won in the bank, as stated last, less what was paid out since.
	pub balance: Won,
	/// All won in existence.
	pub issuance: Won,
	/// Won that can be made now: 0 while the statement is too old or the bank is short.
	pub room: Won,
	/// Won that exists beyond the balance. More than 0 is an alarm.
	pub missing: Won,
	/// When the balance was stated, 0 for that of the genesis.
	pub stated_at: Moment,
	/// The first moment at which the statement is too old to mint against. `None` for the balance of the genesis.
	pub mints_until: Option<Moment>,
}

/// What was issued and used in a half-year: the publication that the law asks for. Won, in numbers as wide as they get.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Disclosure {
	/// Made against the reserve.
	pub minted: Won,
	/// Paid out by the bank and destroyed.
	pub burnt: Won,
	/// Sold to people.
	pub sold: Won,
	/// Added to purchases.
	pub incentive: Won,
	/// Given for a public purpose.
	pub policy: Won,
	/// Left over at the end of series, or never claimed.
	pub expired: Won,
	/// The reserve at the last change.
	pub reserve: Won,
	/// All won in existence at the last change.
	pub issuance: Won,
}

impl Disclosure {
	/// Counts a sum. `None` if it would not fit.
	pub fn count(&mut self, sum: Published) -> Option<()> {
		match sum {
			Published::Sold { amount, incentive } => {
				self.sold = self.sold.checked_add(amount)?;
				self.incentive = self.incentive.checked_add(incentive)?;
			}
			Published::Given(amount) => self.policy = self.policy.checked_add(amount)?,
			Published::Expired(amount) => self.expired = self.expired.checked_add(amount)?,
		}
		Some(())
	}
}

/// Who asks for bank won.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
#[allow(clippy::as_conversions)] // in what the codec derives
pub enum Claimant {
	/// A shop, for its takings.
	#[codec(index = 0)]
	Merchant(MerchantId),
	/// A buyer, for the rest of a series.
	#[codec(index = 1)]
	Buyer(PersonId, SeriesId),
}

/// A request that an operator took into payment. Until the time is over nobody else takes, cancels or rejects it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Payment<AccountId> {
	/// The operator who pays. `None` for the governing origin.
	pub by: Option<AccountId>,
	/// The first moment at which the request is as it was before.
	#[codec(compact)]
	pub until: Moment,
}

/// A request for cash-out. Its won is held on `account` until it is confirmed, rejected or cancelled.
#[derive(Clone, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct CashOut<AccountId> {
	/// Where the won is held.
	pub account: AccountId,
	/// Who asks.
	pub claimant: Claimant,
	/// Whose operators settle it.
	pub region: RegionId,
	/// Won.
	#[codec(compact)]
	pub amount: Won,
	/// When it was asked for.
	#[codec(compact)]
	pub requested_at: Moment,
	/// The first moment at which it may be taken: the hold-back.
	#[codec(compact)]
	pub payable_at: Moment,
	/// The operator who reviewed it. Needed above the review threshold. A reviewer neither takes nor confirms the request.
	pub reviewer: Option<AccountId>,
	/// The last time that an operator took it into payment.
	pub payment: Option<Payment<AccountId>>,
	/// The first moment after an investigation of it, if there was one. There is one at most.
	pub investigated_until: Option<Moment>,
}

impl<AccountId: PartialEq> CashOut<AccountId> {
	/// The payment that is under way at `now`. `None` if nobody took the request, or the time for it is over.
	pub fn payment_at(&self, now: Moment) -> Option<&Payment<AccountId>> {
		self.payment.as_ref().filter(|payment| now < payment.until)
	}

	/// True if its won is held for an investigation at `now`.
	pub fn is_investigated(&self, now: Moment) -> bool {
		self.investigated_until.is_some_and(|until| now < until)
	}

	/// True if `operator` looked at the request as its reviewer.
	pub fn is_reviewed_by(&self, operator: Option<&AccountId>) -> bool {
		self.reviewer.is_some() && self.reviewer.as_ref() == operator
	}
}

/// Why a list passes a cash-out over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
#[allow(clippy::as_conversions)] // in what the codec derives
pub enum CashOutSkip {
	/// There is no such cash-out: settled, rejected or cancelled, or named twice in the list.
	#[codec(index = 0)]
	Gone,
	/// Its hold-back is not over.
	#[codec(index = 1)]
	TooEarly,
	/// A second operator must review it first, and a reviewer leaves the rest to another one.
	#[codec(index = 2)]
	ReviewMissing,
	/// An operator took it into payment already.
	#[codec(index = 3)]
	InPayment,
	/// Nobody took it into payment, or the time for the payment is over.
	#[codec(index = 4)]
	NotTaken,
	/// Its won is held for an investigation.
	#[codec(index = 5)]
	UnderInvestigation,
	/// The shop is suspended.
	#[codec(index = 6)]
	MerchantNotOpen,
}

/// The rest of a series that the bank refused to pay to its buyer, who may ask again.
#[derive(Clone, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct RefusedRest {
	/// Won.
	#[codec(compact)]
	pub amount: Won,
	/// Whose operators settle it.
	pub region: RegionId,
}

/// Why a cash-out was rejected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
#[allow(clippy::as_conversions)] // in what the codec derives
pub enum CashOutRejection {
	/// The bank refused the transfer: wrong or closed bank account. A shop asks again, and so does the buyer of a rest.
	#[codec(index = 0)]
	BankRefused,
	/// Sales that look false. The won stays held until the investigation ends; the shop can appeal at the registry.
	#[codec(index = 1)]
	UnderInvestigation,
	/// Asked for twice.
	#[codec(index = 2)]
	Duplicate,
}

/// Limits of cash-out. All won and milliseconds.
#[derive(Clone, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
#[derive(Serialize, Deserialize)]
pub struct CashOutTerms {
	/// The least that can be asked for at a time.
	pub minimum: Won,
	/// The most a micro shop cashes out in a Korean month (환전한도).
	pub per_month_micro: Won,
	/// The most a small shop cashes out in a Korean month.
	pub per_month_small: Won,
	/// The most a large shop cashes out in a Korean month.
	pub per_month_large: Won,
	/// How long the won is held before it may be taken.
	pub hold_back: Moment,
	/// Above this a second operator must review.
	pub review_above: Won,
}

impl Default for CashOutTerms {
	/// No limit, no hold-back, no review: what holds until the governing origin sets terms.
	fn default() -> Self {
		Self {
			minimum: 1,
			per_month_micro: Won::MAX,
			per_month_small: Won::MAX,
			per_month_large: Won::MAX,
			hold_back: 0,
			review_above: Won::MAX,
		}
	}
}

impl CashOutTerms {
	/// The most a shop of `class` cashes out in a Korean month.
	pub fn per_month(&self, class: SalesClass) -> Won {
		match class {
			SalesClass::Micro => self.per_month_micro,
			SalesClass::Small => self.per_month_small,
			SalesClass::Large => self.per_month_large,
		}
	}
}

/// What a shop gets for paying another shop instead of cashing out. Paid from the re-spend pot while it lasts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
#[derive(Serialize, Deserialize)]
pub struct RespendTerms {
	/// Share of what is paid from takings, rounded down.
	pub rate: Perbill,
	/// Won a shop gets in a Korean month.
	pub per_month: Won,
}

impl RespendTerms {
	/// True if takings earn a bonus. Without one nobody asks for takings.
	pub fn is_paid(&self) -> bool {
		!self.rate.is_zero()
	}
}

/// Won counted in one Korean month. A new month begins at zero by itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct MonthlySum {
	/// The month that is counted.
	#[codec(compact)]
	pub month: KoreanMonth,
	/// Won.
	#[codec(compact)]
	pub amount: Won,
}

impl MonthlySum {
	/// The sum in `month`.
	pub fn in_month(&self, month: KoreanMonth) -> Won {
		if self.month == month {
			self.amount
		} else {
			0
		}
	}

	/// Adds to the sum of `month`, forgetting an earlier one. `None` if it would not fit.
	#[must_use]
	pub fn plus(&self, month: KoreanMonth, amount: Won) -> Option<Self> {
		let amount = self.in_month(month).checked_add(amount)?;
		Some(Self { month, amount })
	}
}

/// What the reserve knows of a shop.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct ShopLedger {
	/// Won taken from residents' lots and not yet spent on, cashed out or refunded: what earns a re-spend bonus, once.
	#[codec(compact)]
	pub takings: Won,
	/// Cash-out asked for in the month.
	pub cashed_out: MonthlySum,
	/// Re-spend bonus received in the month.
	pub bonus: MonthlySum,
}
