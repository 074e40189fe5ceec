// SPDX-License-Identifier: Apache-2.0

// A network of four validators and a full node: first it is well and nothing fires, then one thing after another breaks.

import { WebSocket } from 'ws';

import { must, sleep, until } from '../../tools/lib/wait.mjs';
import { connect } from '../kit/chain.mjs';
import { alice, decide, withApi } from '../kit/decide.mjs';
import { payee, payers } from '../kit/keys.mjs';
import { Network } from '../kit/network.mjs';

/** @typedef {import('./main.mjs').Trial} Trial */
/** @typedef {import('./prometheus.mjs').Prometheus} Prometheus */
/** @typedef {import('./prometheus.mjs').Labels} Labels */
/** @typedef {import('../kit/net-node.mjs').NetNode} NetNode */

/** Alerts that say something of the machine and not of the network, or of every chain. */
const ALWAYS = ['ChungnamWatchdog', 'ChungnamDiskLow', 'ChungnamDiskAlmostFull', 'ChungnamDiskFillsSoon'];

/** @param {Trial} trial */
export async function together(trial) {
	// Two of each network library. Alice is the only elector and the whole committee.
	const net = await Network.create({ binary: trial.binary, backend: 'mixed', deciders: 'alice' });
	const sweep = () => net.remove();
	process.once('exit', sweep);
	try {
		await net.start();
		await trial.withPrometheus(net.nodes, async (prom) => {
			await well(trial, prom);
			await island(trial, net, prom);
			await twin(trial, net, prom);
			await oneSilent(trial, net);
			await twoDown(trial, net, prom);
			await allDown(trial, net, prom);
			await net.stop();
			await trial.fires(prom, 'ChungnamNoNodeAnswers', { what: 'all nodes are down' });
		});
	} finally {
		await net.end();
		process.removeListener('exit', sweep);
	}
}

/** @param {Trial} trial @param {Prometheus} prom */
async function well(trial, prom) {
	const began = performance.now();
	for (const { name } of await prom.rules()) {
		if (!ALWAYS.includes(name)) await trial.silent(prom, name, { what: 'a network that is well', limit: 90_000 });
	}
	// The minutes that some windows look back are to be minutes in which all was well.
	await sleep(Math.max(0, 60_000 - (performance.now() - began)));
}

/**
 * A node that knows nobody.
 *
 * @param {Trial} trial
 * @param {Network} net
 * @param {Prometheus} prom
 */
async function island(trial, net, prom) {
	const island = await net.guest({
		name: 'island',
		role: 'full',
		// Loopback is free of the limit unless the list says otherwise.
		extra: ['--reserved-only', '--rpc-rate-limit-whitelisted-ips', '127.0.0.2/32'],
	});
	island.bootnodes = [];
	island.start();
	await island.ready();
	prom.watch(net.nodes);
	/** @param {Labels} labels */
	const where = (labels) => labels.instance === 'island';
	await trial.fires(prom, 'ChungnamFewPeers', { what: 'a node that knows nobody', where });
	await trial.fires(prom, 'ChungnamNodeBehind', { what: 'a node that knows nobody', where });
	await trial.fires(prom, 'ChungnamNodeStuck', { what: 'a node that knows nobody', where, limit: 120_000 });
	await flood(island);
	await trial.fires(prom, 'ChungnamRpcRateLimited', {
		what: 'connections that ask more than they may',
		where,
		limit: 60_000,
	});
	for (let i = 0; i < 3; i += 1) {
		await island.stop();
		island.start();
		await island.ready();
		await sleep(3_000);
	}
	await trial.fires(prom, 'ChungnamNodeRestarts', { what: 'three restarts', where });
	await net.dismiss(island);
	prom.watch(net.nodes);
}

/** Calls a minute that a connection may make by default. */
const ALLOWANCE = 1_200;

/**
 * Forty connections that ask for more than they may, for ten seconds. The node's figure counts the calls that it delayed and
 * then answered, 20 a second and connection. A call that it refused in the end is in no figure.
 *
 * @param {NetNode} node
 */
async function flood(node) {
	const one = async () => {
		const socket = new WebSocket(node.ws);
		await new Promise((done, fail) => socket.once('open', done).once('error', fail));
		/** @param {number} count */
		const ask = (count) => {
			for (let id = 0; id < count; id += 1)
				socket.send(JSON.stringify({ jsonrpc: '2.0', id, method: 'system_name', params: [] }));
		};
		ask(ALLOWANCE);
		for (let tenth = 0; tenth < 100; tenth += 1) {
			ask(5);
			await sleep(100);
		}
		socket.close();
	};
	await Promise.all(Array.from({ length: 40 }, one));
}

/**
 * Somebody runs a validator's keys a second time.
 *
 * @param {Trial} trial
 * @param {Network} net
 * @param {Prometheus} prom
 */
