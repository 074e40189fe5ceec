// SPDX-License-Identifier: Apache-2.0

// The chain spec of a test network: that of `--chain local` with other validators, who decides, and accounts for tests.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { xxhashAsHex } from '@polkadot/util-crypto';

import { command } from '../../tools/lib/program.mjs';
import { BYSTANDER_WON, bystander, newcomer, payers } from './keys.mjs';

/** @typedef {import('./keys.mjs').Validator} Validator */
/** @typedef {{ deciders?: 'town' | 'alice', sessionLength?: number }} Amended */

const WON = 10_000_000;

// Sets of categories are 64-bit numbers, which JavaScript would round. They travel as marked words.
const MARK = '64-bit:';
/** @param {string} text */
export const read = (text) => JSON.parse(text.replace(/(?<=[:[,]\s*)\d{16,}(?=\s*[,\]}])/g, `"${MARK}$&"`));
/** @param {unknown} value */
export const print = (value) => JSON.stringify(value, null, '\t').replaceAll(new RegExp(`"${MARK}(\\d+)"`, 'g'), '$1');

/** The key in a raw genesis of a value or a map. @param {string} pallet @param {string} name */
export const itemKey = (pallet, name) => xxhashAsHex(pallet, 128) + xxhashAsHex(name, 128).slice(2);

/**
 * Adds balances, each account once: genesis refuses to give twice.
 *
 * @param {[string, number][]} balances
 * @param {[string, number][]} more
 */
function fund(balances, more) {
	const known = new Set(balances.map(([who]) => who));
	for (const [who, won] of more) {
		if (known.has(who)) continue;
		known.add(who);
		balances.push([who, won]);
	}
}

/** Makes Alice, the first person of the town, the only elector and the only member of the committee. @param {any} patch */
export function decidesAlone({ civicGovernance, registry }) {
	civicGovernance.seats = civicGovernance.seats.slice(0, 1);
	civicGovernance.leastSeats = 1;
	for (const [number, person] of registry.people.entries()) person.elector = number === 0;
}

/**
 * Changes a plain spec in place. `deciders` is 'town', as in the local chain: all are electors, and Alice, Bob and Charlie are
 * the committee. Or 'alice': she is the only elector and the only member, so that what she decides is done at once.
 *
 * @param {any} spec
 * @param {Validator[]} people
 * @param {Amended} [how]
 */
export function amend(spec, people, { deciders = 'town', sessionLength } = {}) {
	const patch = spec.genesis?.runtimeGenesis?.patch;
	if (!patch?.session?.keys || !patch.balances?.balances) {
		throw new Error('The spec of --chain local has no genesis patch with session.keys and balances');
	}
	patch.session.keys = people.map(({ address, aura, grandpa }) => [address, address, { aura, grandpa }]);
	if (deciders === 'alice') decidesAlone(patch);
	if (sessionLength && patch.validators) patch.validators.sessionLength = sessionLength;
	const accounts = [...people, ...payers, newcomer];
	fund(patch.balances.balances, [
		...accounts.map(({ address }) => /** @type {[string, number]} */ ([address, WON])),
		[bystander.address, Number(BYSTANDER_WON)],
	]);
	spec.bootNodes = [];
	return spec;
}

/**
 * Writes `spec.json`, raw, into the folder and gives its path. `from` is a spec to take as it is.
 *
 * @param {{ binary: string, folder: string, people: Validator[], from?: string } & Amended} about
 */
export async function writeSpec({ binary, folder, people, from, ...how }) {
	const [plain, raw] = [join(folder, 'spec-plain.json'), join(folder, 'spec.json')];
	if (!from) {
		const { stdout } = await command(binary, ['export-chain-spec', '--chain', 'local']);
		writeFileSync(plain, print(amend(read(stdout), people, how)));
	}
	const { stdout } = await command(binary, ['export-chain-spec', '--chain', from ?? plain, '--raw']);
	writeFileSync(raw, stdout);
	return raw;
}
