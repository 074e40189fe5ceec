// SPDX-License-Identifier: Apache-2.0

// Other programs: started to live beside this one, or run to their end. None outlives this one but those that shall.

import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync } from 'node:fs';

import { messageOf } from './wait.mjs';

/** @typedef {import('node:child_process').ChildProcess} ChildProcess */
/**
 * How a program ended, and what it said: `both` is out and err in the order in which they came.
 *
 * @typedef {{ code: number | null, signal: NodeJS.Signals | null, out: string, err: string, both: string, ms: number }} Ended
 */

// All that lives. Whatever ends this process, short of SIGKILL, ends them too; against that the kernel helps.
/** How each is ended. @type {Map<ChildProcess, () => void>} */
const living = new Map();
process.on('exit', () => {
	for (const end of living.values()) end();
});
const SETPRIV = '/usr/bin/setpriv';
const hasSetpriv = existsSync(SETPRIV);

/**
 * The child ends with us.
 *
 * @template {ChildProcess} C
 * @param {C} child
 * @param {() => void} [end]
 */
function bound(child, end = () => child.kill('SIGKILL')) {
	living.set(child, end);
	child.once('exit', () => living.delete(child));
	child.once('error', () => living.delete(child));
	return child;
}

/** Ends a program and all that it started. @param {ChildProcess} child */
function endGroup(child) {
	try {
		if (child.pid) process.kill(-child.pid, 'SIGKILL');
	} catch {
		// It is gone already.
	}
}

/**
 * Starts a program that writes to the end of `log` and cannot outlive this one, or, `detached`, one that shall.
 *
 * @param {string[]} command
 * @param {{ log: string, env?: NodeJS.ProcessEnv, detached?: boolean }} how
 */
export function launch(command, { log, env, detached = false }) {
	const output = openSync(log, 'a');
	// The kernel kills it when we are killed and have no chance to.
	const whole = hasSetpriv && !detached ? [SETPRIV, '--pdeathsig', 'KILL', ...command] : command;
	const child = spawn(whole[0], whole.slice(1), {
		stdio: ['ignore', output, output],
		env: { ...process.env, ...env },
		detached,
	});
	closeSync(output);
	if (!detached) return bound(child);
	child.unref();
	return child;
}

/**
 * Runs a program to its end, and kills it after `limit` milliseconds. Never throws: a program that could not be started
 * has the code -1 and the reason in `err`. `group`: what it started and left behind is killed with it.
 *
 * @param {string[]} command
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, limit?: number, input?: string, group?: boolean }} [how]
 * @returns {Promise<Ended>}
 */
export function run([program, ...args], { cwd, env, limit = 120_000, input = '', group = false } = {}) {
	const began = performance.now();
	return new Promise((done) => {
		const child = spawn(program, args, { cwd, env: { ...process.env, ...env }, stdio: 'pipe', detached: group });
		const kill = () => (group ? endGroup(child) : child.kill('SIGKILL'));
		bound(child, kill);
		const said = { out: '', err: '', both: '' };
		for (const [stream, name] of /** @type {const} */ ([
			[child.stdout, 'out'],
			[child.stderr, 'err'],
		])) {
			stream.setEncoding('utf8').on('data', (text) => {
				said[name] += text;
				said.both += text;
			});
		}
		const late = setTimeout(kill, limit);
		/** @param {number | null} code @param {NodeJS.Signals | null} signal */
		const end = (code, signal) => {
			clearTimeout(late);
			if (group) kill();
			done({ code, signal, ...said, ms: performance.now() - began });
		};
		child.once('error', ({ message }) => {
			said.err += message;
			said.both += message;
			end(-1, null);
		});
		child.once('close', end);
		// What it left behind may hold its output open.
		if (group) child.once('exit', kill);
		// A program may end without having read what it is told.
		child.stdin.on('error', () => {});
		child.stdin.end(input);
	});
}

/**
 * Runs a command of the node that ends by itself, and gives what it printed.
 *
 * @param {string} binary
 * @param {string[]} args
 */
export async function command(binary, args) {
	const ended = await run([binary, ...args]);
	if (ended.code === 0) return { stdout: ended.out, stderr: ended.err };
	const said = (ended.err || `it ended with ${ended.code ?? ended.signal}`).trim().split('\n').slice(-3).join('\n');
	throw new Error(`chungnam-node ${args.slice(0, 3).join(' ')} failed: ${said.slice(0, 500)}`);
}

/**
 * What a program said that `execFileSync` saw fail, or why it could not be started.
 *
 * @param {unknown} error
 */
export function saidBy(error) {
	const words = error instanceof Error && 'stderr' in error ? String(error.stderr ?? '') : '';
	return (words || messageOf(error)).trim();
}
