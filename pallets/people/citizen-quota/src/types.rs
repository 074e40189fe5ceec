// SPDX-License-Identifier: Apache-2.0

//! Leaky buckets, and the words for what is free. Nothing here knows `Config`.

use chungnam_primitives::{MerchantId, Moment, PersonId};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use sp_runtime::transaction_validity::{InvalidTransaction, TransactionValidityError};

/// What kind of free transaction a call is. Each kind has a bucket of its own, so that using up one leaves the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
#[allow(clippy::as_conversions)] // in what the codec derives
pub enum QuotaClass {
	/// A person pays, gives or asks for a refund.
	#[codec(index = 0)]
	Payment,
	/// A person votes or takes part in a vote.
	#[codec(index = 1)]
	Vote,
	/// A person claims what is theirs, or looks after their own registration. A shop claims what is its own.
	#[codec(index = 2)]
	Claim,
	/// Somebody acts for a shop: refunds, pays another shop, cashes out.
	#[codec(index = 3)]
	Shop,
}

impl QuotaClass {
	/// Every class, in order of index.
	pub const ALL: [QuotaClass; 4] =
		[QuotaClass::Payment, QuotaClass::Vote, QuotaClass::Claim, QuotaClass::Shop];
}

/// Decides which calls are free. Implemented by the runtime, so the list stands in one place and costs no storage.
///
/// Only the call itself is to be looked at: a `batch`, `proxy` or `multisig` that contains a free call is not one.
/// Only calls of the normal dispatch class may be named, because the share of a block is one of that class.
pub trait ClassifyCall<Call> {
	/// The class of `call`, `None` if it is never free.
	fn class(call: &Call) -> Option<QuotaClass>;

	/// The first moment at which `call` is dead, `None` if it never is. From then on no block and no pool takes it, free or
	/// paid for.
	fn until(_call: &Call) -> Option<Moment> {
		None
	}

	/// A call of a class that is asked of a person, for the benchmarks.
	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_call() -> Call;
}

/// Whose bucket it is. A person has one, however many keys; a shop has one, however many tills.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
#[allow(clippy::as_conversions)] // in what the codec derives
pub enum Subject {
	/// A registered person.
	#[codec(index = 0)]
	Person(PersonId),
	/// A registered shop.
	#[codec(index = 1)]
	Merchant(MerchantId),
}

/// How much of one class is free.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Budget {
	/// Free transactions a full budget holds.
	pub max: u32,
	/// Milliseconds after which one used transaction is free again.
	pub refill: Moment,
}

/// The budgets of all classes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Budgets {
	/// Per person, for payments.
	pub payment: Budget,
	/// Per person, for votes.
	pub vote: Budget,
	/// Per person, for claims.
	pub claim: Budget,
	/// Per shop.
	pub shop: Budget,
}

impl Budgets {
	/// The budget of `class`.
	pub const fn of(&self, class: QuotaClass) -> &Budget {
		match class {
			QuotaClass::Payment => &self.payment,
			QuotaClass::Vote => &self.vote,
			QuotaClass::Claim => &self.claim,
			QuotaClass::Shop => &self.shop,
		}
	}
}

/// How full one leaky bucket is: `used` units at the moment `at`, from which the next refill is counted.
/// An empty bucket is always written as `0` at `0`, which takes two bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Level {
	/// Transactions used and not yet leaked away.
	#[codec(compact)]
	pub used: u32,
	/// Milliseconds since the epoch: the first use, or the last whole refill after it.
	#[codec(compact)]
	pub at: Moment,
}

impl Level {
	/// Nothing used.
	pub const EMPTY: Self = Self { used: 0, at: 0 };

