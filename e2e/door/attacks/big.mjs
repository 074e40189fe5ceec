// SPDX-License-Identifier: Apache-2.0

// Too much at once: calls in a batch, bytes of a body, bytes of an answer, work in a call, levels in what is parsed.

import assert from 'node:assert/strict';

import { number, percentile, tally } from '../../kit/figures.mjs';
import { PACKAGED } from '../../kit/packaged.mjs';
import { inParallel, json, post, rpc, websocket } from '../../kit/raw.mjs';
import { compact, envelope, forged } from '../lib/sign.mjs';

/** @typedef {import('../lib/node.mjs').Attack} Attack */
/** @typedef {import('../lib/node.mjs').Calls} Calls */
/** @typedef {import('../../kit/raw.mjs').Answer} Answer */

const MIB = 1024 * 1024;
const TOO_BIG_BATCH = -32010;
const MAX_BATCH = 64;
/** `frame_support::MAX_EXTRINSIC_DEPTH`, which the pool and blocks keep. */
const MAX_DEPTH = 256;

/** `count` calls in as few bytes as there can be. @param {number} count */
const batchOf = (count, method = 'system_name', params = '[]') =>
	`[${Array.from({ length: count }, (_, id) => `{"jsonrpc":"2.0","id":${id},"method":"${method}","params":${params}}`).join(',')}]`;
/** A hundred thousand calls under the limit of a body. @param {number} count */
const shortest = (count) => `[${Array(count).fill('{"jsonrpc":"2.0","id":1,"method":"rpc"}').join(',')}]`;

/** @type {Attack} */
const batches = {
	name: 'batches',
	quick: true,
	sent: 'batches of 64, 65, 1,000 and 100,000 calls, over http and over a websocket',
	async run({ port }) {
		const kept = json((await post(port, batchOf(MAX_BATCH))).text);
		assert.equal(kept?.length, MAX_BATCH, 'a batch of 64 is answered');
		assert.ok(kept.every((/** @type {Answer} */ { result }) => result));
		const slowest = [];
		for (const body of [batchOf(65), batchOf(1_000), shortest(100_000)]) {
			assert.ok(body.length < 5 * MIB, 'under the limit of bodies: it is the batch that is refused');
			const { text, ms } = await post(port, body);
			assert.equal(json(text)?.error?.code, TOO_BIG_BATCH, `http: ${text.slice(0, 200)}`);
			slowest.push(ms);
			const { socket, notice, close } = await websocket(port);
			socket.send(body);
			const refused = await notice();
			assert.equal(refused?.error?.code, TOO_BIG_BATCH, `ws: ${JSON.stringify(refused)}`);
			close();
		}
		return `64 answered; the others refused as a whole (${TOO_BIG_BATCH}), the longest in ${number(Math.max(...slowest))} ms`;
	},
};

/** @type {Attack} */
const bodies = {
	name: 'bodies',
	quick: true,
	sent: 'bodies of 6 and 50 MB, with their length and in chunks without one, 4 at a time; a websocket message of 6 MB',
	async run({ port }) {
		const refused = [];
		/** @param {number} size */
		const body = (size) => `{"jsonrpc":"2.0","id":1,"method":"system_name","params":["${'x'.repeat(size)}"]}`;
		// It begins as a call does: anything else is refused by its first letter, whatever its size (status 400).
		/** @param {number} size */
		function* chunks(size) {
			yield '{"jsonrpc":"2.0","id":1,"method":"system_name","params":["';
			for (let sent = 0; sent < size; sent += MIB) yield 'x'.repeat(MIB);
		}
		for (const size of [6 * MIB, 50 * MIB]) {
			const answers = await inParallel(4, 4, (i) => post(port, i % 2 === 0 ? body(size) : chunks(size)));
			for (const [i, { status }] of answers.entries()) {
				// The node answers and closes while the rest is still on the way: a client may see only the latter. A body
				// whose length was not said is broken off at the limit, which the SDK's server calls 500.
				const refusals = i % 2 === 0 ? [413, 0] : [413, 500, 0];
				assert.ok(refusals.includes(status), `${size} bytes, ${i % 2 === 0 ? 'said' : 'in chunks'}: status ${status}`);
				refused.push(status === 0 ? 'cut' : `status ${status}`);
			}
		}
		const { socket, notice, close } = await websocket(port);
		socket.send(body(6 * MIB));
		const answer = await notice();
		assert.equal(answer?.error?.code, -32007, `ws: ${JSON.stringify(answer)}`);
		close();
		return `${tally(refused)}; the websocket message: error -32007`;
	},
};

