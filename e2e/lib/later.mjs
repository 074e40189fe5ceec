// SPDX-License-Identifier: Apache-2.0

// What takes days on the chain is tested by a node that lives days later: no constant of the runtime is shortened for it.

import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The environment in which a node lives `milliseconds` later. Its helper is compiled into `folder`. */
export function later(milliseconds, folder) {
	const library = join(folder, 'later.so');
	const source = fileURLToPath(new URL('later.c', import.meta.url));
	execFileSync('cc', ['-O1', '-shared', '-fPIC', '-o', library, source, '-ldl'], { stdio: 'pipe' });
	return { LD_PRELOAD: library, CHUNGNAM_LATER_SECONDS: `${Math.ceil(milliseconds / 1000)}` };
}
