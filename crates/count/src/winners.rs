// SPDX-License-Identifier: Apache-2.0

//! A set of options.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

use crate::Number;

/// A set of options, one bit for each number there can be: bit `n % 8` of byte `n / 8`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[derive(Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Winners([u8; 32]);

/// The byte and the bit of a number.
fn place(number: Number) -> (usize, u8) {
	(usize::from(number >> 3), 1 << (number & 7))
}

impl Winners {
	/// True if the option is in the set.
	pub fn contains(&self, number: Number) -> bool {
		let (byte, bit) = place(number);
		self.0.get(byte).is_some_and(|byte| byte & bit != 0)
	}

	/// Puts an option in. True if the option was not in before.
	pub fn insert(&mut self, number: Number) -> bool {
		let (byte, bit) = place(number);
		match self.0.get_mut(byte) {
			Some(byte) if *byte & bit == 0 => {
				*byte |= bit;
				true
			}
			_ => false,
		}
	}

	/// The numbers in the set, ascending.
	pub fn numbers(&self) -> impl Iterator<Item = Number> + '_ {
		(0..=Number::MAX).filter(|number| self.contains(*number))
	}
}

impl FromIterator<Number> for Winners {
	fn from_iter<I: IntoIterator<Item = Number>>(numbers: I) -> Self {
		let mut winners = Self::default();
		for number in numbers {
			winners.insert(number);
		}
		winners
	}
}