/** @type {Attack} */
const answers = {
	name: 'answers',
	quick: true,
	sent: 'batches of 64 × state_getMetadata and of 64 × 1,000 keys, 4 at a time; 1,001 keys; state_getPairs',
	async run({ port, quick }) {
		const rounds = quick ? 8 : 40;
		/** @type {number[]} */
		const sizes = [];
		const codes = await inParallel(rounds, 4, async (i) => {
			const keys = i % 2 === 0;
			const body = keys ? batchOf(64, 'state_getKeysPaged', '["0x",1000]') : batchOf(64, 'state_getMetadata');
			const { status, text } = await post(port, body);
			assert.equal(status, 200);
			assert.ok(text.length <= 10 * MIB, `an answer of ${text.length} bytes`);
			sizes.push(text.length);
			const answer = json(text);
			return Array.isArray(answer) ? 'answered within 10 MB' : `refused (${answer?.error?.code})`;
		});
		const { error } = await rpc(port, 'state_getKeysPaged', ['0x', 1_001]);
		assert.ok(error, '1,001 keys are refused');
		const pairs = await rpc(port, 'state_getPairs', ['0x']);
		assert.match(pairs.error?.message ?? '', /unsafe/i);
		return `${tally(codes)}, the longest answer ${(Math.max(...sizes) / MIB).toFixed(1)} MB; 1,001 keys and pairs refused`;
	},
};

/** @type {Attack} */
const work = {
	name: 'work',
	sent: 'the costliest calls that anyone may make: 40 connections ask for batches of 16 × metadata built by the runtime, 20 s',
	async run({ port }) {
		const until = Date.now() + 20_000;
		let count = 0;
		/** @type {number[]} */
		const times = [];
		const body = batchOf(16, 'state_call', '["Metadata_metadata_at_version","0x0f000000"]');
		await inParallel(40, 40, async () => {
			while (Date.now() < until) {
				const { status, ms } = await post(port, body);
				if (status === 200) count += 16;
				times.push(ms);
			}
		});
		assert.ok(count > 0, 'something was answered');
		return `${number(count)} calls answered, ${number(count / 20)} a second; half of the batches within ${number(percentile(times, 0.5))} ms`;
	},
};

/** @type {Attack} */
const workAtValidator = {
	...work,
	name: 'work-validator',
	sent: 'the same to a node with the limits of a validator as it is packaged, which only its operator asks',
	flags: PACKAGED.validator.args().filter((arg) => arg.startsWith('--rpc-') && !arg.startsWith('--rpc-port')),
};

/** @type {Attack} */
const nestedJson = {
	name: 'nested-json',
	quick: true,
	sent: 'JSON nested 200, 10,000, 100,000 and 2,000,000 levels deep: as a message, as parameters, as a parameter that is decoded',
	async run({ port }) {
		const said = [];
		for (const depth of [200, 10_000, 100_000, 2_000_000]) {
			const nest = '['.repeat(depth) + ']'.repeat(depth);
			const maps = `${'{"a":'.repeat(depth)}0${'}'.repeat(depth)}`;
			const bodies = [
				nest,
				`{"jsonrpc":"2.0","id":1,"method":"system_name","params":${nest}}`,
				`{"jsonrpc":"2.0","id":1,"method":"state_call","params":["x",${nest}]}`,
				`{"jsonrpc":"2.0","id":1,"method":"chain_getHeader","params":[${nest}]}`,
				`{"jsonrpc":"2.0","id":1,"method":"chainHead_v1_storage","params":["x","0x",[${nest}],null]}`,
			];
			if (depth < 1_000_000) bodies.push(`{"jsonrpc":"2.0","id":1,"method":"chain_getHeader","params":[${maps}]}`);
			for (const body of bodies) {
				const { status, text } = await post(port, body, { limit: 10_000 });
				assert.notEqual(status, 0, `no answer to ${body.slice(0, 80)} at depth ${depth}`);
				const answer = json(text);
				const named = answer?.error?.code ?? (Array.isArray(answer) ? answer[0]?.error?.code : undefined);
				said.push(named ?? (answer?.result ? 'answered (needs no parameters)' : `status ${status}`));
			}
		}
		const { socket, notice, close } = await websocket(port);
		socket.send('['.repeat(1_000_000));
		assert.ok((await notice())?.error, 'the websocket says that it cannot be parsed');
		close();
		return tally(said);
	},
};

