// SPDX-License-Identifier: Apache-2.0

//! Purses and prices, in units.

use crate::{Fault, MAX_VOTERS, UNITS};

/// What a voter has for a heading, and what rounding has added to all of them: `purse · voters − budget · 2⁴⁰`.
///
/// A purse is rounded up, so that an option which its voters can just pay stays one that they can pay.
pub(crate) fn purse(budget: u64, voters: u32) -> Result<(u128, u128), Fault> {
	if voters > MAX_VOTERS {
		return Err(Fault::TooManyVoters);
	}
	if voters == 0 {
		return Ok((0, 0));
	}
	let money = u128::from(budget).checked_mul(UNITS).ok_or(Fault::Overflow)?;
	let purse = money.div_ceil(voters.into());
	let all = purse.checked_mul(voters.into()).ok_or(Fault::Overflow)?;
	Ok((purse, all.checked_sub(money).ok_or(Fault::Overflow)?))
}

/// The bound of a round: what a worth of one costs at most, as a price and the worth that it buys.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Bound {
	/// The price of the leader.
	pub price: u128,
	/// The worth of the leader.
	pub worth: u128,
}

impl Bound {
	/// The bound for something of another worth, rounded down: a price up to it is in the tie.
	pub fn for_worth(&self, worth: u128) -> Result<u128, Fault> {
		self.times(worth)?.checked_div(self.worth).ok_or(Fault::Overflow)
	}

	/// The highest price that is below the bound for something of another worth.
	pub fn below_for_worth(&self, worth: u128) -> Result<u128, Fault> {
		let product = self.times(worth)?;
		if self.worth == 0 {
			return Err(Fault::Overflow);
		}
		product.div_ceil(self.worth).checked_sub(1).ok_or(Fault::Overflow)
	}

	/// True if a price for some worth is lower than the bound.
	pub fn is_above(&self, price: u128, worth: u128) -> Result<bool, Fault> {
		Ok(price.checked_mul(self.worth).ok_or(Fault::Overflow)? < self.times(worth)?)
	}

	/// True if a price for some worth is at most the bound.
	pub fn admits(&self, price: u128, worth: u128) -> Result<bool, Fault> {
		Ok(price.checked_mul(self.worth).ok_or(Fault::Overflow)? <= self.times(worth)?)
	}

	fn times(&self, worth: u128) -> Result<u128, Fault> {
		self.price.checked_mul(worth).ok_or(Fault::Overflow)
	}
}
