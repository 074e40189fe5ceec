// SPDX-License-Identifier: Apache-2.0

// A small county of its own, set up on any development chain by the official ways: residents appoint an office;
// the office registers people and shops, defines series and gives out money that the bank holds. Every caller gets new
// people and shops, so nothing here depends on what happened on the chain before.

import { randomBytes } from 'node:crypto';

import { eventNamed, eventsNamed, key, send } from './chain.mjs';
import { agreedAt, clockOf, offer } from './consent.mjs';
import { alice, decideAll } from './decide.mjs';

const DAY = 24 * 60 * 60 * 1000;
const ALL_REGIONS = 0xfffe;
/** Everything but to state the reserve and to mint: no office both states it and makes won against it, as a sale does. */
const ALL_SCOPES = 0xff;
const RESERVE = 8;
const MINT = 9;
const ALL_CATEGORIES = '0xffffffffffffffff';
const PERCENT = 10_000_000;

/** Cities and counties by their number in the law's order. */
export const CHEONGYANG = 12;
export const BORYEONG = 3;

/** Shop categories, as in crates/primitives. */
export const CATEGORY = { restaurant: 0, grocery: 1, pharmacy: 5, hanaroMart: 9, convenienceStore: 12 };

/** @typedef {import('./chain.mjs').Api} Api */
/** @typedef {import('./chain.mjs').KeyringPair} KeyringPair */

/** The set with these numbers in it, as the chain writes sets. @param {...number} numbers */
export const setOf = (...numbers) => `0x${numbers.reduce((s, n) => s | (1n << BigInt(n)), 0n).toString(16)}`;

export const newCommitment = () => `0x${randomBytes(32).toString('hex')}`;

/** A key nobody has used before. */
export const newKey = () => key(`//e2e//${randomBytes(8).toString('hex')}`);

/**
 * The rules of a series that is spent everywhere on everything for 90 days, but for what `given` says.
 *
 * @param {object} [given]
 */
export function rules(given = {}) {
	const now = Date.now();
	return {
		places: 'Province',
		openToAll: 0,
		categories: ALL_CATEGORIES,
		caps: [],
		salesClasses: setOf(0, 1),
		gift: null,
		refund: null,
		sale: null,
		opens: now - DAY,
		expires: now + 90 * DAY,
		toRouter: 0,
		...given,
	};
}

/** All or none of the calls, in one transaction. @param {Api} api @param {any[]} calls */
export const together = (api, calls) => api.tx.utility.batchAll(calls);

/**
 * Appoints an office that may do everything but state the reserve and mint, a second desk that only reviews and freezes,
 * a bank that only states the reserve, and a treasury that only mints.
 *
 * @param {Api} api
 */
async function appoint(api) {
	const [office, desk, bank, treasury] = [newKey(), newKey(), newKey(), newKey()];
	const appointAttester = api.tx.registry.appointAttester;
	await send(
		api,
		together(api, [
			api.tx.balances.transferKeepAlive(office.address, 100_000),
			api.tx.balances.transferKeepAlive(desk.address, 10_000),
			api.tx.balances.transferKeepAlive(bank.address, 10_000),
			api.tx.balances.transferKeepAlive(treasury.address, 10_000),
		]),
		alice,
		{ until: 'block' },
	);
	await decideAll(api, [
		appointAttester(office.address, ALL_REGIONS, ALL_SCOPES),
		appointAttester(desk.address, ALL_REGIONS, setOf(1, 7)),
		appointAttester(bank.address, ALL_REGIONS, setOf(RESERVE)),
		appointAttester(treasury.address, ALL_REGIONS, setOf(MINT)),
	]);
	for (const institution of [office, desk, bank, treasury]) {
		await send(api, api.tx.registry.acceptMandate(), institution, { until: 'block' });
	}
	return { office, desk, bank, treasury };
}

/**
 * `Object.fromEntries`, which forgets the names.
 *
 * @template {string} N
 * @template V
 * @param {[N, V][]} pairs
 */
const fromPairs = (pairs) => /** @type {Record<N, V>} */ (Object.fromEntries(pairs));

/**
 * Registers people, each with a phone: `{ name: [region, area] }` -> `{ name: { id, phone } }`.
 *
 * @template {string} N
 * @param {Api} api
 * @param {KeyringPair} office
 * @param {Record<N, [number, number]>} homes
 * @returns {Promise<Record<N, { id: number, phone: KeyringPair }>>}
 */
export async function registerPeople(api, office, homes) {
	const entries = /** @type {[N, [number, number]][]} */ (Object.entries(homes));
	const people = entries.map(([name, [region, area]]) => ({
		name,
		zone: { region, area },
		phone: newKey(),
	}));
	const at = await clockOf(api);
	const calls = people.map(({ zone, phone }) => {
		const commitment = newCommitment();
		return { commitment, zone, key: agreedAt(api, phone, offer.firstPhone(commitment), at) };
	});
	const result = await send(api, api.tx.registry.registerPeople(calls), office, { until: 'block' });
	const ids = eventsNamed(result, 'registry', 'PersonRegistered').map((event) => event.person.toNumber());
	return fromPairs(people.map(({ name, phone }, i) => [name, { id: ids[i], phone }]));
}

