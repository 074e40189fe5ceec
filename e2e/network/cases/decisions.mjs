// SPDX-License-Identifier: Apache-2.0

// What residents decide about the chain itself: a newer runtime under load, the repair after a failed migration, and a new set
// for finality where a third of the validators lost their keys.

import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { must, seconds, until } from '../../../tools/lib/wait.mjs';
import { Refused, send } from '../../kit/chain.mjs';
import { alice, decide, seats, town, withApi } from '../../kit/decide.mjs';
import { payee } from '../../kit/keys.mjs';
import { CODE, nextVersion } from '../../kit/runtime.mjs';
import { itemKey } from '../../kit/spec.mjs';
import { newKeys } from '../lib/keys.mjs';
import { Load, noPaymentLost } from '../lib/payments.mjs';
import { authorities } from '../lib/slots.mjs';

const RATE = 10;
/** Half of the members must be enough to make the blocks of two sessions, every second slot. */
const TWO_SESSIONS = 300_000;
/** All nodes of a network compile the same runtime at once, on the cores of one machine. */
const COMPILED = 240_000;
/** @typedef {import('../lib/bench.mjs').Bench} Bench */
/** @typedef {import('../../kit/net-node.mjs').NetNode} NetNode */
/** @typedef {import('../../kit/network.mjs').Network} Network */
/** @typedef {import('../../kit/chain.mjs').Api} Api */

/** The runtime that runs, and the next one. @param {NetNode} node @param {Api} api */
async function runtimes(node, api) {
	const version = (await node.ask('state_getRuntimeVersion')).specVersion;
	const next = nextVersion(await node.ask('state_getStorage', [CODE]), version);
	return { version, next, hash: api.registry.hash(Buffer.from(next.slice(2), 'hex')).toHex() };
}

/**
 * Brings an authorized runtime in, and waits until every node runs it, and the chain knows that it does.
 *
 * @param {Network} net
 * @param {Api} api
 * @param {{ version: number, next: string }} about
 */
async function apply(net, api, { version, next }) {
	await send(api, api.tx.system.applyAuthorizedUpgrade(next), alice, { until: 'block' });
	for (const node of net.live) {
		await until(
			`${node.name} runs runtime ${version + 1}`,
			async () => (await node.ask('state_getRuntimeVersion')).specVersion === version + 1,
			{ limit: COMPILED },
		);
	}
	const isKnown = async () => {
		const last = await api.query.system.lastRuntimeUpgrade();
		return last.unwrap().specVersion.toNumber() === version + 1;
	};
	await until('The chain knows which runtime ran last', isKnown, { limit: COMPILED });
}

/** @param {Bench} bench */
async function upgrade(bench) {
	const net = await bench.network();
	const load = await Load.begin(net, { perSecond: RATE });
	await load.flows();
	const figures = await withApi(net.full, async (api) => {
		const { version, next, hash } = await runtimes(net.full, api);
		const began = performance.now();
		await decide(api, api.tx.system.authorizeUpgrade(hash), town);
		const decided = performance.now();
		const authorized = (await api.query.system.authorizedUpgrade()).unwrap().codeHash.toHex();
		must(authorized === hash, `${authorized} is authorized, and residents decided on ${hash}`);
		const before = load.payments.length;
		await apply(net, api, { version, next });
		const applied = performance.now();
		await net.goesOn(5);
		return { version, before, vote: decided - began, change: applied - decided };
	});
	// Those who pay notice the change by themselves: a payment that was signed for the old rules is refused and sent anew.
	await load.flows(20);
	await load.end();
	const kept = await noPaymentLost(net, load);
	net.noPanic();
	const { version, before, vote, change } = figures;
	return `runtime ${version + 1} authorized ${seconds(vote)} after the petition was filed, and run by all five nodes ${seconds(change)} later; ${kept.payments - before} payments final since, ${[...load.refused.values()].reduce((a, b) => a + b, 0)} refused and sent anew, ${kept.payments} in all and none lost`;
}

/**
 * Changes a raw genesis so that the first block is an upgrade on top of a migration that is under way: the pallet of migrations calls
 * that a failure.
 *
 * @param {Network} net
 */
function beginHalfWay(net) {
	const spec = JSON.parse(readFileSync(net.chain, 'utf8'));
	const { top } = spec.genesis.raw;
	top[itemKey('Migrations', 'Cursor')] = '0x00000000000000000000';
	const last = itemKey('System', 'LastRuntimeUpgrade');
	must(last in top, 'The genesis does not say which runtime ran last');
	// A compact number of two bytes: one version less.
	const bytes = Buffer.from(top[last].slice(2), 'hex');
	must((bytes[0] & 3) === 1, 'The version is longer or shorter than two bytes');
	bytes.writeUInt16LE(bytes.readUInt16LE(0) - 4, 0);
	top[last] = `0x${bytes.toString('hex')}`;
	writeFileSync(net.chain, JSON.stringify(spec));
}

/** What a payment is refused with, or `null`. @param {Api} api */
async function payingFailsWith(api) {
	try {
		await send(api, api.tx.balances.transferKeepAlive(payee.address, 7), alice, { until: 'block' });
		return null;
	} catch (error) {
		return error instanceof Refused ? error.name : String(error);
	}
}

