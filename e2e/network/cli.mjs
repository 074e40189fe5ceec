// SPDX-License-Identifier: Apache-2.0

// What ./scripts/network does, after it has checked that there is a node: see there for the words it takes.

import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

import { ask, heights } from '../../tools/lib/rpc.mjs';
import { messageOf, must, sleep, until } from '../../tools/lib/wait.mjs';
import { inLine } from '../kit/figures.mjs';
import { BACKENDS } from '../kit/net-node.mjs';
import { isNode, Network } from '../kit/network.mjs';

const MOST = 32;
// Preferred, not insisted on: where one is taken another is used, and the table says which.
const PORTS = { full: 9944, rpc: 9951, p2p: 30351, prometheus: 9651 };
const STOP_LIMIT = 30_000;

/** Where the last network started on this machine lies, for --status and --stop without --base. */
const POINTER = process.env.CHUNGNAM_NETWORK_POINTER ?? join(tmpdir(), 'chungnam-network-at');

class Wrong extends Error {}

/** @typedef {ReturnType<typeof words>} Words */
/** @typedef {import('../../tools/lib/node.mjs').Ports} Ports */
/** @typedef {{ name: string, role: string, backend: string, ports: Ports, pid?: number, log: string }} Told */
/** @typedef {Told & { runs: boolean }} KnownNode */
/** @typedef {{ folder: string, validators: number, temporary: boolean, nodes: KnownNode[], runs: boolean }} Known */

function words() {
	const { values, positionals } = parseArgs({
		allowPositionals: true,
		options: {
			base: { type: 'string' },
			backend: { type: 'string', default: BACKENDS[0] },
			spec: { type: 'string' },
			deciders: { type: 'string', default: 'alice' },
			detach: { type: 'boolean', default: false },
			stop: { type: 'boolean', default: false },
			status: { type: 'boolean', default: false },
		},
	});
	if (positionals.length > 1) throw new Wrong(`Only one number, not: ${positionals.join(' ')}`);
	const count = positionals[0] === undefined ? undefined : Number(positionals[0]);
	if (count !== undefined && !(Number.isInteger(count) && count >= 1 && count <= MOST)) {
		throw new Wrong(`How many validators? A number from 1 to ${MOST}, not: ${positionals[0]}`);
	}
	if (![...BACKENDS, 'mixed'].includes(values.backend)) {
		throw new Wrong(`--backend is ${BACKENDS.join(', ')} or mixed, not: ${values.backend}`);
	}
	if (values.deciders !== 'alice' && values.deciders !== 'town') {
		throw new Wrong(`--deciders is alice or town, not: ${values.deciders}`);
	}
	/** @type {'alice' | 'town'} */
	const deciders = values.deciders;
	if (values.spec && !existsSync(values.spec)) throw new Wrong(`There is no spec at ${values.spec}`);
	return { ...values, deciders, count };
}

/**
 * What a folder says about its network; undefined where there is none.
 *
 * @param {string} folder
 * @returns {Known | undefined}
 */
function read(folder) {
	const file = folder && join(folder, 'network.json');
	if (!file || !existsSync(file)) return undefined;
	const whole = JSON.parse(readFileSync(file, 'utf8'));
	const nodes = whole.nodes.map((/** @type {Told} */ node) => ({
		...node,
		runs: node.pid ? isNode(node.pid, folder) : false,
	}));
	return { ...whole, folder, nodes, runs: nodes.some((/** @type {KnownNode} */ { runs }) => runs) };
}

/** The network that is meant: of --base, or the one started last. @param {{ base?: string }} options */
function meant({ base }) {
	if (base) return read(resolve(base));
	return existsSync(POINTER) ? read(readFileSync(POINTER, 'utf8').trim()) : undefined;
}

/** @param {KnownNode} node */
async function row({ name, role, backend, ports, runs, log }) {
	const http = `http://127.0.0.1:${ports.rpc}`;
	let state = ['stopped', '', ''];
	if (runs) {
		const told = await Promise.all([heights(http), ask(http, 'system_health')]).catch(() => null);
		state = ['silent', '', ''];
		if (told) state = [`${told[0].best}`, `${told[0].final}`, `${told[1].peers}`];
	}
	return [
		name,
		role,
		backend,
		...state,
		`ws://127.0.0.1:${ports.rpc}`,
		`http://127.0.0.1:${ports.prometheus}/metrics`,
		log,
	];
}

/** @param {Known} network */
async function show(network) {
	const head = ['node', 'role', 'network', 'best', 'final', 'peers', 'JSON-RPC', 'metrics', 'log'];
	const rows = [head, ...(await Promise.all(network.nodes.map(row)))];
	for (const cells of inLine(rows).rows) console.log(cells.join('  ').trimEnd());
}

