// SPDX-License-Identifier: Apache-2.0

//! Where public money comes from before it is divided.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};

/// A source of money for the next round.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
#[derive(Serialize, Deserialize)]
#[allow(clippy::as_conversions)] // in what the codec derives
pub enum Source {
	/// What those pay who do not transact free of charge.
	#[codec(index = 0)]
	Fees,
	/// The router's share of what nobody spent of a series.
	#[codec(index = 1)]
	ExpiredSeries,
	/// The router's share of what nobody claimed, or what was taken back.
	#[codec(index = 2)]
	ForfeitedIncome,
	/// What shops pay for settlement, where they do.
	#[codec(index = 3)]
	SettlementFees,
	/// What is lost of a bond: by a wrong count of a ballot, by the founder of a project that was stopped or not reported on.
	#[codec(index = 4)]
	Slashes,
	/// Income from public assets.
	#[codec(index = 5)]
	AssetIncome,
	/// The public share of what projects earn.
	#[codec(index = 6)]
	ProjectProfits,
	/// What comes back from projects whose own budget is closed.
	#[codec(index = 7)]
	ReturnedProjects,
	/// What sellers of units pay.
	#[codec(index = 8)]
	MarketFees,
}

impl Source {
	/// Every source, in order of index.
	pub const ALL: [Source; 9] = [
		Source::Fees,
		Source::ExpiredSeries,
		Source::ForfeitedIncome,
		Source::SettlementFees,
		Source::Slashes,
		Source::AssetIncome,
		Source::ProjectProfits,
		Source::ReturnedProjects,
		Source::MarketFees,
	];
}

/// Where money of each source is paid in.
pub trait Sources<AccountId> {
	/// The account that collects it. Always exists.
	fn account_of(source: Source) -> AccountId;
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn encoding_is_pinned() {
		for (index, source) in (0u8..).zip(Source::ALL) {
			assert_eq!(source.encode(), [index]);
		}
	}
}
