// SPDX-License-Identifier: Apache-2.0

// Breaks networks of real nodes on purpose and says what held. ./scripts/faults calls it: see there for the words.

import { cpSync, mkdtempSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { nodeBinary } from '../lib/node.mjs';
import { CASES } from './cases/index.mjs';
import { Bench } from './lib/bench.mjs';
import { nodeVersion } from './lib/machine.mjs';
import { write } from './lib/report.mjs';
import { seconds, within } from './lib/wait.mjs';

const LIMIT = 900_000;

const { values, positionals } = parseArgs({
	allowPositionals: true,
	options: {
		quick: { type: 'boolean', default: false },
		all: { type: 'boolean', default: false },
		list: { type: 'boolean', default: false },
		write: { type: 'boolean', default: false },
	},
});
for (const name of positionals) {
	if (!CASES.some((each) => each.name === name)) {
		console.error(`Error: no case is called ${name}. There are: ${CASES.map((each) => each.name).join(', ')}`);
		process.exit(1);
	}
}
if (values.list) {
	for (const { name, does, quick } of CASES) console.log(`${name.padEnd(16)}${quick ? '(quick) ' : '        '}${does}`);
	process.exit(0);
}

const chosen = positionals.length
	? CASES.filter(({ name }) => positionals.includes(name))
	: CASES.filter(({ quick }) => values.all || quick);
const quick = !values.all && positionals.length === 0;
// Named cases run whole unless --quick is said.
const short = quick || values.quick;

const bench = new Bench(nodeBinary(), short);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => process.exit(130));
process.on('exit', () => bench.sweep());
// A connection that a killed node held is expected to break, somewhere, at some time.
process.on('unhandledRejection', (error) => bench.say(`(a connection broke: ${error.message})`));

async function skipReason({ needs = [] }) {
	for (const need of needs) {
		const why = await bench.whyNot(need);
		if (why) return why;
	}
	return null;
}

/** Keeps the logs of a failed case where they can be read. */
function keepLogs(name) {
	const folder = mkdtempSync(join(tmpdir(), `chungnam-fault-${name}-`));
	for (const net of bench.networks) {
		for (const node of net.nodes) {
			try {
				cpSync(node.log, join(folder, `${node.name}.log`));
			} catch {
				// It never started.
			}
		}
	}
	return folder;
}

const version = await nodeVersion(bench.binary);
console.log(`${version}; ${chosen.length} cases${short ? ', the short way' : ''}`);
const results = [];
for (const each of chosen) {
	const began = performance.now();
	const done = (state, figures) => {
		const took = performance.now() - began;
		results.push({ ...each, state, figures, took, load: loadavg()[0] });
		console.log(`${state.padEnd(8)}${each.name} (${seconds(took)}): ${figures}`);
	};
	try {
		const why = await skipReason(each);
		if (why) {
			done('skipped', why);
			continue;
		}
		const figures = await within(each.limit ?? LIMIT, each.name, each.run(bench));
		await bench.tidy(true);
		done('ok', figures);
	} catch (error) {
		const logs = keepLogs(each.name);
		done('FAILED', `${error.message}\n        The logs are in ${logs}`);
		if (process.env.CHUNGNAM_TRACE) console.log(error.stack);
		await bench.tidy(false);
	}
}
await bench.close();

const count = (state) => results.filter((result) => result.state === state).length;
if (values.write) write(results, version, short);
const skipped = count('skipped');
if (skipped) console.log(`${skipped} skipped: the reasons stand above`);
console.log(`${count('ok')} passed, ${count('FAILED')} failed`);
process.exit(count('FAILED') ? 1 : 0);
