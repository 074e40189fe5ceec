// SPDX-License-Identifier: Apache-2.0

// The life of a shared asset: proposed, appraised, sold, paid once there is title, repaired, and let. The test moves the
// clock of its node, which is never started anew.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { cast, clock } from '../../tools/lib/decide.mjs';
import { until } from '../../tools/lib/wait.mjs';
import {
	ask,
	attest,
	BOB,
	bid,
	bob,
	CENTRE,
	charlie,
	closeMarket,
	DAY,
	document,
	duri,
	HANA,
	HOUR,
	hana,
	MINUTE,
	nextStep,
	openMarket,
	PERCENT,
	pledge,
	reviewEnds,
	SALE,
	sale,
	terms,
	voteIsOver,
} from '../kit/centre.mjs';
import { balanceOf, eventNamed, isFree, key, view } from '../kit/chain.mjs';
import { noFaketime } from '../kit/clock.mjs';
import { newKey, setOf } from '../kit/county.mjs';
import { alice, decideAll } from '../kit/decide.mjs';
import { callsOn, refusalOf } from '../kit/harness.mjs';

const skip = noFaketime;
const GONGJU = 2;
/** The first envelope of this chain, and its only payment. */
const ROOF = 0;
const PAYMENT = 0;
/** @param {number} number */
const hash = (number) => `0x${number.toString(16).padStart(2, '0').repeat(32)}`;
/** Repairs the roof, and looks at it. */
const [builder, reviewer] = ['//Gongju', '//Province'].map(key);
const [first, second, notary, manager] = Array.from({ length: 4 }, newKey);
/** Who says or does something for the holders buys no unit. The chain wants them in the order of their bytes. */
const related = [first, second, notary, manager]
	.sort((one, two) => Buffer.compare(one.publicKey, two.publicKey))
	.map(({ address }) => ({ Account: address }));

/** @type {any} */
const world = {};
const tx = () => world.api.tx.assetFractions;
const { does, whyNot } = callsOn(world);
const assetNow = async () => (await view(world.api, 'AssetFractions', 'asset', CENTRE)).unwrap();
const status = async () => (await assetNow()).status;
const advance = () => nextStep(world, tx().advance(CENTRE));

/**
 * The city issues 200 units, of which it can take 100: for 1,000 won each they cost as much as the lower value.
 *
 * @param {import('@polkadot/keyring/types').KeyringPair} city
 */
const ownTerms = (city) => ({ ...terms(city, related), units: 200, ownUnits: 100, outsideMost: 100, abroadMost: 20 });

/** Half of the value is sold, and half of the money is for the roof. */
const plan = () => ({
	document,
	share: 50 * PERCENT,
	works: {
		share: 50 * PERCENT,
		payee: { Institution: builder.address },
		stages: [{ share: 100 * PERCENT, after: 30 * DAY }],
		reviewers: { Office: { account: reviewer.address, scope: 'Merchants', regions: setOf(GONGJU) } },
		silence: 'Release',
		least: 40,
		grace: 7 * DAY,
	},
	manager: manager.address,
	term: 365 * DAY,
});

before(async () => {
	if (!skip) await openMarket(world, [first, second, notary, manager, builder, reviewer]);
});

after(() => closeMarket(world));

test('a city proposes to share what residents made an instrument of, and experts value it', { skip }, async () => {
	const { api, city } = world;
	await attest(world);
	await decideAll(api, [api.tx.securities.createInstrument(ownTerms(city))]);
	assert.equal(await whyNot(tx().propose(CENTRE, plan()), manager), 'NotAuthorized');
	await does(tx().propose(CENTRE, plan()), city);
	assert.ok((await status()).isProposed);
	await decideAll(api, [
		tx().nameExperts(CENTRE, { appraisers: [first.address, second.address], notary: notary.address }),
	]);
	assert.equal(await whyNot(tx().appraise(CENTRE, 1, hash(3)), notary), 'NotAuthorized');
	await does(tx().appraise(CENTRE, 210_000, hash(3)), first);
	assert.ok((await status()).isDueDiligence);
	await does(tx().appraise(CENTRE, 200_000, hash(3)), second);
	assert.ok((await status()).isIdeas);
});

