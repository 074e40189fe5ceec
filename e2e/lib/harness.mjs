// SPDX-License-Identifier: Apache-2.0

// What most test files begin and end with: a node of their own, a connection, a county.

import { after, before } from 'node:test';

import { connect } from './chain.mjs';
import { openCounty } from './county.mjs';
import { startNode } from './node.mjs';

/** Sets up before all tests of a file and tears down after them. What it gives is filled in when the tests run. */
export function onOwnChain({ county = true, args } = {}) {
	const world = {};
	before(async () => {
		world.node = await startNode({ args });
		world.api = await connect(world.node.ws);
		if (county) Object.assign(world, await openCounty(world.api));
	});
	after(async () => {
		await world.api?.disconnect();
		await world.node?.stop();
	});
	return world;
}

/** What a promise was refused with. Fails if it was not. */
export async function refusalOf(promise) {
	try {
		await promise;
	} catch (error) {
		return error;
	}
	throw new Error('It was not refused.');
}
