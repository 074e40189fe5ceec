// SPDX-License-Identifier: Apache-2.0

// A wallet built on @polkadot/api meets the chain for the first time. It is told nothing but the address.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ApiPromise, WsProvider } from '@polkadot/api';

import { view } from '../kit/chain.mjs';
import { onTheChain } from '../kit/harness.mjs';

const world = onTheChain({ county: false });

/** Everything the library warns of while `work` runs. @param {() => Promise<void>} work */
async function warningsDuring(work) {
	/** @type {string[]} */
	const warnings = [];
	const { warn, error } = console;
	console.warn = console.error = (...words) => warnings.push(words.join(' '));
	try {
		await work();
	} finally {
		Object.assign(console, { warn, error });
	}
	return warnings;
}

test('a wallet connects without types and is warned of nothing in types and extensions', async () => {
	const warnings = await warningsDuring(async () => {
		const api = await ApiPromise.create({ provider: new WsProvider(world.node.ws) });
		await api.disconnect();
	});
	// Methods of the new JSON-RPC family are not in this library's list; it says so and does not need them.
	const others = warnings.filter((warning) => !warning.includes('RPC methods not decorated'));
	assert.deepEqual(others, []);
	assert.equal(world.api.runtimeMetadata.version, 16);
});

test('the signed extensions are the stock ones in the stock order', () => {
	assert.deepEqual(world.api.registry.signedExtensions, [
		'CheckNonZeroSender',
		'CheckSpecVersion',
		'CheckTxVersion',
		'CheckGenesis',
		'CheckMortality',
		'CheckNonce',
		'CheckWeight',
		'ChargeTransactionPayment',
		'CheckMetadataHash',
		'WeightReclaim',
	]);
});

test('symbol, decimals and address format of the node are those of the runtime', () => {
	const { registry, consts } = world.api;
	assert.deepEqual(registry.chainTokens, ['PAY']);
	assert.deepEqual(registry.chainDecimals, [0]);
	assert.equal(registry.chainSS58, consts.system.ss58Prefix.toNumber());
	assert.equal(consts.balances.existentialDeposit.toNumber(), 1);
});

test('every constant of every pallet decodes', () => {
	let count = 0;
	for (const [pallet, constants] of Object.entries(world.api.consts)) {
		for (const [name, constant] of Object.entries(constants)) {
			assert.notEqual(constant.toHuman(), undefined, `${pallet}.${name}`);
			count += 1;
		}
	}
	assert.ok(count > 30, `${count} constants`);
});

test('every storage entry of every pallet decodes', async () => {
	let count = 0;
	const warnings = await warningsDuring(async () => {
		for (const [pallet, entries] of Object.entries(world.api.query)) {
			for (const [name, entry] of Object.entries(entries)) {
				if (!entry.creator?.meta) continue;
				const { type } = entry.creator.meta;
				const values = type.isPlain
					? [await entry()]
					: (await entry.entriesPaged({ args: [], pageSize: 20 })).map((/** @type {any[]} */ [, value]) => value);
				for (const value of values) assert.notEqual(value.toHuman(), undefined, `${pallet}.${name}`);
				count += 1;
			}
		}
	});
	assert.deepEqual(warnings, []);
	assert.ok(count > 60, `${count} entries`);
	for (const pallet of ['registry', 'citizenQuota', 'regionalCurrency']) {
		assert.ok(world.api.query[pallet], `${pallet} is there`);
	}
});

test('every error, event and call says in words what it is', () => {
	const { pallets } = world.api.runtimeMetadata.asV16;
	for (const pallet of pallets.filter((/** @type {{ name: unknown }} */ { name }) =>
		['Registry', 'CitizenQuota', 'RegionalCurrency'].includes(`${name}`),
	)) {
		for (const part of ['calls', 'events', 'errors']) {
			const { type } = pallet[part].unwrap();
			/** @type {{ name: unknown, docs: unknown[] }[]} */
			const variants = world.api.registry.lookup.getSiType(type).def.asVariant.variants;
			const silent = variants.filter(({ docs }) => docs.join('').trim() === '').map(({ name }) => `${name}`);
			assert.deepEqual(silent, [], `${pallet.name} ${part}`);
		}
	}
});

test('view functions answer', async () => {
	const key = '5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY';
	assert.ok((await view(world.api, 'Registry', 'person_of', key)).toHuman !== undefined);
	assert.ok((await view(world.api, 'CitizenQuota', 'budget', key)).length >= 0);
});
