// SPDX-License-Identifier: Apache-2.0

// The settings that operators are given, as they stand in the files, and nodes that are started with them: only chain,
// folders, ports and secrets are others.

import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, readdirSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

import { freePort } from '../door/lib/node.mjs';
import { ask, nodeBinary } from './node.mjs';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const read = (path) => readFileSync(join(ROOT, path), 'utf8');

const START_LIMIT = 180_000;
const STOP_LIMIT = 20_000;
/** A chain with these people in it is in the node itself. */
const CHAIN = 'local';

/** The arguments in a settings file of systemd. systemd splits them at spaces. */
function ofSystemd(file) {
	return /^CHUNGNAM_ARGS="([^"]*)"$/m.exec(read(file))[1].split(' ');
}

/** What the drop-in of a validator adds, with the credentials in `folder`. */
function secrets(folder) {
	const [, words] = /^Environment="CHUNGNAM_SECRETS=([^"]*)"$/m.exec(read('packaging/systemd/validator.conf'));
	return words.replaceAll('%d', folder).split(' ');
}

/** The services of compose that run our image: their arguments by name. */
export function composeNodes() {
	const found = new Map();
	let [service, inCommand] = [null, false];
	for (const line of read('docker/compose.yaml').split('\n')) {
		const named = /^ {2}(\w+):$/.exec(line);
		if (named || /^\w/.test(line)) [service, inCommand] = [named?.[1] ?? null, false];
		else if (service && /^ {4}<<: \*node$/.test(line)) found.set(service, []);
		else if (/^ {4}\w/.test(line)) inCommand = line === '    command:';
		const [, argument] = /^ {6}- (--\S+)$/.exec(line) ?? [];
		if (inCommand && argument && found.has(service)) found.get(service).push(argument);
	}
	return found;
}

/** Where the settings of each packaged node stand, and what they are. */
export const PACKAGED = {
	validator: { file: 'packaging/systemd/node-validator.env', args: () => ofSystemd('packaging/systemd/node-validator.env'), secrets },
	full: { file: 'packaging/systemd/node-full.env', args: () => ofSystemd('packaging/systemd/node-full.env') },
	compose: { file: 'docker/compose.yaml', args: () => composeNodes().get('full') },
};

/** Arguments `--name=value` with some values replaced or added. */
function withValues(args, values) {
	const names = Object.keys(values);
	const kept = args.filter((arg) => !names.includes(arg.split('=')[0]));
	return [...kept, ...Object.entries(values).map(([name, value]) => `${name}=${value}`)];
}

/** TCP ports that a process listens on, and at which addresses as the kernel writes them. */
export function listening(pid) {
	const inodes = new Set(
		readdirSync(`/proc/${pid}/fd`).flatMap((fd) => {
			try {
				return /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${pid}/fd/${fd}`))?.[1] ?? [];
			} catch {
				return [];
			}
		}),
	);
	const found = [];
	for (const table of ['tcp', 'tcp6']) {
		for (const row of readFileSync(`/proc/${pid}/net/${table}`, 'utf8').trim().split('\n').slice(1)) {
			const cells = row.trim().split(/\s+/);
			if (cells[3] !== '0A' || !inodes.has(cells[9])) continue;
			const [address, port] = cells[1].split(':');
			found.push({ address, port: Number.parseInt(port, 16) });
		}
	}
	return found;
}

/** Loopback, as the kernel writes it: 127.0.0.1 and ::1. */
export const isLoopback = (address) => address === '0100007F' || address === '00000000000000000000000001000000';

/** Starts a packaged node. Gives its ports, its log, and how it is stopped. */
export async function startPackaged(kind) {
	const { args, secrets: add } = PACKAGED[kind];
	const folder = mkdtempSync(join(tmpdir(), 'chungnam-packaged-'));
	const credentials = join(folder, 'credentials');
	mkdirSync(credentials);
	writeFileSync(join(credentials, 'keystore-password'), 'a password of this test\n', { mode: 0o600 });
	writeFileSync(join(credentials, 'node-key'), '2'.repeat(64), { mode: 0o600 });
	const [rpc, p2p, prometheus] = [await freePort(), await freePort(), await freePort()];
	const base = join(folder, 'base');
	const whole = withValues([...args(), ...(add?.(credentials) ?? [])], {
		'--chain': CHAIN,
		'--base-path': base,
		'--rpc-port': rpc,
		'--listen-addr': `/ip4/127.0.0.1/tcp/${p2p}`,
		'--prometheus-port': prometheus,
	}).filter((arg) => !arg.startsWith('--bootnodes='));
	const log = join(folder, 'node.log');
	const output = openSync(log, 'w');
	const child = spawn(nodeBinary(), [...whole, '--no-mdns'], { stdio: ['ignore', output, output] });
	closeSync(output);
	const gone = new Promise((done) => child.once('exit', done));
	const atExit = () => {
		child.kill('SIGKILL');
		rmSync(folder, { recursive: true, force: true });
	};
	process.once('exit', atExit);
	const words = () => readFileSync(log, 'utf8');
	/** Ends it; gives its whole log, and whether it ended by itself. */
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
		const told = words();
		rmSync(folder, { recursive: true, force: true });
		return { log: told, isKilled };
	};
	const http = `http://127.0.0.1:${rpc}`;
	const until = Date.now() + START_LIMIT;
	while (!(await ask(http, 'system_health').catch(() => null))?.result) {
		if (child.exitCode !== null || Date.now() > until) {
			const { log: told } = await stop();
			throw new Error(`The node of ${PACKAGED[kind].file} did not answer. Its last words:\n${told.split('\n').slice(-15).join('\n')}`);
		}
		await sleep(200);
	}
	return { port: rpc, http, pid: child.pid, base, chain: CHAIN, password: join(credentials, 'keystore-password'), stop };
}
