// SPDX-License-Identifier: Apache-2.0

//! Routes, books, and what the pallet has still to do. Nothing here knows `Config`.

use alloc::vec::Vec;
use chungnam_primitives::{share_of, KoreanDay, KoreanMonth, Moment, Source, Won};
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
	/// What rounding leaves would go to someone who is no sink.
	Rest,
	/// A sink is the account of a source: money would flow in a circle.
	Loop,
}

impl<AccountId: Clone + PartialEq> Route<AccountId> {
	/// Checks the rules every route keeps. `is_source` knows the accounts of sources.
	pub fn check(&self, is_source: impl Fn(&AccountId) -> bool) -> Result<(), Unsound> {
		let parts = |sink: &Sink<AccountId>| u64::from(sink.share.deconstruct());
		let sum: u64 = self.sinks.iter().map(parts).sum(); // of at most eight u32
		ensure!(sum == u64::from(Perbill::one().deconstruct()), Unsound::Shares);
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
		let part = |sink: &Sink<AccountId>| (sink.to.clone(), share_of(sink.share, amount));
		let mut parts: Shares<AccountId> = self.sinks.iter().map(part).collect();
		let given = parts.iter().try_fold(0, |sum: Won, (_, part)| sum.checked_add(*part))?;
		let left = amount.checked_sub(given)?;
		let (_, rest) = parts.iter_mut().find(|(to, _)| *to == self.rest)?;
		*rest = rest.checked_add(left)?;
		Some(parts)
	}
}

/// A route that holds for what arrives later.
#[derive(Clone, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct RouteChange<AccountId> {
	/// The first moment from which on arriving money follows it.
	pub from: Moment,
	/// The new route, whole.
	pub route: Route<AccountId>,
}

/// What one source did in one Korean month, in won. What arrived is `routed + closing - opening`.
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

/// How far the pallet is with what it does by itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Upkeep {
	/// The month in whose books money is entered. 0 before the second block.
	pub month: KoreanMonth,
	/// The oldest month of which something may be in the books.
	pub oldest: KoreanMonth,
	/// The day of the last flush that came by itself.
	pub day: KoreanDay,
	/// How many sources had their turn on that day.
	pub visited: u8,
	/// When the next announced change is due.
	pub next_change: Option<Moment>,
}

impl Upkeep {
	/// The source whose turn it is `today`, once. `None` when all had their turn.
	pub fn take_turn(&mut self, today: KoreanDay) -> Option<Source> {
		if self.day != today {
			self.day = today;
			self.visited = 0;
		}
		let source = Source::ALL.get(usize::from(self.visited))?;
		self.visited = self.visited.saturating_add(1); // at most the number of sources
		Some(*source)
	}

	/// The month that is no longer kept, if its entries may still be there.
	pub fn to_forget(&self) -> Option<KoreanMonth> {
		is_forgotten(self.oldest, self.month).then_some(self.oldest)
	}
}

/// Whether the books of `month` are no longer kept in the month `running`.
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
