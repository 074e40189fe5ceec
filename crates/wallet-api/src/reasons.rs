// SPDX-License-Identifier: Apache-2.0

//! Why not, and what would help: the words for each reason, once, in two languages. A file for each pallet that refuses.

mod money;
mod petitions;
mod rounds;
mod securities;
mod votes;

use alloc::{format, string::String};
use core::fmt::Debug;
use serde::Serialize;

/// Why not, and what would help.
#[derive(Clone, Debug, PartialEq, Eq)]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Reason {
	/// The name of the error that the call would give.
	code: String,
	/// In English.
	en: &'static str,
	/// In Korean.
	ko: &'static str,
}

/// A reason of a pallet that has words: English first, then Korean.
pub(crate) trait Told: Debug + Copy {
	/// The words. They are looked up by `match` without a default, so that a new reason does not compile without them.
	fn words(self) -> (&'static str, &'static str);
}

impl<Refusal: Told> From<Refusal> for Reason {
	fn from(refusal: Refusal) -> Self {
		let (en, ko) = refusal.words();
		Self { code: format!("{refusal:?}"), en, ko }
	}
}
