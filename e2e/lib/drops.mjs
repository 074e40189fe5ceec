// SPDX-License-Identifier: Apache-2.0

// Money that arrives by itself: cohorts, programmes of vouchers, beacons, and a basic income, by the official ways.

import { setTimeout as sleep } from 'node:timers/promises';

import { eventNamed, eventsNamed, send, view } from './chain.mjs';
import { CHEONGYANG, newCommitment, newKey, setOf } from './county.mjs';

const DAY = 24 * 60 * 60 * 1000;
const SEOUL = 9 * 60 * 60 * 1000;
const BLOCK = { until: 'block' };
const WAIT_BLOCKS = 20;

/** The Korean day of a moment, counted from 1 January 1970. */
export const koreanDay = (moment) => Math.floor((moment + SEOUL) / DAY);

/** The first moment of a Korean day. */
export const startOfDay = (day) => day * DAY - SEOUL;

/** The Korean month of a moment, counted from January of year 0. */
export function koreanMonth(moment) {
	const seoul = new Date(moment + SEOUL);
	return seoul.getUTCFullYear() * 12 + seoul.getUTCMonth();
}

/** What the chain's clock says. */
export const now = async (api) => (await api.query.timestamp.now()).toNumber();

/** The rules of series that are spent everywhere on everything for 90 days, but for what `given` says. */
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

/** A cohort of the county with these people in it. */
export async function createCohort(api, office, people) {
	const created = await send(api, api.tx.registry.createCohort(CHEONGYANG), office, BLOCK);
	const cohort = eventNamed(created, 'registry', 'CohortCreated').cohort.toNumber();
	await send(api, api.tx.registry.enrol(cohort, people), office, BLOCK);
	return cohort;
}

/** A programme with a budget. */
export async function createProgramme(api, office, plan, budget, given = {}) {
	const create = api.tx.voucherDrops.createProgramme(plan, template(office, given), office.address);
	const created = await send(api, create, office, BLOCK);
	const programme = eventNamed(created, 'voucherDrops', 'ProgrammeCreated').programme.toNumber();
	if (budget > 0) await send(api, api.tx.voucherDrops.fund(programme, budget), office, BLOCK);
	return programme;
}

/** One drop for a cohort, today. */
export const onceToday = async (api, cohort, perHead) => ({
	Cohort: {
		cohort,
		perHead,
		schedule: { Once: koreanDay(await now(api)) },
		end: { Count: 1 },
		claimDays: null,
		maxArrears: 10,
	},
});

/** People from elsewhere, each with a phone: their passes. */
export async function registerVisitors(api, office, count) {
	const phones = Array.from({ length: count }, newKey);
	const passes = phones.map((phone) => ({ commitment: newCommitment(), key: phone.address }));
	const call = api.tx.registry.registerVisitors(CHEONGYANG, passes);
	const result = await send(api, call, office, BLOCK);
	const ids = eventsNamed(result, 'registry', 'VisitorRegistered').map(({ person }) => person.toNumber());
	return phones.map((phone, i) => ({ id: ids[i], phone }));
}

/** Registers a beacon with a key of its own. */
export async function placeBeacon(api, office, programme, area = 1, perSlot = 100) {
	const device = newKey();
	const zone = { region: CHEONGYANG, area };
	const call = api.tx.voucherDrops.registerBeacon(programme, device.address, zone, perSlot);
	const result = await send(api, call, office, BLOCK);
	return { id: eventNamed(result, 'voucherDrops', 'BeaconRegistered').beacon.toNumber(), device };
}

/** What a beacon signs when it sees a pass. */
export async function sight(api, programme, beacon, person) {
	const slot = (await view(api, 'VoucherDrops', 'current_slot', programme)).unwrap();
	const payload = await view(api, 'VoucherDrops', 'sight_payload', programme, beacon.id, slot, person);
	const signature = { Sr25519: beacon.device.sign(payload.toU8a(true)) };
	return { beacon: beacon.id, slot, signature };
}

/** The wallet of a key. */
export const walletOf = async (api, phone) =>
	(await view(api, 'RegionalCurrency', 'wallet', phone.address)).unwrap();

/** Waits until the wallet of a key has a lot that `matches`; nobody sends anything meanwhile. */
export async function lotArrives(api, phone, matches) {
	for (let i = 0; i < WAIT_BLOCKS; i += 1) {
		const lot = (await walletOf(api, phone)).lots.find(matches);
		if (lot) return lot;
		await sleep(500);
	}
	throw new Error('The money did not arrive.');
}

