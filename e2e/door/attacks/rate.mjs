// SPDX-License-Identifier: Apache-2.0

// Too often: the node's own limit of calls a minute, whom it counts, and the proxy that must stand in front.

import assert from 'node:assert/strict';

import { inTime, sleep } from '../../../tools/lib/wait.mjs';
import { number, percentile, tally } from '../../kit/figures.mjs';
import { call, dial, inParallel, json, post, websocket } from '../../kit/raw.mjs';
import { nginx, startProxy } from '../lib/proxy.mjs';

/** @typedef {import('../lib/node.mjs').Attack} Attack */
/** @typedef {{ said: string | number, ms: number }} Said */

const LIMIT = 60;
const EXCEEDED = -32999;
const SAFE = ['--rpc-methods', 'safe'];
/** The honest client comes from here, see lib/honest.mjs. */
const HONEST = '127.0.0.2';
const ONLY_HONEST_IS_FREE = ['--rpc-rate-limit-whitelisted-ips', `${HONEST}/32`];

/**
 * Calls at once on one websocket: each with what it was answered and after how many milliseconds.
 *
 * @param {number} port
 * @param {number} count
 * @param {Parameters<typeof websocket>[1]} [options]
 * @returns {Promise<Said[]>}
 */
async function burst(port, count, options) {
	const { ask, close } = await websocket(port, options);
	const from = performance.now();
	const answers = await Promise.all(
		Array.from({ length: count }, async () => {
			const { result, error } = await ask('system_name');
			return { said: result ? 'answered' : error.code, ms: performance.now() - from };
		}),
	);
	close();
	return answers;
}

/** @param {Said[]} answers */
const quickly = (answers) => answers.filter(({ said, ms }) => said === 'answered' && ms < 1_000).length;

/** @type {Attack} */
const rate = {
	name: 'rate-limit',
	quick: true,
	sent: `a node with --rpc-rate-limit ${LIMIT}: 150 calls at once on a websocket, 300 http requests, a batch of 64 over http`,
	flags: [...SAFE, '--rpc-rate-limit', `${LIMIT}`, ...ONLY_HONEST_IS_FREE],
	async run({ port }) {
		const answers = await burst(port, 150);
		const [soon, said] = [quickly(answers), tally(answers.map((each) => each.said))];
		assert.ok(soon >= LIMIT && soon <= LIMIT + 3, `${soon} answered within a second`);
		assert.ok(
			answers.some((each) => each.said === EXCEEDED),
			said,
		);
		const ended = Math.max(...answers.map(({ ms }) => ms)) / 1_000;
		const spoofed = await burst(port, LIMIT + 40, { headers: { forwarded: `for=${HONEST}`, 'x-real-ip': HONEST } });
		assert.ok(quickly(spoofed) <= LIMIT + 3, 'a header that names a free address frees nobody');
		const http = await inParallel(300, 20, () => post(port, JSON.stringify(call('system_name'))));
		const passed = http.filter(({ text }) => json(text)?.result).length;
		const batch = await post(port, JSON.stringify(Array.from({ length: 64 }, (_, id) => call('system_name', [], id))));
		assert.equal(json(batch.text)?.length, 64);
		assert.ok(batch.ms > 2_000, 'a batch counts by its calls');
		return `websocket: ${soon} at once, in the end ${said}, the last after ${ended.toFixed(0)} s; http: ${passed} of 300 answered (a request alone is never counted), a batch of 64 after ${(batch.ms / 1_000).toFixed(1)} s`;
	},
};

/** @type {Attack} */
const whitelist = {
	name: 'rate-whitelist',
	quick: true,
	sent: `a node with only --rpc-rate-limit ${LIMIT}: 300 calls at once on a websocket from loopback`,
	flags: [...SAFE, '--rpc-rate-limit', `${LIMIT}`],
	async run({ port }) {
		const answers = await burst(port, 300);
		const said = tally(answers.map((each) => each.said));
		assert.equal(quickly(answers), 300, `loopback is not counted unless a list is given: ${said}`);
		return `${said} within a second: loopback is free while no list is given`;
	},
};

