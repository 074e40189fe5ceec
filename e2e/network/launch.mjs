// SPDX-License-Identifier: Apache-2.0

// Does what docs/launch.md says, as 16 offices would, and looks whether each role on the chain is the right office's.
// ./scripts/check-launch calls it: see there for the words.

import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';

import { Keyring } from '@polkadot/api';
import { mnemonicGenerate } from '@polkadot/util-crypto';

import { propose, seatsAt } from '../../tools/lib/decide.mjs';
import { freePorts, NodeProcess, nodeBinary } from '../../tools/lib/node.mjs';
import { command, run } from '../../tools/lib/program.mjs';
import { slotOf } from '../../tools/lib/rpc.mjs';
import { messageOf, must, seconds, until } from '../../tools/lib/wait.mjs';
import { key, send } from '../kit/chain.mjs';
import { withApi } from '../kit/decide.mjs';
import { program, ROOT } from '../kit/program.mjs';

/** @typedef {import('../kit/chain.mjs').Api} Api */
/** @typedef {import('../kit/chain.mjs').KeyringPair} KeyringPair */
/** An office with a key, in chain-specs/launch-keys.json. @typedef {{ office: string, account: string }} Entry */
/** @typedef {Entry & { aura: string, grandpa: string, bootNode?: string }} ValidatorEntry */
/**
 * @typedef {{
 *   id: string, validators: ValidatorEntry[], committee: Entry[],
 *   attesters: {
 *     reserve: Entry, mint?: Entry, province: Entry, settlement: Entry[], sales: Entry[], cityHalls: (Entry & { code: number })[],
 *   },
 *   opening: { bankBalance: number, wonForEachAccount: number, statement: string },
 * }} KeysFile
 */

/** For each step. On a quiet machine none takes a tenth of it; two cores that build something else are slow. */
const LIMIT = 300_000;
const binary = nodeBinary();
const release = process.env.CHUNGNAM_RELEASE ?? join(ROOT, 'chain-specs');
/** @returns {KeysFile} */
const template = () => JSON.parse(readFileSync(join(ROOT, 'chain-specs/launch-keys.json'), 'utf8'));
const folder = mkdtempSync(join(tmpdir(), 'chungnam-launch-'));
/** @type {Office[]} */
const started = [];

// --- the page ------------------------------------------------------------------------------------------------------------

const page = readFileSync(join(ROOT, 'docs/launch.md'), 'utf8');
// The page calls the program by its name.
const path = join(folder, 'bin');
mkdirSync(path);
symlinkSync(binary, join(path, 'chungnam-node'));

/**
 * The commands of the page's step, with other words in the place of some. Each of these must be there.
 *
 * @param {number} number
 * @param {Record<string, string>} [others]
 */
function step(number, others = {}) {
	const [, text] = new RegExp(`\n## ${number}\\. [^]*?\n\`\`\`sh\n([^]*?)\n\`\`\`\n`).exec(page) ?? [];
	must(text, `docs/launch.md has no commands in step ${number}`);
	return Object.entries(others).reduce((commands, [from, to]) => {
		must(commands.includes(from), `Step ${number} of docs/launch.md does not say '${from}' any more`);
		return commands.replaceAll(from, to);
	}, text);
}

/** Does what the page says, in a folder: what was printed. @param {string} commands @param {string} cwd */
async function follow(commands, cwd) {
	const env = { PATH: `${path}:${process.env.PATH}`, CHUNGNAM_NODE: binary };
	const { code, out, err } = await run(['bash', '-euo', 'pipefail', '-c', commands], { cwd, env, limit: LIMIT });
	if (code !== 0) throw new Error(`${commands.split('\n')[0]}: ${(err || `it ended with ${code}`).slice(0, 500)}`);
	return out;
}

// --- nodes ---------------------------------------------------------------------------------------------------------------

/** A node of a launch: its folder holds chain, keystore, password and node key. */
class Office extends NodeProcess {
	/** Its spec. */
	chain = '';

	/** The file with the password of its keystore, if it has one. */
	password = '';

