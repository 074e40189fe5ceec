// SPDX-License-Identifier: Apache-2.0

// Somebody pays two hundred times in a second. The node says stop, and nobody else notices.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { NotTaken, paying, send, view } from '../kit/chain.mjs';
import { issue } from '../kit/county.mjs';
import { onTheChain, refusalOf } from '../kit/harness.mjs';
import { seconds } from '../kit/korean.mjs';

const ATTEMPTS = 200;

const world = onTheChain({
	prepare: ({ api, office, series, people }) =>
		issue(
			api,
			office,
			series.income,
			Object.values(people).map(({ id }) => [id, 150_000]),
		),
});
/** @param {{ phone: { address: string } }} person */
const leftFor = async ({ phone }) => {
	const budget = await view(world.api, 'CitizenQuota', 'budget', phone.address);
	return Object.fromEntries(
		budget.map((/** @type {any} */ { class: kind, left, max }) => [
			kind.type,
			{ left: left.toNumber(), max: max.toNumber() },
		]),
	);
};

test('200 quick payments of one person are cut off at the budget, with a clear answer', async (t) => {
	const { api } = world;
	const { kim, lee } = world.people;
	const { restaurant } = world.shops;
	const { left, max } = (await leftFor(kim)).Payment;
	assert.equal(left, max);
	assert.ok(max < ATTEMPTS, `a budget of ${max} is used up by ${ATTEMPTS}`);

	const nonce = (await api.rpc.system.accountNextIndex(kim.phone.address)).toNumber();
	const answers = await Promise.all(
		Array.from({ length: ATTEMPTS }, async (_, i) => {
			const tx = await api.tx.regionalCurrency
				.pay(restaurant.id, 10, ...paying(10))
				.signAsync(kim.phone, { nonce: nonce + i });
			return api.rpc.author.submitExtrinsic(tx).then(
				() => 'taken',
				(/** @type {Error} */ error) => error.message,
			);
		}),
	);
	const other = send(api, api.tx.regionalCurrency.pay(restaurant.id, 1_000, ...paying(1_000)), lee.phone);

	const taken = answers.filter((answer) => answer === 'taken').length;
	const refused = [...new Set(answers.filter((answer) => answer !== 'taken'))];
	t.diagnostic(`${taken} of ${ATTEMPTS} taken, the others: ${refused.join('; ')}`);
	// While they come in a block may have been made, and the budget refills with time.
	assert.ok(taken >= max && taken <= max + 2, `${taken} taken of a budget of ${max}`);
	for (const message of refused) assert.match(message, /^1010: Invalid Transaction: Custom error: 10[12]$/);

	const { toFinal } = await other;
	t.diagnostic(`meanwhile a payment of somebody else is final after ${seconds(toFinal)} s`);
	assert.ok(toFinal <= 5_000);

	await send(api, api.tx.regionalCurrency.pay(restaurant.id, 1_000, ...paying(1_000)), lee.phone);
	assert.ok((await leftFor(kim)).Payment.left <= 2);
	const one = await refusalOf(
		send(api, api.tx.regionalCurrency.pay(restaurant.id, 10, ...paying(10)), kim.phone).then(
			// A unit may have come back in these seconds: then the next one is refused.
			() => send(api, api.tx.regionalCurrency.pay(restaurant.id, 10, ...paying(10)), kim.phone),
		),
	);
	assert.ok(one instanceof NotTaken);
});

test('the budgets for votes and claims are untouched', async () => {
	const budget = await leftFor(world.people.kim);
	for (const kind of ['Vote', 'Claim']) assert.equal(budget[kind].left, budget[kind].max);
});
