// SPDX-License-Identifier: Apache-2.0

// Waiting with a bound, and a sentence for when the bound is reached.

import { setTimeout as passed } from 'node:timers/promises';

/**
 * Waits, and gives `value`. With `ref: false` it does not keep the program alive.
 *
 * @template [T=void]
 * @param {number} milliseconds
 * @param {T} [value]
 * @param {{ ref?: boolean }} [how]
 * @returns {Promise<T>}
 */
export async function sleep(milliseconds, value, how) {
	// A function of our own, so that the linter knows of its promise.
	return passed(milliseconds, /** @type {T} */ (value), how);
}

/** Waiting longer would not help: `until` gives up at once. */
export class Hopeless extends Error {}

/**
 * Asks again and again until the answer is true, and gives it with the milliseconds it took. After `limit`
 * milliseconds it throws a sentence with `what` and with what `seen` gives last.
 *
 * @template T
 * @param {string} what
 * @param {() => T | Promise<T>} question
 * @param {{ limit?: number, every?: number, seen?: () => unknown }} [how]
 */
export async function until(what, question, { limit = 60_000, every = 200, seen } = {}) {
	const began = performance.now();
	let trouble = '';
	for (;;) {
		try {
			const answer = await question();
			if (answer) return { answer, ms: performance.now() - began };
			trouble = '';
		} catch (error) {
			if (error instanceof Hopeless) throw error;
			trouble = `; last trouble: ${messageOf(error)}`;
		}
		if (performance.now() - began > limit) {
			const last = seen ? `; last seen: ${await seen()}` : '';
			throw new Error(`${what}: not within ${Math.round(limit / 1000)} s${last}${trouble}`);
		}
		await sleep(every);
	}
}

/**
 * The promise, or `fallback` after `limit` milliseconds.
 *
 * @template T, F
 * @param {number} limit
 * @param {Promise<T>} promise
 * @param {F} fallback
 * @returns {Promise<T | F>}
 */
export async function inTime(limit, promise, fallback) {
	/** @type {NodeJS.Timeout | undefined} */
	let timer;
	/** @type {Promise<F>} */
	const late = new Promise((done) => {
		timer = setTimeout(() => done(fallback), limit);
	});
	try {
		return await Promise.race([promise, late]);
	} finally {
		clearTimeout(timer);
	}
}

const LATE = Symbol('late');

/**
 * The promise, or an error with the sentence `what` after `limit` milliseconds.
 *
 * @template T
 * @param {number} limit
 * @param {string} what
 * @param {Promise<T>} promise
 * @returns {Promise<T>}
 */
export async function within(limit, what, promise) {
	/** @type {T | typeof LATE} */
	const answer = await inTime(limit, promise, LATE);
	if (answer === LATE) throw new Error(`${what}: not within ${Math.round(limit / 1000)} s`);
	return answer;
}

/**
 * `check` must hold all the time; it throws when it does not.
 *
 * @param {number} milliseconds
 * @param {() => unknown} check
 */
export async function holdsFor(milliseconds, check, every = 500) {
	const end = Date.now() + milliseconds;
	while (Date.now() < end) {
		await check();
		await sleep(Math.min(every, Math.max(0, end - Date.now())));
	}
	await check();
}

/**
 * Seconds with one digit, for tables.
 *
 * @param {number} ms
 */
export const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`;

/**
 * Throws the sentence unless the condition is true.
 *
 * @param {unknown} condition
 * @param {string} sentence
 * @returns {asserts condition}
 */
export function must(condition, sentence) {
	if (!condition) throw new Error(sentence);
}

/**
 * What an error says, and any other thing that was thrown.
 *
 * @param {unknown} error
 */
export const messageOf = (error) => (error instanceof Error ? error.message : String(error));
