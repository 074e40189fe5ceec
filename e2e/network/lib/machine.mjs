// SPDX-License-Identifier: Apache-2.0

// What this machine is, for tables of measured figures.

import { cpus, totalmem, type } from 'node:os';
import { readFileSync } from 'node:fs';

import { command } from './node.mjs';

function system() {
	try {
		return /^PRETTY_NAME="(.*)"$/m.exec(readFileSync('/etc/os-release', 'utf8'))[1];
	} catch {
		return type();
	}
}

/** One line: cores, processor, memory, system. */
export function machine() {
	const cores = cpus();
	const gib = Math.round(totalmem() / 2 ** 30);
	return `${cores.length} cores of ${cores[0]?.model.trim() ?? 'an unknown processor'}, ${gib} GiB of memory, ${system()}`;
}

/** What the node says when asked for its version. */
export async function nodeVersion(binary) {
	return (await command(binary, ['--version'])).stdout.trim();
}
