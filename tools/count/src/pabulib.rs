// SPDX-License-Identifier: Apache-2.0

//! Reads a poll in the pabulib format (`.pb`): a section META with keys and values, a section PROJECTS, a section VOTES, their
//! fields split by `;`.
//!
//! A project that a ballot names is picked. Points, where ballots have some, are not read. The number of an option is the
//! place of its project in the file.

use std::{collections::HashMap, fmt};

use chungnam_count::{Number, MAX_OPTIONS};

/// A poll, as its file says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Poll {
	/// Won, or whatever the file counts in.
	pub budget: u64,
	/// The projects; the place of each is its number.
	pub projects: Vec<Project>,
	/// The picks of each ballot, ascending; none where the ballot is blank.
	pub ballots: Vec<Vec<Number>>,
}

/// A project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Project {
	/// As the file calls it.
	pub id: String,
	/// In words; empty if the file has none.
	pub name: String,
	/// What it costs.
	pub cost: u64,
}

/// What is wrong with a file, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
	/// The line, from 1; the last one where something is missing.
	pub line: usize,
	/// What is wrong.
	pub what: String,
}

impl fmt::Display for Fault {
	fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
		write!(f, "line {}: {}", self.line, self.what)
	}
}

/// The kinds of votes in which a named project is a pick.
const VOTE_TYPES: [&str; 4] = ["approval", "choose-1", "cumulative", "scoring"];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Section {
	Meta,
	Projects,
	Votes,
}

/// The file while it is read.
#[derive(Default)]
struct Reader {
	meta: HashMap<String, (usize, String)>,
	projects: Vec<Project>,
	numbers: HashMap<String, Number>,
	ballots: Vec<Vec<Number>>,
}

/// Reads a poll.
pub fn read(text: &str) -> Result<Poll, Fault> {
	let mut reader = Reader::default();
	let mut section = None;
	let mut header: Option<Vec<String>> = None;
	let mut last = 0;
	for (line, words) in (1..).zip(text.trim_start_matches('\u{feff}').lines()) {
		last = line;
		let fault = |what: String| Fault { line, what };
		if words.trim().is_empty() {
			continue;
		}
		let fields = fields(words).map_err(fault)?;
		let begins = match fields[0].to_lowercase().as_str() {
			"meta" => Some(Section::Meta),
			"projects" => Some(Section::Projects),
			"votes" => Some(Section::Votes),
			_ => None,
		};
		if begins.is_some() {
			(section, header) = (begins, None);
			continue;
		}
		let Some(section) = section else {
			return Err(fault("a section META, PROJECTS or VOTES was expected".into()));
		};
		let Some(header) = &header else {
			header = Some(fields);
			continue;
		};
		let row = Row { line, header, fields: &fields };
		match section {
			Section::Meta => reader.meta(&row)?,
			Section::Projects => reader.project(&row)?,
			Section::Votes => reader.vote(&row)?,
		}
	}
	reader.poll(last)
}

/// A line of a section.
struct Row<'a> {
	line: usize,
	header: &'a [String],
	fields: &'a [String],
}

impl Row<'_> {
	fn fault<T>(&self, what: impl Into<String>) -> Result<T, Fault> {
		Err(Fault { line: self.line, what: what.into() })
	}

	/// The field under a heading; `None` where the section or the line has none.
	fn find(&self, heading: &str) -> Option<&str> {
		let at = self.header.iter().position(|each| each == heading)?;
		self.fields.get(at).map(String::as_str)
	}

	fn get(&self, heading: &str) -> Result<&str, Fault> {
		match self.find(heading) {
			Some(field) => Ok(field),
			None => self.fault(format!("it has no field {heading}")),
		}
	}
}

impl Reader {
	fn meta(&mut self, row: &Row) -> Result<(), Fault> {
		let [key, value, ..] = row.fields else {
			return row.fault("a key and a value were expected");
		};
		match self.meta.insert(key.clone(), (row.line, value.clone())) {
			Some((first, _)) => row.fault(format!("{key} stands in line {first} already")),
			None => Ok(()),
		}
	}

