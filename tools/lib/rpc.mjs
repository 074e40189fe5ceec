// SPDX-License-Identifier: Apache-2.0

// JSON-RPC over http in plain words: what a shell could ask as well.

/**
 * What comes from outside has no types: who asks knows what to expect.
 *
 * @typedef {{ result?: any, error?: any }} Answer
 */
/** @typedef {{ number: string, digest: { logs: string[] } }} Header */
/** @typedef {{ name: string, labels: Record<string, string>, value: number }} Metric */

/**
 * One request. Gives the whole answer, errors as well; throws when there is none within `limit` milliseconds.
 *
 * @param {string} url
 * @param {string} method
 * @param {unknown} [params]
 * @returns {Promise<Answer>}
 */
export async function request(url, method, params = [], limit = 60_000) {
	const response = await fetch(url, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
		signal: AbortSignal.timeout(limit),
	});
	return /** @type {Promise<Answer>} */ (response.json());
}

/**
 * One request. Throws what the node refused, and after `limit` milliseconds.
 *
 * @param {string} url
 * @param {string} method
 * @param {unknown} [params]
 */
export async function ask(url, method, params = [], limit = 5_000) {
	const { result, error } = await request(url, method, params, limit);
	if (error) throw new Error(`${method}: ${error.message}${error.data ? ` (${JSON.stringify(error.data)})` : ''}`);
	return result;
}

/**
 * Number of the block with this hash, or of the best one; NaN where the node does not have it.
 *
 * @param {string} url
 * @param {string} [hash]
 */
export async function heightOf(url, hash) {
	const header = await ask(url, 'chain_getHeader', hash ? [hash] : []);
	return header ? Number(header.number) : NaN;
}

/**
 * Height of the last final block.
 *
 * @param {string} url
 */
export const finalHeight = async (url) => heightOf(url, await ask(url, 'chain_getFinalizedHead'));

/**
 * Heights of the best and of the last final block.
 *
 * @param {string} url
 */
export async function heights(url) {
	// The final one is asked for first, so that it is not beyond the best one.
	const hash = await ask(url, 'chain_getFinalizedHead');
	const [best, final] = await Promise.all([heightOf(url), heightOf(url, hash)]);
	return { best, final };
}

/**
 * Hash of the block with this number on the best chain, null where there is none.
 *
 * @param {string} url
 * @param {number} number
 * @returns {Promise<string | null>}
 */
export const hashAt = (url, number) => ask(url, 'chain_getBlockHash', [number]);

/**
 * The Aura slot a header was made in: eight bytes, lowest first, in the digest before the runtime's.
 *
 * @param {Header} header
 */
export function slotOf(header) {
	// 0x06: pre-runtime; then the four letters of the engine, a length, and the slot.
	const item = header.digest.logs.find((log) => log.startsWith('0x0661757261'));
	if (!item) throw new Error(`Block ${header.number} names no Aura slot`);
	return Number(Buffer.from(item.slice(2), 'hex').readBigUInt64LE(6));
}

/**
 * The metadata of the runtime in one of its versions: bytes, without the option and the length in which it travels. Null
 * where the runtime does not have that version.
 *
 * @param {string} url
 * @param {number} version
 */
export async function metadataOf(url, version) {
	const wanted = Buffer.alloc(4);
	wanted.writeUInt32LE(version);
	const call = ['Metadata_metadata_at_version', `0x${wanted.toString('hex')}`];
	const answer = await ask(url, 'state_call', call, 60_000);
	const bytes = new Uint8Array(Buffer.from(answer.slice(2), 'hex'));
	if (bytes[0] !== 1) return null;
	// Some(OpaqueMetadata): one byte, then a length in SCALE's compact form, whose two lowest bits say how long it is.
	const size = [1, 2, 4][bytes[1] & 3];
	if (!size) throw new Error('Metadata of over a gigabyte');
	return bytes.slice(1 + size);
}

/**
 * The answer of a node's Prometheus endpoint.
 *
 * @param {string} url
 */
export async function metrics(url, limit = 5_000) {
	const response = await fetch(url, { signal: AbortSignal.timeout(limit) });
	const text = await response.text();
	/** @type {Metric[]} */
	const found = [];
	for (const line of text.split('\n')) {
		const [, name, labels, value] = /^([a-zA-Z_:]\w*)(?:\{(.*)\})? (\S+)$/.exec(line) ?? [];
		if (!name) continue;
		const pairs = [...(labels ?? '').matchAll(/(\w+)="([^"]*)"/g)].map(([, k, v]) => [k, v]);
		found.push({ name, labels: Object.fromEntries(pairs), value: Number(value) });
	}
	return found;
}
