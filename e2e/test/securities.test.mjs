// SPDX-License-Identifier: Apache-2.0

// A distribution centre is shared out among residents, and a plain wallet takes part. The test moves the clock of its node, for
// a sale is open for three weeks at least.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';

import { clock } from '../../tools/lib/decide.mjs';
import * as centre from '../kit/centre.mjs';
import { balanceOf, eventNamed, isFree, key, lotOf, send } from '../kit/chain.mjs';
import { noFaketime } from '../kit/clock.mjs';
import { alice, decideAll } from '../kit/decide.mjs';
import { refusalOf } from '../kit/harness.mjs';
import { ROOT } from '../kit/program.mjs';

const { BOB, CENTRE, CHARLIE, DAY, HANA, HOUR, MINUTE, SALE } = centre;
const { attest, block, bob, charlie, duri, hana, sale } = centre;
const skip = noFaketime;
/** What is given on top of the money that Cheonan sells, and that money: series of a development chain. */
const [INCENTIVE, CHEONAN_PAY] = [0, 1];

/**
 * The words that wallets keep for each reason, from their page. `crates/wallet-api` checks that they are those of the node.
 *
 * @type {Map<string, { number: number, en: string, ko: string }>}
 */
const words = new Map();
const page = readFileSync(`${ROOT}docs/connect-a-wallet.md`, 'utf8');
for (const [, number, name, en, ko] of page.matchAll(/^\| (\d+) \| `(\w+)` \| (.+) \| (.+) \|$/gm)) {
	words.set(name, { number: Number(number), en, ko });
}

/** @type {any} */
const world = {};
/** @param {string} name @param {...unknown} args */
const ask = (name, ...args) => centre.ask(world, name, ...args);
const tx = () => world.api.tx.securities;
/** Alice appraised the centre. */
const terms = () => centre.terms(world.city, [{ Person: 0 }]);
/** @param {number} units @param {object} [given] */
const bid = (units, given) => centre.bid(world.api, units, given);
/** @param {number} units @param {import('../kit/chain.mjs').KeyringPair} who @param {number} [id] */
const pledge = (units, who, id) => centre.pledge(world.api, units, who, id);

/** Why an account cannot pledge so, asked before anything is signed. @param {string} who @param {any} own */
async function whyNot(who, own) {
	const answer = await ask('may_pledge', SALE, who, own);
	assert.ok(answer.isErr, `${answer}`);
	return answer.asErr.type;
}

/** The chain refuses a call, and names the reason. @param {any} call @param {import('../kit/chain.mjs').KeyringPair} who @param {string} reason */
async function refuses(call, who, reason) {
	const refused = await refusalOf(send(world.api, call, who, block));
	assert.deepEqual([refused.name, refused.reason], ['Refused', reason]);
}

/** Units of a holder, as the storage of the stock ledger has them. @param {any} holder */
async function unitsOf(holder) {
	const found = await world.api.query.assets.account(CENTRE, await ask('holder_account', holder));
	return found.isSome ? found.unwrap().balance.toNumber() : 0;
}

before(async () => {
	if (!skip) await centre.openMarket(world, [key('//Cheongyang')]);
});

after(() => centre.closeMarket(world));

test('residents create an instrument and open a sale, and nobody else does', { skip }, async () => {
	const { api, city } = world;
	const unknown = await refusalOf(decideAll(api, [tx().createInstrument(terms())]));
	assert.equal(unknown.name, 'IssuerUnknown', 'nobody has attested the city yet');
	await attest(world);
	await decideAll(api, [tx().createInstrument(terms())]);
	const [agreed, own] = (await ask('instrument', CENTRE)).unwrap();
	assert.equal(agreed.issuer.asAccount.toString(), city.address);
	assert.deepEqual([agreed.units.toNumber(), own.ownIssued.toNumber(), own.sale.isNone], [1_000, 0, true]);

	world.sale = sale((await clock(api)) + HOUR);
	const alone = await refusalOf(send(api, tx().openSale(CENTRE, world.sale), city, block));
	assert.equal(alone.name, 'BadOrigin', 'the issuer opens no sale alone');
	const short = { ...world.sale, closes: world.sale.closes - DAY };
	assert.equal((await refusalOf(decideAll(api, [tx().openSale(CENTRE, short)]))).name, 'WindowUnsound');
	await decideAll(api, [tx().openSale(CENTRE, world.sale)]);
	const offering = (await ask('offering', SALE)).unwrap();
	assert.ok(offering.state.isOpen);
	assert.equal(offering.sale.closes.toNumber(), world.sale.closes);
});

