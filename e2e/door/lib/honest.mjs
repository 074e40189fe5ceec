// SPDX-License-Identifier: Apache-2.0

// The honest client, in a process of its own so that an attack's work does not count as the node's slowness. Asks
// twenty times a second, notes the slot of every block, and pays when told to. Driven by watch.mjs.

import WebSocket from 'ws';

import { slotOf } from '../../../tools/lib/rpc.mjs';
import { bytesOf, payingKey, signerFor } from './sign.mjs';

const EVERY = 50;
/** What is answered from memory, and what waits for a thread that works. */
const QUESTIONS = ['system_health', 'state_getRuntimeVersion'];
/** Another address of loopback than attacks come from, so that a limit can tell them apart. */
const FROM = '127.0.0.2';
const PAYMENT_LIMIT = 30_000;
const LOST = ['invalid', 'dropped', 'usurped', 'finalityTimeout'];

/** A connection with answers by id and notifications by subscription. */
async function open(url) {
	const socket = new WebSocket(url, { perMessageDeflate: false, handshakeTimeout: 10_000, localAddress: FROM });
	const [answers, subscriptions, early] = [new Map(), new Map(), new Map()];
	socket.on('message', (data) => {
		const message = JSON.parse(data.toString());
		if (message.id !== undefined) {
			answers.get(message.id)?.(message);
			answers.delete(message.id);
			return;
		}
		const { subscription, result } = message.params;
		if (subscriptions.has(subscription)) subscriptions.get(subscription)(result);
		// A notification may come before the answer that names its subscription was handled.
		else early.set(subscription, [...(early.get(subscription) ?? []), result]);
	});
	await new Promise((done, fail) => socket.once('open', done).once('error', fail));
	socket.on('error', () => {});
	let last = 0;
	const ask = (method, params) =>
		new Promise((done, fail) => {
			const id = (last += 1);
			answers.set(id, ({ result, error }) => (error ? fail(new Error(error.message)) : done(result)));
			socket.send(JSON.stringify({ jsonrpc: '2.0', id, method, params }));
		});
	const follow = async (method, params, handler) => {
		const id = await ask(method, params);
		subscriptions.set(id, handler);
		for (const result of early.get(id) ?? []) handler(result);
		early.delete(id);
	};
	return { ask, follow, close: () => socket.terminate() };
}

let connection;
let sign;
let beat;
let times = [];
let pending = null;
let heads = [];
let url;

const commands = {
	async connect(address) {
		url = address;
		connection = await open(url);
		sign = await signerFor(connection.ask);
		await connection.follow('chain_subscribeNewHeads', [], (header) => {
			heads.push({ number: Number(header.number), slot: slotOf(header) });
		});
		beat = setInterval(() => {
			// One question at a time: what waits is counted by how long it waits.
			if (pending !== null) return;
			pending = performance.now();
			const answered = () => {
				times.push(performance.now() - pending);
				pending = null;
			};
			const question = QUESTIONS[times.length % QUESTIONS.length];
			connection.ask(question, []).then(answered, answered);
		}, EVERY);
	},
	mark() {
		times = [];
		heads = heads.slice(-1);
	},
	report() {
		return { times: pending === null ? times : [...times, performance.now() - pending], heads };
	},
	/** Pays `call` with the key of `uri`, on a connection of its own if `fresh`. Milliseconds until it is final. */
	async pay({ uri, call, fresh }) {
		const from = performance.now();
		const way = fresh ? await open(url) : connection;
		try {
			const pair = payingKey(uri);
			const nonce = await way.ask('system_accountNextIndex', [pair.address]);
			const tx = sign(pair, bytesOf(call), nonce);
			await new Promise((done, fail) => {
				const late = setTimeout(() => fail(new Error('not final in half a minute')), PAYMENT_LIMIT);
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
			return performance.now() - from;
		} finally {
			if (fresh) way.close();
		}
	},
	close() {
		clearInterval(beat);
		connection?.close();
		connection = null;
		pending = null;
	},
};

process.on('message', async ({ id, command, argument }) => {
	try {
		process.send({ id, result: await commands[command](argument) });
	} catch (error) {
		process.send({ id, error: error.message });
	}
});
// The measurement never outlives who wants it.
process.on('disconnect', () => process.exit(0));
