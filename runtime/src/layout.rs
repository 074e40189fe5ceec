// SPDX-License-Identifier: Apache-2.0

//! The files of a folder depend on one another in one direction: no two of them need each other.

use std::{
	collections::{BTreeMap, BTreeSet},
	fs,
	path::Path,
};

/// The modules of each folder, and which of their neighbours each of them names. A folder's `mod.rs` is not a neighbour:
/// it stands above.
type Uses = BTreeMap<String, BTreeSet<String>>;

/// The code of a file without comments and without the tests at its end.
fn code_of(path: &Path) -> String {
	let source = fs::read_to_string(path).expect("a source file");
	let code = source.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
	// Not at every `//`: strings of presets begin with it.
	let without_comment = |line: &str| match line.trim_start().starts_with("//") {
		true => String::new(),
		false => line.split(" // ").next().unwrap_or_default().into(),
	};
	code.lines().map(without_comment).collect::<Vec<String>>().join("\n")
}

/// True if the code names something of a neighbour: `neighbour::`, after nothing or after the folder itself.
fn names(code: &str, folder: &str, neighbour: &str) -> bool {
	let path = format!("{neighbour}::");
	code.match_indices(&path).any(|(at, _)| {
		let before = &code[..at];
		match before.strip_suffix("::") {
			Some(above) => ["super", folder].iter().any(|parent| above.ends_with(parent)),
			None => !before.ends_with(|last: char| last.is_alphanumeric() || last == '_'),
		}
	})
}

fn uses_in(folder: &str) -> Uses {
	let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(folder);
	let files: Vec<_> =
		fs::read_dir(path).expect("a folder").map(|entry| entry.unwrap().path()).collect();
	let modules: BTreeMap<String, String> = files
		.iter()
		.filter(|path| path.extension().is_some_and(|kind| kind == "rs"))
		.map(|path| (path.file_stem().unwrap().to_string_lossy().into_owned(), code_of(path)))
		.filter(|(name, _)| name != "mod")
		.collect();
	let used_by = |own: &String, code: &String| {
		modules.keys().filter(|name| *name != own && names(code, folder, name)).cloned().collect()
	};
	modules.iter().map(|(own, code)| (own.clone(), used_by(own, code))).collect()
}

/// The modules that are left when, again and again, each module is removed that needs none of the others.
fn circle(mut uses: Uses) -> BTreeSet<String> {
	loop {
		let free: BTreeSet<_> = uses
			.iter()
			.filter(|(_, needs)| needs.is_empty())
			.map(|(name, _)| name.clone())
			.collect();
		if free.is_empty() {
			return uses.into_keys().collect();
		}
		uses.retain(|name, _| !free.contains(name));
		uses.values_mut().for_each(|needs| needs.retain(|name| !free.contains(name)));
	}
}

#[test]
fn no_two_files_of_a_folder_need_each_other() {
	for folder in ["configs", "genesis_config_presets"] {
		let uses = uses_in(folder);
		assert!(uses.values().map(BTreeSet::len).sum::<usize>() > 3, "{folder}: {uses:?}");
		let circle = circle(uses.clone());
		assert!(circle.is_empty(), "{folder}: a circle among {circle:?} of {uses:?}");
	}
}

#[test]
fn a_circle_is_found() {
	let names = |names: &[&str]| names.iter().map(|name| name.to_string()).collect::<BTreeSet<_>>();
	let uses = |two: &[&str]| {
		Uses::from([
			("one".into(), names(&["two"])),
			("two".into(), names(two)),
			("three".into(), names(&[])),
		])
	};
	assert_eq!(circle(uses(&["three"])), names(&[]));
	assert_eq!(circle(uses(&["one", "three"])), names(&["one", "two"]));
}

#[test]
fn a_neighbour_is_told_from_a_crate_of_a_like_name() {
	for code in ["use super::system::X;", "use super::{system::X};", "crate::configs::system::X"] {
		assert!(names(code, "configs", "system"), "{code}");
	}
	for code in ["use frame_system::X;", "crate::weights::system::X", "the system"] {
		assert!(!names(code, "configs", "system"), "{code}");
	}
}
