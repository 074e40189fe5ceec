// SPDX-License-Identifier: Apache-2.0

// Processes that end or stand still.

import { holdsFor, must, seconds, sleep, until } from '../../../tools/lib/wait.mjs';
import { withApi } from '../../kit/decide.mjs';
import { Load, noPaymentLost } from '../lib/payments.mjs';

const RATE = 15;
/** What the project promises. */
const FINAL_AGAIN = 30_000;
/** Votes on their way when a validator dies may still make a block final. */
const SETTLE = 3_000;

/** @typedef {import('../lib/bench.mjs').Bench} Bench */
/** @typedef {import('../../kit/network.mjs').Network} Network */

/** @param {number} least @param {number} most */
const random = (least, most) => least + Math.random() * (most - least);
/** @template T @param {T[]} list */
const pick = (list) => list[Math.floor(Math.random() * list.length)];

/**
 * A kill must not make a node vote twice: nobody may be disabled for it, where the chain disables.
 *
 * @param {Network} net
 */
async function nobodyBlamed(net) {
	const disabled = await withApi(net.full, async (api) => (await api.query.session.disabledValidators()).toJSON());
	must(disabled.length === 0, `Validators were disabled after a crash: ${JSON.stringify(disabled)}`);
	const twice = net.nodes.find((node) => /[Ee]quivocation/.test(node.words()));
	must(
		!twice,
		`${twice?.name} saw a validator vote or build twice: ${twice
			?.words()
			.split('\n')
			.find((line) => /[Ee]quivocation/.test(line))}`,
	);
}

/** @param {Load} load @param {{ payments: number, nodes: number }} kept */
function paid(load, { payments, nodes }) {
	const { middle, p99 } = load.times;
	return `${payments} payments final in ${seconds(middle)} (99 of 100 within ${seconds(p99)}), all in the same final blocks of ${nodes} nodes`;
}

/** @param {Bench} bench */
async function crash(bench) {
	const net = await bench.shared();
	const rounds = bench.quick ? 4 : 20;
	const load = await Load.begin(net, { perSecond: RATE });
	await load.flows();
	const returns = [];
	for (let round = 1; round <= rounds; round += 1) {
		await sleep(random(500, 4_000));
		const victim = pick(net.validators);
		const took = await victim.crashAndReturn(random(0, 1_500));
		returns.push(took);
		const height = (await net.full.final()) + 1;
		await net.reaches(height, { nodes: [victim], limit: 60_000 });
		bench.say(`round ${round}: ${victim.name} back after ${seconds(took)}, final at ${height}`);
	}
	await load.flows();
	await load.end();
	const kept = await noPaymentLost(net, load);
	net.noPanic();
	await nobodyBlamed(net);
	const mean = returns.reduce((sum, ms) => sum + ms, 0) / rounds;
	return `${rounds} of ${rounds} came back, answering after ${seconds(mean)} on average and ${seconds(Math.max(...returns))} at most; ${paid(load, kept)}`;
}

/** @param {Bench} bench */
async function oneDown(bench) {
	const net = await bench.shared();
	const load = await Load.begin(net, { perSecond: RATE });
	await load.flows();
	const [victim] = net.validators.slice(-1);
	const others = net.nodes.filter((node) => node !== victim);
	await victim.kill();
	const [at, began] = [await net.full.final(), performance.now()];
	const watched = bench.quick ? 12_000 : 60_000;
	let [last, gap, since] = [at, 0, began];
	await holdsFor(
		watched,
		async () => {
			const final = await net.full.final();
			if (final === last) return;
			gap = Math.max(gap, performance.now() - since);
			[last, since] = [final, performance.now()];
		},
		100,
	);
	const made = (await net.full.final()) - at;
	must(made >= watched / 4_000, `Only ${made} blocks got final in ${seconds(watched)} with one of four down`);
	await net.goesOn(2, { nodes: others });
	victim.start();
	await victim.ready();
	const caught = await net.reaches(await net.full.final(), { nodes: [victim], limit: 60_000 });
	await load.end();
	const kept = await noPaymentLost(net, load);
	net.noPanic();
	return `${made} blocks final in ${seconds(watched)} without it, longest wait for one ${seconds(gap)}; back, it had caught up ${seconds(caught)} after it answered; ${paid(load, kept)}`;
}

