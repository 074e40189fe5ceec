// SPDX-License-Identifier: Apache-2.0

// The conformance table, on the screen and in docs/clients.md.

import { writeFileSync } from 'node:fs';

import { COLUMNS, snippet } from './clients.mjs';

const seconds = (number) => `${number.toFixed(1)} s`;

/** A cell in a word: not asked, shown (and how long it took), or not. */
function cell(shown) {
	if (!shown) return '–';
	if (!shown.ok) return 'NO';
	return shown.seconds === undefined ? 'yes' : `yes, ${seconds(shown.seconds)}`;
}

/** What a row says besides. */
function notes({ client, cells, took }) {
	const words = [client.note];
	if (cells.decodes?.metadata) words.push(`metadata V${cells.decodes.metadata}`);
	if (client.light && cells.connects?.ok) {
		const { number, warped } = cells.connects;
		words.push(`${warped ? 'warp-synced' : 'synced'} to block ${number} in ${seconds(cells.connects.seconds)}`);
	}
	words.push(`${seconds(took)} in all`);
	return words.join('; ');
}

const HEAD = ['client', 'version', ...Object.values(COLUMNS), 'notes'];

const cellsOf = (row) => [
	row.client.title,
	row.client.version,
	...Object.keys(COLUMNS).map((name) => cell(row.cells[name])),
	notes(row),
];

/** The table with its columns in line. */
export function table(rows) {
	const all = [HEAD, ...rows.map(cellsOf)];
	const widths = HEAD.map((_, i) => Math.max(...all.map((line) => line[i].length)));
	const line = (words) => `| ${words.map((word, i) => word.padEnd(widths[i])).join(' | ')} |`;
	const rule = `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`;
	return [line(HEAD), rule, ...all.slice(1).map(line)].join('\n');
}

/** How many cells were shown, and which were not and why. */
export function tally(rows) {
	const all = rows.flatMap(({ client, cells }) =>
		Object.entries(cells).map(([name, shown]) => ({ client, name, ...shown })),
	);
	const failed = all.filter(({ ok }) => !ok);
	return { passed: all.length - failed.length, failed };
}

/** Writes docs/clients.md. */
export function write(file, { rows, machine, version, counts, chain }) {
	const date = new Date().toISOString().slice(0, 10);
	const { storage, constants, events, types, values } = counts;
	const number = (n) => n.toLocaleString('en-US');
	const sections = rows
		.filter(({ client }) => client.code)
		.map(({ client }) => {
			const where = `e2e/clients/${client.code}`.replace('clients/../', '');
			return `### ${client.title} ${client.version} (${client.registry})\n\nFrom \`${where}\`:\n\n${snippet(client)}`;
		});
	const text = `# Clients

Every client of the field against this chain, with none of our types told to any of them. This page is written by
\`./scripts/conformance --write\`; each cell comes from a real run.

| | |
|---|---|
| date | ${date} |
| machine | ${machine} |
| node | \`${version}\`, dev profile |
| chain | ${chain} |

${table(rows)}

- **connects**: it knows the chain from nothing but an address (the light client: from the chain spec). Seconds are from
  the start of the program's work to the answer.
- **decodes all**: it reads all ${number(storage)} storage entries and ${number(constants)} constants, and decodes ${number(values)} values that cover
  the ${number(types)} types of the metadata with every variant of every enum, the ${number(events)} events among them. All but substrate-interface
  also encode them again to the same bytes. (Figures of metadata V16; V14 numbers its types otherwise.)
- **reads**: a balance, equal to what bare JSON-RPC says.
- **sends**: \`Balances.transfer_keep_alive\` in a block, with its event decoded.
- **final**: the client says so, and the payee has the money in the last final block. Seconds are from before signing.
- **pays a shop**: a resident without plain won pays in a shop from regional currency and pays no fee.
- **–**: not asked of this client.

\`./scripts/conformance\` makes the table again and exits with 1 if a cell fails. \`--quick\`, for CI, uses one development
node instead of the network, so the light client has no stored proof of finality to warp to.

## How to connect

Of the programs that made the table, the part that connects, reads and pays. \`url\` is \`ws://127.0.0.1:9944\` for
\`./scripts/run\` and \`./scripts/network\`.

${sections.join('\n\n')}
`;
	writeFileSync(file, text);
}
