// SPDX-License-Identifier: Apache-2.0

//! What can be wrong, and what is known to be.

use std::fmt;

/// A question that is asked after each step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Oracle {
	/// Nothing panics.
	NoPanic,
	/// A call uses no more than it declares.
	WeightDeclared,
	/// The reads and writes of a call, at the price of the database, weigh no more than what the call is charged.
	WorkCharged,
	/// A call that fails changes the nonce, the fee and the quota only.
	FailureLeavesNothing,
	/// The issuance moves by as much as the reserve's events say, and never exceeds the reserve.
	Issuance,
	/// An account's won falls by its holder's own word, or by a call or rule that may.
	OwnWord,
	/// The invariants of all pallets hold.
	Invariants,
	/// An account that a pallet derived is nobody's key, shop, till or office.
	Roles,
	/// Views answer, and answer what dispatch does.
	Views,
	/// The pool takes what the block takes.
	PoolAgrees,
	/// The work of hooks is booked, and leaves room for people.
	Hooks,
}

impl Oracle {
	/// All of them.
	pub const ALL: [Oracle; 11] = [
		Oracle::NoPanic,
		Oracle::WeightDeclared,
		Oracle::WorkCharged,
		Oracle::FailureLeavesNothing,
		Oracle::Issuance,
		Oracle::OwnWord,
		Oracle::Invariants,
		Oracle::Roles,
		Oracle::Views,
		Oracle::PoolAgrees,
		Oracle::Hooks,
	];

	/// True if the state is not worth going on with.
	pub fn ends_the_play(self) -> bool {
		matches!(self, Oracle::NoPanic | Oracle::Invariants | Oracle::Issuance)
	}
}

/// An answer that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
	/// The question.
	pub oracle: Oracle,
	/// The call that led to it, `hooks` for the work of a block, or the pallet whose invariants are broken.
	pub at: String,
	/// The answer.
	pub text: String,
	/// The calls inside the call, if there are some.
	pub inside: Vec<String>,
}

impl Failure {
	/// A failure whose place is not known yet.
	pub fn new(oracle: Oracle, text: impl Into<String>) -> Self {
		Self { oracle, at: String::new(), text: text.into(), inside: Vec::new() }
	}

	/// The same failure at a place, unless it has one.
	#[must_use]
	pub fn at(mut self, place: &str) -> Self {
		if self.at.is_empty() {
			self.at = place.into();
		}
		self
	}

	/// Failures of one kind are one failure, for the shrinker and the report.
	pub fn kind(&self) -> (Oracle, &str) {
		(self.oracle, &self.at)
	}

	/// The reason why this failure is let through, if it is known.
	pub fn known(&self) -> Option<&'static str> {
		let fits = |known: &&Known| {
			known.oracle == self.oracle
				&& (known.at == self.at || self.inside.iter().any(|name| name == known.at))
				&& self.text.contains(known.text)
		};
		KNOWN.iter().find(fits).map(|known| known.reason)
	}
}

impl fmt::Display for Failure {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		write!(f, "{:?} at {}: {}", self.oracle, self.at, self.text)
	}
}

/// A failure that is let through, and why.
pub struct Known {
	oracle: Oracle,
	/// The place, or a call inside the one that failed.
	at: &'static str,
	/// Part of the failure's text.
	text: &'static str,
	reason: &'static str,
}

/// The one list of exceptions. A fault that is mended takes its line along: see `docs/fuzz.md`.
pub const KNOWN: &[Known] = &[
	Known {
		oracle: Oracle::WeightDeclared,
		at: "Multisig.approve_as_multi",
		text: "",
		reason: "the SDK declares less than `approve_as_multi` uses",
	},
	Known {
		oracle: Oracle::WorkCharged,
		at: "SafeMode.release_deposit",
		text: "",
		reason:
			"deposits of safe mode are switched off, and the calls that look for them weigh nothing",
	},
];
