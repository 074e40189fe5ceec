// SPDX-License-Identifier: Apache-2.0

// What a client is asked to do, and how it tells what it did: a line of JSON behind `@@` for each cell of the table.
// The programs in Rust and Python read the same variables and write the same lines.

import { readFileSync } from 'node:fs';

import { messageOf } from '../../../tools/lib/wait.mjs';

/** @param {string} name */
const given = (name) => process.env[`CONFORMANCE_${name}`];

/** Whom to reach, who pays whom how much, and the shop where a citizen pays. */
export const task = {
	url: given('URL'),
	payer: given('PAYER'),
	payee: given('PAYEE'),
	won: Number(given('WON')),
	citizen: given('CITIZEN'),
	shop: Number(given('SHOP')),
	/** The chain spec, for a light client. */
	spec: given('SPEC'),
};

/**
 * Values that a client must decode and encode alike: `[type, bytes in hex]`, in the numbering of a metadata version.
 *
 * @param {number} version
 */
export function valuesOf(version) {
	const text = readFileSync(`${given('FACTS')}/values-${version}.txt`, 'utf8');
	return text
		.trim()
		.split('\n')
		.map((line) => line.split(' '))
		.map(([type, hex]) => /** @type {[number, string]} */ ([Number(type), hex]));
}

/**
 * Says that a cell was shown, with what the driver compares with the chain.
 *
 * @param {string} cell
 * @param {Partial<import('./run.mjs').Claim>} [facts]
 */
export const shown = (cell, facts = {}) => console.log(`@@ ${JSON.stringify({ cell, ...facts })}`);

const began = performance.now();
let last = began;

/** Seconds since the last time this was asked. */
export function lap() {
	const now = performance.now();
	const seconds = (now - last) / 1000;
	last = now;
	return Number(seconds.toFixed(2));
}

/**
 * Counts decoded values; throws at the first that is not the same afterwards.
 *
 * @param {number} version
 * @param {(type: number, bytes: Uint8Array) => Uint8Array} again
 */
export function roundTrip(version, again) {
	const values = valuesOf(version);
	for (const [type, hex] of values) {
		let back;
		try {
			back = again(type, new Uint8Array(Buffer.from(hex, 'hex')));
		} catch (error) {
			throw new Error(`Type ${type} of metadata V${version} cannot be decoded from 0x${hex}: ${messageOf(error)}`);
		}
		const said = Buffer.from(back).toString('hex');
		if (said !== hex) throw new Error(`Type ${type} of metadata V${version}: 0x${hex} came back as 0x${said}`);
	}
	return values.length;
}