test('a wallet says why not in two languages before anyone signs, and the chain says the same', { skip }, async () => {
	const { api, city, time } = world;
	assert.equal(await whyNot(bob.address, await bid(1)), 'NotYetOpen');
	await time.forward(api, world.sale.opensHere + MINUTE);
	/** @type {[string, number, string, object?][]} */
	const cases = [
		[alice.address, 1, 'Excluded'],
		[city.address, 1, 'Excluded'],
		[key('//Boksun').address, 1, 'NotYetOpen'],
		[bob.address, 51, 'OpeningCap'],
		[duri.address, 1, 'NotEnoughWon'],
		[key('//GrandmaCard').address, 1, 'TakerUnknown'],
		[key('//Dave').address, 1, 'TakerUnknown'],
		[bob.address, 1, 'TermsChanged', { round: 1 }],
		[bob.address, 1, 'TooLate', { deadAfter: await clock(api) }],
	];
	for (const [who, units, reason, given] of cases) {
		assert.equal(await whyNot(who, await bid(units, given)), reason);
		const { en, ko } = words.get(reason) ?? assert.fail(`no words for ${reason}`);
		assert.match(en, /^[A-Z][ -~]+\.$/);
		assert.match(ko, /^[가-힣].*\.$/);
	}
	await refuses(tx().pledge(SALE, await bid(1)), key('//Boksun'), 'NotYetOpen');
	await refuses(tx().pledge(SALE, await bid(51)), bob, 'OpeningCap');
});

test('wallets have words for exactly the reasons that the metadata names', { skip }, async () => {
	const { api } = world;
	const { fields } = api.errors.securities.Refused.meta;
	/** @type {any[]} */
	const variants = [...api.registry.lookup.getSiType(fields[0].type).def.asVariant.variants];
	const named = variants.map(({ name, index }) => [name.toString(), index.toNumber()]);
	assert.deepEqual(
		[...words].map(([name, { number }]) => [name, number]),
		named.sort(([, one], [, two]) => one - two),
	);
});

test('a resident pledges free of charge, thinks again, and has the won back', { skip }, async () => {
	const { api, time } = world;
	const own = [bob, charlie, hana];
	const had = await Promise.all(own.map((who) => balanceOf(api, who)));
	const granted = await ask('may_pledge', SALE, bob.address, await bid(50));
	assert.deepEqual(granted.asOk.toJSON(), { units: 50, seat: 'Here' });
	const sent = await pledge(50, bob);
	assert.ok(isFree(sent), 'pledging is free');
	assert.equal(eventNamed(sent, 'securities', 'Pledged').won.toNumber(), 50_000);
	await pledge(20, charlie);
	await pledge(20, hana);
	assert.equal(await balanceOf(api, (await ask('pot', SALE)).toString()), 90_000n);
	const back = await send(api, tx().cancelPledge(SALE, 10), charlie, block);
	assert.ok(isFree(back), 'so is thinking again');
	const has = await Promise.all(own.map((who) => balanceOf(api, who)));
	assert.deepEqual(
		has.map((won, i) => had[i] - won),
		[50_000n, 10_000n, 20_000n],
	);
	const { units, seat } = (await ask('pledge_of', SALE, CHARLIE)).unwrap();
	assert.deepEqual([units.toNumber(), seat.type], [10, 'Here']);
	const [[instrument, held, position]] = await ask('holdings', CHARLIE);
	assert.deepEqual([instrument, held, position.pledged].map(Number), [CENTRE, 0, 10]);

	await time.forward(api, world.sale.closes - DAY);
	assert.equal(await whyNot(bob.address, await bid(1)), 'CapUnits');
	const late = await refusalOf(send(api, tx().cancelPledge(SALE, 10), hana, block));
	assert.equal(late.name, 'TooLate', 'within two days before the close nobody cancels');
});

test('after the close anyone says how it ended, the city is paid, and units are brought to whom they belong', {
	skip,
}, async () => {
	const { api, city, time } = world;
	await time.forward(api, world.sale.closes);
	assert.equal(await whyNot(bob.address, await bid(1)), 'WrongState');
	const before = await balanceOf(api, alice);
	const decided = await send(api, tx().decide(SALE), alice, block);
	eventNamed(decided, 'securities', 'SaleDecided');
	assert.equal(await balanceOf(api, alice), before, 'who says it pays no fee');
	assert.equal((await refusalOf(send(api, tx().decide(SALE), alice, block))).name, 'AlreadyInState');

	const less = await refusalOf(decideAll(api, [tx().handOver(SALE, [[city.address, 79_999]])]));
	assert.equal(less.name, 'PayeesMismatch');
	const had = await balanceOf(api, city);
	await decideAll(api, [tx().handOver(SALE, [[city.address, 80_000]])]);
	assert.equal((await balanceOf(api, city)) - had, 80_000n);
	assert.ok((await ask('offering', SALE)).unwrap().state.isSold);

	for (const holder of [BOB, CHARLIE, HANA]) {
		assert.ok(isFree(await send(api, tx().collect(SALE, holder), duri, block)), 'Duri brings it to all of them');
	}
	assert.ok((await ask('offering', SALE)).isNone, 'nothing of the sale is left');
	assert.deepEqual(await Promise.all([BOB, CHARLIE, HANA].map(unitsOf)), [50, 10, 20]);
	assert.equal((await api.query.assets.asset(CENTRE)).unwrap().supply.toNumber(), 80);
	assert.equal(api.tx.assets, undefined, 'nobody moves units past the rules');
	const [[, held]] = await ask('holdings', BOB);
	assert.equal(held.toNumber(), 50);
});

