// SPDX-License-Identifier: Apache-2.0

// One node as a process: start, stop, kill, pause, and what it says.

import { execFile, spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { ask, hashAt, heights, metrics } from './rpc.mjs';
import { Hopeless, sleep, until } from './wait.mjs';

const run = promisify(execFile);

// A node compiles its runtime and opens its database before it answers; on two busy cores that takes a while.
const READY_LIMIT = 120_000;
const STOP_LIMIT = 30_000;

// All that lives. Whatever ends this process, short of SIGKILL, ends them too; against that the kernel helps.
const living = new Set();
process.on('exit', () => {
	for (const child of living) child.kill('SIGKILL');
});
const hasSetpriv = existsSync('/usr/bin/setpriv');

/** Starts a program that cannot outlive this one, or, `detached`, one that shall. */
export function launch(command, { log, env, detached = false }) {
	const output = openSync(log, 'a');
	// The kernel kills it when we are killed and have no chance to.
	const whole = hasSetpriv && !detached ? ['/usr/bin/setpriv', '--pdeathsig', 'KILL', ...command] : command;
	const child = spawn(whole[0], whole.slice(1), {
		stdio: ['ignore', output, output],
		env: { ...process.env, ...env },
		detached,
	});
	closeSync(output);
	if (detached) {
		child.unref();
	} else {
		living.add(child);
		child.once('exit', () => living.delete(child));
	}
	child.once('error', () => living.delete(child));
	return child;
}

/** Runs a command of the node that ends by itself, and gives what it printed. */
export async function command(binary, args) {
	try {
		const { stdout, stderr } = await run(binary, args, { maxBuffer: 1 << 28, timeout: 120_000 });
		return { stdout, stderr };
	} catch (error) {
		const said = (error.stderr || error.message).trim().split('\n').slice(-3).join('\n');
		throw new Error(`chungnam-node ${args.slice(0, 3).join(' ')} failed: ${said.slice(0, 500)}`);
	}
}

export class NetNode {
	/**
	 * `prefix` is a command that runs the node elsewhere (in a network namespace), `http` the address there if it is
	 * not the loopback one, `host` what others dial.
	 */
	constructor({ name, role, folder, binary, chain, backend, ports, peerId, host = '127.0.0.1', prefix = [] }) {
		Object.assign(this, { name, role, folder, binary, chain, backend, ports, peerId, host, prefix });
		this.basePath = join(folder, 'chain');
		this.log = join(folder, 'node.log');
		this.extra = [];
		this.env = {};
		this.detached = false;
		this.paused = false;
		/** Where to reach it from here. */
		this.rpcPort = ports.rpc;
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

	get dialled() {
		return `/ip4/${this.host}/tcp/${this.ports.p2p}/p2p/${this.peerId}`;
	}

	get args() {
		return [
			'--chain',
			this.chain,
			'--base-path',
			this.basePath,
			'--keystore-path',
			join(this.folder, 'keystore'),
			'--node-key-file',
			join(this.folder, 'node-key'),
			'--name',
			this.name,
			...(this.role === 'validator' ? ['--validator'] : []),
			'--network-backend',
			this.backend,
			'--listen-addr',
			`/ip4/${this.host}/tcp/${this.ports.p2p}`,
			'--allow-private-ip',
			'--no-mdns',
			'--rpc-port',
			`${this.ports.rpc}`,
			'--rpc-cors',
			'all',
			'--prometheus-port',
			`${this.ports.prometheus}`,
			'--no-telemetry',
			...(this.bootnodes?.length ? ['--bootnodes', ...this.bootnodes] : []),
			...this.extra,
		];
	}

	/** Starts the process; `ready` waits for it. */
	start() {
		if (this.alive) throw new Error(`${this.name} runs already`);
		this.logBegins = existsSync(this.log) ? statSync(this.log).size : 0;
		this.startedAt = performance.now();
		const { log, env, detached } = this;
		this.child = launch([...this.prefix, this.binary, ...this.args], { log, env, detached });
		this.pid = this.child.pid;
		this.paused = false;
		const child = this.child;
		this.gone = new Promise((done) => {
			child.once('exit', (code, signal) => done({ code, signal }));
			child.once('error', (error) => done({ code: -1, signal: null, error }));
		});
		return this;
	}

	get alive() {
		return Boolean(this.child) && this.child.exitCode === null && this.child.signalCode === null;
	}

	/** Waits until JSON-RPC answers. Gives the milliseconds since the start. */
	async ready(limit = READY_LIMIT) {
		const answers = async () => {
			if (!this.alive) throw new Hopeless(`${this.name} ended by itself`);
			return (await this.ask('system_health', [], 2_000)) !== undefined;
		};
		await until(`${this.name} answers`, answers, { limit, every: 100 }).catch((error) => {
			throw new Error(`${error.message}. Its last words:\n${this.lastWords()}`);
		});
		return performance.now() - this.startedAt;
	}

	/** Waits for the end of the process: { code, signal, ms }. Kills it after `limit` and throws. */
	async ended(limit = STOP_LIMIT) {
		const began = performance.now();
		let timer;
		const late = new Promise((done) => (timer = setTimeout(() => done(null), limit)));
		const end = await Promise.race([this.gone, late]);
		clearTimeout(timer);
		if (!end) {
			await this.kill();
			throw new Error(`${this.name} did not end within ${limit / 1000} s:\n${this.lastWords()}`);
		}
		return { ...end, ms: performance.now() - began };
	}

	/** Asks it to end, as a service manager does. */
	async stop() {
		if (!this.alive) return undefined;
		if (this.paused) this.resume();
		this.child.kill('SIGTERM');
		return this.ended().catch(() => ({ code: null, signal: 'SIGKILL', ms: STOP_LIMIT }));
	}

	/** Ends it without a word: kill -9. */
	async kill() {
		if (!this.alive) return;
		this.child.kill('SIGKILL');
		await this.gone;
	}

	pause() {
		this.child.kill('SIGSTOP');
		this.paused = true;
	}

	resume() {
		this.child.kill('SIGCONT');
		this.paused = false;
	}

	/** Kills it, waits, starts it again and waits until it answers: the milliseconds of that. */
	async crashAndReturn(pause = 0) {
		await this.kill();
		if (pause) await sleep(pause);
		this.start();
		return this.ready();
	}

	ask(method, params, limit) {
		return ask(this.http, method, params, limit);
	}

	heights() {
		return heights(this.http);
	}

	async final() {
		return (await this.heights()).final;
	}

	hashAt(number) {
		return hashAt(this.http, number);
	}

	metrics() {
		return metrics(this.metricsUrl);
	}

	/** The sum of a metric over all its labels, undefined if the node does not tell it. */
	async metric(name, labels = {}) {
		const lines = (await this.metrics()).filter(
			(line) => line.name === name && Object.entries(labels).every(([k, v]) => line.labels[k] === v),
		);
		return lines.length ? lines.reduce((sum, line) => sum + line.value, 0) : undefined;
	}

	/** What it wrote since it was started last. */
	words() {
		if (!existsSync(this.log)) return '';
		return readFileSync(this.log).subarray(this.logBegins ?? 0).toString('utf8');
	}

	lastWords(lines = 15) {
		return this.words().trimEnd().split('\n').slice(-lines).join('\n');
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
