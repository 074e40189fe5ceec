// SPDX-License-Identifier: Apache-2.0

// Each safe method, asked for the most that a request admits: one huge string, a huge list, deep nesting, in the place of
// each parameter. The honest client, which asks for `system_health` among others, must be answered meanwhile, and the node must
// end when it is told to.

import assert from 'node:assert/strict';

import { inTime, sleep } from '../../../tools/lib/wait.mjs';
import { number } from '../../kit/figures.mjs';
import { call, json, post, rpc, websocket } from '../../kit/raw.mjs';
import { UNSAFE } from '../lib/methods.mjs';
import { devNode } from '../lib/node.mjs';

/** @typedef {import('../lib/node.mjs').Attack} Attack */
/** @typedef {import('../../kit/raw.mjs').Answer} Answer */

const MIB = 1024 * 1024;
/** Just below what the node takes. */
const REQUEST = 5 * MIB - 1_000;
/** How long the honest client may wait for any single answer meanwhile, and a caller for an answer or a refusal. */
const OTHERS = 2_000;
const ANSWER = 20_000;
/** Enough to keep every thread that answers everybody busy. */
const AT_ONCE = 4;
/** Whose answers come on a websocket alone. @param {string} method */
const isSubscription = (method) => /ubscribe|follow|_submitAndWatch|AndWatchExtrinsic|archive_v1_storage/.test(method);
/** Ends or changes something of an earlier call: small, and nothing to ask. @param {string} method */
const isEnd = (method) => /unsubscribe|unwatch|_stop/i.test(method);

/** What can be huge, as JSON of `bytes` bytes. @type {Record<string, (bytes: number) => string>} */
const HUGE = {
	text: (bytes) => `"${'z'.repeat(bytes - 2)}"`,
	digits: (bytes) => `"${'9'.repeat(bytes - 2)}"`,
	hex: (bytes) => `"0x${'00'.repeat(Math.floor((bytes - 4) / 2))}"`,
	texts: (bytes) =>
		`[${Array(Math.floor((bytes - 2) / 9))
			.fill('"0x0101"')
			.join(',')}]`,
	numbers: (bytes) => `[${'1,'.repeat(Math.floor(bytes / 2) - 1)}1]`,
	nested: () => '['.repeat(120) + ']'.repeat(120),
};

/**
 * Parameters that most methods begin with, so that what stands behind them is reached.
 *
 * @param {string} hash
 * @returns {Record<string, string[]>}
 */
const well = (hash) => ({
	state_call: ['"Core_version"', '"0x"', `"${hash}"`],
	state_callAt: ['"Core_version"', '"0x"', `"${hash}"`],
	chungnam_quote: ['"5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY"', '0', '1', 'null', `"${hash}"`],
	chungnam_quoteFor: ['"5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY"', '0', '0', '1', 'null', `"${hash}"`],
	chungnam_paidOrder: ['0', '"0x00000000000000000000000000000000"', `"${hash}"`],
	state_getKeysPaged: ['"0x"', '1000', '"0x"', `"${hash}"`],
	state_getKeysPagedAt: ['"0x"', '1000', '"0x"', `"${hash}"`],
	childstate_getKeysPaged: ['"0x3a6368696c645f73746f726167653a64656661756c743a61"', '"0x"', '1000', '"0x"'],
	childstate_getStorageEntries: ['"0x3a6368696c645f73746f726167653a64656661756c743a61"', '["0x"]', `"${hash}"`],
	state_getChildReadProof: ['"0x3a6368696c645f73746f726167653a64656661756c743a61"', '["0x"]', `"${hash}"`],
	archive_v1_call: [`"${hash}"`, '"Core_version"', '"0x"'],
	archive_v1_storage: [`"${hash}"`, '[]', 'null'],
	payment_queryInfo: ['"0x00"', `"${hash}"`],
	payment_queryFeeDetails: ['"0x00"', `"${hash}"`],
});

/**
 * Bodies for one method: every huge value in the place of every parameter.
 *
 * @param {string} method
 * @param {string[] | undefined} beginning
 * @param {boolean} quick
 */
function* bodies(method, beginning, quick) {
	const empty = JSON.stringify(call(method, []));
	const places = beginning ?? ['"0x"', '"0x"'];
	const kinds = quick ? ['text'] : Object.keys(HUGE);
	for (let place = 0; place < (quick ? 1 : places.length); place += 1) {
		const around = places.filter((_, i) => i !== place).join('').length + places.length;
		for (const kind of kinds) {
			const params = places.map((each, i) => (i === place ? HUGE[kind](REQUEST - around - empty.length) : each));
			yield [`${method}, ${kind} as parameter ${place + 1}`, empty.replace('[]', () => `[${params.join(',')}]`)];
		}
	}
}

/** What costs a runtime most for its bytes: input that it decodes, or that says it is much longer than it is. */
function* runtimeCalls() {
	const zeros = '00'.repeat(REQUEST / 2 - 200);
	for (const [name, input] of [
		['TaggedTransactionQueue_validate_transaction', `02${zeros}`],
		['TransactionPaymentApi_query_info', zeros],
		['AccountNonceApi_account_nonce', zeros],
		['SessionKeys_decode_session_keys', `feffffff${zeros}`],
		['Metadata_metadata_at_version', '0f000000'],
		['GenesisBuilder_build_state', genesis()],
		['Core_execute_block', zeros],
	]) {
		yield [`state_call of ${name}`, JSON.stringify(call('state_call', [name, `0x${input}`]))];
	}
}

/** A genesis with one address of a million characters, which the runtime would decode from base58. */
function genesis() {
	const text = Buffer.from(JSON.stringify({ balances: { balances: [['z'.repeat(1_000_000), 1]] } }));
	const length = Buffer.alloc(4);
	length.writeUInt32LE(text.length * 4 + 2);
	return Buffer.concat([length, text]).toString('hex');
}

