// SPDX-License-Identifier: Apache-2.0

// The client of all tests but those of other libraries: @polkadot/api with zero custom types.

import { ApiPromise, Keyring, WsProvider } from '@polkadot/api';

import { clientOf, eventsNamed, view } from '../../tools/lib/chain.mjs';

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

/** The wallet of a key. @param {Api} api @param {{ address: string }} phone */
export const walletOf = async (api, phone) => (await view(api, 'RegionalCurrency', 'wallet', phone.address)).unwrap();

/**
 * Won in a key's lot of a series, 0 without one.
 *
 * @param {Api} api
 * @param {{ address: string }} phone
 * @param {number} series
 * @returns {Promise<number>}
 */
export const lotOf = async (api, phone, series) =>
	(await walletOf(api, phone)).lots.find((/** @type {any} */ lot) => lot.series.eq(series))?.amount.toNumber() ?? 0;

/** True if nobody paid a fee for it. @param {import('../../tools/lib/chain.mjs').Sent} result */
export const isFree = (result) => eventsNamed(result, 'transactionPayment', 'TransactionFeePaid').length === 0;
