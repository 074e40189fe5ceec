// SPDX-License-Identifier: Apache-2.0

// Requests as no well-behaved library sends them: bytes on sockets, http with any header, websockets that do not read.

import { randomBytes } from 'node:crypto';
import { request } from 'node:http';
import { connect } from 'node:net';

import WebSocket from 'ws';

import { inTime, sleep } from '../../tools/lib/wait.mjs';

/** @typedef {import('node:net').Socket} Socket */
/** @typedef {import('../../tools/lib/rpc.mjs').Answer} Answer */
/** `ms` is how long it took. @typedef {{ status: number, text: string, ms: number }} Posted */

/** A JSON-RPC call as an object. @param {string} method @param {unknown} [params] @param {unknown} [id] */
export const call = (method, params = [], id = 1) => ({ jsonrpc: '2.0', id, method, params });

const LOCAL = '127.0.0.1';
export const JSON_TYPE = { 'content-type': 'application/json' };

/**
 * One http request on a connection of its own. Never throws: a connection that the node cut gives status 0. `body` may be
 * a string, bytes, or a generator of chunks; those go without a length.
 *
 * @param {number} port
 * @param {string | Buffer | Iterable<string | Buffer>} [body]
 * @param {{ method?: string, headers?: Record<string, string>, path?: string, limit?: number }} [how]
 * @returns {Promise<Posted>}
 */
export function post(port, body, { method = 'POST', headers = JSON_TYPE, path = '/', limit = 60_000 } = {}) {
	const from = performance.now();
	return new Promise((done) => {
		/** @param {number | undefined} status @param {string} text */
		const finish = (status = 0, text) => done({ status, text, ms: performance.now() - from });
		const sent = request({ host: LOCAL, port, method, headers, path, agent: false, timeout: limit });
		sent.on('response', (answer) => {
			/** @type {Buffer[]} */
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
		if (typeof body === 'object' && !Buffer.isBuffer(body)) {
			for (const chunk of body) sent.write(chunk);
			sent.end();
		} else {
			sent.end(body);
		}
	});
}

/** The JSON of an answer, or null where it is none. @param {string} text */
export function json(text) {
	try {
		return JSON.parse(text);
	} catch {
		return null;
	}
}

/**
 * One JSON-RPC call over http: `{ result }` or `{ error }`, or the status where there is neither.
 *
 * @param {number} port
 * @param {string} method
 * @param {unknown} [params]
 * @returns {Promise<Answer>}
 */
export async function rpc(port, method, params = []) {
	const { status, text } = await post(port, JSON.stringify(call(method, params)));
	return json(text) ?? { error: { code: status, message: text } };
}

/**
 * A TCP connection, from an address of loopback. Gives null where it was not taken within `limit`.
 *
 * @param {number} port
 * @returns {Promise<Socket | null>}
 */
export function dial(port, limit = 5_000, localAddress = LOCAL) {
	return new Promise((done) => {
		const socket = connect({ host: LOCAL, port, localAddress });
		/** @param {Socket | null} result */
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

/**
 * Many TCP connections at once: those that were taken.
 *
 * @param {number} port
 * @param {number} count
 * @param {number} width
 */
export async function dialMany(port, count, width) {
	const sockets = await inParallel(count, width, () => dial(port));
	return sockets.filter((socket) => socket !== null);
}

/**
 * Sends bytes on a new connection and gives all that comes back until it is closed or `wait` is over.
 *
 * @param {number} port
 * @param {string | Buffer} bytes
 */
export async function talk(port, bytes, wait = 1_000) {
	const socket = await dial(port);
	if (!socket) return { answer: '', closed: true };
	/** @type {Buffer[]} */
	const parts = [];
	socket.on('data', (part) => parts.push(part));
	const closed = new Promise((done) => socket.once('close', () => done(true)));
	socket.write(bytes);
	const isClosed = await inTime(wait, closed, false);
	socket.destroy();
	return { answer: Buffer.concat(parts).toString('latin1'), closed: isClosed };
}

/** @param {number} port */
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

/** The node did not take a websocket. */
export class RefusedSocket extends Error {
	/** @param {number} status */
	constructor(status) {
		super(`refused with status ${status}`);
		this.status = status;
	}
}

/**
 * A websocket as a bare socket, cheap enough for ten thousand. Gives `{ socket, status }`: 101 where it was taken, the
 * refusal's status otherwise, 0 where there was no answer.
 *
 * @param {number} port
 */
export async function bareWebsocket(port, limit = 10_000) {
	const socket = await dial(port, limit);
	if (!socket) return { socket: null, status: 0 };
	/** @type {Promise<string>} */
	const first = new Promise((done) => {
		socket.once('data', (data) => done(data.toString('latin1')));
		socket.once('close', () => done(''));
	});
	socket.write(handshake(port));
	const answer = await inTime(limit, first, '');
	const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? 0);
	if (status !== 101) socket.destroy();
	return { socket: status === 101 ? socket : null, status };
}

/**
 * The same, where it must be taken. Throws `RefusedSocket`.
 *
 * @param {number} port
 */
export async function takenWebsocket(port) {
	const { socket, status } = await bareWebsocket(port);
	if (!socket) throw new RefusedSocket(status);
	return socket;
}

/**
 * One websocket frame from a client, masked with zeros: the payload stays as it is. `opcode` 1 is text, 2 bytes.
 *
 * @param {string | Buffer} payload
 * @param {{ opcode?: number, fin?: boolean, masked?: boolean, length?: number }} [how]
 */
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

/**
 * A websocket by the book: `ask` for answers, `socket` for everything else. Throws `RefusedSocket`.
 *
 * @param {number} port
 * @param {{ headers?: Record<string, string>, limit?: number, path?: string }} [how]
 */
export async function websocket(port, { headers = {}, limit = 10_000, path = '' } = {}) {
	const socket = new WebSocket(`ws://${LOCAL}:${port}${path}`, {
		perMessageDeflate: false,
		headers,
		handshakeTimeout: limit,
	});
	/** @type {Map<unknown, (answer: Answer) => void>} */
	const waiting = new Map();
	/** @type {any[]} */
	const notices = [];
	socket.on('message', (data) => {
		const message = json(data.toString());
		const done = waiting.get(message?.id);
		waiting.delete(message?.id);
		if (done) done(message);
		else notices.push(message);
	});
	await new Promise((done, fail) => {
		socket.once('open', () => done(null));
		socket.once('unexpected-response', (_, answer) => {
			answer.resume();
			fail(new RefusedSocket(answer.statusCode ?? 0));
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
		/** @param {string} method @param {unknown} [params] @returns {Promise<Answer>} */
		ask(method, params = [], limit = 60_000) {
			last += 1;
			const id = last;
			/** @type {Promise<Answer>} */
			const answer = new Promise((done) => waiting.set(id, done));
			socket.send(JSON.stringify(call(method, params, id)));
			return inTime(limit, answer, { error: { code: 0, message: 'no answer' } });
		},
		close: () => socket.terminate(),
	};
}

/**
 * Runs `work` for 0..count-1, at most `width` at a time.
 *
 * @template T
 * @param {number} count
 * @param {number} width
 * @param {(i: number) => Promise<T>} work
 */
export async function inParallel(count, width, work) {
	/** @type {T[]} */
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