/**
 * Sends a body by the way that the method answers on: the code of the answer, and how long it took.
 *
 * @param {number} port
 * @param {string} method
 * @param {string} body
 */
async function sent(port, method, body) {
	const from = performance.now();
	/** @param {Answer | null} answer */
	const took = (answer) => ({
		code: answer?.error?.code ?? (answer?.result === undefined ? 0 : 'answered'),
		ms: performance.now() - from,
	});
	if (!isSubscription(method)) {
		const { status, text } = await post(port, body, { limit: ANSWER });
		return took(
			status === 0 ? { error: { code: 'no answer' } } : (json(text) ?? { error: { code: `status ${status}` } }),
		);
	}
	const { socket, close } = await websocket(port);
	/** @type {Promise<Answer | null>} */
	const answer = new Promise((done) => socket.once('message', (data) => done(json(data.toString()))));
	socket.send(body);
	const first = await inTime(ANSWER, answer, { error: { code: 'no answer' } });
	close();
	return took(first);
}

/** @type {Attack} */
const largest = {
	name: 'largest',
	quick: true,
	sent: (quick) =>
		`each safe method with the largest input that the door lets through, ${quick ? 'as its first parameter' : 'as each parameter, of six kinds'}, ${AT_ONCE} at once; a genesis with an address of a million characters; then a node under the slowest of them is told to end`,
	// Answers are large: what they need is freed when they are sent.
	memory: 1_536,
	worst: OTHERS,
	flags: ['--rpc-methods', 'safe', '--state-pruning', 'archive', '--blocks-pruning', 'archive'],
	async run({ port, quick }) {
		const { result } = await rpc(port, 'rpc_methods');
		const { result: hash } = await rpc(port, 'chain_getFinalizedHead');
		const safe = result.methods.filter((/** @type {string} */ method) => !(method in UNSAFE) && !isEnd(method));
		assert.ok(safe.length > 50 && safe.includes('archive_v1_call'), `${safe.length} methods are no door of an archive`);
		const beginnings = well(hash);
		let slowest = { what: '', method: '', body: '', ms: 0 };
		let count = 0;
		/** @param {string} what @param {string} method @param {string} body */
		const round = async (what, method, body) => {
			const answers = await Promise.all(Array.from({ length: AT_ONCE }, () => sent(port, method, body)));
			count += AT_ONCE;
			for (const { code, ms } of answers) {
				assert.notEqual(code, 'no answer', `${what}: no answer within ${ANSWER / 1_000} s`);
				if (ms > slowest.ms) slowest = { what, method, body, ms };
			}
		};
		for (const method of safe) {
			for (const [what, body] of bodies(method, beginnings[method], quick)) await round(what, method, body);
		}
		for (const [what, body] of runtimeCalls()) await round(what, 'state_call', body);
		const ended = await endsUnder(slowest);
		return `${number(safe.length)} methods, ${number(count)} requests: answered or refused within ${number(slowest.ms)} ms (${slowest.what}, the time to send it included); the node under the slowest ended ${number(ended)} ms after SIGTERM`;
	},
};

/**
 * How long a node of its own takes to end while it works on the slowest request.
 *
 * @param {{ method: string, body: string }} request
 */
async function endsUnder({ method, body }) {
	const node = await devNode({ flags: largest.flags });
	for (let i = 0; i < 2 * AT_ONCE; i += 1) sent(node.ports.rpc, method, body).catch(() => {});
	await sleep(200);
	const from = performance.now();
	const end = await node.stop(10_000);
	assert.ok(end?.signal !== 'SIGKILL', 'a node under the slowest request did not end when it was told to');
	return performance.now() - from;
}

/** Addresses as the rules of the chain write them, longer and longer. @type {Attack} */
const addresses = {
	name: 'addresses',
	quick: true,
	sent: 'an address of 100 to 5,000,000 characters to every method that takes one, 4 at a time; SS58, hexadecimal, in a list',
	worst: OTHERS,
	async run({ port }) {
		/** @type {[string, (address: string) => unknown][]} */
		const methods = [
			['system_accountNextIndex', (address) => [address]],
			['account_nextIndex', (address) => [address]],
			['chungnam_wallet', (address) => [address]],
			['chungnam_shop', (address) => [address]],
			['chungnam_ballots', (address) => [address]],
			['chungnam_petitions', (address) => [address]],
			['chungnam_ideas', (address) => [address, 0, 0]],
			['chungnam_quote', (address) => [address, 0, 1]],
			['chungnam_quote', (account) => ({ account, merchant: 0, amount: 1 })],
			['chungnam_quoteFor', (address) => [address, 0, 0, 1]],
		];
		let longest = 0;
		for (const length of [100, 10_000, 300_000, 1_000_000, REQUEST - 200]) {
			for (const [method, params] of methods) {
				for (const address of ['z'.repeat(length), `0x${'0'.repeat(length)}`]) {
					const body = JSON.stringify(call(method, params(address)));
					const answers = await Promise.all(Array.from({ length: AT_ONCE }, () => sent(port, method, body)));
					for (const { code, ms } of answers) {
						assert.equal(code, -32602, `${method}, ${length} characters`);
						longest = Math.max(longest, ms);
					}
				}
			}
		}
		const { result } = await rpc(port, 'system_accountNextIndex', ['5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY']);
		assert.ok(Number.isInteger(result), 'a real one is answered');
		const words = `all refused (-32602), the longest in ${number(longest)} ms, the time to send it included`;
		assert.ok(longest < 5_000, words);
		return words;
	},
};

export default [addresses, largest];
