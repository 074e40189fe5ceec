// SPDX-License-Identifier: Apache-2.0

// A basic income, read and paid through two wallet libraries that are told nothing but the address.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';

import { request } from '../../tools/lib/rpc.mjs';
import { balanceOf, eventNamed, eventsNamed, key, send, view, walletOf } from '../kit/chain.mjs';
import { CHEONGYANG, registerPeople } from '../kit/county.mjs';
import { koreanMonth, now, template } from '../kit/drops.mjs';
import { onTheChain, refusalOf } from '../kit/harness.mjs';
import { papiOf } from '../kit/papi.mjs';

/** @typedef {import('../kit/chain.mjs').Api} Api */
/** @typedef {import('../kit/chain.mjs').KeyringPair} KeyringPair */

const block = { until: 'block' };
const MONTH = 150_000;
const hana = key('//Hana');
/** @type {ReturnType<typeof papiOf> | undefined} */
let client;

const world = onTheChain({
	prepare: async (given) => {
		client = papiOf(given.node.ws);
		given.papi = client.getUnsafeApi();
		given.kin = await registerPeople(given.api, given.office, { ahn: [CHEONGYANG, 1], bae: [CHEONGYANG, 0] });
	},
});
after(() => client?.destroy());

/** The rules of the ordinance that matter here. */
const terms = (given = {}) => ({
	full: MONTH,
	least: 50_000,
	payDay: 28,
	newcomersWaitDays: 30,
	checkDays: 90,
	maxArrears: 3,
	maxUnclaimed: 3,
	debtShare: 50,
	sanction: { least: 3, most: 5 },
	banDays: 730,
	confirmMonthly: false,
	...given,
});

/**
 * An income of the county town and one township, from next month on.
 *
 * @param {{ api: Api, office: KeyringPair }} world
 */
async function createIncome({ api, office }) {
	/** @param {number} area @param {number} validDays */
	const tier = (area, validDays) => ({
		zones: [{ region: CHEONGYANG, area }],
		template: template(office, { validDays }),
	});
	const first = koreanMonth(await now(api)) + 1;
	const call = api.tx.basicIncome.create(CHEONGYANG, [tier(0, 90), tier(1, 180)], terms(), first, office.address);
	const created = await send(api, call, office, block);
	return eventNamed(created, 'basicIncome', 'IncomeCreated').income.toNumber();
}

test('the month of basic income is there, and nobody sent anything for it', async () => {
	const { api, papi, node } = world;
	const wallet = await walletOf(api, hana);
	const lot = wallet.lots.find((/** @type {any} */ own) => own.opener.isSome && own.opener.unwrap().isIncome);
	assert.ok(lot.amount.toNumber() <= MONTH && lot.amount.toNumber() > 0);
	assert.ok(lot.ends.toNumber() > (await now(api)));

	const seen = await papi.view.RegionalCurrency.wallet(hana.address);
	const same = seen.lots.find((/** @type {any} */ own) => own.opener?.type === 'Income');
	assert.deepEqual([Number(same.series), same.amount], [lot.series.toNumber(), lot.amount.toBigInt()]);
	const { result } = await request(node.http, 'chungnam_wallet', [hana.address]);
	const told = result.lots.find((/** @type {{ from?: { income: number } }} */ { from }) => from?.income === 0);
	assert.equal(told.amount, lot.amount.toNumber());
	assert.equal(told.rules.places, 'HomeZone');
	assert.equal(result.coming[0].from.income, 0);
});

test('what comes next is the same from two libraries, the runtime API and JSON-RPC', async () => {
	const { api, papi, node } = world;
	const [next] = await api.call.walletApi.coming(hana.address);
	assert.equal(next.amount.toNumber(), MONTH);
	assert.equal(koreanMonth(next.at.toNumber()), koreanMonth(await now(api)) + 1);
	const [again] = await papi.apis.WalletApi.coming(hana.address);
	assert.deepEqual([Number(again.at), Number(again.amount)], [next.at.toNumber(), MONTH]);
	const { result } = await request(node.http, 'chungnam_wallet', [hana.address]);
	assert.deepEqual(result.coming[0], { from: { income: 0 }, at: next.at.toNumber(), amount: MONTH });
});

