// SPDX-License-Identifier: Apache-2.0

// Amounts as people write them.

/**
 * 1000 -> "1,000원". Takes numbers, bigints and what the wallet libraries give.
 *
 * @param {{ toString(): string }} amount
 */
export function won(amount) {
	return `${BigInt(amount.toString()).toLocaleString('ko-KR')}원`;
}

/** 1000 -> "1,000 won". @param {{ toString(): string }} amount */
export function wonInEnglish(amount) {
	return `${BigInt(amount.toString()).toLocaleString('en-US')} won`;
}

/** Milliseconds -> "1.2". @param {number} milliseconds */
export function seconds(milliseconds) {
	return (milliseconds / 1000).toFixed(1);
}
