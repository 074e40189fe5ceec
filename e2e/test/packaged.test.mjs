// SPDX-License-Identifier: Apache-2.0

// The settings that operators are given: a node is started with each and asked what its limits really are. What must come
// out stands in the table of docs/runbooks/public-node.md, which operators read.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';

import WebSocket from 'ws';

import { nodeBinary } from '../../tools/lib/node.mjs';
import { command } from '../../tools/lib/program.mjs';
import { sleep, within } from '../../tools/lib/wait.mjs';
import { composeNodes, isLoopback, listening, PACKAGED, startPackaged } from '../kit/packaged.mjs';
import { partsOf, ROOT } from '../kit/program.mjs';
import { bareWebsocket, call, json, post, rpc } from '../kit/raw.mjs';

/** @typedef {import('../kit/raw.mjs').Answer} Answer */
/** @typedef {Awaited<ReturnType<typeof startPackaged>>} Packaged */

const MIB = 1024 * 1024;
const EVIL = 'https://evil.example';
const page = readFileSync(join(ROOT, 'docs/runbooks/public-node.md'), 'utf8');

/** The table of the page: what must come out, by node and row. */
const table = page
	.split('\n')
	.filter((line) => line.startsWith('| '))
	.map((line) => line.slice(2, -2).split(' | '));
/** @param {string} row */
function cellsOf(row) {
	const cells = table.find(([first]) => first === row);
	assert.ok(cells, `docs/runbooks/public-node.md has no row "${row}"`);
	return cells.slice(1);
}
const columns = cellsOf('asked of the node');
/** @param {string} kind @param {string} row */
const said = (kind, row) => cellsOf(row)[Object.keys(PACKAGED).indexOf(kind)];
/** @param {string} kind @param {string} row */
const numberSaid = (kind, row) => Number(said(kind, row).replaceAll(',', ''));

test('the page names the packaged settings', () => {
	assert.equal(columns.length, Object.keys(PACKAGED).length);
	for (const kind of Object.keys(PACKAGED)) assert.ok(said(kind, 'settings').includes(PACKAGED[kind].file), kind);
});

test('the validators of compose open nothing', () => {
	const nodes = composeNodes();
	assert.ok(nodes.size >= 5, 'four validators and a full node');
	for (const [name, args] of nodes) {
		if (name === 'full') continue;
		const opened = args.filter((arg) => /^--(unsafe-)?rpc|^--experimental-rpc/.test(arg));
		assert.deepEqual(opened, [], name);
	}
});

/**
 * A http request with any headers, and what came back.
 *
 * @param {number} port
 * @param {import('node:http').OutgoingHttpHeaders} headers
 * @param {string} method
 * @param {unknown[]} [params]
 * @returns {Promise<{ status?: number, headers: import('node:http').IncomingHttpHeaders, answer: Answer | null }>}
 */
const knock = (port, headers, method, params = []) =>
	new Promise((done) => {
		const sent = request({
			host: '127.0.0.1',
			port,
			method: 'POST',
			timeout: 5_000,
			headers: { 'content-type': 'application/json', ...headers },
		});
		sent.on('response', (answer) => {
			/** @type {Buffer[]} */
			const parts = [];
			answer.on('data', (part) => parts.push(part));
			answer.on('end', () =>
				done({ status: answer.statusCode, headers: answer.headers, answer: json(Buffer.concat(parts).toString()) }),
			);
		});
		sent.on('timeout', () => sent.destroy());
		sent.on('error', () => done({ status: 0, headers: {}, answer: null }));
		sent.end(JSON.stringify(call(method, params)));
	});

/**
 * The same on a websocket, as a page of a browser opens it: with an origin that it cannot choose.
 *
 * @param {number} port
 * @param {string} method
 * @param {unknown[]} [params]
 * @returns {Promise<Answer | null>}
 */
const pageAsks = (port, method, params = []) =>
	new Promise((done) => {
		const socket = new WebSocket(`ws://127.0.0.1:${port}`, { origin: EVIL, handshakeTimeout: 5_000 });
		/** @param {Answer | null} answer */
		const end = (answer) => {
			socket.terminate();
			done(answer);
		};
		socket.on('open', () => socket.send(JSON.stringify(call(method, params))));
		socket.on('message', (data) => end(json(data.toString())));
		socket.on('error', () => end(null));
	});

