// SPDX-License-Identifier: Apache-2.0

//! Why someone may not vote, or not so.

use pallet_ballots::Refusal;

use super::{Told, NOT_REGISTERED, PERSON_DECEASED};

impl Told for Refusal {
	fn words(self) -> (&'static str, &'static str) {
		match self {
			Self::BallotNotFound => ("There is no such ballot.", "해당 투표가 없습니다."),
			Self::NotOpen => ("The vote has not begun.", "아직 투표가 시작되지 않았습니다."),
			Self::Closed => ("The vote is over.", "투표가 마감되었습니다."),
			Self::NotRegistered => NOT_REGISTERED,
			Self::PersonDeceased => PERSON_DECEASED,
			Self::Conflict => (
				"This person is kept out of this ballot because of a conflict of interest.",
				"이해 상충으로 이 투표에서 제척되었습니다.",
			),
			Self::NotCounted => (
				"This voter did not stand on the roll when the ballot was announced.",
				"투표가 공고된 때에 선거인 명부에 없었습니다.",
			),
			Self::CountedElsewhere => (
				"This voter stands on the roll of another region.",
				"다른 지역의 선거인 명부에 올라 있습니다.",
			),
			Self::SeatEnded => ("The seat on the committee has ended.", "위원 임기가 끝났습니다."),
			Self::PersonFrozen => (
				"This person's keys are stopped. Vote at a town hall.",
				"열쇠가 정지된 주민입니다. 창구에서 투표할 수 있습니다.",
			),
			Self::CardNeedsKiosk => (
				"A card votes at a kiosk or a town hall.",
				"카드로는 창구나 무인 투표기에서 투표하세요.",
			),
			Self::KeyVoted => (
				"The person has voted by key, and paper does not replace it.",
				"본인이 이미 투표하여 종이 투표로 바꿀 수 없습니다.",
			),
			Self::PaperEntered => {
				("Paper was entered for the person already.", "종이 투표가 이미 접수되었습니다.")
			}
			Self::NoPaper => {
				("These voters vote by key only.", "이 선거인은 본인 열쇠로만 투표합니다.")
			}
			Self::OfficeStruck => (
				"The paper of this office does not count on this ballot.",
				"이 창구의 종이 투표는 집계에서 제외되었습니다.",
			),
			Self::PaperCapReached => (
				"This office has entered as much paper as it can.",
				"이 창구에서 접수할 수 있는 종이 투표 한도에 이르렀습니다.",
			),
			Self::WrongChoice => (
				"This is not an answer to the question of the ballot.",
				"이 투표의 물음에 맞지 않는 답입니다.",
			),
			Self::NotAscending => (
				"An option stands twice, or the options are not in order.",
				"같은 항목을 두 번 골랐거나 순서가 맞지 않습니다.",
			),
			Self::OptionNotFound => {
				("An option is not on the list.", "목록에 없는 항목이 있습니다.")
			}
			Self::TooFew => ("Choose more.", "더 선택하세요."),
			Self::TooMany => ("Choose fewer.", "선택 수를 줄이세요."),
			Self::OverBudget => {
				("The choice costs more than the budget.", "선택한 항목이 예산을 넘습니다.")
			}
			Self::ScoreOutOfRange => {
				("A score is above the best one.", "점수가 가장 높은 점수를 넘습니다.")
			}
			Self::SealedBallot => (
				"This is a secret ballot: ask for a credential, then vote under its alias.",
				"비밀 투표입니다. 투표 증표를 받은 뒤 익명 열쇠로 투표하세요.",
			),
			Self::CountHidden => {
				("The count is shown after the close.", "개표 전에는 집계를 보여 드리지 않습니다.")
			}
		}
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::reasons::tests::assert_words;

	#[test]
	fn reason_has_words_of_its_own_in_each_language() {
		assert_words::<Refusal>(25);
	}
}