const USUAL = 1_200;
/** @type {Attack} */
const usual = {
	name: 'rate-default',
	sent: 'a node with the default limit and a list that leaves loopback out: 7,000 calls at once on a websocket',
	flags: [...SAFE, ...ONLY_HONEST_IS_FREE],
	async run({ port }) {
		const answers = await burst(port, 7_000);
		const answered = answers.filter(({ said }) => said === 'answered').length;
		const said = tally(answers.map((each) => each.said));
		const seconds = Math.max(...answers.map(({ ms }) => ms)) / 1_000;
		// What comes back while the others try again is answered as well.
		const admitted = USUAL + Math.ceil(seconds) * (USUAL / 60) + 20;
		assert.ok(answered >= USUAL && answered <= admitted, `${said}; at most ${number(admitted)} are admitted`);
		return `${said}, the last after ${seconds.toFixed(1)} s`;
	},
};

/**
 * The status of an answer to a http request from another address of loopback, 0 where there is none.
 *
 * @param {string} address
 * @param {number} port
 * @param {string} body
 */
async function from(address, port, body) {
	const socket = await dial(port, 2_000, address);
	if (!socket) return 0;
	let text = '';
	socket.on('data', (data) => (text += data));
	const closed = new Promise((done) => socket.once('close', done));
	const head = ['POST / HTTP/1.1', 'Host: rpc.example.kr', 'Content-Type: application/json', 'Connection: close'];
	socket.write(`${head.join('\r\n')}\r\nContent-Length: ${body.length}\r\n\r\n${body}`);
	await inTime(5_000, closed, null);
	socket.destroy();
	return Number(/^HTTP\/1\.1 (\d+)/.exec(text)?.[1] ?? 0);
}

/** @type {Attack} */
const proxy = {
	name: 'proxy',
	sent: 'nginx as in this page before a node that believes its headers: slow headers and slow bodies from 30 addresses, 400 requests and 60 websockets from one, forged headers',
	flags: [...SAFE, '--rpc-rate-limit', `${LIMIT}`, '--rpc-rate-limit-trust-proxy-headers', ...ONLY_HONEST_IS_FREE],
	needs: () => (nginx ? null : 'nginx is not installed (apt-get install nginx-light)'),
	async run({ port: nodePort }) {
		const { port, stop } = await startProxy(nodePort);
		try {
			const body = JSON.stringify(call('system_name'));
			const head = 'POST / HTTP/1.1\r\nHost: rpc.example.kr\r\nContent-Type: application/json\r\n';
			const slow = await inParallel(300, 50, async (i) => {
				const socket = await dial(port, 2_000, `127.0.1.${1 + (i % 30)}`);
				socket?.resume();
				socket?.write(i % 2 === 0 ? head : `${head}Content-Length: 1000000\r\n\r\n{`);
				return socket;
			});
			let cut = 0;
			for (const socket of slow) socket?.once('close', () => (cut += 1));
			const newcomers = [];
			const times = [];
			for (let second = 0; second < 15; second += 1) {
				for (const [i, socket] of slow.entries()) if (!socket?.destroyed) socket?.write(i % 2 === 0 ? 'X' : ' ');
				const began = performance.now();
				newcomers.push(await from('127.0.2.1', port, body));
				times.push(performance.now() - began);
				await sleep(1_000);
			}
			for (const socket of slow) socket?.destroy();
			assert.ok(
				newcomers.every((status) => status === 200),
				`newcomers: ${tally(newcomers)}`,
			);
			const flood = await inParallel(400, 8, () => from('127.0.2.2', port, body));
			const through = flood.filter((status) => status === 200).length;
			assert.ok(through < 200 && flood.includes(429), `flood: ${tally(flood)}`);
			await sleep(3_000);
			const ways = await inParallel(60, 1, () => websocket(port).catch((error) => error.status));
			const open = ways.filter((way) => way?.close);
			assert.ok(open.length <= 10, `${open.length} websockets of one address`);
			for (const way of open) way.close();
			await sleep(3_000);
			const forged = { headers: { forwarded: `for=${HONEST}`, 'x-real-ip': HONEST, 'x-forwarded-for': HONEST } };
			const limited = quickly(await burst(port, LIMIT + 60, forged));
			assert.ok(limited <= LIMIT + 3, `${limited} calls at once behind forged headers`);
			const direct = quickly(await burst(nodePort, LIMIT + 60, forged));
			return `newcomers from elsewhere meanwhile: ${tally(newcomers)}, p99 ${number(percentile(times, 0.99))} ms; slow ones cut after 15 s: ${cut} of 300; flood: ${tally(flood)}; websockets: ${open.length} of 60; forged headers: ${limited} of ${LIMIT + 60} at once (past the proxy ${direct})`;
		} finally {
			await stop();
		}
	},
};

export default [rate, whitelist, usual, proxy];
