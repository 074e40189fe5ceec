// SPDX-License-Identifier: Apache-2.0

// A secret ballot with standard tools alone: the arithmetic against vectors of other libraries, and three residents and an office
// with ./scripts/secret-ballot against a real node.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { clock } from '../../tools/lib/decide.mjs';
import { startNode } from '../../tools/lib/node.mjs';
import { answerTo, blind, finish, isCredential, newKeys, newOpening, seal } from '../../tools/lib/secret.mjs';
import { until } from '../../tools/lib/wait.mjs';
import { connect, eventNamed, key, send, view } from '../kit/chain.mjs';
import { setOf } from '../kit/county.mjs';
import { alice, decideAll } from '../kit/decide.mjs';
import { refusalOf } from '../kit/harness.mjs';
import { told } from '../kit/program.mjs';

/** The key of `crates/credential/src/example.rs`. */
const KEY = [
	'a31eb0b1f348f2baea50a1e3cf83d0b71eaa082d68aa4d4f6a3bf34ca394dbb0aae8a7e4f9bb408c3c6550b2927914a4',
	'02fbf3284c00ce6ce252514f55398243841a948e1e6b4fb1864575bb5a1a4fbabf1d6f62e8486f1817e5580c2185c44c',
	'a5e1497c37c8e2d15715627d0ed06a2dbf6acdcf89f16f97ae5613d14cb05f818ca0afd3e4a051a03b3bd36d708a6b34',
	'68f8596c28bbc1d473446ccb31174917edac4d99ec96c93719655abff191096f0754e74cee7d296a000f0c7a0709f499',
	'2db499be7ce0650534203450749f2a10d62193250cb62a86d57ef179265b3f47e1443d44b99c06eaba9c9f76132f5a84',
	'68a7a536007074957b397ccfad016c67',
].join('');
const PROVINCE = 0xfffe;
const block = { until: 'block' };
/** The vote of a track on a test chain, after a notice of a minute. */
const WINDOW = 45_000;

/** @type {any} */
const world = {};
/** @param {string} name */
const fileOf = (name) => join(world.folder, name);

/**
 * Runs a command; `as` signs. It must end well unless `fails` says what it is told.
 *
 * @param {string[]} words
 * @param {{ as?: string, fails?: RegExp }} [how]
 */
function ballot(words, { as, fails } = {}) {
	const signs = as ? ['--account-file', fileOf(`${as}.secret`)] : [];
	return told('scripts/secret-ballot', [...words, '--rpc', world.node.ws, ...signs], fails);
}

before(async () => {
	world.folder = mkdtempSync(join(tmpdir(), 'chungnam-secret-'));
	for (const name of ['Alice', 'Hana', 'Duri', 'Cheongyang'])
		writeFileSync(fileOf(`${name}.secret`), `//${name}\n`, { mode: 0o600 });
	world.node = await startNode();
	world.api = await connect(world.node.ws);
});

after(async () => {
	await world.api?.disconnect();
	await world.node?.stop();
	if (world.folder) rmSync(world.folder, { recursive: true, force: true });
});

test('what is blinded and sealed has the bytes that the chain computes', () => {
	const modulus = Buffer.from(KEY, 'hex');
	const fixed = { salt: Buffer.alloc(48, 3), random: Buffer.alloc(256, 4) };
	const { blinded } = blind(modulus, Buffer.alloc(32, 9), fixed);
	const hash = createHash('sha256').update(blinded).digest('hex');
	assert.equal(hash, '4e55dd5be1e2514699a8400102aed508bb2ad133aaec41ae2376fb5711908994');
	const [one, two] = [newOpening(), newOpening()];
	const sealed = seal(one.opening, 7, Buffer.alloc(32, 9), Buffer.from([1, 1]), two);
	assert.equal(sealed.length, 96);
	assert.deepEqual(sealed.subarray(0, 32), two.opening);
	assert.throws(() => seal(one.opening, 7, Buffer.alloc(32), Buffer.alloc(49)), /too long/);
});

