// SPDX-License-Identifier: Apache-2.0

// Everybody on a test network, each derived from a seed that anyone can read here. Nothing they own is worth anything.

import { Keyring } from '@polkadot/api';

const sr = new Keyring({ type: 'sr25519' });
const ed = new Keyring({ type: 'ed25519' });

const FAMOUS = ['Alice', 'Bob', 'Charlie', 'Dave'];

/** The account of a secret URI. */
export const account = (uri) => sr.addFromUri(uri);

/** A validator: its name, account, and the session keys that `key insert` derives from the same URI. */
export function validator(name, uri) {
	const pair = account(uri);
	const auraKey = `0x${Buffer.from(pair.publicKey).toString('hex')}`;
	return { name, uri, pair, address: pair.address, aura: pair.address, auraKey, grandpa: ed.addFromUri(uri).address };
}

/** The validators of a network of `count`: people everybody knows for up to four, numbers above. */
export function validators(count) {
	if (count <= FAMOUS.length) {
		return FAMOUS.slice(0, count).map((name) => validator(name.toLowerCase(), `//${name}`));
	}
	return Array.from({ length: count }, (_, i) =>
		validator(`validator-${i + 1}`, `//Chungnam//Network//${i + 1}`),
	);
}

/** Accounts that pay under load. Each has at most one payment on its way, so there are several. */
export const payers = Array.from({ length: 48 }, (_, i) => account(`//Chungnam//Payer//${i + 1}`));

/** Somebody whom only the payments of the load reach. */
export const payee = account('//Chungnam//Payee');

/** Somebody whose balance never changes. */
export const bystander = account('//Chungnam//Bystander');
export const BYSTANDER_WON = 123_456_789n;

/** A validator that is not in the genesis set and has won to join. */
export const newcomer = account('//Chungnam//Newcomer');
