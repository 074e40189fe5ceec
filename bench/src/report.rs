// SPDX-License-Identifier: Apache-2.0

//! What was measured, for a screen and for `docs/benchmarks/`.

use crate::measure::{ask, Machine};

/// A table. The first column is text, the others are numbers.
#[derive(Default)]
pub struct Table {
	head: Vec<String>,
	rows: Vec<Vec<String>>,
}

impl Table {
	/// A table with these columns.
	pub fn new(head: &[&str]) -> Self {
		Self { head: head.iter().map(|cell| cell.to_string()).collect(), rows: Vec::new() }
	}

	/// Adds a row.
	pub fn row(&mut self, cells: impl IntoIterator<Item = String>) {
		self.rows.push(cells.into_iter().collect());
	}

	fn widths(&self) -> Vec<usize> {
		let rows = || std::iter::once(&self.head).chain(&self.rows);
		let width =
			|column: usize| rows().filter_map(|row| row.get(column)).map(|cell| chars(cell)).max();
		(0..self.head.len()).map(|column| width(column).unwrap_or(0)).collect()
	}

	fn line(&self, row: &[String], separator: &str) -> String {
		let cell = |(column, (text, width)): (usize, (&String, &usize))| {
			let gap = " ".repeat(width.saturating_sub(chars(text)));
			if column == 0 {
				format!("{text}{gap}")
			} else {
				format!("{gap}{text}")
			}
		};
		let cells: Vec<_> = row.iter().zip(&self.widths()).enumerate().map(cell).collect();
		cells.join(separator)
	}

	/// As it is printed.
	pub fn text(&self) -> String {
		let rows = std::iter::once(&self.head).chain(&self.rows);
		rows.map(|row| format!("  {}\n", self.line(row, "   ").trim_end())).collect()
	}

	/// As Markdown.
	pub fn markdown(&self) -> String {
		let rule = |(column, width): (usize, &usize)| match column {
			0 => "-".repeat(width + 2),
			_ => format!("{}:", "-".repeat(width + 1)),
		};
		let rule: Vec<_> = self.widths().iter().enumerate().map(rule).collect();
		let row = |row: &Vec<String>| format!("| {} |\n", self.line(row, " | "));
		let rows: String = self.rows.iter().map(row).collect();
		format!("{}|{}|\n{rows}", row(&self.head), rule.join("|"))
	}
}

fn chars(text: &str) -> usize {
	text.chars().count()
}

/// One measurement.
pub struct Section {
	/// What it is about.
	pub title: String,
	/// How it was measured.
	pub how: String,
	/// What came out.
	pub table: Table,
	/// What it means.
	pub notes: Vec<String>,
}

/// A figure that was promised.
pub struct Promise {
	/// What.
	pub what: &'static str,
	/// The most it may be.
	pub at_most: f64,
	/// What it should rather be. `None` if there is nothing better than the promise.
	pub aim: Option<f64>,
	/// What it is.
	pub measured: f64,
	/// Digits after the point.
	pub digits: usize,
}

impl Promise {
	/// True if the promise is kept.
	pub fn is_kept(&self) -> bool {
		self.measured <= self.at_most
	}

	fn row(&self) -> [String; 5] {
		let number = |value: f64| format!("{value:.*}", self.digits);
		let verdict = match (self.is_kept(), self.aim) {
			(false, _) => "missed",
			(true, Some(aim)) if self.measured <= aim => "kept, aim reached",
			(true, _) => "kept",
		};
		[
			self.what.into(),
			number(self.at_most),
			self.aim.map_or("-".into(), number),
			number(self.measured),
			verdict.into(),
		]
	}
}

/// Everything of one run.
pub struct Report {
	/// What it was measured on.
	pub machine: Machine,
	/// Microseconds of one check of a signature.
	pub verification: f64,
	/// How, in one line: rounds, size of the state, the build.
	pub settings: String,
	/// What was promised.
	pub promises: Vec<Promise>,
	/// What was measured.
	pub sections: Vec<Section>,
}

impl Report {
	fn facts(&self) -> Vec<(&'static str, String)> {
		let mut facts = facts(&self.machine, &self.settings);
		let rate = grouped((1e6 / self.verification) as u64);
		let text =
			format!("{rate} verifications a second on one core ({:.1} µs each)", self.verification);
		facts.insert(1, ("sr25519", text));
		facts
	}

	fn summary(&self) -> Table {
		let mut table = Table::new(&["promise", "at most", "aim", "measured", "verdict"]);
		self.promises.iter().for_each(|promise| table.row(promise.row()));
		table
	}

