// SPDX-License-Identifier: Apache-2.0

// What ./scripts/conformance does once everything is installed: starts a chain, has each client show what it can, and
// prints the table.

import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { nodeBinary, startNode } from '../../tools/lib/node.mjs';
import { command } from '../../tools/lib/program.mjs';
import { finalHeight } from '../../tools/lib/rpc.mjs';
import { until } from '../../tools/lib/wait.mjs';
import { key } from '../kit/chain.mjs';
import { machine, nodeVersion } from '../kit/machine.mjs';
import { Network } from '../kit/network.mjs';
import { ROOT } from '../kit/program.mjs';
import { staleness } from '../metadata/committed.mjs';
import { dialled, gatherFacts } from './lib/chain.mjs';
import { CLIENTS, LIAR } from './lib/clients.mjs';
import { row } from './lib/run.mjs';
import { table, tally, write } from './lib/table.mjs';

// At a block a second it takes two minutes and a half; a machine that builds something else at the time takes longer.
const BLOCKS_LIMIT = 600_000;

const { values: options, positionals: names } = parseArgs({
	allowPositionals: true,
	options: { quick: { type: 'boolean', default: false }, write: { type: 'boolean', default: false } },
});
const chosen = names.length ? CLIENTS.filter(({ name }) => names.includes(name)) : CLIENTS;

/** Somebody with a secret URI. @param {string} uri */
const person = (uri) => ({ uri, address: key(uri).address });

/** Who pays whom: Alice has plain won in every preset; Bob is a resident who has none, and the market is shop 5. */
const world = {
	won: 1_000,
	payer: person('//Alice'),
	citizen: person('//Bob'),
	shop: 5,
	shopOwner: person('//Market'),
};

const folder = mkdtempSync(join(tmpdir(), 'chungnam-conformance-'));
// The network's folder lies in it. A killed node may write a last file while it goes.
process.on('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }));
// Not once: `timeout` sends its signal twice, and the second one must not end us while we tidy up.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => process.exit(1));

/** The raw spec of a chain with a node to begin at. @param {string} raw @param {string[]} bootNodes */
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
		return { http: node.http, ws: node.ws, spec, stop: () => node.stop(), about: 'one development node' };
	}
	const net = await Network.create({
		binary: nodeBinary(),
		validators: 4,
		fullNodes: 1,
		base: join(folder, 'network'),
	});
	await net.start();
	const spec = specWith(
		readFileSync(net.chain, 'utf8'),
		net.nodes.map((node) => node.dialled),
	);
	const { http, ws } = net.full;
	return { http, ws, spec, stop: () => net.end(), about: 'four validators and a full node on one machine' };
}

/** @typedef {import('./lib/clients.mjs').Client} Client */
/** @typedef {import('./lib/run.mjs').Row} Row */

/**
 * The row of a client that could not even be asked, for example because the chain stood still.
 *
 * @param {Client} client
 * @param {Error} error
 * @returns {Row}
 */
function notMet(client, { message }) {
	const cells = client.cells.map((cell) => [cell, { ok: false, why: `not reached: ${message}` }]);
	return { client, cells: Object.fromEntries(cells), said: [message], took: 0 };
}

/**
 * Runs the chosen clients one after the other, for seconds are measured.
 *
 * @param {Awaited<ReturnType<typeof startChain>>} chain
 */
async function run(chain) {
	const { http, ws: url, spec } = chain;
	const facts = join(folder, 'facts');
	const counts = await gatherFacts(http, facts);
	const rows = [];
	/** @param {Client} client */
	const meet = async (client) => {
		const { after } = client;
		if (after && !options.quick) {
			const old = async () => (await finalHeight(http)) >= after;
			await until(`Block ${after} is final`, old, { limit: BLOCKS_LIMIT });
		}
		const payee = person(`//conformance//${randomBytes(8).toString('hex')}`);
		const height = await finalHeight(http);
		return row(client, { http, url, world, payee, counts, facts, spec, height, mustWarp: !options.quick });
	};
	const lies = Object.entries((await meet(LIAR)).cells).filter(([, { ok }]) => ok);
	for (const client of chosen) {
		const shown = await meet(client).catch((error) => notMet(client, error));
		rows.push(shown);
		const { passed, failed } = tally([shown]);
		console.error(
			`    ${failed.length ? 'NO ' : 'yes'} ${client.title} ${client.version}: ${passed} of ${passed + failed.length} cells, ${shown.took.toFixed(1)} s`,
		);
		if (failed.length)
			console.error(
				shown.said
					.slice(-12)
					.map((line) => `        ${line.slice(0, 400)}`)
					.join('\n'),
			);
	}
	return { rows, counts, lies: lies.map(([cell]) => cell) };
}

let chain;
let stale;
let result;
try {
	chain = await startChain();
	stale = await staleness(chain.http);
	result = await run(chain);
} catch (error) {
	console.log(error);
	console.log('0 passed, 1 failed');
	process.exitCode = 1;
} finally {
	await chain?.stop();
}
if (!result || !chain) process.exit();

const { rows, counts, lies } = result;
const { passed, failed } = tally(rows);
console.log(`\n${table(rows)}\n`);
// What follows a failure is not reached, for the same reason.
for (const { client, name, why } of failed.filter(({ client }, i) => failed[i - 1]?.client !== client)) {
	console.log(`${client.title}, ${name}: ${why}`);
}
if (stale) console.log(`Committed metadata: ${stale}`);
if (lies.length) console.log(`A client that only claims to is believed: ${lies.join(', ')}`);
// Besides the cells: the committed metadata is the node's, and a liar is found out.
const beside = [!stale, !lies.length];
const faults = failed.length + beside.filter((well) => !well).length;
if (options.write && !faults) {
	const [version, file] = [await nodeVersion(nodeBinary()), join(ROOT, 'docs', 'clients.md')];
	write(file, { rows, machine: machine(), version, counts: counts[16], chain: chain.about });
	console.error('    docs/clients.md is written.');
} else if (options.write) {
	console.error('    docs/clients.md stays as it is: something failed.');
}
console.log(`${passed + beside.filter(Boolean).length} passed, ${faults} failed`);
process.exit(faults ? 1 : 0);
