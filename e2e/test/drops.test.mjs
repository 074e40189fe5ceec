// SPDX-License-Identifier: Apache-2.0

// Vouchers arrive by themselves, and at a place. Nobody needs to be told of a type.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { request } from '../../tools/lib/rpc.mjs';
import { balanceOf, eventNamed, isFree, paying, send, view, walletOf } from '../kit/chain.mjs';
import { CHEONGYANG, registerPeople, setOf } from '../kit/county.mjs';
import {
	createCohort,
	createProgramme,
	isOf,
	koreanDay,
	lotArrives,
	now,
	onceToday,
	opened,
	placeBeacon,
	placeProgramme,
	registerVisitors,
	sight,
} from '../kit/drops.mjs';
import { onTheChain, refusalOf } from '../kit/harness.mjs';

/** @typedef {import('../kit/chain.mjs').Api} Api */
/** @typedef {import('../kit/chain.mjs').KeyringPair} KeyringPair */

const HOUR = 60 * 60 * 1000;
const block = { until: 'block' };

const world = onTheChain({
	prepare: async (given) => {
		const { api, office } = given;
		given.elders = await registerPeople(api, office, { hong: [CHEONGYANG, 1], seo: [CHEONGYANG, 2] });
	},
});

test('a voucher arrives by itself, costs no byte, and is spent', async () => {
	const { api, office, node } = world;
	const { hong } = world.elders;
	const { restaurant } = world.shops;
	const cohort = await createCohort(api, office, [hong.id]);
	const plan = await onceToday(api, cohort, 30_000);
	const programme = await createProgramme(api, office, plan, 30_000);
	const lot = await lotArrives(api, hong.phone, isOf(programme));
	assert.equal(lot.amount.toNumber(), 30_000);
	assert.equal(lot.claimed.isTrue, false);
	const stored = await api.query.regionalCurrency.wallets.size(hong.id);
	assert.equal(stored.toNumber(), 0, 'an unspent voucher is not in state');
	// The same from storage alone: an open drop of a cohort in which she was when it opened.
	const [drop] = await api.query.regionalCurrency.dropsByCohort(cohort);
	const { enrolments } = (await api.query.registry.people(hong.id)).unwrap();
	const stay = enrolments.find((/** @type {any} */ own) => own.cohort.eqn(cohort));
	assert.ok(stay.since.lte(drop.openedAt) && stay.until.isNone);
	assert.deepEqual([drop.series.toNumber(), drop.perHead.toNumber()], [lot.series.toNumber(), 30_000]);
	const { result } = await request(node.http, 'chungnam_wallet', [hong.phone.address]);
	assert.deepEqual(
		result.lots.map((/** @type {{ series: number, amount: number }} */ { series, amount }) => [series, amount]),
		[[lot.series.toNumber(), 30_000]],
	);

	const paid = await send(api, api.tx.regionalCurrency.pay(restaurant.id, 12_000, ...paying(12_000)), hong.phone);
	assert.ok(isFree(paid));
	const [left] = (await walletOf(api, hong.phone)).lots;
	assert.equal(left.amount.toNumber(), 18_000);
	assert.equal(left.claimed.isTrue, true);
	const { lots } = await api.query.regionalCurrency.wallets(hong.id);
	const kept = lots.find((/** @type {any} */ own) => own.series.eq(lot.series));
	assert.equal(kept.amount.toNumber(), 18_000);
	assert.ok((await api.query.regionalCurrency.dropsByCohort(cohort))[0].unclaimed.isZero());
});

test('who joins after the opening gets nothing, who left keeps what was earned', async () => {
	const { api, office } = world;
	const { hong, seo } = world.elders;
	const cohort = await createCohort(api, office, [hong.id]);
	const programme = await createProgramme(api, office, await onceToday(api, cohort, 7_000), 7_000);
	await lotArrives(api, hong.phone, isOf(programme));
	await send(api, api.tx.registry.unenrol(cohort, [hong.id]), office, block);
	await send(api, api.tx.registry.enrol(cohort, [seo.id]), office, block);
	assert.ok((await walletOf(api, hong.phone)).lots.some(isOf(programme)));
	assert.ok(!(await walletOf(api, seo.phone)).lots.some(isOf(programme)));
});

test('nothing opens without its full budget, and a wallet sees what comes', async () => {
	const { api, office } = world;
	const { hong, seo } = world.elders;
	const cohort = await createCohort(api, office, [hong.id, seo.id]);
	const programme = await createProgramme(api, office, await onceToday(api, cohort, 5_000), 9_999);
	const missing = await view(api, 'VoucherDrops', 'missing_budget', programme);
	assert.equal(missing.unwrap().toNumber(), 1);
	const coming = await view(api, 'VoucherDrops', 'coming', seo.id);
	assert.ok(coming.some((/** @type {any} */ { from, amount }) => from.asProgramme.eq(programme) && amount.eqn(5_000)));
	assert.ok(!(await walletOf(api, seo.phone)).lots.some(isOf(programme)));
	await send(api, api.tx.voucherDrops.fund(programme, 1), office, block);
	await lotArrives(api, seo.phone, isOf(programme));
});

