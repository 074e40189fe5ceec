// SPDX-License-Identifier: Apache-2.0

// The instruments themselves, on made-up nodes: a check that cannot fail would prove nothing. No node is needed.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { slotOf } from '../../../tools/lib/rpc.mjs';
import { Hopeless, until } from '../../../tools/lib/wait.mjs';
import { validators } from '../../kit/keys.mjs';
import { amend, print, read } from '../../kit/spec.mjs';
import { noPaymentLost } from '../lib/payments.mjs';
import { account } from '../lib/slots.mjs';

/** @typedef {import('../lib/payments.mjs').Witness} Witness */

/**
 * A node with the blocks `{ number: [hash, payments] }`, all of them final.
 *
 * @param {string} name
 * @param {Record<number, [string, string[]]>} blocks
 * @returns {Witness}
 */
function madeUp(name, blocks) {
	const numbers = Object.keys(blocks).map(Number);
	const bodies = new Map(Object.values(blocks));
	return {
		name,
		alive: true,
		final: async () => Math.max(...numbers),
		hashAt: async (number) => blocks[number]?.[0] ?? null,
		ask: async (_, [hash]) => ({ block: { extrinsics: bodies.get(hash) } }),
	};
}

/** @type {import('../lib/payments.mjs').Registry} */
const registry = { hash: (bytes) => ({ toHex: () => `0x${bytes.toString('hex')}` }) };
const load = { api: { registry }, payments: [{ number: 2, hash: '0xb2', tx: '0x11' }] };
/** @param {...Witness} nodes */
const check = (...nodes) => noPaymentLost({ live: nodes }, load, { limit: 100 });
/** @type {Record<number, [string, string[]]>} */
const good = { 1: ['0xb1', []], 2: ['0xb2', ['0x00', '0x11']], 3: ['0xb3', []] };

test('a_payment_in_its_block_on_every_node_is_found', async () => {
	const found = await check(madeUp('one', good), madeUp('two', good));
	assert.deepEqual(found, { payments: 1, blocks: 1, nodes: 2, height: 3 });
});

test('a_payment_is_missed_when_a_node_has_another_block_there', async () => {
	await assert.rejects(
		check(madeUp('one', good), madeUp('two', { ...good, 2: ['0xff', ['0x11']] })),
		/two has 0xff as block 2/,
	);
});

test('a_payment_is_missed_when_it_is_not_in_the_block', async () => {
	await assert.rejects(check(madeUp('one', { ...good, 2: ['0xb2', ['0x00']] })), /payment 0x11 is not in block 2/);
});

test('a_node_that_does_not_get_there_is_told', async () => {
	await assert.rejects(check(madeUp('one', { 1: good[1] })), /one has block 2 final: not within/);
});

test('nodes_that_disagree_on_a_block_without_payments_are_told', async () => {
	await assert.rejects(
		check(madeUp('one', good), madeUp('two', { ...good, 3: ['0xcc', []] })),
		/disagree on final block 3/,
	);
});

test('missed_slots_go_to_the_authority_whose_turn_it_was', () => {
	const made = [100, 101, 103, 104, 106].map((slot) => ({ slot }));
	assert.deepEqual(account(made, 4), [
		{ made: 2, missed: 0 },
		{ made: 1, missed: 1 },
		{ made: 1, missed: 1 },
		{ made: 1, missed: 0 },
	]);
	assert.deepEqual(account([], 2), [
		{ made: 0, missed: 0 },
		{ made: 0, missed: 0 },
	]);
});

test('the_slot_is_read_from_the_digest', () => {
	const header = { number: '0x1', digest: { logs: ['0x066175726120d202964900000000'] } };
	assert.equal(slotOf(header), 1234567890);
	assert.throws(() => slotOf({ number: '0x1', digest: { logs: [] } }), /no Aura slot/);
});

test('a_spec_gets_its_validators_and_each_balance_once', () => {
	const people = validators(4);
	const patch = {
		session: { keys: [] },
		civicGovernance: { seats: [{ person: 0 }, { person: 1 }, { person: 2 }], leastSeats: 3 },
		registry: { people: [{ elector: true }, { elector: true }] },
		balances: { balances: [[people[0].address, 5]] },
		validators: { sessionLength: 60 },
	};
	amend({ genesis: { runtimeGenesis: { patch } } }, people, { sessionLength: 20 });
	assert.equal(patch.session.keys.length, 4);
	assert.equal(patch.validators.sessionLength, 20);
	assert.equal(patch.civicGovernance.leastSeats, 3, 'the town decides unless Alice is named');
	amend({ genesis: { runtimeGenesis: { patch } } }, people, { deciders: 'alice' });
	assert.deepEqual(patch.civicGovernance, { seats: [{ person: 0 }], leastSeats: 1 });
	assert.deepEqual(patch.registry.people, [{ elector: true }, { elector: false }]);
	const accounts = patch.balances.balances.map(([who]) => who);
	assert.equal(new Set(accounts).size, accounts.length);
	assert.deepEqual(patch.balances.balances[0], [people[0].address, 5]);
	assert.throws(() => amend({ genesis: { raw: {} } }, people), /no genesis patch/);
});

test('a_spec_keeps_numbers_of_64_bits', () => {
	const text =
		'{"categories": 18446744073709551615, "list": [1, 18446744073709551614], "code": "0x1234567890123456789"}';
	assert.equal(print(read(text)).replaceAll(/\s/g, ''), text.replaceAll(/\s/g, ''));
});

test('validators_are_people_we_know_up_to_four_and_numbers_above', () => {
	assert.deepEqual(
		validators(2).map(({ uri }) => uri),
		['//Alice', '//Bob'],
	);
	assert.equal(validators(5)[4].uri, '//Chungnam//Network//5');
});

test('waiting_ends_with_a_sentence', async () => {
	await assert.rejects(
		until('Rain', () => false, { limit: 10, every: 1, seen: () => 'sun' }),
		/Rain: not within 0 s; last seen: sun/,
	);
	const hopeless = () => {
		throw new Hopeless('the sky fell');
	};
	await assert.rejects(until('Rain', hopeless, { limit: 60_000 }), /the sky fell/);
});