	/** @override */
	get args() {
		return [
			...['--chain', this.chain, '--base-path', this.basePath, '--node-key-file', join(this.folder, 'etc/node-key')],
			...(this.password ? ['--password-filename', this.password] : []),
			...['--validator', '--name', this.name, '--no-mdns', '--no-telemetry', '--no-prometheus'],
			...['--listen-addr', `/ip4/127.0.0.1/tcp/${this.ports.p2p}`, '--allow-private-ip', '--discover-local'],
			...['--rpc-port', `${this.ports.rpc}`, '--db-storage-threshold', '0'],
			...this.extra,
		];
	}
}

/** A server with nothing on it but the program. @param {string} home @param {string} name */
async function server(home, name) {
	const own = join(folder, home, name);
	mkdirSync(join(own, 'etc'), { recursive: true });
	return new Office({ name, folder: own, binary, ports: await freePorts() });
}

/**
 * Does it for each, a few at a time.
 *
 * @template T, R
 * @param {T[]} items
 * @param {(item: T, index: number) => Promise<R>} work
 */
async function forEach(items, work, atOnce = 4) {
	/** @type {R[]} */
	const results = [];
	for (let i = 0; i < items.length; i += atOnce) {
		results.push(...(await Promise.all(items.slice(i, i + atOnce).map((item, j) => work(item, i + j)))));
	}
	return results;
}

/** @param {Office[]} nodes */
async function startAll(nodes) {
	for (const node of nodes) {
		started.push(node);
		node.start();
	}
	await Promise.all(nodes.map((node) => node.ready(LIMIT)));
}

/** @param {Office[]} nodes */
async function stopAll(nodes) {
	await Promise.all(nodes.map((node) => node.stop()));
	for (const node of nodes) {
		const line = node.panic();
		must(!line, `${node.name} fell over: ${line}`);
	}
}

/** @param {Office[]} nodes */
const finals = (nodes) => Promise.all(nodes.map((node) => node.final().catch(() => -1)));

/** @param {Office[]} nodes @param {number} height */
async function allFinal(nodes, height) {
	const { ms } = await until(
		`Block ${height} is final on all ${nodes.length} nodes`,
		async () => (await finals(nodes)).every((final) => final >= height),
		{ limit: LIMIT, every: 500, seen: async () => `${await finals(nodes)}` },
	);
	return ms;
}

// --- a keys file, as the offices would write it ------------------------------------------------------------------------

const newAccount = () => key(mnemonicGenerate(24));

/** Puts a new account into every entry, and gives the file with the pairs by address. @param {KeysFile} file */
function fillAccounts(file) {
	/** @type {Map<string, KeyringPair>} */
	const pairs = new Map();
	/** @param {Entry} entry */
	const fill = (entry) => {
		const pair = newAccount();
		pairs.set(pair.address, pair);
		entry.account = pair.address;
	};
	const { attesters } = file;
	for (const entry of [...file.validators, ...file.committee, ...attesters.settlement, ...attesters.sales]) fill(entry);
	for (const [name, entry] of Object.entries(attesters)) {
		if (Array.isArray(entry)) continue;
		must(entry.account, `attesters.${name} has no account`);
		fill(entry);
	}
	for (const entry of attesters.cityHalls) fill(entry);
	file.opening.statement = `0x${createHash('sha256').update(randomBytes(64)).digest('hex')}`;
	return pairs;
}

/** Runs ./scripts/genesis. @param {KeysFile} keys @param {string} out */
async function genesis(keys, out) {
	const path = join(folder, `${randomBytes(4).toString('hex')}-keys.json`);
	writeFileSync(path, JSON.stringify(keys));
	const args = ['--keys', path, '--out', out, '--release', release];
	return program('scripts/genesis', args, { env: { CHUNGNAM_NODE: binary }, limit: LIMIT });
}

/** A file that would be accepted, with session keys that no node has. */
function complete() {
	const file = template();
	fillAccounts(file);
	for (const entry of file.validators) {
		for (const field of /** @type {const} */ (['aura', 'grandpa'])) entry[field] = newAccount().address;
		delete entry.bootNode;
	}
	return file;
}

// --- the parts -----------------------------------------------------------------------------------------------------------

