// SPDX-License-Identifier: Apache-2.0

// New session keys of a validator that runs.

import { join } from 'node:path';

import { command } from '../../../tools/lib/program.mjs';
import { send } from '../../kit/chain.mjs';
import { partsOf } from '../../kit/program.mjs';

/** @typedef {import('../../kit/net-node.mjs').NetNode} NetNode */
/** @typedef {import('../../kit/chain.mjs').Api} Api */
/** @typedef {import('../../kit/chain.mjs').KeyringPair} KeyringPair */

/**
 * Makes keys in the keystore beside the node that runs, as its operator does, and gives them to the chain, with the proof that
 * they belong to their owner. `until`: that the transaction is in a block, where none becomes final.
 *
 * @param {NetNode} node
 * @param {Api} api
 * @param {KeyringPair} owner
 * @param {{ until?: string }} [how]
 */
export async function newKeys(node, api, owner, how = {}) {
	const words = ['key', 'rotate', '--account', owner.address, '--keystore-path', join(node.folder, 'keystore')];
	words.push('--base-path', node.basePath, '--chain', node.chain);
	const { stdout } = await command(node.binary, words);
	const [keys, proof] = partsOf(/^keys +(0x[0-9a-f]+)\nproof +(0x[0-9a-f]+)$/m, stdout);
	const { block } = await send(api, api.tx.session.setKeys(keys, proof), owner, how);
	// The Aura key comes first in the runtime's session keys.
	return { auraKey: keys.slice(0, 66), block };
}
