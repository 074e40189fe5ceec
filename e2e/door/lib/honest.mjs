// SPDX-License-Identifier: Apache-2.0

// The honest client, in a process of its own so that an attack's work does not count as the node's slowness. Asks
// twenty times a second, notes the slot of every block, and pays when told to. Driven by watch.mjs.

import WebSocket from 'ws';

import { slotOf } from '../../../tools/lib/rpc.mjs';
import { messageOf } from '../../../tools/lib/wait.mjs';
import { bytesOf, payingKey, signerFor } from './sign.mjs';

const EVERY = 50;
/** What is answered from memory, and what waits for a thread that works. */
const QUESTIONS = ['system_health', 'state_getRuntimeVersion'];
/** Another address of loopback than attacks come from, so that a limit can tell them apart. */
const FROM = '127.0.0.2';
const PAYMENT_LIMIT = 30_000;
const LOST = ['invalid', 'dropped', 'usurped', 'finalityTimeout'];

/** A connection with answers by id and notifications by subscription. @param {string} url */
async function open(url) {
	const socket = new WebSocket(url, { perMessageDeflate: false, handshakeTimeout: 10_000, localAddress: FROM });
	/** @type {Map<number, (answer: any) => void>} */
	const answers = new Map();
	/** @type {Map<string, (result: any) => void>} */
	const subscriptions = new Map();
	/** @type {Map<string, any[]>} */
	const early = new Map();
	socket.on('message', (data) => {
		const message = JSON.parse(data.toString());
		if (message.id !== undefined) {
			answers.get(message.id)?.(message);
			answers.delete(message.id);
			return;
		}
		const { subscription, result } = message.params;
		const handler = subscriptions.get(subscription);
		if (handler) handler(result);
		// A notification may come before the answer that names its subscription was handled.
		else early.set(subscription, [...(early.get(subscription) ?? []), result]);
	});
	await new Promise((done, fail) => socket.once('open', done).once('error', fail));
	socket.on('error', () => {});
	let last = 0;
	/** @type {(method: string, params: unknown[]) => Promise<any>} */
	const ask = (method, params) =>
		new Promise((done, fail) => {
			last += 1;
			const id = last;
			answers.set(id, ({ result, error }) => (error ? fail(new Error(error.message)) : done(result)));
			socket.send(JSON.stringify({ jsonrpc: '2.0', id, method, params }));
		});
	/** @param {string} method @param {unknown[]} params @param {(result: any) => void} handler */
	const follow = async (method, params, handler) => {
		const id = await ask(method, params);
		subscriptions.set(id, handler);
		for (const result of early.get(id) ?? []) handler(result);
		early.delete(id);
	};
	return { ask, follow, close: () => socket.terminate() };
}

/** @type {Awaited<ReturnType<typeof open>> | undefined} */
let connection;
/** @type {Awaited<ReturnType<typeof signerFor>>} */
let sign;
/** @type {NodeJS.Timeout} */
let beat;
/** @type {number[]} */
let times = [];
/** Since when a question waits. @type {number | null} */
let pending = null;
/** @type {{ number: number, slot: number }[]} */
let heads = [];
let url = '';

const commands = {
	/** @param {string} address */
	async connect(address) {
		url = address;
		const way = await open(url);
		connection = way;
		sign = await signerFor(way.ask);
		await way.follow('chain_subscribeNewHeads', [], (header) => {
			heads.push({ number: Number(header.number), slot: slotOf(header) });
		});
		beat = setInterval(() => {
			// One question at a time: what waits is counted by how long it waits.
			if (pending !== null) return;
			const asked = performance.now();
			pending = asked;
			const answered = () => {
				times.push(performance.now() - asked);
				pending = null;
			};
			const question = QUESTIONS[times.length % QUESTIONS.length];
			void way.ask(question, []).then(answered, answered);
		}, EVERY);
	},
	mark() {
		times = [];
		heads = heads.slice(-1);
	},
	report() {
		return { times: pending === null ? times : [...times, performance.now() - pending], heads };
	},
	/**
	 * Pays `call` with the key of `uri`, on a connection of its own if `fresh`. Milliseconds until it is final.
	 *
	 * @param {{ uri: string, call: string, fresh: boolean }} wanted
	 */
	async pay({ uri, call, fresh }) {
		const from = performance.now();
		const way = fresh || !connection ? await open(url) : connection;
		try {
			const pair = payingKey(uri);
			const nonce = await way.ask('system_accountNextIndex', [pair.address]);
			const tx = sign(pair, bytesOf(call), nonce);
			/** @type {Promise<void>} */
			const final = new Promise((done, fail) => {
				const late = setTimeout(() => fail(new Error('not final in half a minute')), PAYMENT_LIMIT);
				/** @param {string | Record<string, unknown>} status */
				const told = (status) => {
					// A word, or an object with the word as its only key.
					const word = typeof status === 'string' ? status : Object.keys(status)[0];
					if (word === 'finalized') done();
					else if (LOST.includes(word)) fail(new Error(`the payment is ${word}`));
					else return;
					clearTimeout(late);
				};
				way.follow('author_submitAndWatchExtrinsic', [tx], told).catch(fail);
			});
			await final;
			return performance.now() - from;
		} finally {
			if (way !== connection) way.close();
		}
	},
	close() {
		clearInterval(beat);
		connection?.close();
		connection = undefined;
		pending = null;
	},
};

/** What it does when it is told to. @typedef {typeof commands} Commands */

/** @param {{ id: number, command: keyof typeof commands, argument: any }} message */
async function obey({ id, command, argument }) {
	try {
		process.send?.({ id, result: await commands[command](argument) });
	} catch (error) {
		process.send?.({ id, error: messageOf(error) });
	}
}
process.on('message', (/** @type {any} */ message) => void obey(message));
// The measurement never outlives who wants it.
process.on('disconnect', () => process.exit(0));
