// SPDX-License-Identifier: Apache-2.0

//! What this pallet lacks. A test fails as long as its file has a line with the words "To do:"; the line says what is
//! missing. When all pass, delete this file and its line in `mod.rs`.

use std::{fs, path::Path};

#[track_caller]
fn assert_filled(file: &str) {
	let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
	let text = fs::read_to_string(&path).expect("the file is there");
	let open: Vec<_> = text.lines().filter(|line| line.contains("To do:")).collect();
	assert!(open.is_empty(), "{file} is not filled:\n{}", open.join("\n"));
}

/// The text of a file of the workspace, which is above this pallet, however deep its folder lies.
fn above(file: &str) -> String {
	let mut folders = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors();
	folders.find_map(|folder| fs::read_to_string(folder.join(file)).ok()).expect("it is above")
}

#[test]
fn manifest_describes_the_pallet() {
	assert_filled("Cargo.toml");
}

#[test]
fn index_of_pages_describes_the_pallet() {
	let pages = above("docs/README.md");
	let row = pages.lines().find(|line| line.contains("[escrow]")).expect("it has a row");
	assert!(!row.contains("To do:"), "docs/README.md: {row}");
}

#[test]
fn readme_tells_what_the_pallet_is_for() {
	assert_filled("README.md");
}

#[test]
fn declarations_are_written() {
	assert_filled("src/lib.rs");
}

#[test]
fn types_are_written() {
	assert_filled("src/types.rs");
}

#[test]
fn bodies_are_written() {
	assert_filled("src/functions.rs");
}

#[test]
fn invariants_are_checked() {
	assert_filled("src/try_state.rs");
}

#[test]
fn benchmarks_are_written() {
	assert_filled("src/benchmarking.rs");
}

#[test]
fn weights_are_measured() {
	assert_filled("src/weights.rs");
}

#[test]
fn calls_are_tested() {
	assert_filled("src/tests/calls.rs");
}

#[test]
fn invariants_are_broken_by_tests() {
	assert_filled("src/tests/corruption.rs");
}

#[test]
fn bytes_are_pinned() {
	assert_filled("src/tests/encoding.rs");
}

#[test]
fn events_are_replayed() {
	assert_filled("src/tests/events.rs");
}

#[test]
fn leaks_are_looked_for() {
	assert_filled("src/tests/leak.rs");
}

#[test]
fn model_is_a_second_writing() {
	assert_filled("src/tests/model.rs");
}

#[test]
fn runtime_has_the_pallet() {
	let runtime = above("runtime/src/lib.rs");
	assert!(runtime.contains("= pallet_escrow;"), "runtime/src/lib.rs gives the pallet no index");
}
