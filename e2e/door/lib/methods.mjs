// SPDX-License-Identifier: Apache-2.0

// All methods that a node may list, and whose they are.

const PEER = '/ip4/127.0.0.1/tcp/1/p2p/12D3KooWSz8r2WyCdsfWHgPyvD8GKQdJ1UAiRmrcrs8sQB3fe2KU';

/**
 * Each method that the node keeps for its operator, with parameters that are well formed: what is refused is the
 * caller.
 *
 * @type {Record<string, unknown[] | ((hash: string) => unknown[])>}
 */
export const UNSAFE = {
	author_hasKey: ['0x00', 'aura'],
	author_hasSessionKeys: ['0x00'],
	author_insertKey: ['aura', '//Alice', '0x00'],
	author_removeExtrinsic: [[]],
	author_rotateKeys: [],
	author_rotateKeysWithOwner: ['0x00'],
	childstate_getKeys: ['0x00', '0x'],
	offchain_localStorageClear: ['PERSISTENT', '0x00'],
	offchain_localStorageGet: ['PERSISTENT', '0x00'],
	offchain_localStorageSet: ['PERSISTENT', '0x00', '0x00'],
	state_callRecorded: (hash) => ['Core_version', '0x', hash],
	// The whole state in one answer: its paged sister serves everybody.
	state_getKeys: ['0x'],
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
export const SAFE = `
account_nextIndex author_pendingExtrinsics author_submitAndWatchExtrinsic author_submitExtrinsic
author_unwatchExtrinsic
chainHead_v1_body chainHead_v1_call chainHead_v1_continue chainHead_v1_follow chainHead_v1_header
chainHead_v1_stopOperation chainHead_v1_storage chainHead_v1_unfollow chainHead_v1_unpin
chainSpec_v1_chainName chainSpec_v1_genesisHash chainSpec_v1_properties
chain_getBlock chain_getBlockHash chain_getFinalisedHead chain_getFinalizedHead chain_getHead chain_getHeader
chain_getRuntimeVersion chain_subscribeAllHeads chain_subscribeFinalisedHeads chain_subscribeFinalizedHeads
chain_subscribeNewHead chain_subscribeNewHeads chain_subscribeRuntimeVersion chain_unsubscribeAllHeads
chain_unsubscribeFinalisedHeads chain_unsubscribeFinalizedHeads chain_unsubscribeNewHead chain_unsubscribeNewHeads
chain_unsubscribeRuntimeVersion
childstate_getKeysPaged childstate_getKeysPagedAt childstate_getStorage
childstate_getStorageEntries childstate_getStorageHash childstate_getStorageSize
chungnam_ballots chungnam_ballotsOf chungnam_holdings chungnam_ideas chungnam_offering chungnam_petitions
chungnam_openOfferings chungnam_rounds
chungnam_paidOrder chungnam_quote chungnam_quoteFor chungnam_quoteOf chungnam_receipt chungnam_shop chungnam_wallet
chungnam_walletOf
grandpa_proveFinality grandpa_roundState grandpa_subscribeJustifications grandpa_unsubscribeJustifications
payment_queryFeeDetails payment_queryInfo rpc_methods
state_call state_callAt state_getChildReadProof state_getKeysPaged state_getKeysPagedAt
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

/** Functions of the runtime that are the node's own: they make genesis, blocks and keys. */
export const NODES_OWN = [
	'BlockBuilder_apply_extrinsic',
	'Core_execute_block',
	'Core_initialize_block',
	'GenesisBuilder_build_state',
	'GenesisBuilder_get_preset',
	'OffchainWorkerApi_offchain_worker',
	'SessionKeys_generate_session_keys',
];