/** @param {Known} network @param {boolean} detached */
function whereNext(network, detached) {
	const full = network.nodes.find(({ role }) => role === 'full') ?? network.nodes[0];
	const ws = `ws://127.0.0.1:${full.ports.rpc}`;
	const base = network.temporary ? '' : ` --base ${network.folder}`;
	const lines = [
		[`CHUNGNAM_RPC=${ws} ./scripts/demo`, 'one day in the province on this network (in a second terminal)'],
		[`https://polkadot.js.org/apps/?rpc=${ws}`, 'look around; docs/connect-a-wallet.md says more'],
		[`./scripts/network --status${base}`, 'heights and peers'],
		[detached ? `./scripts/network --stop${base}` : 'Ctrl-C', 'stop it'],
	];
	const width = Math.max(...lines.map(([what]) => what.length));
	console.log(`\nFolder: ${network.folder}${network.temporary ? ' (goes when the network stops)' : ''}\n\nNext:`);
	for (const [what, why] of lines) console.log(`  ${what.padEnd(width)}   ${why}`);
}

/** Stops every node of a network that this program did not start itself. @param {Known} network */
async function stop(network) {
	const alive = () =>
		network.nodes.flatMap(({ pid, name }) => (pid && isNode(pid, network.folder) ? [{ pid, name }] : []));
	for (const { pid } of alive()) {
		// One that is paused would not hear the first signal.
		process.kill(pid, 'SIGTERM');
		process.kill(pid, 'SIGCONT');
	}
	await until('All nodes have ended', () => alive().length === 0, { limit: STOP_LIMIT }).catch(() => {
		for (const { pid, name } of alive()) {
			console.log(`${name} had not ended after ${STOP_LIMIT / 1000} s, and was killed`);
			process.kill(pid, 'SIGKILL');
		}
	});
	if (network.temporary) rmSync(network.folder, { recursive: true, force: true });
}

/** @param {Words} options */
async function start(options) {
	const { base, backend, spec, deciders, detach } = options;
	const before = meant(options);
	if (before?.runs) {
		console.log(`A network runs already in ${before.folder}${base ? '' : ' (--base DIR starts another beside it)'}:\n`);
		await show(before);
		whereNext(before, true);
		return;
	}
	const kept = base ? before : undefined;
	const count = options.count ?? kept?.validators ?? 4;
	if (kept && kept.validators !== count) {
		throw new Wrong(`The chain in ${kept.folder} has ${kept.validators} validators. Take another folder for ${count}.`);
	}
	if (kept && spec)
		throw new Wrong(`The chain in ${kept.folder} has its spec already. Take another folder for ${spec}.`);

	console.error(`Making keys and the chain spec for ${count} validator${count > 1 ? 's' : ''} and a full node`);
	const wished = PORTS;
	const how = { validators: count, base, backend, spec, deciders, wished, detached: detach };
	const net = await Network.create(how).catch((error) => {
		throw new Wrong(messageOf(error));
	});
	let stopping = false;
	/** @param {number} code */
	const leave = async (code) => {
		if (stopping) process.exit(code);
		stopping = true;
		console.error('\nStopping (again Ctrl-C: at once)');
		await net.end();
		process.exit(code);
	};
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => leave(0));
	try {
		mkdirSync(dirname(POINTER), { recursive: true });
		writeFileSync(POINTER, `${net.folder}\n`);
		console.error('Starting');
		await net.start({ limit: 120_000 + 15_000 * count });
	} catch (error) {
		if (stopping) return;
		const hint = spec ? `The validators of ${spec} must have the keys that docs/network.md names. ` : '';
		net.temporary = false;
		await net.stop();
		throw new Wrong(`${messageOf(error)}\n${hint}The logs stay in ${net.folder}.`);
	}
	if (stopping) return;
	console.log('The network runs, and is final on every node:\n');
	const started = read(net.folder);
	must(started, `${net.folder} does not say who runs there`);
	await show(started);
	whereNext(started, detach);
	if (detach) process.exit(0);

	for (const node of net.nodes) {
		node.gone.then(({ code, signal }) => {
			if (!stopping) console.error(`${node.name} ended (${signal ?? code}). It said last:\n${node.lastWords(5)}`);
		});
	}
	while (net.nodes.some(({ alive }) => alive)) await sleep(500);
	await leave(0);
}

try {
	const options = words();
	if (options.status || options.stop) {
		const network = meant(options);
		if (!network?.runs) {
			console.log(`No network runs${options.base ? ` in ${options.base}` : ''}. ./scripts/network starts one.`);
			process.exitCode = options.status ? 1 : 0;
		} else if (options.status) {
			await show(network);
		} else {
			await stop(network);
			console.log(`Stopped.${network.temporary ? '' : ` The chain stays in ${network.folder}.`}`);
		}
	} else {
		await start(options);
	}
} catch (error) {
	const isOfWords = error instanceof Error && 'code' in error && /^ERR_PARSE_ARGS/.test(String(error.code));
	if (!(error instanceof Wrong) && !isOfWords) throw error;
	console.error(`Error: ${messageOf(error)}`);
	process.exitCode = 1;
}
