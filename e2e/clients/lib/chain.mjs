// SPDX-License-Identifier: Apache-2.0

// What the chain itself says, by bare JSON-RPC and without any of the clients that are under test.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { hexToU8a, u8aToHex } from '@polkadot/util';
import { blake2AsU8a, decodeAddress, xxhashAsHex } from '@polkadot/util-crypto';

import { ask, metadataOf } from '../../../tools/lib/rpc.mjs';
import { facts } from './vectors.mjs';

/**
 * Plain won and nonce of an account in the last final block, or in the best one.
 *
 * @param {string} http
 * @param {string} address
 * @param {{ best?: boolean }} [how]
 */
export async function accountOf(http, address, { best = false } = {}) {
	const who = decodeAddress(address);
	const key = [
		xxhashAsHex('System', 128),
		xxhashAsHex('Account', 128).slice(2),
		u8aToHex(blake2AsU8a(who, 128)).slice(2),
		u8aToHex(who).slice(2),
	].join('');
	const at = best ? [] : [await ask(http, 'chain_getFinalizedHead')];
	const value = await ask(http, 'state_getStorage', [key, ...at]);
	if (!value) return { won: 0n, nonce: 0 };
	// Nonce and three counters of four bytes, then the free balance of sixteen.
	const bytes = Buffer.from(hexToU8a(value));
	return { won: bytes.readBigUInt64LE(16) + (bytes.readBigUInt64LE(24) << 64n), nonce: bytes.readUInt32LE(0) };
}

/**
 * Writes what clients must know into a folder, and gives how much of it there is in each version of the metadata.
 *
 * @param {string} http
 * @param {string} folder
 */
export async function gatherFacts(http, folder) {
	mkdirSync(folder, { recursive: true });
	/** @type {Record<number, import('./vectors.mjs').Counts>} */
	const counts = {};
	for (const version of /** @type {const} */ ([14, 15, 16])) {
		const bytes = await metadataOf(http, version);
		if (!bytes) throw new Error(`The node has no metadata of version ${version}`);
		const found = facts(bytes, version);
		writeFileSync(join(folder, `values-${version}.txt`), `${found.lines.join('\n')}\n`);
		counts[version] = found.counts;
	}
	return counts;
}

/**
 * Where other nodes find this one: a multiaddress of the loopback interface.
 *
 * @param {string} http
 * @returns {Promise<string>}
 */
export async function dialled(http) {
	/** @type {string[]} */
	const addresses = await ask(http, 'system_localListenAddresses');
	const local = addresses.find((address) => /^\/ip4\/127\.0\.0\.1\/tcp\/\d+(\/ws)?\/p2p\//.test(address));
	if (!local) throw new Error(`The node listens on none of 127.0.0.1's ports: ${addresses}`);
	return local;
}
