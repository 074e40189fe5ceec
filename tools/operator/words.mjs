// SPDX-License-Identifier: Apache-2.0

// What is said to the person at the keyboard, and how their words are read.

import { readFileSync, statSync } from 'node:fs';

import { blake2AsHex } from '@polkadot/util-crypto';

/** @typedef {import('../lib/chain.mjs').Api} Api */

/** Said to the person at the keyboard, without a stack. */
export class Told extends Error {}

/** @type {(condition: unknown, sentence: string) => asserts condition} */
export const must = (condition, sentence) => {
	if (!condition) throw new Told(sentence);
};

/** @param {string} sentence */
export const say = (sentence) => console.log(sentence);

/** What a file says that only its owner can read, in one line. `-` reads standard input. @param {string | undefined} file */
export function secretIn(file) {
	must(file, 'This signs a transaction: say --account-file FILE (or - for standard input).');
	if (file !== '-') {
		const others = statSync(file).mode & 0o077;
		must(others === 0, `Others may read ${file}. Close it first: chmod 600 ${file}`);
	}
	const secret = readFileSync(file === '-' ? 0 : file, 'utf8').trim();
	must(secret && !secret.includes('\n'), 'The secret must be one line: the words of the phrase.');
	return secret;
}

/** @param {Api} api @param {string | undefined} text @param {string} usage */
export function accountOf(api, text, usage) {
	must(text, `Say whose account: ${usage}`);
	try {
		return api.createType('AccountId', text).toString();
	} catch {
		throw new Told(`That is no account: ${text}`);
	}
}

/**
 * An account with the name of its office, where --names knows it.
 *
 * @param {Map<string, string>} known
 * @param {unknown} who
 */
export function office(known, who) {
	const name = known.get(String(who));
	return name ? `${who} (${name})` : String(who);
}

/** @param {string | undefined} text @param {string} what */
export const hexOf = (text, what) => {
	must(text && /^0x([0-9a-f]{2})+$/i.test(text), `${what} must be hexadecimal and begin with 0x.`);
	return text;
};

/** The BLAKE2-256 of a file: the hash of a runtime on the chain, and of a text that people read. @param {string | undefined} path */
export function blake2OfFile(path) {
	must(path, 'Say which file. A runtime is *.compact.compressed.wasm.');
	return blake2AsHex(readFileSync(path), 256);
}

/** A moment of the chain as people in the province write it. @param {number} moment */
export const timeOf = (moment) =>
	`${new Date(moment).toLocaleString('sv-SE', { timeZone: 'Asia/Seoul' })} (Korean time)`;

/** @param {number} count @param {string} one @param {string} [many] */
export const counted = (count, one, many = `${one}s`) => `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
