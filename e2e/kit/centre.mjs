// SPDX-License-Identifier: Apache-2.0

// A distribution centre that is shared out among residents, on a chain whose clock a test moves: a sale is open for three
// weeks at least.

import { ballotOf, clock } from '../../tools/lib/decide.mjs';
import { must, until } from '../../tools/lib/wait.mjs';
import { balanceOf, connect, key, send, view } from './chain.mjs';
import { startClockNode } from './clock.mjs';
import { CHEONGYANG, newKey, setOf, together } from './county.mjs';
import { alice, decideAll } from './decide.mjs';

/** @typedef {import('./chain.mjs').Api} Api */
/** @typedef {import('./chain.mjs').KeyringPair} KeyringPair */

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
export const PERCENT = 10_000_000;
export const block = { until: 'block' };
const PROVINCE = 0xfffe;
const INVESTORS = 13;
/** How long reviewers and holders look at what is shown for a payment. */
const REVIEW = 14 * DAY;

/** The hash of what investors read. */
export const document = `0x${'01'.repeat(32)}`;
/** Units change hands, and the fund router gets a thousandth. */
export const licence = { document, feeBp: 10 };
/** The first instrument of this chain, and the first sale. */
export const CENTRE = 0;
export const SALE = 0;
/** The people of a development chain by number. */
export const [BOB, CHARLIE, HANA] = [1, 2, 4].map((person) => ({ Person: person }));
export const [bob, charlie, hana, duri] = ['//Bob', '//Charlie', '//Hana', '//Duri'].map(key);

/**
 * The issuer issues 1,000 units and may keep 400 of them; a resident of Cheongyang may have 50.
 *
 * @param {KeyringPair} issuer
 * @param {object[]} related who may not buy, in the order of the chain
 */
export const terms = (issuer, related) => ({
	issuer: { Account: issuer.address },
	document,
	form: 'TrustCertificate',
	register: 'Mirror',
	filing: `0x${'02'.repeat(32)}`,
	regions: setOf(CHEONGYANG),
	residentBefore: null,
	units: 1_000,
	ownUnits: 400,
	outsideMost: 600,
	abroadMost: 100,
	publicShare: 10 * PERCENT,
	publicSource: 'AssetIncome',
	caps: { retail: { units: 50, wonAYear: 1_000_000 } },
	related,
});

/** A hundred units for 1,000 won each, in the shortest sale there is. The issuer gets the money if 80 are pledged. @param {number} opens */
export const sale = (opens) => ({
	price: 1_000,
	ticket: 1,
	hardCap: 100,
	softCap: 80,
	openingCap: 50,
	opensHere: opens,
	opensKorea: opens + 7 * DAY,
	opensAbroad: opens + 14 * DAY,
	closes: opens + 21 * DAY,
	document,
	refundUntil: opens + 21 * DAY + 3_650 * DAY,
});

/** What somebody saw and signs. @param {Api} api @param {number} units @param {object} [given] */
export const bid = async (api, units, given = {}) => ({
	...{ units, least: units, round: 0, document, deadAfter: (await clock(api)) + 5 * MINUTE },
	...given,
});

/** @param {Api} api @param {number} units @param {KeyringPair} who @param {number} [id] */
export const pledge = async (api, units, who, id = SALE) =>
	send(api, api.tx.securities.pledge(id, await bid(api, units)), who, block);

/** What an office attests of a city, for a year. @param {{ api: Api, city: KeyringPair, office: KeyringPair }} world */
export async function attest({ api, city, office }) {
	const until = (await clock(api)) + 365 * DAY;
	const call = api.tx.securities.attestInvestor({ Account: city.address }, { seat: 'Korea', class: 'Public', until });
	await send(api, call, office, block);
}

/**
 * Fills in a node with a clock of its own, a city that will issue units, and an office that attests investors. All of them
 * and these others have 100,000 won. What fails in between leaves a node that `closeMarket` stops.
 *
 * @param {any} world
 * @param {KeyringPair[]} others
 */
export async function openMarket(world, others) {
	world.time = await startClockNode();
	world.api = await connect(world.time.node.ws);
	Object.assign(world, { city: newKey(), office: newKey() });
	const { api, city, office } = world;
	const people = [bob, charlie, hana, city, office, ...others];
	const gifts = people.map(({ address }) => api.tx.balances.transferKeepAlive(address, 100_000));
	await send(api, together(api, gifts), alice, block);
	await decideAll(api, [api.tx.registry.appointAttester(office.address, PROVINCE, setOf(INVESTORS))]);
	await send(api, api.tx.registry.acceptMandate(), office, block);
}

/** @param {any} world */
export async function closeMarket(world) {
	await world.api?.disconnect();
	await world.time?.stop();
}

/** Asks a view function about securities. @param {any} world @param {string} name @param {...unknown} args */
export const ask = ({ api }, name, ...args) => view(api, 'Securities', name, ...args);

/**
 * Has Alice take the next step of an asset or a project, for which nobody pays.
 *
 * @param {{ api: Api }} world
 * @param {any} call
 */
export async function nextStep({ api }, call) {
	const had = await balanceOf(api, alice);
	const sent = await send(api, call, alice, block);
	must((await balanceOf(api, alice)) === had, 'What follows by itself is not free');
	return sent;
}

/**
 * Waits until these payments of an envelope can be collected: the ballot of the holders ends, and a day later nobody can doubt
 * how.
 *
 * @param {any} world
 * @param {number} envelope
 * @param {number[]} payments
 */
export async function reviewEnds({ api, time }, envelope, payments) {
	await time.forward(api, (await clock(api)) + REVIEW);
	await time.forward(api, (await clock(api)) + DAY + 2 * HOUR);
	await until('what was shown is payable', async () => {
		const [, parts] = (await view(api, 'Escrow', 'envelope', envelope)).unwrap();
		return payments.every((payment) => parts[payment].state.isPayable);
	});
}

/** Waits until a vote is over for good. @param {any} world @param {number} ballot */
export const voteIsOver = ({ api, time }, ballot) =>
	until('the vote is over for good', async () => {
		const own = await ballotOf(api, ballot);
		if (!own || (!own.running && (await clock(api)) >= own.finalAt)) return true;
		await time.forward(api, Math.max(own.finalAt, own.closes) + MINUTE);
		return false;
	});
