// SPDX-License-Identifier: Apache-2.0

// What every test file begins and ends with: a connection and, mostly, a county of its own. The county makes files
// independent of each other, so they share one node: `run` starts it and hands its address over in CHUNGNAM_E2E_WS.
// A file that is run by itself starts its own.

import { after, before } from 'node:test';

import { startNode } from '../../tools/lib/node.mjs';
import { must } from '../../tools/lib/wait.mjs';
import { balanceOf, connect, send } from './chain.mjs';
import { openCounty } from './county.mjs';
import { alice } from './decide.mjs';

/** @typedef {import('./chain.mjs').KeyringPair} KeyringPair */

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

/** Sends calls on the chain of a world, of which nothing is asked before. @param {any} world */
export function callsOn(world) {
	/** @param {any} call @param {KeyringPair} who */
	const does = (call, who) => send(world.api, call, who, { until: 'block' });
	return {
		does,
		/** The name with which the chain refuses a call. @param {any} call @param {KeyringPair} who */
		whyNot: async (call, who) => (await refusalOf(does(call, who))).name,
		/** Has Alice send a call for which nobody pays. @param {any} call */
		freely: async (call) => {
			const had = await balanceOf(world.api, alice);
			const sent = await does(call, alice);
			must((await balanceOf(world.api, alice)) === had, 'what follows by itself is free');
			return sent;
		},
	};
}
