// SPDX-License-Identifier: Apache-2.0

//! What came of plays, for readers.

use std::{collections::BTreeMap, fmt::Write, time::Duration};

use crate::{
	arcs::HANDED_OVER,
	campaign::{preset_of, Found, Outcome},
	failure::Oracle,
	steps::{all_calls, is_ours, write},
	town::{Cast, PRESETS},
	views,
};

/// A failure with its seed and its steps.
pub fn failure(found: &Found) -> String {
	let cast = Cast::get();
	let Found { failure, seed, steps, is_repeatable } = found;
	let mut text = format!("{failure}\n  seed {seed}, preset {}, ", PRESETS[preset_of(*seed)]);
	let _ = match is_repeatable {
		true => writeln!(text, "{} steps:", steps.len()),
		false => writeln!(text, "{} steps, which do not lead to it again:", steps.len()),
	};
	let from = if *is_repeatable { 0 } else { steps.len().saturating_sub(5) };
	for step in &steps[from..] {
		let _ = writeln!(text, "    {}", write(step, cast));
	}
	text
}

/// Each call of ours, how often it succeeded and how often it was sent.
fn counted(outcome: &Outcome) -> impl Iterator<Item = (String, u64, u64)> + '_ {
	let ours = all_calls().into_iter().filter(|(pallet, _)| is_ours(pallet));
	ours.map(|(pallet, call)| {
		let name = format!("{pallet}.{call}");
		let of = |counts: &BTreeMap<String, u64>| counts.get(&name).copied().unwrap_or(0);
		let (succeeded, sent) = (of(&outcome.succeeded), of(&outcome.sent));
		(name, succeeded, sent)
	})
}

/// How often each call of ours succeeded, a line each.
pub fn calls(outcome: &Outcome) -> String {
	let line = |(name, succeeded, sent)| format!("{name:45} {succeeded:>8} of {sent:>8}\n");
	counted(outcome).map(line).collect()
}

/// Begin and end of the part of `docs/fuzz.md` that is written by the program.
pub const BEGIN: &str = "<!-- figures: written by ./scripts/fuzz --write -->";
/// See [`BEGIN`].
pub const END: &str = "<!-- end of figures -->";

/// The figures as a part of a page.
pub fn page(outcome: &Outcome, seed: u64, took: Duration) -> String {
	let calls: u64 = outcome.sent.values().sum();
	let (pallet, event) = HANDED_OVER;
	let is_call = |name: &str| name != format!("{pallet}.{event}");
	let done = outcome.succeeded.iter().filter(|(name, _)| is_call(name));
	let done: u64 = done.map(|(_, count)| count).sum();
	let mut text = String::new();
	let Outcome { steps, plays, .. } = outcome;
	let minutes = took.as_secs().div_ceil(60);
	let _ = writeln!(text, "{steps} steps in {plays} plays from seed {seed}, {minutes} minutes.");
	let _ = writeln!(
		text,
		"{calls} transactions got into a block, in which {done} calls succeeded, nested ones too."
	);
	let _ = writeln!(text, "{} views, {} questions.\n", views::count(), Oracle::ALL.len());
	let _ = writeln!(text, "| failure | seed | steps after shrinking |\n|---|---|---|");
	for found in &outcome.found {
		let _ = writeln!(text, "| {} | {} | {} |", found.failure, found.seed, found.steps.len());
	}
	if outcome.found.is_empty() {
		let _ = writeln!(text, "| none that is not known | | |");
	}
	let _ = writeln!(text, "\n| known and let through | met |\n|---|---:|");
	for (reason, count) in &outcome.known {
		let _ = writeln!(text, "| {reason} | {count} |");
	}
	let _ = writeln!(text, "\n| call | succeeded | sent by itself |\n|---|---:|---:|");
	for (name, succeeded, sent) in counted(outcome) {
		let _ = writeln!(text, "| `{name}` | {succeeded} | {sent} |");
	}
	text
}

/// A page with its figures replaced.
pub fn with_figures(page: &str, figures: &str) -> Option<String> {
	let (before, rest) = page.split_once(BEGIN)?;
	let (_, after) = rest.split_once(END)?;
	Some(format!("{before}{BEGIN}\n\n{figures}\n{END}{after}"))
}
