// SPDX-License-Identifier: Apache-2.0

// ./scripts/operator and ./scripts/govern against development nodes, where Alice decides alone and where three decide: every
// command that --help names, by what the chain says afterwards and not by what the program prints alone.

import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';

import { blake2AsHex, encodeAddress } from '@polkadot/util-crypto';

import { nodeBinary, startNode } from '../../tools/lib/node.mjs';
import { command } from '../../tools/lib/program.mjs';
import { connect, key } from '../kit/chain.mjs';
import { partsOf, program, told } from '../kit/program.mjs';
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
function operator(words, { as, fails, rpc = world.node.ws } = {}) {
	world.tried.add(words[0]);
	const args = [...words, '--rpc', rpc, ...(as ? ['--account-file', secretOf(as)] : [])];
	return told('scripts/operator', args, fails);
}

/**
 * Alice decides alone: the chain makes the call within seconds. What was agreed to may still fail on the chain.
 *
 * @param {string[]} words
 * @param {{ fails?: RegExp }} [how]
 */
async function decide(words, { fails } = {}) {
	const said = await operator(words, { as: 'Alice', fails });
	if (!fails) assert.match(said, /^Carried out: /m);
}

/**
 * A development chain on which these three are the committee and the electors, or Alice alone; and accounts that can pay.
 * Where three decide, a petition needs two sponsors, and votes last long enough for three people one after the other.
 *
 * @param {boolean} isOfThree
 */
