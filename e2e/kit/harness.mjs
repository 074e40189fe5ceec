// SPDX-License-Identifier: Apache-2.0

// What every test file begins and ends with: a connection and, mostly, a county of its own. The county makes files
// independent of each other, so they share one node: `run` starts it and hands its address over in CHUNGNAM_E2E_WS.
// A file that is run by itself starts its own.

import { after, before } from 'node:test';

import { startNode } from '../../tools/lib/node.mjs';
import { connect } from './chain.mjs';
import { openCounty } from './county.mjs';

const shared = process.env.CHUNGNAM_E2E_WS;

/**
 * Sets up before all tests of a file, with what the file adds in `prepare`, and tears down after them. What it gives is
 * filled in when the tests run: nobody asks for it before, so its parts are `any`.
 *
 * @param {{ county?: boolean, prepare?: (world: any) => unknown }} [how]
 * @returns {any}
 */
export function onTheChain({ county = true, prepare } = {}) {
	/** @type {any} */
	const world = {};
	before(async () => {
		world.node = shared ? { ws: shared, http: shared.replace('ws:', 'http:') } : await startNode();
		world.api = await connect(world.node.ws);
		if (county) Object.assign(world, await openCounty(world.api));
		await prepare?.(world);
	});
	after(async () => {
		await world.api?.disconnect();
		await world.node?.stop?.();
	});
	return world;
}

/**
 * What a promise was refused with. Fails if it was not.
 *
 * @param {Promise<unknown>} promise
 * @returns {Promise<any>}
 */
export async function refusalOf(promise) {
	try {
		await promise;
	} catch (error) {
		return error;
	}
	throw new Error('It was not refused.');
}
