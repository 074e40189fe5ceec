// SPDX-License-Identifier: Apache-2.0

// Everybody on a test network, each derived from a seed that anyone can read here. Nothing they own is worth anything.

import { Keyring } from '@polkadot/api';

import { key } from './chain.mjs';

const ed = new Keyring({ type: 'ed25519' });

const FAMOUS = ['Alice', 'Bob', 'Charlie', 'Dave'];

/** @typedef {ReturnType<typeof validator>} Validator */

/**
 * A validator: its name, account, and the session keys that `key insert` derives from the same URI.
 *
 * @param {string} name
 * @param {string} uri
 */
export function validator(name, uri) {
	const pair = key(uri);
	const auraKey = `0x${Buffer.from(pair.publicKey).toString('hex')}`;
	return { name, uri, pair, address: pair.address, aura: pair.address, auraKey, grandpa: ed.addFromUri(uri).address };
}

/**
 * The validators of a network of `count`: people everybody knows for up to four, numbers above.
 *
 * @param {number} count
 */
export function validators(count) {
	if (count <= FAMOUS.length) {
		return FAMOUS.slice(0, count).map((name) => validator(name.toLowerCase(), `//${name}`));
	}
	return Array.from({ length: count }, (_, i) => validator(`validator-${i + 1}`, `//Chungnam//Network//${i + 1}`));
}

/** Accounts that pay under load. Each has at most one payment on its way, so there are several. */
export const payers = Array.from({ length: 48 }, (_, i) => key(`//Chungnam//Payer//${i + 1}`));

/** Somebody whom only the payments of the load reach. */
export const payee = key('//Chungnam//Payee');

/** Somebody whose balance never changes. */
export const bystander = key('//Chungnam//Bystander');
export const BYSTANDER_WON = 123_456_789n;

/** A validator that is not in the genesis set and has won to join. */
export const newcomer = key('//Chungnam//Newcomer');
