// SPDX-License-Identifier: Apache-2.0

// docs/finality.md, from a run.

import { number, row } from '../../kit/figures.mjs';

/** @typedef {import('../finality.mjs').Run} Run */

const NAMES = { pay: '`pay`, policy money, free', transfer: '`transfer_keep_alive`, with a fee' };
/** @type {('p50' | 'p90' | 'p99' | 'max')[]} */
const FIGURES = ['p50', 'p90', 'p99', 'max'];

/**
 * A table of one kind of waiting, a row for each run.
 *
 * @param {Run[]} runs
 * @param {'toFinal' | 'toBlock' | 'whole'} key
 * @param {string} title
 */
function table(runs, key, title) {
	const rows = runs.map((run) => row([NAMES[run.kind], run.rate, ...FIGURES.map((f) => number(run[key][f]))]));
	return [
		row([title, 'a second', ...FIGURES.map((f) => `${f}, ms`)]),
		row(['---', ...Array(5).fill('---:')]),
		...rows,
	].join('\n');
}

/**
 * The page.
 *
 * @param {{
 *   runs: Run[], seconds: number, builds: boolean, aim: number,
 *   stated: Awaited<ReturnType<typeof import('../../kit/machine.mjs').facts>>,
 * }} about
 */
export function finalityPage({ runs, seconds, builds, stated, aim }) {
	const sums = runs.map((run) =>
		row([
			NAMES[run.kind],
			`${run.rate} (a block admits ${2 * run.half})`,
			number(run.sent),
			number(run.final),
			number(run.failed),
			run.sustained.toFixed(1),
			run.blocks,
			`${run.missed} of ${run.slots}`,
			run.faults.length === 0
				? 'kept'
				: `**${run.beyond ? 'more than this machine keeps up with' : 'missed'}**: ${run.faults.join('; ')}`,
		]),
	);
	return `# From inclusion to finality

Written by \`./scripts/finality --write\`: do not edit. How long a payment waits from the moment a client hears of its block
as the best one until it hears that the block is final. Promise: 99 of 100 within ${aim / 1_000} s on four validators at half load.

- Machine: ${stated.machine}, shared by four validators, a full node and the sender; load ${stated.load.toFixed(2)} before the run
- Node: ${stated.node}, dev profile (host code optimised, with its checks); scripts of commit ${stated.scripts}
- Run: ${stated.when}
- Builds beside it: ${builds ? '**yes, these are no figures to keep**' : 'none'}
- Each run: ${seconds} s of payments at a steady rate, after 5 s of the same that are not counted

${table(runs, 'toFinal', 'block to final')}

${table(runs, 'toBlock', 'sending to block')}

${table(runs, 'whole', 'sending to final')}

| | sent a second | sent | final | failed | pace of the sender | blocks | missed slots | promise |
|---|---|---:|---:|---:|---:|---:|---:|---|
${sums.join('\n')}

## How

Four validators (Alice, Bob, Charlie, Dave) and a full node of the local chain, all processes on one machine, connected over
loopback: no distance between them, and no cores of their own either. Validators of a real network have both. 1,000
registered people pay at 100 shops in turns, each every few seconds, so that no nonce waits for another; everything is
signed before and submitted to the full node over four websockets. The full node tells one client of every block
(\`chainHead_v1_follow\`): \`bestBlockChanged\` is inclusion, \`finalized\` finality. A payment counts when its bytes are found in a
final block; how many failed there is read from the events. Half load is half of what a block admits by declared weight
([benchmarks.md](benchmarks.md)). Sessions end meanwhile as they do on that chain.

Transfers are from accounts that pay fees, payments are free of charge and share the citizens' part of a block. On two
cores five nodes check every transaction five times, so the machine ends before the chain does: where a row says so, blocks
were late, and its figures tell of the machine. Build work beside it has the same effect.
`;
}