/** @param {Bench} bench */
async function twoDown(bench) {
	const net = await bench.shared();
	const load = await Load.begin(net, { perSecond: RATE });
	await load.flows();
	const down = net.validators.slice(2);
	const others = net.nodes.filter((node) => !down.includes(node));
	await Promise.all(down.map((node) => node.kill()));
	await sleep(SETTLE);
	const stalled = await Promise.all(others.map((node) => node.final()));
	const best = (await net.full.heights()).best;
	const watched = bench.quick ? 10_000 : 30_000;
	await holdsFor(watched, async () => {
		for (const [i, node] of others.entries()) {
			const final = await node.final();
			must(final <= Math.max(...stalled), `${node.name} made block ${final} final with two of four down`);
			stalled[i] = Math.max(stalled[i], final);
		}
	});
	const made = (await net.full.heights()).best - best;
	const known = load.payments.length;
	const began = performance.now();
	for (const node of down) node.start();
	const newest = (await net.full.heights()).best + 1;
	const ready = Promise.all(down.map((node) => node.ready())).then((each) => Math.max(...each));
	await until(
		`A block made after the return of two validators (${newest}) is final`,
		async () => (await net.full.final()) >= newest,
		{ limit: 180_000, every: 100, seen: async () => JSON.stringify(await net.heights()) },
	);
	const again = performance.now() - began;
	const answered = await ready;
	must(
		again - answered <= FINAL_AGAIN,
		`Final again only ${seconds(again)} after the start, which took ${seconds(answered)}`,
	);
	await load.flows();
	await load.end();
	const kept = await noPaymentLost(net, load);
	net.noPanic();
	await nobodyBlamed(net);
	return `in ${seconds(watched)} ${made} blocks were made and none got final on any node; final again ${seconds(again)} after the two were started (they answered after ${seconds(answered)}); ${load.payments.length - known} payments that waited or came then got final; ${paid(load, kept)}`;
}

/** @param {Bench} bench */
async function pause(bench) {
	const net = await bench.shared();
	const load = await Load.begin(net, { perSecond: RATE });
	await load.flows();
	const victim = net.validators[1];
	const length = bench.quick ? 10_000 : 30_000;
	victim.pause();
	await sleep(length);
	const height = await net.full.final();
	const began = performance.now();
	victim.resume();
	await net.reaches(height, { nodes: [victim], limit: 60_000 });
	const caught = performance.now() - began;
	await net.goesOn(3);
	await load.end();
	const kept = await noPaymentLost(net, load);
	net.noPanic();
	return `paused for ${seconds(length)}, it had caught up ${seconds(caught)} after it went on; ${paid(load, kept)}`;
}

/** @param {Bench} bench */
async function allAtOnce(bench) {
	const net = await bench.shared();
	const load = await Load.begin(net, { perSecond: RATE });
	await load.flows(30);
	const finals = await Promise.all(net.nodes.map((node) => node.final()));
	load.running = false;
	await Promise.all(net.nodes.map((node) => node.kill()));
	const began = performance.now();
	for (const node of net.nodes) node.start();
	await Promise.all(net.nodes.map((node) => node.ready()));
	const ready = performance.now() - began;
	await net.reaches(Math.max(...finals) + 5, { limit: 90_000 });
	const again = performance.now() - began;
	must(
		again - ready <= FINAL_AGAIN,
		`Five blocks more were final only ${seconds(again)} after the start, which took ${seconds(ready)}`,
	);
	await load.end();
	const kept = await noPaymentLost(net, load);
	net.noPanic();
	await nobodyBlamed(net);
	return `all answered again after ${seconds(ready)}, and five blocks beyond the last final one were final on all ${seconds(again)} after the start; ${paid(load, kept)}`;
}

/** @type {import('./index.mjs').Case[]} */
export default [
	{
		name: 'crash',
		on: 'shared',
		daily: true,
		does: `a random validator is killed (kill -9) at a random moment under load (${RATE} payments/s), down for up to 1.5 s and started again: 20 times (the short way 4)`,
		holds:
			'it comes back each time without repair and follows the final chain; no payment lost; nobody is seen to vote twice',
		run: crash,
	},
	{
		name: 'one-down',
		on: 'shared',
		does: `one of four validators (f of 3f+1) is killed under load (${RATE} payments/s) for a minute (the short way 12 s)`,
		holds: 'finality goes on without it; back, it catches up; no payment lost',
		run: oneDown,
	},
	{
		name: 'two-down',
		on: 'shared',
		daily: true,
		does: `two of four validators (f+1) are killed under load (${RATE} payments/s) for half a minute (the short way 10 s) and started again`,
		holds:
			'nothing gets final on any node meanwhile; final again within 30 s; no payment lost; nobody is seen to vote twice',
		run: twoDown,
	},
	{
		name: 'pause',
		on: 'shared',
		does: 'a validator is stopped by SIGSTOP for 30 s (the short way 10 s) under load and goes on',
		holds: 'it catches up by itself; no payment lost',
		run: pause,
	},
	{
		name: 'all-at-once',
		on: 'shared',
		does: 'every node is killed (kill -9) at the same moment under load, and all are started again',
		holds: 'the chain goes on from where it was; no payment lost; nobody is seen to vote twice',
		run: allAtOnce,
	},
];
