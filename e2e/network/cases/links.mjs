// SPDX-License-Identifier: Apache-2.0

// What lies between nodes: links, other network stacks, clocks, and a chain that went on without one.

import { holdsFor, must, seconds, sleep, until } from '../../../tools/lib/wait.mjs';
import { faketime } from '../../kit/clock.mjs';
import { withApi } from '../../kit/decide.mjs';
import { BYSTANDER_WON, bystander } from '../../kit/keys.mjs';
import { agree, Load, noPaymentLost, payOnce, spread } from '../lib/payments.mjs';
import { account, authorities, slots } from '../lib/slots.mjs';

const RATE = 10;
const FINAL_AGAIN = 30_000;
const SETTLE = 3_000;

/** @typedef {import('../lib/bench.mjs').Bench} Bench */
/** @typedef {import('../../kit/network.mjs').Network} Network */

/** @param {Bench} bench */
async function mixed(bench) {
	const net = await bench.network({ backend: 'mixed' });
	const stacks = net.nodes.map(({ backend }) => backend);
	must(new Set(stacks).size === 2, 'The network has one stack only');
	/** @type {Record<string, number>} */
	const times = {};
	for (const kind of ['libp2p', 'litep2p']) {
		const [from] = net.validators.filter(({ backend }) => backend === kind);
		const [to] = net.validators.filter(({ backend }) => backend !== kind);
		const payment = await payOnce(from);
		await net.reaches(payment.number, { nodes: [to] });
		must((await to.hashAt(payment.number)) === payment.hash, `${to.name} has another block ${payment.number}`);
		times[kind] = payment.ms;
	}
	const blocks = bench.quick ? 10 : 60;
	const took = await net.goesOn(blocks);
	await agree(net.nodes, Math.min(...(await Promise.all(net.nodes.map((node) => node.final())))));
	net.noPanic();
	return `validators ${stacks.slice(0, 4).join(', ')}: ${blocks} blocks final on all in ${seconds(took)}; a payment through a libp2p node final in ${seconds(times.libp2p)}, through a litep2p one in ${seconds(times.litep2p)}, each in the same block on a node of the other kind`;
}

/** @param {Bench} bench */
async function warp(bench) {
	const net = await bench.shared();
	// Two proofs of finality, 64 blocks apart, are what it can start from.
	await net.reaches(140, { limit: 240_000 });
	const node = await net.guest({ name: 'warped', role: 'full', extra: ['--sync', 'warp'] });
	const height = await net.full.final();
	node.start();
	const ready = await node.ready();
	await net.reaches(height, { nodes: [node], limit: 120_000 });
	const synced = performance.now() - node.startedAt;
	const words = node.words();
	must(/Warp sync is complete/.test(words), `It did not warp:\n${node.lastWords()}`);
	const balance = await withApi(node, async (api) =>
		(await api.query.system.account(bystander.address)).data.free.toBigInt(),
	);
	must(balance === BYSTANDER_WON, `The state says ${balance} where it must say ${BYSTANDER_WON}`);
	const common = Math.min(await node.final(), await net.full.final());
	// It fetches the blocks before its proof of finality while it serves already.
	const known = async () => (await Promise.all(spread(common).map((number) => node.hashAt(number)))).every(Boolean);
	const { ms: filled } = await until(`${node.name} has the blocks before its proof`, known);
	await agree([net.full, node], common);
	net.noPanic();
	return `chain at block ${height}: an empty node answered after ${seconds(ready)} and had everything final ${seconds(synced)} after its start, by warp sync, and the blocks before that ${seconds(filled)} later; its state gives the right balance`;
}

/**
 * Slots of each authority over some seconds, by the name of the node.
 *
 * @param {Network} net
 * @param {number} milliseconds
 */
async function slotsOfAll(net, milliseconds) {
	const from = (await net.full.final()) + 1;
	await sleep(milliseconds);
	const to = await net.full.final();
	const order = await withApi(net.full, authorities);
	const sums = account(await slots(net.full, from, to), order.length);
	return Object.fromEntries(
		net.validators.map(({ name, validator }) => [name, sums[order.indexOf(validator.auraKey)]]),
	);
}

/** @param {Bench} bench */
async function skew(bench) {
	const net = await bench.shared();
	const library = faketime();
	const victim = net.validators[2];
	const others = net.validators.filter((node) => node !== victim);
	const watched = bench.quick ? 15_000 : 40_000;
	const told = [];
	for (const shift of ['+2', '-2']) {
		await victim.stop();
		victim.env = { LD_PRELOAD: library, FAKETIME: `${shift}s`, FAKETIME_DONT_FAKE_MONOTONIC: '1' };
		victim.start();
		await victim.ready();
		await sleep(5_000);
		const sums = await slotsOfAll(net, watched);
		const [his, theirs] = [sums[victim.name], others.map(({ name }) => sums[name])];
		const missed = theirs.reduce((sum, each) => sum + each.missed, 0);
		const all = theirs.reduce((sum, each) => sum + each.made + each.missed, 0);
		must(
			theirs.every(({ made }) => made > 0),
			`With ${shift} s another validator made nothing: ${JSON.stringify(sums)}`,
		);
		await net.goesOn(3, { nodes: [net.full, ...others] });
		told.push(
			`${shift} s: it missed ${his.missed} of its ${his.made + his.missed} slots, the three others ${missed} of ${all}`,
		);
		await payOnce(net.full);
	}
	await victim.stop();
	victim.env = {};
	victim.start();
	await victim.ready();
	// It makes none before it has what it missed while it was down.
	await net.reaches(await net.full.final(), { nodes: [victim] });
	await net.goesOn(4);
	const after = (await slotsOfAll(net, 20_000))[victim.name];
	must(after.made > 0, `With its clock right again it made none of ${after.missed} slots`);
	net.noPanic();
	return `${told.join('; ')} (in ${seconds(watched)} each); final and taking payments throughout; right again, it made ${after.made} of its ${after.made + after.missed} slots`;
}

