// SPDX-License-Identifier: Apache-2.0

// One node that makes blocks, started with the flags of an attack on free ports of loopback, watched from outside (memory,
// open files, whether it is still the same process), and stopped for sure.

import { spawn } from 'node:child_process';
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { ask, nodeBinary } from '../../lib/node.mjs';

const START_LIMIT = 180_000;
const STOP_LIMIT = 10_000;
const MIB = 1024;

/** A port of loopback that was free a moment ago. */
export async function freePort() {
	const server = createServer();
	await new Promise((done, fail) => server.once('error', fail).listen(0, '127.0.0.1', done));
	const { port } = server.address();
	await new Promise((done) => server.close(done));
	return port;
}

/** A line `Name:  123 kB` of the kernel's account of a process, in MiB. */
function memory(pid, name) {
	const status = readFileSync(`/proc/${pid}/status`, 'utf8');
	const found = new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status);
	return found ? Math.round(Number(found[1]) / MIB) : NaN;
}

/**
 * Starts a development chain. `flags` are added to the command line; `files` bounds the files the node may open. Gives
 * the ways to it and the ways to look at it.
 */
export async function startNode({ flags = [], files = 0 } = {}) {
	const binary = nodeBinary();
	if (!existsSync(binary)) {
		throw new Error(`There is no node at ${binary}. Build it with: cargo build --workspace`);
	}
	const folder = mkdtempSync(join(tmpdir(), 'chungnam-door-'));
	const log = join(folder, 'node.log');
	const [rpc, p2p] = [await freePort(), await freePort()];
	const args = ['--dev', '--base-path', join(folder, 'chain'), '--no-prometheus', '--no-telemetry', '--no-mdns'];
	args.push('--rpc-port', `${rpc}`, '--listen-addr', `/ip4/127.0.0.1/tcp/${p2p}`, ...flags);
	// The shell sets the limit and becomes the node, so that the process number stays.
	const limit = files > 0 ? `ulimit -n ${files} && ` : '';
	const output = openSync(log, 'w');
	const child = spawn('/bin/sh', ['-c', `${limit}exec "$0" "$@"`, binary, ...args], {
		stdio: ['ignore', output, output],
	});
	closeSync(output);
	const { pid } = child;
	const gone = new Promise((done) => child.once('exit', done));
	// Whatever ends this process ends the node too.
	const atExit = () => {
		child.kill('SIGKILL');
		rmSync(folder, { recursive: true, force: true });
	};
	process.once('exit', atExit);

	const isAlive = () => child.exitCode === null && child.signalCode === null;
	const wholeLog = () => readFileSync(log, 'utf8');
	const lastWords = () => wholeLog().split('\n').slice(-20).join('\n');
	/** Ends the node. Gives whether it ended when it was told to, and had not to be killed. */
	const stop = async () => {
		let isKilled = false;
		child.kill('SIGTERM');
		const late = setTimeout(() => {
			isKilled = true;
			child.kill('SIGKILL');
		}, STOP_LIMIT);
		await gone;
		clearTimeout(late);
		process.removeListener('exit', atExit);
		rmSync(folder, { recursive: true, force: true });
		return !isKilled;
	};

	const http = `http://127.0.0.1:${rpc}`;
	const until = Date.now() + START_LIMIT;
	const isFinal = async () => {
		const { result: hash } = await ask(http, 'chain_getFinalizedHead');
		const { result: header } = await ask(http, 'chain_getHeader', [hash]);
		return Number(header.number) > 0;
	};
	while (!(await isFinal().catch(() => false))) {
		if (!isAlive() || Date.now() > until) {
			const words = lastWords();
			await stop();
			throw new Error(`The node did not make final blocks. Its last words:\n${words}`);
		}
		await sleep(200);
	}
	return {
		pid,
		port: rpc,
		p2p,
		http,
		ws: `ws://127.0.0.1:${rpc}`,
		isAlive,
		lastWords,
		log: wholeLog,
		stop,
		/** What it holds in memory now, in MiB. */
		memory: () => memory(pid, 'VmRSS'),
		/** The most it held since `forgetPeak`, in MiB. */
		peak: () => memory(pid, 'VmHWM'),
		forgetPeak: () => writeFileSync(`/proc/${pid}/clear_refs`, '5'),
		openFiles: () => readdirSync(`/proc/${pid}/fd`).length,
	};
}

/** Runs the node until it ends by itself: what it said, and how it ended. For command lines that must be refused. */
export async function runToEnd(flags, limit = 30_000) {
	const folder = mkdtempSync(join(tmpdir(), 'chungnam-door-'));
	const child = spawn(nodeBinary(), ['--base-path', folder, '--no-prometheus', '--no-telemetry', ...flags]);
	const kill = () => child.kill('SIGKILL');
	process.once('exit', kill);
	let words = '';
	for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (words += data));
	const late = setTimeout(kill, limit);
	const code = await new Promise((done) => child.once('exit', done));
	clearTimeout(late);
	process.removeListener('exit', kill);
	rmSync(folder, { recursive: true, force: true });
	return { code, words };
}
