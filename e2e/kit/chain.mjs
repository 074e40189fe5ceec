// SPDX-License-Identifier: Apache-2.0

// The client of all tests but those of other libraries: @polkadot/api with zero custom types.

import { ApiPromise, Keyring, WsProvider } from '@polkadot/api';

import { clientOf } from '../../tools/lib/chain.mjs';

export * from '../../tools/lib/chain.mjs';

export const { connect, key } = clientOf({ ApiPromise, Keyring, WsProvider });

/** @typedef {import('../../tools/lib/chain.mjs').Api} Api */

/** What a shop asks to be paid for. @typedef {{ till: number, reference: string }} Order */

/** The moment from which a payment that is made now is dead: nobody waits two minutes at a till. */
export const soon = () => Date.now() + 120_000;

/**
 * What a payer agrees to besides shop and amount, the last arguments of `pay`: an order or none, the most plain won of
 * their own, and the moment from which the payment is dead.
 *
 * @param {number} mostOwn
 * @param {Order | null} [order]
 */
export const paying = (mostOwn, order = null) => /** @type {const} */ ([order, mostOwn, soon()]);

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

/**
 * Plain won of an account that it can spend.
 *
 * @param {Api} api
 * @param {string | object} who its address, its bytes, or somebody who has one
 * @returns {Promise<bigint>}
 */
export async function balanceOf(api, who) {
	const account = typeof who === 'object' && 'address' in who ? who.address : who;
	const { data } = await api.query.system.account(account);
	return data.free.toBigInt();
}
