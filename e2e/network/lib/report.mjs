// SPDX-License-Identifier: Apache-2.0

// Writes docs/faults.md from a run, the whole page. Rows of runs that did not take place stay as they were, with their date.

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { cell, today as day, row as tableRow } from '../../kit/figures.mjs';
import { machine } from '../../kit/machine.mjs';
import { CASES } from '../cases/index.mjs';
import { stacksOf } from './plan.mjs';

const FILE = join(dirname(fileURLToPath(import.meta.url)), '../../../docs/faults.md');

const DAILY = CASES.filter(({ daily }) => daily)
	.map(({ name }) => `\`${name}\``)
	.join(' and ');

const HEAD = `# What happens when something breaks

Networks of four validators and a full node, each a real process with a database of its own, are broken on purpose, and
it is measured what holds. Nothing in this table is estimated; each row says when it was measured.

- The node ships with the network stack **litep2p**, which the packaged settings name, and can be told to take **libp2p**. Every
  case is run on both; \`mixed\` has both in one network, and cases that start no network have none.
- \`./scripts/faults --all --write\` runs every case on both stacks, the whole way, and puts the figures here. Before a release it
  is run once.
- CI runs the short way (\`--quick\`: fewer rounds, shorter pauses and sessions, two cases side by side) and, to stay within its
  time, not all of it every day: ${DAILY}, and half of the others. Two days have every case, four
  days every case on both stacks. \`./scripts/faults --list\` says what today has, \`--day N\` runs another day's part.
- A case is skipped, with the reason in the output, where the machine cannot do it: network namespaces and small disks need
  root, clocks need libfaketime. Skipped cases are counted apart and are no success.

- **Under load** means payments at the rate named, each sent by an account of its own and remembered with its block as soon as the
  node says that it is final.
- **No payment lost** means: each remembered payment is in that very block of the final chain of every node that runs, and
  the nodes agree on all final blocks.
- **load** in the last column is the load average of the machine at the end of the case. Above 5 or so it was building other
  things at the same time (so do "beside builds" and no number say), which on two cores makes every start longer.
- **Final again** is a final block that was made after the return. The 30 s count from when the processes answer, or the
  network is whole; the time from their start, which on two cores is most of it, stands beside it.
`;

/** The key of a row: a case and a stack. @param {string} name @param {string} stack */
const keyOf = (name, stack) => `${name} ${stack}`;

/** Text of a cell: folders of this machine say nothing to a reader. @param {string} text */
const clean = (text) => cell(text.replaceAll(`${tmpdir()}/`, '.../').replaceAll(/\.\.\.\/chungnam-[\w-]+/g, '...'));

/**
 * What stands in the file: by case and stack, what was measured and when. The rest of a row follows from the case.
 *
 * @param {string} text
 */
function rowsThere(text) {
	/** @type {Map<string, { figure: string, how: string }>} */
	const rows = new Map();
	for (const line of text.split('\n')) {
		const [name, stack, , , figure, how] = line.slice(2, -2).split(/ (?<!\\)\| /);
		if (/^\| `/.test(line) && how) rows.set(keyOf(name.replaceAll('`', ''), stack), { figure, how });
	}
	return rows;
}

/**
 * What came of a case on a stack.
 *
 * @typedef {{ name: string, stack: string, state: string, figures: string, took?: number, load: number }} Result
 */
/**
 * How a run was made: nothing of it is asked where there are no results.
 *
 * @typedef {{ version?: string, short?: boolean, workers?: number, where: string, elsewhere?: string, today?: string }} How
 */

/**
 * The page that follows from the page that stands and a run. `where` says on which machine its rows were measured, `elsewhere`
 * on which other one this run was.
 *
 * @param {string} stands
 * @param {Result[]} results
 * @param {How} how
 */
export function page(stands, results, { version = '', short, workers = 1, where, elsewhere, today }) {
	const rows = rowsThere(stands);
	for (const { name, stack, state, figures, load } of results) {
		if (state === 'FAILED') continue;
		const beside = workers > 1 ? ', beside another case' : '';
		const machine = elsewhere ? `, on ${elsewhere}` : '';
		const way = short ? ', the short way' : '';
		const how = `${today}, ${version.replace(/^.* /, '')}, load ${Math.round(load)}${way}${beside}${machine}`;
		rows.set(keyOf(name, stack), { figure: clean(state === 'skipped' ? `skipped: ${figures}` : figures), how });
	}
	const table = [];
	const missing = [];
	for (const { name, does, holds, ...each } of CASES) {
		for (const stack of stacksOf(each)) {
			const row = rows.get(keyOf(name, stack));
			if (row) table.push(tableRow([`\`${name}\``, stack, clean(does), clean(holds), row.figure, row.how]));
			else missing.push(keyOf(name, stack));
		}
	}
	const head = '| case | network | what is done | what must hold | measured | when, node |\n|---|---|---|---|---|---|';
	const tail = missing.length ? `\nNot measured yet: ${missing.join(', ')}.\n` : '';
	return `${HEAD}\n${where}\n\n${head}\n${table.join('\n')}\n${tail}`;
}

/** @param {Result[]} results @param {Omit<How, 'where'>} how */
export function write(results, how) {
	const failed = results.filter(({ state }) => state === 'FAILED').map(({ name, stack }) => keyOf(name, stack));
	if (failed.length) console.log(`docs/faults.md keeps what it says of ${failed.join(', ')}: failed`);
	const where = `Measured on: ${machine()}. Dev profile of the node, everything on that one machine, load included.`;
	const stands = existsSync(FILE) ? readFileSync(FILE, 'utf8') : '';
	const before = /^Measured on: .*$/m.exec(stands)?.[0];
	if (results.length === 0 && before) {
		writeFileSync(FILE, page(stands, [], { where: before }));
		console.log('docs/faults.md is written anew from the cases, with the figures it had');
		return;
	}
	// A run of everything makes this machine the machine of the page; of other runs it is said in their rows.
	const apart = before && before !== where && results.length < CASES.flatMap(stacksOf).length;
	const at = apart ? { where: before, elsewhere: machine() } : { where };
	writeFileSync(FILE, page(stands, results, { ...how, ...at, today: day() }));
	console.log('docs/faults.md is written');
}
