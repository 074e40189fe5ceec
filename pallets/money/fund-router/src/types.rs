// SPDX-License-Identifier: Apache-2.0

//! Routes, books, and what the pallet has still to do. Nothing here knows `Config`.

use alloc::vec::Vec;
use chungnam_ports::Source;
use chungnam_primitives::{apportion, sum_to_one, weight_of, Announced, KoreanMonth, Moment, Won};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{ensure, traits::ConstU32, BoundedVec};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};
use sp_runtime::Perbill;

/// Sinks one route may have.
pub const MAX_SINKS: u32 = 8;
/// Months for which the books are kept, the running one included.
pub const KEPT_MONTHS: KoreanMonth = 120;
/// At most so many entries of a past month are deleted in one block.
pub const MAX_PRUNED: u32 = 50;

/// Who gets a share of a source.
#[derive(Clone, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
#[derive(Serialize, Deserialize)]
pub struct Sink<AccountId> {
	/// Is paid. Never the account of a source.
	pub to: AccountId,
	/// Share of the whole, rounded down. The shares of a route sum to one.
	pub share: Perbill,
}

/// The sinks of a route.
pub type Sinks<AccountId> = BoundedVec<Sink<AccountId>, ConstU32<MAX_SINKS>>;

/// What each sink of a route gets of one amount.
pub type Shares<AccountId> = Vec<(AccountId, Won)>;

/// Where the money of a source flows.
#[derive(Clone, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
#[derive(Serialize, Deserialize)]
pub struct Route<AccountId> {
	/// Who gets which share.
	pub sinks: Sinks<AccountId>,
	/// The sink that gets what rounding leaves.
	pub rest: AccountId,
}

/// What is wrong with a route.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unsound {
	/// The shares sum to more or less than one, or there is no sink.
	Shares,
	/// A sink is named twice.
	Duplicate,
	/// Won that rounding leaves would go to an account that is not a sink.
	Rest,
	/// A sink is the account of a source: money would flow in a circle.
	Loop,
}

impl<AccountId: Clone + PartialEq> Route<AccountId> {
	/// True if the shares sum to one.
	fn is_whole(&self) -> bool {
		sum_to_one(self.sinks.iter().map(|sink| sink.share))
	}

	/// Checks the rules every route keeps. `is_source` knows the accounts of sources.
	pub fn check(&self, is_source: impl Fn(&AccountId) -> bool) -> Result<(), Unsound> {
		ensure!(self.is_whole(), Unsound::Shares);
		let is_new = |(i, sink): (usize, &Sink<AccountId>)| {
			!self.sinks.iter().take(i).any(|own| own.to == sink.to)
		};
		ensure!(self.sinks.iter().enumerate().all(is_new), Unsound::Duplicate);
		ensure!(self.sinks.iter().any(|sink| sink.to == self.rest), Unsound::Rest);
		ensure!(!self.sinks.iter().any(|sink| is_source(&sink.to)), Unsound::Loop);
		Ok(())
	}

	/// What each sink gets of `amount`, in their order: its share rounded down, and what rounding leaves goes to `rest`.
	/// The parts sum to `amount`. `None` for a route that is not sound.
	pub fn divide(&self, amount: Won) -> Option<Shares<AccountId>> {
		if !self.is_whole() {
			return None;
		}
		let rest = self.sinks.iter().position(|sink| sink.to == self.rest)?;
		// The named sink stands first while the amount is divided, and at its own place after it.
		let mut shares: Vec<_> = self.sinks.iter().map(|sink| weight_of(sink.share)).collect();
		shares.get_mut(..=rest)?.rotate_right(1);
		let mut parts = apportion(amount, &shares)?;
		parts.get_mut(..=rest)?.rotate_left(1);
		Some(self.sinks.iter().map(|sink| sink.to.clone()).zip(parts).collect())
	}
}

/// Routes that hold for what arrives later, by their first moments.
pub type AnnouncedRoutes<AccountId> = Announced<Moment, Route<AccountId>>;

/// The sums of one source in one Korean month, in won. The won that arrived is `routed + closing - opening`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Book {
	/// Lay there when the month began.
	#[codec(compact)]
	pub opening: Won,
	/// Went to sinks.
	#[codec(compact)]
	pub routed: Won,
	/// Lay there when the month ended. 0 as long as it runs.
	#[codec(compact)]
	pub closing: Won,
}

/// The months that the books span.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Span {
	/// The month in whose books money is entered. 0 before the second block.
	pub month: KoreanMonth,
	/// The oldest month of which something may be in the books.
	pub oldest: KoreanMonth,
}

impl Span {
	/// The month that is no longer kept, if its entries may still be there.
	pub fn to_forget(&self) -> Option<KoreanMonth> {
		is_forgotten(self.oldest, self.month).then_some(self.oldest)
	}
}

/// True if the books of `month` are no longer kept in the month `running`.
pub fn is_forgotten(month: KoreanMonth, running: KoreanMonth) -> bool {
	month.saturating_add(KEPT_MONTHS) <= running // a month at the end of time is kept
}

/// One source in one month as the view function tells it, in won. `opening + received = routed + closing`, and the
/// amounts in `to` sum to `routed`.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub struct SourceMonth<AccountId> {
	/// Which source.
	pub source: Source,
	/// Lay there when the month began.
	pub opening: Won,
	/// Arrived.
	pub received: Won,
	/// Went to sinks.
	pub routed: Won,
	/// Lay there when the month ended, or lies there now.
	pub closing: Won,
	/// Who got how much of what was routed, in order of accounts.
	pub to: Shares<AccountId>,
}
