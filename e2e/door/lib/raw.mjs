// SPDX-License-Identifier: Apache-2.0

// Requests as no well-behaved library sends them: bytes on sockets, http with any header, websockets that do not read.

import { randomBytes } from 'node:crypto';
import { request } from 'node:http';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

import WebSocket from 'ws';

export { sleep };

/** A JSON-RPC call as an object. */
export const call = (method, params = [], id = 1) => ({ jsonrpc: '2.0', id, method, params });

const LOCAL = '127.0.0.1';
export const JSON_TYPE = { 'content-type': 'application/json' };

/** Resolves to `fallback` when `promise` takes longer. */
export async function within(milliseconds, promise, fallback = 'timeout') {
	let timer;
	const late = new Promise((done) => {
		timer = setTimeout(() => done(fallback), milliseconds);
	});
	const result = await Promise.race([promise, late]);
	clearTimeout(timer);
	return result;
}

/**
 * One http request on a connection of its own. Never throws: a connection that the node cut gives status 0. `body` may be
 * a string, bytes, or a generator of chunks; those go without a length.
 */
export function post(port, body, { method = 'POST', headers = JSON_TYPE, path = '/', limit = 60_000 } = {}) {
	const from = performance.now();
	return new Promise((done) => {
		const finish = (status, text) => done({ status, text, ms: performance.now() - from });
		const sent = request({ host: LOCAL, port, method, headers, path, agent: false, timeout: limit });
		sent.on('response', (answer) => {
			const parts = [];
			answer.on('data', (part) => parts.push(part));
			answer.on('end', () => finish(answer.statusCode, Buffer.concat(parts).toString()));
			answer.on('error', () => finish(answer.statusCode, ''));
		});
		sent.on('upgrade', (answer, socket) => {
			socket.destroy();
			finish(answer.statusCode, '');
		});
		sent.on('timeout', () => sent.destroy(new Error('timeout')));
		sent.on('error', (error) => finish(0, error.message));
		if (body && typeof body === 'object' && Symbol.iterator in body && !Buffer.isBuffer(body)) {
			for (const chunk of body) sent.write(chunk);
			sent.end();
		} else {
			sent.end(body);
		}
	});
}

/** The JSON of an answer, or null where it is none. */
export function json(text) {
	try {
		return JSON.parse(text);
	} catch {
		return null;
	}
}

/** One JSON-RPC call over http: `{ result }` or `{ error }`, or the status where there is neither. */
export async function rpc(port, method, params = []) {
	const { status, text } = await post(port, JSON.stringify(call(method, params)));
	return json(text) ?? { error: { code: status, message: text } };
}

/** A TCP connection, from an address of loopback. Gives null where it was not taken within `limit`. */
export function dial(port, limit = 5_000, localAddress = LOCAL) {
	return new Promise((done) => {
		const socket = connect({ host: LOCAL, port, localAddress });
		const end = (result) => {
			clearTimeout(late);
			done(result);
		};
		const late = setTimeout(() => {
			socket.destroy();
			end(null);
		}, limit);
		socket.once('connect', () => end(socket));
		// Later errors are the node cutting the connection: expected here.
		socket.on('error', () => end(null));
	});
}

/** Sends bytes on a new connection and gives all that comes back until it is closed or `wait` is over. */
export async function talk(port, bytes, wait = 1_000) {
	const socket = await dial(port);
	if (!socket) return { answer: '', closed: true };
	const parts = [];
	socket.on('data', (part) => parts.push(part));
	const closed = new Promise((done) => socket.once('close', () => done(true)));
	socket.write(bytes);
	const isClosed = await within(wait, closed, false);
	socket.destroy();
	return { answer: Buffer.concat(parts).toString('latin1'), closed: isClosed };
}

export const handshake = (port) =>
	[
		'GET / HTTP/1.1',
		`Host: ${LOCAL}:${port}`,
		'Upgrade: websocket',
		'Connection: Upgrade',
		`Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}`,
		'Sec-WebSocket-Version: 13',
		'\r\n',
	].join('\r\n');