	/// As it is printed.
	pub fn text(&self) -> String {
		let mut text = String::new();
		for (name, fact) in self.facts() {
			text += &format!("{name:9} {fact}\n");
		}
		for Section { title, how, table, notes } in &self.sections {
			text += &section_text(title, how, table, notes);
		}
		text + "\nSummary\n" + &self.summary().text()
	}

	/// As `docs/benchmarks/promises.md`.
	pub fn markdown(&self) -> String {
		let mut text = String::from(
			"# What is promised\n\nWritten by `./scripts/bench promises --write`: do not edit. Every figure comes from one run, in which \
			 everything took its turn\nin every round; times are medians. `./scripts/bench --help` says more.\n\n",
		);
		for (name, fact) in self.facts() {
			text += &format!("- {name}: {fact}\n");
		}
		text += &format!("\n{}", self.summary().markdown());
		for Section { title, how, table, notes } in &self.sections {
			text += &section_markdown(title, how, table, notes);
		}
		text
	}
}

impl Section {
	/// As it is printed, alone.
	pub fn text(&self, machine: &Machine, settings: &str) -> String {
		let facts = facts(machine, settings);
		let facts: String = facts.iter().map(|(name, fact)| format!("{name:9} {fact}\n")).collect();
		let Self { title, how, table, notes } = self;
		facts + &section_text(title, how, table, notes)
	}

	/// As a page of `docs/benchmarks/`. `command` writes it.
	pub fn markdown(&self, machine: &Machine, settings: &str, command: &str) -> String {
		let facts = facts(machine, settings);
		let facts: String =
			facts.iter().map(|(name, fact)| format!("- {name}: {fact}\n")).collect();
		let Self { title, how, table, notes } = self;
		let body = section_markdown("Figures", how, table, notes);
		format!("# {title}\n\nWritten by `{command}`: do not edit.\n\n{facts}{body}")
	}
}

/// On what it was measured, and when.
fn facts(machine: &Machine, settings: &str) -> Vec<(&'static str, String)> {
	let Machine { processor, cores: (all, usable), memory, load } = machine;
	let cores = if usable < all { format!("{usable} of {all}") } else { all.to_string() };
	let commit = ask("git", &["describe", "--always", "--dirty", "--exclude=*"]);
	let machine = format!("{cores} cores of {processor}, {memory} GB, load {load} before the run");
	let run = format!("{}, commit {commit}", ask("date", &["-u", "+%Y-%m-%d %H:%M UTC"]));
	vec![("Machine", machine), ("Run", run), ("Settings", settings.into())]
}

fn section_text(title: &str, how: &str, table: &Table, notes: &[String]) -> String {
	let notes: String = notes.iter().map(|note| format!("  {note}\n")).collect();
	format!("\n{title}\n  {how}\n\n{}{notes}", table.text())
}

fn section_markdown(title: &str, how: &str, table: &Table, notes: &[String]) -> String {
	let notes: String = notes.iter().map(|note| format!("- {note}\n")).collect();
	let gap = if notes.is_empty() { "" } else { "\n" };
	format!("\n## {title}\n\n{how}\n\n{}{gap}{notes}", table.markdown())
}

/// A number as people read it: 2,100,000.
pub fn grouped(number: u64) -> String {
	let digits = number.to_string();
	let mut text = String::new();
	for (index, digit) in digits.chars().enumerate() {
		if index > 0 && (digits.len() - index).is_multiple_of(3) {
			text.push(',');
		}
		text.push(digit);
	}
	text
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn numbers_are_grouped_by_three() {
		for (number, text) in [(0, "0"), (999, "999"), (1_000, "1,000"), (2_100_000, "2,100,000")] {
			assert_eq!(grouped(number), text);
		}
	}

	#[test]
	fn tables_line_up() {
		let mut table = Table::new(&["what", "µs"]);
		table.row(["pay".into(), "120".into()]);
		assert_eq!(table.text(), "  what    µs\n  pay    120\n");
		assert_eq!(table.markdown(), "| what |  µs |\n|------|----:|\n| pay  | 120 |\n");
	}

	#[test]
	fn a_promise_is_missed_kept_or_better() {
		let promise =
			|measured| Promise { what: "x", at_most: 1.35, aim: Some(1.1), measured, digits: 2 };
		let verdict = |measured| promise(measured).row()[4].clone();
		assert_eq!(verdict(1.36), "missed");
		assert_eq!(verdict(1.35), "kept");
		assert_eq!(verdict(1.1), "kept, aim reached");
	}
}
