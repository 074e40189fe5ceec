// SPDX-License-Identifier: Apache-2.0

// How the demo speaks: every sentence in Korean and in English, and every claim checked before it is told.

const plain = !process.stdout.isTTY || process.env.NO_COLOR;
/** @param {number} code @param {string} text */
const style = (code, text) => (plain ? text : `\x1b[${code}m${text}\x1b[0m`);

let chapters = 0;

/** What follows is told together. @param {string} korean @param {string} english */
export function part(korean, english) {
	console.log(`\n${korean} · ${english}\n`);
}

/** A new part of the day. @param {string} korean @param {string} english */
export function chapter(korean, english) {
	chapters += 1;
	console.log(`\n${style(1, `${chapters}. ${korean} · ${english}`)}\n`);
}

/** One sentence, twice. @param {string} korean @param {string} english */
export function say(korean, english) {
	console.log(`   ${korean}`);
	console.log(`   ${style(2, english)}\n`);
}

/** Stops the demo if what it is about to tell is not so. @param {unknown} isSo @param {string} what */
export function must(isSo, what) {
	if (!isSo) throw new Error(`It is not as told: ${what}`);
}

/**
 * What a promise was refused with. Stops the demo if it was not.
 *
 * @param {Promise<unknown>} promise
 * @param {string} what
 * @returns {Promise<any>}
 */
export async function refused(promise, what) {
	const error = await promise.then(
		() => null,
		(/** @type {unknown} */ reason) => reason,
	);
	must(error, `${what} should be refused`);
	return error;
}
