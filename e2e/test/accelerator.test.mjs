// SPDX-License-Identifier: Apache-2.0

// Public money for firms: an office opens an intake, two shops apply, an expert scores them, the better one is paid by
// milestones, tells what came of it, and returns a part to the circle. The test moves the clock of its node.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { clock } from '../../tools/lib/decide.mjs';
import * as centre from '../kit/centre.mjs';
import { balanceOf, eventNamed, key, view } from '../kit/chain.mjs';
import { noFaketime } from '../kit/clock.mjs';
import { CHEONGYANG, newKey, setOf } from '../kit/county.mjs';
import { alice, decideAll } from '../kit/decide.mjs';
import { callsOn } from '../kit/harness.mjs';

const { bob, DAY, HOUR, PERCENT } = centre;
const skip = noFaketime;
const PROVINCE = 0xfffe;
const [BUDGET, ECONOMY] = [11, 4];
/** The first intake of this chain, and the envelope of the better shop. */
const INTAKE = 0;
const FIRST = 0;
const MOST = 100_000;
const [grocer, pharmacist, cook] = ['//Eve', '//Pharmacy', '//Dave'].map(key);
const [GROCERY, PHARMACY, RESTAURANT] = [1, 3, 0].map((shop) => ({ Merchant: shop }));
const evidence = `0x${'0a'.repeat(32)}`;

/** @type {any} */
const world = {};
const tx = () => world.api.tx.accelerator;
const { does, whyNot, freely } = callsOn(world);
/** @param {string} name @param {...unknown} args */
const ask = (name, ...args) => view(world.api, 'Accelerator', name, ...args);
const fund = async () => balanceOf(world.api, (await ask('fund')).toString());
const award = async () => (await ask('award_of', FIRST)).unwrap();

/** Two firms of Cheongyang get 100,000 won each at most, and return a fifth within a year. @param {number} opens */
const plan = (opens) => ({
	document: centre.document,
	regions: setOf(CHEONGYANG),
	opens,
	closes: opens + 10 * DAY,
	scoredBy: opens + 20 * DAY,
	firms: 2,
	most: MOST,
	fields: setOf(ECONOMY),
	scores: 1,
	share: 20 * PERCENT,
	term: 365 * DAY,
});

/** 40,000 won after 30 days and 60,000 after 60. @param {object} firm */
const application = (firm) => {
	const steps = [
		{ amount: 40_000, after: 30 * DAY },
		{ amount: 60_000, after: 60 * DAY },
	];
	return tx().apply(INTAKE, firm, centre.document, steps);
};

/** Time passes until then. @param {number} moment */
const passTo = (moment) => world.time.forward(world.api, moment);

before(async () => {
	if (skip) return;
	world.firms = newKey();
	await centre.openMarket(world, [world.firms, grocer, pharmacist, cook]);
	const { api, firms } = world;
	await decideAll(api, [api.tx.registry.appointAttester(firms.address, PROVINCE, setOf(BUDGET))]);
	await does(api.tx.registry.acceptMandate(), firms);
});

after(() => centre.closeMarket(world));

test('an office opens an intake, and all of its money is put aside', { skip }, async () => {
	const { api, firms } = world;
	const opens = (await clock(api)) + HOUR;
	world.plan = plan(opens);
	assert.equal(await whyNot(tx().openIntake(world.plan), firms), 'InsufficientFund');
	await does(api.tx.balances.transferKeepAlive(await ask('fund'), 2 * MOST), alice);
	assert.equal(await whyNot(tx().openIntake(world.plan), bob), 'BadOrigin');
	await does(tx().openIntake(world.plan), firms);
	assert.equal(await fund(), 0n);
	assert.equal(await whyNot(application(GROCERY), grocer), 'TooEarly');
});

test('shops of its regions apply, and an expert scores them', { skip }, async () => {
	await passTo(world.plan.opens + HOUR);
	await does(application(GROCERY), grocer);
	await does(application(PHARMACY), pharmacist);
	assert.equal(await whyNot(application(RESTAURANT), cook), 'OutsideRegions');
	assert.equal(await whyNot(tx().score(INTAKE, GROCERY, 70), alice), 'TooEarly');
	await passTo(world.plan.closes);
	assert.equal(await whyNot(tx().score(INTAKE, GROCERY, 100), bob), 'NotAnExpert');
	await does(tx().score(INTAKE, GROCERY, 70), alice);
	await does(tx().score(INTAKE, PHARMACY, 90), alice);
	assert.equal(await whyNot(tx().cancelIntake(INTAKE, evidence), world.firms), 'TooLate');
});

test('the better one comes first, and anybody has the intake ended', { skip }, async () => {
	await passTo(world.plan.scoredBy);
	for (const firm of [PHARMACY, GROCERY]) {
		const awarded = eventNamed(await freely(tx().award(INTAKE)), 'accelerator', 'Awarded');
		assert.equal(awarded.firm.asMerchant.toNumber(), firm.Merchant);
	}
	await freely(tx().award(INTAKE));
	assert.ok((await ask('intake', INTAKE)).isNone);
	assert.equal((await award()).firm.asMerchant.toNumber(), PHARMACY.Merchant);
});

test('a milestone is paid when no other expert doubts it, and the shop tells what came of it', { skip }, async () => {
	const { api } = world;
	const { escrow } = api.tx;
	const figures = { evidence, jobs: 2, trainings: 1 };
	await does(escrow.submitEvidence(FIRST, 0, evidence), pharmacist);
	await does(escrow.accept(FIRST, 0, evidence), alice);
	assert.equal(await whyNot(escrow.collect(FIRST, 0), bob), 'NotPayable');
	assert.equal(await whyNot(tx().report(FIRST, 0, figures), pharmacist), 'MilestoneNotPaid');
	await centre.reviewEnds(world, FIRST, [0]);
	const had = await balanceOf(api, pharmacist);
	await does(escrow.collect(FIRST, 0), bob);
	assert.equal((await balanceOf(api, pharmacist)) - had, 40_000n);
	await does(tx().report(FIRST, 0, figures), pharmacist);
	const { jobs, trainings } = await award();
	assert.deepEqual([jobs, trainings].map(Number), [2, 1]);
});

test('a part of what it was paid comes back to the circle', { skip }, async () => {
	const { api } = world;
	const had = await balanceOf(api, pharmacist);
	assert.equal(await whyNot(tx().payReturn(FIRST, 8_001), pharmacist), 'MoreThanAgreed');
	const sent = await does(tx().payReturn(FIRST, 8_000), pharmacist);
	assert.equal(eventNamed(sent, 'accelerator', 'ReturnPaid').won.toNumber(), 8_000);
	assert.ok(had - (await balanceOf(api, pharmacist)) >= 8_000n);
	assert.equal(await whyNot(tx().endAward(FIRST), bob), 'NotOver');
});
