// SPDX-License-Identifier: Apache-2.0

// The other side of the counter: refunds, cash-out, passing money on; and buying with an incentive.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { balanceOf, eventNamed, eventsNamed, isFree, lotOf, paying, send, soon, view } from '../kit/chain.mjs';
import { issue, newCommitment } from '../kit/county.mjs';
import { decideAll } from '../kit/decide.mjs';
import { onTheChain, refusalOf } from '../kit/harness.mjs';

/** @typedef {import('../kit/chain.mjs').Api} Api */
/** @typedef {Awaited<ReturnType<typeof import('../kit/county.mjs').openCounty>>} County */

/** @param {County & { api: Api }} given */
async function prepare({ api, office, series, people }) {
	const terms = {
		minimum: 1_000,
		perMonthMicro: 5_000_000,
		perMonthSmall: 5_000_000,
		perMonthLarge: 5_000_000,
		holdBack: 0,
		reviewAbove: 50_000,
	};
	await decideAll(api, [
		api.tx.reserve.setCashOutTerms(terms),
		api.tx.reserve.setRespendTerms({ rate: 30_000_000, perMonth: 100_000 }),
	]);
	const pot = await view(api, 'Reserve', 'respend_pot');
	await send(api, api.tx.balances.transferKeepAlive(pot, 100_000), office, { until: 'block' });
	await issue(api, office, series.income, [[people.kim.id, 200_000]]);
}

const world = onTheChain({ prepare });
const tx = () => world.api.tx.regionalCurrency;
const bank = () => world.api.tx.reserve;

test('a shop gives part of a payment back into the lot it came from, free of charge', async () => {
	const { api } = world;
	const { kim } = world.people;
	const { restaurant, grocer } = world.shops;
	const { income } = world.series;
	const paid = await send(api, tx().pay(restaurant.id, 30_000, ...paying(30_000)), kim.phone, { until: 'block' });
	const { receipt } = eventNamed(paid, 'regionalCurrency', 'Paid');
	assert.equal(await lotOf(api, kim.phone, income), 170_000);

	const stranger = await refusalOf(send(api, tx().refund(receipt, 1), grocer.owner, { until: 'block' }));
	assert.equal(stranger.name, 'NotAuthorized');
	const refunded = await send(api, tx().refund(receipt, 10_000), restaurant.owner);
	assert.ok(isFree(refunded));
	assert.equal(await lotOf(api, kim.phone, income), 180_000);
	const left = (await view(api, 'RegionalCurrency', 'receipt', receipt)).unwrap();
	assert.equal(left.parts[0].amount.toNumber(), 20_000);

	const tooMuch = await refusalOf(send(api, tx().refund(receipt, 20_001), restaurant.owner, { until: 'block' }));
	assert.equal(tooMuch.name, 'ReceiptExceeded');
	await send(api, tx().refund(receipt, 20_000), restaurant.owner, { until: 'block' });
	assert.equal(await lotOf(api, kim.phone, income), 200_000);
	assert.ok((await view(api, 'RegionalCurrency', 'receipt', receipt)).isNone);
});

test('cash-out ends the won in a bank: confirmed by an operator, it is burnt and the reserve falls', async () => {
	const { api, office } = world;
	const { kim } = world.people;
	const { grocer } = world.shops;
	await send(api, tx().pay(grocer.id, 40_000, ...paying(40_000)), kim.phone, { until: 'block' });
	const asked = await send(api, bank().requestCashOut(30_000), grocer.owner, { until: 'block' });
	assert.ok(isFree(asked));
	const { id } = eventNamed(asked, 'reserve', 'CashOutRequested');
	const { data } = await api.query.system.account(grocer.owner.address);
	assert.equal(data.reserved.toNumber(), 30_000);

	const before = {
		issuance: await api.query.balances.totalIssuance(),
		reserve: (await api.query.reserve.reserveState()).balance,
	};
	const early = await refusalOf(send(api, bank().confirmCashOuts([[id, newCommitment()]]), office, { until: 'block' }));
	assert.equal(early.name, 'NotTaken');
	await send(api, bank().takeCashOuts([id]), office, { until: 'block' });
	const tooLate = await refusalOf(send(api, bank().cancelCashOut(id), grocer.owner, { until: 'block' }));
	assert.equal(tooLate.name, 'InPayment');
	await send(api, bank().confirmCashOuts([[id, newCommitment()]]), office, { until: 'block' });
	const after = {
		issuance: await api.query.balances.totalIssuance(),
		reserve: (await api.query.reserve.reserveState()).balance,
	};
	assert.equal(before.issuance.sub(after.issuance).toNumber(), 30_000);
	assert.equal(before.reserve.toBigInt() - after.reserve.toBigInt(), 30_000n);
	assert.equal(await balanceOf(api, grocer.owner), 10_000n);
	const twice = await refusalOf(send(api, bank().confirmCashOuts([[id, newCommitment()]]), office, { until: 'block' }));
	assert.equal(twice.name, 'CashOutNotFound');
});

