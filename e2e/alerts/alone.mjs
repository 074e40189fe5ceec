// SPDX-License-Identifier: Apache-2.0

// Nodes alone, each the one validator of a chain of its own that begins in the state an alert is for.

import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { compactFromU8a, compactToU8a, hexToU8a, stringToU8a, u8aConcat, u8aToHex } from '@polkadot/util';

import { saidBy } from '../../tools/lib/program.mjs';
import { must, sleep } from '../../tools/lib/wait.mjs';
import { validators } from '../kit/keys.mjs';
import { Network } from '../kit/network.mjs';
import { program, ROOT } from '../kit/program.mjs';
import { CODE, unpacked } from '../kit/runtime.mjs';
import { itemKey, writeSpec } from '../kit/spec.mjs';
import { faultsOf } from './rules.mjs';

/** @typedef {import('./main.mjs').Trial} Trial */
/** @typedef {import('./prometheus.mjs').Prometheus} Prometheus */
/** @typedef {import('./prometheus.mjs').Labels} Labels */
/** @typedef {import('../kit/net-node.mjs').NetNode} NetNode */
/** The chain that is well, and those that begin in trouble. @typedef {Awaited<ReturnType<typeof begun>>} Nodes */
/** Items of a raw genesis: value by key, both in hex. @typedef {Record<string, string>} Top */

const DASHBOARDS = join(ROOT, 'monitoring/grafana/dashboards');
const DAY = 24 * 60 * 60 * 1000;

/** @param {number} number @param {number} bytes */
const little = (number, bytes) => {
	const buffer = Buffer.alloc(bytes);
	buffer.writeUIntLE(number, 0, bytes);
	return `0x${buffer.toString('hex')}`;
};

/** The whole issuance of a raw genesis. @param {Top} top */
function issuanceOf(top) {
	const bytes = Buffer.from(top[itemKey('Balances', 'TotalIssuance')].slice(2), 'hex');
	return bytes.readBigUInt64LE(0) + (bytes.readBigUInt64LE(8) << 64n);
}

/**
 * A raw genesis in which the bank holds so much, and said so at a moment: at none, if that is left out.
 *
 * @param {Top} top
 * @param {bigint} won
 * @param {number} [stated]
 */
function withReserve(top, won, stated = 0) {
	const key = itemKey('Reserve', 'ReserveState');
	const bytes = hexToU8a(top[key]);
	const [balance] = compactFromU8a(bytes);
	const statement = bytes.subarray(balance, balance + 32);
	const after = bytes.subarray(balance + 32);
	const [moment] = compactFromU8a(after);
	const parts = [compactToU8a(won), statement, compactToU8a(stated), after.subarray(moment)];
	return { [key]: u8aToHex(u8aConcat(...parts)) };
}

/**
 * The runtime without the function that tells the pulse, as one that is broken or from before it.
 *
 * @param {string} code
 */
function blinded(code) {
	const bytes = unpacked(code);
	const at = bytes.indexOf('OperatorApi_pulse');
	must(at > 0, 'The runtime exports no OperatorApi_pulse');
	bytes.write('OperatorApi_pulsX', at);
	return `0x${bytes.toString('hex')}`;
}

/** A migration that is under way. */
const HALF_WAY = '0x00000000000000000000';

/** The runtime that ran last, by which a block knows whether it is the first of another one. @param {number} version */
const lastRuntime = (version) => ({
	[itemKey('System', 'LastRuntimeUpgrade')]: u8aToHex(
		u8aConcat(compactToU8a(version), compactToU8a('chungnam'.length), stringToU8a('chungnam')),
	),
});

/** Where the chains of one run lie, and a small disk. */
class Place {
	folder = mkdtempSync(join(tmpdir(), 'chungnam-alone-'));
	/** @type {Network[]} */
	nets = [];
	/** A small disk in memory, undefined where none can be mounted. @type {string | undefined} */
	disk = undefined;
	/** A raw spec, which chains begin with but for what is changed. @type {any} */
	raw = {};

	/** A signal leaves no time for more. */
	sweep = () => {
		for (const net of this.nets) net.remove();
		if (this.disk) spawnSync('umount', ['-l', this.disk]);
		if (this.disk) rmSync(this.disk, { recursive: true, force: true });
		rmSync(this.folder, { recursive: true, force: true });
	};

	/** @param {string} binary */
	constructor(binary) {
		this.binary = binary;
		process.once('exit', this.sweep);
	}

	/** @returns {Top} */
	get top() {
		return this.raw.genesis.raw.top;
	}

