// SPDX-License-Identifier: Apache-2.0

// One node as a process: start, stop, kill, pause, what it says, and what it holds of the machine.

import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';

import { port } from './ports.mjs';
import { launch } from './program.mjs';
import { ask, hashAt, heights, metrics } from './rpc.mjs';
import { Hopeless, inTime, messageOf, sleep, until } from './wait.mjs';

/** @typedef {{ rpc: number, p2p: number, prometheus: number }} Ports */
/** @typedef {{ code: number | null, signal: NodeJS.Signals | null, ms: number }} End */
/**
 * `prefix` is a command that runs the node elsewhere (in a network namespace) or otherwise (with a limit), `args` its
 * command line.
 *
 * @typedef {{ name: string, folder: string, binary?: string, ports: Ports, args?: string[], prefix?: string[] }} About
 */

// A node compiles its runtime and opens its database before it answers; on two busy cores that takes a while.
const READY_LIMIT = 120_000;
// Two cores that build something else at the same time take half a minute to begin a chain.
const FINAL_LIMIT = 180_000;
const STOP_LIMIT = 30_000;
const KIB_IN_MIB = 1024;

/** The program of CHUNGNAM_NODE, or the one that cargo left. */
export function nodeBinary() {
	const cache = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'chungnam');
	const target = process.env.CARGO_TARGET_DIR ?? join(process.env.CHUNGNAM_CACHE ?? cache, 'target');
	return process.env.CHUNGNAM_NODE ?? join(target, 'debug', 'chungnam-node');
}

/** Ports for one node. */
export async function freePorts() {
	return { rpc: await port(), p2p: await port(), prometheus: await port() };
}

export class NodeProcess {
	/** @param {About} about */
	constructor({ name, folder, binary = nodeBinary(), ports, args = [], prefix = [] }) {
		if (!existsSync(binary)) throw new Error(`There is no node at ${binary}. Build it with: cargo build --workspace`);
		this.name = name;
		this.folder = folder;
		this.binary = binary;
		this.ports = ports;
		this.prefix = prefix;
		this.given = args;
		this.basePath = join(folder, 'chain');
		this.log = join(folder, 'node.log');
		/** Words behind all others of the command line. @type {string[]} */
		this.extra = [];
		/** @type {NodeJS.ProcessEnv} */
		this.env = {};
		this.detached = false;
		this.paused = false;
		/** Where to reach it from here. */
		this.rpcPort = ports.rpc;
		this.logBegins = 0;
		this.startedAt = 0;
		/** @type {import('node:child_process').ChildProcess | undefined} */
		this.child = undefined;
		/** The end of the process. @type {Promise<{ code: number | null, signal: NodeJS.Signals | null }>} */
		this.gone = Promise.resolve({ code: null, signal: null });
	}

	get http() {
		return `http://127.0.0.1:${this.rpcPort}`;
	}

	get ws() {
		return `ws://127.0.0.1:${this.rpcPort}`;
	}

	get metricsUrl() {
		return `http://127.0.0.1:${this.ports.prometheus}/metrics`;
	}

	/** The command line, without the program. */
	get args() {
		return [...this.given, ...this.extra];
	}

	/** The number of the process, undefined before the first start. */
	get pid() {
		return this.child?.pid;
	}

	/** Starts the process; `ready` waits for it. */
	start() {
		if (this.alive) throw new Error(`${this.name} runs already`);
		this.logBegins = existsSync(this.log) ? statSync(this.log).size : 0;
		this.startedAt = performance.now();
		const { log, env, detached } = this;
		const child = launch([...this.prefix, this.binary, ...this.args], { log, env, detached });
		this.child = child;
		this.paused = false;
		this.gone = new Promise((done) => {
			child.once('exit', (code, signal) => done({ code, signal }));
			child.once('error', () => done({ code: -1, signal: null }));
		});
		return this;
	}

	get alive() {
		return this.child !== undefined && this.child.exitCode === null && this.child.signalCode === null;
	}

