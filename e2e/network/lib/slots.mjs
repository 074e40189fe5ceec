// SPDX-License-Identifier: Apache-2.0

// Who made which slot, read from the headers.

import { slotOf } from '../../../tools/lib/rpc.mjs';

/**
 * Headers of the final chain from block `from` to `to`, as { number, slot, header }.
 *
 * @param {import('../../kit/net-node.mjs').NetNode} node
 * @param {number} from
 * @param {number} to
 */
export async function slots(node, from, to) {
	/** @type {{ number: number, slot: number, header: import('../../../tools/lib/rpc.mjs').Header }[]} */
	const found = [];
	for (let number = from; number <= to; number += 1) {
		const header = await node.ask('chain_getHeader', [await node.hashAt(number)]);
		found.push({ number, slot: slotOf(header), header });
	}
	return found;
}

/**
 * The keys of those who make blocks, in the order of their slots, as hex.
 *
 * @param {import('../../kit/chain.mjs').Api} api
 * @returns {Promise<string[]>}
 */
export async function authorities(api) {
	return (await api.query.aura.authorities()).map(
		(/** @type {{ toU8a: () => Uint8Array }} */ key) => `0x${Buffer.from(key.toU8a()).toString('hex')}`,
	);
}

/**
 * For each of `count` authorities by its index, between the first and the last of the slots: { made, missed }.
 *
 * @param {{ slot: number }[]} found
 * @param {number} count
 */
export function account(found, count) {
	const sums = Array.from({ length: count }, () => ({ made: 0, missed: 0 }));
	const last = found.at(-1);
	if (!last) return sums;
	const made = new Set(found.map(({ slot }) => slot));
	for (let slot = found[0].slot; slot <= last.slot; slot += 1) {
		sums[slot % count][made.has(slot) ? 'made' : 'missed'] += 1;
	}
	return sums;
}
