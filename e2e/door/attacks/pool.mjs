// SPDX-License-Identifier: Apache-2.0

// Ten thousand transactions for nothing: from one registered person, and from keys that nobody knows.

import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';

import { number, tally } from '../../kit/figures.mjs';
import { inParallel, rpc, websocket } from '../../kit/raw.mjs';
import { payingKey, quickKey } from '../lib/sign.mjs';

/** @typedef {import('../lib/node.mjs').Attack} Attack */
/** @typedef {import('../lib/node.mjs').Context} Context */

/** How many free payments a person has in a row, and what one more says. */
const BUDGET = 50;
const OVER_BUDGET = /^1010: Invalid Transaction: Custom error: 10[12]/;
const PORTIONS = 8;

/**
 * Submits over a few websockets as fast as they are answered: what each was answered, and how long all took.
 *
 * @param {number} port
 * @param {string[]} txs
 */
async function submit(port, txs) {
	const ways = await Promise.all(Array.from({ length: PORTIONS }, () => websocket(port)));
	const from = performance.now();
	const answers = await inParallel(txs.length, PORTIONS * 16, async (i) => {
		const { result, error } = await ways[i % PORTIONS].ask('author_submitExtrinsic', [txs[i]]);
		return result ? 'taken' : `${error.code}: ${error.message}${error.data ? `: ${error.data}` : ''}`;
	});
	const seconds = (performance.now() - from) / 1_000;
	for (const { close } of ways) close();
	return { answers, rate: txs.length / seconds };
}

/** @param {number} port @returns {Promise<number>} */
const waiting = async (port) => (await rpc(port, 'author_pendingExtrinsics')).result.length;

/** @type {Attack} */
const person = {
	name: 'pool-person',
	quick: true,
	sent: (quick) =>
		`${number(quick ? 1_000 : 10_000)} free payments of one registered person, signed before, in order of their nonces`,
	prepare({ quick, calls, sign }) {
		const bob = payingKey('//Bob');
		const one = calls.pay(5);
		return Array.from({ length: quick ? 1_000 : 10_000 }, (_, nonce) => sign(bob, one, nonce));
	},
	/** @param {Context & { prepared: string[] }} context */
	async run({ port, prepared }) {
		const { answers, rate } = await submit(port, prepared);
		const taken = answers.filter((answer) => answer === 'taken').length;
		const strange = answers.filter((answer) => answer !== 'taken' && !OVER_BUDGET.test(answer));
		// A unit comes back every five minutes; and a nonce far ahead is taken as "future" before the budget is asked.
		assert.ok(taken >= BUDGET && taken <= BUDGET + 3, `${tally(answers)}`);
		assert.deepEqual(strange.slice(0, 3), [], 'refused for another reason than the budget');
		return `${taken} taken, the others refused at ${number(rate)} a second: ${tally(answers.filter((answer) => answer !== 'taken'))}; ${await waiting(port)} waiting afterwards`;
	},
};

/** @type {Attack} */
const strangers = {
	name: 'pool-strangers',
	sent: '10,000 payments from 10,000 keys that are not registered and have no won, signed before',
	prepare({ calls, sign }) {
		const one = calls.pay(5);
		return Array.from({ length: 10_000 }, () => sign(quickKey(randomBytes(32)), one, 0));
	},
	/** @param {Context & { prepared: string[] }} context */
	async run({ port, prepared }) {
		const { answers, rate } = await submit(port, prepared);
		assert.equal(answers.filter((answer) => answer === 'taken').length, 0, tally(answers));
		assert.equal(await waiting(port), 0);
		return `all refused at ${number(rate)} a second: ${tally(answers)}`;
	},
};

/** @type {Attack} */
const forgers = {
	name: 'pool-forgers',
	sent: '10,000 payments with a signature of somebody else, the same transaction 2,000 times, and nonces far ahead from a person with a budget',
	prepare({ calls, sign }) {
		const own = payingKey('//Hana');
		const one = calls.pay(5);
		const good = sign(own, one, 0);
		const forged = Array.from({ length: 10_000 }, (_, i) => {
			const bytes = Buffer.from(good.slice(2), 'hex');
			bytes.writeUInt32LE(i, 60);
			return `0x${bytes.toString('hex')}`;
		});
		const ahead = Array.from({ length: 200 }, (_, i) => sign(own, one, 1_000 + i * 10));
		return { forged, ahead };
	},
	/** @param {Context & { prepared: { forged: string[], ahead: string[] } }} context */
	async run({ port, prepared: { forged, ahead } }) {
		const first = await submit(port, forged);
		assert.equal(first.answers.filter((answer) => answer === 'taken').length, 0, tally(first.answers));
		const same = await submit(port, Array(2_000).fill(forged[0]));
		assert.equal(same.answers.filter((answer) => answer === 'taken').length, 0, tally(same.answers));
		const far = await submit(port, ahead);
		const taken = far.answers.filter((answer) => answer === 'taken').length;
		assert.ok(taken <= BUDGET, `${taken} payments with nonces far ahead wait`);
		return `forged: ${tally(first.answers)}, ${number(first.rate)} a second; the same again: ${tally(same.answers)}, ${number(same.rate)} a second; far ahead: ${tally(far.answers)}`;
	},
};

export default [person, strangers, forgers];
