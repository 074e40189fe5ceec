// SPDX-License-Identifier: Apache-2.0

// Runs test files side by side in lanes, each with a node of its own that is started before and stopped after them: tests
// wait for blocks and not for the machine. Within a lane one file runs at a time, since seconds are measured. `./run` calls
// it.

import { readFileSync } from 'node:fs';
import { basename } from 'node:path';

import { startNode } from '../tools/lib/node.mjs';
import { run } from '../tools/lib/program.mjs';

const FLAGS = ['--test', '--test-reporter=spec', '--test-timeout=600000'];
/** These take longest, so they begin first. */
const LONG = [
	'packaged',
	'operator',
	'demo',
	'release-node',
	'drops',
	'shop',
	'recovery',
	'securities',
	'asset',
	'project',
	'income',
];

/** @param {string} file */
const nameOf = (file) => basename(file, '.test.mjs');
/** @param {string} file */
const rank = (file) => (LONG.indexOf(nameOf(file)) + LONG.length + 1) % (LONG.length + 1);
const queue = process.argv.slice(2).sort((a, b) => rank(a) - rank(b));
const lanes = Math.min(queue.length, Number(process.env.CHUNGNAM_E2E_LANES ?? 3));

for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(1));
/** `./run` ends all that takes longer. */
const LIMIT = 2_000_000;

/**
 * What a file said, shown when it has ended: several speak at the same time. Gives its exit code.
 *
 * @param {string} file
 * @param {{ ws: string } | undefined} node
 */
async function runFile(file, node) {
	const env = node && { CHUNGNAM_E2E_WS: node.ws };
	const { code, both, ms } = await run([process.execPath, ...FLAGS, file], { env, limit: LIMIT });
	console.log(`\n${nameOf(file)}, ${Math.round(ms / 1000)} s`);
	process.stdout.write(both);
	return code ?? 1;
}

/** Files that do not begin with `onTheChain` bring their own node, or none. @param {string} file */
const needsNode = (file) => readFileSync(file, 'utf8').includes('onTheChain(');

async function lane() {
	let node;
	let worst = 0;
	for (let file = queue.shift(); file; file = queue.shift()) {
		if (needsNode(file)) node ??= await startNode();
		worst = Math.max(worst, await runFile(file, node));
	}
	if (worst !== 0 && node) console.log(`\nThe last words of the node of this lane:\n${node.lastWords()}`);
	await node?.stop();
	return worst;
}

process.exitCode = Math.max(...(await Promise.all(Array.from({ length: lanes }, lane))));
