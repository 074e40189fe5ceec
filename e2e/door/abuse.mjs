// SPDX-License-Identifier: Apache-2.0

// Attacks a node's door and measures what its other users notice. `scripts/abuse` calls it.

import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';

import { sleep } from '../../tools/lib/wait.mjs';
import { connect } from '../kit/chain.mjs';
import { number } from '../kit/figures.mjs';
import { facts, waitUntilQuiet, watchBuilds } from '../kit/machine.mjs';
import big from './attacks/big.mjs';
import garbage from './attacks/garbage.mjs';
import largest from './attacks/largest.mjs';
import many from './attacks/many.mjs';
import pool from './attacks/pool.mjs';
import rate from './attacks/rate.mjs';
import rights from './attacks/rights.mjs';
import slow from './attacks/slow.mjs';
import { devNode } from './lib/node.mjs';
import { besides, doorPage, merged } from './lib/page.mjs';
import { signerFor } from './lib/sign.mjs';
import { honestClient, inMilliseconds, inSeconds, measured } from './lib/watch.mjs';

/** @typedef {import('./lib/node.mjs').Calls} Calls */
/** @typedef {import('./lib/node.mjs').Context} Context */
/** @typedef {import('./lib/node.mjs').DevNode} DevNode */
/** @typedef {import('./lib/node.mjs').WholeAttack} WholeAttack */

const PUBLIC = ['--rpc-methods', 'safe'];
const STOP_LIMIT = 10_000;

const { values: options, positionals: names } = parseArgs({
	options: {
		quick: { type: 'boolean', default: false },
		write: { type: 'string' },
		list: { type: 'boolean', default: false },
		now: { type: 'boolean', default: false },
	},
	allowPositionals: true,
});
const { quick } = options;
if (quick && options.write) {
	console.error('--quick proves limits; its figures are none to keep. Write with the whole run, or with names.');
	process.exit(2);
}

/**
 * What the honest client may notice of an attack, beyond what the attack itself asserts. The quick run proves limits, on
 * machines that do other things as well: it must not fail because two cores were busy. Figures come from the whole run.
 */
const BOUNDS = quick
	? { missedPercent: 25, p99: 5_000, payment: 15_000, memory: 1_024 }
	: { missedPercent: 1, p99: 1_000, payment: 6_000, memory: 1_024 };

/** @type {import('./lib/node.mjs').Attack} */
const idle = {
	name: 'nothing',
	quick: true,
	sent: 'nothing: the machine at rest, to compare with',
	async run() {
		await sleep(quick ? 5_000 : 30_000);
		return '-';
	},
};
/** @type {WholeAttack[]} */
const attacks = [idle, ...big, ...largest, ...slow, ...many, ...pool, ...rights, ...rate, ...garbage].map((attack) => ({
	flags: PUBLIC,
	files: 0,
	memory: BOUNDS.memory,
	worst: Infinity,
	...attack,
}));
if (options.list) {
	for (const { name, sent } of attacks)
		console.log(`${name.padEnd(16)}${typeof sent === 'function' ? sent(quick) : sent}`);
	process.exit(0);
}
const unknown = names.filter((name) => !attacks.some((attack) => attack.name === name));
if (unknown.length > 0) {
	console.error(`There is no attack ${unknown.join(', ')}. ./scripts/abuse --list names them.`);
	process.exit(2);
}
const chosen = attacks.filter((attack) => (names.length > 0 ? names.includes(attack.name) : !quick || attack.quick));

for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));
if (options.write && !options.now && !(await waitUntilQuiet(15))) {
	console.error('A build has been running for a quarter of an hour: no figures are written beside it.');
	process.exit(1);
}
const stated = await facts();
const sawBuilds = await watchBuilds();

const honest = honestClient();

/** Milliseconds for which a payment lives: longer than any attack. */
const ATTACK = 30 * 60_000;

/** Calls as the chain's own metadata encodes them. @param {DevNode} node @returns {Promise<Calls>} */
async function encodedCalls(node) {
	const api = await connect(node.ws);
	/** @param {{ method: { toU8a: () => Uint8Array } }} tx */
	const bytes = (tx) => Buffer.from(tx.method.toU8a());
	const pay = (/** @type {number} */ shop) => api.tx.regionalCurrency.pay(shop, 10, null, 10, Date.now() + ATTACK);
	const calls = {
		// A payment lives for an hour at most, and a whole run may take longer.
		pay: (/** @type {number} */ shop) => bytes(pay(shop)),
		batch: bytes(api.tx.utility.batch([])).subarray(0, 2),
		remark: bytes(api.tx.system.remark('0x')),
	};
	await api.disconnect();
	return calls;
}

/** @type {(import('./lib/watch.mjs').Figures & { name: string, sent: string })[]} */
const rows = [];
/** @type {Calls} */
let calls;

