// SPDX-License-Identifier: Apache-2.0

// Who made which slot, read from the headers.

import { slotOf } from '../../../tools/lib/rpc.mjs';

/** Headers of the final chain from block `from` to `to`, as { number, slot, header }. */
export async function slots(node, from, to) {
	const found = [];
	for (let number = from; number <= to; number += 1) {
		const header = await node.ask('chain_getHeader', [await node.hashAt(number)]);
		found.push({ number, slot: slotOf(header), header });
	}
	return found;
}

/** The keys of those who make blocks, in the order of their slots, as hex. */
export async function authorities(api) {
	return (await api.query.aura.authorities()).map((key) => `0x${Buffer.from(key.toU8a()).toString('hex')}`);
}

/** For each of `count` authorities by its index, between the first and the last of the slots: { made, missed }. */
export function account(found, count) {
	const sums = Array.from({ length: count }, () => ({ made: 0, missed: 0 }));
	if (found.length === 0) return sums;
	const made = new Set(found.map(({ slot }) => slot));
	for (let slot = found[0].slot; slot <= found.at(-1).slot; slot += 1) {
		sums[slot % count][made.has(slot) ? 'made' : 'missed'] += 1;
	}
	return sums;
}
