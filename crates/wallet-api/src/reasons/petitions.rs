// SPDX-License-Identifier: Apache-2.0

//! Why someone cannot file or sponsor a petition.

use pallet_civic_governance::Refusal;

use super::{Told, NOT_REGISTERED, PERSON_DECEASED, PERSON_FROZEN};

impl Told for Refusal {
	fn words(self) -> (&'static str, &'static str) {
		match self {
			Self::TrackNotFound => {
				("There is no petition on this subject.", "청원할 수 있는 분야가 아닙니다.")
			}
			Self::PetitionNotFound => ("There is no such petition.", "해당 청원이 없습니다."),
			Self::NotGathering => (
				"The petition does not look for sponsors any more.",
				"이 청원은 더 이상 동의를 받지 않습니다.",
			),
			Self::NotRegistered => NOT_REGISTERED,
			Self::PersonFrozen => PERSON_FROZEN,
			Self::PersonDeceased => PERSON_DECEASED,
			Self::CardNeedsKiosk => (
				"A card cannot file or sponsor. Use a phone.",
				"카드로는 청원하거나 동의할 수 없습니다. 휴대전화를 이용하세요.",
			),
			Self::NotCounted => (
				"This person is not on the roll of those who decide this.",
				"이 안건을 결정하는 선거인 명부에 없습니다.",
			),
			Self::AlreadySponsored => {
				("This person sponsors the petition.", "이미 동의한 청원입니다.")
			}
			Self::MaxSponsoringExceeded => (
				"One person sponsors five petitions at a time.",
				"한 번에 다섯 건까지만 동의할 수 있습니다.",
			),
			Self::AlreadyFiled => {
				("A petition of this person has not ended.", "본인이 낸 청원이 아직 진행 중입니다.")
			}
			Self::TooEarly => (
				"The last petition of this person was a short time ago. Wait.",
				"지난 청원 이후 기간이 더 지나야 합니다.",
			),
			Self::MaxPetitionsExceeded => (
				"There are as many petitions on this subject as fit. Wait until one ends.",
				"이 분야의 청원이 가득 찼습니다. 다른 청원이 끝난 뒤에 내세요.",
			),
		}
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::reasons::tests::assert_words;

	#[test]
	fn petitioner_hears_each_reason_in_words_of_its_own() {
		assert_words::<Refusal>(13);
	}
}
