// SPDX-License-Identifier: Apache-2.0

//! Somebody deposits won for a whole asset, and holders say whether all units end for it. Nothing here knows `Config`.

use chungnam_ports::Outcome;
use chungnam_primitives::{Moment, Won};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use sp_core::H256;
use sp_runtime::Perbill;

use crate::{challenge::ChallengeStage, hand_over::is_agreed};

/// By how much an offer exceeds one that holders refused lately, rounded up. A smaller raise would hold the one place for
/// offers, vote after vote, against everybody else.
pub const RAISE: Perbill = Perbill::from_percent(5);

/// Won that somebody offers for all units of an asset, and what holders are asked about it, or were.
#[derive(Clone, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Purchase<AccountId> {
	/// The hash of the document that says why.
	pub document: H256,
	/// The buyer. The deposit goes back to this account.
	pub from: AccountId,
	/// Won for all units.
	pub won: Won,
	/// Where it stands, in the stages of a challenge. Nobody signs: the deposit stands for it.
	pub stage: ChallengeStage,
}

impl<AccountId> Purchase<AccountId> {
	/// Won of the buyer that lies in the pot: all of it, until holders have answered.
	pub fn deposited(&self) -> Won {
		if self.stage.ballot().is_some() {
			self.won
		} else {
			0
		}
	}

	/// True if holders, who refused it lately, are not asked about so much: for a while another offer is higher by
	/// [`RAISE`] at least, of any buyer.
	pub fn keeps_out(&self, won: Won, now: Moment) -> bool {
		let least = self.won.saturating_add(RAISE.mul_ceil(self.won)); // far from the most there can be
		won < least && now < self.stage.until()
	}

	/// What holders say at `now`, with the outcome of their ballot if there is one: true if they agree, by the rule of a hand-over.
	/// `None` if nothing is known yet.
	pub fn answer(&self, outcome: Option<&Outcome>, now: Moment) -> Option<bool> {
		self.stage.ballot()?;
		match outcome {
			Some(own) => Some(is_agreed(own)),
			None => (now >= self.stage.until()).then_some(false),
		}
	}
}
