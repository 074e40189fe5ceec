// SPDX-License-Identifier: Apache-2.0

// Amounts as people write them.

/** 1000 -> "1,000원". Takes numbers, bigints and what the wallet libraries give. */
export function won(amount) {
	return `${BigInt(amount.toString()).toLocaleString('ko-KR')}원`;
}

/** 1000 -> "1,000 won". */
export function wonInEnglish(amount) {
	return `${BigInt(amount.toString()).toLocaleString('en-US')} won`;
}

/** Milliseconds -> "1.2". */
export function seconds(milliseconds) {
	return (milliseconds / 1000).toFixed(1);
}

const REASONS = {
	ZeroAmount: ['금액이 0원입니다.', 'nothing is asked for.'],
	NotRegistered: ['등록된 주민의 열쇠가 아닙니다.', 'the key belongs to no registered person.'],
	PersonNotActive: ['이용이 정지되어 있습니다.', 'the person is frozen.'],
	MerchantNotFound: ['그런 가게가 없습니다.', 'there is no such shop.'],
	MerchantNotOpen: ['지금 영업 등록이 되어 있지 않은 가게입니다.', 'the shop may take no money now.'],
	SelfPayment: ['자기 가게에서는 결제할 수 없습니다.', 'nobody pays their own shop.'],
	SeriesPaused: ['발행처가 잠시 멈춘 돈입니다.', 'its issuer stopped this money for the time being.'],
	NotYetOpen: ['아직 쓸 수 없는 돈입니다.', 'this money can be spent later.'],
	Expired: ['유효기간이 지났습니다.', 'this money has ended.'],
	PlaceNotAllowed: ['이 돈은 이 지역에서 쓸 수 없습니다.', 'this money is not for shops in this place.'],
	CategoryNotAllowed: ['이 돈은 이 업종에서 쓸 수 없습니다.', 'this money is not for this trade.'],
	SalesClassNotAllowed: [
		'연 매출이 큰 가게에서는 쓸 수 없는 돈입니다.',
		'this money is not for shops with sales as large as these.',
	],
	CategoryCapReached: [
		'이번 달 이 업종의 사용 한도를 넘습니다.',
		"it exceeds this month's cap for this trade.",
	],
	InsufficientBalance: ['돈이 모자랍니다.', 'there is not enough money.'],
};

/** The reason of a refusal in both languages: `[korean, english]`. */
export const reason = (name) => REASONS[name] ?? [name, name];
