// SPDX-License-Identifier: Apache-2.0

// What the node answers over JSON-RPC, and what it does not.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { request } from '../../tools/lib/rpc.mjs';
import { eventNamed, key, paying, send } from '../kit/chain.mjs';
import { newKey } from '../kit/county.mjs';
import { onTheChain } from '../kit/harness.mjs';

const world = onTheChain({ county: false });

test('both families of methods are there, and ours', async () => {
	const {
		result: { methods },
	} = await request(world.node.http, 'rpc_methods');
	for (const method of [
		'chain_getBlock',
		'state_call',
		'state_getStorage',
		'author_submitAndWatchExtrinsic',
		'system_properties',
		'system_accountNextIndex',
		'chainHead_v1_follow',
		'chainHead_v1_call',
		'chainSpec_v1_chainName',
		'transactionWatch_v1_submitAndWatch',
		'transaction_v1_broadcast',
		'payment_queryInfo',
		'payment_queryFeeDetails',
		'grandpa_roundState',
		'grandpa_subscribeJustifications',
		'author_rotateKeysWithOwner',
		'chungnam_quote',
		'chungnam_quoteFor',
		'chungnam_quoteOf',
		'chungnam_walletOf',
		'chungnam_shop',
		'chungnam_ballots',
		'chungnam_ballotsOf',
		'chungnam_petitions',
		'chungnam_rounds',
		'chungnam_ideas',
		'chungnam_paidOrder',
		'chungnam_wallet',
		'chungnam_receipt',
		'chungnam_holdings',
		'chungnam_offering',
		'chungnam_openOfferings',
	]) {
		assert.ok(methods.includes(method), method);
	}
});

test('the new family says on which chain it is', async () => {
	const { result: name } = await request(world.node.http, 'chainSpec_v1_chainName');
	const { result: genesis } = await request(world.node.http, 'chainSpec_v1_genesisHash');
	const { result: properties } = await request(world.node.http, 'chainSpec_v1_properties');
	assert.ok(name.length > 0);
	assert.equal(genesis, world.api.genesisHash.toHex());
	assert.equal(properties.tokenSymbol, 'PAY');
	assert.equal(properties.tokenDecimals, 0);
	assert.equal(properties.ss58Format, 42);
});

test('a batch of 1,000 requests is refused, a small one is answered', async () => {
	/** @param {number} count */
	const batch = (count) =>
		fetch(world.node.http, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(
				Array.from({ length: count }, (_, id) => ({
					jsonrpc: '2.0',
					id,
					method: 'system_name',
					params: [],
				})),
			),
		}).then((response) => /** @type {Promise<any>} */ (response.json()));
	assert.equal((await batch(5)).length, 5);
	const refused = await batch(1_000);
	assert.ok(refused.error, 'one error for the whole batch');
	assert.match(refused.error.message, /batch/i);
});

test('a till asks for a wallet and gets plain JSON', async () => {
	const { result: wallet } = await request(world.node.http, 'chungnam_wallet', [key('//GrandmaCard').address]);
	assert.equal(wallet.plain, 0);
	assert.ok(
		wallet.lots.every(
			(/** @type {{ amount: number, class: string }} */ lot) => lot.amount > 0 && lot.class === 'Policy',
		),
	);
	assert.deepEqual(
		wallet.free.map((/** @type {{ class: string }} */ budget) => budget.class),
		['payment', 'vote', 'claim'],
	);
	const { result: stranger } = await request(world.node.http, 'chungnam_wallet', [newKey().address]);
	assert.equal(stranger, null);
	// Every set is a list, and every number is one that JavaScript holds exactly.
	for (const { rules, issuers } of wallet.lots) {
		for (const list of [rules.categories, rules.openToAll, rules.salesClasses, issuers]) assert.ok(Array.isArray(list));
	}
	/** @param {unknown} value @returns {number[]} */
	const numbers = (value) => {
		if (typeof value === 'number') return [value];
		return value && typeof value === 'object' ? Object.values(value).flatMap(numbers) : [];
	};
	assert.ok(numbers(wallet).every(Number.isSafeInteger));
});

test('a guardian, the call centre and a town hall see the lots of a person by number', async () => {
	const { result: own } = await request(world.node.http, 'chungnam_wallet', [key('//GrandmaCard').address]);
	const { result: seen } = await request(world.node.http, 'chungnam_walletOf', [own.person]);
	assert.deepEqual([seen.person, seen.lots, seen.coming], [own.person, own.lots, own.coming]);
	assert.ok(!('plain' in seen) && !('free' in seen), 'what belongs to keys is not a person’s');
	assert.equal((await request(world.node.http, 'chungnam_walletOf', [4_000_000])).result, null);
	const { result: quote } = await request(world.node.http, 'chungnam_quoteOf', [own.person, 3, 700]);
	assert.deepEqual([quote.payable, quote.plain], [true, 0]);
	const { result: foreign } = await request(world.node.http, 'chungnam_quoteFor', [
		key('//Alice').address,
		own.person,
		3,
		700,
	]);
	assert.equal(foreign.reason.code, 'NotAuthorized');
});