/** `depth` times utility.batch around one remark. @param {Calls} calls @param {number} depth */
function nest(calls, depth) {
	const one = Buffer.concat([calls.batch, compact(1)]);
	return Buffer.concat([...Array(depth).fill(one), calls.remark]);
}

/** @type {Attack} */
const nestedCalls = {
	name: 'nested-calls',
	quick: true,
	sent: 'utility.batch nested up to 800,000 deep: submitted, asked for its fee, through state_call; hundreds of different ones of 10,000 levels',
	async run({ port, calls, quick }) {
		/** @param {number} depth @param {number} [number] */
		const tx = (depth, number) => envelope(forged(nest(calls, depth), number));
		/** The pool looks at the signature of what it could decode: here it is nobody's. @param {number} depth */
		const reachesSignature = async (depth) => {
			const { error } = await rpc(port, 'author_submitExtrinsic', [tx(depth)]);
			assert.ok(error, `the pool takes ${depth} levels`);
			return /bad signature/.test(error.data);
		};
		/** The fee API answers what it could decode. @param {number} depth */
		const isPriced = async (depth) => Boolean((await rpc(port, 'payment_queryInfo', [tx(depth)])).result);
		/** @param {(depth: number) => Promise<boolean>} isTaken */
		const deepest = async (isTaken) => {
			let [taken, refused] = [1, 4_096];
			assert.ok(await isTaken(taken), 'a batch in a batch is nothing special');
			assert.ok(!(await isTaken(refused)), `${refused} levels are refused`);
			while (refused - taken > 1) {
				const middle = (taken + refused) >> 1;
				if (await isTaken(middle)) taken = middle;
				else refused = middle;
			}
			return taken;
		};
		const inPool = await deepest(reachesSignature);
		assert.ok(inPool <= MAX_DEPTH, `the pool decodes ${inPool} levels`);
		const inFees = await deepest(isPriced);
		const said = [];
		let longest = 0;
		for (const depth of [4_096, 10_000, 100_000, quick ? 300_000 : 800_000]) {
			const deep = tx(depth);
			/** @type {[string, string[]][]} */
			const ways = [
				['author_submitExtrinsic', [deep]],
				['payment_queryInfo', [deep]],
				['payment_queryFeeDetails', [deep]],
				['state_call', ['TransactionPaymentApi_query_info', `${deep}00000000`]],
				[
					'state_call',
					['TransactionPaymentCallApi_query_call_info', `0x${nest(calls, depth).toString('hex')}00000000`],
				],
			];
			for (const [method, params] of ways) {
				const { result, error } = await rpc(port, method, params);
				assert.ok(error && !result, `${method} takes ${depth} levels`);
				longest = Math.max(longest, JSON.stringify(error).length);
				said.push(`${error.code}`);
			}
		}
		// Once is luck: each refusal throws one instance of the runtime away.
		const rounds = quick ? 50 : 300;
		const codes = await inParallel(rounds, 16, async (i) => {
			const { error } = await rpc(port, 'author_submitExtrinsic', [tx(10_000, i + 1)]);
			return error?.code;
		});
		assert.ok(
			codes.every((code) => code === 1002),
			tally(codes),
		);
		return `the pool decodes ${inPool} levels, the fee calls ${inFees} (then the runtime's stack ends, and with it that call alone; the error brings its backtrace, up to ${number(longest / 1024)} KiB); deeper: ${tally(said)}; ${number(rounds)} different ones submitted: ${tally(codes)}`;
	},
};

export default [batches, bodies, answers, work, workAtValidator, nestedJson, nestedCalls];