/** What stops people's calls. @param {Api} api */
const brakesOf = async (api) => (await api.call.operatorApi.pulse()).brakes;

/** Has a repair decided and run while nobody can pay. @param {Network} net @param {Api} api */
async function repairInSafeMode(net, api) {
	const { safeMode, migrations } = await brakesOf(api);
	must(migrations.isFailed && safeMode.isHolds, `It did not fail: ${safeMode}, ${migrations}`);
	must((await payingFailsWith(api)) === 'CallFiltered', 'In safe mode somebody pays');
	const began = performance.now();
	const { version, next, hash } = await runtimes(net.full, api);
	const repair = api.tx.system.authorizeUpgrade(hash);
	await decide(api, api.tx.civicGovernance.whitelist(repair.method.hash), seats);
	await decide(api, repair, town, { track: 'Whitelisted' });
	await apply(net, api, { version, next });
	return { version: version + 1, took: performance.now() - began };
}

/** The seats end safe mode, which nobody else did, and people pay again. @param {Api} api */
async function endSafeMode(api) {
	const began = performance.now();
	must((await brakesOf(api)).safeMode.isHolds, 'Safe mode ended before anybody ended it');
	await decide(api, api.tx.safeMode.forceExit(), seats);
	const { safeMode, migrations } = await brakesOf(api);
	must(safeMode.isOff && migrations.isIdle, `It is not healed: ${safeMode}, ${migrations}`);
	const refusal = await payingFailsWith(api);
	must(refusal === null, `Healed, nobody can pay: ${refusal}`);
	return performance.now() - began;
}

/** @param {Bench} bench */
async function failedMigration(bench) {
	const net = await bench.network({ prepare: beginHalfWay });
	const repair = await withApi(net.full, (api) => repairInSafeMode(net, api));
	// A new connection: the library reads less of the metadata after an upgrade than at the beginning.
	const end = await withApi(net.full, endSafeMode);
	await net.goesOn(5);
	net.noPanic();
	return `safe mode from block 1 and no payment; the repair (runtime ${repair.version}) whitelisted by the seats, voted and run after ${seconds(repair.took)}, all in safe mode; ended by the seats ${seconds(end)} later, and payments go on`;
}

/** Loses the keys of a validator and starts it without any. @param {NetNode} node */
async function loseKeys(node) {
	await node.stop();
	rmSync(join(node.folder, 'keystore'), { recursive: true, force: true });
	node.start();
	await node.ready();
}

/** @param {Bench} bench */
async function lostKeys(bench) {
	const net = await bench.network({ sessionLength: 20 });
	await net.goesOn(5);
	const lost = net.validators.slice(2);
	for (const node of lost) await loseKeys(node);
	const began = performance.now();
	const figures = await withApi(net.full, async (api) => {
		/** @type {string[]} */
		const fresh = [];
		for (const node of lost) fresh.push((await newKeys(node, api, node.validator.pair, { until: 'block' })).auraKey);
		const stands = await net.full.final();
		await until(
			'All new keys make blocks',
			async () => {
				const now = await authorities(api);
				return fresh.every((key) => now.includes(key));
			},
			{ limit: TWO_SESSIONS, every: 500 },
		);
		const acts = performance.now();
		must((await net.full.final()) <= stands + 2, 'Finality goes on without the votes of two of four');
		const last = await net.full.final();
		const stalled = api.tx.grandpa.noteStalled(10, last);
		await decide(api, stalled, town, { track: 'Upgrade', limit: TWO_SESSIONS });
		const decided = performance.now();
		await until('Finality comes back with the new keys', async () => (await net.full.final()) > last + 20, {
			limit: TWO_SESSIONS,
			every: 1_000,
			seen: async () => `final ${await net.full.final()}, was ${last}`,
		});
		return { acts: acts - began, vote: decided - acts, back: performance.now() - decided };
	});
	await net.goesOn(10);
	net.noPanic();
	const { acts, vote, back } = figures;
	return `two of four without keys: blocks by the two others; new keys acted after ${seconds(acts)}, finality still stood; a referendum of ${seconds(vote)} noted the stall, and ${seconds(back)} later blocks were final again on all five nodes`;
}

/** @type {import('./index.mjs').Case[]} */
export default [
	{
		name: 'upgrade',
		on: 'own',
		needs: ['zstd'],
		does: `four validators run under load (${RATE} payments/s); a referendum of the town authorizes a newer runtime (the same rules under the next number), and somebody brings it in`,
		holds: 'every node runs it from the same block on; payments go on by themselves; no payment lost',
		run: upgrade,
	},
	{
		name: 'failed-migration',
		on: 'own',
		needs: ['zstd'],
		does: 'a chain begins with an upgrade on top of a migration that is under way, which fails; the seats whitelist a repair, residents vote for it in safe mode, and the seats end safe mode',
		holds: 'nobody pays until it is repaired; everything that decides works meanwhile; payments go on',
		run: failedMigration,
	},
	{
		name: 'lost-keys',
		on: 'own',
		needs: ['validators'],
		does: 'two of four validators lose their session keys for good and make new ones; a referendum calls `Grandpa.note_stalled`; sessions of 20 blocks',
		holds: 'blocks and votes go on without finality; with the new set everything becomes final again, on every node',
		run: lostKeys,
	},
];
