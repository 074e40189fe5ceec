// SPDX-License-Identifier: Apache-2.0

//! Why someone cannot pledge, have units of an instrument, or ask for what they earned.

use pallet_securities::Reason;

use super::Told;

impl Told for Reason {
	fn words(self) -> (&'static str, &'static str) {
		match self {
			Self::UnknownInstrument => {
				("There is no such instrument or sale.", "해당 상품이나 모집이 없습니다.")
			}
			Self::Halted => (
				"The committee stopped this instrument for at most two weeks. Try again later.",
				"위원회가 최대 2주 동안 거래를 정지했습니다. 나중에 다시 시도하세요.",
			),
			Self::WrongState => (
				"The sale or the instrument is at another stage.",
				"지금 단계에서는 할 수 없습니다.",
			),
			Self::MarketClosed => (
				"Units of this instrument do not change hands yet: residents name no licence for it.",
				"주민이 유통 허가를 정하지 않아 아직 거래나 증여를 할 수 없는 상품입니다.",
			),
			Self::TooLate => (
				"The sale has closed, or what was signed is too old. Sign again.",
				"모집이 마감되었거나 서명한 유효 시간이 지났습니다. 다시 서명하세요.",
			),
			Self::TermsChanged => (
				"The terms of the sale have changed. Read them, and sign again.",
				"모집 조건이 바뀌었습니다. 새 조건을 읽고 다시 서명하세요.",
			),
			Self::BelowTicket => (
				"Too few units for a pledge. Choose more, or take all of it back.",
				"최소 청약 수량보다 적습니다. 수량을 늘리거나 전부 취소하세요.",
			),
			Self::SameHolder => {
				("Both sides are the same holder.", "파는 사람과 사는 사람이 같습니다.")
			}
			Self::GiverUnknown => (
				"This key belongs to nobody who can hold units.",
				"지분을 보유할 수 없는 열쇠입니다.",
			),
			Self::GiverFrozen => (
				"This person is frozen. Units and won wait. Ask the call centre.",
				"사용이 정지된 주민입니다. 지분과 돈은 그대로 있습니다. 콜센터에 문의하세요.",
			),
			Self::GiverDead => (
				"This person has died. The heir can ask for it.",
				"사망 처리된 주민입니다. 상속인이 청구할 수 있습니다.",
			),
			Self::KeyTooNew => (
				"A recovery gave this person new keys within seven days. Until then nothing is sold, given or redeemed, and no more than 1,000,000 won fetched at once.",
				"열쇠를 복구한 지 7일이 지나지 않았습니다. 그때까지 팔거나 넘기거나 상환받을 수 없고, 한 번에 100만 원까지만 찾을 수 있습니다.",
			),
			Self::GiverCredentialEnded => (
				"What an office attested of the one who gives has ended. Have it renewed.",
				"넘기는 쪽의 투자자 확인이 끝났습니다. 갱신하세요.",
			),
			Self::NotEnoughUnits => (
				"There are not so many units. Choose fewer.",
				"보유 수량이 부족합니다. 수량을 줄이세요.",
			),
			Self::LockedUp => (
				"Units that came lately stay for a while. Try again later.",
				"최근에 받은 지분은 일정 기간 옮길 수 없습니다. 나중에 다시 시도하세요.",
			),
			Self::Voting => (
				"All units have voted, and stay until the ballot is over.",
				"모든 지분이 투표에 쓰여 투표가 끝날 때까지 옮길 수 없습니다.",
			),
			Self::OnOffer => (
				"These units are on offer. Cancel the offer first.",
				"이미 매도 등록된 지분입니다. 먼저 매도를 취소하세요.",
			),
			Self::UnitsFrozen => (
				"An office froze these units and stated why. Ask the call centre.",
				"기관이 사유를 밝히고 동결한 지분입니다. 콜센터에 문의하세요.",
			),
			Self::TakerUnknown => (
				"This key takes no units. Register at a town hall, or use a phone, not a card.",
				"지분을 받을 수 없는 열쇠입니다. 주민센터에서 등록하거나 휴대전화를 쓰세요.",
			),
			Self::TakerFrozen => (
				"This person is frozen and takes no units. Ask the call centre.",
				"사용이 정지되어 지분을 받을 수 없습니다. 콜센터에 문의하세요.",
			),
			Self::TakerDead => (
				"This person has died and takes no units.",
				"사망 처리되어 지분을 받을 수 없습니다.",
			),
			Self::NoCredential => {
				("An office must attest this investor first.", "먼저 투자자 확인을 받으세요.")
			}
			Self::CredentialEnded => (
				"What an office attested of this investor ends too early. Have it renewed.",
				"투자자 확인이 끝났거나 마감 전에 끝납니다. 갱신하세요.",
			),
			Self::Excluded => (
				"The issuer and its people do not buy, and nobody else issues.",
				"발행인과 이해관계인은 살 수 없고, 발행은 발행인만 할 수 있습니다.",
			),
			Self::SeatNotAllowed => (
				"This sale is not for the place where this investor belongs.",
				"대상 지역의 투자자가 아닙니다.",
			),
			Self::NotYetOpen => (
				"The sale opens later for the place where this investor belongs.",
				"이 지역 투자자의 청약은 아직 시작되지 않았습니다.",
			),
			Self::ClassNotAllowed => (
				"Investors of this class may not hold it.",
				"이 투자자 구분으로는 보유할 수 없는 상품입니다.",
			),
			Self::OpeningCap => (
				"On the first day each may have fewer. Choose fewer, or come back in a day.",
				"첫날 한도를 넘습니다. 수량을 줄이거나 하루 뒤에 다시 신청하세요.",
			),
			Self::CapUnits => (
				"No holder may have so many units. Choose fewer.",
				"한 사람의 보유 한도를 넘습니다. 수량을 줄이세요.",
			),
			Self::CapWon => (
				"Nobody may put so much won into it within a year. Choose fewer units.",
				"이 종목의 올해 투자 한도를 넘습니다. 수량을 줄이세요.",
			),
			Self::CapYear => (
				"Nobody may put so much won into investments within a year. Choose fewer units.",
				"올해 총투자 한도를 넘습니다. 수량을 줄이세요.",
			),
			Self::ForeignCeiling => (
				"Holders abroad have as many units as they may have together.",
				"해외 보유자 전체의 한도에 이르렀습니다.",
			),
			Self::ResidentMinimum => (
				"Holders from outside have as many units as they may have together.",
				"주민이 아닌 보유자 전체의 한도에 이르렀습니다.",
			),
			Self::SoldOut => (
				"Not so many units are left. Choose fewer.",
				"남은 수량이 부족합니다. 수량을 줄이세요.",
			),
			Self::PriceOutOfBand => (
				"The price is too far from that of the last sale, or nothing was sold yet. Choose one nearer to it.",
				"마지막 모집 가격과 차이가 너무 크거나 아직 모집이 없었습니다. 가격을 조정하세요.",
			),
			Self::ListFull => (
				"No further instrument or sale fits on the list of this holder, or of what the holder bought this year. With few of them, wait for the next year.",
				"보유 종목·청약 또는 올해 투자한 종목 수가 한도에 이르렀습니다. 보유 종목이 적으면 내년에 다시 투자할 수 있습니다.",
			),
			Self::NotEnoughWon => {
				("There is not enough won on this key.", "이 열쇠에 있는 돈이 부족합니다.")
			}
		}
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::reasons::tests::{all, assert_words};
	use codec::Encode;

	#[test]
	fn investor_hears_each_reason_in_words_of_its_own() {
		assert_words::<Reason>(37);
	}

	#[test]
	fn page_for_wallets_has_the_words_of_each_number() {
		let page = include_str!("../../../../docs/connect-a-wallet.md");
		for reason in all::<Reason>() {
			let (number, (en, ko)) = (reason.encode()[0], reason.words());
			let row = format!("| {number} | `{reason:?}` | {en} | {ko} |\n");
			assert!(page.contains(&row), "docs/connect-a-wallet.md lacks: {row}");
		}
	}
}
