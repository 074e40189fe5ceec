// SPDX-License-Identifier: Apache-2.0

// The demo, as a person starts it: the day is told to its end on the chain that CHUNGNAM_RPC names, and on no other; what takes
// weeks is told on a node of its own.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

import { run } from '../../tools/lib/program.mjs';
import { noFaketime } from '../kit/clock.mjs';
import { onTheChain } from '../kit/harness.mjs';
import { program, ROOT } from '../kit/program.mjs';

const world = onTheChain({ county: false });
/** @param {string} ws */
const portOf = (ws) => ws.split(':').at(-1);

/**
 * Every chapter of these scenes was told.
 *
 * @param {string} out
 * @param {string[]} names
 * @param {number} least
 */
function toldAll(out, names, least) {
	const scenes = names.map((name) => readFileSync(new URL(`../demo/${name}.mjs`, import.meta.url), 'utf8'));
	const chapters = [...scenes.join('\n').matchAll(/^\tchapter\(\s*'([^']+)'/gm)].map(([, korean]) => korean);
	assert.ok(chapters.length >= least, `only ${chapters.length} chapters were found in the sources`);
	for (const korean of chapters)
		assert.ok(out.includes(`. ${korean} · `), `the chapter ${korean} was not told:\n${out}`);
	assert.match(out, /Now try it yourself/);
}

test('the day is told to its end, every scene of it is there, and no clock of a node that runs is moved', async () => {
	const { code, out, both } = await program('scripts/demo', [], { env: { CHUNGNAM_RPC: world.node.ws } });
	assert.equal(code, 0, both);
	assert.match(out, /충남 체인의 하루 · One day on Chungnam Chain/);
	toldAll(out, ['scenes', 'arrivals', 'shares', 'decisions'], 10);
	assert.match(out, /3주 뒤 · Three weeks later\n+ +먼저 켜져 있던 노드.*\.\/scripts\/setup.*\n +Left out here: /);
});

test('what takes weeks is told to its end, or that libfaketime is missing', async () => {
	const { code, out, both } = await run([process.execPath, `${ROOT}e2e/demo.mjs`, 'later'], { limit: 240_000 });
	assert.equal(code, 0, both);
	if (noFaketime) assert.match(out, /Left out here: libfaketime.*\.\/scripts\/setup installs it/);
	else toldAll(out, ['later'], 6);
});

test('another machine is asked, whatever listens on the same port of this one', async () => {
	for (const address of [
		`ws://nowhere.invalid:${portOf(world.node.ws)}`,
		'ws://nowhere.invalid:9',
		'wss://nowhere.invalid/rpc',
	]) {
		const { code, out, err } = await program('scripts/demo', [], { env: { CHUNGNAM_RPC: address }, limit: 60_000 });
		assert.equal(code, 1, err);
		assert.ok(err.includes(`Nobody answers at ${address}.`), err);
		assert.doesNotMatch(err, /Starting a development chain|Building/);
		assert.equal(out, '', 'no story is begun');
	}
});

test('an address that is none is told before anything is started', async () => {
	for (const address of ['127.0.0.1:9944', 'http://127.0.0.1:9944', 'ws://127.0.0.1:port']) {
		const { code, err } = await program('scripts/demo', [], { env: { CHUNGNAM_RPC: address }, limit: 60_000 });
		assert.equal(code, 1);
		assert.ok(err.includes(`Not an address of a node: ${address}`), err);
	}
});
