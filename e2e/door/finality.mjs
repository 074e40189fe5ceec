// SPDX-License-Identifier: Apache-2.0

// How long a payment waits from its block to finality, on four validators under load. `scripts/finality` calls it.

import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

import { slotOf } from '../../tools/lib/rpc.mjs';
import { sleep } from '../../tools/lib/wait.mjs';
import { number, percentile, tally } from '../kit/figures.mjs';
import { facts, waitUntilQuiet, watchBuilds } from '../kit/machine.mjs';
import { Network } from '../kit/network.mjs';
import { finalityPage } from './lib/finality-page.mjs';
import { follow } from './lib/follow.mjs';
import { sendAll, settle, signAll } from './lib/load.mjs';
import { missedSlots } from './lib/watch.mjs';

/** @typedef {import('./lib/load.mjs').Kind} Kind */
/** @typedef {import('../kit/chain.mjs').EventRecord} EventRecord */
/** @typedef {Awaited<ReturnType<typeof measure>>} Figures */
/** @typedef {Figures & { faults: string[], beyond: boolean }} Run */

const VALIDATORS = 4;
const AIM = 3_000;
/** Half of what a block admits by declared weight: 755 payments, 1,557 transfers (docs/benchmarks/block.md). */
const HALF = { pay: 377, transfer: 778 };
/** Payments before it is measured: caches, connections, the first blocks with anything in them. */
const WARM_UP = 5;
const REST_LIMIT = 20_000;

const { values: options } = parseArgs({
	options: {
		seconds: { type: 'string', default: '60' },
		rate: { type: 'string' },
		kind: { type: 'string' },
		write: { type: 'string' },
	},
});
const seconds = Number(options.seconds);
const given = options.rate === undefined ? undefined : Number(options.rate);
if (!(seconds >= 5 && seconds <= 600) || !(given === undefined || (given > 0 && given <= 1_000))) {
	console.error('--seconds is 5 to 600, --rate 1 to 1000.');
	process.exit(2);
}
if (options.kind && !(options.kind in HALF)) {
	console.error('--kind is pay or transfer.');
	process.exit(2);
}
const only = /** @type {Kind | undefined} */ (options.kind);
/**
 * What is measured: the promise, a lower rate of transfers, and, with `beyond`, one that a small machine may not keep
 * up.
 *
 * @type {{ kind: Kind, rate: number, beyond?: boolean }[]}
 */
const plan = only
	? [{ kind: only, rate: given ?? HALF[only] }]
	: [
			{ kind: 'pay', rate: given ?? HALF.pay },
			{ kind: 'transfer', rate: given ?? HALF.transfer / 2 },
			...(given ? [] : [{ kind: /** @type {const} */ ('transfer'), rate: HALF.transfer, beyond: true }]),
		];

for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));
if (options.write && !(await waitUntilQuiet(15))) {
	console.error('A build has been running for a quarter of an hour: no figures are written beside it.');
	process.exit(1);
}
const stated = await facts();
const sawBuilds = await watchBuilds();

/**
 * The extrinsics of a block and the slot it was made in.
 *
 * @param {import('../kit/net-node.mjs').NetNode} node
 * @param {string} hash
 * @returns {Promise<{ extrinsics: string[], slot: number, number: number }>}
 */
async function blockAt(node, hash) {
	const { block } = await node.ask('chain_getBlock', [hash], 30_000);
	return { extrinsics: block.extrinsics, slot: slotOf(block.header), number: Number(block.header.number) };
}

/**
 * How many transactions of a block failed when they ran.
 *
 * @param {import('../kit/chain.mjs').Api} api
 * @param {string} hash
 * @returns {Promise<number>}
 */
async function failures(api, hash) {
	const events = await (await api.at(hash)).query.system.events();
	return events.filter(
		(/** @type {EventRecord} */ { event }) => event.section === 'system' && event.method === 'ExtrinsicFailed',
	).length;
}

/**
 * One run: payments of a kind at a rate, each from its block to finality.
 *
 * @param {Network} net
 * @param {import('./lib/load.mjs').County} county
 * @param {Kind} kind
 * @param {number} rate
 */
