// SPDX-License-Identifier: Apache-2.0

// A node with the flags of an attack.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { nodeBinary, startNode } from '../../../tools/lib/node.mjs';
import { run } from '../../../tools/lib/program.mjs';

/** @typedef {Awaited<ReturnType<typeof startNode>>} DevNode */
/** Encoded calls. @typedef {{ pay: (shop: number) => Buffer, batch: Buffer, remark: Buffer }} Calls */
/**
 * What an attack is handed. `prepared` is what its own `prepare` gave.
 *
 * @typedef {{
 *   node: DevNode, port: number, quick: boolean, calls: Calls, prepared?: unknown,
 *   sign: Awaited<ReturnType<typeof import('./sign.mjs').signerFor>>,
 * }} Context
 */
/**
 * An attack: what is sent, to a node with which flags, and how much more memory and patience (`worst`, milliseconds) it may
 * cost. `needs` says why it cannot take place here. `run` gives what the node did, in words.
 *
 * @typedef {{
 *   name: string, sent: string | ((quick: boolean) => string), quick?: boolean,
 *   flags?: string[], files?: number, memory?: number, worst?: number,
 *   needs?: () => string | null, prepare?(context: Context): unknown, run(context: Context): Promise<string>,
 * }} Attack
 */
/**
 * With all that an attack may leave out.
 *
 * @typedef {Attack & { flags: string[], files: number, memory: number, worst: number }} WholeAttack
 */

/**
 * Starts a development chain. `flags` are added to the command line; `files` bounds the files that the node may open.
 *
 * @param {{ flags?: string[], files?: number }} [how]
 */
export function devNode({ flags = [], files = 0 } = {}) {
	// The shell sets the limit and becomes the node, so that the process number stays.
	const prefix = files > 0 ? ['/bin/sh', '-c', `ulimit -n ${files} && exec "$0" "$@"`] : [];
	return startNode({ args: ['--dev', ...flags], prefix });
}

/**
 * Runs the node until it ends by itself: what it said, and how it ended. For command lines that must be refused.
 *
 * @param {string[]} flags
 */
export async function runToEnd(flags) {
	const folder = mkdtempSync(join(tmpdir(), 'chungnam-door-'));
	try {
		const args = ['--base-path', folder, '--no-prometheus', '--no-telemetry', ...flags];
		return await run([nodeBinary(), ...args], { limit: 30_000 });
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}
