// SPDX-License-Identifier: Apache-2.0

use core::fmt::Debug;

use chungnam_ports::Purchases;
use chungnam_primitives::{SeriesId, Won};
use frame_support::dispatch::DispatchResultWithPostInfo;

use super::assert_refused;

/// A counter as a contract needs it, and what the contract arranges there because no port does. Each function succeeds.
pub trait Counter {
	/// Accounts.
	type AccountId: Clone + Debug + PartialEq;
	/// The currency under test.
	type Currency: Purchases<Self::AccountId>;
	/// A key of an active person, with 1,000,000 won.
	const BUYER: Self::AccountId;
	/// Nobody's key, with 1,000 won or more.
	const STRANGER: Self::AccountId;
	/// A series with a tenth on top, of which one person may buy 700,000 won, and one that is not sold.
	const SERIES: [SeriesId; 2];

	/// Won of an account that is not held.
	fn balance(who: &Self::AccountId) -> Won;
	/// Won of the first series that the buyer has, and of what came on top.
	fn bought() -> (Won, Won);
	/// The buyer may not act from now on.
	fn freeze();
}

/// Buys, and looks at what it weighed.
fn buy<T: Counter>(
	who: &T::AccountId,
	series: SeriesId,
	amount: Won,
	least_incentive: Won,
) -> DispatchResultWithPostInfo {
	let done = T::Currency::buy(who, series, amount, least_incentive);
	let weighed = match &done {
		Ok(post_info) => post_info.actual_weight,
		Err(failed) => failed.post_info.actual_weight,
	};
	let most = T::Currency::weight_of_purchase();
	assert!(weighed.is_some_and(|own| own.all_lte(most)), "no more than is declared");
	done
}

/// The contract of [`Purchases`].
pub fn purchases<T: Counter>() {
	let ([sold, other], buyer, before) = (T::SERIES, T::BUYER, T::balance(&T::BUYER));
	assert_refused(|| buy::<T>(&buyer, sold, 0, 0), "nothing");
	assert_refused(|| buy::<T>(&buyer, other, 1_000, 0), "not on sale");
	assert_refused(|| buy::<T>(&T::STRANGER, sold, 1_000, 0), "nobody's key");
	assert_refused(|| buy::<T>(&buyer, sold, 1_000, 101), "less on top than was asked");

	assert!(buy::<T>(&buyer, sold, 1_000, 100).is_ok());
	assert_eq!(T::balance(&buyer), before - 1_000, "what comes on top is not the buyer's");
	assert_eq!(T::bought(), (1_000, 100));
	assert_refused(|| buy::<T>(&buyer, sold, 699_001, 0), "beyond the limit");

	assert!(buy::<T>(&buyer, sold, 699_000, 69_900).is_ok());
	assert_eq!((T::balance(&buyer), T::bought()), (before - 700_000, (700_000, 70_000)));
	T::freeze();
	assert_refused(|| buy::<T>(&buyer, sold, 1, 0), "who may not act");
}
