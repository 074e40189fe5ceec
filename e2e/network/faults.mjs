// SPDX-License-Identifier: Apache-2.0

// Breaks networks of real nodes on purpose and says what held. ./scripts/faults calls it: see there for the words.

import { cpSync, mkdtempSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { nodeBinary } from '../../tools/lib/node.mjs';
import { messageOf, seconds, within } from '../../tools/lib/wait.mjs';
import { nodeVersion } from '../kit/machine.mjs';
import { BACKENDS } from '../kit/net-node.mjs';
import { CASES } from './cases/index.mjs';
import { Bench } from './lib/bench.mjs';
import { lanes, plan, today } from './lib/plan.mjs';
import { write } from './lib/report.mjs';

/** @typedef {import('./cases/index.mjs').Case} Case */

const LIMIT = 900_000;

const { values, positionals } = parseArgs({
	allowPositionals: true,
	options: {
		quick: { type: 'boolean', default: false },
		all: { type: 'boolean', default: false },
		list: { type: 'boolean', default: false },
		write: { type: 'boolean', default: false },
		page: { type: 'boolean', default: false },
		backend: { type: 'string' },
		day: { type: 'string', default: `${today()}` },
		workers: { type: 'string' },
	},
});
/** @param {string} sentence */
const wrong = (sentence) => {
	console.error(`Error: ${sentence}`);
	process.exit(1);
};
for (const name of positionals) {
	const names = CASES.map((each) => each.name);
	if (!names.includes(name)) wrong(`no case is called ${name}. There are: ${names.join(', ')}`);
}
const { backend } = values;
if (backend && ![...BACKENDS, 'both'].includes(backend)) {
	wrong(`--backend is ${BACKENDS.join(', ')} or both, not: ${backend}`);
}
const day = Number(values.day);
if (!Number.isInteger(day)) wrong(`--day is the number of a day, such as ${today()}, not: ${values.day}`);

const runs = plan(CASES, { names: positionals, all: values.all, day, backend });
if (values.list) {
	const quickToday = plan(CASES, { day });
	for (const each of CASES) {
		const run = quickToday.find((other) => other.case === each);
		console.log(`${each.name.padEnd(16)}${(run ? `(CI: ${run.backend})` : '').padEnd(16)}${each.does}`);
	}
	process.exit(0);
}
if (values.page) {
	write([], {});
	process.exit(0);
}
// Named cases run whole unless --quick is said.
const short = values.quick || (!values.all && positionals.length === 0);
const workers = Number(values.workers ?? (short ? 2 : 1));
if (!(Number.isInteger(workers) && workers >= 1)) wrong(`--workers is a number from 1, not: ${values.workers}`);

const binary = nodeBinary();
const benches = Array.from({ length: workers }, () => new Bench(binary, short));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => process.exit(130));
process.on('exit', () => {
	for (const bench of benches) bench.sweep();
});
// A connection that a killed node held is expected to break, somewhere, at some time.
process.on('unhandledRejection', (error) => benches[0].say(`(a connection broke: ${messageOf(error)})`));

/** @param {Bench} bench @param {Case} about */
async function skipReason(bench, { needs = [] }) {
	for (const need of needs) {
		const why = await bench.whyNot(need);
		if (why) return why;
	}
	return null;
}

/** Keeps the logs of a failed case where they can be read. @param {Bench} bench @param {string} name */
function keepLogs(bench, name) {
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

/** @type {import('./lib/report.mjs').Result[]} */
const results = [];

/** @param {Bench} bench @param {import('./lib/plan.mjs').Run} run */
async function tryOut(bench, { case: each, backend: stack }) {
	const began = performance.now();
	/** @param {string} state @param {string} figures */
	const done = (state, figures) => {
		const took = performance.now() - began;
		results.push({ ...each, stack, state, figures, took, load: loadavg()[0] });
		console.log(`${state.padEnd(8)}${each.name}, ${stack} (${seconds(took)}): ${figures}`);
	};
	if (BACKENDS.includes(stack)) bench.backend = stack;
	try {
		const why = await skipReason(bench, each);
		if (why) {
			done('skipped', why);
			return;
		}
		const figures = await within(each.limit ?? LIMIT, each.name, each.run(bench));
		await bench.tidy(true);
		done('ok', figures);
	} catch (error) {
		const logs = keepLogs(bench, each.name);
		done('FAILED', `${messageOf(error)}\n        The logs are in ${logs}`);
		if (process.env.CHUNGNAM_TRACE) console.log(error);
		await bench.tidy(false);
	}
}

const version = await nodeVersion(binary);
const stacks = BACKENDS.map((stack) => `${runs.filter((run) => run.backend === stack).length} on ${stack}`).join(', ');
console.log(
	`${version}; day ${day}: ${runs.length} runs of ${CASES.length} cases, ${stacks}${short ? '; the short way' : ''}`,
);

// The first worker keeps the shared network and then helps the others with what has its own.
const { shared, own } = lanes(runs);
await Promise.all(
	benches.map(async (bench, i) => {
		if (i === 0) for (const run of shared) await tryOut(bench, run);
		// A network that nobody asks for any more would go on making blocks beside the others.
		if (i === 0) await bench.close();
		for (let run = own.shift(); run; run = own.shift()) await tryOut(bench, run);
		await bench.close();
	}),
);

/** @param {string} state */
const count = (state) => results.filter((result) => result.state === state).length;
if (values.write) write(results, { version, short, workers });
console.log(`${count('ok')} passed, ${count('FAILED')} failed, ${count('skipped')} skipped`);
process.exit(count('FAILED') ? 1 : 0);