async function chainOf(isOfThree) {
	const { stdout } = await command(nodeBinary(), ['export-chain-spec', '--chain', 'dev']);
	const spec = read(stdout);
	const { civicGovernance, registry, balances } = spec.genesis.runtimeGenesis.patch;
	if (isOfThree) {
		const [alice] = civicGovernance.seats;
		civicGovernance.seats = MEMBERS.map((_, person) => ({ ...alice, person }));
		civicGovernance.leastSeats = MEMBERS.length;
		for (const person of registry.people.slice(0, MEMBERS.length)) person.elector = true;
		for (const [, terms] of civicGovernance.terms) Object.assign(terms, { sponsors_least: 2, window: 300_000 });
	}
	for (const name of [...MEMBERS, 'Dave']) {
		const known = balances.balances.find((/** @type {[string, number]} */ [who]) => who === addressOf(name));
		if (known) known[1] += 1_000_000;
		else balances.balances.push([addressOf(name), 1_000_000]);
	}
	const file = join(world.folder, `spec-${isOfThree ? 'three' : 'one'}.json`);
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
	const [one, three] = await Promise.all([chainOf(false), chainOf(true)]);
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
	describe('where three decide', IN_TURNS, () => {
		test('a call is paused by the voices of two members, and goes on again', async () => {
			const { ws: rpc } = world.three.node;
			assert.match(await operator(['open'], { rpc }), /Nothing is being decided/);
			const paused = async () => (await world.three.api.query.txPause.pausedCalls.keys()).length;
			const proposed = await operator(['propose-pause', 'RegionalCurrency.pay'], { as: 'Alice', rpc });
			assert.match(proposed, /^Tabled as motion M0\.\nYour vote: yes\.$/m);
			assert.match(proposed, /1 yes, 0 no of 3 seats; 2 yes decide it\. The vote ends at 20\d\d-/);
			assert.match(proposed, /Each who has not voted: \.\/scripts\/operator vote M0 yes --account-file THEIRS/);
			assert.match(await operator(['open'], { rpc }), /^M0 .*txPause\.pause\(.*\n +1 yes, 0 no of 3 seats/m);
			const shown = await operator(['show', 'M0'], { rpc });
			assert.match(shown, new RegExp(`yes +${addressOf('Alice')}\n +not yet +${addressOf('Bob')}`));
			assert.match(await operator(['vote', 'M0', 'no'], { as: 'Charlie', rpc }), /1 yes, 1 no of 3 seats/);
			assert.equal(await paused(), 0);
			assert.match(await operator(['vote', 'M0', 'yes'], { as: 'Bob', rpc }), /^Carried out: txPause\.pause\(/m);
			assert.equal(await paused(), 1);
			await operator(['vote', 'M0', 'no'], { as: 'Charlie', rpc, fails: /There is no motion M0, or it is over/ });
			await operator(['propose-unpause', 'RegionalCurrency.pay'], { as: 'Charlie', rpc });
			assert.match(await operator(['vote', 'm1', 'yes'], { as: 'Alice', rpc }), /^Carried out: txPause\.unpause\(/m);
			assert.equal(await paused(), 0);
		});

		test('a motion that more than half refuse makes nothing', async () => {
			const { ws: rpc } = world.three.node;
			await operator(['propose-safe-mode'], { as: 'Alice', rpc });
			assert.match(await operator(['vote', 'M2', 'no'], { as: 'Bob', rpc }), /1 yes, 1 no of 3 seats/);
			const said = await operator(['vote', 'M2', 'no'], { as: 'Charlie', rpc });
			assert.match(said, /M2 makes nothing: the seats did not agree/);
			assert.ok((await world.three.api.query.safeMode.enteredUntil()).isNone);
		});

		test('a petition of residents adds a validator', async () => {
			const { ws: rpc } = world.three.node;
			const [dave, api] = [addressOf('Dave'), world.three.api];
			const isMember = async () => dave in (await api.query.validators.members()).toJSON();
			await operator(['rotate-keys'], { as: 'Dave', rpc });
			const filed = await operator(['propose-add', dave], { as: 'Alice', rpc });
			assert.match(
				filed,
				/^validators\.add\(who: \w+\): residents decide, track validators\.\nFiled as petition P0\.$/m,
			);
			assert.match(
				filed,
				/1 of 2 sponsors\. Each of the others: \.\/scripts\/operator sponsor P0 --account-file THEIRS/,
			);
			await operator(['vote', 'P0', 'yes'], { as: 'Alice', rpc, fails: /P0 is not voted on now/ });
			assert.match(
				await operator(['sponsor', 'P0'], { as: 'Bob', rpc }),
				/3 electors can vote; the counts are told after the close\. The vote ends at/,
			);
			assert.match(await operator(['vote', 'P0', 'yes'], { as: 'Bob', rpc }), /^Your vote: yes\.$/m);
			assert.match(await operator(['vote', 'P0', 'no'], { as: 'Charlie', rpc }), /^Your vote: no\.$/m);
			assert.ok(!(await isMember()));
			assert.match(await operator(['vote', 'P0', 'yes'], { as: 'Alice', rpc }), /^Carried out: validators\.add\(/m);
			assert.ok(await isMember());
			assert.match(await operator(['show', 'P0'], { rpc }), /Made at 20\d\d-/);
		});
	});

	describe('where Alice decides alone', IN_TURNS, () => {
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
			const ends = async () => Number(partsOf(/^SAFE MODE .* after block (\d+)/m, await operator(['status']))[0]);
			const before = await ends();
			await decide(['propose-safe-mode-extend']);
			assert.equal(await ends(), before + 14_400, 'four hours more');
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

		test('a validator is added, suspended and reinstated, and none is removed below the minimum', async () => {
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
			// Four are the least there may be. In networks of more residents remove one: ./scripts/faults fifth.
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
			const text = join(world.folder, 'what-changes.txt');
			writeFileSync(text, 'Nothing.\n');
			await decide(['propose-upgrade', wasm, '--text', text]);
			const last = (await world.api.query.civicGovernance.nextPetition()).toNumber() - 1;
			const petition = (await world.api.query.civicGovernance.petitions(last)).unwrap();
			assert.equal(petition.title.toHex(), blake2AsHex(readFileSync(text)), 'people know what they vote on');
			assert.match(await operator(['runtime-hash']), new RegExp(`^authorized +${hash}$`, 'm'));
		});

		test('any listed call is proposed by its name or its bytes, and residents can do what the seats may', async () => {
			const call = world.api.tx.safeMode.forceEnter().method.toHex();
			await decide(['propose', call]);
			await decide(['propose', 'SafeMode.force_exit', '--track', 'emergency']);
			assert.ok((await world.api.query.safeMode.enteredUntil()).isNone);
			await operator(['propose', 'System.remark', '0x00'], {
				as: 'Alice',
				fails: /Neither a motion nor one referendum/,
			});
			await operator(['propose', 'Validators.add'], { as: 'Alice', fails: /takes 1 arguments: who/ });
			await operator(['propose', '0x1234'], { as: 'Alice', fails: /That is no call of this chain/ });
			await operator(['propose-end-session', '--track', 'x'], { as: 'Alice', fails: /There is no track x/ });
		});

		test('a repair of twelve hours is on the whitelist of the seats first', async () => {
			const repair = ['propose', 'Migrations.force_onboard_mbms', '--track', 'whitelisted'];
			const said = await operator(repair, { as: 'Alice', fails: /propose CivicGovernance\.whitelist 0x[0-9a-f]{64}/ });
			const [hash] = partsOf(/(0x[0-9a-f]{64})/, said);
			assert.ok((await operator([...repair, '--dry-run'])).includes(`The hash of the call is ${hash}.`));
			await decide(['propose', 'CivicGovernance.whitelist', hash]);
			await decide(repair);
		});

		test('./scripts/govern decides on a development chain with the key of Alice', async () => {
			const args = ['Validators.end_session', '--rpc', world.node.ws];
			const { code, out, both } = await program('scripts/govern', args, { limit: 180_000 });
			assert.equal(code, 0, both);
			assert.match(out, /^Carried out: validators\.endSession\(\)$/m);
			const bob = await program('scripts/govern', [...args, '--as', 'Bob'], { limit: 180_000 });
			assert.equal(bob.code, 1, bob.both);
			assert.match(bob.err, /NotCounted/);
		});

		test('what is said wrongly is answered in one sentence', async () => {
			await operator(['propose-end-session'], { as: 'Dave', fails: /NotRegistered/ });
			await operator(['propose-safe-mode'], { as: 'Bob', fails: /NotSeated/ });
			await operator(['propose-pause', 'RegionalCurrency.fly'], {
				as: 'Alice',
				fails: /RegionalCurrency has no call fly/,
			});
			await operator(['propose-add', 'nobody'], { as: 'Alice', fails: /That is no account: nobody/ });
			await operator(['vote', '0x11', 'yes'], { as: 'Bob', fails: /Say which, as in M3 or P7/ });
			await operator(['vote', 'M99', 'maybe'], { as: 'Bob', fails: /Say: vote NUMBER yes/ });
			await operator(['sponsor', 'P99'], { as: 'Bob', fails: /There is no petition P99\. / });
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
