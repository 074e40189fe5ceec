// SPDX-License-Identifier: Apache-2.0

//! Readings that are made again and again: the log hears when one begins to fail, seldom while that lasts, and when it is
//! over.

use std::time::{Duration, Instant};

/// How often the log repeats that a reading fails.
const REPEAT: Duration = Duration::from_secs(600);

/// Reads again and again, and tells the log when that begins to fail, seldom while it lasts, and when it is over.
#[derive(Default)]
pub(super) struct Reading {
	trouble: Option<Trouble>,
}

/// That a reading fails.
struct Trouble {
	since: Instant,
	told: Instant,
	why: String,
	times: u64,
}

/// What the log says of a reading.
#[derive(Debug, PartialEq, Eq)]
enum Told {
	Fails { why: String, times: u64 },
	WellAgain { after: Duration },
}

impl Reading {
	/// Notes how a reading ended. Gives what is to be told.
	fn note(&mut self, outcome: Result<(), &str>, now: Instant) -> Option<Told> {
		let Err(why) = outcome else {
			let over = self.trouble.take()?;
			return Some(Told::WellAgain { after: now.saturating_duration_since(over.since) });
		};
		let trouble = self.trouble.get_or_insert_with(|| Trouble {
			since: now,
			told: now,
			why: String::new(),
			times: 0,
		});
		trouble.times = trouble.times.saturating_add(1);
		let is_old = now.saturating_duration_since(trouble.told) >= REPEAT;
		if trouble.why == why && !is_old {
			return None;
		}
		trouble.told = now;
		why.clone_into(&mut trouble.why);
		Some(Told::Fails { why: why.to_owned(), times: trouble.times })
	}

	/// Gives what was read, and tells the log what is to be told.
	pub(super) fn take<T>(&mut self, what: &str, outcome: Result<T, String>) -> Option<T> {
		let told = self.note(outcome.as_ref().map(|_| ()).map_err(String::as_str), Instant::now());
		match told {
			Some(Told::Fails { why, times }) => log::error!(
				target: "chungnam",
				"{what} cannot be read ({times} times so far): {why}. Alerts that need it are blind. \
				 See docs/runbooks/monitoring.md.",
			),
			Some(Told::WellAgain { after }) => log::info!(
				target: "chungnam",
				"{what} can be read again, after {} s.",
				after.as_secs(),
			),
			None => {}
		}
		outcome.ok()
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn a_reading_that_fails_is_told_once_then_seldom_and_its_end_too() {
		let start = Instant::now();
		let at = |seconds| start + Duration::from_secs(seconds);
		let fails = |why: &str, times| Some(Told::Fails { why: why.into(), times });
		let mut reading = Reading::default();
		assert_eq!(reading.note(Ok(()), at(0)), None);
		assert_eq!(reading.note(Err("no"), at(10)), fails("no", 1));
		assert_eq!(reading.note(Err("no"), at(20)), None);
		assert_eq!(reading.note(Err("other"), at(30)), fails("other", 3));
		assert_eq!(reading.note(Err("other"), at(629)), None);
		assert_eq!(reading.note(Err("other"), at(630)), fails("other", 5));
		let after = Duration::from_secs(630);
		assert_eq!(reading.note(Ok(()), at(640)), Some(Told::WellAgain { after }));
		assert_eq!(reading.note(Ok(()), at(650)), None);
	}
}
