// SPDX-License-Identifier: Apache-2.0

// Too slow: clients that never read, that send a byte a second, or that do nothing at all.

import assert from 'node:assert/strict';

import { sleep } from '../../../tools/lib/wait.mjs';
import { number, tally } from '../../kit/figures.mjs';
import { call, dialMany, frame, inParallel, rpc, takenWebsocket, websocket } from '../../kit/raw.mjs';

/** @typedef {import('../lib/node.mjs').Attack} Attack */

const MIB = 1024 * 1024;

/** @type {Attack} */
const slowReaders = {
	name: 'slow-readers',
	sent: '60 websockets, each with 16 subscriptions (all heads, all events, justifications, followed chain), that never read, 30 s',
	async run({ port, node }) {
		/** @type {[string, unknown[]][]} */
		const subscriptions = [
			['chain_subscribeAllHeads', []],
			['chain_subscribeNewHeads', []],
			['chain_subscribeFinalizedHeads', []],
			['state_subscribeRuntimeVersion', []],
			// System.Events and Timestamp.Now, which every block changes.
			['state_subscribeStorage', [['0x26aa394eea5630e07c48ae0c9558cef780d41e5e16056765bc8461851072c9d7']]],
			['state_subscribeStorage', [['0xf0c365c3cf59d671eb72da0e7a4113c49f1f0515f462cdcf84e0f1d6045dfcbb']]],
			['grandpa_subscribeJustifications', []],
			['chainHead_v1_follow', [true]],
		];
		const sockets = await inParallel(60, 20, async () => {
			const socket = await takenWebsocket(port);
			socket.pause();
			for (let i = 0; i < 16; i += 1) {
				const [method, params] = subscriptions[i % subscriptions.length];
				socket.write(frame(JSON.stringify(call(method, params, i))));
			}
			return socket;
		});
		const before = node.memory();
		await sleep(30_000);
		const grown = node.memory() - before;
		for (const socket of sockets) socket.destroy();
		return `memory ${grown >= 0 ? '+' : ''}${number(grown)} MiB in these 30 s`;
	},
};

const RATE = 600;
/** @type {Attack} */
const unreadAnswers = {
	name: 'unread-answers',
	sent: `a node with --rpc-rate-limit ${RATE}: one websocket asks 3,000 times for the metadata and reads nothing, until it is cut, at most 30 s`,
	// The buffer of 64 messages does not bound this: each call's answer waits in a task of its own. The rate limit does.
	flags: ['--rpc-methods', 'safe', '--rpc-rate-limit', `${RATE}`, '--rpc-rate-limit-whitelisted-ips', '127.0.0.2/32'],
	async run({ port, node }) {
		const socket = await takenWebsocket(port);
		const size = JSON.stringify((await rpc(port, 'state_getMetadata')).result).length;
		const before = node.memory();
		socket.pause();
		let isCut = false;
		socket.once('close', () => (isCut = true));
		const began = performance.now();
		for (let i = 0; i < 3_000 && !isCut; i += 1) socket.write(frame(JSON.stringify(call('state_getMetadata', [], i))));
		let most = 0;
		while (performance.now() - began < 30_000 && !isCut) {
			await sleep(100);
			most = Math.max(most, node.memory() - before);
		}
		const minutes = 1 + (performance.now() - began) / 60_000;
		socket.destroy();
		await sleep(3_000);
		const left = node.memory() - before;
		const [mine, theirs] = [(64 * size) / MIB, (RATE * minutes * size) / MIB];
		const words = `answers of ${number(size / 1024)} KiB: memory +${number(most)} MiB (the buffer's 64 would be ${number(mine)}, what the rate admits is ${number(theirs)}), +${number(left)} after the end`;
		assert.ok(most <= theirs * 1.3 + 100, words);
		return words;
	},
};

/** What a new client gets: an answer's status, and in how many milliseconds. @param {number} port */
async function newcomer(port) {
	const from = performance.now();
	const { result, error } = await rpc(port, 'system_name');
	return { status: result ? 200 : error.code, ms: performance.now() - from };
}

