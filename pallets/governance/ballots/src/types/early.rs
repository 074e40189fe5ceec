// SPDX-License-Identifier: Apache-2.0

//! When a ballot closes before its time.

use chungnam_ports::{Bias, Rule, ALL_BP};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// Running sums of all sources that were not struck, of a ballot that can close early.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Sums {
	/// The weight of all votes.
	pub voted: u64,
	/// The weight of those that say yes or support.
	pub yes: u64,
}

/// `a * b > c * d`.
pub(crate) fn exceeds(a: u64, b: u64, c: u64, d: u64) -> bool {
	// Products of two u64 fit into a u128.
	u128::from(a).saturating_mul(b.into()) > u128::from(c).saturating_mul(d.into())
}

/// True if `voted` is at least this share of `heads`.
pub(crate) fn reaches(voted: u64, share_bp: u16, heads: u64) -> bool {
	!exceeds(heads, share_bp.into(), voted, ALL_BP.into())
}

impl Sums {
	/// True if the ballot closes now: enough support, everyone voted, or a share of all heads is reached or lost.
	pub fn are_enough(&self, rule: &Rule, early: bool, heads: u64) -> bool {
		match rule {
			Rule::Reached { least } if self.yes >= *least => true,
			_ if !early => false,
			_ if self.voted >= heads => true,
			Rule::Majority { floor_bp, bias: Bias::Share(share_bp) } => {
				let all = ALL_BP.into();
				let is_passed = exceeds(self.yes, all, (*share_bp).into(), heads)
					&& reaches(self.voted, *floor_bp, heads);
				// All who have not voted may still say yes.
				let others = self.voted.saturating_sub(self.yes);
				let most = heads.saturating_sub(others);
				is_passed || !exceeds(most, all, (*share_bp).into(), heads)
			}
			_ => false,
		}
	}
}
