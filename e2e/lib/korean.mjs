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
