// SPDX-License-Identifier: Apache-2.0

// The conformance table, on the screen and in docs/clients.md.

import { writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';

import { inLine, number, row as tableRow, today } from '../../kit/figures.mjs';
import { COLUMNS, snippet } from './clients.mjs';

/** @param {number} number */
const seconds = (number) => `${number.toFixed(1)} s`;

/** @typedef {import('./run.mjs').Row} Row */
/** @typedef {import('./vectors.mjs').Counts} Counts */

/**
 * A cell in a word: not asked, shown (and how long it took), or not.
 *
 * @param {import('./run.mjs').Cell | undefined} shown
 */
function cell(shown) {
	if (!shown) return '–';
	if (!shown.ok) return 'NO';
	return shown.seconds === undefined ? 'yes' : `yes, ${seconds(shown.seconds)}`;
}

/** What a row says besides. @param {Row} row */
function notes({ client, cells, took }) {
	const words = [client.note];
	if (cells.decodes?.metadata) words.push(`metadata V${cells.decodes.metadata}`);
	if (client.light && cells.connects?.ok) {
		const { number, warped } = cells.connects;
		words.push(`${warped ? 'warp-synced' : 'synced'} to block ${number} in ${seconds(cells.connects.seconds ?? NaN)}`);
	}
	words.push(`${seconds(took)} in all`);
	return words.join('; ');
}

const HEAD = ['client', 'version', ...Object.values(COLUMNS), 'notes'];

/** @param {Row} row */
const cellsOf = (row) => [
	row.client.title,
	row.client.version,
	...Object.keys(COLUMNS).map((name) => cell(row.cells[name])),
	notes(row),
];

/** The table with its columns in line. @param {Row[]} rows */
export function table(rows) {
	const all = [HEAD, ...rows.map(cellsOf)];
	const { widths, rows: lines } = inLine(all);
	const rule = `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`;
	const [head, ...body] = lines.map(tableRow);
	return [head, rule, ...body].join('\n');
}

/** How many cells were shown, and which were not and why. @param {Row[]} rows */
export function tally(rows) {
	const all = rows.flatMap(({ client, cells }) =>
		Object.entries(cells).map(([name, shown]) => ({ client, name, ...shown })),
	);
	const failed = all.filter(({ ok }) => !ok);
	return { passed: all.length - failed.length, failed };
}

/**
 * Writes docs/clients.md.
 *
 * @param {string} file
 * @param {{ rows: Row[], machine: string, version: string, counts: Counts, chain: string }} about
 */
export function write(file, { rows, machine, version, counts, chain }) {
	const { storage, constants, events, types, values } = counts;
	const sections = rows.flatMap(({ client: { title, version, registry, code } }) => {
		if (!code) return [];
		const where = `e2e/clients/${code}`.replace('clients/../', '');
		return `### ${title} ${version} (${registry})\n\nFrom \`${where}\`:\n\n${snippet(code)}`;
	});
	const text = `# Clients

Every client of the field against this chain, with none of our types told to any of them. This page is written by
\`./scripts/conformance --write\`; each cell comes from a real run.

| | |
|---|---|
| date | ${today()} |
| machine | ${machine} |
| load of the machine | ${loadavg()[1].toFixed(0)} on average over the last 5 minutes |
| node | \`${version}\`, dev profile |
| chain | ${chain} |

${table(rows)}

- **connects**: it knows the chain from nothing but an address; the light client from the chain spec, and it has come to
  the head of the chain. Seconds are from the start of the program's work.
- **decodes all**: it reads all ${number(storage)} storage entries and ${number(constants)} constants, and decodes ${number(values)} values of the
  ${number(types)} types in the metadata to the last byte: every variant of every enum, all ${number(events)} events among them. @polkadot/api,
  PAPI and subxt also encode each value again to the same bytes. These are the figures of metadata V16.
- **reads**: a balance, equal to what bare JSON-RPC says.
- **sends**: \`Balances.transfer_keep_alive\` is in a block, its event is decoded, and the payer's nonce has moved by one.
- **final**: the client says so, and the payee has the money in the last final block. Seconds are from before signing.
- **pays a shop**: a resident without plain won pays in a shop from regional currency and pays no fee.
- **–**: not asked of this client.

Some types are left out of **decodes all** because their bytes have a form of their own in one client or another: eras,
whole transactions, addresses and dispatch errors by themselves. They occur inside the other values, and the payments use them.

\`./scripts/conformance\` makes the table again and exits with 1 if a cell fails; a program that claims everything and does
nothing is among those it asks, and must be found out. \`--quick\`, for CI, uses one development node instead of the network,
and the light client need not find a stored proof of finality, for the chain may be too young to have one.

## Known limits of clients

- **dedot 1.3.0** decodes everything, but encodes some structures with an optional field in them wrongly: its dependency
  deshape 0.1.0 does not count the byte that says whether there is a value, and another byte is lost. Two kinds of our
  calls are touched: \`registry.registerPeople\` with a key, and \`scheduler.schedule\` and its sisters with a period. Send
  those with another library. Payments and reads are not touched.
- **substrate-interface 1.8.1** knows metadata V14 only, so no view functions and none of our runtime APIs by name; of
  each storage map it reads the first 50 entries here.
- **async-substrate-interface 2.2.1** has no keys of its own: it signs with any object of the right shape, see below.
- **chopsticks 1.1.0** is installed without its database (\`--db\`), which would have to be compiled.

## How to connect

Of the programs that made the table, the part that connects, reads and pays. \`url\` is \`ws://127.0.0.1:9944\` for
\`./scripts/run\` and \`./scripts/network\`.

${sections.join('\n\n')}
`;
	writeFileSync(file, text);
}
