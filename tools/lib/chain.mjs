// SPDX-License-Identifier: Apache-2.0

// @polkadot/api with zero custom types: connect, sign, watch, and say by name why something was refused.
//
// The library itself is handed in by whoever calls: the tools of operators and the tests each have their own copy, and two
// copies in one program do not know each other's values.

import { messageOf } from './wait.mjs';

/** @typedef {import('@polkadot/keyring/types').KeyringPair} KeyringPair */
/** @typedef {import('@polkadot/types/interfaces').EventRecord} EventRecord */
/**
 * A connection. What the chain itself has (queries, calls, constants, runtime APIs) is known only from its metadata, so it is
 * `any` here; what every chain has keeps its types. `_rpcCore` is how methods are called that the library does not know.
 *
 * @typedef {Omit<import('@polkadot/api').ApiPromise, 'query' | 'tx' | 'consts' | 'call' | 'at'>
 *   & { query: any, tx: any, consts: any, call: any, at: (hash: any) => Promise<any>,
 *     _rpcCore: { provider: { send: (method: string, params: unknown[]) => Promise<any> } } }} Api
 */
/** @typedef {{ events: EventRecord[], block: any, toBlock: number, toFinal: number }} Sent */

// The library prints each refusal of the node and each lost connection to the console, besides throwing it. Whoever
// catches it has the word.
const print = console.error;
console.error = (...words) => {
	const isNoise = words.some((word) => /RPC-CORE:|API-WS:/.test(word));
	if (!isNoise) print(...words);
};

/**
 * How to connect and to sign, with a copy of the library.
 *
 * @param {Pick<typeof import('@polkadot/api'), 'ApiPromise' | 'Keyring' | 'WsProvider'>} library
 */
export function clientOf({ ApiPromise, Keyring, WsProvider }) {
	const keyring = new Keyring({ type: 'sr25519' });
	return {
		/** The key of a secret URI such as `//Alice`. @param {string} uri */
		key: (uri) => keyring.addFromUri(uri),

		/**
		 * Connects, and knows nothing of the chain but its address.
		 *
		 * @param {string} url
		 * @returns {Promise<Api>}
		 */
		connect: async (url) => {
			const api = await ApiPromise.create({ provider: new WsProvider(url), noInitWarn: true, throwOnConnect: true });
			return /** @type {any} */ (api);
		},
	};
}

/** The call was in a block and failed there. `name` is that of the error in the metadata. */
export class Refused extends Error {
	/** @param {string} name @param {string} [docs] */
	constructor(name, docs) {
		super(docs ? `${name}: ${docs}` : name);
		this.name = name;
		/** The reason that the error carries, by name, where it carries one. @type {string | undefined} */
		this.reason = undefined;
		/** All that happened in its place. @type {EventRecord[]} */
		this.events = [];
		/** The hash of its block. @type {any} */
		this.block = undefined;
	}
}

/** The node did not take the transaction at all: it is in no block and cost nothing. */
export class NotTaken extends Error {
	/** @param {string} message */
	constructor(message) {
		super(message);
		this.name = 'NotTaken';
		this.code = Number(/^(\d+):/.exec(message)?.[1] ?? 0);
	}
}

/** Why a call failed, by name. @param {Api} api @param {any} error */
export function refusal(api, error) {
	if (!error.isModule) return new Refused(error.toString());
	const { name, docs, fields } = api.registry.findMetaError(error.asModule);
	const refused = new Refused(name, docs.join(' ').trim());
	if (fields.length) {
		// Behind the number of the error stands what it carries.
		const carried = api.registry.createLookupType(fields[0].type);
		const reason = /** @type {any} */ (api.registry.createType(carried, error.asModule.error.slice(1)));
		refused.reason = reason.type ?? reason.toString();
	}
	return refused;
}

/**
 * Signs, sends and waits, to the block or, as a till does, until it is final. Gives the events, and how many
 * milliseconds both took from sending. Throws `Refused` or `NotTaken`.
 *
 * @param {Api} api
 * @param {any} tx
 * @param {KeyringPair} signer
 * @param {{ until?: string, tip?: number }} [how]
 * @returns {Promise<Sent>}
 */
export async function send(api, tx, signer, { until = 'final', tip = 0 } = {}) {
	await tx.signAsync(signer, { nonce: -1, tip });
	const sent = performance.now();
	let toBlock = NaN;
	return new Promise((done, fail) => {
		const watching = tx.send((/** @type {any} */ result) => {
			const { status, dispatchError, events } = result;
			if (status.isInBlock) toBlock = performance.now() - sent;
			const end = until === 'final' ? status.isFinalized : status.isInBlock || status.isFinalized;
			if (end) {
				const toFinal = performance.now() - sent;
				const error = dispatchError ? refusal(api, dispatchError) : null;
				const block = status.isFinalized ? status.asFinalized : status.asInBlock;
				stop();
				if (error) fail(Object.assign(error, { events, block }));
				else done({ events, block, toBlock, toFinal });
			} else if (result.isError) {
				stop();
				fail(new NotTaken(`The transaction was dropped: ${status.type}`));
			}
		});
		const stop = () => watching.then((/** @type {() => void} */ unsubscribe) => unsubscribe()).catch(() => {});
		watching.catch((/** @type {unknown} */ error) => fail(new NotTaken(messageOf(error))));
	});
}

/**
 * The events `section.method` of a sent transaction, each as an object of its named fields.
 *
 * @param {{ events: EventRecord[] }} sent
 * @param {string} section
 * @param {string} method
 * @returns {any[]}
 */
export function eventsNamed({ events }, section, method) {
	return events
		.filter(({ event }) => event.section === section && event.method === method)
		.map(({ event }) => event.data);
}

/**
 * The one event `section.method`.
 *
 * @param {{ events: EventRecord[] }} sent
 * @param {string} section
 * @param {string} method
 */
export function eventNamed(sent, section, method) {
	const [event] = eventsNamed(sent, section, method);
	if (!event) {
		const names = sent.events.map(({ event: e }) => `${e.section}.${e.method}`).join(', ');
		throw new Error(`There is no event ${section}.${method} among ${names}`);
	}
	return event;
}

/**
 * Asks a view function by the names in the metadata, for @polkadot/api has no word of its own for them yet.
 *
 * @param {Api} api
 * @param {string} pallet
 * @param {string} name
 * @param {...unknown} args
 * @returns {Promise<any>}
 */
export async function view(api, pallet, name, ...args) {
	const { pallets } = api.runtimeMetadata.asV16;
	const found = pallets.find((each) => each.name.eq(pallet))?.viewFunctions.find((each) => each.name.eq(name));
	if (!found) throw new Error(`There is no view function ${pallet}.${name}`);
	/** @param {any} type @param {unknown} value */
	const typed = (type, value) => api.registry.createType(api.registry.createLookupType(type), value);
	const input = found.inputs.map(({ type }, i) => Buffer.from(typed(type, args[i]).toU8a()));
	const answer = await api.call.runtimeViewFunction.executeViewFunction(
		found.id,
		`0x${Buffer.concat(input).toString('hex')}`,
	);
	if (answer.isErr) throw new Error(`${pallet}.${name}: ${answer.asErr}`);
	return typed(found.output, answer.asOk.toU8a(true));
}
