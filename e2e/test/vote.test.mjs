// SPDX-License-Identifier: Apache-2.0

// Residents decide: a petition is filed, voted on by two libraries, and made by the chain. Nobody needs to be told of a type.

import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, test } from 'node:test';

import { sr25519CreateDerive } from '@polkadot-labs/hdkd';
import { DEV_MINI_SECRET } from '@polkadot-labs/hdkd-helpers';
import { Enum } from 'polkadot-api';
import { getPolkadotSigner } from 'polkadot-api/signer';

import { startNode } from '../../tools/lib/node.mjs';
import { request } from '../../tools/lib/rpc.mjs';
import { until } from '../../tools/lib/wait.mjs';
import { connect, eventNamed, isFree, key, send, view } from '../kit/chain.mjs';
import { decideAll } from '../kit/decide.mjs';
import { onTheChain, refusalOf } from '../kit/harness.mjs';
import { papiOf } from '../kit/papi.mjs';

const block = { until: 'block' };
const title = () => `0x${randomBytes(32).toString('hex')}`;
const yes = { Vote: 'Yes' };

/** @type {ReturnType<typeof papiOf> | undefined} */
let client;
/** The city halls put residents on the rolls beside Alice. @param {{ api: import('../kit/chain.mjs').Api }} given */
async function enrol({ api }) {
	for (const [hall, people] of Object.entries({ Cheongyang: [4, 5], Boryeong: [6] })) {
		await send(api, api.tx.registry.grantElector(people), key(`//${hall}`), block);
	}
}

const world = onTheChain({
	county: false,
	prepare: (given) => {
		client = papiOf(given.node.ws);
		return enrol(given);
	},
});
after(() => client?.destroy());

/** What the node answers about the open ballots of an account. @param {string} account @returns {Promise<any[]>} */
async function ballotsOf(account) {
	const { result, error } = await request(world.node.http, 'chungnam_ballots', [account]);
	assert.ok(result, error?.message);
	return result;
}

/** The terms of cash-outs with a new value that is worth a vote. */
async function newTerms() {
	const terms = (await world.api.query.reserve.cashOutLimits()).toJSON();
	return { ...terms, holdBack: terms.holdBack > 1_000 ? terms.holdBack - 1_000 : terms.holdBack + 1_000 };
}

test('a petition of residents changes the terms of the bank, with two wallet libraries', async () => {
	const { api } = world;
	const [hana, duri] = [key('//Hana'), key('//Duri')];
	const terms = await newTerms();
	const call = api.tx.reserve.setCashOutTerms(terms);
	const filed = await send(api, api.tx.civicGovernance.file('Parameters', call, title()), hana, block);
	assert.ok(isFree(filed), 'filing is free');
	const { petition } = eventNamed(filed, 'civicGovernance', 'Filed');
	const { ballot } = eventNamed(filed, 'civicGovernance', 'Opened');

	const open = await ballotsOf(duri.address);
	assert.ok(
		open.some((each) => `${each.id}` === `${ballot}`),
		'the node tells what is open',
	);

	const cast = await send(api, api.tx.ballots.cast(ballot, yes), hana, block);
	assert.ok(isFree(cast), 'voting is free');
	const phone = sr25519CreateDerive(DEV_MINI_SECRET)('//Duri');
	/** What the chain has is known only from its metadata. @type {any} */
	const papi = client?.getUnsafeApi();
	const vote = papi.tx.Ballots.cast({ ballot: ballot.toNumber(), choice: Enum('Vote', Enum('Yes')) });
	const voted = await vote.signAndSubmit(getPolkadotSigner(phone.publicKey, 'Sr25519', phone.sign));
	assert.ok(voted.ok, JSON.stringify(voted.dispatchError));

	const enacted = async () => (await api.query.reserve.cashOutLimits()).toJSON().holdBack === terms.holdBack;
	await until('what residents decided is made', enacted, { every: 500 });
	const ended = (await view(api, 'CivicGovernance', 'petition', petition)).unwrap();
	assert.ok(ended.petition.state.isEnded, `${ended.petition.state}`);
});

test('a vote is refused with a reason', async () => {
	const { api } = world;
	// Charlie is a resident whom no office has put on a roll.
	const early = api.tx.civicGovernance.file('Parameters', api.tx.reserve.setCashOutTerms(await newTerms()), title());
	assert.equal((await refusalOf(send(api, early, key('//Charlie'), block))).name, 'NotCounted');
	const call = api.tx.reserve.setCashOutTerms(await newTerms());
	const filed = await send(api, api.tx.civicGovernance.file('Parameters', call, title()), key('//Boksun'), block);
	const { ballot } = eventNamed(filed, 'civicGovernance', 'Opened');
	const cast = api.tx.ballots.cast(ballot, yes);
	// A shop has no free votes: the pool does not take one, so that nobody floods it.
	assert.equal((await refusalOf(send(api, cast, key('//Ferdie'), block))).name, 'NotTaken');
	const wrong = api.tx.ballots.cast(ballot, 'Support');
	assert.equal((await refusalOf(send(api, wrong, key('//Hana'), block))).name, 'WrongChoice');
});

test('no track takes a call that is not in its row', async () => {
	const { api } = world;
	const call = api.tx.balances.forceSetBalance(key('//Hana').address, 1_000_000_000);
	const petition = api.tx.civicGovernance.file('Upgrade', call, title());
	assert.equal((await refusalOf(send(api, petition, key('//Duri'), block))).name, 'NotListed');
});

test('what Alice decides alone on a development chain is made within 15 seconds', async () => {
	const node = await startNode();
	const api = await connect(node.ws);
	try {
		await until('the first blocks', async () => (await api.rpc.chain.getHeader()).number.toNumber() > 1);
		const terms = { ...(await api.query.reserve.cashOutLimits()).toJSON(), holdBack: 3_000 };
		const began = performance.now();
		await decideAll(api, [api.tx.reserve.setCashOutTerms(terms)]);
		const took = performance.now() - began;
		assert.equal((await api.query.reserve.cashOutLimits()).holdBack.toNumber(), 3_000);
		assert.ok(took < 15_000, `it took ${took} ms`);
		const paused = await refusalOf(decideAll(api, [api.tx.validators.remove(key('//Alice').address)]));
		assert.equal(paused.name, 'BelowMinimum', 'what was decided failed, by its own name');
	} finally {
		await api.disconnect();
		await node.stop();
	}
});
