// SPDX-License-Identifier: Apache-2.0

// Money that arrives by itself: cohorts, programmes of vouchers, beacons, and a basic income, by the official ways.

import { until } from '../../tools/lib/wait.mjs';
import { eventNamed, eventsNamed, send, view, walletOf } from './chain.mjs';
import { agreedAt, clockOf, offer } from './consent.mjs';
import { CHEONGYANG, newCommitment, newKey, setOf } from './county.mjs';

/** @typedef {import('./chain.mjs').Api} Api */
/** @typedef {import('./chain.mjs').KeyringPair} KeyringPair */

const HOUR = 60 * 60 * 1000;
const DAY = 24 * HOUR;
const SEOUL = 9 * 60 * 60 * 1000;
const BLOCK = { until: 'block' };
const WAIT = 10_000;

/** The Korean day of a moment, counted from 1 January 1970. @param {number} moment */
export const koreanDay = (moment) => Math.floor((moment + SEOUL) / DAY);

/** The first moment of a Korean day. @param {number} day */
export const startOfDay = (day) => day * DAY - SEOUL;

/** The Korean month of a moment, counted from January of year 0. @param {number} moment */
export function koreanMonth(moment) {
	const seoul = new Date(moment + SEOUL);
	return seoul.getUTCFullYear() * 12 + seoul.getUTCMonth();
}

/** What the chain's clock says. @param {Api} api @returns {Promise<number>} */
export const now = async (api) => (await api.query.timestamp.now()).toNumber();

/**
 * The rules of series that are spent everywhere on everything for 90 days, but for what `given` says.
 *
 * @param {KeyringPair} funder
 * @param {object} [given]
 */
export function template(funder, given = {}) {
	return {
		issuers: setOf(CHEONGYANG),
		funders: [{ account: funder.address, level: 'Municipality', share: 1_000_000_000 }],
		places: 'Province',
		openToAll: 0,
		categories: '0xffffffffffffffff',
		caps: [],
		salesClasses: setOf(0, 1),
		toRouter: 0,
		validDays: 90,
		...given,
	};
}

/**
 * A cohort of the county with these people in it.
 *
 * @param {Api} api
 * @param {KeyringPair} office
 * @param {number[]} people
 * @returns {Promise<number>}
 */
export async function createCohort(api, office, people) {
	const created = await send(api, api.tx.registry.createCohort(CHEONGYANG), office, BLOCK);
	const cohort = eventNamed(created, 'registry', 'CohortCreated').cohort.toNumber();
	await send(api, api.tx.registry.enrol(cohort, people), office, BLOCK);
	return cohort;
}

/**
 * A programme with a budget.
 *
 * @param {Api} api
 * @param {KeyringPair} office
 * @param {object} plan
 * @param {number} budget
 * @param {object} [given]
 * @returns {Promise<number>}
 */
export async function createProgramme(api, office, plan, budget, given = {}) {
	const create = api.tx.voucherDrops.createProgramme(plan, template(office, given), office.address);
	const created = await send(api, create, office, BLOCK);
	const programme = eventNamed(created, 'voucherDrops', 'ProgrammeCreated').programme.toNumber();
	if (budget > 0) await send(api, api.tx.voucherDrops.fund(programme, budget), office, BLOCK);
	return programme;
}

/**
 * Waits until a programme has opened, which it does by itself once its budget is whole.
 *
 * @param {Api} api
 * @param {number} programme
 */
export const opened = (api, programme) =>
	until(
		`Programme ${programme} opens`,
		async () => (await view(api, 'VoucherDrops', 'missing_budget', programme)).isNone,
		{ every: 300 },
	);

/**
 * A programme of the county that gives at a place from an hour ago on, with its budget: to 10 people after one sight, but
 * for what `given` says. It is open.
 *
 * @param {{ api: Api, office: KeyringPair }} world
 * @param {{ perHead?: number, claims?: number, sights?: number }} [given]
 */
export async function placeProgramme({ api, office }, { perHead = 20_000, claims = 10, sights = 1 } = {}) {
	const opens = (await now(api)) - HOUR;
	const Place = {
		perHead,
		claims,
		window: { opens, closes: opens + DAY },
		zones: [{ region: CHEONGYANG, area: 1 }],
		sights,
		slot: HOUR,
		visitorsOnly: true,
	};
	const programme = await createProgramme(api, office, { Place }, perHead * claims);
	// It opens by itself in one of the next blocks.
	await opened(api, programme);
	return programme;
}

/** One drop for a cohort, today. @param {Api} api @param {number} cohort @param {number} perHead */
export const onceToday = async (api, cohort, perHead) => ({
	Cohort: {
		cohort,
		perHead,
		schedule: { Once: koreanDay(await now(api)) },
		end: { Count: 1 },
		claimDays: null,
		maxArrears: 10,
		catchesUp: true,
	},
});

/**
 * People from elsewhere, each with a phone: their passes.
 *
 * @param {Api} api
 * @param {KeyringPair} office
 * @param {number} count
 */
export async function registerVisitors(api, office, count) {
	const phones = Array.from({ length: count }, newKey);
	const at = await clockOf(api);
	const passes = phones.map((phone) => {
		const commitment = newCommitment();
		return { commitment, key: agreedAt(api, phone, offer.firstPhone(commitment), at) };
	});
	const call = api.tx.registry.registerVisitors(CHEONGYANG, passes);
	const result = await send(api, call, office, BLOCK);
	const ids = eventsNamed(result, 'registry', 'VisitorRegistered').map(({ person }) => person.toNumber());
	return phones.map((phone, i) => ({ id: ids[i], phone }));
}

/** Registers a beacon with a key of its own. @param {Api} api @param {KeyringPair} office @param {number} programme */
export async function placeBeacon(api, office, programme, area = 1, perSlot = 100) {
	const device = newKey();
	const zone = { region: CHEONGYANG, area };
	const call = api.tx.voucherDrops.registerBeacon(programme, device.address, zone, perSlot);
	const result = await send(api, call, office, BLOCK);
	return { id: eventNamed(result, 'voucherDrops', 'BeaconRegistered').beacon.toNumber(), device };
}

/**
 * What a beacon signs when it sees a pass.
 *
 * @param {Api} api
 * @param {number} programme
 * @param {{ id: number, device: KeyringPair }} beacon
 * @param {number} person
 */
export async function sight(api, programme, beacon, person) {
	const slot = (await view(api, 'VoucherDrops', 'current_slot', programme)).unwrap();
	const payload = await view(api, 'VoucherDrops', 'sight_payload', programme, beacon.id, slot, person);
	const signature = { Sr25519: beacon.device.sign(payload.toU8a(true)) };
	return { beacon: beacon.id, slot, signature };
}

/** True for a lot that a programme opened. @param {number} programme @returns {(lot: any) => boolean} */
export const isOf = (programme) => (lot) =>
	lot.opener.isSome && lot.opener.unwrap().isProgramme && lot.opener.unwrap().asProgramme.eq(programme);

/**
 * Waits until the wallet of a key has a lot that `matches`; nobody sends anything meanwhile.
 *
 * @param {Api} api
 * @param {KeyringPair} phone
 * @param {(lot: any) => boolean} matches
 */
export async function lotArrives(api, phone, matches) {
	const lot = async () => (await walletOf(api, phone)).lots.find(matches);
	return (await until('The money arrives', lot, { limit: WAIT, every: 500 })).answer;
}
