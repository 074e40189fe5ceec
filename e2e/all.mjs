// SPDX-License-Identifier: Apache-2.0

// Runs test files against one node, started before and stopped after them. `./run` calls it.

import { spawn } from 'node:child_process';

import { startNode } from './lib/node.mjs';

const files = process.argv.slice(2);
const node = await startNode();
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(1));

// One file at a time: seconds are measured.
const flags = ['--test', '--test-reporter=spec', '--test-concurrency=1', '--test-timeout=300000'];
const tests = spawn(process.execPath, [...flags, ...files], {
	stdio: ['ignore', 'inherit', 'inherit'],
	env: { ...process.env, CHUNGNAM_E2E_WS: node.ws },
});
process.exitCode = await new Promise((done) => tests.once('exit', (code) => done(code ?? 1)));
if (process.exitCode !== 0) console.log(`\nThe node's last words:\n${node.lastWords()}`);
await node.stop();