async function refusals() {
	const out = join(folder, 'refused');
	/** @param {KeysFile} file */
	const told = async (file) => {
		const { code, err } = await genesis(file, out);
		must(code !== 0, 'It is accepted');
		must(!existsSync(out), 'Something was written');
		must(!/backtrace|panicked/.test(err), `It is refused with a trace: ${err.slice(0, 400)}`);
		return err.split('\n').filter((line) => line.startsWith('Refused: '));
	};
	const placeholders = JSON.stringify(template()).split('"REPLACE').length - 1;
	const lines = await told(template());
	must(lines.length === placeholders, `The template has ${placeholders} placeholders, and ${lines.length} are told`);
	/** @type {[(file: KeysFile) => void, RegExp][]} */
	const cases = [
		[(file) => (file.committee[3].account = key('//Alice').address), /committee\[3\].*\/\/Alice.*Make a new one/],
		[
			(file) => (file.validators[2].aura = key('//Chungnam//Staging//Validator//Gongju//aura').address),
			/validators\[2\].*Staging/,
		],
		[
			(file) => (file.attesters.reserve.account = file.validators[0].account),
			/attesters\.reserve.*One key has one job/,
		],
		[(file) => (file.opening.bankBalance = 100_000_000_000), /opening\.bankBalance.*Have exactly/],
		[(file) => (file.id = 'chungnam_staging'), /id: .*Choose another/],
	];
	for (const [spoil, expected] of cases) {
		const file = complete();
		spoil(file);
		const found = await told(file);
		must(found.length === 1 && expected.test(found[0]), `Not ${expected}: ${found.join(' | ')}`);
	}
	return `the template is refused in ${lines.length} lines, ${cases.length} other files in one line each, and nothing was written`;
}

/** A validator's account, made with the program. @returns {Promise<[address: string, pair: KeyringPair]>} */
async function programAccount() {
	const said = await follow(step(2), folder);
	const [phrase, address] = ['Secret phrase', 'SS58 Address'].map(
		(what) => new RegExp(`${what}:\\s+(.*)`).exec(said)?.[1].trim() ?? '',
	);
	const pair = key(phrase);
	must(pair.address === address, `A wallet reads ${pair.address} out of the words of ${address}`);
	return [address, pair];
}

/**
 * The keys of a server, made on it: the entry of its office.
 *
 * @param {Office} node
 * @param {Entry} entry
 * @returns {Promise<ValidatorEntry>}
 */
async function officeKeys(node, { office, account }) {
	const etc = join(node.folder, 'etc');
	node.password = join(etc, 'keystore-password');
	const said = await follow(
		step(3, {
			'/etc/chungnam': etc,
			'/var/lib/chungnam': node.basePath,
			'공주시 Gongju': office,
			'5THE-ADDRESS-OF-STEP-2': account,
			'/dns4/node.gongju.example/tcp/30333': `/ip4/127.0.0.1/tcp/${node.ports.p2p}`,
			'chungnam:chungnam': `${userInfo().uid}:${userInfo().gid}`,
		}),
		node.folder,
	);
	return JSON.parse(said);
}