test('the issuer takes its own units while what an office attested holds', { skip }, async () => {
	const { api, city, office } = world;
	/** @param {number} units */
	const issue = (units) => tx().issue(CENTRE, units);
	await send(api, issue(100), city, block);
	await refuses(issue(1), bob, 'Excluded');
	await send(api, tx().revokeCredential({ Account: city.address }), office, block);
	assert.equal((await ask('may', 'Issue', CENTRE, { Account: city.address }, 300)).asErr.type, 'CredentialEnded');
	await refuses(issue(300), city, 'CredentialEnded');
	await attest(world);
	await send(api, issue(300), city, block);
	await refuses(issue(1), city, 'SoldOut');
	assert.equal(await unitsOf({ Account: city.address }), 400);
	assert.equal((await api.query.assets.asset(CENTRE)).unwrap().supply.toNumber(), 480);
});

test('rent is announced a week ahead, and each holder takes a part of it in won', { skip }, async () => {
	const { api, city, time } = world;
	const now = await clock(api);
	const early = tx().distribute(CENTRE, 53_333, now + 6 * DAY);
	assert.equal((await refusalOf(send(api, early, city, block))).name, 'WindowUnsound');
	await send(api, tx().distribute(CENTRE, 53_333, now + 8 * DAY), city, block);
	assert.equal(await balanceOf(api, (await ask('purse', CENTRE)).toString()), 48_000n);
	assert.equal((await ask('dues', CENTRE, BOB)).toNumber(), 0);

	// A tenth went to the province, and 480 units share 48,000 won.
	await time.forward(api, now + 8 * DAY);
	assert.equal((await ask('dues', CENTRE, BOB)).toNumber(), 5_000);
	const had = await balanceOf(api, bob);
	assert.ok(isFree(await send(api, tx().takeWon(CENTRE), bob, block)));
	assert.equal((await balanceOf(api, bob)) - had, 5_000n);
	assert.equal((await refusalOf(send(api, tx().takeWon(CENTRE), bob, block))).name, 'NothingDue');
});

test('a holder takes the rent as Chungnam Pay, with a tenth on top', { skip }, async () => {
	const { api } = world;
	/** @param {number} amount @param {number} least */
	const takePay = (amount, least) => tx().takePay(CENTRE, CHEONAN_PAY, amount, least);
	assert.equal((await ask('dues', CENTRE, CHARLIE)).toNumber(), 1_000);
	assert.equal((await refusalOf(send(api, takePay(1_000, 101), charlie, block))).name, 'BelowMinimumIncentive');
	assert.equal((await refusalOf(send(api, takePay(1_001, 0), charlie, block))).name, 'MoreThanDue');
	assert.equal((await ask('dues', CENTRE, CHARLIE)).toNumber(), 1_000, 'nothing was taken');

	const had = await balanceOf(api, charlie);
	assert.ok(isFree(await send(api, takePay(1_000, 100), charlie, block)));
	assert.equal(await balanceOf(api, charlie), had, 'no won of his own buys');
	const lots = await Promise.all([CHEONAN_PAY, INCENTIVE].map((series) => lotOf(api, charlie, series)));
	assert.deepEqual(lots, [1_000, 100]);
	assert.equal((await refusalOf(send(api, takePay(1, 0), charlie, block))).name, 'NothingDue');
});

test('a sale that misses its target gives everything back when asked', { skip }, async () => {
	const { api, time } = world;
	const again = sale((await clock(api)) + HOUR);
	await decideAll(api, [tx().openSale(CENTRE, again)]);
	await time.forward(api, again.opensHere);
	const had = await balanceOf(api, hana);
	await pledge(5, hana, 1);
	assert.equal(had - (await balanceOf(api, hana)), 5_000n);
	await time.forward(api, again.closes);
	const ended = await send(api, tx().decide(1), alice, block);
	assert.ok(eventNamed(ended, 'securities', 'SaleEnded').state.isMissed);
	assert.ok(isFree(await send(api, tx().refund(1), hana, block)));
	assert.equal(await balanceOf(api, hana), had);
	assert.ok((await ask('offering', 1)).isNone, 'nothing of the sale is left');
	assert.equal(await unitsOf(HANA), 20);
});

test('an heir takes as many units of the dead as the heir may have', { skip }, async () => {
	const { api, time } = world;
	const hall = key('//Cheongyang');
	await send(api, api.tx.registry.recordDeath(BOB.Person), hall, block);
	await time.forward(api, (await clock(api)) + 31 * DAY);
	await send(api, api.tx.registry.nameHeir(BOB.Person, CHARLIE.Person), hall, block);
	const early = await refusalOf(send(api, tx().inherit(CENTRE, BOB.Person), charlie, block));
	assert.equal(early.name, 'NotAuthorized', 'who has not accepted inherits nothing');
	await send(api, api.tx.registry.acceptEstate(BOB.Person), charlie, block);
	assert.ok(isFree(await send(api, tx().inherit(CENTRE, BOB.Person), charlie, block)));
	assert.deepEqual(await Promise.all([BOB, CHARLIE].map(unitsOf)), [10, 50]);
});
