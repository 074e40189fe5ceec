// SPDX-License-Identifier: Apache-2.0

// Two connections as one: what comes in on either goes out on the other, and both end together.

/**
 * @param {import('node:net').Socket} outside
 * @param {import('node:net').Socket} inside
 */
export function carry(outside, inside) {
	outside.pipe(inside).pipe(outside);
	for (const end of [inside, outside]) {
		// A connection that breaks is closed too.
		end.on('error', () => {});
		end.on('close', () => {
			inside.destroy();
			outside.destroy();
		});
	}
}