	/**
	 * Starts a chain of one validator whose genesis has other values in some places.
	 *
	 * @param {string} name
	 * @param {Top} change
	 * @param {{ backend?: string, base?: string, extra?: string[] }} [how]
	 */
	async begin(name, change, { backend = 'litep2p', base, extra = [] } = {}) {
		const file = join(this.folder, `${name}.json`);
		const genesis = { raw: { ...this.raw.genesis.raw, top: { ...this.top, ...change } } };
		writeFileSync(
			file,
			JSON.stringify({ ...this.raw, name, id: `chungnam_${name}`, protocolId: `chungnam-${name}`, genesis }),
		);
		const net = await Network.create({ binary: this.binary, validators: 1, fullNodes: 0, ready: file, backend, base });
		this.nets.push(net);
		const [node] = net.nodes;
		Object.assign(node, { name, backend, extra });
		await net.start();
		return node;
	}

	async end() {
		for (const net of this.nets) await net.stop();
		this.sweep();
		process.removeListener('exit', this.sweep);
	}
}

/** @param {Trial} trial */
export async function alone(trial) {
	const place = new Place(trial.binary);
	try {
		const { binary, folder } = place;
		const spec = await writeSpec({ binary, folder, people: validators(1), deciders: 'alice' });
		place.raw = JSON.parse(readFileSync(spec, 'utf8'));
		const nodes = await begun(trial, place);
		await trial.withPrometheus(Object.values(nodes), async (prom) => {
			await always(trial, prom, nodes);
			await names(trial, prom, Object.values(nodes));
			await states(trial, prom, nodes);
			await brakes(trial, prom, nodes);
			await ofSafeMode(trial, prom, nodes);
			await whose(trial, nodes.well);
			await fullDisk(trial, prom, place.disk, of(nodes.stuck));
		});
		await blindness(trial, place);
	} finally {
		await place.end();
	}
}

/** A chain that is well, and three that begin in trouble. @param {Trial} trial @param {Place} place */
async function begun(trial, place) {
	const { top } = place;
	const issuance = issuanceOf(top);
	const well = await place.begin('well', {});
	const version = (await well.ask('state_getRuntimeVersion')).specVersion;
	place.disk = smallDisk(trial);
	// An upgrade comes while a migration of the one before is under way: the pallet calls that a failure.
	const failing = { [itemKey('Migrations', 'Cursor')]: HALF_WAY, ...lastRuntime(version - 1) };
	const short = await place.begin('short', { ...withReserve(top, issuance - 1n), ...failing });
	const near = await place.begin(
		'near',
		{ ...withReserve(top, issuance, Date.now() - 11 * DAY), [itemKey('SafeMode', 'EnteredUntil')]: little(5_000, 4) },
		{ backend: 'libp2p' },
	);
	const onDisk = place.disk ? { base: join(place.disk, 'net'), extra: ['--db-storage-threshold', '30'] } : undefined;
	const stuck = await place.begin('stuck', { [itemKey('Migrations', 'Cursor')]: '0x01' }, onDisk);
	return { well, short, near, stuck };
}

/**
 * Whether labels are those of a node or of its chain.
 *
 * @param {NetNode} node
 * @returns {(labels: Labels) => boolean}
 */
const of = (node) => (labels) => labels.instance === node.name || labels.chain === `chungnam_${node.name}`;

/** @param {Trial} trial @param {Prometheus} prom @param {Nodes} nodes */
async function always(trial, prom, { well }) {
	await trial.fires(prom, 'ChungnamWatchdog', { what: 'always' });
	await trial.fires(prom, 'ChungnamNoPeers', { what: 'a node alone', where: of(well) });
	await trial.fires(prom, 'ChungnamFewValidators', { what: 'a chain of one validator', where: of(well) });
}

/**
 * What the rules and dashboards ask for stands on the nodes, with both network libraries.
 *
 * @param {Trial} trial
 * @param {Prometheus} prom
 * @param {NetNode[]} nodes
 */
async function names(trial, prom, nodes) {
	const lines = await linesOf(nodes);
	for (const rule of await prom.rules()) {
		const faults = ['litep2p', 'libp2p'].flatMap((backend) => {
			const its = lines.filter((line) => line.backend === backend || line.name.startsWith('chungnam_'));
			return faultsOf(rule.query, its).map((fault) => `${backend}: ${fault}`);
		});
		trial.note(`names of ${rule.name}`, faults, 'on nodes of both network libraries');
	}
	for (const { title, query } of panels()) {
		trial.note(`names of panel ${title}`, faultsOf(query, lines), 'on some node');
	}
}

/**
 * What is silent on a chain that is well, and is not on the others.
 *
 * @param {Trial} trial
 * @param {Prometheus} prom
 * @param {Nodes} nodes
 */
