// SPDX-License-Identifier: Apache-2.0

// Which cases run, and on which of the two network stacks. The node ships with litep2p and can be told to take libp2p, so
// what holds on one must be seen to hold on the other: every case runs on both, in turn.

import { BACKENDS } from '../../kit/net-node.mjs';

const DAY = 86_400_000;

/** The number of the day: what CI runs today follows from it. */
export const today = () => Math.floor(Date.now() / DAY);

/** @typedef {import('../cases/index.mjs').Case} Case */
/** `backend`: a stack, or the word of `FIXED`. @typedef {{ case: Case, backend: string }} Run */

/**
 * `on` of cases that choose no stack: they have a network with both, or none.
 *
 * @type {Record<string, string | undefined>}
 */
const FIXED = { mixed: 'both', none: 'none' };

/** The stacks that a case can run on. @param {{ on: string }} about */
export function stacksOf({ on }) {
	const fixed = FIXED[on];
	return fixed ? [fixed] : BACKENDS;
}

/** @typedef {{ names?: string[], all?: boolean, day?: number, backend?: string }} Chosen */

/**
 * The runs of a day, each `{ case, backend }`.
 *
 * CI (`quick`) has the cases marked `daily` and half of the others: case i on the days d where i + d is even. The stacks
 * change places every two days; cases that share a network have the one, so that it is started once, and cases with a
 * network of their own have the other. So two days see every case, and four days see every case on both stacks. `all` is
 * every case on both stacks. Named cases run on the stack of the day. `backend` is 'both' or one of the two, for all.
 *
 * @param {Case[]} cases
 * @param {Chosen} [chosen]
 */
export function plan(cases, { names = [], all = false, day = today(), backend } = {}) {
	/** @type {Run[]} */
	const runs = [];
	const pair = Math.floor(day / 2);
	cases.forEach((each, i) => {
		const chosen = names.length ? names.includes(each.name) : all || each.daily || (i + day) % 2 === 0;
		if (!chosen) return;
		const stacks = stacksOf(each);
		let taken = all ? stacks : [stacks[(pair + (each.on === 'shared' ? 0 : 1)) % stacks.length]];
		if (backend === 'both') taken = stacks;
		else if (backend && stacks === BACKENDS) taken = [backend];
		for (const stack of taken) runs.push({ case: each, backend: stack });
	});
	return runs;
}

/**
 * The runs in lanes, which go side by side: first all that share one network of four validators, stack by stack, so that
 * each stack's network is started once; then those with a network of their own, for as many workers as there are.
 *
 * @param {Run[]} runs
 */
export function lanes(runs) {
	/** @param {Run} run */
	const rank = ({ backend, case: { late } }) => BACKENDS.indexOf(backend) * 2 + (late ? 1 : 0);
	const shared = runs.filter(({ case: { on } }) => on === 'shared').sort((a, b) => rank(a) - rank(b));
	return { shared, own: runs.filter(({ case: { on } }) => on !== 'shared') };
}