/** How many websockets are admitted at the same time. @param {number} port @param {number} most */
async function connections(port, most) {
	const sockets = [];
	while (sockets.length < most) {
		const { socket } = await bareWebsocket(port);
		if (!socket) break;
		socket.resume();
		sockets.push(socket);
	}
	for (const socket of sockets) socket.destroy();
	// The places are free when the node has seen it.
	while ((await rpc(port, 'system_name')).error) await sleep(100);
	return sockets.length;
}

/**
 * How many of `count` calls at once on one websocket are answered within two seconds.
 *
 * @param {string} host
 * @param {number} port
 * @param {number} count
 */
async function quickly(host, port, count, headers = {}) {
	const socket = new WebSocket(`ws://${host}:${port}`, { perMessageDeflate: false, headers });
	await new Promise((done, fail) => socket.once('open', done).once('error', fail));
	let answered = 0;
	socket.on('message', (data) => (answered += json(data.toString())?.result ? 1 : 0));
	for (let id = 0; id < count; id += 1) socket.send(JSON.stringify(call('system_name', [], id)));
	const until = Date.now() + 2_000;
	while (answered < count && Date.now() < until) await sleep(20);
	socket.terminate();
	return answered;
}

/** The greatest request that is let through, in whole MB. @param {number} port */
async function largestRequest(port) {
	/** @param {number} bytes */
	const body = (bytes) =>
		`{"jsonrpc":"2.0","id":1,"method":"author_submitExtrinsic","params":["0x${'00'.repeat(bytes / 2 - 50)}"]}`;
	let found = 0;
	for (const size of [1, 4, 5, 6, 15, 16]) {
		const { text } = await post(port, body(size * MIB));
		if (json(text)?.error?.code === undefined || json(text).error.code === -32007) break;
		found = size;
	}
	return found;
}

/**
 * The greatest answer that is given, in whole MB: a batch of answers that are all of one size is refused as a whole.
 *
 * @param {number} port
 */
async function largestAnswer(port) {
	const { result } = await rpc(port, 'state_getMetadata');
	const each = result.length + 40;
	/** @param {number} bytes */
	const fits = async (bytes) => {
		const calls = Array.from({ length: Math.floor(bytes / each) }, (_, id) => call('state_getMetadata', [], id));
		assert.ok(calls.length > 0, `an answer of ${each} bytes is too long to tell such limits apart`);
		return Array.isArray(json((await post(port, JSON.stringify(calls))).text));
	};
	let found = 0;
	for (const size of [4, 5, 9, 10, 14, 15]) {
		if (!(await fits(size * MIB - each / 2))) break;
		found = size;
	}
	return found;
}

const UNLIMITED = 'no limit';
/** An address of this machine that is not loopback. */
const own = Object.values(networkInterfaces())
	.flat()
	.find((each) => each?.family === 'IPv4' && !each.internal)?.address;

