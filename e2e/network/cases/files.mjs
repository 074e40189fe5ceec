// SPDX-License-Identifier: Apache-2.0

// What lies on disk: too little of it, and files that are not what they should be.

import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { launch } from '../lib/node.mjs';
import { port } from '../lib/ports.mjs';
import { Load, noPaymentLost } from '../lib/payments.mjs';
import { must, seconds, until, within } from '../lib/wait.mjs';

const MIB = 2 ** 20;
const freeOf = (folder) => {
	const { bavail, bsize } = statfsSync(folder);
	return bavail * bsize;
};

/** Fills a disk but for `leave` bytes with a file of its own. */
function fill(folder, leave) {
	const filler = join(folder, 'filler');
	const bytes = Math.max(0, freeOf(folder) - leave);
	const { status, stderr } = spawnSync('fallocate', ['-l', `${bytes}`, filler], { encoding: 'utf8' });
	must(status === 0, `fallocate: ${stderr}`);
	return filler;
}

/** A node on a small disk that is filled while it works; what it says, how long it takes, and whether it returns. */
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

async function diskFloor(bench) {
	const floor = 200;
	const extra = ['--db-storage-threshold', `${floor}`, '--db-storage-polling-period', '2'];
	const { end, took, words } = await onFullDisk(bench, { extra, leave: (floor - 20) * MIB, size: 700 });
	must(!/panicked/.test(words), `It fell over:\n${words}`);
	must(end.signal === null, `It ended by ${end.signal}`);
	must(took < 30_000, `It took ${seconds(took)} to end`);
	const line = words.split('\n').find((each) => /storage|space|disk/i.test(each) && /[Ee]rror|below|threshold|space/.test(each));
	must(line, `It did not say why it ended:\n${words}`);
	return `below ${floor} MiB it ended after ${seconds(took)} with exit code ${end.code} and the words "${line.replace(/^.*?\s{2,}/, '').trim().slice(0, 140)}"; with space again it went on with its data and caught up`;
}

async function diskFull(bench) {
	const floorOff = (await bench.whyNot('storage-threshold')) ? [] : ['--db-storage-threshold', '0'];
	const { end, took, words } = await onFullDisk(bench, { extra: floorOff, leave: 0, size: 500 });
	const said = words.split('\n').find((line) => /No space left|SIGBUS|os error 28|space/i.test(line));
	return `with the floor switched off and not a byte left, it ended after ${seconds(took)} (${end.signal ?? `exit code ${end.code}`}${said ? `, "${said.trim().slice(0, 120)}"` : ', without a word'}); with space again it went on with its data and caught up`;
}

/** Runs the node until it ends or, after the limit, is killed. */
function tried(bench, args) {
	const began = performance.now();
	const { status, signal, stdout, stderr } = spawnSync(bench.binary, args, { encoding: 'utf8', timeout: 40_000, killSignal: 'SIGKILL' });
	return { status, signal, words: `${stdout}${stderr}`, ms: performance.now() - began };
}

async function badSpec(bench) {
	const folder = bench.folder();
	const exported = tried(bench, ['export-chain-spec', '--chain', 'local', '--raw']);
	must(exported.status === 0, `export-chain-spec: ${exported.words.slice(0, 300)}`);
	const raw = /\{[\s\S]*\}/.exec(exported.words)[0];
	const good = JSON.parse(raw);
	const file = (name, text) => {
		writeFileSync(join(folder, name), text);
		return join(folder, name);
	};
	const { genesis: _, ...noGenesis } = good;
	const noTop = { ...good, genesis: { raw: {} } };
	const noCode = structuredClone(good);
	delete noCode.genesis.raw.top['0x3a636f6465'];
	const specs = {
		'no such file': join(folder, 'nowhere.json'),
		'an empty file': file('empty.json', ''),
		'not JSON': file('words.json', 'This is a letter, not a chain spec.'),
		'cut off in the middle': file('half.json', raw.slice(0, raw.length / 2)),
		'no genesis': file('no-genesis.json', JSON.stringify(noGenesis)),
		'a genesis without state': file('no-top.json', JSON.stringify(noTop)),
		'a genesis without code': file('no-code.json', JSON.stringify(noCode)),
	};
	const ports = async () => ['--rpc-port', `${await port()}`, '--port', `${await port()}`, '--no-prometheus', '--no-telemetry'];
	const told = [];
	const wrong = [];
	const judge = (what, { status, signal, words, ms }) => {
		const said = words.split('\n').find((line) => /^Error|Error:/.test(line))?.trim();
		if (signal) wrong.push(`${what}: still running after ${seconds(ms)}`);
		else if (status === 0) wrong.push(`${what}: exit code 0`);
		else if (/panicked/.test(words)) wrong.push(`${what}: it panicked: ${/.*panicked.*\n?.*/.exec(words)[0]}`);
		else if (!said) wrong.push(`${what}: no error was told: ${words.slice(-200)}`);
		else told.push(what);
		bench.say(`${what}: ${status ?? signal}, ${said}`);
	};
	for (const [what, spec] of Object.entries(specs)) {
		judge(what, tried(bench, ['--chain', spec, '--base-path', join(folder, 'base'), ...(await ports())]));
	}

	// A database of one chain under the spec of another with the same id.
	const here = join(folder, 'other');
	const chain = file('one.json', raw);
	const other = structuredClone(good);
	// One more storage item makes another genesis.
	other.genesis.raw.top['0x6368756e676e616d'] = '0x01';
	const log = join(folder, 'first.log');
	await makesDatabase(bench, ['--chain', chain, '--base-path', here, ...(await ports())], log);
	const twin = file('two.json', JSON.stringify(other));
	judge("another chain's base path", tried(bench, ['--chain', twin, '--base-path', here, ...(await ports())]));
	must(wrong.length === 0, wrong.join('; '));
	return `${told.length} of ${told.length} told in one line with an exit code other than 0, no panic: ${told.join(', ')}`;
}

/** Lets a node make its database and ends it. */
async function makesDatabase(bench, args, log) {
	const child = launch([bench.binary, ...args], { log });
	const gone = new Promise((done) => child.once('exit', done));
	const read = () => readFileSync(log, 'utf8');
	await until('The first chain starts', () => /Idle|Imported/.test(read()), { limit: 60_000, seen: read });
	child.kill('SIGTERM');
	await within(30_000, 'The first chain ends', gone);
}

export default [
	{
		name: 'bad-spec',
		quick: true,
		does: 'the node is given specs that are missing, empty, not JSON, cut off, without genesis, state or code, and the base path of another chain',
		holds: 'each time it ends at once with a message that says what is wrong, an exit code other than 0, and no panic',
		run: badSpec,
	},
	{
		name: 'disk-floor',
		quick: false,
		needs: ['mount', 'storage-threshold'],
		does: 'the disk of a full node (a small one in memory) is filled until less than `--db-storage-threshold` is left',
		holds: 'it ends by itself in time and says why; with space again it goes on with its data',
		run: diskFloor,
	},
	{
		name: 'disk-full',
		quick: false,
		needs: ['mount'],
		does: 'the same with the floor switched off: not a byte is left',
		holds: 'the others go on; with space again it goes on with its data, nothing is repaired by hand',
		run: diskFull,
	},
];
