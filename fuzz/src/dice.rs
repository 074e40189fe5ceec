// SPDX-License-Identifier: Apache-2.0

//! The random source. A seed decides everything that follows from it.

/// SplitMix64: the same numbers for the same seed, everywhere.
#[derive(Clone)]
pub struct Dice(u64);

impl Dice {
	/// Dice that a seed decides.
	pub fn new(seed: u64) -> Self {
		Self(seed)
	}

	/// The next number.
	pub fn roll(&mut self) -> u64 {
		self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
		let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
		let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
		mixed ^ (mixed >> 31)
	}

	/// A number below `end`; 0 if there is none.
	pub fn below(&mut self, end: usize) -> usize {
		(self.roll() % (end.max(1) as u64)) as usize
	}

	/// True once in so many rolls.
	pub fn one_in(&mut self, chances: usize) -> bool {
		self.below(chances) == 0
	}

	/// One of the items, `None` if there are none.
	pub fn pick<'a, X>(&mut self, from: &'a [X]) -> Option<&'a X> {
		from.get(self.below(from.len()))
	}

	/// Bytes without a meaning.
	pub fn bytes<const N: usize>(&mut self) -> [u8; N] {
		std::array::from_fn(|_| self.roll() as u8)
	}
}
