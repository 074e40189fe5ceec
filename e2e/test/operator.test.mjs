// SPDX-License-Identifier: Apache-2.0

// ./scripts/operator against development nodes, with a committee of one and of three: every command that its --help names, by
// what the chain says afterwards and not by what the program prints alone.

import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';

import { encodeAddress } from '@polkadot/util-crypto';

import { nodeBinary, startNode } from '../../tools/lib/node.mjs';
import { command } from '../../tools/lib/program.mjs';
import { connect, key } from '../kit/chain.mjs';
import { partsOf, program } from '../kit/program.mjs';
import { print, read } from '../kit/spec.mjs';

/** @type {any} */
const world = { tried: new Set() };
const MEMBERS = ['Alice', 'Bob', 'Charlie'];
/** @param {string} name */
const addressOf = (name) => key(`//${name}`).address;
/** @param {string} name */
const secretOf = (name) => join(world.folder, `${name}.secret`);

/**
 * Runs a command; `as` signs. It must end well unless `fails` says what it is told.
 *
 * @param {string[]} words
 * @param {{ as?: string, fails?: RegExp, rpc?: string }} [how]
 */
async function operator(words, { as, fails, rpc = world.node.ws } = {}) {
	world.tried.add(words[0]);
	const args = [...words, '--rpc', rpc, ...(as ? ['--account-file', secretOf(as)] : [])];
	const { code, out, err, both } = await program('scripts/operator', args, { limit: 180_000 });
	if (fails) {
		assert.equal(code, 1, `${words.join(' ')} must fail: ${both}`);
		assert.match(err, fails);
		assert.doesNotMatch(err, /\n\s+at /, 'a stack is shown to the operator');
		return err;
	}
	assert.equal(code, 0, `${words.join(' ')}: ${both}`);
	return out;
}

/**
 * The committee of one decides: at once. What was agreed to may still fail on the chain.
 *
 * @param {string[]} words
 * @param {{ fails?: RegExp }} [how]
 */
async function decide(words, { fails } = {}) {
	const said = await operator(words, { as: 'Alice', fails });
	if (!fails) assert.match(said, /^Done: one voice is enough here/m);
}

/** The committee of three agrees: one proposes, a second votes, a third closes. @param {string[]} words */
async function agree(words) {
	const { ws: rpc } = world.three.node;
	const proposed = await operator(words, { as: 'Alice', rpc });
	const [hash] = partsOf(/Proposed as (0x[0-9a-f]{64}), number \d+, with 1 voice/, proposed);
	assert.match(await operator(['vote', hash, 'yes'], { as: 'Bob', rpc }), /Voted yes: 2 yes of 2 needed, 0 no\./);
	assert.match(await operator(['close', hash], { as: 'Charlie', rpc }), /^Carried out: /m);
}

/** A development chain with these members of the committee, and accounts that can pay. @param {string[]} members */
async function chainOf(members) {
	const { stdout } = await command(nodeBinary(), ['export-chain-spec', '--chain', 'dev']);
	const spec = read(stdout);
	const { committee, balances } = spec.genesis.runtimeGenesis.patch;
	committee.members = members.map(addressOf);
	for (const name of [...MEMBERS, 'Dave']) {
		const known = balances.balances.find((/** @type {[string, number]} */ [who]) => who === addressOf(name));
		if (known) known[1] += 1_000_000;
		else balances.balances.push([addressOf(name), 1_000_000]);
	}
	const file = join(world.folder, `spec-${members.length}.json`);
	writeFileSync(file, print(spec));
	const more = ['--alice', '--force-authoring', '--unsafe-force-node-key-generation', '--rpc-methods', 'unsafe'];
	// `who --at 1` is asked when a slow machine may have pruned block 1.
	more.push('--state-pruning', 'archive');
	const node = await startNode({ args: ['--chain', file, ...more] });
	return { node, api: await connect(node.ws) };
}

before(async () => {
	world.folder = mkdtempSync(join(tmpdir(), 'chungnam-operator-'));
	for (const name of [...MEMBERS, 'Dave']) writeFileSync(secretOf(name), `//${name}\n`, { mode: 0o600 });
	const [one, three] = await Promise.all([chainOf(MEMBERS.slice(0, 1)), chainOf(MEMBERS)]);
	Object.assign(world, one, { three });
});

after(async () => {
	for (const { api, node } of [world, world.three ?? {}]) {
		await api?.disconnect();
		await node?.stop();
	}
	if (world.folder) rmSync(world.folder, { recursive: true, force: true });
});

/** @param {string} name */
const nextKeys = async (name) => (await world.api.query.session.nextKeys(addressOf(name))).toHex();

/** For all of them; on a busy machine they take ten minutes. */
const LIMIT = 1_100_000;
/** One test after the other. */
const IN_TURNS = { concurrency: 1, timeout: LIMIT };