async function twin(trial, net, prom) {
	const victim = net.validators[3];
	const { address, auraKey, aura } = victim.validator;
	const second = await net.guest({ name: 'twin', role: 'validator', keys: victim.validator });
	second.start();
	await second.ready();
	/** @param {Labels} labels */
	const where = (labels) => labels.authority === auraKey && labels.account === address;
	await trial.fires(prom, 'ChungnamAuraEquivocation', {
		what: 'keys that run twice, by key and account',
		where,
		limit: 180_000,
	});
	/** @param {string} line */
	const names = (line) =>
		line.includes('Two blocks in slot') && [auraKey, aura, address].every((word) => line.includes(word));
	const said = net.nodes.flatMap((node) => node.words().split('\n')).some(names);
	trial.note('log of a double block', said ? [] : ['no node names key and account'], 'with key, address and account');
	await trial.fires(prom, 'ChungnamValidatorSuspended', { what: 'keys that run twice', limit: 120_000 });
	await trial.fires(prom, 'ChungnamValidatorDisabled', { what: 'keys that run twice' });
	await trial.fires(prom, 'ChungnamFewValidators', { what: 'one of four is disabled' });
	await net.dismiss(second);
	await withApi(net.full, (api) => decide(api, api.tx.validators.reinstate(address), [alice], { track: 'Validators' }));
	await trial.silent(prom, 'ChungnamValidatorSuspended', { what: 'reinstated', limit: 60_000 });
}

/**
 * One of four is off. What counts shares of ten minutes is asked of a Prometheus that has never seen it on.
 *
 * @param {Trial} trial
 * @param {Network} net
 */
async function oneSilent(trial, net) {
	const silent = net.validators[3];
	await silent.stop();
	await net.goesOn(3, { nodes: net.live });
	await trial.withPrometheus(net.nodes, async (prom) => {
		/** @param {Labels} labels */
		const where = (labels) =>
			labels.authority === silent.validator.auraKey && labels.account === silent.validator.address;
		await trial.fires(prom, 'ChungnamNodeDown', {
			what: 'one of four is off',
			where: ({ instance }) => instance === silent.name,
		});
		for (const name of ['ChungnamValidatorMissesSlots', 'ChungnamValidatorSilent']) {
			await trial.fires(prom, name, { what: 'one of four is off, by key and account', where, limit: 120_000 });
		}
		await trial.fires(prom, 'ChungnamSlotsMissed', { what: 'one of four is off' });
		await trial.silent(prom, 'ChungnamManySlotsMissed', { what: 'one of four is off' });
	});
}

/**
 * Two of four are off: blocks come and none gets final. Back, their slots count as missed.
 *
 * @param {Trial} trial
 * @param {Network} net
 * @param {Prometheus} prom
 */
async function twoDown(trial, net, prom) {
	const [, , third, fourth] = net.validators;
	await trial.withPrometheus(net.nodes, async (fresh) => {
		await third.stop();
		await trial.fires(prom, 'ChungnamFinalityLag', { what: 'two of four are off', limit: 120_000 });
		await trial.fires(prom, 'ChungnamFinalityStalled', { what: 'two of four are off', limit: 120_000 });
		for (const node of [third, fourth]) node.start();
		await Promise.all([third.ready(), fourth.ready()]);
		await net.goesOn(2, { nodes: net.live });
		await trial.fires(fresh, 'ChungnamManySlotsMissed', { what: 'two of four were off', limit: 60_000 });
	});
}

/**
 * No validator is left: the full node stands still, and its pool fills.
 *
 * @param {Trial} trial
 * @param {Network} net
 * @param {Prometheus} prom
 */
async function allDown(trial, net, prom) {
	for (const node of net.validators) await node.stop();
	await fill(net.full);
	await trial.fires(prom, 'ChungnamPoolFilling', { what: '7,400 payments wait' });
	await trial.fires(prom, 'ChungnamPoolAlmostFull', { what: '7,400 payments wait' });
	await trial.fires(prom, 'ChungnamBlocksStopped', { what: 'no validator is left', limit: 120_000 });
	await trial.fires(prom, 'ChungnamBlocksSlow', { what: 'no validator is left', limit: 360_000 });
}

/** Hands a node payments that are valid and cannot be included. @param {NetNode} node */
async function fill(node) {
	const api = await connect(node.ws);
	try {
		const each = Math.ceil(7_400 / payers.length);
		for (const pair of payers) {
			const nonce = (await api.rpc.system.accountNextIndex(pair.address)).toNumber();
			const signed = [];
			for (let i = 0; i < each; i += 1) {
				signed.push(
					await api.tx.balances.transferKeepAlive(payee.address, 1).signAsync(pair, { nonce: nonce + i, era: 0 }),
				);
			}
			await Promise.all(signed.map((tx) => api.rpc.author.submitExtrinsic(tx)));
		}
		await until(
			'The pool is full of them',
			async () => ((await node.metric('substrate_ready_transactions_number')) ?? 0) > 7_372,
			{ limit: 60_000 },
		);
	} finally {
		await api.disconnect();
	}
	must(node.alive, 'The node fell over its pool');
}
