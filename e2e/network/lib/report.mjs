// SPDX-License-Identifier: Apache-2.0

// Writes docs/faults.md from a run. Rows of cases that did not run stay as they were, with their date.

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { CASES } from '../cases/index.mjs';
import { machine } from './machine.mjs';

const FILE = join(dirname(fileURLToPath(import.meta.url)), '../../../docs/faults.md');

const HEAD = `# What happens when something breaks

Networks of four validators and a full node, each a real process with a database of its own, are broken on purpose, and
it is measured what holds. \`./scripts/faults --all\` runs every case, \`--quick\` those of CI (the short way: fewer rounds,
shorter pauses), a name that one case; \`--write\` puts the figures here. Nothing in this table is estimated.

- **Under load** means payments at the rate named, each sent by an account of its own and remembered with its block as soon as the
  node says that it is final.
- **No payment lost** means: each remembered payment is in that very block of the final chain of every node that runs, and
  the nodes agree on all final blocks.
- **load** in the last column is the load average of the machine at the end of the case. Above 5 or so it was building other
  things at the same time (so do "beside builds" and no number say), which on two cores makes every start longer.
- **Final again** is a final block that was made after the return. The 30 s count from when the processes answer, or the
  network is whole; the time from their start, which on two cores is most of it, stands beside it.
`;

const clean = (text) => text.replaceAll('|', '\\|').replaceAll(/\s*\n\s*/g, ' ');

/** Rows that stand in the file, by the name of their case. */
function rowsThere() {
	if (!existsSync(FILE)) return new Map();
	const lines = readFileSync(FILE, 'utf8').split('\n');
	return new Map(lines.filter((line) => line.startsWith('| `')).map((line) => [/`([^`]+)`/.exec(line)[1], line]));
}

export function write(results, version, short) {
	const today = new Date().toISOString().slice(0, 10);
	const rows = rowsThere();
	const failed = results.filter(({ state }) => state === 'FAILED');
	if (failed.length) console.log(`docs/faults.md keeps what it says of ${failed.map(({ name }) => name).join(', ')}: failed`);
	const where = `Measured on: ${machine()}. Dev profile of the node, everything on that one machine, load included.`;
	const stands = existsSync(FILE) && /^Measured on: .*$/m.exec(readFileSync(FILE, 'utf8'))?.[0];
	if (stands && stands !== where && results.length < CASES.length) {
		console.log('docs/faults.md was measured on another machine: only --all may replace it');
		return;
	}
	for (const { name, does, holds, state, figures, load } of results.filter((each) => !failed.includes(each))) {
		const figure = state === 'skipped' ? `skipped: ${figures}` : figures;
		const how = `${today}, ${version.replace(/^.* /, '')}, load ${Math.round(load)}${short ? ', the short way' : ''}`;
		rows.set(name, `| \`${name}\` | ${clean(does)} | ${clean(holds)} | ${clean(figure)} | ${how} |`);
	}
	const table = CASES.map(({ name }) => rows.get(name)).filter(Boolean);
	const head = '| case | what is done | what must hold | measured | when, node |\n|---|---|---|---|---|';
	writeFileSync(FILE, `${HEAD}\n${where}\n\n${head}\n${table.join('\n')}\n`);
	console.log('docs/faults.md is written');
}
