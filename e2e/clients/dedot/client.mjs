// SPDX-License-Identifier: Apache-2.0

// dedot, over both families of JSON-RPC: `client.mjs v2` or `client.mjs legacy`.

import { $ } from 'dedot';
import { stringCamelCase } from 'dedot/utils';

import { lap, shown, task, valuesOf } from '../lib/task.mjs';

// --- how to connect
import { Keyring } from '@polkadot/keyring';
import { cryptoWaitReady } from '@polkadot/util-crypto';
import { DedotClient, WsProvider } from 'dedot';

// Without rpcVersion, or with 'v2', it speaks chainHead_v1; 'legacy' is for nodes that do not know that.
const connect = (url, rpcVersion) => DedotClient.new({ provider: new WsProvider(url), rpcVersion });

const balance = async (client, who) => (await client.query.system.account(who)).data.free;

/** Signs, sends, and waits until it is final. */
async function pay(client, call, signer) {
	const { dispatchError, events } = await call.signAndSend(signer).untilFinalized();
	if (dispatchError) {
		const known = client.registry.findErrorMeta(dispatchError);
		throw new Error(known ? `${known.pallet}.${known.name}` : JSON.stringify(dispatchError));
	}
	return events.map(({ event }) => event);
}
// ---

/** Reads all that the metadata names, and takes each type apart and puts it together again. */
async function decodeAll(client) {
	const { metadata, registry } = client;
	const version = Number(metadata.version.slice(1));
	let [storage, constants] = [0, 0];
	for (const pallet of metadata.latest.pallets) {
		for (const { name } of pallet.constants) {
			// Throws where it cannot; an empty option is undefined.
			void client.consts[stringCamelCase(pallet.name)][stringCamelCase(name)];
			constants += 1;
		}
		for (const { name, storageType } of pallet.storage?.entries ?? []) {
			const query = client.query[stringCamelCase(pallet.name)][stringCamelCase(name)];
			await (storageType.type === 'Plain' ? query() : query.entries());
			storage += 1;
		}
	}
	// To the last byte, but not back: in 1.3.0 a structure that ends with an option loses its last byte when encoded.
	const values = valuesOf(version);
	for (const [type, hex] of values) {
		const buffer = new $.DecodeBuffer(new Uint8Array(Buffer.from(hex, 'hex')));
		registry.findCodec(type).subDecode(buffer);
		if (buffer.index !== buffer.array.length) throw new Error(`Type ${type} of metadata V${version}: 0x${hex}`);
	}
	return { metadata: version, storage, constants, values: values.length };
}

await cryptoWaitReady();
const client = await connect(task.url, process.argv[2]);
shown('connects', { seconds: lap(), spoke: client.rpcVersion });
shown('decodes', { ...(await decodeAll(client)), seconds: lap() });

const keyring = new Keyring({ type: 'sr25519' });
const payer = keyring.addFromUri(task.payer);
shown('reads', { balance: `${await balance(client, payer.address)}`, seconds: lap() });

const events = await pay(client, client.tx.balances.transferKeepAlive(task.payee, BigInt(task.won)), payer);
shown('sends', { event: events.some((event) => client.events.balances.Transfer.is(event)) });
shown('final', { seconds: lap() });

const citizen = keyring.addFromUri(task.citizen);
// For no order, with none of the payer's own won, within two minutes.
const until = BigInt(Date.now() + 120_000);
const call = client.tx.regionalCurrency.pay(task.shop, BigInt(task.won), undefined, 0n, until);
const paid = await pay(client, call, citizen);
const fee = paid.some((event) => client.events.transactionPayment.TransactionFeePaid.is(event));
shown('shop', { event: paid.some((event) => client.events.regionalCurrency.Paid.is(event)), fee, seconds: lap() });
await client.disconnect();