/**
 * A websocket as a bare socket, cheap enough for ten thousand. Gives `{ socket, status }`: 101 where it was taken, the
 * refusal's status otherwise, 0 where there was no answer.
 */
export async function bareWebsocket(port, limit = 10_000) {
	const socket = await dial(port, limit);
	if (!socket) return { socket: null, status: 0 };
	const first = new Promise((done) => {
		socket.once('data', (data) => done(data.toString('latin1')));
		socket.once('close', () => done(''));
	});
	socket.write(handshake(port));
	const answer = await within(limit, first, '');
	const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? 0);
	if (status !== 101) socket.destroy();
	return { socket: status === 101 ? socket : null, status };
}

/** One websocket frame from a client, masked with zeros: the payload stays as it is. `opcode` 1 is text, 2 bytes. */
export function frame(payload, { opcode = 1, fin = true, masked = true, length } = {}) {
	const bytes = Buffer.from(payload);
	const size = length ?? bytes.length;
	const mask = masked ? 0x80 : 0;
	const head = [(fin ? 0x80 : 0) | opcode];
	if (size < 126) {
		head.push(mask | size);
	} else if (size < 65_536) {
		head.push(mask | 126, size >> 8, size & 0xff);
	} else {
		const wide = Buffer.alloc(8);
		wide.writeBigUInt64BE(BigInt(size));
		head.push(mask | 127, ...wide);
	}
	if (masked) head.push(0, 0, 0, 0);
	return Buffer.concat([Buffer.from(head), bytes]);
}

/** A websocket by the book: `ask` for answers, `socket` for everything else. Throws with the status when refused. */
export async function websocket(port, { headers = {}, limit = 10_000, path = '' } = {}) {
	const socket = new WebSocket(`ws://${LOCAL}:${port}${path}`, { perMessageDeflate: false, headers, handshakeTimeout: limit });
	const waiting = new Map();
	const notices = [];
	socket.on('message', (data) => {
		const message = json(data.toString());
		if (message && waiting.has(message.id)) {
			waiting.get(message.id)(message);
			waiting.delete(message.id);
		} else {
			notices.push(message);
		}
	});
	await new Promise((done, fail) => {
		socket.once('open', done);
		socket.once('unexpected-response', (_, answer) => {
			answer.resume();
			fail(Object.assign(new Error(`refused with status ${answer.statusCode}`), { status: answer.statusCode }));
		});
		socket.on('error', fail);
	});
	let last = 0;
	return {
		socket,
		notices,
		/** The next message that answers no call of ours, for refusals that carry no id. */
		async notice(limit = 10_000) {
			const until = Date.now() + limit;
			while (notices.length === 0 && Date.now() < until) await sleep(10);
			return notices.shift() ?? null;
		},
		ask(method, params = [], limit = 60_000) {
			const id = (last += 1);
			const answer = new Promise((done) => waiting.set(id, done));
			socket.send(JSON.stringify(call(method, params, id)));
			return within(limit, answer, { error: { code: 0, message: 'no answer' } });
		},
		close: () => socket.terminate(),
	};
}

/** Runs `work` for 0..count-1, at most `width` at a time. */
export async function inParallel(count, width, work) {
	const results = new Array(count);
	let next = 0;
	const worker = async () => {
		while (next < count) {
			const i = next;
			next += 1;
			results[i] = await work(i);
		}
	};
	await Promise.all(Array.from({ length: Math.min(width, count) }, worker));
	return results;
}

/** `[3, 3, 0]` -> "2 × 3, 1 × 0", the most frequent first. */
export function tally(values) {
	const counts = new Map();
	for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
	return [...counts]
		.sort(([, a], [, b]) => b - a)
		.map(([value, count]) => `${count.toLocaleString('en-US')} × ${value}`)
		.join(', ');
}

/** The share `p` (0.99) of sorted or unsorted numbers. */
export function percentile(values, p) {
	if (values.length === 0) return NaN;
	const sorted = [...values].sort((a, b) => a - b);
	return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * p) - 1)];
}

export const number = (value) => Math.round(value).toLocaleString('en-US');
