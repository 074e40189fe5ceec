// SPDX-License-Identifier: Apache-2.0

// @polkadot/api, with zero custom types.

import { lap, roundTrip, shown, task } from '../lib/task.mjs';

// --- how to connect
import { ApiPromise, Keyring, WsProvider } from '@polkadot/api';

const connect = (url) => ApiPromise.create({ provider: new WsProvider(url), noInitWarn: true });

const balance = async (api, who) => (await api.query.system.account(who)).data.free.toBigInt();

/** Signs, sends, and waits until it is final. */
async function pay(api, call, signer) {
	return new Promise((done, fail) =>
		call
			.signAndSend(signer, ({ status, dispatchError, isError, events }) => {
				if (dispatchError?.isModule) {
					const { section, name, docs } = api.registry.findMetaError(dispatchError.asModule);
					fail(new Error(`${section}.${name}: ${docs.join(' ')}`));
				} else if (dispatchError || isError) {
					fail(new Error(`${dispatchError ?? status.type}`));
				} else if (status.isFinalized) {
					done(events);
				}
			})
			.catch(fail),
	);
}
// ---

/** Reads all that the metadata names, and takes each type apart and puts it together again. */
async function decodeAll(api) {
	const { pallets } = api.runtimeMetadata.asV16;
	let [storage, constants] = [0, 0];
	for (const pallet of pallets) {
		const name = `${pallet.name}`;
		const section = name[0].toLowerCase() + name.slice(1);
		for (const constant of pallet.constants) {
			const { type } = constant;
			const read = api.registry.createType(api.registry.createLookupType(type), constant.value.toU8a(true));
			if (Buffer.compare(read.toU8a(), constant.value.toU8a(true))) throw new Error(`${name}.${constant.name}`);
			constants += 1;
		}
		for (const entry of pallet.storage.unwrapOrDefault().items) {
			const word = `${entry.name}`;
			const query = api.query[section][word[0].toLowerCase() + word.slice(1)];
			await (entry.type.isPlain ? query() : query.entries());
			storage += 1;
		}
	}
	const values = roundTrip(16, (type, bytes) =>
		api.registry.createType(api.registry.createLookupType(type), bytes).toU8a(),
	);
	return { metadata: 16, storage, constants, values };
}

const api = await connect(task.url);
shown('connects', { seconds: lap() });
shown('decodes', { ...(await decodeAll(api)), seconds: lap() });

const keyring = new Keyring({ type: 'sr25519' });
const payer = keyring.addFromUri(task.payer);
shown('reads', { balance: `${await balance(api, payer.address)}`, seconds: lap() });

const events = await pay(api, api.tx.balances.transferKeepAlive(task.payee, task.won), payer);
shown('sends', { event: events.some(({ event }) => api.events.balances.Transfer.is(event)) });
shown('final', { seconds: lap() });

// For no order, with none of the payer's own won, within two minutes.
const call = api.tx.regionalCurrency.pay(task.shop, task.won, null, 0, Date.now() + 120_000);
const paid = await pay(api, call, keyring.addFromUri(task.citizen));
const fee = paid.some(({ event }) => api.events.transactionPayment.TransactionFeePaid.is(event));
shown('shop', { event: paid.some(({ event }) => api.events.regionalCurrency.Paid.is(event)), fee, seconds: lap() });
await api.disconnect();
