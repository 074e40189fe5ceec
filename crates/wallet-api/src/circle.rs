// SPDX-License-Identifier: Apache-2.0

//! Spent, expired, routed, paid out again: the circle of public money in a month.

use alloc::vec::Vec;
use codec::{Decode, Encode};
use pallet_fund_router::SourceMonth;
use pallet_regional_currency::MonthFlow;
use scale_info::TypeInfo;

/// Spent, expired, routed, paid out again: where public money was in a month.
#[derive(Clone, Debug, PartialEq, Eq)]
#[derive(Encode, Decode, TypeInfo)]
// Clients that generate their types from metadata know this one as `chungnam_runtime::wallet_api::Circle`.
#[scale_info(replace_segment("chungnam_wallet_api", "chungnam_runtime"))]
#[scale_info(replace_segment("circle", "wallet_api"))]
pub struct Circle<AccountId> {
	/// What series gave, what was spent, what was left and went back to funders and to the fund router.
	pub money: MonthFlow,
	/// What arrived at each source of the fund router, and to whom it went.
	pub sources: Vec<SourceMonth<AccountId>>,
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn metadata_names_the_circle_by_the_path_that_clients_know() {
		let path = Circle::<u64>::type_info().path;
		assert_eq!(path.segments, ["chungnam_runtime", "wallet_api", "Circle"]);
	}
}