test('a visitor claims at a place, once, free of charge, with what the beacon signed', async () => {
	const { api, office } = world;
	const [guest, other] = await registerVisitors(api, office, 2);
	const programme = await placeProgramme(world);
	const beacon = await placeBeacon(api, office, programme);
	const seen = await sight(api, programme, beacon, guest.id);
	/** @param {{ phone: KeyringPair }} who @param {Awaited<ReturnType<typeof sight>>[]} sights */
	const claim = (who, sights) => send(api, api.tx.voucherDrops.claimAtPlace(programme, sights), who.phone, block);

	const copied = await refusalOf(claim(other, [seen]));
	assert.equal(copied.name, 'SignatureInvalid', 'a sight is of one pass');
	const claimed = await claim(guest, [seen]);
	assert.ok(isFree(claimed));
	assert.equal(await balanceOf(api, guest.phone), 0n);
	const lot = (await walletOf(api, guest.phone)).lots.find(isOf(programme));
	assert.equal(lot.amount.toNumber(), 20_000);
	const again = await refusalOf(claim(guest, [await sight(api, programme, beacon, guest.id)]));
	assert.equal(again.name, 'AlreadyClaimed');
});

test('a sight of one programme is worth nothing in another', async () => {
	const { api, office } = world;
	const [guest] = await registerVisitors(api, office, 1);
	const [one, two] = [await placeProgramme(world), await placeProgramme(world)];
	const beacon = await placeBeacon(api, office, one);
	await placeBeacon(api, office, two);
	const seen = await sight(api, one, beacon, guest.id);
	const refused = await refusalOf(send(api, api.tx.voucherDrops.claimAtPlace(two, [seen]), guest.phone, block));
	assert.match(refused.name, /SignatureInvalid|BeaconNotFound/);
});

test('a visitor who spent enough is paid back by the receipts, which are then not refunded', async () => {
	const { api, office } = world;
	const { restaurant } = world.shops;
	const [guest] = await registerVisitors(api, office, 1);
	await send(api, api.tx.balances.transferKeepAlive(guest.phone.address, 60_000), office, block);
	const opens = (await now(api)) - HOUR;
	const plan = {
		Payback: {
			reward: { Share: { rate: 500_000_000, most: 20_000 } },
			claims: 5,
			receipts: { opens, closes: opens + 24 * HOUR },
			closes: opens + 48 * HOUR,
			minimum: 30_000,
			money: setOf(0, 1, 2, 3),
			categories: '0xffffffffffffffff',
			regions: 1 << CHEONGYANG,
			zones: [],
			visitorsOnly: true,
		},
	};
	const programme = await createProgramme(api, office, plan, 100_000);
	await opened(api, programme);
	const paid = await send(
		api,
		api.tx.regionalCurrency.pay(restaurant.id, 35_000, ...paying(35_000)),
		guest.phone,
		block,
	);
	const { receipt } = eventNamed(paid, 'regionalCurrency', 'Paid');
	const claimed = await send(api, api.tx.voucherDrops.claimPayback(programme, [receipt]), guest.phone, block);
	assert.ok(isFree(claimed));
	const lot = (await walletOf(api, guest.phone)).lots.find(isOf(programme));
	assert.equal(lot.amount.toNumber(), 17_500);
	const refund = api.tx.regionalCurrency.refund(receipt, 1_000);
	await send(api, refund, restaurant.owner, block);
	const rest = (await walletOf(api, guest.phone)).lots.find(isOf(programme));
	assert.equal(rest.amount.toNumber(), 17_000, 'the refund took its share of the payback');
	const undone = await send(api, api.tx.voucherDrops.undoPayback(programme), guest.phone, block);
	assert.equal(eventNamed(undone, 'voucherDrops', 'PaybackUndone').amount.toNumber(), 17_000);
});

test('a Korean day is counted as the chain counts it', async () => {
	const { api } = world;
	/** @type {[unknown, any][]} */
	const programmes = await api.query.voucherDrops.programmes.entries();
	const days = programmes.flatMap(([, found]) =>
		found.unwrap().openings.map((/** @type {any} */ { day }) => day.toNumber()),
	);
	const today = koreanDay(await now(api));
	// A midnight may lie between an opening and this test.
	assert.ok(
		days.length > 0 && days.every((/** @type {number} */ day) => day === today || day === today - 1),
		`${days}`,
	);
});