test('a resident has an idea that too few support, so the roof is repaired', { skip }, async () => {
	const { api, city, time } = world;
	const idea = () => tx().handInIdea(CENTRE, hash(20), hash(21));
	assert.equal(await whyNot(idea(), city), 'NotRegistered');
	assert.ok(isFree(await does(idea(), bob)), 'an idea is free');
	assert.equal(await whyNot(tx().supportIdea(CENTRE, hash(20)), bob), 'StandsBehindOne');
	await time.forward(api, (await status()).asIdeas.until.toNumber());
	await advance();
	const { status: now, idea: chosen } = await assetNow();
	assert.ok(now.isReady && chosen.isNone);
});

test('the city opens the sale for half of the lower value, and residents pledge', { skip }, async () => {
	const { api, city, time } = world;
	world.sale = sale((await clock(api)) + HOUR);
	assert.equal(await whyNot(tx().offer(CENTRE, { ...world.sale, price: 1_001 }), city), 'PriceTooHigh');
	await does(tx().offer(CENTRE, world.sale), city);
	assert.equal((await status()).asOffering.sale.toNumber(), SALE);
	await time.forward(api, world.sale.opensHere + MINUTE);
	const issuer = await ask(world, 'may_pledge', SALE, city.address, await bid(api, 1));
	assert.equal(issuer.asErr.type, 'Excluded', 'who sells buys nothing');
	for (const [units, who] of /** @type {const} */ ([
		[50, bob],
		[20, charlie],
		[20, hana],
	])) {
		await pledge(api, units, who);
	}
});

test('nobody is paid before there is title, and then the city and the works are', { skip }, async () => {
	const { api, city, time } = world;
	await time.forward(api, world.sale.closes);
	assert.equal(await whyNot(tx().advance(CENTRE), alice), 'NothingToDo');
	assert.equal(await whyNot(tx().confirmTitle(CENTRE, hash(4)), city), 'NotAuthorized');
	await does(tx().confirmTitle(CENTRE, hash(4)), notary);
	const had = await balanceOf(api, city);
	const { owner, works } = eventNamed(await advance(), 'assetFractions', 'Paid');
	assert.deepEqual([owner, works].map(Number), [45_000, 45_000]);
	assert.equal((await balanceOf(api, city)) - had, 45_000n);
	assert.equal((await status()).asDevelopment.works.toNumber(), ROOF);
	for (const holder of [BOB, HANA]) await does(api.tx.securities.collect(SALE, holder), duri);
});

test('the roof is repaired, and paid for when holders had their time to object', { skip }, async () => {
	const { api } = world;
	const { escrow } = api.tx;
	await does(escrow.submitEvidence(ROOF, PAYMENT, hash(5)), builder);
	await does(escrow.accept(ROOF, PAYMENT, hash(5)), reviewer);
	assert.equal(await whyNot(escrow.collect(ROOF, PAYMENT), builder), 'NotPayable');
	await reviewEnds(world, ROOF, [PAYMENT]);
	const had = await balanceOf(api, builder);
	await does(escrow.collect(ROOF, PAYMENT), builder);
	assert.equal((await balanceOf(api, builder)) - had, 45_000n);
	await advance();
	assert.ok((await status()).isOperating);
});

test('the manager reports and pays in the rent, of which each holder takes a part', { skip }, async () => {
	const { api, time } = world;
	const paysAt = (await clock(api)) + 8 * DAY;
	assert.equal(await whyNot(tx().payIncome(CENTRE, 10_000, paysAt, hash(6)), alice), 'NotAuthorized');
	await does(tx().payIncome(CENTRE, 10_000, paysAt, hash(6)), manager);
	await does(tx().report(CENTRE, hash(7)), manager);
	assert.equal(await whyNot(tx().report(CENTRE, hash(8)), manager), 'TooEarly', 'once a quarter');
	assert.equal((await assetNow()).manager.missed.toNumber(), 0);

	// A tenth went to the province, and 90 units share 9,000 won.
	await time.forward(api, paysAt);
	const had = await balanceOf(api, bob);
	assert.ok(isFree(await does(api.tx.securities.takeWon(CENTRE), bob)));
	assert.equal((await balanceOf(api, bob)) - had, 5_000n);
});

