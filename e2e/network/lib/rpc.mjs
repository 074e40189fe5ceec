// SPDX-License-Identifier: Apache-2.0

// JSON-RPC over http in plain words: what a shell could ask as well.

/** One request. Throws what the node refused, and after `limit` milliseconds. */
export async function ask(url, method, params = [], limit = 5_000) {
	const response = await fetch(url, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
		signal: AbortSignal.timeout(limit),
	});
	const { result, error } = await response.json();
	if (error) throw new Error(`${method}: ${error.message}${error.data ? ` (${JSON.stringify(error.data)})` : ''}`);
	return result;
}

/** Number of the block with this hash, or of the best one. */
export async function heightOf(url, hash) {
	const header = await ask(url, 'chain_getHeader', hash ? [hash] : []);
	return header ? Number(header.number) : null;
}

/** Heights of the best and of the last final block. */
export async function heights(url) {
	const final = await ask(url, 'chain_getFinalizedHead');
	const [best, finalised] = await Promise.all([heightOf(url), heightOf(url, final)]);
	return { best, final: finalised };
}

/** Hash of the block with this number on the best chain, null where there is none. */
export const hashAt = (url, number) => ask(url, 'chain_getBlockHash', [number]);

/** The Aura slot a header was made in: eight bytes, lowest first, in the digest before the runtime's. */
export function slotOf(header) {
	// 0x06: pre-runtime; then the four letters of the engine, a length, and the slot.
	const item = header.digest.logs.find((log) => log.startsWith('0x0661757261'));
	if (!item) throw new Error(`Block ${header.number} names no Aura slot`);
	return Number(Buffer.from(item.slice(2), 'hex').readBigUInt64LE(6));
}

/** The answer of a node's Prometheus endpoint as a list of { name, labels, value }. */
export async function metrics(url, limit = 5_000) {
	const response = await fetch(url, { signal: AbortSignal.timeout(limit) });
	const text = await response.text();
	return text
		.split('\n')
		.map((line) => /^([a-zA-Z_:]\w*)(?:\{(.*)\})? (\S+)$/.exec(line))
		.filter(Boolean)
		.map(([, name, labels, value]) => ({
			name,
			labels: Object.fromEntries([...(labels ?? '').matchAll(/(\w+)="([^"]*)"/g)].map(([, k, v]) => [k, v])),
			value: Number(value),
		}));
}