test('an office signs what it cannot read, and nobody else can', () => {
	const [keys, other] = [newKeys(), newKeys()];
	const [alias, modulus] = [Buffer.alloc(32, 9), keys.published.credential];
	const { blinded, inverse } = blind(modulus, alias);
	const answer = answerTo(keys.credential, blinded);
	assert.ok(answer);
	const credential = finish(modulus, alias, answer, inverse);
	assert.ok(isCredential(modulus, alias, credential));
	assert.ok(!isCredential(modulus, Buffer.alloc(32, 8), credential));
	assert.ok(!isCredential(other.published.credential, alias, credential));
	assert.throws(() => finish(modulus, alias, blinded, inverse), /not that to this request/);
	assert.equal(answerTo(keys.credential, Buffer.alloc(256, 255)), undefined);
});

/** Makes the votes about validators secret, opens one, and gives its number. */
async function secretBallot() {
	const { api } = world;
	const office = api.tx.registry.appointAttester(key('//Cheongyang').address, PROVINCE, setOf(0, 10));
	await decideAll(api, [office]);
	const [terms] = await view(api, 'CivicGovernance', 'terms', 'Validators');
	const longer = api.tx.civicGovernance.setTrackTerms('Validators', { ...terms.toJSON(), window: WINDOW });
	await decideAll(api, [longer, api.tx.civicGovernance.setMethod('Validators', 'Sealed')]);
	await send(api, api.tx.registry.grantElector([4, 5]), key('//Cheongyang'), block);
	const call = api.tx.validators.endSession();
	const filed = await send(api, api.tx.civicGovernance.file('Validators', call, call.method.hash), alice, block);
	return eventNamed(filed, 'civicGovernance', 'Opened').ballot.toNumber();
}

/** Waits for the first moment of a ballot, or the first after it. @param {number} number @param {'opens' | 'closes'} what */
async function moment(number, what) {
	const found = (await view(world.api, 'Ballots', 'ballot', number)).unwrap();
	const at = (what === 'opens' ? found.ballot.opens : found.closes).toNumber();
	await until(`the ballot ${what}`, async () => (await clock(world.api)) >= at, { limit: 180_000, every: 500 });
}

test('three residents vote in secret, one of them twice, and everybody counts', async () => {
	const { api } = world;
	const number = await secretBallot();
	await ballot(['ask', `${number}`, fileOf('early')], { as: 'Alice', fails: /published no keys/ });
	await ballot(['keys', `${number}`, fileOf('keys')], { as: 'Cheongyang' });
	for (const name of ['Alice', 'Hana', 'Duri']) await ballot(['ask', `${number}`, fileOf(name)], { as: name });
	assert.equal(statSync(fileOf('Hana')).mode & 0o777, 0o600);
	await ballot(['vote', fileOf('Hana'), 'yes'], { fails: /has not answered yet/ });
	assert.match(await ballot(['answer', fileOf('keys')], { as: 'Cheongyang' }), /^3 people have a credential now; 0 /);
	await ballot(['vote', fileOf('Duri'), 'no'], { fails: /1010/ });

	await moment(number, 'opens');
	const openly = api.tx.ballots.cast(number, { Vote: 'Yes' });
	assert.equal((await refusalOf(send(api, openly, key('//Hana'), block))).name, 'SealedBallot');
	await ballot(['vote', fileOf('Hana'), 'maybe'], { fails: /That is no choice: maybe/ });
	await Promise.all([
		ballot(['vote', fileOf('Alice'), 'yes']),
		ballot(['vote', fileOf('Hana'), 'yes']),
		ballot(['vote', fileOf('Duri'), 'no']),
	]);
	assert.match(await ballot(['vote', fileOf('Duri'), 'blank']), /number 3 of 20/);
	const sealing = (await api.query.ballots.sealings(number)).unwrap();
	assert.deepEqual([sealing.issued.toNumber(), sealing.cast.toNumber()], [3, 3]);
	await ballot(['open', fileOf('keys')], { as: 'Cheongyang', fails: /NotOpening/ });

	await moment(number, 'closes');
	await until('the clock of the chain', async () => {
		const found = (await view(api, 'Ballots', 'ballot', number)).unwrap();
		return found.ballot.phase.isOpening;
	});
	await ballot(['open', fileOf('keys')], { as: 'Cheongyang' });
	const counted = await until('the outcome', async () => (await api.query.ballots.outcomes(number)).unwrapOr(null));
	const { verdict, classes } = counted.answer;
	const { voted, yes, no, blank } = classes[0];
	assert.ok(verdict.isPassed, `${verdict}`);
	assert.deepEqual([voted, yes, no, blank].map(Number), [3, 2, 0, 1]);
});
