// SPDX-License-Identifier: Apache-2.0

// The other wallet library: PAPI, over the new JSON-RPC family, without generated types.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';

import { sr25519CreateDerive } from '@polkadot-labs/hdkd';
import { DEV_MINI_SECRET, ss58Address } from '@polkadot-labs/hdkd-helpers';
import { getPolkadotSigner } from 'polkadot-api/signer';

import { eventNamed, send, soon } from '../kit/chain.mjs';
import { agreed, offer } from '../kit/consent.mjs';
import { CHEONGYANG, issue, newCommitment } from '../kit/county.mjs';
import { onTheChain } from '../kit/harness.mjs';
import { seconds } from '../kit/korean.mjs';
import { papiOf } from '../kit/papi.mjs';

/** @typedef {import('../kit/chain.mjs').Api} Api */
/** @typedef {Awaited<ReturnType<typeof import('../kit/county.mjs').openCounty>>} County */

const phone = sr25519CreateDerive(DEV_MINI_SECRET)('//e2e//papi//phone');
const address = ss58Address(phone.publicKey);
const signer = getPolkadotSigner(phone.publicKey, 'Sr25519', phone.sign);
/** @type {ReturnType<typeof papiOf> | undefined} */
let client;
/** What the chain has is known only from its metadata. @type {any} */
let papi;

/** @param {County & { api: Api, node: { ws: string } }} given */
async function prepare({ api, node, office, series }) {
	const commitment = newCommitment();
	const key = await agreed(api, { ...phone, address }, offer.firstPhone(commitment));
	const newcomer = { commitment, zone: { region: CHEONGYANG, area: 1 }, key };
	const result = await send(api, api.tx.registry.registerPeople([newcomer]), office, { until: 'block' });
	const { person } = eventNamed(result, 'registry', 'PersonRegistered');
	await issue(api, office, series.income, [[person, 100_000]]);
	client = papiOf(node.ws);
	papi = client.getUnsafeApi();
}

const world = onTheChain({ prepare });
after(() => client?.destroy());

test('PAPI reads every constant and every storage entry that @polkadot/api reads', async () => {
	const { pallets } = world.api.runtimeMetadata.asV16;
	let count = 0;
	for (const pallet of pallets) {
		// Both throw on what they cannot decode.
		for (const { name } of pallet.constants) {
			await papi.constants[`${pallet.name}`][`${name}`]();
			count += 1;
		}
		for (const { name, type } of pallet.storage.unwrapOrDefault().items ?? []) {
			const entry = papi.query[`${pallet.name}`][`${name}`];
			await (type.isPlain ? entry.getValue() : entry.getEntries());
			count += 1;
		}
	}
	assert.ok(count > 100, `${count} read`);
});

/** A payment for no order, of any of one's own won. @param {{ id: number }} shop @param {bigint} amount */
const payment = (shop, amount) => ({
	merchant: shop.id,
	amount,
	order: undefined,
	most_own: amount,
	until: BigInt(soon()),
});

test('PAPI quotes by view function and runtime API alike', async () => {
	const { restaurant, boryeong } = world.shops;
	for (const [shop, success] of [
		[restaurant, true],
		[boryeong, false],
	]) {
		const viewed = await papi.view.RegionalCurrency.quote(address, shop.id, 5_000n, undefined);
		assert.equal(viewed.plan.success, success);
		const { at, ...said } = await papi.apis.WalletApi.quote(address, shop.id, 5_000n, undefined);
		const { at: before, ...told } = viewed;
		assert.deepEqual(said, told);
		assert.ok(at >= before, 'the clock goes on');
	}
});

test('PAPI pays without a fee and sees it final within 3 seconds', async (t) => {
	const { series } = world;
	const { restaurant } = world.shops;
	const tx = papi.tx.RegionalCurrency.pay(payment(restaurant, 5_000n));
	assert.equal(await tx.getEstimatedFees(address), 0n);
	const sent = performance.now();
	const result = await tx.signAndSubmit(signer);
	const took = performance.now() - sent;
	t.diagnostic(`final ${seconds(took)} s after signing`);
	assert.ok(result.ok);
	const names = result.events.map(
		(/** @type {{ type: string, value: { type: string } }} */ { type, value }) => `${type}.${value.type}`,
	);
	assert.ok(names.includes('RegionalCurrency.Paid') && names.includes('CitizenQuota.QuotaUsed'), names.join());
	assert.ok(!names.includes('TransactionPayment.TransactionFeePaid'));
	assert.equal((await papi.query.System.Account.getValue(address)).data.free, 0n);
	const [lot] = (await papi.view.RegionalCurrency.wallet(address)).lots;
	assert.deepEqual([lot.series, lot.amount], [series.income, 95_000n]);
	// From signing, with all that the library asks for first; from sending it is measured in pay.test.mjs.
	assert.ok(took <= 5_000, `${seconds(took)} s`);
});

test('PAPI names the reason of a refused payment', async () => {
	const tx = papi.tx.RegionalCurrency.pay(payment(world.shops.boryeong, 5_000n));
	const { ok, dispatchError } = await tx.signAndSubmit(signer);
	assert.equal(ok, false);
	assert.equal(dispatchError.value.type, 'RegionalCurrency');
	assert.equal(dispatchError.value.value.type, 'PlaceNotAllowed');
});

test('PAPI watches a payment on its way: broadcast, in a block, final', async () => {
	/** @type {string[]} */
	const seen = [];
	await new Promise((done, fail) => {
		papi.tx.RegionalCurrency.pay(payment(world.shops.restaurant, 1_000n))
			.signSubmitAndWatch(signer)
			.subscribe({
				next: (/** @type {{ type: string, found?: boolean }} */ { type, found }) =>
					seen.push(type === 'txBestBlocksState' && found ? 'inBlock' : type),
				error: fail,
				complete: done,
			});
	});
	for (const step of ['signed', 'broadcasted', 'inBlock', 'finalized'])
		assert.ok(seen.includes(step), `${step} of ${seen}`);
});