async function launch() {
	const began = performance.now();
	const file = template();
	const pairs = fillAccounts(file);
	await forEach(file.validators, async (entry) => {
		const [address, pair] = await programAccount();
		entry.account = address;
		pairs.set(address, pair);
	});
	const nodes = await forEach(file.validators, (_, i) => server('launch', `office-${i + 1}`));
	file.validators = await forEach(file.validators, (entry, i) => officeKeys(nodes[i], entry));
	// Three offices are where new nodes ask first.
	for (const entry of file.validators.slice(3)) delete entry.bootNode;

	writeFileSync(join(folder, 'bank-statement.pdf'), randomBytes(64));
	file.opening.statement = `0x${(await follow(step(4), folder)).split(' ')[0]}`;

	writeFileSync(join(folder, 'keys.json'), JSON.stringify(file));
	const [out, again] = [join(folder, 'launch-one'), join(folder, 'launch-two')];
	/** @param {string} to */
	const make = (to) => {
		const script = `${join(ROOT, 'scripts/genesis')} --release ${release}`;
		return follow(step(6, { './scripts/genesis': script, '--out launch': `--out ${to}` }), folder);
	};
	const made = await make(out);
	await make(again);
	const [spec, same] = [out, again].map((to) => readFileSync(join(to, 'chain-spec.json'), 'utf8'));
	must(spec === same, 'A second office makes another spec from the same file');
	const printed = /genesis hash\s+(0x[0-9a-f]{64})/.exec(made)?.[1];
	must(printed, `No genesis hash is printed: ${made.slice(-400)}`);
	const told = JSON.parse(readFileSync(join(out, 'launch.json'), 'utf8'));
	const released = JSON.parse(readFileSync(join(release, 'release.json'), 'utf8'));
	must(told.runtime.blake2_256 === released.blake2_256, 'The spec does not carry the released runtime');
	must(
		`0x${createHash('sha256').update(spec).digest('hex')}` === told.chainSpecSha256,
		'launch.json names another spec',
	);
	const prepared = performance.now();

	for (const node of nodes) node.chain = join(out, 'chain-spec.json');
	await startAll(nodes);
	const answered = performance.now();
	await allFinal(nodes, 3);
	const final = performance.now();
	for (const node of nodes) {
		const asked = await follow(step(9, { 9944: `${node.ports.rpc}` }), folder);
		const [hash, head] = asked
			.trim()
			.split('\n')
			.map((line) => JSON.parse(line).result);
		must(hash === printed, `${node.name} begins with ${hash}, and ${printed} was printed`);
		must(head !== hash, `${node.name} says that nothing is final`);
	}
	const count = () => Promise.all(nodes.map(async (node) => (await node.ask('system_health')).peers));
	await until('Every office knows more nodes than the three boot nodes', async () => Math.min(...(await count())) > 3, {
		limit: LIMIT,
		every: 1_000,
		seen: async () => `${await count()} peers`,
	});
	const peers = await count();
	await everyoneMakesBlocks(nodes[0], file.validators);
	await withApi(nodes[0], async (api) => {
		await rolesAreRight(api, file);
		await firstActs(api, file, pairs);
	});
	await stopAll(nodes);
	const times = [prepared - began, answered - prepared, final - answered].map(seconds);
	return `16 offices' keys and the spec after ${times[0]}, 16 nodes answered ${times[1]} later with ${Math.min(...peers)} to ${Math.max(...peers)} peers, block 3 final on all ${times[2]} after that; genesis ${printed.slice(0, 10)}… as printed; every role is the right office's; all 16 made blocks, and the first acts are final`;
}

/** Waits until each validator made a block that is final. @param {Office} node @param {ValidatorEntry[]} validators */
async function everyoneMakesBlocks(node, validators) {
	const makers = new Set();
	let next = 1;
	await until(
		'Each of the validators has made a final block',
		async () => {
			for (const last = await node.final(); next <= last; next += 1) {
				const header = await node.ask('chain_getHeader', [await node.hashAt(next)]);
				makers.add(slotOf(header) % validators.length);
			}
			return makers.size === validators.length;
		},
		{ limit: LIMIT, every: 1_000, seen: () => `${makers.size} of ${validators.length}` },
	);
}

/** @param {number[]} numbers */
const setOf = (numbers) => numbers.reduce((set, number) => set | (1 << number), 0);
const SCOPES = {
	People: 0,
	Freeze: 1,
	Merchants: 2,
	Cohorts: 3,
	Series: 4,
	Issue: 5,
	Sell: 6,
	Settle: 7,
	Reserve: 8,
	Mint: 9,
};
const CITY_HALL = setOf([0, 1, 2, 3, 4, 5]);
const PROVINCE = 0xfffe;

/** The cities and counties. @returns {{ index: number, code: number, en: string }[]} */
function regionsOfLaw() {
	const file = join(ROOT, 'runtime/src/genesis_config_presets/chungnam-regions.json');
	return JSON.parse(readFileSync(file, 'utf8')).regions;
}

