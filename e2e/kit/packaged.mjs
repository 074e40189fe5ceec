// SPDX-License-Identifier: Apache-2.0

// The settings that operators are given, as they stand in the files, and nodes that are started with them: only chain,
// folders, ports and secrets are others.

import { mkdirSync, readdirSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { startNode } from '../../tools/lib/node.mjs';
import { partsOf, ROOT } from './program.mjs';

/** @param {string} path */
const read = (path) => readFileSync(join(ROOT, path), 'utf8');

const STOP_LIMIT = 20_000;
/** A chain with these people in it is in the node itself. */
const CHAIN = 'local';

/** The arguments in a settings file of systemd. systemd splits them at spaces. @param {string} file */
function ofSystemd(file) {
	return partsOf(/^CHUNGNAM_ARGS="([^"]*)"$/m, read(file))[0].split(' ');
}

/** What the drop-in of a validator adds, with the credentials in `folder`. @param {string} folder */
function secrets(folder) {
	const [words] = partsOf(/^Environment="CHUNGNAM_SECRETS=([^"]*)"$/m, read('packaging/systemd/validator.conf'));
	return words.replaceAll('%d', folder).split(' ');
}

/** The services of compose that run our image: their arguments by name. */
export function composeNodes() {
	/** @type {Map<string, string[]>} */
	const found = new Map();
	let service = '';
	let inCommand = false;
	for (const line of read('docker/compose.yaml').split('\n')) {
		const named = /^ {2}(\w+):$/.exec(line);
		if (named || /^\w/.test(line)) {
			service = named?.[1] ?? '';
			inCommand = false;
		} else if (service && /^ {4}<<: \*node$/.test(line)) found.set(service, []);
		else if (/^ {4}\w/.test(line)) inCommand = line === '    command:';
		const [, argument] = /^ {6}- (--\S+)$/.exec(line) ?? [];
		if (inCommand && argument) found.get(service)?.push(argument);
	}
	return found;
}

/**
 * Where the settings of each packaged node stand, and what they are.
 *
 * @type {Record<string, { file: string, args: () => string[], secrets?: (folder: string) => string[] }>}
 */
export const PACKAGED = {
	validator: {
		file: 'packaging/systemd/node-validator.env',
		args: () => ofSystemd('packaging/systemd/node-validator.env'),
		secrets,
	},
	full: { file: 'packaging/systemd/node-full.env', args: () => ofSystemd('packaging/systemd/node-full.env') },
	compose: { file: 'docker/compose.yaml', args: () => composeNodes().get('full') ?? [] },
};

/**
 * Arguments `--name=value` with some values replaced or added.
 *
 * @param {string[]} args
 * @param {Record<string, unknown>} values
 */
function withValues(args, values) {
	const names = Object.keys(values);
	const kept = args.filter((arg) => !names.includes(arg.split('=')[0]));
	return [...kept, ...Object.entries(values).map(([name, value]) => `${name}=${value}`)];
}

/**
 * TCP ports that a process listens on, and at which addresses as the kernel writes them.
 *
 * @param {number | undefined} pid
 */
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

/** Loopback, as the kernel writes it: 127.0.0.1 and ::1. @param {string} address */
export const isLoopback = (address) => address === '0100007F' || address === '00000000000000000000000001000000';

/** Starts a packaged node. Gives its ports, its log, and how it is stopped. @param {string} kind */
export async function startPackaged(kind) {
	const { file, args, secrets: add } = PACKAGED[kind];
	let password = '';
	const node = await startNode({
		name: `the node of ${file}`,
		until: 'answers',
		whole({ folder, ports }) {
			const credentials = join(folder, 'credentials');
			mkdirSync(credentials);
			password = join(credentials, 'keystore-password');
			writeFileSync(password, 'a password of this test\n', { mode: 0o600 });
			writeFileSync(join(credentials, 'node-key'), '2'.repeat(64), { mode: 0o600 });
			const here = withValues([...args(), ...(add?.(credentials) ?? [])], {
				'--chain': CHAIN,
				'--base-path': join(folder, 'chain'),
				'--rpc-port': ports.rpc,
				'--listen-addr': `/ip4/127.0.0.1/tcp/${ports.p2p}`,
				'--prometheus-port': ports.prometheus,
			});
			return [...here.filter((arg) => !arg.startsWith('--bootnodes=')), '--no-mdns'];
		},
	});
	/** Ends it; gives its whole log, and whether it had to be killed. */
	const stop = async () => {
		const end = await node.stop(STOP_LIMIT);
		return { log: node.told, isKilled: end?.signal === 'SIGKILL' };
	};
	return { port: node.ports.rpc, http: node.http, pid: node.pid, base: node.basePath, chain: CHAIN, password, stop };
}
