// SPDX-License-Identifier: Apache-2.0

// A node with the flags of an attack.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { nodeBinary, startNode } from '../../../tools/lib/node.mjs';
import { run } from '../../../tools/lib/program.mjs';

/** Starts a development chain. `flags` are added to the command line; `files` bounds the files that the node may open. */
export function devNode({ flags = [], files = 0 } = {}) {
	// The shell sets the limit and becomes the node, so that the process number stays.
	const prefix = files > 0 ? ['/bin/sh', '-c', `ulimit -n ${files} && exec "$0" "$@"`] : [];
	return startNode({ args: ['--dev', ...flags], prefix });
}

/** Runs the node until it ends by itself: what it said, and how it ended. For command lines that must be refused. */
export async function runToEnd(flags) {
	const folder = mkdtempSync(join(tmpdir(), 'chungnam-door-'));
	try {
		const args = ['--base-path', folder, '--no-prometheus', '--no-telemetry', ...flags];
		return await run([nodeBinary(), ...args], { limit: 30_000 });
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}