	fn project(&mut self, row: &Row) -> Result<(), Fault> {
		let id = row.get("project_id")?.to_owned();
		let cost = row.get("cost")?;
		let cost = match amount(cost) {
			Some(0) => return row.fault(format!("project {id} costs nothing")),
			Some(cost) => cost,
			None => return row.fault(format!("the cost of {id} is not a whole number: {cost}")),
		};
		let number = match Number::try_from(self.projects.len()) {
			Ok(number) => number,
			Err(_) => return row.fault(format!("there are more than {MAX_OPTIONS} projects")),
		};
		if self.numbers.insert(id.clone(), number).is_some() {
			return row.fault(format!("project {id} stands here twice"));
		}
		let name = row.find("name").unwrap_or_default().to_owned();
		self.projects.push(Project { id, name, cost });
		Ok(())
	}

	fn vote(&mut self, row: &Row) -> Result<(), Fault> {
		let mut picks = Vec::new();
		for id in row.get("vote")?.split(',').map(str::trim).filter(|id| !id.is_empty()) {
			match self.numbers.get(id) {
				Some(number) => picks.push(*number),
				None => return row.fault(format!("there is no project {id}")),
			}
		}
		picks.sort_unstable();
		if let Some(pair) = picks.windows(2).find(|pair| pair[0] == pair[1]) {
			let id = &self.projects[usize::from(pair[0])].id;
			return row.fault(format!("the ballot names project {id} twice"));
		}
		self.ballots.push(picks);
		Ok(())
	}

	fn poll(self, last: usize) -> Result<Poll, Fault> {
		let value = |key: &str| match self.meta.get(key) {
			Some((line, value)) => Ok((*line, value.as_str())),
			None => Err(Fault { line: last, what: format!("META has no {key}") }),
		};
		let (line, kind) = value("vote_type")?;
		if !VOTE_TYPES.contains(&kind) {
			return Err(Fault { line, what: format!("votes of the type {kind} are not picks") });
		}
		let (line, budget) = value("budget")?;
		let Some(budget) = amount(budget) else {
			return Err(Fault {
				line,
				what: format!("the budget is not a whole number: {budget}"),
			});
		};
		let counted = [("num_projects", self.projects.len()), ("num_votes", self.ballots.len())];
		for (key, found) in counted {
			let (line, said) = value(key)?;
			if said.parse() != Ok(found) {
				return Err(Fault {
					line,
					what: format!("{key} is {said}, but the file has {found}"),
				});
			}
		}
		Ok(Poll { budget, projects: self.projects, ballots: self.ballots })
	}
}

/// The fields of a line: split by `;`. A field that begins with `"` goes to the next `"`, and `""` in it is one `"`.
fn fields(line: &str) -> Result<Vec<String>, String> {
	let mut fields = vec![String::new()];
	let mut rest = line.chars().peekable();
	let (mut quoted, mut begins) = (false, true);
	while let Some(letter) = rest.next() {
		let field = fields.last_mut().expect("there is one from the start");
		match letter {
			'"' if begins => quoted = true,
			'"' if quoted && rest.peek() == Some(&'"') => field.extend(rest.next()),
			'"' if quoted => quoted = false,
			';' if !quoted => {
				fields.push(String::new());
				begins = true;
				continue;
			}
			_ => field.push(letter),
		}
		begins = false;
	}
	if quoted {
		return Err("a quotation mark is not closed".into());
	}
	Ok(fields.iter().map(|field| field.trim().to_owned()).collect())
}

/// A whole number; a decimal part of zeros may follow.
fn amount(words: &str) -> Option<u64> {
	let (whole, part) = words.split_once(['.', ',']).unwrap_or((words, ""));
	if !whole.bytes().all(|byte| byte.is_ascii_digit()) || part.bytes().any(|byte| byte != b'0') {
		return None;
	}
	whole.parse().ok()
}