/** A network that can be cut. @param {Bench} bench */
async function inLab(bench) {
	const net = await bench.network({ lab: true });
	must(net.lab, 'The network is in no laboratory');
	return { net, lab: net.lab };
}

/** @param {Bench} bench */
async function halves(bench) {
	const { net, lab } = await inLab(bench);
	const load = await Load.begin(net, { perSecond: RATE });
	await load.flows();
	const right = net.validators.slice(2);
	lab.cut(right);
	await sleep(SETTLE);
	const stalled = Math.max(...(await Promise.all(net.nodes.map((node) => node.final()))));
	const watched = bench.quick ? 10_000 : 30_000;
	await holdsFor(watched, async () => {
		for (const node of net.nodes) {
			const final = await node.final();
			must(final <= stalled, `${node.name} made block ${final} final in half a network`);
		}
	});
	const bests = await Promise.all([net.validators[0], right[0]].map(async (node) => (await node.heights()).best));
	const began = performance.now();
	lab.heal();
	const newest = Math.max(...bests) + 1;
	await net.reaches(newest, { limit: 120_000 });
	const again = performance.now() - began;
	must(again <= FINAL_AGAIN, `Whole again, block ${newest} got final on all only after ${seconds(again)}`);
	await load.flows();
	await load.end();
	const kept = await noPaymentLost(net, load);
	net.noPanic();
	return `cut for ${seconds(watched + SETTLE)}: nothing final on either side, which had got to blocks ${bests.join(' and ')} (last final ${stalled}); whole, a newer block was final on all after ${seconds(again)}; ${kept.payments} payments, none lost`;
}

/** @param {Bench} bench */
async function oneAlone(bench) {
	const { net, lab } = await inLab(bench);
	const load = await Load.begin(net, { perSecond: RATE });
	await load.flows();
	const alone = net.validators[3];
	const others = net.nodes.filter((node) => node !== alone);
	lab.cut([alone]);
	await sleep(SETTLE);
	const [stalled, at] = [await alone.final(), await net.full.final()];
	const watched = bench.quick ? 10_000 : 30_000;
	await holdsFor(watched, async () => {
		const final = await alone.final();
		must(final <= stalled, `${alone.name} alone made block ${final} final`);
	});
	const made = (await net.full.final()) - at;
	must(made >= watched / 4_000, `The three made only ${made} blocks final in ${seconds(watched)}`);
	await net.goesOn(2, { nodes: others });
	const height = await net.full.final();
	const began = performance.now();
	lab.heal();
	await net.reaches(height, { nodes: [alone], limit: 120_000 });
	const caught = performance.now() - began;
	await net.goesOn(3);
	await load.end();
	const kept = await noPaymentLost(net, load);
	net.noPanic();
	return `cut for ${seconds(watched + SETTLE)}: the three made ${made} blocks final, the one none; whole, it had caught up after ${seconds(caught)}; ${kept.payments} payments, none lost`;
}

/** @type {import('./index.mjs').Case[]} */
export default [
	{
		name: 'mixed',
		on: 'mixed',
		does: 'validators with libp2p and with litep2p in turns, one network; payments through a node of each kind',
		holds: 'finality; a payment through one kind is final, in the same block, on the other',
		run: mixed,
	},
	{
		name: 'warp',
		on: 'shared',
		late: true,
		does: 'a node with an empty database starts with `--sync warp` beside a chain of over 130 blocks',
		holds: 'it warps to a proof of finality, catches up, and its state answers a balance rightly',
		run: warp,
	},
	{
		name: 'skew',
		on: 'shared',
		needs: ['faketime'],
		does: 'the clock of one validator is 2 s fast, then 2 s slow (libfaketime), 40 s each (the short way 15 s), then right',
		holds: 'the three others stay final and take payments; right again, it makes its slots',
		run: skew,
	},
	{
		name: 'partition-2-2',
		on: 'own',
		needs: ['lab'],
		does: `the network is cut into two validators and two, under load (${RATE} payments/s), for half a minute (the short way 10 s; network namespaces)`,
		holds: 'nothing gets final on either side; whole, final on all within 30 s; no payment lost',
		run: halves,
	},
	{
		name: 'partition-3-1',
		on: 'own',
		needs: ['lab'],
		does: `one of four validators is cut off under load (${RATE} payments/s) for half a minute (the short way 10 s; network namespaces)`,
		holds: 'the three go on; the one makes nothing final alone and catches up; no payment lost',
		run: oneAlone,
	},
];
