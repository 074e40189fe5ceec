// SPDX-License-Identifier: Apache-2.0

//! Why someone cannot hand in an idea of a round, or sponsor one.

use pallet_budget_rounds::Refusal;

use super::{Told, NOT_REGISTERED, PERSON_DECEASED, PERSON_FROZEN};

impl Told for Refusal {
	fn words(self) -> (&'static str, &'static str) {
		match self {
			Self::RoundNotFound => {
				("There is no such round, or it is over.", "해당 공모 회차가 없거나 끝났습니다.")
			}
			Self::IdeaNotFound => (
				"There is no such idea, or not any longer.",
				"해당 제안이 없거나 더 이상 없습니다.",
			),
			Self::TooLate => (
				"The time for ideas and sponsors is over.",
				"제안과 공감을 받는 기간이 끝났습니다.",
			),
			Self::NotRegistered => NOT_REGISTERED,
			Self::PersonFrozen => PERSON_FROZEN,
			Self::PersonDeceased => PERSON_DECEASED,
			Self::NotCounted => (
				"This person is not on the roll of the residents for whom the round is.",
				"이 공모 회차 대상 지역의 선거인 명부에 없습니다.",
			),
			Self::WrongZone => (
				"The place does not lie where the round is for.",
				"이 공모 회차의 대상 지역이 아닌 곳입니다.",
			),
			Self::CostOutOfRange => (
				"An idea of this heading cannot cost that.",
				"이 분야의 제안에 쓸 수 있는 금액이 아닙니다.",
			),
			Self::AlreadyProposed => {
				("This person has an idea in this heading.", "이 분야에 이미 제안을 낸 주민입니다.")
			}
			Self::MaxIdeasExceeded => (
				"There are as many ideas as fit. One without sponsors makes room after its time.",
				"제안이 가득 찼습니다. 공감을 얻지 못한 제안이 빠지면 다시 낼 수 있습니다.",
			),
			Self::AlreadySponsored => ("This person sponsors the idea.", "이미 공감한 제안입니다."),
			Self::MaxSponsoringExceeded => (
				"One person sponsors eight ideas of a round at a time.",
				"한 공모 회차에서 한 번에 여덟 건까지만 공감할 수 있습니다.",
			),
			Self::MaxQualifiedExceeded => (
				"As many ideas have enough sponsors as fit on the list.",
				"필요한 공감을 얻은 제안이 이미 투표 목록에 실을 수 있는 만큼 있습니다.",
			),
		}
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::reasons::tests::assert_words;
	use pallet_budget_rounds::MAX_SPONSORING;

	#[test]
	fn proposer_and_sponsor_hear_each_reason_in_words_of_its_own() {
		assert_words::<Refusal>(14);
	}

	#[test]
	fn words_name_the_number_that_holds() {
		assert_eq!(MAX_SPONSORING, 8);
		let (english, korean) = Refusal::MaxSponsoringExceeded.words();
		assert!(english.contains("eight") && korean.contains("여덟"));
	}
}
