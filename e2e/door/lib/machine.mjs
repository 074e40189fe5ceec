// SPDX-License-Identifier: Apache-2.0

// Under which conditions figures were taken.

import { execFileSync } from 'node:child_process';
import { cpus, loadavg, totalmem } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

import { nodeBinary } from '../../lib/node.mjs';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const GIB = 1024 ** 3;

function output(program, args) {
	try {
		return execFileSync(program, args, { cwd: ROOT, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
	} catch {
		return '';
	}
}

/** Whether a build of Rust runs on this machine: it takes every core, and figures are worth nothing. */
export const isBuilding = () => ['cargo', 'rustc'].some((name) => output('pgrep', ['-x', name]) !== '');

/** Waits until no build runs, at most `minutes`. Says whether it is quiet. */
export async function waitUntilQuiet(minutes) {
	const until = Date.now() + minutes * 60_000;
	while (isBuilding() && Date.now() < until) await sleep(5_000);
	return !isBuilding();
}

/** What a run is told by, later: machine, node, moment. */
export function facts() {
	const cores = cpus();
	return {
		when: `${new Date().toISOString().slice(0, 16).replace('T', ' ')} UTC`,
		machine: `${cores.length} cores of ${cores[0].model.trim()}, ${Math.round(totalmem() / GIB)} GB`,
		load: Number(loadavg()[0].toFixed(2)),
		node: output(nodeBinary(), ['--version']),
		scripts: output('git', ['describe', '--always', '--dirty', '--exclude=*']),
	};
}

/** The same as lines of a page. */
export function conditions() {
	const { when, machine, load, node, scripts } = facts();
	return [
		`- Machine: ${machine}, shared by node, attacker and honest client; load ${load.toFixed(2)} before the run`,
		`- Node: ${node}, dev profile (host code optimised, with its checks); scripts of commit ${scripts}`,
		`- Run: ${when}`,
	];
}