// Two chains, so that one does not wait for the other.
describe('the operator', { concurrency: 2, timeout: LIMIT }, () => {
	describe('where a committee of three decides', IN_TURNS, () => {
		test('a call is paused by the voices of two members, and goes on again', async () => {
			const { ws: rpc } = world.three.node;
			assert.match(await operator(['motions'], { rpc }), /no open motion/);
			const paused = async () => (await world.three.api.query.txPause.pausedCalls.keys()).length;
			const proposed = await operator(['propose-pause', 'RegionalCurrency.pay'], { as: 'Alice', rpc });
			const [hash] = partsOf(/(0x[0-9a-f]{64})/, proposed);
			const open = await operator(['motions'], { rpc });
			assert.ok(open.includes(hash) && /1 yes of 2 needed, 0 no\n.*txPause\.pause\(/.test(open), open);
			assert.match(await operator(['vote', hash, 'no'], { as: 'Charlie', rpc }), /Voted no: 1 yes of 2 needed, 1 no/);
			await operator(['close', hash], { as: 'Charlie', rpc, fails: /TooEarly/ });
			assert.equal(await paused(), 0);
			await operator(['vote', hash, 'yes'], { as: 'Bob', rpc });
			await operator(['close', hash], { as: 'Charlie', rpc });
			assert.equal(await paused(), 1);
			await agree(['propose-unpause', 'RegionalCurrency.pay']);
			assert.equal(await paused(), 0);
		});
	});

	describe('where one voice is enough', IN_TURNS, () => {
		test('status says the heights, the session, and what each validator does', async () => {
			const said = await operator(['status']);
			assert.match(said, /^height \d+, final \d+, peers 0/m);
			assert.match(said, /^session 0: 1 validators, 0 of them disabled; committee of 1/m);
			assert.match(said, new RegExp(`^ +${addressOf('Alice')}.* acts, planned next`, 'm'));
		});

		test('a new account is a phrase that only its owner can read, and no file is written over', async () => {
			const file = secretOf('new');
			const address = (await operator(['new-account', file])).trim();
			assert.equal(statSync(file).mode & 0o777, 0o600);
			assert.equal(readFileSync(file, 'utf8').trim().split(' ').length, 24);
			assert.equal((await operator(['account'], { as: 'new' })).trim(), address);
			await operator(['new-account', file], { fails: /EEXIST|exists/ });
			chmodSync(file, 0o644);
			await operator(['account'], { as: 'new', fails: /Others may read .*chmod 600/ });
		});

		test('safe mode is entered, extended and left, and what could do nothing is not proposed', async () => {
			const entered = async () => (await world.api.query.safeMode.enteredUntil()).isSome;
			await operator(['propose-safe-mode-end'], { as: 'Alice', fails: /off already/ });
			await operator(['propose-safe-mode-extend'], { as: 'Alice', fails: /nothing to extend/ });
			assert.match(await operator(['status']), /^no brake is on$/m);
			await decide(['propose-safe-mode']);
			assert.ok(await entered());
			await operator(['propose-safe-mode'], { as: 'Alice', fails: /on already/ });
			await decide(['propose-safe-mode-extend']);
			assert.match(await operator(['status']), /^SAFE MODE is on and holds until the committee ends it/m);
			await decide(['propose-safe-mode-end']);
			assert.ok(!(await entered()));
		});

		test('a key of an alert leads to an office by its name', async () => {
			const book = join(world.folder, 'offices');
			writeFileSync(book, `# who is who\n${addressOf('Alice')} Cheonan city hall\n`);
			const [{ actsWith }] = await world.api.call.operatorApi.validators();
			const { aura, grandpa } = actsWith.unwrap();
			const addresses = [aura, grandpa].map((key) => encodeAddress(key.toU8a(), 42));
			for (const key of [aura.toHex(), grandpa.toHex(), ...addresses]) {
				const said = await operator(['who', key, '--names', book]);
				assert.match(said, new RegExp(`^ +${addressOf('Alice')} \\(Cheonan city hall\\) +acts`, 'm'));
				assert.ok(
					[aura.toHex(), ...addresses].every((word) => said.includes(word)),
					said,
				);
			}
			assert.match(await operator(['status', '--names', book]), /\(Cheonan city hall\) +acts/);
			assert.match(await operator(['who', aura.toHex(), '--at', '1']), new RegExp(`${addressOf('Alice')} +acts`));
			await operator(['who', `0x${'11'.repeat(32)}`], { fails: /No validator has the key/ });
			await operator(['who', 'nobody'], { fails: /Say whose key/ });
		});

		test('keys are made on the node and reach the chain with their proof', async () => {
			const before = await nextKeys('Alice');
			const said = await operator(['rotate-keys'], { as: 'Alice' });
			const [keys] = partsOf(/^keys +(0x[0-9a-f]+)$/m, said);
			assert.equal(await nextKeys('Alice'), keys);
			assert.notEqual(keys, before);
			assert.match(await operator(['has-keys', addressOf('Alice')]), /^This node has the session keys/);
			await operator(['has-keys', addressOf('Dave')], { fails: /no session keys/ });
		});

		test('keys that were made before are sent, and taken back by somebody who is no validator', async () => {
			const made = await operator(['rotate-keys', '--dry-run'], { as: 'Dave' });
			const [keys, proof] = partsOf(/^keys +(0x[0-9a-f]+)\nproof +(0x[0-9a-f]+)$/m, made);
			assert.equal(await nextKeys('Dave'), '0x');
			await operator(['set-keys', keys], { as: 'Dave', fails: /The proof must be hexadecimal/ });
			await operator(['set-keys', keys, proof], { as: 'Charlie', fails: /Proof/ });
			await operator(['set-keys', keys, proof], { as: 'Dave' });
			assert.equal(await nextKeys('Dave'), keys);
			await operator(['withdraw-keys'], { as: 'Dave' });
			assert.equal(await nextKeys('Dave'), '0x');
			await operator(['set-keys', keys, proof], { as: 'Dave' });
		});

		test('a validator is added, suspended and reinstated by the committee, and none is removed below the minimum', async () => {
			const member = async () => (await world.api.query.validators.members()).toJSON()[addressOf('Dave')] ?? null;
			const dave = addressOf('Dave');
			await decide(['propose-add', dave]);
			assert.ok(await member());
			assert.match(await operator(['status']), new RegExp(`^ +${dave}.* does not act`, 'm'));
			await operator(['withdraw-keys'], { as: 'Dave', fails: /StillValidator/ });
			await decide(['propose-suspend', dave]);
			assert.notEqual((await member()).suspension, null);
			assert.match(await operator(['status']), new RegExp(`^ +${dave}.*SUSPENDED`, 'm'));
			await decide(['propose-reinstate', dave]);
			assert.equal((await member()).suspension, null);
			// Four are the least there may be. In networks of more the committee removes one: ./scripts/faults fifth.
			await decide(['propose-remove', dave], { fails: /BelowMinimum/ });
			assert.ok(await member());
		});

		test('a session is ended before its time', async () => {
			const session = async () => (await world.api.query.session.currentIndex()).toNumber();
			const before = await session();
			await decide(['propose-end-session']);
			const until = Date.now() + 30_000;
			while ((await session()) === before) assert.ok(Date.now() < until, 'the session goes on');
		});

		test('an upgrade is known by the hash of its file, and nothing is applied that was not authorized', async () => {
			const wasm = join(world.folder, 'runtime.wasm');
			writeFileSync(wasm, 'not a runtime');
			const said = await operator(['runtime-hash', wasm]);
			assert.match(said, /^running +chungnam \d+$/m);
			assert.match(said, /^authorized +nothing$/m);
			const [hash] = partsOf(/^this file +(0x[0-9a-f]{64})$/m, said);
			const proposed = await operator(['propose-upgrade', wasm, '--dry-run']);
			assert.ok(proposed.includes(hash), proposed);
			await operator(['apply-upgrade', wasm], { as: 'Alice', fails: /No upgrade is authorized/ });
		});

		test('what is said wrongly is answered in one sentence', async () => {
			await operator(['propose-end-session'], { as: 'Dave', fails: /is no member of the committee/ });
			await operator(['propose-pause', 'RegionalCurrency.fly'], {
				as: 'Alice',
				fails: /RegionalCurrency has no call fly/,
			});
			await operator(['propose-add', 'nobody'], { as: 'Alice', fails: /That is no account: nobody/ });
			await operator(['vote', '0x11', 'yes'], { as: 'Bob', fails: /Say which motion/ });
			await operator(['propose-end-session'], { fails: /--account-file/ });
			await operator(['dance'], { fails: /Unknown command: dance/ });
			await operator(['status'], { rpc: 'ws://127.0.0.1:9', fails: /Nobody answers at ws:\/\/127\.0\.0\.1:9/ });
		});
	});
});

test('every command that --help names was tried', async () => {
	const { out } = await program('scripts/operator', ['--help']);
	const lines = out.split('\n').filter((line) => /^ {2}[a-z]/.test(line));
	const named = lines.flatMap((line) => {
		const words = line
			.slice(2)
			.split(/ {2,}/)[0]
			.replaceAll(/\[[^\]]*\]/g, '');
		return words.split(' | ').map((word) => word.trim().split(' ')[0]);
	});
	const also = [...out.matchAll(/; (propose-[a-z-]+)/g)].map(([, name]) => name);
	assert.ok(named.length > 15, out);
	const untried = [...new Set([...named, ...also])].filter((name) => !world.tried.has(name));
	assert.deepEqual(untried, []);
});
