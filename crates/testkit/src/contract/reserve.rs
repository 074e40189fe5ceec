// SPDX-License-Identifier: Apache-2.0

use core::fmt::Debug;

use chungnam_ports::{Issuance, Published, Takings, TakingsFeed};
use chungnam_primitives::{MerchantId, PersonId, SeriesId, Won};
use sp_runtime::Perbill;

use super::assert_refused;

/// A reserve as a contract needs it, and what the contract arranges there because no port does. Each function succeeds.
pub trait Vault {
	/// Accounts.
	type AccountId: Clone + Debug + PartialEq;
	/// The reserve under test.
	type Reserve: Issuance<Self::AccountId> + Takings<Self::AccountId>;
	/// The account of a shop, without won.
	const OWNER: Self::AccountId;
	/// The shop, which has taken nothing.
	const SHOP: MerchantId;

	/// States a bank balance that covers all won there is, and `more` won besides.
	fn cover(more: Won);
	/// The bank refuses the first request for a rest there is.
	fn refuse_rest();
	/// States a bank balance below all won there is.
	fn fall_short();
	/// The last statement of the bank balance grows too old.
	fn let_the_statement_age();
	/// Won that the shop can spend.
	fn spendable() -> Won;
	/// Won that was counted since the beginning of the half-year: sold, added to purchases, given, expired.
	fn published() -> [Won; 4];
	/// From now on passing takings on earns this share of them, and `pot` won more are there for it.
	fn set_bonus(rate: Perbill, pot: Won);
}

type Of<T> = <T as Vault>::Reserve;

/// The contract of [`Issuance`].
pub fn issuance<T: Vault>() {
	T::cover(1_000);
	let mint = |amount| Of::<T>::mint(&T::OWNER, amount);
	assert_eq!(mint(600), Ok(()));
	assert_refused(|| mint(401), "more than the bank has");
	assert_refused(|| mint(0), "nothing is made");
	assert_eq!(mint(400), Ok(()));
	assert_eq!(T::spendable(), 1_000, "what is made is there");

	assert_eq!(T::published(), [0; 4]);
	let sums = [
		Published::Sold { amount: 50, incentive: 5 },
		Published::Given(30),
		Published::Expired(7),
		Published::Given(3),
	];
	for sum in sums {
		assert_eq!(Of::<T>::publish(sum), Ok(()));
	}
	assert_eq!(T::published(), [50, 5, 33, 7]);

	let ask = |amount| Of::<T>::request_rest(&T::OWNER, PersonId(1), SeriesId(2), 12, amount);
	assert_eq!(ask(300), Ok(()));
	assert_eq!(T::spendable(), 700, "what is asked for cannot be spent");
	assert_refused(|| ask(701), "more than there is");
	assert_refused(|| ask(0), "nothing is asked for");
	assert_eq!(ask(700), Ok(()));
	assert_eq!(T::spendable(), 0);

	let repeat = || Of::<T>::repeat_rest(&T::OWNER, PersonId(1), SeriesId(2));
	assert_eq!(repeat(), Ok(false), "nothing was refused");
	T::refuse_rest();
	assert_eq!(T::spendable(), 300, "what the bank refused is there again");
	assert_eq!(Of::<T>::repeat_rest(&T::OWNER, PersonId(3), SeriesId(2)), Ok(false), "not theirs");
	assert_eq!(repeat(), Ok(true));
	assert_eq!(T::spendable(), 0);
	assert_eq!(repeat(), Ok(false), "it is asked for");

	T::fall_short();
	assert_refused(|| mint(1), "the bank is short");
	T::cover(10);
	assert_eq!(mint(1), Ok(()));
	T::let_the_statement_age();
	assert_refused(|| mint(1), "the statement is old");
	T::cover(10);
	assert_eq!(mint(1), Ok(()));
}

/// The contract of [`Takings`].
pub fn takings<T: Vault>() {
	T::cover(1_000);
	T::set_bonus(Perbill::from_percent(5), 500);
	let note = |amount| assert_eq!(Of::<T>::note(T::SHOP, amount), Ok(()));
	let pass_on = |amount| Of::<T>::pass_on(T::SHOP, &T::OWNER, amount);

	assert_eq!(pass_on(1_000), Ok(0), "nothing was taken");
	note(4_000);
	note(6_000);
	assert_eq!(pass_on(4_019), Ok(200), "rounded down");
	assert_eq!(T::spendable(), 200, "the bonus is paid");
	Of::<T>::forget(T::SHOP, 1_981);
	assert_eq!(pass_on(9_000), Ok(200), "only takings earn");
	assert_eq!(pass_on(1_000), Ok(0), "takings earn once");
	note(100);
	Of::<T>::forget(T::SHOP, 101);
	assert_eq!(pass_on(100), Ok(0), "what was given back earns nothing");
	note(10_000);
	assert_eq!(pass_on(10_000), Ok(100), "no more than the pot has");
	assert_eq!(T::spendable(), 500);
}

/// The contract of [`TakingsFeed`].
pub fn takings_feed<P: TakingsFeed>() {
	for tells in [true, true, false, false, true] {
		P::tell_takings(tells);
		assert_eq!(P::tells_takings(), tells);
	}
}
