// SPDX-License-Identifier: Apache-2.0

//! Money that people buy with plain won that is theirs.

use chungnam_primitives::{SeriesId, Won};
use frame_support::{dispatch::DispatchResultWithPostInfo, weights::Weight};

/// Sells money to people, with an incentive on top where its series gives one.
pub trait Purchases<AccountId> {
	/// Buys money of a series for the active person behind `who`, with `amount` of the plain won of that account. Refused where
	/// the incentive would be less than `least_incentive`, and beyond the limits of the person; then nothing is changed. The
	/// currency's own error says why. Says what it weighed, whether or not it succeeded: at most [`Self::weight_of_purchase`].
	fn buy(
		who: &AccountId,
		series: SeriesId,
		amount: Won,
		least_incentive: Won,
	) -> DispatchResultWithPostInfo;
	/// What a purchase weighs at most. For the weight that a call declares.
	fn weight_of_purchase() -> Weight;
}
