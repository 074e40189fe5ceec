// SPDX-License-Identifier: Apache-2.0

// What lies on disk: too little of it, and files that are not what they should be.

import { spawnSync } from 'node:child_process';
import { existsSync, rmSync, statfsSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { freePorts, NodeProcess } from '../../../tools/lib/node.mjs';
import { run } from '../../../tools/lib/program.mjs';
import { must, seconds, until } from '../../../tools/lib/wait.mjs';
import { Load, noPaymentLost } from '../lib/payments.mjs';

const MIB = 2 ** 20;
/** @typedef {import('../lib/bench.mjs').Bench} Bench */

/** @param {string} folder */
const freeOf = (folder) => {
	const { bavail, bsize } = statfsSync(folder);
	return bavail * bsize;
};

/** @param {string} line */
const withoutTime = (line) => line.replace(/^\d{4}-\d\d-\d\d \S+ /, '').trim();

/**
 * Fills a disk but for `leave` bytes with a file of its own. The node writes meanwhile, so it may take a second try.
 *
 * @param {string} folder
 * @param {number} leave
 */
function fill(folder, leave) {
	const filler = join(folder, 'filler');
	let said = '';
	for (let tries = 0; tries < 10; tries += 1) {
		const had = existsSync(filler) ? statSync(filler).size : 0;
		const bytes = had + Math.max(0, freeOf(folder) - leave);
		const { status, stderr } = spawnSync('fallocate', ['-l', `${bytes}`, filler], { encoding: 'utf8' });
		if (status === 0) return filler;
		said = stderr;
	}
	throw new Error(`fallocate: ${said}`);
}

/**
 * A node on a small disk that is filled while it works; what it says, how long it takes, and whether it returns.
 *
 * @param {Bench} bench
 * @param {{ extra: string[], leave: number, size: number }} how
 */
async function onFullDisk(bench, { extra, leave, size }) {
	const net = await bench.shared();
	const disk = bench.disk(size);
	const load = await Load.begin(net, { perSecond: 15 });
	const node = await net.guest({ name: 'on-a-small-disk', role: 'full', extra, folder: join(disk, 'node') });
	// Its log must not be on the disk that gets full: what it says at the end is looked for.
	node.log = join(bench.folder(), 'small-disk.log');
	node.start();
	await node.ready();
	await net.reaches(await net.full.final(), { nodes: [node] });
	const filler = fill(disk, leave);
	const began = performance.now();
	const end = await node.ended(180_000);
	const took = performance.now() - began;
	const words = node.lastWords(40);
	const height = await net.full.final();
	rmSync(filler);
	node.start();
	await node.ready();
	await net.reaches(height, { nodes: [node], limit: 120_000 });
	await load.end();
	await noPaymentLost(net, load);
	return { end, took, words, node, net };
}

/** @param {Bench} bench */
async function diskFloor(bench) {
	const floor = 200;
	const extra = ['--db-storage-threshold', `${floor}`, '--db-storage-polling-period', '2'];
	const { end, took, words } = await onFullDisk(bench, { extra, leave: (floor - 20) * MIB, size: 700 });
	must(!/panicked/.test(words), `It fell over:\n${words}`);
	must(end.signal === null, `It ended by ${end.signal}`);
	must(took < 30_000, `It took ${seconds(took)} to end`);
	const line = words.split('\n').find((each) => /out of (storage )?space|storage space|threshold/i.test(each));
	must(line, `It did not say why it ended:\n${words}`);
	return `below ${floor} MiB it ended after ${seconds(took)} with exit code ${end.code} and the words "${withoutTime(line).slice(0, 160)}"; with space again it went on with its data and caught up`;
}

/** @param {Bench} bench */
async function diskFull(bench) {
	const floorOff = (await bench.whyNot('storage-threshold')) ? [] : ['--db-storage-threshold', '0'];
	const { end, took, words } = await onFullDisk(bench, { extra: floorOff, leave: 0, size: 500 });
	const said = words.split('\n').find((line) => /No space left|SIGBUS|os error 28|space/i.test(line));
	return `with the floor switched off and not a byte left, it ended after ${seconds(took)} (${end.signal ?? `exit code ${end.code}`}${said ? `, "${withoutTime(said).slice(0, 120)}"` : ', without a word'}); with space again it went on with its data and caught up`;
}

/**
 * Runs the node until it ends or, after the limit, is killed. Others may be measured meanwhile: nothing waits but this.
 *
 * @param {Bench} bench
 * @param {string[]} args
 */
const tried = (bench, args) => run([bench.binary, ...args], { limit: 60_000 });

/** A raw spec of the local chain, as text and as a value, and a way to write changed ones. @param {Bench} bench */
async function specs(bench) {
	const folder = bench.folder();
	const exported = await tried(bench, ['export-chain-spec', '--chain', 'local', '--raw']);
	must(exported.code === 0, `export-chain-spec: ${exported.both.slice(-300)}`);
	const raw = exported.out;
	/** @param {string} name @param {string} text */
	const file = (name, text) => {
		writeFileSync(join(folder, name), text);
		return join(folder, name);
	};
	return { folder, raw, good: JSON.parse(raw), file };
}

/** What a node that is tried is told besides. */
async function quietly() {
	const { rpc, p2p } = await freePorts();
	return ['--rpc-port', `${rpc}`, '--port', `${p2p}`, '--no-prometheus', '--no-telemetry'];
}

/**
 * What is wrong with how the node ended, or null: it must end at once, with an error, and without falling over.
 *
 * @param {import('../../../tools/lib/program.mjs').Ended} ended
 */
function fault({ code, signal, both: words, ms }) {
	if (signal) return `still running after ${seconds(ms)}`;
	if (code === 0) return 'exit code 0';
	if (/panicked/.test(words))
		return `it panicked: ${words.slice(words.indexOf('panicked')).split('\n').slice(0, 2).join('\n')}`;
	return saidBy(words) ? null : `no error was told: ${words.slice(-200)}`;
}

/** @param {string} words */
const saidBy = (words) =>
	words
		.split('\n')
		.find((line) => /^Error|Error:/.test(line))
		?.trim();

/** @param {Bench} bench */
async function badSpec(bench) {
	const { folder, raw, good, file } = await specs(bench);
	const { genesis: _, ...noGenesis } = good;
	const noTop = { ...good, genesis: { raw: {} } };
	const noCode = structuredClone(good);
	delete noCode.genesis.raw.top['0x3a636f6465'];
	const wrongOnes = {
		'no such file': join(folder, 'nowhere.json'),
		'an empty file': file('empty.json', ''),
		'not JSON': file('words.json', 'This is a letter, not a chain spec.'),
		'cut off in the middle': file('half.json', raw.slice(0, raw.length / 2)),
		'no genesis': file('no-genesis.json', JSON.stringify(noGenesis)),
		'a genesis without state': file('no-top.json', JSON.stringify(noTop)),
		'a genesis without code': file('no-code.json', JSON.stringify(noCode)),
	};
	const told = [];
	const wrong = [];
	let slowest = 0;
	for (const [what, spec] of Object.entries(wrongOnes)) {
		const end = await tried(bench, ['--chain', spec, '--base-path', join(folder, 'base'), ...(await quietly())]);
		const trouble = fault(end);
		if (trouble) wrong.push(`${what}: ${trouble}`);
		else told.push(what);
		slowest = Math.max(slowest, end.ms);
		bench.say(`${what}: ${end.code ?? end.signal}, ${saidBy(end.both)}`);
	}
	must(wrong.length === 0, wrong.join('; '));
	return `${told.length} of ${told.length} told in one line, with an exit code other than 0, within ${seconds(slowest)}: ${told.join(', ')}`;
}

/** @param {Bench} bench */
async function otherBase(bench) {
	const { folder, raw, good, file } = await specs(bench);
	const base = join(folder, 'other');
	await makesDatabase(bench, file('one.json', raw), base, join(folder, 'one.log'));
	// The same name and id, but one item more in its state makes another genesis.
	good.genesis.raw.top['0x6368756e676e616d'] = '0x01';
	const twin = file('two.json', JSON.stringify(good));
	const end = await tried(bench, ['--chain', twin, '--base-path', base, ...(await quietly())]);
	const trouble = fault(end);
	must(!trouble, `On the database of another chain: ${trouble}`);
	const said = saidBy(end.both) ?? '';
	must(
		/genesis|another chain/i.test(said),
		`It ended, but did not say that the database belongs to another chain: ${said}`,
	);
	return `it ended after ${seconds(end.ms)} with exit code ${end.code}: "${said.slice(0, 200)}"`;
}

/**
 * Lets a node make its database, with a block in it, and ends it.
 *
 * @param {Bench} bench
 * @param {string} chain
 * @param {string} base
 * @param {string} log
 */
async function makesDatabase(bench, chain, base, log) {
	const making = ['--alice', '--force-authoring', '--unsafe-force-node-key-generation'];
	const args = ['--chain', chain, '--base-path', base, ...(await quietly()), ...making];
	const node = new NodeProcess({
		name: 'The first chain',
		folder: base,
		binary: bench.binary,
		ports: await freePorts(),
		args,
	});
	node.log = log;
	node.start();
	await until('The first chain starts', () => /Imported #2/.test(node.words()), {
		limit: 60_000,
		seen: () => node.words(),
	});
	await node.stop();
}

/** @type {import('./index.mjs').Case[]} */
export default [
	{
		name: 'bad-spec',
		on: 'none',
		does: 'the node is given specs that are missing, empty, not JSON, cut off, without genesis, state or code',
		holds: 'each time it ends at once with a message that says what is wrong, an exit code other than 0, and no panic',
		run: badSpec,
	},
	{
		name: 'other-base',
		on: 'none',
		does: 'the node is started on the database of another chain, which has the same id and another genesis',
		holds: 'it ends at once with a message that says so and an exit code other than 0; no panic',
		run: otherBase,
	},
	{
		name: 'disk-floor',
		on: 'shared',
		needs: ['mount', 'storage-threshold'],
		does: 'the disk of a full node (a small one in memory) is filled until less than `--db-storage-threshold` is left',
		holds: 'it ends by itself in time and says why; with space again it goes on with its data',
		run: diskFloor,
	},
	{
		name: 'disk-full',
		on: 'shared',
		needs: ['mount'],
		does: 'the same with the floor switched off: not a byte is left',
		holds: 'the others go on; with space again it goes on with its data, nothing is repaired by hand',
		run: diskFull,
	},
];