/** @type {Attack} */
const slowHeaders = {
	name: 'slow-headers',
	sent: '500 http connections that send their header a byte a second, 20 s',
	async run({ port, node }) {
		const before = { files: node.openFiles(), memory: node.memory() };
		const header = `POST / HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nX-Slow: ${'a'.repeat(200)}`;
		const sockets = await dialMany(port, 500, 50);
		let cut = 0;
		for (const socket of sockets) socket.once('close', () => (cut += 1));
		const statuses = [];
		for (let second = 0; second < 20; second += 1) {
			for (const socket of sockets) socket.write(header[second]);
			statuses.push((await newcomer(port)).status);
			await sleep(1_000);
		}
		const [files, memory] = [node.openFiles() - before.files, node.memory() - before.memory];
		const open = sockets.length - cut;
		for (const socket of sockets) socket.destroy();
		assert.ok(
			statuses.every((status) => status === 200),
			`newcomers meanwhile: ${tally(statuses)}`,
		);
		return `${open} of them still open after 20 s (${number(files)} files, ${number(memory)} MiB); newcomers: ${tally(statuses)}`;
	},
};

/** @type {Attack} */
const slowBodies = {
	name: 'slow-bodies',
	sent: '150 http requests that promise a body of 1 MB and send a byte a second, 20 s: each holds one of the 100 connections',
	async run({ port }) {
		const header = `POST / HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nContent-Type: application/json\r\nContent-Length: 1000000\r\n\r\n{`;
		const sockets = await dialMany(port, 150, 50);
		let cut = 0;
		for (const socket of sockets) {
			socket.resume();
			socket.once('close', () => (cut += 1));
			socket.write(header);
		}
		await sleep(500);
		const seen = [];
		for (let second = 0; second < 20; second += 1) {
			for (const socket of sockets) if (!socket.destroyed) socket.write(' ');
			seen.push(await newcomer(port));
			await sleep(1_000);
		}
		const open = sockets.length - cut;
		for (const socket of sockets) socket.destroy();
		const from = performance.now();
		while ((await newcomer(port)).status !== 200 && performance.now() - from < 10_000) await sleep(10);
		const freed = performance.now() - from;
		assert.ok(freed < 2_000, `a connection is free again only after ${number(freed)} ms`);
		const statuses = tally(seen.map(({ status }) => status));
		assert.ok(
			seen.every(({ ms }) => ms < 1_000),
			'who is refused is refused at once',
		);
		return `${open} still open after 20 s; newcomers meanwhile: ${statuses}, each within a second; free again ${number(freed)} ms after`;
	},
};

/** @type {Attack} */
const idle = {
	name: 'idle',
	sent: '50 websockets that answer no ping and 500 bare connections that say nothing, until they are cut, at most 200 s',
	async run({ port }) {
		const began = performance.now();
		const sockets = await inParallel(50, 10, () => takenWebsocket(port));
		/** @type {number[]} */
		const cutAfter = [];
		for (const socket of sockets) {
			socket.resume();
			socket.once('close', () => cutAfter.push((performance.now() - began) / 1_000));
		}
		const silent = await dialMany(port, 500, 50);
		let silentCut = 0;
		for (const socket of silent) {
			socket.resume();
			socket.once('close', () => (silentCut += 1));
		}
		while (cutAfter.length < sockets.length && performance.now() - began < 200_000) await sleep(500);
		const stillSilent = silent.length - silentCut;
		for (const socket of [...sockets, ...silent]) socket.destroy();
		assert.equal(cutAfter.length, sockets.length, 'websockets that answer no ping are cut');
		return `websockets cut after ${number(Math.min(...cutAfter))} to ${number(Math.max(...cutAfter))} s; bare connections still open then: ${stillSilent}`;
	},
};

/** @type {Attack} */
const subscriptions = {
	name: 'subscriptions',
	quick: true,
	sent: '200 subscriptions and 10 chainHead_v1_follow on one connection',
	async run({ port }) {
		const one = await websocket(port);
		const answers = await Promise.all(Array.from({ length: 200 }, () => one.ask('chain_subscribeNewHeads')));
		const taken = answers.filter(({ result }) => result).length;
		const refusals = tally(answers.filter(({ error }) => error).map(({ error }) => error.code));
		assert.equal(taken, 128, refusals);
		const other = await websocket(port);
		const follows = await Promise.all(Array.from({ length: 10 }, () => other.ask('chainHead_v1_follow', [false])));
		const followed = follows.filter(({ result }) => result).length;
		const followRefusals = tally(follows.filter(({ error }) => error).map(({ error }) => error.code));
		assert.equal(followed, 4, followRefusals);
		const third = await websocket(port);
		assert.ok((await third.ask('chain_subscribeNewHeads')).result, 'another connection has its own');
		for (const each of [one, other, third]) each.close();
		return `128 taken, ${refusals}; 4 followed, ${followRefusals}`;
	},
};

export default [slowReaders, unreadAnswers, slowHeaders, slowBodies, idle, subscriptions];