/** @param {DevNode} node @param {WholeAttack} attack */
async function attack(node, { name, sent, run, prepare, memory, worst }) {
	const words = typeof sent === 'function' ? sent(quick) : sent;
	const sign = await signerFor((method, params) => node.ask(method, params, 60_000));
	/** @type {Context} */
	const context = { node, port: node.ports.rpc, quick, calls, sign };
	context.prepared = await prepare?.(context);
	/** @param {number} shop */
	const payCall = (shop) => `0x${calls.pay(shop).toString('hex')}`;
	const figures = await measured(node, honest, payCall, quick ? 2_000 : 6_000, () => run(context));
	const { faults, missed, slots, p99, payDuring, payAfter, before, peak } = figures;
	// Windows are short: one slot is no verdict. The whole run has one.
	if (missed > Math.max(1, (slots * BOUNDS.missedPercent) / 100)) faults.push(`${missed} of ${slots} slots missed`);
	if (p99 > BOUNDS.p99) faults.push(`the honest client waited ${number(p99)} ms (p99)`);
	if (figures.worst > worst * (quick ? 2.5 : 1))
		faults.push(`the honest client waited ${number(figures.worst)} ms once`);
	for (const [when, time] of /** @type {const} */ ([
		['during', payDuring],
		['after', payAfter],
	])) {
		if (time > BOUNDS.payment) faults.push(`a payment ${when} took ${inSeconds(time)} s`);
	}
	if (peak - before > memory) faults.push(`memory grew by ${number(peak - before)} MiB`);
	rows.push({ name, sent: words, ...figures });
	const verdict = faults.length === 0 ? 'ok    ' : 'FAILED';
	console.log(
		`${verdict} ${name.padEnd(15)} missed ${missed} of ${slots}, p99 ${inMilliseconds(p99)} ms, paid in ${inSeconds(payDuring)} and ${inSeconds(payAfter)} s, ` +
			`memory ${before} / ${peak} / ${figures.rest} MiB, ${inSeconds(figures.took)} s`,
	);
	if (typeof figures.did === 'string') console.log(`       ${figures.did}`);
	for (const fault of faults) console.log(`       ! ${fault.split('\n').slice(0, 12).join('\n         ')}`);
}

/** A node with the honest client at it. @param {WholeAttack} attack */
async function openNode({ flags, files }) {
	const node = await devNode({ flags, files });
	calls ??= await encodedCalls(node);
	await honest.tell('connect', node.ws);
	return node;
}

/** A node that must be killed did not hold: the last attack on it is told so. @param {DevNode} node */
async function closeNode(node) {
	await honest.tell('close');
	const end = await node.stop(STOP_LIMIT);
	if (end?.signal !== 'SIGKILL') return;
	const fault = 'it did not end within 10 s of SIGTERM';
	rows.at(-1)?.faults.push(fault);
	console.log(`       ! ${fault}`);
}

const began = Date.now();
/** @type {Map<string, WholeAttack[]>} */
const groups = new Map();
for (const each of chosen) {
	const reason = each.needs?.();
	if (reason) {
		console.log(`skip   ${each.name.padEnd(15)} ${reason}`);
		continue;
	}
	const group = JSON.stringify([each.flags, each.files]);
	groups.set(group, [...(groups.get(group) ?? []), each]);
}
for (const group of groups.values()) {
	let node = await openNode(group[0]);
	for (const each of group) {
		if (!node.alive) {
			console.log(`       The node ended. Its last words:\n${node.lastWords()}`);
			await closeNode(node);
			node = await openNode(group[0]);
		}
		await attack(node, each);
	}
	await closeNode(node);
}
honest.end();

/** @param {'missed' | 'slots'} key */
const sum = (key) => rows.reduce((total, row) => total + row[key], 0);
const whole = { missed: sum('missed'), slots: sum('slots') };
const percent = whole.slots > 0 ? (whole.missed / whole.slots) * 100 : 100;
const wholeHolds = percent <= BOUNDS.missedPercent;
console.log(
	`${wholeHolds ? 'ok    ' : 'FAILED'} the whole run: ${whole.missed} of ${number(whole.slots)} slots missed (${percent.toFixed(2)} %), ${number((Date.now() - began) / 1_000)} s` +
		(sawBuilds() ? '; builds ran beside it: no figures to keep' : ''),
);
if (options.write) {
	const file = join(dirname(options.write), 'data', 'door.json');
	const order = attacks.map(({ name }) => name);
	const before = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null;
	const data = merged(before, { rows, run: { ...stated, builds: besides(sawBuilds()) } }, order);
	const text = JSON.stringify(data, null, '\t');
	mkdirSync(dirname(file), { recursive: true });
	writeFileSync(file, `${text}\n`);
	// From the text: that is what the next run begins with.
	writeFileSync(options.write, doorPage(JSON.parse(text), BOUNDS, order));
	console.log(`Written: ${options.write}, from ${file}`);
}
const failed = rows.filter(({ faults }) => faults.length > 0).length + (wholeHolds ? 0 : 1);
console.log(`${rows.length + 1 - failed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);