	/// The level at `now`: one unit less per whole refill that has passed. A part of a refill is not lost.
	#[must_use]
	pub fn at_moment(self, now: Moment, budget: &Budget) -> Self {
		// The chain's clock only goes forward; were it to go back, nothing would leak.
		let passed = now.saturating_sub(self.at);
		let refills = passed.checked_div(budget.refill).unwrap_or(0);
		match u32::try_from(refills).ok().and_then(|units| self.used.checked_sub(units)) {
			None | Some(0) => Self::EMPTY,
			// `refills * refill <= passed`, so the sum is at most `now` and nothing saturates.
			Some(used) => {
				Self { used, at: self.at.saturating_add(refills.saturating_mul(budget.refill)) }
			}
		}
	}

	/// Free transactions left at `now`.
	pub fn left(self, now: Moment, budget: &Budget) -> u32 {
		// A budget that was made smaller can leave more used than there is: nothing is left then.
		budget.max.saturating_sub(self.at_moment(now, budget).used)
	}

	/// The level after one more transaction at `now`. `None` when the budget is used up.
	pub fn taken(self, now: Moment, budget: &Budget) -> Option<Self> {
		let level = self.at_moment(now, budget);
		let used = level.used.checked_add(1).filter(|used| *used <= budget.max)?;
		Some(Self { used, at: if level == Self::EMPTY { now } else { level.at } })
	}

	/// When the next used unit is free again. `None` when nothing is used at `now`.
	pub fn next_unit_at(self, now: Moment, budget: &Budget) -> Option<Moment> {
		let level = self.at_moment(now, budget);
		(level != Self::EMPTY).then(|| {
			// Saturates only at the end of time itself.
			level.at.saturating_add(budget.refill)
		})
	}
}

/// The buckets of one subject: the first three of a person, the last of a shop. 8 to 48 bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct SubjectBuckets {
	/// Payments of a person.
	pub payment: Level,
	/// Votes of a person.
	pub vote: Level,
	/// Claims of a person.
	pub claim: Level,
	/// Everything a shop does.
	pub shop: Level,
}

impl SubjectBuckets {
	/// The bucket of `class`.
	pub const fn of(&self, class: QuotaClass) -> Level {
		match class {
			QuotaClass::Payment => self.payment,
			QuotaClass::Vote => self.vote,
			QuotaClass::Claim => self.claim,
			QuotaClass::Shop => self.shop,
		}
	}

	/// The buckets with `level` in the place of `class`.
	#[must_use]
	pub const fn with(mut self, class: QuotaClass, level: Level) -> Self {
		match class {
			QuotaClass::Payment => self.payment = level,
			QuotaClass::Vote => self.vote = level,
			QuotaClass::Claim => self.claim = level,
			QuotaClass::Shop => self.shop = level,
		}
		self
	}

	/// True if nothing is used any more at `now`, so that the entry says nothing.
	pub fn is_empty(&self, now: Moment, budgets: &Budgets) -> bool {
		QuotaClass::ALL
			.iter()
			.all(|class| self.of(*class).at_moment(now, budgets.of(*class)) == Level::EMPTY)
	}
}

/// What an account still has free in one class.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub struct Allowance {
	/// The class.
	pub class: QuotaClass,
	/// Free transactions left now.
	pub left: u32,
	/// Free transactions of a full budget.
	pub max: u32,
	/// Milliseconds since the epoch at which the next one is added. `None` when the budget is full.
	pub next_unit_at: Option<Moment>,
}

/// Why a transaction that could have been free is refused. Wallets see it as `InvalidTransaction::Custom`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
	/// Code 101. The budget is used up. Wait for the next unit, or add a tip to pay a fee.
	BudgetUsedUp,
	/// Code 102. The budget would be used up by what the account has waiting before this. Send it again a little later.
	TooManyPending,
}

impl Refusal {
	/// The code in `InvalidTransaction::Custom`. Part of the interface with wallets.
	pub const fn code(self) -> u8 {
		match self {
			Refusal::BudgetUsedUp => 101,
			Refusal::TooManyPending => 102,
		}
	}
}

impl From<Refusal> for TransactionValidityError {
	fn from(refusal: Refusal) -> Self {
		InvalidTransaction::Custom(refusal.code()).into()
	}
}
