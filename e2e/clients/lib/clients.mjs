// SPDX-License-Identifier: Apache-2.0

// The clients of the field: how each is run, what it must show, and where its version is pinned.

import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { partsOf } from '../../kit/program.mjs';

const HERE = dirname(dirname(fileURLToPath(import.meta.url)));
/** @param {...string} path */
const read = (...path) => readFileSync(join(HERE, ...path), 'utf8');

/** @param {string} lock @param {string} name @returns {string} */
const npm = (lock, name) => JSON.parse(read(lock)).packages[`node_modules/${name}`].version;
/** @param {string} folder @param {string} name */
const pip = (folder, name) => partsOf(new RegExp(`^${name}==(.*)$`, 'm'), read(folder, 'requirements.txt'))[0];
/** @param {string} name */
const crate = (name) => partsOf(new RegExp(`name = "${name}"\nversion = "(.*)"`), read('../subxt/Cargo.lock'))[0];

/** @param {string} folder @param {...string} words */
const js = (folder, ...words) => [process.execPath, join(HERE, folder, 'client.mjs'), ...words];
/** @param {string} folder */
const python = (folder) => [
	join(process.env.CONFORMANCE_PYTHON ?? '', folder, 'bin', 'python'),
	join(HERE, folder, 'client.py'),
];

/** The columns of the table. @type {Record<string, string>} */
export const COLUMNS = {
	connects: 'connects',
	decodes: 'decodes all',
	reads: 'reads',
	sends: 'sends',
	final: 'final',
	shop: 'pays a shop',
};

/**
 * `cells` are what it must show; all other cells are not asked of it. `after`: the chain must be that many blocks old.
 * `code`: where its program stands, with what the documentation shows of it.
 *
 * @typedef {{
 *   name: string, title: string, registry?: string, version: string, command: string[], cells: string[], code?: string,
 *   note?: string, forks?: boolean, light?: boolean, after?: number, mustWarp?: boolean,
 * }} Client
 */

/** @type {Client[]} */
export const CLIENTS = [
	{
		name: 'polkadot-js',
		title: '@polkadot/api',
		registry: 'npm',
		version: npm('../package-lock.json', '@polkadot/api'),
		command: js('polkadot-js'),
		cells: ['connects', 'decodes', 'reads', 'sends', 'final', 'shop'],
		code: 'polkadot-js/client.mjs',
		note: 'legacy JSON-RPC',
	},
	{
		name: 'papi',
		title: 'PAPI (polkadot-api)',
		registry: 'npm',
		version: npm('../package-lock.json', 'polkadot-api'),
		command: js('papi'),
		cells: ['connects', 'decodes', 'reads', 'sends', 'final', 'shop'],
		code: 'papi/client.mjs',
		note: 'chainHead_v1, transaction_v1',
	},
	{
		name: 'dedot',
		title: 'dedot',
		registry: 'npm',
		version: npm('dedot/package-lock.json', 'dedot'),
		command: js('dedot', 'v2'),
		cells: ['connects', 'decodes', 'reads', 'sends', 'final', 'shop'],
		code: 'dedot/client.mjs',
		note: 'chainHead_v1, transactionWatch_v1',
	},
	{
		name: 'dedot-legacy',
		title: 'dedot, legacy',
		registry: 'npm',
		version: npm('dedot/package-lock.json', 'dedot'),
		command: js('dedot', 'legacy'),
		cells: ['connects', 'decodes', 'reads', 'sends', 'final', 'shop'],
		note: 'legacy JSON-RPC',
	},
	{
		name: 'subxt',
		title: 'subxt',
		registry: 'crates.io',
		version: crate('subxt'),
		command: [process.env.CONFORMANCE_SUBXT ?? 'chungnam-subxt'],
		cells: ['connects', 'decodes', 'reads', 'sends', 'final'],
		code: '../subxt/src/main.rs',
		note: 'types generated from the committed metadata',
	},
	{
		name: 'substrate-interface',
		title: 'substrate-interface',
		registry: 'PyPI',
		version: pip('substrate-interface', 'substrate-interface'),
		command: python('substrate-interface'),
		cells: ['connects', 'decodes', 'reads', 'sends', 'final'],
		code: 'substrate-interface/client.py',
		note: 'legacy JSON-RPC',
	},
	{
		name: 'async-substrate-interface',
		title: 'async-substrate-interface',
		registry: 'PyPI',
		version: pip('async-substrate-interface', 'async-substrate-interface'),
		command: python('async-substrate-interface'),
		cells: ['connects', 'reads', 'sends', 'final'],
		code: 'async-substrate-interface/client.py',
		note: 'legacy JSON-RPC',
	},
	{
		name: 'chopsticks',
		title: 'chopsticks',
		registry: 'npm',
		version: npm('chopsticks/package-lock.json', '@acala-network/chopsticks'),
		command: js('chopsticks'),
		cells: ['connects', 'reads', 'sends'],
		forks: true,
		code: 'chopsticks/client.mjs',
		note: 'the payment is on its fork; the chain is unchanged',
	},
	{
		name: 'smoldot',
		title: 'smoldot, under PAPI',
		registry: 'npm',
		version: npm('smoldot/package-lock.json', 'smoldot'),
		command: js('smoldot'),
		cells: ['connects', 'reads', 'sends', 'final'],
		light: true,
		// Beyond the second stored proof of finality, so that there is something to warp to.
		after: 140,
		code: 'smoldot/client.mjs',
		note: 'no node: a light client by itself',
	},
];

/** Not in the table: claims everything. All of it must be found out. @type {Client} */
export const LIAR = {
	name: 'liar',
	title: 'a liar',
	version: '0',
	command: [process.execPath, join(HERE, 'lib', 'liar.mjs')],
	cells: Object.keys(COLUMNS),
	light: true,
	mustWarp: true,
};

/** @type {Record<string, string | undefined>} */
const LANGUAGES = { mjs: 'js', py: 'python', rs: 'rust' };

/**
 * The part of a client's program that stands in the documentation: between `--- how to connect` and `---`.
 *
 * @param {string} code
 */
export function snippet(code) {
	const lines = read(code).split('\n');
	const begin = lines.findIndex((line) => /^(\/\/|#) --- how to connect$/.test(line));
	const end = lines.findIndex((line, i) => i > begin && /^(\/\/|#) ---$/.test(line));
	if (begin < 0 || end < 0) throw new Error(`${code} does not mark how to connect`);
	const language = LANGUAGES[code.split('.').pop() ?? ''];
	const text = lines
		.slice(begin + 1, end)
		.join('\n')
		.replace(/ {2}# noqa: E402$/gm, '')
		.trim();
	return `\`\`\`${language}\n${text}\n\`\`\``;
}
