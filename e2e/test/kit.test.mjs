// SPDX-License-Identifier: Apache-2.0

// The instruments that everything else is made of. No node of the chain is needed.

import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';

import { freePorts, NodeProcess, startNode } from '../../tools/lib/node.mjs';
import { isFree, port } from '../../tools/lib/ports.mjs';
import { command, launch, run, saidBy } from '../../tools/lib/program.mjs';
import { ask, metadataOf, request } from '../../tools/lib/rpc.mjs';
import { inTime, sleep, until, within } from '../../tools/lib/wait.mjs';
import { cell, inLine, percentile, tally } from '../kit/figures.mjs';
import { partsOf } from '../kit/program.mjs';

const folder = mkdtempSync(join(tmpdir(), 'chungnam-kit-'));
after(() => rmSync(folder, { recursive: true, force: true }));

/** A program made of a few lines of shell. @param {string} name @param {...string} lines */
function program(name, ...lines) {
	const path = join(folder, name);
	writeFileSync(path, ['#!/bin/sh', ...lines, ''].join('\n'));
	chmodSync(path, 0o755);
	return path;
}

/** Whether a process of this number is there, and no zombie. @param {number | string} pid */
const lives = (pid) => existsSync(`/proc/${pid}`) && !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));

test('a program is run to its end, and what it said is told apart and in order', async () => {
	const path = program('says', 'echo out', 'sleep 0.05', 'echo err >&2', 'cat', 'exit 3');
	const { code, signal, out, err, both } = await run([path], { input: 'in' });
	assert.deepEqual([code, signal, out, err, both], [3, null, 'out\nin', 'err\n', 'out\nerr\nin']);
});

test('a program that is not there or takes too long is told and not thrown', async () => {
	const none = await run([join(folder, 'none')]);
	assert.equal(none.code, -1);
	assert.match(none.err, /ENOENT/);
	const late = await run(['sleep', '30'], { limit: 50 });
	assert.deepEqual([late.code, late.signal], [null, 'SIGKILL']);
});

test('what a program left behind goes with its group', async () => {
	const { code, out } = await run([program('leaves', 'sleep 30 & echo $!')], { group: true });
	assert.equal(code, 0);
	await until('The child is gone', () => !lives(Number(out)), { limit: 5_000, every: 10 });
});

test('a command that fails is an error with its last words', async () => {
	await assert.rejects(
		command(program('fails', 'echo first >&2', 'echo why >&2', 'exit 1'), ['key', 'x']),
		/key x failed: first\nwhy/,
	);
	assert.deepEqual(await command(program('does', 'echo "$1"'), ['well']), { stdout: 'well\n', stderr: '' });
	assert.equal(saidBy(Object.assign(new Error('it failed'), { stderr: Buffer.from(' why\n') })), 'why');
	assert.equal(saidBy(new Error('it failed')), 'it failed');
});

test('what is launched ends with whoever launched it', async () => {
	const log = join(folder, 'log');
	const module = new URL('../../tools/lib/program.mjs', import.meta.url);
	const words = `import { launch } from '${module}'; console.log(launch(['sleep', '30'], { log: '${log}' }).pid);`;
	const { out } = await run([
		process.execPath,
		'--input-type=module',
		'-e',
		`${words} setTimeout(() => process.exit(), 50);`,
	]);
	await until('It is gone', () => !lives(Number(out)), { limit: 5_000, every: 10 });
	const child = launch(['sh', '-c', 'echo told'], { log });
	await new Promise((done) => child.once('exit', done));
	assert.match(readFileSync(log, 'utf8'), /told/);
});

test('a node that ends by itself is told with its last words, and its folder goes', async () => {
	const binary = program('node', 'echo "last words of $(pwd) $*" >&2', 'exit 1');
	const failed = await startNode({ binary, args: ['--x'], name: 'this one' }).catch((error) => error);
	assert.match(failed.message, /this one ended by itself\. Its last words:\nlast words of .* --x --base-path /);
	const [base] = partsOf(/--base-path (\S+)\/chain/, failed.message);
	assert.ok(!existsSync(base));
	await assert.rejects(startNode({ binary: join(folder, 'none') }), /There is no node at/);
});

test('an error that a node tells is found, and what only looks like one is not', async () => {
	/** @param {string} line */
	const errorIn = async (line) => {
		const binary = program('tells', `echo '${line}'`);
		const node = new NodeProcess({ name: 'one that tells', folder, binary, ports: await freePorts() }).start();
		await node.gone;
		await until('It is told', async () => node.words().includes(line), { limit: 5_000, every: 10 });
		return node.error();
	};
	for (const bad of ['2026-11-29 09:44:11.617 ERROR main runtime: no', 'thread main panicked at lib.rs:1'])
		assert.equal(await errorIn(bad), bad);
	for (const good of ['2026-11-29 09:44:11.617  INFO main sync: no ERROR here', '2026-11-29 09:44:11 all is well'])
		assert.equal(await errorIn(good), undefined);
});

test('a port is free and is given once', async () => {
	const [one, two] = [await port(), await port()];
	assert.notEqual(one, two);
	assert.ok(await isFree(one));
	assert.notEqual(await port(one), one);
});

test('a refusal is thrown by ask and given by request, and metadata comes out of its envelope', async () => {
	/** @type {Record<string, import('../../tools/lib/rpc.mjs').Answer>} */
	const answers = {
		good: { result: 7 },
		bad: { error: { code: -1, message: 'no', data: 'why' } },
		state_call: { result: '0x01081234' },
	};
	const server = createServer((asked, answer) => {
		asked.setEncoding('utf8').on('data', (text) => answer.end(JSON.stringify(answers[JSON.parse(text).method])));
	});
	const at = await port();
	await new Promise((done) => server.listen(at, '127.0.0.1', () => done(null)));
	const url = `http://127.0.0.1:${at}`;
	assert.equal(await ask(url, 'good'), 7);
	await assert.rejects(ask(url, 'bad'), /^Error: bad: no \("why"\)$/);
	assert.equal((await request(url, 'bad')).error.code, -1);
	assert.deepEqual([...((await metadataOf(url, 16)) ?? [])], [0x12, 0x34]);
	answers.state_call.result = '0x00';
	assert.equal(await metadataOf(url, 99), null);
	server.close();
	server.closeAllConnections();
});

test('a bound is kept by what waits', async () => {
	assert.equal(await inTime(10, sleep(500, 'late', { ref: false }), 'in time'), 'in time');
	assert.equal(await inTime(500, Promise.resolve('soon'), 'late'), 'soon');
	await assert.rejects(within(10, 'Rain', sleep(500, undefined, { ref: false })), /Rain: not within 0 s/);
});

test('figures are counted and written as tables have them', () => {
	assert.equal(tally([3, 0, 3]), '2 × 3, 1 × 0');
	const hundred = Array.from({ length: 100 }, (_, i) => 100 - i);
	assert.deepEqual(
		[0, 0.5, 0.99, 1].map((share) => percentile(hundred, share)),
		[1, 50, 99, 100],
	);
	assert.ok(Number.isNaN(percentile([], 0.5)));
	assert.equal(cell('a | b\n  c'), 'a \\| b c');
	assert.deepEqual(
		inLine([
			['a', 'bb'],
			['ccc', 'd'],
		]).rows,
		[
			['a  ', 'bb'],
			['ccc', 'd '],
		],
	);
	assert.throws(() => partsOf(/(x)/, 'abc'), /It does not say \/\(x\)\/: abc/);
});
