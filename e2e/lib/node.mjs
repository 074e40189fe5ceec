// SPDX-License-Identifier: Apache-2.0

// Starts the built node on free ports, waits until it makes blocks, and stops it for sure.

import { spawn } from 'node:child_process';
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

// Two cores that build something else at the same time take half a minute to begin a chain.
const START_LIMIT = 180_000;
const STOP_LIMIT = 10_000;
const SETPRIV = '/usr/bin/setpriv';

export function nodeBinary() {
	const cache = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'chungnam');
	const target = process.env.CARGO_TARGET_DIR ?? join(process.env.CHUNGNAM_CACHE ?? cache, 'target');
	return process.env.CHUNGNAM_NODE ?? join(target, 'debug', 'chungnam-node');
}

/** A port that was free a moment ago. */
async function freePort() {
	const server = createServer();
	await new Promise((done, fail) => server.once('error', fail).listen(0, '127.0.0.1', done));
	const { port } = server.address();
	await new Promise((done) => server.close(done));
	return port;
}

/** One JSON-RPC request over http, as a shell would send it. Gives the whole answer, errors as well. */
export async function ask(url, method, params = []) {
	const response = await fetch(url, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
	});
	return response.json();
}

/** Height of the last final block; -1 while nobody answers. */
async function finalHeight(url) {
	try {
		const { result: hash } = await ask(url, 'chain_getFinalizedHead');
		const { result: header } = await ask(url, 'chain_getHeader', [hash]);
		return Number(header.number);
	} catch {
		return -1;
	}
}

/**
 * Starts a development chain that lives as long as the node, with the methods that a node shows to the outside. `args`
 * take the place of those that say so.
 */
export async function startNode({ args = ['--dev', '--rpc-methods', 'safe'] } = {}) {
	const binary = nodeBinary();
	if (!existsSync(binary)) {
		throw new Error(`There is no node at ${binary}. Build it with: cargo build --workspace`);
	}
	const folder = mkdtempSync(join(tmpdir(), 'chungnam-e2e-'));
	const log = join(folder, 'node.log');
	const [rpc, p2p] = [await freePort(), await freePort()];
	const output = openSync(log, 'w');
	const own = ['--base-path', join(folder, 'chain'), '--rpc-port', `${rpc}`, '--port', `${p2p}`];
	const command = [binary, ...args, ...own, '--no-prometheus', '--no-telemetry'];
	// The kernel ends it with us, also where we are killed and have no chance to.
	if (existsSync(SETPRIV)) command.unshift(SETPRIV, '--pdeathsig', 'KILL');
	const child = spawn(command[0], command.slice(1), { stdio: ['ignore', output, output] });
	closeSync(output);
	const gone = new Promise((done) => child.once('exit', done));
	// Whatever ends this process ends the node too.
	const atExit = () => {
		child.kill('SIGKILL');
		rmSync(folder, { recursive: true, force: true });
	};
	process.once('exit', atExit);

	const lastWords = () => readFileSync(log, 'utf8').split('\n').slice(-20).join('\n');
	const stop = async () => {
		child.kill('SIGTERM');
		const late = setTimeout(() => child.kill('SIGKILL'), STOP_LIMIT);
		await gone;
		clearTimeout(late);
		process.removeListener('exit', atExit);
		rmSync(folder, { recursive: true, force: true });
	};

	const http = `http://127.0.0.1:${rpc}`;
	const until = Date.now() + START_LIMIT;
	while ((await finalHeight(http)) < 1) {
		if (child.exitCode !== null || child.signalCode !== null || Date.now() > until) {
			const words = lastWords();
			await stop();
			throw new Error(`The node did not make final blocks. Its last words:\n${words}`);
		}
		await sleep(200);
	}
	return { ws: `ws://127.0.0.1:${rpc}`, http, lastWords, stop };
}
