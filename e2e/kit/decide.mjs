// SPDX-License-Identifier: Apache-2.0

// Who decides on a test network, and how: the one way is tools/lib/decide.mjs.

import { decide } from '../../tools/lib/decide.mjs';
import { within } from '../../tools/lib/wait.mjs';
import { connect, key } from './chain.mjs';

export { decide };

/** @typedef {import('./chain.mjs').Api} Api */

/** Decides alone on a development chain, and files on every other test network. */
export const alice = key('//Alice');

/** The committee of the local chain; on a development chain the first of them is all of it. */
export const seats = ['//Alice', '//Bob', '//Charlie'].map(key);

/** All electors of the local chain. A vote of all of them closes at once. */
export const town = ['//Alice', '//Bob', '//Charlie', '//Grandma', '//Hana', '//Duri', '//Boksun'].map(key);

/**
 * Has Alice decide on all or none of some calls of one track. Where others are electors too, their silence costs ten seconds.
 *
 * @param {Api} api
 * @param {any[]} calls
 */
export const decideAll = (api, calls) =>
	decide(api, calls.length === 1 ? calls[0] : api.tx.utility.batchAll(calls), [alice]);

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
