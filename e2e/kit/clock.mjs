// SPDX-License-Identifier: Apache-2.0

// Nodes that live in another time than the machine, by libfaketime: what takes weeks on the chain takes seconds here.

import { existsSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { clock } from '../../tools/lib/decide.mjs';
import { startNode } from '../../tools/lib/node.mjs';
import { until } from '../../tools/lib/wait.mjs';

const LIBRARIES = '/usr/lib';

/** The library that shows a process another time than the machine's; undefined where it is not installed. */
export function faketime() {
	if (!existsSync(LIBRARIES)) return undefined;
	return readdirSync(LIBRARIES)
		.map((name) => join(LIBRARIES, name, 'faketime', 'libfaketime.so.1'))
		.find((path) => existsSync(path));
}

/** Why a test that moves a clock is skipped, or false. */
export const noFaketime = faketime() ? false : 'libfaketime is not installed (Debian: apt install libfaketime)';

/**
 * A development chain whose clock `forward` moves. Its only validator goes on from there: the slots between have no block.
 *
 * @returns {Promise<{ node: { ws: string, http: string }, forward: typeof forward, stop: () => Promise<void> }>}
 */
export async function startClockNode() {
	const folder = mkdtempSync(join(tmpdir(), 'chungnam-clock-'));
	const file = join(folder, 'ahead');
	/** The node reads the file about once a second, and never one that is half written. @param {number} seconds */
	const tell = (seconds) => {
		writeFileSync(`${file}.new`, `+${seconds}s\n`);
		renameSync(`${file}.new`, file);
	};
	tell(0);
	const told = [`LD_PRELOAD=${faketime()}`, `FAKETIME_TIMESTAMP_FILE=${file}`, 'FAKETIME_CACHE_DURATION=1'];
	const prefix = ['/usr/bin/env', ...told, 'FAKETIME_DONT_FAKE_MONOTONIC=1'];
	const node = await startNode({ name: 'the node with a clock of its own', prefix });

	/** Waits until the chain's clock has reached a moment. @param {import('./chain.mjs').Api} api @param {number} moment */
	async function forward(api, moment) {
		tell(Math.ceil((moment - Date.now()) / 1000));
		await until('the clock of the chain is moved', async () => (await clock(api)) >= moment);
	}

	async function stop() {
		await node.stop();
		rmSync(folder, { recursive: true, force: true });
	}

	return { node, forward, stop };
}
