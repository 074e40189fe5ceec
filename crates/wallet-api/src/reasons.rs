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

/// For a person whom no town hall registered. These words and the next ones serve several pallets.
const NOT_REGISTERED: (&str, &str) = (
	"This is not a registered resident. Register at a town hall.",
	"등록된 주민이 아닙니다. 읍면동 주민센터에서 등록하세요.",
);
/// For a person whose keys are stopped.
const PERSON_FROZEN: (&str, &str) = (
	"This person's keys are stopped. Ask a town hall.",
	"열쇠가 정지된 주민입니다. 주민센터에 문의하세요.",
);
/// For a person who has died.
const PERSON_DECEASED: (&str, &str) = ("This person has died.", "사망 처리된 주민입니다.");

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

#[cfg(test)]
mod tests {
	use super::*;
	use codec::Decode;
	use std::collections::BTreeSet;

	/// Every reason of a pallet by its number. Numbers may have gaps.
	pub(super) fn all<Refusal: Told + Decode>() -> Vec<Refusal> {
		(0..u8::MAX).filter_map(|number| Refusal::decode(&mut &[number][..]).ok()).collect()
	}

	/// A pallet has so many reasons, and each has words of its own in each language.
	#[track_caller]
	pub(super) fn assert_words<Refusal: Told + Decode>(count: usize) {
		let reasons: Vec<_> = all::<Refusal>().into_iter().map(Refusal::words).collect();
		for (en, ko) in &reasons {
			assert!(en.is_ascii() && en.ends_with('.'), "{en}");
			assert!(!ko.is_ascii() && ko.ends_with('.'), "{ko}");
		}
		let (english, korean): (BTreeSet<_>, BTreeSet<_>) = reasons.iter().copied().unzip();
		assert_eq!((reasons.len(), english.len(), korean.len()), (count, count, count));
	}
}
