// SPDX-License-Identifier: Apache-2.0

//! What a client is asked to do, and how it tells what it did: the same as `e2e/clients/lib/task.mjs`.

use std::{env, error::Error, fs, time::Instant};

/// Whom to reach, and who pays whom how much.
pub struct Task {
	pub url: String,
	pub payer: String,
	pub payee: String,
	pub won: u128,
	facts: String,
}

impl Task {
	pub fn from_env() -> Result<Self, Box<dyn Error>> {
		let given = |name| env::var(format!("CONFORMANCE_{name}"));
		Ok(Self {
			url: given("URL")?,
			payer: given("PAYER")?,
			payee: given("PAYEE")?,
			won: given("WON")?.parse()?,
			facts: given("FACTS")?,
		})
	}

	/// Values that a client must decode and encode alike: type and bytes.
	pub fn values(&self) -> Result<Vec<(u32, Vec<u8>)>, Box<dyn Error>> {
		let text = fs::read_to_string(format!("{}/values-16.txt", self.facts))?;
		text.lines()
			.map(|line| {
				let (kind, hex) = line.split_once(' ').ok_or("A line without a space")?;
				let bytes = (0..hex.len())
					.step_by(2)
					.map(|at| u8::from_str_radix(&hex[at..at + 2], 16))
					.collect::<Result<_, _>>()?;
				Ok((kind.parse()?, bytes))
			})
			.collect()
	}
}

/// Says that a cell was shown. Values are JSON already.
pub fn shown(cell: &str, facts: &[(&str, String)]) {
	let facts: String = facts.iter().map(|(name, value)| format!(",\"{name}\":{value}")).collect();
	println!("@@ {{\"cell\":\"{cell}\"{facts}}}");
}

/// Seconds since the last time this was asked.
pub fn lap(clock: &mut Instant) -> String {
	let seconds = clock.elapsed().as_secs_f64();
	*clock = Instant::now();
	format!("{seconds:.2}")
}