test('a person and an institution are asked about no ballot before one is opened', async () => {
	for (const [method, who] of [
		['chungnam_ballots', key('//Alice').address],
		['chungnam_ballots', key('//Bank').address],
		['chungnam_ballotsOf', 0],
		['chungnam_ballotsOf', 4_000_000],
	]) {
		assert.deepEqual((await request(world.node.http, String(method), [who])).result, [], String(method));
	}
});

test('whoever is shown a petition is told whether they may sponsor it', async () => {
	for (const who of ['//Alice', '//Bank']) {
		const { result } = await request(world.node.http, 'chungnam_petitions', [key(who).address]);
		// Other tests beside the same node may have filed some.
		for (const { maySponsor, reason } of result) {
			assert.equal(maySponsor, reason === null, who);
		}
	}
});

test('whoever is shown an idea of a round is told whether they may sponsor it', async () => {
	const { result: rounds } = await request(world.node.http, 'chungnam_rounds');
	// Other tests beside the same node may have opened some.
	for (const { id, phase, headings, ballot } of rounds) {
		assert.ok(phase.kind !== 'closed' && headings.length > 0, `round ${id}`);
		assert.equal(ballot !== null, phase.kind === 'voting', `round ${id}`);
	}
	for (const who of ['//Alice', '//Bank']) {
		for (const { id } of rounds) {
			const { result } = await request(world.node.http, 'chungnam_ideas', [key(who).address, id, 0]);
			for (const { maySponsor, reason } of result) {
				assert.equal(maySponsor, reason === null, who);
			}
		}
		const { result: none } = await request(world.node.http, 'chungnam_ideas', [key(who).address, 4_000_000, 0]);
		assert.deepEqual(none, [], 'a round that is not there has no ideas');
	}
});

test('whoever asks is told which sales are open', async () => {
	const { result } = await request(world.node.http, 'chungnam_openOfferings', [0]);
	assert.equal(result.next, null, 'one page is enough here');
	// Other tests beside the same node may have opened some.
	for (const { id, opensHere, closes, left } of result.offerings) {
		assert.ok(opensHere < closes && left >= 0, `sale ${id}`);
	}
	const { result: none } = await request(world.node.http, 'chungnam_openOfferings', [4_000_000]);
	assert.deepEqual(none, { offerings: [], next: null }, 'no sale has so high a number');
});

test('a shop has a wallet of its own', async () => {
	const market = key('//Market').address;
	const { result: shop } = await request(world.node.http, 'chungnam_shop', [market]);
	assert.equal(shop.merchant, 5);
	assert.equal(shop.account, market);
	assert.equal(shop.isOpen, true);
	assert.deepEqual([shop.tills, shop.cashOuts, shop.held], [[], [], 0]);
	// The terms as they stand; other tests beside the same node set them.
	const { perMonthMicro } = /** @type {any} */ (await world.api.query.reserve.cashOutLimits());
	const { rate } = /** @type {any} */ (await world.api.query.reserve.respendBonus());
	const most = perMonthMicro.toBigInt();
	const expected = most > 9_007_199_254_740_991n ? null : Number(most);
	assert.deepEqual([shop.cashOutPerMonth, shop.bonus.rate], [expected, rate.toNumber()]);
	assert.equal((await request(world.node.http, 'chungnam_shop', [key('//GrandmaCard').address])).result, null);
});

test('a till asks for a receipt and sees what can still be refunded', async () => {
	const paid = await send(world.api, world.api.tx.regionalCurrency.pay(3, 700, ...paying(700)), key('//GrandmaCard'));
	const id = eventNamed(paid, 'regionalCurrency', 'Paid').receipt.toNumber();
	const { result: receipt } = await request(world.node.http, 'chungnam_receipt', [id]);
	assert.equal(receipt.merchant, 3);
	assert.deepEqual(
		receipt.parts.map((/** @type {{ amount: number }} */ part) => part.amount),
		[700],
	);
	assert.equal((await request(world.node.http, 'chungnam_receipt', [id + 1_000])).result, null);
});

test('what is asked wrongly is answered with a reason, not with silence', async () => {
	const { error } = await request(world.node.http, 'chungnam_quote', ['not an address', 0, 1_000]);
	assert.ok(error.code < 0 || error.code > 0);
	assert.ok(error.message.length > 0);
	assert.equal((await request(world.node.http, 'chungnam_nothing')).error.code, -32601);
});

test('what only an operator may do is refused from outside', async () => {
	/** @type {[string, unknown[]][]} */
	const unsafe = [
		['author_rotateKeys', []],
		['author_rotateKeysWithOwner', ['0x00']],
		['author_insertKey', ['aura', '//Alice', '0x00']],
		['system_addReservedPeer', ['/ip4/127.0.0.1/tcp/1/p2p/12D3KooWSz8r2WyCdsfWHgPyvD8GKQdJ1UAiRmrcrs8sQB3fe2KU']],
		['author_removeExtrinsic', [[]]],
	];
	for (const [method, params] of unsafe) {
		const { error } = await request(world.node.http, method, params);
		assert.ok(error, `${method} is refused`);
		assert.match(error.message, /unsafe/i, method);
	}
	assert.ok((await request(world.node.http, 'system_health')).result);
});