/**
 * Registers shops: `{ name: [region, area, category, salesClass] }` -> `{ name: { id, owner } }`.
 *
 * @template {string} N
 * @param {Api} api
 * @param {KeyringPair} office
 * @param {Record<N, [number, number, number, string]>} places
 * @returns {Promise<Record<N, { id: number, owner: KeyringPair }>>}
 */
export async function registerShops(api, office, places) {
	const entries = /** @type {[N, [number, number, number, string]][]} */ (Object.entries(places));
	const shops = entries.map(([name, place]) => ({ name, place, owner: newKey() }));
	const at = await clockOf(api);
	const calls = shops.map(({ place: [region, area, category, salesClass], owner }) => ({
		owner: agreedAt(api, owner, offer.shop(), at),
		operator: null,
		zone: { region, area },
		category,
		salesClass,
	}));
	const result = await send(api, api.tx.registry.registerMerchants(calls), office, { until: 'block' });
	const ids = eventsNamed(result, 'registry', 'MerchantRegistered').map((event) => event.merchant.toNumber());
	return fromPairs(shops.map(({ name, owner }, i) => [name, { id: ids[i], owner }]));
}

/**
 * Raises the reserve that the bank states by `amount`, which the treasury mints for the office, as a bank deposit would.
 *
 * @param {Api} api
 * @param {{ office: KeyringPair, bank: KeyringPair, treasury: KeyringPair }} offices
 * @param {number} amount
 */
export async function deposit(api, { office, bank, treasury }, amount) {
	const { balance } = await api.query.reserve.reserveState();
	// Half is for what is sold over the counter later: it is minted then.
	const stated = balance.toBigInt() + 2n * BigInt(amount);
	await send(api, api.tx.reserve.attestReserve(stated, newCommitment()), bank, { until: 'block' });
	await send(api, api.tx.reserve.mint(office.address, amount), treasury, { until: 'block' });
}

/**
 * Defines a series funded by the office alone; pays `budget` into it. Gives its number.
 *
 * @param {Api} api
 * @param {KeyringPair} office
 * @param {string} money
 * @param {object} given
 * @returns {Promise<number>}
 */
export async function createSeries(api, office, money, given, budget = 0) {
	const funders = [{ account: office.address, level: 'Municipality', share: 100 * PERCENT }];
	const create = api.tx.regionalCurrency.createSeries(money, setOf(CHEONGYANG), funders, rules(given));
	const result = await send(api, create, office, { until: 'block' });
	const id = eventNamed(result, 'regionalCurrency', 'SeriesCreated').series.toNumber();
	if (budget > 0) await send(api, api.tx.regionalCurrency.fund(id, budget), office, { until: 'block' });
	return id;
}

/**
 * Gives policy money to people: `[[person, won]]`.
 *
 * @param {Api} api
 * @param {KeyringPair} office
 * @param {number} series
 * @param {[number, number][]} payments
 */
export const issue = (api, office, series, payments) =>
	send(api, api.tx.regionalCurrency.issue(series, payments), office, { until: 'block' });

/**
 * The whole county. Series: `income` is a month of basic income (own county, not in large shops, 50,000 won a month in
 * convenience stores), `bought` is purchased money with 10 % incentive from `incentive`.
 *
 * @param {Api} api
 */
export async function openCounty(api) {
	const { office, desk, bank, treasury } = await appoint(api);
	await deposit(api, { office, bank, treasury }, 20_000_000);
	const people = await registerPeople(api, office, {
		kim: [CHEONGYANG, 1],
		lee: [CHEONGYANG, 1],
		park: [CHEONGYANG, 2],
	});
	const shops = await registerShops(api, office, {
		restaurant: [CHEONGYANG, 1, CATEGORY.restaurant, 'Micro'],
		grocer: [CHEONGYANG, 1, CATEGORY.grocery, 'Small'],
		store: [CHEONGYANG, 1, CATEGORY.convenienceStore, 'Small'],
		hanaro: [CHEONGYANG, 1, CATEGORY.hanaroMart, 'Large'],
		boryeong: [BORYEONG, 0, CATEGORY.restaurant, 'Micro'],
	});
	const cap = {
		id: 1_000_000 + Math.floor(Math.random() * 1e9),
		categories: setOf(CATEGORY.convenienceStore),
		perMonth: 50_000,
	};
	const income = await createSeries(api, office, 'Policy', { places: 'HomeRegion', caps: [cap] }, 5_000_000);
	const incentive = await createSeries(api, office, 'Incentive', { places: 'HomeRegion' }, 1_000_000);
	const bought = await createSeries(api, office, 'Purchased', {
		places: 'HomeRegion',
		gift: { perGift: 50_000, perMonth: 100_000 },
		refund: { used: 60, smallAmount: 10_000, smallUsed: 80, afterEnd: 30 * DAY },
		sale: {
			limits: cap.id,
			closes: Date.now() + 60 * DAY,
			perMonth: 700_000,
			specialMonths: [],
			holding: 1_500_000,
			incentive: { series: incentive, rate: 10 * PERCENT, perMonth: 70_000, perYear: 840_000 },
			undoWithin: 7 * DAY,
		},
	});
	return { office, desk, people, shops, series: { income, incentive, bought } };
}
