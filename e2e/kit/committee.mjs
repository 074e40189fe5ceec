// SPDX-License-Identifier: Apache-2.0

// The committee of a test network decides on a call: one proposes, the others agree, one closes.

import { within } from '../../tools/lib/wait.mjs';
import { connect, eventNamed, send } from './chain.mjs';

/** @typedef {import('./chain.mjs').Api} Api */

/** Two of three, rounded up, decide everything there is. @param {number} members */
export const needed = (members) => Math.ceil((members * 2) / 3);

/**
 * Has the members decide, and throws the name of the error if the call failed. Gives the result of the last step.
 *
 * @param {Api} api
 * @param {any} call
 * @param {import('./chain.mjs').KeyringPair[]} members
 */
export async function decide(api, call, members) {
	const threshold = needed(members.length);
	const length = call.encodedLength;
	const proposed = await send(api, api.tx.committee.propose(threshold, call, length), members[0], { until: 'block' });
	if (threshold < 2) return proposed;
	const { proposalIndex, proposalHash } = eventNamed(proposed, 'committee', 'Proposed');
	for (const member of members.slice(0, threshold)) {
		await send(api, api.tx.committee.vote(proposalHash, proposalIndex, true), member, { until: 'block' });
	}
	const weight = { refTime: 500_000_000_000n, proofSize: 2_000_000n };
	return send(api, api.tx.committee.close(proposalHash, proposalIndex, weight, length), members[0], { until: 'block' });
}

/**
 * A connection to a node.
 *
 * @param {{ name: string, ws: string }} node
 */
export const apiOf = (node) => within(30_000, `A connection to ${node.name}`, connect(node.ws));

/**
 * Does something with a connection to a node, and hangs up.
 *
 * @template T
 * @param {{ name: string, ws: string }} node
 * @param {(api: Api) => Promise<T>} work
 */
export async function withApi(node, work) {
	const api = await apiOf(node);
	try {
		return await work(api);
	} finally {
		await api.disconnect();
	}
}
