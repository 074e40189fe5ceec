// SPDX-License-Identifier: Apache-2.0

// Runs a program of this checkout as a person does in a shell, and gives what it said.

import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';

import { run } from '../../tools/lib/program.mjs';

/** The folder of the checkout, with a slash at its end. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/**
 * `./path args`, without colours. A program that is not done within `limit` milliseconds is killed.
 *
 * @param {string} path
 * @param {string[]} [args]
 * @param {{ env?: NodeJS.ProcessEnv, limit?: number, input?: string }} [how]
 */
export function program(path, args = [], { env = {}, limit = 240_000, input } = {}) {
	return run([`${ROOT}${path}`, ...args], { cwd: ROOT, limit, env: { NO_COLOR: '1', ...env }, input });
}

/**
 * What a program tells the person at the keyboard. It must end well unless `fails` says what it tells; then it shows no stack.
 *
 * @param {string} path
 * @param {string[]} args
 * @param {RegExp} [fails]
 */
export async function told(path, args, fails) {
	const { code, out, err, both } = await program(path, args, { limit: 180_000 });
	if (fails) {
		assert.equal(code, 1, `${args.join(' ')} must fail: ${both}`);
		assert.match(err, fails);
		assert.doesNotMatch(err, /\n\s+at /, 'a stack is shown');
		return err;
	}
	assert.equal(code, 0, `${args.join(' ')}: ${both}`);
	return out;
}

/**
 * The parts of a text that a pattern has in brackets. The text must be like that.
 *
 * @param {RegExp} pattern
 * @param {string} text
 */
export function partsOf(pattern, text) {
	const found = pattern.exec(text);
	if (!found) throw new Error(`It does not say ${pattern}: ${text.slice(0, 2_000)}`);
	return found.slice(1);
}
