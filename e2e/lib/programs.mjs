// SPDX-License-Identifier: Apache-2.0

// Runs a program of this checkout as a person does in a shell, and gives what it said.

import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** `./path args`: { code, out, err, both }. */
export function program(path, args = [], { env = {}, limit = 240_000, input } = {}) {
	return new Promise((done) => {
		const how = { cwd: ROOT, timeout: limit, maxBuffer: 1 << 26, env: { ...process.env, NO_COLOR: '1', ...env } };
		const child = execFile(`${ROOT}${path}`, args, how, (error, out, err) => {
			done({ code: error ? (error.code ?? error.signal) : 0, out, err, both: out + err });
		});
		child.stdin.end(input ?? '');
	});
}
