// SPDX-License-Identifier: Apache-2.0

// Too many: connections up to what one machine can hold, and files until the node has none left.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

import { sleep } from '../../../tools/lib/wait.mjs';
import { number, percentile, tally } from '../../kit/figures.mjs';
import { bareWebsocket, call, dialMany, frame, inParallel, rpc } from '../../kit/raw.mjs';

/** @typedef {import('../lib/node.mjs').Attack} Attack */
/** @typedef {import('../../kit/raw.mjs').Socket} Socket */

const MAX_CONNECTIONS = 100;
const MANY = 10_000;
const FEW_FILES = 2_048;

/** Ticks of processor time that a process used, a hundred a second. @param {number | undefined} pid */
const ticks = (pid) =>
	readFileSync(`/proc/${pid}/stat`, 'utf8')
		.split(') ')[1]
		.split(' ')
		.slice(11, 13)
		.reduce((a, b) => a + Number(b), 0);

/**
 * Opens websockets until one is refused: the sockets, and the refusal's status.
 *
 * @param {number} port
 * @param {number} most
 */
async function fill(port, most) {
	const sockets = [];
	for (let i = 0; i < most; i += 1) {
		const { socket, status } = await bareWebsocket(port);
		if (!socket) return { sockets, status };
		sockets.push(socket);
	}
	return { sockets, status: 101 };
}

/** @type {Attack} */
const connections = {
	name: 'connections',
	quick: true,
	sent: 'websockets until one is refused, then one closed and one more opened, 20 times',
	async run({ port }) {
		const { sockets, status } = await fill(port, MAX_CONNECTIONS + 20);
		// The honest client is one of the hundred.
		assert.equal(sockets.length, MAX_CONNECTIONS - 1);
		assert.equal(status, 429);
		const waits = [];
		for (let i = 0; i < 20; i += 1) {
			const from = performance.now();
			assert.equal((await bareWebsocket(port)).status, 429);
			const refused = performance.now() - from;
			assert.ok(refused < 1_000, `refused after ${number(refused)} ms`);
			sockets.pop()?.destroy();
			const freed = performance.now();
			let { socket: next } = await bareWebsocket(port);
			while (!next && performance.now() - freed < 5_000) ({ socket: next } = await bareWebsocket(port));
			assert.ok(next, 'a place is free again');
			sockets.push(next);
			waits.push(performance.now() - freed);
		}
		for (const socket of sockets) socket.destroy();
		return `99 beside the honest client, then status ${status}; a place free again after ${number(Math.max(...waits))} ms at most`;
	},
};

/** @type {Attack} */
const tenThousand = {
	name: 'ten-thousand',
	sent: '10,000 websocket handshakes, 200 at a time, and 5,000 bare connections that stay open 10 s',
	async run({ port, node }) {
		/** @type {Socket[]} */
		const taken = [];
		/** @type {number[]} */
		const times = [];
		const statuses = await inParallel(MANY, 200, async () => {
			const from = performance.now();
			const { socket, status } = await bareWebsocket(port);
			times.push(performance.now() - from);
			if (socket) taken.push(socket);
			return status;
		});
		assert.ok(taken.length <= MAX_CONNECTIONS, `${taken.length} taken`);
		const before = { memory: node.memory(), files: node.openFiles() };
		const bare = await dialMany(port, 5_000, 200);
		await sleep(10_000);
		const [files, memory] = [node.openFiles() - before.files, node.memory() - before.memory];
		for (const socket of [...taken, ...bare]) socket.destroy();
		await sleep(1_000);
		const { result } = await rpc(port, 'system_name');
		assert.ok(result, 'a newcomer is answered afterwards');
		return `${tally(statuses)}, p99 ${number(percentile(times, 0.99))} ms; bare ones are not counted: ${number(files)} files, ${number(memory)} MiB`;
	},
};

/** @type {Attack} */
const wide = {
	name: 'wide-open',
	sent: `a node with --rpc-max-connections ${MANY}: ${number(MANY)} websockets, of which 2,000 follow the heads, 20 s`,
	flags: ['--rpc-methods', 'safe', '--rpc-max-connections', `${MANY}`],
	// What each connection costs is the figure: 10,000 of them may take a gigabyte.
	memory: 2_048,
	async run({ port, node }) {
		const before = node.memory();
		/** @type {number[]} */
		const times = [];
		const results = await inParallel(MANY - 2, 100, async () => {
			const from = performance.now();
			const result = await bareWebsocket(port, 30_000);
			times.push(performance.now() - from);
			return result;
		});
		const sockets = results.map(({ socket }) => socket).filter((socket) => socket !== null);
		const idle = node.memory() - before;
		let heads = 0;
		for (const socket of sockets.slice(0, 2_000)) {
			socket.on('data', () => (heads += 1));
			socket.resume();
			socket.write(frame(JSON.stringify(call('chain_subscribeNewHeads'))));
		}
		await sleep(20_000);
		const following = node.memory() - before;
		for (const socket of sockets) socket.destroy();
		assert.ok(
			sockets.length > MANY * 0.99,
			`only ${sockets.length} taken: ${tally(results.map(({ status }) => status))}`,
		);
		return `${number(sockets.length)} taken, handshake p99 ${number(percentile(times, 0.99))} ms; +${number(idle)} MiB (${number((idle * 1024) / sockets.length)} KiB each), with 2,000 followers +${number(following)} MiB; ${number(heads)} messages read`;
	},
};

/** @type {Attack} */
const files = {
	name: 'files',
	sent: `a node that may open ${number(FEW_FILES)} files: bare connections until it has none left, 15 s, then all closed`,
	flags: ['--rpc-methods', 'safe'],
	files: FEW_FILES,
	async run({ port, node }) {
		const sockets = await dialMany(port, FEW_FILES + 500, 100);
		const from = ticks(node.pid);
		await sleep(15_000);
		const load = (ticks(node.pid) - from) / 15;
		const open = node.openFiles();
		for (const socket of sockets) socket.destroy();
		await sleep(2_000);
		const { result } = await rpc(port, 'system_name');
		assert.ok(result, 'a newcomer is answered afterwards');
		return `${number(open)} files open at most, ${number(load)} % of one core meanwhile; answers newcomers again afterwards`;
	},
};

export default [connections, tenThousand, wide, files];
