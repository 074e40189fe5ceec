// SPDX-License-Identifier: Apache-2.0

// The metadata of the runtime as it stands in this repository: chungnam.scale, version 16, the bytes a node gives.
// Clients that generate their types at compile time build against it. It says nothing of a chain's state.
//
//   node committed.mjs write [URL]   writes it anew from a node, a fresh development node without URL
//   node committed.mjs check [URL]   exits with 1 if it is not what the node says

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { argv } from 'node:process';
import { fileURLToPath } from 'node:url';

import { startNode } from '../../tools/lib/node.mjs';
import { metadataOf } from '../../tools/lib/rpc.mjs';

const VERSION = 16;
const FILE = join(dirname(fileURLToPath(import.meta.url)), 'chungnam.scale');

/** What the node behind `http` says. @param {string} http */
async function metadataIn(http) {
	const bytes = await metadataOf(http, VERSION);
	if (!bytes) throw new Error(`The node has no metadata of version ${VERSION}`);
	return Buffer.from(bytes);
}

/** Why the committed metadata is not that of the node behind `http`, or null. @param {string} http */
export async function staleness(http) {
	const told = await metadataIn(http);
	const committed = existsSync(FILE) ? readFileSync(FILE) : Buffer.alloc(0);
	if (told.equals(committed)) return null;
	return `e2e/metadata/chungnam.scale (${committed.length} bytes) is not what the node says (${told.length} bytes); run ./scripts/metadata`;
}

/** @param {string[]} words */
async function main([what, url]) {
	for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));
	const node = url ? { http: url.replace(/^ws/, 'http'), stop: () => {} } : await startNode();
	try {
		const stale = await staleness(node.http);
		if (what === 'check') {
			if (stale) throw new Error(stale);
			console.log('e2e/metadata/chungnam.scale is what the node says.');
		} else {
			if (stale) writeFileSync(FILE, await metadataIn(node.http));
			console.log(`e2e/metadata/chungnam.scale ${stale ? 'is written anew' : 'was up to date'}.`);
		}
	} finally {
		await node.stop();
	}
}

if (argv[1] === fileURLToPath(import.meta.url)) {
	await main(argv.slice(2)).catch((error) => {
		console.error(`Error: ${error.message}`);
		process.exitCode = 1;
	});
}
