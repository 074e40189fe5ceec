// SPDX-License-Identifier: Apache-2.0

// What only an operator may do, asked from outside.

import assert from 'node:assert/strict';

import { number, tally } from '../../kit/figures.mjs';
import { rpc, websocket } from '../../kit/raw.mjs';
import { NODES_OWN, SAFE, UNSAFE } from '../lib/methods.mjs';
import { runToEnd } from '../lib/node.mjs';

/** @typedef {import('../lib/node.mjs').Attack} Attack */

/** A validator makes no key for the network by itself. */
const NODE_KEY = '1'.padStart(64, '0');

/** Asks for every unsafe method that the node lists: how each was refused. @param {{ port: number }} node */
async function refusals({ port }) {
	const { result } = await rpc(port, 'rpc_methods');
	const unknown = result.methods.filter(
		(/** @type {string} */ method) => !(method in UNSAFE) && !SAFE.includes(method),
	);
	assert.deepEqual(unknown, [], 'methods that nobody has judged: put them in one of the lists');
	const { result: hash } = await rpc(port, 'chain_getFinalizedHead');
	const codes = [];
	const listed = Object.entries(UNSAFE).filter(([method]) => result.methods.includes(method));
	const answered = [];
	for (const [method, given] of listed) {
		const params = typeof given === 'function' ? given(hash) : given;
		const { error } = await rpc(port, method, params);
		if (/unsafe/i.test(`${error?.message} ${error?.data}`)) codes.push(`${error.code}`);
		else answered.push(`${method}: ${JSON.stringify(error ?? 'answered')}`);
	}
	assert.deepEqual(answered, [], 'unsafe methods that are not refused as unsafe');
	return `${listed.length} of ${number(result.methods.length)} methods are the operator's and refused: ${tally(codes)}`;
}

/** @type {Attack} */
const unsafe = {
	name: 'unsafe',
	quick: true,
	sent: "every method of rpc_methods that is the operator's; subscriptions to all storage; functions of the runtime that are the node's own, through state_call and its sisters",
	async run({ port }) {
		const words = await refusals({ port });
		const { ask, close } = await websocket(port);
		const all = await ask('state_subscribeStorage', [null]);
		assert.match(all.error?.message ?? '', /unsafe/i, 'all storage cannot be followed');
		// The runtime can make session keys, a genesis, a block: not for whoever asks.
		const follow = (await ask('chainHead_v1_follow', [false])).result;
		const { result: hash } = await rpc(port, 'chain_getFinalizedHead');
		for (const name of NODES_OWN) {
			/** @type {[string, unknown][]} */
			const ways = [
				['state_call', [name, '0x0000']],
				['state_callAt', [name, '0x0000', hash]],
				['state_call', { name, bytes: '0x0000' }],
				['chainHead_v1_call', [follow, hash, name, '0x0000']],
			];
			for (const [method, params] of ways) {
				const { error } = await ask(method, params);
				assert.match(error?.message ?? '', /unsafe/i, `${method} of ${name}: ${JSON.stringify(error ?? 'answered')}`);
			}
		}
		close();
		return `${words}; ${NODES_OWN.length} functions of the runtime refused`;
	},
};

/** @type {Attack} */
const unsafeByDefault = {
	name: 'unsafe-default',
	quick: true,
	sent: 'the same to a node that was told nothing about methods; --validator --rpc-external',
	flags: [],
	async run({ port }) {
		const words = await refusals({ port });
		const { code, both: said } = await runToEnd([
			'--chain',
			'dev',
			'--validator',
			'--rpc-external',
			'--node-key',
			NODE_KEY,
		]);
		assert.notEqual(code, 0, 'a validator does not serve strangers');
		assert.match(said, /rpc-external/);
		return `${words}; a validator with --rpc-external ends with an error`;
	},
};

export default [unsafe, unsafeByDefault];
