// SPDX-License-Identifier: Apache-2.0

//! The random source of the models.

use chungnam_primitives::Won;

/// xorshift64*: the same numbers for the same seed, everywhere.
pub struct Dice(u64);

impl Dice {
	/// Dice that a seed decides.
	pub fn new(seed: u64) -> Self {
		Self(seed | 1) // from 0 only 0 would follow
	}

	/// The next number, of 48 bits.
	pub fn roll(&mut self) -> u64 {
		self.0 ^= self.0 >> 12;
		self.0 ^= self.0 << 25;
		self.0 ^= self.0 >> 27;
		self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 16
	}

	/// A number below `end`; 0 if there is none.
	pub fn below(&mut self, end: u64) -> u64 {
		self.roll() % end.max(1)
	}

	/// As [`Self::below`], for small numbers.
	pub fn small(&mut self, end: u32) -> u32 {
		u32::try_from(self.below(end.into())).expect("it is below a u32")
	}

	/// A decision: true if the roll is the one in so many.
	pub fn one_in(&mut self, chances: u64) -> bool {
		self.below(chances) == 0
	}

	/// One of the items, `None` if there are none.
	pub fn pick_any<X: Clone>(&mut self, from: &[X]) -> Option<X> {
		let index = self.below(from.len() as u64) as usize;
		from.get(index).cloned()
	}

	/// Won: mostly small and round, at times nothing or very much.
	pub fn won(&mut self) -> Won {
		match self.below(20) {
			0 => 0,
			1 => Won::from(self.below(10_000_000)),
			2..=8 => Won::from(self.below(60)) * 1_000,
			_ => Won::from(self.below(9_000)),
		}
	}

	/// One of the items, of which there must be some.
	#[track_caller]
	pub fn pick<X: Clone>(&mut self, from: &[X]) -> X {
		self.pick_any(from).expect("there is one to pick")
	}
}

/// How many steps a model takes and with which seed: the variables `<MODEL>_STEPS` and `<MODEL>_SEED`, or `steps` and the
/// seed of every day.
pub fn steps_and_seed(model: &str, steps: u64) -> (u64, u64) {
	let number = |name: &str, otherwise| {
		let value = std::env::var(format!("{model}_{name}")).ok();
		value.and_then(|value| value.parse().ok()).unwrap_or(otherwise)
	};
	(number("STEPS", steps), number("SEED", 20_261_123))
}