async function states(trial, prom, { well, short, near, stuck }) {
	for (const name of [
		'ChungnamIssuanceAboveReserve',
		'ChungnamIssuanceNearReserve',
		'ChungnamSafeMode',
		'ChungnamSafeModeEnds',
		'ChungnamCallsPaused',
		'ChungnamMigrationFailed',
		'ChungnamNodeBlind',
		'ChungnamReserveStatementOld',
		'ChungnamReserveUnknown',
	]) {
		await trial.silent(prom, name, { what: 'a chain that is well', where: of(well) });
	}
	/** @param {string} name @param {NetNode} node @param {string} what */
	const fires = (name, node, what) => trial.fires(prom, name, { what, where: of(node) });
	await fires('ChungnamIssuanceAboveReserve', short, 'one won more than the bank holds');
	await fires('ChungnamIssuanceNearReserve', near, 'all of the reserve is issued');
	await fires('ChungnamReserveStatementOld', near, 'a statement of eleven days ago');
	await trial.silent(prom, 'ChungnamIssuanceAboveReserve', { what: 'all of the reserve is issued', where: of(near) });
	await fires('ChungnamMigrationFailed', short, 'an upgrade on top of a running migration');
	await fires('ChungnamSafeMode', short, 'the safe mode of that failure');
	await fires('ChungnamMigrationFailed', stuck, 'a migration that is stuck');
	await fires('ChungnamSafeModeEnds', near, 'safe mode that ends after 5,000 blocks');
}

/**
 * The operator's tool says what it must; Alice is the whole committee.
 *
 * @param {Trial} trial
 * @param {NetNode} node
 * @param {string} command
 * @param {RegExp} pattern
 */
async function says(trial, node, command, pattern) {
	const text = await operator(node, command);
	trial.note(
		`operator ${command}`,
		pattern.test(text) ? [] : [`it does not say ${pattern}: ${text}`],
		`on ${node.name}`,
	);
}

/**
 * The operator's tool pulls and lifts the brakes.
 *
 * @param {Trial} trial
 * @param {Prometheus} prom
 * @param {Nodes} nodes
 */
async function brakes(trial, prom, { well }) {
	/** @param {string} command @param {RegExp} pattern */
	const told = (command, pattern) => says(trial, well, command, pattern);
	await told('status', /no brake is on/);
	await told('propose-pause RegionalCurrency.pay', /^Carried out: /m);
	await trial.fires(prom, 'ChungnamCallsPaused', { what: 'a call paused with scripts/operator', where: of(well) });
	await told('propose-pause RegionalCurrency.pay', /paused already/);
	await told('status', /PAUSED calls: RegionalCurrency\.pay/);
	await told('propose-unpause RegionalCurrency.pay', /^Carried out: /m);
	await told('propose-unpause RegionalCurrency.pay', /not paused/);
	await trial.silent(prom, 'ChungnamCallsPaused', { what: 'unpaused', where: of(well) });
	await told('propose-safe-mode-end', /off already/);
	await told('propose-safe-mode', /^Carried out: /m);
	await told('propose-safe-mode', /on already/);
	await told('status', /SAFE MODE is on and ends by itself after block/);
	await trial.fires(prom, 'ChungnamSafeMode', { what: 'entered with scripts/operator', where: of(well) });
	await trial.silent(prom, 'ChungnamSafeModeEnds', { what: 'safe mode of four hours', where: of(well) });
	await told('propose-safe-mode-end', /^Carried out: /m);
	await trial.silent(prom, 'ChungnamSafeMode', { what: 'ended', where: of(well) });
}

/**
 * Safe mode that was there when the chain began: extended, and left.
 *
 * @param {Trial} trial
 * @param {Prometheus} prom
 * @param {Nodes} nodes
 */
async function ofSafeMode(trial, prom, { short, near }) {
	await says(trial, near, 'status', /SAFE MODE is on and ends by itself after block 5000/);
	await says(trial, near, 'propose-safe-mode-extend', /^Carried out: /m);
	await trial.silent(prom, 'ChungnamSafeModeEnds', { what: 'extended', where: of(near) });
	await trial.fires(prom, 'ChungnamSafeMode', { what: 'extended', where: of(near) });
	await says(trial, short, 'status', /MIGRATIONS failed at height 0/);
	await says(trial, short, 'propose-safe-mode-end', /a migration failed at height 0[\s\S]*Carried out: /);
	await trial.silent(prom, 'ChungnamMigrationFailed', {
		what: 'the committee has left its safe mode',
		where: of(short),
	});
}

