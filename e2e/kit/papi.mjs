// SPDX-License-Identifier: Apache-2.0

// PAPI (polkadot-api), without generated types.

import { createClient } from 'polkadot-api';
import { getWsProvider } from 'polkadot-api/ws';
import { WebSocket } from 'ws';

/** A client of the node at this address. @param {string} url */
export function papiOf(url) {
	// From Node.js 22 on there is a WebSocket without being told. This one is the same but for the types of its events.
	const websocketClass = /** @type {typeof globalThis.WebSocket} */ (/** @type {unknown} */ (WebSocket));
	return createClient(getWsProvider(url, { websocketClass }));
}
