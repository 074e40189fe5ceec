// SPDX-License-Identifier: Apache-2.0

// The moments at which a client hears of blocks: made best, and final. From chainHead_v1_follow, which names both in one
// ordered stream.

import { websocket } from '../../kit/raw.mjs';

/** @typedef {'imported' | 'best' | 'final'} Moment */
/** When each was heard. @typedef {Record<Moment, number>} Moments */
/**
 * @typedef {{
 *   event: string, blockHash: string, bestBlockHash: string,
 *   finalizedBlockHashes: string[], prunedBlockHashes?: string[],
 * }} FollowEvent
 */

/**
 * Follows the chain of a node until `end()`. `blocks` maps a hash to `{ imported, best, final }` in milliseconds.
 *
 * @param {string} ws
 */
export async function follow(ws) {
	const { ask, socket, notices, close } = await websocket(Number(new URL(ws).port));
	/** @type {Map<string, Partial<Moments>>} */
	const blocks = new Map();
	let isStopped = false;
	let failure = '';
	/** @param {string} hash @param {Moment} what */
	const note = (hash, what) => {
		const known = blocks.get(hash) ?? {};
		known[what] ??= performance.now();
		blocks.set(hash, known);
	};
	/** @type {string | null} */
	let id = null;
	/**
	 * The last final block stays pinned until the next: what is pinned for a minute ends the stream.
	 *
	 * @type {string | null | undefined}
	 */
	let last = null;
	/** @type {{ subscription: string, result: FollowEvent }[]} */
	const early = [];
	/** @param {FollowEvent} event */
	const heard = (event) => {
		if (event.event === 'newBlock') note(event.blockHash, 'imported');
		if (event.event === 'bestBlockChanged') note(event.bestBlockHash, 'best');
		if (event.event === 'finalized') {
			for (const hash of event.finalizedBlockHashes) note(hash, 'final');
		}
		if (event.event === 'finalized' || event.event === 'initialized') {
			const hashes = event.finalizedBlockHashes;
			const done = [...hashes.slice(0, -1), ...(event.prunedBlockHashes ?? []), ...(last ? [last] : [])];
			last = hashes.at(-1);
			if (done.length > 0) ask('chainHead_v1_unpin', [id, done]);
		}
		if (event.event === 'stop') failure = 'the node stopped telling';
	};
	socket.on('message', (data) => {
		const message = JSON.parse(data.toString());
		if (message.method !== 'chainHead_v1_followEvent') return;
		notices.length = 0;
		if (id === null) early.push(message.params);
		else if (message.params.subscription === id) heard(message.params.result);
	});
	socket.on('close', () => {
		if (!isStopped) failure = 'the connection was cut';
	});
	const { result, error } = await ask('chainHead_v1_follow', [false]);
	if (error) throw new Error(`chainHead_v1_follow: ${error.message}`);
	id = result;
	for (const { result: event } of early) heard(event);
	return {
		blocks,
		/** Why the stream ended early; empty where it did not. */
		failure: () => failure,
		end() {
			isStopped = true;
			close();
		},
	};
}
