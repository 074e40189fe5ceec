// SPDX-License-Identifier: Apache-2.0

// PAPI over the new JSON-RPC family, without generated types.

import { getDynamicBuilder, getLookupFn } from '@polkadot-api/metadata-builders';
import { decAnyMetadata, unifyMetadata } from '@polkadot-api/substrate-bindings';

import { lap, roundTrip, shown, task } from '../lib/task.mjs';

// --- how to connect
import { sr25519CreateDerive } from '@polkadot-labs/hdkd';
import { DEV_MINI_SECRET, ss58Address } from '@polkadot-labs/hdkd-helpers';
import { createClient } from 'polkadot-api';
import { getPolkadotSigner } from 'polkadot-api/signer';
import { getWsProvider } from 'polkadot-api/ws';
import { WebSocket } from 'ws';

// Node.js 20 has no WebSocket yet; browsers and newer ones need no websocketClass.
const connect = (url) => createClient(getWsProvider(url, { websocketClass: WebSocket }));

/** The development key of a path such as `//Alice`. */
function key(path) {
	const { publicKey, sign } = sr25519CreateDerive(DEV_MINI_SECRET)(path);
	return { address: ss58Address(publicKey), signer: getPolkadotSigner(publicKey, 'Sr25519', sign) };
}

const balance = async (api, who) => (await api.query.System.Account.getValue(who)).data.free;

/** Signs, sends, and waits until it is final. */
async function pay(tx, { signer }) {
	const { ok, dispatchError, events } = await tx.signAndSubmit(signer);
	if (!ok) throw new Error(`${dispatchError.value.type}.${dispatchError.value.value?.type}`);
	return events.map(({ type, value }) => `${type}.${value.type}`);
}
// ---

/** Reads all that the metadata names, and takes each type apart and puts it together again. */
async function decodeAll(api) {
	const answer = await api.apis.Metadata.metadata_at_version(16);
	const metadata = unifyMetadata(decAnyMetadata(answer));
	let [storage, constants] = [0, 0];
	for (const pallet of metadata.pallets) {
		for (const { name } of pallet.constants) {
			await api.constants[pallet.name][name]();
			constants += 1;
		}
		for (const { name, type } of pallet.storage?.items ?? []) {
			const entry = api.query[pallet.name][name];
			await (type.tag === 'plain' ? entry.getValue() : entry.getEntries());
			storage += 1;
		}
	}
	const { buildDefinition } = getDynamicBuilder(getLookupFn(metadata));
	const values = roundTrip(16, (type, bytes) => {
		const { enc, dec } = buildDefinition(type);
		return enc(dec(bytes));
	});
	return { metadata: 16, storage, constants, values };
}

const client = connect(task.url);
const api = client.getUnsafeApi();
await client.getFinalizedBlock();
shown('connects', { seconds: lap() });
shown('decodes', { ...(await decodeAll(api)), seconds: lap() });

const [payer, citizen] = [key(task.payer), key(task.citizen)];
shown('reads', { balance: `${await balance(api, payer.address)}`, seconds: lap() });

const dest = { type: 'Id', value: task.payee };
const events = await pay(api.tx.Balances.transfer_keep_alive({ dest, value: BigInt(task.won) }), payer);
shown('sends', { event: events.includes('Balances.Transfer') });
shown('final', { seconds: lap() });

// For no order, with none of the payer's own won, within two minutes.
const until = BigInt(Date.now() + 120_000);
const amount = BigInt(task.won);
const call = api.tx.RegionalCurrency.pay({ merchant: task.shop, amount, order: undefined, most_own: 0n, until });
const paid = await pay(call, citizen);
const fee = paid.includes('TransactionPayment.TransactionFeePaid');
shown('shop', { event: paid.includes('RegionalCurrency.Paid'), fee, seconds: lap() });
client.destroy();