/** @param {string} kind @param {Packaged} node */
async function asks(kind, node) {
	const { port } = node;
	const sockets = listening(node.pid);
	const doors = sockets.filter((each) => each.port === port);
	assert.ok(doors.length > 0, 'it listens where it was told to');
	const isOpen = doors.some(({ address }) => !isLoopback(address));
	assert.equal(isOpen ? 'every address' : 'loopback', said(kind, 'listens on'));

	// No door of this process, whichever it is, does what only an operator may.
	for (const each of new Set(sockets.map((socket) => socket.port))) {
		for (const method of ['author_rotateKeys', 'system_peers', 'author_insertKey']) {
			const params = method === 'author_insertKey' ? ['aura', '//Alice', `0x${'0'.repeat(64)}`] : [];
			for (const headers of [
				{},
				{ origin: EVIL },
				{ host: 'evil.example' },
				{ host: `evil.example:${each}`, origin: EVIL },
			]) {
				const { answer } = await knock(each, headers, method, params);
				assert.equal(answer?.result, undefined, `${method} at ${each} with ${JSON.stringify(headers)}`);
			}
			const answer = await pageAsks(each, method, params);
			assert.equal(answer?.result, undefined, `${method} at ${each} from a page`);
		}
	}
	const refused = await rpc(port, 'author_rotateKeys');
	assert.match(refused.error?.message ?? '', /unsafe/i);
	assert.equal(said(kind, 'methods of the operator'), 'refused');

	const strange = await knock(port, { host: 'evil.example' }, 'system_name');
	assert.equal(strange.answer?.result ? 'answered' : 'refused', said(kind, 'other names in Host'));
	const foreign = await knock(port, { origin: EVIL }, 'system_name');
	assert.equal(
		foreign.headers['access-control-allow-origin'] ? 'may read' : 'may not read',
		said(kind, 'pages of any origin'),
	);

	assert.equal(await connections(port, 600), numberSaid(kind, 'connections'));
	/** @param {number} length */
	const batch = (length) => JSON.stringify(Array.from({ length }, (_, id) => call('system_name', [], id)));
	const most = numberSaid(kind, 'calls in a batch');
	assert.equal(json((await post(port, batch(most))).text)?.length, most);
	assert.equal(json((await post(port, batch(most + 1))).text)?.error?.code, -32010);
	assert.equal(await largestRequest(port), numberSaid(kind, 'request, MB'));
	assert.equal(await largestAnswer(port), numberSaid(kind, 'answer, MB'));

	/** @param {string} host @param {string} row @param {Record<string, string>} [headers] */
	const counted = async (host, row, headers) => {
		const told = said(kind, row);
		if (told === 'closed') return;
		const limit = told === UNLIMITED ? 1_500 : Number(told.replaceAll(',', ''));
		const answered = await quickly(host, port, limit + 100, headers);
		if (told === UNLIMITED) assert.equal(answered, limit + 100, `${row}: not counted`);
		else assert.ok(answered >= limit && answered < limit + 60, `${row}: ${answered} answered at once, ${limit} said`);
	};
	await counted('127.0.0.1', 'calls a minute, from the machine itself');
	// Whoever reaches the port writes headers as he likes: they lift no limit.
	const claims = { forwarded: 'for=127.0.0.1', 'x-real-ip': '127.0.0.1', 'x-forwarded-for': '127.0.0.1' };
	if (own && isOpen) {
		await counted(own, 'calls a minute, from elsewhere');
		await counted(own, 'calls a minute, from elsewhere', claims);
	} else if (said(kind, 'calls a minute, from the machine itself') !== UNLIMITED) {
		await counted('127.0.0.1', 'calls a minute, from the machine itself', claims);
	}
	if (!isOpen) assert.equal(said(kind, 'calls a minute, from elsewhere'), 'closed');
}

for (const kind of Object.keys(PACKAGED)) {
	test(`a node with the packaged settings of ${kind} has the limits of the page`, { timeout: 280_000 }, async () => {
		const node = await startPackaged(kind);
		let told;
		try {
			await asks(kind, node);
			if (kind === 'validator') await rotates(node);
		} finally {
			told = await node.stop();
		}
		assert.ok(!told.isKilled, 'it ends when it is told to');
		assert.doesNotMatch(told.log, /Essential task/, 'nothing fails when it is told to end');
		// The node's own threads; the runtime panics by itself over bytes that are no transaction, and that is no fault.
		assert.doesNotMatch(told.log, /Thread '.*' panicked/);
	});
}

/**
 * New session keys on the server, beside the node that runs: no method, no port, only the folder.
 *
 * @param {Packaged} node
 */
async function rotates({ base, chain, password, port }) {
	const where = ['--base-path', base, '--chain', chain, '--password-filename', password];
	/** @param {...string} words */
	const key = async (...words) => (await command(nodeBinary(), ['key', ...words, ...where])).stdout;
	const printed = await key('rotate', '--account', '5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY');
	const [keys, proof] = partsOf(/^keys {3}(0x[0-9a-f]{128})\nproof {2}(0x[0-9a-f]{256})\n$/, printed);
	assert.match(await key('has-session', keys), /has these/);
	await assert.rejects(key('has-session', `0x${'1'.repeat(128)}`), /does NOT have/);
	assert.notEqual(keys, proof);
	assert.ok((await within(5_000, 'The node goes on', rpc(port, 'system_health'))).result, 'the node goes on');
}
