// SPDX-License-Identifier: Apache-2.0

// The committee of a test network decides on a call: one proposes, the others agree, one closes.

import { connect, send } from '../../lib/chain.mjs';
import { within } from './wait.mjs';

/** Two of three, rounded up, decide everything there is. */
export const needed = (members) => Math.ceil((members * 2) / 3);

/** Has the members decide, and throws the name of the error if the call failed. Gives the result of the last step. */
export async function decide(api, call, members) {
	const threshold = needed(members.length);
	const length = call.encodedLength;
	const proposed = await send(api, api.tx.committee.propose(threshold, call, length), members[0], { until: 'block' });
	if (threshold < 2) return proposed;
	const { event } = proposed.events.find(({ event: { section, method } }) => section === 'committee' && method === 'Proposed');
	const { proposalIndex, proposalHash } = event.data;
	for (const member of members.slice(0, threshold)) {
		await send(api, api.tx.committee.vote(proposalHash, proposalIndex, true), member, { until: 'block' });
	}
	const weight = { refTime: 500_000_000_000n, proofSize: 2_000_000n };
	return send(api, api.tx.committee.close(proposalHash, proposalIndex, weight, length), members[0], { until: 'block' });
}

/** Does something with a connection to a node, and hangs up. */
export async function withApi(node, work) {
	const api = await within(30_000, `A connection to ${node.name}`, connect(node.ws));
	try {
		return await work(api);
	} finally {
		await api.disconnect();
	}
}
