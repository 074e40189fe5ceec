// SPDX-License-Identifier: Apache-2.0

// Payments at a steady rate: a county with enough people and shops, everything signed before, and what became of each.

import { sleep } from '../../../tools/lib/wait.mjs';
import { connect, eventsNamed, key, send } from '../../kit/chain.mjs';
import { agreedAt, clockOf, offer } from '../../kit/consent.mjs';
import { CATEGORY, CHEONGYANG, newCommitment } from '../../kit/county.mjs';
import { websocket } from '../../kit/raw.mjs';
import { payingKey, signerFor } from './sign.mjs';

/** @typedef {'pay' | 'transfer'} Kind */
/** @typedef {Awaited<ReturnType<typeof settle>>} County */

/** Each pays every few seconds only, so that nobody's next payment waits for the last one: nonces have no gaps. */
const PEOPLE = 1_000;
const SHOPS = 100;
const REGISTERED_AT_ONCE = 250;
const GIVEN_AT_ONCE = 50;
/** Series 2 of the development networks: a month of basic income for the townships. */
const INCOME = 2;
const MONEY = 5_000;
const FEES = 2_000;
const AREA = 1;
const TICK = 20;
const WAYS = 4;
/** Milliseconds for which a payment lives: everything is signed before it is sent. */
const LIFE = 30 * 60_000;
const BLOCK = { until: 'block' };

/**
 * @template E
 * @param {E[]} list
 * @param {number} size
 */
const portions = (list, size) =>
	Array.from({ length: Math.ceil(list.length / size) }, (_, i) => list.slice(i * size, (i + 1) * size));

/**
 * Registers people and shops, and gives everybody policy money and some won for fees, by the official ways.
 *
 * @param {string} ws
 */
export async function settle(ws) {
	const api = await connect(ws);
	const office = key('//Cheongyang');
	const zone = { region: CHEONGYANG, area: AREA };
	const people = Array.from({ length: PEOPLE }, (_, i) => ({ key: payingKey(`//Load//${i}`), nonce: 0 }));
	/** @type {number[]} */
	const ids = [];
	for (const some of portions(people, REGISTERED_AT_ONCE)) {
		const at = await clockOf(api);
		const calls = some.map((person) => {
			const commitment = newCommitment();
			return { commitment, zone, key: agreedAt(api, person.key, offer.firstPhone(commitment), at) };
		});
		const done = await send(api, api.tx.registry.registerPeople(calls), office, BLOCK);
		ids.push(...eventsNamed(done, 'registry', 'PersonRegistered').map(({ person }) => person.toNumber()));
	}
	const owners = Array.from({ length: SHOPS }, (_, i) => key(`//Load//Shop//${i}`));
	const trade = { zone, category: CATEGORY.grocery, salesClass: 'Micro', operator: null };
	const at = await clockOf(api);
	const opened = await send(
		api,
		api.tx.registry.registerMerchants(
			owners.map((owner) => ({ owner: agreedAt(api, owner, offer.shop(), at), ...trade })),
		),
		office,
		BLOCK,
	);
	const shops = eventsNamed(opened, 'registry', 'MerchantRegistered').map(({ merchant }) => merchant.toNumber());
	for (const some of portions(ids, GIVEN_AT_ONCE)) {
		const payments = some.map((id) => [id, MONEY]);
		await send(api, api.tx.regionalCurrency.issue(INCOME, payments), office, BLOCK);
	}
	for (const some of portions(people, REGISTERED_AT_ONCE)) {
		const transfers = some.map((person) => api.tx.balances.transferKeepAlive(person.key.address, FEES));
		await send(api, api.tx.utility.batchAll(transfers), key('//Alice'), { until: 'final' });
	}
	// The nonce of an account with a role begins at the number of the block, not at 0.
	for (const person of people) {
		person.nonce = (await api.query.system.account(person.key.address)).nonce.toNumber();
	}
	/** @param {{ method: { toU8a: () => Uint8Array } }} tx */
	const bytes = (tx) => Buffer.from(tx.method.toU8a());
	/** @type {Record<Kind, Buffer[]>} */
	const calls = {
		pay: shops.map((shop) => bytes(api.tx.regionalCurrency.pay(shop, 10, null, 10, Date.now() + LIFE))),
		transfer: owners.map(({ address }) => bytes(api.tx.balances.transferKeepAlive(address, 1))),
	};
	return { api, people, calls };
}

/**
 * `count` signed transactions of a kind, everybody in turns, each at another shop.
 *
 * @param {County & { ws: string }} from
 * @param {Kind} kind
 * @param {number} count
 */
export async function signAll({ people, calls, ws }, kind, count) {
	const way = await websocket(Number(new URL(ws).port));
	const sign = await signerFor(async (method, params) => (await way.ask(method, params)).result);
	way.close();
	return Array.from({ length: count }, (_, i) => {
		const person = people[i % people.length];
		const tx = sign(person.key, calls[kind][i % calls[kind].length], person.nonce);
		person.nonce += 1;
		return tx;
	});
}

/**
 * Sends at `rate` a second over a few connections, and waits for the answers: how many the pool took, and what it said
 * else.
 *
 * @param {string} ws
 * @param {string[]} txs
 * @param {number} rate
 */
export async function sendAll(ws, txs, rate) {
	const port = Number(new URL(ws).port);
	const ways = await Promise.all(Array.from({ length: WAYS }, () => websocket(port)));
	const began = performance.now();
	const answers = [];
	/** @type {Map<string, number>} */
	const sentAt = new Map();
	let next = 0;
	while (next < txs.length) {
		const due = Math.min(txs.length, Math.floor(((performance.now() - began) / 1_000) * rate));
		for (; next < due; next += 1) {
			sentAt.set(txs[next], performance.now());
			answers.push(ways[next % WAYS].ask('author_submitExtrinsic', [txs[next]]));
		}
		await sleep(TICK);
	}
	const seconds = (performance.now() - began) / 1_000;
	const refused = (await Promise.all(answers))
		.filter(({ error }) => error)
		.map(({ error }) => `${error.code}: ${error.message} ${error.data ?? ''}`.trim());
	for (const { close } of ways) close();
	return { sentAt, seconds, refused };
}
