// SPDX-License-Identifier: Apache-2.0

//! Why a payment, or one lot in it, is refused.

use pallet_regional_currency::Refusal;

use super::{Told, PERSON_DECEASED};

impl Told for Refusal {
	fn words(self) -> (&'static str, &'static str) {
		match self {
			Self::ZeroAmount => ("Name an amount of at least 1 won.", "1원 이상을 입력하세요."),
			Self::NotRegistered => (
				"This key belongs to no registered resident. Register at a town hall.",
				"등록된 주민의 키가 아닙니다. 읍면동 주민센터에서 등록하세요.",
			),
			Self::PersonFrozen => (
				"This person is frozen. Ask the call centre.",
				"사용이 정지된 주민입니다. 콜센터에 문의하세요.",
			),
			Self::PersonDeceased => PERSON_DECEASED,
			Self::MerchantNotFound => ("There is no such shop.", "해당 가맹점이 없습니다."),
			Self::MerchantNotOpen => (
				"This shop may not take payments at present.",
				"현재 결제를 받을 수 없는 가맹점입니다.",
			),
			Self::SelfPayment => {
				("One's own shop cannot be paid.", "본인의 가맹점에서는 결제할 수 없습니다.")
			}
			Self::SeriesPaused => (
				"The issuer has stopped this money for the time being.",
				"발행기관이 이 돈의 사용을 잠시 중지했습니다.",
			),
			Self::NotYetOpen => {
				("This money can be spent later.", "아직 사용 기간이 시작되지 않았습니다.")
			}
			Self::Expired => ("This money has expired.", "사용 기한이 지났습니다."),
			Self::PlaceNotAllowed => (
				"This money cannot be spent in this area.",
				"이 지역에서는 사용할 수 없는 돈입니다.",
			),
			Self::CategoryNotAllowed => (
				"This money cannot be spent in this kind of shop.",
				"이 업종에서는 사용할 수 없는 돈입니다.",
			),
			Self::SalesClassNotAllowed => (
				"This money cannot be spent in shops with sales this large.",
				"연 매출이 큰 가맹점에서는 사용할 수 없는 돈입니다.",
			),
			Self::CategoryCapReached => (
				"This month's limit for this kind of shop is used up. Pay less, or next month.",
				"이 업종의 이번 달 한도를 모두 썼습니다. 금액을 줄이거나 다음 달에 결제하세요.",
			),
			Self::InsufficientBalance => ("There is not enough money.", "잔액이 부족합니다."),
			Self::MaxUsageExceeded => (
				"Too many limits are counted this month. Try again next month.",
				"이번 달에 계산되는 한도가 너무 많습니다. 다음 달에 다시 시도하세요.",
			),
			Self::NotAuthorized => (
				"This account may not spend for this person.",
				"이 주민을 대신해 결제할 권한이 없습니다.",
			),
			Self::OrderAlreadyPaid => ("This order is paid already.", "이미 결제된 주문입니다."),
			Self::PaymentsStopped => (
				"Payments are stopped for everybody at present. Nothing is lost. Try again later.",
				"지금은 모든 결제가 일시 중지되었습니다. 돈은 그대로 있습니다. 나중에 다시 시도하세요.",
			),
		}
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::{reasons::tests::assert_words, Reason};
	use serde_json::to_value;

	#[test]
	fn reason_is_named_like_the_error() {
		let json = to_value(Reason::from(Refusal::PlaceNotAllowed)).unwrap();
		assert_eq!(json["code"], "PlaceNotAllowed");
		assert_eq!(json.as_object().unwrap().len(), 3);
	}

	#[test]
	fn reason_has_words_of_its_own_in_each_language() {
		assert_words::<Refusal>(19);
	}
}
