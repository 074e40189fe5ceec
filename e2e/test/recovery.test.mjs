// SPDX-License-Identifier: Apache-2.0

// A phone is lost. The money is the person's, not the phone's. On a development chain a recovery takes seconds.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { sleep } from '../../tools/lib/wait.mjs';
import { balanceOf, eventNamed, isFree, NotTaken, paying, send, view } from '../kit/chain.mjs';
import { agreed, offer } from '../kit/consent.mjs';
import { issue, newKey } from '../kit/county.mjs';
import { onTheChain, refusalOf } from '../kit/harness.mjs';

const world = onTheChain({
	prepare: ({ api, office, series, people: { kim, lee } }) =>
		issue(api, office, series.income, [
			[kim.id, 100_000],
			[lee.id, 100_000],
		]),
});
const registry = () => world.api.tx.registry;
/** @param {number} amount */
const pay = (amount) => world.api.tx.regionalCurrency.pay(world.shops.restaurant.id, amount, ...paying(amount));
const inBlock = { until: 'block' };

test('who also has a card goes on paying with it the moment the phone is lost', async () => {
	const { api, office } = world;
	const { lee } = world.people;
	const card = newKey();
	const added = await send(
		api,
		registry().addKey(await agreed(api, card, offer.key(lee.id, 'Card')), 'Card'),
		lee.phone,
		inBlock,
	);
	assert.ok(isFree(added));
	await send(api, registry().revokeKey(lee.phone.address), office, inBlock);
	const lost = await refusalOf(send(api, pay(1_000), lee.phone, inBlock));
	assert.ok(lost instanceof NotTaken);
	const paid = await send(api, pay(1_000), card, inBlock);
	assert.equal(eventNamed(paid, 'regionalCurrency', 'Paid').person.toNumber(), lee.id);
});

test('a frozen person cannot pay, and nothing is lost meanwhile', async () => {
	const { api, desk } = world;
	const { kim } = world.people;
	const { restaurant } = world.shops;
	await send(api, registry().freeze(kim.id), desk, inBlock);
	const quote = await view(api, 'RegionalCurrency', 'quote', kim.phone.address, restaurant.id, 1_000);
	assert.equal(quote.plan.asErr.type, 'PersonFrozen');
	assert.ok((await refusalOf(send(api, pay(1_000), kim.phone, inBlock))) instanceof NotTaken);
	await send(api, registry().unfreeze(kim.id), desk, inBlock);
	await send(api, pay(1_000), kim.phone, inBlock);
});

test('a recovery that is not wanted is called off with the old key', async () => {
	const { api, office } = world;
	const { kim } = world.people;
	const thiefs = await agreed(api, newKey(), offer.key(kim.id, 'Phone'));
	await send(api, registry().startRecovery(kim.id, thiefs, 'Phone'), office, inBlock);
	const cancelled = await send(api, registry().cancelRecovery(kim.id), kim.phone, inBlock);
	assert.ok(isFree(cancelled));
	assert.ok((await view(api, 'Registry', 'recovery', kim.id)).isNone);
});

test('after its delay a recovery gives the new phone everything and leaves the old one nothing', async () => {
	const { api, office } = world;
	const { kim } = world.people;
	const { income } = world.series;
	const phone = newKey();
	await send(api, api.tx.balances.transferKeepAlive(kim.phone.address, 7_000), office, inBlock);
	const word = await agreed(api, phone, offer.key(kim.id, 'Phone'));
	const started = await send(api, registry().startRecovery(kim.id, word, 'Phone'), office, inBlock);
	const early = await refusalOf(send(api, registry().finishRecovery(kim.id), office, inBlock));
	assert.equal(early.name, 'TooEarly');
	assert.ok((await refusalOf(send(api, pay(1_000), phone, inBlock))) instanceof NotTaken);

	const readyAt = eventNamed(started, 'registry', 'RecoveryStarted').readyAt.toNumber();
	while ((await api.query.timestamp.now()).toNumber() < readyAt) await sleep(500);
	await send(api, registry().finishRecovery(kim.id), office, inBlock);

	const wallet = (await view(api, 'RegionalCurrency', 'wallet', phone.address)).unwrap();
	assert.deepEqual(
		wallet.lots.map((/** @type {any} */ lot) => [lot.series.toNumber(), lot.amount.toNumber()]),
		[[income, 99_000]],
	);
	const paid = await send(api, pay(1_000), phone);
	assert.equal(eventNamed(paid, 'regionalCurrency', 'Paid').person.toNumber(), kim.id);
	assert.ok(isFree(paid));

	// The won on the old phone is frozen against its finder, so that it has nothing for a fee and no pool takes its payment.
	const old = await refusalOf(send(api, pay(1_000), kim.phone, inBlock));
	assert.equal(old.name, 'NotTaken');
	const left = await balanceOf(api, kim.phone);
	await send(api, api.tx.regionalCurrency.reclaimWon(kim.phone.address), phone, inBlock);
	assert.equal(await balanceOf(api, phone), left);
});