/** Who may attest what, by address, as the file says it. @param {KeysFile} file */
function mandates({ attesters }) {
	/** @type {Map<string, string>} */
	const mandate = new Map();
	/** @param {Entry} entry @param {number} regions @param {number} scopes */
	const give = (entry, regions, scopes) => mandate.set(entry.account, `${regions} ${scopes}`);
	give(attesters.reserve, PROVINCE, setOf([SCOPES.Reserve]));
	if (attesters.mint) give(attesters.mint, PROVINCE, setOf([SCOPES.Mint]));
	for (const entry of attesters.settlement) give(entry, PROVINCE, setOf([SCOPES.Settle]));
	for (const entry of attesters.sales) give(entry, PROVINCE, setOf([SCOPES.Sell]));
	give(attesters.province, PROVINCE, CITY_HALL);
	const regions = regionsOfLaw();
	for (const entry of attesters.cityHalls) {
		const region = regions.find(({ code }) => code === entry.code);
		must(region, `No city or county has the code ${entry.code}`);
		give(entry, setOf([region.index]), CITY_HALL);
	}
	return mandate;
}

/** @param {Iterable<unknown>} list */
const sorted = (list) => [...list].map(String).sort();
/** @param {Iterable<unknown>} a @param {Iterable<unknown>} b */
const equal = (a, b) => JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));

/** Asks the chain for every role there is. @param {Api} api @param {KeysFile} file */
async function rolesAreRight(api, file) {
	const at = await api.at(api.genesisHash);
	const validators = await at.query.session.validators();
	must(
		equal(
			validators,
			file.validators.map(({ account }) => account),
		),
		'The validators are not those of the file',
	);
	for (const { office, account, aura, grandpa } of file.validators) {
		const keys = (await at.query.session.nextKeys(account)).unwrap();
		const own = [aura, grandpa].map((address) => api.createType('AccountId', address).toHex());
		must(keys.aura.toHex() === own[0] && keys.grandpa.toHex() === own[1], `${office} has other session keys`);
	}
	const seats = await seatsAt(at, 1);
	must(
		equal(
			seats.flatMap(({ keys }) => keys),
			file.committee.map(({ account }) => account),
		),
		'The committee is another',
	);

	/** @type {[{ args: [object] }, any][]} */
	const attesters = await at.query.registry.attesters.entries();
	const found = attesters.map(([name, mandate]) => {
		const { regions, scopes } = mandate.unwrap();
		return `${name.args[0]} ${Number(regions)} ${Number(scopes)}`;
	});
	const expected = [...mandates(file)].map(([account, mandate]) => `${account} ${mandate}`);
	must(equal(found, expected), `The attesters are ${sorted(found)} and not ${sorted(expected)}`);

	const won = BigInt(file.opening.wonForEachAccount);
	const accounts = [...file.validators, ...file.committee]
		.map(({ account }) => account)
		.concat([...mandates(file).keys()]);
	must(new Set(accounts).size === accounts.length, 'An account has two roles');
	/** @type {[{ args: [object] }, import('@polkadot/types/interfaces').AccountInfo][]} */
	const everybody = await at.query.system.account.entries();
	const balances = everybody.filter(([, { data }]) => !data.free.isZero());
	must(
		equal(
			balances.map(([name]) => name.args[0]),
			accounts,
		),
		'Others than the offices have won',
	);
	must(
		balances.every(([, { data }]) => data.free.toBigInt() === won),
		'An office has other won than the file says',
	);
	const issued = (await at.query.balances.totalIssuance()).toBigInt();
	must(
		issued === BigInt(file.opening.bankBalance),
		`${issued} won exist, and the bank holds ${file.opening.bankBalance}`,
	);
}

/**
 * The reserve office states a new balance, a member tables a motion: both can, and no other office can state the reserve.
 *
 * @param {Api} api
 * @param {KeysFile} file
 * @param {Map<string, KeyringPair>} pairs
 */