test('both appraisers say anew what the asset is worth', { skip }, async () => {
	const { api, city } = world;
	assert.equal(await whyNot(tx().askValue(CENTRE, hash(8)), alice), 'NotAuthorized');
	await does(tx().askValue(CENTRE, hash(8)), city);
	await does(tx().appraise(CENTRE, 100_000, hash(9)), first);
	await does(tx().appraise(CENTRE, 110_000, hash(9)), second);
	assert.equal((await view(api, 'AssetFractions', 'least', CENTRE)).toNumber(), 100_000);
});

test('a buyer deposits won for the whole asset, and holders would rather keep it', { skip }, async () => {
	const { api, time } = world;
	const offered = (/** @type {number} */ won) => tx().offerPurchase(CENTRE, won, hash(10));
	assert.equal(await whyNot(offered(99_999), alice), 'PriceTooLow');
	const had = await balanceOf(api, alice);
	const { purchase } = eventNamed(await does(offered(100_000), alice), 'assetFractions', 'PurchaseOffered');
	assert.ok(had - (await balanceOf(api, alice)) >= 100_000n, 'the won is there before anybody votes');
	assert.equal(await whyNot(offered(200_000), alice), 'PurchaseRuns');
	const ballot = purchase.stage.asVoting.ballot.toNumber();
	await cast(api, ballot, 'No', bob);
	await cast(api, ballot, 'Yes', hana);
	await voteIsOver(world, ballot);
	// A chain that stood still, as this one did, closes a vote up to a day later.
	await time.forward(api, (await clock(api)) + DAY + 2 * HOUR);
	const deposited = await balanceOf(api, alice);
	await until('the answer of the holders is told', () => does(tx().advance(CENTRE), charlie));
	assert.equal((await balanceOf(api, alice)) - deposited, 100_000n, 'the deposit is back');
	assert.ok((await status()).isOperating, 'nobody lost a unit');
	assert.equal(await whyNot(offered(104_999), alice), 'PurchaseRefusedLately', 'an offer that follows is 5 % higher');
});

test('residents agree to no less than what it is worth', { skip }, async () => {
	const { api } = world;
	const end = (await clock(api)) + 80 * DAY;
	/** @param {number} won */
	const agreed = (won) =>
		decideAll(api, [
			api.tx.securities.agreeRedemption(CENTRE, { payer: alice.address, won, document: hash(8), until: end }),
		]);
	assert.equal((await refusalOf(agreed(99_999))).name, 'PriceTooLow');
	await agreed(100_000);
	assert.equal((await ask(world, 'agreement', CENTRE)).unwrap().won.toNumber(), 100_000);
});

test('somebody pays for all units, each holder takes a part, and the asset ends', { skip }, async () => {
	const { api } = world;
	const { securities } = api.tx;
	assert.equal(await whyNot(securities.redeem(CENTRE), bob), 'Refused', 'nothing is paid yet');
	assert.equal(await whyNot(tx().advance(CENTRE), alice), 'NothingToDo');
	await does(securities.openRedemption(CENTRE, 100_000), alice);
	const [, own] = (await ask(world, 'instrument', CENTRE)).unwrap();
	const units = ['here', 'korea', 'abroad'].reduce((sum, seat) => sum + own.issued[seat].toNumber(), 0);
	assert.equal((await ask(world, 'may_redeem', CENTRE, bob.address)).asOk.toNumber(), 50);
	const had = await balanceOf(api, bob);
	assert.ok(isFree(await does(securities.redeem(CENTRE), bob)), 'taking what is owed is free');
	assert.equal((await balanceOf(api, bob)) - had, BigInt(Math.floor((50 * 100_000) / units)));
	const { end } = eventNamed(await advance(), 'assetFractions', 'Ended');
	assert.ok(end.isRedeemed, `${end}`);
	assert.ok((await view(api, 'AssetFractions', 'asset', CENTRE)).isNone, 'nothing of the asset is left');

	// Who comes later is paid as well.
	const before = await balanceOf(api, hana);
	await does(securities.redeem(CENTRE), hana);
	assert.equal((await balanceOf(api, hana)) - before, 2_000n + BigInt(Math.floor((20 * 100_000) / units)));
});
