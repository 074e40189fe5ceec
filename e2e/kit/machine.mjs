// SPDX-License-Identifier: Apache-2.0

// What this machine is, and under which conditions figures were taken on it.

import { readFileSync } from 'node:fs';
import { cpus, loadavg, totalmem, type } from 'node:os';

import { nodeBinary } from '../../tools/lib/node.mjs';
import { command, run } from '../../tools/lib/program.mjs';
import { sleep } from '../../tools/lib/wait.mjs';
import { ROOT } from './program.mjs';

function system() {
	try {
		return /^PRETTY_NAME="(.*)"$/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1] ?? type();
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
export async function nodeVersion(binary = nodeBinary()) {
	return (await command(binary, ['--version'])).stdout.trim();
}

/** Whether a build of Rust runs on this machine: it takes every core, and figures are worth nothing. */
export async function isBuilding() {
	const found = await Promise.all(['cargo', 'rustc'].map((name) => run(['pgrep', '-x', name])));
	return found.some(({ code }) => code === 0);
}

/**
 * Waits until no build runs, at most `minutes`. Says whether it is quiet.
 *
 * @param {number} minutes
 */
export async function waitUntilQuiet(minutes) {
	const until = Date.now() + minutes * 60_000;
	while ((await isBuilding()) && Date.now() < until) await sleep(5_000);
	return !(await isBuilding());
}

/** Looks every five seconds, as long as this program runs, whether a build runs beside it: gives whether one was seen. */
export async function watchBuilds() {
	let seen = await isBuilding();
	const look = async () => {
		seen ||= await isBuilding();
	};
	setInterval(() => void look(), 5_000).unref();
	return () => seen;
}

/** What a run is told by, later: machine, node, moment. */
export async function facts() {
	const scripts = await run(['git', 'describe', '--always', '--dirty', '--exclude=*'], { cwd: ROOT });
	return {
		when: `${new Date().toISOString().slice(0, 16).replace('T', ' ')} UTC`,
		machine: machine(),
		load: Number(loadavg()[0].toFixed(2)),
		node: await nodeVersion(),
		scripts: scripts.out.trim(),
	};
}