	/**
	 * Waits for something that only a living node can do. Gives the milliseconds since the start.
	 *
	 * @param {string} what
	 * @param {() => Promise<unknown>} question
	 * @param {number} limit
	 */
	async #does(what, question, limit) {
		const answers = () => {
			if (!this.alive) throw new Hopeless(`${this.name} ended by itself`);
			return question();
		};
		await until(`${this.name} ${what}`, answers, { limit, every: 100 }).catch((error) => {
			throw new Error(`${messageOf(error)}. Its last words:\n${this.lastWords()}`);
		});
		return performance.now() - this.startedAt;
	}

	/** Waits until JSON-RPC answers. Gives the milliseconds since the start. */
	ready(limit = READY_LIMIT) {
		return this.#does('answers', async () => (await this.ask('system_health', [], 2_000)) !== undefined, limit);
	}

	/** Waits until it makes final blocks. Gives the milliseconds since the start. */
	makesFinalBlocks(limit = FINAL_LIMIT) {
		return this.#does('makes final blocks', async () => (await this.final()) > 0, limit);
	}

	/** Waits for the end of the process. Kills it after `limit` and throws. @returns {Promise<End>} */
	async ended(limit = STOP_LIMIT) {
		const began = performance.now();
		const end = await inTime(limit, this.gone, null);
		if (!end) {
			await this.kill();
			throw new Error(`${this.name} did not end within ${limit / 1000} s:\n${this.lastWords()}`);
		}
		return { ...end, ms: performance.now() - began };
	}

	/**
	 * Asks it to end, as a service manager does. One that had to be killed after `limit` ended by SIGKILL. Undefined where
	 * it was down already.
	 *
	 * @returns {Promise<End | undefined>}
	 */
	async stop(limit = STOP_LIMIT) {
		if (!this.alive) return undefined;
		if (this.paused) this.resume();
		this.child?.kill('SIGTERM');
		return this.ended(limit).catch(() => ({ code: null, signal: /** @type {const} */ ('SIGKILL'), ms: limit }));
	}

	/** Ends it without a word: kill -9. */
	async kill() {
		if (!this.alive) return;
		this.child?.kill('SIGKILL');
		await this.gone;
	}

	pause() {
		this.child?.kill('SIGSTOP');
		this.paused = true;
	}

	resume() {
		this.child?.kill('SIGCONT');
		this.paused = false;
	}

	/** Kills it, waits, starts it again and waits until it answers: the milliseconds of that. */
	async crashAndReturn(pause = 0) {
		await this.kill();
		if (pause) await sleep(pause);
		this.start();
		return this.ready();
	}

	/** @param {string} method @param {unknown} [params] @param {number} [limit] */
	ask(method, params, limit) {
		return ask(this.http, method, params, limit);
	}

	heights() {
		return heights(this.http);
	}

	async final() {
		return (await this.heights()).final;
	}

	/** @param {number} number */
	hashAt(number) {
		return hashAt(this.http, number);
	}

	metrics() {
		return metrics(this.metricsUrl);
	}

	/**
	 * The sum of a metric over all its labels, undefined if the node does not tell it.
	 *
	 * @param {string} name
	 * @param {Record<string, string>} [labels]
	 */
	async metric(name, labels = {}) {
		const lines = (await this.metrics()).filter(
			(line) => line.name === name && Object.entries(labels).every(([k, v]) => line.labels[k] === v),
		);
		return lines.length ? lines.reduce((sum, line) => sum + line.value, 0) : undefined;
	}

	/** A line `Name:  123 kB` of the kernel's account of the process, in MiB. @param {string} name */
	#account(name) {
		const status = readFileSync(`/proc/${this.pid}/status`, 'utf8');
		const found = new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status);
		return found ? Math.round(Number(found[1]) / KIB_IN_MIB) : NaN;
	}

	/** What it holds in memory now, in MiB. */
	memory() {
		return this.#account('VmRSS');
	}

	/** The most it held since `forgetPeak`, in MiB. */
	peak() {
		return this.#account('VmHWM');
	}

	forgetPeak() {
		writeFileSync(`/proc/${this.pid}/clear_refs`, '5');
	}

	openFiles() {
		return readdirSync(`/proc/${this.pid}/fd`).length;
	}

	/** What it wrote since it was started last. */
	words() {
		if (!existsSync(this.log)) return '';
		return readFileSync(this.log).subarray(this.logBegins).toString('utf8');
	}

	lastWords(lines = 15) {
		return this.words().trimEnd().split('\n').slice(-lines).join('\n');
	}

	/** A line of level error, or of a panic. The level is told to a node that has `--detailed-log-output` alone. */
	error() {
		const lines = this.words().split('\n');
		return lines.find((line) => /^\S+ \S+ +ERROR /.test(line)) ?? this.panic();
	}

	/**
	 * A line in which something fell over. That the runtime refuses the block of a validator that is disabled is told
	 * as a panic too, by pallet-aura, and is meant.
	 */
	panic() {
		const lines = this.words().split('\n');
		return lines.find((line, i) => {
			return /panicked at|SIGSEGV|SIGBUS/.test(line) && !/is disabled and should not be/.test(lines[i + 1] ?? '');
		});
	}
}

/** A node by itself, in a temporary folder that goes with it. */
class LoneNode extends NodeProcess {
	/** All it said since its last start, once its folder is gone. */
	told = '';

	#sweep = () => rmSync(this.folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });

	/** @param {About} about */
	constructor(about) {
		super(about);
		process.once('exit', this.#sweep);
	}

	/** @override */
	async stop(limit = STOP_LIMIT) {
		const end = await super.stop(limit);
		this.told ||= this.words();
		process.removeListener('exit', this.#sweep);
		this.#sweep();
		return end;
	}
}

/**
 * Starts one node on free ports of loopback and waits until it makes final blocks; `until: 'answers'` for one that makes
 * none. Without `args` it is a development chain that lives as long as the node, with the methods that a node shows to
 * the outside. `whole` gives the whole command line in the place of `args` and of where its things are.
 *
 * @param {{ args?: string[], whole?: (home: { folder: string, ports: Ports }) => string[], binary?: string, prefix?: string[], name?: string, until?: 'final' | 'answers' }} [how]
 */
export async function startNode(how = {}) {
	const {
		args = ['--dev', '--rpc-methods', 'safe'],
		whole,
		binary,
		prefix,
		name = 'the node',
		until: goal = 'final',
	} = how;
	const ports = await freePorts();
	const folder = mkdtempSync(join(tmpdir(), 'chungnam-node-'));
	const own = ['--base-path', join(folder, 'chain'), '--rpc-port', `${ports.rpc}`, '--no-prometheus', '--no-telemetry'];
	own.push('--listen-addr', `/ip4/127.0.0.1/tcp/${ports.p2p}`, '--no-mdns');
	const line = whole?.({ folder, ports }) ?? [...args, ...own];
	const node = new LoneNode({ name, folder, binary, ports, args: line, prefix });
	try {
		node.start();
		await (goal === 'final' ? node.makesFinalBlocks() : node.ready(FINAL_LIMIT));
	} catch (error) {
		await node.stop();
		throw error;
	}
	return node;
}
