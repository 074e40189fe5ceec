// SPDX-License-Identifier: Apache-2.0

// A resident without a won of their own pays in a shop: free of charge, and final while they are still at the till.

import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';

import { request } from '../../tools/lib/rpc.mjs';
import { balanceOf, eventNamed, eventsNamed, isFree, key, NotTaken, paying, send, soon, view } from '../kit/chain.mjs';
import { issue, newKey } from '../kit/county.mjs';
import { onTheChain, refusalOf } from '../kit/harness.mjs';
import { seconds } from '../kit/korean.mjs';

const PAYMENTS = 7;
const FINAL_WITHIN = 3_000;

const world = onTheChain({
	prepare: ({ api, office, series, people: { kim, park } }) =>
		issue(api, office, series.income, [
			[kim.id, 150_000],
			[park.id, 150_000],
		]),
});
/** @param {{ id: number }} shop @param {number} amount */
const pay = (shop, amount) => world.api.tx.regionalCurrency.pay(shop.id, amount, ...paying(amount));
/** @param {{ series: unknown, amount: unknown }} lot */
const amounts = ({ series, amount }) => [Number(series), Number(amount)];
/** @param {{ address: string }} who @param {{ id: number }} shop @param {number} amount */
const quote = (who, shop, amount) => view(world.api, 'RegionalCurrency', 'quote', who.address, shop.id, amount);

test('the quote is the same from the view function, the runtime API and JSON-RPC', async () => {
	const { api, node } = world;
	const { kim } = world.people;
	const { restaurant, boryeong } = world.shops;
	for (const shop of [restaurant, boryeong]) {
		const viewed = await quote(kim.phone, shop, 12_000);
		const called = await api.call.walletApi.quote(kim.phone.address, shop.id, 12_000, null);
		const { at: ofView, ...told } = viewed.toJSON();
		const { at: ofCall, ...said } = called.toJSON();
		assert.deepEqual(said, told);
		assert.ok(ofCall >= ofView, 'the clock goes on');

		const { result } = await request(node.http, 'chungnam_quote', [kim.phone.address, shop.id, 12_000]);
		const { plan, affordable, refused } = viewed;
		const parts = plan.isOk ? plan.asOk.parts.toArray() : [];
		assert.equal(result.payable, plan.isOk);
		assert.deepEqual(result.parts.map(amounts), parts.map(amounts));
		assert.deepEqual(result.refused.map(amounts), refused.toArray().map(amounts));
		assert.equal(result.affordable, affordable.toNumber());
		assert.equal(result.reason?.code, plan.isErr ? plan.asErr.type : undefined);
		if (plan.isErr) assert.match(result.reason.ko, /[가-힣]/);
		assert.ok(result.at >= viewed.at.toNumber());
	}
});

test('a resident with no won pays from a policy lot, free of charge, final within 3 seconds', async (t) => {
	const { api, series } = world;
	const { kim } = world.people;
	const { restaurant } = world.shops;
	assert.equal(await balanceOf(api, kim.phone), 0n);
	const shopBefore = await balanceOf(api, restaurant.owner);
	const times = [];
	for (let i = 0; i < PAYMENTS; i += 1) {
		const result = await send(api, pay(restaurant, 1_000), kim.phone);
		times.push(result);
		const paid = eventNamed(result, 'regionalCurrency', 'Paid');
		assert.equal(paid.plain.toNumber(), 0);
		assert.deepEqual(
			paid.parts.map((/** @type {any} */ part) => [part.series.toNumber(), part.amount.toNumber()]),
			[[series.income, 1_000]],
		);
		assert.ok(isFree(result));
		assert.equal(eventsNamed(result, 'citizenQuota', 'QuotaUsed').length, 1);
	}
	assert.equal(await balanceOf(api, kim.phone), 0n);
	assert.equal((await balanceOf(api, restaurant.owner)) - shopBefore, BigInt(1_000 * PAYMENTS));
	const wallet = (await view(api, 'RegionalCurrency', 'wallet', kim.phone.address)).unwrap();
	assert.equal(wallet.lots[0].amount.toNumber(), 150_000 - 1_000 * PAYMENTS);

	const sorted = times.map(({ toFinal }) => toFinal).sort((a, b) => a - b);
	const median = sorted[Math.floor(sorted.length / 2)];
	t.diagnostic(`final after ${sorted.map(seconds).join(', ')} s from sending; median ${seconds(median)} s`);
	assert.ok(median <= FINAL_WITHIN, `the median is ${seconds(median)} s`);
	for (const { toBlock, toFinal } of times) assert.ok(toFinal - toBlock <= FINAL_WITHIN);
});

test('a wallet that asks for the fee is told 0', async () => {
	const { kim } = world.people;
	const { restaurant } = world.shops;
	const { partialFee } = await pay(restaurant, 1_000).paymentInfo(kim.phone);
	assert.equal(partialFee.toNumber(), 0);
});

test('the same call costs a fee inside a batch, so who has nothing cannot send it', async () => {
	const { api, office, series } = world;
	const { kim, lee } = world.people;
	const { restaurant } = world.shops;
	const batch = api.tx.utility.batch([pay(restaurant, 1_000)]);
	assert.ok((await batch.paymentInfo(kim.phone)).partialFee.toNumber() > 0);
	const refused = await refusalOf(send(api, batch, kim.phone));
	assert.ok(refused instanceof NotTaken);
	assert.equal(refused.code, 1010);
	// And who has won pays for it.
	await issue(api, office, series.income, [[lee.id, 10_000]]);
	await send(api, api.tx.balances.transferKeepAlive(lee.phone.address, 1_000), office, { until: 'block' });
	const result = await send(api, batch, lee.phone);
	assert.equal(eventsNamed(result, 'transactionPayment', 'TransactionFeePaid').length, 1);
});

