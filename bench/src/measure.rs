// SPDX-License-Identifier: Apache-2.0

//! Time, measured fairly: in turns, so that whatever else the machine does falls on all alike, and as medians.

use std::{
	fs,
	process::Command,
	time::{Duration, Instant},
};

use sp_core::{sr25519, Pair};

/// Runs each of `kinds` once without looking, then `rounds` times in turns. Returns the times of each.
pub fn in_turns<E>(
	rounds: usize,
	kinds: usize,
	mut run: impl FnMut(usize) -> Result<Duration, E>,
) -> Result<Vec<Sample>, E> {
	for kind in 0..kinds {
		run(kind)?;
	}
	let mut samples = vec![Sample::default(); kinds];
	for _ in 0..rounds {
		for (kind, sample) in samples.iter_mut().enumerate() {
			sample.0.push(run(kind)?);
		}
	}
	Ok(samples)
}

/// Times of the same thing.
#[derive(Clone, Default, Debug)]
pub struct Sample(Vec<Duration>);

impl Sample {
	/// Of times in microseconds; negative ones count as none.
	pub fn of_microseconds(times: &[f64]) -> Self {
		Self(times.iter().map(|time| Duration::from_secs_f64(time.max(0.0) / 1e6)).collect())
	}

	/// The middle one, in microseconds.
	pub fn median(&self) -> f64 {
		median(self.0.iter().map(|time| time.as_secs_f64() * 1e6).collect())
	}

	/// How far the middle one of all times is from the median, in percent of it: the noise.
	pub fn spread(&self) -> f64 {
		let middle = self.median();
		let off = |time: &Duration| (time.as_secs_f64() * 1e6 - middle).abs();
		100.0 * median(self.0.iter().map(off).collect()) / middle
	}

	/// The median over all rounds of how much longer this took than `other` in the same round.
	pub fn ratio(&self, other: &Self) -> f64 {
		let ratio = |(own, other): (&Duration, &Duration)| own.as_secs_f64() / other.as_secs_f64();
		median(self.0.iter().zip(&other.0).map(ratio).collect())
	}
}

fn median(mut values: Vec<f64>) -> f64 {
	values.sort_by(f64::total_cmp);
	let middle = values.len() / 2;
	match values.len() {
		0 => f64::NAN,
		odd if odd % 2 == 1 => values[middle],
		_ => (values[middle - 1] + values[middle]) / 2.0,
	}
}

/// Checks as many sr25519 signatures under a message as long as a payment, one after another.
pub fn verify(count: usize) -> Duration {
	let pair = sr25519::Pair::from_seed(&[7; 32]);
	let message = [42; 120];
	let signature = pair.sign(&message);
	let start = Instant::now();
	for _ in 0..count {
		assert!(sr25519::Pair::verify(&signature, std::hint::black_box(message), &pair.public()));
	}
	start.elapsed()
}

/// What was measured on.
pub struct Machine {
	/// The name of the processor.
	pub processor: String,
	/// How many there are, and how many this program may use.
	pub cores: (usize, usize),
	/// Gigabytes of memory.
	pub memory: u64,
	/// How many programs wanted to run in the last minute: a quiet machine has far fewer than cores.
	pub load: String,
}

impl Machine {
	/// This one, as far as it says.
	pub fn this() -> Self {
		let read = |path| fs::read_to_string(path).unwrap_or_default();
		let after_colon = |text: &str, name: &str| {
			let line = text.lines().find(|line| line.starts_with(name))?;
			Some(line.split_once(':')?.1.trim().to_string())
		};
		let memory = after_colon(&read("/proc/meminfo"), "MemTotal");
		let kilobytes = memory.and_then(|text| text.split(' ').next()?.parse::<u64>().ok());
		let processors = read("/proc/cpuinfo");
		let usable = std::thread::available_parallelism().map_or(1, usize::from);
		let all = processors.lines().filter(|line| line.starts_with("processor")).count();
		Self {
			processor: after_colon(&processors, "model name")
				.unwrap_or_else(|| "unknown processor".into()),
			cores: (all.max(usable), usable),
			memory: kilobytes.unwrap_or(0).div_ceil(1024 * 1024),
			load: read("/proc/loadavg").split(' ').next().unwrap_or_default().into(),
		}
	}
}

/// What a command prints, or nothing.
pub fn ask(program: &str, arguments: &[&str]) -> String {
	let output = Command::new(program).args(arguments).output();
	output.map_or_else(
		|_| String::new(),
		|output| String::from_utf8_lossy(&output.stdout).trim().to_string(),
	)
}
