// SPDX-License-Identifier: Apache-2.0

// Garbage: bytes that are no http, http that is no JSON-RPC, frames that no websocket sends, noise on the network port.

import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';

import { inTime, sleep } from '../../../tools/lib/wait.mjs';
import { number, tally } from '../../kit/figures.mjs';
import { call, dial, dialMany, frame, inParallel, json, post, rpc, takenWebsocket, talk } from '../../kit/raw.mjs';

/** @typedef {import('../lib/node.mjs').Attack} Attack */

const good = JSON.stringify(call('system_name'));

/** @type {Attack} */
const http = {
	name: 'garbage-http',
	quick: true,
	sent: 'random bytes, ten verbs, wrong content types, invalid UTF-8, half JSON, a header of 1 MB, smuggled lengths, other hosts',
	async run({ port }) {
		const noise = await inParallel(200, 20, (i) => talk(port, randomBytes(10 + i * 50), 300));
		assert.ok(
			noise.every(({ answer }) => answer === '' || /^HTTP\/1\.1 400/.test(answer)),
			'noise gets 400 or nothing',
		);
		const verbs = ['GET', 'PUT', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS', 'TRACE', 'PROPFIND', 'LOCK', 'SEARCH'];
		const statuses = [];
		for (const method of verbs) {
			const { status } = await post(port, method === 'HEAD' || method === 'GET' ? undefined : good, { method });
			// OPTIONS is how a browser asks before a request.
			assert.ok(
				method === 'OPTIONS' ? [200, 405].includes(status) : [400, 405].includes(status),
				`${method}: ${status}`,
			);
			statuses.push(status);
		}
		for (const type of [
			'text/plain',
			'application/xml',
			'multipart/form-data',
			'',
			'application/json; charset=utf-7',
		]) {
			const { status } = await post(port, good, { headers: type ? { 'content-type': type } : {} });
			assert.equal(status, 415, `content type '${type}'`);
		}
		const bodies = [
			Buffer.from([0xff, 0xfe, 0x7b, 0x7d]),
			Buffer.concat([
				Buffer.from('{"jsonrpc":"2.0","id":1,"method":"'),
				Buffer.from([0xc3, 0x28, 0xf0, 0x9f]),
				Buffer.from('"}'),
			]),
			Buffer.from(good.slice(0, -5)),
			Buffer.from('{}'),
			Buffer.from('[]'),
			Buffer.from('[[],[1,2],{"jsonrpc":"2.0"}]'),
			Buffer.from('{"jsonrpc":"2.0","id":{"a":[1]},"method":"system_name"}'),
			Buffer.from('{"jsonrpc":"1.0","id":1e999,"method":"system_name","params":7}'),
			Buffer.from(' '.repeat(200_000)),
			Buffer.alloc(1_000_000),
			randomBytes(1_000_000),
		];
		const said = [];
		for (const body of bodies) {
			const { status, text } = await post(port, body);
			const answer = json(text);
			const code = answer?.error?.code ?? answer?.[0]?.error?.code;
			// The node may answer and close while the rest is still on the way: status 0.
			const isRefused = code < 0 || status >= 400 || status === 0 || text === '';
			assert.ok(isRefused, `${body.subarray(0, 60)}: ${status} ${text.slice(0, 100)}`);
			said.push(code ?? (status === 0 ? 'cut' : `status ${status}`));
		}
		const strange = [
			`POST / HTTP/1.1\r\nHost: x\r\nX: ${'y'.repeat(1_000_000)}\r\n\r\n`,
			`POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 50\r\n\r\n${good}`,
			`POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n${good}`,
			`POST / HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 99999999999999999999\r\n\r\n{`,
			`POST / HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFF\r\n`,
			`PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n${randomBytes(200).toString('latin1')}`,
			'GET / HTTP/9.9\r\n\r\n',
			`CONNECT 127.0.0.1:22 HTTP/1.1\r\nHost: x\r\n\r\n`,
		];
		for (const bytes of strange) {
			const { answer } = await talk(port, Buffer.from(bytes, 'latin1'), 500);
			assert.doesNotMatch(answer, /^HTTP\/1\.1 200/, bytes.slice(0, 60));
		}
		return `verbs: ${tally(statuses)}; content types: 415; bodies: ${tally(said)}; nothing strange was answered with 200`;
	},
};

/** @type {Attack} */
const websockets = {
	name: 'garbage-ws',
	quick: true,
	sent: 'frames in 5,000 pieces, 20 times 8 MB in pieces without end, frames of 2^62 bytes, with reserved bits, of other kinds, invalid text, 20,000 pings, random bytes after the handshake',
	async run({ port, node }) {
		/** Sends frames; what the node says within `wait`, and whether it cut the connection. @param {Buffer} bytes */
		const tell = async (bytes, wait = 1_500) => {
			const socket = await takenWebsocket(port);
			let answer = '';
			socket.on('data', (data) => (answer += data.toString('latin1')));
			const cut = new Promise((done) => socket.once('close', () => done(true)));
			socket.write(bytes);
			const isCut = await inTime(wait, cut, false);
			socket.destroy();
			return { answer, isCut };
		};
		const pieces = [...good].map((letter, i) => frame(letter, { opcode: i === 0 ? 1 : 0, fin: i === good.length - 1 }));
		const whole = await tell(Buffer.concat(pieces));
		assert.match(whole.answer, /"result"/, 'a message in pieces is a message');
		const empty = Buffer.concat([
			frame('{', { fin: false }),
			...Array(5_000).fill(frame('', { opcode: 0, fin: false })),
		]);
		await tell(empty);
		const endless = Buffer.concat([
			frame('', { fin: false }),
			...Array(8).fill(frame('x'.repeat(1_000_000), { opcode: 0, fin: false })),
		]);
		const before = node.memory();
		await Promise.all(Array.from({ length: 20 }, () => tell(endless)));
		const kept = node.memory() - before;
		// 20 times the 5 MB that a message may have, at most.
		assert.ok(kept < 150, `pieces without end: ${kept} MiB kept`);
		const bad = {
			'2^62 bytes': Buffer.from([0x81, 0xff, 0x40, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
			'reserved bits': Buffer.concat([Buffer.from([0xf1]), frame(good).subarray(1)]),
			'reserved kind': frame('x', { opcode: 0xb }),
			'long ping': frame('x'.repeat(1_000), { opcode: 9 }),
			'ping in pieces': frame('x', { opcode: 9, fin: false }),
			'continuation of nothing': frame(good, { opcode: 0 }),
			'invalid text': frame(Buffer.from([0xff, 0xfe, 0xfd])),
			noise: randomBytes(5_000),
		};
		const said = [];
		for (const [name, bytes] of Object.entries(bad)) {
			const { answer, isCut } = await tell(bytes);
			assert.doesNotMatch(answer, /"result"/, name);
			said.push(isCut ? 'cut' : answer === '' ? 'ignored' : 'error');
		}
		const pings = await tell(Buffer.concat(Array(20_000).fill(frame('x', { opcode: 9 }))), 3_000);
		const handshakes = await inParallel(100, 10, () =>
			talk(
				port,
				`GET / HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: ${randomBytes(4).toString('hex')}\r\nSec-WebSocket-Version: 99\r\n\r\n`,
				300,
			),
		);
		assert.ok(
			handshakes.every(({ answer }) => !/^HTTP\/1\.1 101/.test(answer)),
			'no bad handshake is taken',
		);
		assert.ok((await rpc(port, 'system_name')).result);
		return `${tally(said)}; 20,000 pings: ${pings.isCut ? 'cut' : `${number(pings.answer.length / 3)} pongs`}; bad handshakes refused`;
	},
};

/** @type {Attack} */
const network = {
	name: 'garbage-p2p',
	sent: 'the network port: 500 connections with noise, 1,000 that say nothing for 20 s, 300 that begin the handshake and stop',
	async run({ port, node, quick }) {
		const before = { memory: node.memory(), files: node.openFiles() };
		await inParallel(500, 50, (i) => talk(node.ports.p2p, randomBytes(20 + i * 8), 200));
		const hello = Buffer.from('\x13/multistream/1.0.0\n', 'latin1');
		const begun = await inParallel(300, 50, async () => {
			const socket = await dial(node.ports.p2p);
			socket?.resume();
			socket?.write(hello);
			return socket;
		});
		const silent = await dialMany(node.ports.p2p, 1_000, 100);
		for (const socket of silent) socket.resume();
		await sleep(quick ? 5_000 : 20_000);
		const files = node.openFiles() - before.files;
		const memory = node.memory() - before.memory;
		const { result } = await rpc(port, 'system_health');
		const open = silent.filter(({ destroyed, readyState }) => !destroyed && readyState === 'open').length;
		for (const socket of [...begun, ...silent]) socket?.destroy();
		assert.equal(result.peers, 0, 'nobody of them is a peer');
		return `no peer; of 1,000 silent ones ${open} still open, ${number(files)} files, ${number(memory)} MiB`;
	},
};

export default [http, websockets, network];