async function firstActs(api, file, pairs) {
	const statement = `0x${randomBytes(32).toString('hex')}`;
	/** @param {Entry} entry */
	const pairOf = ({ account }) => {
		const pair = pairs.get(account);
		must(pair, `Nobody has the key of ${account}`);
		return pair;
	};
	/** @param {Entry} entry */
	const attest = (entry) =>
		send(api, api.tx.reserve.attestReserve(2 * file.opening.bankBalance, statement), pairOf(entry));
	await attest(file.attesters.reserve);
	const refused = await attest(file.attesters.cityHalls[0]).then(
		() => 'nothing',
		(error) => error.name,
	);
	must(refused !== 'nothing', 'A city hall states the reserve');
	const pause = api.tx.txPause.pause(['RegionalCurrency', 'pay']);
	const motion = await propose(api, pause, pairOf(file.committee[0]), { until: 'final' });
	must(motion.kind === 'motion', 'A pause is no motion');
}

// --- the rehearsal -------------------------------------------------------------------------------------------------------

/** Enough of the 16 for more than two thirds: a process votes with one GRANDPA key, and may hold several for Aura. */
const REHEARSING = 11;

/** @param {string} store @param {string} kind @param {Uint8Array} publicKey @param {string} uri */
function keystoreFile(store, kind, publicKey, uri) {
	writeFileSync(join(store, `${kind}${Buffer.from(publicKey).toString('hex')}`), JSON.stringify(uri), { mode: 0o600 });
}

async function rehearsal() {
	const names = ['Province', ...regionsOfLaw().map(({ en }) => en)];
	const ed = new Keyring({ type: 'ed25519' });
	const nodes = await forEach(names.slice(0, REHEARSING), (name) => server('rehearsal', name));
	const stores = nodes.map((node) => {
		const store = join(node.basePath, 'chains/chungnam_staging/keystore');
		mkdirSync(store, { recursive: true });
		return store;
	});
	names.forEach((name, i) => {
		const [store, uri] = [stores[i % REHEARSING], `//Chungnam//Staging//Validator//${name}`];
		keystoreFile(store, '61757261', key(`${uri}//aura`).publicKey, `${uri}//aura`);
		if (i < REHEARSING) keystoreFile(store, '6772616e', ed.addFromUri(`${uri}//grandpa`).publicKey, `${uri}//grandpa`);
	});
	/** @param {Office} node */
	const keyFile = (node) => join(node.folder, 'etc/node-key');
	await forEach(nodes, (node) => command(binary, ['key', 'generate-node-key', '--file', keyFile(node)]));
	const [first, ...others] = nodes;
	const { stdout } = await command(binary, ['key', 'inspect-node-key', '--file', keyFile(first)]);
	const dialled = `/ip4/127.0.0.1/tcp/${first.ports.p2p}/p2p/${stdout.trim()}`;
	for (const node of nodes) node.chain = join(release, 'staging.json');
	for (const node of others) node.extra = ['--bootnodes', dialled];
	const began = performance.now();
	await startAll(nodes);
	await allFinal(nodes, 3);
	const took = performance.now() - began;
	const { genesisHash } = JSON.parse(readFileSync(join(release, 'release.json'), 'utf8'));
	const hash = await nodes[0].hashAt(0);
	must(hash === genesisHash, `It begins with ${hash}, and release.json says ${genesisHash}`);
	await stopAll(nodes);
	return `block 3 final on ${REHEARSING} nodes with ${REHEARSING} of 16 votes ${seconds(took)} after their start; genesis as in release.json`;
}

// --- one after the other -----------------------------------------------------------------------------------------------

/** @type {Record<string, () => Promise<string>>} */
const PARTS = { refusals, launch, rehearsal };
const chosen = process.argv.slice(2);
for (const name of chosen) must(PARTS[name], `There is no part ${name}. There are: ${Object.keys(PARTS).join(', ')}`);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => process.exit(130));
process.on('exit', () => {
	rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

let failed = 0;
let passed = 0;
for (const [name, part] of Object.entries(PARTS)) {
	if (chosen.length && !chosen.includes(name)) continue;
	const began = performance.now();
	try {
		const figures = await part();
		console.log(`ok      ${name} (${seconds(performance.now() - began)}): ${figures}`);
		passed += 1;
	} catch (error) {
		console.log(`not ok  ${name} (${seconds(performance.now() - began)}): ${messageOf(error)}`);
		if (process.env.CHUNGNAM_TRACE) console.log(error);
		failed += 1;
	}
	for (const node of started) if (node.alive) await node.kill();
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