test('a key that nobody registered gets nothing free', async () => {
	const { api } = world;
	const { restaurant } = world.shops;
	const stranger = newKey();
	const refused = await refusalOf(send(api, pay(restaurant, 1_000), stranger));
	assert.ok(refused instanceof NotTaken);
	assert.equal(refused.code, 1010);
	assert.match(refused.message, /Inability to pay some fees/);
	assert.equal((await quote(stranger, restaurant, 1_000)).plan.asErr.type, 'NotRegistered');
});

test('a payment that breaks a rule fails with the reason that the quote gave', async () => {
	const { api, shops } = world;
	const { kim, park } = world.people;
	const expected = [
		['PlaceNotAllowed', kim, shops.boryeong, 1_000],
		['SalesClassNotAllowed', kim, shops.hanaro, 1_000],
		['CategoryCapReached', park, shops.store, 50_001],
		['InsufficientBalance', kim, shops.restaurant, 1_000_000],
		['MerchantNotFound', kim, { id: 4_000_000 }, 1_000],
		['ZeroAmount', kim, shops.restaurant, 0],
	];
	for (const [reason, { phone }, shop, amount] of expected) {
		assert.equal((await quote(phone, shop, amount)).plan.asErr.type, reason);
		const refused = await refusalOf(send(api, pay(shop, amount), phone, { until: 'block' }));
		assert.equal(refused.name, reason);
	}
});

test('a cap lets through what is left of it and says how much', async () => {
	const { api } = world;
	const { park } = world.people;
	const { store } = world.shops;
	await send(api, pay(store, 49_000), park.phone, { until: 'block' });
	const answer = await quote(park.phone, store, 1_001);
	assert.equal(answer.plan.asErr.type, 'CategoryCapReached');
	assert.equal(answer.affordable.toNumber(), 1_000);
	await send(api, pay(store, 1_000), park.phone, { until: 'block' });
});

test('quote, payment, event, receipt and the answer to the shop speak of the same order, which is paid once', async () => {
	const { api, node } = world;
	const { kim, park } = world.people;
	const { restaurant, grocer } = world.shops;
	const order = { till: 7, reference: `0x${randomBytes(16).toString('hex')}` };
	const before = await request(node.http, 'chungnam_paidOrder', [restaurant.id, order.reference]);
	assert.equal(before.result, null);
	const asked = await request(node.http, 'chungnam_quote', [kim.phone.address, restaurant.id, 4_000, order]);
	assert.equal(asked.result.payable, true);
	/** @param {{ id: number }} shop */
	const ordered = (shop) => api.tx.regionalCurrency.pay(shop.id, 4_000, order, 0, soon());
	const { receipt, order: told } = eventNamed(
		await send(api, ordered(restaurant), kim.phone),
		'regionalCurrency',
		'Paid',
	);
	assert.deepEqual(told.toJSON(), order);
	const { result } = await request(node.http, 'chungnam_paidOrder', [restaurant.id, order.reference]);
	assert.deepEqual(
		[result.receipt, result.person, result.order],
		[receipt.toNumber(), kim.id, order],
		'the shop knows who paid what',
	);
	const again = await request(node.http, 'chungnam_quote', [park.phone.address, restaurant.id, 4_000, order]);
	assert.equal(again.result.reason.code, 'OrderAlreadyPaid');
	assert.equal((await refusalOf(send(api, ordered(restaurant), park.phone))).name, 'OrderAlreadyPaid');
	await send(api, ordered(grocer), park.phone);
});

test('a payment takes no more of the own won than was agreed', async () => {
	const { api } = world;
	const { lee } = world.people;
	const { restaurant } = world.shops;
	await send(api, api.tx.balances.transferKeepAlive(lee.phone.address, 20_000), key('//Alice'));
	const own = (await quote(lee.phone, restaurant, 15_000)).plan.asOk.plain.toNumber();
	assert.ok(own > 0, 'the lots do not cover it');
	/** @param {number} most */
	const atMost = (most) => api.tx.regionalCurrency.pay(restaurant.id, 15_000, null, most, soon());
	const before = await balanceOf(api, lee.phone);
	assert.equal((await refusalOf(send(api, atMost(own - 1), lee.phone))).name, 'MoreOfOwn');
	assert.equal(await balanceOf(api, lee.phone), before);
	await send(api, atMost(own), lee.phone);
	assert.equal(await balanceOf(api, lee.phone), before - BigInt(own));
});

test('a dead payment is taken by no pool, and one that would live too long by no block', async () => {
	const { api } = world;
	const { kim } = world.people;
	const { restaurant } = world.shops;
	const now = (await api.query.timestamp.now()).toNumber();
	/** @param {number} until */
	const living = (until) => api.tx.regionalCurrency.pay(restaurant.id, 1_000, null, 0, until);
	const dead = await refusalOf(send(api, living(now), kim.phone));
	assert.ok(dead instanceof NotTaken);
	assert.match(dead.message, /outdated/);
	const tooLong = await refusalOf(send(api, living(now + 2 * 3_600_000), kim.phone));
	assert.equal(tooLong.name, 'TooFarAhead');
});
