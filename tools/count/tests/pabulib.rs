// SPDX-License-Identifier: Apache-2.0

//! Each published instance, counted as the package pabutools counts it, by every rule and rule of ties; and its trace,
//! replayed. The expected winners are written by `data/expect.py`.

use std::{fs, path::PathBuf};

use chungnam_count::{Completion, TieRule, Utility, Verdict};
use chungnam_count_program::{
	count,
	pabulib::{read, Poll, Project},
	replay, Rule, Terms,
};

fn data(name: &str) -> String {
	let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data").join(name);
	fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The lines of a table without its comment and its header.
fn table(name: &str) -> Vec<Vec<String>> {
	let text = data(name);
	let lines = text.lines().filter(|line| !line.starts_with('#')).skip(1);
	lines.map(|line| line.split('\t').map(str::to_owned).collect()).collect()
}

fn rule(rule: &str, utility: &str, completion: &str) -> Rule {
	let utility = match utility {
		"cost" => Utility::Cost,
		"count" => Utility::Count,
		_ => return Rule::Greedy,
	};
	assert_eq!(rule, "shares");
	match completion {
		"none" => Rule::Shares(utility, Completion::None),
		"greedy" => Rule::Shares(utility, Completion::Greedy),
		other => panic!("no completion {other}"),
	}
}

/// The same poll with its projects numbered by their names.
fn by_name(poll: &Poll) -> Poll {
	let mut order: Vec<usize> = (0..poll.projects.len()).collect();
	order.sort_by(|one, other| poll.projects[*one].id.cmp(&poll.projects[*other].id));
	let number = |old: &u8| order.iter().position(|at| *at == usize::from(*old)).unwrap() as u8;
	let ballots = poll.ballots.iter().map(|picks| {
		let mut picks: Vec<_> = picks.iter().map(number).collect();
		picks.sort_unstable();
		picks
	});
	Poll {
		budget: poll.budget,
		projects: order.iter().map(|at| poll.projects[*at].clone()).collect(),
		ballots: ballots.collect(),
	}
}

/// Compares one count: the rounds of Equal Shares in their order, all winners as a set, and the replay of the trace.
fn compare(poll: &Poll, ties: TieRule, rule: Rule, expected: &[&str], of: &str) {
	let counted = count(poll, &Terms { rule, ties }).unwrap();
	let id = |number: u8| poll.projects[usize::from(number)].id.as_str();
	let mut winners: Vec<_> = counted.outcome.winners.numbers().map(id).collect();
	winners.sort_unstable();
	let mut sorted = expected.to_vec();
	sorted.sort_unstable();
	assert_eq!(winners, sorted, "{of}");
	let Rule::Shares(utility, _) = rule else { return };
	let trace = counted.trace.unwrap();
	let rounds: Vec<_> = trace.rounds.iter().map(|round| id(round.option)).collect();
	assert_eq!(rounds, expected[..rounds.len()], "{of}");
	let right = Verdict::Right(trace.winners());
	assert_eq!(replay(poll, &counted.election, utility, trace).unwrap(), right, "{of}");
}

#[test]
fn published_instances_are_counted_as_pabutools_does() {
	let lines = table("expected.tsv");
	// Seven instances, three rules of ties, greedy and Equal Shares with two utilities and two completions.
	assert_eq!(lines.len(), 7 * 3 * 5);
	for line in &lines {
		let [file, ties, name, utility, completion, winners] = &line[..] else {
			panic!("{line:?}")
		};
		let poll = read(&data(&format!("pabulib/{file}"))).unwrap();
		let (poll, ties) = match ties.as_str() {
			"cheaper" => (poll, TieRule::Cheaper),
			"number" => (poll, TieRule::Number),
			"name" => (by_name(&poll), TieRule::Number),
			other => panic!("no rule of ties {other}"),
		};
		let winners: Vec<_> = winners.split(',').collect();
		compare(&poll, ties, rule(name, utility, completion), &winners, &format!("{line:?}"));
	}
}

#[test]
fn elections_with_ties_are_counted_as_pabutools_does() {
	let lines = table("made.tsv");
	assert_eq!(lines.len(), 300 * 2 * 5);
	let mut by_ties = 0;
	for line in &lines {
		let [budget, costs, ballots, ties, name, utility, completion, winners] = &line[..] else {
			panic!("{line:?}")
		};
		let project = |(number, cost): (usize, &str)| Project {
			id: number.to_string(),
			name: String::new(),
			cost: cost.parse().unwrap(),
		};
		let poll = Poll {
			budget: budget.parse().unwrap(),
			projects: costs.split(',').enumerate().map(project).collect(),
			ballots: ballots
				.split('|')
				.map(|picks| picks.bytes().map(|digit| digit - b'0').collect())
				.collect(),
		};
		let winners: Vec<_> = winners.split("").filter(|digit| !digit.is_empty()).collect();
		let rule = rule(name, utility, completion);
		let (ties, other) = match ties.as_str() {
			"cheaper" => (TieRule::Cheaper, TieRule::Number),
			_ => (TieRule::Number, TieRule::Cheaper),
		};
		compare(&poll, ties, rule, &winners, &format!("{line:?}"));
		let by = |ties| count(&poll, &Terms { rule, ties }).unwrap().outcome.winners;
		by_ties += u32::from(by(ties) != by(other));
	}
	// In so many counts others win by the other rule of ties; without them this would show nothing about ties.
	assert!(by_ties > 100, "{by_ties}");
}
