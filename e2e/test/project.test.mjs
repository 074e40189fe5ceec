// SPDX-License-Identifier: Apache-2.0

// The life of a project: its neighbours judge it, its units are sold, it is built by milestones, and its founder reports. The
// test moves the clock of its node, which is never started anew.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { cast, clock } from '../../tools/lib/decide.mjs';
import * as centre from '../kit/centre.mjs';
import { balanceOf, eventNamed, view } from '../kit/chain.mjs';
import { noFaketime } from '../kit/clock.mjs';
import { alice, decideAll } from '../kit/decide.mjs';
import * as garden from '../kit/garden.mjs';
import { callsOn, refusalOf } from '../kit/harness.mjs';

const { BOB, bob, charlie, DAY, duri, HOUR, hana, MINUTE, PERCENT, SALE } = centre;
const { builder, ENVELOPE, GARDEN, plan, reviewer } = garden;
const skip = noFaketime;
const MILESTONES = [0, 1, 2, 3];
/** A twentieth of what all units cost together. */
const BOND = 5_000;

/** @type {any} */
const world = {};
const tx = () => world.api.tx.projectTokens;
const { does, whyNot } = callsOn(world);
const project = () => view(world.api, 'ProjectTokens', 'project', GARDEN);
const status = async () => (await project()).unwrap().status;

const advance = () => garden.advance(world);

before(async () => {
	if (!skip) await garden.openGarden(world);
});

after(() => centre.closeMarket(world));

test('a founder proposes a garden, and nobody sells it before it is judged', { skip }, async () => {
	const { api } = world;
	const kept = { ...garden.terms(), ownUnits: 1 };
	await decideAll(
		api,
		[garden.terms(), kept].map((terms) => api.tx.securities.createInstrument(terms)),
	);
	assert.equal(await whyNot(tx().propose(GARDEN + 1, plan()), duri), 'FounderKeepsUnits');
	await garden.enrolNeighbours(world);
	assert.equal(await whyNot(tx().propose(GARDEN, plan()), bob), 'NotAuthorized');
	const greedy = { ...plan(), stages: [{ share: 100 * PERCENT, after: 30 * DAY }] };
	assert.equal(await whyNot(tx().propose(GARDEN, greedy), duri), 'MilestonesUnsound');
	world.ballot = await garden.proposeGarden(world);
	assert.ok((await status()).isJudged);
	assert.equal(await whyNot(tx().offer(GARDEN, centre.sale((await clock(api)) + HOUR)), duri), 'WrongStatus');
	assert.equal(await whyNot(tx().advance(GARDEN), alice), 'NothingToDo');
});

test('its neighbours vote free of charge, and who would gain does not', { skip }, async () => {
	const { api } = world;
	await garden.voteOpens(world, world.ballot);
	assert.equal((await refusalOf(cast(api, world.ballot, 'Yes', duri))).name, 'Conflict');
	for (const who of [bob, charlie]) await cast(api, world.ballot, 'Yes', who);
	await cast(api, world.ballot, 'No', hana);
	await garden.voteEnds(world, world.ballot);
	assert.ok((await status()).isReady);
});

test('the garden is sold for no more than its neighbours approved, and all of the money waits', { skip }, async () => {
	const { api, time } = world;
	world.sale = centre.sale((await clock(api)) + HOUR);
	assert.equal(await whyNot(tx().offer(GARDEN, { ...world.sale, price: 1_001 }), duri), 'PriceTooHigh');
	const sent = await does(tx().offer(GARDEN, world.sale), duri);
	assert.equal(eventNamed(sent, 'projectTokens', 'BondLocked').won.toNumber(), BOND, 'the founder answers for it');
	assert.equal((await status()).asOffering.sale.toNumber(), SALE);
	await time.forward(api, world.sale.opensHere + MINUTE);
	const founder = await centre.ask(world, 'may_pledge', SALE, duri.address, await centre.bid(api, 1));
	assert.equal(founder.asErr.type, 'Excluded', 'who sells buys nothing');
	for (const [units, who] of /** @type {const} */ ([
		[50, bob],
		[30, charlie],
		[20, hana],
	])) {
		await centre.pledge(api, units, who);
	}
	await does(api.tx.securities.cancelPledge(SALE, 10), charlie);
	await time.forward(api, world.sale.closes);
	const had = await Promise.all([duri, builder].map((who) => balanceOf(api, who)));
	const { won } = eventNamed(await advance(), 'projectTokens', 'Paid');
	assert.equal(won.toNumber(), 90_000);
	const has = await Promise.all([duri, builder].map((who) => balanceOf(api, who)));
	assert.deepEqual(has, had, 'nobody is paid on the first day');
	assert.equal((await status()).asBuilding.envelope.toNumber(), ENVELOPE);
	await does(api.tx.securities.collect(SALE, BOB), duri);
});

test('the builder is paid by milestones, when holders had their time to object', { skip }, async () => {
	const { api } = world;
	const { escrow } = api.tx;
	for (const milestone of MILESTONES) {
		const evidence = `0x0${milestone + 1}${'0a'.repeat(31)}`;
		await does(escrow.submitEvidence(ENVELOPE, milestone, evidence), builder);
		await does(escrow.accept(ENVELOPE, milestone, evidence), reviewer);
	}
	await centre.reviewEnds(world, ENVELOPE, MILESTONES);
	const had = await balanceOf(api, builder);
	for (const milestone of MILESTONES) await does(escrow.collect(ENVELOPE, milestone), bob);
	assert.equal((await balanceOf(api, builder)) - had, 90_000n);
	const { won } = eventNamed(await advance(), 'projectTokens', 'BondReturned');
	assert.equal(won.toNumber(), (BOND * 4) / 5);
	assert.ok((await status()).isRunning);
});

test('the founder reports, and the project ends with the promise', { skip }, async () => {
	const { api, time } = world;
	const report = `0x${'07'.repeat(32)}`;
	assert.equal(await whyNot(tx().report(GARDEN, report), bob), 'NotAuthorized');
	await does(tx().report(GARDEN, report), duri);
	assert.equal(await whyNot(tx().report(GARDEN, report), duri), 'TooEarly', 'once a quarter');
	await time.forward(api, (await status()).asRunning.until.toNumber());
	const last = await advance();
	const { end } = eventNamed(last, 'projectTokens', 'Ended');
	assert.ok(end.isFinished, `${end}`);
	assert.equal(eventNamed(last, 'projectTokens', 'BondReturned').won.toNumber(), BOND / 5);
	assert.ok((await project()).isNone, 'nothing of the project is left');
	const [[instrument, held]] = await centre.ask(world, 'holdings', BOB);
	assert.deepEqual([instrument, held].map(Number), [GARDEN, 50], 'units stay whose they are');
});
