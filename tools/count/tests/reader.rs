// SPDX-License-Identifier: Apache-2.0

//! The reader of the pabulib format: what it takes, and which line it blames.

use chungnam_count_program::pabulib::{read, Poll, Project};

const FILE: &str =
	"\u{feff}META\r\nkey;value\r\nnum_projects;2\r\nnum_votes;3\r\nbudget;1000.00\r\n\
	vote_type;cumulative\r\nPROJECTS\r\ncost;project_id;name\r\n400;A/1;\"A; \"\"b\"\" c\"\r\n\
	500,0;B;\r\n\r\nVOTES\r\nvoter_id;vote;points\r\n1;B,A/1;3,1\r\n2;;\r\n3;B;4\r\n";

/// What is said of a file in which one piece is another.
fn said(piece: &str, other: &str) -> String {
	assert!(FILE.contains(piece), "{piece}");
	read(&FILE.replacen(piece, other, 1)).unwrap_err().to_string()
}

#[test]
fn poll_is_read_by_the_names_of_its_fields() {
	let project = |id: &str, name: &str, cost| Project { id: id.into(), name: name.into(), cost };
	let poll = Poll {
		budget: 1_000,
		projects: vec![project("A/1", "A; \"b\" c", 400), project("B", "", 500)],
		ballots: vec![vec![0, 1], vec![], vec![1]],
	};
	assert_eq!(read(FILE), Ok(poll));
}

#[test]
fn fault_names_its_line() {
	assert_eq!(said("META", "NOTHING"), "line 1: a section META, PROJECTS or VOTES was expected");
	assert_eq!(said("num_votes;3", "num_votes"), "line 4: a key and a value were expected");
	assert_eq!(
		said("num_votes;3", "num_projects;2"),
		"line 4: num_projects stands in line 3 already"
	);
	assert_eq!(said("num_votes;3", "num_votes;4"), "line 4: num_votes is 4, but the file has 3");
	assert_eq!(
		said("num_projects;2", "num_projects;1"),
		"line 3: num_projects is 1, but the file has 2"
	);
	assert_eq!(said("1000.00", "1000.50"), "line 5: the budget is not a whole number: 1000.50");
	assert_eq!(said("cumulative", "ordinal"), "line 6: votes of the type ordinal are not picks");
	assert_eq!(said("vote_type;", "type_of_vote;"), "line 16: META has no vote_type");
	assert_eq!(said("cost;project_id", "price;project_id"), "line 9: it has no field cost");
	assert_eq!(said("400;", "-4;"), "line 9: the cost of A/1 is not a whole number: -4");
	assert_eq!(said("400;", ";"), "line 9: the cost of A/1 is not a whole number: ");
	assert_eq!(said("400;", "0;"), "line 9: project A/1 costs nothing");
	assert_eq!(said("c\"", "c"), "line 9: a quotation mark is not closed");
	assert_eq!(said("500,0;B", "500;A/1"), "line 10: project A/1 stands here twice");
	assert_eq!(said("2;;", "2"), "line 15: it has no field vote");
	assert_eq!(said("B,A/1", "B,C"), "line 14: there is no project C");
	assert_eq!(said("B,A/1", "B,B"), "line 14: the ballot names project B twice");
}

#[test]
fn list_has_no_more_projects_than_numbers() {
	let projects = |many: usize| {
		let lines: String = (0..many).map(|at| format!("{at};1\n")).collect();
		let meta = format!(
			"META\nkey;value\nnum_projects;{many}\nnum_votes;0\nbudget;1\nvote_type;approval\n"
		);
		read(&format!("{meta}PROJECTS\nproject_id;cost\n{lines}VOTES\nvoter_id;vote\n"))
	};
	assert_eq!(projects(256).map(|poll| poll.projects.len()), Ok(256));
	let fault = projects(257).unwrap_err();
	assert_eq!(fault.to_string(), "line 265: there are more than 256 projects");
}