test('what was left of an earlier month came back to the pool by itself', async () => {
	const { api } = world;
	// Series 5 ended before the chain began. It was swept and, long after its end, removed; what it was still counts.
	assert.ok((await api.query.regionalCurrency.seriesById(5)).isNone);
	const removed = await api.query.regionalCurrency.removedTotals();
	assert.ok(removed.expired.toNumber() >= 118_500);
	const pool = await view(api, 'BasicIncome', 'pool', 0);
	// Two people were paid a month since; other sources may have flowed in.
	assert.ok((await balanceOf(api, pool)) >= 10_000_000n + 118_500n - 2n * BigInt(MONTH));
});

test('an office keeps an income: enrolment, suspension, a newcomer, a sanction', async () => {
	const { api, office, kin } = world;
	const income = await createIncome(world);
	const { enrol, suspend, resume, beginCheck, admit, sanction } = api.tx.basicIncome;
	await send(api, enrol(income, [kin.ahn.id]), office, block);
	const [next] = await api.call.walletApi.coming(kin.ahn.phone.address);
	assert.equal(next.from.asIncome.toNumber(), income);
	await send(api, suspend(income, kin.ahn.id, 'Inquiry'), office, block);
	assert.ok((await view(api, 'BasicIncome', 'standing', income, kin.ahn.id)).unwrap().isSuspended);
	await send(api, resume(income, kin.ahn.id, true), office, block);
	const twice = await refusalOf(send(api, resume(income, kin.ahn.id, true), office, block));
	assert.equal(twice.name, 'NotSuspended');

	const today = Math.floor(((await now(api)) + 9 * 3600e3) / 864e5);
	const early = beginCheck(income, [{ person: kin.bae.id, movedIn: today - 29 }]);
	assert.equal((await refusalOf(send(api, early, office, block))).name, 'TooEarly');
	await send(api, beginCheck(income, [{ person: kin.bae.id, movedIn: today - 30 }]), office, block);
	assert.equal((await refusalOf(send(api, admit(income, kin.bae.id), office, block))).name, 'TooEarly');
	const mild = sanction(income, kin.ahn.id, 10_000, 2);
	assert.equal((await refusalOf(send(api, mild, office, block))).name, 'SanctionOutOfRange');
	await send(api, sanction(income, kin.ahn.id, 10_000, 3), office, block);
	const banned = (await view(api, 'BasicIncome', 'standing', income, kin.ahn.id)).unwrap();
	assert.ok(banned.asBanned.until.toNumber() > (await now(api)) + 729 * 864e5);
});

test('nobody who is not the office can do any of it', async () => {
	const { api, kin } = world;
	const call = api.tx.basicIncome.enrol(0, [kin.ahn.id]);
	const refused = await refusalOf(send(api, call, key('//Alice'), block));
	assert.equal(refused.name, 'BadOrigin');
});

test('the circle of the month balances to the won', async () => {
	const { api, papi } = world;
	const month = koreanMonth(await now(api));
	const { money, sources } = await api.call.walletApi.circle(month);
	assert.ok(money.issued.toNumber() >= 2 * MONTH);
	for (const { opening, received, routed, closing, to } of sources) {
		assert.equal(opening.toBigInt() + received.toBigInt(), routed.toBigInt() + closing.toBigInt());
		const paid = to.reduce((/** @type {bigint} */ sum, /** @type {any[]} */ [, amount]) => sum + amount.toBigInt(), 0n);
		assert.equal(paid, routed.toBigInt());
	}
	const again = await papi.apis.WalletApi.circle(month);
	assert.equal(again.money.expired, money.expired.toBigInt());
});

test('fees flow to the sinks of their route', async () => {
	const { api, office } = world;
	const { flush } = api.tx.fundRouter;
	const result = await send(api, flush('Fees'), office, block);
	const { amount, to } = eventNamed(result, 'fundRouter', 'Flushed');
	assert.ok(amount.toNumber() > 0);
	assert.equal(to.length, 1);
	assert.ok(eventsNamed(result, 'balances', 'Transfer').length >= 1);
});