test('a list passes over a request that was cancelled, and the other one is paid', async () => {
	const { api, office } = world;
	const { kim } = world.people;
	const { grocer } = world.shops;
	await send(api, tx().pay(grocer.id, 3_000, ...paying(3_000)), kim.phone, { until: 'block' });
	const ids = [];
	for (const amount of [1_000, 2_000]) {
		const asked = await send(api, bank().requestCashOut(amount), grocer.owner, { until: 'block' });
		ids.push(eventNamed(asked, 'reserve', 'CashOutRequested').id);
	}
	await send(api, bank().cancelCashOut(ids[0]), grocer.owner, { until: 'block' });
	const taken = await send(api, bank().takeCashOuts(ids), office, { until: 'block' });
	assert.equal(eventNamed(taken, 'reserve', 'CashOutSkipped').reason.toString(), 'Gone');
	assert.equal(eventNamed(taken, 'reserve', 'CashOutTaken').amount.toNumber(), 2_000);
	const paid = ids.map((id) => [id, newCommitment()]);
	const confirmed = await send(api, bank().confirmCashOuts(paid), office, { until: 'block' });
	assert.equal(eventsNamed(confirmed, 'reserve', 'CashOutConfirmed').length, 1);
	assert.ok(eventNamed(confirmed, 'reserve', 'CashOutSkipped').id.eq(ids[0]));
	const { data } = await api.query.system.account(grocer.owner.address);
	assert.equal(data.reserved.toNumber(), 0);
});

test('a large cash-out needs a second pair of eyes', async () => {
	const { api, office, desk } = world;
	const { kim } = world.people;
	const { grocer } = world.shops;
	await send(api, tx().pay(grocer.id, 60_000, ...paying(60_000)), kim.phone, { until: 'block' });
	const asked = await send(api, bank().requestCashOut(60_000), grocer.owner, { until: 'block' });
	const { id } = eventNamed(asked, 'reserve', 'CashOutRequested');
	const take = () => send(api, bank().takeCashOuts([id]), office, { until: 'block' });
	assert.equal((await refusalOf(take())).name, 'ReviewMissing');
	await send(api, bank().reviewCashOut(id), desk, { until: 'block' });
	await take();
	await send(api, bank().confirmCashOuts([[id, newCommitment()]]), office, { until: 'block' });
});

test('a shop that pays another shop earns a bonus on its takings', async () => {
	const { api } = world;
	const { kim } = world.people;
	const { restaurant, grocer } = world.shops;
	await send(api, tx().pay(restaurant.id, 20_000, ...paying(20_000)), kim.phone, { until: 'block' });
	const before = await balanceOf(api, grocer.owner);
	const result = await send(api, tx().payShop(grocer.id, 20_000, null, soon()), restaurant.owner);
	assert.equal(eventNamed(result, 'regionalCurrency', 'Respent').bonus.toNumber(), 600);
	assert.ok(isFree(result));
	assert.equal((await balanceOf(api, grocer.owner)) - before, 20_000n);
	assert.equal(await balanceOf(api, restaurant.owner), 600n);
});

test('a buyer gets 10 percent on top, and the incentive is a lot of its own', async () => {
	const { api, office } = world;
	const { lee } = world.people;
	const { bought, incentive } = world.series;
	const sold = await send(api, tx().sell(bought, lee.id, 100_000, 10_000), office, { until: 'block' });
	assert.deepEqual(eventNamed(sold, 'regionalCurrency', 'Sold').incentive.toJSON(), [incentive, 10_000]);
	assert.equal(await lotOf(api, lee.phone, bought), 100_000);
	assert.equal(await lotOf(api, lee.phone, incentive), 10_000);
	const greedy = await refusalOf(send(api, tx().sell(bought, lee.id, 100_000, 10_001), office, { until: 'block' }));
	assert.equal(greedy.name, 'BelowMinimumIncentive');
	const tooMuch = await refusalOf(send(api, tx().sell(bought, lee.id, 600_001, 0), office, { until: 'block' }));
	assert.equal(tooMuch.name, 'PurchaseLimitExceeded');
});

test('a gift goes from person to person, within the limit', async () => {
	const { api } = world;
	const { lee, park } = world.people;
	const { bought, incentive } = world.series;
	await send(api, tx().gift(bought, park.id, 20_000), lee.phone, { until: 'block' });
	assert.equal(await lotOf(api, park.phone, bought), 20_000);
	const tooMuch = await refusalOf(send(api, tx().gift(bought, park.id, 50_001), lee.phone, { until: 'block' }));
	assert.equal(tooMuch.name, 'GiftLimitExceeded');
	const welfare = await refusalOf(send(api, tx().gift(incentive, park.id, 1_000), lee.phone, { until: 'block' }));
	assert.equal(welfare.name, 'NotTransferable');
});

test('a buyer who used 60 percent asks for the rest back, and gives up the incentive on it', async () => {
	const { api, office } = world;
	const { lee } = world.people;
	const { restaurant } = world.shops;
	const { bought, incentive } = world.series;
	const early = await refusalOf(send(api, tx().refundRest(bought), lee.phone, { until: 'block' }));
	assert.equal(early.name, 'RefundThresholdNotMet');
	const before = (await lotOf(api, lee.phone, incentive)) + (await lotOf(api, lee.phone, bought));
	await send(api, tx().pay(restaurant.id, 60_000, ...paying(60_000)), lee.phone, { until: 'block' });
	assert.equal((await lotOf(api, lee.phone, incentive)) + (await lotOf(api, lee.phone, bought)), before - 60_000);
	const rest = await lotOf(api, lee.phone, bought);
	const result = await send(api, tx().refundRest(bought), lee.phone, { until: 'block' });
	const { id, amount } = eventNamed(result, 'reserve', 'CashOutRequested');
	assert.equal(amount.toNumber(), rest);
	await send(api, bank().takeCashOuts([id]), office, { until: 'block' });
	await send(api, bank().confirmCashOuts([[id, newCommitment()]]), office, { until: 'block' });
	assert.equal(await lotOf(api, lee.phone, bought), 0);
	assert.equal(await balanceOf(api, lee.phone), 0n);
});
