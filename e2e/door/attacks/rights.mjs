// SPDX-License-Identifier: Apache-2.0

// What only an operator may do, asked from outside.

import assert from 'node:assert/strict';

import { runToEnd } from '../lib/node.mjs';
import { number, rpc, tally, websocket } from '../lib/raw.mjs';

/** A validator makes no key for the network by itself. */
const NODE_KEY = '1'.padStart(64, '0');
const PEER = '/ip4/127.0.0.1/tcp/1/p2p/12D3KooWSz8r2WyCdsfWHgPyvD8GKQdJ1UAiRmrcrs8sQB3fe2KU';

/** Each method that the node keeps for its operator, with parameters that are well formed: what is refused is the caller. */
const UNSAFE = {
	author_hasKey: ['0x00', 'aura'],
	author_hasSessionKeys: ['0x00'],
	author_insertKey: ['aura', '//Alice', '0x00'],
	author_removeExtrinsic: [[]],
	author_rotateKeys: [],
	author_rotateKeysWithOwner: ['0x00'],
	offchain_localStorageClear: ['PERSISTENT', '0x00'],
	offchain_localStorageGet: ['PERSISTENT', '0x00'],
	offchain_localStorageSet: ['PERSISTENT', '0x00', '0x00'],
	state_callRecorded: (hash) => ['Core_version', '0x', hash],
	state_getPairs: ['0x'],
	state_queryStorage: (hash) => [['0x00'], hash],
	state_traceBlock: (hash) => [hash, null, null, null],
	system_addLogFilter: ['trace'],
	system_addReservedPeer: [PEER],
	system_dryRun: ['0x00'],
	system_dryRunAt: ['0x00'],
	system_peers: [],
	system_removeReservedPeer: ['12D3KooWSz8r2WyCdsfWHgPyvD8GKQdJ1UAiRmrcrs8sQB3fe2KU'],
	system_resetLogFilter: [],
	system_unstable_networkState: [],
};

/** Everything else that anybody may call. A method that is in neither list makes this fail: somebody must look at it. */
const SAFE = `
account_nextIndex author_pendingExtrinsics author_submitAndWatchExtrinsic author_submitExtrinsic
author_unwatchExtrinsic bitswap_v1_get
chainHead_v1_body chainHead_v1_call chainHead_v1_continue chainHead_v1_follow chainHead_v1_header
chainHead_v1_stopOperation chainHead_v1_storage chainHead_v1_unfollow chainHead_v1_unpin
chainSpec_v1_chainName chainSpec_v1_genesisHash chainSpec_v1_properties
chain_getBlock chain_getBlockHash chain_getFinalisedHead chain_getFinalizedHead chain_getHead chain_getHeader
chain_getRuntimeVersion chain_subscribeAllHeads chain_subscribeFinalisedHeads chain_subscribeFinalizedHeads
chain_subscribeNewHead chain_subscribeNewHeads chain_subscribeRuntimeVersion chain_unsubscribeAllHeads
chain_unsubscribeFinalisedHeads chain_unsubscribeFinalizedHeads chain_unsubscribeNewHead chain_unsubscribeNewHeads
chain_unsubscribeRuntimeVersion
childstate_getKeys childstate_getKeysPaged childstate_getKeysPagedAt childstate_getStorage
childstate_getStorageEntries childstate_getStorageHash childstate_getStorageSize
chungnam_quote chungnam_receipt chungnam_wallet
grandpa_proveFinality grandpa_roundState grandpa_subscribeJustifications grandpa_unsubscribeJustifications
payment_queryFeeDetails payment_queryInfo rpc_methods
state_call state_callAt state_getChildReadProof state_getKeys state_getKeysPaged state_getKeysPagedAt
state_getMetadata state_getReadProof state_getRuntimeVersion state_getStorage state_getStorageAt
state_getStorageHash state_getStorageHashAt state_getStorageSize state_getStorageSizeAt state_queryStorageAt
state_subscribeRuntimeVersion state_subscribeStorage state_unsubscribeRuntimeVersion state_unsubscribeStorage
subscribe_newHead unsubscribe_newHead
system_accountNextIndex system_chain system_chainType system_health system_localListenAddresses
system_localPeerId system_name system_nodeRoles system_properties system_reservedPeers system_syncState
system_version
transactionWatch_v1_submitAndWatch transactionWatch_v1_unwatch transaction_v1_broadcast transaction_v1_stop
archive_v1_body archive_v1_call archive_v1_finalizedHeight archive_v1_genesisHash archive_v1_hashByHeight
archive_v1_header archive_v1_storage archive_v1_storageDiff archive_v1_storageDiff_stopStorageDiff
archive_v1_stopStorage
`
	.trim()
	.split(/\s+/);

/** Asks for every unsafe method that the node lists: how each was refused. */
async function refusals({ port }) {
	const { result } = await rpc(port, 'rpc_methods');
	const unknown = result.methods.filter((method) => !(method in UNSAFE) && !SAFE.includes(method));
	assert.deepEqual(unknown, [], 'methods that nobody has judged: put them in one of the lists');
	const { result: hash } = await rpc(port, 'chain_getFinalizedHead');
	const codes = [];
	const listed = Object.entries(UNSAFE).filter(([method]) => result.methods.includes(method));
	const answered = [];
	for (const [method, given] of listed) {
		const params = typeof given === 'function' ? given(hash) : given;
		const { error } = await rpc(port, method, params);
		if (/unsafe/i.test(`${error?.message} ${error?.data}`)) codes.push(`${error.code}`);
		else answered.push(`${method}: ${JSON.stringify(error ?? 'answered')}`);
	}
	assert.deepEqual(answered, [], 'unsafe methods that are not refused as unsafe');
	return `${listed.length} of ${number(result.methods.length)} methods are the operator's and refused: ${tally(codes)}`;
}

const unsafe = {
	name: 'unsafe',
	quick: true,
	sent: "every method of rpc_methods that is the operator's; subscriptions to all storage; keys through state_call",
	async run({ port }) {
		const words = await refusals({ port });
		const { ask, close } = await websocket(port);
		const all = await ask('state_subscribeStorage', [null]);
		close();
		assert.match(all.error?.message ?? '', /unsafe/i, 'all storage cannot be followed');
		// The runtime can make session keys; from outside it must not put them into the operator's keystore.
		const owner = '00';
		const made = await rpc(port, 'state_call', ['SessionKeys_generate_session_keys', `0x${owner}00`]);
		assert.ok(made.error && !made.result, 'no keys are made through state_call');
		return words;
	},
};

const unsafeByDefault = {
	name: 'unsafe-default',
	quick: true,
	sent: 'the same to a node that was told nothing about methods; --validator --rpc-external',
	flags: [],
	async run({ port }) {
		const words = await refusals({ port });
		const { code, words: said } = await runToEnd(['--chain', 'dev', '--validator', '--rpc-external', '--node-key', NODE_KEY]);
		assert.notEqual(code, 0, 'a validator does not serve strangers');
		assert.match(said, /rpc-external/);
		return `${words}; a validator with --rpc-external ends with an error`;
	},
};

export default [unsafe, unsafeByDefault];
