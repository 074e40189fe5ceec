// SPDX-License-Identifier: Apache-2.0

// Ports nobody listens on. Below the range from which the system takes ports for outgoing connections: a node that is
// down for a moment must find its own port free when it returns.

import { createServer } from 'node:net';

const LOWEST = 20_000;
const HIGHEST = 32_000;
/** @type {Set<number>} */
const given = new Set();

/**
 * Whether somebody could listen on it now.
 *
 * @param {number} port
 * @returns {Promise<boolean>}
 */
export function isFree(port) {
	return new Promise((done) => {
		const server = createServer();
		server.once('error', () => done(false));
		server.listen({ port, host: '127.0.0.1', exclusive: true }, () => server.close(() => done(true)));
	});
}

/**
 * The wished port if it is free, or else another. Never the same one twice.
 *
 * @param {number} [wished]
 */
export async function port(wished) {
	for (let tries = 0; tries < 500; tries += 1) {
		const random = LOWEST + Math.floor(Math.random() * (HIGHEST - LOWEST));
		const candidate = tries === 0 && wished ? wished : random;
		if (given.has(candidate) || !(await isFree(candidate))) continue;
		given.add(candidate);
		return candidate;
	}
	throw new Error(`No free port between ${LOWEST} and ${HIGHEST} on 127.0.0.1`);
}