async function measure(net, county, kind, rate) {
	const { full } = net;
	const warm = await signAll({ ...county, ws: full.ws }, kind, rate * WARM_UP);
	const txs = await signAll({ ...county, ws: full.ws }, kind, Math.round(rate * seconds));
	const chain = await follow(full.ws);
	await sendAll(full.ws, warm, rate);
	const began = Date.now();
	const { sentAt, seconds: took, refused } = await sendAll(full.ws, txs, rate);
	const until = Date.now();

	// What is on its way gets final; then no more is awaited.
	/** @type {Map<string, string>} */
	const found = new Map();
	const heads = [];
	const read = new Set();
	let failed = 0;
	const end = performance.now() + REST_LIMIT;
	while (found.size < txs.length - refused.length && performance.now() < end) {
		for (const [hash, { final }] of chain.blocks) {
			if (!final || read.has(hash)) continue;
			read.add(hash);
			const { extrinsics, slot, number: height } = await blockAt(full, hash);
			heads.push({ slot });
			const ours = extrinsics.filter((tx) => sentAt.has(tx));
			for (const tx of ours) found.set(tx, hash);
			if (ours.length > 0) failed += await failures(county.api, hash);
			if (height % 10 === 0) net.noPanic();
		}
		await sleep(200);
	}
	chain.end();
	if (chain.failure()) throw new Error(`Blocks were missed: ${chain.failure()}`);

	const rows = [...found].map(([tx, hash]) => {
		const { imported, best, final } = /** @type {import('./lib/follow.mjs').Moments} */ (chain.blocks.get(hash));
		const included = best ?? imported;
		const sent = /** @type {number} */ (sentAt.get(tx));
		return { toFinal: final - included, toBlock: included - sent, whole: final - sent };
	});
	/** @param {'toFinal' | 'toBlock' | 'whole'} key */
	const figures = (key) => {
		const values = rows.map((row) => row[key]);
		return {
			p50: percentile(values, 0.5),
			p90: percentile(values, 0.9),
			p99: percentile(values, 0.99),
			max: Math.max(...values),
		};
	};
	return {
		kind,
		rate,
		half: HALF[kind],
		sent: txs.length,
		took,
		refused,
		final: rows.length,
		failed,
		sustained: txs.length / took,
		blocks: new Set(found.values()).size,
		...missedSlots(heads, began, until),
		toFinal: figures('toFinal'),
		toBlock: figures('toBlock'),
		whole: figures('whole'),
	};
}

/** Why a run is no proof, or an empty list. @param {Figures} figures */
function faultsOf({ sent, final, failed, refused, toFinal, sustained, rate }) {
	const faults = [];
	if (!(toFinal.p99 <= AIM)) faults.push(`p99 is ${number(toFinal.p99)} ms, the aim is ${number(AIM)}`);
	if (final < sent)
		faults.push(`${number(sent - final)} of ${number(sent)} were not final ${REST_LIMIT / 1_000} s after the end`);
	if (failed > 0) faults.push(`${failed} failed in their blocks`);
	if (refused.length > 0) faults.push(`not taken: ${tally(refused)}`);
	if (sustained < rate * 0.98) faults.push(`sent at ${sustained.toFixed(0)} a second only`);
	return faults;
}

console.log(`Four validators, a full node and the sender on one machine; ${seconds} s for each kind.`);
const net = await Network.create({ validators: VALIDATORS, fullNodes: 1 });
/** @type {Run[]} */
let runs = [];
try {
	await net.start();
	console.log('The network runs. Registering 1,000 people and 100 shops, signing.');
	const county = await settle(net.full.ws);
	for (const { kind, rate, beyond = false } of plan) {
		const figures = await measure(net, county, kind, rate);
		const run = { ...figures, faults: faultsOf(figures), beyond };
		runs = [...runs, run];
		const { p50, p90, p99, max } = run.toFinal;
		console.log(
			`${run.faults.length === 0 ? 'ok    ' : beyond ? 'beyond' : 'FAILED'} ${kind} at ${run.rate} a second: block to final p50 ${number(p50)}, p90 ${number(p90)}, p99 ${number(p99)}, most ${number(max)} ms; ` +
				`${number(run.final)} of ${number(run.sent)} final in ${run.blocks} blocks, ${run.missed} of ${run.slots} slots missed; from sending p99 ${number(run.whole.p99)} ms`,
		);
		for (const fault of run.faults) console.log(`       ! ${fault}`);
	}
	net.noPanic();
	await county.api.disconnect();
} finally {
	await net.end();
}
if (sawBuilds()) console.log('Builds ran beside it: no figures to keep.');
if (options.write) {
	writeFileSync(options.write, finalityPage({ runs, seconds, builds: sawBuilds(), stated, aim: AIM }));
	console.log(`Written: ${options.write}`);
}
// The full half load of transfers asks more than two cores have for five nodes: it is told, and counts where it is kept.
const counted = runs.filter(({ beyond, faults }) => !beyond || faults.length === 0);
const bad = counted.filter(({ faults }) => faults.length > 0).length;
console.log(`${counted.length - bad} passed, ${bad} failed`);
process.exit(bad > 0 ? 1 : 0);
