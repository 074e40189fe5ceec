// SPDX-License-Identifier: Apache-2.0

// Watches a node through an honest client while something happens to it: missed slots, answers, a payment, memory.

import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

import { sleep } from '../../../tools/lib/wait.mjs';
import { number, percentile } from '../../kit/figures.mjs';

/** @typedef {import('./honest.mjs').Commands} Commands */
/** @typedef {ReturnType<typeof honestClient>} HonestClient */
/** @typedef {Awaited<ReturnType<typeof measured>>} Figures */
/** @typedef {{ done: (result: any) => void, fail: (error: Error) => void }} Waiting */

const SLOT = 1_000;
/** A block may be told of late: what is counted lies at least this far back. */
const TOLD_LATE = 1_500;

/** The process of the honest client. */
export function honestClient() {
	const child = fork(fileURLToPath(new URL('./honest.mjs', import.meta.url)), { stdio: 'inherit' });
	/** @type {Map<number, Waiting>} */
	const waiting = new Map();
	let last = 0;
	child.on('message', (/** @type {any} */ { id, result, error }) => {
		const { done, fail } = /** @type {Waiting} */ (waiting.get(id));
		waiting.delete(id);
		if (error) fail(new Error(error));
		else done(result);
	});
	child.on('exit', () => {
		for (const { fail } of waiting.values()) fail(new Error('the honest client ended'));
	});
	process.once('exit', () => child.kill('SIGKILL'));
	/**
	 * @template {keyof Commands} C
	 * @param {C} command
	 * @param {Parameters<Commands[C]>[0]} [argument]
	 * @returns {Promise<Awaited<ReturnType<Commands[C]>>>}
	 */
	const tell = (command, argument) =>
		new Promise((done, fail) => {
			last += 1;
			const id = last;
			waiting.set(id, { done, fail });
			child.send({ id, command, argument });
		});
	return { tell, end: () => child.disconnect() };
}

/**
 * Slots that ended between two moments, and how many of them have no block.
 *
 * @param {{ slot: number }[]} heads
 * @param {number} from
 * @param {number} until
 */
export function missedSlots(heads, from, until) {
	const [first, last] = [Math.floor(from / SLOT) + 1, Math.floor(until / SLOT) - 1];
	const made = new Set(heads.map(({ slot }) => slot));
	let missed = 0;
	for (let slot = first; slot <= last; slot += 1) if (!made.has(slot)) missed += 1;
	return { slots: Math.max(0, last - first + 1), missed };
}

/**
 * People of the development chain who pay in turns, each in a shop where their money counts.
 *
 * @type {[string, number][]}
 */
const PAYERS = [
	['//Alice', 0],
	['//Charlie', 1],
	['//Grandma', 3],
];
let turn = 0;

/**
 * Does `work` and measures the node meanwhile and for `after` milliseconds. `payCall(shop)` is the payment's encoded call.
 * Gives figures; an error of `work` or of a payment is among them as `fault`.
 *
 * @param {import('./node.mjs').DevNode} node
 * @param {HonestClient} honest
 * @param {(shop: number) => string} payCall
 * @param {number} after
 * @param {() => Promise<string>} work
 */
export async function measured(node, honest, payCall, after, work) {
	/** @param {boolean} fresh */
	const pay = (fresh) => {
		const [uri, shop] = PAYERS[turn % PAYERS.length];
		turn += 1;
		return honest.tell('pay', { uri, call: payCall(shop), fresh });
	};
	/** @type {string[]} */
	const faults = [];
	/**
	 * @template V
	 * @param {string} what
	 * @param {Promise<V>} promise
	 */
	const orFault = (what, promise) =>
		promise.catch((/** @type {Error} */ error) => {
			faults.push(`${what}: ${error.message}`);
			return NaN;
		});
	node.forgetPeak();
	const before = node.memory();
	await honest.tell('mark');
	const began = Date.now();
	const [did, payDuring] = await Promise.all([
		orFault('attack', Promise.resolve().then(work)),
		orFault('payment during', pay(false)),
	]);
	const took = Date.now() - began;
	const [payAfter] = await Promise.all([orFault('payment after', pay(true)), sleep(after)]);
	const until = Date.now();
	await sleep(TOLD_LATE);
	const { times, heads } = await honest.tell('report');
	const { alive } = node;
	if (!alive) faults.push('the node ended');
	return {
		did,
		faults,
		took,
		...missedSlots(heads, began, until),
		asked: times.length,
		p99: percentile(times, 0.99),
		worst: Math.max(...times),
		payDuring,
		payAfter,
		before,
		peak: alive ? node.peak() : NaN,
		rest: alive ? node.memory() : NaN,
	};
}

/** @param {number} milliseconds */
export const inSeconds = (milliseconds) => (Number.isNaN(milliseconds) ? '-' : (milliseconds / 1000).toFixed(1));
/** @param {number} milliseconds */
export const inMilliseconds = (milliseconds) => (Number.isFinite(milliseconds) ? number(milliseconds) : '-');