/** A key leads to its validator. @param {Trial} trial @param {NetNode} well */
async function whose(trial, well) {
	const [{ aura, auraKey, grandpa, address }] = validators(1);
	const lines = new RegExp(`${address}.*acts[\\s\\S]*${auraKey}  ${aura}[\\s\\S]*${grandpa}`);
	for (const key of [aura, auraKey, grandpa]) await says(trial, well, `who ${key}`, lines);
	await says(trial, well, `who 0x${'11'.repeat(32)}`, /No validator has the key/);
}

/** A runtime whose pulse cannot be read. @param {Trial} trial @param {Place} place */
async function blindness(trial, place) {
	const blind = await place.begin('blind', { [CODE]: blinded(place.top[CODE]) });
	await trial.withPrometheus([blind], async (prom) => {
		for (const reading of ['pulse', 'brakes']) {
			await trial.fires(prom, 'ChungnamNodeBlind', {
				what: `a runtime whose pulse cannot be read: ${reading}`,
				where: (labels) => labels.reading === reading,
			});
		}
		await trial.silent(prom, 'ChungnamNodeBlind', { what: 'its disk', where: (labels) => labels.reading === 'disk' });
		await trial.fires(prom, 'ChungnamReserveUnknown', { what: 'the only node is blind' });
		// Long enough for a second reading to fail: the log does not repeat it.
		await sleep(12_000);
		const told = blind
			.words()
			.split('\n')
			.filter((line) => line.includes("The chain's pulse cannot be read"));
		trial.note(
			'log of a blind node',
			told.length === 1 ? [] : [`${told.length} lines:\n${told.join('\n')}`],
			'once, not every ten seconds',
		);
		const zero = (await blind.metrics()).filter(({ name }) =>
			/^chungnam_(issuance|reserve|safe_mode|paused)/.test(name),
		);
		trial.note(
			'metrics of a blind node',
			zero.map(({ name }) => `it shows ${name}`),
			'none that was never read',
		);
	});
}

/** Every line of every node's /metrics, with the network library of the node. @param {NetNode[]} nodes */
async function linesOf(nodes) {
	const all = await Promise.all(
		nodes.map(async (node) => (await node.metrics()).map((line) => ({ ...line, backend: node.backend }))),
	);
	return all.flat();
}

/** What the panels of the dashboards ask for. */
function panels() {
	const found = [];
	for (const file of readdirSync(DASHBOARDS)) {
		for (const panel of JSON.parse(readFileSync(join(DASHBOARDS, file), 'utf8')).panels) {
			for (const { expr } of panel.targets ?? []) {
				// A dashboard's variables stand for names and times.
				const query = expr.replace(/\$__\w+/g, '5m').replace(/=~?"\$\w+"/g, '!=""');
				found.push({ title: panel.title, query });
			}
		}
	}
	return found;
}

/** Runs the operator's tool as Alice. Gives all it said. @param {NetNode} node @param {string} command */
async function operator(node, command) {
	const words = [...command.split(' '), '--rpc', node.ws, '--account-file', '-'];
	return (await program('scripts/operator', words, { input: '//Alice\n', limit: 180_000 })).both;
}

/** A small disk in memory, or undefined where none can be mounted. @param {Trial} trial */
function smallDisk(trial) {
	const folder = mkdtempSync(join(tmpdir(), 'chungnam-alerts-disk-'));
	try {
		execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=600m', 'chungnam-alerts', folder], { stdio: 'pipe' });
		return folder;
	} catch (error) {
		rmSync(folder, { recursive: true, force: true });
		trial.skip('the alerts on the disk', `no small disk can be mounted: ${saidBy(error)}`);
		return undefined;
	}
}

/**
 * @param {Trial} trial
 * @param {Prometheus} prom
 * @param {string | undefined} disk
 * @param {(labels: Labels) => boolean} where
 */
async function fullDisk(trial, prom, disk, where) {
	if (!disk) return;
	await trial.fires(prom, 'ChungnamDiskLow', { what: 'a disk of 600 MiB', where });
	await trial.fires(prom, 'ChungnamDiskAlmostFull', { what: 'a disk of 600 MiB', where });
	const filler = join(disk, 'filler');
	const { bavail, bsize } = statfsSync(disk);
	// A bit every few seconds, for the line through it to fall.
	for (let part = 1; part <= 4; part += 1) {
		spawnSync('fallocate', ['-l', `${Math.floor((bavail * bsize * part) / 8)}`, filler]);
		await sleep(10_500);
	}
	await trial.fires(prom, 'ChungnamDiskFillsSoon', { what: 'a disk that is being filled', where });
	if (existsSync(filler)) rmSync(filler);
}
