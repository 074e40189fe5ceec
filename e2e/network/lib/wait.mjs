// SPDX-License-Identifier: Apache-2.0

// Waiting with a bound, and a sentence for when the bound is reached.

import { setTimeout as sleep } from 'node:timers/promises';

export { sleep };

/** Waiting longer would not help: `until` gives up at once. */
export class Hopeless extends Error {}

/**
 * Asks again and again until the answer is true, and gives it with the milliseconds it took. After `limit`
 * milliseconds it throws a sentence with `what` and with what `seen` gives last.
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
			trouble = `; last trouble: ${error.message}`;
		}
		if (performance.now() - began > limit) {
			const last = seen ? `; last seen: ${await seen()}` : '';
			throw new Error(`${what}: not within ${Math.round(limit / 1000)} s${last}${trouble}`);
		}
		await sleep(every);
	}
}

/** The promise, or an error with the sentence `what` after `limit` milliseconds. */
export async function within(limit, what, promise) {
	let timer;
	const late = new Promise((_, fail) => {
		timer = setTimeout(() => fail(new Error(`${what}: not within ${Math.round(limit / 1000)} s`)), limit);
	});
	try {
		return await Promise.race([promise, late]);
	} finally {
		clearTimeout(timer);
	}
}

/** `check` must hold all the time; it throws when it does not. */
export async function holdsFor(milliseconds, check, every = 500) {
	const end = Date.now() + milliseconds;
	while (Date.now() < end) {
		await check();
		await sleep(Math.min(every, Math.max(0, end - Date.now())));
	}
	await check();
}

/** Seconds with one digit, for tables. */
export const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`;

/** Throws the sentence unless the condition is true. */
export function must(condition, sentence) {
	if (!condition) throw new Error(sentence);
}
