// SPDX-License-Identifier: Apache-2.0

// What ./scripts/conformance does once everything is installed: starts a chain, has each client show what it can, and
// prints the table.

import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import { staleness } from '../metadata/committed.mjs';
import { nodeBinary, startNode } from '../lib/node.mjs';
import { account } from '../network/lib/keys.mjs';
import { machine, nodeVersion } from '../network/lib/machine.mjs';
import { Network } from '../network/lib/network.mjs';
import { command } from '../network/lib/node.mjs';
import { until } from '../network/lib/wait.mjs';
import { dialled, finalHeight, gatherFacts } from './lib/chain.mjs';
import { CLIENTS } from './lib/clients.mjs';
import { row } from './lib/run.mjs';
import { table, tally, write } from './lib/table.mjs';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const BLOCKS_LIMIT = 300_000;

const { values: options, positionals: names } = parseArgs({
	allowPositionals: true,
	options: { quick: { type: 'boolean', default: false }, write: { type: 'boolean', default: false } },
});
const chosen = names.length ? CLIENTS.filter(({ name }) => names.includes(name)) : CLIENTS;

/** Somebody with a secret URI. */
const person = (uri) => ({ uri, address: account(uri).address });

/** Who pays whom: Alice has plain won in every preset; Bob is a resident who has none, and the market is shop 5. */
const world = {
	won: 1_000,
	payer: person('//Alice'),
	citizen: person('//Bob'),
	shop: 5,
	shopOwner: person('//Market'),
};

const folder = mkdtempSync(join(tmpdir(), 'chungnam-conformance-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(1));

/** The raw spec of a chain with a node to begin at. */
function specWith(raw, bootNodes) {
	const file = join(folder, 'spec.json');
	writeFileSync(file, JSON.stringify({ ...JSON.parse(raw), bootNodes }));
	return file;
}

/** One development node, or four validators and a full node that clients talk to. */
async function startChain() {
	if (options.quick) {
		const node = await startNode();
		const raw = await command(nodeBinary(), ['export-chain-spec', '--chain', 'dev', '--raw']);
		const spec = specWith(raw.stdout, [await dialled(node.http)]);
		return { ...node, spec, about: 'one development node' };
	}
	const net = await Network.create({ binary: nodeBinary(), validators: 4, fullNodes: 1 });
	await net.start();
	const spec = specWith(readFileSync(net.chain, 'utf8'), net.nodes.map((node) => node.dialled));
	const { http, ws } = net.full;
	return { http, ws, spec, stop: () => net.end(), about: 'four validators and a full node on one machine' };
}

/** Runs the chosen clients one after the other, for seconds are measured. */
async function run(chain) {
	const { http, ws: url, spec } = chain;
	const facts = join(folder, 'facts');
	const counts = await gatherFacts(http, facts);
	const rows = [];
	for (const client of chosen) {
		if (client.after && !options.quick) {
			const old = async () => (await finalHeight(http)) >= client.after;
			await until(`Block ${client.after} is final`, old, { limit: BLOCKS_LIMIT });
		}
		const payee = person(`//conformance//${randomBytes(8).toString('hex')}`);
		const height = await finalHeight(http);
		const shown = await row(client, { http, url, world, payee, counts, facts, spec, height });
		rows.push(shown);
		const { passed, failed } = tally([shown]);
		console.error(`    ${failed.length ? 'NO ' : 'yes'} ${client.title} ${client.version}: ${passed} of ${passed + failed.length} cells, ${shown.took.toFixed(1)} s`);
		if (failed.length) console.error(shown.said.slice(-12).map((line) => `        ${line.slice(0, 400)}`).join('\n'));
	}
	return { rows, counts };
}

const chain = await startChain();
let stale;
let result;
try {
	stale = await staleness(chain.http);
	result = await run(chain);
} finally {
	await chain.stop();
}

const { rows, counts } = result;
const { passed, failed } = tally(rows);
console.log(`\n${table(rows)}\n`);
// What follows a failure is not reached, for the same reason.
for (const { client, name, why } of failed.filter(({ client }, i) => failed[i - 1]?.client !== client)) {
	console.log(`${client.title}, ${name}: ${why}`);
}
if (stale) console.log(`Committed metadata: ${stale}`);
if (options.write && !failed.length && !stale) {
	const [version, file] = [await nodeVersion(nodeBinary()), join(ROOT, 'docs', 'clients.md')];
	write(file, { rows, machine: machine(), version, counts: counts[16], chain: chain.about });
	console.error('    docs/clients.md is written.');
} else if (options.write) {
	console.error('    docs/clients.md stays as it is: something failed.');
}
// The committed metadata counts as one more cell.
console.log(`${passed + (stale ? 0 : 1)} passed, ${failed.length + (stale ? 1 : 0)} failed`);
process.exit(failed.length || stale ? 1 : 0);
