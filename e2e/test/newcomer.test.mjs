// SPDX-License-Identifier: Apache-2.0

// Somebody starts a development chain for the first time. The town that is on it from the beginning works with the
// well-known keys, within a minute. Who is who stands in runtime/src/genesis_config_presets/town.rs.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { balanceOf, eventNamed, key, paying, send, view } from '../kit/chain.mjs';
import { onTheChain, refusalOf } from '../kit/harness.mjs';

const HANARO_MART = 2;
const PHARMACY = 3;
const MARKET = 5;
const INN = 6;

const world = onTheChain({ county: false });
/** @param {number} shop @param {number} amount */
const pay = (shop, amount) => world.api.tx.regionalCurrency.pay(shop, amount, ...paying(amount));
/** @param {string} who @param {number} shop @param {number} amount */
const quote = (who, shop, amount) => view(world.api, 'RegionalCurrency', 'quote', key(who).address, shop, amount);

test('the won on the chain is covered by the reserve from the first block', async () => {
	const { balance } = await world.api.query.reserve.reserveState();
	assert.ok((await world.api.query.balances.totalIssuance()).toBigInt() <= balance.toBigInt());
});

test('Bob, who has no won, buys vegetables at the market from his basic income', async () => {
	assert.equal(await balanceOf(world.api, key('//Bob')), 0n);
	const before = await balanceOf(world.api, key('//Market'));
	const result = await send(world.api, pay(MARKET, 12_000), key('//Bob'));
	assert.equal(eventNamed(result, 'regionalCurrency', 'Paid').plain.toNumber(), 0);
	assert.equal((await balanceOf(world.api, key('//Market'))) - before, 12_000n);
});

test("Bob's income is not for inns in Boryeong, and only up to the cap for the Hanaro mart", async () => {
	const inn = await quote('//Bob', INN, 1_000);
	assert.equal(inn.plan.asErr.type, 'PlaceNotAllowed');
	const refused = await refusalOf(send(world.api, pay(INN, 1_000), key('//Bob'), { until: 'block' }));
	assert.equal(refused.name, 'PlaceNotAllowed');
	const mart = await quote('//Bob', HANARO_MART, 60_000);
	assert.equal(mart.plan.asErr.type, 'CategoryCapReached');
	assert.equal(mart.affordable.toNumber(), 50_000);
});

test('a grandmother without a phone pays the pharmacy with her card', async () => {
	const result = await send(world.api, pay(PHARMACY, 8_000), key('//GrandmaCard'));
	const { person } = eventNamed(result, 'regionalCurrency', 'Paid');
	const own = await view(world.api, 'Registry', 'person_of', key('//Grandma').address);
	assert.ok(own.unwrap().eq(person));
});

test('Alice buys with 10 percent on top, from her own won', async () => {
	const [INCENTIVE, CHEONAN_PAY] = [0, 1];
	const result = await send(world.api, world.api.tx.regionalCurrency.buy(CHEONAN_PAY, 50_000, 5_000), key('//Alice'));
	const { incentive } = eventNamed(result, 'regionalCurrency', 'Sold');
	assert.deepEqual(incentive.toJSON(), [INCENTIVE, 5_000]);
});
