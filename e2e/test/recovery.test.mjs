// SPDX-License-Identifier: Apache-2.0

// A phone is lost. The money is the person's, not the phone's.

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { NotTaken, connect, eventNamed, eventsNamed, send, view } from '../lib/chain.mjs';
import { issue, newKey, openCounty } from '../lib/county.mjs';
import { refusalOf } from '../lib/harness.mjs';
import { later } from '../lib/later.mjs';
import { startNode } from '../lib/node.mjs';

const home = mkdtempSync(join(tmpdir(), 'chungnam-e2e-home-'));
const world = {};
const registry = () => world.api.tx.registry;
const pay = (amount) => world.api.tx.regionalCurrency.pay(world.shops.restaurant.id, amount);
const inBlock = { until: 'block' };

async function start(env) {
	world.node = await startNode({ home, env });
	world.api = await connect(world.node.ws);
}

async function stop() {
	await world.api?.disconnect();
	await world.node?.stop();
}

before(async () => {
	await start();
	Object.assign(world, await openCounty(world.api));
	const { kim, lee } = world.people;
	await issue(world.api, world.office, world.series.income, [
		[kim.id, 100_000],
		[lee.id, 100_000],
	]);
});
after(async () => {
	await stop();
	rmSync(home, { recursive: true, force: true });
});

test('who also has a card goes on paying with it the moment the phone is lost', async () => {
	const {
		api,
		office,
		people: { lee },
	} = world;
	const card = newKey();
	const added = await send(api, registry().addKey(card.address, 'Card'), lee.phone, inBlock);
	assert.equal(eventsNamed(added, 'transactionPayment', 'TransactionFeePaid').length, 0);
	await send(api, registry().revokeKey(lee.phone.address), office, inBlock);
	const lost = await refusalOf(send(api, pay(1_000), lee.phone, inBlock));
	assert.ok(lost instanceof NotTaken);
	const paid = await send(api, pay(1_000), card, inBlock);
	assert.equal(eventNamed(paid, 'regionalCurrency', 'Paid').person.toNumber(), lee.id);
});

test('a frozen person cannot pay, and nothing is lost meanwhile', async () => {
	const {
		api,
		desk,
		people: { kim },
	} = world;
	await send(api, registry().freeze(kim.id), desk, inBlock);
	const quote = await view(
		api,
		'RegionalCurrency',
		'quote',
		kim.phone.address,
		world.shops.restaurant.id,
		1_000,
	);
	assert.equal(quote.plan.asErr.type, 'PersonNotActive');
	assert.ok((await refusalOf(send(api, pay(1_000), kim.phone, inBlock))) instanceof NotTaken);
	await send(api, registry().unfreeze(kim.id), desk, inBlock);
	await send(api, pay(1_000), kim.phone, inBlock);
});

test('a recovery that is not wanted is called off with the old key', async () => {
	const {
		api,
		office,
		people: { kim },
	} = world;
	await send(api, registry().startRecovery(kim.id, newKey().address, 'Phone'), office, inBlock);
	const cancelled = await send(api, registry().cancelRecovery(kim.id), kim.phone, inBlock);
	assert.equal(eventsNamed(cancelled, 'transactionPayment', 'TransactionFeePaid').length, 0);
	assert.ok((await view(api, 'Registry', 'recovery', kim.id)).isNone);
});

test('a recovery takes its delay, then the new phone has everything and the old one nothing', async (t) => {
	const {
		api,
		office,
		people: { kim },
	} = world;
	const phone = newKey();
	await send(api, registry().startRecovery(kim.id, phone.address, 'Phone'), office, inBlock);
	const early = await refusalOf(send(api, registry().finishRecovery(kim.id), office, inBlock));
	assert.equal(early.name, 'TooEarly');
	assert.ok((await refusalOf(send(api, pay(1_000), phone, inBlock))) instanceof NotTaken);

	const delay = api.consts.registry.recoveryDelay.toNumber();
	const best = (await api.derive.chain.bestNumber()).toNumber();
	await stop();
	await start(later(delay + 60_000, home));
	const now = (await world.api.query.timestamp.now()).toNumber();
	t.diagnostic(`the chain goes on ${Math.round(delay / 3_600_000)} hours later at block ${best + 1}`);
	assert.ok(now > Date.now() + delay);

	await send(world.api, registry().finishRecovery(kim.id), office, inBlock);
	const lots = (await view(world.api, 'RegionalCurrency', 'wallet', phone.address)).unwrap().lots;
	assert.equal(lots[0].amount.toNumber(), 99_000);
	const paid = await send(world.api, pay(1_000), phone);
	assert.equal(eventNamed(paid, 'regionalCurrency', 'Paid').person.toNumber(), kim.id);
	assert.ok((await refusalOf(send(world.api, pay(1_000), kim.phone, inBlock))) instanceof NotTaken);
});
