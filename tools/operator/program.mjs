// SPDX-License-Identifier: Apache-2.0

// How the programs of this folder run: on a node, to the end or to what went wrong.

import { ApiPromise, Keyring, WsProvider } from '@polkadot/api';

import { clientOf, NotTaken, Refused } from '../lib/chain.mjs';
import { messageOf } from '../lib/wait.mjs';
import { Told } from './words.mjs';

/** @typedef {import('../lib/chain.mjs').Api} Api */

const { connect, key } = clientOf({ ApiPromise, Keyring, WsProvider });

export { key };

/** What each of them is told on the command line: the node, and the file with the secret of the person at the keyboard. */
export const OPTIONS = /** @type {const} */ ({
	rpc: { type: 'string', default: 'ws://127.0.0.1:9944' },
	'account-file': { type: 'string' },
});

/** What the system says of a file that the person named. */
const FILE_TROUBLE = ['ENOENT', 'EACCES', 'EEXIST', 'EISDIR'];

/**
 * Works on a node.
 *
 * @param {string} url
 * @param {(api: Api) => unknown} work
 */
export async function workOn(url, work) {
	const api = await connect(url).catch((error) => {
		throw new Told(`Nobody answers at ${url}: ${error.message}`);
	});
	try {
		await work(api);
	} finally {
		await api.disconnect();
	}
}

/**
 * Runs a program. What the person can mend is said in a sentence: errors of these kinds, and trouble with a file.
 *
 * @param {() => unknown} run
 * @param {(abstract new (...words: any[]) => Error)[]} [kinds]
 */
export async function runToTheEnd(run, kinds = []) {
	try {
		await run();
	} catch (error) {
		const known = [Told, Refused, NotTaken, ...kinds].some((kind) => error instanceof kind);
		const isFile = error instanceof Error && 'code' in error && FILE_TROUBLE.includes(String(error.code));
		console.error(known || isFile ? `Error: ${messageOf(error)}` : error);
		process.exit(1);
	}
}
